//! Clients that hold on: thousands of idle connections, heads and bodies that come byte by byte or never end, and what is no HTTP at all. Meanwhile somebody honest
//! logs in and reads pages.

use std::net::Ipv4Addr;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use crate::client::{Way, place};
use crate::judge::{panics, people, trail};
use crate::process::{Place, Server};
use crate::report::{Aim, Report};
use crate::support::{Engine, PASSWORD};

const IDLE: usize = 2_000;
/// Of our own slow clients, and of slowhttptest's, in each of its two modes.
const SLOW: usize = 400;
/// At the same time.
const ENDLESS: usize = 16;
/// Between two bytes of a slow client.
const BYTE: Duration = Duration::from_secs(2);
/// How long everybody holds on before anything is measured.
const SETTLE: Duration = Duration::from_secs(10);
/// What the honest client asks for.
const PAGES: usize = 300;
const LOG_INS: usize = 60;
/// What it may cost at most, as a multiple of what it costs when nobody else is there.
const RATIO: f64 = 3.0;
/// What a connection that somebody holds may take at most, in kB: its buffers, its task, and what it has sent of a form.
const MEMORY: f64 = 100.0;
const NAME: &str = "slow clients";
const ID: &str = "slow";

/// Sent as they are. Each gets a refusal or nothing, never a page and never an apology.
const MALFORMED: [&[u8]; 16] = [
    b"\r\n\r\n\r\n\r\n",
    b"GET\r\n\r\n",
    b"GET /login\r\n\r\n",
    b"GET /login HTTP/9.9\r\nHost: ehr.example\r\n\r\n",
    b"GET  /login HTTP/1.1\r\nHost: ehr.example\r\n\r\n",
    b"GET /login HTTP/1.1\r\nHost ehr.example\r\n\r\n",
    b"GET /login HTTP/1.1\r\nHost: ehr.example\r\nX: a\0b\r\n\r\n",
    b"GET /login HTTP/1.1\r\nHost: ehr.example\r\n: nameless\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"POST /login HTTP/1.1\r\nHost: ehr.example\r\nContent-Length: -1\r\n\r\n",
    b"POST /login HTTP/1.1\r\nHost: ehr.example\r\nContent-Length: 99999999999999999999999\r\n\r\n",
    b"POST /login HTTP/1.1\r\nHost: ehr.example\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
    b"POST /login HTTP/1.1\r\nHost: ehr.example\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"POST /login HTTP/1.1\r\nHost: ehr.example\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"\xff\xfe\xfd\xfc\xfb\xfa\r\n\r\n",
];

/// What those who hold on saw.
#[derive(Default)]
struct Seen {
    open: AtomicUsize,
    malformed: AtomicUsize,
    answered_wrongly: AtomicUsize,
    cut_off: AtomicUsize,
}

pub async fn measure(report: &mut Report) {
    let at = Place::new(Engine::Sqlite, "").await;
    let practice = people(&at).await;
    // As most shells start a program.
    let server = Server::start_as(&at, "server", "ulimit -S -n 1024", &[]).await;
    let way = Way::to(server.port);
    // The first of each is slower than the others.
    honest(&way, &practice, 20, 5).await;
    let idle = honest(&way, &practice, PAGES, LOG_INS).await;
    forget(server.id());
    let before = peak(server.id());

    let seen: Arc<Seen> = Arc::default();
    let mut crowd = crowd(server.port, &seen);
    let tools = slowhttptest(report, server.port);
    tokio::time::sleep(SETTLE).await;
    let busy = honest(&way, &practice, PAGES, LOG_INS).await;
    let open = seen.open.load(Ordering::SeqCst);
    told(report, &idle, &busy);
    report.count(&format!("{ID}-open"), &format!("{NAME}: connections held open by ours"), open, Aim::AtLeast(2_000.0));
    let most = peak(server.id());
    #[expect(clippy::cast_precision_loss, reason = "some thousands")]
    let each = (most - before) * 1000.0 / (open + tools.len() * SLOW) as f64;
    report.add(&format!("{ID}-memory-idle"), &format!("{NAME}: memory of the server before they come"), before, "MB", Aim::None);
    report.add(&format!("{ID}-memory"), &format!("{NAME}: most memory of the server while they hold on"), most, "MB", Aim::None);
    report.add(
        &format!("{ID}-memory-each"),
        &format!("{NAME}: that is for each connection that is held"),
        each,
        "kB",
        Aim::AtMost(MEMORY),
    );
    crowd.shutdown().await;
    for mut tool in tools {
        let _ = tool.kill();
        let _ = tool.wait();
    }

    let of = |counter: &AtomicUsize| counter.load(Ordering::SeqCst);
    let mut count =
        |id: &str, text: &str, n: usize, aim: Aim| report.count(&format!("{ID}-{id}"), &format!("{NAME}: {text}"), n, aim);
    count("malformed", "malformed requests", of(&seen.malformed), Aim::AtLeast(100.0));
    count("malformed-wrong", "of these answered otherwise than with a refusal", of(&seen.answered_wrongly), Aim::AtMost(0.0));
    count("endless", "bodies without end, cut off by the server", of(&seen.cut_off), Aim::AtLeast(100.0));
    count("panics", "panics in the log", panics(&server.log), Aim::AtMost(0.0));
    let files = server.log().matches("Too many open files").count();
    count("files", "complaints about open files in the log", files, Aim::AtMost(0.0));
    trail(report, ID, NAME, &at, server);
}

/// How long pages and log-ins took, and how many went wrong.
struct Honest {
    pages: Vec<Duration>,
    log_ins: Vec<Duration>,
    failed: usize,
}

async fn honest(way: &Way, practice: &str, pages: usize, log_ins: usize) -> Honest {
    let mut seen = Honest { pages: Vec::new(), log_ins: Vec::new(), failed: 0 };
    let mut cookie = String::new();
    for n in 0..log_ins {
        let asked = Instant::now();
        match way.log_in(place(), practice, &format!("nurse.{}", n % 40), PASSWORD).await {
            Some((_, Some(opened))) => {
                cookie = opened;
                seen.log_ins.push(asked.elapsed());
            }
            _ => seen.failed += 1,
        }
    }
    for path in ["/home", "/login"].iter().cycle().take(pages) {
        let asked = Instant::now();
        match way.get(place(), path, &cookie).await {
            Some(answer) if answer.status == 200 => seen.pages.push(asked.elapsed()),
            _ => seen.failed += 1,
        }
    }
    seen
}

fn told(report: &mut Report, idle: &Honest, busy: &Honest) {
    for (id, what, idle, busy) in
        [("page", "a page", &idle.pages, &busy.pages), ("log-in", "a log-in", &idle.log_ins, &busy.log_ins)]
    {
        for (name, part, aim) in [("p50", 0.5, Aim::AtMost(RATIO)), ("p99", 0.99, Aim::None)] {
            let (before, now) = (quantile(idle, part), quantile(busy, part));
            let text = format!("{NAME}: {what}, {name}, as a multiple of {before:.1} ms when nobody else is there");
            report.add(&format!("{ID}-{id}-{name}"), &text, now / before, "x", aim);
        }
    }
    report.count(
        &format!("{ID}-failed"),
        &format!("{NAME}: of these not answered as they should be"),
        idle.failed + busy.failed,
        Aim::AtMost(0.0),
    );
}

/// Within which a part of them was answered, in milliseconds.
fn quantile(times: &[Duration], part: f64) -> f64 {
    let mut times = times.to_vec();
    times.sort_unstable();
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a place in a short list"
    )]
    let at = ((times.len() as f64 * part) as usize).min(times.len().saturating_sub(1));
    times.get(at).map_or(f64::INFINITY, |time| time.as_secs_f64() * 1000.0)
}

/// Everybody who holds on. Each begins anew when the server has closed.
fn crowd(port: u16, seen: &Arc<Seen>) -> JoinSet<()> {
    let mut all = JoinSet::new();
    for n in 0..IDLE {
        all.spawn(hold(port, n, Arc::clone(seen), b""));
    }
    for n in 0..SLOW {
        all.spawn(hold(port, n, Arc::clone(seen), b"GET /login HTTP/1.1\r\nHost: ehr.example\r\nX-Slow: "));
        all.spawn(hold(port, n, Arc::clone(seen), SLOW_BODY));
    }
    for _ in 0..ENDLESS {
        all.spawn(endless(port, Arc::clone(seen)));
    }
    all.spawn(malformed(port, Arc::clone(seen)));
    all
}

const SLOW_BODY: &[u8] = b"POST /login HTTP/1.1\r\nHost: ehr.example\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 60000\r\n\r\n";

async fn connect(port: u16) -> TcpStream {
    loop {
        if let Ok(stream) = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await {
            return stream;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

/// Begins with something and goes on byte by byte; with nothing, it says nothing at all.
async fn hold(port: u16, n: usize, seen: Arc<Seen>, begin: &'static [u8]) {
    // Not all at the same moment.
    tokio::time::sleep(Duration::from_millis(n as u64 % 400 * 10)).await;
    loop {
        let mut stream = connect(port).await;
        seen.open.fetch_add(1, Ordering::SeqCst);
        let mut open = stream.write_all(begin).await.is_ok();
        let mut answer = [0; 512];
        while open {
            open = tokio::select! {
                read = stream.read(&mut answer) => matches!(read, Ok(1..)),
                () = tokio::time::sleep(BYTE) => true,
            };
            if open && !begin.is_empty() {
                open = stream.write_all(b"a").await.is_ok();
            }
        }
        seen.open.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Sends a body that does not end, until the server has enough.
async fn endless(port: u16, seen: Arc<Seen>) {
    const CHUNK: usize = 16 * 1024;
    let chunk = format!("{CHUNK:x}\r\n{}\r\n", "a".repeat(CHUNK));
    let head = "POST /login HTTP/1.1\r\nHost: ehr.example\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n";
    loop {
        let mut stream = connect(port).await;
        let mut open = stream.write_all(head.as_bytes()).await.is_ok();
        while open {
            open = stream.write_all(chunk.as_bytes()).await.is_ok();
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        seen.cut_off.fetch_add(1, Ordering::SeqCst);
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

async fn malformed(port: u16, seen: Arc<Seen>) {
    for request in MALFORMED.iter().cycle() {
        let mut stream = connect(port).await;
        let _ = stream.write_all(request).await;
        let _ = stream.shutdown().await;
        let mut answer = Vec::new();
        let read = tokio::time::timeout(Duration::from_secs(35), stream.read_to_end(&mut answer)).await;
        let answer = String::from_utf8_lossy(&answer);
        let status = answer.split(' ').nth(1).and_then(|status| status.parse::<u16>().ok());
        let right = read.is_ok() && (answer.is_empty() || matches!(status, Some(400..=499 | 501 | 505)));
        if !right && seen.answered_wrongly.fetch_add(1, Ordering::SeqCst) < 5 {
            println!("    {:?}: {:?}", String::from_utf8_lossy(request), answer.lines().next());
        }
        seen.malformed.fetch_add(1, Ordering::SeqCst);
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// The well-known tool for the same, in its header and its body mode.
fn slowhttptest(report: &mut Report, port: u16) -> Vec<Child> {
    let there = Command::new("slowhttptest").arg("-h").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok();
    if !there {
        println!("  {NAME}: slowhttptest is not installed, so only our own slow clients come. Run scripts/setup soak.");
    }
    let missing = usize::from(!there);
    report.count(&format!("{ID}-tool"), &format!("{NAME}: slowhttptest is missing"), missing, Aim::AtMost(0.0));
    let url = format!("http://127.0.0.1:{port}/login");
    let start = |mode: &[&str]| {
        let mut command = Command::new("slowhttptest");
        command.args(mode).args(["-c", &SLOW.to_string(), "-r", "200", "-i", "5", "-l", "300", "-p", "5", "-u", &url]);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    };
    if there { vec![start(&["-H", "-t", "GET"]), start(&["-B", "-t", "POST", "-s", "8192"])] } else { Vec::new() }
}

/// The most that was resident since [`forget`], in MB, as the kernel counts it.
fn peak(process: u32) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("Linux counts it");
    line.trim().trim_end_matches(" kB").parse::<f64>().unwrap() / 1000.0
}

fn forget(process: u32) {
    std::fs::write(format!("/proc/{process}/clear_refs"), "5").unwrap();
}
