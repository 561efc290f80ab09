//! The SQL of passkeys.

use sqlx::FromRow;
use uuid::Uuid;

use crate::platform::{Millis, Outcome, Tx};
use crate::{execute, fetch_all, fetch_optional, statements};

statements! {
    // Held until the transaction ends: two answers of one passkey are judged one after the other, and no counter is lost.
    FIND_PASSKEY = {
        sqlite: "SELECT id, user_id, credential FROM passkey WHERE credential_id = $1",
        postgres: "SELECT id, user_id, credential FROM passkey WHERE credential_id = $1 FOR UPDATE"
    };
    LIST_PASSKEYS = "SELECT id, credential_id, name, backed_up, created_at, last_used_at FROM passkey WHERE user_id = $1 ORDER BY created_at, id";
    CREATE_PASSKEY = "INSERT INTO passkey (id, user_id, credential_id, credential, name, backed_up, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7) \
                      ON CONFLICT (credential_id) DO NOTHING";
    NOTE_USE_OF_PASSKEY = "UPDATE passkey SET credential = $2, backed_up = $3, last_used_at = $4 WHERE id = $1";
    RENAME_PASSKEY = "UPDATE passkey SET name = $3 WHERE user_id = $1 AND id = $2";
    DELETE_PASSKEYS = "DELETE FROM passkey WHERE user_id = $1";
    DELETE_PASSKEY = "DELETE FROM passkey WHERE user_id = $1 AND id = $2";
    REDEEM_CHALLENGE = "INSERT INTO redeemed_challenge (challenge, redeemed_at) VALUES ($1, $2) ON CONFLICT (challenge) DO NOTHING";
    DELETE_OLD_CHALLENGES = "DELETE FROM redeemed_challenge WHERE redeemed_at < $1";
}

/// A passkey as it is verified.
#[derive(Clone, Debug, FromRow)]
pub struct PasskeyRow {
    /// Its id.
    pub id: Uuid,
    /// Whose it is.
    pub user_id: Uuid,
    /// As the library writes it.
    pub credential: String,
}

/// A passkey as its person sees it.
#[derive(Clone, Debug, FromRow)]
pub struct ListedRow {
    /// Its id.
    pub id: Uuid,
    /// How the authenticator names it.
    pub credential_id: Vec<u8>,
    /// As its person calls it.
    pub name: String,
    /// Kept by a provider too.
    pub backed_up: bool,
    /// When it was made.
    pub created_at: Millis,
    /// When it was last used.
    pub last_used_at: Option<Millis>,
}

/// A new passkey.
#[derive(Clone, Debug)]
pub struct NewPasskeyRow<'a> {
    /// Its id.
    pub id: Uuid,
    /// Whose it is.
    pub user: Uuid,
    /// How the authenticator names it.
    pub credential_id: &'a [u8],
    /// As the library writes it.
    pub credential: &'a str,
    /// As its person calls it.
    pub name: &'a str,
    /// Kept by a provider too.
    pub backed_up: bool,
}

/// The passkey that an authenticator names.
pub async fn find(tx: &mut Tx, credential_id: &[u8]) -> Outcome<Option<PasskeyRow>> {
    fetch_optional!(tx, FIND_PASSKEY, credential_id)
}

/// A person's passkeys, the oldest first.
pub async fn list(tx: &mut Tx, user: Uuid) -> Outcome<Vec<ListedRow>> {
    fetch_all!(tx, LIST_PASSKEYS, user)
}

/// Adds one; 0 when somebody has it already.
pub async fn create(tx: &mut Tx, row: &NewPasskeyRow<'_>, now: Millis) -> Outcome<u64> {
    execute!(tx, CREATE_PASSKEY, row.id, row.user, row.credential_id, row.credential, row.name, row.backed_up, now)
}

/// Notes a use, with the counter and the flags as they are now.
pub async fn note_use(tx: &mut Tx, id: Uuid, credential: &str, backed_up: bool, now: Millis) -> Outcome<u64> {
    execute!(tx, NOTE_USE_OF_PASSKEY, id, credential, backed_up, now)
}

/// Renames a person's passkey; 0 when they have no such one.
pub async fn rename(tx: &mut Tx, user: Uuid, id: Uuid, name: &str) -> Outcome<u64> {
    execute!(tx, RENAME_PASSKEY, user, id, name)
}

/// Deletes a person's passkey; 0 when they have no such one.
pub async fn delete_all(tx: &mut Tx, user: Uuid) -> Outcome<u64> {
    execute!(tx, DELETE_PASSKEYS, user)
}

/// Deletes one of a person's passkeys; 0 when it is not theirs.
pub async fn delete(tx: &mut Tx, user: Uuid, id: Uuid) -> Outcome<u64> {
    execute!(tx, DELETE_PASSKEY, user, id)
}

/// Notes that a challenge was answered; 0 when it was before.
pub async fn redeem(tx: &mut Tx, challenge: &[u8], now: Millis) -> Outcome<u64> {
    execute!(tx, REDEEM_CHALLENGE, challenge, now)
}

/// Deletes what was redeemed before a time.
pub async fn delete_old(tx: &mut Tx, before: Millis) -> Outcome<u64> {
    execute!(tx, DELETE_OLD_CHALLENGES, before)
}
