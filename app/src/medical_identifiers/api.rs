//! The pages of identifiers and their form posts.

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::{OriginalUri, Path, Query, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use uuid::Uuid;

use super::model::{FORM, ID, INPUTS, KIND, Kind, PATH, REMOVE, SAVE};
use super::service::{self, Saved};
use super::text;
use crate::confirm::api as confirm;
use crate::i18n::{Locale, Text};
use crate::practice::text as practice;
use crate::sessions::service::Actor;
use crate::web::next::log_in_first;
use crate::web::page::{fault, not_allowed, permitted, render, see_other, state_for};
use crate::web::reading::{Conflict, Mistakes, Values, came_back};
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
    form: Option<(FormState, String)>,
) -> Response {
    let query = Query::<BTreeMap<String, String>>::try_from_uri(uri).map(|query| query.0).unwrap_or_default();
    let (form, id) = match form {
        Some((form, id)) => (Some(form), id),
        None => (None, query.get(ID).cloned().unwrap_or_default()),
    };
    match service::page(&site.platform, actor, user, &id).await {
        Err(e) => fault(site, visitor, &e).await,
        Ok(None) => render(site, visitor, uri, state_for(site, visitor), StatusCode::NOT_FOUND).await,
        Ok(Some(page)) => {
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
    let back = |summary: Text, mistakes: Mistakes| came_back(FORM, &INPUTS, form, summary.of(locale), mistakes);
    let state = match saved {
        Err(e) => return fault(site, visitor, &e).await,
        Ok(Saved::Done) => return see_other(&format!("{}?done={said}", uri.path()), []),
        Ok(Saved::NotAllowed) if user.is_none() || actor.emergency.is_some() => return not_allowed(site, visitor).await,
        // The same as for somebody of another practice.
        Ok(Saved::NotAllowed) => return show(site, visitor, uri, actor, user, None).await,
        Ok(Saved::Gone) => back(text::GONE, Mistakes::new()),
        Ok(Saved::Mistakes(mistakes)) => back(text::PROBLEM, mistakes),
        Ok(Saved::Conflict(version, now)) => conflict(form, (version, &now), locale),
    };
    show(site, visitor, uri, actor, user, Some((state, of(ID).to_owned()))).await
}

/// The form after somebody else saved the same identifier meanwhile.
fn conflict(form: &Values, (version, saved): (i64, &Values), locale: Locale) -> FormState {
    let labels = [text::KIND, text::NUMBER, practice::STATE, text::EXPIRES];
    let boxes: Vec<_> =
        INPUTS.iter().zip(labels).map(|(input, label)| ((*input).to_owned(), label.of(locale).to_owned())).collect();
    let words =
        |input: &str, value: &str| Kind::parse(value).filter(|_| input == KIND).map(|kind| kind.label().of(locale).to_owned());
    Conflict { form: FORM, typed: form, saved, version, locale }.merged(text::CONFLICT, &boxes, words)
}
