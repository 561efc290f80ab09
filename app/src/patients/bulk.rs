//! Many patients at once, for an import: written as the form writes them, in few statements.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::civil::Date;
use uuid::Uuid;

use super::bulk_store as store;
use super::bulk_store::NewRow;
pub use super::bulk_store::{
    Run, WholeRow, Written, count_touched, delete_of_run, has_since, list_by_record, list_patients, set_records,
};
use super::keys;
use super::model::{CHART_NUMBER, DETAILS, INSURANCE, Values};
use super::rules;
use super::service::values;
use super::store::{Which, set_keys};
use crate::i18n::Locale;
use crate::platform::{Fault, Millis, Outcome, Tx};
use crate::web::reading::Mistakes;

const SEX: &str = "sex";
/// What stands for a sex that nobody has said: no reason to forget one.
const UNKNOWN_SEX: &str = "U";

/// A patient as an import knows them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Patient {
    /// By field, as checked. Without the chart number.
    pub details: Values,
    /// By field, as checked.
    pub insurance: Values,
    /// The practice's number for them; empty: they get the next one.
    pub chart_number: String,
    /// Still a patient.
    pub active: bool,
    /// The system that they are from.
    pub source_system: String,
    /// Its number for them.
    pub source_id: String,
    /// The id that they keep through exports; none for who gets one here.
    pub record: Option<Uuid>,
    /// What has no field.
    pub extras: BTreeMap<String, String>,
}

/// Checks values as the forms do: details and insurance, or what is wrong with each field.
///
/// # Errors
/// [`Mistakes`]
pub fn check(typed: &Values, today: Date, regions: &[String], locale: Locale) -> Result<(Values, Values), Mistakes> {
    match (rules::check(DETAILS, typed, today, regions, locale), rules::check(INSURANCE, typed, today, regions, locale)) {
        (Ok(details), Ok(insurance)) => Ok((full(details), full(insurance))),
        (details, insurance) => {
            let mut all = details.err().unwrap_or_default();
            all.extend(insurance.err().unwrap_or_default());
            Err(all)
        }
    }
}

fn full(values: Values) -> Values {
    values.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}

fn text(of: &impl serde::Serialize) -> Outcome<String> {
    serde_json::to_string(of).map_err(|e| Fault::internal(e.to_string()))
}

/// Which chart numbers somebody of the practice has, by their keys.
///
/// # Errors
/// A database fault.
pub async fn taken_charts(tx: &mut Tx, practice: Uuid, numbers: &[&str]) -> Outcome<HashSet<String>> {
    if numbers.is_empty() {
        return Ok(HashSet::new());
    }
    let all: Vec<String> = numbers.iter().map(|number| keys::chart(number)).collect();
    Ok(store::taken_keys(tx, practice, &text(&all)?).await?.into_iter().map(|(key,)| key).collect())
}

/// No chart number up to this one is given by itself any more: the file has it.
///
/// # Errors
/// A database fault.
pub async fn raise_numbering(tx: &mut Tx, practice: Uuid, highest: i64) -> Outcome<()> {
    // A number of eleven digits is a phone's or a system's own, and nothing to count on from.
    if (1001..10_000_000_000).contains(&highest) {
        store::raise_numbering(tx, practice, highest + 1).await?;
    }
    Ok(())
}

/// Writes new patients. Who has no chart number gets the next one that nobody has.
///
/// # Errors
/// A database fault.
pub async fn create(tx: &mut Tx, run: Run, all: Vec<(Uuid, Patient)>) -> Outcome<()> {
    let without = all.iter().filter(|(_, patient)| patient.chart_number.is_empty()).count();
    let mut numbers: Vec<String> = Vec::new();
    while numbers.len() < without {
        let n = i64::try_from(without - numbers.len()).unwrap_or(i64::MAX);
        let first = store::take_chart_numbers(tx, run.practice, n).await?;
        let next: Vec<String> = (first..first + n).map(|n| n.to_string()).collect();
        let taken = taken_charts(tx, run.practice, &next.iter().map(String::as_str).collect::<Vec<_>>()).await?;
        numbers.extend(next.into_iter().filter(|number| !taken.contains(&keys::chart(number))));
    }
    let mut numbers = numbers.into_iter();
    let mut rows = Vec::with_capacity(all.len());
    for (id, mut patient) in all {
        if patient.chart_number.is_empty() {
            patient.chart_number = numbers.next().unwrap_or_default();
        }
        let details = text(&patient.details)?;
        patient.details.insert(CHART_NUMBER.to_owned(), patient.chart_number.clone());
        rows.push(NewRow {
            id,
            details,
            keys: keys::of(&patient.details),
            insurance: text(&patient.insurance)?,
            extras: text(&patient.extras)?,
            record: patient.record.unwrap_or(id),
            chart_number: patient.chart_number,
            active: patient.active,
            source_system: patient.source_system,
            source_id: patient.source_id,
        });
    }
    store::create(tx, run, &rows).await
}

/// Patients of a practice by their ids.
///
/// # Errors
/// A database fault.
pub async fn find(tx: &mut Tx, practice: Uuid, ids: &[Uuid]) -> Outcome<HashMap<Uuid, WholeRow>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let ids: Vec<String> = ids.iter().map(|id| id.simple().to_string()).collect();
    let rows = store::find_patients(tx, practice, &text(&ids)?).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// The same, and nobody else writes them until the end of the transaction.
///
/// # Errors
/// A database fault.
pub async fn find_locked(tx: &mut Tx, practice: Uuid, ids: &[Uuid]) -> Outcome<HashMap<Uuid, WholeRow>> {
    let list: Vec<String> = ids.iter().map(|id| id.simple().to_string()).collect();
    store::lock(tx, practice, &text(&list)?).await?;
    find(tx, practice, ids).await
}

/// Writes what a patient was before a run, with their keys, if nobody has changed them since. False: somebody has.
///
/// # Errors
/// A database fault.
pub async fn restore(tx: &mut Tx, practice: Uuid, row: &WholeRow, now: Millis, if_still: Written) -> Outcome<bool> {
    if store::restore(tx, practice, row, now, if_still).await? == 0 {
        return Ok(false);
    }
    let (details, _) = values_of(row);
    set_keys(tx, Which { practice, id: row.id }, &keys::of(&details), row.active).await?;
    Ok(true)
}

/// A patient with what a file says of them: what it is silent about stays. None: nothing differs.
///
/// # Errors
/// A fault of ours.
pub fn merged(row: &WholeRow, said: &Patient, active_too: bool) -> Outcome<Option<WholeRow>> {
    let fill = |json: &str, with: &Values| {
        let mut all = values(json);
        let is_said = |(name, value): &(&String, &String)| name.as_str() != SEX || value.as_str() != UNKNOWN_SEX;
        all.extend(with.iter().filter(is_said).map(|(name, value)| (name.clone(), value.clone())));
        all
    };
    let mut extras: BTreeMap<String, String> = serde_json::from_str(&row.extras).unwrap_or_default();
    extras.extend(said.extras.clone());
    let is_kept = |(name, number): (&String, &String)| name.starts_with("Chart number") && *number == said.chart_number;
    let is_new = !said.chart_number.is_empty() && chart_key(&said.chart_number) != chart_key(&row.chart_number);
    if is_new && !extras.iter().any(is_kept) {
        // They keep the practice's number; the file's is nowhere else.
        let from = if said.source_system.is_empty() { "file" } else { said.source_system.as_str() };
        extras.insert(format!("Chart number ({from})"), said.chart_number.clone());
    }
    let is_from_nowhere = row.source_id.is_empty() && !said.source_id.is_empty();
    let after = WholeRow {
        details: text(&fill(&row.details, &said.details))?,
        insurance: text(&fill(&row.insurance, &said.insurance))?,
        extras: text(&extras)?,
        active: if active_too { said.active } else { row.active },
        source_system: if is_from_nowhere { said.source_system.clone() } else { row.source_system.clone() },
        source_id: if is_from_nowhere { said.source_id.clone() } else { row.source_id.clone() },
        // Who was typed in here is the other practice's patient from now on; who came from somewhere stays who they were there.
        record: said.record.filter(|_| row.record == row.id).unwrap_or(row.record),
        ..row.clone()
    };
    let same = |a: &str, b: &str| values(a) == values(b);
    let nothing = same(&after.details, &row.details)
        && same(&after.insurance, &row.insurance)
        && same(&after.extras, &row.extras)
        && after.active == row.active
        && after.source_id == row.source_id
        && after.record == row.record;
    Ok((!nothing).then_some(after))
}

/// The names of the fields that two states of a patient have otherwise; `active` and what has no field are among them by their own names.
#[must_use]
pub fn changed(before: &WholeRow, after: &WholeRow) -> Vec<String> {
    let both = |row: &WholeRow| {
        let mut all = values(&row.details);
        all.extend(values(&row.insurance));
        all.extend(values(&row.extras));
        all.insert("active".to_owned(), row.active.to_string());
        all
    };
    let (before, after) = (both(before), both(after));
    after.into_iter().filter(|(name, value)| before.get(name) != Some(value)).map(|(name, _)| name).collect()
}

/// Writes a patient anew, with their keys. `counts`: whether it is a change that somebody's open form must notice.
///
/// # Errors
/// A database fault.
pub async fn rewrite(tx: &mut Tx, practice: Uuid, row: &WholeRow, now: Millis, counts: bool) -> Outcome<()> {
    store::rewrite(tx, practice, row, now, i64::from(counts)).await?;
    let (details, _) = values_of(row);
    set_keys(tx, Which { practice, id: row.id }, &keys::of(&details), row.active).await
}

/// A patient as text, to be kept until nobody takes a change back.
///
/// # Errors
/// A fault of ours.
pub fn packed(row: &WholeRow) -> Outcome<String> {
    text(row)
}

/// The patient of such a text.
#[must_use]
pub fn unpacked(text: &str) -> Option<WholeRow> {
    let row: Option<WholeRow> = serde_json::from_str(text).ok();
    // From before there were records.
    row.map(|row| if row.record.is_nil() { WholeRow { record: row.id, ..row } } else { row })
}

/// Who has which of these records.
///
/// # Errors
/// A database fault.
pub async fn of_records(tx: &mut Tx, practice: Uuid, records: &[Uuid]) -> Outcome<HashMap<Uuid, Uuid>> {
    let records: Vec<String> = records.iter().map(|record| record.simple().to_string()).collect();
    Ok(store::taken_records(tx, practice, &text(&records)?).await?.into_iter().collect())
}

/// The values of a patient: details with the chart number, and insurance.
#[must_use]
pub fn values_of(row: &WholeRow) -> (Values, Values) {
    let mut details = values(&row.details);
    details.insert(CHART_NUMBER.to_owned(), row.chart_number.clone());
    (details, values(&row.insurance))
}

/// The key that two writings of one chart number share.
#[must_use]
pub fn chart_key(number: &str) -> String {
    keys::chart(number)
}
