//! A gateway of the operator's choice: each text or call is posted as JSON, signed, with the row's id as `Idempotency-Key`.
//! What is posted and what is answered: `docs/OPERATIONS.md`, "A webhook of your own".

use hyper::Method;
use hyper::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use url::Url;

use super::{Body, Going, NotTaken, Outgoing, Taken, Transport, Trouble, come_back, signed, unanswered};
use crate::outbox::cause::Cause;
use crate::platform::clock::SECOND;
use crate::platform::fault::{Fault, Outcome};
use crate::platform::http::{Answer, Call, Http, Reach};
use crate::platform::message_settings::WebhookSettings;

/// The path where deliveries are reported.
pub const REPORTS: &str = "/hooks/delivery";

/// The gateway.
pub struct Webhook {
    url: Url,
    secret: SecretString,
    reach: Reach,
    idempotent: bool,
    report_to: String,
    http: Http,
}

#[derive(Serialize)]
struct Posted<'a> {
    id: String,
    kind: &'static str,
    to: &'a str,
    language: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    call: Option<Spoken<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_seconds: Option<i64>,
    report_to: &'a str,
}

#[derive(Serialize)]
struct Spoken<'a> {
    greeting: &'a str,
    after_a_key: &'a str,
    without_a_key: &'a str,
}

/// What may stand in an answer. All of it is optional.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Said {
    id: Option<String>,
    cause: Option<String>,
}

impl Webhook {
    /// The gateway of these settings.
    ///
    /// # Errors
    /// [`Fault::Internal`] when they are not complete.
    pub fn new(settings: &WebhookSettings, base_url: &str, http: Http) -> Outcome<Self> {
        let url = Url::parse(&settings.url).map_err(|e| Fault::internal(format!("[messages.webhook] url: {e}")))?;
        let secret = settings.secret.clone().ok_or_else(|| Fault::internal("[messages.webhook] has no secret"))?;
        let reach = if settings.allow_private { Reach::Any } else { Reach::Public };
        Ok(Self { url, secret, reach, idempotent: settings.idempotent, report_to: format!("{base_url}{REPORTS}"), http })
    }

    fn posted<'a>(&'a self, outgoing: &'a Outgoing) -> Posted<'a> {
        let (kind, text, call) = match &outgoing.body {
            Body::Text(text) => ("text", Some(text.as_str()), None),
            Body::Call(script) => {
                let spoken = Spoken { greeting: &script.greeting, after_a_key: &script.words, without_a_key: &script.goodbye };
                ("call", None, Some(spoken))
            }
        };
        Posted {
            id: outgoing.id.to_string(),
            kind,
            to: &outgoing.to,
            language: outgoing.language,
            text,
            call,
            valid_seconds: outgoing.valid.map(|valid| (valid / SECOND).max(1)),
            report_to: &self.report_to,
        }
    }

    async fn post(&self, outgoing: &Outgoing) -> Taken {
        let never = |why: String| NotTaken::Never(Trouble::of(Cause::Other, why));
        let body = serde_json::to_vec(&self.posted(outgoing)).map_err(|e| never(e.to_string()))?;
        let (id, at) = (outgoing.id.to_string(), signed::timestamp(outgoing.at));
        let signature = signed::sign(&self.secret, &id, &at, &body);
        let mut headers = vec![(CONTENT_TYPE, HeaderValue::from_static("application/json"))];
        for (name, value) in
            [("idempotency-key", id.as_str()), (signed::ID, &id), (signed::TIMESTAMP, &at), (signed::SIGNATURE, &signature)]
        {
            headers.push((HeaderName::from_static(name), HeaderValue::from_str(value).map_err(|e| never(e.to_string()))?));
        }
        let call = Call { method: Method::POST, url: &self.url, headers, body, reach: self.reach };
        read(&self.http.send(call).await.map_err(unanswered)?)
    }
}

/// What an answer means. 500 and its like may have sent it; what refuses does not.
fn read(answer: &Answer) -> Taken {
    if let Some(later) = come_back(answer) {
        return Err(later);
    }
    let said: Said = serde_json::from_slice(&answer.body).unwrap_or_default();
    let trouble =
        |cause| Trouble::of(said.cause.as_deref().and_then(Cause::parse).unwrap_or(cause), format!("answered {}", answer.status));
    match answer.status {
        200..300 => Ok(said.id.filter(|id| !id.is_empty() && id.len() <= 100)),
        408 | 425 => Err(NotTaken::Later(trouble(Cause::Unavailable))),
        401 | 403 => Err(NotTaken::Never(trouble(Cause::Credentials))),
        300..500 => Err(NotTaken::Never(trouble(Cause::Other))),
        _ => Err(NotTaken::Unknown(trouble(Cause::NoAnswer))),
    }
}

impl Transport for Webhook {
    fn send<'a>(&'a self, outgoing: &'a Outgoing) -> Going<'a, Taken> {
        Box::pin(self.post(outgoing))
    }

    fn knows_doubles(&self) -> bool {
        self.idempotent
    }
}
