//! What the settings page reads of emergency access.

use leptos::prelude::*;

use super::model::Line;
use crate::web::read::ReadError;

/// Who may use it, who does, and what waits for a review.
///
/// # Errors
/// [`ReadError`]: not logged in, not allowed, or a fault of ours.
#[server(endpoint = "emergency/line")]
pub async fn emergency_line() -> Result<Line, ReadError> {
    let (site, visitor, actor) = crate::web::read::permitted(crate::levels::model::Permission::Settings)?;
    super::service::line(&site.platform, &actor).await.map_err(|e| ReadError::logged(&visitor, &e))
}
