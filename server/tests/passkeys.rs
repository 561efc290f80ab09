//! Passkeys: made on the account page, used at the log-in and wherever a person is asked to prove again who they are.

use app::passkeys::model::MOST;
use app::passkeys::service::{self as passkeys, Posted, Proof, Purpose};
use app::passkeys::store::{self, NewPasskeyRow};
use app::platform::clock::{HOUR, MINUTE, SECOND};
use axum::http::StatusCode;
use serde_json::Value;
use uuid::Uuid;

use crate::support::authenticator::{Authenticator, PRESENT, SYNCED, VERIFIED};
use crate::support::{Browser, Engine, PASSWORD, Page, TestApp};

const REFUSED: &str = "We couldn't log you in with those details.";
const TOO_LATE: &str = "answer came too late, or twice";

/// What a device does wrong; the other one belongs to somebody else.
type Lie = fn(&mut Authenticator, &Authenticator);

/// What the page's script is given to ask.
pub fn asked_in(page: &Page) -> Value {
    let text = page.body.split("data-options=\"").nth(1).unwrap().split('"').next().unwrap();
    serde_json::from_str(&text.replace("&quot;", "\"").replace("&amp;", "&")).unwrap()
}

pub async fn start(browser: &mut Browser) -> Value {
    let page = browser.post("/account/passkeys", &[("deed", "start")]).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    asked_in(&page)
}

pub async fn create(browser: &mut Browser, asked: &Value, made: &str) -> Page {
    let sealed = asked["sealed"].as_str().unwrap();
    let form = [("deed", "create"), ("passkey_name", "Front desk PC"), ("sealed", sealed), ("passkey", made)];
    browser.post("/account/passkeys", &form).await
}

/// A device whose passkey is on this person's account.
async fn registered(browser: &mut Browser, seed: u8) -> Authenticator {
    let mut device = Authenticator::new(seed);
    let asked = start(browser).await;
    let made = device.make(&asked);
    let page = create(browser, &asked, &made).await;
    assert_eq!(page.location(), "/account/passkeys?done=created", "{}", page.body);
    device
}

async fn asked_at_log_in(browser: &mut Browser) -> Value {
    let page = browser.get("/login/passkey").await;
    assert_eq!(page.status, StatusCode::OK);
    serde_json::from_str(&page.body).unwrap()
}

async fn post(browser: &mut Browser, asked: &Value, answer: &str) -> Page {
    browser.post("/login", &[("sealed", asked["sealed"].as_str().unwrap()), ("passkey", answer), ("next", "/account")]).await
}

pub async fn log_in(browser: &mut Browser, device: &mut Authenticator) -> Page {
    let asked = asked_at_log_in(browser).await;
    let answer = device.answer(&asked);
    post(browser, &asked, &answer).await
}

pub fn id_on(page: &Page) -> String {
    page.body.split("data-passkey-id=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

async fn prove(app: &TestApp, purpose: Purpose, user: Uuid, asked: &Value, answer: &str) -> Proof {
    let posted = Posted { sealed: asked["sealed"].as_str().unwrap(), credential: answer };
    let mut tx = app.platform.db.write().await.unwrap();
    let proof = passkeys::finish_for_user(&app.platform, &mut tx, purpose, user, posted).await.unwrap();
    tx.commit().await.unwrap();
    proof
}

async fn begin(app: &TestApp, purpose: Purpose, user: Uuid) -> Option<Value> {
    let mut tx = app.platform.db.read().await.unwrap();
    let asked = passkeys::begin_for_user(&app.platform, &mut tx, purpose, user).await.unwrap();
    asked.map(|text| serde_json::from_str(&text).unwrap())
}

both_engines! {
    async fn a_passkey_is_made_after_the_password_and_logs_in(app: TestApp) {
        app.sql("UPDATE users SET email = username || '@elm.example'").await;
        let mut kim = app.logged_in("nurse.kim").await;
        let asked = start(&mut kim).await;
        let key = &asked["publicKey"];
        assert_eq!((key["rp"]["id"].as_str(), key["attestation"].as_str()), (Some("ehr.example"), Some("none")));
        let selection = &key["authenticatorSelection"];
        assert_eq!((selection["residentKey"].as_str(), selection["userVerification"].as_str()), (Some("required"), Some("required")));
        assert_eq!(key["user"]["name"], "nurse.kim (Elm Street)");
        assert_eq!(key["user"]["id"].as_str().unwrap().len(), 86, "64 bytes");
        let mut device = Authenticator::new(1);
        let made = device.make(&asked);
        assert_eq!(create(&mut kim, &asked, &made).await.location(), "/account/passkeys?done=created");
        let page = kim.get("/account/passkeys?done=created").await;
        assert!(page.has("Your passkey is ready.") && page.has("Front desk PC") && page.has("never used") && page.has("on one device only"), "{}", page.body);

        let mut browser = app.browser();
        let page = log_in(&mut browser, &mut device).await;
        assert_eq!((page.status, page.location()), (StatusCode::SEE_OTHER, "/account"), "{}", page.body);
        assert!(browser.get("/home").await.has("nurse.kim"));
        assert!(!browser.get("/account/passkeys").await.has("never used"));
        let mails: Vec<String> = app.mails().await.into_iter().map(|m| m.text).collect();
        assert!(mails.iter().any(|m| m.contains("A passkey was added to your account at Elm Street")), "{mails:?}");
        assert!(mails.len() == 2, "a new browser is told of, as with a password: {mails:?}");
        let story = app.logged_in("dr.lee").await.get(&format!("/settings/users/{}", app.kim.simple())).await;
        assert!(story.has("Made a passkey") && story.has("Logged in"), "{}", story.body);
        assert!(app.audit_is_whole().await);
    }

    async fn handing_out_a_challenge_writes_nothing_and_asks_nobody(app: TestApp) {
        let mut browser = app.browser();
        let page = browser.get("/login/passkey").await;
        assert!(page.statements.is_empty(), "{:?}", page.statements);
        let one: Value = serde_json::from_str(&page.body).unwrap();
        assert_eq!(one["publicKey"]["allowCredentials"], serde_json::json!([]));
        assert_ne!(one["publicKey"]["challenge"], asked_at_log_in(&mut browser).await["publicKey"]["challenge"]);
        let page = browser.get("/login").await;
        assert!(page.has("id=\"passkey-log-in\"") && !page.has("&quot;challenge&quot;"), "the page has a button and no challenge");
    }

    async fn an_answer_opens_one_session_once(app: TestApp) {
        let mut device = registered(&mut app.logged_in("nurse.kim").await, 1).await;
        let (mut one, mut two) = (app.browser(), app.browser());
        let asked = asked_at_log_in(&mut one).await;
        let answer = device.answer(&asked);
        let (a, b) = tokio::join!(post(&mut one, &asked, &answer), post(&mut two, &asked, &answer));
        let mut all = [a.status, b.status];
        all.sort();
        assert_eq!(all, [StatusCode::SEE_OTHER, StatusCode::UNPROCESSABLE_ENTITY]);
        let page = post(&mut app.browser(), &asked, &answer).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has(TOO_LATE), "{}", page.body);
        let mut capitals = asked.clone();
        capitals["sealed"] = asked["sealed"].as_str().unwrap().to_uppercase().into();
        let again = device.answer(&asked);
        assert!(post(&mut app.browser(), &capitals, &again).await.has(TOO_LATE), "the same challenge, written otherwise");
        assert_eq!(log_in(&mut app.browser(), &mut device).await.status, StatusCode::SEE_OTHER, "none of it was counted");
    }

    async fn a_challenge_holds_for_five_minutes(app: TestApp) {
        let mut kim = app.logged_in("nurse.kim").await;
        let mut device = registered(&mut kim, 1).await;
        let mut browser = app.browser();
        let (asked, late) = (asked_at_log_in(&mut browser).await, asked_at_log_in(&mut browser).await);
        let creation = start(&mut kim).await;
        app.platform.clock.advance(5 * MINUTE - SECOND);
        let answer = device.answer(&asked);
        assert_eq!(post(&mut browser, &asked, &answer).await.status, StatusCode::SEE_OTHER);
        app.platform.clock.advance(SECOND);
        let answer = device.answer(&late);
        assert!(post(&mut app.browser(), &late, &answer).await.has(TOO_LATE));
        let made = Authenticator::new(2).make(&creation);
        let page = create(&mut kim, &creation, &made).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("That took more than five minutes."), "{}", page.body);
        // Of an hour that has not come: the clock was set back.
        let asked = asked_at_log_in(&mut browser).await;
        app.platform.clock.advance(-HOUR);
        let answer = device.answer(&asked);
        assert!(post(&mut app.browser(), &asked, &answer).await.has(TOO_LATE));
    }

    async fn only_a_whole_and_honest_answer_is_right(app: TestApp) {
        let mut kim = app.logged_in("nurse.kim").await;
        let right = registered(&mut kim, 1).await;
        let lee = registered(&mut app.logged_in("dr.lee").await, 2).await;
        let lies: [(&str, Lie); 7] = [
            ("another site", |d, _| d.origin = "https://ehr.example.evil.example".into()),
            ("without TLS", |d, _| d.origin = "http://ehr.example".into()),
            ("another RP ID", |d, _| d.rp_id = "evil.example".into()),
            ("nobody verified", |d, _| d.flags = PRESENT),
            ("nobody there", |d, _| d.flags = VERIFIED),
            ("somebody else's handle", |d, lee| d.handle.clone_from(&lee.handle)),
            ("no handle", |d, _| d.handle.clear()),
        ];
        for (n, (lie, tell)) in (10_u8..).zip(lies) {
            let mut device = right.clone();
            tell(&mut device, &lee);
            let page = log_in(&mut app.browser().at(&format!("198.51.100.{n}")), &mut device).await;
            assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has(REFUSED), "{lie}: {}", page.body);
        }
        let mut forger = Authenticator::new(9);
        (forger.id, forger.handle) = (right.id.clone(), right.handle.clone());
        assert!(log_in(&mut app.browser(), &mut forger).await.has(REFUSED), "another key");
        let mut browser = app.browser();
        let asked = asked_at_log_in(&mut browser).await;
        let mut broken = asked.clone();
        broken["sealed"] = asked["sealed"].as_str().unwrap().replacen('0', "1", 1).into();
        let answer = right.clone().answer(&asked);
        assert!(post(&mut browser, &broken, &answer).await.has(REFUSED), "a seal that is not ours");
        let other = asked_at_log_in(&mut browser).await;
        assert!(post(&mut browser, &other, &answer).await.has(REFUSED), "the answer to another challenge");
        for garbage in ["", "{}", "null", "not json", "[1]"] {
            assert_eq!(post(&mut app.browser().at("198.51.100.99"), &asked, garbage).await.status.as_u16() / 100, 4, "{garbage}");
        }
        assert_eq!(log_in(&mut app.browser().at("203.0.113.5"), &mut right.clone()).await.status, StatusCode::SEE_OTHER);
        assert!(app.audit_is_whole().await);
    }

    async fn a_copied_key_is_noticed_by_its_counter(app: TestApp) {
        let mut device = registered(&mut app.logged_in("nurse.kim").await, 1).await;
        let mut copy = device.clone();
        device.count = 7;
        assert_eq!(log_in(&mut app.browser(), &mut device).await.status, StatusCode::SEE_OTHER);
        copy.count = 7;
        assert!(log_in(&mut app.browser(), &mut copy).await.has(REFUSED));
        device.count = 8;
        assert_eq!(log_in(&mut app.browser(), &mut device).await.status, StatusCode::SEE_OTHER);
    }

    async fn a_deactivated_person_an_unknown_and_a_wrong_passkey_get_the_same_answer(app: TestApp) {
        let mut device = registered(&mut app.logged_in("nurse.kim").await, 1).await;
        let mut unknown = Authenticator::new(2);
        unknown.handle.clone_from(&device.handle);
        app.sql("UPDATE users SET deactivated_at = 1 WHERE username = 'nurse.kim'").await;
        let plain = |page: Page| {
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
            let main = page.body.split("<main").nth(1).unwrap().split("</main>").next().unwrap().to_owned();
            (page.headers.get_all("set-cookie").iter().count(), main)
        };
        let deactivated = plain(log_in(&mut app.browser(), &mut device).await);
        assert!(deactivated.1.contains(REFUSED) && !deactivated.1.contains("data-unknown"));
        // But for a note to the browser that offered a passkey which is none of ours: it may forget it.
        let (cookies, page) = plain(log_in(&mut app.browser(), &mut unknown).await);
        let (before, rest) = page.split_once(" data-unknown=\"").unwrap();
        let (told, after) = rest.split_once('"').unwrap();
        assert_eq!((cookies, format!("{before}{after}")), deactivated);
        assert!(told.contains("credentialId") && told.contains("ehr.example"), "{told}");
        device.flags = PRESENT;
        assert_eq!(plain(log_in(&mut app.browser(), &mut device).await), deactivated);
        let story = app.logged_in("dr.lee").await.get(&format!("/settings/users/{}", app.kim.simple())).await;
        assert!(story.has("this account is deactivated") && story.has("the passkey's answer was not right"), "{}", story.body);
    }

    async fn after_the_password_a_passkey_s_proof_can_be_trusted_until_somebody_ends_it(app: TestApp) {
        let mut device = registered(&mut app.logged_in("nurse.kim").await, 1).await;
        let mut browser = app.browser();
        let password = async |browser: &mut Browser| browser.log_in(&app.practice_id, "nurse.kim", PASSWORD).await.location().to_owned();
        assert_eq!(password(&mut browser).await, "/login/code");
        let page = browser.get("/login/code").await;
        let form = page.body.split("id=\"second-step-passkey\"").nth(1).unwrap().split("</form>").next().unwrap();
        assert!(form.contains("name=\"trust\"") && form.contains("30 days"), "{form}");
        let asked = asked_in(&page);
        let sealed = asked["sealed"].as_str().unwrap();
        let answer = device.answer(&asked);
        let proof = [("deed", "passkey"), ("sealed", sealed), ("passkey", answer.as_str()), ("trust", "on")];
        assert_eq!(browser.post("/login/code", &proof).await.location(), "/home");
        browser.post("/logout", &[]).await;
        assert_eq!(password(&mut browser).await, "/home", "trusted");
        let path = format!("/settings/users/{}", app.kim.simple());
        assert_eq!(app.logged_in("dr.lee").await.post(&path, &[("deed", "end-all-trust")]).await.status, StatusCode::SEE_OTHER);
        browser.post("/logout", &[]).await;
        assert_eq!(password(&mut browser).await, "/login/code", "asked again");
        let page = browser.get("/login/code").await;
        let asked = asked_in(&page);
        device.flags = PRESENT;
        let answer = device.answer(&asked);
        let proof = [("deed", "passkey"), ("sealed", asked["sealed"].as_str().unwrap()), ("passkey", answer.as_str()), ("trust", "on")];
        let page = browser.post("/login/code", &proof).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("name=\"trust\" value=\"on\" checked"), "the wish is kept: {}", page.body);
        assert_eq!(password(&mut app.browser()).await, "/login/code", "and it is a wish for one browser");
    }

    async fn wrong_answers_make_their_own_network_wait_and_nobody_else(app: TestApp) {
        let mut device = registered(&mut app.logged_in("nurse.kim").await, 1).await;
        let mut liar = device.clone();
        liar.flags = PRESENT;
        let mut last = StatusCode::OK;
        for _ in 0..5 {
            last = log_in(&mut app.browser().at("203.0.113.66"), &mut liar).await.status;
        }
        assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
        let page = log_in(&mut app.browser().at("203.0.113.66"), &mut device).await;
        assert!(page.status == StatusCode::TOO_MANY_REQUESTS && page.has("Too many tries with a passkey. Wait 30 seconds"), "{}", page.body);
        let mut there = app.browser().at("203.0.113.66");
        assert_eq!(there.log_in(&app.practice_id, "nurse.kim", PASSWORD).await.status, StatusCode::SEE_OTHER, "the password has its own counters");
        assert_eq!(log_in(&mut app.browser(), &mut device).await.status, StatusCode::SEE_OTHER, "elsewhere nothing waits");
        app.platform.clock.advance(31 * SECOND);
        assert_eq!(log_in(&mut app.browser().at("203.0.113.66"), &mut device).await.status, StatusCode::SEE_OTHER);
    }

    async fn a_passkey_belongs_to_one_person_and_its_challenge_to_one_session(app: TestApp) {
        let (mut kim, mut there) = (app.logged_in("nurse.kim").await, app.logged_in("nurse.kim").await);
        let (_, other_id) = app.other_practice("Oak Road", "dr.patel").await;
        let mut patel = app.browser();
        patel.log_in(&other_id, "dr.patel", PASSWORD).await;
        let asked = start(&mut kim).await;
        let mut device = Authenticator::new(1);
        let made = device.make(&asked);
        for (who, browser) in [("another practice's person", &mut patel), ("another session", &mut there)] {
            let page = create(browser, &asked, &made).await;
            assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("was not added"), "{who}: {}", page.body);
        }
        assert_eq!(create(&mut kim, &asked, &made).await.status, StatusCode::SEE_OTHER);
        assert!(create(&mut kim, &asked, &made).await.has("That took more than five minutes."), "made once");
        let asked = start(&mut patel).await;
        let taken = device.clone().make(&asked);
        assert!(create(&mut patel, &asked, &taken).await.has("This passkey is in use already."));
        let asked = start(&mut kim).await;
        assert_eq!(asked["publicKey"]["excludeCredentials"].as_array().unwrap().len(), 1, "this device is not asked again");

        let id = id_on(&kim.get("/account/passkeys").await);
        let theirs = patel.get(&format!("/account/passkeys?passkey={id}")).await;
        assert!(!theirs.has("Front desk PC"));
        let form = [("deed", "remove"), ("id", id.as_str())];
        assert_eq!(patel.post("/account/passkeys", &form).await.location(), "/account/passkeys?done=gone");
        let form = [("deed", "rename"), ("id", id.as_str()), ("new_name", "Mine now")];
        assert_eq!(patel.post("/account/passkeys", &form).await.location(), "/account/passkeys?done=gone");
        assert!(kim.get("/account/passkeys").await.has("Front desk PC"));
        let mut browser = app.browser();
        log_in(&mut browser, &mut device).await;
        assert!(browser.get("/home").await.has("Elm Street"), "in at the practice it was made at");
    }

    async fn a_fresh_proof_is_asked_before_one_is_made_or_removed(app: TestApp) {
        app.sql("UPDATE users SET email = username || '@elm.example'").await;
        let mut kim = app.logged_in("nurse.kim").await;
        app.platform.clock.advance(10 * MINUTE);
        let page = kim.post("/account/passkeys", &[("deed", "start")]).await;
        assert!(page.status == StatusCode::FORBIDDEN && page.has("Is it you, Jin?") && !page.has("data-options"), "{}", page.body);
        let page = kim.confirm("/account/passkeys", &page, &[("password", "not it at all")]).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("This is not your password.") && !page.has("data-options"), "{}", page.body);
        let page = kim.confirm("/account/passkeys", &page, &[("password", PASSWORD)]).await;
        assert!(page.status == StatusCode::OK && page.has("data-options"), "the form that waited: {}", page.body);
        let mut device = registered(&mut kim, 1).await;
        let id = id_on(&kim.get("/account/passkeys").await);
        let page = kim.get(&format!("/account/passkeys?passkey={id}")).await;
        assert!(page.has("Remove this passkey"));
        app.platform.clock.advance(10 * MINUTE);
        let form = [("deed", "remove"), ("id", id.as_str())];
        let page = kim.post("/account/passkeys", &form).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        assert_eq!(app.count("SELECT COUNT(*) FROM passkey").await, 1);
        // The password alone is not all that Kim can prove any more.
        let page = kim.confirm("/account/passkeys", &page, &[("password", PASSWORD)]).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("Your passkey is what confirms it here."), "{}", page.body);
        let asked = asked_in(&page);
        let answer = device.answer(&asked);
        let proof = [("deed", "passkey"), ("sealed", asked["sealed"].as_str().unwrap()), ("passkey", answer.as_str())];
        let page = kim.confirm("/account/passkeys", &page, &proof).await;
        assert_eq!(page.location(), "/account/passkeys?done=removed", "{}", page.body);
        let mut device = registered(&mut kim, 2).await;
        let id = id_on(&kim.get("/account/passkeys").await);
        let page = kim.post("/account/passkeys", &[("deed", "rename"), ("id", &id), ("new_name", "  ")]).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("Give it a name."), "{}", page.body);
        assert_eq!(kim.post("/account/passkeys", &[("deed", "rename"), ("id", &id), ("new_name", " Lab <PC> ")]).await.location(), "/account/passkeys?done=renamed");
        assert!(kim.get("/account/passkeys").await.has("Lab &lt;PC&gt;"));
        let form = [("deed", "remove"), ("id", id.as_str())];
        let page = kim.post("/account/passkeys", &form).await;
        assert_eq!(page.location(), "/account/passkeys?done=removed", "{}", page.body);
        let page = kim.get(page.location()).await;
        assert!(page.has("The passkey is removed.") && page.has("allAcceptedCredentialIds&quot;:[]"), "the browser is told which hold: {}", page.body);
        assert!(log_in(&mut app.browser(), &mut device).await.has(REFUSED));
        let mails: Vec<String> = app.mails().await.into_iter().map(|m| m.text).collect();
        assert!(mails.iter().any(|m| m.contains("A passkey was removed from your account at Elm Street")), "{mails:?}");
        assert_eq!(kim.post("/account/passkeys", &form).await.location(), "/account/passkeys?done=gone");
        assert!(app.audit_is_whole().await);
    }

    async fn a_passkey_unlocks_a_screen_under_a_new_token_and_only_its_own(app: TestApp) {
        let mut kim = app.logged_in("nurse.kim").await;
        let mut device = registered(&mut kim, 1).await;
        let mut lee = app.logged_in("dr.lee").await;
        let mut other = registered(&mut lee, 2).await;
        app.platform.clock.advance(15 * MINUTE);
        let before = kim.cookies["__Host-session"].clone();
        let page = kim.get("/unlock?next=%2Faccount").await;
        assert!(page.has("Unlock with a passkey") && page.has("name=\"next\" value=\"/account\""), "{}", page.body);
        let asked = asked_in(&page);
        let sealed = asked["sealed"].as_str().unwrap();
        let stranger = other.answer(&asked);
        let form = |answer: &str| vec![("deed", "passkey".to_owned()), ("sealed", sealed.to_owned()), ("passkey", answer.to_owned()), ("next", "/account".to_owned())];
        let posted = |form: &[(&'static str, String)]| form.iter().map(|(k, v)| (*k, v.clone())).collect::<Vec<_>>();
        let wrong = posted(&form(&stranger));
        let wrong: Vec<(&str, &str)> = wrong.iter().map(|(k, v)| (*k, v.as_str())).collect();
        let page = kim.post("/unlock", &wrong).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("4 tries are left"), "{}", page.body);
        // A challenge for something else opens nothing.
        let step_up = begin(&app, Purpose::StepUp, app.kim).await.unwrap();
        let answer = device.answer(&step_up);
        let page = kim.post("/unlock", &[("deed", "passkey"), ("sealed", step_up["sealed"].as_str().unwrap()), ("passkey", &answer)]).await;
        assert!(page.has("3 tries are left"), "{}", page.body);
        let answer = device.answer(&asked);
        let right = posted(&form(&answer));
        let right: Vec<(&str, &str)> = right.iter().map(|(k, v)| (*k, v.as_str())).collect();
        let mut thief = kim.clone();
        assert_eq!(kim.post("/unlock", &right).await.location(), "/account");
        assert_ne!(kim.cookies["__Host-session"], before);
        assert_eq!(thief.get("/home").await.location(), "/login?next=%2Fhome", "the token from before opens nothing");
        assert_eq!(kim.post("/account", &[("deed", "end-others")]).await.location(), "/account?done=sessions", "a full proof, so it counts as one");
        // The same answer once more, at the next lock.
        kim.post("/lock", &[]).await;
        assert!(kim.post("/unlock", &right).await.has("took too long"));
        assert_eq!(kim.get("/home").await.location(), "/unlock?next=%2Fhome");
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'session-unlocked' AND detail LIKE '%passkey%'").await, 1);
        assert!(app.audit_is_whole().await);
    }

    async fn an_open_screen_is_no_place_to_guess_for_a_passkey(app: TestApp) {
        let mut kim = app.logged_in("nurse.kim").await;
        app.platform.clock.advance(10 * MINUTE);
        let mut page = kim.post("/account/passkeys", &[("deed", "start")]).await;
        for _ in 0..6 {
            page = kim.confirm("/account/passkeys", &page, &[("password", "a guess that is wrong")]).await;
        }
        assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
        let page = kim.confirm("/account/passkeys", &page, &[("password", PASSWORD)]).await;
        assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS, "nor the right one now");
    }

    async fn a_known_person_proves_it_for_one_purpose(app: TestApp) {
        let mut kim = app.logged_in("nurse.kim").await;
        assert!(begin(&app, Purpose::Unlock, app.kim).await.is_none(), "nobody is asked for what they do not have");
        let mut device = registered(&mut kim, 1).await;
        let mut lee = registered(&mut app.logged_in("dr.lee").await, 2).await;
        let asked = begin(&app, Purpose::Unlock, app.kim).await.unwrap();
        assert_eq!(asked["publicKey"]["allowCredentials"].as_array().unwrap().len(), 1);
        let answer = device.answer(&asked);
        let wrong = Proof::Wrong { user: Some(app.kim) };
        assert_eq!(prove(&app, Purpose::StepUp, app.kim, &asked, &answer).await, wrong, "for another purpose");
        let theirs = lee.answer(&asked);
        assert_eq!(prove(&app, Purpose::Unlock, app.kim, &asked, &theirs).await, Proof::Unknown, "another person's passkey");
        let mut stranger = Authenticator::new(3);
        let theirs = stranger.answer(&asked);
        assert_eq!(prove(&app, Purpose::Unlock, app.kim, &asked, &theirs).await, Proof::Unknown);
        device.flags = PRESENT;
        let unverified = device.answer(&asked);
        assert_eq!(prove(&app, Purpose::Unlock, app.kim, &asked, &unverified).await, wrong);
        assert_eq!(prove(&app, Purpose::Unlock, app.kim, &asked, &answer).await, Proof::Right { user: app.kim });
        assert_eq!(prove(&app, Purpose::Unlock, app.kim, &asked, &answer).await, Proof::UsedBefore);
        device.flags = PRESENT | VERIFIED;
        let (old, mut browser) = (begin(&app, Purpose::StepUp, app.kim).await.unwrap(), app.browser());
        let answer = device.answer(&old);
        assert!(post(&mut browser, &old, &answer).await.has(REFUSED), "not for a log-in");
        app.platform.clock.advance(5 * MINUTE);
        assert_eq!(prove(&app, Purpose::StepUp, app.kim, &old, &answer).await, Proof::TooLate);
    }

    async fn a_synced_passkey_is_shown_as_one(app: TestApp) {
        let mut kim = app.logged_in("nurse.kim").await;
        let mut device = Authenticator::new(1);
        device.flags |= SYNCED;
        let asked = start(&mut kim).await;
        let made = device.make(&asked);
        create(&mut kim, &asked, &made).await;
        assert!(kim.get("/account/passkeys").await.has("on all devices of its account"));
        assert_eq!(log_in(&mut app.browser(), &mut device).await.status, StatusCode::SEE_OTHER);
    }

    async fn there_is_a_most(app: TestApp) {
        let mut kim = app.logged_in("nurse.kim").await;
        let early = start(&mut kim).await;
        let mut tx = app.platform.db.write().await.unwrap();
        for n in 0..u8::try_from(MOST).unwrap() {
            let row = NewPasskeyRow { id: app.platform.random.id(1), user: app.kim, credential_id: &[n], credential: "{}", name: "One", backed_up: false };
            store::create(&mut tx, &row, 1).await.unwrap();
        }
        tx.commit().await.unwrap();
        let page = kim.post("/account/passkeys", &[("deed", "start")]).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("You have 20 passkeys"), "{}", page.body);
        let made = Authenticator::new(1).make(&early);
        assert!(create(&mut kim, &early, &made).await.has("You have 20 passkeys"));
    }

    async fn redeemed_challenges_are_forgotten_long_after_they_are_over(app: TestApp) {
        let mut device = registered(&mut app.logged_in("nurse.kim").await, 1).await;
        log_in(&mut app.browser(), &mut device).await;
        assert_eq!(app.count("SELECT CAST(COUNT(*) AS BIGINT) FROM redeemed_challenge").await, 2);
        app.platform.clock.advance(23 * HOUR);
        assert_eq!(passkeys::sweep(&app.platform).await.unwrap(), 0);
        app.platform.clock.advance(2 * HOUR);
        assert_eq!(passkeys::sweep(&app.platform).await.unwrap(), 2);
    }
}

#[tokio::test]
async fn an_address_that_is_no_name_has_no_passkeys_and_says_so_where_one_looks() {
    let app = TestApp::with(Engine::Sqlite, |settings| settings.base_url = "https://192.0.2.7".into()).await;
    assert_eq!(app.browser().get("/login/passkey").await.status, StatusCode::NOT_FOUND);
    assert!(!app.browser().get("/login").await.has("passkey-log-in"));
    let page = app.browser().post("/login", &[("sealed", "00"), ("passkey", "{}")]).await;
    assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has(REFUSED));
    let mut kim = app.logged_in("nurse.kim").await;
    assert!(kim.get("/account/passkeys").await.has("Passkeys need an address with a name"));
    assert_eq!(kim.post("/account/passkeys", &[("deed", "start")]).await.location(), "/account/passkeys");
}
