//! Codes told in person that wrong tries have ended. The answer to a try is the same for every name, so the trail is told by the worker, not by it.

use serde_json::json;

use super::guessed_store as store;
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::platform::{Outcome, Platform};

/// Tells the trail of codes that wrong tries have ended since the last round. Returns how many there were.
///
/// # Errors
/// A database fault.
pub async fn tell(platform: &Platform) -> Outcome<usize> {
    let mut tx = platform.db.read().await?;
    if !store::has_guessed(&mut tx).await? {
        return Ok(0);
    }
    drop(tx);
    let mut tx = platform.db.write().await?;
    let rows = store::take_guessed(&mut tx, platform.clock.now()).await?;
    for row in &rows {
        let entry = Entry {
            subject: Some(row.user_id),
            practice: Some(row.practice),
            detail: json!({ "started_by": row.created_by, "tries": row.tries }),
            // Tries may have come from many networks.
            ..Entry::of(Kind::ResetCodeGuessed, row.cancelled_at.unwrap_or_else(|| platform.clock.now()), "")
        };
        audit::append(platform, &mut tx, entry).await?;
    }
    tx.commit().await?;
    Ok(rows.len())
}
