//! What the operator may set and services read. The file around it is `server/src/config.rs`; every field's default is the product's
//! recommendation, and its comment is what `docs/OPERATIONS.md` says of it.

use jiff::civil::Date;
use serde::{Deserialize, Deserializer};
use sha2::{Digest as _, Sha256};

use super::clock::{HOUR, MINUTE, Millis, SECOND};
use super::export_settings::ExportSettings;
pub use super::mail_settings::{MailSettings, MailTls, MailTransport};
use super::message_settings::MessageSettings;
pub use super::policy_settings::{PolicySettings, QuestionPolicy};
use super::tokens::hex;

/// A length of time in the config: `10s`, `15m`, `12h`, `30d`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span(pub Millis);

impl Span {
    /// Parses `15m`.
    ///
    /// # Errors
    /// A sentence that says how to write one.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let unit_at = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let unit = match &text[unit_at..] {
            "ms" => 1,
            "s" => SECOND,
            "m" => MINUTE,
            "h" => HOUR,
            "d" => 24 * HOUR,
            _ => return Err(Self::help(text)),
        };
        let number: Millis = text[..unit_at].parse().map_err(|_| Self::help(text))?;
        number.checked_mul(unit).map(Self).ok_or_else(|| Self::help(text))
    }

    fn help(text: &str) -> String {
        format!("`{text}` is not a length of time; write a number and a unit, such as \"10s\", \"15m\", \"12h\" or \"30d\"")
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

/// A day in the config: `"2027-03-01"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub Date);

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let wrong = |_| {
            serde::de::Error::custom(format!("`{text}` is not a day; write year, month and day in quotes, such as \"2027-03-01\""))
        };
        text.trim().parse().map(Self).map_err(wrong)
    }
}

/// What services read of the config.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Builds every link and the origin check; without a slash at its end. Never the Host header.
    pub base_url: String,
    /// Sessions.
    pub session: SessionSettings,
    /// Failed log-ins.
    pub lockout: LockoutSettings,
    /// Password hashing.
    pub passwords: PasswordSettings,
    /// What people must have.
    pub policy: PolicySettings,
    /// Security codes.
    pub codes: CodeSettings,
    /// Texts and calls.
    pub messages: MessageSettings,
    /// What everybody must agree to; none: nothing.
    pub agreement: Option<Agreement>,
    /// Who messages are from, to be looked for.
    pub mail_from: String,
    /// For how many years entries of the audit trail are kept; 0: for ever.
    pub audit_years: u32,
    /// Where exports by schedule go.
    pub exports: ExportSettings,
    /// How practices come.
    pub practices: PracticeSettings,
    /// No message leaves: nothing may be promised that needs one.
    pub no_mail: bool,
    /// No text and no call leaves.
    pub no_phone: bool,
    /// No call leaves.
    pub no_calls: bool,
}

/// The user agreement, with its texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// Its name: who agreed to this one is not asked again.
    pub version: String,
    /// English.
    pub en: String,
    /// Spanish, where there is one.
    pub es: Option<String>,
}

impl Agreement {
    /// SHA-256 of its texts, in hexadecimal.
    #[must_use]
    pub fn hash(&self) -> String {
        let texts = [self.en.as_bytes(), &[0], self.es.as_deref().unwrap_or_default().as_bytes()].concat();
        hex(&Sha256::digest(texts))
    }
}

/// `[codes]`: security codes by text and by call.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CodeSettings {
    /// How long one is valid: 10, at most 15 (NIST SP 800-63B-4 3.1.3.2 and ASVS 6.5.5 ask for at most 10).
    pub minutes: u32,
}

impl Default for CodeSettings {
    fn default() -> Self {
        Self { minutes: 10 }
    }
}

impl CodeSettings {
    /// How long a code is valid.
    #[must_use]
    pub fn valid(&self) -> Millis {
        i64::from(self.minutes.clamp(1, 15)) * MINUTE
    }

    /// How the settings fit together.
    ///
    /// # Errors
    /// A sentence with the remedy.
    pub fn check(&self) -> Result<(), String> {
        if (5..=15).contains(&self.minutes) {
            return Ok(());
        }
        Err(format!(
            "[codes] minutes = {} is not between 5 and 15. Some carriers take ten minutes; 10 is right for most",
            self.minutes
        ))
    }
}

/// `[practices]`
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PracticeSettings {
    /// Whether a practice may set itself up on the web, with an e-mail address and a link. Else only `vestibule create-practice` does.
    pub sign_up: bool,
    /// How many practices a day may.
    pub sign_ups_a_day: u32,
}

impl Default for PracticeSettings {
    fn default() -> Self {
        Self { sign_up: false, sign_ups_a_day: 20 }
    }
}

/// `[session]`
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SessionSettings {
    /// Away for this long, a person proves again who they are (45 CFR 164.312(a)(2)(iii), 170.315(d)(5)): where a practice has not
    /// chosen, and the longest that one may choose. None: 15 minutes, and up to 60.
    pub idle_lock: Option<Span>,
    /// However busy, a session ends after this long (NIST SP 800-63B-4 2.2.3 recommends at most 24 hours).
    pub absolute: Span,
}

impl Default for SessionSettings {
    fn default() -> Self {
        Self { idle_lock: None, absolute: Span(12 * HOUR) }
    }
}

impl SessionSettings {
    /// After how long an unused session locks where a practice has not chosen.
    #[must_use]
    pub fn idle(&self) -> Millis {
        self.idle_lock.map_or(15 * MINUTE, |span| span.0)
    }

    /// The longest that a practice may choose.
    #[must_use]
    pub fn longest_idle(&self) -> Millis {
        self.idle_lock.map_or(60 * MINUTE, |span| span.0)
    }
}

/// `[lockout]`: waits after failed log-ins. ASVS 6.1.1, NIST SP 800-63B-4 3.2.2.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LockoutSettings {
    /// Tries per identifier and network before the first wait: it begins with the last of them.
    pub free_tries: u32,
    /// Waits after each further failure; the last one repeats.
    pub waits: Vec<Span>,
    /// Failures per identifier, from anywhere, after which only a reset or an administrator helps (NIST: at most 100).
    pub identifier_limit: u32,
    /// Failures per identifier from one browser that its owner has logged in from: counted apart from all others.
    pub known_browser_limit: u32,
    /// Different failing identifiers an hour from one network, after which the network waits.
    pub network_identifiers: u32,
    /// Counters, about, after which new identifiers share the wait of their network.
    pub counters_limit: u32,
    /// A counter ends this long after its last failure.
    pub forget_after: Span,
}

impl Default for LockoutSettings {
    fn default() -> Self {
        Self {
            free_tries: 5,
            waits: vec![Span(30 * SECOND), Span(MINUTE), Span(2 * MINUTE), Span(5 * MINUTE), Span(15 * MINUTE)],
            identifier_limit: 100,
            known_browser_limit: 20,
            network_identifiers: 50,
            counters_limit: 1_000_000,
            forget_after: Span(24 * HOUR),
        }
    }
}

/// `[passwords]`: argon2id. ASVS Appendix C, OWASP: at least 19 MiB with two passes.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PasswordSettings {
    /// Memory in KiB; at least 19456.
    pub memory_kib: u32,
    /// Passes; at least 2.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
    /// Hashes at the same time; 0 means one per processor.
    pub workers: usize,
    /// Hashes that may wait. The surplus is asked to come back (503).
    pub queue: usize,
    /// Where a new password is looked up among those known from thefts, by five characters of its hash. None: nowhere.
    pub breach_ranges: Option<String>,
}

impl Default for PasswordSettings {
    fn default() -> Self {
        Self { memory_kib: 19 * 1024, passes: 2, lanes: 1, workers: 0, queue: 256, breach_ranges: None }
    }
}

#[cfg(test)]
mod tests {
    use super::Span;

    #[test]
    fn a_length_of_time_needs_its_unit() {
        assert_eq!(Span::parse("15m"), Ok(Span(900_000)));
        assert_eq!(Span::parse(" 10s"), Ok(Span(10_000)));
        for wrong in ["15", "m", "", "-3m", "15 m", "99999999999999999d", "1.5h"] {
            assert!(Span::parse(wrong).is_err(), "{wrong}");
        }
    }
}
