//! Patients from another system: a file becomes patients of the practice, checked whole before anything is written.
//!
//! One run has five steps, and a state for each pause between them. The file is kept as it came (`uploaded`), read into rows (`read`: what are its columns?),
//! checked against the practice (`checked`: what is to be done about doubles?), written, and done. A worker does the steps, piece by piece, each piece in one
//! transaction with how far it is: whoever kills the server loses nothing and gets no half row, another node goes on where it stopped. What files mean is the
//! crate `intake`; what a patient is, [`crate::patients`]; this folder is the way between them.
//!
//! Threats: a file is anybody's (`intake::read`); the other practice's run by its id; an administrator who takes that for a right to see patients (it needs the
//! levels for details and insurance as well); a run that is undone after somebody worked on its patients (it is refused); names and birth dates in URLs, mails,
//! logs (none is there: a run is told by its file's name and by numbers of rows). Social Security numbers are compared and kept nowhere.

#[cfg(feature = "ssr")]
pub mod api;
#[cfg(feature = "ssr")]
pub mod check;
#[cfg(feature = "ssr")]
pub mod choose;
#[cfg(feature = "ssr")]
pub mod command_runs;
#[cfg(feature = "ssr")]
pub mod file_back;
#[cfg(feature = "ssr")]
pub mod known;
#[cfg(feature = "ssr")]
pub mod match_store;
pub mod model;
#[cfg(feature = "ssr")]
pub mod operator;
#[cfg(feature = "ssr")]
pub mod operator_report;
pub mod page;
#[cfg(feature = "ssr")]
pub mod prepare;
#[cfg(feature = "ssr")]
pub mod reading;
#[cfg(feature = "ssr")]
pub mod run;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod shown;
#[cfg(feature = "ssr")]
pub mod shown_doubles;
#[cfg(feature = "ssr")]
pub mod shown_file;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(feature = "ssr")]
pub mod template;
pub mod text;
#[cfg(feature = "ssr")]
pub mod transfer;
#[cfg(feature = "ssr")]
pub mod undo;
pub mod view;
pub mod view_checked;
pub mod view_columns;
pub mod view_doubles;
#[cfg(feature = "ssr")]
pub mod whom;
#[cfg(feature = "ssr")]
pub mod words;
#[cfg(feature = "ssr")]
pub mod worker;
#[cfg(feature = "ssr")]
pub mod write;
