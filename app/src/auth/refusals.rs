//! Who was refused a log-in so often that a wait began is told by mail, once a day at most (ASVS 6.3.5); and who was refused because they log
//! in with an e-mail address now, to that address.
//!
//! Told by the sweeper and not by the refusal, so that a refusal does the same work whether somebody has that name or not; and only while
//! the tries still count: whoever got in with the same browser afterwards was themselves. Nothing typed is in the message, and a stranger
//! who tries on and on sends one message a day.

use uuid::Uuid;

use super::store::{self, OwnerRow};
use crate::addresses::service as addresses;
use crate::audit::door;
use crate::lockout::service as lockout;
use crate::outbox::model::{Channel, MessageKind, Params};
use crate::outbox::service::{self as outbox, NewMessage};
use crate::platform::clock::HOUR;
use crate::platform::{Millis, Outcome, Platform, Tx};
use crate::users::waits::{Whose, door};

/// A person is told once within so long.
const QUIET: Millis = 24 * HOUR;

/// Tells everybody whose log-in was made to wait since the last round. Run now and then; returns how many messages were queued.
///
/// # Errors
/// A database fault.
pub async fn tell_owners(platform: &Platform) -> Outcome<usize> {
    let mut told = 0;
    loop {
        let mut tx = platform.db.write().await?;
        let refused = door::take_refused(&mut tx).await?;
        for user in refused.iter().flatten() {
            told += usize::from(tell(platform, &mut tx, user.user).await?);
            if user.moved {
                told += usize::from(tell_moved(platform, &mut tx, user.user).await?);
            }
        }
        tx.commit().await?;
        if refused.is_none() {
            return Ok(told);
        }
    }
}

/// Queues the message to one person; says whether there was anything to tell.
async fn tell(platform: &Platform, tx: &mut Tx, user: Uuid) -> Outcome<bool> {
    let Some(owner) = store::find_owner(tx, user).await? else { return Ok(false) };
    let Some(recipient) = owner.email.clone().filter(|_| owner.deactivated_at.is_none()) else { return Ok(false) };
    let counters = door(platform, tx, Whose { user, practice_id: &owner.practice_id, username: &owner.username }, "").await?;
    let since = platform.clock.now() - QUIET;
    if !lockout::was_made_to_wait(platform, tx, &counters).await?
        || outbox::was_sent(tx, user, MessageKind::TriesRefused, Channel::Email, since).await?
    {
        return Ok(false);
    }
    queue(platform, tx, &owner, (user, recipient), MessageKind::TriesRefused).await?;
    Ok(true)
}

/// Tells somebody who typed Practice ID and username that they log in with this address now: nobody else may learn it.
async fn tell_moved(platform: &Platform, tx: &mut Tx, user: Uuid) -> Outcome<bool> {
    let Some(owner) = store::find_owner(tx, user).await?.filter(|owner| owner.deactivated_at.is_none()) else { return Ok(false) };
    // Changed back meanwhile: there is nothing to tell.
    let Some(address) = addresses::list_of(tx, user).await?.into_iter().next() else { return Ok(false) };
    if outbox::was_sent(tx, user, MessageKind::LogInMoved, Channel::Email, platform.clock.now() - QUIET).await? {
        return Ok(false);
    }
    queue(platform, tx, &owner, (user, address.address), MessageKind::LogInMoved).await?;
    Ok(true)
}

async fn queue(
    platform: &Platform,
    tx: &mut Tx,
    owner: &OwnerRow,
    (user, recipient): (Uuid, String),
    kind: MessageKind,
) -> Outcome<()> {
    let message = NewMessage {
        practice: Some(owner.practice),
        user: Some(user),
        channel: Channel::Email,
        kind,
        recipient,
        locale: outbox::language_of(tx, user).await?,
        params: Params { first_name: owner.first_name.clone(), practice: owner.practice_name.clone(), ..Params::default() },
        reference: None,
    };
    outbox::enqueue(platform, tx, &message).await.map(drop)
}
