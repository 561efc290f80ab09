//! `recover`: back in for an administrator when nobody in the practice can help. `requests`: who asks for it.

use app::admin_requests::service::list_for_operator;
use app::doctor::normalise_username;
use app::i18n::Locale;
use app::password_reset::operator::{Made, Recovery, Wanted, confirm_by_operator, start_by_operator};
use app::platform::Platform;
use app::practice::id::PracticeId;
use app::practice::service as practices;
use app::security_policy::service as security_policy;
use jiff::Timestamp;

use super::admin::practice_id;
use super::{CommandError, CommandResult, ConfigArgs};

/// `recover`
#[derive(Debug, clap::Args)]
pub struct RecoverArgs {
    #[command(flatten)]
    config: ConfigArgs,
    /// The Practice ID.
    #[arg(long)]
    practice: String,
    /// The administrator's username.
    #[arg(long)]
    username: String,
    /// Who does this: your own name, for the audit trail and so that two of you can be told apart.
    #[arg(long)]
    operator: String,
    /// You are the second one: the link that another operator made works at once, for half an hour.
    #[arg(long, conflicts_with_all = ["make_administrator", "remove_second_step"])]
    confirm: bool,
    /// Make this person an active administrator with it: when the practice has none left that could come back.
    #[arg(long)]
    make_administrator: bool,
    /// Take the second step of their log-in away with it: for somebody who has lost phone, passkeys and recovery codes.
    #[arg(long)]
    remove_second_step: bool,
    /// The language of the notices: `en` or `es`.
    #[arg(long, default_value = "en")]
    language: String,
}

/// Whom to let back in, and who does it.
#[derive(Clone, Copy, Debug)]
pub struct Whom<'a> {
    /// The Practice ID as typed.
    pub practice: &'a str,
    /// The username as typed.
    pub username: &'a str,
    /// What is wanted, and by whom.
    pub wanted: Wanted<'a>,
}

/// Prints the link.
pub async fn run(args: RecoverArgs) -> CommandResult {
    let Some(locale) = Locale::from_tag(&args.language) else {
        return Err(CommandError::Refused("--language is en or es.".into()));
    };
    if args.operator.trim().is_empty() {
        return Err(CommandError::Refused("--operator is your own name.".into()));
    }
    let (_, platform) = args.config.platform().await?;
    let wanted = Wanted {
        operator: args.operator.trim(),
        make_administrator: args.make_administrator,
        remove_second_step: args.remove_second_step,
        locale,
    };
    let whom = Whom { practice: &args.practice, username: &args.username, wanted };
    let result = if args.confirm { confirm(&platform, whom).await } else { link(&platform, whom).await };
    platform.db.close().await;
    let Made { url, name, told, from } = result?;
    match from {
        Some(from) => {
            let from = in_words(from);
            println!("{name} chooses a new password with this link, once, from {from} on, for a day:\n\n  {url}\n");
            println!(
                "Whoever is told of it has until then to object. To make it work now, a second operator runs the same with --confirm and"
            );
            println!("--operator with a name of their own.");
        }
        None => println!("{name} chooses a new password with this link, once, within 30 minutes:\n\n  {url}\n"),
    }
    println!("Whoever has it sets the password: give it to {name} alone. It logs nobody in; older links and codes have ended.");
    match told {
        0 => println!("Nobody is told: neither this person nor another administrator has an address."),
        1 => println!("It is told, without the link: one message waits for the server to send it."),
        n => println!("It is told, without the link: {n} messages wait for the server to send them."),
    }
    Ok(())
}

/// `open-networks`
#[derive(Debug, clap::Args)]
pub struct OpenNetworksArgs {
    #[command(flatten)]
    config: ConfigArgs,
    /// The Practice ID.
    #[arg(long)]
    practice: String,
    /// Who does this: your own name, for the audit trail.
    #[arg(long)]
    operator: String,
}

/// Empties the list of a practice's networks.
pub async fn open_networks(args: OpenNetworksArgs) -> CommandResult {
    let operator = args.operator.trim();
    if operator.is_empty() {
        return Err(CommandError::Refused("--operator is your own name.".into()));
    }
    let id = practice_id(&args.practice)?;
    let (_, platform) = args.config.platform().await?;
    let opened = match find(&platform, &id).await {
        Ok(practice) => security_policy::open_networks(&platform, practice.id, operator).await.map_err(CommandError::from),
        Err(e) => Err(e),
    };
    platform.db.close().await;
    if opened? {
        println!(
            "People of {id} may work from anywhere again, from their next page on. It is in the practice's audit trail under your name."
        );
    } else {
        println!("{id} has no list of networks: its people may work from anywhere already.");
    }
    Ok(())
}

/// Makes the link, which works in a day.
///
/// # Errors
/// Why not, and what to do instead.
pub async fn link(platform: &Platform, whom: Whom<'_>) -> Result<Made, CommandError> {
    let id = practice_id(whom.practice)?;
    let username = normalise_username(whom.username);
    let practice = find(platform, &id).await?;
    answer(start_by_operator(platform, &practice, &username, &whom.wanted).await?, &username, &id)
}

/// A second operator lets it work now.
///
/// # Errors
/// Why not, and what to do instead.
pub async fn confirm(platform: &Platform, whom: Whom<'_>) -> Result<Made, CommandError> {
    let id = practice_id(whom.practice)?;
    let username = normalise_username(whom.username);
    let practice = find(platform, &id).await?;
    answer(confirm_by_operator(platform, &practice, &username, &whom.wanted).await?, &username, &id)
}

async fn find(platform: &Platform, id: &PracticeId) -> Result<practices::Practice, CommandError> {
    let none = || CommandError::Refused(format!("There is no practice {id}. See `vestibule practices`."));
    practices::find(platform, id).await?.ok_or_else(none)
}

fn answer(recovery: Recovery, username: &str, id: &PracticeId) -> Result<Made, CommandError> {
    let why = match recovery {
        Recovery::Link(made) => return Ok(made),
        Recovery::NoSuchUser => {
            format!("There is no user {username} in practice {id}. A new administrator: `vestibule create-admin`.")
        }
        Recovery::Deactivated => format!(
            "{username} is deactivated. Another administrator can reactivate them under EHR Users; when none is left, add \
             --make-administrator, which reactivates them once the link is used."
        ),
        Recovery::NoAdministrator => format!(
            "{username} is no administrator: one of the practice can send them a link under EHR Users. When none is left that could log \
             in, add --make-administrator."
        ),
        Recovery::NothingWaits => format!("No link for {username} waits for a second operator. Make one first, without --confirm."),
        Recovery::SameOperator => "You have made this link yourself: somebody else confirms it, or it works in a day.".to_owned(),
    };
    Err(CommandError::Refused(why))
}

/// `requests`
#[derive(Debug, clap::Args)]
pub struct RequestsArgs {
    #[command(flatten)]
    config: ConfigArgs,
}

/// Prints who asks for help and is the only administrator of their practice.
pub async fn run_requests(args: RequestsArgs) -> CommandResult {
    let (_, platform) = args.config.platform().await?;
    let lines = requests(&platform).await;
    platform.db.close().await;
    for line in lines? {
        println!("{line}");
    }
    Ok(())
}

/// A line for each, oldest first; one that says so when there is none.
///
/// # Errors
/// A database fault.
pub async fn requests(platform: &Platform) -> Result<Vec<String>, CommandError> {
    let rows = list_for_operator(platform).await?;
    if rows.is_empty() {
        return Ok(vec!["Nobody asks who has no other administrator to ask.".to_owned()]);
    }
    Ok(rows
        .into_iter()
        .map(|row| {
            let id = PracticeId::parse(&row.practice_id).map_or_else(|_| row.practice_id.clone(), |id| id.to_string());
            let proven = if row.proven { "proven in part" } else { "not proven" };
            format!(
                "{}  {id}  {}  {} {}  {}, {proven}, browser {}  {} ({})",
                in_words(row.created_at),
                row.username,
                row.first_name,
                row.last_name,
                row.reason,
                row.browser_known,
                row.browser,
                row.network
            )
        })
        .collect())
}

fn in_words(at: i64) -> String {
    Timestamp::from_millisecond(at).map(|at| at.strftime("%Y-%m-%d %H:%M UTC").to_string()).unwrap_or_default()
}
