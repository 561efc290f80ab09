//! What is tried.

/// What is tried. Each purpose has counters of its own: wrong reset codes cost nobody a log-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A log-in.
    LogIn,
    /// A code that an administrator told.
    ResetCode,
    /// Asking for a link, or what one logs in with.
    ResetRequest,
    /// Asking for an administrator's help.
    HelpRequest,
    /// The security question, behind a link from the person's own mail.
    SecurityAnswer,
    /// The current password, asked of somebody who is logged in.
    CurrentPassword,
    /// The code after the password.
    SecondStep,
    /// The password at a locked screen.
    Unlock,
    /// A log-in with a passkey.
    Passkey,
    /// A code from a text or a call.
    SecurityCode,
    /// Asking for an address that is somebody else's.
    AddressClaim,
    /// Asking for a link that sets a practice up.
    SignUp,
}

impl Purpose {
    /// All purposes.
    pub const ALL: [Self; 12] = [
        Self::LogIn,
        Self::ResetCode,
        Self::ResetRequest,
        Self::HelpRequest,
        Self::SecurityAnswer,
        Self::CurrentPassword,
        Self::SecondStep,
        Self::Unlock,
        Self::Passkey,
        Self::SecurityCode,
        Self::AddressClaim,
        Self::SignUp,
    ];

    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::LogIn => "log-in",
            Self::ResetCode => "reset-code",
            Self::ResetRequest => "reset-request",
            Self::HelpRequest => "help-request",
            Self::SecurityAnswer => "security-answer",
            Self::CurrentPassword => "current-password",
            Self::SecondStep => "second-step",
            Self::Unlock => "unlock",
            Self::Passkey => "passkey",
            Self::SecurityCode => "security-code",
            Self::AddressClaim => "address-claim",
            Self::SignUp => "sign-up",
        }
    }

    /// Whether many failing identifiers make a whole network wait. Not where somebody is known already, by a session or by their mail.
    pub(super) const fn counts_networks(self) -> bool {
        matches!(self, Self::LogIn | Self::ResetCode | Self::ResetRequest | Self::HelpRequest | Self::Passkey | Self::SignUp)
    }
}
