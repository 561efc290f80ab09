//! The rules for choosing a password: what is refused, why, and how to choose better.
//!
//! Rules (NIST SP 800-63B-4 3.1.1.2; OWASP ASVS 5.0 in brackets). At least 15 characters where the password stands alone, 8 beside a
//! second factor (6.2.1); at most 256, so more than the 64 that must be possible (6.2.9). Every character counts, spaces and
//! other scripts too, one code point each. No required capitals, digits or symbols (6.2.5) and no change by the calendar
//! (6.2.10). Refused are well-known passwords (6.2.4), the person's and practice's own names (6.2.11), and what a guesser tries
//! first. Every refusal names its rule and says how to choose better.
//!
//! One rule set in two places. [`model::check_here`] runs in the browser while a person types; `service::check` adds on the server
//! what needs a dictionary, and alone decides. Whether a password equals the former one is seen only by its hash: the caller adds
//! [`model::Problem::SameAsBefore`].
//!
//! Threats. A password passes through here: nothing is kept, and `Debug` of a problem shows its id only. A sentence may name the
//! person's own word that is in the password, never another part of it. Own words sent to a browser can be read by whoever holds
//! the page: give it only what the page already shows; the server checks with all of them. The estimate of the server is bounded,
//! whatever is typed: see `service::judged`.

#[cfg(feature = "ssr")]
mod known;
pub mod model;
mod patterns;
#[cfg(feature = "ssr")]
pub mod service;
pub mod text;
pub mod view;
pub mod words;

#[cfg(test)]
mod tests;
