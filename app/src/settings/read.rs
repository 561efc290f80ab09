//! What the settings page reads of itself.

use leptos::prelude::*;

use super::model::Task;
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
