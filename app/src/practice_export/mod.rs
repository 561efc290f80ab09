//! What a practice takes out: everything, or one patient, at any time and without asking anybody (topics 13, 46, 55, 68; 45 CFR 170.315(b)(10)).
//!
//! A wish is kept with its reason and its passphrase (sealed); a worker makes the archive (crate `takeout`), keeps it for three days in the database, where
//! every node can give it out, and tells who asked. An archive may be fetched three times. Exports by schedule go to the operator's store instead. The format is
//! public: `docs/EXPORT.md` goes along in every archive.
//!
//! Threats: who is logged in at somebody else's computer (a fresh proof for asking and for fetching); an administrator who may not see patients (it needs the
//! levels for details and insurance as well); a link that is passed on (it opens for a person of the practice who may, and three times in three days); an archive
//! that is lost (AES with a passphrase, which is never a patient's or the practice's own data, and not easily guessed); the other practice's export by its id; a worker that dies in the
//! middle (the lease, and nothing of half an archive is kept). No patient is named in an address, a mail, a log or a file's name.

#[cfg(feature = "ssr")]
pub mod api;
#[cfg(feature = "ssr")]
pub mod archive;
#[cfg(feature = "ssr")]
pub mod deliver;
#[cfg(feature = "ssr")]
pub mod gather;
#[cfg(feature = "ssr")]
pub mod leaving;
pub mod model;
#[cfg(feature = "ssr")]
pub mod operator;
pub mod page;
#[cfg(feature = "ssr")]
pub mod passphrase;
#[cfg(feature = "ssr")]
pub mod readme;
#[cfg(feature = "ssr")]
pub mod rows;
#[cfg(feature = "ssr")]
pub mod schedule;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod shown;
#[cfg(feature = "ssr")]
pub mod source_store;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(feature = "ssr")]
pub mod tables;
pub mod text;
pub mod view;
#[cfg(feature = "ssr")]
pub mod work;
