//! Patients' files from other systems: read whatever kind they are, understood column by column, put into the product's words, and compared.
//!
//! Nothing here knows a database, a page or a request, so that all of it can be tried, and fuzzed, by itself. A file becomes rows of text ([`read`]); what is in
//! a column is counted while they pass ([`columns`]); a column is guessed to be a field ([`guess`], with what is known of other systems in [`systems`]); a row
//! becomes values as a form of the product takes them, and what had to be repaired on the way is told ([`convert`], after [`questions`] that nothing in the file answers); two records are probably, possibly or not
//! the same person ([`alike`], [`cabinet`]).
//!
//! Threats: a file is anybody's. Archives that grow, paths that leave, entities that expand, cells without end and encrypted files are refused with a reason
//! ([`read::Refusal`]); no text of a file is ever run, rendered or put into an error of ours.

pub mod alike;
pub mod cabinet;
mod cells;
pub mod columns;
pub mod convert;
pub mod dates;
pub mod evidence;
pub mod fields;
pub mod guess;
mod names;
mod numbers;
pub mod owners;
pub mod questions;
pub mod read;
pub mod record;
pub mod systems;
