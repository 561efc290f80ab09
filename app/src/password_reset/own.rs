//! The rules of a reset by oneself: what anybody may ask for at the public page, and the security question behind the link.

use std::net::IpAddr;

use serde_json::json;

use super::notices;
use super::service::{Standing, TRIES, find_open, standing};
use super::start::{DAY, New, VALID, create, wait_of_address};
use super::store::{self, RequestRow, ResetRow};
use crate::admin_requests::service::{self as requests, Asker};
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::doctor::normalise_username;
use crate::i18n::Locale;
use crate::lockout::Wait;
use crate::lockout::service::{self as lockout, Counters, network_of};
use crate::outbox::model::MessageKind;
use crate::platform::clock::MINUTE;
use crate::platform::settings::QuestionPolicy;
use crate::platform::{Millis, Outcome, Platform, Tx};
use crate::practice::id::fold;
use crate::security_question::model::Question;
use crate::security_question::service as questions;
use crate::users::service::{self as users, NamedRow};

/// A second link within this time is not sent: the first is still on its way.
const SAME: Millis = MINUTE;
/// Requests answered in one round.
const ROUND: usize = 100;
/// Longer identifiers are cut: nobody has one.
const LONGEST: usize = 128;

/// What somebody asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// A link by mail.
    Link,
    /// An administrator's help.
    Administrator,
}

impl Wish {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Administrator => "administrator",
        }
    }
}

/// From where somebody asks.
#[derive(Clone, Copy, Debug)]
pub struct From<'a> {
    /// The client's address.
    pub address: IpAddr,
    /// The browser in words.
    pub browser: &'a str,
    /// The reader's language.
    pub locale: Locale,
}

/// The answer: the same for every name.
#[derive(Debug, PartialEq, Eq)]
pub enum Asked {
    /// Noted.
    Noted,
    /// Asked too often.
    Wait(Wait),
}

/// Notes what somebody asks for. Nothing is looked up here: [`answer_requests`] does, after the answer (ASVS 6.3.8).
///
/// # Errors
/// A database fault.
pub async fn ask(platform: &Platform, wish: Wish, practice_id: &str, username: &str, from: From<'_>) -> Outcome<Asked> {
    let cut = |text: String| text.chars().take(LONGEST).collect::<String>();
    let (practice_id, username) = (cut(fold(practice_id)), cut(normalise_username(username)));
    let counters = Counters::new(platform, &["reset-request", &practice_id, &username], from.address);
    let now = platform.clock.now();
    let mut tx = platform.db.write().await?;
    if let Some(wait) = lockout::check(platform, &mut tx, &counters).await? {
        return Ok(Asked::Wait(wait));
    }
    // Every request counts as a try: mail to somebody else is a nuisance.
    lockout::fail(platform, &mut tx, &counters).await?;
    let row = RequestRow {
        practice_id,
        username,
        wish: wish.as_str().to_owned(),
        locale: from.locale.tag().to_owned(),
        network: network_of(from.address),
        browser: from.browser.to_owned(),
        created_at: now,
    };
    store::create_request(&mut tx, platform.random.id(now), &row).await?;
    tx.commit().await?;
    Ok(Asked::Noted)
}

/// One round of the worker: looks the requests up, each in the transaction of what it leads to. Returns how many there were.
///
/// # Errors
/// A database fault; what was not answered stays.
pub async fn answer_requests(platform: &Platform) -> Outcome<usize> {
    let mut tx = platform.db.read().await?;
    if !store::has_requests(&mut tx).await? {
        return Ok(0);
    }
    drop(tx);
    for n in 0..ROUND {
        let mut tx = platform.db.write().await?;
        let Some(request) = store::take_request(&mut tx).await? else { return Ok(n) };
        answer_one(platform, &mut tx, &request).await?;
        tx.commit().await?;
    }
    Ok(ROUND)
}

async fn answer_one(platform: &Platform, tx: &mut Tx, request: &RequestRow) -> Outcome<()> {
    let locale = Locale::from_tag(&request.locale).unwrap_or_default();
    let found = users::find_named(tx, &request.practice_id, &request.username).await?;
    let Some(person) = found else { return refuse(platform, tx, request, None, "unknown-user").await };
    if person.deactivated_at.is_some() {
        return refuse(platform, tx, request, Some(&person), "deactivated").await;
    }
    if request.wish == Wish::Administrator.as_str() {
        let asker = Asker {
            user: person.id,
            name: users::full_name(&person.first_name, &person.last_name),
            practice: person.practice,
            practice_name: &person.practice_name,
            proven: false,
            network: &request.network,
            browser: &request.browser,
        };
        return requests::open(platform, tx, &asker, locale).await;
    }
    let Some(email) = person.email.clone() else { return refuse(platform, tx, request, Some(&person), "no-address").await };
    let last = store::find_last_own(tx, person.id).await?;
    // A link from the future was made before the clock was set back: it says nothing about the last minute.
    if last.is_some_and(|at| (0..SAME).contains(&(platform.clock.now() - at))) {
        return Ok(());
    }
    let wait = wait_of_address(platform, person.administrator, person.email_set_at);
    let new = New {
        practice: person.practice,
        user: person.id,
        by: None,
        way: "self",
        wait,
        valid: VALID.max(wait),
        network: &request.network,
    };
    let reset = create(platform, tx, &new).await?;
    let link = notices::Link {
        practice: (person.practice, &person.practice_name),
        to: (person.id, &person.first_name, email),
        by: None,
        reset,
        kind: MessageKind::ResetLink,
        valid: VALID,
        wait,
    };
    notices::link(platform, tx, link, locale).await
}

/// Nothing is made; the person's administrators can read why. Unknown names are told of at the door.
async fn refuse(platform: &Platform, tx: &mut Tx, request: &RequestRow, person: Option<&NamedRow>, cause: &str) -> Outcome<()> {
    let entry = Entry {
        subject: person.map(|p| p.id),
        practice: person.map(|p| p.practice),
        detail: json!({ "cause": cause, "wish": request.wish, "browser": request.browser }),
        ..Entry::of(Kind::ResetRefused, platform.clock.now(), &request.network)
    };
    audit::append(platform, tx, entry).await
}

/// What stands before the new password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate {
    /// Nothing.
    Open,
    /// The security question.
    Question(Question),
    /// A question is required and none is set: an administrator must help.
    Administrator {
        /// There is no other one in the practice.
        alone: bool,
    },
}

/// What stands before the new password of this reset. Only a link that the person asked for leads by the question: an administrator
/// knows whom they help.
///
/// # Errors
/// A database fault.
pub async fn gate(platform: &Platform, row: &ResetRow) -> Outcome<Gate> {
    let policy = platform.settings.policy.security_question;
    if row.way != "self" || row.answered_at.is_some() || policy == QuestionPolicy::Off {
        return Ok(Gate::Open);
    }
    let mut tx = platform.db.read().await?;
    let found = questions::find(&mut tx, row.user_id).await?;
    drop(tx);
    Ok(match found {
        Some(question) => Gate::Question(question),
        None if policy == QuestionPolicy::Required => Gate::Administrator { alone: is_alone(platform, row).await? },
        None => Gate::Open,
    })
}

/// Whether the practice has no other administrator than this person: then there is nobody to ask.
///
/// # Errors
/// A database fault.
pub async fn is_alone(platform: &Platform, row: &ResetRow) -> Outcome<bool> {
    let mut tx = platform.db.read().await?;
    Ok(!users::has_other_administrator(&mut tx, row.practice, row.user_id).await?)
}

/// What became of an answer.
#[derive(Debug, PartialEq, Eq)]
pub enum Answered {
    /// Right, or nothing stands before the new password any more.
    Right,
    /// Wrong; so many tries are left.
    Wrong(i64),
    /// Too many wrong answers lately, over all links.
    Wait(Wait),
    /// The reset is over, or was ended by this answer.
    Over,
}

/// Compares an answer to the security question.
///
/// # Errors
/// [`crate::platform::Fault::Busy`] when too many passwords wait, or a database fault.
pub async fn answer(platform: &Platform, token: &str, answer: &str, from: From<'_>) -> Outcome<Answered> {
    let Some(row) = find_open(platform, token).await? else { return Ok(Answered::Over) };
    let counters = Counters::new(platform, &["security-answer", &row.practice_id, &row.username], from.address);
    // One answer at a time, so that a burst of guesses has no more tries than its row.
    let _turn = platform.attempts.turn(counters.turn()).await;
    let Some(row) = find_open(platform, token).await? else { return Ok(Answered::Over) };
    if gate(platform, &row).await? == Gate::Open {
        return Ok(Answered::Right);
    }
    let mut tx = platform.db.read().await?;
    if let Some(wait) = lockout::check(platform, &mut tx, &counters).await? {
        return Ok(Answered::Wait(wait));
    }
    drop(tx);
    let right = questions::is_right(platform, row.user_id, answer).await?;
    let now = platform.clock.now();
    let mut tx = platform.db.write().await?;
    if right {
        // Another node may have counted the last wrong answer meanwhile: then this one is too late.
        let in_time = store::set_answered(&mut tx, row.id, now).await? == 1;
        lockout::forgive(&mut tx, &counters).await?;
        tx.commit().await?;
        return Ok(if in_time { Answered::Right } else { Answered::Over });
    }
    let wrong = store::add_wrong_answer(&mut tx, row.id, TRIES, now).await?;
    lockout::fail(platform, &mut tx, &counters).await?;
    let entry = Entry {
        subject: Some(row.user_id),
        practice: Some(row.practice),
        detail: json!({ "browser": from.browser, "tries": wrong }),
        ..Entry::of(Kind::QuestionWrong, now, &network_of(from.address))
    };
    audit::append(platform, &mut tx, entry).await?;
    tx.commit().await?;
    Ok(if wrong < TRIES { Answered::Wrong(TRIES - wrong) } else { Answered::Over })
}

/// Asks the administrators for the person whose mail the link came from. Also after the link has ended, for a day: whoever has answered
/// wrongly five times needs them most. Says whether it was asked.
///
/// # Errors
/// A database fault.
pub async fn ask_administrator(platform: &Platform, token: &str, from: From<'_>) -> Outcome<bool> {
    let Some(row) = proven(platform, token).await? else { return Ok(false) };
    let network = network_of(from.address);
    let mut tx = platform.db.write().await?;
    let asker = Asker {
        user: row.user_id,
        name: users::full_name(&row.first_name, &row.last_name),
        practice: row.practice,
        practice_name: &row.practice_name,
        proven: true,
        network: &network,
        browser: from.browser,
    };
    requests::open(platform, &mut tx, &asker, from.locale).await?;
    tx.commit().await?;
    Ok(true)
}

/// The reset of a link whose button was pressed, for a day after it was made, unless a password was set with it.
///
/// # Errors
/// A database fault.
pub async fn proven(platform: &Platform, token: &str) -> Outcome<Option<ResetRow>> {
    let row = match standing(platform, token).await? {
        Standing::Open(row) | Standing::Ended(row) => *row,
        Standing::NotYet(_) | Standing::Unknown => return Ok(None),
    };
    let fresh = platform.clock.now() - row.created_at < DAY;
    Ok((row.way != "code" && row.opened_at.is_some() && row.used_at.is_none() && fresh).then_some(row))
}
