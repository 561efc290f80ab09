//! What a person is told by mail of an administrator's deeds. Queued in the transaction of the deed: it leaves when the deed lasts.

use super::store::UserRow;
use crate::i18n::Locale;
use crate::outbox::model::{Channel, MessageKind, Params};
use crate::outbox::service::{NewMessage, enqueue};
use crate::platform::{Outcome, Platform, Tx};
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
        practice: actor.practice,
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
