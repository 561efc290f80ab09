//! The demo's outbox over HTTP. The server has these routes in the demo only.

use axum::Json;
use axum::extract::{OriginalUri, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};

use super::service::list_shown;
use crate::web::page::{fault, render, state_for};
use crate::web::site::Site;
use crate::web::state::PageState;
use crate::web::visitor::Visitor;

/// Newest messages on the page, where people read them.
const READ: i64 = 25;
/// Newest messages as data.
const SHOWN: i64 = 200;

/// `GET /dev/outbox`
pub async fn get_outbox(State(site): State<Site>, visitor: Visitor, OriginalUri(uri): OriginalUri) -> Response {
    match list_shown(&site.platform, READ).await {
        Ok(shown) => {
            let state = PageState { outbox: Some(shown), ..state_for(&site, &visitor) };
            render(&site, &visitor, &uri, state, StatusCode::OK).await
        }
        Err(e) => fault(&site, &visitor, &e).await,
    }
}

/// `GET /dev/outbox.json`
pub async fn get_outbox_json(State(site): State<Site>, visitor: Visitor) -> Response {
    match list_shown(&site.platform, SHOWN).await {
        Ok(shown) => Json(shown).into_response(),
        Err(e) => fault(&site, &visitor, &e).await,
    }
}
