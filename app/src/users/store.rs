//! The users' SQL.

use sqlx::FromRow;
use uuid::Uuid;

use super::fold::keys;
use crate::platform::{Millis, Outcome, Tx};
use crate::{execute, fetch_all, fetch_one, fetch_optional, statements};

statements! {
    CREATE_USER = "INSERT INTO users (id, practice, username, first_name, last_name, email, phone, level, administrator, name_key, \
                   given_key, created_at, updated_at, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, 1)";
    LIST_OTHER_ADMINISTRATORS = "SELECT id, first_name, email FROM users WHERE practice = $1 AND id <> $2 AND id <> $3 AND administrator = TRUE \
                                 AND deactivated_at IS NULL AND email IS NOT NULL ORDER BY id LIMIT 100";
    LOCK_USER = { sqlite: "SELECT id FROM users WHERE id = $1", postgres: "SELECT id FROM users WHERE id = $1 FOR NO KEY UPDATE" };
    // A person by what is typed at the public page.
    FIND_NAMED = "SELECT users.id, users.practice, practice.name AS practice_name, users.first_name, users.last_name, users.email, \
                  users.administrator, users.email_set_at, users.deactivated_at FROM users JOIN practice ON practice.id = users.practice \
                  WHERE practice.practice_id = $1 AND users.username = $2";
    FIND_NAMED_BY_ID = "SELECT users.id, users.practice, practice.name AS practice_name, users.first_name, users.last_name, users.email, \
                        users.administrator, users.email_set_at, users.deactivated_at FROM users JOIN practice ON practice.id = users.practice \
                        WHERE users.id = $1";
    FIND_ID_BY_NAME = "SELECT users.id FROM users JOIN practice ON practice.id = users.practice \
                       WHERE practice.practice_id = $1 AND users.username = $2";
    USERNAME_EXISTS = "SELECT id FROM users WHERE practice = $1 AND username = $2";
    SET_LAST_LOG_IN = "UPDATE users SET last_log_in_at = $2 WHERE id = $1";
    FIND_USER = "SELECT users.id, username, first_name, last_name, email, phone, level, administrator, deactivated_at, last_log_in_at, \
                 version, name_key, email_set_at, EXISTS (SELECT 1 FROM user_password WHERE user_id = users.id) AS has_password, \
                 EXISTS (SELECT 1 FROM way_in WHERE user_id = users.id) AS set_up FROM users WHERE users.practice = $1 AND users.id = $2";
    // From an index and not beyond 501: among 100,000 people it costs no more than among 501.
    COUNT_USERS = "SELECT \
                   CAST((SELECT COUNT(*) FROM (SELECT 1 FROM users WHERE practice = $1 AND deactivated_at IS NULL \
                   ORDER BY administrator, name_key, id LIMIT 501) AS a) AS BIGINT) AS active, \
                   CAST((SELECT COUNT(*) FROM (SELECT 1 FROM users WHERE practice = $1 AND deactivated_at IS NULL AND administrator = TRUE \
                   ORDER BY administrator, name_key, id LIMIT 501) AS m) AS BIGINT) AS administrators";
    // Everybody who changes who may do what in a practice takes this lock first, so that two demotions cannot pass each other.
    LIST_ADMINISTRATORS = "SELECT first_name, last_name, COALESCE(phone, '') FROM users WHERE practice = $1 AND administrator = TRUE AND deactivated_at IS NULL ORDER BY name_key, id LIMIT 100";
    IS_ADMINISTRATOR = "SELECT id FROM users WHERE practice = $1 AND id = $2 AND administrator AND deactivated_at IS NULL";
    // Who was invited and never came can let nobody back in.
    COUNT_OTHER_ADMINISTRATORS = "SELECT CAST(COUNT(*) AS BIGINT) FROM users \
                                  WHERE practice = $1 AND id <> $2 AND administrator = TRUE AND deactivated_at IS NULL \
                                  AND EXISTS (SELECT 1 FROM way_in WHERE way_in.user_id = users.id)";
    IS_SET_UP = "SELECT user_id FROM way_in WHERE user_id = $1 LIMIT 1";
    UPDATE_PROFILE = "UPDATE users SET first_name = $3, last_name = $4, email = $5, phone = $6, level = $7, name_key = $8, given_key = $9, \
                      updated_at = $10, email_set_at = CASE WHEN email IS NOT DISTINCT FROM $5 THEN email_set_at ELSE $10 END, version = version + 1 WHERE practice = $1 AND id = $2 AND version = $11";
    // Keys that hold anything else than folded ASCII: from before the folding, or of another alphabet.
    LIST_UNFOLDED = {
        sqlite: "SELECT id, first_name, last_name, name_key FROM users WHERE id > $1 AND name_key GLOB '*[^a-z0-9 .-]*' ORDER BY id LIMIT $2",
        postgres: "SELECT id, first_name, last_name, name_key FROM users WHERE id > $1 AND name_key ~ '[^a-z0-9 .-]' ORDER BY id LIMIT $2"
    };
    // Not where somebody has changed the name since it was read.
    SET_KEYS = "UPDATE users SET name_key = $3, given_key = $4 WHERE id = $1 AND name_key = $2";
    // Nobody is named for emergencies beyond a deactivation.
    SET_DEACTIVATED = "UPDATE users SET deactivated_at = $3, emergency_designated = FALSE, updated_at = $4, version = version + 1 WHERE practice = $1 AND id = $2";
    SET_ADMINISTRATOR = "UPDATE users SET administrator = $3, updated_at = $4, version = version + 1 WHERE practice = $1 AND id = $2";
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

/// A user, as stored.
#[derive(Clone, Debug, FromRow)]
pub struct UserRow {
    /// Its id.
    pub id: Uuid,
    /// Folded.
    pub username: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Contact address.
    pub email: Option<String>,
    /// Contact number.
    pub phone: Option<String>,
    /// Edit level.
    pub level: String,
    /// May look after accounts.
    pub administrator: bool,
    /// Set when the user may not log in any more.
    pub deactivated_at: Option<Millis>,
    /// The last log-in.
    pub last_log_in_at: Option<Millis>,
    /// Rises with each change.
    pub version: i64,
    /// Family name, given name; folded: the list's order.
    pub name_key: String,
    /// When the address was last changed.
    pub email_set_at: Millis,
    /// Has a password.
    pub has_password: bool,
    /// Can come in: has a password or a passkey.
    pub set_up: bool,
}

/// A user whose keys may be from before the folding.
#[derive(Clone, Debug, FromRow)]
pub struct KeysRow {
    /// The user.
    pub id: Uuid,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// As it is.
    pub name_key: String,
}

/// How a practice's users stand.
#[derive(Clone, Copy, Debug, FromRow)]
pub struct CountsRow {
    /// May log in.
    pub active: i64,
    /// May log in and look after accounts.
    pub administrators: i64,
}

/// What a profile form changes.
#[derive(Clone, Debug)]
pub struct ProfileRow<'a> {
    /// Given name.
    pub first_name: &'a str,
    /// Family name.
    pub last_name: &'a str,
    /// Contact address.
    pub email: Option<&'a str>,
    /// Contact number.
    pub phone: Option<&'a str>,
    /// Edit level.
    pub level: &'a str,
}

/// Up to `limit` users after `after` whose keys may be from before the folding.
pub async fn list_unfolded(tx: &mut Tx, after: Uuid, limit: i64) -> Outcome<Vec<KeysRow>> {
    fetch_all!(tx, LIST_UNFOLDED, after, limit)
}

/// Writes a user's keys, unless the name was changed since.
pub async fn set_keys(tx: &mut Tx, row: &KeysRow, name_key: &str, given_key: &str) -> Outcome<u64> {
    execute!(tx, SET_KEYS, row.id, &row.name_key, name_key, given_key)
}

/// Writes a user. The username must be free: see [`username_exists`].
pub async fn create(tx: &mut Tx, u: &NewUserRow<'_>, now: Millis) -> Outcome<u64> {
    let (name_key, given_key) = keys(u.first_name, u.last_name);
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
        &name_key,
        &given_key,
        now
    )
}

/// Whether a practice has a user of this name.
pub async fn username_exists(tx: &mut Tx, practice: Uuid, username: &str) -> Outcome<bool> {
    let row: Option<(Uuid,)> = fetch_optional!(tx, USERNAME_EXISTS, practice, username)?;
    Ok(row.is_some())
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

/// A user of this practice; none of another's.
pub async fn find(tx: &mut Tx, practice: Uuid, user: Uuid) -> Outcome<Option<UserRow>> {
    fetch_optional!(tx, FIND_USER, practice, user)
}

/// How a practice's users stand; each number at most [`COUNTED`](super::model::COUNTED) and one.
pub async fn count(tx: &mut Tx, practice: Uuid) -> Outcome<CountsRow> {
    fetch_one!(tx, COUNT_USERS, practice)
}

/// The active administrators of a practice: given name, family name, contact number.
pub async fn list_administrators(tx: &mut Tx, practice: Uuid) -> Outcome<Vec<(String, String, String)>> {
    fetch_all!(tx, LIST_ADMINISTRATORS, practice)
}

/// Whether this is an active administrator of the practice, now.
pub async fn is_administrator(tx: &mut Tx, practice: Uuid, user: Uuid) -> Outcome<bool> {
    let row: Option<(Uuid,)> = fetch_optional!(tx, IS_ADMINISTRATOR, practice, user)?;
    Ok(row.is_some())
}

/// How many administrators that can log in there are beside this user.
pub async fn count_other_administrators(tx: &mut Tx, practice: Uuid, user: Uuid) -> Outcome<i64> {
    let (n,): (i64,) = fetch_one!(tx, COUNT_OTHER_ADMINISTRATORS, practice, user)?;
    Ok(n)
}

/// Whether a person has a password or a passkey.
pub async fn is_set_up(tx: &mut Tx, user: Uuid) -> Outcome<bool> {
    let row: Option<(Uuid,)> = fetch_optional!(tx, IS_SET_UP, user)?;
    Ok(row.is_some())
}

/// Changes a profile, unless somebody else changed it since `version`: then 0.
pub async fn update_profile(
    tx: &mut Tx,
    practice: Uuid,
    user: Uuid,
    p: &ProfileRow<'_>,
    version: i64,
    now: Millis,
) -> Outcome<u64> {
    let (name_key, given_key) = keys(p.first_name, p.last_name);
    execute!(
        tx,
        UPDATE_PROFILE,
        practice,
        user,
        p.first_name,
        p.last_name,
        p.email,
        p.phone,
        p.level,
        &name_key,
        &given_key,
        now,
        version
    )
}

/// Deactivates (a time) or reactivates (none).
pub async fn set_deactivated(tx: &mut Tx, practice: Uuid, user: Uuid, at: Option<Millis>, now: Millis) -> Outcome<u64> {
    execute!(tx, SET_DEACTIVATED, practice, user, at, now)
}

/// Gives or takes the care of accounts.
pub async fn set_administrator(tx: &mut Tx, practice: Uuid, user: Uuid, administrator: bool, now: Millis) -> Outcome<u64> {
    execute!(tx, SET_ADMINISTRATOR, practice, user, administrator, now)
}

/// A person by Practice ID and username.
#[derive(Clone, Debug, FromRow)]
pub struct NamedRow {
    /// Their id.
    pub id: Uuid,
    /// Their practice.
    pub practice: Uuid,
    /// Its name.
    pub practice_name: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Contact address.
    pub email: Option<String>,
    /// May look after accounts.
    pub administrator: bool,
    /// When the address was last changed.
    pub email_set_at: Millis,
    /// Set when the user may not log in any more.
    pub deactivated_at: Option<Millis>,
}

/// A person by Practice ID and username, both folded.
pub async fn find_named(tx: &mut Tx, practice_id: &str, username: &str) -> Outcome<Option<NamedRow>> {
    fetch_optional!(tx, FIND_NAMED, practice_id, username)
}

/// The same by its id.
pub async fn find_named_by_id(tx: &mut Tx, user: Uuid) -> Outcome<Option<NamedRow>> {
    fetch_optional!(tx, FIND_NAMED_BY_ID, user)
}

/// Holds a person's row until the transaction ends.
pub async fn lock(tx: &mut Tx, user: Uuid) -> Outcome<()> {
    let _: Option<(Uuid,)> = fetch_optional!(tx, LOCK_USER, user)?;
    Ok(())
}

/// The active administrators with an address, beside two people: id, given name, address.
pub async fn list_other_administrators(
    tx: &mut Tx,
    practice: Uuid,
    one: Uuid,
    other: Uuid,
) -> Outcome<Vec<(Uuid, String, String)>> {
    fetch_all!(tx, LIST_OTHER_ADMINISTRATORS, practice, one, other)
}
