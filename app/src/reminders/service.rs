//! Who is told, and what.

use uuid::Uuid;

use crate::addresses::service as addresses;
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::i18n::Locale;
use crate::outbox::health::masked;
use crate::outbox::limits;
use crate::outbox::model::{Channel, MessageKind, Params};
use crate::outbox::service::{NewMessage, enqueue, was_sent};
use crate::phones::service as phones;
use crate::platform::clock::{HOUR, MINUTE};
use crate::platform::{Outcome, Platform, Tx};
use crate::practice::id::PracticeId;
use crate::users::contact::{self as people_of, AccountRow};
use crate::users::service as users;

/// A second message within this time is not sent: somebody pressed twice. A text costs, and rings at night.
const BETWEEN_MAILS: i64 = 2 * MINUTE;
const BETWEEN_TEXTS: i64 = HOUR;

/// Sends what somebody logs in with to an address, or a number in E.164, that is theirs; nothing where it is nobody's. Part of the transaction of the
/// worker's round.
///
/// # Errors
/// A database fault.
pub async fn answer(platform: &Platform, tx: &mut Tx, contact: &str, network: &str, locale: Locale) -> Outcome<()> {
    let by_text = !contact.contains('@');
    let mut people =
        if by_text { phones::list_of_number(tx, contact).await? } else { people_of::list_by_email(tx, contact).await? };
    if let Some(holder) = addresses::find_holder(tx, contact).await? {
        people.push(holder.user_id);
    }
    people.sort_unstable();
    people.dedup();
    for user in people {
        tell(platform, tx, user, (contact, by_text), network, locale).await?;
    }
    Ok(())
}

async fn tell(
    platform: &Platform,
    tx: &mut Tx,
    user: Uuid,
    (contact, by_text): (&str, bool),
    network: &str,
    locale: Locale,
) -> Outcome<()> {
    // Two workers, two requests of one person: one after the other.
    users::lock(tx, user).await?;
    let Some(person) = people_of::find_account(tx, user).await?.filter(|person| person.deactivated_at.is_none()) else {
        return Ok(());
    };
    let now = platform.clock.now();
    let (channel, between) = if by_text { (Channel::Sms, BETWEEN_TEXTS) } else { (Channel::Email, BETWEEN_MAILS) };
    if was_sent(tx, user, MessageKind::LogInReminder, channel, now - between).await? {
        return Ok(());
    }
    if by_text {
        if limits::wait(platform, tx, person.practice).await? > 0 {
            return Ok(());
        }
        limits::spend(platform, tx, person.practice).await?;
    }
    let message = NewMessage {
        practice: Some(person.practice),
        user: Some(user),
        channel,
        kind: MessageKind::LogInReminder,
        recipient: contact.to_owned(),
        locale,
        params: params(tx, &person, contact).await?,
        reference: None,
    };
    enqueue(platform, tx, &message).await?;
    let entry = Entry {
        subject: Some(user),
        practice: Some(person.practice),
        detail: serde_json::json!({ "channel": channel.as_str() }),
        ..Entry::of(Kind::ReminderSent, now, network)
    };
    audit::append(platform, tx, entry).await
}

/// What the person logs in with: an address in full to itself alone.
async fn params(tx: &mut Tx, person: &AccountRow, contact: &str) -> Outcome<Params> {
    let address = addresses::list_of(tx, person.id).await?.into_iter().next();
    let params = Params { first_name: person.first_name.clone(), practice: person.practice_name.clone(), ..Params::default() };
    Ok(match address {
        Some(row) if row.folded == contact => Params { address: Some(row.address), ..params },
        Some(row) => Params { address: Some(masked(&row.address)), ..params },
        None => {
            let shown = PracticeId::parse(&person.practice_id).map_or_else(|_| person.practice_id.clone(), |id| id.to_string());
            let (practice_id, username) = (Some(shown), Some(person.username.clone()));
            Params { practice_id, username, ..params }
        }
    })
}
