//! A clock that jumps: set right, or wrong, by an hour or a day while people work. Nobody waits longer than the rule says, and nothing that
//! was used or has ended comes back.
//!
//! The sweeper runs every ten minutes and puts right what lies in the future: `settle` is its next round.

use app::lockout::service as lockout;
use app::outbox::service::deliver_due;
use app::platform::clock::{HOUR, MINUTE, SECOND};
use app::platform::mailer::Mailer;
use app::platform::settings::QuestionPolicy;
use app::platform::{Db, Millis};
use app::sessions::service as sessions;
use axum::http::StatusCode;

use crate::support::{Browser, Engine, PASSWORD, TestApp, link_in};

const DAY: Millis = 24 * HOUR;
const JUMPS: [Millis; 6] = [-DAY, -HOUR, -2 * MINUTE, 2 * MINUTE, HOUR, DAY];
const NEW: &str = "seven purple walruses at noon";

/// One product for each jump.
async fn fresh(app: &TestApp) -> TestApp {
    let engine = if matches!(app.platform.db, Db::Sqlite { .. }) { Engine::Sqlite } else { Engine::Postgres };
    let app = TestApp::with(engine, |s| s.policy.security_question = Some(QuestionPolicy::Off)).await;
    app.sql("UPDATE users SET email = username || '@elm.example'").await;
    app
}

async fn settle(app: &TestApp) {
    lockout::sweep(&app.platform).await.unwrap();
    sessions::sweep(&app.platform).await.unwrap();
}

async fn log_in(app: &TestApp, password: &str) -> StatusCode {
    app.browser().log_in(&app.practice_id, "nurse.kim", password).await.status
}

async fn ask_for_link(app: &TestApp) -> Option<String> {
    let form = [("practice_id", app.practice_id.as_str()), ("username", "nurse.kim"), ("deed", "link")];
    assert_eq!(app.browser().post("/reset", &form).await.location(), "/reset/sent");
    app.mails().await.iter().find(|m| m.text.contains("/reset/link/")).map(link_in)
}

async fn open(app: &TestApp, link: &str) -> Browser {
    let mut person = app.browser();
    person.get(link).await;
    person.post("/reset/open", &[]).await;
    person
}

async fn attempts(app: &TestApp, state: &str) -> i64 {
    app.count(&format!("SELECT COUNT(*) FROM outbox WHERE state = '{state}'")).await
}

both_engines! {
    async fn a_session_goes_on_after_a_jump_back_and_still_ends_when_its_person_is_away(app: TestApp) {
        for jump in JUMPS {
            let app = fresh(&app).await;
            let mut kim = app.logged_in("nurse.kim").await;
            app.platform.clock.advance(jump);
            settle(&app).await;
            let goes_on = kim.get("/home").await.status == StatusCode::OK;
            assert_eq!(goes_on, jump < 15 * MINUTE, "{jump}");
            // Away: the rule is 15 minutes, wherever the clock came from.
            app.platform.clock.advance(15 * MINUTE);
            assert_eq!(kim.get("/home").await.status, StatusCode::SEE_OTHER, "{jump}");
            // What has ended has ended, also when the clock goes back to where it was.
            app.platform.clock.advance(-jump - 15 * MINUTE);
            settle(&app).await;
            assert_eq!(kim.get("/home").await.status, StatusCode::SEE_OTHER, "{jump}");
            // However busy: at most 12 hours from the jump on.
            let mut busy = app.logged_in("nurse.kim").await;
            app.platform.clock.advance(jump.min(0));
            settle(&app).await;
            for _ in 0..73 {
                app.platform.clock.advance(10 * MINUTE);
                busy.get("/home").await;
            }
            assert_eq!(busy.get("/home").await.status, StatusCode::SEE_OTHER, "{jump}");
            assert!(app.audit_is_whole().await);
        }
    }

    async fn a_wait_lasts_as_long_as_the_rule_says_and_a_limit_ends_after_a_day(app: TestApp) {
        for jump in JUMPS {
            let app = fresh(&app).await;
            for _ in 0..5 {
                log_in(&app, "wrong").await;
            }
            assert_eq!(log_in(&app, PASSWORD).await, StatusCode::TOO_MANY_REQUESTS);
            app.platform.clock.advance(jump);
            let page = app.browser().log_in(&app.practice_id, "nurse.kim", PASSWORD).await;
            if jump < 0 {
                assert!(page.status == StatusCode::TOO_MANY_REQUESTS && page.has("30 seconds"), "{jump}: {}", page.body);
                settle(&app).await;
                assert_eq!(log_in(&app, PASSWORD).await, StatusCode::TOO_MANY_REQUESTS, "{jump}: a jump back is no way out");
                app.platform.clock.advance(30 * SECOND + MINUTE);
                assert_eq!(log_in(&app, PASSWORD).await, StatusCode::SEE_OTHER, "{jump}");
            } else {
                assert_eq!(page.status, StatusCode::SEE_OTHER, "{jump}");
            }
            app.sql("UPDATE failed_tries SET tries = 100").await;
            for _ in 0..5 {
                log_in(&app, "wrong").await;
            }
            app.sql("UPDATE failed_tries SET tries = 100").await;
            app.platform.clock.advance(jump.min(0));
            settle(&app).await;
            app.platform.clock.advance(DAY + MINUTE);
            assert_eq!(log_in(&app, PASSWORD).await, StatusCode::SEE_OTHER, "{jump}: a limit ends after a day");
            assert!(app.audit_is_whole().await);
        }
    }

    async fn a_reset_works_after_a_jump_back_and_a_used_or_ended_one_never_again(app: TestApp) {
        for jump in JUMPS {
            let app = fresh(&app).await;
            // Used, and then the clock is set back.
            let used = ask_for_link(&app).await.unwrap();
            assert_eq!(open(&app, &used).await.post("/reset/new", &[("new_password", NEW)]).await.status, StatusCode::SEE_OTHER);
            app.platform.clock.advance(2 * MINUTE);
            // Made and not used.
            let made = ask_for_link(&app).await.unwrap();
            app.platform.clock.advance(jump);
            let page = open(&app, &used).await.post("/reset/new", &[("new_password", "nine green herons in a row")]).await;
            assert_eq!(page.status, StatusCode::GONE, "{jump}: used");
            let works = open(&app, &made).await.get("/reset/new").await.status;
            assert_eq!(works, if jump < 30 * MINUTE { StatusCode::OK } else { StatusCode::GONE }, "{jump}: made before");
            // Asked again three minutes later there is a new one, and the older one ends, for good.
            app.platform.clock.advance(3 * MINUTE);
            let newer = ask_for_link(&app).await.unwrap_or_else(|| panic!("{jump}: no link"));
            app.platform.clock.advance(-3 * MINUTE);
            let mut person = open(&app, &newer).await;
            assert_eq!(open(&app, &made).await.get("/reset/new").await.status, StatusCode::GONE, "{jump}: ended by the newer one");
            assert_eq!(person.post("/reset/new", &[("new_password", "nine green herons in a row")]).await.status, StatusCode::SEE_OTHER, "{jump}");
            assert!(app.audit_is_whole().await);
        }
    }

    async fn a_message_leaves_at_once_after_a_jump_back_and_a_sent_one_never_again(app: TestApp) {
        for jump in JUMPS {
            let app = fresh(&app).await;
            let (mailer, sent) = Mailer::memory();
            ask_for_link(&app).await.unwrap();
            app.platform.clock.advance(2 * MINUTE);
            // One that waits for its first try, and one for its second.
            let form = [("practice_id", app.practice_id.as_str()), ("username", "nurse.kim"), ("deed", "link")];
            app.browser().post("/reset", &form).await;
            app::password_reset::own::answer_requests(&app.platform).await.unwrap();
            assert_eq!(deliver_due(&app.platform, &Mailer::Down).await.unwrap(), 0);
            app.browser().post("/reset", &[("practice_id", &app.practice_id), ("username", "dr.lee"), ("deed", "link")]).await;
            app::password_reset::own::answer_requests(&app.platform).await.unwrap();
            assert_eq!((attempts(&app, "queued").await, attempts(&app, "sent").await), (2, 1));
            app.platform.clock.advance(jump);
            deliver_due(&app.platform, &mailer).await.unwrap();
            assert!(sent.lock().unwrap().iter().any(|m| m.to == "dr.lee@elm.example"), "{jump}: the first try");
            // A second try may wait for two hours at most, as the longest wait between two tries.
            for _ in 0..3 {
                app.platform.clock.advance(HOUR);
                deliver_due(&app.platform, &mailer).await.unwrap();
            }
            assert_eq!(sent.lock().unwrap().len(), 2, "{jump}: each once");
            assert_eq!(attempts(&app, "sent").await, 3, "{jump}");
            app.platform.clock.advance(-4 * HOUR);
            assert_eq!(deliver_due(&app.platform, &mailer).await.unwrap(), 0, "{jump}");
        }
    }

    async fn a_known_browser_is_known_on_either_side_of_a_jump(app: TestApp) {
        for jump in JUMPS {
            let app = fresh(&app).await;
            let mut kim = app.logged_in("nurse.kim").await;
            for by in [jump, -jump] {
                app.platform.clock.advance(by);
                settle(&app).await;
                app::known_browsers::service::prune(&app.platform).await.unwrap();
                assert_eq!(kim.log_in(&app.practice_id, "nurse.kim", PASSWORD).await.status, StatusCode::SEE_OTHER, "{jump}");
            }
            assert_eq!(app.count("SELECT COUNT(*) FROM known_browser").await, 1, "{jump}");
            assert_eq!(app.count("SELECT COUNT(*) FROM outbox WHERE kind = 'new-browser'").await, 0, "{jump}");
            assert!(app.audit_is_whole().await);
        }
    }
}
