//! The rules of log-in addresses: claimed, proven, verified, released.

use serde_json::{Value, json};
use uuid::Uuid;

use super::change;
use super::links::{send_link, wait_of};
use super::model::{Outcome as End, Standing, is_address};
pub use super::store::AddressRow;
use super::store::{self, NewClaimRow};
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::doctor::chars;
use crate::i18n::Locale;
use crate::platform::clock::{DAY, KEPT};
use crate::platform::{Millis, Outcome, Platform, Tx};
use crate::users::contact;
use crate::users::service as users;

/// The migration that brought them. An older backup has no table of them.
pub const SINCE: i64 = 202_611_252_310;
/// A claim that nobody proves ends after this long: a slip blocks nobody's address for ever.
pub(super) const LAPSES: Millis = 14 * DAY;
/// An address as it is compared: without case, outer spaces, invisible characters and wide forms. Plus signs count.
#[must_use]
pub fn fold(typed: &str) -> String {
    chars::clean(typed).to_lowercase()
}

/// Who asks for an address, and for whom.
#[derive(Clone, Copy, Debug)]
pub struct Claimant<'a> {
    /// Whose it shall be.
    pub user: Uuid,
    /// Their practice.
    pub practice: Uuid,
    /// The administrator who asks; none: the person.
    pub by: Option<Uuid>,
    /// Given name.
    pub first_name: &'a str,
    /// The practice's name.
    pub practice_name: &'a str,
    /// From where.
    pub network: &'a str,
    /// The reader's language.
    pub locale: Locale,
}

/// What became of a wish for an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claimed {
    /// Claimed, and the link is on its way: the claim's id.
    Done(Uuid),
    /// It has not the form of an address.
    NotAnAddress,
    /// The person logs in with it already.
    Own,
    /// Somebody logs in with it.
    InUse,
    /// Somebody else asked for it and has not proven it. Asked once more with `anyway`, the link is sent: who reads the mail decides.
    ByAnother,
    /// Too many links to this address: seconds to wait.
    Wait(u32),
    /// No mail leaves from here.
    NoMail,
}

/// Claims an address for somebody and sends the link to it. The claim they had ends. Commit only after [`Claimed::Done`].
///
/// # Errors
/// A database fault.
pub async fn claim(platform: &Platform, tx: &mut Tx, who: &Claimant<'_>, typed: &str, anyway: bool) -> Outcome<Claimed> {
    let (address, folded) = (chars::clean(typed), fold(typed));
    if !is_address(&folded) {
        return Ok(Claimed::NotAnAddress);
    }
    if platform.settings.no_mail {
        return Ok(Claimed::NoMail);
    }
    let now = platform.clock.now();
    // Two forms of one person: one after the other.
    users::lock(tx, who.user).await?;
    if let Some(holder) = store::find_verified(tx, &folded).await? {
        return Ok(if holder.user_id == who.user { Claimed::Own } else { Claimed::InUse });
    }
    if !anyway && store::is_claimed_by_another(tx, &folded, who.user, now).await? {
        return Ok(Claimed::ByAnother);
    }
    if let Some(wait) = wait_of(tx, &folded, now).await? {
        return Ok(Claimed::Wait(wait));
    }
    store::release_claim_of(tx, who.user, now, End::Replaced.as_str()).await?;
    let id = platform.random.id(now);
    let row = NewClaimRow {
        id,
        user: who.user,
        practice: who.practice,
        address: &address,
        folded: &folded,
        by: who.by,
        lapses_at: now + LAPSES,
    };
    store::create(tx, &row, now).await?;
    send_link(platform, tx, who, (id, &address)).await?;
    change::tell_before(platform, tx, who, id).await?;
    tell(platform, tx, (who.by.or(Some(who.user)), who), Kind::LogInAddressClaimed, json!({ "address": address })).await?;
    Ok(Claimed::Done(id))
}

/// Ends somebody's claim; whether there was one.
///
/// # Errors
/// A database fault.
pub async fn cancel(platform: &Platform, tx: &mut Tx, who: &Claimant<'_>) -> Outcome<bool> {
    let now = platform.clock.now();
    users::lock(tx, who.user).await?;
    let Some(claim) = store::find_claim_of(tx, who.user, now).await? else { return Ok(false) };
    end(platform, tx, (who.by.or(Some(who.user)), who), &claim, End::Cancelled).await
}

/// What became of the last step.
#[derive(Clone, Debug)]
pub enum Verified {
    /// The person logs in with it from now on.
    Done(Box<AddressRow>),
    /// Somebody else has proven it meanwhile.
    InUse,
    /// The claim has ended, or the link was not pressed.
    Over,
}

/// Makes the proven claim of a person the address that they log in with; beside the one they have, until the first log-in with it
/// ([`change::used`]). The caller has made sure of who they are. Commit whatever the answer is.
///
/// # Errors
/// A database fault.
pub async fn verify(platform: &Platform, tx: &mut Tx, who: &Claimant<'_>) -> Outcome<Verified> {
    let now = platform.clock.now();
    users::lock(tx, who.user).await?;
    let Some(claim) = store::find_claim_of(tx, who.user, now).await?.filter(|row| row.proven_at.is_some()) else {
        return Ok(Verified::Over);
    };
    // Of two who prove one address at once, the second one waits here, and finds the address taken.
    store::lock(tx, &claim.folded).await?;
    if store::find_verified(tx, &claim.folded).await?.is_some() {
        end(platform, tx, (Some(who.user), who), &claim, End::Beaten).await?;
        return Ok(Verified::InUse);
    }
    if store::set_verified(tx, claim.id, now, now + LAPSES).await? == 0 {
        return Ok(Verified::Over);
    }
    store::release_other_claims(tx, &claim.folded, claim.id, now, End::Beaten.as_str()).await?;
    contact::adopt_email(platform, tx, who.user, &claim.address).await?;
    tell(platform, tx, (Some(who.user), who), Kind::LogInAddressVerified, json!({ "address": claim.address })).await?;
    Ok(Verified::Done(Box::new(AddressRow { verified_at: Some(now), ..claim })))
}

/// Gives somebody an address to log in with, from the outside: the demo's people. False when somebody has it.
///
/// # Errors
/// A database fault.
pub async fn give(platform: &Platform, tx: &mut Tx, who: &Claimant<'_>, typed: &str) -> Outcome<bool> {
    let (now, folded) = (platform.clock.now(), fold(typed));
    if store::find_verified(tx, &folded).await?.is_some() {
        return Ok(false);
    }
    let id = platform.random.id(now);
    let (user, practice, address) = (who.user, who.practice, typed);
    let row = NewClaimRow { id, user, practice, address, folded: &folded, by: None, lapses_at: now };
    store::create(tx, &row, now).await?;
    store::set_proven(tx, id, now).await?;
    store::set_verified(tx, id, now, now).await?;
    let entry = Entry {
        subject: Some(user),
        practice: Some(practice),
        detail: json!({ "address": address }),
        ..Entry::of(Kind::LogInAddressVerified, now, "operator")
    };
    audit::append(platform, tx, entry).await?;
    Ok(true)
}

/// Releases everything that somebody has or claims: from now on they log in with Practice ID and username. An administrator does it, `by`.
/// What it was, for the notices; none: there was nothing.
///
/// # Errors
/// A database fault.
pub async fn release_all(platform: &Platform, tx: &mut Tx, who: &Claimant<'_>, by: Uuid) -> Outcome<Vec<AddressRow>> {
    users::lock(tx, who.user).await?;
    let mut rows = store::list_verified_of(tx, who.user).await?;
    rows.extend(store::find_claim_of(tx, who.user, platform.clock.now()).await?);
    for row in &rows {
        end(platform, tx, (Some(by), who), row, End::ByAdministrator).await?;
    }
    Ok(rows)
}

/// How an address stands, whosever it is.
///
/// # Errors
/// A database fault.
pub async fn standing(platform: &Platform, tx: &mut Tx, typed: &str) -> Outcome<Standing> {
    let folded = fold(typed);
    if store::find_verified(tx, &folded).await?.is_some() {
        return Ok(Standing::Verified);
    }
    let claimed = store::is_claimed_by_another(tx, &folded, Uuid::nil(), platform.clock.now()).await?;
    Ok(if claimed { Standing::Claimed } else { Standing::Free })
}

/// Who logs in with an address, as [`fold`] writes it.
///
/// # Errors
/// A database fault.
pub async fn find_holder(tx: &mut Tx, folded: &str) -> Outcome<Option<AddressRow>> {
    store::find_verified(tx, folded).await
}

/// What a person logs in with: one; none with Practice ID and username; two while the second one waits for the
/// first log-in with it ([`change::used`]).
///
/// # Errors
/// A database fault.
pub async fn list_of(tx: &mut Tx, user: Uuid) -> Outcome<Vec<AddressRow>> {
    store::list_verified_of(tx, user).await
}

/// What a person has claimed and not made theirs yet.
///
/// # Errors
/// A database fault.
pub async fn find_claim(platform: &Platform, tx: &mut Tx, user: Uuid) -> Outcome<Option<AddressRow>> {
    store::find_claim_of(tx, user, platform.clock.now()).await
}

/// What a person may type at the door, as the counters know it, what opens now last: Practice ID and username, then their addresses.
///
/// # Errors
/// A database fault.
pub async fn identifiers(tx: &mut Tx, user: Uuid, practice_id: &str, username: &str) -> Outcome<Vec<Vec<String>>> {
    let addresses = store::list_verified_of(tx, user).await?;
    let names = vec![practice_id.to_owned(), username.to_owned()];
    Ok([names].into_iter().chain(addresses.into_iter().map(|row| vec![row.folded])).collect())
}

/// Ends what nobody proved in time, puts right what a clock broke, and forgets what was released [`KEPT`] ago. Run now and then; returns
/// how many claims ended.
///
/// # Errors
/// A database fault.
pub async fn sweep(platform: &Platform) -> Outcome<u64> {
    let now = platform.clock.now();
    let mut tx = platform.db.write().await?;
    let ended = store::release_lapsed(&mut tx, now, End::Lapsed.as_str()).await?;
    store::put_right(&mut tx, now, now + LAPSES).await?;
    store::delete_released(&mut tx, now - KEPT).await?;
    tx.commit().await?;
    Ok(ended)
}

pub(super) async fn end(
    platform: &Platform,
    tx: &mut Tx,
    by: (Option<Uuid>, &Claimant<'_>),
    row: &AddressRow,
    why: End,
) -> Outcome<bool> {
    if store::release(tx, row.id, platform.clock.now(), why.as_str()).await? == 0 {
        return Ok(false);
    }
    let detail = json!({ "address": row.address, "why": why.as_str(), "verified": row.verified_at.is_some() });
    tell(platform, tx, by, Kind::LogInAddressReleased, detail).await?;
    Ok(true)
}

async fn tell(
    platform: &Platform,
    tx: &mut Tx,
    (actor, who): (Option<Uuid>, &Claimant<'_>),
    kind: Kind,
    detail: Value,
) -> Outcome<()> {
    let entry = Entry {
        actor,
        subject: Some(who.user),
        practice: Some(who.practice),
        detail,
        ..Entry::of(kind, platform.clock.now(), who.network)
    };
    audit::append(platform, tx, entry).await
}
