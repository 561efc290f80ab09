//! A mail that a page waits for: what to look for, and when it can be sent again.

use serde::{Deserialize, Serialize};

/// What is told of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingMail {
    /// The address, as typed.
    pub to: String,
    /// Who it is from; empty when that is not known.
    pub from: String,
    /// Its subject.
    pub subject: String,
    /// When it was asked for, in words.
    pub sent: String,
    /// Seconds until it can be sent again; 0: now.
    pub wait: u32,
    /// The mail server refused it.
    pub failed: bool,
}
