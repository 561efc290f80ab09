//! The users' SQL.

use uuid::Uuid;

use crate::platform::{Millis, Outcome, Tx};
use crate::{execute, fetch_optional, statements};

statements! {
    CREATE_USER = "INSERT INTO users (id, practice, username, first_name, last_name, email, phone, level, administrator, created_at, updated_at, version) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, 1)";
    SET_PASSWORD = "INSERT INTO user_password (user_id, phc, set_at) VALUES ($1, $2, $3) \
                    ON CONFLICT (user_id) DO UPDATE SET phc = $2, set_at = $3";
    REHASH_PASSWORD = "UPDATE user_password SET phc = $3 WHERE user_id = $1 AND phc = $2";
    FIND_ID_BY_NAME = "SELECT users.id FROM users JOIN practice ON practice.id = users.practice \
                       WHERE practice.practice_id = $1 AND users.username = $2";
    SET_LAST_LOG_IN = "UPDATE users SET last_log_in_at = $2 WHERE id = $1";
}

/// A new user's row.
#[derive(Clone, Debug)]
pub struct NewUserRow<'a> {
    /// Its id.
    pub id: Uuid,
    /// Its practice.
    pub practice: Uuid,
    /// Folded.
    pub username: &'a str,
    /// Given name.
    pub first_name: &'a str,
    /// Family name.
    pub last_name: &'a str,
    /// Contact address.
    pub email: Option<&'a str>,
    /// Contact number.
    pub phone: Option<&'a str>,
    /// [`super::model::Level::as_str`].
    pub level: &'a str,
    /// May look after accounts.
    pub administrator: bool,
}

/// Writes a user. A unique violation means that the practice has this username already.
pub async fn create(tx: &mut Tx, u: &NewUserRow<'_>, now: Millis) -> Outcome<u64> {
    execute!(
        tx,
        CREATE_USER,
        u.id,
        u.practice,
        u.username,
        u.first_name,
        u.last_name,
        u.email,
        u.phone,
        u.level,
        u.administrator,
        now
    )
}

/// Sets a password's hash.
pub async fn set_password(tx: &mut Tx, user: Uuid, phc: &str, now: Millis) -> Outcome<u64> {
    execute!(tx, SET_PASSWORD, user, phc, now)
}

/// Replaces a hash by one of the same password, unless it was changed meanwhile.
pub async fn rehash_password(tx: &mut Tx, user: Uuid, old: &str, new: &str) -> Outcome<u64> {
    execute!(tx, REHASH_PASSWORD, user, old, new)
}

/// A user by Practice ID and username, both folded.
pub async fn find_id_by_name(tx: &mut Tx, practice_id: &str, username: &str) -> Outcome<Option<Uuid>> {
    let row: Option<(Uuid,)> = fetch_optional!(tx, FIND_ID_BY_NAME, practice_id, username)?;
    Ok(row.map(|(id,)| id))
}

/// Remembers when a user was last let in.
pub async fn set_last_log_in(tx: &mut Tx, user: Uuid, now: Millis) -> Outcome<u64> {
    execute!(tx, SET_LAST_LOG_IN, user, now)
}
