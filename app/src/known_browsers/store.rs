//! The known browsers' SQL.

use uuid::Uuid;

use crate::platform::{Millis, Outcome, Tx};
use crate::{execute, fetch_optional, statements};

statements! {
    FIND_KNOWN_BROWSER = "SELECT id FROM known_browser WHERE user_id = $1 AND token_hash = $2";
    TOUCH_KNOWN_BROWSER = "UPDATE known_browser SET browser = $3, last_network = $4, last_at = $5 \
                           WHERE user_id = $1 AND token_hash = $2";
    MOVE_KNOWN_BROWSER = "UPDATE known_browser SET token_hash = $2 WHERE token_hash = $1";
    CREATE_KNOWN_BROWSER = "INSERT INTO known_browser (id, user_id, token_hash, browser, first_network, last_network, first_at, last_at) \
                            VALUES ($1, $2, $3, $4, $5, $5, $6, $6)";
    DELETE_SURPLUS_BROWSERS = "DELETE FROM known_browser WHERE user_id = $1 AND id NOT IN \
                               (SELECT id FROM known_browser WHERE user_id = $1 ORDER BY last_at DESC, id DESC LIMIT $2)";
    BEGIN_KNOWN_BROWSERS = "INSERT INTO known_browser_since (user_id, since) VALUES ($1, $2) ON CONFLICT (user_id) DO NOTHING";
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

/// The browser that a person is known with by a token.
pub async fn find(tx: &mut Tx, user: Uuid, token_hash: &[u8]) -> Outcome<Option<Uuid>> {
    let row: Option<(Uuid,)> = fetch_optional!(tx, FIND_KNOWN_BROWSER, user, token_hash)?;
    Ok(row.map(|(id,)| id))
}

/// Remembers a log-in; 0 when the person is not known with this token.
pub async fn touch(tx: &mut Tx, seen: &NewBrowserRow<'_>, now: Millis) -> Outcome<u64> {
    execute!(tx, TOUCH_KNOWN_BROWSER, seen.user, seen.token_hash, seen.browser, seen.network, now)
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

/// Deletes a person's browsers; returns how many.
pub async fn delete_all(tx: &mut Tx, user: Uuid) -> Outcome<u64> {
    execute!(tx, DELETE_BROWSERS_OF_USER, user)
}

/// Deletes browsers not seen later than `unseen`; returns how many.
pub async fn delete_unseen(tx: &mut Tx, unseen: Millis) -> Outcome<u64> {
    execute!(tx, DELETE_UNSEEN_BROWSERS, unseen)
}
