//! The database, either engine, and transactions. Store functions take `&mut Tx` and nothing else, so nothing can run half inside and
//! half outside of a transaction.

use std::path::Path;
use std::str::FromStr as _;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Connection as _, PgConnection, Postgres, Sqlite, SqliteConnection, Transaction};

use super::fault::{Fault, Outcome};

/// The database. One SQL text serves both engines; see `docs/adr/0001-two-databases.md`.
#[derive(Clone, Debug)]
pub enum Db {
    /// `SQLite`: a file, write-ahead log, one writer.
    Sqlite {
        /// Readers.
        read: SqlitePool,
        /// The one writer: writers wait for each other here, not inside `SQLite`.
        write: SqlitePool,
    },
    /// `PostgreSQL`.
    Postgres(PgPool),
}

/// A transaction. Dropped without [`Tx::commit`], it changes nothing.
pub enum Tx {
    /// On `SQLite`.
    Sqlite(Transaction<'static, Sqlite>),
    /// On `PostgreSQL`.
    Postgres(Transaction<'static, Postgres>),
}

/// How long to wait for a connection before answering with a fault.
const ACQUIRE: Duration = Duration::from_secs(10);
/// How long one look for the cause may take when there was none.
const PROBE: Duration = Duration::from_secs(2);

impl Db {
    /// Opens `sqlite:path/to/file` (made when absent) or `postgres://…`.
    ///
    /// # Errors
    /// [`Fault::Internal`] for another scheme, [`Fault::Io`] and [`Fault::Database`] when it can't be opened.
    pub async fn open(url: &str) -> Outcome<Self> {
        if let Some(path) = Self::file_of(url) {
            return Self::open_sqlite(path).await;
        }
        match url.split_once(':') {
            Some(("postgres" | "postgresql", _)) => Self::open_postgres(PgConnectOptions::from_str(url)?).await,
            _ => Err(Fault::internal("[database] url must start with `sqlite:` or `postgres:`")),
        }
    }

    /// The file of a `sqlite:` address; none for another engine.
    #[must_use]
    pub fn file_of(url: &str) -> Option<&Path> {
        url.strip_prefix("sqlite:").map(|path| Path::new(path.trim_start_matches("//")))
    }

    async fn open_sqlite(path: &Path) -> Outcome<Self> {
        if let Some(dir) = path.parent().filter(|d| !d.as_os_str().is_empty()) {
            std::fs::create_dir_all(dir).map_err(Fault::io(format!("creating {}", dir.display())))?;
        }
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // FULL: a power cut loses nothing acknowledged.
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(Duration::from_secs(5))
            .foreign_keys(true);
        let write = sqlite_pool(1).connect_with(options.clone()).await?;
        let read = sqlite_pool(4).connect_lazy_with(options);
        Ok(Self::Sqlite { read, write })
    }

    /// Opens `PostgreSQL` with options that are already taken apart (tests set a schema).
    ///
    /// # Errors
    /// [`Fault::Database`] when it can't be reached.
    pub async fn open_postgres(options: PgConnectOptions) -> Outcome<Self> {
        let made = PgPoolOptions::new().max_connections(16).acquire_timeout(ACQUIRE).connect_with(options.clone()).await;
        match made {
            Ok(pool) => Ok(Self::Postgres(pool)),
            Err(e) => Err(Box::pin(cause(e, &options)).await.into()),
        }
    }

    /// Begins a transaction that only reads.
    ///
    /// # Errors
    /// [`Fault::Database`] when no connection is to be had.
    pub async fn read(&self) -> Outcome<Tx> {
        Ok(match self {
            Self::Sqlite { read, .. } => Tx::Sqlite(read.begin().await?),
            Self::Postgres(pool) => Tx::Postgres(begin(pool).await?),
        })
    }

    /// Begins a transaction that writes. On `SQLite` it takes the write lock now: a transaction that begins as a reader and then
    /// writes would fail at once when another one wrote in between.
    ///
    /// # Errors
    /// [`Fault::Database`] when no connection is to be had.
    pub async fn write(&self) -> Outcome<Tx> {
        Ok(match self {
            Self::Sqlite { write, .. } => Tx::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?),
            Self::Postgres(pool) => Tx::Postgres(begin(pool).await?),
        })
    }

    /// Closes every connection, after what is in flight.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { read, write } => {
                read.close().await;
                write.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }

    /// The engine's name, for people.
    #[must_use]
    pub fn engine(&self) -> &'static str {
        match self {
            Self::Sqlite { .. } => "SQLite",
            Self::Postgres(_) => "PostgreSQL",
        }
    }
}

async fn begin(pool: &PgPool) -> Outcome<Transaction<'static, Postgres>> {
    match pool.begin().await {
        Ok(tx) => Ok(tx),
        // Boxed: it is rare and large, and would make every request larger.
        Err(e) => Err(Box::pin(cause(e, &pool.connect_options())).await.into()),
    }
}

/// A pool that found no connection in time knows no cause: the server may be down, or every connection in use. One try beside the pool tells.
async fn cause(e: sqlx::Error, options: &PgConnectOptions) -> sqlx::Error {
    if !matches!(e, sqlx::Error::PoolTimedOut) {
        return e;
    }
    match tokio::time::timeout(PROBE, PgConnection::connect_with(options)).await {
        Ok(Err(cause)) => cause,
        Ok(Ok(connection)) => {
            let _ = connection.close().await;
            e
        }
        Err(_) => e,
    }
}

fn sqlite_pool(most: u32) -> SqlitePoolOptions {
    let pool = SqlitePoolOptions::new().max_connections(most).acquire_timeout(ACQUIRE);
    pool.after_release(|connection, _| Box::pin(is_outside(connection)))
}

/// Whether a connection that was given back is outside of a transaction; else the pool closes it and opens another. `SQLite` ends a
/// transaction by itself when the disk is full, sqlx's ROLLBACK then fails, and it would take the connection for one within a
/// transaction for ever: the one writer would be lost until a restart.
async fn is_outside(connection: &mut SqliteConnection) -> sqlx::Result<bool> {
    // The rollback of a dropped transaction runs before this.
    connection.ping().await?;
    Ok(!connection.is_in_transaction())
}

impl Tx {
    /// Makes the changes last.
    ///
    /// # Errors
    /// [`Fault::Database`]; then nothing has changed.
    pub async fn commit(self) -> Outcome<()> {
        match self {
            Self::Sqlite(tx) => tx.commit().await?,
            Self::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }
}

tokio::task_local! {
    /// The names of the statements that ran in this task, when somebody wants to know: the equal-work test does.
    pub static STATEMENTS_RUN: std::cell::RefCell<Vec<&'static str>>;
}

/// Notes a statement for [`STATEMENTS_RUN`].
pub fn note_statement(name: &'static str) {
    let _ = STATEMENTS_RUN.try_with(|names| names.borrow_mut().push(name));
}
