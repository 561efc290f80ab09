//! The facilities' pages and form posts.

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::{OriginalUri, Path, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use uuid::Uuid;

use super::model::{DAYS, DEACTIVATE, DELETE, FORM, FacilitiesPage, INPUTS, MAKE_PRIMARY, NAME, PATH, REACTIVATE, inputs};
use super::service::{self, Deed, Done};
use super::text;
use crate::i18n::{Locale, Text};
use crate::platform::Outcome;
use crate::sessions::service::Actor;
use crate::web::page::{fault, not_allowed, permitted, render, see_other, state_for};
use crate::web::reading::{Conflict, Mistakes, Values, came_back};
use crate::web::site::Site;
use crate::web::state::{FormState, PageState};
use crate::web::visitor::Visitor;

/// `GET /settings/facilities`
pub async fn get_facilities(State(site): State<Site>, visitor: Visitor, uri: Uri) -> Response {
    let actor = match permitted(&site, &visitor, &uri).await {
        Ok(actor) => actor,
        Err(answer) => return answer,
    };
    let page = service::list(&site.platform, &actor).await;
    show(&site, &visitor, &uri, page, None).await
}

/// `GET /settings/facilities/new`
pub async fn get_new(State(site): State<Site>, visitor: Visitor, uri: Uri) -> Response {
    one(&site, &visitor, &uri, None).await
}

/// `GET /settings/facilities/{id}`
pub async fn get_facility(State(site): State<Site>, visitor: Visitor, uri: Uri, Path(id): Path<String>) -> Response {
    one(&site, &visitor, &uri, Some(&id)).await
}

async fn one(site: &Site, visitor: &Visitor, uri: &Uri, id: Option<&str>) -> Response {
    match permitted(site, visitor, uri).await {
        Ok(actor) => show(site, visitor, uri, service::page(&site.platform, &actor, id).await, None).await,
        Err(answer) => answer,
    }
}

async fn show(site: &Site, visitor: &Visitor, uri: &Uri, page: Outcome<FacilitiesPage>, form: Option<FormState>) -> Response {
    let page = match page {
        Err(e) => return fault(site, visitor, &e).await,
        Ok(page) => page,
    };
    let status = match (&page, &form) {
        (FacilitiesPage::Unknown, _) => StatusCode::NOT_FOUND,
        (_, Some(_)) => StatusCode::UNPROCESSABLE_ENTITY,
        (_, None) => StatusCode::OK,
    };
    let state = PageState { facilities: Some(page), form, ..state_for(site, visitor) };
    render(site, visitor, uri, state, status).await
}

/// `POST /settings/facilities/new`: adds one.
pub async fn post_new(
    State(site): State<Site>,
    visitor: Visitor,
    OriginalUri(uri): OriginalUri,
    Form(form): Form<Values>,
) -> Response {
    post(&site, &visitor, &uri, None, &form).await
}

/// `POST /settings/facilities/{id}`: one deed, named by the button.
pub async fn post_facility(
    State(site): State<Site>,
    visitor: Visitor,
    OriginalUri(uri): OriginalUri,
    Path(id): Path<String>,
    Form(form): Form<Values>,
) -> Response {
    post(&site, &visitor, &uri, Some(&id), &form).await
}

async fn post(site: &Site, visitor: &Visitor, uri: &Uri, id: Option<&str>, form: &Values) -> Response {
    let actor = match permitted(site, visitor, uri).await {
        Ok(actor) => actor,
        Err(answer) => return answer,
    };
    match perform(site, &actor, id, form, visitor.locale).await {
        Err(e) => fault(site, visitor, &e).await,
        Ok(Ok(to)) => see_other(&to, []),
        Ok(Err(Refused::NotAllowed)) => not_allowed(site, visitor).await,
        Ok(Err(Refused::Unknown)) => show(site, visitor, uri, Ok(FacilitiesPage::Unknown), None).await,
        Ok(Err(Refused::Form(state))) => {
            let page = service::page(&site.platform, &actor, id).await;
            show(site, visitor, uri, page, Some(*state)).await
        }
    }
}

enum Refused {
    NotAllowed,
    Unknown,
    Form(Box<FormState>),
}

/// Where to go when it is done, or what to say.
async fn perform(site: &Site, actor: &Actor, id: Option<&str>, form: &Values, locale: Locale) -> Outcome<Result<String, Refused>> {
    let deed = match form.get("deed").map(String::as_str).unwrap_or_default() {
        MAKE_PRIMARY => Some((Deed::MakePrimary, "primary")),
        DEACTIVATE => Some((Deed::Deactivate, "deactivated")),
        REACTIVATE => Some((Deed::Reactivate, "reactivated")),
        DELETE => Some((Deed::Delete, "deleted")),
        _ => None,
    };
    let Ok(which) = id.map(Uuid::try_parse).transpose() else { return Ok(Err(Refused::Unknown)) };
    let (done, said) = match (which, deed) {
        (Some(which), Some((deed, said))) => (service::perform(&site.platform, actor, which, deed).await?, said),
        (None, _) => (service::add(&site.platform, actor, form, locale).await?, "added"),
        (Some(which), None) => {
            let version = form.get("version").and_then(|v| v.parse().ok()).unwrap_or_default();
            (service::save(&site.platform, actor, which, form, version, locale).await?, "saved")
        }
    };
    let refuse = |summary: Text| Ok(Err(refused(form, summary, Mistakes::new(), locale)));
    match done {
        Done::Done(_) if said == "deleted" => Ok(Ok(format!("{PATH}?done={said}"))),
        Done::Done(id) => Ok(Ok(format!("{PATH}/{}?done={said}", id.simple()))),
        Done::NotAllowed => Ok(Err(Refused::NotAllowed)),
        Done::Unknown => Ok(Err(Refused::Unknown)),
        Done::NameTaken => {
            let mistakes = BTreeMap::from([(NAME.to_owned(), text::NAME_TAKEN.of(locale).to_owned())]);
            Ok(Err(refused(form, text::PROBLEM, mistakes, locale)))
        }
        Done::Mistakes(mistakes) => Ok(Err(refused(form, text::PROBLEM, mistakes, locale))),
        Done::Conflict(saved) => {
            let conflict = Conflict { form: FORM, typed: form, saved: &saved.values, version: saved.version, locale };
            Ok(Err(Refused::Form(Box::new(conflict.merged(text::CONFLICT, &boxes(locale), |_, _| None)))))
        }
        Done::Primary => refuse(text::REFUSED_PRIMARY),
        Done::Inactive => refuse(text::REFUSED_INACTIVE),
    }
}

/// The boxes with their labels.
fn boxes(locale: Locale) -> Vec<(String, String)> {
    let hours = |(day, opens, closes): (Text, &str, &str)| {
        let of = |text: Text| text.with(locale, &[("day", day.of(locale))]);
        [(opens.to_owned(), of(text::OPENS)), (closes.to_owned(), of(text::CLOSES))]
    };
    INPUTS
        .map(|(input, label)| (input.to_owned(), label.of(locale).to_owned()))
        .into_iter()
        .chain(DAYS.into_iter().flat_map(hours))
        .collect()
}

fn refused(typed: &Values, summary: Text, mistakes: Mistakes, locale: Locale) -> Refused {
    Refused::Form(Box::new(came_back(FORM, &inputs(), typed, summary.of(locale), mistakes)))
}
