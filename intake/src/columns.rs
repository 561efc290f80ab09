//! What is in the columns of a file, counted while its rows pass.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::evidence::Evidence;

/// Samples that are shown of a column.
pub const SAMPLES: usize = 3;
/// Different values that are counted of a column; a column with more is no code.
const CODES: usize = 24;
/// Longest sample, in characters.
const LONGEST_SAMPLE: usize = 60;

/// What was seen in a column.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its name in the file.
    pub header: String,
    /// Cells that are not empty.
    pub filled: u64,
    /// Different values from its beginning.
    pub samples: Vec<String>,
    /// Every value and how often, where there are few.
    pub codes: BTreeMap<String, u64>,
    /// There are more values than a code has.
    pub many: bool,
    /// What its days say.
    pub days: Evidence,
    /// Cells that look like an e-mail address.
    pub emails: u64,
    /// Like a phone number.
    pub phones: u64,
    /// Like a Social Security number with its dashes.
    pub ssns: u64,
    /// Like a ZIP code.
    pub zips: u64,
    /// Like a state's two letters.
    pub states: u64,
    /// Three or four digits: a ZIP code whose zeros were lost.
    pub short_zips: u64,
    /// Whole numbers.
    pub numbers: u64,
    /// Words of letters only.
    pub words: u64,
    /// Words with a comma between: `Ruiz, Ana`.
    pub comma_names: u64,
}

impl Column {
    fn see(&mut self, cell: &str, today: Date, states: &dyn Fn(&str) -> bool) {
        let cell = cell.trim();
        if cell.is_empty() {
            return;
        }
        self.filled += 1;
        if self.samples.len() < SAMPLES {
            let sample: String = cell.chars().take(LONGEST_SAMPLE).collect();
            if !self.samples.contains(&sample) {
                self.samples.push(sample);
            }
        }
        if !self.many {
            let known = self.codes.contains_key(cell);
            if cell.len() > 40 || (!known && self.codes.len() >= CODES) {
                self.many = true;
                self.codes.clear();
            } else {
                *self.codes.entry(cell.to_owned()).or_default() += 1;
            }
        }
        self.days.see(cell, today);
        let digits = cell.bytes().filter(u8::is_ascii_digit).count();
        let letters = cell.chars().any(char::is_alphabetic);
        self.emails += u64::from(cell.contains('@') && cell.contains('.') && !cell.contains(' '));
        let grouped = cell.chars().any(|c| matches!(c, '-' | '(' | '.' | ' '));
        self.phones += u64::from(!letters && matches!(digits, 10 | 11) || digits == 10 && grouped);
        self.ssns += u64::from(
            cell.len() == 11 && cell.as_bytes().get(3) == Some(&b'-') && cell.as_bytes().get(6) == Some(&b'-') && digits == 9,
        );
        self.zips += u64::from(
            !letters
                && (digits == 5 && cell.len() == 5 || digits == 9 && cell.len() == 10 && cell.as_bytes().get(5) == Some(&b'-')),
        );
        self.short_zips += u64::from(!letters && cell.len() == digits && matches!(digits, 3 | 4));
        self.states += u64::from(cell.len() == 2 && states(&cell.to_uppercase()));
        self.numbers += u64::from(digits == cell.len());
        self.words += u64::from(letters && digits == 0);
        self.comma_names +=
            u64::from(letters && digits == 0 && cell.matches(',').count() == 1 && !cell.starts_with(',') && !cell.ends_with(','));
    }

    /// Whether nine of ten filled cells are of a kind.
    #[must_use]
    pub const fn mostly(&self, n: u64) -> bool {
        self.filled > 0 && n * 10 >= self.filled * 9
    }
}

/// Counts the columns of a file.
pub struct Counter<'a> {
    columns: Vec<Column>,
    rows: u64,
    today: Date,
    is_state: &'a dyn Fn(&str) -> bool,
}

impl<'a> Counter<'a> {
    /// Begins.
    #[must_use]
    pub fn new(header: &[String], today: Date, is_state: &'a dyn Fn(&str) -> bool) -> Self {
        let columns = header.iter().map(|header| Column { header: header.clone(), ..Column::default() }).collect();
        Self { columns, rows: 0, today, is_state }
    }

    /// Looks at a row.
    pub fn see(&mut self, cells: &[String]) {
        self.rows += 1;
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            column.see(cell, self.today, self.is_state);
        }
    }

    /// What was seen, and in how many rows.
    #[must_use]
    pub fn done(self) -> (Vec<Column>, u64) {
        (self.columns, self.rows)
    }
}
