//! The demo's page of components over HTTP. The server has this route in the demo only.

use axum::extract::{OriginalUri, State};
use axum::response::Response;

use crate::shell::gallery;
use crate::web::page::{render_with, state_for};
use crate::web::site::Site;
use crate::web::visitor::Visitor;

/// `GET /dev/ui`
pub async fn get_gallery(State(site): State<Site>, visitor: Visitor, OriginalUri(uri): OriginalUri) -> Response {
    render_with(&site, &visitor, &uri, state_for(&site, &visitor), gallery).await
}
