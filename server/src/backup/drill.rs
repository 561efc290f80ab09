//! The drill: a restore into a place of its own that is thrown away afterwards. A backup that was never restored is a hope.

use std::path::{Path, PathBuf};
use std::pin::pin;

use app::platform::backup as database;
use app::platform::{Db, Random, tokens};

use super::files::{self, beside};
use super::postgres::{Server, with_database};
use super::refused;
use super::restore::{Report, Source};
use crate::commands::CommandError;
use crate::config::Config;
use crate::start;

/// Where a drill may happen: one of the two, and it does not exist before or after.
#[derive(Clone, Debug)]
pub struct Place {
    /// A folder, for `SQLite`.
    pub folder: PathBuf,
    /// A database, for `PostgreSQL`.
    pub database: String,
}

impl Place {
    /// A new one, in the folder for temporary files or on the server.
    #[must_use]
    pub fn fresh() -> Self {
        let folder = beside(&std::env::temp_dir().join("vestibule"), "drill", &Random::System);
        Self { folder, database: format!("vestibule_drill_{}", tokens::hex(&Random::System.bytes::<6>())) }
    }
}

/// Restores into a place of its own, looks, and removes it, also when `stop` ends before the drill does. Changes nothing else.
///
/// # Errors
/// One sentence that says what is wrong with the backup, or what the drill lacks.
pub async fn check(config: &Config, from: &Path, place: &Place, stop: impl Future<Output = ()>) -> Result<Report, CommandError> {
    let source = Source::open(config, from)?;
    let mut stop = pin!(stop);
    // From here on a signal no longer ends the program at once: it listens as soon as it was asked.
    tokio::select! { biased; () = &mut stop => return stopped(), () = std::future::ready(()) => {} }
    if source.manifest.engine == "sqlite" {
        start::private_dir(&place.folder)?;
        let report = tokio::select! {
            biased;
            () = &mut stop => stopped(),
            report = in_folder(config, source, &place.folder) => report,
        };
        let _ = std::fs::remove_dir_all(&place.folder);
        return report;
    }
    if Db::file_of(&config.database.url).is_some() {
        return refused(
            "This is a backup of PostgreSQL: the drill needs a [database] url of a server where it may make a database.",
        );
    }
    let server = Db::open(&config.database.url).await?;
    // Not cut short: a database that the server is still making could not be removed.
    if !database::create_database(&server, &place.database).await? {
        server.close().await;
        return refused(
            "The database's role may not make databases, and the drill needs one of its own. Allow it (ALTER ROLE … CREATEDB), or run the \
             drill with a configuration that names another role or server.",
        );
    }
    let report = tokio::select! {
        biased;
        () = &mut stop => stopped(),
        report = in_database(config, source, &place.database) => report,
    };
    let dropped = database::drop_database(&server, &place.database).await;
    server.close().await;
    let report = report?;
    dropped?;
    Ok(report)
}

fn stopped<T>() -> Result<T, CommandError> {
    refused("Stopped; the drill is not finished, and nothing of it is left.")
}

async fn in_folder(config: &Config, source: Source<'_>, folder: &Path) -> Result<Report, CommandError> {
    let file = folder.join("drill.db");
    files::copy(&source.database(), &file)?;
    let db = Db::open(&format!("sqlite:{}", file.display())).await?;
    source.judge(config, db).await
}

async fn in_database(config: &Config, source: Source<'_>, name: &str) -> Result<Report, CommandError> {
    let url = with_database(&config.database.url, name)?;
    let db = Db::open(&url).await?;
    database::create_schema(&db, source.schema()).await?;
    if let Err(e) = Server::of(&url)?.restore(source.schema(), &source.database()).await {
        db.close().await;
        return Err(e);
    }
    source.judge(config, db).await
}
