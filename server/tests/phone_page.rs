//! The page of the verification phone, and what an administrator sees and does of one.

use crate::support::{Browser, Engine, PASSWORD, Page, TestApp};
use app::outbox::service::list_shown;
use app::platform::clock::SECOND;
use app::security_codes::model::digits_in;
use app::users::service::hash;
use axum::http::StatusCode;
use totp_rs::{Builder, Secret};

const PHONE: &str = "/account/phone";
const OWN: &str = "/account/second-step";
const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
const WAIT: StatusCode = StatusCode::TOO_MANY_REQUESTS;
const SEE_OTHER: StatusCode = StatusCode::SEE_OTHER;
const TRUSTED: &str = "SELECT COUNT(*) FROM known_browser WHERE trusted_until IS NOT NULL";
const PHONES: &str = "SELECT COUNT(*) FROM phone";

/// The newest message to a phone: to whom, by which way, and its code.
async fn newest(app: &TestApp) -> (String, String, String) {
    let all = list_shown(&app.platform, 50).await.unwrap();
    let newest = all.into_iter().find(|m| m.channel == "sms" || m.channel == "voice").unwrap();
    // A call reads the digits one by one, several times.
    let spoken = || newest.text.chars().filter(char::is_ascii_digit).take(6).collect();
    let code = digits_in(&newest.text).unwrap_or_else(spoken);
    (newest.to, newest.channel, code)
}

async fn begin(app: &TestApp, browser: &mut Browser, deed: &str, number: &str) -> Page {
    app.platform.clock.advance(1);
    browser.post(PHONE, &[("deed", deed), ("number", number)]).await
}

async fn code(app: &TestApp, browser: &mut Browser, code: &str) -> Page {
    app.platform.clock.advance(1);
    browser.post(PHONE, &[("deed", "code"), ("code", code)]).await
}

async fn set_up(app: &TestApp, browser: &mut Browser, number: &str) {
    let page = begin(app, browser, "begin-text", number).await;
    assert_eq!((page.status, page.location()), (SEE_OTHER, PHONE), "{}", page.body);
    let page = code(app, browser, &newest(app).await.2).await;
    assert_eq!((page.status, page.location()), (SEE_OTHER, "/account/second-step?done=phone"), "{}", page.body);
    // The next codes are another quarter of an hour's; the session would be locked by then.
    app.sql("DELETE FROM code_budget").await;
}

/// Another one than this.
fn wrong(code: &str) -> &'static str {
    if code == "000000" { "000001" } else { "000000" }
}

both_engines! {
    async fn a_phone_is_set_by_a_code_that_went_to_it(app: TestApp) {
        let mut browser = app.logged_in("nurse.kim").await;
        assert!(browser.get(OWN).await.has("Verification phone: Set up"));
        assert!(browser.get(PHONE).await.has("Text me"));
        let page = begin(&app, &mut browser, "begin-text", "(213) 555-0142").await;
        assert_eq!((page.status, page.location()), (SEE_OTHER, PHONE), "{}", page.body);
        let (to, channel, sent) = newest(&app).await;
        assert_eq!((to.as_str(), channel.as_str()), ("+12135550142", "sms"));
        let page = browser.get(PHONE).await;
        assert!(page.has("by text to the number that ends in 42") && page.has("Send it again") && page.has("It never arrives?"), "{}", page.body);
        assert_eq!(app.count(PHONES).await, 0, "nothing counts before the code");

        let page = code(&app, &mut browser, wrong(&sent)).await;
        assert_eq!(page.status, REFUSED);
        assert!(page.has("That is not the code we sent. You have 4 tries left") && page.has("id=\"code-error\""), "{}", page.body);
        assert!(code(&app, &mut browser, "12").await.has("Type the 6 digits of the code."));
        let page = code(&app, &mut browser, &sent).await;
        assert_eq!(page.location(), "/account/second-step?done=phone", "{}", page.body);
        let page = browser.get(page.location()).await;
        assert!(page.has("Your verification phone is set.") && page.has("The number that ends in 42, since") && page.has("Verification phone: Change"));
        let page = browser.get(PHONE).await;
        assert!(page.has("Codes go to the number that ends in 42, by text, since") && !page.has("5550142"), "{}", page.body);
        assert!(app.audit_is_whole().await);
    }

    async fn what_is_wrong_stands_beside_its_box_and_nothing_is_sent(app: TestApp) {
        let mut browser = app.logged_in("nurse.kim").await;
        let page = browser.post(PHONE, &[("deed", "begin-text"), ("number", "800 234 5678")]).await;
        assert_eq!(page.status, REFUSED);
        assert!(page.has("toll-free") && page.has("value=\"800 234 5678\"") && page.has("id=\"number-error\""), "{}", page.body);
        assert_eq!(begin(&app, &mut browser, "remove", "").await.location(), PHONE, "there is none to take away");
        assert_eq!(app.count("SELECT COUNT(*) FROM outbox").await, 0);
        assert_eq!(app.browser().get(PHONE).await.location(), "/login?next=%2Faccount%2Fphone");
        assert!(app.browser().post(PHONE, &[("deed", "code"), ("code", "123456")]).await.location().starts_with("/login"));
    }

    async fn wrong_codes_end_the_code_and_then_wait(app: TestApp) {
        let mut browser = app.logged_in("nurse.kim").await;
        begin(&app, &mut browser, "begin-text", "213 555 0142").await;
        let sent = newest(&app).await.2;
        for _ in 0..4 {
            assert_eq!(code(&app, &mut browser, wrong(&sent)).await.status, REFUSED);
        }
        let page = code(&app, &mut browser, wrong(&sent)).await;
        assert!(page.has("That was the fifth wrong try") && page.has("Ask for a new one"), "{}", page.body);
        // Guessing on waits; so does asking on and on.
        assert_eq!(code(&app, &mut browser, &sent).await.status, WAIT);
        let page = browser.post(PHONE, &[("deed", "send-text")]).await;
        assert_eq!(page.status, WAIT);
        assert!(page.has("You can ask for it again in"), "{}", page.body);
        app.platform.clock.advance(31 * SECOND);
        assert_eq!(browser.post(PHONE, &[("deed", "send-call")]).await.location(), PHONE);
        assert_eq!(newest(&app).await.1, "voice");
        assert_eq!(app.count(PHONES).await, 0);
    }

    async fn another_session_sees_nothing_of_a_change_and_its_own_can_stop_it(app: TestApp) {
        let (mut browser, mut other) = (app.logged_in("nurse.kim").await, app.logged_in("nurse.kim").await);
        begin(&app, &mut browser, "begin-text", "213 555 0142").await;
        let sent = newest(&app).await.2;
        assert!(!other.get(PHONE).await.has("ends in 42"));
        for mut stranger in [other, app.logged_in("dr.lee").await] {
            let page = code(&app, &mut stranger, &sent).await;
            assert_eq!(page.status, REFUSED);
            assert!(page.has("is under way here any more"), "{}", page.body);
            assert_eq!(stranger.post(PHONE, &[("deed", "send-text")]).await.status, REFUSED);
            stranger.post(PHONE, &[("deed", "cancel")]).await;
        }
        assert!(browser.get(PHONE).await.has("Use another number"));
        assert_eq!(browser.post(PHONE, &[("deed", "cancel")]).await.location(), PHONE);
        assert_eq!(code(&app, &mut browser, &sent).await.status, REFUSED);
        assert_eq!(app.count(PHONES).await, 0);
    }

    async fn a_change_asks_the_old_number_first_and_ends_trust_and_open_log_ins(app: TestApp) {
        let mut browser = app.logged_in("nurse.kim").await;
        set_up(&app, &mut browser, "213 555 0142").await;
        browser.post("/account/authenticator", &[("deed", "begin")]).await;
        let page = browser.get("/account/authenticator").await.body;
        let key = page.split("class=\"key\">").nth(1).unwrap().split('<').next().unwrap().replace(' ', "");
        let app_on_phone = Builder::new().with_secret(Secret::try_from_base32(&key).unwrap()).build().unwrap();
        let shown = app_on_phone.generate(u64::try_from(app.platform.clock.now() / SECOND).unwrap()).to_string();
        browser.post("/account/authenticator", &[("deed", "confirm"), ("code", &shown)]).await;
        app.sql("UPDATE known_browser SET trusted_at = 1, trusted_until = 1900000000000").await;

        let page = begin(&app, &mut browser, "begin-call", "787 234 5678").await;
        assert_eq!(page.location(), PHONE, "{}", page.body);
        let (to, channel, first) = newest(&app).await;
        assert_eq!((to.as_str(), channel.as_str()), ("+12135550142", "sms"), "as codes came so far");
        assert!(browser.get(PHONE).await.has("Step 1 of 2"));
        assert_eq!(code(&app, &mut browser, &first).await.location(), PHONE);
        let (to, channel, second) = newest(&app).await;
        assert_eq!((to.as_str(), channel.as_str()), ("+17872345678", "voice"));
        let page = browser.get(PHONE).await;
        assert!(page.has("Step 2 of 2") && page.has("We call the number that ends in 78"), "{}", page.body);
        assert!(app.count(TRUSTED).await > 0, "nothing has changed yet");
        app.sql("UPDATE known_browser SET trusted_until = NULL").await;
        let mut late = app.browser();
        assert_eq!(late.log_in(&app.practice_id, "nurse.kim", PASSWORD).await.location(), "/login/code");
        app.sql("UPDATE known_browser SET trusted_at = 1, trusted_until = 1900000000000").await;

        assert_eq!(code(&app, &mut browser, &second).await.location(), "/account/second-step?done=phone");
        assert!(browser.get(PHONE).await.has("ends in 78, by call, since"));
        assert_eq!(app.count(TRUSTED).await, 0);
        assert!(late.get("/login/code").await.has("Please log in again"));
        assert!(app.audit_is_whole().await);
    }

    async fn a_number_is_removed_by_a_code_that_goes_to_it(app: TestApp) {
        let mut browser = app.logged_in("nurse.kim").await;
        set_up(&app, &mut browser, "213 555 0142").await;
        assert_eq!(begin(&app, &mut browser, "remove", "").await.location(), PHONE);
        assert!(browser.get(PHONE).await.has("Confirm the removal"));
        let page = code(&app, &mut browser, &newest(&app).await.2).await;
        assert_eq!(page.location(), "/account/second-step?done=phone-removed");
        assert!(browser.get(page.location()).await.has("Your verification phone is removed."));
        assert_eq!(app.count(PHONES).await, 0);
    }

    async fn an_administrator_resets_a_number_and_never_their_own(app: TestApp) {
        let phc = hash(&app.platform, PASSWORD).await.unwrap();
        let administrator = app.add("dr.two", true, Some(&phc)).await;
        let (mut kim, mut lee) = (app.logged_in("nurse.kim").await, app.logged_in("dr.two").await);
        app.sql("UPDATE users SET email = 'jin@elm.example' WHERE username = 'nurse.kim'").await;
        let path = format!("/settings/users/{}", app.kim.simple());
        let page = lee.get(&path).await;
        assert!(page.has("Not set") && !page.has("value=\"reset-phone\""), "{}", page.body);
        set_up(&app, &mut kim, "213 555 0142").await;
        set_up(&app, &mut lee, "213 555 0142").await;
        app.sql("UPDATE known_browser SET trusted_at = 1, trusted_until = 1900000000000").await;
        let page = lee.get(&path).await;
        assert!(page.has("Ends in 42. One other person of your practice has the same number."), "{}", page.body);
        assert!(page.has("Reset verification phone number") && !page.has("5550142"));

        // Not by the person next to them, and not one's own.
        assert_eq!(kim.post(&path, &[("deed", "reset-phone")]).await.status, StatusCode::FORBIDDEN);
        let own = format!("/settings/users/{}", administrator.simple());
        assert!(!lee.get(&own).await.has("value=\"reset-phone\""));
        let page = lee.post(&own, &[("deed", "reset-phone")]).await;
        assert_eq!(page.status, REFUSED);
        assert!(page.has("change your own verification phone under My account"), "{}", page.body);
        assert_eq!(app.count(PHONES).await, 2);

        app.mails().await;
        let page = lee.post(&path, &[("deed", "reset-phone")]).await;
        assert!(page.status == SEE_OTHER && page.location().ends_with("done=phone-reset"), "{}", page.body);
        assert!(lee.get(page.location()).await.has("The verification phone number was reset."));
        assert_eq!(app.count(PHONES).await, 1);
        let told = app.mails().await;
        assert!(told.iter().any(|m| m.to == "jin@elm.example" && m.text.contains("removed the phone number")));
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'phone-reset'").await, 1);
        assert_eq!(app.count(TRUSTED).await, 1, "the administrator's own browser is trusted as before");
        let page = lee.post(&path, &[("deed", "reset-phone")]).await;
        assert_eq!(page.status, SEE_OTHER, "gone already is what was asked for");
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'phone-reset'").await, 1);
        assert!(kim.get(PHONE).await.has("Text me"));
        assert!(app.audit_is_whole().await);
    }
}

#[tokio::test]
async fn landlines_get_calls_and_internet_phones_a_warning() {
    let app = TestApp::with(Engine::Sqlite, |settings| settings.messages.regions.push("GB".into())).await;
    let mut browser = app.logged_in("nurse.kim").await;
    assert!(browser.get(PHONE).await.has("A landline gets its codes by call."));
    set_up(&app, &mut browser, "213 555 0142").await;
    assert!(!browser.get(PHONE).await.has("This is an internet phone"));
    // A number of the United States does not tell; other sources may.
    app.sql("UPDATE phone SET kind = 'voip'").await;
    assert!(browser.get(PHONE).await.has("This is an internet phone"));
    let mut other = app.logged_in("dr.lee").await;
    assert_eq!(begin(&app, &mut other, "begin-text", "+44 20 7946 0958").await.location(), PHONE);
    assert_eq!(newest(&app).await.1, "voice");
    code(&app, &mut other, &newest(&app).await.2).await;
    assert!(other.get(PHONE).await.has("This is a landline: codes come by call."));
}

#[tokio::test]
async fn without_a_gateway_no_phone_can_be_set() {
    let app = TestApp::with(Engine::Sqlite, |settings| settings.no_phone = true).await;
    let mut browser = app.logged_in("nurse.kim").await;
    assert!(browser.get(PHONE).await.has("Texts and calls are not set up here"));
    let page = begin(&app, &mut browser, "begin-text", "213 555 0142").await;
    assert_eq!(page.status, REFUSED);
}
