//! The requests' one deed.

use axum::response::Response;
use uuid::Uuid;

use super::service;
use crate::sessions::service::Actor;
use crate::web::page::{fault, see_other};
use crate::web::site::Site;
use crate::web::visitor::Visitor;

/// Leaves a request. Part of `POST /settings/users/{id}`.
pub async fn dismiss(site: &Site, visitor: &Visitor, actor: &Actor, user: Uuid) -> Response {
    match service::dismiss(&site.platform, actor, user).await {
        Err(e) => fault(site, visitor, &e).await,
        Ok(()) => see_other("/settings/users", []),
    }
}
