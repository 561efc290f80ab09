//! What an entry may tell.

use serde::{Deserialize, Serialize};

/// Declares the kinds of entries, each with its name in the database.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $name:literal;)+) => {
        /// What happened. The names are public: reports and filters use them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Kind {
            $($(#[$doc])* $kind,)+
        }

        impl Kind {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$kind),+];

            /// The kind of a name; none for one of a newer version.
            #[must_use]
            pub fn parse(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.as_str() == name)
            }

            /// The name in the database.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$kind => $name,)+
                }
            }
        }
    };
}

kinds! {
    /// A practice was made.
    PracticeCreated = "practice-created";
    /// The operator restored a backup; the detail says of when, and how much that was open then has been ended.
    Restored = "restored";
    /// A user was added.
    UserCreated = "user-created";
    /// A user's details were changed.
    UserChanged = "user-changed";
    /// A user may not log in any more.
    Deactivated = "deactivated";
    /// A user may log in again.
    Reactivated = "reactivated";
    /// A user may look after accounts now.
    MadeAdministrator = "made-administrator";
    /// A user may not look after accounts any more.
    RemovedAdministrator = "removed-administrator";
    /// An administrator made a reset for a user.
    ResetStarted = "reset-started";
    /// An administrator took a reset back.
    ResetCancelled = "reset-cancelled";
    /// Wrong codes ended a reset whose code was told in person.
    ResetCodeGuessed = "reset-code-guessed";
    /// A password was set.
    PasswordSet = "password-set";
    /// Somebody logged in.
    LoggedIn = "logged-in";
    /// Somebody logged out.
    LoggedOut = "logged-out";
    /// A session ended by itself: too long idle, or its time was over.
    SessionExpired = "session-expired";
    /// A log-in was refused; the detail holds the true cause.
    LogInRefused = "log-in-refused";
    /// An administrator or the operator lifted the waits of a person.
    Unlocked = "unlocked";
    /// A reset was asked for by its person and not made; the detail holds the cause.
    ResetRefused = "reset-refused";
    /// A person asked an administrator for help.
    AdministratorAsked = "administrator-asked";
    /// An administrator left such a request as it is.
    RequestDismissed = "request-dismissed";
    /// A person set the security question.
    QuestionSet = "question-set";
    /// The security question was answered wrongly.
    QuestionWrong = "question-wrong";
    /// The current password, asked for on the account page, was wrong.
    ConfirmRefused = "confirm-refused";
    /// The person said that they know who told the code.
    ToldByKnown = "told-by-known";
    /// A person ended one of their other sessions, or all of them.
    SessionEnded = "session-ended";
    /// The password was right, and a code was asked for.
    SecondStepAsked = "second-step-asked";
    /// The code after the password was wrong; the detail holds the way and the cause.
    SecondStepRefused = "second-step-refused";
    /// A person set an authenticator app up, or another one.
    AuthenticatorSet = "authenticator-set";
    /// An authenticator app was taken away.
    AuthenticatorRemoved = "authenticator-removed";
    /// An administrator or the operator took a person's second step away.
    SecondStepRemoved = "second-step-removed";
    /// A person made new recovery codes.
    RecoveryCodesMade = "recovery-codes-made";
    /// Browsers are not trusted any more.
    TrustEnded = "trust-ended";
    /// A session locked: left alone, or by its person.
    SessionLocked = "session-locked";
    /// Its person opened it again.
    SessionUnlocked = "session-unlocked";
    /// A wrong password at the lock.
    UnlockRefused = "unlock-refused";
    /// In emergency access somebody tried what it does not open; the detail says which deed.
    EmergencyRefused = "emergency-refused";
    /// Entries older than the operator keeps were deleted; the detail says up to which.
    AuditPruned = "audit-pruned";
    /// A session was tried from a network that the practice does not allow.
    NetworkRefused = "network-refused";
    /// A person chose after how long their own sessions lock.
    IdleChosen = "idle-chosen";
    /// An administrator changed a rule of the practice's security.
    SecurityPolicyChanged = "security-policy-changed";
    /// A person made a passkey.
    PasskeyCreated = "passkey-created";
    /// A person gave a passkey another name.
    PasskeyRenamed = "passkey-renamed";
    /// A person removed a passkey.
    PasskeyRemoved = "passkey-removed";
    /// A person proved the phone that their security codes go to.
    PhoneSet = "phone-set";
    /// A person took it away.
    PhoneRemoved = "phone-removed";
    /// An administrator took it away.
    PhoneReset = "phone-reset";
    /// An administrator sent a test message to themselves.
    TestMessageSent = "test-message-sent";
    /// A person had browsers forgotten that they had logged in from.
    BrowserForgotten = "browser-forgotten";
    /// The person of a session proved once more who they are.
    Confirmed = "confirmed";
    /// An administrator made a code for one log-in of a person.
    LogInCodeMade = "log-in-code-made";
    /// A second administrator confirmed it.
    LogInCodeConfirmed = "log-in-code-confirmed";
    /// An administrator took it back.
    LogInCodeCancelled = "log-in-code-cancelled";
    /// A person agreed to the user agreement; the detail has its version and hash.
    AgreementAccepted = "agreement-accepted";
    /// Somebody asked for an e-mail address to log in with.
    LogInAddressClaimed = "log-in-address-claimed";
    /// It was proven: it logs in from then on.
    LogInAddressVerified = "log-in-address-verified";
    /// Somebody was told what they log in with, at an address or a phone of theirs.
    ReminderSent = "reminder-sent";
    /// An address, or a claim on one, was released; the detail says why.
    LogInAddressReleased = "log-in-address-released";
    /// An administrator sent a person an invitation.
    InvitationSent = "invitation-sent";
    /// An administrator took it back.
    InvitationCancelled = "invitation-cancelled";
    /// A wrong Practice Access Code was typed behind an invitation.
    AccessCodeRefused = "access-code-refused";
    /// The fifth one closed it.
    InvitationClosed = "invitation-closed";
    /// An administrator made a new Practice Access Code.
    AccessCodeReplaced = "access-code-replaced";
    /// An administrator changed what the practice says of itself; the detail has what was before and after.
    PracticeChanged = "practice-changed";
    /// An administrator added a facility.
    FacilityAdded = "facility-added";
    /// An administrator changed one; the detail has what was before and after.
    FacilityChanged = "facility-changed";
    /// An administrator made one the primary facility.
    FacilityMadePrimary = "facility-made-primary";
    /// An administrator took one out of use.
    FacilityDeactivated = "facility-deactivated";
    /// An administrator brought one back.
    FacilityReactivated = "facility-reactivated";
    /// An administrator deleted one that nothing referred to.
    FacilityDeleted = "facility-deleted";
    /// Somebody works at another facility.
    FacilityEntered = "facility-entered";
    /// Somebody made the downtime kit; the detail says with how many patients.
    DowntimeKitMade = "downtime-kit-made";
    /// A medical identifier was added; the detail has its last four characters.
    IdentifierAdded = "identifier-added";
    /// One was changed.
    IdentifierChanged = "identifier-changed";
    /// One was removed.
    IdentifierRemoved = "identifier-removed";
    /// Somebody looked for patients; what was typed is in no entry.
    PatientsSearched = "patients-searched";
    /// Somebody looked at a patient.
    PatientSeen = "patient-seen";
    /// Somebody added one.
    PatientAdded = "patient-added";
    /// Somebody changed one; the detail names the fields, and not what is in them.
    PatientChanged = "patient-changed";
    /// Somebody noted that one has left the practice.
    PatientLeft = "patient-left";
    /// Somebody noted that one is back.
    PatientBack = "patient-back";
    /// Somebody added a document to a patient; the detail has its id and size, and not its name.
    DocumentAdded = "document-added";
    /// Somebody took one along.
    DocumentOpened = "document-opened";
    /// Somebody removed one.
    DocumentRemoved = "document-removed";
    /// Somebody chose a file of patients to bring in; the detail has its size and not its name.
    ImportStarted = "import-started";
    /// Somebody asked for an export of the practice, or of a patient.
    ExportAsked = "export-asked";
    /// One was made.
    ExportMade = "export-made";
    /// One could not be made.
    ExportFailed = "export-failed";
    /// Somebody took one along.
    ExportFetched = "export-fetched";
    /// One was deleted, by a person or when its time was over.
    ExportDeleted = "export-deleted";
    /// An administrator said how often exports come by themselves.
    ExportScheduled = "export-scheduled";
    /// Rows of a file became patients; the detail has their range, how many, and a digest of what was written.
    PatientsImported = "patients-imported";
    /// An import was taken back.
    ImportUndone = "import-undone";
    /// Somebody took rows of an import along, with what came of them.
    ImportRowsTaken = "import-rows-taken";
    /// An administrator changed what edit levels may; the detail has the cells before and after.
    LevelsChanged = "levels-changed";
    /// An administrator named somebody for emergencies.
    EmergencyAllowed = "emergency-allowed";
    /// An administrator took that back.
    EmergencyDisallowed = "emergency-disallowed";
    /// Somebody gave themselves emergency access; the detail has the reason.
    EmergencyStarted = "emergency-started";
    /// It ended; the detail says how, and how much was done.
    EmergencyEnded = "emergency-ended";
    /// An administrator looked back on it.
    EmergencyReviewed = "emergency-reviewed";
    /// An administrator took a report of the trail along; the detail has what it was asked for.
    AuditExported = "audit-exported";
}
