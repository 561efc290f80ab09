//! Emergency access: named beforehand, alone and at once, marked, told, ended by whatever ends it, and looked back on.

use app::audit::model::Kind;
use app::emergency::ends::{put_right, settle};
use app::platform::clock::{HOUR, MINUTE};
use app::platform::mailer::Mail;
use axum::http::StatusCode;
use uuid::Uuid;

use crate::support::{Browser, Engine, PASSWORD, Page, TestApp};

const PATH: &str = "/emergency";
const REVIEW: &str = "/settings/emergency";
const REASON: &str = "Dr. Lee unreachable, chart needed";

fn of(user: Uuid) -> String {
    format!("/settings/users/{}", user.simple())
}

/// An administrator names somebody.
pub async fn name(app: &TestApp, user: Uuid) {
    let mut lee = app.logged_in("dr.lee").await;
    let page = lee.post(&of(user), &[("deed", "allow-emergency")]).await;
    assert_eq!(page.location(), format!("{}?done=emergency-allowed", of(user)), "{}", page.body);
}

/// Gives themselves emergency access.
pub async fn start(browser: &mut Browser) -> Page {
    browser.post(PATH, &[("reason", REASON)]).await
}

/// Somebody who is named, with emergency access on.
async fn on(app: &TestApp) -> Browser {
    name(app, app.kim).await;
    let mut kim = app.logged_in("nurse.kim").await;
    assert_eq!(start(&mut kim).await.location(), "/emergency?done=started");
    kim
}

fn texts(mails: &[Mail]) -> Vec<&str> {
    mails.iter().map(|mail| mail.text.as_str()).collect()
}

async fn told(app: &TestApp, kind: Kind) -> i64 {
    app.count(&format!("SELECT COUNT(*) FROM audit_entry WHERE kind = '{}'", kind.as_str())).await
}

async fn open(app: &TestApp) -> i64 {
    app.count("SELECT COUNT(*) FROM emergency_access WHERE ended_at IS NULL").await
}

both_engines! {
    async fn who_is_named_switches_it_on_alone_and_everything_is_marked_told_and_looked_back_on(app: TestApp) {
        app.add("office", true, None).await;
        app.give_password(app.id_of("office").await).await;
        app.sql("UPDATE users SET email = username || '@elm.example'").await;
        name(&app, app.kim).await;
        app.mails().await;
        let mut kim = app.logged_in("nurse.kim").await;
        assert_eq!(kim.get("/settings/users").await.status, StatusCode::FORBIDDEN);
        let page = kim.get("/home").await;
        assert!(page.has("For a crisis when nobody else can help") && !page.has("emergency-banner"), "{}", page.body);
        let page = start(&mut kim).await;
        assert_eq!(page.location(), "/emergency?done=started", "{}", page.body);
        // At once, in this session, without a new log-in; and said on every page.
        let page = kim.get("/settings/users").await;
        assert!(page.status == StatusCode::OK && page.has("Emergency access is on until") && page.has("data-emergency=\"14"), "{}", page.body);
        let page = kim.get("/home").await;
        assert!(page.has("End it now") && page.has("<dd>Nurse or medical assistant<"), "{}", page.body);
        // Everybody else who looks after accounts is told, without the reason: it may name a patient.
        let mails = app.mails().await;
        assert_eq!(mails.len(), 2);
        assert!(mails.iter().all(|mail| mail.subject.contains("uses emergency access") && !mail.text.contains("chart") && mail.to != "nurse.kim@elm.example"));
        let mut lee = app.logged_in("dr.lee").await;
        assert!(lee.get("/home").await.has("uses emergency access now"));
        assert!(lee.get("/settings").await.has("On now: Jin Kim"));
        // A deed, marked.
        let may = app.id_of("new.may").await;
        assert_eq!(kim.post(&of(may), &[("deed", "reset-code")]).await.status, StatusCode::OK);
        let marked = "SELECT COUNT(*) FROM audit_entry WHERE kind = 'reset-started' AND detail LIKE '%\"emergency\":%'";
        assert_eq!(app.count(marked).await, 1);
        let page = lee.get(REVIEW).await;
        for part in [REASON, "On now", "1 deed", "A reset of the password was started: Jin Kim"] {
            assert!(page.has(part), "{part}: {}", page.body);
        }
        assert!(lee.get("/settings/audit").await.has("in emergency access"));
        // Ended by its button.
        assert_eq!(kim.post(PATH, &[("deed", "end")]).await.location(), "/emergency?done=ended");
        assert_eq!(kim.get("/settings/users").await.status, StatusCode::FORBIDDEN);
        let mails = app.mails().await;
        let ends: Vec<_> = mails.iter().filter(|mail| mail.subject.contains("has ended")).collect();
        assert!(ends.len() == 2 && ends[0].text.contains("– "));
        // Looked back on, once.
        let id = app.newest("emergency_access", "ended_at IS NOT NULL").await.simple().to_string();
        let page = lee.get(REVIEW).await;
        assert!(page.has("To be reviewed") && page.has("by themselves"), "{}", page.body);
        let page = lee.post(REVIEW, &[("deed", "emergency-review"), ("id", &id)]).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("Choose what the review came to"), "{}", page.body);
        let form = [("deed", "emergency-review"), ("id", id.as_str()), ("outcome", "justified"), ("note", "Spoke with Jin.")];
        assert_eq!(lee.post(REVIEW, &form).await.location(), "/settings/emergency?done=reviewed");
        let page = lee.post(REVIEW, &form).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("Spoke with Jin.") && page.has("Reviewed by"), "{}", page.body);
        // The report.
        let page = lee.post(REVIEW, &[("deed", "table")]).await;
        assert!(page.status == StatusCode::OK && page.has(REASON) && page.has("Spoke with Jin.") && page.headers["content-type"] == "text/csv; charset=utf-8", "{}", page.body);
        let page = lee.get("/settings/audit").await;
        assert!(page.has("Outcome: Yes, it was right") && page.has("Note: Spoke with Jin.") && !page.has("outcome: justified"), "{}", page.body);
        for (kind, n) in [(Kind::EmergencyAllowed, 1), (Kind::EmergencyStarted, 1), (Kind::EmergencyEnded, 1), (Kind::EmergencyReviewed, 1)] {
            assert_eq!(told(&app, kind).await, n, "{kind:?}");
        }
        assert!(app.audit_is_whole().await);
    }

    async fn its_person_is_told_that_it_has_ended_how_and_by_whom(app: TestApp) {
        let practice = [("name", "Elm Street"), ("time_zone", "America/New_York"), ("version", "1"), ("phone", "(213) 555-0142")];
        for (way, said) in [
            (0, "Your emergency access was ended by Jin Kim at "),
            (1, "its time was over."),
            (2, "from another browser of yours."),
            (3, "Jin Kim does not allow it to you any more."),
        ] {
            let mut kim = on(&app).await;
            assert!(!kim.get("/home").await.has("data-emergency-ended"), "{said}");
            let mut lee = app.logged_in("dr.lee").await;
            match way {
                0 => {
                    let id = app.newest("emergency_access", "ended_at IS NULL").await.simple().to_string();
                    lee.post(REVIEW, &[("deed", "end-now"), ("id", &id)]).await;
                }
                1 => {
                    for _ in 0..24 {
                        app.platform.clock.advance(10 * MINUTE);
                        kim.get("/account").await;
                    }
                }
                2 => {
                    assert_eq!(app.logged_in("nurse.kim").await.post(PATH, &[("deed", "end")]).await.location(), "/emergency?done=ended");
                }
                _ => {
                    lee.post(&of(app.kim), &[("deed", "disallow-emergency")]).await;
                }
            }
            // Before it was noticed, and after.
            for _ in 0..2 {
                let page = kim.post("/settings/practice", &practice).await;
                assert!(page.status == StatusCode::FORBIDDEN && page.has(said) && page.has("If you were saving something, it was not saved."), "{said}: {}", page.body);
                for path in ["/home", PATH] {
                    let page = kim.get(path).await;
                    assert!(page.has(said) && !page.has("If you were saving"), "{said} {path}: {}", page.body);
                }
                settle(&app.platform).await.unwrap();
            }
            // Another browser of theirs was never in it; and news grow old.
            assert!(!app.logged_in("nurse.kim").await.get("/home").await.has("data-emergency-ended"), "{said}");
            for _ in 0..6 {
                app.platform.clock.advance(10 * MINUTE);
                kim.get("/account").await;
            }
            assert!(!kim.get("/home").await.has("data-emergency-ended"), "{said}");
        }
        // Who has pressed the button here knows.
        let mut kim = on(&app).await;
        kim.post(PATH, &[("deed", "end")]).await;
        assert!(!kim.get("/home").await.has("data-emergency-ended"));
        // The next one is on: nothing is said of the one before.
        assert_eq!(start(&mut kim).await.location(), "/emergency?done=started");
        assert!(!kim.get("/home").await.has("data-emergency-ended"));
    }

    async fn a_withdrawal_ends_it_in_its_own_moment_and_the_mail_says_so(app: TestApp) {
        app.add("office", true, None).await;
        app.sql("UPDATE users SET email = username || '@elm.example'").await;
        let mut kim = on(&app).await;
        app.mails().await;
        let mut lee = app.logged_in("dr.lee").await;
        lee.post(&of(app.kim), &[("deed", "disallow-emergency")]).await;
        assert_eq!((open(&app).await, told(&app, Kind::EmergencyEnded).await), (0, 1));
        let page = kim.get(PATH).await;
        assert!(!page.has("in another browser of yours") && page.has("Nobody has named you"), "{}", page.body);
        let mails = app.mails().await;
        let ends: Vec<_> = mails.iter().filter(|mail| mail.subject.contains("has ended")).collect();
        assert!(ends.len() == 1 && ends[0].to == "office@elm.example" && ends[0].text.contains("does not allow emergency access"), "{:?}", texts(&mails));
        assert_eq!(settle(&app.platform).await.unwrap(), 0);
        assert!(lee.get(REVIEW).await.has("not named any more, by "));
        // Time that was over before the withdrawal stays the cause, and is said.
        let mut kim = on(&app).await;
        for _ in 0..24 {
            app.platform.clock.advance(10 * MINUTE);
            kim.get("/account").await;
        }
        app.logged_in("dr.lee").await.post(&of(app.kim), &[("deed", "disallow-emergency")]).await;
        assert_eq!(app.count("SELECT COUNT(*) FROM emergency_access WHERE end_kind = 'expired' AND ended_by IS NULL").await, 1);
        let mails = app.mails().await;
        assert!(mails.iter().any(|mail| mail.subject.contains("has ended") && mail.text.contains("its time was over")), "{:?}", texts(&mails));
        assert!(app.audit_is_whole().await);
    }

    async fn a_deactivation_takes_it_away_and_it_does_not_come_back_with_its_person(app: TestApp) {
        app.add("office", true, None).await;
        app.sql("UPDATE users SET email = username || '@elm.example'").await;
        on(&app).await;
        app.mails().await;
        let mut lee = app.logged_in("dr.lee").await;
        assert!(lee.get(&of(app.kim)).await.has("they may not use emergency access any more"));
        lee.post(&of(app.kim), &[("deed", "deactivate")]).await;
        assert_eq!((open(&app).await, told(&app, Kind::EmergencyDisallowed).await), (0, 1));
        assert_eq!(app.count("SELECT COUNT(*) FROM emergency_access WHERE end_kind = 'deactivated'").await, 1);
        let mails = app.mails().await;
        assert!(mails.iter().any(|mail| mail.to == "office@elm.example" && mail.text.contains("has deactivated Jin Kim")), "{:?}", texts(&mails));
        assert!(lee.get(REVIEW).await.has("the person was deactivated, by "));
        lee.post(&of(app.kim), &[("deed", "reactivate")]).await;
        let mut kim = app.logged_in("nurse.kim").await;
        assert!(kim.get(PATH).await.has("Nobody has named you"));
        assert!(lee.get(&of(app.kim)).await.has("value=\"allow-emergency\""));
        // Somebody who was named and deactivated by an older release.
        app.sql("UPDATE users SET emergency_designated = TRUE WHERE username = 'gone.ray'").await;
        let ray = app.id_of("gone.ray").await;
        lee.post(&of(ray), &[("deed", "reactivate")]).await;
        assert_eq!(app.count("SELECT COUNT(*) FROM users WHERE emergency_designated").await, 0);
        assert_eq!(told(&app, Kind::EmergencyDisallowed).await, 2);
        assert!(app.audit_is_whole().await);
    }

    async fn two_uses_of_one_minute_are_told_apart_and_a_mistake_stands_at_its_own(app: TestApp) {
        let mut kim = on(&app).await;
        kim.post(PATH, &[("deed", "end")]).await;
        start(&mut kim).await;
        kim.post(PATH, &[("deed", "end")]).await;
        let mut lee = app.logged_in("dr.lee").await;
        let page = lee.get(REVIEW).await;
        assert!(page.has("aria-label=\"Use 1: Jin Kim, ") && page.has("aria-label=\"Use 2: Jin Kim, "), "{}", page.body);
        let id = app.newest("emergency_access", "ended_at IS NOT NULL").await.simple().to_string();
        let page = lee.post(REVIEW, &[("deed", "emergency-review"), ("id", &id), ("note", "So far.")]).await;
        for part in [format!("href=\"#outcome-{id}\""), format!("id=\"outcome-{id}-error\""), format!("aria-describedby=\"outcome-{id}-error\"")] {
            assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has(&part), "{part}: {}", page.body);
        }
        assert_eq!(page.body.matches(">Choose what the review came to.").count(), 2, "once as a link, once at the box: {}", page.body);
        assert_eq!(page.body.matches("aria-invalid=\"true\"").count(), 3, "the three of one use: {}", page.body);
        assert!(page.has("So far."));
    }

    async fn what_it_does_not_open_is_not_offered(app: TestApp) {
        let office = app.add("office", true, None).await;
        app.give_password(office).await;
        let mut kim = on(&app).await;
        let page = kim.get(&of(app.id_of("new.may").await)).await;
        assert!(page.has("value=\"deactivate\"") && page.has("value=\"save\"") && !page.has("data-out-of-reach"), "{}", page.body);
        for deed in ["make-administrator", "allow-emergency"] {
            assert!(!page.has(&format!("value=\"{deed}\"")), "{deed}: {}", page.body);
        }
        let page = kim.get(&of(office)).await;
        assert!(page.has("data-out-of-reach") && page.has("In emergency access you can look at it"), "{}", page.body);
        for deed in ["save", "remove-administrator", "deactivate", "allow-emergency", "reset-code", "reset-link", "log-in-code", "end-sessions"] {
            assert!(!page.has(&format!("value=\"{deed}\"")), "{deed}: {}", page.body);
        }
        let page = app.logged_in("dr.lee").await.get(&of(office)).await;
        assert!(page.has("value=\"remove-administrator\"") && page.has("value=\"allow-emergency\"") && !page.has("data-out-of-reach"), "{}", page.body);
    }

    async fn nobody_else_has_it_and_a_reason_is_asked_for(app: TestApp) {
        let mut kim = app.logged_in("nurse.kim").await;
        let page = kim.get(PATH).await;
        assert!(page.has("Nobody has named you") && !page.has("name=\"reason\""), "{}", page.body);
        let page = start(&mut kim).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("Nobody has named you"), "{}", page.body);
        name(&app, app.kim).await;
        for reason in ["", "help", &"x".repeat(501)] {
            let page = kim.post(PATH, &[("reason", reason)]).await;
            assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("Emergency access is not on yet."), "{}", page.body);
            assert_eq!(page.body.matches(">Say in 10 to 500 characters").count(), 2, "once as a link, once at the box: {}", page.body);
        }
        assert_eq!(open(&app).await, 0);
        // Without a fresh proof it is only asked for; what was typed waits.
        app.platform.clock.advance(11 * MINUTE);
        let page = start(&mut kim).await;
        assert!(page.status == StatusCode::FORBIDDEN && page.has("name=\"held\""), "{}", page.body);
        assert_eq!(open(&app).await, 0);
        let page = kim.confirm(PATH, &page, &[("password", PASSWORD)]).await;
        assert_eq!(page.location(), "/emergency?done=started", "{}", page.body);
        // A second one does not begin, here or elsewhere.
        let page = start(&mut kim).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("It is on already"), "{}", page.body);
        let mut elsewhere = app.logged_in("nurse.kim").await;
        assert_eq!(start(&mut elsewhere).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(elsewhere.get("/settings/users").await.status, StatusCode::FORBIDDEN, "it belongs to the session it began in");
        assert!(elsewhere.get(PATH).await.has("It is on in another browser of yours"));
        assert_eq!(elsewhere.post(PATH, &[("deed", "end")]).await.location(), "/emergency?done=ended");
        assert_eq!(kim.get("/settings/users").await.status, StatusCode::FORBIDDEN);
        // Whoever is deactivated never has it.
        let ray = app.id_of("gone.ray").await;
        app.sql("UPDATE users SET emergency_designated = TRUE WHERE username = 'gone.ray'").await;
        assert!(!app.logged_in("dr.lee").await.get(REVIEW).await.has(&ray.simple().to_string()));
    }

    async fn it_ends_with_time_session_name_or_an_administrator_and_at_that_moment(app: TestApp) {
        for (way, how) in [(0, "expired"), (1, "session"), (2, "undesignated"), (3, "administrator"), (4, "deactivated"), (5, "session")] {
            let mut kim = on(&app).await;
            assert_eq!(kim.get("/settings/users").await.status, StatusCode::OK);
            let mut lee = app.logged_in("dr.lee").await;
            let form = [("deed", "save"), ("version", "1"), ("first_name", "Eve"), ("last_name", "Evans"), ("level", "physician")];
            match way {
                0 => {
                    // Used now and then: the idle lock does not come first.
                    for _ in 0..24 {
                        app.platform.clock.advance(10 * MINUTE);
                        kim.get("/home").await;
                    }
                }
                1 => {
                    kim.clone().post("/logout", &[]).await;
                }
                2 => {
                    lee.post(&of(app.kim), &[("deed", "disallow-emergency")]).await;
                }
                3 => {
                    let id = app.newest("emergency_access", "ended_at IS NULL").await.simple().to_string();
                    assert_eq!(lee.post(REVIEW, &[("deed", "end-now"), ("id", &id)]).await.location(), "/settings/emergency?done=ended");
                    let page = lee.post(REVIEW, &[("deed", "end-now"), ("id", &id)]).await;
                    assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("That had changed meanwhile"), "{}", page.body);
                }
                4 => {
                    lee.post(&of(app.kim), &[("deed", "deactivate")]).await;
                    lee.post(&of(app.kim), &[("deed", "reactivate")]).await;
                }
                _ => {
                    lee.post(&of(app.kim), &[("deed", "end-sessions")]).await;
                }
            }
            // Before anything has noticed: neither a page nor a deed.
            let may = app.id_of("new.may").await;
            assert_ne!(kim.get("/settings/users").await.status, StatusCode::OK, "{how}");
            assert_ne!(kim.post(&of(may), &form).await.location(), format!("{}?done=saved", of(may)), "{how}");
            assert_eq!(app.count("SELECT COUNT(*) FROM users WHERE last_name = 'Evans'").await, 0, "{how}");
            settle(&app.platform).await.unwrap();
            assert_eq!(settle(&app.platform).await.unwrap(), 0);
            assert_eq!(open(&app).await, 0, "{how}");
            let ended = format!("SELECT COUNT(*) FROM emergency_access WHERE end_kind = '{how}'");
            assert!(app.count(&ended).await > 0, "{how}");
            if way == 2 {
                assert_eq!(start(&mut kim).await.status, StatusCode::UNPROCESSABLE_ENTITY);
            }
        }
        assert_eq!(told(&app, Kind::EmergencyEnded).await, 6);
        assert!(app.audit_is_whole().await);
    }

    async fn the_lock_does_not_end_it_and_behind_the_lock_it_opens_nothing(app: TestApp) {
        let mut kim = on(&app).await;
        kim.post("/lock", &[]).await;
        assert!(kim.get("/settings/users").await.location().starts_with("/unlock"));
        assert_eq!(settle(&app.platform).await.unwrap(), 0);
        assert_eq!(kim.post("/unlock", &[("password", PASSWORD)]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(kim.get("/settings/users").await.status, StatusCode::OK);
    }

    async fn it_neither_shuts_an_administrator_out_nor_names_the_next_one(app: TestApp) {
        let office = app.add("office", true, None).await;
        app.give_password(office).await;
        let mut kim = on(&app).await;
        for deed in ["remove-administrator", "deactivate", "allow-emergency", "make-administrator"] {
            let page = kim.post(&of(office), &[("deed", deed)]).await;
            assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("this is for an administrator alone"), "{deed}: {}", page.body);
        }
        assert_eq!(kim.get(REVIEW).await.status, StatusCode::FORBIDDEN);
        assert_eq!(kim.post(REVIEW, &[("deed", "table")]).await.status, StatusCode::FORBIDDEN);
        // One's own level stays another's to change.
        let form = [("deed", "save"), ("version", "2"), ("first_name", "Jin"), ("last_name", "Kim"), ("level", "physician")];
        assert_eq!(kim.post(&of(app.kim), &form).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        // Resets, levels of others, people: as an administrator may.
        let may = app.id_of("new.may").await;
        let form = [("deed", "save"), ("version", "1"), ("first_name", "May"), ("last_name", "New"), ("level", "physician")];
        assert_eq!(kim.post(&of(may), &form).await.location(), format!("{}?done=saved", of(may)));
    }

    async fn nobody_is_made_administrator_in_it_by_any_way(app: TestApp) {
        let mut kim = on(&app).await;
        let may = app.id_of("new.may").await;
        let before = app.count("SELECT COUNT(*) FROM users WHERE administrator").await;
        for whom in [may, app.kim] {
            let page = kim.post(&of(whom), &[("deed", "make-administrator")]).await;
            assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("this is for an administrator alone"), "{}", page.body);
        }
        // Added with the right: by the form, and from a table.
        let page = kim.get("/settings/users/new").await;
        assert!(!page.has("name=\"administrator\""), "{}", page.body);
        let form = [("username", "eve"), ("first_name", "Eve"), ("last_name", "Evans"), ("email", "eve@evil.example"), ("phone", ""), ("level", "physician"), ("administrator", "yes")];
        let page = kim.post("/settings/users/new", &form).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("this is for an administrator alone"), "{}", page.body);
        let table = "first name,last name,e-mail,administrator\nIma,Ported,ima@evil.example,yes\nAna,Ruiz,ana@elm.example,no\n";
        let page = kim.post("/settings/users/import", &[("deed", "add"), ("table", table)]).await;
        assert_ne!(page.status, StatusCode::INTERNAL_SERVER_ERROR, "{}", page.body);
        assert_eq!(app.count("SELECT COUNT(*) FROM users WHERE administrator").await, before);
        assert_eq!(app.count("SELECT COUNT(*) FROM users WHERE first_name IN ('Eve', 'Ima')").await, 0);
        // Without the right, people are added as always.
        let page = kim.post("/settings/users/new", &form[..6]).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
    }

    async fn an_administrator_s_account_is_out_of_its_reach(app: TestApp) {
        let office = app.add("office", true, None).await;
        app.give_password(office).await;
        app.sql("UPDATE users SET email = username || '@elm.example'").await;
        let office_here = app.logged_in("office").await;
        let mut kim = on(&app).await;
        app.mails().await;
        let before = app.count("SELECT CAST(SUM(version) AS BIGINT) FROM users").await;
        let save = [("deed", "save"), ("version", "1"), ("first_name", "Eve"), ("last_name", "Evans"), ("email", "eve@evil.example"), ("level", "staff")];
        assert_ne!(kim.post(&of(office), &save).await.location(), format!("{}?done=saved", of(office)));
        for deed in ["end-sessions", "end-all-trust", "remove-second-step", "reset-phone", "release-address", "reset-code", "reset-link", "log-in-code", "invite"] {
            let page = kim.post(&of(office), &[("deed", deed)]).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{deed}: {} {}", page.location(), page.body);
        }
        for form in [vec![("deed", "claim"), ("email", "eve@evil.example"), ("repeat_email", "eve@evil.example")], vec![("deed", "claim-anyway"), ("email", "eve@evil.example"), ("repeat_email", "eve@evil.example")]] {
            kim.post(&format!("{}/email", of(office)), &form).await;
        }
        kim.post(&format!("{}/identifiers", of(office)), &[("deed", "save"), ("kind", "licence"), ("number", "12"), ("state", "OH")]).await;
        for (what, n) in [("password_reset", 0), ("log_in_code", 0), ("medical_identifier", 0)] {
            assert_eq!(app.count(&format!("SELECT COUNT(*) FROM {what}")).await, n, "{what}");
        }
        assert_eq!(app.count("SELECT CAST(SUM(version) AS BIGINT) FROM users").await, before);
        assert!(!app.mails().await.iter().any(|mail| mail.to.contains("evil")));
        assert_eq!(office_here.clone().get("/settings").await.status, StatusCode::OK, "the session goes on");
        // Help that takes nothing away.
        assert_eq!(kim.post(&of(office), &[("deed", "unlock")]).await.status, StatusCode::SEE_OTHER);
        // The page of the settings is whole, without what is not for them.
        let page = kim.get("/settings").await;
        assert!(page.status == StatusCode::OK && !page.has("href=\"/settings/emergency\""), "{} {}", page.status, page.body);
    }

    async fn a_long_note_is_not_cut_and_every_deed_is_in_the_table(app: TestApp) {
        let mut kim = on(&app).await;
        let may = app.id_of("new.may").await;
        for _ in 0..25 {
            kim.post(&of(may), &[("deed", "unlock")]).await;
        }
        kim.post(PATH, &[("deed", "end")]).await;
        let mut lee = app.logged_in("dr.lee").await;
        let id = app.newest("emergency_access", "ended_at IS NOT NULL").await.simple().to_string();
        let page = lee.get(REVIEW).await;
        assert!(page.has("25 deeds") && page.has("and 5 more"), "{}", page.body);
        let table = lee.post(REVIEW, &[("deed", "table")]).await;
        assert!(table.has("25: ") && table.body.matches("Waits were lifted").count().max(table.body.matches(';').count()) >= 24, "{}", table.body);
        let long = "x".repeat(2_001);
        let page = lee.post(REVIEW, &[("deed", "emergency-review"), ("id", &id), ("outcome", "justified"), ("note", &long)]).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("at most 2,000 characters") && page.has(&long), "{}", page.body);
    }

    async fn two_reviews_at_once_lose_neither_note_nor_choice(app: TestApp) {
        on(&app).await.post(PATH, &[("deed", "end")]).await;
        let mut lee = app.logged_in("dr.lee").await;
        let id = app.newest("emergency_access", "ended_at IS NOT NULL").await.simple().to_string();
        let form = |version: &str, outcome: &str, note: &str| {
            [("deed", "emergency-review"), ("id", id.as_str()), ("version", version), ("outcome", outcome), ("note", note)].map(|(a, b)| (a.to_owned(), b.to_owned()))
        };
        let first = form("0", "justified", "Spoke with Jin.");
        assert_eq!(lee.post(REVIEW, &first.each_ref().map(|(a, b)| (a.as_str(), b.as_str()))).await.status, StatusCode::SEE_OTHER);
        app.platform.clock.advance(MINUTE);
        let second = form("0", "not-justified", "Nobody asked her.");
        let page = lee.post(REVIEW, &second.each_ref().map(|(a, b)| (a.as_str(), b.as_str()))).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("Somebody else has reviewed this use meanwhile"), "{}", page.body);
        assert!(page.has("Spoke with Jin.") && page.has(">Nobody asked her.") && page.has("value=\"not-justified\" checked"), "both stand there: {}", page.body);
        assert!(page.has(&format!("href=\"#note-{id}\"")), "{}", page.body);
        assert_eq!(app.count("SELECT COUNT(*) FROM emergency_access WHERE note = 'Spoke with Jin.'").await, 1, "not unseen");
        let version = page.input("version");
        let again = form(&version, "not-justified", "Nobody asked her.");
        assert_eq!(lee.post(REVIEW, &again.each_ref().map(|(a, b)| (a.as_str(), b.as_str()))).await.location(), "/settings/emergency?done=reviewed");
        assert_eq!(app.count("SELECT COUNT(*) FROM emergency_access WHERE note = 'Nobody asked her.' AND outcome = 'not-justified'").await, 1);
        assert_eq!(told(&app, Kind::EmergencyReviewed).await, 2, "the trail has both");
        let page = lee.get(REVIEW).await;
        assert!(page.has("Nobody asked her.") && !page.has("value=\"emergency-review\""), "a review that is seen is no form: {}", page.body);
        assert!(app.audit_is_whole().await);
    }

    async fn another_practice_neither_sees_nor_ends_nor_reviews_it(app: TestApp) {
        on(&app).await;
        let (_, other) = app.other_practice("Oak", "dr.patel").await;
        let mut patel = app.browser();
        patel.log_in(&other, "dr.patel", PASSWORD).await;
        let page = patel.get(REVIEW).await;
        assert!(page.has("It was never used") && !page.has(REASON), "{}", page.body);
        let id = app.newest("emergency_access", "ended_at IS NULL").await.simple().to_string();
        for form in [vec![("deed", "end-now"), ("id", id.as_str())], vec![("deed", "emergency-review"), ("id", &id), ("outcome", "justified")]] {
            assert_eq!(patel.post(REVIEW, &form).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        assert_eq!(open(&app).await, 1);
        assert_eq!(app.count("SELECT COUNT(*) FROM emergency_access WHERE reviewed_at IS NOT NULL").await, 0);
    }

    async fn two_at_once_and_a_clock_that_jumps(app: TestApp) {
        name(&app, app.kim).await;
        let kim = app.logged_in("nurse.kim").await;
        let all = (0..5).map(|_| { let mut one = kim.clone(); async move { start(&mut one).await.status } });
        let begun = futures::future::join_all(all).await.into_iter().filter(|status| *status == StatusCode::SEE_OTHER).count();
        assert_eq!((begun, open(&app).await), (1, 1));
        // Set back by a day: it lasts no longer than a new one.
        app.platform.clock.advance(-24 * HOUR);
        assert_eq!(put_right(&app.platform).await.unwrap(), 1);
        assert_eq!(app.count("SELECT CAST(expires_at - started_at AS BIGINT) FROM emergency_access").await, 4 * HOUR);
        assert!(app.count("SELECT expires_at FROM emergency_access").await <= app.platform.clock.now() + 4 * HOUR);
        // Forward: it is over.
        app.platform.clock.advance(5 * HOUR);
        assert_eq!(settle(&app.platform).await.unwrap(), 1);
    }

    async fn what_could_shut_out_those_who_end_it_stays_as_it_is_and_what_is_refused_is_in_the_trail(app: TestApp) {
        app.sql("UPDATE users SET email = username || '@elm.example'").await;
        let mut kim = on(&app).await;
        let networks =
            [("deed", "allowed-networks"), ("version", "0"), ("networks", "192.0.2.0/24"), ("administrators_too", "yes")];
        let page = kim.post("/settings/security", &networks).await;
        assert!(
            page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("In emergency access this list stays as it is"),
            "{}",
            page.body
        );
        let practice = [("name", "Elm Street"), ("time_zone", "America/New_York"), ("version", "1"), ("email", "kim@evil.example")];
        let page = kim.post("/settings/practice", &practice).await;
        assert!(
            page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("In emergency access this address stays as it is"),
            "{}",
            page.body
        );
        // Outside of an emergency each is told to every administrator.
        app.mails().await;
        let mut lee = app.logged_in("dr.lee").await;
        lee.post("/settings/security", &networks).await;
        lee.post(
            "/settings/practice",
            &practice.map(|(name, value)| if name == "email" { (name, "office@elm.example") } else { (name, value) }),
        )
        .await;
        let mails = app.mails().await;
        for rule in ["Allowed networks", "E-mail for notices"] {
            let told = mails.iter().filter(|mail| mail.to == "dr.lee@elm.example" && mail.subject.contains(rule)).count();
            assert_eq!(told, 1, "{rule}");
        }
        // What was tried and refused stands in the trail and in the review, with the deed.
        let administrator = app.id_of("dr.lee").await;
        for deed in ["deactivate", "remove-administrator", "end-sessions"] {
            assert_ne!(kim.post(&of(administrator), &[("deed", deed)]).await.status, StatusCode::SEE_OTHER, "{deed}");
        }
        kim.post(&of(app.id_of("new.may").await), &[("deed", "make-administrator")]).await;
        assert_eq!(told(&app, Kind::EmergencyRefused).await, 4);
        let page = lee.get(REVIEW).await;
        assert!(page.has("Tried what emergency access does not open") && page.has("Deed: "), "{}", page.body);
        let page = lee.get("/settings/audit?group=refused").await;
        assert!(page.has("data-kind=\"emergency-refused\""), "{}", page.body);
        // Nor does a page of an administrator say nothing at all.
        let page = kim
            .post(
                &format!("{}/email", of(administrator)),
                &[("deed", "claim"), ("email", "a@elm.example"), ("repeat_email", "a@elm.example")],
            )
            .await;
        assert!(page.status != StatusCode::SEE_OTHER && page.has("for an administrator alone"), "{} {}", page.status, page.body);
        assert_eq!(
            kim.post(&format!("{}/identifiers", of(administrator)), &[("kind", "npi"), ("number", "1234567893"), ("deed", "save")])
                .await
                .status,
            StatusCode::FORBIDDEN
        );
        assert!(app.audit_is_whole().await);
    }
}

#[tokio::test]
async fn the_operator_may_let_it_open_whatever_an_administrator_may() {
    let app = TestApp::with(Engine::Sqlite, |settings| {
        settings.policy.emergency_parity = true;
        settings.policy.emergency_hours = 24;
    })
    .await;
    let office = app.add("office", true, None).await;
    app.give_password(office).await;
    let mut kim = on(&app).await;
    assert_eq!(app.count("SELECT CAST(expires_at - started_at AS BIGINT) FROM emergency_access").await, 24 * HOUR);
    assert_eq!(kim.post(&of(office), &[("deed", "remove-administrator")]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(kim.get(REVIEW).await.status, StatusCode::OK);
    assert_eq!(kim.post(&of(app.kim), &[("deed", "make-administrator")]).await.status, StatusCode::SEE_OTHER);
    kim.post(PATH, &[("deed", "end")]).await;
    assert_eq!(app.count("SELECT COUNT(*) FROM users WHERE administrator AND username = 'nurse.kim'").await, 1, "it stays");
}
