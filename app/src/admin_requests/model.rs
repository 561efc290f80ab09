//! A request: why, from what browser, and as an administrator sees it.

use serde::{Deserialize, Serialize};

use super::text;
use crate::i18n::Text;

/// The deed that dismisses a request.
pub const DISMISS: &str = "request-dismiss";
/// The input of the reason.
pub const REASON: &str = "reason";
/// The page that asks for it.
pub const PATH: &str = "/reset/ask";

/// Why somebody asks: chosen from a list. Free words would carry a stranger's telephone number to an administrator.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// The password is forgotten, and a link does not help.
    #[default]
    Password,
    /// The phone is lost, or new.
    Phone,
    /// Nobody reads the mail of the address any more.
    Mailbox,
    /// It must wait, or says that it may not.
    Locked,
    /// Something else.
    Other,
    /// None was asked for: a button beside the form of a new password.
    Unsaid,
    /// The password was right, and what is asked after it is lost.
    SecondStep,
    /// Came by a link from the mail, and can't answer the security question.
    Question,
    /// Was invited, and the invitation is over.
    Invitation,
}

impl Reason {
    /// Those that a person chooses from, in their order.
    pub const CHOICES: [Self; 5] = [Self::Password, Self::Phone, Self::Mailbox, Self::Locked, Self::Other];

    /// The name in forms and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Phone => "phone",
            Self::Mailbox => "mailbox",
            Self::Locked => "locked",
            Self::Other => "other",
            Self::Unsaid => "unsaid",
            Self::SecondStep => "second-step",
            Self::Question => "question",
            Self::Invitation => "invitation",
        }
    }

    /// The reason of a name that a form may hold; the first one for any other.
    #[must_use]
    pub fn chosen(name: &str) -> Self {
        Self::CHOICES.into_iter().find(|reason| reason.as_str() == name).unwrap_or_default()
    }

    /// The same where a form may have had no choice.
    #[must_use]
    pub fn said(name: &str) -> Self {
        if name.is_empty() { Self::Unsaid } else { Self::chosen(name) }
    }

    /// The reason of a name in the database; [`Reason::Other`] for one of a newer version.
    #[must_use]
    pub fn parse(name: &str) -> Self {
        let all = Self::CHOICES.into_iter().chain([Self::Unsaid, Self::SecondStep, Self::Question, Self::Invitation]);
        all.into_iter().find(|reason| reason.as_str() == name).unwrap_or(Self::Other)
    }

    /// As the person says it.
    #[must_use]
    pub const fn choice(self) -> Text {
        match self {
            Self::Password => text::CHOOSE_PASSWORD,
            Self::Phone | Self::SecondStep => text::CHOOSE_PHONE,
            Self::Mailbox => text::CHOOSE_MAILBOX,
            Self::Locked => text::CHOOSE_LOCKED,
            Self::Other | Self::Unsaid | Self::Question | Self::Invitation => text::CHOOSE_OTHER,
        }
    }

    /// As the administrator reads it.
    #[must_use]
    pub const fn told(self) -> Text {
        match self {
            Self::Password => text::SAYS_PASSWORD,
            Self::Phone => text::SAYS_PHONE,
            Self::Mailbox => text::SAYS_MAILBOX,
            Self::Locked => text::SAYS_LOCKED,
            Self::Other => text::SAYS_OTHER,
            Self::Unsaid => text::SAYS_NOTHING,
            Self::SecondStep => text::SAYS_SECOND_STEP,
            Self::Question => text::SAYS_QUESTION,
            Self::Invitation => text::SAYS_INVITATION,
        }
    }
}

/// How well the browser of a request is known with its person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BrowserKnown {
    /// The person never logged in from it, as far as we know.
    #[default]
    Unknown,
    /// They have.
    Known,
    /// And it needs no code.
    Trusted,
}

impl BrowserKnown {
    /// The name in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Known => "known",
            Self::Trusted => "trusted",
        }
    }

    /// What it is of a name.
    #[must_use]
    pub fn parse(name: &str) -> Self {
        [Self::Known, Self::Trusted].into_iter().find(|known| known.as_str() == name).unwrap_or_default()
    }

    /// In words for an administrator.
    #[must_use]
    pub const fn told(self) -> Text {
        match self {
            Self::Unknown => text::BROWSER_UNKNOWN,
            Self::Known => text::BROWSER_KNOWN,
            Self::Trusted => text::BROWSER_TRUSTED,
        }
    }
}

/// A card, in words: made on the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestCard {
    /// Who asks, for the link.
    pub user: String,
    /// Folded.
    pub username: String,
    /// Who asks, and for what.
    pub title: String,
    /// Why, when and from where, how far it is proven.
    pub facts: Vec<String>,
    /// What helps, the best first: the deed and what its button says. None for one's own.
    pub deeds: Vec<(String, String)>,
    /// What the link to the person's page says.
    pub see: String,
}
