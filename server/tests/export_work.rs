//! Work on exports on bad days: a line that breaks, somebody who changes their mind, another node, a document that is removed meanwhile, a store that says no.

use std::collections::BTreeSet;

use app::patient_documents::service::whole;
use app::platform::clock::{DAY, HOUR, MINUTE};
use app::platform::{Db, Millis};
use app::practice_export::leaving::Leaving;
use app::practice_export::operator::export;
use app::practice_export::passphrase::mistake_of;
use app::practice_export::service::sweep;
use app::practice_export::work::work;
use app::web::leaving;
use axum::body::to_bytes;
use axum::http::StatusCode;
use takeout::Manifest;
use uuid::Uuid;

use crate::bucket::{Bucket, Fails};
use crate::patient_import::importer;
use crate::practice_export::{
    PASSPHRASE, PATH, TABLE, WISH, add_document, anybody, archive, ask, every_week, made, opened, patients_from, text,
};
use crate::support::{Browser, Engine, TestApp};

const PIECES: &str = "SELECT COUNT(*) FROM practice_export_piece";

async fn export_of(app: &TestApp) -> Uuid {
    app.newest("practice_export", "1 = 1").await
}

async fn fetch(browser: &mut Browser, path: &str) -> StatusCode {
    browser.post(path, &[("deed", "fetch")]).await.status
}

/// Reads an archive as a browser does that has begun to fetch it.
async fn read_to_the_end(app: &TestApp) -> usize {
    let id = export_of(app).await;
    let size = app.count("SELECT size FROM practice_export").await;
    let pieces = Leaving { platform: app.platform.clone(), practice: app.practice, id };
    to_bytes(leaving::body("an export", size, pieces), usize::MAX).await.map_or(0, |bytes| bytes.len())
}

/// From the third piece of an archive on, an export is changed so.
async fn at_the_third_piece(app: &TestApp, change: &str) {
    let change = format!("UPDATE practice_export SET {change} WHERE id = NEW.export");
    let trigger = match &app.platform.db {
        Db::Sqlite { .. } => {
            format!("CREATE TRIGGER meanwhile AFTER INSERT ON practice_export_piece WHEN NEW.number = 2 BEGIN {change}; END")
        }
        Db::Postgres(_) => format!(
            "CREATE FUNCTION meanwhile() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.number = 2 THEN {change}; END IF; RETURN NEW; END $$; \
             CREATE TRIGGER meanwhile AFTER INSERT ON practice_export_piece FOR EACH ROW EXECUTE FUNCTION meanwhile()"
        ),
    };
    app.sql(&trigger).await;
}

async fn no_more_of_that(app: &TestApp) {
    match &app.platform.db {
        Db::Sqlite { .. } => app.sql("DROP TRIGGER meanwhile").await,
        Db::Postgres(_) => app.sql("DROP TRIGGER meanwhile ON practice_export_piece").await,
    };
}

/// Patients, and documents of so many MiB that no archive makes smaller.
async fn large(app: &TestApp, mib: usize) {
    patients_from(app, TABLE).await;
    let bytes = [b"%PDF-1.7 ".as_slice(), &app.platform.random.bytes::<1024>().repeat(mib * 1024)].concat();
    add_document(app, app.practice, anybody(app).await, "large.pdf", &bytes).await;
}

both_engines! {
    async fn the_third_download_is_not_deleted_while_it_leaves(app: TestApp) {
        large(&app, 3).await;
        let mut lee = importer(&app).await;
        let (path, _) = made(&app, &mut lee, &WISH).await;
        for _ in 0..2 {
            assert_eq!(fetch(&mut lee, &path).await, StatusCode::OK);
        }
        app.platform.clock.advance(3 * HOUR);
        let mut lee = app.logged_in("dr.lee").await;
        assert_eq!(fetch(&mut lee, &path).await, StatusCode::OK);
        app.platform.clock.advance(10 * MINUTE);
        assert_eq!(sweep(&app.platform).await.unwrap(), 0);
        let size = app.count("SELECT size FROM practice_export").await;
        assert_eq!(read_to_the_end(&app).await, usize::try_from(size).unwrap());
        app.platform.clock.advance(HOUR);
        assert_eq!((sweep(&app.platform).await.unwrap(), app.count(PIECES).await), (1, 0));
    }

    async fn a_download_at_the_last_minute_is_not_cut(app: TestApp) {
        patients_from(&app, TABLE).await;
        let mut lee = importer(&app).await;
        let (path, _) = made(&app, &mut lee, &WISH).await;
        app.platform.clock.advance(3 * DAY - 5 * MINUTE);
        let mut lee = app.logged_in("dr.lee").await;
        assert_eq!(fetch(&mut lee, &path).await, StatusCode::OK);
        app.platform.clock.advance(10 * MINUTE);
        assert_eq!(sweep(&app.platform).await.unwrap(), 0);
        assert!(read_to_the_end(&app).await > 0);
        // Begun anew it can't be.
        let mut lee = app.logged_in("dr.lee").await;
        assert_eq!(fetch(&mut lee, &path).await, StatusCode::UNPROCESSABLE_ENTITY);
        app.platform.clock.advance(HOUR);
        assert_eq!((sweep(&app.platform).await.unwrap(), app.count(PIECES).await), (1, 0));
    }

    async fn a_download_that_breaks_off_counts_as_none(app: TestApp) {
        large(&app, 4).await;
        let mut lee = importer(&app).await;
        let (path, _) = made(&app, &mut lee, &WISH).await;
        for _ in 0..3 {
            assert_eq!(fetch(&mut lee, &path).await, StatusCode::OK);
        }
        assert_eq!(app.count("SELECT downloads FROM practice_export").await, 3, "what arrives whole counts");
        let size = app.count("SELECT size FROM practice_export").await;
        let pieces = Leaving { platform: app.platform.clone(), practice: app.practice, id: export_of(&app).await };
        // The line breaks in the middle.
        drop(leaving::body("an export", size, pieces));
        while app.count("SELECT downloads FROM practice_export").await == 3 {
            tokio::task::yield_now().await;
        }
        assert_eq!(fetch(&mut lee, &path).await, StatusCode::OK);
        assert_eq!(fetch(&mut lee, &path).await, StatusCode::UNPROCESSABLE_ENTITY);
    }

    async fn who_may_not_any_more_fetches_nothing(app: TestApp) {
        patients_from(&app, TABLE).await;
        let mut lee = importer(&app).await;
        let (path, _) = made(&app, &mut lee, &WISH).await;
        app.sql("UPDATE users SET level = 'nurse' WHERE username = 'dr.lee'").await;
        assert_eq!(fetch(&mut lee, &path).await, StatusCode::FORBIDDEN);
        assert_eq!(app.count("SELECT downloads FROM practice_export").await, 0);
    }

    async fn what_nobody_wants_any_more_leaves_no_piece(app: TestApp) {
        large(&app, 6).await;
        let mut lee = importer(&app).await;
        let path = ask(&mut lee).await;
        at_the_third_piece(&app, "state = 'over', sealed = ''").await;
        assert!(work(&app.platform).await.unwrap());
        assert!(app.count(PIECES).await <= 3, "it is written to its end for nobody");
        assert!(lee.get(&path).await.has("data-export=\"over\""));
        sweep(&app.platform).await.unwrap();
        assert_eq!(app.count(PIECES).await, 0, "what came after it was deleted is found");
    }

    async fn what_another_node_has_taken_over_gets_no_piece_of_ours(app: TestApp) {
        large(&app, 6).await;
        let mut lee = importer(&app).await;
        let path = ask(&mut lee).await;
        let until = app.platform.clock.now() + 59_999;
        at_the_third_piece(&app, &format!("leased_until = {until}")).await;
        assert!(work(&app.platform).await.unwrap());
        assert_eq!((app.count(PIECES).await, app.count("SELECT COUNT(*) FROM practice_export WHERE state = 'asked'").await), (3, 1));
        no_more_of_that(&app).await;
        // That one died.
        app.platform.clock.advance(MINUTE + 1);
        assert!(work(&app.platform).await.unwrap());
        let page = lee.post(&path, &[("deed", "fetch")]).await;
        assert!(text(&opened(page.bytes, Some(PASSPHRASE)), "patients.csv").contains("Ruiz"));
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'export-made'").await, 1);
    }

    async fn a_document_is_whole_or_not_there(app: TestApp) {
        patients_from(&app, TABLE).await;
        let ana = anybody(&app).await;
        for n in 0..40 {
            add_document(&app, app.practice, ana, &format!("scan {n}.pdf"), &[b"%PDF-1.7 ".as_slice(), &vec![n; 1_200_000]].concat()).await;
        }
        let remove = async {
            for _ in 0..20 {
                let id = app.newest("patient_document", "1 = 1").await;
                let mut tx = app.platform.db.write().await.unwrap();
                app::patient_documents::store::delete(&mut tx, app.practice, id).await.unwrap();
                tx.commit().await.unwrap();
            }
        };
        let (bytes, ()) = tokio::join!(archive(&app, app.practice, None, None), remove);
        let files = opened(bytes, None);
        let manifest: Manifest = serde_json::from_str(&text(&files, "manifest.json")).unwrap();
        let names = |all: Vec<String>| all.into_iter().filter(|name| name.starts_with("documents/")).collect::<BTreeSet<_>>();
        let rows = text(&files, "documents.ndjson");
        let told: Vec<serde_json::Value> = rows.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        for row in &told {
            let file = manifest.files.iter().find(|file| row["file"] == file.name.as_str()).unwrap();
            assert_eq!((row["size"].as_u64(), row["sha256"].as_str()), (Some(file.size), Some(file.sha256.as_str())), "{row}");
        }
        assert_eq!(names(files.keys().cloned().collect()).len(), told.len());
        assert!(told.len() >= 20);
        // Removed after it was listed: left out. Changed by nobody who may: no export.
        assert!(whole(&app.platform, app.practice, Uuid::nil()).await.unwrap().is_none());
        app.sql("DELETE FROM patient_document_piece WHERE number = 1").await;
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("out.zip");
        assert!(export(&app.platform, app.practice, None, &path, None).await.is_err());
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0, "nothing of it is left");
    }

    async fn the_command_takes_nobody_s_file_and_tells_the_trail_first(app: TestApp) {
        patients_from(&app, TABLE).await;
        let dir = tempfile::tempdir().unwrap();
        let (path, other) = (dir.path().join("out.zip"), dir.path().join("other"));
        std::fs::write(&other, "somebody's").unwrap();
        std::os::unix::fs::symlink(&other, dir.path().join("out.zip.part")).unwrap();
        export(&app.platform, app.practice, None, &path, None).await.unwrap();
        let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&path).unwrap().permissions());
        assert_eq!((mode & 0o777, std::fs::read_to_string(&other).unwrap().as_str()), (0o600, "somebody's"));
        let before = std::fs::read(&path).unwrap();
        assert!(export(&app.platform, app.practice, None, &path, None).await.is_err(), "it is there already");
        assert_eq!(std::fs::read(&path).unwrap(), before);
        // Stopped in the middle.
        let late = dir.path().join("late.zip");
        let stopped = export(&app.platform, app.practice, None, &late, None);
        tokio::select! { biased; _ = stopped => panic!("it is not that quick"), () = tokio::task::yield_now() => () }
        // Where nobody can write there is none, and the trail does not miss one either.
        assert!(export(&app.platform, app.practice, None, &dir.path().join("no/out.zip"), None).await.is_err());
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 3, "the file, the other one, the link");
        assert!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'export-made'").await >= 1 && app.audit_is_whole().await);
    }

    async fn what_is_easily_guessed_locks_nothing_on_the_page_in_a_schedule_and_from_the_command(app: TestApp) {
        patients_from(&app, TABLE).await;
        let mut lee = importer(&app).await;
        for (weak, said) in [
            ("123456789012", "easy to guess"),
            ("passwordpassword", "same few characters"),
            ("qwertyuiopas", "easy to guess"),
            ("correcthorsebatterystaple", "Many people use this one"),
            ("cinco sillas pequeñas", "letters without accents"),
        ] {
            let page = lee.post(PATH, &[("reason", "Copy"), ("passphrase", weak), ("again", weak)]).await;
            assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has(said), "{weak}: {}", page.body);
            assert!(mistake_of(&app.platform, app.practice, None, weak).await.unwrap().is_some(), "{weak}");
        }
        let known = mistake_of(&app.platform, app.practice, Some(anybody(&app).await), "born 02/14/1980 in Maine").await.unwrap();
        assert!(known.is_some_and(|text| text.of(app::i18n::Locale::En).contains("which others know too")));
        assert!(mistake_of(&app.platform, app.practice, None, PASSPHRASE).await.unwrap().is_none());
        assert_eq!(app.count("SELECT COUNT(*) FROM practice_export").await, 0);
    }

    async fn a_clock_that_was_ahead_holds_nothing_up(app: TestApp) {
        patients_from(&app, TABLE).await;
        let mut lee = importer(&app).await;
        let (path, _) = made(&app, &mut lee, &WISH).await;
        ask(&mut lee).await;
        let far: Millis = app.platform.clock.now() + 400 * DAY;
        app.sql(&format!("UPDATE practice_export SET leased_until = {far} WHERE state = 'asked'")).await;
        app.sql(&format!("UPDATE practice_export SET ready_until = {far}, fetched_at = {far}, downloads = 3 WHERE state = 'ready'")).await;
        app.sql(&format!("INSERT INTO export_schedule (practice, every, sealed, next_at, changed_by, changed_at, version) SELECT practice, 'week', '00', {far}, id, 1, 1 FROM users WHERE username = 'dr.lee'")).await;
        assert!(!work(&app.platform).await.unwrap());
        assert_eq!(sweep(&app.platform).await.unwrap(), 0);
        app.platform.clock.advance(1);
        assert!(work(&app.platform).await.unwrap(), "the one that waits is made");
        assert_eq!(app.count(&format!("SELECT COUNT(*) FROM export_schedule WHERE next_at > {}", app.platform.clock.now() + 8 * DAY)).await, 0);
        app.platform.clock.advance(2 * HOUR);
        assert_eq!(sweep(&app.platform).await.unwrap(), 1);
        assert!(app.logged_in("dr.lee").await.get(&path).await.has("data-export=\"over\""));
    }
}

async fn a_schedule_that_does_not_open(engine: Engine) {
    let dir = tempfile::tempdir().unwrap();
    let app = TestApp::with(engine, |settings| settings.exports.folder = Some(dir.path().to_owned())).await;
    patients_from(&app, TABLE).await;
    app.sql("UPDATE users SET email = 'lee@elm.example' WHERE username = 'dr.lee'").await;
    every_week(&app).await;
    app.platform.clock.advance(8 * DAY);
    let next = app.count("SELECT next_at FROM export_schedule").await;
    app.sql("UPDATE export_schedule SET sealed = '00'").await;
    let mut lee = app.logged_in("dr.lee").await;
    let path = ask(&mut lee).await;
    while work(&app.platform).await.unwrap() {}
    assert!(lee.get(&path).await.has("data-export=\"ready\""), "nobody else waits for it");
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0, "never without a passphrase");
    assert_eq!(app.count("SELECT COUNT(*) FROM practice_export WHERE state = 'failed' AND scheduled").await, 1);
    let told = |all: Vec<app::platform::mailer::Mail>| all.iter().filter(|mail| mail.text.contains("could not be made")).count();
    assert_eq!(told(app.mails().await), 1, "who set the schedule hears of it");
    // In an hour again, then each day, and no second mail.
    let again = app.count("SELECT next_at FROM export_schedule").await;
    assert!(again > next && again == app.platform.clock.now() + HOUR, "{again}");
    app.platform.clock.advance(HOUR);
    while work(&app.platform).await.unwrap() {}
    assert_eq!(app.count("SELECT next_at FROM export_schedule").await, app.platform.clock.now() + DAY);
    assert_eq!(told(app.mails().await), 0);
    // Who set it is not there any more: the others hear of it.
    app.sql("UPDATE practice_export SET state = 'sent' WHERE scheduled").await;
    app.sql("UPDATE users SET deactivated_at = 1 WHERE username = 'dr.lee'").await;
    app.sql("UPDATE users SET administrator = TRUE, email = 'kim@elm.example' WHERE username = 'nurse.kim'").await;
    app.platform.clock.advance(DAY);
    while work(&app.platform).await.unwrap() {}
    assert_eq!(told(app.mails().await), 1);
    assert!(app.audit_is_whole().await);
}

#[tokio::test]
async fn a_schedule_that_does_not_open_is_told_and_holds_nobody_up_on_sqlite() {
    a_schedule_that_does_not_open(Engine::Sqlite).await;
}

#[tokio::test]
async fn a_schedule_that_does_not_open_is_told_and_holds_nobody_up_on_postgres() {
    a_schedule_that_does_not_open(Engine::Postgres).await;
}

#[tokio::test]
async fn a_store_that_says_no_is_asked_again_and_nothing_is_left_there() {
    let bucket = Bucket::start().await;
    let s3 = bucket.settings();
    let app = TestApp::with(Engine::Sqlite, |settings| settings.exports.s3 = Some(s3)).await;
    large(&app, 12).await;
    every_week(&app).await;
    app.platform.clock.advance(8 * DAY);
    for (fails, times) in [(Fails::Part, 3), (Fails::Part403, 1), (Fails::Complete, 3), (Fails::CompleteLate, 1)] {
        bucket.fail(fails, times);
        assert!(work(&app.platform).await.is_err(), "{fails:?}");
        assert!(bucket.objects().is_empty() && bucket.uploads() == 0, "{fails:?}: an upload that was begun is taken back");
        app.sql("UPDATE practice_export SET attempts = 0").await;
        app.platform.clock.advance(2 * MINUTE + 1);
    }
    // Not even taking it back works: what was wrong first is what is said.
    bucket.fail(Fails::PartAndAbort, 4);
    assert!(work(&app.platform).await.unwrap_err().to_string().contains("500"));
    app.platform.clock.advance(2 * MINUTE + 1);
    bucket.forget();
    // One that had no time once has it the second time.
    bucket.fail(Fails::Part, 1);
    assert!(work(&app.platform).await.unwrap());
    assert_eq!((bucket.objects().len(), bucket.uploads()), (1, 0));
    let (_, content) = bucket.objects().into_iter().next().unwrap();
    assert!(text(&opened(content, Some(PASSPHRASE)), "patients.csv").contains("Ruiz"));
}
