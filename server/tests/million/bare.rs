//! The same patients with the same keys, written by a bare prepared insert: into the same tables with the same indexes, as many in a transaction, with the
//! same settings; or by COPY. Nothing is read, checked or told; what the rows are is known before the clock runs.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use app::patients::bulk::{self, WholeRow};
use app::platform::Db;
use app::practice::service as practices;
use rusqlite::{Connection, TransactionBehavior, params};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection, query};
use uuid::Uuid;

use crate::support::{Engine, addressed};
use crate::{Clinic, rows};

/// As many patients in a transaction as the import has.
const TOGETHER: usize = 500;
/// Keys in a statement.
const KEYS: usize = 1_000;
const PATIENT: &str = "patient (id, practice, chart_number, details, insurance, active, source_system, source_id, import_run, extras, record, created_at, \
                       changed_at, version)";
const KEY: &str = "patient_key (practice, key, patient, active)";

type Key = (String, Uuid, bool);

/// A statement with so many rows of so many values.
fn insert_into(table: &str, rows: usize, values: usize) -> String {
    let mut text = format!("INSERT INTO {table} VALUES ");
    for row in 0..rows {
        let row: Vec<String> = (1..=values).map(|n| format!("${}", row * values + n)).collect();
        let _ = write!(text, "({}),", row.join(","));
    }
    text.pop();
    text
}

/// A row at a time by a statement that is prepared once, with nothing between it and `SQLite`: sqlx hands each value to a thread of its own, which costs more
/// than `SQLite` does, and would flatter us.
fn on_sqlite(db: &mut Connection, practice: Uuid, patients: &[WholeRow], keys: &[Key]) {
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate).unwrap();
    {
        let mut patient = tx.prepare_cached(&insert_into(PATIENT, 1, 14)).unwrap();
        for one in patients {
            let (id, run, record) = (one.id.as_bytes(), one.import_run.map(Uuid::into_bytes), one.record.as_bytes());
            let WholeRow { chart_number, details, insurance, active, source_system, source_id, extras, created_at: at, .. } = one;
            patient
                .execute(params![
                    id,
                    practice.as_bytes(),
                    chart_number,
                    details,
                    insurance,
                    active,
                    source_system,
                    source_id,
                    run,
                    extras,
                    record,
                    at,
                    at,
                    1
                ])
                .unwrap();
        }
        let mut key = tx.prepare_cached(&insert_into(KEY, 1, 4)).unwrap();
        for (text, patient, active) in keys {
            key.execute(params![practice.as_bytes(), text, patient.as_bytes(), active]).unwrap();
        }
    }
    tx.commit().unwrap();
}

async fn on_postgres(tx: &mut PgConnection, practice: Uuid, patients: &[WholeRow], keys: &[Key]) {
    let mut statement = query(AssertSqlSafe(insert_into(PATIENT, patients.len(), 14)));
    for one in patients {
        statement = statement
            .bind(one.id)
            .bind(practice)
            .bind(&one.chart_number)
            .bind(&one.details)
            .bind(&one.insurance)
            .bind(one.active)
            .bind(&one.source_system)
            .bind(&one.source_id)
            .bind(one.import_run)
            .bind(&one.extras)
            .bind(one.record)
            .bind(one.created_at)
            .bind(one.created_at)
            .bind(1_i64);
    }
    statement.execute(&mut *tx).await.unwrap();
    for some in keys.chunks(KEYS) {
        let mut statement = query(AssertSqlSafe(insert_into(KEY, some.len(), 4)));
        for (key, patient, active) in some {
            statement = statement.bind(practice).bind(key).bind(patient).bind(active);
        }
        statement.execute(&mut *tx).await.unwrap();
    }
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\t', "\\t").replace('\n', "\\n").replace('\r', "\\r")
}

/// What COPY reads.
fn lines(practice: Uuid, patients: &[WholeRow], keys: &[Key]) -> [String; 2] {
    let [mut all, mut all_keys] = [String::new(), String::new()];
    for one in patients {
        let run = one.import_run.map_or("\\N".to_owned(), |run| run.to_string());
        let texts = [&one.chart_number, &one.details, &one.insurance].map(|text| escaped(text)).join("\t");
        let source = [&one.source_system, &one.source_id].map(|text| escaped(text)).join("\t");
        let (id, active, extras, record, at) = (one.id, one.active, escaped(&one.extras), one.record, one.created_at);
        let _ = writeln!(all, "{id}\t{practice}\t{texts}\t{active}\t{source}\t{run}\t{extras}\t{record}\t{at}\t{at}\t1");
    }
    for (key, patient, active) in keys {
        let _ = writeln!(all_keys, "{practice}\t{}\t{patient}\t{active}", escaped(key));
    }
    [all, all_keys]
}

/// A database that is written to, with nothing of ours between.
enum Bare {
    Sqlite(Connection),
    Postgres(PgConnection, bool),
}

impl Bare {
    /// With the settings that the product has (`app/src/platform/db.rs`). `copy`: by COPY.
    async fn open(engine: Engine, url: &str, copy: bool) -> Self {
        match engine {
            Engine::Sqlite => {
                let db = Connection::open(Db::file_of(url).unwrap()).unwrap();
                db.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON").unwrap();
                Self::Sqlite(db)
            }
            Engine::Postgres => Self::Postgres(PgConnection::connect(url).await.unwrap(), copy),
        }
    }

    async fn write(&mut self, practice: Uuid, patients: &[WholeRow], keys: &[Key]) {
        match self {
            Self::Sqlite(db) => on_sqlite(db, practice, patients, keys),
            Self::Postgres(db, copy) => {
                let mut tx = db.begin().await.unwrap();
                if *copy {
                    for (table, lines) in [PATIENT, KEY].into_iter().zip(lines(practice, patients, keys)) {
                        let mut into = tx.copy_in_raw(&format!("COPY {table} FROM STDIN")).await.unwrap();
                        into.send(lines.into_bytes()).await.unwrap();
                        into.finish().await.unwrap();
                    }
                } else {
                    on_postgres(&mut tx, practice, patients, keys).await;
                }
                tx.commit().await.unwrap();
            }
        }
    }
}

/// How long the patients of a clinic take to be written into a database of their own, in the order in which they were; in seconds.
pub async fn insert(engine: Engine, clinic: &Clinic, copy: bool) -> f64 {
    let (db, dir, url) = addressed(engine).await;
    let mut tx = db.write().await.unwrap();
    let home = practices::create(&clinic.p, &mut tx, "Elm Street").await.unwrap().id;
    tx.commit().await.unwrap();
    let ids: Vec<(Uuid,)> = rows(&clinic.p.db, "SELECT id FROM patient ORDER BY chart_number").await;
    let mut bare = Bare::open(engine, &url, copy).await;
    let mut took = Duration::ZERO;
    for ids in ids.chunks(TOGETHER) {
        let ids: Vec<Uuid> = ids.iter().map(|(id,)| *id).collect();
        let mut tx = clinic.p.db.read().await.unwrap();
        let mut all = bulk::find(&mut tx, clinic.practice, &ids).await.unwrap();
        drop(tx);
        let patients: Vec<WholeRow> = ids.iter().filter_map(|id| all.remove(id)).collect();
        let list: Vec<String> = ids.iter().map(|id| literal(engine, *id)).collect();
        let keys: Vec<Key> =
            rows(&clinic.p.db, &format!("SELECT key, patient, active FROM patient_key WHERE patient IN ({})", list.join(",")))
                .await;
        let begun = Instant::now();
        bare.write(home, &patients, &keys).await;
        took += begun.elapsed();
    }
    let written: Vec<(i64,)> = rows(&db, "SELECT CAST(COUNT(*) AS BIGINT) FROM patient").await;
    assert_eq!(usize::try_from(written[0].0).unwrap(), ids.len());
    db.close().await;
    std::fs::remove_dir_all(dir).unwrap();
    took.as_secs_f64()
}

fn literal(engine: Engine, id: Uuid) -> String {
    match engine {
        Engine::Sqlite => format!("x'{}'", id.simple()),
        Engine::Postgres => format!("'{id}'"),
    }
}
