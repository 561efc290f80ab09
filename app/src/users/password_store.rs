//! The passwords' SQL: hashes, and who told the code that one was set with.

use uuid::Uuid;

use crate::platform::{Millis, Outcome, Tx};
use crate::{execute, fetch_optional, statements};

statements! {
    SET_PASSWORD = "INSERT INTO user_password (user_id, phc, set_at) VALUES ($1, $2, $3) \
                    ON CONFLICT (user_id) DO UPDATE SET phc = $2, set_at = $3, short = FALSE";
    RESET_PASSWORD = "INSERT INTO user_password (user_id, phc, set_at, told_by, short) VALUES ($1, $2, $3, $4, $5) \
                      ON CONFLICT (user_id) DO UPDATE SET phc = $2, set_at = $3, told_by = $4, short = $5";
    FIND_PASSWORD = "SELECT phc FROM user_password WHERE user_id = $1";
    // A log-in and whatever sets a password wait for each other here, so that no session begins with a password that holds no more.
    LOCK_PASSWORD = { sqlite: "SELECT phc FROM user_password WHERE user_id = $1", postgres: "SELECT phc FROM user_password WHERE user_id = $1 FOR UPDATE" };
    CHANGE_PASSWORD = "UPDATE user_password SET phc = $3, set_at = $4, told_by = NULL, short = $5 WHERE user_id = $1 AND phc = $2";
    CREATE_PASSWORD = "INSERT INTO user_password (user_id, phc, set_at, short) VALUES ($1, $2, $3, $4) ON CONFLICT (user_id) DO NOTHING";
    FIND_PASSWORD_AGE = "SELECT set_at, short FROM user_password WHERE user_id = $1";
    FIND_TOLD_BY = "SELECT users.first_name, users.last_name FROM user_password JOIN users ON users.id = user_password.told_by \
                    WHERE user_password.user_id = $1";
    CLEAR_TOLD_BY = "UPDATE user_password SET told_by = NULL WHERE user_id = $1 AND told_by IS NOT NULL";
    REHASH_PASSWORD = "UPDATE user_password SET phc = $3 WHERE user_id = $1 AND phc = $2";
}

/// Sets a password's hash.
pub async fn set_password(tx: &mut Tx, user: Uuid, phc: &str, now: Millis) -> Outcome<u64> {
    execute!(tx, SET_PASSWORD, user, phc, now)
}

/// Replaces a hash by one of the same password, unless it was changed meanwhile.
pub async fn rehash_password(tx: &mut Tx, user: Uuid, old: &str, new: &str) -> Outcome<u64> {
    execute!(tx, REHASH_PASSWORD, user, old, new)
}

/// A new password's hash.
#[derive(Clone, Copy, Debug)]
pub struct NewHash<'a> {
    /// Argon2id, as it is stored.
    pub phc: &'a str,
    /// The password is too short to stand alone.
    pub short: bool,
}

/// Sets a password's hash after a reset, and remembers who told the code.
pub async fn reset_password(tx: &mut Tx, user: Uuid, new: NewHash<'_>, told_by: Option<Uuid>, now: Millis) -> Outcome<u64> {
    execute!(tx, RESET_PASSWORD, user, new.phc, now, told_by, new.short)
}

/// When a person's password was set, and whether it is too short to stand alone; none for who has none.
pub async fn find_password_age(tx: &mut Tx, user: Uuid) -> Outcome<Option<(Millis, bool)>> {
    fetch_optional!(tx, FIND_PASSWORD_AGE, user)
}

/// The hash of a person's password.
pub async fn find_password(tx: &mut Tx, user: Uuid) -> Outcome<Option<String>> {
    let row: Option<(String,)> = fetch_optional!(tx, FIND_PASSWORD, user)?;
    Ok(row.map(|(phc,)| phc))
}

/// The hash of a person's password, held until the transaction ends.
pub async fn lock_password(tx: &mut Tx, user: Uuid) -> Outcome<Option<String>> {
    let row: Option<(String,)> = fetch_optional!(tx, LOCK_PASSWORD, user)?;
    Ok(row.map(|(phc,)| phc))
}

/// Replaces a hash by a new password's, unless it was changed meanwhile: then 0.
pub async fn change_password(tx: &mut Tx, user: Uuid, before: &str, new: NewHash<'_>, now: Millis) -> Outcome<u64> {
    execute!(tx, CHANGE_PASSWORD, user, before, new.phc, now, new.short)
}

/// Sets the first password of somebody who has none: else 0.
pub async fn create_password(tx: &mut Tx, user: Uuid, new: NewHash<'_>, now: Millis) -> Outcome<u64> {
    execute!(tx, CREATE_PASSWORD, user, new.phc, now, new.short)
}

/// Who told the code that a person's password was set with; none once the person knows.
pub async fn find_told_by(tx: &mut Tx, user: Uuid) -> Outcome<Option<(String, String)>> {
    fetch_optional!(tx, FIND_TOLD_BY, user)
}

/// The person knows who told the code.
pub async fn clear_told_by(tx: &mut Tx, user: Uuid) -> Outcome<u64> {
    execute!(tx, CLEAR_TOLD_BY, user)
}
