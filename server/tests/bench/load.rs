//! wrk, and measurements in turns: A, B, B, A, …, so that whatever else the machine does hits both alike.

use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use app::web::next::encode;
use serde_json::Value;

use crate::stage::Clinic;
use crate::support::PASSWORD;

/// Runs of each kind in a ratio.
pub const ROUNDS: usize = 5;
/// How many log-ins are under way at once.
const LOG_INS: usize = 16;
/// How many pages.
const PAGES: usize = 8;

/// What a run of wrk came to.
#[derive(Clone, Copy, Debug)]
pub struct Load {
    /// Right answers.
    pub n: usize,
    /// Right answers a second.
    pub per_s: f64,
}

fn wrk(connections: usize, seconds: u32, url: &str, headers: &[String], arguments: &[String]) -> Value {
    let mut command = Command::new("wrk");
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/bench/wrk.lua");
    command.args(["-t1", &format!("-c{connections}"), &format!("-d{seconds}s"), "--timeout", "30s", "-s", script]);
    for header in headers {
        command.args(["-H", header]);
    }
    let said = command.arg(url).arg("--").args(arguments).output().expect("wrk: run scripts/setup bench");
    let text = String::from_utf8_lossy(&said.stdout);
    let line = text.lines().find(|line| line.starts_with('{')).unwrap_or_default();
    serde_json::from_str(line).unwrap_or_else(|_| panic!("wrk: {text}{}", String::from_utf8_lossy(&said.stderr)))
}

/// Log-ins for so many seconds, each by another person from another address; a single one that is not right stops the measurement.
pub fn log_ins(port: u16, clinic: &Clinic, seconds: u32) -> Load {
    log_ins_at("vestibule", port, &clinic.code, clinic.people, seconds)
}

/// The same at another program.
pub fn log_ins_at(kind: &str, port: u16, code: &str, people: usize, seconds: u32) -> Load {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let first = NEXT.fetch_add(100_000, Ordering::Relaxed);
    let arguments = [kind.to_owned(), code.to_owned(), encode(PASSWORD), people.to_string(), first.to_string()];
    let said = wrk(LOG_INS, seconds, &format!("http://127.0.0.1:{port}/"), &[], &arguments);
    assert!(said["other"] == 0 && said["errors"] == 0, "a log-in at {kind} was not right: {said}");
    load(&said, "ok")
}

/// A page again and again.
pub fn pages(port: u16, path: &str, seconds: u32, headers: &[String]) -> Load {
    let said = wrk(PAGES, seconds, &format!("http://127.0.0.1:{port}{path}"), headers, &[]);
    assert!(said["refused"] == 0 && said["errors"] == 0, "{path}: {said}");
    load(&said, "requests")
}

fn load(said: &Value, key: &str) -> Load {
    let n = said[key].as_u64().unwrap();
    #[expect(clippy::cast_precision_loss, reason = "a number of requests")]
    let per_s = n as f64 / said["seconds"].as_f64().unwrap();
    Load { n: usize::try_from(n).unwrap(), per_s }
}

/// Runs `sides` kinds of measurement in turns; what each came to.
pub fn in_turns<T>(sides: usize, mut run: impl FnMut(usize) -> T) -> Vec<Vec<T>> {
    let mut all: Vec<Vec<T>> = (0..sides).map(|_| Vec::new()).collect();
    for round in 0..ROUNDS {
        for place in 0..sides {
            let side = if round % 2 == 0 { place } else { sides - 1 - place };
            all[side].push(run(side));
        }
    }
    all
}

/// The one in the middle.
pub fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// The median rate of some runs, and how many right answers all of them had.
pub fn rate(runs: &[Load]) -> (f64, usize) {
    (median(runs.iter().map(|run| run.per_s)), runs.iter().map(|run| run.n).sum())
}
