//! What the account page shows, and the names of its forms.

use serde::{Deserialize, Serialize};

use crate::known_browsers::model::KnownBrowser;
use crate::security_question::model::Question;
use crate::sessions::model::OwnSession;

/// The form that changes the password.
pub const PASSWORD_FORM: &str = "change-password";
/// The form that sets the security question.
pub const QUESTION_FORM: &str = "set-question";
/// The input of the password as it is.
pub const CURRENT_PASSWORD: &str = "current_password";
/// The same in the form of the security question: ids are unique on a page.
pub const CONFIRM_PASSWORD: &str = "confirm_password";
/// The input of the new password.
pub const NEW_PASSWORD: &str = "new_password";
/// The input of the new password, once more.
pub const REPEAT_PASSWORD: &str = "repeat_password";

/// The minutes of the person's own lock.
pub const IDLE: &str = "idle_minutes";
/// Minutes that a person may choose from, where they are shorter than the practice's.
pub const IDLE_CHOICES: [i64; 8] = [2, 3, 5, 10, 15, 20, 30, 45];

/// What a person sees of their own account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// The security question; none when none is set.
    pub question: Option<Question>,
    /// Whether the practice asks one at a reset by oneself.
    pub question_asked: bool,
    /// Open sessions, this one first, then the newest.
    pub sessions: Vec<OwnSession>,
    /// Browsers that the person is known by, the last used first.
    pub browsers: Vec<KnownBrowser>,
    /// What the person logs in with, in words, and what of that is not finished.
    pub log_in: Vec<String>,
    /// Minutes after which the practice's screens lock, and the person's own, if shorter.
    pub idle: (i64, Option<i64>),
}

/// Light or dark, chosen on this device; the system's choice without one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// The name in the cookie and in `data-theme`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of a name; none for any other.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Light, Self::Dark].into_iter().find(|t| t.as_str() == name)
    }
}
