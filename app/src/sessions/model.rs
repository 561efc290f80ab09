//! Who is logged in, as pages see it.

use serde::{Deserialize, Serialize};

use crate::users::model::Level;

/// The person a page is rendered for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Given and family name.
    pub name: String,
    /// Given name, for a greeting.
    pub first_name: String,
    /// Folded.
    pub username: String,
    /// The practice's name.
    pub practice: String,
    /// In its display form.
    pub practice_id: String,
    /// Edit level.
    pub level: Level,
    /// May look after accounts.
    pub administrator: bool,
}

/// One of a person's sessions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnSession {
    /// Names it in the form; opens nothing.
    pub id: String,
    /// The browser in words.
    pub browser: String,
    /// The network it began from.
    pub network: String,
    /// When it began, in words.
    pub began: String,
    /// The last request, in words.
    pub last_seen: String,
    /// The one that looks.
    pub this: bool,
}
