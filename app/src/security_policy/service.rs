//! The rules of a practice's policy.

use serde_json::{Value, json};
use uuid::Uuid;

use super::model::{
    Demand, LONGEST_DAYS, LONGEST_IDLE, Limits, NETWORKS_FORM, NetworkRules, PASSWORDS_NEW, PasswordRules, Policy, QuestionPolicy,
    Rules, SHORTEST_IDLE, SecondStepRules, SecurityPage,
};
use super::networks;
pub use super::rules::Section;
use super::rules::told;
use super::store::{self, PolicyRow};
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::i18n::Locale;
use crate::levels::model::{Emergency, Permission};
use crate::levels::service as levels;
use crate::passwords::model::Rules as Lengths;
use crate::platform::clock::MINUTE;
use crate::platform::settings::{PolicySettings, SessionSettings, Settings};
use crate::platform::{Millis, Outcome, Platform, Tx};
use crate::practice::service as practices;
use crate::second_factor::policy;
use crate::sessions::service::Actor;
use crate::users::service::full_name;

/// What a practice has chosen.
///
/// # Errors
/// A database fault.
pub async fn find(tx: &mut Tx, practice: Uuid) -> Outcome<Policy> {
    Ok(store::find(tx, practice).await?.map(|row| of_row(&row)).unwrap_or_default())
}

/// What holds in a practice: as it has chosen, and never weaker than the operator allows.
///
/// # Errors
/// A database fault.
pub async fn find_rules(platform: &Platform, tx: &mut Tx, practice: Uuid) -> Outcome<Rules> {
    Ok(rules(&platform.settings, &find(tx, practice).await?))
}

/// The rules of the second step that hold in a practice.
///
/// # Errors
/// A database fault.
pub async fn find_second_step(platform: &Platform, tx: &mut Tx, practice: Uuid) -> Outcome<SecondStepRules> {
    Ok(find_rules(platform, tx, practice).await?.second_step)
}

/// Whether resets in a practice ask the security question.
///
/// # Errors
/// A database fault.
pub async fn find_question(platform: &Platform, tx: &mut Tx, practice: Uuid) -> Outcome<QuestionPolicy> {
    Ok(find_rules(platform, tx, practice).await?.question)
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
    let changed = row.filter(|row| row.changed_at > 0).map(|row| {
        let name = full_name(row.first_name.as_deref().unwrap_or_default(), row.last_name.as_deref().unwrap_or_default());
        (name, zone.in_words(row.changed_at))
    });
    Ok(SecurityPage {
        rules: rules(&platform.settings, &policy),
        version: policy.version,
        limits: limits(&platform.settings),
        without: policy::count_without(platform, &mut tx, actor.practice).await?,
        here: actor.network.clone(),
        outside: networks::is_outside(&policy.networks, false, &actor.network),
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

/// What holds where a practice has chosen this: never weaker than the operator allows, whatever was chosen before.
#[must_use]
pub fn rules(settings: &Settings, policy: &Policy) -> Rules {
    let (limits, operator) = (limits(settings), &settings.policy);
    let (weakest, (demand, grace, trust)) = (limits.weakest, policy.second_step);
    let days = policy.password_days.unwrap_or(limits.longest_days);
    Rules {
        idle_minutes: idle_minutes(&settings.session, policy.idle_minutes),
        second_step: SecondStepRules {
            demand: demand.unwrap_or(operator.second_step.unwrap_or_default()).max(weakest.demand),
            grace_days: grace.unwrap_or(operator.grace_days.map_or(7, i64::from)).clamp(0, weakest.grace_days),
            trust_days: trust.unwrap_or(LONGEST_DAYS).clamp(0, weakest.trust_days),
        },
        passwords: PasswordRules {
            shortest: policy.password_length.unwrap_or_default().max(limits.shortest_password),
            days: match limits.longest_days {
                0 => days,
                most if days == 0 => most,
                most => days.min(most),
            },
            since: policy.passwords_since.unwrap_or_default(),
        },
        question: policy.question.unwrap_or(operator.security_question.unwrap_or_default()).max(limits.question),
        networks: policy.networks.clone(),
    }
}

/// How far a practice may go.
#[must_use]
pub fn limits(settings: &Settings) -> Limits {
    let policy = &settings.policy;
    let days = |configured: Option<u32>| configured.map_or(LONGEST_DAYS, i64::from).min(LONGEST_DAYS);
    Limits {
        longest_idle: (settings.session.longest_idle() / MINUTE).clamp(SHORTEST_IDLE, LONGEST_IDLE),
        weakest: SecondStepRules {
            demand: policy.second_step.unwrap_or(Demand::Off),
            grace_days: days(policy.grace_days),
            trust_days: days(policy.trust_days),
        },
        shortest_password: shortest_password(policy),
        longest_days: i64::from(policy.password_days),
        question: policy.security_question.unwrap_or(QuestionPolicy::Off),
    }
}

fn shortest_password(policy: &PolicySettings) -> i64 {
    let least = i64::try_from(Lengths::with_second_factor().shortest).unwrap_or(i64::MAX);
    i64::from(policy.password_length).max(least)
}

/// What became of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Updated {
    /// Done, or as it was.
    Done,
    /// Who asked is no active administrator any more.
    NotAllowed,
    /// Somebody else changed the policy since this page was shown.
    Conflict,
    /// The networks stay as they are while emergency access is on.
    NotInEmergency,
    /// Who asked would shut themselves out: where they are now is in none of the networks.
    Outside,
}

/// Whether somebody else has changed the section of a form since a version.
///
/// # Errors
/// A database fault.
pub async fn has_changed(platform: &Platform, actor: &Actor, form: &str, version: i64) -> Outcome<bool> {
    let mut tx = platform.db.read().await?;
    Ok(find(&mut tx, actor.practice).await?.has_changed(form, version))
}

/// Changes one section of the actor's practice, as it was at a version; what was read by [`super::rules::read`] is within the limits.
/// Administrators who are told, are told in this language.
///
/// # Errors
/// A database fault.
pub async fn update(platform: &Platform, actor: &Actor, version: i64, section: &Section, locale: Locale) -> Outcome<Updated> {
    let mut tx = platform.db.write().await?;
    if !levels::lock(&mut tx, actor, Permission::Security).await? {
        return Ok(Updated::NotAllowed);
    }
    store::create(&mut tx, actor.practice).await?;
    let before = find(&mut tx, actor.practice).await?;
    if before.has_changed(section.form(), version) {
        return Ok(Updated::Conflict);
    }
    let now = platform.clock.now();
    let mut after = with(&before, section, now);
    if after == before {
        return Ok(Updated::Done);
    }
    after.changed_in.insert(section.form().to_owned(), before.version + 1);
    let administrator = actor.person.holder.administrator;
    if matches!(section, Section::Networks(new) if networks::is_outside(new, administrator, &actor.network)) {
        return Ok(Updated::Outside);
    }
    // It could shut out the very people who may end it.
    if matches!(section, Section::Networks(_)) && actor.person.holder.emergency == Emergency::Limited {
        return Ok(Updated::NotInEmergency);
    }
    if store::set(&mut tx, actor.practice, &after, (actor.user, now)).await? == 0 {
        return Ok(Updated::Conflict);
    }
    let (was, is) = (rules(&platform.settings, &before), rules(&platform.settings, &after));
    if matches!(section, Section::SecondStep(_)) {
        policy::changed(&mut tx, actor, &is.second_step, now).await?;
    }
    // Whoever waits for what is asked no more goes on at once.
    policy::release_all(platform, &mut tx, actor.practice).await?;
    if is.are_weaker_than(&was) || matches!(section, Section::Networks(_)) {
        policy::tell_weaker(platform, &mut tx, actor, section.title(), locale).await?;
    }
    let entry = Entry { detail: differs(&was, &is, section), ..Entry::by(actor, Kind::SecurityPolicyChanged, now) };
    audit::append(platform, &mut tx, entry).await?;
    tx.commit().await?;
    Ok(Updated::Done)
}

/// What a practice has chosen once it has chosen this too.
fn with(before: &Policy, section: &Section, now: Millis) -> Policy {
    let mut after = before.clone();
    match section {
        Section::IdleMinutes(minutes) => after.idle_minutes = Some(*minutes),
        Section::SecondStep(rules) => {
            after.second_step = (Some(rules.demand), Some(rules.grace_days), Some(rules.trust_days));
        }
        Section::Passwords { shortest, days, anew } => {
            (after.password_length, after.password_days) = (Some(*shortest), Some(*days));
            if *anew {
                after.passwords_since = Some(now);
            }
        }
        Section::Question(question) => after.question = Some(*question),
        Section::Networks(networks) => after.networks = networks.clone(),
    }
    after
}

fn differs(before: &Rules, after: &Rules, section: &Section) -> Value {
    let (mut before, mut after) = (told(before, section.form()), told(after, section.form()));
    if matches!(section, Section::Passwords { anew: true, .. }) {
        before.insert(PASSWORDS_NEW.to_owned(), false.into());
        after.insert(PASSWORDS_NEW.to_owned(), true.into());
    }
    json!({ "before": before, "after": after })
}

/// Lets everybody of a practice work from anywhere again, for the operator: the practice's own address has changed, and nobody gets in. False where there
/// was nothing to open.
///
/// # Errors
/// A database fault.
pub async fn open_networks(platform: &Platform, practice: Uuid, operator: &str) -> Outcome<bool> {
    let now = platform.clock.now();
    let mut tx = platform.db.write().await?;
    let before = find(&mut tx, practice).await?;
    // Whoever has the list open still is told that it has changed.
    let mut changed_in = before.changed_in.clone();
    changed_in.insert(NETWORKS_FORM.to_owned(), before.version + 1);
    if store::open_networks(&mut tx, practice, &changed_in, now).await? == 0 {
        return Ok(false);
    }
    let (was, is) =
        (rules(&platform.settings, &before), rules(&platform.settings, &Policy { networks: NetworkRules::default(), ..before }));
    let mut detail = differs(&was, &is, &Section::Networks(NetworkRules::default()));
    detail["operator"] = operator.into();
    let entry = Entry { practice: Some(practice), detail, ..Entry::of(Kind::SecurityPolicyChanged, now, "operator") };
    audit::append(platform, &mut tx, entry).await?;
    tx.commit().await?;
    Ok(true)
}

fn of_row(row: &PolicyRow) -> Policy {
    let demand = row.second_step.as_deref().and_then(Demand::parse);
    Policy {
        idle_minutes: row.idle_minutes,
        second_step: (demand, row.grace_days, row.trust_days),
        password_length: row.password_length,
        password_days: row.password_days,
        passwords_since: row.passwords_since,
        question: row.security_question.as_deref().and_then(QuestionPolicy::parse),
        networks: NetworkRules { list: row.networks.clone(), administrators_too: row.administrators_too },
        version: row.version,
        changed_in: serde_json::from_str(&row.changed_in).unwrap_or_default(),
    }
}
