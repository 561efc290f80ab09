//! Medical identifiers: one's own and anybody's, what is refused and why, reminders before the end, and where a whole number never is.

use app::medical_identifiers::reminders::remind;
use app::platform::clock::DAY;
use axum::http::StatusCode;

use crate::support::{Browser, PASSWORD, Page, TestApp};

const PATH: &str = "/account/identifiers";

async fn save(browser: &mut Browser, path: &str, [kind, number, state, expires]: [&str; 4], more: &[(&str, &str)]) -> Page {
    let form = [("deed", "save"), ("kind", kind), ("number", number), ("state", state), ("expires_on", expires)];
    browser.post(path, &form.iter().chain(more).copied().collect::<Vec<_>>()).await
}

both_engines! {
    async fn everybody_keeps_their_own_and_an_administrator_anybody_s(app: TestApp) {
        let mut kim = app.logged_in("nurse.kim").await;
        assert!(kim.get(PATH).await.has("None is on file."));
        for one in [["npi", "123-456-7893", "", ""], ["dea", "ak1234563", "ME", "3/31/2027"], ["licence", "APRN.CNP.0026867", "OH", ""]] {
            assert_eq!(save(&mut kim, PATH, one, &[]).await.location(), "/account/identifiers?done=saved");
        }
        let page = kim.get(PATH).await;
        for part in ["1234567893", "AK1234563", "APRN.CNP.0026867", "until 03/31/2027"] {
            assert!(page.has(part), "{part}: {}", page.body);
        }
        // Its person and an administrator change one; two at once are told.
        let id = app.newest("medical_identifier", "kind = 'dea'").await.simple().to_string();
        let page = kim.get(&format!("{PATH}?id={id}")).await;
        assert!(page.input("version") == "1" && page.has("value=\"AK1234563\""), "{}", page.body);
        let of = format!("/settings/users/{}/identifiers", app.kim.simple());
        let mut lee = app.logged_in("dr.lee").await;
        let page = lee.get(&of).await;
        assert!(page.has("Medical identifiers of Jin Kim") && page.has("AK1234563"), "{}", page.body);
        let again = ["dea", "AK1234563", "OH", "3/31/2028"];
        assert_eq!(save(&mut lee, &of, again, &[("id", &id), ("version", "1")]).await.location(), format!("{of}?done=saved"));
        let page = save(&mut kim, PATH, ["dea", "AK1234563", "ME", "3/31/2027"], &[("id", &id), ("version", "1")]).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("Somebody else has saved this identifier") && page.has("Saved meanwhile: 03/31/2028"), "{}", page.body);
        assert_eq!(page.input("version"), "2");
        assert_eq!(kim.post(PATH, &[("deed", "remove"), ("id", &id)]).await.location(), "/account/identifiers?done=removed");
        let page = kim.post(PATH, &[("deed", "remove"), ("id", &id)]).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("is not there any more"), "{}", page.body);
        // The trail has who, what and when, and no whole number.
        for (kind, n) in [("identifier-added", 3), ("identifier-changed", 1), ("identifier-removed", 1)] {
            assert_eq!(app.count(&format!("SELECT COUNT(*) FROM audit_entry WHERE kind = '{kind}' AND detail LIKE '%\"ends\":%'")).await, n, "{kind}");
        }
        for number in ["1234567893", "AK1234563", "0026867"] {
            assert_eq!(app.count(&format!("SELECT COUNT(*) FROM audit_entry WHERE detail LIKE '%{number}%'")).await, 0, "{number}");
        }
    }

    async fn a_mistake_hides_no_conflict_and_what_the_other_changed_stays(app: TestApp) {
        let (mut kim, mut lee) = (app.logged_in("nurse.kim").await, app.logged_in("dr.lee").await);
        save(&mut kim, PATH, ["dea", "AK1234563", "ME", "3/31/2027"], &[]).await;
        let id = app.newest("medical_identifier", "kind = 'dea'").await.simple().to_string();
        let of = format!("/settings/users/{}/identifiers", app.kim.simple());
        let own = kim.get(&format!("{PATH}?id={id}")).await.input("was");
        let theirs = lee.get(&format!("{of}?id={id}")).await.input("was");
        assert!(own == theirs && own.contains("AK1234563"), "{own}");
        assert_eq!(save(&mut lee, &of, ["dea", "AK1234563", "OH", "3/31/2028"], &[("id", &id), ("version", "1")]).await.status, StatusCode::SEE_OTHER);
        // The number is wrong; the state was left alone, the day was not.
        for (browser, path) in [(&mut kim, PATH), (&mut lee, of.as_str())] {
            let held = [("id", id.as_str()), ("version", "1"), ("was", own.as_str())];
            let page = save(browser, path, ["dea", "AK1234564", "ME", "4/30/2027"], &held).await;
            assert!(page.has("Somebody else has saved this identifier") && !page.has("two neighbours are swapped"), "{}", page.body);
            assert!(page.has("value=\"OH\" selected") && page.input("number") == "AK1234564" && page.has(": Saved meanwhile: 03/31/2028<"), "{}", page.body);
            let (version, was) = (page.input("version"), page.input("was"));
            let page = save(browser, path, ["dea", "AK1234564", "OH", "4/30/2027"], &[("id", &id), ("version", &version), ("was", &was)]).await;
            assert!(page.has("two neighbours are swapped") && page.input("version") == "2" && page.input("was") == was, "{}", page.body);
        }
        assert_eq!(app.count("SELECT COUNT(*) FROM medical_identifier WHERE state = 'OH' AND version = 2").await, 1);
    }

    async fn what_does_not_fit_is_said_at_its_box(app: TestApp) {
        let mut kim = app.logged_in("nurse.kim").await;
        let mut lee = app.logged_in("dr.lee").await;
        let facility = [("name", "Main"), ("address_1", "1 Elm"), ("city", "Portland"), ("state", "ME"), ("zip", "04101-2345"), ("phone", "213 555 0142"),
            ("place_of_service", "11"), ("time_zone", "America/New_York"), ("npi", "1245319599"), ("deed", "save")];
        assert_eq!(lee.post("/settings/facilities/new", &facility).await.status, StatusCode::SEE_OTHER);
        for (one, said) in [
            (["npi", "1234567894", "", ""], "The check digit does not fit"),
            (["npi", "1245319599", "", ""], "of your practice or of a facility (type 2)"),
            (["dea", "AB12E4563", "OH", ""], "Character 5 is “E”"),
            (["dea", "AB1234564", "OH", ""], "two neighbours are swapped"),
            (["licence", "12", "", ""], "Choose the state it holds in"),
        ] {
            let page = save(&mut kim, PATH, one, &[]).await;
            assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has(said) && page.input("number") == one[1], "{said}: {}", page.body);
        }
        assert_eq!(app.count("SELECT COUNT(*) FROM medical_identifier").await, 0);
        save(&mut kim, PATH, ["npi", "1234567893", "", ""], &[]).await;
        // Somebody else's, a second one, the same twice.
        assert!(save(&mut lee, PATH, ["npi", "1234567893", "", ""], &[]).await.has("Jin Kim has this NPI."));
        assert!(save(&mut kim, PATH, ["npi", "1003000126", "", ""], &[]).await.has("A person has one NPI."));
        save(&mut kim, PATH, ["licence", "12", "OH", ""], &[]).await;
        assert!(save(&mut kim, PATH, ["licence", "12", "OH", ""], &[]).await.has("This is on file already."));
        assert_eq!(save(&mut kim, PATH, ["licence", "12", "ME", ""], &[]).await.status, StatusCode::SEE_OTHER);
        // Odd, and no mistake: the name may have changed.
        save(&mut kim, PATH, ["dea", "AB1234563", "OH", ""], &[]).await;
        assert!(kim.get(PATH).await.has("is not the first of “Kim”"));
    }

    async fn a_reminder_comes_sixty_thirty_and_seven_days_before_each_once(app: TestApp) {
        app.sql("UPDATE users SET email = 'kim@elm.example' WHERE username = 'nurse.kim'").await;
        let mut kim = app.logged_in("nurse.kim").await;
        // 1,800,000,000 s is 2027-01-15 in New York.
        save(&mut kim, PATH, ["dea", "AK1234563", "OH", "4/15/2027"], &[]).await;
        save(&mut kim, PATH, ["licence", "RN.364874", "OH", ""], &[]).await;
        app.mails().await;
        let mut told = Vec::new();
        for day in 0..100 {
            for _ in 0..3 {
                remind(&app.platform).await.unwrap();
            }
            for mail in app.mails().await {
                assert!(mail.to == "kim@elm.example" && mail.text.contains("ending 4563 (OH)") && mail.text.contains("04/15/2027"), "{}", mail.text);
                assert!(!mail.text.contains("AK1234563") && !mail.subject.contains("4563"), "{}", mail.text);
                told.push(90 - day);
            }
            app.platform.clock.advance(DAY);
        }
        assert_eq!(told, [60, 30, 7]);
        // Late is once, for what is next.
        app.platform.clock.advance(-100 * DAY);
        let mut kim = app.logged_in("nurse.kim").await;
        save(&mut kim, PATH, ["dea", "BK1234563", "ME", "2/1/2027"], &[]).await;
        assert!(kim.get("/home").await.has("DEA number ending 4563 (ME) ends on 02/01/2027."));
        remind(&app.platform).await.unwrap();
        remind(&app.platform).await.unwrap();
        assert_eq!(app.mails().await.iter().filter(|mail| mail.subject.contains("ends soon")).count(), 1);
        app.platform.clock.advance(20 * DAY);
        let mut kim = app.logged_in("nurse.kim").await;
        let page = kim.get("/home").await;
        assert!(page.has("ended on 02/01/2027."), "{}", page.body);
    }

    async fn another_practice_s_people_are_nobody(app: TestApp) {
        let (_, other) = app.other_practice("Oak", "dr.patel").await;
        let mut patel = app.browser();
        patel.log_in(&other, "dr.patel", PASSWORD).await;
        let of = format!("/settings/users/{}/identifiers", app.kim.simple());
        assert_eq!(patel.get(&of).await.status, StatusCode::NOT_FOUND);
        assert_eq!(save(&mut patel, &of, ["licence", "12", "OH", ""], &[]).await.status, StatusCode::NOT_FOUND);
        let mut kim = app.logged_in("nurse.kim").await;
        assert_eq!(kim.get(&of).await.status, StatusCode::FORBIDDEN);
        save(&mut kim, PATH, ["licence", "12", "OH", ""], &[]).await;
        let id = app.newest("medical_identifier", "kind = 'licence'").await.simple().to_string();
        assert_eq!(patel.post(PATH, &[("deed", "remove"), ("id", &id)]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(app.count("SELECT COUNT(*) FROM medical_identifier").await, 1);
    }
}
