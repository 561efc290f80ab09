//! What the page of the import shows.

/// The form that is judged.
pub const CHECK_FORM: &str = "import-check";
/// The file.
pub const FILE: &str = "file";
/// The pasted text, and the judged one.
pub const TABLE: &str = "table";
/// The lines of the rows that the page said are added, with spaces between.
pub const GOOD: &str = "good";
/// The deed that adds the people.
pub const ADD: &str = "add";
/// Most rows of a table.
pub const ROWS: usize = 500;

/// A judged table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportPage {
    /// The text, to be judged once more when its people are added; empty before the first look.
    pub table: String,
    /// Its rows.
    pub rows: Vec<ShownRow>,
    /// The lines of those that would be added.
    pub good: Vec<u64>,
    /// Rows that were to be added and can't be any more; nobody was.
    pub missed: Vec<ShownRow>,
    /// How many were just added.
    pub added: Option<usize>,
}

/// A row, and what becomes of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShownRow {
    /// Its line in the file; 1 is the line with the names of the columns.
    pub line: u64,
    /// Given and family name.
    pub name: String,
    /// As it is, or as it would be made.
    pub username: String,
    /// As typed.
    pub email: String,
    /// Edit level, and administrator.
    pub rights: String,
    /// The tone of the badge.
    pub tone: &'static str,
    /// What becomes of it, in sentences.
    pub says: String,
}
