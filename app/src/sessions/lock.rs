//! The rules of the lock: when a session locks, who opens it again, and when it ends.
//!
//! Locked is not logged out: same session, same place. Left alone for as long as the practice says (or the person, if shorter), or by *Lock
//! now*, a session lets nothing through but its unlock and its end, whatever page or script asks. The right password gives it a new token
//! (ASVS 7.2.4), and so does a passkey. Five wrong ones end it, and so do eight hours.

use std::net::IpAddr;

use serde_json::{Value, json};
use uuid::Uuid;

use super::service::{Actor, LockTimes};
use super::store::{self, SessionRow};
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::known_browsers::service as known_browsers;
use crate::lockout::Wait;
use crate::lockout::service::{self as lockout, Counters, Purpose};
use crate::passkeys::service::{self as passkeys, Posted, Proof};
use crate::platform::clock::{HOUR, MINUTE, SECOND};
use crate::platform::hashing::{Password, Verdict};
use crate::platform::settings::SessionSettings;
use crate::platform::tokens::{PlainToken, TokenHash, hex};
use crate::platform::{Millis, Outcome, Platform, Tx};
use crate::practice::id::fold;
use crate::second_factor::policy;
use crate::users::service as users;
use crate::users::waits::{self, Whose};

/// A session ends when it was locked for so long.
pub const LONGEST_LOCK: Millis = 8 * HOUR;
/// Wrong passwords at the lock until the session ends.
pub const TRIES: i64 = 5;
/// So long before the lock the person is warned (NIST SP 800-63B-4, 8): half the time where it is short.
const WARNING: Millis = 2 * MINUTE;

/// After how long unused this session locks: as its person has chosen, if that is shorter than what the practice says, which is never longer
/// than what the operator allows.
pub(super) fn idle(settings: &SessionSettings, row: &SessionRow) -> Millis {
    let of_practice = row.practice_minutes.map_or(settings.idle(), |m| (m * MINUTE).min(settings.longest_idle()));
    row.own_minutes.map_or(of_practice, |m| (m * MINUTE).min(of_practice))
}

/// How a session stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    Open,
    /// Since this time.
    Locked(Millis),
    /// Why.
    Over(&'static str),
}

/// A clock that jumped back counts as no time passed, until the sweeper has put it right.
pub(super) fn standing(row: &SessionRow, now: Millis, idle: Millis) -> Standing {
    let left_alone = (now - row.last_seen_at >= idle).then(|| row.last_seen_at + idle);
    match row.locked_at.or(left_alone) {
        _ if now >= row.expires_at => Standing::Over("absolute-time"),
        Some(since) if now - since >= LONGEST_LOCK => Standing::Over("idle"),
        Some(since) => Standing::Locked(since),
        None => Standing::Open,
    }
}

/// How long until the lock, and when to warn.
pub(super) fn times(row: &SessionRow, now: Millis, idle: Millis) -> LockTimes {
    LockTimes { idle, left: (row.last_seen_at + idle - now).clamp(0, idle), warning: WARNING.min(idle / 2) }
}

/// Whole seconds, rounded up: a script that waits so long does not come early.
#[must_use]
pub const fn seconds(millis: Millis) -> i64 {
    (millis + SECOND - 1) / SECOND
}

/// Names a person to their own browser, so that a page can tell that it is somebody else's by now. Says nothing else about them.
#[must_use]
pub fn mark(platform: &Platform, user: Uuid) -> String {
    hex(&platform.secrets.drafts().mac(&[b"person", user.as_bytes()])[..8])
}

/// The key under which a browser keeps what was half typed while the session is locked. Only its open pages hold it.
#[must_use]
pub fn draft_key(platform: &Platform, actor: &Actor) -> String {
    hex(&platform.secrets.drafts().mac(&[b"draft", actor.user.as_bytes(), actor.session.as_bytes()]))
}

/// Locks the session now.
///
/// # Errors
/// A database fault.
pub async fn lock_now(platform: &Platform, actor: &Actor) -> Outcome<()> {
    let (session, user, practice) = (actor.session, actor.user, actor.practice);
    lock(platform, &Locking { session, user, practice, since: platform.clock.now(), reason: "now" }, &actor.network).await
}

pub(super) struct Locking {
    pub session: Uuid,
    pub user: Uuid,
    pub practice: Uuid,
    pub since: Millis,
    pub reason: &'static str,
}

/// Locks a session, once: two requests may notice it at the same time, and only one tells.
pub(super) async fn lock(platform: &Platform, it: &Locking, network: &str) -> Outcome<()> {
    let mut tx = platform.db.write().await?;
    if store::lock(&mut tx, it.session, it.since).await? == 1 {
        let detail = json!({ "session": it.session, "reason": it.reason });
        tell(platform, &mut tx, (it.user, it.practice, network), Kind::SessionLocked, detail).await?;
    }
    tx.commit().await
}

/// What became of an unlock.
#[derive(Debug)]
pub enum Unlocked {
    /// Open again, under this token; none when another request was faster and has got it.
    Open(Option<PlainToken>),
    /// Not this password; so many tries are left.
    Wrong(i64),
    /// Not now.
    Wait(Wait),
    /// The passkey was asked for too long ago: nothing was counted.
    TooLate,
    /// Wrong too often: the session has ended.
    Ended,
}

/// What opens a locked session.
#[derive(Clone, Copy)]
pub enum Key<'a> {
    /// As typed.
    Password(&'a str),
    /// What the browser answered.
    Passkey(Posted<'a>),
}

/// What a key turned out to be; the transaction goes on with it.
enum Opened {
    Right(Tx, &'static str),
    Wrong(Tx),
    TooLate,
}

async fn open_with(platform: &Platform, actor: &Actor, key: Key<'_>) -> Outcome<Opened> {
    let password = match key {
        Key::Password(password) => password,
        Key::Passkey(posted) => {
            let mut tx = platform.db.write().await?;
            return Ok(match passkeys::finish_for_user(platform, &mut tx, passkeys::Purpose::Unlock, actor.user, posted).await? {
                Proof::Right { .. } => Opened::Right(tx, "passkey"),
                Proof::TooLate | Proof::UsedBefore => Opened::TooLate,
                Proof::Wrong { .. } | Proof::Unknown => Opened::Wrong(tx),
            });
        }
    };
    let mut tx = platform.db.read().await?;
    let stored = users::find_hash(&mut tx, actor.user).await?;
    drop(tx);
    let verdict = platform.hasher.verify(Password::new(password), stored.clone()).await?;
    let mut tx = platform.db.write().await?;
    // Set anew while we compared: this was the right password, and is not any more.
    let right = matches!(verdict, Verdict::Right { .. }) && users::lock_hash(&mut tx, actor.user).await? == stored;
    Ok(if right { Opened::Right(tx, "password") } else { Opened::Wrong(tx) })
}

/// What the browser is asked for the actor's passkey, as JSON; none when they have none that works here.
///
/// # Errors
/// A database fault.
pub async fn ask_passkey(platform: &Platform, actor: &Actor) -> Outcome<Option<String>> {
    let mut tx = platform.db.read().await?;
    passkeys::begin_for_user(platform, &mut tx, passkeys::Purpose::Unlock, actor.user).await
}

/// From where an unlock comes.
#[derive(Clone, Copy, Debug)]
pub struct Sender<'a> {
    /// The client's address.
    pub address: IpAddr,
    /// What the browser's long-lived cookie holds, if it has one.
    pub known_by: Option<&'a str>,
    /// The session's token as it is.
    pub token: &'a str,
}

/// Opens a locked session again, or says why not.
///
/// Failures have counters of their own, so that nobody at the door keeps a person from their own screen; and they count at the door, too,
/// so that a found screen is no place to guess on.
///
/// # Errors
/// [`crate::platform::Fault::Busy`] when too many passwords wait, or a database fault.
pub async fn unlock(platform: &Platform, actor: &Actor, key: Key<'_>, from: Sender<'_>) -> Outcome<Unlocked> {
    let practice_id = fold(&actor.person.practice_id);
    let identifier = [practice_id.as_str(), actor.person.username.as_str()];
    let own = Counters::new(platform, Purpose::Unlock, &identifier, from.address);
    let _turn = platform.attempts.turn(own.turn()).await;
    let mut tx = platform.db.read().await?;
    let whose = Whose { user: actor.user, practice_id: &practice_id, username: &actor.person.username };
    let door = waits::door(platform, &mut tx, whose, &lockout::network_of(from.address)).await?;
    let door = match known_browsers::find(platform, &mut tx, Some(actor.user), from.known_by).await? {
        Some(browser) => door.with_known_browser(platform, browser.id),
        None => door,
    };
    if let Some(wait) = lockout::check(platform, &mut tx, &own).await? {
        return Ok(Unlocked::Wait(wait));
    }
    drop(tx);
    let (mut tx, factor) = match open_with(platform, actor, key).await? {
        Opened::Right(tx, factor) => (tx, factor),
        Opened::Wrong(tx) => return refuse(platform, tx, actor, (&own, &door)).await,
        Opened::TooLate => return Ok(Unlocked::TooLate),
    };
    lockout::forgive(&mut tx, &own).await?;
    lockout::forgive(&mut tx, &door).await?;
    let token = PlainToken::new(&platform.random);
    let (before, after) = (TokenHash::of(from.token), token.hash());
    // As much as the step-up asks for counts as one: a passkey always, a password where nothing is asked beside it.
    let full = factor == "passkey" || !policy::is_asked(platform, &mut tx, actor.practice, actor.user).await?;
    let (tokens, now) = ((before.as_bytes(), after.as_bytes()), platform.clock.now());
    let opened = store::unlock(&mut tx, actor.session, tokens, now, full).await? == 1;
    if opened {
        let who = (actor.user, actor.practice, actor.network.as_str());
        tell(platform, &mut tx, who, Kind::SessionUnlocked, json!({ "session": actor.session, "factors": [factor] })).await?;
    }
    tx.commit().await?;
    Ok(Unlocked::Open(opened.then_some(token)))
}

async fn refuse(platform: &Platform, mut tx: Tx, actor: &Actor, (own, door): (&Counters, &Counters)) -> Outcome<Unlocked> {
    let wait = lockout::fail(platform, &mut tx, own).await?;
    lockout::fail(platform, &mut tx, door).await?;
    let left = TRIES - store::count_unlock_try(&mut tx, actor.session).await?;
    let now = platform.clock.now();
    let entry = Entry {
        subject: Some(actor.user),
        detail: json!({ "session": actor.session }),
        ..Entry::by(actor, Kind::UnlockRefused, now)
    };
    audit::append(platform, &mut tx, entry.clone()).await?;
    if left <= 0 && store::end(&mut tx, actor.session, now, "unlock-refused").await? == 1 {
        let detail = json!({ "session": actor.session, "reason": "unlock-refused" });
        audit::append(platform, &mut tx, Entry { kind: Kind::SessionExpired, detail, ..entry }).await?;
    }
    tx.commit().await?;
    Ok(match wait {
        _ if left <= 0 => Unlocked::Ended,
        Some(wait) => Unlocked::Wait(wait),
        None => Unlocked::Wrong(left),
    })
}

/// Locks and unlocks are told of whoever uses the session, and not in the person's story: they would fill it within a day.
async fn tell(
    platform: &Platform,
    tx: &mut Tx,
    (user, practice, network): (Uuid, Uuid, &str),
    kind: Kind,
    detail: Value,
) -> Outcome<()> {
    let entry = Entry { actor: Some(user), practice: Some(practice), detail, ..Entry::of(kind, platform.clock.now(), network) };
    audit::append(platform, tx, entry).await
}

/// What a person may choose of, and has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The practice's minutes.
    pub of_practice: i64,
    /// The person's own; none where they have not chosen.
    pub own: Option<i64>,
}

/// The actor's choice.
///
/// # Errors
/// A database fault.
pub async fn find_choice(platform: &Platform, tx: &mut Tx, actor: &Actor) -> Outcome<Choice> {
    let policy = crate::security_policy::service::find(tx, actor.practice).await?;
    let of_practice = crate::security_policy::service::idle_minutes(&platform.settings.session, policy.idle_minutes);
    let own = store::find_choice(tx, actor.user).await?.filter(|own| *own < of_practice);
    Ok(Choice { of_practice, own })
}

/// Chooses a shorter time than the practice's, or none of one's own. One that is not shorter is none.
///
/// # Errors
/// A database fault.
pub async fn choose(platform: &Platform, actor: &Actor, minutes: Option<i64>) -> Outcome<()> {
    let mut tx = platform.db.write().await?;
    let before = find_choice(platform, &mut tx, actor).await?;
    let shortest = crate::security_policy::model::SHORTEST_IDLE;
    let after = minutes.filter(|m| (shortest..before.of_practice).contains(m));
    store::delete_choice(&mut tx, actor.user).await?;
    if let Some(minutes) = after {
        store::create_choice(&mut tx, actor.user, minutes).await?;
    }
    if after != before.own {
        let detail = json!({ "before": { "idle_minutes": before.own }, "after": { "idle_minutes": after } });
        let who = (actor.user, actor.practice, actor.network.as_str());
        tell(platform, &mut tx, who, Kind::IdleChosen, detail).await?;
    }
    tx.commit().await
}
