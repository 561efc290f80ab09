//! What an administrator does to a person. Each deed: the practice's lock, the administrator's rights as they are now, the guard, the
//! change, its audit entry, one transaction.

use serde_json::{Value, json};
use uuid::Uuid;

use super::model::{Level, Profile, ProfileProblem};
use super::service::full_name;
use super::store::{self, ProfileRow, UserRow};
use super::waits::{Whose, forgive};
use super::{notices, rights};
use crate::addresses::service::{self as addresses, Claimant};
use crate::admin_requests::service as requests;
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::i18n::Locale;
use crate::invitations::service::{self as invitations, End};
use crate::known_browsers::service as known_browsers;
use crate::levels::model::Permission;
use crate::levels::service as levels;
use crate::log_in_codes::service as log_in_codes;
use crate::outbox::model::MessageKind;
use crate::phones::service::{self as phones, Owner};
use crate::platform::{Outcome, Platform, Tx};
use crate::practice::service as practices;
use crate::second_factor::own::{self as second_factor, Removed};
use crate::sessions::service::{self as sessions, Actor};

/// A deed to a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Change the profile, as it was at this version.
    Save(Profile, i64),
    /// May not log in any more; every session ends.
    Deactivate,
    /// May log in again, at once: failed tries are forgotten.
    Reactivate,
    /// May look after accounts.
    MakeAdministrator,
    /// May not any more.
    RemoveAdministrator,
    /// Forget failed tries.
    Unlock,
    /// End one of their sessions, or with none all of them; they are told in this language.
    EndSessions(Option<Uuid>, Locale),
    /// End the trust in one of their browsers, or with none in all of them; they are told in this language.
    EndTrust(Option<Uuid>, Locale),
    /// Take away what is asked after the password; the notices in this language.
    RemoveSecondStep(Locale),
    /// Take their verification phone's number away; they are told in this language.
    ResetPhone(Locale),
    /// May use emergency access, or not any more.
    AllowEmergency(bool),
    /// Release the address that they log in with, or claim; they are told in this language.
    ReleaseAddress(Locale),
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Result {
    /// Done.
    Done,
    /// No such person in this practice.
    NoSuchUser,
    /// Who asked is no active administrator any more.
    NotAllowed,
    /// The last active administrator stays.
    LastAdministrator,
    /// One's own level and rights are another's to change.
    Own,
    /// One's own phone is changed on one's own page.
    OwnPhone,
    /// Somebody else changed the person since: as they are now, and the version of that.
    Conflict(Box<Profile>, i64),
    /// Who asked has emergency access alone: it does not go so far.
    BeyondEmergency,
    /// What is wrong with the form.
    Problems(Vec<ProfileProblem>),
}

/// Does it, or says why not.
///
/// # Errors
/// A database fault.
pub async fn perform(platform: &Platform, actor: &Actor, user: Uuid, deed: Deed, locale: Locale) -> Outcome<Result> {
    // What lets somebody in who has asked for help.
    let helps = matches!(deed, Deed::Reactivate | Deed::Unlock | Deed::RemoveSecondStep(_) | Deed::ResetPhone(_)).then_some(locale);
    let mut tx = platform.db.write().await?;
    let practice_id = practices::lock(&mut tx, actor.practice).await?;
    if !levels::is_allowed(&mut tx, actor, Permission::Users).await? {
        return Ok(Result::NotAllowed);
    }
    let Some(before) = store::find(&mut tx, actor.practice, user).await? else { return Ok(Result::NoSuchUser) };
    if let Some(further) = rights::further(&deed, &before, actor)
        && !levels::is_allowed(&mut tx, actor, further).await?
    {
        let detail = json!({ "deed": rights::kind_of(&deed).as_str() });
        tell(platform, &mut tx, actor, user, Kind::EmergencyRefused, detail).await?;
        tx.commit().await?;
        return Ok(Result::BeyondEmergency);
    }
    let whose = Whose { user, practice_id: &practice_id, username: &before.username };
    let result = match deed {
        Deed::Save(profile, version) => save(platform, &mut tx, actor, &before, profile, version).await?,
        Deed::Deactivate => set_active(platform, &mut tx, actor, &before, false).await?,
        Deed::Reactivate => {
            // Whoever may log in again may do so now: waits from before the deactivation would deny what the page says.
            forgive(platform, &mut tx, whose).await?;
            set_active(platform, &mut tx, actor, &before, true).await?
        }
        Deed::MakeAdministrator => rights::set_administrator(platform, &mut tx, actor, &before, true).await?,
        Deed::RemoveAdministrator => rights::set_administrator(platform, &mut tx, actor, &before, false).await?,
        Deed::Unlock => {
            forgive(platform, &mut tx, whose).await?;
            tell(platform, &mut tx, actor, user, Kind::Unlocked, Value::Null).await?
        }
        Deed::AllowEmergency(to) => rights::allow_emergency(platform, &mut tx, actor, &before, to).await?,
        Deed::ResetPhone(locale) => reset_phone(platform, &mut tx, actor, &before, locale).await?,
        Deed::ReleaseAddress(locale) => release_address(platform, &mut tx, actor, &before, locale).await?,
        Deed::EndSessions(session, locale) => end_sessions(platform, &mut tx, actor, &before, session, locale).await?,
        Deed::EndTrust(browser, locale) => end_trust(platform, &mut tx, actor, &before, browser, locale).await?,
        Deed::RemoveSecondStep(locale) => remove_second_step(platform, &mut tx, actor, &before, locale).await?,
    };
    if result == Result::Done {
        if let Some(locale) = helps {
            requests::helped(platform, &mut tx, actor, user, locale).await?;
        }
        tx.commit().await?;
    }
    Ok(result)
}

/// Whether a person is an active administrator of a practice.
///
/// # Errors
/// A database fault.
pub async fn is_administrator(tx: &mut Tx, practice: Uuid, user: Uuid) -> Outcome<bool> {
    store::is_administrator(tx, practice, user).await
}

async fn save(
    platform: &Platform,
    tx: &mut Tx,
    actor: &Actor,
    before: &UserRow,
    profile: Profile,
    version: i64,
) -> Outcome<Result> {
    let saved = Profile {
        first_name: before.first_name.clone(),
        last_name: before.last_name.clone(),
        email: before.email.clone().unwrap_or_default(),
        phone: before.phone.clone().unwrap_or_default(),
        level: Level::parse(&before.level),
    };
    // Before what is wrong: a form that comes back for a mistake must not replace unseen what somebody else has saved.
    let conflict = Result::Conflict(Box::new(saved), before.version);
    if before.version != version {
        return Ok(conflict);
    }
    let (profile, problems) = profile.checked();
    if !problems.is_empty() {
        return Ok(Result::Problems(problems));
    }
    let level = profile.level.unwrap_or(Level::Staff);
    if before.id == actor.user && level.as_str() != before.level {
        return Ok(Result::Own);
    }
    let some = |text: &String| (!text.is_empty()).then(|| text.clone());
    let (email, phone) = (some(&profile.email), some(&profile.phone));
    let row = ProfileRow {
        first_name: &profile.first_name,
        last_name: &profile.last_name,
        email: email.as_deref(),
        phone: phone.as_deref(),
        level: level.as_str(),
    };
    if store::update_profile(tx, actor.practice, before.id, &row, version, platform.clock.now()).await? == 0 {
        return Ok(conflict);
    }
    // A link that is on its way to the old address must not open the account of whoever reads the new one.
    if email != before.email {
        invitations::end_with_resets(platform, tx, before.id, End::AddressChanged).await?;
    }
    let detail = json!({
        "before": { "first_name": before.first_name, "last_name": before.last_name, "email": before.email, "phone": before.phone, "level": before.level },
        "after": { "first_name": row.first_name, "last_name": row.last_name, "email": row.email, "phone": row.phone, "level": row.level },
    });
    tell(platform, tx, actor, before.id, Kind::UserChanged, detail).await
}

async fn set_active(platform: &Platform, tx: &mut Tx, actor: &Actor, before: &UserRow, active: bool) -> Outcome<Result> {
    let now = platform.clock.now();
    if active == before.deactivated_at.is_none() {
        return Ok(Result::Done);
    }
    if before.id == actor.user {
        return Ok(Result::Own);
    }
    if !active && before.administrator && store::count_other_administrators(tx, actor.practice, before.id).await? == 0 {
        return Ok(Result::LastAdministrator);
    }
    rights::forget_emergency(platform, tx, actor, before).await?;
    store::set_deactivated(tx, actor.practice, before.id, (!active).then_some(now), now).await?;
    let ended = if active { 0 } else { sessions::end_all(platform, tx, before.id, "deactivated").await? };
    known_browsers::untrust(platform, tx, before.id, None).await?;
    // A log-in that waits for its code does not wait the deactivation out.
    second_factor::end_open(platform, tx, actor.practice, before.id).await?;
    invitations::end_with_resets(platform, tx, before.id, End::Deactivated).await?;
    log_in_codes::end_open(platform, tx, before.id).await?;
    let kind = if active { Kind::Reactivated } else { Kind::Deactivated };
    tell(platform, tx, actor, before.id, kind, json!({ "sessions_ended": ended })).await
}

async fn remove_second_step(platform: &Platform, tx: &mut Tx, actor: &Actor, before: &UserRow, locale: Locale) -> Outcome<Result> {
    // One's own is changed on one's own page, with the password.
    if before.id == actor.user {
        return Ok(Result::Own);
    }
    let name = full_name(&before.first_name, &before.last_name);
    let of = Removed { user: before.id, first_name: &before.first_name, name: &name, email: before.email.as_deref() };
    if !second_factor::remove_by_administrator(platform, tx, actor, &of, locale).await? {
        return Ok(Result::Done);
    }
    tell(platform, tx, actor, before.id, Kind::SecondStepRemoved, Value::Null).await
}

async fn end_sessions(
    platform: &Platform,
    tx: &mut Tx,
    actor: &Actor,
    before: &UserRow,
    session: Option<Uuid>,
    locale: Locale,
) -> Outcome<Result> {
    let ended = sessions::end_by_administrator(platform, tx, before.id, session).await?;
    // Over already: that is what was asked for.
    if ended == 0 {
        return Ok(Result::Done);
    }
    if before.id != actor.user {
        notices::tell(platform, tx, actor, before, MessageKind::SessionsEnded, locale).await?;
    }
    tell(platform, tx, actor, before.id, Kind::SessionEnded, json!({ "sessions_ended": ended })).await
}

async fn end_trust(
    platform: &Platform,
    tx: &mut Tx,
    actor: &Actor,
    before: &UserRow,
    browser: Option<Uuid>,
    locale: Locale,
) -> Outcome<Result> {
    let ended = known_browsers::untrust(platform, tx, before.id, browser).await?;
    if ended == 0 {
        return Ok(Result::Done);
    }
    if before.id != actor.user {
        notices::tell(platform, tx, actor, before, MessageKind::TrustEnded, locale).await?;
    }
    tell(platform, tx, actor, before.id, Kind::TrustEnded, json!({ "browsers_untrusted": ended })).await
}

/// One's own is changed on one's own page, where a code goes to it first.
async fn reset_phone(platform: &Platform, tx: &mut Tx, actor: &Actor, before: &UserRow, locale: Locale) -> Outcome<Result> {
    if before.id == actor.user {
        return Ok(Result::OwnPhone);
    }
    let owner = Owner {
        user: before.id,
        practice: actor.practice,
        owner: actor.session,
        network: &actor.network,
        first_name: &before.first_name,
        practice_name: &actor.person.practice,
        email: before.email.as_deref(),
        locale,
    };
    // None there any more: that is what was asked for.
    if phones::reset(platform, tx, &owner, (actor.user, &actor.person.name)).await? {
        second_factor::end_open(platform, tx, actor.practice, before.id).await?;
    }
    Ok(Result::Done)
}

/// From then on they log in with Practice ID and username. Also for who is deactivated, which keeps the address.
async fn release_address(platform: &Platform, tx: &mut Tx, actor: &Actor, before: &UserRow, locale: Locale) -> Outcome<Result> {
    let who = Claimant {
        user: before.id,
        practice: actor.practice,
        by: Some(actor.user),
        first_name: &before.first_name,
        practice_name: &actor.person.practice,
        network: &actor.network,
        locale,
    };
    for row in addresses::release_all(platform, tx, &who, actor.user).await?.into_iter().filter(|row| row.verified_at.is_some()) {
        let to = UserRow { email: Some(row.address), ..before.clone() };
        notices::tell(platform, tx, actor, &to, MessageKind::LogInAddressReleased, locale).await?;
    }
    Ok(Result::Done)
}

/// Writes the deed down.
///
/// # Errors
/// A database fault.
pub(super) async fn tell(
    platform: &Platform,
    tx: &mut Tx,
    actor: &Actor,
    user: Uuid,
    kind: Kind,
    detail: Value,
) -> Outcome<Result> {
    let entry = Entry { subject: Some(user), detail, ..Entry::by(actor, kind, platform.clock.now()) };
    audit::append(platform, tx, entry).await?;
    Ok(Result::Done)
}
