//! Invitations: from the administrator's button to the first log-in, and everything that must not lead there.

use app::platform::clock::{DAY, HOUR, MINUTE};
use app::platform::mailer::Mail;
use axum::http::StatusCode;

use crate::support::{Browser, Engine, PASSWORD, Page, TestApp, link_in};

pub const NEW: &str = "seven purple walruses at noon";
const MARIA: [(&str, &str); 5] =
    [("username", "maria.g"), ("first_name", "Maria"), ("last_name", "Gomez"), ("email", "maria@elm.example"), ("level", "staff")];

/// Adds Maria; her page.
pub async fn add(lee: &mut Browser) -> String {
    let page = lee.post("/settings/users/new", &MARIA).await;
    assert!(page.location().ends_with("?done=created-link"), "{}", page.body);
    page.location().split('?').next().unwrap().to_owned()
}

/// The Practice Access Code, as a page shows it.
fn shown(page: &Page) -> String {
    let at = page.body.find("data-access-code").unwrap_or_else(|| panic!("no code in {}", page.body));
    page.body[at..].split('>').nth(1).unwrap().split('<').next().unwrap().to_owned()
}

pub async fn access_code(app: &TestApp) -> String {
    shown(&app.logged_in("dr.lee").await.get("/settings/users/new").await)
}

pub async fn mail_to_maria(app: &TestApp) -> Mail {
    app.mails().await.into_iter().rfind(|m| m.to.starts_with("maria") && m.text.contains("/invitation/link/")).unwrap()
}

/// A browser in which the link was opened and the button pressed.
pub async fn opened(app: &TestApp, link: &str) -> Browser {
    let mut browser = app.browser();
    assert_eq!(browser.get(link).await.location(), "/invitation");
    assert_eq!(browser.post("/invitation", &[("deed", "open")]).await.location(), "/invitation");
    browser
}

pub async fn type_code(browser: &mut Browser, code: &str) -> Page {
    browser.post("/invitation", &[("deed", "code"), ("access_code", code)]).await
}

pub async fn choose(browser: &mut Browser, password: &str) -> Page {
    browser.post("/invitation", &[("deed", "password"), ("new_password", password)]).await
}

/// Another code of the right form.
fn wrong(code: &str) -> String {
    let first = if code.starts_with('7') { '8' } else { '7' };
    format!("{first}{}", &code[1..])
}

both_engines! {
    async fn the_whole_way_from_the_button_to_the_first_log_in(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        let page = lee.get("/settings/users/new").await;
        let code = shown(&page);
        assert!(code.len() == 11 && page.has("Tell it by voice"), "{}", page.body);
        let path = add(&mut lee).await;
        let page = lee.get(&path).await;
        assert!(page.has("maria@elm.example. It works once, until") && page.has("Not opened yet.") && page.has("The mail waits to be sent."), "{}", page.body);
        assert!(shown(&page) == code && !page.has("value=\"reset-link\""), "{}", page.body);
        let list = lee.get("/settings/users").await;
        assert!(list.has(">Invited<") && !list.has("Invitation expired"), "{}", list.body);

        let mail = mail_to_maria(&app).await;
        for told in ["Jin Kim made an account", "Practice Access Code", "by voice", app.practice_id.as_str(), "maria.g", "for 7 days"] {
            assert!(mail.text.contains(told), "{told}: {}", mail.text);
        }
        // The link changes nothing, whoever opens it.
        let mut maria = app.browser();
        let page = maria.get(&link_in(&mail)).await;
        assert!(page.location() == "/invitation" && page.headers["set-cookie"].to_str().unwrap().contains("HttpOnly"));
        let page = maria.get("/invitation").await;
        assert!(page.has("For Maria Gomez at Elm Street.") && !page.has("name=\"access_code\""), "{}", page.body);
        maria.post("/invitation", &[("deed", "open")]).await;
        assert!(lee.get(&path).await.has("the password is not set yet"));
        assert!(maria.get("/invitation").await.has("name=\"access_code\""));
        // In small letters, without the dash, an O for a zero and an L for a one.
        let typed = code.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
        assert_eq!(type_code(&mut maria, &typed).await.location(), "/invitation");
        let page = maria.get("/invitation").await;
        assert!(page.has("name=\"new_password\"") && page.has("passkey"), "{}", page.body);
        let page = choose(&mut maria, "walrus").await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("15") && !page.has("walrus"), "{}", page.body);
        assert!(choose(&mut maria, "Maria Gomez maria.g").await.status == StatusCode::UNPROCESSABLE_ENTITY, "own words");
        let page = choose(&mut maria, NEW).await;
        assert_eq!((page.status, page.location()), (StatusCode::SEE_OTHER, "/account/phone?done=invited"), "{}", page.body);
        let page = maria.get(page.location()).await;
        assert!(page.status == StatusCode::OK && page.has("href=\"/home\"") && page.has("Later"), "{}", page.body);
        assert!(maria.get("/home").await.has("Welcome, Maria"), "logged in at once");
        // Another tab of the same browser says what has become of the invitation.
        let page = maria.get("/invitation").await;
        assert!(page.status == StatusCode::GONE && page.has("Your account is set up already"), "{}", page.body);
        // The proof is fresh: she may set her phone up at once.
        let page = maria.post("/account/phone", &[("deed", "begin-text"), ("number", "202 555 0123")]).await;
        assert!(page.location() == "/account/phone" || page.status == StatusCode::UNPROCESSABLE_ENTITY, "{}", page.body);

        assert_eq!(app.browser().log_in(&app.practice_id, "maria.g", NEW).await.status, StatusCode::SEE_OTHER);
        let page = lee.get(&path).await;
        assert!(page.has("was accepted") && page.has("with the invitation that Jin Kim sent") && !page.has("data-access-code"), "{}", page.body);
        assert!(!lee.get("/settings/users").await.has(">Invited<"));
        assert!(app.mails().await.iter().any(|m| m.to == "maria@elm.example" && m.text.contains("was set up with the link")));
        assert!(app.audit_is_whole().await);
    }

    async fn a_scanner_s_get_changes_nothing_and_the_newest_link_alone_works(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        let path = add(&mut lee).await;
        let first = link_in(&mail_to_maria(&app).await);
        let before = app.count("SELECT COUNT(*) FROM audit_entry").await;
        let mut scanner = app.browser();
        for _ in 0..2 {
            scanner.get(&first).await;
            assert_eq!(scanner.get("/invitation").await.status, StatusCode::OK);
        }
        assert!(lee.get(&path).await.has("Not opened yet."));
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry").await, before);

        // The form of a page that is behind, or that was sent twice, ends no link.
        let after = lee.get(&path).await.input("after");
        let again = [("deed", "invite"), ("after", after.as_str()), ("invite_email", "maria@elm.example")];
        assert!(lee.post(&path, &again).await.location().ends_with("done=link-sent"));
        let page = lee.post(&path, &again).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("Nothing new was sent"), "{}", page.body);
        let second = link_in(&mail_to_maria(&app).await);
        assert_ne!(first, second);
        let mut old = app.browser();
        old.get(&first).await;
        let page = old.get("/invitation").await;
        assert!(page.status == StatusCode::GONE && page.has("There is a newer invitation"), "{}", page.body);
        let code = access_code(&app).await;
        assert_eq!(type_code(&mut old, &code).await.status, StatusCode::SEE_OTHER);
        assert_eq!(choose(&mut old, NEW).await.status, StatusCode::SEE_OTHER);
        assert_eq!(app.count("SELECT COUNT(*) FROM user_password JOIN users ON users.id = user_password.user_id WHERE username = 'maria.g'").await, 0);
        let mut new = opened(&app, &second).await;
        type_code(&mut new, &code).await;
        assert!(choose(&mut new, NEW).await.location().starts_with("/account/phone"));
    }

    async fn an_invitation_ends_after_seven_days_and_one_tap_asks_for_another(app: TestApp) {
        app.sql("UPDATE users SET email = 'lee@elm.example' WHERE username = 'dr.lee'").await;
        let mut lee = app.logged_in("dr.lee").await;
        let path = add(&mut lee).await;
        let link = link_in(&mail_to_maria(&app).await);
        app.platform.clock.advance(7 * DAY - MINUTE);
        let mut maria = opened(&app, &link).await;
        assert!(maria.get("/invitation").await.has("name=\"access_code\""), "a minute before");
        assert_eq!(maria.post("/invitation", &[("deed", "ask")]).await.location(), "/invitation", "nothing to ask for");
        app.platform.clock.advance(MINUTE);
        let code = access_code(&app).await;
        assert_eq!(type_code(&mut maria, &code).await.location(), "/invitation");
        let page = maria.get("/invitation").await;
        assert!(page.status == StatusCode::GONE && page.has("This invitation is over") && page.has("value=\"ask\""), "{}", page.body);
        let mut lee = app.logged_in("dr.lee").await;
        assert!(lee.get("/settings/users").await.has(">Invitation expired<"));
        assert!(lee.get(&path).await.has("was not used in time"));
        // A clock that was set back makes it work again, and no longer than before.
        app.platform.clock.advance(-HOUR);
        assert_eq!(maria.get("/invitation").await.status, StatusCode::OK);
        app.platform.clock.advance(HOUR);

        assert_eq!(maria.post("/invitation", &[("deed", "ask")]).await.location(), "/invitation?done=asked");
        let page = maria.get("/invitation?done=asked").await;
        assert!(page.has("Your administrators see that you wait"), "{}", page.body);
        assert!(app.mails().await.iter().any(|m| m.to == "lee@elm.example" && m.subject.contains("Maria Gomez")));
        let mut waits = 0;
        for _ in 0..8 {
            waits += i32::from(maria.post("/invitation", &[("deed", "ask")]).await.status == StatusCode::TOO_MANY_REQUESTS);
        }
        assert!(waits > 0, "asking again and again waits");
        let mut lee = app.logged_in("dr.lee").await;
        let card = lee.get("/settings").await;
        assert!(card.has("data-request=\"maria.g\"") && card.has("Opened a link from their own mail first."), "{}", card.body);
        // The card's button sends an invitation, not a link that leads past the code.
        assert!(lee.post(&path, &[("deed", "reset-link")]).await.location().contains("done=link-sent"));
        assert!(!lee.get("/settings").await.has("data-request=\"maria.g\""));
        assert_eq!(app.count("SELECT COUNT(*) FROM password_reset").await, 0);
        let mut maria = opened(&app, &link_in(&mail_to_maria(&app).await)).await;
        type_code(&mut maria, &code).await;
        assert!(choose(&mut maria, NEW).await.location().starts_with("/account/phone"));
    }

    async fn five_wrong_codes_close_the_link_and_the_administrators_see_it(app: TestApp) {
        app.sql("UPDATE users SET email = 'lee@elm.example' WHERE username = 'dr.lee'").await;
        let mut lee = app.logged_in("dr.lee").await;
        let path = add(&mut lee).await;
        let link = link_in(&mail_to_maria(&app).await);
        let code = access_code(&app).await;
        let mut maria = opened(&app, &link).await;
        // What can't be a code is told apart, and costs no try.
        for (typed, said) in [
            (app.practice_id.as_str(), "That is a Practice ID"),
            ("123456", "Six digits are a security code"),
            ("123 456", "Six digits are a security code"),
            ("", "Enter the Practice Access Code"),
            (&code[1..], "You typed 9"),
            ("U2345-6789A", "No Practice Access Code has the character"),
        ] {
            let page = type_code(&mut maria, typed).await;
            assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has(said), "{typed}: {}", page.body);
        }
        for left in (1..5).rev() {
            let page = type_code(&mut maria, &wrong(&code)).await;
            let said = if left == 1 { "you have one try left".to_owned() } else { format!("You have {left} tries left") };
            assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has(&said) && !page.has(&wrong(&code)), "{left}: {}", page.body);
        }
        assert!(lee.get(&path).await.has("4 wrong Practice Access Codes so far"));
        assert_eq!(type_code(&mut maria, &wrong(&code)).await.location(), "/invitation");
        let page = maria.get("/invitation").await;
        assert!(page.status == StatusCode::GONE && page.has("This invitation is closed") && page.has("Ask Jin Kim for a new invitation"), "{}", page.body);
        assert_eq!(type_code(&mut maria, &code).await.location(), "/invitation", "the right one comes too late");
        assert_eq!(maria.get("/invitation").await.status, StatusCode::GONE);
        assert_eq!(maria.get(&link).await.location(), "/invitation");
        assert_eq!(maria.get("/invitation").await.status, StatusCode::GONE, "nor by the link once more");
        let page = lee.get(&path).await;
        assert!(page.has("was closed after five wrong Practice Access Codes") && page.has("Five wrong Practice Access Codes closed"), "{}", page.body);
        assert!(lee.get("/settings/users").await.has(">Invitation closed<"));
        let mails = app.mails().await;
        assert!(mails.iter().any(|m| m.to == "lee@elm.example" && m.text.contains("five Practice Access Codes that were not right")), "told by mail");
        // A right code gives its try back: whoever opens the link five times is not shut out.
        lee.post(&path, &[("deed", "invite")]).await;
        let link = link_in(&mail_to_maria(&app).await);
        for _ in 0..6 {
            let mut maria = opened(&app, &link).await;
            type_code(&mut maria, &code).await;
            assert!(maria.get("/invitation").await.has("name=\"new_password\""));
        }
    }

    async fn twenty_codes_at_once_have_five_tries(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        add(&mut lee).await;
        let link = link_in(&mail_to_maria(&app).await);
        let code = access_code(&app).await;
        let maria = opened(&app, &link).await;
        let guesses = (0..20).map(|n| {
            let mut browser = maria.clone().at(&format!("198.51.100.{n}"));
            let guess = wrong(&code);
            async move { type_code(&mut browser, &guess).await.status }
        });
        let all = futures::future::join_all(guesses).await;
        assert_eq!(all.iter().filter(|status| **status == StatusCode::UNPROCESSABLE_ENTITY).count(), 4, "{all:?}");
        assert_eq!(app.count("SELECT tries FROM invitation").await, 5);
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'access-code-refused'").await, 4);
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'invitation-closed'").await, 1);
        assert_eq!(maria.clone().get("/invitation").await.status, StatusCode::GONE);
        assert!(app.audit_is_whole().await);
    }

    async fn a_new_access_code_makes_the_old_one_void_at_once(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        add(&mut lee).await;
        let link = link_in(&mail_to_maria(&app).await);
        let old = access_code(&app).await;
        let mut before = opened(&app, &link).await;
        type_code(&mut before, &old).await;
        assert!(before.get("/invitation").await.has("name=\"new_password\""));
        let page = lee.post("/settings/users/new", &[("deed", "new-access-code")]).await;
        assert!(page.location().starts_with("/settings/users/new?done=new-access-code"), "{}", page.body);
        let page = lee.get("/settings/users/new?done=new-access-code").await;
        let new = shown(&page);
        assert!(new != old && page.has("The old one is void."), "{}", page.body);
        // Also for the browser that typed the old one and waits before the password.
        assert_eq!(choose(&mut before, NEW).await.location(), "/invitation");
        assert!(before.get("/invitation").await.has("name=\"access_code\""));
        let mut maria = opened(&app, &link).await;
        assert!(type_code(&mut maria, &old).await.has("You have 4 tries left"));
        type_code(&mut maria, &new).await;
        assert!(choose(&mut maria, NEW).await.location().starts_with("/account/phone"));
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'access-code-replaced'").await, 1);
        for code in [&old, &new] {
            assert_eq!(app.count(&format!("SELECT COUNT(*) FROM audit_entry WHERE detail LIKE '%{code}%' OR detail LIKE '%{}%'", code.replace('-', ""))).await, 0);
        }
        // It takes a fresh proof, and an administrator.
        app.platform.clock.advance(11 * MINUTE);
        let page = lee.post("/settings/users/new", &[("deed", "new-access-code")]).await;
        assert!(page.location().is_empty() && page.has("name=\"held\""), "{}", page.body);
        let mut kim = app.logged_in("nurse.kim").await;
        assert_eq!(kim.get("/settings/users/new").await.status, StatusCode::FORBIDDEN);
        assert_eq!(kim.post("/settings/users/new", &[("deed", "new-access-code")]).await.status, StatusCode::FORBIDDEN);
        assert_eq!(access_code(&app).await, new);
    }

    async fn only_the_browser_that_typed_the_code_comes_to_the_password(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        add(&mut lee).await;
        let link = link_in(&mail_to_maria(&app).await);
        let code = access_code(&app).await;
        let mut maria = opened(&app, &link).await;
        type_code(&mut maria, &code).await;
        // Somebody who reads her mail, after she has typed the code.
        let mut other = opened(&app, &link).await;
        assert!(other.get("/invitation").await.has("name=\"access_code\""));
        assert_eq!(choose(&mut other, "an intruder chose this one").await.location(), "/invitation");
        let cookie = maria.cookies["__Host-invitation"].clone();
        let (token, mark) = cookie.split_once('.').unwrap();
        let end = if mark.ends_with('0') { "1" } else { "0" };
        for forged in [format!("{token}.{}{end}", &mark[..63]), format!("{token}."), format!("{token}.{}", "0".repeat(64)), format!("{}.{mark}", "0".repeat(96))] {
            other.cookies.insert("__Host-invitation".into(), forged.clone());
            assert_eq!(choose(&mut other, "an intruder chose this one").await.location(), "/invitation", "{forged}");
        }
        assert_eq!(app.count("SELECT COUNT(*) FROM invitation WHERE accepted_at IS NOT NULL").await, 0);
        // Two tabs of hers, at once: one password.
        let mut tab = maria.clone();
        let (a, b) = tokio::join!(choose(&mut maria, NEW), choose(&mut tab, "nine green herons in a row"));
        let mut to = [a.location().to_owned(), b.location().to_owned()];
        to.sort();
        assert_eq!(to, ["/account/phone?done=invited", "/invitation"]);
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'password-set' AND detail LIKE '%invitation%'").await, 1);
        // And the link once more.
        let mut again = app.browser();
        again.get(&link).await;
        let page = again.get("/invitation").await;
        assert!(page.status == StatusCode::GONE && page.has("Your account is set up already") && page.has("href=\"/login\""), "{}", page.body);
        assert_eq!(again.post("/invitation", &[("deed", "ask")]).await.location(), "/invitation");
    }

    async fn nobody_of_another_practice_and_nobody_without_rights_invites_or_cancels(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        let path = add(&mut lee).await;
        let link = link_in(&mail_to_maria(&app).await);
        let (_, other) = app.other_practice("Harbor", "dr.patel").await;
        let mut patel = app.browser();
        patel.log_in(&other, "dr.patel", PASSWORD).await;
        let mut kim = app.logged_in("nurse.kim").await;
        for stranger in [&mut patel, &mut kim] {
            for deed in ["invite", "invite-cancel", "reset-link"] {
                let page = stranger.post(&path, &[("deed", deed), ("invite_email", "mine@evil.example")]).await;
                assert!(!page.location().contains("link-sent"), "{deed}: {}", page.location());
            }
            let page = stranger.get(&path).await;
            assert!(page.status != StatusCode::OK && !page.has("data-invitation") && !page.has("maria"), "{}", page.body);
        }
        assert!(app.mails().await.is_empty());
        let foreign = shown(&patel.get("/settings/users/new").await);
        let code = access_code(&app).await;
        assert_ne!(foreign, code, "each practice has its own");
        let mut maria = opened(&app, &link).await;
        assert!(type_code(&mut maria, &foreign).await.has("You have 4 tries left"));
        // Nor somebody who has a password, nor oneself.
        let kims = format!("/settings/users/{}", app.kim.simple());
        let page = lee.post(&kims, &[("deed", "invite"), ("invite_email", "kim@elm.example")]).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY, "{}", page.location());
        assert_eq!(app.count("SELECT COUNT(*) FROM users WHERE email = 'kim@elm.example'").await, 0, "nothing was changed");
        assert_eq!(app.count("SELECT COUNT(*) FROM invitation").await, 1);
        assert!(lee.post(&path, &[("deed", "invite-cancel")]).await.location().contains("done=cancelled"));
        let page = maria.get("/invitation").await;
        assert!(page.status == StatusCode::GONE && page.has("was taken back"), "{}", page.body);
    }

    async fn a_corrected_address_ends_the_old_link_and_gets_a_new_one(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        let path = add(&mut lee).await;
        let old = link_in(&mail_to_maria(&app).await);
        for (typed, said) in [("maria@", "does not look like an e-mail"), ("", "does not look like an e-mail")] {
            let page = lee.post(&path, &[("deed", "invite"), ("invite_email", typed)]).await;
            assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has(said), "{typed}: {}", page.body);
        }
        lee.post(&path, &[("deed", "invite"), ("invite_email", " maria.gomez@elm.example ")]).await;
        let mail = mail_to_maria(&app).await;
        assert_eq!(mail.to, "maria.gomez@elm.example");
        let mut stranger = app.browser();
        stranger.get(&old).await;
        assert_eq!(stranger.get("/invitation").await.status, StatusCode::GONE);
        assert_eq!(app.count("SELECT COUNT(*) FROM users WHERE email = 'maria.gomez@elm.example'").await, 1);
        // Saved in the profile's form, it ends the link, too, and a mail that waits never leaves.
        lee.post(&path, &[("deed", "invite")]).await;
        let version = lee.get(&path).await.input("version");
        let form = [("deed", "save"), ("version", version.as_str()), ("first_name", "Maria"), ("last_name", "Gomez"), ("email", "mg@elm.example"), ("phone", ""), ("level", "staff")];
        assert_eq!(lee.post(&path, &form).await.status, StatusCode::SEE_OTHER);
        assert!(app.mails().await.is_empty());
        assert_eq!(app.count("SELECT COUNT(*) FROM invitation WHERE ended_at IS NULL").await, 0);
        assert!(lee.get(&path).await.has("does not work any more"));
    }

    async fn a_deactivation_ends_it_and_a_code_told_in_person_still_works(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        let path = add(&mut lee).await;
        let link = link_in(&mail_to_maria(&app).await);
        let code = access_code(&app).await;
        let mut maria = opened(&app, &link).await;
        type_code(&mut maria, &code).await;
        lee.post(&path, &[("deed", "deactivate")]).await;
        assert_eq!(choose(&mut maria, NEW).await.location(), "/invitation");
        assert_eq!(maria.get("/invitation").await.status, StatusCode::GONE);
        assert!(!lee.get(&path).await.has("data-access-code"));
        lee.post(&path, &[("deed", "reactivate")]).await;
        assert_eq!(maria.get("/invitation").await.status, StatusCode::GONE, "an ended one stays ended");

        lee.post(&path, &[("deed", "invite")]).await;
        let link = link_in(&mail_to_maria(&app).await);
        let page = lee.post(&path, &[("deed", "reset-code")]).await;
        let told = page.body.split("<code>").map(|part| part.split('<').next().unwrap().to_owned()).find(|c| c.len() == 14).unwrap();
        let mut by_code = app.browser();
        assert_eq!(opened(&app, &link).await.get("/invitation").await.status, StatusCode::OK, "both stand side by side");
        by_code.post("/reset/code", &[("practice_id", &app.practice_id), ("username", "maria.g"), ("code", &told)]).await;
        assert_eq!(by_code.post("/reset/new", &[("new_password", NEW)]).await.status, StatusCode::SEE_OTHER);
        let mut maria = app.browser();
        maria.get(&link).await;
        let page = maria.get("/invitation").await;
        assert!(page.status == StatusCode::GONE && page.has("Your account is set up already"), "{}", page.body);
        assert_eq!(app.count("SELECT COUNT(*) FROM invitation WHERE accepted_at IS NULL AND ended_at IS NULL").await, 0);
    }

    async fn a_reset_by_mail_does_not_lead_past_the_access_code(app: TestApp) {
        app.sql("UPDATE users SET email = 'lee@elm.example' WHERE username = 'dr.lee'").await;
        let mut lee = app.logged_in("dr.lee").await;
        let path = add(&mut lee).await;
        let link = link_in(&mail_to_maria(&app).await);
        app.platform.clock.advance(2 * MINUTE);
        let form = [("practice_id", app.practice_id.as_str()), ("username", "maria.g"), ("deed", "link")];
        assert_eq!(app.browser().post("/reset", &form).await.status, StatusCode::SEE_OTHER);
        let mails = app.mails().await;
        assert!(mails.len() == 1 && link_in(&mails[0]) == link && !mails[0].text.contains("/reset/link/"), "the same invitation");
        assert!(mails[0].text.contains("6 days"), "{}", mails[0].text);
        // Once it is over, the administrators see that she waits.
        app.platform.clock.advance(8 * DAY);
        assert_eq!(app.browser().at("203.0.113.5").post("/reset", &form).await.status, StatusCode::SEE_OTHER);
        let mails = app.mails().await;
        assert!(mails.len() == 1 && mails[0].to == "lee@elm.example", "{}", mails.len());
        let mut lee = app.logged_in("dr.lee").await;
        assert!(lee.get("/settings").await.has("data-request=\"maria.g\""));
        assert!(lee.get(&path).await.has("only an invitation leads in"));
        assert_eq!(app.count("SELECT COUNT(*) FROM password_reset").await, 0);
    }

    async fn neither_link_nor_code_is_stored_or_sent_where_it_does_not_belong(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        let path = add(&mut lee).await;
        let mail = mail_to_maria(&app).await;
        let (link, code) = (link_in(&mail), access_code(&app).await);
        let mut maria = opened(&app, &link).await;
        type_code(&mut maria, &wrong(&code)).await;
        type_code(&mut maria, &code).await;
        let mark = maria.cookies["__Host-invitation"].split_once('.').unwrap().1.to_owned();
        choose(&mut maria, NEW).await;
        lee.post("/settings/users/new", &[("deed", "new-access-code")]).await;
        let mails: Vec<Mail> = app.mails().await.into_iter().chain([mail]).collect();
        let token = link.rsplit('/').next().unwrap();
        let plain = code.replace('-', "");
        for mail in &mails {
            assert!(!mail.text.contains(&code) && !mail.text.contains(&plain) && !mail.html.contains(&code), "{}", mail.text);
        }
        for (table, column) in [("invitation", "address"), ("invitation", "outcome"), ("audit_entry", "detail"), ("outbox", "params"), ("outbox", "recipient")] {
            for secret in [code.as_str(), &plain, &token[32..], &mark] {
                assert_eq!(app.count(&format!("SELECT COUNT(*) FROM {table} WHERE {column} LIKE '%{secret}%'")).await, 0, "{table}.{column}");
            }
        }
        assert!(!lee.get(&path).await.has(token));
    }

    async fn whoever_must_do_something_first_is_led_there(app: TestApp) {
        app.sql("UPDATE users SET email = 'lee@elm.example' WHERE username = 'dr.lee'").await;
        let mut lee = app.logged_in("dr.lee").await;
        add(&mut lee).await;
        let link = link_in(&mail_to_maria(&app).await);
        let code = access_code(&app).await;
        let page = lee.post("/settings/security", &[("deed", "second-step"), ("version", "0"), ("second_step", "all"), ("grace_days", "0"), ("trust_days", "0")]).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
        let mut maria = opened(&app, &link).await;
        type_code(&mut maria, &code).await;
        let page = choose(&mut maria, NEW).await;
        let page = maria.get(page.location()).await;
        assert!(page.status == StatusCode::OK && !page.has("Later"), "{}", page.body);
        assert_eq!(maria.get("/home").await.location(), "/account/second-step");
    }

    async fn rows_that_are_long_over_are_forgotten_and_those_that_wait_are_not(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        let path = add(&mut lee).await;
        lee.post(&path, &[("deed", "invite")]).await;
        app.platform.clock.advance(91 * DAY);
        assert_eq!(app::invitations::service::sweep(&app.platform).await.unwrap(), 1, "the one that was replaced");
        assert!(app.logged_in("dr.lee").await.get("/settings/users").await.has(">Invitation expired<"));
    }
}

#[tokio::test]
async fn without_mail_nothing_is_promised() {
    let app = TestApp::with(Engine::Sqlite, |settings| settings.no_mail = true).await;
    let mut lee = app.logged_in("dr.lee").await;
    let page = lee.post("/settings/users/new", &MARIA).await;
    assert!(page.location().ends_with("?done=created"), "{}", page.location());
    let path = page.location().split('?').next().unwrap().to_owned();
    let page = lee.get(&path).await;
    assert!(page.has("sends no mail yet") && !page.has("value=\"invite\"") && page.has("value=\"reset-code\""), "{}", page.body);
    assert_eq!(app.count("SELECT COUNT(*) FROM invitation").await, 0);
}
