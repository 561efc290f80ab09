//! The ways to prove it: what a person has, what the page shows of each, and whether an answer is right.

use uuid::Uuid;

use super::model::Method;
use super::service::{Cause, Step};
use crate::i18n::Locale;
use crate::log_in_codes::service as log_in_codes;
use crate::outbox::model::Channel;
use crate::passkeys::service::{self as passkeys, Posted};
use crate::phones::service as phones;
use crate::platform::{Outcome, Platform, Tx};
use crate::recovery_codes::service as recovery_codes;
use crate::security_codes::model::{self as codes, CodeState, Sent};
use crate::security_codes::service::{self as security_codes, Flow};
use crate::totp::service::{self as totp, Checked};

/// What a person has set up, best first. Recovery codes are none of them: they stand in for one that is lost.
///
/// # Errors
/// A database fault.
pub async fn factors(platform: &Platform, tx: &mut Tx, user: Uuid) -> Outcome<Vec<Method>> {
    let has = [
        (Method::Passkey, passkeys::count(platform, tx, user).await? > 0),
        (Method::Authenticator, totp::find(tx, user).await?.is_some()),
        (Method::Phone, !platform.settings.no_phone && phones::find_verified(tx, user).await?.is_some()),
    ];
    Ok(has.into_iter().filter(|(_, has)| *has).map(|(method, _)| method).collect())
}

/// Sends the code of a step to the person's phone, by the way they prefer or another; none when they have no phone.
pub(super) async fn send_code(
    platform: &Platform,
    tx: &mut Tx,
    (step, user, practice): (Uuid, Uuid, Uuid),
    channel: Option<Channel>,
    locale: Locale,
) -> Outcome<Option<Sent>> {
    let Some(phone) = phones::find_verified(tx, user).await? else { return Ok(None) };
    let flow = Flow { purpose: codes::Purpose::LogIn, flow: step, user, practice, to: &phone.number, locale };
    security_codes::send(platform, tx, &flow, channel.unwrap_or(phone.prefers)).await.map(Some)
}

/// Sends the code of a step, once more or by the other way; none when the person has no phone.
///
/// # Errors
/// A database fault.
pub async fn send(platform: &Platform, step: &Step, channel: Channel, locale: Locale) -> Outcome<Option<Sent>> {
    let mut tx = platform.db.write().await?;
    let sent = send_code(platform, &mut tx, (step.row.id, step.row.user_id, step.row.practice), Some(channel), locale).await?;
    tx.commit().await?;
    Ok(sent)
}

/// What the page shows of a way: what the browser is asked for a passkey, and the code on its way.
///
/// # Errors
/// A database fault.
pub async fn shown(platform: &Platform, step: &Step, method: Method) -> Outcome<(String, Option<CodeState>)> {
    let mut tx = platform.db.read().await?;
    Ok(match method {
        Method::Passkey => {
            let asked = passkeys::begin_for_user(platform, &mut tx, passkeys::Purpose::SecondStep, step.row.user_id).await?;
            (asked.unwrap_or_default(), None)
        }
        Method::Phone => {
            let code = security_codes::state(platform, &mut tx, codes::Purpose::LogIn, step.row.id).await?;
            (String::new(), code)
        }
        Method::Authenticator | Method::RecoveryCode | Method::AdministratorCode => (String::new(), None),
    })
}

/// What somebody claims to be proof of a second step.
#[derive(Clone, Copy)]
pub struct Claim<'a> {
    /// Whose.
    pub user: Uuid,
    /// What asks for it: a code by text or call fits nothing else.
    pub flow: Uuid,
    /// What such a code was sent for.
    pub code: codes::Purpose,
    /// What a passkey was asked for.
    pub passkey: passkeys::Purpose,
    /// The way.
    pub method: Method,
    /// As typed.
    pub typed: &'a str,
    /// What the browser answered for a passkey.
    pub posted: Posted<'a>,
}

/// Whether the proof is right; a right one is used up, in the caller's transaction.
///
/// # Errors
/// A database fault.
pub async fn compare(
    platform: &Platform,
    tx: &mut Tx,
    claim: &Claim<'_>,
    paper: Option<&recovery_codes::Right>,
) -> Outcome<Result<(), Cause>> {
    let user = claim.user;
    Ok(match claim.method {
        Method::Authenticator => match totp::check(platform, tx, user, claim.typed).await? {
            Checked::Right => Ok(()),
            Checked::NotDigits => Err(Cause::NotDigits),
            Checked::Used => Err(Cause::Used),
            Checked::ClockOff(seconds) => Err(Cause::ClockOff(seconds)),
            Checked::Wrong | Checked::Nothing => Err(Cause::Wrong),
        },
        Method::Phone => match security_codes::check(platform, tx, claim.code, claim.flow, claim.typed).await? {
            codes::Checked::Right => Ok(()),
            codes::Checked::NotDigits => Err(Cause::NotDigits),
            codes::Checked::Wrong { older: true, .. } => Err(Cause::Older),
            codes::Checked::Wrong { .. } => Err(Cause::Wrong),
            checked => Err(Cause::Code(checked)),
        },
        Method::Passkey => match passkeys::finish_for_user(platform, tx, claim.passkey, user, claim.posted).await? {
            passkeys::Proof::Right { .. } => Ok(()),
            passkeys::Proof::TooLate | passkeys::Proof::UsedBefore => Err(Cause::TooLate),
            passkeys::Proof::Wrong { .. } | passkeys::Proof::Unknown => Err(Cause::Wrong),
        },
        Method::RecoveryCode => match paper {
            Some(right) if recovery_codes::use_up(platform, tx, user, right).await? => Ok(()),
            _ => Err(Cause::Wrong),
        },
        Method::AdministratorCode if log_in_codes::check(platform, tx, user, claim.typed).await? => Ok(()),
        Method::AdministratorCode => Err(Cause::Wrong),
    })
}
