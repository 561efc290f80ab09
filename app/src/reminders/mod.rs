//! "What do I log in with?" (topic 5): for who has forgotten Practice ID, username, or which e-mail address it is.
//!
//! Answered to what is proven already, and nowhere else: a mail to the address on file or the one that logs in, a text to a verified phone. The page
//! says the same to everybody; what was typed is noted, counted and looked up by the worker like a request for a reset
//! ([`crate::password_reset::own`]). A text names an address by its first letter, a mail in full only to that address itself.
//!
//! Threats: reading accounts off the answer (nothing is looked up before it), floods of mail or texts to somebody (the waits of the page, one message
//! to a person in two minutes, one text an hour, the practice's texts of a day), an address that an administrator mistyped (its reader learns Practice ID
//! and username, as from the invitation; neither opens anything).

#[cfg(feature = "ssr")]
pub mod api;
pub mod model;
#[cfg(feature = "ssr")]
pub mod service;
pub mod text;
pub mod view;
