//! From Practice ID and username to an e-mail address, step by step, on both engines: what holds at each step, and what each mistake says.

use app::addresses::service::find_claim;
use app::outbox::model::ADDRESS_PURPOSE;
use app::outbox::service::link_for;
use app::platform::clock::{DAY, MINUTE};
use axum::http::StatusCode;

use crate::support::{Browser, Engine, PASSWORD, Page, TestApp};

const PATH: &str = "/account/email";
const ADDRESS: &str = "jin.kim@mail.example";

async fn claim(browser: &mut Browser, typed: &str, deed: &str) -> Page {
    browser.post(PATH, &[("email", typed), ("repeat_email", typed), ("deed", deed)]).await
}

async fn finish(browser: &mut Browser, password: &str) -> Page {
    browser.post(PATH, &[("current_password", password), ("deed", "finish")]).await
}

/// The path of the link of the nurse's claim.
async fn link(app: &TestApp) -> String {
    let mut tx = app.platform.db.read().await.unwrap();
    let claim = find_claim(&app.platform, &mut tx, app.kim).await.unwrap().unwrap();
    link_for(&app.platform, ADDRESS_PURPOSE, claim.id).trim_start_matches("https://ehr.example").to_owned()
}

async fn press(browser: &mut Browser, link: &str) -> Page {
    assert_eq!(browser.get(link).await.location(), "/account/email/open");
    browser.get("/account/email/open").await;
    browser.post("/account/email/open", &[]).await
}

async fn by_email(app: &TestApp, address: &str) -> StatusCode {
    app.browser().post("/login/email", &[("email", address), ("password", PASSWORD)]).await.status
}

async fn by_practice_id(app: &TestApp) -> StatusCode {
    app.browser().log_in(&app.practice_id, "nurse.kim", PASSWORD).await.status
}

fn mistake(page: &Page) -> &str {
    page.body.split("data-mistake=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default()
}

both_engines! {
    async fn three_steps_and_the_old_log_in_holds_until_the_last(app: TestApp) {
        app.sql("UPDATE users SET email = 'file@elm.example' WHERE username = 'nurse.kim'").await;
        let mut kim = app.logged_in("nurse.kim").await;
        assert!(kim.get("/account").await.has("href=\"/account/email\""));
        assert!(kim.get(PATH).await.has("Step 1 of 3"));
        assert_eq!(claim(&mut kim, ADDRESS, "claim").await.location(), PATH);
        let page = kim.get(PATH).await;
        for part in ["Step 2 of 3", ADDRESS, "Confirm this e-mail address for Elm Street", "Check your spam folder", "Sent", "It can be sent again in 60 seconds."] {
            assert!(page.has(part), "{part}: {}", page.body);
        }
        assert_eq!((by_practice_id(&app).await, by_email(&app, ADDRESS).await), (StatusCode::SEE_OTHER, StatusCode::UNPROCESSABLE_ENTITY));
        let link = link(&app).await;
        let mail = app.mails().await.into_iter().find(|mail| mail.to == ADDRESS).unwrap();
        assert!(mail.text.contains(&format!("https://ehr.example{link}\n")), "{}", mail.text);
        // Opened where nobody is logged in: the log-in first, then the button.
        let mut phone = app.browser();
        phone.get(&link).await;
        assert_eq!(phone.get("/account/email/open").await.location(), "/login?next=%2Faccount%2Femail%2Fopen");
        phone.log_in(&app.practice_id, "nurse.kim", PASSWORD).await;
        assert!(phone.get("/account/email/open").await.has(ADDRESS));
        assert!(kim.get(PATH).await.has("Step 2 of 3"), "opening changes nothing");
        assert_eq!(phone.post("/account/email/open", &[]).await.location(), PATH);
        // The step is the person's, whichever browser goes on.
        assert!(kim.get(PATH).await.has("Step 3 of 3"));
        assert_eq!((by_practice_id(&app).await, by_email(&app, ADDRESS).await), (StatusCode::SEE_OTHER, StatusCode::UNPROCESSABLE_ENTITY));
        assert_eq!(finish(&mut kim, PASSWORD).await.location(), "/account/email?done=set");
        let page = kim.get("/account/email?done=set").await;
        assert!(page.has("Done.") && page.has(&format!("You log in with {ADDRESS}")), "{}", page.body);
        assert_eq!((by_practice_id(&app).await, by_email(&app, ADDRESS).await), (StatusCode::UNPROCESSABLE_ENTITY, StatusCode::SEE_OTHER));
        let told: Vec<String> = app.mails().await.into_iter().filter(|m| m.subject.contains("How you log in")).map(|m| m.to).collect();
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told.contains(&ADDRESS.to_owned()) && told.contains(&"file@elm.example".to_owned()));
        // The link once more, and the last step once more.
        assert_eq!(press(&mut kim, &link).await.status, StatusCode::GONE);
        assert_eq!(finish(&mut kim, PASSWORD).await.location(), PATH, "done already: the page says so");
        // Another one is a change, which the current password alone does not finish.
        assert_eq!(claim(&mut kim, "another@mail.example", "claim").await.location(), PATH);
        let other = self::link(&app).await;
        press(&mut kim, &other).await;
        assert_eq!(mistake(&finish(&mut kim, PASSWORD).await), "over");
        assert_eq!(by_email(&app, "another@mail.example").await, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(app.audit_is_whole().await);
    }

    async fn who_stops_at_any_step_logs_in_as_before_and_can_go_on(app: TestApp) {
        let mut kim = app.logged_in("nurse.kim").await;
        claim(&mut kim, ADDRESS, "claim").await;
        kim.post(PATH, &[("deed", "cancel")]).await;
        assert!(kim.get(PATH).await.has("Step 1 of 3"));
        app.platform.clock.advance(2 * MINUTE);
        claim(&mut kim, ADDRESS, "claim").await;
        let link = link(&app).await;
        press(&mut kim, &link).await;
        // Six days later, after a restart in between: everything is in the database.
        app.platform.clock.advance(6 * DAY);
        let mut kim = app.logged_in("nurse.kim").await;
        assert!(kim.get(PATH).await.has("Step 3 of 3"));
        assert_eq!(mistake(&finish(&mut kim, "wrong").await), "incorrect-password");
        assert_eq!(by_practice_id(&app).await, StatusCode::SEE_OTHER);
        assert_eq!(finish(&mut kim, PASSWORD).await.location(), "/account/email?done=set");
    }

    async fn a_claim_that_nobody_finishes_ends_and_its_link_before_it(app: TestApp) {
        let mut kim = app.logged_in("nurse.kim").await;
        claim(&mut kim, ADDRESS, "claim").await;
        let link = link(&app).await;
        app.platform.clock.advance(7 * DAY);
        let mut kim = app.logged_in("nurse.kim").await;
        assert_eq!(press(&mut kim, &link).await.status, StatusCode::GONE, "a link works for 7 days");
        assert_eq!(kim.post(PATH, &[("deed", "resend")]).await.location(), PATH);
        assert_eq!(press(&mut kim, &link).await.location(), PATH, "the same link, sent again");
        app.platform.clock.advance(7 * DAY);
        let mut kim = app.logged_in("nurse.kim").await;
        assert_eq!(mistake(&finish(&mut kim, PASSWORD).await), "over", "14 days are over");
        assert!(kim.get(PATH).await.has("Step 1 of 3"));
    }

    async fn each_mistake_has_its_own_words_and_nothing_typed_is_lost(app: TestApp) {
        let (oak, oak_id) = app.other_practice("Oak", "dr.patel").await;
        assert_ne!(oak, app.practice);
        let lee = app.count("SELECT COUNT(*) FROM users WHERE username = 'dr.lee'").await;
        assert_eq!(lee, 1);
        let mut kim = app.logged_in("nurse.kim").await;
        for (typed, repeat, expected) in [
            ("", "", "missing"),
            ("jin.kim", "jin.kim", "not-an-address"),
            (ADDRESS, "jin.kin@mail.example", "differ"),
        ] {
            let page = kim.post(PATH, &[("email", typed), ("repeat_email", repeat), ("deed", "claim")]).await;
            assert_eq!((page.status, mistake(&page)), (StatusCode::UNPROCESSABLE_ENTITY, expected), "{}", page.body);
            assert!(page.has(&format!("value=\"{typed}\"")));
        }
        // In another practice: claimed first, then verified.
        let mut patel = app.browser();
        patel.log_in(&oak_id, "dr.patel", PASSWORD).await;
        claim(&mut patel, ADDRESS, "claim").await;
        app.platform.clock.advance(2 * MINUTE);
        let page = claim(&mut kim, &ADDRESS.to_uppercase(), "claim").await;
        assert_eq!(mistake(&page), "claimed-not-verified");
        assert!(page.has("claimed but not verified") && page.has("value=\"claim-anyway\""), "{}", page.body);
        for secret in ["Patel", "Oak", "patel", &oak_id] {
            assert!(!page.has(secret), "nothing of whose it is: {secret}");
        }
        // Who reads the mail decides.
        assert_eq!(claim(&mut kim, ADDRESS, "claim-anyway").await.location(), PATH);
        let own = link(&app).await;
        press(&mut kim, &own).await;
        finish(&mut kim, PASSWORD).await;
        assert_eq!(by_email(&app, ADDRESS).await, StatusCode::SEE_OTHER);
        assert!(patel.get(PATH).await.has("Step 1 of 3"), "the other claim has ended");
        app.platform.clock.advance(2 * MINUTE);
        let mut patel = app.browser();
        patel.log_in(&oak_id, "dr.patel", PASSWORD).await;
        let page = claim(&mut patel, ADDRESS, "claim-anyway").await;
        assert_eq!(mistake(&page), "in-use");
        assert!(page.has("This address is in use") && !page.has("Kim") && !page.has(&app.practice_id), "{}", page.body);
    }

    async fn whose_addresses_log_in_somewhere_can_t_be_found_out_by_asking_on(app: TestApp) {
        app.give_address(app.kim, ADDRESS).await;
        let mut lee = app.logged_in("dr.lee").await;
        for _ in 0..5 {
            assert_eq!(mistake(&claim(&mut lee, ADDRESS, "claim").await), "in-use");
        }
        let page = claim(&mut lee, "free@mail.example", "claim").await;
        assert_eq!((page.status, mistake(&page)), (StatusCode::TOO_MANY_REQUESTS, "wait"));
        assert_eq!(app.count("SELECT COUNT(*) FROM outbox").await, 0);
        app.platform.clock.advance(MINUTE);
        assert_eq!(claim(&mut lee, "free@mail.example", "claim").await.location(), PATH);
    }

    async fn a_link_that_reaches_somebody_else_opens_nothing(app: TestApp) {
        let mut kim = app.logged_in("nurse.kim").await;
        claim(&mut kim, ADDRESS, "claim").await;
        let link = link(&app).await;
        let mut lee = app.logged_in("dr.lee").await;
        let page = press(&mut lee, &link).await;
        assert_eq!(page.status, StatusCode::GONE);
        assert!(page.has("This link belongs to another account") && page.has("logged in as Jin Kim") && !page.has(ADDRESS), "{}", page.body);
        // From there it is one tap to the log-in, which knows why one is there and goes on.
        assert_eq!(lee.post("/logout", &[("next", "/account/email/open")]).await.location(), "/account/email/open");
        assert_eq!(lee.get("/account/email/open").await.location(), "/login?next=%2Faccount%2Femail%2Fopen");
        assert!(lee.get("/login?next=%2Faccount%2Femail%2Fopen").await.has("Then the link from your mail goes on by itself."));
        assert!(!lee.get("/login").await.has("Then the link from your mail"));
        assert_eq!(lee.post("/logout", &[("next", "//evil.example")]).await.location(), "/?done=logged-out");
        assert!(kim.get(PATH).await.has("Step 2 of 3"));
        assert_eq!(mistake(&finish(&mut kim, PASSWORD).await), "over", "not before the link was pressed");
    }

    async fn a_link_that_does_not_work_says_why(app: TestApp) {
        let open = "/account/email/open";
        let mut kim = app.logged_in("nurse.kim").await;
        let home = kim.get("/home").await;
        assert!(!home.has("have not finished") && kim.get("/account").await.has("and the username nurse.kim."), "{}", home.body);
        claim(&mut kim, ADDRESS, "claim").await;
        // What is begun is found again from the pages that one sees.
        for page in ["/home", "/account"] {
            assert!(kim.get(page).await.has("To log in with jin.kim@mail.example was asked for"), "{page}");
        }
        let first = link(&app).await;
        app.platform.clock.advance(2 * MINUTE);
        claim(&mut kim, "other@mail.example", "claim").await;
        assert!(press(&mut kim, &first).await.has("You have asked for another address since."));
        let second = link(&app).await;
        kim.get("/address/link/abc").await;
        assert!(kim.get(open).await.has("The link is not whole"));
        assert_eq!(press(&mut kim, &second).await.location(), PATH);
        // Pressed once, the same link leads to the step that is left, in another tab too.
        kim.get(&second).await;
        assert_eq!(kim.get(open).await.location(), PATH);
        finish(&mut kim, PASSWORD).await;
        let page = kim.get(open).await;
        assert!(page.status == StatusCode::GONE && page.has("You log in with this address already"), "{}", page.body);
        let account = kim.get("/account").await;
        assert!(account.has("With your e-mail address other@mail.example.") && !account.has("have not finished"), "{}", account.body);

        // Of two who claim one address, the slower one is told that it is in use.
        let mut lee = app.logged_in("dr.lee").await;
        claim(&mut lee, "shared@mail.example", "claim").await;
        let mut tx = app.platform.db.read().await.unwrap();
        let hers = find_claim(&app.platform, &mut tx, app.id_of("dr.lee").await).await.unwrap().unwrap();
        drop(tx);
        let hers = link_for(&app.platform, ADDRESS_PURPOSE, hers.id).trim_start_matches("https://ehr.example").to_owned();
        app.platform.clock.advance(2 * MINUTE);
        let mut kim = app.browser();
        kim.post("/login/email", &[("email", "other@mail.example"), ("password", PASSWORD)]).await;
        claim(&mut kim, "shared@mail.example", "claim-anyway").await;
        let third = link(&app).await;
        press(&mut kim, &third).await;
        kim.post(PATH, &[("deed", "change")]).await;
        let page = press(&mut lee, &hers).await;
        assert!(page.status == StatusCode::GONE && page.has("Somebody else has confirmed this address meanwhile"), "{}", page.body);
        // And so does her own page, instead of beginning anew in silence, until she asks for another one.
        assert!(lee.get(PATH).await.has("Somebody else has confirmed shared@mail.example first"));
        app.platform.clock.advance(2 * MINUTE);
        claim(&mut lee, "dr.lee@mail.example", "claim").await;
        lee.post(PATH, &[("deed", "cancel")]).await;
        assert!(!lee.get(PATH).await.has("has confirmed shared@mail.example first"));
    }

    async fn who_opens_the_link_first_has_the_address_whoever_finishes_first(app: TestApp) {
        let mut kim = app.logged_in("nurse.kim").await;
        let mut lee = app.logged_in("dr.lee").await;
        claim(&mut lee, ADDRESS, "claim").await;
        let mut tx = app.platform.db.read().await.unwrap();
        let hers = find_claim(&app.platform, &mut tx, app.id_of("dr.lee").await).await.unwrap().unwrap();
        drop(tx);
        let hers = link_for(&app.platform, ADDRESS_PURPOSE, hers.id).trim_start_matches("https://ehr.example").to_owned();
        assert_eq!(mistake(&claim(&mut kim, ADDRESS, "claim").await), "claimed-not-verified");
        // Too soon after the other link: the wait is said, and the button stays.
        let page = claim(&mut kim, ADDRESS, "claim-anyway").await;
        assert!(page.status == StatusCode::TOO_MANY_REQUESTS && page.has("value=\"claim-anyway\""), "{}", page.body);
        app.platform.clock.advance(MINUTE);
        claim(&mut kim, ADDRESS, "claim-anyway").await;
        let his = link(&app).await;
        assert_eq!(press(&mut kim, &his).await.location(), PATH);
        assert_eq!(press(&mut lee, &hers).await.status, StatusCode::GONE, "the second one");
        assert_eq!(finish(&mut lee, PASSWORD).await.location(), PATH);
        assert!(lee.get(PATH).await.has("has confirmed jin.kim@mail.example first"));
        assert_eq!(finish(&mut kim, PASSWORD).await.location(), "/account/email?done=set");
    }

    async fn wrong_passwords_wait_and_a_reset_in_between_is_told_apart(app: TestApp) {
        let mut kim = app.logged_in("nurse.kim").await;
        claim(&mut kim, ADDRESS, "claim").await;
        let link = link(&app).await;
        press(&mut kim, &link).await;
        for _ in 0..4 {
            let page = finish(&mut kim, "wrong").await;
            assert!(mistake(&page) == "incorrect-password" && page.has("Incorrect password."), "{}", page.body);
        }
        assert_eq!(finish(&mut kim, "wrong").await.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(finish(&mut kim, PASSWORD).await.status, StatusCode::TOO_MANY_REQUESTS, "the right one waits too");
        app.platform.clock.advance(MINUTE);
        assert_eq!(finish(&mut kim, PASSWORD).await.status, StatusCode::SEE_OTHER);
    }

    async fn an_administrator_sees_and_releases_an_address_and_nobody_of_another_practice_does(app: TestApp) {
        app.sql("UPDATE users SET email = 'file@elm.example' WHERE username = 'nurse.kim'").await;
        app.give_address(app.kim, ADDRESS).await;
        let (_, oak_id) = app.other_practice("Oak", "dr.patel").await;
        let path = format!("/settings/users/{}", app.kim.simple());
        let mut patel = app.browser();
        patel.log_in(&oak_id, "dr.patel", PASSWORD).await;
        patel.post(&path, &[("deed", "release-address")]).await;
        assert_eq!(by_email(&app, ADDRESS).await, StatusCode::SEE_OTHER, "another practice's administrator does nothing");
        let mut lee = app.logged_in("dr.lee").await;
        let page = lee.get(&path).await;
        assert!(page.has("Log-in e-mail") && page.has(ADDRESS) && page.has("value=\"release-address\""), "{}", page.body);
        assert!(lee.post(&path, &[("deed", "release-address")]).await.location().ends_with("done=address-released"));
        assert_eq!((by_practice_id(&app).await, by_email(&app, ADDRESS).await), (StatusCode::SEE_OTHER, StatusCode::UNPROCESSABLE_ENTITY));
        assert!(app.mails().await.iter().any(|m| m.to == ADDRESS && m.text.contains("released the e-mail address")));
        let page = lee.get(&path).await;
        assert!(!page.has("release-address") && page.has("Log-in e-mail, or the wish for one, ended"), "{}", page.body);
        // Free again: another account may have it.
        app.platform.clock.advance(2 * MINUTE);
        assert_eq!(claim(&mut lee, ADDRESS, "claim").await.location(), PATH);
        let story = lee.get(&format!("/settings/users/{}", app.kim.simple())).await;
        assert!(!story.has("not confirmed yet"), "hers it is not");
        assert!(app.audit_is_whole().await);
    }
}

#[tokio::test]
async fn from_the_operator_s_day_on_the_page_after_the_log_in_asks() {
    for (engine, day, asked) in [(Engine::Sqlite, "2027-01-15", true), (Engine::Postgres, "2027-01-16", false)] {
        // The tests' clock begins on 2027-01-15.
        let app = TestApp::with(engine, |settings| {
            let from: app::platform::settings::PolicySettings = toml_of(day);
            settings.policy.email_log_in_from = from.email_log_in_from;
        })
        .await;
        let mut kim = app.logged_in("nurse.kim").await;
        assert_eq!(kim.get("/home").await.has("data-email-asked"), asked, "{day}");
        app.give_address(app.kim, ADDRESS).await;
        assert!(!kim.get("/home").await.has("data-email-asked"), "done");
    }
}

fn toml_of(day: &str) -> app::platform::settings::PolicySettings {
    serde_json::from_value(serde_json::json!({ "email_log_in_from": day })).unwrap()
}
