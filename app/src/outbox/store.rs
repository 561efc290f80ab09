//! The outbox's SQL.

use sqlx::FromRow;
use uuid::Uuid;

use crate::platform::{Millis, Outcome, Tx};
use crate::{execute, fetch_all, fetch_one, fetch_optional, statements};

statements! {
    CREATE_MESSAGE = "INSERT INTO outbox (id, practice, user_id, channel, kind, recipient, locale, params, reference, state, attempts, next_at, created_at) \
                      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'queued', 0, $10, $10)";
    // A row left in 'sending' beyond its lease belonged to a worker that died. The first try waits for nothing, and none waits beyond $4:
    // a clock that was set back holds no message up.
    CLAIM_DUE = {
        sqlite: "UPDATE outbox SET state = 'sending', attempts = attempts + 1, next_at = $2 WHERE id IN \
                 (SELECT id FROM outbox WHERE state IN ('queued', 'sending') AND channel = 'email' \
                  AND (next_at <= $1 OR next_at > $4 OR attempts = 0) ORDER BY next_at LIMIT $3) \
                 RETURNING id, channel, kind, recipient, locale, params, reference, attempts, created_at",
        // Rows that another worker has just taken are passed over instead of waited for.
        postgres: "UPDATE outbox SET state = 'sending', attempts = attempts + 1, next_at = $2 WHERE id IN \
                   (SELECT id FROM outbox WHERE state IN ('queued', 'sending') AND channel = 'email' \
                  AND (next_at <= $1 OR next_at > $4 OR attempts = 0) ORDER BY next_at LIMIT $3 FOR UPDATE SKIP LOCKED) \
                   RETURNING id, channel, kind, recipient, locale, params, reference, attempts, created_at"
    };
    // A text or call in 'sending' beyond its lease may have left: it is not taken again. Both states are named for the index of what waits, here and below.
    CLAIM_PHONE = {
        sqlite: "UPDATE outbox SET state = 'sending', attempts = attempts + 1, next_at = $2 WHERE id IN \
                 (SELECT id FROM outbox WHERE state IN ('queued', 'sending') AND state = 'queued' AND channel IN ('sms', 'voice') \
                  AND (next_at <= $1 OR next_at > $4 OR attempts = 0) ORDER BY next_at LIMIT $3) \
                 RETURNING id, channel, kind, recipient, locale, params, reference, attempts, created_at",
        postgres: "UPDATE outbox SET state = 'sending', attempts = attempts + 1, next_at = $2 WHERE id IN \
                   (SELECT id FROM outbox WHERE state IN ('queued', 'sending') AND state = 'queued' AND channel IN ('sms', 'voice') \
                  AND (next_at <= $1 OR next_at > $4 OR attempts = 0) ORDER BY next_at LIMIT $3 FOR UPDATE SKIP LOCKED) \
                   RETURNING id, channel, kind, recipient, locale, params, reference, attempts, created_at"
    };
    END_LOST = "UPDATE outbox SET state = $4, error = $2, cause = $3 WHERE state IN ('queued', 'sending') AND state = 'sending' \
                AND channel IN ('sms', 'voice') AND next_at <= $1";
    SET_TAKEN = "UPDATE outbox SET state = 'sent', sent_at = $2, vendor_id = $3, error = NULL, cause = NULL WHERE id = $1 AND state IN ('sending', 'unknown')";
    CANCEL = "UPDATE outbox SET state = 'failed', error = $2, cause = 'replaced' WHERE reference = $1 AND state = 'queued'";
    SET_SENT = "UPDATE outbox SET state = 'sent', sent_at = $2, error = NULL, cause = NULL WHERE id = $1 AND state = 'sending'";
    SET_UNSENT = "UPDATE outbox SET state = $3, next_at = $4, error = $5, cause = $6 WHERE id = $1 AND attempts = $2 AND state = 'sending'";
    FIND_NEWEST_OF_REFERENCE = "SELECT kind, recipient, state, attempts, created_at, sent_at, error, cause FROM outbox WHERE reference = $1 \
                                ORDER BY created_at DESC, id DESC LIMIT 1";
    LIST_OF_USER = "SELECT kind, recipient, state, attempts, created_at, sent_at, error, cause FROM outbox WHERE user_id = $1 \
                    ORDER BY created_at DESC, id DESC LIMIT $2";
    FIND_SINCE = "SELECT created_at FROM outbox WHERE user_id = $1 AND kind = $2 AND channel = $3 AND created_at > $4 LIMIT 1";
    FIND_LANGUAGE = "SELECT locale FROM outbox WHERE user_id = $1 ORDER BY created_at DESC, id DESC LIMIT 1";
    DELETE_OLD_MESSAGES = "DELETE FROM outbox WHERE created_at < $1 AND state IN ('sent', 'delivered', 'failed', 'unknown')";
    FIND_MESSAGE = "SELECT id, channel, kind, recipient, locale, params, reference, attempts, created_at FROM outbox WHERE id = $1";
    // Reports come late, twice and in any order: nothing that arrived becomes anything less, and nothing that was sent waits again.
    REPORT_SENT = "UPDATE outbox SET state = 'sent', sent_at = COALESCE(sent_at, $2), vendor_id = COALESCE(vendor_id, $3), error = NULL, cause = NULL \
                   WHERE id = $1 AND channel IN ('sms', 'voice') AND state IN ('queued', 'sending', 'unknown')";
    REPORT_DELIVERED = "UPDATE outbox SET state = 'delivered', sent_at = COALESCE(sent_at, $2), vendor_id = COALESCE(vendor_id, $3), error = NULL, \
                        cause = NULL WHERE id = $1 AND channel IN ('sms', 'voice') AND state <> 'delivered'";
    REPORT_FAILED = "UPDATE outbox SET state = 'failed', vendor_id = COALESCE(vendor_id, $2), error = 'reported by the gateway', cause = $3 \
                     WHERE id = $1 AND channel IN ('sms', 'voice') AND state IN ('sending', 'sent', 'unknown')";
    TAKE_DAY = "INSERT INTO message_day (counter, day, used) VALUES ($1, $2, 0) ON CONFLICT (counter) DO UPDATE \
                SET used = CASE WHEN message_day.day = $2 THEN message_day.used ELSE 0 END, day = $2 RETURNING used";
    COUNT_ONE_MORE = "UPDATE message_day SET used = used + 1 WHERE counter = $1";
    FIND_DAY = "SELECT used FROM message_day WHERE counter = $1 AND day = $2";
    DELETE_OLD_DAYS = "DELETE FROM message_day WHERE day < $1";
    LIST_NEWEST = "SELECT id, channel, kind, recipient, locale, params, reference, attempts, created_at FROM outbox \
                   ORDER BY created_at DESC, id DESC LIMIT $1";
}

/// A new message's row.
#[derive(Clone, Debug)]
pub struct NewRow<'a> {
    /// Its id.
    pub id: Uuid,
    /// Whose message.
    pub practice: Option<Uuid>,
    /// To whom.
    pub user: Option<Uuid>,
    /// [`super::model::Channel::as_str`].
    pub channel: &'a str,
    /// [`super::model::MessageKind::as_str`].
    pub kind: &'a str,
    /// The address.
    pub recipient: &'a str,
    /// The reader's language.
    pub locale: &'a str,
    /// JSON of [`super::model::Params`].
    pub params: &'a str,
    /// The row that its link belongs to.
    pub reference: Option<Uuid>,
}

/// What is needed to render and send.
#[derive(Clone, Debug, FromRow)]
pub struct MessageRow {
    /// Its id.
    pub id: Uuid,
    /// [`super::model::Channel::as_str`].
    pub channel: String,
    /// [`super::model::MessageKind::as_str`].
    pub kind: String,
    /// The address.
    pub recipient: String,
    /// The reader's language.
    pub locale: String,
    /// JSON of [`super::model::Params`].
    pub params: String,
    /// The row that its link belongs to.
    pub reference: Option<Uuid>,
    /// Tries, this one included.
    pub attempts: i64,
    /// When it was queued.
    pub created_at: Millis,
}

/// What has become of a message.
#[derive(Clone, Debug, FromRow)]
pub struct DeliveryRow {
    /// [`super::model::MessageKind::as_str`].
    pub kind: String,
    /// The address.
    pub recipient: String,
    /// [`super::model::State::as_str`].
    pub state: String,
    /// Tries.
    pub attempts: i64,
    /// When it was queued.
    pub created_at: Millis,
    /// When the mail server took it.
    pub sent_at: Option<Millis>,
    /// Why the last try failed.
    pub error: Option<String>,
    /// The same in a word: [`super::cause::Cause::as_str`].
    pub cause: Option<String>,
}

/// Queues a message.
pub async fn create(tx: &mut Tx, m: &NewRow<'_>, now: Millis) -> Outcome<u64> {
    execute!(tx, CREATE_MESSAGE, m.id, m.practice, m.user, m.channel, m.kind, m.recipient, m.locale, m.params, m.reference, now)
}

/// Takes up to `limit` messages that are due, until `lease_ends`. No message may be due later than at `latest`.
pub async fn claim_due(tx: &mut Tx, now: Millis, lease_ends: Millis, limit: i64, latest: Millis) -> Outcome<Vec<MessageRow>> {
    fetch_all!(tx, CLAIM_DUE, now, lease_ends, limit, latest)
}

/// Takes up to `limit` texts and calls that are due, until `lease_ends`. None may be due later than at `latest`.
pub async fn claim_phone(tx: &mut Tx, now: Millis, lease_ends: Millis, limit: i64, latest: Millis) -> Outcome<Vec<MessageRow>> {
    fetch_all!(tx, CLAIM_PHONE, now, lease_ends, limit, latest)
}

/// Texts and calls whose worker is taken for dead, because of `why` and `cause`, become `state`.
pub async fn end_lost(tx: &mut Tx, now: Millis, (why, cause): (&str, &str), state: &str) -> Outcome<u64> {
    execute!(tx, END_LOST, now, why, cause, state)
}

/// The gateway took it, and calls it by this name. Also right for a worker whose lease is over.
pub async fn set_taken(tx: &mut Tx, id: Uuid, now: Millis, vendor_id: Option<&str>) -> Outcome<u64> {
    execute!(tx, SET_TAKEN, id, now, vendor_id)
}

/// What waits with this reference never leaves.
pub async fn cancel(tx: &mut Tx, reference: Uuid, why: &str) -> Outcome<u64> {
    execute!(tx, CANCEL, reference, why)
}

/// The mail server took it. Also right for a worker whose lease is over: the message has left.
pub async fn set_sent(tx: &mut Tx, id: Uuid, now: Millis) -> Outcome<u64> {
    execute!(tx, SET_SENT, id, now)
}

/// What became of a try that failed.
#[derive(Clone, Copy, Debug)]
pub struct Unsent<'a> {
    /// [`super::model::State::as_str`]: `queued`, `failed` or `unknown`.
    pub state: &'a str,
    /// When the next try is due.
    pub next_at: Millis,
    /// Why, for an operator.
    pub error: &'a str,
    /// [`super::cause::Cause::as_str`].
    pub cause: &'a str,
}

/// A try failed; changes nothing when another worker has taken the row since (its number of tries has risen).
pub async fn set_unsent(tx: &mut Tx, id: Uuid, attempts: i64, u: Unsent<'_>) -> Outcome<u64> {
    execute!(tx, SET_UNSENT, id, attempts, u.state, u.next_at, u.error, u.cause)
}

/// A message.
pub async fn find(tx: &mut Tx, id: Uuid) -> Outcome<Option<MessageRow>> {
    fetch_optional!(tx, FIND_MESSAGE, id)
}

/// The gateway reports that a text or call is on its way; 1 when that is news.
pub async fn report_sent(tx: &mut Tx, id: Uuid, now: Millis, vendor_id: Option<&str>) -> Outcome<u64> {
    execute!(tx, REPORT_SENT, id, now, vendor_id)
}

/// The same when it arrived.
pub async fn report_delivered(tx: &mut Tx, id: Uuid, now: Millis, vendor_id: Option<&str>) -> Outcome<u64> {
    execute!(tx, REPORT_DELIVERED, id, now, vendor_id)
}

/// The same when it did not.
pub async fn report_failed(tx: &mut Tx, id: Uuid, vendor_id: Option<&str>, cause: &str) -> Outcome<u64> {
    execute!(tx, REPORT_FAILED, id, vendor_id, cause)
}

/// Takes a counter for this transaction: nobody else counts meanwhile. How many there were on this day.
pub async fn take_day(tx: &mut Tx, counter: &[u8], day: i64) -> Outcome<i64> {
    let (used,): (i64,) = fetch_one!(tx, TAKE_DAY, counter, day)?;
    Ok(used)
}

/// Counts one more on the day of a counter that was taken.
pub async fn count_one_more(tx: &mut Tx, counter: &[u8]) -> Outcome<u64> {
    execute!(tx, COUNT_ONE_MORE, counter)
}

/// How many a counter has on this day.
pub async fn find_day(tx: &mut Tx, counter: &[u8], day: i64) -> Outcome<i64> {
    let row: Option<(i64,)> = fetch_optional!(tx, FIND_DAY, counter, day)?;
    Ok(row.map_or(0, |(used,)| used))
}

/// Deletes counters of days before this one.
pub async fn delete_old_days(tx: &mut Tx, day: i64) -> Outcome<u64> {
    execute!(tx, DELETE_OLD_DAYS, day)
}

/// The newest message with a reference.
pub async fn find_newest_of_reference(tx: &mut Tx, reference: Uuid) -> Outcome<Option<DeliveryRow>> {
    fetch_optional!(tx, FIND_NEWEST_OF_REFERENCE, reference)
}

/// A person's newest messages.
pub async fn list_of_user(tx: &mut Tx, user: Uuid, limit: i64) -> Outcome<Vec<DeliveryRow>> {
    fetch_all!(tx, LIST_OF_USER, user, limit)
}

/// Whether a person has a message of this kind queued since a time.
pub async fn has_since(tx: &mut Tx, user: Uuid, kind: &str, channel: &str, since: Millis) -> Outcome<bool> {
    let row: Option<(i64,)> = fetch_optional!(tx, FIND_SINCE, user, kind, channel, since)?;
    Ok(row.is_some())
}

/// The language of a person's newest message.
pub async fn find_language(tx: &mut Tx, user: Uuid) -> Outcome<Option<String>> {
    let row: Option<(String,)> = fetch_optional!(tx, FIND_LANGUAGE, user)?;
    Ok(row.map(|(locale,)| locale))
}

/// The newest messages of all.
pub async fn list_newest(tx: &mut Tx, limit: i64) -> Outcome<Vec<MessageRow>> {
    fetch_all!(tx, LIST_NEWEST, limit)
}

/// Deletes messages that left or were given up, queued before `since`; returns how many.
pub async fn delete_old(tx: &mut Tx, since: Millis) -> Outcome<u64> {
    execute!(tx, DELETE_OLD_MESSAGES, since)
}
