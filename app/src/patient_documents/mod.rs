//! Documents of patients: files that are kept with them, such as letters, results and scans.
//!
//! What a file is, its bytes say ([`kinds`]); what could run where it is opened is refused. It is taken in whole and written with its entry of the trail in one
//! transaction, in pieces of 1 MiB, so that a file which is cut in the middle leaves nothing. It leaves again only as a file to be saved.
//!
//! Who may look at a patient's details may open their documents, and who may change those adds and removes them. The trail has the patient, the document's id and
//! its size, and never its name: that may be a patient's.
//!
//! Threats: a page or a program in the clothes of a letter (kinds by bytes, endings that fit them, attachments alone, a policy that lets nothing run), another
//! practice's or another patient's id, a name with a path in it, many large files at once ([`room`]), a name in an address or a log.

#[cfg(feature = "ssr")]
pub mod api;
#[cfg(feature = "ssr")]
pub mod kinds;
pub mod model;
#[cfg(feature = "ssr")]
pub mod room;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;
pub mod text;
pub mod view;
