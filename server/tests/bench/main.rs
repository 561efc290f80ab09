//! What the product costs, as ratios with their aims: log-ins a second, pages while log-ins flood, pages and files of what a bare handler does, growth,
//! size. `make bench` runs it in ten minutes; `make bench-full` with a million rows, the peers and Lighthouse. docs/PERFORMANCE.md says how it is measured.
//!
//! It starts the real program on a temporary database and drives it over loopback with wrk. What it is compared with is this program again
//! (`baseline.rs`), so that nothing of it is in the product.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a measurement stops at the first surprise")]

#[macro_use]
#[path = "../support/mod.rs"]
#[expect(dead_code, unused_macros, reason = "shared with the tests, which use the rest")]
mod support;
#[path = "../crash/process.rs"]
#[expect(dead_code, reason = "shared with the tests, which use the rest")]
mod process;
#[path = "../million/report.rs"]
#[expect(dead_code, reason = "shared with the other measurements, which use the rest")]
mod report;
#[path = "../million/watch.rs"]
#[expect(dead_code, reason = "shared with the other measurements, which use the rest")]
mod watch;

mod baseline;
mod flood;
mod footprint;
mod growth;
mod load;
mod log_ins;
mod pages;
mod peers;
mod stage;
mod steps;
mod table;

use std::path::Path;
use std::process::ExitCode;

use crate::process::Server;
use crate::report::{Aim, Report};
use crate::stage::Stage;
use crate::steps::Tap;
use crate::support::Engine;

/// What is measured, and with how much.
struct Plan {
    /// Entries of a long audit trail.
    entries: usize,
    /// Counters, and sessions.
    rows: usize,
    /// Peers and Lighthouse too.
    peers: bool,
    /// Sections; none: all.
    sections: Vec<String>,
}

impl Plan {
    fn has(&self, section: &str) -> bool {
        self.sections.is_empty() || self.sections.iter().any(|one| one == section)
    }
}

/// `--full`, `--table` (measure nothing, show what there is), and names of sections.
fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    if let [first, kind, place, argument] = arguments.as_slice()
        && first == "baseline"
    {
        runtime.block_on(baseline::serve(kind, Path::new(place), argument));
        return ExitCode::SUCCESS;
    }
    let has = |flag: &str| arguments.iter().any(|one| one == flag);
    let full = has("--full");
    let (entries, rows) = if full { (1_000_000, 1_000_000) } else { (10_000, 100_000) };
    let sections = arguments.iter().filter(|one| !one.starts_with("--")).cloned().collect();
    let plan = Plan { entries, rows, peers: full, sections };
    if !has("--table") {
        runtime.block_on(measure(&plan));
    }
    // Everything that this run has measured, also by other programs.
    if table::show() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

async fn measure(plan: &Plan) {
    let tap = Tap::begin();
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let mut report = Report::default();
        let stage = Stage::new(engine).await;
        println!("{}", stage.title());
        one_engine(&stage, plan, &tap, &mut report).await;
        if plan.peers && engine == Engine::Postgres && plan.has("peers") {
            peers::measure(&stage, &mut report).await;
        }
        stage.p.db.close().await;
        // After each engine: what was measured is not lost with what comes after.
        report.write();
    }
}

async fn one_engine(stage: &Stage, plan: &Plan, tap: &Tap, report: &mut Report) {
    let (name, title) = (stage.name, stage.title());
    if plan.has("size") {
        footprint::program(stage, report).await;
    }
    let server = Server::start(&stage.place).await;
    let idle = footprint::memory(&server);
    report.add_of(1, &format!("size-{name}-idle"), &format!("{title}: memory after the start"), idle, "MB", Aim::None);
    if stage.engine == Engine::Sqlite && plan.has("size") {
        footprint::login_page(&server, report).await;
    }
    if stage.engine == Engine::Sqlite && plan.has("files") {
        pages::files(stage, &server, report).await;
    }
    if plan.has("log-ins") || plan.has("flood") {
        let capacity = log_ins::measure(stage, &server, report).await;
        if plan.has("flood") {
            flood::measure(stage, &server, capacity, report).await;
        }
    }
    if plan.has("pages") {
        pages::signed_in(stage, &server, report).await;
    }
    if plan.has("growth") {
        growth::people(stage, &server, report).await;
        growth::trail(stage, &server, plan.entries, report).await;
        growth::counters_and_sessions(stage, &server, plan.rows, report).await;
    }
    let after = footprint::memory(&server);
    report.add_of(1, &format!("size-{name}-after"), &format!("{title}: memory after all of this"), after, "MB", Aim::None);
    server.stop();
    if plan.has("steps") {
        steps::measure(stage, tap, report).await;
    }
}
