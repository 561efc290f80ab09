//! What an administrator sees of a person's factors, browsers and sessions, and ends; a person's own list of known browsers; the story.

use crate::second_factor::{asked, paper, set_up};
use crate::support::{Browser, PASSWORD, Page, TestApp};
use app::platform::clock::{HOUR, MINUTE, SECOND};
use app::platform::{Db, Millis};
use axum::http::{StatusCode, header};

const TRUSTED: &str = "SELECT COUNT(*) FROM known_browser WHERE trusted_until IS NOT NULL";

fn path(app: &TestApp) -> String {
    format!("/settings/users/{}", app.kim.simple())
}

/// The ids that a page's forms name.
fn ids(page: &Page, name: &str) -> Vec<String> {
    page.body.split(&format!("name=\"{name}\" value=\"")).skip(1).map(|s| s[..32].to_owned()).collect()
}

/// Two browsers of Jin's that need no code, and Jin's address.
async fn trusted_twice(app: &TestApp) -> [Browser; 2] {
    app.sql("UPDATE users SET email = username || '@elm.example'").await;
    let (phone, _) = set_up(app, &mut app.logged_in("nurse.kim").await).await;
    let mut both = Vec::new();
    for address in ["192.0.2.1", "203.0.113.9"] {
        let mut browser = app.browser().at(address);
        browser.headers.insert(header::USER_AGENT, "Mozilla/5.0 (Windows NT 10.0) Firefox/128.0".parse().unwrap());
        browser.log_in(&app.practice_id, "nurse.kim", PASSWORD).await;
        let page = browser.post("/login/code", &[("with", "authenticator"), ("code", &phone.shows(app, 0)), ("trust", "on")]).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
        app.platform.clock.advance(30 * SECOND);
        both.push(browser);
    }
    both.try_into().unwrap_or_else(|_| panic!("two"))
}

fn another_id(app: &TestApp, n: i64) -> String {
    let id = app.platform.random.id(n);
    if matches!(app.platform.db, Db::Sqlite { .. }) { format!("x'{}'", id.simple()) } else { format!("'{id}'") }
}

/// So many rows of a table that belong to Jin, each a minute older than the one before.
async fn many(app: &TestApp, insert: impl Fn(String, String, Millis) -> String, n: i64) {
    let kim =
        if matches!(app.platform.db, Db::Sqlite { .. }) { format!("x'{}'", app.kim.simple()) } else { format!("'{}'", app.kim) };
    for back in 0..n {
        app.sql(&insert(another_id(app, back), kim.clone(), app.platform.clock.now() - back * MINUTE)).await;
    }
}

both_engines! {
    async fn an_administrator_sees_what_a_person_proves_themselves_with_and_nothing_secret(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        let page = lee.get(&path(&app)).await;
        assert!(page.has("How Jin proves who it is") && page.has("None: Jin is asked for a code everywhere"), "{}", page.body);
        let (_, codes) = set_up(&app, &mut app.logged_in("nurse.kim").await).await;
        assert_eq!(paper(&mut asked(&app).await, &codes[0]).await.status, StatusCode::SEE_OTHER);
        let kim = if matches!(app.platform.db, Db::Sqlite { .. }) { format!("x'{}'", app.kim.simple()) } else { format!("'{}'", app.kim) };
        let bytes = if matches!(app.platform.db, Db::Sqlite { .. }) { "x'01'" } else { "'\\x01'" };
        app.sql(&format!(
            "INSERT INTO passkey (id, user_id, credential_id, credential, name, backed_up, created_at, last_used_at) \
             VALUES ({}, {kim}, {bytes}, '{{}}', 'Desk key', FALSE, 1799990000000, NULL)",
            another_id(&app, 1)
        ))
        .await;
        app.sql(&format!(
            "INSERT INTO phone (user_id, practice, number, kind, prefers, verified_at) \
             VALUES ({kim}, (SELECT practice FROM users WHERE id = {kim}), '+12025550147', 'mobile', 'sms', 1)"
        ))
        .await;
        let page = lee.get(&path(&app)).await;
        for shown in ["Desk key", "Made 01/15/2027 00:13 EST, last used Never", "Set up since 01/15/2027", "Ends in 47", "9 of 10 can still be used."] {
            assert!(page.has(shown), "{shown}: {}", page.body);
        }
        assert!(!page.has("2025550147") && !page.has(&codes[1]), "{}", page.body);
    }

    async fn an_administrator_ends_trust_once_it_is_told_and_nobody_else_does(app: TestApp) {
        let [mut first, mut second] = trusted_twice(&app).await;
        let mut lee = app.logged_in("dr.lee").await;
        let page = lee.get(&path(&app)).await;
        assert!(page.has("Firefox on Windows") && page.has("203.0.113.9") && page.has("trusted until 02/14/2027"), "{}", page.body);
        let browsers = ids(&page, "browser");
        assert_eq!((browsers.len(), app.count(TRUSTED).await), (2, 2));
        // Neither another practice's administrator, nor the person's colleague, nor by somebody else's page, nor an id that is none.
        let (_, other) = app.other_practice("Harbor", "dr.patel").await;
        let mut patel = app.browser();
        patel.log_in(&other, "dr.patel", PASSWORD).await;
        assert!(!patel.get(&path(&app)).await.has("Firefox"));
        for stranger in [&mut patel, &mut first] {
            stranger.post(&path(&app), &[("deed", "end-all-trust")]).await;
            stranger.post(&path(&app), &[("deed", "end-trust"), ("browser", &browsers[0])]).await;
        }
        let lees = app.id_of("dr.lee").await;
        lee.post(&format!("/settings/users/{}", lees.simple()), &[("deed", "end-trust"), ("browser", &browsers[0])]).await;
        lee.post(&path(&app), &[("deed", "end-trust"), ("browser", "x' OR 1=1")]).await;
        assert_eq!(app.count(TRUSTED).await, 2);

        app.mails().await;
        let (mut one, mut two) = (lee.clone(), lee.clone());
        let kims_page = path(&app);
        let form = [("deed", "end-trust"), ("browser", browsers[0].as_str())];
        let (a, b) = tokio::join!(one.post(&kims_page, &form), two.post(&kims_page, &form));
        assert!(a.location().ends_with("done=trust-ended") && b.location().ends_with("done=trust-ended"));
        assert_eq!(app.count(TRUSTED).await, 1);
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'trust-ended'").await, 1, "told once");
        let mails = app.mails().await;
        assert_eq!(mails.len(), 1);
        assert!(mails[0].to == "nurse.kim@elm.example" && mails[0].text.contains("Jin Kim ended the trust"), "{}", mails[0].text);
        lee.post(&kims_page, &[("deed", "end-all-trust")]).await;
        assert_eq!(app.count(TRUSTED).await, 0);
        for browser in [&mut first, &mut second] {
            browser.post("/logout", &[]).await;
            let page = browser.log_in(&app.practice_id, "nurse.kim", PASSWORD).await;
            assert_eq!(page.location(), "/login/code", "a code is asked for again");
        }
        let page = lee.get(&kims_page).await;
        assert!(page.has("Trust in a browser was ended") && page.has("None: Jin is asked for a code everywhere"), "{}", page.body);
        assert!(app.audit_is_whole().await);
    }

    async fn who_is_logged_out_by_an_administrator_is_told_once(app: TestApp) {
        app.sql("UPDATE users SET email = username || '@elm.example'").await;
        let mut kim = app.logged_in("nurse.kim").await;
        let mut lee = app.logged_in("dr.lee").await;
        app.mails().await;
        let (mut one, mut two) = (lee.clone(), lee.clone());
        let kims_page = path(&app);
        tokio::join!(one.post(&kims_page, &[("deed", "end-sessions")]), two.post(&kims_page, &[("deed", "end-sessions")]));
        assert_ne!(kim.get("/home").await.status, StatusCode::OK);
        let mails = app.mails().await;
        assert_eq!(mails.len(), 1);
        assert!(mails[0].subject == "You were logged out at Elm Street" && mails[0].text.contains("Jin Kim logged you out"), "{}", mails[0].text);
        lee.post(&kims_page, &[("deed", "end-sessions")]).await;
        assert!(app.mails().await.is_empty(), "nothing to end, nothing to tell");
    }

    async fn forty_sessions_and_browsers_stay_readable(app: TestApp) {
        many(&app, |id, kim, at| {
            let hash = if id.starts_with('x') { id.clone() } else { format!("decode(replace({id}, '-', ''), 'hex')") };
            format!("INSERT INTO session (id, token_hash, user_id, created_at, last_seen_at, expires_at, browser, network) \
                     VALUES ({id}, {hash}, {kim}, {at}, {at}, 1900000000000, 'Firefox on Windows', '192.0.2.1')")
        }, 40).await;
        many(&app, |id, kim, at| {
            let hash = if id.starts_with('x') { id.clone() } else { format!("decode(replace({id}, '-', ''), 'hex')") };
            format!("INSERT INTO known_browser (id, user_id, token_hash, browser, first_network, last_network, first_at, last_at, trusted_at, trusted_until) \
                     VALUES ({id}, {kim}, {hash}, 'Firefox on Windows', '192.0.2.1', '192.0.2.1', {at}, {at}, 1, 1900000000000)")
        }, 40).await;
        let page = app.logged_in("dr.lee").await.get(&path(&app)).await;
        assert_eq!(page.body.matches("Show all 40").count(), 2, "sessions and browsers: {}", page.body);
        for (list, name) in [("id=\"sessions\"", "session"), ("id=\"trusted\"", "browser")] {
            let list = page.body.split(list).nth(1).unwrap();
            let first = list.split("<details").next().unwrap();
            assert_eq!(first.matches(&format!("name=\"{name}\"")).count(), 5);
            assert_eq!(list.split("</details>").next().unwrap().matches(&format!("name=\"{name}\"")).count(), 40);
        }
        let page = app.logged_in("nurse.kim").await.get("/account").await;
        assert_eq!(page.body.matches("Show all 41").count(), 2, "{}", page.body);
    }

    async fn a_person_sees_the_browsers_they_are_known_by_and_forgets_them(app: TestApp) {
        app.sql("UPDATE users SET email = username || '@elm.example'").await;
        let mut here = app.logged_in("nurse.kim").await;
        app.platform.clock.advance(HOUR);
        let mut there = app.browser().at("203.0.113.9");
        there.log_in(&app.practice_id, "nurse.kim", PASSWORD).await;
        let mut lee = app.logged_in("dr.lee").await;
        let here_again = here.log_in(&app.practice_id, "nurse.kim", PASSWORD).await;
        assert_eq!(here_again.status, StatusCode::SEE_OTHER);
        let page = here.get("/account").await;
        assert!(page.has("Browsers you are known by") && page.has("First log-in 01/15/2027 03:00 EST, last 01/15/2027 04:00 EST"), "{}", page.body);
        let browsers = ids(&page, "browser");
        let of = |page: &Page| page.body.split("data-browser=\"this\"").nth(1).map(|s| s.split("</li>").next().unwrap().to_owned()).unwrap_or_default();
        assert!(browsers.len() == 2 && of(&page).contains("192.0.2.1"), "{}", page.body);
        assert!(of(&there.get("/account").await).contains("203.0.113.9"));

        let known = "SELECT COUNT(*) FROM known_browser";
        for id in &browsers {
            lee.post("/account", &[("deed", "forget-browser"), ("browser", id)]).await;
        }
        here.post("/account", &[("deed", "forget-browser"), ("browser", "x' OR 1=1")]).await;
        assert_eq!(app.count(known).await, 3, "nobody else's");
        let mine = of(&page).split("value=\"").nth(1).unwrap()[..32].to_owned();
        let page = here.post("/account", &[("deed", "forget-browser"), ("browser", &mine)]).await;
        assert_eq!(page.location(), "/account?done=browsers");
        assert!(here.get("/account?done=browsers").await.has("Forgotten."), "logs nobody out");
        assert_eq!(app.count(known).await, 2);
        app.mails().await;
        here.log_in(&app.practice_id, "nurse.kim", PASSWORD).await;
        assert_eq!(app.mails().await.iter().filter(|m| m.subject.contains("new browser")).count(), 1, "told as new");
        here.post("/account", &[("deed", "forget-browsers")]).await;
        here.post("/account", &[("deed", "forget-browsers")]).await;
        assert_eq!((app.count(known).await, app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'browser-forgotten'").await), (1, 2));
        assert!(app.audit_is_whole().await);
    }

    async fn a_week_of_log_ins_is_one_line_and_what_matters_stands_out(app: TestApp) {
        let mut kim = app.browser();
        for _ in 0..6 {
            kim.log_in(&app.practice_id, "nurse.kim", PASSWORD).await;
            app.platform.clock.advance(8 * HOUR);
            kim.get("/home").await;
            kim.post("/logout", &[]).await;
            app.platform.clock.advance(16 * HOUR);
        }
        kim.log_in(&app.practice_id, "nurse.kim", "wrong").await;
        let mut lee = app.logged_in("dr.lee").await;
        let page = lee.get(&path(&app)).await;
        let story = page.body.split("id=\"story\"").nth(1).unwrap().split("</main>").next().unwrap();
        assert!(story.contains("Logged in 6 times") && story.contains("01/15/2027 03:00 EST"), "{story}");
        assert_eq!(story.matches("data-kind=\"run\"").count(), 1, "{story}");
        assert!(story.find("Could not log in").unwrap() < story.find("data-kind=\"run\"").unwrap());
        let run = story.split("data-kind=\"run\"").nth(1).unwrap().split("</details>").next().unwrap();
        assert!(run.matches("data-kind=\"logged-in\"").count() == 6 && run.matches("<details").count() == 1, "opens to each of them: {run}");

        let refused = lee.get(&format!("{}?story=refused", path(&app))).await;
        let story = refused.body.split("id=\"story\"").nth(1).unwrap().split("</main>").next().unwrap();
        assert!(story.contains("Could not log in") && !story.contains("Logged in") && !story.contains("Was added"), "{story}");
        let changes = lee.get(&format!("{}?q=kim&story=changes", path(&app))).await;
        let story = changes.body.split("id=\"story\"").nth(1).unwrap().split("</main>").next().unwrap();
        assert!(story.contains("Was added") && !story.contains("Could not log in") && !story.contains("Logged in"), "{story}");
        assert!(story.contains("?q=kim&amp;story=refused#story") || story.contains("?q=kim&story=refused#story"), "the list is not lost: {story}");
        let (_, other) = app.other_practice("Harbor", "dr.patel").await;
        let mut patel = app.browser();
        patel.log_in(&other, "dr.patel", PASSWORD).await;
        assert!(!patel.get(&format!("{}?story=changes", path(&app))).await.has("Was added"));
        let function = "/api/users/story";
        let form = [("id", app.kim.simple().to_string()), ("filter", "everything".into())];
        let form: Vec<(&str, &str)> = form.iter().map(|(k, v)| (*k, v.as_str())).collect();
        assert!(lee.post(function, &form).await.has("logged-in"));
        assert!(!patel.post(function, &form).await.has("logged-in"), "nothing of another practice's");
        assert_eq!(kim.post(function, &form).await.status, StatusCode::UNAUTHORIZED);
    }

    async fn a_story_says_how_each_password_was_set(app: TestApp) {
        app.sql("UPDATE users SET email = username || '@elm.example'").await;
        let mut lee = app.logged_in("dr.lee").await;
        let set = |mut browser: Browser, n: i32| async move {
            let page = browser.post("/reset/new", &[("new_password", &format!("seven purple walruses at noon {n}"))]).await;
            assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
        };
        let page = lee.post(&path(&app), &[("deed", "reset-code")]).await;
        let code = page.body.split("<code>").nth(1).unwrap().split('<').next().unwrap().to_owned();
        let mut browser = app.browser();
        browser.post("/reset/code", &[("practice_id", &app.practice_id), ("username", "nurse.kim"), ("code", &code)]).await;
        set(browser, 1).await;
        lee.post(&path(&app), &[("deed", "reset-link")]).await;
        let mail = app.mails().await.into_iter().find(|m| m.text.contains("/reset/link/")).unwrap();
        let mut browser = app.browser();
        browser.get(&crate::support::link_in(&mail)).await;
        browser.post("/reset/open", &[]).await;
        set(browser, 2).await;
        let mut kim = app.browser();
        kim.log_in(&app.practice_id, "nurse.kim", "seven purple walruses at noon 2").await;
        let new = "seven purple walruses at noon 3";
        let form = [("deed", "password"), ("current_password", "seven purple walruses at noon 2"), ("new_password", new), ("repeat_password", new)];
        assert_eq!(kim.post("/account/new-password", &form).await.status, StatusCode::SEE_OTHER);
        let page = lee.get(&format!("{}?story=changes", path(&app))).await;
        for how in [
            "Password was set: by the people who run the server",
            "Password was set: with a code that Jin Kim told",
            "Password was set: with a link by e-mail that Jin Kim sent",
            "Password was set: by themselves, with the current password",
        ] {
            assert!(page.has(how), "{how}: {}", page.body);
        }
    }

    async fn who_is_deactivated_does_not_wait_it_out_at_the_second_step(app: TestApp) {
        let (phone, _) = set_up(&app, &mut app.logged_in("nurse.kim").await).await;
        let mut browser = asked(&app).await;
        let mut lee = app.logged_in("dr.lee").await;
        lee.post(&path(&app), &[("deed", "deactivate")]).await;
        lee.post(&path(&app), &[("deed", "reactivate")]).await;
        let page = browser.post("/login/code", &[("with", "authenticator"), ("code", &phone.shows(&app, 0))]).await;
        assert_ne!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
        assert_ne!(browser.get("/home").await.status, StatusCode::OK);
    }
}
