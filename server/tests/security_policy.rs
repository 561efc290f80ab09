//! The practice's security settings: who changes them, within which bounds, what two editors at once see, and what each rule does at the door.

use app::platform::clock::{DAY, HOUR, MINUTE};
use app::platform::settings::{QuestionPolicy, Span};
use app::security_policy::service::open_networks;
use axum::http::StatusCode;

use crate::second_factor::set_up;
use crate::support::{Browser, Engine, PASSWORD, Page, TestApp};

const PATH: &str = "/settings/security";

async fn set_idle(browser: &mut Browser, version: &str, minutes: &str) -> Page {
    browser.post(PATH, &[("deed", "idle-lock"), ("version", version), ("idle_minutes", minutes)]).await
}

const NEW: &str = "seven purple walruses at noon";
const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

/// Posts a section, as the page stands now.
async fn save(browser: &mut Browser, app: &TestApp, deed: &str, inputs: &[(&str, &str)]) -> Page {
    let version = app.count("SELECT COALESCE(MAX(version), 0) FROM security_policy").await.to_string();
    let form: Vec<(&str, &str)> =
        [("deed", deed), ("version", version.as_str())].into_iter().chain(inputs.iter().copied()).collect();
    browser.post(PATH, &form).await
}

async fn saved(browser: &mut Browser, app: &TestApp, deed: &str, inputs: &[(&str, &str)]) {
    let page = save(browser, app, deed, inputs).await;
    assert_eq!(page.location(), "/settings/security?done=saved", "{inputs:?}: {}", page.body);
}

async fn change_password(browser: &mut Browser, current: &str, new: &str) -> Page {
    let form = [("deed", "password"), ("current_password", current), ("new_password", new), ("repeat_password", new)];
    browser.post("/account/new-password", &form).await
}

fn engine_of(app: &TestApp) -> Engine {
    if matches!(app.platform.db, app::platform::Db::Sqlite { .. }) { Engine::Sqlite } else { Engine::Postgres }
}

fn shows(page: &Page, minutes: &str) -> bool {
    page.has("name=\"idle_minutes\"") && page.has(&format!("value=\"{minutes}\""))
}

both_engines! {
    async fn an_administrator_sets_the_idle_lock_within_its_bounds(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        assert!(lee.get("/settings").await.has("href=\"/settings/security\""));
        assert!(shows(&lee.get(PATH).await, "15"), "the standard");
        for wrong in ["1", "61", "", "soon", "-5", "15.5"] {
            let page = set_idle(&mut lee, "0", wrong).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
            assert!(page.has("Enter a number of minutes from 2 to 60.") && page.has("aria-invalid=\"true\""), "{}", page.body);
        }
        assert_eq!(set_idle(&mut lee, "0", " 30 minutes").await.location(), "/settings/security?done=saved");
        let page = lee.get("/settings/security?done=saved").await;
        assert!(shows(&page, "30") && page.has("Saved.") && page.has("Last changed by Jin Kim"), "{}", page.body);
        let told = "SELECT COUNT(*) FROM audit_entry WHERE kind = 'security-policy-changed' \
                    AND detail = '{\"after\":{\"idle_minutes\":30},\"before\":{\"idle_minutes\":15}}'";
        assert_eq!(app.count(told).await, 1, "with before and after");
        // The same once more changes nothing and tells nothing.
        assert_eq!(set_idle(&mut lee, "1", "30").await.status, StatusCode::SEE_OTHER);
        assert_eq!(app.count("SELECT version FROM security_policy").await, 1);
        assert!(app.audit_is_whole().await);
    }

    async fn nobody_else_may_and_another_practice_keeps_its_own(app: TestApp) {
        let (_, other) = app.other_practice("Harbor", "dr.patel").await;
        let mut patel = app.browser();
        patel.log_in(&other, "dr.patel", crate::support::PASSWORD).await;
        let mut kim = app.logged_in("nurse.kim").await;
        assert_eq!(kim.get(PATH).await.status, StatusCode::FORBIDDEN);
        assert_eq!(set_idle(&mut kim, "0", "60").await.status, StatusCode::FORBIDDEN);
        assert_eq!(app.browser().get(PATH).await.location(), "/login?next=%2Fsettings%2Fsecurity");
        assert_eq!(set_idle(&mut app.browser(), "0", "60").await.status, StatusCode::SEE_OTHER);
        assert_eq!(app.count("SELECT COUNT(*) FROM security_policy").await, 0);
        let mut lee = app.logged_in("dr.lee").await;
        set_idle(&mut lee, "0", "5").await;
        assert!(shows(&patel.get(PATH).await, "15"));
    }

    async fn the_second_of_two_editors_is_told_and_overwrites_nothing_unseen(app: TestApp) {
        let (mut first, mut second) = (app.logged_in("dr.lee").await, app.logged_in("dr.lee").await);
        assert_eq!(set_idle(&mut first, "0", "30").await.status, StatusCode::SEE_OTHER);
        let page = set_idle(&mut second, "0", "10").await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.has("Somebody else changed these settings") && page.has("Saved meanwhile: 30") && shows(&page, "10") && page.has("name=\"version\" value=\"1\""), "{}", page.body);
        assert_eq!(app.count("SELECT idle_minutes FROM security_policy").await, 30);
        assert_eq!(set_idle(&mut second, "1", "10").await.status, StatusCode::SEE_OTHER, "having seen it, they may");
        assert_eq!(app.count("SELECT idle_minutes FROM security_policy").await, 10);
    }

    async fn the_operator_s_idle_lock_is_the_standard_and_the_longest(app: TestApp) {
        let app = TestApp::with(engine_of(&app), |s| s.session.idle_lock = Some(Span(10 * MINUTE))).await;
        let mut lee = app.logged_in("dr.lee").await;
        assert!(shows(&lee.get(PATH).await, "10"));
        assert!(set_idle(&mut lee, "0", "11").await.has("from 2 to 10."));
        assert_eq!(set_idle(&mut lee, "0", "2").await.status, StatusCode::SEE_OTHER);
        // Chosen when the operator allowed more: shown as what holds.
        app.sql("UPDATE security_policy SET idle_minutes = 45").await;
        assert!(shows(&lee.get(PATH).await, "10"));
    }

    async fn longer_passwords_are_asked_for_of_new_ones(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        for wrong in ["7", "65", "", "long"] {
            let page = save(&mut lee, &app, "passwords", &[("password_length", wrong), ("password_days", "0")]).await;
            assert!(page.status == REFUSED && page.has("Enter a number of characters from 8 to 64."), "{wrong}: {}", page.body);
        }
        for wrong in ["", "30", "400", "-1"] {
            let page = save(&mut lee, &app, "passwords", &[("password_length", "12"), ("password_days", wrong)]).await;
            assert!(page.status == REFUSED && page.has("Choose one of these."), "{wrong}: {}", page.body);
        }
        saved(&mut lee, &app, "passwords", &[("password_length", "20 characters"), ("password_days", "0")]).await;
        let mut kim = app.logged_in("nurse.kim").await;
        assert!(kim.get("/account/new-password").await.has("At least 20 characters"), "the old one still opens");
        assert!(change_password(&mut kim, PASSWORD, "otter-8 cup of tea").await.has("needs at least 20"));
        set_up(&app, &mut kim).await;
        assert!(kim.get("/account/new-password").await.has("At least 20 characters"), "also beside a second step");
        assert_eq!(change_password(&mut kim, PASSWORD, NEW).await.location(), "/account?done=password");
        // Fewer than a password needs that stands alone: only beside a second step.
        saved(&mut lee, &app, "passwords", &[("password_length", "10"), ("password_days", "0")]).await;
        assert!(kim.get("/account/new-password").await.has("At least 10 characters"));
        assert!(lee.get("/account/new-password").await.has("At least 15 characters"));
        assert!(app.audit_is_whole().await);
    }

    async fn a_password_ends_where_the_practice_wants_and_its_person_is_told_before(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        saved(&mut lee, &app, "passwords", &[("password_length", "8"), ("password_days", "60")]).await;
        assert!(!app.logged_in("nurse.kim").await.get("/home").await.has("data-password-until"));
        app.platform.clock.advance(47 * DAY);
        let page = app.logged_in("nurse.kim").await.get("/home").await;
        assert!(page.has("data-password-until") && page.has("Your password holds until 03/16/2027"), "{}", page.body);
        app.platform.clock.advance(13 * DAY - HOUR);
        assert_eq!(app.logged_in("nurse.kim").await.get("/home").await.status, StatusCode::OK);
        app.platform.clock.advance(HOUR);
        let mut kim = app.logged_in("nurse.kim").await;
        for path in ["/home", "/account", "/patients", "/settings"] {
            assert_eq!(kim.get(path).await.location(), "/account/new-password", "{path}");
        }
        let page = kim.get("/account/new-password").await;
        assert!(page.has("A new password first") && page.has("a password holds 60 days"), "{}", page.body);
        assert!(change_password(&mut kim, PASSWORD, PASSWORD).await.status == REFUSED, "not the same once more");
        assert_eq!(change_password(&mut kim, PASSWORD, NEW).await.location(), "/home?done=password");
        assert_eq!(kim.get("/home").await.status, StatusCode::OK);
        // A clock that was set back ends nothing sooner and holds nobody longer than the days.
        app.platform.clock.advance(-60 * DAY);
        let mut kim = app.browser();
        assert_eq!(kim.log_in(&app.practice_id, "nurse.kim", NEW).await.location(), "/home");
        assert_eq!(kim.get("/home").await.status, StatusCode::OK);
        // Never again.
        app.platform.clock.advance(121 * DAY);
        let mut lee = app.logged_in("dr.lee").await;
        assert_eq!(lee.get(PATH).await.location(), "/account/new-password", "administrators too");
        change_password(&mut lee, PASSWORD, NEW).await;
        saved(&mut lee, &app, "passwords", &[("password_length", "8"), ("password_days", "0")]).await;
        let mut kim = app.browser();
        kim.log_in(&app.practice_id, "nurse.kim", NEW).await;
        assert_eq!(kim.get("/home").await.status, StatusCode::OK);
    }

    async fn everybody_chooses_a_new_password_once_when_they_are_asked_to(app: TestApp) {
        let (_, other) = app.other_practice("Harbor", "dr.patel").await;
        let (mut lee, mut kim) = (app.logged_in("dr.lee").await, app.logged_in("nurse.kim").await);
        app.platform.clock.advance(MINUTE);
        saved(&mut lee, &app, "passwords", &[("password_length", "8"), ("password_days", "0"), ("passwords_new", "yes")]).await;
        assert_eq!(kim.get("/home").await.status, StatusCode::OK, "who is logged in goes on");
        assert!(!lee.get(PATH).await.has("name=\"passwords_new\" value=\"yes\" checked"), "a deed, not a state");
        for who in ["nurse.kim", "dr.lee"] {
            let mut person = app.logged_in(who).await;
            let page = person.get("/home").await;
            assert_eq!(page.location(), "/account/new-password", "{who}");
            assert!(person.get("/account/new-password").await.has("has asked everybody to choose a new password"));
            assert_eq!(change_password(&mut person, PASSWORD, NEW).await.location(), "/home?done=password");
            let mut again = app.browser();
            again.log_in(&app.practice_id, who, NEW).await;
            assert_eq!(again.get("/home").await.status, StatusCode::OK, "once: {who}");
        }
        let mut patel = app.browser();
        patel.log_in(&other, "dr.patel", PASSWORD).await;
        assert_eq!(patel.get("/home").await.status, StatusCode::OK, "another practice is asked nothing");
        let mut lee = app.browser();
        lee.log_in(&app.practice_id, "dr.lee", NEW).await;
        let page = lee.get("/settings").await;
        assert!(page.has("Everybody chooses a new password at their next log-in"), "in the recent changes: {}", page.body);
        assert!(!page.has("value=\"undo\""), "what people have done is not taken back: {}", page.body);
    }

    async fn the_practice_decides_whether_resets_ask_the_question(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        assert!(lee.get("/home").await.has("Set a security question"));
        for (policy, asked, set) in [("off", false, false), ("optional", false, true), ("required", true, true)] {
            saved(&mut lee, &app, "security-question", &[("security_question", policy)]).await;
            assert_eq!(lee.get("/home").await.has("Set a security question"), asked, "{policy}");
            assert_eq!(lee.get("/account").await.has("question-section"), set, "{policy}");
        }
        let page = save(&mut lee, &app, "security-question", &[("security_question", "sometimes")]).await;
        assert!(page.status == REFUSED && page.has("Choose one of these."), "{}", page.body);
        // The operator's is the weakest.
        let app = TestApp::with(engine_of(&app), |s| s.policy.security_question = Some(QuestionPolicy::Optional)).await;
        let mut lee = app.logged_in("dr.lee").await;
        let page = lee.get(PATH).await;
        assert!(!page.has("name=\"security_question\" value=\"off\"") && page.has("allows nothing weaker"), "{}", page.body);
        assert_eq!(save(&mut lee, &app, "security-question", &[("security_question", "off")]).await.status, REFUSED);
        saved(&mut lee, &app, "security-question", &[("security_question", "required")]).await;
    }

    async fn from_outside_of_the_allowed_networks_one_gets_no_further_than_one_page(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        let mut home = app.browser().at("198.51.100.9");
        home.log_in(&app.practice_id, "nurse.kim", PASSWORD).await;
        assert_eq!(home.get("/home").await.status, StatusCode::OK, "from anywhere at first");
        for (wrong, said) in [
            ("203.0.113.300", "“203.0.113.300” is no address and no network."),
            ("0.0.0.0/0", "nearly the whole internet"),
        ] {
            let page = save(&mut lee, &app, "allowed-networks", &[("networks", wrong)]).await;
            assert!(page.status == REFUSED && page.has(said) && page.has(wrong), "{wrong}: {}", page.body);
        }
        saved(&mut lee, &app, "allowed-networks", &[("networks", "203.0.113.0/24\r\n2001:db8:7::/48")]).await;

        // An open session is held as well, page, form and function.
        for path in ["/home", "/account", "/settings/security", "/patients", "/account/new-password"] {
            assert_eq!(home.get(path).await.location(), "/account/network", "{path}");
        }
        assert_eq!(home.post("/account", &[("deed", "end-others")]).await.location(), "/account/network");
        assert_eq!(home.post_json("/api/users", "{}".to_owned()).await.status, StatusCode::FORBIDDEN);
        let page = home.get("/account/network").await;
        assert!(page.status == StatusCode::FORBIDDEN && page.has("You are at 198.51.100.9") && page.has("Log out"), "{}", page.body);
        // A new log-in learns it only with the right password.
        let mut stranger = app.browser().at("198.51.100.10");
        let page = stranger.log_in(&app.practice_id, "nurse.kim", "wrong-password-9").await;
        assert!(page.status != StatusCode::SEE_OTHER && !page.has("own networks"), "{}", page.body);
        assert_eq!(stranger.log_in(&app.practice_id, "nurse.kim", PASSWORD).await.status, StatusCode::SEE_OTHER);
        assert_eq!(stranger.get("/home").await.location(), "/account/network");
        let told = "SELECT COUNT(*) FROM audit_entry WHERE kind = 'network-refused' AND network";
        assert_eq!(app.count(&format!("{told} = '198.51.100.9'")).await, 1, "told once for a session and a network");
        assert_eq!(app.count(&format!("{told} = '198.51.100.10'")).await, 1);
        let page = lee.get(&format!("/settings/users/{}", app.kim.simple())).await;
        assert!(page.has("Tried to work from a network that your practice does not allow"), "{}", page.body);

        // From inside all is as ever, with the same session.
        let mut home = home.at("203.0.113.77");
        assert_eq!(home.get("/home").await.status, StatusCode::OK);
        assert!(home.get("/account/network").await.has("You may work from here"));
        assert_eq!(app.logged_in("nurse.kim").await.at("2001:db8:7:1::5").get("/home").await.status, StatusCode::OK);
        assert!(app.audit_is_whole().await);
    }

    async fn administrators_are_left_out_unless_they_are_meant_and_nobody_shuts_themselves_out(app: TestApp) {
        let office = [("networks", "203.0.113.0/24")];
        let all = [("networks", "203.0.113.0/24"), ("administrators_too", "yes")];
        let mut lee = app.logged_in("dr.lee").await.at("198.51.100.9");
        saved(&mut lee, &app, "allowed-networks", &office).await;
        assert_eq!(lee.get("/home").await.status, StatusCode::OK, "from anywhere");
        let page = save(&mut lee, &app, "allowed-networks", &all).await;
        assert!(page.status == REFUSED && page.has("You are at 198.51.100.9, which is in none of these"), "{}", page.body);
        assert!(page.has("name=\"administrators_too\" value=\"yes\" checked"), "what was ticked stays: {}", page.body);
        let mut lee = lee.at("203.0.113.9");
        saved(&mut lee, &app, "allowed-networks", &all).await;
        let mut lee = lee.at("198.51.100.9");
        assert_eq!(lee.get(PATH).await.location(), "/account/network", "an administrator too");
        assert_eq!(save(&mut lee, &app, "allowed-networks", &[("networks", "")]).await.location(), "/account/network");

        // The provider has changed the address: the operator lets them in, for one practice.
        let (harbor, _) = app.other_practice("Harbor", "dr.patel").await;
        assert!(!open_networks(&app.platform, harbor, "Anna").await.unwrap(), "there is nothing to open");
        let practice = app.practice;
        assert!(open_networks(&app.platform, practice, "Anna").await.unwrap());
        assert_eq!(lee.get("/home").await.status, StatusCode::OK);
        assert!(lee.get(PATH).await.has("Last changed by whoever runs the server"));
        let seen_before = [("deed", "allowed-networks"), ("version", "2"), ("networks", "203.0.113.0/24")];
        assert_eq!(lee.post(PATH, &seen_before).await.status, REFUSED, "a page from before shuts nobody out again unseen");
        let told = "SELECT COUNT(*) FROM audit_entry WHERE kind = 'security-policy-changed' AND network = 'operator' AND detail LIKE '%Anna%'";
        assert_eq!(app.count(told).await, 1);
        assert!(app.audit_is_whole().await);
    }

    async fn what_asks_less_is_told_to_every_administrator_and_a_change_is_undone(app: TestApp) {
        app.sql("UPDATE users SET email = username || '@elm.example'").await;
        let mut lee = app.logged_in("dr.lee").await;
        let weak = |mails: &[app::platform::mailer::Mail]| mails.iter().filter(|m| m.subject.contains("was changed")).count();
        let here = [("networks", "203.0.113.0/24")];
        for (deed, stricter, weaker) in [
            ("passwords", [("password_length", "20"), ("password_days", "90")].as_slice(), [("password_length", "20"), ("password_days", "0")].as_slice()),
            ("passwords", &[("password_length", "20"), ("password_days", "0")], &[("password_length", "10"), ("password_days", "0")]),
            ("allowed-networks", &here, &[("networks", "")]),
            ("security-question", &[("security_question", "required")], &[("security_question", "optional")]),
        ] {
            saved(&mut lee, &app, deed, stricter).await;
            // From where people may work is told whatever it is: the first list opens nothing, and may shut people out.
            assert_eq!(weak(&app.mails().await), usize::from(deed == "allowed-networks"), "{stricter:?}");
            saved(&mut lee, &app, deed, weaker).await;
            assert_eq!(weak(&app.mails().await), 1, "{weaker:?}");
        }
        // The newest of each section can be taken back, in words.
        let page = lee.get("/settings").await;
        assert!(page.has("Networks, one on each line") && page.has("anywhere") && page.has("203.0.113.0/24"), "{}", page.body);
        let change = app.count("SELECT MAX(seq) FROM audit_entry WHERE kind = 'security-policy-changed' AND detail LIKE '%networks%'").await;
        let undone = lee.post("/settings", &[("deed", "undo"), ("change", &change.to_string())]).await;
        assert_eq!(undone.location(), "/settings?done=undone#changes", "{}", undone.body);
        assert_eq!(app.count("SELECT COUNT(*) FROM security_policy WHERE networks = '203.0.113.0/24'").await, 1);
    }

    async fn another_section_that_changed_meanwhile_is_no_conflict(app: TestApp) {
        let (mut first, mut second) = (app.logged_in("dr.lee").await, app.logged_in("dr.lee").await);
        let form = [("deed", "passwords"), ("version", "0"), ("password_length", "20"), ("password_days", "0")];
        assert_eq!(first.post(PATH, &form).await.status, StatusCode::SEE_OTHER);
        assert_eq!(set_idle(&mut second, "0", "10").await.status, StatusCode::SEE_OTHER, "nobody had touched it");
        let page = first.post(PATH, &form.map(|(name, value)| if name == "password_length" { (name, "30") } else { (name, value) })).await;
        assert!(page.status == REFUSED && page.has("Saved meanwhile: 20"), "the same one is: {}", page.body);
        assert_eq!(set_idle(&mut second, "9", "12").await.status, REFUSED, "nor does a version of the future count");
    }

    async fn a_mistake_hides_no_conflict_in_any_section_and_what_the_other_changed_stays(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await.at("203.0.113.9");
        for (n, deed, first, second, said) in [
            ("0", "idle-lock", vec![("idle_minutes", "30")], vec![("idle_minutes", "999")], "Saved meanwhile: 30"),
            ("1", "second-step", vec![("second_step", "optional"), ("grace_days", "5"), ("trust_days", "3")], vec![("second_step", "optional"), ("grace_days", "x"), ("trust_days", "30")], "Saved meanwhile: 5"),
            ("2", "passwords", vec![("password_length", "20"), ("password_days", "0")], vec![("password_length", "2"), ("password_days", "0")], "Saved meanwhile: 20"),
            ("3", "security-question", vec![("security_question", "off")], vec![("security_question", "sometimes")], "Saved meanwhile: "),
            ("4", "allowed-networks", vec![("networks", "203.0.113.0/24")], vec![("networks", "here")], "Saved meanwhile: 203.0.113.0/24"),
        ] {
            let of = |typed: Vec<(&'static str, &'static str)>| [vec![("deed", deed), ("version", n)], typed].concat();
            let page = lee.post(PATH, &of(first)).await;
            assert_eq!(page.status, StatusCode::SEE_OTHER, "{deed}: {}", page.body);
            let page = lee.post(PATH, &of(second)).await;
            assert!(page.status == REFUSED && page.has("Somebody else changed these settings") && page.has(said), "{deed}: {}", page.body);
        }
    }

    async fn what_was_left_alone_in_a_section_is_as_somebody_else_saved_it(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await.at("203.0.113.9");
        let step = |version: &'static str, was: &'static str, grace: &'static str, trust: &'static str| {
            [("deed", "second-step"), ("version", version), ("was", was), ("second_step", "optional"), ("grace_days", grace), ("trust_days", trust)]
        };
        assert_eq!(lee.post(PATH, &step("0", "", "5", "3")).await.status, StatusCode::SEE_OTHER);
        let was = r#"{"grace_days":"7","second_step":"optional","trust_days":"30"}"#;
        let page = lee.post(PATH, &step("0", was, "7", "10")).await;
        assert!(page.status == REFUSED && page.has(": Saved meanwhile: 3<") && !page.has("Saved meanwhile: 5"), "{}", page.body);
        assert!(page.has("name=\"grace_days\" value=\"5\"") && page.has("name=\"trust_days\" value=\"10\""), "{}", page.body);
        // A mistake keeps what the form was opened at; the other forms of the page are as they stand.
        let page = lee.post(PATH, &step("1", was, "7", "99")).await;
        assert!(page.status == REFUSED && !page.has("Somebody else changed"), "{}", page.body);
        assert_eq!(page.body.matches("name=\"version\" value=\"1\"").count(), 5, "{}", page.body);
        // A tick that somebody else has made is not taken back by a form that had none.
        let networks = |version: &'static str, list: &'static str, too: &'static str| {
            let form = [("deed", "allowed-networks"), ("version", version), ("was", "{}"), ("networks", list), ("administrators_too", too)];
            form.into_iter().filter(|(_, value)| !value.is_empty()).collect::<Vec<_>>()
        };
        let page = lee.post(PATH, &networks("1", "203.0.113.0/24", "yes")).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
        let page = lee.post(PATH, &networks("1", "", "")).await;
        assert!(page.status == REFUSED && page.has("203.0.113.0/24") && page.has("name=\"administrators_too\" value=\"yes\" checked"), "{}", page.body);
    }

    async fn who_waits_for_what_is_asked_no_more_goes_on_at_once(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        let step = |demand: &'static str| [("second_step", demand), ("grace_days", "0"), ("trust_days", "30")];
        saved(&mut lee, &app, "second-step", &step("all")).await;
        let mut kim = app.logged_in("nurse.kim").await;
        assert_eq!(kim.get("/home").await.location(), "/account/second-step");
        saved(&mut lee, &app, "second-step", &step("optional")).await;
        assert_eq!(kim.get("/home").await.status, StatusCode::OK);
    }
}
