//! Emergency access (topic 69; 45 CFR 170.315(d)(6), 164.312(a)(2)(ii)): somebody whom an administrator has named beforehand gives themselves, alone and at
//! once, what an administrator may and everything that edit levels open, for a few hours.
//!
//! It begins with a reason and a fresh proof, asks nobody, and belongs to the session that it began in. It ends by its button, by time, with the session
//! (a log-out, a reset, a deactivation), or by another administrator; the screen lock does not end it. Whatever the person does meanwhile is marked in the
//! trail ([`service::mark`]). The other administrators are told at the beginning and, with what was done, at the end; one of them looks back on it.
//!
//! Limits, unless the operator lifts them (`[policy] emergency_parity`): nobody is made administrator, an administrator's account is out of reach, nobody is
//! named for emergencies, nothing is reviewed.
//!
//! Threats: a stolen session (a fresh proof), a right that outlives the emergency (the row is asked at each request and in each transaction), a friend who is
//! made administrator on the way (refused), nobody who notices (mails, a notice on every administrator's pages, the review).

#[cfg(feature = "ssr")]
pub mod api;
pub mod bar;
#[cfg(feature = "ssr")]
pub mod ends;
pub mod model;
pub mod read;
#[cfg(feature = "ssr")]
pub mod review;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;
pub mod text;
pub mod view;
