//! How emergency access begins, who is named for it, and how deeds are marked. How it ends is in [`super::ends`].

use serde_json::json;
use uuid::Uuid;

use super::ends::end_of;
pub use super::ends::{end_own, over, settle};
use super::model::{EmergencyPage, End, REASON_LENGTH};
pub use super::review::{in_words, line};
use super::store::{self, NewRow};
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::i18n::Locale;
use crate::levels::model::Emergency;
use crate::outbox::model::{MessageKind, Params};
use crate::platform::clock::HOUR;
use crate::platform::{Millis, Outcome, Platform, Tx};
use crate::sessions::service::Actor;
use crate::users::notices::{News, tell_administrators};

/// Emergency access that is on, for the session of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Active {
    /// Its id.
    pub id: Uuid,
    /// Until when at the latest.
    pub until: Millis,
}

/// What became of a wish to begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Started {
    /// It is on.
    Done,
    /// Nobody has named this person.
    NotDesignated,
    /// It is on already, in this browser or another one.
    Already,
    /// The reason is shorter or longer than [`REASON_LENGTH`].
    Reason,
}

/// What the operator's settings make of it.
#[must_use]
pub fn extent(platform: &Platform) -> Emergency {
    if platform.settings.policy.emergency_parity { Emergency::Parity } else { Emergency::Limited }
}

/// For how long it lasts.
#[must_use]
pub fn lasts(platform: &Platform) -> Millis {
    i64::from(platform.settings.policy.emergency_hours) * HOUR
}

/// The page of the actor.
///
/// # Errors
/// A database fault.
pub async fn page(platform: &Platform, actor: &Actor, locale: Locale) -> Outcome<EmergencyPage> {
    let mut tx = platform.db.read().await?;
    let designated = store::is_designated(&mut tx, actor.practice, actor.user).await?;
    let open = store::find_open(&mut tx, actor.user).await?;
    let on = match open {
        Some(id) => in_words(platform, &mut tx, actor, id, locale).await?,
        None => None,
    };
    let here = actor.emergency.as_ref().map(|one| one.id);
    Ok(EmergencyPage { designated, hours: lasts(platform) / HOUR, elsewhere: open.is_some() && open != here, on })
}

/// Gives the actor emergency access in this session, at once: nobody is asked. The other administrators are told.
///
/// # Errors
/// A database fault.
pub async fn start(platform: &Platform, actor: &Actor, reason: &str, browser: &str, locale: Locale) -> Outcome<Started> {
    let reason: String = reason.split_whitespace().collect::<Vec<_>>().join(" ").chars().filter(|c| !c.is_control()).collect();
    if !(REASON_LENGTH.0..=REASON_LENGTH.1).contains(&reason.chars().count()) {
        return Ok(Started::Reason);
    }
    // One that has ended without a word so far does not stand in the way of the next.
    settle(platform).await?;
    let mut tx = platform.db.write().await?;
    crate::practice::service::lock(&mut tx, actor.practice).await?;
    if !store::is_designated(&mut tx, actor.practice, actor.user).await? {
        return Ok(Started::NotDesignated);
    }
    if store::find_open(&mut tx, actor.user).await?.is_some() {
        return Ok(Started::Already);
    }
    let now = platform.clock.now();
    let row = NewRow {
        id: platform.random.id(now),
        practice: actor.practice,
        user: actor.user,
        session: actor.session,
        reason: &reason,
        network: &actor.network,
        browser,
        started_at: now,
        expires_at: now + lasts(platform),
    };
    store::create(&mut tx, &row).await?;
    let entry = Entry {
        subject: Some(actor.user),
        detail: json!({ "reason_given": reason, "browser": browser, "hours": lasts(platform) / HOUR }),
        ..Entry::by(actor, Kind::EmergencyStarted, now)
    };
    audit::append(platform, &mut tx, entry).await?;
    let news = News {
        practice: actor.practice,
        practice_name: &actor.person.practice,
        person: &actor.person.name,
        by: None,
        kind: MessageKind::EmergencyStarted,
        more: Params::default(),
    };
    tell_administrators(platform, &mut tx, &news, [actor.user, actor.user], locale).await?;
    tx.commit().await?;
    Ok(Started::Done)
}

/// Whether an active person of a practice is named for emergencies.
///
/// # Errors
/// A database fault.
pub async fn is_designated(tx: &mut Tx, practice: Uuid, user: Uuid) -> Outcome<bool> {
    store::is_designated(tx, practice, user).await
}

/// Names a person for emergencies, or takes it back, in the caller's transaction; false when it was so already. What they use at that moment ends.
///
/// # Errors
/// A database fault.
pub async fn designate(platform: &Platform, tx: &mut Tx, actor: &Actor, user: Uuid, to: bool) -> Outcome<bool> {
    if store::is_designated(tx, actor.practice, user).await? == to {
        return Ok(false);
    }
    store::set_designated(tx, actor.practice, user, to, platform.clock.now()).await?;
    if !to {
        end_of(platform, tx, actor, user, End::Undesignated).await?;
    }
    Ok(true)
}

/// Takes it back from somebody who is deactivated, or comes back from that, in the caller's transaction; false when they were not named. It does not
/// come back with them: whoever lets them in again would not know of it.
///
/// # Errors
/// A database fault.
pub async fn forget(platform: &Platform, tx: &mut Tx, actor: &Actor, user: Uuid) -> Outcome<bool> {
    let named = store::forget_designated(tx, actor.practice, user, platform.clock.now()).await? > 0;
    if named {
        end_of(platform, tx, actor, user, End::Deactivated).await?;
    }
    Ok(named)
}

/// The emergency access of somebody that is on now: every entry of theirs is marked with it.
///
/// # Errors
/// A database fault.
pub async fn open_of(tx: &mut Tx, actor: Option<Uuid>) -> Outcome<Option<Uuid>> {
    match actor {
        Some(actor) => store::find_open(tx, actor).await,
        None => Ok(None),
    }
}

/// The key of the mark.
pub const MARK: &str = "emergency";
