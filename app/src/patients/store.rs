//! The patients' SQL.

use sqlx::FromRow;
use uuid::Uuid;

use crate::platform::{Millis, Outcome, Tx};
use crate::{execute, fetch_all, fetch_one, fetch_optional, statements};

statements! {
    CREATE_PATIENT = "INSERT INTO patient (id, practice, chart_number, details, insurance, active, source_system, source_id, extras, record, created_at, changed_at, version) \
                      VALUES ($1, $2, $3, $4, '{}', TRUE, '', '', '{}', $1, $5, $5, 1)";
    SAVE_PATIENT_DETAILS = "UPDATE patient SET chart_number = $3, details = $4, changed_at = $5, version = version + 1 WHERE practice = $1 AND id = $2";
    SAVE_PATIENT_INSURANCE = "UPDATE patient SET insurance = $3, changed_at = $4, insurance_version = insurance_version + 1 WHERE practice = $1 AND id = $2";
    SET_PATIENT_ACTIVE = "UPDATE patient SET active = $3, changed_at = $4 WHERE practice = $1 AND id = $2";
    FIND_PATIENT = "SELECT id, chart_number, details, insurance, active, extras, version, insurance_version FROM patient WHERE practice = $1 AND id = $2";
    FIND_BY_CHART = "SELECT patient.id, patient.chart_number FROM patient_key JOIN patient ON patient.id = patient_key.patient \
                     WHERE patient_key.practice = $1 AND patient_key.key = $2 LIMIT 1";
    COUNT_PATIENTS = "SELECT CAST(COUNT(*) AS BIGINT) FROM patient_key WHERE practice = $1 AND active = TRUE AND key >= 'l:' AND key < 'l;'";
    HAS_PATIENTS = "SELECT id FROM patient WHERE practice = $1 LIMIT 1";
    CREATE_KEY = "INSERT INTO patient_key (practice, key, patient, active) VALUES ($1, $2, $3, $4) ON CONFLICT (practice, key, patient) DO NOTHING";
    DELETE_KEYS = "DELETE FROM patient_key WHERE patient = $1";
    // A range of keys, in order, after one of them: a page of the list, or what begins as somebody typed.
    WALK_ACTIVE = "SELECT patient_key.key, patient.id, patient.chart_number, patient.details, patient.active FROM patient_key \
                   JOIN patient ON patient.id = patient_key.patient WHERE patient_key.practice = $1 AND patient_key.active = TRUE AND patient_key.key >= $2 AND patient_key.key < $3 \
                   AND (patient_key.key, patient_key.patient) > ($4, $5) ORDER BY patient_key.key, patient_key.patient LIMIT $6";
    WALK_ALL = "SELECT patient_key.key, patient.id, patient.chart_number, patient.details, patient.active FROM patient_key \
                JOIN patient ON patient.id = patient_key.patient WHERE patient_key.practice = $1 AND patient_key.key >= $2 AND patient_key.key < $3 \
                AND (patient_key.key, patient_key.patient) > ($4, $5) ORDER BY patient_key.key, patient_key.patient LIMIT $6";
    FIND_SEARCH = "SELECT q, left_too, after_key FROM patient_search WHERE session = $1";
    SAVE_SEARCH = "INSERT INTO patient_search (session, q, left_too, after_key) VALUES ($1, $2, $3, $4) \
                   ON CONFLICT (session) DO UPDATE SET q = $2, left_too = $3, after_key = $4";
    DELETE_SEARCHES = "DELETE FROM patient_search WHERE NOT EXISTS (SELECT 1 FROM session WHERE session.id = patient_search.session AND session.ended_at IS NULL)";
    NEXT_CHART_NUMBER = "INSERT INTO chart_numbering (practice, next) VALUES ($1, 1002) ON CONFLICT (practice) DO UPDATE SET next = chart_numbering.next + 1 \
                         RETURNING next - 1";
}

/// The patient with the key of a chart number: their id, and the number as it is kept.
pub async fn find_by_chart(tx: &mut Tx, practice: Uuid, key: &str) -> Outcome<Option<(Uuid, String)>> {
    fetch_optional!(tx, FIND_BY_CHART, practice, key)
}

/// A patient, as stored.
#[derive(Clone, Debug, FromRow)]
pub struct PatientRow {
    /// Their id.
    pub id: Uuid,
    /// The practice's number for them.
    pub chart_number: String,
    /// JSON: field, value.
    pub details: String,
    /// JSON: field, value.
    pub insurance: String,
    /// Still a patient.
    pub active: bool,
    /// JSON: what came along and has no field.
    pub extras: String,
    /// Rises with each change.
    pub version: i64,
    /// The same of the insurance.
    pub insurance_version: i64,
}

/// A patient found by a key.
#[derive(Clone, Debug, FromRow)]
pub struct FoundRow {
    /// The key.
    pub key: String,
    /// Their id.
    pub id: Uuid,
    /// The practice's number for them.
    pub chart_number: String,
    /// JSON: field, value.
    pub details: String,
    /// Still a patient.
    pub active: bool,
}

/// Which keys, in order.
#[derive(Clone, Copy, Debug)]
pub struct Walk<'a> {
    /// Whose patients.
    pub practice: Uuid,
    /// Those who left as well.
    pub all: bool,
    /// From this key on.
    pub from: &'a str,
    /// Up to this one, without it.
    pub until: &'a str,
    /// After this key of this patient.
    pub after: (&'a str, Uuid),
    /// At most so many.
    pub limit: i64,
}

/// Which patient of which practice.
#[derive(Clone, Copy, Debug)]
pub struct Which {
    /// The practice.
    pub practice: Uuid,
    /// The patient.
    pub id: Uuid,
}

/// Writes a new patient.
pub async fn create(tx: &mut Tx, which: Which, chart_number: &str, details: &str, now: Millis) -> Outcome<u64> {
    execute!(tx, CREATE_PATIENT, which.id, which.practice, chart_number, details, now)
}

/// Writes changed details.
pub async fn save_details(tx: &mut Tx, which: Which, chart_number: &str, details: &str, now: Millis) -> Outcome<u64> {
    execute!(tx, SAVE_PATIENT_DETAILS, which.practice, which.id, chart_number, details, now)
}

/// Writes a changed insurance.
pub async fn save_insurance(tx: &mut Tx, which: Which, insurance: &str, now: Millis) -> Outcome<u64> {
    execute!(tx, SAVE_PATIENT_INSURANCE, which.practice, which.id, insurance, now)
}

/// Somebody has left, or is back.
pub async fn set_active(tx: &mut Tx, which: Which, to: bool, now: Millis) -> Outcome<u64> {
    execute!(tx, SET_PATIENT_ACTIVE, which.practice, which.id, to, now)
}

/// A patient of a practice.
pub async fn find(tx: &mut Tx, which: Which) -> Outcome<Option<PatientRow>> {
    fetch_optional!(tx, FIND_PATIENT, which.practice, which.id)
}

/// How many patients a practice has, those who left not counted.
pub async fn count(tx: &mut Tx, practice: Uuid) -> Outcome<i64> {
    let (n,): (i64,) = fetch_one!(tx, COUNT_PATIENTS, practice)?;
    Ok(n)
}

/// Whether a practice has any patient.
pub async fn has_any(tx: &mut Tx, practice: Uuid) -> Outcome<bool> {
    let row: Option<(Uuid,)> = fetch_optional!(tx, HAS_PATIENTS, practice)?;
    Ok(row.is_some())
}

/// Writes a patient's keys in the place of those before.
pub async fn set_keys(tx: &mut Tx, which: Which, keys: &[String], active: bool) -> Outcome<()> {
    execute!(tx, DELETE_KEYS, which.id)?;
    for key in keys {
        execute!(tx, CREATE_KEY, which.practice, key, which.id, active)?;
    }
    Ok(())
}

/// Patients by a range of keys.
pub async fn walk(tx: &mut Tx, w: Walk<'_>) -> Outcome<Vec<FoundRow>> {
    let (key, patient) = w.after;
    if w.all {
        fetch_all!(tx, WALK_ALL, w.practice, w.from, w.until, key, patient, w.limit)
    } else {
        fetch_all!(tx, WALK_ACTIVE, w.practice, w.from, w.until, key, patient, w.limit)
    }
}

/// What a session looked for last: text, whether patients who left are among them, where the page begins.
pub async fn find_search(tx: &mut Tx, session: Uuid) -> Outcome<Option<(String, bool, String)>> {
    fetch_optional!(tx, FIND_SEARCH, session)
}

/// Keeps what a session looks for.
pub async fn save_search(tx: &mut Tx, session: Uuid, q: &str, all: bool, after: &str) -> Outcome<u64> {
    execute!(tx, SAVE_SEARCH, session, q, all, after)
}

/// Deletes what sessions looked for that are over.
pub async fn delete_searches(tx: &mut Tx) -> Outcome<u64> {
    execute!(tx, DELETE_SEARCHES)
}

/// The next number of a practice's numbering.
pub async fn next_chart_number(tx: &mut Tx, practice: Uuid) -> Outcome<i64> {
    let (n,): (i64,) = fetch_one!(tx, NEXT_CHART_NUMBER, practice)?;
    Ok(n)
}
