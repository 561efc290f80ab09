//! Rows that can't be read, and are handed on all the same, so that they are counted and named like every row that is not taken.

use super::Row;

/// Begins the cell after the last column of such a row (SUBSTITUTE, which stands for what can't be read): rows are kept as cells and no more until somebody has
/// said what their columns are.
const MARK: char = '\u{1a}';

/// Why a row can't be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failed {
    /// This file of the archive, or this record of the file, is damaged.
    File(String),
    /// A quotation mark opens a cell and is not closed before the row ends: the row begins so.
    Quote(String),
}

impl Failed {
    /// What the cell after the last column says; none for an ordinary one.
    #[must_use]
    pub fn of(cell: &str) -> Option<Self> {
        let (kind, text) = cell.strip_prefix(MARK)?.split_once(':')?;
        match kind {
            "file" => Some(Self::File(text.to_owned())),
            "quote" => Some(Self::Quote(text.to_owned())),
            _ => None,
        }
    }

    /// The file, or how the row begins.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::File(text) | Self::Quote(text) => text,
        }
    }

    fn cell(&self) -> String {
        let kind = match self {
            Self::File(_) => "file",
            Self::Quote(_) => "quote",
        };
        format!("{MARK}{kind}:{}", self.text())
    }
}

impl Row {
    /// A row that fails, with what could be made out of its cells, for a table of so many columns.
    #[must_use]
    pub fn failed(number: u64, mut cells: Vec<String>, columns: usize, why: &Failed) -> Self {
        cells.resize(columns, String::new());
        cells.push(why.cell());
        Self { number, cells }
    }
}

/// Takes the reason out of a row's cells, as far as it has one: whoever gets the row back has no use for it.
pub fn without_reason(cells: &mut Vec<String>) {
    if cells.last().is_some_and(|cell| Failed::of(cell).is_some()) {
        cells.pop();
    }
}
