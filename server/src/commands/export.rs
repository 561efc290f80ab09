//! `vestibule export`: everything of a practice, or one patient, into a file of this machine.

use std::path::PathBuf;

use app::i18n::Locale;
use app::practice::service as practices;
use app::practice_export::operator::export;
use app::practice_export::passphrase::mistake_of;
use app::practice_export::work::has_patient;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::admin::practice_id;
use super::import::first_line;
use super::{CommandError, CommandResult, ConfigArgs, closing};
use crate::stop;

/// `export`
#[derive(Debug, clap::Args)]
pub struct ExportArgs {
    #[command(flatten)]
    config: ConfigArgs,
    /// Whose data: the Practice ID.
    #[arg(long)]
    practice: String,
    /// Where to write the ZIP. It must not be there yet.
    #[arg(long, value_name = "FILE.zip")]
    out: PathBuf,
    /// Only this patient: the id at the end of their page's address.
    #[arg(long, value_name = "ID")]
    patient: Option<Uuid>,
    /// A file with the passphrase that locks the ZIP (AES-256) in its first line. Without it the ZIP is not locked.
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
}

/// Writes the export.
pub async fn run(args: ExportArgs) -> CommandResult {
    let id = practice_id(&args.practice)?;
    let passphrase = first_line(args.passphrase_file.as_deref())?;
    if args.passphrase_file.is_some() && passphrase.trim().is_empty() {
        return Err(CommandError::Refused("The file of --passphrase-file has nothing in its first line.".to_owned()));
    }
    if args.out.exists() {
        return Err(CommandError::Refused(format!("{} is there already. Choose another name.", args.out.display())));
    }
    let (_, platform) = args.config.platform().await?;
    let Some(practice) = practices::find(&platform, &id).await? else {
        platform.db.close().await;
        return Err(CommandError::Refused(format!("There is no practice {id}. See `vestibule practices`.")));
    };
    if let Some(patient) = args.patient
        && !has_patient(&platform, practice.id, patient).await?
    {
        platform.db.close().await;
        return Err(CommandError::Refused(format!("The practice {id} has no patient {patient}.")));
    }
    let locked = !passphrase.is_empty();
    if locked && let Some(wrong) = mistake_of(&platform, practice.id, args.patient, &passphrase).await? {
        platform.db.close().await;
        return Err(CommandError::Refused(format!("The passphrase does not lock it: {}", wrong.of(Locale::En))));
    }
    let passphrase = locked.then(|| Zeroizing::new(passphrase));
    let made = tokio::select! {
        made = Box::pin(export(&platform, practice.id, args.patient, &args.out, passphrase)) => made.map(Some),
        // Leaves nothing half-written behind.
        () = stop::told() => Ok(None),
    };
    let Some((manifest, counts)) = closing(&platform, made).await? else {
        return Err(CommandError::Refused("Stopped; no export was made.".to_owned()));
    };
    println!(
        "{}: {} files, {} patients, {} documents, {} entries of the audit trail.",
        args.out.display(),
        manifest.files.len() + 1,
        counts.patients,
        counts.documents,
        counts.entries
    );
    if !locked {
        println!("It is not locked: whoever reads it reads everything about the patients. --passphrase-file locks it.");
    }
    Ok(())
}
