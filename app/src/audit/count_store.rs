//! The SQL of counting: what happened in a practice within a time, read from the index of practice, kind and time.

use sqlx::FromRow;
use uuid::Uuid;

use crate::platform::{Millis, Outcome, Tx};
use crate::{fetch_all, statements};

statements! {
    // $3 is a JSON list of days, each `[start, end]`: midnights are no arithmetic that a database does.
    COUNT_BY_DAY = {
        sqlite: "SELECT CAST(day.key AS BIGINT), (SELECT CAST(COUNT(*) AS BIGINT) FROM audit_entry WHERE practice = $1 AND kind = $2 \
                 AND at >= json_extract(day.value, '$[0]') AND at < json_extract(day.value, '$[1]')) FROM json_each($3) AS day ORDER BY 1",
        postgres: "SELECT day.ordinality - 1, (SELECT CAST(COUNT(*) AS BIGINT) FROM audit_entry WHERE practice = $1 AND kind = $2 \
                   AND at >= CAST(day.value->>0 AS BIGINT) AND at < CAST(day.value->>1 AS BIGINT)) \
                   FROM json_array_elements(CAST($3 AS JSON)) WITH ORDINALITY AS day (value, ordinality) ORDER BY 1"
    };
    // Refusals of a kind, alike ones together. One entry may stand for many (`summary`). SQLite keeps the order of a CROSS JOIN: day by day,
    // each a range of the index. PostgreSQL reads the whole span ($4 to $5) and sorts it into days.
    COUNT_REFUSALS = {
        sqlite: "SELECT CAST(day.key AS BIGINT) AS day, json_extract(detail, '$.cause') AS cause, json_extract(detail, '$.found') AS found, \
                 json_extract(detail, '$.wait') IS NOT NULL AS waits, \
                 CAST(SUM(COALESCE(json_extract(detail, '$.summary'), 1)) AS BIGINT) AS refused \
                 FROM json_each($3) AS day CROSS JOIN audit_entry ON practice = $1 AND kind = $2 \
                 AND at >= json_extract(day.value, '$[0]') AND at < json_extract(day.value, '$[1]') AND +at >= $4 AND +at < $5 \
                 GROUP BY 1, 2, 3, 4 ORDER BY 1",
        postgres: "SELECT day.ordinality - 1 AS day, CAST(detail AS JSON)->>'cause' AS cause, CAST(detail AS JSON)->>'found' AS found, \
                   (CAST(detail AS JSON)->>'wait') IS NOT NULL AS waits, \
                   CAST(SUM(COALESCE(CAST(CAST(detail AS JSON)->>'summary' AS BIGINT), 1)) AS BIGINT) AS refused \
                   FROM json_array_elements(CAST($3 AS JSON)) WITH ORDINALITY AS day (value, ordinality) \
                   JOIN audit_entry ON practice = $1 AND kind = $2 \
                   AND at >= CAST(day.value->>0 AS BIGINT) AND at < CAST(day.value->>1 AS BIGINT) AND at >= $4 AND at < $5 \
                   GROUP BY 1, 2, 3, 4 ORDER BY 1"
    };
    // Most log-ins have nothing in it: their detail is looked at, and not taken apart.
    COUNT_FOUND = {
        sqlite: "SELECT json_extract(detail, '$.found') AS found, CAST(COUNT(*) AS BIGINT) FROM audit_entry WHERE practice = $1 AND kind = $2 \
                 AND at >= $3 AND at < $4 AND detail LIKE '%\"found\":[\"%' GROUP BY 1 ORDER BY 1",
        postgres: "SELECT CAST(detail AS JSON)->>'found' AS found, CAST(COUNT(*) AS BIGINT) FROM audit_entry WHERE practice = $1 AND kind = $2 \
                   AND at >= $3 AND at < $4 AND detail LIKE '%\"found\":[\"%' GROUP BY 1 ORDER BY 1"
    };
    // From the newest start of a reset before a new password to the first log-in after it. Each of the two is found in the person's own index.
    LIST_WAYS_BACK = "SELECT reset.detail, \
                      (SELECT begun.at FROM audit_entry AS begun WHERE begun.subject = reset.subject AND begun.at <= reset.at \
                       AND begun.kind = $5 ORDER BY begun.at DESC LIMIT 1) AS begun_at, \
                      (SELECT done.at FROM audit_entry AS done WHERE done.subject = reset.subject AND done.at >= reset.at \
                       AND done.kind = $6 ORDER BY done.at LIMIT 1) AS logged_in_at \
                      FROM audit_entry AS reset WHERE reset.practice = $1 AND reset.kind = $2 AND reset.at >= $3 AND reset.at < $4 \
                      ORDER BY reset.at DESC LIMIT $7";
}

/// Refusals that are alike.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct RefusalsOfDayRow {
    /// The day's place in the list.
    pub day: i64,
    /// The true cause; none where many were told in one entry.
    pub cause: Option<String>,
    /// What the doctor noticed, as JSON; none where that was not noted.
    pub found: Option<String>,
    /// A wait began.
    pub waits: bool,
    /// How many.
    pub refused: i64,
}

/// A password set, with what came before and after it.
#[derive(Clone, Debug, FromRow)]
pub struct WayBackRow {
    /// JSON.
    pub detail: String,
    /// When the reset was begun.
    pub begun_at: Option<Millis>,
    /// When the person was in again.
    pub logged_in_at: Option<Millis>,
}

/// Entries of a kind on each day of a JSON list.
pub async fn count_by_day(tx: &mut Tx, practice: Uuid, kind: &str, days: &str) -> Outcome<Vec<(i64, i64)>> {
    fetch_all!(tx, COUNT_BY_DAY, practice, kind, days)
}

/// Refusals of a kind on the days of a JSON list, alike ones together; `from` and `until` are the ends of all of them.
pub async fn count_refusals(
    tx: &mut Tx,
    practice: Uuid,
    kind: &str,
    days: &str,
    (from, until): (Millis, Millis),
) -> Outcome<Vec<RefusalsOfDayRow>> {
    fetch_all!(tx, COUNT_REFUSALS, practice, kind, days, from, until)
}

/// What the doctor noticed in entries of a kind, as JSON lists, alike ones together.
pub async fn count_found(tx: &mut Tx, practice: Uuid, kind: &str, from: Millis, until: Millis) -> Outcome<Vec<(String, i64)>> {
    fetch_all!(tx, COUNT_FOUND, practice, kind, from, until)
}

/// The newest passwords set within a time, with the start of a reset before and the log-in after (`kinds`: set, begun, logged in).
pub async fn list_ways_back(
    tx: &mut Tx,
    practice: Uuid,
    [set, begun, done]: [&str; 3],
    (from, until): (Millis, Millis),
    limit: i64,
) -> Outcome<Vec<WayBackRow>> {
    fetch_all!(tx, LIST_WAYS_BACK, practice, set, from, until, begun, done, limit)
}
