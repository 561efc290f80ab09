//! The chains' SQL.

use sqlx::FromRow;
use uuid::Uuid;

use crate::platform::{Millis, Outcome, Tx};
use crate::{execute, fetch_all, fetch_one, fetch_optional, statements};

statements! {
    // The upsert takes the head's row lock, so that a second writer waits here and reads the new head.
    LOCK_HEAD = "INSERT INTO audit_chain (id, seq, mac) VALUES ($1, 1, $2) ON CONFLICT (id) DO UPDATE SET seq = audit_chain.seq + 1 \
                 RETURNING seq, mac";
    SET_HEAD = "UPDATE audit_chain SET mac = $2 WHERE id = $1";
    CREATE_ENTRY = "INSERT INTO audit_entry (chain, seq, at, actor, subject, practice, kind, network, detail, mac) \
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    LIST_HEADS = "SELECT id, seq, mac, kept_after, kept_mac FROM audit_chain ORDER BY id";
    COUNT_OF_CHAIN = "SELECT seq - kept_after FROM audit_chain WHERE id = $1";
    FIND_SINCE = "SELECT seq FROM audit_entry WHERE chain = $1 AND seq > $2 AND seq <= $3 AND at >= $4 ORDER BY seq LIMIT 1";
    SET_KEPT = "UPDATE audit_chain SET kept_after = $3, kept_mac = $4 WHERE id = $1 AND kept_after = $2";
    DELETE_UNTIL = "DELETE FROM audit_entry WHERE chain = $1 AND seq <= $2";
    LIST_ENTRIES = "SELECT chain, seq, at, actor, subject, practice, kind, network, detail, mac FROM audit_entry \
                    WHERE chain = $1 AND seq > $2 ORDER BY seq LIMIT $3";
    // Of some kinds ($4 is true) or of all others. With statistics SQLite would read all of the practice first: the plus keeps it from that.
    LIST_OF_SUBJECT = {
        sqlite: "SELECT audit_entry.at, audit_entry.kind, audit_entry.network, audit_entry.detail, audit_entry.actor, \
                 users.first_name, users.last_name FROM audit_entry LEFT JOIN users ON users.id = audit_entry.actor \
                 WHERE audit_entry.subject = $1 AND +audit_entry.practice = $2 \
                 AND (audit_entry.kind IN (SELECT value FROM json_each($3))) = $4 \
                 ORDER BY audit_entry.at DESC, audit_entry.seq DESC LIMIT $5",
        postgres: "SELECT audit_entry.at, audit_entry.kind, audit_entry.network, audit_entry.detail, audit_entry.actor, \
                   users.first_name, users.last_name FROM audit_entry LEFT JOIN users ON users.id = audit_entry.actor \
                   WHERE audit_entry.subject = $1 AND audit_entry.practice = $2 \
                   AND (audit_entry.kind IN (SELECT value FROM json_array_elements_text(CAST($3 AS JSON)))) = $4 \
                   ORDER BY audit_entry.at DESC, audit_entry.seq DESC LIMIT $5"
    };
    LIST_OF_ACTOR = "SELECT audit_entry.at, audit_entry.kind, audit_entry.detail, audit_entry.subject, COALESCE(users.first_name, '') AS first_name, \
                     COALESCE(users.last_name, '') AS last_name FROM audit_entry LEFT JOIN users ON users.id = audit_entry.subject \
                     WHERE audit_entry.practice = $1 AND audit_entry.actor = $2 AND audit_entry.at >= $3 AND audit_entry.at <= $4 \
                     ORDER BY audit_entry.at, audit_entry.seq LIMIT $5";
    LIST_NEWEST = "SELECT audit_entry.seq, audit_entry.at, audit_entry.kind, audit_entry.detail, COALESCE(users.first_name, '') AS first_name, \
                   COALESCE(users.last_name, '') AS last_name FROM audit_entry LEFT JOIN users ON users.id = audit_entry.actor \
                   WHERE audit_entry.practice = $1 AND audit_entry.kind = $2 ORDER BY audit_entry.at DESC LIMIT $3";
    FIND_CHANGE = "SELECT audit_entry.seq, audit_entry.at, audit_entry.kind, audit_entry.detail, COALESCE(users.first_name, '') AS first_name, \
                   COALESCE(users.last_name, '') AS last_name FROM audit_entry LEFT JOIN users ON users.id = audit_entry.actor \
                   WHERE audit_entry.chain = $1 AND audit_entry.seq = $2";
    LIST_REFUSED = "SELECT DISTINCT subject FROM audit_entry \
                    WHERE practice = $1 AND kind = $2 AND at > $3 AND subject IS NOT NULL LIMIT $4";
    // Takes the row's lock in any case; the first time, what was before is not told any more.
    TAKE_TOLD = "INSERT INTO instance_fact (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = instance_fact.value \
                 RETURNING value";
    SET_TOLD = "UPDATE instance_fact SET value = $2 WHERE name = $1";
    FIND_HEAD_SEQ = "SELECT seq FROM audit_chain WHERE id = $1";
    LIST_SUBJECTS = "SELECT subject, CAST(MAX(CASE WHEN detail LIKE $5 THEN 1 ELSE 0 END) AS BIGINT) FROM audit_entry \
                     WHERE chain = $1 AND seq > $2 AND seq <= $3 AND kind = $4 AND subject IS NOT NULL GROUP BY subject";
    LIST_CHAINS_OF_ENTRIES = "SELECT DISTINCT chain FROM audit_entry ORDER BY chain";
}

/// The MAC before a chain's first entry.
pub const FIRST: [u8; 32] = [0; 32];

/// A chain's head: how many entries there are, and the newest one's MAC.
#[derive(Debug, FromRow)]
pub struct HeadRow {
    /// The chain.
    pub id: String,
    /// The newest entry's number; the first is 1.
    pub seq: i64,
    /// Its MAC.
    pub mac: Vec<u8>,
    /// Entries up to this one were deleted by rule; 0: none.
    pub kept_after: i64,
    /// The MAC of that one.
    pub kept_mac: Option<Vec<u8>>,
}

impl HeadRow {
    /// The MAC before the first entry that is kept.
    #[must_use]
    pub fn before_kept(&self) -> Vec<u8> {
        self.kept_mac.clone().unwrap_or_else(|| FIRST.to_vec())
    }
}

/// How many entries of a chain are kept.
pub async fn count_kept(tx: &mut Tx, chain: &str) -> Outcome<i64> {
    let row: Option<(i64,)> = fetch_optional!(tx, COUNT_OF_CHAIN, chain)?;
    Ok(row.map_or(0, |(n,)| n))
}

/// The first entry of a chain, after one and up to another, that is not older than a time.
pub async fn find_since(tx: &mut Tx, chain: &str, (after, most): (i64, i64), since: Millis) -> Outcome<Option<i64>> {
    let row: Option<(i64,)> = fetch_optional!(tx, FIND_SINCE, chain, after, most, since)?;
    Ok(row.map(|(seq,)| seq))
}

/// Notes up to which entry a chain is deleted, and that one's MAC; 0 when it was noted otherwise meanwhile.
pub async fn set_kept(tx: &mut Tx, chain: &str, (before, after): (i64, i64), mac: &[u8]) -> Outcome<u64> {
    execute!(tx, SET_KEPT, chain, before, after, mac)
}

/// Deletes a chain's entries up to one.
pub async fn delete_until(tx: &mut Tx, chain: &str, until: i64) -> Outcome<u64> {
    execute!(tx, DELETE_UNTIL, chain, until)
}

/// One entry, as stored.
#[derive(Clone, Debug, FromRow)]
pub struct EntryRow {
    /// The chain.
    pub chain: String,
    /// Its number in the chain, from 1, without a gap.
    pub seq: i64,
    /// When.
    pub at: Millis,
    /// Who did it.
    pub actor: Option<Uuid>,
    /// To whom.
    pub subject: Option<Uuid>,
    /// In which practice.
    pub practice: Option<Uuid>,
    /// What.
    pub kind: String,
    /// From which network.
    pub network: String,
    /// JSON.
    pub detail: String,
    /// The MAC over all of the above and the MAC before.
    pub mac: Vec<u8>,
}

/// Takes the next number of a chain and locks it; returns the number and the MAC before it.
pub async fn lock_head(tx: &mut Tx, chain: &str, first: &[u8]) -> Outcome<(i64, Vec<u8>)> {
    fetch_one!(tx, LOCK_HEAD, chain, first)
}

/// Puts the new MAC at the head.
pub async fn set_head(tx: &mut Tx, chain: &str, mac: &[u8]) -> Outcome<u64> {
    execute!(tx, SET_HEAD, chain, mac)
}

/// Writes an entry.
pub async fn create_entry(tx: &mut Tx, e: &EntryRow) -> Outcome<u64> {
    execute!(tx, CREATE_ENTRY, &e.chain, e.seq, e.at, e.actor, e.subject, e.practice, &e.kind, &e.network, &e.detail, &e.mac)
}

/// All heads.
pub async fn list_heads(tx: &mut Tx) -> Outcome<Vec<HeadRow>> {
    fetch_all!(tx, LIST_HEADS)
}

/// Up to `limit` entries of a chain after number `after`.
pub async fn list_entries(tx: &mut Tx, chain: &str, after: i64, limit: i64) -> Outcome<Vec<EntryRow>> {
    fetch_all!(tx, LIST_ENTRIES, chain, after, limit)
}

/// An entry about a person, with the name of who did it.
#[derive(Clone, Debug, FromRow)]
pub struct StoryRow {
    /// When.
    pub at: Millis,
    /// What.
    pub kind: String,
    /// From which network.
    pub network: String,
    /// JSON.
    pub detail: String,
    /// Who did it.
    pub actor: Option<Uuid>,
    /// Their given name.
    pub first_name: Option<String>,
    /// Their family name.
    pub last_name: Option<String>,
}

/// An entry of what somebody did, with the name of whom it was done to.
#[derive(Clone, Debug, FromRow)]
pub struct DeedRow {
    /// When.
    pub at: Millis,
    /// What.
    pub kind: String,
    /// JSON.
    pub detail: String,
    /// To whom.
    pub subject: Option<Uuid>,
    /// Their given name; empty for nobody.
    pub first_name: String,
    /// Their family name.
    pub last_name: String,
}

/// An entry of a change, with the name of who made it.
#[derive(Clone, Debug, FromRow)]
pub struct ChangeRow {
    /// Its number in the chain.
    pub seq: i64,
    /// When.
    pub at: Millis,
    /// What.
    pub kind: String,
    /// JSON.
    pub detail: String,
    /// By whom; empty for nobody who is known.
    pub first_name: String,
    /// By whom.
    pub last_name: String,
}

/// The newest entries of a kind in a practice.
pub async fn list_newest(tx: &mut Tx, practice: Uuid, kind: &str, limit: i64) -> Outcome<Vec<ChangeRow>> {
    fetch_all!(tx, LIST_NEWEST, practice, kind, limit)
}

/// An entry of a chain.
pub async fn find_change(tx: &mut Tx, chain: &str, seq: i64) -> Outcome<Option<ChangeRow>> {
    fetch_optional!(tx, FIND_CHANGE, chain, seq)
}

/// What somebody did in a practice within a time, oldest first.
pub async fn list_of_actor(
    tx: &mut Tx,
    practice: Uuid,
    actor: Uuid,
    (from, until): (Millis, Millis),
    limit: i64,
) -> Outcome<Vec<DeedRow>> {
    fetch_all!(tx, LIST_OF_ACTOR, practice, actor, from, until, limit)
}

/// What happened to a person of a practice, newest first: entries of some kinds (a JSON list), or with `of` false all others.
pub async fn list_of_subject(
    tx: &mut Tx,
    (subject, practice): (Uuid, Uuid),
    kinds: &str,
    of: bool,
    limit: i64,
) -> Outcome<Vec<StoryRow>> {
    fetch_all!(tx, LIST_OF_SUBJECT, subject, practice, kinds, of, limit)
}

/// Who of a practice was refused since a time.
pub async fn list_refused(tx: &mut Tx, practice: Uuid, kind: &str, since: Millis, limit: i64) -> Outcome<Vec<(Uuid,)>> {
    fetch_all!(tx, LIST_REFUSED, practice, kind, since, limit)
}

/// The chains that entries name.
pub async fn list_chains_of_entries(tx: &mut Tx) -> Outcome<Vec<(String,)>> {
    fetch_all!(tx, LIST_CHAINS_OF_ENTRIES)
}

/// Up to which entry of a chain something named `fact` was done, held until the transaction ends; `first` when it never was.
pub async fn take_told(tx: &mut Tx, fact: &str, first: i64) -> Outcome<i64> {
    let (value,): (String,) = fetch_one!(tx, TAKE_TOLD, fact, first.to_string())?;
    Ok(value.parse().unwrap_or(first))
}

/// Notes up to which entry it was done.
pub async fn set_told(tx: &mut Tx, fact: &str, seq: i64) -> Outcome<u64> {
    execute!(tx, SET_TOLD, fact, seq.to_string())
}

/// The number of a chain's newest entry; 0 for a chain without any.
pub async fn head_seq(tx: &mut Tx, chain: &str) -> Outcome<i64> {
    let row: Option<(i64,)> = fetch_optional!(tx, FIND_HEAD_SEQ, chain)?;
    Ok(row.map_or(0, |(seq,)| seq))
}

/// Whom entries of a kind tell of, after one number up to another.
pub async fn list_subjects(
    tx: &mut Tx,
    chain: &str,
    (after, until): (i64, i64),
    kind: &str,
    like: &str,
) -> Outcome<Vec<(Uuid, i64)>> {
    fetch_all!(tx, LIST_SUBJECTS, chain, after, until, kind, like)
}
