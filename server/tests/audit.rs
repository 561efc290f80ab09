//! The audit chains find every kind of tampering, by somebody who may write every table.

use crate::support::{Engine, TestApp};
use app::audit::retention;
use app::audit::service::{Integrity, verify};
use app::platform::clock::DAY;
use server::checkpoints;

async fn broken(app: &TestApp) -> Option<(String, i64)> {
    match verify(&app.platform, &[]).await.unwrap() {
        Integrity::Whole { .. } => None,
        Integrity::Broken { chain, seq, .. } => Some((chain, seq)),
    }
}

async fn history(app: &TestApp) {
    for _ in 0..3 {
        app.logged_in("nurse.kim").await;
        app.browser().log_in(&app.practice_id, "nobody", "x").await;
    }
    assert_eq!(broken(app).await, None);
}

both_engines! {
    async fn an_edit_shows(app: TestApp) {
        history(&app).await;
        assert_eq!(app.sql("UPDATE audit_entry SET detail = '{}' WHERE chain = 'door' AND seq = 2").await, 1);
        assert_eq!(broken(&app).await, Some(("door".into(), 2)));
    }

    async fn another_person_put_in_shows(app: TestApp) {
        history(&app).await;
        assert!(app.sql("UPDATE audit_entry SET actor = NULL WHERE kind = 'logged-in'").await > 0);
        assert_eq!(broken(&app).await.unwrap().0, app.practice.to_string());
    }

    async fn a_removal_shows(app: TestApp) {
        history(&app).await;
        app.sql("DELETE FROM audit_entry WHERE chain = 'door' AND seq = 2").await;
        assert_eq!(broken(&app).await, Some(("door".into(), 2)));
    }

    async fn a_reordering_shows(app: TestApp) {
        history(&app).await;
        app.sql("UPDATE audit_entry SET seq = 99 WHERE chain = 'door' AND seq = 1").await;
        app.sql("UPDATE audit_entry SET seq = 1 WHERE chain = 'door' AND seq = 2").await;
        app.sql("UPDATE audit_entry SET seq = 2 WHERE chain = 'door' AND seq = 99").await;
        assert_eq!(broken(&app).await, Some(("door".into(), 1)));
    }

    async fn a_truncation_shows_even_with_the_head_set_back(app: TestApp) {
        history(&app).await;
        app.sql("DELETE FROM audit_entry WHERE chain = 'door' AND seq = 3").await;
        assert_eq!(broken(&app).await, Some(("door".into(), 3)));
        app.sql("UPDATE audit_chain SET seq = 2 WHERE id = 'door'").await;
        assert!(broken(&app).await.is_some(), "the head's MAC is not the second entry's");
    }

    async fn a_chain_set_back_head_and_all_shows_by_its_checkpoint(app: TestApp) {
        history(&app).await;
        let file = app.dir.join("checkpoints.log");
        assert_eq!(checkpoints::append(&app.platform, &file).await.unwrap(), 2);
        assert_eq!(checkpoints::append(&app.platform, &file).await.unwrap(), 0, "nothing moved");
        let known = checkpoints::read(&app.platform, &file).unwrap();
        assert!(matches!(verify(&app.platform, &known).await.unwrap(), Integrity::Whole { .. }));
        // By somebody who may write every table: the newest entry is cut off and the head set to the one before.
        app.sql("DELETE FROM audit_entry WHERE chain = 'door' AND seq = 3").await;
        app.sql("UPDATE audit_chain SET seq = 2, mac = (SELECT mac FROM audit_entry WHERE chain = 'door' AND seq = 2) WHERE id = 'door'").await;
        assert_eq!(broken(&app).await, None, "the database alone cannot know");
        assert!(matches!(verify(&app.platform, &known).await.unwrap(), Integrity::Broken { seq: 3, .. }));
        // A whole chain gone shows too, and a line that was made up is refused.
        app.sql("DELETE FROM audit_entry WHERE chain = 'door'").await;
        app.sql("DELETE FROM audit_chain WHERE id = 'door'").await;
        assert!(matches!(verify(&app.platform, &known).await.unwrap(), Integrity::Broken { .. }));
        std::fs::write(&file, "1 door 1 00 00\n").unwrap();
        assert!(checkpoints::read(&app.platform, &file).is_err());
    }

    async fn a_chain_without_its_head_shows(app: TestApp) {
        history(&app).await;
        app.sql("DELETE FROM audit_chain WHERE id = 'door'").await;
        assert_eq!(broken(&app).await, Some(("door".into(), 1)));
    }

    async fn the_true_cause_is_told_to_the_trail_and_nothing_typed(app: TestApp) {
        for (practice, username) in [("ABC-120-B", "secret.typed"), (app.practice_id.as_str(), "secret.typed"), (app.practice_id.as_str(), "gone.ray"), (app.practice_id.as_str(), "new.may"), (app.practice_id.as_str(), "nurse.kim")] {
            app.browser().log_in(practice, username, "typed-password").await;
        }
        for cause in ["unknown-practice", "unknown-user", "deactivated", "no-password", "wrong-password"] {
            assert_eq!(app.count(&format!("SELECT COUNT(*) FROM audit_entry WHERE detail LIKE '%{cause}%'")).await, 1, "{cause}");
        }
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE detail LIKE '%typed%'").await, 0);
    }

    async fn writers_at_the_same_moment_do_not_fork_a_chain(app: TestApp) {
        let tries = (0..30).map(|n| {
            let mut browser = app.browser().at(&format!("198.51.100.{n}"));
            let id = app.practice_id.clone();
            async move { browser.log_in(&id, &format!("name{n}"), "x").await.status }
        });
        futures::future::join_all(tries).await;
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE chain = 'door'").await, 30);
        assert_eq!(broken(&app).await, None);
    }

    async fn what_is_older_than_the_operator_keeps_goes_and_the_chain_says_so(app: TestApp) {
        let engine = if matches!(app.platform.db, app::platform::Db::Sqlite { .. }) { Engine::Sqlite } else { Engine::Postgres };
        let app = TestApp::with(engine, |s| s.audit_years = 6).await;
        history(&app).await;
        let file = app.dir.join("checkpoints.log");
        checkpoints::append(&app.platform, &file).await.unwrap();
        let whole = |app: &TestApp| {
            let (platform, file) = (app.platform.clone(), file.clone());
            async move {
                let known = checkpoints::read(&platform, &file).unwrap();
                matches!(verify(&platform, &known).await.unwrap(), Integrity::Whole { .. })
            }
        };
        let count = "SELECT COUNT(*) FROM audit_entry WHERE chain = 'door'";
        app.platform.clock.advance(6 * 365 * DAY);
        assert_eq!(retention::sweep(&app.platform).await.unwrap(), 0, "six years are not over");
        app.platform.clock.advance(4 * DAY);
        history(&app).await;
        let (before, kept) = (app.count(count).await, app.count("SELECT COUNT(*) FROM audit_entry WHERE at > 1900000000000").await);
        assert!(retention::sweep(&app.platform).await.unwrap() > 3);
        assert!(whole(&app).await && app.audit_is_whole().await, "the check begins where the rule ended");
        assert_eq!(app.count(count).await, before - 3 + 1, "three refusals gone, and one entry says so");
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE at > 1900000000000 AND kind <> 'audit-pruned'").await, kept);
        assert_eq!(retention::sweep(&app.platform).await.unwrap(), 0, "once");
        history(&app).await;
        let mut lee = app.logged_in("dr.lee").await;
        let page = lee.get("/settings/audit?group=practice").await;
        assert!(page.has("Entries older than the server keeps were deleted"), "{}", page.body);
        let page = lee.post("/settings/audit", &[("deed", "check")]).await;
        assert!(page.has("data-chain=\"ok\""), "{}", page.body);

        // By somebody who may write every table: more is cut off, and the anchor moved along.
        let cut = "SELECT kept_after + 2 FROM audit_chain WHERE id = 'door'";
        let seq = app.count(cut).await;
        app.sql(&format!("DELETE FROM audit_entry WHERE chain = 'door' AND seq < {seq}")).await;
        app.sql(&format!("UPDATE audit_chain SET kept_after = {seq}, kept_mac = (SELECT mac FROM audit_entry WHERE chain = 'door' AND seq = {seq}) WHERE id = 'door'")).await;
        app.sql(&format!("DELETE FROM audit_entry WHERE chain = 'door' AND seq = {seq}")).await;
        assert_eq!(broken(&app).await, Some(("door".into(), seq)), "no entry says that the rule did it");
        assert!(!whole(&app).await);
    }

    async fn a_whole_chain_that_is_old_leaves_one_entry(app: TestApp) {
        let engine = if matches!(app.platform.db, app::platform::Db::Sqlite { .. }) { Engine::Sqlite } else { Engine::Postgres };
        let app = TestApp::with(engine, |s| s.audit_years = 7).await;
        history(&app).await;
        app.platform.clock.advance(8 * 366 * DAY);
        let (a, b) = tokio::join!(retention::sweep(&app.platform), retention::sweep(&app.platform));
        assert!(a.unwrap() + b.unwrap() > 0);
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind <> 'audit-pruned'").await, 0);
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry").await, app.count("SELECT COUNT(*) FROM audit_chain").await);
        assert!(app.audit_is_whole().await);
        history(&app).await;
        assert!(app.audit_is_whole().await);
    }
}
