//! A quarter of an hour of bad weather for the real program: slow clients, a database that dies, a full disk, a clock that jumps, `kill -9` every few seconds, and
//! two nodes behind nginx that are restarted under load. `make soak` runs it; `SOAK=kills,nodes` runs some parts alone.
//!
//! Never part of `make test`. In the build of the other tests, without optimisation: overflow checks and debug assertions are on, and whoever has run `make unit`
//! has it already. What is measured are ratios to the same build when it is left alone, counts, and recovery times, which a release only makes shorter.
//!
//! Judged from outside, as in `crash/`: by what clients were answered, what `verify-audit` says, and what the database holds. Ends in a table and in
//! `target/soak/report.json`.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a measurement stops at the first surprise")]

#[macro_use]
#[path = "../support/mod.rs"]
#[expect(dead_code, unused_macros, reason = "shared with the tests, which use the rest")]
mod support;
#[path = "../crash/process.rs"]
#[expect(dead_code, reason = "shared with the tests, which use the rest")]
mod process;

mod client;
mod clock;
mod cluster;
mod database;
mod disk;
mod judge;
mod kills;
mod nodes;
mod proxy;
mod report;
mod slow;

use std::panic::AssertUnwindSafe;
use std::time::Instant;

use futures::FutureExt as _;

use crate::report::{Aim, Report};
use crate::support::Engine;

/// In the order in which they run.
const PARTS: [&str; 6] = ["slow", "postgres", "disk", "clock", "kills", "nodes"];

async fn part(name: &'static str) -> Report {
    let mut report = Report::default();
    match name {
        "slow" => Box::pin(slow::measure(&mut report)).await,
        "postgres" => Box::pin(database::measure(&mut report)).await,
        "disk" => Box::pin(disk::measure(&mut report)).await,
        "nodes" => Box::pin(nodes::measure(&mut report)).await,
        "clock" => {
            for engine in [Engine::Sqlite, Engine::Postgres] {
                Box::pin(clock::measure(&mut report, engine)).await;
            }
        }
        _ => {
            for engine in [Engine::Sqlite, Engine::Postgres] {
                Box::pin(kills::measure(&mut report, engine)).await;
            }
        }
    }
    report
}

fn wanted(name: &str) -> bool {
    #[expect(clippy::disallowed_methods, reason = "whoever measures says what")]
    std::env::var("SOAK").map_or(true, |parts| parts.split(',').any(|part| part == name))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "takes a quarter of an hour: make soak"]
async fn the_weather_is_bad_and_nothing_is_lost() {
    let mut report = Report::default();
    for name in PARTS.into_iter().filter(|name| wanted(name)) {
        println!("== {name}");
        let begun = Instant::now();
        // A part that stops at a surprise does not keep the others from their turn.
        match AssertUnwindSafe(Box::pin(part(name))).catch_unwind().await {
            Ok(rows) => report.take(rows),
            Err(_) => {
                report.count(&format!("{name}-stopped"), &format!("{name}: stopped by what is said above"), 1, Aim::AtMost(0.0));
            }
        }
        println!("   {:.0} s", begun.elapsed().as_secs_f64());
    }
    report.write();
    assert!(report.is_fine(), "an aim was missed: see above");
}
