//! From a configuration to a running server.

use std::io::IsTerminal as _;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use app::agreements::service as agreements;
use app::emergency::ends as emergency;
use app::maintenance::service as maintenance;
use app::outbox::{phone, service as outbox};
use app::password_reset::guessed;
use app::password_reset::own as resets;
use app::platform::breached::Breached;
use app::platform::clock::HOUR;
use app::platform::gateway::Gateway;
use app::platform::hashing::HashPool;
use app::platform::mailer::Mailer;
use app::platform::migrate::{self, migrate};
use app::platform::secrets::Secrets;
use app::platform::settings::{Settings, Span};
use app::platform::{Clock, Db, Fault, Millis, Outcome, Platform, Random};
use app::web::site::Site;
use tokio::net::{TcpListener, TcpSocket};
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::{oneshot, watch};
use tokio::task::JoinHandle;

use crate::assets;
use crate::config::{Config, LogFormat};
use crate::connections::{self, Door, Limits, files_at_once};
use crate::metrics::{self, Metrics};
use crate::router::{Edge, router};
use crate::stop::{self, Stage};
use crate::sweep::{note, sweep};
use crate::tls::{Look, SOON, Tls};
use crate::workers;

/// How long requests in flight may take after we are told to stop.
const GRACE: Duration = Duration::from_secs(20);
/// How often the certificate's files are looked at.
const LOOK: Duration = Duration::from_mins(1);
/// How often a certificate that ends soon is a line in the log, in milliseconds.
const DAY: Millis = 24 * HOUR;
/// How often the outbox is looked at.
pub(crate) const ROUND: Duration = Duration::from_secs(2);
/// How long the outbox is left alone after the database failed.
pub(crate) const AFTER_FAULT: Duration = Duration::from_secs(30);
/// Connections that the system keeps for us until we take them; it may allow fewer (`net.core.somaxconn`).
const QUEUE: u32 = 4_096;
/// How long messages on their way may take after we are told to stop. What is not told by then is sent again at the next start.
const MAIL_GRACE: Duration = Duration::from_secs(5);

/// Starts logging.
pub fn log(config: &Config) {
    let filter = tracing_subscriber::EnvFilter::try_new(&config.log.filter).unwrap_or_else(|_| "info".into());
    // Its lines are about what a browser answered, and call a passkey without a counter an error.
    let filter = match "webauthn_rs_core=off".parse() {
        Ok(quiet) => filter.add_directive(quiet),
        Err(_) => filter,
    };
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        // A line that can't be written, on a full disk or to a collector that has ended, is lost. Else it would be complained of at the same place, and that
        // complaint is a panic, whose line can't be written either.
        .log_internal_errors(false);
    // A second start in one process (tests) keeps the first.
    let _ = match config.log.format {
        LogFormat::Json => lines.json().try_init(),
        LogFormat::Text => lines.try_init(),
    };
}

/// Opens database and secrets. Migrates when told to, or refuses a database that another secret or an older build made.
///
/// # Errors
/// What is wrong, with its remedy.
pub async fn platform(config: &Config) -> Outcome<Platform> {
    let random = Random::System;
    let sqlite = config.database.url.starts_with("sqlite:");
    let secrets = Arc::new(Secrets::load(&config.secrets.file, sqlite, &random)?);
    let db = Db::open(&config.database.url).await?;
    if config.database.migrate {
        migrate(&db).await?;
    }
    migrate::check_ready(&db).await?;
    migrate::check_fingerprint(&db, &secrets).await?;
    assemble(config, db, secrets)
}

/// Puts a platform together around a database as it is: neither migrated nor checked.
///
/// # Errors
/// When `[passwords]` is refused, a text of `[agreement]` can't be read, or no thread can be started.
pub fn assemble(config: &Config, db: Db, secrets: Arc<Secrets>) -> Outcome<Platform> {
    let random = Random::System;
    Ok(Platform {
        hasher: HashPool::start(&config.passwords, &secrets, &random)?,
        breached: config.passwords.breach_ranges.as_deref().map(Breached::new).transpose()?,
        db,
        clock: Clock::System,
        random,
        secrets,
        attempts: app::platform::keyed_lock::KeyedLock::default(),
        failed_tries: app::platform::gauge::Gauge::default(),
        imports: Arc::default(),
        exports: Arc::default(),
        documents: app::patient_documents::room::Room::default(),
        maintenance: app::maintenance::service::Windows::default(),
        settings: Arc::new(Settings { agreement: config.agreement.load().map_err(Fault::internal)?, ..config.settings() }),
    })
}

/// Serves until SIGTERM or Ctrl-C, then finishes what is in flight.
///
/// # Errors
/// What is wrong, with its remedy.
pub async fn serve(config: &Config, platform: Platform, demo: bool, ready: impl FnOnce(SocketAddr)) -> Outcome<()> {
    let (files, built) = assets::load(&config.server.site_dir)?;
    agreements::keep(&platform).await?;
    maintenance::refresh(&platform).await?;
    let listener = listen(config.server.addr)?;
    let addr = listener.local_addr().map_err(Fault::io("listening"))?;
    let site = Site { platform: platform.clone(), assets: Arc::new(built), demo };
    let metrics = config.metrics.addr.map(|_| Metrics::new()).transpose()?;
    let (stopping, stop) = watch::channel(Stage::Open);
    let stage = stop::Watch::of(stop.clone());
    let edge = Edge { trusted_proxies: config.server.trusted_proxies.clone(), metrics: metrics.clone(), stage };
    let tls = load_tls(config, &platform)?;
    let proxies = config.server.trusted_proxies.as_slice().into();
    let limits = Limits::fitting(files_at_once());
    let door = Door { router: router(site.clone(), files, edge), tls: tls.clone(), limits, proxies };
    if let Some((metrics, addr)) = metrics.zip(config.metrics.addr) {
        measure(metrics, addr, site, tls.clone(), stop.clone())?;
    }
    let keeper = tokio::spawn(keep_certificate(platform.clone(), tls));
    let sweeper = tokio::spawn(sweep(platform.clone(), config.audit.checkpoints.clone()));
    let mailer = if demo { Some(Mailer::Outbox) } else { Mailer::from_settings(&config.mail, &platform.settings.base_url)? };
    let base_url = &platform.settings.base_url;
    let gateway = if demo { Some(Gateway::outbox()) } else { Gateway::from_settings(&config.messages, mailer.as_ref(), base_url)? };
    let (stop_mail, mail_stopped) = oneshot::channel();
    let (stop_phone, phone_stopped) = oneshot::channel();
    let caller = tokio::spawn(deliver_to_phones(platform.clone(), gateway, phone_stopped));
    let worker = tokio::spawn(deliver(platform.clone(), mailer, mail_stopped));
    let answerer = tokio::spawn(answer(platform.clone()));
    let at_work = workers::start(&platform);
    tracing::info!(server.addr = %addr, "listening");
    ready(addr);

    let serving = tokio::spawn(connections::serve(listener, door, stop));
    stop::begun(&stopping, if demo { Span(0) } else { config.server.drain }).await;
    if tokio::time::timeout(GRACE, serving).await.is_err() {
        tracing::warn!("stopped with requests still in flight");
    }
    sweeper.abort();
    answerer.abort();
    at_work.iter().for_each(JoinHandle::abort);
    keeper.abort();
    note(&platform, &config.audit.checkpoints).await;
    drop(stop_mail);
    drop(stop_phone);
    let caller_ends = caller.abort_handle();
    let worker_ends = worker.abort_handle();
    if tokio::time::timeout(MAIL_GRACE, worker).await.is_err() {
        worker_ends.abort();
    }
    if tokio::time::timeout(MAIL_GRACE, caller).await.is_err() {
        caller_ends.abort();
    }
    platform.db.close().await;
    Ok(())
}

/// Serves `/metrics` on its own address, in plain HTTP, for as long as we run.
fn measure(metrics: Metrics, addr: SocketAddr, site: Site, tls: Option<Arc<Tls>>, stop: watch::Receiver<Stage>) -> Outcome<()> {
    let listener = listen(addr)?;
    tokio::spawn(metrics.clone().keep());
    let door = Door { router: metrics::router(metrics, site, tls), tls: None, limits: Limits::default(), proxies: [].into() };
    tokio::spawn(connections::serve(listener, door, stop));
    tracing::info!(metrics.addr = %addr, "metrics");
    Ok(())
}

fn listen(addr: SocketAddr) -> Outcome<TcpListener> {
    // Some hundred may come at the same moment, such as after a restart: the system turns away what its queue has no room for, and they come back a second later.
    let open = || {
        let socket = if addr.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
        socket.set_reuseaddr(true)?;
        socket.bind(addr)?;
        socket.listen(QUEUE)
    };
    open().map_err(Fault::io(format!(
        "listening on {addr} (is another server running there? choose one with --addr or [server] addr)"
    )))
}

/// The certificate, when TLS is ours.
///
/// # Errors
/// [`Fault::Internal`] with what is wrong with it.
pub fn load_tls(config: &Config, platform: &Platform) -> Outcome<Option<Arc<Tls>>> {
    let Some((cert, key)) = config.tls.files() else { return Ok(None) };
    let tls = Tls::load(cert, key, &platform.settings.base_url, platform.clock.now()).map_err(Fault::internal)?;
    Ok(Some(Arc::new(tls)))
}

/// Looks at the certificate's files every minute, and at once after SIGHUP. Without TLS a SIGHUP is nothing, and does not end us.
async fn keep_certificate(platform: Platform, tls: Option<Arc<Tls>>) {
    let Ok(mut hangup) = signal(SignalKind::hangup()) else { return };
    let mut warned_at = 0;
    loop {
        tokio::select! { _ = hangup.recv() => (), () = tokio::time::sleep(LOOK) => () }
        let (Some(tls), now) = (&tls, platform.clock.now()) else { continue };
        match tls.look(now) {
            Look::Same => {}
            Look::New => tracing::info!("a new certificate is in use"),
            Look::Unusable(why) => tracing::error!("the certificate before stays in use: {why}"),
        }
        if tls.ends() - now < SOON && now - warned_at > DAY {
            warned_at = now;
            tracing::warn!(tls.hours_left = (tls.ends() - now) / HOUR, "the certificate ends soon: renew it");
        }
    }
}

/// Answers what was asked for at the public page, and ends emergency access that is over, in a loop of its own: a slow mail server must not hold it up, nor it the mail.
async fn answer(platform: Platform) {
    loop {
        if let Err(e) = guessed::tell(&platform).await {
            tracing::warn!("telling of codes that were guessed: {e}");
        }
        if let Err(e) = maintenance::refresh(&platform).await {
            tracing::warn!("reading maintenance windows: {e}");
        }
        if let Err(e) = emergency::settle(&platform).await {
            tracing::warn!("ending emergency access: {e}");
        }
        let pause = match resets::answer_requests(&platform).await {
            Ok(n) if n == resets::AT_ONCE => Duration::ZERO,
            Ok(_) => ROUND,
            Err(e) => {
                tracing::warn!("answering requests for a reset: {e}");
                AFTER_FAULT
            }
        };
        tokio::time::sleep(pause).await;
    }
}

/// Sends what is due until `stop` is dropped; a round that has begun is finished.
async fn deliver(platform: Platform, mailer: Option<Mailer>, mut stop: oneshot::Receiver<()>) {
    let Some(mailer) = mailer else {
        tracing::warn!(
            "[mail] transport is \"none\": messages such as reset links wait in the database until a mail server is set"
        );
        return;
    };
    let mut pause = ROUND;
    loop {
        tokio::select! { _ = &mut stop => return, () = tokio::time::sleep(pause) => () }
        pause = match outbox::deliver_due(&platform, &mailer).await {
            Ok(_) => ROUND,
            Err(e) => {
                tracing::warn!("sending messages: {e}");
                AFTER_FAULT
            }
        };
    }
}

/// The same for texts and calls, in a loop of its own: a code must not wait for a slow mail server.
async fn deliver_to_phones(platform: Platform, gateway: Option<Gateway>, mut stop: oneshot::Receiver<()>) {
    let Some(gateway) = gateway else { return };
    let mut pause = ROUND;
    loop {
        tokio::select! { _ = &mut stop => return, () = tokio::time::sleep(pause) => () }
        pause = match phone::deliver_to_phones(&platform, &gateway).await {
            Ok(_) => ROUND,
            Err(e) => {
                tracing::warn!("sending texts and calls: {e}");
                AFTER_FAULT
            }
        };
    }
}

/// Makes a folder that only we may read.
///
/// # Errors
/// [`Fault::Io`].
pub fn private_dir(dir: &Path) -> Outcome<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(dir).map_err(Fault::io(format!("creating {}", dir.display())))
}
