//! What the page of charts shows.

use serde::{Deserialize, Serialize};

use crate::doctor::FindingId;
use crate::outbox::model::{Channel, State};

/// The choices of how many days are shown.
pub const RANGES: [u16; 3] = [7, 30, 90];
/// The one that is shown first.
pub const USUAL: u16 = 30;
/// Its name in the URL.
pub const DAYS: &str = "days";

/// The range of a URL; the usual one for anything else.
#[must_use]
pub fn parse_days(text: &str) -> u16 {
    text.parse().ok().filter(|days| RANGES.contains(days)).unwrap_or(USUAL)
}

/// Upper ends of what times from a reset to a log-in are sorted into, in milliseconds; the last holds the rest.
pub const TIMES: [i64; 5] = [5 * 60_000, 15 * 60_000, 3_600_000, 4 * 3_600_000, 24 * 3_600_000];

/// A day's numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DayCounts {
    /// In short: `11/23`.
    pub label: String,
    /// Log-ins.
    pub log_ins: i64,
    /// Log-ins that were refused.
    pub refused: i64,
    /// Refusals after which somebody had to wait.
    pub waits: i64,
    /// Waits that an administrator or the operator lifted.
    pub unlocked: i64,
}

/// How often the doctor noticed something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Noticed {
    /// What.
    pub id: FindingId,
    /// At log-ins that were refused.
    pub refused: i64,
    /// At log-ins that succeeded: put right on the way.
    pub let_in: i64,
}

/// How long people took from a reset to being in again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WaysBack {
    /// How many up to each of [`TIMES`], and more.
    pub times: [i64; TIMES.len() + 1],
    /// Half of them took no longer, in milliseconds.
    pub median: Option<i64>,
    /// Nine of ten took no longer.
    pub slow: Option<i64>,
    /// Who has a new password and is not in yet.
    pub waiting: i64,
}

impl WaysBack {
    /// How many are in again.
    #[must_use]
    pub fn done(&self) -> i64 {
        self.times.iter().sum()
    }
}

/// How many active people have what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Adoption {
    /// All of them.
    pub people: i64,
    /// At least one passkey.
    pub passkey: i64,
    /// An authenticator app.
    pub authenticator: i64,
    /// A verification phone.
    pub phone: i64,
    /// A recovery code that can still be used.
    pub recovery_codes: i64,
    /// Neither passkey, app nor phone.
    pub nothing: i64,
    /// The first of those: id and name.
    pub without: Vec<(String, String)>,
}

/// What has become of the messages of a channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Messages {
    /// How they travel.
    pub channel: Channel,
    /// How many are in each state.
    pub states: Vec<(State, i64)>,
    /// Half of them left within so many milliseconds.
    pub median: Option<i64>,
}

impl Messages {
    /// How many are in a state.
    #[must_use]
    pub fn of(&self, state: State) -> i64 {
        self.states.iter().filter(|(one, _)| *one == state).map(|(_, n)| n).sum()
    }

    /// All of them.
    #[must_use]
    pub fn all(&self) -> i64 {
        self.states.iter().map(|(_, n)| n).sum()
    }
}

/// The page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Activity {
    /// How many days are shown, today included.
    pub range: u16,
    /// The oldest first.
    pub days: Vec<DayCounts>,
    /// Refused log-ins and codes by their true cause, the most frequent first.
    pub causes: Vec<(String, i64)>,
    /// What the doctor noticed, the most frequent first.
    pub noticed: Vec<Noticed>,
    /// Resets.
    pub ways_back: WaysBack,
    /// Second steps.
    pub adoption: Adoption,
    /// By channel, as far as there are any.
    pub messages: Vec<Messages>,
}

impl Activity {
    /// The sum of a number over all days.
    #[must_use]
    pub fn sum(&self, of: impl Fn(&DayCounts) -> i64) -> i64 {
        self.days.iter().map(of).sum()
    }
}

/// The last seven days in two numbers: the tile's state line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Week {
    /// Log-ins.
    pub log_ins: i64,
    /// Log-ins that were refused.
    pub refused: i64,
}

#[cfg(test)]
mod tests {
    use super::{USUAL, parse_days};

    #[test]
    fn a_range_is_one_of_three_whatever_the_url_says() {
        for (text, days) in [("7", 7), ("30", 30), ("90", 90), ("", USUAL), ("365", USUAL), ("-7", USUAL), ("7.5", USUAL)] {
            assert_eq!(parse_days(text), days, "{text}");
        }
    }
}
