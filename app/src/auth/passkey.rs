//! The rule of logging in with a passkey: who it is comes out of the answer, and nothing is typed.
//!
//! Failures are counted for the passkey that the answer names, in the network it comes from, and nowhere else: a stranger who sends wrong
//! answers for somebody's passkey keeps nobody out elsewhere, and costs nobody a try with the password.

use serde_json::json;
use uuid::Uuid;

use super::admit::{self, admit};
use super::service::{Answer, Arrival, owner_of, summed};
use super::store;
use crate::audit::door::append_refusal;
use crate::audit::model::Kind;
use crate::audit::service::Entry;
use crate::known_browsers::service::Sender;
use crate::lockout::Wait;
use crate::lockout::service::{self as lockout, Counters, Purpose};
use crate::passkeys::service::{self as passkeys, Posted, Proof};
use crate::platform::{Outcome, Platform, Tx};

/// The answer to a log-in with a passkey.
#[derive(Debug)]
pub enum PasskeyAnswer {
    /// Let in, or refused as a password is. Nothing tells a wrong answer from a deactivated person's.
    Same(Answer),
    /// Refused in the same words and counted alike. Whoever holds the passkey learns that it is none of ours, so that their device stops
    /// offering it (`WebAuthn` level 3, 5.1.10.2); nobody else can name one.
    Unknown {
        /// For the browser's list of passkeys, as JSON.
        told: String,
    },
    /// The challenge was too old, or was answered before: the same passkey may be right the next time.
    TooLate,
}

/// Logs in, or says no.
///
/// # Errors
/// A database fault.
pub async fn log_in(platform: &Platform, posted: Posted<'_>, arrival: &Arrival<'_>) -> Outcome<PasskeyAnswer> {
    if !passkeys::available(&platform.settings) {
        return Ok(PasskeyAnswer::Same(Answer::Refused));
    }
    let network = lockout::network_of(arrival.address);
    let named = passkeys::named_by(posted);
    let counters = Counters::of_network(platform, Purpose::Passkey, &[&named, &network], &network);
    let _turn = platform.attempts.turn(counters.turn()).await;
    let mut tx = platform.db.read().await?;
    if let Some(wait) = lockout::check(platform, &mut tx, &counters).await? {
        return Ok(PasskeyAnswer::Same(Answer::Wait(wait)));
    }
    drop(tx);

    let mut tx = platform.db.write().await?;
    // Another node may have counted failures meanwhile.
    if let Some(wait) = lockout::check(platform, &mut tx, &counters).await? {
        return Ok(PasskeyAnswer::Same(Answer::Wait(wait)));
    }
    let user = match passkeys::finish_log_in(platform, &mut tx, posted).await? {
        Proof::Right { user } => user,
        Proof::TooLate | Proof::UsedBefore => return Ok(PasskeyAnswer::TooLate),
        Proof::Wrong { user } => return refuse(platform, tx, &counters, arrival, (user, "wrong-passkey")).await,
        Proof::Unknown => {
            let answer = refuse(platform, tx, &counters, arrival, (None, "unknown-passkey")).await?;
            return Ok(match (answer, passkeys::unknown_to_us(platform, posted)) {
                (PasskeyAnswer::Same(Answer::Refused), Some(told)) => PasskeyAnswer::Unknown { told },
                (answer, _) => answer,
            });
        }
    };
    let found = store::find_credentials_of(&mut tx, user).await?;
    let Some(row) = found.filter(|row| row.deactivated_at.is_none()) else {
        return refuse(platform, tx, &counters, arrival, (Some(user), "deactivated")).await;
    };
    lockout::forgive(&mut tx, &counters).await?;
    let sender = Sender { token: arrival.known_by, browser: arrival.browser, network: &network, locale: arrival.locale };
    // Possession and the person's own proof to the device: two factors at once, so no second step follows.
    let proof = admit::Proof {
        factors: &["passkey"],
        session: arrival.session,
        trust_days: None,
        full: true,
        noticed: None,
        address: None,
    };
    let admitted = admit(platform, &mut tx, &owner_of(&row, user), &sender, &proof).await?;
    tx.commit().await?;
    Ok(PasskeyAnswer::Same(Answer::In(admitted)))
}

async fn refuse(
    platform: &Platform,
    mut tx: Tx,
    counters: &Counters,
    arrival: &Arrival<'_>,
    (user, cause): (Option<Uuid>, &str),
) -> Outcome<PasskeyAnswer> {
    let practice = match user {
        Some(user) => store::find_credentials_of(&mut tx, user).await?.map(|row| row.practice),
        None => None,
    };
    let wait: Option<Wait> = lockout::fail(platform, &mut tx, counters).await?;
    let entry = Entry {
        subject: user.filter(|_| practice.is_some()),
        practice,
        detail: json!({ "cause": cause, "browser": arrival.browser }),
        ..Entry::of(Kind::LogInRefused, platform.clock.now(), &lockout::network_of(arrival.address))
    };
    append_refusal(platform, &mut tx, summed(platform, counters), entry).await?;
    tx.commit().await?;
    Ok(PasskeyAnswer::Same(wait.map_or(Answer::Refused, Answer::Wait)))
}
