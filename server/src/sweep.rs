//! What nobody waits for: deleting what is over, putting right what a clock broke, noting the heads of the audit chains.

use std::path::{Path, PathBuf};
use std::time::Duration;

use app::addresses::service as addresses;
use app::admin_requests::service as requests;
use app::audit::door::sum_up_ended;
use app::audit::retention;
use app::auth::refusals::tell_owners;
use app::emergency::ends as emergency;
use app::invitations::service as invitations;
use app::known_browsers::service as known_browsers;
use app::lockout::service as lockout;
use app::log_in_codes::service as log_in_codes;
use app::maintenance::service as maintenance;
use app::medical_identifiers::reminders;
use app::near_usernames::service as near_usernames;
use app::outbox::service as outbox;
use app::passkeys::service as passkeys;
use app::password_reset::service as password_reset;
use app::patient_import::worker as imports;
use app::patients::find as patients;
use app::platform::{Outcome, Platform};
use app::practice_export::service as exports;
use app::second_factor::service as second_factor;
use app::security_codes::service as security_codes;
use app::sessions::service as sessions;
use app::sign_up::service as sign_up;
use app::totp::service as totp;
use app::users::fold as names;

use crate::checkpoints;

/// How often ended counters are swept.
const SWEEP: Duration = Duration::from_mins(10);

/// Does at the start, and every ten minutes, what nobody waits for. One that fails does not keep the others from their turn.
pub async fn sweep(platform: Platform, file: PathBuf) {
    if let Err(e) = near_usernames::fill(&platform).await {
        tracing::warn!("making keys of usernames: {e}");
    }
    if let Err(e) = names::fill(&platform).await {
        tracing::warn!("making keys of names: {e}");
    }
    loop {
        if let Err(e) = lockout::sweep(&platform).await {
            tracing::warn!("sweeping counters: {e}");
        }
        if let Err(e) = sessions::sweep(&platform).await {
            tracing::warn!("sweeping sessions: {e}");
        }
        if let Err(e) = emergency::put_right(&platform).await {
            tracing::warn!("putting emergency access right: {e}");
        }
        if let Err(e) = maintenance::announce(&platform).await {
            tracing::warn!("announcing maintenance: {e}");
        }
        if let Err(e) = reminders::remind(&platform).await {
            tracing::warn!("reminding of identifiers that end: {e}");
        }
        if let Err(e) = patients::sweep(&platform).await {
            tracing::warn!("forgetting searches: {e}");
        }
        if let Err(e) = retention::sweep(&platform).await {
            tracing::warn!("deleting what the audit trail need not keep: {e}");
        }
        if let Err(e) = sum_up_ended(&platform).await {
            tracing::warn!("summing refused log-ins up: {e}");
        }
        if let Err(e) = tell_owners(&platform).await {
            tracing::warn!("telling people of refused log-ins: {e}");
        }
        if let Err(e) = known_browsers::prune(&platform).await {
            tracing::warn!("pruning known browsers: {e}");
        }
        if let Err(e) = forget(&platform).await {
            tracing::warn!("deleting what is over: {e}");
        }
        tokio::time::sleep(SWEEP).await;
        note(&platform, &file).await;
    }
}

/// Deletes what was over long ago.
async fn forget(platform: &Platform) -> Outcome<()> {
    addresses::sweep(platform).await?;
    outbox::sweep(platform).await?;
    security_codes::sweep(platform).await?;
    password_reset::sweep(platform).await?;
    requests::sweep(platform).await?;
    second_factor::sweep(platform).await?;
    invitations::sweep(platform).await?;
    sign_up::sweep(platform).await?;
    log_in_codes::sweep(platform).await?;
    totp::sweep(platform).await?;
    passkeys::sweep(platform).await?;
    imports::sweep(platform).await?;
    exports::sweep(platform).await?;
    Ok(())
}

/// Writes the heads of the audit chains down outside of the database.
pub async fn note(platform: &Platform, file: &Path) {
    if let Err(e) = checkpoints::append(platform, file).await {
        tracing::error!("noting the heads of the audit chains: {e}");
    }
}
