//! What the page after log-in asks of the person.

use serde::{Deserialize, Serialize};

use crate::emergency::model::Line;
use crate::medical_identifiers::model::Listed;

/// The deed that says: it was me who logged in with that code.
pub const KNOW_CODE: &str = "know-code";

/// What stands at the top of the page after log-in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HomeNotices {
    /// Who told the code that the password was set with, until the person says they know.
    pub told_by: Option<String>,
    /// Who made the code that a log-in used instead of the second step, until the person says they know.
    pub code_by: Option<String>,
    /// How many others ask this administrator for help.
    pub requests: usize,
    /// Until when a second step must be set up, in words, and whether that is over: then before anything else at the next log-in.
    pub second_step_until: Option<(String, bool)>,
    /// Until when their password holds, in words, where that is soon.
    #[serde(skip)]
    pub password_until: Option<String>,
    /// A security question is required, and the person has set none.
    pub question_missing: bool,
    /// Medical identifiers of theirs that end soon or have ended.
    #[serde(skip)]
    pub ending: Vec<Listed>,
    /// How emergency access stands: their own, and what an administrator is told.
    pub emergency: Line,
    /// There is a user agreement to read.
    pub agreement: bool,
    /// The operator wants people to log in with an e-mail address, and this person does not yet.
    pub email_asked: bool,
    /// What the person logs in with, in words.
    pub logs_in: String,
    /// What is not finished of a change of that, in words.
    pub email_unfinished: Option<String>,
}
