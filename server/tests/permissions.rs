//! Who may what, as data: every page, every form post, every server function and every other route, with every edit level and every flag. What is in none
//! of the lists below fails.

use std::collections::BTreeSet;

use app::levels::model::{Area, Axis, Grant, Level, Matrix, Permission};
use app::routes::{Access, PAGES};
use axum::http::StatusCode;
use uuid::Uuid;

use crate::support::{Browser, Engine, PASSWORD, Page, TestApp};

/// What each server function needs.
const FUNCTIONS: &[(&str, Permission)] = &[
    ("/api/activity/week", Permission::Activity),
    ("/api/emergency/line", Permission::Settings),
    ("/api/facilities/line", Permission::Facilities),
    ("/api/messages/line", Permission::Messages),
    ("/api/settings/lines", Permission::Settings),
    ("/api/settings/tasks", Permission::Settings),
    ("/api/users/details", Permission::Users),
    ("/api/users/list", Permission::Users),
    ("/api/users/overview", Permission::Users),
    ("/api/users/story", Permission::Users),
];

/// Routes that are no pages, and answer whoever asks: what they do depends on a link, a cookie or a signature, and on no permission.
const OTHER_ROUTES: &[&str] = &[
    "/.well-known/change-password",
    "/address-stop/link/{token}",
    "/address/link/{token}",
    "/api/{*function}",
    "/display",
    "/favicon.svg",
    "/healthz",
    "/hooks/delivery",
    "/hooks/twilio/call/{id}",
    "/hooks/twilio/status/{id}",
    "/invitation/link/{token}",
    "/language",
    "/lock",
    "/login/passkey",
    "/logout",
    "/pkg/{file}",
    "/practice/logo",
    "/readyz",
    "/reset/link/{token}",
    "/robots.txt",
    "/session",
    "/sign-up/link/{token}",
    "/version",
];

/// Files to take along: no pages, and not for everybody.
const FILES: &[(&str, Permission)] =
    &[("/settings/import/template.csv", Permission::Import), ("/settings/import/template.xlsx", Permission::Import)];

/// Routes of the demo alone.
const DEMO_ROUTES: &[&str] = &["/dev/outbox", "/dev/outbox.json", "/dev/ui"];

/// What somebody has.
#[derive(Clone, Copy, Debug)]
struct Has {
    level: Level,
    administrator: bool,
    emergency: bool,
}

impl Has {
    fn all() -> impl Iterator<Item = Self> {
        Level::ALL.into_iter().flat_map(|level| {
            [(false, false), (true, false), (false, true), (true, true)].map(|(administrator, emergency)| Self {
                level,
                administrator,
                emergency,
            })
        })
    }

    /// The matrix as data: by the three axes, from nothing that the product decides with.
    fn may(self, permission: Permission) -> bool {
        match permission.axis() {
            Axis::Level(area, grant) => self.emergency || Matrix::RECOMMENDED.row(self.level).of(area) >= grant,
            Axis::Administrator { in_emergency } => self.administrator || (self.emergency && in_emergency),
            Axis::AdministratorWhoEdits => {
                let row = Matrix::RECOMMENDED.row(self.level);
                self.administrator && Area::ALL.into_iter().all(|area| row.of(area) == Grant::Edit)
            }
        }
    }
}

async fn somebody(app: &TestApp, has: Has, n: usize) -> Browser {
    let username = format!("somebody.{n}");
    let id = app.add(&username, has.administrator, None).await;
    app.give_password(id).await;
    app.sql(&format!(
        "UPDATE users SET level = '{}', emergency_designated = TRUE WHERE username = '{username}'",
        has.level.as_str()
    ))
    .await;
    let mut browser = app.logged_in(&username).await;
    if has.emergency {
        assert_eq!(crate::emergency::start(&mut browser).await.status, StatusCode::SEE_OTHER);
    }
    browser
}

/// Where a page of the table is, with ids that exist.
fn filled(page: &str, [person, facility, patient, document]: [&str; 4]) -> String {
    page.replace("import/{id}", &format!("import/{patient}"))
        .replace("patients/{id}", &format!("patients/{patient}"))
        .replace("{document}", document)
        .replace("facilities/{id}", &format!("facilities/{facility}"))
        .replace("users/{id}", &format!("users/{person}"))
        .replace("{slug}", "practice-id")
}

fn is_refused(page: &Page) -> bool {
    page.status == StatusCode::FORBIDDEN
        && (page.has("Only administrators can open this page") || page.has("Your edit level does not open this page"))
}

#[tokio::test]
async fn every_route_and_function_with_every_level_and_flag_is_as_the_matrix_says() {
    let app = TestApp::new(Engine::Sqlite).await;
    let mut lee = app.logged_in("dr.lee").await;
    let facility = crate::facilities::add(&mut lee, "Main office").await.rsplit('/').next().unwrap().to_owned();
    let person = app.id_of("new.may").await.simple().to_string();
    app.sql("UPDATE users SET level = 'physician' WHERE username = 'dr.lee'").await;
    let patient = crate::patients::add(&mut lee, "Maria", "Gomez").await;
    let document = crate::patient_documents::add(&mut lee, &patient).await;
    let last = |path: &str| path.rsplit('/').next().unwrap().to_owned();
    let (patient, document) = (last(&patient), last(&document));
    let ids = [person.as_str(), facility.as_str(), patient.as_str(), document.as_str()];
    let mut combinations = 0;
    for (n, has) in Has::all().enumerate() {
        let browser = somebody(&app, has, n).await;
        for (page, access) in PAGES {
            let path = filled(page, ids);
            let expected = match access {
                Access::Needs(permission) => has.may(*permission),
                Access::Public | Access::LoggedIn | Access::Locked => true,
            };
            let got = browser.clone().get(&path).await;
            assert_eq!(!is_refused(&got), expected, "GET {page} {has:?}: {} {}", got.status, got.body);
            // A post of nothing that any form of ours sends: whoever may is told something else than that they may not.
            let got = browser.clone().post(&path, &[("deed", "nothing"), ("version", "-1")]).await;
            if got.status != StatusCode::METHOD_NOT_ALLOWED {
                assert_eq!(!is_refused(&got), expected, "POST {page} {has:?}: {} {}", got.status, got.body);
            }
            combinations += 2;
        }
        for (function, permission) in FUNCTIONS {
            let arguments = [("id", person.as_str()), ("filter", "everything"), ("query[q]", ""), ("query[after]", "")];
            let got = browser.clone().post(function, &arguments).await;
            let expected = if has.may(*permission) { StatusCode::OK } else { StatusCode::FORBIDDEN };
            assert_eq!(got.status, expected, "{function} {has:?}: {}", got.body);
            combinations += 1;
        }
        for (file, permission) in FILES {
            let got = browser.clone().get(file).await;
            let expected = if has.may(*permission) { StatusCode::OK } else { StatusCode::FORBIDDEN };
            assert_eq!(got.status, expected, "{file} {has:?}");
            combinations += 1;
        }
    }
    let (pages, functions) = (PAGES.len(), FUNCTIONS.len());
    assert_eq!(combinations, (2 * pages + functions + FILES.len()) * 20);
    println!(
        "permissions: {combinations} combinations of route, level and flags ({pages} pages by GET and POST, {functions} server functions, {} files)",
        FILES.len()
    );
}

#[tokio::test]
async fn who_is_not_there_gets_nothing_that_needs_somebody() {
    let app = TestApp::new(Engine::Sqlite).await;
    let mut lee = app.logged_in("dr.lee").await;
    let facility = crate::facilities::add(&mut lee, "Main office").await.rsplit('/').next().unwrap().to_owned();
    let person = app.id_of("new.may").await.simple().to_string();
    let mut locked = app.logged_in("dr.lee").await;
    locked.post("/lock", &[]).await;
    for (page, access) in PAGES.iter().filter(|(_, access)| matches!(access, Access::Needs(_) | Access::LoggedIn)) {
        let nil = Uuid::nil().simple().to_string();
        let path = filled(page, [&person, &facility, &nil, &nil]);
        let got = app.browser().get(&path).await;
        assert!(got.status == StatusCode::SEE_OTHER && got.location().starts_with("/login?next="), "{page} {access:?}");
        assert!(locked.clone().get(&path).await.location().starts_with("/unlock"), "{page} {access:?}");
    }
    for (file, _) in FILES {
        let got = app.browser().get(file).await;
        assert!(got.status == StatusCode::SEE_OTHER && got.location().starts_with("/login?next="), "{file}");
        assert!(locked.clone().get(file).await.location().starts_with("/unlock"), "{file}");
    }
    for (function, _) in FUNCTIONS {
        let arguments = [("id", person.as_str()), ("filter", "everything"), ("query[q]", ""), ("query[after]", "")];
        assert_eq!(app.browser().post(function, &arguments).await.status, StatusCode::UNAUTHORIZED, "{function}");
        assert_eq!(locked.clone().post(function, &arguments).await.status, StatusCode::LOCKED, "{function}");
    }
}

#[test]
fn nothing_is_unlisted() {
    let functions: BTreeSet<&str> = leptos::server_fn::axum::server_fn_paths().map(|(path, _)| path).collect();
    assert_eq!(functions, FUNCTIONS.iter().map(|(path, _)| *path).collect(), "a server function without its permission");
    // Every route that the router names by itself, beside those of the table.
    let router = std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/router.rs")).unwrap();
    let named: BTreeSet<&str> = router.split(".route(\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let listed: BTreeSet<&str> =
        OTHER_ROUTES.iter().chain(DEMO_ROUTES).copied().chain(FILES.iter().map(|(path, _)| *path)).collect();
    assert_eq!(named, listed, "a route that is in no list");
    // Every permission is asked for by something; what nothing asks for would be a promise without a lock.
    let asked: BTreeSet<String> = PAGES
        .iter()
        .filter_map(|(_, access)| if let Access::Needs(permission) = access { Some(format!("{permission:?}")) } else { None })
        .chain(FUNCTIONS.iter().map(|(_, permission)| format!("{permission:?}")))
        // Asked for inside of a deed to a person, or of a patient's page: `emergency.rs`, `patients.rs`.
        .chain(["Administrators", "ViewInsurance", "EditInsurance"].map(str::to_owned))
        .collect();
    let all: BTreeSet<String> = Permission::ALL.iter().map(|permission| format!("{permission:?}")).collect();
    assert_eq!(asked, all);
}

both_engines! {
    async fn what_is_taken_away_meanwhile_is_gone_at_the_next_request(app: TestApp) {
        let other: Uuid = app.add("office", true, None).await;
        app.give_password(other).await;
        let mut office = app.logged_in("office").await;
        assert_eq!(office.get("/settings/users").await.status, StatusCode::OK);
        let mut lee = app.browser();
        lee.log_in(&app.practice_id, "dr.lee", PASSWORD).await;
        lee.post(&format!("/settings/users/{}", other.simple()), &[("deed", "remove-administrator")]).await;
        assert_eq!(office.get("/settings/users").await.status, StatusCode::FORBIDDEN);
    }
}
