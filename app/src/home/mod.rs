//! The front page, and the page after log-in: what this person may do.

#[cfg(feature = "ssr")]
pub mod api;
pub mod model;
pub mod text;
pub mod view;
