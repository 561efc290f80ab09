//! The disk is full, under load, again and again. SQLite alone: with PostgreSQL the disk is PostgreSQL's, which stops when it can write no log, and is then
//! killed and restarted for us (`database.rs`).

use std::process::Command;
use std::time::{Duration, Instant};

use crate::client::{Load, Way, place};
use crate::cluster::free_port;
use crate::judge::{cast, judged, panics, people, recovery, started, trail};
use crate::process::Place;
use crate::report::{Aim, Report};
use crate::support::Engine;

const TIMES: usize = 4;
/// How long there is no room, and how long there is.
const FULL: Duration = Duration::from_secs(6);
const ROOM: Duration = Duration::from_secs(5);
const LONGEST: f64 = 5.0;
const NAME: &str = "disk full";
const ID: &str = "disk";

/// No file of the process may grow beyond so many bytes: for a process that is a disk without room.
fn limit_files(process: u32, bytes: &str) {
    let limit = format!("--fsize={bytes}:unlimited");
    assert!(Command::new("prlimit").args([&limit, "--pid", &process.to_string()]).status().unwrap().success());
}

pub async fn measure(report: &mut Report) {
    let at = Place::new(Engine::Sqlite, "").await;
    let practice = people(&at).await;
    let port = free_port();
    let server = started(&at, port).await;
    let way = Way::to(port);
    let load = Load::begin(&way, &cast(&way, practice).await);
    let (mut times, mut pages, mut answered) = (Vec::new(), 0, 0);
    for _ in 0..TIMES {
        tokio::time::sleep(ROOM).await;
        // Not even what is written already could be written again, and the log is on the same disk.
        limit_files(server.id(), "4096");
        let begun = Instant::now();
        while begun.elapsed() < FULL {
            // What changes nothing goes on.
            let page = way.get(place(), "/help", "").await;
            (pages, answered) = (pages + 1, answered + usize::from(page.is_some_and(|page| page.status == 200)));
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        limit_files(server.id(), "unlimited");
        times.push(load.acknowledged_after(Instant::now()).await);
    }
    report.count(
        &format!("{ID}-pages"),
        &format!("{NAME}: pages not shown meanwhile, of {pages}"),
        pages - answered,
        Aim::AtMost(0.0),
    );
    recovery(report, ID, &format!("{NAME}: from room until a log-in is acknowledged"), times, LONGEST);
    judged(report, ID, NAME, &at, load).await;
    report.count(&format!("{ID}-panics"), &format!("{NAME}: panics in the log"), panics(&server.log), Aim::AtMost(0.0));
    trail(report, ID, NAME, &at, server);
}
