//! The operator lets an administrator back in when nobody in the practice can.

use app::i18n::Locale;
use app::outbox::service::deliver_due;
use app::password_reset::operator::{Made, Wanted};
use app::platform::clock::{HOUR, MINUTE};
use app::platform::mailer::Mailer;
use server::commands::recover::{Whom, confirm, link, requests};

use crate::support::{Browser, TestApp};

const NEW: &str = "seven purple walruses at noon";

pub fn wanted(operator: &str, make_administrator: bool, remove_second_step: bool) -> Wanted<'_> {
    Wanted { operator, make_administrator, remove_second_step, locale: Locale::En }
}

fn whom<'a>(app: &'a TestApp, username: &'a str, make_administrator: bool) -> Whom<'a> {
    Whom { practice: &app.practice_id, username, wanted: wanted("Anna", make_administrator, false) }
}

/// By two operators: the link that works at once.
pub async fn by_two(app: &TestApp, whom: Whom<'_>) -> Made {
    let first = link(&app.platform, whom).await.unwrap();
    let second = confirm(&app.platform, Whom { wanted: wanted("Ben", false, false), ..whom }).await.unwrap();
    assert!(first.url == second.url && first.from.is_some() && second.from.is_none());
    second
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
        let made = by_two(&app, whom(&app, " DR.Lee ", false)).await;
        assert_eq!((made.name.as_str(), made.told), ("Jin Kim", 0));
        let first = made.url;
        // The newest only.
        let url = by_two(&app, whom(&app, "dr.lee", false)).await.url;
        let mut person = app.browser();
        assert_ne!(use_link(&mut person, &first).await, "/login?done=password-set");
        assert_eq!(use_link(&mut person, &url).await, "/login?done=password-set");
        assert_ne!(use_link(&mut app.browser(), &url).await, "/login?done=password-set", "once");
        assert_eq!(person.log_in(&app.practice_id, "dr.lee", NEW).await.status, 303);
        assert_eq!(person.get("/settings/users").await.status, 200);
        let started = "SELECT COUNT(*) FROM audit_entry WHERE kind = 'reset-started' AND network = 'operator' AND actor IS NULL";
        assert_eq!(app.count(started).await, 4, "each by one, and confirmed by another");
        for name in ["Anna", "Ben"] {
            assert_eq!(app.count(&format!("{started} AND detail LIKE '%{name}%'")).await / 2, if name == "Anna" { 2 } else { 1 });
        }
        assert!(app.audit_is_whole().await);
    }

    async fn one_operator_alone_waits_a_day_and_is_not_the_second_one(app: TestApp) {
        let made = link(&app.platform, whom(&app, "dr.lee", false)).await.unwrap();
        assert_ne!(use_link(&mut app.browser(), &made.url).await, "/login?done=password-set", "a day must pass");
        let again = |operator| confirm(&app.platform, Whom { wanted: wanted(operator, false, false), ..whom(&app, "dr.lee", false) });
        assert!(again(" ANNA ").await.unwrap_err().to_string().contains("made this link yourself"));
        app.platform.clock.advance(23 * HOUR);
        assert_ne!(use_link(&mut app.browser(), &made.url).await, "/login?done=password-set");
        app.platform.clock.advance(HOUR + MINUTE);
        assert_eq!(use_link(&mut app.browser(), &made.url).await, "/login?done=password-set");
        assert!(again("Ben").await.unwrap_err().to_string().contains("No link for dr.lee waits"), "it was used");
        let made = link(&app.platform, whom(&app, "dr.lee", false)).await.unwrap();
        app.platform.clock.advance(49 * HOUR);
        assert_ne!(use_link(&mut app.browser(), &made.url).await, "/login?done=password-set", "and a day later it is over");
        assert!(again("Ben").await.is_err());
    }

    async fn every_known_address_is_told_and_the_phone(app: TestApp) {
        app.sql("UPDATE users SET administrator = TRUE, email = 'jin@file.example' WHERE username = 'nurse.kim'").await;
        app.sql("UPDATE users SET email = 'lee@elm.example' WHERE username = 'dr.lee'").await;
        app.give_address(app.kim, "jin@log-in.example").await;
        crate::phones::set_up(&app, &crate::phones::owner(&app, 1), "+12135550142").await;
        app.mails().await;
        let made = link(&app.platform, whom(&app, "nurse.kim", false)).await.unwrap();
        assert_eq!(made.told, 4);
        let mut to: Vec<String> = app.mails().await.into_iter().map(|mail| mail.to).collect();
        to.sort_unstable();
        assert_eq!(to, ["jin@file.example", "jin@log-in.example", "lee@elm.example"]);
        let texts = app::outbox::service::list_shown(&app.platform, 20).await.unwrap();
        let text = texts.iter().find(|m| m.channel == "sms" && m.text.contains("run the server")).unwrap();
        assert!(text.to == "+12135550142" && !text.text.contains("http"), "{}", text.text);
    }

    async fn the_only_administrator_who_asks_is_the_operator_s_to_answer(app: TestApp) {
        let form = [("practice_id", app.practice_id.as_str()), ("username", "dr.lee"), ("reason", "phone"), ("deed", "ask")];
        assert_eq!(app.browser().post("/reset/ask", &form).await.location(), "/reset/sent?done=asked");
        assert!(requests(&app.platform).await.unwrap()[0].contains("Nobody asks"), "not looked up before the answer");
        app.mails().await;
        let lines = requests(&app.platform).await.unwrap();
        assert!(lines.len() == 1 && lines[0].contains("dr.lee") && lines[0].contains(&app.practice_id) && lines[0].contains("phone, not proven"), "{lines:?}");
        let url = by_two(&app, whom(&app, "dr.lee", false)).await.url;
        use_link(&mut app.browser(), &url).await;
        assert!(requests(&app.platform).await.unwrap()[0].contains("Nobody asks"), "answered");
        // Who was named and never came can help nobody.
        let office = app.add("office", true, None).await;
        app.browser().post("/reset/ask", &form).await;
        app.mails().await;
        assert!(requests(&app.platform).await.unwrap()[0].contains("dr.lee"), "still the operator's");
        app.give_password(office).await;
        app.browser().post("/reset/ask", &form).await;
        app.mails().await;
        assert!(requests(&app.platform).await.unwrap()[0].contains("Nobody asks"), "another administrator can help");
    }

    async fn the_link_ends_after_half_an_hour(app: TestApp) {
        let url = by_two(&app, whom(&app, "dr.lee", false)).await.url;
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
            let e = refused(&app, Whom { practice, username, wanted: wanted("Anna", false, false) }).await;
            assert!(e.contains(words), "{practice} {username}: {e}");
        }
        assert!(refused(&app, whom(&app, "dr.who", true)).await.contains("no user"));
        assert_eq!(app.count("SELECT COUNT(*) FROM password_reset").await, 0);
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'reset-started'").await, 0);
    }

    async fn when_no_administrator_is_left_a_deactivated_person_becomes_one(app: TestApp) {
        app.sql("UPDATE users SET deactivated_at = 1 WHERE username = 'dr.lee'").await;
        let url = by_two(&app, whom(&app, "gone.ray", true)).await.url;
        assert_eq!(app.count("SELECT COUNT(*) FROM users WHERE username = 'gone.ray' AND deactivated_at IS NULL").await, 0, "not before they use it");
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
        let made = link(&app.platform, whom(&app, "dr.lee", false)).await.unwrap();
        let url = made.url;
        assert_eq!(made.told, 2);
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
        let url = by_two(&app, whom(&app, "office", false)).await.url;
        use_link(&mut office, &url).await;
        office.log_in(&app.practice_id, "office", NEW).await;
        let list = office.get("/settings/users?q=dr.lee").await;
        let id = list.body.split("/settings/users/").find(|p| p.len() > 32 && p[..32].bytes().all(|b| b.is_ascii_hexdigit())).unwrap();
        let page = office.get(&format!("/settings/users/{}", &id[..32])).await;
        assert!(page.has("by the people who run the server"), "{}", page.body);
    }
}
