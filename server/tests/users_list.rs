//! The list of users: every order, both ways, page by page, with everybody once; who is locked; the practice's time; and that none of it
//! costs more among 100,000 people than among ten.

use std::time::{Duration, Instant};

use app::i18n::Locale;
use app::platform::Db;
use app::platform::clock::HOUR;
use app::platform::db::STATEMENTS_RUN;
use app::platform::migrate::all_statements;
use app::platform::sql::Sql;
use app::users::list;
use app::users::model::{ListQuery, Sort, StateFilter};
use app::web::next::encode;
use axum::http::StatusCode;
use serde_json::Value;

use crate::support::{Browser, Engine, TestApp};
use crate::users::actor_of;

/// Every username of a list, page by page.
async fn walk(browser: &mut Browser, path: &str) -> (Vec<String>, usize) {
    let (mut path, mut seen, mut pages) = (path.to_owned(), Vec::new(), 0);
    loop {
        let page = browser.get(&path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        pages += 1;
        let rows = page.body.split("<tbody").nth(1).unwrap_or_default();
        seen.extend(rows.split("translate=\"no\">").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned()));
        let Some(next) = page.body.split("rel=\"next\"").next().filter(|_| page.has("rel=\"next\"")) else { return (seen, pages) };
        path = next.rsplit("href=\"").next().unwrap().split('"').next().unwrap().replace("&amp;", "&");
    }
}

/// Sixty people with ties in everything an order may begin with, beside the four of every practice.
async fn crowd(app: &TestApp) {
    for n in 0..60 {
        app.add(&format!("p{:02}", (n * 37) % 60), n % 10 == 0, None).await;
    }
    for (n, level) in ["staff", "biller", "nurse", "np-pa", "physician"].iter().enumerate() {
        app.sql(&format!("UPDATE users SET level = '{level}' WHERE username LIKE 'p_{n}' OR username LIKE 'p_{}'", n + 5)).await;
    }
    // Everybody is called Kim Jin but for a few; three logged in at the same moment, most never.
    app.sql("UPDATE users SET name_key = 'abel jin', last_name = 'Abel' WHERE username LIKE 'p1_'").await;
    app.sql("UPDATE users SET last_log_in_at = 5000 WHERE username IN ('p03', 'p33', 'p41')").await;
    app.sql("UPDATE users SET last_log_in_at = 1000 + CAST(substr(username, 2) AS BIGINT) WHERE username LIKE 'p2_'").await;
    app.sql("UPDATE users SET deactivated_at = 7 WHERE username LIKE 'p_7' OR username = 'p03'").await;
}

/// What the list should be, from all rows, by the rules alone.
async fn expected(app: &TestApp, sort: Sort, down: bool, state: StateFilter) -> Vec<String> {
    type Row = (Vec<u8>, String, String, String, bool, Option<i64>, Option<i64>);
    let text = "SELECT id, username, name_key, level, administrator, deactivated_at, last_log_in_at FROM users";
    let mut rows: Vec<Row> = match &app.platform.db {
        Db::Sqlite { write, .. } => sqlx::query_as(text).fetch_all(write).await.unwrap(),
        Db::Postgres(pool) => {
            let text = "SELECT uuid_send(id), username, name_key, level, administrator, deactivated_at, last_log_in_at FROM users";
            sqlx::query_as(text).fetch_all(pool).await.unwrap()
        }
    };
    rows.retain(|(.., administrator, deactivated, _)| match state {
        StateFilter::All => true,
        StateFilter::Active => deactivated.is_none(),
        StateFilter::Deactivated => deactivated.is_some(),
        StateFilter::Administrators => *administrator && deactivated.is_none(),
        StateFilter::Locked => false,
    });
    let rank = |level: &str| ["staff", "biller", "nurse", "np-pa", "physician"].iter().position(|l| *l == level);
    rows.sort_by(|a, b| {
        let turned = |o: std::cmp::Ordering| if down { o.reverse() } else { o };
        let names = (&a.2, &a.0).cmp(&(&b.2, &b.0));
        match sort {
            Sort::Name => turned(names),
            Sort::Username => turned(a.1.cmp(&b.1)),
            Sort::Level => turned(rank(&a.3).cmp(&rank(&b.3))).then(names),
            Sort::State => turned(a.5.is_some().cmp(&b.5.is_some())).then(names),
            Sort::LastLogIn => match (a.6, b.6) {
                (Some(one), Some(other)) => turned(one.cmp(&other).then(names)),
                (one, other) => one.is_none().cmp(&other.is_none()).then(names),
            },
        }
    });
    rows.into_iter().map(|row| row.1).collect()
}

both_engines! {
    async fn every_order_both_ways_goes_on_where_the_page_ended_with_everybody_once(app: TestApp) {
        crowd(&app).await;
        let mut lee = app.logged_in("dr.lee").await;
        let states = [StateFilter::All, StateFilter::Active, StateFilter::Deactivated, StateFilter::Administrators];
        for sort in Sort::ALL {
            for (down, state) in [(false, StateFilter::All), (true, StateFilter::All)].into_iter().chain(states.map(|s| (sort == Sort::Name, s))) {
                let query = ListQuery { sort, down, state, ..ListQuery::default() };
                let (seen, pages) = walk(&mut lee, &query.address()).await;
                let all = expected(&app, sort, down, state).await;
                assert_eq!(seen, all, "{}", query.address());
                assert_eq!(pages, all.len().div_ceil(25), "{}", query.address());
            }
        }
    }

    async fn a_search_has_the_same_orders_and_finds_everybody_once(app: TestApp) {
        crowd(&app).await;
        let mut lee = app.logged_in("dr.lee").await;
        // "j" begins the given name of all, "p" most usernames, "k" most family names.
        for (q, sort) in [("j", Sort::LastLogIn), ("p", Sort::Level), ("k", Sort::Username), ("J", Sort::State), ("p", Sort::Name)] {
            for down in [false, true] {
                let query = ListQuery { q: q.into(), sort, down, ..ListQuery::default() };
                let (seen, _) = walk(&mut lee, &query.address()).await;
                let begins = |name: &String| match q {
                    "p" => name.starts_with('p'),
                    "k" => !name.starts_with("p1"),
                    _ => true,
                };
                let all: Vec<String> = expected(&app, sort, down, StateFilter::All).await.into_iter().filter(begins).collect();
                assert_eq!(seen, all, "{}", query.address());
            }
        }
        let (seen, _) = walk(&mut lee, "/settings/users?q=p&state=deactivated").await;
        assert_eq!(seen, expected(&app, Sort::Name, false, StateFilter::Deactivated).await.into_iter().filter(|n| n.starts_with('p')).collect::<Vec<_>>());
        assert_eq!(walk(&mut lee, &format!("/settings/users?q={}", encode(" Abel,  Jin"))).await.0.len(), 10, "as a phone book writes it");
        for rubbish in ["rubbish~'\"<", "~~", "x~1~y", "00000000000000000000000000000000~9223372036854775807~"] {
            for sort in Sort::ALL {
                let query = ListQuery { sort, after: rubbish.into(), ..ListQuery::default() };
                assert_eq!(lee.get(&query.address()).await.status, StatusCode::OK, "{rubbish}");
            }
        }
    }

    async fn accents_capitals_and_apostrophes_make_no_difference_to_a_search(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        let people = [("maria", "Maria", "Gomez"), ("p.nunez", "Pía", "Núñez"), ("s.obrien", "Sean", "O\u{2019}Brien")];
        for (username, first, last) in people {
            let form = [("first_name", first), ("last_name", last), ("username", username), ("level", "staff")];
            assert_eq!(lee.post("/settings/users/new", &form).await.status, StatusCode::SEE_OTHER);
        }
        for round in ["as added", "as from before"] {
            for (q, username) in [
                ("MARÍA", "maria"), ("gómez, maria", "maria"), ("nunez", "p.nunez"), ("NÚÑEZ", "p.nunez"), ("pia", "p.nunez"),
                ("o'brien", "s.obrien"), ("obrien", "s.obrien"), ("O\u{2019}Brien", "s.obrien"), ("S.OBRIEN", "s.obrien"),
            ] {
                let (found, _) = walk(&mut lee, &format!("/settings/users?q={}", encode(q))).await;
                assert_eq!(found, [username], "{q} {round}");
            }
            // As the release before wrote them; the start puts them right, once.
            app.sql("UPDATE users SET name_key = 'núñez pía', given_key = 'pía núñez' WHERE username = 'p.nunez'").await;
            app.sql("UPDATE users SET name_key = 'o\u{2019}brien sean', given_key = 'sean o\u{2019}brien' WHERE username = 's.obrien'").await;
            assert_eq!(app::users::fold::fill(&app.platform).await.unwrap(), 2);
            assert_eq!(app::users::fold::fill(&app.platform).await.unwrap(), 0);
        }
    }

    async fn a_column_is_a_link_that_says_how_the_list_is_ordered(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        let page = lee.get("/settings/users?q=n&state=active").await;
        assert!(page.body.matches("aria-sort").count() == 1 && page.has("aria-sort=\"ascending\""), "{}", page.body);
        for link in ["q=n&amp;state=active&amp;dir=desc", "sort=username\"", "sort=level\"", "sort=last-log-in&amp;dir=desc", "sort=state\""] {
            assert!(page.has(link), "{link}: {}", page.body);
        }
        let page = lee.get("/settings/users?sort=last-log-in&dir=desc").await;
        assert!(page.has("aria-sort=\"descending\"") && page.has("href=\"/settings/users?sort=last-log-in\""), "{}", page.body);
        let kim = app.kim.simple();
        assert!(page.has(&format!("/settings/users/{kim}?sort=last-log-in&amp;dir=desc")), "a person's link knows the list it stands in");
    }

    async fn a_person_s_page_has_the_list_beside_it_and_the_way_back_to_it(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        let kim = app.kim.simple();
        let page = lee.get(&format!("/settings/users/{kim}?q=n&sort=username&done=saved")).await;
        assert!(page.body.matches("<h1").count() == 1 && page.has("<h2>EHR Users"), "{}", page.body);
        assert!(page.has("aria-current=\"true\"") && page.has("href=\"/settings/users?q=n&amp;sort=username\""), "{}", page.body);
        assert!(page.has("new.may") && !page.has("gone.ray"), "the list as it was: {}", page.body);
        let page = lee.post(&format!("/settings/users/{kim}?q=n&sort=username&done=saved"), &[("deed", "deactivate")]).await;
        assert_eq!(page.location(), format!("/settings/users/{kim}?q=n&sort=username&done=deactivated"));
    }

    async fn no_order_filter_or_search_shows_somebody_of_another_practice(app: TestApp) {
        for _ in 0..6 {
            app.browser().log_in(&app.practice_id, "nurse.kim", "wrong").await;
        }
        let mut tx = app.platform.db.write().await.unwrap();
        app::practice::service::create(&app.platform, &mut tx, "Harbor").await.unwrap();
        tx.commit().await.unwrap();
        app.sql("UPDATE users SET practice = (SELECT id FROM practice WHERE name = 'Harbor'), last_log_in_at = 9 WHERE username = 'nurse.kim'").await;
        let mut lee = app.logged_in("dr.lee").await;
        let searches = ["n", "j", "k"].map(|q| ListQuery { q: q.into(), ..ListQuery::default() });
        let filters = StateFilter::ALL.map(|state| ListQuery { state, ..ListQuery::default() });
        for query in reads().into_iter().chain(searches).chain(filters) {
            assert!(!walk(&mut lee, &query.address()).await.0.contains(&"nurse.kim".to_owned()), "{}", query.address());
        }
        assert!(lee.get("/settings").await.has("2 active ·"));
    }

    async fn who_must_wait_or_needs_a_reset_is_listed(app: TestApp) {
        for name in ["nurse.kim", "new.may"] {
            for _ in 0..6 {
                app.browser().log_in(&app.practice_id, name, "wrong").await;
            }
        }
        app.browser().log_in(&app.practice_id, "gone.ray", "wrong").await;
        let mut lee = app.logged_in("dr.lee").await;
        assert_eq!(walk(&mut lee, "/settings/users?state=locked&sort=username").await.0, ["new.may", "nurse.kim"]);
        assert_eq!(walk(&mut lee, "/settings/users?state=locked&sort=username&dir=desc").await.0, ["nurse.kim", "new.may"]);
        assert_eq!(walk(&mut lee, "/settings/users?state=locked&q=nurse").await.0, ["nurse.kim"]);
        let page = lee.get("/settings/users?state=locked").await;
        assert!(page.has("2 of them locked") && page.has("2 on this page"), "{}", page.body);
        let statements = STATEMENTS_RUN
            .scope(std::cell::RefCell::default(), async {
                list::list(&app.platform, &actor_of(&app, app.kim), &ListQuery::default(), Locale::En).await.unwrap();
                STATEMENTS_RUN.with(|s| s.borrow().clone())
            })
            .await;
        let people = statements.iter().filter(|name| matches!(**name, "FIND_USER" | "LIST_BY_IDS")).count();
        assert_eq!(people, 1, "one statement for all of them: {statements:?}");
        app.platform.clock.advance(25 * HOUR);
        let mut lee = app.logged_in("dr.lee").await;
        assert!(lee.get("/settings/users?state=locked").await.has("Nobody found."), "a lock ends by itself");
    }

    async fn times_are_told_in_the_practice_s_zone(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        let path = format!("/settings/users/{}", app.kim.simple());
        assert!(lee.get("/settings/users").await.has("01/15/2027 03:00 EST"), "New York unless said otherwise");
        app.sql("UPDATE practice SET time_zone = 'America/Los_Angeles'").await;
        assert!(lee.get("/settings/users").await.has("01/15/2027 00:00 PST"));
        assert!(lee.get(&path).await.has("01/15/2027 00:00 PST"), "the story too");
        app.sql("UPDATE practice SET time_zone = 'Atlantis/Centre'").await;
        assert!(lee.get(&path).await.has("01/15/2027 03:00 EST"), "a zone that no table knows any more");
    }
}

/// Many people of one practice, written by the database itself.
async fn fill(app: &TestApp, people: u32) {
    // An id from the number; names in no order of it; a tenth deactivated, one in a thousand an administrator, a third never logged in.
    let row = "'u' || n, 'Given' || (n % 977), 'Family' || (n % 9973), CASE n % 5 WHEN 0 THEN 'staff' WHEN 1 THEN 'biller' WHEN 2 THEN 'nurse' \
               WHEN 3 THEN 'np-pa' ELSE 'physician' END, n % 1000 = 1, CASE WHEN n % 10 = 7 THEN 5 END, \
               CASE WHEN n % 3 <> 0 THEN 1700000000000 + n % 5000 END, 1, 1, 1, \
               'family' || (n % 9973) || ' given' || (n % 977), 'given' || (n % 977) || ' family' || (n % 9973)";
    let into = "INSERT INTO users (id, practice, username, first_name, last_name, level, administrator, deactivated_at, last_log_in_at, \
                created_at, updated_at, version, name_key, given_key)";
    let practice = "(SELECT id FROM practice LIMIT 1)";
    let text = match app.platform.db {
        Db::Sqlite { .. } => format!(
            "WITH RECURSIVE counter(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counter WHERE n < {people}) \
             {into} SELECT unhex(printf('%032x', n * 7919)), {practice}, {row} FROM counter; ANALYZE"
        ),
        Db::Postgres(_) => format!(
            "{into} SELECT CAST(lpad(to_hex(n * 7919), 32, '0') AS UUID), {practice}, {row} FROM generate_series(1, {people}) AS n"
        ),
    };
    app.sql(&text).await;
    // What PostgreSQL does by itself after a while.
    if let Db::Postgres(_) = app.platform.db {
        app.sql("VACUUM ANALYZE users").await;
    }
}

/// The reads that an administrator's list makes.
fn reads() -> Vec<ListQuery> {
    let orders = Sort::ALL.into_iter().flat_map(|sort| [false, true].map(|down| ListQuery { sort, down, ..ListQuery::default() }));
    // The other filters would compare three people with twenty-five.
    let filters = [StateFilter::Active, StateFilter::Locked].map(|state| ListQuery { state, ..ListQuery::default() });
    let searches = ["dr", "Family12, Given12", "nobody-of-this-name"].map(|q| ListQuery { q: q.into(), ..ListQuery::default() });
    orders.chain(filters).chain(searches).collect()
}

/// The medians of a read in two practices, asked in turn, so that whatever else the machine does hits both.
async fn medians(small: &TestApp, large: &TestApp, query: &ListQuery, runs: usize) -> (Duration, Duration) {
    let actors = (actor_of(small, small.kim), actor_of(large, large.kim));
    let mut times = (Vec::new(), Vec::new());
    for _ in 0..runs {
        let start = Instant::now();
        list::list(&small.platform, &actors.0, query, Locale::En).await.unwrap();
        times.0.push(start.elapsed());
        let start = Instant::now();
        list::list(&large.platform, &actors.1, query, Locale::En).await.unwrap();
        times.1.push(start.elapsed());
    }
    times.0.sort();
    times.1.sort();
    (times.0[runs / 2], times.1[runs / 2])
}

/// What the list asks for, with values that stand in the middle of the crowd.
fn asked() -> Vec<(Sql, Vec<&'static str>)> {
    let here = ["'family5'", "'00000000-0000-0000-0000-000000000000'"];
    all_statements()
        .into_iter()
        .filter_map(|sql| {
            let walked = ["$practice", "TRUE", "TRUE", "TRUE", here[0], here[1]];
            let values = match sql.name {
                "WALK_BY_USERNAME" | "WALK_BY_USERNAME_DOWN" => vec!["$practice", "TRUE", "TRUE", "TRUE", "'u5'", here[1]],
                "WALK_LEVEL" => [walked.as_slice(), &["'np-pa'"]].concat(),
                "WALK_BY_LOG_IN" | "WALK_BY_LOG_IN_DOWN" => [walked.as_slice(), &["1700000002500"]].concat(),
                "WALK_BY_NAME" | "WALK_BY_NAME_DOWN" | "WALK_NEVER" => walked.to_vec(),
                "SEARCH" => vec!["$practice", "'u'", "'u~'"],
                "LIST_BY_IDS" => vec!["$practice", "'[\"000000000000000000000000000f1a8b\"]'"],
                "COUNT_USERS" => vec!["$practice"],
                _ => return None,
            };
            Some((sql, values))
        })
        .collect()
}

#[tokio::test]
async fn sqlite_reads_every_page_of_the_list_from_an_index() {
    let app = TestApp::new(Engine::Sqlite).await;
    fill(&app, 5_000).await;
    let Db::Sqlite { write, .. } = &app.platform.db else { panic!("wrong engine") };
    let asked = asked();
    assert_eq!(asked.len(), 11, "a statement of the list has another name");
    for (sql, _) in asked {
        let plan: Vec<(i64, i64, i64, String)> =
            sqlx::query_as(sqlx::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {}", sql.sqlite))).fetch_all(write).await.unwrap();
        for (_, parent, _, step) in &plan {
            assert!(!step.starts_with("SCAN users"), "{}: {step}", sql.name);
            // What is sorted are pages: never in the part that reads the table.
            if step.contains("TEMP B-TREE") {
                let reads = plan.iter().any(|(_, p, _, s)| p == parent && s.starts_with("SEARCH users"));
                assert!(!reads, "{}: {plan:?}", sql.name);
            }
            // The whole practice, or everybody active on the way to the deactivated.
            let counts = sql.name == "COUNT_USERS" && step.contains("users_active_by_name");
            let wide = step.ends_with("(practice=?)") && !counts || step.contains("autoindex_users_2") && sql.name != "SEARCH";
            assert!(!wide, "{}: {step}", sql.name);
        }
    }
}

#[tokio::test]
async fn postgresql_reads_a_page_of_100_000_people_by_touching_few_of_them() {
    let app = TestApp::new(Engine::Postgres).await;
    fill(&app, 100_000).await;
    let Db::Postgres(pool) = &app.platform.db else { panic!("wrong engine") };
    let mut connection = pool.acquire().await.unwrap();
    // The plan for any values: what a prepared statement ends with.
    sqlx::raw_sql("SET plan_cache_mode = force_generic_plan").execute(&mut *connection).await.unwrap();
    for (sql, values) in asked() {
        let practice = format!("'{}'", app.practice);
        let values = values.iter().map(|v| v.replace("$practice", &practice)).collect::<Vec<_>>().join(", ");
        let text = format!("PREPARE asked AS {}; EXPLAIN (ANALYZE, FORMAT JSON) EXECUTE asked({values})", sql.postgres);
        let mut rows = sqlx::raw_sql(sqlx::AssertSqlSafe(text)).fetch_all(&mut *connection).await.unwrap();
        let plan: Value = sqlx::Row::try_get(&rows.pop().unwrap(), 0).unwrap();
        assert_few_rows(sql.name, &plan[0]["Plan"]);
        sqlx::raw_sql("DEALLOCATE asked").execute(&mut *connection).await.unwrap();
    }
}

/// No step of a plan handles more rows than a search may look at.
fn assert_few_rows(name: &str, step: &Value) {
    let number = |key: &str| step[key].as_f64().unwrap_or(0.0);
    let rows = (number("Actual Rows") + number("Rows Removed by Filter")) * number("Actual Loops").max(1.0);
    assert!(rows <= 600.0 && step["Node Type"] != "Seq Scan", "{name} reads {rows} rows: {step:#}");
    for part in step["Plans"].as_array().into_iter().flatten() {
        assert_few_rows(name, part);
    }
}

both_engines! {
    async fn a_list_of_100_000_people_is_as_fast_as_one_of_thirty(large: TestApp) {
        let engine = if matches!(large.platform.db, Db::Sqlite { .. }) { Engine::Sqlite } else { Engine::Postgres };
        // A full page and a little more: both have the same to show.
        let small = TestApp::new(engine).await;
        fill(&small, 26).await;
        fill(&large, 100_000 - 4).await;
        for query in reads() {
            // Whatever else this machine does, the other tests first, may hit one of the two: one good round of some counts. Counting up to
            // 500 people is the one part that differs; reading all of them would take tens of milliseconds.
            let (mut few, mut many, mut same) = (Duration::ZERO, Duration::ZERO, false);
            for _ in 0..30 {
                (few, many) = medians(&small, &large, &query, 15).await;
                same = many.as_secs_f64() <= 1.5 * few.as_secs_f64() || many.saturating_sub(few) < Duration::from_millis(1);
                if same {
                    break;
                }
            }
            assert!(same, "{engine:?} {}: {:?} among thirty, {:?} among 100,000", query.address(), few, many);
        }
    }
}
