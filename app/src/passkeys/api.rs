//! The page of one's own passkeys, and what the log-in's script asks.

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::{OriginalUri, Query, State};
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use uuid::Uuid;

use super::model::{CREATE_FORM, NAME, NEW_NAME, OwnPasskeys, PasskeysHere, REMOVE_FORM, RENAME_FORM, START_FORM, tidy_name};
use super::service::{self, Begun, Created, Posted, Removed};
use super::text;
use crate::account::service::From;
use crate::confirm::api as confirm;
use crate::i18n::Text;
use crate::sessions::service::Actor;
use crate::web::next::log_in_first;
use crate::web::page::{fault, render, see_other, state_for};
use crate::web::site::Site;
use crate::web::state::{FormState, PageState};
use crate::web::visitor::Visitor;

/// The page's own path.
const PATH: &str = "/account/passkeys";

/// `GET /login/passkey`: what the log-in's script asks the browser, as JSON. For everybody alike; nothing is written.
pub async fn get_log_in_options(State(site): State<Site>, visitor: Visitor) -> Response {
    if !service::available(&site.platform.settings) {
        return StatusCode::NOT_FOUND.into_response();
    }
    match service::ask_to_log_in(&site.platform) {
        Ok(asked) => ([(header::CONTENT_TYPE, "application/json")], asked).into_response(),
        Err(e) => fault(&site, &visitor, &e).await,
    }
}

/// Which passkey is looked at.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct PasskeyQuery {
    passkey: String,
}

/// `GET /account/passkeys`
pub async fn get_passkeys(State(site): State<Site>, visitor: Visitor, Query(query): Query<PasskeyQuery>, uri: Uri) -> Response {
    match &visitor.actor {
        Some(actor) => {
            let shown = Shown { chosen: Some(query.passkey), ..Shown::default() };
            page(&site, &visitor, &uri, actor, shown, StatusCode::OK).await
        }
        None => see_other(&log_in_first(uri.path_and_query().map_or("/", |p| p.as_str())), []),
    }
}

/// What the page shows besides the list.
#[derive(Default)]
struct Shown {
    chosen: Option<String>,
    asked: Option<String>,
    form: Option<FormState>,
}

async fn page(site: &Site, visitor: &Visitor, uri: &Uri, actor: &Actor, shown: Shown, status: StatusCode) -> Response {
    match service::list_own(&site.platform, actor, &visitor.browser).await {
        Err(e) => fault(site, visitor, &e).await,
        Ok(own) => {
            let chosen = shown.chosen.filter(|id| own.all.iter().any(|passkey| passkey.id == *id));
            let own = OwnPasskeys { chosen, asked: shown.asked, ..own };
            let passkeys = PasskeysHere { work: service::available(&site.platform.settings), own: Some(own), unknown: None };
            let state = PageState { passkeys, form: shown.form, ..state_for(site, visitor) };
            render(site, visitor, uri, state, status).await
        }
    }
}

/// All forms of the page.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct PasskeysForm {
    deed: String,
    id: String,
    passkey_name: String,
    new_name: String,
    sealed: String,
    passkey: String,
}

/// What comes back with the page, and its status.
type Refused = (Shown, StatusCode);

/// `POST /account/passkeys`: one deed, named by the button.
pub async fn post_passkeys(
    State(site): State<Site>,
    visitor: Visitor,
    OriginalUri(uri): OriginalUri,
    Form(form): Form<PasskeysForm>,
) -> Response {
    let Some(actor) = visitor.actor.clone() else { return see_other(&log_in_first(uri.path()), []) };
    if !service::available(&site.platform.settings) && matches!(form.deed.as_str(), "start" | "create") {
        return see_other(PATH, []);
    }
    let answer = match form.deed.as_str() {
        "start" => start(&site, &visitor, &actor).await,
        "create" => create(&site, &visitor, &actor, &form).await,
        "rename" => rename(&site, &visitor, &actor, &form).await,
        "remove" => remove(&site, &visitor, &actor, &form).await,
        _ => Ok(see_other(PATH, [])),
    };
    match answer {
        Ok(answer) => answer,
        Err((shown, status)) => page(&site, &visitor, &uri, &actor, shown, status).await,
    }
}

fn from(visitor: &Visitor) -> From<'_> {
    From { address: visitor.address, browser: &visitor.browser, locale: visitor.locale }
}

/// The answer is the page with what the browser is asked, this once. So it is no 303.
async fn start(site: &Site, visitor: &Visitor, actor: &Actor) -> Result<Response, Refused> {
    if !confirm::is_fresh(&site.platform, actor) {
        return Ok(confirm::first());
    }
    match service::begin_creation(&site.platform, actor).await {
        Err(e) => Ok(fault(site, visitor, &e).await),
        Ok(Begun::Asked(asked)) => Err((Shown { asked: Some(asked), ..Shown::default() }, StatusCode::OK)),
        Ok(Begun::TooMany) => Err(came_back(visitor, START_FORM, None, text::TOO_MANY)),
    }
}

async fn create(site: &Site, visitor: &Visitor, actor: &Actor, form: &PasskeysForm) -> Result<Response, Refused> {
    let posted = Posted { sealed: &form.sealed, credential: &form.passkey };
    match service::create(&site.platform, actor, &form.passkey_name, posted, from(visitor)).await {
        Err(e) => Ok(fault(site, visitor, &e).await),
        Ok(Created::Done(_)) => Ok(see_other(&format!("{PATH}?done=created"), [])),
        Ok(refused) => Err(came_back(visitor, CREATE_FORM, None, refused.says())),
    }
}

async fn rename(site: &Site, visitor: &Visitor, actor: &Actor, form: &PasskeysForm) -> Result<Response, Refused> {
    let Ok(id) = Uuid::try_parse(&form.id) else { return Ok(see_other(PATH, [])) };
    let Some(name) = tidy_name(&form.new_name) else {
        return Err(of(form, came_back(visitor, RENAME_FORM, Some(NEW_NAME), text::NAME_MISSING)));
    };
    match service::rename(&site.platform, actor, id, &name, from(visitor)).await {
        Err(e) => Ok(fault(site, visitor, &e).await),
        Ok(true) => Ok(see_other(&format!("{PATH}?done=renamed"), [])),
        Ok(false) => Ok(see_other(&format!("{PATH}?done=gone"), [])),
    }
}

async fn remove(site: &Site, visitor: &Visitor, actor: &Actor, form: &PasskeysForm) -> Result<Response, Refused> {
    let Ok(id) = Uuid::try_parse(&form.id) else { return Ok(see_other(PATH, [])) };
    if !confirm::is_fresh(&site.platform, actor) {
        return Ok(confirm::first());
    }
    match service::remove(&site.platform, actor, id, from(visitor)).await {
        Err(e) => Ok(fault(site, visitor, &e).await),
        Ok(Removed::Done) => Ok(see_other(&format!("{PATH}?done=removed"), [])),
        Ok(Removed::Gone) => Ok(see_other(&format!("{PATH}?done=gone"), [])),
        Ok(Removed::OnlyWayIn) => Err(of(form, came_back(visitor, REMOVE_FORM, None, text::ONLY_WAY_IN))),
    }
}

/// With the passkey that the form was about.
fn of(form: &PasskeysForm, (shown, status): Refused) -> Refused {
    (Shown { chosen: Some(form.id.clone()), ..shown }, status)
}

/// A sentence beside an input, or with none at the top of the form.
fn came_back(visitor: &Visitor, form: &str, input: Option<&str>, sentence: Text) -> Refused {
    said(form, input, sentence.of(visitor.locale).to_owned(), StatusCode::UNPROCESSABLE_ENTITY)
}

fn said(form: &str, input: Option<&str>, sentence: String, status: StatusCode) -> Refused {
    let errors = input.map(|name| (name.to_owned(), sentence.clone())).into_iter().collect::<BTreeMap<_, _>>();
    let state = FormState { form: form.to_owned(), summary: sentence, errors, ..FormState::default() };
    (Shown { form: Some(state), ..Shown::default() }, status)
}

// The names of the inputs are those of the fields above.
const _: () = assert!(matches!(NAME.as_bytes(), b"passkey_name") && matches!(NEW_NAME.as_bytes(), b"new_name"));
