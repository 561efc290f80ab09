//! The report's SQL. What was refused at the public door names the practice too, so it is found beside the practice's own chain.
//!
//! However long the trail is, a page is read from an index in the order of the page: of all entries, of those by or to a person or a patient, or of those
//! done at a facility. What else is asked for is a filter on the way.

use sqlx::FromRow;
use uuid::Uuid;

use crate::platform::{Millis, Outcome, Tx};
use crate::{fetch_all, fetch_optional, statements};

/// The places: 1 practice, 2 and 3 the period, 4 person or patient, 5 kinds, 6 facility, 7 to 9 beyond, 10 how many, 11 by whom.
macro_rules! report {
    (sqlite $which:literal $beyond:literal $order:literal) => {
        concat!(
            "SELECT chain, seq, at, actor, subject, kind, network, detail FROM audit_entry WHERE practice = $1 AND at >= $2 AND at < $3 AND ",
            $which,
            " AND ($5 = '' OR kind IN (SELECT value FROM json_each($5))) AND ($6 = '' OR json_extract(detail, '$.place') = $6) AND ($11 IS NULL OR actor = $11) AND (at, seq, chain) ",
            $beyond,
            " ($7, $8, $9) ORDER BY ",
            $order,
            " LIMIT $10"
        )
    };
    (postgres $which:literal $beyond:literal $order:literal) => {
        concat!(
            "SELECT chain, seq, at, actor, subject, kind, network, detail FROM audit_entry WHERE practice = $1 AND at >= $2 AND at < $3 AND ",
            $which,
            " AND ($5 = '' OR kind IN (SELECT value FROM json_array_elements_text(CAST(CASE WHEN $5 = '' THEN '[]' ELSE $5 END AS JSON))))",
            " AND ($6 = '' OR (CAST(detail AS JSON) ->> 'place') = $6) AND (CAST($11 AS UUID) IS NULL OR actor = $11) AND (at, seq, chain) ",
            $beyond,
            " ($7, $8, $9) ORDER BY ",
            $order,
            " LIMIT $10"
        )
    };
}

/// Of a person: two walks of two indexes, joined in the order of the page.
macro_rules! of_person {
    ($engine:ident $beyond:literal $order:literal) => {
        concat!(
            "SELECT chain, seq, at, actor, subject, kind, network, detail FROM (SELECT * FROM (",
            report!($engine "subject = $4" $beyond $order),
            ") AS told UNION SELECT * FROM (",
            report!($engine "actor = $4" $beyond $order),
            ") AS done) AS found ORDER BY ",
            $order,
            " LIMIT $10"
        )
    };
}

statements! {
    LIST_REPORT = {
        sqlite: report!(sqlite "$4 IS NULL" "<" "at DESC, seq DESC, chain DESC"),
        postgres: report!(postgres "CAST($4 AS UUID) IS NULL" "<" "at DESC, seq DESC, chain DESC")
    };
    LIST_REPORT_UP = {
        sqlite: report!(sqlite "$4 IS NULL" ">" "at, seq, chain"),
        postgres: report!(postgres "CAST($4 AS UUID) IS NULL" ">" "at, seq, chain")
    };
    LIST_REPORT_OF = {
        sqlite: of_person!(sqlite "<" "at DESC, seq DESC, chain DESC"),
        postgres: of_person!(postgres "<" "at DESC, seq DESC, chain DESC")
    };
    LIST_REPORT_OF_UP = {
        sqlite: of_person!(sqlite ">" "at, seq, chain"),
        postgres: of_person!(postgres ">" "at, seq, chain")
    };
    LIST_REPORT_AT = {
        sqlite: report!(sqlite "$4 IS NULL AND json_extract(detail, '$.place') = $6" "<" "at DESC, seq DESC, chain DESC"),
        postgres: report!(postgres "CAST($4 AS UUID) IS NULL AND (CAST(detail AS JSON) ->> 'place') = $6" "<" "at DESC, seq DESC, chain DESC")
    };
    LIST_REPORT_AT_UP = {
        sqlite: report!(sqlite "$4 IS NULL AND json_extract(detail, '$.place') = $6" ">" "at, seq, chain"),
        postgres: report!(postgres "CAST($4 AS UUID) IS NULL AND (CAST(detail AS JSON) ->> 'place') = $6" ">" "at, seq, chain")
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
    /// To or by this person, or of this patient.
    pub of: Option<Uuid>,
    /// By this person.
    pub by: Option<Uuid>,
    /// Of these kinds: a JSON list; empty for all.
    pub kinds: &'a str,
    /// Done at this facility; empty for all.
    pub facility: &'a str,
}

/// Entries beyond a place: the newest first, or with `up` the oldest.
pub async fn list(tx: &mut Tx, w: Which<'_>, beyond: &Place, up: bool, limit: i64) -> Outcome<Vec<ReportRow>> {
    let (at, seq, chain) = (beyond.at, beyond.seq, beyond.chain.as_str());
    let statement = match (w.of.is_some(), w.facility.is_empty(), up) {
        (true, _, false) => LIST_REPORT_OF,
        (true, _, true) => LIST_REPORT_OF_UP,
        (false, false, false) => LIST_REPORT_AT,
        (false, false, true) => LIST_REPORT_AT_UP,
        (false, true, false) => LIST_REPORT,
        (false, true, true) => LIST_REPORT_UP,
    };
    fetch_all!(tx, statement, w.practice, w.from, w.until, w.of, w.kinds, w.facility, at, seq, chain, limit, w.by)
}

/// The person of a practice with a username.
pub async fn find_person(tx: &mut Tx, practice: Uuid, username: &str) -> Outcome<Option<Uuid>> {
    let row: Option<(Uuid,)> = fetch_optional!(tx, FIND_PERSON_OF_REPORT, practice, username)?;
    Ok(row.map(|(id,)| id))
}
