//! *Settings, Messages & delivery*: whether mail, texts and calls leave and arrive, for a practice's administrators.
//!
//! Facts and nothing guessed: what the outbox has of the last hour and day, what waits, why something failed, the newest messages without
//! full addresses. An administrator sends a test to their own address or own proven phone, a few an hour, and sees what becomes of it. Limits
//! and countries are shown; they are the operator's to set.
//!
//! Threats: another practice's messages (every figure is of the own practice; of all together only whether the day's limit is reached);
//! tests that cost money or fill a mailbox (counted, to oneself alone, audited).

#[cfg(feature = "ssr")]
pub mod api;
pub mod model;
pub mod read;
#[cfg(feature = "ssr")]
pub mod service;
pub mod text;
pub mod view;
