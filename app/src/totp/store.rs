//! The authenticator apps' SQL.

use uuid::Uuid;

use crate::platform::{Millis, Outcome, Tx};
use crate::{execute, fetch_optional, statements};

statements! {
    CREATE_TOTP = "INSERT INTO totp (id, user_id, created_at, confirmed_at, last_step) VALUES ($1, $2, $3, NULL, 0)";
    DELETE_PENDING_TOTP = "DELETE FROM totp WHERE user_id = $1 AND confirmed_at IS NULL";
    DELETE_TOTP = "DELETE FROM totp WHERE user_id = $1";
    DELETE_CONFIRMED_TOTP = "DELETE FROM totp WHERE user_id = $1 AND confirmed_at IS NOT NULL";
    FIND_PENDING_TOTP = "SELECT id FROM totp WHERE user_id = $1 AND confirmed_at IS NULL AND created_at > $2";
    FIND_TOTP = "SELECT id, confirmed_at FROM totp WHERE user_id = $1 AND confirmed_at IS NOT NULL";
    CONFIRM_TOTP = "UPDATE totp SET confirmed_at = $2, last_step = $3 WHERE id = $1 AND confirmed_at IS NULL";
    USE_TOTP_STEP = "UPDATE totp SET last_step = $2 WHERE id = $1 AND last_step < $2";
    DELETE_OLD_PENDING_TOTP = "DELETE FROM totp WHERE confirmed_at IS NULL AND created_at <= $1";
}

/// Writes an app that is being set up.
pub async fn create(tx: &mut Tx, id: Uuid, user: Uuid, now: Millis) -> Outcome<u64> {
    execute!(tx, CREATE_TOTP, id, user, now)
}

/// Deletes what a person has begun to set up.
pub async fn delete_pending(tx: &mut Tx, user: Uuid) -> Outcome<u64> {
    execute!(tx, DELETE_PENDING_TOTP, user)
}

/// Deletes a person's app, in use or being set up; returns how many there were.
pub async fn delete_all(tx: &mut Tx, user: Uuid) -> Outcome<u64> {
    execute!(tx, DELETE_TOTP, user)
}

/// Deletes a person's app in use.
pub async fn delete_confirmed(tx: &mut Tx, user: Uuid) -> Outcome<u64> {
    execute!(tx, DELETE_CONFIRMED_TOTP, user)
}

/// What a person has begun to set up since a time.
pub async fn find_pending(tx: &mut Tx, user: Uuid, since: Millis) -> Outcome<Option<Uuid>> {
    let row: Option<(Uuid,)> = fetch_optional!(tx, FIND_PENDING_TOTP, user, since)?;
    Ok(row.map(|(id,)| id))
}

/// A person's app in use, and since when.
pub async fn find(tx: &mut Tx, user: Uuid) -> Outcome<Option<(Uuid, Millis)>> {
    fetch_optional!(tx, FIND_TOTP, user)
}

/// Puts an app into use; 0 when it was already, or is gone.
pub async fn confirm(tx: &mut Tx, id: Uuid, now: Millis, step: i64) -> Outcome<u64> {
    execute!(tx, CONFIRM_TOTP, id, now, step)
}

/// Uses up a step and all before it; 0 when that has happened.
pub async fn use_step(tx: &mut Tx, id: Uuid, step: i64) -> Outcome<u64> {
    execute!(tx, USE_TOTP_STEP, id, step)
}

/// Deletes set-ups that were begun before a time and never ended.
pub async fn delete_old_pending(tx: &mut Tx, before: Millis) -> Outcome<u64> {
    execute!(tx, DELETE_OLD_PENDING_TOTP, before)
}
