//! A frame gets a page without form and without cookie that says what to do: a log-in inside another site's frame would lose its cookie,
//! and could be a trap (click-jacking).

use app::doctor::{self, Evidence, Finding, FindingId, Severity};
use app::web::visitor::Visitor;
use axum::extract::Request;
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};

/// Answers requests for a frame by itself; all others pass.
pub async fn layer(request: Request, next: Next) -> Response {
    let framed = request
        .headers()
        .get("sec-fetch-dest")
        .is_some_and(|dest| matches!(dest.as_bytes(), b"iframe" | b"frame" | b"embed" | b"object" | b"fencedframe"));
    if !framed {
        return next.run(request).await;
    }
    let locale = request.extensions().get::<Visitor>().map(|v| v.locale).unwrap_or_default();
    let finding =
        Finding { id: FindingId::Framed, severity: Severity::Blocks, field: None, evidence: Evidence::None, remedy: None };
    let (sentence, title) = (doctor::sentence(&finding, locale), app::auth::text::TITLE.of(locale));
    let mut response = Html(format!(
        "<!DOCTYPE html><html lang=\"{}\"><meta charset=\"utf-8\"><title>{title}</title><p data-finding=\"framed\">{sentence}</p>\
         <p><a href=\"/login\" target=\"_blank\" rel=\"noopener\">{title}</a></p></html>",
        locale.tag()
    ))
    .into_response();
    // This page alone may be framed: it holds nothing.
    response.headers_mut().insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'; frame-ancestors *; base-uri 'none'; form-action 'none'"),
    );
    response
}
