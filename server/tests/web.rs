//! What every page and answer has: headers, languages, old paths, frames, files.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::facilities;
use crate::support::{Engine, PASSWORD, TestApp};
use app::routes::{Access, OLD_PATHS, PAGES};
use app::web::site::Site;
use axum::http::{HeaderMap, StatusCode};
use server::assets::Files;
use server::router::{Edge, router};

async fn app() -> TestApp {
    TestApp::new(Engine::Sqlite).await
}

fn header(name: &'static str, value: &'static str) -> HeaderMap {
    HeaderMap::from_iter([(name.parse().unwrap(), value.parse().unwrap())])
}

/// What stands for the places of pages, in this order.
async fn places(app: &TestApp) -> [(&'static str, String); 6] {
    let facility =
        facilities::add(&mut app.logged_in("dr.lee").await, "Main office").await.trim_start_matches("/settings/").to_owned();
    app.sql("UPDATE users SET level = 'physician' WHERE username = 'dr.lee'").await;
    let mut lee = app.logged_in("dr.lee").await;
    let patient = crate::patients::add(&mut lee, "Maria", "Gomez").await;
    let document = crate::patient_documents::add(&mut lee, &patient).await.rsplit('/').next().unwrap().to_owned();
    let patient = patient.trim_start_matches('/').to_owned();
    let chosen = app.logged_in("dr.lee").await.upload("/settings/import", "file", b"Last Name,DOB\nRuiz,2/14/1980\n").await;
    let run = chosen.location().trim_start_matches("/settings/").to_owned();
    [
        ("facilities/{id}", facility),
        ("patients/{id}", patient),
        ("{document}", document),
        ("import/{id}", run),
        ("{id}", app.kim.simple().to_string()),
        ("{slug}", "practice-id".to_owned()),
    ]
}

#[tokio::test]
async fn every_page_has_the_security_headers_a_title_and_one_heading() {
    let app = app().await;
    let places = places(&app).await;
    for (path, access) in PAGES {
        let mut browser = if *access == Access::Public { app.browser() } else { app.logged_in("dr.lee").await };
        if *access == Access::Locked {
            browser.post("/lock", &[]).await;
        }
        let path = &places.iter().fold((*path).to_owned(), |path, (place, with)| path.replace(place, with));
        let page = browser.get(path).await;
        let expected = if ["/reset/new", "/reset/question", "/account/email/open", "/invitation"].contains(&path.as_str()) {
            StatusCode::GONE
        } else {
            StatusCode::OK
        };
        assert_eq!(page.status, expected, "{path}");
        let csp = page.headers["content-security-policy"].to_str().unwrap();
        assert!(
            csp.contains("frame-ancestors 'none'")
                && !csp.contains("unsafe-inline")
                && csp.contains("object-src 'none'")
                && csp.contains("base-uri 'none'"),
            "{csp}"
        );
        let nonce = csp.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap();
        assert_eq!(nonce.len(), 32);
        assert_eq!(
            page.body.matches("<script").count(),
            page.body.matches(&format!("nonce=\"{nonce}\"")).count(),
            "{path}: a script without nonce"
        );
        assert!(!page.has("style=\"") && !page.has("<style"), "{path}: the policy forbids inline styles");
        for (name, value) in [
            ("strict-transport-security", "max-age=31536000; includeSubDomains"),
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("cache-control", "no-store"),
            ("x-app", "vestibule"),
        ] {
            assert_eq!(page.headers[name], value, "{path}");
        }
        assert!(
            page.has("<title>") && page.body.matches("<h1").count() == 1 && page.has("<html lang=\"en\""),
            "{path}: {}",
            page.body
        );
        assert!(page.has("href=\"#main\""), "{path}: skip link");
    }
}

#[tokio::test]
async fn files_and_health_answers_carry_the_common_headers_too() {
    let app = app().await;
    for path in ["/healthz", "/readyz", "/version", "/favicon.svg", "/pkg/none.js"] {
        let page = app.browser().get(path).await;
        for name in ["strict-transport-security", "x-content-type-options", "x-app", "cross-origin-resource-policy"] {
            assert!(page.headers.contains_key(name), "{path}: {name}");
        }
    }
}

#[tokio::test]
async fn pages_behind_the_log_in_send_a_stranger_to_it_and_back() {
    let app = app().await;
    for (path, _) in PAGES.iter().filter(|(_, access)| *access == Access::LoggedIn) {
        let page = app.browser().get(&format!("{path}?q=1")).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER);
        assert_eq!(page.location(), format!("/login?next={}%3Fq%3D1", app::web::next::encode(path)));
    }
}

#[tokio::test]
async fn old_bookmarks_lead_to_the_pages_of_today() {
    let app = app().await;
    for (old, new) in OLD_PATHS {
        let page = app.browser().get(old).await;
        assert_eq!((page.status, page.location()), (StatusCode::PERMANENT_REDIRECT, *new), "{old}");
    }
    for (typed, to) in [
        ("/ehr/", "/login"),
        ("/EHR", "/login"),
        ("/Login", "/login"),
        ("/LOGIN/", "/login"),
        ("/login.", "/login"),
        ("/login/?next=%2Fhome", "/login?next=%2Fhome"),
        ("/index.php", "/"),
        ("/Help/", "/help"),
        ("/settings/users/", "/settings/users"),
        ("/Forgot-Password", "/reset"),
    ] {
        let page = app.browser().get(typed).await;
        assert_eq!((page.status, page.location()), (StatusCode::PERMANENT_REDIRECT, to), "{typed}");
    }
    for strange in ["//evil.example/login/", "/logi", "/%4Cogin", "/settings/users//x"] {
        assert_ne!(app.browser().get(strange).await.status, StatusCode::PERMANENT_REDIRECT, "{strange}");
    }
    let page = app.browser().get("/.well-known/change-password").await;
    assert_eq!((page.status, page.location()), (StatusCode::SEE_OTHER, "/account"));
    let page = app.browser().get("/no/such/page").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(page.has("This page does not exist") && page.has("href=\"/login\""));
    assert_eq!(app.browser().post("/help", &[]).await.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn a_name_in_a_title_is_text_and_nothing_else() {
    let app = app().await;
    app.sql("UPDATE users SET first_name = '</title><b id=x>A&B', last_name = '<i>'").await;
    for path in ["/home", "/confirm", "/switched", &format!("/settings/users/{}", app.kim.simple())] {
        let page = app.logged_in("dr.lee").await.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(page.has("&lt;b id=x&gt;A&amp;B") && !page.has("<b id=x>"), "{path}: {}", page.body);
    }
}

#[tokio::test]
async fn the_language_is_the_browser_s_until_one_is_chosen() {
    let app = app().await;
    let mut browser = app.browser();
    browser.headers = header("accept-language", "es-MX,en;q=0.5");
    let page = browser.get("/login").await;
    assert!(page.has("<html lang=\"es\"") && page.has("Iniciar sesión"), "{}", page.body);
    let page = browser.post("/language", &[("to", "en"), ("next", "/login?next=%2Fhome")]).await;
    assert_eq!((page.status, page.location()), (StatusCode::SEE_OTHER, "/login?next=%2Fhome"));
    assert!(browser.get("/login").await.has("<html lang=\"en\""));
    for next in ["//evil.example", "https://evil.example", "/login\r\nx: y", "/loginé"] {
        assert_eq!(browser.post("/language", &[("to", "es"), ("next", next)]).await.location(), "/", "{next}");
    }
    browser.post("/language", &[("to", "tlh"), ("next", "/")]).await;
    assert!(browser.get("/login").await.has("<html lang=\"es\""), "an unknown language changes nothing");
}

#[tokio::test]
async fn a_refusal_is_told_in_the_browser_s_language() {
    let app = app().await;
    let mut browser = app.browser();
    browser.headers = header("accept-language", "es");
    assert!(browser.log_in(&app.practice_id, "nurse.kim", "wrong").await.has("No pudimos iniciar sesión con esos datos."));
}

#[tokio::test]
async fn a_frame_gets_a_page_that_holds_nothing() {
    let app = app().await;
    let mut browser = app.logged_in("nurse.kim").await;
    browser.headers = header("sec-fetch-dest", "iframe");
    for path in ["/", "/login", "/home"] {
        let page = browser.get(path).await;
        assert!(page.has("data-finding=\"framed\"") && !page.has("<form") && !page.has("Kim"), "{path}: {}", page.body);
        assert!(
            !page.headers.contains_key("set-cookie")
                && page.headers["content-security-policy"].to_str().unwrap().contains("frame-ancestors *")
        );
    }
}

#[tokio::test]
async fn a_body_without_end_and_a_body_of_rubbish_are_refused() {
    let app = app().await;
    let page = app.browser().post("/login", &[("practice_id", &"x".repeat(100_000))]).await;
    assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE);
    let page = app
        .browser()
        .post("/login", &[("device", "{\"inner_width\":"), ("practice_id", "x"), ("username", "y"), ("password", "z")])
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "device facts that can't be read are no facts");
    let long = "9".repeat(10_000);
    let page = app.browser().log_in(&long, &long, &long).await;
    assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.body.len() < 100_000, "{}", page.body.len());
}

#[tokio::test]
async fn help_and_the_log_in_page_lead_to_a_new_password() {
    let app = app().await;
    let help = app.browser().get("/help").await;
    assert!(help.has("Forgot your password?") && help.has("href=\"/reset\""), "{}", help.body);
    assert!(app.browser().get("/login").await.has("Forgot the password? Reset password"));
}

#[tokio::test]
async fn the_text_for_support_names_the_browser_in_the_language_of_the_page() {
    let app = app().await;
    let mut browser = app.browser();
    let facts = r#"{"browser":"Firefox 140.0","cookies":true,"storage":true,"online":true,"wasm":true,"secure":true}"#;
    let page = browser.post("/check", &[("device", facts)]).await;
    assert!(page.has("Browser: Firefox 140.0") && page.has("Findings: none"), "{}", page.body);
    browser.post("/language", &[("to", "es")]).await;
    let page = browser.post("/check", &[("device", facts)]).await;
    assert!(page.has("Navegador: Firefox 140.0") && page.has("Hallazgos: ninguno"), "{}", page.body);
}

#[tokio::test]
async fn the_version_is_on_the_page_of_the_check_and_what_it_runs_on_for_people_alone() {
    let app = TestApp::new(Engine::Sqlite).await;
    let page = app.browser().get("/check").await;
    assert!(page.has("About this version") && page.has(env!("CARGO_PKG_VERSION")), "{}", page.body);
    assert!(!page.has("SQLite") && !page.has("Database schema"), "{}", page.body);
    let page = app.logged_in("nurse.kim").await.get("/check").await;
    assert!(page.has("Database schema") && page.has("SQLite"), "{}", page.body);
}

#[tokio::test]
async fn the_check_works_from_posted_facts_alone() {
    let app = app().await;
    let page = app
        .browser()
        .post("/check", &[("device", "{\"cookies\":false,\"wasm\":false,\"inner_width\":1280,\"inner_height\":800}")])
        .await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.has("data-finding=\"cookies-blocked\"") && page.has("data-finding=\"wasm-off\""), "{}", page.body);
}

#[tokio::test]
async fn the_page_of_components_is_the_demo_s_alone_and_brings_no_application() {
    let app = app().await;
    assert_eq!(app.browser().get("/dev/ui").await.status, StatusCode::NOT_FOUND);
    let site = Site { platform: app.platform.clone(), assets: Arc::default(), demo: true };
    let mut browser = app.browser();
    browser.router = router(site, Files::default(), Edge::default());
    let page = browser.get("/dev/ui").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.matches("<h1").count() == 1 && page.has("<title>What pages are made of</title>"), "{}", page.body);
    assert!(!page.has("data-hydrate"), "what is not in the browser's part must not be hydrated");
    for component in
        ["error-summary", "notice", "badge", "findings", "characters", "timeline", "facts", "tile", "button-danger", "panel-header"]
    {
        assert!(page.has(component), "{component}");
    }
}

#[tokio::test]
async fn every_page_of_the_demo_says_that_its_people_are_made_up_and_no_other_does() {
    let app = app().await;
    let mut lee = app.logged_in("dr.lee").await;
    let said = "Demo: every person here is made up.";
    let site = Site { platform: app.platform.clone(), assets: Arc::default(), demo: true };
    let mut demo = lee.clone();
    demo.router = router(site, Files::default(), Edge::default());
    for path in ["/", "/home", "/settings", "/settings/users", "/help", "/no-such-page"] {
        assert!(demo.get(path).await.has(said), "{path}");
        assert!(!lee.get(path).await.has(said), "{path}");
    }
}

#[tokio::test]
async fn every_cookie_is_for_this_host_alone_over_tls_and_small() {
    let app = app().await;
    let mut browser = app.browser();
    let details = [
        ("practice_id", app.practice_id.as_str()),
        ("username", "nurse.kim"),
        ("password", PASSWORD),
        ("remember_practice", "yes"),
    ];
    let long = "x".repeat(5_000);
    let mut seen = BTreeSet::new();
    for page in [
        browser.post("/login", &details).await,
        browser.post("/language", &[("to", "es"), ("next", "/")]).await,
        browser.post("/display", &[("theme", "dark")]).await,
        browser.post("/reset", &[("practice_id", &app.practice_id), ("username", &long), ("deed", "link")]).await,
        browser.get(&format!("/reset/link/{}", "0f".repeat(48))).await,
        browser.post("/logout", &[]).await,
    ] {
        for cookie in page.headers.get_all("set-cookie") {
            let cookie = cookie.to_str().unwrap();
            let attributes: Vec<&str> = cookie.split("; ").skip(1).collect();
            for attribute in ["Path=/", "Secure", "HttpOnly", "SameSite=Lax"] {
                assert!(attributes.contains(&attribute), "{cookie}");
            }
            assert!(cookie.starts_with("__Host-") && !cookie.contains("Domain") && cookie.len() < 4_096, "{cookie}");
            seen.insert(cookie.split('=').next().unwrap().to_owned());
        }
    }
    let all: Vec<&str> = seen.iter().map(String::as_str).collect();
    let expected =
        ["browser", "language", "practice", "reset", "reset-for", "session", "theme"].map(|name| format!("__Host-{name}"));
    assert_eq!(all, expected.iter().map(String::as_str).collect::<Vec<_>>());
}

#[tokio::test]
async fn password_boxes_are_masked_named_for_managers_and_never_filled_by_us() {
    let app = app().await;
    let mut kim = app.logged_in("nurse.kim").await;
    let mut boxes = 0;
    for page in [app.browser().get("/login").await, kim.get("/account").await, kim.get("/account/new-password").await] {
        for input in page
            .body
            .split("<input")
            .skip(1)
            .map(|i| i.split('>').next().unwrap())
            .filter(|i| i.contains("password\"") && !i.contains("type=\"hidden\""))
        {
            boxes += 1;
            assert!(input.contains("type=\"password\"") && !input.contains("value=") && !input.contains("onpaste"), "{input}");
            assert!(
                input.contains("autocomplete=\"current-password") || input.contains("autocomplete=\"new-password\""),
                "{input}"
            );
            assert!(!input.contains("maxlength"), "nothing typed or pasted is cut: {input}");
        }
    }
    assert_eq!(boxes, 5);
}

#[tokio::test]
async fn tokens_are_long_and_never_the_same() {
    let app = app().await;
    let mut seen = BTreeSet::new();
    for _ in 0..20 {
        let browser = app.logged_in("nurse.kim").await;
        for name in ["__Host-session", "__Host-browser"] {
            let token = browser.cookies[name].clone();
            assert!(token.len() == 64 && token.bytes().all(|b| b.is_ascii_hexdigit()), "{name}: 256 bits");
            assert!(seen.insert(token), "{name} twice");
        }
    }
}
