//! The page of the practice and its form post.

use axum::Form;
use axum::extract::{FromRequest as _, Multipart, OriginalUri, Request, State};
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};

use super::logo::{self, Kept};
use super::model::{FORM, INPUTS, LOGO, LOGO_PATH, PATH};
use super::service::{self, Saved};
use super::text;
use crate::i18n::Text;
use crate::sessions::service::Actor;
use crate::ui::opened::VERSION;
use crate::web::page::{fault, not_allowed, permitted, render, see_other, state_for};
use crate::web::reading::{Conflict, Mistakes, Values, came_back};
use crate::web::site::Site;
use crate::web::state::{FormState, PageState};
use crate::web::visitor::Visitor;

/// `GET /settings/practice`
pub async fn get_practice(State(site): State<Site>, visitor: Visitor, uri: Uri) -> Response {
    match permitted(&site, &visitor, &uri).await {
        Ok(actor) => show(&site, &visitor, &uri, &actor, None).await,
        Err(answer) => answer,
    }
}

async fn show(site: &Site, visitor: &Visitor, uri: &Uri, actor: &Actor, form: Option<FormState>) -> Response {
    let status = if form.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    match service::page(&site.platform, actor).await {
        Err(e) => fault(site, visitor, &e).await,
        Ok(page) => {
            let state = PageState { practice_info: Some(page), form, ..state_for(site, visitor) };
            render(site, visitor, uri, state, status).await
        }
    }
}

/// `POST /settings/practice`: saves it.
pub async fn post_practice(
    State(site): State<Site>,
    visitor: Visitor,
    OriginalUri(uri): OriginalUri,
    Form(form): Form<Values>,
) -> Response {
    let actor = match permitted(&site, &visitor, &uri).await {
        Ok(actor) => actor,
        Err(answer) => return answer,
    };
    let locale = visitor.locale;
    let version = form.get("version").and_then(|v| v.parse().ok()).unwrap_or_default();
    let inputs: Vec<&str> = INPUTS.iter().map(|(input, _)| *input).collect();
    let state = match service::save(&site.platform, &actor, &form, version, locale).await {
        Err(e) => return fault(&site, &visitor, &e).await,
        Ok(Saved::Done) => return see_other(&format!("{PATH}?done=saved"), []),
        Ok(Saved::NotAllowed) => return not_allowed(&site, &visitor).await,
        Ok(Saved::Mistakes(mistakes)) => came_back(FORM, &inputs, &form, text::PROBLEM.of(locale), mistakes),
        Ok(Saved::Conflict(page)) => {
            let boxes = INPUTS.map(|(input, label)| (input.to_owned(), label.of(locale).to_owned()));
            let conflict = Conflict { form: FORM, typed: &form, saved: &page.values, version: page.version, locale };
            conflict.merged(text::CONFLICT, &boxes, |_, _| None)
        }
    };
    show(&site, &visitor, &uri, &actor, Some(state)).await
}

/// `GET /settings/practice/logo`
pub async fn get_logo(State(site): State<Site>, visitor: Visitor, uri: Uri) -> Response {
    match permitted(&site, &visitor, &uri).await {
        Ok(actor) => show(&site, &visitor, &uri, &actor, None).await,
        Err(answer) => answer,
    }
}

/// `POST /settings/practice/logo`: a file as `multipart/form-data` is kept; any other form takes the logo away.
pub async fn post_logo(State(site): State<Site>, visitor: Visitor, OriginalUri(uri): OriginalUri, request: Request) -> Response {
    let actor = match permitted(&site, &visitor, &uri).await {
        Ok(actor) => actor,
        Err(answer) => return answer,
    };
    let back = |summary: Text, errors: Mistakes| Some(came_back(LOGO, &[], &Values::new(), summary.of(visitor.locale), errors));
    let (file, seen) = sent(request).await;
    // Before what is wrong with the file: the page that comes back shows what is there now.
    if seen != actor.person.logo.as_deref().unwrap_or_default() && !(file == Sent::Nothing && actor.person.logo.is_none()) {
        return show(&site, &visitor, &uri, &actor, back(text::LOGO_CONFLICT, Mistakes::new())).await;
    }
    let read = match file {
        Sent::Nothing => Ok(Ok(None)),
        // Cut off by the limit of a form.
        Sent::TooLarge => Ok(Err(text::LOGO_LARGE)),
        Sent::File(file) => logo::read_aside(file).await.map(|read| read.map(Some)),
    };
    let picture = match read {
        Err(e) => return fault(&site, &visitor, &e).await,
        Ok(Err(wrong)) => {
            let errors = [(LOGO.to_owned(), wrong.of(visitor.locale).to_owned())].into();
            return show(&site, &visitor, &uri, &actor, back(wrong, errors)).await;
        }
        Ok(Ok(picture)) => picture,
    };
    match logo::save(&site.platform, &actor, picture, &seen).await {
        Err(e) => fault(&site, &visitor, &e).await,
        Ok(Kept::NotAllowed) => not_allowed(&site, &visitor).await,
        Ok(Kept::Conflict) => show(&site, &visitor, &uri, &actor, back(text::LOGO_CONFLICT, Mistakes::new())).await,
        Ok(Kept::Done) => see_other(&format!("{LOGO_PATH}?done=saved"), []),
    }
}

/// What a form of the logo holds.
#[derive(Debug, PartialEq, Eq)]
enum Sent {
    /// No file: the logo goes away.
    Nothing,
    /// The chosen one; empty where none was.
    File(Vec<u8>),
    /// It can't be read or is too large by far.
    TooLarge,
}

/// The file, and which logo the page showed.
async fn sent(request: Request) -> (Sent, String) {
    let kind = request.headers().get(header::CONTENT_TYPE);
    if !kind.is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/form-data")) {
        let form = Form::<Values>::from_request(request, &()).await.map(|form| form.0).unwrap_or_default();
        return (Sent::Nothing, form.get(VERSION).cloned().unwrap_or_default());
    }
    let mut seen = String::new();
    let file = uploaded(request, &mut seen).await;
    (file.map_or(Sent::TooLarge, Sent::File), seen)
}

/// The chosen file; none where it can't be read or is too large by far. What stands before it says which logo the page showed.
async fn uploaded(request: Request, seen: &mut String) -> Option<Vec<u8>> {
    let mut parts = Multipart::from_request(request, &()).await.ok()?;
    while let Some(part) = parts.next_field().await.ok()? {
        match part.name() {
            Some(VERSION) => *seen = part.text().await.ok()?,
            Some(LOGO) => return Some(part.bytes().await.ok()?.to_vec()),
            _ => {}
        }
    }
    Some(Vec::new())
}

/// `GET /practice/logo`: the picture, for people of the practice.
pub async fn get_picture(State(site): State<Site>, visitor: Visitor) -> Response {
    let Some(actor) = &visitor.actor else { return StatusCode::NOT_FOUND.into_response() };
    match logo::find(&site.platform, actor).await {
        Err(e) => fault(&site, &visitor, &e).await,
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Ok(Some(png)) => ([(header::CONTENT_TYPE, "image/png")], png).into_response(),
    }
}
