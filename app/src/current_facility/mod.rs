//! The facility that a person works at now (topic 61): context, not a wall. It stands in the header where a practice has several, and is the primary
//! one until somebody chooses.
//!
//! The choice belongs to the session, so that two computers of one person can be at two places; a new session begins where the person was
//! last. One that goes out of use is left for the primary one. Tabs that show another place than the newest page say so (`sessions/idle.js`).
//! Each choice is in the trail.
//!
//! Threats: another practice's id in the form (an id that does not exist), a way back that leads elsewhere (`web/next.rs`).

#[cfg(feature = "ssr")]
pub mod api;
pub mod model;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;
pub mod text;
pub mod view;
