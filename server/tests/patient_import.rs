//! Patients from a file: from the upload to the result, and back; who may; what Excel did; two nodes, a restart, a broken-off upload.

use app::patient_import::operator::{Report, Said, import as import_by_operator};
use app::patient_import::worker::work;
use axum::http::StatusCode;

use crate::support::{Browser, Page, TestApp};

const PATH: &str = "/settings/import";

/// An administrator who may.
pub async fn importer(app: &TestApp) -> Browser {
    app.sql("UPDATE users SET level = 'physician' WHERE username = 'dr.lee'").await;
    app.logged_in("dr.lee").await
}

/// Everything that waits.
async fn done(app: &TestApp) {
    while work(&app.platform).await.unwrap() {}
}

/// Chooses a file and waits until it is read; the run's address and page.
async fn upload(app: &TestApp, browser: &mut Browser, file: &str) -> (String, Page) {
    upload_bytes(app, browser, file.as_bytes()).await
}

async fn upload_bytes(app: &TestApp, browser: &mut Browser, file: &[u8]) -> (String, Page) {
    let page = browser.upload(PATH, "file", file).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
    let path = page.location().to_owned();
    done(app).await;
    let page = browser.get(&path).await;
    (path, page)
}

/// The same until its rows are checked, with what the columns are and what is answered.
pub async fn check(app: &TestApp, browser: &mut Browser, file: &str, said: &[(&str, &str)]) -> (String, Page) {
    let (path, page) = upload(app, browser, file).await;
    assert!(page.has("data-import=\"read\""), "{}", page.body);
    let form: Vec<(&str, &str)> = said.iter().copied().chain([("deed", "check")]).collect();
    let page = browser.post(&path, &form).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
    done(app).await;
    let page = browser.get(&path).await;
    assert!(page.has("data-import=\"checked\""), "{}", page.body);
    (path, page)
}

pub async fn deed(app: &TestApp, browser: &mut Browser, path: &str, form: &[(&str, &str)]) -> Page {
    let page = browser.post(path, form).await;
    done(app).await;
    if page.status == StatusCode::SEE_OTHER { browser.get(path).await } else { page }
}

/// The same until it is written.
pub async fn import(app: &TestApp, browser: &mut Browser, file: &str, said: &[(&str, &str)]) -> (String, Page) {
    let (path, _) = check(app, browser, file, said).await;
    let page = deed(app, browser, &path, &[("deed", "write")]).await;
    assert!(page.has("data-import=\"done\""), "{}", page.body);
    (path, page)
}

/// What a run's page says in numbers.
pub fn number(page: &Page, label: &str) -> u64 {
    let Some((_, rest)) = page.body.split_once(&format!("<dt>{label}<")) else { return 0 };
    rest.split_once("<dd>").unwrap().1.split('<').next().unwrap().parse().unwrap()
}

pub async fn patients(app: &TestApp) -> i64 {
    app.count("SELECT COUNT(*) FROM patient").await
}

/// Everybody, as rows of text.
pub async fn dump(app: &TestApp) -> Vec<String> {
    let mut tx = app.platform.db.read().await.unwrap();
    let practice = app.practice;
    let rows = app::patients::bulk::list_patients(&mut tx, practice, uuid::Uuid::nil(), 1000).await.unwrap();
    rows.iter().map(|row| format!("{} {} {} {} {}", row.chart_number, row.details, row.insurance, row.active, row.extras)).collect()
}

pub const TABLE: &str = "Chart Number,Last Name,First Name,DOB,Sex,Zip Code,Home Phone,Shoe Size,Primary Insurance\n\
    007,Ruiz,Ana,2/14/1980,F,04101,207-555-0142,38,Aetna\n\
    008,Lee,Bo,3/1/1975,M,4102,(207) 555-0143,,\n\
    009,Kim,,5/6/1960,F,04103,,,\n\
    010,Hill,James,2/30/1950,M,04104,,,\n";

both_engines! {
    async fn a_file_becomes_patients_and_is_taken_back(app: TestApp) {
        let mut lee = importer(&app).await;
        let (path, page) = check(&app, &mut lee, TABLE, &[]).await;
        assert_eq!((number(&page, "Rows in the file"), number(&page, "New patients"), number(&page, "Can't be taken")), (4, 2, 2), "{}", page.body);
        for part in ["Row 4", "no first name", "Row 5", "is no day", "zeros put back"] {
            assert!(page.has(part), "{part}: {}", page.body);
        }
        assert_eq!(patients(&app).await, 0, "nothing is written before somebody says so");
        let page = deed(&app, &mut lee, &path, &[("deed", "write"), ("all-or-nothing", "yes")]).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("2 rows can"), "{}", page.body);
        let page = deed(&app, &mut lee, &path, &[("deed", "write")]).await;
        assert_eq!((number(&page, "New patients"), patients(&app).await), (2, 2), "{}", page.body);
        let all = dump(&app).await;
        assert!(all.iter().any(|row| row.starts_with("008") && row.contains("\"zip\":\"04102\"")), "{all:?}");
        assert!(all.iter().any(|row| row.starts_with("007") && row.contains("Aetna") && row.contains("\"Shoe Size\":\"38\"")), "{all:?}");
        // They are found as those who were typed in.
        lee.post("/patients", &[("q", "ruiz")]).await;
        assert!(lee.get("/patients").await.has("Ruiz, Ana"));
        let page = deed(&app, &mut lee, &path, &[("deed", "undo")]).await;
        assert!(page.has("data-import=\"undone\""), "{}", page.body);
        assert_eq!((patients(&app).await, app.count("SELECT COUNT(*) FROM patient_key").await), (0, 0));
        let kinds = app.count("SELECT COUNT(*) FROM audit_entry WHERE kind IN ('import-started', 'patients-imported', 'import-undone')").await;
        assert_eq!(kinds, 3);
        let told = app.count("SELECT COUNT(*) FROM audit_entry WHERE detail LIKE '%Ruiz%' OR detail LIKE '%1980%'").await;
        assert!(told == 0 && app.audit_is_whole().await);
        assert_eq!(app.mails().await.len(), 0, "nobody gets a message");
    }

    async fn the_same_file_again_changes_nothing_and_blanks_never_overwrite(app: TestApp) {
        let mut lee = importer(&app).await;
        import(&app, &mut lee, TABLE, &[]).await;
        let before = dump(&app).await;
        let (_, page) = import_or_nothing(&app, &mut lee, TABLE).await;
        assert_eq!(number(&page, "Patients who are there, with nothing new"), 2, "{}", page.body);
        assert_eq!(dump(&app).await, before);
        let later = "Chart Number,Last Name,First Name,DOB,Sex,Zip Code,Home Phone,City\n007,Ruiz,Ana,2/14/1980,F,,207-555-0199,Portland\n";
        let (path, page) = import(&app, &mut lee, later, &[]).await;
        assert_eq!((number(&page, "Patients who are there and change"), patients(&app).await), (1, 2), "{}", page.body);
        let all = dump(&app).await;
        assert!(all.iter().any(|row| row.contains("04101") && row.contains("2075550199") && row.contains("Portland")), "{all:?}");
        // Taking the second file back leaves what the first one wrote.
        let page = deed(&app, &mut lee, &path, &[("deed", "undo")]).await;
        assert!(page.has("data-import=\"undone\""), "{}", page.body);
        assert_eq!(dump(&app).await, before);
    }

    async fn who_was_changed_since_keeps_an_import_from_being_taken_back(app: TestApp) {
        let mut lee = importer(&app).await;
        let (path, _) = import(&app, &mut lee, TABLE, &[]).await;
        app.sql("UPDATE patient SET version = 2 WHERE chart_number = '007'").await;
        assert!(lee.get(&path).await.has("1 of its patients were changed since"));
        let page = deed(&app, &mut lee, &path, &[("deed", "undo")]).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && patients(&app).await == 2, "{}", page.body);
    }

    async fn the_file_comes_back_and_can_be_corrected(app: TestApp) {
        let mut lee = importer(&app).await;
        let (path, _) = import(&app, &mut lee, TABLE, &[]).await;
        let file = lee.get(&format!("{path}?rows=failed")).await;
        assert!(file.has("009,Kim,,") && file.has("no first name") && !file.has("Ruiz"), "{}", file.body);
        let corrected = file.body.replace("009,Kim,,", "009,Kim,Jo,").replace("2/30/1950", "2/28/1950");
        let (_, page) = import(&app, &mut lee, &corrected, &[]).await;
        assert_eq!((number(&page, "New patients"), patients(&app).await), (2, 4), "{}", page.body);
        assert!(dump(&app).await.iter().all(|row| !row.contains("no first name")), "the message is no part of a patient");
    }

    async fn what_nothing_tells_is_asked_once_and_remembered(app: TestApp) {
        let mut lee = importer(&app).await;
        let table = "Nr,Last Name,First Name,DOB,Sex\nX1,Ruiz,Ana,3/4/1980,2\nX2,Lee,Bo,5/6/1975,1\n";
        let (path, page) = upload(&app, &mut lee, table).await;
        for part in ["Is “3/4/1980” month first or day first?", "What do numbers such as “1” mean here?"] {
            assert!(page.has(part), "{part}: {}", page.body);
        }
        let page = deed(&app, &mut lee, &path, &[("deed", "check"), ("column-0", "source_id")]).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("nothing in the file says it"), "{}", page.body);
        let said = [("deed", "check"), ("day-order:3", "day-first"), ("sex-codes:4", "1-male-2-female"), ("tidy", "yes")];
        let page = deed(&app, &mut lee, &path, &said).await;
        assert!(page.has("data-import=\"checked\""), "{}", page.body);
        deed(&app, &mut lee, &path, &[("deed", "write")]).await;
        let all = dump(&app).await;
        assert!(all.iter().any(|row| row.contains("1980-04-03") && row.contains("\"sex\":\"F\"")), "{all:?}");
        let (_, page) = upload(&app, &mut lee, &table.replace("X1", "X3").replace("X2", "X4")).await;
        assert!(page.has("as you said the last time") && page.has("<option value=\"day-first\" selected"), "{}", page.body);
    }

    async fn a_column_twice_and_nothing_for_a_birth_date_are_told(app: TestApp) {
        let mut lee = importer(&app).await;
        let (path, page) = upload(&app, &mut lee, "Last Name,First Name,GENDER,gender\nRuiz,Ana,F,female\n").await;
        assert!(page.has("would be the same as “GENDER”"), "{}", page.body);
        let page = deed(&app, &mut lee, &path, &[("deed", "check"), ("column-3", "sex")]).await;
        assert!(page.has("“GENDER” is this already") && page.has("Say which column is the birth date"), "{}", page.body);
    }

    async fn what_is_no_list_is_refused_with_the_reason(app: TestApp) {
        let mut lee = importer(&app).await;
        for (bytes, said) in [
            ("%PDF-1.7", "of the kind PDF"),
            ("Last Name,First Name\n", "There is no patient in this file"),
            ("<!DOCTYPE x [<!ENTITY a \"b\">]><x><Patient><A>1</A><B>2</B></Patient></x>", "declares names of its own"),
        ] {
            let (_, page) = upload(&app, &mut lee, bytes).await;
            assert!(page.has("data-import=\"refused\"") && page.has(said), "{said}: {}", page.body);
        }
        let page = lee.post(PATH, &[("source", "medisoft")]).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("Choose a file first"), "{}", page.body);
        let page = lee.upload(PATH, "file", b"").await;
        done(&app).await;
        assert!(lee.get(page.location()).await.has("The file is empty"));
    }

    async fn chart_numbers_are_nobody_s_twice(app: TestApp) {
        let mut lee = importer(&app).await;
        let page = lee.post("/patients/new", &[("first_name", "Eva"), ("last_name", "Gomez"), ("birth_date", "1/1/1990"), ("sex", "F"), ("chart_number", "007"), ("deed", "save")]).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
        let (path, page) = check(&app, &mut lee, TABLE, &[]).await;
        assert!(page.has("the chart number “007” is somebody else") && number(&page, "Can't be taken") == 3, "{}", page.body);
        let page = deed(&app, &mut lee, &path, &[("deed", "write")]).await;
        assert_eq!((number(&page, "New patients"), patients(&app).await), (1, 2), "{}", page.body);
        // Without numbers of their own they get the next ones, past those of the file.
        let more = "Last Name,First Name,DOB\nAdams,Al,1/14/1970\nBaker,Bea,1/15/1970\n";
        app.sql("UPDATE patient SET chart_number = '1001' WHERE chart_number = '008'").await;
        app.sql("UPDATE patient_key SET key = 'c:1001' WHERE key = 'c:008'").await;
        import(&app, &mut lee, more, &[]).await;
        let all = dump(&app).await;
        assert!(["1002 ", "1003 "].iter().all(|number| all.iter().any(|row| row.starts_with(number))), "{all:?}");
    }

    async fn somebody_else_s_run_and_who_may_not(app: TestApp) {
        let mut lee = importer(&app).await;
        let (path, _) = upload(&app, &mut lee, TABLE).await;
        let (_, id) = app.other_practice("Elsewhere", "dr.eve").await;
        let mut eve = app.browser();
        eve.log_in(&id, "dr.eve", crate::support::PASSWORD).await;
        app.sql("UPDATE users SET level = 'physician' WHERE username = 'dr.eve'").await;
        assert_eq!(eve.get(&path).await.status, StatusCode::NOT_FOUND);
        assert_eq!(eve.get(&format!("{path}?rows=all")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(eve.post(&path, &[("deed", "cancel")]).await.status, StatusCode::NOT_FOUND);
        app.sql("UPDATE users SET level = 'biller' WHERE username = 'dr.lee'").await;
        for page in [lee.get(&path).await, lee.get(PATH).await, lee.post(&path, &[("deed", "check")]).await, lee.upload(PATH, "file", b"x").await] {
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{}", page.body);
        }
    }

    async fn writing_asks_for_a_fresh_proof_and_two_people_take_turns(app: TestApp) {
        let mut lee = importer(&app).await;
        let (path, _) = check(&app, &mut lee, TABLE, &[]).await;
        app.platform.clock.advance(11 * 60_000);
        let asked = lee.post(&path, &[("deed", "write")]).await;
        assert!(asked.has("Is it you"), "{}", asked.body);
        done(&app).await;
        assert_eq!(patients(&app).await, 0);
        let page = lee.confirm(&path, &asked, &[("password", crate::support::PASSWORD)]).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
        let page = lee.post(&path, &[("deed", "write")]).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("Somebody else has gone on"), "{}", page.body);
        done(&app).await;
        assert_eq!(patients(&app).await, 2);
    }

    async fn a_run_goes_on_where_it_was_when_a_node_dies(app: TestApp) {
        let mut lee = importer(&app).await;
        let (path, _) = check(&app, &mut lee, &many(1_200), &[]).await;
        lee.post(&path, &[("deed", "write")]).await;
        // As if a node had died after the first five hundred: the lease is over, the first part is written.
        let mut step = claimed(&app).await;
        assert!(app::patient_import::run::claim(&app.platform).await.unwrap().is_none(), "one node at a time");
        let first = write_part(&app, &mut step, 0).await;
        assert!(first && patients(&app).await == 500);
        app.platform.clock.advance(61_000);
        done(&app).await;
        let page = lee.get(&path).await;
        assert_eq!((number(&page, "New patients"), patients(&app).await), (1_200, 1_200), "{}", page.body);
        let numbers = app.count("SELECT COUNT(DISTINCT chart_number) FROM patient").await;
        assert_eq!(numbers, 1_200);
    }

    async fn a_file_that_stops_us_each_time_is_refused_with_an_apology(app: TestApp) {
        let mut lee = importer(&app).await;
        let page = lee.upload(PATH, "file", TABLE.as_bytes()).await;
        let path = page.location().to_owned();
        // Three nodes that died over it.
        app.sql("UPDATE import_run SET attempts = 3").await;
        done(&app).await;
        let page = lee.get(&path).await;
        assert!(page.has("data-import=\"refused\"") && page.has("We are sorry: something in this file"), "{}", page.body);
        assert_eq!(app.count("SELECT COUNT(*) FROM import_piece").await + app.count("SELECT COUNT(*) FROM import_part").await, 0);
        // The next file is read as ever.
        let (_, page) = upload(&app, &mut lee, TABLE).await;
        assert!(page.has("data-import=\"read\""), "{}", page.body);
    }

    async fn giving_up_in_the_middle_leaves_nothing(app: TestApp) {
        let mut lee = importer(&app).await;
        let (path, _) = check(&app, &mut lee, &many(1_200), &[]).await;
        lee.post(&path, &[("deed", "write")]).await;
        let mut step = claimed(&app).await;
        write_part(&app, &mut step, 0).await;
        let page = lee.post(&path, &[("deed", "cancel")]).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
        // The node that was at it finds that it is not its own any more.
        assert!(!write_part(&app, &mut step, 1).await);
        app.platform.clock.advance(61_000);
        done(&app).await;
        assert!(lee.get(&path).await.has("data-import=\"undone\""));
        assert_eq!((patients(&app).await, app.count("SELECT COUNT(*) FROM patient_key").await), (0, 0));
        let (path, _) = check(&app, &mut lee, TABLE, &[]).await;
        let parts = app.count("SELECT COUNT(*) FROM import_part").await;
        deed(&app, &mut lee, &path, &[("deed", "cancel")]).await;
        assert_eq!(app.count("SELECT COUNT(*) FROM import_part").await, parts - 1);
    }

    async fn the_template_comes_back_without_a_question(app: TestApp) {
        let mut lee = importer(&app).await;
        let start = lee.get(PATH).await;
        for (name, kind) in [("template.csv", "text/csv"), ("template.xlsx", "spreadsheetml")] {
            let address = format!("{PATH}/{name}");
            assert!(start.has(&format!("href=\"{address}\"")), "{}", start.body);
            let file = lee.get(&address).await;
            assert_eq!(file.status, StatusCode::OK);
            assert!(file.headers["content-type"].to_str().unwrap().contains(kind) && file.headers["content-disposition"].to_str().unwrap().contains(name));
            let path = lee.upload(PATH, "file", &file.bytes).await.location().to_owned();
            done(&app).await;
            let page = lee.get(&path).await;
            assert!(page.has("data-import=\"read\""), "{}", page.body);
            // Every column is known by its name, but the one that the example leaves empty.
            let (columns, known) = (page.body.matches("data-column=").count(), page.body.matches("by its name").count());
            assert!(columns > 50 && columns == known && page.has("1 column is empty"), "{name}: {columns} {known} {}", page.body);
            let page = deed(&app, &mut lee, &path, &[("deed", "check")]).await;
            assert!(page.has("data-import=\"checked\"") && number(&page, "New patients") == 1, "{}", page.body);
            assert!(page.has("Delete-This-Row") && page.has("02/14/1980") && page.has("04101") && page.has("Nothing had to be repaired"), "{}", page.body);
            deed(&app, &mut lee, &path, &[("deed", "cancel")]).await;
        }
        assert_eq!(patients(&app).await, 0);
    }

    async fn a_file_that_is_only_checked_leaves_nothing_of_what_was_in_it(app: TestApp) {
        let mut lee = importer(&app).await;
        assert!(lee.get(PATH).await.has("Only want to check a file?"));
        import(&app, &mut lee, TABLE, &[]).await;
        let (run, before) = (app.count("SELECT COUNT(*) FROM import_run").await, dump(&app).await);
        app.sql("DELETE FROM import_part").await;
        app.sql("DELETE FROM import_match").await;
        // Given up at each pause: while it waits to be read, when it is read, when its rows are checked, when it can't be read.
        let waiting = lee.upload(PATH, "file", TABLE.as_bytes()).await.location().to_owned();
        deed(&app, &mut lee, &waiting, &[("deed", "cancel")]).await;
        let (read, _) = upload(&app, &mut lee, TABLE).await;
        deed(&app, &mut lee, &read, &[("deed", "cancel")]).await;
        let twice = "Last Name,First Name,DOB,Sex,City\nRuiz,Ana,2/14/1980,F,Bangor\nHill,James,2/30/1950,M,Bangor\n";
        let (checked, page) = check(&app, &mut lee, twice, &[]).await;
        assert!(page.has("data-double=") && page.has("what was in the file is deleted"), "{}", page.body);
        deed(&app, &mut lee, &checked, &[("deed", "cancel")]).await;
        let (refused, _) = upload(&app, &mut lee, "%PDF-1.7").await;
        deed(&app, &mut lee, &refused, &[("deed", "cancel")]).await;
        // One that was written and taken back as well.
        let (undone, _) = import(&app, &mut lee, "Last Name,First Name,DOB\nQuist,Eva,1/14/1970\nQuist,,1/15/1970\n", &[]).await;
        deed(&app, &mut lee, &undone, &[("deed", "undo")]).await;
        for table in ["import_piece", "import_part", "import_match"] {
            assert_eq!(app.count(&format!("SELECT COUNT(*) FROM {table}")).await, 0, "{table}");
        }
        assert_eq!(app.count("SELECT COUNT(*) FROM import_run").await, run + 5);
        let told = "SELECT COUNT(*) FROM import_run WHERE state = 'undone' AND (shape <> '{}' OR plan <> '{}' OR parts <> 0 OR counts LIKE '%2/30/1950%' OR counts LIKE '%Quist%')";
        assert_eq!(app.count(told).await, 0);
        // What columns are is kept for the next file, and nothing that was in their cells.
        assert!(app.count("SELECT COUNT(*) FROM import_memory").await > 0);
        assert_eq!(app.count("SELECT COUNT(*) FROM import_memory WHERE choice LIKE '%Ruiz%' OR choice LIKE '%1980%'").await, 0);
        assert_eq!(dump(&app).await, before);
    }

    async fn the_operator_s_way_asks_in_its_report_and_writes_the_same(app: TestApp) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("patients.csv");
        std::fs::write(&path, "Nr;Surname;Given;DOB;Sex;Zip\nX1;Ruiz;Ana;3/4/1980;2;4101\nX2;Lee;Bo;5/6/1975;1;04401\nX3;Kim;;5/6/1960;1;04401\n").unwrap();
        let mut said = Said { mapping: [("source_id".to_owned(), "Nr".to_owned())].into(), ..Said::default() };
        let report = import_file(&app, &path, &said).await;
        assert_eq!((report.state.as_str(), report.rows, report.dialect.as_str(), patients(&app).await), ("needs-answers", 3, ";", 0));
        let asked: Vec<&str> = report.questions.iter().map(|asked| asked.id.as_str()).collect();
        assert_eq!(asked, ["day-order:DOB", "sex-codes:Sex"]);
        said.answers = [("day-order:DOB", "day-first"), ("sex-codes:Sex", "1-male-2-female")].map(|(a, b)| (a.to_owned(), b.to_owned())).into();
        let report = import_file(&app, &path, &Said { dry_run: true, ..said.clone() }).await;
        assert_eq!((report.state.as_str(), report.created, report.failed, patients(&app).await), ("checked", 2, 1, 0));
        assert_eq!(app.count("SELECT COUNT(*) FROM import_part").await, 0, "nothing of a dry run is kept");
        let report = import_file(&app, &path, &said).await;
        assert_eq!((report.state.as_str(), report.created, report.failed, patients(&app).await), ("written", 2, 1, 2));
        assert_eq!((report.mapping["last_name"].as_str(), report.repairs["zip-padded"]), ("Surname", 1));
        assert_eq!((report.errors[0].row, report.errors[0].code.as_str()), (4, "no-first-name"));
        assert!(dump(&app).await.iter().any(|row| row.contains("1980-04-03")));
        let report = import_file(&app, &path, &said).await;
        assert_eq!((report.created, report.updated, report.unchanged), (0, 0, 2), "{report:?}");
        std::fs::write(&path, "%PDF-1.7").unwrap();
        let report = import_file(&app, &path, &said).await;
        assert!(report.state == "refused" && report.errors[0].message.contains("of the kind PDF"), "{report:?}");
        assert!(app.audit_is_whole().await);
        // On the page it is the operator's.
        let mut lee = importer(&app).await;
        assert!(lee.get(PATH).await.has("patients.csv"));
    }

    async fn another_sheet_is_read_while_the_columns_are_not_said(app: TestApp) {
        let mut lee = importer(&app).await;
        let (path, page) = upload_bytes(&app, &mut lee, DATABASE).await;
        for part in ["data-import=\"read\"", "Kind: access", "<option value=\"tblPatients\" selected", "<option value=\"Visits\"", "Read this sheet", "LastName"] {
            assert!(page.has(part), "{part}: {}", page.body);
        }
        assert!(!page.has("they are numbered"), "{}", page.body);
        assert!(app.count("SELECT COUNT(*) FROM import_piece").await > 0, "the file stays while another sheet can be chosen");
        let page = deed(&app, &mut lee, &path, &[("deed", "sheet"), ("sheet", "Visits")]).await;
        assert!(page.has("<option value=\"Visits\" selected") && page.has("Reason") && !page.has("LastName"), "{}", page.body);
        assert_eq!(app.count("SELECT COUNT(*) FROM import_part").await, 1);
        for sheet in ["", "nothing"] {
            let page = deed(&app, &mut lee, &path, &[("deed", "sheet"), ("sheet", sheet)]).await;
            assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("Somebody else has gone on"), "{}", page.body);
        }
        deed(&app, &mut lee, &path, &[("deed", "sheet"), ("sheet", "tblPatients")]).await;
        let page = deed(&app, &mut lee, &path, &[("deed", "check")]).await;
        assert!(page.has("data-import=\"checked\""), "{}", page.body);
        assert_eq!(app.count("SELECT COUNT(*) FROM import_piece").await, 0, "the rows are all that is needed now");
        // Back at the columns there is nothing to read another sheet from.
        let page = deed(&app, &mut lee, &path, &[("deed", "columns")]).await;
        assert!(page.has("data-import=\"read\"") && !page.has("Read this sheet"), "{}", page.body);
        let page = deed(&app, &mut lee, &path, &[("deed", "sheet"), ("sheet", "Visits")]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", page.body);
        deed(&app, &mut lee, &path, &[("deed", "check")]).await;
        let page = deed(&app, &mut lee, &path, &[("deed", "write")]).await;
        // The other one is born in 1895.
        assert_eq!((number(&page, "New patients"), number(&page, "Can't be taken"), patients(&app).await), (1, 1, 1), "{}", page.body);
        assert!(dump(&app).await.iter().any(|row| row.contains("Ruíz") && row.contains("\"sex\":\"F\"")));
    }

    async fn a_sheet_without_patients_leaves_the_choice_and_the_file_goes_when_it_is_given_up(app: TestApp) {
        let mut lee = importer(&app).await;
        let book = workbook();
        let (path, page) = upload_bytes(&app, &mut lee, &book).await;
        assert!(page.has("<option value=\"Patients\" selected"), "{}", page.body);
        let page = deed(&app, &mut lee, &path, &[("deed", "sheet"), ("sheet", "Template")]).await;
        assert!(page.has("data-import=\"refused\"") && page.has("There is no patient") && page.has("<option value=\"Template\" selected"), "{}", page.body);
        let page = deed(&app, &mut lee, &path, &[("deed", "sheet"), ("sheet", "Patients")]).await;
        assert!(page.has("data-import=\"read\"") && page.has("Ruiz"), "{}", page.body);
        let page = deed(&app, &mut lee, &path, &[("deed", "cancel")]).await;
        assert!(page.has("data-import=\"undone\""), "{}", page.body);
        assert_eq!(app.count("SELECT COUNT(*) FROM import_piece").await, 0);
        // One that nobody went on with.
        let (path, _) = upload_bytes(&app, &mut lee, &book).await;
        deed(&app, &mut lee, &path, &[("deed", "sheet"), ("sheet", "Template")]).await;
        app.platform.clock.advance(31 * 24 * 3_600_000);
        assert_eq!(app::patient_import::worker::sweep(&app.platform).await.unwrap(), 1);
        assert_eq!(app.count("SELECT COUNT(*) FROM import_piece").await, 0);
        // A file with nothing to choose from is not kept.
        let mut lee = app.logged_in("dr.lee").await;
        let (_, page) = upload(&app, &mut lee, TABLE).await;
        assert!(!page.has("Read this sheet") && app.count("SELECT COUNT(*) FROM import_piece").await == 0, "{}", page.body);
    }

    async fn what_a_system_keeps_in_files_beside_is_joined_and_said(app: TestApp) {
        let mut lee = importer(&app).await;
        let (path, page) = upload_bytes(&app, &mut lee, LYTEC).await;
        for part in ["From Lytec", "Joined to each patient from the files beside: guarantor.csv, insurance.csv", "Aetna"] {
            assert!(page.has(part), "{part}: {}", page.body);
        }
        deed(&app, &mut lee, &path, &[("deed", "check")]).await;
        let page = deed(&app, &mut lee, &path, &[("deed", "write")]).await;
        assert_eq!(number(&page, "New patients"), 2, "{}", page.body);
        let all = dump(&app).await;
        let has = |parts: &[&str]| all.iter().any(|row| parts.iter().all(|part| row.contains(part)));
        assert!(has(&["Ruiz", "\"primary_payer\":\"Aetna\"", "\"primary_member_id\":\"W1\""]), "{all:?}");
        assert!(has(&["\"primary_subscriber\":\"Kay M Lee\"", "\"primary_subscriber_birth_date\":\"1985-01-02\""]), "{all:?}");
    }

    async fn the_operator_names_a_sheet(app: TestApp) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("practice.zip");
        std::fs::write(&path, DATABASE).unwrap();
        let said = Said { sheet: "nothing".to_owned(), dry_run: true, ..Said::default() };
        let report = import_file(&app, &path, &said).await;
        assert!(report.state == "refused" && report.errors[0].message.contains("There are: tblPatients, Visits"), "{report:?}");
        let report = import_file(&app, &path, &Said { sheet: "Visits".to_owned(), ..said.clone() }).await;
        assert_eq!((report.state.as_str(), report.rows, report.sheet.as_str()), ("needs-answers", 5, "Visits"));
        let report = import_file(&app, &path, &Said { sheet: String::new(), ..said.clone() }).await;
        assert_eq!((report.state.as_str(), report.created, report.sheet.as_str()), ("checked", 1, "tblPatients"), "{report:?}");
        assert_eq!((report.other_sheets, report.format.as_str()), (vec!["Visits".to_owned()], "access"));
        std::fs::write(&path, TABLE).unwrap();
        let report = import_file(&app, &path, &said).await;
        assert!(report.state == "refused" && report.errors[0].message.contains("no sheets"), "{report:?}");
        assert_eq!(app.count("SELECT COUNT(*) FROM import_part").await, 0);
    }

    async fn what_was_in_files_is_forgotten_after_a_month(app: TestApp) {
        let mut lee = importer(&app).await;
        let (path, _) = import(&app, &mut lee, TABLE, &[]).await;
        app.platform.clock.advance(31 * 24 * 3_600_000);
        assert_eq!(app::patient_import::worker::sweep(&app.platform).await.unwrap(), 1);
        assert_eq!(app.count("SELECT COUNT(*) FROM import_part").await, 0);
        let mut lee = app.logged_in("dr.lee").await;
        let page = lee.get(&path).await;
        assert_eq!((number(&page, "New patients"), patients(&app).await), (2, 2), "{}", page.body);
        assert!(!page.has("2/30/1950") && lee.get(&format!("{path}?rows=all")).await.status == StatusCode::NOT_FOUND);
    }
}

/// A database of Access with two tables, in a ZIP.
const DATABASE: &[u8] = include_bytes!("../../intake/tests/files/access2000.mdb.zip");

/// The patients, insurances and guarantors of Lytec, in a ZIP.
const LYTEC: &[u8] = include_bytes!("../../intake/tests/files/lytec.zip");

/// A workbook with a header that nobody is below, and a list.
fn workbook() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("Template").unwrap();
    sheet.write(0, 0, "Last Name").unwrap().write(0, 1, "First Name").unwrap();
    let sheet = book.add_worksheet().set_name("Patients").unwrap();
    for (row, cells) in (0..).zip([["Last Name", "First Name", "DOB"], ["Ruiz", "Ana", "2/14/1980"]]) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write(row, column, cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

/// A file of people who are nobody's doubles.
fn many(n: u64) -> String {
    let name = |n: u64| {
        (0..6)
            .map(|at| char::from(b'a' + u8::try_from(n.wrapping_mul(2_654_435_761) / 26_u64.pow(at) % 26).unwrap()))
            .collect::<String>()
    };
    let row = |n: u64| format!("{n:05},{},{},{}/14/19{},F\n", name(n), name(n + 77_777), 1 + n % 12, 20 + n % 70);
    format!("Chart Number,Last Name,First Name,DOB,Sex\n{}", (1..=n).map(row).collect::<Vec<_>>().concat())
}

/// What `vestibule import` does.
pub async fn import_file(app: &TestApp, path: &std::path::Path, said: &Said) -> Report {
    import_by_operator(&app.platform, app.practice, path, said).await.unwrap()
}

/// The run that waits, in the hands of a node that has begun to write it.
async fn claimed(app: &TestApp) -> app::patient_import::store::RunRow {
    let mut run = app::patient_import::run::claim(&app.platform).await.unwrap().unwrap();
    assert!(app::patient_import::write::begin(&app.platform, &mut run).await.unwrap());
    run
}

/// One part, as a node writes it.
async fn write_part(app: &TestApp, run: &mut app::patient_import::store::RunRow, number: i64) -> bool {
    let plan = std::sync::Arc::new(run.plan());
    app::patient_import::write::write_part(&app.platform, run, &plan, number).await.unwrap()
}

/// A file that brings nothing new: there is nothing to write.
async fn import_or_nothing(app: &TestApp, browser: &mut Browser, file: &str) -> (String, Page) {
    let (path, page) = check(app, browser, file, &[]).await;
    let wrote = deed(app, browser, &path, &[("deed", "write")]).await;
    assert!(wrote.has("There is nothing to write"), "{}", wrote.body);
    (path, page)
}
