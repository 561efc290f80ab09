//! Addresses: their form, how one stands, and what their page shows.

use serde::{Deserialize, Serialize};

use crate::outbox::waiting::WaitingMail;

/// The page behind the link to an address.
pub const OPEN: &str = "/account/email/open";
/// The form of the address.
pub const EMAIL_FORM: &str = "log-in-email";
/// The form of the last step.
pub const FINISH_FORM: &str = "log-in-email-finish";
/// The input of the address.
pub const EMAIL: &str = "email";
/// The same, once more.
pub const REPEAT: &str = "repeat_email";
/// The input of the password.
pub const PASSWORD: &str = "current_password";
/// Names, among what a form that comes back holds, which mistake it was: pages and tests hold on to it.
pub const MISTAKE: &str = "mistake";
/// The mistake that a button beside it can overrule.
pub const CLAIMED: &str = "claimed-not-verified";

/// What the page of the log-in e-mail shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmailPage {
    /// What the person logs in with; none with Practice ID and username.
    pub now: Option<String>,
    /// What they asked for and have not finished.
    pub claim: Option<OwnClaim>,
    /// What logs in, too, and takes the place of the one before at the first log-in with it; until when, in words.
    pub next: Option<(String, String)>,
    /// The address that they asked for last, if somebody else has proven it first.
    pub beaten: Option<String>,
    /// Whose page it is, when an administrator looks.
    pub person: Option<PersonShown>,
    /// Where the link that was opened leads, on its page.
    pub linked: Linked,
}

/// What the link to an address leads the person to who is logged in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Linked {
    /// The button, for this address.
    Works(String),
    /// It was pressed: one step is left.
    Pressed,
    /// They log in with this address.
    Done(String),
    /// It is somebody else's.
    Another,
    /// The person has asked for another address since.
    Replaced,
    /// Somebody else has proven the address first.
    Beaten,
    /// Its time is over, or it was taken back.
    Over,
    /// It is none, or not whole.
    #[default]
    Unknown,
}

/// What the page of the link that stops a change shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StopPage {
    /// The button.
    Asks(Stoppable),
    /// It was pressed.
    Done(Stoppable),
    /// It was pressed before: in another tab, or twice.
    Stopped,
    /// The other address has logged in already.
    TooLate,
    /// The link can't be used.
    Over,
}

/// A change that can be stopped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stoppable {
    /// The address that stays.
    pub stays: String,
    /// The administrator who asked for the change; none: somebody who was logged in to the account.
    pub by: Option<String>,
}

/// Somebody whose log-in e-mail an administrator changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonShown {
    /// Their id, as it stands in the address of their page.
    pub id: String,
    /// Given and family name.
    pub name: String,
    /// Given name.
    pub first_name: String,
}

/// A claim, as its person sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnClaim {
    /// As typed.
    pub address: String,
    /// The link was pressed.
    pub proven: bool,
    /// Until when it is kept, in words.
    pub until: String,
    /// The mail with the link.
    pub mail: WaitingMail,
}

/// Longest address, in bytes (RFC 5321, 4.5.3.1.3).
pub const LONGEST: usize = 254;

/// Whether a text has the form of an address: one `@` with something on both sides and a dot behind it. Whether it exists only a message
/// can tell.
#[must_use]
pub fn is_address(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    let plain = |t: &str| {
        !t.is_empty() && !t.chars().any(|c| c.is_whitespace() || c.is_control() || matches!(c, '@' | '<' | '>' | ',' | ';'))
    };
    text.len() <= LONGEST && plain(name) && plain(host) && host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
}

/// How an address stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nobody has it, and nobody has asked for it: also after it was released.
    Free,
    /// Somebody asked for it and has not proven it.
    Claimed,
    /// Somebody logs in with it.
    Verified,
}

/// Why an address was released, or a claim on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Its person, or the administrator who began it, took the claim back.
    Cancelled,
    /// The same person claimed another one.
    Replaced,
    /// Nobody proved it in time.
    Lapsed,
    /// Somebody else proved the same address first.
    Beaten,
    /// An administrator released it.
    ByAdministrator,
    /// Its person logs in with another one now.
    Changed,
    /// Its person said that they never asked for it.
    Disowned,
}

impl Outcome {
    /// The name in the database and in the audit trail.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Cancelled => "cancelled",
            Self::Replaced => "replaced",
            Self::Lapsed => "lapsed",
            Self::Beaten => "beaten",
            Self::ByAdministrator => "by-administrator",
            Self::Changed => "changed",
            Self::Disowned => "disowned",
        }
    }
}
