//! What tests start from: the real router in process, on either engine, with the clock in hand; people as fixtures.

pub mod authenticator;
pub mod html;
pub mod smtp;
pub mod vendor;

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use app::addresses::service::{self as addresses, Claimant};
use app::audit::service::{Integrity, verify};
use app::i18n::Locale;
use app::outbox::service::deliver_due;
use app::password_reset::guessed;
use app::password_reset::own::answer_requests;
use app::platform::db::STATEMENTS_RUN;
use app::platform::hashing::HashPool;
use app::platform::keyed_lock::KeyedLock;
use app::platform::mailer::{Mail, Mailer};
use app::platform::migrate::{check_fingerprint, migrate};
use app::platform::secrets::Secrets;
use app::platform::settings::Settings;
use app::platform::{Clock, Db, Platform, Random};
use app::practice::service as practices;
use app::users::model::{Level, Username};
use app::users::service::{self as users, Created, NewUser};
use app::web::site::{Assets, Site};
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Request, StatusCode, header};
use http_body_util::BodyExt as _;
use server::assets::Files;
use server::router::{Edge, router};
use tokio::sync::OnceCell;
use tower::ServiceExt as _;
use uuid::Uuid;

/// The engines a test runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// Makes of each `async fn name(app: TestApp)` two tests, one for each engine.
macro_rules! both_engines {
    ($(async fn $name:ident($app:ident: TestApp) $body:block)+) => {
        $(pub mod $name {
            use super::*;
            pub async fn test($app: TestApp) $body
            #[tokio::test]
            async fn sqlite() { test(TestApp::new($crate::support::Engine::Sqlite).await).await }
            #[tokio::test]
            async fn postgres() { test(TestApp::new($crate::support::Engine::Postgres).await).await }
        })+
    };
}

/// The password of everybody in [`TestApp`].
pub const PASSWORD: &str = "correct horse battery staple";

/// The product with one practice and one person of each kind in it.
pub struct TestApp {
    pub platform: Platform,
    pub router: Router,
    /// As people type it.
    pub practice_id: String,
    pub practice: Uuid,
    pub kim: Uuid,
    pub dir: PathBuf,
    /// The database's address, as a configuration names it.
    pub url: String,
    /// The program is started anew before each request of a browser: see [`TestApp::restarting`].
    restarts: bool,
}

static NEXT: AtomicU32 = AtomicU32::new(0);

fn unique() -> String {
    format!("t{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}

/// A migrated SQLite file, made once for a run: copying it takes a hundredth of migrating.
static MIGRATED: OnceCell<Vec<u8>> = OnceCell::const_new();

async fn migrated() -> Vec<u8> {
    let dir = std::env::temp_dir().join(format!("vestibule-test-{}", unique()));
    std::fs::create_dir_all(&dir).unwrap();
    let file = dir.join("test.db");
    let db = Db::open(&format!("sqlite:{}", file.display())).await.unwrap();
    migrate(&db).await.unwrap();
    // The last connection that closes writes everything into the file.
    db.close().await;
    let bytes = std::fs::read(&file).unwrap();
    std::fs::remove_dir_all(&dir).unwrap();
    bytes
}

/// A database of its own, migrated. Fails without PostgreSQL: a skipped engine would be an untested one.
pub async fn database(engine: Engine) -> (Db, PathBuf) {
    let (db, dir, _) = addressed(engine).await;
    (db, dir)
}

/// The same with its address.
pub async fn addressed(engine: Engine) -> (Db, PathBuf, String) {
    let name = unique();
    let dir = std::env::temp_dir().join(format!("vestibule-test-{name}"));
    std::fs::create_dir_all(&dir).unwrap();
    let url = match engine {
        Engine::Sqlite => {
            let file = dir.join("test.db");
            std::fs::write(&file, MIGRATED.get_or_init(migrated).await).unwrap();
            format!("sqlite:{}", file.display())
        }
        Engine::Postgres => {
            let url = postgres_url();
            on_postgres(&url, &format!("CREATE SCHEMA {name}")).await;
            format!("{url}?options[search_path]={name}")
        }
    };
    let db = Db::open(&url).await.unwrap();
    migrate(&db).await.unwrap();
    (db, dir, url)
}

/// Where tests find PostgreSQL.
pub fn postgres_url() -> String {
    #[expect(clippy::disallowed_methods, reason = "tests are told where PostgreSQL runs")]
    std::env::var("TEST_POSTGRES_URL")
        .expect("TEST_POSTGRES_URL is not set: run the tests with `make unit`, which starts a PostgreSQL of its own")
}

/// Runs a statement on a PostgreSQL server.
pub async fn on_postgres(url: &str, text: &str) {
    let admin = sqlx::PgPool::connect(url).await.unwrap();
    sqlx::raw_sql(sqlx::AssertSqlSafe(text.to_owned())).execute(&admin).await.unwrap();
    admin.close().await;
}

impl Drop for TestApp {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.dir);
    }
}

impl TestApp {
    pub async fn new(engine: Engine) -> Self {
        Self::with(engine, |_| ()).await
    }

    pub async fn with(engine: Engine, change: impl FnOnce(&mut Settings)) -> Self {
        let (db, dir, url) = addressed(engine).await;
        let secrets = Arc::new(Secrets::from_master([7; 32]));
        check_fingerprint(&db, &secrets).await.unwrap();
        let random = Random::seeded(42);
        let mut settings = Settings { base_url: "https://ehr.example".into(), ..Settings::default() };
        change(&mut settings);
        let platform = Platform {
            breached: None,
            hasher: HashPool::start(&settings.passwords, &secrets, &random).unwrap(),
            db,
            clock: Clock::manual(1_800_000_000_000),
            random,
            secrets,
            attempts: KeyedLock::default(),
            failed_tries: app::platform::gauge::Gauge::default(),
            imports: std::sync::Arc::default(),
            documents: app::patient_documents::room::Room::default(),
            exports: std::sync::Arc::default(),
            maintenance: app::maintenance::service::Windows::default(),
            settings: Arc::new(settings),
        };
        let site = Site { platform: platform.clone(), assets: Arc::new(Assets::default()), demo: false };
        let router = router(site, Files::default(), Edge::default());
        let mut app = Self {
            platform,
            router,
            practice_id: String::new(),
            practice: Uuid::nil(),
            kim: Uuid::nil(),
            dir,
            url,
            restarts: false,
        };
        app.fill().await;
        app
    }

    /// Another instance with the same people in it, such as one that was restored.
    pub fn again(&self, platform: Platform, dir: PathBuf, url: String) -> Self {
        let site = Site { platform: platform.clone(), assets: Arc::new(Assets::default()), demo: false };
        let router = router(site, Files::default(), Edge::default());
        Self {
            platform,
            router,
            practice_id: self.practice_id.clone(),
            practice: self.practice,
            kim: self.kim,
            dir,
            url,
            restarts: self.restarts,
        }
    }

    /// The same, with the program started anew before each request of a browser: what only one process knew is forgotten between two steps.
    pub fn restarting(mut self) -> Self {
        self.restarts = true;
        self
    }

    /// A process of its own over the same database: its own connections, workers and locks, as after a restart or on another node.
    pub async fn process(&self) -> Platform {
        started(&self.platform, &self.url).await
    }

    async fn fill(&mut self) {
        let p = &self.platform;
        let phc = users::hash(p, PASSWORD).await.unwrap();
        let mut tx = p.db.write().await.unwrap();
        let practice = practices::create(p, &mut tx, "Elm Street").await.unwrap();
        tx.commit().await.unwrap();
        self.practice_id = practice.practice_id.to_string();
        self.practice = practice.id;
        for (username, administrator) in [("dr.lee", true), ("nurse.kim", false), ("gone.ray", false), ("new.may", false)] {
            let id = self.add(username, administrator, (username != "new.may").then_some(&phc)).await;
            if username == "nurse.kim" {
                self.kim = id;
            }
        }
        self.sql("UPDATE users SET deactivated_at = 1 WHERE username = 'gone.ray'").await;
    }

    pub async fn add(&self, username: &str, administrator: bool, phc: Option<&String>) -> Uuid {
        let p = &self.platform;
        let new = NewUser {
            username: Username::parse(username).unwrap(),
            first_name: "Jin".into(),
            last_name: "Kim".into(),
            email: None,
            phone: None,
            level: Level::Nurse,
            administrator,
        };
        let mut tx = p.db.write().await.unwrap();
        let Created::Done(id) = users::create(p, &mut tx, self.practice, &new, None).await.unwrap() else { panic!("taken") };
        if let Some(phc) = phc {
            users::set_password(p, &mut tx, self.practice, id, phc).await.unwrap();
        }
        tx.commit().await.unwrap();
        id
    }

    /// Gives somebody [`PASSWORD`], as if they had set it.
    pub async fn give_password(&self, user: Uuid) {
        let phc = users::hash(&self.platform, PASSWORD).await.unwrap();
        let mut tx = self.platform.db.write().await.unwrap();
        users::set_password(&self.platform, &mut tx, self.practice, user, &phc).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Lets somebody log in with an address, as if they had proven it.
    pub async fn give_address(&self, user: Uuid, address: &str) {
        let (first_name, practice_name, network) = ("Jin", "Elm Street", "192.0.2.1");
        let who = Claimant { user, practice: self.practice, by: None, first_name, practice_name, network, locale: Locale::En };
        let mut tx = self.platform.db.write().await.unwrap();
        assert!(addresses::give(&self.platform, &mut tx, &who, address).await.unwrap());
        tx.commit().await.unwrap();
    }

    /// Another practice with one administrator, whose password is [`PASSWORD`]; its id, and its Practice ID as people type it.
    pub async fn other_practice(&self, name: &str, administrator: &str) -> (Uuid, String) {
        let p = &self.platform;
        let phc = users::hash(p, PASSWORD).await.unwrap();
        let mut tx = p.db.write().await.unwrap();
        let practice = practices::create(p, &mut tx, name).await.unwrap();
        let new = NewUser {
            username: Username::parse(administrator).unwrap(),
            first_name: "Anil".into(),
            last_name: "Patel".into(),
            email: None,
            phone: None,
            level: Level::Physician,
            administrator: true,
        };
        let Created::Done(id) = users::create(p, &mut tx, practice.id, &new, None).await.unwrap() else { panic!("taken") };
        users::set_password(p, &mut tx, practice.id, id, &phc).await.unwrap();
        tx.commit().await.unwrap();
        (practice.id, practice.practice_id.to_string())
    }

    /// An id as a statement of this engine writes it.
    pub fn blob(&self, id: Uuid) -> String {
        match &self.platform.db {
            Db::Sqlite { .. } => format!("x'{}'", id.simple()),
            Db::Postgres(_) => format!("'{id}'"),
        }
    }

    /// Bytes as a statement of this engine writes them.
    pub fn bytes(&self, text: &str) -> String {
        let hex = app::platform::tokens::hex(text.as_bytes());
        match &self.platform.db {
            Db::Sqlite { .. } => format!("x'{hex}'"),
            Db::Postgres(_) => format!("'\\x{hex}'"),
        }
    }

    /// Runs a statement behind the product's back; says how many rows it changed.
    pub async fn sql(&self, text: &str) -> u64 {
        let text = sqlx::AssertSqlSafe(text.to_owned());
        match &self.platform.db {
            Db::Sqlite { write, .. } => sqlx::raw_sql(text).execute(write).await.unwrap().rows_affected(),
            Db::Postgres(pool) => sqlx::raw_sql(text).execute(pool).await.unwrap().rows_affected(),
        }
    }

    /// A number that a query counts.
    pub async fn count(&self, text: &str) -> i64 {
        let text = sqlx::AssertSqlSafe(text.to_owned());
        match &self.platform.db {
            Db::Sqlite { write, .. } => sqlx::query_scalar(text).fetch_one(write).await.unwrap(),
            Db::Postgres(pool) => sqlx::query_scalar(text).fetch_one(pool).await.unwrap(),
        }
    }

    /// A person's id.
    pub async fn id_of(&self, username: &str) -> Uuid {
        self.newest("users", &format!("username = '{username}'")).await
    }

    /// The newest row's id.
    pub async fn newest(&self, table: &str, which: &str) -> Uuid {
        let text = sqlx::AssertSqlSafe(format!("SELECT id FROM {table} WHERE {which} ORDER BY id DESC LIMIT 1"));
        match &self.platform.db {
            Db::Sqlite { write, .. } => sqlx::query_scalar(text).fetch_one(write).await.unwrap(),
            Db::Postgres(pool) => sqlx::query_scalar(text).fetch_one(pool).await.unwrap(),
        }
    }

    /// One round of the worker: answers what was asked for at the public page, and returns the messages that left.
    pub async fn mails(&self) -> Vec<Mail> {
        answer_requests(&self.platform).await.unwrap();
        guessed::tell(&self.platform).await.unwrap();
        let (mailer, sent) = Mailer::memory();
        deliver_due(&self.platform, &mailer).await.unwrap();
        let sent = sent.lock().unwrap();
        sent.clone()
    }

    pub async fn audit_is_whole(&self) -> bool {
        matches!(verify(&self.platform, &[]).await.unwrap(), Integrity::Whole { .. })
    }

    /// A browser without any cookie, at an address.
    pub fn browser(&self) -> Browser {
        Browser {
            router: self.router.clone(),
            cookies: BTreeMap::new(),
            address: "192.0.2.1".parse().unwrap(),
            headers: HeaderMap::new(),
            restart: self.restarts.then(|| (self.platform.clone(), self.url.clone())),
        }
    }

    /// Logs somebody in with the right password.
    pub async fn logged_in(&self, username: &str) -> Browser {
        let mut browser = self.browser();
        let page = browser.log_in(&self.practice_id, username, PASSWORD).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
        browser
    }
}

/// The path of the link in a message.
pub fn link_in(mail: &Mail) -> String {
    let link = mail.text.split_whitespace().find(|w| w.starts_with("https://ehr.example/") && w.contains("/link/")).unwrap();
    link.trim_start_matches("https://ehr.example").to_owned()
}

/// A browser: keeps cookies, sends forms.
#[derive(Clone)]
pub struct Browser {
    pub router: Router,
    pub cookies: BTreeMap<String, String>,
    pub address: IpAddr,
    pub headers: HeaderMap,
    /// Before each request a new process of this.
    pub restart: Option<(Platform, String)>,
}

/// A process over the same database; nothing of it is drawn twice.
async fn started(of: &Platform, url: &str) -> Platform {
    let random = Random::seeded(1_000 + u64::from(NEXT.fetch_add(1, Ordering::Relaxed)));
    Platform {
        db: Db::open(url).await.unwrap(),
        breached: None,
        hasher: HashPool::start(&of.settings.passwords, &of.secrets, &random).unwrap(),
        random,
        attempts: KeyedLock::default(),
        failed_tries: app::platform::gauge::Gauge::default(),
        exports: std::sync::Arc::default(),
        documents: app::patient_documents::room::Room::default(),
        imports: std::sync::Arc::default(),
        maintenance: app::maintenance::service::Windows::default(),
        ..of.clone()
    }
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Page {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
    /// The body as it came, where it is no text.
    pub bytes: Vec<u8>,
    /// The statements that ran for it, in order.
    pub statements: Vec<&'static str>,
}

impl Page {
    pub fn location(&self) -> &str {
        self.headers.get(header::LOCATION).map_or("", |v| v.to_str().unwrap())
    }

    pub fn has(&self, text: &str) -> bool {
        self.body.contains(text)
    }
}

impl Page {
    /// The value of a hidden input.
    pub fn input(&self, name: &str) -> String {
        let at = self.body.find(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("no {name} in {}", self.body));
        let value = self.body[at..].split("value=\"").nth(1).unwrap().split('"').next().unwrap();
        value.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
    }
}

impl Browser {
    /// Proves the password, and more, to the page that asks for it before the form it holds.
    pub async fn confirm(&mut self, path: &str, asked: &Page, proof: &[(&str, &str)]) -> Page {
        let (held, held_for) = (asked.input("held"), asked.input("held_for"));
        let form = [&[("held", held.as_str()), ("held_for", held_for.as_str())], proof].concat();
        self.post(path, &form).await
    }

    pub fn at(mut self, address: &str) -> Self {
        self.address = address.parse().unwrap();
        self
    }

    pub async fn get(&mut self, path: &str) -> Page {
        self.send(Request::get(path), Body::empty()).await
    }

    pub async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Page {
        let body = form.iter().map(|(k, v)| format!("{k}={}", app::web::next::encode(v))).collect::<Vec<_>>().join("&");
        self.send(Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded"), Body::from(body)).await
    }

    /// Posts what is said to be a form.
    pub async fn post_raw(&mut self, path: &str, body: Vec<u8>) -> Page {
        self.send(Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded"), Body::from(body)).await
    }

    pub async fn post_json(&mut self, path: &str, body: String) -> Page {
        self.send(Request::post(path).header(header::CONTENT_TYPE, "application/json"), Body::from(body)).await
    }

    /// Posts a file, as a form with one.
    pub async fn upload(&mut self, path: &str, name: &str, bytes: &[u8]) -> Page {
        self.upload_with(path, &[], name, bytes).await
    }

    /// The same with other fields before it.
    pub async fn upload_with(&mut self, path: &str, fields: &[(&str, &str)], name: &str, bytes: &[u8]) -> Page {
        let field = |(name, value): &(&str, &str)| {
            format!("--frontier\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        };
        let before: String = fields.iter().map(field).collect();
        let head = format!(
            "--frontier\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"people.csv\"\r\nContent-Type: text/csv\r\n\r\n"
        );
        self.upload_raw(path, [before.as_bytes(), head.as_bytes(), bytes, b"\r\n--frontier--\r\n"].concat()).await
    }

    /// Posts what is said to be a form with files, whose parts begin with `--frontier`.
    pub async fn upload_raw(&mut self, path: &str, body: Vec<u8>) -> Page {
        self.send(Request::post(path).header(header::CONTENT_TYPE, "multipart/form-data; boundary=frontier"), Body::from(body))
            .await
    }

    pub async fn log_in(&mut self, practice_id: &str, username: &str, password: &str) -> Page {
        self.post("/login", &[("practice_id", practice_id), ("username", username), ("password", password)]).await
    }

    async fn send(&mut self, builder: axum::http::request::Builder, body: Body) -> Page {
        let mut request = builder.body(body).unwrap();
        for (name, value) in &self.headers {
            request.headers_mut().insert(name, value.clone());
        }
        let cookies: Vec<String> = self.cookies.iter().map(|(k, v)| format!("{k}={v}")).collect();
        if !cookies.is_empty() {
            request.headers_mut().insert(header::COOKIE, cookies.join("; ").parse().unwrap());
        }
        request.extensions_mut().insert(ConnectInfo(SocketAddr::new(self.address, 4_242)));
        let process = match &self.restart {
            Some((platform, url)) => Some(started(platform, url).await),
            None => None,
        };
        let router = match &process {
            Some(platform) => {
                let site = Site { platform: platform.clone(), assets: Arc::new(Assets::default()), demo: false };
                router(site, Files::default(), Edge::default())
            }
            None => self.router.clone(),
        };
        let (response, statements) = STATEMENTS_RUN
            .scope(std::cell::RefCell::default(), async {
                let response = router.oneshot(request).await.unwrap();
                (response, STATEMENTS_RUN.with(|s| s.borrow().clone()))
            })
            .await;
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        if let Some(process) = process {
            process.db.close().await;
        }
        for cookie in headers.get_all(header::SET_COOKIE) {
            let text = cookie.to_str().unwrap();
            let (name, value) = text.split(';').next().unwrap().split_once('=').unwrap();
            if text.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        Page { status, headers, body: String::from_utf8_lossy(&bytes).into_owned(), bytes: bytes.to_vec(), statements }
    }
}
