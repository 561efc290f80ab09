//! The page, and what its search found.

use axum::extract::{Query, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use serde::Deserialize;

use super::model::Search;
use super::search::{find, shortened};
use crate::web::page::{permitted, render, state_for};
use crate::web::site::Site;
use crate::web::state::PageState;
use crate::web::visitor::Visitor;

#[derive(Deserialize, Default)]
#[serde(default)]
struct SettingsQuery {
    q: String,
}

/// `GET /settings`
pub async fn get_settings(State(site): State<Site>, visitor: Visitor, uri: Uri) -> Response {
    if let Err(answer) = permitted(&site, &visitor, &uri).await {
        return answer;
    }
    let typed = shortened(&Query::<SettingsQuery>::try_from_uri(&uri).map(|query| query.0.q).unwrap_or_default());
    let settings_search = Search { found: find(&typed, visitor.locale), typed };
    let state = PageState { settings_search, ..state_for(&site, &visitor) };
    render(&site, &visitor, &uri, state, StatusCode::OK).await
}
