//! Who asks: request id, nonce, language, address, session. Also the one log line of each request.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Instant;

use app::account::model::Theme;
use app::i18n::Locale;
use app::lockout::service::network_of;
use app::platform::tokens::hex;
use app::sessions::service::{self as sessions, Actor, Found, Sign};
use app::web::cookies;
use app::web::site::Site;
use app::web::visitor::{Visitor, VisitorFacts};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::Response;
use futures::FutureExt as _;

use crate::router::{Edge, sorry};

/// Makes the [`Visitor`], passes the request on, and logs it: method, path, status, time. Never a query, a cookie or a body.
pub async fn layer(State((site, edge)): State<(Site, Edge)>, mut request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let (method, path) = (request.method().clone(), loggable(request.uri().path()));
    let mut facts = facts(&site, &edge, &request);
    let request_id = facts.request_id.clone();
    let mut response = match look_up(&site, &facts, sign(&request)).await {
        Ok(session) => {
            match session {
                Session::Live(actor) if is_held_back(&actor, request.uri().path()) => facts.limited = Some(*actor),
                Session::Live(actor) => facts.actor = Some(*actor),
                Session::Locked(actor) => facts.locked = Some(*actor),
                Session::Expired => facts.session_expired = true,
                Session::Ended => facts.session_ended = true,
                Session::None => {}
            }
            let over = facts.session_expired || facts.session_ended;
            let visitor = Visitor(Arc::new(facts));
            request.extensions_mut().insert(visitor.clone());
            // The last resort (ASVS 16.5.4): a panic is a fault of ours like any other. Its message is in the log already.
            let mut response = match AssertUnwindSafe(next.run(request)).catch_unwind().await {
                Ok(response) => response,
                Err(_) => sorry(&site, &visitor).await,
            };
            // A cookie that opens nothing any more is taken back, unless a new one was just given; and not by an answer that leads to
            // the log-in page, which then could not say why.
            if over
                && !response.status().is_redirection()
                && !response.headers().contains_key(header::SET_COOKIE)
                && let Some(gone) = cookies::gone(cookies::SESSION)
            {
                response.headers_mut().append(header::SET_COOKIE, gone);
            }
            response
        }
        Err(e) => {
            tracing::error!(request.id = request_id, "session look-up: {e}");
            sorry(&site, &Visitor(Arc::new(facts))).await
        }
    };
    if let Ok(value) = HeaderValue::from_str(&request_id) {
        response.headers_mut().insert("x-request-id", value);
    }
    tracing::info!(
        request.id = request_id,
        request.method = %method,
        request.path = path,
        response.status = response.status().as_u16(),
        duration_ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX),
        "request"
    );
    response
}

/// A path for the log: the one whose last part is a secret goes without it (ASVS 16.2.5).
fn loggable(path: &str) -> String {
    match path.split_once("/link/") {
        Some((purpose, _)) => format!("{purpose}/link/…"),
        None => path.to_owned(),
    }
}

enum Session {
    Live(Box<Actor>),
    Locked(Box<Actor>),
    Expired,
    /// A cookie whose session ended before, or that we never gave.
    Ended,
    None,
}

/// Whether the person must do something else before they may use a path: then the request is nobody's, whoever handles it.
fn is_held_back(actor: &Actor, path: &str) -> bool {
    actor.limit.is_some_and(|limit| !limit.allows(path))
}

/// A script that asks how the session stands, or what became of a message, is no sign of a person, one that tells of keys and pointers is.
fn sign(request: &Request) -> Sign {
    match (request.uri().path(), request.method()) {
        ("/session", &Method::POST) => Sign::Activity,
        ("/session", _) => Sign::None,
        (_, &Method::GET) if request.headers().contains_key("x-follow") => Sign::None,
        _ => Sign::Request,
    }
}

async fn look_up(site: &Site, facts: &VisitorFacts, sign: Sign) -> app::platform::Outcome<Session> {
    let Some(token) = &facts.token else { return Ok(Session::None) };
    Ok(match sessions::look_up(&site.platform, token, &network_of(facts.address), sign).await? {
        Found::Live(actor) => Session::Live(actor),
        Found::Locked(actor) => Session::Locked(actor),
        Found::Expired => Session::Expired,
        Found::Unknown => Session::Ended,
    })
}

fn facts(site: &Site, edge: &Edge, request: &Request) -> VisitorFacts {
    let headers = request.headers();
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |c| c.0.ip());
    let random = &site.platform.random;
    VisitorFacts {
        request_id: hex(&random.bytes::<8>()),
        nonce: hex(&random.bytes::<16>()),
        locale: locale(headers),
        address: client_address(peer, headers, &edge.trusted_proxies),
        browser: browser(headers),
        actor: None,
        locked: None,
        limited: None,
        session_expired: false,
        session_ended: false,
        token: cookies::find(headers, cookies::SESSION).filter(|t| t.len() <= 128 && !t.is_empty()),
        practice: cookies::find(headers, cookies::PRACTICE)
            .and_then(|p| app::practice::id::PracticeId::parse(&p).ok())
            .map(|p| p.to_string()),
        theme: cookies::find(headers, cookies::THEME).and_then(|name| Theme::parse(&name)),
    }
}

fn locale(headers: &HeaderMap) -> Locale {
    cookies::find(headers, cookies::LANGUAGE).and_then(|tag| Locale::from_tag(&tag)).unwrap_or_else(|| {
        let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).unwrap_or_default();
        Locale::from_accept_language(accepted)
    })
}

/// The client's address: the last one in `X-Forwarded-For` that is not a proxy of ours, and only when a proxy of ours sent it
/// (ASVS 4.1.3, 15.3.4).
fn client_address(peer: IpAddr, headers: &HeaderMap, proxies: &[IpAddr]) -> IpAddr {
    let ours = |a: &IpAddr| proxies.iter().any(|p| p.to_canonical() == a.to_canonical());
    if !ours(&peer) {
        return peer;
    }
    headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|v| v.to_str().ok())
        .flat_map(|v| v.split(','))
        .filter_map(|a| a.trim().parse::<IpAddr>().ok())
        .rfind(|a| !ours(a))
        .unwrap_or(peer)
}

/// The browser and system in two words, from a fixed list: the header itself is never stored.
fn browser(headers: &HeaderMap) -> String {
    let agent = headers.get(header::USER_AGENT).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let first = |names: &[(&'static str, &'static str)], other| {
        names.iter().find(|(mark, _)| agent.contains(mark)).map_or(other, |(_, name)| *name)
    };
    let browser = first(
        &[
            ("Edg/", "Edge"),
            ("OPR/", "Opera"),
            ("Firefox/", "Firefox"),
            ("Chrome/", "Chrome"),
            ("Safari/", "Safari"),
            ("curl/", "curl"),
        ],
        "Another browser",
    );
    let system = first(
        &[
            ("Windows", "Windows"),
            ("iPhone", "iPhone"),
            ("iPad", "iPad"),
            ("Android", "Android"),
            ("Mac OS", "Mac"),
            ("CrOS", "Chromebook"),
            ("Linux", "Linux"),
        ],
        "",
    );
    if system.is_empty() { browser.to_owned() } else { format!("{browser} on {system}") }
}

#[cfg(test)]
mod tests {
    use super::{client_address, loggable};
    use axum::http::HeaderMap;
    use std::net::IpAddr;

    #[test]
    fn a_link_s_secret_is_not_logged() {
        assert_eq!(loggable("/reset/link/0123abcd"), "/reset/link/…");
        assert_eq!(loggable("/address/link/0123abcd"), "/address/link/…");
        assert_eq!(loggable("/login"), "/login");
    }

    #[test]
    fn a_forwarded_address_counts_only_from_a_proxy_of_ours() {
        let ip = |a: &str| a.parse::<IpAddr>().unwrap();
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", "203.0.113.9, 198.51.100.7, 10.0.0.2".parse().unwrap());
        let proxies = [ip("10.0.0.1"), ip("10.0.0.2")];
        assert_eq!(client_address(ip("192.0.2.1"), &headers, &proxies), ip("192.0.2.1"));
        assert_eq!(client_address(ip("10.0.0.1"), &headers, &proxies), ip("198.51.100.7"));
        assert_eq!(client_address(ip("10.0.0.1"), &HeaderMap::new(), &proxies), ip("10.0.0.1"));
    }
}
