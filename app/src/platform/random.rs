//! Randomness, from outside: the operating system's in the product, seeded in tests.

use std::sync::{Arc, Mutex, PoisonError};

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use uuid::Uuid;

use super::clock::Millis;

/// Where randomness comes from. Every token and salt goes through here (ASVS 6.5.3, 11.5.1: a CSPRNG).
#[derive(Clone)]
pub enum Random {
    /// The thread's CSPRNG, seeded by the operating system.
    System,
    /// A seeded generator: the same numbers in every run.
    Seeded(Arc<Mutex<StdRng>>),
}

impl Random {
    /// Numbers that repeat from run to run, for tests.
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        Self::Seeded(Arc::new(Mutex::new(StdRng::seed_from_u64(seed))))
    }

    /// Fills `bytes`.
    pub fn fill(&self, bytes: &mut [u8]) {
        match self {
            #[expect(clippy::disallowed_methods, reason = "the one place that asks for randomness")]
            Self::System => rand::rng().fill_bytes(bytes),
            Self::Seeded(rng) => rng.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(bytes),
        }
    }

    /// `N` random bytes.
    #[must_use]
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.fill(&mut bytes);
        bytes
    }

    /// A version 7 UUID (RFC 9562): ordered by time. An identifier, never a secret (ASVS 11.5.1).
    #[must_use]
    pub fn id(&self, now: Millis) -> Uuid {
        let millis = u64::try_from(now).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &self.bytes()).into_uuid()
    }
}
