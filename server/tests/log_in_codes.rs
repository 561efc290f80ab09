//! The code that an administrator tells a person whose second step is lost: one log-in, everything else stays.

use app::platform::clock::{DAY, HOUR, MINUTE};
use axum::http::StatusCode;
use uuid::Uuid;

use crate::second_factor::{asked, set_up};
use crate::support::{Browser, PASSWORD, Page, TestApp};

const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
const SEE_OTHER: StatusCode = StatusCode::SEE_OTHER;

fn path(user: Uuid) -> String {
    format!("/settings/users/{}", user.simple())
}

fn code_on(page: &Page) -> String {
    let at = page.body.find("data-log-in-code=\"\"").unwrap_or_else(|| panic!("no code: {}", page.body));
    page.body[at..].split("<code>").nth(1).unwrap().split('<').next().unwrap().to_owned()
}

async fn make(app: &TestApp, by: &str, user: Uuid) -> String {
    let page = app.logged_in(by).await.post(&path(user), &[("deed", "log-in-code")]).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    code_on(&page)
}

async fn typed(browser: &mut Browser, code: &str) -> Page {
    browser.post("/login/code", &[("with", "administrator-code"), ("code", code), ("trust", "on")]).await
}

async fn administrator(app: &TestApp, username: &str) -> Uuid {
    let phc = app::users::service::hash(&app.platform, PASSWORD).await.unwrap();
    app.add(username, true, Some(&phc)).await
}

/// An administrator who has lost their second step, waiting for it.
async fn waiting(app: &TestApp, username: &str) -> Browser {
    let mut browser = app.browser();
    assert_eq!(browser.log_in(&app.practice_id, username, PASSWORD).await.location(), "/login/code");
    browser
}

both_engines! {
    async fn a_form_that_is_sent_twice_takes_no_code_back(app: TestApp) {
        set_up(&app, &mut app.logged_in("nurse.kim").await).await;
        let mut lee = app.logged_in("dr.lee").await;
        let form = [("deed", "log-in-code"), ("after", "")];
        let code = code_on(&lee.post(&path(app.kim), &form).await);
        let again = lee.post(&path(app.kim), &form).await;
        assert!(again.status == REFUSED && again.has("Nothing new was made") && !again.has("data-log-in-code=\"\""), "{}", again.body);
        let mut kim = asked(&app).await;
        assert_eq!(typed(&mut kim, &code).await.location(), "/home", "the one that was told still works");
    }

    async fn it_opens_one_log_in_keeps_what_is_set_up_and_is_asked_about(app: TestApp) {
        app.add("office", true, None).await;
        app.sql("UPDATE users SET email = username || '@elm.example'").await;
        set_up(&app, &mut app.logged_in("nurse.kim").await).await;
        let mut kim = asked(&app).await;
        // The way to it stands where one asks for it, whether one was made or not.
        assert!(kim.get("/login/code").await.has("A code from your administrator"));
        let code = make(&app, "dr.lee", app.kim).await;
        assert_eq!(code.len(), 14);
        let mut lee = app.logged_in("dr.lee").await;
        let page = lee.get(&path(app.kim)).await;
        assert!(page.has("data-log-in-code-state") && !page.has(&code), "shown once: {}", page.body);
        let page = kim.get("/login/code?with=administrator-code").await;
        assert!(page.has("Code from your administrator") && !page.has("name=\"trust\""), "{}", page.body);
        assert!(kim.get("/login/code").await.has("A code from your administrator"), "listed as another way");
        assert!(typed(&mut kim, "AAAA-BBBB-CCCC").await.has("Tries left: 4"));
        assert_eq!(typed(&mut kim, &code.to_lowercase().replace('-', " ")).await.location(), "/home");
        assert_eq!(app.count("SELECT COUNT(*) FROM known_browser WHERE trusted_until IS NOT NULL").await, 0, "and trusts nothing");
        assert_eq!(app.count("SELECT COUNT(*) FROM totp").await, 1);
        assert!(kim.get("/home").await.has("used a code that Jin Kim made"), "asked about");
        assert_eq!(kim.post("/account/authenticator", &[("deed", "begin")]).await.status, SEE_OTHER, "and they can set up anew");
        kim.post("/home", &[("deed", "know-code")]).await;
        assert!(!kim.get("/home").await.has("data-code-by"));
        // Once.
        let mut again = asked(&app).await;
        assert_eq!(typed(&mut again, &code).await.status, REFUSED);
        let mails = app.mails().await;
        let to: Vec<&str> = mails.iter().filter(|m| m.subject.contains("code for one log-in")).map(|m| m.to.as_str()).collect();
        assert!(to.len() == 2 && to.contains(&"nurse.kim@elm.example") && to.contains(&"office@elm.example"), "{to:?}");
        assert!(mails.iter().all(|m| !m.text.contains(&code)));
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'logged-in' AND detail LIKE '%administrator-code%'").await, 1);
        assert!(app.audit_is_whole().await);
    }

    async fn it_is_taken_from_whichever_box_it_was_typed_into(app: TestApp) {
        set_up(&app, &mut app.logged_in("nurse.kim").await).await;
        let mut kim = asked(&app).await;
        let code = make(&app, "dr.lee", app.kim).await;
        let page = kim.post("/login/code", &[("with", "authenticator"), ("code", &code), ("trust", "on")]).await;
        assert_eq!(page.location(), "/home", "{}", page.body);
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'logged-in' AND detail LIKE '%administrator-code%'").await, 1);
        assert_eq!(app.count("SELECT COUNT(*) FROM known_browser WHERE trusted_at IS NOT NULL").await, 0, "nobody else's word makes trust");
        // Not a second time.
        let mut kim = asked(&app).await;
        assert!(kim.post("/login/code", &[("with", "authenticator"), ("code", &code)]).await.has("not the one that works now"));
    }

    async fn it_ends_by_time_by_a_newer_one_by_taking_it_back_and_with_its_maker_s_rights(app: TestApp) {
        administrator(&app, "office").await;
        set_up(&app, &mut app.logged_in("nurse.kim").await).await;
        let old = make(&app, "dr.lee", app.kim).await;
        let new = make(&app, "dr.lee", app.kim).await;
        let mut kim = asked(&app).await;
        assert_eq!(typed(&mut kim, &old).await.status, REFUSED, "a newer one");
        app.logged_in("office").await.post(&path(app.kim), &[("deed", "log-in-code-cancel")]).await;
        assert_eq!(typed(&mut kim, &new).await.status, REFUSED, "taken back");
        let late = make(&app, "dr.lee", app.kim).await;
        app.platform.clock.advance(30 * MINUTE);
        assert_eq!(typed(&mut asked(&app).await, &late).await.status, REFUSED, "after half an hour");
        let of_office = make(&app, "office", app.kim).await;
        app.sql("UPDATE users SET administrator = FALSE WHERE username = 'office'").await;
        assert_eq!(typed(&mut asked(&app).await, &of_office).await.status, REFUSED, "its maker may not any more");
        let code = make(&app, "dr.lee", app.kim).await;
        let mut kim = asked(&app).await;
        app.logged_in("dr.lee").await.post(&path(app.kim), &[("deed", "remove-second-step")]).await;
        assert!(typed(&mut kim, &code).await.has("Please log in again"), "nothing is asked any more");
        assert_eq!(app.count("SELECT COUNT(*) FROM log_in_code WHERE used_at IS NOT NULL").await, 0);
    }

    async fn nobody_makes_one_for_themselves_for_another_practice_or_where_nothing_is_asked(app: TestApp) {
        let own = administrator(&app, "office").await;
        set_up(&app, &mut app.logged_in("nurse.kim").await).await;
        let mut office = app.logged_in("office").await;
        set_up(&app, &mut office).await;
        let (_, harbor) = app.other_practice("Harbor", "dr.patel").await;
        let mut patel = app.browser();
        patel.log_in(&harbor, "dr.patel", PASSWORD).await;
        assert_eq!(office.post(&path(own), &[("deed", "log-in-code")]).await.status, REFUSED);
        assert_ne!(patel.post(&path(app.kim), &[("deed", "log-in-code")]).await.status, StatusCode::OK);
        assert_eq!(app.count("SELECT COUNT(*) FROM log_in_code").await, 0);
        let plain = app.add("plain", false, None).await;
        assert_eq!(office.post(&path(plain), &[("deed", "log-in-code")]).await.status, REFUSED, "nothing to lose");
    }

    async fn another_administrator_s_waits_for_a_second_one_or_a_day(app: TestApp) {
        let office = administrator(&app, "office").await;
        administrator(&app, "third").await;
        set_up(&app, &mut app.logged_in("office").await).await;
        app.sql("UPDATE users SET email = username || '@elm.example'").await;
        let code = make(&app, "dr.lee", office).await;
        let mut owner = waiting(&app, "office").await;
        assert_eq!(typed(&mut owner, &code).await.status, REFUSED, "not yet");
        // Neither its maker nor whom it is for can be the second.
        let mut lee = app.logged_in("dr.lee").await;
        assert!(!lee.get(&path(office)).await.has("Confirm the code"));
        assert_eq!(lee.post(&path(office), &[("deed", "log-in-code-confirm")]).await.status, REFUSED);
        let mut third = app.logged_in("third").await;
        assert!(third.get(&path(office)).await.has("Confirm the code"));
        let mut twin = app.logged_in("third").await;
        let (one, two, at) = (&mut third, &mut twin, path(office));
        let form = [("deed", "log-in-code-confirm")];
        let (a, b) = tokio::join!(one.post(&at, &form), two.post(&at, &form));
        let mut all = [a.status, b.status];
        all.sort();
        assert_eq!(all, [SEE_OTHER, REFUSED], "two at once confirm once");
        assert_eq!(typed(&mut owner, &code).await.location(), "/home");
        let mails = app.mails().await;
        assert!(mails.iter().any(|m| m.to == "office@elm.example" && m.text.contains("It works in 24 hours")));
        assert!(mails.iter().any(|m| m.to == "dr.lee@elm.example" && m.text.contains("confirmed the code for one log-in of")));

        let code = make(&app, "dr.lee", office).await;
        app.platform.clock.advance(DAY - HOUR);
        assert_eq!(typed(&mut waiting(&app, "office").await, &code).await.status, REFUSED);
        app.platform.clock.advance(HOUR);
        assert_eq!(typed(&mut waiting(&app, "office").await, &code).await.location(), "/home", "a day later by itself");
        assert!(app.audit_is_whole().await);
    }

    async fn one_code_at_six_log_ins_at_once_opens_one(app: TestApp) {
        set_up(&app, &mut app.logged_in("nurse.kim").await).await;
        let code = make(&app, "dr.lee", app.kim).await;
        let mut all = Vec::new();
        for n in 0..6 {
            let (mut browser, code) = (asked(&app).await.at(&format!("203.0.113.{n}")), code.clone());
            all.push(tokio::spawn(async move { typed(&mut browser, &code).await.location() == "/home" }));
        }
        let mut opened = 0;
        for one in all {
            opened += i32::from(one.await.unwrap());
        }
        assert_eq!(opened, 1);
    }
}
