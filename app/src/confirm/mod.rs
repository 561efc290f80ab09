//! Step-up: who is logged in proves once more who they are, before something that matters (ASVS 7.5).
//!
//! Once in ten minutes for each session: by a passkey, or by the password and a second step, where one is asked of the person. The log-in
//! counts, unless a trusted browser stood in for the second step; so does an unlock that proved as much. A right proof gives the session a
//! new token (ASVS 7.2.4).
//!
//! A handler asks [`api::is_fresh`] first and answers [`api::first`] when it is not. The layer `server/src/middleware/confirm.rs` makes the page
//! of that: it holds what was posted, whole, and the proof is posted to the same address. When it is right, the layer hands the form that
//! waited to its handler, as if it came now. So nothing typed is lost, without script too, and nothing is stored.
//!
//! Threats: a held form that was changed, or is another session's (it is under a MAC with session and address); guessing at an open screen
//! (the password has the counters of the account page, the code those of the second step, the transaction compares one at a time); a
//! handler that is asked without the layer (403, nothing is done).

#[cfg(feature = "ssr")]
pub mod api;
pub mod model;
#[cfg(feature = "ssr")]
pub mod service;
pub mod text;
pub mod view;
