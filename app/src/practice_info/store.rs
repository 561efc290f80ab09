//! The SQL of what a practice says of itself.

use sqlx::FromRow;
use uuid::Uuid;

use crate::platform::{Outcome, Tx};
use crate::{execute, fetch_one, statements};

statements! {
    FIND_INFO = "SELECT practice_id, name, time_zone, details, version FROM practice WHERE id = $1";
    SAVE_INFO = "UPDATE practice SET name = $2, time_zone = $3, details = $4, version = version + 1 WHERE id = $1";
}

/// A practice, as stored.
#[derive(Clone, Debug, FromRow)]
pub struct InfoRow {
    /// The 7 characters of its Practice ID.
    pub practice_id: String,
    /// Its name.
    pub name: String,
    /// IANA name.
    pub time_zone: String,
    /// JSON, by input.
    pub details: String,
    /// Rises with each change.
    pub version: i64,
}

/// What a practice says of itself.
pub async fn find(tx: &mut Tx, practice: Uuid) -> Outcome<InfoRow> {
    fetch_one!(tx, FIND_INFO, practice)
}

/// Writes it: name, time zone, and the rest as JSON.
pub async fn save(tx: &mut Tx, practice: Uuid, (name, time_zone, details): (&str, &str, &str)) -> Outcome<u64> {
    execute!(tx, SAVE_INFO, practice, name, time_zone, details)
}
