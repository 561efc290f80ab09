//! The known browsers' SQL.

use uuid::Uuid;

use crate::platform::{Millis, Outcome, Tx};
use crate::{execute, fetch_all, fetch_optional, statements};

statements! {
    // The token before the last change holds a moment longer ($3): two log-ins may have been on their way at once.
    FIND_KNOWN_BROWSER = "SELECT id, trusted_at, trusted_until, CASE WHEN token_hash = $2 THEN 1 ELSE 0 END FROM known_browser \
                          WHERE user_id = $1 AND (token_hash = $2 OR (previous_hash = $2 AND rotated_at > $3))";
    TOUCH_KNOWN_BROWSER = "UPDATE known_browser SET browser = $2, last_network = $3, last_at = $4 WHERE id = $1";
    MOVE_KNOWN_BROWSER = "UPDATE known_browser SET token_hash = $2, previous_hash = NULL, rotated_at = NULL WHERE token_hash = $1";
    ROTATE_KNOWN_BROWSER = "UPDATE known_browser SET token_hash = $2, previous_hash = $1, rotated_at = $3 WHERE token_hash = $1";
    TRUST_BROWSER = "UPDATE known_browser SET trusted_at = $2, trusted_until = $3 WHERE id = $1";
    UNTRUST_BROWSER = "UPDATE known_browser SET trusted_at = NULL, trusted_until = NULL WHERE user_id = $1 AND id = $2 AND trusted_until > $3";
    UNTRUST_BROWSERS = "UPDATE known_browser SET trusted_at = NULL, trusted_until = NULL WHERE user_id = $1 AND trusted_until > $2";
    UNTRUST_EVERY_BROWSER = "UPDATE known_browser SET trusted_at = NULL, trusted_until = NULL WHERE trusted_until > $1";
    SHORTEN_TRUST = "UPDATE known_browser SET trusted_until = trusted_at + $2 \
                     WHERE trusted_until > trusted_at + $2 AND user_id IN (SELECT id FROM users WHERE practice = $1)";
    LIST_BROWSERS = "SELECT id, token_hash, browser, last_network, first_at, last_at, trusted_until FROM known_browser \
                     WHERE user_id = $1 ORDER BY last_at DESC, id";
    CREATE_KNOWN_BROWSER = "INSERT INTO known_browser (id, user_id, token_hash, browser, first_network, last_network, first_at, last_at) \
                            VALUES ($1, $2, $3, $4, $5, $5, $6, $6)";
    DELETE_SURPLUS_BROWSERS = "DELETE FROM known_browser WHERE user_id = $1 AND id NOT IN \
                               (SELECT id FROM known_browser WHERE user_id = $1 ORDER BY last_at DESC, id DESC LIMIT $2)";
    BEGIN_KNOWN_BROWSERS = "INSERT INTO known_browser_since (user_id, since) VALUES ($1, $2) ON CONFLICT (user_id) DO NOTHING";
    DELETE_BROWSER_OF_USER = "DELETE FROM known_browser WHERE user_id = $1 AND id = $2";
    DELETE_BROWSERS_OF_USER = "DELETE FROM known_browser WHERE user_id = $1";
    DELETE_UNSEEN_BROWSERS = "DELETE FROM known_browser WHERE last_at <= $1";
}

/// A browser that a person is new to.
#[derive(Clone, Copy, Debug)]
pub struct NewBrowserRow<'a> {
    /// Its id.
    pub id: Uuid,
    /// Whose.
    pub user: Uuid,
    /// SHA-256 of its token.
    pub token_hash: &'a [u8],
    /// In words.
    pub browser: &'a str,
    /// From where.
    pub network: &'a str,
}

/// The browser that a person is known with by a token: its id, since and until when it is trusted, and 1 when the token is its newest. The token before
/// counts when it was replaced after `replaced_after`.
pub async fn find(
    tx: &mut Tx,
    user: Uuid,
    token_hash: &[u8],
    replaced_after: Millis,
) -> Outcome<Option<(Uuid, Option<Millis>, Option<Millis>, i32)>> {
    fetch_optional!(tx, FIND_KNOWN_BROWSER, user, token_hash, replaced_after)
}

/// Remembers a log-in.
pub async fn touch(tx: &mut Tx, id: Uuid, seen: &NewBrowserRow<'_>, now: Millis) -> Outcome<u64> {
    execute!(tx, TOUCH_KNOWN_BROWSER, id, seen.browser, seen.network, now)
}

/// Gives everybody who is known with one token another; the old one holds a moment longer.
pub async fn rotate(tx: &mut Tx, from: &[u8], to: &[u8], now: Millis) -> Outcome<u64> {
    execute!(tx, ROTATE_KNOWN_BROWSER, from, to, now)
}

/// Trusts a browser until a time.
pub async fn trust(tx: &mut Tx, id: Uuid, now: Millis, until: Millis) -> Outcome<u64> {
    execute!(tx, TRUST_BROWSER, id, now, until)
}

/// Ends the trust in one browser of a person; 0 when there was none.
pub async fn untrust(tx: &mut Tx, user: Uuid, id: Uuid, now: Millis) -> Outcome<u64> {
    execute!(tx, UNTRUST_BROWSER, user, id, now)
}

/// Ends the trust in every browser of everybody; returns how many there were.
pub async fn untrust_every(tx: &mut Tx, now: Millis) -> Outcome<u64> {
    execute!(tx, UNTRUST_EVERY_BROWSER, now)
}

/// Ends the trust in all browsers of a person; returns how many there were.
pub async fn untrust_all(tx: &mut Tx, user: Uuid, now: Millis) -> Outcome<u64> {
    execute!(tx, UNTRUST_BROWSERS, user, now)
}

/// No trust in a practice's browsers lasts longer than so long from its beginning; returns how many were shortened.
pub async fn shorten_trust(tx: &mut Tx, practice: Uuid, longest: Millis) -> Outcome<u64> {
    execute!(tx, SHORTEN_TRUST, practice, longest)
}

/// A browser that a person is known with, for a list.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct BrowserRow {
    /// Its id.
    pub id: Uuid,
    /// SHA-256 of its token.
    pub token_hash: Vec<u8>,
    /// In words.
    pub browser: String,
    /// From where it was seen last.
    pub last_network: String,
    /// First log-in.
    pub first_at: Millis,
    /// Last log-in.
    pub last_at: Millis,
    /// Until when it needs no code; none: it was not trusted.
    pub trusted_until: Option<Millis>,
}

/// A person's browsers, the last used first.
pub async fn list(tx: &mut Tx, user: Uuid) -> Outcome<Vec<BrowserRow>> {
    fetch_all!(tx, LIST_BROWSERS, user)
}

/// Gives everybody who is known with one token another.
pub async fn change_token(tx: &mut Tx, from: &[u8], to: &[u8]) -> Outcome<u64> {
    execute!(tx, MOVE_KNOWN_BROWSER, from, to)
}

/// Writes a browser.
pub async fn create(tx: &mut Tx, new: &NewBrowserRow<'_>, now: Millis) -> Outcome<u64> {
    execute!(tx, CREATE_KNOWN_BROWSER, new.id, new.user, new.token_hash, new.browser, new.network, now)
}

/// Deletes a person's browsers but the `keep` seen last.
pub async fn delete_surplus(tx: &mut Tx, user: Uuid, keep: i64) -> Outcome<u64> {
    execute!(tx, DELETE_SURPLUS_BROWSERS, user, keep)
}

/// Notes that a person's browsers are noted from now on; 0 when they were before.
pub async fn begin(tx: &mut Tx, user: Uuid, now: Millis) -> Outcome<u64> {
    execute!(tx, BEGIN_KNOWN_BROWSERS, user, now)
}

/// Deletes one of a person's browsers; 0 when it is none of theirs.
pub async fn delete(tx: &mut Tx, user: Uuid, id: Uuid) -> Outcome<u64> {
    execute!(tx, DELETE_BROWSER_OF_USER, user, id)
}

/// Deletes a person's browsers; returns how many.
pub async fn delete_all(tx: &mut Tx, user: Uuid) -> Outcome<u64> {
    execute!(tx, DELETE_BROWSERS_OF_USER, user)
}

/// Deletes browsers not seen later than `unseen`; returns how many.
pub async fn delete_unseen(tx: &mut Tx, unseen: Millis) -> Outcome<u64> {
    execute!(tx, DELETE_UNSEEN_BROWSERS, unseen)
}
