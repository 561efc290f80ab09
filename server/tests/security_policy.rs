//! The practice's security settings: who changes them, within which bounds, and what two editors at once see.

use app::platform::clock::MINUTE;
use app::platform::settings::Span;
use axum::http::StatusCode;

use crate::support::{Browser, Engine, Page, TestApp};

const PATH: &str = "/settings/security";

async fn set_idle(browser: &mut Browser, version: &str, minutes: &str) -> Page {
    browser.post(PATH, &[("deed", "idle-lock"), ("version", version), ("idle_minutes", minutes)]).await
}

fn shows(page: &Page, minutes: &str) -> bool {
    page.has("name=\"idle_minutes\"") && page.has(&format!("value=\"{minutes}\""))
}

both_engines! {
    async fn an_administrator_sets_the_idle_lock_within_its_bounds(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        assert!(lee.get("/settings").await.has("href=\"/settings/security\""));
        assert!(shows(&lee.get(PATH).await, "15"), "the standard");
        for wrong in ["1", "61", "", "soon", "-5", "15.5"] {
            let page = set_idle(&mut lee, "0", wrong).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
            assert!(page.has("Enter a number of minutes from 2 to 60.") && page.has("aria-invalid=\"true\""), "{}", page.body);
        }
        assert_eq!(set_idle(&mut lee, "0", " 30 minutes").await.location(), "/settings/security?done=saved");
        let page = lee.get("/settings/security?done=saved").await;
        assert!(shows(&page, "30") && page.has("Saved.") && page.has("Last changed by Jin Kim"), "{}", page.body);
        let told = "SELECT COUNT(*) FROM audit_entry WHERE kind = 'security-policy-changed' \
                    AND detail = '{\"after\":{\"idle_minutes\":30},\"before\":{\"idle_minutes\":15}}'";
        assert_eq!(app.count(told).await, 1, "with before and after");
        // The same once more changes nothing and tells nothing.
        assert_eq!(set_idle(&mut lee, "1", "30").await.status, StatusCode::SEE_OTHER);
        assert_eq!(app.count("SELECT version FROM security_policy").await, 1);
        assert!(app.audit_is_whole().await);
    }

    async fn nobody_else_may_and_another_practice_keeps_its_own(app: TestApp) {
        let (_, other) = app.other_practice("Harbor", "dr.patel").await;
        let mut patel = app.browser();
        patel.log_in(&other, "dr.patel", crate::support::PASSWORD).await;
        let mut kim = app.logged_in("nurse.kim").await;
        assert_eq!(kim.get(PATH).await.status, StatusCode::FORBIDDEN);
        assert_eq!(set_idle(&mut kim, "0", "60").await.status, StatusCode::FORBIDDEN);
        assert_eq!(app.browser().get(PATH).await.location(), "/login?next=%2Fsettings%2Fsecurity");
        assert_eq!(set_idle(&mut app.browser(), "0", "60").await.status, StatusCode::SEE_OTHER);
        assert_eq!(app.count("SELECT COUNT(*) FROM security_policy").await, 0);
        let mut lee = app.logged_in("dr.lee").await;
        set_idle(&mut lee, "0", "5").await;
        assert!(shows(&patel.get(PATH).await, "15"));
    }

    async fn the_second_of_two_editors_is_told_and_overwrites_nothing_unseen(app: TestApp) {
        let (mut first, mut second) = (app.logged_in("dr.lee").await, app.logged_in("dr.lee").await);
        assert_eq!(set_idle(&mut first, "0", "30").await.status, StatusCode::SEE_OTHER);
        let page = set_idle(&mut second, "0", "10").await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.has("Saved now: 30 minutes.") && shows(&page, "10") && page.has("name=\"version\" value=\"1\""), "{}", page.body);
        assert_eq!(app.count("SELECT idle_minutes FROM security_policy").await, 30);
        assert_eq!(set_idle(&mut second, "1", "10").await.status, StatusCode::SEE_OTHER, "having seen it, they may");
        assert_eq!(app.count("SELECT idle_minutes FROM security_policy").await, 10);
    }

    async fn the_operator_s_idle_lock_is_the_standard_and_the_longest(app: TestApp) {
        let engine = if matches!(app.platform.db, app::platform::Db::Sqlite { .. }) { Engine::Sqlite } else { Engine::Postgres };
        let app = TestApp::with(engine, |s| s.session.idle_lock = Some(Span(10 * MINUTE))).await;
        let mut lee = app.logged_in("dr.lee").await;
        assert!(shows(&lee.get(PATH).await, "10"));
        assert!(set_idle(&mut lee, "0", "11").await.has("from 2 to 10."));
        assert_eq!(set_idle(&mut lee, "0", "2").await.status, StatusCode::SEE_OTHER);
        // Chosen when the operator allowed more: shown as what holds.
        app.sql("UPDATE security_policy SET idle_minutes = 45").await;
        assert!(shows(&lee.get(PATH).await, "10"));
    }
}
