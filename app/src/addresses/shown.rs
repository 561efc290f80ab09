//! How somebody logs in, and how what they asked for stands, as pages say it.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use uuid::Uuid;

use super::model::{EmailPage, Linked, OwnClaim};
use super::{links, service, store, text};
use crate::i18n::Locale;
use crate::outbox::message::subject_of;
use crate::outbox::model::{MessageKind, State};
use crate::outbox::service as outbox;
use crate::outbox::waiting::WaitingMail;
use crate::platform::clock::DAY;
use crate::platform::{Millis, Outcome, Platform, Tx};
use crate::practice::service as practices;
use crate::practice::time::Zone;
use crate::sessions::service::Actor;

/// For how long the page says that an address was lost to somebody else.
const TOLD: Millis = 30 * DAY;

/// What the person's page shows.
///
/// # Errors
/// A database fault.
pub async fn find_own(platform: &Platform, actor: &Actor, locale: Locale) -> Outcome<EmailPage> {
    let mut tx = platform.db.read().await?;
    let zone = practices::find_zone(&mut tx, actor.practice).await?;
    let about = (actor.user, actor.person.practice.as_str());
    shown(platform, &mut tx, &zone, about, locale).await
}

/// What a page shows of how somebody logs in.
pub(super) async fn shown(
    platform: &Platform,
    tx: &mut Tx,
    zone: &Zone,
    (user, practice): (Uuid, &str),
    locale: Locale,
) -> Outcome<EmailPage> {
    let mut verified = service::list_of(tx, user).await?.into_iter();
    let now = verified.next().map(|row| row.address);
    let next = verified.next().map(|row| (row.address, zone.in_words(row.lapses_at)));
    let claim = match service::find_claim(platform, tx, user).await? {
        Some(row) => {
            let failed = outbox::find_state(tx, row.id).await?.is_some_and(|d| d.state == State::Failed);
            let mail = WaitingMail {
                to: row.address.clone(),
                from: platform.settings.mail_from.clone(),
                subject: subject_of(MessageKind::LogInAddressLink, practice, locale),
                sent: zone.in_words(row.sent_at),
                wait: links::resend_wait(platform, tx, &row).await?,
                failed,
            };
            Some(OwnClaim { address: row.address, proven: row.proven_at.is_some(), until: zone.in_words(row.lapses_at), mail })
        }
        None => None,
    };
    let beaten = match (&claim, &next) {
        (None, None) => find_beaten(platform, tx, user).await?,
        _ => None,
    };
    Ok(EmailPage { now, claim, next, beaten, linked: Linked::default(), person: None })
}

/// What the actor logs in with, and what of a change is not finished, in words.
///
/// # Errors
/// A database fault.
pub async fn in_words(platform: &Platform, actor: &Actor, locale: Locale) -> Outcome<(String, Option<String>)> {
    let mut tx = platform.db.read().await?;
    let mut verified = service::list_of(&mut tx, actor.user).await?.into_iter();
    let says = match verified.next() {
        Some(row) => text::SAYS_EMAIL.with(locale, &[("address", &row.address)]),
        None => text::SAYS_NAME.with(locale, &[("id", &actor.person.practice_id), ("username", &actor.person.username)]),
    };
    let next = match verified.next() {
        Some(row) => Some((text::UNFINISHED_LAST, row)),
        None => service::find_claim(platform, &mut tx, actor.user).await?.map(|row| (text::UNFINISHED, row)),
    };
    Ok((says, next.map(|(says, row)| says.with(locale, &[("address", &row.address)]))))
}

/// Whether the operator's day has come and this person still logs in with Practice ID and username: the page after the log-in asks then.
///
/// # Errors
/// A database fault.
pub async fn is_asked(platform: &Platform, actor: &Actor) -> Outcome<bool> {
    let Some(from) = platform.settings.policy.email_log_in_from else { return Ok(false) };
    let Ok(now) = Timestamp::from_millisecond(platform.clock.now()) else { return Ok(false) };
    if now.to_zoned_datetime(TimeZone::UTC).date() < from.0 {
        return Ok(false);
    }
    let mut tx = platform.db.read().await?;
    Ok(service::list_of(&mut tx, actor.user).await?.is_empty())
}

/// What the link of a token leads the actor to.
///
/// # Errors
/// A database fault.
pub async fn find_linked(platform: &Platform, actor: &Actor, token: &str) -> Outcome<Linked> {
    let mut tx = platform.db.read().await?;
    links::find_linked(platform, &mut tx, actor.user, token).await
}

/// The address that a person asked for last, if somebody else has proven it first: told for a while.
pub(super) async fn find_beaten(platform: &Platform, tx: &mut Tx, user: Uuid) -> Outcome<Option<String>> {
    store::find_beaten(tx, user, platform.clock.now() - TOLD).await
}
