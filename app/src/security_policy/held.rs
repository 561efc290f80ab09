//! What a practice has chosen, what holds by it, and how far it may go.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::model::{
    ADMINISTRATORS_TOO, DEMAND, Demand, GRACE_DAYS, IDLE_MINUTES, NETWORKS, PASSWORD_DAYS, PASSWORD_DAYS_CHOICES, PASSWORD_LENGTH,
    QUESTION, QuestionPolicy, TICKED, TRUST_DAYS,
};

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

/// What is asked of passwords.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PasswordRules {
    /// The fewest characters of a new one beside a second step; without one, never fewer than a password that stands alone needs.
    pub shortest: i64,
    /// Days after which one must be changed; 0: never.
    pub days: i64,
    /// One that was set before must be changed, in milliseconds since 1970; 0: none.
    pub since: i64,
}

impl PasswordRules {
    /// Whether these ask less than those before.
    #[must_use]
    pub const fn is_weaker_than(&self, before: &Self) -> bool {
        self.shortest < before.shortest || (before.days > 0 && (self.days == 0 || self.days > before.days))
    }

    /// Whether a password that was set at a time must be changed now, and why. Times are milliseconds since 1970.
    #[must_use]
    pub const fn is_due(&self, set_at: i64, now: i64) -> Option<Due> {
        if set_at < self.since {
            return Some(Due::Asked);
        }
        match self.ends(set_at) {
            Some(end) if now >= end => Some(Due::Old(self.days)),
            _ => None,
        }
    }

    /// When a password that was set at a time must be changed; none: never.
    #[must_use]
    pub const fn ends(&self, set_at: i64) -> Option<i64> {
        if self.days > 0 { Some(set_at + self.days * 86_400_000) } else { None }
    }
}

/// Why somebody must choose a new password before anything else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Due {
    /// It is too short to stand alone.
    Short,
    /// It is older than the practice allows: so many days.
    Old(i64),
    /// An administrator has asked everybody to.
    Asked,
}

/// From where people may work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NetworkRules {
    /// The networks, each written one way, with spaces between; empty: from anywhere.
    pub list: String,
    /// Administrators too; else they may from anywhere.
    pub administrators_too: bool,
}

/// What a practice has chosen; none: as the operator's configuration says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// A session left alone for so many minutes locks.
    pub idle_minutes: Option<i64>,
    /// The second step: whom, days of grace, days of trust.
    pub second_step: (Option<Demand>, Option<i64>, Option<i64>),
    /// The fewest characters of a new password.
    pub password_length: Option<i64>,
    /// Days after which a password must be changed.
    pub password_days: Option<i64>,
    /// Passwords that were set before must be changed.
    pub passwords_since: Option<i64>,
    /// The security question.
    pub question: Option<QuestionPolicy>,
    /// The networks.
    pub networks: NetworkRules,
    /// Counts changes; 0 when nothing was ever changed.
    pub version: i64,
    /// The version that changed a section last, by its form.
    pub changed_in: BTreeMap<String, i64>,
}

impl Policy {
    /// Whether a section has changed since a version that somebody saw.
    #[must_use]
    pub fn has_changed(&self, form: &str, since: i64) -> bool {
        since > self.version || since < self.changed_in.get(form).copied().unwrap_or_default()
    }
}

/// What holds in a practice, chosen or not, and never weaker than the operator allows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    /// Minutes of the idle lock.
    pub idle_minutes: i64,
    /// The second step.
    pub second_step: SecondStepRules,
    /// The passwords.
    pub passwords: PasswordRules,
    /// The security question.
    pub question: QuestionPolicy,
    /// The networks.
    pub networks: NetworkRules,
}

impl Rules {
    /// What stands in the boxes of all forms, by input. One that is not ticked is empty; the one that asks for new passwords always is.
    #[must_use]
    pub fn inputs(&self) -> BTreeMap<String, String> {
        let (step, too) = (&self.second_step, if self.networks.administrators_too { TICKED } else { "" });
        [
            (DEMAND, step.demand.as_str().to_owned()),
            (GRACE_DAYS, step.grace_days.to_string()),
            (TRUST_DAYS, step.trust_days.to_string()),
            (PASSWORD_LENGTH, self.passwords.shortest.to_string()),
            (PASSWORD_DAYS, self.passwords.days.to_string()),
            (QUESTION, self.question.as_str().to_owned()),
            (NETWORKS, self.networks.list.replace(' ', "\n")),
            (ADMINISTRATORS_TOO, too.to_owned()),
            (IDLE_MINUTES, self.idle_minutes.to_string()),
        ]
        .map(|(input, value)| (input.to_owned(), value))
        .into()
    }

    /// Whether these ask less of somebody at the door than those before.
    #[must_use]
    pub fn are_weaker_than(&self, before: &Self) -> bool {
        let opened = !before.networks.list.is_empty()
            && (self.networks.list != before.networks.list
                || (before.networks.administrators_too && !self.networks.administrators_too));
        self.second_step.is_weaker_than(&before.second_step)
            || self.passwords.is_weaker_than(&before.passwords)
            || self.question < before.question
            || opened
    }
}

/// How far a practice may go: what the operator has capped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// The longest time of the idle lock, in minutes.
    pub longest_idle: i64,
    /// The weakest rules of the second step.
    pub weakest: SecondStepRules,
    /// The fewest characters of a new password.
    pub shortest_password: i64,
    /// The most days of a password; 0: any, and never.
    pub longest_days: i64,
    /// The weakest that may be chosen for the question.
    pub question: QuestionPolicy,
}

impl Limits {
    /// Days of a password that may be chosen.
    pub fn days(&self) -> impl Iterator<Item = i64> {
        let most = self.longest_days;
        PASSWORD_DAYS_CHOICES.into_iter().filter(move |days| most == 0 || (*days > 0 && *days <= most))
    }
}

#[cfg(test)]
mod tests {
    use super::{Due, NetworkRules, PasswordRules, Rules, SecondStepRules};
    use crate::security_policy::model::{Demand, QuestionPolicy};

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

    #[test]
    fn a_password_is_due_when_it_is_older_than_allowed_or_than_what_was_asked() {
        const DAY: i64 = 86_400_000;
        let rules = |days, since| PasswordRules { shortest: 8, days, since };
        assert_eq!(rules(0, 0).is_due(0, i64::MAX), None, "never by default");
        assert_eq!(rules(90, 0).is_due(5, 90 * DAY + 4), None);
        assert_eq!(rules(90, 0).is_due(5, 90 * DAY + 5), Some(Due::Old(90)));
        assert_eq!(rules(90, 0).is_due(5, 4), None, "nor after the clock was set back");
        assert_eq!(rules(0, 6).is_due(5, 7), Some(Due::Asked));
        assert_eq!(rules(0, 6).is_due(6, 7), None);
    }

    #[test]
    fn every_rule_that_asks_less_is_weaker() {
        let networks = |list: &str, administrators_too| NetworkRules { list: list.to_owned(), administrators_too };
        let before = Rules {
            passwords: PasswordRules { shortest: 12, days: 180, since: 0 },
            question: QuestionPolicy::Optional,
            networks: networks("203.0.113.0/24", true),
            ..Rules::default()
        };
        let with = |change: fn(&mut Rules)| {
            let mut rules = before.clone();
            change(&mut rules);
            rules
        };
        for weaker in [
            with(|r| r.passwords.shortest = 11),
            with(|r| r.passwords.days = 365),
            with(|r| r.passwords.days = 0),
            with(|r| r.question = QuestionPolicy::Off),
            with(|r| r.networks.list = String::new()),
            with(|r| r.networks.list = "203.0.113.0/24 198.51.100.0/24".to_owned()),
            with(|r| r.networks.administrators_too = false),
        ] {
            assert!(weaker.are_weaker_than(&before), "{weaker:?}");
        }
        for not in [
            before.clone(),
            with(|r| r.passwords = PasswordRules { shortest: 15, days: 90, since: 9 }),
            with(|r| r.question = QuestionPolicy::Required),
            with(|r| r.idle_minutes = 60),
        ] {
            assert!(!not.are_weaker_than(&before), "{not:?}");
        }
        assert!(
            !before.are_weaker_than(&Rules { networks: NetworkRules::default(), ..before.clone() }),
            "the first networks open nothing"
        );
    }
}
