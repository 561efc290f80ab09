//! The maintenance windows' SQL.

use sqlx::FromRow;
use uuid::Uuid;

use crate::platform::{Millis, Outcome, Tx};
use crate::{execute, fetch_all, statements};

statements! {
    CREATE_MAINTENANCE = "INSERT INTO maintenance (id, starts_at, ends_at, text_en, text_es) VALUES ($1, $2, $3, $4, $5)";
    LIST_MAINTENANCE = "SELECT id, starts_at, ends_at, text_en, text_es, announced_at FROM maintenance WHERE ends_at > $1 AND cancelled_at IS NULL ORDER BY starts_at, id";
    SET_ANNOUNCED = "UPDATE maintenance SET announced_at = $2 WHERE id = $1 AND announced_at IS NULL";
    CANCEL_MAINTENANCE = "UPDATE maintenance SET cancelled_at = $2 WHERE id = $1 AND cancelled_at IS NULL AND ends_at > $2";
    LIST_ADMINISTRATORS_TO_TELL = "SELECT users.id, users.practice, users.first_name, users.email, practice.name, practice.time_zone FROM users JOIN practice ON practice.id = users.practice \
                                   WHERE users.administrator AND users.deactivated_at IS NULL AND users.email IS NOT NULL AND users.id > $1 ORDER BY users.id LIMIT 500";
}

/// A window, as stored.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct WindowRow {
    /// Its id.
    pub id: Uuid,
    /// When it begins.
    pub starts_at: Millis,
    /// When it ends.
    pub ends_at: Millis,
    /// What else there is to say.
    pub text_en: String,
    /// The same in Spanish.
    pub text_es: String,
    /// When administrators were told.
    pub announced_at: Option<Millis>,
}

/// An administrator who is told.
#[derive(Clone, Debug, FromRow)]
pub struct ReaderRow {
    /// Who.
    pub id: Uuid,
    /// Their practice.
    pub practice: Uuid,
    /// Their given name.
    pub first_name: String,
    /// Where the mail goes.
    pub email: String,
    /// The practice's name.
    pub name: String,
    /// The name of its time zone.
    pub time_zone: String,
}

/// Writes a window.
pub async fn create(tx: &mut Tx, w: &WindowRow) -> Outcome<u64> {
    execute!(tx, CREATE_MAINTENANCE, w.id, w.starts_at, w.ends_at, &w.text_en, &w.text_es)
}

/// Windows that are not over, the next one first.
pub async fn list(tx: &mut Tx, now: Millis) -> Outcome<Vec<WindowRow>> {
    fetch_all!(tx, LIST_MAINTENANCE, now)
}

/// Notes that administrators were told; 0 when somebody else did.
pub async fn set_announced(tx: &mut Tx, id: Uuid, now: Millis) -> Outcome<u64> {
    execute!(tx, SET_ANNOUNCED, id, now)
}

/// Takes a window back, or ends it; 0 when it is over.
pub async fn cancel(tx: &mut Tx, id: Uuid, now: Millis) -> Outcome<u64> {
    execute!(tx, CANCEL_MAINTENANCE, id, now)
}

/// Active administrators of every practice with an address, after one id.
pub async fn list_readers(tx: &mut Tx, after: Uuid) -> Outcome<Vec<ReaderRow>> {
    fetch_all!(tx, LIST_ADMINISTRATORS_TO_TELL, after)
}
