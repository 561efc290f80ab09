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

/// The form of the lock screen.
pub const UNLOCK_FORM: &str = "unlock";
/// Not a form: says to the lock screen that a post was held back.
pub const HELD: &str = "held";
/// The lock screen's input.
pub const PASSWORD: &str = "password";
/// Names, in a form or a request of a script, whose page it was sent from.
pub const PAGE_OF: &str = "page_of";

/// Why a session ended without its person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ended {
    /// Too long without them, or its longest time was over.
    Away,
    /// Wrong passwords at the lock.
    UnlockRefused,
    /// Before: by a reset, another device, an administrator or its time.
    Elsewhere,
}
