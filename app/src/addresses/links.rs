//! Links to addresses: sent, sent again, how often, and what they lead to.

use uuid::Uuid;

use super::change::asked_by;
use super::model::{Linked, Outcome as End};
use super::service::Claimant;
use super::store::{self, AddressRow};
use crate::outbox::model::{ADDRESS_PURPOSE, Channel, MessageKind, Params};
use crate::outbox::service::{NewMessage, check_link, enqueue};
use crate::platform::clock::{DAY, HOUR, MINUTE, SECOND};
use crate::platform::{Millis, Outcome, Platform, Tx};
use crate::users::service as users;

/// How long a link works.
pub(super) const LINK: Millis = 7 * DAY;
/// Between two links to one address.
const BETWEEN: Millis = MINUTE;
/// Links to one address within an hour, over all claimants.
const AN_HOUR: i64 = 5;

/// What became of a wish for the link once more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resent {
    /// On its way: the same link.
    Done,
    /// Too soon, or too many: seconds to wait.
    Wait(u32),
    /// The person claims no address any more.
    NothingOpen,
}

/// Sends the link of somebody's claim once more. Commit only after [`Resent::Done`].
///
/// # Errors
/// A database fault.
pub async fn resend(platform: &Platform, tx: &mut Tx, who: &Claimant<'_>) -> Outcome<Resent> {
    let now = platform.clock.now();
    users::lock(tx, who.user).await?;
    let Some(claim) = store::find_claim_of(tx, who.user, now).await? else { return Ok(Resent::NothingOpen) };
    if let Some(wait) = wait_of(tx, &claim.folded, now).await? {
        return Ok(Resent::Wait(wait));
    }
    store::set_sent(tx, claim.id, now, now - HOUR).await?;
    send_link(platform, tx, who, (claim.id, &claim.address)).await?;
    Ok(Resent::Done)
}

/// Seconds until the next link may go to an address; none when it may go now.
pub(super) async fn wait_of(tx: &mut Tx, folded: &str, now: Millis) -> Outcome<Option<u32>> {
    let sent = store::find_sent(tx, folded, now - HOUR, now).await?;
    let until = if sent.sends >= AN_HOUR { sent.newest + HOUR } else { sent.newest + BETWEEN };
    let wait = if sent.sends == 0 { 0 } else { until - now };
    Ok((wait > 0).then(|| u32::try_from((wait + SECOND - 1) / SECOND).unwrap_or(u32::MAX)))
}

/// Seconds until the link of this claim may be sent again; 0 when it may be sent now.
///
/// # Errors
/// A database fault.
pub async fn resend_wait(platform: &Platform, tx: &mut Tx, claim: &AddressRow) -> Outcome<u32> {
    Ok(wait_of(tx, &claim.folded, platform.clock.now()).await?.unwrap_or_default())
}

/// Queues the link of a claim.
pub(super) async fn send_link(platform: &Platform, tx: &mut Tx, who: &Claimant<'_>, (claim, address): (Uuid, &str)) -> Outcome<()> {
    let params = Params {
        first_name: who.first_name.to_owned(),
        practice: who.practice_name.to_owned(),
        actor: asked_by(tx, who.by).await?,
        minutes: u32::try_from(LINK / MINUTE).ok(),
        ..Params::default()
    };
    let message = NewMessage {
        practice: Some(who.practice),
        user: Some(who.user),
        channel: Channel::Email,
        kind: MessageKind::LogInAddressLink,
        recipient: address.to_owned(),
        locale: who.locale,
        params,
        reference: Some(claim),
    };
    enqueue(platform, tx, &message).await.map(drop)
}

/// What the link of a token leads this person to.
///
/// # Errors
/// A database fault.
pub async fn find_linked(platform: &Platform, tx: &mut Tx, user: Uuid, token: &str) -> Outcome<Linked> {
    let Some(id) = check_link(platform, ADDRESS_PURPOSE, token) else { return Ok(Linked::Unknown) };
    let now = platform.clock.now();
    let Some(row) = store::find(tx, id).await? else {
        return Ok(match store::find_ended(tx, id).await? {
            Some((owner, _)) if owner != user => Linked::Another,
            Some((_, Some(why))) if why == End::Beaten.as_str() => Linked::Beaten,
            Some((_, Some(why))) if why == End::Replaced.as_str() => Linked::Replaced,
            Some(_) => Linked::Over,
            None => Linked::Unknown,
        });
    };
    Ok(match row {
        row if row.user_id != user => Linked::Another,
        row if row.verified_at.is_some() => Linked::Done(row.address),
        row if row.lapses_at <= now || row.sent_at + LINK <= now => Linked::Over,
        row if row.proven_at.is_some() => Linked::Pressed,
        row => Linked::Works(row.address),
    })
}

/// The person pressed the button behind the link, logged in: they read the mail of this address. Whether the link still works. Whoever else asked
/// for the address has lost it: the first who proves it has it.
///
/// # Errors
/// A database fault.
pub async fn prove(platform: &Platform, tx: &mut Tx, user: Uuid, token: &str) -> Outcome<bool> {
    let Some(id) = check_link(platform, ADDRESS_PURPOSE, token) else { return Ok(false) };
    let Some(row) = store::find(tx, id).await? else { return Ok(false) };
    // Of two who press at once, the second one waits here, and finds that the claim is gone.
    store::lock(tx, &row.folded).await?;
    if !matches!(find_linked(platform, tx, user, token).await?, Linked::Works(_) | Linked::Pressed) {
        return Ok(false);
    }
    let now = platform.clock.now();
    store::set_proven(tx, id, now).await?;
    store::release_other_claims(tx, &row.folded, id, now, End::Beaten.as_str()).await?;
    Ok(true)
}
