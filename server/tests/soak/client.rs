//! A client that keeps a ledger: what was acknowledged to it, what it asked for without an answer, and what should never have been answered.
//!
//! Acknowledged is a whole answer that says so. When a connection breaks before that, nobody knows what became of the request: the ledger keeps it as unknown,
//! and in the end either is right.

use std::net::Ipv4Addr;
use std::sync::atomic::{AtomicBool, AtomicU16, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpSocket, TcpStream};

use crate::process::{Answer, get, post};
use crate::support::PASSWORD;

/// A longer answer than this is none: the slowest that the product gives comes after 30 seconds.
const PATIENCE: Duration = Duration::from_secs(40);

/// How a client gets to the server.
#[derive(Clone)]
pub struct Way {
    pub port: Arc<AtomicU16>,
    /// Through nginx, which knows a client by the address that it comes from; else the header says it, as a proxy's would.
    pub proxied: bool,
}

impl Way {
    pub fn to(port: u16) -> Self {
        Self { port: Arc::new(AtomicU16::new(port)), proxied: false }
    }

    /// Sends a request; none when the connection broke before the answer was whole.
    pub async fn send(&self, from: Ipv4Addr, request: &str) -> Option<Answer> {
        tokio::time::timeout(PATIENCE, self.exchange(from, request)).await.ok()?
    }

    async fn exchange(&self, from: Ipv4Addr, request: &str) -> Option<Answer> {
        let mut stream = self.connect(from).await?;
        stream.write_all(request.as_bytes()).await.ok()?;
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes).await;
        Answer::read(&bytes)
    }

    async fn connect(&self, from: Ipv4Addr) -> Option<TcpStream> {
        let to = (Ipv4Addr::LOCALHOST, self.port.load(Ordering::SeqCst)).into();
        let socket = TcpSocket::new_v4().ok()?;
        if self.proxied {
            // All of 127.0.0.0/8 is this computer.
            let [_, b, c, d] = from.octets();
            socket.bind((Ipv4Addr::new(127, b, c, d), 0).into()).ok()?;
        }
        socket.connect(to).await.ok()
    }

    pub async fn get(&self, from: Ipv4Addr, path: &str, cookie: &str) -> Option<Answer> {
        self.send(from, &get(path, &from.to_string(), cookie)).await
    }

    pub async fn post(&self, from: Ipv4Addr, path: &str, cookie: &str, form: &[(&str, &str)]) -> Option<Answer> {
        self.send(from, &post(path, &from.to_string(), cookie, form)).await
    }

    /// Tries a password: the answer, and the session's cookie when it was right.
    pub async fn log_in(&self, from: Ipv4Addr, practice: &str, username: &str, password: &str) -> Option<(Answer, Option<String>)> {
        let form = [("practice_id", practice), ("username", username), ("password", password)];
        let answer = self.post(from, "/login", "", &form).await?;
        let cookie = cookie_of(&answer, "__Host-session");
        Some((answer, cookie))
    }

    /// Whether a session is open.
    pub async fn is_open(&self, from: Ipv4Addr, cookie: &str) -> Option<bool> {
        let answer = self.get(from, "/session", cookie).await.filter(|answer| answer.status == 200)?;
        Some(answer.body.contains("\"state\":\"open\""))
    }
}

/// A cookie that an answer sets, as a request sends it.
pub fn cookie_of(answer: &Answer, name: &str) -> Option<String> {
    let set = answer.head.lines().filter_map(|line| line.split_once(": ")).filter(|(n, _)| n.eq_ignore_ascii_case("set-cookie"));
    set.filter_map(|(_, value)| value.split(';').next())
        .find(|cookie| cookie.split_once('=').is_some_and(|(n, v)| n == name && !v.is_empty()))
        .map(str::to_owned)
}

/// What stands in a box of a page.
pub fn input_of(page: &Answer, name: &str) -> Option<String> {
    let tag = page.body.split("<input").find(|tag| tag.contains(&format!("name=\"{name}\"")))?;
    Some(tag.split('>').next()?.split("value=\"").nth(1)?.split('"').next()?.to_owned())
}

/// What is known to whoever asked.
#[derive(Default)]
pub struct Ledger {
    /// Whose log-in was acknowledged, with its cookie.
    pub log_ins: Vec<(String, String)>,
    pub users: Vec<String>,
    /// The newest value of the setting that was acknowledged, and the one that was tried last.
    pub setting: (usize, usize),
    pub settings: usize,
    /// Log-ins without an answer.
    pub unknown_log_ins: usize,
    /// Requests without an answer, all of them.
    pub unanswered: usize,
    pub answered: usize,
    /// Apologies: 5xx.
    pub apologies: usize,
    /// Wrong passwords that were let in.
    pub wrong_in: usize,
    /// Right passwords that were refused, though the server answered, with what it said.
    pub right_out: Vec<u16>,
    /// What was acknowledged and was gone when somebody looked.
    pub lost: Vec<String>,
    /// When an acknowledged log-in was asked for, and answered.
    pub times: Vec<(Instant, Instant)>,
    /// How long pages took.
    pub pages: Vec<Duration>,
    /// What was refused for another reason: shown when something went wrong.
    pub odd: Vec<String>,
}

impl Ledger {
    fn note(&mut self, answer: Option<&Answer>) {
        match answer {
            None => self.unanswered += 1,
            Some(answer) => {
                self.answered += 1;
                self.apologies += usize::from(answer.status >= 500);
            }
        }
    }
}

/// Who takes part.
#[derive(Clone)]
pub struct Cast {
    pub practice: String,
    pub nurses: usize,
    /// The facility whose street is changed again and again.
    pub facility: String,
}

/// People at work, until they are told to stop.
pub struct Load {
    pub way: Way,
    pub cast: Cast,
    pub ledger: Arc<Mutex<Ledger>>,
    stop: Arc<AtomicBool>,
    tasks: Vec<tokio::task::JoinHandle<()>>,
}

/// How many log in at the same time.
const AT_ONCE: usize = 4;
/// Between two things that somebody does.
const PAUSE: Duration = Duration::from_millis(40);

impl Load {
    pub fn begin(way: &Way, cast: &Cast) -> Self {
        let ledger: Arc<Mutex<Ledger>> = Arc::default();
        let stop: Arc<AtomicBool> = Arc::default();
        let one = |n: usize| Worker { n, way: way.clone(), cast: cast.clone(), ledger: ledger.clone(), stop: stop.clone() };
        let mut tasks: Vec<_> = (0..AT_ONCE).map(|n| tokio::spawn(one(n).logs_in())).collect();
        tasks.push(tokio::spawn(one(0).guesses()));
        tasks.push(tokio::spawn(one(0).reads()));
        tasks.push(tokio::spawn(one(0).adds_people()));
        tasks.push(tokio::spawn(one(0).changes_a_setting()));
        Self { way: way.clone(), cast: cast.clone(), ledger, stop, tasks }
    }

    /// Waits for the first acknowledged log-in that was asked for after a moment; how long after it the answer came.
    pub async fn acknowledged_after(&self, moment: Instant) -> Duration {
        loop {
            let found = self.ledger.lock().unwrap().times.iter().rev().take(50).rfind(|(asked, _)| *asked >= moment).copied();
            if let Some((_, answered)) = found {
                return answered - moment;
            }
            assert!(moment.elapsed() < Duration::from_secs(90), "nobody logs in any more");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// Everybody finishes what they are at.
    pub async fn end(self) -> Ledger {
        self.stop.store(true, Ordering::SeqCst);
        for task in self.tasks {
            task.await.unwrap();
        }
        Arc::into_inner(self.ledger).unwrap().into_inner().unwrap()
    }
}

/// Every try comes from another place.
pub fn place() -> Ipv4Addr {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let n = NEXT.fetch_add(1, Ordering::Relaxed);
    let part = |n: usize| u8::try_from(n % 250 + 1).unwrap();
    Ipv4Addr::new(10, part(n / 62_500), part(n / 250), part(n))
}

struct Worker {
    n: usize,
    way: Way,
    cast: Cast,
    ledger: Arc<Mutex<Ledger>>,
    stop: Arc<AtomicBool>,
}

impl Worker {
    async fn goes_on(&self) -> bool {
        tokio::time::sleep(PAUSE).await;
        !self.stop.load(Ordering::SeqCst)
    }

    fn ledger(&self) -> std::sync::MutexGuard<'_, Ledger> {
        self.ledger.lock().unwrap()
    }

    /// After a broken connection: not at once.
    async fn after(&self, answer: Option<&Answer>) {
        self.ledger().note(answer);
        if answer.is_none() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    async fn logs_in(self) {
        for n in (0..).step_by(AT_ONCE) {
            let username = format!("nurse.{}", (n + self.n) % self.cast.nurses);
            let asked = Instant::now();
            let answer = self.way.log_in(place(), &self.cast.practice, &username, PASSWORD).await;
            self.after(answer.as_ref().map(|(answer, _)| answer)).await;
            match answer {
                Some((_, Some(cookie))) => {
                    let mut ledger = self.ledger();
                    ledger.log_ins.push((username, cookie));
                    ledger.times.push((asked, Instant::now()));
                }
                Some((answer, None)) if answer.status < 500 => self.ledger().right_out.push(answer.status),
                // An apology may come after the commit was lost on its way.
                _ => self.ledger().unknown_log_ins += 1,
            }
            if !self.goes_on().await {
                return;
            }
        }
    }

    /// Somebody who knows names and no password.
    async fn guesses(self) {
        for n in 0.. {
            let username = format!("guessed.{}", n % 60);
            let answer = self.way.log_in(place(), &self.cast.practice, &username, "a guess").await;
            self.after(answer.as_ref().map(|(answer, _)| answer)).await;
            if answer.is_some_and(|(answer, cookie)| cookie.is_some() || answer.status == 303) {
                self.ledger().wrong_in += 1;
            }
            if !self.goes_on().await {
                return;
            }
        }
    }

    /// Somebody's session, opened until it works.
    async fn session(&self, username: &str) -> Option<String> {
        loop {
            let answer = self.way.log_in(place(), &self.cast.practice, username, PASSWORD).await;
            if let Some((_, Some(cookie))) = answer {
                return Some(cookie);
            }
            if !self.goes_on().await {
                return None;
            }
        }
    }

    async fn reads(self) {
        let Some(cookie) = self.session("nurse.0").await else { return };
        let from = place();
        for path in ["/home", "/account", "/login", "/help"].iter().cycle() {
            let asked = Instant::now();
            let answer = self.way.get(from, path, &cookie).await;
            self.after(answer.as_ref()).await;
            match answer {
                Some(answer) if answer.status == 200 => self.ledger().pages.push(asked.elapsed()),
                Some(answer) if *path != "/login" && answer.status == 303 => {
                    self.ledger().lost.push(format!("the session at {path}"));
                }
                _ => {}
            }
            if !self.goes_on().await {
                return;
            }
        }
    }

    async fn adds_people(self) {
        let Some(cookie) = self.session("dr.lee").await else { return };
        let from = place();
        for n in 0.. {
            let username = format!("added.{n}");
            let form = [
                ("username", username.as_str()),
                ("first_name", "Ana"),
                ("last_name", "Ruiz"),
                ("email", ""),
                ("phone", ""),
                ("level", "staff"),
            ];
            let answer = self.way.post(from, "/settings/users/new", &cookie, &form).await;
            self.after(answer.as_ref()).await;
            match answer {
                Some(answer) if answer.status == 303 && answer.location().contains("?done=created") => {
                    self.ledger().users.push(username);
                }
                Some(answer) if answer.status < 500 => {
                    self.ledger().odd.push(format!("{username}: {} {}", answer.status, answer.location()));
                }
                _ => {}
            }
            if !self.goes_on().await {
                return;
            }
        }
    }

    /// Changes one value again and again. Before each change it looks what is saved: the last acknowledged value, or one that was tried since.
    async fn changes_a_setting(self) {
        let Some(cookie) = self.session("dr.lee").await else { return };
        let (from, path) = (place(), self.cast.facility.clone());
        for n in 1.. {
            if !self.goes_on().await {
                return;
            }
            let page = self.way.get(from, &path, &cookie).await;
            self.after(page.as_ref()).await;
            let Some(page) = page.filter(|page| page.status == 200) else { continue };
            let (Some(version), Some(street)) = (input_of(&page, "version"), input_of(&page, "address_1")) else {
                self.ledger().odd.push("the form has no version".into());
                continue;
            };
            let saved = number_of(&street);
            let (acknowledged, tried) = self.ledger().setting;
            if !(acknowledged..=tried).contains(&saved) {
                self.ledger().lost.push(format!("the setting {acknowledged}: {saved} is saved, {tried} was tried last"));
            }
            self.ledger().setting.1 = n;
            let street = format!("{n} Elm Street");
            let answer = self.way.post(from, &path, &cookie, &facility(&street, &version)).await;
            self.after(answer.as_ref()).await;
            match answer {
                Some(answer) if answer.status == 303 && answer.location().contains("?done=saved") => {
                    let mut ledger = self.ledger();
                    ledger.setting.0 = n;
                    ledger.settings += 1;
                }
                Some(answer) if answer.status < 500 => {
                    self.ledger().odd.push(format!("{street}: {} {}", answer.status, answer.location()));
                }
                _ => {}
            }
        }
    }
}

/// `12 Elm Street` is 12.
pub fn number_of(street: &str) -> usize {
    street.split(' ').next().and_then(|n| n.parse().ok()).unwrap_or(0)
}

/// The form of a facility.
pub fn facility<'a>(street: &'a str, version: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("name", "Main office"),
        ("address_1", street),
        ("city", "Portland"),
        ("state", "ME"),
        ("zip", "04101-2345"),
        ("phone", "(213) 555-0142"),
        ("place_of_service", "11"),
        ("time_zone", "America/New_York"),
        ("version", version),
        ("deed", "save"),
    ]
}
