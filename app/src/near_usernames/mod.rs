//! Who was probably meant by a username that does not exist: "probably Maria: one letter off", for the practice's administrator.
//!
//! A slip is one wrong, missing, superfluous or swapped letter (Damerau-Levenshtein distance 1), or the right letters with other dots and
//! digits. Somebody is named only when exactly one person of the practice fits. What was typed is compared and forgotten.
//!
//! Threats: telling accounts apart (every refused log-in asks the same two questions, whatever its cause, and no answer of the door
//! depends on them); reading all names of a large practice (names are found by hashes of what they become without one letter).
//! See `docs/adr/0011-near-usernames.md`.

pub mod model;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;
