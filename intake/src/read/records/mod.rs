//! Files of records: what is in them has names of its own, not columns.

mod around;
pub mod ccda;
pub mod fhir;
pub mod hl7;
pub mod person;
pub mod xml;
