//! Whom the rows of a file are compared with: everybody of the practice, and the rows before.

use intake::alike::{Likeness, Reason, compare_views};
use intake::cabinet::Cabinet;
use intake::convert::Code;
use intake::owners::Owners;
use intake::record::Record;
use uuid::Uuid;

use super::prepare::{Prepared, record};
use super::store::RunRow;
use crate::patients::bulk::{self, chart_key, list_patients};
use crate::platform::{Outcome, Platform};

/// Patients that are read together.
const PATIENTS: i64 = 1000;

/// Everybody who is there, and every row that was read, in little room: there may be a million of either.
#[derive(Default)]
pub struct Known {
    /// Names, birth dates and the like of all of them.
    pub cabinet: Cabinet,
    /// The patients, in the order of the cabinet.
    pub patients: Vec<Uuid>,
    /// The row of each record after the patients'.
    rows: Vec<u32>,
    /// Whose chart numbers are: places in the cabinet.
    pub charts: Owners,
    /// Whose numbers of the file's system are.
    pub sources: Owners,
    /// The file is an export of this product: its rows are as many people as they say.
    pub exact: bool,
}

/// What a row is to somebody who is there.
#[derive(Clone, Copy, Debug)]
pub struct Match {
    /// Their place in the cabinet.
    pub owner: u32,
    /// How likely it is.
    pub likeness: Likeness,
    /// What says so.
    pub reason: Reason,
}

impl Match {
    /// Nothing but a number of another system says so.
    #[must_use]
    pub fn is_by_number_alone(&self) -> bool {
        self.likeness == Likeness::Possible && self.reason == Reason::SourceId
    }
}

impl Known {
    /// Reads everybody of a practice.
    ///
    /// # Errors
    /// A database fault.
    pub async fn load(platform: &Platform, run: &RunRow) -> Outcome<Self> {
        let mut known = Self { exact: run.is_transfer(), ..Self::default() };
        let mut after = Uuid::nil();
        loop {
            let mut tx = platform.db.read().await?;
            let rows = list_patients(&mut tx, run.practice, after, PATIENTS).await?;
            drop(tx);
            let Some(last) = rows.last() else { return Ok(known) };
            after = last.id;
            for row in rows {
                let (details, _) = bulk::values_of(&row);
                let at = known.cabinet.put(&record(&details, ""));
                known.charts.put(&chart_key(&row.chart_number), at);
                if known.exact {
                    known.sources.put(&row.record.simple().to_string(), at);
                } else if row.source_system == run.source && !row.source_id.is_empty() {
                    known.sources.put(&row.source_id, at);
                }
                known.patients.push(row.id);
            }
        }
    }

    /// Whether a place of the cabinet is a patient's, and not a row's.
    #[must_use]
    pub fn is_patient(&self, owner: u32) -> bool {
        (owner as usize) < self.patients.len()
    }

    /// Puts a row in. What its numbers say of it.
    ///
    /// # Errors
    /// Why it is not taken.
    pub fn put(&mut self, row: u32, prepared: &Prepared) -> Result<Option<Match>, Code> {
        let record = prepared.record();
        let source = &prepared.known_by;
        let owner = (!source.is_empty()).then(|| self.sources.get(source)).flatten();
        let by_number = owner.map(|owner| {
            let alike = self.cabinet.get(owner).and_then(|other| compare_views(other, record.view()));
            let likeness = match alike {
                // A number that is somebody else's by name and birth date: somebody should look.
                None => Likeness::Possible,
                Some(_) if self.is_patient(owner) => Likeness::Same,
                Some(_) => Likeness::Probable,
            };
            Match { owner, likeness, reason: Reason::SourceId }
        });
        let chart = &prepared.patient.chart_number;
        if by_number.is_none() && !self.exact && self.is_anothers(chart, &record) {
            return Err(Code::ChartTaken);
        }
        if by_number.is_some_and(|one| one.likeness == Likeness::Same) {
            // The patient is there already, and stands for it: a file that comes again takes no room.
            return Ok(by_number);
        }
        let at = self.cabinet.put(&record);
        self.rows.push(row);
        if !chart.is_empty() {
            self.charts.put(&chart_key(chart), at);
        }
        if !source.is_empty() {
            self.sources.put(source, at);
        }
        Ok(by_number)
    }

    /// Whether a chart number is that of somebody who is nothing like this record.
    #[must_use]
    pub fn is_anothers(&self, chart: &str, record: &Record) -> bool {
        let owner = if chart.is_empty() { None } else { self.charts.get(&chart_key(chart)) };
        owner.is_some_and(|owner| self.cabinet.get(owner).and_then(|other| compare_views(other, record.view())).is_none())
    }

    /// The row of a place in the cabinet; none for a patient.
    #[must_use]
    pub fn row_of(&self, at: u32) -> Option<u32> {
        self.rows.get((at as usize).checked_sub(self.patients.len())?).copied()
    }
}
