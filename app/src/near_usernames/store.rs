//! The SQL of usernames' keys.

use sqlx::FromRow;
use uuid::Uuid;

use crate::platform::{Outcome, Tx};
use crate::{execute, fetch_all, statements};

statements! {
    // Keys come as one JSON array: their number differs with the name's length, and the statement stays the same.
    CREATE_USERNAME_KEYS = {
        sqlite: "INSERT INTO username_key (key, user_id) SELECT value, $2 FROM json_each($1) WHERE TRUE ON CONFLICT DO NOTHING",
        postgres: "INSERT INTO username_key (key, user_id) SELECT CAST(value AS BIGINT), CAST($2 AS UUID) \
                   FROM jsonb_array_elements_text(CAST(CAST($1 AS TEXT) AS JSONB)) ON CONFLICT DO NOTHING"
    };
    // Limited before the join: what a look-up costs must not depend on how many names of a large practice are alike. The plus keeps SQLite from reading all
    // of the practice first.
    FIND_BY_USERNAME_KEYS = {
        sqlite: "SELECT users.id, users.username FROM (SELECT username_key.user_id FROM json_each($1) AS typed \
                 JOIN username_key ON username_key.key = typed.value LIMIT $3) AS found \
                 JOIN users ON users.id = found.user_id WHERE +users.practice = $2",
        postgres: "SELECT users.id, users.username FROM (SELECT user_id FROM username_key WHERE key = ANY(ARRAY( \
                   SELECT CAST(value AS BIGINT) FROM jsonb_array_elements_text(CAST(CAST($1 AS TEXT) AS JSONB)))) LIMIT $3) AS found \
                   JOIN users ON users.id = found.user_id WHERE users.practice = $2"
    };
    LIST_WITHOUT_KEYS = "SELECT id, practice, username FROM users WHERE id > $1 \
                         AND NOT EXISTS (SELECT 1 FROM username_key WHERE username_key.user_id = users.id) ORDER BY id LIMIT $2";
}

/// A user whose name has no keys yet.
#[derive(Clone, Debug, FromRow)]
pub struct NameRow {
    /// The user.
    pub id: Uuid,
    /// Their practice.
    pub practice: Uuid,
    /// Folded.
    pub username: String,
}

/// Writes a user's keys (a JSON array of integers); those that are there already stay.
pub async fn create(tx: &mut Tx, keys: &str, user: Uuid) -> Outcome<u64> {
    execute!(tx, CREATE_USERNAME_KEYS, keys, user)
}

/// Users of a practice with any of these keys (a JSON array of integers): id and username, once for each key in common, at most `limit`.
pub async fn find(tx: &mut Tx, keys: &str, practice: Uuid, limit: i64) -> Outcome<Vec<(Uuid, String)>> {
    fetch_all!(tx, FIND_BY_USERNAME_KEYS, keys, practice, limit)
}

/// Up to `limit` users after `after` without keys.
pub async fn list_without(tx: &mut Tx, after: Uuid, limit: i64) -> Outcome<Vec<NameRow>> {
    fetch_all!(tx, LIST_WITHOUT_KEYS, after, limit)
}
