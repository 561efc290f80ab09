//! What a report is asked for, and what it shows.

use std::collections::BTreeMap;

use super::text;
use crate::i18n::Text;

/// The page's path.
pub const PATH: &str = "/settings/audit";
/// The form that asks.
pub const FORM: &str = "audit";
/// First day.
pub const FROM: &str = "from";
/// Last day.
pub const TO: &str = "to";
/// A username.
pub const PERSON: &str = "person";
/// A patient's id, in URLs; the chart number is in none.
pub const PATIENT: &str = "patient";
/// A patient's chart number, in the form alone.
pub const CHART: &str = "chart";
/// A facility's id.
pub const FACILITY: &str = "facility";
/// The deed that asks.
pub const SHOW: &str = "show";
/// A group of kinds.
pub const GROUP: &str = "group";
/// A column.
pub const SORT: &str = "sort";
/// The other way round.
pub const DIR: &str = "dir";
/// Where the page begins.
pub const AFTER: &str = "after";
/// The deed that takes the report along as a table.
pub use crate::confirm::model::TABLE;
/// The deed that checks the chain.
pub const CHECK: &str = "check";

/// Kinds of entries that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Sessions: log-ins, locks, log-outs.
    LogIns,
    /// What was refused.
    Refused,
    /// Passwords, resets, second steps, addresses, phones.
    Proofs,
    /// People and what they may do.
    People,
    /// The practice, its rules and its facilities.
    Practice,
    /// Patients: who was looked at and changed.
    Patients,
}

impl Group {
    /// In the order of the choice.
    pub const ALL: [Self; 6] = [Self::LogIns, Self::Refused, Self::Proofs, Self::People, Self::Practice, Self::Patients];

    /// The name in URLs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::LogIns => "log-ins",
            Self::Refused => "refused",
            Self::Proofs => "proofs",
            Self::People => "people",
            Self::Practice => "practice",
            Self::Patients => "patients",
        }
    }

    /// The group of a name; none for an unknown one: all kinds.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.as_str() == name)
    }

    /// Its name.
    #[must_use]
    pub const fn label(self) -> Text {
        match self {
            Self::LogIns => text::GROUP_LOG_INS,
            Self::Refused => text::GROUP_REFUSED,
            Self::Proofs => text::GROUP_PROOFS,
            Self::People => text::GROUP_PEOPLE,
            Self::Practice => text::GROUP_PRACTICE,
            Self::Patients => text::GROUP_PATIENTS,
        }
    }
}

/// A column of the report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Column {
    /// When.
    #[default]
    Time,
    /// What.
    What,
    /// To whom.
    Person,
    /// By whom.
    By,
    /// From where.
    Network,
}

impl Column {
    /// In their order.
    pub const ALL: [Self; 5] = [Self::Time, Self::What, Self::Person, Self::By, Self::Network];

    /// The name in URLs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Time => "time",
            Self::What => "what",
            Self::Person => "person",
            Self::By => "by",
            Self::Network => "network",
        }
    }

    /// The column of a name; the time for an unknown one.
    #[must_use]
    pub fn parse(name: &str) -> Self {
        Self::ALL.into_iter().find(|column| column.as_str() == name).unwrap_or_default()
    }

    /// Its heading.
    #[must_use]
    pub const fn label(self) -> Text {
        match self {
            Self::Time => text::TIME,
            Self::What => text::WHAT,
            Self::Person => text::PERSON,
            Self::By => text::BY,
            Self::Network => text::NETWORK,
        }
    }
}

/// What a report is asked for, as it stands in the URL.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// First day, `2026-11-01`; empty: 30 days ago.
    pub from: String,
    /// Last day; empty: today.
    pub to: String,
    /// A username; empty: everybody.
    pub person: String,
    /// A patient's chart number, as typed or as kept; never in a URL.
    pub chart: String,
    /// The patient's id; empty: nobody in particular.
    pub patient: String,
    /// A facility's id; empty: anywhere.
    pub facility: String,
    /// None: all kinds.
    pub group: Option<Group>,
    /// Ordered by.
    pub sort: Column,
    /// From A to Z, or the oldest first: the other way round than at first.
    pub turned: bool,
    /// Where the page begins; empty for the first.
    pub after: String,
}

impl Asked {
    /// Reads it from a URL's query.
    #[must_use]
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        let of = |name: &str| get(name).unwrap_or_default().trim().to_owned();
        Self {
            from: of(FROM),
            to: of(TO),
            person: of(PERSON),
            chart: of(CHART),
            patient: of(PATIENT),
            facility: of(FACILITY),
            group: Group::parse(&of(GROUP)),
            sort: Column::parse(&of(SORT)),
            turned: of(DIR) == "turned",
            after: of(AFTER),
        }
    }

    /// As the query of a URL, with its question mark; empty for what is asked for at first.
    #[must_use]
    pub fn query(&self) -> String {
        let pairs = [
            (FROM, self.from.as_str()),
            (TO, &self.to),
            (PERSON, &self.person),
            (PATIENT, &self.patient),
            (FACILITY, &self.facility),
            (GROUP, self.group.map_or("", Group::as_str)),
            (SORT, if self.sort == Column::Time { "" } else { self.sort.as_str() }),
            (DIR, if self.turned { "turned" } else { "" }),
            (AFTER, &self.after),
        ];
        let all: Vec<String> = pairs
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", crate::web::next::encode(value)))
            .collect();
        if all.is_empty() { String::new() } else { format!("?{}", all.join("&")) }
    }

    /// Ordered by a column: once more turns it round. From the first page.
    #[must_use]
    pub fn sorted_by(&self, column: Column) -> Self {
        let turned = self.sort == column && !self.turned;
        Self { sort: column, turned, after: String::new(), ..self.clone() }
    }
}

/// One entry in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// For machines: RFC 3339.
    pub at: String,
    /// In the practice's zone.
    pub when: String,
    /// What happened.
    pub what: String,
    /// To whom; empty for nobody.
    pub person: String,
    /// By whom; empty for nobody who is known.
    pub by: String,
    /// Browser, in words; empty when the entry names none.
    pub browser: String,
    /// From which network.
    pub network: String,
    /// What was before, and after, and whatever else the entry holds.
    pub details: Vec<String>,
    /// The kind's public name.
    pub kind: &'static str,
}

/// What a check of the chain found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checked {
    /// So many of the newest entries are as they were written, and whether these are all.
    Whole(i64, bool),
    /// The first entry that is not.
    Broken(i64),
}

/// What the page shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditPage {
    /// What was asked for, with the days that hold.
    pub asked: Asked,
    /// The entries of this page.
    pub lines: Vec<Line>,
    /// Where the next page begins; empty on the last.
    pub next: String,
    /// The period holds more entries than can be ordered by another column than the time.
    pub too_many: bool,
    /// What is wrong with what was asked, by input.
    pub wrong: BTreeMap<String, String>,
    /// The practice's facilities: id and name.
    pub facilities: Vec<(String, String)>,
    /// What was just checked.
    pub checked: Option<Checked>,
}
