//! The counters' SQL.

use sqlx::FromRow;

use crate::platform::{Millis, Outcome, Tx};
use crate::{execute, fetch_one, fetch_optional, statements};

statements! {
    FIND_TRIES = "SELECT tries, wait_until, last_at FROM failed_tries WHERE counter = $1 AND last_at > $2";
    COUNT_IDENTIFIERS = "SELECT CAST(COUNT(*) AS BIGINT) FROM (SELECT 1 AS one FROM failed_tries WHERE network = $1 AND last_at > $2 LIMIT $3) AS failing";
    ADD_TRY = "INSERT INTO failed_tries (counter, network, identifier, tries, wait_until, last_at) VALUES ($1, $2, $3, 1, 0, $4) \
               ON CONFLICT (counter) DO UPDATE SET \
               tries = CASE WHEN failed_tries.last_at > $5 THEN failed_tries.tries + 1 ELSE 1 END, last_at = $4, identifier = $3 \
               RETURNING tries";
    ADD_TRY_IF_COUNTED = "UPDATE failed_tries SET tries = CASE WHEN last_at > $3 THEN tries + 1 ELSE 1 END, last_at = $2 \
                          WHERE counter = $1 RETURNING tries";
    SET_WAIT = "UPDATE failed_tries SET wait_until = $2 WHERE counter = $1";
    // Somebody waits somewhere, or has reached a limit: that from anywhere, or that of a known browser, which has no network.
    FIND_LOCK = "SELECT tries, wait_until, last_at FROM failed_tries WHERE identifier = $1 AND last_at > $2 AND (wait_until > $3 \
                 OR (counter = $1 AND tries >= $4) OR (counter <> $1 AND network IS NULL AND tries >= $5)) LIMIT 1";
    // A wait has begun somewhere, over or not, or the limit from anywhere was reached.
    FIND_WAITED = "SELECT tries, wait_until, last_at FROM failed_tries WHERE identifier = $1 AND last_at > $2 \
                   AND (wait_until > 0 OR (counter = $1 AND tries >= $3)) LIMIT 1";
    DELETE_COUNTER = "DELETE FROM failed_tries WHERE counter = $1";
    DELETE_OF_IDENTIFIER = "DELETE FROM failed_tries WHERE identifier = $1";
    DELETE_OLD = "DELETE FROM failed_tries WHERE last_at <= $1";
    // Failures of the future are failures of now; their waits begin now.
    PUT_COUNTERS_RIGHT = "UPDATE failed_tries SET wait_until = CASE WHEN wait_until > last_at THEN $1 + (wait_until - last_at) ELSE 0 END, \
                          last_at = $1 WHERE last_at > $2";
    COUNT_COUNTERS = "SELECT CAST(COUNT(*) AS BIGINT) FROM failed_tries";
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

/// When a failure happens, and until when counters of the past have ended.
#[derive(Clone, Copy, Debug)]
pub struct Times {
    /// Now.
    pub now: Millis,
    /// A counter whose last failure is not later begins anew.
    pub ended: Millis,
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
pub async fn add_try(tx: &mut Tx, counter: &[u8], network: Option<&[u8]>, identifier: Option<&[u8]>, at: Times) -> Outcome<i64> {
    let (tries,): (i64,) = fetch_one!(tx, ADD_TRY, counter, network, identifier, at.now, at.ended)?;
    Ok(tries)
}

/// Counts one failure if there is such a counter; returns how many there are now.
pub async fn add_try_if_counted(tx: &mut Tx, counter: &[u8], at: Times) -> Outcome<Option<i64>> {
    let row: Option<(i64,)> = fetch_optional!(tx, ADD_TRY_IF_COUNTED, counter, at.now, at.ended)?;
    Ok(row.map(|(tries,)| tries))
}

/// No try before `until`.
pub async fn set_wait(tx: &mut Tx, counter: &[u8], until: Millis) -> Outcome<u64> {
    execute!(tx, SET_WAIT, counter, until)
}

/// Whether an identifier waits anywhere, or has reached the limit from anywhere or that of a known browser.
pub async fn is_locked(tx: &mut Tx, identifier: &[u8], at: Times, limit: i64, known_limit: i64) -> Outcome<bool> {
    let row: Option<TriesRow> = fetch_optional!(tx, FIND_LOCK, identifier, at.ended, at.now, limit, known_limit)?;
    Ok(row.is_some())
}

/// Whether a wait has begun for an identifier anywhere, or it has reached the limit from anywhere.
pub async fn has_waited(tx: &mut Tx, identifier: &[u8], ended: Millis, limit: i64) -> Outcome<bool> {
    let row: Option<TriesRow> = fetch_optional!(tx, FIND_WAITED, identifier, ended, limit)?;
    Ok(row.is_some())
}

/// Ends a counter.
pub async fn delete(tx: &mut Tx, counter: &[u8]) -> Outcome<u64> {
    execute!(tx, DELETE_COUNTER, counter)
}

/// Ends every counter of an identifier.
pub async fn delete_of_identifier(tx: &mut Tx, identifier: &[u8]) -> Outcome<u64> {
    execute!(tx, DELETE_OF_IDENTIFIER, identifier)
}

/// Sweeps counters whose last failure is not later than `ended`; returns how many.
pub async fn delete_old(tx: &mut Tx, ended: Millis) -> Outcome<u64> {
    execute!(tx, DELETE_OLD, ended)
}

/// Counters whose last failure is later than `future` failed last at `now`; returns how many.
pub async fn put_right(tx: &mut Tx, now: Millis, future: Millis) -> Outcome<u64> {
    execute!(tx, PUT_COUNTERS_RIGHT, now, future)
}

/// How many counters there are. Reads them all: only for the sweeper.
pub async fn count(tx: &mut Tx) -> Outcome<i64> {
    let (n,): (i64,) = fetch_one!(tx, COUNT_COUNTERS)?;
    Ok(n)
}
