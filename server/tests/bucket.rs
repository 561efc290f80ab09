//! A store that speaks S3, as far as we speak it: parts of an upload, each request signed (AWS Signature Version 4), checked by code that shares nothing with ours.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use app::platform::export_settings::S3Settings;
use app::platform::tokens::hex;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};

const SECRET: &str = "a secret of forty characters, as they are";
const REGION: &str = "us-east-1";

/// What the store does not do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fails {
    /// The second part: it has no time.
    Part,
    /// The second part: we may not.
    Part403,
    /// Putting the parts together.
    Complete,
    /// The same, found after it said yes.
    CompleteLate,
    /// The second part, and taking the upload back.
    PartAndAbort,
}

#[derive(Default)]
struct Inside {
    uploads: BTreeMap<String, BTreeMap<u16, Vec<u8>>>,
    objects: BTreeMap<String, Vec<u8>>,
    parts: usize,
    fails: Option<(Fails, u32)>,
}

/// The store.
#[derive(Clone)]
pub struct Bucket {
    inside: Arc<Mutex<Inside>>,
    endpoint: String,
}

impl Bucket {
    pub async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let bucket = Self { inside: Arc::default(), endpoint: format!("http://{}", listener.local_addr().unwrap()) };
        let router = Router::new().fallback(answer).layer(DefaultBodyLimit::disable()).with_state(bucket.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        bucket
    }

    pub fn settings(&self) -> S3Settings {
        S3Settings {
            endpoint: self.endpoint.clone(),
            region: REGION.to_owned(),
            bucket: "exports".to_owned(),
            prefix: "vestibule/".to_owned(),
            access_key: "AKIAEXAMPLE".to_owned(),
            secret_key: Some(SECRET.into()),
        }
    }

    /// So often it does not do this.
    pub fn fail(&self, what: Fails, times: u32) {
        self.inside.lock().unwrap().fails = Some((what, times));
    }

    /// Uploads that were begun go, as the operator has told the store to do.
    pub fn forget(&self) {
        self.inside.lock().unwrap().uploads.clear();
    }

    pub fn objects(&self) -> BTreeMap<String, Vec<u8>> {
        self.inside.lock().unwrap().objects.clone()
    }

    pub fn uploads(&self) -> usize {
        self.inside.lock().unwrap().uploads.len()
    }

    pub fn parts(&self) -> usize {
        self.inside.lock().unwrap().parts
    }
}

impl Inside {
    fn fails(&mut self, at: &[Fails]) -> Option<Response> {
        let (what, left) = self.fails.filter(|(what, left)| at.contains(what) && *left > 0)?;
        self.fails = Some((what, left - 1));
        let answer = match what {
            Fails::Part403 => (StatusCode::FORBIDDEN, "<Error><Code>AccessDenied</Code></Error>"),
            Fails::CompleteLate => (StatusCode::OK, "<Error><Code>InternalError</Code></Error>"),
            Fails::Part => (StatusCode::SERVICE_UNAVAILABLE, "<Error><Code>SlowDown</Code></Error>"),
            _ => (StatusCode::INTERNAL_SERVER_ERROR, "<Error><Code>InternalError</Code></Error>"),
        };
        Some(answer.into_response())
    }
}

fn mac(key: &[u8], text: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

/// Whether the address is signed with the secret, over everything in it.
fn is_signed(method: &Method, uri: &Uri, host: &str) -> bool {
    let mut pairs: Vec<(&str, &str)> =
        uri.query().unwrap_or_default().split('&').map(|pair| pair.split_once('=').unwrap_or((pair, ""))).collect();
    let get = |pairs: &[(&str, &str)], name: &str| {
        pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()).unwrap_or_default()
    };
    let signature = get(&pairs, "X-Amz-Signature");
    let (at, scope) = (get(&pairs, "X-Amz-Date"), get(&pairs, "X-Amz-Credential").replace("%2F", "/"));
    let scope = scope.split_once('/').map(|(_, scope)| scope.to_owned()).unwrap_or_default();
    pairs.retain(|(key, _)| *key != "X-Amz-Signature");
    pairs.sort_unstable();
    let query: Vec<String> = pairs.iter().map(|(key, value)| format!("{key}={value}")).collect();
    let canonical = format!("{method}\n{}\n{}\nhost:{host}\n\nhost\nUNSIGNED-PAYLOAD", uri.path(), query.join("&"));
    let text = format!("AWS4-HMAC-SHA256\n{at}\n{scope}\n{}", hex(&Sha256::digest(canonical)));
    let key =
        [&at[..8], REGION, "s3", "aws4_request"].iter().fold(format!("AWS4{SECRET}").into_bytes(), |key, part| mac(&key, part));
    hex(&mac(&key, &text)) == signature
}

async fn answer(State(bucket): State<Bucket>, method: Method, uri: Uri, headers: HeaderMap, body: Bytes) -> Response {
    let host = headers[header::HOST].to_str().unwrap();
    if !is_signed(&method, &uri, host) {
        return (StatusCode::FORBIDDEN, "<Error><Code>SignatureDoesNotMatch</Code></Error>").into_response();
    }
    let query: BTreeMap<String, String> = uri
        .query()
        .unwrap_or_default()
        .split('&')
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(a, b)| (a.to_owned(), b.to_owned()))
        .collect();
    let name = uri.path().trim_start_matches("/exports/").to_owned();
    let mut inside = bucket.inside.lock().unwrap();
    let upload = query.get("uploadId").cloned();
    match (method.as_str(), upload) {
        ("POST", None) => {
            inside.uploads.insert("upload-1".to_owned(), BTreeMap::new());
            format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><InitiateMultipartUploadResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Bucket>exports</Bucket><Key>{name}</Key><UploadId>upload-1</UploadId></InitiateMultipartUploadResult>").into_response()
        }
        ("PUT", Some(upload)) => {
            let number: u16 = query["partNumber"].parse().unwrap();
            if number == 2
                && let Some(no) = inside.fails(&[Fails::Part, Fails::Part403, Fails::PartAndAbort])
            {
                return no;
            }
            inside.parts += 1;
            let Some(parts) = inside.uploads.get_mut(&upload) else { return StatusCode::NOT_FOUND.into_response() };
            parts.insert(number, body.to_vec());
            ([(header::ETAG, format!("\"part-{number}\""))], "").into_response()
        }
        ("POST", Some(upload)) => {
            if let Some(no) = inside.fails(&[Fails::Complete, Fails::CompleteLate]) {
                return no;
            }
            let Some(parts) = inside.uploads.remove(&upload) else { return StatusCode::NOT_FOUND.into_response() };
            let said = String::from_utf8(body.to_vec()).unwrap();
            assert!(parts.keys().all(|number| said.contains(&format!("part-{number}"))), "{said}");
            inside.objects.insert(name, parts.into_values().flatten().collect());
            "<CompleteMultipartUploadResult></CompleteMultipartUploadResult>".into_response()
        }
        ("DELETE", Some(upload)) => {
            if let Some(no) = inside.fails(&[Fails::PartAndAbort]) {
                return no;
            }
            inside.uploads.remove(&upload);
            StatusCode::NO_CONTENT.into_response()
        }
        _ => StatusCode::BAD_REQUEST.into_response(),
    }
}
