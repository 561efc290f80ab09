//! What `vestibule export` does: an archive into a file of this machine.

use std::path::Path;
use std::sync::atomic::AtomicI64;

use serde_json::json;
use takeout::Manifest;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::gather::{Counts, Wish};
use super::work::{Job, produce};
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::platform::whole_file::WholeFile;
use crate::platform::{Outcome, Platform};

/// Writes an export of a practice, or of one of its patients, into a new file that only its owner may read. A file that is there already stays. Dropped, it
/// leaves nothing.
///
/// # Errors
/// A database fault, or one of the disk; nothing of it is left then.
pub async fn export(
    platform: &Platform,
    practice: Uuid,
    patient: Option<Uuid>,
    path: &Path,
    passphrase: Option<Zeroizing<String>>,
) -> Outcome<(Manifest, Counts)> {
    let now = platform.clock.now();
    let half = WholeFile::begin(path)?;
    let job = Job { wish: Wish { practice, patient, until: now }, by: String::new(), reason: String::new(), passphrase };
    let (_, manifest, counts) = produce(platform, job, half.file()?, &AtomicI64::default()).await?;
    let mut entry = Entry { practice: Some(practice), subject: patient, ..Entry::of(Kind::ExportMade, now, "operator") };
    entry.detail = json!({ "patients": counts.patients, "documents": counts.documents });
    // Before there is a file: none of which the trail does not know.
    let mut tx = platform.db.write().await?;
    audit::append(platform, &mut tx, entry).await?;
    tx.commit().await?;
    half.name()?;
    Ok((manifest, counts))
}
