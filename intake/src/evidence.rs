//! What the cells of a column say of how its days are to be read.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::dates::{Order, Reading, Written, Year, eight, from_serial, is_nothing, written};

/// What the cells of a column say of how its days are read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Cells that are days of whatever kind.
    pub days: u64,
    /// The first number of two is above 12.
    pub first_large: u64,
    /// The second is.
    pub second_large: u64,
    /// One cell of each of these two kinds, to show.
    #[serde(default)]
    pub large_examples: [String; 2],
    /// Two numbers that may be either.
    pub either: u64,
    /// One of them, to show.
    pub example: String,
    /// Years of two digits that may be in either century.
    pub short_years: u64,
    /// One of them, to show.
    pub short_example: String,
    /// Whole numbers that can be Excel's.
    pub serials: u64,
    /// Eight digits that are a day when the year comes first.
    pub year_first: u64,
    /// The same when the month does.
    pub month_first: u64,
}

/// Keeps the first of them.
fn keep(example: &mut String, text: &str) {
    if example.is_empty() {
        text.trim().clone_into(example);
    }
}

impl Evidence {
    /// Looks at a cell.
    pub fn see(&mut self, text: &str, today: Date) {
        let Some(written) = written(text).filter(|_| !is_nothing(text)) else { return };
        self.days += 1;
        let mut short = |year: Year| {
            if let Year::Short(short) = year
                && short <= today.year() % 100
            {
                self.short_years += 1;
                keep(&mut self.short_example, text);
            }
        };
        match written {
            Written::Two(a, b, year) => {
                short(year);
                match (a > 12, b > 12) {
                    (true, false) => {
                        self.first_large += 1;
                        keep(&mut self.large_examples[0], text);
                    }
                    (false, true) => {
                        self.second_large += 1;
                        keep(&mut self.large_examples[1], text);
                    }
                    // Both too large is no day at all; both the same is one day either way.
                    (true, true) => self.days -= 1,
                    (false, false) if a == b => {}
                    (false, false) => {
                        self.either += 1;
                        keep(&mut self.example, text);
                    }
                }
            }
            Written::Named(_, _, year) => short(year),
            Written::Serial(n) => match from_serial(n) {
                Some(_) => self.serials += 1,
                None => self.days -= 1,
            },
            Written::Digits(digits) => {
                let (year, month) = (eight(digits, false).is_some(), eight(digits, true).is_some());
                self.year_first += u64::from(year);
                self.month_first += u64::from(month);
                self.days -= u64::from(!year && !month);
            }
            Written::Clear(..) => {}
        }
    }

    /// How the column is read, as far as it shows.
    #[must_use]
    pub fn reading(&self) -> Reading {
        let order = match (self.first_large, self.second_large) {
            (1.., 0) => Some(Order::DayFirst),
            (0, 1..) => Some(Order::MonthFirst),
            // Nothing, or both: the more frequent one may be the mistake.
            _ => None,
        };
        Reading {
            order,
            century: None,
            serial: self.serials * 2 > self.days,
            digits_month_first: self.month_first > self.year_first,
        }
    }

    /// Nothing says in which order the parts stand: somebody has to.
    #[must_use]
    pub const fn asks_order(&self) -> bool {
        self.either > 0 && self.first_large == 0 && self.second_large == 0
    }

    /// Some cells have the day first and some the month: somebody has to say which of them are right. The others are no days then.
    #[must_use]
    pub const fn is_mixed(&self) -> bool {
        self.first_large > 0 && self.second_large > 0
    }

    /// Years may be in either century: somebody has to say.
    #[must_use]
    pub const fn asks_century(&self) -> bool {
        self.short_years > 0
    }
}
