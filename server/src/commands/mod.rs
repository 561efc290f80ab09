//! The commands, one file each where it is more than a few lines.

mod admin;
mod backup;
pub mod demo;
mod export;
mod import;
mod mail;
mod maintenance;
pub mod recover;

use std::path::PathBuf;

use app::platform::{Clock, Fault, Outcome, Platform};
use clap::{Parser, Subcommand};

use crate::config::{Config, ConfigError};
use crate::start;
use crate::tls::Tls;

/// The front door of a medical practice.
#[derive(Debug, Parser)]
#[command(name = "vestibule", version, about)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the product.
    Serve(ConfigArgs),
    /// Serve a demo: two practices with people in them, their passwords printed. For this computer only.
    Demo(demo::DemoArgs),
    /// Bring the database's schema up to date.
    Migrate(ConfigArgs),
    /// Make a practice; prints its Practice ID.
    CreatePractice(admin::CreatePracticeArgs),
    /// List all practices.
    Practices(ConfigArgs),
    /// Add an administrator to a practice. The password is read from standard input.
    CreateAdmin(admin::CreateAdminArgs),
    /// Lift the limit on failed log-ins of a user.
    Unlock(admin::UnlockArgs),
    /// Let an administrator back in when nobody in the practice can: prints a link to a new password.
    Recover(recover::RecoverArgs),
    /// Let a practice's people work from anywhere again: its own address has changed, and nobody gets in.
    OpenNetworks(recover::OpenNetworksArgs),
    /// List who asks for help and is the only administrator of their practice: nobody else can answer.
    Requests(recover::RequestsArgs),
    /// Check that no entry of the audit chains was changed, removed or reordered.
    VerifyAudit(ConfigArgs),
    /// Bring patients in from a file, as on the page Bring patients in.
    Import(import::ImportArgs),
    /// Take everything of a practice out, or one patient, into a ZIP.
    Export(export::ExportArgs),
    /// Back up the database, the secrets file and the audit checkpoints, also while the server runs.
    Backup(backup::BackupArgs),
    /// Restore a backup; with --check, try it and change nothing.
    Restore(backup::RestoreArgs),
    /// Say when you work on the system: plan, list or cancel a maintenance window. Holds at once, without a restart.
    Maintenance(maintenance::MaintenanceArgs),
    /// Send a test message, to see that the [mail] settings work.
    SendTestMail(mail::SendTestMailArgs),
    /// Check the configuration; says file, line, key and remedy.
    CheckConfig(ConfigArgs),
}

/// Where the configuration is.
#[derive(Clone, Debug, clap::Args)]
pub struct ConfigArgs {
    /// The configuration file. Without it: `vestibule.toml` here if there is one, else the defaults.
    #[arg(long)]
    pub config: Option<PathBuf>,
}

/// What a command ends with when it fails.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The configuration is wrong.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// Something failed.
    #[error("{0}")]
    Fault(#[from] Fault),
    /// What was asked for can't be done.
    #[error("{0}")]
    Refused(String),
}

type CommandResult = Result<(), CommandError>;

impl ConfigArgs {
    fn load(&self) -> Result<Config, ConfigError> {
        let usual = PathBuf::from("vestibule.toml");
        let file = self.config.clone().or_else(|| usual.exists().then_some(usual));
        // Variables that are no text can't be ours.
        let environment = std::env::vars_os().filter_map(|(k, v)| Some((k.into_string().ok()?, v.into_string().ok()?)));
        Config::load(file.as_deref(), environment)
    }

    async fn platform(&self) -> Result<(Config, Platform), CommandError> {
        let config = self.load()?;
        start::log(&config);
        let platform = start::platform(&config).await?;
        Ok((config, platform))
    }
}

impl Cli {
    /// Runs the command.
    ///
    /// # Errors
    /// One sentence that says what is wrong and what to do.
    pub async fn run(self) -> CommandResult {
        match self.command {
            Command::Serve(args) => serve(&args).await,
            Command::Demo(args) => demo::run(args).await,
            Command::Migrate(args) => migrate(&args).await,
            Command::CreatePractice(args) => admin::create_practice(args).await,
            Command::Practices(args) => admin::practices(&args).await,
            Command::CreateAdmin(args) => admin::create_admin(args).await,
            Command::Unlock(args) => admin::unlock(args).await,
            Command::Recover(args) => recover::run(args).await,
            Command::OpenNetworks(args) => recover::open_networks(args).await,
            Command::Requests(args) => recover::run_requests(args).await,
            Command::VerifyAudit(args) => admin::verify_audit(&args).await,
            Command::Import(args) => Box::pin(import::run(args)).await,
            Command::Export(args) => Box::pin(export::run(args)).await,
            Command::Backup(args) => Box::pin(backup::make(args)).await,
            Command::Restore(args) => Box::pin(backup::restore(args)).await,
            Command::Maintenance(args) => maintenance::run(args).await,
            Command::SendTestMail(args) => mail::send_test_mail(args).await,
            Command::CheckConfig(args) => check_config(&args),
        }
    }
}

async fn serve(args: &ConfigArgs) -> CommandResult {
    let (config, platform) = args.platform().await?;
    Ok(start::serve(&config, platform, false, |_| ()).await?)
}

async fn migrate(args: &ConfigArgs) -> CommandResult {
    let mut config = args.load()?;
    config.database.migrate = true;
    start::log(&config);
    let platform = start::platform(&config).await?;
    println!("The schema is up to date ({}).", platform.db.engine());
    Ok(())
}

fn check_config(args: &ConfigArgs) -> CommandResult {
    let config = args.load()?;
    if let Some((cert, key)) = config.tls.files() {
        Tls::load(cert, key, &config.settings().base_url, Clock::System.now()).map_err(CommandError::Refused)?;
    }
    config.agreement.load().map_err(CommandError::Refused)?;
    println!(
        "The configuration is fine: {} at {}, database {}.",
        config.server.base_url,
        config.server.addr,
        scheme(&config.database.url)
    );
    Ok(())
}

/// A database's address without the password in it.
fn scheme(url: &str) -> &str {
    url.split(':').next().unwrap_or_default()
}

async fn closing<T>(platform: &Platform, result: Outcome<T>) -> Outcome<T> {
    platform.db.close().await;
    result
}
