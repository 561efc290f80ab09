//! What is seen of the server from outside: its memory, and how long pages take.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use tokio::task::JoinHandle;

use crate::process::Desk;

/// The memory of a process, as the kernel counts it.
pub struct Memory(u32);

impl Memory {
    pub fn of(process: u32) -> Self {
        let memory = Self(process);
        memory.forget();
        memory
    }

    /// The most that was resident since the last time, in MB.
    pub fn peak(&self) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.0)).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("Linux counts it");
        let kb: f64 = line.trim().trim_end_matches(" kB").parse().unwrap();
        self.forget();
        kb / 1000.0
    }

    /// From here on anew.
    pub fn forget(&self) {
        std::fs::write(format!("/proc/{}/clear_refs", self.0), "5").unwrap();
    }
}

/// How often a page is asked for.
const EACH: Duration = Duration::from_millis(100);
/// The start page, and the list of patients: both behind the session check, the second reads what is being written.
const PAGES: [&str; 2] = ["/home", "/patients"];

/// Somebody who asks for pages, whatever else the server does.
pub struct Views {
    times: Arc<Mutex<Vec<Duration>>>,
    asking: JoinHandle<()>,
}

impl Views {
    pub fn begin(desk: Desk) -> Self {
        let times: Arc<Mutex<Vec<Duration>>> = Arc::default();
        let all = Arc::clone(&times);
        let asking = tokio::spawn(async move {
            let mut clock = tokio::time::interval(EACH);
            for page in PAGES.iter().cycle() {
                clock.tick().await;
                let begun = Instant::now();
                let answer = desk.get(page).await;
                assert_eq!(answer.status, 200, "{page}: {}", answer.body);
                all.lock().unwrap().push(begun.elapsed());
            }
        });
        Self { times, asking }
    }

    /// What was asked for since the last time.
    pub fn take(&self) -> Vec<Duration> {
        assert!(!self.asking.is_finished(), "a page was refused");
        std::mem::take(&mut self.times.lock().unwrap())
    }

    pub fn end(self) {
        self.asking.abort();
    }
}

/// The time within which a part of them was answered, in milliseconds.
pub fn quantile(times: &[Duration], part: f64) -> f64 {
    let mut times = times.to_vec();
    times.sort_unstable();
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a place in a short list"
    )]
    let at = ((times.len() as f64 * part) as usize).min(times.len().saturating_sub(1));
    times.get(at).map_or(0.0, Duration::as_secs_f64) * 1e3
}
