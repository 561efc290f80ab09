//! What a message is about and what has become of it.

use serde::{Deserialize, Serialize};

use crate::security_codes::model::Purpose;

/// How a message travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    /// E-mail.
    Email,
    /// A text message to a phone.
    Sms,
    /// A call.
    Voice,
}

impl Channel {
    /// The name in the database and in `/dev/outbox.json`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Sms => "sms",
            Self::Voice => "voice",
        }
    }

    /// The channel of a name; none for an unknown one.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Email, Self::Sms, Self::Voice].into_iter().find(|c| c.as_str() == name)
    }
}

/// What has become of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Waits for its first or next try.
    Queued,
    /// A worker has it now.
    Sending,
    /// The mail server or gateway has taken it. Whether it arrived is not known.
    Sent,
    /// The gateway says that it arrived.
    Delivered,
    /// Given up.
    Failed,
    /// It may have been sent, and is not sent again by itself: texts and calls alone.
    Unknown,
}

impl State {
    /// The name in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Delivered => "delivered",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
        }
    }

    /// The state of a name; none for an unknown one.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Queued, Self::Sending, Self::Sent, Self::Delivered, Self::Failed, Self::Unknown]
            .into_iter()
            .find(|s| s.as_str() == name)
    }
}

/// What a message tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MessageKind {
    /// A link to choose a new password.
    ResetLink,
    /// The password was reset.
    ResetNotice,
    /// A log-in from a browser that was not seen before.
    NewBrowser,
    /// A new account, with a link to choose its first password: from before there were invitations.
    Welcome,
    /// An administrator made a reset code to tell in person: goes to the person and to the other administrators.
    ResetByCodeNotice,
    /// A person asks the administrators for help.
    AdministratorAsked,
    /// A person changed their own password.
    PasswordChanged,
    /// A person set or changed their security question.
    QuestionSet,
    /// The operator made a link for an administrator: goes to the person and to the other administrators.
    RecoveryNotice,
    /// Right password, wrong codes: somebody knows the password.
    SecondStepFailed,
    /// So many wrong tries that a wait began: somebody may be guessing.
    TriesRefused,
    /// An administrator took a person's second step away: goes to the person and to the other administrators.
    SecondStepRemoved,
    /// A person set an authenticator app up, or took it away, or made new recovery codes.
    SecondFactorChanged,
    /// A person made a passkey.
    PasskeyCreated,
    /// A person removed a passkey.
    PasskeyRemoved,
    /// A security code, by text or call.
    SecurityCode,
    /// A person's verification phone number was set or changed.
    PhoneSet,
    /// A person took it away.
    PhoneRemoved,
    /// An administrator took it away.
    PhoneReset,
    /// An administrator tries whether messages arrive.
    Test,
    /// An administrator ended a person's sessions.
    SessionsEnded,
    /// An administrator ended the trust in a person's browsers.
    TrustEnded,
    /// An administrator made the rules of the second step weaker: goes to every administrator.
    PolicyWeakened,
    /// An administrator made a code for one log-in: goes to the person and to the other administrators.
    LogInCodeMade,
    /// A second administrator confirmed it: the same.
    LogInCodeConfirmed,
    /// A link to an address that shall log somebody in.
    LogInAddressLink,
    /// Somebody typed the Practice ID and username of a person who logs in with an address now.
    LogInMoved,
    /// A person logs in with an address from now on: goes to it and to the one on file.
    LogInAddressSet,
    /// An administrator released the address that a person logged in with.
    LogInAddressReleased,
    /// A new account, with a link to set it up.
    Invitation,
    /// A person accepted their invitation.
    InvitationAccepted,
    /// Five wrong codes closed an invitation: goes to the administrators.
    InvitationClosed,
    /// To the address that somebody logs in with: another one was asked for, and the link stops it.
    LogInAddressChangeAsked,
    /// To the address before: another one logs in now.
    LogInAddressChanged,
    /// Somebody said that they never asked for another address: goes to the administrators.
    LogInAddressDisowned,
}

impl MessageKind {
    /// All kinds.
    pub const ALL: [Self; 35] = [
        Self::ResetLink,
        Self::ResetNotice,
        Self::NewBrowser,
        Self::Welcome,
        Self::ResetByCodeNotice,
        Self::AdministratorAsked,
        Self::PasswordChanged,
        Self::QuestionSet,
        Self::RecoveryNotice,
        Self::SecondStepFailed,
        Self::TriesRefused,
        Self::SecondStepRemoved,
        Self::SecondFactorChanged,
        Self::PasskeyCreated,
        Self::PasskeyRemoved,
        Self::SecurityCode,
        Self::PhoneSet,
        Self::PhoneRemoved,
        Self::PhoneReset,
        Self::Test,
        Self::SessionsEnded,
        Self::TrustEnded,
        Self::PolicyWeakened,
        Self::LogInCodeMade,
        Self::LogInCodeConfirmed,
        Self::LogInAddressLink,
        Self::LogInMoved,
        Self::LogInAddressSet,
        Self::LogInAddressReleased,
        Self::Invitation,
        Self::InvitationAccepted,
        Self::InvitationClosed,
        Self::LogInAddressChangeAsked,
        Self::LogInAddressChanged,
        Self::LogInAddressDisowned,
    ];

    /// The name in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ResetLink => "reset-link",
            Self::ResetNotice => "reset-notice",
            Self::NewBrowser => "new-browser",
            Self::Welcome => "welcome",
            Self::ResetByCodeNotice => "reset-by-code-notice",
            Self::AdministratorAsked => "administrator-asked",
            Self::PasswordChanged => "password-changed",
            Self::QuestionSet => "question-set",
            Self::RecoveryNotice => "recovery-notice",
            Self::SecondStepFailed => "second-step-failed",
            Self::TriesRefused => "tries-refused",
            Self::SecondStepRemoved => "second-step-removed",
            Self::SecondFactorChanged => "second-factor-changed",
            Self::PasskeyCreated => "passkey-created",
            Self::PasskeyRemoved => "passkey-removed",
            Self::SecurityCode => "security-code",
            Self::PhoneSet => "phone-set",
            Self::PhoneRemoved => "phone-removed",
            Self::PhoneReset => "phone-reset",
            Self::Test => "test",
            Self::SessionsEnded => "sessions-ended",
            Self::TrustEnded => "trust-ended",
            Self::PolicyWeakened => "policy-weakened",
            Self::LogInCodeMade => "log-in-code-made",
            Self::LogInCodeConfirmed => "log-in-code-confirmed",
            Self::LogInAddressLink => "log-in-address-link",
            Self::LogInMoved => "log-in-moved",
            Self::LogInAddressSet => "log-in-address-set",
            Self::LogInAddressReleased => "log-in-address-released",
            Self::Invitation => "invitation",
            Self::InvitationAccepted => "invitation-accepted",
            Self::InvitationClosed => "invitation-closed",
            Self::LogInAddressChangeAsked => "log-in-address-change-asked",
            Self::LogInAddressChanged => "log-in-address-changed",
            Self::LogInAddressDisowned => "log-in-address-disowned",
        }
    }

    /// The kind of a name; none for an unknown one.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.as_str() == name)
    }

    /// What its link is for; none when it has no link. A link for a reset and one for a new account open the page where a password is chosen.
    #[must_use]
    pub const fn link_purpose(self) -> Option<&'static str> {
        match self {
            Self::ResetLink | Self::Welcome => Some(RESET_PURPOSE),
            Self::LogInAddressLink => Some(ADDRESS_PURPOSE),
            Self::Invitation => Some(INVITATION_PURPOSE),
            Self::LogInAddressChangeAsked => Some(ADDRESS_STOP_PURPOSE),
            Self::ResetNotice
            | Self::NewBrowser
            | Self::ResetByCodeNotice
            | Self::AdministratorAsked
            | Self::PasswordChanged
            | Self::QuestionSet
            | Self::RecoveryNotice
            | Self::SecondStepFailed
            | Self::TriesRefused
            | Self::SecondStepRemoved
            | Self::SecondFactorChanged
            | Self::PasskeyCreated
            | Self::PasskeyRemoved
            | Self::SecurityCode
            | Self::PhoneSet
            | Self::PhoneRemoved
            | Self::PhoneReset
            | Self::Test
            | Self::SessionsEnded
            | Self::TrustEnded
            | Self::PolicyWeakened
            | Self::LogInCodeMade
            | Self::LogInCodeConfirmed
            | Self::LogInMoved
            | Self::LogInAddressSet
            | Self::LogInAddressReleased
            | Self::InvitationAccepted
            | Self::InvitationClosed
            | Self::LogInAddressChanged
            | Self::LogInAddressDisowned => None,
        }
    }
}

/// The purpose of links that lead to a new password.
pub const RESET_PURPOSE: &str = "reset";
/// The purpose of links that set a new account up.
pub const INVITATION_PURPOSE: &str = "invitation";
/// The purpose of links that prove an address.
pub const ADDRESS_PURPOSE: &str = "address";
/// The purpose of links that stop a change of address.
pub const ADDRESS_STOP_PURPOSE: &str = "address-stop";

/// What a message names. Typed, so that no code and no token can slip in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Params {
    /// The reader's given name.
    pub first_name: String,
    /// The practice's name.
    pub practice: String,
    /// What the reader logs in with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub practice_id: Option<String>,
    /// What the reader logs in with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    /// How long the link works.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    /// The link works only a day after it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub later: Option<bool>,
    /// A browser in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub browser: Option<String>,
    /// The name of who did it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actor: Option<String>,
    /// To whom it was done, when that is not the reader.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// Which code it carries.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<CodeParams>,
}

/// What a code is derived from, beside its row. Not the code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeParams {
    /// What it is for.
    pub purpose: Purpose,
    /// What it was asked for.
    pub flow: String,
    /// When it ends: milliseconds, UTC. It is not sent after.
    pub until: i64,
}

/// A message as the demo's outbox shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// The row's id.
    pub id: String,
    /// [`Channel::as_str`].
    pub channel: String,
    /// The address.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// When it was queued: RFC 3339, UTC.
    pub at: String,
}
