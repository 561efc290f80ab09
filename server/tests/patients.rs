//! Patients: found, added, changed; who may, by edit level; two editors; and that nothing of them is where it must not be.

use app::levels::model::{Area, Level};
use axum::http::StatusCode;

use crate::levels::save as save_levels;
use crate::support::{Browser, Page, TestApp};

const PATH: &str = "/patients";

/// A form that is right, but for some boxes.
fn form<'a>(first: &'a str, last: &'a str, change: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let all = [("first_name", first), ("last_name", last), ("birth_date", "2/11/1980"), ("sex", "F"), ("deed", "save")];
    all.into_iter().filter(|(name, _)| !change.iter().any(|(changed, _)| changed == name)).chain(change.iter().copied()).collect()
}

/// Adds a patient; their page's path.
pub async fn add(browser: &mut Browser, first: &str, last: &str) -> String {
    let page = browser.post("/patients/new", &form(first, last, &[])).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
    page.location().split('?').next().unwrap().to_owned()
}

async fn search(browser: &mut Browser, q: &str) -> Page {
    look(browser, &[("q", q)]).await
}

/// What a form of the list leads to.
async fn look(browser: &mut Browser, form: &[(&str, &str)]) -> Page {
    let page = browser.post(PATH, form).await;
    assert_eq!((page.status, page.location()), (StatusCode::SEE_OTHER, PATH), "no word of it in the address");
    browser.get(PATH).await
}

/// How many are listed.
fn listed(page: &Page) -> usize {
    page.body.matches("data-patient=").count()
}

async fn level(app: &TestApp, level: Level) {
    app.sql(&format!("UPDATE users SET level = '{}' WHERE username = 'nurse.kim'", level.as_str())).await;
}

async fn kinds(app: &TestApp, kind: &str) -> i64 {
    app.count(&format!("SELECT COUNT(*) FROM audit_entry WHERE kind = '{kind}'")).await
}

both_engines! {
    async fn a_patient_is_added_found_each_way_changed_and_the_trail_has_no_word_of_them(app: TestApp) {
        level(&app, Level::Physician).await;
        let mut kim = app.logged_in("nurse.kim").await;
        assert!(kim.get(PATH).await.has("There are no patients yet"));
        let more = [("mobile_phone", "213.555.0142"), ("preferred_name", "Mari"), ("city", "Portland"), ("notes", "Rings <twice>")];
        let page = kim.post("/patients/new", &form(" María", "O’Brien-Lopez", &more)).await;
        let path = page.location().split('?').next().unwrap().to_owned();
        let page = kim.get(&format!("{path}?done=added")).await;
        for part in ["Added.", "María O’Brien-Lopez", "02/11/1980", "(213) 555-0142", "Rings &lt;twice&gt;", "<title>Patients</title>"] {
            assert!(page.has(part), "{part}: {}", page.body);
        }
        assert_eq!(page.input("chart_number"), "1001");
        for q in [
            "obr", "maria ob", "O'Brien, Mar", "O’Brien-Lopez, María", "mari obrien", "lopez", "lopez maria", "2/11/1980", "2/11/80", "1980-02-11",
            "213 555 0142", "+1 (213) 555-0142", "555-0142", "0142", "1001",
        ] {
            assert_eq!(listed(&search(&mut kim, q).await), 1, "{q}");
        }
        for q in ["brien", "maria gomez", "100", "2/12/80"] {
            assert_eq!(listed(&search(&mut kim, q).await), 0, "{q}");
        }
        // The way back from a patient leads to what was found, also after the lock.
        search(&mut kim, "lopez").await;
        kim.get(&path).await;
        let page = kim.get(PATH).await;
        assert!(listed(&page) == 1 && page.has("value=\"lopez\"") && page.has("Show everybody"), "{}", page.body);
        assert!(kinds(&app, "patients-searched").await > 10);
        let page = search(&mut kim, "<b>nobody").await;
        assert!(page.has("Nobody fits") && page.has("&lt;b&gt;nobody") && listed(&page) == 0, "{}", page.body);
        // Changed: found anew, no longer as before.
        let page = kim.post(&path, &form("Maria", "Gomez", &[("version", "1"), ("chart_number", "1001"), ("home_phone", "213 555 0100")])).await;
        assert_eq!(page.location(), format!("{path}?done=saved"), "{}", page.body);
        assert_eq!((listed(&search(&mut kim, "gomez").await), listed(&search(&mut kim, "obrien").await), listed(&search(&mut kim, "213 555 0142").await)), (1, 0, 0));
        let page = kim.post(&path, &[("deed", "save-insurance"), ("version", "1"), ("primary_payer", "Acme Health"), ("primary_member_id", "XYZ-77"), ("primary_copay", "$25")]).await;
        assert_eq!(page.location(), format!("{path}?done=saved"), "{}", page.body);
        assert!(kim.get(&path).await.has("25.00"));
        // Left, and back.
        assert_eq!(kim.post(&path, &[("deed", "deactivate")]).await.location(), format!("{path}?done=left"));
        assert_eq!(listed(&look(&mut kim, &[]).await), 0);
        assert_eq!(listed(&look(&mut kim, &[("q", "gomez"), ("all", "yes")]).await), 1);
        assert_eq!(kim.post(&path, &[("deed", "reactivate")]).await.location(), format!("{path}?done=back"));
        assert_eq!(listed(&look(&mut kim, &[]).await), 1);
        for (kind, n) in [("patient-added", 1), ("patient-changed", 2), ("patient-left", 1), ("patient-back", 1)] {
            assert_eq!(kinds(&app, kind).await, n, "{kind}");
        }
        assert!(kinds(&app, "patient-seen").await >= 2);
        // By whom and which fields; nothing of what was in them.
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'patient-changed' AND detail LIKE '%home_phone%'").await, 1);
        for word in ["gomez", "Gomez", "Maria", "María", "5550142", "Acme", "XYZ-77", "1980"] {
            assert_eq!(app.count(&format!("SELECT COUNT(*) FROM audit_entry WHERE detail LIKE '%{word}%'")).await, 0, "{word}");
        }
        assert!(app.audit_is_whole().await);
    }

    async fn what_is_wrong_stands_beside_its_box_and_a_twin_is_said_first(app: TestApp) {
        level(&app, Level::Physician).await;
        let mut kim = app.logged_in("nurse.kim").await;
        let page = kim.post("/patients/new", &form("", "Gomez", &[("birth_date", "13/40/1980"), ("zip", "12")])).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        for part in ["Enter the first name.", "This is no day.", "5 or 9 digits", "value=\"13/40/1980\""] {
            assert!(page.has(part), "{part}: {}", page.body);
        }
        let first = add(&mut kim, "Maria", "Gomez").await;
        let page = kim.post("/patients/new", &form("MARÍA", "gomez", &[])).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("is a patient already") && page.has(&first), "{}", page.body);
        assert_eq!(app.count("SELECT COUNT(*) FROM patient").await, 1);
        let page = kim.post("/patients/new", &form("María", "Gomez", &[("deed", "anyway")])).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
        // The same words in other boxes are the same name.
        let page = kim.post("/patients/new", &form("Maria", "", &[("middle_name", ""), ("last_name", "Gómez")])).await;
        assert!(page.has("is a patient already"), "{}", page.body);
        // Another birth date is somebody else at once; a chart number is one patient's.
        let page = kim.post("/patients/new", &form("Maria", "Gomez", &[("birth_date", "2/12/1980"), ("chart_number", "1001")])).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("Gomez, Maria has this chart number."), "{}", page.body);
        let page = kim.post("/patients/new", &form("Maria", "Gomez", &[("birth_date", "2/12/1980"), ("chart_number", "1003")])).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER);
        // The numbering goes round what somebody typed.
        add(&mut kim, "Ana", "Ruiz").await;
        assert_eq!(app.count("SELECT COUNT(*) FROM patient WHERE chart_number = '1004'").await, 1);
    }

    async fn the_level_decides_about_looking_and_changing_apart_and_at_the_next_request(app: TestApp) {
        level(&app, Level::Physician).await;
        let mut kim = app.logged_in("nurse.kim").await;
        let path = add(&mut kim, "Maria", "Gomez").await;
        kim.post(&path, &[("deed", "save-insurance"), ("version", "1"), ("primary_payer", "Acme Health")]).await;
        // Billing: sees details, changes insurance.
        level(&app, Level::Biller).await;
        let page = kim.get(&path).await;
        assert!(page.has("may see this and not change it") && !page.has("name=\"first_name\"") && page.input("primary_payer") == "Acme Health", "{}", page.body);
        assert_eq!(kim.get("/patients/new").await.status, StatusCode::FORBIDDEN);
        for form in [form("Eve", "Evans", &[("version", "2")]), vec![("deed", "deactivate")]] {
            assert_eq!(kim.post(&path, &form).await.status, StatusCode::FORBIDDEN);
        }
        assert_eq!(kim.post("/patients/new", &form("Eve", "Evans", &[])).await.status, StatusCode::FORBIDDEN);
        // Nurses: the other way round.
        level(&app, Level::Nurse).await;
        let page = kim.get(&path).await;
        assert!(page.has("name=\"first_name\"") && page.has("Acme Health") && !page.has("name=\"primary_payer\""), "{}", page.body);
        assert_eq!(kim.post(&path, &[("deed", "save-insurance"), ("version", "2"), ("primary_payer", "Evil")]).await.status, StatusCode::FORBIDDEN);
        // The practice closes it: gone at the next click, whoever is logged in.
        let mut lee = app.logged_in("dr.lee").await;
        let shut = [(Level::Nurse, Area::Patients, "none"), (Level::Nurse, Area::Insurance, "none")];
        assert_eq!(save_levels(&mut lee, "0", &shut).await.status, StatusCode::SEE_OTHER);
        let page = kim.get(&path).await;
        assert!(page.status == StatusCode::FORBIDDEN && page.has("Your edit level is “Nurse or medical assistant”") && !page.has("Gomez"), "{}", page.body);
        assert!(!kim.get("/home").await.has("href=\"/patients\""));
        // An administrator has no more of patients than their level opens.
        app.sql("UPDATE users SET level = 'nurse' WHERE username = 'dr.lee'").await;
        assert_eq!(lee.get(&path).await.status, StatusCode::FORBIDDEN);
        // In an emergency everything is open.
        crate::emergency::name(&app, app.kim).await;
        assert_eq!(crate::emergency::start(&mut kim).await.status, StatusCode::SEE_OTHER);
        let page = kim.get(&path).await;
        assert!(page.has("name=\"first_name\"") && page.input("primary_payer") == "Acme Health", "{}", page.body);
        let seen = "SELECT COUNT(*) FROM audit_entry WHERE kind = 'patient-seen' AND detail LIKE '%\"emergency\":%'";
        assert_eq!(app.count(seen).await, 1);
        assert_eq!(app.count("SELECT COUNT(*) FROM patient WHERE details LIKE '%Eve%' OR insurance LIKE '%Evil%'").await, 0);
    }

    async fn a_long_note_survives_a_mistake_elsewhere(app: TestApp) {
        level(&app, Level::Physician).await;
        let mut kim = app.logged_in("nurse.kim").await;
        let note = "Rings twice. ".repeat(100);
        let page = kim.post("/patients/new", &form("Maria", "Gomez", &[("notes", &note), ("zip", "1")])).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has(note.trim()), "{}", page.body);
    }

    async fn two_editors_are_told_what_the_other_saved_box_by_box(app: TestApp) {
        level(&app, Level::Physician).await;
        let mut kim = app.logged_in("nurse.kim").await;
        let path = add(&mut kim, "Maria", "Gomez").await;
        kim.post(&path, &form("Maria", "Gomez", &[("version", "1"), ("chart_number", "1001"), ("city", "Bangor")])).await;
        let page = kim.post(&path, &form("Maria", "Gomez", &[("version", "1"), ("chart_number", "1001"), ("city", "Portland")])).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("Saved meanwhile: Bangor") && page.input("city") == "Portland", "{}", page.body);
        // Details, insurance and whether somebody left are changed apart: one is no conflict with another.
        let insurance = |payer: &'static str| [("deed", "save-insurance"), ("version", "1"), ("primary_payer", payer)];
        assert_eq!(kim.post(&path, &insurance("Umbrella")).await.status, StatusCode::SEE_OTHER);
        let page = kim.post(&path, &insurance("Acme")).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("Saved meanwhile: Umbrella") && page.input("primary_payer") == "Acme", "{}", page.body);
        kim.post(&path, &[("deed", "deactivate")]).await;
        let again = form("Maria", "Gomez", &[("version", "2"), ("chart_number", "1001"), ("city", "Portland")]);
        assert_eq!(kim.post(&path, &again).await.status, StatusCode::SEE_OTHER);
        let page = kim.post(&path, &form("Maria", "Gomez", &[("version", "3"), ("chart_number", "")])).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("Enter the chart number"), "nobody is renumbered unasked: {}", page.body);
    }

    async fn what_the_second_of_two_editors_left_alone_stays_as_the_first_one_saved_it(app: TestApp) {
        level(&app, Level::Physician).await;
        let mut kim = app.logged_in("nurse.kim").await;
        let path = add(&mut kim, "Maria", "Gomez").await;
        let page = kim.get(&path).await;
        let was = page.input("was");
        assert!(was.contains("\"chart_number\":\"1001\"") && !was.contains("payer"), "{was}");
        let saved = [("version", "1"), ("chart_number", "1001"), ("city", "Bangor"), ("sex", "M")];
        assert_eq!(kim.post(&path, &form("Maria", "Gomez", &saved)).await.status, StatusCode::SEE_OTHER);
        let page = kim.post(&path, &form("Maria", "Gomez", &[("version", "1"), ("was", &was), ("chart_number", "1001"), ("employer", "Elm")])).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.input("city") == "Bangor" && page.input("employer") == "Elm", "{}", page.body);
        assert!(page.has("value=\"M\" selected") && !page.has("Saved meanwhile") && page.input("version") == "2", "{}", page.body);
        // The insurance knows its own.
        let insurance = |was: &'static str, plan: &'static str| [("deed", "save-insurance"), ("version", "1"), ("was", was), ("primary_payer", "Acme"), ("primary_plan", plan)];
        assert_eq!(kim.post(&path, &insurance("{}", "Gold")).await.status, StatusCode::SEE_OTHER);
        let page = kim.post(&path, &insurance("{}", "Silver")).await;
        assert!(page.has(": Saved meanwhile: Gold<") && page.input("primary_plan") == "Silver" && page.input("primary_payer") == "Acme", "{}", page.body);
    }

    async fn the_list_turns_pages_in_order_without_a_gap(app: TestApp) {
        level(&app, Level::Physician).await;
        let mut kim = app.logged_in("nurse.kim").await;
        for n in 0..30 {
            add(&mut kim, &format!("Ana{n:02}"), if n % 2 == 0 { "Ruiz" } else { "Gomez" }).await;
        }
        let first = kim.get(PATH).await;
        assert_eq!(listed(&first), 25);
        let second = look(&mut kim, &[("after", &first.input("after"))]).await;
        assert_eq!(listed(&second), 5);
        assert!(!second.has("name=\"after\"") && second.has("Ruiz, Ana28") && !second.has("Ruiz, Ana18"), "{}", second.body);
        assert!(search(&mut kim, "ruiz").await.has("Ruiz, Ana00"));
        // No address of ours ever holds what somebody is looked for by.
        assert!(!first.has("/patients?"));
    }
}

/// A search and a page of the list are read from an index, however many patients there are.
#[tokio::test]
async fn the_list_and_a_search_read_a_range_of_an_index() {
    let app = TestApp::new(crate::support::Engine::Sqlite).await;
    let app::platform::Db::Sqlite { write, .. } = &app.platform.db else { panic!("wrong engine") };
    for name in ["WALK_ACTIVE", "WALK_ALL", "FIND_PATIENT", "HAS_PATIENTS", "DELETE_KEYS"] {
        let text = app::platform::migrate::all_statements().into_iter().find(|one| one.name == name).unwrap().sqlite;
        let plan: Vec<(i64, i64, i64, String)> =
            sqlx::query_as(sqlx::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {text}"))).fetch_all(write).await.unwrap();
        for (_, _, _, step) in plan {
            assert!(!step.starts_with("SCAN") && !step.contains("TEMP B-TREE"), "{name}: {step}");
        }
    }
}
