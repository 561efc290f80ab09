//! The resets' SQL.

use sqlx::FromRow;
use uuid::Uuid;

use crate::platform::{Millis, Outcome, Tx};
use crate::{execute, fetch_all, fetch_one, fetch_optional, statements};

statements! {
    CREATE_RESET = "INSERT INTO password_reset (id, user_id, practice, way, created_by, created_at, valid_from, expires_at, tries) \
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0)";
    CANCEL_OPEN_RESETS = "UPDATE password_reset SET cancelled_at = $2 WHERE user_id = $1 AND used_at IS NULL AND cancelled_at IS NULL";
    // The newest reset of a name, for the public page: one statement, whether the name exists or not.
    FIND_RESET_OF_NAME = "SELECT password_reset.id, password_reset.user_id, password_reset.practice, password_reset.way, password_reset.created_by, \
                          password_reset.created_at, password_reset.valid_from, password_reset.expires_at, password_reset.opened_at, \
                          password_reset.used_at, password_reset.cancelled_at, password_reset.answered_at, password_reset.tries, users.username, users.first_name, \
                          users.last_name, users.email, practice.name AS practice_name, practice.practice_id \
                          FROM practice JOIN users ON users.practice = practice.id AND users.username = $2 \
                          JOIN password_reset ON password_reset.user_id = users.id \
                          WHERE practice.practice_id = $1 AND users.deactivated_at IS NULL AND password_reset.way = 'code' ORDER BY password_reset.created_at DESC, password_reset.id DESC LIMIT 1";
    FIND_RESET = "SELECT password_reset.id, password_reset.user_id, password_reset.practice, password_reset.way, password_reset.created_by, \
                  password_reset.created_at, password_reset.valid_from, password_reset.expires_at, password_reset.opened_at, \
                  password_reset.used_at, password_reset.cancelled_at, password_reset.answered_at, password_reset.tries, users.username, users.first_name, \
                  users.last_name, users.email, practice.name AS practice_name, practice.practice_id \
                  FROM password_reset JOIN users ON users.id = password_reset.user_id JOIN practice ON practice.id = users.practice \
                  WHERE password_reset.id = $1 AND (users.deactivated_at IS NULL \
                  OR EXISTS (SELECT 1 FROM recovery WHERE recovery.reset_id = password_reset.id AND recovery.make_administrator))";
    FIND_RESET_OF_USER = "SELECT password_reset.id, password_reset.way, password_reset.created_at, valid_from, expires_at, opened_at, used_at, cancelled_at, tries, \
                          users.first_name, users.last_name FROM password_reset LEFT JOIN users ON users.id = password_reset.created_by \
                          WHERE password_reset.practice = $1 AND password_reset.user_id = $2 \
                          ORDER BY password_reset.created_at DESC, CASE WHEN used_at IS NULL AND cancelled_at IS NULL THEN 0 ELSE 1 END, password_reset.id DESC LIMIT 1";
    // A person's own links: somebody at the public page must end neither what an administrator has just made, nor a reset in which
    // the person has pressed the button already.
    CANCEL_OWN_RESETS = "UPDATE password_reset SET cancelled_at = $2 WHERE user_id = $1 AND way = 'self' AND opened_at IS NULL AND used_at IS NULL AND cancelled_at IS NULL";
    // Whoever presses the button behind a link has the person's mail: their link is the one that counts.
    CANCEL_OTHER_OWN_RESETS = "UPDATE password_reset SET cancelled_at = $3 WHERE user_id = $1 AND id <> $2 AND way = 'self' AND used_at IS NULL AND cancelled_at IS NULL";
    FIND_LAST_OWN = "SELECT created_at FROM password_reset WHERE user_id = $1 AND way = 'self' AND used_at IS NULL AND cancelled_at IS NULL \
                     ORDER BY created_at DESC LIMIT 1";
    ADD_WRONG_ANSWER = "UPDATE password_reset SET wrong_answers = wrong_answers + 1, \
                        cancelled_at = CASE WHEN wrong_answers + 1 >= $2 THEN $3 ELSE cancelled_at END \
                        WHERE id = $1 AND answered_at IS NULL RETURNING wrong_answers";
    SET_ANSWERED = "UPDATE password_reset SET answered_at = $2 WHERE id = $1 AND answered_at IS NULL AND cancelled_at IS NULL";
    CREATE_REQUEST = "INSERT INTO reset_request (id, practice_id, username, wish, locale, network, browser, created_at, address, reason, browser_hash) \
                      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    FIND_REQUEST = "SELECT id FROM reset_request LIMIT 1";
    COUNT_REQUESTS = "SELECT CAST(COUNT(*) AS BIGINT) FROM (SELECT 1 AS one FROM reset_request LIMIT $1) AS waiting";
    // One at a time, each in the transaction of what it leads to; two workers never take the same one.
    TAKE_REQUEST = {
        sqlite: "DELETE FROM reset_request WHERE id IN (SELECT id FROM reset_request ORDER BY id LIMIT 1) \
                 RETURNING practice_id, username, wish, locale, network, browser, created_at, address, reason, browser_hash",
        postgres: "DELETE FROM reset_request WHERE id IN (SELECT id FROM reset_request ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) \
                   RETURNING practice_id, username, wish, locale, network, browser, created_at, address, reason, browser_hash"
    };
    DELETE_OLD_RESETS = "DELETE FROM password_reset WHERE expires_at < $1";
    ADD_WRONG_CODE = "UPDATE password_reset SET tries = tries + 1, cancelled_at = CASE WHEN tries + 1 >= $2 THEN $3 ELSE cancelled_at END \
                      WHERE id = $1 AND used_at IS NULL AND cancelled_at IS NULL";
    OPEN_RESET = "UPDATE password_reset SET opened_at = $2 WHERE id = $1 AND opened_at IS NULL";
    USE_RESET = "UPDATE password_reset SET used_at = $2 WHERE id = $1 AND used_at IS NULL AND cancelled_at IS NULL AND expires_at > $2";
    COUNT_OPEN_RESETS = "SELECT practice, CAST(COUNT(*) AS BIGINT) FROM password_reset \
                         WHERE used_at IS NULL AND cancelled_at IS NULL AND expires_at > $1 GROUP BY practice";
    CANCEL_EVERY_OPEN_RESET = "UPDATE password_reset SET cancelled_at = $1 \
                               WHERE used_at IS NULL AND cancelled_at IS NULL AND expires_at > $1";
}

/// A reset with its person.
#[derive(Clone, Debug, FromRow)]
pub struct ResetRow {
    /// Its id: the code is derived from it.
    pub id: Uuid,
    /// Whose password.
    pub user_id: Uuid,
    /// Their practice.
    pub practice: Uuid,
    /// Who made it.
    pub created_by: Option<Uuid>,
    /// When.
    pub created_at: Millis,
    /// From when it works.
    pub valid_from: Millis,
    /// Until when.
    pub expires_at: Millis,
    /// When the code was typed.
    pub opened_at: Option<Millis>,
    /// When the password was set.
    pub used_at: Option<Millis>,
    /// When it was taken back or replaced.
    pub cancelled_at: Option<Millis>,
    /// When the security question was answered.
    pub answered_at: Option<Millis>,
    /// Wrong codes.
    pub tries: i64,
    /// Folded.
    pub username: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Contact address.
    pub email: Option<String>,
    /// `code`, `link`, or `self` for a link that the person asked for.
    pub way: String,
    /// The practice's name.
    pub practice_name: String,
    /// The 7 characters of the Practice ID.
    pub practice_id: String,
}

/// How the newest reset of a person stands.
#[derive(Clone, Debug, FromRow)]
pub struct StateRow {
    /// Its id: messages refer to it.
    pub id: Uuid,
    /// `code`, `link`, or `self` for a link that the person asked for.
    pub way: String,
    /// When it was made.
    pub created_at: Millis,
    /// From when it works.
    pub valid_from: Millis,
    /// Until when.
    pub expires_at: Millis,
    /// When the code was typed.
    pub opened_at: Option<Millis>,
    /// When the password was set.
    pub used_at: Option<Millis>,
    /// When it was taken back or replaced.
    pub cancelled_at: Option<Millis>,
    /// Wrong codes.
    pub tries: i64,
    /// Who made it.
    pub first_name: Option<String>,
    /// Who made it.
    pub last_name: Option<String>,
}

/// A new reset.
#[derive(Clone, Copy, Debug)]
pub struct NewResetRow<'a> {
    /// Its id.
    pub id: Uuid,
    /// Whose password.
    pub user: Uuid,
    /// Their practice.
    pub practice: Uuid,
    /// `code`, `link`, or `self` for a link that the person asked for.
    pub way: &'a str,
    /// Who makes it.
    pub by: Option<Uuid>,
    /// When.
    pub now: Millis,
    /// From when it works.
    pub valid_from: Millis,
    /// Until when.
    pub expires_at: Millis,
}

/// Writes a reset.
pub async fn create(tx: &mut Tx, r: NewResetRow<'_>) -> Outcome<u64> {
    execute!(tx, CREATE_RESET, r.id, r.user, r.practice, r.way, r.by, r.now, r.valid_from, r.expires_at)
}

/// What somebody asked for at the public page.
#[derive(Clone, Debug, FromRow)]
pub struct RequestRow {
    /// Folded; empty beside an address.
    pub practice_id: String,
    /// Folded; empty beside an address.
    pub username: String,
    /// The log-in address instead of these, folded.
    pub address: Option<String>,
    /// `link` or `administrator`.
    pub wish: String,
    /// The reader's language.
    pub locale: String,
    /// From where.
    pub network: String,
    /// The browser in words.
    pub browser: String,
    /// When.
    pub created_at: Millis,
    /// Why an administrator shall help.
    pub reason: Option<String>,
    /// What the browser's cookie hashes to.
    pub browser_hash: Option<Vec<u8>>,
}

/// Keeps what somebody asked for until [`take_request`].
pub async fn create_request(tx: &mut Tx, id: Uuid, r: &RequestRow) -> Outcome<u64> {
    execute!(
        tx,
        CREATE_REQUEST,
        id,
        &r.practice_id,
        &r.username,
        &r.wish,
        &r.locale,
        &r.network,
        &r.browser,
        r.created_at,
        r.address.as_deref(),
        r.reason.as_deref(),
        r.browser_hash.as_deref()
    )
}

/// Whether anybody has asked for anything.
pub async fn has_requests(tx: &mut Tx) -> Outcome<bool> {
    let row: Option<(Uuid,)> = fetch_optional!(tx, FIND_REQUEST)?;
    Ok(row.is_some())
}

/// Takes the oldest request out.
pub async fn take_request(tx: &mut Tx) -> Outcome<Option<RequestRow>> {
    fetch_optional!(tx, TAKE_REQUEST)
}

/// Takes the open links back that a person asked for; returns how many.
pub async fn cancel_own(tx: &mut Tx, user: Uuid, now: Millis) -> Outcome<u64> {
    execute!(tx, CANCEL_OWN_RESETS, user, now)
}

/// Takes a person's other open links back, since the button behind this one was pressed.
pub async fn cancel_other_own(tx: &mut Tx, user: Uuid, keep: Uuid, now: Millis) -> Outcome<u64> {
    execute!(tx, CANCEL_OTHER_OWN_RESETS, user, keep, now)
}

/// How many requests wait; counts no further than `limit`.
pub async fn count_requests(tx: &mut Tx, limit: i64) -> Outcome<i64> {
    let (n,): (i64,) = fetch_one!(tx, COUNT_REQUESTS, limit)?;
    Ok(n)
}

/// When the newest open link was asked for by its person.
pub async fn find_last_own(tx: &mut Tx, user: Uuid) -> Outcome<Option<Millis>> {
    let row: Option<(Millis,)> = fetch_optional!(tx, FIND_LAST_OWN, user)?;
    Ok(row.map(|(at,)| at))
}

/// Counts a wrong answer; the last one allowed ends the reset. Returns how many there are; `allowed` when another request has answered it.
pub async fn add_wrong_answer(tx: &mut Tx, id: Uuid, allowed: i64, now: Millis) -> Outcome<i64> {
    let row: Option<(i64,)> = fetch_optional!(tx, ADD_WRONG_ANSWER, id, allowed, now)?;
    Ok(row.map_or(allowed, |(wrong,)| wrong))
}

/// Remembers the right answer; 0 when the reset has ended meanwhile.
pub async fn set_answered(tx: &mut Tx, id: Uuid, now: Millis) -> Outcome<u64> {
    execute!(tx, SET_ANSWERED, id, now)
}

/// Takes every open reset of a person back; returns how many.
pub async fn cancel_open(tx: &mut Tx, user: Uuid, now: Millis) -> Outcome<u64> {
    execute!(tx, CANCEL_OPEN_RESETS, user, now)
}

/// The newest reset of an active person by Practice ID and username, both folded.
pub async fn find_of_name(tx: &mut Tx, practice_id: &str, username: &str) -> Outcome<Option<ResetRow>> {
    fetch_optional!(tx, FIND_RESET_OF_NAME, practice_id, username)
}

/// A reset of an active person.
pub async fn find(tx: &mut Tx, id: Uuid) -> Outcome<Option<ResetRow>> {
    fetch_optional!(tx, FIND_RESET, id)
}

/// How the newest reset of a person stands.
pub async fn find_state(tx: &mut Tx, practice: Uuid, user: Uuid) -> Outcome<Option<StateRow>> {
    fetch_optional!(tx, FIND_RESET_OF_USER, practice, user)
}

/// Counts a wrong code; the last one allowed ends the reset.
pub async fn add_wrong_code(tx: &mut Tx, id: Uuid, allowed: i64, now: Millis) -> Outcome<u64> {
    execute!(tx, ADD_WRONG_CODE, id, allowed, now)
}

/// Remembers that the code was typed.
pub async fn open(tx: &mut Tx, id: Uuid, now: Millis) -> Outcome<u64> {
    execute!(tx, OPEN_RESET, id, now)
}

/// Uses a reset up; 0 when somebody else was faster, or its time is over.
pub async fn use_up(tx: &mut Tx, id: Uuid, now: Millis) -> Outcome<u64> {
    execute!(tx, USE_RESET, id, now)
}

/// Deletes resets whose time was over before `since`; returns how many.
pub async fn delete_old(tx: &mut Tx, since: Millis) -> Outcome<u64> {
    execute!(tx, DELETE_OLD_RESETS, since)
}

/// Takes every reset of every practice back that is not over at `now`; returns how many in each practice that had any.
pub async fn cancel_every_open(tx: &mut Tx, now: Millis) -> Outcome<Vec<(Uuid, i64)>> {
    let open = fetch_all!(tx, COUNT_OPEN_RESETS, now)?;
    execute!(tx, CANCEL_EVERY_OPEN_RESET, now)?;
    Ok(open)
}
