//! The log-in's SQL.

use sqlx::FromRow;
use uuid::Uuid;

use crate::platform::{Millis, Outcome, Tx};
use crate::{fetch_optional, statements};

statements! {
    // One statement for every case, known or not: a row without a user says that only the practice exists.
    FIND_CREDENTIALS = "SELECT practice.id AS practice, practice.name AS practice_name, users.id AS user_id, users.first_name, users.email, \
                        users.deactivated_at, user_password.phc, (SELECT MAX(verified_at) FROM log_in_address \
                        WHERE log_in_address.user_id = users.id AND verified_at IS NOT NULL AND released_at IS NULL) AS moved_at \
                        FROM practice LEFT JOIN users ON users.practice = practice.id AND users.username = $2 \
                        LEFT JOIN user_password ON user_password.user_id = users.id WHERE practice.practice_id = $1";
    // The same by a folded address: one statement, whosever it is.
    FIND_CREDENTIALS_BY_ADDRESS = "SELECT practice.id AS practice, practice.name AS practice_name, users.id AS user_id, users.first_name, users.email, \
                                   users.deactivated_at, user_password.phc, CAST(NULL AS BIGINT) AS moved_at \
                                   FROM log_in_address JOIN users ON users.id = log_in_address.user_id JOIN practice ON practice.id = users.practice \
                                   LEFT JOIN user_password ON user_password.user_id = users.id \
                                   WHERE log_in_address.folded = $1 AND log_in_address.verified_at IS NOT NULL AND log_in_address.released_at IS NULL";
    // Whose log-in it is, for a message.
    FIND_OWNER = "SELECT practice.id AS practice, practice.name AS practice_name, practice.practice_id, users.username, users.first_name, \
                  users.email, users.deactivated_at FROM users JOIN practice ON practice.id = users.practice WHERE users.id = $1";
    // The same of a person who is known by something else, held until the transaction ends: a deactivation in between wins.
    FIND_CREDENTIALS_OF = {
        sqlite: "SELECT practice.id AS practice, practice.name AS practice_name, users.id AS user_id, users.first_name, users.email, \
                 users.deactivated_at, NULL AS phc, CAST(NULL AS BIGINT) AS moved_at FROM users JOIN practice ON practice.id = users.practice WHERE users.id = $1",
        postgres: "SELECT practice.id AS practice, practice.name AS practice_name, users.id AS user_id, users.first_name, users.email, \
                   users.deactivated_at, CAST(NULL AS TEXT) AS phc, CAST(NULL AS BIGINT) AS moved_at FROM users JOIN practice ON practice.id = users.practice \
                   WHERE users.id = $1 FOR UPDATE OF users"
    };
}

/// What a Practice ID and a username lead to, or an address.
#[derive(Clone, Debug, FromRow)]
pub struct CredentialsRow {
    /// The practice.
    pub practice: Uuid,
    /// The practice's name.
    pub practice_name: String,
    /// The user, when there is one of this name.
    pub user_id: Option<Uuid>,
    /// The user's given name.
    pub first_name: Option<String>,
    /// The user's contact address.
    pub email: Option<String>,
    /// Set when the user may not log in any more.
    pub deactivated_at: Option<Millis>,
    /// The password's hash, once one was set.
    pub phc: Option<String>,
    /// Since when the user logs in with an address instead of these.
    pub moved_at: Option<Millis>,
}

/// Whose log-in it is.
#[derive(Clone, Debug, FromRow)]
pub struct OwnerRow {
    /// The practice.
    pub practice: Uuid,
    /// The practice's name.
    pub practice_name: String,
    /// Folded.
    pub practice_id: String,
    /// Folded.
    pub username: String,
    /// Given name.
    pub first_name: String,
    /// Contact address.
    pub email: Option<String>,
    /// Set when the user may not log in any more.
    pub deactivated_at: Option<Millis>,
}

/// Looks a folded Practice ID and a folded username up.
pub async fn find_credentials(tx: &mut Tx, practice_id: &str, username: &str) -> Outcome<Option<CredentialsRow>> {
    fetch_optional!(tx, FIND_CREDENTIALS, practice_id, username)
}

/// Looks a folded address up.
pub async fn find_credentials_by_address(tx: &mut Tx, address: &str) -> Outcome<Option<CredentialsRow>> {
    fetch_optional!(tx, FIND_CREDENTIALS_BY_ADDRESS, address)
}

/// Whose log-in it is; none when there is no such user.
pub async fn find_owner(tx: &mut Tx, user: Uuid) -> Outcome<Option<OwnerRow>> {
    fetch_optional!(tx, FIND_OWNER, user)
}

/// What a user's id leads to. The hash of the password is left out.
pub async fn find_credentials_of(tx: &mut Tx, user: Uuid) -> Outcome<Option<CredentialsRow>> {
    fetch_optional!(tx, FIND_CREDENTIALS_OF, user)
}
