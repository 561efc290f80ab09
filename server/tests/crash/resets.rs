//! `kill -9` in the middle of many resets at once, at random moments. The clients keep a ledger of what they were acknowledged.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use app::i18n::Locale;
use app::outbox::model::RESET_PURPOSE;
use app::outbox::service::link_for;
use app::password_reset::start::{Started, start_code, start_link};
use app::password_reset::state;
use app::platform::{Db, Platform, Random};
use app::practice::time::Zone;
use app::sessions::service::{self as sessions, Actor, Beginning};
use futures::StreamExt as _;
use uuid::Uuid;

use crate::process::{Place, Server, get, person, post, practice, rows, send};
use crate::support::Engine;

const FIRST: &str = "correct horse battery staple";
/// People in each round: all of them at once in the first, then some of them at other moments.
const ROUNDS: [usize; 3] = [200, 24, 24];

struct Person {
    id: Uuid,
    username: String,
    address: String,
    password: String,
}

/// How a person gets to the page for the new password.
#[derive(Clone)]
enum Way {
    Code(String),
    Link(String),
}

/// What is known of everybody, counted.
struct Known {
    live_sessions: BTreeMap<Uuid, i64>,
    told_in_audit: BTreeMap<Uuid, i64>,
    told_by_mail: BTreeMap<Uuid, i64>,
}

impl Known {
    async fn of(db: &Db) -> Self {
        let count = async |what: &str| {
            let all: Vec<(Uuid, i64)> = rows(db, what).await;
            all.into_iter().collect()
        };
        Self {
            live_sessions: count("SELECT user_id, CAST(COUNT(*) AS BIGINT) FROM session WHERE ended_at IS NULL GROUP BY user_id").await,
            told_in_audit: count(
                "SELECT subject, CAST(COUNT(*) AS BIGINT) FROM audit_entry WHERE kind = 'password-set' AND subject IS NOT NULL GROUP BY subject",
            )
            .await,
            told_by_mail: count("SELECT user_id, CAST(COUNT(*) AS BIGINT) FROM outbox WHERE kind = 'reset-notice' AND user_id IS NOT NULL GROUP BY user_id").await,
        }
    }
}

/// Everybody has a session, and a reset of one way or the other.
async fn prepared(p: &Platform, actor: &Actor, people: &[Person]) -> Vec<(Uuid, Way)> {
    let mut all = Vec::new();
    for (n, person) in people.iter().enumerate() {
        let mut tx = p.db.write().await.unwrap();
        sessions::open(p, &mut tx, person.id, ("test", &person.address), Beginning::default()).await.unwrap();
        tx.commit().await.unwrap();
        let code = if n % 2 == 0 {
            let Started::Code { code, .. } = start_code(p, actor, person.id, None, Locale::En).await.unwrap() else {
                panic!("refused")
            };
            Some(code)
        } else {
            assert!(matches!(start_link(p, actor, person.id, None, Locale::En).await.unwrap(), Started::Link));
            None
        };
        let mut tx = p.db.read().await.unwrap();
        let newest = state::find(p, &mut tx, actor, person.id, (&Zone::default(), Locale::En)).await.unwrap().unwrap();
        let reset = Uuid::try_parse(&newest.id).unwrap();
        let link = || link_for(p, RESET_PURPOSE, reset).trim_start_matches("https://ehr.example").to_owned();
        all.push((reset, code.map_or_else(|| Way::Link(link()), Way::Code)));
    }
    all
}

/// One client: says whether it was acknowledged that the password is set.
async fn reset(port: u16, practice: &str, person: (&str, &str), way: Way, new: &str) -> Option<bool> {
    let (username, address) = person;
    let cookie = match way {
        Way::Code(code) => {
            let form = [("practice_id", practice), ("username", username), ("code", code.as_str())];
            send(port, &post("/reset/code", address, "", &form)).await?.reset_cookie()?
        }
        Way::Link(link) => {
            let cookie = send(port, &get(&link, address, "")).await?.reset_cookie()?;
            send(port, &post("/reset/open", address, &cookie, &[])).await?;
            cookie
        }
    };
    let answer = send(port, &post("/reset/new", address, &cookie, &[("new_password", new)])).await?;
    Some(answer.status == 303 && answer.location() == "/login?done=password-set")
}

/// The ledger: who was acknowledged before the server was killed.
async fn killed_in_the_middle(place: &Place, practice: &str, people: &[Person], ways: Vec<(Uuid, Way)>, new: &str) -> Vec<bool> {
    let random = Random::System.bytes::<4>();
    // At any moment from the first post to the last answer; what the clock adds falls within a hash or a commit.
    let after = people.len() * usize::from(random[0]) / 256;
    let pause = Duration::from_micros(u64::from(u16::from_be_bytes([random[1], random[2]])) / 2);
    let mut server = Server::start(place).await;
    let acknowledged = Arc::new(AtomicUsize::new(0));
    let clients: Vec<_> = people
        .iter()
        .zip(ways)
        .map(|(person, (_, way))| {
            let (port, count, practice, new) = (server.port, acknowledged.clone(), practice.to_owned(), new.to_owned());
            let (username, address) = (person.username.clone(), person.address.clone());
            tokio::spawn(async move {
                let done = reset(port, &practice, (&username, &address), way, &new).await.unwrap_or(false);
                count.fetch_add(usize::from(done), Ordering::SeqCst);
                done
            })
        })
        .collect();
    let ended = || clients.iter().all(tokio::task::JoinHandle::is_finished);
    while acknowledged.load(Ordering::SeqCst) < after && !ended() {
        tokio::time::sleep(Duration::from_micros(200)).await;
    }
    tokio::time::sleep(pause).await;
    server.kill();
    let ledger = futures::future::join_all(clients).await.into_iter().map(Result::unwrap).collect();
    eprintln!("killed after {after} acknowledged and {pause:?}");
    ledger
}

/// Compares the database with the ledger; returns who has the new password.
async fn judged(db: &Db, people: &[Person], resets: &[Uuid], ledger: &[bool], before: &Known) -> Vec<bool> {
    let used: BTreeMap<Uuid, i64> =
        rows(db, "SELECT id, used_at FROM password_reset WHERE used_at IS NOT NULL").await.into_iter().collect();
    let now = Known::of(db).await;
    let grown = |now: &BTreeMap<Uuid, i64>, before: &BTreeMap<Uuid, i64>, id| {
        now.get(id).copied().unwrap_or(0) - before.get(id).copied().unwrap_or(0)
    };
    let mut all = Vec::new();
    for ((person, reset), acknowledged) in people.iter().zip(resets).zip(ledger) {
        let (set, name) = (used.contains_key(reset), &person.username);
        assert!(set || !acknowledged, "{name} was acknowledged a password that is lost");
        let live = now.live_sessions.get(&person.id).copied().unwrap_or(0);
        let expected = if set { 0 } else { before.live_sessions[&person.id] };
        assert_eq!(live, expected, "{name}: sessions end with the old password, and only then");
        assert_eq!(grown(&now.told_in_audit, &before.told_in_audit, &person.id), i64::from(set), "{name}: the audit entry");
        assert_eq!(grown(&now.told_by_mail, &before.told_by_mail, &person.id), i64::from(set), "{name}: the notice");
        all.push(set);
    }
    all
}

/// Everybody logs in with the one password, and who was acknowledged not with the other.
async fn log_ins(server: &Server, practice: &str, people: &mut [Person], (set, ledger): (&[bool], &[bool]), new: &str) {
    let tries = people.iter_mut().zip(set).zip(ledger).map(|((person, set), acknowledged)| async move {
        let old = std::mem::take(&mut person.password);
        let (right, wrong) = if *set { (new.to_owned(), old) } else { (old, new.to_owned()) };
        if *acknowledged {
            assert_eq!(server.log_in(practice, &person.username, &wrong, &person.address).await, 422, "{}", person.username);
        }
        assert_eq!(server.log_in(practice, &person.username, &right, &person.address).await, 303, "{}", person.username);
        person.password = right;
    });
    futures::stream::iter(tries).buffer_unordered(16).collect::<Vec<()>>().await;
}

async fn nothing_acknowledged_is_lost(engine: Engine) {
    let place = Place::new(engine, "").await;
    let p = place.platform().await;
    let (home, actor, phc) = practice(&p, FIRST).await;
    let mut people = Vec::new();
    for n in 0..ROUNDS[0] {
        let username = format!("nurse.{n}");
        let id = person(&p, home.id, &username, false, &phc).await;
        people.push(Person { id, username, address: format!("10.1.{}.{}", n / 100, n % 100 + 1), password: FIRST.into() });
    }
    let practice_id = home.practice_id.to_string();
    p.db.close().await;
    let (mut acknowledged, mut done, mut asked) = (0, 0, 0);
    for (round, size) in ROUNDS.into_iter().enumerate() {
        let new = format!("seven purple walruses at {round} o'clock");
        let some = &mut people[..size];
        let p = place.platform().await;
        let ways = prepared(&p, &actor, some).await;
        let before = Known::of(&p.db).await;
        p.db.close().await;
        let resets: Vec<Uuid> = ways.iter().map(|(id, _)| *id).collect();
        let ledger = killed_in_the_middle(&place, &practice_id, some, ways, &new).await;

        let server = Server::start(&place).await;
        assert!(server.is_ready().await);
        let p = place.platform().await;
        let set = judged(&p.db, some, &resets, &ledger, &before).await;
        p.db.close().await;
        log_ins(&server, &practice_id, some, (&set, &ledger), &new).await;
        server.stop();
        place.audit_is_whole();
        let count = |all: &[bool]| all.iter().filter(|b| **b).count();
        (acknowledged, done, asked) = (acknowledged + count(&ledger), done + count(&set), asked + size);
    }
    let checkpoints = std::fs::read_to_string(place.dir.join("checkpoints.log")).unwrap().lines().count();
    assert!(checkpoints >= ROUNDS.len(), "the checkpoints were compared, too");
    eprintln!("{engine:?}: {asked} resets, {} kills, {acknowledged} acknowledged, {done} done, 0 lost, 0 half done", ROUNDS.len());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_in_the_middle_of_200_resets_nothing_acknowledged_is_lost_on_sqlite() {
    nothing_acknowledged_is_lost(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_in_the_middle_of_200_resets_nothing_acknowledged_is_lost_on_postgres() {
    nothing_acknowledged_is_lost(Engine::Postgres).await;
}
