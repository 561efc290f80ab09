//! A restore after the database is in its place: the other files, a look at what is there, and the end of what was open.

use std::path::{Path, PathBuf};

use app::audit::service::{self as audit, Checkpoint, Integrity};
use app::platform::Platform;

use super::files;
use super::manifest::SECRETS;
use super::restore::{Report, Source, make_folder, rename, with_suffix};
use super::revoke::revoke;
use crate::checkpoints;
use crate::commands::CommandError;
use crate::config::Config;

/// Does all of it, and ends what was open also when something of the rest fails.
pub(super) async fn settle(
    config: &Config,
    source: Source<'_>,
    platform: &Platform,
    aside: &str,
    mut notes: Vec<String>,
) -> Result<Report, CommandError> {
    let files = put_files(config, &source, platform, aside, &mut notes).await;
    let found = source.look(platform).await;
    let whole = matches!(found, Ok((_, Integrity::Whole { .. }, _)));
    // Also when something has failed: the server may be started all the same. Nothing is added to a trail that is broken.
    let ended = revoke(platform, source.manifest.made_at, whole).await;
    files?;
    let (kept, integrity, checkpoints) = found?;
    let ended = Some(ended?);
    if whole && let Err(e) = checkpoints::append(platform, &config.audit.checkpoints).await {
        notes.push(format!("The restore is in the audit trail, and no checkpoint of that was noted: {e}."));
    }
    Ok(Report { manifest: source.manifest, kept, integrity, checkpoints, ended, notes })
}

/// Puts the secret and the checkpoints in their places.
async fn put_files(
    config: &Config,
    source: &Source<'_>,
    platform: &Platform,
    aside: &str,
    notes: &mut Vec<String>,
) -> Result<(), CommandError> {
    let own_secret = &config.secrets.file;
    if !own_secret.exists() {
        make_folder(own_secret)?;
        files::copy(&source.dir.join(SECRETS), own_secret)?;
    }
    match put_checkpoints(source, &config.audit.checkpoints, aside, notes)? {
        Some(before) => lost(platform, &before, notes).await,
        None => Ok(()),
    }
}

/// Puts the backup's checkpoints in their place; returns where those that were there are now.
fn put_checkpoints(source: &Source<'_>, to: &Path, aside: &str, notes: &mut Vec<String>) -> Result<Option<PathBuf>, CommandError> {
    let before = to.exists().then(|| with_suffix(to, &format!(".{aside}")));
    if let Some(before) = &before {
        rename(to, before)?;
        notes.push(format!("The checkpoints that were here are now {}. Keep them with a note of this restore.", before.display()));
    }
    if source.checkpoints().exists() {
        make_folder(to)?;
        files::copy(&source.checkpoints(), to)?;
    }
    Ok(before)
}

/// Says how many entries the checkpoints that were here know beyond the backup.
async fn lost(platform: &Platform, before: &Path, notes: &mut Vec<String>) -> Result<(), CommandError> {
    let Ok(known) = checkpoints::read(platform, before) else {
        notes.push(format!("{} holds a line that Vestibule did not write.", before.display()));
        return Ok(());
    };
    let heads = audit::checkpoints(platform).await?;
    let newest = |all: &[Checkpoint], chain: &str| all.iter().filter(|c| c.chain == chain).map(|c| c.seq).max().unwrap_or(0);
    let mut chains: Vec<&str> = known.iter().map(|c| c.chain.as_str()).collect();
    chains.sort_unstable();
    chains.dedup();
    let gone: i64 = chains.iter().map(|chain| (newest(&known, chain) - newest(&heads, chain)).max(0)).sum();
    if gone > 0 {
        notes
            .push(format!("They know {gone} audit entries that are younger than this backup and are gone with what was replaced."));
    }
    Ok(())
}
