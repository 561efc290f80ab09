//! The pages of exports: asking for one, looking how far it is, taking it along; and the description of the format, for everybody.

use axum::Form;
use axum::extract::{OriginalUri, Path, Query, State};
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use uuid::Uuid;

use super::archive::DESCRIPTION;
use super::leaving::Leaving;
use super::model::{Deed, EVERY, FORM, OWN_AGAIN, OWN_PASSPHRASE, PASSPHRASE, PATH, PATIENT, REASON, SCHEDULE_FORM};
use super::page::ExportPage;
use super::rows::moment;
use super::schedule::{self, Saved};
use super::service::{self, Fetched, Wished};
use super::store::ExportRow;
use super::{shown, text};
use crate::confirm::api as confirm;
use crate::levels::model::Permission;
use crate::platform::{Fault, Outcome, Platform};
use crate::sessions::service::Actor;
use crate::web::leaving;
use crate::web::page::{fault, not_permitted, permitted, render, see_other, state_for};
use crate::web::reading::{Mistakes, Values, came_back};
use crate::web::site::Site;
use crate::web::state::{FormState, PageState};
use crate::web::visitor::Visitor;

/// Of whom.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    patient: String,
}

/// `GET /settings/export`, with `?patient=` for one patient's.
pub async fn get_exports(State(site): State<Site>, visitor: Visitor, uri: Uri, Query(asked): Query<Asked>) -> Response {
    match permitted(&site, &visitor, &uri).await {
        Ok(actor) => {
            let page = shown::start(&site.platform, &actor, &asked.patient, visitor.locale).await;
            show(&site, &visitor, &uri, page, None).await
        }
        Err(answer) => answer,
    }
}

async fn show(site: &Site, visitor: &Visitor, uri: &Uri, page: Outcome<ExportPage>, form: Option<FormState>) -> Response {
    let page = match page {
        Err(e) => return fault(site, visitor, &e).await,
        Ok(page) => page,
    };
    let status = match (&page, &form) {
        (ExportPage::Unknown, _) => StatusCode::NOT_FOUND,
        (_, Some(_)) => StatusCode::UNPROCESSABLE_ENTITY,
        (_, None) => StatusCode::OK,
    };
    let state = PageState { practice_export: Some(Box::new(page)), form, ..state_for(site, visitor) };
    render(site, visitor, uri, state, status).await
}

/// `POST /settings/export`: asks for one, or says how often one comes by itself. Both need a fresh proof.
pub async fn post_exports(
    State(site): State<Site>,
    visitor: Visitor,
    OriginalUri(uri): OriginalUri,
    Form(form): Form<Values>,
) -> Response {
    let actor = match permitted(&site, &visitor, &uri).await {
        Ok(actor) => actor,
        Err(answer) => return answer,
    };
    if !confirm::is_fresh(&site.platform, &actor) {
        return confirm::first();
    }
    if form.contains_key(EVERY) {
        return post_schedule(&site, &visitor, &uri, &actor, &form).await;
    }
    let patient = form.get(PATIENT).cloned().unwrap_or_default();
    let page = async || shown::start(&site.platform, &actor, &patient, visitor.locale).await;
    let wrong = |said, mistakes| Some(came_back(FORM, &[REASON], &form, said, mistakes));
    match service::ask(&site.platform, &actor, &form, visitor.locale).await {
        Err(e) => fault(&site, &visitor, &e).await,
        Ok(Wished::NotAllowed) => not_permitted(&site, &visitor, Permission::Export).await,
        Ok(Wished::Unknown) => show(&site, &visitor, &uri, Ok(ExportPage::Unknown), None).await,
        Ok(Wished::Done(id)) => see_other(&format!("{PATH}/{}", id.simple()), []),
        Ok(which @ (Wished::Busy(_) | Wished::Full)) => {
            let said = if which == Wished::Full { text::FULL } else { text::BUSY };
            let form = wrong(said.of(visitor.locale), Mistakes::new());
            show(&site, &visitor, &uri, page().await, form).await
        }
        Ok(Wished::Mistakes(mistakes)) => {
            let form = wrong(text::PROBLEM.of(visitor.locale), mistakes);
            show(&site, &visitor, &uri, page().await, form).await
        }
    }
}

async fn post_schedule(site: &Site, visitor: &Visitor, uri: &Uri, actor: &Actor, form: &Values) -> Response {
    let page = async || shown::start(&site.platform, actor, "", visitor.locale).await;
    let (said, mistakes) = match schedule::save(&site.platform, actor, form, visitor.locale).await {
        Err(e) => return fault(site, visitor, &e).await,
        Ok(Saved::NotAllowed) => return not_permitted(site, visitor, Permission::Export).await,
        Ok(Saved::Done) => return see_other(&format!("{PATH}?done=schedule-saved#{SCHEDULE_FORM}"), []),
        Ok(Saved::Conflict) => (text::SCHEDULE_CONFLICT, Mistakes::new()),
        Ok(Saved::Mistakes(mistakes)) => {
            // The boxes of this form have names of their own on the page.
            let named =
                |(input, said): (String, String)| (if input == PASSPHRASE { OWN_PASSPHRASE } else { OWN_AGAIN }.to_owned(), said);
            (text::PROBLEM, mistakes.into_iter().map(named).collect())
        }
    };
    let mut back = came_back(SCHEDULE_FORM, &[EVERY], form, said.of(visitor.locale), mistakes);
    // What was chosen is shown beside the version that is kept now.
    back.values.remove(crate::ui::opened::VERSION);
    show(site, visitor, uri, page().await, Some(back)).await
}

/// `GET /settings/export/{id}`
pub async fn get_export(State(site): State<Site>, visitor: Visitor, uri: Uri, Path(id): Path<String>) -> Response {
    match permitted(&site, &visitor, &uri).await {
        Ok(actor) => show(&site, &visitor, &uri, shown::page(&site.platform, &actor, &id, visitor.locale).await, None).await,
        Err(answer) => answer,
    }
}

/// `POST /settings/export/{id}`: takes it along, which needs a fresh proof, or deletes it.
pub async fn post_export(
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
    let named = form.get("deed").map(String::as_str).unwrap_or_default();
    let Some(deed) = Deed::ALL.into_iter().find(|deed| deed.as_str() == named) else { return see_other(uri.path(), []) };
    let Ok(export) = Uuid::try_parse(&id) else { return show(&site, &visitor, &uri, Ok(ExportPage::Unknown), None).await };
    if deed == Deed::Delete {
        return match service::delete(&site.platform, &actor, export).await {
            Err(e) => fault(&site, &visitor, &e).await,
            Ok(true) => see_other(&format!("{PATH}/{id}"), []),
            Ok(false) => show(&site, &visitor, &uri, Ok(ExportPage::Unknown), None).await,
        };
    }
    if !confirm::is_fresh(&site.platform, &actor) {
        return confirm::first();
    }
    match service::fetch(&site.platform, &actor, export).await {
        Err(e) => fault(&site, &visitor, &e).await,
        Ok(Fetched::NotAllowed) => not_permitted(&site, &visitor, Permission::Export).await,
        Ok(Fetched::Unknown) => show(&site, &visitor, &uri, Ok(ExportPage::Unknown), None).await,
        Ok(Fetched::Over) => {
            let form = came_back(deed.as_str(), &[], &Values::new(), text::FETCH_OVER.of(visitor.locale), Mistakes::new());
            let page = shown::page(&site.platform, &actor, &id, visitor.locale).await;
            show(&site, &visitor, &uri, page, Some(form)).await
        }
        Ok(Fetched::File(row)) => match leaves(&site.platform, &row) {
            Ok(answer) => answer,
            Err(e) => fault(&site, &visitor, &e).await,
        },
    }
}

/// The archive as a browser saves it. Its name says nothing of a patient.
fn leaves(platform: &Platform, row: &ExportRow) -> Outcome<Response> {
    let day: String = moment(Some(row.created_at)).chars().take(10).collect();
    let name = format!("attachment; filename=\"vestibule-export-{day}.zip\"");
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/zip")),
        (header::CONTENT_DISPOSITION, HeaderValue::try_from(name).map_err(|e| Fault::internal(format!("a header: {e}")))?),
        (header::CONTENT_LENGTH, HeaderValue::from(row.size)),
    ];
    let pieces = Leaving { platform: platform.clone(), practice: row.practice, id: row.id };
    Ok((headers, leaving::body("an export", row.size, pieces)).into_response())
}

/// `GET /export-format`: the description of the format.
#[expect(clippy::unused_async, reason = "handlers are async")]
pub async fn get_format() -> Response {
    ([(header::CONTENT_TYPE, HeaderValue::from_static("text/markdown; charset=utf-8"))], DESCRIPTION).into_response()
}
