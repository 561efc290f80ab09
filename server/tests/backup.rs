//! A backup of a running server comes back elsewhere, and a damaged, foreign or half one is refused by name.

use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::task::Poll;

use crate::second_factor::{asked, set_up};
use crate::support::{Browser, TestApp, link_in, on_postgres, postgres_url};
use app::audit::service::{Integrity, verify};
use app::platform::Db;
use server::backup::drill::{self, Place};
use server::backup::manifest::{FileFacts, Manifest};
use server::backup::restore::{Report, restore};
use server::backup::{files, make};
use server::commands::CommandError;
use server::config::Config;
use server::start;

/// The configuration that this app would have been started with.
fn config_of(app: &TestApp) -> Config {
    let mut config = Config::default();
    config.server.base_url = "https://ehr.example".into();
    config.database.url.clone_from(&app.url);
    config.secrets.file = app.dir.join("secrets.key");
    config.audit.checkpoints = app.dir.join("audit-checkpoints.log");
    if !config.secrets.file.exists() {
        files::write(&config.secrets.file, "07".repeat(32).as_bytes()).unwrap();
    }
    config
}

/// An empty place on the same engine: its configuration, and what removes it.
async fn elsewhere(app: &TestApp, name: &str) -> Config {
    let dir = app.dir.join(name);
    let mut config = config_of(app);
    config.secrets.file = dir.join("secrets.key");
    config.audit.checkpoints = dir.join("audit-checkpoints.log");
    config.database.url = match app.platform.db {
        Db::Sqlite { .. } => format!("sqlite:{}", dir.join("vestibule.db").display()),
        Db::Postgres(_) => {
            let (url, schema) = (postgres_url(), app.url.rsplit('=').next().unwrap());
            on_postgres(&url, &format!("CREATE DATABASE {schema}_{name} TEMPLATE template0")).await;
            let there = server::backup::postgres::with_database(&app.url, &format!("{schema}_{name}")).unwrap();
            on_postgres(&there, &format!("CREATE SCHEMA {schema}")).await;
            there
        }
    };
    config
}

async fn remove(app: &TestApp, name: &str) {
    if matches!(app.platform.db, Db::Postgres(_)) {
        let schema = app.url.rsplit('=').next().unwrap();
        on_postgres(&postgres_url(), &format!("DROP DATABASE {schema}_{name} WITH (FORCE)")).await;
    }
}

async fn backup(app: &TestApp, name: &str) -> PathBuf {
    make(&config_of(app), &app.platform, &app.dir.join(name), true).await.unwrap().folder
}

/// A drill that nobody stops.
async fn check(config: &Config, dir: &Path) -> Result<Report, CommandError> {
    Box::pin(drill::check(config, dir, &Place::fresh(), std::future::pending())).await
}

fn is_sqlite(app: &TestApp) -> bool {
    matches!(app.platform.db, Db::Sqlite { .. })
}

fn whole(report: &Report) -> bool {
    matches!(report.integrity, Integrity::Whole { .. })
}

/// Writes the manifest anew, as somebody who holds the secret could.
fn reseal(app: &TestApp, dir: &Path) {
    let old = Manifest::read(dir);
    let schema = serde_json::from_str::<serde_json::Value>(&std::fs::read_to_string(dir.join("manifest.json")).unwrap()).unwrap();
    assert!(old.is_err(), "nothing had been changed");
    let migrations = serde_json::from_value(schema["migrations"].clone()).unwrap();
    let rows = serde_json::from_value(schema["rows"].clone()).unwrap();
    let new = Manifest::of(dir, &app.platform, schema["schema"].as_str().map(Into::into), (migrations, rows)).unwrap();
    std::fs::write(dir.join("manifest.json"), new.text().unwrap()).unwrap();
}

/// The Practice Access Code, as an administrator sees it.
async fn access_code(lee: &mut Browser) -> String {
    let page = lee.get("/settings/users/new").await;
    page.body.split("data-access-code").nth(1).unwrap().split('>').nth(1).unwrap().split('<').next().unwrap().to_owned()
}

both_engines! {
    async fn a_backup_of_a_running_server_comes_back_elsewhere_with_its_passwords(app: TestApp) {
        app.logged_in("nurse.kim").await;
        app.browser().log_in(&app.practice_id, "nobody", "x").await;
        let dir = backup(&app, "one").await;
        // What happens afterwards is not in it.
        app.add("later.may", false, None).await;
        for file in std::fs::read_dir(&dir).unwrap().flatten() {
            assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{}", file.path().display());
        }
        assert_eq!(std::fs::metadata(&dir).unwrap().permissions().mode() & 0o777, 0o700);

        let config = elsewhere(&app, "fresh").await;
        let report = Box::pin(restore(&config, &dir, false)).await.unwrap();
        assert!(whole(&report) && report.checkpoints == 2, "{report:?}");
        assert_eq!((report.kept.practices, report.kept.users), (1, 4));

        let platform = start::platform(&config).await.unwrap();
        let there = app.again(platform, app.dir.join("fresh"), config.database.url.clone());
        there.logged_in("nurse.kim").await;
        assert_eq!(there.browser().log_in(&app.practice_id, "nurse.kim", "wrong").await.status, 422);
        assert_eq!(there.count("SELECT COUNT(*) FROM users").await, 4);
        assert!(there.audit_is_whole().await && app.audit_is_whole().await);
        there.platform.db.close().await;
        remove(&app, "fresh").await;
    }

    async fn a_backup_amid_log_ins_is_whole(app: TestApp) {
        let tries = (0..20).map(|n| {
            let mut browser = app.browser().at(&format!("198.51.100.{n}"));
            let id = app.practice_id.clone();
            async move { browser.log_in(&id, &format!("name{n}"), "x").await.status }
        });
        let (dir, _) = futures::future::join(backup(&app, "one"), futures::future::join_all(tries)).await;
        assert!(whole(&check(&config_of(&app), &dir).await.unwrap()));
    }

    async fn the_drill_tries_a_backup_and_touches_nothing(app: TestApp) {
        app.logged_in("nurse.kim").await;
        let dir = backup(&app, "one").await;
        let before = app.count("SELECT COUNT(*) FROM audit_entry").await;
        let config = config_of(&app);
        let report = check(&config, &dir).await.unwrap();
        assert!(whole(&report) && report.kept.users == 4 && report.kept.entries == before, "{report:?}");
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry").await, before);
    }

    async fn a_changed_byte_is_refused_and_named(app: TestApp) {
        let dir = backup(&app, "one").await;
        let names: Vec<String> = Manifest::read(&dir).unwrap().files.into_keys().collect();
        assert_eq!(names.len(), 3, "{names:?}");
        let config = elsewhere(&app, "fresh").await;
        for name in names {
            let file = dir.join(&name);
            let good = std::fs::read(&file).unwrap();
            let mut bad = good.clone();
            let middle = bad.len() / 2;
            bad[middle] ^= 1;
            std::fs::write(&file, &bad).unwrap();
            let e = Box::pin(restore(&config, &dir, false)).await.unwrap_err().to_string();
            assert!(e.contains(&name) && e.contains("damaged"), "{e}");
            std::fs::write(&file, good).unwrap();
        }
        // The manifest itself: its facts made to fit a changed file, without the secret.
        let text = std::fs::read_to_string(dir.join("manifest.json")).unwrap();
        let mut manifest: Manifest = serde_json::from_str(&text).unwrap();
        manifest.made_at += 1;
        std::fs::write(dir.join("manifest.json"), manifest.text().unwrap()).unwrap();
        let e = check(&config_of(&app), &dir).await.unwrap_err().to_string();
        assert!(e.contains("manifest.json was changed"), "{e}");
        assert!(!config.secrets.file.exists(), "something was written");
        remove(&app, "fresh").await;
    }

    async fn checkpoints_that_know_more_than_the_database_are_found(app: TestApp) {
        app.logged_in("nurse.kim").await;
        let dir = backup(&app, "one").await;
        app.logged_in("dr.lee").await;
        let newer = backup(&app, "two").await;
        std::fs::copy(newer.join("audit-checkpoints.log"), dir.join("audit-checkpoints.log")).unwrap();
        reseal(&app, &dir);
        let report = check(&config_of(&app), &dir).await.unwrap();
        assert!(matches!(report.integrity, Integrity::Broken { .. }), "{report:?}");
        assert!(whole(&check(&config_of(&app), &newer).await.unwrap()));
    }

    async fn what_is_there_is_refused_or_set_aside_and_says_what_is_lost(app: TestApp) {
        app.logged_in("nurse.kim").await;
        let dir = backup(&app, "one").await;
        let config = elsewhere(&app, "fresh").await;
        Box::pin(restore(&config, &dir, false)).await.unwrap();
        let e = Box::pin(restore(&config, &dir, false)).await.unwrap_err().to_string();
        assert!(e.contains("--replace"), "{e}");

        let there = app.again(start::platform(&config).await.unwrap(), app.dir.join("fresh"), config.database.url.clone());
        there.logged_in("dr.lee").await;
        server::checkpoints::append(&there.platform, &config.audit.checkpoints).await.unwrap();
        let e = Box::pin(restore(&config, &dir, true)).await.unwrap_err().to_string();
        assert!(e.contains("in use") || e.contains("other connections"), "{e}");
        there.platform.db.close().await;

        // The log-in, and that there was a restore before this one.
        let report = Box::pin(restore(&config, &dir, true)).await.unwrap();
        assert!(whole(&report), "{report:?}");
        assert!(report.notes.iter().any(|n| n.contains("know 2 audit entries")), "{:?}", report.notes);
        assert_eq!(report.notes.iter().filter(|n| n.contains("before")).count(), 2, "{:?}", report.notes);
        remove(&app, "fresh").await;
    }

    async fn a_failed_replacement_leaves_what_was_there(app: TestApp) {
        let dir = backup(&app, "one").await;
        let config = elsewhere(&app, "fresh").await;
        Box::pin(restore(&config, &dir, false)).await.unwrap();
        let file = dir.join(Manifest::read(&dir).unwrap().database());
        std::fs::write(file, "neither SQLite nor PostgreSQL").unwrap();
        reseal(&app, &dir);
        assert!(check(&config, &dir).await.is_err());
        assert!(Box::pin(restore(&config, &dir, true)).await.is_err());
        let there = start::platform(&config).await.unwrap();
        assert_eq!(app::platform::census::kept(&there.db).await.unwrap().users, 4);
        there.db.close().await;
        remove(&app, "fresh").await;
    }

    async fn another_secret_a_newer_schema_and_half_a_backup_are_refused(app: TestApp) {
        let dir = backup(&app, "one").await;
        let config = elsewhere(&app, "fresh").await;
        start::private_dir(config.secrets.file.parent().unwrap()).unwrap();
        files::write(&config.secrets.file, "08".repeat(32).as_bytes()).unwrap();
        let e = Box::pin(restore(&config, &dir, false)).await.unwrap_err().to_string();
        assert!(e.contains("not the secret of this backup"), "{e}");

        let text = std::fs::read_to_string(dir.join("manifest.json")).unwrap();
        let mut manifest: Manifest = serde_json::from_str(&text).unwrap();
        manifest.migrations.push(299_912_312_359);
        manifest.version = "9.9.9".into();
        std::fs::write(dir.join("manifest.json"), manifest.text().unwrap()).unwrap();
        let e = check(&config, &dir).await.unwrap_err().to_string();
        assert!(e.contains("9.9.9") && e.contains("Install"), "{e}");

        // Names lead nowhere else, and without its last file a backup is none.
        manifest.files.insert("../secrets.key".into(), FileFacts { sha256: String::new(), bytes: 0 });
        std::fs::write(dir.join("manifest.json"), manifest.text().unwrap()).unwrap();
        let e = check(&config, &dir).await.unwrap_err().to_string();
        assert!(e.contains("no part of a backup"), "{e}");
        std::fs::remove_file(dir.join("manifest.json")).unwrap();
        let e = check(&config, &dir).await.unwrap_err().to_string();
        assert!(e.contains("no whole backup"), "{e}");
        remove(&app, "fresh").await;
    }

    async fn a_backup_without_its_secret_needs_the_one_at_its_place(app: TestApp) {
        let dir = make(&config_of(&app), &app.platform, &app.dir.join("bare"), false).await.unwrap().folder;
        assert!(!dir.join("secrets.key").exists());
        let config = elsewhere(&app, "fresh").await;
        let e = Box::pin(restore(&config, &dir, false)).await.unwrap_err().to_string();
        assert!(e.contains("without its secrets file"), "{e}");
        start::private_dir(config.secrets.file.parent().unwrap()).unwrap();
        files::copy(&app.dir.join("secrets.key"), &config.secrets.file).unwrap();
        assert!(whole(&Box::pin(restore(&config, &dir, false)).await.unwrap()));
        remove(&app, "fresh").await;
    }

    async fn a_folder_gets_a_backup_named_by_the_time_and_a_failed_one_leaves_nothing(app: TestApp) {
        let all = app.dir.join("all");
        std::fs::create_dir_all(&all).unwrap();
        let config = config_of(&app);
        let made = make(&config, &app.platform, &all, true).await.unwrap();
        assert_eq!(made.folder, all.join("vestibule-20270115T080000Z"));
        let e = make(&config, &app.platform, &made.folder, true).await;
        assert!(e.is_ok(), "a backup inside of a backup's folder is odd and harmless");
        std::fs::remove_dir_all(&made.folder).unwrap();
        // The last copy fails.
        let mut config = config;
        config.secrets.file = app.dir.join("gone.key");
        assert!(make(&config, &app.platform, &all, true).await.is_err());
        assert_eq!(std::fs::read_dir(&all).unwrap().count(), 0);
    }

    async fn an_invitation_and_an_access_code_of_a_backup_open_nothing_after_its_restore(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        let maria = [("username", "maria.g"), ("first_name", "Maria"), ("last_name", "Gomez"), ("email", "maria@elm.example"), ("level", "staff")];
        lee.post("/settings/users/new", &maria).await;
        let link = link_in(app.mails().await.first().unwrap());
        let code = access_code(&mut lee).await;
        app.sql("UPDATE invitation SET expires_at = 4102444800000").await;
        let dir = backup(&app, "one").await;
        // It may have been accepted since, and the code made void.
        let config = elsewhere(&app, "fresh").await;
        let report = Box::pin(restore(&config, &dir, false)).await.unwrap();
        assert_eq!(report.ended.unwrap().invitations, 1);
        let there = app.again(start::platform(&config).await.unwrap(), app.dir.join("fresh"), config.database.url.clone());
        let mut person = there.browser();
        person.get(&link).await;
        assert_eq!(person.get("/invitation").await.status.as_u16(), 410);
        assert_ne!(access_code(&mut there.logged_in("dr.lee").await).await, code);
        there.platform.db.close().await;
        remove(&app, "fresh").await;
    }

    async fn what_was_open_in_a_backup_opens_nothing_after_its_restore(app: TestApp) {
        let (mut lee, mut kim) = (app.logged_in("dr.lee").await, app.logged_in("nurse.kim").await);
        app.sql("UPDATE users SET email = 'kim@clinic.example' WHERE username = 'nurse.kim'").await;
        lee.post(&format!("/settings/users/{}", app.kim.simple()), &[("deed", "reset-link")]).await;
        let link = link_in(app.mails().await.first().unwrap());
        // A session that had ended by itself, and one whose time was over: neither is told as ended now.
        app.logged_in("nurse.kim").await.post("/logout", &[]).await;
        app.logged_in("dr.lee").await;
        // A log-in that waits for its code, and a browser that is trusted without one.
        let (phone, _) = set_up(&app, &mut kim).await;
        let mut trusted = asked(&app).await;
        trusted.post("/login/code", &[("code", &phone.shows(&app, 0)), ("trust", "on")]).await;
        trusted.post("/logout", &[]).await;
        let mut waiting = asked(&app).await;
        // The restore's clock is the computer's: what is open stays so for long.
        // The code is the administrator's for themselves: who may make one is not asked here.
        app.sql(
            "INSERT INTO log_in_code (id, user_id, created_by, created_at, valid_from, expires_at) \
             SELECT id, id, id, 1, 1, 2 FROM users WHERE username = 'dr.lee'",
        )
        .await;
        for table in ["session", "password_reset", "log_in_code"] {
            app.sql(&format!("UPDATE {table} SET expires_at = 4102444800000")).await;
        }
        app.sql("UPDATE login_step SET expires_at = 4102444800000").await;
        app.sql("UPDATE known_browser SET trusted_until = 4102444800000 WHERE trusted_until IS NOT NULL").await;
        app.sql("UPDATE session SET last_seen_at = 4102444800000 - 1").await;
        app.sql("UPDATE session SET expires_at = 1 WHERE id = (SELECT id FROM session WHERE ended_at IS NULL ORDER BY id DESC LIMIT 1)").await;
        let dir = backup(&app, "one").await;
        // Since then the link was taken back and the sessions were closed.
        app.sql("UPDATE password_reset SET cancelled_at = 1").await;
        app.sql("UPDATE session SET ended_at = 1 WHERE ended_at IS NULL").await;

        let config = elsewhere(&app, "fresh").await;
        let report = Box::pin(restore(&config, &dir, false)).await.unwrap();
        assert!(whole(&report), "{report:?}");
        let ended = report.ended.unwrap();
        assert_eq!((ended.sessions, ended.resets, ended.steps, ended.trusted), (2, 1, 1, 1));

        let there = app.again(start::platform(&config).await.unwrap(), app.dir.join("fresh"), config.database.url.clone());
        for browser in [&mut lee, &mut kim] {
            browser.router = there.router.clone();
            let home = browser.get("/home").await;
            assert_eq!((home.status.as_u16(), home.location()), (303, "/login?next=%2Fhome"), "{}", home.body);
        }
        assert_eq!(there.count("SELECT COUNT(*) FROM session WHERE end_reason = 'restored'").await, 2);
        waiting.router = there.router.clone();
        assert!(waiting.get("/login/code").await.has("/login\""), "the step is over");
        assert_eq!(there.count("SELECT COUNT(*) FROM login_step WHERE ended_at IS NULL").await, 0);
        assert_eq!(there.count("SELECT COUNT(*) FROM known_browser WHERE trusted_until IS NOT NULL").await, 0);
        assert_eq!(there.count("SELECT COUNT(*) FROM log_in_code WHERE cancelled_at IS NULL").await, 0, "a code for one log-in");
        let mut person = there.browser();
        person.post(&link, &[]).await;
        let page = person.post("/reset/password", &[("password", "seven purple walruses at noon")]).await;
        assert_ne!(page.status.as_u16(), 303, "{}", page.body);
        let set = "SELECT COUNT(*) FROM audit_entry WHERE kind = 'password-set'";
        assert_eq!(there.count(set).await, app.count(set).await);

        // The trail tells it, and the checkpoints know that it does.
        let told = "SELECT COUNT(*) FROM audit_entry WHERE kind = 'restored' AND practice IS NOT NULL AND network = 'operator' \
                    AND detail LIKE '%\"resets_ended\":1%' AND detail LIKE '%\"sessions_ended\":2%'";
        assert_eq!(there.count(told).await, 1);
        let known = server::checkpoints::read(&there.platform, &config.audit.checkpoints).unwrap();
        assert!(matches!(verify(&there.platform, &known).await.unwrap(), Integrity::Whole { .. }));
        let newest = there.count("SELECT MAX(seq) FROM audit_entry WHERE kind = 'restored'").await;
        assert!(known.iter().any(|c| c.seq == newest && c.chain == app.practice.to_string()), "{known:?}");
        there.platform.db.close().await;
        remove(&app, "fresh").await;
    }

    async fn an_export_of_a_backup_is_none_after_its_restore_and_patients_with_documents_are_there(app: TestApp) {
        use crate::practice_export as exports;
        exports::patients_from(&app, exports::TABLE).await;
        exports::add_document(&app, app.practice, exports::anybody(&app).await, "scan.pdf", b"%PDF-1.7 one").await;
        let mut lee = crate::patient_import::importer(&app).await;
        let (path, _) = exports::made(&app, &mut lee, &exports::WISH).await;
        exports::ask(&mut lee).await;
        let dir = backup(&app, "one").await;
        // Since then it was deleted.
        lee.post(&path, &[("deed", "delete")]).await;
        let config = elsewhere(&app, "fresh").await;
        let report = Box::pin(restore(&config, &dir, false)).await.unwrap();
        assert_eq!(report.ended.unwrap().exports, 2);
        let there = app.again(start::platform(&config).await.unwrap(), app.dir.join("fresh"), config.database.url.clone());
        assert_eq!(there.count("SELECT COUNT(*) FROM practice_export_piece").await, 0);
        assert_eq!(there.count("SELECT COUNT(*) FROM practice_export WHERE state = 'over' AND sealed = ''").await, 2);
        assert!(!app::practice_export::work::work(&there.platform).await.unwrap(), "none is made and mailed");
        let rows = &report.manifest.rows;
        assert_eq!((rows["patient"], rows["patient_document"], rows["practice_export"]), (2, 1, 2), "{rows:?}");
        let of = |files: exports::Files| files.into_iter().filter(|(name, _)| name.starts_with("documents/") || name.starts_with("patients.")).collect::<Vec<_>>();
        let (here, came) = (exports::archive(&app, app.practice, None, None).await, exports::archive(&there, app.practice, None, None).await);
        let (here, came) = (of(exports::opened(here, None)), of(exports::opened(came, None)));
        assert!(came.len() == 3 && here == came);
        there.platform.db.close().await;
        remove(&app, "fresh").await;
    }

    async fn a_broken_trail_gets_no_new_entry_and_yet_nothing_stays_open(app: TestApp) {
        app.logged_in("nurse.kim").await;
        app.sql("UPDATE session SET expires_at = 4102444800000").await;
        app.sql("DELETE FROM audit_chain WHERE id <> 'door'").await;
        let dir = backup(&app, "one").await;
        let config = elsewhere(&app, "fresh").await;
        let report = Box::pin(restore(&config, &dir, false)).await.unwrap();
        assert!(!whole(&report) && report.ended.unwrap().sessions == 1, "{report:?}");
        let there = start::platform(&config).await.unwrap();
        let there = app.again(there, app.dir.join("fresh"), config.database.url.clone());
        assert_eq!(there.count("SELECT COUNT(*) FROM session WHERE ended_at IS NULL").await, 0);
        assert_eq!(there.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'restored'").await, 0);
        there.platform.db.close().await;
        remove(&app, "fresh").await;
    }

    async fn a_row_that_did_not_come_back_is_noticed_and_the_table_named(app: TestApp) {
        let dir = backup(&app, "one").await;
        let file = dir.join("manifest.json");
        let mut manifest: Manifest = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
        assert!(check(&config_of(&app), &dir).await.is_ok());
        // As if the database that was dumped had had one person more.
        *manifest.rows.get_mut("users").unwrap() += 1;
        manifest.seal = manifest.sealed(&app.platform.secrets).unwrap();
        std::fs::write(&file, manifest.text().unwrap()).unwrap();
        let e = check(&config_of(&app), &dir).await.unwrap_err().to_string();
        assert!(e.contains("table users has 4 rows, and had 5"), "{e}");
    }

    async fn a_drill_that_is_stopped_leaves_nothing(app: TestApp) {
        let dir = backup(&app, "one").await;
        let config = config_of(&app);
        let place = Place { folder: app.dir.join("drill"), database: format!("{}_drill", app.url.rsplit(['=', '/']).next().unwrap()) };
        // Asked first before anything is there, then before the work; at the third time the work is under way.
        let mut asked = 0;
        let stop = std::future::poll_fn(|_| {
            asked += 1;
            if asked < 3 {
                return Poll::Pending;
            }
            assert!(!is_sqlite(&app) || place.folder.join("drill.db").exists(), "nothing is there to be left");
            Poll::Ready(())
        });
        let e = Box::pin(drill::check(&config, &dir, &place, stop)).await.unwrap_err().to_string();
        assert!(e.contains("Stopped"), "{e}");
        assert!(!place.folder.exists());
        if !is_sqlite(&app) {
            let left = format!("SELECT COUNT(*) FROM pg_database WHERE datname = '{}'", place.database);
            assert_eq!(app.count(&left).await, 0);
        }
        // The same place is free for a whole one.
        assert!(whole(&Box::pin(drill::check(&config, &dir, &place, std::future::pending())).await.unwrap()));
        assert!(!place.folder.exists());
    }
}
