//! A link made by the operator, when no administrator of a practice can log in. It is shown on the operator's terminal and sent to nobody;
//! that it was made is told to every address that is known, and stands in the trail.
//!
//! One operator alone makes a link that works a day later, so that whoever is told can object; a second one makes it work at once. Nothing else
//! happens before the person uses it: the same transaction that sets the password makes them an administrator, or takes their second step away.

use serde_json::json;

use super::recovery_store::{self, RecoveryRow};
use super::store::{self, NewResetRow, ResetRow};
use crate::addresses::service as addresses;
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::doctor::normalise_username;
use crate::i18n::Locale;
use crate::outbox::model::{Channel, MessageKind, Params, RESET_PURPOSE};
use crate::outbox::service::{NewMessage, enqueue, link_for};
use crate::phones::service as phones;
use crate::platform::clock::{DAY, MINUTE};
use crate::platform::{Millis, Outcome, Platform, Tx};
use crate::practice::service::Practice;
use crate::second_factor::own as second_factor;
use crate::users::operator::{self as users, Found};
use crate::users::service::{Resettable, other_administrators};

/// Minutes that the link works once two operators have said so.
const MINUTES: u32 = 30;

/// What the operator wants.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// Who wants it, as they name themselves: for the trail, and to tell two apart.
    pub operator: &'a str,
    /// The person becomes an active administrator with it.
    pub make_administrator: bool,
    /// Their second step is taken away with it.
    pub remove_second_step: bool,
    /// The language of the notices.
    pub locale: Locale,
}

/// A link, shown once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// Where the person chooses a new password.
    pub url: String,
    /// Given and family name.
    pub name: String,
    /// Messages that were queued about it.
    pub told: usize,
    /// From when on it works; none: now.
    pub from: Option<Millis>,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recovery {
    /// The link.
    Link(Made),
    /// No such person in this practice.
    NoSuchUser,
    /// May not log in.
    Deactivated,
    /// Looks after no accounts.
    NoAdministrator,
    /// There is no link that waits for a second operator.
    NothingWaits,
    /// The second operator is the first.
    SameOperator,
}

/// Makes the link; the reset before it ends. It works in a day.
///
/// # Errors
/// A database fault; then nothing has changed.
pub async fn start_by_operator(platform: &Platform, practice: &Practice, username: &str, wanted: &Wanted<'_>) -> Outcome<Recovery> {
    let mut tx = platform.db.write().await?;
    let target = match users::for_recovery(&mut tx, practice, &normalise_username(username), wanted.make_administrator).await? {
        Found::Administrator(target) => target,
        Found::NoSuchUser => return Ok(Recovery::NoSuchUser),
        Found::Deactivated => return Ok(Recovery::Deactivated),
        Found::NoAdministrator => return Ok(Recovery::NoAdministrator),
    };
    let now = platform.clock.now();
    store::cancel_open(&mut tx, target.id, now).await?;
    let (id, user, valid_from) = (platform.random.id(now), target.id, now + DAY);
    let row = NewResetRow { id, user, practice: practice.id, way: "link", by: None, now, valid_from, expires_at: valid_from + DAY };
    store::create(&mut tx, row).await?;
    let recovery = RecoveryRow {
        reset_id: id,
        operator: wanted.operator.to_owned(),
        make_administrator: wanted.make_administrator,
        remove_second_step: wanted.remove_second_step,
    };
    recovery_store::create(&mut tx, &recovery).await?;
    let detail = json!({
        "way": "link",
        "by": "operator",
        "operator": wanted.operator,
        "make_administrator": wanted.make_administrator,
        "remove_second_step": wanted.remove_second_step,
    });
    let entry =
        Entry { subject: Some(user), practice: Some(practice.id), detail, ..Entry::of(Kind::ResetStarted, now, "operator") };
    audit::append(platform, &mut tx, entry).await?;
    let told = tell(platform, &mut tx, practice, &target, true, wanted.locale).await?;
    tx.commit().await?;
    Ok(Recovery::Link(Made { url: link_for(platform, RESET_PURPOSE, id), name: target.name, told, from: Some(valid_from) }))
}

/// A second operator says that the link shall work at once, for half an hour.
///
/// # Errors
/// A database fault; then nothing has changed.
pub async fn confirm_by_operator(
    platform: &Platform,
    practice: &Practice,
    username: &str,
    wanted: &Wanted<'_>,
) -> Outcome<Recovery> {
    let mut tx = platform.db.write().await?;
    let Found::Administrator(target) = users::for_recovery(&mut tx, practice, &normalise_username(username), true).await? else {
        return Ok(Recovery::NoSuchUser);
    };
    let now = platform.clock.now();
    let Some(waiting) = recovery_store::find_waiting(&mut tx, target.id, now).await? else { return Ok(Recovery::NothingWaits) };
    if normalise_username(&waiting.operator) == normalise_username(wanted.operator) {
        return Ok(Recovery::SameOperator);
    }
    let until = now + i64::from(MINUTES) * MINUTE;
    if recovery_store::confirm(&mut tx, waiting.reset_id, wanted.operator).await? == 0
        || recovery_store::set_valid(&mut tx, waiting.reset_id, now, until).await? == 0
    {
        return Ok(Recovery::NothingWaits);
    }
    let detail = json!({ "way": "link", "by": "operator", "operator": waiting.operator, "confirmed_by": wanted.operator });
    let entry =
        Entry { subject: Some(target.id), practice: Some(practice.id), detail, ..Entry::of(Kind::ResetStarted, now, "operator") };
    audit::append(platform, &mut tx, entry).await?;
    let told = tell(platform, &mut tx, practice, &target, false, wanted.locale).await?;
    tx.commit().await?;
    Ok(Recovery::Link(Made { url: link_for(platform, RESET_PURPOSE, waiting.reset_id), name: target.name, told, from: None }))
}

/// What a link of the operator's does beside the password, in the transaction that sets it; nothing for any other reset.
pub(super) async fn carry_out(platform: &Platform, tx: &mut Tx, reset: &ResetRow) -> Outcome<()> {
    let Some(recovery) = recovery_store::find(tx, reset.id).await? else { return Ok(()) };
    if recovery.make_administrator {
        users::raise(platform, tx, reset.practice, reset.user_id).await?;
    }
    if recovery.remove_second_step {
        second_factor::remove_by_operator(platform, tx, reset.practice, reset.user_id).await?;
    }
    Ok(())
}

/// To every address that is known: the person's contact address, what they log in with, their phone, and every other administrator's address;
/// never the link.
async fn tell(
    platform: &Platform,
    tx: &mut Tx,
    practice: &Practice,
    target: &Resettable,
    later: bool,
    locale: Locale,
) -> Outcome<usize> {
    let own: Vec<String> = target.email.iter().cloned().collect();
    let log_in = addresses::list_of(tx, target.id).await?.into_iter().map(|row| row.address);
    let log_in: Vec<String> =
        log_in.filter(|address| !own.iter().any(|own| addresses::fold(own) == addresses::fold(address))).collect();
    let phone = phones::find_verified(tx, target.id).await?.map(|phone| phone.number).filter(|_| !platform.settings.no_phone);
    let others = other_administrators(tx, practice.id, [target.id, target.id]).await?;
    let person = |to: String, channel| (target.id, channel, to, target.first_name.clone(), None);
    let all = own.into_iter().chain(log_in).map(|address| person(address, Channel::Email));
    let all = all.chain(phone.map(|number| person(number, Channel::Sms)));
    let all = all.chain(others.into_iter().map(|a| (a.id, Channel::Email, a.email, a.first_name, Some(target.name.clone()))));
    let mut told = 0;
    for (user, channel, recipient, first_name, person) in all {
        let params = Params {
            first_name,
            practice: practice.name.clone(),
            minutes: Some(MINUTES),
            later: later.then_some(true),
            person,
            ..Params::default()
        };
        let (kind, practice, user) = (MessageKind::RecoveryNotice, practice.id, Some(user));
        enqueue(
            platform,
            tx,
            &NewMessage { practice: Some(practice), user, channel, kind, recipient, locale, params, reference: None },
        )
        .await?;
        told += 1;
    }
    Ok(told)
}
