//! A person's own second step: what is set up, what is trusted, and what a change does beside.

use serde_json::json;
use uuid::Uuid;

use super::model::{Overview, TrustedBrowser};
use super::policy;
use super::proofs::factors;
use super::service::{params, tell};
use super::store;
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::i18n::Locale;
use crate::known_browsers::service as known_browsers;
use crate::log_in_codes::service as log_in_codes;
use crate::outbox::model::{MessageKind, Params};
use crate::passkeys::service as passkeys;
use crate::phones::service as phones;
use crate::platform::{Outcome, Platform, Tx};
use crate::practice::service as practices;
use crate::practice::time::Zone;
use crate::recovery_codes::service as recovery_codes;
use crate::security_policy::model::Demand;
use crate::security_policy::service::find_second_step;
use crate::sessions::service::{self as sessions, Actor};
use crate::totp::service as totp;
use crate::users::service as users;

/// Whether a person has set up a second step, asked for or not.
///
/// # Errors
/// A database fault.
pub async fn has_second_step(platform: &Platform, tx: &mut Tx, user: Uuid) -> Outcome<bool> {
    Ok(!factors(platform, tx, user).await?.is_empty())
}

/// What a change of factors does beside, in the caller's transaction: no browser is trusted any more, log-ins under way are over, the person
/// is told (ASVS 6.3.7), and the trail.
///
/// # Errors
/// A database fault.
pub async fn changed(platform: &Platform, tx: &mut Tx, actor: &Actor, kind: Kind, locale: Locale) -> Outcome<()> {
    let now = platform.clock.now();
    let untrusted = known_browsers::untrust(platform, tx, actor.user, None).await?;
    store::end_all(tx, actor.user, now).await?;
    policy::release(platform, tx, actor.practice, actor.user).await?;
    let own = users::find_own(tx, actor).await?;
    let params = params(&own.first_name, &actor.person.practice);
    tell(platform, tx, (actor.practice, actor.user, own.email), MessageKind::SecondFactorChanged, params, locale).await?;
    let entry =
        Entry { subject: Some(actor.user), detail: json!({ "browsers_untrusted": untrusted }), ..Entry::by(actor, kind, now) };
    audit::append(platform, tx, entry).await
}

/// Takes everything away that a person is asked for after the password, in the caller's transaction: for who has lost it all. Browsers are not
/// trusted any more, log-ins under way are over. Says whether there was anything. The caller tells of it.
///
/// # Errors
/// A database fault.
pub async fn remove_all(platform: &Platform, tx: &mut Tx, user: Uuid) -> Outcome<bool> {
    let had = !factors(platform, tx, user).await?.is_empty();
    totp::remove(tx, user).await?;
    passkeys::remove_all(tx, user).await?;
    phones::remove(platform, tx, user).await?;
    recovery_codes::remove(tx, user).await?;
    log_in_codes::end_open(platform, tx, user).await?;
    known_browsers::untrust(platform, tx, user, None).await?;
    store::end_all(tx, user, platform.clock.now()).await?;
    Ok(had)
}

/// The same by an administrator, in the caller's transaction, which holds their rights: told to the person and to the other administrators,
/// since nobody should find out at the log-in.
///
/// # Errors
/// A database fault.
pub async fn remove_by_administrator(
    platform: &Platform,
    tx: &mut Tx,
    actor: &Actor,
    of: &Removed<'_>,
    locale: Locale,
) -> Outcome<bool> {
    if !remove_all(platform, tx, of.user).await? {
        return Ok(false);
    }
    // Who had a passkey alone can't come in any more: no session of theirs goes on that nothing could unlock.
    if !users::is_set_up(tx, of.user).await? {
        sessions::end_all(platform, tx, of.user, "no-way-in").await?;
    }
    let by = Some(actor.person.name.clone());
    let own = Params { actor: by.clone(), ..params(of.first_name, &actor.person.practice) };
    let to = (actor.practice, of.user, of.email.map(str::to_owned));
    tell(platform, tx, to, MessageKind::SecondStepRemoved, own, locale).await?;
    for other in users::other_administrators(tx, actor.practice, [actor.user, of.user]).await? {
        let told =
            Params { actor: by.clone(), person: Some(of.name.to_owned()), ..params(&other.first_name, &actor.person.practice) };
        let to = (actor.practice, other.id, Some(other.email));
        tell(platform, tx, to, MessageKind::SecondStepRemoved, told, locale).await?;
    }
    Ok(true)
}

/// Whose second step an administrator takes away.
#[derive(Clone, Copy, Debug)]
pub struct Removed<'a> {
    /// The person.
    pub user: Uuid,
    /// Given name.
    pub first_name: &'a str,
    /// Given and family name.
    pub name: &'a str,
    /// Contact address.
    pub email: Option<&'a str>,
}

/// The same by the operator, in the caller's transaction, for an administrator whom nobody else can help. Says whether there was anything.
///
/// # Errors
/// A database fault.
pub async fn remove_by_operator(platform: &Platform, tx: &mut Tx, practice: Uuid, user: Uuid) -> Outcome<bool> {
    let had = remove_all(platform, tx, user).await?;
    if had {
        let entry = Entry {
            subject: Some(user),
            practice: Some(practice),
            ..Entry::of(Kind::SecondStepRemoved, platform.clock.now(), "operator")
        };
        audit::append(platform, tx, entry).await?;
    }
    Ok(had)
}

/// Ends a person's log-ins that wait for a second step, in the caller's transaction: what they would be asked for has changed. Sessions
/// that wait for one to be set up wait no longer.
///
/// # Errors
/// A database fault.
pub async fn end_open(platform: &Platform, tx: &mut Tx, practice: Uuid, user: Uuid) -> Outcome<()> {
    policy::release(platform, tx, practice, user).await?;
    store::end_all(tx, user, platform.clock.now()).await.map(drop)
}

/// Ends every log-in that waits for its second step, and all trust in browsers, of every practice, in the caller's transaction: in a restored
/// database a step may be answered already, and a browser's trust may have been ended since. Returns how many of each.
///
/// # Errors
/// A database fault.
pub async fn end_restored(platform: &Platform, tx: &mut Tx) -> Outcome<(u64, u64)> {
    let steps = store::end_every(tx, platform.clock.now()).await?;
    Ok((steps, known_browsers::untrust_every(platform, tx).await?))
}

/// What a person sees of their own second step; `token` is what their browser is known by.
///
/// # Errors
/// A database fault.
pub async fn find_own(platform: &Platform, actor: &Actor, token: Option<&str>) -> Outcome<Overview> {
    let codes = recovery_codes::find_own(platform, actor).await?;
    let mut tx = platform.db.read().await?;
    let zone = practices::find_zone(&mut tx, actor.practice).await?;
    let rules = find_second_step(platform, &mut tx, actor.practice).await?;
    let asked = policy::is_asked(platform, &mut tx, actor.practice, actor.user).await?;
    Ok(Overview {
        authenticator: totp::find(&mut tx, actor.user).await?.map(|at| zone.in_words(at)),
        phone: phones::find_verified(&mut tx, actor.user).await?.map(|p| (p.ends().to_owned(), zone.in_words(p.verified_at))),
        recovery_codes: codes.left,
        recovery_codes_kept: codes.kept,
        passkeys: passkeys::count(platform, &mut tx, actor.user).await?,
        off: rules.demand == Demand::Off,
        trust_days: rules.trust_days,
        password_short: !asked && users::find_password_age(&mut tx, actor.user).await?.is_some_and(|(_, short)| short),
        trusted: list_trusted(platform, &mut tx, actor.user, token, &zone).await?,
    })
}

/// A person's browsers that need no code, the last used first; `token` is what the browser that asks is known by. The caller has found the
/// person in their practice, and its zone.
///
/// # Errors
/// A database fault.
pub async fn list_trusted(
    platform: &Platform,
    tx: &mut Tx,
    user: Uuid,
    token: Option<&str>,
    zone: &Zone,
) -> Outcome<Vec<TrustedBrowser>> {
    let browsers = known_browsers::list(platform, tx, user, token).await?.into_iter();
    let trusted = browsers.filter_map(|(row, this)| row.trusted_until.map(|until| (row, this, until)));
    Ok(trusted
        .map(|(row, this, until)| TrustedBrowser {
            id: row.id.simple().to_string(),
            browser: row.browser,
            network: row.last_network,
            first: zone.in_words(row.first_at),
            last: zone.in_words(row.last_at),
            until: zone.in_words(until),
            this,
        })
        .collect())
}

/// Ends the trust in one of the actor's browsers, or with none in all of them.
///
/// # Errors
/// A database fault.
pub async fn untrust_own(platform: &Platform, actor: &Actor, browser: Option<Uuid>) -> Outcome<()> {
    let mut tx = platform.db.write().await?;
    let ended = known_browsers::untrust(platform, &mut tx, actor.user, browser).await?;
    if ended > 0 {
        let entry = Entry {
            subject: Some(actor.user),
            detail: json!({ "browsers_untrusted": ended }),
            ..Entry::by(actor, Kind::TrustEnded, platform.clock.now())
        };
        audit::append(platform, &mut tx, entry).await?;
    }
    tx.commit().await
}
