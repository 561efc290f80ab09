//! What the compiler does not check of SQL: every statement prepares on both engines, both schemas are the same, and every store's
//! statements are on the list.

use std::collections::BTreeSet;

use crate::support::{Engine, TestApp, database};
use app::platform::Db;
use app::platform::migrate::{all_statements, check_fingerprint, check_ready};
use app::platform::secrets::Secrets;
use sqlx::{Executor as _, SqlSafeStr as _};

#[tokio::test]
async fn every_statement_prepares_on_both_engines() {
    let (sqlite, _a) = database(Engine::Sqlite).await;
    let (postgres, _b) = database(Engine::Postgres).await;
    let (Db::Sqlite { write, .. }, Db::Postgres(pool)) = (&sqlite, &postgres) else { panic!("wrong engines") };
    let all = all_statements();
    assert!(all.len() > 20, "the list is short: {}", all.len());
    for sql in all {
        write
            .acquire()
            .await
            .unwrap()
            .prepare(sql.sqlite.into_sql_str())
            .await
            .unwrap_or_else(|e| panic!("{} on SQLite: {e}", sql.name));
        pool.acquire()
            .await
            .unwrap()
            .prepare(sql.postgres.into_sql_str())
            .await
            .unwrap_or_else(|e| panic!("{} on PostgreSQL: {e}", sql.name));
    }
}

/// Table and column with the type's family: what one engine calls BLOB is a UUID or BYTEA on the other.
async fn columns(db: &Db) -> BTreeSet<String> {
    let rows: Vec<(String, String, String)> = match db {
        Db::Sqlite { write, .. } => sqlx::query_as(
            "SELECT m.name, c.name, c.type || CASE WHEN c.\"notnull\" = 1 THEN ' NOT NULL' ELSE '' END FROM sqlite_master m \
             JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE '\\_sqlx%' ESCAPE '\\'",
        )
        .fetch_all(write)
        .await
        .unwrap(),
        Db::Postgres(pool) => sqlx::query_as(
            "SELECT c.table_name, c.column_name, upper(c.data_type) || CASE WHEN c.is_nullable = 'NO' THEN ' NOT NULL' ELSE '' END \
             FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name) \
             WHERE t.table_type = 'BASE TABLE' AND table_schema = current_schema() AND table_name NOT LIKE '\\_sqlx%'",
        )
        .fetch_all(pool)
        .await
        .unwrap(),
    };
    rows.into_iter()
        .map(|(table, column, kind)| format!("{table}.{column} {}", kind.replace("UUID", "BLOB").replace("BYTEA", "BLOB")))
        .collect()
}

#[tokio::test]
async fn both_schemas_are_the_same() {
    let (sqlite, _a) = database(Engine::Sqlite).await;
    let (postgres, _b) = database(Engine::Postgres).await;
    let (one, other) = (columns(&sqlite).await, columns(&postgres).await);
    assert!(one.len() > 40, "{one:?}");
    assert_eq!(one.difference(&other).collect::<Vec<_>>(), Vec::<&String>::new(), "only on SQLite");
    assert_eq!(other.difference(&one).collect::<Vec<_>>(), Vec::<&String>::new(), "only on PostgreSQL");
}

both_engines! {
    async fn a_database_belongs_to_its_secret(app: TestApp) {
        assert!(check_fingerprint(&app.platform.db, &app.platform.secrets).await.is_ok());
        let other = Secrets::from_master([8; 32]);
        let e = check_fingerprint(&app.platform.db, &other).await.unwrap_err().to_string();
        assert!(e.contains("another secrets file"), "{e}");
    }

    async fn a_database_that_is_gone_is_not_ready_and_a_page_says_sorry(app: TestApp) {
        let mut browser = app.logged_in("nurse.kim").await;
        assert_eq!(browser.get("/readyz").await.status, 200);
        assert!(check_ready(&app.platform.db).await.is_ok());
        app.platform.db.close().await;
        assert_eq!(browser.get("/readyz").await.status, 503);
        assert_eq!(browser.get("/healthz").await.status, 200);
        let page = browser.get("/home").await;
        assert_eq!(page.status, 500);
        let number = page.headers["x-request-id"].to_str().unwrap();
        assert!(page.has("Something went wrong on our side") && page.has(number), "{}", page.body);
        let page = app.browser().log_in(&app.practice_id, "nurse.kim", "x").await;
        assert!(page.status == 500 && page.has("Something went wrong on our side") && !page.has("closed"), "{}", page.body);
    }
}

#[tokio::test]
async fn a_new_database_has_no_account() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let (db, _dir) = database(engine).await;
        for table in ["practice", "users", "user_password", "session"] {
            let query = sqlx::AssertSqlSafe(format!("SELECT COUNT(*) FROM {table}"));
            let n: i64 = match &db {
                Db::Sqlite { write, .. } => sqlx::query_scalar(query).fetch_one(write).await.unwrap(),
                Db::Postgres(pool) => sqlx::query_scalar(query).fetch_one(pool).await.unwrap(),
            };
            assert_eq!(n, 0, "{table}");
        }
    }
}
