//! Every way of being stuck, on both engines: whoever is follows links and buttons that are on the pages, and nothing else, and ends logged in, with
//! a card that an administrator can answer with one tap, or with a request that the operator sees.

use app::platform::clock::{DAY, MINUTE, SECOND};
use axum::http::StatusCode;
use server::commands::recover::requests;

use crate::invitations::{access_code, add, mail_to_maria};
use crate::phones;
use crate::second_factor::set_up;
use crate::support::{Browser, PASSWORD, Page, TestApp, link_in};

const NEW: &str = "seven purple walruses at noon";
const SEE_OTHER: StatusCode = StatusCode::SEE_OTHER;

/// Somebody at a page, who goes where it leads.
struct Stuck {
    browser: Browser,
    page: Page,
}

impl Stuck {
    async fn at(app: &TestApp, path: &str) -> Self {
        let mut browser = app.browser();
        let page = browser.get(path).await;
        Self { browser, page }
    }

    /// Follows a link that the page has.
    async fn follow(&mut self, href: &str) {
        assert!(self.page.has(&format!("href=\"{href}\"")), "no link to {href}: {}", self.page.body);
        self.page = self.browser.get(href).await;
        self.arrive().await;
    }

    /// Sends a form that the page has, by a button that it has.
    async fn send(&mut self, action: &str, deed: &str, more: &[(&str, &str)]) {
        assert!(self.page.has(&format!("action=\"{action}\"")), "no form to {action}: {}", self.page.body);
        if !deed.is_empty() {
            assert!(self.page.has(&format!("value=\"{deed}\"")), "no button {deed}: {}", self.page.body);
        }
        for (name, _) in more {
            assert!(self.page.has(&format!("name=\"{name}\"")), "no box {name}: {}", self.page.body);
        }
        let form: Vec<(&str, &str)> = more.iter().copied().chain([("deed", deed)]).collect();
        self.page = self.browser.post(action, &form).await;
        self.arrive().await;
    }

    /// As a browser does.
    async fn arrive(&mut self) {
        for _ in 0..4 {
            if self.page.status != SEE_OTHER {
                return;
            }
            let to = self.page.location().to_owned();
            self.page = self.browser.get(&to).await;
        }
    }

    async fn log_in(&mut self, app: &TestApp, username: &str, password: &str) {
        self.send("/login", "", &[("practice_id", &app.practice_id), ("username", username), ("password", password)]).await;
    }

    fn is_in(&self) -> bool {
        self.page.has("Log out")
    }

    /// Opens the link of a mail, presses its button, answers the question if one is asked, and sets a password.
    async fn through(&mut self, link: &str) {
        self.page = self.browser.get(link).await;
        self.arrive().await;
        self.send("/reset/open", "", &[]).await;
    }
}

/// The administrator's cards.
async fn card(app: &TestApp, username: &str) -> (Browser, Page) {
    let mut lee = app.logged_in("dr.lee").await;
    let page = lee.get("/settings").await;
    assert!(page.has(&format!("data-request=\"{username}\"")), "{}", page.body);
    (lee, page)
}

async fn addresses(app: &TestApp) {
    app.sql("UPDATE users SET email = username || '@elm.example'").await;
}

fn path(app: &TestApp) -> String {
    format!("/settings/users/{}", app.kim.simple())
}

both_engines! {
    async fn the_password_is_forgotten(app: TestApp) {
        addresses(&app).await;
        app.sql("DELETE FROM security_question").await;
        let mut kim = Stuck::at(&app, "/login").await;
        kim.follow("/reset").await;
        kim.send("/reset", "link", &[("practice_id", &app.practice_id), ("username", "nurse.kim")]).await;
        assert!(kim.page.has("Look into your mail") && kim.page.has("Choose a new password for …"), "{}", kim.page.body);
        let mails = app.mails().await;
        kim.through(&link_in(&mails[0])).await;
        // Without a security question, which the practice asks for: an administrator is asked, and has the card.
        kim.send("/reset/question", "ask", &[]).await;
        let (mut lee, page) = card(&app, "nurse.kim").await;
        assert!(page.has("Opened a link from their own mail first.") && page.has("security question"), "{}", page.body);
        let shown = lee.post(&path(&app), &[("deed", "reset-code")]).await;
        let code = shown.body.split("<code>").nth(1).and_then(|s| s.split('<').next()).unwrap().to_owned();
        kim.follow("/login").await;
        kim.follow("/reset").await;
        kim.follow("/reset/code").await;
        kim.send("/reset/code", "", &[("practice_id", &app.practice_id), ("username", "nurse.kim"), ("code", &code)]).await;
        kim.send("/reset/new", "", &[("new_password", NEW)]).await;
        kim.log_in(&app, "nurse.kim", NEW).await;
        assert!(kim.is_in(), "{}", kim.page.body);
    }

    async fn username_or_practice_id_is_forgotten(app: TestApp) {
        addresses(&app).await;
        let mut kim = Stuck::at(&app, "/login").await;
        kim.follow("/login/forgot").await;
        kim.send("/login/forgot", "", &[("contact", "nurse.kim@elm.example")]).await;
        let mails = app.mails().await;
        let told = &mails[0].text;
        let id = told.split("Practice ID ").nth(1).unwrap().split(',').next().unwrap().to_owned();
        let username = told.split("username ").nth(1).unwrap().split(' ').next().unwrap().to_owned();
        kim.follow("/login").await;
        kim.send("/login", "", &[("practice_id", &id), ("username", &username), ("password", PASSWORD)]).await;
        assert!(kim.is_in(), "{}", kim.page.body);
    }

    async fn the_address_is_forgotten(app: TestApp) {
        app.give_address(app.kim, "jin.kim@mail.example").await;
        let mut kim = Stuck::at(&app, "/login/email").await;
        kim.follow("/login/forgot").await;
        kim.send("/login/forgot", "", &[("contact", "jin@old.example")]).await;
        kim.follow("/login/forgot").await;
        kim.send("/login/forgot", "", &[("contact", "jin.kim@mail.example")]).await;
        let mails = app.mails().await;
        assert!(mails.len() == 1 && mails[0].text.contains("jin.kim@mail.example"));
        kim.follow("/login").await;
        kim.follow("/login/email").await;
        kim.send("/login/email", "", &[("email", "jin.kim@mail.example"), ("password", PASSWORD)]).await;
        assert!(kim.is_in(), "{}", kim.page.body);
    }

    async fn the_phone_is_lost(app: TestApp) {
        addresses(&app).await;
        phones::set_up(&app, &phones::owner(&app, 1), "+12135550142").await;
        app.platform.clock.advance(16 * MINUTE);
        let mut kim = Stuck::at(&app, "/login").await;
        kim.log_in(&app, "nurse.kim", PASSWORD).await;
        kim.send("/login/code", "ask", &[]).await;
        assert!(kim.page.has("Your administrators have been told."), "{}", kim.page.body);
        let told = app.mails().await;
        let told = told.iter().find(|mail| mail.to == "dr.lee@elm.example").unwrap();
        assert!(told.text.contains("is lost") && told.text.contains("has not logged in from this browser"), "{}", told.text);
        let (mut lee, page) = card(&app, "nurse.kim").await;
        for part in ["Typed the right password first.", "value=\"log-in-code\"", "value=\"reset-phone\"", "has not logged in from this browser before"] {
            assert!(page.has(part), "{part}: {}", page.body);
        }
        let shown = lee.post(&path(&app), &[("deed", "log-in-code")]).await;
        let code = shown.body.split("<code>").nth(1).and_then(|s| s.split('<').next()).unwrap_or_else(|| panic!("{}", shown.body)).to_owned();
        assert!(!lee.get("/settings").await.has("data-request"), "it is answered");
        kim.page = kim.browser.get("/login/code").await;
        assert!(kim.page.has("value=\"administrator-code\""), "{}", kim.page.body);
        kim.page = kim.browser.get("/login/code?with=administrator-code").await;
        kim.send("/login/code", "", &[("with", "administrator-code"), ("code", &code)]).await;
        assert!(kim.is_in(), "{}", kim.page.body);
    }

    async fn phone_and_mailbox_are_lost(app: TestApp) {
        addresses(&app).await;
        // A browser that the nurse has logged in from before.
        let mut before = app.logged_in("nurse.kim").await;
        before.post("/logout", &[]).await;
        let page = before.get("/login").await;
        let mut kim = Stuck { browser: before, page };
        kim.follow("/reset").await;
        kim.follow("/reset/ask").await;
        let form = [("practice_id", app.practice_id.as_str()), ("username", "nurse.kim"), ("reason", "mailbox")];
        kim.send("/reset/ask", "ask", &form).await;
        app.mails().await;
        let (mut lee, page) = card(&app, "nurse.kim").await;
        for part in ["does not reach them any more", "has logged in from this browser before", "Anybody can ask in this name.", "value=\"reset-code\""] {
            assert!(page.has(part), "{part}: {}", page.body);
        }
        assert!(!page.has("value=\"reset-link\""), "not to the mailbox that is lost");
        // One that is left is told, too.
        assert_eq!(lee.post(&path(&app), &[("deed", "request-dismiss"), ("back", "/settings")]).await.location(), "/settings");
        let mails = app.mails().await;
        assert!(mails.iter().any(|mail| mail.to == "nurse.kim@elm.example" && mail.text.contains("has looked at it and left it")));
        assert!(app.audit_is_whole().await);
    }

    async fn too_many_tries(app: TestApp) {
        addresses(&app).await;
        let mut kim = Stuck::at(&app, "/login").await;
        for _ in 0..6 {
            kim.log_in(&app, "nurse.kim", "not this one, surely").await;
        }
        assert_eq!(kim.page.status, StatusCode::TOO_MANY_REQUESTS);
        kim.follow("/reset/ask").await;
        let form = [("practice_id", app.practice_id.as_str()), ("username", "nurse.kim"), ("reason", "locked")];
        kim.send("/reset/ask", "ask", &form).await;
        app.mails().await;
        let (mut lee, page) = card(&app, "nurse.kim").await;
        assert!(page.has("value=\"unlock\""), "{}", page.body);
        lee.post(&path(&app), &[("deed", "unlock")]).await;
        let mails = app.mails().await;
        assert!(mails.iter().any(|mail| mail.to == "nurse.kim@elm.example" && mail.subject.contains("can log in to")), "the outcome is told");
        kim.follow("/login").await;
        kim.log_in(&app, "nurse.kim", PASSWORD).await;
        assert!(kim.is_in(), "{}", kim.page.body);
    }

    async fn deactivated(app: TestApp) {
        addresses(&app).await;
        let mut lee = app.logged_in("dr.lee").await;
        lee.post(&path(&app), &[("deed", "deactivate")]).await;
        let mut kim = Stuck::at(&app, "/login").await;
        kim.log_in(&app, "nurse.kim", PASSWORD).await;
        kim.follow("/reset/ask").await;
        let form = [("practice_id", app.practice_id.as_str()), ("username", "nurse.kim"), ("reason", "locked")];
        kim.send("/reset/ask", "ask", &form).await;
        app.mails().await;
        let (mut lee, page) = card(&app, "nurse.kim").await;
        assert!(page.has("This account is deactivated.") && page.has("value=\"reactivate\"") && !page.has("value=\"reset-code\""), "{}", page.body);
        lee.post(&path(&app), &[("deed", "reactivate")]).await;
        assert!(app.mails().await.iter().any(|mail| mail.to == "nurse.kim@elm.example" && mail.text.contains("has helped")));
        kim.follow("/login").await;
        kim.log_in(&app, "nurse.kim", PASSWORD).await;
        assert!(kim.is_in(), "{}", kim.page.body);
    }

    async fn the_invitation_has_expired(app: TestApp) {
        let path = add(&mut app.logged_in("dr.lee").await).await;
        let link = link_in(&mail_to_maria(&app).await);
        app.platform.clock.advance(8 * DAY);
        let mut maria = Stuck::at(&app, &link).await;
        maria.arrive().await;
        assert!(maria.page.has("This invitation is over"), "{}", maria.page.body);
        maria.send("/invitation", "ask", &[]).await;
        assert!(maria.page.has("Your administrators see that you wait"), "{}", maria.page.body);
        let (mut lee, page) = card(&app, "maria.g").await;
        assert!(page.has("value=\"reset-link\""), "one tap sends the next: {}", page.body);
        lee.post(&path, &[("deed", "reset-link")]).await;
        maria.page = maria.browser.get(&link_in(&mail_to_maria(&app).await)).await;
        maria.arrive().await;
        maria.send("/invitation", "open", &[]).await;
        maria.send("/invitation", "code", &[("access_code", &access_code(&app).await)]).await;
        maria.send("/invitation", "password", &[("new_password", NEW)]).await;
        assert!(maria.is_in(), "{}", maria.page.body);
    }

    async fn the_address_was_claimed_by_a_typo(app: TestApp) {
        let phc = app::users::service::hash(&app.platform, PASSWORD).await.unwrap();
        app.add("may.lin", false, Some(&phc)).await;
        let address = "jin.kim@mail.example";
        let twice = [("email", address), ("repeat_email", address)];
        let mut may = Stuck { browser: app.logged_in("may.lin").await, page: app.browser().get("/login").await };
        may.page = may.browser.get("/account/email").await;
        may.send("/account/email", "claim", &twice).await;
        app.mails().await;
        app.platform.clock.advance(2 * MINUTE);
        let mut kim = Stuck { browser: app.logged_in("nurse.kim").await, page: app.browser().get("/login").await };
        kim.page = kim.browser.get("/account").await;
        kim.follow("/account/email").await;
        kim.send("/account/email", "claim", &twice).await;
        assert!(kim.page.has("claimed but not verified"), "{}", kim.page.body);
        kim.send("/account/email", "claim-anyway", &twice).await;
        let mails = app.mails().await;
        kim.page = kim.browser.get(&link_in(mails.iter().find(|mail| mail.to == address).unwrap())).await;
        kim.arrive().await;
        kim.send("/account/email/open", "", &[]).await;
        kim.send("/account/email", "finish", &[("current_password", PASSWORD)]).await;
        let mut again = Stuck::at(&app, "/login/email").await;
        again.send("/login/email", "", &[("email", address), ("password", PASSWORD)]).await;
        assert!(again.is_in(), "{}", again.page.body);
    }

    async fn the_only_administrator_has_lost_the_second_step(app: TestApp) {
        set_up(&app, &mut app.logged_in("dr.lee").await).await;
        app.platform.clock.advance(SECOND);
        let mut lee = Stuck::at(&app, "/login").await;
        lee.log_in(&app, "dr.lee", PASSWORD).await;
        assert!(lee.page.has("Ask who runs Vestibule here"), "{}", lee.page.body);
        lee.send("/login/code", "ask", &[]).await;
        assert!(lee.page.has("It is noted for whoever runs Vestibule here."), "{}", lee.page.body);
        let lines = requests(&app.platform).await.unwrap();
        assert!(lines.len() == 1 && lines[0].contains("dr.lee") && lines[0].contains("second-step, proven in part"), "{lines:?}");
        // Asked again and again: one request, and a wait.
        let mut statuses = Vec::new();
        for _ in 0..8 {
            statuses.push(lee.browser.post("/login/code", &[("deed", "ask")]).await.status);
        }
        assert!(statuses.contains(&StatusCode::TOO_MANY_REQUESTS), "{statuses:?}");
        assert_eq!(requests(&app.platform).await.unwrap().len(), 1);
        app.platform.clock.advance(DAY);
    }

    async fn asking_is_alike_for_every_name_and_the_reason_is_one_of_the_list(app: TestApp) {
        addresses(&app).await;
        app.sql("UPDATE users SET deactivated_at = 1 WHERE username = 'gone.ray'").await;
        let mut first: Option<Page> = None;
        for username in ["nurse.kim", "gone.ray", "no.body.x"] {
            let form = [("practice_id", app.practice_id.as_str()), ("username", username), ("reason", "call me at 555-0100"), ("deed", "ask")];
            let page = app.browser().post("/reset/ask", &form).await;
            let first = first.get_or_insert_with(|| page.clone());
            assert_eq!((page.status, page.location(), &page.statements), (first.status, first.location(), &first.statements), "{username}");
        }
        let mails = app.mails().await;
        assert!(mails.iter().all(|mail| !mail.text.contains("555")) && mails.iter().filter(|mail| mail.to == "dr.lee@elm.example").count() == 2);
        let page = app.browser().post("/reset/ask", &[("practice_id", "ABC-120-X"), ("username", "nurse.kim"), ("reason", "phone"), ("deed", "ask")]).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("value=\"phone\" checked"), "nothing typed is lost: {}", page.body);
        let (_, other) = app.other_practice("Oak", "dr.patel").await;
        let mut patel = app.browser();
        patel.log_in(&other, "dr.patel", PASSWORD).await;
        assert!(!patel.get("/settings").await.has("data-request"), "another practice's");
        patel.post(&path(&app), &[("deed", "request-dismiss")]).await;
        card(&app, "nurse.kim").await;
    }
}
