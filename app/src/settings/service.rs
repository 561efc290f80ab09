//! What is set up.

use super::model::{Lines, Task};
use super::text;
use crate::audit::service as audit;
use crate::facilities::service as facilities;
use crate::i18n::Locale;
use crate::levels::service as levels;
use crate::platform::{Outcome, Platform};
use crate::second_factor::own as second_factor;
use crate::security_policy::model::Demand;
use crate::security_policy::service as security_policy;
use crate::sessions::service::Actor;
use crate::users::service as users;

/// Every task with whether it is done, in the order of the list.
///
/// # Errors
/// A database fault.
pub async fn tasks(platform: &Platform, actor: &Actor) -> Outcome<Vec<(Task, bool)>> {
    let mut tx = platform.db.read().await?;
    let mut all = Vec::with_capacity(Task::ALL.len());
    for task in Task::ALL {
        let done = match task {
            Task::SecondAdministrator => users::has_other_administrator(&mut tx, actor.practice, actor.user).await?,
            Task::Facility => facilities::has_any(&mut tx, actor.practice).await?,
            Task::OwnAddress => users::find_own(&mut tx, actor).await?.email.is_some(),
            Task::OwnSecondStep => second_factor::has_second_step(platform, &mut tx, actor.user).await?,
            Task::SecurityPolicy => security_policy::find(&mut tx, actor.practice).await?.version > 0,
        };
        all.push((task, done));
    }
    Ok(all)
}

/// State lines of the tiles.
///
/// # Errors
/// A database fault.
pub async fn lines(platform: &Platform, actor: &Actor, locale: Locale) -> Outcome<Lines> {
    let mut tx = platform.db.read().await?;
    let rules = security_policy::find_rules(platform, &mut tx, actor.practice).await?;
    let demand = match rules.second_step.demand {
        Demand::Off => text::STEP_OFF,
        Demand::Optional => text::STEP_OPTIONAL,
        Demand::Administrators => text::STEP_ADMINISTRATORS,
        Demand::All => text::STEP_ALL,
    };
    let minutes = rules.idle_minutes.to_string();
    let changed = levels::is_changed(&mut tx, actor.practice).await?;
    let entries = audit::count_of(&mut tx, actor.practice).await?.to_string();
    Ok(Lines {
        security: text::SECURITY_LINE.with(locale, &[("demand", demand.of(locale)), ("n", &minutes)]),
        levels: if changed { text::LEVELS_CHANGED } else { text::LEVELS_RECOMMENDED }.of(locale).to_owned(),
        audit: text::AUDIT_LINE.with(locale, &[("n", &entries)]),
    })
}
