//! The rule of logging in.

use std::net::IpAddr;

use serde_json::json;
use uuid::Uuid;

use super::store::{self, CredentialsRow};
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::doctor::normalise_username;
use crate::lockout::Wait;
use crate::lockout::service::{self as lockout, Counters};
use crate::platform::hashing::{Password, Verdict};
use crate::platform::tokens::PlainToken;
use crate::platform::{Outcome, Platform};
use crate::practice::id::fold;
use crate::sessions::service::{self as sessions, Actor};
use crate::users::service as users;

/// Longer identifiers are cut: nobody has one, and the counters need not hash a novel.
const LONGEST: usize = 128;

/// What somebody typed, and from where.
#[derive(Debug)]
pub struct Attempt<'a> {
    /// As typed.
    pub practice_id: &'a str,
    /// As typed.
    pub username: &'a str,
    /// As typed.
    pub password: Password,
    /// The client's address.
    pub address: IpAddr,
    /// The browser in words.
    pub browser: &'a str,
    /// The session this browser had before: it ends when a new one begins (ASVS 7.2.4).
    pub session: Option<&'a Actor>,
}

/// The answer. Nothing in it says which part was wrong.
#[derive(Debug)]
pub enum Answer {
    /// Let in: the token goes into the cookie.
    In(PlainToken),
    /// Not with these details.
    Refused,
    /// Not now.
    Wait(Wait),
}

/// The true cause of a refusal: for the audit chain only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cause {
    UnknownPractice,
    UnknownUser,
    WrongPassword,
    NoPassword,
    Deactivated,
    TooManyTries,
}

impl Cause {
    const fn as_str(self) -> &'static str {
        match self {
            Self::UnknownPractice => "unknown-practice",
            Self::UnknownUser => "unknown-user",
            Self::WrongPassword => "wrong-password",
            Self::NoPassword => "no-password",
            Self::Deactivated => "deactivated",
            Self::TooManyTries => "too-many-tries",
        }
    }
}

/// Logs in, or says no.
///
/// # Errors
/// [`crate::platform::Fault::Busy`] when too many passwords wait, or a database fault.
pub async fn log_in(platform: &Platform, attempt: Attempt<'_>) -> Outcome<Answer> {
    let practice_id = cut(fold(attempt.practice_id));
    let username = cut(normalise_username(attempt.username));
    let counters = Counters::new(platform, &[&practice_id, &username], attempt.address);
    let _turn = platform.attempts.turn(counters.turn()).await;

    let mut tx = platform.db.read().await?;
    if let Some(wait) = lockout::check(platform, &mut tx, &counters).await? {
        return Ok(Answer::Wait(wait));
    }
    let found = store::find_credentials(&mut tx, &practice_id, &username).await?;
    // No transaction is open while a password is hashed.
    drop(tx);

    let stored = found.as_ref().and_then(|row| row.phc.clone());
    let verdict = platform.hasher.verify(attempt.password.clone(), stored.clone()).await?;
    match (cause(found.as_ref(), &verdict), known(found.as_ref()), verdict) {
        (None, Some((practice, user)), Verdict::Right { rehash }) => {
            let known = Known { practice, user, rehash: stored.zip(rehash) };
            let_in(platform, &attempt, &counters, known).await
        }
        (cause, _, _) => refuse(platform, &attempt, &counters, found.as_ref(), cause.unwrap_or(Cause::WrongPassword)).await,
    }
}

struct Known {
    practice: Uuid,
    user: Uuid,
    /// The hash as it was, and as it shall be.
    rehash: Option<(String, String)>,
}

async fn let_in(platform: &Platform, attempt: &Attempt<'_>, counters: &Counters, known: Known) -> Outcome<Answer> {
    let now = platform.clock.now();
    let network = lockout::network_of(attempt.address);
    let mut tx = platform.db.write().await?;
    // Another node may have counted failures while we hashed: a burst of guesses spread over nodes must not win by speed.
    if let Some(wait) = lockout::check(platform, &mut tx, counters).await? {
        let entry = refusal(platform, attempt, Some((known.practice, known.user)), Cause::TooManyTries);
        audit::append_at_door(platform, &mut tx, entry).await?;
        tx.commit().await?;
        return Ok(Answer::Wait(wait));
    }
    lockout::forgive(&mut tx, counters).await?;
    if let Some(before) = attempt.session {
        sessions::replace(platform, &mut tx, before).await?;
    }
    let token = sessions::open(platform, &mut tx, known.user, attempt.browser, &network).await?;
    users::logged_in(platform, &mut tx, known.user, known.rehash.as_ref()).await?;
    let entry = Entry {
        actor: Some(known.user),
        subject: Some(known.user),
        practice: Some(known.practice),
        detail: json!({ "factors": ["password"], "browser": attempt.browser }),
        ..Entry::of(Kind::LoggedIn, now, &network)
    };
    audit::append(platform, &mut tx, entry).await?;
    tx.commit().await?;
    Ok(Answer::In(token))
}

async fn refuse(
    platform: &Platform,
    attempt: &Attempt<'_>,
    counters: &Counters,
    found: Option<&CredentialsRow>,
    cause: Cause,
) -> Outcome<Answer> {
    let mut tx = platform.db.write().await?;
    let wait = lockout::fail(platform, &mut tx, counters).await?;
    let mut entry = refusal(platform, attempt, known(found), cause);
    entry.practice = found.map(|row| row.practice);
    audit::append_at_door(platform, &mut tx, entry).await?;
    tx.commit().await?;
    Ok(wait.map_or(Answer::Refused, Answer::Wait))
}

fn refusal(platform: &Platform, attempt: &Attempt<'_>, known: Option<(Uuid, Uuid)>, cause: Cause) -> Entry {
    Entry {
        subject: known.map(|(_, user)| user),
        practice: known.map(|(practice, _)| practice),
        detail: json!({ "cause": cause.as_str(), "browser": attempt.browser }),
        ..Entry::of(Kind::LogInRefused, platform.clock.now(), &lockout::network_of(attempt.address))
    }
}

fn known(found: Option<&CredentialsRow>) -> Option<(Uuid, Uuid)> {
    found.and_then(|row| row.user_id.map(|user| (row.practice, user)))
}

/// Why this attempt is refused; none when it is right.
fn cause(found: Option<&CredentialsRow>, verdict: &Verdict) -> Option<Cause> {
    let Some(row) = found else { return Some(Cause::UnknownPractice) };
    if row.user_id.is_none() {
        return Some(Cause::UnknownUser);
    }
    if row.deactivated_at.is_some() {
        return Some(Cause::Deactivated);
    }
    if row.phc.is_none() {
        return Some(Cause::NoPassword);
    }
    (*verdict == Verdict::Wrong).then_some(Cause::WrongPassword)
}

fn cut(text: String) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => text[..at].to_owned(),
        None => text,
    }
}
