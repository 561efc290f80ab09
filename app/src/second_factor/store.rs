//! The second step's SQL.

use uuid::Uuid;

use crate::platform::{Millis, Outcome, Tx};
use crate::security_policy::model::Without;
use crate::{execute, fetch_one, fetch_optional, statements};

statements! {
    CREATE_LOGIN_STEP = "INSERT INTO login_step (id, token_hash, user_id, password_hash, log_in_address, browser, network, created_at, expires_at, tries) \
                         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0)";
    FIND_LOGIN_STEP = "SELECT login_step.id, login_step.user_id, login_step.password_hash, login_step.log_in_address, login_step.tries, users.practice, \
                       users.username, users.first_name, users.email, practice.practice_id, practice.name AS practice_name \
                       FROM login_step JOIN users ON users.id = login_step.user_id JOIN practice ON practice.id = users.practice \
                       WHERE login_step.token_hash = $1 AND login_step.ended_at IS NULL AND login_step.expires_at > $2 \
                       AND users.deactivated_at IS NULL";
    ADD_LOGIN_STEP_TRY = "UPDATE login_step SET tries = tries + 1 \
                          WHERE id = $1 AND ended_at IS NULL AND expires_at > $2 AND tries < $3 RETURNING tries";
    END_LOGIN_STEP = "UPDATE login_step SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL";
    END_LOGIN_STEPS = "UPDATE login_step SET ended_at = $2 WHERE user_id = $1 AND ended_at IS NULL";
    END_EVERY_LOGIN_STEP = "UPDATE login_step SET ended_at = $1 WHERE ended_at IS NULL AND expires_at > $1";
    DELETE_OLD_LOGIN_STEPS = "DELETE FROM login_step WHERE expires_at <= $1";
    FIND_REQUIRED = "SELECT since FROM second_step_required WHERE user_id = $1";
    REQUIRE_SECOND_STEP = "INSERT INTO second_step_required (user_id, since) VALUES ($1, $2) \
                           ON CONFLICT (user_id) DO UPDATE SET since = $2 WHERE second_step_required.since > $2";
    UNREQUIRE_SECOND_STEP = "DELETE FROM second_step_required WHERE user_id = $1";
    REQUIRE_SECOND_STEPS = "INSERT INTO second_step_required (user_id, since) SELECT id, CAST($2 AS BIGINT) FROM users \
                            WHERE practice = $1 AND last_log_in_at IS NOT NULL AND (administrator OR $3) ON CONFLICT (user_id) DO NOTHING";
    UNREQUIRE_SECOND_STEPS = "DELETE FROM second_step_required WHERE user_id IN \
                              (SELECT id FROM users WHERE practice = $1 AND NOT (administrator AND $2))";
    COUNT_WITHOUT_SECOND_STEP = "SELECT CAST(COUNT(*) AS BIGINT) AS people, \
                                 CAST(COALESCE(SUM(CASE WHEN has THEN 0 ELSE 1 END), 0) AS BIGINT) AS people_without, \
                                 CAST(COALESCE(SUM(CASE WHEN administrator THEN 1 ELSE 0 END), 0) AS BIGINT) AS administrators, \
                                 CAST(COALESCE(SUM(CASE WHEN administrator AND NOT has THEN 1 ELSE 0 END), 0) AS BIGINT) AS administrators_without \
                                 FROM (SELECT administrator, (EXISTS (SELECT 1 FROM totp WHERE totp.user_id = users.id AND confirmed_at IS NOT NULL) \
                                 OR ($2 AND EXISTS (SELECT 1 FROM passkey WHERE passkey.user_id = users.id)) \
                                 OR ($3 AND EXISTS (SELECT 1 FROM phone WHERE phone.user_id = users.id))) AS has \
                                 FROM users WHERE practice = $1 AND deactivated_at IS NULL) AS person";
}

/// A log-in that waits for its second step.
#[derive(Clone, Copy, Debug)]
pub struct NewStepRow<'a> {
    /// Its id.
    pub id: Uuid,
    /// SHA-256 of its cookie.
    pub token_hash: &'a [u8],
    /// Whose.
    pub user: Uuid,
    /// SHA-256 of the hash that was compared.
    pub password_hash: &'a [u8],
    /// The log-in address that was typed; none: Practice ID and username.
    pub address: Option<Uuid>,
    /// In words.
    pub browser: &'a str,
    /// From where.
    pub network: &'a str,
    /// When the password was right.
    pub created_at: Millis,
    /// Until when the code must come.
    pub expires_at: Millis,
}

/// The same as it is found, with its person.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct StepRow {
    /// Its id.
    pub id: Uuid,
    /// Whose.
    pub user_id: Uuid,
    /// SHA-256 of the hash that was compared.
    pub password_hash: Vec<u8>,
    /// The log-in address that was typed.
    pub log_in_address: Option<Uuid>,
    /// Wrong codes so far.
    pub tries: i64,
    /// The person's practice.
    pub practice: Uuid,
    /// Folded.
    pub username: String,
    /// Given name.
    pub first_name: String,
    /// Contact address.
    pub email: Option<String>,
    /// Folded.
    pub practice_id: String,
    /// The practice's name.
    pub practice_name: String,
}

/// Writes a step.
pub async fn create(tx: &mut Tx, new: &NewStepRow<'_>) -> Outcome<u64> {
    execute!(
        tx,
        CREATE_LOGIN_STEP,
        new.id,
        new.token_hash,
        new.user,
        new.password_hash,
        new.address,
        new.browser,
        new.network,
        new.created_at,
        new.expires_at
    )
}

/// The step of a cookie, while it is open and its person may log in.
pub async fn find(tx: &mut Tx, token_hash: &[u8], now: Millis) -> Outcome<Option<StepRow>> {
    fetch_optional!(tx, FIND_LOGIN_STEP, token_hash, now)
}

/// Takes one of `limit` tries; returns which it was, none when there are no more or the step is over.
pub async fn add_try(tx: &mut Tx, id: Uuid, now: Millis, limit: i64) -> Outcome<Option<i64>> {
    let row: Option<(i64,)> = fetch_optional!(tx, ADD_LOGIN_STEP_TRY, id, now, limit)?;
    Ok(row.map(|(tries,)| tries))
}

/// Ends a step; 0 when it was over.
pub async fn end(tx: &mut Tx, id: Uuid, now: Millis) -> Outcome<u64> {
    execute!(tx, END_LOGIN_STEP, id, now)
}

/// Ends every step of a person.
pub async fn end_all(tx: &mut Tx, user: Uuid, now: Millis) -> Outcome<u64> {
    execute!(tx, END_LOGIN_STEPS, user, now)
}

/// Ends every open step of every practice; returns how many.
pub async fn end_every(tx: &mut Tx, now: Millis) -> Outcome<u64> {
    execute!(tx, END_EVERY_LOGIN_STEP, now)
}

/// Deletes steps that were over at a time.
pub async fn delete_old(tx: &mut Tx, at: Millis) -> Outcome<u64> {
    execute!(tx, DELETE_OLD_LOGIN_STEPS, at)
}

/// Since when a second step is required of a person; none while none is.
pub async fn find_required(tx: &mut Tx, user: Uuid) -> Outcome<Option<Millis>> {
    let row: Option<(Millis,)> = fetch_optional!(tx, FIND_REQUIRED, user)?;
    Ok(row.map(|(since,)| since))
}

/// One is required of a person from now on, unless it was before.
pub async fn require(tx: &mut Tx, user: Uuid, now: Millis) -> Outcome<u64> {
    execute!(tx, REQUIRE_SECOND_STEP, user, now)
}

/// None is required of a person any more.
pub async fn unrequire(tx: &mut Tx, user: Uuid) -> Outcome<u64> {
    execute!(tx, UNREQUIRE_SECOND_STEP, user)
}

/// One is required from now on of a practice's administrators, or of `all` of its people, as far as they have logged in before.
pub async fn require_all(tx: &mut Tx, practice: Uuid, now: Millis, all: bool) -> Outcome<u64> {
    execute!(tx, REQUIRE_SECOND_STEPS, practice, now, all)
}

/// None is required any more of a practice's people, its administrators kept or not.
pub async fn unrequire_others(tx: &mut Tx, practice: Uuid, keep_administrators: bool) -> Outcome<u64> {
    execute!(tx, UNREQUIRE_SECOND_STEPS, practice, keep_administrators)
}

/// How many active people of a practice have no second step; passkeys and phones count where they work.
pub async fn count_without(tx: &mut Tx, practice: Uuid, passkeys: bool, phones: bool) -> Outcome<Without> {
    let (people, people_without, administrators, administrators_without) =
        fetch_one!(tx, COUNT_WITHOUT_SECOND_STEP, practice, passkeys, phones)?;
    Ok(Without { people, people_without, administrators, administrators_without })
}
