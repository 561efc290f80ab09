//! A practice's policy, and the names of its forms.

use serde::{Deserialize, Serialize};

pub use super::held::{Due, Limits, NetworkRules, PasswordRules, Policy, Rules, SecondStepRules, Without};
use super::text;
use crate::i18n::Text;

/// The form of the idle lock.
pub const IDLE_FORM: &str = "idle-lock";
/// The input of the idle lock's minutes.
pub const IDLE_MINUTES: &str = "idle_minutes";
/// Shorter would lock people out while they read.
pub const SHORTEST_IDLE: i64 = 2;
/// Longer would be no lock (45 CFR 164.312(a)(2)(iii); NIST SP 800-63B-4 2.2.3: at most an hour).
pub const LONGEST_IDLE: i64 = 60;

/// The form of the second step.
pub const STEP_FORM: &str = "second-step";
/// The choice of whom a second step is asked of.
pub const DEMAND: &str = "second_step";
/// The input of the days of grace.
pub const GRACE_DAYS: &str = "grace_days";
/// The input of the days that a browser is trusted.
pub const TRUST_DAYS: &str = "trust_days";
/// The most days of grace, and of trust (NIST SP 800-63B-4 2.2.3: at AAL2 nobody goes longer without a full log-in).
pub const LONGEST_DAYS: i64 = 30;

/// The form of the passwords.
pub const PASSWORDS_FORM: &str = "passwords";
/// The fewest characters of a new password.
pub const PASSWORD_LENGTH: &str = "password_length";
/// After how many days a password must be changed; 0: never.
pub const PASSWORD_DAYS: &str = "password_days";
/// Everybody chooses a new password at their next log-in.
pub const PASSWORDS_NEW: &str = "passwords_new";
/// More would be hard to type by anybody.
pub const LONGEST_SHORTEST: i64 = 64;
/// Days that a practice may choose of; 0: never, as NIST SP 800-63B-4 3.1.1.2 and ASVS 6.2.10 ask.
pub const PASSWORD_DAYS_CHOICES: [i64; 5] = [0, 365, 180, 90, 60];

/// The form of the security question.
pub const QUESTION_FORM: &str = "security-question";
/// Whether it is asked.
pub const QUESTION: &str = "security_question";

/// The form of the networks.
pub const NETWORKS_FORM: &str = "allowed-networks";
/// From where people may work, one a line.
pub const NETWORKS: &str = "networks";
/// Administrators too.
pub const ADMINISTRATORS_TOO: &str = "administrators_too";
/// What a box sends that is ticked.
pub const TICKED: &str = "yes";
/// So many networks at the most.
pub const MOST_NETWORKS: usize = 50;

/// What people call each value, as the form does.
pub const LABELS: [(&str, Text); 10] = [
    (DEMAND, text::STEP_WHO),
    (GRACE_DAYS, text::GRACE_LABEL),
    (TRUST_DAYS, text::TRUST_LABEL),
    (PASSWORD_LENGTH, text::LENGTH_LABEL),
    (PASSWORD_DAYS, text::DAYS_LABEL),
    (PASSWORDS_NEW, text::NEW_LABEL),
    (QUESTION, text::QUESTION_LABEL),
    (NETWORKS, text::NETWORKS_LABEL),
    (ADMINISTRATORS_TOO, text::ADMINISTRATORS_LABEL),
    (IDLE_MINUTES, text::IDLE_LABEL),
];

/// The inputs of each form.
pub const INPUTS: [(&str, &[&str]); 5] = [
    (STEP_FORM, &[DEMAND, GRACE_DAYS, TRUST_DAYS]),
    (PASSWORDS_FORM, &[PASSWORD_LENGTH, PASSWORD_DAYS, PASSWORDS_NEW]),
    (QUESTION_FORM, &[QUESTION]),
    (NETWORKS_FORM, &[NETWORKS, ADMINISTRATORS_TOO]),
    (IDLE_FORM, &[IDLE_MINUTES]),
];

/// The inputs of a form, in their order.
#[must_use]
pub fn inputs(form: &str) -> &'static [&'static str] {
    INPUTS.into_iter().find(|(name, _)| *name == form).map_or(&[IDLE_MINUTES], |(_, inputs)| inputs)
}

/// Whether a reset by oneself also asks a security question. In the order of strength.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuestionPolicy {
    /// Never asked.
    Off,
    /// Asked where one is set.
    Optional,
    /// Asked; whoever has set none must ask an administrator.
    #[default]
    Required,
}

impl QuestionPolicy {
    /// All of them, the weakest first.
    pub const ALL: [Self; 3] = [Self::Off, Self::Optional, Self::Required];

    /// The name in forms, in the database and in the configuration.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Optional => "optional",
            Self::Required => "required",
        }
    }

    /// The choice of a name; none for an unknown one.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == name)
    }

    /// The choice in words.
    #[must_use]
    pub const fn label(self) -> Text {
        match self {
            Self::Off => text::QUESTION_OFF,
            Self::Optional => text::QUESTION_OPTIONAL,
            Self::Required => text::QUESTION_REQUIRED,
        }
    }
}

/// Of whom a second step is asked after the password. In the order of strength.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Demand {
    /// Of nobody, whatever they have set up.
    Off,
    /// Of whoever has set one up.
    #[default]
    Optional,
    /// The same, and every administrator must set one up.
    Administrators,
    /// The same, and everybody must.
    All,
}

impl Demand {
    /// All of them, the weakest first.
    pub const ALL: [Self; 4] = [Self::Off, Self::Optional, Self::Administrators, Self::All];

    /// The name in forms, in the database and in the configuration.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Optional => "optional",
            Self::Administrators => "administrators",
            Self::All => "all",
        }
    }

    /// The demand of a name; none for an unknown one.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|demand| demand.as_str() == name)
    }

    /// Whether somebody must have a second step.
    #[must_use]
    pub const fn requires(self, administrator: bool) -> bool {
        match self {
            Self::Off | Self::Optional => false,
            Self::Administrators => administrator,
            Self::All => true,
        }
    }

    /// The choice in words.
    #[must_use]
    pub const fn label(self) -> Text {
        match self {
            Self::Off => text::STEP_OFF,
            Self::Optional => text::STEP_OPTIONAL,
            Self::Administrators => text::STEP_ADMINISTRATORS,
            Self::All => text::STEP_ALL,
        }
    }
}

/// What the page for somebody outside of the practice's networks shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutsidePage {
    /// Where they are.
    pub here: String,
    /// Their practice.
    pub practice: String,
    /// They may not work from here; else they are where they may.
    pub outside: bool,
}

/// What the page shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SecurityPage {
    /// What holds now.
    pub rules: Rules,
    /// Counts changes.
    pub version: i64,
    /// How far one may go.
    pub limits: Limits,
    /// Whom a requirement would meet.
    pub without: Without,
    /// Where the reader is now.
    pub here: String,
    /// They are outside of the networks, and get in as administrator alone.
    pub outside: bool,
    /// Who changed it last, and when, in words; none when nobody has.
    pub changed: Option<(String, String)>,
}

/// Minutes as typed: `15`, `15 minutes`, ` 15 `.
#[must_use]
pub fn parse_minutes(typed: &str) -> Option<i64> {
    parse(typed, &["", "m", "min", "minute", "minutes", "minuto", "minutos"])
}

/// Days as typed: `7`, `7 days`.
#[must_use]
pub fn parse_days(typed: &str) -> Option<i64> {
    parse(typed, &["", "d", "day", "days", "dia", "dias", "día", "días"])
}

/// Characters as typed: `12`, `12 characters`.
#[must_use]
pub fn parse_characters(typed: &str) -> Option<i64> {
    parse(typed, &["", "characters", "character", "chars", "caracteres"])
}

fn parse(typed: &str, units: &[&str]) -> Option<i64> {
    let typed = typed.trim();
    let end = typed.find(|c: char| !c.is_ascii_digit()).unwrap_or(typed.len());
    let unit = typed[end..].trim().trim_end_matches('.').to_lowercase();
    if !units.contains(&unit.as_str()) {
        return None;
    }
    typed[..end].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{parse_days, parse_minutes};

    #[test]
    fn minutes_and_days_are_read_as_people_write_them() {
        for (typed, minutes) in [("15", Some(15)), (" 30 min. ", Some(30)), ("5 minutos", Some(5)), ("2m", Some(2))] {
            assert_eq!(parse_minutes(typed), minutes, "{typed}");
        }
        for wrong in ["", "a lot", "-5", "1.5", "2 h", "15 15", "99999999999999999999"] {
            assert_eq!(parse_minutes(wrong), None, "{wrong}");
            assert_eq!(parse_days(wrong), None, "{wrong}");
        }
        for (typed, days) in [("0", Some(0)), ("7 days", Some(7)), ("1 día", Some(1)), ("30 DÍAS", Some(30)), ("7 m", None)] {
            assert_eq!(parse_days(typed), days, "{typed}");
        }
    }
}
