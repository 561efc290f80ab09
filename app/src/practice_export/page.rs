//! What the pages show of exports.

use super::model::{Every, State};

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// For the link.
    pub id: String,
    /// When, in words.
    pub when: String,
    /// By whom.
    pub by: String,
    /// Of one patient.
    pub of_patient: bool,
    /// By schedule.
    pub scheduled: bool,
    /// Where it is.
    pub state: State,
    /// How large, in words; empty while there is none.
    pub size: String,
}

/// The schedule of the practice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// How often.
    pub every: Every,
    /// The next one, in words; empty for none.
    pub next: String,
    /// Where they go, in words.
    pub to: String,
    /// Rises with each change.
    pub version: i64,
    /// There is a passphrase on file.
    pub has_passphrase: bool,
}

/// Where one is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Start {
    /// The patient that it shall be of: id, and what people call them.
    pub patient: Option<(String, String)>,
    /// The newest ones.
    pub exports: Vec<Line>,
    /// When everything was taken out last, in words; empty for never.
    pub last: String,
    /// Patients that there are.
    pub patients: i64,
    /// Exports by themselves; none where the operator has no store for them.
    pub schedule: Option<Schedule>,
}

/// One export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Its line.
    pub line: Line,
    /// What it is for.
    pub reason: String,
    /// The patient, where it is of one: id, and what people call them.
    pub patient: Option<(String, String)>,
    /// Patients that are written, and of how many.
    pub done: (i64, i64),
    /// What is in it: patients, attachments, entries of the trail.
    pub counts: (u64, u64, u64),
    /// Until when it can be fetched, in words.
    pub until: String,
    /// How often it still can.
    pub left: i64,
    /// The archive's SHA-256.
    pub digest: String,
}

/// What the pages show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExportPage {
    /// Where one is asked for.
    Start(Start),
    /// One.
    One(Box<Shown>),
    /// None of this practice has this id.
    Unknown,
}
