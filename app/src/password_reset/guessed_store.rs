//! The SQL of codes that wrong tries have ended.

use sqlx::FromRow;
use uuid::Uuid;

use crate::platform::{Millis, Outcome, Tx};
use crate::{fetch_all, fetch_optional, statements};

statements! {
    // The index names the same number of tries.
    FIND_GUESSED = "SELECT id FROM password_reset WHERE tries >= 5 AND guesses_told_at IS NULL LIMIT 1";
    TAKE_GUESSED = {
        sqlite: "UPDATE password_reset SET guesses_told_at = $1 WHERE id IN (SELECT id FROM password_reset WHERE tries >= 5 AND guesses_told_at IS NULL \
                 ORDER BY id LIMIT 100) RETURNING user_id, practice, created_by, cancelled_at, tries",
        postgres: "UPDATE password_reset SET guesses_told_at = $1 WHERE id IN (SELECT id FROM password_reset WHERE tries >= 5 AND guesses_told_at IS NULL \
                   ORDER BY id LIMIT 100 FOR UPDATE SKIP LOCKED) RETURNING user_id, practice, created_by, cancelled_at, tries"
    };
}

/// A code that wrong tries have ended.
#[derive(Clone, Debug, FromRow)]
pub struct GuessedRow {
    /// Whose.
    pub user_id: Uuid,
    /// Their practice.
    pub practice: Uuid,
    /// Who made it.
    pub created_by: Option<Uuid>,
    /// When it ended.
    pub cancelled_at: Option<Millis>,
    /// How many tries there were.
    pub tries: i64,
}

/// Whether any was ended by wrong tries and is untold.
pub async fn has_guessed(tx: &mut Tx) -> Outcome<bool> {
    let row: Option<(Uuid,)> = fetch_optional!(tx, FIND_GUESSED)?;
    Ok(row.is_some())
}

/// Takes some of them; from now on they are told.
pub async fn take_guessed(tx: &mut Tx, now: Millis) -> Outcome<Vec<GuessedRow>> {
    fetch_all!(tx, TAKE_GUESSED, now)
}
