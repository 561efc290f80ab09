//! `backup` and `restore`: what the operator types, and what is said.

use std::path::PathBuf;
use std::pin::pin;
use std::sync::Arc;

use app::audit::service::Integrity;
use app::platform::secrets::Secrets;
use app::platform::{Db, Random};

use super::{CommandError, CommandResult, ConfigArgs};
use crate::backup::drill::{self, Place};
use crate::backup::restore::{self, Report};
use crate::backup::{self, files::stamp};
use crate::{start, stop};

/// `backup`
#[derive(Debug, clap::Args)]
pub struct BackupArgs {
    #[command(flatten)]
    config: ConfigArgs,
    /// A folder that exists (the backup becomes a new folder in it, named by the time), or the new folder's name.
    #[arg(long)]
    out: PathBuf,
    /// Leave the secrets file out: keep a copy of it somewhere else.
    #[arg(long)]
    without_secrets: bool,
}

/// Makes a backup, while the server runs or not.
pub async fn make(args: BackupArgs) -> CommandResult {
    let config = args.config.load()?;
    start::log(&config);
    if let Some(file) = Db::file_of(&config.database.url).filter(|f| !f.exists()) {
        return Err(CommandError::Refused(format!("There is no database at {}.", file.display())));
    }
    let secrets = Arc::new(Secrets::load(&config.secrets.file, false, &Random::System)?);
    // Not migrated: the backup before an upgrade is made by the new program, too.
    let platform = start::assemble(&config, Db::open(&config.database.url).await?, secrets)?;
    let made = tokio::select! {
        made = backup::make(&config, &platform, &args.out, !args.without_secrets) => made,
        // Leaves nothing half-written behind.
        () = stop::told() => Err(CommandError::Refused("Stopped; no backup was made.".into())),
    };
    platform.db.close().await;
    let made = made?;
    for warning in &made.warnings {
        eprintln!("vestibule: {warning}");
    }
    let bytes: u64 = made.manifest.files.values().map(|f| f.bytes).sum();
    println!("The backup is in {} ({} files, {bytes} bytes).", made.folder.display(), made.manifest.files.len());
    println!("Now try it: vestibule restore {} --check", made.folder.display());
    if !args.without_secrets {
        println!("It holds the database and its secret together: keep it where only you can read it.");
    }
    Ok(())
}

/// `restore`
#[derive(Debug, clap::Args)]
pub struct RestoreArgs {
    #[command(flatten)]
    config: ConfigArgs,
    /// The backup's folder.
    from: PathBuf,
    /// A drill: restore into a place that is thrown away, and say what is in it. Changes nothing.
    #[arg(long, conflicts_with = "replace")]
    check: bool,
    /// Set aside what is there, under another name. The server must be stopped.
    #[arg(long)]
    replace: bool,
}

/// Restores, or tries it.
pub async fn restore(args: RestoreArgs) -> CommandResult {
    let config = args.config.load()?;
    start::log(&config);
    let report = if args.check {
        Box::pin(drill::check(&config, &args.from, &Place::fresh(), stop::told())).await?
    } else {
        finished(Box::pin(restore::restore(&config, &args.from, args.replace)), stop::told()).await?
    };
    said(&report, args.check)
}

/// A restore is not stopped half-way: the database would be in its place with old sessions and links open.
async fn finished<T>(work: impl Future<Output = T>, stop: impl Future<Output = ()>) -> T {
    let mut work = pin!(work);
    tokio::select! {
        biased;
        () = stop => eprintln!("vestibule: the restore is finished first; please wait."),
        done = &mut work => return done,
    }
    work.await
}

fn said(report: &Report, check: bool) -> CommandResult {
    let kept = &report.kept;
    let (what, made) = (if check { "The backup can be restored" } else { "Restored" }, stamp(report.manifest.made_at));
    println!("{what}, as of {made}: practices {}, people {}, audit entries {}.", kept.practices, kept.users, kept.entries);
    for note in &report.notes {
        println!("{note}");
    }
    if let Some(ended) = report.ended {
        println!(
            "Ended, because somebody may have closed them since: sessions {}, links and codes to a new password {}, invitations {}, log-ins \
             that waited for a code {}, browsers that were asked for none {}, exports {}.",
            ended.sessions, ended.resets, ended.invitations, ended.steps, ended.trusted, ended.exports
        );
    }
    match &report.integrity {
        Integrity::Whole { chains, entries } => {
            println!("The audit trail is whole: {entries} entries in {chains} chains, {} checkpoints hold.", report.checkpoints);
            if !check {
                println!("Passwords, deactivations and waits are as they were then. Start the server; everybody logs in anew.");
            }
            Ok(())
        }
        Integrity::Broken { chain, seq, why } => Err(CommandError::Refused(format!(
            "The audit trail of this backup is BROKEN: chain {chain}, entry {seq}: {why}.{}",
            if check { "" } else { " The data are in place all the same." }
        ))),
    }
}
