//! The levels' SQL. `sessions/store.rs` reads a person's part of it with the session.

use sqlx::FromRow;
use uuid::Uuid;

use crate::platform::{Millis, Outcome, Tx};
use crate::{execute, fetch_all, fetch_optional, statements};

statements! {
    FIND_STANDING = "SELECT users.level, users.administrator, COALESCE(level_matrix.grants, '') AS grants, \
                     EXISTS (SELECT 1 FROM emergency_access WHERE id = $3 AND user_id = users.id AND ended_at IS NULL AND users.emergency_designated) AS emergency \
                     FROM users LEFT JOIN level_matrix ON level_matrix.practice = users.practice \
                     WHERE users.practice = $1 AND users.id = $2 AND users.deactivated_at IS NULL";
    FIND_MATRIX = "SELECT level_matrix.grants, level_matrix.version, level_matrix.changed_at, users.first_name, users.last_name \
                   FROM level_matrix LEFT JOIN users ON users.id = level_matrix.changed_by WHERE level_matrix.practice = $1";
    SAVE_MATRIX = "INSERT INTO level_matrix (practice, grants, version, changed_at, changed_by) VALUES ($1, $2, 1, $3, $4) \
                   ON CONFLICT (practice) DO UPDATE SET grants = $2, version = level_matrix.version + 1, changed_at = $3, changed_by = $4";
    COUNT_LEVELS = "SELECT level, CAST(COUNT(*) AS BIGINT), CAST(SUM(CASE WHEN administrator THEN 1 ELSE 0 END) AS BIGINT) FROM users \
                    WHERE practice = $1 AND deactivated_at IS NULL GROUP BY level";
}

/// What somebody has, as stored.
#[derive(Clone, Debug, FromRow)]
pub struct StandingRow {
    /// Their level.
    pub level: String,
    /// They look after accounts.
    pub administrator: bool,
    /// Their practice's matrix; empty for the recommendation.
    pub grants: String,
    /// Emergency access is on.
    pub emergency: bool,
}

/// A practice's matrix, as stored.
#[derive(Clone, Debug, FromRow)]
pub struct MatrixRow {
    /// JSON: level, area, grant.
    pub grants: String,
    /// Counts changes.
    pub version: i64,
    /// The last change.
    pub changed_at: Millis,
    /// Who made it.
    pub first_name: Option<String>,
    /// Who made it.
    pub last_name: Option<String>,
}

/// What an active person of a practice has now; `emergency` names the emergency access they ask with.
pub async fn find_standing(tx: &mut Tx, practice: Uuid, user: Uuid, emergency: Uuid) -> Outcome<Option<StandingRow>> {
    fetch_optional!(tx, FIND_STANDING, practice, user, emergency)
}

/// A practice's matrix; none for one that never chose.
pub async fn find(tx: &mut Tx, practice: Uuid) -> Outcome<Option<MatrixRow>> {
    fetch_optional!(tx, FIND_MATRIX, practice)
}

/// Writes it.
pub async fn save(tx: &mut Tx, practice: Uuid, grants: &str, now: Millis, by: Uuid) -> Outcome<u64> {
    execute!(tx, SAVE_MATRIX, practice, grants, now, by)
}

/// How many active people have each level, and how many of them are administrators.
pub async fn count(tx: &mut Tx, practice: Uuid) -> Outcome<Vec<(String, i64, i64)>> {
    fetch_all!(tx, COUNT_LEVELS, practice)
}
