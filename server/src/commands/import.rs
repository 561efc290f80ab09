//! `vestibule import`: patients from a file on this machine.

use std::collections::BTreeMap;
use std::fs::{OpenOptions, Permissions};
use std::io::{self, Write as _};
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use app::patient_import::command_runs::half_written;
use app::patient_import::operator::{Report, Said, import};
use app::practice::service as practices;

use super::admin::practice_id;
use super::{CommandError, CommandResult, ConfigArgs, closing};

/// `import`
#[derive(Debug, clap::Args)]
pub struct ImportArgs {
    #[command(flatten)]
    config: ConfigArgs,
    /// The file: CSV or other text, a workbook, DBF, Access, XML, C-CDA, FHIR, HL7 v2, or a ZIP of these.
    file: PathBuf,
    /// Whose patients they are: the Practice ID.
    #[arg(long)]
    practice: String,
    /// The system that the file is from, e.g. medisoft. Without it: found out from the file.
    #[arg(long, value_name = "NAME")]
    preset: Option<String>,
    /// The sheet of a workbook, the table of a database, the file in a ZIP. Without it: the one that looks most like patients.
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// What the columns are, as JSON, fields by columns. Over what is found out.
    #[arg(long, value_name = "FILE")]
    mapping: Option<PathBuf>,
    /// Answers to what nothing in the file says, as JSON. The report of a run without them asks, and names the answers.
    #[arg(long, value_name = "FILE")]
    answers: Option<PathBuf>,
    /// A file with the passphrase of an export of Vestibule in its first line.
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
    /// Check every row and write nothing.
    #[arg(long)]
    dry_run: bool,
    /// Where to write the report, as JSON.
    #[arg(long, value_name = "FILE")]
    report: PathBuf,
}

/// Brings a file in.
pub async fn run(args: ImportArgs) -> CommandResult {
    let id = practice_id(&args.practice)?;
    let source = args.preset.clone().unwrap_or_default();
    if !source.is_empty() && intake_system(&source).is_none() {
        return Err(CommandError::Refused(format!("There is no preset {source}. There are: {}.", presets().join(", "))));
    }
    if !args.file.is_file() {
        return Err(CommandError::Refused(format!("There is no file {}.", args.file.display())));
    }
    let said = Said {
        source,
        sheet: args.sheet.unwrap_or_default(),
        mapping: read(args.mapping.as_deref())?,
        answers: read(args.answers.as_deref())?,
        passphrase: first_line(args.passphrase_file.as_deref())?,
        dry_run: args.dry_run,
    };
    let (_, platform) = args.config.platform().await?;
    let found = practices::find(&platform, &id).await?;
    let Some(practice) = found else {
        platform.db.close().await;
        return Err(CommandError::Refused(format!("There is no practice {id}. See `vestibule practices`.")));
    };
    if !said.dry_run && half_written(&platform, practice.id).await? > 0 {
        eprintln!(
            "An import before was cut off, or runs: it is written to its end first. That may take a minute longer than the writing."
        );
    }
    let report = closing(&platform, Box::pin(import(&platform, practice.id, &args.file, &said)).await).await?;
    write(&args.report, &report)?;
    told(&report, &args.report)
}

fn told(report: &Report, path: &Path) -> CommandResult {
    match report.state.as_str() {
        "refused" => Err(CommandError::Refused(report.errors.first().map(|error| error.message.clone()).unwrap_or_default())),
        "needs-answers" => Err(CommandError::Refused(format!(
            "Nothing was written: {} questions and {} columns wait for an answer. See \"questions\" and \"errors\" in {}, and give --answers or --mapping.",
            report.questions.iter().filter(|asked| asked.answer.is_empty()).count(),
            report.errors.len(),
            path.display()
        ))),
        state => {
            let lead = if state == "checked" { "Checked, nothing written" } else { "Written" };
            println!(
                "{lead}: {} rows, {} new, {} changed, {} without news, {} not taken, {} likely somebody who is there.",
                report.rows, report.created, report.updated, report.unchanged, report.failed, report.duplicates
            );
            Ok(())
        }
    }
}

fn intake_system(key: &str) -> Option<&'static str> {
    presets().into_iter().find(|preset| *preset == key)
}

fn presets() -> Vec<&'static str> {
    app::patient_import::words::presets()
}

fn read(path: Option<&Path>) -> Result<BTreeMap<String, String>, CommandError> {
    let Some(path) = path else { return Ok(BTreeMap::new()) };
    let wrong = |why: String| CommandError::Refused(format!("{}: {why}", path.display()));
    let text = std::fs::read_to_string(path).map_err(|e| wrong(e.to_string()))?;
    serde_json::from_str(&text).map_err(|e| wrong(format!("it must be JSON, texts by texts ({e})")))
}

/// The first line of a file with a passphrase; empty without one.
pub fn first_line(path: Option<&Path>) -> Result<String, CommandError> {
    let Some(path) = path else { return Ok(String::new()) };
    let text = std::fs::read_to_string(path).map_err(|e| CommandError::Refused(format!("{}: {e}", path.display())))?;
    Ok(text.lines().next().unwrap_or_default().to_owned())
}

/// The report quotes what rows say, so only its owner may read it.
fn write(path: &Path, report: &Report) -> CommandResult {
    let wrong = |why: String| CommandError::Refused(format!("{}: {why}", path.display()));
    let text = serde_json::to_string_pretty(report).map_err(|e| wrong(e.to_string()))?;
    for_its_owner(path, &(text + "\n")).map_err(|e| wrong(e.to_string()))
}

fn for_its_owner(path: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)?;
    // One of an earlier run may be everybody's; a pipe or a terminal is none of ours.
    if file.metadata()?.is_file() {
        file.set_permissions(Permissions::from_mode(0o600))?;
    }
    file.write_all(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt as _;
    use std::path::Path;

    use super::for_its_owner;

    #[test]
    fn a_report_is_its_owner_s_alone() {
        let dir = tempfile::tempdir().unwrap();
        let (new, old) = (dir.path().join("new.json"), dir.path().join("old.json"));
        fs::write(&old, "of everybody, and longer").unwrap();
        fs::set_permissions(&old, Permissions::from_mode(0o644)).unwrap();
        for path in [&new, &old] {
            for_its_owner(path, "{}").unwrap();
            assert_eq!(
                (fs::read_to_string(path).unwrap().as_str(), fs::metadata(path).unwrap().permissions().mode() & 0o777),
                ("{}", 0o600)
            );
        }
        for_its_owner(Path::new("/dev/null"), "{}").unwrap();
    }
}
