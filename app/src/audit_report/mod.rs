//! The audit report of a practice: who did what, when, from where (45 CFR 164.312(b), 170.315(d)(3)). The page *Audit* under Settings.
//!
//! For a period, of a person or of a kind, ordered by any column, on the page, on paper, or as a table for a spreadsheet. The trail itself is
//! [`crate::audit`]: nothing here can write it, but that a report was taken along is in it too.
//!
//! By time, a page is read by its place, however long the trail is. By another column, what the period holds is ordered in memory, up to a number of
//! entries; beyond it the page asks for a shorter period.
//!
//! Threats: another practice's trail (every statement names the practice), a formula in a name that a spreadsheet would carry out (such cells begin
//! with an apostrophe), a report that leaves unnoticed (a fresh proof, and an entry).

#[cfg(feature = "ssr")]
pub mod api;
#[cfg(feature = "ssr")]
pub mod details;
#[cfg(feature = "ssr")]
mod groups;
pub mod model;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;
pub mod text;
pub mod view;
#[cfg(feature = "ssr")]
pub mod words;
