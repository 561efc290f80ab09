//! What the settings page reads of itself.

use leptos::prelude::*;

use super::model::{Lines, Task};
use crate::web::read::ReadError;

/// What is set up, and what is not: every task with whether it is done.
///
/// # Errors
/// [`ReadError`]: not logged in, not allowed, or a fault of ours.
#[server(endpoint = "settings/tasks")]
pub async fn read_tasks() -> Result<Vec<(Task, bool)>, ReadError> {
    let (site, visitor, actor) = crate::web::read::permitted(crate::levels::model::Permission::Settings)?;
    super::service::tasks(&site.platform, &actor).await.map_err(|e| ReadError::logged(&visitor, &e))
}

/// How the tiles stand that have no read of their own.
///
/// # Errors
/// [`ReadError`]: not logged in, not allowed, or a fault of ours.
#[server(endpoint = "settings/lines")]
pub async fn read_lines() -> Result<Lines, ReadError> {
    let (site, visitor, actor) = crate::web::read::permitted(crate::levels::model::Permission::Settings)?;
    super::service::lines(&site.platform, &actor, visitor.locale).await.map_err(|e| ReadError::logged(&visitor, &e))
}
