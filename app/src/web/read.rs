//! What every reading server function needs: who asks, and one kind of error that tells nothing.

use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

/// Why a page's data can't be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum ReadError {
    /// The session is over.
    #[error("not logged in")]
    LoggedOut,
    /// They may not.
    #[error("not allowed")]
    NotAllowed,
    /// A fault of ours, already logged; or no connection.
    #[error("unavailable")]
    Unavailable,
}

impl FromServerFnError for ReadError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(_: ServerFnErrorErr) -> Self {
        Self::Unavailable
    }
}

#[cfg(feature = "ssr")]
mod on_the_server {
    use axum::http::StatusCode;
    use leptos::prelude::use_context;
    use leptos_axum::ResponseOptions;

    use super::ReadError;
    use crate::levels::model::Permission;
    use crate::platform::Fault;
    use crate::sessions::service::Actor;
    use crate::web::site::Site;
    use crate::web::visitor::Visitor;

    impl ReadError {
        /// Logs a fault once, with the request's number, and tells nothing of it.
        pub fn logged(visitor: &Visitor, fault: &Fault) -> Self {
            tracing::error!(request.id = visitor.request_id, "fault: {fault}");
            set_status(StatusCode::INTERNAL_SERVER_ERROR);
            Self::Unavailable
        }
    }

    /// Who asks, if they may.
    pub fn permitted(permission: Permission) -> Result<(Site, Visitor, Actor), ReadError> {
        let site = use_context::<Site>().ok_or(ReadError::Unavailable)?;
        let visitor = use_context::<Visitor>().ok_or(ReadError::Unavailable)?;
        let Some(actor) = visitor.actor.clone() else {
            set_status(StatusCode::UNAUTHORIZED);
            return Err(ReadError::LoggedOut);
        };
        if !actor.person.may(permission) {
            set_status(StatusCode::FORBIDDEN);
            return Err(ReadError::NotAllowed);
        }
        Ok((site, visitor, actor))
    }

    /// The page shows that there is nothing: 404.
    pub fn set_not_found() {
        set_status(StatusCode::NOT_FOUND);
    }

    fn set_status(status: StatusCode) {
        if let Some(response) = use_context::<ResponseOptions>() {
            response.set_status(status);
        }
    }
}

#[cfg(feature = "ssr")]
pub use on_the_server::{permitted, set_not_found};
