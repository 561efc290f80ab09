//! Statements: one text for both engines, declared where they are used and checked against both in a test.
//!
//! A store declares its statements with [`statements!`](crate::statements) and runs them with [`fetch_all!`](crate::fetch_all),
//! [`fetch_optional!`](crate::fetch_optional) and [`execute!`](crate::execute). Places are `$1`, `$2`, … on both engines. See
//! `docs/adr/0001-two-databases.md`.

/// One statement. The texts differ only where the dialects do.
#[derive(Clone, Copy, Debug)]
pub struct Sql {
    /// Its name, for tests and for counting equal work.
    pub name: &'static str,
    /// The `SQLite` text.
    pub sqlite: &'static str,
    /// The `PostgreSQL` text.
    pub postgres: &'static str,
}

impl Sql {
    /// The highest `$n` of the text. `SQLite` would silently read a missing value as NULL, so the macros compare.
    #[must_use]
    pub fn places(&self) -> usize {
        self.sqlite
            .split('$')
            .skip(1)
            .filter_map(|rest| {
                let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
                rest[..digits].parse().ok()
            })
            .max()
            .unwrap_or(0)
    }
}

/// Declares a store's statements: `NAME = "text";`, or `NAME = { sqlite: "…", postgres: "…" };` where the dialects differ. Also makes
/// `STATEMENTS`, which `platform::migrate::all_statements` lists for the test that prepares them all.
#[macro_export]
macro_rules! statements {
    (@one $name:ident $text:literal) => {
        $crate::platform::sql::Sql { name: stringify!($name), sqlite: $text, postgres: $text }
    };
    (@one $name:ident { sqlite: $sqlite:expr, postgres: $postgres:expr }) => {
        $crate::platform::sql::Sql { name: stringify!($name), sqlite: $sqlite, postgres: $postgres }
    };
    ($($name:ident = $text:tt;)+) => {
        $(const $name: $crate::platform::sql::Sql = $crate::statements!(@one $name $text);)+
        /// Every statement of this store.
        pub const STATEMENTS: &[$crate::platform::sql::Sql] = &[$($name),+];
    };
}

/// Runs a query in a transaction; see the three macros below.
#[macro_export]
#[doc(hidden)]
macro_rules! run_sql {
    ($tx:expr, $sql:expr, $query:ident, $run:ident, [$($arg:expr),*]) => {{
        let sql: $crate::platform::sql::Sql = $sql;
        debug_assert_eq!(sql.places(), <[&str]>::len(&[$(stringify!($arg)),*]), "{}: values and places differ", sql.name);
        $crate::platform::db::note_statement(sql.name);
        match $tx {
            $crate::platform::db::Tx::Sqlite(tx) => {
                sqlx::$query(sql.sqlite)$(.bind($arg))*.$run(&mut **tx).await.map_err($crate::platform::Fault::from)
            }
            $crate::platform::db::Tx::Postgres(tx) => {
                sqlx::$query(sql.postgres)$(.bind($arg))*.$run(&mut **tx).await.map_err($crate::platform::Fault::from)
            }
        }
    }};
}

/// `fetch_optional!(tx, SQL, value, …)`: the first row, or none.
#[macro_export]
macro_rules! fetch_optional {
    ($tx:expr, $sql:expr $(, $arg:expr)* $(,)?) => { $crate::run_sql!($tx, $sql, query_as, fetch_optional, [$($arg),*]) };
}

/// `fetch_one!(tx, SQL, value, …)`: the one row.
#[macro_export]
macro_rules! fetch_one {
    ($tx:expr, $sql:expr $(, $arg:expr)* $(,)?) => { $crate::run_sql!($tx, $sql, query_as, fetch_one, [$($arg),*]) };
}

/// `fetch_all!(tx, SQL, value, …)`: all rows.
#[macro_export]
macro_rules! fetch_all {
    ($tx:expr, $sql:expr $(, $arg:expr)* $(,)?) => { $crate::run_sql!($tx, $sql, query_as, fetch_all, [$($arg),*]) };
}

/// `execute!(tx, SQL, value, …)`: the number of rows that changed.
#[macro_export]
macro_rules! execute {
    ($tx:expr, $sql:expr $(, $arg:expr)* $(,)?) => {{
        let sql: $crate::platform::sql::Sql = $sql;
        debug_assert_eq!(sql.places(), <[&str]>::len(&[$(stringify!($arg)),*]), "{}: values and places differ", sql.name);
        $crate::platform::db::note_statement(sql.name);
        match $tx {
            $crate::platform::db::Tx::Sqlite(tx) => sqlx::query(sql.sqlite)$(.bind($arg))*.execute(&mut **tx).await
                .map(|done| done.rows_affected()).map_err($crate::platform::Fault::from),
            $crate::platform::db::Tx::Postgres(tx) => sqlx::query(sql.postgres)$(.bind($arg))*.execute(&mut **tx).await
                .map(|done| done.rows_affected()).map_err($crate::platform::Fault::from),
        }
    }};
}
