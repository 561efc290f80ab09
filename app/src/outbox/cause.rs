//! Why a text or a call was not sent or did not arrive: one word for each cause, in the database and in reports; sentences for people.

use serde::{Deserialize, Serialize};

use super::text;
use crate::i18n::Text;

/// Why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// No such number.
    InvalidNumber,
    /// The mail server refuses this address.
    BadAddress,
    /// The phone is off, out of reach or not in service.
    Unreachable,
    /// A landline, which gets no texts.
    Landline,
    /// The phone's owner or carrier blocks messages from this sender.
    Blocked,
    /// The carrier took the text for advertising, or the sender is not registered with it.
    Filtered,
    /// The gateway's account may not send to this country.
    Region,
    /// The gateway's account is on trial: it sends to numbers verified there alone.
    Trial,
    /// The gateway's account has no money left, or is suspended.
    Account,
    /// The gateway refuses our credentials.
    Credentials,
    /// The gateway refuses our own number.
    Sender,
    /// The gateway asks us to send less at once.
    TooMany,
    /// The gateway can't be reached.
    Unavailable,
    /// The gateway has given no answer, or none that we understand: it may have sent it.
    NoAnswer,
    /// Nobody answered the call.
    NotAnswered,
    /// The line was busy.
    Busy,
    /// The call was answered, and no key was pressed.
    NoKey,
    /// The code was over before it could leave.
    TooLate,
    /// It was asked for again, or given up, before it left.
    Replaced,
    /// Anything else.
    #[default]
    Other,
}

impl Cause {
    /// All causes.
    pub const ALL: [Self; 20] = [
        Self::InvalidNumber,
        Self::BadAddress,
        Self::Unreachable,
        Self::Landline,
        Self::Blocked,
        Self::Filtered,
        Self::Region,
        Self::Trial,
        Self::Account,
        Self::Credentials,
        Self::Sender,
        Self::TooMany,
        Self::Unavailable,
        Self::NoAnswer,
        Self::NotAnswered,
        Self::Busy,
        Self::NoKey,
        Self::TooLate,
        Self::Replaced,
        Self::Other,
    ];

    /// The name in the database and in a webhook's reports. Never changes.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InvalidNumber => "invalid-number",
            Self::BadAddress => "bad-address",
            Self::Unreachable => "unreachable",
            Self::Landline => "landline",
            Self::Blocked => "blocked",
            Self::Filtered => "filtered",
            Self::Region => "region",
            Self::Trial => "trial",
            Self::Account => "account",
            Self::Credentials => "credentials",
            Self::Sender => "sender",
            Self::TooMany => "too-many",
            Self::Unavailable => "unavailable",
            Self::NoAnswer => "no-answer",
            Self::NotAnswered => "not-answered",
            Self::Busy => "busy",
            Self::NoKey => "no-key",
            Self::TooLate => "too-late",
            Self::Replaced => "replaced",
            Self::Other => "other",
        }
    }

    /// The cause of a name; none for an unknown one.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.as_str() == name)
    }

    /// Whether the gateway or we are to blame, and not a number or a person: what an administrator should hear of.
    #[must_use]
    pub const fn is_ours(self) -> bool {
        matches!(
            self,
            Self::Filtered
                | Self::Region
                | Self::Trial
                | Self::Account
                | Self::Credentials
                | Self::Sender
                | Self::TooMany
                | Self::Unavailable
                | Self::NoAnswer
                | Self::Other
        )
    }

    /// For an administrator: what it means and who can mend it.
    #[must_use]
    pub const fn text(self) -> Text {
        match self {
            Self::InvalidNumber => text::CAUSE_INVALID_NUMBER,
            Self::BadAddress => text::CAUSE_BAD_ADDRESS,
            Self::Unreachable => text::CAUSE_UNREACHABLE,
            Self::Landline => text::CAUSE_LANDLINE,
            Self::Blocked => text::CAUSE_BLOCKED,
            Self::Filtered => text::CAUSE_FILTERED,
            Self::Region => text::CAUSE_REGION,
            Self::Trial => text::CAUSE_TRIAL,
            Self::Account => text::CAUSE_ACCOUNT,
            Self::Credentials => text::CAUSE_CREDENTIALS,
            Self::Sender => text::CAUSE_SENDER,
            Self::TooMany => text::CAUSE_TOO_MANY,
            Self::Unavailable => text::CAUSE_UNAVAILABLE,
            Self::NoAnswer => text::CAUSE_NO_ANSWER,
            Self::NotAnswered => text::CAUSE_NOT_ANSWERED,
            Self::Busy => text::CAUSE_BUSY,
            Self::NoKey => text::CAUSE_NO_KEY,
            Self::TooLate => text::CAUSE_TOO_LATE,
            Self::Replaced => text::CAUSE_REPLACED,
            Self::Other => text::CAUSE_OTHER,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Cause;

    #[test]
    fn every_cause_is_found_by_its_name() {
        for cause in Cause::ALL {
            assert_eq!(Cause::parse(cause.as_str()), Some(cause));
        }
        assert_eq!(Cause::parse("42"), None);
    }
}
