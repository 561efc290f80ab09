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
    use std::cell::Cell;
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::time::Duration;

    use super::{Held, LEASE, kept, next};
    use crate::platform::Outcome;

    /// Ours for so many times; how often it was said.
    struct Ours<'a>(u32, &'a AtomicU32);

    impl Held for Ours<'_> {
        async fn hold(&mut self) -> Outcome<bool> {
            Ok(self.1.fetch_add(1, Ordering::Relaxed) < self.0)
        }
    }

    const EVERY: Duration = Duration::from_millis(1);

    /// Work that ends when it was said five times that it is ours.
    async fn work(said: &AtomicU32, ended: &Cell<bool>) -> Outcome<()> {
        while said.load(Ordering::Relaxed) < 5 {
            tokio::task::yield_now().await;
        }
        ended.set(true);
        Ok(())
    }

    #[tokio::test]
    async fn work_is_kept_to_its_end_however_long_it_takes_and_what_is_another_s_is_dropped() {
        let (said, ended) = (AtomicU32::new(0), Cell::new(false));
        assert_eq!(kept(EVERY, &mut Ours(100, &said), work(&said, &ended)).await.unwrap(), Some(()));
        assert!(ended.get() && said.load(Ordering::Relaxed) >= 5);
        let (said, ended) = (AtomicU32::new(0), Cell::new(false));
        assert_eq!(kept(EVERY, &mut Ours(2, &said), work(&said, &ended)).await.unwrap(), None);
        assert!(!ended.get(), "it was dropped where it stood");
    }

    #[test]
    fn a_lease_is_never_the_one_before() {
        assert_eq!(next(1000, 0), 1000 + LEASE);
        assert_eq!(next(1000, 1000 + LEASE), 1001 + LEASE);
        assert_eq!(next(1000, i64::MAX), 1000 + 2 * LEASE, "a clock that was set back");
    }
}
