//! What pages read of people: server functions, called by the server while it renders and by the browser when it moves on.

#![expect(missing_docs, reason = "the macro makes a struct of each function's arguments")]

use leptos::prelude::*;

use super::model::{ListQuery, Overview, UserDetails, UsersPage};
use super::story::{Story, StoryFilter};
use crate::web::read::ReadError;

/// A page of the practice's users.
///
/// # Errors
/// [`ReadError`]: not logged in, not allowed, or a fault of ours.
#[server(endpoint = "users/list")]
pub async fn list_users(query: ListQuery) -> Result<UsersPage, ReadError> {
    let (site, visitor, actor) = crate::web::read::permitted(crate::levels::model::Permission::Users)?;
    super::list::list(&site.platform, &actor, &query, visitor.locale).await.map_err(|e| ReadError::logged(&visitor, &e))
}

/// How the practice's users stand, and who asks for help.
///
/// # Errors
/// As [`list_users`].
#[server(endpoint = "users/overview")]
pub async fn users_overview() -> Result<Overview, ReadError> {
    let (site, visitor, actor) = crate::web::read::permitted(crate::levels::model::Permission::Users)?;
    super::list::overview(&site.platform, &actor, visitor.locale).await.map_err(|e| ReadError::logged(&visitor, &e))
}

/// One person; none for somebody of another practice, or an id that is none.
///
/// # Errors
/// As [`list_users`].
#[server(endpoint = "users/details")]
pub async fn find_user(id: String) -> Result<Option<UserDetails>, ReadError> {
    let (site, visitor, actor) = crate::web::read::permitted(crate::levels::model::Permission::Users)?;
    let found = match uuid::Uuid::try_parse(&id) {
        Ok(id) => {
            super::list::details(&site.platform, &actor, id, visitor.locale).await.map_err(|e| ReadError::logged(&visitor, &e))?
        }
        Err(_) => None,
    };
    if found.is_none() {
        crate::web::read::set_not_found();
    }
    Ok(found)
}

/// What happened to one person; nothing for somebody of another practice, or an id that is none.
///
/// # Errors
/// As [`list_users`].
#[server(endpoint = "users/story")]
pub async fn read_story(id: String, filter: StoryFilter) -> Result<Story, ReadError> {
    let (site, visitor, actor) = crate::web::read::permitted(crate::levels::model::Permission::Users)?;
    let Ok(id) = uuid::Uuid::try_parse(&id) else { return Ok(Story::default()) };
    super::history::story(&site.platform, &actor, id, filter, visitor.locale).await.map_err(|e| ReadError::logged(&visitor, &e))
}
