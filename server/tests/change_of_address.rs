//! From one log-in address to another, on both engines (topic 63): a notice to the one, a link to the other, who it is, and the first log-in; and how
//! whoever never asked for it stops it.

use app::outbox::model::{ADDRESS_PURPOSE, ADDRESS_STOP_PURPOSE};
use app::outbox::service::link_for;
use app::platform::clock::{DAY, MINUTE, SECOND};
use axum::http::StatusCode;
use uuid::Uuid;

use crate::phones;
use crate::second_factor::set_up;
use crate::support::{Browser, PASSWORD, Page, TestApp};

const PATH: &str = "/account/email";
const OLD: &str = "jin.kim@elm.example";
const NEW: &str = "jin@mail.example";
const SEE_OTHER: StatusCode = StatusCode::SEE_OTHER;
const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

async fn log_in(browser: &mut Browser, email: &str) -> Page {
    browser.post("/login/email", &[("email", email), ("password", PASSWORD)]).await
}

async fn opens(app: &TestApp, email: &str) -> bool {
    log_in(&mut app.browser(), email).await.status == SEE_OTHER
}

/// The nurse has an address to log in with.
async fn addressed(app: &TestApp) {
    app.give_address(app.kim, OLD).await;
    app.sql("UPDATE users SET email = username || '@elm.example'").await;
    app.sql(&format!("UPDATE users SET email = '{OLD}' WHERE username = 'nurse.kim'")).await;
}

/// Logged in with it.
async fn kim(app: &TestApp) -> Browser {
    addressed(app).await;
    let mut kim = app.browser();
    assert_eq!(log_in(&mut kim, OLD).await.location(), "/home");
    kim
}

async fn claim(browser: &mut Browser, path: &str, typed: &str) -> Page {
    browser.post(path, &[("email", typed), ("repeat_email", typed), ("deed", "claim")]).await
}

/// The newest claim on the new address.
async fn claim_id(app: &TestApp) -> Uuid {
    let mut tx = app.platform.db.read().await.unwrap();
    app::addresses::service::find_claim(&app.platform, &mut tx, app.kim).await.unwrap().unwrap().id
}

fn path_of(app: &TestApp, purpose: &str, id: Uuid) -> String {
    link_for(&app.platform, purpose, id).trim_start_matches("https://ehr.example").to_owned()
}

async fn press(app: &TestApp, browser: &mut Browser, id: Uuid) -> Page {
    assert_eq!(browser.get(&path_of(app, ADDRESS_PURPOSE, id)).await.location(), "/account/email/open");
    browser.post("/account/email/open", &[]).await
}

/// Asked for, its link pressed, and confirmed with the password.
async fn confirmed(app: &TestApp, browser: &mut Browser) -> Uuid {
    assert_eq!(claim(browser, PATH, NEW).await.location(), PATH);
    let id = claim_id(app).await;
    app.platform.clock.advance(SECOND);
    assert_eq!(press(app, browser, id).await.location(), PATH);
    app.platform.clock.advance(SECOND);
    let asked = browser.post(PATH, &[("deed", "change")]).await;
    assert_eq!(asked.status, StatusCode::FORBIDDEN, "{}", asked.body);
    let page = browser.confirm(PATH, &asked, &[("password", PASSWORD)]).await;
    assert_eq!(page.location(), PATH, "{}", page.body);
    id
}

async fn stop(app: &TestApp, browser: &mut Browser, id: Uuid) -> Page {
    assert_eq!(browser.get(&path_of(app, ADDRESS_STOP_PURPOSE, id)).await.location(), "/address/stop");
    browser.post("/address/stop", &[]).await
}

both_engines! {
    async fn the_one_before_logs_in_until_the_new_one_has(app: TestApp) {
        let mut kim = kim(&app).await;
        app.platform.clock.advance(11 * MINUTE);
        let asked = claim(&mut kim, PATH, NEW).await;
        assert_eq!(asked.status, StatusCode::FORBIDDEN, "an open screen is no proof: {}", asked.body);
        assert_eq!(kim.confirm(PATH, &asked, &[("password", PASSWORD)]).await.location(), PATH);
        let mails = app.mails().await;
        let to = |address: &str| mails.iter().filter(|mail| mail.to == address).map(|mail| mail.text.as_str()).collect::<Vec<_>>().concat();
        assert!(to(NEW).contains("/address/link/"), "{}", to(NEW));
        let notice = to(OLD);
        assert!(notice.contains("/address-stop/link/") && notice.contains("This wasn't me") && !notice.contains(NEW), "{notice}");
        let page = kim.get(PATH).await;
        assert!(page.has("Step 2 of 4") && page.has(NEW) && page.has(OLD), "{}", page.body);
        assert_eq!((opens(&app, OLD).await, opens(&app, NEW).await), (true, false));

        let id = claim_id(&app).await;
        app.platform.clock.advance(SECOND);
        assert_eq!(press(&app, &mut kim, id).await.location(), PATH);
        assert!(kim.get(PATH).await.has("Step 3 of 4"));
        assert_eq!((opens(&app, OLD).await, opens(&app, NEW).await), (true, false));
        // Fresh enough for anything else, but from before the link was pressed.
        let asked = kim.post(PATH, &[("deed", "change")]).await;
        assert_eq!(asked.status, StatusCode::FORBIDDEN, "{}", asked.body);
        let wrong = kim.confirm(PATH, &asked, &[("password", "not it at all")]).await;
        assert!(wrong.has("This is not your password."), "{}", wrong.body);
        assert_eq!(kim.confirm(PATH, &wrong, &[("password", PASSWORD)]).await.location(), PATH);
        let page = kim.get(PATH).await;
        assert!(page.has("Step 4 of 4") && page.has(NEW) && page.has(&format!("Keep {OLD}")), "{}", page.body);
        assert!(opens(&app, OLD).await);
        let story = app.logged_in("dr.lee").await.get(&format!("/settings/users/{}", app.kim.simple())).await;
        assert!(story.has(OLD) && story.has(NEW), "{}", story.body);

        let mut new = app.browser();
        app.platform.clock.advance(SECOND);
        assert_eq!(log_in(&mut new, NEW).await.location(), "/home");
        assert!(new.get(PATH).await.has(&format!("You log in with {NEW}")));
        assert_eq!(kim.get(PATH).await.status, SEE_OTHER, "every other session ended");
        assert!(!opens(&app, OLD).await && opens(&app, NEW).await);
        assert_eq!(app.browser().log_in(&app.practice_id, "nurse.kim", PASSWORD).await.status, REFUSED);
        assert_eq!(app.count(&format!("SELECT COUNT(*) FROM users WHERE username = 'nurse.kim' AND email = '{NEW}'")).await, 1);
        let mails = app.mails().await;
        assert!(mails.iter().any(|mail| mail.to == OLD && mail.subject.contains("does not log in to")), "the one before is told");
        assert!(mails.iter().any(|mail| mail.to == NEW && mail.subject.contains("How you log in")), "and the new one");
        // The one before is anybody's whose mail it is.
        let may = app.add("may.lin", false, Some(&app::users::service::hash(&app.platform, PASSWORD).await.unwrap())).await;
        let mut browser = app.logged_in("may.lin").await;
        app.platform.clock.advance(2 * MINUTE);
        assert_eq!(claim(&mut browser, PATH, OLD).await.location(), PATH);
        assert_eq!(app.count(&format!("SELECT COUNT(*) FROM log_in_address WHERE folded = '{OLD}' AND released_at IS NULL")).await, 1);
        assert!(may != app.kim && app.audit_is_whole().await);
    }

    async fn with_a_second_step_the_log_in_counts_once_it_is_done_and_the_phone_is_asked(app: TestApp) {
        addressed(&app).await;
        phones::set_up(&app, &phones::owner(&app, 1), "+12135550142").await;
        app.platform.clock.advance(16 * MINUTE);
        let mut first = app.browser();
        assert_eq!(log_in(&mut first, OLD).await.location(), "/login/code");
        let (_, code) = phones::text(&app).await;
        assert_eq!(first.post("/login/code", &[("with", "phone"), ("code", &code)]).await.location(), "/home");
        app.platform.clock.advance(11 * MINUTE);
        let asked = claim(&mut first, PATH, NEW).await;
        assert!(asked.status == StatusCode::FORBIDDEN && asked.has("Text me"), "{}", asked.body);
        // The nurse confirms with password and code.
        let prove = async |browser: &mut Browser, asked: &Page| {
            browser.confirm(PATH, asked, &[("deed", "send-text"), ("with", "phone")]).await;
            let (_, code) = phones::text(&app).await;
            browser.confirm(PATH, asked, &[("deed", "password"), ("with", "phone"), ("password", PASSWORD), ("code", &code)]).await
        };
        assert_eq!(prove(&mut first, &asked).await.location(), PATH);
        let id = claim_id(&app).await;
        app.platform.clock.advance(MINUTE);
        assert_eq!(press(&app, &mut first, id).await.location(), PATH);
        app.platform.clock.advance(MINUTE);
        let asked = first.post(PATH, &[("deed", "change")]).await;
        let only = first.confirm(PATH, &asked, &[("deed", "password"), ("with", "phone"), ("password", PASSWORD), ("code", "")]).await;
        assert_eq!(only.status, REFUSED, "the password alone is no proof here: {}", only.body);
        assert_eq!(prove(&mut first, &asked).await.location(), PATH);

        app.platform.clock.advance(MINUTE);
        let mut new = app.browser();
        assert_eq!(log_in(&mut new, NEW).await.location(), "/login/code");
        assert_eq!(log_in(&mut app.browser(), OLD).await.location(), "/login/code", "still open: nobody has logged in with the new one");
        app.platform.clock.advance(MINUTE);
        assert_eq!(log_in(&mut new, NEW).await.location(), "/login/code");
        let (_, code) = phones::text(&app).await;
        assert_eq!(new.post("/login/code", &[("with", "phone"), ("code", &code)]).await.location(), "/home");
        assert_eq!(log_in(&mut app.browser(), OLD).await.status, REFUSED);
        assert_eq!(first.get(PATH).await.status, SEE_OTHER);
    }

    async fn this_wasn_t_me_stops_it_at_any_step_and_is_told(app: TestApp) {
        let mut intruder = kim(&app).await;
        for confirm in [false, true] {
            let id = if confirm {
                confirmed(&app, &mut intruder).await
            } else {
                assert_eq!(claim(&mut intruder, PATH, NEW).await.location(), PATH);
                claim_id(&app).await
            };
            let mut owner = app.browser();
            // What looks through mail opens links.
            assert_eq!(owner.get(&path_of(&app, ADDRESS_STOP_PURPOSE, id)).await.location(), "/address/stop");
            let page = owner.get("/address/stop").await;
            assert!(page.has("Was it not you?") && page.has(OLD) && !page.has(NEW), "{}", page.body);
            assert_eq!(intruder.get(PATH).await.status, StatusCode::OK);
            let page = owner.post("/address/stop", &[]).await;
            assert!(page.status == StatusCode::OK && page.has("It is stopped") && page.has("Choose a new password"), "{}", page.body);
            assert_eq!(intruder.get(PATH).await.status, SEE_OTHER, "who asked for it is out");
            assert_eq!((opens(&app, OLD).await, opens(&app, NEW).await), (true, false));
            assert_eq!(press(&app, &mut intruder, id).await.status, SEE_OTHER, "to the log-in");
            let again = stop(&app, &mut owner, id).await;
            assert!(again.status == StatusCode::GONE && again.has("You have stopped this already"), "{}", again.body);
            let told = app.mails().await.into_iter().filter(|mail| mail.to == "dr.lee@elm.example" && mail.text.contains("says that it was not them")).count();
            assert_eq!(told, 1);
            app.platform.clock.advance(2 * MINUTE);
            assert_eq!(log_in(&mut intruder, OLD).await.location(), "/home");
        }
        assert!(app.audit_is_whole().await);
    }

    async fn what_is_done_or_over_is_not_stopped_and_no_other_link_stops_anything(app: TestApp) {
        let mut own = kim(&app).await;
        let id = confirmed(&app, &mut own).await;
        let mut stranger = app.browser();
        for path in [path_of(&app, ADDRESS_STOP_PURPOSE, Uuid::from_u128(7)), path_of(&app, ADDRESS_PURPOSE, id).replace("/address/", "/address-stop/")] {
            stranger.get(&path).await;
            let page = stranger.post("/address/stop", &[]).await;
            assert!(page.status == StatusCode::GONE && !page.has(OLD), "{}", page.body);
        }
        assert_eq!(own.get(PATH).await.status, StatusCode::OK);
        app.platform.clock.advance(SECOND);
        assert!(opens(&app, NEW).await);
        let page = stop(&app, &mut stranger, id).await;
        assert!(page.status == StatusCode::GONE && page.has("has logged in already"), "{}", page.body);
        assert!(opens(&app, NEW).await && !opens(&app, OLD).await);
    }

    async fn one_of_the_first_log_in_and_the_stop_wins_never_both(app: TestApp) {
        let mut own = kim(&app).await;
        let id = confirmed(&app, &mut own).await;
        let (mut new, mut owner) = (app.browser(), app.browser());
        owner.get(&path_of(&app, ADDRESS_STOP_PURPOSE, id)).await;
        // Whichever comes first; here the stop, while the password is compared, or a moment after it.
        let (went_in, stopped) = tokio::join!(log_in(&mut new, NEW), owner.post("/address/stop", &[]));
        let (new_opens, old_opens) = (opens(&app, NEW).await, opens(&app, OLD).await);
        assert_ne!(new_opens, old_opens, "{} {}", went_in.status, stopped.status);
        assert_eq!(old_opens, stopped.status == StatusCode::OK);
        // Who came in a moment before it was stopped is out again.
        assert_eq!(new.get(PATH).await.status == StatusCode::OK, new_opens);
    }

    async fn a_code_opens_nothing_when_its_address_was_stopped_meanwhile(app: TestApp) {
        addressed(&app).await;
        phones::set_up(&app, &phones::owner(&app, 1), "+12135550142").await;
        app.platform.clock.advance(16 * MINUTE);
        let mut browser = app.browser();
        assert_eq!(log_in(&mut browser, OLD).await.location(), "/login/code");
        let (_, code) = phones::text(&app).await;
        app.sql("UPDATE log_in_address SET released_at = 1").await;
        let page = browser.post("/login/code", &[("with", "phone"), ("code", &code)]).await;
        assert!(page.status == REFUSED && page.has("Please log in again"), "{}", page.body);
    }

    async fn the_person_keeps_the_one_they_have_and_an_unused_one_lapses(app: TestApp) {
        let mut own = kim(&app).await;
        confirmed(&app, &mut own).await;
        assert_eq!(own.post(PATH, &[("deed", "cancel")]).await.location(), PATH);
        assert!(own.get(PATH).await.has("Change log-in e-mail"));
        assert_eq!((opens(&app, OLD).await, opens(&app, NEW).await), (true, false));
        app.platform.clock.advance(2 * MINUTE);
        confirmed(&app, &mut own).await;
        app.platform.clock.advance(13 * DAY);
        app::addresses::service::sweep(&app.platform).await.unwrap();
        assert_eq!(log_in(&mut own, OLD).await.location(), "/home");
        assert!(own.get(PATH).await.has("Step 4 of 4"), "it can be used for 14 days");
        app.platform.clock.advance(2 * DAY);
        app::addresses::service::sweep(&app.platform).await.unwrap();
        assert_eq!((opens(&app, OLD).await, opens(&app, NEW).await), (true, false));
        app.platform.clock.advance(400 * DAY);
        app::addresses::service::sweep(&app.platform).await.unwrap();
        assert!(opens(&app, OLD).await, "the one that is used stays");
    }

    async fn an_administrator_asks_and_the_person_decides(app: TestApp) {
        let mut own = kim(&app).await;
        let path = format!("/settings/users/{}/email", app.kim.simple());
        let mut lee = app.logged_in("dr.lee").await;
        assert!(lee.get(path.trim_end_matches("/email")).await.has(&path), "linked from the person's page");
        assert!(lee.get(&path).await.has(&format!("Jin logs in with <bdi dir=\"ltr\" translate=\"no\">{OLD}")) || lee.get(&path).await.has(OLD));
        app.platform.clock.advance(11 * MINUTE);
        let asked = claim(&mut lee, &path, NEW).await;
        assert_eq!(asked.status, StatusCode::FORBIDDEN, "{}", asked.body);
        assert_eq!(lee.confirm(&path, &asked, &[("password", PASSWORD)]).await.location(), path);
        let mails = app.mails().await;
        let notice = mails.iter().find(|mail| mail.to == OLD && mail.text.contains("/address-stop/link/")).unwrap();
        assert!(notice.text.contains("asked that you log in"), "{}", notice.text);
        let page = lee.get(&path).await;
        assert!(page.has(NEW) && page.has("not confirmed yet"), "{}", page.body);
        // The administrator can't press the link, nor finish.
        let id = claim_id(&app).await;
        let page = press(&app, &mut lee, id).await;
        assert!(page.status == StatusCode::GONE && page.has("This link belongs to another account"), "{}", page.body);
        for deed in ["change", "finish"] {
            lee.post(&path, &[("deed", deed), ("current_password", PASSWORD)]).await;
            lee.post(PATH, &[("deed", deed), ("current_password", PASSWORD)]).await;
        }
        assert!(!opens(&app, NEW).await);
        // The person can.
        assert_eq!(log_in(&mut own, OLD).await.location(), "/home");
        app.platform.clock.advance(SECOND);
        assert_eq!(press(&app, &mut own, id).await.location(), PATH);
        app.platform.clock.advance(SECOND);
        let asked = own.post(PATH, &[("deed", "change")]).await;
        assert_eq!(own.confirm(PATH, &asked, &[("password", PASSWORD)]).await.location(), PATH);
        assert!(lee.get(&path).await.has("is confirmed. It takes the place of"));
        // Who stops what an administrator asked for is not told to fear for the password, and the administrators learn who asked.
        let mut owner = app.browser();
        owner.get(&path_of(&app, ADDRESS_STOP_PURPOSE, id)).await;
        let page = owner.get("/address/stop").await;
        assert!(page.has("Jin Kim, an administrator of your practice, asked") && page.has(OLD), "{}", page.body);
        let page = owner.post("/address/stop", &[]).await;
        assert!(page.has("Talk to them, on the phone or in person") && !page.has("may know your password"), "{}", page.body);
        app.sql("UPDATE users SET email = 'other@elm.example' WHERE username = 'other.admin'").await;
        let story = lee.get(path.trim_end_matches("/email")).await;
        assert!(story.has("the person said that it was not them"), "{}", story.body);
        let told = app.mails().await.into_iter().filter(|mail| mail.text.contains("they did not agree on it") || mail.text.contains("did not agree")).count();
        assert!(told >= 1, "the administrators");
        assert_eq!(lee.post(&path, &[("deed", "cancel")]).await.location(), path);
        assert_eq!((opens(&app, OLD).await, opens(&app, NEW).await), (true, false));
    }

    async fn nobody_changes_the_address_of_whom_they_may_not(app: TestApp) {
        let mut own = kim(&app).await;
        let (_, other) = app.other_practice("Oak", "dr.patel").await;
        let mut patel = app.browser();
        patel.log_in(&other, "dr.patel", PASSWORD).await;
        let path = format!("/settings/users/{}/email", app.kim.simple());
        let nobody = format!("/settings/users/{}/email", Uuid::from_u128(9).simple());
        let (theirs, unknown) = (patel.get(&path).await, patel.get(&nobody).await);
        assert_eq!((theirs.status, unknown.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
        assert!(!theirs.has(OLD) && !theirs.has("Jin"));
        assert_eq!(patel.get("/settings/users/nonsense/email").await.status, StatusCode::NOT_FOUND);
        for path in [&path, &nobody] {
            claim(&mut patel, path, NEW).await;
            patel.post(path, &[("deed", "cancel")]).await;
            patel.post(path, &[("deed", "resend")]).await;
        }
        assert_eq!(own.post(&path, &[("deed", "claim"), ("email", NEW), ("repeat_email", NEW)]).await.status, StatusCode::FORBIDDEN);
        let mut lee = app.logged_in("dr.lee").await;
        let lee_s = app.count("SELECT COUNT(*) FROM log_in_address WHERE released_at IS NULL").await;
        let mut tx = app.platform.db.read().await.unwrap();
        let id = app::users::service::find_named(&mut tx, &app.practice_id.replace('-', ""), "dr.lee").await.unwrap().unwrap().id;
        drop(tx);
        assert_eq!(lee.get(&format!("/settings/users/{}/email", id.simple())).await.status, StatusCode::NOT_FOUND, "one's own is under My account");
        lee.post(&format!("/settings/users/{}", app.kim.simple()), &[("deed", "deactivate")]).await;
        claim(&mut lee, &path, NEW).await;
        assert_eq!(app.count("SELECT COUNT(*) FROM log_in_address WHERE released_at IS NULL").await, lee_s, "nothing was claimed by any of them");
        assert_eq!(lee_s, 1);
    }

    async fn one_s_own_app_is_asked_for_too(app: TestApp) {
        let mut own = kim(&app).await;
        let (phone, _) = set_up(&app, &mut own).await;
        assert_eq!(claim(&mut own, PATH, NEW).await.location(), PATH);
        let id = claim_id(&app).await;
        app.platform.clock.advance(31 * SECOND);
        press(&app, &mut own, id).await;
        app.platform.clock.advance(SECOND);
        let asked = own.post(PATH, &[("deed", "change")]).await;
        let page = own.confirm(PATH, &asked, &[("password", PASSWORD)]).await;
        assert_eq!(page.status, REFUSED, "{}", page.body);
        let code = phone.shows(&app, 0);
        let page = own.confirm(PATH, &page, &[("deed", "password"), ("with", "authenticator"), ("password", PASSWORD), ("code", &code)]).await;
        assert_eq!(page.location(), PATH, "{}", page.body);
    }
}
