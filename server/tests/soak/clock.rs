//! The computer's clock jumps while people log in: libfaketime tells the real program another time. `server/tests/clock.rs` has the rules themselves, with the
//! clock in hand.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::client::{Way, place};
use crate::judge::{panics, people, trail};
use crate::process::{Place, Server, rows};
use crate::report::{Aim, Report};
use crate::support::{Engine, PASSWORD};

/// Offsets, one after the other: an hour and a day ahead and behind, and right in between.
const JUMPS: [&str; 8] = ["+1h", "+0", "-1h", "+0", "+1d", "+0", "-1d", "+0"];
const EACH: Duration = Duration::from_secs(5);
const NAME: &str = "clock jumps";
const ID: &str = "clock";

/// The library, from the Debian package of the same name.
fn library() -> Option<PathBuf> {
    let all = std::fs::read_dir("/usr/lib").ok()?.flatten().map(|entry| entry.path().join("faketime/libfaketimeMT.so.1"));
    all.into_iter().find(|path| path.is_file())
}

#[derive(Default)]
struct Seen {
    log_ins: usize,
    wrong_in: usize,
    right_out: Vec<String>,
    apologies: usize,
    closed: usize,
}

pub async fn measure(report: &mut Report, engine: Engine) {
    let Some(library) = library() else {
        println!("  {NAME}: libfaketime is not installed, so the program's clock stays right. Run scripts/setup soak.");
        report.count(&format!("{ID}-left-out"), &format!("{NAME}: left out, libfaketime is not installed"), 1, Aim::AtMost(0.0));
        return;
    };
    let (id, name) = match engine {
        Engine::Sqlite => (format!("{ID}-sqlite"), format!("{NAME}, SQLite")),
        Engine::Postgres => (format!("{ID}-postgres"), format!("{NAME}, PostgreSQL")),
    };
    let at = Place::new(engine, "").await;
    let practice = people(&at).await;
    let offset = at.dir.join("offset");
    std::fs::write(&offset, "+0").unwrap();
    let variables = [
        ("LD_PRELOAD", library.display().to_string()),
        ("FAKETIME_TIMESTAMP_FILE", offset.display().to_string()),
        ("FAKETIME_NO_CACHE", "1".into()),
        // How long something takes is not a matter of the clock.
        ("DONT_FAKE_MONOTONIC", "1".into()),
        ("FAKETIME_DONT_FAKE_MONOTONIC", "1".into()),
    ];
    let server = Server::start_as(&at, "server", ":", &variables).await;
    let way = Way::to(server.port);
    let mut seen = Seen::default();
    for jump in JUMPS {
        std::fs::write(&offset, jump).unwrap();
        let begun = Instant::now();
        let mut n = 0;
        while begun.elapsed() < EACH {
            n += 1;
            right(&way, &practice, n, &mut seen).await;
            wrong(&way, &practice, n, &mut seen).await;
        }
    }
    for what in seen.right_out.iter().take(10) {
        println!("    {what}");
    }
    let told = span_of_the_trail(&at).await;
    report.add(
        &format!("{id}-span"),
        &format!("{name}: hours between the oldest and the newest entry of the trail"),
        told,
        "h",
        Aim::AtLeast(47.0),
    );
    let mut count =
        |what: &str, text: &str, n: usize, aim: Aim| report.count(&format!("{id}-{what}"), &format!("{name}: {text}"), n, aim);
    count("log-ins", "log-ins acknowledged over 8 jumps", seen.log_ins, Aim::AtLeast(10.0));
    count("right", "right passwords refused", seen.right_out.len(), Aim::AtMost(0.0));
    count("wrong", "wrong passwords let in", seen.wrong_in, Aim::AtMost(0.0));
    count("closed", "sessions that were not open right after their log-in", seen.closed, Aim::AtMost(0.0));
    count("apologies", "apologies", seen.apologies, Aim::AtMost(0.0));
    count("panics", "panics in the log", panics(&server.log), Aim::AtMost(0.0));
    trail(report, &id, &name, &at, server);
}

/// Whether the program believed the other clock.
async fn span_of_the_trail(at: &Place) -> f64 {
    let p = at.platform().await;
    let all: Vec<(i64,)> = rows(&p.db, "SELECT MAX(at) - MIN(at) FROM audit_entry WHERE kind = 'logged-in'").await;
    p.db.close().await;
    #[expect(clippy::cast_precision_loss, reason = "some days in milliseconds")]
    let span = all[0].0 as f64;
    span / 3_600_000.0
}

async fn right(way: &Way, practice: &str, n: usize, seen: &mut Seen) {
    let from = place();
    match way.log_in(from, practice, &format!("nurse.{}", n % 40), PASSWORD).await {
        Some((_, Some(cookie))) => {
            seen.log_ins += 1;
            seen.closed += usize::from(way.is_open(from, &cookie).await != Some(true));
        }
        Some((answer, None)) if answer.status >= 500 => seen.apologies += 1,
        Some((answer, None)) => seen.right_out.push(format!("{} at try {n}", answer.status)),
        None => seen.right_out.push(format!("no answer at try {n}")),
    }
}

async fn wrong(way: &Way, practice: &str, n: usize, seen: &mut Seen) {
    let answer = way.log_in(place(), practice, &format!("guessed.{}", n % 60), "a guess").await;
    seen.wrong_in += usize::from(answer.is_some_and(|(answer, cookie)| cookie.is_some() || answer.status == 303));
}
