//! Who was refused a log-in so often that a wait began is told by mail, once a day at most (ASVS 6.3.5).
//!
//! Told by the sweeper and not by the refusal, so that a refusal does the same work whether somebody has that name or not; and only while
//! the tries still count: whoever got in with the same browser afterwards was themselves. Nothing typed is in the message, and a stranger
//! who tries on and on sends one message a day.

use uuid::Uuid;

use super::store;
use crate::audit::door;
use crate::lockout::service::{self as lockout, Counters, Purpose};
use crate::outbox::model::{Channel, MessageKind, Params};
use crate::outbox::service::{self as outbox, NewMessage};
use crate::platform::clock::HOUR;
use crate::platform::{Millis, Outcome, Platform, Tx};

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
            told += usize::from(tell(platform, &mut tx, *user).await?);
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
    let Some(recipient) = owner.email.filter(|_| owner.deactivated_at.is_none()) else { return Ok(false) };
    let counters = Counters::of_network(platform, Purpose::LogIn, &[&owner.practice_id, &owner.username], "");
    let since = platform.clock.now() - QUIET;
    if !lockout::was_made_to_wait(platform, tx, &counters).await?
        || outbox::was_sent(tx, user, MessageKind::TriesRefused, since).await?
    {
        return Ok(false);
    }
    let message = NewMessage {
        practice: owner.practice,
        user: Some(user),
        channel: Channel::Email,
        kind: MessageKind::TriesRefused,
        recipient,
        locale: outbox::language_of(tx, user).await?,
        params: Params { first_name: owner.first_name, practice: owner.practice_name, ..Params::default() },
        reference: None,
    };
    outbox::enqueue(platform, tx, &message).await?;
    Ok(true)
}
