//! How much memory an import takes. A million rows may take 300 MB, so a row may take 300 bytes: 30,000 rows are brought in by the real program, and 10,000, and
//! what the difference is, is for 20,000 rows. Fewer would not do: the database's caches fill once, with the first thousands. `make bench-full` measures the million itself.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::people;
use crate::process::{Place, practice, rows};
use crate::support::{Engine, PASSWORD};

const FEW: usize = 10_000;
const MANY: usize = 30_000;
/// 300 MB for a million.
const BYTES_A_ROW: usize = 300;

/// The most memory that was resident while a file was brought in, in bytes.
async fn peak(engine: Engine, n: usize) -> usize {
    let place = Place::new(engine, "").await;
    let p = place.platform().await;
    let (home, ..) = practice(&p, PASSWORD).await;
    let [file, report] = ["people.csv", "report.json"].map(|name| place.dir.join(name).display().to_string());
    std::fs::write(&file, people::file(n)).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_vestibule"));
    command.args(["import", &file, "--practice", &home.practice_id.to_string(), "--report", &report]);
    // What the allocator keeps for each thread is as much for few rows as for many, but not each time the same: more than what is measured.
    command.env("MALLOC_ARENA_MAX", "1");
    let begun = Instant::now();
    let mut child = command.arg("--config").arg(place.config()).stdout(Stdio::null()).spawn().unwrap();
    let mut most = 0;
    let status = loop {
        // The kernel keeps the highest: the last look is enough, and nobody knows which one that is.
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let kb = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse::<usize>().ok());
        most = most.max(kb.unwrap_or_default() * 1024);
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    };
    assert!(status.success(), "{}", std::fs::read_to_string(report).unwrap_or_default());
    let patients = rows::<(i64,)>(&p.db, "SELECT CAST(COUNT(*) AS BIGINT) FROM patient").await[0].0;
    // One in a hundred is there twice.
    assert_eq!(usize::try_from(patients).unwrap(), n - n / 100);
    println!("{engine:?}, {n} rows: {most} bytes, {:.1} s", begun.elapsed().as_secs_f64());
    p.db.close().await;
    most
}

async fn a_row_takes_little(engine: Engine) {
    let (few, many) = (peak(engine, FEW).await, peak(engine, MANY).await);
    let each = many.saturating_sub(few) / (MANY - FEW);
    assert!(each <= BYTES_A_ROW, "{each} bytes a row: {few} bytes for {FEW}, {many} for {MANY}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_row_of_an_import_takes_little_memory_on_sqlite() {
    a_row_takes_little(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_row_of_an_import_takes_little_memory_on_postgres() {
    a_row_takes_little(Engine::Postgres).await;
}
