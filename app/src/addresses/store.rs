//! The log-in addresses' SQL.

use sqlx::FromRow;
use uuid::Uuid;

use crate::platform::{Millis, Outcome, Tx};
use crate::{execute, fetch_all, fetch_one, fetch_optional, statements};

statements! {
    CREATE_CLAIM = "INSERT INTO log_in_address (id, user_id, practice, address, folded, claimed_by, claimed_at, lapses_at, sent_at, sends) \
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $7, 1)";
    FIND_CLAIM = "SELECT id, user_id, practice, address, folded, claimed_by, claimed_at, lapses_at, sent_at, sends, proven_at, verified_at \
                  FROM log_in_address WHERE id = $1 AND released_at IS NULL";
    FIND_ENDED = "SELECT user_id, outcome FROM log_in_address WHERE id = $1 AND released_at IS NOT NULL";
    // The newest that a person asked for, if somebody else has it now.
    FIND_BEATEN = "SELECT address FROM log_in_address WHERE user_id = $1 AND outcome = 'beaten' AND released_at > $2 \
                   AND NOT EXISTS (SELECT 1 FROM log_in_address AS newer WHERE newer.user_id = $1 AND newer.claimed_at > log_in_address.claimed_at) \
                   ORDER BY claimed_at DESC LIMIT 1";
    FIND_CLAIM_OF_USER = "SELECT id, user_id, practice, address, folded, claimed_by, claimed_at, lapses_at, sent_at, sends, proven_at, verified_at \
                          FROM log_in_address WHERE user_id = $1 AND verified_at IS NULL AND released_at IS NULL AND lapses_at > $2";
    LIST_VERIFIED_OF_USER = "SELECT id, user_id, practice, address, folded, claimed_by, claimed_at, lapses_at, sent_at, sends, proven_at, verified_at \
                             FROM log_in_address WHERE user_id = $1 AND verified_at IS NOT NULL AND released_at IS NULL ORDER BY verified_at, id";
    FIND_VERIFIED = "SELECT id, user_id, practice, address, folded, claimed_by, claimed_at, lapses_at, sent_at, sends, proven_at, verified_at \
                     FROM log_in_address WHERE folded = $1 AND verified_at IS NOT NULL AND released_at IS NULL";
    FIND_CLAIM_OF_ANOTHER = "SELECT id FROM log_in_address WHERE folded = $1 AND user_id <> $2 AND verified_at IS NULL \
                             AND released_at IS NULL AND lapses_at > $3 LIMIT 1";
    // Whoever proves an address holds every claim on it until the end: the next one sees what became of theirs.
    LOCK_ADDRESS = {
        sqlite: "SELECT id FROM log_in_address WHERE folded = $1 AND released_at IS NULL ORDER BY id",
        postgres: "SELECT id FROM log_in_address WHERE folded = $1 AND released_at IS NULL ORDER BY id FOR UPDATE"
    };
    // A link from the future was sent before the clock was set back: it says nothing about the last hour.
    FIND_SENT = "SELECT CAST(COALESCE(MAX(sent_at), 0) AS BIGINT) AS newest, CAST(COALESCE(SUM(sends), 0) AS BIGINT) AS sends \
                 FROM log_in_address WHERE folded = $1 AND sent_at > $2 AND sent_at <= $3";
    SET_SENT_AGAIN = "UPDATE log_in_address SET sends = CASE WHEN sent_at > $3 AND sent_at <= $2 THEN sends + 1 ELSE 1 END, sent_at = $2 WHERE id = $1";
    SET_PROVEN = "UPDATE log_in_address SET proven_at = $2 WHERE id = $1 AND proven_at IS NULL";
    SET_VERIFIED = "UPDATE log_in_address SET verified_at = $2, lapses_at = $3 WHERE id = $1 AND verified_at IS NULL AND released_at IS NULL";
    RELEASE = "UPDATE log_in_address SET released_at = $2, outcome = $3 WHERE id = $1 AND released_at IS NULL";
    RELEASE_CLAIM_OF_USER = "UPDATE log_in_address SET released_at = $2, outcome = $3 WHERE user_id = $1 AND verified_at IS NULL AND released_at IS NULL";
    RELEASE_EVERY_CLAIM = "UPDATE log_in_address SET released_at = $1, outcome = $2 WHERE verified_at IS NULL AND released_at IS NULL";
    RELEASE_OTHER_CLAIMS = "UPDATE log_in_address SET released_at = $3, outcome = $4 WHERE folded = $1 AND id <> $2 AND verified_at IS NULL AND released_at IS NULL";
    // Claims that nobody proved, and an address that should have taken the place of another and never logged in.
    RELEASE_LAPSED = "UPDATE log_in_address SET released_at = $1, outcome = $2 WHERE released_at IS NULL AND lapses_at <= $1 AND (verified_at IS NULL \
                      OR EXISTS (SELECT 1 FROM log_in_address AS older WHERE older.user_id = log_in_address.user_id \
                      AND older.verified_at < log_in_address.verified_at AND older.released_at IS NULL))";
    // Claims of the future: the clock was set back. They begin now.
    PUT_CLAIMS_RIGHT = "UPDATE log_in_address SET claimed_at = $1, lapses_at = $2 WHERE verified_at IS NULL AND released_at IS NULL AND lapses_at > $2";
    DELETE_RELEASED = "DELETE FROM log_in_address WHERE released_at < $1";
}

/// An address and its person.
#[derive(Clone, Debug, FromRow)]
pub struct AddressRow {
    /// Its id: links belong to it.
    pub id: Uuid,
    /// Whose.
    pub user_id: Uuid,
    /// Their practice.
    pub practice: Uuid,
    /// As typed.
    pub address: String,
    /// What it is compared by.
    pub folded: String,
    /// The administrator who began it; none: the person.
    pub claimed_by: Option<Uuid>,
    /// Since when it is asked for.
    pub claimed_at: Millis,
    /// When the claim ends by itself.
    pub lapses_at: Millis,
    /// When the newest link was sent.
    pub sent_at: Millis,
    /// Links within the hour of the newest.
    pub sends: i64,
    /// When the button behind the link was pressed.
    pub proven_at: Option<Millis>,
    /// Since when it logs in.
    pub verified_at: Option<Millis>,
}

/// A new claim.
#[derive(Clone, Copy, Debug)]
pub struct NewClaimRow<'a> {
    /// Its id.
    pub id: Uuid,
    /// Whose.
    pub user: Uuid,
    /// Their practice.
    pub practice: Uuid,
    /// As typed.
    pub address: &'a str,
    /// What it is compared by.
    pub folded: &'a str,
    /// The administrator who begins it.
    pub by: Option<Uuid>,
    /// When it ends by itself.
    pub lapses_at: Millis,
}

/// Links to an address.
#[derive(Clone, Copy, Debug, FromRow)]
pub struct SentRow {
    /// The newest one; 0 for none.
    pub newest: Millis,
    /// How many.
    pub sends: i64,
}

/// Writes a claim. The person must have no other one.
pub async fn create(tx: &mut Tx, c: &NewClaimRow<'_>, now: Millis) -> Outcome<u64> {
    execute!(tx, CREATE_CLAIM, c.id, c.user, c.practice, c.address, c.folded, c.by, now, c.lapses_at)
}

/// An address or a claim that was not released.
pub async fn find(tx: &mut Tx, id: Uuid) -> Outcome<Option<AddressRow>> {
    fetch_optional!(tx, FIND_CLAIM, id)
}

/// The newest address that a person asked for since a time, if somebody else has proven it first.
pub async fn find_beaten(tx: &mut Tx, user: Uuid, since: Millis) -> Outcome<Option<String>> {
    let row: Option<(String,)> = fetch_optional!(tx, FIND_BEATEN, user, since)?;
    Ok(row.map(|(address,)| address))
}

/// Whose released address it was, and why it was released; none for one that is not.
pub async fn find_ended(tx: &mut Tx, id: Uuid) -> Outcome<Option<(Uuid, Option<String>)>> {
    fetch_optional!(tx, FIND_ENDED, id)
}

/// A person's claim, unless it has lapsed.
pub async fn find_claim_of(tx: &mut Tx, user: Uuid, now: Millis) -> Outcome<Option<AddressRow>> {
    fetch_optional!(tx, FIND_CLAIM_OF_USER, user, now)
}

/// What a person logs in with, the newest last.
pub async fn list_verified_of(tx: &mut Tx, user: Uuid) -> Outcome<Vec<AddressRow>> {
    fetch_all!(tx, LIST_VERIFIED_OF_USER, user)
}

/// Who logs in with a folded address.
pub async fn find_verified(tx: &mut Tx, folded: &str) -> Outcome<Option<AddressRow>> {
    fetch_optional!(tx, FIND_VERIFIED, folded)
}

/// Whether somebody else claims a folded address.
pub async fn is_claimed_by_another(tx: &mut Tx, folded: &str, user: Uuid, now: Millis) -> Outcome<bool> {
    let row: Option<(Uuid,)> = fetch_optional!(tx, FIND_CLAIM_OF_ANOTHER, folded, user, now)?;
    Ok(row.is_some())
}

/// Holds a folded address until the transaction ends.
pub async fn lock(tx: &mut Tx, folded: &str) -> Outcome<()> {
    let _: Vec<(Uuid,)> = fetch_all!(tx, LOCK_ADDRESS, folded)?;
    Ok(())
}

/// Links to a folded address after `since`, over all claimants.
pub async fn find_sent(tx: &mut Tx, folded: &str, since: Millis, now: Millis) -> Outcome<SentRow> {
    fetch_one!(tx, FIND_SENT, folded, since, now)
}

/// Notes another link; those before `since` count no more.
pub async fn set_sent(tx: &mut Tx, id: Uuid, now: Millis, since: Millis) -> Outcome<u64> {
    execute!(tx, SET_SENT_AGAIN, id, now, since)
}

/// Notes that the button behind the link was pressed.
pub async fn set_proven(tx: &mut Tx, id: Uuid, now: Millis) -> Outcome<u64> {
    execute!(tx, SET_PROVEN, id, now)
}

/// From now on it logs in; 0 when the claim has ended. Where the person has another one, it ends at `lapses_at` unless it has taken that one's
/// place. Nobody else may have the address: see [`lock`] and [`find_verified`].
pub async fn set_verified(tx: &mut Tx, id: Uuid, now: Millis, lapses_at: Millis) -> Outcome<u64> {
    execute!(tx, SET_VERIFIED, id, now, lapses_at)
}

/// Releases an address or a claim; 0 when it was released before.
pub async fn release(tx: &mut Tx, id: Uuid, now: Millis, outcome: &str) -> Outcome<u64> {
    execute!(tx, RELEASE, id, now, outcome)
}

/// Ends a person's claim, also one that has lapsed.
pub async fn release_claim_of(tx: &mut Tx, user: Uuid, now: Millis, outcome: &str) -> Outcome<u64> {
    execute!(tx, RELEASE_CLAIM_OF_USER, user, now, outcome)
}

/// Ends every claim there is, of everybody; returns how many.
pub async fn release_every_claim(tx: &mut Tx, now: Millis, outcome: &str) -> Outcome<u64> {
    execute!(tx, RELEASE_EVERY_CLAIM, now, outcome)
}

/// Ends every other claim on a folded address; returns how many.
pub async fn release_other_claims(tx: &mut Tx, folded: &str, keep: Uuid, now: Millis, outcome: &str) -> Outcome<u64> {
    execute!(tx, RELEASE_OTHER_CLAIMS, folded, keep, now, outcome)
}

/// Ends claims that nobody proved in time; returns how many.
pub async fn release_lapsed(tx: &mut Tx, now: Millis, outcome: &str) -> Outcome<u64> {
    execute!(tx, RELEASE_LAPSED, now, outcome)
}

/// Claims that would last beyond `latest` begin now.
pub async fn put_right(tx: &mut Tx, now: Millis, latest: Millis) -> Outcome<u64> {
    execute!(tx, PUT_CLAIMS_RIGHT, now, latest)
}

/// Deletes what was released before `since`; returns how many.
pub async fn delete_released(tx: &mut Tx, since: Millis) -> Outcome<u64> {
    execute!(tx, DELETE_RELEASED, since)
}
