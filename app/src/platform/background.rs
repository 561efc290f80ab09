//! Work that takes the processor for long, in threads that whatever answers a request goes before.

use std::thread;

use tokio::sync::oneshot;

use super::fault::{Fault, Outcome};

/// The lowest of the priorities that share the processor: about a seventieth of a thread that answers requests, when both want it.
#[cfg(target_os = "linux")]
const LOWEST: i32 = 19;

/// Lets every other thread go before this one, from now on. Where that is not to be had, the work is done all the same.
pub fn last_in_line() {
    #[cfg(target_os = "linux")]
    if let Err(e) = rustix::process::setpriority_process(Some(rustix::thread::gettid()), LOWEST) {
        tracing::debug!("a thread keeps its priority: {e}");
    }
}

/// Begins work in a thread of its own, at once; what is returned waits for its end. Nobody waits for it when the program stops.
///
/// # Errors
/// [`Fault::Io`] when there is no thread to be had, [`Fault::Internal`] when the work panicked.
pub fn begin<T: Send + 'static>(
    name: &'static str,
    work: impl FnOnce() -> T + Send + 'static,
) -> impl Future<Output = Outcome<T>> + Send {
    let (send, receive) = oneshot::channel();
    let begun = thread::Builder::new().name(name.to_owned()).spawn(move || {
        last_in_line();
        // Nobody may listen any more.
        drop(send.send(work()));
    });
    async move {
        begun.map_err(Fault::io("starting a thread"))?;
        receive.await.map_err(|_| Fault::internal(format!("the thread {name} ended without an answer")))
    }
}

#[cfg(test)]
mod tests {
    use super::begin;

    #[tokio::test]
    async fn work_is_done_behind_others_and_a_panic_is_a_fault() {
        assert!(begin("panics", || assert!(std::hint::black_box(false), "on purpose")).await.is_err());
        let nice = begin("counts", || {
            let stat = std::fs::read_to_string("/proc/thread-self/stat").unwrap_or_default();
            stat.rsplit(')').next().and_then(|rest| rest.split_whitespace().nth(16)?.parse::<i32>().ok())
        });
        assert_eq!(nice.await.unwrap(), Some(19));
    }
}
