//! Browsers that people log in from: a new one is told of, a known one is not; the cookie says nothing about accounts.

use crate::support::{Browser, PASSWORD, TestApp};
use app::i18n::Locale;
use app::known_browsers::service::{self as known_browsers, Owner, Sender};
use app::platform::clock::{HOUR, MINUTE};
use axum::http::{StatusCode, header};

const COOKIE: &str = "__Host-browser";
const NOTICES: &str = "SELECT COUNT(*) FROM outbox WHERE kind = 'new-browser'";
const MARKED: &str = "SELECT COUNT(*) FROM audit_entry WHERE kind = 'logged-in' AND detail LIKE '%\"new_browser\":true%'";

async fn with_addresses(app: &TestApp) {
    app.sql("UPDATE users SET email = username || '@elm.example'").await;
}

/// Forgets every other cookie, as closing the browser does with the session's.
fn reopened(browser: &Browser) -> Browser {
    let mut browser = browser.clone();
    browser.cookies.retain(|name, _| name == COOKIE);
    browser
}

both_engines! {
    async fn a_log_in_from_a_new_browser_is_told_of_once_and_the_first_one_of_all_is_not(app: TestApp) {
        with_addresses(&app).await;
        let first = app.logged_in("nurse.kim").await;
        assert_eq!((app.count(NOTICES).await, app.count(MARKED).await), (0, 0), "news to nobody");
        let mut again = reopened(&first);
        assert_eq!(again.log_in(&app.practice_id, "nurse.kim", PASSWORD).await.status, StatusCode::SEE_OTHER);
        assert_eq!((app.count(NOTICES).await, app.count(MARKED).await), (0, 0), "known");
        assert_eq!(again.cookies[COOKIE], first.cookies[COOKIE]);

        let mut other = app.browser().at("203.0.113.9");
        other.headers.insert(header::USER_AGENT, "Mozilla/5.0 (Windows NT 10.0) Firefox/128.0".parse().unwrap());
        other.log_in(&app.practice_id, "nurse.kim", PASSWORD).await;
        assert_eq!((app.count(NOTICES).await, app.count(MARKED).await), (1, 1));
        let right = "recipient = 'nurse.kim@elm.example' AND params LIKE '%\"browser\":\"Firefox on Windows\"%' AND params LIKE '%Elm Street%'";
        assert_eq!(app.count(&format!("{NOTICES} AND {right}")).await, 1);
        reopened(&other).log_in(&app.practice_id, "nurse.kim", PASSWORD).await;
        assert_eq!(app.count(NOTICES).await, 1, "told once");
        let mut lee = app.logged_in("dr.lee").await;
        let page = lee.get(&format!("/settings/users/{}", app.kim.simple())).await;
        assert!(page.has("Logged in: from a browser not seen before"), "{}", page.body);
        assert!(app.audit_is_whole().await);
    }

    async fn who_has_no_address_is_not_written_to_and_the_trail_still_says_it(app: TestApp) {
        app.logged_in("nurse.kim").await;
        app.logged_in("nurse.kim").await;
        assert_eq!((app.count("SELECT COUNT(*) FROM outbox").await, app.count(MARKED).await), (0, 1));
    }

    async fn a_log_in_that_fails_at_the_end_tells_nobody(app: TestApp) {
        with_addresses(&app).await;
        app.logged_in("nurse.kim").await;
        app.sql("ALTER TABLE audit_entry RENAME TO gone").await;
        let page = app.browser().log_in(&app.practice_id, "nurse.kim", PASSWORD).await;
        assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!((app.count(NOTICES).await, app.count("SELECT COUNT(*) FROM known_browser").await), (0, 1));
    }

    async fn people_who_share_a_computer_share_a_cookie_and_are_known_apart(app: TestApp) {
        with_addresses(&app).await;
        let kim = app.logged_in("nurse.kim").await;
        app.logged_in("dr.lee").await;
        let mut shared = reopened(&kim);
        shared.log_in(&app.practice_id, "dr.lee", PASSWORD).await;
        assert_eq!(app.count(&format!("{NOTICES} AND recipient LIKE 'dr.lee@%'")).await, 1, "new to Dr. Lee");
        assert_ne!(shared.cookies[COOKIE], kim.cookies[COOKIE], "who planted or copied the old token has nothing of it");
        for name in ["nurse.kim", "dr.lee"] {
            reopened(&shared).log_in(&app.practice_id, name, PASSWORD).await;
        }
        assert_eq!(app.count(NOTICES).await, 1, "both are known now");
        assert_eq!(app.count("SELECT COUNT(DISTINCT token_hash) FROM known_browser").await, 2);
        reopened(&kim).log_in(&app.practice_id, "nurse.kim", PASSWORD).await;
        assert_eq!(app.count(&format!("{NOTICES} AND recipient LIKE 'nurse.kim@%'")).await, 1, "the old token is nobody's");
    }

    async fn only_the_hash_is_stored_and_a_made_up_token_is_not_adopted(app: TestApp) {
        for made_up in ["0".repeat(64), "x".repeat(5_000), String::new()] {
            let mut browser = app.browser();
            browser.cookies.insert(COOKIE.into(), made_up.clone());
            let page = browser.log_in(&app.practice_id, "nurse.kim", PASSWORD).await;
            assert_eq!(page.status, StatusCode::SEE_OTHER);
            let token = browser.cookies[COOKIE].clone();
            assert!(token.len() == 64 && token != made_up);
            let cookie = page.headers.get_all(header::SET_COOKIE).iter().find(|c| c.to_str().unwrap().starts_with(COOKIE)).unwrap();
            for part in ["Path=/", "Secure", "HttpOnly", "SameSite=Lax", "Max-Age=31536000"] {
                assert!(cookie.to_str().unwrap().contains(part), "{cookie:?}");
            }
        }
        assert_eq!(app.count("SELECT COUNT(*) FROM known_browser WHERE length(token_hash) = 32").await, 3);
    }

    async fn a_failed_log_in_and_a_log_out_leave_the_cookie_alone(app: TestApp) {
        let mut browser = app.logged_in("nurse.kim").await;
        let token = browser.cookies[COOKIE].clone();
        for name in ["nurse.kim", "nobody"] {
            let page = browser.log_in(&app.practice_id, name, "wrong").await;
            assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && !page.headers.contains_key(header::SET_COOKIE), "{name}");
            assert!(!app.browser().log_in(&app.practice_id, name, "wrong").await.headers.contains_key(header::SET_COOKIE), "{name}");
        }
        browser.post("/logout", &[]).await;
        assert_eq!(browser.cookies[COOKIE], token);
    }

    async fn a_reset_forgets_the_browsers_and_the_next_log_in_is_told_of(app: TestApp) {
        with_addresses(&app).await;
        let mut kim = app.logged_in("nurse.kim").await;
        let mut lee = app.logged_in("dr.lee").await;
        let path = format!("/settings/users/{}", app.kim.simple());
        let page = lee.post(&path, &[("deed", "reset-code")]).await;
        let code = page.body.split("<code>").nth(1).unwrap().split('<').next().unwrap();
        let mut elsewhere = app.browser().at("203.0.113.9");
        let form = [("practice_id", app.practice_id.as_str()), ("username", "nurse.kim"), ("code", code)];
        assert_eq!(elsewhere.post("/reset/code", &form).await.location(), "/reset/new");
        let new = "quiet lamp over nine rivers";
        assert_eq!(elsewhere.post("/reset/new", &[("new_password", new)]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(app.count("SELECT COUNT(*) FROM known_browser").await, 1, "Dr. Lee's is still known");
        let before = kim.cookies[COOKIE].clone();
        kim.log_in(&app.practice_id, "nurse.kim", new).await;
        assert_eq!(app.count(NOTICES).await, 1);
        assert_ne!(kim.cookies[COOKIE], before, "a copy of the old token is worth nothing");
    }

    async fn browsers_unseen_for_half_a_year_are_forgotten_and_at_most_fifty_are_kept(app: TestApp) {
        let old = app.logged_in("nurse.kim").await;
        app.platform.clock.advance(100 * 24 * HOUR);
        let used = app.logged_in("nurse.kim").await;
        app.platform.clock.advance(80 * 24 * HOUR);
        assert_eq!(known_browsers::prune(&app.platform).await.unwrap(), 1, "180 days unseen");
        reopened(&used).log_in(&app.practice_id, "nurse.kim", PASSWORD).await;
        assert_eq!(app.count(MARKED).await, 1);
        reopened(&old).log_in(&app.practice_id, "nurse.kim", PASSWORD).await;
        assert_eq!(app.count(MARKED).await, 2, "forgotten");
        for _ in 0..50 {
            app.platform.clock.advance(MINUTE);
            let owner = Owner { user: app.kim, practice: app.practice, practice_name: "Elm Street", first_name: "Jin", email: None };
            let sender = Sender { token: None, browser: "Firefox", network: "192.0.2.1", locale: Locale::En };
            let mut tx = app.platform.db.write().await.unwrap();
            assert!(known_browsers::note(&app.platform, &mut tx, &owner, &sender).await.unwrap().new);
            tx.commit().await.unwrap();
        }
        assert_eq!(app.count("SELECT COUNT(*) FROM known_browser").await, 50);
        reopened(&used).log_in(&app.practice_id, "nurse.kim", PASSWORD).await;
        assert_eq!(app.count(MARKED).await, 3, "the one unseen longest went");
    }

    async fn people_from_before_are_not_written_to_because_of_an_upgrade(app: TestApp) {
        with_addresses(&app).await;
        app.sql("UPDATE users SET last_log_in_at = 5").await;
        app.logged_in("nurse.kim").await;
        assert_eq!(app.count(NOTICES).await, 0);
    }
}
