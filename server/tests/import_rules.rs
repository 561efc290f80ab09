//! What an import must never do: forget, take two for one, make one twice, take back what somebody did since, hide what it did.

use app::patient_import::operator::Said;
use app::patient_import::worker::{sweep, work};
use axum::http::StatusCode;

use crate::patient_import::{TABLE, check, deed, dump, import, import_file, importer, number, patients};
use crate::support::{Browser, TestApp};

/// Somebody of the table has moved; the last row says how days are written.
const BO_MOVED: &str = "Chart Number,Last Name,First Name,DOB,City\n008,Lee,Bo,3/1/1975,Reno\n,,,2/27/1950,\n";
const DAY: i64 = 24 * 3_600_000;

async fn add(browser: &mut Browser, first: &str, last: &str) {
    let form = [("first_name", first), ("last_name", last), ("birth_date", "1/1/1990"), ("sex", "F"), ("deed", "save")];
    let page = browser.post("/patients/new", &form).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
}

async fn id_of(app: &TestApp, chart: &str) -> String {
    app.newest("patient", &format!("chart_number = '{chart}'")).await.simple().to_string()
}

both_engines! {
    async fn a_file_that_says_nothing_of_the_sex_forgets_none(app: TestApp) {
        let mut lee = importer(&app).await;
        import(&app, &mut lee, TABLE, &[]).await;
        let phones = "Chart Number,Last Name,First Name,DOB,Home Phone\n007,Ruiz,Ana,2/14/1980,207-555-0199\n008,Lee,Bo,3/1/1975,207-555-0143\n";
        let (_, page) = import(&app, &mut lee, phones, &[]).await;
        let counted = ["New patients", "Patients who are there and change", "Patients who are there, with nothing new"];
        assert_eq!(counted.map(|label| number(&page, label)), [0, 1, 1], "{}", page.body);
        let all = dump(&app).await;
        assert!(all.iter().any(|row| row.contains("2075550199") && row.contains("\"sex\":\"F\"")), "{all:?}");
    }

    async fn who_is_kept_beside_somebody_of_the_same_number_gets_another_one(app: TestApp) {
        let mut lee = importer(&app).await;
        import(&app, &mut lee, TABLE, &[]).await;
        let others = "Chart Number,Last Name,First Name,DOB\n007,Stone,Zoe,1/14/1999\n007,Brown,Kim,5/15/1960\n";
        let (path, page) = check(&app, &mut lee, others, &[]).await;
        assert_eq!(page.body.matches("data-double=").count(), 2, "{}", page.body);
        lee.post(&path, &[("deed", "decide"), ("all-possible", "keep-both")]).await;
        let page = deed(&app, &mut lee, &path, &[("deed", "write")]).await;
        assert_eq!((number(&page, "New patients"), number(&page, "Can't be taken"), patients(&app).await), (2, 0, 4), "{}", page.body);
        let all = dump(&app).await;
        assert_eq!(all.iter().filter(|row| row.starts_with("007 ")).count(), 1, "{all:?}");
        assert_eq!(all.iter().filter(|row| row.contains("\"Chart number before\":\"007\"")).count(), 2, "{all:?}");
        let file = lee.get(&format!("{path}?rows=all")).await;
        assert_eq!(file.body.matches("the patient got another one").count(), 2, "{}", file.body);
    }

    async fn a_number_that_was_given_away_since_is_said(app: TestApp) {
        let mut lee = importer(&app).await;
        add(&mut lee, "Eva", "Gomez").await;
        let (path, _) = check(&app, &mut lee, TABLE, &[]).await;
        // Not a new patient: that would have everything checked once more.
        app.sql("UPDATE patient SET chart_number = '007' WHERE chart_number = '1001'").await;
        app.sql("UPDATE patient_key SET key = 'c:007' WHERE key = 'c:1001'").await;
        let page = deed(&app, &mut lee, &path, &[("deed", "write")]).await;
        assert_eq!((number(&page, "New patients"), number(&page, "Can't be taken")), (1, 3), "{}", page.body);
        let file = lee.get(&format!("{path}?rows=failed")).await;
        assert!(file.has("Ruiz") && file.has("the chart number is somebody else"), "{}", file.body);
    }

    async fn rows_are_checked_once_more_when_somebody_came(app: TestApp) {
        let mut lee = importer(&app).await;
        let table = "Last Name,First Name,DOB\nRuiz,Ana,2/14/1980\nLee,Bo,3/15/1975\n";
        let (first, _) = check(&app, &mut lee, table, &[]).await;
        let moved = "Last Name,First Name,DOB,City\nRuiz,Ana,2/14/1980,Reno\nLee,Bo,3/15/1975,Reno\n";
        let (second, _) = check(&app, &mut lee, moved, &[]).await;
        app.platform.clock.advance(1000);
        deed(&app, &mut lee, &first, &[("deed", "write")]).await;
        let page = deed(&app, &mut lee, &second, &[("deed", "write")]).await;
        assert!(page.has("data-import=\"checked\"") && page.has("the rows were checked once more"), "{}", page.body);
        assert_eq!((page.body.matches("data-double=").count(), patients(&app).await), (2, 2), "{}", page.body);
        // What was decided stands when it happens again.
        lee.post(&second, &[("deed", "decide"), ("row-0", "merge"), ("row-1", "keep-both")]).await;
        app.platform.clock.advance(1000);
        add(&mut lee, "Nora", "Newman").await;
        let page = deed(&app, &mut lee, &second, &[("deed", "write")]).await;
        assert!(page.has("data-import=\"checked\""), "{}", page.body);
        assert_eq!(number(&page, "Likely somebody who is there: for you to decide"), 0, "{}", page.body);
        let page = deed(&app, &mut lee, &second, &[("deed", "write")]).await;
        assert!(page.has("data-import=\"done\""), "{}", page.body);
        assert_eq!(patients(&app).await, 4, "Ana once, Bo twice as it was said, Nora");
    }

    async fn who_is_worked_on_while_an_import_is_taken_back_stays(app: TestApp) {
        let mut lee = importer(&app).await;
        let (path, _) = import(&app, &mut lee, TABLE, &[]).await;
        let (second, _) = import(&app, &mut lee, BO_MOVED, &[]).await;
        let bo = format!("/patients/{}", id_of(&app, "008").await);
        lee.post(&second, &[("deed", "undo")]).await;
        app.platform.clock.advance(1000);
        lee.post(&bo, &[("deed", "deactivate")]).await;
        while work(&app.platform).await.unwrap() {}
        assert!(lee.get(&second).await.has("data-import=\"undone\""));
        let all = dump(&app).await;
        assert!(all.iter().any(|row| row.starts_with("008") && row.contains("Reno") && row.contains(" false ")), "{all:?}");
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'import-undone' AND detail LIKE '%\"stay\":1%'").await, 1);
        // And so does a patient whom the first one made: it is not offered any more.
        assert!(lee.get(&path).await.has("of its patients were changed since"));
    }

    async fn who_has_left_since_is_not_put_back(app: TestApp) {
        let mut lee = importer(&app).await;
        import(&app, &mut lee, TABLE, &[]).await;
        let (second, _) = import(&app, &mut lee, BO_MOVED, &[]).await;
        app.platform.clock.advance(1000);
        lee.post(&format!("/patients/{}", id_of(&app, "008").await), &[("deed", "deactivate")]).await;
        assert!(lee.get(&second).await.has("1 of its patients were changed since"));
        let page = deed(&app, &mut lee, &second, &[("deed", "undo")]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    }

    async fn after_a_month_only_numbers_are_kept(app: TestApp) {
        let mut lee = importer(&app).await;
        import(&app, &mut lee, TABLE, &[]).await;
        let (second, _) = import(&app, &mut lee, BO_MOVED, &[]).await;
        let (third, _) = check(&app, &mut lee, "Last Name,First Name,DOB\nNew,Nora,1/14/1990\n", &[]).await;
        assert_eq!(app.count("SELECT COUNT(*) FROM import_before").await, 1);
        app.platform.clock.advance(31 * DAY);
        sweep(&app.platform).await.unwrap();
        for table in ["import_before", "import_part", "import_match", "import_piece"] {
            assert_eq!(app.count(&format!("SELECT COUNT(*) FROM {table}")).await, 0, "{table}");
        }
        let mut lee = app.logged_in("dr.lee").await;
        assert!(lee.get(&second).await.has("forgotten thirty days after"));
        deed(&app, &mut lee, &second, &[("deed", "undo")]).await;
        assert!(dump(&app).await.iter().any(|row| row.contains("Reno")));
        // What was only checked is given up: there is nothing to write any more.
        assert!(lee.get(&third).await.has("data-import=\"undone\""));
    }

    async fn a_number_that_a_patient_keeps_aside_is_kept(app: TestApp) {
        let mut lee = importer(&app).await;
        add(&mut lee, "Ana", "Ruiz").await;
        let table = "Chart Number,Last Name,First Name,DOB\n5532,Ruiz,Ana,1/1/1990\n";
        for written in [1, 0] {
            let (path, _) = check(&app, &mut lee, table, &[("day-order:3", "month-first")]).await;
            lee.post(&path, &[("deed", "decide"), ("all-probable", "merge")]).await;
            let page = deed(&app, &mut lee, &path, &[("deed", "write")]).await;
            assert_eq!(number(&page, "Patients who are there and change"), written, "{}", page.body);
        }
        let all = dump(&app).await;
        assert!(all.len() == 1 && all[0].starts_with("1001") && all[0].contains("5532"), "{all:?}");
        let page = lee.get(&format!("/patients/{}", id_of(&app, "1001").await)).await;
        assert!(page.has("Kept beside the fields") && page.has("5532"), "{}", page.body);
    }

    async fn who_sees_rows_and_patients_is_in_the_trail(app: TestApp) {
        let mut lee = importer(&app).await;
        let (path, _) = import(&app, &mut lee, TABLE, &[]).await;
        lee.get(&format!("{path}?rows=all")).await;
        let seen = "SELECT COUNT(*) FROM audit_entry WHERE kind = 'patient-seen'";
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'import-rows-taken'").await, 1);
        assert_eq!(app.count(seen).await, 0);
        check(&app, &mut lee, "Last Name,First Name,DOB,City\nRuiz,Ana,2/14/1980,Reno\n", &[]).await;
        assert_eq!(app.count(seen).await, 1, "the page of doubles shows one patient");
    }

    async fn a_wrong_word_in_the_mapping_is_refused(app: TestApp) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("in.csv");
        std::fs::write(&path, "Surname,First Name,DOB\nRuiz,Ana,2/14/1980\n").unwrap();
        for (field, header, said) in [("last_name", "Surnam", "is called Surnam"), ("family", "Surname", "no field family")] {
            let mapping = [(field.to_owned(), header.to_owned())].into();
            let report = import_file(&app, &path, &Said { mapping, ..Said::default() }).await;
            assert_eq!((report.state.as_str(), report.created), ("needs-answers", 0), "{report:?}");
            assert!(report.errors.iter().any(|error| error.code == "mapping" && error.message.contains(said)), "{report:?}");
        }
    }

    async fn what_was_said_of_a_file_is_remembered_for_the_corrected_one(app: TestApp) {
        let mut lee = importer(&app).await;
        let table = "Nr,Nachname,First Name,DOB\nX1,Ruiz,Ana,2/14/1980\nX2,Lee,,3/15/1975\n";
        let (path, _) = import(&app, &mut lee, table, &[("column-0", "source_id"), ("column-1", "last_name")]).await;
        let corrected = lee.get(&format!("{path}?rows=failed")).await.body.replace("Lee,,", "Lee,Bo,");
        let (_, page) = import(&app, &mut lee, &corrected, &[]).await;
        assert_eq!((number(&page, "New patients"), patients(&app).await), (1, 2), "{}", page.body);
    }

    async fn what_would_change_of_whom_is_said_before(app: TestApp) {
        let mut lee = importer(&app).await;
        import(&app, &mut lee, TABLE, &[]).await;
        let moved = "Chart Number,Last Name,First Name,DOB,City,Home Phone\n007,Ruiz,Ana,2/14/1980,Reno,207-555-0142\n008,Lee,Bo,3/1/1975,,207-555-0143\n";
        let (path, _) = check(&app, &mut lee, moved, &[]).await;
        let file = lee.get(&format!("{path}?rows=all")).await;
        assert!(file.has("changes City;") && file.body.matches("changes ").count() == 1, "{}", file.body);
    }
}
