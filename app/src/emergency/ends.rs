//! How emergency access ends: by its button, by another administrator, or because something else has ended it.

use serde_json::json;
use uuid::Uuid;

use super::model::{End, Over};
use super::review::deeds;
use super::service::lasts;
use super::store;
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::levels::model::Permission;
use crate::levels::service as levels;
use crate::outbox::model::{MessageKind, Params};
use crate::outbox::service as outbox;
use crate::platform::clock::{HOUR, MINUTE};
use crate::platform::{Millis, Outcome, Platform, Tx};
use crate::practice::service as practices;
use crate::sessions::service::Actor;
use crate::users::notices::{News, tell_administrators};
use crate::users::service::full_name;

/// Its person is told for so long that it has ended.
const TOLD_FOR: Millis = HOUR;

/// Who ends it, and from where; for one that something else has ended, nobody.
struct By<'a> {
    how: End,
    actor: Option<Uuid>,
    name: Option<&'a str>,
    network: &'a str,
}

/// Ends the actor's own, wherever it began; false when there is none.
///
/// # Errors
/// A database fault.
pub async fn end_own(platform: &Platform, actor: &Actor) -> Outcome<bool> {
    let mut tx = platform.db.write().await?;
    let Some(id) = store::find_open(&mut tx, actor.user).await? else { return Ok(false) };
    let here = store::find(&mut tx, actor.practice, id).await?.is_some_and(|row| row.session == actor.session);
    let by =
        By { how: if here { End::Button } else { End::Elsewhere }, actor: Some(actor.user), name: None, network: &actor.network };
    let ended = end(platform, &mut tx, (actor.practice, id), &by).await?;
    tx.commit().await?;
    Ok(ended)
}

/// Ends somebody's of the actor's practice; false when there is none of this id that is on. `None`: the actor may not.
///
/// # Errors
/// A database fault.
pub async fn end_now(platform: &Platform, actor: &Actor, id: Uuid) -> Outcome<Option<bool>> {
    let mut tx = platform.db.write().await?;
    if !levels::lock(&mut tx, actor, Permission::Emergency).await? {
        return Ok(None);
    }
    let by = By { how: End::Administrator, actor: Some(actor.user), name: Some(&actor.person.name), network: &actor.network };
    let ended = end(platform, &mut tx, (actor.practice, id), &by).await?;
    tx.commit().await?;
    Ok(Some(ended))
}

/// Ends what somebody uses at this moment, since they may not any more: in the transaction of the deed that took it from them, so that nothing says in
/// between that it is on. What time had ended before keeps that cause.
///
/// # Errors
/// A database fault.
pub(super) async fn end_of(platform: &Platform, tx: &mut Tx, actor: &Actor, user: Uuid, how: End) -> Outcome<()> {
    let Some(id) = store::find_open(tx, user).await? else { return Ok(()) };
    let late = store::find(tx, actor.practice, id).await?.is_some_and(|row| row.expires_at <= platform.clock.now());
    let by = if late {
        By { how: End::Expired, actor: None, name: None, network: "" }
    } else {
        By { how, actor: Some(actor.user), name: Some(&actor.person.name), network: &actor.network }
    };
    end(platform, tx, (actor.practice, id), &by).await?;
    Ok(())
}

/// How the actor's last use in this session ended, while that is news to them: not by this browser's own button, and not long ago.
///
/// # Errors
/// A database fault.
pub async fn over(platform: &Platform, actor: &Actor) -> Outcome<Option<Over>> {
    if actor.emergency.is_some() {
        return Ok(None);
    }
    let now = platform.clock.now();
    let mut tx = platform.db.read().await?;
    let since = now - lasts(platform) - TOLD_FOR;
    let Some(row) = store::find_last(&mut tx, actor.practice, since, actor.session).await? else { return Ok(None) };
    // Between the end and the moment that it is noticed there is no cause so far; and who notices late does not change when it was.
    let end = End::parse(&row.end_kind).unwrap_or(if row.expires_at <= now { End::Expired } else { End::Undesignated });
    let at = row.ended_at.unwrap_or(now).min(row.expires_at);
    if end == End::Button || at <= now - TOLD_FOR {
        return Ok(None);
    }
    let zone = practices::find_zone(&mut tx, actor.practice).await?;
    Ok(Some(Over { end, by: full_name(&row.by_first_name, &row.by_last_name), at: zone.clock(at) }))
}

/// Ends what is over: by time, with its session, or because its person is not named any more. What it opened was closed at that moment already; this
/// tells of it and takes back what was given. Run every few seconds; returns how many.
///
/// # Errors
/// A database fault.
pub async fn settle(platform: &Platform) -> Outcome<u64> {
    let now = platform.clock.now();
    let mut tx = platform.db.read().await?;
    let over = store::list_over(&mut tx, now).await?;
    drop(tx);
    let mut ended = 0;
    for (id, practice, _, how) in over {
        let how = End::parse(&how).unwrap_or(End::Session);
        let mut tx = platform.db.write().await?;
        practices::lock(&mut tx, practice).await?;
        ended += u64::from(end(platform, &mut tx, (practice, id), &By { how, actor: None, name: None, network: "" }).await?);
        tx.commit().await?;
    }
    Ok(ended)
}

/// Takes those that began in the future for begun now: the clock was set back. Run with the sweeper; returns how many.
///
/// # Errors
/// A database fault.
pub async fn put_right(platform: &Platform) -> Outcome<u64> {
    let now = platform.clock.now();
    let mut tx = platform.db.write().await?;
    let n = store::put_right(&mut tx, now, now + MINUTE, now + lasts(platform)).await?;
    tx.commit().await?;
    Ok(n)
}

/// Ends one, and tells the administrators what was done; false when it had ended.
async fn end(platform: &Platform, tx: &mut Tx, (practice, id): (Uuid, Uuid), by: &By<'_>) -> Outcome<bool> {
    let now = platform.clock.now();
    let Some(row) = store::find(tx, practice, id).await?.filter(|row| row.ended_at.is_none()) else { return Ok(false) };
    let done = deeds(tx, practice, &row, now).await?;
    let count = i64::try_from(done.len()).unwrap_or(i64::MAX);
    if store::end(tx, id, now, by.how.as_str(), by.actor, count).await? == 0 {
        return Ok(false);
    }
    let entry = Entry {
        actor: by.actor,
        subject: Some(row.user_id),
        practice: Some(practice),
        detail: json!({ "cause": format!("emergency-{}", by.how.as_str()), "deeds": count, "use": id }),
        ..Entry::of(Kind::EmergencyEnded, now, by.network)
    };
    audit::append(platform, tx, entry).await?;
    let mut kinds: Vec<(String, i64)> = Vec::new();
    for deed in &done {
        match kinds.iter_mut().find(|(kind, _)| *kind == deed.kind) {
            Some((_, n)) => *n += 1,
            None => kinds.push((deed.kind.clone(), 1)),
        }
    }
    let news = News {
        practice,
        practice_name: &practices::find_name(tx, practice).await?,
        person: &full_name(&row.first_name, &row.last_name),
        by: by.name,
        kind: MessageKind::EmergencyEnded,
        more: Params { deeds: Some(kinds), end: Some(by.how), ..Params::default() },
    };
    let locale = outbox::language_of(tx, row.user_id).await?;
    tell_administrators(platform, tx, &news, [row.user_id, by.actor.unwrap_or(row.user_id)], locale).await?;
    Ok(true)
}
