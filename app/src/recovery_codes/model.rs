//! What the page of the recovery codes shows, and the names of its forms.

use serde::{Deserialize, Serialize};

/// The form that makes new codes.
pub const MAKE_FORM: &str = "recovery-codes";
/// The form that says they are kept.
pub const KEPT_FORM: &str = "recovery-codes-kept";
/// The box "I keep these codes".
pub const KEPT: &str = "kept";

/// How many there are.
pub const COUNT: usize = 10;

/// What a person sees of their recovery codes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecoveryCodes {
    /// How many can still be used; none when none were ever made.
    pub left: Option<u32>,
    /// Since when, in words.
    pub since: Option<String>,
    /// The person said that they keep them.
    pub kept: bool,
    /// New ones, as people write them down: shown once.
    pub new: Vec<String>,
}
