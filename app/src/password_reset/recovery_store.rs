//! The SQL of what the operator makes.

use sqlx::FromRow;
use uuid::Uuid;

use crate::platform::{Millis, Outcome, Tx};
use crate::{execute, fetch_optional, statements};

statements! {
    CREATE_RECOVERY = "INSERT INTO recovery (reset_id, operator, make_administrator, remove_second_step) VALUES ($1, $2, $3, $4)";
    FIND_RECOVERY = "SELECT reset_id, operator, make_administrator, remove_second_step FROM recovery WHERE reset_id = $1";
    // One that waits for its day.
    FIND_WAITING_RECOVERY = "SELECT recovery.reset_id, recovery.operator, recovery.make_administrator, recovery.remove_second_step FROM recovery \
                             JOIN password_reset ON password_reset.id = recovery.reset_id WHERE password_reset.user_id = $1 \
                             AND password_reset.used_at IS NULL AND password_reset.cancelled_at IS NULL AND password_reset.expires_at > $2 \
                             AND recovery.confirmed_by IS NULL";
    CONFIRM_RECOVERY = "UPDATE recovery SET confirmed_by = $2 WHERE reset_id = $1 AND confirmed_by IS NULL";
    SET_VALID_NOW = "UPDATE password_reset SET valid_from = $2, expires_at = $3 WHERE id = $1 AND used_at IS NULL AND cancelled_at IS NULL";
    DELETE_OLD_RECOVERIES = "DELETE FROM recovery WHERE reset_id IN (SELECT id FROM password_reset WHERE expires_at < $1)";
}

/// What the operator made beside a reset.
#[derive(Clone, Debug, FromRow)]
pub struct RecoveryRow {
    /// The reset.
    pub reset_id: Uuid,
    /// Who made it.
    pub operator: String,
    /// The person is an active administrator from then on.
    pub make_administrator: bool,
    /// Their second step is taken away.
    pub remove_second_step: bool,
}

/// Writes it beside its reset.
pub async fn create(tx: &mut Tx, row: &RecoveryRow) -> Outcome<u64> {
    execute!(tx, CREATE_RECOVERY, row.reset_id, &row.operator, row.make_administrator, row.remove_second_step)
}

/// What belongs to a reset.
pub async fn find(tx: &mut Tx, reset: Uuid) -> Outcome<Option<RecoveryRow>> {
    fetch_optional!(tx, FIND_RECOVERY, reset)
}

/// What waits for a second operator, or its day.
pub async fn find_waiting(tx: &mut Tx, user: Uuid, now: Millis) -> Outcome<Option<RecoveryRow>> {
    fetch_optional!(tx, FIND_WAITING_RECOVERY, user, now)
}

/// A second operator has confirmed it; 0 when one had before.
pub async fn confirm(tx: &mut Tx, reset: Uuid, operator: &str) -> Outcome<u64> {
    execute!(tx, CONFIRM_RECOVERY, reset, operator)
}

/// The link works from now on, until `until`; 0 when it is over.
pub async fn set_valid(tx: &mut Tx, reset: Uuid, now: Millis, until: Millis) -> Outcome<u64> {
    execute!(tx, SET_VALID_NOW, reset, now, until)
}

/// Deletes what belongs to resets that were over before `since`.
pub async fn delete_old(tx: &mut Tx, since: Millis) -> Outcome<u64> {
    execute!(tx, DELETE_OLD_RECOVERIES, since)
}
