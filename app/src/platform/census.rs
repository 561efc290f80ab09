//! How much there is: figures for the operator, after a restore and in the metrics. Counts alone, no rule and nobody's name.

use sqlx::FromRow;

use super::clock::Millis;
use super::fault::Outcome;
use super::{Db, Platform};
use crate::{fetch_one, statements};

statements! {
    COUNT_KEPT = "SELECT (SELECT CAST(COUNT(*) AS BIGINT) FROM practice) AS practices, \
                  (SELECT CAST(COUNT(*) AS BIGINT) FROM users) AS users, \
                  (SELECT CAST(COALESCE(SUM(seq - kept_after), 0) AS BIGINT) FROM audit_chain) AS entries";
    COUNT_MOVING = "SELECT (SELECT CAST(COUNT(*) AS BIGINT) FROM session \
                            WHERE ended_at IS NULL AND locked_at IS NULL AND expires_at > $1 AND last_seen_at > $2) AS sessions, \
                    (SELECT CAST(COUNT(*) AS BIGINT) FROM outbox WHERE state IN ('queued', 'sending')) AS waiting, \
                    (SELECT MIN(created_at) FROM outbox WHERE state IN ('queued', 'sending')) AS oldest, \
                    (SELECT CAST(COUNT(*) AS BIGINT) FROM outbox WHERE state = 'failed') AS failed";
}

/// What a backup holds, in figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromRow)]
pub struct Kept {
    /// Practices.
    pub practices: i64,
    /// People, deactivated ones included.
    pub users: i64,
    /// Entries of all audit chains, as their heads say.
    pub entries: i64,
}

/// What moves by the hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromRow)]
pub struct Moving {
    /// Sessions that would be let in now.
    pub sessions: i64,
    /// Messages that have not left.
    pub waiting: i64,
    /// When the oldest of them was queued.
    pub oldest: Option<Millis>,
    /// Messages that were given up.
    pub failed: i64,
}

/// Practices, people and audit entries.
///
/// # Errors
/// A database fault.
pub async fn kept(db: &Db) -> Outcome<Kept> {
    let mut tx = db.read().await?;
    fetch_one!(&mut tx, COUNT_KEPT)
}

/// Sessions and messages, now.
///
/// # Errors
/// A database fault.
pub async fn moving(platform: &Platform) -> Outcome<Moving> {
    let now = platform.clock.now();
    let seen_after = now - platform.settings.session.idle();
    let mut tx = platform.db.read().await?;
    fetch_one!(&mut tx, COUNT_MOVING, now, seen_after)
}
