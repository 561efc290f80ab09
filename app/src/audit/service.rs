//! Writing entries and checking chains.

use serde_json::Value;
use subtle::ConstantTimeEq as _;
use uuid::Uuid;

use super::model::Kind;
use super::store::{self, EntryRow, HeadRow};
pub use super::store::{ChangeRow, DeedRow, StoryRow};
use crate::emergency::service as emergency;
use crate::platform::secrets::Key;
use crate::platform::{Millis, Outcome, Platform, Tx};

/// The chain of failures at the public door, known identifiers or not.
pub const DOOR: &str = "door";

/// The MAC before a chain's first entry.
const FIRST: [u8; 32] = [0; 32];

/// Something to be told. Build it with [`Entry::of`] and fill in what is known.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What happened.
    pub kind: Kind,
    /// When.
    pub at: Millis,
    /// Who did it, when somebody is logged in.
    pub actor: Option<Uuid>,
    /// To whom.
    pub subject: Option<Uuid>,
    /// In which practice.
    pub practice: Option<Uuid>,
    /// From which network (an address, or `operator`).
    pub network: String,
    /// What, before and after.
    pub detail: Value,
}

impl Entry {
    /// An entry without people.
    #[must_use]
    pub fn of(kind: Kind, at: Millis, network: &str) -> Self {
        Self { kind, at, actor: None, subject: None, practice: None, network: network.to_owned(), detail: Value::Null }
    }
}

/// Appends to the practice's chain, or to the door's when `entry.practice` is none. Part of the caller's transaction.
///
/// # Errors
/// A database fault; then the caller's change must not be committed either.
pub async fn append(platform: &Platform, tx: &mut Tx, entry: Entry) -> Outcome<()> {
    let chain = entry.practice.map_or_else(|| DOOR.to_owned(), |p| p.to_string());
    append_to(platform, tx, &chain, entry).await
}

/// Appends to the door's chain, whatever is known of the practice: every refused log-in takes this way, so that all cost the same.
///
/// # Errors
/// As [`append`].
pub async fn append_at_door(platform: &Platform, tx: &mut Tx, entry: Entry) -> Outcome<()> {
    append_to(platform, tx, DOOR, entry).await
}

async fn append_to(platform: &Platform, tx: &mut Tx, chain: &str, entry: Entry) -> Outcome<()> {
    // Marked before the head is locked: a writer behind us waits no longer for it.
    let detail = emergency::mark(tx, entry.actor, entry.detail).await?;
    let (seq, before) = store::lock_head(tx, chain, &FIRST).await?;
    let mut row = EntryRow {
        chain: chain.to_owned(),
        seq,
        at: entry.at,
        actor: entry.actor,
        subject: entry.subject,
        practice: entry.practice,
        kind: entry.kind.as_str().to_owned(),
        network: entry.network,
        detail: detail.to_string(),
        mac: Vec::new(),
    };
    row.mac = mac(platform.secrets.audit(), &row, &before).to_vec();
    store::set_head(tx, chain, &row.mac).await?;
    store::create_entry(tx, &row).await?;
    Ok(())
}

fn mac(key: &Key, e: &EntryRow, before: &[u8]) -> [u8; 32] {
    let id = |id: Option<Uuid>| id.map(|id| id.as_bytes().to_vec()).unwrap_or_default();
    key.mac(&[
        before,
        e.chain.as_bytes(),
        &e.seq.to_be_bytes(),
        &e.at.to_be_bytes(),
        &id(e.actor),
        &id(e.subject),
        &id(e.practice),
        e.kind.as_bytes(),
        e.network.as_bytes(),
        e.detail.as_bytes(),
    ])
}

/// Which entries a story tells.
#[derive(Clone, Copy, Debug)]
pub enum Told<'a> {
    /// Of these kinds.
    Of(&'a [Kind]),
    /// Of all kinds but these.
    Without(&'a [Kind]),
}

/// What happened to a person, newest first.
///
/// # Errors
/// A database fault.
pub async fn story_of(tx: &mut Tx, subject: Uuid, practice: Uuid, told: Told<'_>, limit: i64) -> Outcome<Vec<StoryRow>> {
    let (kinds, of) = match told {
        Told::Of(kinds) => (kinds, true),
        Told::Without(kinds) => (kinds, false),
    };
    let kinds = kinds.iter().map(|kind| kind.as_str()).collect::<Value>().to_string();
    store::list_of_subject(tx, (subject, practice), &kinds, of, limit).await
}

/// What somebody did in a practice within a time, oldest first: at most 1,000 deeds.
///
/// # Errors
/// A database fault.
pub async fn deeds_of(tx: &mut Tx, practice: Uuid, actor: Uuid, within: (Millis, Millis)) -> Outcome<Vec<DeedRow>> {
    store::list_of_actor(tx, practice, actor, within, 1_000).await
}

/// The newest entries of a kind in a practice.
///
/// # Errors
/// A database fault.
pub async fn newest_of(tx: &mut Tx, practice: Uuid, kind: Kind, limit: usize) -> Outcome<Vec<ChangeRow>> {
    store::list_newest(tx, practice, kind.as_str(), i64::try_from(limit).unwrap_or(i64::MAX)).await
}

/// An entry of a practice's chain by its number.
///
/// # Errors
/// A database fault.
pub async fn find_change(tx: &mut Tx, practice: Uuid, seq: i64) -> Outcome<Option<ChangeRow>> {
    store::find_change(tx, &practice.to_string(), seq).await
}

/// How many entries a practice's chain has.
///
/// # Errors
/// A database fault.
pub async fn count_of(tx: &mut Tx, practice: Uuid) -> Outcome<i64> {
    store::head_seq(tx, &practice.to_string()).await
}

/// Who of a practice was refused a log-in since a time: at most 1,000 people.
///
/// # Errors
/// A database fault.
pub async fn refused_since(tx: &mut Tx, practice: Uuid, since: Millis) -> Outcome<Vec<Uuid>> {
    let mut refused = Vec::new();
    for kind in [Kind::LogInRefused, Kind::SecondStepRefused] {
        let rows = store::list_refused(tx, practice, kind.as_str(), since, 1_000).await?;
        refused.extend(rows.into_iter().map(|(user,)| user).filter(|user| !refused.contains(user)).collect::<Vec<_>>());
    }
    Ok(refused)
}

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

/// Walks every chain from its first entry to its head, and compares it with what was known of it at earlier times.
///
/// # Errors
/// A database fault.
pub async fn verify(platform: &Platform, known: &[Checkpoint]) -> Outcome<Integrity> {
    let mut tx = platform.db.read().await?;
    let heads = store::list_heads(&mut tx).await?;
    for checkpoint in known {
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
        if let Some(broken) = walk(platform, &mut tx, head, (0, FIRST.to_vec())).await? {
            return Ok(broken);
        }
        entries += head.seq;
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
            (last, before) = (row.seq, row.mac);
        }
    }
    if last != head.seq || before != head.mac {
        let why = "the newest entries are missing, or the chain's head was changed";
        return Ok(Some(Integrity::Broken { chain: head.id.clone(), seq: last.max(head.seq), why }));
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
    let skipped = (head.seq - most).max(0);
    let before = match skipped {
        0 => Some(FIRST.to_vec()),
        // The one before the first that is looked at is taken for right.
        n => store::list_entries(&mut tx, &chain, n - 1, 1).await?.into_iter().next().filter(|row| row.seq == n).map(|row| row.mac),
    };
    let Some(before) = before else {
        return Ok((Integrity::Broken { chain, seq: skipped, why: "the entry is missing" }, false));
    };
    let found = walk(platform, &mut tx, &head, (skipped, before)).await?;
    Ok((found.unwrap_or(Integrity::Whole { chains: 1, entries: head.seq - skipped }), skipped == 0))
}
