//! What a practice takes out: a ZIP of tables, FHIR resources, C-CDA documents and attachments, with a manifest. Format and names: `docs/EXPORT.md`.
//!
//! Like `intake`, this crate knows no database and no page. It is handed rows and bytes one after the other and writes them away, so that memory does
//! not grow with the practice. Everything is written once, from a [`spool::Spool`] where the same rows become several files.

pub mod ccda;
mod codes;
pub mod fhir;
pub mod manifest;
pub mod package;
pub mod patient;
pub mod spool;
pub mod table;

pub use manifest::{Manifest, NAME, VERSION};
pub use package::Package;
pub use patient::Patient;
