//! What the doctor reads and what it says, as types.

use core::fmt;

use serde::{Deserialize, Serialize};

use super::chars::Script;
use super::device::{Layout, WasmCause};
use super::ids::FindingId;
use crate::practice::id::Suggestion;

/// What stands in the boxes of one of the two forms, exactly as typed. `Debug` shows lengths only, and it cannot be serialised.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Fields {
    /// The Practice ID box.
    pub practice_id: String,
    /// The Username box.
    pub username: String,
    /// The Password box.
    pub password: String,
    /// The e-mail box of the other form; none on the form with Practice ID and username.
    pub email: Option<String>,
}

impl fmt::Debug for Fields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fields")
            .field("practice_id", &self.practice_id.chars().count())
            .field("username", &self.username.chars().count())
            .field("password", &self.password.chars().count())
            .field("email", &self.email.as_ref().map(|email| email.chars().count()))
            .finish()
    }
}

/// When the findings are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// While a person fills in the form.
    Typing,
    /// After a refused log-in.
    Submitted,
    /// On the page that checks the computer.
    Check,
}

/// A box of the log-in form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldName {
    /// The Practice ID.
    PracticeId,
    /// The username.
    Username,
    /// The password.
    Password,
    /// The e-mail address.
    Email,
}

impl FieldName {
    /// The name of the input element.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PracticeId => "practice_id",
            Self::Username => "username",
            Self::Password => "password",
            Self::Email => "email",
        }
    }
}

/// How much a finding matters, the most first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The log-in cannot work before this is changed.
    Blocks,
    /// A probable cause of a refused log-in.
    Likely,
    /// Worth knowing.
    Info,
    /// Already put right on both sides; only announced, politely.
    Repaired,
}

/// One thing the doctor found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Its public name.
    pub id: FindingId,
    /// How much it matters.
    pub severity: Severity,
    /// The box it is about, if it is about one.
    pub field: Option<FieldName>,
    /// What it rests on.
    pub evidence: Evidence,
    /// What one tap can do about it.
    pub remedy: Option<Remedy>,
}

impl Finding {
    pub(super) const fn new(id: FindingId, severity: Severity) -> Self {
        Self { id, severity, field: None, evidence: Evidence::None, remedy: None }
    }

    pub(super) const fn at(mut self, field: FieldName) -> Self {
        self.field = Some(field);
        self
    }

    pub(super) fn because(mut self, evidence: Evidence) -> Self {
        self.evidence = evidence;
        self
    }

    pub(super) fn remedied_by(mut self, remedy: Remedy) -> Self {
        self.remedy = Some(remedy);
        self
    }
}

/// Counts, measures and, for identifiers only, characters. Never a character of a password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// The id says it all.
    None,
    /// How many characters.
    Count(usize),
    /// Which ends have a space, and whether it came with a paste.
    Edges {
        /// At the beginning.
        start: bool,
        /// At the end.
        end: bool,
        /// It was pasted.
        pasted: bool,
    },
    /// Characters of a Practice ID.
    Length {
        /// How many were typed.
        typed: usize,
    },
    /// A letter that is not what it looks like.
    Letter {
        /// As typed.
        typed: String,
        /// What it looks like.
        like: char,
        /// Where it comes from.
        script: Script,
    },
    /// A character that no Practice ID has.
    Alien(char),
    /// The Practice ID that was probably meant.
    Suggested(Suggestion),
    /// The other box with the same text.
    SameAs(FieldName),
    /// A keyboard layout.
    Layout(Layout),
    /// Seconds ahead (or behind, negative).
    Seconds(i32),
    /// A zoom, 100 is none.
    Percent(u32),
    /// CSS pixels.
    Size {
        /// Width of the page area.
        width: u32,
        /// Height of the page area.
        height: u32,
    },
    /// Why WebAssembly does not run.
    Wasm(WasmCause),
}

/// What one tap can do. The page carries it out; nothing happens unasked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Remedy {
    /// Exchange Practice ID and username.
    SwapFields,
    /// Put the two halves into their boxes.
    SplitCombined {
        /// For the Practice ID box.
        practice_id: String,
        /// For the Username box.
        username: String,
    },
    /// Put the proposed ID into its box.
    UseSuggestion {
        /// As shown: `ABC-120-B`.
        practice_id: String,
    },
    /// Put the text without the characters that do not belong there into the box.
    RemoveCharacters {
        /// Never the password.
        field: FieldName,
        /// The text that remains.
        text: String,
    },
    /// Put the text with plain letters into the box.
    ReplaceLetters {
        /// Never the password.
        field: FieldName,
        /// The text with plain letters.
        text: String,
    },
    /// Go to the form for e-mail addresses, with this one in its box.
    ByEmail {
        /// Without what came along with it.
        email: String,
    },
    /// Go to the form for Practice ID and username, with these in their boxes.
    ByPracticeId {
        /// Empty when it was not typed.
        practice_id: String,
        /// Empty when it was not typed.
        username: String,
    },
    /// Show each character of Practice ID and username in its own cell.
    ShowCharacters,
    /// Open this page as an ordinary tab of its own.
    OpenFullSize,
    /// Take the spaces off both ends of the password, in the browser.
    RemovePasswordEdgeSpace,
    /// Empty username and password, to type them by hand.
    ClearBoxes,
    /// Empty the password and put the cursor there.
    RetypePassword,
    /// Load the page again; Practice ID and username stay.
    Reload,
    /// Delete what this site keeps in this browser.
    ResetBrowser,
}
