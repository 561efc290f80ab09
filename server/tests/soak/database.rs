//! PostgreSQL dies under load and comes back, at once or after a while.

use std::time::{Duration, Instant};

use crate::client::{Load, Way, place};
use crate::cluster::{Cluster, free_port};
use crate::judge::{cast, judged, panics, people, recovery, started, trail};
use crate::process::{Place, Server};
use crate::report::{Aim, Report};

/// How long it stays dead each time: shorter and longer than a request waits for a connection (10 seconds).
const AWAY: [Duration; 4] = [Duration::ZERO, Duration::from_secs(2), Duration::from_secs(15), Duration::from_secs(5)];
/// From the moment that PostgreSQL takes connections again until somebody logs in.
const LONGEST: f64 = 5.0;
/// Within which it is to be said that it is away.
const SAID: Duration = Duration::from_secs(15);
/// Between two deaths.
const BETWEEN: Duration = Duration::from_secs(8);
const NAME: &str = "PostgreSQL killed";
const ID: &str = "postgres";

pub async fn measure(report: &mut Report) {
    let cluster = Cluster::new().await;
    let dir = std::env::temp_dir().join(format!("vestibule-soak-{}", std::process::id()));
    std::fs::create_dir_all(&dir).unwrap();
    let at = Place::on(dir, &cluster.url("soak"), "");
    let practice = people(&at).await;
    let port = free_port();
    let server = started(&at, port).await;
    let way = Way::to(port);
    let load = Load::begin(&way, &cast(&way, practice).await);
    let (mut times, mut starts) = (Vec::new(), Vec::new());
    for away in AWAY {
        tokio::time::sleep(BETWEEN).await;
        cluster.kill();
        if away > Duration::from_secs(10) {
            says_so(report, &way, &server).await;
        }
        tokio::time::sleep(away).await;
        starts.push(tokio::task::block_in_place(|| cluster.start()));
        let there = Instant::now();
        times.push(load.acknowledged_after(there).await);
        let ready = way.get(place(), "/readyz", "").await.map(|answer| answer.status);
        report.count(
            &format!("{ID}-not-ready-{}", away.as_secs()),
            &format!("{NAME}, away for {} s: not ready after it came back", away.as_secs()),
            usize::from(ready != Some(200)),
            Aim::AtMost(0.0),
        );
    }
    recovery(report, &format!("{ID}-start"), &format!("{NAME}: its own recovery"), starts, 60.0);
    recovery(report, ID, &format!("{NAME}: from there until a log-in is acknowledged"), times, LONGEST);
    tokio::time::sleep(BETWEEN).await;
    judged(report, ID, NAME, &at, load).await;
    let broken = panics(&server.log);
    report.count(&format!("{ID}-panics"), &format!("{NAME}: panics in the log"), broken, Aim::AtMost(0.0));
    trail(report, ID, NAME, &at, server);
}

/// While it is away: who asks is told, in time, and the log says why. What needs no database goes on.
async fn says_so(report: &mut Report, way: &Way, server: &Server) {
    let asked = Instant::now();
    // Its processes end when they notice that the first one is gone; until then they answer.
    let mut ready = way.get(place(), "/readyz", "").await;
    while asked.elapsed() < SAID && ready.as_ref().is_none_or(|answer| answer.status == 200) {
        ready = way.get(place(), "/readyz", "").await;
    }
    let said = asked.elapsed();
    let (page, alive) = tokio::join!(way.get(place(), "/login", ""), way.get(place(), "/healthz", ""));
    report.add(
        &format!("{ID}-said"),
        &format!("{NAME}: until readyz says so"),
        said.as_secs_f64(),
        "s",
        Aim::AtMost(SAID.as_secs_f64()),
    );
    let ready = ready.map(|answer| (answer.status, answer.body));
    let page = page.map(|answer| answer.status);
    let cause = |log: &str, what: &str| log.lines().any(|line| line.contains(what) && line.contains("onnection refused"));
    // Whoever asked last waits longest.
    while asked.elapsed() < 2 * SAID && !cause(&server.log(), "fault: database") {
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let log = server.log();
    let wrong = [
        (ready != Some((503, "not ready".into())), format!("readyz: {ready:?}")),
        (!matches!(page, Some(200 | 500)), format!("/login: {page:?}")),
        (alive.is_none_or(|answer| answer.status != 200), "healthz".into()),
        (!log.contains("not ready: database"), "the log does not say why it is not ready".into()),
        (!cause(&log, "fault: database"), "the log does not say what the fault is".into()),
    ];
    let wrong: Vec<&String> = wrong.iter().filter(|(wrong, _)| *wrong).map(|(_, what)| what).collect();
    for what in &wrong {
        println!("    {what}");
    }
    report.count(&format!("{ID}-unsaid"), &format!("{NAME}: what is not said while it is away"), wrong.len(), Aim::AtMost(0.0));
}
