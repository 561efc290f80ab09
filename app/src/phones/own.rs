//! A person's own phone: what their page shows, and the steps of a change, each a transaction.

use std::net::IpAddr;

use super::model::{OwnPhone, OwnStep, Phone, PhonePage};
use super::service::{self, Begun, Owner, Verified};
use crate::i18n::Locale;
use crate::outbox::model::Channel;
use crate::platform::{Outcome, Platform};
use crate::practice::service as practices;
use crate::second_factor::own as second_factor;
use crate::security_codes::model::Sent;
use crate::security_codes::service as codes;
use crate::sessions::service::Actor;
use crate::users::service::{self as users, Own};

/// Who goes on with a change: the session, never just the person.
fn owner<'a>(actor: &'a Actor, own: &'a Own, locale: Locale) -> Owner<'a> {
    Owner {
        user: actor.user,
        practice: actor.practice,
        owner: actor.session,
        network: &actor.network,
        first_name: &own.first_name,
        practice_name: &actor.person.practice,
        email: own.email.as_deref(),
        locale,
    }
}

/// What the person's page shows.
///
/// # Errors
/// A database fault.
pub async fn find_own(platform: &Platform, actor: &Actor, locale: Locale) -> Outcome<PhonePage> {
    let mut tx = platform.db.read().await?;
    let zone = practices::find_zone(&mut tx, actor.practice).await?;
    let own = users::find_own(&mut tx, actor).await?;
    let phone = service::find_verified(&mut tx, actor.user).await?.map(|phone| OwnPhone {
        ends: phone.ends().to_owned(),
        kind: phone.kind,
        prefers: phone.prefers,
        since: zone.in_words(phone.verified_at),
    });
    let step = match service::find_step(platform, &mut tx, &owner(actor, &own, locale)).await? {
        Some(step) => Some(OwnStep {
            kind: service::line_kind(&mut tx, actor.user, &step.to).await?,
            ways: codes::ways(platform, &mut tx, actor.user, &step.to).await?,
            purpose: step.purpose,
            ends: Phone::ends_of(&step.to).to_owned(),
            removes: step.removes,
            code: codes::state(platform, &mut tx, step.purpose, step.flow).await?,
        }),
        None => None,
    };
    Ok(PhonePage { phone, step, sends: !platform.settings.no_phone, calls: !platform.settings.no_calls })
}

/// Begins to set or change the actor's number; `typed` none takes it away. The caller has made sure of a fresh proof.
///
/// # Errors
/// A database fault.
pub async fn begin(platform: &Platform, actor: &Actor, typed: Option<&str>, prefers: Channel, locale: Locale) -> Outcome<Begun> {
    let mut tx = platform.db.write().await?;
    let own = users::find_own(&mut tx, actor).await?;
    let begun = service::begin(platform, &mut tx, &owner(actor, &own, locale), typed, prefers).await?;
    if matches!(begun, Begun::Code(Sent::Done { .. })) {
        tx.commit().await?;
    }
    Ok(begun)
}

/// Sends the code of the open step once more, by this way; none when no step is open.
///
/// # Errors
/// A database fault.
pub async fn send(platform: &Platform, actor: &Actor, channel: Channel, locale: Locale) -> Outcome<Option<Sent>> {
    let mut tx = platform.db.write().await?;
    let own = users::find_own(&mut tx, actor).await?;
    let sent = service::send(platform, &mut tx, &owner(actor, &own, locale), channel).await?;
    if matches!(sent, Some(Sent::Done { .. })) {
        tx.commit().await?;
    }
    Ok(sent)
}

/// Goes on with a change by the code that was typed. One that is done ends log-ins that wait for a second step.
///
/// # Errors
/// A database fault.
pub async fn verify(platform: &Platform, actor: &Actor, from: IpAddr, typed: &str, locale: Locale) -> Outcome<Verified> {
    let counters = codes::counters(platform, actor.user, from);
    let mut tx = platform.db.write().await?;
    let own = users::find_own(&mut tx, actor).await?;
    let verified = service::verify(platform, &mut tx, &owner(actor, &own, locale), &counters, typed).await?;
    if matches!(verified, Verified::Set | Verified::Removed) {
        second_factor::end_open(platform, &mut tx, actor.practice, actor.user).await?;
    }
    // Whatever the answer is: a wrong try counts.
    tx.commit().await?;
    Ok(verified)
}

/// Ends a change that this session began; the number stays as it is.
///
/// # Errors
/// A database fault.
pub async fn cancel(platform: &Platform, actor: &Actor, locale: Locale) -> Outcome<()> {
    let mut tx = platform.db.write().await?;
    let own = users::find_own(&mut tx, actor).await?;
    service::cancel(platform, &mut tx, &owner(actor, &own, locale)).await?;
    tx.commit().await
}
