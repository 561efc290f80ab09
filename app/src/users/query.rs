//! What the list of users is asked for: beginning of a name, state, order, place. All of it stands in the page's URL.

use serde::{Deserialize, Serialize};

use crate::web::next::encode;

/// Which people a list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StateFilter {
    /// Everybody.
    #[default]
    All,
    /// Who may log in.
    Active,
    /// Who may not any more.
    Deactivated,
    /// Administrators that may log in.
    Administrators,
    /// Who must wait or needs a reset, after failed tries.
    Locked,
}

impl StateFilter {
    /// In the order of the choice.
    pub const ALL: [Self; 5] = [Self::All, Self::Active, Self::Locked, Self::Deactivated, Self::Administrators];

    /// The name in URLs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Active => "active",
            Self::Deactivated => "deactivated",
            Self::Administrators => "administrators",
            Self::Locked => "locked",
        }
    }

    /// The filter of a name; everybody for an unknown one.
    #[must_use]
    pub fn parse(name: &str) -> Self {
        Self::ALL.into_iter().find(|f| f.as_str() == name).unwrap_or_default()
    }
}

/// What a list is ordered by. People whom it does not tell apart stand by family name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// Family name, given name.
    #[default]
    Name,
    /// Username.
    Username,
    /// Edit level, lowest first.
    Level,
    /// Last log-in, longest ago first. Who never logged in stands last, whichever way.
    LastLogIn,
    /// Active people first.
    State,
}

impl Sort {
    /// In the order of the columns.
    pub const ALL: [Self; 5] = [Self::Name, Self::Username, Self::Level, Self::LastLogIn, Self::State];

    /// The name in URLs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Username => "username",
            Self::Level => "level",
            Self::LastLogIn => "last-log-in",
            Self::State => "state",
        }
    }

    /// The order of a name; by family name for an unknown one.
    #[must_use]
    pub fn parse(name: &str) -> Self {
        Self::ALL.into_iter().find(|s| s.as_str() == name).unwrap_or_default()
    }
}

/// What a list is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    /// The beginning of a name or username.
    pub q: String,
    /// Which people.
    pub state: StateFilter,
    /// The order.
    pub sort: Sort,
    /// Whether the order is turned round.
    pub down: bool,
    /// Only people after this place: the cursor of the page before.
    pub after: String,
}

/// The list's own path.
pub const LIST: &str = "/settings/users";

impl ListQuery {
    /// Reads what a URL's query says; what it does not say is as at first.
    #[must_use]
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        let get = |name: &str| get(name).unwrap_or_default();
        Self {
            q: get("q"),
            state: StateFilter::parse(&get("state")),
            sort: Sort::parse(&get("sort")),
            down: get("dir") == "desc",
            after: get("after"),
        }
    }

    /// As a URL's query, without what is as at first: empty, or with its `?`.
    #[must_use]
    pub fn search(&self) -> String {
        let dir = if self.down { "desc" } else { "" };
        let state = if self.state == StateFilter::All { "" } else { self.state.as_str() };
        let sort = if self.sort == Sort::Name { "" } else { self.sort.as_str() };
        let pairs = [("q", self.q.as_str()), ("state", state), ("sort", sort), ("dir", dir), ("after", &self.after)];
        let said: Vec<String> = pairs.iter().filter(|(_, v)| !v.is_empty()).map(|(k, v)| format!("{k}={}", encode(v))).collect();
        if said.is_empty() { String::new() } else { format!("?{}", said.join("&")) }
    }

    /// The list's URL.
    #[must_use]
    pub fn address(&self) -> String {
        format!("{LIST}{}", self.search())
    }

    /// A person's URL, which knows the list it was opened from.
    #[must_use]
    pub fn address_of(&self, id: &str) -> String {
        format!("{LIST}/{id}{}", self.search())
    }

    /// The same list by another column from its beginning, or by the same one turned round. The last log-in begins with the newest.
    #[must_use]
    pub fn sorted_by(&self, sort: Sort) -> Self {
        let down = if self.sort == sort { !self.down } else { sort == Sort::LastLogIn };
        Self { sort, down, after: String::new(), ..self.clone() }
    }

    /// What `aria-sort` says of a column; none where it is not what the list is ordered by.
    #[must_use]
    pub fn aria_sort(&self, sort: Sort) -> Option<&'static str> {
        (self.sort == sort).then_some(if self.down { "descending" } else { "ascending" })
    }
}

#[cfg(test)]
mod tests {
    use super::{ListQuery, Sort, StateFilter};

    #[test]
    fn what_a_url_says_comes_back_as_the_same_url() {
        let read =
            |pairs: &[(&str, &str)]| ListQuery::read(|name| pairs.iter().find(|(k, _)| *k == name).map(|(_, v)| (*v).to_owned()));
        let query = read(&[("q", "o'b & c"), ("state", "locked"), ("sort", "level"), ("dir", "desc"), ("after", "a~1~b")]);
        assert_eq!((query.state, query.sort, query.down), (StateFilter::Locked, Sort::Level, true));
        assert_eq!(query.address_of("7"), "/settings/users/7?q=o%27b%20%26%20c&state=locked&sort=level&dir=desc&after=a~1~b");
        assert_eq!(read(&[("state", "x"), ("sort", "<"), ("dir", "up"), ("done", "saved")]).address(), "/settings/users");
    }

    #[test]
    fn a_column_pressed_again_turns_round_and_begins_anew() {
        let by = |sort, down| ListQuery { sort, down, after: "x".into(), ..ListQuery::default() };
        assert_eq!(by(Sort::Name, false).sorted_by(Sort::Name), ListQuery { down: true, ..ListQuery::default() });
        assert_eq!(by(Sort::Name, true).sorted_by(Sort::Level), ListQuery { sort: Sort::Level, ..ListQuery::default() });
        assert!(by(Sort::Name, false).sorted_by(Sort::LastLogIn).down, "newest first");
        assert_eq!(by(Sort::Level, true).aria_sort(Sort::Level), Some("descending"));
        assert_eq!(by(Sort::Level, true).aria_sort(Sort::Name), None);
    }
}
