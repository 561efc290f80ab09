//! How a sign-up stands, as its pages show it, and the names of its forms.

/// The path of the page that asks for an address.
pub const PATH: &str = "/sign-up";
/// The path of the form behind the link.
pub const PRACTICE_PATH: &str = "/sign-up/practice";
/// The form that asks for an address.
pub const FORM: &str = "sign-up";
/// Its input.
pub const EMAIL: &str = "email";
/// The form that makes the practice.
pub const PRACTICE_FORM: &str = "new-practice";
/// The practice's name.
pub const NAME: &str = "practice_name";
/// Its time zone: an IANA name.
pub const ZONE: &str = "time_zone";
/// The first administrator's given name.
pub const FIRST_NAME: &str = "first_name";
/// Their family name.
pub const LAST_NAME: &str = "last_name";
/// What they log in with.
pub const USERNAME: &str = "username";
/// Their password.
pub const PASSWORD: &str = "new_password";
/// The inputs of that form in their order.
pub const INPUTS: [&str; 6] = [NAME, ZONE, FIRST_NAME, LAST_NAME, USERNAME, PASSWORD];
/// What the way to the settings says: the practice was made.
pub const DONE: &str = "practice";
/// The longest name of a practice, in characters.
pub const LONGEST_NAME: usize = 100;

/// What the pages show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SignUpPage {
    /// Practices may sign up here.
    pub allowed: bool,
    /// The address that the link was sent to; empty where there is none.
    pub address: String,
    /// Why the link does not work; none: it does.
    pub over: Option<Over>,
}

/// Why a link does not work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// Never ours, or too long ago.
    Unknown,
    /// It has made its practice.
    Used,
    /// A newer one was sent.
    Replaced,
    /// Its time is over.
    Expired,
}
