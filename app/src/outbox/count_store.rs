//! The SQL of what a practice's administrators see of its messages: counts and lists, read from the index of practice and time.

use sqlx::FromRow;
use uuid::Uuid;

use crate::platform::{Millis, Outcome, Tx};
use crate::{fetch_all, statements};

statements! {
    COUNT_BY_STATE = "SELECT channel, state, CAST(COUNT(*) AS BIGINT) FROM outbox WHERE practice = $1 AND created_at >= $2 AND created_at < $3 GROUP BY channel, state";
    LIST_TIMES_TO_SEND = "SELECT channel, CAST(sent_at - created_at AS BIGINT) FROM outbox WHERE practice = $1 AND created_at >= $2 AND created_at < $3 \
                          AND sent_at IS NOT NULL ORDER BY created_at DESC LIMIT $4";
    COUNT_MESSAGES = "SELECT channel, state, COALESCE(cause, '') AS cause, CAST(COUNT(*) AS BIGINT) AS number FROM outbox \
                      WHERE practice = $1 AND created_at > $2 GROUP BY channel, state, COALESCE(cause, '')";
    COUNT_WAITING = "SELECT channel, CAST(COUNT(*) AS BIGINT) AS number, MIN(created_at) AS oldest FROM outbox \
                     WHERE practice = $1 AND state IN ('queued', 'sending') GROUP BY channel";
    LIST_OF_PRACTICE = "SELECT channel, kind, recipient, state, COALESCE(cause, '') AS cause, created_at FROM outbox WHERE practice = $1 \
                        ORDER BY created_at DESC, id DESC LIMIT $2";
    LIST_TESTS = "SELECT created_at FROM outbox WHERE user_id = $1 AND kind = 'test' AND created_at > $2 AND created_at <= $3 ORDER BY created_at DESC";
}

/// How many messages of a practice stand alike.
#[derive(Clone, Debug, FromRow)]
pub struct CountRow {
    /// [`super::model::Channel::as_str`].
    pub channel: String,
    /// [`super::model::State::as_str`].
    pub state: String,
    /// [`super::cause::Cause::as_str`], or empty.
    pub cause: String,
    /// How many.
    pub number: i64,
}

/// Messages of a practice that have not left.
#[derive(Clone, Debug, FromRow)]
pub struct WaitingRow {
    /// [`super::model::Channel::as_str`].
    pub channel: String,
    /// How many.
    pub number: i64,
    /// When the oldest was queued.
    pub oldest: Millis,
}

/// A message of a practice, as its administrators see it in a list.
#[derive(Clone, Debug, FromRow)]
pub struct RecentRow {
    /// [`super::model::Channel::as_str`].
    pub channel: String,
    /// [`super::model::MessageKind::as_str`].
    pub kind: String,
    /// The address.
    pub recipient: String,
    /// [`super::model::State::as_str`].
    pub state: String,
    /// [`super::cause::Cause::as_str`], or empty.
    pub cause: String,
    /// When it was queued.
    pub created_at: Millis,
}

/// Messages of a practice queued within a time, by channel and state.
pub async fn count(tx: &mut Tx, practice: Uuid, from: Millis, until: Millis) -> Outcome<Vec<(String, String, i64)>> {
    fetch_all!(tx, COUNT_BY_STATE, practice, from, until)
}

/// How long the newest of them took until they left.
pub async fn list_times(tx: &mut Tx, practice: Uuid, from: Millis, until: Millis, limit: i64) -> Outcome<Vec<(String, Millis)>> {
    fetch_all!(tx, LIST_TIMES_TO_SEND, practice, from, until, limit)
}

/// How the messages of a practice since `since` stand.
pub async fn count_of_practice(tx: &mut Tx, practice: Uuid, since: Millis) -> Outcome<Vec<CountRow>> {
    fetch_all!(tx, COUNT_MESSAGES, practice, since)
}

/// Messages of a practice that have not left.
pub async fn count_waiting(tx: &mut Tx, practice: Uuid) -> Outcome<Vec<WaitingRow>> {
    fetch_all!(tx, COUNT_WAITING, practice)
}

/// The newest messages of a practice.
pub async fn list_of_practice(tx: &mut Tx, practice: Uuid, limit: i64) -> Outcome<Vec<RecentRow>> {
    fetch_all!(tx, LIST_OF_PRACTICE, practice, limit)
}

/// When a person's test messages after `since` and not later than `latest` were queued, newest first.
pub async fn list_tests(tx: &mut Tx, user: Uuid, since: Millis, latest: Millis) -> Outcome<Vec<(Millis,)>> {
    fetch_all!(tx, LIST_TESTS, user, since, latest)
}
