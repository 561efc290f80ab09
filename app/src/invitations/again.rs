//! Another invitation for somebody whose own is over, and the same one for somebody who asks for a reset instead.

use uuid::Uuid;

use super::notices;
use super::own::{Standing, display, over, standing};
use super::store;
use crate::admin_requests::model::{BrowserKnown, Reason};
use crate::admin_requests::service::{self as requests, Asker};
use crate::auth::service::Arrival;
use crate::i18n::Locale;
use crate::lockout::Wait;
use crate::lockout::service::{self as lockout, Counters, Purpose, network_of};
use crate::outbox::service as outbox;
use crate::platform::clock::{DAY, HOUR, MINUTE};
use crate::platform::{Millis, Outcome, Platform, Tx};
use crate::users::service as users;

/// The same mail is not sent again within this time.
const SAME: Millis = MINUTE;

/// What became of a wish for another invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The administrators see it.
    Noted,
    /// Asked too often.
    Wait(Wait),
    /// There is nothing to ask for: it works, or the person has come in.
    NoNeed,
}

/// Asks the administrators for another invitation, with the link of one that is over: whoever has it reads the person's mail, or read it once.
///
/// # Errors
/// A database fault.
pub async fn ask(platform: &Platform, cookie: &str, from: &Arrival<'_>) -> Outcome<Asked> {
    let Standing::Over(why, Some(row)) = standing(platform, cookie).await? else { return Ok(Asked::NoNeed) };
    if !why.may_ask() {
        return Ok(Asked::NoNeed);
    }
    let counters = Counters::new(platform, Purpose::HelpRequest, &[&row.practice_id, &row.username], from.address);
    let _turn = platform.attempts.turn(counters.turn()).await;
    let mut tx = platform.db.write().await?;
    if let Some(wait) = lockout::check(platform, &mut tx, &counters).await? {
        return Ok(Asked::Wait(wait));
    }
    if users::is_set_up(&mut tx, row.user_id).await? {
        return Ok(Asked::NoNeed);
    }
    lockout::fail(platform, &mut tx, &counters).await?;
    let network = network_of(from.address);
    let asker = Asker {
        user: row.user_id,
        name: users::full_name(&row.first_name, &row.last_name),
        practice: row.practice,
        practice_name: &row.practice_name,
        proven: true,
        known: BrowserKnown::Unknown,
        reason: Reason::Invitation,
        network: &network,
        browser: from.browser,
    };
    requests::open(platform, &mut tx, &asker, from.locale).await?;
    tx.commit().await?;
    Ok(Asked::Noted)
}

/// Somebody who was never here asked for a reset at the public page. A link for a new password would lead past the Practice Access Code: the
/// invitation is sent again, the same link to the same address. Whether one works; in the caller's transaction, which holds the person.
///
/// # Errors
/// A database fault.
pub async fn send_again(platform: &Platform, tx: &mut Tx, practice: Uuid, user: Uuid, locale: Locale) -> Outcome<bool> {
    let now = platform.clock.now();
    let Some(newest) = store::find_newest(tx, practice, user).await? else { return Ok(false) };
    let Some(row) = store::find(tx, newest.id).await?.filter(|row| over(row, now).is_none()) else { return Ok(false) };
    let last = outbox::find_state(tx, row.id).await?.map(|sent| sent.created_at);
    if !last.is_some_and(|at| (0..SAME).contains(&(now - at))) {
        notices::again(platform, tx, &row, display(&row.practice_id), in_whole(row.expires_at - now), locale).await?;
    }
    Ok(true)
}

/// A time in whole days, or hours, or minutes: the mail says no more than holds.
const fn in_whole(left: Millis) -> Millis {
    match left {
        DAY.. => left / DAY * DAY,
        HOUR..DAY => left / HOUR * HOUR,
        _ => left / MINUTE * MINUTE,
    }
}
