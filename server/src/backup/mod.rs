//! Backups: a folder with the database, the secrets file, the checkpoints of the audit chains and a manifest of all of it.
//!
//! It is written under another name and renamed when it is whole, so what bears its name is a good one. Taken while the server runs.

pub mod drill;
pub mod files;
pub mod manifest;
pub mod postgres;
pub mod restore;
pub mod revoke;
mod settle;

use std::path::{Path, PathBuf};

use app::platform::backup::Rows;
use app::platform::{Db, Fault, Platform, backup, migrate};

use crate::checkpoints;
use crate::commands::CommandError;
use crate::config::Config;
use files::{Unfinished, full_disk};
use manifest::{CHECKPOINTS, Manifest, SECRETS};

/// What came of a backup.
#[derive(Debug)]
pub struct Made {
    /// The folder.
    pub folder: PathBuf,
    /// What is in it.
    pub manifest: Manifest,
    /// What the operator should know beside that.
    pub warnings: Vec<String>,
}

pub(crate) fn refused<T>(why: impl Into<String>) -> Result<T, CommandError> {
    Err(CommandError::Refused(why.into()))
}

/// Makes a backup. `out` is a folder that exists, and gets a new one named by the time; or the name of the new one itself.
///
/// # Errors
/// One sentence; nothing is left behind.
pub async fn make(config: &Config, platform: &Platform, out: &Path, with_secrets: bool) -> Result<Made, CommandError> {
    let known_as = migrate::fingerprint(&platform.db).await.ok().flatten();
    match known_as {
        None => return refused("The database holds nothing yet: there is nothing to back up."),
        Some(f) if f != platform.secrets.fingerprint() => {
            return refused(
                "The database belongs to another secrets file than [secrets] file names. A backup with the wrong one would open nothing: \
                 put the right file back first.",
            );
        }
        Some(_) => {}
    }
    let now = platform.clock.now();
    let folder = if out.is_dir() { out.join(format!("vestibule-{}", files::stamp(now))) } else { out.to_owned() };
    let unfinished = Unfinished::create(&folder, &platform.random)?;
    let dir = unfinished.path();
    let mut warnings = Vec::new();

    // Before the database: its copy must have every entry that the checkpoints know.
    let known = &config.audit.checkpoints;
    if known.exists() {
        files::copy(known, &dir.join(CHECKPOINTS))?;
    }
    if let Err(e) = checkpoints::append(platform, &dir.join(CHECKPOINTS)).await {
        warnings.push(format!("The checkpoints were copied as they are, and none was added: {e}."));
    }
    let (schema, rows) = database(config, platform, dir).await?;
    if with_secrets {
        files::copy(&config.secrets.file, &dir.join(SECRETS))?;
    }
    let manifest = Manifest::of(dir, platform, schema, (migrate::applied(&platform.db).await?, rows))?;
    files::write(&dir.join(manifest::FILE), manifest.text()?.as_bytes())?;
    let folder = unfinished.finish()?;
    Ok(Made { folder, manifest, warnings })
}

/// Writes the database into the folder; returns the schema on `PostgreSQL`, and how many rows each table has in it.
async fn database(config: &Config, platform: &Platform, dir: &Path) -> Result<(Option<String>, Rows), CommandError> {
    let file = dir.join(manifest::database_file(&platform.db));
    files::write(&file, b"")?;
    let made = match &platform.db {
        Db::Sqlite { .. } => {
            backup::copy(&platform.db, &file).await.map_err(|e| full_disk(e, dir))?;
            (None, backup::rows_of_copy(&file).await?)
        }
        Db::Postgres(_) => {
            let Some(schema) = backup::schema(&platform.db).await? else { return refused("The database has no schema.") };
            // Counted at the moment that is dumped, while others go on writing.
            let mut at = backup::snapshot(&platform.db).await?;
            let rows = at.rows().await?;
            postgres::Server::of(&config.database.url)?.dump(&schema, &at.id, &file).await?;
            (Some(schema), rows)
        }
    };
    std::fs::File::open(&file).and_then(|f| f.sync_all()).map_err(Fault::io(format!("writing {}", file.display())))?;
    Ok(made)
}
