//! Sessions: a row for each, an opaque token in a `__Host-` cookie, only its hash stored (ASVS 7.2, NIST SP 800-63B-4 5.1).
//!
//! Left alone, a session locks ([`lock`]): its person goes on where they were, with their password. It ends at log-out, after five wrong ones,
//! after eight hours locked, after its absolute time, and whenever its user's password changes or the
//! account is deactivated. It is new at each log-in; nothing carries over from before (no fixation).

#[cfg(feature = "ssr")]
pub mod api;
#[cfg(feature = "ssr")]
pub mod lock;
pub mod model;
#[cfg(feature = "ssr")]
mod outside;
#[cfg(feature = "ssr")]
pub mod own;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;
pub mod text;
pub mod view;
