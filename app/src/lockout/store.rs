//! The counters' SQL.

use sqlx::FromRow;

use crate::platform::{Millis, Outcome, Tx};
use crate::{execute, fetch_one, fetch_optional, statements};

statements! {
    FIND_TRIES = "SELECT tries, wait_until, last_at FROM failed_tries WHERE counter = $1 AND last_at > $2";
    COUNT_IDENTIFIERS = "SELECT CAST(COUNT(*) AS BIGINT) FROM (SELECT 1 AS one FROM failed_tries WHERE network = $1 AND last_at > $2 LIMIT $3) AS failing";
    ADD_TRY = "INSERT INTO failed_tries (counter, network, tries, wait_until, last_at) VALUES ($1, $2, 1, $3, $4) \
               ON CONFLICT (counter) DO UPDATE SET \
               tries = CASE WHEN failed_tries.last_at > $5 THEN failed_tries.tries + 1 ELSE 1 END, last_at = $4 \
               RETURNING tries";
    SET_WAIT = "UPDATE failed_tries SET wait_until = $2 WHERE counter = $1";
    DELETE_COUNTER = "DELETE FROM failed_tries WHERE counter = $1";
    DELETE_OLD = "DELETE FROM failed_tries WHERE last_at <= $1";
}

/// A counter.
#[derive(Clone, Copy, Debug, FromRow)]
pub struct TriesRow {
    /// Failures since the counter began.
    pub tries: i64,
    /// No try before this time.
    pub wait_until: Millis,
    /// The last failure.
    pub last_at: Millis,
}

/// A counter that has not ended yet (`last_at` later than `ended`).
pub async fn find(tx: &mut Tx, counter: &[u8], ended: Millis) -> Outcome<Option<TriesRow>> {
    fetch_optional!(tx, FIND_TRIES, counter, ended)
}

/// How many counters of a network failed after `since`; counts no further than `limit`.
pub async fn count_identifiers(tx: &mut Tx, network: &[u8], since: Millis, limit: i64) -> Outcome<i64> {
    let (n,): (i64,) = fetch_one!(tx, COUNT_IDENTIFIERS, network, since, limit)?;
    Ok(n)
}

/// Counts one failure; returns how many there are now.
pub async fn add_try(tx: &mut Tx, counter: &[u8], network: Option<&[u8]>, now: Millis, ended: Millis) -> Outcome<i64> {
    let (tries,): (i64,) = fetch_one!(tx, ADD_TRY, counter, network, 0_i64, now, ended)?;
    Ok(tries)
}

/// No try before `until`.
pub async fn set_wait(tx: &mut Tx, counter: &[u8], until: Millis) -> Outcome<u64> {
    execute!(tx, SET_WAIT, counter, until)
}

/// Ends a counter.
pub async fn delete(tx: &mut Tx, counter: &[u8]) -> Outcome<u64> {
    execute!(tx, DELETE_COUNTER, counter)
}

/// Sweeps counters whose last failure is not later than `ended`; returns how many.
pub async fn delete_old(tx: &mut Tx, ended: Millis) -> Outcome<u64> {
    execute!(tx, DELETE_OLD, ended)
}
