//! Whether a page costs more when there is more: people, entries of the audit trail, counters of failed log-ins, sessions.

use std::process::Command;
use std::time::{Duration, Instant};

use app::audit::model::Kind;
use app::audit::service::{self as audit, Entry};
use serde_json::json;
use uuid::Uuid;

use crate::process::{Server, get, post, send, sql};
use crate::report::{Aim, Report};
use crate::stage::{HERE, Stage, cookie, numbers, person_id};
use crate::watch::quantile;

/// Times that each page is asked for.
const ROUNDS: usize = 41;
/// What a page may cost, as a multiple of what it costs where there is little.
const AIM: f64 = 1.5;
/// Entries that are appended in one transaction.
const TOGETHER: usize = 2_000;

/// A request, and the status that is right.
type Asked = (String, u16);

/// The median time of each request, in milliseconds; asked for in turns.
async fn medians(port: u16, asked: &[Asked]) -> Vec<f64> {
    let mut times: Vec<Vec<Duration>> = asked.iter().map(|_| Vec::new()).collect();
    for round in 0..=ROUNDS {
        for (times, (request, status)) in times.iter_mut().zip(asked) {
            let begun = Instant::now();
            let answer = send(port, request).await.expect("an answer");
            let took = begun.elapsed();
            assert_eq!(answer.status, *status, "{request}{}", answer.body);
            // The first of each makes the statements ready.
            if round > 0 {
                times.push(took);
            }
        }
    }
    times.iter().map(|times| quantile(times, 0.5)).collect()
}

/// The list of people, and a search in it that finds one person, in practices of three sizes.
pub async fn people(stage: &Stage, server: &Server, report: &mut Report) {
    let mut cookies = Vec::new();
    for clinic in &stage.clinics {
        cookies.push(cookie(server, clinic).await);
    }
    let (name, title) = (stage.name, stage.title());
    for (id, what, path) in
        [("list", "list of people", "/settings/users"), ("search", "search for a person", "/settings/users?q=dr.lee")]
    {
        let asked: Vec<Asked> = cookies.iter().map(|cookie| (get(path, HERE, cookie), 200)).collect();
        let took = medians(server.port, &asked).await;
        let mut add = |part: &str, what: &str, value: f64, unit: &str, aim: Aim| {
            report.add_of(ROUNDS, &format!("growth-{name}-{id}-{part}"), &format!("{title}: {what}"), value, unit, aim);
        };
        add("ms", &format!("{what} among 10"), took[0], "ms", Aim::None);
        add("middle", &format!("{what} among 1,000, as a multiple"), took[1] / took[0], "x", Aim::AtMost(AIM));
        add("large", &format!("{what} among 100,000, as a multiple"), took[2] / took[0], "x", Aim::AtMost(AIM));
    }
}

/// Entries as the product appends them, so that the chain holds.
async fn append(stage: &Stage, practice: Uuid, n: usize) {
    let (p, person) = (&stage.p, p_random(stage));
    for first in (0..n).step_by(TOGETHER) {
        let mut tx = p.db.write().await.unwrap();
        for i in first..n.min(first + TOGETHER) {
            let entry = Entry {
                actor: Some(person),
                subject: Some(person),
                practice: Some(practice),
                detail: json!({ "factors": ["password"], "browser": "Firefox on Windows", "n": i }),
                ..Entry::of(Kind::LoggedIn, p.clock.now(), "10.0.0.1")
            };
            audit::append(p, &mut tx, entry).await.unwrap();
        }
        tx.commit().await.unwrap();
    }
}

fn p_random(stage: &Stage) -> Uuid {
    stage.p.random.id(stage.p.clock.now())
}

/// What `verify-audit` takes, in seconds, and how many entries it read.
fn verify(stage: &Stage) -> (f64, usize) {
    let begun = Instant::now();
    let said = Command::new(env!("CARGO_BIN_EXE_vestibule"))
        .arg("verify-audit")
        .arg("--config")
        .arg(stage.place.config())
        .output()
        .unwrap();
    let took = begun.elapsed().as_secs_f64();
    let words = String::from_utf8_lossy(&said.stdout).into_owned();
    assert!(said.status.success() && words.contains("is whole"), "{words}{}", String::from_utf8_lossy(&said.stderr));
    let entries = words.split("whole: ").nth(1).and_then(|rest| rest.split(' ').next()?.parse().ok()).expect("a number of entries");
    (took, entries)
}

/// The report of the audit trail and its verification, at ten thousand entries; and at `many`, where that is more.
pub async fn trail(stage: &Stage, server: &Server, many: usize, report: &mut Report) {
    const FEW: usize = 10_000;
    let (name, title) = (stage.name, stage.title());
    let [small, large] = [&stage.clinics[0], &stage.clinics[2]];
    append(stage, small.id, FEW).await;
    stage.tidy().await;
    let mut add = |n: usize, id: &str, what: &str, value: f64, unit: &str, aim: Aim| {
        report.add_of(n, &format!("growth-{name}-{id}"), &format!("{title}: {what}"), value, unit, aim);
    };
    let (took, entries) = verify(stage);
    #[expect(clippy::cast_precision_loss, reason = "a number of entries")]
    let each = |took: f64, entries: usize| took * 1e6 / entries as f64;
    let few = each(took, entries);
    add(entries, "verify-few", &format!("verify-audit, an entry among {entries}"), few, "us", Aim::None);
    let page = |cookie: &str| (get("/settings/audit", HERE, cookie), 200);
    let mut asked = vec![page(&cookie(server, small).await)];
    if many > FEW {
        append(stage, large.id, many).await;
        stage.tidy().await;
        let (took, entries) = verify(stage);
        let ratio = each(took, entries) / few;
        add(
            entries,
            "verify-many",
            &format!("verify-audit, an entry among {entries}, as a multiple"),
            ratio,
            "x",
            Aim::AtMost(AIM),
        );
        asked.push(page(&cookie(server, large).await));
    }
    let took = medians(server.port, &asked).await;
    add(ROUNDS, "audit-ms", "report of the audit trail, 10,000 entries", took[0], "ms", Aim::None);
    if let Some(long) = took.get(1) {
        let what = format!("report of the audit trail, {many} entries, as a multiple");
        add(ROUNDS, "audit-many", &what, long / took[0], "x", Aim::AtMost(AIM));
    }
}

/// A signed-in page, and a log-in that must wait (nothing is hashed for it), before and after there are so many counters and sessions.
pub async fn counters_and_sessions(stage: &Stage, server: &Server, many: usize, report: &mut Report) {
    let cookie = cookie(server, stage.middle()).await;
    let form = [("practice_id", stage.middle().code.as_str()), ("username", "u999"), ("password", "not the right password")];
    let refused = post("/login", "10.252.0.1", "", &form);
    for n in 0..5 {
        let status = send(server.port, &refused).await.unwrap().status;
        assert!(status == 422 || n == 4 && status == 429, "{status}");
    }
    let asked = [(get("/home", HERE, &cookie), 200), (refused, 429)];
    let before = medians(server.port, &asked).await;
    fill(stage, many).await;
    let after = medians(server.port, &asked).await;
    let (name, title) = (stage.name, stage.title());
    for (n, (id, what)) in [("sessions", "/home with"), ("counters", "a log-in that must wait, with")].into_iter().enumerate() {
        let mut add = |part: &str, what: &str, value: f64, unit: &str, aim: Aim| {
            report.add_of(ROUNDS, &format!("growth-{name}-{id}-{part}"), &format!("{title}: {what}"), value, unit, aim);
        };
        add("ms", &format!("{what} few {id}"), before[n], "ms", Aim::None);
        add("many", &format!("{what} {many} {id}, as a multiple"), after[n] / before[n], "x", Aim::AtMost(AIM));
    }
}

async fn fill(stage: &Stage, many: usize) {
    let (now, numbers) = (stage.p.clock.now(), numbers(stage.engine, many));
    // Sessions of a hundred thousand people, open and ended; counters of different names and networks.
    let person = person_id(stage.engine, 100_000).replace("i *", "(i % 100000 + 1) *");
    let (id, hash, other) = match stage.engine {
        crate::support::Engine::Sqlite => ("randomblob(16)", "randomblob(32)", "randomblob(32)"),
        crate::support::Engine::Postgres => {
            ("gen_random_uuid()", "sha256(CAST('a' || i AS BYTEA))", "sha256(CAST('b' || i / 3 AS BYTEA))")
        }
    };
    sql(
        &stage.p.db,
        &format!(
            "INSERT INTO session (id, token_hash, user_id, created_at, last_seen_at, expires_at, ended_at, browser, network) \
             SELECT {id}, {hash}, {person}, {now}, {now}, {now} + 40000000, CASE WHEN i % 3 = 0 THEN {now} END, 'Firefox on Windows', '10.0.0.1' \
             FROM {numbers}; \
             INSERT INTO failed_tries (counter, network, identifier, tries, wait_until, last_at) \
             SELECT {hash}, {other}, {other}, i % 5 + 1, 0, {now} - i % 3000000 FROM {numbers}"
        ),
    )
    .await;
    stage.tidy().await;
}
