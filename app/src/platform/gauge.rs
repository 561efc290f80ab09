//! A number that many may raise and somebody sets right now and then.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// About how many rows a table has: as last counted, and what this process has added since. For a ceiling, which need not be exact:
/// counting a million rows at each try would be a way to stop the machine.
#[derive(Clone, Debug, Default)]
pub struct Gauge(Arc<AtomicI64>);

impl Gauge {
    /// About how many.
    #[must_use]
    pub fn about(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }

    /// One more.
    pub fn add_one(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    /// Just counted.
    pub fn set(&self, counted: i64) {
        self.0.store(counted, Ordering::Relaxed);
    }
}
