//! What a person is told by mail of an administrator's deeds, and the administrators of what happened to a person. Queued in the transaction of
//! the deed: it leaves when the deed lasts.

use uuid::Uuid;

use super::service as users;
use super::store::UserRow;
use crate::i18n::Locale;
use crate::outbox::model::{Channel, MessageKind, Params};
use crate::outbox::service::{NewMessage, enqueue};
use crate::platform::{Outcome, Platform, Tx};
use crate::practice_info::service as practice_info;
use crate::sessions::service::Actor;

/// Tells the person what the administrator did; nobody who has no address.
///
/// # Errors
/// A database fault.
pub async fn tell(platform: &Platform, tx: &mut Tx, actor: &Actor, to: &UserRow, kind: MessageKind, locale: Locale) -> Outcome<()> {
    let Some(recipient) = to.email.clone() else { return Ok(()) };
    let params = Params {
        first_name: to.first_name.clone(),
        practice: actor.person.practice.clone(),
        actor: Some(actor.person.name.clone()),
        ..Params::default()
    };
    let message = NewMessage {
        practice: Some(actor.practice),
        user: Some(to.id),
        channel: Channel::Email,
        kind,
        recipient,
        locale,
        params,
        reference: None,
    };
    enqueue(platform, tx, &message).await.map(drop)
}

/// What administrators are told of a person.
#[derive(Clone, Debug)]
pub struct News<'a> {
    /// The practice.
    pub practice: Uuid,
    /// Its name.
    pub practice_name: &'a str,
    /// Whom it is about: given and family name.
    pub person: &'a str,
    /// The administrator who did it; none: no administrator.
    pub by: Option<&'a str>,
    /// What happened.
    pub kind: MessageKind,
    /// What else it names.
    pub more: Params,
}

/// Tells every active administrator of the practice who can be written to, beside these two.
///
/// # Errors
/// A database fault.
pub async fn tell_administrators(
    platform: &Platform,
    tx: &mut Tx,
    news: &News<'_>,
    beside: [Uuid; 2],
    locale: Locale,
) -> Outcome<()> {
    for administrator in users::other_administrators(tx, news.practice, beside).await? {
        let to = (Some(administrator.id), administrator.email, administrator.first_name);
        send(platform, tx, news, to, Some(news.person.to_owned()), locale).await?;
    }
    if let Some(address) = practice_info::notices_address(tx, news.practice).await? {
        let to = (None, address, news.practice_name.to_owned());
        send(platform, tx, news, to, Some(news.person.to_owned()), locale).await?;
    }
    Ok(())
}

/// The same, and the person: who tells a code could use it, so everybody concerned knows of it.
///
/// # Errors
/// A database fault.
pub async fn tell_all(
    platform: &Platform,
    tx: &mut Tx,
    news: &News<'_>,
    (by, person): (Uuid, &users::Resettable),
    locale: Locale,
) -> Outcome<()> {
    if let Some(email) = person.email.clone() {
        send(platform, tx, news, (Some(person.id), email, person.first_name.clone()), None, locale).await?;
    }
    tell_administrators(platform, tx, news, [by, person.id], locale).await
}

async fn send(
    platform: &Platform,
    tx: &mut Tx,
    news: &News<'_>,
    (user, recipient, first_name): (Option<Uuid>, String, String),
    person: Option<String>,
    locale: Locale,
) -> Outcome<()> {
    let params = Params {
        first_name,
        practice: news.practice_name.to_owned(),
        actor: news.by.map(str::to_owned),
        person,
        ..news.more.clone()
    };
    let practice = news.practice;
    let message = NewMessage {
        practice: Some(practice),
        user,
        channel: Channel::Email,
        kind: news.kind,
        recipient,
        locale,
        params,
        reference: None,
    };
    enqueue(platform, tx, &message).await.map(drop)
}
