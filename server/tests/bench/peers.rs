//! Others on the same work: the log-in of Django and of better-auth, on the same PostgreSQL, cores and load tool, with argon2id at the same parameters. They
//! come from their registries into a temporary folder. What cannot be installed is not measured, and the table says so.
//!
//! What is compared is a log-in as each of them does it by itself, without what Vestibule also does: counters, browsers, the audit trail. A log-in counts
//! when it is answered as right with a cookie; afterwards there are as many sessions in the peer's database.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use app::platform::Db;

use crate::load::{in_turns, log_ins, log_ins_at, rate};
use crate::process::{Server, rows, until};
use crate::report::{Aim, Report};
use crate::stage::{Stage, settle};
use crate::support::{PASSWORD, on_postgres, postgres_url};

/// How long a run is, in seconds.
const SECONDS: u32 = 4;
const PEOPLE: usize = 1_000;

/// Another program that logs people in.
struct Peer {
    kind: &'static str,
    title: String,
    port: u16,
    child: Child,
    db: Db,
    /// Where it keeps its sessions.
    sessions: &'static str,
}

impl Drop for Peer {
    fn drop(&mut self) {
        // It has children of its own, which end with it when it is asked.
        let _ = Command::new("kill").arg(self.child.id().to_string()).status();
        let _ = self.child.wait();
    }
}

impl Peer {
    async fn count(&self) -> i64 {
        rows::<(i64,)>(&self.db, &format!("SELECT CAST(COUNT(*) AS BIGINT) FROM {}", self.sessions)).await[0].0
    }
}

/// Runs a command to its end; the last line of what it says when that was no success.
fn run(command: &mut Command) -> Result<(), String> {
    let said = command.output().map_err(|e| e.to_string())?;
    let words = String::from_utf8_lossy(&said.stderr).into_owned();
    let last = words.lines().rfind(|line| !line.trim().is_empty()).unwrap_or("it failed without a word").to_owned();
    if said.status.success() { Ok(()) } else { Err(last) }
}

/// A database of its own on the same server, and what a peer is told.
async fn place(name: &str) -> (String, [(&'static str, String); 4], u16) {
    let server = postgres_url();
    on_postgres(&server, &format!("CREATE DATABASE {name}")).await;
    let url = format!("{}/{name}", server.rsplit_once('/').unwrap().0);
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let told = [
        ("PEER_DATABASE", url.clone()),
        ("PEER_PASSWORD", PASSWORD.to_owned()),
        ("PEER_PEOPLE", PEOPLE.to_string()),
        ("PEER_PORT", port.to_string()),
    ];
    (url, told, port)
}

fn source(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bench/peers").join(name)
}

fn spawn(command: &mut Command, dir: &Path) -> Result<Child, String> {
    let log = std::fs::File::create(dir.join("peer.log")).map_err(|e| e.to_string())?;
    command.stdout(Stdio::null()).stderr(log).spawn().map_err(|e| e.to_string())
}

async fn django(dir: &Path) -> Result<Peer, String> {
    std::fs::create_dir_all(dir).map_err(|e| e.to_string())?;
    let python = dir.join("venv/bin/python");
    run(Command::new("python3").args(["-m", "venv", "venv"]).current_dir(dir))?;
    run(Command::new(&python).args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "django==5.2.*",
        "argon2-cffi",
        "gunicorn",
        "psycopg[binary]",
    ]))?;
    std::fs::copy(source("vestibule_peer.py"), dir.join("vestibule_peer.py")).map_err(|e| e.to_string())?;
    let (url, told, port) = place("django").await;
    run(Command::new(&python).arg("vestibule_peer.py").envs(told.clone()).current_dir(dir))?;
    let mut command = Command::new(&python);
    command.args(["-m", "gunicorn", "--workers", "2", "--bind", &format!("127.0.0.1:{port}"), "vestibule_peer:application"]);
    let child = spawn(command.envs(told).current_dir(dir), dir)?;
    let db = Db::open(&url).await.map_err(|e| e.to_string())?;
    let title = "Django behind two gunicorn workers".to_owned();
    Ok(Peer { kind: "django", title, port, child, db, sessions: "django_session" })
}

async fn better_auth(dir: &Path) -> Result<Peer, String> {
    std::fs::create_dir_all(dir).map_err(|e| e.to_string())?;
    std::fs::write(dir.join("package.json"), "{\"private\":true}").map_err(|e| e.to_string())?;
    run(Command::new("npm")
        .args(["install", "--no-audit", "--no-fund", "--ignore-scripts", "better-auth@1", "@node-rs/argon2@2", "pg@8"])
        .current_dir(dir))?;
    std::fs::copy(source("better-auth.mjs"), dir.join("better-auth.mjs")).map_err(|e| e.to_string())?;
    let (url, told, port) = place("better_auth").await;
    run(Command::new("node").args(["better-auth.mjs", "fill"]).envs(told.clone()).current_dir(dir))?;
    let child = spawn(Command::new("node").arg("better-auth.mjs").env("NODE_ENV", "production").envs(told).current_dir(dir), dir)?;
    let db = Db::open(&url).await.map_err(|e| e.to_string())?;
    let title = "better-auth on two Node processes".to_owned();
    Ok(Peer { kind: "better-auth", title, port, child, db, sessions: "session" })
}

/// Measures; the product's server is started for it.
pub async fn measure(stage: &Stage, report: &mut Report) {
    let folder = stage.place.dir.join("peers");
    let (mut peers, dirs) = (Vec::new(), [folder.join("django"), folder.join("better-auth")]);
    let made = [("django", django(&dirs[0]).await), ("better-auth", better_auth(&dirs[1]).await)];
    for (kind, one) in made {
        match one {
            Ok(peer) => peers.push(peer),
            Err(why) => report
                .left_out
                .push(serde_json::json!({ "id": format!("peer-{kind}"), "what": format!("{kind}'s log-in"), "why": why })),
        }
    }
    if !peers.is_empty() {
        compare(stage, &peers, report).await;
    }
    for peer in &peers {
        peer.db.close().await;
    }
    drop(peers);
    lighthouse(stage, &folder.join("lighthouse"), report).await;
}

async fn compare(stage: &Stage, peers: &[Peer], report: &mut Report) {
    let server = Server::start(&stage.place).await;
    for peer in peers {
        until("the peer listens", || async { tokio::net::TcpStream::connect(("127.0.0.1", peer.port)).await.ok() }).await;
        tokio::time::sleep(Duration::from_secs(2)).await;
        log_ins_at(peer.kind, peer.port, "", PEOPLE, 1);
    }
    log_ins(server.port, stage.middle(), 1);
    settle();
    let mut before = Vec::new();
    for peer in peers {
        before.push(peer.count().await);
    }
    let runs = in_turns(1 + peers.len(), |side| {
        let load = match side.checked_sub(1) {
            None => log_ins(server.port, stage.middle(), SECONDS),
            Some(n) => log_ins_at(peers[n].kind, peers[n].port, "", PEOPLE, SECONDS),
        };
        settle();
        load
    });
    let (ours, n) = rate(&runs[0]);
    report.add_of(n, "peer-vestibule", "Vestibule: log-ins a second beside its peers, PostgreSQL", ours, "/s", Aim::None);
    for (at, peer) in peers.iter().enumerate() {
        let (theirs, n) = rate(&runs[at + 1]);
        let made = peer.count().await - before[at];
        assert!(usize::try_from(made).unwrap() >= n, "{}: {made} sessions for {n} log-ins", peer.kind);
        let (id, title) = (peer.kind, &peer.title);
        report.add_of(n, &format!("peer-{id}"), &format!("{title}: log-ins a second"), theirs, "/s", Aim::None);
        report.add_of(
            n,
            &format!("peer-{id}-ratio"),
            &format!("Vestibule's log-ins, of {title}"),
            ours / theirs,
            "x",
            Aim::AtLeast(1.0),
        );
    }
    server.stop();
}

/// Lighthouse on `/login`, three times each.
async fn lighthouse(stage: &Stage, dir: &Path, report: &mut Report) {
    if let Err(why) = try_lighthouse(stage, dir, report).await {
        report.left_out.push(serde_json::json!({ "id": "login-page-lighthouse", "what": "Lighthouse on /login", "why": why }));
    }
}

async fn try_lighthouse(stage: &Stage, dir: &Path, report: &mut Report) -> Result<(), String> {
    std::fs::create_dir_all(dir).map_err(|e| e.to_string())?;
    std::fs::write(dir.join("package.json"), "{\"private\":true}").map_err(|e| e.to_string())?;
    let packages = ["install", "--no-audit", "--no-fund", "--ignore-scripts", "lighthouse@12"];
    run(Command::new("npm").args(packages).env("PUPPETEER_SKIP_DOWNLOAD", "1").current_dir(dir))?;
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let url = format!("http://localhost:{port}");
    let mut server = Command::new(env!("CARGO_BIN_EXE_vestibule"));
    server.args(["serve", "--config"]).arg(stage.place.config());
    let server = server.env("VESTIBULE__SERVER__ADDR", format!("127.0.0.1:{port}")).env("VESTIBULE__SERVER__BASE_URL", &url);
    let mut child = spawn(server, dir)?;
    until("the server listens", || async { tokio::net::TcpStream::connect(("127.0.0.1", port)).await.ok() }).await;
    let judged = judge(dir, &format!("{url}/login"), report);
    let _ = child.kill();
    let _ = child.wait();
    judged
}

fn judge(dir: &Path, url: &str, report: &mut Report) -> Result<(), String> {
    for (device, preset, performance) in [("desktop", "--preset=desktop", 100.0), ("mobile", "--form-factor=mobile", 98.0)] {
        let mut runs = Vec::new();
        for _ in 0..3 {
            run(Command::new(dir.join("node_modules/.bin/lighthouse"))
                .args([
                    url,
                    preset,
                    "--quiet",
                    "--output=json",
                    "--output-path=report.json",
                    "--chrome-flags=--headless=new --no-sandbox",
                ])
                .env("CHROME_PATH", "/usr/bin/chromium")
                .current_dir(dir))?;
            let text = std::fs::read_to_string(dir.join("report.json")).map_err(|e| e.to_string())?;
            runs.push(serde_json::from_str::<serde_json::Value>(&text).map_err(|e| e.to_string())?);
        }
        let median = |path: &str| {
            crate::load::median(runs.iter().map(|run| run.pointer(path).and_then(serde_json::Value::as_f64).unwrap_or(0.0)))
        };
        let mut add = |id: &str, what: &str, value: f64, unit: &str, aim: Aim| {
            report.add_of(
                3,
                &format!("login-page-{device}-{id}"),
                &format!("Lighthouse on /login, {device}: {what}"),
                value,
                unit,
                aim,
            );
        };
        let lcp = median("/audits/largest-contentful-paint/numericValue");
        add("performance", "performance", median("/categories/performance/score") * 100.0, "", Aim::AtLeast(performance));
        add("accessibility", "accessibility", median("/categories/accessibility/score") * 100.0, "", Aim::AtLeast(100.0));
        add("best-practices", "best practices", median("/categories/best-practices/score") * 100.0, "", Aim::AtLeast(100.0));
        add("lcp", "largest contentful paint", lcp, "ms", if device == "mobile" { Aim::AtMost(1_200.0) } else { Aim::None });
    }
    Ok(())
}
