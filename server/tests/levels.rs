//! Edit levels: the practice's matrix, its guards, two editors, and that a change holds from the next request on.

use app::levels::model::{Area, Level, Matrix, input};
use axum::http::StatusCode;

use crate::support::{Page, TestApp};

const PATH: &str = "/settings/levels";

/// The form with the recommendation, but for some cells.
pub fn form(version: &str, change: &[(Level, Area, &str)]) -> Vec<(String, String)> {
    let mut all = vec![("version".to_owned(), version.to_owned()), ("deed".to_owned(), "save".to_owned())];
    for level in Level::ALL {
        for area in Area::ALL {
            let changed = change.iter().find(|(of, at, _)| (*of, *at) == (level, area)).map(|(_, _, grant)| *grant);
            let grant = changed.unwrap_or_else(|| Matrix::RECOMMENDED.row(level).of(area).as_str());
            all.push((input(level, area), grant.to_owned()));
        }
    }
    all
}

/// Saves it.
pub async fn save(browser: &mut crate::support::Browser, version: &str, change: &[(Level, Area, &str)]) -> Page {
    let form = form(version, change);
    browser.post(PATH, &form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect::<Vec<_>>()).await
}

both_engines! {
    async fn the_matrix_is_shown_changed_guarded_and_in_the_trail(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        let page = lee.get(PATH).await;
        for part in ["Nurse or medical assistant", "Insurance", "Administrators now: 1", "take that right away"] {
            assert!(page.has(part), "{part}: {}", page.body);
        }
        let page = save(&mut lee, "0", &[(Level::Nurse, Area::Insurance, "none"), (Level::Staff, Area::Insurance, "view")]).await;
        assert_eq!(page.location(), "/settings/levels?done=saved", "{}", page.body);
        let page = lee.get("/settings/levels?done=saved").await;
        assert!(page.has("It holds from the next click on") && page.has("Last changed by Jin Kim"), "{}", page.body);
        let told = "SELECT COUNT(*) FROM audit_entry WHERE kind = 'levels-changed' AND detail LIKE '%\"nurse insurance\":\"view\"%' \
                    AND detail LIKE '%\"nurse insurance\":\"none\"%' AND detail NOT LIKE '%physician%'";
        assert_eq!(app.count(told).await, 1);
        // What stands against it is said at the choice, and nothing is changed.
        let page = save(&mut lee, "1", &[(Level::Physician, Area::Patients, "view"), (Level::Biller, Area::Patients, "none")]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        for part in ["Physicians keep", "Billing would have “Insurance” without", "href=\"#physician_patients\"", "<option value=\"none\" selected"] {
            assert!(page.has(part), "{part}: {}", page.body);
        }
        // The recommendation, again.
        let page = lee.post(PATH, &[("version", "1"), ("deed", "restore")]).await;
        assert_eq!(page.location(), "/settings/levels?done=saved", "{}", page.body);
        assert_eq!(app.count("SELECT version FROM level_matrix").await, 2);
        // No form of ours.
        assert_eq!(lee.post(PATH, &[("version", "2"), ("deed", "save")]).await.location(), PATH);
        assert_eq!(app.count("SELECT version FROM level_matrix").await, 2);
        assert!(app.audit_is_whole().await);
    }

    async fn two_editors_are_told_what_the_other_saved(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        save(&mut lee, "0", &[(Level::Nurse, Area::Insurance, "edit")]).await;
        let page = save(&mut lee, "0", &[(Level::Staff, Area::Insurance, "view")]).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("Somebody else has saved the levels meanwhile"), "{}", page.body);
        assert!(page.has("Saved meanwhile: See and change") && page.input("version") == "1", "{}", page.body);
        let page = save(&mut lee, "1", &[(Level::Staff, Area::Insurance, "view")]).await;
        assert_eq!(page.location(), "/settings/levels?done=saved");
        // The recommendation over what somebody else has changed: shown as it stands, and asked for once more.
        let page = lee.post(PATH, &[("version", "1"), ("deed", "restore")]).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("this is how they stand now") && page.input("version") == "2" && !page.has("Saved meanwhile"), "{}", page.body);
    }

    async fn a_guard_hides_no_conflict_and_what_the_other_changed_stays(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        let was = lee.get(PATH).await.input("was");
        save(&mut lee, "0", &[(Level::Nurse, Area::Insurance, "edit"), (Level::Biller, Area::Patients, "edit")]).await;
        let mut stale = form("0", &[(Level::Physician, Area::Patients, "view"), (Level::Biller, Area::Patients, "none")]);
        stale.push(("was".to_owned(), was));
        let page = lee.post(PATH, &stale.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect::<Vec<_>>()).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("Somebody else has saved the levels") && !page.has("Physicians keep"), "{}", page.body);
        let chosen = |cell: &str, grant: &str| {
            let select = page.body.split(&format!("id=\"{cell}\"")).nth(1).unwrap().split("</select>").next().unwrap();
            select.contains(&format!("value=\"{grant}\" selected"))
        };
        // Left alone; changed here alone; changed by both.
        assert!(chosen("nurse_insurance", "edit") && chosen("physician_patients", "view") && chosen("biller_patients", "none"), "{}", page.body);
        assert_eq!(page.body.matches("Saved meanwhile: See and change<").count(), 2, "at the choice, and in the summary: {}", page.body);
        assert!(page.has("href=\"#biller_patients\"") && page.has(": Saved meanwhile: See and change<"), "{}", page.body);
        // What stands against it is told now, and the form stays at what it was opened at.
        let page = save(&mut lee, "1", &[(Level::Physician, Area::Patients, "view")]).await;
        assert!(page.has("Physicians keep") && page.input("version") == "1", "{}", page.body);
    }

    async fn another_practice_keeps_its_own(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        save(&mut lee, "0", &[(Level::Nurse, Area::Insurance, "edit")]).await;
        let (_, other) = app.other_practice("Oak", "dr.patel").await;
        let mut patel = app.browser();
        patel.log_in(&other, "dr.patel", crate::support::PASSWORD).await;
        assert!(patel.get(PATH).await.input("version") == "0");
    }
}
