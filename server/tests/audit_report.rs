//! The audit report: what it shows, how it is ordered, who sees it, and what a check of it finds.

use app::platform::clock::{DAY, HOUR, MINUTE};
use axum::http::StatusCode;

use crate::support::{PASSWORD, TestApp};

const PATH: &str = "/settings/audit";

/// The kinds of the lines of a page, from top to bottom.
fn kinds(body: &str) -> Vec<&str> {
    body.split("<tr role=\"row\" data-kind=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
}

/// The address of the link to further entries.
fn further(body: &str) -> Option<String> {
    let link = body.split("<a ").find(|a| a.contains("Further entries"))?;
    Some(link.split("href=\"").nth(1)?.split('"').next()?.replace("&amp;", "&"))
}

async fn refused(app: &TestApp, username: &str) {
    app.browser().log_in(&app.practice_id, username, "wrong horse battery staple").await;
    app.platform.clock.advance(MINUTE);
}

both_engines! {
    async fn it_shows_what_was_done_by_whom_and_what_was_refused_and_why(app: TestApp) {
        refused(&app, "nurse.kim").await;
        let mut lee = app.logged_in("dr.lee").await;
        let path = format!("/settings/users/{}", app.kim.simple());
        lee.post(&path, &[("deed", "make-administrator")]).await;
        crate::facilities::add(&mut lee, "Main office").await;
        let page = lee.get(PATH).await;
        for said in ["the password was wrong", "Jin Kim (nurse.kim)", "(dr.lee)", "A facility was added", "192.0.2.1"] {
            assert!(page.has(said), "{said}: {}", page.body);
        }
        assert_eq!(kinds(&page.body)[..2], ["facility-added", "made-administrator"], "the newest first");
        assert!(page.has("Name: Main office") && page.has("Administrator: yes"), "{}", page.body);
        // One group, one person, both; and everybody again.
        let page = lee.get("/settings/audit?group=refused").await;
        assert_eq!(kinds(&page.body), ["log-in-refused"]);
        let page = lee.get("/settings/audit?person=NURSE.KIM&group=people").await;
        assert!(kinds(&page.body).iter().all(|kind| ["made-administrator", "user-created"].contains(kind)), "{}", page.body);
        assert!(lee.get("/settings/audit?person=gone.ray&group=refused").await.has("Nothing happened in these days"));
        let page = lee.get("/settings/audit?person=nobody.xy").await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("no user of this name"), "{}", page.body);
        assert!(!page.has("Nothing happened in these days"), "nothing was looked for: {}", page.body);
        let page = lee.get("/settings/audit?from=2027-02-30").await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("Enter days such as"), "{}", page.body);
    }

    async fn a_period_is_of_the_practice_s_days_and_both_ends_count(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        let today = lee.get(PATH).await.input("to");
        // The clock of the tests stands at 2027-01-15 03:00 in New York.
        assert_eq!(today, "2027-01-15");
        app.platform.clock.advance(2 * DAY);
        refused(&app, "nurse.kim").await;
        let mut lee2 = app.logged_in("dr.lee").await;
        for (query, n) in [("from=2027-01-17&to=2027-01-17", 1), ("from=2027-01-15&to=2027-01-16", 0), ("from=2027-01-15&to=2027-01-17", 1), ("to=2027-01-14", 0)] {
            let page = lee2.get(&format!("{PATH}?group=refused&{query}")).await;
            assert_eq!(kinds(&page.body).len(), n, "{query}");
        }
        assert_eq!(lee.get(PATH).await.status, StatusCode::SEE_OTHER, "that session is long over");
    }

    async fn pages_by_time_have_every_entry_once_whichever_way(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        for n in 0..130 {
            app.platform.clock.advance(i64::from(n % 3 != 0));
            crate::facilities::add(&mut lee, &format!("Branch {n:03}")).await;
        }
        let of = |body: &str| body.matches("data-kind=\"facility-added\"").count();
        let mut orders = Vec::new();
        for dir in ["", "&dir=turned"] {
            let (mut next, mut seen, mut pages) = (Some(format!("{PATH}?group=practice{dir}")), Vec::new(), 0);
            while let Some(path) = next {
                let page = lee.get(&path).await;
                assert!(of(&page.body) <= 50);
                seen.extend(page.body.split("Name: Branch ").skip(1).map(|rest| rest[..3].to_owned()));
                next = further(&page.body);
                pages += 1;
            }
            assert_eq!((seen.len(), pages), (130, 3), "{dir}");
            orders.push(seen);
        }
        orders[1].reverse();
        assert_eq!(orders[0], orders[1]);
    }

    async fn every_column_orders_what_the_period_holds(app: TestApp) {
        app.sql("UPDATE users SET first_name = 'Zoe', last_name = 'Adams' WHERE username = 'dr.lee'").await;
        for _ in 0..3 {
            refused(&app, "nurse.kim").await;
        }
        let mut lee = app.logged_in("dr.lee").await;
        lee.post(&format!("/settings/users/{}", app.kim.simple()), &[("deed", "unlock")]).await;
        let words = |body: &str, label: &str| -> Vec<String> {
            let cell = format!("data-label=\"{label}\"");
            let cells = body.split(&cell).skip(1);
            cells.map(|rest| rest.split_once('>').unwrap().1.split('<').next().unwrap().to_lowercase()).collect()
        };
        for (sort, label) in [("what", "What"), ("person", "To whom"), ("by", "By whom")] {
            for turned in [false, true] {
                let page = lee.get(&format!("{PATH}?sort={sort}{}", if turned { "&dir=turned" } else { "" })).await;
                let mut shown = words(&page.body, label);
                assert!(shown.len() > 5, "{}", page.body);
                if turned {
                    shown.reverse();
                }
                let mut sorted = shown.clone();
                sorted.sort();
                assert_eq!(shown, sorted, "{sort} {turned}");
            }
        }
        assert!(lee.get(&format!("{PATH}?sort=what")).await.has("aria-sort=\"ascending\""));
    }

    async fn the_table_is_whole_after_a_fresh_proof_and_is_noted_itself(app: TestApp) {
        app.sql("UPDATE users SET first_name = '=1+1' WHERE username = 'nurse.kim'").await;
        refused(&app, "nurse.kim").await;
        let mut lee = app.logged_in("dr.lee").await;
        app.platform.clock.advance(11 * MINUTE);
        let form = [("deed", "table"), ("from", ""), ("to", ""), ("person", ""), ("group", "")];
        let asked = lee.post(PATH, &form).await;
        assert!(asked.has("name=\"held\""), "{}", asked.body);
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'audit-exported'").await, 0);
        let page = lee.confirm(PATH, &asked, &[("password", PASSWORD)]).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        assert_eq!(page.headers["content-type"], "text/csv; charset=utf-8");
        assert!(page.headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
        let rows = page.body.lines().count();
        assert_eq!(i64::try_from(rows).unwrap() - 1, app.count("SELECT COUNT(*) FROM audit_entry WHERE practice IS NOT NULL").await - 1, "{}", page.body);
        assert!(page.has("log-in-refused") && page.has("'=1+1") && !page.has(",=1+1"), "{}", page.body);
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'audit-exported'").await, 1);
        assert!(app.audit_is_whole().await);
    }

    async fn a_check_finds_what_somebody_changed_behind_its_back(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        let page = lee.post(PATH, &[("deed", "check")]).await;
        assert!(page.status == StatusCode::OK && page.has("entries are as they were written"), "{}", page.body);
        app.sql("UPDATE audit_entry SET network = '203.0.113.66' WHERE kind = 'user-created' AND seq = 2").await;
        let page = lee.post(PATH, &[("deed", "check")]).await;
        assert!(page.has("Entry 2 is not as it was written"), "{}", page.body);
    }

    async fn only_administrators_see_it_and_only_their_own_practice_s(app: TestApp) {
        refused(&app, "nurse.kim").await;
        let mut kim = app.logged_in("nurse.kim").await;
        for page in [kim.get(PATH).await, kim.post(PATH, &[("deed", "table")]).await, kim.post(PATH, &[("deed", "check")]).await] {
            assert_eq!(page.status, StatusCode::FORBIDDEN);
        }
        let (_, other) = app.other_practice("Oak", "dr.patel").await;
        let mut patel = app.browser();
        patel.log_in(&other, "dr.patel", PASSWORD).await;
        let page = patel.get(PATH).await;
        assert!(page.has("dr.patel") && !page.has("nurse.kim") && !page.has("dr.lee"), "{}", page.body);
        assert_eq!(patel.get("/settings/audit?person=nurse.kim").await.status, StatusCode::UNPROCESSABLE_ENTITY, "as for a name that does not exist");
        let page = patel.post(PATH, &[("deed", "table")]).await;
        assert!(page.status == StatusCode::OK && !page.has("nurse.kim"), "{}", page.body);
        app.platform.clock.advance(HOUR);
    }

    async fn a_patient_s_entries_are_found_by_chart_number_which_no_address_has(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        let ana = crate::patients::add(&mut lee, "Ana", "Gomez").await;
        let ben = crate::patients::add(&mut lee, "Ben", "Ortiz").await;
        let mut kim = app.logged_in("nurse.kim").await;
        for path in [&ana, &ana, &ben] {
            app.platform.clock.advance(MINUTE);
            assert_eq!(kim.get(path).await.status, StatusCode::OK);
        }
        let id = ana.rsplit('/').next().unwrap();
        let answer = lee.post(PATH, &[("deed", "show"), ("chart", "10 01"), ("group", "patients")]).await;
        assert_eq!(answer.location(), format!("{PATH}?patient={id}&group=patients"), "the chart number is in no address");
        let page = lee.get(answer.location()).await;
        assert!(kinds(&page.body).iter().filter(|kind| **kind == "patient-seen").count() == 2, "{}", page.body);
        assert!(page.has("value=\"1001\"") && !page.has("number: 1002"), "{}", page.body);
        // The same from the patient's page; by a person; by somebody who did nothing there.
        assert!(lee.get(&ana).await.has(&format!("{PATH}?patient={id}")));
        assert!(!kim.get(&ana).await.has(PATH), "nothing for who may not read it");
        let page = lee.get(&format!("{PATH}?patient={id}&person=nurse.kim")).await;
        assert!(!kinds(&page.body).is_empty() && kinds(&page.body).iter().all(|kind| *kind == "patient-seen"), "{}", page.body);
        assert!(lee.get(&format!("{PATH}?patient={id}&person=gone.ray")).await.has("Nothing happened in these days"));
        // Unknown, of another practice, in the address.
        let page = lee.post(PATH, &[("deed", "show"), ("chart", "Z-99"), ("person", "nurse.kim")]).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("no patient with this chart number"), "{}", page.body);
        assert!(page.has("value=\"Z-99\"") && page.has("value=\"nurse.kim\""), "what was typed stays: {}", page.body);
        let (_, other) = app.other_practice("Harbor", "dr.patel").await;
        let mut patel = app.browser();
        patel.log_in(&other, "dr.patel", PASSWORD).await;
        let page = patel.get(&format!("{PATH}?patient={id}")).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && !page.has("1001"), "{}", page.body);
        assert_eq!(patel.post(PATH, &[("deed", "show"), ("chart", "1001")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!lee.get(&format!("{PATH}?chart=1002")).await.has("name=\"chart\" value=\"1002\""), "an address names none");
    }

    async fn what_was_done_at_a_facility_is_found_by_it(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        let main = crate::facilities::add(&mut lee, "Main office").await;
        let branch = crate::facilities::add(&mut lee, "Harbor branch").await;
        let id = |path: &str| path.rsplit('/').next().unwrap().split('?').next().unwrap().to_owned();
        let (main, branch) = (id(&main), id(&branch));
        assert_eq!(lee.post("/facility", &[("facility", &branch)]).await.status, StatusCode::SEE_OTHER);
        crate::patients::add(&mut lee, "Ana", "Gomez").await;
        let page = lee.get(&format!("{PATH}?facility={branch}")).await;
        assert_eq!(kinds(&page.body), ["patient-added"], "{}", page.body);
        assert!(page.has("Harbor branch") && page.has("selected"), "{}", page.body);
        assert!(kinds(&lee.get(&format!("{PATH}?facility={main}")).await.body).contains(&"facility-entered"), "left from there");
        assert!(lee.get(&format!("{PATH}?facility={branch}&person=nurse.kim")).await.has("Nothing happened"));
        assert_eq!(kinds(&lee.get(&format!("{PATH}?facility={branch}&person=dr.lee&dir=turned")).await.body), ["patient-added"]);
        let page = lee.get(&format!("{PATH}?facility={}", app.kim.simple())).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("has no such facility"), "{}", page.body);
        assert!(app.audit_is_whole().await);
    }
}
