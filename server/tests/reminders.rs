//! "What do I log in with?": told to what is proven already, and the same page for everybody.

use app::outbox::service::list_shown;
use app::password_reset::own::answer_requests;
use app::platform::clock::{HOUR, MINUTE};
use axum::http::StatusCode;

use crate::phones;
use crate::support::{Engine, PASSWORD, Page, TestApp};

const PATH: &str = "/login/forgot";
const PHONE: &str = "+12135550142";

async fn ask(app: &TestApp, contact: &str) -> Page {
    app.browser().post(PATH, &[("contact", contact)]).await
}

/// Texts that are on their way, newest first.
async fn texts(app: &TestApp) -> Vec<(String, String)> {
    answer_requests(&app.platform).await.unwrap();
    let all = list_shown(&app.platform, 50).await.unwrap();
    all.into_iter().filter(|m| m.channel == "sms" && m.text.contains("You log in to")).map(|m| (m.to, m.text)).collect()
}

both_engines! {
    async fn the_address_on_file_is_told_practice_id_and_username_however_it_is_typed(app: TestApp) {
        app.sql("UPDATE users SET email = 'Jin.Kim@elm.example' WHERE username = 'nurse.kim'").await;
        assert!(app.browser().get("/login").await.has("href=\"/login/forgot\"") && app.browser().get("/reset").await.has("href=\"/login/forgot\""));
        let mut browser = app.browser();
        let page = browser.post(PATH, &[("contact", " JIN.KIM@elm.example\u{200b}")]).await;
        assert_eq!((page.status, page.location()), (StatusCode::SEE_OTHER, "/login/forgot?done=noted"), "{}", page.body);
        let page = browser.get("/login/forgot?done=noted").await;
        for part in ["If we know this address", "JIN.KIM@elm.example", "What you log in to … with", "Nothing came?", "Your account at …"] {
            assert!(page.has(part), "{part}: {}", page.body);
        }
        let mails = app.mails().await;
        assert_eq!(mails.len(), 1);
        assert!(mails[0].to.eq_ignore_ascii_case("jin.kim@elm.example"), "{}", mails[0].to);
        assert!(mails[0].text.contains(&app.practice_id) && mails[0].text.contains("nurse.kim"), "{}", mails[0].text);
        let story = app.logged_in("dr.lee").await.get(&format!("/settings/users/{}", app.kim.simple())).await;
        assert!(story.has("Was told what they log in with"), "{}", story.body);
        assert!(app.audit_is_whole().await);
    }

    async fn a_log_in_address_is_told_in_full_to_itself_and_by_its_first_letter_elsewhere(app: TestApp) {
        app.sql("UPDATE users SET email = 'office@elm.example' WHERE username = 'nurse.kim'").await;
        app.give_address(app.kim, "jin.kim@mail.example").await;
        ask(&app, "jin.kim@mail.example").await;
        let mails = app.mails().await;
        assert!(mails.len() == 1 && mails[0].text.contains("jin.kim@mail.example") && !mails[0].text.contains("nurse.kim"));
        app.platform.clock.advance(3 * MINUTE);
        ask(&app, "office@elm.example").await;
        let mails = app.mails().await;
        assert!(mails.len() == 1 && mails[0].text.contains("j…@mail.example") && !mails[0].text.contains("jin.kim"));
    }

    async fn a_verified_phone_gets_a_text_an_hour_and_no_other_number_does(app: TestApp) {
        phones::set_up(&app, &phones::owner(&app, 1), PHONE).await;
        app.sql("UPDATE users SET phone = '+12135550199' WHERE username = 'dr.lee'").await;
        app.platform.clock.advance(16 * MINUTE);
        for number in ["(213) 555-0142", "213-555-0199", "213 555 0177"] {
            let page = ask(&app, number).await;
            assert_eq!((page.status, page.location()), (StatusCode::SEE_OTHER, "/login/forgot?done=noted"), "{number}: {}", page.body);
        }
        let sent = texts(&app).await;
        assert_eq!(sent.len(), 1, "a number for calling somebody proves nothing: {sent:?}");
        assert!(sent[0].0 == PHONE && sent[0].1.contains(&app.practice_id) && sent[0].1.contains("nurse.kim"), "{sent:?}");
        app.platform.clock.advance(30 * MINUTE);
        ask(&app, PHONE).await;
        assert_eq!(texts(&app).await.len(), 1, "it rings at most once an hour");
        app.platform.clock.advance(HOUR);
        app.give_address(app.kim, "jin.kim@mail.example").await;
        ask(&app, PHONE).await;
        let sent = texts(&app).await;
        assert!(sent.len() == 2 && sent[0].1.contains("j…@mail.example"), "{sent:?}");
        app.sql("UPDATE phone SET kind = 'landline'").await;
        app.platform.clock.advance(2 * HOUR);
        ask(&app, PHONE).await;
        assert_eq!(texts(&app).await.len(), 2, "a landline takes no texts");
    }

    async fn the_same_page_and_work_for_everybody(app: TestApp) {
        app.sql("UPDATE users SET email = username || '@elm.example'").await;
        phones::set_up(&app, &phones::owner(&app, 1), PHONE).await;
        app.sql("UPDATE users SET deactivated_at = 1 WHERE username = 'dr.lee'").await;
        let mut first: Option<(Page, String)> = None;
        for contact in ["nurse.kim@elm.example", "dr.lee@elm.example", "no.body.x@elm.example", PHONE, "+12135550100"] {
            let mut browser = app.browser();
            let page = browser.post(PATH, &[("contact", contact)]).await;
            let (first, _) = first.get_or_insert_with(|| (page.clone(), contact.to_owned()));
            assert_eq!((page.status, page.location(), &page.statements), (first.status, first.location(), &first.statements), "{contact}");
            let names = |p: &Page| p.headers.keys().map(ToString::to_string).collect::<Vec<_>>();
            assert_eq!(names(&page), names(first), "{contact}");
        }
        assert_eq!(app.mails().await.iter().filter(|mail| mail.subject.contains("What you log in to")).count(), 1, "who may not log in is told nothing");
        assert_eq!(app.count("SELECT COUNT(*) FROM reset_request").await, 0, "nothing typed is kept");
        for contact in ["nurse.kim@elm.example", "no.body.y@elm.example"] {
            let statuses: Vec<StatusCode> = {
                let mut all = Vec::new();
                for _ in 0..8 {
                    all.push(app.browser().at("203.0.113.9").post(PATH, &[("contact", contact)]).await.status);
                }
                all
            };
            assert!(statuses.contains(&StatusCode::TOO_MANY_REQUESTS), "{contact}: {statuses:?}");
        }
        assert!(app.mails().await.iter().all(|mail| !mail.subject.contains("What you log in to")), "one in two minutes, however often it is asked for");
    }

    async fn who_works_in_two_practices_gets_one_for_each(app: TestApp) {
        let (_, other) = app.other_practice("Oak", "dr.patel").await;
        app.sql("UPDATE users SET email = 'kim@mail.example' WHERE username IN ('nurse.kim', 'dr.patel')").await;
        ask(&app, "kim@mail.example").await;
        let mails = app.mails().await;
        let texts: Vec<&str> = mails.iter().map(|mail| mail.text.as_str()).collect();
        assert_eq!(texts.len(), 2, "{texts:?}");
        for (id, name) in [(&app.practice_id, "nurse.kim"), (&other, "dr.patel")] {
            assert!(texts.iter().any(|text| text.contains(id.as_str()) && text.contains(name)), "{texts:?}");
        }
        let mut kim = app.browser();
        assert_eq!(kim.log_in(&app.practice_id, "nurse.kim", PASSWORD).await.status, StatusCode::SEE_OTHER);
    }

    async fn what_is_neither_is_said_kindly_and_stays(app: TestApp) {
        for (typed, said) in [("", "Enter an e-mail address or a phone number."), ("nurse.kim", "neither an e-mail address nor a phone number"), ("kim@elm", "neither an e-mail"), ("12", "neither an e-mail")] {
            let page = ask(&app, typed).await;
            assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has(said) && page.input("contact") == typed, "{typed}: {}", page.body);
        }
    }
}

#[tokio::test]
async fn without_mail_or_texts_it_is_said_to_everybody() {
    let app = TestApp::with(Engine::Sqlite, |settings| (settings.no_mail, settings.no_phone) = (true, true)).await;
    for (contact, said) in [("anybody@elm.example", "sends no mail yet"), (PHONE, "sends no texts")] {
        let page = ask(&app, contact).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has(said), "{}", page.body);
    }
}
