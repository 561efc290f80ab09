//! Waits after failed log-ins: enough to make guessing hopeless, never enough for a stranger to shut a practice out.
//!
//! Three counts, all under a MAC of what was typed, so that unknown identifiers count exactly like known ones (ASVS 6.3.8):
//! - identifier plus network: a few free tries, then growing waits;
//! - identifier, from anywhere: a high limit (NIST SP 800-63B-4 3.2.2: at most 100), then only a reset or an administrator helps;
//! - different identifiers from one network within an hour: many, then the network waits.
//!
//! A lock is never a deactivation: it ends by itself, by a reset, or by an administrator.

#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;

use serde::{Deserialize, Serialize};

/// How long to wait before trying again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Wait {
    /// Seconds, at least 1.
    Seconds(u32),
    /// Only a reset or an administrator helps.
    UntilReset,
}
