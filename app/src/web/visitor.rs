//! Who asks: made once for each request by the server's `visitor` layer, read by handlers and pages.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;

use crate::account::model::Theme;
use crate::i18n::Locale;
use crate::sessions::service::Actor;

/// A request's sender. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Visitor(pub Arc<VisitorFacts>);

/// What is known of a sender.
#[derive(Clone, Debug)]
pub struct VisitorFacts {
    /// Names the request in the log and on an error page.
    pub request_id: String,
    /// The CSP nonce of the answer.
    pub nonce: String,
    /// Chosen on this device, else the browser's first language that we speak.
    pub locale: Locale,
    /// The client's address, as far as trusted proxies tell it.
    pub address: IpAddr,
    /// The browser in words, cut short; typed by nobody, trusted by nobody.
    pub browser: String,
    /// Logged in, or not. Whose session is locked is not.
    pub actor: Option<Actor>,
    /// Whose session is locked: for the lock screen alone.
    pub locked: Option<Actor>,
    /// Who must do something else first than what this request asks for: their session is nobody's here.
    pub limited: Option<Actor>,
    /// A cookie came whose session was over.
    pub session_expired: bool,
    /// A cookie came that opens nothing any more.
    pub session_ended: bool,
    /// The session's cookie, as it came.
    pub token: Option<String>,
    /// The remembered Practice ID.
    pub practice: Option<String>,
    /// Light or dark, chosen on this device.
    pub theme: Option<Theme>,
}

impl std::ops::Deref for Visitor {
    type Target = VisitorFacts;

    fn deref(&self) -> &VisitorFacts {
        &self.0
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visitor {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        parts.extensions.get::<Self>().cloned().ok_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}
