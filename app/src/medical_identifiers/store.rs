//! The identifiers' SQL.

use sqlx::FromRow;
use uuid::Uuid;

use crate::platform::{Millis, Outcome, Tx};
use crate::{execute, fetch_all, fetch_optional, statements};

statements! {
    LIST_IDENTIFIERS = "SELECT id, kind, number, state, expires_on, version FROM medical_identifier WHERE practice = $1 AND user_id = $2 \
                        ORDER BY CASE kind WHEN 'npi' THEN 0 WHEN 'dea' THEN 1 WHEN 'licence' THEN 2 ELSE 3 END, state, number";
    FIND_IDENTIFIER = "SELECT id, kind, number, state, expires_on, version FROM medical_identifier WHERE practice = $1 AND user_id = $2 AND id = $3";
    CREATE_IDENTIFIER = "INSERT INTO medical_identifier (id, practice, user_id, kind, number, state, expires_on, reminded, changed_at, version) \
                         VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8, 1)";
    SAVE_IDENTIFIER = "UPDATE medical_identifier SET kind = $3, number = $4, state = $5, expires_on = $6, \
                       reminded = CASE WHEN expires_on = $6 THEN reminded ELSE 0 END, changed_at = $7, version = version + 1 WHERE id = $1 AND practice = $2";
    DELETE_IDENTIFIER = "DELETE FROM medical_identifier WHERE practice = $1 AND id = $2";
    // Somebody else at the practice, active, with this NPI.
    FIND_NPI_OWNER = "SELECT users.first_name, users.last_name FROM medical_identifier JOIN users ON users.id = medical_identifier.user_id \
                      WHERE medical_identifier.practice = $1 AND medical_identifier.kind = 'npi' AND medical_identifier.number = $2 \
                      AND medical_identifier.user_id <> $3 AND users.deactivated_at IS NULL LIMIT 1";
    FIND_PERSON_NAME = "SELECT first_name, last_name FROM users WHERE practice = $1 AND id = $2";
    // What ends within a while and whose person was not reminded of that yet.
    LIST_ENDING = "SELECT medical_identifier.id, medical_identifier.practice, medical_identifier.user_id, medical_identifier.kind, medical_identifier.number, \
                   medical_identifier.state, medical_identifier.expires_on, medical_identifier.reminded, users.first_name, users.email, practice.name AS practice_name, \
                   practice.time_zone FROM medical_identifier JOIN users ON users.id = medical_identifier.user_id JOIN practice ON practice.id = medical_identifier.practice \
                   WHERE medical_identifier.expires_on <> '' AND medical_identifier.expires_on <= $1 AND medical_identifier.expires_on >= $2 \
                   AND (medical_identifier.reminded = 0 OR medical_identifier.reminded > $3) AND users.deactivated_at IS NULL ORDER BY medical_identifier.id LIMIT 500";
    SET_REMINDED = "UPDATE medical_identifier SET reminded = $2 WHERE id = $1 AND (reminded = 0 OR reminded > $2)";
}

/// An identifier, as stored.
#[derive(Clone, Debug, FromRow)]
pub struct IdentifierRow {
    /// Its id.
    pub id: Uuid,
    /// What it is.
    pub kind: String,
    /// Its number.
    pub number: String,
    /// Two letters; empty for an NPI.
    pub state: String,
    /// `YYYY-MM-DD`; empty for none.
    pub expires_on: String,
    /// Rises with each change.
    pub version: i64,
}

/// One that ends soon, with its person.
#[derive(Clone, Debug, FromRow)]
pub struct EndingRow {
    /// Its id.
    pub id: Uuid,
    /// The practice.
    pub practice: Uuid,
    /// Whose.
    pub user_id: Uuid,
    /// What it is.
    pub kind: String,
    /// Its number.
    pub number: String,
    /// Two letters; empty for none.
    pub state: String,
    /// `YYYY-MM-DD`.
    pub expires_on: String,
    /// Days before the end of the last reminder; 0 for none.
    pub reminded: i64,
    /// Whose.
    pub first_name: String,
    /// Where a mail goes.
    pub email: Option<String>,
    /// The practice's name.
    pub practice_name: String,
    /// The name of its time zone.
    pub time_zone: String,
}

/// Whose identifiers.
#[derive(Clone, Copy, Debug)]
pub struct Whose {
    /// The practice.
    pub practice: Uuid,
    /// The person.
    pub user: Uuid,
}

/// A person's, NPI first.
pub async fn list(tx: &mut Tx, whose: Whose) -> Outcome<Vec<IdentifierRow>> {
    fetch_all!(tx, LIST_IDENTIFIERS, whose.practice, whose.user)
}

/// One of a person's.
pub async fn find(tx: &mut Tx, whose: Whose, id: Uuid) -> Outcome<Option<IdentifierRow>> {
    fetch_optional!(tx, FIND_IDENTIFIER, whose.practice, whose.user, id)
}

/// Writes a new one.
pub async fn create(tx: &mut Tx, whose: Whose, r: &IdentifierRow, now: Millis) -> Outcome<u64> {
    execute!(tx, CREATE_IDENTIFIER, r.id, whose.practice, whose.user, &r.kind, &r.number, &r.state, &r.expires_on, now)
}

/// Writes a changed one. Another last day begins the reminders anew.
pub async fn save(tx: &mut Tx, whose: Whose, r: &IdentifierRow, now: Millis) -> Outcome<u64> {
    execute!(tx, SAVE_IDENTIFIER, r.id, whose.practice, &r.kind, &r.number, &r.state, &r.expires_on, now)
}

/// Removes one.
pub async fn delete(tx: &mut Tx, whose: Whose, id: Uuid) -> Outcome<u64> {
    execute!(tx, DELETE_IDENTIFIER, whose.practice, id)
}

/// Who else of the practice has an NPI: given and family name.
pub async fn find_npi_owner(tx: &mut Tx, whose: Whose, npi: &str) -> Outcome<Option<(String, String)>> {
    fetch_optional!(tx, FIND_NPI_OWNER, whose.practice, npi, whose.user)
}

/// A person of a practice: given and family name.
pub async fn find_person(tx: &mut Tx, whose: Whose) -> Outcome<Option<(String, String)>> {
    fetch_optional!(tx, FIND_PERSON_NAME, whose.practice, whose.user)
}

/// What ends from one day to another and whose last reminder was more than so many days before the end.
pub async fn list_ending(tx: &mut Tx, until: &str, from: &str, beyond: i64) -> Outcome<Vec<EndingRow>> {
    fetch_all!(tx, LIST_ENDING, until, from, beyond)
}

/// Notes a reminder; 0 when somebody else did.
pub async fn set_reminded(tx: &mut Tx, id: Uuid, days: i64) -> Outcome<u64> {
    execute!(tx, SET_REMINDED, id, days)
}
