//! Documents of patients: in and out byte by byte, what is refused, who may, and that nothing of them is where it must not be.

use app::levels::model::{Area, Level};
use app::patient_documents::room::{ALL, MIB};
use app::patient_documents::service::{DocumentRow, judged, keep};
use app::patient_import::worker::work;
use axum::http::StatusCode;
use uuid::Uuid;

use crate::levels::save as save_levels;
use crate::patient_import::importer;
use crate::patients::add as add_patient;
use crate::support::{Browser, PASSWORD, Page, TestApp};

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj <<>> endobj\n%%EOF\n";

/// A form with a file, up to its end.
fn form(name: &str, bytes: &[u8]) -> Vec<u8> {
    let head = format!("--frontier\r\nContent-Disposition: form-data; name=\"document_file\"; filename=\"{name}\"\r\n\r\n");
    [head.as_bytes(), bytes, b"\r\n"].concat()
}

async fn upload(browser: &mut Browser, patient: &str, name: &str, bytes: &[u8]) -> Page {
    let body = [form(name, bytes), b"--frontier--\r\n".to_vec()].concat();
    browser.upload_raw(&format!("{patient}/documents"), body).await
}

/// Adds a document to a patient, by the path of their page; its own path.
pub async fn add(browser: &mut Browser, patient: &str) -> String {
    let page = upload(browser, patient, "letter.pdf", PDF).await;
    assert_eq!(page.location(), format!("{patient}?done=document-added#documents"), "{}", page.body);
    newest(browser, patient).await
}

/// The path of the first in the list.
async fn newest(browser: &mut Browser, patient: &str) -> String {
    let page = browser.get(patient).await;
    let id = page.body.split("data-document=\"").nth(1).unwrap().split('"').next().unwrap();
    format!("{patient}/documents/{id}")
}

async fn open(browser: &mut Browser, document: &str) -> Page {
    browser.get(&format!("{document}?open=yes")).await
}

async fn kinds(app: &TestApp, kind: &str) -> i64 {
    app.count(&format!("SELECT COUNT(*) FROM audit_entry WHERE kind = '{kind}'")).await
}

async fn documents(app: &TestApp) -> (i64, i64) {
    (app.count("SELECT COUNT(*) FROM patient_document").await, app.count("SELECT COUNT(*) FROM patient_document_piece").await)
}

/// Somebody who may change patients.
async fn editor(app: &TestApp) -> Browser {
    app.sql("UPDATE users SET level = 'physician' WHERE username = 'nurse.kim'").await;
    app.logged_in("nurse.kim").await
}

both_engines! {
    async fn a_document_leaves_as_it_came_and_the_trail_has_its_id_and_size_alone(app: TestApp) {
        let mut kim = editor(&app).await;
        let patient = add_patient(&mut kim, "Maria", "Gomez").await;
        assert!(kim.get(&patient).await.has("There are no documents yet"));
        // No multiple of a piece, and every byte there is.
        let bytes: Vec<u8> = PDF.iter().copied().chain((0..=255_u8).cycle().take(3 * MIB + 77)).collect();
        let page = upload(&mut kim, &patient, "C:\\scans\\Gómez knee \u{202e}fdp.PDF", &bytes).await;
        assert_eq!(page.location(), format!("{patient}?done=document-added#documents"), "{}", page.body);
        let page = kim.get(&format!("{patient}?done=document-added")).await;
        for part in ["The document was added.", ">Gómez knee fdp.PDF<", "3.1 MB · added by Jin Kim, 01/"] {
            assert!(page.has(part), "{part}: {}", page.body);
        }
        assert_eq!(documents(&app).await, (1, 4));
        assert_eq!(app.count("SELECT COUNT(*) FROM patient_document WHERE record = id AND origin = '' AND LENGTH(added_on) = 10 AND import_run IS NULL").await, 1);
        let document = newest(&mut kim, &patient).await;
        let file = open(&mut kim, &document).await;
        assert!(file.status == StatusCode::OK && file.bytes == bytes, "{} of {} bytes", file.bytes.len(), bytes.len());
        let expected = [
            ("content-type", "application/pdf"),
            ("content-length", &bytes.len().to_string()),
            ("content-disposition", "attachment; filename=\"G_mez knee fdp.PDF\"; filename*=UTF-8''G%C3%B3mez%20knee%20fdp.PDF"),
            ("content-security-policy", "default-src 'none'; sandbox"),
            ("x-content-type-options", "nosniff"),
            ("cache-control", "no-store"),
        ];
        for (name, value) in expected {
            assert_eq!(file.headers[name], value, "{name}");
        }
        let page = kim.get(&document).await;
        for part in ["<title>A patient&#x27;s document</title>", "Maria Gomez", "Gómez knee fdp.PDF", "It is gone for good"] {
            assert!(page.has(part) || page.has(&part.replace("&#x27;", "'")), "{part}: {}", page.body);
        }
        // Who has left can still be looked up.
        kim.post(&patient, &[("deed", "deactivate")]).await;
        assert_eq!(open(&mut kim, &document).await.bytes.len(), bytes.len());
        let page = kim.post(&document, &[("deed", "remove")]).await;
        assert_eq!(page.location(), format!("{patient}?done=document-removed#documents"), "{}", page.body);
        assert_eq!(documents(&app).await, (0, 0));
        for page in [open(&mut kim, &document).await, kim.get(&document).await, kim.post(&document, &[("deed", "remove")]).await] {
            assert!(page.status == StatusCode::NOT_FOUND && page.has("There is no such document"), "{}", page.body);
        }
        for (kind, n) in [("document-added", 1), ("document-opened", 2), ("document-removed", 1)] {
            assert_eq!(kinds(&app, kind).await, n, "{kind}");
        }
        let id = document.rsplit('/').next().unwrap();
        let told = format!("kind LIKE 'document-%' AND subject = (SELECT id FROM patient) AND detail LIKE '%{id}%' AND detail LIKE '%\"size\":{}%' AND detail LIKE '%\"chart\":\"1001\"%'", bytes.len());
        assert_eq!(app.count(&format!("SELECT COUNT(*) FROM audit_entry WHERE {told}")).await, 4);
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE detail LIKE '%knee%' OR detail LIKE '%.PDF%'").await, 0, "a name may be a patient's");
        // The report finds them by the patient.
        let of = patient.rsplit('/').next().unwrap();
        let page = app.logged_in("dr.lee").await.get(&format!("/settings/audit?patient={of}&group=patients")).await;
        for part in ["A document was added to a patient", "document was opened", "document was removed"] {
            assert!(page.has(part), "{part}: {}", page.body);
        }
        assert!(app.audit_is_whole().await);
    }

    async fn what_runs_or_is_empty_or_large_is_refused_with_a_sentence(app: TestApp) {
        let mut kim = editor(&app).await;
        let patient = add_patient(&mut kim, "Maria", "Gomez").await;
        for (name, bytes, said) in [
            ("letter.pdf", b"MZ\x90\0\x03\0\0\0".as_slice(), "none of the kinds"),
            ("letter.xml", b"<html><script>alert(1)</script></html>", "none of the kinds"),
            ("scan.png", b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>", "none of the kinds"),
            ("letter.txt", b"#!/bin/sh\n", "none of the kinds"),
            ("letter.txt", b"Mu\xf1oz", "none of the kinds"),
            ("letter.pdf", b"", "This file is empty"),
            ("", b"", "Choose a file first"),
            ("letter.pdf", &[PDF, &vec![0; 25 * MIB]].concat(), "larger than 25 MB"),
        ] {
            let page = upload(&mut kim, &patient, name, bytes).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{said}");
            assert!(page.has("href=\"#document_file\"") && page.has(said) && page.has("Maria Gomez"), "{said}: {}", page.body);
            // The other forms of that page go where they belong.
            assert!(page.has(&format!("action=\"{patient}\"")), "{}", page.body);
        }
        let page = kim.post(&format!("{patient}/documents"), &[("deed", "add")]).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("Choose a file first"), "{}", page.body);
        assert_eq!((documents(&app).await, kinds(&app, "document-added").await), ((0, 0), 0));
        // A script in the clothes of a text is a text.
        upload(&mut kim, &patient, "run.bat", b"@echo off\r\n").await;
        let document = newest(&mut kim, &patient).await;
        let file = open(&mut kim, &document).await;
        assert!(file.headers["content-disposition"].to_str().unwrap().starts_with("attachment; filename=\"run.bat.txt\""), "{:?}", file.headers);
        assert_eq!(file.headers["content-type"], "text/plain; charset=utf-8");
        // So many, and no more.
        let page = kim.get(&patient).await;
        assert!(page.has("run.bat.txt"));
        let mut tx = app.platform.db.write().await.unwrap();
        for n in 0..499_u128 {
            document_of(&mut tx, &app, Uuid::try_parse(patient.rsplit('/').next().unwrap()).unwrap(), (Uuid::from_u128(n), None)).await;
        }
        tx.commit().await.unwrap();
        let page = upload(&mut kim, &patient, "letter.pdf", PDF).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("This patient has 500 documents"), "{}", page.status);
    }

    async fn a_file_that_is_cut_or_finds_no_room_leaves_nothing(app: TestApp) {
        let mut kim = editor(&app).await;
        let patient = add_patient(&mut kim, "Maria", "Gomez").await;
        let bytes = [PDF, &vec![7; 2 * MIB]].concat();
        let page = kim.upload_raw(&format!("{patient}/documents"), form("letter.pdf", &bytes)).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("did not arrive whole"), "{}", page.body);
        let mut share = app.platform.documents.share();
        share.grow((ALL as usize - 1) * MIB).unwrap();
        let page = upload(&mut kim, &patient, "letter.pdf", &bytes).await;
        assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE, "{}", page.body);
        assert_eq!((documents(&app).await, kinds(&app, "document-added").await), ((0, 0), 0));
        drop(share);
        let page = upload(&mut kim, &patient, "letter.pdf", &bytes).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
        // All of the room is there again: nothing holds what was written.
        app.platform.documents.share().grow(ALL as usize * MIB).unwrap();
    }

    async fn the_level_decides_about_documents_as_about_details(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        let mut kim = editor(&app).await;
        let patient = add_patient(&mut kim, "Maria", "Gomez").await;
        let document = add(&mut kim, &patient).await;
        app.sql("UPDATE users SET level = 'nurse' WHERE username = 'nurse.kim'").await;
        let page = save_levels(&mut lee, "0", &[(Level::Nurse, Area::Patients, "view"), (Level::Nurse, Area::Insurance, "view")]).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
        let page = kim.get(&patient).await;
        assert!(page.has("letter.pdf") && !page.has("name=\"document_file\"") && !page.has("aria-label=\"Remove"), "{}", page.body);
        let page = kim.get(&document).await;
        assert!(page.has("letter.pdf") && !page.has("value=\"remove\""), "{}", page.body);
        assert_eq!(open(&mut kim, &document).await.bytes, PDF);
        assert_eq!(upload(&mut kim, &patient, "letter.pdf", PDF).await.status, StatusCode::FORBIDDEN);
        assert_eq!(kim.post(&document, &[("deed", "remove")]).await.status, StatusCode::FORBIDDEN);
        assert_eq!(documents(&app).await, (1, 1));
        let page = save_levels(&mut lee, "1", &[(Level::Nurse, Area::Patients, "none"), (Level::Nurse, Area::Insurance, "none")]).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
        for page in [open(&mut kim, &document).await, kim.get(&document).await, kim.get(&patient).await] {
            assert!(page.status == StatusCode::FORBIDDEN && !page.has("letter.pdf"), "{}", page.body);
        }
        assert_eq!((kinds(&app, "document-opened").await, kinds(&app, "document-removed").await), (1, 0));
    }

    async fn another_practice_s_or_patient_s_document_is_none(app: TestApp) {
        let mut kim = editor(&app).await;
        let maria = add_patient(&mut kim, "Maria", "Gomez").await;
        let ben = add_patient(&mut kim, "Ben", "Ortiz").await;
        let document = add(&mut kim, &maria).await;
        let crossed = document.replace(&maria, &ben);
        let (_, other) = app.other_practice("Oak", "dr.patel").await;
        app.sql("UPDATE users SET level = 'physician' WHERE username = 'dr.patel'").await;
        let mut patel = app.browser();
        assert_eq!(patel.log_in(&other, "dr.patel", PASSWORD).await.status, StatusCode::SEE_OTHER);
        let own = add_patient(&mut patel, "Eve", "Evans").await;
        let (through, nonsense) = (document.replace(&maria, &own), format!("{maria}/documents/x"));
        for (browser, path) in [(&kim, &crossed), (&kim, &nonsense), (&patel, &document), (&patel, &through)] {
            let mut browser = browser.clone();
            let pages = [open(&mut browser, path).await, browser.get(path).await, browser.post(path, &[("deed", "remove")]).await];
            for page in pages {
                assert!(page.status == StatusCode::NOT_FOUND && page.has("There is no such document"), "{path}: {}", page.body);
                assert!(!page.has("letter.pdf") && !page.has("Gomez"), "{path}: {}", page.body);
            }
        }
        let page = upload(&mut patel, &maria, "letter.pdf", PDF).await;
        assert!(page.status == StatusCode::NOT_FOUND && page.has("There is no such patient"), "{}", page.body);
        assert_eq!((documents(&app).await, kinds(&app, "document-opened").await), ((1, 1), 0));
        // A page of somebody else, who was logged in here before: nothing is done in this one's name.
        let field = b"--frontier\r\nContent-Disposition: form-data; name=\"page_of\"\r\n\r\nsomebody\r\n--frontier--\r\n".to_vec();
        let page = kim.upload_raw(&format!("{maria}/documents"), [form("letter.pdf", PDF), field].concat()).await;
        assert_eq!((page.status, documents(&app).await), (StatusCode::CONFLICT, (1, 1)), "{}", page.body);
    }

    async fn a_patient_with_a_document_keeps_an_import_from_being_taken_back(app: TestApp) {
        let mut lee = importer(&app).await;
        let run = lee.upload("/settings/import", "file", b"Last Name,First Name,DOB\nRuiz,Ana,2/14/1980\nLee,Bo,3/14/1975\n").await.location().to_owned();
        done(&app).await;
        for deed in ["check", "write"] {
            assert_eq!(lee.post(&run, &[("deed", deed)]).await.status, StatusCode::SEE_OTHER, "{deed}");
            done(&app).await;
        }
        let id = Uuid::try_parse(run.rsplit('/').next().unwrap()).unwrap();
        let mut tx = app.platform.db.write().await.unwrap();
        let all = app::patients::bulk::list_patients(&mut tx, app.practice, Uuid::nil(), 10).await.unwrap();
        assert_eq!(all.len(), 2);
        // What came with the run is no reason.
        document_of(&mut tx, &app, all[0].id, (Uuid::from_u128(1), Some(id))).await;
        tx.commit().await.unwrap();
        let patient = format!("/patients/{}", all[0].id.simple());
        let document = add(&mut lee, &patient).await;
        let page = lee.post(&run, &[("deed", "undo")]).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("1 of its patients were changed since, or were given documents"), "{}", page.body);
        lee.post(&document, &[("deed", "remove")]).await;
        assert_eq!(lee.post(&run, &[("deed", "undo")]).await.status, StatusCode::SEE_OTHER);
        // Somebody is quicker than the worker: that document is not lost, and its patient stays with it.
        let late = format!("/patients/{}", all[1].id.simple());
        add(&mut lee, &late).await;
        done(&app).await;
        assert!(lee.get(&run).await.has("data-import=\"undone\""));
        assert_eq!((documents(&app).await, app.count("SELECT COUNT(*) FROM patient").await), ((1, 1), 1));
        assert!(lee.get(&late).await.has("letter.pdf"));
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'import-undone' AND detail LIKE '%\"documents\":1%' AND detail LIKE '%\"created\":1%'").await, 1);
        lee.post("/patients", &[("q", "")]).await;
        assert_eq!(lee.get("/patients").await.body.matches("data-patient=").count(), 1, "they are found as before");
        assert!(app.audit_is_whole().await);
    }
}

/// Everything that waits.
async fn done(app: &TestApp) {
    while work(&app.platform).await.unwrap() {}
}

/// A document as an import writes it.
async fn document_of(tx: &mut app::platform::Tx, app: &TestApp, patient: Uuid, (id, import_run): (Uuid, Option<Uuid>)) {
    let file = judged("scan.pdf", PDF.to_vec()).unwrap();
    let row = DocumentRow {
        id,
        practice: app.practice,
        patient,
        record: id,
        name: file.name,
        media_type: file.kind.media_type().to_owned(),
        size: i64::try_from(file.bytes.len()).unwrap(),
        sha256: file.sha256,
        origin: "Elsewhere".to_owned(),
        author: "Dr. Old".to_owned(),
        added_on: "2019-05-06".to_owned(),
        import_run,
        created_at: app.platform.clock.now(),
    };
    keep(tx, &row, &file.bytes).await.unwrap();
}
