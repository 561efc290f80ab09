//! What a practice asks of its people, set by its administrators under *Settings, Security*.
//!
//! One row for each practice that has changed anything; what it has not set is as the operator's configuration says, which is also the
//! weakest that a practice may choose. Every change is audited with before and after. Two administrators who edit at once: the second is
//! told, and nothing is overwritten unseen.
//!
//! The page is a list of sections, each with a form of its own, posted with the page's version; its button names the deed.

#[cfg(feature = "ssr")]
pub mod api;
pub mod model;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;
pub mod text;
pub mod view;
