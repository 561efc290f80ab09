//! What an entry may tell.

use serde::{Deserialize, Serialize};

/// What happened. The names are public: reports and filters use them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A practice was made.
    PracticeCreated,
    /// The operator restored a backup; the detail says of when, and how much that was open then has been ended.
    Restored,
    /// A user was added.
    UserCreated,
    /// A user's details were changed.
    UserChanged,
    /// A user may not log in any more.
    Deactivated,
    /// A user may log in again.
    Reactivated,
    /// A user may look after accounts now.
    MadeAdministrator,
    /// A user may not look after accounts any more.
    RemovedAdministrator,
    /// An administrator made a reset for a user.
    ResetStarted,
    /// An administrator took a reset back.
    ResetCancelled,
    /// A password was set.
    PasswordSet,
    /// Somebody logged in.
    LoggedIn,
    /// Somebody logged out.
    LoggedOut,
    /// A session ended by itself: too long idle, or its time was over.
    SessionExpired,
    /// A log-in was refused; the detail holds the true cause.
    LogInRefused,
    /// An administrator or the operator lifted the waits of a person.
    Unlocked,
    /// A reset was asked for by its person and not made; the detail holds the cause.
    ResetRefused,
    /// A person asked an administrator for help.
    AdministratorAsked,
    /// An administrator left such a request as it is.
    RequestDismissed,
    /// A person set the security question.
    QuestionSet,
    /// The security question was answered wrongly.
    QuestionWrong,
    /// The current password, asked for on the account page, was wrong.
    ConfirmRefused,
    /// The person said that they know who told the code.
    ToldByKnown,
    /// A person ended one of their other sessions, or all of them.
    SessionEnded,
    /// The password was right, and a code was asked for.
    SecondStepAsked,
    /// The code after the password was wrong; the detail holds the way and the cause.
    SecondStepRefused,
    /// A person set an authenticator app up, or another one.
    AuthenticatorSet,
    /// An authenticator app was taken away.
    AuthenticatorRemoved,
    /// An administrator or the operator took a person's second step away.
    SecondStepRemoved,
    /// A person made new recovery codes.
    RecoveryCodesMade,
    /// Browsers are not trusted any more.
    TrustEnded,
    /// A session locked: left alone, or by its person.
    SessionLocked,
    /// Its person opened it again.
    SessionUnlocked,
    /// A wrong password at the lock.
    UnlockRefused,
    /// A person chose after how long their own sessions lock.
    IdleChosen,
    /// An administrator changed a rule of the practice's security.
    SecurityPolicyChanged,
    /// A person made a passkey.
    PasskeyCreated,
    /// A person gave a passkey another name.
    PasskeyRenamed,
    /// A person removed a passkey.
    PasskeyRemoved,
    /// A person proved the phone that their security codes go to.
    PhoneSet,
    /// A person took it away.
    PhoneRemoved,
    /// An administrator took it away.
    PhoneReset,
    /// An administrator sent a test message to themselves.
    TestMessageSent,
    /// A person had browsers forgotten that they had logged in from.
    BrowserForgotten,
    /// The person of a session proved once more who they are.
    Confirmed,
    /// An administrator made a code for one log-in of a person.
    LogInCodeMade,
    /// A second administrator confirmed it.
    LogInCodeConfirmed,
    /// An administrator took it back.
    LogInCodeCancelled,
    /// A person agreed to the user agreement; the detail has its version and hash.
    AgreementAccepted,
    /// Somebody asked for an e-mail address to log in with.
    LogInAddressClaimed,
    /// It was proven: it logs in from then on.
    LogInAddressVerified,
    /// Somebody was told what they log in with, at an address or a phone of theirs.
    ReminderSent,
    /// An address, or a claim on one, was released; the detail says why.
    LogInAddressReleased,
    /// An administrator sent a person an invitation.
    InvitationSent,
    /// An administrator took it back.
    InvitationCancelled,
    /// A wrong Practice Access Code was typed behind an invitation.
    AccessCodeRefused,
    /// The fifth one closed it.
    InvitationClosed,
    /// An administrator made a new Practice Access Code.
    AccessCodeReplaced,
    /// An administrator changed what the practice says of itself; the detail has what was before and after.
    PracticeChanged,
    /// An administrator added a facility.
    FacilityAdded,
    /// An administrator changed one; the detail has what was before and after.
    FacilityChanged,
    /// An administrator made one the primary facility.
    FacilityMadePrimary,
    /// An administrator took one out of use.
    FacilityDeactivated,
    /// An administrator brought one back.
    FacilityReactivated,
    /// An administrator deleted one that nothing referred to.
    FacilityDeleted,
}

impl Kind {
    /// The name in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PracticeCreated => "practice-created",
            Self::Restored => "restored",
            Self::UserCreated => "user-created",
            Self::UserChanged => "user-changed",
            Self::Deactivated => "deactivated",
            Self::Reactivated => "reactivated",
            Self::MadeAdministrator => "made-administrator",
            Self::RemovedAdministrator => "removed-administrator",
            Self::ResetStarted => "reset-started",
            Self::ResetCancelled => "reset-cancelled",
            Self::PasswordSet => "password-set",
            Self::LoggedIn => "logged-in",
            Self::LoggedOut => "logged-out",
            Self::SessionExpired => "session-expired",
            Self::LogInRefused => "log-in-refused",
            Self::Unlocked => "unlocked",
            Self::ResetRefused => "reset-refused",
            Self::AdministratorAsked => "administrator-asked",
            Self::RequestDismissed => "request-dismissed",
            Self::QuestionSet => "question-set",
            Self::QuestionWrong => "question-wrong",
            Self::ConfirmRefused => "confirm-refused",
            Self::ToldByKnown => "told-by-known",
            Self::SessionEnded => "session-ended",
            Self::SecondStepAsked => "second-step-asked",
            Self::SecondStepRefused => "second-step-refused",
            Self::AuthenticatorSet => "authenticator-set",
            Self::AuthenticatorRemoved => "authenticator-removed",
            Self::SecondStepRemoved => "second-step-removed",
            Self::RecoveryCodesMade => "recovery-codes-made",
            Self::TrustEnded => "trust-ended",
            Self::SessionLocked => "session-locked",
            Self::SessionUnlocked => "session-unlocked",
            Self::UnlockRefused => "unlock-refused",
            Self::IdleChosen => "idle-chosen",
            Self::SecurityPolicyChanged => "security-policy-changed",
            Self::PasskeyCreated => "passkey-created",
            Self::PasskeyRenamed => "passkey-renamed",
            Self::PasskeyRemoved => "passkey-removed",
            Self::PhoneSet => "phone-set",
            Self::PhoneRemoved => "phone-removed",
            Self::PhoneReset => "phone-reset",
            Self::TestMessageSent => "test-message-sent",
            Self::BrowserForgotten => "browser-forgotten",
            Self::Confirmed => "confirmed",
            Self::LogInCodeMade => "log-in-code-made",
            Self::LogInCodeConfirmed => "log-in-code-confirmed",
            Self::LogInCodeCancelled => "log-in-code-cancelled",
            Self::AgreementAccepted => "agreement-accepted",
            Self::LogInAddressClaimed => "log-in-address-claimed",
            Self::LogInAddressVerified => "log-in-address-verified",
            Self::ReminderSent => "reminder-sent",
            Self::LogInAddressReleased => "log-in-address-released",
            Self::InvitationSent => "invitation-sent",
            Self::InvitationCancelled => "invitation-cancelled",
            Self::AccessCodeRefused => "access-code-refused",
            Self::InvitationClosed => "invitation-closed",
            Self::AccessCodeReplaced => "access-code-replaced",
            Self::PracticeChanged => "practice-changed",
            Self::FacilityAdded => "facility-added",
            Self::FacilityChanged => "facility-changed",
            Self::FacilityMadePrimary => "facility-made-primary",
            Self::FacilityDeactivated => "facility-deactivated",
            Self::FacilityReactivated => "facility-reactivated",
            Self::FacilityDeleted => "facility-deleted",
        }
    }
}
