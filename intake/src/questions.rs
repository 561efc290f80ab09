//! What nothing in a file says, and somebody has to: asked once for a column, never for a cell.

use serde::{Deserialize, Serialize};

use crate::columns::Column;
use crate::fields::{self, Kind, bare};

/// What one has to be asked before a file can be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The column.
    pub column: usize,
    /// What is asked.
    pub asks: Asks,
    /// A cell that shows why.
    pub example: String,
}

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Asks {
    /// Whether the day or the month is first.
    DayOrder,
    /// The same of a column in which some cells can only be read the one way and some only the other: these will be told.
    MixedOrder,
    /// The century of years of two digits.
    Century,
    /// What the numbers of a sex are.
    SexCodes,
    /// What the numbers of an active flag are.
    ActiveCodes,
}

impl Asks {
    /// Its name in forms and reports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::DayOrder => "day-order",
            Self::MixedOrder => "mixed-order",
            Self::Century => "century",
            Self::SexCodes => "sex-codes",
            Self::ActiveCodes => "active-codes",
        }
    }

    /// What can be answered.
    #[must_use]
    pub const fn answers(self) -> &'static [&'static str] {
        match self {
            Self::DayOrder | Self::MixedOrder => &["month-first", "day-first"],
            Self::Century => &["past", "present"],
            Self::SexCodes => &["1-male-2-female", "1-female-2-male", "0-female-1-male", "0-male-1-female", "unknown"],
            Self::ActiveCodes => &["1-active", "0-active"],
        }
    }
}

/// The questions that columns ask when they are these fields.
#[must_use]
pub fn questions(columns: &[Column], fields: &[String]) -> Vec<Question> {
    let mut all = Vec::new();
    for (at, (column, field)) in columns.iter().zip(fields).enumerate() {
        let Some(kind) = fields::find(field).map(|field| field.kind) else { continue };
        let mut ask = |asks, example: &str| all.push(Question { column: at, asks, example: example.to_owned() });
        let numeric = || column.codes.keys().find(|code| code.bytes().all(|b| b.is_ascii_digit()));
        match kind {
            Kind::Day(is_birth) => {
                if column.days.asks_order() {
                    ask(Asks::DayOrder, &column.days.example);
                }
                if column.days.is_mixed() {
                    ask(Asks::MixedOrder, &column.days.large_examples.join(", "));
                }
                if is_birth && column.days.asks_century() {
                    ask(Asks::Century, &column.days.short_example);
                }
            }
            Kind::Sex => {
                if let Some(code) = numeric() {
                    ask(Asks::SexCodes, code);
                }
            }
            // `Inactive` and 1 is clear; `status` and 1 is not.
            Kind::Active(false) if bare(&column.header) != "active" && bare(&column.header) != "isactive" => {
                if let Some(code) = numeric() {
                    ask(Asks::ActiveCodes, code);
                }
            }
            _ => {}
        }
    }
    all
}
