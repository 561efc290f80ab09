//! `/healthz`, `/readyz`, `/version`: for machines.

use app::platform::migrate;
use app::web::site::Site;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::stop::Watch;

/// `GET /healthz`: the process answers.
pub async fn healthz() -> &'static str {
    "ok"
}

/// `GET /readyz`: 200 when the database answers and has every migration of this build, else 503; the log says what is missing. The word is `maintenance` while a
/// window lasts. 503 with `leaving` when we were told to stop: a balancer sends people elsewhere from now on.
pub async fn readyz(State(site): State<Site>, stage: Watch) -> (StatusCode, String) {
    if stage.leaves() {
        return (StatusCode::SERVICE_UNAVAILABLE, "leaving".into());
    }
    match migrate::check_ready(&site.platform.db).await {
        // Still 200: a balancer that took the node away would show an error instead of the page that says until when.
        Ok(()) if site.platform.maintenance.until(site.platform.clock.now()).is_some() => (StatusCode::OK, "maintenance".into()),
        Ok(()) => (StatusCode::OK, "ready".into()),
        Err(e) => {
            tracing::warn!("not ready: {e}");
            (StatusCode::SERVICE_UNAVAILABLE, "not ready".into())
        }
    }
}

/// `GET /version`: what runs here.
pub async fn version(State(site): State<Site>) -> Json<Value> {
    Json(json!({
        "name": "vestibule",
        "version": env!("CARGO_PKG_VERSION"),
        "build": site.assets.build,
        "database": site.platform.db.engine(),
    }))
}
