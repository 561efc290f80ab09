//! Work that takes longer than a request: patients who come in, exports that are made. On each node one of each, one piece after the other.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use app::patient_import::worker as imports;
use app::platform::{Outcome, Platform};
use app::practice_export::work as exports;
use tokio::sync::Notify;
use tokio::task::JoinHandle;

use crate::start::{AFTER_FAULT, ROUND};

/// Who brings patients in, and who makes exports.
pub fn start(platform: &Platform) -> [JoinHandle<()>; 2] {
    let (brought, taken) = (platform.clone(), platform.clone());
    [
        tokio::spawn(async move {
            work("bringing patients in", Arc::clone(&brought.imports), || imports::work(&brought)).await;
        }),
        tokio::spawn(async move {
            work("making an export", Arc::clone(&taken.exports), || exports::work(&taken)).await;
        }),
    ]
}

/// Does one piece of work after the other, and rests when none waits until a bell rings. What is in hand when we stop is done again by whoever comes next.
async fn work<F: Future<Output = Outcome<bool>>>(what: &str, bell: Arc<Notify>, step: impl Fn() -> F) {
    loop {
        let pause = match step().await {
            Ok(true) => Duration::ZERO,
            Ok(false) => ROUND,
            Err(e) => {
                tracing::warn!("{what}: {e}");
                AFTER_FAULT
            }
        };
        tokio::select! { () = bell.notified() => (), () = tokio::time::sleep(pause) => () }
    }
}
