//! Log-in by Practice ID, username and password, by e-mail address and password, or by a passkey (`passkey`).
//!
//! Two forms with one service: `/login` and `/login/email`. Who logs in with an address is refused at the other form in the same words and for
//! the same work as everybody; the reason goes by mail (`refusals`).
//!
//! One answer to every failure (ASVS 6.3.8): a function of what was typed, of the device and of the failures counted, and of nothing
//! else. Unknown practice, address or user, wrong password, moved, deactivated: the same statements, one argon2 run, the same bytes. The true cause
//! goes into the audit chain, for the practice's administrator.
//!
//! Threats: guessing (waits, see [`crate::lockout`]), telling accounts apart (above), session fixation (a new token each time), another
//! site posting the form (origin check, `SameSite`), a poisoned `next` (see [`crate::web::next`]).

#[cfg(feature = "ssr")]
pub mod admit;
#[cfg(feature = "ssr")]
pub mod api;
mod boxes;
pub mod model;
#[cfg(feature = "ssr")]
pub mod noticed;
#[cfg(feature = "ssr")]
pub mod passkey;
#[cfg(feature = "ssr")]
pub mod refusals;
pub mod repair;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;
pub mod text;
pub mod view;
