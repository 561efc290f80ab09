//! The people of a practice: who they are, what they may do. "EHR Users" on the page.
//!
//! Three axes that are never merged: edit level (what a person does in charts), administrator (upkeep of accounts), emergency access
//! (a later issue). Usernames are unique within a practice, folded, ASCII.
//!
//! Rules, all on the server and inside the transaction of the change: only an active administrator of the same practice changes anybody;
//! the last active administrator stays; nobody raises themselves; two editors at once get a conflict that loses nothing. People are
//! deactivated, never deleted: what they did stays under their name.

#[cfg(feature = "ssr")]
pub mod api;
#[cfg(feature = "ssr")]
pub mod contact;
#[cfg(feature = "ssr")]
pub mod contact_store;
#[cfg(feature = "ssr")]
pub mod create;
#[cfg(feature = "ssr")]
pub mod done;
#[cfg(feature = "ssr")]
pub mod fold;
#[cfg(feature = "ssr")]
pub mod history;
pub mod import;
#[cfg(feature = "ssr")]
pub mod list;
#[cfg(feature = "ssr")]
pub mod manage;
pub mod model;
#[cfg(feature = "ssr")]
pub mod namesakes;
#[cfg(feature = "ssr")]
pub mod notices;
#[cfg(feature = "ssr")]
pub mod operator;
#[cfg(feature = "ssr")]
pub mod password_store;
#[cfg(feature = "ssr")]
pub mod place;
pub mod query;
pub mod read;
#[cfg(feature = "ssr")]
pub mod rights;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;
pub mod story;
#[cfg(feature = "ssr")]
pub mod telling;
pub mod text;
pub mod view;
#[cfg(feature = "ssr")]
pub mod waits;
#[cfg(feature = "ssr")]
pub mod walk;
