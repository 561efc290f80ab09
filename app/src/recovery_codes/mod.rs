//! Recovery codes: ten codes on paper, each good for one log-in, for who has lost the phone (NIST SP 800-63B-4 4.2: saved recovery codes).
//!
//! Sixteen characters of the alphabet of Practice IDs: the first says which of the ten it is, the others are 75 random bits. Only a password
//! hash of each is stored (ASVS 6.5.2), they are shown once, and the person says that they keep them. New ones end the old ones.
//!
//! Threats: guessing (75 bits, and the counters of [`crate::lockout`]); a code used twice at once (one conditional update); codes made at
//! somebody's open screen (the password is asked first, and a mail tells of it).

#[cfg(feature = "ssr")]
pub mod api;
pub mod model;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;
pub mod text;
pub mod view;
