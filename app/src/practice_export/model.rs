//! The names of the pages' forms, and where an export is.

use serde::{Deserialize, Serialize};

/// The path of the page where one is asked for.
pub const PATH: &str = "/settings/export";
/// The description of the format, for everybody.
pub const FORMAT_PATH: &str = "/export-format";
/// The form that asks for one.
pub const FORM: &str = "export";
/// The input with the patient, for one of a patient.
pub const PATIENT: &str = "patient";
/// What it is for.
pub const REASON: &str = "reason";
/// Longest reason, in characters.
pub const LONGEST_REASON: usize = 500;
/// What locks it.
pub const PASSPHRASE: &str = "passphrase";
/// Once more.
pub const AGAIN: &str = "again";
/// The ids of the schedule's boxes: those of the other form stand on the same page.
pub const OWN_PASSPHRASE: &str = "schedule-passphrase";
/// The same.
pub const OWN_AGAIN: &str = "schedule-again";
/// The form with the schedule.
pub const SCHEDULE_FORM: &str = "schedule";
/// How often.
pub const EVERY: &str = "every";
/// So many hours one has to fetch it.
pub const HOURS: i64 = 72;
/// So often.
pub const DOWNLOADS: i64 = 3;
/// Shortest passphrase, in characters.
pub const SHORTEST: usize = 12;
/// Longest passphrase, in characters.
pub const LONGEST: usize = 128;

/// What the buttons do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Takes the archive along.
    Fetch,
    /// Nobody shall have it any more.
    Delete,
}

impl Deed {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Fetch, Self::Delete];

    /// Its name in forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Fetch => "fetch",
            Self::Delete => "delete",
        }
    }
}

/// Where an export is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It is being made.
    #[default]
    Asked,
    /// It can be fetched.
    Ready,
    /// It is in the operator's store.
    Sent,
    /// It could not be made.
    Failed,
    /// It was deleted.
    Over,
}

impl State {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Asked, Self::Ready, Self::Sent, Self::Failed, Self::Over];

    /// Its name in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Ready => "ready",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Over => "over",
        }
    }

    /// The state of a name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }
}

/// How often one comes by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Every {
    /// Not at all.
    #[default]
    Never,
    /// In the night to each Monday.
    Week,
    /// In the night to the first of each month.
    Month,
}

impl Every {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 3] = [Self::Never, Self::Week, Self::Month];

    /// Its name in forms and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Never => "",
            Self::Week => "week",
            Self::Month => "month",
        }
    }

    /// By its name.
    #[must_use]
    pub fn parse(name: &str) -> Self {
        Self::ALL.into_iter().find(|every| every.as_str() == name).unwrap_or_default()
    }
}
