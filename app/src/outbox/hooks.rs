//! What gateways send to us: reports of deliveries, and Twilio's question what a call says. Public routes; every request is signed, and one
//! that is not changes nothing and asks the database nothing.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use secrecy::SecretString;
use serde::Deserialize;
use url::form_urlencoded;
use uuid::Uuid;

use super::cause::Cause;
use super::report::{key_pressed, report};
use crate::platform::gateway::{Reported, signed, twilio};
use crate::platform::message_settings::GatewayKind;
use crate::platform::{Outcome, Platform};
use crate::web::site::Site;

/// Longest name of a message at a gateway that is kept.
const LONGEST_ID: usize = 100;

/// `POST /hooks/twilio/status/{id}`: what became of a text or a call.
pub async fn post_twilio_status(State(site): State<Site>, Path(id): Path<String>, headers: HeaderMap, body: Bytes) -> Response {
    let form = match from_twilio(&site.platform, &format!("{}{id}", twilio::STATUS), &headers, &body) {
        Ok(form) => form,
        Err(status) => return status.into_response(),
    };
    let of = |name: &str| form.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str());
    let code = of("ErrorCode").and_then(|code| code.parse().ok()).unwrap_or_default();
    let reported = twilio::reported(of("MessageStatus"), of("CallStatus"), code);
    let sid = of("MessageSid").or(of("CallSid")).filter(|sid| sid.len() <= LONGEST_ID);
    note(&site.platform, &id, sid, reported).await
}

/// `POST /hooks/twilio/call/{id}`: a key was pressed; the answer is what the call says next. Never stored, never logged.
pub async fn post_twilio_call(State(site): State<Site>, Path(id): Path<String>, headers: HeaderMap, body: Bytes) -> Response {
    if let Err(status) = from_twilio(&site.platform, &format!("{}{id}", twilio::KEY_PRESSED), &headers, &body) {
        return status.into_response();
    }
    let Ok(id) = Uuid::try_parse(&id) else { return StatusCode::NOT_FOUND.into_response() };
    match key_pressed(&site.platform, id).await {
        Ok(Some((words, language))) => {
            ([(header::CONTENT_TYPE, "text/xml; charset=utf-8")], twilio::after_a_key(&words, language)).into_response()
        }
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(e) => fault(&e),
    }
}

/// What a webhook reports.
#[derive(Deserialize)]
struct Delivered {
    id: String,
    state: String,
    #[serde(default)]
    cause: Option<String>,
}

/// `POST /hooks/delivery`: what became of a text or a call that our webhook took.
pub async fn post_delivery(State(site): State<Site>, headers: HeaderMap, body: Bytes) -> Response {
    let settings = &site.platform.settings.messages;
    let Some(secret) = settings.webhook.secret.as_ref().filter(|_| settings.gateway == GatewayKind::Webhook) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let of = |name: &str| headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let named = (of(signed::ID), of(signed::TIMESTAMP), of(signed::SIGNATURE));
    if !signed::is_signed(secret, named, &body, site.platform.clock.now()) {
        return unsigned("/hooks/delivery").into_response();
    }
    let Ok(delivered) = serde_json::from_slice::<Delivered>(&body) else { return StatusCode::UNPROCESSABLE_ENTITY.into_response() };
    let cause = delivered.cause.as_deref().and_then(Cause::parse).unwrap_or_default();
    let reported = match delivered.state.as_str() {
        "sent" => Reported::Sent,
        "delivered" => Reported::Delivered,
        "failed" => Reported::Failed(cause),
        _ => return StatusCode::UNPROCESSABLE_ENTITY.into_response(),
    };
    note(&site.platform, &delivered.id, None, Some(reported)).await
}

/// The form that Twilio has sent to a path; a status when it was not Twilio.
fn from_twilio(platform: &Platform, path: &str, headers: &HeaderMap, body: &[u8]) -> Result<Vec<(String, String)>, StatusCode> {
    let settings = &platform.settings.messages;
    let token: &SecretString =
        settings.twilio.auth_token.as_ref().filter(|_| settings.gateway == GatewayKind::Twilio).ok_or(StatusCode::NOT_FOUND)?;
    let form: Vec<(String, String)> = form_urlencoded::parse(body).into_owned().collect();
    let signature = headers.get(twilio::SIGNATURE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    if twilio::is_signed(token, &platform.settings.base_url, path, &form, signature) {
        return Ok(form);
    }
    Err(unsigned("/hooks/twilio"))
}

fn unsigned(path: &'static str) -> StatusCode {
    tracing::warn!(request.path = path, "a report without a right signature was refused");
    StatusCode::FORBIDDEN
}

/// Notes a report. The answer is the same whether it was news.
async fn note(platform: &Platform, id: &str, vendor_id: Option<&str>, reported: Option<Reported>) -> Response {
    let noted: Outcome<bool> = match (Uuid::try_parse(id), reported) {
        (Ok(id), Some(reported)) => report(platform, id, vendor_id, reported).await,
        _ => Ok(false),
    };
    match noted {
        Ok(_) => StatusCode::NO_CONTENT.into_response(),
        Err(e) => fault(&e),
    }
}

fn fault(e: &crate::platform::Fault) -> Response {
    tracing::error!("fault: noting a delivery: {e}");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
