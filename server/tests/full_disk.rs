//! A database that takes no more: the person reads an apology, nothing is half done, and as soon as there is room all goes on.

use axum::http::StatusCode;
use server::checkpoints;

use crate::support::{Engine, TestApp};

#[tokio::test]
async fn a_full_database_is_an_apology_and_the_writer_goes_on_when_there_is_room() {
    let app = TestApp::new(Engine::Sqlite).await;
    // Of the writing connection: no page more than there are.
    app.sql("PRAGMA max_page_count = 1").await;
    let mut inside = 0;
    let page = loop {
        let page = app.browser().log_in(&app.practice_id, "nurse.kim", crate::support::PASSWORD).await;
        if page.status != StatusCode::SEE_OTHER {
            break page;
        }
        inside += 1;
        assert!(inside < 200, "it never was full");
    };
    assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(page.has("Reference number"), "{}", page.body);
    // SQLite has ended the transaction by itself; the connection must not be taken for one within a transaction.
    app.sql("PRAGMA max_page_count = 1000000").await;
    app.logged_in("nurse.kim").await;
    assert_eq!(app.count("SELECT COUNT(*) FROM session").await, inside + 1, "one for each log-in that was answered");
    assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'logged-in'").await, inside + 1);
    assert!(app.audit_is_whole().await);
}

#[tokio::test]
async fn a_checkpoint_that_was_cut_short_is_written_anew_and_hides_nothing() {
    let app = TestApp::new(Engine::Sqlite).await;
    let file = app.dir.join("checkpoints.log");
    app.logged_in("nurse.kim").await;
    checkpoints::append(&app.platform, &file).await.unwrap();
    let whole = std::fs::read(&file).unwrap();
    let known = checkpoints::read(&app.platform, &file).unwrap();
    app.logged_in("nurse.kim").await;
    checkpoints::append(&app.platform, &file).await.unwrap();
    let longer = std::fs::read(&file).unwrap();
    let all = checkpoints::read(&app.platform, &file).unwrap();
    assert!(all.len() > known.len());
    // Killed, or out of room, after any byte of the last lines.
    for end in whole.len()..longer.len() {
        std::fs::write(&file, &longer[..end]).unwrap();
        let left = checkpoints::read(&app.platform, &file).unwrap();
        let lines = longer[..end].split(|b| *b == b'\n').count() - 1;
        assert_eq!(left, all[..lines], "cut after {end} bytes");
    }
    checkpoints::append(&app.platform, &file).await.unwrap();
    let again = checkpoints::read(&app.platform, &file).unwrap();
    let heads = |of: &[app::audit::service::Checkpoint]| of.iter().map(|c| (c.chain.clone(), c.seq)).collect::<Vec<_>>();
    assert_eq!(heads(&again), heads(&all), "what was cut is there again");
    // A whole line that is not ours is no accident.
    std::fs::write(&file, [&longer[..longer.len() - 2], b"\n"].concat()).unwrap();
    assert!(checkpoints::read(&app.platform, &file).is_err());
}
