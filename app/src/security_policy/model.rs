//! A practice's policy, and the names of its forms.

use serde::{Deserialize, Serialize};

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

/// The rules of the second step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SecondStepRules {
    /// Of whom one is asked.
    pub demand: Demand,
    /// Days that one may do without, where it is required.
    pub grace_days: i64,
    /// Days that a browser may be trusted; 0: not at all.
    pub trust_days: i64,
}

impl SecondStepRules {
    /// Whether these ask less of somebody than those before.
    #[must_use]
    pub const fn is_weaker_than(&self, before: &Self) -> bool {
        let required = matches!(self.demand, Demand::Administrators | Demand::All);
        (self.demand as u8) < (before.demand as u8)
            || (required && self.grace_days > before.grace_days)
            || self.trust_days > before.trust_days
    }
}

/// How many have no second step yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Without {
    /// Active people.
    pub people: i64,
    /// Those of them without.
    pub people_without: i64,
    /// Active administrators.
    pub administrators: i64,
    /// Those of them without.
    pub administrators_without: i64,
}

/// What holds in a practice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// A session left alone for so many minutes locks; none where the practice has not chosen.
    pub idle_minutes: Option<i64>,
    /// The second step, as far as the practice has chosen: whom, days of grace, days of trust.
    pub second_step: (Option<Demand>, Option<i64>, Option<i64>),
    /// Counts changes; 0 when nothing was ever changed.
    pub version: i64,
}

/// What the page shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SecurityPage {
    /// What holds now.
    pub policy: Policy,
    /// Minutes of the idle lock, chosen or not.
    pub idle_minutes: i64,
    /// The longest that may be chosen.
    pub longest_idle: i64,
    /// The rules of the second step, chosen or not.
    pub second_step: SecondStepRules,
    /// The weakest that may be chosen.
    pub weakest: SecondStepRules,
    /// Whom a requirement would meet.
    pub without: Without,
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
    use super::{Demand, SecondStepRules, parse_days, parse_minutes};

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

    #[test]
    fn weaker_is_less_asked_longer_grace_or_longer_trust() {
        let rules = |demand, grace_days, trust_days| SecondStepRules { demand, grace_days, trust_days };
        let before = rules(Demand::Administrators, 7, 7);
        for weaker in
            [rules(Demand::Off, 0, 0), rules(Demand::Optional, 7, 7), rules(Demand::Administrators, 8, 7), rules(Demand::All, 7, 8)]
        {
            assert!(weaker.is_weaker_than(&before), "{weaker:?}");
        }
        for not in [before, rules(Demand::All, 7, 7), rules(Demand::Administrators, 0, 0)] {
            assert!(!not.is_weaker_than(&before), "{not:?}");
        }
    }
}
