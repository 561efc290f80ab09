//! While the system is worked on: nobody comes in, and nothing is carried out. One layer before everything else that could; only posts of other sites are
//! refused before it, since what is posted here comes back in the page.

use app::maintenance::api::again;
use app::maintenance::model::Again;
use app::routes::{Access, access};
use app::web::page::under_maintenance;
use app::web::site::Site;
use app::web::visitor::Visitor;
use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;

use super::lock::{is_form, limit};

/// What stays open: the front page, help, the check of a computer, the language, the way out, and how a session stands.
const OPEN: [&str; 7] = ["/", "/check", "/help", "/language", "/logout", "/lock", "/session"];

/// Answers 503 with the page that says until when, with `Retry-After`; lets through what stays open.
pub async fn layer(State(site): State<Site>, request: Request, next: Next) -> Response {
    let now = site.platform.clock.now();
    let path = request.uri().path();
    let open = OPEN.contains(&path) || path.starts_with("/help/") || path.starts_with("/dev/");
    match (site.platform.maintenance.until(now), request.extensions().get::<Visitor>().cloned()) {
        (Some(until), Some(visitor)) if !open => {
            let posted = posted(&visitor, request).await;
            under_maintenance(&site, &visitor, until, posted).await
        }
        _ => next.run(request).await,
    }
}

/// The form of a page behind the log-in, of somebody who is logged in: what they typed would be lost with the page that it came from.
async fn posted(visitor: &Visitor, request: Request) -> Option<Again> {
    let path = request.uri().path().to_owned();
    let behind = matches!(access(&path), Some(Access::LoggedIn | Access::Needs(_)));
    if visitor.actor.is_none() || !behind || request.method() != Method::POST || !is_form(request.headers()) {
        return None;
    }
    let address = request.uri().path_and_query().map_or_else(|| path.clone(), ToString::to_string);
    let body = to_bytes(request.into_body(), limit(&path)).await.ok()?;
    again(&address, &body)
}
