//! What `vestibule export` does: an archive into a file of this machine.

use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use serde_json::json;
use takeout::Manifest;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::gather::{Counts, Wish};
use super::work::{Job, Watch, produce};
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::platform::{Fault, Outcome, Platform};

/// Writes an export of a practice, or of one of its patients, into a new file that only its owner may read. A file that is there already stays.
///
/// # Errors
/// A database fault, or one of the disk.
pub async fn export(
    platform: &Platform,
    practice: Uuid,
    patient: Option<Uuid>,
    path: &Path,
    passphrase: Option<Zeroizing<String>>,
) -> Outcome<(Manifest, Counts)> {
    let wrong = |e| Fault::io(format!("writing {}", path.display()))(e);
    let now = platform.clock.now();
    // Named when it is whole: half an archive is never taken for one.
    let half = path.with_extension("zip.part");
    let out = OpenOptions::new().write(true).read(true).create(true).truncate(true).mode(0o600).open(&half).map_err(wrong)?;
    let job = Job { wish: Wish { practice, patient, until: now }, by: String::new(), reason: String::new(), passphrase };
    let made = produce(platform, job, out, Watch::Nobody).await;
    let (file, manifest, counts) = match made {
        Ok(Some(made)) => made,
        other => {
            let _ = std::fs::remove_file(&half);
            return other.and_then(|_| Err(Fault::internal("the export was not finished")));
        }
    };
    file.sync_all().map_err(wrong)?;
    std::fs::hard_link(&half, path).and_then(|()| std::fs::remove_file(&half)).map_err(wrong)?;
    let mut entry = Entry { practice: Some(practice), subject: patient, ..Entry::of(Kind::ExportMade, now, "operator") };
    entry.detail = json!({ "patients": counts.patients, "documents": counts.documents });
    let mut tx = platform.db.write().await?;
    audit::append(platform, &mut tx, entry).await?;
    tx.commit().await?;
    Ok((manifest, counts))
}
