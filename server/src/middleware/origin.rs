//! Posts from other sites are refused (ASVS 3.5.1). The second line is the session cookie's `SameSite=Lax`.
//!
//! A browser says where a request comes from in `Sec-Fetch-Site`, older ones in `Origin`; both are compared with ourselves, the latter
//! with `base_url` and never with the Host header. A request with neither is no browser's: it carries no cookie that was not put there
//! on purpose.

use app::web::site::Site;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Lets safe methods and our own posts pass; 403 otherwise.
pub async fn layer(State(site): State<Site>, request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if safe || ours(request.headers(), &site.platform.settings.base_url) {
        return next.run(request).await;
    }
    tracing::warn!(request.path = request.uri().path(), "a post from another site was refused");
    StatusCode::FORBIDDEN.into_response()
}

fn ours(headers: &HeaderMap, base_url: &str) -> bool {
    let text = |name| headers.get(name).map(|v| v.to_str().unwrap_or("unreadable"));
    match (text("sec-fetch-site"), text(header::ORIGIN.as_str())) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => origin == base_url,
        (None, None) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::ours;
    use axum::http::HeaderMap;

    #[test]
    fn only_our_own_posts_pass() {
        let base = "https://ehr.example";
        for (site, origin, expected) in [
            (None, None, true),
            (Some("same-origin"), Some(base), true),
            (Some("none"), None, true),
            (Some("same-site"), Some("https://other.ehr.example"), false),
            (Some("cross-site"), Some("https://evil.example"), false),
            (Some("cross-site"), None, false),
            (None, Some(base), true),
            (None, Some("https://evil.example"), false),
            (None, Some("null"), false),
        ] {
            let mut headers = HeaderMap::new();
            if let Some(v) = site {
                headers.insert("sec-fetch-site", v.parse().unwrap());
            }
            if let Some(v) = origin {
                headers.insert("origin", v.parse().unwrap());
            }
            assert_eq!(ours(&headers, base), expected, "{site:?} {origin:?}");
        }
    }
}
