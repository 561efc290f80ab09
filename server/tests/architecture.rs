//! Every line knows its room, and every sentence its two languages. Cheap checks over the source itself.

use std::fs;
use std::path::{Path, PathBuf};

fn sources(dir: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            found.push((path, text));
        }
    }
    found
}

fn app() -> Vec<(PathBuf, String)> {
    let all = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/src"));
    assert!(all.len() > 30);
    all
}

fn server() -> Vec<(PathBuf, String)> {
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"))
}

/// What files mean: it knows no database, no page and no request.
fn intake() -> Vec<(PathBuf, String)> {
    let all = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../intake/src"));
    assert!(
        all.iter().all(|(_, text)| !["sqlx", "axum", "leptos", "tokio"].iter().any(|other| text.contains(&format!("use {other}"))))
    );
    all
}

fn is(path: &Path, room: &str) -> bool {
    path.file_stem().is_some_and(|s| s == room) || path.parent().is_some_and(|p| p.ends_with(room))
}

#[test]
fn every_room_keeps_to_itself() {
    for (room, never) in [
        ("view", ["sqlx", "platform::", "store::"].as_slice()),
        ("service", &["leptos", "axum", "sqlx", "http::"]),
        ("store", &["leptos", "axum", "http::", "service::"]),
        ("model", &["sqlx", "axum", "leptos"]),
    ] {
        for (path, text) in app().iter().filter(|(p, _)| is(p, room)) {
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            for word in never {
                let line = code.lines().find(|l| !l.trim_start().starts_with("//") && l.contains(word));
                assert!(line.is_none(), "{} is a {room} and must not know {word}: {}", path.display(), line.unwrap_or_default());
            }
        }
    }
}

#[test]
fn domains_call_each_other_s_service_never_their_store() {
    for (path, text) in app() {
        let Some(domain) = path.parent().and_then(|p| p.file_name()).and_then(|n| n.to_str()) else { continue };
        for line in text.lines().filter(|l| l.contains("crate::") && l.contains("::store")) {
            // The log-in writes to the user's row in its own transaction; the list of statements names every store.
            let allowed = line.contains(&format!("crate::{domain}::store")) || path.ends_with("migrate.rs");
            assert!(allowed, "{}: {line}", path.display());
        }
    }
}

#[test]
fn every_module_says_what_it_is() {
    for (path, text) in app().into_iter().chain(server()).chain(intake()) {
        assert!(text.starts_with("//!"), "{} has no first line of documentation", path.display());
    }
}

#[test]
fn files_stay_short_enough_to_read() {
    for (path, text) in app().into_iter().chain(server()).chain(intake()).filter(|(p, _)| !p.ends_with("tests.rs")) {
        let code = text.split("#[cfg(test)]").next().unwrap_or_default().lines().count();
        assert!(code <= 320, "{} has {code} lines", path.display());
    }
}

#[test]
fn every_store_is_on_the_list_of_statements() {
    let list = app().into_iter().find(|(p, _)| p.ends_with("platform/migrate.rs")).unwrap().1;
    for (path, _) in app().iter().filter(|(p, _)| is(p, "store")) {
        let domain = path.parent().unwrap().file_name().unwrap().to_str().unwrap();
        assert!(
            list.contains(&format!("crate::{domain}::store::STATEMENTS")),
            "{domain}'s statements are not prepared in any test"
        );
    }
}

#[test]
fn views_hold_no_prose() {
    for (path, text) in app().iter().filter(|(p, _)| is(p, "view") || is(p, "ui")) {
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for (n, line) in code.lines().enumerate() {
            let line = line.trim();
            if line.starts_with("//") || line.contains("texts!") || path.ends_with("text.rs") {
                continue;
            }
            for literal in line.split('"').skip(1).step_by(2) {
                let words = literal.split_whitespace().filter(|w| w.chars().next().is_some_and(char::is_uppercase)).count();
                assert!(words == 0 || !literal.contains(' '), "{}:{}: prose in a view: {literal:?}", path.display(), n + 1);
            }
        }
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table: one line a domain")]
fn both_languages_have_every_sentence_with_the_same_places() {
    let all = [
        app::account::text::ALL,
        app::emergency::text::ALL,
        app::levels::text::ALL,
        app::patient_documents::text::ALL,
        app::patient_import::text::ALL,
        app::patients::text::ALL,
        app::maintenance::text::ALL,
        app::medical_identifiers::text::ALL,
        app::activity::text::ALL,
        app::audit_report::text::ALL,
        app::addresses::text::ALL,
        app::admin_requests::text::ALL,
        app::invitations::text::ALL,
        app::known_browsers::text::ALL,
        app::auth::text::ALL,
        app::security_policy::text::ALL,
        app::phones::text::ALL,
        app::security_codes::text::ALL,
        app::security_question::text::ALL,
        app::check::text::ALL,
        app::doctor::text::ALL,
        app::help::articles::systems::text::ALL,
        app::help::text::ALL,
        app::home::text::ALL,
        app::password_reset::text::ALL,
        app::passkeys::text::ALL,
        app::passwords::text::ALL,
        app::confirm::text::ALL,
        app::log_in_codes::text::ALL,
        app::lockout::text::ALL,
        app::messages::text::ALL,
        app::outbox::text::ALL,
        app::recovery_codes::text::ALL,
        app::reminders::text::ALL,
        app::agreements::text::ALL,
        app::second_factor::text::ALL,
        app::totp::text::ALL,
        app::sessions::text::ALL,
        app::settings::text::ALL,
        app::sign_up::text::ALL,
        app::current_facility::text::ALL,
        app::facilities::text::ALL,
        app::practice_info::text::ALL,
        app::practice::text::ALL,
        app::ui::gallery::text::ALL,
        app::ui::text::ALL,
        app::users::import::text::ALL,
        app::users::text::ALL,
    ];
    let listed = app().iter().filter(|(p, _)| is(p, "text")).count();
    assert_eq!(listed, all.len(), "a text.rs is not on this list");
    let articles = app::help::articles::ARTICLES;
    let listed = app().iter().filter(|(p, _)| p.parent().is_some_and(|p| p.ends_with("help/articles"))).count();
    // Those about systems are made of one table.
    assert_eq!(listed, articles.len() - app::help::articles::systems::SYSTEMS.len() + 1, "an article is not on its list");
    for (name, text) in all.into_iter().chain(articles.iter().map(|article| article.texts)).flatten() {
        let places = |t: &str| {
            let mut places: Vec<String> =
                t.split('{').skip(1).filter_map(|p| p.split_once('}')).map(|(p, _)| p.to_owned()).collect();
            places.sort();
            places
        };
        assert!(!text.en.trim().is_empty() && !text.es.trim().is_empty(), "{name}");
        assert_eq!(places(text.en), places(text.es), "{name}");
    }
}

/// What stands between backticks in a document.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

#[test]
fn every_test_that_a_document_names_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let tests = sources(&root.join("server/tests"));
    let all: String = app().into_iter().chain(server()).chain(intake()).chain(tests).map(|(_, text)| text).collect();
    let mut named = 0;
    for document in ["SECURITY.md", "ARCHITECTURE.md", "CONTRIBUTING.md"] {
        let text = fs::read_to_string(root.join("docs").join(document)).unwrap();
        for name in quoted(&text).map(|quote| quote.rsplit(": ").next().unwrap_or(quote)) {
            if name.ends_with(".spec.ts") && !name.contains('*') {
                let file = name.rsplit('/').next().unwrap_or(name);
                assert!(root.join("end2end/tests").join(file).exists(), "{document} names {name}");
            }
            // A sentence: no path, no setting and no table has so many words.
            if name.matches('_').count() >= 2 && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_') {
                assert!(all.contains(&format!("fn {name}(")), "{document} names the test {name}, which is not there");
                named += 1;
            }
        }
    }
    assert!(named > 150, "only {named} names were found: is the pattern still right?");
}
