//! The policy's SQL.

use std::collections::BTreeMap;

use sqlx::FromRow;
use uuid::Uuid;

use super::model::{Demand, Policy};
use crate::platform::{Fault, Millis, Outcome, Tx};
use crate::{execute, fetch_optional, statements};

statements! {
    FIND_POLICY = "SELECT security_policy.idle_minutes, security_policy.second_step, security_policy.grace_days, security_policy.trust_days, \
                   security_policy.password_length, security_policy.password_days, security_policy.passwords_since, \
                   security_policy.security_question, security_policy.networks, security_policy.administrators_too, \
                   security_policy.version, security_policy.changed_in, security_policy.changed_at, users.first_name, users.last_name \
                   FROM security_policy LEFT JOIN users ON users.id = security_policy.changed_by WHERE security_policy.practice = $1";
    CREATE_POLICY = "INSERT INTO security_policy (practice, version, changed_at) VALUES ($1, 0, 0) ON CONFLICT (practice) DO NOTHING";
    SET_POLICY = "UPDATE security_policy SET idle_minutes = $3, second_step = $4, grace_days = $5, trust_days = $6, password_length = $7, \
                  password_days = $8, passwords_since = $9, security_question = $10, networks = $11, administrators_too = $12, \
                  version = version + 1, changed_at = $13, changed_by = $14, changed_in = $15 WHERE practice = $1 AND version = $2";
    OPEN_NETWORKS = "UPDATE security_policy SET networks = '', administrators_too = FALSE, version = version + 1, changed_at = $2, changed_by = NULL, changed_in = $3 \
                     WHERE practice = $1 AND networks <> ''";
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
    /// The fewest characters of a new password.
    pub password_length: Option<i64>,
    /// Days after which a password must be changed.
    pub password_days: Option<i64>,
    /// Passwords that were set before must be changed.
    pub passwords_since: Option<Millis>,
    /// Whether the security question is asked.
    pub security_question: Option<String>,
    /// From where people may work.
    pub networks: String,
    /// Administrators too.
    pub administrators_too: bool,
    /// Counts changes.
    pub version: i64,
    /// JSON: section, the version that changed it last.
    pub changed_in: String,
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

/// Writes what a practice has chosen, by whom and when; 0 when the version is another by now.
pub async fn set(tx: &mut Tx, practice: Uuid, policy: &Policy, (by, at): (Uuid, Millis)) -> Outcome<u64> {
    let (demand, grace, trust) = policy.second_step;
    let changed_in = serde_json::to_string(&policy.changed_in).map_err(|e| Fault::internal(e.to_string()))?;
    execute!(
        tx,
        SET_POLICY,
        practice,
        policy.version,
        policy.idle_minutes,
        demand.map(Demand::as_str),
        grace,
        trust,
        policy.password_length,
        policy.password_days,
        policy.passwords_since,
        policy.question.map(super::model::QuestionPolicy::as_str),
        policy.networks.list.as_str(),
        policy.networks.administrators_too,
        at,
        by,
        changed_in
    )
}

/// Lets people of a practice work from anywhere; 0 when they may.
pub async fn open_networks(tx: &mut Tx, practice: Uuid, changed_in: &BTreeMap<String, i64>, at: Millis) -> Outcome<u64> {
    let changed_in = serde_json::to_string(changed_in).map_err(|e| Fault::internal(e.to_string()))?;
    execute!(tx, OPEN_NETWORKS, practice, at, changed_in)
}
