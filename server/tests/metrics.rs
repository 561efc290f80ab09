//! Figures for whoever keeps the machine running, and nobody's name among them.

use std::sync::Arc;

use app::platform::clock::MINUTE;
use app::web::site::{Assets, Site};
use axum::Router;
use axum::body::Body;
use axum::http::Request;
use http_body_util::BodyExt as _;
use server::assets::Files;
use server::metrics::{self, Metrics};
use server::router::{Edge, router};
use tower::ServiceExt as _;

use crate::support::TestApp;

/// The app with its requests measured, and what answers the scrapes.
fn measured(mut app: TestApp) -> (TestApp, Router) {
    let metrics = Metrics::new().unwrap();
    let site = Site { platform: app.platform.clone(), assets: Arc::new(Assets::default()), demo: false };
    let edge = Edge { metrics: Some(metrics.clone()), ..Edge::default() };
    app.router = router(site.clone(), Files::default(), edge);
    (app, metrics::router(metrics, site, None))
}

async fn scrape(figures: &Router) -> String {
    let request = Request::get("/metrics").body(Body::empty()).unwrap();
    let response = figures.clone().oneshot(request).await.unwrap();
    assert!(response.headers()["content-type"].to_str().unwrap().starts_with("text/plain; version=0.0.4"));
    String::from_utf8(response.into_body().collect().await.unwrap().to_bytes().to_vec()).unwrap()
}

/// The figure on the line that begins so.
fn figure(text: &str, line: &str) -> f64 {
    let found = text.lines().find_map(|l| l.strip_prefix(line)?.strip_prefix(' ')?.parse().ok());
    found.unwrap_or_else(|| panic!("{line} is not in\n{text}"))
}

both_engines! {
    async fn log_ins_requests_and_stocks_are_counted_and_nothing_typed_is_in_a_label(app: TestApp) {
        let (app, figures) = measured(app);
        app.logged_in("nurse.kim").await;
        app.logged_in("dr.lee").await;
        for _ in 0..5 {
            app.browser().log_in(&app.practice_id, "typed.name", "typed-password").await;
        }
        app.browser().log_in(&app.practice_id, "typed.name", "typed-password").await;
        let mut browser = app.browser();
        browser.get("/login?next=typed-query").await;
        browser.get("/typed/path").await;
        browser.get(&format!("/settings/users/{}", app.kim.simple())).await;
        browser.get("/reset/link/0123456789abcdef").await;

        let text = scrape(&figures).await;
        for (line, expected) in [
            ("vestibule_log_ins_total{outcome=\"in\"}", 2),
            ("vestibule_log_ins_total{outcome=\"refused\"}", 4),
            ("vestibule_log_ins_total{outcome=\"wait\"}", 2),
            ("vestibule_http_requests_total{method=\"GET\",route=\"/login\",status=\"200\"}", 1),
            ("vestibule_http_requests_total{method=\"GET\",route=\"other\",status=\"404\"}", 1),
            ("vestibule_http_requests_total{method=\"GET\",route=\"/settings/users/{id}\",status=\"303\"}", 1),
            ("vestibule_http_request_seconds_count{route=\"/login\"}", 9),
            ("vestibule_password_hash_queue", 0),
            ("vestibule_sessions_open", 2),
            ("vestibule_users", 4),
            ("vestibule_practices", 1),
            ("vestibule_outbox_waiting", 0),
            ("vestibule_outbox_oldest_seconds", 0),
            ("vestibule_outbox_failed", 0),
            ("vestibule_database_up", 1),
        ] {
            assert!((figure(&text, line) - f64::from(expected)).abs() < 0.01, "{line} is not {expected} in\n{text}");
        }
        // One for the fixtures' password, seven that were compared; the one during a wait is not.
        assert!((figure(&text, "vestibule_password_hash_seconds_count") - 8.0).abs() < 0.01, "{text}");
        assert!(figure(&text, "vestibule_audit_entries") > 5.0 && figure(&text, "vestibule_password_hash_seconds_sum") > 0.0);
        assert!(text.contains("vestibule_build_info{version=\"0.1.0\"") && figure(&text, "vestibule_database_errors_total") >= 0.0);
        let practice = (app.practice_id.replace('-', ""), app.practice.to_string(), app.practice.simple().to_string());
        for secret in [
            "typed", "kim", "lee", "192.0.2", "Elm", "0123456789abcdef",
            app.practice_id.as_str(), &practice.0, &practice.1, &practice.2, &app.kim.simple().to_string(),
        ] {
            assert!(!text.contains(secret), "{secret} is in\n{text}");
        }
        for line in text.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
            let name = line.split(['{', ' ']).next().unwrap().trim_end_matches("_bucket").trim_end_matches("_sum").trim_end_matches("_count");
            assert!(text.contains(&format!("# HELP {name} ")), "{name} has no description");
            let documented = include_str!("../../docs/OPERATIONS.md");
            assert!(documented.contains(&format!("`{name}")), "{name} is not in docs/OPERATIONS.md");
        }
    }

    async fn the_figures_follow_and_a_database_that_is_gone_is_no_empty_one(app: TestApp) {
        let (app, figures) = measured(app);
        app.logged_in("nurse.kim").await;
        assert!((figure(&scrape(&figures).await, "vestibule_sessions_open") - 1.0).abs() < 0.01);
        // Not asked again at once.
        app.logged_in("dr.lee").await;
        assert!((figure(&scrape(&figures).await, "vestibule_sessions_open") - 1.0).abs() < 0.01);
        app.platform.clock.advance(MINUTE);
        assert!((figure(&scrape(&figures).await, "vestibule_sessions_open") - 2.0).abs() < 0.01);
        app.platform.clock.advance(20 * MINUTE);
        assert!(figure(&scrape(&figures).await, "vestibule_sessions_open").abs() < 0.01, "idle ones are not open");
        app.platform.clock.advance(MINUTE);
        let before = app::platform::fault::database_errors();
        app.platform.db.close().await;
        let text = scrape(&figures).await;
        assert!(figure(&text, "vestibule_database_up").abs() < 0.01);
        assert!((figure(&text, "vestibule_users") - 4.0).abs() < 0.01);
        assert!(app::platform::fault::database_errors() > before);
    }

    async fn the_product_s_own_address_has_no_figures(app: TestApp) {
        let (app, figures) = measured(app);
        assert_eq!(app.browser().get("/metrics").await.status, 404);
        let request = Request::get("/login").body(Body::empty()).unwrap();
        assert_eq!(figures.oneshot(request).await.unwrap().status(), 404);
    }
}
