//! What the page shows of rows that are likely somebody who is there.

use std::collections::BTreeMap;

use serde_json::json;
use uuid::Uuid;

use super::match_store::{self, MatchRow};
use super::model::Decision;
use super::page::Double;
use super::prepare::{Prepared, prepare};
use super::run::{TOGETHER, part};
use super::shown::{in_words, said};
use super::store::RunRow;
use super::words;
use crate::audit::model::Kind;
use crate::i18n::Locale;
use crate::patients::bulk;
use crate::patients::model::{BIRTH_DATE, CHART_NUMBER, FIRST_NAME, LAST_NAME, PATH as PATIENTS, Values};
use crate::patients::service::tell;
use crate::platform::{Outcome, Platform, Tx};
use crate::sessions::service::Actor;

/// Doubles on a page.
pub const DOUBLES: i64 = 25;
/// What is compared of a double, where either says it.
const COMPARED: [&str; 13] = [
    FIRST_NAME,
    "middle_name",
    LAST_NAME,
    "suffix",
    BIRTH_DATE,
    "sex",
    CHART_NUMBER,
    "mobile_phone",
    "home_phone",
    "email",
    "address_1",
    "city",
    "zip",
];

/// Where the page of doubles goes on after a decision: at the next that is undecided, at the first when there is none after it, where it was when all are.
///
/// # Errors
/// A database fault.
pub async fn next_undecided(platform: &Platform, run: Uuid, from: i64) -> Outcome<i64> {
    let mut tx = platform.db.read().await?;
    for begin in [from, 0] {
        if let Some(row) = match_store::first_undecided(&mut tx, run, begin).await? {
            return Ok(row);
        }
    }
    Ok(from)
}

/// Puts into the trail that somebody has seen patients beside rows of a file.
///
/// # Errors
/// A database fault.
pub async fn tell_seen(platform: &Platform, actor: &Actor, doubles: &[Double]) -> Outcome<()> {
    let id = |double: &Double| double.patient.rsplit('/').next().and_then(|id| Uuid::try_parse(id).ok());
    let seen: BTreeMap<Uuid, &str> =
        doubles.iter().filter_map(|double| Some((id(double)?, double.chart_number.as_str()))).collect();
    if seen.is_empty() {
        return Ok(());
    }
    let mut tx = platform.db.write().await?;
    for (patient, chart) in seen {
        tell(platform, &mut tx, actor, (patient, chart), Kind::PatientSeen, json!({ "seen": "details" })).await?;
    }
    tx.commit().await
}

/// Some of a run's doubles, from a row on, and the row after them.
///
/// # Errors
/// A database fault.
pub async fn doubles(
    platform: &Platform,
    tx: &mut Tx,
    run: &RunRow,
    from: i64,
    locale: Locale,
) -> Outcome<(Vec<Double>, Option<i64>)> {
    let rows = match_store::list_doubles(tx, run.id, from, DOUBLES + 1).await?;
    let ids: Vec<Uuid> = rows.iter().filter_map(|row| row.patient).collect();
    let patients = bulk::find(tx, run.practice, &ids).await?;
    let mut all = Vec::with_capacity(rows.len());
    let more = rows.get(usize::try_from(DOUBLES).unwrap_or(usize::MAX)).map(|row| row.row_no);
    for row in rows.into_iter().filter(|row| Some(row.row_no) != more) {
        let Some(own) = one(platform, tx, run, row.row_no).await? else { continue };
        let (other, number) = match (row.patient.and_then(|id| patients.get(&id)), row.other) {
            (Some(patient), _) => (bulk::values_of(patient).0, 0),
            (None, Some(other)) => match one(platform, tx, run, other).await? {
                Some(other) => {
                    let mut details = other.patient.details.clone();
                    details.insert(CHART_NUMBER.to_owned(), other.patient.chart_number.clone());
                    (details, other.number)
                }
                None => continue,
            },
            (None, None) => continue,
        };
        all.push(double(&row, &own, &other, number, locale));
    }
    Ok((all, more))
}

fn double(row: &MatchRow, own: &Prepared, other: &Values, number: u64, locale: Locale) -> Double {
    let compared = COMPARED.iter().map(|name| (words::field(name, locale), said(own, name), in_words(other, name)));
    Double {
        row: row.row_no,
        number: own.number,
        why: words::reason(&row.reason, locale),
        probable: row.likeness == "probable",
        compared: compared.filter(|(_, a, b)| !a.is_empty() || !b.is_empty()).collect(),
        chart_number: other.get(CHART_NUMBER).cloned().unwrap_or_default(),
        patient: row.patient.map(|id| format!("{PATIENTS}/{}", id.simple())).unwrap_or_default(),
        other: number,
        decision: Decision::parse(&row.decision),
    }
}

/// One row of the file, read again.
async fn one(platform: &Platform, tx: &mut Tx, run: &RunRow, row: i64) -> Outcome<Option<Prepared>> {
    let together = i64::try_from(TOGETHER).unwrap_or(i64::MAX);
    let rows = part(tx, run, row / together).await?;
    let at = usize::try_from(row % together).unwrap_or_default();
    Ok(rows.get(at).and_then(|row| prepare(&run.plan(), row, &platform.settings.messages.regions)))
}
