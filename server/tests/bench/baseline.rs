//! What the product is compared with: this program as another server, on the same runtime. No route of these is in the product.
//!
//! - `verify`: a handler of axum that reads the same form, compares the password in the product's own pool of workers, with the same parameters, and
//!   answers with a cookie. No database.
//! - `unchecked`: the product's page and its layers, but for the look-up of the session: who asks is known beforehand.
//! - `bytes`: a handler of axum that returns the same bytes under the same headers.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use app::home::api::get_home;
use app::i18n::Locale;
use app::platform::Random;
use app::platform::hashing::{HashPool, Password, Verdict};
use app::platform::secrets::Secrets;
use app::platform::tokens::hex;
use app::sessions::service::{self as sessions, Actor, Found};
use app::web::site::Site;
use app::web::visitor::{Visitor, VisitorFacts};
use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Form, Request, State};
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get, post};
use bytes::Bytes;
use serde::Deserialize;
use server::config::Config;
use server::connections::{self, Door, Limits};
use server::middleware::{confirm, frames, headers, lock, maintenance, origin, time};
use server::{assets, start};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tower::ServiceBuilder;

use crate::stage::HERE;

/// Serves until it is killed. Its port is the one line that it prints.
pub async fn serve(kind: &str, place: &Path, argument: &str) {
    let config = Config::load(Some(&place.join("vestibule.toml")), std::iter::empty()).unwrap();
    let listener = TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], 0))).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    match kind {
        "verify" => {
            let router = verify(&config, argument);
            println!("{port}");
            axum::serve(listener, router).await.unwrap();
        }
        "bytes" => {
            let router = bytes(Path::new(argument));
            println!("{port}");
            axum::serve(listener, router).await.unwrap();
        }
        "unchecked" => {
            let router = unchecked(&config, argument).await;
            let proxies = config.server.trusted_proxies.as_slice().into();
            let (_stopping, stop) = watch::channel(server::stop::Stage::Open);
            println!("{port}");
            connections::serve(listener, Door { router, tls: None, limits: Limits::default(), proxies }, stop).await;
        }
        other => panic!("no such baseline: {other}"),
    }
}

#[derive(Deserialize)]
struct LogIn {
    practice_id: String,
    username: String,
    password: String,
}

fn verify(config: &Config, phc: &str) -> Router {
    let secrets = Arc::new(Secrets::load(&config.secrets.file, false, &Random::System).unwrap());
    let pool = HashPool::start(&config.passwords, &secrets, &Random::System).unwrap();
    Router::new().route("/login", post(compare)).with_state((pool, Arc::from(phc)))
}

async fn compare(State((pool, phc)): State<(HashPool, Arc<str>)>, Form(form): Form<LogIn>) -> Response {
    assert!(!form.practice_id.is_empty() && !form.username.is_empty());
    match pool.verify(Password::new(&form.password), Some(phc.to_string())).await {
        Ok(Verdict::Right { .. }) => {
            let cookie = "__Host-session=0123456789abcdef0123456789abcdef; Path=/; Secure; HttpOnly; SameSite=Lax";
            (StatusCode::SEE_OTHER, [(header::LOCATION, "/home"), (header::SET_COOKIE, cookie)]).into_response()
        }
        Ok(Verdict::Wrong) => StatusCode::UNPROCESSABLE_ENTITY.into_response(),
        Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

/// The head of an answer, line by line, in `FILE.head`, and its body in `FILE.body`.
fn bytes(file: &Path) -> Router {
    let body = Bytes::from(std::fs::read(file.with_extension("body")).unwrap());
    let head = std::fs::read_to_string(file.with_extension("head")).unwrap();
    let headers: HeaderMap = head
        .lines()
        .filter_map(|line| line.split_once(": "))
        .filter(|(name, _)| {
            !["date", "content-length", "connection", "transfer-encoding"].contains(&name.to_ascii_lowercase().as_str())
        })
        .map(|(name, value)| (name.parse::<HeaderName>().unwrap(), value.parse().unwrap()))
        .collect();
    Router::new().fallback(any(same)).with_state((headers, body))
}

async fn same(State((headers, body)): State<(HeaderMap, Bytes)>) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.headers_mut() = headers;
    response
}

async fn unchecked(config: &Config, token: &str) -> Router {
    start::log(config);
    let _ = any_spawner::Executor::init_tokio();
    let platform = start::platform(config).await.unwrap();
    let (_, built) = assets::load(&config.server.site_dir).unwrap();
    let Found::Live(actor) = sessions::find(&platform, token, HERE).await.unwrap() else { panic!("no session") };
    let site = Site { platform, assets: Arc::new(built), demo: false };
    let layers = ServiceBuilder::new()
        .layer(from_fn_with_state((site.clone(), Arc::new(*actor)), known))
        .layer(from_fn_with_state(site.clone(), headers::layer))
        .layer(from_fn(frames::layer))
        .layer(from_fn_with_state(site.clone(), origin::layer))
        .layer(from_fn_with_state(site.clone(), maintenance::layer))
        .layer(from_fn(time::layer))
        .layer(DefaultBodyLimit::max(64 * 1024))
        .layer(from_fn_with_state(site.clone(), lock::layer))
        .layer(from_fn_with_state(site.clone(), confirm::layer));
    Router::new().route("/home", get(get_home)).with_state(site).layer(layers)
}

/// In the place of the product's `visitor` layer: all that it does, but for the look-up.
async fn known(State((site, actor)): State<(Site, Arc<Actor>)>, mut request: Request, next: Next) -> Response {
    let (begun, path) = (std::time::Instant::now(), request.uri().path().to_owned());
    let random = &site.platform.random;
    let facts = VisitorFacts {
        request_id: hex(&random.bytes::<8>()),
        nonce: hex(&random.bytes::<16>()),
        locale: Locale::En,
        address: HERE.parse().unwrap(),
        browser: "Another browser".into(),
        actor: Some(Actor::clone(&actor)),
        locked: None,
        limited: None,
        session_expired: false,
        session_ended: false,
        token: None,
        practice: None,
        theme: None,
    };
    let request_id = facts.request_id.clone();
    request.extensions_mut().insert(Visitor(Arc::new(facts)));
    let response = next.run(request).await;
    let status = response.status().as_u16();
    tracing::info!(request.id = request_id, request.path = path, response.status = status, took = ?begun.elapsed(), "request");
    response
}
