//! The resets' form posts.

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::{OriginalUri, Path, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

use super::model::{CODE, CODE_FORM, NEW_FORM, NEW_PASSWORD, grouped};
use super::service::{self, Finished, Proof, ResetRow, Started};
use super::text;
use super::view::SHOWN_FORM;
use crate::auth::api::wait_sentence;
use crate::lockout::service::network_of;
use crate::passwords;
use crate::platform::Outcome;
use crate::sessions::service::Actor;
use crate::web::cookies;
use crate::web::page::{fault, refused, render, see_other, state_for};
use crate::web::site::Site;
use crate::web::state::{FormState, PageState};
use crate::web::visitor::Visitor;

/// The form that proves a code.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct CodeForm {
    practice_id: String,
    username: String,
    code: String,
}

/// `POST /reset`: a code. Right: a cookie and the next page. Wrong: the same words for everybody.
pub async fn post_code(
    State(site): State<Site>,
    visitor: Visitor,
    OriginalUri(uri): OriginalUri,
    Form(form): Form<CodeForm>,
) -> Response {
    let locale = visitor.locale;
    let empty = [
        ("practice_id", &form.practice_id, crate::auth::text::PRACTICE_ID_MISSING),
        ("username", &form.username, crate::auth::text::USERNAME_MISSING),
        (CODE, &form.code, text::CODE_MISSING),
    ];
    let errors: BTreeMap<String, String> = empty
        .into_iter()
        .filter(|(_, value, _)| value.trim().is_empty())
        .map(|(name, _, sentence)| (name.to_owned(), sentence.of(locale).to_owned()))
        .collect();
    let short = |text: &str| text.chars().take(200).collect::<String>();
    let values = [("practice_id", &form.practice_id), ("username", &form.username)];
    let mut state = FormState {
        form: CODE_FORM.to_owned(),
        values: values.into_iter().map(|(name, value)| (name.to_owned(), short(value))).collect(),
        summary: crate::auth::text::INCOMPLETE.of(locale).to_owned(),
        errors,
        ..FormState::default()
    };
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if state.errors.is_empty() {
        match service::prove(&site.platform, &form.practice_id, &form.username, &form.code, visitor.address).await {
            Err(e) => return fault(&site, &visitor, &e).await,
            Ok(Proof::Right(token)) => return see_other("/reset/new", [cookies::session(cookies::RESET, &token)]),
            Ok(Proof::Wrong) => text::CODE_WRONG.of(locale).clone_into(&mut state.summary),
            Ok(Proof::Wait(wait)) => {
                state.summary = wait_sentence(wait, locale);
                status = StatusCode::TOO_MANY_REQUESTS;
            }
        }
    }
    refused(&site, &visitor, &uri, state, status).await
}

/// `GET /reset/new`: the form, or that the reset is over.
pub async fn get_new(State(site): State<Site>, visitor: Visitor, headers: HeaderMap, uri: Uri) -> Response {
    match find(&site, &headers).await {
        Err(e) => fault(&site, &visitor, &e).await,
        // Somebody who skipped the button presses it now.
        Ok(Some(row)) if row.opened_at.is_none() => see_other("/reset/open", []),
        Ok(row) => new_page(&site, &visitor, &uri, row.as_ref(), None).await,
    }
}

/// The new password.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct NewForm {
    new_password: String,
}

/// `POST /reset/new`: sets it. Nobody is logged in by it.
pub async fn post_new(
    State(site): State<Site>,
    visitor: Visitor,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
    Form(form): Form<NewForm>,
) -> Response {
    let token = cookies::find(&headers, cookies::RESET).unwrap_or_default();
    match service::finish(&site.platform, &token, &form.new_password, &network_of(visitor.address), visitor.locale).await {
        Err(e) => fault(&site, &visitor, &e).await,
        Ok(Finished::Done) => {
            see_other("/login?done=password-set", [cookies::gone(cookies::RESET), cookies::gone(cookies::SESSION)])
        }
        Ok(Finished::Over) => new_page(&site, &visitor, &uri, None, None).await,
        Ok(Finished::Problems(problems)) => {
            let sentences: Vec<String> = problems.iter().map(|p| passwords::words::sentence(p, visitor.locale)).collect();
            let state = FormState {
                form: NEW_FORM.to_owned(),
                summary: sentences.join(" "),
                errors: BTreeMap::from([(NEW_PASSWORD.to_owned(), sentences.join(" "))]),
                ..FormState::default()
            };
            match find(&site, &headers).await {
                Err(e) => fault(&site, &visitor, &e).await,
                Ok(row) => new_page(&site, &visitor, &uri, row.as_ref(), Some(state)).await,
            }
        }
    }
}

async fn find(site: &Site, headers: &HeaderMap) -> Outcome<Option<ResetRow>> {
    service::find_open(&site.platform, &cookies::find(headers, cookies::RESET).unwrap_or_default()).await
}

async fn new_page(site: &Site, visitor: &Visitor, uri: &Uri, row: Option<&ResetRow>, form: Option<FormState>) -> Response {
    let status = match (row, &form) {
        (None, _) => StatusCode::GONE,
        (_, Some(_)) => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::OK,
    };
    let reset_for = row.map(|row| (format!("{} {}", row.first_name, row.last_name), row.practice_name.clone()));
    let state = PageState { reset_for, form, person: None, ..state_for(site, visitor) };
    render(site, visitor, uri, state, status).await
}

/// Sends a link. Part of `POST /settings/users/{id}`.
pub async fn start_link(site: &Site, visitor: &Visitor, uri: &Uri, actor: &Actor, user: Uuid) -> Response {
    match service::start_link(&site.platform, actor, user, visitor.locale).await {
        Err(e) => fault(site, visitor, &e).await,
        Ok(Started::Refused) => {
            let summary = text::REFUSED.of(visitor.locale).to_owned();
            let form = FormState { form: SHOWN_FORM.to_owned(), summary, ..FormState::default() };
            refused(site, visitor, uri, form, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Ok(_) => see_other(&crate::users::api::done_at(user, uri, "link-sent"), []),
    }
}

/// `GET /reset/link/{token}`: a link from a mail. Becomes a cookie and a clean address at once; nothing changes yet.
#[expect(clippy::unused_async, reason = "handlers are async")]
pub async fn get_link(Path(token): Path<String>) -> Response {
    let fine = token.len() == 96 && token.bytes().all(|b| b.is_ascii_hexdigit());
    see_other("/reset/open", [if fine { cookies::session(cookies::RESET, &token) } else { cookies::gone(cookies::RESET) }])
}

/// `POST /reset/open`: a person pressed the button.
pub async fn post_open(State(site): State<Site>, visitor: Visitor, headers: HeaderMap) -> Response {
    let token = cookies::find(&headers, cookies::RESET).unwrap_or_default();
    match service::press(&site.platform, &token).await {
        Err(e) => fault(&site, &visitor, &e).await,
        Ok(_) => see_other("/reset/new", []),
    }
}

/// Makes a code, shown on this one answer only. Part of `POST /settings/users/{id}`.
pub async fn start(site: &Site, visitor: &Visitor, uri: &Uri, actor: &Actor, user: Uuid) -> Response {
    let mut form = FormState { form: SHOWN_FORM.to_owned(), ..FormState::default() };
    let status = match service::start_code(&site.platform, actor, user, visitor.locale).await {
        Err(e) => return fault(site, visitor, &e).await,
        Ok(Started::Code { code, later }) => {
            form.values.insert(CODE.to_owned(), grouped(&code));
            form.values.insert("later".to_owned(), if later { "yes".to_owned() } else { String::new() });
            StatusCode::OK
        }
        Ok(Started::Refused | Started::Link) => {
            text::REFUSED.of(visitor.locale).clone_into(&mut form.summary);
            StatusCode::UNPROCESSABLE_ENTITY
        }
    };
    render(site, visitor, uri, PageState { form: Some(form), ..state_for(site, visitor) }, status).await
}

/// Takes the code back. Part of `POST /settings/users/{id}`.
pub async fn cancel(site: &Site, visitor: &Visitor, actor: &Actor, user: Uuid) -> Response {
    match service::cancel(&site.platform, actor, user).await {
        Err(e) => fault(site, visitor, &e).await,
        Ok(_) => see_other(&format!("/settings/users/{}?done=cancelled", user.simple()), []),
    }
}
