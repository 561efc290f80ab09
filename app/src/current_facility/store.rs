//! The current facility's SQL. `sessions/store.rs` reads it with the session.

use sqlx::FromRow;
use uuid::Uuid;

use crate::platform::{Outcome, Tx};
use crate::{execute, fetch_all, fetch_optional, statements};

statements! {
    LIST_PLACES = "SELECT id, name, city, state FROM facility WHERE practice = $1 AND deactivated_at IS NULL \
                   ORDER BY CASE WHEN main THEN 0 ELSE 1 END, name_key";
    FIND_PLACE = "SELECT name FROM facility WHERE practice = $1 AND id = $2 AND deactivated_at IS NULL";
    SET_FACILITY_OF_SESSION = "UPDATE session SET facility = $2 WHERE id = $1 AND ended_at IS NULL";
    SET_FACILITY_CHOICE = "INSERT INTO facility_choice (user_id, facility) VALUES ($1, $2) ON CONFLICT (user_id) DO UPDATE SET facility = $2";
}

/// A facility in use.
#[derive(Clone, Debug, FromRow)]
pub struct PlaceRow {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// City.
    pub city: String,
    /// Two letters.
    pub state: String,
}

/// The facilities of a practice that are in use, the primary one first.
pub async fn list(tx: &mut Tx, practice: Uuid) -> Outcome<Vec<PlaceRow>> {
    fetch_all!(tx, LIST_PLACES, practice)
}

/// The name of a practice's facility, while it is in use.
pub async fn find(tx: &mut Tx, practice: Uuid, facility: Uuid) -> Outcome<Option<String>> {
    let row: Option<(String,)> = fetch_optional!(tx, FIND_PLACE, practice, facility)?;
    Ok(row.map(|(name,)| name))
}

/// The session is there from now on; 0 when it has ended.
pub async fn enter(tx: &mut Tx, session: Uuid, facility: Uuid) -> Outcome<u64> {
    execute!(tx, SET_FACILITY_OF_SESSION, session, facility)
}

/// The person's next sessions begin there.
pub async fn remember(tx: &mut Tx, user: Uuid, facility: Uuid) -> Outcome<u64> {
    execute!(tx, SET_FACILITY_CHOICE, user, facility)
}
