//! What a message is about and what has become of it.

use serde::{Deserialize, Serialize};

pub use super::kind::{ADDRESS_PURPOSE, ADDRESS_STOP_PURPOSE, INVITATION_PURPOSE, MessageKind, RESET_PURPOSE, SIGN_UP_PURPOSE};

use crate::admin_requests::model::{BrowserKnown, Reason};
use crate::emergency::model::End;
use crate::maintenance::model::WindowParams;
use crate::medical_identifiers::model::Ending;
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
    /// The address that the reader logs in with, perhaps by its first letter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
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
    /// Why somebody asks for help.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// How well the browser is known with who asks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub known: Option<BrowserKnown>,
    /// When the system is worked on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<WindowParams>,
    /// Which medical identifier ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ending: Option<Ending>,
    /// Which rule was changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// What was done, by the kinds' public names, and how often.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deeds: Option<Vec<(String, i64)>>,
    /// How emergency access ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<End>,
    /// Which export it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub export: Option<String>,
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
