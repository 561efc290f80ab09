//! What is told by mail when a reset is made or used. Messages are queued in the caller's transaction: they leave when the change lasts.

use uuid::Uuid;

use super::store::ResetRow;
use crate::i18n::Locale;
use crate::outbox::model::{Channel, MessageKind, Params};
use crate::outbox::service::{NewMessage, enqueue};
use crate::platform::clock::MINUTE;
use crate::platform::{Millis, Outcome, Platform, Tx};
use crate::sessions::service::Actor;
use crate::users::notices::{News, tell_all};
use crate::users::service::Resettable;

/// A link to be sent.
pub(super) struct Link<'a> {
    pub practice: (Uuid, &'a str),
    /// Whom: id, given name, address.
    pub to: (Uuid, &'a str, String),
    /// The administrator; none when the person asked for it.
    pub by: Option<&'a str>,
    pub reset: Uuid,
    pub valid: Millis,
    /// How long until it works.
    pub wait: Millis,
}

/// Queues a link.
pub(super) async fn link(platform: &Platform, tx: &mut Tx, link: Link<'_>, locale: Locale) -> Outcome<()> {
    let params = Params {
        first_name: link.to.1.to_owned(),
        practice: link.practice.1.to_owned(),
        minutes: u32::try_from(link.valid.max(link.wait) / MINUTE).ok(),
        later: (link.wait > 0).then_some(true),
        actor: link.by.map(str::to_owned),
        ..Params::default()
    };
    let message = NewMessage {
        practice: Some(link.practice.0),
        user: Some(link.to.0),
        channel: Channel::Email,
        kind: MessageKind::ResetLink,
        recipient: link.to.2,
        locale,
        params,
        reference: Some(link.reset),
    };
    enqueue(platform, tx, &message).await.map(drop)
}

/// A code was made: told to the person and to every other administrator, since whoever tells a code could use it.
pub(super) async fn code(platform: &Platform, tx: &mut Tx, actor: &Actor, target: &Resettable, locale: Locale) -> Outcome<()> {
    let news = News {
        practice: actor.practice,
        practice_name: &actor.person.practice,
        person: &target.name,
        by: Some(&actor.person.name),
        kind: MessageKind::ResetByCodeNotice,
        more: Params::default(),
    };
    tell_all(platform, tx, &news, (actor.user, target), locale).await
}

/// A password was set after a reset (ASVS 6.3.7).
pub(super) async fn done(platform: &Platform, tx: &mut Tx, row: &ResetRow, locale: Locale) -> Outcome<()> {
    let Some(recipient) = row.email.clone() else { return Ok(()) };
    let params = Params { first_name: row.first_name.clone(), practice: row.practice_name.clone(), ..Params::default() };
    let message = NewMessage {
        practice: Some(row.practice),
        user: Some(row.user_id),
        channel: Channel::Email,
        kind: MessageKind::ResetNotice,
        recipient,
        locale,
        params,
        reference: None,
    };
    enqueue(platform, tx, &message).await.map(drop)
}
