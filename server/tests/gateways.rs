//! Gateways for texts and calls, each against a local server that has its vendor's shapes and its bad days: what is sent, what becomes of it,
//! what is reported later, how much a day.

use std::sync::Arc;
use std::time::{Duration, Instant};

use app::i18n::Locale;
use app::outbox::model::{Channel, State};
use app::outbox::phone::deliver_to_phones;
use app::outbox::service::list_shown;
use app::platform::clock::{HOUR, MINUTE, SECOND};
use app::platform::gateway::{Gateway, signed};
use app::platform::mailer::Mailer;
use app::platform::message_settings::{GatewayKind, TwilioSettings, WebhookSettings};
use app::platform::settings::{MailSettings, MailTls, MailTransport, Settings, Span};
use app::security_codes::model::{CodeState, Purpose, Sent, digits_in};
use app::security_codes::service::{Flow, send, state};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use base64::Engine as _;
use hmac::{Hmac, KeyInit as _, Mac as _};
use uuid::Uuid;

use crate::support::smtp::Sink;
use crate::support::vendor::{Reply, Vendor};
use crate::support::{Browser, Engine, PASSWORD, Page, TestApp};

const PHONE: &str = "+12135550142";
const SID: &str = "AC0123456789abcdef0123456789abcdef";
const TOKEN: &str = "a-token-that-only-twilio-and-we-know";
const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
/// How long a gateway has in these tests.
const LIMIT: i64 = 600;

/// As Twilio has answered.
fn queued(sid: &str) -> Reply {
    Reply::json(201, &format!("{{\"account_sid\":\"{SID}\",\"sid\":\"{sid}\",\"status\":\"queued\",\"error_code\":null}}"))
}

fn refused(status: u16, code: u32) -> Reply {
    let more = format!("https://www.twilio.com/docs/errors/{code}");
    Reply::json(status, &format!("{{\"code\":{code},\"message\":\"no\",\"more_info\":\"{more}\",\"status\":{status}}}"))
}

fn engine(app: &TestApp) -> Engine {
    if matches!(app.platform.db, app::platform::Db::Sqlite { .. }) { Engine::Sqlite } else { Engine::Postgres }
}

fn by_twilio(settings: &mut Settings, vendor: &Vendor) {
    settings.messages.gateway = GatewayKind::Twilio;
    settings.messages.time_limit = Span(LIMIT);
    settings.messages.twilio = TwilioSettings {
        account_sid: SID.into(),
        auth_token: Some(TOKEN.to_owned().into()),
        from: "+12135550100".into(),
        api: vendor.url(),
        lookup_api: vendor.url(),
        ..TwilioSettings::default()
    };
}

fn by_webhook(settings: &mut Settings, vendor: &Vendor) {
    settings.messages.gateway = GatewayKind::Webhook;
    settings.messages.time_limit = Span(LIMIT);
    settings.messages.webhook = WebhookSettings {
        url: format!("{}/send", vendor.url()),
        secret: Some(SECRET.to_owned().into()),
        calls: true,
        allow_private: true,
        idempotent: false,
    };
}

/// The product with Twilio behind it, whose server answers so.
async fn with_twilio(app: &TestApp, reply: Reply) -> (TestApp, Vendor, Gateway) {
    let vendor = Vendor::start(reply);
    let app = TestApp::with(engine(app), |settings| by_twilio(settings, &vendor)).await;
    let gateway = gateway(&app);
    (app, vendor, gateway)
}

async fn with_webhook(app: &TestApp, reply: Reply, change: impl FnOnce(&mut WebhookSettings)) -> (TestApp, Vendor, Gateway) {
    let vendor = Vendor::start(reply);
    let app = TestApp::with(engine(app), |settings| {
        by_webhook(settings, &vendor);
        change(&mut settings.messages.webhook);
    })
    .await;
    let gateway = gateway(&app);
    (app, vendor, gateway)
}

fn gateway(app: &TestApp) -> Gateway {
    let settings = &app.platform.settings;
    Gateway::from_settings(&settings.messages, None, &settings.base_url).unwrap().unwrap()
}

/// Asks for a code, by a flow of its own.
async fn ask(app: &TestApp, channel: Channel) -> (Uuid, Sent) {
    app.platform.clock.advance(1);
    let flow = app.platform.random.id(app.platform.clock.now());
    let asked = Flow { purpose: Purpose::LogIn, flow, user: app.kim, practice: app.practice, to: PHONE, locale: Locale::En };
    let mut tx = app.platform.db.write().await.unwrap();
    let sent = send(&app.platform, &mut tx, &asked, channel).await.unwrap();
    tx.commit().await.unwrap();
    (flow, sent)
}

async fn queue(app: &TestApp, channel: Channel) -> Uuid {
    let (flow, sent) = ask(app, channel).await;
    assert_eq!(sent, Sent::Done { again: false });
    flow
}

async fn shown(app: &TestApp, flow: Uuid) -> CodeState {
    let mut tx = app.platform.db.read().await.unwrap();
    state(&app.platform, &mut tx, Purpose::LogIn, flow).await.unwrap().unwrap()
}

/// State and cause of the flow's newest message.
async fn end(app: &TestApp, flow: Uuid) -> (State, &'static str) {
    let now = shown(app, flow).await;
    (now.delivery, now.cause.map_or("", |cause| cause.as_str()))
}

async fn round(app: &TestApp, gateway: &Gateway) -> usize {
    deliver_to_phones(&app.platform, gateway).await.unwrap()
}

/// The row of the newest message, and the code in it.
async fn newest(app: &TestApp) -> (String, String) {
    let newest = list_shown(&app.platform, 1).await.unwrap().remove(0);
    let spoken = || newest.text.chars().filter(char::is_ascii_digit).take(6).collect();
    (newest.id.clone(), digits_in(&newest.text).unwrap_or_else(spoken))
}

/// Twilio's signature, made as its documents say and apart from the code that checks it.
fn twilio_signature(token: &str, url: &str, form: &[(&str, &str)]) -> String {
    let mut sorted = form.to_vec();
    sorted.sort_unstable();
    let mut mac = Hmac::<sha1::Sha1>::new_from_slice(token.as_bytes()).unwrap();
    mac.update(url.as_bytes());
    for (name, value) in sorted {
        mac.update(format!("{name}{value}").as_bytes());
    }
    base64::engine::general_purpose::STANDARD.encode(mac.finalize().into_bytes())
}

async fn from_twilio_with(app: &TestApp, path: &str, token: &str, form: &[(&str, &str)]) -> Page {
    let mut twilio = app.browser();
    let signature = twilio_signature(token, &format!("https://ehr.example{path}"), form);
    twilio.headers.insert("x-twilio-signature", HeaderValue::from_str(&signature).unwrap());
    twilio.post(path, form).await
}

async fn from_twilio(app: &TestApp, path: &str, form: &[(&str, &str)]) -> Page {
    from_twilio_with(app, path, TOKEN, form).await
}

async fn reported(app: &TestApp, id: &str, status: &str, code: &str) -> StatusCode {
    let form = [("MessageSid", "SM1"), ("MessageStatus", status), ("ErrorCode", code), ("To", PHONE)];
    from_twilio(app, &format!("/hooks/twilio/status/{id}"), &form).await.status
}

both_engines! {
    async fn a_text_by_twilio_has_its_shape(app: TestApp) {
        let (app, vendor, gateway) = with_twilio(&app, queued("SM42")).await;
        let flow = queue(&app, Channel::Sms).await;
        let (id, code) = newest(&app).await;
        assert_eq!(round(&app, &gateway).await, 1);
        let sent = vendor.last();
        assert_eq!((sent.method.as_str(), sent.path.as_str()), ("POST", format!("/2010-04-01/Accounts/{SID}/Messages.json").as_str()));
        let basic = base64::engine::general_purpose::STANDARD.encode(format!("{SID}:{TOKEN}"));
        assert_eq!(sent.headers["authorization"], format!("Basic {basic}"));
        assert_eq!(sent.headers["content-type"], "application/x-www-form-urlencoded");
        assert_eq!(sent.form("To").as_deref(), Some(PHONE));
        assert_eq!(sent.form("From").as_deref(), Some("+12135550100"));
        assert!(sent.form("Body").unwrap().ends_with(&format!("\n\n@ehr.example #{code}")));
        assert_eq!(sent.form("ValidityPeriod").as_deref(), Some("600"), "for as long as the code is valid");
        assert_eq!(sent.form("StatusCallback"), Some(format!("https://ehr.example/hooks/twilio/status/{id}")));
        assert_eq!(end(&app, flow).await, (State::Sent, ""));
        assert_eq!(app.count("SELECT COUNT(*) FROM outbox WHERE vendor_id = 'SM42'").await, 1);
    }

    async fn a_call_by_twilio_says_the_code_after_a_key_alone(app: TestApp) {
        let (app, vendor, gateway) = with_twilio(&app, queued("CA7")).await;
        let flow = queue(&app, Channel::Voice).await;
        let (id, code) = newest(&app).await;
        round(&app, &gateway).await;
        let sent = vendor.last();
        assert!(sent.path.ends_with("/Calls.json"));
        let (twiml, action) = (sent.form("Twiml").unwrap(), format!("/hooks/twilio/call/{id}"));
        assert!(twiml.contains("numDigits=\"1\"") && twiml.contains(&format!("action=\"https://ehr.example{action}\"")), "{twiml}");
        let spoken = code.chars().map(|d| format!("{d}.")).collect::<Vec<_>>().join(" ");
        assert!(!sent.body.contains(&code) && !twiml.contains(&spoken), "no code before a key");
        let form = [("CallSid", "CA7"), ("Digits", "1"), ("CallStatus", "in-progress")];
        // Nobody but Twilio hears it.
        for page in [
            app.browser().post(&action, &form).await,
            from_twilio_with(&app, &action, "another token", &form).await,
            from_twilio(&app, &format!("/hooks/twilio/call/{}", Uuid::nil()), &form).await,
            app.browser().get(&action).await,
        ] {
            assert!(!page.status.is_success() && !page.has(&spoken), "{page:?}");
        }
        assert_eq!(end(&app, flow).await, (State::Sent, ""));
        let page = from_twilio(&app, &action, &form).await;
        assert_eq!((page.status, page.body.matches(&spoken).count()), (StatusCode::OK, 3), "{}", page.body);
        assert_eq!(page.headers["content-type"], "text/xml; charset=utf-8");
        assert!(page.has("<Say language=\"en-US\">"));
        assert_eq!(end(&app, flow).await, (State::Delivered, ""));
        // That the call is over is no news after a key.
        let over = [("CallSid", "CA7"), ("CallStatus", "completed")];
        assert_eq!(from_twilio(&app, &format!("/hooks/twilio/status/{id}"), &over).await.status, StatusCode::NO_CONTENT);
        assert_eq!(end(&app, flow).await, (State::Delivered, ""));
        app.platform.clock.advance(10 * MINUTE);
        let page = from_twilio(&app, &action, &form).await;
        assert!(page.has("not valid any more") && !page.has(&spoken), "{}", page.body);
    }

    async fn what_became_of_a_call_is_said_in_words(app: TestApp) {
        let (app, _, gateway) = with_twilio(&app, queued("CA7")).await;
        for (word, cause) in [("no-answer", "not-answered"), ("busy", "busy"), ("completed", "no-key")] {
            app.sql("DELETE FROM code_budget").await;
            let flow = queue(&app, Channel::Voice).await;
            let (id, _) = newest(&app).await;
            round(&app, &gateway).await;
            from_twilio(&app, &format!("/hooks/twilio/status/{id}"), &[("CallSid", "CA7"), ("CallStatus", word)]).await;
            assert_eq!(end(&app, flow).await, (State::Failed, cause));
        }
    }

    async fn reports_late_twice_or_in_any_order_never_take_an_arrival_back(app: TestApp) {
        let (app, _, gateway) = with_twilio(&app, queued("SM1")).await;
        let flow = queue(&app, Channel::Sms).await;
        let (id, _) = newest(&app).await;
        round(&app, &gateway).await;
        for (status, state) in [("queued", State::Sent), ("sent", State::Sent), ("undelivered", State::Failed), ("sent", State::Failed),
            ("delivered", State::Delivered), ("delivered", State::Delivered), ("sent", State::Delivered), ("failed", State::Delivered)] {
            assert_eq!(reported(&app, &id, status, "30006").await, StatusCode::NO_CONTENT);
            assert_eq!(shown(&app, flow).await.delivery, state, "{status}");
        }
        // Another's id, no id, an id of a mail: nothing, and the same answer.
        for other in [Uuid::nil().to_string(), "x".into()] {
            assert_eq!(reported(&app, &other, "failed", "30006").await, StatusCode::NO_CONTENT);
        }
        // Who can't sign changes nothing.
        let flow = queue(&app, Channel::Sms).await;
        let (id, _) = newest(&app).await;
        round(&app, &gateway).await;
        let (path, form) = (format!("/hooks/twilio/status/{id}"), [("MessageSid", "SM1"), ("MessageStatus", "delivered")]);
        assert_eq!(app.browser().post(&path, &form).await.status, StatusCode::FORBIDDEN);
        let page = from_twilio_with(&app, &path, "another token", &form).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        assert!(page.statements.is_empty(), "it asks the database nothing: {:?}", page.statements);
        assert_eq!(end(&app, flow).await, (State::Sent, ""));
    }

    async fn a_report_tells_what_became_of_a_text_of_unknown_outcome(app: TestApp) {
        let (app, _, gateway) = with_twilio(&app, Reply::Hangup).await;
        let flow = queue(&app, Channel::Sms).await;
        let (id, _) = newest(&app).await;
        round(&app, &gateway).await;
        assert_eq!(end(&app, flow).await, (State::Unknown, "no-answer"));
        reported(&app, &id, "delivered", "").await;
        assert_eq!(end(&app, flow).await, (State::Delivered, ""));
        assert_eq!(app.count("SELECT COUNT(*) FROM outbox WHERE vendor_id = 'SM1'").await, 1);
    }

    async fn every_bad_day_of_a_gateway_has_its_end_and_none_makes_a_double(app: TestApp) {
        let (app, vendor, gateway) = with_twilio(&app, Reply::Hangup).await;
        let late = Duration::from_millis(u64::try_from(LIMIT).unwrap() + 300);
        for (reply, expected) in [
            (Reply::Hangup, (State::Unknown, "no-answer")),
            (Reply::Garbage, (State::Unknown, "no-answer")),
            (Reply::Slow(late, Box::new(queued("SM9"))), (State::Unknown, "no-answer")),
            (Reply::json(500, "{\"code\":20500}"), (State::Unknown, "no-answer")),
            (Reply::Answer(502, "", "<html>Bad gateway</html>".into()), (State::Unknown, "no-answer")),
            (Reply::Answer(503, "", String::new()), (State::Unknown, "no-answer")),
            (Reply::Answer(200, "", "<html>Sign in to the hotel</html>".into()), (State::Unknown, "no-answer")),
            (Reply::HalfABody(201), (State::Sent, "")),
            (Reply::Endless, (State::Sent, "")),
            (Reply::Answer(302, "Location: http://127.0.0.1:1/\r\n", String::new()), (State::Failed, "other")),
            (refused(401, 20_003), (State::Failed, "credentials")),
            (Reply::Answer(404, "", "no".into()), (State::Failed, "credentials")),
            (refused(400, 21_211), (State::Failed, "invalid-number")),
            (refused(400, 21_614), (State::Failed, "landline")),
            (refused(400, 21_610), (State::Failed, "blocked")),
            (refused(400, 21_408), (State::Failed, "region")),
            (refused(400, 21_608), (State::Failed, "trial")),
            (refused(400, 21_606), (State::Failed, "sender")),
            (refused(400, 99_999), (State::Failed, "other")),
        ] {
            app.sql("DELETE FROM code_budget").await;
            vendor.answers(reply.clone());
            let before = vendor.received().len();
            let flow = queue(&app, Channel::Sms).await;
            round(&app, &gateway).await;
            assert_eq!(end(&app, flow).await, expected, "{reply:?}");
            for _ in 0..3 {
                app.platform.clock.advance(MINUTE);
                round(&app, &gateway).await;
            }
            assert_eq!(vendor.received().len() - before, 1, "sent once: {reply:?}");
        }
    }

    async fn who_asks_to_come_back_later_is_asked_again_then(app: TestApp) {
        let (app, vendor, gateway) = with_twilio(&app, Reply::Answer(429, "Retry-After: 17\r\n", "{\"code\":20429}".into())).await;
        let flow = queue(&app, Channel::Sms).await;
        round(&app, &gateway).await;
        assert_eq!(end(&app, flow).await, (State::Queued, "too-many"));
        app.platform.clock.advance(17 * SECOND - 1);
        round(&app, &gateway).await;
        assert_eq!(vendor.received().len(), 1, "not sooner than it asked for");
        vendor.answers(Reply::Answer(503, "Retry-After: 99999\r\n", String::new()));
        app.platform.clock.advance(1);
        round(&app, &gateway).await;
        assert_eq!(end(&app, flow).await, (State::Queued, "unavailable"));
        vendor.answers(queued("SM1"));
        app.platform.clock.advance(5 * MINUTE);
        assert_eq!(round(&app, &gateway).await, 1, "and not later than five minutes");
        assert_eq!((end(&app, flow).await, vendor.received().len()), ((State::Sent, ""), 3));
    }

    async fn a_dead_gateway_delays_and_loses_nothing(app: TestApp) {
        let (app, vendor, _) = with_twilio(&app, queued("SM1")).await;
        let mut settings = app.platform.settings.messages.clone();
        // Nobody listens there: the port was given back.
        let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        settings.twilio.api = format!("http://{closed}");
        let dead = Gateway::from_settings(&settings, None, "https://ehr.example").unwrap().unwrap();
        settings.twilio.api = "https://no-such-host.invalid".into();
        let nameless = Gateway::from_settings(&settings, None, "https://ehr.example").unwrap().unwrap();
        let flow = queue(&app, Channel::Sms).await;
        for gateway in [dead, nameless] {
            round(&app, &gateway).await;
            assert_eq!(end(&app, flow).await, (State::Queued, "unavailable"));
            app.platform.clock.advance(30 * SECOND);
        }
        assert_eq!(round(&app, &gateway(&app)).await, 1);
        assert_eq!((end(&app, flow).await, vendor.received().len()), ((State::Sent, ""), 1));
    }

    async fn no_page_waits_for_a_slow_gateway(app: TestApp) {
        let (app, vendor, gateway) = with_twilio(&app, Reply::Slow(Duration::from_secs(5), Box::new(queued("SM1")))).await;
        queue(&app, Channel::Sms).await;
        let platform = app.platform.clone();
        let worker = tokio::spawn(async move { deliver_to_phones(&platform, &gateway).await });
        while vendor.received().is_empty() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        let begun = Instant::now();
        assert_eq!(app.browser().get("/login").await.status, StatusCode::OK);
        assert!(!worker.is_finished() && begun.elapsed() < Duration::from_millis(u64::try_from(LIMIT).unwrap()), "{:?}", begun.elapsed());
        // A log-in writes, while the gateway has the text in hand.
        app.logged_in("nurse.kim").await;
        worker.await.unwrap().unwrap();
        assert_eq!(app.count("SELECT COUNT(*) FROM outbox WHERE state = 'unknown'").await, 1, "given up after its limit");
    }

    async fn a_webhook_gets_each_message_signed_and_named(app: TestApp) {
        let (app, vendor, gateway) = with_webhook(&app, Reply::json(202, "{\"id\":\"w-1\"}"), |_| ()).await;
        let flow = queue(&app, Channel::Sms).await;
        let (id, code) = newest(&app).await;
        assert_eq!(round(&app, &gateway).await, 1);
        let sent = vendor.last();
        let of = |name: &str| sent.headers[name].as_str();
        assert_eq!((sent.path.as_str(), of("idempotency-key"), of("webhook-id")), ("/send", id.as_str(), id.as_str()));
        let now = app.platform.clock.now();
        let named = (of("webhook-id"), of("webhook-timestamp"), of("webhook-signature"));
        assert!(signed::is_signed(&SECRET.to_owned().into(), named, sent.body.as_bytes(), now));
        assert!(!signed::is_signed(&"another secret of this length".to_owned().into(), named, sent.body.as_bytes(), now));
        let body: serde_json::Value = serde_json::from_str(&sent.body).unwrap();
        assert_eq!((&body["id"], &body["kind"], &body["to"], &body["language"]), (&id.into(), &"text".into(), &PHONE.into(), &"en".into()));
        assert!(body["text"].as_str().unwrap().contains(&code) && body.get("call").is_none());
        assert_eq!((&body["valid_seconds"], &body["report_to"]), (&600.into(), &"https://ehr.example/hooks/delivery".into()));
        assert_eq!(end(&app, flow).await, (State::Sent, ""));
        app.sql("DELETE FROM code_budget").await;
        queue(&app, Channel::Voice).await;
        round(&app, &gateway).await;
        let body: serde_json::Value = serde_json::from_str(&vendor.last().body).unwrap();
        assert!(body["kind"] == "call" && body["call"]["greeting"].as_str().unwrap().contains("Press any key"), "{body}");
        // It may say why not, in our words.
        vendor.answers(Reply::json(422, "{\"cause\":\"landline\"}"));
        app.sql("DELETE FROM code_budget").await;
        let flow = queue(&app, Channel::Sms).await;
        round(&app, &gateway).await;
        assert_eq!(end(&app, flow).await, (State::Failed, "landline"));
    }

    async fn what_a_webhook_may_have_taken_is_sent_again_only_where_it_knows_doubles(app: TestApp) {
        for idempotent in [false, true] {
            let (app, vendor, gateway) = with_webhook(&app, Reply::Hangup, |s| s.idempotent = idempotent).await;
            let flow = queue(&app, Channel::Sms).await;
            round(&app, &gateway).await;
            assert_eq!(shown(&app, flow).await.delivery, if idempotent { State::Queued } else { State::Unknown });
            vendor.answers(Reply::json(200, ""));
            app.platform.clock.advance(2 * SECOND);
            round(&app, &gateway).await;
            let keys: Vec<String> = vendor.received().iter().map(|r| r.headers["idempotency-key"].clone()).collect();
            assert!(keys.len() == if idempotent { 2 } else { 1 } && keys.iter().all(|key| *key == keys[0]), "{keys:?}");
            // The same for what a worker had in hand that died.
            app.sql("UPDATE outbox SET state = 'sending', next_at = 0").await;
            round(&app, &gateway).await;
            assert_eq!(vendor.received().len(), if idempotent { 3 } else { 1 });
            // Never after the code is over.
            vendor.answers(Reply::Hangup);
            app.sql("UPDATE outbox SET state = 'queued', next_at = 0").await;
            app.platform.clock.advance(10 * MINUTE);
            round(&app, &gateway).await;
            assert_eq!(end(&app, flow).await, (State::Failed, "too-late"));
        }
    }

    async fn a_webhook_reports_what_arrived_and_nobody_else_does(app: TestApp) {
        let (app, _, gateway) = with_webhook(&app, Reply::json(200, "{}"), |_| ()).await;
        let flow = queue(&app, Channel::Sms).await;
        let (id, _) = newest(&app).await;
        round(&app, &gateway).await;
        let report = async |body: String, secret: &str, age: i64| {
            let mut browser = app.browser();
            let at = signed::timestamp(app.platform.clock.now() - age);
            let signature = signed::sign(&secret.to_owned().into(), "r-1", &at, body.as_bytes());
            for (name, value) in [(signed::ID, "r-1"), (signed::TIMESTAMP, &at), (signed::SIGNATURE, &signature)] {
                browser.headers.insert(HeaderName::from_static(name), HeaderValue::from_str(value).unwrap());
            }
            browser.post_json("/hooks/delivery", body).await.status
        };
        let body = |state: &str| format!("{{\"id\":\"{id}\",\"state\":\"{state}\",\"cause\":\"unreachable\"}}");
        assert_eq!(report(body("delivered"), "another secret of this length", 0).await, StatusCode::FORBIDDEN);
        assert_eq!(report(body("delivered"), SECRET, 6 * MINUTE).await, StatusCode::FORBIDDEN, "an old one");
        assert_eq!(report(body("delivered"), SECRET, -6 * MINUTE).await, StatusCode::FORBIDDEN, "one of the future");
        assert_eq!(end(&app, flow).await, (State::Sent, ""));
        assert_eq!(report(body("failed"), SECRET, 0).await, StatusCode::NO_CONTENT);
        assert_eq!(end(&app, flow).await, (State::Failed, "unreachable"));
        for again in 0..2 {
            assert_eq!(report(body("delivered"), SECRET, again).await, StatusCode::NO_CONTENT);
        }
        assert_eq!(report(body("failed"), SECRET, 0).await, StatusCode::NO_CONTENT);
        assert_eq!(end(&app, flow).await, (State::Delivered, ""));
        for wrong in [body("lost"), "{".into(), String::new()] {
            assert_eq!(report(wrong, SECRET, 0).await, StatusCode::UNPROCESSABLE_ENTITY);
        }
        // Twilio's door is closed where it is not the gateway.
        assert_eq!(reported(&app, &id, "delivered", "").await, StatusCode::NOT_FOUND);
    }

    async fn a_webhook_in_a_private_network_is_refused_unless_it_is_meant(app: TestApp) {
        let (app, vendor, gateway) = with_webhook(&app, Reply::json(200, ""), |s| s.allow_private = false).await;
        let flow = queue(&app, Channel::Sms).await;
        round(&app, &gateway).await;
        assert_eq!(end(&app, flow).await, (State::Queued, "unavailable"));
        let named = app.platform.settings.messages.webhook.url.replace("127.0.0.1", "localhost");
        let mut settings = app.platform.settings.messages.clone();
        settings.webhook.url = named;
        let by_name = Gateway::from_settings(&settings, None, "https://ehr.example").unwrap().unwrap();
        app.platform.clock.advance(MINUTE);
        round(&app, &by_name).await;
        assert!(vendor.received().is_empty(), "not a byte");
        assert_eq!(app.count("SELECT COUNT(*) FROM outbox WHERE error LIKE '%allow_private%'").await, 1);
    }

    async fn a_certificate_that_nobody_vouches_for_gets_nothing(app: TestApp) {
        let got = Arc::new(std::sync::atomic::AtomicUsize::new(0));
        let port = untrusted_server(got.clone()).await;
        let (app, _, gateway) =
            with_webhook(&app, Reply::Hangup, |s| s.url = format!("https://localhost:{port}/send")).await;
        let flow = queue(&app, Channel::Sms).await;
        round(&app, &gateway).await;
        assert_eq!(end(&app, flow).await, (State::Queued, "unavailable"));
        assert_eq!(got.load(std::sync::atomic::Ordering::SeqCst), 0, "no byte of the message");
        assert_eq!(app.count("SELECT COUNT(*) FROM outbox WHERE error LIKE '%certificate%'").await, 1);
    }

    async fn a_text_by_mail_is_plain_and_calls_are_not_offered(app: TestApp) {
        let sink = Sink::start();
        let app = TestApp::with(engine(&app), |s| {
            s.messages.gateway = GatewayKind::Mail;
            s.messages.mail.to = "{national}@sms.example".into();
            s.no_calls = s.messages.no_calls();
        })
        .await;
        let mail = MailSettings {
            transport: MailTransport::Smtp,
            host: "127.0.0.1".into(),
            port: Some(sink.port),
            tls: MailTls::None,
            from: "codes@elm.example".into(),
            ..MailSettings::default()
        };
        let mailer = Mailer::from_settings(&mail, "https://ehr.example").unwrap().unwrap();
        let gateway = Gateway::from_settings(&app.platform.settings.messages, Some(&mailer), "https://ehr.example").unwrap().unwrap();
        // A wish for a call becomes a text: nothing calls here.
        let flow = queue(&app, Channel::Voice).await;
        let now = shown(&app, flow).await;
        assert!(now.channel == Channel::Sms && now.ways.text && !now.ways.call, "{now:?}");
        let (_, code) = newest(&app).await;
        assert_eq!(round(&app, &gateway).await, 1);
        let mails = sink.mails.lock().unwrap().clone();
        let [mail] = mails.as_slice() else { panic!("{mails:?}") };
        assert!(mail.contains("To: 2135550142@sms.example") && mail.contains(&format!("#{code}")), "{mail}");
        assert!(mail.contains("Content-Type: text/plain") && !mail.contains("multipart") && !mail.contains("<html"), "{mail}");
        assert_eq!(end(&app, flow).await, (State::Sent, ""));
        // A mail server that refuses, and one that is gone.
        for (to, expected) in [("nobody@sms.example", State::Failed), ("busy@sms.example", State::Queued)] {
            let mut settings = app.platform.settings.messages.clone();
            settings.mail.to = to.into();
            let gateway = Gateway::from_settings(&settings, Some(&mailer), "https://ehr.example").unwrap().unwrap();
            let flow = queue(&app, Channel::Sms).await;
            round(&app, &gateway).await;
            assert_eq!(shown(&app, flow).await.delivery, expected, "{to}");
        }
        let mut kim = app.logged_in("nurse.kim").await;
        let page = kim.get("/account/phone").await;
        assert!(page.has("begin-text") && !page.has("begin-call") && page.has("A landline can"), "{}", page.body);
    }

    async fn a_practice_and_all_together_have_so_many_a_day(app: TestApp) {
        let app = TestApp::with(engine(&app), |s| (s.messages.per_practice_per_day, s.messages.per_day) = (4, 6)).await;
        let phc = app::users::service::hash(&app.platform, PASSWORD).await.unwrap();
        // Each person and number has a budget of its own, so many people ask.
        let ask = async |n: usize, practice: Uuid, user: Uuid| {
            app.platform.clock.advance(1);
            let to = format!("+1213555{n:04}");
            let flow = app.platform.random.id(app.platform.clock.now());
            let asked = Flow { purpose: Purpose::LogIn, flow, user, practice, to: &to, locale: Locale::En };
            let mut tx = app.platform.db.write().await.unwrap();
            let sent = send(&app.platform, &mut tx, &asked, Channel::Sms).await.unwrap();
            tx.commit().await.unwrap();
            sent
        };
        let mut people = Vec::new();
        for n in 0..12 {
            people.push(app.add(&format!("nurse.{n}"), false, Some(&phc)).await);
        }
        let users = people.clone();
        let all = futures::future::join_all(users.iter().enumerate().map(|(n, user)| ask(n, app.practice, *user))).await;
        assert_eq!(all.iter().filter(|s| matches!(s, Sent::Done { .. })).count(), 4, "twelve at once: {all:?}");
        let Some(Sent::DayOver(seconds)) = all.iter().find(|s| matches!(s, Sent::DayOver(_))) else { panic!("{all:?}") };
        let now = app.platform.clock.now();
        assert_eq!(i64::from(*seconds), (24 * HOUR - now % (24 * HOUR) + SECOND - 1) / SECOND);
        assert_eq!(app.count("SELECT CAST(COUNT(*) AS BIGINT) FROM outbox").await, 4);
        // Another practice has its own, until all together have had theirs.
        let (other, _) = app.other_practice("Harbor", "dr.patel").await;
        for (n, expected) in [(20, true), (21, true), (22, false)] {
            assert_eq!(matches!(ask(n, other, people[n - 20]).await, Sent::Done { .. }), expected, "{n}");
        }
        let sentence = Sent::DayOver(7_200).problem(Locale::En).unwrap();
        assert!(sentence.contains("2 hours") && sentence.contains("authenticator app") && sentence.contains("administrator"), "{sentence}");
        // The next day, and a clock that jumps back.
        app.platform.clock.advance(24 * HOUR);
        assert!(matches!(ask(30, app.practice, people[11]).await, Sent::Done { .. }));
        app.platform.clock.advance(-48 * HOUR);
        assert!(matches!(ask(31, app.practice, people[10]).await, Sent::Done { .. }));
    }

    async fn a_new_number_s_kind_is_looked_up_and_said(app: TestApp) {
        for (kind, sends, notice) in [("landline", 0, "data-line=\"landline\""), ("nonFixedVoip", 1, "data-line=\"voip\""), ("mobile", 1, "")] {
            let (app, vendor, _) = with_twilio(&app, Reply::json(200, &format!("{{\"sid\":\"SM1\",\"line_type_intelligence\":{{\"type\":\"{kind}\"}}}}"))).await;
            let mut settings = app.platform.settings.messages.clone();
            settings.twilio.lookup = true;
            let gateway = Gateway::from_settings(&settings, None, "https://ehr.example").unwrap().unwrap();
            let mut kim = app.logged_in("nurse.kim").await;
            begin(&mut kim, "begin-text").await;
            round(&app, &gateway).await;
            let requests = vendor.received();
            assert_eq!(requests[0].path, format!("/v2/PhoneNumbers/{PHONE}?Fields=line_type_intelligence"));
            assert_eq!(requests.len() - 1, sends, "{kind}");
            let page = kim.get("/account/phone").await;
            assert!(notice.is_empty() != page.has("data-line="), "{kind}: {}", page.body);
            assert!(page.has(notice), "{kind}");
            assert_eq!((page.has("send-text"), page.has("send-call")), (kind != "landline", true), "{kind}: {}", page.body);
        }
    }

    async fn a_look_up_that_fails_is_done_without(app: TestApp) {
        let (app, vendor, _) = with_twilio(&app, Reply::Hangup).await;
        let looks = Vendor::start(Reply::Slow(Duration::from_secs(3), Box::new(Reply::Hangup)));
        let mut settings = app.platform.settings.messages.clone();
        (settings.twilio.lookup, settings.twilio.lookup_api) = (true, looks.url());
        let gateway = Gateway::from_settings(&settings, None, "https://ehr.example").unwrap().unwrap();
        vendor.answers(queued("SM1"));
        let mut kim = app.logged_in("nurse.kim").await;
        begin(&mut kim, "begin-text").await;
        assert_eq!(round(&app, &gateway).await, 1);
        assert_eq!((looks.received().len(), vendor.received().len()), (1, 1));
    }

    async fn no_code_no_number_and_no_secret_is_kept_of_what_a_gateway_says(app: TestApp) {
        let (app, vendor, gateway) = with_twilio(&app, Reply::Hangup).await;
        queue(&app, Channel::Sms).await;
        let (_, code) = newest(&app).await;
        let echo = format!("{{\"code\":99999,\"message\":\"{code} to {PHONE} by {TOKEN}\"}}");
        vendor.answers(Reply::json(400, &echo));
        round(&app, &gateway).await;
        for secret in [code.as_str(), PHONE, TOKEN] {
            assert_eq!(app.count(&format!("SELECT COUNT(*) FROM outbox WHERE error LIKE '%{secret}%'")).await, 0, "{secret}");
        }
    }
}

async fn begin(browser: &mut Browser, deed: &str) {
    let page = browser.post("/account/phone", &[("deed", deed), ("number", PHONE), ("current_password", PASSWORD)]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
}

/// A TLS server whose certificate it made itself; counts the bytes that it gets to read.
async fn untrusted_server(got: Arc<std::sync::atomic::AtomicUsize>) -> u16 {
    use tokio::io::AsyncReadExt as _;
    use tokio_rustls::rustls::ServerConfig;
    use tokio_rustls::rustls::pki_types::PrivateKeyDer;
    let key = rcgen::KeyPair::generate().unwrap();
    let cert = rcgen::CertificateParams::new(vec!["localhost".to_owned()]).unwrap().self_signed(&key).unwrap();
    let provider = Arc::new(tokio_rustls::rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], PrivateKeyDer::try_from(key.serialize_der()).unwrap())
        .unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let acceptor = tokio_rustls::TlsAcceptor::from(Arc::new(config));
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            if let Ok(mut tls) = acceptor.accept(stream).await {
                let mut buffer = [0; 1024];
                while let Ok(n) = tls.read(&mut buffer).await {
                    if n == 0 {
                        break;
                    }
                    got.fetch_add(n, std::sync::atomic::Ordering::SeqCst);
                }
            }
        }
    });
    port
}
