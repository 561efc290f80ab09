//! A real listener: TLS by ourselves, its certificate renewed while it runs, and connections that nobody holds by being slow.

use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use app::web::site::Site;
use rcgen::{CertificateParams, KeyPair, date_time_ymd};
use server::connections::{Door, Limits, serve};
use server::router::{Edge, router};
use server::stop::{Stage, Watch};
use server::tls::{Look, Tls};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::watch;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use crate::support::{Engine, PASSWORD, TestApp};

const BASE: &str = "https://ehr.example";
/// 2027, as the tests' clock.
const NOW: i64 = 1_800_000_000_000;

struct Files {
    cert: PathBuf,
    key: PathBuf,
}

impl Files {
    fn of(app: &TestApp) -> Self {
        Self { cert: app.dir.join("cert.pem"), key: app.dir.join("key.pem") }
    }

    /// Puts a new certificate for a name into the files, good until the end of a year.
    fn renew(&self, name: &str, year: i32) {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new(vec![name.to_owned()]).unwrap();
        params.not_before = date_time_ymd(2020, 1, 1);
        params.not_after = date_time_ymd(year, 12, 31);
        std::fs::write(&self.cert, params.self_signed(&key).unwrap().pem()).unwrap();
        self.write_key(&key.serialize_pem());
    }

    fn write_key(&self, pem: &str) {
        let _ = std::fs::remove_file(&self.key);
        server::backup::files::write(&self.key, pem.as_bytes()).unwrap();
    }

    fn load(&self) -> Result<Tls, String> {
        Tls::load(&self.cert, &self.key, BASE, NOW)
    }

    /// Connects as a browser that trusts this certificate alone.
    async fn connect(&self, port: u16) -> std::io::Result<TlsStream<TcpStream>> {
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from_pem_file(&self.cert).unwrap()).unwrap();
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();
        let stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
        TlsConnector::from(Arc::new(config)).connect(ServerName::try_from("ehr.example").unwrap(), stream).await
    }
}

/// A server; sending [`Stage::Closed`] stops it.
struct Running {
    port: u16,
    stop: watch::Sender<Stage>,
    ended: tokio::task::JoinHandle<()>,
}

async fn running(app: &TestApp, tls: Option<Arc<Tls>>, limits: Limits) -> Running {
    behind(app, tls, limits, &[]).await
}

async fn behind(app: &TestApp, tls: Option<Arc<Tls>>, limits: Limits, proxies: &[IpAddr]) -> Running {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let (stop, stopped) = watch::channel(Stage::Open);
    let ended = tokio::spawn(serve(listener, Door { router: app.router.clone(), tls, limits, proxies: proxies.into() }, stopped));
    Running { port, stop, ended }
}

/// Sends a request and reads all there is.
async fn ask(stream: &mut (impl AsyncRead + AsyncWrite + Unpin), request: &str) -> String {
    stream.write_all(request.as_bytes()).await.unwrap();
    rest(stream).await
}

async fn rest(stream: &mut (impl AsyncRead + Unpin)) -> String {
    let mut all = Vec::new();
    let _ = stream.read_to_end(&mut all).await;
    String::from_utf8_lossy(&all).into_owned()
}

fn get(path: &str, more: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: ehr.example\r\nConnection: close\r\n{more}\r\n")
}

#[tokio::test]
async fn one_logs_in_over_tls_and_the_cookie_opens_the_home_page() {
    let app = TestApp::new(Engine::Sqlite).await;
    let files = Files::of(&app);
    files.renew("ehr.example", 2030);
    let server = running(&app, Some(Arc::new(files.load().unwrap())), Limits::default()).await;
    let form = format!("practice_id={}&username=nurse.kim&password={}", app.practice_id, PASSWORD.replace(' ', "+"));
    let post = format!(
        "POST /login HTTP/1.1\r\nHost: ehr.example\r\nOrigin: {BASE}\r\nConnection: close\r\nContent-Type: \
         application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
        form.len()
    );
    let answer = ask(&mut files.connect(server.port).await.unwrap(), &post).await;
    assert!(answer.starts_with("HTTP/1.1 303") && answer.contains("strict-transport-security"), "{answer}");
    let cookie = answer.lines().find_map(|l| l.strip_prefix("set-cookie: __Host-session=")).unwrap();
    let cookie = format!("Cookie: __Host-session={}\r\n", cookie.split(';').next().unwrap());
    let home = ask(&mut files.connect(server.port).await.unwrap(), &get("/home", &cookie)).await;
    assert!(home.starts_with("HTTP/1.1 200") && home.contains("Jin"), "{home}");
    // The address that the trail has is the connection's.
    assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'logged-in' AND network = '127.0.0.1'").await, 1);
}

#[tokio::test]
async fn plain_http_to_the_tls_port_is_told_so_and_reaches_nothing() {
    let app = TestApp::new(Engine::Sqlite).await;
    let files = Files::of(&app);
    files.renew("ehr.example", 2030);
    let server = running(&app, Some(Arc::new(files.load().unwrap())), Limits::default()).await;
    let mut plain = TcpStream::connect(("127.0.0.1", server.port)).await.unwrap();
    let answer = ask(&mut plain, &get("/login", "")).await;
    assert!(answer.starts_with("HTTP/1.1 400") && answer.ends_with("begin with https:"), "{answer}");
    assert!(!answer.contains("x-app"), "{answer}");
}

#[tokio::test]
async fn a_renewed_certificate_is_used_without_dropping_a_connection() {
    let app = TestApp::new(Engine::Sqlite).await;
    let files = Files::of(&app);
    files.renew("ehr.example", 2030);
    let tls = Arc::new(files.load().unwrap());
    let server = running(&app, Some(tls.clone()), Limits::default()).await;
    let mut before = files.connect(server.port).await.unwrap();
    assert_eq!(tls.look(NOW), Look::Same);

    files.renew("ehr.example", 2031);
    assert!(files.connect(server.port).await.is_err(), "the new certificate is not in use yet");
    assert_eq!(tls.look(NOW), Look::New);
    let after = ask(&mut files.connect(server.port).await.unwrap(), &get("/healthz", "")).await;
    assert!(after.ends_with("ok"), "{after}");
    assert!(ask(&mut before, &get("/healthz", "")).await.ends_with("ok"), "the connection from before goes on");

    // Half of a renewal, or rubbish: the one before stays.
    std::fs::write(&files.key, "rubbish").unwrap();
    assert!(matches!(tls.look(NOW), Look::Unusable(_)));
    assert!(files.connect(server.port).await.is_ok());
}

#[tokio::test]
async fn a_certificate_that_can_not_serve_is_refused_with_its_cause() {
    let app = TestApp::new(Engine::Sqlite).await;
    let files = Files::of(&app);
    let why = |files: &Files| files.load().err().unwrap();
    assert!(why(&files).contains("cert.pem") && why(&files).contains("No such file"), "{}", why(&files));
    files.renew("ehr.example", 2026);
    assert!(why(&files).contains("expired on"), "{}", why(&files));
    files.renew("other.example", 2030);
    assert!(why(&files).contains("not for ehr.example"), "{}", why(&files));
    files.renew("ehr.example", 2030);
    files.write_key(&KeyPair::generate().unwrap().serialize_pem());
    assert!(why(&files).contains("not the key of the certificate"), "{}", why(&files));
    files.write_key("rubbish");
    assert!(why(&files).contains("no usable private key"), "{}", why(&files));
    std::fs::write(&files.cert, "rubbish").unwrap();
    assert!(why(&files).contains("no certificate"), "{}", why(&files));
    files.renew("ehr.example", 2030);
    std::fs::remove_file(&files.key).unwrap();
    std::fs::write(&files.key, KeyPair::generate().unwrap().serialize_pem()).unwrap();
    std::fs::set_permissions(&files.key, std::os::unix::fs::PermissionsExt::from_mode(0o644)).unwrap();
    assert!(why(&files).contains("chmod"), "{}", why(&files));
}

#[tokio::test]
async fn who_is_slow_loses_the_connection_and_nobody_else_does() {
    let app = TestApp::new(Engine::Sqlite).await;
    let files = Files::of(&app);
    files.renew("ehr.example", 2030);
    let short = Duration::from_millis(300);
    let limits = Limits { handshake: short, head: short, ..Limits::default() };
    let (plain, tls) = (running(&app, None, limits).await, running(&app, Some(Arc::new(files.load().unwrap())), limits).await);
    // Silence, half of a head, silence after an answer, silence instead of a handshake, half of a head within TLS: each ends by itself.
    let mut silent = TcpStream::connect(("127.0.0.1", plain.port)).await.unwrap();
    let mut half = TcpStream::connect(("127.0.0.1", plain.port)).await.unwrap();
    half.write_all(b"GET /healthz HTTP/1.1\r\nHost: ehr.exa").await.unwrap();
    let mut kept = TcpStream::connect(("127.0.0.1", plain.port)).await.unwrap();
    kept.write_all(b"GET /healthz HTTP/1.1\r\nHost: ehr.example\r\n\r\n").await.unwrap();
    let mut no_handshake = TcpStream::connect(("127.0.0.1", tls.port)).await.unwrap();
    let mut slow = files.connect(tls.port).await.unwrap();
    slow.write_all(b"GET /healthz HTTP/1.1\r\nHost: ehr.exa").await.unwrap();
    for stream in [&mut silent, &mut half, &mut no_handshake] {
        let answer = rest(stream).await;
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 408"), "{answer}");
    }
    assert!(rest(&mut kept).await.ends_with("ok"));
    assert!(!rest(&mut slow).await.contains("200 OK"));
    let mut quick = TcpStream::connect(("127.0.0.1", plain.port)).await.unwrap();
    assert!(ask(&mut quick, &get("/healthz", "")).await.ends_with("ok"));
}

#[tokio::test]
async fn what_moves_outlives_its_connection_s_time_and_what_stands_still_does_not() {
    const SIZE: usize = 64 * 1024 * 1024;
    let mut app = TestApp::new(Engine::Sqlite).await;
    app.router = axum::Router::new().route("/", axum::routing::get(|| async { vec![7_u8; SIZE] }));
    let (age, end) = (Duration::from_millis(100), Duration::from_secs(1));
    let server = running(&app, None, Limits { age, end, ..Limits::default() }).await;
    let mut stands = TcpStream::connect(("127.0.0.1", server.port)).await.unwrap();
    stands.write_all(get("/", "").as_bytes()).await.unwrap();
    let mut moves = TcpStream::connect(("127.0.0.1", server.port)).await.unwrap();
    moves.write_all(get("/", "").as_bytes()).await.unwrap();
    let (began, mut read, mut piece) = (std::time::Instant::now(), 0, vec![0; 256 * 1024]);
    loop {
        let n = moves.read(&mut piece).await.unwrap();
        if n == 0 {
            break;
        }
        read += n;
        // As a line that is slow, and much faster than we call standing still.
        if began.elapsed() < age + 3 * end {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
    assert!(read > SIZE && began.elapsed() > age + 2 * end, "{read} bytes in {:?}", began.elapsed());
    let got = timeout(Duration::from_secs(20), rest(&mut stands)).await.expect("it was ended").len();
    assert!(got < SIZE, "{got} bytes were kept for who took none");
}

#[tokio::test]
async fn a_stop_ends_idle_connections_and_lets_a_request_finish() {
    let app = TestApp::new(Engine::Sqlite).await;
    let files = Files::of(&app);
    files.renew("ehr.example", 2030);
    let server = running(&app, Some(Arc::new(files.load().unwrap())), Limits::default()).await;
    let mut idle = files.connect(server.port).await.unwrap();
    let mut busy = files.connect(server.port).await.unwrap();
    // The handler waits for the rest of the body.
    let begun = "POST /language HTTP/1.1\r\nHost: ehr.example\r\nContent-Type: application/x-www-form-urlencoded\r\nExpect: 100-continue\r\n\
                 Content-Length: 11\r\n\r\n";
    busy.write_all(begun.as_bytes()).await.unwrap();
    let mut go_on = [0; 25];
    busy.read_exact(&mut go_on).await.unwrap();
    assert!(go_on.starts_with(b"HTTP/1.1 100"), "the handler asks for the body");
    server.stop.send(Stage::Closed).unwrap();
    assert_eq!(rest(&mut idle).await, "");
    let answer = ask(&mut busy, "language=es").await;
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    server.ended.await.unwrap();
}

/// Reads one answer whose length it says, and leaves the connection open.
async fn one_answer(stream: &mut TcpStream) -> String {
    let mut all = String::new();
    while !all.ends_with("\r\n\r\nok") && !all.ends_with("\r\n\r\nready") {
        let mut byte = [0];
        stream.read_exact(&mut byte).await.unwrap();
        all.push(char::from(byte[0]));
    }
    all
}

#[tokio::test]
async fn who_leaves_still_answers_says_so_at_readyz_and_keeps_no_connection() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (stop, stopped) = watch::channel(Stage::Open);
    let site = Site { platform: app.platform.clone(), assets: Arc::default(), demo: false };
    let edge = Edge { stage: Watch::of(stopped.clone()), ..Edge::default() };
    let router = router(site, server::assets::Files::default(), edge);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let ended = tokio::spawn(serve(listener, Door { router, tls: None, limits: Limits::default(), proxies: [].into() }, stopped));
    let again = "GET /readyz HTTP/1.1\r\nHost: ehr.example\r\n\r\n";
    let mut kept = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    kept.write_all(again.as_bytes()).await.unwrap();
    assert!(one_answer(&mut kept).await.ends_with("ready"));

    stop.send(Stage::Leaving).unwrap();
    let answer = ask(&mut kept, again).await;
    assert!(answer.starts_with("HTTP/1.1 503") && answer.ends_with("leaving"), "{answer}");
    assert!(answer.contains("connection: close"), "and that was the connection's last: {answer}");
    let page = ask(&mut TcpStream::connect(("127.0.0.1", port)).await.unwrap(), &get("/login", "")).await;
    assert!(page.starts_with("HTTP/1.1 200"), "whoever comes is still served: {page}");
    stop.send(Stage::Closed).unwrap();
    ended.await.unwrap();
}

#[tokio::test]
async fn whoever_stands_in_the_queue_when_the_door_closes_is_answered() {
    use std::io::{Read as _, Write as _};
    let app = TestApp::new(Engine::Sqlite).await;
    let server = running(&app, None, Limits::default()).await;
    // On one thread: the server can take nobody before we wait for it, and then it hears of the stop at the same moment.
    let mut queue: Vec<_> = (0..20).map(|_| std::net::TcpStream::connect(("127.0.0.1", server.port)).unwrap()).collect();
    for stream in &mut queue {
        stream.write_all(get("/healthz", "").as_bytes()).unwrap();
    }
    server.stop.send(Stage::Closed).unwrap();
    server.ended.await.unwrap();
    for mut stream in queue {
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.ends_with("ok"), "{answer}");
    }
}

#[test]
fn few_files_are_few_connections_and_some_are_left_for_the_database() {
    let at_once = |files| Limits::fitting(files).at_once;
    assert_eq!([at_once(1_024), at_once(16_384), at_once(u64::MAX), at_once(10)], [768, 4_096, 4_096, 64]);
    assert_eq!(Limits::fitting(300).per_network, 32, "one network never has them all");
}

/// A connection from one of this computer's addresses.
async fn from(address: &str, port: u16) -> TcpStream {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind(format!("{address}:0").parse().unwrap()).unwrap();
    socket.connect(([127, 0, 0, 1], port).into()).await.unwrap()
}

/// Whether a new connection from there is served. One that is refused may end before the request is written.
async fn served(address: &str, port: u16) -> bool {
    let mut stream = from(address, port).await;
    let _ = stream.write_all(get("/healthz", "").as_bytes()).await;
    rest(&mut stream).await.ends_with("ok")
}

#[tokio::test]
async fn one_network_does_not_hold_the_places_of_the_others() {
    let app = TestApp::new(Engine::Sqlite).await;
    let limits = Limits { at_once: 4, per_network: 2, ..Limits::default() };
    let server = running(&app, None, limits).await;
    let (first, _second) = (from("127.0.0.1", server.port).await, from("127.0.0.1", server.port).await);
    assert!(!served("127.0.0.1", server.port).await, "a third is closed");
    assert!(served("127.0.0.2", server.port).await, "another network has its own places");
    // A refusal takes no place away, and a connection that ends gives its place back.
    assert!(!served("127.0.0.1", server.port).await);
    drop(first);
    let again = async { while !served("127.0.0.1", server.port).await {} };
    timeout(Duration::from_secs(20), again).await.expect("the place is free again");

    // Behind a proxy all come from one address.
    let server = behind(&app, None, limits, &["::ffff:127.0.0.1".parse().unwrap()]).await;
    let _held = (from("127.0.0.1", server.port).await, from("127.0.0.1", server.port).await);
    assert!(served("127.0.0.1", server.port).await, "a proxy has all places");
}

#[tokio::test]
async fn a_stop_closes_the_door_also_while_every_place_is_taken() {
    let app = TestApp::new(Engine::Sqlite).await;
    let server = running(&app, None, Limits { at_once: 1, ..Limits::default() }).await;
    let mut busy = TcpStream::connect(("127.0.0.1", server.port)).await.unwrap();
    let begun = "POST /language HTTP/1.1\r\nHost: ehr.example\r\nContent-Type: application/x-www-form-urlencoded\r\nExpect: 100-continue\r\n\
                 Content-Length: 11\r\n\r\n";
    busy.write_all(begun.as_bytes()).await.unwrap();
    let mut go_on = [0; 25];
    busy.read_exact(&mut go_on).await.unwrap();
    server.stop.send(Stage::Closed).unwrap();
    let closed = async { while TcpStream::connect(("127.0.0.1", server.port)).await.is_ok() {} };
    timeout(Duration::from_secs(20), closed).await.expect("nobody new gets in, although one request is not over");
    let answer = ask(&mut busy, "language=es").await;
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    server.ended.await.unwrap();
}
