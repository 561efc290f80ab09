//! The list's pages, in every order. There are two ways to one:
//! - a *walk* reads the page itself from an index that has the order, however many people there are. An order that begins with a level, a
//!   state or "never logged in" is walked one such part after the other;
//! - a *gathering* (search, locked people) takes a bounded number of people first and puts them in order here.
//!
//! Both know a [`Place`], the cursor in the URL, and order by the same rules (`place.rs`).

use sqlx::FromRow;
use uuid::Uuid;

use super::model::{Level, ListQuery, Sort, StateFilter};
use super::place::{NEVER, Place, rank_of};
use crate::fetch_all;
use crate::platform::sql::Sql;
use crate::platform::{Millis, Outcome, Tx};

/// People on a page. The statements say one more, which tells whether there is a next page.
pub const PAGE: usize = 25;
/// People a search looks at in each of its three indexes. The statement says one more.
pub const MATCHES: usize = 250;
/// Behind every name.
const LAST: &str = "\u{10ffff}";

macro_rules! columns {
    () => {
        "id, username, first_name, last_name, email, phone, level, administrator, emergency_designated, deactivated_at, last_log_in_at, name_key"
    };
}

// Three parts, each from an index of its own and switched on by a place: active administrators, other active people, deactivated people.
// LIMIT is a number, not a place: PostgreSQL would plan for a tenth of the table.
macro_rules! walk {
    (@text $from:literal, $part:literal, $key:literal, $after:literal, $order:literal) => {
        concat!(
            "SELECT * FROM (SELECT ",
            columns!(),
            " FROM users WHERE practice = $1 AND deactivated_at IS NULL AND administrator = TRUE \
             AND $2 ",
            $part,
            " AND (",
            $key,
            ") ",
            $after,
            " ORDER BY ",
            $order,
            " LIMIT 26) AS administrators UNION ALL \
             SELECT * FROM (SELECT ",
            columns!(),
            " FROM users WHERE practice = $1 AND deactivated_at IS NULL AND administrator = FALSE \
             AND $3 ",
            $part,
            " AND (",
            $key,
            ") ",
            $after,
            " ORDER BY ",
            $order,
            " LIMIT 26) AS others UNION ALL \
             SELECT * FROM (SELECT ",
            columns!(),
            " FROM ",
            $from,
            " WHERE practice = $1 AND deactivated_at IS NOT NULL \
             AND $4 ",
            $part,
            " AND (",
            $key,
            ") ",
            $after,
            " ORDER BY ",
            $order,
            " LIMIT 26) AS deactivated \
             ORDER BY ",
            $order,
            " LIMIT 26"
        )
    };
    ($name:ident, $sqlite:literal, $part:literal, $key:literal, $after:literal, $order:literal) => {
        const $name: Sql = Sql {
            name: stringify!($name),
    sqlite: walk!(@text $sqlite, $part, $key, $after, $order),
    postgres: walk!(@text "users", $part, $key, $after, $order),
        };
    };
}

walk!(WALK_BY_NAME, "users", "", "name_key, id", "> ($5, $6)", "name_key, id");
walk!(WALK_BY_NAME_DOWN, "users", "", "name_key, id", "< ($5, $6)", "name_key DESC, id DESC");
// SQLite would take the index that makes usernames unique and skip everybody who is active.
walk!(WALK_BY_USERNAME, "users INDEXED BY users_deactivated_by_username", "", "username, id", "> ($5, $6)", "username, id");
walk!(
    WALK_BY_USERNAME_DOWN,
    "users INDEXED BY users_deactivated_by_username",
    "",
    "username, id",
    "< ($5, $6)",
    "username DESC, id DESC"
);
walk!(WALK_LEVEL, "users", "AND level = $7", "name_key, id", "> ($5, $6)", "name_key, id");
walk!(WALK_BY_LOG_IN, "users", "", "last_log_in_at, name_key, id", "> ($7, $5, $6)", "last_log_in_at, name_key, id");
walk!(
    WALK_BY_LOG_IN_DOWN,
    "users",
    "",
    "last_log_in_at, name_key, id",
    "< ($7, $5, $6)",
    "last_log_in_at DESC, name_key DESC, id DESC"
);
walk!(WALK_NEVER, "users", "AND last_log_in_at IS NULL", "name_key, id", "> ($5, $6)", "name_key, id");

const SEARCH: Sql = {
    const TEXT: &str = concat!(
        "SELECT 1 AS way, ",
        columns!(),
        " FROM (SELECT ",
        columns!(),
        " FROM users WHERE practice = $1 \
         AND name_key >= $2 AND name_key < $3 ORDER BY name_key, id LIMIT 251) AS by_name UNION ALL \
         SELECT 2 AS way, ",
        columns!(),
        " FROM (SELECT ",
        columns!(),
        " FROM users WHERE practice = $1 \
         AND given_key >= $2 AND given_key < $3 ORDER BY given_key, id LIMIT 251) AS by_given_name UNION ALL \
         SELECT 3 AS way, ",
        columns!(),
        " FROM (SELECT ",
        columns!(),
        " FROM users WHERE practice = $1 \
         AND username >= $2 AND username < $3 ORDER BY username LIMIT 251) AS by_username"
    );
    Sql { name: "SEARCH", sqlite: TEXT, postgres: TEXT }
};

// The ids come as a JSON list: the one form of a list that both engines take as a value. The plus keeps SQLite from reading the whole
// practice instead of one person for each id.
const LIST_BY_IDS: Sql = Sql {
    name: "LIST_BY_IDS",
    sqlite: concat!("SELECT ", columns!(), " FROM users WHERE +practice = $1 AND id IN (SELECT unhex(value) FROM json_each($2))"),
    postgres: concat!(
        "SELECT ",
        columns!(),
        " FROM users WHERE practice = $1 \
         AND id IN (SELECT CAST(value AS UUID) FROM json_array_elements_text(CAST($2 AS JSON)))"
    ),
};

/// Every statement of the list.
pub const STATEMENTS: &[Sql] = &[
    WALK_BY_NAME,
    WALK_BY_NAME_DOWN,
    WALK_BY_USERNAME,
    WALK_BY_USERNAME_DOWN,
    WALK_LEVEL,
    WALK_BY_LOG_IN,
    WALK_BY_LOG_IN_DOWN,
    WALK_NEVER,
    SEARCH,
    LIST_BY_IDS,
];

/// A person, as the list needs them.
#[derive(Clone, Debug, FromRow)]
pub struct LineRow {
    /// Their id.
    pub id: Uuid,
    /// Folded.
    pub username: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Contact address.
    pub email: Option<String>,
    /// Contact number.
    pub phone: Option<String>,
    /// Edit level.
    pub level: String,
    /// May look after accounts.
    pub administrator: bool,
    /// May use emergency access.
    pub emergency_designated: bool,
    /// Set when they may not log in any more.
    pub deactivated_at: Option<Millis>,
    /// The last log-in.
    pub last_log_in_at: Option<Millis>,
    /// Family name, given name; folded.
    pub name_key: String,
}

/// Which of a walk's three parts are switched on.
#[derive(Clone, Copy)]
struct Reach {
    administrators: bool,
    others: bool,
    deactivated: bool,
}

impl Reach {
    fn of(state: StateFilter) -> Self {
        Self {
            administrators: state != StateFilter::Deactivated,
            others: !matches!(state, StateFilter::Deactivated | StateFilter::Administrators),
            deactivated: matches!(state, StateFilter::All | StateFilter::Deactivated),
        }
    }
}

/// One more than a page of the people a filter lets through, after a place.
pub async fn page(tx: &mut Tx, practice: Uuid, query: &ListQuery, after: Option<&Place>) -> Outcome<Vec<LineRow>> {
    let mut ranks: Vec<i64> = match query.sort {
        Sort::Name | Sort::Username => vec![0],
        Sort::Level => Level::ALL.into_iter().map(rank_of).collect(),
        // Any time that is not "never" stands for the part of those who did log in.
        Sort::LastLogIn => vec![0, NEVER],
        Sort::State => vec![0, 1],
    };
    if query.down && query.sort != Sort::LastLogIn {
        ranks.reverse();
    }
    let begun = |rank: i64, place: &Place| {
        if query.sort == Sort::LastLogIn { (rank == NEVER) == (place.rank == NEVER) } else { rank == place.rank }
    };
    let first = after.and_then(|place| ranks.iter().position(|rank| begun(*rank, place)));
    let mut found = Vec::new();
    for (n, rank) in ranks.into_iter().enumerate().skip(first.unwrap_or(0)) {
        let after = after.filter(|_| first == Some(n));
        found.extend(part(tx, practice, query, rank, after).await?);
        if found.len() > PAGE {
            break;
        }
    }
    found.truncate(PAGE + 1);
    Ok(found)
}

/// Up to 26 people of one part of an order, after a place.
async fn part(tx: &mut Tx, practice: Uuid, query: &ListQuery, rank: i64, after: Option<&Place>) -> Outcome<Vec<LineRow>> {
    let mut reach = Reach::of(query.state);
    if query.sort == Sort::State {
        let deactivated = rank == 1;
        reach.administrators &= !deactivated;
        reach.others &= !deactivated;
        reach.deactivated &= deactivated;
    }
    let Reach { administrators: a, others: o, deactivated: d } = reach;
    // Only orders by a name or a time are read backwards.
    let back = query.down && rank != NEVER && matches!(query.sort, Sort::Name | Sort::Username | Sort::LastLogIn);
    let (edge, edge_id, edge_at) = if back { (LAST, Uuid::max(), NEVER) } else { ("", Uuid::nil(), Millis::MIN) };
    let (key, id, at) = after.map_or((edge, edge_id, edge_at), |place| (place.key.as_str(), place.id, place.rank));
    let level = usize::try_from(rank).ok().and_then(|n| Level::ALL.get(n)).map_or("", |l| l.as_str());
    match (query.sort, back) {
        (Sort::Name | Sort::State, false) => fetch_all!(tx, WALK_BY_NAME, practice, a, o, d, key, id),
        (Sort::Name | Sort::State, true) => fetch_all!(tx, WALK_BY_NAME_DOWN, practice, a, o, d, key, id),
        (Sort::Username, false) => fetch_all!(tx, WALK_BY_USERNAME, practice, a, o, d, key, id),
        (Sort::Username, true) => fetch_all!(tx, WALK_BY_USERNAME_DOWN, practice, a, o, d, key, id),
        (Sort::Level, _) => fetch_all!(tx, WALK_LEVEL, practice, a, o, d, key, id, level),
        (Sort::LastLogIn, _) if rank == NEVER => fetch_all!(tx, WALK_NEVER, practice, a, o, d, key, id),
        (Sort::LastLogIn, false) => fetch_all!(tx, WALK_BY_LOG_IN, practice, a, o, d, key, id, at),
        (Sort::LastLogIn, true) => fetch_all!(tx, WALK_BY_LOG_IN_DOWN, practice, a, o, d, key, id, at),
    }
}

#[derive(FromRow)]
struct MatchRow {
    way: i32,
    #[sqlx(flatten)]
    line: LineRow,
}

/// Whose family name, given name or username begins with `q` (folded), each once; and whether there are more than a search looks at.
pub async fn search(tx: &mut Tx, practice: Uuid, q: &str) -> Outcome<(Vec<LineRow>, bool)> {
    // Everything that begins with `q` lies between it and itself followed by the last character there is.
    let end = format!("{q}{LAST}");
    let rows: Vec<MatchRow> = fetch_all!(tx, SEARCH, practice, q, &end)?;
    let too_many = (1..=3).any(|way| rows.iter().filter(|row| row.way == way).count() > MATCHES);
    let mut lines: Vec<LineRow> = rows.into_iter().map(|row| row.line).collect();
    lines.sort_by_key(|line| line.id);
    lines.dedup_by_key(|line| line.id);
    Ok((lines, too_many))
}

/// The people of a practice among these ids, in no order.
pub async fn list_by_ids(tx: &mut Tx, practice: Uuid, ids: &[Uuid]) -> Outcome<Vec<LineRow>> {
    let list = serde_json::json!(ids.iter().map(|id| id.simple().to_string()).collect::<Vec<_>>()).to_string();
    fetch_all!(tx, LIST_BY_IDS, practice, &list)
}
