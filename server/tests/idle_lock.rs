//! The lock: left alone a session locks, whoever asks; its person goes on where they were; nobody else does.

use app::platform::clock::{HOUR, MINUTE, SECOND};
use axum::http::StatusCode;
use serde_json::Value;

use crate::support::{Browser, PASSWORD, Page, TestApp};

async fn unlock(browser: &mut Browser, password: &str) -> Page {
    browser.post("/unlock", &[("deed", "unlock"), ("password", password), ("next", "/account?tab=1")]).await
}

async fn asked(browser: &mut Browser) -> Value {
    serde_json::from_str(&browser.get("/session").await.body).unwrap()
}

fn state(answer: &Value) -> &str {
    answer["state"].as_str().unwrap()
}

/// What the page's script is told of the person.
fn page_of(page: &Page) -> String {
    page.body.split("data-person=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

async fn set_idle(app: &TestApp, minutes: &str) {
    let mut lee = app.logged_in("dr.lee").await;
    let version = app.count("SELECT COALESCE(MAX(version), 0) FROM security_policy").await.to_string();
    let form = [("deed", "idle-lock"), ("version", version.as_str()), ("idle_minutes", minutes)];
    assert_eq!(lee.post("/settings/security", &form).await.status, StatusCode::SEE_OTHER);
}

both_engines! {
    async fn a_session_left_alone_is_warned_of_and_locked_in_every_tab(app: TestApp) {
        let mut kim = app.logged_in("nurse.kim").await;
        let mut tab = kim.clone();
        app.platform.clock.advance(13 * MINUTE);
        let answer = asked(&mut kim).await;
        assert_eq!((state(&answer), answer["seconds_left"].as_i64(), answer["warning"].as_i64()), ("open", Some(120), Some(120)));
        // Asking is not being here: a script that polls does not keep the screen open.
        app.platform.clock.advance(2 * MINUTE - 1);
        assert_eq!(asked(&mut kim).await["seconds_left"], 1);
        app.platform.clock.advance(1);
        assert_eq!(state(&asked(&mut kim).await), "locked");
        for browser in [&mut kim, &mut tab] {
            let page = browser.get("/account?tab=1").await;
            assert_eq!((page.status, page.location()), (StatusCode::SEE_OTHER, "/unlock?next=%2Faccount%3Ftab%3D1"));
            assert!(!page.has("Kim"), "nothing of the page");
        }
        let page = kim.get("/unlock?next=%2Faccount").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.has("Jin Kim · Elm Street") && page.has("value=\"/account\"") && page.has("Switch user"), "{}", page.body);
        assert!(!page.has("data-key") && page.has("data-state=\"locked\"") && !page.has("Log out"), "{}", page.body);
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'session-locked'").await, 1, "told once");
        assert!(app.audit_is_whole().await);
    }

    async fn nothing_goes_through_while_it_is_locked(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        let users = app.count("SELECT COUNT(*) FROM users").await;
        app.platform.clock.advance(15 * MINUTE);
        let kim = format!("/settings/users/{}", app.kim.simple());
        for path in ["/home", "/account", "/settings", "/settings/users", "/settings/users/new", "/settings/security", &kim] {
            assert!(lee.get(path).await.location().starts_with("/unlock?next=%2F"), "{path}");
        }
        let new = [("username", "thief"), ("first_name", "A"), ("last_name", "B"), ("level", "staff")];
        let page = lee.post("/settings/users/new", &new).await;
        assert_eq!(page.status, StatusCode::LOCKED);
        assert!(page.has("was not carried out") && page.has("value=\"/settings/users/new\"") && !page.has("thief"), "{}", page.body);
        for (path, form) in [(kim.as_str(), [("deed", "deactivate")]), ("/account", [("deed", "end-others")]), ("/home", [("deed", "")])] {
            assert_eq!(lee.post(path, &form).await.status, StatusCode::LOCKED, "{path}");
        }
        for function in ["users/list", "users/overview", "users/details"] {
            let page = lee.post(&format!("/api/{function}"), &[("query[q]", "")]).await;
            assert_eq!((page.status, page.body.as_str()), (StatusCode::LOCKED, "{\"state\":\"locked\"}"), "{function}");
        }
        // Told of keys and pointers, it stays locked.
        assert!(lee.post("/session", &[]).await.has("\"locked\""));
        assert_eq!(app.count("SELECT COUNT(*) FROM users WHERE deactivated_at IS NULL").await, users - 1);
        assert_eq!(app.count("SELECT COUNT(*) FROM users").await, users);
    }

    async fn the_right_password_opens_it_under_a_new_token_where_it_was(app: TestApp) {
        let mut kim = app.logged_in("nurse.kim").await;
        let before = kim.cookies["__Host-session"].clone();
        let key = |page: &Page| page.body.split("data-key=\"").nth(1).map(|k| k[..64].to_owned());
        let first = key(&kim.get("/home").await).unwrap();
        app.platform.clock.advance(20 * MINUTE);
        let mut thief = kim.clone();
        let page = unlock(&mut kim, PASSWORD).await;
        assert_eq!((page.status, page.location()), (StatusCode::SEE_OTHER, "/account?tab=1"));
        assert_ne!(kim.cookies["__Host-session"], before);
        let page = kim.get("/home").await;
        assert_eq!((page.status, key(&page)), (StatusCode::OK, Some(first.clone())), "what was half typed can be read again");
        assert_eq!(thief.get("/home").await.location(), "/login?next=%2Fhome", "the token from before opens nothing");
        assert_eq!(app.count("SELECT COUNT(*) FROM session WHERE ended_at IS NULL").await, 1, "the same session");
        // Another person, and another session, have other keys.
        assert_ne!(key(&app.logged_in("dr.lee").await.get("/home").await), Some(first.clone()));
        assert_ne!(key(&app.logged_in("nurse.kim").await.get("/home").await), Some(first));
        assert_eq!(kim.get("/unlock?next=%2Faccount").await.location(), "/account", "open already");
        for poisoned in ["//evil.example", "https://evil.example", "/unlock", "/lock"] {
            kim.post("/lock", &[]).await;
            let page = kim.post("/unlock", &[("password", PASSWORD), ("next", poisoned)]).await;
            assert_eq!(page.location(), "/home", "{poisoned}");
        }
        assert!(app.audit_is_whole().await);
    }

    async fn five_wrong_passwords_end_it_and_count_at_the_door(app: TestApp) {
        let mut kim = app.logged_in("nurse.kim").await;
        let mut elsewhere = app.logged_in("nurse.kim").await;
        app.platform.clock.advance(15 * MINUTE);
        assert_eq!(unlock(&mut kim, "").await.status, StatusCode::UNPROCESSABLE_ENTITY, "nothing typed costs nothing");
        for left in ["4 tries are left", "3 tries are left", "2 tries are left", "One try is left"] {
            let page = unlock(&mut kim, "wrong").await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(page.has(left) && page.has("value=\"/account?tab=1\"") && !page.has("wrong\""), "{}", page.body);
        }
        let page = unlock(&mut kim, "wrong").await;
        assert_eq!(page.location(), "/login?ended=unlock&next=%2Faccount%3Ftab%3D1");
        assert!(!kim.cookies.contains_key("__Host-session"));
        assert!(kim.get("/login?ended=unlock").await.has("The password was wrong five times"));
        let page = kim.log_in(&app.practice_id, "nurse.kim", PASSWORD).await;
        assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS, "no new tries at the door of this browser");
        assert_eq!(unlock(&mut elsewhere, PASSWORD).await.status, StatusCode::TOO_MANY_REQUESTS, "nor at another screen of this network");
        app.platform.clock.advance(31 * SECOND);
        assert_eq!(unlock(&mut elsewhere, PASSWORD).await.location(), "/account?tab=1");
        assert_eq!(kim.log_in(&app.practice_id, "nurse.kim", PASSWORD).await.status, StatusCode::SEE_OTHER);
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'unlock-refused'").await, 5);
        assert!(app.audit_is_whole().await);
    }

    async fn strangers_at_the_door_keep_nobody_from_their_own_screen(app: TestApp) {
        let mut kim = app.logged_in("nurse.kim").await;
        for _ in 0..6 {
            app.browser().log_in(&app.practice_id, "nurse.kim", "wrong").await;
        }
        assert_eq!(app.browser().log_in(&app.practice_id, "nurse.kim", PASSWORD).await.status, StatusCode::TOO_MANY_REQUESTS);
        kim.post("/lock", &[]).await;
        assert_eq!(unlock(&mut kim, PASSWORD).await.status, StatusCode::SEE_OTHER);
        assert_eq!(app.browser().log_in(&app.practice_id, "nurse.kim", PASSWORD).await.status, StatusCode::TOO_MANY_REQUESTS, "theirs stay counted");
    }

    async fn parallel_guesses_get_no_more_than_five(app: TestApp) {
        let mut kim = app.logged_in("nurse.kim").await;
        kim.post("/lock", &[]).await;
        let guesses: Vec<_> = (0..20)
            .map(|_| {
                let mut guesser = kim.clone();
                tokio::spawn(async move { unlock(&mut guesser, "wrong").await.status })
            })
            .collect();
        for guess in guesses {
            guess.await.unwrap();
        }
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'unlock-refused'").await, 5);
        assert_eq!(unlock(&mut kim, PASSWORD).await.location(), "/login?next=%2Faccount%3Ftab%3D1");
    }

    async fn another_person_takes_over_by_switch_user_or_by_logging_in(app: TestApp) {
        let mut kim = app.logged_in("nurse.kim").await;
        kim.post("/lock", &[]).await;
        let mut thief = kim.clone();
        let page = kim.post("/unlock", &[("deed", "switch"), ("next", "/account")]).await;
        assert_eq!(page.location(), "/login", "their page is none of the next person's");
        assert!(!kim.cookies.contains_key("__Host-session"));
        assert_eq!(thief.get("/unlock").await.location(), "/login?next=%2Fhome", "ended");

        let mut kim = app.logged_in("nurse.kim").await;
        kim.post("/lock", &[]).await;
        let mut before = kim.clone();
        assert_eq!(kim.log_in(&app.practice_id, "dr.lee", PASSWORD).await.status, StatusCode::SEE_OTHER);
        assert!(kim.get("/home").await.has("dr.lee"));
        assert_eq!(before.get("/home").await.location(), "/login?next=%2Fhome", "the locked session has ended");
    }

    async fn lock_now_locks_now_and_comes_back_to_the_page(app: TestApp) {
        let mut kim = app.logged_in("nurse.kim").await;
        assert!(kim.get("/account").await.has("Lock now"));
        for (from, next) in [
            ("https://ehr.example/account?tab=1", "/unlock?next=%2Faccount%3Ftab%3D1"),
            ("https://evil.example/account", "/unlock?next=%2Fhome"),
            ("https://ehr.example.evil.example/", "/unlock"),
        ] {
            kim.headers.insert("referer", from.parse().unwrap());
            assert_eq!(kim.post("/lock", &[]).await.location(), next, "{from}");
            assert_eq!(kim.get("/home").await.location(), "/unlock?next=%2Fhome");
            assert_eq!(unlock(&mut kim, PASSWORD).await.status, StatusCode::SEE_OTHER);
        }
        assert_eq!(app.browser().post("/lock", &[]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(app.browser().get("/unlock").await.location(), "/login?next=%2Fhome");
        assert_eq!(app.browser().post("/unlock", &[("password", PASSWORD)]).await.location(), "/login?next=%2Fhome");
    }

    async fn the_practice_says_when_and_a_person_may_choose_sooner_but_not_later(app: TestApp) {
        set_idle(&app, "30").await;
        let mut kim = app.logged_in("nurse.kim").await;
        app.platform.clock.advance(29 * MINUTE);
        assert_eq!(kim.get("/account").await.status, StatusCode::OK);
        let choose = async |kim: &mut Browser, minutes: &str| {
            kim.post("/account", &[("deed", "idle"), ("idle_minutes", minutes)]).await.status
        };
        assert_eq!(choose(&mut kim, "5").await, StatusCode::SEE_OTHER);
        assert!(kim.get("/account").await.has("value=\"5\" selected"));
        app.platform.clock.advance(5 * MINUTE);
        assert_eq!(kim.get("/home").await.location(), "/unlock?next=%2Fhome");
        unlock(&mut kim, PASSWORD).await;
        // The practice goes below the choice: the practice holds.
        set_idle(&app, "2").await;
        app.platform.clock.advance(2 * MINUTE);
        assert_eq!(kim.get("/home").await.location(), "/unlock?next=%2Fhome");
        unlock(&mut kim, PASSWORD).await;
        assert_eq!(asked(&mut kim).await["warning"], 60, "half of a short time");
        for later in ["45", "1", "0", "-1", "x", ""] {
            assert_eq!(choose(&mut kim, later).await, StatusCode::SEE_OTHER);
            assert_eq!(app.count("SELECT COUNT(*) FROM idle_choice").await, 0, "{later}");
        }
        assert!(app.audit_is_whole().await);
    }

    async fn keys_and_pointers_keep_it_open_until_its_longest_time_is_over(app: TestApp) {
        let mut kim = app.logged_in("nurse.kim").await;
        for _ in 0..71 {
            app.platform.clock.advance(10 * MINUTE);
            assert!(kim.post("/session", &[]).await.has("\"seconds_left\":900"));
        }
        app.platform.clock.advance(10 * MINUTE);
        assert_eq!(state(&asked(&mut kim).await), "none");
    }

    async fn a_lock_lasts_eight_hours_and_a_clock_that_jumps_opens_nothing(app: TestApp) {
        let mut kim = app.logged_in("nurse.kim").await;
        kim.post("/lock", &[]).await;
        for jump in [-24 * HOUR, -HOUR, HOUR] {
            app.platform.clock.advance(jump);
            app::sessions::service::sweep(&app.platform).await.unwrap();
            assert_eq!(state(&asked(&mut kim).await), "locked", "{jump}");
        }
        app.platform.clock.advance(7 * HOUR + MINUTE);
        assert_eq!(kim.get("/home").await.location(), "/login?next=%2Fhome");
        let mut left = app.logged_in("nurse.kim").await;
        app.platform.clock.advance(8 * HOUR + 14 * MINUTE);
        assert_eq!(state(&asked(&mut left).await), "locked", "eight hours from the lock on, not from the last request");
        app.platform.clock.advance(MINUTE);
        assert_eq!(state(&asked(&mut left).await), "none");
    }

    async fn a_page_of_somebody_else_changes_nothing(app: TestApp) {
        let mut browser = app.logged_in("dr.lee").await;
        let lees = page_of(&browser.get("/settings").await);
        browser.log_in(&app.practice_id, "nurse.kim", PASSWORD).await;
        let kims = page_of(&browser.get("/home").await);
        assert_ne!(lees, kims);
        let form = |mark| [("deed", "idle"), ("idle_minutes", "5"), ("page_of", mark)];
        let page = browser.post("/account", &form(&lees)).await;
        assert_eq!(page.status, StatusCode::CONFLICT);
        assert!(page.has("Jin Kim is logged in now") && page.has("other-user-logged-in"), "{}", page.body);
        assert_eq!(app.count("SELECT COUNT(*) FROM idle_choice").await, 0);
        browser.headers.insert("x-page-of", lees.parse().unwrap());
        assert_eq!(browser.post("/api/users/overview", &[]).await.status, StatusCode::CONFLICT);
        browser.headers.clear();
        assert_eq!(browser.post("/account", &form(&kims)).await.status, StatusCode::SEE_OTHER);
        assert_eq!(app.count("SELECT COUNT(*) FROM idle_choice").await, 1);
        assert!(browser.get("/switched").await.has("Go on as Jin Kim"));
        // The same person, logged in anew, goes on.
        browser.log_in(&app.practice_id, "nurse.kim", PASSWORD).await;
        assert_eq!(browser.post("/account", &form(&kims)).await.status, StatusCode::SEE_OTHER);
    }
}
