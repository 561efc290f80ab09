//! The requests' SQL.

use sqlx::FromRow;
use uuid::Uuid;

use crate::platform::{Millis, Outcome, Tx};
use crate::{execute, fetch_all, fetch_optional, statements};

statements! {
    // A second request of the same person renews the card; what was proven stays as it was proven, whoever asks afterwards.
    OPEN_REQUEST = "INSERT INTO admin_request (id, practice, user_id, proven, network, browser, created_at, reason, browser_known) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
                    ON CONFLICT (user_id) WHERE closed_at IS NULL DO UPDATE SET proven = admin_request.proven OR $4, \
                    network = CASE WHEN admin_request.proven AND NOT $4 THEN admin_request.network ELSE $5 END, \
                    browser = CASE WHEN admin_request.proven AND NOT $4 THEN admin_request.browser ELSE $6 END, \
                    created_at = CASE WHEN admin_request.proven AND NOT $4 THEN admin_request.created_at ELSE $7 END, \
                    reason = CASE WHEN admin_request.proven AND NOT $4 THEN admin_request.reason ELSE $8 END, \
                    browser_known = CASE WHEN admin_request.proven AND NOT $4 THEN admin_request.browser_known ELSE $9 END";
    FIND_OPEN_REQUEST = "SELECT id FROM admin_request WHERE user_id = $1 AND closed_at IS NULL";
    LIST_OPEN_REQUESTS = "SELECT admin_request.user_id, admin_request.proven, admin_request.network, admin_request.browser, admin_request.created_at, \
                          admin_request.reason, admin_request.browser_known, users.deactivated_at, users.username, users.first_name, users.last_name, users.email \
                          FROM admin_request JOIN users ON users.id = admin_request.user_id \
                          WHERE admin_request.practice = $1 AND admin_request.closed_at IS NULL \
                          ORDER BY admin_request.proven DESC, admin_request.created_at DESC LIMIT $2";
    // Nobody else in the practice can help: the operator's.
    LIST_FOR_OPERATOR = "SELECT practice.practice_id, practice.name AS practice_name, users.username, users.first_name, users.last_name, admin_request.reason, \
                         admin_request.proven, admin_request.browser_known, admin_request.browser, admin_request.network, admin_request.created_at \
                         FROM admin_request JOIN users ON users.id = admin_request.user_id JOIN practice ON practice.id = admin_request.practice \
                         WHERE admin_request.closed_at IS NULL AND NOT EXISTS (SELECT 1 FROM users AS other WHERE other.practice = admin_request.practice \
                         AND other.administrator AND other.deactivated_at IS NULL AND other.id <> admin_request.user_id \
                         AND EXISTS (SELECT 1 FROM way_in WHERE way_in.user_id = other.id)) ORDER BY admin_request.created_at LIMIT $1";
    DELETE_OLD_REQUESTS = "DELETE FROM admin_request WHERE closed_at < $1";
    CLOSE_REQUEST = "UPDATE admin_request SET closed_at = $3, closed_by = $4, outcome = $5 WHERE practice = $1 AND user_id = $2 AND closed_at IS NULL";
}

/// A new request.
#[derive(Clone, Debug)]
pub struct NewRequestRow<'a> {
    /// Its id.
    pub id: Uuid,
    /// Of whom it is asked.
    pub practice: Uuid,
    /// Who asks.
    pub user: Uuid,
    /// Through the person's own mail.
    pub proven: bool,
    /// From where.
    pub network: &'a str,
    /// The browser in words.
    pub browser: &'a str,
    /// When.
    pub now: Millis,
    /// [`super::model::Reason::as_str`].
    pub reason: &'a str,
    /// [`super::model::BrowserKnown::as_str`].
    pub browser_known: &'a str,
}

/// A request that only the operator can answer.
#[derive(Clone, Debug, FromRow)]
pub struct OperatorRow {
    /// Folded.
    pub practice_id: String,
    /// The practice's name.
    pub practice_name: String,
    /// Folded.
    pub username: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Why.
    pub reason: String,
    /// Something was proven first.
    pub proven: bool,
    /// How well the browser is known with the person.
    pub browser_known: String,
    /// The browser in words.
    pub browser: String,
    /// From where.
    pub network: String,
    /// When.
    pub created_at: Millis,
}

/// An open request with its person.
#[derive(Clone, Debug, FromRow)]
pub struct RequestRow {
    /// Who asks.
    pub user_id: Uuid,
    /// Through the person's own mail.
    pub proven: bool,
    /// From where.
    pub network: String,
    /// The browser in words.
    pub browser: String,
    /// When.
    pub created_at: Millis,
    /// Why.
    pub reason: String,
    /// How well the browser is known with the person.
    pub browser_known: String,
    /// Set when the person may not log in.
    pub deactivated_at: Option<Millis>,
    /// Folded.
    pub username: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Contact address.
    pub email: Option<String>,
}

/// Whether a person's request is open.
pub async fn is_open(tx: &mut Tx, user: Uuid) -> Outcome<bool> {
    let row: Option<(Uuid,)> = fetch_optional!(tx, FIND_OPEN_REQUEST, user)?;
    Ok(row.is_some())
}

/// Opens a request, or renews the open one.
pub async fn open(tx: &mut Tx, r: &NewRequestRow<'_>) -> Outcome<u64> {
    execute!(tx, OPEN_REQUEST, r.id, r.practice, r.user, r.proven, r.network, r.browser, r.now, r.reason, r.browser_known)
}

/// A practice's open requests, newest first.
pub async fn list_open(tx: &mut Tx, practice: Uuid, limit: i64) -> Outcome<Vec<RequestRow>> {
    fetch_all!(tx, LIST_OPEN_REQUESTS, practice, limit)
}

/// The oldest requests that nobody in their practice can answer.
pub async fn list_for_operator(tx: &mut Tx, limit: i64) -> Outcome<Vec<OperatorRow>> {
    fetch_all!(tx, LIST_FOR_OPERATOR, limit)
}

/// Closes a person's request; 0 when none is open.
pub async fn close(tx: &mut Tx, practice: Uuid, user: Uuid, now: Millis, by: Option<Uuid>, outcome: &str) -> Outcome<u64> {
    execute!(tx, CLOSE_REQUEST, practice, user, now, by, outcome)
}

/// Deletes requests that were closed before `since`; returns how many.
pub async fn delete_old(tx: &mut Tx, since: Millis) -> Outcome<u64> {
    execute!(tx, DELETE_OLD_REQUESTS, since)
}
