//! The report's SQL. What was refused at the public door names the practice too, so it is found beside the practice's own chain.

use sqlx::FromRow;
use uuid::Uuid;

use crate::platform::{Millis, Outcome, Tx};
use crate::{fetch_all, fetch_optional, statements};

statements! {
    LIST_REPORT = {
        sqlite: "SELECT chain, seq, at, actor, subject, kind, network, detail FROM audit_entry \
                 WHERE practice = $1 AND at >= $2 AND at < $3 AND ($4 IS NULL OR subject = $4 OR actor = $4) \
                 AND ($5 = '' OR kind IN (SELECT value FROM json_each($5))) AND (at, seq, chain) < ($6, $7, $8) \
                 ORDER BY at DESC, seq DESC, chain DESC LIMIT $9",
        postgres: "SELECT chain, seq, at, actor, subject, kind, network, detail FROM audit_entry \
                   WHERE practice = $1 AND at >= $2 AND at < $3 AND (CAST($4 AS UUID) IS NULL OR subject = $4 OR actor = $4) \
                   AND ($5 = '' OR kind IN (SELECT value FROM json_array_elements_text(CAST(CASE WHEN $5 = '' THEN '[]' ELSE $5 END AS JSON)))) \
                   AND (at, seq, chain) < ($6, $7, $8) ORDER BY at DESC, seq DESC, chain DESC LIMIT $9"
    };
    LIST_REPORT_UP = {
        sqlite: "SELECT chain, seq, at, actor, subject, kind, network, detail FROM audit_entry \
                 WHERE practice = $1 AND at >= $2 AND at < $3 AND ($4 IS NULL OR subject = $4 OR actor = $4) \
                 AND ($5 = '' OR kind IN (SELECT value FROM json_each($5))) AND (at, seq, chain) > ($6, $7, $8) \
                 ORDER BY at, seq, chain LIMIT $9",
        postgres: "SELECT chain, seq, at, actor, subject, kind, network, detail FROM audit_entry \
                   WHERE practice = $1 AND at >= $2 AND at < $3 AND (CAST($4 AS UUID) IS NULL OR subject = $4 OR actor = $4) \
                   AND ($5 = '' OR kind IN (SELECT value FROM json_array_elements_text(CAST(CASE WHEN $5 = '' THEN '[]' ELSE $5 END AS JSON)))) \
                   AND (at, seq, chain) > ($6, $7, $8) ORDER BY at, seq, chain LIMIT $9"
    };
    FIND_PERSON_OF_REPORT = "SELECT id FROM users WHERE practice = $1 AND username = $2";
}

/// An entry, as stored.
#[derive(Clone, Debug, FromRow)]
pub struct ReportRow {
    /// Its chain.
    pub chain: String,
    /// Its number there.
    pub seq: i64,
    /// When.
    pub at: Millis,
    /// By whom.
    pub actor: Option<Uuid>,
    /// To whom.
    pub subject: Option<Uuid>,
    /// What.
    pub kind: String,
    /// From where.
    pub network: String,
    /// JSON.
    pub detail: String,
}

/// A place between two entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// When.
    pub at: Millis,
    /// The number in its chain.
    pub seq: i64,
    /// The chain.
    pub chain: String,
}

/// Which entries.
#[derive(Clone, Copy, Debug)]
pub struct Which<'a> {
    /// Of this practice.
    pub practice: Uuid,
    /// From then on.
    pub from: Millis,
    /// Before then.
    pub until: Millis,
    /// To or by this person.
    pub person: Option<Uuid>,
    /// Of these kinds: a JSON list; empty for all.
    pub kinds: &'a str,
}

/// Entries beyond a place: the newest first, or with `up` the oldest.
pub async fn list(tx: &mut Tx, w: Which<'_>, beyond: &Place, up: bool, limit: i64) -> Outcome<Vec<ReportRow>> {
    let (at, seq, chain) = (beyond.at, beyond.seq, beyond.chain.as_str());
    if up {
        fetch_all!(tx, LIST_REPORT_UP, w.practice, w.from, w.until, w.person, w.kinds, at, seq, chain, limit)
    } else {
        fetch_all!(tx, LIST_REPORT, w.practice, w.from, w.until, w.person, w.kinds, at, seq, chain, limit)
    }
}

/// The person of a practice with a username.
pub async fn find_person(tx: &mut Tx, practice: Uuid, username: &str) -> Outcome<Option<Uuid>> {
    let row: Option<(Uuid,)> = fetch_optional!(tx, FIND_PERSON_OF_REPORT, practice, username)?;
    Ok(row.map(|(id,)| id))
}
