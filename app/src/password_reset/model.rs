//! How a reset stands.

use serde::{Deserialize, Serialize};

use crate::security_question::model::Question;

/// Among what a page is given that shows a code: from when on and how long it works, in words.
pub const WHEN: &str = "when";
/// The form that asks for a link, or for an administrator.
pub const REQUEST_FORM: &str = "reset-request";
/// The form that answers the security question.
pub const QUESTION_FORM: &str = "security-question";
/// The deed that asks for a link.
pub const DEED_LINK: &str = "link";
/// The deed that asks for an administrator's help.
pub const DEED_ASK: &str = "ask";
/// Hidden: the newest reset that the page knew, empty for none.
pub const AFTER: &str = "after";
/// The form that proves a code.
pub const CODE_FORM: &str = "reset-code";
/// The form that sets the new password.
pub const NEW_FORM: &str = "new-password";
/// The input of the new password.
pub const NEW_PASSWORD: &str = "new_password";
/// The input of the code.
pub const CODE: &str = "code";

/// The newest reset of a person, as their administrators see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResetState {
    /// Its id: a form that knows another one was overtaken.
    pub id: String,
    /// It can still be used.
    pub open: bool,
    /// How it stands, in a sentence or two: made on the server, so that the browser need not bring the words along.
    pub says: String,
}

/// What stands before the new password, as its page shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionStep {
    /// The person's question; none when none is set and an administrator must help.
    pub question: Option<Question>,
    /// There is no other administrator to ask.
    pub alone: bool,
}

/// Whose password a page sets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResetFor {
    /// Given and family name.
    pub name: String,
    /// The practice's name.
    pub practice: String,
    /// In its display form: what the person logs in with afterwards.
    pub practice_id: String,
    /// Folded.
    pub username: String,
    /// What the person logs in with instead of these.
    pub address: Option<String>,
}

/// The letters of a code, as people read them to each other: no 0 or O, 1, I or L, and no U.
pub const LETTERS: &[u8; 30] = b"23456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Twelve letters of 30, 58 bits, made of a MAC.
#[must_use]
pub fn letters(mac: &[u8; 32]) -> String {
    const LENGTH: usize = 12;
    // Two bytes for each letter: the remainder favours none by more than 1 in 2,000.
    mac.chunks(2).take(LENGTH).map(|b| char::from(LETTERS[(usize::from(b[0]) << 8 | usize::from(b[1])) % LETTERS.len()])).collect()
}

/// A code as typed, folded: upper case, letters of codes only, so that spaces and dashes don't matter.
#[must_use]
pub fn fold_code(typed: &str) -> String {
    typed.chars().map(|c| c.to_ascii_uppercase()).filter(char::is_ascii_alphanumeric).take(64).collect()
}

/// A code in groups of four, for the eye.
#[must_use]
pub fn grouped(code: &str) -> String {
    code.as_bytes().chunks(4).map(|c| String::from_utf8_lossy(c).into_owned()).collect::<Vec<_>>().join("-")
}

/// How a link or code ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ResetEnd {
    /// By time, a newer one, wrong tries, or taken back; or it is none.
    #[default]
    Other,
    /// A password was set with it.
    Used,
}

#[cfg(test)]
mod tests {
    use super::{fold_code, grouped};

    #[test]
    fn a_code_is_read_with_or_without_its_dashes() {
        assert_eq!(grouped("K7MP3XQ9WD4T"), "K7MP-3XQ9-WD4T");
        for typed in ["k7mp-3xq9-wd4t", " K7MP 3XQ9\u{a0}WD4T ", "K7MP3XQ9WD4T"] {
            assert_eq!(fold_code(typed), "K7MP3XQ9WD4T", "{typed}");
        }
    }
}
