//! The policy's SQL.

use sqlx::FromRow;
use uuid::Uuid;

use super::model::SecondStepRules;
use crate::platform::{Millis, Outcome, Tx};
use crate::{execute, fetch_optional, statements};

statements! {
    FIND_POLICY = "SELECT security_policy.idle_minutes, security_policy.second_step, security_policy.grace_days, security_policy.trust_days, \
                   security_policy.version, security_policy.changed_at, users.first_name, users.last_name \
                   FROM security_policy LEFT JOIN users ON users.id = security_policy.changed_by WHERE security_policy.practice = $1";
    CREATE_POLICY = "INSERT INTO security_policy (practice, version, changed_at) VALUES ($1, 0, 0) ON CONFLICT (practice) DO NOTHING";
    SET_IDLE_MINUTES = "UPDATE security_policy SET idle_minutes = $4, version = version + 1, changed_at = $3, changed_by = $5 \
                        WHERE practice = $1 AND version = $2";
    SET_SECOND_STEP = "UPDATE security_policy SET second_step = $4, grace_days = $5, trust_days = $6, version = version + 1, changed_at = $3, \
                       changed_by = $7 WHERE practice = $1 AND version = $2";
}

/// A practice's policy, as stored.
#[derive(Clone, Debug, FromRow)]
pub struct PolicyRow {
    /// Minutes of the idle lock.
    pub idle_minutes: Option<i64>,
    /// Of whom a second step is asked.
    pub second_step: Option<String>,
    /// Days without one where it is required.
    pub grace_days: Option<i64>,
    /// Days that a browser is trusted.
    pub trust_days: Option<i64>,
    /// Counts changes.
    pub version: i64,
    /// The last change; 0 before the first.
    pub changed_at: Millis,
    /// Who made it.
    pub first_name: Option<String>,
    /// Who made it.
    pub last_name: Option<String>,
}

/// The row of a practice; none when nothing was ever changed.
pub async fn find(tx: &mut Tx, practice: Uuid) -> Outcome<Option<PolicyRow>> {
    fetch_optional!(tx, FIND_POLICY, practice)
}

/// Makes sure that a practice has a row.
pub async fn create(tx: &mut Tx, practice: Uuid) -> Outcome<u64> {
    execute!(tx, CREATE_POLICY, practice)
}

/// Who changes the policy, from which version, and when.
#[derive(Clone, Copy, Debug)]
pub struct Change {
    /// The practice.
    pub practice: Uuid,
    /// The version that the editor saw.
    pub version: i64,
    /// Now.
    pub at: Millis,
    /// The editor.
    pub by: Uuid,
}

/// Sets the minutes of the idle lock; 0 when the version is another by now.
pub async fn set_idle_minutes(tx: &mut Tx, change: &Change, minutes: Option<i64>) -> Outcome<u64> {
    execute!(tx, SET_IDLE_MINUTES, change.practice, change.version, change.at, minutes, change.by)
}

/// Sets the rules of the second step; 0 when the version is another by now.
pub async fn set_second_step(tx: &mut Tx, change: &Change, rules: &SecondStepRules) -> Outcome<u64> {
    execute!(
        tx,
        SET_SECOND_STEP,
        change.practice,
        change.version,
        change.at,
        rules.demand.as_str(),
        rules.grace_days,
        rules.trust_days,
        change.by
    )
}
