//! Resets of passwords, started by an administrator, who never chooses or learns a password (ASVS 6.4.6).
//!
//! Two ways: a link by mail, or, for somebody without mail, a code told by voice, which goes with Practice ID and username. Either works
//! once, for 30 minutes, the newest one only; a code for five tries. Neither is stored: both are derived from the row's id and a key outside
//! of the database. A link becomes a cookie and a clean address at once, and changes nothing before a button is pressed: mail scanners open
//! links.
//!
//! After a reset: the lock is lifted, every session has ended, and nobody is logged in by it.
//!
//! Threats: guessing codes (58 bits, tries and waits as for passwords, unknown names alike); the same code twice (one conditional
//! update); the administrator who told a code uses it (the person is asked after the next log-in, the story names who told it; for another
//! administrator a day passes first, as it does for a link to an administrator's new address).

#[cfg(feature = "ssr")]
pub mod api;
pub mod model;
#[cfg(feature = "ssr")]
mod notices;
#[cfg(feature = "ssr")]
pub mod operator;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;
pub mod text;
pub mod view;
