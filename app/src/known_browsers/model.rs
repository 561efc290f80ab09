//! A known browser, as its person sees it.

use serde::{Deserialize, Serialize};

/// A browser that a person has logged in from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownBrowser {
    /// Names it in the form; opens nothing.
    pub id: String,
    /// In words.
    pub browser: String,
    /// The network it was last seen from.
    pub network: String,
    /// First log-in from it, in words.
    pub first: String,
    /// Last log-in from it, in words.
    pub last: String,
    /// It needs no code until then, in words; none: it does.
    pub trusted_until: Option<String>,
    /// The one that looks.
    pub this: bool,
}
