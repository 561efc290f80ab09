//! The phones' SQL.

use sqlx::FromRow;
use uuid::Uuid;

use crate::platform::{Millis, Outcome, Tx};
use crate::{execute, fetch_all, fetch_one, fetch_optional, statements};

statements! {
    FIND_PHONE = "SELECT number, kind, prefers, verified_at FROM phone WHERE user_id = $1";
    SET_PHONE = "INSERT INTO phone (user_id, practice, number, kind, prefers, verified_at) VALUES ($1, $2, $3, $4, $5, $6) \
                 ON CONFLICT (user_id) DO UPDATE SET number = $3, kind = $4, prefers = $5, verified_at = $6";
    DELETE_PHONE = "DELETE FROM phone WHERE user_id = $1";
    LIST_OF_NUMBER = "SELECT user_id FROM phone WHERE number = $1 AND kind <> 'landline' LIMIT 5";
    COUNT_SAME_PHONE = "SELECT CAST(COUNT(*) AS BIGINT) FROM phone AS other JOIN phone AS own ON own.number = other.number \
                        WHERE own.user_id = $1 AND other.practice = $2 AND other.user_id <> $1";
    SET_CHANGE = "INSERT INTO phone_change (user_id, owner, flow, number, kind, prefers, old_proven_at, created_at) \
                  VALUES ($1, $2, $3, $4, $5, $6, NULL, $7) \
                  ON CONFLICT (user_id) DO UPDATE SET owner = $2, flow = $3, number = $4, kind = $5, prefers = $6, old_proven_at = NULL, created_at = $7";
    FIND_CHANGE = "SELECT flow, number, kind, prefers, old_proven_at FROM phone_change WHERE user_id = $1 AND owner = $2 \
                   AND created_at > $3 AND created_at <= $4";
    LIST_KINDS = "SELECT kind FROM phone_change WHERE user_id = $1 AND number = $2 \
                  UNION ALL SELECT kind FROM phone WHERE user_id = $1 AND number = $2";
    // What the numbering plan or another look-up has said stays.
    NOTE_KIND = "UPDATE phone_change SET kind = $2, prefers = CASE WHEN $2 = 'landline' THEN 'voice' ELSE prefers END \
                 WHERE number = $1 AND kind = 'unknown'";
    PROVE_OLD = "UPDATE phone_change SET old_proven_at = $3 WHERE user_id = $1 AND flow = $2";
    DELETE_CHANGE = "DELETE FROM phone_change WHERE user_id = $1";
}

/// A proven phone.
#[derive(Clone, Debug, FromRow)]
pub struct PhoneRow {
    /// E.164.
    pub number: String,
    /// [`super::model::LineKind::as_str`].
    pub kind: String,
    /// [`crate::outbox::model::Channel::as_str`].
    pub prefers: String,
    /// When it was proven.
    pub verified_at: Millis,
}

/// A change under way.
#[derive(Clone, Debug, FromRow)]
pub struct ChangeRow {
    /// Its codes belong to it.
    pub flow: Uuid,
    /// The new number; none to remove.
    pub number: Option<String>,
    /// [`super::model::LineKind::as_str`].
    pub kind: String,
    /// [`crate::outbox::model::Channel::as_str`].
    pub prefers: String,
    /// When the number before was proven.
    pub old_proven_at: Option<Millis>,
}

/// A person's phone.
pub async fn find(tx: &mut Tx, user: Uuid) -> Outcome<Option<PhoneRow>> {
    fetch_optional!(tx, FIND_PHONE, user)
}

/// Sets a person's phone.
pub async fn set(tx: &mut Tx, user: Uuid, practice: Uuid, p: &PhoneRow) -> Outcome<u64> {
    execute!(tx, SET_PHONE, user, practice, &p.number, &p.kind, &p.prefers, p.verified_at)
}

/// Removes a person's phone; 1 when there was one.
pub async fn delete(tx: &mut Tx, user: Uuid) -> Outcome<u64> {
    execute!(tx, DELETE_PHONE, user)
}

/// How many others of the practice have the same number.
pub async fn count_same(tx: &mut Tx, user: Uuid, practice: Uuid) -> Outcome<i64> {
    let (n,): (i64,) = fetch_one!(tx, COUNT_SAME_PHONE, user, practice)?;
    Ok(n)
}

/// The first five people with a verified number that takes texts.
pub async fn list_of_number(tx: &mut Tx, number: &str) -> Outcome<Vec<Uuid>> {
    let rows: Vec<(Uuid,)> = fetch_all!(tx, LIST_OF_NUMBER, number)?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Begins a change; one that was under way ends.
pub async fn set_change(tx: &mut Tx, user: Uuid, owner: Uuid, c: &ChangeRow, now: Millis) -> Outcome<u64> {
    execute!(tx, SET_CHANGE, user, owner, c.flow, c.number.as_deref(), &c.kind, &c.prefers, now)
}

/// The change that this session or log-in began after `since` and not later than `latest`.
pub async fn find_change(tx: &mut Tx, user: Uuid, owner: Uuid, since: Millis, latest: Millis) -> Outcome<Option<ChangeRow>> {
    fetch_optional!(tx, FIND_CHANGE, user, owner, since, latest)
}

/// What is known of the kind of a person's number: of a change under way, and of the phone that holds.
pub async fn list_kinds(tx: &mut Tx, user: Uuid, number: &str) -> Outcome<Vec<(String,)>> {
    fetch_all!(tx, LIST_KINDS, user, number)
}

/// Notes the kind of a number in every change under way to it.
pub async fn note_kind(tx: &mut Tx, number: &str, kind: &str) -> Outcome<u64> {
    execute!(tx, NOTE_KIND, number, kind)
}

/// The number before was proven.
pub async fn prove_old(tx: &mut Tx, user: Uuid, flow: Uuid, now: Millis) -> Outcome<u64> {
    execute!(tx, PROVE_OLD, user, flow, now)
}

/// Ends a change.
pub async fn delete_change(tx: &mut Tx, user: Uuid) -> Outcome<u64> {
    execute!(tx, DELETE_CHANGE, user)
}
