//! Names of the log-in form. They are public: password managers, scripts and tests hold on to them.

/// The form's id.
pub const FORM: &str = "login";
/// The Practice ID's input.
pub const PRACTICE_ID: &str = "practice_id";
/// The username's input.
pub const USERNAME: &str = "username";
/// The password's input.
pub const PASSWORD: &str = "password";
/// The box "Remember this Practice ID on this device".
pub const REMEMBER: &str = "remember_practice";
/// Hidden: what the boot script measured.
pub const DEVICE: &str = "device";
/// Hidden: the page asked for.
pub const NEXT: &str = "next";
