//! A person's sessions in a list, and their ends: by themselves, or by an administrator.

use serde_json::json;
use uuid::Uuid;

use super::lock::LONGEST_LOCK;
use super::model::OwnSession;
use super::service::Actor;
use super::store;
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::platform::{Outcome, Platform, Tx};
use crate::practice::service as practices;

/// Sessions in a list.
const LISTED: i64 = 50;

/// The actor's live sessions: this one first, then the last used (ASVS 7.5.2).
///
/// # Errors
/// A database fault.
pub async fn list_own(platform: &Platform, actor: &Actor) -> Outcome<Vec<OwnSession>> {
    let mut tx = platform.db.read().await?;
    list_of(platform, &mut tx, actor, actor.user).await
}

/// The live sessions of a user of the actor's practice. The caller has found them there.
///
/// # Errors
/// A database fault.
pub async fn list_of(platform: &Platform, tx: &mut Tx, actor: &Actor, user: Uuid) -> Outcome<Vec<OwnSession>> {
    let now = platform.clock.now();
    let zone = practices::find_zone(tx, actor.practice).await?;
    let used_since = now - platform.settings.session.longest_idle() - LONGEST_LOCK;
    let rows = store::list_live(tx, user, now, used_since, LISTED).await?;
    let mut all: Vec<OwnSession> = rows
        .into_iter()
        .map(|row| OwnSession {
            id: row.id.simple().to_string(),
            browser: row.browser,
            network: row.network,
            began: zone.in_words(row.created_at),
            last_seen: zone.in_words(row.last_seen_at),
            this: row.id == actor.session,
        })
        .collect();
    all.sort_by_key(|s| !s.this);
    Ok(all)
}

/// Ends one of the actor's sessions, or with none all but this one. Somebody else's is not touched. Returns how many ended.
///
/// # Errors
/// A database fault.
pub async fn end_own(platform: &Platform, actor: &Actor, session: Option<Uuid>) -> Outcome<u64> {
    let now = platform.clock.now();
    let mut tx = platform.db.write().await?;
    let ended = match session {
        Some(id) => store::end_one(&mut tx, actor.user, id, now, "ended-by-person").await?,
        None => store::end_others(&mut tx, actor.user, actor.session, now).await?,
    };
    if ended > 0 {
        let entry = Entry {
            subject: Some(actor.user),
            detail: json!({ "sessions_ended": ended }),
            ..Entry::by(actor, Kind::SessionEnded, now)
        };
        audit::append(platform, &mut tx, entry).await?;
    }
    tx.commit().await?;
    Ok(ended)
}

/// Ends one session of a user, or with none all of them, for an administrator, in the caller's transaction; returns how many. The caller
/// has found the user in their practice, and tells it.
///
/// # Errors
/// A database fault.
pub async fn end_by_administrator(platform: &Platform, tx: &mut Tx, user: Uuid, session: Option<Uuid>) -> Outcome<u64> {
    match session {
        Some(id) => store::end_one(tx, user, id, platform.clock.now(), "ended-by-administrator").await,
        None => store::end_all(tx, user, platform.clock.now(), "ended-by-administrator").await,
    }
}
