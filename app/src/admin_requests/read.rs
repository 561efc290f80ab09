//! What pages read of requests.

use leptos::prelude::*;

use super::model::RequestCard;
use crate::web::read::ReadError;

/// The open requests of the practice, newest first.
///
/// # Errors
/// [`ReadError`]: not logged in, no administrator, or a fault of ours.
#[server(endpoint = "requests/list")]
pub async fn list_requests() -> Result<Vec<RequestCard>, ReadError> {
    let (site, visitor, actor) = crate::web::read::administrator()?;
    super::service::list(&site.platform, &actor, visitor.locale).await.map_err(|e| ReadError::logged(&visitor, &e))
}
