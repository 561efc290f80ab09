//! A gateway's server in a thread: answers as it is told, keeps what it was sent, and has the bad days of real ones.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A request as it arrived.
#[derive(Clone, Debug)]
pub struct Received {
    pub method: String,
    pub path: String,
    /// Names in lower case.
    pub headers: BTreeMap<String, String>,
    pub body: String,
}

impl Received {
    /// A value of the form that was posted.
    pub fn form(&self, name: &str) -> Option<String> {
        url::form_urlencoded::parse(self.body.as_bytes()).find(|(n, _)| n == name).map(|(_, value)| value.into_owned())
    }
}

/// How a request is answered.
#[derive(Clone, Debug)]
pub enum Reply {
    /// With status, further header lines and body.
    Answer(u16, &'static str, String),
    /// The same, after this long.
    Slow(Duration, Box<Reply>),
    /// Not at all: the connection is closed once the request has been read.
    Hangup,
    /// With bytes that are no HTTP.
    Garbage,
    /// With a head that promises a body, and half of it.
    HalfABody(u16),
    /// With a body that never ends.
    Endless,
}

impl Reply {
    pub fn json(status: u16, body: &str) -> Self {
        Self::Answer(status, "Content-Type: application/json\r\n", body.to_owned())
    }
}

/// The server.
#[derive(Clone)]
pub struct Vendor {
    pub port: u16,
    received: Arc<Mutex<Vec<Received>>>,
    reply: Arc<Mutex<Reply>>,
}

impl Vendor {
    pub fn start(reply: Reply) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let vendor =
            Self { port: listener.local_addr().unwrap().port(), received: Arc::default(), reply: Arc::new(Mutex::new(reply)) };
        let of = vendor.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let of = of.clone();
                std::thread::spawn(move || of.serve(stream));
            }
        });
        vendor
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// From now on it answers so.
    pub fn answers(&self, reply: Reply) {
        *self.reply.lock().unwrap() = reply;
    }

    pub fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap().clone()
    }

    pub fn last(&self) -> Received {
        self.received().pop().expect("nothing was received")
    }

    fn serve(&self, mut stream: TcpStream) {
        let Some(request) = read(&stream) else { return };
        self.received.lock().unwrap().push(request);
        let reply = self.reply.lock().unwrap().clone();
        write(&mut stream, &reply);
    }
}

fn read(stream: &TcpStream) -> Option<Received> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let mut words = line.split_whitespace();
    let (method, path) = (words.next()?.to_owned(), words.next()?.to_owned());
    let mut headers = BTreeMap::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        headers.insert(name.to_lowercase(), value.trim().to_owned());
    }
    let length = headers.get("content-length").and_then(|n| n.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(Received { method, path, headers, body: String::from_utf8(body).ok()? })
}

fn write(stream: &mut TcpStream, reply: &Reply) {
    match reply {
        Reply::Answer(status, headers, body) => {
            let _ = write!(stream, "HTTP/1.1 {status} X\r\n{headers}Content-Length: {}\r\n\r\n{body}", body.len());
        }
        Reply::Slow(wait, reply) => {
            std::thread::sleep(*wait);
            write(stream, reply);
        }
        Reply::Hangup => {}
        Reply::Garbage => {
            let _ = stream.write_all(b"\x16\x03\x01 nobody speaks this\r\n\r\n");
        }
        Reply::HalfABody(status) => {
            let _ = write!(stream, "HTTP/1.1 {status} X\r\nContent-Length: 500\r\n\r\n{{\"sid\": \"SM");
        }
        Reply::Endless => {
            let _ = write!(stream, "HTTP/1.1 201 X\r\nContent-Length: 99999999999\r\n\r\n");
            while stream.write_all(&[b' '; 4096]).is_ok() {}
        }
    }
}
