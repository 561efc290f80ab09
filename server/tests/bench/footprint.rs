//! How large the program is, how soon it answers, what memory it takes; and what a browser loads before and after `/login` can be used.

use std::fs::File;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::load::{ROUNDS, median};
use crate::pages::{linked, raw};
use crate::process::{Server, get, send};
use crate::report::{Aim, Report};
use crate::stage::{HERE, Stage};

/// What `/login` may transfer before it can be used, in bytes.
const PAGE: f64 = 30_000.0;
/// In how many requests.
const REQUESTS: f64 = 4.0;
/// What a part for the browser may be, in bytes of brotli.
const WASM: f64 = 300_000.0;

/// Bytes of the program; seconds until it is ready, over a database that it knows.
pub async fn program(stage: &Stage, report: &mut Report) {
    let binary = env!("CARGO_BIN_EXE_vestibule");
    #[expect(clippy::cast_precision_loss, reason = "some megabytes")]
    let size = std::fs::metadata(binary).unwrap().len() as f64 / 1e6;
    report.add_of(1, "size-binary", "the program, without the site", size, "MB", Aim::None);
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let begun = Instant::now();
        let mut child = Command::new(binary)
            .args(["serve", "--config"])
            .arg(stage.place.config())
            .env("VESTIBULE__SERVER__ADDR", format!("127.0.0.1:{port}"))
            .stdout(Stdio::null())
            .stderr(File::create(stage.place.dir.join("start.log")).unwrap())
            .spawn()
            .unwrap();
        while send(port, &get("/readyz", HERE, "")).await.is_none_or(|answer| answer.status != 200) {
            assert!(begun.elapsed() < Duration::from_mins(1), "the server does not start: see start.log");
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        times.push(begun.elapsed().as_secs_f64() * 1e3);
        child.kill().unwrap();
        child.wait().unwrap();
    }
    let what = format!("{}: from the start of the program to /readyz, 100,000 people", stage.title());
    report.add_of(ROUNDS, &format!("size-{}-start", stage.name), &what, median(times), "ms", Aim::None);
}

/// What the server has resident now, in MB.
pub fn memory(server: &Server) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.id())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("Linux counts it");
    line.trim().trim_end_matches(" kB").parse::<f64>().unwrap() / 1000.0
}

/// What goes over the wire until `/login` can be used, heads included, and the parts for the browser that come later.
pub async fn login_page(server: &Server, report: &mut Report) {
    let with_brotli = |path: &str| get(path, HERE, "").replace("\r\n\r\n", "\r\nAccept-Encoding: gzip, deflate, br\r\n\r\n");
    let (head, body) = raw(server.port, &with_brotli("/login")).await;
    let (mut bytes, mut requests) = (head.len() + 4 + body.len(), 1);
    for path in linked(&String::from_utf8(body).unwrap()) {
        let (head, body) = raw(server.port, &with_brotli(&path)).await;
        bytes += head.len() + 4 + body.len();
        requests += 1;
    }
    #[expect(clippy::cast_precision_loss, reason = "some kilobytes")]
    let number = |n: usize| n as f64;
    report.add_of(
        1,
        "login-page-bytes",
        "/login until it can be used: page, style sheet, script",
        number(bytes),
        "bytes",
        Aim::AtMost(PAGE),
    );
    report.add_of(1, "login-page-requests", "in how many requests", number(requests), "", Aim::AtMost(REQUESTS));
    let built = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/site/pkg");
    for file in std::fs::read_dir(&built).unwrap().flatten() {
        let name = file.file_name().to_string_lossy().into_owned();
        if let Some(part) = name.strip_suffix(".wasm.br") {
            let part = part.split('.').next().unwrap();
            let size = number(usize::try_from(file.metadata().unwrap().len()).unwrap());
            report.add_of(
                1,
                &format!("login-page-wasm-{part}"),
                &format!("the part for the browser {part}, brotli"),
                size,
                "bytes",
                Aim::AtMost(WASM),
            );
        }
    }
}
