//! A person's identifiers as the page shows them, and the names of its form.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::text;
use crate::i18n::Text;

/// The path of one's own.
pub const PATH: &str = "/account/identifiers";
/// The form.
pub const FORM: &str = "identifier";
/// Which one is changed; empty for a new one.
pub const ID: &str = "id";
/// Which kind.
pub const KIND: &str = "kind";
/// Its number.
pub const NUMBER: &str = "number";
/// Of which state.
pub const STATE: &str = "state";
/// Until when it holds.
pub const EXPIRES: &str = "expires_on";
/// The inputs in their order.
pub const INPUTS: [&str; 4] = [KIND, NUMBER, STATE, EXPIRES];
/// The deed that saves.
pub const SAVE: &str = "save";
/// The deed that removes.
pub const REMOVE: &str = "remove";
/// Days before the end when somebody is reminded, the first one first.
pub const REMINDED: [i64; 3] = [60, 30, 7];

/// What an identifier is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// National Provider Identifier, a person's (type 1).
    Npi,
    /// Drug Enforcement Administration.
    Dea,
    /// A state's licence to practise.
    Licence,
    /// A state's authority to prescribe, such as Ohio's former certificate.
    Prescribing,
}

impl Kind {
    /// In the order of the choice.
    pub const ALL: [Self; 4] = [Self::Npi, Self::Dea, Self::Licence, Self::Prescribing];

    /// The name in the database and in the form.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Npi => "npi",
            Self::Dea => "dea",
            Self::Licence => "licence",
            Self::Prescribing => "prescribing",
        }
    }

    /// The kind of a name; none for an unknown one.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// In words.
    #[must_use]
    pub const fn label(self) -> Text {
        match self {
            Self::Npi => text::NPI,
            Self::Dea => text::DEA,
            Self::Licence => text::LICENCE,
            Self::Prescribing => text::PRESCRIBING,
        }
    }
}

/// How long one still holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// It has no end, or a far one.
    Long,
    /// So many days more; 0: today is the last.
    Days(i64),
    /// No more.
    Over,
}

/// One of a person's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Names it in forms.
    pub id: String,
    /// What it is.
    pub kind: Kind,
    /// Whole: for its person and for administrators.
    pub number: String,
    /// Two letters; empty for an NPI.
    pub state: String,
    /// In words; empty for no end.
    pub expires: String,
    /// How long that is.
    pub holds: Holds,
}

/// The page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdentifiersPage {
    /// Whose; none for one's own.
    pub whose: Option<(String, String)>,
    /// NPI first.
    pub all: Vec<Listed>,
    /// What stands in the form.
    pub values: BTreeMap<String, String>,
    /// The one that is changed; empty for a new one.
    pub id: String,
    /// Rises with each change.
    pub version: i64,
    /// What is odd about those kept, and no mistake.
    pub notes: Vec<(Text, Vec<(&'static str, String)>)>,
}

/// What a reminder names. Never the whole number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ending {
    /// What it is.
    pub kind: Kind,
    /// The last four characters.
    pub ends: String,
    /// Two letters; empty for none.
    pub state: String,
    /// The last day, in words.
    pub on: String,
}

/// The last four characters of a number: enough to know which one.
#[must_use]
pub fn last_four(number: &str) -> String {
    let all: Vec<char> = number.chars().collect();
    all[all.len().saturating_sub(4)..].iter().collect()
}
