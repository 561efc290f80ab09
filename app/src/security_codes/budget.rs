//! How many codes a person, and a number, may be sent within a time. A code that was typed right gives its sends back: whoever logs in often
//! at a shared computer is not held up, and what nobody answers counts.

use uuid::Uuid;

use super::store;
use crate::platform::clock::{HOUR, MINUTE};
use crate::platform::{Millis, Outcome, Platform, Tx};

/// At most so many sends within a time, for one person and for one number; the longest time last.
pub const BUDGETS: [(usize, Millis); 2] = [(3, 15 * MINUTE), (10, DAY)];
/// The longest time that counts.
pub(super) const DAY: Millis = 24 * HOUR;

/// When codes were sent to a person or to a number; the row is ours until the transaction ends.
pub(super) struct Budget {
    counter: [u8; 32],
    sent_at: Vec<Millis>,
}

impl Budget {
    /// Takes it: nobody else counts a send meanwhile.
    pub(super) async fn take(platform: &Platform, tx: &mut Tx, what: &[u8], of: &[u8], now: Millis) -> Outcome<Self> {
        let counter = platform.secrets.counters().mac(&[b"security codes", what, of]);
        let stored = store::take_budget(tx, &counter, now).await?;
        let times = stored.split(',').filter_map(|t| t.parse().ok());
        // A day is the longest time that counts. Those of the future are from before the clock was set back: nobody waits for them.
        let sent_at = times.filter(|t: &Millis| *t > now - DAY && *t <= now + MINUTE).collect();
        Ok(Self { counter, sent_at })
    }

    /// Forgets every send.
    pub(super) async fn clear(platform: &Platform, tx: &mut Tx, what: &[u8], of: &[u8]) -> Outcome<()> {
        let counter = platform.secrets.counters().mac(&[b"security codes", what, of]);
        store::set_budget(tx, &counter, "").await.map(drop)
    }

    /// Milliseconds until one more is allowed.
    pub(super) fn wait(&self, now: Millis) -> Millis {
        let wait = |(most, within): (usize, Millis)| {
            let mut recent: Vec<Millis> = self.sent_at.iter().copied().filter(|t| *t > now - within).collect();
            recent.sort_unstable();
            // When the oldest of the newest `most` is out of the time, there is room again.
            recent.len().checked_sub(most).and_then(|at| recent.get(at)).map_or(0, |oldest| (oldest + within - now).max(0))
        };
        BUDGETS.into_iter().map(wait).max().unwrap_or(0)
    }

    /// Gives back the sends of a code that was right: so many since it was made.
    pub(super) async fn give_back(&self, tx: &mut Tx, made_at: Millis, sends: i64) -> Outcome<()> {
        let mut left = sends;
        let of_others = |t: &&Millis| {
            let own = **t >= made_at && left > 0;
            left -= i64::from(own);
            !own
        };
        let times: Vec<String> = self.sent_at.iter().filter(of_others).map(ToString::to_string).collect();
        store::set_budget(tx, &self.counter, &times.join(",")).await.map(drop)
    }

    /// Counts one more.
    pub(super) async fn spend(&self, tx: &mut Tx, now: Millis) -> Outcome<()> {
        let times: Vec<String> = self.sent_at.iter().chain([&now]).map(ToString::to_string).collect();
        store::set_budget(tx, &self.counter, &times.join(",")).await.map(drop)
    }
}

/// Ends a person's waits for another code, and their number's: by an administrator or a reset. Whoever asked for codes with a password that has changed
/// since must not keep the person from theirs.
///
/// # Errors
/// A database fault.
pub async fn forgive_sends(platform: &Platform, tx: &mut Tx, user: Uuid, number: Option<&str>) -> Outcome<()> {
    Budget::clear(platform, tx, b"person", user.as_bytes()).await?;
    match number {
        Some(number) => Budget::clear(platform, tx, b"number", number.as_bytes()).await,
        None => Ok(()),
    }
}
