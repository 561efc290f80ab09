//! Waits and their ceiling: who must wait, who must not, and that nobody can make somebody else wait for long.

use crate::support::{Browser, Engine, PASSWORD, TestApp};
use app::lockout::service::sweep;
use app::platform::clock::{HOUR, MINUTE, SECOND};
use axum::http::StatusCode;

const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
const WAIT: StatusCode = StatusCode::TOO_MANY_REQUESTS;
const IN: StatusCode = StatusCode::SEE_OTHER;

async fn try_in(app: &TestApp, browser: &mut Browser, password: &str) -> StatusCode {
    browser.log_in(&app.practice_id, "nurse.kim", password).await.status
}

/// The same browser after it was closed: the session's cookie is gone, the long-lived one is not.
async fn known(app: &TestApp, username: &str) -> Browser {
    let mut browser = app.logged_in(username).await;
    browser.cookies.remove("__Host-session");
    browser
}

/// A hundred failures from anywhere: the first, the last, and those between put in behind the product's back.
async fn exhaust(app: &TestApp) {
    let mut first = app.browser().at("198.51.100.1");
    assert_eq!(try_in(app, &mut first, "guess").await, REFUSED);
    assert_eq!(app.sql("UPDATE failed_tries SET tries = 99 WHERE network IS NULL").await, 1);
    assert_eq!(try_in(app, &mut app.browser().at("198.51.100.2"), "guess").await, WAIT);
}

both_engines! {
    async fn strangers_who_exhaust_the_limit_do_not_shut_the_owner_s_browser_out(app: TestApp) {
        let mut owner = known(&app, "nurse.kim").await;
        exhaust(&app).await;
        assert_eq!(try_in(&app, &mut app.browser().at("203.0.113.9"), PASSWORD).await, WAIT, "an unknown browser");
        assert_eq!(try_in(&app, &mut owner, PASSWORD).await, IN);
        assert_eq!(try_in(&app, &mut app.browser().at("203.0.113.9"), PASSWORD).await, WAIT, "and strangers got no new tries by it");
    }

    async fn a_clinic_full_of_mistyped_names_does_not_make_known_browsers_wait(app: TestApp) {
        let mut owner = known(&app, "nurse.kim").await;
        let mut neighbour = app.browser();
        for n in 0..50 {
            assert_eq!(neighbour.log_in(&app.practice_id, &format!("user{n}"), "x").await.status, REFUSED);
        }
        assert_eq!(neighbour.log_in(&app.practice_id, "user50", "x").await.status, WAIT);
        assert_eq!(try_in(&app, &mut app.browser(), PASSWORD).await, WAIT, "a browser without a cookie, at the same address");
        assert_eq!(try_in(&app, &mut owner, "typo").await, REFUSED);
        assert_eq!(try_in(&app, &mut owner, PASSWORD).await, IN);
    }

    async fn strangers_at_the_same_address_do_not_make_a_known_browser_wait_nor_it_them(app: TestApp) {
        let mut owner = known(&app, "nurse.kim").await;
        let mut stranger = app.browser();
        for _ in 0..5 {
            try_in(&app, &mut stranger, "guess").await;
        }
        assert_eq!(try_in(&app, &mut stranger, PASSWORD).await, WAIT);
        for _ in 0..4 {
            assert_eq!(try_in(&app, &mut owner, "typo").await, REFUSED);
        }
        assert_eq!(try_in(&app, &mut owner, "typo").await, WAIT, "it has waits of its own");
        app.platform.clock.advance(30 * SECOND);
        assert_eq!(try_in(&app, &mut stranger, PASSWORD).await, IN);
    }

    async fn a_known_browser_has_a_limit_of_its_own_which_an_unlock_lifts(app: TestApp) {
        let mut owner = known(&app, "nurse.kim").await;
        assert_eq!(try_in(&app, &mut owner, "typo").await, REFUSED);
        assert_eq!(app.sql("UPDATE failed_tries SET tries = 18").await, 1);
        assert_eq!(try_in(&app, &mut owner, "typo").await, WAIT);
        app.platform.clock.advance(15 * MINUTE);
        let page = owner.log_in(&app.practice_id, "nurse.kim", "typo").await;
        assert!(page.status == WAIT && page.has("Reset the password, or ask"), "the twentieth: {}", page.body);
        app.platform.clock.advance(15 * MINUTE);
        let runs = app.platform.hasher.runs();
        let page = owner.log_in(&app.practice_id, "nurse.kim", PASSWORD).await;
        assert!(page.status == WAIT && page.has("Reset the password, or ask"), "{}", page.body);
        assert_eq!(app.platform.hasher.runs(), runs);
        let mut lee = app.logged_in("dr.lee").await;
        let path = format!("/settings/users/{}", app.kim.simple());
        assert!(lee.get(&path).await.has("value=\"unlock\""), "the administrator sees it");
        lee.post(&path, &[("deed", "unlock")]).await;
        assert_eq!(try_in(&app, &mut owner, PASSWORD).await, IN);
        assert_eq!(app.count("SELECT COUNT(*) FROM failed_tries").await, 0);
    }

    async fn another_person_at_the_same_browser_does_not_renew_its_tries(app: TestApp) {
        let mut shared = known(&app, "nurse.kim").await;
        for _ in 0..5 {
            try_in(&app, &mut shared, "guess").await;
        }
        let before = shared.cookies["__Host-browser"].clone();
        assert_eq!(shared.log_in(&app.practice_id, "dr.lee", PASSWORD).await.status, IN);
        assert_ne!(shared.cookies["__Host-browser"], before, "somebody new: another token");
        assert_eq!(try_in(&app, &mut shared, PASSWORD).await, WAIT);
    }

    async fn an_unlock_lifts_the_waits_of_every_network(app: TestApp) {
        let mut places: Vec<Browser> = (0..3).map(|n| app.browser().at(&format!("198.51.100.{n}"))).collect();
        for place in &mut places {
            for _ in 0..5 {
                try_in(&app, place, "guess").await;
            }
        }
        let mut lee = app.logged_in("dr.lee").await;
        lee.post(&format!("/settings/users/{}", app.kim.simple()), &[("deed", "unlock")]).await;
        for place in &mut places {
            assert_eq!(try_in(&app, place, PASSWORD).await, IN);
        }
    }

    async fn a_burst_from_a_known_browser_cannot_outrun_its_count(app: TestApp) {
        let owner = known(&app, "nurse.kim").await;
        let runs = app.platform.hasher.runs();
        let tries = (0..40).map(|_| {
            let (mut browser, id) = (owner.clone(), app.practice_id.clone());
            async move { browser.log_in(&id, "nurse.kim", "guess").await.status }
        });
        futures::future::join_all(tries).await;
        assert_eq!(app.platform.hasher.runs() - runs, 5);
    }

    async fn a_browser_is_known_to_its_own_people_only(app: TestApp) {
        let mut lee = known(&app, "dr.lee").await;
        exhaust(&app).await;
        assert_eq!(try_in(&app, &mut lee, PASSWORD).await, WAIT);
        assert_eq!(lee.log_in(&app.practice_id, "dr.lee", PASSWORD).await.status, IN);
    }
}

async fn with_few_counters(engine: Engine) -> TestApp {
    TestApp::with(engine, |s| s.lockout.counters_limit = 40).await
}

async fn the_ceiling(app: TestApp) {
    let mut owner = known(&app, "dr.lee").await;
    let mut earlier = app.browser().at("192.0.2.44");
    for _ in 0..4 {
        assert_eq!(try_in(&app, &mut earlier, "typo").await, REFUSED);
    }
    // 19 names and nurse.kim: two counters each.
    let mut flooder = app.browser().at("203.0.113.7");
    for n in 0..19 {
        assert_eq!(flooder.log_in(&app.practice_id, &format!("name{n}"), "x").await.status, REFUSED);
    }
    assert_eq!(app.count("SELECT COUNT(*) FROM failed_tries").await, 40);
    for n in 0..4 {
        assert_eq!(flooder.log_in(&app.practice_id, &format!("more{n}"), "x").await.status, REFUSED);
    }
    assert_eq!(flooder.log_in(&app.practice_id, "more4", "x").await.status, WAIT, "new names share five tries");
    assert_eq!(flooder.log_in(&app.practice_id, "more5", "x").await.status, WAIT);
    assert_eq!(flooder.log_in(&app.practice_id, "gone.ray", PASSWORD).await.status, WAIT, "names that exist alike");
    assert_eq!(app.count("SELECT COUNT(*) FROM failed_tries").await, 41, "one for the network");
    assert_eq!(flooder.log_in(&app.practice_id, "name0", "x").await.status, REFUSED, "who was counted before is counted on");
    assert_eq!(try_in(&app, &mut earlier, "typo").await, WAIT, "nothing was evicted: the fifth failure");
    assert_eq!(try_in(&app, &mut app.browser().at("198.51.100.9"), PASSWORD).await, IN, "other networks go on");
    assert_eq!(owner.log_in(&app.practice_id, "dr.lee", "typo").await.status, REFUSED);
    assert_eq!(
        owner.at("203.0.113.7").log_in(&app.practice_id, "dr.lee", PASSWORD).await.status,
        IN,
        "a known browser, right there"
    );
    assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE chain = 'door'").await, 31);
    // When they have ended, the sweeper counts anew.
    app.platform.clock.advance(24 * HOUR + SECOND);
    sweep(&app.platform).await.unwrap();
    assert_eq!(app.platform.failed_tries.about(), 0);
    assert_eq!(flooder.log_in(&app.practice_id, "more6", "x").await.status, REFUSED);
    assert_eq!(app.count("SELECT COUNT(*) FROM failed_tries WHERE network IS NOT NULL").await, 1);
}

#[tokio::test]
async fn above_the_ceiling_new_names_share_their_network_s_wait_and_nothing_is_evicted_on_sqlite() {
    the_ceiling(with_few_counters(Engine::Sqlite).await).await;
}

#[tokio::test]
async fn above_the_ceiling_new_names_share_their_network_s_wait_and_nothing_is_evicted_on_postgres() {
    the_ceiling(with_few_counters(Engine::Postgres).await).await;
}

#[tokio::test]
async fn a_restarted_server_counts_before_it_believes_that_there_is_room() {
    let app = TestApp::new(Engine::Sqlite).await;
    for n in 0..3 {
        app.browser().log_in(&app.practice_id, &format!("name{n}"), "x").await;
    }
    app.platform.failed_tries.set(0);
    sweep(&app.platform).await.unwrap();
    assert_eq!(app.platform.failed_tries.about(), 6);
}
