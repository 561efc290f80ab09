//! What was open when a backup was made does not open anything after its restore: a session may have been closed since, a link used or
//! taken back, and the database can't know.

use app::addresses::{change, service as addresses};
use app::audit::model::Kind;
use app::audit::service::{self as audit, Entry};
use app::invitations::service as invitations;
use app::log_in_codes::service as log_in_codes;
use app::password_reset::service as password_reset;
use app::platform::{Millis, Outcome, Platform, migrate};
use app::practice::access_code;
use app::practice_export::service as exports;
use app::second_factor::own as second_factor;
use app::sessions::service as sessions;
use app::sign_up::service as sign_up;
use serde_json::json;

/// How much was ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ended {
    /// Sessions.
    pub sessions: i64,
    /// Links and codes that lead to a new password.
    pub resets: i64,
    /// Invitations that waited for their person.
    pub invitations: u64,
    /// Log-ins that waited for their second step.
    pub steps: u64,
    /// Browsers that were asked for none.
    pub trusted: u64,
    /// Exports that could be fetched, or waited.
    pub exports: u64,
}

/// The migration that brought the second step. An older backup has none of its tables, and is migrated by the next start only.
const SECOND_STEP: i64 = 202_611_251_000;

/// Ends every open session, reset, invitation, second step, code for one log-in and claim on an address of a restored database, and all trust in
/// browsers, deletes every export, makes every Practice Access Code a new one, and with `tell` says so in every practice's audit trail. All or nothing.
///
/// `made_at` is the backup's time.
///
/// # Errors
/// A database fault.
pub(super) async fn revoke(platform: &Platform, made_at: Millis, tell: bool) -> Outcome<Ended> {
    // Every practice has a chain from the moment it is made, and the chains' tables are the same in a backup of an older release.
    let chains = audit::checkpoints(platform).await?;
    // A backup of an older release may have no table of them.
    let applied = migrate::applied(&platform.db).await?;
    let (has_steps, with_codes) = (applied.contains(&SECOND_STEP), applied.contains(&log_in_codes::SINCE));
    let mut tx = platform.db.write().await?;
    if with_codes {
        log_in_codes::end_restored(platform, &mut tx).await?;
    }
    let mut open_invitations = 0;
    if applied.contains(&invitations::SINCE) {
        open_invitations = invitations::end_restored(platform, &mut tx).await?;
        access_code::replace_restored(platform, &mut tx).await?;
    }
    if applied.contains(&sign_up::SINCE) {
        sign_up::end_restored(platform, &mut tx).await?;
    }
    if applied.contains(&addresses::SINCE) {
        change::end_restored(platform, &mut tx).await?;
    }
    let mut open_exports = 0;
    if applied.contains(&exports::SINCE) {
        open_exports = exports::end_restored(platform, &mut tx).await?;
    }
    let sessions = sessions::end_restored(platform, &mut tx).await?;
    let resets = password_reset::end_restored(platform, &mut tx).await?;
    let (steps, trusted) = if has_steps { second_factor::end_restored(platform, &mut tx).await? } else { (0, 0) };
    // The door's chain is named otherwise.
    for practice in chains.iter().filter(|_| tell).filter_map(|c| c.chain.parse().ok()) {
        let in_it = |all: &[(_, i64)]| all.iter().find(|(p, _)| *p == practice).map_or(0, |(_, n)| *n);
        let detail = json!({ "backup_of": made_at, "sessions_ended": in_it(&sessions), "resets_ended": in_it(&resets) });
        let entry = Entry { practice: Some(practice), detail, ..Entry::of(Kind::Restored, platform.clock.now(), "operator") };
        audit::append(platform, &mut tx, entry).await?;
    }
    tx.commit().await?;
    let sum = |all: &[(_, i64)]| all.iter().map(|(_, n)| n).sum();
    Ok(Ended {
        sessions: sum(&sessions),
        resets: sum(&resets),
        invitations: open_invitations,
        steps,
        trusted,
        exports: open_exports,
    })
}
