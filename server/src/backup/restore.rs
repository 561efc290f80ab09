//! From a backup back to a database.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use app::audit::service::{self as audit, Integrity};
use app::platform::backup::{self as database, Folded, Rows};
use app::platform::census::{self, Kept};
use app::platform::secrets::Secrets;
use app::platform::{Clock, Db, Fault, Platform, Random, migrate, tokens};

use super::files::{self, beside, parent, stamp};
use super::manifest::{CHECKPOINTS, Manifest, SECRETS};
use super::postgres::Server;
use super::refused;
use super::revoke::Ended;
use super::settle::settle;
use crate::checkpoints;
use crate::commands::CommandError;
use crate::config::Config;
use crate::start;

/// How often connections are counted, five times a second: those of a node that has just stopped end a moment later.
const PATIENCE: u32 = 10;
/// A file of `SQLite` and what may stand beside it.
const SIDES: [&str; 3] = ["", "-wal", "-shm"];

/// What was found in the restored database.
#[derive(Debug)]
pub struct Report {
    /// The backup.
    pub manifest: Manifest,
    /// How much there is.
    pub kept: Kept,
    /// Whether the audit chains hold.
    pub integrity: Integrity,
    /// Checkpoints they were compared with.
    pub checkpoints: usize,
    /// What was open in the backup and no longer is; none in a drill.
    pub ended: Option<Ended>,
    /// What the operator should know beside that.
    pub notes: Vec<String>,
}

/// A backup whose every file is as it was written, with the secret that fits.
pub(super) struct Source<'a> {
    pub(super) dir: &'a Path,
    pub(super) manifest: Manifest,
    secrets: Arc<Secrets>,
}

impl<'a> Source<'a> {
    /// Reads and checks a backup, all of it, before anything is touched.
    pub(super) fn open(config: &Config, dir: &'a Path) -> Result<Self, CommandError> {
        let manifest = Manifest::read(dir)?;
        manifest.check_schema()?;
        let own = dir.join(SECRETS);
        let file = if own.exists() { &own } else { &config.secrets.file };
        if !file.exists() {
            return refused(format!(
                "This backup was made without its secrets file, and there is none at {}. Put it there first, mode 0600.",
                file.display()
            ));
        }
        let secrets = Secrets::load(file, false, &Random::System)?;
        manifest.check_secret(&secrets, &file.display().to_string())?;
        Ok(Self { dir, manifest, secrets: Arc::new(secrets) })
    }

    pub(super) fn database(&self) -> PathBuf {
        self.dir.join(self.manifest.database())
    }

    pub(super) fn checkpoints(&self) -> PathBuf {
        self.dir.join(CHECKPOINTS)
    }

    /// Counts, and walks the audit chains.
    pub(super) async fn judge(self, config: &Config, db: Db) -> Result<Report, CommandError> {
        let platform = start::assemble(config, db, Arc::clone(&self.secrets))?;
        let result = self.look(&platform).await;
        platform.db.close().await;
        let (kept, integrity, checkpoints) = result?;
        Ok(Report { manifest: self.manifest, kept, integrity, checkpoints, ended: None, notes: Vec::new() })
    }

    pub(super) async fn look(&self, platform: &Platform) -> Result<(Kept, Integrity, usize), CommandError> {
        if migrate::fingerprint(&platform.db).await?.as_deref() != Some(self.secrets.fingerprint()) {
            return refused("The restored database belongs to another secret than its backup says: do not use it.");
        }
        let rows = if self.manifest.rows.is_empty() { Rows::new() } else { database::rows(&platform.db).await? };
        if let Some((table, had)) = self.manifest.rows.iter().find(|(table, had)| rows.get(*table) != Some(*had)) {
            let has = rows.get(table).copied().unwrap_or_default();
            return refused(format!(
                "The restored table {table} has {has} rows, and had {had} when the backup was made: do not use it. Take another one."
            ));
        }
        let known = checkpoints::read(platform, &self.checkpoints())?;
        Ok((census::kept(&platform.db).await?, audit::verify(platform, &known).await?, known.len()))
    }

    pub(super) fn schema(&self) -> &str {
        self.manifest.schema.as_deref().unwrap_or("public")
    }
}

/// Restores into the places that the configuration names. What stands there is refused, or set aside with `replace`, never removed.
///
/// # Errors
/// One sentence. Before the database is in its place nothing has changed. What is found in the audit trail is in the report, no error.
pub async fn restore(config: &Config, from: &Path, replace: bool) -> Result<Report, CommandError> {
    let source = Source::open(config, from)?;
    let engine = if Db::file_of(&config.database.url).is_some() { "sqlite" } else { "postgres" };
    if engine != source.manifest.engine {
        return refused(format!(
            "This is a backup of {}, and [database] url names {engine}: a backup goes back to the engine it came from.",
            source.manifest.engine
        ));
    }
    let own_secret = &config.secrets.file;
    if own_secret.exists() {
        let there = Secrets::load(own_secret, false, &Random::System)?;
        source.manifest.check_secret(&there, &own_secret.display().to_string())?;
    }
    let checkpoints = &config.audit.checkpoints;
    if checkpoints.exists() && !replace {
        return refused(not_empty(&checkpoints.display().to_string()));
    }
    let random = Random::System;
    // The last part keeps two restores within a second apart.
    let aside = format!("before-{}-{}", stamp(Clock::System.now()), tokens::hex(&random.bytes::<2>()));
    let mut notes = Vec::new();
    let db = match Db::file_of(&config.database.url) {
        Some(file) => into_file(&source, file, replace, &aside, &mut notes).await?,
        None => into_server(&source, &config.database.url, replace, &aside, &mut notes).await?,
    };
    let platform = start::assemble(config, db, Arc::clone(&source.secrets))?;
    let report = settle(config, source, &platform, &aside, notes).await;
    platform.db.close().await;
    report
}

fn not_empty(what: &str) -> String {
    format!(
        "{what} is there already. Restore to an empty place, or say --replace: what is there is then set aside under another name. Stop the \
         server first."
    )
}

pub(super) fn make_folder(file: &Path) -> Result<(), CommandError> {
    if !parent(file).exists() {
        start::private_dir(parent(file))?;
    }
    Ok(())
}

pub(super) fn rename(from: &Path, to: &Path) -> Result<(), CommandError> {
    Ok(std::fs::rename(from, to).map_err(Fault::io(format!("renaming {}", from.display())))?)
}

pub(super) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

async fn into_file(
    source: &Source<'_>,
    file: &Path,
    replace: bool,
    aside: &str,
    notes: &mut Vec<String>,
) -> Result<Db, CommandError> {
    if file.exists() && !replace {
        return refused(not_empty(&file.display().to_string()));
    }
    make_folder(file)?;
    let new = beside(file, "restoring", &Random::System);
    let copied = files::copy(&source.database(), &new);
    let moved = match copied {
        Ok(()) => exchange(&new, file, aside, notes).await,
        Err(e) => Err(e),
    };
    if let Err(e) = moved {
        for side in SIDES {
            let _ = std::fs::remove_file(with_suffix(&new, side));
        }
        return Err(e);
    }
    files::sync_dir(parent(file))?;
    Ok(Db::open(&format!("sqlite:{}", file.display())).await?)
}

/// Opens the new file once, before the old one moves.
async fn exchange(new: &Path, file: &Path, aside: &str, notes: &mut Vec<String>) -> Result<(), CommandError> {
    let db = Db::open(&format!("sqlite:{}", new.display())).await?;
    let readable = migrate::fingerprint(&db).await;
    db.close().await;
    readable?;
    set_file_aside(file, aside, notes).await?;
    rename(new, file)
}

async fn set_file_aside(file: &Path, aside: &str, notes: &mut Vec<String>) -> Result<(), CommandError> {
    if !file.exists() {
        return Ok(());
    }
    if database::fold(file).await == Folded::InUse {
        return refused(format!("{} is in use. Stop the server, then restore.", file.display()));
    }
    for side in SIDES {
        let from = with_suffix(file, side);
        if from.exists() {
            rename(&from, &with_suffix(file, &format!(".{aside}{side}")))?;
        }
    }
    notes.push(format!("The database that was here is now {}.{aside}.", file.display()));
    Ok(())
}

async fn into_server(
    source: &Source<'_>,
    url: &str,
    replace: bool,
    aside: &str,
    notes: &mut Vec<String>,
) -> Result<Db, CommandError> {
    let db = Db::open(url).await?;
    let done = into_schema(source, url, &db, replace, aside, notes).await;
    if let Err(e) = done {
        db.close().await;
        return Err(e);
    }
    Ok(db)
}

async fn into_schema(
    source: &Source<'_>,
    url: &str,
    db: &Db,
    replace: bool,
    aside: &str,
    notes: &mut Vec<String>,
) -> Result<(), CommandError> {
    let schema = source.schema();
    let there = database::schema(db).await?;
    if there.as_deref() != Some(schema) {
        return refused(format!(
            "The backup's tables are in the schema `{schema}`, and this database's search path begins with `{}`. Make the schema there, or \
             name it in [database] url.",
            there.unwrap_or_default()
        ));
    }
    let server = Server::of(url)?;
    if database::is_empty(db).await? {
        return server.restore(schema, &source.database()).await;
    }
    if !replace {
        return refused(not_empty("A database with tables"));
    }
    let mut others = database::others(db).await?;
    for _ in 0..PATIENCE {
        if others <= 0 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
        others = database::others(db).await?;
    }
    if others > 0 {
        return refused(format!("{others} other connections use this database. Stop every node, then restore."));
    }
    let aside = format!("{schema}_{}", aside.replace('-', "_").to_lowercase());
    database::set_aside(db, schema, &aside).await?;
    if let Err(e) = server.restore(schema, &source.database()).await {
        database::put_back(db, schema, &aside).await?;
        return Err(e);
    }
    notes.push(format!("What was in this database is now in its schema {aside}."));
    Ok(())
}
