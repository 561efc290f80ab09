//! The rules of the current facility.

use serde_json::json;
use uuid::Uuid;

use super::model::Place;
use super::store;
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::platform::{Outcome, Platform};
use crate::sessions::service::Actor;

/// The places that the actor can choose of, the primary one first.
///
/// # Errors
/// A database fault.
pub async fn list(platform: &Platform, actor: &Actor) -> Outcome<Vec<Place>> {
    let mut tx = platform.db.read().await?;
    let rows = store::list(&mut tx, actor.practice).await?;
    let place = |row: store::PlaceRow| Place {
        id: row.id.simple().to_string(),
        city: format!("{}, {}", row.city, row.state),
        here: actor.facility == Some(row.id),
        name: row.name,
    };
    Ok(rows.into_iter().map(place).collect())
}

/// The actor works at this facility from now on; false when their practice has none of this id in use.
///
/// # Errors
/// A database fault.
pub async fn enter(platform: &Platform, actor: &Actor, facility: Uuid) -> Outcome<bool> {
    let mut tx = platform.db.write().await?;
    let Some(name) = store::find(&mut tx, actor.practice, facility).await? else { return Ok(false) };
    if actor.facility == Some(facility) {
        return Ok(true);
    }
    store::enter(&mut tx, actor.session, facility).await?;
    store::remember(&mut tx, actor.user, facility).await?;
    let entry = Entry {
        detail: json!({ "session": actor.session, "facility": facility, "name": name, "before": actor.facility }),
        ..Entry::by(actor, Kind::FacilityEntered, platform.clock.now())
    };
    audit::append(platform, &mut tx, entry).await?;
    tx.commit().await?;
    Ok(true)
}
