//! The manifest: what a backup is, and that nothing of it has changed since.

use std::collections::BTreeMap;
use std::path::Path;

use app::platform::backup::Rows;
use app::platform::secrets::Secrets;
use app::platform::tokens::hex;
use app::platform::{Db, Fault, Millis, Outcome, Platform, migrate};
use serde::{Deserialize, Serialize};

use super::{files, refused};
use crate::commands::CommandError;

/// Its name in the folder. Written last.
pub const FILE: &str = "manifest.json";
/// The secrets file's name in the folder.
pub const SECRETS: &str = "secrets.key";
/// The checkpoints' name in the folder.
pub const CHECKPOINTS: &str = "audit-checkpoints.log";
/// The form of the folder; a later one may not be readable by this build.
const FORMAT: u32 = 1;

/// What is in a backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The form of the folder.
    pub format: u32,
    /// The program that made it.
    pub version: String,
    /// `sqlite` or `postgres`.
    pub engine: String,
    /// The schema that the tables are in, on `PostgreSQL`.
    pub schema: Option<String>,
    /// The migrations that the database has.
    pub migrations: Vec<i64>,
    /// How many rows each of its tables has; empty in a backup of an older release, whose seal knows none.
    #[serde(default, skip_serializing_if = "Rows::is_empty")]
    pub rows: Rows,
    /// When it was made, in milliseconds since 1970, UTC.
    pub made_at: Millis,
    /// The fingerprint of the secret that the database belongs to.
    pub fingerprint: String,
    /// Every file beside this one.
    pub files: BTreeMap<String, FileFacts>,
    /// A MAC of all of the above, under a key of the secret: who changes a backup has to have that, too.
    pub seal: String,
}

/// A file as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileFacts {
    /// SHA-256, hexadecimal.
    pub sha256: String,
    /// Its length.
    pub bytes: u64,
}

/// The database's name in the folder.
#[must_use]
pub fn database_file(db: &Db) -> &'static str {
    match db {
        Db::Sqlite { .. } => "database.sqlite",
        Db::Postgres(_) => "database.pgdump",
    }
}

impl Manifest {
    /// Describes the files of a folder.
    ///
    /// # Errors
    /// [`Fault::Io`].
    pub fn of(dir: &Path, platform: &Platform, schema: Option<String>, (migrations, rows): (Vec<i64>, Rows)) -> Outcome<Self> {
        let mut facts = BTreeMap::new();
        for name in [database_file(&platform.db), SECRETS, CHECKPOINTS] {
            let file = dir.join(name);
            if file.exists() {
                let (sha256, bytes) = files::digest(&file)?;
                facts.insert(name.to_owned(), FileFacts { sha256, bytes });
            }
        }
        let engine = if matches!(platform.db, Db::Sqlite { .. }) { "sqlite" } else { "postgres" };
        let mut manifest = Self {
            format: FORMAT,
            version: env!("CARGO_PKG_VERSION").into(),
            engine: engine.into(),
            schema,
            migrations,
            rows,
            made_at: platform.clock.now(),
            fingerprint: platform.secrets.fingerprint().to_owned(),
            files: facts,
            seal: String::new(),
        };
        manifest.seal = manifest.sealed(&platform.secrets)?;
        Ok(manifest)
    }

    /// As it stands in the file.
    ///
    /// # Errors
    /// None in practice.
    pub fn text(&self) -> Outcome<String> {
        serde_json::to_string_pretty(self).map(|text| text + "\n").map_err(|e| Fault::internal(e.to_string()))
    }

    /// What [`Self::seal`] has to be.
    ///
    /// # Errors
    /// None in practice.
    pub fn sealed(&self, secrets: &Secrets) -> Outcome<String> {
        let unsealed = Self { seal: String::new(), ..self.clone() };
        Ok(hex(&secrets.audit().mac(&[b"backup", unsealed.text()?.as_bytes()])))
    }

    /// The database's name in the folder.
    #[must_use]
    pub fn database(&self) -> &'static str {
        if self.engine == "sqlite" { "database.sqlite" } else { "database.pgdump" }
    }

    /// Reads a folder's manifest, and compares every file with it.
    ///
    /// # Errors
    /// What is not as it was written, by name.
    pub fn read(dir: &Path) -> Result<Self, CommandError> {
        let file = dir.join(FILE);
        if !file.exists() {
            return refused(format!(
                "{} is no whole backup: it has no {FILE}, which is written last. Take another one.",
                dir.display()
            ));
        }
        let text = std::fs::read_to_string(&file).map_err(Fault::io(format!("reading {}", file.display())))?;
        let known: Result<Self, _> = serde_json::from_str(&text);
        let format = serde_json::from_str::<serde_json::Value>(&text).ok().and_then(|v| v["format"].as_u64());
        if format.is_some_and(|f| f > u64::from(FORMAT)) {
            return refused(
                "This backup was made by a newer Vestibule, in a form that this one does not know. Install the newer one.",
            );
        }
        let Ok(manifest) = known else {
            return refused(format!("{} can't be read: the backup is damaged. Take another one.", file.display()));
        };
        manifest.compare(dir)?;
        Ok(manifest)
    }

    fn compare(&self, dir: &Path) -> Result<(), CommandError> {
        if !self.files.contains_key(self.database()) {
            return refused(format!("{} names no {}: the backup is damaged.", dir.join(FILE).display(), self.database()));
        }
        for (name, facts) in &self.files {
            // Names are ours: a manifest from elsewhere must not lead out of the folder.
            if ![self.database(), SECRETS, CHECKPOINTS].contains(&name.as_str()) {
                return refused(format!("{} names `{name}`, which is no part of a backup.", dir.join(FILE).display()));
            }
            let file = dir.join(name);
            let (sha256, bytes) = files::digest(&file)?;
            if (&sha256, bytes) != (&facts.sha256, facts.bytes) {
                return refused(format!("{} is not as it was written: the backup is damaged. Take another one.", file.display()));
            }
        }
        Ok(())
    }

    /// Whether this secret is the one of this backup, and sealed it.
    ///
    /// # Errors
    /// What is wrong and what to do.
    pub fn check_secret(&self, secrets: &Secrets, whose: &str) -> Result<(), CommandError> {
        if secrets.fingerprint() != self.fingerprint {
            return refused(format!(
                "{whose} is not the secret of this backup: no password and no audit entry would fit. Bring the secrets file that belongs \
                 to it; move one that stands in its way aside."
            ));
        }
        if self.sealed(secrets)? != self.seal {
            return refused(format!("{FILE} was changed after it was written: do not trust this backup. Take another one."));
        }
        Ok(())
    }

    /// Whether this build knows every migration of the backup.
    ///
    /// # Errors
    /// What to install instead.
    pub fn check_schema(&self) -> Result<(), CommandError> {
        let known = migrate::known();
        if self.migrations.iter().all(|m| known.contains(m)) {
            return Ok(());
        }
        refused(format!(
            "This backup was made by Vestibule {}, whose database has more than this build ({}) knows. Install that one, or a later one, \
             and restore with it.",
            self.version,
            env!("CARGO_PKG_VERSION")
        ))
    }
}
