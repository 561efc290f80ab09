//! What is set up.

use super::model::Task;
use crate::facilities::service as facilities;
use crate::platform::{Outcome, Platform};
use crate::second_factor::own as second_factor;
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
