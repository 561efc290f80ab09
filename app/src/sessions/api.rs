//! What a page's script asks of its session, the lock, and the unlock.

use std::collections::BTreeMap;

use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::{Form, Json};
use serde::Deserialize;
use serde_json::json;

use super::lock::{self, Key, Sender, Unlocked};
use super::model::{HELD, PASSWORD, UNLOCK_FORM};
use super::service::{self as sessions, Actor};
use super::text;
use crate::passkeys::service::Posted;
use crate::second_factor::text as second_factor;
use crate::web::page::{fault, render, see_other, state_for};
use crate::web::site::Site;
use crate::web::state::{FormState, PageState};
use crate::web::visitor::Visitor;
use crate::web::{cookies, next};

/// A longer cookie is none of ours.
const LONGEST_TOKEN: usize = 128;

/// `GET /session`: how the session stands; no sign of a person. `POST /session`: the same, and the page tells of keys and pointers.
#[expect(clippy::unused_async, reason = "handlers are async")]
pub async fn session(State(site): State<Site>, visitor: Visitor) -> Response {
    let mark = |actor: &Actor| lock::mark(&site.platform, actor.user);
    let answer = match (&visitor.actor, &visitor.locked) {
        (Some(actor), _) => json!({
            "state": "open",
            "person": mark(actor),
            "seconds_left": lock::seconds(actor.times.left),
            "warning": lock::seconds(actor.times.warning),
            "maintenance_in": site.platform.maintenance.starts_in(site.platform.clock.now()),
        }),
        (None, Some(actor)) => json!({ "state": "locked", "person": mark(actor) }),
        (None, None) => json!({ "state": "none" }),
    };
    Json(answer).into_response()
}

/// `POST /lock`: locks now, and comes back to the page it was sent from.
pub async fn post_lock(State(site): State<Site>, visitor: Visitor, headers: HeaderMap) -> Response {
    let from = headers.get(header::REFERER).and_then(|v| v.to_str().ok());
    let page = from.and_then(|from| from.strip_prefix(site.platform.settings.base_url.as_str())).unwrap_or("/home");
    if let Some(actor) = &visitor.actor
        && let Err(e) = lock::lock_now(&site.platform, actor).await
    {
        return fault(&site, &visitor, &e).await;
    }
    see_other(&next::unlock_first(page), [])
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct UnlockQuery {
    next: String,
}

/// `GET /unlock`: the lock screen; for whoever is not locked, the page behind it.
pub async fn get_unlock(State(site): State<Site>, visitor: Visitor, uri: Uri) -> Response {
    let query = Query::<UnlockQuery>::try_from_uri(&uri).map(|q| q.0).unwrap_or_default();
    let page = next::checked(&query.next).unwrap_or_else(|| "/home".into());
    match &visitor.locked {
        Some(_) => show(&site, &visitor, &page, None, StatusCode::OK).await,
        None if visitor.actor.is_some() => see_other(&page, []),
        None => see_other(&next::log_in_first(&page), []),
    }
}

/// The lock screen instead of what was posted: nothing is done for a locked session.
pub async fn held(site: &Site, visitor: &Visitor, page: &str) -> Response {
    let form = FormState { form: HELD.to_owned(), ..FormState::default() };
    show(site, visitor, page, Some(form), StatusCode::LOCKED).await
}

/// The page for whoever posts from a page of another person.
pub async fn switched(site: &Site, visitor: &Visitor) -> Response {
    render(site, visitor, &Uri::from_static("/switched"), state_for(site, visitor), StatusCode::CONFLICT).await
}

async fn show(site: &Site, visitor: &Visitor, page: &str, form: Option<FormState>, status: StatusCode) -> Response {
    let person = visitor.locked.as_ref().map(|actor| actor.person.clone());
    let asked = match &visitor.locked {
        None => None,
        Some(actor) => match lock::ask_passkey(&site.platform, actor).await {
            Err(e) => return fault(site, visitor, &e).await,
            Ok(asked) => asked,
        },
    };
    let state = PageState { locked: person, unlock_passkey: asked, next: next::checked(page), form, ..state_for(site, visitor) };
    render(site, visitor, &Uri::from_static("/unlock"), state, status).await
}

/// The forms of the lock screen.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct UnlockForm {
    deed: String,
    password: String,
    sealed: String,
    passkey: String,
    next: String,
}

/// `POST /unlock`: opens the session again, or ends it for somebody else.
pub async fn post_unlock(State(site): State<Site>, visitor: Visitor, headers: HeaderMap, Form(form): Form<UnlockForm>) -> Response {
    let page = next::checked(&form.next).unwrap_or_else(|| "/home".into());
    let (Some(actor), Some(token)) = (&visitor.locked, &visitor.token) else {
        return see_other(&if visitor.actor.is_some() { page } else { next::log_in_first(&page) }, []);
    };
    if form.deed == "switch" {
        return switch(&site, &visitor, token).await;
    }
    let refuse = |sentence: String, status| {
        let errors = BTreeMap::from([(PASSWORD.to_owned(), sentence.clone())]);
        (FormState { form: UNLOCK_FORM.to_owned(), summary: sentence, errors, ..FormState::default() }, status)
    };
    let known_by = cookies::find(&headers, cookies::BROWSER).filter(|token| !token.is_empty() && token.len() <= LONGEST_TOKEN);
    let from = Sender { address: visitor.address, known_by: known_by.as_deref(), token };
    let by_passkey = form.deed == "passkey";
    let key = if by_passkey {
        Key::Passkey(Posted { sealed: &form.sealed, credential: &form.passkey })
    } else {
        Key::Password(&form.password)
    };
    let (answer, status) = if !by_passkey && form.password.is_empty() {
        refuse(text::PASSWORD_MISSING.of(visitor.locale).to_owned(), StatusCode::UNPROCESSABLE_ENTITY)
    } else {
        match lock::unlock(&site.platform, actor, key, from).await {
            Err(e) => return fault(&site, &visitor, &e).await,
            Ok(Unlocked::Open(token)) => {
                return see_other(&page, [token.and_then(|token| cookies::session(cookies::SESSION, token.expose()))]);
            }
            Ok(Unlocked::Ended) => {
                let to = format!("/login?ended=unlock&next={}", next::encode(&page));
                return see_other(&to, [cookies::gone(cookies::SESSION)]);
            }
            Ok(Unlocked::Wait(wait)) => {
                let (state, status) = refuse(wait.in_words(visitor.locale), StatusCode::TOO_MANY_REQUESTS);
                (FormState { wait: Some(wait), ..state }, status)
            }
            Ok(Unlocked::TooLate) => {
                refuse(second_factor::PASSKEY_LATE.of(visitor.locale).to_owned(), StatusCode::UNPROCESSABLE_ENTITY)
            }
            Ok(Unlocked::Wrong(left)) => {
                let sentence = match (by_passkey, left) {
                    (true, 1) => text::PASSKEY_WRONG_LAST,
                    (true, _) => text::PASSKEY_WRONG,
                    (false, 1) => text::WRONG_LAST,
                    (false, _) => text::WRONG,
                };
                let places = [("name", actor.person.name.as_str()), ("n", &left.to_string())];
                refuse(sentence.with(visitor.locale, &places), StatusCode::UNPROCESSABLE_ENTITY)
            }
        }
    };
    show(&site, &visitor, &page, Some(answer), status).await
}

async fn switch(site: &Site, visitor: &Visitor, token: &str) -> Response {
    match sessions::close(&site.platform, token, &crate::lockout::service::network_of(visitor.address)).await {
        Err(e) => fault(site, visitor, &e).await,
        Ok(()) => see_other("/login", [cookies::gone(cookies::SESSION)]),
    }
}
