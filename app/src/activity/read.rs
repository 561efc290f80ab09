//! What the tile on the settings page reads.

use leptos::prelude::*;

use super::model::Week;
use crate::web::read::ReadError;

/// The practice's last seven days.
///
/// # Errors
/// [`ReadError`]: not logged in, not allowed, or a fault of ours.
#[server(endpoint = "activity/week")]
pub async fn read_week() -> Result<Week, ReadError> {
    let (site, visitor, actor) = crate::web::read::permitted(crate::levels::model::Permission::Activity)?;
    super::service::week(&site.platform, &actor).await.map_err(|e| ReadError::logged(&visitor, &e))
}
