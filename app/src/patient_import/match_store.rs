//! The SQL of rows that are likely somebody who is there, and of what patients were before a run.

use serde_json::{Value, json};
use sqlx::FromRow;
use uuid::Uuid;

use crate::platform::{Millis, Outcome, Tx};
use crate::{execute, fetch_all, fetch_one, statements};

statements! {
    // A JSON array of `[row, patient, other, likeness, reason, decision]`.
    CREATE_MATCHES = {
        sqlite: "INSERT INTO import_match (run, row_no, patient, other, likeness, reason, decision) \
                 SELECT $1, value ->> 0, unhex(value ->> 1), value ->> 2, value ->> 3, value ->> 4, value ->> 5 FROM json_each($2) WHERE TRUE",
        postgres: "INSERT INTO import_match (run, row_no, patient, other, likeness, reason, decision) \
                   SELECT $1, (value ->> 0)::bigint, (value ->> 1)::uuid, (value ->> 2)::bigint, value ->> 3, value ->> 4, value ->> 5 FROM jsonb_array_elements($2::jsonb)"
    };
    LIST_MATCHES = "SELECT row_no, patient, other, likeness, reason, decision FROM import_match WHERE run = $1 AND row_no >= $2 AND row_no < $3 ORDER BY row_no LIMIT $4";
    // The first of those that somebody has to look at, or looked at.
    LIST_DOUBLES = "SELECT row_no, patient, other, likeness, reason, decision FROM import_match WHERE run = $1 AND row_no >= $2 AND likeness IN ('probable', 'possible') ORDER BY row_no LIMIT $3";
    FIND_MATCHES = {
        sqlite: "SELECT row_no, patient, other, likeness, reason, decision FROM import_match WHERE run = $1 AND row_no IN (SELECT value FROM json_each($2))",
        postgres: "SELECT row_no, patient, other, likeness, reason, decision FROM import_match WHERE run = $1 AND row_no IN (SELECT value::bigint FROM jsonb_array_elements_text($2::jsonb))"
    };
    LIST_DECIDED = "SELECT row_no, patient, other, likeness, reason, decision FROM import_match WHERE run = $1 AND likeness IN ('probable', 'possible') AND decision <> ''";
    SAVE_REASON = "INSERT INTO import_match (run, row_no, patient, other, likeness, reason, decision) VALUES ($1, $2, $3, $4, $5, $6, $7) \
                   ON CONFLICT (run, row_no) DO UPDATE SET likeness = $5, reason = $6, decision = $7";
    FIRST_UNDECIDED = "SELECT MIN(row_no) FROM import_match WHERE run = $1 AND row_no >= $2 AND likeness IN ('probable', 'possible') AND decision = ''";
    COUNT_DOUBLES = "SELECT likeness, decision, CAST(COUNT(*) AS BIGINT) FROM import_match WHERE run = $1 AND likeness IN ('probable', 'possible') GROUP BY likeness, decision";
    DECIDE = "UPDATE import_match SET decision = $3 WHERE run = $1 AND row_no = $2 AND likeness IN ('probable', 'possible')";
    DECIDE_ALL = "UPDATE import_match SET decision = $3 WHERE run = $1 AND likeness = $2 AND decision = ''";
    DELETE_MATCHES = "DELETE FROM import_match WHERE run = $1";
    CREATE_BEFORE = "INSERT INTO import_before (run, patient, before, version, insurance_version, changed_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (run, patient) \
                     DO UPDATE SET version = $4, insurance_version = $5, changed_at = $6";
    LIST_BEFORE = "SELECT patient, before, version, insurance_version, changed_at FROM import_before WHERE run = $1 ORDER BY patient LIMIT $2";
    COUNT_BEFORE_TOUCHED = "SELECT CAST(COUNT(*) AS BIGINT) FROM import_before JOIN patient ON patient.id = import_before.patient \
                            WHERE import_before.run = $1 AND (patient.version <> import_before.version OR patient.insurance_version <> import_before.insurance_version \
                            OR import_before.changed_at > 0 AND patient.changed_at <> import_before.changed_at)";
    DELETE_BEFORES = "DELETE FROM import_before WHERE run = $1";
    DELETE_BEFORE = "DELETE FROM import_before WHERE run = $1 AND patient = $2";
}

/// A row that is likely somebody who is there.
#[derive(Clone, Debug, FromRow)]
pub struct MatchRow {
    /// Counted from 0.
    pub row_no: i64,
    /// The patient.
    pub patient: Option<Uuid>,
    /// Or the earlier row.
    pub other: Option<i64>,
    /// How likely.
    pub likeness: String,
    /// Why.
    pub reason: String,
    /// What was decided; empty for nothing.
    pub decision: String,
}

/// What a patient was before a run changed them.
#[derive(Clone, Debug, FromRow)]
pub struct BeforeRow {
    /// The patient.
    pub patient: Uuid,
    /// JSON.
    pub before: String,
    /// After the run.
    pub version: i64,
    /// The same of the insurance.
    pub insurance_version: i64,
    /// When the run wrote them; 0 where nobody knows.
    pub changed_at: Millis,
}

/// Keeps who rows likely are.
pub async fn create_matches(tx: &mut Tx, run: Uuid, rows: &[MatchRow]) -> Outcome<u64> {
    if rows.is_empty() {
        return Ok(0);
    }
    let row = |row: &MatchRow| {
        let patient = row.patient.map(|id| id.simple().to_string());
        json!([row.row_no, patient, row.other, row.likeness, row.reason, row.decision])
    };
    let all = Value::Array(rows.iter().map(row).collect()).to_string();
    execute!(tx, CREATE_MATCHES, run, &all)
}

/// Who the rows of a range likely are.
pub async fn list_matches(tx: &mut Tx, run: Uuid, from: i64, until: i64) -> Outcome<Vec<MatchRow>> {
    fetch_all!(tx, LIST_MATCHES, run, from, until, until - from)
}

/// Rows that somebody has to look at, from one on.
pub async fn list_doubles(tx: &mut Tx, run: Uuid, from: i64, limit: i64) -> Outcome<Vec<MatchRow>> {
    fetch_all!(tx, LIST_DOUBLES, run, from, limit)
}

/// Who these rows likely are.
pub async fn find_matches(tx: &mut Tx, run: Uuid, rows: &[i64]) -> Outcome<Vec<MatchRow>> {
    fetch_all!(tx, FIND_MATCHES, run, json!(rows).to_string())
}

/// All rows that somebody decided about.
pub async fn list_decided(tx: &mut Tx, run: Uuid) -> Outcome<Vec<MatchRow>> {
    fetch_all!(tx, LIST_DECIDED, run)
}

/// Keeps what became of a row otherwise than it was found.
pub async fn save_reason(tx: &mut Tx, run: Uuid, row: &MatchRow) -> Outcome<u64> {
    execute!(tx, SAVE_REASON, run, row.row_no, row.patient, row.other, &row.likeness, &row.reason, &row.decision)
}

/// The first row, from one on, that nobody has decided about.
pub async fn first_undecided(tx: &mut Tx, run: Uuid, from: i64) -> Outcome<Option<i64>> {
    let (row,): (Option<i64>,) = fetch_one!(tx, FIRST_UNDECIDED, run, from)?;
    Ok(row)
}

/// How many rows somebody has to look at, by how likely they are somebody and what was decided.
pub async fn count_doubles(tx: &mut Tx, run: Uuid) -> Outcome<Vec<(String, String, i64)>> {
    fetch_all!(tx, COUNT_DOUBLES, run)
}

/// Decides about a row.
pub async fn decide(tx: &mut Tx, run: Uuid, row: i64, decision: &str) -> Outcome<u64> {
    execute!(tx, DECIDE, run, row, decision)
}

/// Decides about all rows of a likeness that nobody decided about.
pub async fn decide_all(tx: &mut Tx, run: Uuid, likeness: &str, decision: &str) -> Outcome<u64> {
    execute!(tx, DECIDE_ALL, run, likeness, decision)
}

/// Forgets who rows likely are.
pub async fn delete_matches(tx: &mut Tx, run: Uuid) -> Outcome<u64> {
    execute!(tx, DELETE_MATCHES, run)
}

/// Keeps what a patient was. What was kept of them by this run before stays, with the versions of now.
pub async fn create_before(tx: &mut Tx, run: Uuid, row: &BeforeRow) -> Outcome<u64> {
    execute!(tx, CREATE_BEFORE, run, row.patient, &row.before, row.version, row.insurance_version, row.changed_at)
}

/// What some patients were.
pub async fn list_before(tx: &mut Tx, run: Uuid, limit: i64) -> Outcome<Vec<BeforeRow>> {
    fetch_all!(tx, LIST_BEFORE, run, limit)
}

/// How many patients that a run changed were changed again since.
pub async fn count_before_touched(tx: &mut Tx, run: Uuid) -> Outcome<i64> {
    let (n,): (i64,) = fetch_one!(tx, COUNT_BEFORE_TOUCHED, run)?;
    Ok(n)
}

/// Forgets what all patients of a run were: it can't be taken back any more.
pub async fn delete_befores(tx: &mut Tx, run: Uuid) -> Outcome<u64> {
    execute!(tx, DELETE_BEFORES, run)
}

/// Forgets what a patient was.
pub async fn delete_before(tx: &mut Tx, run: Uuid, patient: Uuid) -> Outcome<u64> {
    execute!(tx, DELETE_BEFORE, run, patient)
}
