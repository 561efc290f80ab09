//! The second step by phone and by passkey, and what an administrator or the operator can do for somebody who has lost it all.

use crate::second_factor::{asked, paper, set_up};
use crate::support::{Browser, PASSWORD, Page, TestApp};
use crate::{phones, recover};
use app::outbox::phone::deliver_to_phones;
use app::outbox::service::list_shown;
use app::platform::clock::{MINUTE, SECOND};
use app::platform::gateway::{Gateway, NotTaken};
use axum::http::StatusCode;
use server::commands::recover::Whom;

const NEW: &str = "seven purple walruses at noon";
const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
const WAIT: StatusCode = StatusCode::TOO_MANY_REQUESTS;
const SEE_OTHER: StatusCode = StatusCode::SEE_OTHER;
const SESSION: &str = "__Host-session";

/// Nurse Kim with a phone, and the waits of its set-up behind.
async fn with_phone(app: &TestApp) {
    phones::set_up(app, &phones::owner(app, 1), "+12135550142").await;
    app.platform.clock.advance(16 * MINUTE);
}

async fn typed(browser: &mut Browser, code: &str) -> Page {
    browser.post("/login/code", &[("with", "phone"), ("code", code)]).await
}

async fn sent(app: &TestApp, channel: &str) -> usize {
    list_shown(&app.platform, 100).await.unwrap().iter().filter(|m| m.channel == channel).count()
}

fn other_than(code: &str) -> &'static str {
    if code == "000000" { "000001" } else { "000000" }
}

both_engines! {
    async fn who_has_a_phone_alone_finds_the_code_sent_and_gets_in_with_it_once(app: TestApp) {
        with_phone(&app).await;
        let before = sent(&app, "sms").await;
        let mut browser = asked(&app).await;
        assert_eq!(sent(&app, "sms").await, before + 1, "on its way before the page asks");
        let page = browser.get("/login/code").await;
        assert!(page.has("ends in 42") && page.has("Security code") && page.has("It never arrives?"), "{}", page.body);
        assert!(!page.has("2135550142") && !page.has("555-0142"), "{}", page.body);
        let (_, code) = phones::text(&app).await;
        let page = typed(&mut browser, other_than(&code)).await;
        assert!(page.status == REFUSED && page.has("Tries left: 4."), "{}", page.body);
        assert!(typed(&mut browser, "12").await.has("This did not count as a try"));
        // A code for another page costs a try: it could have been one for this.
        let page = typed(&mut browser, "5y5w-8aya-h88x").await;
        assert!(page.has("looks like a code that an administrator told you, and it is not the one that works now (3 tries left)"), "{}", page.body);
        let page = typed(&mut browser, &format!("{code} is your Vestibule login code.")).await;
        assert_eq!((page.status, page.location()), (SEE_OTHER, "/home"), "{}", page.body);
        assert!(typed(&mut browser, &code).await.has("Please log in again"));
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'logged-in' AND detail LIKE '%\"phone\"%'").await, 1);
        assert!(app.audit_is_whole().await);
    }

    async fn the_same_code_comes_again_or_by_call_and_too_soon_is_said(app: TestApp) {
        with_phone(&app).await;
        let mut browser = asked(&app).await;
        let (_, first) = phones::text(&app).await;
        let page = browser.post("/login/code", &[("deed", "send-text"), ("next", "/account")]).await;
        assert!(page.status == WAIT && page.has("You can ask for it again in 30 seconds"), "{}", page.body);
        app.platform.clock.advance(31 * SECOND);
        let page = browser.post("/login/code", &[("deed", "send-call"), ("next", "/account")]).await;
        assert_eq!((page.status, page.location()), (SEE_OTHER, "/login/code?with=phone&next=%2Faccount"), "{}", page.body);
        assert_eq!(sent(&app, "voice").await, 1);
        let page = browser.get("/login/code?with=phone&next=%2Faccount").await;
        assert!(page.has("We call the number that ends in 42") && page.has("value=\"/account\""), "{}", page.body);
        let page = browser.post("/login/code", &[("with", "phone"), ("code", &first), ("next", "/account")]).await;
        assert_eq!(page.location(), "/account", "the same code");
    }

    async fn a_gateway_that_does_not_answer_is_told_of_on_the_page(app: TestApp) {
        with_phone(&app).await;
        let mut browser = asked(&app).await;
        assert!(browser.get("/login/code").await.has("It leaves in a moment."));
        deliver_to_phones(&app.platform, &Gateway::failing(NotTaken::Later("503".into()))).await.unwrap();
        let page = browser.get("/login/code").await;
        assert!(page.has("It has not left yet") && !page.has("It leaves in a moment."), "{}", page.body);
        let (gateway, sent) = Gateway::memory();
        app.platform.clock.advance(MINUTE);
        deliver_to_phones(&app.platform, &gateway).await.unwrap();
        assert_eq!(sent.lock().unwrap().len(), 1, "nothing is lost");
        assert!(browser.get("/login/code").await.has("It has left."));
    }

    async fn a_reset_and_an_unlock_end_the_wait_for_another_text(app: TestApp) {
        with_phone(&app).await;
        for deed in ["unlock", "reset"] {
            for _ in 0..4 {
                asked(&app).await;
                app.platform.clock.advance(MINUTE);
            }
            let before = sent(&app, "sms").await;
            let mut stuck = asked(&app).await;
            assert_eq!(sent(&app, "sms").await, before, "three that nobody used are enough for a while");
            assert!(stuck.post("/login/code", &[("deed", "send-text")]).await.status == WAIT);
            let mut lee = app.logged_in("dr.lee").await;
            let path = format!("/settings/users/{}", app.kim.simple());
            if deed == "unlock" {
                lee.post(&path, &[("deed", "unlock")]).await;
            } else {
                let shown = lee.post(&path, &[("deed", "reset-code")]).await;
                let code = shown.body.split("<code>").nth(1).and_then(|rest| rest.split('<').next()).unwrap().to_owned();
                let mut kim = app.browser();
                kim.post("/reset/code", &[("practice_id", &app.practice_id), ("username", "nurse.kim"), ("code", &code)]).await;
                assert_eq!(kim.post("/reset/new", &[("new_password", NEW)]).await.status, SEE_OTHER);
            }
            let mut kim = app.browser();
            let password = if deed == "reset" { NEW } else { PASSWORD };
            assert_eq!(kim.log_in(&app.practice_id, "nurse.kim", password).await.location(), "/login/code");
            let (_, code) = phones::text(&app).await;
            assert_eq!(typed(&mut kim, &code).await.status, SEE_OTHER, "after the {deed}");
        }
    }

    async fn only_the_newest_log_in_counts_and_an_old_code_says_so(app: TestApp) {
        with_phone(&app).await;
        let mut older = asked(&app).await;
        let (_, old) = phones::text(&app).await;
        app.platform.clock.advance(2 * MINUTE);
        let mut newer = asked(&app).await;
        let (_, new) = phones::text(&app).await;
        let page = typed(&mut older, &old).await;
        assert!(page.has("A newer code took the place of this one"), "{}", page.body);
        assert!(!older.cookies.contains_key(SESSION));
        assert!(typed(&mut older, &new).await.has("A newer code took the place"), "bound to its own log-in");
        // Both messages are on the phone: the wrong one of them is told apart, and costs a try like any other.
        let page = typed(&mut newer, &old).await;
        assert!(page.has("the code of an older message") && page.has("Tries left: 4."), "{}", page.body);
        assert_eq!(typed(&mut newer, &new).await.status, SEE_OTHER);
    }

    async fn five_wrong_codes_are_five_over_all_ways(app: TestApp) {
        let mut own = app.logged_in("nurse.kim").await;
        let (phone, codes) = set_up(&app, &mut own).await;
        with_phone(&app).await;
        let mut browser = asked(&app).await;
        assert!(browser.get("/login/code").await.has("Use my phone: a text or a call"));
        let page = browser.post("/login/code", &[("with", "phone"), ("deed", "send-text")]).await;
        assert_eq!(page.status, SEE_OTHER, "{}", page.body);
        let (_, code) = phones::text(&app).await;
        for n in 0..4 {
            let page = match n % 2 {
                0 => typed(&mut browser, other_than(&code)).await,
                _ => paper(&mut browser, "0000-0000-0000-0000").await,
            };
            assert_eq!(page.status, REFUSED, "{n}: {}", page.body);
        }
        let page = browser.post("/login/code", &[("with", "authenticator"), ("code", &phone.shows(&app, 86_400))]).await;
        assert!(page.has("Please log in again"), "{}", page.body);
        assert!(typed(&mut browser, &code).await.has("Please log in again"));
        assert!(paper(&mut browser, &codes[0]).await.has("Please log in again"));
        // The administrators see who waits for a code, and lift it.
        let path = format!("/settings/users/{}", app.kim.simple());
        let mut lee = app.logged_in("dr.lee").await;
        let page = lee.get(&path).await;
        assert!(page.has("value=\"unlock\"") && page.has(">Locked<"), "{}", page.body);
        assert!(lee.get("/settings/users?state=locked").await.has("nurse.kim"));
        lee.post(&path, &[("deed", "unlock")]).await;
        assert!(!lee.get(&path).await.has("value=\"unlock\""));
        assert!(!lee.get("/settings/users?state=locked").await.has("nurse.kim"));
    }

    async fn the_fifth_wrong_code_from_the_phone_is_the_last_one_by_one_and_all_at_once(app: TestApp) {
        with_phone(&app).await;
        for at_once in [false, true] {
            app.platform.clock.advance(16 * MINUTE);
            let mut browser = asked(&app).await;
            let (_, code) = phones::text(&app).await;
            let all = (0..60).map(|n| {
                // Each from another address, so that nothing but the count of the code itself holds them up.
                let mut guesser = browser.clone().at(&format!("203.0.113.{n}"));
                let wrong = other_than(&code);
                tokio::spawn(async move { typed(&mut guesser, wrong).await.status })
            });
            if at_once {
                for one in all.collect::<Vec<_>>() {
                    assert_ne!(one.await.unwrap(), SEE_OTHER);
                }
            } else {
                for one in all {
                    assert_ne!(one.await.unwrap(), SEE_OTHER);
                }
            }
            let page = typed(&mut browser, &code).await;
            assert!(page.status != SEE_OTHER && page.has("Please log in again"), "at once: {at_once}: {}", page.body);
            assert_eq!(app.count("SELECT CAST(MAX(tries) AS BIGINT) FROM security_code").await, 5);
        }
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'second-step-refused'").await, 10);
    }

    async fn a_fresh_proof_by_phone_takes_five_wrong_codes_and_no_more(app: TestApp) {
        with_phone(&app).await;
        let mut browser = asked(&app).await;
        let (_, code) = phones::text(&app).await;
        assert_eq!(typed(&mut browser, &code).await.status, SEE_OTHER);
        app.platform.clock.advance(11 * MINUTE);
        let asked = browser.get("/confirm?next=%2Faccount").await;
        browser.confirm("/confirm", &asked, &[("deed", "send-text"), ("with", "phone")]).await;
        let (_, code) = phones::text(&app).await;
        for n in 0..12 {
            // Elsewhere each time, as for a guesser with many addresses.
            browser = browser.at(&format!("203.0.113.{n}"));
            let wrong = [("deed", "password"), ("with", "phone"), ("password", PASSWORD), ("code", other_than(&code))];
            let page = browser.confirm("/confirm", &asked, &wrong).await;
            assert!(page.status == REFUSED || page.status == WAIT, "{} {}", page.status, page.body);
        }
        browser = browser.at("203.0.113.200");
        let right = [("deed", "password"), ("with", "phone"), ("password", PASSWORD), ("code", code.as_str())];
        let page = browser.confirm("/confirm", &asked, &right).await;
        assert!(page.status == REFUSED && page.has("so this code is over"), "{} {}", page.status, page.body);
        assert_eq!(app.count("SELECT CAST(MAX(tries) AS BIGINT) FROM security_code WHERE purpose = 'step-up'").await, 5);
    }

    async fn a_passkey_that_is_none_costs_a_try_and_opens_nothing(app: TestApp) {
        let (_, codes) = set_up(&app, &mut app.logged_in("nurse.kim").await).await;
        let mut browser = asked(&app).await;
        // Without one the way is not offered, and asking for it shows the best that there is.
        assert!(browser.get("/login/code?with=passkey").await.has("Code from your authenticator app"));
        let page = browser.post("/login/code", &[("deed", "passkey"), ("sealed", "x"), ("passkey", "{}")]).await;
        assert!(page.status == REFUSED && !browser.cookies.contains_key(SESSION), "{}", page.body);
        assert_eq!(paper(&mut browser, &codes[0]).await.status, SEE_OTHER);
    }

    async fn an_administrator_takes_a_lost_second_step_away_and_everybody_who_should_knows(app: TestApp) {
        app.add("office", true, None).await;
        app.sql("UPDATE users SET email = username || '@elm.example'").await;
        set_up(&app, &mut app.logged_in("nurse.kim").await).await;
        with_phone(&app).await;
        let mut browser = asked(&app).await;
        let mut lee = app.logged_in("dr.lee").await;
        let path = format!("/settings/users/{}", app.kim.simple());
        assert!(lee.get(&path).await.has("Take the second step away"));
        let phc = app::users::service::hash(&app.platform, PASSWORD).await.unwrap();
        app.add("desk", false, Some(&phc)).await;
        let mut desk = app.logged_in("desk").await;
        assert_eq!(desk.post(&path, &[("deed", "remove-second-step")]).await.status, StatusCode::FORBIDDEN);
        let page = lee.post(&path, &[("deed", "remove-second-step")]).await;
        assert_eq!(page.status, SEE_OTHER, "{}", page.body);
        assert!(!lee.get(&path).await.has("Take the second step away"));
        assert!(typed(&mut browser, "123456").await.has("Please log in again"), "what was under way is over");
        assert_eq!(app.browser().log_in(&app.practice_id, "nurse.kim", PASSWORD).await.location(), "/home");
        for table in ["totp", "recovery_code", "phone"] {
            assert_eq!(app.count(&format!("SELECT COUNT(*) FROM {table}")).await, 0, "{table}");
        }
        let mails = app.mails().await;
        let to: Vec<&str> = mails.iter().filter(|m| m.subject.contains("was taken away")).map(|m| m.to.as_str()).collect();
        assert!(to.contains(&"nurse.kim@elm.example") && to.contains(&"office@elm.example") && to.len() == 2, "{to:?}");
        assert!(lee.get(&path).await.has("Two-step log-in was taken away"));
        assert!(app.audit_is_whole().await);
    }

    async fn nobody_takes_their_own_away_so_and_nobody_another_practice_s(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        set_up(&app, &mut lee).await;
        let phc = app::users::service::hash(&app.platform, PASSWORD).await.unwrap();
        let own = app.add("admin.two", true, Some(&phc)).await;
        let mut two = app.logged_in("admin.two").await;
        set_up(&app, &mut two).await;
        let page = two.post(&format!("/settings/users/{}", own.simple()), &[("deed", "remove-second-step")]).await;
        assert_eq!(page.status, REFUSED, "one's own is changed with the password: {}", page.body);
        let (_, other) = app.other_practice("Harbor", "anil").await;
        let mut anil = app.browser();
        anil.log_in(&other, "anil", PASSWORD).await;
        set_up(&app, &mut app.logged_in("nurse.kim").await).await;
        let page = anil.post(&format!("/settings/users/{}", app.kim.simple()), &[("deed", "remove-second-step")]).await;
        assert!(page.status != SEE_OTHER && page.has("There is no such user in your practice"), "{}", page.body);
        assert_eq!(app.count("SELECT COUNT(*) FROM totp").await, 3);
    }

    async fn the_operator_lets_an_administrator_back_in_who_has_lost_everything(app: TestApp) {
        set_up(&app, &mut app.logged_in("dr.lee").await).await;
        let whom = |remove| Whom { practice: &app.practice_id, username: "dr.lee", wanted: recover::wanted("Anna", false, remove) };
        recover::by_two(&app, whom(false)).await;
        let url = recover::by_two(&app, whom(true)).await.url;
        assert_eq!(app.browser().log_in(&app.practice_id, "dr.lee", PASSWORD).await.location(), "/login/code", "not before the link is used");
        let mut person = app.browser();
        person.get(url.strip_prefix("https://ehr.example").unwrap()).await;
        person.post("/reset/open", &[]).await;
        let new = "seven purple walruses at noon";
        assert_eq!(person.post("/reset/new", &[("new_password", new)]).await.status, SEE_OTHER);
        assert_eq!(app.browser().log_in(&app.practice_id, "dr.lee", new).await.location(), "/home");
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'second-step-removed'").await, 1);
        assert!(app.audit_is_whole().await);
    }
}
