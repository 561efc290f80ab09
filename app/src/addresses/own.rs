//! The upgrade: a person's own way from Practice ID and username to an e-mail address, and from one address to another, each step a transaction.
//! Leaving it at any step keeps the log-in as it is; the page goes on where it was.

use uuid::Uuid;

use super::change;
use super::links::{self, Resent};
use super::service::{self, Claimant, Claimed, Verified};
use super::shown;
use crate::account::service::{Confirmed, From, confirm};
use crate::i18n::Locale;
use crate::lockout::Wait;
use crate::lockout::service::{self as lockout, Counters, Purpose};
use crate::outbox::model::{Channel, MessageKind, Params};
use crate::outbox::service::{self as outbox, NewMessage};
use crate::platform::{Outcome, Platform, Tx};
use crate::sessions::service::Actor;
use crate::users::service as users;

fn claimant(actor: &Actor, locale: Locale) -> Claimant<'_> {
    Claimant {
        user: actor.user,
        practice: actor.practice,
        by: None,
        first_name: &actor.person.first_name,
        practice_name: &actor.person.practice,
        network: &actor.network,
        locale,
    }
}

/// What became of a wish for an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begun {
    /// See [`Claimed`].
    Claimed(Claimed),
    /// Asked for too many addresses of others.
    Wait(Wait),
}

/// Whether the actor logs in with an address: to change it, they prove first who they are.
///
/// # Errors
/// A database fault.
pub async fn has_one(platform: &Platform, actor: &Actor) -> Outcome<bool> {
    let mut tx = platform.db.read().await?;
    Ok(!service::list_of(&mut tx, actor.user).await?.is_empty())
}

/// Claims an address for the actor. Addresses of others are counted as tries, so that nobody finds out by asking which addresses log in
/// somewhere.
///
/// # Errors
/// A database fault.
pub async fn begin(platform: &Platform, actor: &Actor, typed: &str, anyway: bool, from: From<'_>) -> Outcome<Begun> {
    claim(platform, actor.user, &claimant(actor, from.locale), typed, anyway, from).await
}

/// [`begin`], for whomever `who` is, asked by `by`.
pub(super) async fn claim(
    platform: &Platform,
    by: Uuid,
    who: &Claimant<'_>,
    typed: &str,
    anyway: bool,
    from: From<'_>,
) -> Outcome<Begun> {
    let counters = Counters::new(platform, Purpose::AddressClaim, &[&by.to_string()], from.address);
    let _turn = platform.attempts.turn(counters.turn()).await;
    let mut tx = platform.db.write().await?;
    if let Some(wait) = lockout::check(platform, &mut tx, &counters).await? {
        return Ok(Begun::Wait(wait));
    }
    let claimed = service::claim(platform, &mut tx, who, typed, anyway).await?;
    match claimed {
        Claimed::InUse | Claimed::ByAnother => {
            lockout::fail(platform, &mut tx, &counters).await?;
            tx.commit().await?;
        }
        Claimed::Done(_) => tx.commit().await?,
        _ => {}
    }
    Ok(Begun::Claimed(claimed))
}

/// Sends the link once more.
///
/// # Errors
/// A database fault.
pub async fn resend(platform: &Platform, actor: &Actor, locale: Locale) -> Outcome<Resent> {
    let mut tx = platform.db.write().await?;
    let resent = links::resend(platform, &mut tx, &claimant(actor, locale)).await?;
    if resent == Resent::Done {
        tx.commit().await?;
    }
    Ok(resent)
}

/// Ends the actor's claim, and what was to take the place of their address; they log in as before.
///
/// # Errors
/// A database fault.
pub async fn cancel(platform: &Platform, actor: &Actor, locale: Locale) -> Outcome<()> {
    let mut tx = platform.db.write().await?;
    service::cancel(platform, &mut tx, &claimant(actor, locale)).await?;
    change::keep(platform, &mut tx, &claimant(actor, locale)).await?;
    tx.commit().await
}

/// The actor pressed the button behind the link. Whether it still works, and is theirs.
///
/// # Errors
/// A database fault.
pub async fn press(platform: &Platform, actor: &Actor, token: &str) -> Outcome<bool> {
    let mut tx = platform.db.write().await?;
    let proven = links::prove(platform, &mut tx, actor.user, token).await?;
    tx.commit().await?;
    Ok(proven)
}

/// What became of the last step.
#[derive(Debug)]
pub enum Finished {
    /// They log in with the address from now on.
    Done,
    /// The password is another.
    WrongPassword,
    /// They have no password: a fresh proof comes first.
    ProveFirst,
    /// It was right, and is not the password any more: set anew meanwhile.
    Overtaken,
    /// Wrong too often.
    Wait(Wait),
    /// Somebody else has proven the address meanwhile.
    InUse,
    /// Done already, or lost: the page itself says so.
    Before,
    /// The claim has ended, or the link was not pressed.
    Over,
}

/// The last step: the current password. The address logs in from then on, and Practice ID and username do not. Told to the address and to
/// the one on file.
///
/// # Errors
/// [`crate::platform::Fault::Busy`] when too many passwords wait, or a database fault.
pub async fn finish(platform: &Platform, actor: &Actor, password: &str, from: From<'_>) -> Outcome<Finished> {
    let mut tx = platform.db.read().await?;
    let claim = service::find_claim(platform, &mut tx, actor.user).await?;
    if claim.is_none_or(|claim| claim.proven_at.is_none()) {
        // In another tab, or somebody else was faster: the page says so.
        let said = !service::list_of(&mut tx, actor.user).await?.is_empty()
            || shown::find_beaten(platform, &mut tx, actor.user).await?.is_some();
        return Ok(if said { Finished::Before } else { Finished::Over });
    }
    drop(tx);
    let before = match confirm(platform, actor, password, from).await? {
        Confirmed::Right(before) => before,
        Confirmed::Wrong => return Ok(Finished::WrongPassword),
        Confirmed::ProveFirst => return Ok(Finished::ProveFirst),
        Confirmed::Wait(wait) => return Ok(Finished::Wait(wait)),
    };
    let mut tx = platform.db.write().await?;
    if users::lock_hash(&mut tx, actor.user).await? != before {
        return Ok(Finished::Overtaken);
    }
    let on_file = users::find_own(&mut tx, actor).await?.email;
    // Who has an address changes it by another proof.
    if !service::list_of(&mut tx, actor.user).await?.is_empty() {
        return Ok(Finished::Over);
    }
    let finished = match service::verify(platform, &mut tx, &claimant(actor, from.locale)).await? {
        Verified::InUse => Finished::InUse,
        Verified::Over => Finished::Over,
        Verified::Done(row) => {
            lockout::forgive_everywhere(platform, &mut tx, Purpose::AddressClaim, &[&actor.user.to_string()]).await?;
            let other = on_file.filter(|email| service::fold(email) != row.folded);
            for recipient in [row.address].into_iter().chain(other) {
                tell(platform, &mut tx, actor, recipient, from.locale).await?;
            }
            Finished::Done
        }
    };
    tx.commit().await?;
    Ok(finished)
}

/// What became of the last step of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    /// Both log in; the first log-in with the new one ends the other.
    Done,
    /// Prove first who you are: after the link was pressed, not before.
    ProveFirst,
    /// Somebody else has proven the address meanwhile.
    InUse,
    /// The claim has ended, or the link was not pressed.
    Over,
}

/// The last step of a change, from one address to another: who does it has proven who they are since the link was pressed, in full, by the
/// password and what is asked beside it.
///
/// # Errors
/// A database fault.
pub async fn change(platform: &Platform, actor: &Actor, locale: Locale) -> Outcome<Changed> {
    let mut tx = platform.db.write().await?;
    let claim = service::find_claim(platform, &mut tx, actor.user).await?;
    let has_one = !service::list_of(&mut tx, actor.user).await?.is_empty();
    let Some(proven_at) = claim.and_then(|claim| claim.proven_at).filter(|_| has_one) else { return Ok(Changed::Over) };
    if actor.confirmed_at < proven_at {
        return Ok(Changed::ProveFirst);
    }
    let changed = match service::verify(platform, &mut tx, &claimant(actor, locale)).await? {
        Verified::Done(_) => Changed::Done,
        Verified::InUse => Changed::InUse,
        Verified::Over => Changed::Over,
    };
    tx.commit().await?;
    Ok(changed)
}

async fn tell(platform: &Platform, tx: &mut Tx, actor: &Actor, recipient: String, locale: Locale) -> Outcome<()> {
    let (first_name, practice) = (actor.person.first_name.clone(), actor.person.practice.clone());
    let message = NewMessage {
        practice: Some(actor.practice),
        user: Some(actor.user),
        channel: Channel::Email,
        kind: MessageKind::LogInAddressSet,
        recipient,
        locale,
        params: Params { first_name, practice, ..Params::default() },
        reference: None,
    };
    outbox::enqueue(platform, tx, &message).await.map(drop)
}
