//! The second step of a log-in: who is asked, what lets in, what does not, and what ends it all.

use std::collections::BTreeSet;

use crate::support::{Browser, PASSWORD, Page, TestApp};
use app::platform::clock::{HOUR, MINUTE, SECOND};
use axum::http::StatusCode;
use totp_rs::{Builder, Secret};

const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
const WAIT: StatusCode = StatusCode::TOO_MANY_REQUESTS;
const SEE_OTHER: StatusCode = StatusCode::SEE_OTHER;
const AUTHENTICATOR: &str = "/account/authenticator";
const CODES: &str = "/account/recovery-codes";
const OWN: &str = "/account/second-step";
const SESSION: &str = "__Host-session";
const STEP: &str = "__Host-second-step";
const SESSIONS: &str = "SELECT COUNT(*) FROM session WHERE ended_at IS NULL";

/// A phone with somebody's secret on it.
pub struct Phone(totp_rs::Totp, String);

impl Phone {
    /// The secret, as people type it.
    pub fn key(&self) -> String {
        self.1.clone()
    }

    /// The code it shows so many seconds from now.
    pub fn shows(&self, app: &TestApp, from_now: i64) -> String {
        self.0.generate(u64::try_from(app.platform.clock.now() / SECOND + from_now).unwrap()).to_string()
    }
}

fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let at = text.find(from).unwrap_or_else(|| panic!("no {from} in {text}")) + from.len();
    &text[at..at + text[at..].find(to).unwrap()]
}

/// Sets an app up through the pages; returns the phone and the recovery codes that come with it.
pub async fn set_up(app: &TestApp, browser: &mut Browser) -> (Phone, Vec<String>) {
    let begun = browser.post(AUTHENTICATOR, &[("deed", "begin")]).await;
    assert_eq!((begun.status, begun.location()), (SEE_OTHER, AUTHENTICATOR), "{}", begun.body);
    let page = browser.get(AUTHENTICATOR).await;
    let key = between(&page.body, "class=\"key\">", "<").replace(' ', "");
    assert!(page.has(&format!("secret={key}")), "the link on this device has the same key: {}", page.body);
    let phone = Phone(Builder::new().with_secret(Secret::try_from_base32(&key).unwrap()).build().unwrap(), key.clone());
    let done = browser.post(AUTHENTICATOR, &[("deed", "confirm"), ("code", &phone.shows(app, 0))]).await;
    // The next log-in is another 30 seconds.
    app.platform.clock.advance(30 * SECOND);
    if done.status == SEE_OTHER {
        return (phone, Vec::new());
    }
    assert_eq!(done.status, StatusCode::OK, "{}", done.body);
    (phone, codes_of(&done))
}

fn codes_of(page: &Page) -> Vec<String> {
    let codes: Vec<String> = page.body.split("<li><code>").skip(1).map(|part| part.split('<').next().unwrap().to_owned()).collect();
    assert_eq!(codes.len(), 10, "{}", page.body);
    codes
}

/// A browser whose password was right and who is asked for a code.
pub async fn asked(app: &TestApp) -> Browser {
    let mut browser = app.browser();
    let page = browser.log_in(&app.practice_id, "nurse.kim", PASSWORD).await;
    assert_eq!((page.status, page.location()), (SEE_OTHER, "/login/code"));
    assert!(!browser.cookies.contains_key(SESSION));
    browser
}

async fn code(browser: &mut Browser, code: &str) -> Page {
    browser.post("/login/code", &[("with", "authenticator"), ("code", code)]).await
}

pub async fn paper(browser: &mut Browser, code: &str) -> Page {
    browser.post("/login/code", &[("with", "recovery-code"), ("code", code)]).await
}

both_engines! {
    async fn after_the_password_a_code_is_asked_for_and_lets_in_once(app: TestApp) {
        let (phone, _) = set_up(&app, &mut app.logged_in("nurse.kim").await).await;
        let mut browser = asked(&app).await;
        let page = browser.get("/login/code").await;
        assert!(page.has("Code from your authenticator app") && page.has("Use a recovery code") && page.has("Hello Jin."), "{}", page.body);
        assert_eq!(browser.get("/home").await.status, SEE_OTHER, "the step opens nothing");
        let shown = phone.shows(&app, 0);
        let page = code(&mut browser, &shown).await;
        assert_eq!((page.status, page.location()), (SEE_OTHER, "/home"), "{}", page.body);
        assert_eq!(browser.get("/home").await.status, StatusCode::OK);

        // The same code again, over somebody's shoulder.
        let mut second = asked(&app).await;
        let page = code(&mut second, &shown).await;
        assert_eq!(page.status, REFUSED);
        assert!(page.has("This code was used already") && page.has("Tries left: 4"), "{}", page.body);
        app.platform.clock.advance(30 * SECOND);
        assert_eq!(code(&mut second, &phone.shows(&app, 0)).await.status, SEE_OTHER);
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'logged-in' AND detail LIKE '%authenticator%'").await, 2);
        assert!(app.audit_is_whole().await);
    }

    async fn the_page_asked_for_before_is_still_reached_and_a_strange_one_never(app: TestApp) {
        let (phone, _) = set_up(&app, &mut app.logged_in("nurse.kim").await).await;
        let mut browser = app.browser();
        let (id, next) = (app.practice_id.as_str(), "/account?done=no");
        let fields = [("practice_id", id), ("username", "nurse.kim"), ("password", PASSWORD), ("next", next)];
        let page = browser.post("/login", &fields).await;
        assert_eq!(page.location(), "/login/code?next=%2Faccount%3Fdone%3Dno");
        let page = browser.get(page.location()).await;
        assert!(page.has("name=\"next\" value=\"/account?done=no\""), "{}", page.body);
        let page = browser.post("/login/code", &[("code", &phone.shows(&app, 0)), ("next", next)]).await;
        assert_eq!(page.location(), next);
        let mut browser = asked(&app).await;
        app.platform.clock.advance(30 * SECOND);
        let page = browser.post("/login/code", &[("code", &phone.shows(&app, 0)), ("next", "//evil.example")]).await;
        assert_eq!(page.location(), "/home");
    }

    async fn codes_of_the_neighbouring_half_minutes_count_and_others_tell_the_phone_s_clock(app: TestApp) {
        let (phone, _) = set_up(&app, &mut app.logged_in("nurse.kim").await).await;
        app.platform.clock.advance(10 * MINUTE);
        for (from_now, said) in [(60, "about 60 seconds ahead"), (-90, "about 90 seconds behind"), (-300, "about 5 minutes behind")] {
            let mut browser = asked(&app).await;
            let page = code(&mut browser, &phone.shows(&app, from_now)).await;
            assert_eq!(page.status, REFUSED);
            assert!(page.has(said), "{from_now}: {}", page.body);
        }
        let mut browser = asked(&app).await;
        assert!(code(&mut browser, &phone.shows(&app, 3_600)).await.has("That is not the code."));
        assert_eq!(code(&mut browser, &phone.shows(&app, -30)).await.status, SEE_OTHER);
        assert_eq!(code(&mut asked(&app).await, &phone.shows(&app, 30)).await.status, SEE_OTHER);
        let mut late = asked(&app).await;
        assert!(code(&mut late, &phone.shows(&app, 0)).await.has("used already"), "older than one that was used");
    }

    async fn how_a_code_is_typed_does_not_matter_and_what_is_none_costs_no_try(app: TestApp) {
        let (phone, codes) = set_up(&app, &mut app.logged_in("nurse.kim").await).await;
        let mut browser = asked(&app).await;
        for nothing in ["12345", "1234567", "abc", "12 34"] {
            assert!(code(&mut browser, nothing).await.has("This did not count as a try"), "{nothing}");
        }
        assert!(code(&mut browser, " ").await.has("Enter the code."));
        let shown = phone.shows(&app, 0);
        let wide: String = shown.chars().map(|c| char::from_u32(u32::from(c) + 0xFEE0).unwrap()).collect();
        assert_eq!(code(&mut browser, &format!(" {}\u{a0}{} ", &wide[..9], &wide[9..])).await.status, SEE_OTHER);
        let mut browser = asked(&app).await;
        assert_eq!(paper(&mut browser, &codes[3].to_lowercase().replace('-', " ")).await.status, SEE_OTHER);
    }

    async fn five_wrong_codes_end_the_log_in_and_its_person_is_written_to(app: TestApp) {
        let (phone, codes) = set_up(&app, &mut app.logged_in("nurse.kim").await).await;
        app.sql("UPDATE users SET email = 'jin@elm.example' WHERE username = 'nurse.kim'").await;
        let mut browser = asked(&app).await;
        let wrong = phone.shows(&app, 86_400);
        for left in ["4", "3", "2", "1"] {
            assert!(code(&mut browser, &wrong).await.has(&format!("Tries left: {left}.")));
        }
        let page = code(&mut browser, &wrong).await;
        assert_eq!(page.status, REFUSED);
        assert!(page.has("Please log in again"), "{}", page.body);
        assert!(code(&mut browser, &phone.shows(&app, 0)).await.has("Please log in again"), "the right one is too late");
        let mails = app.mails().await;
        let told = mails.iter().filter(|m| m.subject.contains("entered your password at Elm Street")).count();
        assert_eq!((told, app.count(SESSIONS).await), (1, 1));
        // A new log-in has tries of its own; the waits go on over all of them.
        let mut browser = asked(&app).await;
        let page = code(&mut browser, &wrong).await;
        assert_eq!(page.status, WAIT, "{}", page.body);
        assert_eq!(paper(&mut browser, &codes[0]).await.status, WAIT, "the right one gets the same answer");
        app.platform.clock.advance(MINUTE);
        assert_eq!(code(&mut asked(&app).await, &phone.shows(&app, 0)).await.status, SEE_OTHER);
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'second-step-refused'").await, 5);
    }

    async fn two_hundred_guesses_at_once_are_five(app: TestApp) {
        let (phone, _) = set_up(&app, &mut app.logged_in("nurse.kim").await).await;
        let browser = asked(&app).await;
        let wrong = phone.shows(&app, 86_400);
        let all = (0..200).map(|n| {
            let (mut browser, wrong) = (browser.clone().at(&format!("203.0.113.{n}")), wrong.clone());
            tokio::spawn(async move { code(&mut browser, &wrong).await.status })
        });
        for one in all.collect::<Vec<_>>() {
            assert_ne!(one.await.unwrap(), SEE_OTHER);
        }
        assert_eq!(app.count("SELECT CAST(MAX(tries) AS BIGINT) FROM login_step").await, 5);
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'second-step-refused'").await, 5);
    }

    async fn guesses_in_many_log_ins_at_once_are_five_too(app: TestApp) {
        let (phone, _) = set_up(&app, &mut app.logged_in("nurse.kim").await).await;
        let wrong = phone.shows(&app, 86_400);
        let mut steps = Vec::new();
        for _ in 0..12 {
            steps.push(asked(&app).await);
        }
        let other = app.again(app.process().await, "/nonexistent".into(), app.url.clone());
        let tries = steps.iter().flat_map(|step| [&app, &other, &app, &other, &app].map(|node| (node, step))).map(|(node, step)| {
            let (mut browser, wrong) = (Browser { router: node.router.clone(), ..step.clone() }, wrong.clone());
            async move { code(&mut browser, &wrong).await.status }
        });
        let statuses = futures::future::join_all(tries).await;
        let compared = app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'second-step-refused'").await;
        assert_eq!(compared, 5, "{statuses:?}");
        assert!(statuses.contains(&StatusCode::TOO_MANY_REQUESTS));
    }

    async fn twenty_right_answers_at_once_open_one_session(app: TestApp) {
        let (phone, codes) = set_up(&app, &mut app.logged_in("nurse.kim").await).await;
        for (with, typed) in [("authenticator", phone.shows(&app, 0)), ("recovery-code", codes[7].clone())] {
            let browser = asked(&app).await;
            let all = (0..20).map(|_| {
                let (mut browser, typed) = (browser.clone(), typed.clone());
                tokio::spawn(async move {
                    let page = browser.post("/login/code", &[("with", with), ("code", &typed)]).await;
                    page.location() == "/home"
                })
            });
            let mut opened = 0;
            for one in all.collect::<Vec<_>>() {
                opened += i32::from(one.await.unwrap());
            }
            assert_eq!(opened, 1, "{with}");
        }
        assert_eq!(app.count(SESSIONS).await, 3, "the one that set it up, and one for each way");
    }

    async fn a_recovery_code_lets_in_once_and_new_ones_end_the_old_ones(app: TestApp) {
        let mut own = app.logged_in("nurse.kim").await;
        let (_, codes) = set_up(&app, &mut own).await;
        assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), 10);
        assert!(own.get(OWN).await.has("You have not said yet that you keep them"));
        assert_eq!(own.post(CODES, &[("deed", "keep"), ("kept", "on")]).await.location(), "/account/second-step?done=kept");
        assert!(!own.get(OWN).await.has("You have not said yet"));

        assert_eq!(paper(&mut asked(&app).await, &codes[2]).await.status, SEE_OTHER);
        assert!(own.get(OWN).await.has("9 of 10 can still be used."));
        let mut browser = asked(&app).await;
        assert!(paper(&mut browser, &codes[2]).await.has("That is not the code."), "used");
        let new = codes_of(&own.post(CODES, &[("deed", "make")]).await);
        assert!(paper(&mut asked(&app).await, &codes[3]).await.has("That is not the code."), "replaced");
        assert_eq!(paper(&mut asked(&app).await, &new[3]).await.status, SEE_OTHER);
        let hashes = app.count("SELECT COUNT(*) FROM recovery_code WHERE phc LIKE '$argon2id$%'").await;
        assert_eq!(hashes, 10, "none is stored as it is");
    }

    async fn a_trusted_browser_needs_no_code_for_thirty_days_and_always_the_password(app: TestApp) {
        let (phone, _) = set_up(&app, &mut app.logged_in("nurse.kim").await).await;
        let mut browser = asked(&app).await;
        let fields = [("with", "authenticator"), ("code", &phone.shows(&app, 0)), ("trust", "on")];
        assert_eq!(browser.post("/login/code", &fields).await.status, SEE_OTHER);
        assert!(browser.get(OWN).await.has("this browser"));
        browser.post("/logout", &[]).await;
        assert_eq!(browser.log_in(&app.practice_id, "nurse.kim", "wrong").await.status, REFUSED);
        assert_eq!(browser.log_in(&app.practice_id, "nurse.kim", PASSWORD).await.location(), "/home", "trust survives a log-out");

        let copied = browser.clone();
        app.platform.clock.advance(2 * MINUTE);
        browser.post("/logout", &[]).await;
        assert_eq!(browser.log_in(&app.practice_id, "nurse.kim", PASSWORD).await.location(), "/home");
        app.platform.clock.advance(2 * MINUTE);
        let mut thief = copied;
        assert_eq!(thief.log_in(&app.practice_id, "nurse.kim", PASSWORD).await.location(), "/login/code", "a copy is dead after the next log-in");

        app.platform.clock.advance(30 * 24 * HOUR);
        assert_eq!(browser.log_in(&app.practice_id, "nurse.kim", PASSWORD).await.location(), "/login/code", "30 days are over");
    }

    async fn log_ins_at_once_from_a_trusted_browser_all_succeed_and_it_stays_trusted(app: TestApp) {
        let (phone, _) = set_up(&app, &mut app.logged_in("nurse.kim").await).await;
        let mut browser = asked(&app).await;
        browser.post("/login/code", &[("code", &phone.shows(&app, 0)), ("trust", "on")]).await;
        let all = (0..10).map(|_| {
            let (mut browser, id) = (browser.clone(), app.practice_id.clone());
            tokio::spawn(async move {
                let page = browser.log_in(&id, "nurse.kim", PASSWORD).await;
                (page.location().to_owned(), page.headers.get_all("set-cookie").iter().any(|c| c.to_str().unwrap().contains("__Host-browser")), browser)
            })
        });
        let mut told = Vec::new();
        for one in all.collect::<Vec<_>>() {
            let (location, has_token, after) = one.await.unwrap();
            assert_eq!(location, "/home");
            if has_token {
                told.push(after);
            }
        }
        assert_eq!(told.len(), 1, "one of them changes the token, and only that one says so");
        app.platform.clock.advance(2 * MINUTE);
        assert_eq!(told[0].log_in(&app.practice_id, "nurse.kim", PASSWORD).await.location(), "/home");
    }

    async fn trust_is_of_one_person_and_ends_by_a_press_a_password_a_change_and_a_deactivation(app: TestApp) {
        let mut own = app.logged_in("nurse.kim").await;
        let (phone, _) = set_up(&app, &mut own).await;
        let mut browser = asked(&app).await;
        browser.post("/login/code", &[("code", &phone.shows(&app, 0)), ("trust", "on")]).await;
        let trusted = "SELECT COUNT(*) FROM known_browser WHERE trusted_until IS NOT NULL";
        assert_eq!(app.count(trusted).await, 1);
        let again = "UPDATE known_browser SET trusted_at = 1, trusted_until = 9000000000000 WHERE user_id = (SELECT id FROM users WHERE username = 'nurse.kim')";

        let page = own.get(OWN).await;
        let id = between(&page.body, "name=\"browser\" value=\"", "\"").to_owned();
        let mut lee = app.logged_in("dr.lee").await;
        lee.post(OWN, &[("browser", &id)]).await;
        assert_eq!(app.count(trusted).await, 1, "not somebody else's");
        own.post(OWN, &[("browser", &id)]).await;
        assert_eq!(app.count(trusted).await, 0);
        assert_eq!(browser.log_in(&app.practice_id, "nurse.kim", PASSWORD).await.location(), "/login/code");

        for (by, fields) in [
            ("/account/new-password", vec![("deed", "password"), ("current_password", PASSWORD), ("new_password", "seven purple walruses"), ("repeat_password", "seven purple walruses")]),
            (AUTHENTICATOR, vec![("deed", "remove")]),
        ] {
            app.sql(again).await;
            assert!(app.count(trusted).await > 0);
            assert_eq!(own.post(by, &fields).await.status, SEE_OTHER, "{by}");
            assert_eq!(app.count(trusted).await, 0, "{by}");
        }
        app.sql(again).await;
        lee.post(&format!("/settings/users/{}", app.kim.simple()), &[("deed", "deactivate")]).await;
        assert_eq!(app.count(trusted).await, 0);
    }

    async fn a_password_that_is_set_between_the_two_steps_ends_the_log_in(app: TestApp) {
        let mut own = app.logged_in("nurse.kim").await;
        let (phone, _) = set_up(&app, &mut own).await;
        let mut browser = asked(&app).await;
        let new = "seven purple walruses";
        own.post("/account/new-password", &[("deed", "password"), ("current_password", PASSWORD), ("new_password", new), ("repeat_password", new)]).await;
        assert!(code(&mut browser, &phone.shows(&app, 0)).await.has("Please log in again"));
        assert!(!browser.cookies.contains_key(SESSION));
        let mut browser = app.browser();
        assert_eq!(browser.log_in(&app.practice_id, "nurse.kim", new).await.location(), "/login/code", "a new password keeps the second step");
    }

    async fn a_step_ends_after_ten_minutes_with_a_deactivation_and_with_a_change_of_the_app(app: TestApp) {
        let mut own = app.logged_in("nurse.kim").await;
        let (phone, _) = set_up(&app, &mut own).await;
        let mut slow = asked(&app).await;
        app.platform.clock.advance(10 * MINUTE);
        assert!(slow.get("/login/code").await.has("Please log in again"));
        assert!(code(&mut slow, &phone.shows(&app, 0)).await.has("Please log in again"));

        let mut browser = asked(&app).await;
        app.sql("UPDATE session SET confirmed_at = 1800000630000").await;
        let (phone, _) = set_up(&app, &mut own).await;
        assert!(code(&mut browser, &phone.shows(&app, 0)).await.has("Please log in again"), "the app was changed meanwhile");

        let mut browser = asked(&app).await;
        app.sql("UPDATE users SET deactivated_at = 1 WHERE username = 'nurse.kim'").await;
        assert!(code(&mut browser, &phone.shows(&app, 0)).await.has("Please log in again"));
        let mut nobody = app.browser();
        nobody.cookies.insert(STEP.into(), "00".repeat(32));
        assert!(nobody.get("/login/code").await.has("Please log in again"));
        assert!(app.browser().get("/login/code").await.has("Please log in again"));
    }

    async fn setting_up_needs_a_fresh_proof_and_nothing_counts_until_a_code_was_right(app: TestApp) {
        let mut own = app.logged_in("nurse.kim").await;
        app.platform.clock.advance(10 * MINUTE);
        let page = own.post(AUTHENTICATOR, &[("deed", "begin")]).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        assert_eq!(own.confirm(AUTHENTICATOR, &page, &[("password", "wrong")]).await.status, REFUSED);
        app.sql("UPDATE session SET confirmed_at = 1800000600000").await;
        assert!(!own.get(AUTHENTICATOR).await.has("class=\"key\""));
        own.post(AUTHENTICATOR, &[("deed", "begin")]).await;
        let page = own.post(AUTHENTICATOR, &[("deed", "confirm"), ("code", "000000")]).await;
        assert!(page.status == REFUSED && page.has("That is not what the app should show"), "{}", page.body);
        assert!(own.post(AUTHENTICATOR, &[("deed", "confirm"), ("code", "12")]).await.has("Enter the 6 digits"));
        assert_eq!(app.browser().log_in(&app.practice_id, "nurse.kim", PASSWORD).await.location(), "/home");
        app.platform.clock.advance(2 * HOUR);
        let mut own = app.logged_in("nurse.kim").await;
        assert!(own.post(AUTHENTICATOR, &[("deed", "confirm"), ("code", "000000")]).await.has("This picture is too old"));
        for path in [OWN, AUTHENTICATOR, CODES] {
            assert_eq!(app.browser().get(path).await.location(), app::web::next::log_in_first(path));
        }
        assert_eq!(own.post(CODES, &[("deed", "make")]).await.status, SEE_OTHER, "nothing to recover");
        assert_eq!(app.count("SELECT COUNT(*) FROM recovery_code").await, 0);
    }

    async fn changes_are_told_by_mail_and_removing_takes_the_codes_along(app: TestApp) {
        app.sql("UPDATE users SET email = 'jin@elm.example' WHERE username = 'nurse.kim'").await;
        let mut own = app.logged_in("nurse.kim").await;
        set_up(&app, &mut own).await;
        assert_eq!(own.post(AUTHENTICATOR, &[("deed", "remove")]).await.location(), "/account/second-step?done=removed");
        assert_eq!(app.browser().log_in(&app.practice_id, "nurse.kim", PASSWORD).await.location(), "/home");
        let told = app.mails().await.iter().filter(|m| m.subject.contains("two-step log-in at Elm Street was changed")).count();
        assert_eq!((told, app.count("SELECT COUNT(*) FROM recovery_code").await), (2, 0));
        assert_eq!(app.count("SELECT COUNT(*) FROM totp").await, 0);
    }

    async fn nothing_that_makes_a_code_is_in_the_database(app: TestApp) {
        let mut own = app.logged_in("nurse.kim").await;
        own.post(AUTHENTICATOR, &[("deed", "begin")]).await;
        let key = between(&own.get(AUTHENTICATOR).await.body, "class=\"key\">", "<").replace(' ', "");
        let secret = Secret::try_from_base32(&key).unwrap();
        app.sql("DELETE FROM session").await;
        if app.url.starts_with("sqlite:") {
            app.sql("PRAGMA wal_checkpoint(TRUNCATE)").await;
            let file = std::fs::read(app.dir.join("test.db")).unwrap();
            for needle in [secret.as_bytes(), key.as_bytes()] {
                assert!(!file.windows(needle.len()).any(|w| w == needle));
            }
        }
    }
}
