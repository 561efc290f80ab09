//! Writing entries and checking chains.

use serde_json::{Value, json};
use uuid::Uuid;

use super::model::Kind;
use super::store::{self, EntryRow};
pub use super::store::{ChangeRow, DeedRow, StoryRow};
pub use super::verify::{Checkpoint, Integrity, checkpoints, verify, verify_newest};
use crate::emergency::service as emergency;
use crate::platform::secrets::Key;
use crate::platform::{Millis, Outcome, Platform, Tx};
use crate::sessions::service::Actor;

/// The chain of failures at the public door, known identifiers or not.
pub const DOOR: &str = "door";

/// The detail that says at which facility something was done. An index of the database is over it.
pub const PLACE: &str = "place";

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
    /// At which facility of the practice its actor was.
    pub facility: Option<Uuid>,
    /// From which network (an address, or `operator`).
    pub network: String,
    /// What, before and after.
    pub detail: Value,
}

impl Entry {
    /// An entry without people.
    #[must_use]
    pub fn of(kind: Kind, at: Millis, network: &str) -> Self {
        let network = network.to_owned();
        Self { kind, at, actor: None, subject: None, practice: None, facility: None, network, detail: Value::Null }
    }

    /// An entry of what somebody who is logged in did.
    #[must_use]
    pub fn by(actor: &Actor, kind: Kind, at: Millis) -> Self {
        Self {
            actor: Some(actor.user),
            practice: Some(actor.practice),
            facility: actor.facility,
            ..Self::of(kind, at, &actor.network)
        }
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

pub(super) async fn append_to(platform: &Platform, tx: &mut Tx, chain: &str, entry: Entry) -> Outcome<()> {
    // Marked before the head is locked: a writer behind us waits no longer for it.
    let mut detail = entry.detail;
    mark(&mut detail, emergency::MARK, emergency::open_of(tx, entry.actor).await?);
    mark(&mut detail, PLACE, entry.facility);
    let (seq, before) = store::lock_head(tx, chain, &store::FIRST).await?;
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

/// Adds what an entry is found by to its details.
fn mark(detail: &mut Value, key: &str, id: Option<Uuid>) {
    match (id, &mut *detail) {
        (Some(id), Value::Object(all)) => drop(all.insert(key.to_owned(), json!(id))),
        (Some(id), Value::Null) => *detail = json!({ key: id }),
        _ => {}
    }
}

pub(super) fn mac(key: &Key, e: &EntryRow, before: &[u8]) -> [u8; 32] {
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

/// How many entries of a practice's chain are kept.
///
/// # Errors
/// A database fault.
pub async fn count_of(tx: &mut Tx, practice: Uuid) -> Outcome<i64> {
    store::count_kept(tx, &practice.to_string()).await
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
