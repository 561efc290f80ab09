//! Types of people.

use serde::{Deserialize, Serialize};

/// The edit level (also called access level): an internal label for what a person may do in charts; says nothing of a title (topic 44).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Front desk.
    Staff,
    /// Billing.
    Biller,
    /// Nurse or medical assistant.
    Nurse,
    /// Nurse practitioner or physician assistant.
    NpPa,
    /// Physician.
    Physician,
}

impl Level {
    /// Lowest first.
    pub const ALL: [Self; 5] = [Self::Staff, Self::Biller, Self::Nurse, Self::NpPa, Self::Physician];

    /// The name in the database and in URLs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::Biller => "biller",
            Self::Nurse => "nurse",
            Self::NpPa => "np-pa",
            Self::Physician => "physician",
        }
    }

    /// The level of a name; none for an unknown one.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|l| l.as_str() == name)
    }
}

/// A username: 2 to 64 of `a-z 0-9 . _ -`, folded before comparing. What people may type for it is wider: see
/// [`normalise_username`](crate::doctor::normalise_username).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Username(String);

/// Why a text can't be a username.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UsernameProblem {
    /// Shorter than 2 or longer than 64 characters.
    #[error("a username has 2 to 64 characters")]
    Length,
    /// A character other than letters, digits, dot, dash and underscore.
    #[error("a username has only the letters a to z, digits, dots, dashes and underscores")]
    Character,
}

impl Username {
    /// Folds and checks a new username.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(typed: &str) -> Result<Self, UsernameProblem> {
        let folded = crate::doctor::normalise_username(typed);
        if !folded.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '_' | '-')) {
            return Err(UsernameProblem::Character);
        }
        if !(2..=64).contains(&folded.len()) {
            return Err(UsernameProblem::Length);
        }
        Ok(Self(folded))
    }

    /// The folded text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
