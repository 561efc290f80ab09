//! From a row of a file to a patient as the forms would keep them.

use intake::convert::{Code, Converted, Plan, Told, convert};
use intake::record::{Of, Record};

use super::run::Cells;
use super::transfer;
use crate::i18n::Locale;
use crate::patients::bulk::{self, Patient};
use crate::patients::model::{BIRTH_DATE, CHART_NUMBER, FIRST_NAME, LAST_NAME, MIDDLE_NAME, PHONES, Values};
use crate::practice::states::STATES;

/// A row that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prepared {
    /// Its number in the file.
    pub number: u64,
    /// Whom it is about.
    pub patient: Patient,
    /// The file says whether they are still a patient.
    pub says_active: bool,
    /// The number by which the file knows them; empty for none.
    pub known_by: String,
    /// For finding the same person, never kept.
    pub ssn: String,
    /// What is told of it.
    pub told: Vec<Told>,
}

impl Prepared {
    /// Whether it is not taken.
    #[must_use]
    pub fn fails(&self) -> bool {
        self.told.iter().any(|told| told.code.fails())
    }

    /// What is compared of it.
    #[must_use]
    pub fn record(&self) -> Record {
        record(&self.patient.details, &self.ssn)
    }
}

/// What is compared of a patient.
#[must_use]
pub fn record(details: &Values, ssn: &str) -> Record {
    let of = |name: &str| details.get(name).map(String::as_str).unwrap_or_default();
    Record::new(Of {
        first: of(FIRST_NAME),
        middle: of(MIDDLE_NAME),
        last: of(LAST_NAME),
        suffix: of("suffix"),
        born: of(BIRTH_DATE),
        sex: of("sex"),
        phones: PHONES.map(of),
        email: of("email"),
        address: of("address_1"),
        zip: of("zip"),
        ssn,
    })
}

/// Reads a row; none for one in which nothing is.
#[must_use]
pub fn prepare(plan: &Plan, row: &Cells, regions: &[String]) -> Option<Prepared> {
    if plan.exact {
        return Some(transfer::prepared(plan, row, regions));
    }
    let (number, cells) = row;
    let mut row = convert(plan, cells, &STATES);
    if row.empty {
        return None;
    }
    let (mut details, insurance) = kept(plan, cells, &mut row, regions);
    let chart_number = details.remove(CHART_NUMBER).unwrap_or_default();
    let patient = Patient {
        details,
        insurance,
        chart_number,
        active: row.active.unwrap_or(true),
        source_system: plan.source.clone(),
        source_id: std::mem::take(&mut row.source_id),
        record: None,
        extras: row.extras,
    };
    Some(Prepared {
        number: *number,
        known_by: patient.source_id.clone(),
        patient,
        says_active: row.active.is_some(),
        ssn: row.ssn,
        told: row.told,
    })
}

/// The values as the forms keep them. What a form would refuse is kept beside the fields, unless the product must have it.
fn kept(plan: &Plan, cells: &[String], row: &mut Converted, regions: &[String]) -> (Values, Values) {
    let typed = |row: &Converted| {
        let mut values = row.values.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect::<Values>();
        // The product must have one of everybody.
        values.entry("sex".to_owned()).or_insert_with(|| "U".to_owned());
        values
    };
    let first = match bulk::check(&typed(row), plan.today, regions, Locale::En) {
        Ok(kept) => return kept,
        Err(mistakes) => mistakes,
    };
    for field in first.keys() {
        let Some((name, value)) = row.values.iter().find(|(name, _)| *name == field).map(|(name, value)| (*name, value.clone()))
        else {
            // What is missing was told already.
            continue;
        };
        if [FIRST_NAME, LAST_NAME, BIRTH_DATE, CHART_NUMBER].contains(&name) {
            row.tell(name, Code::Refused, &value, "");
        } else {
            let at = plan.fields.iter().position(|field| field == name);
            let header = at.map_or(name, |at| plan.header[at].as_str()).to_owned();
            let cell = at.and_then(|at| cells.get(at)).cloned().unwrap_or(value);
            row.leave_out(name, &header, cell.trim());
        }
    }
    bulk::check(&typed(row), plan.today, regions, Locale::En).unwrap_or_else(|_| (typed(row), Values::new()))
}
