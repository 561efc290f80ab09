//! Who of a practice has a username or a name already, for many at once: what the import asks.

use sqlx::FromRow;
use uuid::Uuid;

use crate::platform::{Outcome, Tx};
use crate::{fetch_all, statements};

statements! {
    // By username or by name, of at most 500 rows. The texts as in `walk.rs`.
    LIST_NAMESAKES = {
        sqlite: "SELECT username, name_key, email FROM users WHERE practice = $1 AND (username IN (SELECT value FROM json_each($2)) \
                 OR name_key IN (SELECT value FROM json_each($3))) ORDER BY id",
        postgres: "SELECT username, name_key, email FROM users WHERE practice = $1 AND (username IN (SELECT json_array_elements_text(CAST($2 AS JSON))) \
                   OR name_key IN (SELECT json_array_elements_text(CAST($3 AS JSON)))) ORDER BY id"
    };
}

/// Somebody who is there.
#[derive(Clone, Debug, FromRow)]
pub struct Namesake {
    /// Folded.
    pub username: String,
    /// Family name, given name; folded.
    pub name_key: String,
    /// Contact address.
    pub email: Option<String>,
}

/// Who of a practice has one of these usernames, or one of these names.
pub async fn list_namesakes(tx: &mut Tx, practice: Uuid, usernames: &[String], name_keys: &[String]) -> Outcome<Vec<Namesake>> {
    let json = |all: &[String]| serde_json::json!(all).to_string();
    fetch_all!(tx, LIST_NAMESAKES, practice, &json(usernames), &json(name_keys))
}
