//! The rule of logging in.

use std::net::IpAddr;

use serde_json::json;
use uuid::Uuid;

use super::admit::{Admitted, Proof, admit};
use super::model::Name;
use super::noticed::Noticed;
use super::store::{self, CredentialsRow};
use crate::addresses::change;
use crate::addresses::service as addresses;
use crate::audit::door::{Refused, append_refusal};
use crate::audit::model::Kind;
use crate::audit::service::Entry;
use crate::doctor::normalise_username;
use crate::i18n::Locale;
use crate::known_browsers::service::{self as known_browsers, Owner, Sender};
use crate::lockout::Wait;
use crate::lockout::service::{self as lockout, Counters, Purpose};
use crate::near_usernames::service as near_usernames;
use crate::platform::hashing::{Password, Verdict};
use crate::platform::tokens::PlainToken;
use crate::platform::{Outcome, Platform};
use crate::practice::id::fold;
use crate::second_factor::{policy, service as second_factor};
use crate::sessions::service::Actor;
use crate::users::service as users;

/// Longer identifiers are cut: nobody has one, and the counters need not hash a novel.
const LONGEST: usize = 254;

/// What somebody typed, and from where.
#[derive(Debug)]
pub struct Attempt<'a> {
    /// As typed.
    pub name: &'a Name,
    /// As typed.
    pub password: Password,
    /// The client's address.
    pub address: IpAddr,
    /// The browser in words.
    pub browser: &'a str,
    /// What the browser's long-lived cookie holds, if it has one.
    pub known_by: Option<&'a str>,
    /// The browser's language.
    pub locale: Locale,
    /// The session this browser had before: it ends when a new one begins (ASVS 7.2.4).
    pub session: Option<&'a Actor>,
    /// What the doctor noticed about the form.
    pub noticed: &'a Noticed,
}

/// The answer. Nothing in it says which part was wrong.
#[derive(Debug)]
pub enum Answer {
    /// Let in. Both go into cookies.
    In(Admitted),
    /// The password was right, and a second step is due: what names it, for a cookie.
    SecondStep(PlainToken),
    /// Not with these details.
    Refused,
    /// Not now.
    Wait(Wait),
}

/// The true cause of a refusal: for the audit chain only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cause {
    UnknownPractice,
    UnknownAddress,
    UnknownUser,
    Moved,
    WrongPassword,
    NoPassword,
    Deactivated,
    TooManyTries,
}

impl Cause {
    const fn as_str(self) -> &'static str {
        match self {
            Self::UnknownPractice => "unknown-practice",
            Self::UnknownAddress => "unknown-address",
            Self::UnknownUser => "unknown-user",
            Self::Moved => "moved",
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
    let name = folded(attempt.name);
    let counters = Counters::new(platform, Purpose::LogIn, &identifier(&name), attempt.address);
    let _turn = platform.attempts.turn(counters.turn()).await;

    let mut tx = platform.db.read().await?;
    let found = match &name {
        Name::Practice { practice_id, username } => store::find_credentials(&mut tx, practice_id, username).await?,
        Name::Address(address) => store::find_credentials_by_address(&mut tx, address).await?,
    };
    // Asked for every name and any cookie, so that the answer costs the same.
    let user = found.as_ref().and_then(|row| row.user_id);
    let counters = match known_browsers::find(platform, &mut tx, user, attempt.known_by).await? {
        Some(browser) => counters.with_known_browser(platform, browser.id),
        None => counters,
    };
    if let Some(wait) = lockout::check(platform, &mut tx, &counters).await? {
        return Ok(Answer::Wait(wait));
    }
    // No transaction is open while a password is hashed.
    drop(tx);

    let stored = found.as_ref().and_then(|row| row.phc.clone());
    let verdict = platform.hasher.verify(attempt.password.clone(), stored.clone()).await?;
    match (cause(&name, found.as_ref(), &verdict), &found, verdict) {
        (None, Some(row @ CredentialsRow { user_id: Some(user), .. }), Verdict::Right { rehash }) => {
            let proven = Proven { row, user: *user, compared: stored.clone(), rehash: stored.zip(rehash) };
            if let Some(answer) = let_in(platform, &attempt, &counters, &proven).await? {
                return Ok(answer);
            }
            // Set anew while we compared: this was right, and is not any more.
            let refused = Refusal { found: found.as_ref(), name: &name, cause: Cause::WrongPassword };
            refuse(platform, &attempt, &counters, &refused).await
        }
        (cause, _, _) => {
            let refused = Refusal { found: found.as_ref(), name: &name, cause: cause.unwrap_or(Cause::WrongPassword) };
            refuse(platform, &attempt, &counters, &refused).await
        }
    }
}

struct Proven<'a> {
    row: &'a CredentialsRow,
    user: Uuid,
    /// The hash that the password was compared with.
    compared: Option<String>,
    /// The hash as it was, and as it shall be.
    rehash: Option<(String, String)>,
}

/// Lets somebody in; none when their password was set anew since it was compared, or their address logs them in no more.
async fn let_in(platform: &Platform, attempt: &Attempt<'_>, counters: &Counters, proven: &Proven<'_>) -> Outcome<Option<Answer>> {
    let network = lockout::network_of(attempt.address);
    let (practice, user) = (proven.row.practice, proven.user);
    let mut tx = platform.db.write().await?;
    if users::lock_hash(&mut tx, user).await? != proven.compared {
        return Ok(None);
    }
    let address = match folded(attempt.name) {
        Name::Practice { .. } => None,
        Name::Address(address) => match addresses::find_holder(&mut tx, &address).await? {
            Some(row) if change::holds(&mut tx, user, row.id).await? => Some(row.id),
            // Released or stopped while we compared.
            _ => return Ok(None),
        },
    };
    // Another node may have counted failures while we hashed: a burst of guesses spread over nodes must not win by speed.
    if let Some(wait) = lockout::check(platform, &mut tx, counters).await? {
        let entry = refusal(platform, attempt, Some((practice, user)), Cause::TooManyTries);
        append_refusal(platform, &mut tx, summed(platform, counters), entry).await?;
        tx.commit().await?;
        return Ok(Some(Answer::Wait(wait)));
    }
    lockout::forgive(&mut tx, counters).await?;
    if let Some((old, new)) = &proven.rehash {
        users::rehash(&mut tx, user, old, new).await?;
    }
    let owner = owner(proven);
    let sender = Sender { token: attempt.known_by, browser: attempt.browser, network: &network, locale: attempt.locale };
    let known = known_browsers::find(platform, &mut tx, Some(user), attempt.known_by).await?;
    let asked = policy::is_asked(platform, &mut tx, practice, user).await?;
    if asked && !policy::is_trusted(platform, &mut tx, practice, known).await? {
        let token = second_factor::begin(platform, &mut tx, &owner, &sender, address).await?;
        tx.commit().await?;
        return Ok(Some(Answer::SecondStep(token)));
    }
    // A browser that is trusted stands in for a code, not for a full proof.
    let noticed = Some(attempt.noticed);
    let proof = Proof { factors: &["password"], session: attempt.session, trust_days: None, full: !asked, noticed, address };
    let admitted = admit(platform, &mut tx, &owner, &sender, &proof).await?;
    tx.commit().await?;
    Ok(Some(Answer::In(admitted)))
}

/// From where somebody comes, whatever they prove themselves with.
#[derive(Clone, Copy, Debug)]
pub struct Arrival<'a> {
    /// The client's address.
    pub address: IpAddr,
    /// The browser in words.
    pub browser: &'a str,
    /// What the browser's long-lived cookie holds, if it has one.
    pub known_by: Option<&'a str>,
    /// The browser's language.
    pub locale: Locale,
    /// The session this browser had before.
    pub session: Option<&'a Actor>,
}

fn owner<'a>(proven: &Proven<'a>) -> Owner<'a> {
    owner_of(proven.row, proven.user)
}

/// A person as their browsers know them.
pub(super) fn owner_of(row: &CredentialsRow, user: Uuid) -> Owner<'_> {
    Owner {
        user,
        practice: row.practice,
        practice_name: &row.practice_name,
        first_name: row.first_name.as_deref().unwrap_or_default(),
        email: row.email.as_deref(),
    }
}

/// Why an attempt is refused, and what it is compared with for the practice's administrator.
struct Refusal<'a> {
    found: Option<&'a CredentialsRow>,
    /// Folded. Its username is compared with those that exist, and forgotten.
    name: &'a Name,
    cause: Cause,
}

async fn refuse(platform: &Platform, attempt: &Attempt<'_>, counters: &Counters, refused: &Refusal<'_>) -> Outcome<Answer> {
    let practice = refused.found.map(|row| row.practice);
    let mut tx = platform.db.write().await?;
    // Asked whatever the cause is, so that a name that exists costs what another does.
    let (Name::Practice { username, .. } | Name::Address(username)) = refused.name;
    let near = near_usernames::find(&mut tx, practice, username).await?;
    let near = near.filter(|_| refused.cause == Cause::UnknownUser);
    let wait = lockout::fail(platform, &mut tx, counters).await?;
    let mut entry = refusal(platform, attempt, known(refused.found), refused.cause);
    entry.practice = practice;
    if let Some((user, slip)) = near {
        entry.subject = Some(user);
        entry.detail["near"] = slip.as_str().into();
    }
    // What is counted as a lock is a wait that began, known name or not.
    if let Some(wait) = wait {
        entry.detail["wait"] = wait.as_detail();
    }
    append_refusal(platform, &mut tx, summed(platform, counters), entry).await?;
    tx.commit().await?;
    Ok(wait.map_or(Answer::Refused, Answer::Wait))
}

pub(super) fn summed<'a>(platform: &Platform, counters: &'a Counters) -> Refused<'a> {
    let (key, of_one) = counters.summed_under(platform);
    Refused { key, of_one }
}

fn refusal(platform: &Platform, attempt: &Attempt<'_>, known: Option<(Uuid, Uuid)>, cause: Cause) -> Entry {
    Entry {
        subject: known.map(|(_, user)| user),
        practice: known.map(|(practice, _)| practice),
        detail: json!({ "cause": cause.as_str(), "browser": attempt.browser, "found": attempt.noticed.at_refusal() }),
        ..Entry::of(Kind::LogInRefused, platform.clock.now(), &lockout::network_of(attempt.address))
    }
}

fn known(found: Option<&CredentialsRow>) -> Option<(Uuid, Uuid)> {
    found.and_then(|row| row.user_id.map(|user| (row.practice, user)))
}

/// Why this attempt is refused; none when it is right.
fn cause(name: &Name, found: Option<&CredentialsRow>, verdict: &Verdict) -> Option<Cause> {
    let Some(row) = found else {
        return Some(if matches!(name, Name::Address(_)) { Cause::UnknownAddress } else { Cause::UnknownPractice });
    };
    if row.user_id.is_none() {
        return Some(Cause::UnknownUser);
    }
    if row.deactivated_at.is_some() {
        return Some(Cause::Deactivated);
    }
    if row.moved_at.is_some() {
        return Some(Cause::Moved);
    }
    if row.phc.is_none() {
        return Some(Cause::NoPassword);
    }
    (*verdict == Verdict::Wrong).then_some(Cause::WrongPassword)
}

/// What was typed, as it is looked up and counted: folded, and cut.
#[must_use]
pub fn folded(name: &Name) -> Name {
    match name {
        Name::Practice { practice_id, username } => {
            Name::Practice { practice_id: cut(fold(practice_id)), username: cut(normalise_username(username)) }
        }
        Name::Address(address) => Name::Address(cut(addresses::fold(address))),
    }
}

/// What the counters know a folded name by.
#[must_use]
pub fn identifier(name: &Name) -> Vec<&str> {
    match name {
        Name::Practice { practice_id, username } => vec![practice_id, username],
        Name::Address(address) => vec![address],
    }
}

fn cut(text: String) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => text[..at].to_owned(),
        None => text,
    }
}
