//! The charts' numbers: what is counted, of whom, on which day, from which index.

use std::time::{Duration, Instant};

use crate::second_factor::{asked, set_up};
use crate::support::{Engine, PASSWORD, Page, TestApp};
use app::platform::Db;
use app::platform::clock::{HOUR, MINUTE, SECOND};
use app::platform::migrate::all_statements;
use app::platform::sql::Sql;
use axum::http::StatusCode;
use serde_json::Value;

const PAGE: &str = "/settings/activity";

/// The rows of a chart's table: a name and its numbers.
fn table(page: &Page, id: &str) -> Vec<String> {
    let chart = page.body.split(&format!("<section id=\"{id}\"")).nth(1).unwrap_or_else(|| panic!("no {id}: {}", page.body));
    let body = chart.split("<tbody").nth(1).unwrap().split("</tbody>").next().unwrap();
    let text = |html: &str| html.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text).collect::<String>();
    let cells = |row: &str| {
        row.split("</t").map(|cell| text(&format!("<{cell}"))).filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" | ")
    };
    body.split("</tr>").map(cells).filter(|row| !row.is_empty()).collect()
}

both_engines! {
    async fn what_happened_at_the_door_is_counted_by_day_and_by_cause(app: TestApp) {
        let id = app.practice_id.clone();
        for _ in 0..2 {
            app.logged_in("nurse.kim").await;
        }
        app.browser().log_in(&id, "nurse.kim", "wrong").await;
        app.browser().log_in(&id, "nurse.kim ", "wrong").await;
        app.browser().log_in(&id, "nobody", "wrong").await;
        app.browser().log_in(&id, "gone.ray", PASSWORD).await;
        app.browser().log_in(&id, "new.may", "wrong").await;
        // Put right on the way in; and a remedy that was tapped.
        app.browser().log_in(&format!(" {id}"), "nurse.kim", PASSWORD).await;
        let form = [("practice_id", "nurse.kim"), ("username", id.as_str()), ("password", PASSWORD), ("repair", "swap-fields")];
        assert_eq!(app.browser().post("/login", &form).await.status, StatusCode::SEE_OTHER);
        app.platform.clock.advance(24 * HOUR);
        let mut lee = app.logged_in("dr.lee").await;
        let page = lee.get(&format!("{PAGE}?days=7")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.has("5 log-ins in 7 days, 5 refused"), "{}", page.body);
        assert_eq!(table(&page, "log-ins")[..2], ["01/16 | 1 | 0", "01/15 | 4 | 5"]);
        assert_eq!(table(&page, "log-ins").len(), 7);
        assert_eq!(table(&page, "causes"), ["wrong password | 2", "deactivated account | 1", "has no password | 1", "no such username | 1"]);
        assert_eq!(table(&page, "noticed"), ["space at an end | 1 | 1", "Practice ID and username swapped | 0 | 1"], "{}", page.body);
        assert!(lee.get("/settings").await.has("5 log-ins this week, 5 refused"));
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE detail LIKE '%nurse.kim %' OR detail LIKE '%wrong\"%'").await, 0);
        assert!(app.audit_is_whole().await);
    }

    async fn a_right_password_says_nothing_of_itself(app: TestApp) {
        let phc = app::users::service::hash(&app.platform, "ends with a space here ").await.unwrap();
        let mut tx = app.platform.db.write().await.unwrap();
        app::users::service::reset_password(&app.platform, &mut tx, app.kim, app::users::service::NewHash { phc: &phc, short: false }, None).await.unwrap();
        tx.commit().await.unwrap();
        let page = app.browser().log_in(&app.practice_id, "nurse.kim", "ends with a space here ").await;
        assert_eq!(page.status, StatusCode::SEE_OTHER);
        app.browser().log_in(&app.practice_id, "nurse.kim", "does it end like this? ").await;
        let found = "SELECT COUNT(*) FROM audit_entry WHERE detail LIKE '%pw-edge-space%' AND kind = ";
        assert_eq!(app.count(&format!("{found}'logged-in'")).await, 0);
        assert_eq!(app.count(&format!("{found}'log-in-refused'")).await, 1);
    }

    async fn waits_and_unlocks_are_counted_known_name_or_not(app: TestApp) {
        for name in ["nurse.kim", "nobody.of.us"] {
            for _ in 0..6 {
                app.browser().log_in(&app.practice_id, name, "wrong").await;
                app.platform.clock.advance(31 * SECOND);
            }
        }
        let mut lee = app.logged_in("dr.lee").await;
        lee.post(&format!("/settings/users/{}", app.kim.simple()), &[("deed", "unlock")]).await;
        let page = lee.get(PAGE).await;
        assert!(page.has("4 waits after failed tries, 1 lifted"), "{}", page.body);
        assert_eq!(table(&page, "waits")[0], "01/15 | 4 | 1");
        // Many of one name are told in one entry, and still counted one by one.
        for n in 0..30 {
            app.browser().at(&format!("198.51.100.{n}")).log_in(&app.practice_id, "frontdesk", "wrong").await;
        }
        app.platform.clock.advance(2 * HOUR);
        app::audit::door::sum_up_ended(&app.platform).await.unwrap();
        let page = app.logged_in("dr.lee").await.get(PAGE).await;
        assert!(page.has("42 refused"), "{}", page.body);
        let causes = table(&page, "causes");
        assert!(causes.contains(&"more than 20 an hour for one name, counted together | 10".to_owned()), "{causes:?}");
    }

    async fn codes_after_the_password_count_by_their_causes(app: TestApp) {
        let (phone, _) = set_up(&app, &mut app.logged_in("nurse.kim").await).await;
        app.platform.clock.advance(10 * MINUTE);
        let mut browser = asked(&app).await;
        browser.post("/login/code", &[("with", "authenticator"), ("code", &phone.shows(&app, 3_600))]).await;
        browser.post("/login/code", &[("with", "authenticator"), ("code", &phone.shows(&app, -300))]).await;
        let causes = table(&app.logged_in("dr.lee").await.get(PAGE).await, "causes");
        assert_eq!(causes, ["the phone&#x27;s clock is wrong | 1", "wrong code after the password | 1"].map(|s| s.replace("&#x27;", "'")), "{causes:?}");
    }

    async fn a_day_is_the_practice_s_whatever_the_clocks_do(app: TestApp) {
        // The night of November 1st 2026 in New York: half past eleven the evening before, both half past ones, half past eleven.
        for (utc, n) in [("2026-11-01T03:30:00Z", 1), ("2026-11-01T05:30:00Z", 2), ("2026-11-01T06:30:00Z", 3), ("2026-11-02T04:30:00Z", 4), ("2026-11-02T05:00:00Z", 5)] {
            let at: jiff::Timestamp = utc.parse().unwrap();
            app.platform.clock.advance(at.as_millisecond() - app.platform.clock.now());
            for _ in 0..n {
                app.logged_in("nurse.kim").await;
            }
        }
        app.platform.clock.advance(MINUTE);
        let page = app.logged_in("dr.lee").await.get(&format!("{PAGE}?days=7")).await;
        assert_eq!(table(&page, "log-ins")[..4], ["11/02 | 6 | 0", "11/01 | 9 | 0", "10/31 | 1 | 0", "10/30 | 0 | 0"]);
        app.sql("UPDATE practice SET time_zone = 'America/Los_Angeles'").await;
        let page = app.logged_in("dr.lee").await.get(&format!("{PAGE}?days=7")).await;
        assert_eq!(table(&page, "log-ins")[..2], ["11/01 | 11 | 0", "10/31 | 6 | 0"]);
    }

    async fn the_way_back_from_a_reset_is_measured_from_its_start_to_the_log_in(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        let path = format!("/settings/users/{}", app.kim.simple());
        for (n, minutes) in [(1, 4), (2, 40), (3, 12)] {
            let page = lee.post(&path, &[("deed", "reset-code")]).await;
            let code = page.body.split("<code>").nth(1).unwrap().split('<').next().unwrap().to_owned();
            app.platform.clock.advance(2 * MINUTE);
            let mut browser = app.browser();
            browser.post("/reset/code", &[("practice_id", &app.practice_id), ("username", "nurse.kim"), ("code", &code)]).await;
            let password = format!("seven purple walruses at noon {n}");
            browser.post("/reset/new", &[("new_password", &password)]).await;
            app.platform.clock.advance((minutes - 2) * MINUTE);
            if n == 3 {
                let page = lee.get(PAGE).await;
                assert!(table(&page, "ways-back").contains(&"not in yet | 1".to_owned()), "{}", page.body);
            }
            browser.log_in(&app.practice_id, "nurse.kim", &password).await;
            lee = app.logged_in("dr.lee").await;
        }
        let page = lee.get(PAGE).await;
        assert!(page.has("From a reset to being in again: 12 minutes for half of them") && page.has("no longer than 40 minutes"), "{}", page.body);
        let rows = table(&page, "ways-back");
        assert_eq!(rows[..3], ["up to 5 minutes | 1", "up to 15 minutes | 1", "up to 1 hour | 1"], "{rows:?}");
    }

    async fn second_steps_and_messages_are_counted(app: TestApp) {
        set_up(&app, &mut app.logged_in("nurse.kim").await).await;
        app.sql("UPDATE users SET email = username || '@elm.example'").await;
        let mut lee = app.logged_in("dr.lee").await;
        let link = [("deed", "reset-link")];
        lee.post(&format!("/settings/users/{}", app.kim.simple()), &link).await;
        app.platform.clock.advance(3 * SECOND);
        app.mails().await;
        let page = lee.get(PAGE).await;
        assert!(page.has("1 of 3 active people have a second step") && page.has("Without a second step"), "{}", page.body);
        assert_eq!(table(&page, "factors")[1], "Authenticator app | 1 of 3");
        let rows = table(&page, "messages");
        assert!(rows.len() == 1 && rows[0].starts_with("E-mail | 0 | ") && rows[0].contains("seconds"), "{rows:?}");
    }

    async fn another_practice_s_numbers_are_nobody_s(app: TestApp) {
        app.logged_in("nurse.kim").await;
        app.browser().log_in(&app.practice_id, "nurse.kim", "wrong").await;
        let (_, other) = app.other_practice("Harbor", "dr.patel").await;
        let mut patel = app.browser();
        patel.log_in(&other, "dr.patel", PASSWORD).await;
        let page = patel.get(PAGE).await;
        assert!(page.has("1 log-in in 30 days, 0 refused") && page.has("0 of 1 active people"), "{}", page.body);
        let mut kim = app.logged_in("nurse.kim").await;
        assert_eq!(kim.get(PAGE).await.status, StatusCode::FORBIDDEN);
        assert_eq!(kim.post("/api/activity/week", &[]).await.status, StatusCode::FORBIDDEN);
        assert_eq!(app.browser().get(PAGE).await.location(), "/login?next=%2Fsettings%2Factivity");
        for odd in ["?days=", "?days=-1", "?days=365", "?days=7%27", "?days=7&days=30"] {
            assert_eq!(app.logged_in("dr.lee").await.get(&format!("{PAGE}{odd}")).await.status, StatusCode::OK, "{odd}");
        }
    }
}

/// 100,000 entries and as many messages, of ten practices, a year of them; ours has a tenth.
async fn fill(app: &TestApp) {
    let now = app.platform.clock.now();
    let at = format!("{now} - CAST(n AS BIGINT) * 315000");
    let kind = "CASE n % 20 WHEN 0 THEN 'log-in-refused' WHEN 1 THEN 'unlocked' WHEN 2 THEN 'password-set' WHEN 3 THEN 'reset-started' ELSE 'logged-in' END";
    let detail = "CASE n % 20 WHEN 0 THEN '{\"browser\":\"Firefox\",\"cause\":\"wrong-password\",\"found\":[\"trimmed\"],\"wait\":30}' \
                  WHEN 2 THEN '{\"way\":\"code\"}' ELSE '{\"browser\":\"Firefox\",\"found\":[]}' END";
    let (ours, bytes, series) = match app.platform.db {
        Db::Sqlite { .. } => (format!("x'{}'", app.practice.simple()), "unhex(printf('%032x', n))", "counter"),
        Db::Postgres(_) => (
            format!("CAST('{}' AS UUID)", app.practice),
            "CAST(lpad(to_hex(n), 32, '0') AS UUID)",
            "generate_series(1, 100000) AS n",
        ),
    };
    let (subject, mac) = match app.platform.db {
        Db::Sqlite { .. } => ("unhex(printf('%032x', n % 499))", "x'00'"),
        Db::Postgres(_) => ("CAST(lpad(to_hex(n % 499), 32, '0') AS UUID)", "'\\x00'"),
    };
    let others = match app.platform.db {
        Db::Sqlite { .. } => "unhex(printf('%032x', n % 9 + 1))",
        Db::Postgres(_) => "CAST(lpad(to_hex(n % 9 + 1), 32, '0') AS UUID)",
    };
    let counter = match app.platform.db {
        Db::Sqlite { .. } => "WITH RECURSIVE counter(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counter WHERE n < 100000) ",
        Db::Postgres(_) => "",
    };
    app.sql(&format!(
        "{counter}INSERT INTO audit_entry (chain, seq, at, actor, subject, practice, kind, network, detail, mac) \
         SELECT 'filled', n, {at}, NULL, {subject}, CASE WHEN n / 20 % 10 = 0 THEN {ours} ELSE {others} END, {kind}, '192.0.2.1', {detail}, {mac} FROM {series}"
    ))
    .await;
    app.sql(&format!(
        "{counter}INSERT INTO outbox (id, practice, channel, kind, recipient, locale, params, state, attempts, next_at, created_at, sent_at) \
         SELECT {bytes}, {ours}, CASE n % 3 WHEN 0 THEN 'sms' WHEN 1 THEN 'voice' ELSE 'email' END, 'security-code', 'x', 'en', '{{}}', \
         CASE n % 9 WHEN 0 THEN 'failed' ELSE 'sent' END, 1, 1, {at}, {at} + 900 FROM {series}"
    ))
    .await;
    match app.platform.db {
        Db::Sqlite { .. } => app.sql("ANALYZE").await,
        Db::Postgres(_) => app.sql("ANALYZE audit_entry; ANALYZE outbox").await,
    };
}

/// What the page asks, with values for PostgreSQL: the last 30 days of our practice.
fn statements(app: &TestApp) -> Vec<(Sql, String)> {
    let now = app.platform.clock.now();
    let practice = format!("'{}'", app.practice);
    let days: Vec<[i64; 2]> = (0..30).rev().map(|n| [now - (n + 1) * 24 * HOUR, now - n * 24 * HOUR]).collect();
    let days = format!("'{}'", serde_json::to_string(&days).unwrap());
    let span = format!("{}, {now}", now - 30 * 24 * HOUR);
    let kim = format!("'{}'", app.kim);
    all_statements()
        .into_iter()
        .filter_map(|sql| {
            let values = match sql.name {
                "COUNT_BY_DAY" => format!("{practice}, 'logged-in', {days}"),
                "COUNT_REFUSALS" => format!("{practice}, 'log-in-refused', {days}, {span}"),
                "COUNT_FOUND" => format!("{practice}, 'logged-in', {span}"),
                "LIST_WAYS_BACK" => format!("{practice}, 'password-set', {span}, 'reset-started', 'logged-in', 2000"),
                "COUNT_BY_STATE" => format!("{practice}, {span}"),
                "LIST_TIMES_TO_SEND" => format!("{practice}, {span}, 2000"),
                "LIST_OF_SUBJECT" => format!("{kim}, {practice}, '[\"logged-in\"]', TRUE, 300"),
                _ => return None,
            };
            Some((sql, values))
        })
        .collect()
}

#[tokio::test]
async fn sqlite_reads_the_charts_from_indexes_of_practice_and_time() {
    let app = TestApp::new(Engine::Sqlite).await;
    fill(&app).await;
    let Db::Sqlite { write, .. } = &app.platform.db else { panic!("wrong engine") };
    let asked = statements(&app);
    assert_eq!(asked.len(), 7, "a statement of the charts has another name");
    for (sql, _) in asked {
        let plan: Vec<(i64, i64, i64, String)> =
            sqlx::query_as(sqlx::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {}", sql.sqlite))).fetch_all(write).await.unwrap();
        let steps: Vec<&str> = plan.iter().map(|(.., step)| step.as_str()).collect();
        let reads: Vec<&&str> = steps
            .iter()
            .filter(|s| ["audit_entry", "outbox", "reset", "begun", "done"].iter().any(|t| s.split(' ').nth(1) == Some(t)))
            .collect();
        assert!(!reads.is_empty(), "{}: {steps:?}", sql.name);
        for step in reads {
            let within =
                step.contains("at>? AND at<?") || step.contains("at>?") || step.contains("at<?") || step.contains("(subject=?");
            assert!(step.starts_with("SEARCH") && step.contains("INDEX") && within, "{}: {step}", sql.name);
        }
    }
}

#[tokio::test]
async fn postgresql_reads_the_charts_from_indexes_of_practice_and_time() {
    let app = TestApp::new(Engine::Postgres).await;
    fill(&app).await;
    let Db::Postgres(pool) = &app.platform.db else { panic!("wrong engine") };
    let mut connection = pool.acquire().await.unwrap();
    sqlx::raw_sql("SET plan_cache_mode = force_generic_plan").execute(&mut *connection).await.unwrap();
    for (sql, values) in statements(&app) {
        let text = format!("PREPARE asked AS {}; EXPLAIN (FORMAT JSON) EXECUTE asked({values})", sql.postgres);
        let mut rows = sqlx::raw_sql(sqlx::AssertSqlSafe(text)).fetch_all(&mut *connection).await.unwrap();
        let plan: Value = sqlx::Row::try_get(&rows.pop().unwrap(), 0).unwrap();
        assert_no_scan(sql.name, &plan[0]["Plan"]);
        sqlx::raw_sql("DEALLOCATE asked").execute(&mut *connection).await.unwrap();
    }
}

/// No step of a plan reads a table that grows from its beginning to its end, nor all of a practice.
fn assert_no_scan(name: &str, step: &Value) {
    let grows = matches!(step["Relation Name"].as_str(), Some("audit_entry" | "outbox"));
    assert!(!(grows && step["Node Type"] == "Seq Scan"), "{name}: {step:#}");
    if let Some(condition) = step["Index Cond"].as_str().filter(|condition| condition.contains("practice")) {
        let of_one_person = condition.contains("subject = ");
        assert!(of_one_person || (condition.contains("at >= ") && condition.contains("at < ")), "{name}: {condition}");
    }
    for part in step["Plans"].as_array().into_iter().flatten() {
        assert_no_scan(name, part);
    }
}

both_engines! {
    async fn among_100_000_entries_the_page_is_there_at_once(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        fill(&app).await;
        let mut best = Duration::MAX;
        for _ in 0..3 {
            let start = Instant::now();
            let page = lee.get(&format!("{PAGE}?days=90")).await;
            best = best.min(start.elapsed());
            assert!(page.status == StatusCode::OK && !page.has("Nothing in this time."), "{}", page.body);
        }
        println!("90 days among 100,000 entries: {best:?}");
        assert!(best < Duration::from_millis(1_500), "{best:?}");
    }
}
