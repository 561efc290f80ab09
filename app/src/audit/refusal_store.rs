//! The SQL of refused log-ins that are counted, not told one by one.

use sqlx::FromRow;
use uuid::Uuid;

use crate::platform::{Millis, Outcome, Tx};
use crate::{execute, fetch_all, fetch_one, fetch_optional, statements};

statements! {
    // Takes the row's lock in any case. Within the hour it counts; after it, the row stays as it was and the caller tells it.
    COUNT_REFUSAL = "INSERT INTO door_refusals (identifier, began_at, refused, over_from, over_until, practice, subject) \
                     VALUES ($1, $2, 1, $2, $2, $5, $6) ON CONFLICT (identifier) DO UPDATE SET \
                     over_from = CASE WHEN door_refusals.refused = $4 AND ABS($2 - door_refusals.began_at) < $3 THEN $2 ELSE door_refusals.over_from END, \
                     over_until = CASE WHEN ABS($2 - door_refusals.began_at) < $3 THEN $2 ELSE door_refusals.over_until END, \
                     practice = CASE WHEN ABS($2 - door_refusals.began_at) < $3 THEN $5 ELSE door_refusals.practice END, \
                     subject = CASE WHEN ABS($2 - door_refusals.began_at) < $3 THEN $6 ELSE door_refusals.subject END, \
                     refused = door_refusals.refused + CASE WHEN ABS($2 - door_refusals.began_at) < $3 THEN 1 ELSE 0 END \
                     RETURNING began_at, refused, over_from, over_until, practice, subject";
    BEGIN_REFUSALS = "UPDATE door_refusals SET began_at = $2, refused = 1, over_from = $2, over_until = $2, practice = $3, subject = $4 \
                      WHERE identifier = $1";
    LIST_SURPLUS = "SELECT identifier FROM door_refusals WHERE began_at <= $1 AND refused > $2 LIMIT $3";
    TAKE_REFUSALS = "DELETE FROM door_refusals WHERE identifier = $1 AND began_at <= $2 \
                     RETURNING began_at, refused, over_from, over_until, practice, subject";
    DELETE_REFUSALS = "DELETE FROM door_refusals WHERE began_at <= $1 AND refused <= $2";
}

/// The refusals of an hour.
#[derive(Clone, Debug, FromRow)]
pub struct RefusalsRow {
    /// The first one.
    pub began_at: Millis,
    /// How many since then.
    pub refused: i64,
    /// The first one without an entry of its own, when there is one.
    pub over_from: Millis,
    /// The last one.
    pub over_until: Millis,
    /// The last one's practice.
    pub practice: Option<Uuid>,
    /// The last one's person.
    pub subject: Option<Uuid>,
}

/// Counts a refusal within the hour (`(now, hour, listed)`); locks the row and leaves it as it is when that hour is over.
pub async fn count_refusal(
    tx: &mut Tx,
    key: &[u8],
    (practice, subject): (Option<Uuid>, Option<Uuid>),
    (now, hour, listed): (Millis, Millis, i64),
) -> Outcome<RefusalsRow> {
    fetch_one!(tx, COUNT_REFUSAL, key, now, hour, listed, practice, subject)
}

/// Begins a new hour with one refusal.
pub async fn begin_refusals(
    tx: &mut Tx,
    key: &[u8],
    (practice, subject): (Option<Uuid>, Option<Uuid>),
    now: Millis,
) -> Outcome<u64> {
    execute!(tx, BEGIN_REFUSALS, key, now, practice, subject)
}

/// Up to `limit` hours begun not later than `ended` with more refusals than have entries.
pub async fn list_surplus(tx: &mut Tx, ended: Millis, listed: i64, limit: i64) -> Outcome<Vec<(Vec<u8>,)>> {
    fetch_all!(tx, LIST_SURPLUS, ended, listed, limit)
}

/// Deletes an hour begun not later than `ended` and returns it; none when it was taken meanwhile.
pub async fn take_refusals(tx: &mut Tx, key: &[u8], ended: Millis) -> Outcome<Option<RefusalsRow>> {
    fetch_optional!(tx, TAKE_REFUSALS, key, ended)
}

/// Deletes hours begun not later than `ended` whose refusals all have entries.
pub async fn delete_refusals(tx: &mut Tx, ended: Millis, listed: i64) -> Outcome<u64> {
    execute!(tx, DELETE_REFUSALS, ended, listed)
}
