//! What stands before the new password behind a link that the person asked for: the security question, or an administrator.

use serde_json::json;

use super::own::{Asked, From};
use super::service::{Standing, TRIES, find_open, standing};
use super::start::DAY;
use super::store::{self, ResetRow};
use crate::admin_requests::model::Reason;
use crate::admin_requests::service::{self as requests, Asker};
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::known_browsers::service as known_browsers;
use crate::lockout::Wait;
use crate::lockout::service::{self as lockout, Counters, Purpose, network_of};
use crate::platform::{Outcome, Platform};
use crate::security_policy::model::QuestionPolicy;
use crate::security_policy::service::find_question;
use crate::security_question::model::Question;
use crate::security_question::service::{self as questions, Found};
use crate::users::service as users;

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
    if row.way != "self" || row.answered_at.is_some() {
        return Ok(Gate::Open);
    }
    let mut tx = platform.db.read().await?;
    let policy = find_question(platform, &mut tx, row.practice).await?;
    if policy == QuestionPolicy::Off {
        return Ok(Gate::Open);
    }
    let found = questions::find(&mut tx, row.user_id).await?;
    drop(tx);
    Ok(match found {
        Found::Question(question) => Gate::Question(question),
        Found::None if policy == QuestionPolicy::Optional => Gate::Open,
        // A question that only a newer version of the program knows is no reason to ask none.
        Found::None | Found::Unknown => Gate::Administrator { alone: is_alone(platform, row).await? },
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
    let counters = Counters::new(platform, Purpose::SecurityAnswer, &[&row.practice_id, &row.username], from.address);
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
/// wrongly five times needs them most. None: the link was never pressed, was used, or is older.
///
/// # Errors
/// A database fault.
pub async fn ask_administrator(platform: &Platform, token: &str, from: From<'_>) -> Outcome<Option<Asked>> {
    let Some(row) = proven(platform, token).await? else { return Ok(None) };
    let network = network_of(from.address);
    let counters = Counters::new(platform, Purpose::SecurityAnswer, &["ask", &row.practice_id, &row.username], from.address);
    let mut tx = platform.db.write().await?;
    if let Some(wait) = lockout::check(platform, &mut tx, &counters).await? {
        return Ok(Some(Asked::Wait(wait)));
    }
    lockout::fail(platform, &mut tx, &counters).await?;
    let asker = Asker {
        user: row.user_id,
        name: users::full_name(&row.first_name, &row.last_name),
        practice: row.practice,
        practice_name: &row.practice_name,
        proven: true,
        network: &network,
        browser: from.browser,
        known: requests::known(known_browsers::find(platform, &mut tx, Some(row.user_id), from.known_by).await?),
        reason: Reason::Question,
    };
    requests::open(platform, &mut tx, &asker, from.locale).await?;
    tx.commit().await?;
    Ok(Some(Asked::Noted))
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
