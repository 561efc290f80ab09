//! What the invited person does: the button, the Practice Access Code, the first password or passkey.
//!
//! The cookie holds the last part of the link. Once the code was right, a MAC over invitation and generation of the code stands behind it: only
//! the browser that typed the code comes to the last step, and only as long as that code holds.

use serde_json::{Value, json};
use subtle::ConstantTimeEq as _;
use uuid::Uuid;

use super::model::Over;
use super::notices;
use super::service::{TRIES, Waiting};
use super::store::{self, InvitationRow};
use crate::account::service::From;
use crate::admin_requests::service as requests;
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::auth::admit::{Proof, admit};
use crate::auth::service::{Answer, Arrival};
use crate::known_browsers::service::{Owner, Sender};
use crate::lockout::service::network_of;
use crate::outbox::model::INVITATION_PURPOSE;
use crate::outbox::service::check_link;
use crate::passkeys::service::{self as passkeys, Created, Posted};
use crate::password_reset::service as resets;
use crate::passwords::model::{Problem, Rules, Words};
use crate::passwords::service::{check_new, is_short};
use crate::platform::tokens::{hex, unhex};
use crate::platform::{Millis, Outcome, Platform, Tx};
use crate::practice::access_code::{self, Typed};
use crate::practice::id::PracticeId;
use crate::second_factor::{policy, service as second_factor};
use crate::users::service::{self as users, NewHash};
use crate::users::waits::{Whose, forgive};

/// What a cookie leads to.
#[derive(Clone, Debug)]
pub enum Standing {
    /// It works. `passed`: this browser has typed the code that holds.
    Open {
        /// The invitation.
        row: Box<InvitationRow>,
        /// The code was typed here.
        passed: bool,
    },
    /// It does not, and why.
    Over(Over, Option<Box<InvitationRow>>),
}

/// How the invitation of a cookie stands.
///
/// # Errors
/// A database fault.
pub async fn standing(platform: &Platform, cookie: &str) -> Outcome<Standing> {
    let mut tx = platform.db.read().await?;
    standing_in(platform, &mut tx, cookie).await
}

async fn standing_in(platform: &Platform, tx: &mut Tx, cookie: &str) -> Outcome<Standing> {
    let (link, mark) = cookie.split_once('.').unwrap_or((cookie, ""));
    let unknown = Standing::Over(Over::Unknown, None);
    let Some(id) = check_link(platform, INVITATION_PURPOSE, link) else { return Ok(unknown) };
    let Some(row) = store::find(tx, id).await? else { return Ok(unknown) };
    if let Some(over) = over(&row, platform.clock.now()) {
        return Ok(Standing::Over(over, Some(Box::new(row))));
    }
    let generation = access_code::find(platform, tx, row.practice).await?.generation;
    let passed = unhex(mark).is_some_and(|mark| bool::from(mark.ct_eq(&passed_mark(platform, id, generation))));
    Ok(Standing::Open { row: Box::new(row), passed })
}

fn passed_mark(platform: &Platform, id: Uuid, generation: i64) -> [u8; 32] {
    platform.secrets.access_codes().mac(&[b"passed", id.as_bytes(), &generation.to_be_bytes()])
}

pub(super) fn over(row: &InvitationRow, now: Millis) -> Option<Over> {
    if row.accepted_at.is_some() {
        return Some(Over::Used);
    }
    if row.ended_at.is_some() {
        return Some(match row.outcome.as_deref() {
            Some("replaced") => Over::Replaced,
            Some("password-set") => Over::Used,
            _ => Over::Cancelled,
        });
    }
    match Waiting::of(row.tries, row.expires_at, now) {
        Waiting::Closed => Some(Over::Closed),
        Waiting::Expired => Some(Over::Expired),
        Waiting::Invited | Waiting::Uninvited => None,
    }
}

/// The person pressed the button behind the link: from now on the administrators see that it was opened.
///
/// # Errors
/// A database fault.
pub async fn press(platform: &Platform, cookie: &str) -> Outcome<()> {
    let mut tx = platform.db.write().await?;
    if let Standing::Open { row, .. } = standing_in(platform, &mut tx, cookie).await? {
        store::open(&mut tx, row.id, platform.clock.now()).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// What became of a typed code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Coded {
    /// Right: what the cookie holds from now on.
    Right(String),
    /// Not the code; so many tries are left, at least one.
    Wrong(i64),
    /// It can't be a code: nothing was counted.
    NoCode(Typed),
    /// The invitation is over, perhaps by this try.
    Over,
}

/// Compares a Practice Access Code. A try is taken before; a right one gives it back.
///
/// # Errors
/// A database fault.
pub async fn prove_code(platform: &Platform, cookie: &str, typed: &str, from: &Arrival<'_>) -> Outcome<Coded> {
    let typed = Typed::read(typed);
    let mut tx = platform.db.write().await?;
    let Standing::Open { row, .. } = standing_in(platform, &mut tx, cookie).await? else { return Ok(Coded::Over) };
    if !matches!(typed, Typed::Code(_)) {
        return Ok(Coded::NoCode(typed));
    }
    // The practice before the invitation, as administrators lock them.
    let code = access_code::hold(platform, &mut tx, row.practice).await?;
    let now = platform.clock.now();
    let Some(taken) = store::take_try(&mut tx, row.id, TRIES, now).await? else { return Ok(Coded::Over) };
    store::open(&mut tx, row.id, now).await?;
    if code.is(&typed) {
        store::give_try_back(&mut tx, row.id).await?;
        tx.commit().await?;
        let link = cookie.split('.').next().unwrap_or_default();
        return Ok(Coded::Right(format!("{link}.{}", hex(&passed_mark(platform, row.id, code.generation)))));
    }
    let left = TRIES - taken;
    let (kind, detail) = if left > 0 {
        (Kind::AccessCodeRefused, json!({ "left": left, "browser": from.browser }))
    } else {
        notices::closed(platform, &mut tx, &row, from.locale).await?;
        (Kind::InvitationClosed, json!({ "browser": from.browser }))
    };
    tell(platform, &mut tx, &row, None, (kind, detail), from).await?;
    tx.commit().await?;
    Ok(if left > 0 { Coded::Wrong(left) } else { Coded::Over })
}

/// How long the first password of this person must be.
///
/// # Errors
/// A database fault.
pub async fn rules_of(platform: &Platform, row: &InvitationRow) -> Outcome<Rules> {
    let mut tx = platform.db.read().await?;
    policy::password_rules(platform, &mut tx, row.practice, row.user_id).await
}

/// What the person shall log in with.
#[derive(Clone, Copy)]
pub enum Credential<'a> {
    /// As typed.
    Password(&'a str),
    /// A new passkey, as the browser answered.
    Passkey(Posted<'a>),
}

/// What became of it.
#[derive(Debug)]
pub enum Accepted {
    /// It holds, and the person is let in as at a log-in.
    Done(Answer),
    /// The invitation is over, or the code must be typed again.
    Over,
    /// What is wrong with the password.
    Problems(Vec<Problem>),
    /// Why there is no passkey.
    NoPasskey(Created),
}

/// Keeps what the person logs in with from now on and lets them in: mailbox and code are proven.
///
/// # Errors
/// [`crate::platform::Fault::Busy`] when too many passwords wait, or a database fault.
pub async fn accept(platform: &Platform, cookie: &str, credential: Credential<'_>, from: &Arrival<'_>) -> Outcome<Accepted> {
    let Standing::Open { row, passed: true } = standing(platform, cookie).await? else { return Ok(Accepted::Over) };
    let mut phc = String::new();
    if let Credential::Password(password) = credential {
        let problems = check_new(platform, password, rules_of(platform, &row).await?, &words_of(&row)).await;
        if !problems.is_empty() {
            return Ok(Accepted::Problems(problems));
        }
        phc = users::hash(platform, password).await?;
    }
    let mut tx = platform.db.write().await?;
    // A new code may have been made while we hashed.
    access_code::hold(platform, &mut tx, row.practice).await?;
    let Standing::Open { passed: true, .. } = standing_in(platform, &mut tx, cookie).await? else { return Ok(Accepted::Over) };
    // One conditional update decides: the same invitation twice at once lets in once.
    if store::accept(&mut tx, row.id, platform.clock.now(), TRIES).await? == 0 {
        return Ok(Accepted::Over);
    }
    // Nobody sets up a second step before their first log-in; but who has one is asked for it.
    let asked = policy::is_asked(platform, &mut tx, row.practice, row.user_id).await?;
    let kept = match credential {
        Credential::Password(password) => {
            let new = NewHash { phc: &phc, short: is_short(password) };
            users::reset_password(platform, &mut tx, row.user_id, new, None).await?;
            Kept { kind: Kind::PasswordSet, passkey: None, factors: &["invitation", "access-code"] }
        }
        Credential::Passkey(posted) => {
            let by = From { address: from.address, browser: from.browser, locale: from.locale };
            match passkeys::add_first(platform, &mut tx, row.user_id, posted, by).await? {
                Created::Done(id) => {
                    Kept { kind: Kind::PasskeyCreated, passkey: Some(id), factors: &["invitation", "access-code", "passkey"] }
                }
                // Dropped: the invitation is as it was.
                wrong => return Ok(Accepted::NoPasskey(wrong)),
            }
        }
    };
    let (practice_id, username) = (row.practice_id.as_str(), row.username.as_str());
    forgive(platform, &mut tx, Whose { user: row.user_id, practice_id, username }).await?;
    resets::end_open(platform, &mut tx, row.user_id).await?;
    requests::close(platform, &mut tx, row.practice, row.user_id, Some(row.user_id), "set-up").await?;
    notices::accepted(platform, &mut tx, &row, from.browser, from.locale).await?;
    let detail = json!({ "way": "invitation", "started_by": row.created_by, "passkey": kept.passkey });
    tell(platform, &mut tx, &row, Some(row.user_id), (kept.kind, detail), from).await?;
    let answer = enter(platform, &mut tx, &row, (asked, kept.factors), from).await?;
    tx.commit().await?;
    Ok(Accepted::Done(answer))
}

/// How a kept credential is told.
struct Kept {
    kind: Kind,
    passkey: Option<Uuid>,
    factors: &'static [&'static str],
}

/// What the browser is asked for a passkey instead of a password; empty where passkeys do not work.
///
/// # Errors
/// A fault of the library.
pub fn ask_passkey(platform: &Platform, row: &InvitationRow) -> Outcome<String> {
    if !passkeys::available(&platform.settings) {
        return Ok(String::new());
    }
    let name = format!("{} ({})", row.username, row.practice_name);
    passkeys::begin_first(platform, row.user_id, &name, &users::full_name(&row.first_name, &row.last_name))
}

/// As at the end of a log-in, with whatever the practice asks of its people.
async fn enter(
    platform: &Platform,
    tx: &mut Tx,
    row: &InvitationRow,
    (asked, factors): (bool, &[&str]),
    from: &Arrival<'_>,
) -> Outcome<Answer> {
    let owner = Owner {
        user: row.user_id,
        practice: row.practice,
        practice_name: &row.practice_name,
        first_name: &row.first_name,
        email: Some(&row.address),
    };
    let network = network_of(from.address);
    let sender = Sender { token: from.known_by, browser: from.browser, network: &network, locale: from.locale };
    if asked {
        return Ok(Answer::SecondStep(second_factor::begin(platform, tx, &owner, &sender, None).await?));
    }
    let proof = Proof { factors, session: from.session, trust_days: None, full: true, noticed: None, address: None };
    Ok(Answer::In(admit(platform, tx, &owner, &sender, &proof).await?))
}

/// The words that are too easy for this person.
fn words_of(row: &InvitationRow) -> Words {
    let local = row.address.split('@').next().unwrap_or_default();
    Words::new([row.username.as_str(), &row.first_name, &row.last_name, &row.practice_name, local])
}

/// A Practice ID as people read it.
#[must_use]
pub fn display(practice_id: &str) -> String {
    PracticeId::parse(practice_id).map_or_else(|_| practice_id.to_owned(), |id| id.to_string())
}

async fn tell(
    platform: &Platform,
    tx: &mut Tx,
    row: &InvitationRow,
    actor: Option<Uuid>,
    (kind, detail): (Kind, Value),
    from: &Arrival<'_>,
) -> Outcome<()> {
    let entry = Entry {
        actor,
        subject: Some(row.user_id),
        practice: Some(row.practice),
        detail,
        ..Entry::of(kind, platform.clock.now(), &network_of(from.address))
    };
    audit::append(platform, tx, entry).await
}
