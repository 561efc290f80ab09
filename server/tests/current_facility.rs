//! The facility that one works at now: chosen in the header, kept by the session, left when it goes out of use.

use axum::http::StatusCode;

use crate::facilities::add;
use crate::support::{Browser, PASSWORD, Page, TestApp};

const PATH: &str = "/facility";

fn id(path: &str) -> &str {
    path.rsplit('/').next().unwrap()
}

async fn choose(browser: &mut Browser, facility: &str, next: &str) -> Page {
    browser.post(PATH, &[("facility", facility), ("next", next)]).await
}

/// What the header says of the facility; empty for nothing.
fn header(page: &Page) -> &str {
    let link = page.body.split("class=\"site-facility\">").nth(1).unwrap_or_default();
    link.split("</span>").nth(1).and_then(|text| text.split('<').next()).unwrap_or_default()
}

both_engines! {
    async fn there_is_nothing_to_choose_of_one_and_the_choice_of_two_stays(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        add(&mut lee, "Main office").await;
        let mut kim = app.logged_in("nurse.kim").await;
        assert_eq!(header(&kim.get("/home").await), "");
        assert!(kim.get(PATH).await.has("There is nothing to choose"));
        let west = add(&mut lee, "West branch").await;
        let page = kim.get("/account").await;
        assert_eq!(header(&page), "Main office");
        assert!(page.has("href=\"/facility?next=%2Faccount\""), "{}", page.body);
        let page = kim.get("/facility?next=%2Faccount").await;
        assert!(page.has("You are here") && page.has("Work at West branch") && page.has("href=\"/account\""), "{}", page.body);
        assert_eq!(choose(&mut kim, id(&west), "/account").await.location(), "/account");
        assert_eq!(header(&kim.get("/account").await), "West branch");
        // Somebody else is where they were.
        assert_eq!(header(&lee.get("/home").await), "Main office");
        // The same once more is no news.
        choose(&mut kim, id(&west), "/account").await;
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'facility-entered' AND detail LIKE '%West branch%'").await, 1);
        assert!(app.audit_is_whole().await);
    }

    async fn the_choice_is_the_session_s_and_the_next_one_begins_there(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        add(&mut lee, "Main office").await;
        let west = add(&mut lee, "West branch").await;
        let (mut here, mut there) = (app.logged_in("nurse.kim").await, app.logged_in("nurse.kim").await);
        choose(&mut here, id(&west), "/home").await;
        assert_eq!(header(&there.get("/home").await), "Main office", "the other computer stays where it is");
        assert_eq!(header(&app.logged_in("nurse.kim").await.get("/home").await), "West branch", "a new one begins where the person was last");
    }

    async fn who_is_at_a_facility_that_goes_out_of_use_is_at_the_primary_one(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        let main = add(&mut lee, "Main office").await;
        let west = add(&mut lee, "West branch").await;
        add(&mut lee, "East branch").await;
        let mut kim = app.logged_in("nurse.kim").await;
        choose(&mut kim, id(&west), "/home").await;
        lee.post(&west, &[("deed", "deactivate")]).await;
        assert_eq!(header(&kim.get("/home").await), "Main office");
        let page = choose(&mut kim, id(&west), "/home").await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("not in use any more"), "{}", page.body);
        // Back in use, it is theirs again; deleted, it is nobody's.
        lee.post(&west, &[("deed", "reactivate")]).await;
        assert_eq!(header(&kim.get("/home").await), "West branch");
        lee.post(&west, &[("deed", "deactivate")]).await;
        assert!(lee.post(&west, &[("deed", "delete")]).await.location().ends_with("done=deleted"));
        assert_eq!(header(&kim.get("/home").await), "Main office");
        assert_eq!(header(&app.logged_in("nurse.kim").await.get("/home").await), "Main office");
        assert_eq!(choose(&mut kim, id(&main), "/home").await.location(), "/home");
    }

    async fn another_practice_s_facility_is_none_and_no_way_back_leads_elsewhere(app: TestApp) {
        let (_, other) = app.other_practice("Oak", "dr.patel").await;
        let mut patel = app.browser();
        patel.log_in(&other, "dr.patel", PASSWORD).await;
        let theirs = add(&mut patel, "Oak office").await;
        let mut lee = app.logged_in("dr.lee").await;
        add(&mut lee, "Main office").await;
        let west = add(&mut lee, "West branch").await;
        for wrong in [id(&theirs), "", "x' OR 1=1", "00000000000000000000000000000009"] {
            let page = choose(&mut lee, wrong, "/home").await;
            assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && !page.has("Oak office"), "{wrong}: {}", page.body);
        }
        assert_eq!(header(&lee.get("/home").await), "Main office");
        for elsewhere in ["//evil.example", "https://evil.example", "/facility", "/facility?next=/facility", ""] {
            assert_eq!(choose(&mut lee, id(&west), elsewhere).await.location(), "/home", "{elsewhere}");
        }
        assert_eq!(app.browser().post(PATH, &[("facility", id(&west))]).await.location(), "/login?next=%2Ffacility");
    }
}
