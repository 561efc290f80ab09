//! People who log in with a passkey and have no password: how they come, what they can do, what they must not lose.

use app::platform::clock::{DAY, MINUTE};
use axum::http::StatusCode;

use crate::invitations::{NEW, access_code, add, choose, mail_to_maria, opened, type_code};
use crate::passkeys::{asked_in, create, id_on, log_in, start};
use crate::support::authenticator::{Authenticator, PRESENT};
use crate::support::{Browser, PASSWORD, Page, TestApp, link_in};

const SECTION: &str = "id=\"first-passkey\"";

/// A browser in which Maria has typed the code.
async fn at_the_last_step(app: &TestApp, link: &str) -> Browser {
    let mut maria = opened(app, link).await;
    assert_eq!(type_code(&mut maria, &access_code(app).await).await.location(), "/invitation");
    maria
}

async fn make(maria: &mut Browser, device: &mut Authenticator) -> Page {
    let (sealed, made) = answered(maria, device).await;
    post(maria, &sealed, &made).await
}

/// What the page asks of a new passkey, and what the device answers.
async fn answered(maria: &mut Browser, device: &mut Authenticator) -> (String, String) {
    let asked = asked_in(&maria.get("/invitation").await);
    (asked["sealed"].as_str().unwrap().to_owned(), device.make(&asked))
}

async fn post(maria: &mut Browser, sealed: &str, made: &str) -> Page {
    maria.post("/invitation", &[("deed", "passkey"), ("sealed", sealed), ("passkey", made)]).await
}

/// Adds Maria; her page for administrators, and her link.
async fn invited(app: &TestApp) -> (String, String) {
    let path = add(&mut app.logged_in("dr.lee").await).await;
    (path, link_in(&mail_to_maria(app).await))
}

/// Maria, who has come by passkey; her device, and her page for administrators.
async fn come(app: &TestApp) -> (Browser, Authenticator, String) {
    let (path, link) = invited(app).await;
    let (mut maria, mut device) = (at_the_last_step(app, &link).await, Authenticator::new(7));
    assert_eq!(make(&mut maria, &mut device).await.location(), "/account/phone?done=invited");
    (maria, device, path)
}

/// Proves by passkey what a page asks for, and carries out what waits.
async fn prove(browser: &mut Browser, path: &str, asked: &Page, device: &mut Authenticator) -> Page {
    let question = asked_in(asked);
    let answer = device.answer(&question);
    let proof = [("deed", "passkey"), ("sealed", question["sealed"].as_str().unwrap()), ("passkey", &answer)];
    browser.confirm(path, asked, &proof).await
}

both_engines! {
    async fn an_invited_person_can_choose_a_passkey_instead_of_a_password(app: TestApp) {
        let (path, link) = invited(&app).await;
        let (mut maria, mut device) = (at_the_last_step(&app, &link).await, Authenticator::new(7));
        assert_eq!(make(&mut maria, &mut device).await.location(), "/account/phone?done=invited");
        let page = maria.get("/account/phone?done=invited").await;
        assert!(page.has("Your passkey is ready and you are logged in.") && !page.has("Your password is set"), "{}", page.body);
        assert_eq!(app.count("SELECT COUNT(*) FROM user_password JOIN users ON users.id = user_id WHERE username = 'maria.g'").await, 0);

        maria.post("/logout", &[]).await;
        let page = log_in(&mut maria, &mut device).await;
        assert_eq!((page.status, page.location()), (StatusCode::SEE_OTHER, "/account"), "{}", page.body);
        let page = maria.get("/account").await;
        assert!(page.has("You have none: you log in with a passkey.") && !page.has("current_password") && page.has("Set password"), "{}", page.body);

        let mut lee = app.logged_in("dr.lee").await;
        let page = lee.get(&path).await;
        for told in ["None; logs in with a passkey", ">Active<", "was accepted", "Made a passkey", "value=\"reset-link\""] {
            assert!(page.has(told), "{told}: {}", page.body);
        }
        assert!(app.mails().await.iter().any(|m| m.to.starts_with("maria") && m.text.contains("was set up with the link")));
        // The link is used up, as by a password.
        let mut other = app.browser();
        other.get(&link).await;
        assert!(other.get("/invitation").await.has("Your account is set up already"));
        assert!(app.audit_is_whole().await);
    }

    async fn nothing_but_a_right_passkey_in_the_right_browser_comes_in(app: TestApp) {
        let (_, link) = invited(&app).await;
        // Before the Practice Access Code there is nothing to answer, and no answer counts.
        let mut early = opened(&app, &link).await;
        assert!(!early.get("/invitation").await.has(SECTION));
        let mut maria = at_the_last_step(&app, &link).await;
        let page = maria.get("/invitation").await;
        assert!(page.has(SECTION) && page.has("data-with-passkeys"), "{}", page.body);
        let asked = asked_in(&page);
        let sealed = asked["sealed"].as_str().unwrap().to_owned();
        let right = Authenticator::new(7).make(&asked);
        let form = [("deed", "passkey"), ("sealed", sealed.as_str()), ("passkey", right.as_str())];
        assert_eq!(early.post("/invitation", &form).await.location(), "/invitation");

        let mut liar = Authenticator::new(8);
        liar.origin = "https://ehr.example.evil".into();
        let page = make(&mut maria, &mut liar).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("The passkey could not be checked, and was not added."), "{}", page.body);
        let mut careless = Authenticator::new(9);
        careless.flags = PRESENT;
        assert_eq!(make(&mut maria, &mut careless).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        // A challenge of a session makes none here, and the one from here makes none there.
        let mut kim = app.logged_in("nurse.kim").await;
        let hers = start(&mut kim).await;
        let page = maria.post("/invitation", &[("deed", "passkey"), ("sealed", hers["sealed"].as_str().unwrap()), ("passkey", &Authenticator::new(10).make(&hers))]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(create(&mut kim, &asked, &right).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(app.count("SELECT COUNT(*) FROM passkey").await, 0);
        // Asked too long ago.
        app.platform.clock.advance(6 * MINUTE);
        let page = maria.post("/invitation", &form).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("That took more than five minutes."), "{}", page.body);
        // None of it used the invitation up.
        assert_eq!(make(&mut maria, &mut Authenticator::new(11)).await.location(), "/account/phone?done=invited");
        assert_eq!(maria.post("/invitation", &form).await.location(), "/invitation");
        assert_eq!(app.count("SELECT COUNT(*) FROM passkey").await, 1);
        assert_eq!(choose(&mut early, NEW).await.location(), "/invitation");
    }

    async fn two_answers_at_once_make_one_passkey_and_one_session(app: TestApp) {
        let (_, link) = invited(&app).await;
        let (mut one, mut two) = (at_the_last_step(&app, &link).await, at_the_last_step(&app, &link).await);
        let (mut a, mut b) = (Authenticator::new(1), Authenticator::new(2));
        let before = app.count("SELECT COUNT(*) FROM session").await;
        // Both are asked before either answers.
        let (x, y) = (answered(&mut one, &mut a).await, answered(&mut two, &mut b).await);
        let (first, second) = tokio::join!(post(&mut one, &x.0, &x.1), post(&mut two, &y.0, &y.1));
        let mut to = [first.location().to_owned(), second.location().to_owned()];
        to.sort();
        assert_eq!(to, ["/account/phone?done=invited", "/invitation"]);
        assert_eq!((app.count("SELECT COUNT(*) FROM passkey").await, app.count("SELECT COUNT(*) FROM session").await), (1, before + 1));
    }

    async fn who_has_no_password_proves_by_passkey_and_can_set_one(app: TestApp) {
        let (mut maria, mut device, _) = come(&app).await;
        app.platform.clock.advance(11 * MINUTE);
        let form = [("deed", "password"), ("new_password", NEW), ("repeat_password", NEW)];
        let page = maria.post("/account/new-password", &form).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        assert!(page.has("Your passkey is what confirms it here.") && !page.has("type=\"password\""), "{}", page.body);
        // What was typed into a box that is not there opens nothing.
        let refused = maria.confirm("/account/new-password", &page, &[("deed", "password"), ("password", PASSWORD)]).await;
        assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
        assert_eq!(prove(&mut maria, "/account/new-password", &page, &mut device).await.location(), "/account?done=password");
        let page = maria.get("/account/new-password").await;
        assert!(page.has("current_password") && page.has("Change password"), "{}", page.body);
        // From now on both ways lead in, and by password the passkey is the second step.
        let mut other = app.browser();
        assert_eq!(other.log_in(&app.practice_id, "maria.g", NEW).await.location(), "/login/code");
        // And the current password is asked again.
        let form = [("deed", "password"), ("current_password", "something else entirely"), ("new_password", "nine brown owls"), ("repeat_password", "nine brown owls")];
        assert_eq!(maria.post("/account/new-password", &form).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let story = app.logged_in("dr.lee").await.get(&format!("/settings/users/{}", app.id_of("maria.g").await.simple())).await;
        assert!(story.has("by themselves, beside their passkey"), "{}", story.body);
    }

    async fn who_has_no_password_changes_to_an_e_mail_address_by_passkey(app: TestApp) {
        let (mut maria, mut device, _) = come(&app).await;
        let form = [("deed", "claim"), ("email", "maria@mail.example"), ("repeat_email", "maria@mail.example")];
        assert_eq!(maria.post("/account/email", &form).await.location(), "/account/email");
        let link = app.mails().await.into_iter().find(|m| m.to == "maria@mail.example").map(|m| link_in(&m)).unwrap();
        maria.get(&link).await;
        maria.post("/account/email/open", &[]).await;
        let page = maria.get("/account/email").await;
        assert!(page.has("Step 3 of 3: is it you?") && !page.has("type=\"password\""), "{}", page.body);
        app.platform.clock.advance(11 * MINUTE);
        let page = maria.post("/account/email", &[("deed", "finish")]).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        assert_eq!(prove(&mut maria, "/account/email", &page, &mut device).await.location(), "/account/email?done=set");
        maria.post("/logout", &[]).await;
        assert_eq!(log_in(&mut maria, &mut device).await.location(), "/account");
    }

    async fn a_locked_screen_opens_with_the_passkey_alone(app: TestApp) {
        let (mut maria, mut device, _) = come(&app).await;
        app.platform.clock.advance(16 * MINUTE);
        let page = maria.get("/unlock").await;
        assert!(page.has("id=\"unlock-passkey\"") && !page.has("type=\"password\"") && page.has("your passkey opens this screen"), "{}", page.body);
        let typed = maria.post("/unlock", &[("deed", "unlock"), ("password", PASSWORD)]).await;
        assert_eq!(typed.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", typed.body);
        let asked = asked_in(&page);
        let answer = device.answer(&asked);
        let page = maria.post("/unlock", &[("deed", "passkey"), ("sealed", asked["sealed"].as_str().unwrap()), ("passkey", &answer), ("next", "/home")]).await;
        assert_eq!(page.location(), "/home", "{}", page.body);
    }

    async fn the_only_way_in_is_not_removed(app: TestApp) {
        let (mut maria, _device, _) = come(&app).await;
        let first = id_on(&maria.get("/account/passkeys").await);
        let page = maria.post("/account/passkeys", &[("deed", "remove"), ("id", &first)]).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("without this passkey you could not log in any more"), "{}", page.body);
        // With another one it may go; then that one is the only way in.
        let asked = start(&mut maria).await;
        let made = Authenticator::new(8).make(&asked);
        create(&mut maria, &asked, &made).await;
        assert_eq!(maria.post("/account/passkeys", &[("deed", "remove"), ("id", &first)]).await.location(), "/account/passkeys?done=removed");
        let last = id_on(&maria.get("/account/passkeys").await);
        assert_eq!(maria.post("/account/passkeys", &[("deed", "remove"), ("id", &last)]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        // And with a password.
        maria.post("/account/new-password", &[("deed", "password"), ("new_password", NEW), ("repeat_password", NEW)]).await;
        assert_eq!(maria.post("/account/passkeys", &[("deed", "remove"), ("id", &last)]).await.location(), "/account/passkeys?done=removed");
        assert_eq!(app.browser().log_in(&app.practice_id, "maria.g", NEW).await.location(), "/home");
    }

    async fn two_tabs_do_not_remove_the_last_two(app: TestApp) {
        let (mut maria, _device, _) = come(&app).await;
        let first = id_on(&maria.get("/account/passkeys").await);
        let asked = start(&mut maria).await;
        let made = Authenticator::new(8).make(&asked);
        create(&mut maria, &asked, &made).await;
        let second = app.newest("passkey", "name <> ''").await.simple().to_string();
        let mut tab = maria.clone();
        let (one, other) = ([("deed", "remove"), ("id", first.as_str())], [("deed", "remove"), ("id", second.as_str())]);
        let (one, other) = tokio::join!(maria.post("/account/passkeys", &one), tab.post("/account/passkeys", &other));
        assert!([one.status, other.status].contains(&StatusCode::UNPROCESSABLE_ENTITY), "{} {}", one.body, other.body);
        assert_eq!(app.count("SELECT COUNT(*) FROM passkey").await, 1);
    }

    async fn a_lost_device_is_no_dead_end(app: TestApp) {
        let (mut maria, _device, path) = come(&app).await;
        // A link for a password, as for anybody who has come: no invitation, and the second step stays.
        app.browser().post("/reset", &[("practice_id", &app.practice_id), ("username", "maria.g"), ("deed", "link")]).await;
        let mails: Vec<String> = app.mails().await.into_iter().filter(|m| m.to.starts_with("maria")).map(|m| m.text).collect();
        assert!(mails.iter().any(|text| text.contains("/reset/link/")) && !mails.iter().any(|text| text.contains("/invitation/")), "{mails:?}");
        // Or an administrator takes the passkey away and invites anew.
        let mut lee = app.logged_in("dr.lee").await;
        assert_eq!(lee.post(&path, &[("deed", "remove-second-step")]).await.location(), format!("{path}?done=second-step-removed"));
        assert_eq!(maria.get("/home").await.location(), "/login?next=%2Fhome", "no session goes on that nothing could unlock");
        let page = lee.get(&path).await;
        assert!(page.has("was accepted") && !page.has("does not work any more") && !page.has("value=\"log-in-code\""), "{}", page.body);
        assert!(page.has(">Not set up<") && page.has("value=\"invite\""), "{}", page.body);
        assert!(lee.get("/settings/users").await.has(">Not set up<"));
        assert!(lee.post(&path, &[("deed", "invite"), ("after", ""), ("invite_email", "maria@elm.example")]).await.location().ends_with("?done=link-sent"));
        assert!(lee.get(&path).await.has(">Invited<"));
        app.platform.clock.advance(DAY);
        let link = link_in(&mail_to_maria(&app).await);
        let mut maria = at_the_last_step(&app, &link).await;
        assert_eq!(choose(&mut maria, NEW).await.location(), "/account/phone?done=invited");
    }

    async fn an_administrator_with_a_passkey_alone_counts_and_one_who_never_came_does_not(app: TestApp) {
        let (_maria, _device, path) = come(&app).await;
        let mut lee = app.logged_in("dr.lee").await;
        lee.post(&path, &[("deed", "make-administrator")]).await;
        app.add("invited.only", true, None).await;
        let own = format!("/settings/users/{}", app.id_of("dr.lee").await.simple());

        assert!(lee.post(&own, &[("deed", "remove-administrator")]).await.location().ends_with("done=removed-administrator"));
    }
}
