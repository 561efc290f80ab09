//! The page *Messages & delivery*: who sees it, what it says, its tests.

use app::outbox::phone::deliver_to_phones;
use app::platform::clock::{MINUTE, SECOND};
use app::platform::gateway::{Gateway, NotTaken, Trouble};
use app::platform::message_settings::GatewayKind;
use axum::http::StatusCode;

use crate::support::{Browser, Engine, PASSWORD, Page, TestApp};

const PATH: &str = "/settings/messages";

fn engine(app: &TestApp) -> Engine {
    if matches!(app.platform.db, app::platform::Db::Sqlite { .. }) { Engine::Sqlite } else { Engine::Postgres }
}

async fn try_out(browser: &mut Browser, deed: &str) -> Page {
    browser.post(PATH, &[("deed", deed)]).await
}

/// The administrator, logged in; then with an address and a proven phone, behind the product's back: a log-in would ask for a code.
async fn reachable_lee(app: &TestApp) -> Browser {
    let lee = app.logged_in("dr.lee").await;
    app.sql("UPDATE users SET email = 'dr.lee@elm.example' WHERE username = 'dr.lee'").await;
    app.sql(
        "INSERT INTO phone (user_id, practice, number, kind, prefers, verified_at) \
         SELECT id, practice, '+12135550142', 'mobile', 'sms', 1 FROM users WHERE username = 'dr.lee'",
    )
    .await;
    lee
}

both_engines! {
    async fn an_administrator_tests_each_way_and_follows_it(app: TestApp) {
        let app = TestApp::with(engine(&app), |s| s.messages.gateway = GatewayKind::Twilio).await;
        let mut lee = reachable_lee(&app).await;
        let page = lee.get(PATH).await;
        assert!(page.has("Mail to d…@elm.example") && page.has("Text to the number that ends in 42") && !page.has("5550142"), "{}", page.body);
        for deed in ["test-mail", "test-text", "test-call"] {
            assert_eq!(try_out(&mut lee, deed).await.location(), "/settings/messages?done=test", "{deed}");
            app.platform.clock.advance(SECOND);
        }
        let page = lee.get("/settings/messages?done=test").await;
        assert!(page.has("The test is on its way") && page.body.matches("data-delivery=\"queued\"").count() == 3, "{}", page.body);
        let mails = app.mails().await;
        assert!(mails.iter().any(|m| m.to == "dr.lee@elm.example" && m.subject == "Test message"), "to oneself alone");
        let (gateway, sent) = Gateway::memory();
        assert_eq!(deliver_to_phones(&app.platform, &gateway).await.unwrap(), 2);
        assert!(sent.lock().unwrap().iter().all(|o| o.to == "+12135550142"));
        let page = lee.get(PATH).await;
        assert!(page.body.matches("data-delivery=\"sent\"").count() >= 3 && page.has("data-health=\"well\""), "{}", page.body);
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'test-message-sent'").await, 3);
        assert!(app.audit_is_whole().await);
        // The fourth within a quarter of an hour waits.
        let page = try_out(&mut lee, "test-mail").await;
        assert!(page.status == StatusCode::TOO_MANY_REQUESTS && page.has("You can send the next one in 15 minutes."), "{}", page.body);
        assert!(lee.get("/settings").await.has("href=\"/settings/messages\""));
    }

    async fn two_tests_at_once_are_counted_one_after_the_other(app: TestApp) {
        let lee = reachable_lee(&app).await;
        let pages = futures::future::join_all((0..8).map(|_| {
            let mut lee = lee.clone();
            async move { try_out(&mut lee, "test-mail").await.status }
        })).await;
        assert_eq!(pages.iter().filter(|s| **s == StatusCode::SEE_OTHER).count(), 3, "{pages:?}");
        assert_eq!(app.count("SELECT COUNT(*) FROM outbox WHERE kind = 'test'").await, 3);
    }

    async fn nobody_else_sees_it_and_each_practice_sees_its_own(app: TestApp) {
        let mut kim = app.logged_in("nurse.kim").await;
        assert_eq!(kim.get(PATH).await.status, StatusCode::FORBIDDEN);
        assert_eq!(try_out(&mut kim, "test-mail").await.status, StatusCode::FORBIDDEN);
        assert_eq!(app.browser().get(PATH).await.location(), "/login?next=%2Fsettings%2Fmessages");
        assert_eq!(app.count("SELECT COUNT(*) FROM outbox WHERE kind = 'test'").await, 0);
        let mut lee = reachable_lee(&app).await;
        try_out(&mut lee, "test-mail").await;
        let (_, other) = app.other_practice("Harbor", "dr.patel").await;
        let mut patel = app.browser();
        patel.log_in(&other, "dr.patel", PASSWORD).await;
        let page = patel.get(PATH).await;
        assert!(page.has("Nothing has been sent yet.") && !page.has("elm.example"), "{}", page.body);
        // Without an address or a phone there is nowhere to test to, and it says what to do.
        let page = try_out(&mut patel, "test-mail").await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("You have no e-mail address on file."), "{}", page.body);
        let page = try_out(&mut patel, "test-call").await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("You have no verification phone."), "{}", page.body);
    }

    async fn a_gateway_that_does_not_work_is_named_with_its_cause(app: TestApp) {
        let mut lee = reachable_lee(&app).await;
        let refuses = Gateway::failing(NotTaken::Never(Trouble::of(app::outbox::cause::Cause::Credentials, "401")));
        try_out(&mut lee, "test-text").await;
        deliver_to_phones(&app.platform, &refuses).await.unwrap();
        let page = lee.get(PATH).await;
        assert!(page.has("data-health=\"failing\"") && page.has("data-cause=\"credentials\""), "{}", page.body);
        assert!(page.has("The gateway refuses our credentials."), "{}", page.body);
        assert!(lee.get("/settings").await.has("Texts and calls: does not work"));
        // A phone that nobody answers is no fault of the gateway's.
        app.sql("UPDATE outbox SET cause = 'not-answered' WHERE channel = 'sms'").await;
        assert!(lee.get("/settings").await.has("Texts and calls: works"));
        // One that failed and waits for its next try has failed all the same.
        app.sql("DELETE FROM outbox").await;
        try_out(&mut lee, "test-text").await;
        deliver_to_phones(&app.platform, &Gateway::failing(NotTaken::Later("503".into()))).await.unwrap();
        assert!(lee.get("/settings").await.has("Texts and calls: does not work"));
        // However many went well in the hour before: an outage shows at the first that is held up, and is over at the first that leaves.
        app.sql("DELETE FROM outbox").await;
        let (well, _) = Gateway::memory();
        for _ in 0..3 {
            try_out(&mut lee, "test-text").await;
            deliver_to_phones(&app.platform, &well).await.unwrap();
            // Tests are counted; what is not one is not.
            app.sql("UPDATE outbox SET kind = 'security-code'").await;
            app.platform.clock.advance(SECOND);
        }
        assert!(lee.get("/settings").await.has("Texts and calls: works"));
        try_out(&mut lee, "test-text").await;
        deliver_to_phones(&app.platform, &Gateway::failing(NotTaken::Later("503".into()))).await.unwrap();
        assert!(lee.get("/settings").await.has("Texts and calls: does not work"));
        app.sql("UPDATE outbox SET state = 'unknown', cause = 'no-answer' WHERE state = 'queued'").await;
        assert!(lee.get("/settings").await.has("Texts and calls: works"), "one without an answer says little");
        // It is over at the first that leaves, though more failed within the hour than left.
        app.sql("DELETE FROM outbox").await;
        for _ in 0..3 {
            try_out(&mut lee, "test-text").await;
            deliver_to_phones(&app.platform, &refuses).await.unwrap();
            app.sql("UPDATE outbox SET kind = 'security-code'").await;
            app.platform.clock.advance(SECOND);
        }
        assert!(lee.get("/settings").await.has("Texts and calls: does not work"));
        try_out(&mut lee, "test-text").await;
        deliver_to_phones(&app.platform, &well).await.unwrap();
        assert!(lee.get("/settings").await.has("Texts and calls: works"));
        // What waits for minutes is slow.
        app.sql("DELETE FROM outbox").await;
        try_out(&mut lee, "test-text").await;
        app.platform.clock.advance(4 * MINUTE);
        let page = lee.get(PATH).await;
        assert!(page.has("data-health=\"slow\"") && page.has("1, the oldest for 4 min"), "{}", page.body);
    }

    async fn the_day_s_limit_is_shown_and_holds_for_tests(app: TestApp) {
        let app = TestApp::with(engine(&app), |s| s.messages.per_practice_per_day = 1).await;
        let mut lee = reachable_lee(&app).await;
        assert!(lee.get(PATH).await.has("0 of 1 used today"));
        assert_eq!(try_out(&mut lee, "test-text").await.status, StatusCode::SEE_OTHER);
        let page = try_out(&mut lee, "test-text").await;
        assert!(page.status == StatusCode::TOO_MANY_REQUESTS && page.has("limit of texts and calls is reached"), "{}", page.body);
        assert!(page.has("1 of 1 used today") && page.has("Reached for today"), "{}", page.body);
        assert_eq!(try_out(&mut lee, "test-mail").await.status, StatusCode::SEE_OTHER, "mail has none");
    }
}
