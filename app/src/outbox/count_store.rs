//! The SQL of counting messages, read from the index of practice and time.

use uuid::Uuid;

use crate::platform::{Millis, Outcome, Tx};
use crate::{fetch_all, statements};

statements! {
    COUNT_MESSAGES = "SELECT channel, state, CAST(COUNT(*) AS BIGINT) FROM outbox WHERE practice = $1 AND created_at >= $2 AND created_at < $3 GROUP BY channel, state";
    LIST_TIMES_TO_SEND = "SELECT channel, CAST(sent_at - created_at AS BIGINT) FROM outbox WHERE practice = $1 AND created_at >= $2 AND created_at < $3 \
                          AND sent_at IS NOT NULL ORDER BY created_at DESC LIMIT $4";
}

/// Messages of a practice queued within a time, by channel and state.
pub async fn count(tx: &mut Tx, practice: Uuid, from: Millis, until: Millis) -> Outcome<Vec<(String, String, i64)>> {
    fetch_all!(tx, COUNT_MESSAGES, practice, from, until)
}

/// How long the newest of them took until they left.
pub async fn list_times(tx: &mut Tx, practice: Uuid, from: Millis, until: Millis, limit: i64) -> Outcome<Vec<(String, Millis)>> {
    fetch_all!(tx, LIST_TIMES_TO_SEND, practice, from, until, limit)
}
