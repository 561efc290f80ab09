//! The documents' SQL.

use sqlx::FromRow;
use uuid::Uuid;

use crate::platform::{Millis, Outcome, Tx};
use crate::{execute, fetch_all, fetch_one, fetch_optional, statements};

statements! {
    CREATE_DOCUMENT = "INSERT INTO patient_document (id, practice, patient, record, name, media_type, size, sha256, origin, author, added_on, import_run, created_at) \
                       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    CREATE_DOCUMENT_PIECE = "INSERT INTO patient_document_piece (document, number, bytes) VALUES ($1, $2, $3)";
    FIND_DOCUMENT_PIECE = "SELECT bytes FROM patient_document_piece WHERE document = $1 AND number = $2";
    FIND_DOCUMENT = "SELECT id, practice, patient, record, name, media_type, size, sha256, origin, author, added_on, import_run, created_at FROM patient_document \
                     WHERE practice = $1 AND id = $2";
    LIST_OF_PATIENT = "SELECT id, practice, patient, record, name, media_type, size, sha256, origin, author, added_on, import_run, created_at FROM patient_document \
                       WHERE practice = $1 AND patient = $2 ORDER BY created_at DESC, id DESC";
    LIST_DOCUMENT_PIECES = "SELECT bytes FROM patient_document_piece WHERE document = $1 ORDER BY number";
    TAKEN_RECORDS = {
        sqlite: "SELECT record FROM patient_document WHERE practice = $1 AND record IN (SELECT unhex(replace(value, '-', '')) FROM json_each($2))",
        postgres: "SELECT record FROM patient_document WHERE practice = $1 AND record IN (SELECT value::uuid FROM jsonb_array_elements_text($2::jsonb))"
    };
    COUNT_OF_PATIENT = "SELECT CAST(COUNT(*) AS BIGINT) FROM patient_document WHERE practice = $1 AND patient = $2";
    DELETE_DOCUMENT_PIECES = "DELETE FROM patient_document_piece WHERE document IN (SELECT id FROM patient_document WHERE practice = $1 AND id = $2)";
    DELETE_DOCUMENT = "DELETE FROM patient_document WHERE practice = $1 AND id = $2";
    DELETE_PIECES_OF_RUN = "DELETE FROM patient_document_piece WHERE document IN (SELECT id FROM patient_document WHERE import_run = $1 ORDER BY id LIMIT $2)";
    DELETE_DOCUMENTS_OF_RUN = "DELETE FROM patient_document WHERE id IN (SELECT id FROM patient_document WHERE import_run = $1 ORDER BY id LIMIT $2)";
}

/// A document, as stored, without its bytes.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct DocumentRow {
    /// Its id.
    pub id: Uuid,
    /// The practice.
    pub practice: Uuid,
    /// Whose it is.
    pub patient: Uuid,
    /// The id that it keeps through exports; its own at first.
    pub record: Uuid,
    /// The file's name, as people see it.
    pub name: String,
    /// What its bytes are.
    pub media_type: String,
    /// In bytes.
    pub size: i64,
    /// Of its bytes, in hex.
    pub sha256: String,
    /// From where it came; empty: it was added here.
    pub origin: String,
    /// The name of who added it first.
    pub author: String,
    /// The day when it was first added, `YYYY-MM-DD`.
    pub added_on: String,
    /// The run that brought it; none for one that a person added.
    pub import_run: Option<Uuid>,
    /// When.
    pub created_at: Millis,
}

/// Writes a new document; its pieces come after it.
pub async fn create(tx: &mut Tx, row: &DocumentRow) -> Outcome<u64> {
    execute!(
        tx,
        CREATE_DOCUMENT,
        row.id,
        row.practice,
        row.patient,
        row.record,
        &row.name,
        &row.media_type,
        row.size,
        &row.sha256,
        &row.origin,
        &row.author,
        &row.added_on,
        row.import_run,
        row.created_at
    )
}

/// Keeps a piece, counted from 0.
pub async fn create_piece(tx: &mut Tx, document: Uuid, number: i64, bytes: &[u8]) -> Outcome<u64> {
    execute!(tx, CREATE_DOCUMENT_PIECE, document, number, bytes)
}

/// A piece; none after the last.
pub async fn find_piece(tx: &mut Tx, document: Uuid, number: i64) -> Outcome<Option<Vec<u8>>> {
    let row: Option<(Vec<u8>,)> = fetch_optional!(tx, FIND_DOCUMENT_PIECE, document, number)?;
    Ok(row.map(|(bytes,)| bytes))
}

/// A document of a practice.
pub async fn find(tx: &mut Tx, practice: Uuid, id: Uuid) -> Outcome<Option<DocumentRow>> {
    fetch_optional!(tx, FIND_DOCUMENT, practice, id)
}

/// A patient's documents, the newest first.
pub async fn list_of_patient(tx: &mut Tx, practice: Uuid, patient: Uuid) -> Outcome<Vec<DocumentRow>> {
    fetch_all!(tx, LIST_OF_PATIENT, practice, patient)
}

/// All pieces of a document, the first first.
pub async fn list_pieces(tx: &mut Tx, document: Uuid) -> Outcome<Vec<Vec<u8>>> {
    let rows: Vec<(Vec<u8>,)> = fetch_all!(tx, LIST_DOCUMENT_PIECES, document)?;
    Ok(rows.into_iter().map(|(bytes,)| bytes).collect())
}

/// Which records of a JSON array of ids the practice has already.
pub async fn taken_records(tx: &mut Tx, practice: Uuid, records: &str) -> Outcome<Vec<Uuid>> {
    let rows: Vec<(Uuid,)> = fetch_all!(tx, TAKEN_RECORDS, practice, records)?;
    Ok(rows.into_iter().map(|(record,)| record).collect())
}

/// How many documents a patient has.
pub async fn count_of_patient(tx: &mut Tx, practice: Uuid, patient: Uuid) -> Outcome<i64> {
    let (n,): (i64,) = fetch_one!(tx, COUNT_OF_PATIENT, practice, patient)?;
    Ok(n)
}

/// Deletes a document of a practice with its bytes.
pub async fn delete(tx: &mut Tx, practice: Uuid, id: Uuid) -> Outcome<u64> {
    execute!(tx, DELETE_DOCUMENT_PIECES, practice, id)?;
    execute!(tx, DELETE_DOCUMENT, practice, id)
}

/// Deletes some of the documents that a run brought. Returns how many.
pub async fn delete_of_run(tx: &mut Tx, run: Uuid, limit: i64) -> Outcome<u64> {
    execute!(tx, DELETE_PIECES_OF_RUN, run, limit)?;
    execute!(tx, DELETE_DOCUMENTS_OF_RUN, run, limit)
}
