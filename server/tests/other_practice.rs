//! Another practice's ids, in every place that takes one: the answer is that for ids which do not exist, and nothing there changes.
//!
//! The list below is held complete: every page with an id, every server function and every button on a person's page must be in it.

use std::collections::BTreeSet;

use app::routes::PAGES;
use axum::http::StatusCode;
use uuid::Uuid;

use crate::facilities;
use crate::phones;
use crate::second_factor::set_up;
use crate::support::{Browser, PASSWORD, Page, TestApp};

/// An id that nothing has, of the same shape and age as those that something has.
const NOBODY: &str = "018f3c6e7a007b3c9d4e5f60718293a4";

/// Ids of one practice: of a person there, a session and a known browser of theirs, a reset, an invitation, a passkey.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Ids {
    person: String,
    session: String,
    browser: String,
    reset: String,
    invitation: String,
    facility: String,
    patient: String,
    run: String,
    document: String,
}

impl Ids {
    fn of_nobody() -> Self {
        let [person, session, browser, reset, invitation, facility, patient, run, document] =
            [0, 1, 2, 3, 4, 5, 6, 7, 8].map(|n| format!("{}{n}", &NOBODY[..31]));
        Self { person, session, browser, reset, invitation, facility, patient, run, document }
    }

    fn all(&self) -> [(&'static str, &str); 9] {
        [
            ("{person}", &self.person),
            ("{session}", &self.session),
            ("{browser}", &self.browser),
            ("{reset}", &self.reset),
            ("{invitation}", &self.invitation),
            ("{facility}", &self.facility),
            ("{patient}", &self.patient),
            ("{run}", &self.run),
            ("{document}", &self.document),
        ]
    }

    fn fill(&self, text: &str) -> String {
        self.all().iter().fold(text.to_owned(), |text, (place, id)| text.replace(place, id))
    }
}

const FACILITY: &str = "/settings/facilities/{facility}";
const PATIENT: &str = "/patients/{patient}";
/// Where documents are added.
const DOCUMENTS: &str = "/patients/{patient}/documents";
const DOCUMENT: &str = "/patients/{patient}/documents/{document}";
/// A file of patients on its way in.
const RUN: &str = "/settings/import/{run}";
const PERSON: &str = "/settings/users/{person}";
const PROFILE: &[(&str, &str)] = &[
    ("version", "1"),
    ("first_name", "Eve"),
    ("last_name", "Evans"),
    ("email", "eve@evil.example"),
    ("phone", ""),
    ("level", "physician"),
];

/// Every deed on a person's page, with what its form holds beside the button.
const DEEDS: &[(&str, &[(&str, &str)])] = &[
    ("save", PROFILE),
    ("deactivate", &[]),
    ("reactivate", &[]),
    ("make-administrator", &[]),
    ("remove-administrator", &[]),
    ("unlock", &[]),
    ("end-session", &[("session", "{session}")]),
    ("end-sessions", &[]),
    ("end-trust", &[("browser", "{browser}")]),
    ("end-all-trust", &[]),
    ("remove-second-step", &[]),
    ("reset-phone", &[]),
    ("release-address", &[]),
    ("allow-emergency", &[]),
    ("disallow-emergency", &[]),
    ("reset-code", &[]),
    ("reset-code", &[("after", "{reset}")]),
    ("reset-link", &[]),
    ("reset-link", &[("after", "{reset}")]),
    ("reset-cancel", &[]),
    ("request-dismiss", &[]),
    ("log-in-code", &[]),
    ("log-in-code-confirm", &[]),
    ("log-in-code-cancel", &[]),
    ("invite", &[("after", "{invitation}"), ("invite_email", "eve@evil.example")]),
    ("invite", &[("invite_email", "eve@evil.example")]),
    ("invite-cancel", &[]),
];

/// Every deed of the page with a person's log-in e-mail.
const EMAIL_DEEDS: &[(&str, &[(&str, &str)])] = &[
    ("claim", &[("email", "eve@evil.example"), ("repeat_email", "eve@evil.example")]),
    ("claim-anyway", &[("email", "eve@evil.example"), ("repeat_email", "eve@evil.example")]),
    ("resend", &[]),
    ("cancel", &[]),
];

/// Every deed on a facility's page.
const FACILITY_DEEDS: &[&str] = &["save", "make-primary", "deactivate", "reactivate", "delete"];
const FACILITY_FORM: &[(&str, &str)] = &[
    ("version", "1"),
    ("name", "Mine"),
    ("address_1", "1 Elm Street"),
    ("city", "Portland"),
    ("state", "ME"),
    ("zip", "04101"),
    ("phone", "213 555 0142"),
    ("place_of_service", "11"),
    ("time_zone", "America/New_York"),
];

/// One's own things, by the ids of somebody else's.
const OWN: &[(&str, &[(&str, &str)])] = &[
    ("/account", &[("deed", "end-session"), ("session", "{session}")]),
    ("/account", &[("deed", "forget-browser"), ("browser", "{browser}")]),
    ("/account/second-step", &[("browser", "{browser}")]),
    ("/facility", &[("facility", "{facility}"), ("next", "/home")]),
    ("/account/passkeys", &[("deed", "remove"), ("id", "{session}")]),
    ("/account/passkeys", &[("deed", "rename"), ("id", "{session}"), ("new_name", "Mine")]),
];

/// Pages that are read.
const READ: &[&str] = &[
    PERSON,
    FACILITY,
    PATIENT,
    DOCUMENTS,
    DOCUMENT,
    "/patients/{patient}/documents/{document}?open=yes",
    RUN,
    "/settings/import/{run}?rows=all",
    "/settings/users/{person}?story=refused",
    "/settings/users/{person}/email",
    "/settings/users/{person}/identifiers",
    "/settings/users?after={person}~0~kim",
    "/settings/users?q={person}",
];

/// Server functions that take an id, with their arguments.
const FUNCTIONS: &[(&str, &[(&str, &str)])] = &[
    ("/api/users/details", &[("id", "{person}")]),
    ("/api/users/story", &[("id", "{person}"), ("filter", "everything")]),
    ("/api/users/list", &[("query[q]", ""), ("query[after]", "{person}~0~kim")]),
];

/// Server functions that take none: they know whose they are by the session alone.
const WITHOUT_IDS: &[&str] = &[
    "/api/activity/week",
    "/api/emergency/line",
    "/api/facilities/line",
    "/api/messages/line",
    "/api/settings/lines",
    "/api/settings/tasks",
    "/api/users/overview",
];

/// An answer without what differs each time, and without the id that was asked for.
fn told(page: &Page, ids: &Ids) -> (StatusCode, String, String) {
    let header = |name: &str| page.headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
    let nonce = header("content-security-policy").split("'nonce-").nth(1).and_then(|s| s.split('\'').next().map(str::to_owned));
    let plain = |text: &str| {
        let mut text = text.to_owned();
        if let Some(nonce) = &nonce {
            text = text.replace(nonce.as_str(), "NONCE");
        }
        for (place, id) in ids.all() {
            let hyphened = Uuid::try_parse(id).unwrap().hyphenated().to_string();
            text = text.replace(id, place).replace(&hyphened, place);
        }
        // What the page reads is written in pieces, as they become known.
        text.replace(&header("x-request-id"), "REQUEST").replace("</script><script nonce=\"NONCE\">", "")
    };
    (page.status, plain(page.location()), plain(&page.body))
}

/// A person with everything that an id leads to, in a practice of their own.
async fn furnished(app: &TestApp) -> Ids {
    let mut kim = app.logged_in("nurse.kim").await;
    set_up(app, &mut kim).await;
    phones::set_up(app, &phones::owner(app, 1), "+12135550142").await;
    app.sql("UPDATE users SET email = username || '@elm.example' WHERE email IS NULL").await;
    let mut lee = app.logged_in("dr.lee").await;
    let person = app.kim.simple().to_string();
    let page = lee.post(&format!("/settings/users/{person}"), &[("deed", "reset-code")]).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    let new = app.id_of("new.may").await.simple().to_string();
    assert_eq!(lee.post(&format!("/settings/users/{new}"), &[("deed", "invite")]).await.status, StatusCode::SEE_OTHER);
    let facility = facilities::add(&mut lee, "Main office").await.rsplit('/').next().unwrap().to_owned();
    app.sql("UPDATE users SET level = 'physician' WHERE username = 'dr.lee'").await;
    let patient = crate::patients::add(&mut lee, "Maria", "Gomez").await;
    let document = crate::patient_documents::add(&mut lee, &patient).await.rsplit('/').next().unwrap().to_owned();
    let patient = patient.rsplit('/').next().unwrap().to_owned();
    let chosen = lee.upload("/settings/import", "file", b"Last Name,First Name,DOB\nRuiz,Ana,2/14/1980\n").await;
    let run = chosen.location().rsplit('/').next().unwrap().to_owned();
    let kims = "user_id = (SELECT id FROM users WHERE username = 'nurse.kim')";
    let id = |table: &'static str, which: &'static str| async move { app.newest(table, which).await.simple().to_string() };
    Ids {
        session: id("session", kims).await,
        browser: id("known_browser", kims).await,
        reset: id("password_reset", kims).await,
        invitation: id("invitation", "ended_at IS NULL").await,
        facility,
        patient,
        person,
        run,
        document,
    }
}

/// What a practice has, in numbers that any change would move.
async fn counted(app: &TestApp) -> Vec<i64> {
    let mut all = Vec::new();
    for text in [
        "SELECT CAST(SUM(version) AS BIGINT) FROM users",
        "SELECT COUNT(*) FROM users WHERE deactivated_at IS NULL",
        "SELECT COUNT(*) FROM users WHERE administrator",
        "SELECT COUNT(*) FROM session WHERE ended_at IS NULL",
        "SELECT COUNT(*) FROM known_browser",
        "SELECT COUNT(*) FROM password_reset",
        "SELECT COUNT(*) FROM password_reset WHERE cancelled_at IS NULL",
        "SELECT COUNT(*) FROM invitation WHERE ended_at IS NULL",
        "SELECT COUNT(*) FROM outbox",
        "SELECT COUNT(*) FROM log_in_address",
        "SELECT COUNT(*) FROM phone",
        "SELECT CAST(SUM(version) AS BIGINT) FROM facility",
        "SELECT CAST(SUM(version) AS BIGINT) FROM patient",
        "SELECT COUNT(*) FROM patient_document",
        "SELECT COUNT(*) FROM audit_entry",
    ] {
        all.push(app.count(text).await);
    }
    all
}

async fn alike(app: &TestApp, browser: &Browser, [theirs, nobody]: [&Ids; 2], path: &str, form: Option<&[(&str, &str)]>) {
    let before = counted(app).await;
    let mut answers = Vec::new();
    for ids in [theirs, nobody] {
        // Each from the same state of the browser.
        let mut browser = browser.clone();
        let path = ids.fill(path);
        let page = match form {
            None => browser.get(&path).await,
            Some(form) => {
                let filled: Vec<(&str, String)> = form.iter().map(|(name, value)| (*name, ids.fill(value))).collect();
                browser.post(&path, &filled.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>()).await
            }
        };
        assert_ne!(page.status, StatusCode::INTERNAL_SERVER_ERROR, "{path} {form:?}");
        answers.push(told(&page, ids));
    }
    let (one, other) = (&answers[0], &answers[1]);
    let differs = one.2.bytes().zip(other.2.bytes()).position(|(a, b)| a != b).unwrap_or(one.2.len().min(other.2.len()));
    let around = |text: &str| text.get(differs.saturating_sub(200)..(differs + 200).min(text.len())).unwrap_or_default().to_owned();
    assert!(
        one == other,
        "{path} {form:?}: {} {} / {} {}: {} /// {}",
        one.0,
        one.1,
        other.0,
        other.1,
        around(&one.2),
        around(&other.2)
    );
    assert_eq!(counted(app).await, before, "something changed: {path} {form:?}");
}

both_engines! {
    async fn another_practice_s_ids_are_ids_that_do_not_exist(app: TestApp) {
        let theirs = furnished(&app).await;
        let nobody = Ids::of_nobody();
        let (_, other) = app.other_practice("Oak", "dr.patel").await;
        let mut patel = app.browser();
        assert_eq!(patel.log_in(&other, "dr.patel", PASSWORD).await.status, StatusCode::SEE_OTHER);
        let both = [&theirs, &nobody];
        for path in READ {
            alike(&app, &patel, both, path, None).await;
        }
        for (path, form) in FUNCTIONS.iter().chain(OWN) {
            alike(&app, &patel, both, path, Some(form)).await;
        }
        for (page, deeds) in [(PERSON.to_owned(), DEEDS), (format!("{PERSON}/email"), EMAIL_DEEDS)] {
            for (deed, form) in deeds {
                let form: Vec<(&str, &str)> = form.iter().copied().chain([("deed", *deed)]).collect();
                alike(&app, &patel, both, &page, Some(&form)).await;
            }
        }
        for deed in ["save", "save-insurance", "deactivate", "reactivate"] {
            let form = [("deed", deed), ("version", "1"), ("first_name", "Eve"), ("last_name", "Evans"), ("birth_date", "2/11/1980"), ("sex", "F")];
            alike(&app, &patel, both, PATIENT, Some(&form)).await;
        }
        for path in [DOCUMENTS, DOCUMENT] {
            alike(&app, &patel, both, path, Some(&[("deed", "remove")])).await;
        }
        for deed in ["check", "columns", "decide", "write", "cancel", "undo"] {
            alike(&app, &patel, both, RUN, Some(&[("deed", deed), ("row-0", "merge")])).await;
        }
        for deed in FACILITY_DEEDS {
            let form: Vec<(&str, &str)> = FACILITY_FORM.iter().copied().chain([("deed", *deed)]).collect();
            alike(&app, &patel, both, FACILITY, Some(&form)).await;
        }
        // The same requests are no empty words: in their own practice they do something.
        let mut lee = app.logged_in("dr.lee").await;
        assert!(lee.get(&theirs.fill(PERSON)).await.has("nurse.kim"));
        let before = counted(&app).await;
        assert_eq!(lee.post(&theirs.fill(PERSON), &[("deed", "deactivate")]).await.status, StatusCode::SEE_OTHER);
        assert_ne!(counted(&app).await, before);
        assert!(app.audit_is_whole().await);
    }

    async fn the_list_of_places_with_ids_is_whole(app: TestApp) {
        // Pages.
        let pages: BTreeSet<String> = PAGES.iter().map(|(page, _)| *page).filter(|page| page.contains('{') && *page != "/help/{slug}").map(|page| page.replace("users/{id}", "users/{person}").replace("facilities/{id}", "facilities/{facility}").replace("patients/{id}", "patients/{patient}").replace("import/{id}", "import/{run}")).collect();
        assert_eq!(pages, BTreeSet::from([PERSON.to_owned(), format!("{PERSON}/email"), format!("{PERSON}/identifiers"), FACILITY.to_owned(), PATIENT.to_owned(), DOCUMENTS.to_owned(), DOCUMENT.to_owned(), RUN.to_owned()]), "a page with an id that the sweep above does not visit");
        // Server functions.
        let known: BTreeSet<&str> = FUNCTIONS.iter().map(|(path, _)| *path).chain(WITHOUT_IDS.iter().copied()).collect();
        let all: BTreeSet<&str> = leptos::server_fn::axum::server_fn_paths().map(|(path, _)| path).collect();
        assert_eq!(all, known, "a server function that the sweep above does not call");
        // Buttons, on the pages of people who have everything, and of those who have nothing.
        furnished(&app).await;
        let mut lee = app.logged_in("dr.lee").await;
        let listed: BTreeSet<&str> = DEEDS.iter().chain(EMAIL_DEEDS).map(|(deed, _)| *deed).collect();
        let mut seen = BTreeSet::new();
        for username in ["nurse.kim", "new.may", "gone.ray"] {
            let id = app.id_of(username).await.simple().to_string();
            for page in [format!("/settings/users/{id}"), format!("/settings/users/{id}/email")] {
                let page = lee.get(&page).await;
                for button in page.body.split("name=\"deed\" value=\"").skip(1) {
                    seen.insert(button.split('"').next().unwrap().to_owned());
                }
            }
        }
        assert!(seen.len() > 12, "{seen:?}");
        let unlisted: Vec<&String> = seen.iter().filter(|deed| !listed.contains(deed.as_str())).collect();
        assert!(unlisted.is_empty(), "{unlisted:?}: buttons that the sweep above does not press");
    }
}
