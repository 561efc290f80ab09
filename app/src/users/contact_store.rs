//! The SQL of contact addresses, and of what somebody logs in with.

use sqlx::FromRow;
use uuid::Uuid;

use crate::platform::{Millis, Outcome, Tx};
use crate::{execute, fetch_all, fetch_optional, statements};

statements! {
    FIND_EMAIL = "SELECT email FROM users WHERE id = $1";
    SET_EMAIL = "UPDATE users SET email = $2, email_set_at = $3, updated_at = $3, version = version + 1 WHERE id = $1";
    ADOPT_EMAIL = "UPDATE users SET email = $2, email_set_at = $3, updated_at = $3, version = version + 1 WHERE id = $1 AND email IS NULL";
    FIND_ACCOUNT = "SELECT users.id, users.practice, practice.name AS practice_name, practice.practice_id, users.username, users.first_name, \
                    users.deactivated_at FROM users JOIN practice ON practice.id = users.practice WHERE users.id = $1";
    FIND_REACHED = "SELECT email, first_name FROM users WHERE id = $1 AND email IS NOT NULL AND deactivated_at IS NULL";
    LIST_BY_EMAIL = "SELECT id FROM users WHERE lower(email) = $1 LIMIT 5";
}

/// What a person logs in with.
#[derive(Clone, Debug, FromRow)]
pub struct AccountRow {
    /// Their id.
    pub id: Uuid,
    /// Their practice.
    pub practice: Uuid,
    /// Its name.
    pub practice_name: String,
    /// Folded.
    pub practice_id: String,
    /// Folded.
    pub username: String,
    /// Given name.
    pub first_name: String,
    /// Set when the user may not log in any more.
    pub deactivated_at: Option<Millis>,
}

/// What a person logs in with.
pub async fn find_account(tx: &mut Tx, user: Uuid) -> Outcome<Option<AccountRow>> {
    fetch_optional!(tx, FIND_ACCOUNT, user)
}

/// Where somebody who may log in is written to, and their given name; none without an address.
pub async fn find_reached(tx: &mut Tx, user: Uuid) -> Outcome<Option<(String, String)>> {
    fetch_optional!(tx, FIND_REACHED, user)
}

/// The first five people with a contact address, folded.
pub async fn list_by_email(tx: &mut Tx, folded: &str) -> Outcome<Vec<Uuid>> {
    let rows: Vec<(Uuid,)> = fetch_all!(tx, LIST_BY_EMAIL, folded)?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Gives a user a contact address who has none.
pub async fn adopt_email(tx: &mut Tx, user: Uuid, email: &str, now: Millis) -> Outcome<u64> {
    execute!(tx, ADOPT_EMAIL, user, email, now)
}

/// A person's contact address.
pub async fn find_email(tx: &mut Tx, user: Uuid) -> Outcome<Option<String>> {
    let row: Option<(Option<String>,)> = fetch_optional!(tx, FIND_EMAIL, user)?;
    Ok(row.and_then(|(email,)| email))
}

/// Sets a person's contact address.
pub async fn set_email(tx: &mut Tx, user: Uuid, email: &str, now: Millis) -> Outcome<u64> {
    execute!(tx, SET_EMAIL, user, email, now)
}
