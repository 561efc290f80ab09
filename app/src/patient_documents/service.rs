//! The rules of documents: who may, what is taken, what the trail has of it.

use serde_json::json;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::kinds::{self, Kind};
use super::model::{DocumentPage, LARGEST, MOST, Shown, size_in_words};
use super::room::MIB;
use super::store;
pub use super::store::{DocumentRow, delete_of_run, taken_records};
use super::text;
use crate::audit::model::Kind as Told;
use crate::i18n::Text;
use crate::levels::model::Permission;
use crate::levels::service as levels;
use crate::patients::rules::day_in_words;
use crate::patients::service as patients;
use crate::platform::tokens::hex;
use crate::platform::{Fault, Outcome, Platform, Tx};
use crate::practice::service as practices;
use crate::sessions::service::Actor;
use crate::web::leaving::Pieces;

/// How large a piece is, in bytes.
pub const PIECE: usize = MIB;

/// A file that may be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// As it is kept.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Of its bytes, in hex.
    pub sha256: String,
    /// All of them.
    pub bytes: Vec<u8>,
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// It is kept.
    Done,
    /// Who asked may not, or not any more.
    NotAllowed,
    /// None of this practice's patients has this id.
    Unknown,
    /// The patient has too many.
    Full,
}

/// What is found for somebody who asks for a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found<T> {
    /// This.
    One(T),
    /// Who asked may not, or not any more.
    NotAllowed,
    /// This patient of this practice has none with this id.
    Unknown,
}

/// Looks into a file, aside of what answers requests. What is wrong with it, if anything.
///
/// # Errors
/// A fault of ours.
pub async fn judge(name: String, bytes: Vec<u8>) -> Outcome<Result<Judged, Text>> {
    tokio::task::spawn_blocking(move || judged(&name, bytes)).await.map_err(|e| Fault::internal(format!("judging a file: {e}")))
}

/// The same at once.
///
/// # Errors
/// What is wrong with the file.
pub fn judged(name: &str, bytes: Vec<u8>) -> Result<Judged, Text> {
    if bytes.is_empty() {
        return Err(text::EMPTY);
    }
    if bytes.len() > LARGEST {
        return Err(text::LARGE);
    }
    let kind = kinds::of(&bytes).ok_or(text::KIND)?;
    let sha256 = hex(&Sha256::digest(&bytes));
    Ok(Judged { name: kinds::cleaned(name, kind), kind, sha256, bytes })
}

/// Adds a document to a patient.
///
/// # Errors
/// A database fault.
pub async fn add(platform: &Platform, actor: &Actor, patient: Uuid, file: &Judged) -> Outcome<Added> {
    let mut tx = platform.db.write().await?;
    if !levels::is_allowed(&mut tx, actor, Permission::EditPatients).await? {
        return Ok(Added::NotAllowed);
    }
    let Some((_, chart)) = patients::named(&mut tx, actor.practice, patient).await? else { return Ok(Added::Unknown) };
    if store::count_of_patient(&mut tx, actor.practice, patient).await? >= MOST {
        return Ok(Added::Full);
    }
    let now = platform.clock.now();
    let id = platform.random.id(now);
    let row = DocumentRow {
        id,
        practice: actor.practice,
        patient,
        record: id,
        name: file.name.clone(),
        media_type: file.kind.media_type().to_owned(),
        size: i64::try_from(file.bytes.len()).unwrap_or(i64::MAX),
        sha256: file.sha256.clone(),
        origin: String::new(),
        author: actor.person.name.clone(),
        added_on: practices::find_zone(&mut tx, actor.practice).await?.day_of(now),
        import_run: None,
        created_at: now,
    };
    keep(&mut tx, &row, &file.bytes).await?;
    tell(platform, &mut tx, actor, &row, (&chart, Told::DocumentAdded)).await?;
    tx.commit().await?;
    Ok(Added::Done)
}

/// Writes a document with its bytes.
///
/// # Errors
/// A database fault.
pub async fn keep(tx: &mut Tx, row: &DocumentRow, bytes: &[u8]) -> Outcome<()> {
    store::create(tx, row).await?;
    for (number, piece) in (0_i64..).zip(bytes.chunks(PIECE)) {
        store::create_piece(tx, row.id, number, piece).await?;
    }
    Ok(())
}

/// A patient's documents as the pages show them, the newest first.
///
/// # Errors
/// A database fault.
pub async fn list(tx: &mut Tx, practice: Uuid, patient: Uuid) -> Outcome<Vec<Shown>> {
    Ok(store::list_of_patient(tx, practice, patient).await?.iter().map(shown).collect())
}

fn shown(row: &DocumentRow) -> Shown {
    Shown {
        id: row.id.simple().to_string(),
        name: row.name.clone(),
        size: size_in_words(row.size),
        author: row.author.clone(),
        day: day_in_words(&row.added_on),
        origin: row.origin.clone(),
    }
}

/// The page of a document. That somebody looked at it is in the trail: its name may say much.
///
/// # Errors
/// A database fault.
pub async fn page(platform: &Platform, actor: &Actor, patient: Uuid, id: Uuid) -> Outcome<Found<DocumentPage>> {
    let mut tx = platform.db.write().await?;
    let (row, (of, chart)) = match find(&mut tx, actor, (patient, id), Permission::ViewPatients).await? {
        Found::One(found) => found,
        Found::NotAllowed => return Ok(Found::NotAllowed),
        Found::Unknown => return Ok(Found::Unknown),
    };
    patients::tell(platform, &mut tx, actor, (patient, &chart), Told::PatientSeen, json!({ "seen": "documents" })).await?;
    tx.commit().await?;
    Ok(Found::One(DocumentPage::One { patient: patient.simple().to_string(), of, shown: shown(&row) }))
}

/// A document that somebody takes along, as [`Leaving`].
///
/// # Errors
/// A database fault.
pub async fn open(platform: &Platform, actor: &Actor, patient: Uuid, id: Uuid) -> Outcome<Found<DocumentRow>> {
    let mut tx = platform.db.write().await?;
    let (row, (_, chart)) = match find(&mut tx, actor, (patient, id), Permission::ViewPatients).await? {
        Found::One(found) => found,
        Found::NotAllowed => return Ok(Found::NotAllowed),
        Found::Unknown => return Ok(Found::Unknown),
    };
    tell(platform, &mut tx, actor, &row, (&chart, Told::DocumentOpened)).await?;
    tx.commit().await?;
    Ok(Found::One(row))
}

/// A document that leaves, once it was opened.
pub struct Leaving {
    /// Where it is read.
    pub platform: Platform,
    /// The document.
    pub id: Uuid,
}

impl Pieces for Leaving {
    async fn piece(&self, number: i64) -> Outcome<Option<Vec<u8>>> {
        let mut tx = self.platform.db.read().await?;
        store::find_piece(&mut tx, self.id, number).await
    }

    async fn ended(&self, _whole: bool) -> Outcome<()> {
        Ok(())
    }
}

/// A document of a practice with all of its bytes, 25 MB at most; none where it is not there any more.
///
/// # Errors
/// A database fault; a fault of ours when the bytes are not those that were added.
pub async fn whole(platform: &Platform, practice: Uuid, id: Uuid) -> Outcome<Option<(DocumentRow, Vec<u8>)>> {
    let mut tx = platform.db.read().await?;
    // The bytes first: they go together with their row, so where that is still there they were all there.
    let pieces = store::list_pieces(&mut tx, id).await?;
    let Some(row) = store::find(&mut tx, practice, id).await? else { return Ok(None) };
    drop(tx);
    let digested = move || {
        let bytes = pieces.concat();
        (hex(&Sha256::digest(&bytes)), bytes)
    };
    let digested = tokio::task::spawn_blocking(digested).await;
    let (digest, bytes) = digested.map_err(|e| Fault::internal(format!("reading a document: {e}")))?;
    if digest != row.sha256 || usize::try_from(row.size).ok() != Some(bytes.len()) {
        return Err(Fault::internal(format!("the document {} is not what was added", row.id.simple())));
    }
    Ok(Some((row, bytes)))
}

/// Takes a document away for good.
///
/// # Errors
/// A database fault.
pub async fn remove(platform: &Platform, actor: &Actor, patient: Uuid, id: Uuid) -> Outcome<Found<()>> {
    let mut tx = platform.db.write().await?;
    let (row, (_, chart)) = match find(&mut tx, actor, (patient, id), Permission::EditPatients).await? {
        Found::One(found) => found,
        Found::NotAllowed => return Ok(Found::NotAllowed),
        Found::Unknown => return Ok(Found::Unknown),
    };
    // Two people at once: one of them has removed it.
    if store::delete(&mut tx, actor.practice, id).await? == 0 {
        return Ok(Found::Unknown);
    }
    tell(platform, &mut tx, actor, &row, (&chart, Told::DocumentRemoved)).await?;
    tx.commit().await?;
    Ok(Found::One(()))
}

/// What everything about one document begins with: the permission as it is now, the document of this patient, the patient's name and chart number.
async fn find(
    tx: &mut Tx,
    actor: &Actor,
    (patient, id): (Uuid, Uuid),
    permission: Permission,
) -> Outcome<Found<(DocumentRow, (String, String))>> {
    if !levels::is_allowed(tx, actor, permission).await? {
        return Ok(Found::NotAllowed);
    }
    let row = store::find(tx, actor.practice, id).await?.filter(|row| row.patient == patient);
    let Some(row) = row else { return Ok(Found::Unknown) };
    let named = patients::named(tx, actor.practice, patient).await?;
    Ok(named.map_or(Found::Unknown, |named| Found::One((row, named))))
}

/// Which document and how large, never what it is called.
async fn tell(platform: &Platform, tx: &mut Tx, actor: &Actor, row: &DocumentRow, (chart, kind): (&str, Told)) -> Outcome<()> {
    let detail = json!({ "document": row.id.simple().to_string(), "size": row.size });
    patients::tell(platform, tx, actor, (row.patient, chart), kind, detail).await
}
