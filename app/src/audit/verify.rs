//! Checking the chains: entry by entry, and against what was noted of them outside of the database.

use subtle::ConstantTimeEq as _;
use uuid::Uuid;

use super::model::Kind;
use super::retention;
use super::service::mac;
use super::store::{self, HeadRow};
use crate::platform::{Millis, Outcome, Platform, Tx};

/// What a check of the chains found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Integrity {
    /// Every entry is as it was written.
    Whole {
        /// How many chains.
        chains: usize,
        /// How many entries.
        entries: i64,
    },
    /// The first place where a chain does not hold.
    Broken {
        /// The chain.
        chain: String,
        /// The entry's number; the head's when the chain is too short.
        seq: i64,
        /// In words, for an operator.
        why: &'static str,
    },
}

/// What a chain's head was at some time, kept outside of the database: whoever sets a chain back to an older state, head and all, does not
/// reach it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// When it was taken.
    pub at: Millis,
    /// The chain.
    pub chain: String,
    /// How many entries it had.
    pub seq: i64,
    /// The newest entry's MAC.
    pub mac: Vec<u8>,
}

impl Checkpoint {
    /// The checkpoint's own MAC: a line put into the file by somebody without the key does not count.
    #[must_use]
    pub fn seal(&self, platform: &Platform) -> [u8; 32] {
        let (at, seq) = (self.at.to_be_bytes(), self.seq.to_be_bytes());
        platform.secrets.audit().mac(&[b"checkpoint", &at, self.chain.as_bytes(), &seq, &self.mac])
    }
}

/// The heads of all chains, now.
///
/// # Errors
/// A database fault.
pub async fn checkpoints(platform: &Platform) -> Outcome<Vec<Checkpoint>> {
    let mut tx = platform.db.read().await?;
    let at = platform.clock.now();
    let heads = store::list_heads(&mut tx).await?;
    Ok(heads.into_iter().map(|h| Checkpoint { at, chain: h.id, seq: h.seq, mac: h.mac }).collect())
}

/// Walks every chain from the first entry that is kept to its head, and compares it with what was known of it at earlier times.
///
/// # Errors
/// A database fault.
pub async fn verify(platform: &Platform, known: &[Checkpoint]) -> Outcome<Integrity> {
    let mut tx = platform.db.read().await?;
    let heads = store::list_heads(&mut tx).await?;
    for checkpoint in known {
        // What was deleted by rule: the walk below finds the entry that says so.
        if heads.iter().any(|head| head.id == checkpoint.chain && checkpoint.seq <= head.kept_after) {
            continue;
        }
        let found = store::list_entries(&mut tx, &checkpoint.chain, checkpoint.seq - 1, 1).await?;
        if found.first().is_none_or(|row| row.seq != checkpoint.seq || row.mac != checkpoint.mac) {
            let why = "a checkpoint outside of the database knows an entry that is gone or was another";
            return Ok(Integrity::Broken { chain: checkpoint.chain.clone(), seq: checkpoint.seq, why });
        }
    }
    for (chain,) in store::list_chains_of_entries(&mut tx).await? {
        if !heads.iter().any(|h| h.id == chain) {
            return Ok(Integrity::Broken { chain, seq: 1, why: "the chain's head is gone" });
        }
    }
    let mut entries = 0;
    for head in &heads {
        if let Some(broken) = walk(platform, &mut tx, head, (head.kept_after, head.before_kept())).await? {
            return Ok(broken);
        }
        entries += head.seq - head.kept_after;
    }
    Ok(Integrity::Whole { chains: heads.len(), entries })
}

/// Walks a chain from an entry that is taken for right (its number and MAC) to the head; what is broken, if anything is.
async fn walk(
    platform: &Platform,
    tx: &mut Tx,
    head: &HeadRow,
    (mut last, mut before): (i64, Vec<u8>),
) -> Outcome<Option<Integrity>> {
    // Whoever cuts a chain's beginning off and moves its anchor has no entry that says so.
    let anchored = last == head.kept_after && last > 0;
    let mut told = None;
    loop {
        let page = store::list_entries(tx, &head.id, last, 1_000).await?;
        if page.is_empty() {
            break;
        }
        for row in page {
            let broken = |why| Integrity::Broken { chain: head.id.clone(), seq: last + 1, why };
            if row.seq != last + 1 {
                return Ok(Some(broken("the entry is missing")));
            }
            let expected = mac(platform.secrets.audit(), &row, &before);
            if !bool::from(expected.as_slice().ct_eq(&row.mac)) {
                return Ok(Some(broken("the entry was changed, or the one before it")));
            }
            if row.kind == Kind::AuditPruned.as_str() {
                told = retention::told(&row.detail);
            }
            (last, before) = (row.seq, row.mac);
        }
    }
    if last != head.seq || before != head.mac {
        let why = "the newest entries are missing, or the chain's head was changed";
        return Ok(Some(Integrity::Broken { chain: head.id.clone(), seq: last.max(head.seq), why }));
    }
    if anchored && told != Some((head.kept_after, head.before_kept())) {
        let why = "the oldest entries are missing, and no entry says that they were deleted by rule";
        return Ok(Some(Integrity::Broken { chain: head.id.clone(), seq: head.kept_after, why }));
    }
    Ok(None)
}

/// Walks the newest entries of a practice's chain, at most so many. [`Integrity::Whole`] says how many there were.
///
/// # Errors
/// A database fault.
pub async fn verify_newest(platform: &Platform, practice: Uuid, most: i64) -> Outcome<(Integrity, bool)> {
    let mut tx = platform.db.read().await?;
    let chain = practice.to_string();
    let Some(head) = store::list_heads(&mut tx).await?.into_iter().find(|head| head.id == chain) else {
        return Ok((Integrity::Broken { chain, seq: 1, why: "the chain's head is gone" }, true));
    };
    let skipped = (head.seq - most).max(head.kept_after);
    let before = match skipped {
        n if n == head.kept_after => Some(head.before_kept()),
        // The one before the first that is looked at is taken for right.
        n => store::list_entries(&mut tx, &chain, n - 1, 1).await?.into_iter().next().filter(|row| row.seq == n).map(|row| row.mac),
    };
    let Some(before) = before else {
        return Ok((Integrity::Broken { chain, seq: skipped, why: "the entry is missing" }, false));
    };
    let found = walk(platform, &mut tx, &head, (skipped, before)).await?;
    Ok((found.unwrap_or(Integrity::Whole { chains: 1, entries: head.seq - skipped }), skipped == head.kept_after))
}
