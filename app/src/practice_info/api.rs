//! The page of the practice and its form post.

use axum::Form;
use axum::extract::{OriginalUri, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;

use super::model::{FORM, INPUTS, PATH};
use super::service::{self, Saved};
use super::text;
use crate::sessions::service::Actor;
use crate::web::page::{fault, not_allowed, permitted, render, see_other, state_for};
use crate::web::reading::{Values, came_back, differing};
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
            let mistakes = differing(&inputs, &form, &page.values, locale);
            came_back(FORM, &inputs, &form, text::CONFLICT.of(locale), mistakes)
        }
    };
    show(&site, &visitor, &uri, &actor, Some(state)).await
}
