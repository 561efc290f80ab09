//! Emergency access' SQL. `sessions/store.rs` reads what is on with the session, `levels/store.rs` inside of a transaction.

use sqlx::FromRow;
use uuid::Uuid;

use crate::platform::{Millis, Outcome, Tx};
use crate::{execute, fetch_all, fetch_one, fetch_optional, statements};

statements! {
    IS_DESIGNATED = "SELECT emergency_designated FROM users WHERE practice = $1 AND id = $2 AND deactivated_at IS NULL";
    FORGET_DESIGNATED = "UPDATE users SET emergency_designated = FALSE, updated_at = $3, version = version + 1 \
                         WHERE practice = $1 AND id = $2 AND emergency_designated";
    SET_DESIGNATED = "UPDATE users SET emergency_designated = $3, updated_at = $4, version = version + 1 WHERE practice = $1 AND id = $2";
    LIST_DESIGNATED = "SELECT id, first_name, last_name FROM users WHERE practice = $1 AND emergency_designated AND deactivated_at IS NULL ORDER BY name_key, id";
    CREATE_EMERGENCY = "INSERT INTO emergency_access (id, practice, user_id, session, reason, network, browser, started_at, expires_at, end_kind, actions, outcome, note) \
                        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '', 0, '', '')";
    FIND_OPEN_EMERGENCY = "SELECT id FROM emergency_access WHERE user_id = $1 AND ended_at IS NULL";
    FIND_EMERGENCY = "SELECT e.id, e.user_id, e.session, e.reason, e.started_at, e.expires_at, e.ended_at, e.end_kind, e.actions, e.reviewed_at, e.outcome, e.note, \
                      u.first_name, u.last_name, COALESCE(b.first_name, '') AS by_first_name, COALESCE(b.last_name, '') AS by_last_name, \
                      COALESCE(r.first_name, '') AS reviewer_first_name, COALESCE(r.last_name, '') AS reviewer_last_name \
                      FROM emergency_access AS e JOIN users AS u ON u.id = e.user_id LEFT JOIN users AS b ON b.id = e.ended_by \
                      LEFT JOIN users AS r ON r.id = e.reviewed_by WHERE e.practice = $1 AND e.id = $2";
    LIST_EMERGENCIES = "SELECT e.id, e.user_id, e.session, e.reason, e.started_at, e.expires_at, e.ended_at, e.end_kind, e.actions, e.reviewed_at, e.outcome, e.note, \
                        u.first_name, u.last_name, COALESCE(b.first_name, '') AS by_first_name, COALESCE(b.last_name, '') AS by_last_name, \
                        COALESCE(r.first_name, '') AS reviewer_first_name, COALESCE(r.last_name, '') AS reviewer_last_name \
                        FROM emergency_access AS e JOIN users AS u ON u.id = e.user_id LEFT JOIN users AS b ON b.id = e.ended_by \
                        LEFT JOIN users AS r ON r.id = e.reviewed_by WHERE e.practice = $1 ORDER BY e.started_at DESC LIMIT $2";
    FIND_LAST_EMERGENCY = "SELECT e.started_at, e.expires_at, e.ended_at, e.end_kind, \
                           COALESCE(b.first_name, '') AS by_first_name, COALESCE(b.last_name, '') AS by_last_name \
                           FROM emergency_access AS e LEFT JOIN users AS b ON b.id = e.ended_by \
                           WHERE e.practice = $1 AND e.started_at > $2 AND e.session = $3 ORDER BY e.started_at DESC LIMIT 1";
    // Open ones that something has ended: time, the session, the person's own end, or a name that was taken back.
    LIST_OVER_EMERGENCIES = "SELECT e.id, e.practice, e.started_at, \
                             CASE WHEN users.deactivated_at IS NOT NULL THEN 'deactivated' WHEN NOT users.emergency_designated THEN 'undesignated' WHEN e.expires_at <= $1 THEN 'expired' ELSE 'session' END AS how \
                             FROM emergency_access AS e JOIN users ON users.id = e.user_id LEFT JOIN session ON session.id = e.session \
                             WHERE e.ended_at IS NULL AND (e.expires_at <= $1 OR NOT users.emergency_designated OR users.deactivated_at IS NOT NULL \
                             OR session.id IS NULL OR session.ended_at IS NOT NULL OR session.expires_at <= $1)";
    // Begun in the future: the clock was set back. It lasts no longer than a new one.
    PUT_EMERGENCIES_RIGHT = "UPDATE emergency_access SET started_at = $1, expires_at = $3 WHERE ended_at IS NULL AND started_at > $2";
    END_EMERGENCY = "UPDATE emergency_access SET ended_at = $2, end_kind = $3, ended_by = $4, actions = $5 WHERE id = $1 AND ended_at IS NULL";
    REVIEW_EMERGENCY = "UPDATE emergency_access SET reviewed_at = $2, reviewed_by = $3, outcome = $4, note = $5 \
                        WHERE id = $1 AND ended_at IS NOT NULL AND COALESCE(reviewed_at, 0) = $6";
    COUNT_EMERGENCIES = "SELECT CAST((SELECT COUNT(*) FROM users WHERE practice = $1 AND emergency_designated AND deactivated_at IS NULL) AS BIGINT), \
                         CAST((SELECT COUNT(*) FROM emergency_access WHERE practice = $1 AND ended_at IS NOT NULL AND reviewed_at IS NULL AND user_id <> $2) AS BIGINT)";
    LIST_ON = "SELECT users.first_name, users.last_name FROM emergency_access JOIN users ON users.id = emergency_access.user_id \
               WHERE emergency_access.practice = $1 AND emergency_access.ended_at IS NULL AND emergency_access.expires_at > $2 ORDER BY started_at";
}

/// One use, as stored, with its people's names.
#[derive(Clone, Debug, FromRow)]
pub struct EmergencyRow {
    /// Its id.
    pub id: Uuid,
    /// Whose.
    pub user_id: Uuid,
    /// Where it began.
    pub session: Uuid,
    /// Why.
    pub reason: String,
    /// When it began.
    pub started_at: Millis,
    /// Until when at the latest.
    pub expires_at: Millis,
    /// When it ended.
    pub ended_at: Option<Millis>,
    /// How.
    pub end_kind: String,
    /// Deeds meanwhile, counted at the end.
    pub actions: i64,
    /// When it was reviewed.
    pub reviewed_at: Option<Millis>,
    /// What that came to.
    pub outcome: String,
    /// What else it says.
    pub note: String,
    /// Whose.
    pub first_name: String,
    /// Whose.
    pub last_name: String,
    /// Who ended it.
    pub by_first_name: String,
    /// Who ended it.
    pub by_last_name: String,
    /// Who reviewed it.
    pub reviewer_first_name: String,
    /// Who reviewed it.
    pub reviewer_last_name: String,
}

/// The end of a session's last use.
#[derive(Clone, Debug, FromRow)]
pub struct LastRow {
    /// When it began.
    pub started_at: Millis,
    /// Until when at the latest.
    pub expires_at: Millis,
    /// When it ended.
    pub ended_at: Option<Millis>,
    /// How.
    pub end_kind: String,
    /// Who ended it.
    pub by_first_name: String,
    /// Who ended it.
    pub by_last_name: String,
}

/// A new use.
#[derive(Clone, Debug)]
pub struct NewRow<'a> {
    /// Its id.
    pub id: Uuid,
    /// In which practice.
    pub practice: Uuid,
    /// Whose.
    pub user: Uuid,
    /// Where it begins.
    pub session: Uuid,
    /// Why.
    pub reason: &'a str,
    /// From which network.
    pub network: &'a str,
    /// The browser in words.
    pub browser: &'a str,
    /// From when.
    pub started_at: Millis,
    /// Until when at the latest.
    pub expires_at: Millis,
}

/// Whether an active person is named for emergencies.
pub async fn is_designated(tx: &mut Tx, practice: Uuid, user: Uuid) -> Outcome<bool> {
    let row: Option<(bool,)> = fetch_optional!(tx, IS_DESIGNATED, practice, user)?;
    Ok(row.is_some_and(|(designated,)| designated))
}

/// Names a person for emergencies, or takes it back.
pub async fn set_designated(tx: &mut Tx, practice: Uuid, user: Uuid, to: bool, now: Millis) -> Outcome<u64> {
    execute!(tx, SET_DESIGNATED, practice, user, to, now)
}

/// Takes it back, also from who is deactivated; 0 when they were not named.
pub async fn forget_designated(tx: &mut Tx, practice: Uuid, user: Uuid, now: Millis) -> Outcome<u64> {
    execute!(tx, FORGET_DESIGNATED, practice, user, now)
}

/// Who is named: id, given and family name.
pub async fn list_designated(tx: &mut Tx, practice: Uuid) -> Outcome<Vec<(Uuid, String, String)>> {
    fetch_all!(tx, LIST_DESIGNATED, practice)
}

/// Writes a new use.
pub async fn create(tx: &mut Tx, row: &NewRow<'_>) -> Outcome<u64> {
    execute!(
        tx,
        CREATE_EMERGENCY,
        row.id,
        row.practice,
        row.user,
        row.session,
        row.reason,
        row.network,
        row.browser,
        row.started_at,
        row.expires_at
    )
}

/// A person's open use.
pub async fn find_open(tx: &mut Tx, user: Uuid) -> Outcome<Option<Uuid>> {
    let row: Option<(Uuid,)> = fetch_optional!(tx, FIND_OPEN_EMERGENCY, user)?;
    Ok(row.map(|(id,)| id))
}

/// A use of a practice.
pub async fn find(tx: &mut Tx, practice: Uuid, id: Uuid) -> Outcome<Option<EmergencyRow>> {
    fetch_optional!(tx, FIND_EMERGENCY, practice, id)
}

/// A practice's uses, newest first.
pub async fn list(tx: &mut Tx, practice: Uuid, limit: i64) -> Outcome<Vec<EmergencyRow>> {
    fetch_all!(tx, LIST_EMERGENCIES, practice, limit)
}

/// A session's last use of those that began after `since`.
pub async fn find_last(tx: &mut Tx, practice: Uuid, since: Millis, session: Uuid) -> Outcome<Option<LastRow>> {
    fetch_optional!(tx, FIND_LAST_EMERGENCY, practice, since, session)
}

/// Open uses that are over, with practice, beginning and how.
pub async fn list_over(tx: &mut Tx, now: Millis) -> Outcome<Vec<(Uuid, Uuid, Millis, String)>> {
    fetch_all!(tx, LIST_OVER_EMERGENCIES, now)
}

/// Takes those of the future for begun now.
pub async fn put_right(tx: &mut Tx, now: Millis, latest: Millis, until: Millis) -> Outcome<u64> {
    execute!(tx, PUT_EMERGENCIES_RIGHT, now, latest, until)
}

/// Ends one; 0 when it had ended.
pub async fn end(tx: &mut Tx, id: Uuid, now: Millis, how: &str, by: Option<Uuid>, actions: i64) -> Outcome<u64> {
    execute!(tx, END_EMERGENCY, id, now, how, by, actions)
}

/// Notes a review in the place of the one of `before`, 0 for none; 0 when it is on, or was reviewed since.
pub async fn review(tx: &mut Tx, id: Uuid, now: Millis, by: Uuid, (outcome, note): (&str, &str), before: Millis) -> Outcome<u64> {
    execute!(tx, REVIEW_EMERGENCY, id, now, by, outcome, note, before)
}

/// How many are named, and how many uses wait for a review by somebody else than `user`.
pub async fn count(tx: &mut Tx, practice: Uuid, user: Uuid) -> Outcome<(i64, i64)> {
    fetch_one!(tx, COUNT_EMERGENCIES, practice, user)
}

/// Who uses it now: given and family name.
pub async fn list_on(tx: &mut Tx, practice: Uuid, now: Millis) -> Outcome<Vec<(String, String)>> {
    fetch_all!(tx, LIST_ON, practice, now)
}
