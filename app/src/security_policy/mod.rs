//! What a practice asks of its people, set by its administrators under *Settings, Security*.
//!
//! One row for each practice that has changed anything; what it has not set is as the operator's configuration says, which is also the
//! weakest that a practice may choose. Every change is audited with before and after. Two administrators who edit at once: the second is
//! told, and nothing is overwritten unseen.
//!
//! The page is a list of sections, each with a form of its own, posted with the page's version; its button names the deed. Each says what it brings and
//! what it costs. Where the operator has capped one, it says so.
//!
//! Whoever is outside of the practice's networks ([`networks`]) logs in as ever, since only who has proven who they are may learn why they get no
//! further, and then sees one page (`sessions::model::Limit::Network`). Each request says where it comes from, so an open laptop that is carried
//! home works no longer, and works again when it is back. Administrators are left out unless the practice wants otherwise: an address that the
//! provider changes must not shut everybody out. Against that case `vestibule open-networks` helps.

#[cfg(feature = "ssr")]
pub mod api;
pub mod held;
pub mod model;
#[cfg(feature = "ssr")]
pub mod networks;
#[cfg(feature = "ssr")]
pub mod rules;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;
pub mod text;
pub mod view;
