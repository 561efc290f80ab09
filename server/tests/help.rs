//! The help centre: every article says only what the product has, leads somewhere, and is found.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{Engine, TestApp};
use app::help::articles::systems::{self, SYSTEMS};
use app::help::articles::{ARTICLES, find};
use app::help::findings::topics;
use app::help::model::{Article, Button, Group, Piece, pieces};
use app::help::places::{NAMES, Numbers};
use app::i18n::{Locale, Text};
use app::platform::settings::Settings;
use app::routes::{Access, access};
use axum::http::{HeaderMap, StatusCode};

fn buttons(article: &Article) -> Vec<Button> {
    article.buttons.iter().copied().chain(article.list.items().iter().filter_map(|item| item.button)).collect()
}

/// A sentence as it is shown, with the product's defaults.
fn shown(text: Text, locale: Locale) -> String {
    let numbers = Numbers::of(&Settings::default());
    let piece = |piece| match piece {
        Piece::Plain(text) | Piece::Name(text) => text,
    };
    pieces(text, locale, &numbers).into_iter().map(piece).collect()
}

#[test]
fn every_article_answers_leads_on_and_names_only_what_exists() {
    for article in ARTICLES {
        let slug = article.topic.slug;
        assert!(slug.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{slug}");
        assert_eq!(find(slug), Some(article), "two articles have the address {slug}");
        assert!(!article.list.items().is_empty(), "{slug} says nothing to do");
        assert!(article.related.len() >= 2 && !buttons(article).is_empty(), "{slug} is a dead end");
        for topic in article.related {
            assert!(find(topic.slug).is_some_and(|other| other.topic == *topic && topic.slug != slug), "{slug}: {}", topic.slug);
        }
        for button in buttons(article) {
            let path = button.path.split('#').next().unwrap();
            let open_to = access(path).unwrap_or_else(|| panic!("{slug}: {} is no page", button.path));
            assert!(
                matches!(article.group, Group::Administrators | Group::Moving) || !matches!(open_to, Access::Needs(_)),
                "{slug}: {path} is not for everybody"
            );
            assert!(!button.label.en.contains('{'), "{slug}: {}", button.label.en);
        }
        // What articles have in common is in none of their lists.
        for text in sentences(article) {
            assert!(Locale::ALL.into_iter().all(|locale| !shown(text, locale).contains(['{', '}'])), "{slug}: {}", text.en);
        }
        for (name, text) in article.texts {
            for locale in Locale::ALL {
                let sentence = shown(*text, locale);
                assert!(!sentence.contains(['{', '}']), "{slug}, {name}: {sentence}");
                assert!(sentence == sentence.trim() && !sentence.contains("  "), "{slug}, {name}: {sentence}");
                // What is used, is used: no sentence is left over from an earlier state of the article.
                assert!(uses(article, *text), "{slug}: {name} is shown nowhere");
            }
        }
    }
    for (place, _) in NAMES {
        let named = ARTICLES.iter().flat_map(sentences).any(|text| text.en.contains(&format!("{{{place}}}")));
        assert!(named, "no article names {place}");
    }
}

/// Everything that an article says, and the words of its search.
fn sentences(article: &Article) -> Vec<Text> {
    let items = article.list.items().iter().flat_map(|item| [Some(item.text), item.title]).flatten();
    let labels = buttons(article).into_iter().map(|button| button.label);
    [article.topic.question, article.answer, article.otherwise, article.words].into_iter().chain(items).chain(labels).collect()
}

fn uses(article: &Article, text: Text) -> bool {
    sentences(article).contains(&text)
}

/// Sources of the app, without the articles themselves.
fn sources(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).unwrap().flatten().map(|entry| entry.path());
    entries.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] }).collect()
}

#[test]
fn every_link_to_help_leads_to_an_article_that_is_listed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/src");
    let list = fs::read_to_string(root.join("help/articles/mod.rs")).unwrap();
    let mut links = 0;
    for path in sources(&root).into_iter().filter(|path| path.extension().is_some_and(|e| e == "rs")) {
        let text = fs::read_to_string(&path).unwrap();
        for topic in text.split("<HelpLink to=articles::").skip(1) {
            let module = topic.split("::").next().unwrap();
            assert!(list.contains(&format!("    {module}::ARTICLE,")), "{}: {module}", path.display());
            links += 1;
        }
    }
    assert!(links >= 18, "only {links} places lead to their article");
}

#[test]
fn what_the_check_finds_leads_to_an_article_once() {
    let device = |json: &str| serde_json::from_str::<app::doctor::Device>(json).unwrap();
    let found = |json: &str| app::doctor::diagnose(&app::doctor::Fields::default(), &device(json));
    let slugs = |json: &str| topics(&found(json)).iter().map(|topic| topic.slug).collect::<Vec<_>>();
    assert_eq!(slugs(r#"{"cookies":false,"secure":false}"#), ["check-computer"]);
    assert_eq!(
        slugs(r#"{"cookies":false,"inner_width":500,"outer_width":500,"inner_height":700}"#),
        ["check-computer", "small-window"]
    );
    assert!(slugs(r#"{"cookies":true}"#).is_empty());
    for article in ["check-computer", "small-window"] {
        assert!(find(article).is_some());
    }
}

#[tokio::test]
async fn every_article_is_a_page_in_both_languages() {
    let app = TestApp::new(Engine::Sqlite).await;
    for locale in Locale::ALL {
        let mut browser = app.browser();
        browser.headers = HeaderMap::from_iter([("accept-language".parse().unwrap(), locale.tag().parse().unwrap())]);
        let all = browser.get("/help").await;
        for article in ARTICLES {
            let address = format!("/help/{}", article.topic.slug);
            assert!(all.has(&format!("href=\"{address}\"")), "{address} is not on /help");
            let page = browser.get(&address).await;
            assert_eq!(page.status, StatusCode::OK, "{address}");
            let question = article.topic.question.of(locale);
            assert!(page.has(&format!("<h1>{question}<")), "{address}: {}", page.body);
            assert!(!page.has(article.words.of(locale)), "the words of the search are not shown");
            assert!(page.statements.is_empty(), "{address} asks the database: {:?}", page.statements);
        }
    }
}

#[tokio::test]
async fn each_system_says_how_sure_it_is_and_its_list_leads_to_it() {
    let app = TestApp::new(Engine::Sqlite).await;
    let mut lee = app.logged_in("dr.lee").await;
    app.sql("UPDATE users SET level = 'physician' WHERE username = 'dr.lee'").await;
    let list = lee.get("/help/export-from-your-system").await;
    let start = lee.get("/settings/import").await;
    assert!(start.has("href=\"/help/export-from-your-system\""), "{}", start.body);
    for (key, name, article) in SYSTEMS {
        let address = format!("/help/{}", article.topic.slug);
        assert!(list.has(&format!("href=\"{address}\"")), "{name}");
        assert!(start.has(&format!("<option value=\"{key}\">{name}<")), "{name} can't be chosen");
        let page = lee.get(&address).await;
        let sure = [systems::text::COLUMNS, systems::text::FORMAT, systems::text::NOTHING];
        assert_eq!(sure.iter().filter(|text| page.has(text.en)).count(), 1, "{name}: {}", page.body);
        assert!(page.has("href=\"/settings/import\"") && page.has("href=\"/help/help-moving\""), "{name}");
    }
}

#[tokio::test]
async fn an_article_names_the_numbers_that_hold_here() {
    let app = TestApp::with(Engine::Sqlite, |settings| settings.codes.minutes = 12).await;
    let page = app.browser().get("/help/security-code").await;
    assert!(page.has("for 12 minutes") && page.has("a code of 6 digits"), "{}", page.body);
    // A button is named as it is named, and stands out.
    assert!(page.has(&format!("<strong>{}<", app::second_factor::text::TEXT_ME.en)), "{}", page.body);
}

#[tokio::test]
async fn an_unknown_help_page_is_404_and_leads_on() {
    let app = TestApp::new(Engine::Sqlite).await;
    let page = app.browser().get("/help/no-such-article").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(
        page.has("This help page does not exist") && page.has("name=\"q\"") && page.has("href=\"/help/log-in\""),
        "{}",
        page.body
    );
    assert_eq!(app.browser().post("/help/log-in", &[]).await.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn the_search_answers_without_script_and_says_kindly_when_it_has_nothing() {
    let app = TestApp::new(Engine::Sqlite).await;
    let mut browser = app.browser();
    let page = browser.get("/help?q=locked+out").await;
    assert!(page.status == StatusCode::OK && page.has("data-found"), "{}", page.body);
    let first = page.body.split("data-found").nth(1).unwrap().split("href=\"").nth(1).unwrap();
    assert!(first.starts_with("/help/unlock\""), "{first}");
    let page = browser.get("/help?q=zzzzqqqq").await;
    assert!(page.has("We found no answer for “zzzzqqqq”") && page.has("data-nothing-found"), "{}", page.body);
    assert!(page.has("href=\"/help/administrator\"") && page.has("href=\"/check\""), "{}", page.body);
    for odd in ["/help?q=", "/help?q=%20", "/help?q=%FF", "/help?q=a&q=b", "/help?x=1"] {
        let page = browser.get(odd).await;
        assert!(page.status == StatusCode::OK && (page.has("href=\"/help/log-in\"") || page.has("data-nothing-found")), "{odd}");
    }
}

#[tokio::test]
async fn what_is_looked_for_is_shown_back_escaped_and_kept_nowhere() {
    let app = TestApp::new(Engine::Sqlite).await;
    let page = app.browser().get("/help?q=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E%26amp").await;
    assert!(!page.has("<script>alert"), "{}", page.body);
    assert!(page.has("&lt;script&gt;alert(1)"), "{}", page.body);
    assert!(page.statements.is_empty(), "a search asks the database: {:?}", page.statements);
    assert!(page.headers.get("set-cookie").is_none(), "a search leaves a cookie");
    let long = app.browser().get(&format!("/help?q={}", "x".repeat(5_000))).await;
    // The switch of languages in the footer leads back to the whole address, as on every page.
    let (_, main) = long.body.split_once("<main").unwrap();
    let (main, _) = main.split_once("</main>").unwrap();
    assert!(main.contains(&"x".repeat(120)) && !main.contains(&"x".repeat(121)), "what is shown back has an end");
}

#[tokio::test]
async fn a_way_into_the_settings_is_offered_to_who_may_open_them() {
    let app = TestApp::new(Engine::Sqlite).await;
    let to_settings = "href=\"/settings/users\"";
    assert!(app.logged_in("dr.lee").await.get("/help/users").await.has(to_settings));
    assert!(app.browser().get("/help/users").await.has(to_settings), "a stranger logs in first");
    let page = app.logged_in("nurse.kim").await.get("/help/users").await;
    assert!(page.status == StatusCode::OK && !page.has(to_settings), "{}", page.body);
}
