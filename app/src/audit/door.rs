//! Refusals at the public door: the first of an hour as entries, the rest as one that counts them, so that an attack cannot bury the
//! trail under itself. Known and unknown identifiers take the same way.
//!
//! The count is a row in the database, changed in the transaction of the refusal: a crash loses none. It is told at the next refusal of
//! the identifier after the hour, or by the sweeper.

use serde_json::json;
use uuid::Uuid;

use super::model::Kind;
use super::refusal_store::{self as refusals, RefusalsRow};
use super::service::{DOOR, Entry, append_at_door};
use super::store;
use crate::platform::clock::HOUR;
use crate::platform::{Outcome, Platform, Tx};

/// Refusals of an identifier within an hour that get entries of their own.
const LISTED: i64 = 20;
/// Summaries that a sweep writes before it looks again.
const BATCH: i64 = 100;
/// Entries that [`take_refused`] looks at in one transaction.
const TAKE: i64 = 500;
/// What the detail has of a refusal because its person logs in with an e-mail address.
const MOVED: &str = "%\"cause\":\"moved\"%";
/// The fact that says up to which entry it has.
const TAKEN: &str = "door.refused.taken";

/// Whose refusals are counted together.
#[derive(Clone, Copy, Debug)]
pub struct Refused<'a> {
    /// A MAC, as the counters are keyed by: nothing typed is stored.
    pub key: &'a [u8],
    /// One identifier; else several, and a summary names nobody.
    pub of_one: bool,
}

/// Appends a refusal, or counts it when there were many within the hour. Part of the caller's transaction.
///
/// # Errors
/// A database fault; then the caller's change must not be committed either.
pub async fn append_refusal(platform: &Platform, tx: &mut Tx, refused: Refused<'_>, entry: Entry) -> Outcome<()> {
    let whose = if refused.of_one { (entry.practice, entry.subject) } else { (None, None) };
    let row = refusals::count_refusal(tx, refused.key, whose, (entry.at, HOUR, LISTED)).await?;
    if (entry.at - row.began_at).abs() >= HOUR {
        // The row is still that of the hour before: its surplus is told first, then a new hour begins with this refusal.
        sum_up(platform, tx, &row).await?;
        refusals::begin_refusals(tx, refused.key, whose, entry.at).await?;
    } else if row.refused > LISTED {
        return Ok(());
    }
    append_at_door(platform, tx, entry).await
}

/// Tells the counts of hours that are over. Run now and then; returns how many summaries were written.
///
/// # Errors
/// A database fault.
pub async fn sum_up_ended(platform: &Platform) -> Outcome<u64> {
    let ended = platform.clock.now() - HOUR;
    let mut written = 0;
    loop {
        let mut tx = platform.db.read().await?;
        let due = refusals::list_surplus(&mut tx, ended, LISTED, BATCH).await?;
        drop(tx);
        for (key,) in &due {
            let mut tx = platform.db.write().await?;
            // Another node, or the next refusal, may have told it meanwhile: whoever deletes the row tells it.
            if let Some(row) = refusals::take_refusals(&mut tx, key, ended).await? {
                sum_up(platform, &mut tx, &row).await?;
                tx.commit().await?;
                written += 1;
            }
        }
        if due.is_empty() {
            break;
        }
    }
    let mut tx = platform.db.write().await?;
    refusals::delete_refusals(&mut tx, ended, LISTED).await?;
    tx.commit().await?;
    Ok(written)
}

/// Somebody who was refused.
#[derive(Clone, Copy, Debug)]
pub struct RefusedUser {
    /// Who.
    pub user: Uuid,
    /// Once at least because they log in with an e-mail address now.
    pub moved: bool,
}

/// Who was refused since this was asked last, in the caller's transaction: the next few entries at a time, each once over all nodes; none
/// when every entry was taken.
///
/// # Errors
/// A database fault.
pub async fn take_refused(tx: &mut Tx) -> Outcome<Option<Vec<RefusedUser>>> {
    let head = store::head_seq(tx, DOOR).await?;
    let after = store::take_told(tx, TAKEN, head).await?;
    if after >= head {
        return Ok(None);
    }
    let until = head.min(after + TAKE);
    let rows = store::list_subjects(tx, DOOR, (after, until), Kind::LogInRefused.as_str(), MOVED).await?;
    store::set_told(tx, TAKEN, until).await?;
    Ok(Some(rows.into_iter().map(|(user, moved)| RefusedUser { user, moved: moved > 0 }).collect()))
}

async fn sum_up(platform: &Platform, tx: &mut Tx, row: &RefusalsRow) -> Outcome<()> {
    let surplus = row.refused - LISTED;
    if surplus <= 0 {
        return Ok(());
    }
    let entry = Entry {
        practice: row.practice,
        subject: row.subject,
        detail: json!({ "summary": surplus, "from": row.over_from, "until": row.over_until }),
        ..Entry::of(Kind::LogInRefused, platform.clock.now(), "")
    };
    append_at_door(platform, tx, entry).await
}
