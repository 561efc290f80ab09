//! The operator lets an administrator back in when nobody in the practice can.

use app::i18n::Locale;
use app::outbox::service::deliver_due;
use app::platform::clock::MINUTE;
use app::platform::mailer::Mailer;
use server::commands::recover::{Whom, link};

use crate::support::{Browser, TestApp};

const NEW: &str = "seven purple walruses at noon";

fn whom<'a>(app: &'a TestApp, username: &'a str, make_administrator: bool) -> Whom<'a> {
    Whom { practice: &app.practice_id, username, make_administrator, remove_second_step: false, locale: Locale::En }
}

async fn refused(app: &TestApp, whom: Whom<'_>) -> String {
    link(&app.platform, whom).await.unwrap_err().to_string()
}

/// Opens the link, presses the button, sets the password; where that ends.
async fn use_link(browser: &mut Browser, url: &str) -> String {
    browser.get(url.strip_prefix("https://ehr.example").unwrap()).await;
    browser.post("/reset/open", &[]).await;
    let page = browser.post("/reset/new", &[("new_password", NEW)]).await;
    page.location().to_owned()
}

both_engines! {
    async fn an_administrator_comes_back_by_a_link_that_works_once(app: TestApp) {
        let (name, first, told) = link(&app.platform, whom(&app, " DR.Lee ", false)).await.unwrap();
        assert_eq!((name.as_str(), told), ("Jin Kim", 0));
        // The newest only.
        let (_, url, _) = link(&app.platform, whom(&app, "dr.lee", false)).await.unwrap();
        let mut person = app.browser();
        assert_ne!(use_link(&mut person, &first).await, "/login?done=password-set");
        assert_eq!(use_link(&mut person, &url).await, "/login?done=password-set");
        assert_ne!(use_link(&mut app.browser(), &url).await, "/login?done=password-set", "once");
        assert_eq!(person.log_in(&app.practice_id, "dr.lee", NEW).await.status, 303);
        assert_eq!(person.get("/settings/users").await.status, 200);
        let started = "SELECT COUNT(*) FROM audit_entry WHERE kind = 'reset-started' AND network = 'operator' AND actor IS NULL";
        assert_eq!(app.count(started).await, 2);
        assert!(app.audit_is_whole().await);
    }

    async fn the_link_ends_after_half_an_hour(app: TestApp) {
        let (_, url, _) = link(&app.platform, whom(&app, "dr.lee", false)).await.unwrap();
        app.platform.clock.advance(30 * MINUTE);
        assert_ne!(use_link(&mut app.browser(), &url).await, "/login?done=password-set");
    }

    async fn the_wrong_people_are_refused_with_what_to_do_and_nothing_changes(app: TestApp) {
        for (practice, username, words) in [
            ("ABC-120-C", "dr.lee", "not a Practice ID"),
            ("ABC-120-B", "dr.lee", "vestibule practices"),
            (app.practice_id.as_str(), "dr.who", "no user dr.who"),
            (app.practice_id.as_str(), "gone.ray", "--make-administrator"),
            (app.practice_id.as_str(), "nurse.kim", "EHR Users"),
        ] {
            let e = refused(&app, Whom { practice, username, make_administrator: false, remove_second_step: false, locale: Locale::En }).await;
            assert!(e.contains(words), "{practice} {username}: {e}");
        }
        assert!(refused(&app, whom(&app, "dr.who", true)).await.contains("no user"));
        assert_eq!(app.count("SELECT COUNT(*) FROM password_reset").await, 0);
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'reset-started'").await, 0);
    }

    async fn when_no_administrator_is_left_a_deactivated_person_becomes_one(app: TestApp) {
        app.sql("UPDATE users SET deactivated_at = 1 WHERE username = 'dr.lee'").await;
        let (_, url, _) = link(&app.platform, whom(&app, "gone.ray", true)).await.unwrap();
        let mut person = app.browser();
        assert_eq!(use_link(&mut person, &url).await, "/login?done=password-set");
        assert_eq!(person.log_in(&app.practice_id, "gone.ray", NEW).await.status, 303);
        assert_eq!(person.get("/settings/users").await.status, 200);
        for kind in ["reactivated", "made-administrator"] {
            let sql = format!("SELECT COUNT(*) FROM audit_entry WHERE kind = '{kind}' AND network = 'operator' AND actor IS NULL");
            assert_eq!(app.count(&sql).await, 1, "{kind}");
        }
        assert!(app.audit_is_whole().await);
    }

    async fn the_person_and_the_other_administrators_are_told_without_the_link(app: TestApp) {
        app.add("office", true, None).await;
        app.sql("UPDATE users SET email = username || '@elm.example'").await;
        let (_, url, told) = link(&app.platform, whom(&app, "dr.lee", false)).await.unwrap();
        assert_eq!(told, 2);
        let (mailer, sent) = Mailer::memory();
        deliver_due(&app.platform, &mailer).await.unwrap();
        let mut sent = sent.lock().unwrap().clone();
        sent.sort_by(|a, b| a.to.cmp(&b.to));
        let to: Vec<&str> = sent.iter().map(|m| m.to.as_str()).collect();
        assert_eq!(to, ["dr.lee@elm.example", "office@elm.example"]);
        let token = url.rsplit('/').next().unwrap();
        assert!(sent.iter().all(|m| !m.text.contains(token) && m.text.contains("run the server")));
        // The other administrator sees who made it.
        let mut office = app.browser();
        let (_, url, _) = link(&app.platform, whom(&app, "office", false)).await.unwrap();
        use_link(&mut office, &url).await;
        office.log_in(&app.practice_id, "office", NEW).await;
        let list = office.get("/settings/users?q=dr.lee").await;
        let id = list.body.split("/settings/users/").find(|p| p.len() > 32 && p[..32].bytes().all(|b| b.is_ascii_hexdigit())).unwrap();
        let page = office.get(&format!("/settings/users/{}", &id[..32])).await;
        assert!(page.has("by the people who run the server"), "{}", page.body);
    }
}
