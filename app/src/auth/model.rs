//! Names of the log-in forms. They are public: password managers, scripts and tests hold on to them. And what somebody names themselves by.

use serde::{Deserialize, Serialize};

/// The form's id.
pub const FORM: &str = "login";
/// The Practice ID's input.
pub const PRACTICE_ID: &str = "practice_id";
/// The username's input.
pub const USERNAME: &str = "username";
/// The input of the e-mail address, on the other form.
pub const EMAIL: &str = "email";
/// The page of the other form.
pub const EMAIL_PATH: &str = "/login/email";
/// The password's input.
pub const PASSWORD: &str = "password";
/// The box "Remember this Practice ID on this device".
pub const REMEMBER: &str = "remember_practice";
/// Hidden: what the boot script measured.
pub const DEVICE: &str = "device";
/// Hidden: the page asked for.
pub const NEXT: &str = "next";

/// What somebody names themselves by, as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Name {
    /// Their practice, and their name there.
    Practice {
        /// Its Practice ID.
        practice_id: String,
        /// Within the practice.
        username: String,
    },
    /// Their own e-mail address.
    Address(String),
}
