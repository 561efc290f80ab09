//! Log-in and log-out through the real router, on both engines. Each security rule is broken on purpose.

use crate::support::{PASSWORD, Page, TestApp};
use app::platform::clock::{HOUR, MINUTE, SECOND};
use app::sessions::service as sessions;
use app::users::service as users;
use axum::http::{HeaderMap, StatusCode, header};

/// What must be equal for every cause: everything but what names this one answer, or repeats what was typed.
fn comparable(page: &Page, typed: &[&str]) -> (StatusCode, Vec<(String, String)>, String) {
    let header = |name: &str| page.headers.get(name).map_or(String::new(), |v| v.to_str().unwrap().to_owned());
    let csp = header("content-security-policy");
    let nonce = csp.split("'nonce-").nth(1).and_then(|s| s.split('\'').next()).unwrap_or_default().to_owned();
    let clean = |text: &str| {
        let mut text = text.replace(&nonce, "NONCE").replace(&header("x-request-id"), "ID");
        for t in typed {
            text = text.replace(t, "TYPED");
        }
        text
    };
    let headers = page.headers.iter().map(|(k, v)| (k.to_string(), clean(v.to_str().unwrap()))).collect();
    (page.status, headers, clean(&page.body))
}

async fn forget_failures(app: &TestApp) {
    app.sql("DELETE FROM failed_tries").await;
    app.sql("DELETE FROM door_refusals").await;
}

both_engines! {
    async fn who_logs_out_is_told_so(app: TestApp) {
        let mut kim = app.logged_in("nurse.kim").await;
        let out = kim.post("/logout", &[]).await;
        assert_eq!(out.location(), "/?done=logged-out");
        assert!(kim.get(out.location()).await.has("You are logged out."));
        assert!(!app.logged_in("nurse.kim").await.get(out.location()).await.has("You are logged out."));
    }

    async fn a_session_that_somebody_ended_is_told_without_its_cause(app: TestApp) {
        let told = "Your session has ended. Nothing is wrong with this computer.";
        for change in [
            "UPDATE session SET ended_at = 1",
            "UPDATE users SET deactivated_at = 1 WHERE username = 'nurse.kim'",
            "DELETE FROM session",
        ] {
            app.sql("UPDATE users SET deactivated_at = NULL").await;
            let mut kim = app.logged_in("nurse.kim").await;
            app.sql(change).await;
            let away = kim.get("/home").await;
            assert_eq!(away.location(), "/login?next=%2Fhome");
            let page = kim.get(away.location()).await;
            assert!(page.has(told), "{change}: {}", page.body);
            assert!(!kim.cookies.contains_key("__Host-session"), "said once");
            assert!(!kim.get("/login").await.has(told));
        }
        assert!(!app.browser().get("/login").await.has(told));
    }

    async fn a_wait_is_told_to_programs_too(app: TestApp) {
        let mut browser = app.browser();
        for _ in 0..4 {
            let page = browser.log_in(&app.practice_id, "nurse.kim", "wrong").await;
            assert!(!page.headers.contains_key(header::RETRY_AFTER));
        }
        let page = browser.log_in(&app.practice_id, "nurse.kim", "wrong").await;
        assert_eq!((page.status, page.headers[header::RETRY_AFTER].to_str().unwrap()), (StatusCode::TOO_MANY_REQUESTS, "30"));
        for path in ["/reset", "/reset/code"] {
            let form = [("practice_id", app.practice_id.as_str()), ("username", "nurse.kim"), ("code", "K7MP3XQ9WD4T"), ("deed", "ask")];
            let mut last = browser.post(path, &form).await;
            for _ in 0..30 {
                last = browser.post(path, &form).await;
            }
            assert_eq!(last.status, StatusCode::TOO_MANY_REQUESTS, "{path}");
            assert!(last.headers.contains_key(header::RETRY_AFTER), "{path}");
        }
    }

    async fn a_practice_id_is_found_with_its_label_and_in_quotes(app: TestApp) {
        for typed in [format!("Practice ID: {}", app.practice_id), format!("\u{201c}{}\u{201d}", app.practice_id)] {
            assert_eq!(app.browser().log_in(&typed, "nurse.kim", PASSWORD).await.status, StatusCode::SEE_OTHER, "{typed}");
            let page = app.browser().log_in(&typed, "nurse.kim", "wrong").await;
            assert!(page.has("We left out what was copied along with your Practice ID.") && page.has(&format!("value=\"{}\"", app.practice_id)), "{}", page.body);
        }
    }

    async fn a_tapped_remedy_says_what_it_did_and_that_nothing_is_wrong(app: TestApp) {
        let form = [("practice_id", "nurse.kim"), ("username", app.practice_id.as_str()), ("repair", "swap-fields")];
        let page = app.browser().post("/login", &form).await;
        assert!(page.has("The boxes are put right. Type your password"), "{}", page.body);
        assert!(!page.has("There is a problem") && !page.has("class=\"error-summary\""), "{}", page.body);
        assert!(!page.has("Enter your password.") && !page.has("<title>Error"), "{}", page.body);
        let page = app.browser().post("/reset", &[("practice_id", "nurse.kim"), ("username", &app.practice_id), ("repair", "swap-fields")]).await;
        assert!(page.has("The boxes are put right") && !page.has("class=\"error-summary\""), "{}", page.body);
    }

    async fn the_mistake_of_a_practice_id_is_shown_where_it_is(app: TestApp) {
        let page = app.browser().log_in("D4Z-EA6-0", "dr.lee", "wrong").await;
        assert!(page.has("data-kind=\"wrong\" class=\"cell\">4<") && page.has("Character 2, “4”, does not fit. “7” would."), "{}", page.body);
        assert_eq!(page.body.matches("data-kind=\"doubtful\"").count(), 1, "the l of the username, not the 0");
        let empty = app.browser().log_in("", "", "").await;
        assert!(!empty.has("Look at each character") && empty.has("Something is missing."), "{}", empty.body);
    }

    async fn after_a_try_no_button_takes_a_space_from_a_box_that_is_empty(app: TestApp) {
        let page = app.browser().log_in(&app.practice_id, "nurse.kim", "wrong ").await;
        assert!(page.has("Your password ends with a space. Type it again without the space."), "{}", page.body);
        assert!(!page.has("remove-edge-space"), "{}", page.body);
    }

    async fn mistakes_are_listed_in_the_order_of_the_boxes(app: TestApp) {
        let order = |page: &Page, names: &[&str]| {
            let summary = page.body.split("id=\"error-summary\"").nth(1).unwrap().split("</ul>").next().unwrap().to_owned();
            let at: Vec<usize> = names.iter().map(|n| summary.find(&format!("#{n}\"")).unwrap_or_else(|| panic!("{n}: {summary}"))).collect();
            assert!(at.is_sorted(), "{summary}");
        };
        order(&app.browser().log_in("", "", "").await, &["practice_id", "username", "password"]);
        let mut lee = app.logged_in("dr.lee").await;
        let wrong = [("email", "x"), ("phone", "1"), ("level", "x")];
        order(&lee.post("/settings/users/new", &wrong).await, &["first_name", "last_name", "username", "email", "phone", "level"]);
        order(&lee.post("/account/new-password", &[("deed", "password")]).await, &["current_password", "new_password", "repeat_password"]);
    }

    async fn the_right_details_lead_in_and_the_session_opens_the_home_page(app: TestApp) {
        let mut browser = app.browser();
        let page = browser.log_in(&app.practice_id, "nurse.kim", PASSWORD).await;
        assert_eq!((page.status, page.location()), (StatusCode::SEE_OTHER, "/home"));
        let cookie = page.headers[header::SET_COOKIE].to_str().unwrap();
        for part in ["__Host-session=", "Path=/", "Secure", "HttpOnly", "SameSite=Lax"] {
            assert!(cookie.contains(part), "{cookie}");
        }
        let home = browser.get("/home").await;
        assert_eq!(home.status, StatusCode::OK);
        assert!(home.has("Welcome, Jin") && home.has("nurse.kim") && home.has("action=\"/logout\""), "{}", home.body);
        assert_eq!(home.headers[header::CACHE_CONTROL], "no-store");
        assert!(app.audit_is_whole().await);
    }

    async fn however_a_practice_id_and_a_username_are_typed_they_are_found(app: TestApp) {
        let id = app.practice_id.clone();
        let bare = id.replace('-', "");
        let wide: String = bare.chars().map(|c| char::from_u32(c as u32 + 0xFEE0).unwrap()).collect();
        for typed in [
            format!(" {id}"), format!("\u{a0}{id}\u{200b}"), id.to_lowercase(), bare.clone(), wide, bare.replace('0', "O").replace('1', "l"),
            format!("{} {}", &bare[..3], &bare[3..]), format!("\u{feff}{bare}\u{202c}"),
        ] {
            let page = app.browser().log_in(&typed, "nurse.kim", PASSWORD).await;
            assert_eq!(page.status, StatusCode::SEE_OTHER, "{typed:?}");
        }
        for typed in ["Nurse.Kim", " nurse.kim ", "nurse\u{200b}.kim", "\u{ff4e}urse.kim"] {
            let page = app.browser().log_in(&id, typed, PASSWORD).await;
            assert_eq!(page.status, StatusCode::SEE_OTHER, "{typed:?}");
        }
        let page = app.browser().log_in(&id, "nurse.kim", &format!("{PASSWORD} ")).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "a password is never trimmed");
    }

    async fn every_failure_gets_the_same_answer_for_the_same_work(app: TestApp) {
        // The same text is typed each time; only what is behind it changes. And the same again with cookies of three kinds.
        let foreign = app.logged_in("dr.lee").await.cookies["__Host-browser"].clone();
        let cookies = [None, Some("a".repeat(64)), Some(foreign)];
        let mut seen = Vec::new();
        for (what, password, change) in [
            ("wrong password", "wrong", "SELECT 1"),
            (
                "moved to e-mail log-in, right password",
                PASSWORD,
                "INSERT INTO log_in_address (id, user_id, practice, address, folded, claimed_at, lapses_at, sent_at, sends, verified_at) \
                 SELECT id, id, practice, 'jin@elm.example', 'jin@elm.example', 1, 1, 1, 1, 1 FROM users WHERE username = 'nurse.kim'",
            ),
            ("deactivated, right password", PASSWORD, "UPDATE users SET deactivated_at = 1"),
            ("no password yet", "wrong", "DELETE FROM user_password"),
            ("unknown user", "wrong", "UPDATE users SET username = username || '.'"),
            ("unknown practice", "wrong", "UPDATE practice SET practice_id = '0000000'"),
        ] {
            app.sql(change).await;
            for cookie in &cookies {
                let what = format!("{what}, cookie {cookie:?}");
                forget_failures(&app).await;
                let runs = app.platform.hasher.runs();
                for _ in 0..5 {
                    let mut browser = app.browser();
                    browser.cookies.extend(cookie.iter().map(|c| ("__Host-browser".to_owned(), c.clone())));
                    let page = browser.log_in(&app.practice_id, "nurse.kim", password).await;
                    seen.push((what.clone(), comparable(&page, &[]), page.statements, page.body.len()));
                }
                assert_eq!(app.platform.hasher.runs() - runs, 5, "{what}: one argon2 run each");
            }
        }
        let (first, rest) = seen.split_at(5);
        assert_eq!(first[0].1.0, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(first[4].1.0, StatusCode::TOO_MANY_REQUESTS, "the fifth failure starts a wait, for unknown names too");
        for needed in ["FIND_CREDENTIALS", "FIND_KNOWN_BROWSER", "FIND_BY_USERNAME_KEYS", "COUNT_REFUSAL"] {
            assert!(first[0].2.contains(&needed), "{:?}", first[0].2);
        }
        for (n, (what, page, statements, length)) in rest.iter().enumerate() {
            let (_, expected, work, bytes) = &first[n % 5];
            assert_eq!(page, expected, "{what}, try {}", n % 5 + 1);
            assert_eq!((statements, length), (work, bytes), "{what}, try {}", n % 5 + 1);
        }
        assert!(app.audit_is_whole().await);
    }

    async fn five_tries_are_free_then_waits_grow_and_the_right_password_waits_too(app: TestApp) {
        let mut browser = app.browser();
        let id = app.practice_id.clone();
        for _ in 0..4 {
            assert_eq!(browser.log_in(&id, "nurse.kim", "wrong").await.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        for wait in ["30 seconds", "60 seconds", "2 minutes", "5 minutes", "15 minutes", "15 minutes"] {
            let page = browser.log_in(&id, "nurse.kim", "wrong").await;
            assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
            assert!(page.has(&format!("Wait {wait}")), "{wait}: {}", page.body);
            let runs = app.platform.hasher.runs();
            let waiting = browser.log_in(&id, "nurse.kim", PASSWORD).await;
            assert_eq!((waiting.status, app.platform.hasher.runs()), (StatusCode::TOO_MANY_REQUESTS, runs), "nothing is hashed");
            // From elsewhere the person gets in: a stranger at one place shuts nobody out.
            app.platform.clock.advance(15 * MINUTE);
        }
        assert_eq!(browser.log_in(&id, "nurse.kim", PASSWORD).await.status, StatusCode::SEE_OTHER);
        assert_eq!(browser.log_in(&id, "nurse.kim", "wrong").await.status, StatusCode::UNPROCESSABLE_ENTITY, "the count began anew");
    }

    async fn a_stranger_elsewhere_does_not_shut_the_owner_out(app: TestApp) {
        let mut stranger = app.browser().at("203.0.113.66");
        for _ in 0..10 {
            stranger.log_in(&app.practice_id, "nurse.kim", "guess").await;
        }
        assert_eq!(stranger.log_in(&app.practice_id, "nurse.kim", PASSWORD).await.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(app.browser().log_in(&app.practice_id, "nurse.kim", PASSWORD).await.status, StatusCode::SEE_OTHER);
    }

    async fn a_hundred_failures_from_anywhere_need_a_reset_or_the_operator(app: TestApp) {
        for n in 0..100 {
            let mut browser = app.browser().at(&format!("198.51.100.{n}"));
            browser.log_in(&app.practice_id, "nurse.kim", "guess").await;
        }
        let page = app.browser().log_in(&app.practice_id, "nurse.kim", PASSWORD).await;
        assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(page.has("ask your practice&#x27;s administrator") || page.has("ask your practice's administrator"), "{}", page.body);
        let id = app.practice_id.parse().unwrap();
        let practice = app::practice::service::find(&app.platform, &id).await.unwrap().unwrap();
        assert!(app::users::operator::unlock_by_operator(&app.platform, &practice, "nurse.kim").await.unwrap());
        assert_eq!(app.browser().log_in(&app.practice_id, "nurse.kim", PASSWORD).await.status, StatusCode::SEE_OTHER);
    }

    async fn many_failing_names_from_one_network_make_new_names_wait(app: TestApp) {
        let mut sprayer = app.browser().at("203.0.113.7");
        for n in 0..50 {
            assert_eq!(sprayer.log_in(&app.practice_id, &format!("user{n}"), "Spring2026!").await.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        assert_eq!(sprayer.log_in(&app.practice_id, "user50", "Spring2026!").await.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(app.browser().log_in(&app.practice_id, "nurse.kim", PASSWORD).await.status, StatusCode::SEE_OTHER);
        app.platform.clock.advance(HOUR + SECOND);
        assert_eq!(sprayer.log_in(&app.practice_id, "nurse.kim", PASSWORD).await.status, StatusCode::SEE_OTHER);
    }

    async fn a_burst_of_guesses_cannot_outrun_the_count(app: TestApp) {
        let runs = app.platform.hasher.runs();
        let tries = (0..40).map(|_| {
            let mut browser = app.browser();
            let id = app.practice_id.clone();
            async move { browser.log_in(&id, "nurse.kim", "guess").await.status }
        });
        futures::future::join_all(tries).await;
        assert_eq!(app.platform.hasher.runs() - runs, 5);
    }

    async fn right_log_ins_at_the_same_moment_all_succeed(app: TestApp) {
        let tries = (0..12).map(|_| {
            let mut browser = app.browser();
            let id = app.practice_id.clone();
            async move { browser.log_in(&id, "nurse.kim", PASSWORD).await.status }
        });
        let all = futures::future::join_all(tries).await;
        assert!(all.iter().all(|s| *s == StatusCode::SEE_OTHER), "{all:?}");
        assert!(app.audit_is_whole().await);
    }

    async fn a_browser_that_keeps_no_cookie_is_told_so_without_any_script(app: TestApp) {
        // In a notice: the sentence is on the page in any case, for the script.
        const NOT_KEPT: &str = "class=\"notice\"><p>This browser is blocking cookies for this site";
        let mut browser = app.browser();
        let page = browser.log_in(&app.practice_id, "nurse.kim", PASSWORD).await;
        assert_eq!(page.location(), "/home");
        browser.cookies.clear();
        browser.headers.insert("referer", "https://ehr.example/login".parse().unwrap());
        let page = browser.get("/home").await;
        assert_eq!(page.location(), "/login?next=%2Fhome");
        let told = browser.get(page.location()).await;
        assert!(told.has(NOT_KEPT), "{}", told.body);
        // Who only followed a bookmark, or keeps cookies, is told nothing of the kind.
        browser.headers.clear();
        assert!(!browser.get(page.location()).await.has(NOT_KEPT));
        browser.headers.insert("referer", "https://ehr.example/login".parse().unwrap());
        assert!(!browser.get("/login").await.has(NOT_KEPT));
        browser.cookies.insert("__Host-language".into(), "en".into());
        assert!(!browser.get(page.location()).await.has(NOT_KEPT));
    }

    async fn log_out_kills_the_session_and_a_stolen_cookie_with_it(app: TestApp) {
        let mut browser = app.logged_in("nurse.kim").await;
        let mut thief = browser.clone();
        assert_eq!(thief.get("/home").await.status, StatusCode::OK);
        let page = browser.post("/logout", &[]).await;
        assert_eq!((page.status, page.location()), (StatusCode::SEE_OTHER, "/?done=logged-out"));
        assert!(!browser.cookies.contains_key("__Host-session"));
        assert_eq!(thief.get("/home").await.location(), "/login?next=%2Fhome");
        assert_eq!(browser.post("/logout", &[]).await.status, StatusCode::SEE_OTHER, "twice is fine");
    }

    async fn a_session_ends_when_idle_and_when_its_time_is_over(app: TestApp) {
        let mut browser = app.logged_in("nurse.kim").await;
        app.platform.clock.advance(14 * MINUTE);
        assert_eq!(browser.get("/home").await.status, StatusCode::OK, "a request keeps it open");
        app.platform.clock.advance(14 * MINUTE);
        assert_eq!(browser.get("/home").await.status, StatusCode::OK);
        app.platform.clock.advance(15 * MINUTE);
        assert_eq!(browser.get("/home").await.location(), "/unlock?next=%2Fhome", "locked, not ended");
        app.platform.clock.advance(8 * HOUR);
        assert_eq!(browser.get("/home").await.location(), "/login?next=%2Fhome");

        let mut busy = app.logged_in("nurse.kim").await;
        for _ in 0..71 {
            app.platform.clock.advance(10 * MINUTE);
            assert_eq!(busy.get("/home").await.status, StatusCode::OK);
        }
        app.platform.clock.advance(10 * MINUTE);
        let page = busy.get("/login").await;
        assert!(page.has("You were away for a while"), "the page says why: {}", page.body);
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'session-expired'").await, 2);
    }

    async fn a_clock_that_jumps_back_ends_nothing_and_opens_nothing(app: TestApp) {
        let mut browser = app.logged_in("nurse.kim").await;
        app.platform.clock.advance(-2 * HOUR);
        assert_eq!(browser.get("/home").await.status, StatusCode::OK);
        assert_eq!(app.browser().log_in(&app.practice_id, "nurse.kim", "wrong").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }

    async fn a_new_log_in_has_a_new_session_and_a_fixed_one_is_not_adopted(app: TestApp) {
        let mut browser = app.browser();
        browser.cookies.insert("__Host-session".into(), "0".repeat(64));
        let page = browser.log_in(&app.practice_id, "nurse.kim", PASSWORD).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER);
        let first = browser.cookies["__Host-session"].clone();
        assert_ne!(first, "0".repeat(64));
        browser.log_in(&app.practice_id, "nurse.kim", PASSWORD).await;
        assert_ne!(browser.cookies["__Host-session"], first);
        let mut old = app.browser();
        old.cookies.insert("__Host-session".into(), first);
        assert_eq!(old.get("/home").await.location(), "/login?next=%2Fhome", "the session before has ended");
        let stored = app.count("SELECT COUNT(*) FROM session WHERE length(token_hash) = 32").await;
        assert_eq!(stored, 2);
    }

    async fn a_deactivated_person_is_out_at_once(app: TestApp) {
        let mut browser = app.logged_in("nurse.kim").await;
        app.sql("UPDATE users SET deactivated_at = 1 WHERE username = 'nurse.kim'").await;
        assert_eq!(browser.get("/home").await.location(), "/login?next=%2Fhome");
    }

    async fn after_log_in_one_returns_to_the_page_asked_for_and_never_elsewhere(app: TestApp) {
        for (next, expected) in [("/home?tab=1", "/home?tab=1"), ("//evil.example", "/home"), ("https://evil.example", "/home"), ("/\\evil", "/home"), ("/x\r\nSet-Cookie: a=b", "/home")] {
            let form = [("practice_id", app.practice_id.as_str()), ("username", "nurse.kim"), ("password", PASSWORD), ("next", next)];
            assert_eq!(app.browser().post("/login", &form).await.location(), expected, "{next}");
        }
        let page = app.browser().get("/login?next=%2Fhome%3Ftab%3D1").await;
        assert!(page.has("name=\"next\" value=\"/home?tab=1\"") || page.has("value=\"/home?tab=1\" name=\"next\""), "{}", page.body);
        assert!(!app.browser().get("/login?next=//evil.example").await.has("value=\"//evil"));
    }

    async fn posts_from_another_site_are_refused(app: TestApp) {
        let mut browser = app.browser();
        browser.headers = HeaderMap::from_iter([("sec-fetch-site".parse().unwrap(), "cross-site".parse().unwrap())]);
        assert_eq!(browser.log_in(&app.practice_id, "nurse.kim", PASSWORD).await.status, StatusCode::FORBIDDEN);
        let mut victim = app.logged_in("nurse.kim").await;
        victim.headers = HeaderMap::from_iter([("origin".parse().unwrap(), "https://evil.example".parse().unwrap())]);
        assert_eq!(victim.post("/logout", &[]).await.status, StatusCode::FORBIDDEN);
    }

    async fn empty_boxes_are_named_and_cost_no_try(app: TestApp) {
        let runs = app.platform.hasher.runs();
        let page = app.browser().log_in(" ", "nurse.kim", "").await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.has("Enter your Practice ID.") && page.has("Enter your password.") && !page.has("Enter your username."));
        assert!(page.has("value=\"nurse.kim\""), "what was typed is kept");
        assert_eq!((app.platform.hasher.runs(), app.count("SELECT COUNT(*) FROM failed_tries").await), (runs, 0));
    }

    async fn what_was_typed_comes_back_escaped_and_the_password_never(app: TestApp) {
        let page = app.browser().log_in("\"><script>alert(1)</script>", "a'b<c>", "hunter2-hunter2-hunter2").await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!page.has("<script>alert") && !page.has("hunter2"), "{}", page.body);
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE detail LIKE '%alert%' OR detail LIKE '%hunter2%'").await, 0);
    }

    async fn the_doctor_speaks_after_a_refused_try_and_a_tap_repairs(app: TestApp) {
        let id = app.practice_id.clone();
        let page = app.browser().log_in("nurse.kim", &id, PASSWORD).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.has("data-finding=\"swapped-fields\"") && page.has("value=\"swap-fields\""), "{}", page.body);
        // One tap without the password puts the boxes right; with it, it also logs in.
        let form = [("practice_id", "nurse.kim"), ("username", id.as_str()), ("password", ""), ("repair", "swap-fields")];
        let page = app.browser().post("/login", &form).await;
        assert!(page.has("The boxes are put right") && page.has(&format!("value=\"{id}\"")), "{}", page.body);
        let form = [("practice_id", "nurse.kim"), ("username", id.as_str()), ("password", PASSWORD), ("repair", "swap-fields")];
        assert_eq!(app.browser().post("/login", &form).await.status, StatusCode::SEE_OTHER);
        let page = app.browser().log_in(&format!(" {id}\u{200b}"), " nurse.kim", "wrong").await;
        assert!(page.has("data-severity=\"repaired\"") && page.has("value=\"nurse.kim\"") && !page.has("\u{200b}"), "{}", page.body);
        let page = app.browser().log_in("jin.kim@elm.example", "nurse.kim", PASSWORD).await;
        assert!(page.has("data-finding=\"email-in-id\""), "{}", page.body);
    }

    async fn a_device_remembers_its_practice_only_by_choice(app: TestApp) {
        let mut browser = app.browser();
        let mut form = vec![("practice_id", app.practice_id.as_str()), ("username", "nurse.kim"), ("password", "wrong"), ("remember_practice", "yes")];
        browser.post("/login", &form).await;
        assert!(browser.cookies.is_empty(), "a refused try remembers nothing");
        form[2] = ("password", PASSWORD);
        browser.post("/login", &form).await;
        browser.post("/logout", &[]).await;
        assert!(browser.get("/login").await.has(&format!("value=\"{}\"", app.practice_id)));
        form.pop();
        browser.post("/login", &form).await;
        browser.post("/logout", &[]).await;
        assert!(!browser.get("/login").await.has(&format!("value=\"{}\"", app.practice_id)), "unticked, it is forgotten");
    }

    async fn a_password_of_ten_years_ago_is_still_good(app: TestApp) {
        app.sql("UPDATE user_password SET set_at = 1484000000000").await;
        app.logged_in("nurse.kim").await;
    }

    async fn a_password_set_anew_while_the_old_one_is_compared_lets_nobody_in(app: TestApp) {
        let new = users::hash(&app.platform, "seven purple walruses at noon").await.unwrap();
        // A reset that has ended every session and is about to last.
        let mut tx = app.platform.db.write().await.unwrap();
        users::reset_password(&app.platform, &mut tx, app.kim, users::NewHash { phc: &new, short: false }, None).await.unwrap();
        sessions::end_all(&app.platform, &mut tx, app.kim, "password-reset").await.unwrap();
        // A log-in that still reads the old hash, and has compared it.
        let runs = app.platform.hasher.runs();
        let (mut browser, id) = (app.browser(), app.practice_id.clone());
        let log_in = tokio::spawn(async move { browser.log_in(&id, "nurse.kim", PASSWORD).await });
        while app.platform.hasher.runs() == runs {
            tokio::task::yield_now().await;
        }
        tx.commit().await.unwrap();
        let page = log_in.await.unwrap();
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", page.body);
        assert_eq!(app.count("SELECT COUNT(*) FROM session WHERE ended_at IS NULL").await, 0);
    }
}
