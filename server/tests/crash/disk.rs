//! A full disk, as far as a process can be shown one: no file may grow any further. Then there is room again.

use std::process::Command;

use app::platform::Platform;

use crate::process::{Place, Server, chains_hold, names_in, post, practice, rows, send};
use crate::support::{Engine, PASSWORD};

/// From now on the process may not write a file beyond so many bytes. The hard limit stays, so it can be lifted.
fn limit_files(process: u32, bytes: &str) {
    let limit = format!("--fsize={bytes}:unlimited");
    assert!(Command::new("prlimit").args([&limit, "--pid", &process.to_string()]).status().unwrap().success());
}

async fn count(p: &Platform, of: &str) -> i64 {
    rows::<(i64,)>(&p.db, &format!("SELECT COUNT(*) FROM {of}")).await[0].0
}

#[tokio::test]
async fn on_a_full_disk_a_log_in_apologises_nothing_is_half_done_and_room_is_enough_to_go_on() {
    let place = Place::new(Engine::Sqlite, "").await;
    let p = place.platform().await;
    let (home, ..) = practice(&p, PASSWORD).await;
    let practice_id = home.practice_id.to_string();
    let before = count(&p, "session").await;
    p.db.close().await;
    let server = Server::start(&place).await;
    let form = [("practice_id", practice_id.as_str()), ("username", "dr.lee"), ("password", PASSWORD)];
    let log_in = async || send(server.port, &post("/login", "10.0.0.1", "", &form)).await.unwrap();
    assert_eq!(log_in().await.status, 303);
    let size = std::fs::metadata(place.dir.join("test.db")).unwrap().len();
    limit_files(server.id(), &(size.max(200_000)).to_string());
    let (mut inside, mut answer) = (1, log_in().await);
    while answer.status == 303 {
        (inside, answer) = (inside + 1, log_in().await);
        assert!(inside < 200, "the limit was never reached");
    }
    assert_eq!(answer.status, 500);
    let log = server.log();
    let faults: Vec<&str> = log.lines().filter(|l| l.contains("ERROR")).collect();
    let [fault] = faults.as_slice() else { panic!("one line for one fault: {log}") };
    assert!(fault.contains("database: ") && (fault.contains("disk I/O error") || fault.contains("disk is full")), "{fault}");
    let reference = fault.split("request.id=").nth(1).unwrap().trim_matches('"').split(['"', ' ']).next().unwrap();
    assert!(answer.body.contains(reference), "the page names {reference}: {}", answer.body);
    assert_eq!(log_in().await.status, 500, "still full");
    assert!(send(server.port, &post("/login", "10.0.0.2", "", &[])).await.is_some_and(|a| a.status == 422), "pages go on");

    limit_files(server.id(), "unlimited");
    assert_eq!(log_in().await.status, 303, "room is enough: no restart: {}", server.log());
    assert!(server.is_ready().await);
    let p = place.platform().await;
    assert_eq!(count(&p, "session").await, before + inside + 1, "a session for each log-in that was acknowledged");
    assert_eq!(count(&p, "audit_entry WHERE kind = 'logged-in'").await, inside + 1, "and an entry for each");
    assert!(chains_hold(&p).await);
    p.db.close().await;
    server.stop();
    place.audit_is_whole();
}

/// The log is a file on the same disk: what can't be said there is not said, and the server goes on.
#[tokio::test]
async fn a_log_that_can_not_be_written_ends_nothing() {
    let place = Place::new(Engine::Sqlite, "").await;
    let p = place.platform().await;
    let (home, ..) = practice(&p, PASSWORD).await;
    let practice_id = home.practice_id.to_string();
    p.db.close().await;
    let server = Server::start(&place).await;
    let form = [("practice_id", practice_id.as_str()), ("username", "dr.lee"), ("password", PASSWORD)];
    let log_in = async || send(server.port, &post("/login", "10.0.0.1", "", &form)).await.map(|answer| answer.status);
    limit_files(server.id(), "1");
    for _ in 0..3 {
        assert_eq!(log_in().await, Some(500), "it apologises, and says so in no log");
    }
    limit_files(server.id(), "unlimited");
    assert_eq!(log_in().await, Some(303), "the server is there");
    assert!(!server.log().contains("a panic"), "{}", server.log());
    server.stop();
    place.audit_is_whole();
}

#[tokio::test]
async fn a_backup_that_finds_no_room_says_so_and_leaves_nothing_that_looks_finished() {
    let place = Place::new(Engine::Sqlite, "").await;
    let p = place.platform().await;
    practice(&p, PASSWORD).await;
    p.db.close().await;
    let out = place.dir.join("backups");
    std::fs::create_dir(&out).unwrap();
    let script = "trap '' XFSZ; exec prlimit --fsize=65536 \"$0\" backup --config \"$1\" --out \"$2\"";
    let said = Command::new("sh")
        .args(["-c", script, env!("CARGO_BIN_EXE_vestibule")])
        .args([place.config(), out.clone()])
        .output()
        .unwrap();
    let words = String::from_utf8_lossy(&said.stderr);
    assert!(!said.status.success() && words.contains("could not be written"), "{words}");
    assert!(said.stdout.is_empty(), "{}", String::from_utf8_lossy(&said.stdout));
    assert_eq!(names_in(&out), Vec::<String>::new());
    assert!(place.run(&["backup", "--out", out.to_str().unwrap()]).status.success(), "with room it is made");
}
