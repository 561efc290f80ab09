//! A run as its pages show it.

use serde::{Deserialize, Serialize};

/// The empty template as comma-separated values.
pub const TEMPLATE_CSV: &str = "/settings/import/template.csv";
/// The empty template as a workbook.
pub const TEMPLATE_XLSX: &str = "/settings/import/template.xlsx";
/// The path of the page where a file is chosen.
pub const PATH: &str = "/settings/import";
/// The form with the file.
pub const FORM: &str = "import";
/// The input of the file.
pub const FILE: &str = "file";
/// The input of the system that it is from.
pub const SOURCE: &str = "source";
/// The input of the passphrase of an export of this product.
pub const PASSPHRASE: &str = "passphrase";
/// The form with the sheets.
pub const SHEETS_FORM: &str = "sheets";
/// The form with the columns.
pub const COLUMNS_FORM: &str = "columns";
/// The form with what to do about doubles.
pub const DOUBLES_FORM: &str = "doubles";
/// The input of the sheet or table that is to be read.
pub const SHEET: &str = "sheet";
/// Whether names in capitals are written with one.
pub const TIDY: &str = "tidy";
/// Whether rows that fail keep the others from being written.
pub const ALL_OR_NOTHING: &str = "all-or-nothing";
/// Largest file, in bytes.
pub const LARGEST: u64 = 200 * 1024 * 1024;

/// What the buttons do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Read another sheet or table of the file.
    Sheet,
    /// The columns are right: check the rows.
    Check,
    /// Back to the columns.
    Columns,
    /// Decide about doubles.
    Decide,
    /// Write.
    Write,
    /// Give it up, or take back what is written so far.
    Cancel,
    /// Take everything back.
    Undo,
}

impl Deed {
    /// All of them.
    pub const ALL: [Self; 7] = [Self::Sheet, Self::Check, Self::Columns, Self::Decide, Self::Write, Self::Cancel, Self::Undo];

    /// Its name in forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sheet => "sheet",
            Self::Check => "check",
            Self::Columns => "columns",
            Self::Decide => "decide",
            Self::Write => "write",
            Self::Cancel => "cancel",
            Self::Undo => "undo",
        }
    }
}

/// Where a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// The file is here; it is being read.
    Uploaded,
    /// It is not read, and why.
    Refused,
    /// It is read: somebody says what its columns are.
    Read,
    /// Its rows are being checked.
    Mapped,
    /// They are checked: somebody says what to write.
    Checked,
    /// They are being written.
    Approved,
    /// They are written.
    Done,
    /// What was written is being taken back.
    Undoing,
    /// Everything was taken back, or nothing was written.
    Undone,
}

impl State {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Uploaded,
        Self::Refused,
        Self::Read,
        Self::Mapped,
        Self::Checked,
        Self::Approved,
        Self::Done,
        Self::Undoing,
        Self::Undone,
    ];

    /// Its name in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Uploaded => "uploaded",
            Self::Refused => "refused",
            Self::Read => "read",
            Self::Mapped => "mapped",
            Self::Checked => "checked",
            Self::Approved => "approved",
            Self::Done => "done",
            Self::Undoing => "undoing",
            Self::Undone => "undone",
        }
    }

    /// The state of a name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }

    /// Whether the worker has to do something.
    #[must_use]
    pub const fn is_at_work(self) -> bool {
        matches!(self, Self::Uploaded | Self::Mapped | Self::Approved | Self::Undoing)
    }
}

/// What is to be done about a row that is likely somebody who is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Decision {
    /// It is the same person: what the row says goes to them.
    Merge,
    /// It is another one.
    KeepBoth,
    /// Leave the row out.
    Skip,
}

impl Decision {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 3] = [Self::Merge, Self::KeepBoth, Self::Skip];

    /// Its name in forms and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Merge => "merge",
            Self::KeepBoth => "keep-both",
            Self::Skip => "skip",
        }
    }

    /// The decision of a name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|decision| decision.as_str() == name)
    }
}
