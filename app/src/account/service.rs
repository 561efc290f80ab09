//! The rules of one's own account.

use std::net::IpAddr;

use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization as _;

use super::model::Account;
use super::text;
use crate::addresses::shown as addresses;
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::confirm::service::is_fresh;
use crate::i18n::Locale;
use crate::known_browsers::own::list_own;
use crate::known_browsers::service as known_browsers;
use crate::lockout::Wait;
use crate::lockout::service::{self as lockout, Counters, Purpose};
use crate::outbox::model::{Channel, MessageKind, Params};
use crate::outbox::service::{NewMessage, enqueue};
use crate::password_reset::service as resets;
use crate::passwords::model::{Problem, Rules, Words};
use crate::passwords::service::{check_new, is_short};
use crate::platform::hashing::{Password, Verdict};
use crate::platform::tokens::PlainToken;
use crate::platform::{Outcome, Platform, Tx};
use crate::practice::id::fold;
use crate::second_factor::policy;
use crate::security_policy::model::{Due, QuestionPolicy};
use crate::security_policy::service::find_question;
use crate::security_question::model::{AnswerProblem, Question};
use crate::security_question::service::{self as questions, Found};
use crate::sessions::lock;
use crate::sessions::service::{self as sessions, Actor, Beginning};
use crate::users::service::{self as users, NewHash};

/// From where a form comes.
#[derive(Clone, Copy, Debug)]
pub struct From<'a> {
    /// The client's address.
    pub address: IpAddr,
    /// The browser in words.
    pub browser: &'a str,
    /// The reader's language.
    pub locale: Locale,
}

/// What a person sees of their own account, and how long a new password must be; `token` is what their browser is known by.
///
/// # Errors
/// A database fault.
pub async fn find(platform: &Platform, actor: &Actor, token: Option<&str>, locale: Locale) -> Outcome<(Account, Rules)> {
    let mut tx = platform.db.read().await?;
    let question = questions::find(&mut tx, actor.user).await?.question();
    let choice = lock::find_choice(platform, &mut tx, actor).await?;
    let rules = policy::password_rules(platform, &mut tx, actor.practice, actor.user).await?;
    let asked = find_question(platform, &mut tx, actor.practice).await?;
    drop(tx);
    let (log_in, unfinished) = addresses::in_words(platform, actor, locale).await?;
    let account = Account {
        log_in: [log_in].into_iter().chain(unfinished).collect(),
        question,
        question_asked: asked != QuestionPolicy::Off,
        sessions: sessions::list_own(platform, actor).await?,
        browsers: list_own(platform, actor, token).await?,
        idle: (choice.of_practice, choice.own),
    };
    Ok((account, rules))
}

/// Why the actor must choose a new password before anything else: a heading and a sentence; none when they need not.
///
/// # Errors
/// A database fault.
pub async fn must_change(platform: &Platform, actor: &Actor, locale: Locale) -> Outcome<Option<(String, String)>> {
    let mut tx = platform.db.read().await?;
    Ok(policy::due(platform, &mut tx, actor.practice, actor.user).await?.map(|due| {
        let (title, why, days) = match due {
            Due::Short => (text::MUST_CHANGE_SHORT, text::MUST_CHANGE_SHORT_WHY, 0),
            Due::Old(days) => (text::MUST_CHANGE, text::MUST_CHANGE_OLD, days),
            Due::Asked => (text::MUST_CHANGE, text::MUST_CHANGE_ASKED, 0),
        };
        (title.of(locale).to_owned(), why.with(locale, &[("days", &days.to_string())]))
    }))
}

/// Whether the person should set a security question: one is required, and there is none.
///
/// # Errors
/// A database fault.
pub async fn question_missing(platform: &Platform, actor: &Actor) -> Outcome<bool> {
    let mut tx = platform.db.read().await?;
    if find_question(platform, &mut tx, actor.practice).await? != QuestionPolicy::Required {
        return Ok(false);
    }
    Ok(questions::find(&mut tx, actor.user).await? == Found::None)
}

/// A new password as typed.
#[derive(Clone, Copy)]
pub struct NewPassword<'a> {
    /// The one that holds now.
    pub current: &'a str,
    /// The one that shall hold.
    pub new: &'a str,
    /// The same, once more.
    pub repeat: &'a str,
}

/// What became of a change of password.
#[derive(Debug)]
pub enum Changed {
    /// Done: the new token of this session. Every other one has ended.
    Done(PlainToken),
    /// The current password is another.
    WrongCurrent,
    /// They have no password: a fresh proof comes first.
    ProveFirst,
    /// Wrong too often.
    Wait(Wait),
    /// What is wrong with the new password.
    Problems(Vec<Problem>),
    /// The new one, once more, is another.
    Differ,
}

/// Changes the password, or sets the first one of somebody who came by passkey. What is wrong with the new one is said first: it costs no try.
///
/// # Errors
/// [`crate::platform::Fault::Busy`] when too many passwords wait, or a database fault.
pub async fn change_password(platform: &Platform, actor: &Actor, typed: NewPassword<'_>, from: From<'_>) -> Outcome<Changed> {
    let mut tx = platform.db.read().await?;
    let person = users::find_own(&mut tx, actor).await?;
    let rules = policy::password_rules(platform, &mut tx, actor.practice, actor.user).await?;
    drop(tx);
    let local = person.email.as_deref().and_then(|e| e.split('@').next()).unwrap_or_default();
    let words = Words::new([&actor.person.username, &person.first_name, &person.last_name, &actor.person.practice, local]);
    // Compared as typed: whether it is the current one is asked further down.
    let problems = if typed.new.nfc().eq(typed.current.nfc()) {
        vec![Problem::SameAsBefore]
    } else {
        check_new(platform, typed.new, rules, &words).await
    };
    if !problems.is_empty() {
        return Ok(Changed::Problems(problems));
    }
    if typed.new != typed.repeat {
        return Ok(Changed::Differ);
    }
    let before = match confirm(platform, actor, typed.current, from).await? {
        Confirmed::Right(before) => before,
        Confirmed::Wrong => return Ok(Changed::WrongCurrent),
        Confirmed::ProveFirst => return Ok(Changed::ProveFirst),
        Confirmed::Wait(wait) => return Ok(Changed::Wait(wait)),
    };
    let phc = users::hash(platform, typed.new).await?;
    let mut tx = platform.db.write().await?;
    // Reset or changed meanwhile: what was confirmed is not the current password any more.
    let new = NewHash { phc: &phc, short: is_short(typed.new) };
    if !users::change_password(platform, &mut tx, actor.user, before.as_deref(), new).await? {
        return Ok(Changed::WrongCurrent);
    }
    resets::end_open(platform, &mut tx, actor.user).await?;
    known_browsers::untrust(platform, &mut tx, actor.user, None).await?;
    let ended = sessions::end_all(platform, &mut tx, actor.user, "password-changed").await?;
    // The second step may have gone while we hashed: the new session is as strict as one of a log-in.
    let limit = policy::limit(platform, &mut tx, actor.practice, actor.user).await?;
    let beginning = Beginning { limit, confirmed_at: actor.confirmed_at };
    let token = sessions::open(platform, &mut tx, actor.user, (from.browser, &actor.network), beginning).await?;
    notify(platform, &mut tx, actor, person.email, MessageKind::PasswordChanged, from.locale).await?;
    let way = if before.is_some() { "changed" } else { "beside-passkey" };
    let detail = json!({ "way": way, "sessions_ended": ended.saturating_sub(1), "browser": from.browser });
    tell(platform, &mut tx, actor, Kind::PasswordSet, detail).await?;
    tx.commit().await?;
    Ok(Changed::Done(token))
}

/// What became of a security question.
#[derive(Debug, PartialEq, Eq)]
pub enum QuestionSet {
    /// Done.
    Done,
    /// The current password is another.
    WrongCurrent,
    /// They have no password: a fresh proof comes first.
    ProveFirst,
    /// Wrong too often.
    Wait(Wait),
    /// What is wrong with the answer.
    Problem(AnswerProblem),
}

/// Sets the security question.
///
/// # Errors
/// As [`change_password`].
pub async fn set_question(
    platform: &Platform,
    actor: &Actor,
    (question, answer): (Question, &str),
    current: &str,
    from: From<'_>,
) -> Outcome<QuestionSet> {
    let mut tx = platform.db.read().await?;
    let person = users::find_own(&mut tx, actor).await?;
    drop(tx);
    let own = [actor.person.username.as_str(), &person.first_name, &person.last_name, &actor.person.name, &actor.person.practice];
    if let Err(problem) = questions::check(answer, &own) {
        return Ok(QuestionSet::Problem(problem));
    }
    let before = match confirm(platform, actor, current, from).await? {
        Confirmed::Right(before) => before,
        Confirmed::Wrong => return Ok(QuestionSet::WrongCurrent),
        Confirmed::ProveFirst => return Ok(QuestionSet::ProveFirst),
        Confirmed::Wait(wait) => return Ok(QuestionSet::Wait(wait)),
    };
    let phc = questions::hash(platform, answer).await?;
    let mut tx = platform.db.write().await?;
    // Reset or changed meanwhile: what was confirmed is not the current password any more.
    if users::lock_hash(&mut tx, actor.user).await? != before {
        return Ok(QuestionSet::WrongCurrent);
    }
    questions::set(platform, &mut tx, actor.user, question, &phc).await?;
    notify(platform, &mut tx, actor, person.email, MessageKind::QuestionSet, from.locale).await?;
    tell(platform, &mut tx, actor, Kind::QuestionSet, json!({ "browser": from.browser })).await?;
    tx.commit().await?;
    Ok(QuestionSet::Done)
}

/// What a current password turned out to be.
#[derive(Debug)]
pub enum Confirmed {
    /// The hash it was compared with; none for somebody without a password, who has just proven themselves by passkey.
    Right(Option<String>),
    /// Another.
    Wrong,
    /// They have no password, and their last proof is too old: the step-up comes first.
    ProveFirst,
    /// Wrong too often.
    Wait(Wait),
}

/// Whether this is the actor's password, with counters of its own: an open screen is no place to guess (ASVS 7.5.1). Who has none proves
/// themselves by the step-up instead, whatever was typed.
///
/// # Errors
/// [`crate::platform::Fault::Busy`] when too many passwords wait, or a database fault.
pub async fn confirm(platform: &Platform, actor: &Actor, current: &str, from: From<'_>) -> Outcome<Confirmed> {
    let counters = Counters::new(
        platform,
        Purpose::CurrentPassword,
        &[&fold(&actor.person.practice_id), &actor.person.username],
        from.address,
    );
    let _turn = platform.attempts.turn(counters.turn()).await;
    let mut tx = platform.db.read().await?;
    if let Some(wait) = lockout::check(platform, &mut tx, &counters).await? {
        return Ok(Confirmed::Wait(wait));
    }
    let stored = users::find_hash(&mut tx, actor.user).await?;
    drop(tx);
    if stored.is_none() {
        return Ok(if is_fresh(platform, actor) { Confirmed::Right(None) } else { Confirmed::ProveFirst });
    }
    let verdict = platform.hasher.verify(Password::new(current), stored.clone()).await?;
    let mut tx = platform.db.write().await?;
    if let Verdict::Right { .. } = verdict {
        lockout::forgive(&mut tx, &counters).await?;
        tx.commit().await?;
        return Ok(Confirmed::Right(stored));
    }
    let wait = lockout::fail(platform, &mut tx, &counters).await?;
    tell(platform, &mut tx, actor, Kind::ConfirmRefused, json!({ "browser": from.browser })).await?;
    tx.commit().await?;
    Ok(wait.map_or(Confirmed::Wrong, Confirmed::Wait))
}

async fn notify(
    platform: &Platform,
    tx: &mut Tx,
    actor: &Actor,
    email: Option<String>,
    kind: MessageKind,
    locale: Locale,
) -> Outcome<()> {
    let Some(recipient) = email else { return Ok(()) };
    let params =
        Params { first_name: actor.person.first_name.clone(), practice: actor.person.practice.clone(), ..Params::default() };
    let (practice, user) = (actor.practice, Some(actor.user));
    let message =
        NewMessage { practice: Some(practice), user, channel: Channel::Email, kind, recipient, locale, params, reference: None };
    enqueue(platform, tx, &message).await.map(drop)
}

async fn tell(platform: &Platform, tx: &mut Tx, actor: &Actor, kind: Kind, detail: Value) -> Outcome<()> {
    let entry = Entry { subject: Some(actor.user), detail, ..Entry::by(actor, kind, platform.clock.now()) };
    audit::append(platform, tx, entry).await
}
