//! What the pages of emergency access show, and the names of their forms.

use serde::{Deserialize, Serialize};

use super::text;
use crate::i18n::Text;

/// The page of who uses it.
pub const PATH: &str = "/emergency";
/// The page of who looks after it.
pub const REVIEW_PATH: &str = "/settings/emergency";
/// The form that begins it.
pub const START_FORM: &str = "emergency-start";
/// Why.
pub const REASON: &str = "reason";
/// The deed of the button that ends it.
pub const END: &str = "end";
/// Ends somebody else's.
pub const END_NOW: &str = "end-now";
/// The form of a review.
pub const REVIEW_FORM: &str = "emergency-review";
/// What the review came to.
pub const OUTCOME: &str = "outcome";
/// What else is to be said.
pub const NOTE: &str = "note";
/// Which use of it.
pub const ID: &str = "id";
/// The id of a box of the review of one use.
#[must_use]
pub fn box_of(input: &str, id: &str) -> String {
    format!("{input}-{id}")
}
/// Takes the report along.
pub use crate::confirm::model::TABLE;
/// The shortest and the longest reason, in characters.
pub const REASON_LENGTH: (usize, usize) = (10, 500);

/// Emergency access is on: what every page of the person says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct On {
    /// Until when, in words.
    pub until: String,
    /// For so many seconds more.
    pub left: i64,
}

/// It is over, and not by a button of this browser: what its person is told for a while.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Over {
    /// How it ended.
    pub end: End,
    /// By whom; empty for nobody.
    pub by: String,
    /// When, as a time of the day.
    pub at: String,
}

/// How it stands for the person of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stands {
    /// It is on in this browser.
    On(On),
    /// It has just ended here.
    Over(Over),
}

/// How it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum End {
    /// By its own button.
    Button,
    /// By the same button in another browser.
    Elsewhere,
    /// By time.
    Expired,
    /// With the session: a log-out, a reset.
    Session,
    /// By another administrator.
    Administrator,
    /// The person is not named for emergencies any more.
    Undesignated,
    /// The person was deactivated.
    Deactivated,
}

impl End {
    const ALL: [Self; 7] =
        [Self::Button, Self::Elsewhere, Self::Expired, Self::Session, Self::Administrator, Self::Undesignated, Self::Deactivated];

    /// The name in the database and in the trail.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Button => "button",
            Self::Elsewhere => "elsewhere",
            Self::Expired => "expired",
            Self::Session => "session",
            Self::Administrator => "administrator",
            Self::Undesignated => "undesignated",
            Self::Deactivated => "deactivated",
        }
    }

    /// The end of a name; none for an unknown one, and while it is on.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == name)
    }

    /// In words.
    #[must_use]
    pub const fn label(self) -> Text {
        match self {
            Self::Button => text::END_BUTTON,
            Self::Elsewhere => text::END_ELSEWHERE,
            Self::Expired => text::END_EXPIRED,
            Self::Session => text::END_SESSION,
            Self::Administrator => text::END_ADMINISTRATOR,
            Self::Undesignated => text::END_UNDESIGNATED,
            Self::Deactivated => text::END_DEACTIVATED,
        }
    }
}

/// What a review came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was right to use it.
    Justified,
    /// It was not.
    NotJustified,
    /// Something is still to be done.
    FollowUp,
}

impl Outcome {
    /// In the order of the form.
    pub const ALL: [Self; 3] = [Self::Justified, Self::NotJustified, Self::FollowUp];

    /// The name in the database and in the form.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Justified => "justified",
            Self::NotJustified => "not-justified",
            Self::FollowUp => "follow-up",
        }
    }

    /// The outcome of a name; none for an unknown one.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == name)
    }

    /// In words.
    #[must_use]
    pub const fn label(self) -> Text {
        match self {
            Self::Justified => text::JUSTIFIED,
            Self::NotJustified => text::NOT_JUSTIFIED,
            Self::FollowUp => text::FOLLOW_UP,
        }
    }
}

/// One use of emergency access, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// Names it in forms.
    pub id: String,
    /// Who: given and family name.
    pub name: String,
    /// Why.
    pub reason: String,
    /// When it began.
    pub began: String,
    /// When it ended, or until when it is on.
    pub until: String,
    /// How it ended; none while it is on.
    pub end: Option<End>,
    /// By whom, when it was an administrator.
    pub ended_by: String,
    /// What was done meanwhile: each deed with when.
    pub actions: Vec<(String, String)>,
    /// How many deeds there were, listed here or not.
    pub count: i64,
    /// What the review came to, by whom and when; none before it.
    pub review: Option<(Outcome, String, String)>,
    /// What else the review says.
    pub note: String,
    /// It is the one's own who looks.
    pub own: bool,
}

/// The page of who uses it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmergencyPage {
    /// An administrator has named this person.
    pub designated: bool,
    /// For so many hours.
    pub hours: i64,
    /// It is on: here, or in another browser.
    pub on: Option<Use>,
    /// In another browser.
    pub elsewhere: bool,
}

/// The page of who looks after it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReviewPage {
    /// Who may use it: id and name.
    pub designated: Vec<(String, String)>,
    /// Newest first: those that are on, those to be reviewed, the others; at most 100.
    pub uses: Vec<Use>,
}

/// The line of the tile, and of the notice on an administrator's pages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Who looks may use it.
    pub own: bool,
    /// How many may use it.
    pub designated: i64,
    /// Who uses it now.
    pub on: Vec<String>,
    /// How many uses wait for a review by who looks.
    pub to_review: i64,
}
