//! The rules of a practice's policy.

use serde_json::{Value, json};
use uuid::Uuid;

use super::model::{LONGEST_IDLE, Policy, SHORTEST_IDLE, SecurityPage};
use super::store::{self, Change, PolicyRow};
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::platform::clock::MINUTE;
use crate::platform::settings::SessionSettings;
use crate::platform::{Millis, Outcome, Platform, Tx};
use crate::practice::service as practices;
use crate::sessions::service::Actor;
use crate::users::manage;
use crate::users::service::full_name;

/// What holds in a practice.
///
/// # Errors
/// A database fault.
pub async fn find(tx: &mut Tx, practice: Uuid) -> Outcome<Policy> {
    Ok(store::find(tx, practice).await?.map(|row| of_row(&row)).unwrap_or_default())
}

/// What the page shows to the actor's administrators.
///
/// # Errors
/// A database fault.
pub async fn page(platform: &Platform, actor: &Actor) -> Outcome<SecurityPage> {
    let mut tx = platform.db.read().await?;
    let row = store::find(&mut tx, actor.practice).await?;
    let zone = practices::find_zone(&mut tx, actor.practice).await?;
    let policy = row.as_ref().map(of_row).unwrap_or_default();
    let session = &platform.settings.session;
    let changed = row.filter(|row| row.changed_at > 0).map(|row| {
        let name = full_name(row.first_name.as_deref().unwrap_or_default(), row.last_name.as_deref().unwrap_or_default());
        (name, zone.in_words(row.changed_at))
    });
    Ok(SecurityPage {
        idle_minutes: idle_minutes(session, policy.idle_minutes),
        longest_idle: longest_idle(session),
        policy,
        changed,
    })
}

/// The minutes of the idle lock where a practice has chosen some, or has not. Never longer than the operator allows, whatever was chosen
/// before; at least one, for the page.
#[must_use]
pub fn idle_minutes(session: &SessionSettings, chosen: Option<i64>) -> i64 {
    let minutes = |millis: Millis| (millis / MINUTE).max(1);
    chosen.map_or(minutes(session.idle()), |chosen| chosen.min(minutes(session.longest_idle())))
}

/// The longest that a practice may choose, in minutes.
#[must_use]
pub fn longest_idle(session: &SessionSettings) -> i64 {
    (session.longest_idle() / MINUTE).clamp(SHORTEST_IDLE, LONGEST_IDLE)
}

/// A change of one section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// A session left alone locks after so many minutes.
    IdleMinutes(i64),
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Updated {
    /// Done, or as it was.
    Done,
    /// Who asked is no active administrator any more.
    NotAllowed,
    /// Somebody else changed the policy since this page was shown.
    Conflict,
    /// Shorter or longer than may be chosen.
    OutOfRange,
}

/// Changes one section of the actor's practice, as it was at a version.
///
/// # Errors
/// A database fault.
pub async fn update(platform: &Platform, actor: &Actor, version: i64, section: Section) -> Outcome<Updated> {
    if !is_allowed(platform, section) {
        return Ok(Updated::OutOfRange);
    }
    let mut tx = platform.db.write().await?;
    if !manage::lock_as_administrator(&mut tx, actor).await? {
        return Ok(Updated::NotAllowed);
    }
    store::create(&mut tx, actor.practice).await?;
    let before = find(&mut tx, actor.practice).await?;
    if before.version != version {
        return Ok(Updated::Conflict);
    }
    let now = platform.clock.now();
    let change = Change { practice: actor.practice, version, at: now, by: actor.user };
    let told = match section {
        Section::IdleMinutes(minutes) if before.idle_minutes == Some(minutes) => return Ok(Updated::Done),
        Section::IdleMinutes(minutes) => {
            store::set_idle_minutes(&mut tx, &change, Some(minutes)).await?;
            let was = idle_minutes(&platform.settings.session, before.idle_minutes);
            differs("idle_minutes", &json!(was), &json!(minutes))
        }
    };
    let entry = Entry {
        actor: Some(actor.user),
        practice: Some(actor.practice),
        detail: told,
        ..Entry::of(Kind::SecurityPolicyChanged, now, &actor.network)
    };
    audit::append(platform, &mut tx, entry).await?;
    tx.commit().await?;
    Ok(Updated::Done)
}

fn is_allowed(platform: &Platform, section: Section) -> bool {
    match section {
        Section::IdleMinutes(minutes) => (SHORTEST_IDLE..=longest_idle(&platform.settings.session)).contains(&minutes),
    }
}

fn differs(name: &str, before: &Value, after: &Value) -> Value {
    json!({ "before": { name: before }, "after": { name: after } })
}

fn of_row(row: &PolicyRow) -> Policy {
    Policy { idle_minutes: row.idle_minutes, version: row.version }
}
