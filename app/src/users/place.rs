//! Where somebody stands in the list's orders: the rules by which pages go on, and by which people are put in order who did not come from
//! an index.

use std::cmp::Ordering;

use uuid::Uuid;

use super::model::{Level, ListQuery, Sort};
use super::walk::{LineRow, PAGE};
use crate::platform::Millis;

/// The rank of who never logged in: last.
pub const NEVER: Millis = Millis::MAX;

/// A person's place in an order. What the order does not tell apart stands by name, then by id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Level, state or time of the last log-in; 0 in orders by a name.
    pub rank: i64,
    /// The name or username.
    pub key: String,
    /// The person.
    pub id: Uuid,
}

impl Place {
    /// Where a person stands.
    #[must_use]
    pub fn of(row: &LineRow, sort: Sort) -> Self {
        let key = if sort == Sort::Username { &row.username } else { &row.name_key };
        let rank = match sort {
            Sort::Name | Sort::Username => 0,
            Sort::Level => Level::parse(&row.level).map_or(0, rank_of),
            Sort::LastLogIn => row.last_log_in_at.unwrap_or(NEVER),
            Sort::State => i64::from(row.deactivated_at.is_some()),
        };
        Self { rank, key: key.clone(), id: row.id }
    }

    /// Reads a cursor; none for one that can't be read: then the list begins at its beginning.
    #[must_use]
    pub fn parse(cursor: &str) -> Option<Self> {
        let mut parts = cursor.splitn(3, '~');
        let (id, rank, key) = (parts.next()?, parts.next()?, parts.next()?);
        Some(Self { rank: rank.parse().ok()?, key: key.to_owned(), id: Uuid::try_parse(id).ok()? })
    }

    /// The cursor in the URL.
    #[must_use]
    pub fn cursor(&self) -> String {
        format!("{}~{}~{}", self.id.simple(), self.rank, self.key)
    }

    /// The order of two places. Turned round, parts change places, but who never logged in stays last; names inside of a level or a
    /// state always go from A to Z.
    #[must_use]
    pub fn compare(&self, other: &Self, sort: Sort, down: bool) -> Ordering {
        let turned = |order: Ordering| if down { order.reverse() } else { order };
        let names = (&self.key, self.id).cmp(&(&other.key, other.id));
        match sort {
            Sort::Name | Sort::Username => turned(names),
            Sort::Level | Sort::State => turned(self.rank.cmp(&other.rank)).then(names),
            Sort::LastLogIn => match (self.rank == NEVER, other.rank == NEVER) {
                (false, false) => turned(self.rank.cmp(&other.rank).then(names)),
                (one, two) => one.cmp(&two).then(names),
            },
        }
    }
}

/// A level's place among the levels, lowest first.
#[must_use]
pub fn rank_of(level: Level) -> i64 {
    Level::ALL.iter().position(|l| *l == level).and_then(|n| i64::try_from(n).ok()).unwrap_or(0)
}

/// Puts gathered people in order and leaves those after a place, one more than a page.
#[must_use]
pub fn arrange(lines: Vec<LineRow>, query: &ListQuery, after: Option<&Place>) -> Vec<LineRow> {
    let mut placed: Vec<(Place, LineRow)> = lines.into_iter().map(|line| (Place::of(&line, query.sort), line)).collect();
    placed.retain(|(place, _)| after.is_none_or(|after| place.compare(after, query.sort, query.down) == Ordering::Greater));
    placed.sort_by(|(one, _), (other, _)| one.compare(other, query.sort, query.down));
    placed.into_iter().take(PAGE + 1).map(|(_, line)| line).collect()
}
