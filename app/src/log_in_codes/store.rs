//! The SQL of codes for one log-in.

use uuid::Uuid;

use crate::platform::{Millis, Outcome, Tx};
use crate::{execute, fetch_optional, statements};

statements! {
    CREATE_LOG_IN_CODE = "INSERT INTO log_in_code (id, user_id, created_by, created_at, valid_from, expires_at) VALUES ($1, $2, $3, $4, $5, $6)";
    CANCEL_LOG_IN_CODES = "UPDATE log_in_code SET cancelled_at = $2 WHERE user_id = $1 AND used_at IS NULL AND cancelled_at IS NULL AND expires_at > $2";
    CANCEL_EVERY_LOG_IN_CODE = "UPDATE log_in_code SET cancelled_at = $1 WHERE used_at IS NULL AND cancelled_at IS NULL AND expires_at > $1";
    FIND_OPEN_LOG_IN_CODE = "SELECT log_in_code.id, log_in_code.created_by, log_in_code.created_at, log_in_code.valid_from, log_in_code.expires_at, \
                             maker.first_name, maker.last_name, second.first_name AS second_first_name, second.last_name AS second_last_name \
                             FROM log_in_code JOIN users AS maker ON maker.id = log_in_code.created_by \
                             LEFT JOIN users AS second ON second.id = log_in_code.confirmed_by \
                             WHERE log_in_code.user_id = $1 AND log_in_code.used_at IS NULL AND log_in_code.cancelled_at IS NULL \
                             AND log_in_code.expires_at > $2 AND maker.administrator AND maker.deactivated_at IS NULL \
                             ORDER BY log_in_code.created_at DESC, log_in_code.id DESC LIMIT 1";
    CONFIRM_LOG_IN_CODE = "UPDATE log_in_code SET confirmed_by = $2, valid_from = $3, expires_at = $4 WHERE id = $1 AND confirmed_by IS NULL \
                           AND created_by <> $2 AND used_at IS NULL AND cancelled_at IS NULL AND valid_from > $3";
    USE_LOG_IN_CODE = "UPDATE log_in_code SET used_at = $2 WHERE id = $1 AND used_at IS NULL AND cancelled_at IS NULL AND expires_at > $2";
    FIND_USED_LOG_IN_CODE = "SELECT users.first_name, users.last_name FROM log_in_code JOIN users ON users.id = log_in_code.created_by \
                             WHERE log_in_code.user_id = $1 AND log_in_code.used_at IS NOT NULL AND log_in_code.known_at IS NULL \
                             ORDER BY log_in_code.used_at DESC LIMIT 1";
    KNOW_LOG_IN_CODES = "UPDATE log_in_code SET known_at = $2 WHERE user_id = $1 AND used_at IS NOT NULL AND known_at IS NULL";
    DELETE_OLD_LOG_IN_CODES = "DELETE FROM log_in_code WHERE expires_at < $1";
}

/// An open code, whose maker may still make one.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct OpenRow {
    /// Its id; the code is derived from it.
    pub id: Uuid,
    /// The administrator who made it.
    pub created_by: Uuid,
    /// When.
    pub created_at: Millis,
    /// From when it works.
    pub valid_from: Millis,
    /// Until when.
    pub expires_at: Millis,
    /// The maker's given name.
    pub first_name: String,
    /// The maker's family name.
    pub last_name: String,
    /// Who confirmed it.
    pub second_first_name: Option<String>,
    /// Who confirmed it.
    pub second_last_name: Option<String>,
}

/// Writes a code: its id, for whom, by whom; when it was made, from when and until when it works.
pub async fn create(tx: &mut Tx, id: Uuid, user: Uuid, by: Uuid, (now, from, until): (Millis, Millis, Millis)) -> Outcome<u64> {
    execute!(tx, CREATE_LOG_IN_CODE, id, user, by, now, from, until)
}

/// Ends a person's open codes; returns how many.
pub async fn cancel(tx: &mut Tx, user: Uuid, now: Millis) -> Outcome<u64> {
    execute!(tx, CANCEL_LOG_IN_CODES, user, now)
}

/// Ends every open code; returns how many.
pub async fn cancel_every_open(tx: &mut Tx, now: Millis) -> Outcome<u64> {
    execute!(tx, CANCEL_EVERY_LOG_IN_CODE, now)
}

/// A person's newest open code.
pub async fn find_open(tx: &mut Tx, user: Uuid, now: Millis) -> Outcome<Option<OpenRow>> {
    fetch_optional!(tx, FIND_OPEN_LOG_IN_CODE, user, now)
}

/// A second administrator confirms a code that waits: it works from now on; 0 when it waits no more, or is their own.
pub async fn confirm(tx: &mut Tx, id: Uuid, by: Uuid, now: Millis, until: Millis) -> Outcome<u64> {
    execute!(tx, CONFIRM_LOG_IN_CODE, id, by, now, until)
}

/// Uses a code up; 0 when somebody was faster.
pub async fn use_up(tx: &mut Tx, id: Uuid, now: Millis) -> Outcome<u64> {
    execute!(tx, USE_LOG_IN_CODE, id, now)
}

/// Who made the code that a person has used and not spoken about; none when there is none.
pub async fn find_used(tx: &mut Tx, user: Uuid) -> Outcome<Option<(String, String)>> {
    fetch_optional!(tx, FIND_USED_LOG_IN_CODE, user)
}

/// The person knows of the codes that were used; returns how many.
pub async fn know(tx: &mut Tx, user: Uuid, now: Millis) -> Outcome<u64> {
    execute!(tx, KNOW_LOG_IN_CODES, user, now)
}

/// Deletes codes whose time was over before a time; returns how many.
pub async fn delete_old(tx: &mut Tx, before: Millis) -> Outcome<u64> {
    execute!(tx, DELETE_OLD_LOG_IN_CODES, before)
}
