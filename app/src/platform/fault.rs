//! Faults of ours: one opaque error for everything that is not the user's mistake.
//!
//! Services return `Outcome<T>`: the `T` holds what a user can do wrong, as data; a [`Fault`] is answered with an apology and a
//! reference number, and logged once, with its cause, at the edge.

use std::sync::atomic::{AtomicU64, Ordering};

/// What a service returns: a result that the rules know, or a fault of ours.
pub type Outcome<T> = Result<T, Fault>;

/// Something that is not the user's doing.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The database refused or could not be reached.
    #[error("database: {0}")]
    Database(#[source] sqlx::Error),
    /// A migration failed or the schema is not the one this build knows.
    #[error("migration: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// More passwords wait to be hashed than the queue holds: answered with 503 and `Retry-After`.
    #[error("the password queue is full")]
    Busy,
    /// The file system refused.
    #[error("{what}: {source}")]
    Io {
        /// What was tried, with the path.
        what: String,
        /// Why it failed.
        source: std::io::Error,
    },
    /// A rule of the program itself was broken.
    #[error("internal: {0}")]
    Internal(String),
}

/// Errors of the database in this process: see [`database_errors`].
static DATABASE_ERRORS: AtomicU64 = AtomicU64::new(0);

/// How many errors of the database there were since the start, for the metrics.
#[must_use]
pub fn database_errors() -> u64 {
    DATABASE_ERRORS.load(Ordering::Relaxed)
}

impl From<sqlx::Error> for Fault {
    fn from(e: sqlx::Error) -> Self {
        DATABASE_ERRORS.fetch_add(1, Ordering::Relaxed);
        Self::Database(e)
    }
}

impl Fault {
    /// A broken rule of the program.
    pub fn internal(what: impl Into<String>) -> Self {
        Self::Internal(what.into())
    }

    /// A failed file operation, with what was tried.
    pub fn io(what: impl Into<String>) -> impl FnOnce(std::io::Error) -> Self {
        let what = what.into();
        move |source| Self::Io { what, source }
    }

    /// Whether a statement broke a uniqueness rule. Only meaningful where the statement can break one rule alone, since `SQLite`
    /// does not name it.
    #[must_use]
    pub fn is_unique_violation(&self) -> bool {
        matches!(self, Self::Database(sqlx::Error::Database(e)) if e.is_unique_violation())
    }
}
