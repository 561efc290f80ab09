//! The practices' SQL.

use sqlx::FromRow;
use uuid::Uuid;

use crate::platform::{Millis, Outcome, Tx};
use crate::{execute, fetch_all, fetch_one, fetch_optional, statements};

statements! {
    CREATE_PRACTICE = "INSERT INTO practice (id, practice_id, name, created_at, time_zone) VALUES ($1, $2, $3, $4, $5)";
    FIND_PRACTICE = "SELECT id, practice_id, name, created_at, time_zone FROM practice WHERE practice_id = $1";
    LIST_PRACTICES = "SELECT id, practice_id, name, created_at, time_zone FROM practice ORDER BY name, practice_id";
    // Held until the transaction ends: what was compared with a code holds as long as what follows from it.
    FIND_ACCESS_GENERATION = {
        sqlite: "SELECT access_code_generation FROM practice WHERE id = $1",
        postgres: "SELECT access_code_generation FROM practice WHERE id = $1 FOR SHARE"
    };
    READ_ACCESS_GENERATION = "SELECT access_code_generation FROM practice WHERE id = $1";
    RAISE_ACCESS_GENERATION = "UPDATE practice SET access_code_generation = access_code_generation + 1 WHERE id = $1";
    RAISE_EVERY_ACCESS_GENERATION = "UPDATE practice SET access_code_generation = access_code_generation + $1";
    LOCK_PRACTICE = { sqlite: "SELECT practice_id FROM practice WHERE id = $1", postgres: "SELECT practice_id FROM practice WHERE id = $1 FOR NO KEY UPDATE" };
    FIND_NAME = "SELECT name FROM practice WHERE id = $1";
    FIND_ZONE = "SELECT time_zone FROM practice WHERE id = $1";
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
    /// The IANA name of its time zone.
    pub time_zone: String,
}

/// Writes a practice. A unique violation means that the Practice ID is taken.
pub async fn create(tx: &mut Tx, p: &PracticeRow) -> Outcome<u64> {
    execute!(tx, CREATE_PRACTICE, p.id, &p.practice_id, &p.name, p.created_at, &p.time_zone)
}

/// The practice with this Practice ID (7 characters).
pub async fn find(tx: &mut Tx, practice_id: &str) -> Outcome<Option<PracticeRow>> {
    fetch_optional!(tx, FIND_PRACTICE, practice_id)
}

/// All practices by name.
pub async fn list(tx: &mut Tx) -> Outcome<Vec<PracticeRow>> {
    fetch_all!(tx, LIST_PRACTICES)
}

/// Which Practice Access Code of a practice holds. `lock`: nobody makes a new one until the transaction ends, which must be able to write.
pub async fn access_generation(tx: &mut Tx, practice: Uuid, lock: bool) -> Outcome<i64> {
    let (generation,): (i64,) =
        if lock { fetch_one!(tx, FIND_ACCESS_GENERATION, practice)? } else { fetch_one!(tx, READ_ACCESS_GENERATION, practice)? };
    Ok(generation)
}

/// Makes another Practice Access Code hold.
pub async fn raise_access_generation(tx: &mut Tx, practice: Uuid) -> Outcome<u64> {
    execute!(tx, RAISE_ACCESS_GENERATION, practice)
}

/// The same in every practice, by so many.
pub async fn raise_every_access_generation(tx: &mut Tx, by: i64) -> Outcome<u64> {
    execute!(tx, RAISE_EVERY_ACCESS_GENERATION, by)
}

/// The IANA name of a practice's time zone.
pub async fn find_zone(tx: &mut Tx, practice: Uuid) -> Outcome<Option<String>> {
    let row: Option<(String,)> = fetch_optional!(tx, FIND_ZONE, practice)?;
    Ok(row.map(|(name,)| name))
}

/// Takes the lock of a practice; returns its Practice ID.
pub async fn lock(tx: &mut Tx, practice: Uuid) -> Outcome<String> {
    let (id,): (String,) = fetch_one!(tx, LOCK_PRACTICE, practice)?;
    Ok(id)
}

/// A practice's name; none for an unknown one.
pub async fn find_name(tx: &mut Tx, practice: Uuid) -> Outcome<Option<String>> {
    let row: Option<(String,)> = fetch_optional!(tx, FIND_NAME, practice)?;
    Ok(row.map(|(name,)| name))
}
