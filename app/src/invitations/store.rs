//! The invitations' SQL.

use sqlx::FromRow;
use uuid::Uuid;

use crate::platform::{Millis, Outcome, Tx};
use crate::{execute, fetch_all, fetch_optional, statements};

statements! {
    CREATE_INVITATION = "INSERT INTO invitation (id, user_id, practice, created_by, created_at, expires_at, address, tries) \
                         VALUES ($1, $2, $3, $4, $5, $6, $7, 0)";
    END_INVITATION = "UPDATE invitation SET ended_at = $2, outcome = $3 WHERE user_id = $1 AND accepted_at IS NULL AND ended_at IS NULL RETURNING id";
    FIND_INVITATION = "SELECT invitation.id, invitation.user_id, invitation.practice, invitation.created_by, invitation.expires_at, invitation.address, \
                       invitation.tries, invitation.opened_at, invitation.accepted_at, invitation.ended_at, invitation.outcome, users.username, \
                       users.first_name, users.last_name, maker.first_name AS maker_first_name, maker.last_name AS maker_last_name, \
                       practice.name AS practice_name, practice.practice_id \
                       FROM invitation JOIN users ON users.id = invitation.user_id JOIN users AS maker ON maker.id = invitation.created_by \
                       JOIN practice ON practice.id = invitation.practice WHERE invitation.id = $1 AND users.deactivated_at IS NULL";
    FIND_NEWEST_INVITATION = "SELECT invitation.id, invitation.created_at, invitation.expires_at, invitation.address, invitation.tries, \
                              invitation.opened_at, invitation.accepted_at, invitation.ended_at, maker.first_name, maker.last_name \
                              FROM invitation JOIN users AS maker ON maker.id = invitation.created_by \
                              WHERE invitation.practice = $1 AND invitation.user_id = $2 \
                              ORDER BY CASE WHEN invitation.accepted_at IS NULL AND invitation.ended_at IS NULL THEN 0 ELSE 1 END, \
                              invitation.created_at DESC, invitation.id DESC LIMIT 1";
    // Who of these people can't come in yet, and their open invitation. The ids, and the plus, as in `users/walk.rs`.
    LIST_WAITING = {
        sqlite: "SELECT users.id AS user_id, invitation.expires_at, invitation.tries FROM users LEFT JOIN invitation \
                 ON invitation.user_id = users.id AND invitation.accepted_at IS NULL AND invitation.ended_at IS NULL \
                 WHERE +users.practice = $1 AND users.id IN (SELECT unhex(value) FROM json_each($2)) \
                 AND NOT EXISTS (SELECT 1 FROM way_in WHERE way_in.user_id = users.id)",
        postgres: "SELECT users.id AS user_id, invitation.expires_at, invitation.tries FROM users LEFT JOIN invitation \
                   ON invitation.user_id = users.id AND invitation.accepted_at IS NULL AND invitation.ended_at IS NULL \
                   WHERE users.practice = $1 AND users.id IN (SELECT CAST(value AS UUID) FROM json_array_elements_text(CAST($2 AS JSON))) \
                   AND NOT EXISTS (SELECT 1 FROM way_in WHERE way_in.user_id = users.id)"
    };
    OPEN_INVITATION = "UPDATE invitation SET opened_at = $2 WHERE id = $1 AND opened_at IS NULL";
    // Counted before the code is compared: of any number of guesses at once, five are looked at.
    TAKE_ACCESS_TRY = "UPDATE invitation SET tries = tries + 1 WHERE id = $1 AND tries < $2 AND accepted_at IS NULL AND ended_at IS NULL \
                       AND expires_at > $3 RETURNING tries";
    GIVE_ACCESS_TRY_BACK = "UPDATE invitation SET tries = tries - 1 WHERE id = $1 AND tries > 0";
    ACCEPT_INVITATION = "UPDATE invitation SET accepted_at = $2 WHERE id = $1 AND tries < $3 AND accepted_at IS NULL AND ended_at IS NULL \
                         AND expires_at > $2";
    END_EVERY_INVITATION = "UPDATE invitation SET ended_at = $1, outcome = 'restored' WHERE accepted_at IS NULL AND ended_at IS NULL";
    DELETE_OLD_INVITATIONS = "DELETE FROM invitation WHERE ended_at < $1 OR accepted_at < $1";
}

/// A new invitation.
#[derive(Clone, Copy, Debug)]
pub struct NewInvitationRow<'a> {
    /// Its id.
    pub id: Uuid,
    /// Who is invited.
    pub user: Uuid,
    /// Their practice.
    pub practice: Uuid,
    /// The administrator.
    pub by: Uuid,
    /// When.
    pub now: Millis,
    /// Until when.
    pub expires_at: Millis,
    /// Where to.
    pub address: &'a str,
}

/// An invitation with its person.
#[derive(Clone, Debug, FromRow)]
pub struct InvitationRow {
    /// Its id: the link is derived from it.
    pub id: Uuid,
    /// Who is invited.
    pub user_id: Uuid,
    /// Their practice.
    pub practice: Uuid,
    /// Who sent it.
    pub created_by: Uuid,
    /// Until when it works.
    pub expires_at: Millis,
    /// Where it was sent to.
    pub address: String,
    /// Wrong codes.
    pub tries: i64,
    /// When the button behind the link was pressed.
    pub opened_at: Option<Millis>,
    /// When the password was set.
    pub accepted_at: Option<Millis>,
    /// When it ended otherwise.
    pub ended_at: Option<Millis>,
    /// Why.
    pub outcome: Option<String>,
    /// Folded.
    pub username: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Who sent it.
    pub maker_first_name: String,
    /// Who sent it.
    pub maker_last_name: String,
    /// The practice's name.
    pub practice_name: String,
    /// The 7 characters of the Practice ID.
    pub practice_id: String,
}

/// The newest invitation of a person, as their administrators see it.
#[derive(Clone, Debug, FromRow)]
pub struct NewestRow {
    /// Its id: messages refer to it.
    pub id: Uuid,
    /// When it was made.
    pub created_at: Millis,
    /// Until when it works.
    pub expires_at: Millis,
    /// Where it was sent to.
    pub address: String,
    /// Wrong codes.
    pub tries: i64,
    /// When the button behind the link was pressed.
    pub opened_at: Option<Millis>,
    /// When the password was set.
    pub accepted_at: Option<Millis>,
    /// When it ended otherwise.
    pub ended_at: Option<Millis>,
    /// Who sent it.
    pub first_name: String,
    /// Who sent it.
    pub last_name: String,
}

/// Somebody who can't come in yet.
#[derive(Clone, Copy, Debug, FromRow)]
pub struct WaitingRow {
    /// The person.
    pub user_id: Uuid,
    /// Until when their open invitation works; none without one.
    pub expires_at: Option<Millis>,
    /// Wrong codes.
    pub tries: Option<i64>,
}

/// Writes an invitation. The one before must have ended.
pub async fn create(tx: &mut Tx, r: NewInvitationRow<'_>) -> Outcome<u64> {
    execute!(tx, CREATE_INVITATION, r.id, r.user, r.practice, r.by, r.now, r.expires_at, r.address)
}

/// Ends the open invitation of a person; its id, if there was one.
pub async fn end_open(tx: &mut Tx, user: Uuid, now: Millis, outcome: &str) -> Outcome<Option<Uuid>> {
    let row: Option<(Uuid,)> = fetch_optional!(tx, END_INVITATION, user, now, outcome)?;
    Ok(row.map(|(id,)| id))
}

/// An invitation of an active person.
pub async fn find(tx: &mut Tx, id: Uuid) -> Outcome<Option<InvitationRow>> {
    fetch_optional!(tx, FIND_INVITATION, id)
}

/// The open invitation of a person, or else the newest one.
pub async fn find_newest(tx: &mut Tx, practice: Uuid, user: Uuid) -> Outcome<Option<NewestRow>> {
    fetch_optional!(tx, FIND_NEWEST_INVITATION, practice, user)
}

/// Who of these people of a practice can't come in yet, in no order.
pub async fn list_waiting(tx: &mut Tx, practice: Uuid, users: &[Uuid]) -> Outcome<Vec<WaitingRow>> {
    let list = serde_json::json!(users.iter().map(|id| id.simple().to_string()).collect::<Vec<_>>()).to_string();
    fetch_all!(tx, LIST_WAITING, practice, &list)
}

/// Remembers that the button was pressed.
pub async fn open(tx: &mut Tx, id: Uuid, now: Millis) -> Outcome<u64> {
    execute!(tx, OPEN_INVITATION, id, now)
}

/// Takes one of `allowed` tries; how many were taken, or none where none is left or the invitation is over.
pub async fn take_try(tx: &mut Tx, id: Uuid, allowed: i64, now: Millis) -> Outcome<Option<i64>> {
    let row: Option<(i64,)> = fetch_optional!(tx, TAKE_ACCESS_TRY, id, allowed, now)?;
    Ok(row.map(|(tries,)| tries))
}

/// The try was right: it does not count.
pub async fn give_try_back(tx: &mut Tx, id: Uuid) -> Outcome<u64> {
    execute!(tx, GIVE_ACCESS_TRY_BACK, id)
}

/// Uses an invitation up; 0 when somebody was faster, or it is over.
pub async fn accept(tx: &mut Tx, id: Uuid, now: Millis, allowed: i64) -> Outcome<u64> {
    execute!(tx, ACCEPT_INVITATION, id, now, allowed)
}

/// Ends every open invitation of every practice.
pub async fn end_every_open(tx: &mut Tx, now: Millis) -> Outcome<u64> {
    execute!(tx, END_EVERY_INVITATION, now)
}

/// Deletes invitations that were accepted or ended before `since`; returns how many.
pub async fn delete_old(tx: &mut Tx, since: Millis) -> Outcome<u64> {
    execute!(tx, DELETE_OLD_INVITATIONS, since)
}
