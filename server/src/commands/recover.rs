//! `recover`: back in for an administrator when nobody in the practice can help.

use app::doctor::normalise_username;
use app::i18n::Locale;
use app::password_reset::operator::{Recovery, start_by_operator};
use app::platform::Platform;
use app::practice::service as practices;
use app::second_factor::own::remove_by_operator;

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
    /// Make this person an active administrator first: when the practice has none left that could come back.
    #[arg(long)]
    make_administrator: bool,
    /// Take the second step of their log-in away too: for somebody who has lost phone, passkeys and recovery codes.
    #[arg(long)]
    remove_second_step: bool,
    /// The language of the notices: `en` or `es`.
    #[arg(long, default_value = "en")]
    language: String,
}

/// Whom to let back in.
#[derive(Clone, Copy, Debug)]
pub struct Whom<'a> {
    /// The Practice ID as typed.
    pub practice: &'a str,
    /// The username as typed.
    pub username: &'a str,
    /// Make this person an active administrator first.
    pub make_administrator: bool,
    /// Take the second step of their log-in away too.
    pub remove_second_step: bool,
    /// The language of the notices.
    pub locale: Locale,
}

/// Prints the link.
pub async fn run(args: RecoverArgs) -> CommandResult {
    let Some(locale) = Locale::from_tag(&args.language) else {
        return Err(CommandError::Refused("--language is en or es.".into()));
    };
    let (_, platform) = args.config.platform().await?;
    let whom = Whom {
        practice: &args.practice,
        username: &args.username,
        make_administrator: args.make_administrator,
        remove_second_step: args.remove_second_step,
        locale,
    };
    let result = link(&platform, whom).await;
    platform.db.close().await;
    let (name, url, told) = result?;
    println!("{name} chooses a new password with this link, once, within 30 minutes:\n\n  {url}\n");
    println!("Whoever has it sets the password: give it to {name} alone. It logs nobody in; older links and codes have ended.");
    match told {
        0 => println!("Nobody is told by mail: neither this person nor another administrator has an address."),
        n => println!("It is told by mail, without the link: {n} messages wait for the server to send them."),
    }
    Ok(())
}

/// The person's name, the link, and how many messages tell of it.
///
/// # Errors
/// Why not, and what to do instead.
pub async fn link(platform: &Platform, whom: Whom<'_>) -> Result<(String, String, usize), CommandError> {
    let id = practice_id(whom.practice)?;
    let username = normalise_username(whom.username);
    let Some(practice) = practices::find(platform, &id).await? else {
        return Err(CommandError::Refused(format!("There is no practice {id}. See `vestibule practices`.")));
    };
    let why = match start_by_operator(platform, &practice, &username, whom.make_administrator, whom.locale).await? {
        Recovery::Link { user, url, name, told } => {
            if whom.remove_second_step {
                remove_by_operator(platform, practice.id, user).await?;
            }
            return Ok((name, url, told));
        }
        Recovery::NoSuchUser => {
            format!("There is no user {username} in practice {id}. A new administrator: `vestibule create-admin`.")
        }
        Recovery::Deactivated => format!(
            "{username} is deactivated. Another administrator can reactivate them under EHR Users; when none is left, add \
             --make-administrator, which reactivates them."
        ),
        Recovery::NoAdministrator => format!(
            "{username} is no administrator: one of the practice can send them a link under EHR Users. When none is left that could log \
             in, add --make-administrator."
        ),
    };
    Err(CommandError::Refused(why))
}
