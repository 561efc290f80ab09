//! The rules of a practice's policy.

use serde_json::{Value, json};
use uuid::Uuid;

use super::model::{Demand, LONGEST_DAYS, LONGEST_IDLE, Policy, SHORTEST_IDLE, SecondStepRules, SecurityPage};
use super::store::{self, Change, PolicyRow};
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::i18n::Locale;
use crate::levels::model::Permission;
use crate::levels::service as levels;
use crate::platform::clock::MINUTE;
use crate::platform::settings::{PolicySettings, SessionSettings};
use crate::platform::{Millis, Outcome, Platform, Tx};
use crate::practice::service as practices;
use crate::second_factor::policy;
use crate::sessions::service::Actor;
use crate::users::service::full_name;

/// What holds in a practice.
///
/// # Errors
/// A database fault.
pub async fn find(tx: &mut Tx, practice: Uuid) -> Outcome<Policy> {
    Ok(store::find(tx, practice).await?.map(|row| of_row(&row)).unwrap_or_default())
}

/// The rules of the second step that hold in a practice: as it has chosen, and never weaker than the operator allows.
///
/// # Errors
/// A database fault.
pub async fn find_second_step(platform: &Platform, tx: &mut Tx, practice: Uuid) -> Outcome<SecondStepRules> {
    Ok(second_step(&platform.settings.policy, &find(tx, practice).await?))
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
        second_step: second_step(&platform.settings.policy, &policy),
        weakest: weakest(&platform.settings.policy),
        without: policy::count_without(platform, &mut tx, actor.practice).await?,
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

/// The rules of the second step as a practice has chosen, never weaker than the operator allows.
#[must_use]
pub fn second_step(settings: &PolicySettings, policy: &Policy) -> SecondStepRules {
    let (weakest, (demand, grace, trust)) = (weakest(settings), policy.second_step);
    SecondStepRules {
        demand: demand.unwrap_or(settings.second_step.unwrap_or_default()).max(weakest.demand),
        grace_days: grace.unwrap_or(settings.grace_days.map_or(7, i64::from)).clamp(0, weakest.grace_days),
        trust_days: trust.unwrap_or(LONGEST_DAYS).clamp(0, weakest.trust_days),
    }
}

/// The weakest rules of the second step that a practice may choose.
#[must_use]
pub fn weakest(settings: &PolicySettings) -> SecondStepRules {
    let days = |configured: Option<u32>| configured.map_or(LONGEST_DAYS, i64::from).min(LONGEST_DAYS);
    SecondStepRules {
        demand: settings.second_step.unwrap_or(Demand::Off),
        grace_days: days(settings.grace_days),
        trust_days: days(settings.trust_days),
    }
}

/// A change of one section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// A session left alone locks after so many minutes.
    IdleMinutes(i64),
    /// Who is asked for a second step, and how strictly.
    SecondStep(SecondStepRules),
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
    /// More or less than may be chosen.
    OutOfRange,
}

/// Changes one section of the actor's practice, as it was at a version. Administrators who are told, are told in this language.
///
/// # Errors
/// A database fault.
pub async fn update(platform: &Platform, actor: &Actor, version: i64, section: Section, locale: Locale) -> Outcome<Updated> {
    if !is_allowed(platform, section) {
        return Ok(Updated::OutOfRange);
    }
    let mut tx = platform.db.write().await?;
    if !levels::lock(&mut tx, actor, Permission::Security).await? {
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
            differs(&json!({ "idle_minutes": was }), &json!({ "idle_minutes": minutes }))
        }
        Section::SecondStep(rules) => {
            let chosen = (Some(rules.demand), Some(rules.grace_days), Some(rules.trust_days));
            if before.second_step == chosen {
                return Ok(Updated::Done);
            }
            store::set_second_step(&mut tx, &change, &rules).await?;
            let was = second_step(&platform.settings.policy, &before);
            policy::changed(platform, &mut tx, actor, (&was, &rules), locale).await?;
            differs(&in_detail(&was), &in_detail(&rules))
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
        Section::SecondStep(rules) => {
            let weakest = weakest(&platform.settings.policy);
            rules.demand >= weakest.demand
                && (0..=weakest.grace_days).contains(&rules.grace_days)
                && (0..=weakest.trust_days).contains(&rules.trust_days)
        }
    }
}

fn in_detail(rules: &SecondStepRules) -> Value {
    json!({ "second_step": rules.demand.as_str(), "grace_days": rules.grace_days, "trust_days": rules.trust_days })
}

fn differs(before: &Value, after: &Value) -> Value {
    json!({ "before": before, "after": after })
}

fn of_row(row: &PolicyRow) -> Policy {
    let demand = row.second_step.as_deref().and_then(Demand::parse);
    Policy { idle_minutes: row.idle_minutes, second_step: (demand, row.grace_days, row.trust_days), version: row.version }
}
