//! Documents of patients: files that are kept with them.

#[cfg(feature = "ssr")]
pub mod store;
