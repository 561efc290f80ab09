//! How an invitation stands, as its pages show it, and the names of its forms.

use serde::{Deserialize, Serialize};

/// The form of the Practice Access Code.
pub const CODE_FORM: &str = "access-code";
/// Its input.
pub const CODE: &str = "access_code";
/// The form of the first password.
pub const PASSWORD_FORM: &str = "first-password";
/// Its input.
pub const PASSWORD: &str = "new_password";
/// The form of a passkey instead.
pub const PASSKEY_FORM: &str = "first-passkey";
/// The deed that asks an administrator for another invitation.
pub const ASK: &str = "ask";
/// The deed of an administrator that sends one.
pub const INVITE: &str = "invite";
/// The deed that takes it back.
pub const CANCEL: &str = "invite-cancel";
/// The answer to these two, where they are refused.
pub const PANEL_FORM: &str = "invitation";
/// Where it shall go.
pub const EMAIL: &str = "invite_email";
/// The deed that makes a new Practice Access Code.
pub const NEW_ACCESS_CODE: &str = "new-access-code";

/// What a person can come in with by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WayIn {
    /// A password, and perhaps passkeys beside it.
    Password,
    /// A passkey alone.
    Passkey,
    /// Nothing: they were never here, or have lost everything.
    None,
}

impl WayIn {
    /// Of somebody who has a password, or `any` way.
    #[must_use]
    pub const fn of(password: bool, any: bool) -> Self {
        match (password, any) {
            (true, _) => Self::Password,
            (false, true) => Self::Passkey,
            (false, false) => Self::None,
        }
    }
}

/// An invitation on the page of the person who was invited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InvitationPage {
    /// Where it stands.
    pub step: Step,
    /// Given and family name; empty where nothing is known of it.
    pub name: String,
    /// The practice's name.
    pub practice: String,
    /// In its display form.
    pub practice_id: String,
    /// Folded.
    pub username: String,
    /// The administrator who sent it.
    pub by: String,
    /// Codes that may still be tried.
    pub left: i64,
    /// What the browser is asked for a passkey; empty where passkeys do not work, or it is not time.
    pub passkey: String,
}

/// What the person is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A button: a person is there, not a program that looks through mail.
    Open,
    /// The Practice Access Code.
    Code,
    /// A password, or a passkey.
    Credential,
    /// Nothing any more.
    Over(Over),
}

impl Default for Step {
    fn default() -> Self {
        Self::Over(Over::Unknown)
    }
}

/// Why an invitation does not work any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// Never ours, or of somebody who may not log in.
    Unknown,
    /// The person has come in.
    Used,
    /// A newer one was sent.
    Replaced,
    /// An administrator took it back, or it ended in another way.
    Cancelled,
    /// Its time is over.
    Expired,
    /// Too many wrong codes.
    Closed,
}

impl Over {
    /// Whether another invitation would help.
    #[must_use]
    pub const fn may_ask(self) -> bool {
        matches!(self, Self::Replaced | Self::Cancelled | Self::Expired | Self::Closed)
    }
}

/// The invitation on a person's page, for an administrator. All words are made on the server, so that the browser need not bring them along.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Panel {
    /// The heading.
    pub title: String,
    /// How it stands, and what to do.
    pub says: Vec<String>,
    /// The Practice Access Code and how to tell it; empty where nobody needs it.
    pub code: Vec<String>,
    /// One can be sent.
    pub form: Option<PanelForm>,
}

/// What sends an invitation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PanelForm {
    /// The open invitation that the page knows; empty for none.
    pub after: String,
    /// What stands over the box of the address.
    pub label: String,
    /// The address on file.
    pub email: String,
    /// The button.
    pub send: String,
    /// The button that takes the open one back; empty where there is none.
    pub cancel: String,
}
