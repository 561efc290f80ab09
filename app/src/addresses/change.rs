//! From one log-in address to another (topic 63). The new one is claimed and proven like any; then both log in, and the first log-in with the new one ends
//! the one before. Until then whoever reads the mail of the one before can stop it.

use uuid::Uuid;

use super::model::{Outcome as End, StopPage, Stoppable};
use super::service::{Claimant, LAPSES, end};
use super::store::{self, AddressRow};
use crate::i18n::Locale;
use crate::outbox::model::{ADDRESS_STOP_PURPOSE, Channel, MessageKind, Params};
use crate::outbox::service::{NewMessage, check_link, enqueue};
use crate::password_reset::service as resets;
use crate::platform::clock::MINUTE;
use crate::platform::{Outcome, Platform, Tx};
use crate::second_factor::own as second_factor;
use crate::sessions::service as sessions;
use crate::users::notices::{News, tell_administrators};
use crate::users::{contact, service as users};

/// Tells the address that logs in now that another one was asked for, with the link that stops it. Nothing for who has none.
pub(super) async fn tell_before(platform: &Platform, tx: &mut Tx, who: &Claimant<'_>, claim: Uuid) -> Outcome<()> {
    let Some(before) = store::list_verified_of(tx, who.user).await?.into_iter().next() else { return Ok(()) };
    let by = asked_by(tx, who.by).await?;
    let params = Params { actor: by, minutes: u32::try_from(LAPSES / MINUTE).ok(), ..Params::default() };
    tell(platform, tx, who, (MessageKind::LogInAddressChangeAsked, before.address), (params, Some(claim))).await
}

/// Whether an address still logs this person in; nobody takes it from them until the transaction ends. Asked by a log-in once everything else was
/// right: it may have been released or stopped meanwhile.
///
/// # Errors
/// A database fault.
pub async fn holds(tx: &mut Tx, user: Uuid, address: Uuid) -> Outcome<bool> {
    users::lock(tx, user).await?;
    let row = store::find(tx, address).await?;
    Ok(row.is_some_and(|row| row.user_id == user && row.verified_at.is_some()))
}

/// The person has logged in with this address: when it was to take the place of another, it does so now. The other one is free, every
/// session ends, both are told, and where the one before was the contact address, too, the new one is it from now on. Part of the log-in's
/// transaction, before its session begins. Whether it was so.
///
/// # Errors
/// A database fault.
pub async fn used(platform: &Platform, tx: &mut Tx, who: &Claimant<'_>, address: Uuid) -> Outcome<bool> {
    users::lock(tx, who.user).await?;
    let mut rows = store::list_verified_of(tx, who.user).await?;
    let Some(newest) = rows.pop_if(|row| row.id == address) else { return Ok(false) };
    if rows.is_empty() {
        return Ok(false);
    }
    for before in &rows {
        end(platform, tx, (Some(who.user), who), before, End::Changed).await?;
        contact::follow(platform, tx, who.user, (&before.folded, &newest.address)).await?;
        tell(platform, tx, who, (MessageKind::LogInAddressChanged, before.address.clone()), (Params::default(), None)).await?;
    }
    tell(platform, tx, who, (MessageKind::LogInAddressSet, newest.address), (Params::default(), None)).await?;
    // Links that are on their way to the address before open nothing any more.
    resets::end_open(platform, tx, who.user).await?;
    sessions::end_all(platform, tx, who.user, "address-changed").await?;
    Ok(true)
}

/// The person keeps the address that they have: what was to take its place logs in no more. Whether there was something.
///
/// # Errors
/// A database fault.
pub async fn keep(platform: &Platform, tx: &mut Tx, who: &Claimant<'_>) -> Outcome<bool> {
    users::lock(tx, who.user).await?;
    let mut kept = false;
    for row in store::list_verified_of(tx, who.user).await?.iter().skip(1) {
        kept |= end(platform, tx, (who.by.or(Some(who.user)), who), row, End::Cancelled).await?;
    }
    Ok(kept)
}

/// The change that the token of a link would stop, and the address that stays; else how it ended.
async fn find(platform: &Platform, tx: &mut Tx, token: &str) -> Outcome<Result<(AddressRow, AddressRow), StopPage>> {
    let Some(id) = check_link(platform, ADDRESS_STOP_PURPOSE, token) else { return Ok(Err(StopPage::Over)) };
    let Some(next) = store::find(tx, id).await? else {
        let why = store::find_ended(tx, id).await?.and_then(|(_, why)| why);
        return Ok(Err(if why.as_deref() == Some(End::Disowned.as_str()) { StopPage::Stopped } else { StopPage::Over }));
    };
    if next.verified_at.is_none() && next.lapses_at <= platform.clock.now() {
        return Ok(Err(StopPage::Over));
    }
    let stays = store::list_verified_of(tx, next.user_id).await?.into_iter().find(|row| row.id != id);
    Ok(stays.map(|stays| (next, stays)).ok_or(StopPage::TooLate))
}

async fn stoppable(tx: &mut Tx, next: &AddressRow, stays: AddressRow) -> Outcome<Stoppable> {
    Ok(Stoppable { stays: stays.address, by: asked_by(tx, next.claimed_by).await? })
}

/// Who asked for a change, by name, where it was an administrator.
pub(super) async fn asked_by(tx: &mut Tx, by: Option<Uuid>) -> Outcome<Option<String>> {
    let Some(by) = by else { return Ok(None) };
    Ok(users::find_named_by_id(tx, by).await?.map(|row| users::full_name(&row.first_name, &row.last_name)))
}

/// What the page behind the link of a token shows.
///
/// # Errors
/// A database fault.
pub async fn find_stoppable(platform: &Platform, token: &str) -> Outcome<StopPage> {
    let mut tx = platform.db.read().await?;
    Ok(match find(platform, &mut tx, token).await? {
        Ok((next, stays)) => StopPage::Asks(stoppable(&mut tx, &next, stays).await?),
        Err(over) => over,
    })
}

/// "This wasn't me", from who reads the mail of the address before: the other one logs in no more, every session and log-in under way ends, and the
/// practice's administrators are told. What the page shows then.
///
/// # Errors
/// A database fault.
pub async fn stop(platform: &Platform, token: &str, network: &str, locale: Locale) -> Outcome<StopPage> {
    let mut tx = platform.db.write().await?;
    let found = match find(platform, &mut tx, token).await? {
        Ok((found, _)) => found,
        Err(over) => return Ok(over),
    };
    users::lock(&mut tx, found.user_id).await?;
    // Looked up again: a log-in with it may have been on its way.
    let (next, stays) = match find(platform, &mut tx, token).await? {
        Ok(both) => both,
        Err(over) => return Ok(over),
    };
    let Some(person) = users::find_named_by_id(&mut tx, next.user_id).await? else { return Ok(StopPage::Over) };
    let who = Claimant {
        user: next.user_id,
        practice: next.practice,
        by: None,
        first_name: &person.first_name,
        practice_name: &person.practice_name,
        network,
        locale,
    };
    if !end(platform, &mut tx, (None, &who), &next, End::Disowned).await? {
        return Ok(StopPage::Over);
    }
    sessions::end_all(platform, &mut tx, next.user_id, "address-disowned").await?;
    second_factor::end_open(platform, &mut tx, next.practice, next.user_id).await?;
    let shown = stoppable(&mut tx, &next, stays).await?;
    let name = users::full_name(&person.first_name, &person.last_name);
    let news = News {
        practice: next.practice,
        practice_name: &person.practice_name,
        person: &name,
        by: shown.by.as_deref(),
        kind: MessageKind::LogInAddressDisowned,
        more: Params::default(),
    };
    tell_administrators(platform, &mut tx, &news, [next.user_id; 2], locale).await?;
    tx.commit().await?;
    Ok(StopPage::Done(shown))
}

async fn tell(
    platform: &Platform,
    tx: &mut Tx,
    who: &Claimant<'_>,
    (kind, recipient): (MessageKind, String),
    (params, reference): (Params, Option<Uuid>),
) -> Outcome<()> {
    let (first_name, practice) = (who.first_name.to_owned(), who.practice_name.to_owned());
    let message = NewMessage {
        practice: Some(who.practice),
        user: Some(who.user),
        channel: Channel::Email,
        kind,
        recipient,
        locale: who.locale,
        params: Params { first_name, practice, ..params },
        reference,
    };
    enqueue(platform, tx, &message).await.map(drop)
}

/// Ends every open claim of a restored database, in the caller's transaction: its link may have been stopped since. Returns how many.
///
/// # Errors
/// A database fault.
pub async fn end_restored(platform: &Platform, tx: &mut Tx) -> Outcome<u64> {
    store::release_every_claim(tx, platform.clock.now(), End::Lapsed.as_str()).await
}
