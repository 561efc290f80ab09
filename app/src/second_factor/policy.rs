//! What the practice's policy means for one person: whether a second step is asked, until when they may do without one, and what they must
//! do before anything else.

use uuid::Uuid;

use super::proofs::factors;
use super::store;
use crate::agreements::service as agreements;
use crate::i18n::{Locale, Text};
use crate::known_browsers::service::{self as known_browsers, Known};
use crate::outbox::model::{MessageKind, Params};
use crate::passkeys::service as passkeys;
use crate::passwords::model::Rules;
use crate::platform::clock::DAY;
use crate::platform::{Millis, Outcome, Platform, Tx};
use crate::practice::service as practices;
use crate::security_policy::model::{Demand, Due, SecondStepRules, Without};
use crate::security_policy::service::{find_rules, find_second_step};
use crate::sessions::model::Limit;
use crate::sessions::service::{self as sessions, Actor};
use crate::users::manage::is_administrator;
use crate::users::notices::{News, tell_administrators};
use crate::users::service as users;

/// Whether a second step is asked of this person: they have one, and the practice has not switched it off.
///
/// # Errors
/// A database fault.
pub async fn is_asked(platform: &Platform, tx: &mut Tx, practice: Uuid, user: Uuid) -> Outcome<bool> {
    let demand = find_second_step(platform, tx, practice).await?.demand;
    Ok(demand != Demand::Off && !factors(platform, tx, user).await?.is_empty())
}

/// For how many days a browser may be trusted; none where the practice forbids it.
pub(super) fn trust_days(rules: &SecondStepRules) -> Option<u32> {
    u32::try_from(rules.trust_days).ok().filter(|days| *days > 0)
}

/// Whether a browser needs no code: it was trusted, for no longer than the practice allows now.
///
/// # Errors
/// A database fault.
pub async fn is_trusted(platform: &Platform, tx: &mut Tx, practice: Uuid, known: Option<Known>) -> Outcome<bool> {
    let Some(since) = known.and_then(|known| known.trusted_since) else { return Ok(false) };
    let days = find_second_step(platform, tx, practice).await?.trust_days;
    Ok(platform.clock.now() < since + days * DAY)
}

/// How long a new password must be: shorter beside a second step that is asked (NIST SP 800-63B-4 3.1.1.2), and never shorter than the practice
/// wants.
///
/// # Errors
/// A database fault.
pub async fn password_rules(platform: &Platform, tx: &mut Tx, practice: Uuid, user: Uuid) -> Outcome<Rules> {
    let asked = is_asked(platform, tx, practice, user).await?;
    let rules = if asked { Rules::with_second_factor() } else { Rules::alone() };
    Ok(rules.at_least(find_rules(platform, tx, practice).await?.passwords.shortest))
}

/// How long a password must be that stands alone in a practice.
///
/// # Errors
/// A database fault.
pub async fn rules_alone(platform: &Platform, tx: &mut Tx, practice: Uuid) -> Outcome<Rules> {
    Ok(Rules::alone().at_least(find_rules(platform, tx, practice).await?.passwords.shortest))
}

/// Why a person must choose a new password before anything else; none for nearly everybody.
///
/// # Errors
/// A database fault.
pub async fn due(platform: &Platform, tx: &mut Tx, practice: Uuid, user: Uuid) -> Outcome<Option<Due>> {
    let Some((set_at, short)) = users::find_password_age(tx, user).await? else { return Ok(None) };
    let rules = find_rules(platform, tx, practice).await?;
    let alone = short && (rules.second_step.demand == Demand::Off || factors(platform, tx, user).await?.is_empty());
    Ok(if alone { Some(Due::Short) } else { rules.passwords.is_due(set_at, platform.clock.now()) })
}

/// Until when the actor's password holds, in words, once that is less than two weeks away; none where it does not end.
///
/// # Errors
/// A database fault.
pub async fn password_until(platform: &Platform, actor: &Actor) -> Outcome<Option<String>> {
    let mut tx = platform.db.read().await?;
    let Some((set_at, _)) = users::find_password_age(&mut tx, actor.user).await? else { return Ok(None) };
    let rules = find_rules(platform, &mut tx, actor.practice).await?;
    let Some(end) = rules.passwords.ends(set_at).filter(|end| end - platform.clock.now() < 14 * DAY) else { return Ok(None) };
    let zone = practices::find_zone(&mut tx, actor.practice).await?;
    Ok(Some(zone.in_words(end)))
}

/// What a person must do before anything else; none for nearly everybody. Asked when a session begins and after each change that may end
/// it, in the caller's transaction.
///
/// # Errors
/// A database fault.
pub async fn limit(platform: &Platform, tx: &mut Tx, practice: Uuid, user: Uuid) -> Outcome<Option<Limit>> {
    let rules = find_second_step(platform, tx, practice).await?;
    let has = !factors(platform, tx, user).await?.is_empty();
    if !has && grace_end(tx, &rules, practice, user).await?.is_some_and(|end| platform.clock.now() >= end) {
        return Ok(Some(Limit::SecondStep));
    }
    if due(platform, tx, practice, user).await?.is_some() {
        return Ok(Some(Limit::Password));
    }
    Ok(agreements::is_due(platform, tx, user).await?.then_some(Limit::Agreement))
}

/// Until when a person may do without a second step; none where none is required of them.
async fn grace_end(tx: &mut Tx, rules: &SecondStepRules, practice: Uuid, user: Uuid) -> Outcome<Option<Millis>> {
    if !rules.demand.requires(is_administrator(tx, practice, user).await?) {
        return Ok(None);
    }
    Ok(store::find_required(tx, user).await?.map(|since| since + rules.grace_days * DAY))
}

/// Until when the actor may do without a second step, in words, and whether that is over already; none for whoever has one, and where none
/// is required.
///
/// # Errors
/// A database fault.
pub async fn find_grace(platform: &Platform, actor: &Actor) -> Outcome<Option<(String, bool)>> {
    let mut tx = platform.db.read().await?;
    let rules = find_second_step(platform, &mut tx, actor.practice).await?;
    let Some(end) = grace_end(&mut tx, &rules, actor.practice, actor.user).await? else { return Ok(None) };
    if !factors(platform, &mut tx, actor.user).await?.is_empty() {
        return Ok(None);
    }
    let zone = practices::find_zone(&mut tx, actor.practice).await?;
    Ok(Some((zone.in_words(end), platform.clock.now() >= end)))
}

/// Notes that a second step is required of a person from now on, if it is and was not; or that it is not any more. At each log-in, and when
/// rights change; in the caller's transaction.
///
/// # Errors
/// A database fault.
pub async fn note_required(platform: &Platform, tx: &mut Tx, practice: Uuid, user: Uuid) -> Outcome<()> {
    let demand = find_second_step(platform, tx, practice).await?.demand;
    if demand.requires(is_administrator(tx, practice, user).await?) {
        // A time of the future, from before a clock was set back, would be a longer grace.
        store::require(tx, user, platform.clock.now()).await?;
    } else {
        store::unrequire(tx, user).await?;
    }
    Ok(())
}

/// What a change of factors or of the password means for the sessions of a person that wait for it, in the caller's transaction.
///
/// # Errors
/// A database fault.
pub async fn release(platform: &Platform, tx: &mut Tx, practice: Uuid, user: Uuid) -> Outcome<()> {
    let limit = limit(platform, tx, practice, user).await?;
    sessions::set_limit(tx, user, limit).await
}

/// How many of a practice have no second step yet.
///
/// # Errors
/// A database fault.
pub async fn count_without(platform: &Platform, tx: &mut Tx, practice: Uuid) -> Outcome<Without> {
    store::count_without(tx, practice, passkeys::available(&platform.settings), !platform.settings.no_phone).await
}

/// What new rules do beside, in the caller's transaction, which has saved them: from when they hold for whom, and which trust ends.
///
/// # Errors
/// A database fault.
pub async fn changed(tx: &mut Tx, actor: &Actor, after: &SecondStepRules, now: Millis) -> Outcome<()> {
    if after.demand < Demand::All {
        store::unrequire_others(tx, actor.practice, after.demand == Demand::Administrators).await?;
    }
    if after.demand >= Demand::Administrators {
        // Whoever was never here has their grace from their first log-in on.
        store::require_all(tx, actor.practice, now, after.demand == Demand::All).await?;
    }
    known_browsers::shorten_trust(tx, actor.practice, after.trust_days).await.map(drop)
}

/// What new rules mean for everybody of a practice who must do something first, in the caller's transaction, which has saved them.
///
/// # Errors
/// A database fault.
pub async fn release_all(platform: &Platform, tx: &mut Tx, practice: Uuid) -> Outcome<()> {
    for user in sessions::list_limited(tx, practice).await? {
        release(platform, tx, practice, user).await?;
    }
    Ok(())
}

/// Tells every administrator of a rule that asks less, in the caller's transaction.
///
/// # Errors
/// A database fault.
pub async fn tell_weaker(platform: &Platform, tx: &mut Tx, actor: &Actor, rule: Text, locale: Locale) -> Outcome<()> {
    let news = News {
        practice: actor.practice,
        practice_name: &actor.person.practice,
        person: "",
        by: Some(&actor.person.name),
        kind: MessageKind::PolicyWeakened,
        more: Params { rule: Some(rule.of(locale).to_owned()), ..Params::default() },
    };
    // Also to who did it: it may have been somebody at their open screen.
    tell_administrators(platform, tx, &news, [Uuid::nil(); 2], locale).await
}
