//! One's own known browsers: the list, and forgetting them.

use serde_json::json;
use uuid::Uuid;

use super::model::KnownBrowser;
use super::service::list;
use super::store;
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::platform::{Outcome, Platform};
use crate::practice::service as practices;
use crate::sessions::service::Actor;

/// The actor's browsers, the last used first; `token` is what theirs is known by.
///
/// # Errors
/// A database fault.
pub async fn list_own(platform: &Platform, actor: &Actor, token: Option<&str>) -> Outcome<Vec<KnownBrowser>> {
    let mut tx = platform.db.read().await?;
    let zone = practices::find_zone(&mut tx, actor.practice).await?;
    let rows = list(platform, &mut tx, actor.user, token).await?;
    Ok(rows
        .into_iter()
        .map(|(row, this)| KnownBrowser {
            id: row.id.simple().to_string(),
            browser: row.browser,
            network: row.last_network,
            first: zone.in_words(row.first_at),
            last: zone.in_words(row.last_at),
            trusted_until: row.trusted_until.map(|at| zone.in_words(at)),
            this,
        })
        .collect())
}

/// Forgets one of the actor's browsers, or with none all of them: the next log-in from it is one from a new browser, and needs a code where
/// there is a second step. Somebody else's is not touched. Returns how many there were.
///
/// # Errors
/// A database fault.
pub async fn forget_own(platform: &Platform, actor: &Actor, browser: Option<Uuid>) -> Outcome<u64> {
    let mut tx = platform.db.write().await?;
    let gone = match browser {
        Some(id) => store::delete(&mut tx, actor.user, id).await?,
        None => store::delete_all(&mut tx, actor.user).await?,
    };
    if gone > 0 {
        let entry = Entry {
            subject: Some(actor.user),
            detail: json!({ "browsers_forgotten": gone }),
            ..Entry::by(actor, Kind::BrowserForgotten, platform.clock.now())
        };
        audit::append(platform, &mut tx, entry).await?;
    }
    tx.commit().await?;
    Ok(gone)
}
