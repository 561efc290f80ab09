//! Security codes: they fit one flow, once, for a while, for five tries, however many ask at once; and nothing in the database tells them.

use crate::support::{Engine, TestApp};
use app::i18n::Locale;
use app::lockout::Wait;
use app::outbox::model::{Channel, State};
use app::outbox::phone::deliver_to_phones;
use app::outbox::service::list_shown;
use app::platform::clock::{HOUR, MINUTE, SECOND};
use app::platform::gateway::{Body, Gateway, NotTaken, Outgoing};
use app::security_codes::model::{Checked, CodeState, Purpose, Sent, TRIES, digits_in};
use app::security_codes::service::{Flow, Tried, check, counters, end_all, forgive, send, state, sweep, try_code};
use uuid::Uuid;

const PHONE: &str = "+12135550142";

/// The id of a new flow; a millisecond passes, so that messages have an order.
fn flow(app: &TestApp) -> Uuid {
    app.platform.clock.advance(1);
    app.platform.random.id(app.platform.clock.now())
}

async fn ask(app: &TestApp, flow: Uuid, channel: Channel) -> Sent {
    ask_for(app, app.kim, PHONE, flow, channel).await
}

async fn ask_for(app: &TestApp, user: Uuid, to: &str, flow: Uuid, channel: Channel) -> Sent {
    let asked = Flow { purpose: Purpose::LogIn, flow, user, practice: app.practice, to, locale: Locale::En };
    let mut tx = app.platform.db.write().await.unwrap();
    let sent = send(&app.platform, &mut tx, &asked, channel).await.unwrap();
    tx.commit().await.unwrap();
    sent
}

async fn typed(app: &TestApp, flow: Uuid, code: &str) -> Checked {
    let mut tx = app.platform.db.write().await.unwrap();
    let checked = check(&app.platform, &mut tx, Purpose::LogIn, flow, code).await.unwrap();
    tx.commit().await.unwrap();
    checked
}

async fn shown(app: &TestApp, flow: Uuid) -> CodeState {
    let mut tx = app.platform.db.read().await.unwrap();
    state(&app.platform, &mut tx, Purpose::LogIn, flow).await.unwrap().unwrap()
}

/// The newest message, as `/dev/outbox.json` has it.
async fn newest(app: &TestApp) -> app::outbox::model::Shown {
    list_shown(&app.platform, 1).await.unwrap().remove(0)
}

async fn code(app: &TestApp) -> String {
    digits_in(&newest(app).await.text).unwrap()
}

fn wrong(code: &str, n: u32) -> String {
    format!("{:06}", (code.parse::<u32>().unwrap() + 1 + n) % 1_000_000)
}

fn words(outgoing: &Outgoing) -> String {
    match &outgoing.body {
        Body::Text(text) => text.clone(),
        Body::Call(script) => format!("{} {}", script.greeting, script.words),
    }
}

const SENT: Sent = Sent::Done { again: false };
const AGAIN: Sent = Sent::Done { again: true };

both_engines! {
    async fn a_code_by_text_is_right_once_and_then_used(app: TestApp) {
        let (gateway, sent) = Gateway::memory();
        let flow = flow(&app);
        assert_eq!(ask(&app, flow, Channel::Sms).await, SENT);
        assert_eq!(shown(&app, flow).await.delivery, State::Queued);
        assert_eq!(deliver_to_phones(&app.platform, &gateway).await.unwrap(), 1);
        let texts: Vec<(String, String)> = sent.lock().unwrap().iter().map(|o| (o.to.clone(), words(o))).collect();
        let [(to, text)] = texts.as_slice() else { panic!("{} texts", texts.len()) };
        let code = digits_in(text).unwrap();
        assert_eq!(to, PHONE);
        let (a, b) = code.split_at(3);
        assert_eq!(*text, format!("{a} {b} is your Vestibule login code. It expires in 10 minutes. We never ask for it.\n\n@ehr.example #{code}"));
        let now = shown(&app, flow).await;
        assert!(now.delivery == State::Sent && now.ends == "42" && now.channel == Channel::Sms && now.open && now.again_in == 30, "{now:?}");
        assert_eq!(typed(&app, flow, &format!(" {a}-{b} ")).await, Checked::Right);
        assert_eq!(typed(&app, flow, &code).await, Checked::Used);
        assert!(!shown(&app, flow).await.open);
    }

    async fn a_call_asks_for_a_key_and_says_the_digits_apart_three_times(app: TestApp) {
        let flow = flow(&app);
        assert_eq!(ask(&app, flow, Channel::Voice).await, SENT);
        let shown = newest(&app).await;
        assert_eq!((shown.channel.as_str(), shown.to.as_str()), ("voice", PHONE));
        let (greeting, words) = shown.text.split_once("\n\n").unwrap();
        assert!(greeting.contains("Press any key") && !greeting.contains(|c: char| c.is_ascii_digit()), "{greeting}");
        let digits: String = words.chars().filter(char::is_ascii_digit).collect();
        let code = &digits[..6];
        assert_eq!(digits, code.repeat(3));
        assert!(words.contains(&code.chars().map(|c| format!("{c}.")).collect::<Vec<_>>().join(" ")), "{words}");
        assert_eq!(typed(&app, flow, code).await, Checked::Right);
    }

    async fn sent_again_it_is_the_same_code_and_its_end_stays(app: TestApp) {
        let flow = flow(&app);
        assert_eq!(ask(&app, flow, Channel::Sms).await, SENT);
        let first = code(&app).await;
        app.platform.clock.advance(30 * SECOND - 1);
        assert_eq!(ask(&app, flow, Channel::Sms).await, Sent::Wait(1));
        app.platform.clock.advance(1);
        assert_eq!(ask(&app, flow, Channel::Voice).await, AGAIN);
        assert_eq!(newest(&app).await.text.chars().filter(char::is_ascii_digit).take(6).collect::<String>(), first);
        // Now a minute passes between two.
        app.platform.clock.advance(59 * SECOND);
        assert_eq!(ask(&app, flow, Channel::Sms).await, Sent::Wait(1));
        app.platform.clock.advance(SECOND);
        assert_eq!(ask(&app, flow, Channel::Sms).await, AGAIN);
        assert!(newest(&app).await.text.contains("expires in 8 minutes"));
        app.platform.clock.advance(8 * MINUTE + 30 * SECOND - 1);
        assert_eq!(code(&app).await, first);
        let mut tx = app.platform.db.write().await.unwrap();
        assert_eq!(check(&app.platform, &mut tx, Purpose::LogIn, flow, &first).await.unwrap(), Checked::Right);
        drop(tx);
        app.platform.clock.advance(1);
        assert_eq!(typed(&app, flow, &first).await, Checked::Expired);
    }

    async fn a_newer_flow_ends_the_older_one_s_code(app: TestApp) {
        let (old, new) = (flow(&app), flow(&app));
        let (gateway, sent) = Gateway::memory();
        ask(&app, old, Channel::Sms).await;
        let first = code(&app).await;
        app.platform.clock.advance(1);
        assert_eq!(ask(&app, new, Channel::Sms).await, SENT);
        let second = code(&app).await;
        assert_eq!(typed(&app, old, &first).await, Checked::EndedByNewer);
        // What had not left never does.
        assert_eq!(deliver_to_phones(&app.platform, &gateway).await.unwrap(), 1);
        assert_eq!(digits_in(&words(&sent.lock().unwrap()[0])).unwrap(), second);
        // One flow's code is another's wrong one.
        assert_ne!(first, second);
        assert_eq!(typed(&app, new, &first).await, Checked::Wrong { left: 4, older: true });
        assert_eq!(typed(&app, new, &second).await, Checked::Right);
        assert_eq!(typed(&app, flow(&app), &second).await, Checked::NothingSent);
    }

    async fn a_code_fits_its_purpose_alone(app: TestApp) {
        let flow = flow(&app);
        ask(&app, flow, Channel::Sms).await;
        let code = code(&app).await;
        let mut tx = app.platform.db.write().await.unwrap();
        assert_eq!(check(&app.platform, &mut tx, Purpose::NewPhone, flow, &code).await.unwrap(), Checked::NothingSent);
    }

    async fn five_wrong_tries_end_a_code_and_the_page_says_how_many_are_left(app: TestApp) {
        let flow = flow(&app);
        ask(&app, flow, Channel::Sms).await;
        let code = code(&app).await;
        assert_eq!(typed(&app, flow, "12 34").await, Checked::NotDigits);
        for left in (1..TRIES).rev() {
            assert_eq!(typed(&app, flow, &wrong(&code, left)).await, Checked::Wrong { left, older: false });
        }
        assert_eq!(typed(&app, flow, &wrong(&code, 0)).await, Checked::Wrong { left: 0, older: false });
        assert_eq!(typed(&app, flow, &code).await, Checked::TooMany);
        // Only a new one helps, and it is another.
        app.platform.clock.advance(30 * SECOND);
        assert_eq!(ask(&app, flow, Channel::Sms).await, SENT);
        let new = self::code(&app).await;
        assert_ne!(code, new);
        assert_eq!(typed(&app, flow, &new).await, Checked::Right);
    }

    async fn two_hundred_guesses_at_once_get_five_answers(app: TestApp) {
        let flow = flow(&app);
        ask(&app, flow, Channel::Sms).await;
        let code = code(&app).await;
        let guesses: Vec<String> = (0..200).map(|n| wrong(&code, n)).collect();
        let answers = futures::future::join_all(guesses.iter().map(|guess| typed(&app, flow, guess))).await;
        let compared = answers.iter().filter(|a| matches!(a, Checked::Wrong { .. })).count();
        assert_eq!(compared, 5, "and no more");
        assert!(answers.iter().all(|a| matches!(a, Checked::Wrong { .. } | Checked::TooMany)), "{answers:?}");
        assert_eq!(typed(&app, flow, &code).await, Checked::TooMany);
        assert_eq!(app.count("SELECT CAST(SUM(tries) AS BIGINT) FROM security_code").await, 5);
    }

    async fn twenty_right_answers_at_once_are_right_once(app: TestApp) {
        let flow = flow(&app);
        ask(&app, flow, Channel::Sms).await;
        let code = code(&app).await;
        let answers = futures::future::join_all((0..20).map(|_| typed(&app, flow, &code))).await;
        assert_eq!(answers.iter().filter(|a| **a == Checked::Right).count(), 1, "{answers:?}");
        assert_eq!(answers.iter().filter(|a| **a == Checked::Used).count(), 19, "{answers:?}");
    }

    async fn a_burst_of_wishes_sends_one_code(app: TestApp) {
        let flow = flow(&app);
        let sent = futures::future::join_all((0..20).map(|_| ask(&app, flow, Channel::Sms))).await;
        assert_eq!(sent.iter().filter(|s| **s == SENT).count(), 1, "{sent:?}");
        assert!(sent.iter().all(|s| matches!(s, Sent::Done { again: false } | Sent::Wait(30))), "{sent:?}");
        assert_eq!(app.count("SELECT COUNT(*) FROM security_code").await, 1);
        assert_eq!(app.count("SELECT COUNT(*) FROM outbox").await, 1);
    }

    async fn a_burst_of_flows_keeps_to_the_budget_of_the_person(app: TestApp) {
        let flows: Vec<Uuid> = (0..20).map(|_| flow(&app)).collect();
        let sent = futures::future::join_all(flows.iter().map(|f| ask(&app, *f, Channel::Sms))).await;
        assert_eq!(sent.iter().filter(|s| **s == SENT).count(), 3, "{sent:?}");
        assert_eq!(sent.iter().filter(|s| **s == Sent::TooMany(15 * 60)).count(), 17, "{sent:?}");
        assert_eq!(app.count("SELECT COUNT(*) FROM security_code WHERE ended_at IS NULL").await, 1);
    }

    async fn three_in_fifteen_minutes_and_ten_a_day(app: TestApp) {
        let mut sent = 0;
        for _ in 0..4 {
            for _ in 0..3 {
                match ask(&app, flow(&app), Channel::Sms).await {
                    Sent::Done { .. } => sent += 1,
                    Sent::TooMany(seconds) => assert!(sent == 10 && seconds > 23 * 3600, "{sent} {seconds}"),
                    other => panic!("{other:?}"),
                }
            }
            if sent < 10 {
                assert_eq!(ask(&app, flow(&app), Channel::Sms).await, Sent::TooMany(15 * 60));
            }
            app.platform.clock.advance(15 * MINUTE);
        }
        assert_eq!(sent, 10);
        app.platform.clock.advance(23 * HOUR);
        assert_eq!(ask(&app, flow(&app), Channel::Sms).await, SENT);
    }

    async fn a_code_that_was_right_gives_its_sends_back_and_one_that_nobody_answers_does_not(app: TestApp) {
        // A shift at a computer that nobody trusts.
        for _ in 0..12 {
            let flow = flow(&app);
            assert_eq!(ask(&app, flow, Channel::Sms).await, SENT);
            app.platform.clock.advance(31 * SECOND);
            assert_eq!(ask(&app, flow, Channel::Sms).await, Sent::Done { again: true });
            assert_eq!(typed(&app, flow, &code(&app).await).await, Checked::Right);
        }
        for _ in 0..3 {
            assert_eq!(ask(&app, flow(&app), Channel::Sms).await, SENT);
        }
        assert!(matches!(ask(&app, flow(&app), Channel::Sms).await, Sent::TooMany(_)));
    }

    async fn a_number_has_a_budget_too_whoever_asks(app: TestApp) {
        let other = app.add("nurse.two", false, None).await;
        for _ in 0..3 {
            assert_eq!(ask(&app, flow(&app), Channel::Sms).await, SENT);
        }
        assert_eq!(ask_for(&app, other, PHONE, flow(&app), Channel::Sms).await, Sent::TooMany(15 * 60));
        assert_eq!(ask_for(&app, other, "+12135550199", flow(&app), Channel::Sms).await, SENT);
    }

    async fn a_clock_that_is_set_back_holds_nobody_up_and_keeps_no_code_alive(app: TestApp) {
        let old = flow(&app);
        for _ in 0..2 {
            ask(&app, flow(&app), Channel::Sms).await;
        }
        ask(&app, old, Channel::Sms).await;
        let code = code(&app).await;
        app.platform.clock.advance(-5 * 24 * HOUR);
        assert_eq!(typed(&app, old, &code).await, Checked::Expired);
        let new = flow(&app);
        assert_eq!(ask(&app, new, Channel::Sms).await, SENT);
        let shown = list_shown(&app.platform, 10).await.unwrap();
        let newest = shown.iter().find(|m| m.at.starts_with("2027-01-10")).unwrap();
        assert_eq!(typed(&app, new, &newest.text).await, Checked::Right);
    }

    async fn wrong_codes_of_one_person_are_counted_over_all_codes(app: TestApp) {
        let from = "203.0.113.7".parse().unwrap();
        let c = counters(&app.platform, app.kim, from);
        let mut failures = 0;
        let attempt = async |flow: Uuid, text: &str| {
            let mut tx = app.platform.db.write().await.unwrap();
            let tried = try_code(&app.platform, &mut tx, &c, (Purpose::LogIn, flow), text).await.unwrap();
            tx.commit().await.unwrap();
            tried
        };
        while failures < 100 {
            let flow = flow(&app);
            assert_eq!(ask(&app, flow, Channel::Sms).await, SENT, "{failures}");
            let code = code(&app).await;
            for n in 0..TRIES {
                assert!(matches!(attempt(flow, &wrong(&code, n)).await, Tried::Checked(_)), "{failures}");
                failures += 1;
                // The waits between tries, and the day's budget of sends.
                app.platform.clock.advance(15 * MINUTE / 100);
                app.sql("UPDATE failed_tries SET wait_until = 0").await;
            }
            app.platform.clock.advance(2 * HOUR + 30 * MINUTE);
        }
        let flow = flow(&app);
        assert_eq!(ask(&app, flow, Channel::Sms).await, SENT);
        let code = code(&app).await;
        assert_eq!(attempt(flow, &code).await, Tried::Wait(Wait::UntilReset));
        let mut tx = app.platform.db.write().await.unwrap();
        forgive(&app.platform, &mut tx, app.kim).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(attempt(flow, &code).await, Tried::Checked(Checked::Right));
    }

    async fn a_text_of_unknown_outcome_is_not_sent_again_and_the_page_says_so(app: TestApp) {
        let (gateway, sent) = Gateway::memory();
        let flow = flow(&app);
        ask(&app, flow, Channel::Sms).await;
        let lost = Gateway::failing(NotTaken::Unknown("no answer".into()));
        assert_eq!(deliver_to_phones(&app.platform, &lost).await.unwrap(), 0);
        assert_eq!(shown(&app, flow).await.delivery, State::Unknown);
        app.platform.clock.advance(MINUTE);
        assert_eq!(deliver_to_phones(&app.platform, &gateway).await.unwrap(), 0);
        assert!(sent.lock().unwrap().is_empty());
        assert_eq!(ask(&app, flow, Channel::Sms).await, AGAIN);
        assert_eq!(deliver_to_phones(&app.platform, &gateway).await.unwrap(), 1);
    }

    async fn what_a_dead_worker_had_in_hand_may_have_been_sent(app: TestApp) {
        let (gateway, _) = Gateway::memory();
        let flow = flow(&app);
        ask(&app, flow, Channel::Sms).await;
        app.sql("UPDATE outbox SET state = 'sending', attempts = 1, next_at = next_at + 120000").await;
        assert_eq!(deliver_to_phones(&app.platform, &gateway).await.unwrap(), 0);
        assert_eq!(shown(&app, flow).await.delivery, State::Sending);
        app.platform.clock.advance(2 * MINUTE);
        assert_eq!(deliver_to_phones(&app.platform, &gateway).await.unwrap(), 0);
        assert_eq!(shown(&app, flow).await.delivery, State::Unknown);
    }

    async fn a_busy_gateway_is_asked_again_while_the_code_is_valid_and_not_after(app: TestApp) {
        let busy = Gateway::failing(NotTaken::Later("429".into()));
        let (gateway, sent) = Gateway::memory();
        let flow = flow(&app);
        ask(&app, flow, Channel::Sms).await;
        for wait in [2, 8, 30, 60] {
            assert_eq!(deliver_to_phones(&app.platform, &busy).await.unwrap(), 0);
            assert_eq!(shown(&app, flow).await.delivery, State::Queued);
            app.platform.clock.advance(wait * SECOND);
        }
        app.platform.clock.advance(10 * MINUTE);
        assert_eq!(deliver_to_phones(&app.platform, &gateway).await.unwrap(), 0);
        assert_eq!(shown(&app, flow).await.delivery, State::Failed);
        assert!(sent.lock().unwrap().is_empty());
        // A refusal for good is not repeated.
        let never = Gateway::failing(NotTaken::Never("no such number".into()));
        let flow = self::flow(&app);
        ask(&app, flow, Channel::Voice).await;
        deliver_to_phones(&app.platform, &never).await.unwrap();
        assert_eq!(shown(&app, flow).await.delivery, State::Failed);
    }

    async fn mail_and_phone_do_not_take_each_other_s_messages(app: TestApp) {
        let flow = flow(&app);
        ask(&app, flow, Channel::Sms).await;
        let (mailer, mails) = app::platform::mailer::Mailer::memory();
        assert_eq!(app::outbox::service::deliver_due(&app.platform, &mailer).await.unwrap(), 0);
        assert!(mails.lock().unwrap().is_empty());
        assert_eq!(shown(&app, flow).await.delivery, State::Queued);
    }

    async fn ended_codes_are_over_and_old_ones_are_swept(app: TestApp) {
        let flow = flow(&app);
        ask(&app, flow, Channel::Sms).await;
        let code = code(&app).await;
        let mut tx = app.platform.db.write().await.unwrap();
        end_all(&app.platform, &mut tx, app.kim).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(typed(&app, flow, &code).await, Checked::EndedByNewer);
        app.platform.clock.advance(24 * HOUR + 1);
        sweep(&app.platform).await.unwrap();
        assert_eq!(app.count("SELECT (SELECT COUNT(*) FROM security_code) + (SELECT COUNT(*) FROM code_budget)").await, 0);
    }

    async fn nothing_is_sent_where_no_gateway_is(app: TestApp) {
        let mut platform = app.platform.clone();
        std::sync::Arc::make_mut(&mut platform.settings).no_phone = true;
        let asked = Flow { purpose: Purpose::LogIn, flow: flow(&app), user: app.kim, practice: app.practice, to: PHONE, locale: Locale::Es };
        let mut tx = platform.db.write().await.unwrap();
        assert_eq!(send(&platform, &mut tx, &asked, Channel::Sms).await.unwrap(), Sent::NoGateway);
        assert!(send(&app.platform, &mut tx, &asked, Channel::Email).await.is_err());
    }
}

/// What is in the file when codes were sent, tried and used, beside what SQLite itself writes.
#[tokio::test]
async fn no_code_is_in_the_database() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (gateway, _) = Gateway::memory();
    let mut codes = Vec::new();
    for channel in [Channel::Sms, Channel::Voice] {
        let flow = flow(&app);
        ask(&app, flow, channel).await;
        let text = newest(&app).await.text;
        let code: String = text.chars().filter(char::is_ascii_digit).take(6).collect();
        deliver_to_phones(&app.platform, &gateway).await.unwrap();
        typed(&app, flow, &wrong(&code, 0)).await;
        assert_eq!(typed(&app, flow, &code).await, Checked::Right);
        codes.push(code);
    }
    let mut bytes = Vec::new();
    for name in ["test.db", "test.db-wal"] {
        bytes.extend(std::fs::read(app.dir.join(name)).unwrap_or_default());
    }
    for code in codes {
        let spaced = format!("{} {}", &code[..3], &code[3..]);
        for secret in [code.as_str(), &spaced] {
            assert!(!bytes.windows(secret.len()).any(|w| w == secret.as_bytes()), "{secret} is in the database");
        }
    }
}
