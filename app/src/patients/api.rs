//! The patients' pages and form posts. What is looked for is posted: no name and no birth date is ever in a URL (topic 35).

use axum::Form;
use axum::extract::{OriginalUri, Path, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use uuid::Uuid;

use super::find;
use super::model::{
    AFTER, ALL_TOO, ANYWAY, DEACTIVATE, DETAILS, FORM, Field, INSURANCE, INSURANCE_FORM, One, PATH, PatientsPage, Q,
};
use super::model::{REACTIVATE, Reads, SAVE, SAVE_INSURANCE, Values, names};
use super::service::{self, Deed, Saved};
use super::text;
use crate::i18n::Locale;
use crate::platform::Outcome;
use crate::sessions::service::Actor;
use crate::web::page::{fault, not_permitted, permitted, render, see_other, state_for};
use crate::web::reading::{Conflict, Mistakes, came_back};
use crate::web::site::Site;
use crate::web::state::{FormState, PageState};
use crate::web::visitor::Visitor;

/// `GET /patients`: what this session looked for last, or everybody.
pub async fn get_patients(State(site): State<Site>, visitor: Visitor, uri: Uri) -> Response {
    let actor = match permitted(&site, &visitor, &uri).await {
        Ok(actor) => actor,
        Err(answer) => return answer,
    };
    let page = match find::last(&site.platform, &actor).await {
        Err(e) => Err(e),
        Ok(last) => find::list(&site.platform, &actor, &last.q, last.all, &last.after).await.map(PatientsPage::List),
    };
    show(&site, &visitor, &uri, page, None).await
}

/// `POST /patients`: a search, or the next page. It leads to the list by its address, so that the way back works.
pub async fn post_patients(
    State(site): State<Site>,
    visitor: Visitor,
    OriginalUri(uri): OriginalUri,
    Form(form): Form<Values>,
) -> Response {
    let actor = match permitted(&site, &visitor, &uri).await {
        Ok(actor) => actor,
        Err(answer) => return answer,
    };
    let of = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    let short = |text: &str| text.chars().filter(|c| !c.is_control()).take(200).collect::<String>();
    let looked = find::Looked { q: short(of(Q).trim()), all: !of(ALL_TOO).is_empty(), after: short(of(AFTER)) };
    match find::remember(&site.platform, &actor, &looked).await {
        Err(e) => fault(&site, &visitor, &e).await,
        Ok(()) => see_other(PATH, []),
    }
}

/// `GET /patients/new`
pub async fn get_new_patient(State(site): State<Site>, visitor: Visitor, uri: Uri) -> Response {
    one(&site, &visitor, &uri, None).await
}

/// `GET /patients/{id}`
pub async fn get_patient(State(site): State<Site>, visitor: Visitor, uri: Uri, Path(id): Path<String>) -> Response {
    one(&site, &visitor, &uri, Some(&id)).await
}

async fn one(site: &Site, visitor: &Visitor, uri: &Uri, id: Option<&str>) -> Response {
    match permitted(site, visitor, uri).await {
        Ok(actor) => show(site, visitor, uri, service::page(&site.platform, &actor, id).await, None).await,
        Err(answer) => answer,
    }
}

/// The page of a list or of a patient, with the form that came back.
pub async fn show(site: &Site, visitor: &Visitor, uri: &Uri, page: Outcome<PatientsPage>, form: Option<FormState>) -> Response {
    let page = match page {
        Err(e) => return fault(site, visitor, &e).await,
        Ok(page) => page,
    };
    let status = match (&page, &form) {
        (PatientsPage::Unknown, _) => StatusCode::NOT_FOUND,
        (_, Some(_)) => StatusCode::UNPROCESSABLE_ENTITY,
        (_, None) => StatusCode::OK,
    };
    let state = PageState { patients: Some(Box::new(page)), form, ..state_for(site, visitor) };
    render(site, visitor, uri, state, status).await
}

/// `POST /patients/new`: adds one.
pub async fn post_new_patient(
    State(site): State<Site>,
    visitor: Visitor,
    OriginalUri(uri): OriginalUri,
    Form(form): Form<Values>,
) -> Response {
    let actor = match permitted(&site, &visitor, &uri).await {
        Ok(actor) => actor,
        Err(answer) => return answer,
    };
    let anyway = form.get("deed").is_some_and(|deed| deed == ANYWAY);
    let saved = service::add(&site.platform, &actor, &form, anyway, visitor.locale).await;
    answer(&site, &visitor, &uri, &actor, saved, (None, &form, DETAILS, "added")).await
}

/// `POST /patients/{id}`: one deed, named by the button.
pub async fn post_patient(
    State(site): State<Site>,
    visitor: Visitor,
    OriginalUri(uri): OriginalUri,
    Path(id): Path<String>,
    Form(form): Form<Values>,
) -> Response {
    let actor = match permitted(&site, &visitor, &uri).await {
        Ok(actor) => actor,
        Err(answer) => return answer,
    };
    let Ok(which) = Uuid::try_parse(&id) else { return show(&site, &visitor, &uri, Ok(PatientsPage::Unknown), None).await };
    let version = form.get("version").and_then(|v| v.parse().ok()).unwrap_or(-1);
    let (platform, locale) = (&site.platform, visitor.locale);
    let (saved, fields, said) = match form.get("deed").map(String::as_str).unwrap_or_default() {
        DEACTIVATE => (service::perform(platform, &actor, which, Deed::Deactivate).await, DETAILS, "left"),
        REACTIVATE => (service::perform(platform, &actor, which, Deed::Reactivate).await, DETAILS, "back"),
        SAVE_INSURANCE => (service::save_insurance(platform, &actor, which, &form, version, locale).await, INSURANCE, "saved"),
        SAVE => (service::save(platform, &actor, which, &form, version, locale).await, DETAILS, "saved"),
        _ => return see_other(uri.path(), []),
    };
    answer(&site, &visitor, &uri, &actor, saved, (Some(&id), &form, fields, said)).await
}

async fn answer(
    site: &Site,
    visitor: &Visitor,
    uri: &Uri,
    actor: &Actor,
    saved: Outcome<Saved>,
    (id, form, fields, said): (Option<&str>, &Values, &'static [Field], &str),
) -> Response {
    let locale = visitor.locale;
    let (state, twins) = match saved {
        Err(e) => return fault(site, visitor, &e).await,
        Ok(Saved::Done(which)) => return see_other(&format!("{PATH}/{}?done={said}", which.simple()), []),
        Ok(Saved::NotAllowed(permission)) => return not_permitted(site, visitor, permission).await,
        Ok(Saved::Unknown) => return show(site, visitor, uri, Ok(PatientsPage::Unknown), None).await,
        Ok(Saved::Mistakes(mistakes)) => (back(fields, form, text::PROBLEM.of(locale), mistakes), Vec::new()),
        Ok(Saved::Twins(twins)) => (back(fields, form, text::TWIN.of(locale), Mistakes::new()), twins),
        Ok(Saved::Conflict(now)) => (conflict(fields, form, &now, locale), Vec::new()),
    };
    let page = service::page(&site.platform, actor, id).await.map(|page| match page {
        PatientsPage::One(one) => PatientsPage::One(Box::new(One { twins, ..*one })),
        other => other,
    });
    show(site, visitor, uri, page, Some(state)).await
}

fn back(fields: &[Field], form: &Values, summary: &str, mistakes: Mistakes) -> FormState {
    let name = if is_insurance(fields) { INSURANCE_FORM } else { FORM };
    came_back(name, &names(fields), form, summary, mistakes)
}

fn is_insurance(fields: &[Field]) -> bool {
    fields[0].name == INSURANCE[0].name
}

fn conflict(fields: &[Field], form: &Values, now: &One, locale: Locale) -> FormState {
    let none = Values::new();
    let (name, saved, version) = if is_insurance(fields) {
        (INSURANCE_FORM, now.insurance.as_ref().unwrap_or(&none), now.insurance_version)
    } else {
        (FORM, &now.details, now.version)
    };
    let boxes: Vec<_> = fields.iter().map(|field| (field.name.to_owned(), field.label.of(locale).to_owned())).collect();
    let words = |input: &str, value: &str| match fields.iter().find(|field| field.name == input)?.reads {
        Reads::One(all, _) => all.iter().find(|(name, _)| *name == value).map(|(_, label)| label.of(locale).to_owned()),
        _ => None,
    };
    Conflict { form: name, typed: form, saved, version, locale }.merged(text::CONFLICT, &boxes, words)
}
