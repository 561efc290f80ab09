//! What a backup and a restore ask of the database itself. The files around it are `server/src/backup`'s.
//!
//! Names of schemas and databases are ours or the engine's own, and quoted: they can't be bound as values.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, Postgres, Transaction};

use super::db::Db;
use super::fault::{Fault, Outcome};

/// Writes a consistent copy of an `SQLite` database into an empty file, while others read and write.
///
/// # Errors
/// [`Fault::Database`], a full disk included; [`Fault::Internal`] on `PostgreSQL`, which is copied by its own program.
pub async fn copy(db: &Db, to: &Path) -> Outcome<()> {
    let Db::Sqlite { read, .. } = db else { return Err(Fault::internal("only SQLite is copied this way")) };
    let Some(path) = to.to_str() else { return Err(Fault::internal(format!("{} is no text", to.display()))) };
    sqlx::query("VACUUM INTO $1").bind(path).execute(read).await?;
    Ok(())
}

/// How many rows each table has, by its name.
pub type Rows = BTreeMap<String, i64>;

const TABLES_OF_FILE: &str = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'";
const TABLES_OF_SCHEMA: &str = "SELECT CAST(table_name AS TEXT) FROM information_schema.tables WHERE table_schema = current_schema() \
                                AND table_type = 'BASE TABLE'";

/// Counts the rows of every table on one connection.
macro_rules! count {
    ($on:expr, $tables:expr) => {{
        let tables: Vec<String> = sqlx::query_scalar($tables).fetch_all(&mut *$on).await?;
        let mut rows = Rows::new();
        for table in tables {
            let count = AssertSqlSafe(format!("SELECT COUNT(*) FROM {}", quoted(&table)));
            let n: i64 = sqlx::query_scalar(count).fetch_one(&mut *$on).await?;
            rows.insert(table, n);
        }
        Ok(rows)
    }};
}

/// How many rows the tables of a copy that [`copy`] made have. The file stays as it is.
///
/// # Errors
/// [`Fault::Database`].
pub async fn rows_of_copy(file: &Path) -> Outcome<Rows> {
    let mut connection = SqliteConnectOptions::new().filename(file).immutable(true).read_only(true).connect().await?;
    let rows = count!((&mut connection), TABLES_OF_FILE);
    connection.close().await?;
    rows
}

/// How many rows the tables of a database have.
///
/// # Errors
/// [`Fault::Database`].
pub async fn rows(db: &Db) -> Outcome<Rows> {
    match db {
        Db::Sqlite { read, .. } => count!(read.acquire().await?, TABLES_OF_FILE),
        Db::Postgres(pool) => count!(pool.acquire().await?, TABLES_OF_SCHEMA),
    }
}

/// A `PostgreSQL` database as it is at one moment, for as long as this is held.
pub struct Snapshot {
    tx: Transaction<'static, Postgres>,
    /// By which another connection sees the same.
    pub id: String,
}

/// Holds a moment.
///
/// # Errors
/// As [`schema`].
pub async fn snapshot(db: &Db) -> Outcome<Snapshot> {
    let mut tx = postgres(db)?.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?;
    let id = sqlx::query_scalar("SELECT pg_export_snapshot()").fetch_one(&mut *tx).await?;
    Ok(Snapshot { tx, id })
}

impl Snapshot {
    /// How many rows the tables have at that moment.
    ///
    /// # Errors
    /// As [`schema`].
    pub async fn rows(&mut self) -> Outcome<Rows> {
        count!(self.tx, TABLES_OF_SCHEMA)
    }
}

/// What stands in the way of setting an `SQLite` file aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Folded {
    /// Nothing: everything is in the one file, and nobody has it open.
    Whole,
    /// It can't be read as a database: its side files are all that could help.
    Unreadable,
    /// Somebody has it open.
    InUse,
}

/// Folds the write-ahead log of an `SQLite` file into it, which is possible only when nobody else has it open.
///
/// # Errors
/// None of the file's own: they are in [`Folded`].
pub async fn fold(path: &Path) -> Folded {
    let options = SqliteConnectOptions::new().filename(path).busy_timeout(Duration::from_millis(200));
    let result = match options.journal_mode(SqliteJournalMode::Delete).connect().await {
        Ok(connection) => connection.close().await,
        Err(e) => Err(e),
    };
    match result {
        Ok(()) => Folded::Whole,
        // SQLITE_BUSY; its extended codes end in the same byte.
        Err(sqlx::Error::Database(e)) if e.code().and_then(|c| c.parse::<u32>().ok()).is_some_and(|c| c & 0xff == 5) => {
            Folded::InUse
        }
        Err(_) => Folded::Unreadable,
    }
}

/// The `PostgreSQL` schema that our tables are in; none when the database has none on its search path.
///
/// # Errors
/// [`Fault::Database`]; [`Fault::Internal`] on `SQLite`.
pub async fn schema(db: &Db) -> Outcome<Option<String>> {
    Ok(sqlx::query_scalar("SELECT CAST(current_schema() AS TEXT)").fetch_one(postgres(db)?).await?)
}

/// Whether the schema on the search path holds no table.
///
/// # Errors
/// As [`schema`].
pub async fn is_empty(db: &Db) -> Outcome<bool> {
    let tables: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = current_schema()")
        .fetch_one(postgres(db)?)
        .await?;
    Ok(tables == 0)
}

/// How many others are connected to this database under our role.
///
/// # Errors
/// As [`schema`].
pub async fn others(db: &Db) -> Outcome<i64> {
    let pool = postgres(db)?;
    let all: i64 =
        sqlx::query_scalar("SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND usename = current_user")
            .fetch_one(pool)
            .await?;
    Ok(all - i64::from(pool.size()))
}

/// Renames a schema and makes an empty one of the old name: what was there stays, out of the way.
///
/// # Errors
/// As [`schema`]; then nothing has changed.
pub async fn set_aside(db: &Db, schema: &str, aside: &str) -> Outcome<()> {
    run(db, format!("ALTER SCHEMA {} RENAME TO {}; CREATE SCHEMA {}", quoted(schema), quoted(aside), quoted(schema))).await
}

/// Takes [`set_aside`] back, as long as nothing was put into the new schema.
///
/// # Errors
/// As [`schema`]; then nothing has changed.
pub async fn put_back(db: &Db, schema: &str, aside: &str) -> Outcome<()> {
    run(db, format!("DROP SCHEMA {}; ALTER SCHEMA {} RENAME TO {}", quoted(schema), quoted(aside), quoted(schema))).await
}

/// Makes a database, for a drill. False when our role may not.
///
/// # Errors
/// As [`schema`].
pub async fn create_database(db: &Db, name: &str) -> Outcome<bool> {
    match run(db, format!("CREATE DATABASE {} TEMPLATE template0", quoted(name))).await {
        // insufficient_privilege
        Err(Fault::Database(sqlx::Error::Database(e))) if e.code().is_some_and(|c| c == "42501") => Ok(false),
        done => done.map(|()| true),
    }
}

/// Removes a drill's database.
///
/// # Errors
/// As [`schema`].
pub async fn drop_database(db: &Db, name: &str) -> Outcome<()> {
    run(db, format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", quoted(name))).await
}

/// Makes a schema where there is none of this name.
///
/// # Errors
/// As [`schema`].
pub async fn create_schema(db: &Db, name: &str) -> Outcome<()> {
    run(db, format!("CREATE SCHEMA IF NOT EXISTS {}", quoted(name))).await
}

/// Several statements in one text run as one transaction.
async fn run(db: &Db, text: String) -> Outcome<()> {
    sqlx::raw_sql(AssertSqlSafe(text)).execute(postgres(db)?).await?;
    Ok(())
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn postgres(db: &Db) -> Outcome<&sqlx::PgPool> {
    match db {
        Db::Postgres(pool) => Ok(pool),
        Db::Sqlite { .. } => Err(Fault::internal("this is a question for PostgreSQL")),
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_name_stays_a_name() {
        assert_eq!(quoted("public"), "\"public\"");
        assert_eq!(quoted("a\"; DROP"), "\"a\"\"; DROP\"");
    }
}
