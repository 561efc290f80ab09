//! The check's form post, for browsers that run the boot script but no WASM.

use axum::Form;
use axum::extract::{OriginalUri, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::text;
use super::view::FORM;
use crate::web::page::{render, state_for};
use crate::web::site::Site;
use crate::web::state::{FormState, PageState};
use crate::web::visitor::Visitor;

/// What the boot script measured.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct CheckForm {
    device: String,
}

/// `POST /check`: the page with what was measured. Nothing is stored.
pub async fn post_check(
    State(site): State<Site>,
    visitor: Visitor,
    OriginalUri(uri): OriginalUri,
    Form(form): Form<CheckForm>,
) -> Response {
    let checked = serde_json::from_str(&form.device).ok();
    let summary = text::NOTHING_MEASURED.of(visitor.locale).to_owned();
    let nothing = checked.is_none().then(|| FormState { form: FORM.to_owned(), summary, ..FormState::default() });
    let state = PageState { checked, form: nothing, ..state_for(&site, &visitor) };
    render(&site, &visitor, &uri, state, StatusCode::OK).await
}
