//! The rules of resets.

use std::net::IpAddr;

use serde_json::json;
use subtle::ConstantTimeEq as _;
use uuid::Uuid;

use super::gate::{Gate, gate};
use super::model::fold_code;
use super::start::code_of;
use super::store;
pub use super::store::ResetRow;
use super::{notices, operator, recovery_store};
use crate::addresses::service as addresses;
use crate::admin_requests::service as requests;
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::doctor::normalise_username;
use crate::i18n::Locale;
use crate::invitations::service::{self as invitations, End};
use crate::known_browsers::service as known_browsers;
use crate::lockout::Wait;
use crate::lockout::service::{self as lockout, Counters, Purpose};
use crate::outbox::model::RESET_PURPOSE;
use crate::outbox::service::{check_link, link_for};
use crate::passwords::model::{Problem, Rules, Words};
use crate::passwords::service::{check_new, is_short};
use crate::platform::clock::KEPT;
use crate::platform::{Millis, Outcome, Platform, Tx};
use crate::practice::id::fold;
use crate::practice::service as practices;
use crate::second_factor::policy;
use crate::sessions::service as sessions;
use crate::users::service::{self as users, NewHash};
use crate::users::waits::{Whose, forgive};

/// Wrong codes, or wrong answers, that a reset stands.
pub(super) const TRIES: i64 = 5;

/// Ends every open reset of a person, in the caller's transaction: the password was changed by other means.
///
/// # Errors
/// A database fault.
pub async fn end_open(platform: &Platform, tx: &mut Tx, user: Uuid) -> Outcome<()> {
    store::cancel_open(tx, user, platform.clock.now()).await?;
    Ok(())
}

/// What a typed code led to.
#[derive(Debug)]
pub enum Proof {
    /// Right: the token for the cookie that opens the next page.
    Right(String),
    /// Not with these details: in the same words for everybody.
    Wrong,
    /// Not now.
    Wait(Wait),
}

/// Compares a code. Unknown names cost and count the same.
///
/// # Errors
/// A database fault.
pub async fn prove(platform: &Platform, practice_id: &str, username: &str, code: &str, address: IpAddr) -> Outcome<Proof> {
    let (practice_id, username) = (fold(practice_id), normalise_username(username));
    let counters = Counters::new(platform, Purpose::ResetCode, &[&practice_id, &username], address);
    let _turn = platform.attempts.turn(counters.turn()).await;
    let now = platform.clock.now();
    let mut tx = platform.db.write().await?;
    if let Some(wait) = lockout::check(platform, &mut tx, &counters).await? {
        return Ok(Proof::Wait(wait));
    }
    let found = store::find_of_name(&mut tx, &practice_id, &username).await?;
    let id = found.as_ref().map_or(Uuid::nil(), |row| row.id);
    let right = bool::from(code_of(platform, id).as_bytes().ct_eq(fold_code(code).as_bytes()));
    if let Some(row) = found.filter(|row| right && live(row, now)) {
        store::open(&mut tx, row.id, now).await?;
        lockout::forgive(&mut tx, &counters).await?;
        tx.commit().await?;
        return Ok(Proof::Right(token(platform, row.id)));
    }
    store::add_wrong_code(&mut tx, id, TRIES, now).await?;
    let wait = lockout::fail(platform, &mut tx, &counters).await?;
    tx.commit().await?;
    Ok(wait.map_or(Proof::Wrong, Proof::Wait))
}

/// What a token leads to.
#[derive(Clone, Debug)]
pub enum Standing {
    /// A new password may be set.
    Open(Box<ResetRow>),
    /// Not before this time, in words of the practice's zone.
    NotYet(String),
    /// Used, replaced, taken back, or over.
    Ended(Box<ResetRow>),
    /// Never ours, or of somebody who may not log in any more.
    Unknown,
}

/// How the reset of a token stands.
///
/// # Errors
/// A database fault.
pub async fn standing(platform: &Platform, token: &str) -> Outcome<Standing> {
    let Some(id) = check_link(platform, RESET_PURPOSE, token) else { return Ok(Standing::Unknown) };
    let now = platform.clock.now();
    let mut tx = platform.db.read().await?;
    Ok(match store::find(&mut tx, id).await? {
        Some(row) if live(&row, now) => Standing::Open(Box::new(row)),
        Some(row) if live(&row, row.valid_from) && now < row.valid_from => {
            Standing::NotYet(practices::find_zone(&mut tx, row.practice).await?.in_words(row.valid_from))
        }
        Some(row) => Standing::Ended(Box::new(row)),
        None => Standing::Unknown,
    })
}

/// The person whose password may be set with this token, while it may.
///
/// # Errors
/// A database fault.
pub async fn find_open(platform: &Platform, token: &str) -> Outcome<Option<ResetRow>> {
    Ok(match standing(platform, token).await? {
        Standing::Open(row) => Some(*row),
        _ => None,
    })
}

/// The person pressed the button behind a link: from now on the administrator sees that it was opened. Says whether it still works.
///
/// # Errors
/// A database fault.
pub async fn press(platform: &Platform, token: &str) -> Outcome<bool> {
    let Some(row) = find_open(platform, token).await? else { return Ok(false) };
    let mut tx = platform.db.write().await?;
    let now = platform.clock.now();
    store::open(&mut tx, row.id, now).await?;
    if row.way == "self" {
        store::cancel_other_own(&mut tx, row.user_id, row.id, now).await?;
    }
    tx.commit().await?;
    Ok(true)
}

/// What became of a new password.
#[derive(Debug)]
pub enum Finished {
    /// Set. Every session has ended; the person logs in with it.
    Done(Box<ResetRow>),
    /// The reset is used, replaced, taken back or over.
    Over,
    /// What is wrong with the password.
    Problems(Vec<Problem>),
}

/// Sets the new password.
///
/// # Errors
/// [`crate::platform::Fault::Busy`] when too many passwords wait, or a database fault.
pub async fn finish(platform: &Platform, token: &str, password: &str, network: &str, locale: Locale) -> Outcome<Finished> {
    let Some(row) = find_open(platform, token).await? else { return Ok(Finished::Over) };
    if gate(platform, &row).await? != Gate::Open {
        return Ok(Finished::Over);
    }
    let problems = check_new(platform, password, rules_of(platform, &row).await?, &words_of(&row)).await;
    if !problems.is_empty() {
        return Ok(Finished::Problems(problems));
    }
    let phc = users::hash(platform, password).await?;
    let now = platform.clock.now();
    let mut tx = platform.db.write().await?;
    // One conditional update decides: the same reset twice at once sets one password.
    if store::use_up(&mut tx, row.id, now).await? == 0 {
        return Ok(Finished::Over);
    }
    forgive(platform, &mut tx, Whose { user: row.user_id, practice_id: &row.practice_id, username: &row.username }).await?;
    let told_by = row.created_by.filter(|_| row.way == "code");
    users::reset_password(platform, &mut tx, row.user_id, NewHash { phc: &phc, short: is_short(password) }, told_by).await?;
    operator::carry_out(platform, &mut tx, &row).await?;
    notices::done(platform, &mut tx, &row, locale).await?;
    store::cancel_open(&mut tx, row.user_id, now).await?;
    invitations::end_open(platform, &mut tx, row.user_id, End::PasswordSet).await?;
    requests::close(platform, &mut tx, row.practice, row.user_id, Some(row.user_id), "password-set").await?;
    let ended = sessions::end_all(platform, &mut tx, row.user_id, "password-reset").await?;
    known_browsers::forget_all(&mut tx, row.user_id).await?;
    let entry = Entry {
        actor: Some(row.user_id),
        subject: Some(row.user_id),
        practice: Some(row.practice),
        detail: json!({ "way": row.way, "started_by": row.created_by, "sessions_ended": ended }),
        ..Entry::of(Kind::PasswordSet, now, network)
    };
    audit::append(platform, &mut tx, entry).await?;
    tx.commit().await?;
    Ok(Finished::Done(Box::new(row)))
}

/// How long the new password of this person must be.
///
/// # Errors
/// A database fault.
pub async fn rules_of(platform: &Platform, row: &ResetRow) -> Outcome<Rules> {
    let mut tx = platform.db.read().await?;
    // The password that this link sets will stand alone.
    if recovery_store::find(&mut tx, row.id).await?.is_some_and(|recovery| recovery.remove_second_step) {
        return policy::rules_alone(platform, &mut tx, row.practice).await;
    }
    policy::password_rules(platform, &mut tx, row.practice, row.user_id).await
}

/// What this person logs in with instead of Practice ID and username.
///
/// # Errors
/// A database fault.
pub async fn log_in_address(platform: &Platform, row: &ResetRow) -> Outcome<Option<String>> {
    let mut tx = platform.db.read().await?;
    Ok(addresses::list_of(&mut tx, row.user_id).await?.into_iter().next().map(|row| row.address))
}

/// The words that are too easy for this person.
#[must_use]
pub fn words_of(row: &ResetRow) -> Words {
    let local = row.email.as_deref().and_then(|e| e.split('@').next()).unwrap_or_default();
    Words::new([row.username.as_str(), &row.first_name, &row.last_name, &row.practice_name, local])
}

fn live(row: &ResetRow, now: Millis) -> bool {
    // One that need not wait does not wait for a clock that was set back either.
    let begun = row.valid_from <= now || row.valid_from == row.created_at;
    row.used_at.is_none() && row.cancelled_at.is_none() && begun && now < row.expires_at
}

/// What the cookie holds: the last part of the link, whichever way it was proven.
fn token(platform: &Platform, id: Uuid) -> String {
    let link = link_for(platform, RESET_PURPOSE, id);
    link.rsplit('/').next().unwrap_or_default().to_owned()
}

/// Deletes resets that were over [`KEPT`] ago; the audit trail keeps the story. Run now and then. Returns how many.
///
/// # Errors
/// A database fault.
pub async fn sweep(platform: &Platform) -> Outcome<u64> {
    let mut tx = platform.db.write().await?;
    let since = platform.clock.now() - KEPT;
    recovery_store::delete_old(&mut tx, since).await?;
    let gone = store::delete_old(&mut tx, since).await?;
    tx.commit().await?;
    Ok(gone)
}

/// Ends every open reset of every practice, in the caller's transaction: in a restored database links and codes are open that were used
/// or taken back since. Returns how many in each practice that had any. The caller's audit entries say why.
///
/// # Errors
/// A database fault.
pub async fn end_restored(platform: &Platform, tx: &mut Tx) -> Outcome<Vec<(Uuid, i64)>> {
    store::cancel_every_open(tx, platform.clock.now()).await
}
