//! A code that an administrator tells a person whose second step is lost: for one log-in, after the password, in its place.
//!
//! Nothing that the person has set up is taken away, so two-step log-in stays on. Twelve letters like a reset code's, shown once, for thirty
//! minutes, for one log-in; only the newest. It is a way of the second step, listed last, and shares its five tries. The person and the other
//! administrators are told by mail; the person is asked about it after the log-in.
//!
//! Threats: whoever tells the code could use it, with the person's password (made visible as for a reset's code, `docs/adr/0008`); a code for
//! another administrator (a second one confirms it, or a day passes, in which everybody is told); for oneself (never); two who confirm at
//! once, or two log-ins with one code (one conditional update each); an administrator who has lost their rights since (the code is dead).

#[cfg(feature = "ssr")]
pub mod api;
pub mod model;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;
pub mod text;
pub mod view;
