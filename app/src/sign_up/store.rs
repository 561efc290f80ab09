//! The sign-ups' SQL.

use sqlx::FromRow;
use uuid::Uuid;

use crate::platform::{Millis, Outcome, Tx};
use crate::{execute, fetch_one, fetch_optional, statements};

statements! {
    CREATE_SIGN_UP = "INSERT INTO sign_up (id, address, folded, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)";
    END_SIGN_UP = "UPDATE sign_up SET ended_at = $2 WHERE folded = $1 AND ended_at IS NULL";
    FIND_SIGN_UP = "SELECT id, address, expires_at, ended_at, practice FROM sign_up WHERE id = $1";
    // One conditional update decides: the same link twice at once makes one practice.
    USE_SIGN_UP = "UPDATE sign_up SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL AND expires_at > $2";
    NOTE_PRACTICE_OF_SIGN_UP = "UPDATE sign_up SET practice = $2 WHERE id = $1";
    COUNT_SIGNED_UP = "SELECT CAST(COUNT(*) AS BIGINT) FROM sign_up WHERE practice IS NOT NULL AND ended_at > $1";
    END_EVERY_SIGN_UP = "UPDATE sign_up SET ended_at = $1 WHERE ended_at IS NULL";
    DELETE_OLD_SIGN_UPS = "DELETE FROM sign_up WHERE ended_at < $1 OR expires_at < $1";
}

/// A sign-up, as stored.
#[derive(Clone, Debug, FromRow)]
pub struct SignUpRow {
    /// Its id: the link is derived from it.
    pub id: Uuid,
    /// As typed.
    pub address: String,
    /// Until when it works.
    pub expires_at: Millis,
    /// When it ended.
    pub ended_at: Option<Millis>,
    /// What it made.
    pub practice: Option<Uuid>,
}

/// A new sign-up.
#[derive(Clone, Copy, Debug)]
pub struct NewSignUpRow<'a> {
    /// Its id.
    pub id: Uuid,
    /// As typed.
    pub address: &'a str,
    /// As compared.
    pub folded: &'a str,
    /// When.
    pub now: Millis,
    /// Until when.
    pub expires_at: Millis,
}

/// Writes a sign-up. There must be no open one of its address: see [`end`].
pub async fn create(tx: &mut Tx, n: NewSignUpRow<'_>) -> Outcome<u64> {
    execute!(tx, CREATE_SIGN_UP, n.id, n.address, n.folded, n.now, n.expires_at)
}

/// Ends the open sign-up of an address.
pub async fn end(tx: &mut Tx, folded: &str, now: Millis) -> Outcome<u64> {
    execute!(tx, END_SIGN_UP, folded, now)
}

/// A sign-up.
pub async fn find(tx: &mut Tx, id: Uuid) -> Outcome<Option<SignUpRow>> {
    fetch_optional!(tx, FIND_SIGN_UP, id)
}

/// Uses a sign-up up: 1 when it was open and its time not over.
pub async fn take(tx: &mut Tx, id: Uuid, now: Millis) -> Outcome<u64> {
    execute!(tx, USE_SIGN_UP, id, now)
}

/// Notes the practice that a sign-up has made.
pub async fn note_practice(tx: &mut Tx, id: Uuid, practice: Uuid) -> Outcome<u64> {
    execute!(tx, NOTE_PRACTICE_OF_SIGN_UP, id, practice)
}

/// How many practices were made since a time.
pub async fn count_since(tx: &mut Tx, since: Millis) -> Outcome<i64> {
    let (n,): (i64,) = fetch_one!(tx, COUNT_SIGNED_UP, since)?;
    Ok(n)
}

/// Ends all that are open; returns how many.
pub async fn end_every_open(tx: &mut Tx, now: Millis) -> Outcome<u64> {
    execute!(tx, END_EVERY_SIGN_UP, now)
}

/// Deletes what was over before `since`; returns how many.
pub async fn delete_old(tx: &mut Tx, since: Millis) -> Outcome<u64> {
    execute!(tx, DELETE_OLD_SIGN_UPS, since)
}
