//! Pages and files a second: of what a bare handler of axum does with the same bytes, and of the same page without the look-up of its session.

use crate::load::{in_turns, pages, rate};
use crate::process::{Server, get, send};
use crate::report::{Aim, Report};
use crate::stage::{Baseline, HERE, Stage, cookie, settle};

/// How long a run is, in seconds.
const SECONDS: u32 = 2;
/// What a signed-in page must at least be of the same page without the check.
const CHECKED: f64 = 0.5;
/// What a file must at least be of the same bytes from a bare handler.
const FILE: f64 = 0.8;

/// The page after log-in, which everybody opens.
pub async fn signed_in(stage: &Stage, server: &Server, report: &mut Report) {
    let cookie = cookie(server, stage.middle()).await;
    let token = cookie.split_once('=').unwrap().1;
    let unchecked = Baseline::start(&stage.place.dir, "unchecked", token);
    let answer = raw(server.port, &get("/home", HERE, &cookie)).await;
    assert!(String::from_utf8_lossy(&answer.1).contains("Jin"));
    let without = raw(unchecked.port, &get("/home", HERE, "")).await;
    // The nonce differs; nothing else does.
    let (ours, theirs) = (answer.1.len(), without.1.len());
    assert!(ours.abs_diff(theirs) < 16, "{ours} and {theirs} bytes: {}", String::from_utf8_lossy(&without.1));
    let same = bare(stage, "home", &answer);
    let headers = [format!("Cookie: {cookie}"), format!("X-Forwarded-For: {HERE}"), "Host: ehr.example".to_owned()];
    let runs = in_turns(3, |side| {
        let load = pages([server.port, unchecked.port, same.port][side], "/home", SECONDS, &headers);
        settle();
        load
    });
    let [(with, n), (known, _), (bytes, _)] = [rate(&runs[0]), rate(&runs[1]), rate(&runs[2])];
    let (name, title) = (stage.name, stage.title());
    let mut add = |id: &str, what: &str, value: f64, unit: &str, aim: Aim| {
        report.add_of(n, &format!("page-{name}-{id}"), &format!("{title}: {what}"), value, unit, aim);
    };
    add("ratio", "/home, of the same page without the look-up of its session", with / known, "x", Aim::AtLeast(CHECKED));
    add("ratio-bare", "/home, of a bare handler that returns the same bytes", with / bytes, "x", Aim::None);
    add("per-s", "/home a second", with, "/s", Aim::None);
    add("per-s-bare", &format!("the bare handler's {ours} bytes a second"), bytes, "/s", Aim::None);
}

/// The two files that `/login` waits for.
pub async fn files(stage: &Stage, server: &Server, report: &mut Report) {
    let page = send(server.port, &get("/login", HERE, "")).await.unwrap();
    for (id, ending) in [("css", ".css"), ("js", ".js")] {
        let path = linked(&page.body).into_iter().find(|path| path.ends_with(ending)).expect("the page links it");
        let path = path.as_str();
        let encoded = "Accept-Encoding: br".to_owned();
        let request = get(path, HERE, "").replace("\r\n\r\n", &format!("\r\n{encoded}\r\n\r\n"));
        let answer = raw(server.port, &request).await;
        let same = bare(stage, id, &answer);
        let runs = in_turns(2, |side| {
            let load = pages([server.port, same.port][side], path, SECONDS, std::slice::from_ref(&encoded));
            settle();
            load
        });
        let [(ours, n), (theirs, _)] = [rate(&runs[0]), rate(&runs[1])];
        let what = format!("a file of {} bytes ({ending}), of a bare handler that returns the same", answer.1.len());
        report.add_of(n, &format!("asset-{id}-ratio"), &what, ours / theirs, "x", Aim::AtLeast(FILE));
        report.add_of(n, &format!("asset-{id}-per-s"), &format!("that file ({ending}) a second"), ours, "/s", Aim::None);
    }
}

/// A server that returns what the product answered.
fn bare(stage: &Stage, name: &str, (head, body): &(String, Vec<u8>)) -> Baseline {
    let file = stage.place.dir.join(name);
    std::fs::write(file.with_extension("head"), head).unwrap();
    std::fs::write(file.with_extension("body"), body).unwrap();
    Baseline::start(&stage.place.dir, "bytes", file.to_str().unwrap())
}

/// An answer whose body is no text: its head and its bytes.
pub async fn raw(port: u16, request: &str) -> (String, Vec<u8>) {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let mut stream = tokio::net::TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await.unwrap();
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    let body = &bytes[end + 4..];
    let chunked = head.to_ascii_lowercase().contains("\r\ntransfer-encoding: chunked");
    (head, if chunked { joined(body) } else { body.to_vec() })
}

/// A body that came in chunks (RFC 9112, 7.1).
fn joined(mut body: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    while let Some(end) = body.windows(2).position(|two| two == b"\r\n") {
        let size = usize::from_str_radix(std::str::from_utf8(&body[..end]).unwrap(), 16).unwrap();
        if size == 0 {
            break;
        }
        whole.extend_from_slice(&body[end + 2..end + 2 + size]);
        body = &body[end + 4 + size..];
    }
    whole
}

/// The style sheet and the script that a page loads before it is shown.
pub fn linked(page: &str) -> Vec<String> {
    let tags = page.split('<').filter(|tag| tag.starts_with("script ") || tag.starts_with("link ") && tag.contains("stylesheet"));
    let value = |tag: &str, name: &str| Some(tag.split_once(&format!("{name}=\""))?.1.split('"').next()?.to_owned());
    tags.filter_map(|tag| value(tag, " src").or_else(|| value(tag, " href"))).filter(|path| path.starts_with('/')).collect()
}
