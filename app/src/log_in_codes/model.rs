//! How a code for one log-in stands, and the names of its forms.

use serde::{Deserialize, Serialize};

/// The answer that shows a code, once.
pub const SHOWN_FORM: &str = "log-in-code-shown";
/// The value that holds it there.
pub const CODE: &str = "log_in_code";
/// The deed that makes one.
pub const MAKE: &str = "log-in-code";
/// The deed of the second administrator.
pub const CONFIRM: &str = "log-in-code-confirm";
/// The deed that takes it back.
pub const CANCEL: &str = "log-in-code-cancel";

/// Codes for one log-in of a person, as their administrators see them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogInCode {
    /// One can be made: something is asked after the password, and it is not who looks.
    pub offered: bool,
    /// The open one.
    pub open: Option<OpenCode>,
}

/// A person's open code, as their administrators see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenCode {
    /// Its id: a form that knows another one was overtaken.
    pub id: String,
    /// Who made and confirmed it, from when until when it works: in words, made on the server.
    pub says: String,
    /// Whether who looks may confirm it.
    pub confirmable: bool,
}
