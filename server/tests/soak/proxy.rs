//! nginx before two nodes, with the file that operators get (`packaging/nginx.conf`).

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::cluster::free_port;

const SITE: &str = include_str!("../../../packaging/nginx.conf");
const PROGRAM: &str = "/usr/sbin/nginx";

/// Dropped, it ends.
pub struct Proxy {
    child: Child,
    pub port: u16,
}

impl Drop for Proxy {
    fn drop(&mut self) {
        // Its workers end with it.
        let _ = Command::new("kill").args(["-QUIT", &self.child.id().to_string()]).status();
        let _ = self.child.wait();
    }
}

/// The operators' file, at another port and without the certificate that nobody has here.
fn site(port: u16, nodes: [u16; 2]) -> String {
    let site: Vec<&str> = SITE.lines().filter(|line| !line.trim_start().starts_with("ssl_certificate")).collect();
    let site = site.join("\n");
    let changed = [
        ("listen 443 ssl;", format!("listen 127.0.0.1:{port};")),
        ("server 127.0.0.1:3001 ", format!("server 127.0.0.1:{} ", nodes[0])),
        ("server 127.0.0.1:3002 ", format!("server 127.0.0.1:{} ", nodes[1])),
    ];
    changed.iter().fold(site, |site, (from, to)| {
        assert_eq!(site.matches(from).count(), 1, "{from}");
        site.replace(from, to)
    })
}

impl Proxy {
    /// None where it is not installed.
    pub async fn start(dir: &std::path::Path, nodes: [u16; 2]) -> Option<Self> {
        if !PathBuf::from(PROGRAM).is_file() {
            return None;
        }
        let (dir, port) = (dir.join("nginx"), free_port());
        std::fs::create_dir_all(&dir).unwrap();
        std::fs::write(dir.join("site.conf"), site(port, nodes)).unwrap();
        let at = dir.display();
        let temporary: String =
            ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(|name| format!("{name}_temp_path {at}/{name};\n")).concat();
        let text = format!(
            "daemon off;\npid {at}/nginx.pid;\nerror_log {at}/error.log;\nworker_processes 1;\nevents {{ worker_connections 1024; }}\n\
             http {{\naccess_log {at}/access.log;\n{temporary}include {at}/site.conf;\n}}\n"
        );
        std::fs::write(dir.join("nginx.conf"), text).unwrap();
        let mut command = Command::new(PROGRAM);
        command.arg("-e").arg(dir.join("error.log")).arg("-c").arg(dir.join("nginx.conf"));
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).spawn().unwrap();
        let begun = Instant::now();
        while tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_err() {
            let log = std::fs::read_to_string(dir.join("error.log")).unwrap_or_default();
            assert!(begun.elapsed() < Duration::from_secs(10), "nginx does not start: {log}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Some(Self { child, port })
    }
}
