//! Rows that are likely somebody who is there: what is asked, where the undecided ones are, and whom a row goes to in the end.

use app::patient_import::operator::Said;

use crate::patient_import::{TABLE, check, deed, dump, import, import_file, importer, number, patients};
use crate::support::TestApp;

both_engines! {
    async fn doubles_wait_for_a_decision(app: TestApp) {
        let mut lee = importer(&app).await;
        import(&app, &mut lee, TABLE, &[]).await;
        let again = "Last Name,First Name,DOB,Sex,City,Home Phone\n\
            Ruiz,Ana,2/14/1980,F,Bangor,207-555-0142\n\
            Lee,Bo,1/3/1975,M,Bangor,207-555-0143\n\
            Gomez,Eva,7/14/1990,F,Bangor,\n\
            Gomez,Eva,7/14/1990,F,Reno,\n";
        let (path, page) = check(&app, &mut lee, again, &[]).await;
        assert_eq!((number(&page, "New patients"), page.body.matches("data-double=").count()), (1, 3), "{}", page.body);
        for part in ["same names and birth date", "same names, close birth dates", "In row 4", "In the practice"] {
            assert!(page.has(part), "{part}: {}", page.body);
        }
        lee.post(&path, &[("deed", "decide"), ("row-0", "merge"), ("row-1", "keep-both")]).await;
        let page = lee.get(&path).await;
        assert_eq!(number(&page, "Likely somebody who is there: for you to decide"), 1, "{}", page.body);
        let page = deed(&app, &mut lee, &path, &[("deed", "write")]).await;
        let counted = ["New patients", "Patients who are there and change", "Likely somebody who is there: for you to decide"];
        assert_eq!(counted.map(|label| number(&page, label)), [2, 1, 1], "{}", page.body);
        let all = dump(&app).await;
        assert_eq!(all.len(), 4);
        assert!(all.iter().any(|row| row.starts_with("007") && row.contains("Bangor") && row.contains("Aetna")), "{all:?}");
        let file = lee.get(&format!("{path}?rows=doubles")).await;
        assert!(file.has("Gomez,Eva,7/14/1990,F,Reno") && !file.has("Bangor"), "{}", file.body);
    }

    async fn a_row_goes_where_the_row_went_that_it_is_like(app: TestApp) {
        let mut lee = importer(&app).await;
        import(&app, &mut lee, TABLE, &[]).await;
        // Each day of birth is a digit from the one before it: only the first row is like the patient.
        let again = "Last Name,First Name,DOB,Sex,City,Home Phone,Email\n\
            Ruiz,Ana,2/24/1980,F,Bangor,207-555-0142,\n\
            Ruiz,Ana,2/25/1980,F,,207-555-0142,ana@ruiz.example\n\
            Ruiz,Ana,3/25/1980,F,Reno,207-555-0142,\n";
        let (path, page) = check(&app, &mut lee, again, &[]).await;
        for part in ["In the practice", "In row 2", "In row 3"] {
            assert!(page.has(part), "{part}: {}", page.body);
        }
        let said = [("deed", "decide"), ("row-0", "merge"), ("row-1", "merge"), ("row-2", "merge")];
        lee.post(&path, &said).await;
        let page = deed(&app, &mut lee, &path, &[("deed", "write")]).await;
        assert_eq!((number(&page, "New patients"), number(&page, "Patients who are there and change")), (0, 3), "{}", page.body);
        let all = dump(&app).await;
        assert_eq!(all.len(), 2, "{all:?}");
        assert!(all.iter().any(|row| row.starts_with("007") && row.contains("Reno") && row.contains("ana@ruiz.example")), "{all:?}");
        // Back to what they were before the first of them.
        let page = deed(&app, &mut lee, &path, &[("deed", "undo")]).await;
        assert!(page.has("data-import=\"undone\""), "{}", page.body);
        assert!(dump(&app).await.iter().all(|row| !row.contains("Reno") && !row.contains("Bangor")));
    }

    async fn a_row_like_one_that_was_left_out_is_new(app: TestApp) {
        let mut lee = importer(&app).await;
        import(&app, &mut lee, TABLE, &[]).await;
        let again = "Last Name,First Name,DOB,Home Phone\nRuiz,Ana,2/24/1980,207-555-0142\nRuiz,Ana,2/25/1980,207-555-0142\n";
        let (path, _) = check(&app, &mut lee, again, &[]).await;
        lee.post(&path, &[("deed", "decide"), ("row-0", "skip"), ("row-1", "merge")]).await;
        let page = deed(&app, &mut lee, &path, &[("deed", "write")]).await;
        assert_eq!((number(&page, "New patients"), patients(&app).await), (1, 3), "{}", page.body);
    }

    async fn the_undecided_ones_are_a_link_away(app: TestApp) {
        let mut lee = importer(&app).await;
        let names = ["Alpha", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "India", "Juliet"];
        let row = |n: usize| format!("{},{},{}/{}/19{}\n", names[n % 10], names[n / 10 + 3], n % 12 + 1, n % 28 + 1, 40 + n);
        let people: String = (0..60).map(row).collect();
        import(&app, &mut lee, &format!("Last Name,First Name,DOB\n{people}"), &[]).await;
        let again: String = (0..60).map(|n| row(n).replace('\n', ",Reno\n")).collect();
        let (path, page) = check(&app, &mut lee, &format!("Last Name,First Name,DOB,City\n{again}"), &[]).await;
        assert_eq!(page.body.matches("data-double=").count(), 25, "{}", page.body);
        assert!(page.has("from=25#doubles-title\" rel=\"external\">The next ones to be decided") && !page.has("From the beginning"));
        // On the second page all but one are decided, and the next page is there by itself.
        let all: Vec<(String, &str)> = (25..50).filter(|n| *n != 30).map(|n| (format!("row-{n}"), "skip")).collect();
        let said: Vec<(&str, &str)> = all.iter().map(|(name, value)| (name.as_str(), *value)).chain([("deed", "decide")]).collect();
        let page = lee.post(&format!("{path}?from=25"), &said).await;
        assert!(page.location().contains("from=30&done=decided"), "{}", page.location());
        lee.post(&format!("{path}?from=30"), &[("deed", "decide"), ("row-30", "skip")]).await;
        let page = lee.get(&format!("{path}?from=25")).await;
        assert!(page.has("from=50#doubles-title\" rel=\"external\">The next ones to be decided"), "{}", page.body);
        let page = lee.get(&format!("{path}?from=50")).await;
        assert!(page.has("from=0#doubles-title\" rel=\"external\">From the beginning"), "{}", page.body);
        // After the last page the first ones are left.
        let page = lee.post(&format!("{path}?from=50"), &[("deed", "decide"), ("all-probable", "merge"), ("all-possible", "merge")]).await;
        assert!(page.location().contains("from=50&done=decided"), "{}", page.location());
        assert!(lee.get(&path).await.has("Kept. 0 are not decided") || !lee.get(&path).await.has("to be decided"));
    }

    async fn an_operator_decides_about_all_of_a_likeness(app: TestApp) {
        let mut lee = importer(&app).await;
        import(&app, &mut lee, TABLE, &[]).await;
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("again.csv");
        std::fs::write(&path, "Last Name,First Name,DOB,City\nRuiz,Ana,2/14/1980,Bangor\nLee,Bo,1/3/1975,Reno\nNew,Nora,1/1/1990,\n").unwrap();
        let mut said = Said::default();
        let mut report = import_file(&app, &path, &Said { dry_run: true, ..said.clone() }).await;
        let asked: Vec<(&str, &str)> = report.questions.iter().map(|asked| (asked.id.as_str(), asked.answer.as_str())).collect();
        assert_eq!((report.duplicates, asked), (1, vec![("probable", "")]), "{report:?}");
        said.answers.insert("probable".to_owned(), "perhaps".to_owned());
        report = import_file(&app, &path, &said).await;
        assert_eq!((report.state.as_str(), report.errors[0].field.as_str(), patients(&app).await), ("needs-answers", "probable", 2));
        said.answers.insert("probable".to_owned(), "merge".to_owned());
        report = import_file(&app, &path, &said).await;
        assert_eq!((report.created, report.updated, report.duplicates), (2, 1, 0), "{report:?}");
        assert_eq!(report.questions[0].answer, "merge");
        assert!(dump(&app).await.iter().any(|row| row.starts_with("007") && row.contains("Bangor")));
    }
}
