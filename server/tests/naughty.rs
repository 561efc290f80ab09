//! Strings that break programs, in every box of every form that a browser can post: no fault, no page in pieces, nothing kept otherwise than it was typed.
//!
//! The forms are those of the pages: each page of `PAGES` is asked for as somebody who may see it, and its forms are read from its HTML as a browser reads
//! them. A string is typed into one box, then into all of them at once; everything else stays as it stands.

use std::collections::BTreeSet;

use app::platform::clock::MINUTE;
use app::platform::settings::PracticeSettings;
use app::routes::{Access, PAGES};
use axum::http::StatusCode;

use crate::support::html::{Control, Form, forms, whole};
use crate::support::{Browser, Engine, Page, TestApp, link_in};

/// Boxes that come back empty, since what is typed into them is as secret as a password.
const SECRET: &[&str] = &["access_code", "answer", "code", "passphrase", "again"];

/// A string that breaks programs, by its place in the list: some are too long to be written down.
fn strings() -> Vec<String> {
    let mut all: Vec<String> = include_str!("support/naughty.txt")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with("# "))
        .map(unescaped)
        .collect();
    all.extend([
        "x".repeat(201),
        "x".repeat(10_001),
        "é".repeat(101),
        "\u{1f600}".repeat(64),
        "9".repeat(400),
        format!("a{}", "\u{301}".repeat(500)),
        "\u{202e}".repeat(50),
        "<".repeat(300),
        "&amp;".repeat(60),
        " ".repeat(500),
        "\u{200b}".repeat(100),
        "(".repeat(1000),
        "%".repeat(255),
        "a b ".repeat(60),
        format!("{}@{}.example", "a".repeat(64), "b".repeat(200)),
    ]);
    all
}

/// `\u{…}`, `\n`, `\r`, `\t`, `\0` and `\\` as what they stand for: no editor keeps them.
fn unescaped(line: &str) -> String {
    let (mut out, mut rest) = (String::new(), line);
    while let Some((before, after)) = rest.split_once('\\') {
        out += before;
        let (c, n) = match after.chars().next() {
            Some('n') => ('\n', 1),
            Some('r') => ('\r', 1),
            Some('t') => ('\t', 1),
            Some('0') => ('\0', 1),
            Some('u') if after.starts_with("u{") && after.contains('}') => {
                let end = after.find('}').unwrap();
                (u32::from_str_radix(&after[2..end], 16).ok().and_then(char::from_u32).unwrap(), end + 1)
            }
            Some('\\') => ('\\', 1),
            _ => ('\\', 0),
        };
        out.push(c);
        rest = &after[n..];
    }
    out + rest
}

/// Whose browser a form is sent from.
#[derive(Clone)]
enum Who {
    /// Nobody's.
    Anybody,
    /// An administrator's, who may do everything.
    Lee,
    /// One that has come to a page which others don't see.
    There(Box<Browser>),
}

/// How much is tried.
#[derive(Clone, Copy)]
struct Much {
    /// Strings for each box by itself.
    alone: usize,
    /// Rounds with one in every box.
    together: usize,
}

/// Somebody who may see everything, with something in every page.
struct Bench {
    app: TestApp,
    lee: Browser,
    places: Vec<(&'static str, String)>,
    strings: Vec<String>,
    next: usize,
    posts: usize,
    kept: usize,
    typed: BTreeSet<usize>,
    boxes: BTreeSet<String>,
    wrong: Vec<String>,
}

impl Bench {
    async fn new(engine: Engine) -> Self {
        let app =
            TestApp::with(engine, |settings| settings.practices = PracticeSettings { sign_up: true, sign_ups_a_day: 1_000 }).await;
        app.sql("UPDATE users SET level = 'physician', emergency_designated = TRUE WHERE username = 'dr.lee'").await;
        let mut lee = app.logged_in("dr.lee").await;
        let last = |path: &str| path.rsplit('/').next().unwrap().split('?').next().unwrap().to_owned();
        let facility = last(&crate::facilities::add(&mut lee, "Main office").await);
        let patient = crate::patients::add(&mut lee, "Maria", "Gomez").await;
        let document = last(&crate::patient_documents::add(&mut lee, &patient).await);
        let run = last(lee.upload("/settings/import", "file", b"Last Name,First Name,DOB\nRuiz,Ana,2/14/1980\n").await.location());
        let export = last(&crate::practice_export::ask(&mut lee).await);
        let places = vec![
            ("facilities/{id}", facility),
            ("patients/{id}", last(&patient)),
            ("{document}", document),
            ("import/{id}", run),
            ("export/{id}", export),
            ("{id}", app.kim.simple().to_string()),
            ("{slug}", "practice-id".to_owned()),
        ];
        Self {
            app,
            lee,
            places,
            strings: strings(),
            next: 0,
            posts: 0,
            kept: 0,
            typed: BTreeSet::new(),
            boxes: BTreeSet::new(),
            wrong: Vec::new(),
        }
    }

    fn filled(&self, page: &str) -> String {
        self.places.iter().fold(page.to_owned(), |path, (place, with)| {
            let (before, after) = place.split_once('{').unwrap();
            path.replace(place, &format!("{before}{with}{}", after.split_once('}').unwrap().1))
        })
    }

    async fn visitor(&mut self, who: &Who) -> Browser {
        match who {
            Who::Anybody => self.app.browser(),
            Who::There(browser) => (**browser).clone(),
            // Some forms end the session.
            Who::Lee if self.lee.get("/home").await.status != StatusCode::OK => {
                self.lee = self.app.logged_in("dr.lee").await;
                self.lee.clone()
            }
            Who::Lee => self.lee.clone(),
        }
    }
}

/// What is kept of a line: trimmed, single spaces, nothing that can't be printed.
fn plain(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().filter(|c| !c.is_control()).collect()
}

/// What is kept of several lines.
fn lines(text: &str) -> String {
    text.replace('\r', "").trim().chars().filter(|c| *c == '\n' || !c.is_control()).collect()
}

/// What of a text a browser sends: a box of one line has no breaks, one of several ends its lines with two characters.
fn typed_into(control: &Control, text: &str) -> String {
    if control.kind == "textarea" {
        text.replace("\r\n", "\n").replace(['\r', '\n'], "\r\n")
    } else {
        text.replace(['\r', '\n'], "")
    }
}

impl Bench {
    fn string(&mut self) -> String {
        let n = self.next % self.strings.len();
        self.next += 1;
        self.typed.insert(n);
        self.strings[n].clone()
    }

    /// Every form of a page.
    async fn page(&mut self, path: &str, who: &Who, much: Much) {
        let path = self.filled(path);
        let page = self.visitor(who).await.get(&path).await;
        self.looked_at(&page, &path);
        for form in forms(&page.body) {
            for button in &form.buttons {
                let one = One { path: &path, who, form: &form, button };
                let boxes: Vec<&str> =
                    form.controls.iter().filter(|control| control.is_box()).map(|control| control.name.as_str()).collect();
                for name in &boxes {
                    self.boxes.insert(format!("{path} {} {name}", button.1));
                    for _ in 0..much.alone {
                        self.send(&one, &[name]).await;
                    }
                }
                for _ in 0..if boxes.is_empty() { 0 } else { much.together } {
                    self.send(&one, &boxes).await;
                }
                // What no browser sends, but anybody can.
                let all: Vec<&str> = form.controls.iter().map(|control| control.name.as_str()).collect();
                if !all.is_empty() && !boxes.is_empty() {
                    self.send(&one, &all).await;
                }
            }
        }
    }

    /// Sends a form with a string in some of its boxes, and looks at what comes.
    async fn send(&mut self, one: &One<'_>, into: &[&str]) {
        let mut visitor = self.visitor(one.who).await;
        // As its page has it now: what was saved in between is not what is tried here.
        let now = visitor.get(one.path).await;
        let is_it = |form: &Form| form.action == one.form.action && form.buttons.contains(one.button);
        let Some(form) = forms(&now.body).into_iter().find(is_it) else { return };
        let mut values: Vec<(String, String)> = Vec::new();
        for control in form.controls.iter().filter(|control| control.kind != "file") {
            if into.contains(&control.name.as_str()) {
                values.push((control.name.clone(), typed_into(control, &self.string())));
            } else if control.sent {
                values.push((control.name.clone(), control.value.clone()));
            }
        }
        let typed: Vec<_> = values.iter().filter(|(name, _)| into.contains(&name.as_str())).cloned().collect();
        if !one.button.0.is_empty() {
            values.push(one.button.clone());
        }
        let answer = sent(&mut visitor, one.path, &form, &values).await;
        self.posts += 1;
        let what = format!("{} {} {typed:?}", one.path, one.button.1);
        self.looked_at(&answer, &what);
        if answer.status == StatusCode::SEE_OTHER {
            let there = visitor.get(answer.location().split('#').next().unwrap()).await;
            self.looked_at(&there, &what);
            self.is_kept(&there, &form, &typed, &what);
        } else if answer.status == StatusCode::UNPROCESSABLE_ENTITY {
            self.came_back(&answer, &form, &typed, &what);
        }
        if matches!(one.who, Who::Lee) {
            self.lee = visitor;
        }
    }

    fn looked_at(&mut self, page: &Page, what: &str) {
        if page.status.is_server_error() {
            self.wrong.push(format!("{what}: {}", page.status));
        }
        let kind = page.headers.get("content-type").map_or("", |kind| kind.to_str().unwrap());
        if kind.starts_with("text/html") {
            self.wrong.extend(whole(&page.body).err().map(|e| format!("{what}: {e}")));
        }
    }

    /// Refused: what was typed stands in its box again, but for passwords, which come back nowhere.
    fn came_back(&mut self, page: &Page, form: &Form, typed: &[(String, String)], what: &str) {
        for (control, typed) in shown(page, form, typed) {
            let is_secret = control.kind == "password" || SECRET.contains(&control.name.as_str());
            let (found, typed) = (plain(&lines(&control.value)), plain(&lines(typed)));
            let is_cut = found.chars().count() >= 190 && typed.starts_with(&found);
            if if is_secret { !found.is_empty() } else { found != typed && !is_cut } {
                self.wrong.push(format!("{what}: {} came back as {found:?}", control.name));
            }
        }
    }

    /// Taken: where the page shows the same form, it shows what was typed.
    fn is_kept(&mut self, page: &Page, form: &Form, typed: &[(String, String)], what: &str) {
        for (control, raw) in shown(page, form, typed).into_iter().filter(|(control, _)| control.kind != "password") {
            let (is, typed) = (&control.value, plain(raw));
            let same = match (control.kind.as_str(), control.name.as_str()) {
                ("textarea", _) => lines(is) == lines(raw),
                (_, "grace_days" | "idle_minutes" | "password_length" | "trust_days") => {
                    is.parse::<u64>().ok() == typed.parse().ok()
                }
                (_, "website") => *is == typed || *is == format!("https://{typed}"),
                _ => *is == typed,
            };
            if !same {
                self.wrong.push(format!("{what}: {} kept as {:?}", control.name, control.value));
            }
            self.kept += 1;
        }
    }
}

/// A button of a form of a page.
struct One<'a> {
    path: &'a str,
    who: &'a Who,
    form: &'a Form,
    button: &'a (String, String),
}

/// The boxes of a form on a page, with what was typed into them. A browser sends nothing but a day from a box for one.
fn shown<'a>(page: &Page, form: &Form, typed: &'a [(String, String)]) -> Vec<(Control, &'a str)> {
    let back: Vec<Form> = forms(&page.body).into_iter().filter(|back| back.action == form.action).collect();
    let of = |name: &str| back.iter().find_map(|form| form.controls.iter().find(|control| control.name == name)).cloned();
    let found = typed.iter().filter_map(|(name, typed)| Some((of(name)?, typed.as_str())));
    found.filter(|(control, _)| control.is_box() && control.kind != "date").collect()
}

/// Sends a form as a browser does.
async fn sent(visitor: &mut Browser, path: &str, form: &Form, values: &[(String, String)]) -> Page {
    let pairs: Vec<(&str, &str)> = values.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let to = form.action.split('#').next().filter(|action| !action.is_empty()).unwrap_or(path);
    if form.asks {
        let query: Vec<String> = pairs.iter().map(|(name, value)| format!("{name}={}", app::web::next::encode(value))).collect();
        visitor.get(&format!("{to}?{}", query.join("&"))).await
    } else if form.with_files {
        visitor.upload_with(to, &pairs, "file", b"").await
    } else {
        visitor.post(to, &pairs).await
    }
}

/// The pages that others don't see: behind a link, a code, half a log-in.
async fn there(bench: &mut Bench) -> Vec<(&'static str, Who)> {
    let app = &bench.app;
    let who = |browser: &Browser| Who::There(Box::new(browser.clone()));
    let mut all = Vec::new();
    crate::invitations::add(&mut bench.lee).await;
    let code = crate::invitations::access_code(app).await;
    let mut maria = crate::invitations::opened(app, &link_in(&crate::invitations::mail_to_maria(app).await)).await;
    all.push(("/invitation", who(&maria)));
    crate::invitations::type_code(&mut maria, &code).await;
    all.push(("/invitation", who(&maria)));
    let mut ana = app.browser();
    ana.post("/sign-up", &[("email", "ana.ruiz@oak.example")]).await;
    let mails = app.mails().await;
    ana.get(&link_in(mails.iter().find(|mail| mail.to == "ana.ruiz@oak.example").unwrap())).await;
    all.push(("/sign-up/practice", who(&ana)));
    let page = bench.lee.post(&format!("/settings/users/{}", app.kim.simple()), &[("deed", "reset-code")]).await;
    let code = page.body.split("<code>").nth(1).unwrap().split('<').next().unwrap().to_owned();
    let mut kim = app.browser();
    let proof = [("practice_id", app.practice_id.as_str()), ("username", "nurse.kim"), ("code", code.as_str())];
    kim.post("/reset/code", &proof).await;
    all.push(("/reset/new", who(&kim)));
    let mut locked = app.logged_in("dr.lee").await;
    locked.post("/lock", &[]).await;
    all.push(("/unlock", who(&locked)));
    let mut kim = app.logged_in("nurse.kim").await;
    crate::second_factor::set_up(app, &mut kim).await;
    all.push(("/login/code", who(&crate::second_factor::asked(app).await)));
    // Not Kim: her new password ends what she had open.
    all.push(("/confirm?next=%2Faccount", who(&app.logged_in("dr.lee").await)));
    all
}

async fn pages(engine: Engine, much: Much, which: impl Fn(&str) -> bool) {
    let mut bench = Bench::new(engine).await;
    for (path, access) in PAGES.iter().filter(|(path, access)| which(path) && *access != Access::Locked) {
        let who = if *access == Access::Public { Who::Anybody } else { Who::Lee };
        bench.page(path, &who, much).await;
    }
    bench.is_right(60).await;
}

async fn pages_that_others_do_not_see(engine: Engine, much: Much) {
    let mut bench = Bench::new(engine).await;
    for (path, who) in there(&mut bench).await {
        let before = bench.boxes.len();
        if path.starts_with("/confirm") {
            // Who has just proven who they are is not asked.
            bench.app.platform.clock.advance(11 * MINUTE);
        }
        bench.page(path, &who, much).await;
        assert!(bench.boxes.len() > before, "{path} has no box");
    }
    bench.is_right(8).await;
}

impl Bench {
    /// `at_least` so many boxes were there to type into.
    async fn is_right(&self, at_least: usize) {
        println!(
            "{} forms sent, {} of {} strings, {} boxes, {} values kept",
            self.posts,
            self.typed.len(),
            self.strings.len(),
            self.boxes.len(),
            self.kept
        );
        let short: Vec<String> = self.wrong.iter().map(|one| one.chars().take(700).collect()).collect();
        assert!(short.is_empty(), "{} wrong:\n{}", short.len(), short.join("\n"));
        assert!(self.boxes.len() >= at_least, "{:?}", self.boxes);
        assert!(self.app.audit_is_whole().await);
    }
}

const OF_PATIENTS: &str = "/patients";
const SOME: Much = Much { alone: 3, together: 4 };
const FEW: Much = Much { alone: 1, together: 2 };

#[tokio::test]
async fn in_every_box_about_patients() {
    pages(Engine::Sqlite, SOME, |path| path.starts_with(OF_PATIENTS)).await;
}

#[tokio::test]
async fn in_every_other_box() {
    pages(Engine::Sqlite, SOME, |path| !path.starts_with(OF_PATIENTS)).await;
}

#[tokio::test]
async fn in_the_boxes_behind_links_and_codes() {
    pages_that_others_do_not_see(Engine::Sqlite, Much { alone: 6, together: 6 }).await;
}

#[tokio::test]
async fn in_every_box_on_postgres() {
    pages(Engine::Postgres, FEW, |path| path.starts_with(OF_PATIENTS)).await;
    pages(Engine::Postgres, FEW, |path| !path.starts_with(OF_PATIENTS)).await;
    pages_that_others_do_not_see(Engine::Postgres, FEW).await;
}

/// Half an hour: `cargo test … naughty -- --ignored`.
#[tokio::test]
#[ignore = "every string in every box takes half an hour"]
async fn every_string_in_every_box() {
    let all = Much { alone: strings().len(), together: strings().len() };
    pages(Engine::Sqlite, all, |path| !path.starts_with(OF_PATIENTS)).await;
    pages(Engine::Sqlite, all, |path| path.starts_with(OF_PATIENTS)).await;
    pages_that_others_do_not_see(Engine::Sqlite, all).await;
}

#[tokio::test]
async fn bytes_that_are_no_text_are_refused_and_no_fault() {
    let mut bench = Bench::new(Engine::Sqlite).await;
    for (path, access) in PAGES.iter().filter(|(_, access)| *access != Access::Locked) {
        let who = if *access == Access::Public { Who::Anybody } else { Who::Lee };
        let path = bench.filled(path);
        let mut visitor = bench.visitor(&who).await;
        let page = visitor.get(&path).await;
        for form in forms(&page.body).into_iter().filter(|form| !form.asks && !form.with_files && !form.controls.is_empty()) {
            for bytes in ["%ff%fe", "%c0%ae", "%ed%a0%80", "%", "%zz", "\u{ff}", "a&b&&=&=c"] {
                let body: Vec<String> = form.controls.iter().map(|control| format!("{}={bytes}", control.name)).collect();
                let to = if form.action.is_empty() { &path } else { &form.action };
                let answer = visitor.post_raw(to, body.join("&").into_bytes()).await;
                bench.looked_at(&answer, &format!("{path} {bytes}"));
            }
        }
    }
    bench.is_right(0).await;
}
