//! A million patients through the real program, and what that costs: how fast each step is, how much memory the server takes, how long somebody waits for a page
//! meanwhile, and how the writing compares with a bare prepared insert of the same rows. `make bench-full` runs it, in a release build; `BENCH_PATIENTS` says
//! how many there are, `BENCH_ENGINE` on which database (`sqlite`, `postgres`).
//!
//! Ratios and no absolute times: the insert runs in the same run, into the same tables with the same indexes, batches and settings, and beside the one long
//! run there are four short ones in the order import, insert, insert, import. What is measured goes to `target/bench/report.json`.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a measurement stops at the first surprise")]

#[macro_use]
#[path = "../support/mod.rs"]
#[expect(dead_code, unused_macros, reason = "shared with the tests, which use the rest")]
mod support;
#[path = "../crash/process.rs"]
#[expect(dead_code, reason = "shared with the tests, which use the rest")]
mod process;

mod bare;
mod people;
mod report;
mod watch;

use std::time::{Duration, Instant};

use app::platform::Platform;
use uuid::Uuid;

use crate::process::{Desk, Place, Server, practice, rows, sql};
use crate::report::{Aim, Report};
use crate::support::{Engine, PASSWORD};
use crate::watch::{Views, quantile};

/// What the server may take at most, in MB.
const MEMORY: f64 = 300.0;
/// What the writing must at least be of a bare insert.
const RATIO: f64 = 0.5;
/// What a page may cost meanwhile, as a multiple of what it costs else.
const VIEWS: f64 = 3.0;
/// How often it is looked how far a step is.
const LOOK: Duration = Duration::from_millis(100);
/// How long pages are asked for when nothing else is done.
const IDLE: Duration = Duration::from_secs(40);

fn many() -> usize {
    #[expect(clippy::disallowed_methods, reason = "whoever measures says how much")]
    std::env::var("BENCH_PATIENTS").ok().and_then(|n| n.parse().ok()).unwrap_or(1_000_000)
}

/// Both, or the one that is asked for.
fn engines() -> Vec<Engine> {
    #[expect(clippy::disallowed_methods, reason = "whoever measures says what")]
    match std::env::var("BENCH_ENGINE").as_deref() {
        Ok("sqlite") => vec![Engine::Sqlite],
        Ok("postgres") => vec![Engine::Postgres],
        _ => vec![Engine::Sqlite, Engine::Postgres],
    }
}

/// A practice whose patients are to come, and the server.
struct Clinic {
    place: Place,
    p: Platform,
    practice: Uuid,
    practice_id: String,
    server: Server,
}

impl Clinic {
    async fn new(engine: Engine) -> Self {
        let place = Place::new(engine, "").await;
        let p = place.platform().await;
        let (home, ..) = practice(&p, PASSWORD).await;
        sql(&p.db, "UPDATE users SET level = 'physician' WHERE username = 'dr.lee'").await;
        let server = Server::start(&place).await;
        Self { place, p, practice: home.id, practice_id: home.practice_id.to_string(), server }
    }

    /// A new log-in: what matters asks for one that is not long ago.
    async fn desk(&self) -> Desk {
        Desk::log_in(&self.server, &self.practice_id).await
    }

    /// Waits until the newest run is in a state.
    async fn is(&self, state: &str) {
        loop {
            let all: Vec<(String,)> =
                rows(&self.p.db, "SELECT state FROM import_run ORDER BY created_at DESC, id DESC LIMIT 1").await;
            match all.first() {
                Some((now,)) if now == state => return,
                Some((now,)) => assert!(!["refused", "undone"].contains(&now.as_str()), "{now}: {}", self.server.log()),
                None => {}
            }
            tokio::time::sleep(LOOK).await;
        }
    }

    /// A button, and how long what it begins takes.
    async fn step(&self, path: &str, deed: &str, state: &str) -> f64 {
        let desk = self.desk().await;
        let begun = Instant::now();
        desk.post(path, &[("deed", deed)]).await;
        self.is(state).await;
        begun.elapsed().as_secs_f64()
    }

    async fn count(&self, what: &str) -> i64 {
        rows::<(i64,)>(&self.p.db, &format!("SELECT CAST(COUNT(*) AS BIGINT) FROM {what}")).await[0].0
    }

    async fn close(self) {
        self.p.db.close().await;
        self.server.stop();
        self.place.audit_is_whole();
    }
}

/// What is told of a step.
struct Step<'a> {
    engine: &'a str,
    name: &'a str,
    rows: usize,
}

impl Step<'_> {
    fn told(&self, report: &mut Report, seconds: f64, memory: f64, views: &[Duration]) {
        let id = |what: &str| format!("import-{}-{}-{what}", self.engine, self.name);
        let of = |what: &str| format!("{}, {}: {what}", self.engine, self.name);
        #[expect(clippy::cast_precision_loss, reason = "a number of rows")]
        report.add(&id("rows"), &of("rows a second"), self.rows as f64 / seconds, "rows/s", Aim::None);
        report.add(&id("memory"), &of("most memory of the server"), memory, "MB", Aim::AtMost(MEMORY));
        for (name, part) in [("p50", 0.5), ("p99", 0.99)] {
            report.add(&id(name), &of(&format!("a page, {name}")), quantile(views, part), "ms", Aim::None);
        }
    }
}

async fn million(engine: Engine, report: &mut Report) {
    let name = match engine {
        Engine::Sqlite => "sqlite",
        Engine::Postgres => "postgres",
    };
    let n = many();
    let step = |name_of| Step { engine: name, name: name_of, rows: n };
    let file = people::file(n);
    println!("{name}: {n} rows, {} MB", file.len() / 1_000_000);
    let clinic = Clinic::new(engine).await;
    let views = Views::begin(clinic.desk().await);
    let memory = watch::Memory::of(clinic.server.id());

    let begun = Instant::now();
    let path = clinic.desk().await.upload("/settings/import", &file).await;
    let uploaded = begun.elapsed().as_secs_f64();
    clinic.is("read").await;
    step("read").told(report, begun.elapsed().as_secs_f64() - uploaded, memory.peak(), &views.take());
    let seconds = clinic.step(&path, "check", "checked").await;
    step("check").told(report, seconds, memory.peak(), &views.take());
    let seconds = clinic.step(&path, "write", "done").await;
    let meanwhile = views.take();
    step("write").told(report, seconds, memory.peak(), &meanwhile);
    println!("{name}: {} patients", clinic.count("patient").await);

    tokio::time::sleep(IDLE).await;
    let idle = views.take();
    for (part, of) in [(0.5, "p50"), (0.99, "p99")] {
        let (busy, else_) = (quantile(&meanwhile, part), quantile(&idle, part));
        let what = format!("{name}: a page while rows are written, as a multiple of {else_:.2} ms when nothing is done, {of}");
        report.add(&format!("import-{name}-views-{of}"), &what, busy / else_, "x", Aim::AtMost(VIEWS));
    }
    let bare = bare::insert(engine, &clinic, false).await;
    report.add(
        &format!("import-{name}-ratio"),
        &format!("{name}: writing, of a bare prepared insert"),
        bare / seconds,
        "x",
        Aim::AtLeast(RATIO),
    );
    if matches!(engine, Engine::Postgres) {
        let copy = bare::insert(engine, &clinic, true).await;
        report.add("import-postgres-ratio-copy", "postgres: writing, of a bare COPY", copy / seconds, "x", Aim::None);
    }

    // The hardest for memory: everybody is there already, and comes once more.
    memory.forget();
    views.take();
    let path = clinic.desk().await.upload("/settings/import", &file).await;
    drop(file);
    clinic.is("read").await;
    let seconds = clinic.step(&path, "check", "checked").await;
    step("check-again").told(report, seconds, memory.peak(), &views.take());
    views.end();
    clinic.close().await;
}

/// How long the writing of a file takes, in a practice of its own.
async fn written(engine: Engine, file: &str) -> (Clinic, f64) {
    let clinic = Clinic::new(engine).await;
    let path = clinic.desk().await.upload("/settings/import", file).await;
    clinic.is("read").await;
    clinic.step(&path, "check", "checked").await;
    let seconds = clinic.step(&path, "write", "done").await;
    (clinic, seconds)
}

/// Import, insert, insert, import: whatever else the machine does hits both alike.
async fn in_turns(engine: Engine, report: &mut Report) {
    let name = if matches!(engine, Engine::Sqlite) { "sqlite" } else { "postgres" };
    let file = people::file(many() / 20);
    let (clinic, first) = written(engine, &file).await;
    let inserts = [bare::insert(engine, &clinic, false).await, bare::insert(engine, &clinic, false).await];
    let copies = if matches!(engine, Engine::Postgres) { Some(bare::insert(engine, &clinic, true).await) } else { None };
    clinic.close().await;
    let (clinic, last) = written(engine, &file).await;
    clinic.close().await;
    let imports = first + last;
    let what = format!("{name}: writing, of a bare prepared insert, a twentieth of the rows in turns");
    report.add(&format!("import-{name}-ratio-turns"), &what, inserts.iter().sum::<f64>() / imports, "x", Aim::AtLeast(RATIO));
    if let Some(copy) = copies {
        report.add("import-postgres-ratio-copy-turns", "postgres: the same of a bare COPY", 2.0 * copy / imports, "x", Aim::None);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "takes half an hour and gigabytes: make bench-full"]
async fn a_million_patients_come_in() {
    let mut report = Report::default();
    for engine in engines() {
        in_turns(engine, &mut report).await;
        million(engine, &mut report).await;
        // Hours of measuring are not lost with what comes after.
        report.write();
    }
    assert!(report.is_fine(), "an aim was missed: see above");
}
