//! How resets begin: what an administrator makes, and what every new reset ends.

use serde_json::json;
use uuid::Uuid;

use super::model::letters;
use super::notices;
use super::store::{self, NewResetRow};
use crate::admin_requests::service as requests;
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::i18n::Locale;
use crate::invitations::service::invite_in;
use crate::lockout::service::{self as lockout, Purpose};
use crate::platform::clock::{HOUR, MINUTE};
use crate::platform::{Millis, Outcome, Platform, Tx};
use crate::practice::id::fold;
use crate::sessions::service::Actor;
use crate::users::service as users;

/// How long a code works.
pub const VALID: Millis = 30 * MINUTE;
/// How long another administrator's code waits, and then works: time for them to object.
pub(super) const DAY: Millis = 24 * HOUR;

/// What became of a start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Started {
    /// The code, shown once; and from when it works, when that is not now.
    Code {
        /// Twelve letters, no dashes.
        code: String,
        /// Another administrator's code works a day later.
        later: bool,
    },
    /// The link is on its way.
    Link,
    /// Somebody, or the same form once more, began another reset since the page was opened.
    Overtaken,
    /// No mail leaves from here.
    NoMail,
    /// No such active person here, or not by this administrator, or one's own, or no address to send a link to.
    Refused,
}

/// Makes a code. The reset before it ends, when it is the one that the page knew (`after`, where it says so): a form that is sent twice must
/// not take back the code that was told meanwhile.
///
/// # Errors
/// A database fault.
pub async fn start_code(platform: &Platform, actor: &Actor, user: Uuid, after: Option<&str>, locale: Locale) -> Outcome<Started> {
    let mut tx = platform.db.write().await?;
    let Some(target) = users::for_reset(&mut tx, actor, user).await? else { return Ok(Started::Refused) };
    if overtaken(&mut tx, actor, user, after).await? {
        return Ok(Started::Overtaken);
    }
    let (wait, valid) = if target.administrator { (DAY, DAY) } else { (0, VALID) };
    let id = create(platform, &mut tx, &New::by(actor, user, "code", (wait, valid))).await?;
    // A stranger's wrong codes from before do not stand in the way of this one.
    let practice_id = fold(&actor.person.practice_id);
    lockout::forgive_everywhere(platform, &mut tx, Purpose::ResetCode, &[&practice_id, &target.username]).await?;
    notices::code(platform, &mut tx, actor, &target, locale).await?;
    tx.commit().await?;
    Ok(Started::Code { code: code_of(platform, id), later: target.administrator })
}

/// Whether the newest reset is another than the page knew. Holds the person, so that of two forms at once one is overtaken.
async fn overtaken(tx: &mut Tx, actor: &Actor, user: Uuid, after: Option<&str>) -> Outcome<bool> {
    let Some(after) = after else { return Ok(false) };
    users::lock(tx, user).await?;
    let newest = store::find_state(tx, actor.practice, user).await?;
    Ok(newest.map(|row| row.id.simple().to_string()).unwrap_or_default() != after)
}

/// Sends a link to the address on file. The reset before it ends, as with [`start_code`]. Who was never here gets an invitation instead: a
/// link for a new password would lead past the Practice Access Code.
///
/// # Errors
/// A database fault.
pub async fn start_link(platform: &Platform, actor: &Actor, user: Uuid, after: Option<&str>, locale: Locale) -> Outcome<Started> {
    if platform.settings.no_mail {
        return Ok(Started::NoMail);
    }
    let mut tx = platform.db.write().await?;
    let target = users::for_reset(&mut tx, actor, user).await?;
    let Some((email, target)) = target.and_then(|t| Some((t.email.clone()?, t))) else { return Ok(Started::Refused) };
    if overtaken(&mut tx, actor, user, after).await? {
        return Ok(Started::Overtaken);
    }
    if !users::is_set_up(&mut tx, user).await? {
        invite_in(platform, &mut tx, actor, &target, locale).await?;
        tx.commit().await?;
        return Ok(Started::Link);
    }
    let wait = wait_of_address(platform, target.administrator, target.email_set_at);
    let reset = create(platform, &mut tx, &New::by(actor, user, "link", (wait, VALID.max(wait)))).await?;
    let practice = (actor.practice, actor.person.practice.as_str());
    let to = (user, target.first_name.as_str(), email);
    let link = notices::Link { practice, to, by: Some(&actor.person.name), reset, valid: VALID, wait };
    notices::link(platform, &mut tx, link, locale).await?;
    tx.commit().await?;
    Ok(Started::Link)
}

/// Whoever may change another administrator's address could have the link sent to themselves: a new address waits until a day has passed.
pub(super) fn wait_of_address(platform: &Platform, administrator: bool, email_set_at: Millis) -> Millis {
    if administrator { (email_set_at + DAY - platform.clock.now()).clamp(0, DAY) } else { 0 }
}

/// A reset to be made.
pub(super) struct New<'a> {
    pub practice: Uuid,
    pub user: Uuid,
    /// The administrator; none when the person asked for it.
    pub by: Option<Uuid>,
    pub way: &'a str,
    /// How long until it works.
    pub wait: Millis,
    /// And for how long then.
    pub valid: Millis,
    pub network: &'a str,
}

impl<'a> New<'a> {
    fn by(actor: &'a Actor, user: Uuid, way: &'a str, (wait, valid): (Millis, Millis)) -> Self {
        Self { practice: actor.practice, user, by: Some(actor.user), way, wait, valid, network: &actor.network }
    }
}

/// Ends the resets before it and makes this one. A person's own link leaves an administrator's alone.
pub(super) async fn create(platform: &Platform, tx: &mut Tx, new: &New<'_>) -> Outcome<Uuid> {
    let now = platform.clock.now();
    if new.by.is_some() {
        store::cancel_open(tx, new.user, now).await?;
        requests::close(platform, tx, new.practice, new.user, new.by, "reset").await?;
    } else {
        store::cancel_own(tx, new.user, now).await?;
    }
    let (id, valid_from) = (platform.random.id(now), now + new.wait);
    let row = NewResetRow {
        id,
        user: new.user,
        practice: new.practice,
        way: new.way,
        by: new.by,
        now,
        valid_from,
        expires_at: valid_from + new.valid,
    };
    store::create(tx, row).await?;
    tell(platform, tx, (new.by, new.user, new.practice), (Kind::ResetStarted, new.way), new.network).await?;
    Ok(id)
}

/// Takes a person's open resets back.
///
/// # Errors
/// A database fault.
pub async fn cancel(platform: &Platform, actor: &Actor, user: Uuid) -> Outcome<bool> {
    let mut tx = platform.db.write().await?;
    if users::for_reset(&mut tx, actor, user).await?.is_none() {
        return Ok(false);
    }
    if store::cancel_open(&mut tx, user, platform.clock.now()).await? > 0 {
        tell(platform, &mut tx, (Some(actor.user), user, actor.practice), (Kind::ResetCancelled, ""), &actor.network).await?;
    }
    tx.commit().await?;
    Ok(true)
}

/// The code of a reset: twelve letters, no dashes.
pub(super) fn code_of(platform: &Platform, id: Uuid) -> String {
    letters(&platform.secrets.resets().mac(&[b"code", id.as_bytes()]))
}

async fn tell(
    platform: &Platform,
    tx: &mut Tx,
    who: (Option<Uuid>, Uuid, Uuid),
    (kind, way): (Kind, &str),
    network: &str,
) -> Outcome<()> {
    let (actor, subject, practice) = who;
    let entry = Entry {
        actor,
        subject: Some(subject),
        practice: Some(practice),
        detail: json!({ "way": way }),
        ..Entry::of(kind, platform.clock.now(), network)
    };
    audit::append(platform, tx, entry).await
}
