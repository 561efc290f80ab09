//! The practice's rules of the second step: who must have one and until when, what a limited session may not do, how long browsers are
//! trusted, and how long a password must be.

use app::i18n::Locale;
use app::password_reset::start::{Started, start_code};
use app::platform::clock::{DAY, HOUR, MINUTE};
use app::security_policy::model::Demand;
use axum::http::StatusCode;

use crate::second_factor::{asked, set_up};
use crate::support::{Browser, Engine, PASSWORD, Page, TestApp};

const PATH: &str = "/settings/security";
const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
const SEE_OTHER: StatusCode = StatusCode::SEE_OTHER;
/// Long enough beside a second step, and not alone.
const SHORT: &str = "walrus-9 tea";

async fn save(browser: &mut Browser, app: &TestApp, (demand, grace, trust): (&str, &str, &str)) -> Page {
    let version = app.count("SELECT COALESCE(MAX(version), 0) FROM security_policy").await.to_string();
    let form = [
        ("deed", "second-step"),
        ("version", version.as_str()),
        ("second_step", demand),
        ("grace_days", grace),
        ("trust_days", trust),
    ];
    browser.post(PATH, &form).await
}

/// Saved by the administrator, who has just logged in.
pub async fn policy(app: &TestApp, demand: &str, grace: &str, trust: &str) {
    let page = save(&mut app.logged_in("dr.lee").await, app, (demand, grace, trust)).await;
    assert_eq!(page.location(), "/settings/security?done=saved", "{}", page.body);
}

async fn with_trust(browser: &mut Browser, code: &str) -> Page {
    browser.post("/login/code", &[("with", "authenticator"), ("code", code), ("trust", "on")]).await
}

async fn change_password(browser: &mut Browser, path: &str, current: &str, new: &str) -> Page {
    let form = [("deed", "password"), ("current_password", current), ("new_password", new), ("repeat_password", new)];
    browser.post(path, &form).await
}

both_engines! {
    async fn an_administrator_sees_whom_it_meets_and_sets_it_within_its_bounds(app: TestApp) {
        set_up(&app, &mut app.logged_in("nurse.kim").await).await;
        let mut lee = app.logged_in("dr.lee").await;
        let page = lee.get(PATH).await;
        // Kim has one; gone.ray is no person any more.
        assert!(page.has("No second step yet: 2 of 3 people.") && page.has("No second step yet: 1 of 1 administrators."), "{}", page.body);
        assert!(page.has("Whoever learns a password gets in with it"), "{}", page.body);
        for (wrong, said) in [
            (("all", "31", "30"), "Enter a number of days from 0 to 30."),
            (("all", "soon", "-1"), "Please look at the marked boxes."),
            (("everybody", "7", "30"), "Choose one of these."),
            (("", "7", "30"), "Choose one of these."),
        ] {
            let page = save(&mut lee, &app, wrong).await;
            assert!(page.status == REFUSED && page.has(said), "{wrong:?}: {}", page.body);
        }
        assert_eq!(app.count("SELECT COUNT(*) FROM security_policy WHERE second_step IS NOT NULL").await, 0);
        assert_eq!(save(&mut lee, &app, ("all", "7 days", "14")).await.status, SEE_OTHER);
        let told = "SELECT COUNT(*) FROM audit_entry WHERE kind = 'security-policy-changed' AND detail = \
                    '{\"after\":{\"grace_days\":7,\"second_step\":\"all\",\"trust_days\":14},\
                    \"before\":{\"grace_days\":7,\"second_step\":\"optional\",\"trust_days\":30}}'";
        assert_eq!(app.count(told).await, 1, "with before and after");
        assert_eq!(save(&mut lee, &app, ("all", "7", "14")).await.status, SEE_OTHER);
        assert_eq!(app.count("SELECT version FROM security_policy").await, 1, "the same once more is no change");
        let mut second = app.logged_in("dr.lee").await;
        let form = [("deed", "second-step"), ("version", "0"), ("second_step", "off"), ("grace_days", "0"), ("trust_days", "0")];
        let page = second.post(PATH, &form).await;
        assert!(page.status == REFUSED && page.has("Somebody else changed") && page.has("Saved meanwhile: Required for everybody") && page.has("Saved meanwhile: 7"), "{}", page.body);
        assert!(app.audit_is_whole().await);
    }

    async fn nobody_else_may_and_another_practice_keeps_its_own(app: TestApp) {
        let (_, other) = app.other_practice("Harbor", "dr.patel").await;
        assert_eq!(save(&mut app.logged_in("nurse.kim").await, &app, ("off", "0", "0")).await.status, StatusCode::FORBIDDEN);
        policy(&app, "all", "0", "0").await;
        let mut patel = app.browser();
        patel.log_in(&other, "dr.patel", PASSWORD).await;
        assert_eq!(patel.get("/home").await.status, StatusCode::OK, "theirs is as it was");
    }

    async fn weaker_rules_are_told_to_every_administrator_and_stricter_ones_to_nobody(app: TestApp) {
        app.add("office", true, None).await;
        app.sql("UPDATE users SET email = username || '@elm.example'").await;
        policy(&app, "all", "7", "7").await;
        let weak = |mails: &[app::platform::mailer::Mail]| mails.iter().filter(|m| m.subject.contains("was changed")).count();
        assert_eq!(weak(&app.mails().await), 0);
        policy(&app, "all", "7", "8").await;
        let mails = app.mails().await;
        let to: Vec<&str> = mails.iter().filter(|m| m.subject.contains("was changed")).map(|m| m.to.as_str()).collect();
        assert!(to.len() == 2 && to.contains(&"dr.lee@elm.example") && to.contains(&"office@elm.example"), "{to:?}");
        policy(&app, "off", "7", "8").await;
        assert_eq!(weak(&app.mails().await), 2);
    }

    async fn within_the_grace_one_is_let_in_and_told_and_after_it_only_the_set_up_works(app: TestApp) {
        let mut kim = app.logged_in("nurse.kim").await;
        policy(&app, "all", "7", "30").await;
        let page = kim.get("/home").await;
        assert!(page.has("data-second-step-until") && page.has("Please set one up by 01/22/2027"), "{}", page.body);
        app.platform.clock.advance(7 * DAY - HOUR);
        let mut kim = app.logged_in("nurse.kim").await;
        assert!(kim.get("/home").await.has("data-second-step-until"));
        app.platform.clock.advance(HOUR);
        let mut kim = app.browser();
        // The right password, and nothing else, tells that something is missing.
        assert_eq!(kim.log_in(&app.practice_id, "nurse.kim", "wrong").await.status, REFUSED);
        assert_eq!(kim.log_in(&app.practice_id, "nurse.kim", PASSWORD).await.location(), "/home");
        assert_eq!(kim.get("/home").await.location(), "/account/second-step");
        let page = kim.get("/account/second-step").await;
        assert!(page.has("Set up a second step first") && page.has("/account/passkeys") && page.has("Log out"), "{}", page.body);
        assert!(!page.has("href=\"/account\"") && !page.has("id=\"trusted\""), "no way elsewhere: {}", page.body);
        set_up(&app, &mut kim).await;
        assert_eq!(kim.get("/home").await.status, StatusCode::OK, "the same session is as others now");
        assert!(!kim.get("/home").await.has("data-second-step-until"));
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'logged-in' AND detail LIKE '%\"limited\":\"second-step\"%'").await, 1);
        assert!(app.audit_is_whole().await);
    }

    async fn a_limited_session_can_do_nothing_by_url_or_by_post(app: TestApp) {
        policy(&app, "all", "0", "30").await;
        // An administrator without one, with everything to lose.
        let mut lee = app.logged_in("dr.lee").await;
        let kim = format!("/settings/users/{}", app.kim.simple());
        for (path, _) in app::routes::PAGES.iter().filter(|(_, access)| *access != app::routes::Access::Public) {
            let path = path.replace("{id}", &app.kim.simple().to_string());
            let fine = ["/account/second-step", "/account/authenticator", "/account/phone", "/account/passkeys", "/account/recovery-codes"];
            let page = lee.get(&path).await;
            if fine.contains(&path.as_str()) || path == "/confirm" {
                assert_eq!(page.status, StatusCode::OK, "{path}");
                assert!(!page.has("href=\"/settings\"") && !page.has("href=\"/account\""), "{path}: {}", page.body);
            } else {
                assert_eq!((page.status, page.location()), (SEE_OTHER, "/account/second-step"), "{path}");
            }
        }
        for (path, deed) in [(kim.as_str(), "deactivate"), (PATH, "second-step"), ("/account", "end-others"), ("/home", "")] {
            let page = lee.post(path, &[("deed", deed), ("version", "1"), ("second_step", "off"), ("grace_days", "0"), ("trust_days", "0")]).await;
            assert_eq!(page.location(), "/account/second-step", "{path}");
        }
        let new = [("username", "thief"), ("first_name", "A"), ("last_name", "B"), ("level", "staff")];
        assert_eq!(lee.post("/settings/users/new", &new).await.location(), "/account/second-step");
        for function in ["users/list", "users/overview", "users/details"] {
            let page = lee.post(&format!("/api/{function}"), &[("query[q]", ""), ("id", "")]).await;
            assert_eq!((page.status, page.body.as_str()), (StatusCode::FORBIDDEN, "{\"state\":\"limited\"}"), "{function}");
        }
        assert_eq!(app.count("SELECT COUNT(*) FROM users WHERE username = 'thief'").await, 0);
        assert_eq!(app.count("SELECT COUNT(*) FROM users WHERE id = id AND deactivated_at IS NULL").await, 3);
        assert_eq!(app.count("SELECT COUNT(*) FROM security_policy WHERE second_step = 'all'").await, 1);
        // Locked and opened again it is as limited as before.
        lee.post("/lock", &[]).await;
        assert_eq!(lee.post("/unlock", &[("deed", "unlock"), ("password", PASSWORD), ("next", "/settings")]).await.status, SEE_OTHER);
        assert_eq!(lee.get("/settings").await.location(), "/account/second-step");
        assert!(lee.get("/help").await.status == StatusCode::OK && lee.get("/session").await.has("\"open\""));
        assert_eq!(lee.post("/logout", &[]).await.status, SEE_OTHER);
        assert_eq!(lee.get("/account/second-step").await.location(), "/login?next=%2Faccount%2Fsecond-step");
    }

    async fn a_new_person_has_the_grace_from_their_first_log_in_on(app: TestApp) {
        policy(&app, "all", "3", "30").await;
        app.platform.clock.advance(60 * DAY);
        let phc = app::users::service::hash(&app.platform, PASSWORD).await.unwrap();
        app.add("first.day", false, Some(&phc)).await;
        let mut new = app.browser();
        new.log_in(&app.practice_id, "first.day", PASSWORD).await;
        assert!(new.get("/home").await.has("data-second-step-until"), "from today on");
        app.platform.clock.advance(3 * DAY);
        new.log_in(&app.practice_id, "first.day", PASSWORD).await;
        assert_eq!(new.get("/home").await.location(), "/account/second-step");
    }

    async fn a_reset_passes_no_requirement_by(app: TestApp) {
        app.logged_in("nurse.kim").await;
        policy(&app, "all", "0", "30").await;
        let administrator = app.add("office", true, None).await;
        let actor = crate::users::actor_of(&app, administrator);
        let made = start_code(&app.platform, &actor, app.kim, None, Locale::En).await.unwrap();
        let Started::Code { code, .. } = made else { panic!("{made:?}") };
        let mut kim = app.browser();
        let form = [("practice_id", app.practice_id.as_str()), ("username", "nurse.kim"), ("code", code.as_str())];
        assert_eq!(kim.post("/reset/code", &form).await.location(), "/reset/new");
        let new = "seven purple walruses at noon";
        assert_eq!(kim.post("/reset/new", &[("new_password", new)]).await.location(), "/login?done=password-set");
        assert_eq!(kim.get("/home").await.location(), "/login?next=%2Fhome", "a reset opens no session");
        kim.log_in(&app.practice_id, "nurse.kim", new).await;
        assert_eq!(kim.get("/home").await.location(), "/account/second-step");
    }

    async fn only_administrators_are_meant_where_only_they_are_and_whoever_becomes_one_is(app: TestApp) {
        let mut kim = app.logged_in("nurse.kim").await;
        policy(&app, "administrators", "0", "30").await;
        assert_eq!(app.logged_in("nurse.kim").await.get("/home").await.status, StatusCode::OK);
        assert_eq!(app.logged_in("dr.lee").await.get("/home").await.location(), "/account/second-step");
        app.sql("UPDATE users SET administrator = TRUE WHERE username = 'nurse.kim'").await;
        assert_eq!(kim.get("/home").await.status, StatusCode::OK, "a session goes on to its end");
        assert_eq!(app.logged_in("nurse.kim").await.get("/home").await.location(), "/account/second-step");
    }

    async fn off_asks_nobody_and_keeps_what_is_set_up_and_a_log_in_under_way_is_over(app: TestApp) {
        set_up(&app, &mut app.logged_in("nurse.kim").await).await;
        let mut waiting = asked(&app).await;
        policy(&app, "off", "0", "30").await;
        assert!(waiting.get("/login/code").await.has("Please log in again"), "in the middle of a log-in");
        let mut kim = app.logged_in("nurse.kim").await;
        assert_eq!(kim.get("/home").await.status, StatusCode::OK);
        assert!(kim.get("/account/second-step").await.has("has switched two-step log-in off"));
        assert_eq!(app.count("SELECT COUNT(*) FROM totp").await, 1);
        policy(&app, "optional", "0", "30").await;
        asked(&app).await;
    }

    async fn trust_lasts_as_long_as_the_practice_allows_and_ends_when_it_allows_less(app: TestApp) {
        let (phone, _) = set_up(&app, &mut app.logged_in("nurse.kim").await).await;
        policy(&app, "optional", "0", "10").await;
        let mut kim = asked(&app).await;
        assert!(kim.get("/login/code").await.has("on this browser for 10 days"));
        assert_eq!(with_trust(&mut kim, &phone.shows(&app, 0)).await.location(), "/home");
        app.platform.clock.advance(10 * DAY - MINUTE);
        assert_eq!(kim.log_in(&app.practice_id, "nurse.kim", PASSWORD).await.location(), "/home");
        app.platform.clock.advance(MINUTE);
        assert_eq!(kim.log_in(&app.practice_id, "nurse.kim", PASSWORD).await.location(), "/login/code");
        assert_eq!(with_trust(&mut kim, &phone.shows(&app, 0)).await.location(), "/home");
        app.platform.clock.advance(2 * DAY);
        policy(&app, "optional", "0", "1").await;
        assert_eq!(kim.log_in(&app.practice_id, "nurse.kim", PASSWORD).await.location(), "/login/code", "shortened");
        policy(&app, "optional", "0", "30").await;
        assert_eq!(kim.log_in(&app.practice_id, "nurse.kim", PASSWORD).await.location(), "/login/code", "what ended does not come back");
        // Forbidden while the page that offers it is open.
        assert!(kim.get("/login/code").await.has("for 30 days"));
        policy(&app, "optional", "0", "0").await;
        assert_eq!(with_trust(&mut kim, &phone.shows(&app, 0)).await.location(), "/home");
        assert_eq!(kim.log_in(&app.practice_id, "nurse.kim", PASSWORD).await.location(), "/login/code");
        assert!(!kim.get("/login/code").await.has("name=\"trust\""));
        assert_eq!(app.count("SELECT COUNT(*) FROM known_browser WHERE trusted_until > 1800000000000 + 2500000000").await, 0);
    }

    async fn the_operator_s_rules_are_the_standard_and_the_weakest(app: TestApp) {
        let engine = if matches!(app.platform.db, app::platform::Db::Sqlite { .. }) { Engine::Sqlite } else { Engine::Postgres };
        let app = TestApp::with(engine, |s| {
            s.policy.second_step = Some(Demand::Administrators);
            (s.policy.grace_days, s.policy.trust_days) = (Some(5), Some(2));
        })
        .await;
        let mut lee = app.logged_in("dr.lee").await;
        assert!(lee.get("/home").await.has("data-second-step-until"), "from the first log-in on");
        let page = lee.get(PATH).await;
        assert!(!page.has("name=\"second_step\" value=\"off\"") && !page.has("name=\"second_step\" value=\"optional\"") && page.has("allows nothing weaker"), "{}", page.body);
        for wrong in [("optional", "5", "2"), ("off", "0", "0"), ("all", "6", "2"), ("all", "5", "3")] {
            assert_eq!(save(&mut lee, &app, wrong).await.status, REFUSED, "{wrong:?}");
        }
        // Chosen when the operator allowed more: what holds is the operator's.
        assert_eq!(save(&mut lee, &app, ("all", "5", "2")).await.status, SEE_OTHER);
        app.sql("UPDATE security_policy SET second_step = 'off', grace_days = 30, trust_days = 30").await;
        app.platform.clock.advance(5 * DAY);
        assert_eq!(app.logged_in("dr.lee").await.get("/home").await.location(), "/account/second-step");
    }

    async fn a_clock_that_jumps_gives_no_longer_grace(app: TestApp) {
        app.logged_in("nurse.kim").await;
        app.platform.clock.advance(400 * DAY);
        policy(&app, "all", "7", "30").await;
        app.platform.clock.advance(-400 * DAY);
        assert!(app.logged_in("nurse.kim").await.get("/home").await.has("Please set one up by 01/22/2027"));
        app.platform.clock.advance(7 * DAY);
        assert_eq!(app.logged_in("nurse.kim").await.get("/home").await.location(), "/account/second-step");
    }

    async fn beside_a_second_step_eight_characters_will_do_and_once_it_goes_they_will_not(app: TestApp) {
        let mut kim = app.logged_in("nurse.kim").await;
        assert!(kim.get("/account/new-password").await.has("At least 15 characters"));
        assert!(change_password(&mut kim, "/account/new-password", PASSWORD, SHORT).await.has("needs at least 15"));
        set_up(&app, &mut kim).await;
        assert!(kim.get("/account/new-password").await.has("At least 8 characters"));
        assert!(change_password(&mut kim, "/account/new-password", PASSWORD, "walrus9").await.has("needs at least 8"));
        assert_eq!(change_password(&mut kim, "/account/new-password", PASSWORD, SHORT).await.location(), "/account?done=password");
        assert_eq!(app.count("SELECT COUNT(*) FROM user_password WHERE short").await, 1);
        assert_eq!(kim.post("/account/authenticator", &[("deed", "remove")]).await.status, SEE_OTHER);
        assert!(kim.get("/account/second-step").await.has("Your password is shorter than 15 characters"), "told at once");
        assert_eq!(kim.get("/home").await.status, StatusCode::OK, "and asked for at the next log-in");

        let mut kim = app.browser();
        assert_eq!(kim.log_in(&app.practice_id, "nurse.kim", SHORT).await.location(), "/home");
        for path in ["/home", "/account", "/account/second-step", "/account/authenticator", "/confirm", "/settings"] {
            assert_eq!(kim.get(path).await.location(), "/account/new-password", "{path}");
        }
        let page = kim.get("/account/new-password").await;
        assert!(page.has("A longer password first") && page.has("At least 15 characters"), "{}", page.body);
        assert_eq!(kim.post("/account", &[("deed", "idle"), ("idle_minutes", "5")]).await.location(), "/account/new-password");
        assert!(change_password(&mut kim, "/account/new-password", SHORT, "otter-8 cup").await.has("needs at least 15"));
        let page = change_password(&mut kim, "/account/new-password", SHORT, "seven purple walruses at noon").await;
        assert_eq!(page.location(), "/home?done=password", "{}", page.body);
        assert!(kim.get("/home?done=password").await.has("Your password is changed."));
        assert_eq!(app.count("SELECT COUNT(*) FROM user_password WHERE short").await, 0);
        assert!(app.audit_is_whole().await);
    }

    async fn a_short_password_is_too_short_when_an_administrator_or_the_policy_takes_the_rest_away(app: TestApp) {
        let mut kim = app.logged_in("nurse.kim").await;
        set_up(&app, &mut kim).await;
        change_password(&mut kim, "/account/new-password", PASSWORD, SHORT).await;
        policy(&app, "off", "0", "30").await;
        let mut next = app.browser();
        next.log_in(&app.practice_id, "nurse.kim", SHORT).await;
        assert_eq!(next.get("/home").await.location(), "/account/new-password");
        policy(&app, "optional", "0", "30").await;
        app.platform.clock.advance(MINUTE);
        let path = format!("/settings/users/{}", app.kim.simple());
        assert_eq!(app.logged_in("dr.lee").await.post(&path, &[("deed", "remove-second-step")]).await.status, SEE_OTHER);
        next.log_in(&app.practice_id, "nurse.kim", SHORT).await;
        assert_eq!(next.get("/home").await.location(), "/account/new-password");
    }
}
