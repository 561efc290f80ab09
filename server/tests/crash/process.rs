//! The program in a process of its own, and a client that believes nothing but a whole answer.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use app::audit::service::Integrity;
use app::platform::{Db, Platform};
use app::practice::service::{self as practices, Practice};
use app::sessions::service::{self as sessions, Actor, Beginning, Found};
use app::users::model::{Level, Username};
use app::users::service::{self as users, Created, NewUser};
use server::config::Config;
use server::start;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use uuid::Uuid;

use crate::support::{Engine, PASSWORD, addressed};

/// How long anything may take on a busy machine.
const LIMIT: Duration = Duration::from_mins(1);
/// Where [`Desk`] is.
const HERE: &str = "10.3.0.1";

/// A folder with a configuration and a database; removed in the end.
pub struct Place {
    pub dir: PathBuf,
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.dir);
    }
}

impl Place {
    /// With more sections for the configuration.
    pub async fn new(engine: Engine, more: &str) -> Self {
        let (db, dir, url) = addressed(engine).await;
        db.close().await;
        Self::on(dir, &url, more)
    }

    /// In a folder that is there, on a database that is anywhere.
    pub fn on(dir: PathBuf, url: &str, more: &str) -> Self {
        let site = dir.join("site");
        std::fs::create_dir_all(site.join("pkg")).unwrap();
        std::fs::write(site.join("manifest.json"), r#"{"files":{},"build":"test"}"#).unwrap();
        let key = dir.join("secrets.key");
        server::backup::files::write(&key, "07".repeat(32).as_bytes()).unwrap();
        let at = dir.display();
        // Each client has an address of its own, as behind a proxy.
        let text = format!(
            "[server]\naddr = \"127.0.0.1:0\"\nbase_url = \"https://ehr.example\"\ntrusted_proxies = [\"127.0.0.1\"]\nsite_dir = \"{at}/site\"\n\
             drain = \"0s\"\n\
             [database]\nurl = \"{url}\"\n[secrets]\nfile = \"{at}/secrets.key\"\n[audit]\ncheckpoints = \"{at}/checkpoints.log\"\n\
             [passwords]\nmemory_kib = 19456\npasses = 2\nqueue = 1024\n{more}"
        );
        std::fs::write(dir.join("vestibule.toml"), text).unwrap();
        Self { dir }
    }

    pub fn config(&self) -> PathBuf {
        self.dir.join("vestibule.toml")
    }

    /// The product in this process, on the same database.
    pub async fn platform(&self) -> Platform {
        let config = Config::load(Some(&self.config()), std::iter::empty()).unwrap();
        let mut platform = start::platform(&config).await.unwrap();
        // Links are made here, whether the server of this test sends mail or not.
        Arc::make_mut(&mut platform.settings).no_mail = false;
        platform
    }

    /// Runs a command of the program to its end.
    pub fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_vestibule")).args(arguments).arg("--config").arg(self.config()).output().unwrap()
    }

    /// What `verify-audit` says: the chains, and the checkpoints that the server wrote when it stopped.
    pub fn audit_is_whole(&self) {
        let said = self.run(&["verify-audit"]);
        let words = String::from_utf8_lossy(&said.stdout);
        assert!(said.status.success() && words.contains("is whole"), "{words}{}", String::from_utf8_lossy(&said.stderr));
    }
}

/// The server, as an operator starts it. Dropped, it is killed.
pub struct Server {
    child: Child,
    pub port: u16,
    pub log: PathBuf,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    pub async fn start(place: &Place) -> Self {
        Self::start_as(place, "server", ":", &[]).await
    }

    /// The same under a name, after some words of a shell, with variables that win over the configuration.
    pub async fn start_as(place: &Place, name: &str, before: &str, variables: &[(&str, String)]) -> Self {
        let mut command = Command::new("sh");
        // A write beyond a limit on the size of files is then an error, as on a full disk, and not a signal.
        let script = format!("trap '' XFSZ; {before}; exec \"$0\" serve --config \"$1\"");
        command.args(["-c", &script, env!("CARGO_BIN_EXE_vestibule")]).arg(place.config());
        command.envs(variables.iter().map(|(name, value)| (name, value)));
        let log = place.dir.join(format!("{name}.log"));
        let _ = std::fs::remove_file(&log);
        let child = command.stdout(Stdio::null()).stderr(File::create(&log).unwrap()).spawn().unwrap();
        let mut server = Self { child, port: 0, log };
        let port = until("the server listens", || {
            let log = server.log();
            async move {
                let line = log.lines().find(|l| l.contains(" listening "))?.to_owned();
                line.rsplit("127.0.0.1:").next()?.trim().parse().ok()
            }
        });
        server.port = port.await;
        server
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    pub fn log(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }

    /// SIGKILL: nothing of ours runs any more.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// SIGTERM, and its end.
    pub fn stop(self) {
        assert!(Command::new("kill").arg(self.child.id().to_string()).status().unwrap().success());
        self.ended();
    }

    /// Waits until it has stopped, as it should.
    pub fn ended(mut self) {
        assert!(self.child.wait().unwrap().success(), "{}", self.log());
    }

    pub async fn is_ready(&self) -> bool {
        send(self.port, &get("/readyz", "10.0.0.1", "")).await.is_some_and(|answer| answer.status == 200)
    }

    /// Logs somebody in; the answer's status.
    pub async fn log_in(&self, practice: &str, username: &str, password: &str, from: &str) -> u16 {
        let form = [("practice_id", practice), ("username", username), ("password", password)];
        send(self.port, &post("/login", from, "", &form)).await.map_or(0, |answer| answer.status)
    }
}

/// Asks again and again until there is something.
pub async fn until<T, F: Future<Output = Option<T>>>(what: &str, mut ask: impl FnMut() -> F) -> T {
    let begun = Instant::now();
    loop {
        if let Some(found) = ask().await {
            return found;
        }
        assert!(begun.elapsed() < LIMIT, "waited in vain: {what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// A whole answer.
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Answer {
    /// None when it is not whole.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let text = String::from_utf8_lossy(bytes);
        let (head, body) = text.split_once("\r\n\r\n")?;
        let answer = Self { status: head.split(' ').nth(1)?.parse().ok()?, head: head.to_owned(), body: body.to_owned() };
        if answer.header("transfer-encoding").is_some() {
            return answer.body.ends_with("0\r\n\r\n").then_some(answer);
        }
        let length = answer.header("content-length").and_then(|n| n.parse::<usize>().ok());
        length.is_none_or(|length| answer.body.len() >= length).then_some(answer)
    }

    pub fn location(&self) -> &str {
        self.header("location").unwrap_or_default()
    }

    /// The cookie of a reset.
    pub fn reset_cookie(&self) -> Option<String> {
        let line = self.head.lines().find(|l| l.to_ascii_lowercase().starts_with("set-cookie: __host-reset="))?;
        Some(line.split_once(": ")?.1.split(';').next()?.to_owned())
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().filter_map(|l| l.split_once(": ")).find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

/// None when the connection broke before the answer was whole: then nothing was acknowledged.
pub async fn send(port: u16, request: &str) -> Option<Answer> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.ok()?;
    stream.write_all(request.as_bytes()).await.ok()?;
    let mut bytes = Vec::new();
    // What was read before the connection broke is judged all the same.
    let _ = stream.read_to_end(&mut bytes).await;
    Answer::read(&bytes)
}

pub fn get(path: &str, from: &str, cookie: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: ehr.example\r\nX-Forwarded-For: {from}\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n")
}

pub fn post(path: &str, from: &str, cookie: &str, form: &[(&str, &str)]) -> String {
    let body = form.iter().map(|(k, v)| format!("{k}={}", app::web::next::encode(v))).collect::<Vec<_>>().join("&");
    format!(
        "POST {path} HTTP/1.1\r\nHost: ehr.example\r\nX-Forwarded-For: {from}\r\nCookie: {cookie}\r\nConnection: close\r\nContent-Type: \
         application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

/// Somebody at a browser without scripts.
#[derive(Clone)]
pub struct Desk {
    pub port: u16,
    cookie: String,
}

impl Desk {
    /// `dr.lee` of [`practice`].
    pub async fn log_in(server: &Server, practice: &str) -> Self {
        let form = [("practice_id", practice), ("username", "dr.lee"), ("password", PASSWORD)];
        let answer = send(server.port, &post("/login", HERE, "", &form)).await.unwrap();
        let cookie = answer.head.lines().find_map(|line| line.split_once("__Host-session=")).expect("a session").1;
        Self { port: server.port, cookie: format!("__Host-session={}", cookie.split(';').next().unwrap()) }
    }

    pub async fn get(&self, path: &str) -> Answer {
        send(self.port, &get(path, HERE, &self.cookie)).await.unwrap()
    }

    /// Where a form leads.
    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> String {
        let answer = send(self.port, &post(path, HERE, &self.cookie, form)).await.unwrap();
        assert_eq!(answer.status, 303, "{path}: {}", answer.body);
        answer.location().to_owned()
    }

    /// Chooses a file; where that leads.
    pub async fn upload(&self, path: &str, file: &str) -> String {
        let body = format!(
            "--frontier\r\nContent-Disposition: form-data; name=\"file\"; filename=\"people.csv\"\r\nContent-Type: text/csv\r\n\r\n{file}\r\n--frontier--\r\n"
        );
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: ehr.example\r\nX-Forwarded-For: {HERE}\r\nCookie: {}\r\nConnection: close\r\nContent-Type: \
             multipart/form-data; boundary=frontier\r\nContent-Length: {}\r\n\r\n{body}",
            self.cookie,
            body.len()
        );
        let answer = send(self.port, &request).await.unwrap();
        assert_eq!(answer.status, 303, "{}", answer.body);
        answer.location().to_owned()
    }
}

/// A practice with an administrator who is logged in; the administrator's Actor.
pub async fn practice(p: &Platform, password: &str) -> (Practice, Actor, String) {
    let phc = users::hash(p, password).await.unwrap();
    let mut tx = p.db.write().await.unwrap();
    let practice = practices::create(p, &mut tx, "Elm Street").await.unwrap();
    tx.commit().await.unwrap();
    let lee = person(p, practice.id, "dr.lee", true, &phc).await;
    let mut tx = p.db.write().await.unwrap();
    let token = sessions::open(p, &mut tx, lee, ("test", "10.0.0.1"), Beginning::default()).await.unwrap();
    tx.commit().await.unwrap();
    let Found::Live(actor) = sessions::find(p, token.expose(), "10.0.0.1").await.unwrap() else { panic!("no session") };
    (practice, *actor, phc)
}

/// Somebody with an address and a password.
pub async fn person(p: &Platform, practice: Uuid, username: &str, administrator: bool, phc: &str) -> Uuid {
    let new = NewUser {
        username: Username::parse(username).unwrap(),
        first_name: "Jin".into(),
        last_name: "Kim".into(),
        email: Some(format!("{username}@elm.example")),
        phone: None,
        level: Level::Nurse,
        administrator,
    };
    let mut tx = p.db.write().await.unwrap();
    let Created::Done(id) = users::create(p, &mut tx, practice, &new, None).await.unwrap() else { panic!("taken") };
    users::set_password(p, &mut tx, practice, id, phc).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// Whether every chain holds, asked while the server runs.
pub async fn chains_hold(p: &Platform) -> bool {
    matches!(app::audit::service::verify(p, &[]).await.unwrap(), Integrity::Whole { .. })
}

/// Looks into a database behind the product's back.
pub async fn rows<T>(db: &Db, text: &str) -> Vec<T>
where
    T: for<'r> sqlx::FromRow<'r, sqlx::sqlite::SqliteRow> + for<'r> sqlx::FromRow<'r, sqlx::postgres::PgRow> + Send + Unpin,
{
    let text = sqlx::AssertSqlSafe(text.to_owned());
    match db {
        Db::Sqlite { write, .. } => sqlx::query_as(text).fetch_all(write).await.unwrap(),
        Db::Postgres(pool) => sqlx::query_as(text).fetch_all(pool).await.unwrap(),
    }
}

/// Changes a database behind the product's back.
pub async fn sql(db: &Db, text: &str) {
    let text = sqlx::AssertSqlSafe(text.to_owned());
    match db {
        Db::Sqlite { write, .. } => drop(sqlx::raw_sql(text).execute(write).await.unwrap()),
        Db::Postgres(pool) => drop(sqlx::raw_sql(text).execute(pool).await.unwrap()),
    }
}

/// What lies in a folder.
pub fn names_in(dir: &Path) -> Vec<String> {
    std::fs::read_dir(dir).unwrap().flatten().map(|e| e.file_name().to_string_lossy().into_owned()).collect()
}
