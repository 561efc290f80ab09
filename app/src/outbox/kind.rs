//! What messages there are, and what the link in one is for.

use serde::{Deserialize, Serialize};

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
    /// To the address that somebody logs in with: another one was asked for, and the link stops it.
    LogInAddressChangeAsked,
    /// To the address before: another one logs in now.
    LogInAddressChanged,
    /// Somebody said that they never asked for another address: goes to the administrators.
    LogInAddressDisowned,
    /// What somebody logs in with, to an address or a phone of theirs.
    LogInReminder,
    /// An administrator has helped who asked for it: they can try again.
    RequestHelped,
    /// An administrator has left a request.
    RequestLeft,
    /// A new account, with a link to set it up.
    Invitation,
    /// A person accepted their invitation.
    InvitationAccepted,
    /// Five wrong codes closed an invitation: goes to the administrators.
    InvitationClosed,
    /// A link to set a practice up: to whoever asked for it.
    SignUpLink,
    /// A practice was set up: its Practice ID, to its first administrator.
    PracticeSetUp,
    /// The operator works on the system then: goes to every administrator.
    MaintenancePlanned,
    /// That was taken back: the same.
    MaintenanceCancelled,
    /// A medical identifier of the reader ends soon.
    IdentifierEnds,
    /// Somebody uses emergency access: goes to the other administrators.
    EmergencyStarted,
    /// It has ended, with what was done: the same.
    EmergencyEnded,
    /// An export that the reader asked for can be fetched.
    ExportReady,
    /// It could not be made.
    ExportFailed,
}

impl MessageKind {
    /// All kinds.
    pub const ALL: [Self; 47] = [
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
        Self::LogInAddressChangeAsked,
        Self::LogInAddressChanged,
        Self::LogInAddressDisowned,
        Self::LogInReminder,
        Self::RequestHelped,
        Self::RequestLeft,
        Self::Invitation,
        Self::InvitationAccepted,
        Self::InvitationClosed,
        Self::SignUpLink,
        Self::PracticeSetUp,
        Self::MaintenancePlanned,
        Self::MaintenanceCancelled,
        Self::IdentifierEnds,
        Self::EmergencyStarted,
        Self::EmergencyEnded,
        Self::ExportReady,
        Self::ExportFailed,
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
            Self::LogInAddressChangeAsked => "log-in-address-change-asked",
            Self::LogInAddressChanged => "log-in-address-changed",
            Self::LogInAddressDisowned => "log-in-address-disowned",
            Self::LogInReminder => "log-in-reminder",
            Self::RequestHelped => "request-helped",
            Self::RequestLeft => "request-left",
            Self::Invitation => "invitation",
            Self::InvitationAccepted => "invitation-accepted",
            Self::InvitationClosed => "invitation-closed",
            Self::SignUpLink => "sign-up-link",
            Self::PracticeSetUp => "practice-set-up",
            Self::MaintenancePlanned => "maintenance-planned",
            Self::MaintenanceCancelled => "maintenance-cancelled",
            Self::IdentifierEnds => "identifier-ends",
            Self::EmergencyStarted => "emergency-started",
            Self::EmergencyEnded => "emergency-ended",
            Self::ExportReady => "export-ready",
            Self::ExportFailed => "export-failed",
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
            Self::SignUpLink => Some(SIGN_UP_PURPOSE),
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
            | Self::LogInAddressChanged
            | Self::LogInAddressDisowned
            | Self::LogInReminder
            | Self::RequestHelped
            | Self::RequestLeft
            | Self::InvitationAccepted
            | Self::InvitationClosed
            | Self::MaintenancePlanned
            | Self::MaintenanceCancelled
            | Self::IdentifierEnds
            | Self::EmergencyStarted
            | Self::EmergencyEnded
            | Self::ExportReady
            | Self::ExportFailed
            | Self::PracticeSetUp => None,
        }
    }
}

/// The purpose of links that lead to a new password.
pub const RESET_PURPOSE: &str = "reset";
/// The purpose of links that set a new account up.
pub const INVITATION_PURPOSE: &str = "invitation";
/// The purpose of links that set a practice up.
pub const SIGN_UP_PURPOSE: &str = "sign-up";
/// The purpose of links that prove an address.
pub const ADDRESS_PURPOSE: &str = "address";
/// The purpose of links that stop a change of address.
pub const ADDRESS_STOP_PURPOSE: &str = "address-stop";
