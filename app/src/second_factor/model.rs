//! What the page of the second step shows, and the names of its form.

use serde::{Deserialize, Serialize};

use crate::i18n::Text;
use crate::security_codes::model::CodeState;

use super::text;

/// The form's id.
pub const FORM: &str = "second-step";
/// The input of the code.
pub const CODE: &str = "code";
/// The box "Trust this browser".
pub const TRUST: &str = "trust";
/// Hidden: the page asked for before the log-in.
pub const NEXT: &str = "next";
/// Names the way, in the form and in the URL.
pub const WITH: &str = "with";

/// A way to prove who one is, after the password. In the order of preference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// A passkey of this device, or of another one nearby.
    Passkey,
    /// A code from an authenticator app.
    Authenticator,
    /// A code by text or call.
    Phone,
    /// One of ten codes on paper.
    RecoveryCode,
    /// A code that an administrator told, for this one log-in.
    AdministratorCode,
}

impl Method {
    /// All of them, best first.
    pub const ALL: [Self; 5] = [Self::Passkey, Self::Authenticator, Self::Phone, Self::RecoveryCode, Self::AdministratorCode];

    /// The name in URLs, forms and the audit trail.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Passkey => "passkey",
            Self::Authenticator => "authenticator",
            Self::Phone => "phone",
            Self::RecoveryCode => "recovery-code",
            Self::AdministratorCode => "administrator-code",
        }
    }

    /// The way of a name; none for an unknown one.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|m| m.as_str() == name)
    }

    /// What a button that leads to it says.
    #[must_use]
    pub const fn offer(self) -> Text {
        match self {
            Self::Passkey => text::OFFER_PASSKEY,
            Self::Authenticator => text::OFFER_AUTHENTICATOR,
            Self::Phone => text::OFFER_PHONE,
            Self::RecoveryCode => text::OFFER_RECOVERY_CODE,
            Self::AdministratorCode => text::OFFER_ADMINISTRATOR_CODE,
        }
    }
}

/// The second step of a log-in, as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondStep {
    /// Given name.
    pub first_name: String,
    /// The practice's name.
    pub practice: String,
    /// The way shown.
    pub method: Method,
    /// Other ways that this person has.
    pub others: Vec<Method>,
    /// What the browser is asked for a passkey; empty without one.
    pub passkey: String,
    /// The code by text or call, once one was sent.
    pub code: Option<CodeState>,
    /// For how many days the browser can be trusted; none where the practice forbids it.
    pub trust_days: Option<u32>,
    /// The page asked for before the log-in; checked.
    pub next: String,
    /// Nobody else in the practice can help: whoever runs Vestibule can.
    pub alone: bool,
}

/// A browser that needs no code, for a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrustedBrowser {
    /// Names it in the form; opens nothing.
    pub id: String,
    /// In words.
    pub browser: String,
    /// The network it was last seen from.
    pub network: String,
    /// First log-in from it, in words.
    pub first: String,
    /// Last log-in from it, in words.
    pub last: String,
    /// Until when, in words.
    pub until: String,
    /// The one that looks.
    pub this: bool,
}

/// What a person sees of their own second step.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    /// Since when an authenticator app is set up, in words.
    pub authenticator: Option<String>,
    /// The last two digits of the verification phone, and since when it is set, in words; none when none is.
    pub phone: Option<(String, String)>,
    /// Recovery codes left; none when none were ever made.
    pub recovery_codes: Option<u32>,
    /// The person said that they keep the recovery codes.
    pub recovery_codes_kept: bool,
    /// Browsers that need no code.
    pub trusted: Vec<TrustedBrowser>,
    /// How many passkeys.
    pub passkeys: usize,
    /// The practice has switched it off: nothing of this is asked for.
    pub off: bool,
    /// For how many days a browser may be trusted; 0: not at all.
    pub trust_days: i64,
    /// The password is too short to stand alone, and nothing is asked after it any more.
    pub password_short: bool,
}
