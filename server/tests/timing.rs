//! How long a refusal takes says nothing about its cause. Marked: this is the one test that measures time, on the real clock.
//!
//! Causes are interleaved, in another order each round, so that whatever else the machine does hits all of them alike; medians are
//! compared, and each with itself, one of them in a series of its own too, to know how far two equal things seem apart here and now. On a busy machine a first
//! measurement may fail: then it goes on with more posts, once, and all of them decide. A program of its own, so that no other test runs
//! beside it.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at the first surprise")]

#[macro_use]
#[expect(dead_code, unused_macros, reason = "shared with the other tests, which use the rest")]
mod support;

use std::time::{Duration, Instant};

use crate::support::{Engine, PASSWORD, TestApp};
use axum::http::StatusCode;

/// Posts for each cause: for a first answer, and in all when that one is not clear.
const ROUNDS: [usize; 2] = [100, 300];
/// What may lie between two medians beside the noise.
const TOLERANCE: Duration = Duration::from_millis(1);

/// Cause, whether the practice is known, username, password. All names are equally long, and the last is the first again.
const CAUSES: [(&str, bool, &str, &str); 6] = [
    ("wrong password", true, "nurse.kim", "wrong"),
    ("unknown practice", false, "nurse.kim", "wrong"),
    ("unknown user", true, "nobody.at", "wrong"),
    ("deactivated", true, "gone.rays", PASSWORD),
    ("no password", true, "newer.may", "wrong"),
    ("wrong password again", true, "nurse.kim", "wrong"),
];

async fn prepared(engine: Engine) -> TestApp {
    // No wait and no limit: each post is compared with a password.
    let app = TestApp::with(engine, |s| {
        s.lockout.free_tries = 1_000_000;
        s.lockout.identifier_limit = 1_000_000;
        s.lockout.network_identifiers = 1_000_000;
    })
    .await;
    let phc = app::users::service::hash(&app.platform, PASSWORD).await.unwrap();
    app.add("gone.rays", false, Some(&phc)).await;
    app.add("newer.may", false, None).await;
    app.sql("UPDATE users SET deactivated_at = 1 WHERE username = 'gone.rays'").await;
    app
}

fn median(times: &[Duration]) -> Duration {
    let mut times = times.to_vec();
    times.sort_unstable();
    times[times.len() / 2]
}

/// How far the medians of two halves of one series are apart, taken in turns of two rounds: both orders are in both.
fn against_itself(times: &[Duration]) -> Duration {
    let half =
        |which: usize| -> Vec<Duration> { times.iter().enumerate().filter(|(n, _)| n / 2 % 2 == which).map(|(_, t)| *t).collect() };
    median(&half(0)).abs_diff(median(&half(1)))
}

async fn measure(app: &TestApp, times: &mut [Vec<Duration>; 6], rounds: usize) {
    while times[0].len() < rounds {
        let round = times[0].len();
        // A new hour now and then: every refusal writes an entry, as the first twenty of an hour do.
        if round.is_multiple_of(8) {
            app.platform.clock.advance(app::platform::clock::HOUR);
        }
        for n in 0..CAUSES.len() {
            let which = (n * if round.is_multiple_of(2) { 1 } else { 5 } + round) % CAUSES.len();
            let (_, known, username, password) = CAUSES[which];
            let practice = if known { app.practice_id.as_str() } else { "ABC-120-B" };
            let mut browser = app.browser();
            let begun = Instant::now();
            let page = browser.log_in(practice, username, password).await;
            times[which].push(begun.elapsed());
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
    }
}

async fn causes_take_equal_time(engine: Engine) {
    let app = prepared(engine).await;
    let mut times: [Vec<Duration>; 6] = Default::default();
    let mut verdict = String::new();
    for rounds in ROUNDS {
        measure(&app, &mut times, rounds).await;
        let medians = times.each_ref().map(|t| median(t));
        let noise = times.iter().map(|t| against_itself(t)).fold(medians[0].abs_diff(medians[5]), Duration::max);
        let apart = |(a, b): (usize, usize)| medians[a].abs_diff(medians[b]) > noise + TOLERANCE;
        let pairs = (0..5).flat_map(|a| (a + 1..5).map(move |b| (a, b)));
        let far: Vec<_> = pairs.filter(|p| apart(*p)).map(|(a, b)| (CAUSES[a].0, CAUSES[b].0)).collect();
        println!("{rounds} rounds; medians {medians:?}, noise {noise:?}");
        if far.is_empty() {
            return;
        }
        verdict = format!("{far:?} after {rounds} rounds; medians {medians:?}, noise {noise:?}");
    }
    panic!("the time tells the cause: {verdict}");
}

#[tokio::test]
async fn refusals_take_equal_time_whatever_the_cause() {
    // One engine after the other: side by side they would be each other's noise.
    for engine in [Engine::Sqlite, Engine::Postgres] {
        causes_take_equal_time(engine).await;
    }
}
