//! What the page of the step-up shows, and the names of its form.

use crate::second_factor::model::Method;
use crate::security_codes::model::CodeState;

/// The form's id.
pub const FORM: &str = "confirm";
/// The form of the passkey.
pub const PASSKEY_FORM: &str = "confirm-passkey";
/// The input of the password.
pub const PASSWORD: &str = "password";
/// The input of the code.
pub const CODE: &str = "code";
/// Hidden: the form that waits, as it was posted.
pub const HELD: &str = "held";
/// Hidden: binds it to its session and address.
pub const HELD_FOR: &str = "held_for";
/// Hidden: the way that the page shows.
pub const WITH: &str = "with";
/// The deed that is answered with a file to take along, wherever there is one.
pub const TABLE: &str = "table";
/// The deed that shows another way begins so.
pub const USE: &str = "use-";

/// What the page shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConfirmPage {
    /// Where it posts to: the address of the form that waits.
    pub action: String,
    /// The form that waits.
    pub held: String,
    /// It is answered with a file, which leaves this page where it is.
    pub file: bool,
    /// Binds it.
    pub held_for: String,
    /// What the browser is asked for a passkey; empty without one.
    pub passkey: String,
    /// What is asked beside the password; none: the password alone.
    pub method: Option<Method>,
    /// Other ways that this person has.
    pub others: Vec<Method>,
    /// Somebody whose only second step is a passkey has no other way.
    pub passkey_only: bool,
    /// The code by text or call, once one was sent.
    pub code: Option<CodeState>,
}
