//! "Ask my administrator": what a person who can't get in asks of the administrators of their practice.
//!
//! At the public page anybody may ask for any name, and everybody gets the same words; the card says that nothing is proven. Behind the
//! link from a person's own mail the card says so. One open request a person; the administrators are told by mail once for each. It is
//! closed by a reset, by a new password, or by an administrator who dismisses it.
//!
//! Threats: a stranger who asks in somebody's name (the card says "not proven" and from where; what an administrator does about it is a
//! reset like any other, with its own guards), floods (the public page's waits, one card a person), reading accounts off the answer (the
//! request is looked up after the answer).

#[cfg(feature = "ssr")]
pub mod api;
pub mod model;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;
pub mod text;
pub mod view;
