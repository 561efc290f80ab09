//! How long entries are kept, where the operator has said so: `[audit] keep_years`, six at the least (45 CFR 164.316(b)(2)(i)).
//!
//! The oldest entries of a chain are deleted, and an entry of the same chain says up to which, and the MAC of the last of them. The chain's head holds both as
//! well: a check begins there, and finds a beginning that was cut off without such an entry.

use serde_json::{Value, json};
use uuid::Uuid;

use super::model::Kind;
use super::service::{Entry, append_to};
use super::store::{self, HeadRow};
use crate::platform::clock::DAY;
use crate::platform::tokens::{hex, unhex};
use crate::platform::{Millis, Outcome, Platform};

/// Entries of one chain that are deleted at a time.
const BATCH: i64 = 50_000;

/// Deletes what is older than the operator keeps, of each chain at most a batch, and no more often than once a day. Run now and then; returns how many
/// entries it deleted.
///
/// # Errors
/// A database fault.
pub async fn sweep(platform: &Platform) -> Outcome<u64> {
    let years = i64::from(platform.settings.audit_years);
    if years == 0 {
        return Ok(0);
    }
    // Leap days count for whoever looks for an entry of so many years ago.
    let before = platform.clock.now() - (years * 365 + years / 4 + 1) * DAY;
    let mut tx = platform.db.read().await?;
    let heads = store::list_heads(&mut tx).await?;
    drop(tx);
    let mut gone = 0;
    for head in heads {
        gone += prune(platform, &head, before).await?;
    }
    Ok(gone)
}

async fn prune(platform: &Platform, head: &HeadRow, before: Millis) -> Outcome<u64> {
    let (chain, after) = (head.id.as_str(), head.kept_after);
    let mut tx = platform.db.write().await?;
    let oldest = store::list_entries(&mut tx, chain, after, 1).await?.into_iter().next();
    if oldest.is_none_or(|row| row.at >= before - DAY) {
        return Ok(0);
    }
    let most = head.seq.min(after + BATCH);
    let until = store::find_since(&mut tx, chain, (after, most), before).await?.map_or(most, |kept| kept - 1);
    let Some(last) = store::list_entries(&mut tx, chain, until - 1, 1).await?.into_iter().next() else { return Ok(0) };
    // Another node may be at it too: only one of them moves the anchor.
    if until <= after || store::set_kept(&mut tx, chain, (after, until), &last.mac).await? == 0 {
        return Ok(0);
    }
    let gone = store::delete_until(&mut tx, chain, until).await?;
    let entry = Entry {
        practice: Uuid::try_parse(chain).ok(),
        detail: json!({ "entries": gone, "removed": { "until": until, "mac": hex(&last.mac) } }),
        ..Entry::of(Kind::AuditPruned, platform.clock.now(), "operator")
    };
    append_to(platform, &mut tx, chain, entry).await?;
    tx.commit().await?;
    Ok(gone)
}

/// Up to which entry was deleted, and its MAC, as an entry says.
pub(super) fn told(detail: &str) -> Option<(i64, Vec<u8>)> {
    let detail: Value = serde_json::from_str(detail).ok()?;
    let removed = &detail["removed"];
    Some((removed["until"].as_i64()?, unhex(removed["mac"].as_str()?)?))
}
