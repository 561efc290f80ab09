//! The practices' SQL.

use sqlx::FromRow;
use uuid::Uuid;

use crate::platform::{Millis, Outcome, Tx};
use crate::{execute, fetch_all, fetch_optional, statements};

statements! {
    CREATE_PRACTICE = "INSERT INTO practice (id, practice_id, name, created_at) VALUES ($1, $2, $3, $4)";
    FIND_PRACTICE = "SELECT id, practice_id, name, created_at FROM practice WHERE practice_id = $1";
    LIST_PRACTICES = "SELECT id, practice_id, name, created_at FROM practice ORDER BY name, practice_id";
}

/// A practice, as stored.
#[derive(Clone, Debug, FromRow)]
pub struct PracticeRow {
    /// Its id inside.
    pub id: Uuid,
    /// The 7 characters of its Practice ID.
    pub practice_id: String,
    /// Its name.
    pub name: String,
    /// When it was made.
    pub created_at: Millis,
}

/// Writes a practice. A unique violation means that the Practice ID is taken.
pub async fn create(tx: &mut Tx, p: &PracticeRow) -> Outcome<u64> {
    execute!(tx, CREATE_PRACTICE, p.id, &p.practice_id, &p.name, p.created_at)
}

/// The practice with this Practice ID (7 characters).
pub async fn find(tx: &mut Tx, practice_id: &str) -> Outcome<Option<PracticeRow>> {
    fetch_optional!(tx, FIND_PRACTICE, practice_id)
}

/// All practices by name.
pub async fn list(tx: &mut Tx) -> Outcome<Vec<PracticeRow>> {
    fetch_all!(tx, LIST_PRACTICES)
}
