//! Work that one node at a time has for itself: for a minute, and for as long as it says so again. A node that dies says nothing, and another one takes over.

use std::pin::pin;
use std::time::Duration;

use super::clock::SECOND;
use super::{Millis, Outcome};

/// How long a node has something for itself without saying so again.
pub const LEASE: Millis = 60 * SECOND;

/// Until when the next lease holds, after the one before. Never the same moment twice: it is what tells our lease from another's.
#[must_use]
pub fn next(now: Millis, before: Millis) -> Millis {
    (now + LEASE).max(before.saturating_add(1).min(now + 2 * LEASE))
}

/// What a node has in its hands.
pub trait Held: Send {
    /// Says that we still have it. False: somebody has taken it out of our hands.
    ///
    /// # Errors
    /// A database fault.
    fn hold(&mut self) -> impl Future<Output = Outcome<bool>> + Send;
}

/// Does work, and says all the while that it is in our hands, so often; `every` is much shorter than [`LEASE`]. None: it was taken out of them, and
/// the work was dropped where it stood.
///
/// # Errors
/// What the work or holding it returns.
pub async fn kept<T>(every: Duration, held: &mut impl Held, work: impl Future<Output = Outcome<T>>) -> Outcome<Option<T>> {
    let mut work = pin!(work);
    loop {
        tokio::select! {
            done = &mut work => return done.map(Some),
            () = tokio::time::sleep(every) => if !held.hold().await? {
                return Ok(None);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Held, LEASE, kept, next};
    use crate::platform::Outcome;

    /// Ours for so many times.
    struct Ours(u32);

    impl Held for Ours {
        async fn hold(&mut self) -> Outcome<bool> {
            self.0 = self.0.saturating_sub(1);
            Ok(self.0 > 0)
        }
    }

    const EVERY: Duration = Duration::from_secs(20);

    async fn work() -> Outcome<&'static str> {
        tokio::time::sleep(Duration::from_mins(10)).await;
        Ok("done")
    }

    #[tokio::test(start_paused = true)]
    async fn work_that_takes_longer_than_a_lease_is_kept_to_its_end() {
        let mut ours = Ours(100);
        assert_eq!(kept(EVERY, &mut ours, work()).await.unwrap(), Some("done"));
        assert!((69..73).contains(&ours.0), "it was said every twenty seconds: {}", ours.0);
    }

    #[tokio::test(start_paused = true)]
    async fn work_that_is_another_s_is_dropped() {
        assert_eq!(kept(EVERY, &mut Ours(3), work()).await.unwrap(), None);
    }

    #[test]
    fn a_lease_is_never_the_one_before() {
        assert_eq!(next(1000, 0), 1000 + LEASE);
        assert_eq!(next(1000, 1000 + LEASE), 1001 + LEASE);
        assert_eq!(next(1000, i64::MAX), 1000 + 2 * LEASE, "a clock that was set back");
    }
}
