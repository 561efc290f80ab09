//! A new practice sets itself up: by whom, how often, and what an attacker learns of it.

use std::path::PathBuf;
use std::sync::Arc;

use app::platform::clock::{DAY, HOUR, MINUTE};
use app::platform::settings::PracticeSettings;
use app::sign_up::service as sign_up;
use axum::http::StatusCode;

use crate::support::{Browser, Page, TestApp, link_in};

const PATH: &str = "/sign-up";
const FORM: &str = "/sign-up/practice";
const ADDRESS: &str = "ana.ruiz@oak.example";
const NEW: &str = "seven purple walruses at noon";

/// The same product, where practices may sign up.
fn open(app: &TestApp, a_day: u32) -> TestApp {
    let mut platform = app.platform.clone();
    let settings = Arc::make_mut(&mut platform.settings);
    settings.practices = PracticeSettings { sign_up: true, sign_ups_a_day: a_day };
    app.again(platform, PathBuf::from("/nonexistent"), app.url.clone())
}

async fn ask(app: &TestApp, address: &str) -> Page {
    app.browser().post(PATH, &[("email", address)]).await
}

/// The newest link to an address.
async fn link(app: &TestApp, address: &str) -> String {
    assert_eq!(ask(app, address).await.location(), "/sign-up?done=sent");
    let mails = app.mails().await;
    link_in(mails.iter().rfind(|mail| mail.to == address && mail.subject == "Set up your practice").unwrap())
}

/// A browser that has opened a link.
async fn opened(app: &TestApp, link: &str) -> Browser {
    let mut browser = app.browser();
    assert_eq!(browser.get(link).await.location(), FORM);
    browser
}

async fn set_up(browser: &mut Browser, change: &[(&str, &str)]) -> Page {
    let all = [
        ("practice_name", " Oak  Family Medicine "),
        ("time_zone", "America/Chicago"),
        ("first_name", "Ana"),
        ("last_name", "Ruiz"),
        ("username", "Ana.Ruiz"),
        ("new_password", NEW),
    ];
    let form: Vec<(&str, &str)> = all
        .into_iter()
        .map(|(name, value)| change.iter().find(|(changed, _)| *changed == name).copied().unwrap_or((name, value)))
        .collect();
    browser.post(FORM, &form).await
}

async fn practices(app: &TestApp) -> i64 {
    app.count("SELECT COUNT(*) FROM practice").await
}

both_engines! {
    async fn from_an_address_to_a_practice_with_its_first_administrator(app: TestApp) {
        let app = &open(&app, 20);
        assert!(app.browser().get("/").await.has("href=\"/sign-up\"") && app.browser().get("/login").await.has("href=\"/sign-up\""));
        let mut asking = app.browser();
        assert_eq!(asking.post(PATH, &[("email", " Ana.Ruiz@oak.example\u{200b}")]).await.location(), "/sign-up?done=sent");
        let page = asking.get("/sign-up?done=sent").await;
        for part in ["Look into your mail", "Ana.Ruiz@oak.example", "Set up your practice", "Nothing came?"] {
            assert!(page.has(part), "{part}: {}", page.body);
        }
        assert!(page.has("just now") && page.has("value=\"resend\""), "{}", page.body);
        app.platform.clock.advance(2 * MINUTE);
        assert!(asking.get("/sign-up?done=sent").await.has("2 minutes ago"));
        // Whoever did not ask sees nothing of it, and what the browser keeps opens nothing.
        assert!(!app.browser().get("/sign-up?done=sent").await.has("Ana.Ruiz"));
        let ticket = asking.cookies["__Host-sign-up-asked"].clone();
        let mut forger = app.browser();
        assert_eq!(forger.get(&format!("/sign-up/link/{ticket}")).await.location(), FORM);
        assert_eq!(forger.get(FORM).await.status, StatusCode::GONE);
        let mails = app.mails().await;
        assert_eq!((mails.len(), mails[0].to.as_str()), (1, "Ana.Ruiz@oak.example"));
        assert!(mails[0].text.contains("works once") || mails[0].text.contains("1 day"), "{}", mails[0].text);
        // A program that looks through mail opens links: nothing comes of it.
        let path = link_in(&mails[0]);
        app.browser().get(&path).await;
        assert_eq!(practices(app).await, 1);
        let mut ana = opened(app, &path).await;
        let page = ana.get(FORM).await;
        assert!(page.status == StatusCode::OK && page.has("Ana.Ruiz@oak.example") && page.has("At least 15"), "{}", page.body);
        let page = set_up(&mut ana, &[]).await;
        assert_eq!((page.status, page.location()), (StatusCode::SEE_OTHER, "/settings?done=practice"), "{}", page.body);
        let page = ana.get("/settings?done=practice").await;
        let practice_id = page.body.split("data-practice-id").nth(1).unwrap().split('>').nth(1).unwrap().split('<').next().unwrap().to_owned();
        assert!(page.has("Oak Family Medicine is set up") && page.has("data-task=\"second-administrator\""), "{}", page.body);
        let mails = app.mails().await;
        let welcome = mails.iter().find(|mail| mail.subject == "Your account at Oak Family Medicine").unwrap();
        assert!(welcome.text.contains(&practice_id) && welcome.text.contains("ana.ruiz"), "{}", welcome.text);
        let mut again = app.browser();
        assert_eq!(again.log_in(&practice_id, "ana.ruiz", NEW).await.status, StatusCode::SEE_OTHER);
        assert!(again.get("/home").await.has("Oak Family Medicine"));
        assert_eq!(app.count("SELECT COUNT(*) FROM practice WHERE time_zone = 'America/Chicago'").await, 1);
        assert_eq!(app.count("SELECT COUNT(*) FROM users WHERE administrator AND email = 'Ana.Ruiz@oak.example'").await, 1);
        // The trail of the new practice names who made it, from where, and how the password was set.
        let id = app.count("SELECT COUNT(*) FROM audit_entry WHERE kind IN ('practice-created', 'user-created', 'password-set') AND network = '192.0.2.1'").await;
        assert_eq!(id, 3);
        assert!(app.audit_is_whole().await);
    }

    async fn the_same_link_twice_makes_one_practice_and_says_why(app: TestApp) {
        let app = &open(&app, 20);
        let path = link(app, ADDRESS).await;
        let tabs = futures::future::join_all((0..4).map(|_| async { set_up(&mut opened(app, &path).await, &[]).await })).await;
        assert_eq!(tabs.iter().filter(|p| p.location() == "/settings?done=practice").count(), 1);
        assert_eq!(tabs.iter().filter(|p| p.location() == FORM).count(), 3);
        assert_eq!(practices(app).await, 2);
        let page = opened(app, &path).await.get(FORM).await;
        assert!(page.status == StatusCode::GONE && page.has("set up already"), "{}", page.body);
        // The same person may set up another one.
        let path = link(app, ADDRESS).await;
        assert_eq!(set_up(&mut opened(app, &path).await, &[]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(practices(app).await, 3);
    }

    async fn send_again_goes_to_the_same_address_and_ends_the_link_before(app: TestApp) {
        let app = &open(&app, 20);
        let mut asking = app.browser();
        asking.post(PATH, &[("email", ADDRESS)]).await;
        let first = link_in(&app.mails().await[0]);
        assert_eq!(asking.post(PATH, &[("deed", "resend")]).await.location(), "/sign-up?done=sent");
        let mails = app.mails().await;
        assert_eq!((mails.len(), mails[0].to.as_str()), (1, ADDRESS));
        assert_eq!(opened(app, &first).await.get(FORM).await.status, StatusCode::GONE);
        assert_eq!(opened(app, &link_in(&mails[0])).await.get(FORM).await.status, StatusCode::OK);
        // A refused mail is told; a browser that asked for nothing gets its box.
        app.sql("UPDATE outbox SET state = 'failed'").await;
        assert!(asking.get("/sign-up?done=sent").await.has("refused this mail"));
        let page = app.browser().post(PATH, &[("deed", "resend")]).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("Enter your e-mail address."), "{}", page.body);
    }

    async fn only_the_newest_link_works_and_for_a_day(app: TestApp) {
        let app = &open(&app, 20);
        let first = link(app, ADDRESS).await;
        let second = link(app, "Ana.Ruiz@OAK.example").await;
        let page = opened(app, &first).await.get(FORM).await;
        assert!(page.status == StatusCode::GONE && page.has("a newer link") && page.has("href=\"/sign-up\""), "{}", page.body);
        app.platform.clock.advance(DAY - MINUTE);
        assert_eq!(opened(app, &second).await.get(FORM).await.status, StatusCode::OK);
        app.platform.clock.advance(MINUTE);
        let page = opened(app, &second).await.get(FORM).await;
        assert!(page.status == StatusCode::GONE && page.has("worked for a day"), "{}", page.body);
        assert_eq!(set_up(&mut opened(app, &second).await, &[]).await.location(), FORM);
        // A link of another purpose, a wrong one, none.
        for wrong in ["/sign-up/link/00ff", &second.replace("/sign-up/", "/invitation/")] {
            app.browser().get(wrong).await;
        }
        let forged = format!("{}0", &second[..second.len() - 1]);
        let page = opened(app, &if forged == second { format!("{}1", &second[..second.len() - 1]) } else { forged }).await.get(FORM).await;
        assert!(page.status == StatusCode::GONE && page.has("can&#x27;t be opened") | page.has("can't be opened"), "{}", page.body);
        assert_eq!(practices(app).await, 1);
    }

    async fn known_and_unknown_addresses_get_the_same_answer_and_work(app: TestApp) {
        let app = &open(&app, 20);
        app.sql("UPDATE users SET email = username || '@elm.example'").await;
        app.give_address(app.kim, "jin.kim@mail.example").await;
        let mut first: Option<Page> = None;
        for address in ["no.body.xyz@elm.example", "nurse.kim@elm.example", "jin.kim@mail.example", "dr.lee@elm.example"] {
            let page = ask(app, address).await;
            let first = first.get_or_insert_with(|| page.clone());
            assert_eq!((page.status, page.location(), page.body.len(), &page.statements), (first.status, first.location(), first.body.len(), &first.statements), "{address}");
            let names = |p: &Page| p.headers.keys().map(ToString::to_string).collect::<Vec<_>>();
            assert_eq!(names(&page), names(first), "{address}");
        }
        // Nothing that a stranger typed is in the mail but the address itself.
        for mail in app.mails().await {
            assert!(!mail.text.contains("Elm") && !mail.text.contains("Jin") && mail.text.starts_with("Hello,"), "{}", mail.text);
        }
        // A practice's name tells nothing either: two may have the same.
        let path = link(app, ADDRESS).await;
        assert_eq!(set_up(&mut opened(app, &path).await, &[("practice_name", "Elm Street")]).await.status, StatusCode::SEE_OTHER);
    }

    async fn mail_to_somebody_else_is_slowed_down_and_practices_a_day_are_limited(app: TestApp) {
        let app = &open(&app, 2);
        let mut statuses = Vec::new();
        for _ in 0..8 {
            statuses.push(ask(app, ADDRESS).await.status);
        }
        assert!(statuses.ends_with(&[StatusCode::TOO_MANY_REQUESTS]), "{statuses:?}");
        assert!(app.count("SELECT COUNT(*) FROM outbox").await <= 6);
        let spare = link(app, "spare@oak.example").await;
        for n in 0..2 {
            let path = link(app, &format!("owner{n}@oak.example")).await;
            assert_eq!(set_up(&mut opened(app, &path).await, &[]).await.status, StatusCode::SEE_OTHER);
        }
        let page = ask(app, "owner3@oak.example").await;
        assert!(page.status == StatusCode::SERVICE_UNAVAILABLE && page.has("come back tomorrow") && page.input("email") == "owner3@oak.example", "{}", page.body);
        let mut waiting = opened(app, &spare).await;
        let page = set_up(&mut waiting, &[]).await;
        assert!(page.status == StatusCode::SERVICE_UNAVAILABLE && page.has("come back tomorrow") && page.input("username") == "Ana.Ruiz", "{}", page.body);
        assert_eq!(practices(app).await, 3);
        // The link is not used up: it goes on tomorrow, as long as its own day lasts.
        app.sql(&format!("UPDATE sign_up SET ended_at = ended_at - {DAY} WHERE practice IS NOT NULL")).await;
        assert_eq!(set_up(&mut waiting, &[]).await.status, StatusCode::SEE_OTHER);
    }

    async fn what_is_wrong_stands_beside_its_box_and_nothing_typed_is_lost(app: TestApp) {
        let app = &open(&app, 20);
        for (typed, said) in [("", "Enter your e-mail address."), ("ana", "not an e-mail address"), ("a b@oak.example", "not an e-mail address")] {
            let page = ask(app, typed).await;
            assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has(said) && page.input("email") == typed, "{typed}: {}", page.body);
        }
        let path = link(app, ADDRESS).await;
        let mut ana = opened(app, &path).await;
        for (change, said) in [
            (("practice_name", "  "), "Enter the name of the practice."),
            (("practice_name", &*"x".repeat(101)), "at most 100 characters"),
            (("time_zone", ""), "Choose the time zone."),
            (("time_zone", "Gotham"), "Choose the time zone."),
            (("first_name", ""), "Enter the first name."),
            (("username", "a"), "2 to 64 characters"),
            (("username", "ana ruiz!"), "only the letters a to z"),
            (("new_password", "short"), "15"),
            (("new_password", "oak family medicine"), "oak"),
            (("new_password", "passwordpassword"), "password"),
        ] {
            let page = set_up(&mut ana, &[change]).await;
            assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.body.to_lowercase().contains(&said.to_lowercase()), "{change:?}: {}", page.body);
            assert!(page.has("America/Chicago") && page.input("last_name") == "Ruiz" && !page.has(NEW), "{change:?}");
        }
        assert_eq!(practices(app).await, 1);
        // Several at once are told at once.
        let page = set_up(&mut ana, &[("practice_name", ""), ("time_zone", ""), ("last_name", ""), ("new_password", "walrus")]).await;
        for said in ["needs at least 15", "Enter the name of the practice.", "Choose the time zone.", "Enter the last name."] {
            assert!(page.has(said), "{said}: {}", page.body);
        }
    }

    async fn who_was_logged_in_here_is_so_no_more_and_crosses_into_nothing(app: TestApp) {
        let app = &open(&app, 20);
        let path = link(app, ADDRESS).await;
        let mut lee = app.logged_in("dr.lee").await;
        lee.get(&path).await;
        assert_eq!(set_up(&mut lee, &[("username", "dr.lee")]).await.status, StatusCode::SEE_OTHER);
        let page = lee.get("/settings/users").await;
        assert!(page.has("Ana Ruiz") && !page.has("nurse.kim"), "{}", page.body);
        assert_eq!(app.count("SELECT COUNT(*) FROM session WHERE ended_at IS NULL").await, 1);
        // Nobody of the other practice is seen by id either.
        assert_eq!(lee.get(&format!("/settings/users/{}", app.kim.simple())).await.status, lee.get("/settings/users/00000000000000000000000000000000").await.status);
    }

    async fn a_restored_backup_opens_no_sign_up_and_old_ones_go(app: TestApp) {
        let app = &open(&app, 20);
        let path = link(app, ADDRESS).await;
        let mut tx = app.platform.db.write().await.unwrap();
        assert_eq!(sign_up::end_restored(&app.platform, &mut tx).await.unwrap(), 1);
        tx.commit().await.unwrap();
        assert_eq!(opened(app, &path).await.get(FORM).await.status, StatusCode::GONE);
        let waiting = link(app, "waiting@oak.example").await;
        assert_eq!(sign_up::sweep(&app.platform).await.unwrap(), 0);
        app.platform.clock.advance(HOUR);
        assert_eq!(opened(app, &waiting).await.get(FORM).await.status, StatusCode::OK);
        app.platform.clock.advance(400 * DAY);
        assert_eq!(sign_up::sweep(&app.platform).await.unwrap(), 2);
        assert_eq!(app.count("SELECT COUNT(*) FROM sign_up").await, 0);
    }

    async fn where_it_is_not_allowed_nothing_is_sent_and_the_page_says_whom_to_ask(app: TestApp) {
        assert!(!app.browser().get("/").await.has("/sign-up") && !app.browser().get("/login").await.has("/sign-up"));
        let page = app.browser().get(PATH).await;
        assert!(page.has("Practices are not set up here") && !page.has("name=\"email\""), "{}", page.body);
        assert_eq!(ask(&app, ADDRESS).await.location(), PATH);
        // Allowed yesterday, a link is in the mail: it does not work today.
        let path = link(&open(&app, 20), ADDRESS).await;
        let mut ana = opened(&app, &path).await;
        assert!(ana.get(FORM).await.has("Practices are not set up here"));
        assert_eq!(set_up(&mut ana, &[]).await.location(), FORM);
        assert_eq!((practices(&app).await, app.count("SELECT COUNT(*) FROM outbox").await), (1, 1));
    }
}
