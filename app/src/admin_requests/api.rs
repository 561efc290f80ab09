//! The requests' one deed.

use axum::response::Response;
use uuid::Uuid;

use super::service;
use crate::sessions::service::Actor;
use crate::users::query::LIST;
use crate::web::page::{fault, see_other};
use crate::web::site::Site;
use crate::web::visitor::Visitor;

/// The other page with cards.
const SETTINGS: &str = "/settings";

/// Leaves a request. Part of `POST /settings/users/{id}`. `back` is the page with the card.
pub async fn dismiss(site: &Site, visitor: &Visitor, actor: &Actor, user: Uuid, back: &str) -> Response {
    let back = if back == SETTINGS { SETTINGS } else { LIST };
    match service::dismiss(&site.platform, actor, user, visitor.locale).await {
        Err(e) => fault(site, visitor, &e).await,
        Ok(()) => see_other(back, []),
    }
}
