//! The user agreement (topic 11): what the operator asks everybody to agree to, asked at the first log-in and again when it changes.
//!
//! The operator writes it in files and gives it a version (`[agreement]`). Without one nothing is asked. Each version is kept with its text
//! and hash, so that what somebody agreed to can be read for ever; a version whose text changed keeps the server from starting. Who has
//! not agreed to the newest has a limited session ([`crate::sessions::model::Limit`]): it opens the page that asks, and the way out.
//!
//! Threats: agreeing in somebody's name (the session's own person, in their own audit trail, with network and browser), a text exchanged
//! afterwards (hash, and the audit trail has it too).

#[cfg(feature = "ssr")]
pub mod api;
pub mod model;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;
pub mod text;
pub mod view;
