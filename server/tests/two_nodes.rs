//! Two nodes over one database: what happens once, happens once, whichever node is asked.

use std::collections::BTreeSet;
use std::path::PathBuf;

use app::i18n::Locale;
use app::outbox::model::Channel;
use app::outbox::service::deliver_due;
use app::password_reset::own::answer_requests;
use app::platform::clock::MINUTE;
use app::platform::mailer::Mailer;
use app::security_codes::model::{Purpose, Sent};
use app::security_codes::service::{self as codes, Flow};
use app::security_question::model::Question;
use app::security_question::service as questions;
use axum::http::StatusCode;

use crate::second_factor::{asked, set_up};
use crate::support::{Browser, PASSWORD, Page, TestApp, link_in};

const NEW: [&str; 2] = ["seven purple walruses at noon", "nine green herons in a row"];

/// Another node: its own connections, its own workers, its own locks.
async fn another(app: &TestApp) -> TestApp {
    let platform = app.process().await;
    app.again(platform, PathBuf::from("/nonexistent"), app.url.clone())
}

/// The same browser at another node.
fn at(node: &TestApp, browser: &Browser) -> Browser {
    Browser { router: node.router.clone(), ..browser.clone() }
}

/// How many of the answers have this status.
fn of(pages: &[Page], status: StatusCode) -> usize {
    pages.iter().filter(|p| p.status == status).count()
}

async fn code(app: &TestApp) -> String {
    let mut lee = app.logged_in("dr.lee").await;
    let page = lee.post(&format!("/settings/users/{}", app.kim.simple()), &[("deed", "reset-code")]).await;
    page.body.split("<code>").nth(1).unwrap().split('<').next().unwrap().to_owned()
}

/// One reset at both nodes, several times at once: one password is set, one entry and one notice are written.
async fn one_wins(nodes: [&TestApp; 2], person: &Browser) {
    let before = nodes[0].count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'password-set'").await;
    let tries = (0..8).map(|n| {
        let mut browser = at(nodes[n % 2], person);
        async move { browser.post("/reset/new", &[("new_password", NEW[n % 2])]).await }
    });
    let pages = futures::future::join_all(tries).await;
    assert_eq!((of(&pages, StatusCode::SEE_OTHER), of(&pages, StatusCode::GONE)), (1, 7));
    let app = nodes[0];
    assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'password-set'").await, before + 1);
    assert_eq!(app.count("SELECT COUNT(*) FROM outbox WHERE kind = 'reset-notice'").await, 1);
    let winner = pages.iter().position(|p| p.status == StatusCode::SEE_OTHER).unwrap() % 2;
    for (n, password) in NEW.into_iter().enumerate() {
        let expected = if n == winner { StatusCode::SEE_OTHER } else { StatusCode::UNPROCESSABLE_ENTITY };
        assert_eq!(nodes[1 - winner].browser().log_in(&app.practice_id, "nurse.kim", password).await.status, expected);
    }
    assert!(app.audit_is_whole().await);
}

/// As many as possible at both nodes at once.
async fn burst(nodes: [&TestApp; 2], number: usize, path: &str, browser: &Browser, form: &[(&str, &str)]) -> Vec<Page> {
    let tries = (0..number).map(|n| {
        let mut browser = at(nodes[n % 2], browser);
        async move { browser.post(path, form).await }
    });
    futures::future::join_all(tries).await
}

fn compared(nodes: [&TestApp; 2]) -> u64 {
    nodes.iter().map(|n| n.platform.hasher.runs()).sum()
}

both_engines! {
    async fn a_code_at_two_nodes_at_once_sets_one_password(app: TestApp) {
        app.sql("UPDATE users SET email = username || '@elm.example'").await;
        let other = another(&app).await;
        let code = code(&app).await;
        // Typed at both; proven twice is one proof.
        let form = [("practice_id", app.practice_id.as_str()), ("username", "nurse.kim"), ("code", code.as_str())];
        let (mut here, mut there) = (app.browser(), other.browser());
        let (a, b) = tokio::join!(here.post("/reset/code", &form), there.post("/reset/code", &form));
        assert_eq!([a.status, b.status], [StatusCode::SEE_OTHER; 2]);
        assert_eq!(here.cookies, there.cookies);
        one_wins([&app, &other], &here).await;
    }

    async fn a_link_at_two_nodes_at_once_sets_one_password(app: TestApp) {
        app.sql("UPDATE users SET email = username || '@elm.example'").await;
        let other = another(&app).await;
        app.logged_in("dr.lee").await.post(&format!("/settings/users/{}", app.kim.simple()), &[("deed", "reset-link")]).await;
        let link = link_in(&app.mails().await[0]);
        let mut person = app.browser();
        person.get(&link).await;
        let (mut here, mut there) = (person.clone(), at(&other, &person));
        let (a, b) = tokio::join!(here.post("/reset/open", &[]), there.post("/reset/open", &[]));
        assert_eq!([a.location(), b.location()], ["/reset/new"; 2]);
        one_wins([&app, &other], &here).await;
    }

    async fn a_security_answer_has_five_tries_over_all_nodes(app: TestApp) {
        app.sql("UPDATE users SET email = username || '@elm.example'").await;
        let other = another(&app).await;
        let phc = questions::hash(&app.platform, "New Haven").await.unwrap();
        let mut tx = app.platform.db.write().await.unwrap();
        questions::set(&app.platform, &mut tx, app.kim, Question::FirstJob, &phc).await.unwrap();
        tx.commit().await.unwrap();
        let form = [("practice_id", app.practice_id.as_str()), ("username", "nurse.kim"), ("deed", "link")];
        app.browser().post("/reset", &form).await;
        let mails = app.mails().await;
        let link = link_in(mails.iter().find(|m| m.text.contains("/reset/link/")).unwrap());
        let mut person = app.browser();
        person.get(&link).await;
        person.post("/reset/open", &[]).await;
        let nodes = [&app, &other];
        let before = compared(nodes);
        burst(nodes, 16, "/reset/question", &person, &[("answer", "Boston")]).await;
        // At most one more than five is compared, at the other node at the same moment; were it right, it would come too late.
        let runs = compared(nodes) - before;
        assert!((5..=6).contains(&runs), "{runs} answers were compared");
        for node in nodes {
            let page = at(node, &person).post("/reset/question", &[("answer", "New Haven")]).await;
            assert!(page.status != StatusCode::SEE_OTHER, "{}", page.body);
            assert_ne!(at(node, &person).get("/reset/new").await.status, StatusCode::OK);
        }
        assert!(app.audit_is_whole().await);
    }

    async fn a_burst_of_guesses_over_two_nodes_has_no_more_tries_than_at_one(app: TestApp) {
        let other = another(&app).await;
        let nodes = [&app, &other];
        let before = compared(nodes);
        let form = [("practice_id", app.practice_id.as_str()), ("username", "nurse.kim"), ("password", "a guess")];
        let pages = burst(nodes, 40, "/login", &app.browser(), &form).await;
        let runs = compared(nodes) - before;
        assert!((5..=6).contains(&runs), "{runs} passwords were compared");
        // A wait begins with the fifth.
        assert_eq!(of(&pages, StatusCode::UNPROCESSABLE_ENTITY), 4);
        assert_eq!(of(&pages, StatusCode::TOO_MANY_REQUESTS), 36);
        for node in nodes {
            assert_eq!(node.browser().log_in(&app.practice_id, "nurse.kim", PASSWORD).await.status, StatusCode::TOO_MANY_REQUESTS);
        }
        // Codes have tries of their own, over all nodes as well.
        let code = code(&app).await;
        let wrong = [("practice_id", app.practice_id.as_str()), ("username", "nurse.kim"), ("code", "AAAA-AAAA-AAAA")];
        let pages = burst(nodes, 20, "/reset/code", &app.browser(), &wrong).await;
        assert_eq!(of(&pages, StatusCode::SEE_OTHER), 0);
        assert_eq!(app.count("SELECT COUNT(*) FROM password_reset WHERE cancelled_at IS NOT NULL").await, 1, "five wrong codes end it");
        let right = [("practice_id", app.practice_id.as_str()), ("username", "nurse.kim"), ("code", code.as_str())];
        assert_ne!(other.browser().at("198.51.100.9").post("/reset/code", &right).await.status, StatusCode::SEE_OTHER);
        assert!(app.audit_is_whole().await);
    }

    async fn a_log_in_at_one_node_is_a_session_at_the_other_and_what_ends_it_ends_it_at_both(app: TestApp) {
        let other = another(&app).await;
        let kim = app.logged_in("nurse.kim").await;
        assert_eq!(at(&other, &kim).get("/home").await.status, StatusCode::OK);
        // Locked at one, it is locked at the other, and opened again at both.
        at(&other, &kim).post("/lock", &[]).await;
        let mut here = kim.clone();
        assert_eq!(here.get("/home").await.status, StatusCode::SEE_OTHER);
        let mut unlocked = at(&other, &kim);
        assert_eq!(unlocked.post("/unlock", &[("password", PASSWORD)]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(at(&app, &unlocked).get("/home").await.status, StatusCode::OK);
        at(&other, &unlocked).post("/logout", &[]).await;
        assert_eq!(at(&app, &unlocked).get("/home").await.status, StatusCode::SEE_OTHER);
        // An administrator's deed at one ends the sessions of both.
        let (one, two) = (app.logged_in("nurse.kim").await, other.logged_in("nurse.kim").await);
        let page = format!("/settings/users/{}", app.kim.simple());
        assert_eq!(other.logged_in("dr.lee").await.post(&page, &[("deed", "deactivate")]).await.status, StatusCode::SEE_OTHER);
        for (node, browser) in [(&app, &one), (&app, &two), (&other, &one), (&other, &two)] {
            assert_eq!(at(node, browser).get("/home").await.status, StatusCode::SEE_OTHER);
        }
    }

    async fn a_browser_trusted_at_one_node_is_trusted_at_the_other(app: TestApp) {
        let other = another(&app).await;
        let (phone, _) = set_up(&app, &mut app.logged_in("nurse.kim").await).await;
        let mut browser = asked(&app).await;
        // The password was typed at one, the code is typed at the other.
        let fields = [("with", "authenticator"), ("code", &phone.shows(&app, 0)), ("trust", "on")];
        let mut there = at(&other, &browser);
        assert_eq!(there.post("/login/code", &fields).await.location(), "/home");
        let copied = there.clone();
        browser = at(&app, &there);
        app.platform.clock.advance(2 * MINUTE);
        browser.post("/logout", &[]).await;
        assert_eq!(browser.log_in(&app.practice_id, "nurse.kim", PASSWORD).await.location(), "/home", "trusted at the first, too");
        app.platform.clock.advance(2 * MINUTE);
        let mut thief = copied;
        assert_eq!(thief.log_in(&app.practice_id, "nurse.kim", PASSWORD).await.location(), "/login/code", "a copy is dead at both");
        let mut back = at(&other, &browser);
        back.post("/logout", &[]).await;
        assert_eq!(back.log_in(&app.practice_id, "nurse.kim", PASSWORD).await.location(), "/home");
    }

    async fn failing_names_of_a_network_are_counted_over_all_nodes(app: TestApp) {
        let other = another(&app).await;
        let nodes = [&app, &other];
        for n in 0..50 {
            let name = format!("nobody.{n}");
            let page = nodes[n % 2].browser().log_in(&app.practice_id, &name, "a guess").await;
            assert_ne!(page.status, StatusCode::SEE_OTHER, "{name}");
        }
        for node in nodes {
            let page = node.browser().log_in(&app.practice_id, "somebody.else", "a guess").await;
            assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS, "half of the names failed at each node");
            let elsewhere = node.browser().at("198.51.100.7").log_in(&app.practice_id, "somebody.else", "a guess").await;
            assert_eq!(elsewhere.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
    }

    async fn codes_by_phone_have_one_budget_over_all_nodes(app: TestApp) {
        let other = another(&app).await;
        let wishes = (0..20).map(|n| {
            let platform = [&app, &other][n % 2].platform.clone();
            let flow = platform.random.id(platform.clock.now() + i64::try_from(n).unwrap());
            let (user, practice) = (app.kim, app.practice);
            async move {
                let wish = Flow { purpose: Purpose::LogIn, flow, user, practice, to: "+12135550142", locale: Locale::En };
                let mut tx = platform.db.write().await.unwrap();
                let sent = codes::send(&platform, &mut tx, &wish, Channel::Sms).await.unwrap();
                tx.commit().await.unwrap();
                sent
            }
        });
        let sent = futures::future::join_all(wishes).await;
        assert_eq!(sent.iter().filter(|s| matches!(s, Sent::Done { .. })).count(), 3, "{sent:?}");
        assert_eq!(app.count("SELECT COUNT(*) FROM outbox").await, 3);
    }

    async fn a_mail_leaves_once_though_the_workers_of_two_nodes_look_at_the_same_moment(app: TestApp) {
        app.sql("UPDATE users SET email = username || '@elm.example'").await;
        let other = another(&app).await;
        for n in 0..24 {
            let username = format!("nurse.{n}");
            let id = app.add(&username, false, None).await;
            app.give_password(id).await;
            app.sql(&format!("UPDATE users SET email = '{username}@elm.example' WHERE username = '{username}'")).await;
            let form = [("practice_id", app.practice_id.as_str()), ("username", username.as_str()), ("deed", "link")];
            [&app, &other][n % 2].browser().at(&format!("198.51.100.{n}")).post("/reset", &form).await;
        }
        let (mailer, sent) = Mailer::memory();
        loop {
            let (a, b) = tokio::join!(answer_requests(&app.platform), answer_requests(&other.platform));
            let (c, d) = tokio::join!(deliver_due(&app.platform, &mailer), deliver_due(&other.platform, &mailer));
            if a.unwrap() + b.unwrap() == 0 && c.unwrap() + d.unwrap() == 0 {
                break;
            }
        }
        let sent = sent.lock().unwrap();
        let to: Vec<&str> = sent.iter().filter(|mail| mail.text.contains("/reset/link/")).map(|mail| mail.to.as_str()).collect();
        assert_eq!((to.len(), to.iter().collect::<BTreeSet<_>>().len()), (24, 24), "{to:?}");
    }
}
