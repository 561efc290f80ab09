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
        // The import opens to whoever may change what it writes.
        app.sql("UPDATE users SET level = 'physician' WHERE username = 'dr.lee'").await;
        for path in app::settings::search::paths() {
            let (address, anchor) = path.split_once('#').unwrap_or((path, ""));
            let page = lee.get(address).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            assert!(anchor.is_empty() || page.has(&format!("id=\"{anchor}\"")), "{path}: {}", page.body);
        }
    }

    async fn a_recent_change_is_told_and_taken_back_while_nothing_of_it_has_changed_since(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        assert!(lee.get("/settings").await.has("Nothing has been changed yet"));
        // A facility, the levels, the rules of security, the practice.
        let facility = crate::facilities::add(&mut lee, "Main office").await;
        let change = [("city", "Bangor"), ("opens_1", "09:00")];
        let form = crate::facilities::form("Main office", &change);
        let form: Vec<(&str, &str)> = form.into_iter().chain([("version", "1")]).collect();
        assert_eq!(lee.post(&facility, &form).await.status, StatusCode::SEE_OTHER);
        crate::levels::save(&mut lee, "0", &[(app::levels::model::Level::Nurse, app::levels::model::Area::Insurance, "edit")]).await;
        let page = lee.post("/settings/security", &[("deed", "idle-lock"), ("version", "0"), ("idle_minutes", "5")]).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
        let page = lee.get("/settings/practice").await;
        let mut practice: Vec<(String, String)> = ["name", "version", "time_zone"].map(|name| (name.to_owned(), if name == "time_zone" { "America/New_York".to_owned() } else { page.input(name) })).into();
        practice.push(("specialty".to_owned(), "Cardiology".to_owned()));
        practice.push(("fax".to_owned(), "+1 202 555 0190".to_owned()));
        let practice: Vec<(&str, &str)> = practice.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(lee.post("/settings/practice", &practice).await.location(), "/settings/practice?done=saved");
        let page = lee.get("/settings").await;
        for part in ["Portland", "Bangor", "08:00", "09:00", "Lock after so many minutes", "Nurse or medical assistant: Insurance", "See and change", "Monday: opens", "Cardiology", "(202) 555-0190", "Undo: "] {
            assert!(page.has(part), "{part}: {}", page.body);
        }
        assert!(!page.has("+12025550190"), "a number is told as people write it: {}", page.body);
        assert_eq!(page.body.matches("value=\"undo\"").count(), 4, "{}", page.body);
        // Each is taken back; that is a change like any other.
        let changes: Vec<String> = page.body.split("name=\"change\" value=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect();
        for change in changes {
            let undone = lee.post("/settings", &[("deed", "undo"), ("change", &change)]).await;
            assert_eq!(undone.location(), "/settings?done=undone#changes", "{}", undone.body);
            let undone = lee.post("/settings", &[("deed", "undo"), ("change", &change)]).await;
            assert_eq!(undone.status, StatusCode::UNPROCESSABLE_ENTITY, "twice: {}", undone.body);
        }
        let page = lee.get(&facility).await;
        assert!(page.input("city") == "Portland" && page.has("value=\"08:00\""), "{}", page.body);
        assert!(lee.get("/settings").await.has("As we recommend"));
        assert!(app.audit_is_whole().await);
    }

    async fn what_has_changed_since_is_not_taken_back(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        crate::levels::save(&mut lee, "0", &[(app::levels::model::Level::Nurse, app::levels::model::Area::Insurance, "edit")]).await;
        let change = lee.get("/settings").await.input("change");
        app.platform.clock.advance(1_000);
        crate::levels::save(&mut lee, "1", &[(app::levels::model::Level::Nurse, app::levels::model::Area::Insurance, "none")]).await;
        let page = lee.post("/settings", &[("deed", "undo"), ("change", &change)]).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("something of it has been changed since"), "{}", page.body);
        // Another practice's change, and one that is no setting.
        let (_, other) = app.other_practice("Oak", "dr.patel").await;
        let mut patel = app.browser();
        patel.log_in(&other, "dr.patel", PASSWORD).await;
        for change in [change.as_str(), "1", "-1", "x"] {
            let page = patel.post("/settings", &[("deed", "undo"), ("change", change)]).await;
            assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY || page.location() == "/settings", "{change}: {}", page.body);
        }
        assert_eq!(app.count("SELECT version FROM level_matrix").await, 2);
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
