//! The imports' SQL.

use sqlx::FromRow;
use uuid::Uuid;

use super::match_store;
use crate::platform::{Millis, Outcome, Tx};
use crate::{execute, fetch_all, fetch_optional, statements};

statements! {
    CREATE_RUN = "INSERT INTO import_run (id, practice, actor, facility, network, file_name, source, state, size, shape, plan, counts, parts, done, step_at, leased_until, created_at, changed_at) \
                  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, '{}', '{}', '{}', 0, 0, $9, $10, $9, $9)";
    FIND_RUN = "SELECT id, practice, actor, facility, network, file_name, source, state, size, shape, plan, counts, parts, done, step_at, leased_until, sealed, attempts, created_at, changed_at FROM import_run \
                WHERE practice = $1 AND id = $2";
    LIST_RUNS = "SELECT id, practice, actor, facility, network, file_name, source, state, size, '{}' AS shape, '{}' AS plan, counts, parts, done, step_at, leased_until, sealed, attempts, created_at, changed_at \
                 FROM import_run WHERE practice = $1 ORDER BY created_at DESC, id DESC LIMIT $2";
    CLAIM_RUN = "UPDATE import_run SET leased_until = $2, attempts = attempts + 1 WHERE leased_until < $1 AND id = (SELECT id FROM import_run WHERE state IN ('uploaded', 'mapped', 'approved', 'undoing') AND leased_until < $1 \
                 ORDER BY created_at LIMIT 1) \
                 RETURNING id, practice, actor, facility, network, file_name, source, state, size, shape, plan, counts, parts, done, step_at, leased_until, sealed, attempts, created_at, changed_at";
    CLAIM_ONE = "UPDATE import_run SET leased_until = $3, attempts = attempts + 1 WHERE id = $1 AND leased_until < $2 AND state IN ('uploaded', 'mapped', 'approved', 'undoing') \
                 RETURNING id, practice, actor, facility, network, file_name, source, state, size, shape, plan, counts, parts, done, step_at, leased_until, sealed, attempts, created_at, changed_at";
    // What a command is at, or was when it was cut off.
    LIST_OF_OPERATOR = "SELECT id, practice, actor, facility, network, file_name, source, state, size, shape, plan, counts, parts, done, step_at, leased_until, sealed, attempts, created_at, changed_at FROM import_run \
                        WHERE practice = $1 AND actor IS NULL AND state IN ('uploaded', 'mapped', 'approved') ORDER BY created_at LIMIT $2";
    HOLD_RUN = "UPDATE import_run SET leased_until = $4, done = $5, counts = $6 WHERE id = $1 AND state = $2 AND leased_until = $3";
    FINISH_RUN = "UPDATE import_run SET state = $4, shape = $5, plan = $6, counts = $7, parts = $8, source = $9, done = 0, step_at = $10, leased_until = 0, attempts = 0, changed_at = $10, \
                  sealed = CASE WHEN $4 IN ('refused', 'done', 'undone') THEN '' ELSE sealed END WHERE id = $1 AND state = $2 AND leased_until = $3";
    MOVE_RUN = "UPDATE import_run SET state = $3, shape = $4, plan = $5, counts = $6, parts = $7, done = 0, step_at = $8, leased_until = 0, attempts = 0, changed_at = $8, \
                sealed = CASE WHEN $3 = 'undone' THEN '' ELSE sealed END WHERE id = $1 AND state = $2";
    RELEASE_RUN = "UPDATE import_run SET leased_until = 0, size = $2 WHERE id = $1";
    SEAL_RUN = "UPDATE import_run SET sealed = $2 WHERE id = $1";
    CREATE_PIECE = "INSERT INTO import_piece (run, number, bytes) VALUES ($1, $2, $3)";
    FIND_PIECE = "SELECT bytes FROM import_piece WHERE run = $1 AND number = $2";
    DELETE_PIECES = "DELETE FROM import_piece WHERE run = $1";
    CREATE_PART = "INSERT INTO import_part (run, number, cells) VALUES ($1, $2, $3)";
    FIND_PART = "SELECT cells FROM import_part WHERE run = $1 AND number = $2";
    DELETE_PARTS = "DELETE FROM import_part WHERE run = $1";
    FIND_MEMORY = "SELECT choice FROM import_memory WHERE practice = $1 AND source = $2 AND header = $3";
    SAVE_MEMORY = "INSERT INTO import_memory (practice, source, header, choice, changed_at) VALUES ($1, $2, $3, $4, $5) \
                   ON CONFLICT (practice, source, header) DO UPDATE SET choice = $4, changed_at = $5";
    // `uploaded` since long: its upload was cut off.
    LIST_OLD_RUNS = "SELECT id, counts FROM import_run WHERE changed_at < $1 AND state IN ('uploaded', 'read', 'checked', 'done', 'undone', 'refused') \
                     AND (parts > 0 OR EXISTS (SELECT 1 FROM import_piece WHERE run = import_run.id) OR EXISTS (SELECT 1 FROM import_part WHERE run = import_run.id)) \
                     ORDER BY changed_at LIMIT 20";
    // What nobody went on with is given up.
    FORGET_RUN = "UPDATE import_run SET parts = 0, plan = '{}', shape = '{}', counts = $2, sealed = '', \
                  state = CASE WHEN state IN ('uploaded', 'read', 'checked') THEN 'undone' ELSE state END WHERE id = $1";
    LIST_WRITTEN = "SELECT id FROM import_run WHERE practice = $1 AND state = 'done' ORDER BY id";
    // Of two that are approved the older one goes first.
    GOES_FIRST = "SELECT 1 FROM import_run WHERE practice = $1 AND id <> $2 AND state = 'approved' AND (done > 0 OR id < $2) LIMIT 1";
    SAVE_PLAN = "UPDATE import_run SET plan = $2 WHERE id = $1";
    DELETE_RUN = "DELETE FROM import_run WHERE id = $1";
}

/// A run, as stored.
#[derive(Clone, Debug, FromRow)]
pub struct RunRow {
    /// Its id.
    pub id: Uuid,
    /// The practice.
    pub practice: Uuid,
    /// Who began it; none for the operator.
    pub actor: Option<Uuid>,
    /// Where they were.
    pub facility: Option<Uuid>,
    /// From where they asked.
    pub network: String,
    /// The file's name.
    pub file_name: String,
    /// The system that it is from.
    pub source: String,
    /// Where it is.
    pub state: String,
    /// In bytes.
    pub size: i64,
    /// JSON: [`super::run::Shape`].
    pub shape: String,
    /// JSON: [`super::run::Choice`].
    pub plan: String,
    /// JSON: [`super::run::Tally`].
    pub counts: String,
    /// Rows of `import_part`.
    pub parts: i64,
    /// How many of them this step is through with.
    pub done: i64,
    /// When this step began.
    pub step_at: Millis,
    /// A node works on it until then.
    pub leased_until: Millis,
    /// The passphrase of the file, sealed; empty for none.
    pub sealed: String,
    /// How often its step was begun.
    pub attempts: i64,
    /// When.
    pub created_at: Millis,
    /// When its state changed last.
    pub changed_at: Millis,
}

/// Who begins a run, with which file.
#[derive(Clone, Copy, Debug)]
pub struct Begun<'a> {
    /// Its id.
    pub id: Uuid,
    /// The practice.
    pub practice: Uuid,
    /// The person; none for the operator.
    pub actor: Option<Uuid>,
    /// Where they are.
    pub facility: Option<Uuid>,
    /// From where.
    pub network: &'a str,
    /// The file's name.
    pub file: &'a str,
    /// The system.
    pub source: &'a str,
}

/// Begins a run whose file is still coming: nobody works on it until then.
pub async fn create(tx: &mut Tx, begun: Begun<'_>, now: Millis, leased_until: Millis) -> Outcome<u64> {
    let Begun { id, practice, actor, facility, network, file, source } = begun;
    execute!(tx, CREATE_RUN, id, practice, actor, facility, network, file, source, "uploaded", now, leased_until)
}

/// The file is here: somebody may work on it.
pub async fn release(tx: &mut Tx, run: Uuid, size: i64) -> Outcome<u64> {
    execute!(tx, RELEASE_RUN, run, size)
}

/// Keeps the sealed passphrase of the file.
pub async fn seal(tx: &mut Tx, run: Uuid, sealed: &str) -> Outcome<u64> {
    execute!(tx, SEAL_RUN, run, sealed)
}

/// A run of a practice.
pub async fn find(tx: &mut Tx, practice: Uuid, id: Uuid) -> Outcome<Option<RunRow>> {
    fetch_optional!(tx, FIND_RUN, practice, id)
}

/// A practice's newest runs.
pub async fn list(tx: &mut Tx, practice: Uuid, limit: i64) -> Outcome<Vec<RunRow>> {
    fetch_all!(tx, LIST_RUNS, practice, limit)
}

/// Takes the oldest run that waits for work, until a moment.
pub async fn claim(tx: &mut Tx, now: Millis, until: Millis) -> Outcome<Option<RunRow>> {
    fetch_optional!(tx, CLAIM_RUN, now, until)
}

/// Takes this run, if it waits for work.
pub async fn claim_one(tx: &mut Tx, run: Uuid, now: Millis, until: Millis) -> Outcome<Option<RunRow>> {
    fetch_optional!(tx, CLAIM_ONE, run, now, until)
}

/// The operator's runs of a practice that are at work, the oldest first.
pub async fn list_of_operator(tx: &mut Tx, practice: Uuid, limit: i64) -> Outcome<Vec<RunRow>> {
    fetch_all!(tx, LIST_OF_OPERATOR, practice, limit)
}

/// Keeps a run for longer, and how far it is. 0: it is not in this state, or not in our hands any more.
pub async fn hold(tx: &mut Tx, run: &RunRow, until: Millis) -> Outcome<u64> {
    execute!(tx, HOLD_RUN, run.id, &run.state, run.leased_until, until, run.done, &run.counts)
}

/// Ends the step of a run that is in our hands. 0: it is not any more.
pub async fn finish(tx: &mut Tx, run: &RunRow, to: &str, now: Millis) -> Outcome<u64> {
    execute!(
        tx,
        FINISH_RUN,
        run.id,
        &run.state,
        run.leased_until,
        to,
        &run.shape,
        &run.plan,
        &run.counts,
        run.parts,
        &run.source,
        now
    )
}

/// Moves a run on for somebody who asks, with what it knows now. 0: it is not in that state any more.
pub async fn move_on(tx: &mut Tx, run: &RunRow, to: &str, now: Millis) -> Outcome<u64> {
    execute!(tx, MOVE_RUN, run.id, &run.state, to, &run.shape, &run.plan, &run.counts, run.parts, now)
}

/// Keeps a piece of a file.
pub async fn create_piece(tx: &mut Tx, run: Uuid, number: i64, bytes: &[u8]) -> Outcome<u64> {
    execute!(tx, CREATE_PIECE, run, number, bytes)
}

/// A piece of a file; none after the last.
pub async fn find_piece(tx: &mut Tx, run: Uuid, number: i64) -> Outcome<Option<Vec<u8>>> {
    let row: Option<(Vec<u8>,)> = fetch_optional!(tx, FIND_PIECE, run, number)?;
    Ok(row.map(|(bytes,)| bytes))
}

/// Forgets a file: its rows are read.
pub async fn delete_pieces(tx: &mut Tx, run: Uuid) -> Outcome<u64> {
    execute!(tx, DELETE_PIECES, run)
}

/// Keeps rows.
pub async fn create_part(tx: &mut Tx, run: Uuid, number: i64, cells: &str) -> Outcome<u64> {
    execute!(tx, CREATE_PART, run, number, cells)
}

/// Rows; none after the last.
pub async fn find_part(tx: &mut Tx, run: Uuid, number: i64) -> Outcome<Option<String>> {
    let row: Option<(String,)> = fetch_optional!(tx, FIND_PART, run, number)?;
    Ok(row.map(|(cells,)| cells))
}

/// Forgets rows.
pub async fn delete_parts(tx: &mut Tx, run: Uuid) -> Outcome<u64> {
    execute!(tx, DELETE_PARTS, run)
}

/// Forgets what was in a file: itself, its rows, who they likely are, and what patients were before it.
pub async fn forget_file(tx: &mut Tx, run: Uuid) -> Outcome<()> {
    delete_pieces(tx, run).await?;
    delete_parts(tx, run).await?;
    match_store::delete_matches(tx, run).await?;
    match_store::delete_befores(tx, run).await?;
    Ok(())
}

/// What columns were taken for the last time.
pub async fn find_memory(tx: &mut Tx, practice: Uuid, source: &str, header: &str) -> Outcome<Option<String>> {
    let row: Option<(String,)> = fetch_optional!(tx, FIND_MEMORY, practice, source, header)?;
    Ok(row.map(|(choice,)| choice))
}

/// Keeps what columns are taken for.
pub async fn save_memory(tx: &mut Tx, practice: Uuid, source: &str, header: &str, choice: &str, now: Millis) -> Outcome<u64> {
    execute!(tx, SAVE_MEMORY, practice, source, header, choice, now)
}

/// Runs whose rows or file nobody needs any more.
pub async fn list_old(tx: &mut Tx, before: Millis) -> Outcome<Vec<(Uuid, String)>> {
    fetch_all!(tx, LIST_OLD_RUNS, before)
}

/// The runs of a practice that are written.
pub async fn list_written(tx: &mut Tx, practice: Uuid) -> Outcome<Vec<(Uuid,)>> {
    fetch_all!(tx, LIST_WRITTEN, practice)
}

/// Whether another run of the practice is being written, or is to be before this one.
pub async fn goes_first(tx: &mut Tx, run: &RunRow) -> Outcome<bool> {
    let row: Option<(i32,)> = fetch_optional!(tx, GOES_FIRST, run.practice, run.id)?;
    Ok(row.is_some())
}

/// A run's numbers stay; what was in its file goes.
pub async fn forget(tx: &mut Tx, run: Uuid, counts: &str) -> Outcome<u64> {
    execute!(tx, FORGET_RUN, run, counts)
}

/// Keeps what was said of the columns so far.
pub async fn save_plan(tx: &mut Tx, run: Uuid, plan: &str) -> Outcome<u64> {
    execute!(tx, SAVE_PLAN, run, plan)
}

/// Forgets a run whose file never came.
pub async fn delete_run(tx: &mut Tx, run: Uuid) -> Outcome<u64> {
    execute!(tx, DELETE_RUN, run)
}
