//! Medical identifiers (topics 51 and 64): a person's NPI, DEA numbers, state licences and authority to prescribe.
//!
//! Everybody keeps their own under *My account*; administrators anybody's, on the person's page. What has a check digit is checked by it
//! ([`crate::identifiers`]); a form that fits is no proof that a number was given. Numbers of states have no national form and are kept as typed. Before one
//! ends, its person is reminded 60, 30 and 7 days ahead.
//!
//! Threats: a number where somebody does not need it (mails, the trail and lists have its last four characters alone), another practice's ids, two editors
//! at once, a number that is somebody else's.

#[cfg(feature = "ssr")]
pub mod api;
pub mod model;
#[cfg(feature = "ssr")]
pub mod reminders;
#[cfg(feature = "ssr")]
pub mod rules;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;
pub mod text;
pub mod view;
