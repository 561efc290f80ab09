//! A phone, and what can be wrong with a number.

use serde::{Deserialize, Serialize};

use super::text;
use crate::i18n::Text;
use crate::outbox::model::Channel;
use crate::security_codes::model::{CodeState, Purpose, Ways};

/// The form that begins to set, change or remove a number: it asks the password.
pub const BEGIN_FORM: &str = "phone";
/// The form of the code.
pub const CODE_FORM: &str = "phone-code";
/// The buttons for the code once more.
pub const AGAIN_FORM: &str = "phone-again";
/// The input of the number.
pub const NUMBER: &str = "number";

/// What kind of line a number is, as far as anybody can tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LineKind {
    /// A mobile phone.
    Mobile,
    /// A landline: as a rule it gets calls and no texts.
    Landline,
    /// An internet phone: texts often do not reach it.
    Voip,
    /// In the United States a number alone does not tell.
    #[default]
    Unknown,
}

impl LineKind {
    /// The name in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mobile => "mobile",
            Self::Landline => "landline",
            Self::Voip => "voip",
            Self::Unknown => "unknown",
        }
    }

    /// The kind of a name; [`LineKind::Unknown`] for any other.
    #[must_use]
    pub fn parse(name: &str) -> Self {
        [Self::Mobile, Self::Landline, Self::Voip].into_iter().find(|k| k.as_str() == name).unwrap_or_default()
    }
}

/// A phone that was proven to be its person's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    /// E.164.
    pub number: String,
    /// What kind of line it is.
    pub kind: LineKind,
    /// How the person wants codes.
    pub prefers: Channel,
    /// When a code that went to it was typed: milliseconds, UTC.
    pub verified_at: i64,
}

impl Phone {
    /// The last two digits: all that a page shows of it.
    #[must_use]
    pub fn ends(&self) -> &str {
        Self::ends_of(&self.number)
    }

    /// The last two digits of any number.
    #[must_use]
    pub fn ends_of(number: &str) -> &str {
        number.get(number.len().saturating_sub(2)..).unwrap_or_default()
    }
}

/// The proven phone, as its person sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnPhone {
    /// The last two digits.
    pub ends: String,
    /// What kind of line it is.
    pub kind: LineKind,
    /// How codes come.
    pub prefers: Channel,
    /// Since when, in words.
    pub since: String,
}

/// The code that a change under way waits for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnStep {
    /// To the number before, or to the new one.
    pub purpose: Purpose,
    /// The last two digits of that number.
    pub ends: String,
    /// The change takes the number away.
    pub removes: bool,
    /// What kind of line that number is.
    pub kind: LineKind,
    /// By which ways a code can go there.
    pub ways: Ways,
    /// The code; none when none could be sent yet.
    pub code: Option<CodeState>,
}

/// What the page of the verification phone shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhonePage {
    /// The phone that holds now.
    pub phone: Option<OwnPhone>,
    /// The change under way.
    pub step: Option<OwnStep>,
    /// Texts are set up here.
    pub sends: bool,
    /// Calls are.
    pub calls: bool,
}

/// Why a number can't be used for codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberProblem {
    /// Nothing was typed.
    Missing,
    /// It is no phone number.
    NotANumber,
    /// It has an extension.
    Extension,
    /// It belongs to a country that is not on the list.
    Region,
    /// Callers do not pay for it: shared lines of firms.
    TollFree,
    /// Callers pay extra.
    Premium,
    /// It rings no phone: a pager, a voicemail, a number that leads to others.
    NoPhone,
    /// A landline, where nothing can call.
    NeedsCalls,
}

impl NumberProblem {
    /// What to say beside the box.
    #[must_use]
    pub const fn text(self) -> Text {
        match self {
            Self::Missing => text::MISSING,
            Self::NotANumber => text::NOT_A_NUMBER,
            Self::Extension => text::EXTENSION,
            Self::Region => text::REGION,
            Self::TollFree => text::TOLL_FREE,
            Self::Premium => text::PREMIUM,
            Self::NoPhone => text::NO_PHONE,
            Self::NeedsCalls => text::NEEDS_CALLS,
        }
    }
}
