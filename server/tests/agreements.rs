//! The user agreement: asked of everybody once for each version, and before anything else.

use std::sync::Arc;

use app::agreements::service as agreements;
use app::platform::clock::DAY;
use app::platform::settings::Agreement;
use axum::http::StatusCode;

use crate::second_step_policy::policy;
use crate::support::{Browser, PASSWORD, Page, TestApp};

const PATH: &str = "/account/agreement";

fn agreement(version: &str) -> Agreement {
    Agreement {
        version: version.into(),
        en: "# Terms\n\nBe <b>kind</b>.\n\n- No shared log-ins\n".into(),
        es: Some("# Condiciones\n\nSea amable.\n".into()),
    }
}

/// The same people after a start with another agreement.
fn restarted(app: &TestApp, agreement: Option<Agreement>) -> TestApp {
    let mut platform = app.platform.clone();
    Arc::make_mut(&mut platform.settings).agreement = agreement;
    // Nothing of its own to remove in the end.
    app.again(platform, app.dir.join("restarted"), app.url.clone())
}

async fn kept(app: &TestApp) -> Result<(), String> {
    agreements::keep(&app.platform).await.map_err(|e| e.to_string())
}

async fn agree(browser: &mut Browser, version: &str) -> Page {
    browser.post(PATH, &[("deed", "agree"), ("version", version)]).await
}

async fn log_in(app: &TestApp, username: &str) -> Browser {
    let mut browser = app.browser();
    assert_eq!(browser.log_in(&app.practice_id, username, PASSWORD).await.location(), "/home");
    browser
}

both_engines! {
    async fn who_logs_in_agrees_before_anything_else_and_once(app: TestApp) {
        let app = restarted(&app, Some(agreement("2026-11")));
        kept(&app).await.unwrap();
        let mut kim = log_in(&app, "nurse.kim").await;
        for path in ["/home", "/account", "/account/passkeys", "/settings"] {
            assert_eq!(kim.get(path).await.location(), PATH, "{path}");
        }
        let api = kim.post("/api/users_overview", &[]).await;
        assert_eq!(api.status, StatusCode::FORBIDDEN);
        let page = kim.get(PATH).await;
        assert!(page.has("Terms") && page.has("No shared log-ins") && page.has("Version 2026-11"), "{}", page.body);
        assert!(page.has("Be &lt;b&gt;kind&lt;/b&gt;."), "what the operator wrote is text: {}", page.body);
        assert!(page.has(&agreement("2026-11").hash()) && !page.has("also agree for"), "{}", page.body);
        // Not to another text than the one that holds.
        let page = agree(&mut kim, "2025-01").await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("has changed while you read it") && page.has("I agree"), "{}", page.body);
        assert_eq!(kim.get("/home").await.location(), PATH);
        assert_eq!(agree(&mut kim, "2026-11").await.location(), "/home?done=agreed");
        assert!(kim.get("/home?done=agreed").await.has("Your consent is noted."));
        assert!(kim.get("/home").await.has("Read the user agreement"));
        assert!(kim.get(PATH).await.has("You agreed on "));
        // Once, however often it is pressed.
        assert_eq!(agree(&mut kim, "2026-11").await.location(), "/account/agreement?done=agreed");
        assert_eq!(app.count("SELECT COUNT(*) FROM agreement_consent").await, 1);
        assert_eq!(log_in(&app, "nurse.kim").await.get("/home").await.status, StatusCode::OK);
        let mut lee = log_in(&app, "dr.lee").await;
        assert!(lee.get(PATH).await.has("you also agree for"));
        agree(&mut lee, "2026-11").await;
        assert_eq!(app.count("SELECT COUNT(*) FROM agreement_consent WHERE for_practice").await, 1);
        let story = lee.get(&format!("/settings/users/{}", app.kim.simple())).await;
        assert!(story.has("Agreed to the user agreement"), "{}", story.body);
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'agreement-accepted'").await, 2);
        assert!(app.audit_is_whole().await);
    }

    async fn another_version_is_asked_again_and_the_older_stays_to_read(app: TestApp) {
        let app = restarted(&app, Some(agreement("2026-11")));
        kept(&app).await.unwrap();
        agree(&mut log_in(&app, "nurse.kim").await, "2026-11").await;
        app.platform.clock.advance(DAY);
        let app = restarted(&app, Some(agreement("2027-01")));
        kept(&app).await.unwrap();
        let mut kim = log_in(&app, "nurse.kim").await;
        assert_eq!(kim.get("/home").await.location(), PATH);
        agree(&mut kim, "2027-01").await;
        assert!(kim.get(PATH).await.has("version=2026-11"));
        let old = kim.get("/account/agreement?version=2026-11").await;
        assert!(old.has("another one holds now") && old.has("You agreed on ") && !old.has("I agree"), "{}", old.body);
        // A version that never was is the one that holds now.
        assert!(kim.get("/account/agreement?version=%3Cb%3E").await.has("Version 2027-01"));
        // A text that changed under the same version, also in one language alone.
        for changed in [Agreement { en: "Other".into(), ..agreement("2027-01") }, Agreement { es: None, ..agreement("2027-01") }] {
            let fault = kept(&restarted(&app, Some(changed))).await.unwrap_err();
            assert!(fault.contains("2027-01") && fault.contains("new version"), "{fault}");
        }
        // None any more: nobody is asked, and what was agreed to can still be read.
        let app = restarted(&app, None);
        kept(&app).await.unwrap();
        let mut lee = log_in(&app, "dr.lee").await;
        assert_eq!(lee.get("/home").await.status, StatusCode::OK);
        assert!(lee.get(PATH).await.has("There is no user agreement to read here."));
        assert_eq!(agree(&mut lee, "2027-01").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }

    async fn a_second_step_that_is_due_comes_first(app: TestApp) {
        // Everybody has been here before, so that nobody has days of grace.
        log_in(&app, "nurse.kim").await;
        policy(&app, "all", "0", "30").await;
        let app = restarted(&app, Some(agreement("2026-11")));
        let mut desk = log_in(&app, "nurse.kim").await;
        assert_eq!(desk.get("/home").await.location(), "/account/second-step");
        assert_eq!(desk.get(PATH).await.location(), "/account/second-step");
        crate::second_factor::set_up(&app, &mut desk).await;
        assert_eq!(desk.get("/home").await.location(), PATH);
        agree(&mut desk, "2026-11").await;
        assert_eq!(desk.get("/home").await.status, StatusCode::OK);
    }
}
