//! The rules of invitations: what administrators do, and what ends one. What the invited person does is in [`super::own`].

use serde_json::{Value, json};
use uuid::Uuid;

use super::notices;
use super::store::{self, NewInvitationRow, WaitingRow};
use crate::addresses::model::is_address;
use crate::admin_requests::service as requests;
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::i18n::Locale;
use crate::outbox::service as outbox;
use crate::password_reset::service as resets;
use crate::platform::clock::{DAY, KEPT};
use crate::platform::{Millis, Outcome, Platform, Tx};
use crate::sessions::service::Actor;
use crate::users::contact;
use crate::users::service::{self as users, Resettable};

/// How long an invitation works: people start next week.
pub const VALID: Millis = 7 * DAY;
/// Wrong Practice Access Codes that an invitation stands.
pub const TRIES: i64 = 5;
/// The migration that made the table.
pub const SINCE: i64 = 202_611_260_100;

/// What became of a wish to invite somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Invited {
    /// The link is on its way.
    Done,
    /// Somebody, or the same form once more, sent another one since the page was opened.
    Overtaken,
    /// No mail leaves from here.
    NoMail,
    /// There is no address to send it to.
    NoAddress,
    /// It has not the form of an address.
    NotAnAddress,
    /// No such active person here, or not by this administrator, or they have a password.
    Refused,
}

/// Sends somebody an invitation; the one before ends, when it is the one that the page knew (`after`, where it says so): a form that is sent
/// twice must not make the link useless that is in the mail already. `email` becomes the address on file first.
///
/// # Errors
/// A database fault.
pub async fn invite(
    platform: &Platform,
    actor: &Actor,
    user: Uuid,
    (after, email): (Option<&str>, Option<&str>),
    locale: Locale,
) -> Outcome<Invited> {
    let email = email.map(str::trim);
    if email.is_some_and(|email| !email.is_empty() && !is_address(email)) {
        return Ok(Invited::NotAnAddress);
    }
    let mut tx = platform.db.write().await?;
    let Some(mut target) = users::for_reset(&mut tx, actor, user).await? else { return Ok(Invited::Refused) };
    // The practice's lock is held: of two forms at once one is overtaken.
    if after.is_some() && after != Some(open_id(&mut tx, actor.practice, user).await?.as_str()) {
        return Ok(Invited::Overtaken);
    }
    if let Some(email) = email.filter(|email| Some(*email) != target.email.as_deref()) {
        if email.is_empty() {
            return Ok(Invited::NoAddress);
        }
        contact::correct_email(platform, &mut tx, actor, (user, target.email.as_deref()), email).await?;
        target.email = Some(email.to_owned());
    }
    let invited = invite_in(platform, &mut tx, actor, &target, locale).await?;
    if invited == Invited::Done {
        tx.commit().await?;
    }
    Ok(invited)
}

/// The id of somebody's open invitation, as forms name it; empty for none.
async fn open_id(tx: &mut Tx, practice: Uuid, user: Uuid) -> Outcome<String> {
    let newest = store::find_newest(tx, practice, user).await?;
    Ok(newest
        .filter(|row| row.accepted_at.is_none() && row.ended_at.is_none())
        .map(|row| row.id.simple().to_string())
        .unwrap_or_default())
}

/// Sends an invitation to the address on file, in the caller's transaction, which has made sure that this administrator may. The one before
/// ends. Commit only after [`Invited::Done`], or when nothing else depends on it.
///
/// # Errors
/// A database fault.
pub async fn invite_in(platform: &Platform, tx: &mut Tx, actor: &Actor, target: &Resettable, locale: Locale) -> Outcome<Invited> {
    if platform.settings.no_mail {
        return Ok(Invited::NoMail);
    }
    let Some(address) = target.email.as_deref() else { return Ok(Invited::NoAddress) };
    if users::is_set_up(tx, target.id).await? {
        return Ok(Invited::Refused);
    }
    let now = platform.clock.now();
    end_open(platform, tx, target.id, End::Replaced).await?;
    let id = platform.random.id(now);
    let (user, practice, by) = (target.id, actor.practice, actor.user);
    store::create(tx, NewInvitationRow { id, user, practice, by, now, expires_at: now + VALID, address }).await?;
    requests::close(platform, tx, practice, user, Some(by), "invited").await?;
    notices::invitation(platform, tx, actor, target, (id, address), locale).await?;
    tell(platform, tx, actor, user, Kind::InvitationSent, json!({ "address": address })).await?;
    Ok(Invited::Done)
}

/// Takes somebody's invitation back; whether there was one to take back.
///
/// # Errors
/// A database fault.
pub async fn cancel(platform: &Platform, actor: &Actor, user: Uuid) -> Outcome<bool> {
    let mut tx = platform.db.write().await?;
    if users::for_reset(&mut tx, actor, user).await?.is_none() || !end_open(platform, &mut tx, user, End::Cancelled).await? {
        return Ok(false);
    }
    tell(platform, &mut tx, actor, user, Kind::InvitationCancelled, json!({})).await?;
    tx.commit().await?;
    Ok(true)
}

/// Why an invitation ends before it was accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// A newer one was sent.
    Replaced,
    /// An administrator took it back.
    Cancelled,
    /// The person may not log in any more.
    Deactivated,
    /// It went to an address that is not theirs any more.
    AddressChanged,
    /// They have a password, set in another way.
    PasswordSet,
}

impl End {
    /// The name in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Replaced => "replaced",
            Self::Cancelled => "cancelled",
            Self::Deactivated => "deactivated",
            Self::AddressChanged => "address-changed",
            Self::PasswordSet => "password-set",
        }
    }
}

/// Ends somebody's open invitation, in the caller's transaction, which tells why. A mail that has not left never does. Whether there was one.
///
/// # Errors
/// A database fault.
pub async fn end_open(platform: &Platform, tx: &mut Tx, user: Uuid, why: End) -> Outcome<bool> {
    let Some(id) = store::end_open(tx, user, platform.clock.now(), why.as_str()).await? else { return Ok(false) };
    outbox::cancel(tx, id, "the invitation ended before it left").await?;
    Ok(true)
}

/// Ends whatever leads somebody to a password without one: their invitation and their resets, in the caller's transaction, which tells why.
///
/// # Errors
/// A database fault.
pub async fn end_with_resets(platform: &Platform, tx: &mut Tx, user: Uuid, why: End) -> Outcome<()> {
    resets::end_open(platform, tx, user).await?;
    end_open(platform, tx, user, why).await.map(drop)
}

/// How somebody stands who can't come in yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waiting {
    /// There is no invitation: none was sent, or it was taken back.
    Uninvited,
    /// It works.
    Invited,
    /// Its time is over.
    Expired,
    /// Five wrong codes closed it.
    Closed,
}

impl Waiting {
    pub(super) const fn of(tries: i64, expires_at: Millis, now: Millis) -> Self {
        match (tries >= TRIES, expires_at <= now) {
            (true, _) => Self::Closed,
            (_, true) => Self::Expired,
            _ => Self::Invited,
        }
    }
}

/// Who of these people of a practice can't come in yet, and how their invitation stands.
///
/// # Errors
/// A database fault.
pub async fn waiting(platform: &Platform, tx: &mut Tx, practice: Uuid, users: &[Uuid]) -> Outcome<Vec<(Uuid, Waiting)>> {
    let now = platform.clock.now();
    let standing =
        |row: WaitingRow| row.expires_at.map_or(Waiting::Uninvited, |at| Waiting::of(row.tries.unwrap_or_default(), at, now));
    let of = |row: WaitingRow| (row.user_id, standing(row));
    Ok(store::list_waiting(tx, practice, users).await?.into_iter().map(of).collect())
}

/// Ends every open invitation of a restored database, in the caller's transaction: it may have been accepted or taken back since.
///
/// # Errors
/// A database fault.
pub async fn end_restored(platform: &Platform, tx: &mut Tx) -> Outcome<u64> {
    store::end_every_open(tx, platform.clock.now()).await
}

/// Deletes invitations that were accepted or ended [`KEPT`] ago; the audit trail keeps the story. One that waits stays, and the list says so.
/// Run now and then. Returns how many.
///
/// # Errors
/// A database fault.
pub async fn sweep(platform: &Platform) -> Outcome<u64> {
    let mut tx = platform.db.write().await?;
    let gone = store::delete_old(&mut tx, platform.clock.now() - KEPT).await?;
    tx.commit().await?;
    Ok(gone)
}

async fn tell(platform: &Platform, tx: &mut Tx, actor: &Actor, user: Uuid, kind: Kind, detail: Value) -> Outcome<()> {
    let entry = Entry { subject: Some(user), detail, ..Entry::by(actor, kind, platform.clock.now()) };
    audit::append(platform, tx, entry).await
}
