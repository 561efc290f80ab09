//! What is measured: a database with three practices of different size in it, the server, and programs of axum to compare it with.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use app::platform::Platform;
use server::config::Config;
use server::start;
use uuid::Uuid;

use crate::process::{Place, Server, person, post, rows, send, sql};
use crate::support::{Engine, PASSWORD, addressed};

/// A practice: `dr.lee`, who is its administrator, and `u1`, `u2`, …, all with the same password.
pub struct Clinic {
    pub id: Uuid,
    /// As people type it.
    pub code: String,
    pub people: usize,
}

/// A database and a configuration.
pub struct Stage {
    pub engine: Engine,
    pub name: &'static str,
    pub place: Place,
    pub p: Platform,
    /// The hash of everybody's password.
    pub phc: String,
    /// With 10, 1,000 and 100,000 people.
    pub clinics: [Clinic; 3],
}

impl Stage {
    pub async fn new(engine: Engine) -> Self {
        let (db, dir, url) = addressed(engine).await;
        db.close().await;
        server::backup::files::write(&dir.join("secrets.key"), "07".repeat(32).as_bytes()).unwrap();
        let (at, site) = (dir.display(), concat!(env!("CARGO_MANIFEST_DIR"), "/../target/site"));
        // Everything as the product recommends it, throttling too. Each client has an address of its own, as behind a proxy.
        let text = format!(
            "[server]\naddr = \"127.0.0.1:0\"\nbase_url = \"https://ehr.example\"\ntrusted_proxies = [\"127.0.0.1\"]\nsite_dir = \"{site}\"\n\
             [database]\nurl = \"{url}\"\n[secrets]\nfile = \"{at}/secrets.key\"\n[audit]\ncheckpoints = \"{at}/checkpoints.log\"\n"
        );
        std::fs::write(dir.join("vestibule.toml"), text).unwrap();
        let place = Place { dir };
        let config = Config::load(Some(&place.config()), std::iter::empty()).unwrap();
        let p = start::platform(&config).await.unwrap();
        let phc = app::users::service::hash(&p, PASSWORD).await.unwrap();
        let clinics =
            [clinic(&p, engine, 10, &phc).await, clinic(&p, engine, 1_000, &phc).await, clinic(&p, engine, 100_000, &phc).await];
        // What the server does at its start with people whom another program has added.
        app::near_usernames::service::fill(&p).await.unwrap();
        let name = if engine == Engine::Sqlite { "sqlite" } else { "postgres" };
        let stage = Self { engine, name, place, p, phc, clinics };
        stage.tidy().await;
        stage
    }

    /// What PostgreSQL does by itself within a minute after so much was written.
    pub async fn tidy(&self) {
        if self.engine == Engine::Postgres {
            sql(&self.p.db, "ANALYZE").await;
        }
    }

    pub async fn count(&self, what: &str) -> i64 {
        rows::<(i64,)>(&self.p.db, &format!("SELECT CAST(COUNT(*) AS BIGINT) FROM {what}")).await[0].0
    }

    /// A practice of the size that most are measured with.
    pub fn middle(&self) -> &Clinic {
        &self.clinics[1]
    }

    /// The engine's name, as people write it.
    pub fn title(&self) -> &'static str {
        self.p.db.engine()
    }
}

/// Numbers as a table `n (i)`.
pub fn numbers(engine: Engine, n: usize) -> String {
    match engine {
        Engine::Sqlite => {
            format!("(WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {n}) SELECT i FROM n) AS n")
        }
        Engine::Postgres => format!("generate_series(1, {n}) AS n (i)"),
    }
}

/// A UUID in a statement.
pub fn literal(engine: Engine, id: Uuid) -> String {
    match engine {
        Engine::Sqlite => format!("x'{}'", id.simple()),
        Engine::Postgres => format!("'{id}'"),
    }
}

/// The id of person `i` in the practice of so many.
pub fn person_id(engine: Engine, people: usize) -> String {
    match engine {
        Engine::Sqlite => format!("unhex(printf('%016x%016x', {people}, i * 7919))"),
        Engine::Postgres => format!("CAST(lpad(to_hex({people}), 16, '0') || lpad(to_hex(i * 7919), 16, '0') AS UUID)"),
    }
}

async fn clinic(p: &Platform, engine: Engine, people: usize, phc: &str) -> Clinic {
    let mut tx = p.db.write().await.unwrap();
    let practice = app::practice::service::create(p, &mut tx, "Elm Street").await.unwrap();
    tx.commit().await.unwrap();
    person(p, practice.id, "dr.lee", true, phc).await;
    let (id, of, now, numbers) = (person_id(engine, people), literal(engine, practice.id), p.clock.now(), numbers(engine, people));
    sql(
        &p.db,
        &format!(
            "INSERT INTO users (id, practice, username, first_name, last_name, email, level, administrator, created_at, updated_at, version, \
             name_key, given_key) SELECT {id}, {of}, 'u' || i, 'Given' || (i % 977), 'Family' || (i % 9973), 'u' || i || '@elm.example', \
             'nurse', FALSE, {now}, {now}, 1, 'family' || (i % 9973) || ' given' || (i % 977), 'given' || (i % 977) || ' family' || (i % 9973) \
             FROM {numbers}; INSERT INTO user_password (user_id, phc, set_at) SELECT {id}, '{phc}', {now} FROM {numbers}"
        ),
    )
    .await;
    Clinic { id: practice.id, code: practice.practice_id.to_string(), people }
}

/// Logs `dr.lee` in; the session's cookie.
pub async fn cookie(server: &Server, clinic: &Clinic) -> String {
    let form = [("practice_id", clinic.code.as_str()), ("username", "dr.lee"), ("password", PASSWORD)];
    let answer = send(server.port, &post("/login", HERE, "", &form)).await.unwrap();
    let token = answer.head.lines().find_map(|line| line.split_once("__Host-session=")).expect("a session").1;
    format!("__Host-session={}", token.split(';').next().unwrap())
}

/// Where `dr.lee` is.
pub const HERE: &str = "10.255.0.1";

/// This program as a server of axum to compare with; killed when dropped.
pub struct Baseline {
    child: Child,
    pub port: u16,
}

impl Drop for Baseline {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Baseline {
    pub fn start(place: &Path, kind: &str, argument: &str) -> Self {
        let log = std::fs::File::create(place.join(format!("{kind}.log"))).unwrap();
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.arg("baseline").arg(kind).arg(place).arg(argument);
        let mut child = command.stdout(Stdio::piped()).stderr(log).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let port = line.trim().parse().unwrap_or_else(|_| panic!("the baseline {kind} did not start: see {kind}.log"));
        Self { child, port }
    }
}

/// A moment in which what the run before has left under way comes to its end.
pub fn settle() {
    std::thread::sleep(Duration::from_millis(400));
}
