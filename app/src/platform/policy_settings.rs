//! `[policy]`: what the operator asks of everybody, and how far practices and people may go.

use serde::Deserialize;

use super::settings::Day;
use crate::passwords::model::Rules;
pub use crate::security_policy::model::QuestionPolicy;
use crate::security_policy::model::{Demand, LONGEST_DAYS, LONGEST_SHORTEST};

/// `[policy]`: what people must have.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PolicySettings {
    /// Whether a reset by oneself also asks a security question, a gate behind the proof of the mail, never instead of it: where a practice has not
    /// chosen, and the least that one may. None: `required`, and a practice may choose less.
    pub security_question: Option<QuestionPolicy>,
    /// The fewest characters of a new password, where a practice has not chosen more: 8 to 64. Without a second step never fewer than 15.
    pub password_length: u32,
    /// Days after which a password must be changed, where a practice has not chosen fewer; 0: never, unless a practice has chosen.
    pub password_days: u32,
    /// Of whom a second step is asked after the password: where a practice has not chosen, and the least that one may. None: `optional`,
    /// and a practice may switch it off.
    pub second_step: Option<Demand>,
    /// Days that a person may do without where it is required: where a practice has not chosen, and the most that one may. None: 7, and
    /// up to 30.
    pub grace_days: Option<u32>,
    /// Days that a browser may be trusted: where a practice has not chosen, and the most that one may. None: 30; 0 forbids it.
    pub trust_days: Option<u32>,
    /// For how many hours emergency access lasts at the most: 1 to 24; 4.
    pub emergency_hours: u32,
    /// Emergency access opens whatever an administrator may. Off: it makes nobody administrator, leaves administrators' accounts alone and names nobody for
    /// emergencies.
    pub emergency_parity: bool,
    /// From this day on (UTC) people who log in with Practice ID and username are asked to log in with an e-mail address. None: they may, and are
    /// not asked.
    pub email_log_in_from: Option<Day>,
}

impl Default for PolicySettings {
    fn default() -> Self {
        Self {
            security_question: None,
            password_length: 8,
            password_days: 0,
            second_step: None,
            grace_days: None,
            trust_days: None,
            emergency_hours: 4,
            emergency_parity: false,
            email_log_in_from: None,
        }
    }
}

impl PolicySettings {
    /// How long a password must be that stands alone in a practice that has not chosen.
    #[must_use]
    pub fn password_rules(&self) -> Rules {
        Rules::alone().at_least(i64::from(self.password_length))
    }

    /// How the settings fit together.
    ///
    /// # Errors
    /// A sentence with the remedy.
    pub fn check(&self) -> Result<(), String> {
        let most = u32::try_from(LONGEST_DAYS).unwrap_or_default();
        for (key, days) in [("grace_days", self.grace_days), ("trust_days", self.trust_days)] {
            if days.is_some_and(|days| days > most) {
                return Err(format!("[policy] {key} must be 0 to {most}: longer, a password would stand alone for too long"));
            }
        }
        if !(8..=LONGEST_SHORTEST).contains(&i64::from(self.password_length)) {
            return Err(format!(
                "[policy] password_length = {} is not between 8 and {LONGEST_SHORTEST}; length is what makes a password strong, but it must be typed",
                self.password_length
            ));
        }
        if self.password_days != 0 && !(60..=365).contains(&self.password_days) {
            return Err(format!(
                "[policy] password_days = {} is neither 0 nor between 60 and 365; 0 is right unless a contract wants otherwise",
                self.password_days
            ));
        }
        if !(1..=24).contains(&self.emergency_hours) {
            return Err(format!(
                "[policy] emergency_hours = {} is not between 1 and 24; 4 is right for most",
                self.emergency_hours
            ));
        }
        Ok(())
    }
}
