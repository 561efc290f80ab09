//! `maintenance`: when the operator works on the system.

use app::maintenance::service::{self as windows, LONGEST, Plan};
use app::platform::clock::HOUR;
use clap::Subcommand;
use jiff::Timestamp;

use super::{CommandError, CommandResult, ConfigArgs};

/// `maintenance`
#[derive(Debug, clap::Args)]
pub struct MaintenanceArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Plan a window: administrators get a mail a week before, every page says so from a day before, and nobody can log in while it lasts.
    Plan(PlanArgs),
    /// The windows that are not over.
    List(ConfigArgs),
    /// Take a window back; or end it, while it lasts.
    Cancel(CancelArgs),
}

#[derive(Debug, clap::Args)]
struct CancelArgs {
    #[command(flatten)]
    config: ConfigArgs,
    /// Its id, as `list` prints it.
    id: String,
}

#[derive(Debug, clap::Args)]
struct PlanArgs {
    #[command(flatten)]
    config: ConfigArgs,
    /// When it begins, with an offset: 2026-12-05T22:00:00-05:00.
    #[arg(long)]
    from: String,
    /// When it ends, with an offset.
    #[arg(long)]
    until: String,
    /// What else people should know, in English.
    #[arg(long, default_value = "")]
    text: String,
    /// The same in Spanish; without it, the English one is shown.
    #[arg(long, default_value = "")]
    text_es: String,
}

/// Runs it.
pub async fn run(args: MaintenanceArgs) -> CommandResult {
    let config = match &args.what {
        What::Plan(args) => &args.config,
        What::List(config) => config,
        What::Cancel(args) => &args.config,
    };
    let (_, platform) = config.platform().await?;
    let refused = |why: &str| Err(CommandError::Refused(why.to_owned()));
    match args.what {
        What::Plan(plan) => {
            let (from, until) = (moment("--from", &plan.from)?, moment("--until", &plan.until)?);
            let times = (from.as_millisecond(), until.as_millisecond());
            match windows::plan(&platform, times, &plan.text, &plan.text_es).await? {
                Plan::Done(id) => println!("Planned: {id}, from {from} until {until}."),
                Plan::Length => {
                    return refused(&format!("--until is later than --from, and no more than {} hours later.", LONGEST / HOUR));
                }
                Plan::Past => return refused("That is over already."),
                Plan::Overlaps => {
                    return refused("Another window is planned for a part of that time: see `vestibule maintenance list`.");
                }
            }
        }
        What::List(_) => {
            let all = windows::list(&platform).await?;
            if all.is_empty() {
                println!("None is planned.");
            }
            for one in all {
                let at = |millis| Timestamp::from_millisecond(millis).map(|t| t.to_string()).unwrap_or_default();
                let told = if one.announced_at.is_some() { "announced" } else { "not announced yet" };
                println!("{}  {} until {}  {told}  {}", one.id, at(one.starts_at), at(one.ends_at), one.text_en);
            }
        }
        What::Cancel(CancelArgs { id, .. }) => {
            let Some(id) = windows::id_of(&id) else { return refused("That is no id: see `vestibule maintenance list`.") };
            if !windows::cancel(&platform, id).await? {
                return refused("No window of this id is planned or lasts.");
            }
            println!("Cancelled.");
        }
    }
    Ok(())
}

fn moment(name: &str, typed: &str) -> Result<Timestamp, CommandError> {
    let wrong =
        || CommandError::Refused(format!("{name} is no moment: write day, time and offset, such as 2026-12-05T22:00:00-05:00."));
    typed.parse().map_err(|_| wrong())
}
