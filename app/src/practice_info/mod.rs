//! What a practice says of itself: name, address, numbers, time zone (topic 58). The page *Practice* under Settings.
//!
//! Administrators change it; the Practice ID never changes. The name stands in every mail and on every page from the next request on, the time
//! zone at every time. The tax id is shown by its last four digits. Two editors at once are told what the other one saved.

#[cfg(feature = "ssr")]
pub mod api;
#[cfg(feature = "ssr")]
pub mod logo;
pub mod model;
#[cfg(feature = "ssr")]
pub mod rules;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;
pub mod text;
pub mod view;
