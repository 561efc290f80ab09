//! The rules of the step-up.

use serde_json::json;

use crate::account::service::{Confirmed, From, confirm as confirm_password};
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::i18n::Locale;
use crate::lockout::Wait;
use crate::lockout::service::{self as lockout, Counters, Purpose};
use crate::outbox::model::Channel;
use crate::passkeys::service::{self as passkeys, Posted, Proof};
use crate::phones::service as phones;
use crate::platform::clock::MINUTE;
use crate::platform::tokens::PlainToken;
use crate::platform::{Millis, Outcome, Platform, Tx};
use crate::practice::id::fold;
use crate::recovery_codes::service as recovery_codes;
use crate::second_factor::model::Method;
use crate::second_factor::policy;
use crate::second_factor::proofs::{Claim, compare, factors};
use crate::second_factor::service::Cause;
use crate::security_codes::model::{self as codes, CodeState, Sent};
use crate::security_codes::service::{self as security_codes, Flow};
use crate::sessions::service::{self as sessions, Actor};
use crate::users::service as users;

/// How long a proof holds.
const HOLDS: Millis = 10 * MINUTE;

/// Whether the actor has proven in full who they are, within the last ten minutes. A proof from the future, before a clock was set back, is
/// none.
#[must_use]
pub fn is_fresh(platform: &Platform, actor: &Actor) -> bool {
    actor.confirmed_at > 0 && (-MINUTE..HOLDS).contains(&(platform.clock.now() - actor.confirmed_at))
}

/// By what a person can confirm.
#[derive(Clone, Debug, Default)]
pub struct Ways {
    /// They have a passkey that works here: what the browser is asked.
    pub passkey: Option<String>,
    /// What the password needs beside it, one of them, best first; empty: the password alone will do.
    pub beside: Vec<Method>,
    /// Nothing but a passkey will do: it is their only second step, or they have no password.
    pub passkey_only: bool,
}

/// By what the actor can confirm.
///
/// # Errors
/// A database fault.
pub async fn ways(platform: &Platform, actor: &Actor) -> Outcome<Ways> {
    let mut tx = platform.db.read().await?;
    let passkey = passkeys::begin_for_user(platform, &mut tx, passkeys::Purpose::StepUp, actor.user).await?;
    let asked = policy::is_asked(platform, &mut tx, actor.practice, actor.user).await?;
    let mut beside = Vec::new();
    if asked && actor.person.has_password {
        beside = factors(platform, &mut tx, actor.user).await?;
        beside.retain(|method| *method != Method::Passkey);
        if recovery_codes::left(&mut tx, actor.user).await?.is_some_and(|left| left > 0) {
            beside.push(Method::RecoveryCode);
        }
    }
    let passkey_only = beside.is_empty() && (asked || !actor.person.has_password);
    Ok(Ways { passkey, beside, passkey_only })
}

/// The code that was sent for this session's proof; none when none was.
///
/// # Errors
/// A database fault.
pub async fn code_state(platform: &Platform, actor: &Actor) -> Outcome<Option<CodeState>> {
    let mut tx = platform.db.read().await?;
    security_codes::state(platform, &mut tx, codes::Purpose::StepUp, actor.session).await
}

/// Sends the code to the actor's phone, for the first time or again; none when they have none.
///
/// # Errors
/// A database fault.
pub async fn send(platform: &Platform, actor: &Actor, channel: Channel, locale: Locale) -> Outcome<Option<Sent>> {
    let mut tx = platform.db.write().await?;
    let Some(phone) = phones::find_verified(&mut tx, actor.user).await? else { return Ok(None) };
    let (user, practice) = (actor.user, actor.practice);
    let flow = Flow { purpose: codes::Purpose::StepUp, flow: actor.session, user, practice, to: &phone.number, locale };
    let sent = security_codes::send(platform, &mut tx, &flow, channel).await?;
    tx.commit().await?;
    Ok(Some(sent))
}

/// What somebody proves themselves with.
#[derive(Clone, Copy)]
pub enum Offer<'a> {
    /// What the browser answered.
    Passkey(Posted<'a>),
    /// The password, and what stands beside it.
    Password {
        /// As typed.
        password: &'a str,
        /// The way of the code.
        method: Option<Method>,
        /// As typed.
        code: &'a str,
    },
}

/// What became of a proof.
#[derive(Debug)]
pub enum Answer {
    /// Right: the session has this token from now on.
    Right(PlainToken),
    /// The session has another token by now, or has ended.
    Gone,
    /// Another password.
    WrongPassword,
    /// The code was refused.
    WrongCode(Cause),
    /// The passkey was refused.
    WrongPasskey,
    /// The passkey was asked for too long ago: nothing was counted.
    TooLate,
    /// Not now.
    Wait(Wait),
}

/// Judges a proof of the actor, whose session has this token. A right one holds for ten minutes.
///
/// # Errors
/// [`crate::platform::Fault::Busy`] when too many passwords wait, or a database fault.
pub async fn prove(platform: &Platform, actor: &Actor, token: &str, offer: Offer<'_>, from: From<'_>) -> Outcome<Answer> {
    match offer {
        Offer::Passkey(posted) => by_passkey(platform, actor, token, posted, from).await,
        Offer::Password { password, method, code } => {
            let before = match confirm_password(platform, actor, password, from).await? {
                Confirmed::Right(Some(before)) => before,
                // Who has no password can't prove anything by one.
                Confirmed::Right(None) | Confirmed::ProveFirst | Confirmed::Wrong => return Ok(Answer::WrongPassword),
                Confirmed::Wait(wait) => return Ok(Answer::Wait(wait)),
            };
            by_password(platform, actor, token, (&before, method, code), from).await
        }
    }
}

async fn by_password(
    platform: &Platform,
    actor: &Actor,
    token: &str,
    (before, method, code): (&str, Option<Method>, &str),
    from: From<'_>,
) -> Outcome<Answer> {
    // No transaction is open while a code is hashed.
    let paper = match method {
        Some(Method::RecoveryCode) => recovery_codes::compare(platform, actor.user, code).await?,
        _ => None,
    };
    let counters = counters(platform, actor, from);
    let mut tx = platform.db.write().await?;
    // Held until the end: however many codes come at once, they are compared one after the other, and each sees the count before it.
    if users::lock_hash(&mut tx, actor.user).await?.as_deref() != Some(before) {
        return Ok(Answer::WrongPassword);
    }
    if !policy::is_asked(platform, &mut tx, actor.practice, actor.user).await? {
        return finish(platform, tx, actor, token, &["password"]).await;
    }
    if let Some(wait) = lockout::check(platform, &mut tx, &counters).await? {
        return Ok(Answer::Wait(wait));
    }
    let Some(method) = method.filter(|method| *method != Method::Passkey) else { return Ok(Answer::WrongCode(Cause::Wrong)) };
    let claim = Claim {
        user: actor.user,
        flow: actor.session,
        code: codes::Purpose::StepUp,
        passkey: passkeys::Purpose::StepUp,
        method,
        typed: code,
        posted: Posted { sealed: "", credential: "" },
    };
    match compare(platform, &mut tx, &claim, paper.as_ref()).await? {
        Ok(()) => {
            lockout::forgive(&mut tx, &counters).await?;
            finish(platform, tx, actor, token, &["password", method.as_str()]).await
        }
        // Dropped: nothing was compared.
        Err(cause @ (Cause::NotDigits | Cause::Code(_) | Cause::TooLate)) => Ok(Answer::WrongCode(cause)),
        Err(cause) => {
            let wait = refuse(platform, tx, actor, &counters, method, from).await?;
            Ok(wait.map_or(Answer::WrongCode(cause), Answer::Wait))
        }
    }
}

async fn by_passkey(platform: &Platform, actor: &Actor, token: &str, posted: Posted<'_>, from: From<'_>) -> Outcome<Answer> {
    let counters = counters(platform, actor, from);
    let mut tx = platform.db.write().await?;
    users::lock_hash(&mut tx, actor.user).await?;
    if let Some(wait) = lockout::check(platform, &mut tx, &counters).await? {
        return Ok(Answer::Wait(wait));
    }
    match passkeys::finish_for_user(platform, &mut tx, passkeys::Purpose::StepUp, actor.user, posted).await? {
        Proof::Right { .. } => {
            lockout::forgive(&mut tx, &counters).await?;
            finish(platform, tx, actor, token, &["passkey"]).await
        }
        Proof::TooLate | Proof::UsedBefore => Ok(Answer::TooLate),
        Proof::Wrong { .. } | Proof::Unknown => {
            let wait = refuse(platform, tx, actor, &counters, Method::Passkey, from).await?;
            Ok(wait.map_or(Answer::WrongPasskey, Answer::Wait))
        }
    }
}

/// Codes and passkeys are counted with those of the log-in: an open screen gives no more tries than the door.
fn counters(platform: &Platform, actor: &Actor, from: From<'_>) -> Counters {
    let practice_id = fold(&actor.person.practice_id);
    Counters::new(platform, Purpose::SecondStep, &[&practice_id, &actor.person.username], from.address)
}

async fn finish(platform: &Platform, mut tx: Tx, actor: &Actor, token: &str, factors: &[&str]) -> Outcome<Answer> {
    let Some(new) = sessions::confirm(platform, &mut tx, actor, token).await? else { return Ok(Answer::Gone) };
    let entry = Entry {
        detail: json!({ "session": actor.session, "factors": factors }),
        ..Entry::by(actor, Kind::Confirmed, platform.clock.now())
    };
    audit::append(platform, &mut tx, entry).await?;
    tx.commit().await?;
    Ok(Answer::Right(new))
}

async fn refuse(
    platform: &Platform,
    mut tx: Tx,
    actor: &Actor,
    counters: &Counters,
    method: Method,
    from: From<'_>,
) -> Outcome<Option<Wait>> {
    let wait = lockout::fail(platform, &mut tx, counters).await?;
    let entry = Entry {
        subject: Some(actor.user),
        detail: json!({ "browser": from.browser, "method": method.as_str() }),
        ..Entry::by(actor, Kind::ConfirmRefused, platform.clock.now())
    };
    audit::append(platform, &mut tx, entry).await?;
    tx.commit().await?;
    Ok(wait)
}
