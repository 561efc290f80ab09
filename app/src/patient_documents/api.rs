//! A patient's documents: a file that comes in, its page, and the file that leaves.

use axum::Form;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest as _, Multipart, OriginalUri, Path, Query, Request, State};
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use uuid::Uuid;

use super::model::{DocumentPage, FILE, FORM, LARGEST, REMOVE};
use super::room::Share;
use super::service::{self, Added, DocumentRow, Found, Judged, Leaving};
use super::text;
use crate::i18n::Text;
use crate::levels::model::Permission;
use crate::patients::api::show as show_patient;
use crate::patients::model::{PATH, PatientsPage};
use crate::patients::service as patients;
use crate::platform::{Fault, Outcome, Platform};
use crate::sessions::api::switched;
use crate::sessions::lock::mark;
use crate::sessions::model::PAGE_OF;
use crate::sessions::service::Actor;
use crate::web::leaving;
use crate::web::next::encode;
use crate::web::page::{fault, not_permitted, permitted, render, see_other, state_for};
use crate::web::reading::{Mistakes, Values, came_back};
use crate::web::site::Site;
use crate::web::state::PageState;
use crate::web::visitor::Visitor;

/// Nothing of it runs, loads or is shown, wherever it is opened.
const POLICY: HeaderValue = HeaderValue::from_static("default-src 'none'; sandbox");

/// These pages are rendered as a patient's is: routes of their own would be in what every browser loads.
fn as_a_patient() -> Uri {
    Uri::from_static("/patients/document")
}

/// `GET /patients/{id}/documents`: the patient's page, which has the form. Whoever reloads what came back from a post is here.
pub async fn get_documents(State(site): State<Site>, visitor: Visitor, uri: Uri, Path(id): Path<String>) -> Response {
    match permitted(&site, &visitor, &uri).await {
        Ok(actor) => {
            let page = patients::page(&site.platform, &actor, Some(&id)).await;
            show_patient(&site, &visitor, &as_a_patient(), page, None).await
        }
        Err(answer) => answer,
    }
}

/// `POST /patients/{id}/documents`: adds one.
pub async fn post_documents(
    State(site): State<Site>,
    visitor: Visitor,
    OriginalUri(uri): OriginalUri,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    let actor = match permitted(&site, &visitor, &uri).await {
        Ok(actor) => actor,
        Err(answer) => return answer,
    };
    let wrong = match (taken_in(&site, &actor, request).await, Uuid::try_parse(&id)) {
        (Err(e), _) => return fault(&site, &visitor, &e).await,
        (Ok(Taken::Other), _) => return switched(&site, &visitor).await,
        (_, Err(_)) => return show_patient(&site, &visitor, &as_a_patient(), Ok(PatientsPage::Unknown), None).await,
        (Ok(Taken::Wrong(wrong)), _) => wrong,
        (Ok(Taken::File(file, _share)), Ok(patient)) => match service::add(&site.platform, &actor, patient, &file).await {
            Err(e) => return fault(&site, &visitor, &e).await,
            Ok(Added::NotAllowed) => return not_permitted(&site, &visitor, Permission::EditPatients).await,
            Ok(Added::Unknown) => return show_patient(&site, &visitor, &as_a_patient(), Ok(PatientsPage::Unknown), None).await,
            Ok(Added::Done) => return see_other(&format!("{PATH}/{id}?done=document-added#documents"), []),
            Ok(Added::Full) => text::FULL,
        },
    };
    let said = wrong.of(visitor.locale);
    let form = came_back(FORM, &[], &Values::new(), said, Mistakes::from([(FILE.to_owned(), said.to_owned())]));
    show_patient(&site, &visitor, &as_a_patient(), patients::page(&site.platform, &actor, Some(&id)).await, Some(form)).await
}

enum Taken {
    /// With its share of the memory.
    File(Judged, Share),
    Wrong(Text),
    /// The page that the form is from was somebody else's.
    Other,
}

/// Reads the form to its end: what comes after the file says whose page it is from.
async fn taken_in(site: &Site, actor: &Actor, request: Request) -> Outcome<Taken> {
    let Ok(mut form) = Multipart::from_request(request, &()).await else { return Ok(Taken::Wrong(text::MISSING)) };
    // What is kept in memory of it is counted until it is written.
    let mut share = site.platform.documents.share();
    let (mut name, mut bytes) = (String::new(), Vec::new());
    loop {
        let mut field = match form.next_field().await {
            Err(e) => return Ok(Taken::Wrong(broken(&e))),
            Ok(None) => break,
            Ok(Some(field)) => field,
        };
        match field.name() {
            Some(PAGE_OF) => {
                let named = short(&mut field).await;
                if named.is_none_or(|named| named != mark(&site.platform, actor.user).as_bytes()) {
                    return Ok(Taken::Other);
                }
            }
            Some(FILE) => {
                field.file_name().unwrap_or_default().clone_into(&mut name);
                bytes = match held(&mut field, &mut share).await? {
                    Ok(bytes) => bytes,
                    Err(wrong) => return Ok(Taken::Wrong(wrong)),
                };
            }
            _ => {}
        }
    }
    if name.is_empty() && bytes.is_empty() {
        return Ok(Taken::Wrong(text::MISSING));
    }
    Ok(service::judge(name, bytes).await?.map_or_else(Taken::Wrong, |file| Taken::File(file, share)))
}

/// All of a file, or what is wrong with it.
async fn held(field: &mut Field<'_>, share: &mut Share) -> Outcome<Result<Vec<u8>, Text>> {
    let (mut bytes, mut larger) = (Vec::new(), false);
    loop {
        let chunk = match field.chunk().await {
            Err(e) => return Ok(Err(broken(&e))),
            Ok(None) => break,
            Ok(Some(chunk)) => chunk,
        };
        // Read on, and thrown away: a browser hears an answer only when it has sent everything.
        larger |= bytes.len() + chunk.len() > LARGEST;
        if larger {
            bytes = Vec::new();
        } else {
            share.grow(bytes.len() + chunk.len())?;
            bytes.extend_from_slice(&chunk);
        }
    }
    Ok(if larger { Err(text::LARGE) } else { Ok(bytes) })
}

/// Why a form did not arrive: it is too large by far, or was cut off.
fn broken(e: &MultipartError) -> Text {
    if e.status() == StatusCode::PAYLOAD_TOO_LARGE { text::LARGE } else { text::CUT }
}

/// A field that holds a word; none for one that holds more, or is cut off.
async fn short(field: &mut Field<'_>) -> Option<Vec<u8>> {
    let mut all = Vec::new();
    while let Some(chunk) = field.chunk().await.ok()? {
        if all.len() + chunk.len() > 100 {
            return None;
        }
        all.extend_from_slice(&chunk);
    }
    Some(all)
}

/// Whether the file itself is asked for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    open: String,
}

/// `GET /patients/{id}/documents/{document}`: its page, or with `?open=yes` the file.
pub async fn get_document(
    State(site): State<Site>,
    visitor: Visitor,
    uri: Uri,
    Path(ids): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Response {
    let actor = match permitted(&site, &visitor, &uri).await {
        Ok(actor) => actor,
        Err(answer) => return answer,
    };
    let Some((patient, id)) = both(&ids) else { return unknown(&site, &visitor).await };
    if asked.open == "yes" {
        return match service::open(&site.platform, &actor, patient, id).await {
            Err(e) => fault(&site, &visitor, &e).await,
            Ok(Found::NotAllowed) => not_permitted(&site, &visitor, Permission::ViewPatients).await,
            Ok(Found::Unknown) => unknown(&site, &visitor).await,
            Ok(Found::One(row)) => match leaves(&site.platform, &row) {
                Ok(answer) => answer,
                Err(e) => fault(&site, &visitor, &e).await,
            },
        };
    }
    match service::page(&site.platform, &actor, patient, id).await {
        Err(e) => fault(&site, &visitor, &e).await,
        Ok(Found::NotAllowed) => not_permitted(&site, &visitor, Permission::ViewPatients).await,
        Ok(Found::Unknown) => unknown(&site, &visitor).await,
        Ok(Found::One(page)) => show(&site, &visitor, page, StatusCode::OK).await,
    }
}

/// `POST /patients/{id}/documents/{document}`: removes it.
pub async fn post_document(
    State(site): State<Site>,
    visitor: Visitor,
    OriginalUri(uri): OriginalUri,
    Path(ids): Path<(String, String)>,
    Form(form): Form<Values>,
) -> Response {
    let actor = match permitted(&site, &visitor, &uri).await {
        Ok(actor) => actor,
        Err(answer) => return answer,
    };
    if form.get("deed").is_none_or(|deed| deed != REMOVE) {
        return see_other(uri.path(), []);
    }
    let Some((patient, id)) = both(&ids) else { return unknown(&site, &visitor).await };
    match service::remove(&site.platform, &actor, patient, id).await {
        Err(e) => fault(&site, &visitor, &e).await,
        Ok(Found::NotAllowed) => not_permitted(&site, &visitor, Permission::EditPatients).await,
        Ok(Found::Unknown) => unknown(&site, &visitor).await,
        Ok(Found::One(())) => see_other(&format!("{PATH}/{}?done=document-removed#documents", ids.0), []),
    }
}

fn both((patient, id): &(String, String)) -> Option<(Uuid, Uuid)> {
    Some((Uuid::try_parse(patient).ok()?, Uuid::try_parse(id).ok()?))
}

async fn unknown(site: &Site, visitor: &Visitor) -> Response {
    show(site, visitor, DocumentPage::Unknown, StatusCode::NOT_FOUND).await
}

async fn show(site: &Site, visitor: &Visitor, page: DocumentPage, status: StatusCode) -> Response {
    let state = PageState { patient_document: Some(Box::new(page)), ..state_for(site, visitor) };
    render(site, visitor, &as_a_patient(), state, status).await
}

/// The file as a browser saves it. It is never shown in a page of ours.
fn leaves(platform: &Platform, row: &DocumentRow) -> Outcome<Response> {
    let text = |of: String| HeaderValue::try_from(of).map_err(|e| Fault::internal(format!("a header: {e}")));
    let kind = if row.media_type == "text/plain" { "text/plain; charset=utf-8".to_owned() } else { row.media_type.clone() };
    let headers = [
        (header::CONTENT_TYPE, text(kind)?),
        (header::CONTENT_DISPOSITION, text(saved_as(&row.name))?),
        (header::CONTENT_LENGTH, HeaderValue::from(row.size)),
        (header::CONTENT_SECURITY_POLICY, POLICY),
    ];
    let pieces = Leaving { platform: platform.clone(), id: row.id };
    Ok((headers, leaving::body("a document", row.size, pieces)).into_response())
}

/// The name under which it is saved, for browsers old and new (RFC 6266).
fn saved_as(name: &str) -> String {
    let plain: String = name.chars().map(|c| if c.is_ascii_alphanumeric() || "._-() ".contains(c) { c } else { '_' }).collect();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{}", encode(name))
}

#[cfg(test)]
mod tests {
    use super::saved_as;

    #[test]
    fn a_name_stays_within_its_header() {
        assert_eq!(
            saved_as("María \"O'Brien\"; x.pdf"),
            "attachment; filename=\"Mar_a _O_Brien__ x.pdf\"; filename*=UTF-8''Mar%C3%ADa%20%22O%27Brien%22%3B%20x.pdf"
        );
    }
}
