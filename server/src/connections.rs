//! Connections, with TLS or without: taken, limited in number and in time, and ended when we stop.
//!
//! Every wait for the other side has an end, so that nobody can hold connections by being slow ("slow loris"): the TLS
//! handshake, a request's head and the pause between two requests, a body (the router's time limit), and the connection as a whole.
//! HTTP/1.1 alone: an HTTP/2 connection has no such limits, and a log-in page needs few files.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::time::timeout;
use tower::ServiceExt as _;

use crate::tls::Tls;

/// Connections at the same time; more wait in the system's queue.
const AT_ONCE: u32 = 4_096;
/// After a refusal by the system (too many open files).
const BREATH: Duration = Duration::from_millis(100);

/// How long the other side may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// For the TLS handshake.
    pub handshake: Duration,
    /// From the connection, or the last answer, to the end of a request's head.
    pub head: Duration,
    /// For a connection as a whole; a request that is being answered then may end.
    pub age: Duration,
    /// For that end: also for reading an answer.
    pub end: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Self { handshake: seconds(10), head: seconds(30), age: seconds(600), end: seconds(60) }
    }
}

/// What connections lead to.
#[derive(Clone)]
pub struct Door {
    /// The product.
    pub router: Router,
    /// The certificate; none behind a proxy.
    pub tls: Option<Arc<Tls>>,
    /// How long the other side may take.
    pub limits: Limits,
}

/// Takes connections until `stop` says so, then waits until those that are open have ended: idle ones at once, others after their answer.
pub async fn serve(listener: TcpListener, door: Door, mut stop: watch::Receiver<bool>) {
    let places = Arc::new(Semaphore::new(AT_ONCE as usize));
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = stop.wait_for(|stop| *stop) => break,
        };
        let (stream, peer) = match accepted {
            Ok(connection) => connection,
            Err(e) => {
                tracing::warn!("taking a connection: {e}");
                tokio::time::sleep(BREATH).await;
                continue;
            }
        };
        let (door, stop) = (door.clone(), stop.clone());
        tokio::spawn(async move {
            open(stream, peer, door, stop).await;
            drop(place);
        });
    }
    drop(listener);
    // Every place is free again when every connection has ended.
    let _ = places.acquire_many(AT_ONCE).await;
}

async fn open(stream: TcpStream, peer: SocketAddr, door: Door, stop: watch::Receiver<bool>) {
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

async fn converse<S>(stream: S, peer: SocketAddr, door: Door, mut stop: watch::Receiver<bool>)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let router = door.router;
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        answer(router.clone(), request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(door.limits.head)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = pin!(connection);
    tokio::select! {
        _ = connection.as_mut() => return,
        _ = stop.wait_for(|stop| *stop) => {}
        () = tokio::time::sleep(door.limits.age) => {}
    }
    connection.as_mut().graceful_shutdown();
    let _ = timeout(door.limits.end, connection).await;
}

async fn answer(router: Router, request: Request<Incoming>) -> Result<Response<Body>, Infallible> {
    router.oneshot(request).await
}
