//! `/metrics`, on an address of its own: figures for whoever keeps the machine running.
//!
//! No label holds anything that somebody typed, an identifier or an address: routes are templates, methods and outcomes are words of ours.
//! Each instance has its own recorder, none is global. `docs/OPERATIONS.md` lists every figure.

use std::sync::Arc;
use std::time::{Duration, Instant};

use app::platform::clock::SECOND;
use app::platform::{Fault, Millis, Outcome, Platform, census, fault};
use app::web::site::Site;
use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use metrics::{counter, describe_counter, describe_gauge, describe_histogram, gauge, histogram};
use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle, PrometheusRecorder};
use tokio::sync::Mutex;

use crate::tls::Tls;

/// The database is counted at most this often, however often somebody asks.
const FRESH: Millis = 15 * SECOND;
/// How often what was measured is summed up, asked for or not.
const UPKEEP: Duration = Duration::from_secs(10);

const LOG_INS: &str = "vestibule_log_ins_total";
const REQUESTS: &str = "vestibule_http_requests_total";
const REQUEST_TIME: &str = "vestibule_http_request_seconds";
const HASH_TIME: &str = "vestibule_password_hash_seconds";
const HASH_QUEUE: &str = "vestibule_password_hash_queue";
const DATABASE_ERRORS: &str = "vestibule_database_errors_total";
const DATABASE_UP: &str = "vestibule_database_up";
const SESSIONS: &str = "vestibule_sessions_open";
const WAITING: &str = "vestibule_outbox_waiting";
const OLDEST: &str = "vestibule_outbox_oldest_seconds";
const FAILED: &str = "vestibule_outbox_failed";
const ENTRIES: &str = "vestibule_audit_entries";
const USERS: &str = "vestibule_users";
const PRACTICES: &str = "vestibule_practices";
const CERTIFICATE: &str = "vestibule_tls_certificate_ends_timestamp_seconds";
const BUILD: &str = "vestibule_build_info";

/// The figures of one instance. Cheap to clone.
#[derive(Clone)]
pub struct Metrics(Arc<Inner>);

struct Inner {
    recorder: PrometheusRecorder,
    handle: PrometheusHandle,
    counted_at: Mutex<Option<Millis>>,
}

impl std::fmt::Debug for Metrics {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Metrics")
    }
}

impl Metrics {
    /// With every figure described and nothing measured.
    ///
    /// # Errors
    /// None in practice: the buckets are ours.
    pub fn new() -> Outcome<Self> {
        let broken = |e: BuildError| Fault::internal(format!("metrics: {e}"));
        let recorder = PrometheusBuilder::new()
            .set_buckets_for_metric(
                Matcher::Full(REQUEST_TIME.into()),
                &[0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0],
            )
            .and_then(|b| b.set_buckets_for_metric(Matcher::Full(HASH_TIME.into()), &[0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0]))
            .map_err(broken)?
            .build_recorder();
        let metrics = Self(Arc::new(Inner { handle: recorder.handle(), recorder, counted_at: Mutex::default() }));
        metrics.record(describe);
        Ok(metrics)
    }

    fn record(&self, measure: impl FnOnce()) {
        metrics::with_local_recorder(&self.0.recorder, measure);
    }

    /// Sums up, so that what nobody asks for does not grow.
    pub async fn keep(self) {
        loop {
            tokio::time::sleep(UPKEEP).await;
            self.0.handle.run_upkeep();
        }
    }

    async fn text(&self, site: &Site, tls: Option<&Tls>) -> String {
        let platform = &site.platform;
        self.count(platform).await;
        self.record(|| {
            for time in platform.hasher.take_times() {
                histogram!(HASH_TIME).record(time.as_secs_f64());
            }
            gauge!(HASH_QUEUE).set(small(platform.hasher.queued() as u64));
            counter!(DATABASE_ERRORS).absolute(fault::database_errors());
            if let Some(tls) = tls {
                gauge!(CERTIFICATE).set(seconds(tls.ends()));
            }
            let (version, build, database) = (env!("CARGO_PKG_VERSION"), site.assets.build.clone(), platform.db.engine());
            gauge!(BUILD, "version" => version, "build" => build, "database" => database).set(1);
        });
        self.0.handle.render()
    }

    /// Asks the database, unless that was done a moment ago. The lock lets one do it for all who ask.
    async fn count(&self, platform: &Platform) {
        let (mut counted_at, now) = (self.0.counted_at.lock().await, platform.clock.now());
        if counted_at.is_some_and(|at| now - at < FRESH) {
            return;
        }
        let counted = async { Ok::<_, Fault>((census::kept(&platform.db).await?, census::moving(platform).await?)) }.await;
        self.record(|| match &counted {
            Ok((kept, moving)) => {
                gauge!(DATABASE_UP).set(1);
                gauge!(SESSIONS).set(figure(moving.sessions));
                gauge!(WAITING).set(figure(moving.waiting));
                gauge!(OLDEST).set(seconds(moving.oldest.map_or(0, |at| now - at)));
                gauge!(FAILED).set(figure(moving.failed));
                gauge!(ENTRIES).set(figure(kept.entries));
                gauge!(USERS).set(figure(kept.users));
                gauge!(PRACTICES).set(figure(kept.practices));
            }
            // The other figures stay as they were: a database that is away is no empty one.
            Err(_) => gauge!(DATABASE_UP).set(0),
        });
        *counted_at = counted.is_ok().then_some(now);
    }
}

fn describe() {
    describe_counter!(LOG_INS, "Posts to the log-in, by outcome: in, refused (the form came back), wait, busy, fault.");
    describe_counter!(REQUESTS, "Requests answered, by method, route and status.");
    describe_histogram!(REQUEST_TIME, "Seconds from a request's head to its answer's head, by route.");
    describe_histogram!(HASH_TIME, "Seconds that argon2 ran for one password.");
    describe_gauge!(HASH_QUEUE, "Passwords that wait to be hashed.");
    describe_counter!(DATABASE_ERRORS, "Errors of the database since the start.");
    describe_gauge!(DATABASE_UP, "1 when the database answered the last question, else 0.");
    describe_gauge!(SESSIONS, "Sessions that would be let in now.");
    describe_gauge!(WAITING, "Messages that have not left.");
    describe_gauge!(OLDEST, "Seconds since the oldest of them was queued; 0 without one.");
    describe_gauge!(FAILED, "Messages that were given up.");
    describe_gauge!(ENTRIES, "Entries of all audit chains.");
    describe_gauge!(USERS, "People, deactivated ones included.");
    describe_gauge!(PRACTICES, "Practices.");
    describe_gauge!(CERTIFICATE, "When the certificate in use ends, in seconds since 1970.");
    describe_gauge!(BUILD, "Always 1; version, build of the browser part, and database engine are its labels.");
}

/// Counts below 2^53 are exact.
#[expect(clippy::cast_precision_loss, reason = "a count beyond 2^53 would be off by one")]
fn small(n: u64) -> f64 {
    n as f64
}

fn figure(n: i64) -> f64 {
    small(u64::try_from(n).unwrap_or(0))
}

fn seconds(at: Millis) -> f64 {
    figure(at) / 1_000.0
}

/// Measures every request.
pub async fn layer(State(metrics): State<Metrics>, request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let route = request.extensions().get::<MatchedPath>().map_or_else(|| "other".to_owned(), |p| p.as_str().to_owned());
    let method = match *request.method() {
        Method::GET => "GET",
        Method::POST => "POST",
        Method::HEAD => "HEAD",
        _ => "other",
    };
    let response = next.run(request).await;
    let status = response.status();
    metrics.record(|| {
        if method == "POST" && (route == "/login" || route == "/login/email") {
            counter!(LOG_INS, "outcome" => outcome(status)).increment(1);
        }
        counter!(REQUESTS, "method" => method, "route" => route.clone(), "status" => status.as_u16().to_string()).increment(1);
        histogram!(REQUEST_TIME, "route" => route).record(begun.elapsed().as_secs_f64());
    });
    response
}

fn outcome(status: StatusCode) -> &'static str {
    match status {
        StatusCode::SEE_OTHER => "in",
        StatusCode::TOO_MANY_REQUESTS => "wait",
        StatusCode::SERVICE_UNAVAILABLE => "busy",
        s if s.is_server_error() => "fault",
        _ => "refused",
    }
}

/// What answers at the address of its own: this one path.
pub fn router(metrics: Metrics, site: Site, tls: Option<Arc<Tls>>) -> Router {
    let scrape = async move |State((metrics, site, tls)): State<(Metrics, Site, Option<Arc<Tls>>)>| {
        let text = metrics.text(&site, tls.as_deref()).await;
        ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text).into_response()
    };
    Router::new().route("/metrics", get(scrape)).with_state((metrics, site, tls))
}
