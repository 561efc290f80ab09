//! The pages of identifiers and their form posts.

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::{OriginalUri, Path, Query, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use uuid::Uuid;

use super::model::{FORM, ID, INPUTS, PATH, REMOVE, SAVE};
use super::service::{self, Saved};
use super::text;
use crate::confirm::api as confirm;
use crate::sessions::service::Actor;
use crate::web::next::log_in_first;
use crate::web::page::{fault, not_allowed, permitted, render, see_other, state_for};
use crate::web::reading::{Mistakes, Values, came_back, differing};
use crate::web::site::Site;
use crate::web::state::{FormState, PageState};
use crate::web::visitor::Visitor;

/// `GET /account/identifiers`
pub async fn get_own(State(site): State<Site>, visitor: Visitor, uri: Uri) -> Response {
    match visitor.actor.clone() {
        Some(actor) => show(&site, &visitor, &uri, &actor, None, None).await,
        None => see_other(&log_in_first(uri.path_and_query().map_or(PATH, |p| p.as_str())), []),
    }
}

/// `GET /settings/users/{id}/identifiers`
pub async fn get_of(State(site): State<Site>, visitor: Visitor, uri: Uri, Path(id): Path<String>) -> Response {
    match permitted(&site, &visitor, &uri).await {
        Ok(actor) => show(&site, &visitor, &uri, &actor, Some(Uuid::try_parse(&id).unwrap_or_default()), None).await,
        Err(answer) => answer,
    }
}

async fn show(
    site: &Site,
    visitor: &Visitor,
    uri: &Uri,
    actor: &Actor,
    user: Option<Uuid>,
    form: Option<(FormState, String, Option<i64>)>,
) -> Response {
    let query = Query::<BTreeMap<String, String>>::try_from_uri(uri).map(|query| query.0).unwrap_or_default();
    let (form, id, version) = match form {
        Some((form, id, version)) => (Some(form), id, version),
        None => (None, query.get(ID).cloned().unwrap_or_default(), None),
    };
    match service::page(&site.platform, actor, user, &id).await {
        Err(e) => fault(site, visitor, &e).await,
        Ok(None) => render(site, visitor, uri, state_for(site, visitor), StatusCode::NOT_FOUND).await,
        Ok(Some(mut page)) => {
            page.version = version.unwrap_or(page.version);
            let status = if form.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
            let state = PageState { identifiers: Some(Box::new(page)), form, ..state_for(site, visitor) };
            render(site, visitor, uri, state, status).await
        }
    }
}

/// `POST /account/identifiers`
pub async fn post_own(
    State(site): State<Site>,
    visitor: Visitor,
    OriginalUri(uri): OriginalUri,
    Form(form): Form<Values>,
) -> Response {
    match visitor.actor.clone() {
        Some(actor) => post(&site, &visitor, &uri, &actor, None, &form).await,
        None => see_other(&log_in_first(PATH), []),
    }
}

/// `POST /settings/users/{id}/identifiers`
pub async fn post_of(
    State(site): State<Site>,
    visitor: Visitor,
    OriginalUri(uri): OriginalUri,
    Path(id): Path<String>,
    Form(form): Form<Values>,
) -> Response {
    match permitted(&site, &visitor, &uri).await {
        Ok(actor) => post(&site, &visitor, &uri, &actor, Some(Uuid::try_parse(&id).unwrap_or_default()), &form).await,
        Err(answer) => answer,
    }
}

async fn post(site: &Site, visitor: &Visitor, uri: &Uri, actor: &Actor, user: Option<Uuid>, form: &Values) -> Response {
    let of = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    let (deed, id, locale) = (of("deed"), Uuid::try_parse(of(ID)).ok(), visitor.locale);
    if !matches!(deed, SAVE | REMOVE) {
        return see_other(uri.path(), []);
    }
    if !confirm::is_fresh(&site.platform, actor) {
        return confirm::first();
    }
    let (saved, said) = match (deed, id) {
        (REMOVE, Some(id)) => (service::remove(&site.platform, actor, user, id).await, "removed"),
        (REMOVE, None) => (Ok(Saved::Gone), ""),
        _ => {
            let version = of("version").parse().unwrap_or_default();
            (service::save(&site.platform, actor, user, id, (form, version), locale).await, "saved")
        }
    };
    let back = |summary: crate::i18n::Text, mistakes: Mistakes| came_back(FORM, &INPUTS, form, summary.of(locale), mistakes);
    let (state, version) = match saved {
        Err(e) => return fault(site, visitor, &e).await,
        Ok(Saved::Done) => return see_other(&format!("{}?done={said}", uri.path()), []),
        Ok(Saved::NotAllowed) if user.is_none() || actor.emergency.is_some() => return not_allowed(site, visitor).await,
        // The same as for somebody of another practice.
        Ok(Saved::NotAllowed) => return show(site, visitor, uri, actor, user, None).await,
        Ok(Saved::Gone) => (back(text::GONE, Mistakes::new()), None),
        Ok(Saved::Mistakes(mistakes)) => (back(text::PROBLEM, mistakes), None),
        Ok(Saved::Conflict(version, now)) => (back(text::CONFLICT, differing(&INPUTS, form, &now, locale)), Some(version)),
    };
    show(site, visitor, uri, actor, user, Some((state, of(ID).to_owned(), version))).await
}
