//! What a locked or limited session may not do, and what a page of somebody else may not do.
//!
//! Handlers see a locked session as nobody's: what is forgotten here is refused there. This layer answers better than the log-in would: a
//! page sends to the lock screen and back, a post or a server function is not carried out and told so (423).
//!
//! A limited session is one whose person must do something first (`sessions::model::Limit`): it is treated alike, with the page where that is
//! done in the place of the lock screen, and 403 for scripts.
//!
//! A page's script names in each form and request whose page it is. When somebody else has logged in with this browser since, nothing is
//! carried out in their name (409).

use app::routes::{Access, access};
use app::sessions::api::{held, switched};
use app::sessions::lock::mark;
use app::sessions::model::PAGE_OF;
use app::web::next;
use app::web::page::see_other;
use app::web::site::Site;
use app::web::visitor::Visitor;
use axum::Json;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::router::IMPORT_LIMIT;

/// How large the form of a page may be.
pub(super) fn limit(path: &str) -> usize {
    // No other form of ours is larger.
    if path == "/settings/users/import" { IMPORT_LIMIT } else { 64 * 1024 }
}

/// Lets pass what is not behind the log-in, and open sessions on pages of their own.
pub async fn layer(State(site): State<Site>, request: Request, next: Next) -> Response {
    let Some(visitor) = request.extensions().get::<Visitor>().cloned() else { return next.run(request).await };
    let path = request.uri().path().to_owned();
    let function = path.starts_with("/api/");
    if visitor.limited.is_none()
        && !function
        && access(&path).is_none_or(|access| access == Access::Public || access == Access::Locked)
    {
        return next.run(request).await;
    }
    if let Some(limit) = visitor.limited.as_ref().and_then(|actor| actor.limit) {
        return if function {
            (StatusCode::FORBIDDEN, Json(json!({ "state": "limited" }))).into_response()
        } else {
            see_other(limit.page(), [])
        };
    }
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let by_script = function || request.headers().get("sec-fetch-dest").is_some_and(|dest| dest.as_bytes() == b"empty");
    if visitor.locked.is_some() {
        let asked = request.uri().path_and_query().map_or("/home", |p| p.as_str());
        return match (reads, by_script) {
            (true, false) => see_other(&next::unlock_first(asked), []),
            (_, true) => (StatusCode::LOCKED, Json(json!({ "state": "locked" }))).into_response(),
            (false, false) => held(&site, &visitor, asked).await,
        };
    }
    let Some(actor) = visitor.actor.as_ref().filter(|_| !reads) else { return next.run(request).await };
    let own = mark(&site.platform, actor.user);
    let (request, named) = match page_of(request).await {
        Ok(both) => both,
        Err(status) => return status.into_response(),
    };
    if named.is_none_or(|named| named == own) {
        return next.run(request).await;
    }
    if by_script {
        return (StatusCode::CONFLICT, Json(json!({ "state": "other" }))).into_response();
    }
    switched(&site, &visitor).await
}

/// Whose page a post was sent from, as its form or a header says; and the request as it was.
async fn page_of(request: Request) -> Result<(Request, Option<String>), StatusCode> {
    if let Some(named) = request.headers().get("x-page-of") {
        let named = named.to_str().unwrap_or_default().to_owned();
        return Ok((request, Some(named)));
    }
    if !is_form(request.headers()) {
        return Ok((request, None));
    }
    let (parts, body) = request.into_parts();
    let bytes = to_bytes(body, limit(parts.uri.path())).await.map_err(|_| StatusCode::PAYLOAD_TOO_LARGE)?;
    let named = std::str::from_utf8(&bytes).unwrap_or_default().split('&').find_map(|pair| {
        let (name, value) = pair.split_once('=')?;
        (name == PAGE_OF).then(|| value.to_owned())
    });
    Ok((Request::from_parts(parts, Body::from(bytes)), named))
}

pub(super) fn is_form(headers: &HeaderMap) -> bool {
    headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"application/x-www-form-urlencoded"))
}
