//! Resets of passwords: by oneself, or started by an administrator, who never chooses or learns a password (ASVS 6.4.6).
//!
//! Three ways: a link that an administrator sends (`link`), a link that the person asks for (`self`), or, for somebody without mail, a code
//! told by voice (`code`), which goes with Practice ID and username. Each works once, for 30 minutes, the newest one only; a code for five
//! tries. None is stored: all are derived from the row's id and a key outside of the database. A link becomes a cookie and a clean address at
//! once, and changes nothing before a button is pressed: mail scanners open links.
//!
//! What is asked for at the public page is noted and answered alike for every name; the worker looks it up afterwards (`own.rs`). Behind a link
//! that the person asked for stands the security question; where one is required and none is set, an administrator can be asked with one tap.
//!
//! After a reset: the lock is lifted, every session has ended, and nobody is logged in by it.
//!
//! Threats: guessing codes (58 bits, tries and waits as for passwords, unknown names alike) and answers (five tries a link); telling
//! accounts apart (the same work for every name); a stranger who asks again and again (waits; a person's own link never ends what an
//! administrator made); the same link twice (one conditional update); the administrator who told a code uses it (the person is asked
//! after the next log-in, the story names who told it; for another administrator a day passes first, as it does for a link to an
//! administrator's new address).

#[cfg(feature = "ssr")]
pub mod api;
#[cfg(feature = "ssr")]
pub mod gate;
#[cfg(feature = "ssr")]
pub mod guessed;
#[cfg(feature = "ssr")]
pub mod guessed_store;
pub mod model;
#[cfg(feature = "ssr")]
mod notices;
#[cfg(feature = "ssr")]
pub mod operator;
#[cfg(feature = "ssr")]
pub mod own;
#[cfg(feature = "ssr")]
pub mod recovery_store;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod start;
#[cfg(feature = "ssr")]
pub mod state;
#[cfg(feature = "ssr")]
pub mod store;
pub mod text;
pub mod view;
