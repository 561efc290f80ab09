//! Where a log-in's time goes, step by step: the product's router in this process, one log-in after the other, and what sqlx tells of each statement.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use app::platform::migrate::all_statements;
use app::web::next::encode;
use app::web::site::{Assets, Site};
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, header};
use http_body_util::BodyExt as _;
use server::assets::Files;
use server::router::{Edge, router};
use tower::ServiceExt as _;
use tracing::field::{Field, Visit};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::{Context, SubscriberExt as _};
use tracing_subscriber::util::SubscriberInitExt as _;

use crate::report::{Aim, Report};
use crate::stage::Stage;
use crate::support::{Engine, PASSWORD};

/// Log-ins that are looked at, after some that make statements and memory ready.
const N: usize = 150;
const WARM: usize = 10;
/// A step that takes less is told with all others of its kind, in milliseconds.
const LEAST: f64 = 0.02;

/// A statement that ran.
struct Ran {
    text: String,
    at: Instant,
    took: Duration,
}

/// What sqlx tells, which it does on threads of its own.
#[derive(Clone, Default)]
pub struct Tap(Arc<Mutex<Vec<Ran>>>);

impl Tap {
    /// Listens from now on. Once for the program.
    pub fn begin() -> Self {
        let tap = Self::default();
        tracing_subscriber::registry().with(tap.clone()).init();
        tap
    }

    fn take(&self) -> Vec<Ran> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

impl<S: tracing::Subscriber> Layer<S> for Tap {
    fn enabled(&self, metadata: &tracing::Metadata<'_>, _: Context<'_, S>) -> bool {
        metadata.target() == "sqlx::query"
    }

    fn on_event(&self, event: &tracing::Event<'_>, _: Context<'_, S>) {
        let mut seen = Seen { ran: Ran { text: String::new(), at: Instant::now(), took: Duration::ZERO } };
        event.record(&mut seen);
        self.0.lock().unwrap().push(seen.ran);
    }
}

struct Seen {
    ran: Ran,
}

impl Visit for Seen {
    fn record_f64(&mut self, field: &Field, value: f64) {
        if field.name() == "elapsed_secs" {
            self.ran.took = Duration::from_secs_f64(value);
        }
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        // The summary, and the whole where that is longer.
        if (field.name() == "summary" && self.ran.text.is_empty()) || (field.name() == "db.statement" && !value.is_empty()) {
            value.trim().clone_into(&mut self.ran.text);
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn std::fmt::Debug) {}
}

/// Measures. Nobody else may use the database meanwhile.
pub async fn measure(stage: &Stage, tap: &Tap, report: &mut Report) {
    let names: BTreeMap<&str, &str> = all_statements()
        .iter()
        .map(|sql| (if stage.engine == Engine::Sqlite { sql.sqlite } else { sql.postgres }.trim(), sql.name))
        .collect();
    let site = Site { platform: stage.p.clone(), assets: Arc::new(Assets::default()), demo: false };
    let router = router(
        site,
        Files::default(),
        Edge { trusted_proxies: vec!["127.0.0.1".parse().unwrap()], metrics: None, stage: server::stop::Watch::default() },
    );
    let (mut steps, mut total) = (BTreeMap::<String, Duration>::new(), Duration::ZERO);
    for n in 0..WARM + N {
        drop((stage.p.hasher.take_times(), tap.take()));
        let request = log_in(stage, n);
        let begun = Instant::now();
        let answer = router.clone().oneshot(request).await.unwrap();
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        answer.into_body().collect().await.unwrap();
        let ended = Instant::now();
        let (ran, hashes) = (tap.take(), stage.p.hasher.take_times());
        if n >= WARM {
            total += ended - begun;
            assert_eq!(hashes.len(), 1);
            add(&mut steps, &names, (begun, ended), ran, hashes[0]);
        }
    }
    tell(stage, report, &steps, total);
}

fn log_in(stage: &Stage, n: usize) -> Request<Body> {
    let clinic = stage.middle();
    let body = format!("practice_id={}&username=u{}&password={}", clinic.code, n % clinic.people + 1, encode(PASSWORD));
    let mut request = Request::post("/login")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("x-forwarded-for", format!("10.254.{}.{}", n / 250, n % 250 + 1))
        .body(Body::from(body))
        .unwrap();
    request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 4_242))));
    request
}

/// Puts the time of one log-in down to its steps: each statement, the hash, and what lies between them.
fn add(
    steps: &mut BTreeMap<String, Duration>,
    names: &BTreeMap<&str, &str>,
    (begun, ended): (Instant, Instant),
    mut ran: Vec<Ran>,
    hash: Duration,
) {
    let mut put = |name: &str, took: Duration| *steps.entry(name.to_owned()).or_default() += took;
    ran.sort_by_key(|one| one.at);
    let mut gaps = Vec::new();
    let mut until = begun;
    for one in &ran {
        gaps.push(one.at.checked_sub(one.took).unwrap().saturating_duration_since(until));
        until = one.at;
        // Without a name is what begins and ends transactions.
        put(names.get(one.text.as_str()).copied().unwrap_or(one.text.as_str()), one.took);
    }
    // The longest pause is the hash.
    let longest = (0..gaps.len()).max_by_key(|n| gaps[*n]).unwrap();
    put("argon2", hash);
    for (n, gap) in gaps.iter().enumerate() {
        match n {
            _ if n == longest => put("handing the hash over, and BEGIN of the writing transaction", gap.saturating_sub(hash)),
            0 => put("layers, form, doctor, and BEGIN of the reading transaction", *gap),
            _ => put("between statements: our code and the driver", *gap),
        }
    }
    put("COMMIT, and the answer", ended.saturating_duration_since(until));
}

fn tell(stage: &Stage, report: &mut Report, steps: &BTreeMap<String, Duration>, total: Duration) {
    #[expect(clippy::cast_precision_loss, reason = "a small number")]
    let ms = |took: Duration| took.as_secs_f64() * 1e3 / N as f64;
    let (name, title) = (stage.name, stage.title());
    let mut add = |id: &str, what: &str, value: f64| {
        report.add_of(N, &format!("step-{name}-{id}"), &format!("{title}: {what}"), value, "ms", Aim::None);
    };
    let hash = steps.get("argon2").copied().unwrap_or_default();
    add("all", "a log-in by itself, in one process", ms(total));
    add("argon2", "of which argon2", ms(hash));
    add("rest", "of which everything else", ms(total.saturating_sub(hash)));
    let mut sorted: Vec<(&String, f64)> =
        steps.iter().filter(|(step, _)| *step != "argon2").map(|(step, took)| (step, ms(*took))).collect();
    sorted.sort_by(|a, b| b.1.total_cmp(&a.1));
    let (large, small): (Vec<_>, Vec<_>) = sorted.into_iter().partition(|(_, took)| *took >= LEAST);
    for (step, took) in large {
        add(&slug(step), step, took);
    }
    if !small.is_empty() {
        let together: f64 = small.iter().map(|(_, took)| took).sum();
        add("small", &format!("{} statements of less than {LEAST} ms each, together", small.len()), together);
    }
}

/// A step's name within an id.
fn slug(step: &str) -> String {
    let words = step.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.take(4).map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-")
}
