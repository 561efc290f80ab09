//! The step-up around all forms: a form whose person must confirm first becomes the page that asks them, with the form in it; a right
//! proof hands it to its handler, as if it came now. What is right, `app::confirm` says.

use app::confirm::api::{ConfirmFirst, ProofForm, Proven, ask, prove};
use app::web::cookies;
use app::web::site::Site;
use app::web::visitor::Visitor;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::lock::{is_form, limit};

/// Lets pass what is no form of somebody who is logged in.
pub async fn layer(State(site): State<Site>, request: Request, next: Next) -> Response {
    let visitor = request.extensions().get::<Visitor>().filter(|visitor| visitor.actor.is_some()).cloned();
    let Some(visitor) = visitor.filter(|_| request.method() == Method::POST && is_form(request.headers())) else {
        return next.run(request).await;
    };
    let address = request.uri().path_and_query().map_or("/", |p| p.as_str()).to_owned();
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, limit(parts.uri.path())).await else { return StatusCode::PAYLOAD_TOO_LARGE.into_response() };
    if let Some(form) = ProofForm::read(&body) {
        return match prove(&site, &visitor, &address, &form).await {
            Proven::No(response) => response,
            Proven::Yes(visitor, cookie) => {
                let mut request = Request::from_parts(parts, Body::from(form.held().to_owned()));
                request.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(form.held().len()));
                request.extensions_mut().insert(visitor);
                with_cookie(next.run(request).await, cookie)
            }
        };
    }
    let response = next.run(Request::from_parts(parts, Body::from(body.clone()))).await;
    if response.extensions().get::<ConfirmFirst>().is_none() {
        return response;
    }
    match held(&body) {
        Some(held) => ask(&site, &visitor, (&address, held)).await,
        None => response,
    }
}

fn held(body: &Bytes) -> Option<&str> {
    std::str::from_utf8(body).ok()
}

/// The session's new token, unless the form that waited has ended the session or opened another.
fn with_cookie(mut response: Response, cookie: Option<HeaderValue>) -> Response {
    let of_session = |value: &HeaderValue| value.as_bytes().starts_with(cookies::SESSION.as_bytes());
    let set = response.headers().get_all(header::SET_COOKIE).iter().any(of_session);
    if let Some(cookie) = cookie.filter(|_| !set) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}
