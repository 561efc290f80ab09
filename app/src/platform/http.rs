//! Requests of ours to other servers. One request, one connection: rustls and its list of authorities (the certificate must fit the
//! name), no redirects, time limits for the connection and for the whole, an answer of bounded size.
//!
//! What gateways need to know exactly is whether a request had left when something went wrong: see [`Failed`].
//!
//! Threats: a name that leads into our own network (with [`Reach::Public`] every address of the name must be public, and the connection goes
//! to the address that was looked at, so that a second answer of the name server changes nothing); an answer without an end; a redirect to
//! somewhere else.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use http_body_util::{BodyExt as _, Full};
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http1::handshake;
use hyper::header::{ETAG, HOST, HeaderMap, HeaderName, HeaderValue, RETRY_AFTER, USER_AGENT};
use hyper::{Method, Request, Response};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpStream, lookup_host};
use tokio::task::JoinSet;
use tokio::time::{Instant, timeout_at};
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};
use url::Url;

use super::clock::{Millis, SECOND};
use super::fault::{Fault, Outcome};

/// Most of an answer that is read, in bytes.
const LARGEST: usize = 64 * 1024;
/// Of a request's time, so much may pass until it is connected: one part in this many.
const TO_CONNECT: u32 = 2;

/// Which addresses may be connected to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Those of the internet alone.
    Public,
    /// Any, such as one in the operator's own network.
    Any,
}

/// A request.
pub struct Call<'a> {
    /// How.
    pub method: Method,
    /// Where to: `https://`, or `http://` to this computer.
    pub url: &'a Url,
    /// Headers beside Host.
    pub headers: Vec<(HeaderName, HeaderValue)>,
    /// What is sent.
    pub body: Vec<u8>,
    /// Which addresses may be connected to.
    pub reach: Reach,
}

/// An answer. May quote what was sent: no `Debug`, never logged.
pub struct Answer {
    /// The status.
    pub status: u16,
    /// How long we are asked to wait.
    pub retry_after: Option<Millis>,
    /// Its `ETag`.
    pub etag: Option<String>,
    /// The first 64 KiB of its body; less when it broke off.
    pub body: Vec<u8>,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failed {
    /// Nothing had left: it can be tried again without a double.
    NotSent(String),
    /// The request, or a part of it, had left: nobody knows whether it was carried out.
    Lost(String),
}

/// Makes requests. Cheap to clone.
#[derive(Clone)]
pub struct Http {
    tls: Arc<ClientConfig>,
    limit: Duration,
}

impl Http {
    /// One whose requests take at most so long, from the look-up of the name to the end of the answer.
    ///
    /// # Errors
    /// [`Fault::Internal`] when TLS can't be set up.
    pub fn new(limit: Duration) -> Outcome<Self> {
        Self::trusting(limit, RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() })
    }

    fn trusting(limit: Duration, roots: RootCertStore) -> Outcome<Self> {
        let provider = Arc::new(tokio_rustls::rustls::crypto::ring::default_provider());
        let tls = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|e| Fault::internal(format!("TLS for requests: {e}")))?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Self { tls: Arc::new(tls), limit })
    }

    /// Makes a request. Never follows a redirect.
    ///
    /// # Errors
    /// [`Failed`], with whether the request had left.
    pub async fn send(&self, call: Call<'_>) -> Result<Answer, Failed> {
        let begun = Instant::now();
        let (until, connected_until) = (begun + self.limit, begun + self.limit / TO_CONNECT);
        let connecting = Box::pin(self.connect(call.url, call.reach));
        let stream = match timeout_at(connected_until, connecting).await {
            Ok(stream) => stream?,
            Err(_) => return Err(Failed::NotSent("no connection in time".into())),
        };
        let request = request(call)?;
        match timeout_at(until, Box::pin(exchange(stream, request))).await {
            Ok(answer) => answer,
            Err(_) => Err(Failed::Lost("no answer in time".into())),
        }
    }

    async fn connect(&self, url: &Url, reach: Reach) -> Result<Box<dyn Stream>, Failed> {
        let not_sent = |why: String| Failed::NotSent(why);
        let host = url.host_str().unwrap_or_default().trim_start_matches('[').trim_end_matches(']').to_owned();
        let port = url.port_or_known_default().unwrap_or(443);
        let found: Vec<SocketAddr> =
            lookup_host((host.as_str(), port)).await.map_err(|e| not_sent(format!("no server of this name: {e}")))?.collect();
        let plain = url.scheme() == "http";
        for address in &found {
            allowed(address.ip(), reach, plain).map_err(not_sent)?;
        }
        let tcp = TcpStream::connect(found.as_slice()).await.map_err(|e| not_sent(format!("no connection: {e}")))?;
        let _ = tcp.set_nodelay(true);
        if plain {
            return Ok(Box::new(tcp));
        }
        let name = ServerName::try_from(host).map_err(|e| not_sent(format!("no name for a certificate: {e}")))?;
        let tls = TlsConnector::from(self.tls.clone()).connect(name, tcp);
        Ok(Box::new(Box::pin(tls).await.map_err(|e| not_sent(format!("TLS: {e}")))?))
    }
}

/// What a request goes over.
trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> Stream for T {}

fn request(call: Call<'_>) -> Result<Request<Full<Bytes>>, Failed> {
    let path = call.url.query().map_or_else(|| call.url.path().to_owned(), |query| format!("{}?{query}", call.url.path()));
    let host = match (call.url.host_str(), call.url.port()) {
        (Some(host), Some(port)) => format!("{host}:{port}"),
        (host, _) => host.unwrap_or_default().to_owned(),
    };
    let mut request = Request::new(Full::new(Bytes::from(call.body)));
    *request.method_mut() = call.method;
    *request.uri_mut() = path.parse().map_err(|e| Failed::NotSent(format!("no path: {e}")))?;
    let headers = request.headers_mut();
    headers.insert(HOST, HeaderValue::from_str(&host).map_err(|e| Failed::NotSent(format!("no host: {e}")))?);
    headers.insert(USER_AGENT, HeaderValue::from_static(concat!("Vestibule/", env!("CARGO_PKG_VERSION"))));
    headers.extend(call.headers);
    Ok(request)
}

async fn exchange(stream: Box<dyn Stream>, request: Request<Full<Bytes>>) -> Result<Answer, Failed> {
    let (mut sender, connection) =
        handshake(TokioIo::new(stream)).await.map_err(|e| Failed::NotSent(format!("no connection: {e}")))?;
    // Runs beside the request, and ends with it.
    let mut beside = JoinSet::new();
    beside.spawn(connection);
    let response = sender.send_request(request).await.map_err(|e| {
        // Said only when not a byte was written.
        if e.is_canceled() { Failed::NotSent(format!("no connection: {e}")) } else { Failed::Lost(format!("no answer: {e}")) }
    })?;
    let (status, retry_after) = (response.status().as_u16(), retry_after(response.headers()));
    let etag = response.headers().get(ETAG).and_then(|tag| tag.to_str().ok()).map(str::to_owned);
    Ok(Answer { status, retry_after, etag, body: read(response).await })
}

/// The first [`LARGEST`] bytes of an answer, or what came of them before it broke off.
async fn read(response: Response<Incoming>) -> Vec<u8> {
    let (mut body, mut bytes) = (response.into_body(), Vec::new());
    while let Some(Ok(frame)) = body.frame().await {
        if let Some(data) = frame.data_ref() {
            let room = LARGEST.saturating_sub(bytes.len());
            bytes.extend_from_slice(&data[..data.len().min(room)]);
            if room <= data.len() {
                break;
            }
        }
    }
    bytes
}

/// Seconds of `Retry-After` (RFC 9110 10.2.3); its other form, a date, is not understood.
fn retry_after(headers: &HeaderMap) -> Option<Millis> {
    let seconds: u32 = headers.get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok()?;
    Some(Millis::from(seconds) * SECOND)
}

/// Whether an address may be connected to.
fn allowed(ip: IpAddr, reach: Reach, plain: bool) -> Result<(), String> {
    let ip = ip.to_canonical();
    if plain && !ip.is_loopback() {
        return Err("plain http goes to this computer alone".into());
    }
    if reach == Reach::Public && !is_public(ip) {
        return Err(format!("{ip} is no address of the internet: say allow_private = true if it is meant"));
    }
    Ok(())
}

/// Whether an address is one of the internet's: none of this computer, of a private network, of a cloud's metadata (link-local), or of
/// those that only stand for another (RFC 6890, 6052, 3056, 4380).
#[must_use]
pub fn is_public(ip: IpAddr) -> bool {
    match ip.to_canonical() {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let shared = a == 100 && (64..128).contains(&b);
    let special = matches!((a, b, c), (192, 0, 0 | 2) | (192, 88, 99) | (198, 18 | 19, _) | (198, 51, 100) | (203, 0, 113));
    !(a == 0 || a >= 224 || shared || special || ip.is_loopback() || ip.is_private() || ip.is_link_local())
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    match ip.segments() {
        // Teredo, documentation, 6to4: addresses of another network inside.
        [0x2001, 0 | 0xdb8, ..] | [0x2002, ..] => false,
        [first, ..] => (0x2000..0x4000).contains(&first),
    }
}

#[cfg(test)]
mod tests {
    use super::{Reach, allowed, is_public};

    #[test]
    fn addresses_of_our_own_network_and_of_clouds_are_not_the_internet_s() {
        for ip in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "0.1.2.3",
            "192.0.0.1",
            "192.0.2.1",
            "198.18.0.1",
            "198.51.100.1",
            "203.0.113.9",
            "224.0.0.1",
            "255.255.255.255",
            "240.0.0.1",
            "192.88.99.1",
            "::1",
            "::",
            "fe80::1",
            "fd00::1",
            "fc00::1",
            "fec0::1",
            "ff02::1",
            "2001:db8::1",
            "::ffff:10.0.0.1",
            "::ffff:169.254.169.254",
            "64:ff9b::a00:1",
            "2002:a00:1::1",
            "2001:0:1::1",
            "100::1",
        ] {
            assert!(!is_public(ip.parse().unwrap()), "{ip}");
            assert!(allowed(ip.parse().unwrap(), Reach::Public, false).is_err(), "{ip}");
        }
        for ip in ["8.8.8.8", "172.32.0.1", "100.128.0.1", "192.0.1.1", "2606:4700::1111", "2a00:1450::1", "::ffff:8.8.8.8"] {
            assert!(is_public(ip.parse().unwrap()), "{ip}");
        }
    }

    #[test]
    fn plain_http_goes_to_this_computer_alone() {
        assert!(allowed("127.0.0.1".parse().unwrap(), Reach::Any, true).is_ok());
        for ip in ["10.1.2.3", "8.8.8.8", "::ffff:8.8.8.8"] {
            assert!(allowed(ip.parse().unwrap(), Reach::Any, true).is_err(), "{ip}");
        }
        assert!(allowed("10.1.2.3".parse().unwrap(), Reach::Any, false).is_ok());
    }
}
