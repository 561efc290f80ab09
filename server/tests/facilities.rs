//! The places where a practice works: added, changed, taken out of use; by whom, and what two at once are told.

use app::practice::time::Zone;
use axum::http::StatusCode;

use crate::support::{Browser, PASSWORD, Page, TestApp};

const PATH: &str = "/settings/facilities";

/// A form that is right, with a name.
pub fn form<'a>(name: &'a str, change: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let all = [
        ("name", name),
        ("address_1", "12 Elm Street"),
        ("city", "Portland"),
        ("state", "ME"),
        ("zip", "04101-2345"),
        ("phone", "(213) 555-0142"),
        ("place_of_service", "11"),
        ("time_zone", "America/New_York"),
        ("opens_1", "08:00"),
        ("closes_1", "17:00"),
        ("deed", "save"),
    ];
    all.into_iter().filter(|(input, _)| !change.iter().any(|(changed, _)| changed == input)).chain(change.iter().copied()).collect()
}

/// Adds one; its page's path.
pub async fn add(browser: &mut Browser, name: &str) -> String {
    let page = browser.post("/settings/facilities/new", &form(name, &[])).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
    page.location().split('?').next().unwrap().to_owned()
}

async fn deed(browser: &mut Browser, path: &str, deed: &str) -> Page {
    browser.post(path, &[("deed", deed)]).await
}

async fn kinds(app: &TestApp, kind: &str) -> i64 {
    app.count(&format!("SELECT COUNT(*) FROM audit_entry WHERE kind = '{kind}'")).await
}

both_engines! {
    async fn its_page_says_what_time_it_is_there_and_when_state_and_zone_hardly_fit(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        let clock = |zone: &str| format!("It is {} there now.", Zone::parse(zone).unwrap().clock(app.platform.clock.now()));
        assert!(!lee.get("/settings/facilities/new").await.has("there now"));
        let form_of = |zone: &'static str| {
            let mut all = form("Main office", &[("city", "Honolulu"), ("state", "HI"), ("zip", "96813-1234")]);
            all.retain(|(input, _)| *input != "time_zone");
            all.push(("time_zone", zone));
            all
        };
        let page = lee.post("/settings/facilities/new", &form_of("America/New_York")).await;
        let path = page.location().split('?').next().unwrap().to_owned();
        let page = lee.get(page.location()).await;
        assert!(page.has("Added.") && page.has("This time zone is not one of the state") && page.has(&clock("America/New_York")), "{}", page.body);
        let version = page.input("version");
        let mut change: Vec<(&str, &str)> = form_of("Pacific/Honolulu");
        change.push(("version", &version));
        assert_eq!(lee.post(&path, &change).await.location(), format!("{path}?done=saved"));
        let page = lee.get(&path).await;
        assert!(!page.has("This time zone is not one of the state") && page.has(&clock("Pacific/Honolulu")) && page.has("HST there now"), "{}", page.body);
        // A form that comes back may have another zone in it: the time of the saved one would be untrue beside it.
        assert!(!lee.post(&path, &[("deed", "save"), ("time_zone", "America/Chicago")]).await.has("there now"));
    }

    async fn a_facility_is_added_changed_and_seen_and_the_trail_has_before_and_after(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        assert!(lee.get("/settings").await.has("None yet"));
        assert!(lee.get(PATH).await.has("There is none yet"));
        let page = lee.get("/settings/facilities/new").await;
        assert!(page.has("value=\"America/New_York\" selected") && page.input("place_of_service") == "11", "{}", page.body);
        let path = add(&mut lee, " Main   office ").await;
        let page = lee.get(&format!("{path}?done=added")).await;
        for part in ["Added.", "Main office", "(213) 555-0142", "value=\"ME\" selected", "value=\"08:00\"", "It is the primary facility"] {
            assert!(page.has(part), "{part}: {}", page.body);
        }
        assert!(lee.get("/settings").await.has("1 in use · primary: Main office"));
        assert!(lee.get(PATH).await.has("Portland, ME"));
        let change = [("version", "1"), ("zip", "04101"), ("npi", "1234567893"), ("opens_1", ""), ("closes_1", "")];
        let page = lee.post(&path, &form("Main office", &change)).await;
        assert_eq!(page.location(), format!("{path}?done=saved"), "{}", page.body);
        let page = lee.get(&path).await;
        assert!(page.has("Some payers refuse a ZIP code of 5 digits") && page.input("npi") == "1234567893" && !page.has("value=\"08:00\""), "{}", page.body);
        assert_eq!(kinds(&app, "facility-added").await, 1);
        // Only what changed is told, with what was before.
        let told = "SELECT COUNT(*) FROM audit_entry WHERE kind = 'facility-changed' AND detail LIKE '%04101-2345%' AND detail LIKE '%\"opens_1\":\"08:00\"%' \
                    AND detail NOT LIKE '%Portland%'";
        assert_eq!(app.count(told).await, 1);
        // Saved once more as it is: nothing happens.
        lee.post(&path, &form("Main office", &[("version", "2"), ("zip", "04101"), ("npi", "1234567893"), ("opens_1", ""), ("closes_1", "")])).await;
        assert_eq!(kinds(&app, "facility-changed").await, 1);
        assert!(app.audit_is_whole().await);
    }

    async fn what_is_wrong_stands_beside_its_box_and_nothing_typed_is_lost(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        let wrong = [("zip", "4101"), ("npi", "1234567894"), ("closes_1", "07:00"), ("state", "")];
        let page = lee.post("/settings/facilities/new", &form("Main office", &wrong)).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        for said in ["5 or 9 digits", "check digit does not fit", "It closes after it opens.", "Choose the state"] {
            assert!(page.has(said), "{said}: {}", page.body);
        }
        assert_eq!((page.input("zip").as_str(), page.input("npi").as_str(), page.input("city").as_str()), ("4101", "1234567894", "Portland"));
        assert_eq!(app.count("SELECT COUNT(*) FROM facility").await, 0);
        add(&mut lee, "Main office").await;
        let page = lee.post("/settings/facilities/new", &form("MAIN  office", &[])).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("has a facility of this name already"), "{}", page.body);
    }

    async fn one_is_primary_and_goes_neither_out_of_use_nor_away(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        let main = add(&mut lee, "Main office").await;
        let branch = add(&mut lee, "Branch").await;
        for refused in ["deactivate", "delete"] {
            let page = deed(&mut lee, &main, refused).await;
            assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("Make another one primary first"), "{refused}: {}", page.body);
        }
        // In use, it can't be deleted by one press.
        assert_eq!(deed(&mut lee, &branch, "delete").await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(deed(&mut lee, &branch, "make-primary").await.location(), format!("{branch}?done=primary"));
        assert_eq!(app.count("SELECT COUNT(*) FROM facility WHERE main").await, 1);
        assert_eq!(deed(&mut lee, &main, "deactivate").await.location(), format!("{main}?done=deactivated"));
        assert!(lee.get("/settings").await.has("1 in use · primary: Branch"));
        let page = deed(&mut lee, &main, "make-primary").await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("Reactivate it first"), "{}", page.body);
        assert_eq!(deed(&mut lee, &main, "reactivate").await.location(), format!("{main}?done=reactivated"));
        deed(&mut lee, &main, "deactivate").await;
        assert_eq!(deed(&mut lee, &main, "delete").await.location(), "/settings/facilities?done=deleted");
        assert_eq!(lee.get(&main).await.status, StatusCode::NOT_FOUND);
        for (kind, n) in [("facility-made-primary", 1), ("facility-deactivated", 2), ("facility-reactivated", 1), ("facility-deleted", 1)] {
            assert_eq!(kinds(&app, kind).await, n, "{kind}");
        }
    }

    async fn two_editors_are_told_what_the_other_saved_box_by_box(app: TestApp) {
        app.add("office", true, None).await;
        let mut lee = app.logged_in("dr.lee").await;
        let path = add(&mut lee, "Main office").await;
        lee.post(&path, &form("Main office", &[("version", "1"), ("city", "Bangor")])).await;
        let page = lee.post(&path, &form("Main office", &[("version", "1"), ("fax", "(213) 555-0143")])).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("Somebody else has saved"), "{}", page.body);
        assert!(page.has("Saved meanwhile: Bangor") && page.has("Saved meanwhile: nothing") && page.input("city") == "Portland", "{}", page.body);
        // The form that came back knows the newer version: what was typed is kept by pressing again.
        let version = page.input("version");
        let page = lee.post(&path, &form("Main office", &[("version", &version), ("fax", "(213) 555-0143")])).await;
        assert_eq!(page.location(), format!("{path}?done=saved"));
        assert_eq!(app.count("SELECT COUNT(*) FROM facility WHERE city = 'Portland' AND fax = '+12135550143'").await, 1);
    }

    async fn a_mistake_hides_no_conflict_and_what_the_other_changed_stays(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        let path = add(&mut lee, "Main office").await;
        let opened = lee.get(&path).await;
        let (version, was) = (opened.input("version"), opened.input("was"));
        assert!(was.contains("\"city\":\"Portland\"") && was.contains("\"opens_1\":\"08:00\"") && !was.contains("fax"), "{was}");
        lee.post(&path, &form("Main office", &[("version", "1"), ("city", "Bangor"), ("closes_1", "18:00")])).await;
        // Another box is wrong: who changed what is told first, and the other's city stands in the box that was left alone.
        let held = [("version", version.as_str()), ("was", was.as_str())];
        let page = lee.post(&path, &form("Main office", &[held[0], held[1], ("zip", "4101"), ("closes_1", "19:00")])).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("Somebody else has saved this facility") && !page.has("5 or 9 digits"), "{}", page.body);
        assert!(page.input("city") == "Bangor" && page.input("zip") == "4101" && !page.has("Saved meanwhile: Bangor"), "{}", page.body);
        assert!(page.has(": Saved meanwhile: 18:00<"), "the summary names the box: {}", page.body);
        assert!(page.input("version") == "2" && page.input("was").contains("Bangor"), "{}", page.body);
        // Now what is wrong; it keeps what it was opened at, whoever saves meanwhile.
        let (version, was) = (page.input("version"), page.input("was"));
        let page = lee.post(&path, &form("Main office", &[("version", &version), ("was", &was), ("city", "Bangor"), ("zip", "4101")])).await;
        assert!(page.has("5 or 9 digits") && page.input("version") == version && page.input("was") == was, "{}", page.body);
        lee.post(&path, &form("Main office", &[("version", "2"), ("city", "Orono"), ("closes_1", "18:00")])).await;
        let page = lee.post(&path, &form("Main office", &[("version", &version), ("was", &was), ("city", "Bangor"), ("closes_1", "18:00")])).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.input("city") == "Orono", "{}", page.body);
        // Nothing is lost by the next press.
        let (version, was) = (page.input("version"), page.input("was"));
        let page = lee.post(&path, &form("Main office", &[("version", &version), ("was", &was), ("city", "Orono"), ("closes_1", "18:00")])).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
        assert_eq!(app.count("SELECT COUNT(*) FROM facility WHERE city = 'Orono'").await, 1);
    }

    async fn two_at_once_leave_one_primary_and_one_of_a_name(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        let pages = futures::future::join_all((0..6).map(|n| {
            let mut lee = lee.clone();
            async move { lee.post("/settings/facilities/new", &form(if n % 2 == 0 { "Main" } else { "Branch" }, &[])).await.status }
        }))
        .await;
        assert_eq!(pages.iter().filter(|status| **status == StatusCode::SEE_OTHER).count(), 2, "{pages:?}");
        assert_eq!(app.count("SELECT COUNT(*) FROM facility WHERE main").await, 1);
        let paths: Vec<String> = lee.get(PATH).await.body.split("data-facility=\"").skip(1).map(|rest| format!("{PATH}/{}", rest.split('"').next().unwrap())).collect();
        for _ in 0..5 {
            futures::future::join_all(paths.iter().flat_map(|path| ["make-primary", "deactivate", "reactivate"].map(|d| (path, d))).map(|(path, d)| {
                let mut lee = lee.clone();
                async move { deed(&mut lee, path, d).await }
            }))
            .await;
            assert_eq!(app.count("SELECT COUNT(*) FROM facility WHERE main AND deactivated_at IS NULL").await, 1);
        }
    }

    async fn only_administrators_and_only_of_the_practice(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        let path = add(&mut lee, "Main office").await;
        let mut kim = app.logged_in("nurse.kim").await;
        for page in [kim.get(PATH).await, kim.get(&path).await, kim.post(&path, &form("Mine", &[("version", "1")])).await, deed(&mut kim, &path, "deactivate").await] {
            assert_eq!(page.status, StatusCode::FORBIDDEN);
        }
        assert_eq!(app.browser().get(&path).await.status, StatusCode::SEE_OTHER);
        let (_, other) = app.other_practice("Oak", "dr.patel").await;
        let mut patel = app.browser();
        patel.log_in(&other, "dr.patel", PASSWORD).await;
        assert!(patel.get(PATH).await.has("There is none yet"));
        assert_eq!(patel.get(&path).await.status, StatusCode::NOT_FOUND);
        assert_eq!(deed(&mut patel, &path, "deactivate").await.status, StatusCode::NOT_FOUND);
        add(&mut patel, "Main office").await;
        assert_eq!(app.count("SELECT COUNT(*) FROM facility WHERE name = 'Main office' AND main AND version = 1").await, 2, "each practice has its own");
        // Demoted while the form was open.
        app.sql("UPDATE users SET administrator = FALSE WHERE username = 'dr.lee'").await;
        assert_eq!(lee.post(&path, &form("Late", &[("version", "1")])).await.status, StatusCode::FORBIDDEN);
    }
}
