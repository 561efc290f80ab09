//! Whether a page of the audit report costs more in a trail of ten million entries than in one of ten thousand. A program of its own: it measures time, on the
//! real clock, and nothing of ours may run beside it. `make bench-full` runs it; `BENCH_ROWS` says how many entries there are.
//!
//! Two practices in one database, one with a short trail and one with a long one, both over three years. Their pages are asked for in turns, so that whatever
//! else the machine does hits both alike, and medians are compared. What is measured goes to `target/bench/report.json`.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a measurement stops at the first surprise")]

#[macro_use]
#[expect(dead_code, unused_macros, reason = "shared with the tests, which use the rest")]
mod support;
#[path = "million/report.rs"]
#[expect(dead_code, reason = "shared with the other measurements, which use the rest")]
mod report;

use std::time::{Duration, Instant};

use axum::http::StatusCode;
use uuid::Uuid;

use crate::report::{Aim, Report};
use crate::support::{Browser, Engine, PASSWORD, TestApp};

/// Entries of the short trail.
const FEW: i64 = 10_000;
/// Entries that are made at a time.
const CHUNK: usize = 250_000;
/// Pages of each kind.
const ROUNDS: usize = 41;
/// What a page of the long trail may cost, as a multiple of one of the short trail.
const AIM: f64 = 1.5;
const THREE_YEARS: i64 = 3 * 365 * 86_400_000;

fn many() -> i64 {
    #[expect(clippy::disallowed_methods, reason = "whoever measures says how much")]
    std::env::var("BENCH_ROWS").ok().and_then(|n| n.parse().ok()).unwrap_or(10_000_000)
}

/// One practice with a trail: who asks, and what the pages ask for.
struct Trail {
    name: &'static str,
    browser: Browser,
    pages: Vec<(&'static str, String)>,
}

/// Entries over three years: nearly all of many people, one in a hundred of one person, one patient and one facility, another one refused: each page is full.
async fn fill(app: &TestApp, engine: Engine, practice: Uuid, n: i64, (person, patient, place): (Uuid, Uuid, Uuid)) {
    let now = app.platform.clock.now();
    let id = |id: Uuid| match engine {
        Engine::Sqlite => format!("x'{}'", id.simple()),
        Engine::Postgres => format!("'{id}'"),
    };
    let rare = "i % 100 = 3";
    // Five thousand others: people and patients come again and again.
    let (none, other) = match engine {
        Engine::Sqlite => ("x'00'", "CAST(printf('%016d', i % 5000) AS BLOB)"),
        Engine::Postgres => ("'\\x00'", "CAST(md5(CAST(i % 5000 AS TEXT)) AS UUID)"),
    };
    let detail = format!(
        "CASE WHEN {rare} THEN '{{\"chart\":\"77\",\"place\":\"{place}\"}}' ELSE '{{\"chart\":\"' || i || '\",\"place\":\"other\"}}' END"
    );
    if matches!(engine, Engine::Sqlite) {
        // Only for the filling, which a practice does over years.
        app.sql("PRAGMA cache_size = -2000000").await;
    }
    for first in (1..=n).step_by(CHUNK) {
        let last = n.min(first + i64::try_from(CHUNK).unwrap() - 1);
        let numbers = match engine {
            Engine::Sqlite => {
                format!("(WITH RECURSIVE n (i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM n WHERE i < {last}) SELECT i FROM n)")
            }
            Engine::Postgres => format!("generate_series(CAST({first} AS BIGINT), {last}) AS s (i)"),
        };
        app.sql(&format!(
            "INSERT INTO audit_entry (chain, seq, at, actor, subject, practice, kind, network, detail, mac) \
             SELECT '{practice}', 1000 + i, {now} - ({n} - i) * {step}, \
             CASE WHEN {rare} THEN {person} ELSE {other} END, CASE WHEN {rare} THEN {patient} ELSE {other} END, {practice_id}, \
             CASE WHEN i % 100 = 7 THEN 'log-in-refused' ELSE 'patient-seen' END, '192.0.2.1', {detail}, {none} FROM {numbers}",
            step = THREE_YEARS / n,
            person = id(person),
            patient = id(patient),
            practice_id = id(practice),
        ))
        .await;
    }
}

async fn trail(
    app: &TestApp,
    engine: Engine,
    (name, practice, practice_id): (&'static str, Uuid, &str),
    username: &str,
    n: i64,
) -> Trail {
    let mut browser = app.browser();
    assert_eq!(browser.log_in(practice_id, username, PASSWORD).await.status, StatusCode::SEE_OTHER);
    let patient = make_patient(&mut browser).await;
    let (main, branch) = (make_facility(&mut browser, "Main office").await, make_facility(&mut browser, "Branch").await);
    let person = app.id_of(username).await;
    fill(app, engine, practice, n, (person, Uuid::try_parse(&patient).unwrap(), Uuid::try_parse(&branch).unwrap())).await;
    let from = "from=2024-02-01";
    let pages = [
        ("the newest", String::new()),
        ("three years", format!("?{from}")),
        ("the oldest of three years", format!("?{from}&dir=turned")),
        ("what was refused", format!("?{from}&group=refused")),
        ("one person, three years", format!("?{from}&person={username}")),
        ("one patient, three years", format!("?{from}&patient={patient}")),
        ("one facility, three years", format!("?{from}&facility={branch}")),
    ];
    assert_ne!(main, branch);
    Trail { name, browser, pages: pages.map(|(what, query)| (what, format!("/settings/audit{query}"))).to_vec() }
}

/// The last part of where a form led: the id of what was made.
fn made(location: &str) -> String {
    location.split('?').next().unwrap().rsplit('/').next().unwrap().to_owned()
}

async fn make_patient(browser: &mut Browser) -> String {
    let page = browser
        .post(
            "/patients/new",
            &[("deed", "save"), ("first_name", "Ana"), ("last_name", "Gomez"), ("birth_date", "2/11/1980"), ("sex", "F")],
        )
        .await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
    made(page.location())
}

async fn make_facility(browser: &mut Browser, name: &str) -> String {
    let form = [
        ("name", name),
        ("address_1", "12 Elm Street"),
        ("city", "Portland"),
        ("state", "ME"),
        ("zip", "04101-2345"),
        ("phone", "213 555 0142"),
        ("place_of_service", "11"),
        ("time_zone", "America/New_York"),
    ];
    let page = browser.post("/settings/facilities/new", &form).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
    made(page.location())
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

async fn measure(engine: Engine, report: &mut Report) {
    let many = many();
    let app = TestApp::new(engine).await;
    let (other, other_id) = app.other_practice("Long Trail Clinic", "dr.patel").await;
    let begun = Instant::now();
    let own_id = app.practice_id.clone();
    let mut short = trail(&app, engine, ("short", app.practice, &own_id), "dr.lee", FEW).await;
    let mut long = trail(&app, engine, ("long", other, &other_id), "dr.patel", many).await;
    if matches!(engine, Engine::Postgres) {
        // What its own worker does within a minute after so much was written.
        app.sql("ANALYZE audit_entry").await;
    }
    println!("{engine:?}: {FEW} and {many} entries, made in {:.0} s", begun.elapsed().as_secs_f64());
    let name = format!("{engine:?}").to_lowercase();
    for n in 0..short.pages.len() {
        let mut times = [Vec::new(), Vec::new()];
        for round in 0..=ROUNDS {
            for (trail, times) in [&mut short, &mut long].into_iter().zip(&mut times) {
                let begun = Instant::now();
                let page = trail.browser.get(&trail.pages[n].1).await;
                let took = begun.elapsed();
                assert_eq!(page.status, StatusCode::OK, "{} {}: {}", trail.name, trail.pages[n].1, page.body);
                assert_eq!(
                    page.body.matches("<tr role=\"row\" data-kind=").count(),
                    50,
                    "pages must be alike: {}",
                    trail.pages[n].1
                );
                // The first of each makes the statements ready.
                if round > 0 {
                    times.push(took);
                }
            }
        }
        let [few, all] = times.map(median);
        let (what, ratio) = (short.pages[n].0, all.as_secs_f64() / few.as_secs_f64());
        let id = format!("trail-{name}-{}", what.replace([' ', ','], "-"));
        let ms = few.as_secs_f64() * 1e3;
        let what = format!("{engine:?}, {what}: of {many} entries, as a multiple of {ms:.2} ms of {FEW}");
        report.add_of(ROUNDS, &id, &what, ratio, "x", Aim::AtMost(AIM));
    }
}

#[tokio::test]
#[ignore = "takes minutes and gigabytes: make bench-full"]
async fn a_page_of_a_long_trail_costs_what_one_of_a_short_trail_costs() {
    let mut report = Report::default();
    measure(Engine::Sqlite, &mut report).await;
    measure(Engine::Postgres, &mut report).await;
    report.write();
    assert!(report.is_fine(), "an aim was missed: see above");
}
