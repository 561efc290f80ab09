//! The page of the check, and its form post, for browsers that run the boot script but no WASM.

use axum::Form;
use axum::extract::{OriginalUri, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use serde::Deserialize;

use super::text;
use super::view::FORM;
use crate::platform::migrate::newest_migration;
use crate::web::page::{render, state_for};
use crate::web::site::Site;
use crate::web::state::{FormState, PageState};
use crate::web::visitor::Visitor;

/// `GET /check`
pub async fn get_check(State(site): State<Site>, visitor: Visitor, uri: Uri) -> Response {
    let state = PageState { about: about(&site, &visitor), ..state_for(&site, &visitor) };
    render(&site, &visitor, &uri, state, StatusCode::OK).await
}

/// What runs here (topic 42), as name and value. What it runs on is for people who are logged in.
fn about(site: &Site, visitor: &Visitor) -> Vec<(String, String)> {
    let db = &site.platform.db;
    let build = site.assets.build.chars().take(12).collect();
    let all = [(text::VERSION, env!("CARGO_PKG_VERSION").to_owned()), (text::BUILD, build)];
    let inside = visitor.actor.as_ref().map(|_| (text::SCHEMA, format!("{} · {}", newest_migration(db), db.engine())));
    all.into_iter().chain(inside).map(|(name, value)| (name.of(visitor.locale).to_owned(), value)).collect()
}

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
    let state = PageState { checked, form: nothing, about: about(&site, &visitor), ..state_for(&site, &visitor) };
    render(&site, &visitor, &uri, state, StatusCode::OK).await
}
