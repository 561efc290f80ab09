//! The trail of refused log-ins: the first of an hour one by one, the rest in a sum that nothing loses.

use crate::support::{PASSWORD, Page, TestApp};
use app::audit::door::{Refused, append_refusal, sum_up_ended};
use app::audit::model::Kind;
use app::audit::service::Entry;
use app::platform::clock::{HOUR, MINUTE, SECOND};
use axum::http::StatusCode;

const ENTRIES: &str = "SELECT COUNT(*) FROM audit_entry WHERE chain = 'door'";
const SUMS: &str =
    "SELECT COUNT(*) FROM audit_entry WHERE chain = 'door' AND kind = 'log-in-refused' AND detail LIKE '%\"summary\"%'";

/// Fails `n` times, each time from another network, so that no wait stands in the way.
async fn fail(app: &TestApp, username: &str, n: usize) -> Vec<Page> {
    let mut pages = Vec::new();
    for n in 0..n {
        let mut browser = app.browser().at(&format!("198.51.100.{n}"));
        pages.push(browser.log_in(&app.practice_id, username, "guess").await);
    }
    pages
}

/// What must be equal for known and unknown names, whatever is typed.
fn work(pages: &[Page]) -> Vec<(StatusCode, Vec<&'static str>)> {
    pages.iter().map(|p| (p.status, p.statements.clone())).collect()
}

both_engines! {
    async fn twenty_refusals_an_hour_are_told_one_by_one_and_the_rest_in_one_entry(app: TestApp) {
        fail(&app, "nurse.kim", 20).await;
        assert_eq!(app.count(ENTRIES).await, 20);
        app.platform.clock.advance(MINUTE);
        fail(&app, "nurse.kim", 3).await;
        app.platform.clock.advance(MINUTE);
        fail(&app, "nurse.kim", 2).await;
        assert_eq!((app.count(ENTRIES).await, app.count(SUMS).await), (20, 0), "counted, not yet told");
        app.platform.clock.advance(HOUR);
        fail(&app, "nurse.kim", 1).await;
        assert_eq!((app.count(ENTRIES).await, app.count(SUMS).await), (22, 1), "the sum and the new one");
        let told = format!("{SUMS} AND detail LIKE '%\"summary\":5%' AND detail LIKE '%\"from\":1800000060000%' AND detail LIKE '%\"until\":1800000120000%'");
        assert_eq!(app.count(&told).await, 1);
        let mut lee = app.logged_in("dr.lee").await;
        let page = lee.get(&format!("/settings/users/{}", app.kim.simple())).await;
        assert!(page.has("Could not log in 5 more times between 03:01 and 03:02"), "{}", page.body);
        assert!(app.audit_is_whole().await);
    }

    async fn the_sweeper_tells_what_no_further_refusal_tells_and_only_once(app: TestApp) {
        fail(&app, "nurse.kim", 22).await;
        fail(&app, "nobody", 21).await;
        fail(&app, "dr.lee", 3).await;
        app.platform.clock.advance(HOUR - SECOND);
        assert_eq!(sum_up_ended(&app.platform).await.unwrap(), 0, "the hour is not over");
        app.platform.clock.advance(SECOND);
        let (one, other) = tokio::join!(sum_up_ended(&app.platform), sum_up_ended(&app.platform));
        assert_eq!(one.unwrap() + other.unwrap(), 2);
        assert_eq!(app.count(SUMS).await, 2);
        assert_eq!(app.count(&format!("{SUMS} AND subject IS NULL")).await, 1, "an unknown name is nobody's");
        assert_eq!(app.count("SELECT COUNT(*) FROM door_refusals").await, 0);
        assert_eq!(sum_up_ended(&app.platform).await.unwrap(), 0);
        assert!(app.audit_is_whole().await);
    }

    async fn known_and_unknown_names_take_the_same_way_through_the_sum(app: TestApp) {
        let mut all = Vec::new();
        for username in ["nurse.kim", "some.body"] {
            let mut pages = fail(&app, username, 22).await;
            app.platform.clock.advance(HOUR);
            pages.extend(fail(&app, username, 1).await);
            all.push(work(&pages));
        }
        assert_ne!(all[0][19].1, all[0][20].1, "the 21st writes no entry");
        for other in &all[1..] {
            for (n, (one, other)) in all[0].iter().zip(other).enumerate() {
                assert_eq!(one, other, "refusal {n}");
            }
        }
    }

    async fn a_count_survives_a_crash_and_a_refusal_that_is_undone_is_not_counted(app: TestApp) {
        fail(&app, "nurse.kim", 25).await;
        // What a killed process leaves is what the database holds.
        assert_eq!(app.count("SELECT refused FROM door_refusals").await, 25);
        let mut tx = app.platform.db.write().await.unwrap();
        let entry = Entry::of(Kind::LogInRefused, app.platform.clock.now(), "192.0.2.1");
        append_refusal(&app.platform, &mut tx, Refused { key: &[1; 32], of_one: true }, entry).await.unwrap();
        drop(tx);
        assert_eq!(app.count("SELECT COUNT(*) FROM door_refusals").await, 1);
    }

    async fn refusals_at_the_same_moment_are_all_counted(app: TestApp) {
        let refusals = (0..60).map(|n| {
            let platform = app.platform.clone();
            async move {
                if n % 10 == 9 {
                    sum_up_ended(&platform).await.unwrap();
                }
                let mut tx = platform.db.write().await.unwrap();
                let entry = Entry::of(Kind::LogInRefused, platform.clock.now(), "192.0.2.1");
                append_refusal(&platform, &mut tx, Refused { key: &[1; 32], of_one: true }, entry).await.unwrap();
                tx.commit().await.unwrap();
            }
        });
        futures::future::join_all(refusals).await;
        assert_eq!((app.count(ENTRIES).await, app.count("SELECT refused FROM door_refusals").await), (20, 60));
        app.platform.clock.advance(HOUR);
        assert_eq!(sum_up_ended(&app.platform).await.unwrap(), 1);
        assert_eq!(app.count(&format!("{SUMS} AND detail LIKE '%\"summary\":40%'")).await, 1);
        assert!(app.audit_is_whole().await);
    }

    async fn a_clock_that_jumps_back_silences_nobody(app: TestApp) {
        fail(&app, "nurse.kim", 21).await;
        app.platform.clock.advance(-24 * HOUR);
        fail(&app, "nurse.kim", 1).await;
        assert_eq!((app.count(ENTRIES).await, app.count(SUMS).await), (22, 1));
    }

    async fn nothing_typed_is_in_the_sums(app: TestApp) {
        fail(&app, "secret.typed", 21).await;
        app.platform.clock.advance(HOUR);
        sum_up_ended(&app.platform).await.unwrap();
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE detail LIKE '%typed%'").await, 0);
        assert_eq!(app.browser().log_in(&app.practice_id, "nurse.kim", PASSWORD).await.status, StatusCode::SEE_OTHER);
    }
}
