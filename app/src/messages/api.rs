//! The page of messages, and its tests.

use axum::Form;
use axum::extract::{OriginalUri, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use serde::Deserialize;

use super::model::TEST_FORM;
use super::service::{self, Tested};
use super::text;
use crate::outbox::model::Channel;
use crate::sessions::service::Actor;
use crate::web::page::{fault, not_allowed, permitted, render, see_other, state_for};
use crate::web::site::Site;
use crate::web::state::{FormState, PageState};
use crate::web::visitor::Visitor;

const PAGE: &str = "/settings/messages";

/// `GET /settings/messages`
pub async fn get_messages(State(site): State<Site>, visitor: Visitor, uri: Uri) -> Response {
    match permitted(&site, &visitor, &uri).await {
        Ok(actor) => show(&site, &visitor, &uri, &actor, None).await,
        Err(answer) => answer,
    }
}

async fn show(site: &Site, visitor: &Visitor, uri: &Uri, actor: &Actor, refused: Option<(String, StatusCode)>) -> Response {
    match service::page(&site.platform, actor, site.demo).await {
        Err(e) => fault(site, visitor, &e).await,
        Ok(page) => {
            let status = refused.as_ref().map_or(StatusCode::OK, |(_, status)| *status);
            let form = refused.map(|(summary, _)| FormState { form: TEST_FORM.to_owned(), summary, ..FormState::default() });
            let state = PageState { messages: Some(page), form, ..state_for(site, visitor) };
            render(site, visitor, uri, state, status).await
        }
    }
}

/// The form of the tests.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct TestForm {
    deed: String,
}

/// `POST /settings/messages`: a test, by the way that the button names.
pub async fn post_messages(
    State(site): State<Site>,
    visitor: Visitor,
    OriginalUri(uri): OriginalUri,
    Form(form): Form<TestForm>,
) -> Response {
    let actor = match permitted(&site, &visitor, &uri).await {
        Ok(actor) => actor,
        Err(answer) => return answer,
    };
    let channel = match form.deed.as_str() {
        "test-mail" => Channel::Email,
        "test-text" => Channel::Sms,
        "test-call" => Channel::Voice,
        _ => return see_other(PAGE, []),
    };
    let locale = visitor.locale;
    let tested = match service::send_test(&site.platform, &actor, channel, locale).await {
        Err(e) => return fault(&site, &visitor, &e).await,
        Ok(tested) => tested,
    };
    let refused = match tested {
        Tested::Queued => return see_other("/settings/messages?done=test", []),
        Tested::NotAllowed => return not_allowed(&site, &visitor).await,
        Tested::NotSetUp => (text::TEST_NOT_SET_UP.of(locale).to_owned(), StatusCode::UNPROCESSABLE_ENTITY),
        Tested::Nowhere if channel == Channel::Email => {
            (text::TEST_NO_ADDRESS.of(locale).to_owned(), StatusCode::UNPROCESSABLE_ENTITY)
        }
        Tested::Nowhere => (text::TEST_NO_PHONE.of(locale).to_owned(), StatusCode::UNPROCESSABLE_ENTITY),
        Tested::TooMany(minutes) => {
            (text::TEST_TOO_MANY.with(locale, &[("n", &minutes.to_string())]), StatusCode::TOO_MANY_REQUESTS)
        }
        Tested::DayOver => (text::TEST_DAY_OVER.of(locale).to_owned(), StatusCode::TOO_MANY_REQUESTS),
    };
    show(&site, &visitor, &uri, &actor, Some(refused)).await
}
