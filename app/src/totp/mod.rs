//! Authenticator apps: six digits every 30 seconds, from a secret that app and server share (RFC 6238).
//!
//! The secret is an HMAC over the row's id: nothing that could make a code is stored, and a copy of the database makes none. A code holds for
//! its own 30 s and the ones before and after; a code that was used, and every older one, is dead (RFC 6238 5.2, ASVS 6.5.1). A right code of
//! another time is no way in, but it tells how wrong the phone's clock is, which is what its owner needs to know.
//!
//! Threats: guessing (the counters of [`crate::lockout`], and a log-in that ends after five); a code read over a shoulder (single use);
//! a set-up that was begun by somebody else at an open screen (the password is asked first, and nothing counts until a code was right).

#[cfg(feature = "ssr")]
pub mod api;
pub mod model;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;
pub mod text;
pub mod view;
