//! What is told by mail of an invitation. Never the Practice Access Code.

use uuid::Uuid;

use super::service::VALID;
use super::store::InvitationRow;
use crate::i18n::Locale;
use crate::outbox::model::{Channel, MessageKind, Params};
use crate::outbox::service::{NewMessage, enqueue};
use crate::platform::clock::MINUTE;
use crate::platform::{Outcome, Platform, Tx};
use crate::sessions::service::Actor;
use crate::users::notices::{News, tell_administrators};
use crate::users::service::{self as users, Resettable};

/// The invitation itself.
pub(super) async fn invitation(
    platform: &Platform,
    tx: &mut Tx,
    actor: &Actor,
    target: &Resettable,
    (id, address): (Uuid, &str),
    locale: Locale,
) -> Outcome<()> {
    let params = Params {
        first_name: target.first_name.clone(),
        practice: actor.person.practice.clone(),
        practice_id: Some(actor.person.practice_id.clone()),
        username: Some(target.username.clone()),
        actor: Some(actor.person.name.clone()),
        minutes: u32::try_from(VALID / MINUTE).ok(),
        ..Params::default()
    };
    let message = NewMessage {
        practice: Some(actor.practice),
        user: Some(target.id),
        channel: Channel::Email,
        kind: MessageKind::Invitation,
        recipient: address.to_owned(),
        locale,
        params,
        reference: Some(id),
    };
    enqueue(platform, tx, &message).await.map(drop)
}

/// The same mail once more, with the same link: somebody who was never here asked for a reset.
pub(super) async fn again(
    platform: &Platform,
    tx: &mut Tx,
    row: &InvitationRow,
    practice_id: String,
    left: i64,
    locale: Locale,
) -> Outcome<()> {
    let params = Params {
        first_name: row.first_name.clone(),
        practice: row.practice_name.clone(),
        practice_id: Some(practice_id),
        username: Some(row.username.clone()),
        actor: Some(users::full_name(&row.maker_first_name, &row.maker_last_name)),
        minutes: u32::try_from(left / MINUTE).ok(),
        ..Params::default()
    };
    let (kind, recipient, reference) = (MessageKind::Invitation, row.address.clone(), Some(row.id));
    tell(platform, tx, row, (row.user_id, recipient, kind, reference), params, locale).await
}

/// The account was set up: to its person.
pub(super) async fn accepted(platform: &Platform, tx: &mut Tx, row: &InvitationRow, browser: &str, locale: Locale) -> Outcome<()> {
    let params = Params {
        first_name: row.first_name.clone(),
        practice: row.practice_name.clone(),
        browser: Some(browser.to_owned()),
        ..Params::default()
    };
    let to = (row.user_id, row.address.clone(), MessageKind::InvitationAccepted, None);
    tell(platform, tx, row, to, params, locale).await
}

/// Five wrong codes closed it: to the administrators.
pub(super) async fn closed(platform: &Platform, tx: &mut Tx, row: &InvitationRow, locale: Locale) -> Outcome<()> {
    let person = users::full_name(&row.first_name, &row.last_name);
    let news = News {
        practice: row.practice,
        practice_name: &row.practice_name,
        person: &person,
        by: None,
        kind: MessageKind::InvitationClosed,
        more: Params::default(),
    };
    tell_administrators(platform, tx, &news, [row.user_id; 2], locale).await
}

async fn tell(
    platform: &Platform,
    tx: &mut Tx,
    row: &InvitationRow,
    (user, recipient, kind, reference): (Uuid, String, MessageKind, Option<Uuid>),
    params: Params,
    locale: Locale,
) -> Outcome<()> {
    let (practice, user, channel) = (row.practice, Some(user), Channel::Email);
    let message = NewMessage { practice: Some(practice), user, channel, kind, recipient, locale, params, reference };
    enqueue(platform, tx, &message).await.map(drop)
}
