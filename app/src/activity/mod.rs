//! What goes on at a practice's door, in charts for its administrators: log-ins and refusals by day, causes, waits, ways back from a reset,
//! second steps, messages.
//!
//! Rules: numbers come from the audit trail, the outbox and the people's own rows, counted when the page is opened; nothing is estimated, and
//! what was not noted is not shown. Days are the practice's. What the doctor noticed is counted by the names of its findings, which are in
//! the trail since [`crate::auth::noticed`]; what was typed is nowhere.
//!
//! Threats: another practice's numbers (every statement asks for the practice); a page that reads years of entries (each is read from an
//! index of practice and time, within 90 days).

#[cfg(feature = "ssr")]
pub mod api;
pub mod model;
pub mod read;
#[cfg(feature = "ssr")]
pub mod service;
pub mod text;
pub mod view;
