//! Connections, with TLS or without: taken, limited in number and in time, and ended when we stop.
//!
//! Every wait for the other side has an end, so that nobody can hold connections by being slow ("slow loris"): the TLS
//! handshake, a request's head and the pause between two requests, a body (the router's time limit), and the connection as a whole, unless it moves:
//! a large file takes as long as a practice's line needs for it.
//! One network gets a part of the places only: who asks again and again, each time in time, leaves the others theirs.
//! HTTP/1.1 alone: an HTTP/2 connection has no such limits, and a log-in page needs few files.

use std::collections::HashMap;
use std::convert::Infallible;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use app::lockout::service::network_of;
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderValue, Request, Response, header};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore, watch};
use tokio::time::{Instant, timeout};
use tower::ServiceExt as _;

use crate::moving::{Moved, Moving};
use crate::stop::Stage;
use crate::tls::Tls;

/// After a refusal by the system (too many open files).
const BREATH: Duration = Duration::from_millis(100);
/// How long a connection that was opened at the last moment may take until it asks for something.
const MOMENT: Duration = Duration::from_secs(1);
/// Open files that are enough for everything.
const FILES: u64 = 16_384;
/// Files that are kept for everything that is no connection from outside.
const OTHER_FILES: u64 = 256;
/// Connections at the same time, however few files there may be.
const FEWEST: u32 = 64;
/// How often the log says that a network has all its places: an attack must not fill the disk.
const SAID_EVERY: Duration = Duration::from_mins(1);

/// How long the other side may take, and how many there may be.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// For the TLS handshake.
    pub handshake: Duration,
    /// From the connection, or the last answer, to the end of a request's head.
    pub head: Duration,
    /// For a connection as a whole; a request that is being answered then may end.
    pub age: Duration,
    /// For that end: also for reading an answer. What moves before a stop has as long as it needs; a pause is no longer than this.
    pub end: Duration,
    /// Connections at the same time; more wait in the system's queue.
    pub at_once: u32,
    /// Of these from one network (an IPv4 address, an IPv6 /64) that is no trusted proxy; more are closed at once.
    pub per_network: u32,
}

/// How many files we may have open. Most shells give 1,024 and allow more: more are taken, or a thousand idle connections would leave none for the database.
#[must_use]
pub fn files_at_once() -> u64 {
    let limit = getrlimit(Resource::Nofile);
    let now = limit.current.unwrap_or(u64::MAX);
    let wanted = limit.maximum.unwrap_or(u64::MAX).min(FILES).max(now);
    let raised = Rlimit { current: Some(wanted), ..limit };
    if wanted > now && setrlimit(Resource::Nofile, raised).is_ok() { wanted } else { now }
}

impl Limits {
    /// As many at the same time as the process may have files open; some are kept for everything else: the database, exports, mail.
    #[must_use]
    pub fn fitting(files: u64) -> Self {
        let most = Self::default();
        let at_once = u32::try_from(files.saturating_sub(OTHER_FILES)).unwrap_or(u32::MAX).clamp(FEWEST, most.at_once);
        Self { at_once, per_network: most.per_network.min(at_once / 2), ..most }
    }
}

impl Default for Limits {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Self { handshake: seconds(10), head: seconds(30), age: seconds(600), end: seconds(60), at_once: 4_096, per_network: 256 }
    }
}

/// What connections lead to.
#[derive(Clone)]
pub struct Door {
    /// The product.
    pub router: Router,
    /// The certificate; none behind a proxy.
    pub tls: Option<Arc<Tls>>,
    /// How long the other side may take, and how many there may be.
    pub limits: Limits,
    /// The proxies: many people's connections come from their addresses, so these may hold every place.
    pub proxies: Arc<[IpAddr]>,
}

/// How many connections each network has open, and when the log last said that one had too many.
#[derive(Default)]
struct Networks {
    open: Mutex<HashMap<String, u32>>,
    said: Mutex<Option<Instant>>,
}

/// A network's place; free again when dropped.
struct Counted {
    networks: Arc<Networks>,
    network: String,
}

impl Networks {
    /// A place for a network; none when it has as many as it may.
    fn count(self: &Arc<Self>, peer: IpAddr, limit: u32) -> Option<Counted> {
        let network = network_of(peer);
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let has = open.get(&network).copied().unwrap_or_default();
        if has >= limit {
            drop(open);
            self.say(limit);
            return None;
        }
        open.insert(network.clone(), has + 1);
        Some(Counted { networks: Arc::clone(self), network })
    }

    fn say(&self, limit: u32) {
        let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        if said.is_none_or(|at| at.elapsed() >= SAID_EVERY) {
            *said = Some(Instant::now());
            tracing::warn!("one network has {limit} connections open: more from there are closed");
        }
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        let mut open = self.networks.open.lock().unwrap_or_else(PoisonError::into_inner);
        match open.get_mut(&self.network) {
            Some(has) if *has > 1 => *has -= 1,
            _ => drop(open.remove(&self.network)),
        }
    }
}

/// Takes connections until `stop` says that the door is closed, then waits until those that are open have ended: idle ones at once, others after their answer.
pub async fn serve(listener: TcpListener, door: Door, mut stop: watch::Receiver<Stage>) {
    let places = Arc::new(Semaphore::new(door.limits.at_once as usize));
    let networks = Arc::new(Networks::default());
    loop {
        // Waiting for a place, too, ends at a stop: who holds them all does not keep us from closing the door.
        let taken = tokio::select! {
            taken = take(&listener, &places) => taken,
            () = closed(&mut stop) => break,
        };
        let (place, stream, peer) = match taken {
            Ok(taken) => taken,
            Err(e) => {
                tracing::warn!("taking a connection: {e}");
                tokio::time::sleep(BREATH).await;
                continue;
            }
        };
        let_in((place, stream, peer), &networks, &door, &stop);
    }
    for (stream, peer) in waiting(listener) {
        if let Ok(place) = Arc::clone(&places).try_acquire_owned() {
            let_in((place, stream, peer), &networks, &door, &stop);
        }
    }
    // Every place is free again when every connection has ended.
    let _ = places.acquire_many(door.limits.at_once).await;
}

/// Returns when the door is closed.
async fn closed(stop: &mut watch::Receiver<Stage>) {
    let _ = stop.wait_for(|stage| *stage == Stage::Closed).await;
}

/// Closes the door. Who stands in the system's queue by then comes in: closing alone would reset their connections, and a proxy has sent their requests already.
fn waiting(listener: TcpListener) -> Vec<(TcpStream, SocketAddr)> {
    let mut all = Vec::new();
    let Ok(listener) = listener.into_std() else { return all };
    // The queue has an end, and so has this.
    while let Ok((stream, peer)) = listener.accept() {
        if stream.set_nonblocking(true).is_ok() {
            all.extend(TcpStream::from_std(stream).map(|stream| (stream, peer)));
        }
    }
    all
}

/// Serves a connection, unless its network has as many as it may.
fn let_in(
    (place, stream, peer): (OwnedSemaphorePermit, TcpStream, SocketAddr),
    networks: &Arc<Networks>,
    door: &Door,
    stop: &watch::Receiver<Stage>,
) {
    let proxy = door.proxies.iter().any(|p| p.to_canonical() == peer.ip().to_canonical());
    let counted = if proxy { None } else { networks.count(peer.ip(), door.limits.per_network) };
    if proxy || counted.is_some() {
        let (door, stop) = (door.clone(), stop.clone());
        tokio::spawn(async move {
            open(stream, peer, door, stop).await;
            drop((counted, place));
        });
    }
}

/// A connection and its place. May be dropped while it waits: then nothing has been taken.
async fn take(listener: &TcpListener, places: &Arc<Semaphore>) -> io::Result<(OwnedSemaphorePermit, TcpStream, SocketAddr)> {
    let place = Arc::clone(places).acquire_owned().await.map_err(io::Error::other)?;
    let (stream, peer) = listener.accept().await?;
    Ok((place, stream, peer))
}

async fn open(stream: TcpStream, peer: SocketAddr, door: Door, stop: watch::Receiver<Stage>) {
    let _ = stream.set_nodelay(true);
    let Some(tls) = &door.tls else { return Box::pin(converse(stream, peer, door, stop)).await };
    let mut first = [0];
    // 22 begins a TLS handshake; a letter begins a plain request.
    match timeout(door.limits.handshake, stream.peek(&mut first)).await {
        Ok(Ok(1)) if first[0] == 22 => {}
        Ok(Ok(1)) => return say_https(stream, door.limits.handshake).await,
        _ => return,
    }
    // What goes wrong here is the other side's: a scanner, an old browser, a visitor who left.
    if let Ok(Ok(stream)) = timeout(door.limits.handshake, tls.acceptor().accept(stream)).await {
        Box::pin(converse(stream, peer, door, stop)).await;
    }
}

/// Plain HTTP where TLS is spoken: said in plain HTTP.
async fn say_https(mut stream: TcpStream, patience: Duration) {
    const ANSWER: &[u8] =
        b"HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nContent-Length: 44\r\nConnection: close\r\n\r\n\
                            This address speaks HTTPS: begin with https:";
    let _ = timeout(patience, async {
        // Read what was sent, or closing would take the answer back.
        let mut rest = [0; 4096];
        let _ = stream.readable().await;
        let _ = stream.try_read(&mut rest);
        let _ = stream.write_all(ANSWER).await;
        let _ = stream.shutdown().await;
    })
    .await;
}

async fn converse<S>(stream: S, peer: SocketAddr, door: Door, mut stop: watch::Receiver<Stage>)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let (router, stage) = (door.router, stop.clone());
    let asked = Arc::new(Notify::new());
    let asks = Arc::clone(&asked);
    let service = service_fn(move |mut request: Request<Incoming>| {
        asks.notify_one();
        request.extensions_mut().insert(ConnectInfo(peer));
        answer(router.clone(), request, stage.clone())
    });
    let moved = Moved::default();
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(door.limits.head)
        .serve_connection(TokioIo::new(Moving::new(stream, &moved)), service);
    let mut connection = pin!(connection);
    let old = tokio::select! {
        _ = connection.as_mut() => return,
        () = closed(&mut stop) => false,
        () = tokio::time::sleep(door.limits.age) => true,
    };
    if old {
        connection.as_mut().graceful_shutdown();
        tokio::select! {
            _ = connection.as_mut() => return,
            () = moved.stalled(door.limits.end) => return,
            () = closed(&mut stop) => {}
        }
    }
    // Who has only just come has a moment to ask; else an idle connection ends here and one that is answered after its answer.
    tokio::select! {
        _ = connection.as_mut() => return,
        () = asked.notified() => {}
        () = tokio::time::sleep(MOMENT) => {}
    }
    connection.as_mut().graceful_shutdown();
    let _ = timeout(door.limits.end, connection).await;
}

/// Once we leave, an answer is its connection's last, and says so: a proxy then has no connection left on which it could send a request while we close it.
async fn answer(router: Router, request: Request<Incoming>, stage: watch::Receiver<Stage>) -> Result<Response<Body>, Infallible> {
    let mut answer = router.oneshot(request).await?;
    if *stage.borrow() != Stage::Open {
        answer.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    Ok(answer)
}
