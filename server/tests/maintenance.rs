//! Maintenance windows: announced, said on every page, nobody in while one lasts, and the kit for going on on paper.

use app::maintenance::service::{Plan, announce, cancel, plan, refresh};
use app::platform::clock::{DAY, HOUR, MINUTE};
use axum::http::StatusCode;
use uuid::Uuid;

use crate::support::{PASSWORD, TestApp};

/// Plans a window that begins so long from now, and lasts two hours.
async fn planned(app: &TestApp, begins_in: i64) -> Uuid {
    let from = app.platform.clock.now() + begins_in;
    let Plan::Done(id) = plan(&app.platform, (from, from + 2 * HOUR), "A new release.", "Una versión nueva.").await.unwrap()
    else {
        panic!("not planned")
    };
    refresh(&app.platform).await.unwrap();
    id
}

both_engines! {
    async fn administrators_are_told_a_week_before_once_and_when_it_is_taken_back(app: TestApp) {
        app.sql("UPDATE users SET email = username || '@elm.example'").await;
        let id = planned(&app, 10 * DAY).await;
        assert_eq!(announce(&app.platform).await.unwrap(), 0);
        app.platform.clock.advance(4 * DAY);
        assert_eq!((announce(&app.platform).await.unwrap(), announce(&app.platform).await.unwrap()), (1, 0));
        let mails = app.mails().await;
        assert!(mails.len() == 1 && mails[0].to == "dr.lee@elm.example" && mails[0].text.contains("01/25/2027") && mails[0].text.contains("A new release."), "{}", mails[0].text);
        assert!(cancel(&app.platform, id).await.unwrap() && !cancel(&app.platform, id).await.unwrap());
        let mails = app.mails().await;
        assert!(mails.len() == 1 && mails[0].text.contains("does not take place"), "{}", mails[0].text);
        app.platform.clock.advance(6 * DAY + HOUR);
        refresh(&app.platform).await.unwrap();
        assert_eq!(app.browser().get("/login").await.status, StatusCode::OK);
    }

    async fn every_page_says_so_from_a_day_before(app: TestApp) {
        planned(&app, 25 * HOUR).await;
        let mut kim = app.logged_in("nurse.kim").await;
        assert!(!kim.get("/home").await.has("Planned maintenance"));
        app.platform.clock.advance(24 * HOUR);
        let mut kim = app.logged_in("nurse.kim").await;
        for page in [kim.get("/home").await, app.browser().get("/login").await, app.browser().get("/help").await] {
            assert!(page.has("Planned maintenance from") && page.has("data-maintenance=\"3600\"") && page.has("A new release."), "{}", page.body);
        }
        // A script of an open page hears of it, also of one that was planned since.
        assert!(kim.get("/session").await.has("\"maintenance_in\":3600"));
        assert_eq!(app.browser().get("/readyz").await.body, "ready");
    }

    async fn while_it_lasts_nobody_comes_in_and_nothing_is_carried_out(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        let id = planned(&app, MINUTE).await;
        app.platform.clock.advance(2 * MINUTE);
        let sessions = app.count("SELECT COUNT(*) FROM session").await;
        for username in ["dr.lee", "nobody"] {
            let page = app.browser().log_in(&app.practice_id, username, PASSWORD).await;
            assert!(page.status == StatusCode::SERVICE_UNAVAILABLE && page.has("We are working on the system") && page.has("It ends at"), "{}", page.body);
            assert_eq!(page.headers["retry-after"], "7140");
        }
        for path in ["/login", "/home", "/settings/users", "/unlock", "/reset", "/invitation"] {
            let page = lee.get(path).await;
            assert!(page.status == StatusCode::SERVICE_UNAVAILABLE && page.has("It ends at") && !page.has("Jin Kim"), "{path}: {}", page.body);
        }
        assert_eq!(lee.post("/api/users/overview", &[]).await.status, StatusCode::SERVICE_UNAVAILABLE);
        let form = [("deed", "deactivate")];
        assert_eq!(lee.post(&format!("/settings/users/{}", app.kim.simple()), &form).await.status, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!((app.count("SELECT COUNT(*) FROM session").await, app.count("SELECT COUNT(*) FROM users WHERE deactivated_at IS NULL").await), (sessions, 3));
        // What helps stays open, and health says what it is.
        for path in ["/help", "/help/downtime", "/check", "/"] {
            assert_eq!(lee.get(path).await.status, StatusCode::OK, "{path}");
        }
        let ready = lee.get("/readyz").await;
        assert_eq!((ready.status, ready.body.as_str()), (StatusCode::OK, "maintenance"));
        // The lock takes a tab's half-typed form, and afterwards opens as always.
        assert_eq!(lee.post("/lock", &[]).await.status, StatusCode::SEE_OTHER);
        assert!(cancel(&app.platform, id).await.unwrap());
        refresh(&app.platform).await.unwrap();
        assert!(lee.get("/unlock?next=%2Fsettings").await.status == StatusCode::OK);
        assert_eq!(lee.post("/unlock", &[("password", PASSWORD)]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(lee.get("/settings").await.status, StatusCode::OK);
    }

    async fn a_form_that_comes_while_it_lasts_stays_on_its_page_and_is_sent_once_more(app: TestApp) {
        let path = "/settings/facilities/new";
        let form = crate::facilities::form("Main office", &[("address_1", "12 <b>Elm</b> & \"Co\" Street")]);
        let mut lee = app.logged_in("dr.lee").await;
        let mut kim = app.logged_in("nurse.kim").await;
        let mut locked = app.logged_in("dr.lee").await;
        locked.post("/lock", &[]).await;
        let id = planned(&app, MINUTE).await;
        app.platform.clock.advance(2 * MINUTE);
        let page = lee.post(&format!("{path}?from=list"), &form).await;
        assert!(page.status == StatusCode::SERVICE_UNAVAILABLE && page.has("It is kept on this page") && page.has("Send it again"), "{}", page.body);
        assert!(page.has("action=\"/settings/facilities/new?from=list\"") && !page.has("<b>Elm"), "{}", page.body);
        let again: Vec<(&str, String)> = form.iter().map(|(name, _)| (*name, page.input(name))).collect();
        assert_eq!(again, form.iter().map(|(name, value)| (*name, (*value).to_owned())).collect::<Vec<_>>());
        // No secret stays on a page that is left open.
        let secrets = [("current_password", PASSWORD), ("new_password", "correct horse battery"), ("repeat_password", "correct horse battery")];
        let page = kim.post("/account/new-password", &secrets).await;
        assert!(page.status == StatusCode::SERVICE_UNAVAILABLE && !page.has(PASSWORD) && !page.has("correct horse"), "{}", page.body);
        // Nobody's, a locked person's, a public form, a page that is only looked at, a script: as ever.
        for page in [
            app.browser().post(path, &form).await,
            locked.post(path, &form).await,
            lee.post("/login", &[("username", "dr.lee")]).await,
            lee.get(path).await,
            lee.post("/api/users/overview", &[]).await,
        ] {
            assert!(page.status == StatusCode::SERVICE_UNAVAILABLE && !page.has("kept on this page") && !page.has("12 &lt;b"), "{}", page.body);
        }
        // Nor does another site put anything on a page of ours.
        let mut victim = lee.clone();
        victim.headers = axum::http::HeaderMap::from_iter([("sec-fetch-site".parse().unwrap(), "cross-site".parse().unwrap())]);
        let page = victim.post(path, &form).await;
        assert!(page.status == StatusCode::FORBIDDEN && !page.has("Elm"), "{}", page.body);
        assert_eq!(app.count("SELECT COUNT(*) FROM facility").await, 0);
        assert!(cancel(&app.platform, id).await.unwrap());
        refresh(&app.platform).await.unwrap();
        let again: Vec<(&str, &str)> = again.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(lee.post(path, &again).await.status, StatusCode::SEE_OTHER);
        assert_eq!(app.count("SELECT COUNT(*) FROM facility WHERE address_1 LIKE '%<b>Elm%'").await, 1);
    }

    async fn it_ends_by_itself_and_what_can_t_be_planned_is_said(app: TestApp) {
        planned(&app, MINUTE).await;
        let now = app.platform.clock.now();
        for (from, until, expected) in [
            (now + HOUR, now + HOUR, Plan::Length),
            (now + HOUR, now + 3 * DAY, Plan::Length),
            (now - 2 * HOUR, now - HOUR, Plan::Past),
            (now + HOUR, now + 3 * HOUR, Plan::Overlaps),
        ] {
            assert_eq!(plan(&app.platform, (from, until), "", "").await.unwrap(), expected);
        }
        app.platform.clock.advance(3 * HOUR);
        app.logged_in("nurse.kim").await;
    }

    async fn the_kit_has_what_its_maker_may_see_and_is_in_the_trail(app: TestApp) {
        app.sql("UPDATE users SET level = 'physician', phone = '+12135550100' WHERE username = 'dr.lee'").await;
        let mut lee = app.logged_in("dr.lee").await;
        crate::facilities::add(&mut lee, "Main office").await;
        let path = crate::patients::add(&mut lee, "Maria", "Gomez").await;
        lee.post(&path, &[("deed", "save-insurance"), ("version", "1"), ("primary_payer", "Acme Health")]).await;
        let page = lee.get("/downtime").await;
        assert!(page.has("your patients (1)") && !page.has("Gomez"), "{}", page.body);
        let page = lee.post("/downtime", &[("deed", "make")]).await;
        for part in ["Gomez, Maria", "02/11/1980", "Acme Health", "Main office", "12 Elm Street", "Jin Kim", "(213) 555-0100", "New patient (to be entered later)"] {
            assert!(page.has(part), "{part}: {}", page.body);
        }
        // As far as the level opens it.
        let mut kim = app.logged_in("nurse.kim").await;
        crate::levels::save(&mut lee, "0", &[(app::levels::model::Level::Nurse, app::levels::model::Area::Insurance, "none")]).await;
        let page = kim.post("/downtime", &[("deed", "make")]).await;
        assert!(page.has("Gomez, Maria") && !page.has("Acme Health"), "{}", page.body);
        app.sql("UPDATE level_matrix SET grants = '{\"nurse\":{\"patients\":\"none\",\"insurance\":\"none\"}}'").await;
        let page = kim.post("/downtime", &[("deed", "make")]).await;
        assert!(!page.has("Gomez") && page.has("Main office"), "{}", page.body);
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'downtime-kit-made'").await, 3);
    }
}
