//! How long somebody waits for a page while five times as many log in as the machine can hash, what becomes of those, and the memory meanwhile.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::time::{Instant, MissedTickBehavior, interval};

use crate::process::{Server, get, post, send};
use crate::report::{Aim, Report};
use crate::stage::{HERE, Stage, cookie};
use crate::support::PASSWORD;
use crate::watch::{Memory, quantile};

/// How many times what the machine can do.
const TIMES: f64 = 5.0;
/// Pages a second, in both halves.
const PAGES: u32 = 25;
/// How long each half is.
const LONG: Duration = Duration::from_secs(20);
/// Until the queue of passwords is full.
const FULL: Duration = Duration::from_secs(3);
/// What a page may take, as a multiple of what it takes when nothing else is asked for.
const RATIO: f64 = 3.0;

/// Asks for a page at fixed times, whether the one before has come or not; how long each took from the moment when it was to be asked for.
async fn pages(port: u16, cookie: &str, long: Duration) -> Vec<Duration> {
    let times: Arc<Mutex<Vec<Duration>>> = Arc::default();
    let mut clock = interval(Duration::from_secs(1) / PAGES);
    clock.set_missed_tick_behavior(MissedTickBehavior::Burst);
    let (until, mut all) = (Instant::now() + long, Vec::new());
    loop {
        let due = clock.tick().await;
        if due > until {
            break;
        }
        let (request, times) = (get("/home", HERE, cookie), Arc::clone(&times));
        all.push(tokio::spawn(async move {
            let answer = send(port, &request).await.expect("an answer");
            times.lock().unwrap().push(due.elapsed());
            assert_eq!(answer.status, 200, "{}", answer.body);
        }));
    }
    for one in all {
        one.await.unwrap();
    }
    std::mem::take(&mut times.lock().unwrap())
}

/// What became of the log-ins.
#[derive(Default)]
struct Answers {
    /// In, and how long it took.
    times: Vec<Duration>,
    /// 503 with `Retry-After`.
    told_when: usize,
    /// 503 without, another status, or no answer.
    lost: usize,
}

async fn log_ins(port: u16, code: String, people: usize, rate: f64, long: Duration) -> Answers {
    let answers: Arc<Mutex<Answers>> = Arc::default();
    let mut clock = interval(Duration::from_secs_f64(1.0 / rate));
    clock.set_missed_tick_behavior(MissedTickBehavior::Burst);
    let (until, mut all, mut n) = (Instant::now() + long, Vec::new(), 0);
    loop {
        let due = clock.tick().await;
        if due > until {
            break;
        }
        n += 1;
        let form = [("practice_id", code.as_str()), ("username", &format!("u{}", n % people + 1)), ("password", PASSWORD)];
        let request = post("/login", &format!("10.253.{}.{}", n / 250 % 250, n % 250 + 1), "", &form);
        let answers = Arc::clone(&answers);
        all.push(tokio::spawn(async move {
            let answer = send(port, &request).await;
            let mut answers = answers.lock().unwrap();
            match answer {
                Some(answer) if answer.status == 303 && answer.head.contains("__Host-session=") => {
                    answers.times.push(due.elapsed());
                }
                Some(answer) if answer.status == 503 && answer.head.to_ascii_lowercase().contains("\r\nretry-after: ") => {
                    answers.told_when += 1;
                }
                _ => answers.lost += 1,
            }
        }));
    }
    for one in all {
        one.await.unwrap();
    }
    std::mem::take(&mut answers.lock().unwrap())
}

/// Measures; `capacity` is how many log-ins a second the machine can do.
pub async fn measure(stage: &Stage, server: &Server, capacity: f64, report: &mut Report) {
    let cookie = cookie(server, stage.middle()).await;
    let memory = Memory::of(server.id());
    let idle = pages(server.port, &cookie, LONG).await;
    let calm = memory.peak();
    let (code, people, port) = (stage.middle().code.clone(), stage.middle().people, server.port);
    let flood = tokio::spawn(log_ins(port, code, people, capacity * TIMES, LONG + FULL));
    tokio::time::sleep(FULL).await;
    let busy = pages(server.port, &cookie, LONG).await;
    let answers = flood.await.unwrap();
    let most = memory.peak();

    let (name, title) = (stage.name, stage.title());
    let mut add = |id: &str, n: usize, what: &str, value: f64, unit: &str, aim: Aim| {
        report.add_of(n, &format!("flood-{name}-{id}"), &format!("{title}: {what}"), value, unit, aim);
    };
    for (id, part) in [("p50", 0.5), ("p99", 0.99)] {
        let (before, meanwhile) = (quantile(&idle, part), quantile(&busy, part));
        let aim = if id == "p99" { Aim::AtMost(RATIO) } else { Aim::None };
        add(
            &format!("{id}-idle"),
            idle.len(),
            &format!("a signed-in page, {PAGES} a second, nothing else: {id}"),
            before,
            "ms",
            Aim::None,
        );
        add(
            &format!("{id}-busy"),
            busy.len(),
            &format!("the same while 5 x as many log in as can: {id}"),
            meanwhile,
            "ms",
            Aim::None,
        );
        add(&format!("{id}-ratio"), busy.len(), &format!("the one as a multiple of the other: {id}"), meanwhile / before, "x", aim);
    }
    let sent = answers.times.len() + answers.told_when + answers.lost;
    #[expect(clippy::cast_precision_loss, reason = "a number of log-ins")]
    let (let_in, told, gone) = (answers.times.len() as f64, answers.told_when as f64, answers.lost as f64);
    add("served", sent, "log-ins in the flood that were let in, a second", let_in / (LONG + FULL).as_secs_f64(), "/s", Aim::None);
    add("wait", answers.times.len(), "how long those waited: p50", quantile(&answers.times, 0.5), "ms", Aim::None);
    add(
        "told",
        sent,
        "of the surplus, told when to come back (503, Retry-After)",
        told / (told + gone).max(1.0),
        "x",
        Aim::AtLeast(1.0),
    );
    add("memory-idle", 1, "most memory of the server with pages alone", calm, "MB", Aim::None);
    add("memory", 1, "most memory of the server in the flood", most, "MB", Aim::None);
}
