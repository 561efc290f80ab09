//! The SQL of many patients at once. A list goes over as JSON: one statement for some hundred rows, on both engines.

use serde::{Deserialize, Serialize};
use serde_json::json;
use sqlx::FromRow;
use uuid::Uuid;

use crate::platform::copy::Lines;
use crate::platform::{Millis, Outcome, Tx};
use crate::{execute, fetch_all, fetch_one, fetch_optional, statements};

statements! {
    CREATE_PATIENTS = {
        sqlite: "INSERT INTO patient (id, practice, chart_number, details, insurance, active, source_system, source_id, import_run, extras, record, created_at, changed_at, version) \
                 SELECT unhex(value ->> 0), $1, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, $2, value ->> 7, unhex(value ->> 8), $3, $3, 1 \
                 FROM json_each($4)",
        postgres: "COPY patient (id, practice, chart_number, details, insurance, active, source_system, source_id, import_run, extras, record, created_at, changed_at, version) FROM STDIN"
    };
    CREATE_KEYS = {
        sqlite: "INSERT INTO patient_key (practice, key, patient, active) SELECT $1, value ->> 0, unhex(value ->> 1), value ->> 2 FROM json_each($2)",
        postgres: "COPY patient_key (practice, key, patient, active) FROM STDIN"
    };
    FIND_PATIENTS = {
        sqlite: "SELECT id, chart_number, details, insurance, active, version, insurance_version, source_system, source_id, extras, COALESCE(record, id) AS record, import_run, created_at FROM patient \
                 WHERE practice = $1 AND id IN (SELECT unhex(value) FROM json_each($2))",
        postgres: "SELECT id, chart_number, details, insurance, active, version, insurance_version, source_system, source_id, extras, COALESCE(record, id) AS record, import_run, created_at FROM patient \
                   WHERE practice = $1 AND id IN (SELECT value::uuid FROM jsonb_array_elements_text($2::jsonb))"
    };
    TAKEN_RECORDS = {
        sqlite: "SELECT record, id FROM patient WHERE practice = $1 AND record IN (SELECT unhex(value) FROM json_each($2))",
        postgres: "SELECT record, id FROM patient WHERE practice = $1 AND record IN (SELECT value::uuid FROM jsonb_array_elements_text($2::jsonb))"
    };
    // A node of the version before knows nothing of records.
    SET_RECORDS = "UPDATE patient SET record = id WHERE practice = $1 AND record IS NULL";
    LIST_BY_RECORD = "SELECT id, chart_number, details, insurance, active, version, insurance_version, source_system, source_id, extras, record, import_run, created_at FROM patient \
                      WHERE practice = $1 AND record > $2 ORDER BY record LIMIT $3";
    LIST_PATIENTS = "SELECT id, chart_number, details, insurance, active, version, insurance_version, source_system, source_id, extras, COALESCE(record, id) AS record, import_run, created_at FROM patient \
                     WHERE practice = $1 AND id > $2 ORDER BY id LIMIT $3";
    REWRITE_PATIENT = "UPDATE patient SET chart_number = $3, details = $4, insurance = $5, active = $6, extras = $7, source_system = $8, source_id = $9, record = $10, changed_at = $11, \
                       version = version + $12, insurance_version = insurance_version + $12 WHERE practice = $1 AND id = $2";
    // Whoever was changed since stays as they are.
    RESTORE_PATIENT = "UPDATE patient SET chart_number = $3, details = $4, insurance = $5, active = $6, extras = $7, source_system = $8, source_id = $9, record = $10, changed_at = $11, \
                       version = version + 1, insurance_version = insurance_version + 1 WHERE practice = $1 AND id = $2 AND version = $12 AND insurance_version = $13 AND ($14 = 0 OR changed_at = $14)";
    COUNT_TOUCHED = "SELECT CAST(COUNT(*) AS BIGINT) FROM patient WHERE import_run = $1 AND (version > 1 OR insurance_version > 1 OR changed_at > created_at \
                     OR EXISTS (SELECT 1 FROM patient_document WHERE patient_document.patient = patient.id AND (patient_document.import_run IS NULL OR patient_document.import_run <> $1)))";
    // Not whom somebody has worked on since, or given a document: nobody's work goes with a patient.
    LOCK_UNTOUCHED = {
        sqlite: "SELECT id FROM patient WHERE import_run = $1 AND version <= 1 AND insurance_version <= 1 AND changed_at <= created_at \
                 AND NOT EXISTS (SELECT 1 FROM patient_document WHERE patient_document.patient = patient.id) ORDER BY id LIMIT $2",
        postgres: "SELECT id FROM patient WHERE import_run = $1 AND version <= 1 AND insurance_version <= 1 AND changed_at <= created_at \
                   AND NOT EXISTS (SELECT 1 FROM patient_document WHERE patient_document.patient = patient.id) ORDER BY id LIMIT $2 FOR UPDATE"
    };
    DELETE_UNTOUCHED_KEYS = {
        sqlite: "DELETE FROM patient_key WHERE patient IN (SELECT unhex(value) FROM json_each($1))",
        postgres: "DELETE FROM patient_key WHERE patient = ANY(ARRAY(SELECT value::uuid FROM jsonb_array_elements_text($1::jsonb)))"
    };
    DELETE_UNTOUCHED = {
        sqlite: "DELETE FROM patient WHERE id IN (SELECT unhex(value) FROM json_each($1))",
        postgres: "DELETE FROM patient WHERE id = ANY(ARRAY(SELECT value::uuid FROM jsonb_array_elements_text($1::jsonb)))"
    };
    // Nobody else writes them until the end of the transaction.
    LOCK_PATIENTS = {
        sqlite: "SELECT id FROM patient WHERE practice = $1 AND id IN (SELECT unhex(value) FROM json_each($2))",
        postgres: "SELECT id FROM patient WHERE practice = $1 AND id IN (SELECT value::uuid FROM jsonb_array_elements_text($2::jsonb)) ORDER BY id FOR UPDATE"
    };
    // By its index: ids begin with the time, except those of imports, which are runs of their own.
    HAS_PATIENTS_SINCE = "SELECT 1 FROM patient WHERE practice = $1 AND id > $2 AND import_run IS NULL LIMIT 1";
    TAKE_CHART_NUMBERS = "INSERT INTO chart_numbering (practice, next) VALUES ($1, 1001 + $2) ON CONFLICT (practice) DO UPDATE SET next = chart_numbering.next + $2 \
                          RETURNING next - $2";
    RAISE_NUMBERING = "INSERT INTO chart_numbering (practice, next) VALUES ($1, $2) ON CONFLICT (practice) DO UPDATE SET next = $2 WHERE chart_numbering.next < $2";
    TAKEN_KEYS = {
        sqlite: "SELECT key FROM patient_key WHERE practice = $1 AND key IN (SELECT value FROM json_each($2))",
        postgres: "SELECT key FROM patient_key WHERE practice = $1 AND key IN (SELECT jsonb_array_elements_text($2::jsonb))"
    };
}

/// A patient with everything that an import compares and keeps.
#[derive(Clone, Debug, FromRow, Serialize, Deserialize)]
pub struct WholeRow {
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
    /// Rises with each change.
    pub version: i64,
    /// The same of the insurance.
    pub insurance_version: i64,
    /// The system they are from.
    pub source_system: String,
    /// Its number for them.
    pub source_id: String,
    /// JSON: what has no field.
    pub extras: String,
    /// The id that they keep through exports.
    #[serde(default)]
    pub record: Uuid,
    /// The run that made them; none for who was typed in.
    pub import_run: Option<Uuid>,
    /// When.
    pub created_at: Millis,
}

/// What a run writes with.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    /// Whose patients.
    pub practice: Uuid,
    /// The run.
    pub id: Uuid,
    /// Now.
    pub now: Millis,
}

/// A patient who is not there yet.
#[derive(Clone, Debug)]
pub struct NewRow {
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
    /// The system they are from.
    pub source_system: String,
    /// Its number for them.
    pub source_id: String,
    /// JSON: what has no field.
    pub extras: String,
    /// The id that they keep through exports.
    pub record: Uuid,
    /// What they are found by.
    pub keys: Vec<String>,
}

/// Writes new patients with their keys. On `PostgreSQL` by COPY, which is made for many rows.
///
/// # Errors
/// A database fault, also when one of them is there already: a part of a run is written once, or not at all.
pub async fn create(tx: &mut Tx, run: Run, all: &[NewRow]) -> Outcome<()> {
    let hex = |id: Uuid| id.simple().to_string();
    if let Tx::Postgres(tx) = tx {
        let (mut patients, mut keys) = (Lines::default(), Lines::default());
        let (practice, now, run) = (hex(run.practice), run.now.to_string(), hex(run.id));
        for one in all {
            let (id, active) = (hex(one.id), if one.active { "t" } else { "f" });
            let texts = [&one.chart_number, &one.details, &one.insurance].map(String::as_str);
            let source = [&one.source_system, &one.source_id].map(String::as_str);
            patients.add([&id, &practice].into_iter().map(String::as_str).chain(texts).chain([active]).chain(source).chain([
                &run,
                one.extras.as_str(),
                &hex(one.record),
                &now,
                &now,
                "1",
            ]));
            for key in &one.keys {
                keys.add([practice.as_str(), key, &id, active]);
            }
        }
        patients.copy(tx, CREATE_PATIENTS.postgres).await?;
        return keys.copy(tx, CREATE_KEYS.postgres).await;
    }
    let patients: Vec<_> = all
        .iter()
        .map(|one| {
            let NewRow { chart_number, details, insurance, active, source_system, source_id, extras, .. } = one;
            json!([hex(one.id), chart_number, details, insurance, active, source_system, source_id, extras, hex(one.record)])
        })
        .collect();
    let keys: Vec<_> = all.iter().flat_map(|one| one.keys.iter().map(|key| json!([key, hex(one.id), one.active]))).collect();
    execute!(tx, CREATE_PATIENTS, run.practice, run.id, run.now, json!(patients).to_string())?;
    execute!(tx, CREATE_KEYS, run.practice, json!(keys).to_string())?;
    Ok(())
}

/// Patients by a JSON array of ids.
pub async fn find_patients(tx: &mut Tx, practice: Uuid, ids: &str) -> Outcome<Vec<WholeRow>> {
    fetch_all!(tx, FIND_PATIENTS, practice, ids)
}

/// The patients of a JSON array of records: record, id.
pub async fn taken_records(tx: &mut Tx, practice: Uuid, records: &str) -> Outcome<Vec<(Uuid, Uuid)>> {
    fetch_all!(tx, TAKEN_RECORDS, practice, records)
}

/// Gives a record to every patient of a practice who has none.
pub async fn set_records(tx: &mut Tx, practice: Uuid) -> Outcome<u64> {
    execute!(tx, SET_RECORDS, practice)
}

/// A practice's patients after one of them, in the order of their records.
pub async fn list_by_record(tx: &mut Tx, practice: Uuid, after: Uuid, limit: i64) -> Outcome<Vec<WholeRow>> {
    fetch_all!(tx, LIST_BY_RECORD, practice, after, limit)
}

/// A practice's patients after one of them, in the order of their ids.
pub async fn list_patients(tx: &mut Tx, practice: Uuid, after: Uuid, limit: i64) -> Outcome<Vec<WholeRow>> {
    fetch_all!(tx, LIST_PATIENTS, practice, after, limit)
}

/// Writes a patient anew, their versions so much higher.
pub async fn rewrite(tx: &mut Tx, practice: Uuid, row: &WholeRow, now: Millis, by: i64) -> Outcome<u64> {
    execute!(
        tx,
        REWRITE_PATIENT,
        practice,
        row.id,
        &row.chart_number,
        &row.details,
        &row.insurance,
        row.active,
        &row.extras,
        &row.source_system,
        &row.source_id,
        row.record,
        now,
        by
    )
}

/// What a patient was when a run had written them.
#[derive(Clone, Copy, Debug)]
pub struct Written {
    /// The version of the details.
    pub version: i64,
    /// The same of the insurance.
    pub insurance_version: i64,
    /// When; 0 where nobody knows.
    pub at: Millis,
}

/// Writes what a patient was before a run, if nobody has changed them since. 0: somebody has.
pub async fn restore(tx: &mut Tx, practice: Uuid, row: &WholeRow, now: Millis, if_still: Written) -> Outcome<u64> {
    execute!(
        tx,
        RESTORE_PATIENT,
        practice,
        row.id,
        &row.chart_number,
        &row.details,
        &row.insurance,
        row.active,
        &row.extras,
        &row.source_system,
        &row.source_id,
        row.record,
        now,
        if_still.version,
        if_still.insurance_version,
        if_still.at
    )
}

/// How many patients that a run made were changed since, or have documents that it did not bring.
pub async fn count_touched(tx: &mut Tx, run: Uuid) -> Outcome<i64> {
    let (n,): (i64,) = fetch_one!(tx, COUNT_TOUCHED, run)?;
    Ok(n)
}

/// Deletes some of the patients that a run made, if nobody has worked on them since. Returns how many.
pub async fn delete_of_run(tx: &mut Tx, run: Uuid, limit: i64) -> Outcome<u64> {
    let untouched: Vec<(Uuid,)> = fetch_all!(tx, LOCK_UNTOUCHED, run, limit)?;
    let ids: Vec<String> = untouched.iter().map(|(id,)| id.simple().to_string()).collect();
    let ids = json!(ids).to_string();
    execute!(tx, DELETE_UNTOUCHED_KEYS, &ids)?;
    execute!(tx, DELETE_UNTOUCHED, &ids)
}

/// Keeps others from writing some patients until the end of the transaction.
pub async fn lock(tx: &mut Tx, practice: Uuid, ids: &str) -> Outcome<()> {
    let _: Vec<(Uuid,)> = fetch_all!(tx, LOCK_PATIENTS, practice, ids)?;
    Ok(())
}

/// Whether somebody was typed in whose id is after this one.
pub async fn has_since(tx: &mut Tx, practice: Uuid, after: Uuid) -> Outcome<bool> {
    let row: Option<(i32,)> = fetch_optional!(tx, HAS_PATIENTS_SINCE, practice, after)?;
    Ok(row.is_some())
}

/// Takes so many numbers of a practice's numbering; the first of them.
pub async fn take_chart_numbers(tx: &mut Tx, practice: Uuid, n: i64) -> Outcome<i64> {
    let (first,): (i64,) = fetch_one!(tx, TAKE_CHART_NUMBERS, practice, n)?;
    Ok(first)
}

/// No number up to this one is given by itself any more.
pub async fn raise_numbering(tx: &mut Tx, practice: Uuid, next: i64) -> Outcome<u64> {
    execute!(tx, RAISE_NUMBERING, practice, next)
}

/// Which of a JSON array of keys somebody of the practice has.
pub async fn taken_keys(tx: &mut Tx, practice: Uuid, keys: &str) -> Outcome<Vec<(String,)>> {
    fetch_all!(tx, TAKEN_KEYS, practice, keys)
}
