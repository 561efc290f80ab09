//! The outbox: nothing without its change, nothing lost, nothing twice without need, and no link in the database.

use std::collections::BTreeSet;
use std::sync::Mutex;

use crate::support::smtp::Sink;
use crate::support::{Engine, TestApp};
use app::i18n::Locale;
use app::outbox::model::{Channel, MessageKind, Params, RESET_PURPOSE, State};
use app::outbox::service::{Delivery, NewMessage, check_link, deliver_due, enqueue, find_state, link_for, list_for_user};
use app::platform::clock::{MINUTE, SECOND};
use app::platform::mailer::{Mail, Mailer};
use app::platform::settings::{MailSettings, MailTls, MailTransport};
use app::web::site::{Assets, Site};
use axum::http::StatusCode;
use server::assets::Files;
use server::router::{Edge, router};
use uuid::Uuid;

fn message(app: &TestApp, to: &str) -> NewMessage {
    NewMessage {
        practice: Some(app.practice),
        user: Some(app.kim),
        channel: Channel::Email,
        kind: MessageKind::ResetLink,
        recipient: to.into(),
        locale: Locale::En,
        params: Params { first_name: "Jin".into(), practice: "Elm Street".into(), minutes: Some(30), ..Params::default() },
        reference: Some(reference(app)),
    }
}

fn reference(app: &TestApp) -> Uuid {
    app.platform.random.id(app.platform.clock.now())
}

async fn queued(app: &TestApp, new: &NewMessage) -> Uuid {
    let mut tx = app.platform.db.write().await.unwrap();
    let id = enqueue(&app.platform, &mut tx, new).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn state(app: &TestApp, new: &NewMessage) -> Delivery {
    let mut tx = app.platform.db.read().await.unwrap();
    find_state(&mut tx, new.reference.unwrap()).await.unwrap().unwrap()
}

async fn round(app: &TestApp, mailer: &Mailer) -> usize {
    deliver_due(&app.platform, mailer).await.unwrap()
}

fn ids(sent: &Mutex<Vec<Mail>>) -> Vec<String> {
    sent.lock().unwrap().iter().map(|m| m.id.clone()).collect()
}

fn smtp(app: &TestApp, sink: &Sink, tls: MailTls) -> Mailer {
    let settings = MailSettings {
        transport: MailTransport::Smtp,
        host: "127.0.0.1".into(),
        port: Some(sink.port),
        tls,
        from: "Elm Street <no-reply@elm.example>".into(),
        ..MailSettings::default()
    };
    settings.check().unwrap();
    Mailer::from_settings(&settings, &app.platform.settings.base_url).unwrap().unwrap()
}

both_engines! {
    async fn a_change_that_is_rolled_back_sends_nothing(app: TestApp) {
        let (mailer, sent) = Mailer::memory();
        let mut tx = app.platform.db.write().await.unwrap();
        enqueue(&app.platform, &mut tx, &message(&app, "jin.kim@elm.example")).await.unwrap();
        drop(tx);
        assert_eq!(round(&app, &mailer).await, 0);
        assert!(sent.lock().unwrap().is_empty());
    }

    async fn a_message_is_sent_once_and_says_what_it_should(app: TestApp) {
        let (mailer, sent) = Mailer::memory();
        let new = message(&app, "jin.kim@elm.example");
        let id = queued(&app, &new).await;
        assert_eq!(state(&app, &new).await.state, State::Queued);
        assert_eq!(round(&app, &mailer).await, 1);
        app.platform.clock.advance(24 * 60 * MINUTE);
        assert_eq!(round(&app, &mailer).await, 0);
        let mails = sent.lock().unwrap().clone();
        let [mail] = mails.as_slice() else { panic!("{} mails", mails.len()) };
        assert_eq!((mail.to.as_str(), mail.id.as_str()), ("jin.kim@elm.example", format!("<{id}@ehr.example>").as_str()));
        assert_eq!(mail.subject, "Choose a new password for Elm Street");
        let link = link_for(&app.platform, RESET_PURPOSE, new.reference.unwrap());
        assert!(mail.text.contains(&link) && mail.html.contains(&link) && mail.text.contains("30 minutes"), "{}", mail.text);
        let now = state(&app, &new).await;
        assert!(now.state == State::Sent && now.attempts == 1 && now.sent_at.is_some() && now.error.is_none(), "{now:?}");
        let mut tx = app.platform.db.read().await.unwrap();
        assert_eq!(list_for_user(&mut tx, app.kim, 10).await.unwrap(), [now]);
    }

    async fn a_mail_server_that_is_down_for_a_while_loses_nothing(app: TestApp) {
        let (mailer, sent) = Mailer::memory();
        let new = message(&app, "jin.kim@elm.example");
        queued(&app, &new).await;
        for (attempts, wait) in [(1, 30 * SECOND), (2, 2 * MINUTE), (3, 8 * MINUTE), (4, 30 * MINUTE)] {
            assert_eq!(round(&app, &Mailer::Down).await, 0);
            let now = state(&app, &new).await;
            assert_eq!((now.state, now.attempts, now.error.as_deref()), (State::Queued, attempts, Some("the mail server is down")));
            // Not a moment too soon.
            app.platform.clock.advance(wait - 1);
            round(&app, &Mailer::Down).await;
            assert_eq!(state(&app, &new).await.attempts, attempts);
            app.platform.clock.advance(1);
        }
        assert_eq!(round(&app, &mailer).await, 1);
        assert_eq!(ids(&sent).len(), 1);
        assert_eq!(state(&app, &new).await.state, State::Sent);
    }

    async fn after_six_tries_a_message_is_given_up_and_says_why(app: TestApp) {
        let new = message(&app, "jin.kim@elm.example");
        queued(&app, &new).await;
        for _ in 0..8 {
            round(&app, &Mailer::Down).await;
            app.platform.clock.advance(120 * MINUTE);
        }
        let end = state(&app, &new).await;
        assert_eq!((end.state, end.attempts), (State::Failed, 6));
        assert!(end.error.is_some() && end.sent_at.is_none());
    }

    async fn two_workers_at_once_send_each_message_once(app: TestApp) {
        let (mailer, sent) = Mailer::memory();
        let mut expected = BTreeSet::new();
        for n in 0..50 {
            let id = queued(&app, &message(&app, &format!("p{n}@elm.example"))).await;
            expected.insert(format!("<{id}@ehr.example>"));
        }
        for _ in 0..4 {
            let (a, b, c) = tokio::join!(round(&app, &mailer), round(&app, &mailer), round(&app, &mailer));
            if a + b + c == 0 {
                break;
            }
        }
        let sent = ids(&sent);
        assert_eq!(sent.len(), 50);
        assert_eq!(sent.into_iter().collect::<BTreeSet<_>>(), expected);
    }

    async fn a_worker_that_dies_after_sending_leaves_a_message_that_is_sent_again_as_the_same(app: TestApp) {
        let (mailer, sent) = Mailer::memory();
        let new = message(&app, "jin.kim@elm.example");
        queued(&app, &new).await;
        round(&app, &mailer).await;
        // As if the program had died between the mail server's answer and our commit.
        let lease_ends = app.platform.clock.now() + 3 * MINUTE;
        app.sql(&format!("UPDATE outbox SET state = 'sending', sent_at = NULL, next_at = {lease_ends}")).await;
        app.platform.clock.advance(3 * MINUTE - 1);
        assert_eq!(round(&app, &mailer).await, 0, "the other worker may still be at it");
        app.platform.clock.advance(1);
        assert_eq!(round(&app, &mailer).await, 1);
        let mails = sent.lock().unwrap().clone();
        assert!(mails.len() == 2 && mails[0] == mails[1], "the same Message-ID, link and text");
        assert_eq!(state(&app, &new).await.state, State::Sent);
    }

    async fn a_message_that_kills_every_worker_is_given_up(app: TestApp) {
        let (mailer, sent) = Mailer::memory();
        let new = message(&app, "jin.kim@elm.example");
        queued(&app, &new).await;
        app.sql("UPDATE outbox SET state = 'sending', attempts = 6").await;
        assert_eq!(round(&app, &mailer).await, 0);
        assert!(sent.lock().unwrap().is_empty());
        assert_eq!(state(&app, &new).await.state, State::Failed);
    }

    async fn no_row_holds_a_link_or_a_token(app: TestApp) {
        let sink = Sink::start();
        let (memory, _) = Mailer::memory();
        let mut references = Vec::new();
        for (to, mailer) in
            [("a@elm.example", &memory), ("nobody@elm.example", &smtp(&app, &sink, MailTls::None)), ("b@elm.example", &Mailer::Down)]
        {
            let new = message(&app, to);
            queued(&app, &new).await;
            round(&app, mailer).await;
            references.push(new.reference.unwrap());
        }
        let all = "channel || kind || recipient || locale || params || state || COALESCE(error, '')";
        assert_eq!(app.count(&format!("SELECT COUNT(*) FROM outbox WHERE {all} LIKE '%reset-link%'")).await, 3);
        for reference in references {
            let link = link_for(&app.platform, RESET_PURPOSE, reference);
            let mac = &link[link.len() - 64..];
            for part in ["/reset/link", "://", mac, &mac[..32], &mac[32..]] {
                assert_eq!(app.count(&format!("SELECT COUNT(*) FROM outbox WHERE {all} LIKE '%{part}%'")).await, 0, "{part}");
            }
        }
    }

    async fn a_real_mail_server_gets_both_parts_and_its_refusals_are_understood(app: TestApp) {
        let sink = Sink::start();
        let mailer = smtp(&app, &sink, MailTls::None);
        let (fine, busy, unknown, broken) =
            (message(&app, "jin.kim@elm.example"), message(&app, "busy@elm.example"), message(&app, "nobody@elm.example"), message(&app, "no address"));
        let id = queued(&app, &fine).await;
        for new in [&busy, &unknown, &broken] {
            queued(&app, new).await;
        }
        assert_eq!(round(&app, &mailer).await, 1);
        let mails = sink.mails.lock().unwrap().clone();
        let [mail] = mails.as_slice() else { panic!("{mails:?}") };
        let link = link_for(&app.platform, RESET_PURPOSE, fine.reference.unwrap());
        for part in [
            format!("Message-ID: <{id}@ehr.example>"),
            "Auto-Submitted: auto-generated".into(),
            "From: \"Elm Street\" <no-reply@elm.example>".into(),
            "To: jin.kim@elm.example".into(),
            "Subject: Choose a new password for Elm Street".into(),
            "Content-Type: multipart/alternative".into(),
            "Content-Type: text/plain; charset=utf-8".into(),
            "Content-Type: text/html; charset=utf-8".into(),
            // RFC 2045 6.7: a long line is folded with `=`, and the HTML's own `=` is written as `=3D`.
            format!("\n{link}\n"),
        ] {
            assert!(mail.contains(&part) || mail.replace("=\n", "").replace("=3D", "=").contains(&part), "{part} in {mail}");
        }
        let [fine, busy, unknown, broken] =
            [state(&app, &fine).await, state(&app, &busy).await, state(&app, &unknown).await, state(&app, &broken).await];
        assert_eq!([fine.state, busy.state, unknown.state, broken.state], [State::Sent, State::Queued, State::Failed, State::Failed]);
        assert!(unknown.error.as_ref().is_some_and(|e| e.contains("550") && !e.contains("nobody@")), "{unknown:?}");
        // A server that does not answer at all is tried again.
        let gone = Sink { port: 1, ..sink };
        let new = message(&app, "jin.kim@elm.example");
        queued(&app, &new).await;
        round(&app, &smtp(&app, &gone, MailTls::None)).await;
        assert_eq!(state(&app, &new).await.state, State::Queued);
    }

    async fn the_demo_shows_its_messages_and_nothing_else_does(app: TestApp) {
        let mut app = app;
        let first = message(&app, "jin.kim@elm.example");
        queued(&app, &first).await;
        app.platform.clock.advance(SECOND);
        let second = NewMessage { kind: MessageKind::NewBrowser, locale: Locale::Es, reference: None, ..message(&app, "otra@elm.example") };
        queued(&app, &second).await;
        for path in ["/dev/outbox", "/dev/outbox.json"] {
            let page = app.browser().get(path).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
            assert!(!page.has("jin.kim@elm.example"));
        }
        let site = Site { platform: app.platform.clone(), assets: std::sync::Arc::new(Assets::default()), demo: true };
        app.router = router(site, Files::default(), Edge::default());
        let link = link_for(&app.platform, RESET_PURPOSE, first.reference.unwrap());
        let page = app.browser().get("/dev/outbox").await;
        assert!(page.status == StatusCode::OK && page.has(&format!("<a href=\"{link}\"")), "{}", page.body);
        let json = app.browser().get("/dev/outbox.json").await;
        let shown: serde_json::Value = serde_json::from_str(&json.body).unwrap();
        assert_eq!(shown.as_array().unwrap().len(), 2);
        assert_eq!((&shown[0]["to"], &shown[1]["to"]), (&"otra@elm.example".into(), &"jin.kim@elm.example".into()), "newest first");
        assert_eq!((&shown[1]["channel"], &shown[1]["at"]), (&"email".into(), &"2027-01-15T08:00:00Z".into()));
        assert!(shown[1]["text"].as_str().unwrap().contains(&link));
        assert!(shown[0]["subject"].as_str().unwrap().starts_with("Inicio de sesión"));
        // Nothing leaves, and the rows are done with.
        assert_eq!(round(&app, &Mailer::Outbox).await, 2);
        assert_eq!(app.count("SELECT COUNT(*) FROM outbox WHERE state = 'sent'").await, 2);
    }
}

#[tokio::test]
async fn a_mail_server_without_tls_gets_nothing_where_tls_is_required() {
    let app = TestApp::new(Engine::Sqlite).await;
    let sink = Sink::start();
    let new = message(&app, "jin.kim@elm.example");
    queued(&app, &new).await;
    assert_eq!(round(&app, &smtp(&app, &sink, MailTls::Required)).await, 0);
    assert!(sink.mails.lock().unwrap().is_empty());
    let state = state(&app, &new).await;
    assert!(state.state == State::Queued && state.error.is_some(), "{state:?}");
}

#[tokio::test]
async fn a_link_is_accepted_exactly_as_it_was_made() {
    let app = TestApp::new(Engine::Sqlite).await;
    let p = &app.platform;
    let id = reference(&app);
    let link = link_for(p, RESET_PURPOSE, id);
    assert_eq!(link, link_for(p, RESET_PURPOSE, id));
    let text = link.strip_prefix("https://ehr.example/reset/link/").unwrap();
    assert_eq!(check_link(p, RESET_PURPOSE, text), Some(id));
    assert_eq!(check_link(p, "another purpose", text), None);
    // Every bit of it counts.
    for at in 0..text.len() {
        for bit in 0..4 {
            let mut digits: Vec<u8> = text.bytes().collect();
            let value = char::from(digits[at]).to_digit(16).unwrap() ^ (1 << bit);
            digits[at] = u8::try_from(char::from_digit(value, 16).unwrap()).unwrap();
            assert_eq!(check_link(p, RESET_PURPOSE, std::str::from_utf8(&digits).unwrap()), None, "digit {at}, bit {bit}");
        }
    }
    let long = format!("{text}00");
    for wrong in
        ["", "x", &text[..95], &text[..64], &long, &text.to_uppercase(), &text.replacen(&text[..2], "+1", 1), &"é".repeat(48)]
    {
        assert_eq!(check_link(p, RESET_PURPOSE, wrong), None, "{wrong}");
    }
}

#[tokio::test]
async fn a_message_with_a_link_needs_the_row_of_its_link() {
    let app = TestApp::new(Engine::Sqlite).await;
    let mut tx = app.platform.db.write().await.unwrap();
    let new = NewMessage { reference: None, ..message(&app, "jin.kim@elm.example") };
    assert!(enqueue(&app.platform, &mut tx, &new).await.is_err());
}
