//! The exports' SQL.

use sqlx::FromRow;
use uuid::Uuid;

use crate::platform::{Millis, Outcome, Tx};
use crate::{execute, fetch_all, fetch_optional, statements};

statements! {
    CREATE_EXPORT = "INSERT INTO practice_export (id, practice, patient, actor, facility, network, reason, scheduled, state, sealed, counts, done, total, size, digest, downloads, ready_until, \
                     attempts, leased_until, created_at, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'asked', $9, '{}', 0, 0, 0, '', 0, 0, 0, 0, $10, $10)";
    FIND_EXPORT = "SELECT id, practice, patient, actor, facility, network, reason, scheduled, state, sealed, counts, done, total, size, digest, downloads, ready_until, attempts, \
                   leased_until, created_at, changed_at FROM practice_export WHERE practice = $1 AND id = $2";
    LIST_EXPORTS = "SELECT id, practice, patient, actor, facility, network, reason, scheduled, state, sealed, counts, done, total, size, digest, downloads, ready_until, attempts, \
                    leased_until, created_at, changed_at FROM practice_export WHERE practice = $1 ORDER BY created_at DESC, id DESC LIMIT $2";
    FIND_WAITING = "SELECT id FROM practice_export WHERE practice = $1 AND state = 'asked' LIMIT 1";
    FIND_LAST_WHOLE = "SELECT MAX(CASE WHEN fetched_at > 0 THEN fetched_at ELSE changed_at END) FROM practice_export WHERE practice = $1 AND patient IS NULL AND (state = 'sent' OR downloads > 0)";
    COUNT_READY = "SELECT CAST(COUNT(*) AS BIGINT) FROM practice_export WHERE practice = $1 AND state = 'ready'";
    CLAIM_EXPORT = "UPDATE practice_export SET leased_until = $2, attempts = attempts + 1 WHERE leased_until < $1 AND id = (SELECT id FROM practice_export WHERE state = 'asked' \
                    AND leased_until < $1 ORDER BY created_at LIMIT 1) \
                    RETURNING id, practice, patient, actor, facility, network, reason, scheduled, state, sealed, counts, done, total, size, digest, downloads, ready_until, attempts, \
                    leased_until, created_at, changed_at";
    HOLD_EXPORT = "UPDATE practice_export SET leased_until = $3, done = $4, total = $5 WHERE id = $1 AND state = 'asked' AND leased_until = $2";
    FINISH_EXPORT = "UPDATE practice_export SET state = $3, sealed = '', counts = $4, done = $5, total = $6, size = $7, digest = $8, ready_until = $9, leased_until = 0, changed_at = $10 \
                     WHERE id = $1 AND state = 'asked' AND leased_until = $2";
    END_EXPORT = "UPDATE practice_export SET state = 'over', sealed = '', changed_at = $3 WHERE practice = $1 AND id = $2 AND state IN ('asked', 'ready')";
    COUNT_DOWNLOAD = "UPDATE practice_export SET downloads = downloads + 1, fetched_at = $4 WHERE practice = $1 AND id = $2 AND state = 'ready' AND downloads < $3 AND ready_until > $4";
    NOTE_FETCHING = "UPDATE practice_export SET fetched_at = $3 WHERE practice = $1 AND id = $2 AND state = 'ready'";
    GIVE_DOWNLOAD_BACK = "UPDATE practice_export SET downloads = downloads - 1 WHERE practice = $1 AND id = $2 AND state = 'ready' AND downloads > 0";
    LIST_OVER_EXPORTS = "SELECT practice, id FROM practice_export WHERE state = 'ready' AND fetched_at < $3 AND (ready_until <= $1 OR downloads >= $2) LIMIT 20";
    CREATE_EXPORT_PIECE = "INSERT INTO practice_export_piece (export, number, bytes) VALUES ($1, $2, $3)";
    FIND_EXPORT_PIECE = "SELECT bytes FROM practice_export_piece WHERE export = $1 AND number = $2";
    DELETE_SOME_PIECES = "DELETE FROM practice_export_piece WHERE export = $1 AND number IN (SELECT number FROM practice_export_piece WHERE export = $1 ORDER BY number LIMIT $2)";
    LIST_LEFT_PIECES = "SELECT id FROM practice_export WHERE state IN ('sent', 'failed', 'over') AND EXISTS (SELECT 1 FROM practice_export_piece WHERE export = practice_export.id) LIMIT 20";
    GIVE_UP_EXPORT = "UPDATE practice_export SET attempts = $2 WHERE id = $1 AND state = 'asked'";
    CAP_EXPORTS = "UPDATE practice_export SET leased_until = CASE WHEN leased_until > $2 THEN $1 ELSE leased_until END, ready_until = CASE WHEN ready_until > $3 THEN $3 ELSE ready_until END, \
                   fetched_at = CASE WHEN fetched_at > $1 THEN $1 ELSE fetched_at END WHERE state IN ('asked', 'ready') AND (leased_until > $2 OR ready_until > $3 OR fetched_at > $1)";
    STATE_BEFORE = "SELECT state FROM practice_export WHERE practice = $1 AND scheduled AND id <> $2 ORDER BY created_at DESC, id DESC LIMIT 1";
    END_RESTORED_EXPORTS = "UPDATE practice_export SET state = 'over', sealed = '', changed_at = $1 WHERE state IN ('asked', 'ready')";
    DELETE_RESTORED_PIECES = "DELETE FROM practice_export_piece";
    FIND_SCHEDULE = "SELECT practice, every, sealed, next_at, changed_by, changed_at, version FROM export_schedule WHERE practice = $1";
    SAVE_SCHEDULE = "INSERT INTO export_schedule (practice, every, sealed, next_at, changed_by, changed_at, version) VALUES ($1, $2, $3, $4, $5, $6, 1) \
                     ON CONFLICT (practice) DO UPDATE SET every = $2, sealed = $3, next_at = $4, changed_by = $5, changed_at = $6, version = export_schedule.version + 1";
    LIST_DUE_SCHEDULES = "SELECT practice, every, sealed, next_at, changed_by, changed_at, version FROM export_schedule WHERE every <> '' AND next_at <= $1 ORDER BY next_at LIMIT 20";
    LIST_LATE_SCHEDULES = "SELECT practice, every, sealed, next_at, changed_by, changed_at, version FROM export_schedule WHERE every <> '' AND next_at > $1 LIMIT 20";
    MOVE_SCHEDULE = "UPDATE export_schedule SET next_at = $3 WHERE practice = $1 AND next_at = $2";
    HURRY_SCHEDULE = "UPDATE export_schedule SET next_at = $2 WHERE practice = $1 AND every <> '' AND next_at > $2";
}

/// An export, as stored.
#[derive(Clone, Debug, FromRow)]
pub struct ExportRow {
    /// Its id.
    pub id: Uuid,
    /// The practice.
    pub practice: Uuid,
    /// Of this patient; none: of everything.
    pub patient: Option<Uuid>,
    /// Who asked; none for the operator and the schedule.
    pub actor: Option<Uuid>,
    /// Where they were.
    pub facility: Option<Uuid>,
    /// From where they asked.
    pub network: String,
    /// What for.
    pub reason: String,
    /// It goes to the operator's store.
    pub scheduled: bool,
    /// Where it is.
    pub state: String,
    /// The passphrase, sealed; empty once the archive is made.
    pub sealed: String,
    /// JSON: [`super::page::Counts`].
    pub counts: String,
    /// Patients that are written.
    pub done: i64,
    /// Of so many.
    pub total: i64,
    /// Of the archive, in bytes.
    pub size: i64,
    /// Its SHA-256, in hexadecimal.
    pub digest: String,
    /// How often it was fetched.
    pub downloads: i64,
    /// Deleted then.
    pub ready_until: Millis,
    /// How often it was begun.
    pub attempts: i64,
    /// A node works on it until then.
    pub leased_until: Millis,
    /// When it was asked for.
    pub created_at: Millis,
    /// When its state changed last.
    pub changed_at: Millis,
}

/// Who asks for an export.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// Its id.
    pub id: Uuid,
    /// The practice.
    pub practice: Uuid,
    /// Of this patient.
    pub patient: Option<Uuid>,
    /// The person.
    pub actor: Option<Uuid>,
    /// Where they are.
    pub facility: Option<Uuid>,
    /// From where.
    pub network: &'a str,
    /// What for.
    pub reason: &'a str,
    /// It goes to the operator's store.
    pub scheduled: bool,
    /// The passphrase, sealed.
    pub sealed: &'a str,
}

/// Keeps a wish: the worker takes it.
pub async fn create(tx: &mut Tx, a: Asked<'_>, now: Millis) -> Outcome<u64> {
    execute!(tx, CREATE_EXPORT, a.id, a.practice, a.patient, a.actor, a.facility, a.network, a.reason, a.scheduled, a.sealed, now)
}

/// An export of a practice.
pub async fn find(tx: &mut Tx, practice: Uuid, id: Uuid) -> Outcome<Option<ExportRow>> {
    fetch_optional!(tx, FIND_EXPORT, practice, id)
}

/// A practice's newest exports.
pub async fn list(tx: &mut Tx, practice: Uuid, limit: i64) -> Outcome<Vec<ExportRow>> {
    fetch_all!(tx, LIST_EXPORTS, practice, limit)
}

/// One that is being made.
pub async fn find_waiting(tx: &mut Tx, practice: Uuid) -> Outcome<Option<Uuid>> {
    let row: Option<(Uuid,)> = fetch_optional!(tx, FIND_WAITING, practice)?;
    Ok(row.map(|(id,)| id))
}

/// Archives of a practice that can be fetched.
pub async fn count_ready(tx: &mut Tx, practice: Uuid) -> Outcome<i64> {
    let row: Option<(i64,)> = fetch_optional!(tx, COUNT_READY, practice)?;
    Ok(row.map_or(0, |(n,)| n))
}

/// When everything was fetched or brought to the store last. What nobody has fetched was not taken out.
pub async fn find_last_whole(tx: &mut Tx, practice: Uuid) -> Outcome<Option<Millis>> {
    let row: Option<(Option<Millis>,)> = fetch_optional!(tx, FIND_LAST_WHOLE, practice)?;
    Ok(row.and_then(|(at,)| at))
}

/// Takes the oldest export that waits, until a moment.
pub async fn claim(tx: &mut Tx, now: Millis, until: Millis) -> Outcome<Option<ExportRow>> {
    fetch_optional!(tx, CLAIM_EXPORT, now, until)
}

/// Keeps it for longer, and how far it is. 0: it is not in our hands any more.
pub async fn hold(tx: &mut Tx, row: &ExportRow, until: Millis) -> Outcome<u64> {
    execute!(tx, HOLD_EXPORT, row.id, row.leased_until, until, row.done, row.total)
}

/// Ends the work on an export that is in our hands. 0: it is not any more.
pub async fn finish(tx: &mut Tx, row: &ExportRow, to: &str, now: Millis) -> Outcome<u64> {
    execute!(
        tx,
        FINISH_EXPORT,
        row.id,
        row.leased_until,
        to,
        &row.counts,
        row.done,
        row.total,
        row.size,
        &row.digest,
        row.ready_until,
        now
    )
}

/// Nobody shall have it any more. 0: it was over already.
pub async fn end(tx: &mut Tx, practice: Uuid, id: Uuid, now: Millis) -> Outcome<u64> {
    execute!(tx, END_EXPORT, practice, id, now)
}

/// Counts a download. 0: there is none left, or its time is over.
pub async fn count_download(tx: &mut Tx, practice: Uuid, id: Uuid, most: i64, now: Millis) -> Outcome<u64> {
    execute!(tx, COUNT_DOWNLOAD, practice, id, most, now)
}

/// A part of an archive has just left.
pub async fn note_fetching(tx: &mut Tx, practice: Uuid, id: Uuid, now: Millis) -> Outcome<u64> {
    execute!(tx, NOTE_FETCHING, practice, id, now)
}

/// One that broke off counts as none.
pub async fn give_download_back(tx: &mut Tx, practice: Uuid, id: Uuid) -> Outcome<u64> {
    execute!(tx, GIVE_DOWNLOAD_BACK, practice, id)
}

/// Archives whose time is over, or that were fetched as often as they may; not those of which something left after `before`.
pub async fn list_over(tx: &mut Tx, now: Millis, most: i64, before: Millis) -> Outcome<Vec<(Uuid, Uuid)>> {
    fetch_all!(tx, LIST_OVER_EXPORTS, now, most, before)
}

/// Keeps a piece of an archive.
pub async fn create_piece(tx: &mut Tx, export: Uuid, number: i64, bytes: &[u8]) -> Outcome<u64> {
    execute!(tx, CREATE_EXPORT_PIECE, export, number, bytes)
}

/// A piece; none after the last.
pub async fn find_piece(tx: &mut Tx, export: Uuid, number: i64) -> Outcome<Option<Vec<u8>>> {
    let row: Option<(Vec<u8>,)> = fetch_optional!(tx, FIND_EXPORT_PIECE, export, number)?;
    Ok(row.map(|(bytes,)| bytes))
}

/// Deletes so many pieces of an archive, the first of those that are there. Returns how many.
pub async fn delete_pieces(tx: &mut Tx, export: Uuid, most: i64) -> Outcome<u64> {
    execute!(tx, DELETE_SOME_PIECES, export, most)
}

/// Exports that nobody can fetch and of which pieces are here.
pub async fn list_left(tx: &mut Tx) -> Outcome<Vec<Uuid>> {
    let rows: Vec<(Uuid,)> = fetch_all!(tx, LIST_LEFT_PIECES)?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// It was begun so often, and is not tried again.
pub async fn give_up(tx: &mut Tx, id: Uuid, attempts: i64) -> Outcome<u64> {
    execute!(tx, GIVE_UP_EXPORT, id, attempts)
}

/// Puts right what a clock that was ahead has put into the future: no lease holds longer than until `lease`, no archive is there longer than until `ready`.
pub async fn cap(tx: &mut Tx, now: Millis, lease: Millis, ready: Millis) -> Outcome<u64> {
    execute!(tx, CAP_EXPORTS, now, lease, ready)
}

/// Where the practice's newest export by schedule beside this one is.
pub async fn state_before(tx: &mut Tx, practice: Uuid, id: Uuid) -> Outcome<Option<String>> {
    let row: Option<(String,)> = fetch_optional!(tx, STATE_BEFORE, practice, id)?;
    Ok(row.map(|(state,)| state))
}

/// Ends everything that can be made or fetched, with its pieces. Returns how many. Knows the first version of the tables alone.
pub async fn end_restored(tx: &mut Tx, now: Millis) -> Outcome<u64> {
    execute!(tx, DELETE_RESTORED_PIECES)?;
    execute!(tx, END_RESTORED_EXPORTS, now)
}

/// Exports that come by themselves.
#[derive(Clone, Debug, FromRow)]
pub struct ScheduleRow {
    /// The practice.
    pub practice: Uuid,
    /// `week`, `month`; empty: not any more.
    pub every: String,
    /// The passphrase, sealed.
    pub sealed: String,
    /// The next one.
    pub next_at: Millis,
    /// Who set it.
    pub changed_by: Uuid,
    /// When.
    pub changed_at: Millis,
    /// Rises with each change.
    pub version: i64,
}

/// A practice's schedule.
pub async fn find_schedule(tx: &mut Tx, practice: Uuid) -> Outcome<Option<ScheduleRow>> {
    fetch_optional!(tx, FIND_SCHEDULE, practice)
}

/// Writes a practice's schedule.
pub async fn save_schedule(tx: &mut Tx, row: &ScheduleRow) -> Outcome<u64> {
    execute!(tx, SAVE_SCHEDULE, row.practice, &row.every, &row.sealed, row.next_at, row.changed_by, row.changed_at)
}

/// Schedules whose moment has come.
pub async fn list_due(tx: &mut Tx, now: Millis) -> Outcome<Vec<ScheduleRow>> {
    fetch_all!(tx, LIST_DUE_SCHEDULES, now)
}

/// Schedules whose moment is after this one.
pub async fn list_late(tx: &mut Tx, after: Millis) -> Outcome<Vec<ScheduleRow>> {
    fetch_all!(tx, LIST_LATE_SCHEDULES, after)
}

/// The next one comes no later than this.
pub async fn hurry_schedule(tx: &mut Tx, practice: Uuid, at: Millis) -> Outcome<u64> {
    execute!(tx, HURRY_SCHEDULE, practice, at)
}

/// Moves a schedule on. 0: another node has.
pub async fn move_schedule(tx: &mut Tx, practice: Uuid, from: Millis, to: Millis) -> Outcome<u64> {
    execute!(tx, MOVE_SCHEDULE, practice, from, to)
}
