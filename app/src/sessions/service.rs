//! The rules of sessions.

use serde_json::json;
use uuid::Uuid;

use super::lock::{self, Locking, Standing};
use super::model::{Limit, Person};
use super::outside;
pub use super::own::{end_by_administrator, end_own, list_of, list_own};
use super::store::{self, NewSessionRow, SessionRow};
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::emergency::service::{Active, extent};
use crate::levels::model::Emergency;
use crate::levels::service::holder;
use crate::platform::clock::{KEPT, MINUTE};
use crate::platform::tokens::{PlainToken, TokenHash};
use crate::platform::{Millis, Outcome, Platform, Tx};
use crate::practice::id::PracticeId;
use crate::users::model::Level;

/// Who sent a request, proven by a live session.
#[derive(Clone, Debug)]
pub struct Actor {
    /// The session.
    pub session: Uuid,
    /// The user.
    pub user: Uuid,
    /// The user's practice: the only one this request may touch.
    pub practice: Uuid,
    /// The facility the session is at; none where the practice has none.
    pub facility: Option<Uuid>,
    /// The network the request came from.
    pub network: String,
    /// As pages see them.
    pub person: Person,
    /// The name of the practice's time zone.
    pub zone: String,
    /// Emergency access, while it is on.
    pub emergency: Option<Active>,
    /// When the session locks.
    pub times: LockTimes,
    /// What the person must do before anything else.
    pub limit: Option<Limit>,
    /// When they last proved in full who they are; 0: not in full.
    pub confirmed_at: Millis,
}

/// When a session locks, in [`Millis`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LockTimes {
    /// After so long without use.
    pub idle: Millis,
    /// From now, if nothing happens.
    pub left: Millis,
    /// So long before, the person is warned.
    pub warning: Millis,
}

/// Whether a request is a sign of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// A script asks how things stand.
    None,
    /// A page, a form. Noted about once a minute.
    Request,
    /// The page tells of keys and pointers.
    Activity,
}

/// What a cookie turned out to be.
#[derive(Clone, Debug)]
pub enum Found {
    /// A live session.
    Live(Box<Actor>),
    /// A session that nothing may use but its unlock and its end.
    Locked(Box<Actor>),
    /// A session whose time was over; it has been ended now. The page says so.
    Expired,
    /// Nothing we know, or ended before.
    Unknown,
}

/// How a session begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Beginning {
    /// What its person must do before anything else.
    pub limit: Option<Limit>,
    /// When they last proved in full who they are; 0: not in full.
    pub confirmed_at: Millis,
}

/// Opens a session in the caller's transaction; returns its token, which leaves the server once, in a cookie.
///
/// # Errors
/// A database fault.
pub async fn open(
    platform: &Platform,
    tx: &mut Tx,
    user: Uuid,
    (browser, network): (&str, &str),
    beginning: Beginning,
) -> Outcome<PlainToken> {
    let now = platform.clock.now();
    let token = PlainToken::new(&platform.random);
    let hash = token.hash();
    let row = NewSessionRow {
        id: platform.random.id(now),
        token_hash: hash.as_bytes(),
        user,
        created_at: now,
        expires_at: now + platform.settings.session.absolute.0,
        browser,
        network,
        limited: beginning.limit.map(Limit::as_str),
        confirmed_at: beginning.confirmed_at,
    };
    store::create(tx, &row).await?;
    Ok(token)
}

/// Looks a cookie up for a request. Writes at most once a minute and session, not once a page.
///
/// # Errors
/// A database fault.
pub async fn find(platform: &Platform, token: &str, network: &str) -> Outcome<Found> {
    look_up(platform, token, network, Sign::Request).await
}

/// The same, for whatever the request is a sign of.
///
/// # Errors
/// A database fault.
pub async fn look_up(platform: &Platform, token: &str, network: &str, sign: Sign) -> Outcome<Found> {
    let now = platform.clock.now();
    let mut tx = platform.db.read().await?;
    let Some(mut row) = store::find(&mut tx, TokenHash::of(token).as_bytes()).await? else { return Ok(Found::Unknown) };
    drop(tx);
    let idle = lock::idle(&platform.settings.session, &row);
    match lock::standing(&row, now, idle) {
        Standing::Over(reason) => {
            end(platform, &row, Kind::SessionExpired, reason, network).await?;
            return Ok(Found::Expired);
        }
        Standing::Locked(since) => {
            if row.locked_at.is_none() {
                let it = Locking { session: row.id, user: row.user_id, practice: row.practice, since, reason: "idle" };
                lock::lock(platform, &it, network).await?;
            }
            return Ok(Found::Locked(Box::new(actor(platform, row, network, LockTimes::default()))));
        }
        Standing::Open => {}
    }
    outside::note(platform, &row, network).await?;
    // A person who is here for a moment only is not taken for absent: noted more often where the lock comes soon.
    let noted = match sign {
        Sign::None => Millis::MAX,
        Sign::Request => MINUTE.min(idle / 4),
        Sign::Activity => 1,
    };
    if now - row.last_seen_at >= noted {
        let mut tx = platform.db.write().await?;
        store::touch(&mut tx, row.id, now).await?;
        tx.commit().await?;
        row.last_seen_at = now;
    }
    let times = lock::times(&row, now, idle);
    Ok(Found::Live(Box::new(actor(platform, row, network, times))))
}

/// Logs out. The token is dead when this returns (ASVS 7.4.1). An unknown token is already dead: nothing happens.
///
/// # Errors
/// A database fault.
pub async fn close(platform: &Platform, token: &str, network: &str) -> Outcome<()> {
    let mut tx = platform.db.read().await?;
    let row = store::find(&mut tx, TokenHash::of(token).as_bytes()).await?;
    drop(tx);
    match row {
        Some(row) => end(platform, &row, Kind::LoggedOut, "log-out", network).await,
        None => Ok(()),
    }
}

/// Ends a session because `user` begins a new one in the same browser, in the caller's transaction. Somebody else's story tells it.
///
/// # Errors
/// A database fault.
pub async fn replace(platform: &Platform, tx: &mut Tx, before: &Actor, user: Uuid) -> Outcome<()> {
    let now = platform.clock.now();
    if store::end(tx, before.session, now, "replaced").await? == 1 && before.user != user {
        let entry = Entry {
            subject: Some(before.user),
            practice: Some(before.practice),
            detail: json!({ "session": before.session, "reason": "replaced" }),
            ..Entry::of(Kind::SessionExpired, now, &before.network)
        };
        audit::append(platform, tx, entry).await?;
    }
    Ok(())
}

/// Notes that the actor has proven in full who they are, in the caller's transaction, and gives the session a new token in the place of this
/// one (ASVS 7.2.4). None when it has another one by now, is locked or has ended.
///
/// # Errors
/// A database fault.
pub async fn confirm(platform: &Platform, tx: &mut Tx, actor: &Actor, token: &str) -> Outcome<Option<PlainToken>> {
    let new = PlainToken::new(&platform.random);
    let (before, after) = (TokenHash::of(token), new.hash());
    let done = store::confirm(tx, actor.session, before.as_bytes(), after.as_bytes(), platform.clock.now()).await?;
    Ok((done == 1).then_some(new))
}

/// Who of a practice must do something before anything else.
///
/// # Errors
/// A database fault.
pub async fn list_limited(tx: &mut Tx, practice: Uuid) -> Outcome<Vec<Uuid>> {
    Ok(store::list_limited(tx, practice).await?.into_iter().map(|(user,)| user).collect())
}

/// Changes what a person must do first in those of their sessions that are limited, in the caller's transaction.
///
/// # Errors
/// A database fault.
pub async fn set_limit(tx: &mut Tx, user: Uuid, limit: Option<Limit>) -> Outcome<()> {
    store::set_limit(tx, user, limit.map(Limit::as_str)).await.map(drop)
}

/// Ends every session of a user in the caller's transaction (ASVS 7.4.2); returns how many. The caller's audit entry says why.
///
/// # Errors
/// A database fault.
pub async fn end_all(platform: &Platform, tx: &mut Tx, user: Uuid, reason: &str) -> Outcome<u64> {
    store::end_all(tx, user, platform.clock.now(), reason).await
}

/// Puts sessions right that were used in the future: the clock was set back. They count as used now, so that their people's absence is
/// noticed as soon as ever, and last no longer than a new one. And deletes sessions that were over [`KEPT`] ago; the audit trail keeps the
/// story. Run at the start, and now and then; returns how many it changed or deleted.
///
/// # Errors
/// A database fault.
pub async fn sweep(platform: &Platform) -> Outcome<u64> {
    let now = platform.clock.now();
    let mut tx = platform.db.write().await?;
    let put_right = store::put_right(&mut tx, now, now + MINUTE, now + platform.settings.session.absolute.0).await?;
    let gone = store::delete_old(&mut tx, now - KEPT).await?;
    tx.commit().await?;
    Ok(put_right + gone)
}

async fn end(platform: &Platform, row: &SessionRow, kind: Kind, reason: &str, network: &str) -> Outcome<()> {
    let now = platform.clock.now();
    let mut tx = platform.db.write().await?;
    // Two requests may notice the same end: only one of them ends it, and only that one is told of.
    if store::end(&mut tx, row.id, now, reason).await? == 1 {
        let entry = Entry {
            actor: Some(row.user_id),
            subject: Some(row.user_id),
            practice: Some(row.practice),
            detail: json!({ "session": row.id, "reason": reason, "browser": row.browser }),
            ..Entry::of(kind, now, network)
        };
        audit::append(platform, &mut tx, entry).await?;
    }
    tx.commit().await
}

fn actor(platform: &Platform, row: SessionRow, network: &str, times: LockTimes) -> Actor {
    let now = platform.clock.now();
    let outside = outside::is_outside(&row, network);
    let open = row.emergency.zip(row.emergency_until).filter(|(_, until)| *until > now);
    let emergency = open.map(|(id, until)| Active { id, until });
    let extent = if emergency.is_some() { extent(platform) } else { Emergency::Off };
    let holder = holder(&row.level, &row.grants, row.administrator, extent);
    let practice_id = PracticeId::parse(&row.practice_id).map_or(row.practice_id, |id| id.to_string());
    Actor {
        session: row.id,
        user: row.user_id,
        practice: row.practice,
        facility: row.facility,
        network: network.to_owned(),
        person: Person {
            name: format!("{} {}", row.first_name, row.last_name).trim().to_owned(),
            first_name: row.first_name,
            username: row.username,
            practice: row.practice_name,
            practice_id,
            level: Level::parse(&row.level).unwrap_or(Level::Staff),
            holder,
            has_password: row.has_password,
            facility: (row.facilities > 1).then_some(row.facility_name),
            logo: row.logo,
        },
        zone: row.time_zone,
        emergency,
        times,
        limit: if outside { Some(Limit::Network) } else { row.limited.as_deref().and_then(Limit::parse) },
        confirmed_at: row.confirmed_at,
    }
}

/// Ends every session of every practice, in the caller's transaction: a restored database would let in whoever has logged out since.
/// Returns how many in each practice that had any. The caller's audit entries say why.
///
/// # Errors
/// A database fault.
pub async fn end_restored(platform: &Platform, tx: &mut Tx) -> Outcome<Vec<(Uuid, i64)>> {
    store::end_open(tx, platform.clock.now(), "restored").await
}
