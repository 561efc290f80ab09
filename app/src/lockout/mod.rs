//! Waits after failed log-ins: enough to make guessing hopeless, never enough for a stranger to shut a practice out.
//!
//! Three counts, all under a MAC of what was typed, so that unknown identifiers count exactly like known ones (ASVS 6.3.8):
//! - identifier plus network: a few free tries, then growing waits;
//! - identifier, from anywhere: a high limit (NIST SP 800-63B-4 3.2.2: at most 100), then only a reset or an administrator helps;
//! - different identifiers from one network within an hour: many, then the network waits.
//!
//! A lock is never a deactivation: it ends by itself, by a reset, or by an administrator.

#[cfg(feature = "ssr")]
mod purpose;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;
pub mod text;

use serde::{Deserialize, Serialize};

use crate::i18n::Locale;

/// How long to wait before trying again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Wait {
    /// Seconds, at least 1.
    Seconds(u32),
    /// Only a reset or an administrator helps.
    UntilReset,
}

impl Wait {
    /// How long to wait, in words, where a reset is no way out: on its own pages and on the account page. The log-in has its own.
    #[must_use]
    pub fn in_words(self, locale: Locale) -> String {
        match self {
            Self::UntilReset => text::ASK.of(locale).to_owned(),
            Self::Seconds(s) if s <= 60 => text::SECONDS.with(locale, &[("n", &s.to_string())]),
            Self::Seconds(s) => text::MINUTES.with(locale, &[("n", &s.div_ceil(60).to_string())]),
        }
    }

    /// For the audit trail: seconds, or that only a reset helps.
    #[cfg(feature = "ssr")]
    #[must_use]
    pub fn as_detail(self) -> serde_json::Value {
        match self {
            Self::UntilReset => "until-reset".into(),
            Self::Seconds(s) => s.into(),
        }
    }
}
