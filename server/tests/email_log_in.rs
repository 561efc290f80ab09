//! Log-in by e-mail address, on both engines: the second form of the same log-in. Each security rule is broken on purpose.

use app::auth::refusals::tell_owners;
use app::platform::clock::{HOUR, MINUTE};
use axum::http::{HeaderMap, StatusCode};

use crate::support::{Browser, PASSWORD, Page, TestApp, link_in};

const ADDRESS: &str = "jin.kim@elm.example";
const NEW: &str = "seven purple walruses at noon";
const MOVED: &str = "SELECT COUNT(*) FROM outbox WHERE kind = 'log-in-moved'";

async fn log_in(browser: &mut Browser, email: &str, password: &str) -> Page {
    browser.post("/login/email", &[("email", email), ("password", password)]).await
}

async fn ask(browser: &mut Browser, email: &str, deed: &str) -> Page {
    browser.post("/reset", &[("email", email), ("deed", deed)]).await
}

async fn forget_failures(app: &TestApp) {
    app.sql("DELETE FROM failed_tries").await;
    app.sql("DELETE FROM door_refusals").await;
}

/// Status, headers and body, without what names this one answer.
fn comparable(page: &Page) -> (StatusCode, Vec<(String, String)>, String) {
    let header = |name: &str| page.headers.get(name).map_or(String::new(), |v| v.to_str().unwrap().to_owned());
    let csp = header("content-security-policy");
    let nonce = csp.split("'nonce-").nth(1).and_then(|s| s.split('\'').next()).unwrap_or_default().to_owned();
    let clean = |text: &str| {
        if nonce.is_empty() { text.to_owned() } else { text.replace(&nonce, "NONCE").replace(&header("x-request-id"), "ID") }
    };
    let headers =
        page.headers.iter().map(|(k, v)| (k.to_string(), clean(v.to_str().unwrap()).replace(&header("x-request-id"), "ID")));
    (page.status, headers.collect(), clean(&page.body))
}

both_engines! {
    async fn the_right_address_leads_in_however_it_is_typed(app: TestApp) {
        app.give_address(app.kim, "Jin.Kim@elm.example").await;
        for typed in ["jin.kim@elm.example", " JIN.KIM@ELM.EXAMPLE ", "jin.kim\u{200b}@elm.example", "jin.kim\u{ff20}elm.example"] {
            let mut kim = app.browser();
            let page = log_in(&mut kim, typed, PASSWORD).await;
            assert_eq!((page.status, page.location()), (StatusCode::SEE_OTHER, "/home"), "{typed}: {}", page.body);
            assert!(kim.get("/home").await.has("Welcome, Jin"));
        }
        for typed in ["jin.kim+elm@elm.example", "jinkim@elm.example", "jin.kim@elm.example.evil", "nurse.kim", ""] {
            assert_eq!(log_in(&mut app.browser(), typed, PASSWORD).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
        }
        let page = log_in(&mut app.browser(), ADDRESS, &format!("{PASSWORD} ")).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "a password is never trimmed");
        assert!(app.audit_is_whole().await);
    }

    async fn the_page_asked_for_is_returned_to_and_the_practice_id_stays_remembered(app: TestApp) {
        app.give_address(app.kim, ADDRESS).await;
        let mut kim = app.browser();
        let form = [("practice_id", app.practice_id.as_str()), ("username", "dr.lee"), ("password", PASSWORD), ("remember_practice", "yes")];
        kim.post("/login", &form).await;
        let page = kim.get("/login/email?next=%2Faccount").await;
        assert!(page.has("name=\"next\" value=\"/account\"") && page.has("href=\"/login?next=%2Faccount\""), "{}", page.body);
        assert!(page.has("id=\"login\"") && page.has("autocomplete=\"username webauthn\"") && !page.has("name=\"practice_id\""), "{}", page.body);
        assert!(kim.get("/login?next=%2Faccount").await.has("href=\"/login/email?next=%2Faccount\""));
        let page = kim.post("/login/email", &[("email", ADDRESS), ("password", PASSWORD), ("next", "/account")]).await;
        assert_eq!(page.location(), "/account");
        assert!(kim.cookies.contains_key("__Host-practice"), "the other form has no such box");
        assert_eq!(kim.post("/login/email", &[("email", ADDRESS), ("password", PASSWORD), ("next", "//evil.example")]).await.location(), "/home");
    }

    async fn every_failure_gets_the_same_answer_for_the_same_work(app: TestApp) {
        app.give_address(app.kim, ADDRESS).await;
        let foreign = app.logged_in("dr.lee").await.cookies["__Host-browser"].clone();
        let cookies = [None, Some("a".repeat(64)), Some(foreign)];
        let mut seen = Vec::new();
        for (what, password, change) in [
            ("wrong password", "wrong", "SELECT 1"),
            ("deactivated, right password", PASSWORD, "UPDATE users SET deactivated_at = 1"),
            ("no password yet", "wrong", "DELETE FROM user_password"),
            ("claimed by somebody, not verified", "wrong", "UPDATE log_in_address SET verified_at = NULL, lapses_at = 9000000000000"),
            ("released", PASSWORD, "UPDATE log_in_address SET verified_at = 1, released_at = 1"),
            ("unknown address", "wrong", "DELETE FROM log_in_address"),
            ("no practice at all", "wrong", "UPDATE practice SET practice_id = '0000000'"),
        ] {
            app.sql(change).await;
            for cookie in &cookies {
                let what = format!("{what}, cookie {cookie:?}");
                forget_failures(&app).await;
                let runs = app.platform.hasher.runs();
                for _ in 0..5 {
                    let mut browser = app.browser();
                    browser.cookies.extend(cookie.iter().map(|c| ("__Host-browser".to_owned(), c.clone())));
                    let page = log_in(&mut browser, ADDRESS, password).await;
                    seen.push((what.clone(), comparable(&page), page.statements, page.body.len()));
                }
                assert_eq!(app.platform.hasher.runs() - runs, 5, "{what}: one argon2 run each");
            }
        }
        let (first, rest) = seen.split_at(5);
        assert_eq!(first[0].1.0, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(first[4].1.0, StatusCode::TOO_MANY_REQUESTS, "the fifth failure starts a wait, for unknown addresses too");
        for needed in ["FIND_CREDENTIALS_BY_ADDRESS", "FIND_KNOWN_BROWSER", "FIND_BY_USERNAME_KEYS", "COUNT_REFUSAL"] {
            assert!(first[0].2.contains(&needed), "{:?}", first[0].2);
        }
        for (n, (what, page, statements, length)) in rest.iter().enumerate() {
            let (_, expected, work, bytes) = &first[n % 5];
            assert_eq!(page, expected, "{what}, try {}", n % 5 + 1);
            assert_eq!((statements, length), (work, bytes), "{what}, try {}", n % 5 + 1);
        }
        assert!(app.audit_is_whole().await);
    }

    async fn waits_are_counted_for_the_address_however_it_is_typed_and_apart_from_the_username(app: TestApp) {
        app.give_address(app.kim, ADDRESS).await;
        for typed in [ADDRESS, "JIN.KIM@elm.example", " jin.kim@elm.example", "jin.kim\u{200b}@elm.example"] {
            assert_eq!(log_in(&mut app.browser(), typed, "wrong").await.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        assert_eq!(log_in(&mut app.browser(), ADDRESS, "wrong").await.status, StatusCode::TOO_MANY_REQUESTS);
        let runs = app.platform.hasher.runs();
        assert_eq!(log_in(&mut app.browser(), ADDRESS, PASSWORD).await.status, StatusCode::TOO_MANY_REQUESTS, "the right password waits too");
        assert_eq!(app.platform.hasher.runs(), runs, "nothing is hashed");
        // The administrator sees it, and lifts it.
        let mut lee = app.logged_in("dr.lee").await;
        let path = format!("/settings/users/{}", app.kim.simple());
        assert!(lee.get(&path).await.has("data-state=\"error\""), "locked");
        lee.post(&path, &[("deed", "unlock")]).await;
        assert_eq!(log_in(&mut app.browser(), ADDRESS, PASSWORD).await.status, StatusCode::SEE_OTHER);
    }

    async fn the_old_identifiers_are_refused_like_any_and_the_reason_goes_to_the_person_once_a_day(app: TestApp) {
        app.sql("UPDATE users SET email = 'old@elm.example' WHERE username = 'nurse.kim'").await;
        app.give_address(app.kim, ADDRESS).await;
        tell_owners(&app.platform).await.unwrap();
        let unknown = app.browser().log_in(&app.practice_id, "nobody.x", PASSWORD).await;
        let moved = app.browser().log_in(&app.practice_id, "nurse.kim", PASSWORD).await;
        assert_eq!(moved.status, StatusCode::UNPROCESSABLE_ENTITY);
        let same = |page: &Page, typed: &str| comparable(page).2.replace(typed, "TYPED");
        let summary = |page: &Page, typed: &str| same(page, typed).split("id=\"characters\"").next().unwrap_or_default().to_owned();
        assert_eq!(summary(&unknown, "nobody.x"), summary(&moved, "nurse.kim"), "the page says the same");
        assert_eq!(app.count(MOVED).await, 0, "the refusal itself queues nothing");
        let (one, other) = tokio::join!(tell_owners(&app.platform), tell_owners(&app.platform));
        assert_eq!(one.unwrap() + other.unwrap(), 1);
        let mail = app.mails().await.pop().unwrap();
        assert_eq!(mail.to, ADDRESS, "to what they log in with, not to the address on file");
        assert!(mail.text.contains("https://ehr.example/login/email") && !mail.text.contains(ADDRESS), "{}", mail.text);
        app.platform.clock.advance(HOUR);
        app.browser().log_in(&app.practice_id, "nurse.kim", PASSWORD).await;
        assert_eq!(tell_owners(&app.platform).await.unwrap(), 0, "told today");
        app.platform.clock.advance(24 * HOUR);
        app.browser().log_in(&app.practice_id, "nurse.kim", "whatever").await;
        assert_eq!(tell_owners(&app.platform).await.unwrap(), 1, "another day");
        let mut lee = app.logged_in("dr.lee").await;
        let story = lee.get(&format!("/settings/users/{}", app.kim.simple())).await;
        assert!(story.has("they log in with their e-mail address now"), "{}", story.body);
        // Released: the old identifiers open again, and nothing is told.
        app.sql("UPDATE log_in_address SET released_at = 1").await;
        assert_eq!(app.browser().log_in(&app.practice_id, "nurse.kim", PASSWORD).await.status, StatusCode::SEE_OTHER);
    }

    async fn an_address_in_the_other_form_goes_along_to_its_own_with_one_tap(app: TestApp) {
        app.give_address(app.kim, ADDRESS).await;
        let page = app.browser().log_in(ADDRESS, "", "wrong").await;
        assert!(page.has("data-finding=\"email-in-id\"") && page.has("formaction=\"/login/email\"") && page.has("value=\"by-email\""), "{}", page.body);
        let form = [("practice_id", ADDRESS), ("username", ""), ("password", ""), ("repair", "by-email")];
        let page = app.browser().post("/login/email", &form).await;
        assert!(page.has(&format!("name=\"email\" value=\"{ADDRESS}\"")) && page.has("The boxes are put right"), "{}", page.body);
        assert!(!page.has("class=\"error-summary\""), "{}", page.body);
        // And back.
        let page = log_in(&mut app.browser(), &format!("{}/nurse.kim", app.practice_id), "wrong").await;
        assert!(page.has("data-finding=\"id-in-username\"") && page.has("formaction=\"/login\""), "{}", page.body);
        let typed = format!("{}/nurse.kim", app.practice_id);
        let page = app.browser().post("/login", &[("email", &typed), ("repair", "by-practice-id")]).await;
        assert!(page.has(&format!("value=\"{}\"", app.practice_id)) && page.has("value=\"nurse.kim\""), "{}", page.body);
        // A remedy that was not proposed is not carried out.
        let form = [("practice_id", "ABC-120-B"), ("username", "nurse.kim"), ("repair", "by-email")];
        assert!(app.browser().post("/login/email", &form).await.has("Enter your e-mail address."));
    }

    async fn a_reset_by_address_leads_back_in_by_the_address(app: TestApp) {
        app.sql("UPDATE users SET email = 'old@elm.example' WHERE username = 'nurse.kim'").await;
        app.give_address(app.kim, ADDRESS).await;
        app.sql("UPDATE users SET deactivated_at = NULL").await;
        let mut kim = app.browser();
        assert!(kim.get("/reset?by=email").await.has("name=\"email\""));
        assert_eq!(ask(&mut kim, " Jin.Kim@elm.example", "link").await.location(), "/reset/sent");
        assert!(kim.get("/reset/sent").await.has(">Jin.Kim@elm.example<"), "named as typed");
        let mail = app.mails().await.pop().unwrap();
        assert_eq!(mail.to, ADDRESS, "to the proven address, not to the one on file");
        kim.get(&link_in(&mail)).await;
        kim.post("/reset/open", &[]).await;
        let asked = kim.get("/reset/question").await;
        assert!(asked.has("Ask my administrator"), "the gate stands as ever: {}", asked.body);
        app.sql("UPDATE password_reset SET answered_at = 1").await;
        let page = kim.get("/reset/new").await;
        assert!(page.has("You log in with your e-mail address:") && page.has(ADDRESS), "{}", page.body);
        assert!(!page.has("You log in with Practice ID and username:"));
        assert_eq!(kim.post("/reset/new", &[("new_password", NEW)]).await.location(), "/login/email?done=password-set");
        assert!(kim.get("/login/email?done=password-set").await.has(&format!("name=\"email\" value=\"{ADDRESS}\"")));
        assert_eq!(log_in(&mut kim, ADDRESS, NEW).await.status, StatusCode::SEE_OTHER);
    }

    async fn the_public_reset_says_and_does_the_same_for_every_address(app: TestApp) {
        app.give_address(app.kim, ADDRESS).await;
        let mut seen = Vec::new();
        for (what, change) in [
            ("known", "SELECT 1"),
            ("deactivated", "UPDATE users SET deactivated_at = 1"),
            ("claimed", "UPDATE log_in_address SET verified_at = NULL, lapses_at = 9000000000000"),
            ("unknown", "DELETE FROM log_in_address"),
        ] {
            app.sql(change).await;
            forget_failures(&app).await;
            app.sql("DELETE FROM reset_request").await;
            for _ in 0..6 {
                let page = ask(&mut app.browser(), ADDRESS, "link").await;
                seen.push((what, comparable(&page), page.statements.clone()));
            }
        }
        let (first, rest) = seen.split_at(6);
        assert_eq!((first[0].1.0, first[5].1.0), (StatusCode::SEE_OTHER, StatusCode::TOO_MANY_REQUESTS));
        for (n, (what, page, statements)) in rest.iter().enumerate() {
            assert_eq!((page, statements), (&first[n % 6].1, &first[n % 6].2), "{what}, request {}", n % 6 + 1);
        }
        app.sql("DELETE FROM outbox").await;
        app.mails().await;
        assert_eq!(app.count("SELECT COUNT(*) FROM password_reset").await, 0, "nothing is made for an address that is nobody's");
        for wrong in ["", "nobody", "a@b"] {
            assert_eq!(ask(&mut app.browser(), wrong, "link").await.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        }
    }

    async fn an_unlock_counts_at_the_door_of_the_address(app: TestApp) {
        app.give_address(app.kim, ADDRESS).await;
        let mut kim = app.browser();
        log_in(&mut kim, ADDRESS, PASSWORD).await;
        kim.post("/lock", &[]).await;
        for _ in 0..5 {
            kim.post("/unlock", &[("password", "wrong")]).await;
        }
        kim.headers = HeaderMap::new();
        assert_eq!(log_in(&mut kim, ADDRESS, PASSWORD).await.status, StatusCode::TOO_MANY_REQUESTS, "a found screen is no place to guess on");
        app.platform.clock.advance(MINUTE);
        assert_eq!(log_in(&mut kim, ADDRESS, PASSWORD).await.status, StatusCode::SEE_OTHER);
    }
}
