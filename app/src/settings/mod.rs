//! `/settings`: tiles, each with a line on how things stand, and above them what a new practice has still to set up.

#[cfg(feature = "ssr")]
pub mod api;
pub mod model;
pub mod read;
#[cfg(feature = "ssr")]
pub mod recent;
#[cfg(feature = "ssr")]
pub mod search;
#[cfg(feature = "ssr")]
pub mod service;
pub mod text;
pub mod view;
