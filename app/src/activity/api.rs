//! The page of charts.

use axum::extract::{Query, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use serde::Deserialize;

use super::model::parse_days;
use super::service;
use crate::web::page::{fault, permitted, render, state_for};
use crate::web::site::Site;
use crate::web::state::PageState;
use crate::web::visitor::Visitor;

/// The page's query.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct ActivityQuery {
    days: String,
}

/// `GET /settings/activity`
pub async fn get_activity(State(site): State<Site>, visitor: Visitor, uri: Uri) -> Response {
    let actor = match permitted(&site, &visitor, &uri).await {
        Ok(actor) => actor,
        Err(answer) => return answer,
    };
    let query = Query::<ActivityQuery>::try_from_uri(&uri).map(|q| q.0).unwrap_or_default();
    match service::page(&site.platform, &actor, parse_days(&query.days)).await {
        Err(e) => fault(&site, &visitor, &e).await,
        Ok(activity) => {
            let state = PageState { activity: Some(activity), ..state_for(&site, &visitor) };
            render(&site, &visitor, &uri, state, StatusCode::OK).await
        }
    }
}
