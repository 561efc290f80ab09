//! Mail through a mail server in the same condition as real ones: down for a while, of a name that its certificate does not prove; and
//! ourselves killed between its 250 and our commit.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use app::platform::Platform;
use rcgen::{CertificateParams, KeyPair};
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::{ServerConfig, ServerConnection};

use crate::process::{Place, Server, person, post, practice, rows, send, sql, until};
use crate::support::smtp::Sink;
use crate::support::{Engine, PASSWORD};

/// A port of ours.
fn listener() -> TcpListener {
    TcpListener::bind("127.0.0.1:0").unwrap()
}

fn port_of(listener: &TcpListener) -> u16 {
    listener.local_addr().unwrap().port()
}

async fn place(engine: Engine, port: u16, tls: &str) -> Place {
    let mail = format!(
        "[mail]\ntransport = \"smtp\"\nhost = \"localhost\"\nport = {port}\ntls = \"{tls}\"\nfrom = \"Elm Street <no-reply@elm.example>\"\n"
    );
    Place::new(engine, &mail).await
}

/// People who ask for a link, each from their own place.
async fn people(p: &Platform, n: usize) -> String {
    let (home, _, phc) = practice(p, PASSWORD).await;
    for n in 0..n {
        person(p, home.id, &format!("nurse.{n}"), false, &phc).await;
    }
    home.practice_id.to_string()
}

async fn ask(server: &Server, practice: &str, n: usize) {
    let username = format!("nurse.{n}");
    let form = [("practice_id", practice), ("username", &username), ("deed", "link")];
    let answer = send(server.port, &post("/reset", &format!("10.2.0.{}", n + 1), "", &form)).await.unwrap();
    assert_eq!((answer.status, answer.location()), (303, "/reset/sent"), "{}", answer.body);
}

/// State, tries and error of every message, when all of them are what somebody waits for.
async fn all_are(p: &Platform, number: usize, is: impl Fn(&(String, i64, String)) -> bool) -> Vec<(String, i64, String)> {
    until("the messages", || async {
        let all = rows(&p.db, "SELECT state, attempts, COALESCE(error, '') FROM outbox ORDER BY id").await;
        (all.len() == number && all.iter().all(&is)).then_some(all)
    })
    .await
}

/// A header, or the link, of a message.
fn part<'a>(mail: &'a str, begin: &str) -> &'a str {
    mail.lines().find(|l| l.starts_with(begin)).unwrap_or_else(|| panic!("no {begin} in {mail}"))
}

async fn killed_between_the_servers_250_and_our_commit(engine: Engine) {
    const PEOPLE: usize = 6;
    const LINK: &str = "https://ehr.example/reset/link/";
    let listener = listener();
    let place = place(engine, port_of(&listener), "none").await;
    let p = place.platform().await;
    let practice_id = people(&p, PEOPLE).await;
    // At the third QUIT: the program has the 250 of this message, and goes on when QUIT is answered.
    let victim = Arc::new(AtomicU32::new(0));
    let kill = victim.clone();
    let sink = Sink::on(listener, move |mails| {
        let id = if mails >= 3 { kill.load(Ordering::SeqCst) } else { 0 };
        if id > 0 {
            let _ = Command::new("kill").args(["-9", &id.to_string()]).status();
            // Nobody is answered any more, however long the kill takes.
            std::thread::sleep(Duration::from_secs(2));
        }
    });
    let mut server = Server::start(&place).await;
    victim.store(server.id(), Ordering::SeqCst);
    for n in 0..PEOPLE {
        ask(&server, &practice_id, n).await;
    }
    until("the third mail", || async { (sink.mails.lock().unwrap().len() >= 3).then_some(()) }).await;
    server.kill();
    let untold: Vec<(String,)> = rows(&p.db, "SELECT state FROM outbox WHERE state = 'sending'").await;
    assert!(!untold.is_empty(), "none was between 250 and commit");
    victim.store(0, Ordering::SeqCst);

    let server = Server::start(&place).await;
    // As if the lease of the dead one were over, which takes three minutes.
    sql(&p.db, "UPDATE outbox SET next_at = 0 WHERE state = 'sending'").await;
    all_are(&p, PEOPLE, |(state, ..)| state == "sent").await;
    server.stop();
    let mails = sink.mails.lock().unwrap().clone();
    let mut same: BTreeMap<&str, BTreeSet<Vec<&str>>> = BTreeMap::new();
    for mail in &mails {
        let parts = ["To: ", "Date: ", "Subject: ", LINK].map(|begin| part(mail, begin));
        same.entry(part(mail, "Message-ID: ")).or_default().insert(parts.to_vec());
    }
    assert_eq!(same.len(), PEOPLE, "each message arrived");
    assert!(same.values().all(|copies| copies.len() == 1), "a double has the same Message-ID, date and link: {same:?}");
    let doubles = mails.len() - PEOPLE;
    assert!((1..=untold.len()).contains(&doubles), "{doubles} doubles, {} untold", untold.len());
    place.audit_is_whole();
    eprintln!("{engine:?}: {PEOPLE} messages, killed between 250 and commit: {} mails, {doubles} twice, 0 lost", mails.len());
    p.db.close().await;
}

#[tokio::test]
async fn killed_between_the_mail_servers_250_and_our_commit_a_message_is_sent_again_as_the_same_on_sqlite() {
    killed_between_the_servers_250_and_our_commit(Engine::Sqlite).await;
}

#[tokio::test]
async fn killed_between_the_mail_servers_250_and_our_commit_a_message_is_sent_again_as_the_same_on_postgres() {
    killed_between_the_servers_250_and_our_commit(Engine::Postgres).await;
}

#[tokio::test]
async fn a_mail_server_that_is_down_and_comes_back_gets_each_message_once() {
    let free = listener();
    let port = port_of(&free);
    let place = place(Engine::Sqlite, port, "none").await;
    drop(free);
    let p = place.platform().await;
    let practice_id = people(&p, 2).await;
    let server = Server::start(&place).await;
    ask(&server, &practice_id, 0).await;
    ask(&server, &practice_id, 1).await;
    let down = all_are(&p, 2, |(state, attempts, _)| state == "queued" && *attempts == 1).await;
    assert!(down.iter().all(|(.., why)| why == "the mail server does not answer: connection refused"), "{down:?}");

    let sink = Sink::on(TcpListener::bind(("127.0.0.1", port)).unwrap(), |_| ());
    // As if the wait of 30 seconds were over.
    sql(&p.db, "UPDATE outbox SET next_at = 0 WHERE state = 'queued'").await;
    let up = all_are(&p, 2, |(state, ..)| state == "sent").await;
    assert!(up.iter().all(|(_, attempts, why)| *attempts == 2 && why.is_empty()), "{up:?}");
    server.stop();
    assert_eq!(sink.mails.lock().unwrap().len(), 2);
    p.db.close().await;
}

#[tokio::test]
async fn a_mail_server_whose_certificate_nobody_vouches_for_gets_nothing_and_the_operator_reads_why() {
    let listener = listener();
    let place = place(Engine::Sqlite, port_of(&listener), "required").await;
    let lines = Arc::new(std::sync::Mutex::new(Vec::new()));
    let (heard, config) = (lines.clone(), self_made("localhost"));
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let _ = offer_starttls(stream, config.clone(), &heard);
        }
    });
    let p = place.platform().await;
    let practice_id = people(&p, 1).await;
    let server = Server::start(&place).await;
    ask(&server, &practice_id, 0).await;
    let kept = all_are(&p, 1, |(state, attempts, _)| state == "queued" && *attempts == 1).await;
    let why = "the mail server's certificate is not trusted: it was not issued by a public authority";
    assert_eq!(kept[0].2, why);
    assert!(server.log().lines().any(|l| l.contains("a message was not sent") && l.contains(why)), "{}", server.log());
    assert_eq!(lines.lock().unwrap().as_slice(), ["EHLO ehr.example", "STARTTLS"], "nothing is said in the clear");
    // The operator's own try says the same.
    let said = place.run(&["send-test-mail", "--to", "jin@elm.example"]);
    let words = String::from_utf8_lossy(&said.stderr);
    assert!(!said.status.success() && words.contains(why), "{words}");
    server.stop();
    p.db.close().await;
}

/// A certificate that its holder made.
fn self_made(name: &str) -> Arc<ServerConfig> {
    let key = KeyPair::generate().unwrap();
    let cert = CertificateParams::new(vec![name.to_owned()]).unwrap().self_signed(&key).unwrap().pem();
    let key = PrivateKeyDer::from_pem_slice(key.serialize_pem().as_bytes()).unwrap();
    let cert = CertificateDer::from_pem_slice(cert.as_bytes()).unwrap();
    let builder = ServerConfig::builder_with_provider(Arc::new(ring::default_provider())).with_safe_default_protocol_versions();
    Arc::new(builder.unwrap().with_no_client_auth().with_single_cert(vec![cert], key).unwrap())
}

/// Speaks until STARTTLS, then tries the handshake; notes what it heard in the clear.
fn offer_starttls(mut stream: TcpStream, config: Arc<ServerConfig>, heard: &std::sync::Mutex<Vec<String>>) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    write!(stream, "220 sink ESMTP\r\n")?;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let line = line.trim().to_owned();
        let tls = line == "STARTTLS";
        let mut heard = heard.lock().unwrap();
        if heard.len() < 2 {
            heard.push(line.clone());
        }
        drop(heard);
        write!(stream, "{}\r\n", if line.starts_with("EHLO") { "250-sink\r\n250 STARTTLS" } else { "220 go on" })?;
        if tls {
            let mut connection = ServerConnection::new(config).map_err(std::io::Error::other)?;
            return connection.complete_io(&mut stream).map(drop);
        }
    }
}
