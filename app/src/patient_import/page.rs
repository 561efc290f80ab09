//! What the pages show of a run, and its numbers.

use serde::{Deserialize, Serialize};

use super::model::{Decision, State};

/// What came of a run's rows, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Counts {
    /// Rows of the file that are a record.
    pub rows: u64,
    /// Rows that were new to the practice.
    pub created: u64,
    /// Rows that changed a patient who was there.
    pub updated: u64,
    /// Rows that say what is known already.
    pub unchanged: u64,
    /// Rows that somebody left out.
    pub skipped: u64,
    /// Rows that can't be a patient.
    pub failed: u64,
    /// Rows that are likely somebody who is there, and nobody decided.
    pub doubles: u64,
    /// Attachments that came with the patients.
    pub documents: u64,
    /// Attachments that are of no kind that is taken, or are damaged.
    pub documents_left: u64,
}

/// A line of the list of runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// For the link.
    pub id: String,
    /// The file's name.
    pub file: String,
    /// When, in words.
    pub when: String,
    /// Where it is.
    pub state: State,
    /// What came of it.
    pub counts: Counts,
}

/// A column that is asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnShown {
    /// Its place in the file.
    pub at: usize,
    /// Its name.
    pub header: String,
    /// Up to three values.
    pub samples: Vec<String>,
    /// What it is taken for; empty for nothing.
    pub field: String,
    /// Why, in words.
    pub why: String,
    /// What has to be asked: name of the input, question, answers with their words, the one that was given.
    pub questions: Vec<Asked>,
}

/// A question about a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The input.
    pub name: String,
    /// The question, in words.
    pub question: String,
    /// What can be answered: value and words.
    pub answers: Vec<(String, String)>,
    /// What was answered; empty for nothing.
    pub answer: String,
}

/// Something told of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowTold {
    /// Its number in the file.
    pub number: u64,
    /// The field, in words.
    pub field: String,
    /// What, in words.
    pub told: String,
    /// The row, short: what is known of it.
    pub row: String,
}

/// A row that is likely somebody who is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Double {
    /// Counted from 0, for the form.
    pub row: i64,
    /// Its number in the file.
    pub number: u64,
    /// Why, in words.
    pub why: String,
    /// Very likely.
    pub probable: bool,
    /// What both say: field, the row's, the other's.
    pub compared: Vec<(String, String, String)>,
    /// The patient's page; empty for a row of the file.
    pub patient: String,
    /// The number of whom the row is compared with.
    pub chart_number: String,
    /// The row's number in the file; 0 for a patient.
    pub other: u64,
    /// What was decided; none for nothing.
    pub decision: Option<Decision>,
}

/// What was found when the rows were checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// What would be done.
    pub counts: Counts,
    /// Rows that name nobody: headers in the middle, totals.
    pub left: u64,
    /// It was checked once more, since patients came in the meantime.
    pub again: bool,
    /// What is wrong, the first hundred.
    pub problems: Vec<RowTold>,
    /// What was repaired: in words, and how often.
    pub repairs: Vec<(String, u64)>,
    /// The first rows as they would be kept: number, values.
    pub samples: Vec<(u64, Vec<String>)>,
    /// The names of those values.
    pub sample_names: Vec<String>,
    /// Doubles of this page.
    pub doubles: Vec<Double>,
    /// The row that the next page of doubles begins at; none on the last.
    pub next: Option<i64>,
    /// The first row of the next page that has undecided ones; none when they are all on this one.
    pub undecided_from: Option<i64>,
    /// This is not the first page of doubles.
    pub later: bool,
    /// Patients that would be written as it is decided now.
    pub writes: u64,
    /// Doubles to be decided.
    pub undecided: u64,
}

/// Whether an import can be taken back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Undo {
    /// It can.
    #[default]
    Offered,
    /// So many patients were changed since.
    Touched(i64),
    /// What they were before is forgotten.
    TooLate,
}

/// How far a step is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// In a hundred; none while the end is not known.
    pub percent: Option<u64>,
    /// Rows in a second.
    pub speed: u64,
    /// Seconds left.
    pub left: u64,
}

/// Where a file is chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Start {
    /// The newest runs.
    pub runs: Vec<Line>,
    /// The systems that are known: key and name.
    pub systems: Vec<(String, String)>,
}

/// One run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Its id.
    pub id: String,
    /// The file's name.
    pub file: String,
    /// Where it is.
    pub state: State,
    /// What the file is, in words.
    pub facts: Vec<String>,
    /// Why it is not read, in words.
    pub refusal: String,
    /// The sheets or tables to choose from; empty where there is nothing to choose.
    pub sheets: Vec<String>,
    /// The one that was read.
    pub sheet: String,
    /// The columns.
    pub columns: Vec<ColumnShown>,
    /// What a column can be: field and its words.
    pub choices: Vec<(String, String)>,
    /// Columns with nothing in them.
    pub empty_columns: usize,
    /// The system that the file is from.
    pub source: String,
    /// Names in capitals are written with one.
    pub tidy: bool,
    /// What the check found.
    pub found: Found,
    /// How far the step is.
    pub progress: Progress,
    /// Whether it can be taken back.
    pub undo: Undo,
    /// When, in words.
    pub when: String,
    /// By whom.
    pub by: String,
}

/// What the pages show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PatientImportPage {
    /// Where a file is chosen.
    Start(Start),
    /// A run.
    Run(Box<Shown>),
    /// None of this practice has this id.
    Unknown,
}
