//! How long an answer may take: longer than any wait for a hash or a database, and much longer where a file comes in.

use std::time::Duration;

use axum::extract::Request;
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

/// An answer.
const ANSWER: Duration = Duration::from_secs(30);
/// A file of two hundred megabytes over a line of a practice.
const FILE: Duration = Duration::from_mins(15);

/// A document of 25 megabytes over such a line.
const DOCUMENT: Duration = Duration::from_mins(5);

/// 408 after that.
pub async fn layer(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let limit = match *request.method() {
        Method::POST if path == app::patient_import::model::PATH => FILE,
        Method::POST if app::patient_documents::model::brings_one(path) => DOCUMENT,
        _ => ANSWER,
    };
    tokio::time::timeout(limit, next.run(request)).await.unwrap_or_else(|_| StatusCode::REQUEST_TIMEOUT.into_response())
}
