//! While the system is worked on: nobody comes in, and nothing is carried out. One layer before everything else that could.

use app::web::page::under_maintenance;
use app::web::site::Site;
use app::web::visitor::Visitor;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;

/// What stays open: the front page, help, the check of a computer, the language, the way out, and how a session stands.
const OPEN: [&str; 7] = ["/", "/check", "/help", "/language", "/logout", "/lock", "/session"];

/// Answers 503 with the page that says until when, with `Retry-After`; lets through what stays open.
pub async fn layer(State(site): State<Site>, request: Request, next: Next) -> Response {
    let now = site.platform.clock.now();
    let path = request.uri().path();
    let open = OPEN.contains(&path) || path.starts_with("/help/") || path.starts_with("/dev/");
    match (site.platform.maintenance.until(now), request.extensions().get::<Visitor>().cloned()) {
        (Some(until), Some(visitor)) if !open => under_maintenance(&site, &visitor, until).await,
        _ => next.run(request).await,
    }
}
