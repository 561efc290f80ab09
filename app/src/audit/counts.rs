//! What is counted of a practice's trail, for its administrators. Numbers alone: nobody is named.

use serde_json::Value;
use uuid::Uuid;

pub use super::count_store::RefusalsOfDayRow;
use super::count_store::{self as store};
use super::model::Kind;
use crate::platform::{Millis, Outcome, Tx};
use crate::practice::time::Day;

/// Ways back that are measured: the newest.
const WAYS_BACK: i64 = 2_000;

/// How many entries of a kind each of these days has.
///
/// # Errors
/// A database fault.
pub async fn by_day(tx: &mut Tx, practice: Uuid, kind: Kind, days: &[Day]) -> Outcome<Vec<i64>> {
    let rows = store::count_by_day(tx, practice, kind.as_str(), &listed(days)).await?;
    Ok(rows.into_iter().map(|(_, n)| n).collect())
}

/// The refusals of a kind on these days, alike ones together.
///
/// # Errors
/// A database fault.
pub async fn refusals(tx: &mut Tx, practice: Uuid, kind: Kind, days: &[Day]) -> Outcome<Vec<RefusalsOfDayRow>> {
    store::count_refusals(tx, practice, kind.as_str(), &listed(days), span(days)).await
}

/// What the doctor noticed at log-ins within these days: lists of findings as JSON, and how often each.
///
/// # Errors
/// A database fault.
pub async fn found_at_log_ins(tx: &mut Tx, practice: Uuid, days: &[Day]) -> Outcome<Vec<(String, i64)>> {
    let (from, until) = span(days);
    store::count_found(tx, practice, Kind::LoggedIn.as_str(), from, until).await
}

/// How long it took from a reset to being in again, for passwords that were set by one within these days; none for who is not in yet.
///
/// # Errors
/// A database fault.
pub async fn ways_back(tx: &mut Tx, practice: Uuid, days: &[Day]) -> Outcome<Vec<Option<Millis>>> {
    let kinds = [Kind::PasswordSet, Kind::ResetStarted, Kind::LoggedIn].map(Kind::as_str);
    let rows = store::list_ways_back(tx, practice, kinds, span(days), WAYS_BACK).await?;
    // Passwords that a person or the operator changed belong to no reset.
    let by_reset = |detail: &str| {
        let detail: Value = serde_json::from_str(detail).unwrap_or_default();
        matches!(detail["way"].as_str(), Some("link" | "code" | "self"))
    };
    Ok(rows
        .into_iter()
        .filter(|row| by_reset(&row.detail))
        .filter_map(|row| row.begun_at.map(|begun| row.logged_in_at.map(|done| done - begun)))
        .collect())
}

fn span(days: &[Day]) -> (Millis, Millis) {
    (days.first().map_or(0, |day| day.start), days.last().map_or(0, |day| day.end))
}

fn listed(days: &[Day]) -> String {
    days.iter().map(|day| Value::from_iter([day.start, day.end])).collect::<Value>().to_string()
}
