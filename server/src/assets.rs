//! What was built for the browser: kept in memory, compressed beforehand, cached for good (their names change with their content).

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::Arc;

use app::platform::{Fault, Outcome};
use app::web::site::Assets;
use axum::body::Body;
use axum::extract::{Path as UrlPath, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use serde::Deserialize;

/// All files by their path below the site's folder.
#[derive(Clone, Default)]
pub struct Files(Arc<HashMap<String, File>>);

struct File {
    plain: Bytes,
    brotli: Option<Bytes>,
    kind: HeaderValue,
}

#[derive(Deserialize)]
struct Manifest {
    files: BTreeMap<String, String>,
    build: String,
}

/// Reads `manifest.json` and every file of the built site.
///
/// # Errors
/// [`Fault::Internal`] with the remedy when it was not built, [`Fault::Io`] when a file can't be read.
pub fn load(dir: &Path) -> Outcome<(Files, Assets)> {
    let manifest = dir.join("manifest.json");
    let text = std::fs::read_to_string(&manifest).map_err(|_| {
        Fault::internal(format!(
            "the site is not built: {} is missing. Run `make run` (or `cargo xtask site`), or set [server] site_dir",
            manifest.display()
        ))
    })?;
    let manifest: Manifest =
        serde_json::from_str(&text).map_err(|e| Fault::internal(format!("{} is damaged: {e}", manifest.display())))?;
    let mut files = HashMap::new();
    for folder in ["", "pkg"] {
        let entries = std::fs::read_dir(dir.join(folder)).map_err(Fault::io(format!("reading {}", dir.display())))?;
        for entry in entries.flatten().filter(|e| e.path().is_file()) {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name == "manifest.json" || Path::new(&name).extension().is_none_or(|e| e == "br") {
                continue;
            }
            let read = |path: &Path| std::fs::read(path).map(Bytes::from);
            let plain = read(&entry.path()).map_err(Fault::io(format!("reading {name}")))?;
            let brotli = read(&dir.join(folder).join(format!("{name}.br"))).ok();
            let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
            files.insert(path, File { plain, brotli, kind: kind(&name) });
        }
    }
    let urls = manifest.files.into_iter().map(|(name, path)| (name, format!("/{path}"))).collect();
    Ok((Files(Arc::new(files)), Assets { urls, build: manifest.build }))
}

fn kind(name: &str) -> HeaderValue {
    HeaderValue::from_static(match name.rsplit('.').next().unwrap_or_default() {
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "txt" => "text/plain; charset=utf-8",
        "png" => "image/png",
        _ => "application/octet-stream",
    })
}

/// `GET /pkg/{file}`: for good.
pub async fn packaged(State(files): State<Files>, UrlPath(name): UrlPath<String>, headers: HeaderMap) -> Response {
    files.answer(&format!("pkg/{name}"), &headers, "public, max-age=31536000, immutable")
}

/// `GET /favicon.svg` and the like: for a day.
pub async fn plain(State(files): State<Files>, uri: axum::http::Uri, headers: HeaderMap) -> Response {
    files.answer(uri.path().trim_start_matches('/'), &headers, "public, max-age=86400")
}

impl Files {
    fn answer(&self, path: &str, headers: &HeaderMap, caching: &'static str) -> Response {
        let Some(file) = self.0.get(path) else { return StatusCode::NOT_FOUND.into_response() };
        let takes_brotli = headers
            .get(header::ACCEPT_ENCODING)
            .and_then(|v| v.to_str().ok())
            .is_some_and(|v| v.split(',').any(|e| e.trim().split(';').next() == Some("br")));
        let (body, encoded) = match &file.brotli {
            Some(brotli) if takes_brotli => (brotli, true),
            _ => (&file.plain, false),
        };
        let mut response = Response::new(Body::from(body.clone()));
        let out = response.headers_mut();
        out.insert(header::CONTENT_TYPE, file.kind.clone());
        out.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
        out.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        if encoded {
            out.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
        }
        response
    }
}
