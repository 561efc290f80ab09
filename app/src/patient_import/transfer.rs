//! What another practice took out of this product: its patients are taken as they are, and its attachments after them (topic 55).

use intake::convert::{Code, Plan, Told};
use intake::read::{Format, Wanted};
use takeout::patient::{EXTRAS, ID};
use uuid::Uuid;

use super::prepare::Prepared;
use super::run::{Cells, Shape, of};
use super::store::RunRow;
use crate::i18n::Locale;
use crate::patients::bulk::{self, Patient};
use crate::patients::model::{BIRTH_DATE, CHART_NUMBER, DETAILS, FIRST_NAME, INSURANCE, LAST_NAME, Values};
use crate::platform::{Outcome, Platform, seal};

/// The key of the system that this product is to itself.
pub const SOURCE: &str = "vestibule";
/// Where a chart number is kept that somebody else has here.
pub const CHART_BEFORE: &str = "Chart number before";

impl RunRow {
    /// Whether its file is an export of this product.
    #[must_use]
    pub fn is_transfer(&self) -> bool {
        of::<Shape>(&self.shape).opened.is_some_and(|opened| opened.format == Format::Vestibule)
    }

    /// What a passphrase is sealed for.
    #[must_use]
    pub fn sealed_for(id: Uuid) -> Vec<u8> {
        [b"import ".as_slice(), id.as_bytes()].concat()
    }

    /// What to read of its file, and with what.
    ///
    /// # Errors
    /// When the passphrase was sealed under another secret.
    pub fn wanted(&self, platform: &Platform) -> Outcome<Wanted> {
        let passphrase = seal::open(&platform.secrets, &Self::sealed_for(self.id), &self.sealed)?;
        Ok(Wanted { passphrase, ..Wanted::default() })
    }
}

/// Reads a row. What the forms of this version would refuse is kept beside the fields, unless the product must have it.
#[must_use]
pub fn prepared(plan: &Plan, (number, cells): &Cells, regions: &[String]) -> Prepared {
    let mut row = Prepared { number: *number, says_active: true, ..Prepared::default() };
    let mut values = Values::new();
    for (name, cell) in plan.header.iter().zip(cells).filter(|(_, cell)| !cell.is_empty()) {
        let patient = &mut row.patient;
        match name.as_str() {
            ID => patient.record = Uuid::try_parse(cell).ok(),
            CHART_NUMBER => patient.chart_number.clone_from(cell),
            "active" => patient.active = cell == "true",
            "source_system" => patient.source_system.clone_from(cell),
            "source_id" => patient.source_id.clone_from(cell),
            EXTRAS => patient.extras.extend(serde_json::from_str::<Values>(cell).unwrap_or_default()),
            field if DETAILS.iter().chain(INSURANCE).any(|known| known.name == field) => {
                values.insert(name.clone(), cell.clone());
            }
            // A column of a newer version.
            _ => drop(patient.extras.insert(name.clone(), cell.clone())),
        }
    }
    let mut tell = |field: &str, code: Code, from: &str| {
        row.told.push(Told { field: field.to_owned(), code, from: from.to_owned(), to: String::new() });
    };
    if row.patient.record.is_none() {
        tell(ID, Code::Refused, cells.first().map(String::as_str).unwrap_or_default());
    }
    for (field, code) in
        [(FIRST_NAME, Code::NoFirstName), (LAST_NAME, Code::NoLastName), (BIRTH_DATE, Code::NoBirthDate)]
    {
        if !values.contains_key(field) {
            tell(field, code, "");
        }
    }
    // The form must have a chart number only where it is typed; here an empty one gets the next.
    let kept = match bulk::check(&values, plan.today, regions, Locale::En) {
        Ok(kept) => kept,
        Err(mistakes) => {
            for field in mistakes.into_keys() {
                let Some(value) = values.remove(&field) else { continue };
                if [FIRST_NAME, LAST_NAME, BIRTH_DATE].contains(&field.as_str()) {
                    tell(&field, Code::Refused, &value);
                } else {
                    tell(&field, Code::LeftOut, &value);
                    row.patient.extras.insert(field, value);
                }
            }
            bulk::check(&values, plan.today, regions, Locale::En).unwrap_or_else(|_| (values, Values::new()))
        }
    };
    (row.patient.details, row.patient.insurance) = kept;
    row.known_by = row.patient.record.map(|record| record.simple().to_string()).unwrap_or_default();
    row
}

/// A patient whose chart number is somebody else's here gets another one, and keeps the one before beside the fields.
pub fn renumber(patient: &mut Patient) {
    let before = std::mem::take(&mut patient.chart_number);
    patient.extras.insert(CHART_BEFORE.to_owned(), before);
}

