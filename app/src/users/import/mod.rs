//! People from a table: a new practice has twelve, not one.
//!
//! A file or pasted text is read and judged (a dry run that changes nothing), and every row says what would be made of it or what is wrong. The
//! same text is judged once more when its people are added, in one transaction with their invitations. The same table twice adds nobody.
//!
//! Threats: a large file (its size and its rows have limits), markup and formulas in cells (text is text here, and is checked as the form that
//! adds one person checks it), a table of another practice (people are added to one's own alone), an open screen (a fresh proof before they are added).

#[cfg(feature = "ssr")]
pub mod api;
pub mod model;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod table;
pub mod text;
pub mod view;
