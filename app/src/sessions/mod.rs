//! Sessions: a row for each, an opaque token in a `__Host-` cookie, only its hash stored (ASVS 7.2, NIST SP 800-63B-4 5.1).
//!
//! A session ends at log-out, after too long without a request, after its absolute time, and whenever its user's password changes or the
//! account is deactivated. It is new at each log-in; nothing carries over from before (no fixation).

pub mod model;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;
