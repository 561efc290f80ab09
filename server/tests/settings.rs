//! The page Settings: what a new practice has still to set up, and who sees it.

use axum::http::StatusCode;

use crate::second_factor::set_up;
use crate::support::{PASSWORD, TestApp};

both_engines! {
    async fn a_setting_is_found_where_the_search_says(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        let page = lee.get("/settings?q=time+zone").await;
        assert!(page.has("data-found") && page.has("href=\"/settings/practice#time_zone\"") && page.has("Found for “time zone”"), "{}", page.body);
        let page = lee.get("/settings?q=%3Cb%3Eqqzz").await;
        assert!(page.has("No setting is called “&lt;b&gt;qqzz”") && page.has("href=\"/help?q=%3Cb%3Eqqzz\""), "{}", page.body);
        assert!(!lee.get("/settings").await.has("data-found"));
        assert_eq!(app.logged_in("nurse.kim").await.get("/settings?q=lock").await.status, StatusCode::FORBIDDEN);
        for path in app::settings::search::paths() {
            let (address, anchor) = path.split_once('#').unwrap_or((path, ""));
            let page = lee.get(address).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            assert!(anchor.is_empty() || page.has(&format!("id=\"{anchor}\"")), "{path}: {}", page.body);
        }
    }

    async fn what_is_to_be_set_up_stands_there_until_it_is(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        let page = lee.get("/settings").await;
        assert!(page.has("Set up your practice") && page.has("0 of 5 done"), "{}", page.body);
        for (task, href) in [
            ("second-administrator", "/settings/users/new?administrator=yes"),
            ("facility", "/settings/facilities/new"),
            ("own-second-step", "/account/second-step"),
            ("own-address", "/account/email"),
            ("security-policy", "/settings/security"),
        ] {
            assert!(page.has(&format!("data-task=\"{task}\"")) && page.has(&format!("href=\"{href}\"")), "{task}");
        }
        let office = app.add("office", true, None).await;
        assert!(lee.get("/settings").await.has("0 of 5 done"), "who was only invited can let nobody in");
        app.give_password(office).await;
        app.sql("UPDATE users SET email = 'lee@elm.example' WHERE username = 'dr.lee'").await;
        set_up(&app, &mut lee).await;
        crate::facilities::add(&mut lee, "Main office").await;
        let page = lee.get("/settings").await;
        assert!(page.has("4 of 5 done") && page.has("data-task=\"security-policy\"") && page.has("Done:"), "{}", page.body);
        app.sql("UPDATE users SET deactivated_at = 1 WHERE username = 'office'").await;
        assert!(lee.get("/settings").await.has("3 of 5 done"), "it says how things are, not how they were");
        app.sql("UPDATE users SET deactivated_at = NULL WHERE username = 'office'").await;
        let form = [("deed", "idle-lock"), ("version", "0"), ("idle_minutes", "10")];
        let page = lee.post("/settings/security", &form).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
        let page = lee.get("/settings").await;
        assert!(!page.has("Set up your practice") && page.has("Practice settings"), "{}", page.body);
        // Another practice has its own list, and who is no administrator has none.
        let (_, other) = app.other_practice("Oak", "dr.patel").await;
        let mut patel = app.browser();
        patel.log_in(&other, "dr.patel", PASSWORD).await;
        assert!(patel.get("/settings").await.has("0 of 5 done"));
        let mut kim = app.logged_in("nurse.kim").await;
        assert_eq!(kim.get("/settings").await.status, StatusCode::FORBIDDEN);
    }
}
