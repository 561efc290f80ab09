//! The codes' SQL.

use sqlx::FromRow;
use uuid::Uuid;

use crate::platform::{Millis, Outcome, Tx};
use crate::{execute, fetch_all, fetch_one, fetch_optional, statements};

statements! {
    CREATE_CODE = "INSERT INTO security_code (id, purpose, flow, user_id, practice, recipient, channel, created_at, expires_at, tries, sends, last_sent_at) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, 1, $8)";
    // The living one first: a clock that was set back must not make an older one the newest.
    FIND_CODE = "SELECT id, user_id, recipient, channel, created_at, expires_at, tries, sends, last_sent_at, used_at, ended_at FROM security_code \
                 WHERE flow = $1 AND purpose = $2 ORDER BY CASE WHEN ended_at IS NULL THEN 0 ELSE 1 END, created_at DESC, id DESC LIMIT 1";
    // Counts a try while one is left; guesses at the same moment wait for each other here.
    COUNT_CODE_TRY = "UPDATE security_code SET tries = tries + 1 WHERE id = $1 AND tries < $2 AND used_at IS NULL AND ended_at IS NULL \
                      AND expires_at > $3 RETURNING tries";
    USE_CODE = "UPDATE security_code SET used_at = $2 WHERE id = $1 AND used_at IS NULL AND ended_at IS NULL";
    SEND_CODE_AGAIN = "UPDATE security_code SET sends = sends + 1, channel = $2, last_sent_at = $3 WHERE id = $1";
    END_CODES_OF_PURPOSE = "UPDATE security_code SET ended_at = $3 WHERE user_id = $1 AND purpose = $2 AND used_at IS NULL AND ended_at IS NULL \
                            RETURNING id";
    END_CODES_OF_USER = "UPDATE security_code SET ended_at = $2 WHERE user_id = $1 AND used_at IS NULL AND ended_at IS NULL RETURNING id";
    LIST_ENDED_CODES = "SELECT id, flow FROM security_code WHERE user_id = $1 AND purpose = $2 AND ended_at IS NOT NULL AND created_at > $3 \
                        ORDER BY created_at DESC LIMIT 5";
    DELETE_OLD_CODES = "DELETE FROM security_code WHERE created_at < $1";
    TAKE_CODE_BUDGET = "INSERT INTO code_budget (counter, sent_at, changed_at) VALUES ($1, '', $2) \
                        ON CONFLICT (counter) DO UPDATE SET changed_at = $2 RETURNING sent_at";
    SET_CODE_BUDGET = "UPDATE code_budget SET sent_at = $2 WHERE counter = $1";
    DELETE_OLD_BUDGETS = "DELETE FROM code_budget WHERE changed_at < $1";
}

/// A new code's row.
#[derive(Clone, Copy, Debug)]
pub struct NewCode<'a> {
    /// Its id.
    pub id: Uuid,
    /// [`super::model::Purpose::as_str`].
    pub purpose: &'a str,
    /// What it was asked for.
    pub flow: Uuid,
    /// Whose.
    pub user: Uuid,
    /// Of which practice.
    pub practice: Uuid,
    /// The number.
    pub recipient: &'a str,
    /// [`crate::outbox::model::Channel::as_str`].
    pub channel: &'a str,
    /// When it ends.
    pub expires_at: Millis,
}

/// A code.
#[derive(Clone, Debug, FromRow)]
pub struct CodeRow {
    /// Its id.
    pub id: Uuid,
    /// Whose.
    pub user_id: Uuid,
    /// The number.
    pub recipient: String,
    /// [`crate::outbox::model::Channel::as_str`] of the last send.
    pub channel: String,
    /// When it was made.
    pub created_at: Millis,
    /// When it ends.
    pub expires_at: Millis,
    /// Wrong and right tries.
    pub tries: i64,
    /// How often it was sent.
    pub sends: i64,
    /// When it was sent last.
    pub last_sent_at: Millis,
    /// When it was used.
    pub used_at: Option<Millis>,
    /// When a newer one took its place.
    pub ended_at: Option<Millis>,
}

/// Makes a code.
pub async fn create(tx: &mut Tx, c: &NewCode<'_>, now: Millis) -> Outcome<u64> {
    execute!(tx, CREATE_CODE, c.id, c.purpose, c.flow, c.user, c.practice, c.recipient, c.channel, now, c.expires_at)
}

/// The newest code of a flow.
pub async fn find(tx: &mut Tx, flow: Uuid, purpose: &str) -> Outcome<Option<CodeRow>> {
    fetch_optional!(tx, FIND_CODE, flow, purpose)
}

/// Counts a try; how many there are now, or none when the code takes no more.
pub async fn count_try(tx: &mut Tx, id: Uuid, most: i64, now: Millis) -> Outcome<Option<i64>> {
    let row: Option<(i64,)> = fetch_optional!(tx, COUNT_CODE_TRY, id, most, now)?;
    Ok(row.map(|(tries,)| tries))
}

/// Uses a code up; 1 for the one who does.
pub async fn set_used(tx: &mut Tx, id: Uuid, now: Millis) -> Outcome<u64> {
    execute!(tx, USE_CODE, id, now)
}

/// The same code leaves once more.
pub async fn set_sent_again(tx: &mut Tx, id: Uuid, channel: &str, now: Millis) -> Outcome<u64> {
    execute!(tx, SEND_CODE_AGAIN, id, channel, now)
}

/// Ends a person's open codes for a purpose; which they were.
pub async fn end_of_purpose(tx: &mut Tx, user: Uuid, purpose: &str, now: Millis) -> Outcome<Vec<(Uuid,)>> {
    fetch_all!(tx, END_CODES_OF_PURPOSE, user, purpose, now)
}

/// Ends all of a person's open codes; which they were.
pub async fn end_of_user(tx: &mut Tx, user: Uuid, now: Millis) -> Outcome<Vec<(Uuid,)>> {
    fetch_all!(tx, END_CODES_OF_USER, user, now)
}

/// Takes the budget of a person or a number for this transaction: nobody else counts a send meanwhile. When codes were sent.
pub async fn take_budget(tx: &mut Tx, counter: &[u8], now: Millis) -> Outcome<String> {
    let (sent_at,): (String,) = fetch_one!(tx, TAKE_CODE_BUDGET, counter, now)?;
    Ok(sent_at)
}

/// Writes down when codes were sent.
pub async fn set_budget(tx: &mut Tx, counter: &[u8], sent_at: &str) -> Outcome<u64> {
    execute!(tx, SET_CODE_BUDGET, counter, sent_at)
}

/// Deletes codes and budgets from before `since`.
pub async fn delete_old(tx: &mut Tx, since: Millis) -> Outcome<()> {
    execute!(tx, DELETE_OLD_CODES, since)?;
    execute!(tx, DELETE_OLD_BUDGETS, since)?;
    Ok(())
}

/// The newest codes of a person and purpose that newer ones have ended, made after a time: each with its flow.
pub async fn list_ended(tx: &mut Tx, user: Uuid, purpose: &str, since: Millis) -> Outcome<Vec<(Uuid, Uuid)>> {
    fetch_all!(tx, LIST_ENDED_CODES, user, purpose, since)
}
