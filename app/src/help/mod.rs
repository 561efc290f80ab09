//! Help for people who can't get in. Every page here ends with a next step.

pub mod text;
pub mod view;
