//! The operator's store: a folder of the machine, or a bucket that speaks S3. An archive is there under its name only when it is whole.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::sync::atomic::AtomicI64;
use std::time::Duration;

use hyper::Method;
use rusty_s3::S3Action as _;
use rusty_s3::actions::CreateMultipartUpload;
use rusty_s3::{Bucket, Credentials, UrlStyle};
use sha2::{Digest as _, Sha256};
use url::Url;

use super::gather::disk;
use super::store::ExportRow;
use super::work::Hands;
use crate::platform::export_settings::S3Settings;
use crate::platform::http::{Call, Http, Reach};
use crate::platform::lease::{Held as _, kept};
use crate::platform::tokens::hex;
use crate::platform::whole_file::WholeFile;
use crate::platform::{Fault, Outcome, Platform};

/// So much leaves at once, in bytes: an S3 store takes 10,000 parts of at least 5 MiB.
const PART: u64 = 8 * 1024 * 1024;
/// How long a part may take.
const LIMIT: Duration = Duration::from_secs(50);
/// How often a part is sent, where the store has no time or the line breaks.
const TRIES: u32 = 3;
/// Between two of them; the second time twice as long.
const PAUSE: Duration = Duration::from_secs(1);
/// How often we say meanwhile that the export is in our hands.
const TICK: Duration = Duration::from_secs(15);
/// How long a signed address works.
const SIGNED: Duration = Duration::from_mins(2);

/// Brings an archive to the store. Its size in bytes and its SHA-256; none: the export was taken out of our hands. Unless it is whole, nothing of it stays there.
///
/// # Errors
/// A fault of the disk or of the store, or that there is none.
pub async fn bring(platform: &Platform, name: &str, file: File, row: &mut ExportRow) -> Outcome<Option<(i64, String)>> {
    let mut store = Store::open(platform, name).await?;
    let done = AtomicI64::new(row.done);
    let brought = fill(&mut store, file, &mut Hands { platform, row, done: &done }).await;
    if !matches!(brought, Ok(Some(_))) {
        store.abandon().await;
    }
    brought
}

async fn fill(store: &mut Store, mut file: File, hands: &mut Hands<'_>) -> Outcome<Option<(i64, String)>> {
    let (mut size, mut digest) = (0_i64, Sha256::new());
    loop {
        let mut part = Vec::new();
        (&mut file).take(PART).read_to_end(&mut part).map_err(disk)?;
        if part.is_empty() {
            break;
        }
        digest.update(&part);
        size += i64::try_from(part.len()).unwrap_or_default();
        if kept(TICK, hands, store.put(part)).await?.is_none() || !hands.hold().await? {
            return Ok(None);
        }
    }
    let finished = kept(TICK, hands, store.finish()).await?;
    Ok(finished.map(|()| (size, hex(&digest.finalize()))))
}

enum Store {
    /// None once it has its name.
    Folder(Option<WholeFile>),
    S3(Box<Upload>),
}

struct Upload {
    http: Http,
    bucket: Bucket,
    credentials: Credentials,
    object: String,
    id: String,
    etags: Vec<String>,
}

impl Store {
    async fn open(platform: &Platform, name: &str) -> Outcome<Self> {
        let exports = &platform.settings.exports;
        if let Some(s3) = &exports.s3 {
            return Ok(Self::S3(Box::new(Upload::begin(s3, name).await?)));
        }
        let folder = exports.folder.as_ref().ok_or_else(|| Fault::internal("there is no [exports] store any more"))?;
        Ok(Self::Folder(Some(WholeFile::begin(&folder.join(name))?)))
    }

    async fn put(&mut self, part: Vec<u8>) -> Outcome<()> {
        match self {
            Self::Folder(half) => {
                let mut out = half.as_ref().ok_or_else(named)?.file()?;
                aside(move || out.write_all(&part).map_err(Fault::io("writing to the [exports] folder"))).await
            }
            Self::S3(upload) => upload.put(part).await,
        }
    }

    async fn finish(&mut self) -> Outcome<()> {
        match self {
            Self::Folder(half) => {
                let half = half.take().ok_or_else(named)?;
                aside(move || half.replace()).await
            }
            Self::S3(upload) => upload.finish().await,
        }
    }

    /// Takes back what is there so far, as well as it goes.
    async fn abandon(self) {
        match self {
            Self::Folder(half) => drop(half),
            Self::S3(upload) => upload.abandon().await,
        }
    }
}

fn named() -> Fault {
    Fault::internal("the export has its name already")
}

/// A folder may be on another machine, and that may be slow.
async fn aside(work: impl FnOnce() -> Outcome<()> + Send + 'static) -> Outcome<()> {
    tokio::task::spawn_blocking(work).await.map_err(|e| Fault::internal(e.to_string()))?
}

impl Upload {
    async fn begin(s3: &S3Settings, name: &str) -> Outcome<Self> {
        let endpoint = Url::parse(&s3.endpoint).map_err(|e| Fault::internal(format!("[exports.s3] endpoint: {e}")))?;
        let bucket = Bucket::new(endpoint, UrlStyle::Path, s3.bucket.clone(), s3.region.clone());
        let bucket = bucket.map_err(|e| Fault::internal(format!("[exports.s3] bucket: {e}")))?;
        let credentials =
            Credentials::new(&s3.access_key, s3.secret_key.as_ref().map(secrecy::ExposeSecret::expose_secret).unwrap_or_default());
        let object = format!("{}{name}", s3.prefix);
        let http = Http::new(LIMIT)?;
        let url = bucket.create_multipart_upload(Some(&credentials), &object).sign(SIGNED);
        let (text, _) = send(&http, Method::POST, &url, Vec::new()).await.map_err(Refused::fault)?;
        let begun =
            CreateMultipartUpload::parse_response(&text).map_err(|e| Fault::internal(format!("the store's answer: {e}")))?;
        let id = begun.upload_id().to_owned();
        Ok(Self { http, bucket, credentials, object, id, etags: Vec::new() })
    }

    async fn put(&mut self, part: Vec<u8>) -> Outcome<()> {
        let number = u16::try_from(self.etags.len() + 1).map_err(|_| Fault::internal("the export has too many parts"))?;
        // The same part again replaces the one before.
        let url = || self.bucket.upload_part(Some(&self.credentials), &self.object, number, &self.id).sign(SIGNED);
        let (_, etag) = again(&self.http, Method::PUT, url, &part).await?;
        self.etags.push(etag.ok_or_else(|| Fault::internal("the store named no ETag of a part"))?);
        Ok(())
    }

    async fn finish(&self) -> Outcome<()> {
        let action = || {
            let etags = self.etags.iter().map(String::as_str);
            self.bucket.complete_multipart_upload(Some(&self.credentials), &self.object, &self.id, etags)
        };
        let (text, _) = again(&self.http, Method::POST, || action().sign(SIGNED), action().body().as_bytes()).await?;
        // S3 says 200 first and finds the mistake afterwards.
        if text.contains("<Error>") {
            return Err(Fault::internal("the store did not put the parts together"));
        }
        Ok(())
    }

    async fn abandon(self) {
        let action = self.bucket.abort_multipart_upload(Some(&self.credentials), &self.object, &self.id);
        let _ = send(&self.http, Method::DELETE, &action.sign(SIGNED), Vec::new()).await;
    }
}

/// Why the store did not do something.
struct Refused {
    why: String,
    /// It may do it at the next try: it had no time, or the line broke.
    later: bool,
}

impl Refused {
    fn fault(self) -> Fault {
        Fault::internal(self.why)
    }
}

/// Sends something, and once more where that may help. An address is signed for each try.
async fn again(http: &Http, method: Method, url: impl Fn() -> Url, body: &[u8]) -> Outcome<(String, Option<String>)> {
    let mut pause = PAUSE;
    let mut left = TRIES;
    loop {
        left -= 1;
        match send(http, method.clone(), &url(), body.to_vec()).await {
            Err(refused) if refused.later && left > 0 => tracing::warn!("once more: {}", refused.why),
            other => return other.map_err(Refused::fault),
        }
        tokio::time::sleep(pause).await;
        pause *= 2;
    }
}

/// The text and the `ETag` of an answer that says yes. What is logged of one that does not is the store's own code: no key and no address.
async fn send(http: &Http, method: Method, url: &Url, body: Vec<u8>) -> Result<(String, Option<String>), Refused> {
    let answer = http.send(Call { method, url, headers: Vec::new(), body, reach: Reach::Any }).await;
    let answer = answer.map_err(|e| Refused { why: format!("the [exports.s3] store: {e:?}"), later: true })?;
    let text = String::from_utf8_lossy(&answer.body).into_owned();
    if (200..300).contains(&answer.status) {
        return Ok((text, answer.etag));
    }
    let code: String = text
        .split_once("<Code>")
        .and_then(|(_, rest)| rest.split_once("</Code>"))
        .map(|(code, _)| code.chars().take(60).collect())
        .unwrap_or_default();
    let later = answer.status >= 500 || answer.status == 429;
    Err(Refused { why: format!("the [exports.s3] store answers {} {code}", answer.status), later })
}
