//! Log-ins a second: of a handler that only compares the password, and of bare argon2; and what a log-in costs beside the hash.

use std::time::Instant;

use argon2::{Algorithm, Argon2, Block, Params, Version};

use crate::load::{self, Load, in_turns, rate};
use crate::process::Server;
use crate::report::{Aim, Report};
use crate::stage::{Baseline, Stage, settle};

/// How long a run is, in seconds: some hundred log-ins.
const SECONDS: u32 = 4;
/// What log-ins must at least be of the same handler that only compares the password.
const RATIO: f64 = 0.95;
/// What everything but the hash may take of a processor, in milliseconds for a log-in.
const BUDGET: f64 = 0.9;
/// Hashes of each thread in a run of bare argon2.
const HASHES: u32 = 60;

/// The processor time of a process, in seconds: of the threads that hash, and of all others.
struct Cpu {
    hashing: f64,
    rest: f64,
}

impl Cpu {
    #[expect(clippy::cast_precision_loss, reason = "ticks and nanoseconds of some minutes")]
    fn of(process: u32) -> Self {
        // Also of threads that have ended; a tick is 10 ms.
        let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
        let ticks: u64 = fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap();
        let mut hashing = 0;
        for task in std::fs::read_dir(format!("/proc/{process}/task")).unwrap().flatten() {
            let read = |file: &str| std::fs::read_to_string(task.path().join(file)).unwrap_or_default();
            if read("comm").starts_with("hash-") {
                hashing += read("schedstat").split(' ').next().unwrap().parse::<u64>().unwrap();
            }
        }
        let hashing = hashing as f64 / 1e9;
        Self { hashing, rest: ticks as f64 / 100.0 - hashing }
    }
}

/// Measures; returns how many log-ins a second the product does.
pub async fn measure(stage: &Stage, server: &Server, report: &mut Report) -> f64 {
    let verify = Baseline::start(&stage.place.dir, "verify", &stage.phc);
    // The first ones make statements and memory ready.
    for port in [server.port, verify.port] {
        load::log_ins(port, stage.middle(), 1);
        settle();
    }
    let (sessions, before) = (stage.count("session").await, Cpu::of(server.id()));
    let runs = in_turns(3, |side| {
        let load = match side {
            0 => load::log_ins(server.port, stage.middle(), SECONDS),
            1 => load::log_ins(verify.port, stage.middle(), SECONDS),
            _ => bare(),
        };
        settle();
        load
    });
    let (made, after) = (stage.count("session").await - sessions, Cpu::of(server.id()));
    let [(ours, n), (only, _), (argon2, hashes)] = [rate(&runs[0]), rate(&runs[1]), rate(&runs[2])];
    // Every log-in that was counted has a session; those that were under way when a run ended have one, too.
    assert!(usize::try_from(made).unwrap() >= n, "{made} sessions for {n} log-ins");

    let (name, title) = (stage.name, stage.title());
    let mut add = |id: &str, n: usize, what: &str, value: f64, unit: &str, aim: Aim| {
        report.add_of(n, &format!("log-in-{name}-{id}"), &format!("{title}: {what}"), value, unit, aim);
    };
    add("ratio", n, "log-ins, of the same pool and handler of axum doing only the verify", ours / only, "x", Aim::AtLeast(RATIO));
    add("ratio-bare", n, "log-ins, of bare argon2 on all cores", ours / argon2, "x", Aim::None);
    add("per-s", n, "log-ins a second", ours, "/s", Aim::None);
    add("per-s-verify", n, "the handler that does only the verify", only, "/s", Aim::None);
    add("per-s-argon2", hashes, "bare argon2 on all cores", argon2, "/s", Aim::None);
    #[expect(clippy::cast_precision_loss, reason = "a number of log-ins")]
    let each = |cpu: f64| cpu * 1e3 / made as f64;
    let rest = each(after.rest - before.rest);
    let beside = if name == "sqlite" { "" } else { ", without PostgreSQL's own" };
    let count = usize::try_from(made).unwrap();
    add("cpu-rest", count, &format!("processor time of a log-in beside the hash{beside}"), rest, "ms", Aim::AtMost(BUDGET));
    add("cpu-hash", count, "processor time of the hash", each(after.hashing - before.hashing), "ms", Aim::None);
    ours
}

/// Hashes with the product's parameters and nothing around them, on every core, in memory that is used again.
fn bare() -> Load {
    let cores = u32::try_from(std::thread::available_parallelism().unwrap().get()).unwrap();
    let begun = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                let params = Params::new(19 * 1024, 2, 1, None).unwrap();
                let mut memory = vec![Block::new(); params.block_count()];
                let argon2 = Argon2::new_with_secret(&[7; 32], Algorithm::Argon2id, Version::V0x13, params).unwrap();
                let mut output = [0; 32];
                for n in 0..HASHES {
                    argon2.hash_password_into_with_memory(&n.to_le_bytes(), &[7; 16], &mut output, &mut memory).unwrap();
                }
            });
        }
    });
    let n = HASHES * cores;
    Load { n: n as usize, per_s: f64::from(n) / begun.elapsed().as_secs_f64() }
}
