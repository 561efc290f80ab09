//! The people of a practice: who they are, what they may do. "EHR Users" on the page.
//!
//! Three axes that are never merged: edit level (what a person does in charts), administrator (upkeep of accounts), emergency access
//! (a later issue). Usernames are unique within a practice, folded, ASCII.

pub mod model;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;
