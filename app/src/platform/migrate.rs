//! The schema: paired migrations, the list of all statements, and whose key the database belongs to.

use std::borrow::Cow;

use sqlx::migrate::Migrator;

use super::db::{Db, Tx};
use super::fault::{Fault, Outcome};
use super::secrets::Secrets;
use super::sql::Sql;
use crate::{fetch_all, fetch_optional, statements};

static SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");

statements! {
    FIND_FACT = "SELECT value FROM instance_fact WHERE name = $1";
    CREATE_FACT = "INSERT INTO instance_fact (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING";
    LIST_APPLIED = "SELECT version FROM _sqlx_migrations WHERE success = TRUE ORDER BY version";
}

/// The newest migration of this build for an engine: its time, as digits.
#[must_use]
pub fn newest_migration(db: &Db) -> i64 {
    let all = match db {
        Db::Sqlite { .. } => &SQLITE,
        Db::Postgres(_) => &POSTGRES,
    };
    all.iter().map(|one| one.version).max().unwrap_or_default()
}

/// Every statement of the product: a test prepares each on both engines.
#[must_use]
pub fn all_statements() -> Vec<Sql> {
    [STATEMENTS, crate::audit::store::STATEMENTS, crate::auth::store::STATEMENTS, crate::lockout::store::STATEMENTS]
        .concat()
        .into_iter()
        .chain(crate::audit::refusal_store::STATEMENTS.iter().copied())
        .chain(crate::audit_report::store::STATEMENTS.iter().copied())
        .chain(crate::audit::count_store::STATEMENTS.iter().copied())
        .chain(crate::outbox::count_store::STATEMENTS.iter().copied())
        .chain(crate::second_factor::adoption_store::STATEMENTS.iter().copied())
        .chain(crate::addresses::store::STATEMENTS.iter().copied())
        .chain(crate::admin_requests::store::STATEMENTS.iter().copied())
        .chain(crate::agreements::store::STATEMENTS.iter().copied())
        .chain(crate::security_policy::store::STATEMENTS.iter().copied())
        .chain(crate::security_codes::store::STATEMENTS.iter().copied())
        .chain(crate::security_question::store::STATEMENTS.iter().copied())
        .chain(super::census::STATEMENTS.iter().copied())
        .chain(crate::password_reset::store::STATEMENTS.iter().copied())
        .chain(crate::password_reset::guessed_store::STATEMENTS.iter().copied())
        .chain(crate::password_reset::recovery_store::STATEMENTS.iter().copied())
        .chain(crate::current_facility::store::STATEMENTS.iter().copied())
        .chain(crate::emergency::store::STATEMENTS.iter().copied())
        .chain(crate::facilities::store::STATEMENTS.iter().copied())
        .chain(crate::levels::store::STATEMENTS.iter().copied())
        .chain(crate::known_browsers::store::STATEMENTS.iter().copied())
        .chain(crate::near_usernames::store::STATEMENTS.iter().copied())
        .chain(crate::outbox::store::STATEMENTS.iter().copied())
        .chain(crate::passkeys::store::STATEMENTS.iter().copied())
        .chain(crate::maintenance::store::STATEMENTS.iter().copied())
        .chain(crate::medical_identifiers::store::STATEMENTS.iter().copied())
        .chain(crate::patients::bulk_store::STATEMENTS.iter().copied())
        .chain(crate::patient_documents::store::STATEMENTS.iter().copied())
        .chain(crate::patient_import::match_store::STATEMENTS.iter().copied())
        .chain(crate::practice_export::store::STATEMENTS.iter().copied())
        .chain(crate::practice_export::source_store::STATEMENTS.iter().copied())
        .chain(crate::patient_import::store::STATEMENTS.iter().copied())
        .chain(crate::patients::store::STATEMENTS.iter().copied())
        .chain(crate::phones::store::STATEMENTS.iter().copied())
        .chain(crate::practice_info::store::STATEMENTS.iter().copied())
        .chain(crate::practice::store::STATEMENTS.iter().copied())
        .chain(crate::recovery_codes::store::STATEMENTS.iter().copied())
        .chain(crate::invitations::store::STATEMENTS.iter().copied())
        .chain(crate::sign_up::store::STATEMENTS.iter().copied())
        .chain(crate::log_in_codes::store::STATEMENTS.iter().copied())
        .chain(crate::second_factor::store::STATEMENTS.iter().copied())
        .chain(crate::totp::store::STATEMENTS.iter().copied())
        .chain(crate::sessions::store::STATEMENTS.iter().copied())
        .chain(crate::users::store::STATEMENTS.iter().copied())
        .chain(crate::users::namesakes::STATEMENTS.iter().copied())
        .chain(crate::users::contact_store::STATEMENTS.iter().copied())
        .chain(crate::users::password_store::STATEMENTS.iter().copied())
        .chain(crate::users::walk::STATEMENTS.iter().copied())
        .collect()
}

/// Brings the schema up to date. Migrations only add (expand, then contract in a later release), so an older node goes on working.
///
/// # Errors
/// [`Fault::Migration`].
pub async fn migrate(db: &Db) -> Outcome<()> {
    match db {
        Db::Sqlite { write, .. } => SQLITE.run(write).await?,
        Db::Postgres(pool) => POSTGRES.run(pool).await?,
    }
    Ok(())
}

/// Binds the database to the secret it was first opened with.
///
/// # Errors
/// [`Fault::Internal`] when it belongs to another secret: audit chains and passwords would not fit.
pub async fn check_fingerprint(db: &Db, secrets: &Secrets) -> Outcome<()> {
    let mut tx = db.write().await?;
    crate::execute!(&mut tx, CREATE_FACT, "secrets.fingerprint", secrets.fingerprint())?;
    let stored: Option<(String,)> = fetch_optional!(&mut tx, FIND_FACT, "secrets.fingerprint")?;
    tx.commit().await?;
    if stored.is_some_and(|(f,)| f == secrets.fingerprint()) {
        return Ok(());
    }
    Err(Fault::internal(
        "this database was made with another secrets file. Put that file back ([secrets] file), or restore database and secrets from \
         the same backup",
    ))
}

/// Which secret the database belongs to; none when it was never opened with one.
///
/// # Errors
/// [`Fault::Database`], also when the database holds nothing of ours.
pub async fn fingerprint(db: &Db) -> Outcome<Option<String>> {
    let mut tx = db.read().await?;
    let stored: Option<(String,)> = fetch_optional!(&mut tx, FIND_FACT, "secrets.fingerprint")?;
    Ok(stored.map(|(f,)| f))
}

/// The migrations that a database has.
///
/// # Errors
/// [`Fault::Database`], also when the database holds nothing of ours.
pub async fn applied(db: &Db) -> Outcome<Vec<i64>> {
    let mut tx = db.read().await?;
    let rows: Vec<(i64,)> = fetch_all!(&mut tx, LIST_APPLIED)?;
    Ok(rows.into_iter().map(|(version,)| version).collect())
}

/// The migrations that this build knows: the same on both engines.
#[must_use]
pub fn known() -> Vec<i64> {
    SQLITE.iter().map(|m| m.version).collect()
}

/// Whether the database answers and has every migration of this build: what `/readyz` asks.
///
/// # Errors
/// [`Fault::Database`] when it does not answer, [`Fault::Internal`] naming what is missing.
pub async fn check_ready(db: &Db) -> Outcome<()> {
    let mut tx = db.read().await?;
    let applied: Vec<(i64,)> = fetch_all!(&mut tx, LIST_APPLIED)?;
    let known: Vec<i64> = versions(&tx).collect();
    let missing: Vec<Cow<'_, str>> = known.iter().filter(|v| !applied.contains(&(**v,))).map(|v| v.to_string().into()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    Err(Fault::internal(format!("migrations missing: {}. Run `vestibule migrate`", missing.join(", "))))
}

fn versions(tx: &Tx) -> impl Iterator<Item = i64> {
    let migrator = match tx {
        Tx::Sqlite(_) => &SQLITE,
        Tx::Postgres(_) => &POSTGRES,
    };
    migrator.iter().map(|m| m.version)
}
