//! Types of people.

use serde::{Deserialize, Serialize};

pub use super::query::{ListQuery, Sort, StateFilter};
use crate::addresses::model::is_address;
use crate::admin_requests::model::RequestCard;
use crate::invitations::model::{Panel, WayIn};
pub use crate::levels::model::Level;
use crate::log_in_codes::model::LogInCode;
use crate::passkeys::model::OwnPasskey;
use crate::password_reset::model::ResetState;
use crate::second_factor::model::{Method, TrustedBrowser};
use crate::sessions::model::OwnSession;

/// A username: 2 to 64 of `a-z 0-9 . _ -`, folded before comparing. What people may type for it is wider: see
/// [`normalise_username`](crate::doctor::normalise_username).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Username(String);

/// Why a text can't be a username.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UsernameProblem {
    /// Shorter than 2 or longer than 64 characters.
    #[error("a username has 2 to 64 characters")]
    Length,
    /// A character other than letters, digits, dot, dash and underscore.
    #[error("a username has only the letters a to z, digits, dots, dashes and underscores")]
    Character,
}

impl Username {
    /// Folds and checks a new username.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(typed: &str) -> Result<Self, UsernameProblem> {
        let folded = crate::doctor::normalise_username(typed);
        if !folded.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '_' | '-')) {
            return Err(UsernameProblem::Character);
        }
        if !(2..=64).contains(&folded.len()) {
            return Err(UsernameProblem::Length);
        }
        Ok(Self(folded))
    }

    /// The folded text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// For the link.
    pub id: String,
    /// Given and family name.
    pub name: String,
    /// Family name first, as the list is ordered: "Gomez, Maria".
    pub filed: String,
    /// Folded.
    pub username: String,
    /// Address and number, whichever there are.
    pub contact: Vec<String>,
    /// Edit level.
    pub level: Level,
    /// May look after accounts.
    pub administrator: bool,
    /// May log in.
    pub active: bool,
    /// Must wait, or needs a reset, after failed tries.
    pub locked: bool,
    /// Their state as a badge: its tone, and the word.
    pub badge: (String, String),
    /// What else they may, in words: looks after accounts, may use emergency access.
    pub marks: Vec<String>,
    /// The last log-in in words; none if never.
    pub last_log_in: Option<String>,
}

/// A page of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsersPage {
    /// At most 25 people.
    pub users: Vec<Listed>,
    /// The cursor of the next page; none on the last.
    pub next: Option<String>,
    /// More people match than a search looks at: the beginning of the name should be longer.
    pub too_many: bool,
    /// How the practice stands.
    pub overview: Overview,
}

/// How the practice's users stand, and who asks for help.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    /// How many of each.
    pub counts: Counts,
    /// Open requests, newest first.
    pub requests: Vec<RequestCard>,
}

/// People are counted up to here; beyond, a page says "500+". Counting everybody would be the slowest part of the page.
pub const COUNTED: i64 = 500;

/// How a practice's users stand. A number above [`COUNTED`] means that there are more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Who may log in.
    pub active: i64,
    /// Administrators that may log in.
    pub administrators: i64,
    /// Who must wait or needs a reset.
    pub locked: i64,
}

/// How far who looks may change a person: said by the server, for the browser does not know what they may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reach {
    /// In everything.
    Whole,
    /// In all but who is administrator and who may use emergency access.
    NoRights,
    /// In nothing: an administrator's account is not somebody's in emergency access to change.
    Nothing,
}

/// One person, as an administrator sees them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserDetails {
    /// As listed.
    pub listed: Listed,
    /// How far who looks may change them.
    pub reach: Reach,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Contact address.
    pub email: String,
    /// Contact number.
    pub phone: String,
    /// What they log in with instead of Practice ID and username; empty for none.
    pub log_in_email: String,
    /// The same, asked for and not confirmed yet.
    pub log_in_email_claimed: String,
    /// In its display form.
    pub practice_id: String,
    /// Rises with each change.
    pub version: i64,
    /// What they can come in with.
    pub way_in: WayIn,
    /// The code for one log-in.
    pub log_in_code: LogInCode,
    /// What is asked after the password, one of them; empty when nothing is.
    pub second_step: Vec<Method>,
    /// May use emergency access.
    pub emergency: bool,
    /// Whether this is who looks.
    pub own: bool,
    /// Whether this is the last active administrator.
    pub last_administrator: bool,
    /// The newest reset; none if there never was one.
    pub reset: Option<ResetState>,
    /// How they were invited, while they have no password; and that they came.
    pub invitation: Option<Panel>,
    /// Where their security codes go; none when no number is proven.
    pub verification_phone: Option<VerificationPhone>,
    /// Their open sessions.
    pub sessions: Vec<OwnSession>,
    /// Passkeys, app, codes and trusted browsers.
    pub factors: Factors,
}

/// Where a person's security codes go, as an administrator sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerificationPhone {
    /// The last two digits: nobody else needs more.
    pub ends: String,
    /// How many others of the practice have the same number.
    pub others: i64,
}

/// What a person proves themselves with beside the password, as an administrator sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Factors {
    /// The oldest first.
    pub passkeys: Vec<OwnPasskey>,
    /// Since when an authenticator app is set up, in words; none when none is.
    pub authenticator: Option<String>,
    /// Recovery codes left: only how many. None when none were ever made.
    pub recovery_codes: Option<u32>,
    /// Browsers that need no code, the last used first.
    pub trusted: Vec<TrustedBrowser>,
}

/// What a person's form holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Contact address; empty for none.
    pub email: String,
    /// Contact number; empty for none.
    pub phone: String,
    /// Edit level.
    pub level: Option<Level>,
}

/// What is wrong with a form about a person, by input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ProfileProblem {
    /// A name is missing.
    FirstNameMissing,
    /// A name is missing.
    LastNameMissing,
    /// Longer than 100 characters.
    NameTooLong,
    /// Not the form of an address.
    Email,
    /// Too few or too many digits.
    Phone,
    /// No level chosen.
    Level,
    /// See [`UsernameProblem::Length`].
    UsernameLength,
    /// See [`UsernameProblem::Character`].
    UsernameCharacter,
    /// The practice has it already.
    UsernameTaken,
}

impl ProfileProblem {
    /// The input it stands beside.
    #[must_use]
    pub const fn input(self) -> &'static str {
        match self {
            Self::FirstNameMissing | Self::NameTooLong => "first_name",
            Self::LastNameMissing => "last_name",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Level => "level",
            Self::UsernameLength | Self::UsernameCharacter | Self::UsernameTaken => "username",
        }
    }
}

impl Profile {
    /// Trims every text and says what is wrong. For the form of an address see [`is_address`]. A number needs 7 to 15 digits (E.164).
    #[must_use]
    pub fn checked(mut self) -> (Self, Vec<ProfileProblem>) {
        for text in [&mut self.first_name, &mut self.last_name, &mut self.email, &mut self.phone] {
            *text = text.trim().to_owned();
        }
        let mut problems = Vec::new();
        let long = |t: &String| t.chars().count() > 100;
        for (wrong, problem) in [
            (self.first_name.is_empty(), ProfileProblem::FirstNameMissing),
            (self.last_name.is_empty(), ProfileProblem::LastNameMissing),
            (long(&self.first_name) || long(&self.last_name), ProfileProblem::NameTooLong),
            (!self.email.is_empty() && !is_address(&self.email), ProfileProblem::Email),
            (!self.phone.is_empty() && !is_number(&self.phone), ProfileProblem::Phone),
            (self.level.is_none(), ProfileProblem::Level),
        ] {
            if wrong {
                problems.push(problem);
            }
        }
        (self, problems)
    }
}

fn is_number(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    (7..=15).contains(&digits) && text.chars().all(|c| c.is_ascii_digit() || " +-().x".contains(c))
}

#[cfg(test)]
mod tests {
    use super::{Level, Profile, ProfileProblem, Username};

    #[test]
    fn a_profile_says_everything_that_is_wrong_at_once() {
        let profile = |email: &str, phone: &str| Profile {
            first_name: " Ana ".into(),
            last_name: "Ruiz".into(),
            email: email.into(),
            phone: phone.into(),
            level: Some(Level::Nurse),
        };
        let (fine, problems) = profile("ana@elm.example", "+1 (202) 555-0101").checked();
        assert_eq!((fine.first_name.as_str(), problems), ("Ana", vec![]));
        for wrong in [
            "ana",
            "ana@",
            "@elm.example",
            "a@b@c.d",
            "ana@elm",
            "a b@elm.example",
            "a@elm.example, b@elm.example",
            "a@.x",
            "a@x.\r\nBcc: y",
        ] {
            assert_eq!(profile(wrong, "").checked().1, [ProfileProblem::Email], "{wrong}");
        }
        for wrong in ["12", "555-01o1", "1234567890123456"] {
            assert_eq!(profile("", wrong).checked().1, [ProfileProblem::Phone], "{wrong}");
        }
        assert_eq!(Profile::default().checked().1.len(), 3);
    }

    #[test]
    fn a_username_is_folded_and_plain() {
        assert_eq!(Username::parse(" Nurse.Kim ").unwrap().as_str(), "nurse.kim");
        for wrong in ["a", "", "has space", "a@b", "n\u{430}rse", &"x".repeat(65)] {
            assert!(Username::parse(wrong).is_err(), "{wrong}");
        }
    }
}
