//! Patients: who they are, how to reach them, who pays.
//!
//! What a field is, is data ([`model::DETAILS`], [`model::INSURANCE`]): its name, its label and how it is read. Values are kept by name, as checked. A
//! patient is found by keys in a table of their own, so that a list costs the same among ten and among a million.
//!
//! The edit level decides ([`crate::levels`]): about details and insurance apart, and about looking and changing apart. Whoever looks at a patient is in the
//! trail with the patient; so is every change, with the fields and without what was in them.
//!
//! Threats: a name or a birth date in a URL, where histories and logs keep it (searches are posted), another practice's id, an administrator who takes that
//! for a right to see patients, the same person twice (said before they are added), two editors at once.

#[cfg(feature = "ssr")]
pub mod api;
#[cfg(feature = "ssr")]
pub mod bulk;
#[cfg(feature = "ssr")]
pub mod bulk_store;
#[cfg(feature = "ssr")]
pub mod find;
#[cfg(feature = "ssr")]
pub mod keys;
pub mod model;
#[cfg(feature = "ssr")]
pub mod rules;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;
pub mod text;
pub mod view;
