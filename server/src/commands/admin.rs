//! What the operator does by hand.

use std::io::Read as _;

use app::audit::service::{self as audit, Integrity};
use app::doctor::normalise_username;
use app::i18n::Locale;
use app::passwords::model::{Rules, Words};
use app::passwords::service::check_new;
use app::passwords::words::sentence;
use app::platform::{Outcome, Platform};
use app::practice::id::{IdProblem, PracticeId};
use app::practice::service as practices;
use app::practice::time::Zone;
use app::second_factor::policy;
use app::users::model::{Level, Username};
use app::users::operator;
use app::users::service::{self as users, Created, NewUser};

use crate::checkpoints;

use super::{CommandError, CommandResult, ConfigArgs, closing};

/// `create-practice`
#[derive(Debug, clap::Args)]
pub struct CreatePracticeArgs {
    #[command(flatten)]
    config: ConfigArgs,
    /// The practice's name.
    #[arg(long)]
    name: String,
    /// The time zone its pages tell times in: an IANA name.
    #[arg(long, default_value = app::practice::time::DEFAULT)]
    time_zone: String,
}

/// Makes a practice.
pub async fn create_practice(args: CreatePracticeArgs) -> CommandResult {
    if args.name.trim().is_empty() {
        return Err(CommandError::Refused("A practice needs a name: --name \"Elm Street Clinic\"".into()));
    }
    let zone = Zone::parse(&args.time_zone).map_err(|e| CommandError::Refused(format!("--time-zone: {e}")))?;
    let (_, platform) = args.config.platform().await?;
    let practice = closing(&platform, create(&platform, &args.name, &zone).await).await?;
    println!("{} has the Practice ID {}. Its time zone is {}.", practice.name, practice.practice_id, practice.time_zone);
    println!("Now give it an administrator: vestibule create-admin --practice {} --help", practice.practice_id);
    Ok(())
}

async fn create(platform: &Platform, name: &str, zone: &Zone) -> Outcome<practices::Practice> {
    let mut tx = platform.db.write().await?;
    let practice = practices::create_in(platform, &mut tx, name, zone, "operator").await?;
    tx.commit().await?;
    Ok(practice)
}

/// Lists all practices.
pub async fn practices(args: &ConfigArgs) -> CommandResult {
    let (_, platform) = args.platform().await?;
    let all = closing(&platform, practices::list(&platform).await).await?;
    for practice in &all {
        println!("{}  {}", practice.practice_id, practice.name);
    }
    println!("{} in all.", if all.len() == 1 { "1 practice".to_owned() } else { format!("{} practices", all.len()) });
    Ok(())
}

/// `create-admin`
#[derive(Debug, clap::Args)]
pub struct CreateAdminArgs {
    #[command(flatten)]
    config: ConfigArgs,
    /// The Practice ID.
    #[arg(long)]
    practice: String,
    /// The username.
    #[arg(long)]
    username: String,
    /// Given name.
    #[arg(long)]
    first_name: String,
    /// Family name.
    #[arg(long)]
    last_name: String,
    /// Contact address.
    #[arg(long)]
    email: Option<String>,
}

/// More than any password has.
const LONGEST_LINE: usize = 4_096;

/// Adds an administrator.
pub async fn create_admin(args: CreateAdminArgs) -> CommandResult {
    let practice_id = practice_id(&args.practice)?;
    let username = Username::parse(&args.username).map_err(|e| CommandError::Refused(format!("--username: {e}")))?;
    let password = read_password()?;
    let words = Words::new([username.as_str(), &args.first_name, &args.last_name]);
    let (_, platform) = args.config.platform().await?;
    let rules = rules_of(&platform, &practice_id).await?;
    if let Some(problem) = check_new(&platform, &password, rules, &words).await.first() {
        platform.db.close().await;
        return Err(CommandError::Refused(sentence(problem, Locale::En)));
    }
    let new = NewUser {
        username,
        first_name: args.first_name,
        last_name: args.last_name,
        email: args.email,
        phone: None,
        level: Level::Physician,
        administrator: true,
    };
    let added = closing(&platform, add(&platform, &practice_id, &new, &password).await).await?;
    match added {
        Some(Created::Done(_)) => println!("{} may now log in and look after accounts.", new.username.as_str()),
        Some(Created::UsernameTaken | Created::NotAllowed) => {
            return Err(CommandError::Refused(format!("The practice has a user {} already.", new.username.as_str())));
        }
        None => return Err(CommandError::Refused(format!("There is no practice {practice_id}. See `vestibule practices`."))),
    }
    Ok(())
}

/// How long a password must be in a practice; for one that there is not, as for any.
async fn rules_of(platform: &Platform, practice_id: &PracticeId) -> Outcome<Rules> {
    let Some(practice) = practices::find(platform, practice_id).await? else { return Ok(Rules::alone()) };
    let mut tx = platform.db.read().await?;
    policy::rules_alone(platform, &mut tx, practice.id).await
}

async fn add(platform: &Platform, practice_id: &PracticeId, new: &NewUser, password: &str) -> Outcome<Option<Created>> {
    let Some(practice) = practices::find(platform, practice_id).await? else { return Ok(None) };
    let phc = users::hash(platform, password).await?;
    let mut tx = platform.db.write().await?;
    let created = users::create(platform, &mut tx, practice.id, new, None).await?;
    if let Created::Done(user) = created {
        users::set_password(platform, &mut tx, practice.id, user, &phc).await?;
        tx.commit().await?;
    }
    Ok(Some(created))
}

/// One line from standard input: a password on the command line would stay in the shell's history and in the process list.
fn read_password() -> Result<String, CommandError> {
    let refused = |why: &str| Err(CommandError::Refused(why.into()));
    eprintln!("Password (at least 15 characters, then Enter and Ctrl+D):");
    let mut text = String::new();
    if std::io::stdin().take(LONGEST_LINE as u64).read_to_string(&mut text).is_err() {
        return refused("The password could not be read from standard input.");
    }
    if text.len() >= LONGEST_LINE {
        return refused("The password is too long: at most 256 characters.");
    }
    Ok(text.strip_suffix('\n').map_or(text.as_str(), |t| t.strip_suffix('\r').unwrap_or(t)).to_owned())
}

/// `unlock`
#[derive(Debug, clap::Args)]
pub struct UnlockArgs {
    #[command(flatten)]
    config: ConfigArgs,
    /// The Practice ID.
    #[arg(long)]
    practice: String,
    /// The username.
    #[arg(long)]
    username: String,
}

/// Lifts the limit and the waits of a person.
pub async fn unlock(args: UnlockArgs) -> CommandResult {
    let practice_id = practice_id(&args.practice)?;
    let username = normalise_username(&args.username);
    let (_, platform) = args.config.platform().await?;
    let found = closing(&platform, lift(&platform, &practice_id, &username).await).await?;
    if !found {
        return Err(CommandError::Refused(format!("There is no user {username} in practice {practice_id}.")));
    }
    println!("{username} may try again at once.");
    Ok(())
}

async fn lift(platform: &Platform, practice_id: &PracticeId, username: &str) -> Outcome<bool> {
    let Some(practice) = practices::find(platform, practice_id).await? else { return Ok(false) };
    operator::unlock_by_operator(platform, &practice, username).await
}

/// Checks the audit chains.
pub async fn verify_audit(args: &ConfigArgs) -> CommandResult {
    let (config, platform) = args.platform().await?;
    let known = checkpoints::read(&platform, &config.audit.checkpoints)?;
    match closing(&platform, audit::verify(&platform, &known).await).await? {
        Integrity::Whole { chains, entries } => {
            println!("The audit trail is whole: {entries} entries in {chains} chains, {} checkpoints hold.", known.len());
            Ok(())
        }
        Integrity::Broken { chain, seq, why } => {
            Err(CommandError::Refused(format!("The audit trail is BROKEN: chain {chain}, entry {seq}: {why}.")))
        }
    }
}

pub(super) fn practice_id(typed: &str) -> Result<PracticeId, CommandError> {
    PracticeId::parse(typed).map_err(|problem| {
        let hint = match problem {
            IdProblem::Check { suggestion: Some(s) } => format!(" Did you mean {}?", s.text),
            _ => " See `vestibule practices`.".to_owned(),
        };
        CommandError::Refused(format!("`{typed}` is not a Practice ID.{hint}"))
    })
}
