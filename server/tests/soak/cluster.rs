//! A PostgreSQL of our own, which may be killed. Unlike that of the other tests it keeps what it has acknowledged, as one in production does.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use crate::support::on_postgres;

/// Where Debian keeps the server's programs; newer versions come last.
const PROGRAMS: &str = "/usr/lib/postgresql";

/// A server in a folder; stopped and removed in the end.
pub struct Cluster {
    dir: PathBuf,
    programs: PathBuf,
    port: u16,
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let _ = self.run("pg_ctl", &["--mode", "immediate", "--silent", "stop"]);
        let _ = std::fs::remove_dir_all(&self.dir);
    }
}

fn programs() -> PathBuf {
    let mut versions: Vec<PathBuf> =
        std::fs::read_dir(PROGRAMS).into_iter().flatten().flatten().map(|entry| entry.path().join("bin")).collect();
    versions.retain(|path| path.join("initdb").is_file());
    versions.sort();
    versions.pop().expect("PostgreSQL is not installed: run scripts/setup soak")
}

/// PostgreSQL refuses to run as root.
fn as_its_user(command: &str) -> Command {
    let root = Command::new("id").arg("-u").output().unwrap().stdout.trim_ascii() == b"0";
    if !root {
        return Command::new(command);
    }
    let mut all = Command::new("runuser");
    all.args(["-u", "postgres", "--", command]);
    all
}

impl Cluster {
    pub async fn new() -> Self {
        let dir = std::env::temp_dir().join(format!("vestibule-soak-postgres-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&dir);
        std::fs::create_dir_all(&dir).unwrap();
        let cluster = Self { dir, programs: programs(), port: free_port() };
        // Its user may not enter a folder of ours else.
        if as_its_user("true").get_program() == "runuser" {
            assert!(Command::new("chown").arg("postgres").arg(&cluster.dir).status().unwrap().success());
        }
        let made =
            cluster.run("initdb", &["--username", "vestibule", "--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8"]);
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        cluster.start();
        on_postgres(&cluster.url("postgres"), "CREATE DATABASE soak").await;
        cluster
    }

    /// The address of the database.
    pub fn url(&self, name: &str) -> String {
        format!("postgres://vestibule@127.0.0.1:{}/{name}", self.port)
    }

    fn data(&self) -> PathBuf {
        self.dir.join("data")
    }

    fn run(&self, program: &str, arguments: &[&str]) -> Output {
        let path = self.programs.join(program);
        as_its_user(path.to_str().unwrap())
            .arg("--pgdata")
            .arg(self.data())
            .args(arguments)
            .current_dir("/")
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }

    /// Starts it; how long that takes, recovery after a crash included.
    pub fn start(&self) -> Duration {
        let options = format!(
            "-c listen_addresses=127.0.0.1 -c port={} -c unix_socket_directories={} -c max_connections=100 -c timezone=UTC",
            self.port,
            self.dir.display()
        );
        let log = self.dir.join("server.log");
        let begun = Instant::now();
        // Right after a kill its processes may still be there; then it does not start yet.
        while begun.elapsed() < Duration::from_secs(30) {
            let started =
                self.run("pg_ctl", &["--wait", "--silent", "--log", log.to_str().unwrap(), "--options", &options, "start"]);
            if started.status.success() {
                return begun.elapsed();
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        panic!("PostgreSQL did not start: {}", std::fs::read_to_string(log).unwrap_or_default());
    }

    /// `kill -9` to the process that started all others: these end when they notice, in the middle of whatever they were at.
    pub fn kill(&self) {
        kill(&self.data().join("postmaster.pid"));
    }
}

fn kill(file: &Path) {
    let text = std::fs::read_to_string(file).unwrap();
    let id = text.lines().next().unwrap();
    assert!(Command::new("kill").args(["-9", id]).status().unwrap().success());
}

/// A port that nobody has at the moment.
pub fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}
