//! One at a time per key, inside this process.

use std::sync::Arc;

use tokio::sync::{Mutex, OwnedMutexGuard};

const STRIPES: usize = 1024;

/// Lets attempts at one identifier pass one after the other: a burst of parallel guesses then cannot outrun its counter, while two
/// right log-ins at the same moment both succeed. Across several nodes the counter is checked once more after the hash.
#[derive(Clone)]
pub struct KeyedLock(Arc<[Arc<Mutex<()>>]>);

impl Default for KeyedLock {
    fn default() -> Self {
        Self((0..STRIPES).map(|_| Arc::default()).collect())
    }
}

impl KeyedLock {
    /// Waits for this key's turn. Keys are uniformly distributed bytes (a MAC); two keys share a turn 1 time in 1,024.
    pub async fn turn(&self, key: &[u8]) -> OwnedMutexGuard<()> {
        let stripe = key.iter().take(2).fold(0_usize, |n, b| (n << 8) | usize::from(*b)) % STRIPES;
        Arc::clone(&self.0[stripe]).lock_owned().await
    }
}
