//! What a practice sets up first.

use serde::{Deserialize, Serialize};

use super::text;
use crate::i18n::Text;

/// The deed that takes a change back.
pub const UNDO: &str = "undo";
/// Which one.
pub const CHANGE: &str = "change";

/// What the search over settings shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// As typed; empty for no search.
    pub typed: String,
    /// The best first.
    pub found: Vec<Found>,
}

/// A recent change of a setting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Names it in the form: its number in the practice's trail.
    pub id: i64,
    /// When, in words.
    pub when: String,
    /// By whom.
    pub by: String,
    /// What it was.
    pub what: String,
    /// Each value: its name, before, after.
    pub told: Vec<(String, String, String)>,
    /// It can be taken back: nothing has changed since.
    pub undo: bool,
}

/// State lines of tiles, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lines {
    /// Of the rules of security.
    pub security: String,
    /// Of the edit levels.
    pub levels: String,
    /// Of the audit report.
    pub audit: String,
}

/// A setting that fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What it is called.
    pub name: String,
    /// The page it is on.
    pub place: String,
    /// Where exactly.
    pub path: &'static str,
}

/// One thing to set up. It is done when it is so, and not when somebody says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Task {
    /// Somebody beside who looks, to let them back in.
    SecondAdministrator,
    /// An address for who looks: links and notices reach it.
    OwnAddress,
    /// A second step for who looks: a phone, an app or a passkey.
    OwnSecondStep,
    /// A place where the practice works.
    Facility,
    /// The practice's rules were saved once.
    SecurityPolicy,
}

impl Task {
    /// All of them, in the order of the list.
    pub const ALL: [Self; 5] =
        [Self::SecondAdministrator, Self::Facility, Self::OwnSecondStep, Self::OwnAddress, Self::SecurityPolicy];

    /// Names it for tests and style.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SecondAdministrator => "second-administrator",
            Self::Facility => "facility",
            Self::OwnAddress => "own-address",
            Self::OwnSecondStep => "own-second-step",
            Self::SecurityPolicy => "security-policy",
        }
    }

    /// What to do, why, and the page where it is done.
    #[must_use]
    pub const fn told(self) -> (Text, Text, &'static str) {
        match self {
            Self::SecondAdministrator => {
                (text::SECOND_ADMINISTRATOR, text::SECOND_ADMINISTRATOR_WHY, "/settings/users/new?administrator=yes")
            }
            Self::Facility => (text::FACILITY, text::FACILITY_WHY, "/settings/facilities/new"),
            Self::OwnAddress => (text::OWN_ADDRESS, text::OWN_ADDRESS_WHY, "/account/email"),
            Self::OwnSecondStep => (text::OWN_SECOND_STEP, text::OWN_SECOND_STEP_WHY, "/account/second-step"),
            Self::SecurityPolicy => (text::SECURITY_POLICY, text::SECURITY_POLICY_WHY, "/settings/security"),
        }
    }
}
