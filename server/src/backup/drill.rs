//! The drill: a restore into a place of its own that is thrown away afterwards. A backup that was never restored is a hope.

use std::path::Path;

use app::platform::backup as database;
use app::platform::{Db, Random};

use super::files::{self, beside};
use super::postgres::{Server, with_database};
use super::refused;
use super::restore::{Report, Source};
use crate::commands::CommandError;
use crate::config::Config;
use crate::start;

/// Restores into a place of its own, looks, and removes it. Changes nothing else.
///
/// # Errors
/// One sentence that says what is wrong with the backup, or what the drill lacks.
pub async fn check(config: &Config, from: &Path) -> Result<Report, CommandError> {
    let source = Source::open(config, from)?;
    if source.manifest.engine == "sqlite" {
        let place = beside(&std::env::temp_dir().join("vestibule"), "drill", &Random::System);
        start::private_dir(&place)?;
        let file = place.join("drill.db");
        let report = match files::copy(&source.database(), &file) {
            Ok(()) => {
                let db = Db::open(&format!("sqlite:{}", file.display())).await;
                match db {
                    Ok(db) => source.judge(config, db, Vec::new()).await,
                    Err(e) => Err(e.into()),
                }
            }
            Err(e) => Err(e),
        };
        let _ = std::fs::remove_dir_all(&place);
        return report;
    }
    if Db::file_of(&config.database.url).is_some() {
        return refused(
            "This is a backup of PostgreSQL: the drill needs a [database] url of a server where it may make a database.",
        );
    }
    let server = Db::open(&config.database.url).await?;
    let name = format!("vestibule_drill_{}", app::platform::tokens::hex(&Random::System.bytes::<6>()));
    let report = drill(config, source, &server, &name).await;
    let dropped = database::drop_database(&server, &name).await;
    server.close().await;
    let report = report?;
    dropped?;
    Ok(report)
}

async fn drill(config: &Config, source: Source<'_>, server: &Db, name: &str) -> Result<Report, CommandError> {
    if !database::create_database(server, name).await? {
        return refused(
            "The database's role may not make databases, and the drill needs one of its own. Allow it (ALTER ROLE … CREATEDB), or run the \
             drill with a configuration that names another role or server.",
        );
    }
    let url = with_database(&config.database.url, name)?;
    let db = Db::open(&url).await?;
    database::create_schema(&db, source.schema()).await?;
    if let Err(e) = Server::of(&url)?.restore(source.schema(), &source.database()).await {
        db.close().await;
        return Err(e);
    }
    source.judge(config, db, Vec::new()).await
}
