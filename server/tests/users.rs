//! EHR Users: what an administrator sees and does, what nobody else may, and what two at once can't break.

use app::i18n::Locale;
use app::platform::Db;
use app::platform::clock::MINUTE;
use app::users::manage::{Deed, Result as Done, perform};
use app::web::next::encode;
use axum::http::StatusCode;
use uuid::Uuid;

use crate::support::{Engine, PASSWORD, TestApp};

async fn page_of(app: &TestApp, username: &str) -> String {
    format!("/settings/users/{}", app.id_of(username).await.simple())
}

both_engines! {
    async fn an_administrator_finds_people_and_others_find_nothing(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        let page = lee.get("/settings").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.has("EHR Users") && page.has("3 active · 1 administrator: name a second"), "{}", page.body);
        let page = lee.get("/settings/users").await;
        assert!(page.has("nurse.kim") && page.has("gone.ray") && page.has("Deactivated"), "{}", page.body);
        let page = lee.get("/settings/users?q=nurse").await;
        assert!(page.has("nurse.kim") && !page.has("gone.ray"), "{}", page.body);
        assert!(!lee.get("/settings/users?state=active").await.has("gone.ray"));
        assert!(lee.get("/settings/users?q=nobody-of-this-name").await.has("Nobody found."));

        let mut kim = app.logged_in("nurse.kim").await;
        let kims_page = page_of(&app, "nurse.kim").await;
        for path in ["/settings", "/settings/users", "/settings/users/new", kims_page.as_str()] {
            let page = kim.get(path).await;
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{path}");
            assert!(!page.has("gone.ray") && page.has("Only administrators"), "{path}: {}", page.body);
            assert!(app.browser().get(path).await.location().starts_with("/login?next=%2Fsettings"), "{path}");
        }
        for function in ["users/list", "users/overview", "users/details"] {
            let page = kim.post(&format!("/api/{function}"), &[("query[q]", ""), ("id", "x")]).await;
            assert!(!page.has("gone.ray"), "{function}: {}", page.body);
            assert!(!app.browser().post(&format!("/api/{function}"), &[("query[q]", "")]).await.has("gone.ray"), "{function}");
        }
    }

    async fn the_list_goes_on_where_the_page_ended(app: TestApp) {
        for n in 0..60 {
            app.add(&format!("person{n:02}"), false, None).await;
        }
        let mut lee = app.logged_in("dr.lee").await;
        let (mut path, mut seen, mut pages) = ("/settings/users?q=person".to_owned(), Vec::new(), 0);
        loop {
            let page = lee.get(&path).await;
            pages += 1;
            seen.extend(page.body.split("translate=\"no\">person").skip(1).map(|rest| rest[..2].to_owned()));
            let Some(next) = page.body.split("rel=\"next\"").next().filter(|_| page.has("rel=\"next\"")) else { break };
            path = next.rsplit("href=\"").next().unwrap().split('"').next().unwrap().replace("&amp;", "&");
        }
        assert_eq!(pages, 3);
        seen.sort();
        assert_eq!(seen, (0..60).map(|n| format!("{n:02}")).collect::<Vec<_>>(), "everybody once");
        assert_eq!(lee.get(&format!("/settings/users?after={}", encode("rubbish~'\"<"))).await.status, StatusCode::OK);
    }

    async fn a_person_is_added_edited_and_found_again(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        let mut form = vec![("username", " Maria.G "), ("first_name", "María"), ("last_name", "Gómez"), ("email", "maria@elm.example"), ("phone", ""), ("level", "staff")];
        let page = lee.post("/settings/users/new", &form).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
        let path = page.location().split('?').next().unwrap().to_owned();
        assert!(lee.get(page.location()).await.has("María Gómez"));
        assert!(lee.get("/settings/users?q=g%C3%B3m").await.has("maria.g"), "found by the beginning of the family name");
        let page = lee.post("/settings/users/new", &form).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("Your practice has a user of this name already.") && page.has("value=\"María\""));
        form[3] = ("email", "maria@");
        form[0] = ("username", "has space");
        let page = lee.post("/settings/users/new", &form).await;
        assert!(page.has("does not look like an e-mail") && page.has("A username has only"), "all at once: {}", page.body);

        let edit = [("deed", "save"), ("version", "1"), ("first_name", "María"), ("last_name", "Ruiz"), ("email", ""), ("phone", "202 555 0100"), ("level", "biller")];
        assert_eq!(lee.post(&path, &edit).await.status, StatusCode::SEE_OTHER);
        let page = lee.get(&path).await;
        assert!(page.has("María Ruiz") && page.has("Details were changed"), "{}", page.body);
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'user-changed' AND detail LIKE '%Gómez%' AND detail LIKE '%Ruiz%'").await, 1);
        assert!(app.audit_is_whole().await);
    }

    async fn two_editors_at_once_get_a_conflict_that_loses_nothing(app: TestApp) {
        let path = page_of(&app, "nurse.kim").await;
        let mut one = app.logged_in("dr.lee").await;
        let mut other = one.clone();
        let form = |last: &'static str| [("deed", "save"), ("version", "1"), ("first_name", "Jin"), ("last_name", last), ("email", ""), ("phone", ""), ("level", "nurse")];
        assert_eq!(one.post(&path, &form("First")).await.status, StatusCode::SEE_OTHER);
        let page = other.post(&path, &form("Second")).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.has("Jin First was changed by somebody else") && page.has("value=\"Second\""), "{}", page.body);
        assert!(page.has("Saved here meanwhile: First. Saving again puts your text in its place."), "{}", page.body);
        assert!(page.has("name=\"version\" value=\"2\"") || page.has("value=\"2\" name=\"version\""), "saving again replaces");
    }

    async fn what_the_second_editor_did_not_touch_stays_as_the_first_one_saved_it(app: TestApp) {
        let path = page_of(&app, "nurse.kim").await;
        let (mut one, mut other) = (app.logged_in("dr.lee").await, app.logged_in("dr.lee").await);
        let was = [("was_first_name", "Jin"), ("was_last_name", "Kim"), ("was_email", ""), ("was_phone", ""), ("was_level", "nurse")];
        let form = |version: &'static str, first: &'static str, phone: &'static str, level: &'static str| {
            let typed = [("deed", "save"), ("version", version), ("first_name", first), ("last_name", "Kim"), ("email", ""), ("phone", phone), ("level", level)];
            typed.into_iter().chain(was).collect::<Vec<_>>()
        };
        assert_eq!(one.post(&path, &form("1", "Jin", "202 555 0777", "staff")).await.status, StatusCode::SEE_OTHER);
        let page = other.post(&path, &form("1", "Jinny", "", "nurse")).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("Their changes are in the boxes now"), "{}", page.body);
        assert_eq!((page.input("first_name"), page.input("phone")), ("Jinny".to_owned(), "202 555 0777".to_owned()));
        assert!(page.has("value=\"staff\" selected") && !page.has("Saved here meanwhile"), "{}", page.body);
        assert_eq!((page.input("version"), page.input("was_first_name"), page.input("was_phone")), ("2".into(), "Jin".into(), "202 555 0777".into()));
    }

    async fn a_mistake_hides_no_conflict_and_a_refused_form_stays_at_what_it_was_opened_at(app: TestApp) {
        let path = page_of(&app, "nurse.kim").await;
        let mut lee = app.logged_in("dr.lee").await;
        let was = [("was_first_name", "Jin"), ("was_last_name", "Kim"), ("was_email", ""), ("was_phone", ""), ("was_level", "nurse")];
        let form = |version: &'static str, last: &'static str, email: &'static str, phone: &'static str| {
            let typed = [("deed", "save"), ("version", version), ("first_name", "Jin"), ("last_name", last), ("email", email), ("phone", phone), ("level", "nurse")];
            typed.into_iter().chain(was).collect::<Vec<_>>()
        };
        // Refused for a mistake: what it was opened at comes back with it.
        let page = lee.post(&path, &form("1", "Kim", "jin@", "")).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("does not look like an e-mail"), "{}", page.body);
        assert_eq!((page.input("version"), page.input("was_email"), page.input("was_last_name")), ("1".into(), String::new(), "Kim".into()));
        // Somebody else saves, and the next try has another mistake.
        assert_eq!(lee.post(&path, &form("1", "Lee", "", "202 555 0777")).await.status, StatusCode::SEE_OTHER);
        let page = lee.post(&path, &form("1", "Park", "jin@", "")).await;
        assert!(page.has("changed by somebody else") && !page.has("does not look like an e-mail"), "{}", page.body);
        assert_eq!((page.input("phone"), page.input("email"), page.input("last_name")), ("202 555 0777".into(), "jin@".into(), "Park".into()));
        assert_eq!((page.input("version"), page.input("was_phone"), page.input("was_last_name")), ("2".into(), "202 555 0777".into(), "Lee".into()));
        assert!(page.has(": Saved here meanwhile: Lee."), "the summary names the box: {}", page.body);
        // Another deed that is refused leaves the profile's boxes as they are.
        let own = page_of(&app, "dr.lee").await;
        let name = lee.get(&own).await.input("first_name");
        let page = lee.post(&own, &[("deed", "remove-administrator")]).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.input("first_name") == name, "{}", page.body);
    }

    async fn a_deactivated_person_is_out_everywhere_and_can_come_back(app: TestApp) {
        let (mut lee, mut kim) = (app.logged_in("dr.lee").await, app.logged_in("nurse.kim").await);
        let path = page_of(&app, "nurse.kim").await;
        assert!(lee.post(&path, &[("deed", "deactivate")]).await.location().ends_with("?done=deactivated"));
        assert_eq!(kim.get("/home").await.location(), "/login?next=%2Fhome");
        assert_eq!(app.browser().log_in(&app.practice_id, "nurse.kim", PASSWORD).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(lee.get(&path).await.has("Could not log in: this account is deactivated"), "the administrator is told the true cause");
        assert!(lee.post(&path, &[("deed", "reactivate")]).await.location().ends_with("?done=reactivated"));
        assert_eq!(kim.get("/home").await.location(), "/login?next=%2Fhome", "an ended session stays ended");
        assert_eq!(app.browser().log_in(&app.practice_id, "nurse.kim", PASSWORD).await.status, StatusCode::SEE_OTHER);
    }

    async fn who_comes_back_is_not_locked_and_who_is_deactivated_is_not_counted_as_locked(app: TestApp) {
        for _ in 0..6 {
            app.browser().log_in(&app.practice_id, "nurse.kim", "wrong").await;
        }
        let (mut lee, path) = (app.logged_in("dr.lee").await, page_of(&app, "nurse.kim").await);
        lee.post(&path, &[("deed", "deactivate")]).await;
        let settings = lee.get("/settings").await;
        assert!(settings.has("2 active ·") && !settings.has("of them locked"), "{}", settings.body);
        assert!(lee.get(&path).await.has("Reactivate this person first"), "a reset is not offered, and the page says why");
        lee.post(&path, &[("deed", "reactivate")]).await;
        let page = lee.get(&path).await;
        assert!(page.has("data-state=\"ok\"") && !page.has("data-state=\"error\""), "{}", page.body);
        assert_eq!(app.browser().log_in(&app.practice_id, "nurse.kim", PASSWORD).await.status, StatusCode::SEE_OTHER);
    }

    async fn one_s_own_page_leads_to_one_s_account(app: TestApp) {
        let two = app.add("dr.two", true, None).await;
        app.give_password(two).await;
        let mut lee = app.logged_in("dr.lee").await;
        let page = lee.get(&page_of(&app, "dr.lee").await).await;
        assert!(page.has("This is you: your password") && page.body.matches("href=\"/account\"").count() >= 2, "{}", page.body);
        assert!(page.has("You give up your own rights.") && !page.has("changes your level and your rights"), "{}", page.body);
    }

    async fn the_list_shows_names_as_it_is_ordered(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        assert!(lee.get("/settings/users").await.has(">Kim, Jin<"));
        assert!(lee.get(&page_of(&app, "nurse.kim").await).await.has("<h1>Jin Kim<"));
    }

    async fn a_locked_person_shows_and_is_unlocked_with_one_tap(app: TestApp) {
        for _ in 0..6 {
            app.browser().log_in(&app.practice_id, "nurse.kim", "wrong").await;
        }
        let mut lee = app.logged_in("dr.lee").await;
        assert!(lee.get("/settings").await.has("3 active, 1 of them locked"));
        let path = page_of(&app, "nurse.kim").await;
        let page = lee.get(&path).await;
        assert!(page.has("Locked") && page.has("value=\"unlock\"") && page.has("Could not log in: the password was wrong"), "{}", page.body);
        lee.post(&path, &[("deed", "unlock")]).await;
        assert_eq!(app.browser().log_in(&app.practice_id, "nurse.kim", PASSWORD).await.status, StatusCode::SEE_OTHER, "at once");
        assert!(!lee.get("/settings").await.has("of them locked"));
    }

    async fn nobody_of_another_practice_is_seen_or_changed(app: TestApp) {
        let mut tx = app.platform.db.write().await.unwrap();
        let other = app::practice::service::create(&app.platform, &mut tx, "Harbor").await.unwrap();
        tx.commit().await.unwrap();
        let path = page_of(&app, "nurse.kim").await;
        app.sql(&format!("UPDATE users SET practice = (SELECT id FROM practice WHERE name = '{}') WHERE username = 'nurse.kim'", other.name)).await;
        let mut lee = app.logged_in("dr.lee").await;
        let page = lee.get(&path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        assert!(!page.has("nurse.kim"));
        for deed in ["deactivate", "make-administrator", "unlock", "save"] {
            lee.post(&path, &[("deed", deed), ("version", "1"), ("first_name", "X"), ("last_name", "Y"), ("level", "staff")]).await;
        }
        assert_eq!(app.count("SELECT COUNT(*) FROM users WHERE username = 'nurse.kim' AND version = 1 AND deactivated_at IS NULL AND NOT administrator").await, 1);
        for rubbish in ["/settings/users/x", "/settings/users/00000000000000000000000000000000"] {
            assert_eq!(lee.get(rubbish).await.status, StatusCode::NOT_FOUND, "{rubbish}");
        }
    }

    async fn nobody_raises_or_removes_themselves_and_the_last_administrator_stays(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        let path = page_of(&app, "dr.lee").await;
        let page = lee.post(&path, &[("deed", "remove-administrator")]).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("last active administrator"), "{}", page.body);
        let page = lee.post(&path, &[("deed", "deactivate")]).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY, "{}", page.body);
        let version = lee.get(&path).await.input("version");
        let raise = [("deed", "save"), ("version", version.as_str()), ("first_name", "Jin"), ("last_name", "Kim"), ("email", ""), ("phone", ""), ("level", "physician")];
        let page = lee.post(&path, &raise).await;
        assert!(page.has("changed by another administrator"), "{}", page.body);
        let mut kim = app.logged_in("nurse.kim").await;
        let own = page_of(&app, "nurse.kim").await;
        assert_eq!(kim.post(&own, &[("deed", "make-administrator")]).await.status, StatusCode::FORBIDDEN);
        assert_eq!(app.count("SELECT COUNT(*) FROM users WHERE administrator AND deactivated_at IS NULL").await, 1);
    }

    async fn two_administrators_who_demote_each_other_leave_one(app: TestApp) {
        let other = app.add("office", true, None).await;
        let lee = app.id_of("dr.lee").await;
        for round in 0..50 {
            app.sql("UPDATE users SET administrator = TRUE WHERE username IN ('dr.lee', 'office')").await;
            let (a, b) = (actor_of(&app, lee), actor_of(&app, other));
            let deed = if round % 2 == 0 { Deed::RemoveAdministrator } else { Deed::Deactivate };
            let (one, two) = tokio::join!(perform(&app.platform, &a, other, deed.clone(), Locale::En), perform(&app.platform, &b, lee, deed, Locale::En));
            let done = [one.unwrap(), two.unwrap()].iter().filter(|r| **r == Done::Done).count();
            assert_eq!(done, 1, "round {round}");
            assert_eq!(app.count("SELECT COUNT(*) FROM users WHERE administrator AND deactivated_at IS NULL").await, 1, "round {round}");
            app.sql("UPDATE users SET deactivated_at = NULL WHERE username IN ('dr.lee', 'office')").await;
        }
        assert!(app.audit_is_whole().await);
    }

    async fn rights_taken_away_are_gone_at_the_next_request(app: TestApp) {
        app.add("office", true, None).await;
        let mut lee = app.logged_in("dr.lee").await;
        assert_eq!(lee.get("/settings").await.status, StatusCode::OK);
        app.sql("UPDATE users SET administrator = FALSE WHERE username = 'dr.lee'").await;
        assert_eq!(lee.get("/settings").await.status, StatusCode::FORBIDDEN);
        let path = page_of(&app, "nurse.kim").await;
        assert_eq!(lee.post(&path, &[("deed", "deactivate")]).await.status, StatusCode::FORBIDDEN);
    }

    async fn the_story_of_a_morning_is_told_in_order(app: TestApp) {
        let mut kim = app.browser();
        kim.log_in(&app.practice_id, "nurse.kim", "wrong").await;
        app.platform.clock.advance(MINUTE);
        kim.log_in(&app.practice_id, "nurse.kim", PASSWORD).await;
        app.platform.clock.advance(MINUTE);
        kim.post("/logout", &[]).await;
        let mut lee = app.logged_in("dr.lee").await;
        let page = lee.get(&page_of(&app, "nurse.kim").await).await;
        let at = |text: &str| page.body.find(text).unwrap_or_else(|| panic!("{text} is missing: {}", page.body));
        assert!(at("Logged out") < at("Logged in<") && at("Logged in<") < at("the password was wrong"));
        assert!(page.has("01/15/2027 03:00 EST"), "{}", page.body);
    }

    async fn an_administrator_ends_a_person_s_sessions_and_nobody_else_does(app: TestApp) {
        let (mut lee, mut first, mut second) = (app.logged_in("dr.lee").await, app.logged_in("nurse.kim").await, app.logged_in("nurse.kim").await);
        let path = page_of(&app, "nurse.kim").await;
        let page = lee.get(&path).await;
        assert!(page.has("Where Jin is logged in") && page.has("192.0.2.1"), "{}", page.body);
        let ids: Vec<String> = page.body.split("name=\"session\" value=\"").skip(1).map(|s| s[..32].to_owned()).collect();
        assert_eq!(ids.len(), 2);
        // Neither the person's colleague, nor another practice's administrator, nor a session of somebody else by this page.
        let (_, other) = app.other_practice("Harbor", "dr.patel").await;
        let mut patel = app.browser();
        patel.log_in(&other, "dr.patel", PASSWORD).await;
        for stranger in [&mut patel, &mut first] {
            stranger.post(&path, &[("deed", "end-sessions")]).await;
            stranger.post(&path, &[("deed", "end-session"), ("session", &ids[0])]).await;
        }
        let ray = page_of(&app, "gone.ray").await;
        lee.post(&ray, &[("deed", "end-session"), ("session", &ids[0])]).await;
        lee.post(&path, &[("deed", "end-session"), ("session", "x' OR 1=1")]).await;
        assert_eq!((first.get("/home").await.status, second.get("/home").await.status), (StatusCode::OK, StatusCode::OK));

        let page = lee.post(&path, &[("deed", "end-session"), ("session", &ids[0])]).await;
        assert!(page.location().ends_with("done=sessions-ended"), "{}", page.location());
        let open = [first.get("/home").await.status, second.get("/home").await.status];
        assert_eq!(open.iter().filter(|s| **s == StatusCode::OK).count(), 1, "one of the two");
        lee.post(&path, &[("deed", "end-sessions")]).await;
        assert_eq!(app.count("SELECT COUNT(*) FROM session WHERE end_reason = 'ended-by-administrator'").await, 2);
        assert_eq!(lee.get("/home").await.status, StatusCode::OK);
        let page = lee.get(&path).await;
        assert!(page.has("Nowhere now.") && page.has("Was logged out") && page.has(" (Jin Kim)"));
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'session-ended'").await, 2);
        assert!(app.audit_is_whole().await);
    }
}

pub fn actor_of(app: &TestApp, user: Uuid) -> app::sessions::service::Actor {
    app::sessions::service::Actor {
        session: Uuid::nil(),
        user,
        practice: app.practice,
        facility: None,
        network: "192.0.2.1".into(),
        person: app::sessions::model::Person {
            name: "A".into(),
            first_name: "A".into(),
            username: "a".into(),
            practice: "P".into(),
            practice_id: app.practice_id.clone(),
            level: app::users::model::Level::Staff,
            holder: app::levels::model::Holder { administrator: true, ..app::levels::model::Holder::default() },
            has_password: true,
            facility: None,
            logo: None,
        },
        zone: "America/New_York".into(),
        emergency: None,
        times: app::sessions::service::LockTimes::default(),
        limit: None,
        confirmed_at: app.platform.clock.now(),
    }
}

#[tokio::test]
async fn the_list_does_not_read_the_whole_table() {
    let app = TestApp::new(Engine::Sqlite).await;
    let Db::Sqlite { write, .. } = &app.platform.db else { panic!("wrong engine") };
    for name in [
        "FIND_USER",
        "USERNAME_EXISTS",
        "FIND_CREDENTIALS",
        "FIND_SESSION",
        "LIST_OF_SUBJECT",
        "LIST_REFUSED",
        "COUNT_IDENTIFIERS",
        "FIND_TRIES",
        "FIND_LOCK",
        "LIST_SURPLUS",
        "FIND_BY_USERNAME_KEYS",
        "DELETE_REFUSALS",
        "DELETE_OF_IDENTIFIER",
        "FIND_KNOWN_BROWSER",
        "TOUCH_KNOWN_BROWSER",
        "MOVE_KNOWN_BROWSER",
        "DELETE_SURPLUS_BROWSERS",
        "DELETE_UNSEEN_BROWSERS",
    ] {
        let sql = app::platform::migrate::all_statements().into_iter().find(|s| s.name == name).unwrap();
        let plan: Vec<(i64, i64, i64, String)> =
            sqlx::query_as(sqlx::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {}", sql.sqlite))).fetch_all(write).await.unwrap();
        for (_, _, _, step) in plan {
            assert!(
                !step.starts_with("SCAN")
                    || step.contains("CONSTANT")
                    // A list that was handed in.
                    || step.starts_with("SCAN json_each")
                    || step.contains("failing")
                    || step.contains("typed")
                    // At most so many as the look-up may look at.
                    || step == "SCAN found"
                    || step.contains("subquery"),
                "{name}: {step}"
            );
        }
    }
}
