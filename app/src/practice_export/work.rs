//! Making an archive: for the worker, which keeps it in the database or brings it to the operator's store, and for the command, which wants a file.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::Duration;

use serde_json::json;
use sha2::{Digest as _, Sha256};
use takeout::manifest::{Manifest, NAME, Scope, VERSION};
use takeout::patient::Practice;
use tokio::sync::mpsc;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::archive::{self, Head, Part};
use super::gather::{Counts, Gatherer, Wish, disk};
use super::model::{HOURS, State};
use super::rows::moment;
use super::store::{self, ExportRow};
use super::{deliver, readme, schedule, service};
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::patients::bulk;
use crate::platform::clock::{HOUR, Millis};
use crate::platform::lease::{self, Held, LEASE};
use crate::platform::tokens::hex;
use crate::platform::{Fault, Outcome, Platform, Tx, background, seal};
use crate::practice::id::PracticeId;
use crate::practice::service as practices;
use crate::practice_info::service as practice_info;
use crate::users::service as users;

/// How often a node says that it still works on an export, and how far it is.
const TICK: Duration = Duration::from_secs(2);
/// Parts that wait to be written.
const WAITING: usize = 4;
/// How large a piece of an archive is, in bytes.
const PIECE: u64 = 1024 * 1024;
/// How often it is tried.
pub(super) const ATTEMPTS: i64 = 3;

/// What is to be made.
pub struct Job {
    /// What of.
    pub wish: Wish,
    /// Who asked, by name.
    pub by: String,
    /// What for.
    pub reason: String,
    /// Locks it.
    pub passphrase: Option<Zeroizing<String>>,
}

/// An export in the hands of this node.
pub(super) struct Hands<'a> {
    pub(super) platform: &'a Platform,
    pub(super) row: &'a mut ExportRow,
    /// Patients that are read.
    pub(super) done: &'a AtomicI64,
}

impl Held for Hands<'_> {
    async fn hold(&mut self) -> Outcome<bool> {
        self.row.done = self.done.load(Ordering::Relaxed);
        let mut tx = self.platform.db.write().await?;
        let held = hold(self.platform, &mut tx, self.row).await?;
        tx.commit().await?;
        Ok(held)
    }
}

/// Keeps an export for a while longer, with how far it is. False: somebody has taken it out of our hands, and nothing of this transaction must stay.
async fn hold(platform: &Platform, tx: &mut Tx, row: &mut ExportRow) -> Outcome<bool> {
    let until = lease::next(platform.clock.now(), row.leased_until);
    let held = store::hold(tx, row, until).await? == 1;
    row.leased_until = until;
    Ok(held)
}

/// Ends the thread that writes when nobody waits for it any more.
struct Waiting(Arc<AtomicBool>);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Writes an archive; `done` says how many patients are read. Dropped, it writes no further.
///
/// # Errors
/// A database fault, or one of the disk.
pub async fn produce(platform: &Platform, job: Job, out: File, done: &AtomicI64) -> Outcome<(File, Manifest, Counts)> {
    let wish = job.wish;
    let mut tx = platform.db.write().await?;
    bulk::set_records(&mut tx, wish.practice).await?;
    tx.commit().await?;
    let mut tx = platform.db.read().await?;
    let head = head(platform, &mut tx, job).await?;
    drop(tx);
    let (send, mut parts) = mpsc::channel::<Part>(WAITING);
    let stop = Arc::new(AtomicBool::new(false));
    let _waiting = Waiting(Arc::clone(&stop));
    let writing = background::begin("export", move || archive::write(out, head, stop, &mut parts));
    let gathered = Gatherer::gather(platform, wish, send, done).await;
    let written = writing.await?.map_err(disk);
    // What the writer says comes first: where it failed, the other side only found nobody listening.
    match (written, gathered) {
        (Err(e), _) | (_, Err(e)) => Err(e),
        (Ok(Some((file, manifest))), Ok(Some(counts))) => Ok((file, manifest, counts)),
        _ => Err(Fault::internal("the parts of an export ended before the last")),
    }
}

async fn head(platform: &Platform, tx: &mut Tx, job: Job) -> Outcome<Head> {
    let (practice_id, values) = practice_info::values(tx, job.wish.practice).await?;
    let get = |name: &str| values.get(name).cloned().unwrap_or_default();
    let display = PracticeId::parse(&practice_id).map(|id| id.display()).unwrap_or(practice_id);
    let created = moment(Some(job.wish.until));
    let zone = practices::find_zone(tx, job.wish.practice).await?;
    let manifest = Manifest {
        format: NAME.to_owned(),
        version: VERSION,
        software: format!("Vestibule {}", env!("CARGO_PKG_VERSION")),
        scope: if job.wish.patient.is_some() { Scope::Patient } else { Scope::Practice },
        created: created.clone(),
        time_zone: zone.name().to_owned(),
        practice_id: display,
        practice: get("name"),
        by: job.by,
        reason: job.reason,
        files: Vec::new(),
    };
    let readme = readme::readme(&manifest, &zone.in_words(job.wish.until), job.passphrase.is_some(), &platform.settings.base_url);
    let practice = Practice {
        id: job.wish.practice.to_string(),
        name: get("name"),
        phone: get("phone"),
        npi: get("npi"),
        address_1: get("address_1"),
        address_2: get("address_2"),
        city: get("city"),
        state: get("state"),
        zip: get("zip"),
        created,
    };
    Ok(Head { practice, manifest, readme, passphrase: job.passphrase })
}

/// Makes the next export that somebody waits for, and begins those whose turn it is. False: none waits.
///
/// # Errors
/// A database fault, or one of the disk; the export waits until its lease is over, and is tried again.
pub async fn work(platform: &Platform) -> Outcome<bool> {
    // What is wrong with schedules holds up nobody who asks for an export.
    if let Err(e) = service::begin_due(platform).await {
        tracing::error!("beginning exports by schedule: {e}");
    }
    let now = platform.clock.now();
    let mut tx = platform.db.write().await?;
    let row = store::claim(&mut tx, now, now + LEASE).await?;
    tx.commit().await?;
    let Some(mut row) = row else { return Ok(false) };
    if row.attempts > ATTEMPTS {
        finish(platform, &mut row, State::Failed, Kind::ExportFailed).await?;
        service::delete_pieces(platform, row.id).await?;
        return Ok(true);
    }
    Box::pin(make(platform, &mut row)).await?;
    Ok(true)
}

async fn make(platform: &Platform, row: &mut ExportRow) -> Outcome<()> {
    let done = AtomicI64::new(0);
    // What a node had kept that did not get to the end.
    let cleared = service::delete_pieces(platform, row.id);
    if lease::kept(TICK, &mut Hands { platform, row, done: &done }, cleared).await?.is_none() {
        return Ok(());
    }
    let mut tx = platform.db.read().await?;
    row.total = if row.patient.is_some() { 1 } else { super::source_store::count_patients(&mut tx, row.practice).await? };
    let by = match row.actor {
        Some(who) => users::find_named_by_id(&mut tx, who).await?.map(|user| users::full_name(&user.first_name, &user.last_name)),
        None => None,
    };
    drop(tx);
    if !(Hands { platform, row, done: &done }).hold().await? {
        return Ok(());
    }
    let passphrase = seal::open(&platform.secrets, &service::sealed_for(row.id), &row.sealed)?;
    if passphrase.is_none() {
        return Err(Fault::internal("an export without a passphrase is not made"));
    }
    let wish = Wish { practice: row.practice, patient: row.patient, until: platform.clock.now() };
    let job = Job { wish, by: by.unwrap_or_default(), reason: row.reason.clone(), passphrase };
    let out = tempfile::tempfile().map_err(Fault::io("making a temporary file"))?;
    let made = lease::kept(TICK, &mut Hands { platform, row, done: &done }, produce(platform, job, out, &done)).await?;
    let Some((file, _, counts)) = made else { return Ok(()) };
    row.counts = serde_json::to_string(&counts).map_err(|e| Fault::internal(e.to_string()))?;
    row.done = i64::try_from(counts.patients).unwrap_or(i64::MAX);
    if row.scheduled { bring(platform, row, file).await } else { keep(platform, row, file).await }
}

/// Keeps an archive where every node can give it out.
async fn keep(platform: &Platform, row: &mut ExportRow, mut file: File) -> Outcome<()> {
    file.seek(SeekFrom::Start(0)).map_err(disk)?;
    let mut digest = Sha256::new();
    for number in 0.. {
        let mut piece = Vec::new();
        (&mut file).take(PIECE).read_to_end(&mut piece).map_err(disk)?;
        if piece.is_empty() {
            break;
        }
        digest.update(&piece);
        row.size += i64::try_from(piece.len()).unwrap_or_default();
        let mut tx = platform.db.write().await?;
        // In one transaction: what somebody does not want any more, or another node makes, gets no further piece.
        if !hold(platform, &mut tx, row).await? {
            return Ok(());
        }
        store::create_piece(&mut tx, row.id, number, &piece).await?;
        tx.commit().await?;
    }
    row.digest = hex(&digest.finalize());
    row.ready_until = platform.clock.now() + HOURS * HOUR;
    finish(platform, row, State::Ready, Kind::ExportMade).await
}

/// Brings an archive to the operator's store.
async fn bring(platform: &Platform, row: &mut ExportRow, mut file: File) -> Outcome<()> {
    file.seek(SeekFrom::Start(0)).map_err(disk)?;
    let mut tx = platform.db.read().await?;
    let (practice_id, _) = practice_info::values(&mut tx, row.practice).await?;
    drop(tx);
    let name = format!("{practice_id}-{}.zip", moment(Some(row.created_at)).replace([':', '-'], "").replace(".000", ""));
    let brought = deliver::bring(platform, &name, file, row).await?;
    let Some((size, digest)) = brought else { return Ok(()) };
    (row.size, row.digest) = (size, digest);
    finish(platform, row, State::Sent, Kind::ExportMade).await
}

async fn finish(platform: &Platform, row: &mut ExportRow, to: State, kind: Kind) -> Outcome<()> {
    let now = platform.clock.now();
    let mut tx = platform.db.write().await?;
    if store::finish(&mut tx, row, to.as_str(), now).await? == 1 {
        let mut entry = entry(row, kind, now);
        let counts: Counts = serde_json::from_str(&row.counts).unwrap_or_default();
        entry.detail = json!({
            "export": row.id.simple().to_string(), "patients": counts.patients, "documents": counts.documents, "size": row.size, "digest": row.digest,
        });
        audit::append(platform, &mut tx, entry).await?;
        if to == State::Failed && row.scheduled {
            schedule::failed(platform, &mut tx, row).await?;
        } else {
            service::tell(platform, &mut tx, row, to).await?;
        }
    }
    tx.commit().await
}

/// An entry of what is done for who asked; about the patient, where it is one.
#[must_use]
pub fn entry(row: &ExportRow, kind: Kind, now: Millis) -> Entry {
    Entry {
        actor: row.actor,
        practice: Some(row.practice),
        facility: row.facility,
        subject: row.patient,
        ..Entry::of(kind, now, &row.network)
    }
}

/// Whether a practice has this patient.
///
/// # Errors
/// A database fault.
pub async fn has_patient(platform: &Platform, practice: Uuid, patient: Uuid) -> Outcome<bool> {
    let mut tx = platform.db.read().await?;
    Ok(!bulk::find(&mut tx, practice, &[patient]).await?.is_empty())
}
