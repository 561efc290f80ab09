//! A person who can't get in is let back in by an administrator, who never sees a password.

use app::outbox::service::deliver_due;
use app::platform::clock::{HOUR, MINUTE};
use app::platform::mailer::{Mail, Mailer};
use axum::http::StatusCode;
use std::sync::Mutex;

use crate::support::{Browser, PASSWORD, Page, TestApp};

const NEW: &str = "seven purple walruses at noon";

async fn make_code(app: &TestApp, lee: &mut Browser, path: &str) -> String {
    let page = lee.post(path, &[("deed", "reset-code")]).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    let _ = app;
    page.body.split("<code>").nth(1).unwrap().split('<').next().unwrap().to_owned()
}

fn path(app: &TestApp) -> String {
    format!("/settings/users/{}", app.kim.simple())
}

async fn prove(app: &TestApp, browser: &mut Browser, code: &str) -> Page {
    browser.post("/reset/code", &[("practice_id", &app.practice_id), ("username", "nurse.kim"), ("code", code)]).await
}

both_engines! {
    async fn a_form_that_is_sent_twice_takes_no_code_back(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        let path = format!("/settings/users/{}", app.kim.simple());
        let form = [("deed", "reset-code"), ("after", "")];
        assert_eq!(lee.post(&path, &form).await.status, StatusCode::OK);
        // The page is loaded again, and the browser asks whether to send the form once more.
        let again = lee.post(&path, &form).await;
        assert!(again.status == StatusCode::UNPROCESSABLE_ENTITY && again.has("Nothing new was made"), "{}", again.body);
        assert!(!again.has("data-reset-code"), "no other code is shown");
        let link = [("deed", "reset-link"), ("after", "")];
        app.sql("UPDATE users SET email = 'kim@clinic.example' WHERE username = 'nurse.kim'").await;
        assert!(lee.post(&path, &link).await.has("Nothing new was made"), "nor does a page from before send a link");
        assert_eq!(app.count("SELECT COUNT(*) FROM password_reset WHERE cancelled_at IS NULL").await, 1);
        // Pressed on the page as it is now, it makes another one; two of these at once make one.
        let after = again.input("after");
        let now = [("deed", "reset-code"), ("after", after.as_str())];
        let mut office = lee.clone();
        let (one, other) = tokio::join!(lee.post(&path, &now), office.post(&path, &now));
        let mut made = [one.status.as_u16(), other.status.as_u16()];
        made.sort_unstable();
        assert_eq!(made, [200, 422]);
    }

    async fn the_administrator_tells_a_code_and_the_person_is_back_in(app: TestApp) {
        let (mut lee, mut kim) = (app.logged_in("dr.lee").await, app.logged_in("nurse.kim").await);
        // Locked out, too: the reset lifts that.
        for _ in 0..6 {
            app.browser().log_in(&app.practice_id, "nurse.kim", "forgotten").await;
        }
        let code = make_code(&app, &mut lee, &path(&app)).await;
        assert!(code.len() == 14 && code.matches('-').count() == 2, "{code}");
        assert!(!lee.get(&path(&app)).await.has(&code), "shown once");
        assert!(lee.get(&path(&app)).await.has("not used yet"));

        let mut person = app.browser();
        let page = prove(&app, &mut person, &code.to_lowercase().replace('-', " ")).await;
        assert_eq!((page.status, page.location()), (StatusCode::SEE_OTHER, "/reset/new"), "{}", page.body);
        let page = person.get("/reset/new").await;
        assert!(page.status == StatusCode::OK && page.has("For Jin Kim at Elm Street.") && page.has("new-password"), "{}", page.body);
        let page = person.post("/reset/new", &[("new_password", "short")]).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("aria-invalid=\"true\""), "{}", page.body);
        let page = person.post("/reset/new", &[("new_password", NEW)]).await;
        assert_eq!(page.location(), "/login?done=password-set");
        assert!(person.get(page.location()).await.has("Your new password is set."));
        assert_eq!(person.get("/home").await.location(), "/login?next=%2Fhome", "a reset logs nobody in");

        assert_eq!(kim.get("/home").await.location(), "/login?next=%2Fhome", "the sessions from before are dead");
        assert_eq!(app.browser().at("192.0.2.9").log_in(&app.practice_id, "nurse.kim", PASSWORD).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(person.log_in(&app.practice_id, "nurse.kim", NEW).await.status, StatusCode::SEE_OTHER, "the wait is lifted");
        let home = person.get("/home").await;
        assert!(home.has("Your password was set with a code from Jin Kim."), "{}", home.body);
        person.post("/home", &[]).await;
        assert!(!person.get("/home").await.has("with a code from"));
        assert!(lee.get(&path(&app)).await.has("Said “It was me”"), "whoever pressed it: the story keeps it");

        let story = lee.get(&path(&app)).await;
        for part in ["A reset of the password was started", "Password was set", ": used.", "Could not log in: the password was wrong"] {
            assert!(story.has(part), "{part}: {}", story.body);
        }
        assert!(app.audit_is_whole().await);
    }

    async fn a_stranger_s_wrong_codes_end_with_a_new_code_an_unlock_or_a_reset(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        for _ in 0..6 {
            prove(&app, &mut app.browser(), "AAAA-AAAA-AAAA").await;
        }
        let page = prove(&app, &mut app.browser(), "AAAA-AAAA-AAAA").await;
        assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(page.has("Too many tries. Wait") && !page.has("reset the password"), "no way out is named that is none: {}", page.body);
        let code = make_code(&app, &mut lee, &path(&app)).await;
        assert_eq!(prove(&app, &mut app.browser(), &code).await.status, StatusCode::SEE_OTHER, "a new code");
        for _ in 0..6 {
            prove(&app, &mut app.browser(), "AAAA-AAAA-AAAA").await;
        }
        lee.post(&path(&app), &[("deed", "unlock")]).await;
        assert_eq!(prove(&app, &mut app.browser(), "AAAA-AAAA-AAAA").await.status, StatusCode::UNPROCESSABLE_ENTITY, "an unlock");
    }

    async fn a_code_works_once_and_its_second_use_is_refused_kindly(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        let code = make_code(&app, &mut lee, &path(&app)).await;
        let mut person = app.browser();
        prove(&app, &mut person, &code).await;
        let mut other = person.clone();
        assert_eq!(person.post("/reset/new", &[("new_password", NEW)]).await.status, StatusCode::SEE_OTHER);
        let page = other.post("/reset/new", &[("new_password", "an attacker chose this one")]).await;
        assert!(page.status == StatusCode::GONE && page.has("Your password is set already"), "{}", page.body);
        assert_eq!(other.get("/reset/new").await.status, StatusCode::GONE);
        assert!(prove(&app, &mut app.browser(), &code).await.has("does not fit these details"));
        assert_eq!(app.browser().log_in(&app.practice_id, "nurse.kim", NEW).await.status, StatusCode::SEE_OTHER);
    }

    async fn the_same_reset_twice_at_once_sets_one_password(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        let code = make_code(&app, &mut lee, &path(&app)).await;
        let mut one = app.browser();
        prove(&app, &mut one, &code).await;
        let mut two = one.clone();
        let (first, second) = ([("new_password", NEW)], [("new_password", "nine green herons in a row")]);
        let (a, b) = tokio::join!(one.post("/reset/new", &first), two.post("/reset/new", &second));
        let mut all = [a.status, b.status];
        all.sort();
        assert_eq!(all, [StatusCode::SEE_OTHER, StatusCode::GONE]);
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'password-set' AND detail LIKE '%code%'").await, 1);
    }

    async fn a_code_ends_by_time_by_a_newer_one_by_cancelling_and_by_guessing(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        let old = make_code(&app, &mut lee, &path(&app)).await;
        let newer = make_code(&app, &mut lee, &path(&app)).await;
        assert_ne!(old, newer);
        assert!(prove(&app, &mut app.browser(), &old).await.has("does not fit these details"));
        app.platform.clock.advance(14 * MINUTE);
        lee.get("/home").await;
        lee.post(&path(&app), &[("deed", "reset-cancel")]).await;
        assert!(prove(&app, &mut app.browser(), &newer).await.has("does not fit these details"), "cancelled");

        let mut lee = app.logged_in("dr.lee").await;
        let late = make_code(&app, &mut lee, &path(&app)).await;
        let mut in_time = app.browser();
        assert_eq!(prove(&app, &mut in_time, &late).await.status, StatusCode::SEE_OTHER);
        app.platform.clock.advance(30 * MINUTE);
        assert!(prove(&app, &mut app.browser(), &late).await.has("does not fit these details"), "30 minutes are over");
        assert_eq!(in_time.post("/reset/new", &[("new_password", NEW)]).await.status, StatusCode::GONE);

        let mut lee = app.logged_in("dr.lee").await;
        let guessed = make_code(&app, &mut lee, &path(&app)).await;
        for n in 0..5 {
            prove(&app, &mut app.browser().at(&format!("198.51.100.{n}")), "AAAA-AAAA-AAAA").await;
        }
        assert!(prove(&app, &mut app.browser().at("198.51.100.99"), &guessed).await.has("does not fit these details"), "five wrong codes end it");
        // Both sides are told: neither was it taken back, nor does waiting help.
        app.mails().await;
        let page = lee.get(&path(&app)).await;
        assert!(page.has("ended after five wrong codes") && page.has("Five wrong codes ended the code"), "{}", page.body);
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'reset-code-guessed'").await, 1);
        app.mails().await;
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'reset-code-guessed'").await, 1, "once");
        for username in ["nurse.kim", "nobody.xy"] {
            let mut last = String::new();
            for _ in 0..5 {
                let form = [("practice_id", app.practice_id.as_str()), ("username", username), ("code", "BBBB-BBBB-BBBB")];
                last = app.browser().at("203.0.113.77").post("/reset/code", &form).await.body;
            }
            assert!(last.contains("ask your administrator for a new one"), "{username}: {last}");
        }
        assert!(app.audit_is_whole().await);
    }

    async fn unknown_names_cost_and_count_like_known_ones(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        make_code(&app, &mut lee, &path(&app)).await;
        let mut work = Vec::new();
        for username in ["nurse.kim", "nobody.xy", "gone.rayy"] {
            let mut browser = app.browser();
            for n in 1..=6 {
                let page = browser.post("/reset/code", &[("practice_id", &app.practice_id), ("username", username), ("code", "AAAA-AAAA-AAAA")]).await;
                let expected = if n < 5 { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::TOO_MANY_REQUESTS };
                assert_eq!(page.status, expected, "{username}, try {n}");
                if n == 1 {
                    work.push((page.statements, page.body.len()));
                }
            }
        }
        assert!(work.iter().all(|w| *w == work[0]), "{work:?}");
    }

    async fn another_administrator_s_code_works_a_day_later(app: TestApp) {
        let phc = app::users::service::hash(&app.platform, PASSWORD).await.unwrap();
        let other = app.add("office", true, Some(&phc)).await;
        let mut lee = app.logged_in("dr.lee").await;
        let code = make_code(&app, &mut lee, &format!("/settings/users/{}", other.simple())).await;
        let form = [("practice_id", app.practice_id.as_str()), ("username", "office"), ("code", code.as_str())];
        assert_eq!(app.browser().post("/reset/code", &form).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        app.platform.clock.advance(24 * HOUR);
        assert_eq!(app.browser().post("/reset/code", &form).await.status, StatusCode::SEE_OTHER);
    }

    async fn nobody_resets_themselves_others_practices_or_without_being_administrator(app: TestApp) {
        let mut kim = app.logged_in("nurse.kim").await;
        assert_eq!(kim.post(&path(&app), &[("deed", "reset-code")]).await.status, StatusCode::FORBIDDEN);
        let mut lee = app.logged_in("dr.lee").await;
        let own = app.count("SELECT COUNT(*) FROM password_reset").await;
        assert_eq!(lee.post("/settings/users/00000000000000000000000000000000", &[("deed", "reset-code")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        app.sql("UPDATE users SET deactivated_at = 1 WHERE username = 'nurse.kim'").await;
        assert_eq!(lee.post(&path(&app), &[("deed", "reset-code")]).await.status, StatusCode::UNPROCESSABLE_ENTITY, "deactivated");
        assert_eq!(app.count("SELECT COUNT(*) FROM password_reset").await, own);
    }

    async fn no_code_and_no_token_is_stored(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        let code = make_code(&app, &mut lee, &path(&app)).await;
        let mut person = app.browser();
        prove(&app, &mut person, &code).await;
        let token = person.cookies["__Host-reset"].clone();
        for (table, columns) in [("password_reset", "way"), ("audit_entry", "detail"), ("audit_entry", "network")] {
            for secret in [code.clone(), code.replace('-', ""), token.clone()] {
                assert_eq!(app.count(&format!("SELECT COUNT(*) FROM {table} WHERE {columns} LIKE '%{secret}%'")).await, 0);
            }
        }
        let mut forged = app.browser();
        let last = if token.ends_with('0') { "1" } else { "0" };
        forged.cookies.insert("__Host-reset".into(), format!("{}{last}", &token[..token.len() - 1]));
        assert_eq!(forged.get("/reset/new").await.status, StatusCode::GONE);
    }

    async fn a_link_by_mail_leads_in_and_a_scanner_uses_nothing_up(app: TestApp) {
        app.sql("UPDATE users SET email = 'jin.kim@elm.example' WHERE username = 'nurse.kim'").await;
        let mut lee = app.logged_in("dr.lee").await;
        let page = lee.post(&path(&app), &[("deed", "reset-link")]).await;
        assert!(page.location().ends_with("?done=link-sent"), "{}", page.body);
        let page = lee.get(page.location()).await;
        assert!(page.has("A link is on its way.") && page.has("The mail waits to be sent."), "{}", page.body);

        let (mailer, box_) = Mailer::memory();
        assert_eq!(deliver_due(&app.platform, &mailer).await.unwrap(), 1);
        let mails = sent(&box_);
        assert_eq!(mails[0].to, "jin.kim@elm.example");
        let link = mails[0].text.split_whitespace().find(|w| w.starts_with("https://ehr.example/reset/link/")).unwrap();
        let link = link.trim_start_matches("https://ehr.example").to_owned();
        assert!(lee.get(&path(&app)).await.has("The mail has left."));

        // A mail scanner opens it, twice, and follows where it leads.
        let mut scanner = app.browser();
        for _ in 0..2 {
            assert_eq!(scanner.get(&link).await.location(), "/reset/open");
            assert_eq!(scanner.get("/reset/open").await.status, StatusCode::OK);
            assert_eq!(scanner.get("/reset/new").await.location(), "/reset/open");
        }
        assert!(lee.get(&path(&app)).await.has("not used yet"));

        let mut person = app.browser();
        let page = person.get(&link).await;
        assert!(page.headers["set-cookie"].to_str().unwrap().contains("HttpOnly") && !page.location().contains(&link[12..]));
        assert_eq!(person.post("/reset/open", &[]).await.location(), "/reset/new");
        assert!(lee.get(&path(&app)).await.has("opened; the new password is not set yet"));
        assert_eq!(person.post("/reset/new", &[("new_password", NEW)]).await.location(), "/login?done=password-set");
        assert_eq!(person.log_in(&app.practice_id, "nurse.kim", NEW).await.status, StatusCode::SEE_OTHER);
        assert!(!person.get("/home").await.has("with a code from"), "nobody told a code");

        // The same link a second time; and the person is told by mail.
        let mut again = app.browser();
        again.get(&link).await;
        again.post("/reset/open", &[]).await;
        assert_eq!(again.get("/reset/new").await.status, StatusCode::GONE);
        deliver_due(&app.platform, &mailer).await.unwrap();
        let mails = sent(&box_);
        assert!(mails.len() == 2 && mails[1].to == "jin.kim@elm.example" && !mails[1].text.contains("/reset/link/"), "{}", mails.len());
    }

    async fn a_link_to_another_administrator_s_new_address_waits_a_day(app: TestApp) {
        let phc = app::users::service::hash(&app.platform, PASSWORD).await.unwrap();
        let other = app.add("office", true, Some(&phc)).await;
        let page = format!("/settings/users/{}", other.simple());
        let mut lee = app.logged_in("dr.lee").await;
        let form = [("deed", "save"), ("version", "1"), ("first_name", "Jin"), ("last_name", "Kim"), ("email", "mine@evil.example"), ("phone", ""), ("level", "nurse")];
        assert_eq!(lee.post(&page, &form).await.status, StatusCode::SEE_OTHER);
        lee.post(&page, &[("deed", "reset-link")]).await;
        let (mailer, box_) = Mailer::memory();
        deliver_due(&app.platform, &mailer).await.unwrap();
        let mails = sent(&box_);
        let link = mails[0].text.split_whitespace().find(|w| w.contains("/reset/link/")).unwrap().trim_start_matches("https://ehr.example").to_owned();
        let mut taker = app.browser();
        taker.get(&link).await;
        taker.post("/reset/open", &[]).await;
        assert_eq!(taker.get("/reset/new").await.status, StatusCode::FORBIDDEN, "not yet");
        app.platform.clock.advance(24 * HOUR);
        taker.post("/reset/open", &[]).await;
        assert_eq!(taker.get("/reset/new").await.status, StatusCode::OK);
    }

    async fn a_code_is_told_of_to_the_person_and_the_other_administrators(app: TestApp) {
        app.add("office", true, None).await;
        app.sql("UPDATE users SET email = username || '@elm.example'").await;
        let mut lee = app.logged_in("dr.lee").await;
        let code = make_code(&app, &mut lee, &path(&app)).await;
        let (mailer, box_) = Mailer::memory();
        deliver_due(&app.platform, &mailer).await.unwrap();
        let mails = sent(&box_);
        let mut to: Vec<&str> = mails.iter().map(|m| m.to.as_str()).collect();
        to.sort_unstable();
        assert_eq!(to, ["nurse.kim@elm.example", "office@elm.example"], "not to who made it");
        assert!(mails.iter().all(|m| !m.text.contains(&code) && !m.text.contains("/reset/link/")));
    }

    async fn a_new_password_made_of_the_person_s_own_words_is_refused(app: TestApp) {
        app.sql("UPDATE users SET email = 'blueheron77@elm.example' WHERE username = 'nurse.kim'").await;
        let mut lee = app.logged_in("dr.lee").await;
        let code = make_code(&app, &mut lee, &path(&app)).await;
        let mut person = app.browser();
        prove(&app, &mut person, &code).await;
        for (own, word) in [("nurse2026nurse2026", "nurse"), ("Street 2026 Street", "street"), ("BlueHeron77 2026 !!", "blueheron77")] {
            let page = person.post("/reset/new", &[("new_password", own)]).await;
            assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has(word) && !page.has(&format!("value=\"{own}\"")), "{own}: {}", page.body);
        }
        assert_eq!(person.post("/reset/new", &[("new_password", NEW)]).await.status, StatusCode::SEE_OTHER, "nothing was used up");
    }

    async fn without_an_address_no_link_and_a_newer_way_ends_the_older(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        assert_eq!(lee.post(&path(&app), &[("deed", "reset-link")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let code = make_code(&app, &mut lee, &path(&app)).await;
        app.sql("UPDATE users SET email = 'jin.kim@elm.example' WHERE username = 'nurse.kim'").await;
        lee.post(&path(&app), &[("deed", "reset-link")]).await;
        assert!(prove(&app, &mut app.browser(), &code).await.has("does not fit these details"));
    }
}

fn sent(mails: &Mutex<Vec<Mail>>) -> Vec<Sent> {
    mails.lock().unwrap().iter().map(|m| Sent { to: m.to.clone(), text: m.text.clone() }).collect()
}

struct Sent {
    to: String,
    text: String,
}
