//! `pg_dump` and `pg_restore` as child processes. What they need to know goes through their environment: the list of processes, which
//! everybody on a machine can read, never shows a password.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use tokio::process::Command;
use url::Url;

use super::files::{disk_is_full, is_full, parent};
use super::refused;
use crate::commands::CommandError;

/// A database server as its client programs are told of it.
pub struct Server {
    environment: Vec<(&'static str, String)>,
}

impl Server {
    /// Takes a `postgres://` address apart, as the driver does.
    ///
    /// # Errors
    /// When it is none.
    pub fn of(url: &str) -> Result<Self, CommandError> {
        let Ok(url) = Url::parse(url) else { return refused("[database] url can't be read as an address.") };
        let mut all: Vec<(&'static str, String)> = vec![("PGAPPNAME", "vestibule backup".into()), ("LC_ALL", "C".into())];
        let mut set = |name, value: String| {
            if !value.is_empty() {
                all.retain(|(n, _)| *n != name);
                all.push((name, value));
            }
        };
        set("PGHOST", plain(url.host_str().unwrap_or_default()).trim_matches(['[', ']']).to_owned());
        set("PGPORT", url.port().map(|p| p.to_string()).unwrap_or_default());
        set("PGUSER", plain(url.username()));
        set("PGPASSWORD", plain(url.password().unwrap_or_default()));
        set("PGDATABASE", plain(url.path().trim_start_matches('/')));
        let mut options = String::new();
        for (key, value) in url.query_pairs() {
            let value = value.into_owned();
            match key.as_ref() {
                "sslmode" | "ssl-mode" => set("PGSSLMODE", value),
                "sslrootcert" | "ssl-root-cert" | "ssl-ca" => set("PGSSLROOTCERT", value),
                "sslcert" | "ssl-cert" => set("PGSSLCERT", value),
                "sslkey" | "ssl-key" => set("PGSSLKEY", value),
                "host" | "hostaddr" => set("PGHOST", value),
                "port" => set("PGPORT", value),
                "dbname" => set("PGDATABASE", value),
                "user" => set("PGUSER", value),
                "password" => set("PGPASSWORD", value),
                "options" => options = format!("{options} {value}"),
                other => {
                    if let Some(name) = other.strip_prefix("options[").and_then(|o| o.strip_suffix(']')) {
                        options = format!("{options} -c {name}={value}");
                    }
                }
            }
        }
        set("PGOPTIONS", options.trim().to_owned());
        Ok(Self { environment: all })
    }

    /// Writes a schema into a file, as it is at the moment of a snapshot.
    ///
    /// # Errors
    /// What the program said.
    pub async fn dump(&self, schema: &str, snapshot: &str, file: &Path) -> Result<(), CommandError> {
        let (file_is, snapshot, schema) = (file.display().to_string(), format!("--snapshot={snapshot}"), pattern(schema));
        let arguments = [
            "--format=custom",
            "--no-owner",
            "--no-privileges",
            "--no-password",
            &snapshot,
            "--schema",
            &schema,
            "--file",
            &file_is,
        ];
        self.run("pg_dump", &arguments, parent(file)).await
    }

    /// Reads a schema from a file, in one transaction: all of it or nothing.
    ///
    /// # Errors
    /// What the program said.
    pub async fn restore(&self, schema: &str, file: &Path) -> Result<(), CommandError> {
        let database = self.environment.iter().find(|(n, _)| *n == "PGDATABASE").map_or("", |(_, v)| v.as_str());
        let file_is = file.display().to_string();
        let arguments = [
            "--no-owner",
            "--no-privileges",
            "--no-password",
            "--single-transaction",
            "--exit-on-error",
            "--schema",
            schema,
            "--dbname",
            database,
            &file_is,
        ];
        self.run("pg_restore", &arguments, parent(file)).await
    }

    async fn run(&self, program: &str, arguments: &[&str], dir: &Path) -> Result<(), CommandError> {
        for candidate in candidates(program) {
            let mut command = Command::new(&candidate);
            command.args(arguments).envs(self.environment.iter().map(|(k, v)| (*k, v.as_str())));
            let output = command.stdin(Stdio::null()).kill_on_drop(true).output().await;
            let output = match output {
                Ok(output) => output,
                Err(e) if e.kind() == std::io::ErrorKind::NotFound => continue,
                Err(e) => return refused(format!("{} could not be started: {e}", candidate.display())),
            };
            if output.status.success() {
                return Ok(());
            }
            let said = String::from_utf8_lossy(&output.stderr);
            if is_full(&said) {
                return Err(disk_is_full(dir));
            }
            // Statements quoted in the answer could hold data: its first lines say what is wrong.
            let first: Vec<&str> = said.lines().filter(|l| l.contains("error") || l.contains("FATAL")).take(2).collect();
            let words = if first.is_empty() { said.trim().to_owned() } else { first.join(" ") };
            return refused(format!("{program} failed: {words}"));
        }
        refused(format!(
            "{program} was not found. Install PostgreSQL's client programs, of the server's version or newer (Debian and Ubuntu: apt \
             install postgresql-client), or put their folder on the PATH."
        ))
    }
}

/// The database of an address, changed to another one of the same server.
///
/// # Errors
/// When the address can't be read.
pub fn with_database(url: &str, name: &str) -> Result<String, CommandError> {
    let Ok(mut url) = Url::parse(url) else { return refused("[database] url can't be read as an address.") };
    let rest: Vec<(String, String)> = url.query_pairs().filter(|(k, _)| k != "dbname").map(|(k, v)| (k.into(), v.into())).collect();
    url.set_path(name);
    url.set_query(None);
    if !rest.is_empty() {
        url.query_pairs_mut().extend_pairs(rest);
    }
    Ok(url.into())
}

/// The program on the PATH, then where distributions keep it, newest version first.
fn candidates(program: &str) -> Vec<PathBuf> {
    let mut found: Vec<(u32, PathBuf)> = [("/usr/lib/postgresql", ""), ("/usr", "pgsql-")]
        .iter()
        .flat_map(|(dir, prefix)| std::fs::read_dir(dir).into_iter().flatten().flatten().map(move |entry| (entry, prefix)))
        .filter_map(|(entry, prefix)| {
            let version = entry.file_name().to_str()?.strip_prefix(prefix)?.parse().ok()?;
            Some((version, entry.path().join("bin").join(program)))
        })
        .collect();
    found.sort_by_key(|(version, _)| std::cmp::Reverse(*version));
    std::iter::once(PathBuf::from(program)).chain(found.into_iter().map(|(_, path)| path)).collect()
}

/// A name as a pattern that means itself alone.
fn pattern(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// Takes percent signs back.
fn plain(text: &str) -> String {
    let pair = format!("x={}", text.replace('+', "%2B").replace('&', "%26"));
    url::form_urlencoded::parse(pair.as_bytes()).next().map(|(_, v)| v.into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Server, with_database};

    #[test]
    fn an_address_becomes_an_environment_and_no_argument() {
        let url = "postgres://ves%40t:p%2Bw+%26x@db.internal:6543/ves?sslmode=verify-full&sslrootcert=/ca.pem&options[search_path]=one\
                   &statement-cache-capacity=5";
        let server = Server::of(url).ok().unwrap();
        let get = |name: &str| server.environment.iter().find(|(n, _)| *n == name).map(|(_, v)| v.as_str());
        for (name, value) in [
            ("PGHOST", "db.internal"),
            ("PGPORT", "6543"),
            ("PGUSER", "ves@t"),
            ("PGPASSWORD", "p+w+&x"),
            ("PGDATABASE", "ves"),
            ("PGSSLMODE", "verify-full"),
            ("PGSSLROOTCERT", "/ca.pem"),
            ("PGOPTIONS", "-c search_path=one"),
        ] {
            assert_eq!(get(name), Some(value), "{name}");
        }
        // Without a password the programs look into ~/.pgpass by themselves.
        assert!(Server::of("postgres://v@h/d").ok().unwrap().environment.iter().all(|(n, _)| *n != "PGPASSWORD"));
    }

    #[tokio::test]
    async fn a_program_that_is_missing_or_fails_says_what_to_do() {
        let server = Server::of("postgres://nobody:secret-word@127.0.0.1:1/none").ok().unwrap();
        let e = server.run("vestibule-has-no-such-program", &[], std::path::Path::new("/")).await.unwrap_err().to_string();
        assert!(e.contains("postgresql-client"), "{e}");
        let e = server.dump("public", "1", std::path::Path::new("/dev/null")).await.unwrap_err().to_string();
        assert!(e.contains("pg_dump failed") && !e.contains("secret-word"), "{e}");
    }

    #[test]
    fn another_database_of_the_same_server() {
        let url = with_database("postgres://v:p@h:1/d?dbname=x&options[search_path]=one", "drill").unwrap();
        assert_eq!(Server::of(&url).ok().unwrap().environment.iter().find(|(n, _)| *n == "PGDATABASE").unwrap().1, "drill");
        assert!(url.contains("one") && !url.contains("dbname"));
    }
}
