//! Who has typed the right password, and has lost what is asked after it, asks the administrators from there.

use super::service::Step;
use crate::admin_requests::model::Reason;
use crate::admin_requests::service::{self as requests, Asker};
use crate::known_browsers::service as known_browsers;
use crate::lockout::Wait;
use crate::lockout::service::{self as lockout, Counters, Purpose, network_of};
use crate::password_reset::own::From;
use crate::platform::{Outcome, Platform};
use crate::users::service as users;

/// Asks; how long to wait when it was asked too often.
///
/// # Errors
/// A database fault.
pub async fn ask(platform: &Platform, step: &Step, from: From<'_>) -> Outcome<Option<Wait>> {
    let user = step.row.user_id;
    let counters = Counters::new(platform, Purpose::ResetRequest, &["second step", &user.to_string()], from.address);
    let mut tx = platform.db.write().await?;
    if let Some(wait) = lockout::check(platform, &mut tx, &counters).await? {
        return Ok(Some(wait));
    }
    lockout::fail(platform, &mut tx, &counters).await?;
    let Some(person) = users::find_named_by_id(&mut tx, user).await? else { return Ok(None) };
    let network = network_of(from.address);
    let asker = Asker {
        user,
        name: users::full_name(&person.first_name, &person.last_name),
        practice: person.practice,
        practice_name: &person.practice_name,
        proven: true,
        network: &network,
        browser: from.browser,
        known: requests::known(known_browsers::find(platform, &mut tx, Some(user), from.known_by).await?),
        reason: Reason::SecondStep,
    };
    requests::open(platform, &mut tx, &asker, from.locale).await?;
    tx.commit().await?;
    Ok(None)
}

/// Whether nobody else in the practice could help: it is the operator then.
///
/// # Errors
/// A database fault.
pub async fn is_alone(platform: &Platform, step: &Step) -> Outcome<bool> {
    let mut tx = platform.db.read().await?;
    Ok(!users::has_other_administrator(&mut tx, step.row.practice, step.row.user_id).await?)
}
