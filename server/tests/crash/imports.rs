//! `kill -9` in the middle of bringing patients in and of taking them out: in the check, in the writing, in the command, in an export. After the next start
//! it goes on, and in the end every row is there once, whole, and told in the trail.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{Cursor, Read as _};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use app::platform::clock::MINUTE;
use app::platform::{Db, Platform, Random};
use sha2::{Digest as _, Sha256};
use zip::ZipArchive;

use crate::process::{Desk, Place, Server, chains_hold, practice, rows, sql, until};
use crate::support::{Engine, PASSWORD};

/// Ten parts of 500.
const ROWS: usize = 5_000;
/// Enough for an export to take some seconds.
const IN_AN_EXPORT: usize = 240;
/// Parts that are done when it is killed: 40 %.
const DONE: i64 = 4;
const PASSPHRASE: &str = "five green chairs";
/// Rows without a birth date: not taken.
const FAIL_EACH: usize = 700;
/// Rows that are the one before once more, without its chart number: likely the same person, not written.
const DOUBLE_EACH: usize = 900;

/// A file, and the chart numbers of whom it makes.
fn file(rows: usize) -> (String, BTreeSet<String>) {
    let mut text = "Chart Number,Last Name,First Name,DOB,Sex,Zip Code,Home Phone,Shoe Size\n".to_owned();
    let (mut charts, mut last) = (BTreeSet::new(), String::new());
    for n in 1..=rows {
        let (family, given) = (["Ruiz", "Lee", "Henderson", "Okafor", "Nowak"][n % 5], ["Ana", "Bo", "Carmen", "Dmitri"][n % 4]);
        // No two are born on one day.
        let born = format!("{}/{}/{}", n % 12 + 1, n / 12 % 28 + 1, 1930 + n / 336);
        let rest = format!("{family},{given},{},F,04101,207-555-{n:04},38", if n % FAIL_EACH == 0 { "" } else { &born });
        if n % DOUBLE_EACH == 0 && n % FAIL_EACH != 0 {
            let _ = writeln!(text, ",{last}");
            continue;
        }
        let _ = writeln!(text, "C{n:05},{rest}");
        if n % FAIL_EACH != 0 {
            charts.insert(format!("C{n:05}"));
        }
        last = rest;
    }
    (text, charts)
}

/// State, parts that are done, until when it is in somebody's hands: of the newest run.
async fn run(db: &Db) -> (String, i64, i64) {
    let all = rows(db, "SELECT state, done, leased_until FROM import_run ORDER BY created_at DESC, id DESC LIMIT 1").await;
    all.into_iter().next().unwrap_or_default()
}

async fn is(db: &Db, state: &str) {
    until(state, async || (run(db).await.0 == state).then_some(())).await;
}

/// Waits for 40 % of a step, and a moment that nobody chose.
async fn in_the_middle(db: &Db, state: &str) {
    until(state, async || {
        let (now, done, _) = run(db).await;
        (now == state && done >= DONE).then_some(())
    })
    .await;
    a_moment().await;
}

async fn a_moment() {
    tokio::time::sleep(Duration::from_millis(u64::from(Random::System.bytes::<1>()[0]))).await;
}

async fn count(db: &Db, what: &str) -> i64 {
    rows::<(i64,)>(db, &format!("SELECT CAST(COUNT(*) AS BIGINT) FROM {what}")).await[0].0
}

/// The minute that a dead process still has what was in its hands goes by.
async fn a_minute_later(p: &Platform) {
    let (state, done, leased_until) = run(&p.db).await;
    assert!(leased_until - p.clock.now() <= 2 * MINUTE, "{state} {done}: nobody may have it for longer");
    for table in ["import_run", "practice_export"] {
        sql(
            &p.db,
            &format!("UPDATE {table} SET leased_until = 1, changed_at = changed_at - {} WHERE leased_until > 0", 2 * MINUTE),
        )
        .await;
    }
}

/// Whole parts and nothing of another: each part that is done has its entry of the trail, and its patients have their keys.
async fn whole_so_far(p: &Platform) -> i64 {
    let (state, done, _) = run(&p.db).await;
    assert!(state == "approved" && (DONE..10).contains(&done), "{state} {done}: killed in the middle");
    let patients = count(&p.db, "patient").await;
    assert_eq!(count(&p.db, "audit_entry WHERE kind = 'patients-imported'").await, done);
    assert_eq!(told(p).await, patients);
    assert!(patients > 0 && patients <= done * 500);
    every_patient_is_whole(p).await;
    assert!(chains_hold(p).await);
    patients
}

/// Patients that the trail says were made.
async fn told(p: &Platform) -> i64 {
    let all: Vec<(String,)> = rows(&p.db, "SELECT detail FROM audit_entry WHERE kind = 'patients-imported'").await;
    all.iter().filter_map(|(detail,)| serde_json::from_str::<serde_json::Value>(detail).unwrap()["created"].as_i64()).sum()
}

async fn every_patient_is_whole(p: &Platform) {
    let patients = count(&p.db, "patient").await;
    for kind in ["l:", "b:", "c:"] {
        assert_eq!(count(&p.db, &format!("patient_key WHERE key LIKE '{kind}%'")).await, patients, "{kind}");
    }
    let half = "patient WHERE details NOT LIKE '%\"birth_date\"%' OR details NOT LIKE '%\"zip\":\"04101\"%' OR extras NOT LIKE '%Shoe Size%'";
    assert_eq!(count(&p.db, half).await, 0);
}

/// Everybody of the file once, and nobody else.
async fn everybody_once(p: &Platform, charts: &BTreeSet<String>) {
    let all: Vec<(String,)> = rows(&p.db, "SELECT chart_number FROM patient").await;
    assert_eq!(all.len(), charts.len());
    assert_eq!(&all.into_iter().map(|(chart,)| chart).collect::<BTreeSet<_>>(), charts);
    assert_eq!(told(p).await, i64::try_from(charts.len()).unwrap());
    every_patient_is_whole(p).await;
}

/// The file of an export, out of the database, is whole: as long and with the digest that it is told of, and everybody is in it.
async fn archive_is_whole(p: &Platform, patients: usize) {
    let pieces: Vec<(Vec<u8>,)> = rows(&p.db, "SELECT bytes FROM practice_export_piece ORDER BY number").await;
    let bytes = pieces.into_iter().map(|(piece,)| piece).collect::<Vec<_>>().concat();
    let (size, digest) = rows::<(i64, String)>(&p.db, "SELECT size, digest FROM practice_export").await.remove(0);
    let is: String = Sha256::digest(&bytes).iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"));
    assert_eq!((size, digest), (i64::try_from(bytes.len()).unwrap(), is));
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    zip.by_name_decrypt("patients.ndjson", PASSPHRASE.as_bytes()).unwrap().read_to_string(&mut text).unwrap();
    assert_eq!(text.lines().count(), patients);
}

/// A place with one practice, and its Practice ID.
async fn prepared(engine: Engine) -> (Place, Platform, String) {
    let place = Place::new(engine, "").await;
    let p = place.platform().await;
    let (home, ..) = practice(&p, PASSWORD).await;
    sql(&p.db, "UPDATE users SET level = 'physician' WHERE username = 'dr.lee'").await;
    (place, p, home.practice_id.to_string())
}

async fn the_server_is_killed(engine: Engine) {
    let (place, p, practice_id) = prepared(engine).await;
    let (file, charts) = file(ROWS);
    let mut server = Server::start(&place).await;
    let mut desk = Desk::log_in(&server, &practice_id).await;
    let path = desk.upload("/settings/import", &file).await;
    is(&p.db, "read").await;
    desk.post(&path, &[("deed", "check")]).await;
    in_the_middle(&p.db, "mapped").await;
    server.kill();
    assert_eq!((run(&p.db).await.0.as_str(), count(&p.db, "patient").await), ("mapped", 0));
    a_minute_later(&p).await;
    server = Server::start(&place).await;
    desk.port = server.port;
    is(&p.db, "checked").await;
    // Nothing that the first try found is there twice.
    let (fail, double) = (ROWS / FAIL_EACH, ROWS / DOUBLE_EACH);
    assert_eq!(count(&p.db, "import_match").await, i64::try_from(double).unwrap());
    let page = desk.get(&path).await.body;
    assert!(page.contains(&format!("<dd>{}<", charts.len())) && page.contains(&format!("<dd>{fail}<")), "{page}");

    desk.post(&path, &[("deed", "write")]).await;
    in_the_middle(&p.db, "approved").await;
    server.kill();
    let before = whole_so_far(&p).await;
    a_minute_later(&p).await;
    server = Server::start(&place).await;
    desk.port = server.port;
    is(&p.db, "done").await;
    assert!(before < count(&p.db, "patient").await, "it went on");
    everybody_once(&p, &charts).await;
    assert!(desk.get(&path).await.body.contains("data-import=\"done\""));
    p.db.close().await;
    server.stop();
    place.audit_is_whole();
}

async fn an_export_is_killed(engine: Engine) {
    let (place, p, practice_id) = prepared(engine).await;
    let (text, charts) = file(IN_AN_EXPORT);
    let [path, report] = ["people.csv", "report.json"].map(|name| place.dir.join(name).display().to_string());
    std::fs::write(&path, text).unwrap();
    assert!(place.run(&["import", &path, "--practice", &practice_id, "--report", &report]).status.success());
    let mut server = Server::start(&place).await;
    let mut desk = Desk::log_in(&server, &practice_id).await;
    let wish = [("reason", "We change systems"), ("passphrase", PASSPHRASE), ("again", PASSPHRASE)];
    let path = desk.post("/settings/export", &wish).await;
    until("the export has begun", async || (count(&p.db, "practice_export WHERE leased_until > 0").await == 1).then_some(())).await;
    a_moment().await;
    server.kill();
    assert_eq!(count(&p.db, "practice_export WHERE state = 'asked' AND size = 0").await, 1, "killed in the middle");
    assert_eq!(count(&p.db, "audit_entry WHERE kind = 'export-made'").await, 0);
    a_minute_later(&p).await;
    let server = Server::start(&place).await;
    desk.port = server.port;
    until("the export is ready", async || (count(&p.db, "practice_export WHERE state = 'ready'").await == 1).then_some(())).await;
    archive_is_whole(&p, charts.len()).await;
    assert_eq!(count(&p.db, "audit_entry WHERE kind = 'export-made'").await, 1);
    assert!(desk.get(&path).await.body.contains("data-export=\"ready\""));
    p.db.close().await;
    server.stop();
    place.audit_is_whole();
}

fn start_command(place: &Place, arguments: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vestibule"));
    command.args(arguments).arg("--config").arg(place.config()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

async fn the_command_is_killed(engine: Engine) {
    let (place, p, practice_id) = prepared(engine).await;
    let (text, charts) = file(ROWS);
    let [file, report] = ["people.csv", "report.json"].map(|name| place.dir.join(name).display().to_string());
    std::fs::write(&file, text).unwrap();
    let arguments = ["import", &file, "--practice", &practice_id, "--report", &report];

    let mut command = start_command(&place, &arguments);
    in_the_middle(&p.db, "mapped").await;
    command.kill().unwrap();
    command.wait().unwrap();
    assert_eq!((run(&p.db).await.0.as_str(), count(&p.db, "patient").await), ("mapped", 0));
    a_minute_later(&p).await;
    // The same once more: what was only checked is given up, and this one is killed too.
    let mut command = start_command(&place, &arguments);
    in_the_middle(&p.db, "approved").await;
    command.kill().unwrap();
    command.wait().unwrap();
    whole_so_far(&p).await;
    assert_eq!(count(&p.db, "import_run WHERE state = 'undone'").await, 1);
    assert_eq!(count(&p.db, "import_part WHERE run IN (SELECT id FROM import_run WHERE state = 'undone')").await, 0);
    a_minute_later(&p).await;
    // A server finds it, and somebody brings the same file in again at the same time: still nobody is there twice.
    let server = Server::start(&place).await;
    let said = place.run(&arguments);
    let words = String::from_utf8_lossy(&said.stdout);
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    assert!(words.contains(" 0 new, 0 changed,"), "{words}");
    assert_eq!(count(&p.db, "import_run WHERE state = 'done'").await, 2);
    everybody_once(&p, &charts).await;
    p.db.close().await;
    server.stop();
    place.audit_is_whole();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_is_killed_goes_on_with_an_import_on_sqlite() {
    the_server_is_killed(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_is_killed_goes_on_with_an_import_on_postgres() {
    the_server_is_killed(Engine::Postgres).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_is_killed_makes_an_export_anew_on_sqlite() {
    an_export_is_killed(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_is_killed_makes_an_export_anew_on_postgres() {
    an_export_is_killed(Engine::Postgres).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_import_command_that_is_killed_is_begun_again_on_sqlite() {
    the_command_is_killed(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_import_command_that_is_killed_is_begun_again_on_postgres() {
    the_command_is_killed(Engine::Postgres).await;
}
