//! The front page, and the page after log-in: what this person may do.

pub mod text;
pub mod view;
