//! Security codes: six digits by text or by call, to show that somebody holds a phone.
//!
//! A code belongs to one flow (a log-in, a set-up of a phone) and one purpose, and fits nothing else (ASVS 6.6.2). It works once, for ten
//! minutes (NIST SP 800-63B-4 3.1.3, ASVS 6.5.1, 6.5.5), for five tries. Asked for again while it is valid, the same code is sent and its end
//! stays where it was: two living codes would double the odds of a guess. A newer flow ends the codes of the older ones. Between two
//! sends of a flow 30 seconds pass, then a minute; three in 15 minutes and ten a day for one person, and for one number.
//!
//! Threats: somebody reads the table or a backup (no row holds digits: they are a MAC over purpose, row and flow); guessing, also by
//! many requests at once (one conditional update counts a try before anything is compared); guessing over many codes (a new code does
//! not end the count of failures: [`service::try_code`] counts under [`crate::lockout::service::Purpose::SecurityCode`]); sending
//! texts at somebody else's cost (the budgets); a phished code (the text names the one site that it is for).

#[cfg(feature = "ssr")]
pub mod budget;
pub mod model;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;
pub mod text;
pub mod view;
