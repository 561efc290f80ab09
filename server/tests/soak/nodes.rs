//! Two nodes of the real program before one PostgreSQL, behind nginx: what holds at one holds at the other, what is sent is sent once, and both are restarted under
//! load without anybody noticing. `server/tests/two_nodes.rs` has more of the first, in process.

use std::collections::BTreeMap;
use std::net::Ipv4Addr;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::AtomicU16;
use std::time::{Duration, Instant};

use app::security_codes::model::digits_in;

use crate::client::{Cast, Load, Way, place};
use crate::cluster::free_port;
use crate::judge::{cast, judged, panics, people, recovery};
use crate::process::{Place, Server, until};
use crate::proxy::Proxy;
use crate::report::{Aim, Report};
use crate::support::smtp::Sink;
use crate::support::{Engine, PASSWORD};

const NAME: &str = "two nodes";
const ID: &str = "nodes";
/// People who ask for a link at the same time.
const ASKING: usize = 30;
/// How often each node is restarted.
const ROUNDS: usize = 3;
/// What a node answers after SIGTERM, before its door closes.
const DRAIN: &str = "3s";
/// Longer than both workers need for several rounds.
const ROUNDS_OF_MAIL: Duration = Duration::from_secs(10);

struct Nodes {
    at: Place,
    ports: [u16; 2],
    servers: Vec<Option<Server>>,
    /// To one, to the other, and through nginx.
    ways: [Way; 3],
    sink: Sink,
    practice: String,
    wrong: Vec<String>,
}

async fn node(at: &Place, n: usize, port: u16) -> Server {
    let variables = [
        ("VESTIBULE__SERVER__ADDR", format!("127.0.0.1:{port}")),
        ("VESTIBULE__SERVER__DRAIN", DRAIN.into()),
        ("VESTIBULE__AUDIT__CHECKPOINTS", at.dir.join(format!("checkpoints-{n}.log")).display().to_string()),
    ];
    Server::start_as(at, &format!("node-{n}"), ":", &variables).await
}

pub async fn measure(report: &mut Report) {
    let sink = Sink::start();
    let more = format!(
        "[mail]\ntransport = \"smtp\"\nhost = \"localhost\"\nport = {}\ntls = \"none\"\nfrom = \"Elm Street <no-reply@elm.example>\"\n\
         [messages]\ngateway = \"mail\"\n[messages.mail]\nto = \"{{national}}@txt.elm.example\"\n",
        sink.port
    );
    let at = Place::new(Engine::Postgres, &more).await;
    let practice = people(&at).await;
    let ports = [free_port(), free_port()];
    let servers = vec![Some(node(&at, 0, ports[0]).await), Some(node(&at, 1, ports[1]).await)];
    let Some(proxy) = Proxy::start(&at.dir, ports).await else {
        println!("  {NAME}: nginx is not installed, so nothing of this was tried. Run scripts/setup soak.");
        report.count(&format!("{ID}-left-out"), &format!("{NAME}: left out, nginx is not installed"), 1, Aim::AtMost(0.0));
        return;
    };
    let through = Way { port: Arc::new(AtomicU16::new(proxy.port)), proxied: true };
    let ways = [Way::to(ports[0]), Way::to(ports[1]), through];
    let mut nodes = Nodes { at, ports, servers, ways, sink, practice, wrong: Vec::new() };
    nodes.a_session_is_one_at_both().await;
    nodes.a_lock_is_one_at_both().await;
    nodes.a_code_is_sent_once_and_right_at_both().await;
    let links = nodes.links_are_sent_once().await;
    for what in &nodes.wrong {
        println!("    {what}");
    }
    report.count(&format!("{ID}-links"), &format!("{NAME}: links asked for at both and mailed once"), links, Aim::AtLeast(30.0));
    report.count(&format!("{ID}-wrong"), &format!("{NAME}: what did not hold at both"), nodes.wrong.len(), Aim::AtMost(0.0));
    nodes.rolling_restart(report).await;
}

impl Nodes {
    fn is(&mut self, holds: bool, what: &str) {
        if !holds {
            self.wrong.push(what.to_owned());
        }
    }

    async fn a_session_is_one_at_both(&mut self) {
        let [a, b, through] = self.ways.clone();
        let from = place();
        let cookie = a.log_in(from, &self.practice, "nurse.0", PASSWORD).await.unwrap().1.expect("nurse.0 logs in");
        self.is(b.is_open(from, &cookie).await == Some(true), "a log-in at one is a session at the other");
        self.is(b.get(from, "/home", &cookie).await.is_some_and(|page| page.status == 200), "and opens its pages");
        let local = Ipv4Addr::new(127, 0, 7, 1);
        let seen = [through.is_open(local, &cookie).await, through.is_open(local, &cookie).await];
        self.is(seen == [Some(true); 2], "and through nginx");
        b.post(from, "/logout", &cookie, &[]).await;
        self.is(a.is_open(from, &cookie).await == Some(false), "ended at one, it is ended at the other");
    }

    async fn a_lock_is_one_at_both(&mut self) {
        let [a, b, _] = self.ways.clone();
        let from = place();
        for _ in 0..5 {
            a.log_in(from, &self.practice, "nurse.1", "a guess").await;
        }
        let there = b.log_in(from, &self.practice, "nurse.1", PASSWORD).await.unwrap().0.status;
        self.is(there == 429, "a lock at one is a lock at the other");
        let elsewhere = b.log_in(place(), &self.practice, "nurse.1", PASSWORD).await.unwrap().0.status;
        self.is(elsewhere == 303, "and of that network alone");
    }

    async fn a_code_is_sent_once_and_right_at_both(&mut self) {
        let [a, b, _] = self.ways.clone();
        let from = place();
        let cookie = a.log_in(from, &self.practice, "nurse.39", PASSWORD).await.unwrap().1.expect("nurse.39 logs in");
        let begun = a.post(from, "/account/phone", &cookie, &[("deed", "begin-text"), ("number", "(213) 555-0142")]).await.unwrap();
        self.is(begun.status == 303, &format!("a code is asked for: {}", begun.status));
        let texts = |sink: &Sink| {
            sink.mails
                .lock()
                .unwrap()
                .iter()
                .filter(|mail| mail.contains("2135550142@txt.elm.example"))
                .cloned()
                .collect::<Vec<_>>()
        };
        let sink = self.sink.clone();
        until("the code is mailed", async || (!texts(&sink).is_empty()).then_some(())).await;
        tokio::time::sleep(ROUNDS_OF_MAIL).await;
        let all = texts(&sink);
        self.is(all.len() == 1, &format!("a code was sent {} times", all.len()));
        let code = digits_in(all[0].split("\n\n").nth(1).unwrap_or(&all[0])).unwrap_or_default();
        let typed = b.post(from, "/account/phone", &cookie, &[("deed", "code"), ("code", &code)]).await.unwrap();
        self.is(
            typed.status == 303 && typed.location().contains("done=phone"),
            &format!("the code is right at the other: {}", typed.status),
        );
        let (answer, _) = b.log_in(place(), &self.practice, "nurse.39", PASSWORD).await.unwrap();
        self.is(answer.location().starts_with("/login/code"), "a second step that was set up at one is asked for at the other");
    }

    /// Asked for at both at the same time, sent by two workers: how many were sent exactly once.
    async fn links_are_sent_once(&mut self) -> usize {
        let asked = (3..3 + ASKING).map(|n| {
            let (way, practice) = (self.ways[n % 2].clone(), self.practice.clone());
            async move {
                let username = format!("nurse.{n}");
                let form = [("practice_id", practice.as_str()), ("username", username.as_str()), ("deed", "link")];
                way.post(place(), "/reset", "", &form).await.is_some_and(|answer| answer.status == 303)
            }
        });
        let asked = futures::future::join_all(asked).await.into_iter().filter(|asked| *asked).count();
        self.is(asked == ASKING, &format!("{asked} of {ASKING} could ask for a link"));
        let sink = self.sink.clone();
        let links = |sink: &Sink| {
            let mut to: BTreeMap<String, usize> = BTreeMap::new();
            for mail in sink.mails.lock().unwrap().iter().filter(|mail| mail.contains("/reset/link/")) {
                let line = mail.lines().find(|line| line.starts_with("To: ")).unwrap_or_default();
                *to.entry(line.to_owned()).or_default() += 1;
            }
            to
        };
        until("the links are mailed", async || (links(&sink).len() >= asked).then_some(())).await;
        tokio::time::sleep(ROUNDS_OF_MAIL).await;
        links(&sink).values().filter(|times| **times == 1).count()
    }

    /// Stops a node and starts it again: how long that took, whether it said so and went on answering meanwhile, and panics in its log.
    async fn restart(&mut self, n: usize) -> (Duration, bool, usize) {
        let server = self.servers[n].take().expect("it runs");
        let begun = Instant::now();
        assert!(Command::new("kill").arg(server.id().to_string()).status().unwrap().success());
        tokio::time::sleep(Duration::from_millis(500)).await;
        let ready = self.ways[n].get(place(), "/readyz", "").await;
        let page = self.ways[n].get(place(), "/login", "").await;
        let said = ready.is_some_and(|answer| answer.status == 503 && answer.body == "leaving");
        let panicked = panics(&server.log);
        tokio::task::spawn_blocking(move || server.ended()).await.unwrap();
        let server = node(&self.at, n, self.ports[n]).await;
        until("the node is ready", async || server.is_ready().await.then_some(())).await;
        self.servers[n] = Some(server);
        (begun.elapsed(), said && page.is_some_and(|page| page.status == 200), panicked)
    }

    /// One node after the other, again and again, while people work through nginx, which is told nothing.
    async fn rolling_restart(mut self, report: &mut Report) {
        let through = self.ways[2].clone();
        let cast = cast(&self.ways[0], self.practice.clone()).await;
        // Everybody but the one who is asked for a code by now.
        let cast = Cast { nurses: cast.nurses - 1, ..cast };
        let load = Load::begin(&through, &cast);
        tokio::time::sleep(Duration::from_secs(3)).await;
        let (mut times, mut unsaid, mut broken) = (Vec::new(), 0, 0);
        for turn in 0..2 * ROUNDS {
            let n = turn % 2;
            let (time, said, panicked) = self.restart(n).await;
            times.push(time);
            unsaid += usize::from(!said);
            broken += panicked;
            // As long as nginx leaves a node alone that did not answer.
            tokio::time::sleep(Duration::from_secs(2)).await;
        }
        let (unanswered, apologies) = {
            let ledger = load.ledger.lock().unwrap();
            (ledger.unanswered, ledger.apologies)
        };
        report.count(
            &format!("{ID}-rolling-failed"),
            &format!("{NAME}: failed requests over {} restarts", 2 * ROUNDS),
            unanswered + apologies,
            Aim::AtMost(0.0),
        );
        report.count(
            &format!("{ID}-rolling-unsaid"),
            &format!("{NAME}: restarts not announced by readyz, or no page meanwhile"),
            unsaid,
            Aim::AtMost(0.0),
        );
        report.count(&format!("{ID}-rolling-panics"), &format!("{NAME}: panics in the logs"), broken, Aim::AtMost(0.0));
        recovery(
            report,
            &format!("{ID}-rolling"),
            &format!("{NAME}: a restart from SIGTERM to ready, {DRAIN} of it leaving"),
            times,
            30.0,
        );
        judged(report, &format!("{ID}-rolling"), "rolling restart", &self.at, load).await;
        for server in self.servers.into_iter().flatten() {
            server.stop();
        }
        let said = self.at.run(&["verify-audit"]);
        let whole = said.status.success() && String::from_utf8_lossy(&said.stdout).contains("is whole");
        report.count(
            &format!("{ID}-trail"),
            &format!("{NAME}: verify-audit finds something wrong"),
            usize::from(!whole),
            Aim::AtMost(0.0),
        );
    }
}
