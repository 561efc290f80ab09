//! A session that comes from a network which its practice does not allow.

use serde_json::json;

use super::store::{self, SessionRow};
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::platform::{Outcome, Platform};
use crate::security_policy::model::NetworkRules;
use crate::security_policy::networks;

/// Whether the practice does not let its person work from here.
pub(super) fn is_outside(row: &SessionRow, network: &str) -> bool {
    let rules = NetworkRules { list: row.networks.clone(), administrators_too: row.administrators_too };
    networks::is_outside(&rules, row.administrator, network)
}

/// Tells the trail of a session that is tried from outside, once for each network.
pub(super) async fn note(platform: &Platform, row: &SessionRow, network: &str) -> Outcome<()> {
    if row.refused_network.as_deref() == Some(network) || !is_outside(row, network) {
        return Ok(());
    }
    let mut tx = platform.db.write().await?;
    if store::refuse_network(&mut tx, row.id, network).await? == 1 {
        let entry = Entry {
            actor: Some(row.user_id),
            subject: Some(row.user_id),
            practice: Some(row.practice),
            detail: json!({ "session": row.id, "browser": row.browser }),
            ..Entry::of(Kind::NetworkRefused, platform.clock.now(), network)
        };
        audit::append(platform, &mut tx, entry).await?;
    }
    tx.commit().await
}
