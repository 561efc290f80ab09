//! Who was made to wait at the log-in is told by mail: when, how often, and when not.

use crate::support::{Browser, PASSWORD, TestApp};
use app::auth::refusals::tell_owners;
use app::platform::clock::{HOUR, MINUTE};

const NOTICES: &str = "SELECT COUNT(*) FROM outbox WHERE kind = 'tries-refused'";

/// Everybody has an address, and what was before is not told.
async fn begin(app: &TestApp) {
    app.sql("UPDATE users SET email = username || '@elm.example'").await;
    assert_eq!(tell_owners(&app.platform).await.unwrap(), 0);
}

async fn fail(app: &TestApp, browser: &mut Browser, username: &str, times: usize) {
    for _ in 0..times {
        browser.log_in(&app.practice_id, username, "guess").await;
    }
}

both_engines! {
    async fn five_wrong_tries_are_told_to_their_owner_once_a_day(app: TestApp) {
        begin(&app).await;
        let mut stranger = app.browser().at("203.0.113.9");
        fail(&app, &mut stranger, "nurse.kim", 4).await;
        assert_eq!(tell_owners(&app.platform).await.unwrap(), 0, "no wait has begun");
        fail(&app, &mut stranger, "nurse.kim", 1).await;
        assert_eq!(app.count(NOTICES).await, 0, "the refusal itself queues nothing: it would tell that the name exists");
        // Over two nodes at once.
        let (one, other) = tokio::join!(tell_owners(&app.platform), tell_owners(&app.platform));
        assert_eq!(one.unwrap() + other.unwrap(), 1);
        let mail = app.mails().await.pop().unwrap();
        assert_eq!(mail.to, "nurse.kim@elm.example");
        assert!(mail.text.contains("several times with a wrong password") && !mail.text.contains("guess"), "{}", mail.text);
        app.platform.clock.advance(HOUR);
        fail(&app, &mut stranger, "nurse.kim", 1).await;
        assert_eq!(tell_owners(&app.platform).await.unwrap(), 0, "told today");
        app.platform.clock.advance(23 * HOUR + MINUTE);
        fail(&app, &mut stranger, "nurse.kim", 1).await;
        assert_eq!(tell_owners(&app.platform).await.unwrap(), 1, "another day");
        assert!(app.audit_is_whole().await);
    }

    async fn who_gets_in_after_all_is_told_nothing_and_a_stranger_s_tries_elsewhere_are(app: TestApp) {
        begin(&app).await;
        let mut own = app.browser();
        fail(&app, &mut own, "nurse.kim", 5).await;
        app.platform.clock.advance(MINUTE);
        own.log_in(&app.practice_id, "nurse.kim", PASSWORD).await;
        assert_eq!(tell_owners(&app.platform).await.unwrap(), 0, "it was the owner");
        fail(&app, &mut app.browser().at("203.0.113.9"), "nurse.kim", 5).await;
        own.cookies.remove("__Host-session");
        own.log_in(&app.practice_id, "nurse.kim", PASSWORD).await;
        assert_eq!(tell_owners(&app.platform).await.unwrap(), 1, "the known browser's log-in says nothing of the stranger's tries");
    }

    async fn nobody_else_is_written_to(app: TestApp) {
        begin(&app).await;
        let (_, other_id) = app.other_practice("Oak", "nurse.kim").await;
        app.sql("UPDATE users SET email = 'oak@oak.example' WHERE email IS NULL").await;
        app.sql("UPDATE users SET email = NULL WHERE username = 'dr.lee'").await;
        let mut stranger = app.browser().at("203.0.113.9");
        // Unknown, deactivated, without an address, and one letter beside a name that exists.
        for username in ["nobody", "gone.ray", "dr.lee", "nurse.kin"] {
            fail(&app, &mut stranger, username, 6).await;
        }
        assert_eq!(tell_owners(&app.platform).await.unwrap(), 0);
        for _ in 0..5 {
            app.browser().at("203.0.113.8").log_in(&other_id, "nurse.kim", "guess").await;
        }
        assert_eq!(tell_owners(&app.platform).await.unwrap(), 1);
        assert_eq!(app.count(&format!("{NOTICES} AND recipient = 'oak@oak.example'")).await, 1, "the same name in the other practice is another person");
    }
}
