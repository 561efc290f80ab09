//! A small mail server in a thread: takes mail without TLS, and refuses some recipients as real ones do.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// What it took, headers and all.
#[derive(Clone)]
pub struct Sink {
    pub port: u16,
    pub mails: Arc<Mutex<Vec<String>>>,
}

/// Called with the number of mails so far when a client says QUIT: it has our 250, and waits for this last answer.
type AtQuit = dyn Fn(usize) + Send + Sync;

impl Sink {
    pub fn start() -> Self {
        Self::on(TcpListener::bind("127.0.0.1:0").unwrap(), |_| ())
    }

    /// On a port that the caller holds.
    pub fn on(listener: TcpListener, at_quit: impl Fn(usize) + Send + Sync + 'static) -> Self {
        let sink = Self { port: listener.local_addr().unwrap().port(), mails: Arc::default() };
        let (mails, at_quit): (_, Arc<AtQuit>) = (sink.mails.clone(), Arc::new(at_quit));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (mails, at_quit) = (mails.clone(), at_quit.clone());
                std::thread::spawn(move || serve(stream, &mails, &*at_quit));
            }
        });
        sink
    }
}

/// Ends with the connection, whoever closes it.
fn serve(mut stream: TcpStream, mails: &Mutex<Vec<String>>, at_quit: &AtQuit) -> Option<()> {
    let mut lines = BufReader::new(stream.try_clone().ok()?).lines();
    write!(stream, "220 sink ESMTP\r\n").ok()?;
    loop {
        let line = lines.next()?.ok()?;
        let verb = line.get(..4).unwrap_or_default().to_ascii_uppercase();
        let answer = match verb.as_str() {
            "EHLO" => "250-sink\r\n250 8BITMIME",
            "RCPT" if line.contains("busy@") => "451 4.3.0 come back later",
            "RCPT" if line.contains("nobody@") => "550 5.1.1 <nobody@elm.example> is unknown here",
            "DATA" => {
                write!(stream, "354 go on\r\n").ok()?;
                let mut mail = String::new();
                loop {
                    let line = lines.next()?.ok()?;
                    if line == "." {
                        break;
                    }
                    mail += line.strip_prefix('.').unwrap_or(&line);
                    mail.push('\n');
                }
                mails.lock().unwrap().push(mail);
                "250 taken"
            }
            "QUIT" => {
                let so_far = mails.lock().unwrap().len();
                at_quit(so_far);
                let _ = write!(stream, "221 bye\r\n");
                return None;
            }
            "MAIL" | "RCPT" | "RSET" | "NOOP" => "250 fine",
            _ => "502 unknown",
        };
        write!(stream, "{answer}\r\n").ok()?;
    }
}
