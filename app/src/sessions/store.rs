//! The sessions' SQL.

use sqlx::FromRow;
use uuid::Uuid;

use crate::platform::{Millis, Outcome, Tx};
use crate::{execute, fetch_all, fetch_one, fetch_optional, statements};

statements! {
    CREATE_SESSION = "INSERT INTO session (id, token_hash, user_id, created_at, last_seen_at, expires_at, browser, network, limited, confirmed_at, facility) \
                      VALUES ($1, $2, $3, $4, $4, $5, $6, $7, $8, $9, (SELECT facility FROM facility_choice WHERE user_id = $3))";
    FIND_SESSION = "SELECT session.id, session.user_id, session.browser, session.last_seen_at, session.expires_at, session.locked_at, session.limited, \
                    session.confirmed_at, session.refused_network, COALESCE(security_policy.networks, '') AS networks, \
                    COALESCE(security_policy.administrators_too, FALSE) AS administrators_too, users.practice, \
                    users.username, users.first_name, users.last_name, users.level, users.administrator, practice.name AS practice_name, \
                    practice.practice_id, security_policy.idle_minutes AS practice_minutes, idle_choice.minutes AS own_minutes, \
                    EXISTS (SELECT 1 FROM user_password WHERE user_password.user_id = users.id) AS has_password, \
                    COALESCE(place.id, main.id) AS facility, COALESCE(place.name, main.name, '') AS facility_name, \
                    (SELECT CAST(COUNT(*) AS BIGINT) FROM facility WHERE practice = users.practice AND deactivated_at IS NULL) AS facilities, \
                    COALESCE(level_matrix.grants, '') AS grants, emergency_access.id AS emergency, emergency_access.expires_at AS emergency_until, \
                    practice.time_zone, practice_logo.digest AS logo \
                    FROM session JOIN users ON users.id = session.user_id JOIN practice ON practice.id = users.practice \
                    LEFT JOIN security_policy ON security_policy.practice = users.practice \
                    LEFT JOIN practice_logo ON practice_logo.practice = users.practice \
                    LEFT JOIN idle_choice ON idle_choice.user_id = users.id \
                    LEFT JOIN facility AS place ON place.id = session.facility AND place.practice = users.practice AND place.deactivated_at IS NULL \
                    LEFT JOIN facility AS main ON main.practice = users.practice AND main.main \
                    LEFT JOIN level_matrix ON level_matrix.practice = users.practice \
                    LEFT JOIN emergency_access ON emergency_access.session = session.id AND emergency_access.ended_at IS NULL \
                    AND users.emergency_designated \
                    WHERE session.token_hash = $1 AND session.ended_at IS NULL AND users.deactivated_at IS NULL";
    REFUSE_NETWORK = "UPDATE session SET refused_network = $2 WHERE id = $1 AND (refused_network IS NULL OR refused_network <> $2)";
    TOUCH_SESSION = "UPDATE session SET last_seen_at = $2 WHERE id = $1 AND last_seen_at < $2 AND locked_at IS NULL";
    LOCK_SESSION = "UPDATE session SET locked_at = $2, unlock_tries = 0 WHERE id = $1 AND locked_at IS NULL AND ended_at IS NULL";
    UNLOCK_SESSION = "UPDATE session SET locked_at = NULL, unlock_tries = 0, token_hash = $3, last_seen_at = $4, \
                      confirmed_at = CASE WHEN $5 THEN $4 ELSE confirmed_at END \
                      WHERE id = $1 AND token_hash = $2 AND locked_at IS NOT NULL AND ended_at IS NULL";
    LIST_LIMITED = "SELECT DISTINCT session.user_id FROM session JOIN users ON users.id = session.user_id \
                    WHERE users.practice = $1 AND session.limited IS NOT NULL AND session.ended_at IS NULL";
    SET_LIMIT = "UPDATE session SET limited = $2 WHERE user_id = $1 AND limited IS NOT NULL AND ended_at IS NULL";
    CONFIRM_SESSION = "UPDATE session SET token_hash = $3, confirmed_at = $4 \
                       WHERE id = $1 AND token_hash = $2 AND locked_at IS NULL AND ended_at IS NULL";
    COUNT_UNLOCK_TRY = "UPDATE session SET unlock_tries = unlock_tries + 1 WHERE id = $1 RETURNING unlock_tries";
    FIND_CHOICE = "SELECT minutes FROM idle_choice WHERE user_id = $1";
    DELETE_CHOICE = "DELETE FROM idle_choice WHERE user_id = $1";
    CREATE_CHOICE = "INSERT INTO idle_choice (user_id, minutes) VALUES ($1, $2)";
    END_ALL_OF_USER = "UPDATE session SET ended_at = $2, end_reason = $3 WHERE user_id = $1 AND ended_at IS NULL";
    LIST_OF_USER_LIVE = "SELECT id, browser, network, created_at, last_seen_at FROM session \
                         WHERE user_id = $1 AND ended_at IS NULL AND expires_at > $2 AND last_seen_at > $3 ORDER BY last_seen_at DESC, id LIMIT $4";
    END_OTHERS = "UPDATE session SET ended_at = $3, end_reason = 'ended-by-person' WHERE user_id = $1 AND id <> $2 AND ended_at IS NULL";
    END_ONE = "UPDATE session SET ended_at = $3, end_reason = $4 WHERE user_id = $1 AND id = $2 AND ended_at IS NULL";
    DELETE_OLD_SESSIONS = "DELETE FROM session WHERE expires_at < $1";
    PUT_SESSIONS_RIGHT = "UPDATE session SET last_seen_at = $1, expires_at = CASE WHEN expires_at > $3 THEN $3 ELSE expires_at END, \
                          locked_at = CASE WHEN locked_at > $1 THEN $1 ELSE locked_at END \
                          WHERE ended_at IS NULL AND last_seen_at > $2";
    END_SESSION = "UPDATE session SET ended_at = $2, end_reason = $3 WHERE id = $1 AND ended_at IS NULL";
    COUNT_OPEN_SESSIONS = "SELECT users.practice, CAST(COUNT(*) AS BIGINT) FROM session JOIN users ON users.id = session.user_id \
                           WHERE session.ended_at IS NULL AND session.expires_at > $1 GROUP BY users.practice";
    END_OPEN_SESSIONS = "UPDATE session SET ended_at = $1, end_reason = $2 WHERE ended_at IS NULL AND expires_at > $1";
}

/// A new session.
#[derive(Clone, Debug)]
pub struct NewSessionRow<'a> {
    /// Its id: names it in lists, opens nothing.
    pub id: Uuid,
    /// SHA-256 of its token.
    pub token_hash: &'a [u8],
    /// Whose.
    pub user: Uuid,
    /// From when.
    pub created_at: Millis,
    /// Until when at the latest.
    pub expires_at: Millis,
    /// The browser in words.
    pub browser: &'a str,
    /// The network.
    pub network: &'a str,
    /// What the person must do before anything else.
    pub limited: Option<&'a str>,
    /// When they last proved in full who they are; 0: not in full.
    pub confirmed_at: Millis,
}

/// A session with its person.
#[derive(Clone, Debug, FromRow)]
pub struct SessionRow {
    /// Its id.
    pub id: Uuid,
    /// Whose.
    pub user_id: Uuid,
    /// In words.
    pub browser: String,
    /// The last request, to the minute.
    pub last_seen_at: Millis,
    /// Until when at the latest.
    pub expires_at: Millis,
    /// Since when it is locked.
    pub locked_at: Option<Millis>,
    /// What its person must do before anything else.
    pub limited: Option<String>,
    /// When they last proved in full who they are; 0: not in full.
    pub confirmed_at: Millis,
    /// The last network from which it was refused.
    pub refused_network: Option<String>,
    /// From where the practice's people may work; empty: from anywhere.
    pub networks: String,
    /// Administrators too.
    pub administrators_too: bool,
    /// After how many minutes the practice's sessions lock.
    pub practice_minutes: Option<i64>,
    /// The same, as the person has chosen.
    pub own_minutes: Option<i64>,
    /// The person's practice.
    pub practice: Uuid,
    /// Folded.
    pub username: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Edit level.
    pub level: String,
    /// May look after accounts.
    pub administrator: bool,
    /// Has a password.
    pub has_password: bool,
    /// Where the session is; none where the practice has no facility.
    pub facility: Option<Uuid>,
    /// Its name.
    pub facility_name: String,
    /// How many of the practice are in use.
    pub facilities: i64,
    /// The practice's name.
    pub practice_name: String,
    /// The 7 characters of the Practice ID.
    pub practice_id: String,
    /// The practice's matrix of levels; empty for the recommendation.
    pub grants: String,
    /// Emergency access that began here and has not ended.
    pub emergency: Option<Uuid>,
    /// Until when at the latest.
    pub emergency_until: Option<Millis>,
    /// The name of the practice's time zone.
    pub time_zone: String,
    /// Names the picture of the practice's logo; none without one.
    pub logo: Option<String>,
}

/// Writes a session.
pub async fn create(tx: &mut Tx, s: &NewSessionRow<'_>) -> Outcome<u64> {
    execute!(
        tx,
        CREATE_SESSION,
        s.id,
        s.token_hash,
        s.user,
        s.created_at,
        s.expires_at,
        s.browser,
        s.network,
        s.limited,
        s.confirmed_at
    )
}

/// The live session of a token, with its person; none for a deactivated one.
pub async fn find(tx: &mut Tx, token_hash: &[u8]) -> Outcome<Option<SessionRow>> {
    fetch_optional!(tx, FIND_SESSION, token_hash)
}

/// Notes that a session is refused in a network; 0 when that is known.
pub async fn refuse_network(tx: &mut Tx, id: Uuid, network: &str) -> Outcome<u64> {
    execute!(tx, REFUSE_NETWORK, id, network)
}

/// Remembers a request.
pub async fn touch(tx: &mut Tx, id: Uuid, now: Millis) -> Outcome<u64> {
    execute!(tx, TOUCH_SESSION, id, now)
}

/// Locks a session; 0 when it was locked or has ended already.
pub async fn lock(tx: &mut Tx, id: Uuid, since: Millis) -> Outcome<u64> {
    execute!(tx, LOCK_SESSION, id, since)
}

/// Opens a locked session under a new token; `full` when the person has proven all that they can. 0 when it has another one by now, is open or has ended.
pub async fn unlock(tx: &mut Tx, id: Uuid, (before, after): (&[u8], &[u8]), now: Millis, full: bool) -> Outcome<u64> {
    execute!(tx, UNLOCK_SESSION, id, before, after, now, full)
}

/// Who of a practice must do something first.
pub async fn list_limited(tx: &mut Tx, practice: Uuid) -> Outcome<Vec<(Uuid,)>> {
    fetch_all!(tx, LIST_LIMITED, practice)
}

/// Changes what a person must do first in their limited sessions; none: they are as others.
pub async fn set_limit(tx: &mut Tx, user: Uuid, limited: Option<&str>) -> Outcome<u64> {
    execute!(tx, SET_LIMIT, user, limited)
}

/// Notes that a session's person has proven in full who they are, under a new token; 0 when it has another one by now, is locked or has ended.
pub async fn confirm(tx: &mut Tx, id: Uuid, before: &[u8], after: &[u8], now: Millis) -> Outcome<u64> {
    execute!(tx, CONFIRM_SESSION, id, before, after, now)
}

/// Counts a wrong password at the lock; returns how many there were.
pub async fn count_unlock_try(tx: &mut Tx, id: Uuid) -> Outcome<i64> {
    let (tries,): (i64,) = fetch_one!(tx, COUNT_UNLOCK_TRY, id)?;
    Ok(tries)
}

/// The minutes that a person has chosen.
pub async fn find_choice(tx: &mut Tx, user: Uuid) -> Outcome<Option<i64>> {
    let row: Option<(i64,)> = fetch_optional!(tx, FIND_CHOICE, user)?;
    Ok(row.map(|(minutes,)| minutes))
}

/// Forgets a person's choice.
pub async fn delete_choice(tx: &mut Tx, user: Uuid) -> Outcome<u64> {
    execute!(tx, DELETE_CHOICE, user)
}

/// Notes a person's choice, who has none.
pub async fn create_choice(tx: &mut Tx, user: Uuid, minutes: i64) -> Outcome<u64> {
    execute!(tx, CREATE_CHOICE, user, minutes)
}

/// Ends a session; 0 when it had ended already.
pub async fn end(tx: &mut Tx, id: Uuid, now: Millis, reason: &str) -> Outcome<u64> {
    execute!(tx, END_SESSION, id, now, reason)
}

/// Ends every session of a user; returns how many.
pub async fn end_all(tx: &mut Tx, user: Uuid, now: Millis, reason: &str) -> Outcome<u64> {
    execute!(tx, END_ALL_OF_USER, user, now, reason)
}

/// A session in a person's own list.
#[derive(Clone, Debug, FromRow)]
pub struct OwnSessionRow {
    /// Its id.
    pub id: Uuid,
    /// The browser in words.
    pub browser: String,
    /// The network it began from.
    pub network: String,
    /// When it began.
    pub created_at: Millis,
    /// The last request, to the minute.
    pub last_seen_at: Millis,
}

/// A person's live sessions, the last used first: not over at `now`, and used after `idle_since`.
pub async fn list_live(tx: &mut Tx, user: Uuid, now: Millis, idle_since: Millis, limit: i64) -> Outcome<Vec<OwnSessionRow>> {
    fetch_all!(tx, LIST_OF_USER_LIVE, user, now, idle_since, limit)
}

/// Ends a person's sessions but one; returns how many.
pub async fn end_others(tx: &mut Tx, user: Uuid, keep: Uuid, now: Millis) -> Outcome<u64> {
    execute!(tx, END_OTHERS, user, keep, now)
}

/// Ends one session of a person; 0 when it is none of theirs, or has ended.
pub async fn end_one(tx: &mut Tx, user: Uuid, id: Uuid, now: Millis, reason: &str) -> Outcome<u64> {
    execute!(tx, END_ONE, user, id, now, reason)
}

/// Deletes sessions whose time was over before `since`; returns how many.
pub async fn delete_old(tx: &mut Tx, since: Millis) -> Outcome<u64> {
    execute!(tx, DELETE_OLD_SESSIONS, since)
}

/// Sessions used after `future` were used at `now`, and end at `latest`; returns how many.
pub async fn put_right(tx: &mut Tx, now: Millis, future: Millis, latest: Millis) -> Outcome<u64> {
    execute!(tx, PUT_SESSIONS_RIGHT, now, future, latest)
}

/// Ends every session of every practice that is not over at `now`; returns how many in each practice that had any.
pub async fn end_open(tx: &mut Tx, now: Millis, reason: &str) -> Outcome<Vec<(Uuid, i64)>> {
    let open = fetch_all!(tx, COUNT_OPEN_SESSIONS, now)?;
    execute!(tx, END_OPEN_SESSIONS, now, reason)?;
    Ok(open)
}
