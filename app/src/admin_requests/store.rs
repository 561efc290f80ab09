//! The requests' SQL.

use sqlx::FromRow;
use uuid::Uuid;

use crate::platform::{Millis, Outcome, Tx};
use crate::{execute, fetch_all, fetch_optional, statements};

statements! {
    // A second request of the same person renews the card; what was proven stays as it was proven, whoever asks afterwards.
    OPEN_REQUEST = "INSERT INTO admin_request (id, practice, user_id, proven, network, browser, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7) \
                    ON CONFLICT (user_id) WHERE closed_at IS NULL DO UPDATE SET proven = admin_request.proven OR $4, \
                    network = CASE WHEN admin_request.proven AND NOT $4 THEN admin_request.network ELSE $5 END, \
                    browser = CASE WHEN admin_request.proven AND NOT $4 THEN admin_request.browser ELSE $6 END, \
                    created_at = CASE WHEN admin_request.proven AND NOT $4 THEN admin_request.created_at ELSE $7 END";
    FIND_OPEN_REQUEST = "SELECT id FROM admin_request WHERE user_id = $1 AND closed_at IS NULL";
    LIST_OPEN_REQUESTS = "SELECT admin_request.user_id, admin_request.proven, admin_request.network, admin_request.browser, admin_request.created_at, \
                          users.username, users.first_name, users.last_name, users.email \
                          FROM admin_request JOIN users ON users.id = admin_request.user_id \
                          WHERE admin_request.practice = $1 AND admin_request.closed_at IS NULL AND users.deactivated_at IS NULL \
                          ORDER BY admin_request.proven DESC, admin_request.created_at DESC LIMIT $2";
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
    execute!(tx, OPEN_REQUEST, r.id, r.practice, r.user, r.proven, r.network, r.browser, r.now)
}

/// A practice's open requests, newest first.
pub async fn list_open(tx: &mut Tx, practice: Uuid, limit: i64) -> Outcome<Vec<RequestRow>> {
    fetch_all!(tx, LIST_OPEN_REQUESTS, practice, limit)
}

/// Closes a person's request; 0 when none is open.
pub async fn close(tx: &mut Tx, practice: Uuid, user: Uuid, now: Millis, by: Option<Uuid>, outcome: &str) -> Outcome<u64> {
    execute!(tx, CLOSE_REQUEST, practice, user, now, by, outcome)
}

/// Deletes requests that were closed before `since`; returns how many.
pub async fn delete_old(tx: &mut Tx, since: Millis) -> Outcome<u64> {
    execute!(tx, DELETE_OLD_REQUESTS, since)
}
