//! What the page asks.

/// The form.
pub const FORM: &str = "reminder";
/// The input: an e-mail address or a phone number.
pub const CONTACT: &str = "contact";
/// The page's path.
pub const PATH: &str = "/login/forgot";
