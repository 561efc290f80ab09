//! What every answer carries (ASVS V3.4).

use app::web::site::Site;
use app::web::visitor::Visitor;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

const COMMON: [(HeaderName, HeaderValue); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    // Not `no-referrer`: forms without script return to the page they came from.
    (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    // A proxy's sign-in page lacks this: that is how the doctor tells.
    (HeaderName::from_static("x-app"), HeaderValue::from_static("vestibule")),
];

/// For pages: also the content security policy with this answer's nonce, and no caching (a log-in page after log-out, a page of
/// somebody who left).
pub async fn layer(State(site): State<Site>, request: Request, next: Next) -> Response {
    let nonce = request.extensions().get::<Visitor>().map(|v| v.nonce.clone()).unwrap_or_default();
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    common(&site, headers);
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY)
        && let Ok(policy) = HeaderValue::from_str(&policy(&nonce))
    {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// For files and machines.
pub async fn plain(State(site): State<Site>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    common(&site, response.headers_mut());
    response.headers_mut().entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

fn common(site: &Site, headers: &mut HeaderMap) {
    for (name, value) in COMMON {
        headers.insert(name, value);
    }
    // A page of another build notices when it hears of this one.
    if let Ok(build) = HeaderValue::from_str(&site.assets.build) {
        headers.insert("x-app-build", build);
    }
    if site.platform.settings.base_url.starts_with("https://") {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000; includeSubDomains"));
    }
}

/// Scripts only by nonce; WASM may be compiled; nothing inline, nothing from elsewhere, no frames.
fn policy(nonce: &str) -> String {
    format!(
        "default-src 'self'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
         connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'"
    )
}
