//! The recovery codes' SQL.

use uuid::Uuid;

use crate::platform::{Millis, Outcome, Tx};
use crate::{execute, fetch_one, fetch_optional, statements};

statements! {
    DELETE_RECOVERY_CODES = "DELETE FROM recovery_code WHERE user_id = $1";
    DELETE_RECOVERY_CODES_KEPT = "DELETE FROM recovery_codes_kept WHERE user_id = $1";
    CREATE_RECOVERY_CODE = "INSERT INTO recovery_code (user_id, place, phc, created_at, used_at) VALUES ($1, $2, $3, $4, NULL)";
    KEEP_RECOVERY_CODES = "INSERT INTO recovery_codes_kept (user_id, kept_at) VALUES ($1, $2) ON CONFLICT (user_id) DO NOTHING";
    FIND_RECOVERY_CODE = "SELECT phc FROM recovery_code WHERE user_id = $1 AND place = $2 AND used_at IS NULL";
    USE_RECOVERY_CODE = "UPDATE recovery_code SET used_at = $4 WHERE user_id = $1 AND place = $2 AND phc = $3 AND used_at IS NULL";
    COUNT_RECOVERY_CODES = "SELECT COUNT(*), CAST(COALESCE(SUM(CASE WHEN used_at IS NULL THEN 1 ELSE 0 END), 0) AS BIGINT), \
                            CAST(COALESCE(MAX(created_at), 0) AS BIGINT) FROM recovery_code WHERE user_id = $1";
    FIND_RECOVERY_CODES_KEPT = "SELECT kept_at FROM recovery_codes_kept WHERE user_id = $1";
}

/// Deletes a person's codes.
pub async fn delete_all(tx: &mut Tx, user: Uuid) -> Outcome<u64> {
    execute!(tx, DELETE_RECOVERY_CODES_KEPT, user)?;
    execute!(tx, DELETE_RECOVERY_CODES, user)
}

/// Writes one code.
pub async fn create(tx: &mut Tx, user: Uuid, place: i64, phc: &str, now: Millis) -> Outcome<u64> {
    execute!(tx, CREATE_RECOVERY_CODE, user, place, phc, now)
}

/// Notes that a person keeps their codes.
pub async fn keep(tx: &mut Tx, user: Uuid, now: Millis) -> Outcome<u64> {
    execute!(tx, KEEP_RECOVERY_CODES, user, now)
}

/// The hash of a code that was not used.
pub async fn find(tx: &mut Tx, user: Uuid, place: i64) -> Outcome<Option<String>> {
    let row: Option<(String,)> = fetch_optional!(tx, FIND_RECOVERY_CODE, user, place)?;
    Ok(row.map(|(phc,)| phc))
}

/// Uses a code up; 0 when it was used or replaced meanwhile.
pub async fn use_up(tx: &mut Tx, user: Uuid, place: i64, phc: &str, now: Millis) -> Outcome<u64> {
    execute!(tx, USE_RECOVERY_CODE, user, place, phc, now)
}

/// How many codes a person has, how many of them are unused, and when they were made.
pub async fn count(tx: &mut Tx, user: Uuid) -> Outcome<(i64, i64, Millis)> {
    fetch_one!(tx, COUNT_RECOVERY_CODES, user)
}

/// When the person said that they keep them.
pub async fn find_kept(tx: &mut Tx, user: Uuid) -> Outcome<Option<Millis>> {
    let row: Option<(Millis,)> = fetch_optional!(tx, FIND_RECOVERY_CODES_KEPT, user)?;
    Ok(row.map(|(at,)| at))
}
