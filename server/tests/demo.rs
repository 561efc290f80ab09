//! The demo adds fresh practices at each start, whatever earlier starts have left.

use axum::http::StatusCode;
use server::commands::demo::fill;

use crate::support::TestApp;

both_engines! {
    async fn each_start_adds_practices_whose_people_can_log_in(app: TestApp) {
        for start in 1..=3 {
            let credentials = fill(&app.platform, "http://localhost:3000").await.unwrap();
            let practices = credentials["practices"].as_array().unwrap();
            assert_eq!(practices.len(), 2);
            for practice in practices {
                let id = practice["practice_id"].as_str().unwrap();
                for user in practice["users"].as_array().unwrap() {
                    let text = |key: &str| user[key].as_str().unwrap_or_default();
                    let mut browser = app.browser();
                    let page = if text("note").contains("e-mail log-in") {
                        browser.post("/login/email", &[("email", text("email")), ("password", text("password"))]).await
                    } else {
                        browser.log_in(id, text("username"), text("password")).await
                    };
                    assert_eq!(page.status, StatusCode::SEE_OTHER, "start {start}: {user}");
                }
            }
        }
        assert!(app.audit_is_whole().await);
    }
}
