//! The phone that a person's security codes go to.
//!
//! A number counts once a code that went to it was typed (ASVS 6.6.1). Before it is changed or removed, a code goes to the number that
//! holds now: who has only the password and an open screen can't move the codes to a phone of their own; whoever has lost the phone asks
//! an administrator, who can take the number away and never sets one. Every change is told by mail (ASVS 6.3.7), is in the audit trail,
//! and ends the open codes, the trust in browsers and log-ins under way. Several people may share a number: small practices do, and administrators are told.
//!
//! Which countries' numbers are taken is `[messages] regions`: the United States and their territories. Extensions, toll-free and premium
//! numbers never are: a code would reach nobody, or cost somebody else's money.

#[cfg(feature = "ssr")]
pub mod api;
pub mod model;
#[cfg(feature = "ssr")]
pub mod number;
#[cfg(feature = "ssr")]
pub mod own;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;
pub mod text;
pub mod view;
