//! What the settings page reads of facilities.

use leptos::prelude::*;

use super::model::Line;
use crate::web::read::ReadError;

/// How many are in use, and the primary one's name.
///
/// # Errors
/// [`ReadError`]: not logged in, not allowed, or a fault of ours.
#[server(endpoint = "facilities/line")]
pub async fn facilities_line() -> Result<Line, ReadError> {
    let (site, visitor, actor) = crate::web::read::permitted(crate::levels::model::Permission::Facilities)?;
    super::service::line(&site.platform, &actor).await.map_err(|e| ReadError::logged(&visitor, &e))
}
