//! The rules of one's own passkeys.

use serde_json::json;
use uuid::Uuid;

use super::ceremony::{self, Creation, Maker};
pub use super::ceremony::{
    Posted, Proof, ask_to_log_in, available, begin_for_user, finish_for_user, finish_log_in, named_by, unknown_to_us,
};
use super::model::{MOST, OwnPasskey, OwnPasskeys, tidy_name};
use super::sealed::Holder;
pub use super::sealed::Purpose;
use super::store::{self, ListedRow, NewPasskeyRow};
use super::text;
use crate::account::service::From;
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::i18n::Text;
use crate::outbox::model::{Channel, MessageKind, Params};
use crate::outbox::service::{NewMessage, enqueue};
use crate::platform::clock::HOUR;
use crate::platform::{Millis, Outcome, Platform, Tx};
use crate::practice::service as practices;
use crate::practice::time::Zone;
use crate::second_factor::policy;
use crate::sessions::service::Actor;
use crate::users::service as users;

/// How long a redeemed challenge is remembered: many times longer than one holds, whatever is done to the clock meanwhile.
const REMEMBERED: Millis = 24 * HOUR;

/// The actor's passkeys.
///
/// # Errors
/// A database fault.
pub async fn list_own(platform: &Platform, actor: &Actor, browser: &str) -> Outcome<OwnPasskeys> {
    let mut tx = platform.db.read().await?;
    let zone = practices::find_zone(&mut tx, actor.practice).await?;
    let rows = store::list(&mut tx, actor.user).await?;
    let ids: Vec<String> = rows.iter().map(|row| ceremony::base64url(&row.credential_id)).collect();
    let accepted = ceremony::rp_id(&platform.settings).map(|rp_id| {
        let user_id = ceremony::base64url(&ceremony::handle(platform, actor.user));
        json!({ "rpId": rp_id, "userId": user_id, "allAcceptedCredentialIds": ids }).to_string()
    });
    let all = rows.into_iter().map(|row| listed(row, &zone)).collect();
    let suggested = tidy_name(browser).unwrap_or_default();
    Ok(OwnPasskeys { all, suggested, accepted: accepted.unwrap_or_default(), ..OwnPasskeys::default() })
}

/// The passkeys of a user, the oldest first. The caller has found the user in their practice, and its zone.
///
/// # Errors
/// A database fault.
pub async fn list_of(tx: &mut Tx, user: Uuid, zone: &Zone) -> Outcome<Vec<OwnPasskey>> {
    Ok(store::list(tx, user).await?.into_iter().map(|row| listed(row, zone)).collect())
}

fn listed(row: ListedRow, zone: &Zone) -> OwnPasskey {
    OwnPasskey {
        id: row.id.simple().to_string(),
        name: row.name,
        made: zone.in_words(row.created_at),
        last_used: row.last_used_at.map(|at| zone.in_words(at)),
        backed_up: row.backed_up,
    }
}

/// How many passkeys a person has that work here: none where passkeys do not.
///
/// # Errors
/// A database fault.
pub async fn count(platform: &Platform, tx: &mut Tx, user: Uuid) -> Outcome<usize> {
    if !available(&platform.settings) {
        return Ok(0);
    }
    Ok(store::list(tx, user).await?.len())
}

/// Takes all passkeys of a person away in the caller's transaction; returns how many. The caller tells of it.
///
/// # Errors
/// A database fault.
pub async fn remove_all(tx: &mut Tx, user: Uuid) -> Outcome<u64> {
    store::delete_all(tx, user).await
}

/// What became of asking for a new passkey.
#[derive(Debug)]
pub enum Begun {
    /// What the browser is asked, as JSON.
    Asked(String),
    /// There are [`MOST`] already.
    TooMany,
}

/// Asks for a new passkey. The caller has made sure of a fresh proof, since whoever adds one can log in from then on. What is handed out is
/// bound to this session, so that it ends with it.
///
/// # Errors
/// A database fault.
pub async fn begin_creation(platform: &Platform, actor: &Actor) -> Outcome<Begun> {
    let mut tx = platform.db.read().await?;
    let existing: Vec<Vec<u8>> = store::list(&mut tx, actor.user).await?.into_iter().map(|row| row.credential_id).collect();
    drop(tx);
    if existing.len() >= MOST {
        return Ok(Begun::TooMany);
    }
    let name = format!("{} ({})", actor.person.username, actor.person.practice);
    let maker = Maker { holder: holder(actor), user: actor.user, name: &name, display_name: &actor.person.name };
    ceremony::ask_to_create(platform, &maker, &existing).map(Begun::Asked)
}

/// Asks for the first passkey of somebody who is not logged in yet. The caller has made sure who that is.
///
/// # Errors
/// A fault where passkeys do not work.
pub fn begin_first(platform: &Platform, user: Uuid, name: &str, display_name: &str) -> Outcome<String> {
    ceremony::ask_to_create(platform, &Maker { holder: nobody_yet(user), user, name, display_name }, &[])
}

/// Adds the first passkey of somebody who is not logged in yet, in the caller's transaction, which tells of it.
///
/// # Errors
/// A database fault.
pub async fn add_first(platform: &Platform, tx: &mut Tx, user: Uuid, posted: Posted<'_>, from: From<'_>) -> Outcome<Created> {
    add(platform, tx, (user, nobody_yet(user)), "", posted, from).await
}

/// What became of a new passkey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Created {
    /// Done: its id.
    Done(Uuid),
    /// The browser's answer was not right.
    Wrong,
    /// Asked more than five minutes ago, or answered once already.
    TooLate,
    /// This passkey is on somebody's list already.
    Taken,
    /// There are [`MOST`] already.
    TooMany,
}

impl Created {
    /// What is said of it.
    #[must_use]
    pub const fn says(self) -> Text {
        match self {
            Self::Done(_) => text::DONE_CREATED,
            Self::Wrong => text::WRONG,
            Self::TooLate => text::TOO_LATE,
            Self::Taken => text::TAKEN,
            Self::TooMany => text::TOO_MANY,
        }
    }
}

/// Adds a passkey to the actor's account.
///
/// # Errors
/// A database fault.
pub async fn create(platform: &Platform, actor: &Actor, name: &str, posted: Posted<'_>, from: From<'_>) -> Outcome<Created> {
    let mut tx = platform.db.write().await?;
    // One at a time for one person, so that the limit holds.
    users::lock(&mut tx, actor.user).await?;
    let created = add(platform, &mut tx, (actor.user, holder(actor)), name, posted, from).await?;
    if let Created::Done(id) = created {
        policy::release(platform, &mut tx, actor.practice, actor.user).await?;
        notify(platform, &mut tx, actor, MessageKind::PasskeyCreated, from).await?;
        tell(platform, &mut tx, actor, Kind::PasskeyCreated, (id, from)).await?;
        tx.commit().await?;
    }
    Ok(created)
}

async fn add(
    platform: &Platform,
    tx: &mut Tx,
    (user, holder): (Uuid, Holder),
    name: &str,
    posted: Posted<'_>,
    from: From<'_>,
) -> Outcome<Created> {
    if store::list(tx, user).await?.len() >= MOST {
        return Ok(Created::TooMany);
    }
    let made = match ceremony::finish_creation(platform, tx, holder, posted).await? {
        Creation::Made(made) => made,
        Creation::Wrong => return Ok(Created::Wrong),
        Creation::UsedBefore | Creation::TooLate => return Ok(Created::TooLate),
    };
    let now = platform.clock.now();
    let name = tidy_name(name).or_else(|| tidy_name(from.browser)).unwrap_or_else(|| text::DEFAULT_NAME.of(from.locale).to_owned());
    let row = NewPasskeyRow {
        id: platform.random.id(now),
        user,
        credential_id: &made.credential_id,
        credential: &made.credential,
        name: &name,
        backed_up: made.backed_up,
    };
    Ok(if store::create(tx, &row, now).await? == 0 { Created::Taken } else { Created::Done(row.id) })
}

/// Gives one of the actor's passkeys another name; says whether there is such a one.
///
/// # Errors
/// A database fault.
pub async fn rename(platform: &Platform, actor: &Actor, id: Uuid, name: &str, from: From<'_>) -> Outcome<bool> {
    let mut tx = platform.db.write().await?;
    if store::rename(&mut tx, actor.user, id, name).await? == 0 {
        return Ok(false);
    }
    tell(platform, &mut tx, actor, Kind::PasskeyRenamed, (id, from)).await?;
    tx.commit().await?;
    Ok(true)
}

/// What became of a passkey that should go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Removed {
    /// It is gone.
    Done,
    /// There was no such one.
    Gone,
    /// It stays: there is no password, so nobody could come in without it.
    OnlyWayIn,
}

/// Removes one of the actor's passkeys. The caller has made sure of a fresh proof: an open screen is no place to take away a factor.
///
/// # Errors
/// A database fault.
pub async fn remove(platform: &Platform, actor: &Actor, id: Uuid, from: From<'_>) -> Outcome<Removed> {
    let mut tx = platform.db.write().await?;
    // One at a time for one person: two tabs do not take the last two.
    users::lock(&mut tx, actor.user).await?;
    if store::delete(&mut tx, actor.user, id).await? == 0 {
        return Ok(Removed::Gone);
    }
    // Dropped: nothing was removed.
    if !users::is_set_up(&mut tx, actor.user).await? {
        return Ok(Removed::OnlyWayIn);
    }
    notify(platform, &mut tx, actor, MessageKind::PasskeyRemoved, from).await?;
    tell(platform, &mut tx, actor, Kind::PasskeyRemoved, (id, from)).await?;
    tx.commit().await?;
    Ok(Removed::Done)
}

/// Forgets challenges that were redeemed long ago. Run now and then; returns how many.
///
/// # Errors
/// A database fault.
pub async fn sweep(platform: &Platform) -> Outcome<u64> {
    let mut tx = platform.db.write().await?;
    let gone = store::delete_old(&mut tx, platform.clock.now() - REMEMBERED).await?;
    tx.commit().await?;
    Ok(gone)
}

/// Whose session does not begin before this.
const fn nobody_yet(user: Uuid) -> Holder {
    Holder { user: Some(user), session: None }
}

fn holder(actor: &Actor) -> Holder {
    Holder { user: Some(actor.user), session: Some(actor.session) }
}

async fn notify(platform: &Platform, tx: &mut Tx, actor: &Actor, kind: MessageKind, from: From<'_>) -> Outcome<()> {
    let Some(recipient) = users::find_own(tx, actor).await?.email else { return Ok(()) };
    let params = Params {
        first_name: actor.person.first_name.clone(),
        practice: actor.person.practice.clone(),
        browser: Some(from.browser.to_owned()).filter(|browser| !browser.is_empty()),
        ..Params::default()
    };
    let (practice, user, locale) = (actor.practice, Some(actor.user), from.locale);
    let message =
        NewMessage { practice: Some(practice), user, channel: Channel::Email, kind, recipient, locale, params, reference: None };
    enqueue(platform, tx, &message).await.map(drop)
}

async fn tell(platform: &Platform, tx: &mut Tx, actor: &Actor, kind: Kind, (passkey, from): (Uuid, From<'_>)) -> Outcome<()> {
    let entry = Entry {
        subject: Some(actor.user),
        detail: json!({ "passkey": passkey, "browser": from.browser }),
        ..Entry::by(actor, kind, platform.clock.now())
    };
    audit::append(platform, tx, entry).await
}
