//! A person who can't get in resets the password alone, or asks an administrator with one tap. The public page says the same to everybody.

use app::platform::clock::{HOUR, MINUTE};
use app::platform::settings::QuestionPolicy;
use app::security_question::model::Question;
use app::security_question::service as questions;
use axum::http::StatusCode;

use crate::support::{Browser, Engine, PASSWORD, Page, TestApp, link_in};

const NEW: &str = "seven purple walruses at noon";

async fn ask(app: &TestApp, browser: &mut Browser, username: &str, deed: &str) -> Page {
    browser.post("/reset", &[("practice_id", &app.practice_id), ("username", username), ("deed", deed)]).await
}

/// Everybody has an address; the people named have a security question with the answer "New Haven".
async fn prepare(app: &TestApp, with_question: &[&str]) {
    app.sql("UPDATE users SET email = username || '@elm.example'").await;
    for username in with_question {
        let mut tx = app.platform.db.write().await.unwrap();
        let practice_id = app.practice_id.replace('-', "");
        let person = app::users::service::find_named(&mut tx, &practice_id, username).await.unwrap().unwrap();
        let phc = questions::hash(&app.platform, "New Haven").await.unwrap();
        questions::set(&app.platform, &mut tx, person.id, Question::FirstJob, &phc).await.unwrap();
        tx.commit().await.unwrap();
    }
}

/// From the public page to behind the button of the link.
async fn open_link(app: &TestApp, username: &str) -> Browser {
    let mut person = app.browser();
    assert_eq!(ask(app, &mut person, username, "link").await.location(), "/reset/sent");
    let mails = app.mails().await;
    let mail = mails.iter().rfind(|m| m.text.contains("/reset/link/")).unwrap();
    person.get(&link_in(mail)).await;
    person.post("/reset/open", &[]).await;
    person
}

both_engines! {
    async fn who_has_sent_the_link_in_vain_can_still_ask_for_help(app: TestApp) {
        app.sql("UPDATE users SET email = username || '@elm.example'").await;
        let mut browser = app.browser();
        for _ in 0..5 {
            app.platform.clock.advance(2 * app::platform::clock::MINUTE);
            ask(&app, &mut browser, "nurse.kim", "link").await;
        }
        assert_eq!(ask(&app, &mut browser, "nurse.kim", "link").await.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(ask(&app, &mut browser, "nurse.kim", "ask").await.location(), "/reset/sent?done=asked");
    }

    async fn the_person_alone_link_question_new_password(app: TestApp) {
        prepare(&app, &["nurse.kim"]).await;
        let mut before = app.logged_in("nurse.kim").await;
        for _ in 0..6 {
            app.browser().log_in(&app.practice_id, "nurse.kim", "forgotten").await;
        }
        let mut person = open_link(&app, "nurse.kim").await;
        assert_eq!(person.get("/reset/new").await.location(), "/reset/question", "the question comes first");
        let page = person.post("/reset/new", &[("new_password", NEW)]).await;
        assert_eq!(page.status, StatusCode::GONE, "and can't be walked around");
        let page = person.get("/reset/question").await;
        assert!(page.has("In which town was your first job?") && page.has("name=\"answer\""), "{}", page.body);
        let page = person.post("/reset/question", &[("answer", "Boston")]).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("Tries left: 4."), "{}", page.body);
        assert_eq!(person.post("/reset/question", &[("answer", " new  HAVEN ")]).await.location(), "/reset/new");
        let page = person.get("/reset/new").await;
        assert!(page.status == StatusCode::OK && page.has("For Jin Kim at Elm Street."), "{}", page.body);
        assert_eq!(person.post("/reset/new", &[("new_password", NEW)]).await.location(), "/login?done=password-set");

        assert_eq!(person.get("/home").await.location(), "/login?next=%2Fhome", "a reset logs nobody in");
        assert_eq!(before.get("/home").await.location(), "/login?next=%2Fhome", "the sessions from before are dead");
        assert_eq!(person.log_in(&app.practice_id, "nurse.kim", NEW).await.status, StatusCode::SEE_OTHER, "the wait is lifted");
        let mut lee = app.logged_in("dr.lee").await;
        let story = lee.get(&format!("/settings/users/{}", app.kim.simple())).await;
        for part in ["A reset of the password was started", "The security question was answered wrongly", "Password was set", "Link asked for"] {
            assert!(story.has(part), "{part}");
        }
        assert!(app.mails().await.iter().any(|m| m.to == "nurse.kim@elm.example" && !m.text.contains("/reset/link/")), "told by mail");
        assert!(app.audit_is_whole().await);
    }

    async fn a_link_works_once_and_only_the_newest(app: TestApp) {
        prepare(&app, &["nurse.kim"]).await;
        let mut old = app.browser();
        ask(&app, &mut old, "nurse.kim", "link").await;
        let first = app.mails().await;
        old.get(&link_in(&first[0])).await;
        app.platform.clock.advance(2 * MINUTE);
        let mut newer = open_link(&app, "nurse.kim").await;
        old.post("/reset/open", &[]).await;
        assert_eq!(old.get("/reset/new").await.status, StatusCode::GONE);
        newer.post("/reset/question", &[("answer", "New Haven")]).await;
        let mut twice = newer.clone();
        let (a, b) = ([("new_password", NEW)], [("new_password", "nine green herons in a row")]);
        let (a, b) = tokio::join!(newer.post("/reset/new", &a), twice.post("/reset/new", &b));
        let mut all = [a.status, b.status];
        all.sort();
        assert_eq!(all, [StatusCode::SEE_OTHER, StatusCode::GONE]);
        app.platform.clock.advance(2 * MINUTE);
        let mut late = open_link(&app, "nurse.kim").await;
        app.platform.clock.advance(30 * MINUTE);
        assert_eq!(late.get("/reset/new").await.status, StatusCode::GONE, "30 minutes are over");
    }

    async fn the_public_page_says_and_does_the_same_for_every_name(app: TestApp) {
        prepare(&app, &[]).await;
        app.sql("UPDATE users SET email = NULL WHERE username = 'new.may'").await;
        let mut first: Option<Page> = None;
        for deed in ["link", "ask"] {
            for username in ["nurse.kim", "gone.ray", "new.may", "no.body.x", "dr.lee"] {
                let page = ask(&app, &mut app.browser().at("192.0.2.77"), username, deed).await;
                assert_eq!(page.status, StatusCode::SEE_OTHER);
                let first = first.get_or_insert_with(|| page.clone());
                assert_eq!(page.statements, first.statements, "{username}");
                let names = |p: &Page| p.headers.keys().map(ToString::to_string).collect::<Vec<_>>();
                assert_eq!(names(&page), names(first), "{username}");
            }
        }
        let mails = app.mails().await;
        let mut to: Vec<&str> = mails.iter().map(|m| m.to.as_str()).collect();
        to.sort_unstable();
        // Links to the two who may have one; the one administrator is told of nurse.kim, new.may and gone.ray, who is deactivated, and of
        // nobody's own request.
        assert_eq!(to, [["dr.lee@elm.example"; 4].as_slice(), &["nurse.kim@elm.example"]].concat());
        assert_eq!(app.count("SELECT COUNT(*) FROM reset_request").await, 0, "nothing typed is kept");
        let mut lee = app.logged_in("dr.lee").await;
        let may = app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'reset-refused' AND detail LIKE '%no-address%'").await;
        assert_eq!(may, 1, "the administrator can read why");
        assert!(lee.get("/settings").await.has("asks for your help"));
    }

    async fn asking_again_and_again_waits_for_known_and_unknown_alike(app: TestApp) {
        prepare(&app, &[]).await;
        let mut answers = Vec::new();
        for username in ["nurse.kim", "no.body.x"] {
            let mut browser = app.browser();
            let mut statuses = Vec::new();
            for _ in 0..7 {
                statuses.push(ask(&app, &mut browser, username, "link").await.status);
            }
            answers.push(statuses);
        }
        assert_eq!(answers[0], answers[1]);
        assert_eq!(answers[0].iter().filter(|s| **s == StatusCode::TOO_MANY_REQUESTS).count(), 2);
        assert_eq!(app.mails().await.len(), 1, "one link within a minute, however often it is asked for");
    }

    async fn a_stranger_who_asks_again_ends_no_reset_in_which_the_button_was_pressed(app: TestApp) {
        prepare(&app, &["nurse.kim"]).await;
        let mut person = open_link(&app, "nurse.kim").await;
        person.post("/reset/question", &[("answer", "New Haven")]).await;
        for _ in 0..3 {
            app.platform.clock.advance(MINUTE);
            ask(&app, &mut app.browser().at("203.0.113.66"), "nurse.kim", "link").await;
            app.mails().await;
        }
        assert_eq!(person.post("/reset/new", &[("new_password", NEW)]).await.location(), "/login?done=password-set");
        // And the links that the stranger's requests made are dead with it.
        assert_eq!(app.count("SELECT COUNT(*) FROM password_reset WHERE used_at IS NULL AND cancelled_at IS NULL").await, 0);
    }

    async fn a_stranger_s_requests_do_not_move_the_day_that_a_new_address_waits(app: TestApp) {
        prepare(&app, &["dr.lee"]).await;
        app.sql("UPDATE users SET email_set_at = 1800000000000 WHERE username = 'dr.lee'").await;
        app.platform.clock.advance(23 * HOUR);
        let mut lee = open_link(&app, "dr.lee").await;
        assert_eq!(lee.get("/reset/new").await.status, StatusCode::FORBIDDEN);
        app.platform.clock.advance(HOUR);
        lee.post("/reset/open", &[]).await;
        assert_eq!(lee.get("/reset/new").await.location(), "/reset/question");
    }

    async fn a_proven_request_keeps_where_it_was_proven_whoever_asks_afterwards(app: TestApp) {
        prepare(&app, &[]).await;
        let mut person = open_link(&app, "nurse.kim").await;
        person.post("/reset/question", &[("deed", "ask")]).await;
        ask(&app, &mut app.browser().at("203.0.113.66"), "nurse.kim", "ask").await;
        app.mails().await;
        let page = app.logged_in("dr.lee").await.get("/settings").await;
        assert!(page.has("Opened a link from their own mail first.") && !page.has("203.0.113.66"), "{}", page.body);
    }

    async fn who_asks_an_administrator_over_and_over_waits(app: TestApp) {
        prepare(&app, &[]).await;
        let mut person = open_link(&app, "nurse.kim").await;
        let mut last = StatusCode::OK;
        for _ in 0..6 {
            last = person.post("/reset/question", &[("deed", "ask")]).await.status;
        }
        assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'administrator-asked'").await, 5);
    }

    async fn many_people_who_ask_for_links_make_nobody_wait_at_the_log_in(app: TestApp) {
        for n in 0..50 {
            assert_eq!(ask(&app, &mut app.browser(), &format!("person.{n}"), "link").await.status, StatusCode::SEE_OTHER);
        }
        assert_eq!(ask(&app, &mut app.browser(), "person.50", "link").await.status, StatusCode::TOO_MANY_REQUESTS, "a flood of requests ends");
        assert_eq!(app.browser().log_in(&app.practice_id, "nurse.kim", PASSWORD).await.status, StatusCode::SEE_OTHER);
    }

    async fn a_changed_address_and_a_deactivation_end_links_that_are_out(app: TestApp) {
        prepare(&app, &[]).await;
        let path = format!("/settings/users/{}", app.kim.simple());
        let mut lee = app.logged_in("dr.lee").await;
        for (deed, version) in [("save", "1"), ("deactivate", "0")] {
            lee.post(&path, &[("deed", "reset-link")]).await;
            let mails = app.mails().await;
            let form = [("deed", deed), ("version", version), ("first_name", "Jin"), ("last_name", "Kim"), ("email", "right@elm.example"), ("phone", ""), ("level", "nurse")];
            let page = lee.post(&path, &form).await;
            assert_eq!(page.status, StatusCode::SEE_OTHER, "{deed}: {}", page.body);
            lee.post(&path, &[("deed", "reactivate")]).await;
            let mut stranger = app.browser();
            stranger.get(&link_in(mails.iter().rfind(|m| m.text.contains("/reset/link/")).unwrap())).await;
            stranger.post("/reset/open", &[]).await;
            assert_eq!(stranger.get("/reset/new").await.status, StatusCode::GONE, "{deed}");
        }
    }

    async fn two_workers_answer_two_requests_of_one_person_with_one_link(app: TestApp) {
        prepare(&app, &[]).await;
        ask(&app, &mut app.browser(), "nurse.kim", "link").await;
        ask(&app, &mut app.browser(), "nurse.kim", "link").await;
        let (a, b) = tokio::join!(
            app::password_reset::own::answer_requests(&app.platform),
            app::password_reset::own::answer_requests(&app.platform)
        );
        assert_eq!(a.unwrap() + b.unwrap(), 2);
        assert_eq!(app.count("SELECT COUNT(*) FROM outbox WHERE kind = 'reset-link'").await, 1);
        assert_eq!(app.count("SELECT COUNT(*) FROM password_reset WHERE cancelled_at IS NULL").await, 1);
    }

    async fn a_stranger_who_asks_ends_nothing_that_an_administrator_made(app: TestApp) {
        prepare(&app, &[]).await;
        let mut lee = app.logged_in("dr.lee").await;
        let page = lee.post(&format!("/settings/users/{}", app.kim.simple()), &[("deed", "reset-code")]).await;
        let code = page.body.split("<code>").nth(1).unwrap().split('<').next().unwrap().to_owned();
        ask(&app, &mut app.browser(), "nurse.kim", "link").await;
        app.mails().await;
        let form = [("practice_id", app.practice_id.as_str()), ("username", "nurse.kim"), ("code", &code)];
        assert_eq!(app.browser().post("/reset/code", &form).await.location(), "/reset/new");
    }

    async fn without_a_question_the_administrator_helps_with_one_tap(app: TestApp) {
        prepare(&app, &[]).await;
        let mut person = open_link(&app, "nurse.kim").await;
        assert_eq!(person.get("/reset/new").await.location(), "/reset/question");
        let page = person.get("/reset/question").await;
        assert!(page.has("Your administrator has to help") && page.has("value=\"ask\"") && !page.has("name=\"answer\""), "{}", page.body);
        assert_eq!(person.post("/reset/question", &[("deed", "ask")]).await.location(), "/reset/sent?done=asked");
        assert!(person.get("/reset/sent?done=asked").await.has("Your administrators will see it"));

        assert!(app.mails().await.iter().any(|m| m.to == "dr.lee@elm.example" && m.subject.contains("Jin Kim")), "told by mail");
        let mut lee = app.logged_in("dr.lee").await;
        for path in ["/settings", "/settings/users"] {
            let page = lee.get(path).await;
            assert!(page.has("data-request=\"nurse.kim\"") && page.has("Opened a link from their own mail first."), "{}", page.body);
        }
        // One tap.
        let page = lee.post(&format!("/settings/users/{}", app.kim.simple()), &[("deed", "reset-link")]).await;
        assert!(page.location().ends_with("?done=link-sent"));
        assert!(!lee.get("/settings").await.has("data-request"), "done: the card is gone");
        let mails = app.mails().await;
        let mut person = app.browser();
        person.get(&link_in(&mails[0])).await;
        person.post("/reset/open", &[]).await;
        assert_eq!(person.get("/reset/new").await.status, StatusCode::OK, "whom an administrator helps is asked no question");
        assert_eq!(person.post("/reset/new", &[("new_password", NEW)]).await.location(), "/login?done=password-set");
    }

    async fn five_wrong_answers_end_the_link_and_leave_the_way_to_an_administrator(app: TestApp) {
        prepare(&app, &["nurse.kim"]).await;
        let mut person = open_link(&app, "nurse.kim").await;
        for left in (1..=4).rev() {
            let page = person.post("/reset/question", &[("answer", "Boston")]).await;
            assert!(page.has(&format!("Tries left: {left}.")), "{}", page.body);
        }
        let page = person.post("/reset/question", &[("answer", "Boston")]).await;
        assert!(page.status == StatusCode::GONE && page.has("too many wrong tries") && page.has("value=\"ask\""), "{}", page.body);
        let page = person.post("/reset/question", &[("answer", "New Haven")]).await;
        assert_eq!(page.status, StatusCode::GONE, "the right answer comes too late");
        assert_eq!(person.post("/reset/question", &[("deed", "ask")]).await.location(), "/reset/sent?done=asked");
        let mut lee = app.logged_in("dr.lee").await;
        assert!(lee.get("/settings").await.has("Opened a link from their own mail first."));
        // A new link right away has no five new tries.
        app.platform.clock.advance(2 * MINUTE);
        let mut person = open_link(&app, "nurse.kim").await;
        person.post("/reset/question", &[("answer", "Boston")]).await;
        let page = person.post("/reset/question", &[("answer", "New Haven")]).await;
        assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS, "{}", page.body);
    }

    async fn a_burst_of_answers_has_five_tries(app: TestApp) {
        prepare(&app, &["nurse.kim"]).await;
        let person = open_link(&app, "nurse.kim").await;
        let runs = app.platform.hasher.runs();
        let all = (0..20).map(|n| {
            let mut person = person.clone();
            async move { person.post("/reset/question", &[("answer", if n == 19 { "New Haven" } else { "Boston" })]).await.status }
        });
        futures::future::join_all(all).await;
        assert!(app.platform.hasher.runs() - runs <= 5, "{}", app.platform.hasher.runs() - runs);
    }

    async fn who_has_not_pressed_the_button_asks_nobody(app: TestApp) {
        prepare(&app, &[]).await;
        let mut person = app.browser();
        ask(&app, &mut person, "nurse.kim", "link").await;
        let mails = app.mails().await;
        person.get(&link_in(&mails[0])).await;
        assert_eq!(person.post("/reset/question", &[("deed", "ask")]).await.status, StatusCode::GONE);
        assert_eq!(app.browser().post("/reset/question", &[("deed", "ask")]).await.status, StatusCode::GONE);
        assert_eq!(app.count("SELECT COUNT(*) FROM admin_request").await, 0);
    }

    async fn a_request_from_the_public_page_says_that_nothing_is_proven_and_can_be_left(app: TestApp) {
        prepare(&app, &[]).await;
        let mut person = app.browser();
        assert_eq!(ask(&app, &mut person, "nurse.kim", "ask").await.location(), "/reset/sent?done=asked");
        ask(&app, &mut person, "nurse.kim", "ask").await;
        assert_eq!(app.mails().await.len(), 1, "the administrator is told once");
        let mut lee = app.logged_in("dr.lee").await;
        let page = lee.get("/settings/users").await;
        assert!(page.has("Anybody can ask in this name. Talk to Jin Kim first"), "{}", page.body);
        assert_eq!(page.body.matches("data-request=").count(), 1);
        let mut kim = app.logged_in("nurse.kim").await;
        let path = format!("/settings/users/{}", app.kim.simple());
        assert_eq!(kim.post(&path, &[("deed", "request-dismiss")]).await.status, StatusCode::FORBIDDEN);
        assert!(lee.get("/home").await.has("1 person waits for your help") && !kim.get("/home").await.has("waits for your help"));
        assert!(lee.get("/settings").await.has("name=\"back\" value=\"/settings\""), "the card knows its page");
        assert_eq!(lee.post(&path, &[("deed", "request-dismiss"), ("back", "/settings")]).await.location(), "/settings");
        assert!(!lee.get("/home").await.has("waits for your help"));
        let elsewhere = [("deed", "request-dismiss"), ("back", "//evil.example")];
        assert_eq!(lee.post(&path, &elsewhere).await.location(), "/settings/users");
        assert!(!lee.get("/settings/users").await.has("data-request="));
        assert!(lee.get(&path).await.has("The request for help was left as it is"));
    }

    async fn a_request_stays_in_its_practice(app: TestApp) {
        prepare(&app, &[]).await;
        ask(&app, &mut app.browser(), "nurse.kim", "ask").await;
        app.mails().await;
        let (other, id) = app.other_practice("Harbor", "dr.patel").await;
        let mut patel = app.browser();
        assert_eq!(patel.log_in(&id, "dr.patel", PASSWORD).await.status, StatusCode::SEE_OTHER);
        assert!(!patel.get("/settings").await.has("data-request"));
        patel.post(&format!("/settings/users/{}", app.kim.simple()), &[("deed", "request-dismiss")]).await;
        patel.post(&format!("/settings/users/{}", app.kim.simple()), &[("deed", "reset-link")]).await;
        assert_eq!(app.count("SELECT COUNT(*) FROM admin_request WHERE closed_at IS NULL").await, 1);
        assert_ne!(other, app.practice);
    }

    async fn the_only_administrator_is_told_who_else_can_help(app: TestApp) {
        prepare(&app, &[]).await;
        let mut lee = open_link(&app, "dr.lee").await;
        let page = lee.get("/reset/question").await;
        assert!(page.has("You are the only administrator of your practice") && page.has("Ask who runs Vestibule here"), "{}", page.body);
        assert_eq!(lee.post("/reset/question", &[("deed", "ask")]).await.location(), "/reset/sent?done=asked");
        assert_eq!(app.count("SELECT COUNT(*) FROM admin_request WHERE closed_at IS NULL AND proven").await, 1);
    }

    async fn an_administrator_s_new_address_waits_a_day_here_too(app: TestApp) {
        prepare(&app, &["dr.lee"]).await;
        app.sql("UPDATE users SET email_set_at = 1800000000000 WHERE username = 'dr.lee'").await;
        let mut taker = app.browser();
        ask(&app, &mut taker, "dr.lee", "link").await;
        let mails = app.mails().await;
        assert!(mails[0].text.contains("only from this time tomorrow"), "{}", mails[0].text);
        taker.get(&link_in(&mails[0])).await;
        taker.post("/reset/open", &[]).await;
        let page = taker.get("/reset/new").await;
        assert!(page.status == StatusCode::FORBIDDEN && page.has("This does not work yet"), "{}", page.body);
        app.platform.clock.advance(24 * HOUR);
        taker.post("/reset/open", &[]).await;
        assert_eq!(taker.get("/reset/new").await.location(), "/reset/question");
    }

    async fn what_is_visibly_mistyped_is_said_and_put_right_with_one_tap(app: TestApp) {
        let swapped = [("practice_id", "nurse.kim"), ("username", app.practice_id.as_str())];
        let mut browser = app.browser();
        let page = browser.post("/reset", &[swapped[0], swapped[1], ("deed", "link")]).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("data-finding=\"swapped-fields\""), "{}", page.body);
        assert!(page.has("form=\"reset-request\""));
        let page = browser.post("/reset", &[swapped[0], swapped[1], ("repair", "swap-fields")]).await;
        assert!(page.has("The boxes are put right.") && page.has(&format!("value=\"{}\"", app.practice_id)), "{}", page.body);
        let page = browser.post("/reset", &[("practice_id", ""), ("username", ""), ("deed", "ask")]).await;
        assert!(page.has("Enter your Practice ID.") && page.has("Enter your username."), "{}", page.body);
        assert_eq!(app.count("SELECT COUNT(*) FROM reset_request").await, 0);
    }

    async fn a_mail_held_up_until_its_link_has_ended_says_so_instead(app: TestApp) {
        prepare(&app, &[]).await;
        ask(&app, &mut app.browser(), "nurse.kim", "link").await;
        app::password_reset::own::answer_requests(&app.platform).await.unwrap();
        app.platform.clock.advance(31 * MINUTE);
        let mails = app.mails().await;
        assert!(!mails[0].text.contains("/reset/link/") && mails[0].text.contains("ask for a new one at https://ehr.example/reset"), "{}", mails[0].text);
    }

    async fn what_was_over_long_ago_is_deleted_and_nothing_else(app: TestApp) {
        prepare(&app, &[]).await;
        let tables = ["session", "outbox", "password_reset", "admin_request"];
        let sweep = async || {
            app::sessions::service::sweep(&app.platform).await.unwrap();
            app::outbox::service::sweep(&app.platform).await.unwrap();
            app::password_reset::service::sweep(&app.platform).await.unwrap();
            app::admin_requests::service::sweep(&app.platform).await.unwrap();
        };
        ask(&app, &mut app.browser(), "nurse.kim", "ask").await;
        app.mails().await;
        let mut lee = app.logged_in("dr.lee").await;
        lee.post(&format!("/settings/users/{}", app.kim.simple()), &[("deed", "reset-link")]).await;
        app.mails().await;
        app.platform.clock.advance(89 * 24 * HOUR);
        sweep().await;
        for table in tables {
            assert!(app.count(&format!("SELECT COUNT(*) FROM {table}")).await > 0, "{table} is kept for 90 days");
        }
        app.platform.clock.advance(2 * 24 * HOUR);
        ask(&app, &mut app.browser(), "dr.lee", "ask").await;
        app::password_reset::own::answer_requests(&app.platform).await.unwrap();
        let mut kept = app.logged_in("dr.lee").await;
        sweep().await;
        assert_eq!(kept.get("/home").await.status, StatusCode::OK);
        let counts = [
            app.count("SELECT COUNT(*) FROM session").await,
            app.count("SELECT COUNT(*) FROM password_reset").await,
            app.count("SELECT COUNT(*) FROM admin_request").await,
            app.count("SELECT COUNT(*) FROM outbox WHERE state = 'sent'").await,
        ];
        assert_eq!(counts, [1, 0, 1, 0]);
        assert!(app.audit_is_whole().await);
    }

    async fn the_page_after_asking_names_only_what_was_typed(app: TestApp) {
        prepare(&app, &[]).await;
        let mut person = app.browser();
        ask(&app, &mut person, " Nurse.KIM<b>", "link").await;
        let page = person.get("/reset/sent").await;
        assert!(page.has("Nurse.KIM&lt;b&gt;") && page.has("value=\"ask\"") && !page.has("elm.example"), "{}", page.body);
        let page = app.browser().get("/reset/sent").await;
        assert!(page.status == StatusCode::OK && !page.has("value=\"ask\""), "{}", page.body);
        for broken in ["zz.zz", "..", "ff.ff", "", "41.4"] {
            let mut browser = app.browser();
            browser.cookies.insert("__Host-reset-for".into(), broken.into());
            assert_eq!(browser.get("/reset/sent").await.status, StatusCode::OK, "{broken}");
        }
    }
}

#[tokio::test]
async fn where_no_mail_leaves_nothing_is_promised() {
    let app = TestApp::with(Engine::Sqlite, |s| s.no_mail = true).await;
    prepare(&app, &[]).await;
    for username in ["nurse.kim", "no.body.x"] {
        let page = ask(&app, &mut app.browser(), username, "link").await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("This server sends no mail yet."), "{}", page.body);
        assert_eq!(ask(&app, &mut app.browser(), username, "ask").await.location(), "/reset/sent?done=asked");
    }
    let mut lee = app.logged_in("dr.lee").await;
    let path = format!("/settings/users/{}", app.kim.simple());
    let page = lee.post(&path, &[("deed", "reset-link")]).await;
    assert!(page.has("This server sends no mail yet, so nothing was sent."), "{}", page.body);
    assert_eq!(lee.post(&path, &[("deed", "reset-code")]).await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_policy_decides_whether_a_question_is_asked() {
    for (policy, with_question, expected) in [
        (QuestionPolicy::Off, true, "/reset/new"),
        (QuestionPolicy::Optional, false, "/reset/new"),
        (QuestionPolicy::Optional, true, "/reset/question"),
        (QuestionPolicy::Required, false, "/reset/question"),
    ] {
        let app = TestApp::with(Engine::Sqlite, |s| s.policy.security_question = Some(policy)).await;
        prepare(&app, if with_question { &["nurse.kim"] } else { &[] }).await;
        let mut person = open_link(&app, "nurse.kim").await;
        let page = person.get("/reset/new").await;
        let at = if page.status == StatusCode::OK { "/reset/new" } else { page.location() };
        assert_eq!(at, expected, "{policy:?} {with_question}");
        let mut kim = app.logged_in("nurse.kim").await;
        let nudged = kim.get("/home").await.has("Set a security question");
        assert_eq!(nudged, policy == QuestionPolicy::Required && !with_question, "{policy:?}");
    }
}
