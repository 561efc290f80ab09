//! No statement reads a table that grows from its beginning to its end: the plans of all statements, on both engines.
//!
//! `SQLite` is asked about a database without statistics, as the product has it. `PostgreSQL` is asked for the plan of any values, and told to read a table
//! as a whole only where it can do nothing else: in an empty one it would always do so.

use std::collections::BTreeSet;

use app::platform::Db;
use app::platform::migrate::all_statements;
use app::platform::sql::Sql;
use serde_json::Value;
use sqlx::AssertSqlSafe;

use crate::support::{Engine, database};

/// Tables in which one practice may have very many rows: to read all of a practice is to read too much.
const LARGE_IN_A_PRACTICE: [&str; 4] = ["users", "patient", "outbox", "audit_entry"];

/// Statements that read a table, or all of a practice, as a whole; and why they may.
const READ_ALL: [(&str, &[&str]); 8] = [
    (
        "in the background, at most every ten minutes: an index for it would cost each row more than it saves",
        &[
            "COUNT_COUNTERS",
            "DELETE_OLD_BUDGETS",
            "DELETE_OLD_CODES",
            "DELETE_OLD_DAYS",
            "DELETE_OLD_LOG_IN_CODES",
            "DELETE_OLD_PENDING_TOTP",
            "DELETE_OLD_RECOVERIES",
            "DELETE_SEARCHES",
            "PUT_SESSIONS_RIGHT",
        ],
    ),
    (
        "by the operator's hand: a check of all chains, a list of all practices, after a restore",
        &[
            "CANCEL_EVERY_LOG_IN_CODE",
            "DELETE_RESTORED_PIECES",
            "LIST_CHAINS_OF_ENTRIES",
            "LIST_FOR_OPERATOR",
            "LIST_HEADS",
            "LIST_PRACTICES",
            "RAISE_EVERY_ACCESS_GENERATION",
            "UNTRUST_EVERY_BROWSER",
        ],
    ),
    ("asked for the collector of measures, at most every 15 seconds", &["COUNT_KEPT"]),
    (
        "about all people or messages of one practice, when its rules are looked at or changed, or people are added",
        &[
            "COUNT_EMERGENCIES",
            "COUNT_FACTORS",
            "COUNT_LEVELS",
            "COUNT_WAITING",
            "COUNT_WITHOUT_SECOND_STEP",
            "LIST_DESIGNATED",
            "LIST_LIMITED",
            "LIST_NAMESAKES",
            "LIST_WITHOUT_FACTOR",
            "REQUIRE_SECOND_STEPS",
            "SHORTEN_TRUST",
            "UNREQUIRE_SECOND_STEPS",
        ],
    ),
    ("a row for each version of the agreement, or of the schema", &["LIST_AGREEMENTS", "LIST_APPLIED"]),
    ("among changes that end after half an hour", &["NOTE_KIND"]),
    ("takes everything out", &["COUNT_PATIENTS_OUT", "LIST_AGREEMENTS_OUT", "LIST_USERS_OUT"]),
    (
        "no further than its LIMIT",
        &["COUNT_REQUESTS", "COUNT_USERS", "FIND_REQUEST", "HAS_PATIENTS", "LIST_NEWEST", "LIST_OF_PRACTICE", "TAKE_REQUEST"],
    ),
];

#[tokio::test]
async fn sqlite_reads_no_growing_table_as_a_whole() {
    let (db, dir) = database(Engine::Sqlite).await;
    let Db::Sqlite { write, .. } = &db else { panic!("wrong engine") };
    let names = async |what: &str| {
        let text = format!("SELECT name FROM sqlite_master WHERE {what}");
        let all: Vec<(String,)> = sqlx::query_as(AssertSqlSafe(text)).fetch_all(write).await.unwrap();
        all.into_iter().map(|(name,)| name).collect::<BTreeSet<_>>()
    };
    let (tables, partial) = (names("type = 'table'").await, names("type = 'index' AND sql LIKE '% WHERE %'").await);
    let mut found = BTreeSet::new();
    for sql in all_statements() {
        let plan: Vec<(i64, i64, i64, String)> =
            sqlx::query_as(AssertSqlSafe(format!("EXPLAIN QUERY PLAN {}", sql.sqlite))).fetch_all(write).await.unwrap();
        for (.., step) in plan {
            if let Some(table) = read_by_sqlite(&step, sql.sqlite, &tables, &partial) {
                found.insert((sql.name, table));
            }
        }
    }
    db.close().await;
    std::fs::remove_dir_all(dir).unwrap();
    judge(&found);
}

/// The table that a step reads as a whole, or all of a practice. An index of what is open or waits has no more than that.
fn read_by_sqlite(step: &str, text: &str, tables: &BTreeSet<String>, partial: &BTreeSet<String>) -> Option<String> {
    let (how, rest) = step.split_once(' ')?;
    let name = rest.split(' ').next()?;
    let table = text.split_once(&format!(" AS {name} ")).and_then(|(before, _)| before.rsplit(' ').next()).unwrap_or(name);
    let table = tables.get(table).or_else(|| tables.get(name))?;
    let index = step.split_once("INDEX ").and_then(|(_, rest)| rest.split(' ').next()).unwrap_or_default();
    let scans = how == "SCAN" && !partial.contains(index);
    let of_practice = step.ends_with("(practice=?)") && LARGE_IN_A_PRACTICE.contains(&table.as_str());
    (scans || of_practice).then(|| table.clone())
}

#[tokio::test]
async fn postgresql_reads_no_growing_table_as_a_whole() {
    let (db, dir) = database(Engine::Postgres).await;
    let Db::Postgres(pool) = &db else { panic!("wrong engine") };
    let mut connection = pool.acquire().await.unwrap();
    sqlx::raw_sql("SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off").execute(&mut *connection).await.unwrap();
    let text = "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema() AND indexdef LIKE '% WHERE %'";
    let partial: Vec<(String,)> = sqlx::query_as(text).fetch_all(&mut *connection).await.unwrap();
    let partial: BTreeSet<String> = partial.into_iter().map(|(name,)| name).collect();
    let mut found = BTreeSet::new();
    // COPY reads no table.
    for sql in all_statements().into_iter().filter(|sql| !sql.postgres.starts_with("COPY ")) {
        let nothing = vec!["NULL"; places(&sql)].join(", ");
        let values = if nothing.is_empty() { nothing } else { format!("({nothing})") };
        let text = format!("PREPARE asked AS {}; EXPLAIN (FORMAT JSON) EXECUTE asked{values}", sql.postgres);
        let mut rows = sqlx::raw_sql(AssertSqlSafe(text)).fetch_all(&mut *connection).await.expect(sql.name);
        let plan: Value = sqlx::Row::try_get(&rows.pop().unwrap(), 0).unwrap();
        read_by_postgresql(sql.name, &plan[0]["Plan"], &partial, &mut found);
        sqlx::raw_sql("DEALLOCATE asked").execute(&mut *connection).await.unwrap();
    }
    drop(connection);
    db.close().await;
    std::fs::remove_dir_all(dir).unwrap();
    judge(&found);
}

fn places(sql: &Sql) -> usize {
    Sql { sqlite: sql.postgres, ..*sql }.places()
}

fn read_by_postgresql(name: &'static str, step: &Value, partial: &BTreeSet<String>, found: &mut Found) {
    let text = |key: &str| step[key].as_str().unwrap_or_default();
    let kind = text("Node Type");
    let whole = kind.starts_with("Index") && step["Index Cond"].is_null() && !partial.contains(text("Index Name"));
    if (kind == "Seq Scan" || whole) && !text("Relation Name").is_empty() {
        found.insert((name, text("Relation Name").to_owned()));
    }
    for part in step["Plans"].as_array().into_iter().flatten() {
        read_by_postgresql(name, part, partial, found);
    }
}

/// Statements, each with a table that it reads as a whole.
type Found = BTreeSet<(&'static str, String)>;

fn judge(found: &Found) {
    let allowed = |name: &str| READ_ALL.iter().any(|(_, names)| names.contains(&name));
    let bad: Vec<_> = found.iter().filter(|(name, _)| !allowed(name)).collect();
    assert!(bad.is_empty(), "read as a whole: {bad:#?}");
}

#[test]
fn whoever_reads_a_whole_table_is_found() {
    let (tables, partial) = (BTreeSet::from(["users".to_owned()]), BTreeSet::from(["some".to_owned()]));
    let read = |step: &str, text: &str| read_by_sqlite(step, text, &tables, &partial).is_some();
    assert!(read("SCAN users", "SELECT id FROM users") && read("SCAN other", "SELECT id FROM users AS other WHERE TRUE"));
    assert!(read("SCAN users USING INDEX all", "") && read("SEARCH users USING INDEX all (practice=?)", ""));
    assert!(!read("SCAN users USING INDEX some", "") && !read("SEARCH users USING INDEX all (practice=? AND name_key>?)", ""));
    assert!(!read("SCAN json_each VIRTUAL TABLE INDEX 1:", "") && !read("SCAN CONSTANT ROW", ""));
}

#[test]
fn every_statement_that_may_read_a_whole_table_is_there() {
    let all: BTreeSet<&str> = all_statements().iter().map(|sql| sql.name).collect();
    for (why, names) in READ_ALL {
        for name in names {
            assert!(all.contains(name), "{name} ({why}) is no statement any more");
        }
    }
}
