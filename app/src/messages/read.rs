//! What the settings page reads of messages.

use leptos::prelude::*;

use super::model::Line;
use crate::web::read::ReadError;

/// How mail, texts and calls stand.
///
/// # Errors
/// [`ReadError`]: not logged in, not allowed, or a fault of ours.
#[server(endpoint = "messages/line")]
pub async fn messages_line() -> Result<Line, ReadError> {
    let (site, visitor, actor) = crate::web::read::permitted(crate::levels::model::Permission::Messages)?;
    super::service::line(&site.platform, &actor).await.map_err(|e| ReadError::logged(&visitor, &e))
}
