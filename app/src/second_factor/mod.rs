//! The second step of a log-in: what is asked after the right password, of whom, and where it is not.
//!
//! Whoever has a passkey, an authenticator app or a phone is asked for it, best first, or for a recovery code instead; a browser that the
//! person trusts is not asked for up to 30 days (the password always is). The step is a record of its own: it opens nothing, lasts ten
//! minutes and ends after five wrong codes, after which the person is told by mail that somebody knows their password (ASVS 6.3.5).
//! A reset keeps the second factor and opens no session (ASVS 6.4.3).
//!
//! Threats: many guesses at once (each takes its try by one conditional update before it is compared; waits are counted over all steps,
//! see [`crate::lockout`]); one right code sent twice at once (the step ends by one conditional update: one session); a password that is
//! reset between the two steps (the step remembers which hash was compared, and is over); trust that is copied out of a browser (its
//! token changes each time it is used); trust that outlives what it was given for (a reset, a change of factors and a deactivation end it).

#[cfg(feature = "ssr")]
pub mod adoption;
#[cfg(feature = "ssr")]
pub mod adoption_store;
#[cfg(feature = "ssr")]
pub mod answer;
#[cfg(feature = "ssr")]
pub mod api;
#[cfg(feature = "ssr")]
pub mod help;
pub mod model;
#[cfg(feature = "ssr")]
pub mod own;
#[cfg(feature = "ssr")]
pub mod policy;
#[cfg(feature = "ssr")]
pub mod proofs;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;
pub mod text;
pub mod view;
