//! A link made by the operator, when no administrator of a practice can log in. It is shown on the operator's terminal and sent to nobody;
//! that it was made is told by mail and stands in the trail.

use serde_json::json;
use uuid::Uuid;

use super::store::{self, NewResetRow};
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::doctor::normalise_username;
use crate::i18n::Locale;
use crate::outbox::model::{Channel, MessageKind, Params, RESET_PURPOSE};
use crate::outbox::service::{NewMessage, enqueue, link_for};
use crate::platform::clock::MINUTE;
use crate::platform::{Outcome, Platform, Tx};
use crate::practice::service::Practice;
use crate::users::operator::{self as users, Found};
use crate::users::service::{Resettable, other_administrators};

/// Minutes that the link works.
const MINUTES: u32 = 30;

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recovery {
    /// The link, shown once.
    Link {
        /// Whose.
        user: Uuid,
        /// Where the person chooses a new password.
        url: String,
        /// Given and family name.
        name: String,
        /// Messages that were queued about it.
        told: usize,
    },
    /// No such person in this practice.
    NoSuchUser,
    /// May not log in.
    Deactivated,
    /// Looks after no accounts.
    NoAdministrator,
}

/// Makes the link; the reset before it ends. With `make`, the person becomes an active administrator first.
///
/// # Errors
/// A database fault; then nothing has changed.
pub async fn start_by_operator(
    platform: &Platform,
    practice: &Practice,
    username: &str,
    make: bool,
    locale: Locale,
) -> Outcome<Recovery> {
    let mut tx = platform.db.write().await?;
    let target = match users::for_recovery(platform, &mut tx, practice, &normalise_username(username), make).await? {
        Found::Administrator(target) => target,
        Found::NoSuchUser => return Ok(Recovery::NoSuchUser),
        Found::Deactivated => return Ok(Recovery::Deactivated),
        Found::NoAdministrator => return Ok(Recovery::NoAdministrator),
    };
    let now = platform.clock.now();
    store::cancel_open(&mut tx, target.id, now).await?;
    let id = platform.random.id(now);
    let expires_at = now + i64::from(MINUTES) * MINUTE;
    let (user, practice_id) = (target.id, practice.id);
    let row = NewResetRow { id, user, practice: practice_id, way: "link", by: None, now, valid_from: now, expires_at };
    store::create(&mut tx, row).await?;
    let entry = Entry {
        subject: Some(user),
        practice: Some(practice_id),
        detail: json!({ "way": "link", "by": "operator" }),
        ..Entry::of(Kind::ResetStarted, now, "operator")
    };
    audit::append(platform, &mut tx, entry).await?;
    let told = tell(platform, &mut tx, practice, &target, locale).await?;
    tx.commit().await?;
    Ok(Recovery::Link { user, url: link_for(platform, RESET_PURPOSE, id), name: target.name, told })
}

/// To the person and to every other administrator with an address; never the link.
async fn tell(platform: &Platform, tx: &mut Tx, practice: &Practice, target: &Resettable, locale: Locale) -> Outcome<usize> {
    let others = other_administrators(tx, practice.id, [target.id, target.id]).await?;
    let own = target.email.clone().map(|email| (target.id, email, target.first_name.clone(), None));
    let others = others.into_iter().map(|a| (a.id, a.email, a.first_name, Some(target.name.clone())));
    let mut told = 0;
    for (user, recipient, first_name, person) in own.into_iter().chain(others) {
        let params = Params { first_name, practice: practice.name.clone(), minutes: Some(MINUTES), person, ..Params::default() };
        let message = NewMessage {
            practice: practice.id,
            user: Some(user),
            channel: Channel::Email,
            kind: MessageKind::RecoveryNotice,
            recipient,
            locale,
            params,
            reference: None,
        };
        enqueue(platform, tx, &message).await?;
        told += 1;
    }
    Ok(told)
}
