//! What the page after log-in asks of the person.

use serde::{Deserialize, Serialize};

/// What stands at the top of the page after log-in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HomeNotices {
    /// Who told the code that the password was set with, until the person says they know.
    pub told_by: Option<String>,
    /// How many others ask this administrator for help.
    pub requests: usize,
    /// A security question is required, and the person has set none.
    pub question_missing: bool,
}
