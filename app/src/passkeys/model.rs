//! What the page of passkeys shows, and the names of its forms. The script (`passkeys.js`) holds on to the names.

use serde::{Deserialize, Serialize};

/// The form that asks for the password before a passkey is made.
pub const START_FORM: &str = "passkey-start";
/// The form that makes one.
pub const CREATE_FORM: &str = "passkey-create";
/// The form that renames one.
pub const RENAME_FORM: &str = "passkey-rename";
/// The form that removes one.
pub const REMOVE_FORM: &str = "passkey-remove";
/// The form that logs in with one.
pub const LOG_IN_FORM: &str = "passkey-log-in";

/// Hidden: the challenge, as it was handed out.
pub const SEALED: &str = "sealed";
/// Hidden: what the browser answered, as JSON.
pub const CREDENTIAL: &str = "passkey";
/// The name of a new passkey.
pub const NAME: &str = "passkey_name";
/// A passkey's other name.
pub const NEW_NAME: &str = "new_name";

/// Passkeys of one person. Enough for every device, and a list one can read.
pub const MOST: usize = 20;
/// Characters of a name.
pub const LONGEST_NAME: usize = 60;

/// One of a person's passkeys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnPasskey {
    /// Names it in the form; opens nothing.
    pub id: String,
    /// As its person calls it.
    pub name: String,
    /// When it was made, in words.
    pub made: String,
    /// When it was last used, in words; none for never.
    pub last_used: Option<String>,
    /// Kept by a provider too, not on one device alone.
    pub backed_up: bool,
}

/// What `/account/passkeys` shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnPasskeys {
    /// The oldest first.
    pub all: Vec<OwnPasskey>,
    /// The one that is being looked at.
    pub chosen: Option<String>,
    /// A new one is being made: what the browser is asked, as JSON. See `ceremony::Asked`.
    pub asked: Option<String>,
    /// What a new one could be called.
    pub suggested: String,
    /// For the browser's own list of passkeys: which of this person hold, as JSON.
    pub accepted: String,
}

/// What a page knows of passkeys.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeysHere {
    /// They work at our address.
    pub work: bool,
    /// The person's own, on the page that shows them.
    pub own: Option<OwnPasskeys>,
    /// The one that was just tried is none of ours: for the browser's own list, as JSON.
    pub unknown: Option<String>,
}

/// A name as it is kept: one line, trimmed, cut; none when nothing is left.
#[must_use]
pub fn tidy_name(typed: &str) -> Option<String> {
    let line: String = typed.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let name: String = line.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LONGEST_NAME).collect();
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_NAME, tidy_name};

    #[test]
    fn a_name_is_one_short_line() {
        assert_eq!(tidy_name("  Front desk\r\n PC "), Some("Front desk PC".into()));
        assert_eq!(tidy_name(" \t\n"), None);
        assert_eq!(tidy_name(&"ñ".repeat(500)).map(|n| n.chars().count()), Some(LONGEST_NAME));
    }
}
