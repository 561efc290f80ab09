//! My account: a person's own password, question, sessions and display.

use axum::http::StatusCode;

use crate::support::{Browser, PASSWORD, Page, TestApp};

const NEW: &str = "seven purple walruses at noon";

async fn change(browser: &mut Browser, current: &str, new: &str, repeat: &str) -> Page {
    let form = [("deed", "password"), ("current_password", current), ("new_password", new), ("repeat_password", repeat)];
    browser.post("/account/new-password", &form).await
}

async fn set_question(browser: &mut Browser, answer: &str, password: &str) -> Page {
    let form = [("deed", "question"), ("question", "dish"), ("answer", answer), ("confirm_password", password)];
    browser.post("/account", &form).await
}

fn other_session(page: &Page) -> String {
    page.body.split("name=\"session\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

both_engines! {
    async fn a_changed_password_ends_every_other_session_and_renews_this_one(app: TestApp) {
        app.sql("UPDATE users SET email = username || '@elm.example'").await;
        let (mut here, mut there) = (app.logged_in("nurse.kim").await, app.logged_in("nurse.kim").await);
        let mut stolen = here.clone();
        let page = change(&mut here, PASSWORD, NEW, NEW).await;
        assert_eq!(page.location(), "/account?done=password", "{}", page.body);
        let page = here.get(page.location()).await;
        assert!(page.has("Your password is changed."), "{}", page.body);
        assert_eq!(there.get("/home").await.location(), "/login?next=%2Fhome");
        assert_eq!(stolen.get("/home").await.location(), "/login?next=%2Fhome", "the token from before is dead, too");
        assert_eq!(app.browser().log_in(&app.practice_id, "nurse.kim", PASSWORD).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(app.browser().log_in(&app.practice_id, "nurse.kim", NEW).await.status, StatusCode::SEE_OTHER);
        let mails = app.mails().await;
        assert!(mails.iter().any(|m| m.text.contains("was changed on your account page")), "told by mail");
        assert!(app.audit_is_whole().await);
    }

    async fn the_ways_it_can_fail_are_told_apart(app: TestApp) {
        let mut kim = app.logged_in("nurse.kim").await;
        for (current, new, repeat, name, sentence) in [
            ("not it at all", NEW, NEW, "current_password", "This is not your current password. Nothing was changed."),
            (PASSWORD, "short", "short", "new_password", "needs at least 15"),
            (PASSWORD, NEW, "another one altogether", "repeat_password", "The two new passwords are not the same."),
            (PASSWORD, PASSWORD, PASSWORD, "new_password", "This is the password you have now."),
            ("", NEW, NEW, "current_password", "Enter your current password."),
            (PASSWORD, NEW, "", "repeat_password", "Enter the new password once more."),
        ] {
            let page = change(&mut kim, current, new, repeat).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{sentence}");
            assert!(page.has(&format!("id=\"{name}-error\"")) && page.has(sentence), "{sentence}: {}", page.body);
            assert!(!page.has(NEW) && !page.has(PASSWORD), "no password comes back");
            assert_eq!(page.body.matches("aria-invalid=\"true\"").count(), 1, "{sentence}");
        }
        assert_eq!(app.browser().log_in(&app.practice_id, "nurse.kim", PASSWORD).await.status, StatusCode::SEE_OTHER);
    }

    async fn an_open_screen_is_no_place_to_guess(app: TestApp) {
        let mut kim = app.logged_in("nurse.kim").await;
        let mut last = StatusCode::OK;
        for _ in 0..6 {
            last = change(&mut kim, "a guess that is wrong", NEW, NEW).await.status;
        }
        assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
        let runs = app.platform.hasher.runs();
        assert_eq!(change(&mut kim, PASSWORD, NEW, NEW).await.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(set_question(&mut kim, "Red lentil soup", PASSWORD).await.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(app.platform.hasher.runs(), runs, "while a wait runs nothing is hashed");
        assert_eq!(app.browser().log_in(&app.practice_id, "nurse.kim", PASSWORD).await.status, StatusCode::SEE_OTHER, "and the log-in is not locked by it");
        let story = app.logged_in("dr.lee").await.get(&format!("/settings/users/{}", app.kim.simple())).await;
        assert!(story.has("Typed a wrong current password on the account page"));
    }

    async fn two_changes_at_once_leave_one_password(app: TestApp) {
        let mut one = app.logged_in("nurse.kim").await;
        let mut two = one.clone();
        let other = "nine green herons in a row";
        let (a, b) = tokio::join!(change(&mut one, PASSWORD, NEW, NEW), change(&mut two, PASSWORD, other, other));
        assert_eq!([a.status, b.status].iter().filter(|s| **s == StatusCode::SEE_OTHER).count(), 1, "{} {}", a.body, b.body);
        let winner = if a.status == StatusCode::SEE_OTHER { NEW } else { other };
        assert_eq!(app.browser().log_in(&app.practice_id, "nurse.kim", winner).await.status, StatusCode::SEE_OTHER);
    }

    async fn the_security_question_asks_the_password_first(app: TestApp) {
        app.sql("UPDATE users SET email = username || '@elm.example'").await;
        let mut kim = app.logged_in("nurse.kim").await;
        let page = kim.get("/account").await;
        assert!(page.has("You have not set one") && page.has("What was the first dish you learned to cook?"), "{}", page.body);
        let page = set_question(&mut kim, "Red lentil soup", "not it at all").await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("id=\"confirm_password-error\"") && !page.has("lentil"), "{}", page.body);
        assert!(page.has("value=\"dish\" selected"), "the choice is not lost: {}", page.body);
        assert!(set_question(&mut kim, "nurse.kim", PASSWORD).await.has("Everybody in your practice knows that."));
        assert!(set_question(&mut kim, "a", PASSWORD).await.has("at least 3 letters"));
        let page = kim.post("/account", &[("deed", "question"), ("question", "made-up"), ("answer", "Red lentil soup"), ("confirm_password", PASSWORD)]).await;
        assert!(page.has("Choose a question."), "{}", page.body);
        assert_eq!(set_question(&mut kim, "Red lentil soup", PASSWORD).await.location(), "/account?done=question");
        let page = kim.get("/account").await;
        assert!(page.has("Yours is: What was the first dish you learned to cook?") && !page.has("lentil"), "{}", page.body);
        assert!(app.mails().await.iter().any(|m| m.subject.contains("security question")), "told by mail");
        assert_eq!(app.count("SELECT COUNT(*) FROM security_question WHERE phc LIKE '$argon2id$%'").await, 1);
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE detail LIKE '%lentil%'").await, 0);
    }

    async fn sessions_are_listed_and_ended_and_nobody_else_s(app: TestApp) {
        let (mut here, mut there) = (app.logged_in("nurse.kim").await, app.logged_in("nurse.kim").await);
        let mut lee = app.logged_in("dr.lee").await;
        let page = here.get("/account").await;
        assert_eq!(page.body.matches("<li data-session").count() + page.body.matches("name=\"session\"").count(), 2, "{}", page.body);
        let id = other_session(&page);
        // Another person posts the same id: nothing happens.
        lee.post("/account", &[("deed", "end-session"), ("session", &id)]).await;
        assert_eq!(there.get("/home").await.status, StatusCode::OK);
        here.post("/account", &[("deed", "end-session"), ("session", &id)]).await;
        assert_eq!(there.get("/home").await.location(), "/login?next=%2Fhome");
        assert_eq!(here.get("/home").await.status, StatusCode::OK);

        let mut third = app.logged_in("nurse.kim").await;
        here.post("/account", &[("deed", "end-others")]).await;
        assert_eq!(third.get("/home").await.location(), "/login?next=%2Fhome");
        assert_eq!((here.get("/home").await.status, lee.get("/home").await.status), (StatusCode::OK, StatusCode::OK));
        assert_eq!(here.post("/account", &[("deed", "end-session"), ("session", "x' OR 1=1")]).await.location(), "/account");
    }

    async fn a_stranger_gets_nothing_and_comes_back_after_the_log_in(app: TestApp) {
        let mut browser = app.browser();
        assert_eq!(browser.get("/account").await.location(), "/login?next=%2Faccount");
        assert_eq!(change(&mut browser, PASSWORD, NEW, NEW).await.location(), "/login?next=%2Faccount%2Fnew-password");
    }

    async fn light_or_dark_is_the_device_s_choice(app: TestApp) {
        let mut browser = app.browser();
        assert!(!browser.get("/login").await.has("data-theme"));
        browser.post("/display", &[("theme", "dark")]).await;
        assert!(browser.get("/login").await.has("data-theme=\"dark\""));
        browser.post("/display", &[("theme", "system")]).await;
        assert!(!browser.get("/login").await.has("data-theme"));
        browser.cookies.insert("__Host-theme".into(), "\"><script>".into());
        assert!(!browser.get("/login").await.has("data-theme"));
    }
}
