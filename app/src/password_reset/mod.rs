//! Resets of passwords, started by an administrator, who never chooses or learns a password (ASVS 6.4.6).
//!
//! A code is made for a person and told by voice; with Practice ID, username and code the person sets a password of their own. A code
//! works once, for 30 minutes, the newest one only, for five tries. Nothing of it is stored: it is derived from the row's id and a key
//! outside of the database.
//!
//! After a reset: the lock is lifted, every session has ended, and nobody is logged in by it.
//!
//! Threats: guessing codes (60 bits, tries and waits as for passwords, unknown names alike); the same code twice (one conditional
//! update); the administrator who told a code uses it (the person is asked after the next log-in, the story names who told it; for another
//! administrator a day passes first).

#[cfg(feature = "ssr")]
pub mod api;
pub mod model;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;
pub mod text;
pub mod view;
