//! The downtime kit: what a practice needs on paper, as far as who makes it may see.

use serde_json::json;

use super::model::{Kit, KitPage, PRINTED};
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::facilities::service as facilities;
use crate::levels::model::Permission;
use crate::patients::find as patients;
use crate::platform::{Outcome, Platform};
use crate::practice::service as practices;
use crate::sessions::service::Actor;
use crate::users::service as users;

/// The page, before the kit is made.
///
/// # Errors
/// A database fault.
pub async fn page(platform: &Platform, actor: &Actor) -> Outcome<KitPage> {
    let with_patients = actor.person.may(Permission::ViewPatients);
    let patients = if with_patients { patients::count(platform, actor).await? } else { 0 };
    Ok(KitPage { made: None, patients, with_patients })
}

/// Makes the kit. That somebody did is in the trail, with how many patients are in it.
///
/// # Errors
/// A database fault.
pub async fn make(platform: &Platform, actor: &Actor) -> Outcome<KitPage> {
    let page = page(platform, actor).await?;
    let rows = if page.with_patients { patients::for_paper(platform, actor, PRINTED + 1).await? } else { Vec::new() };
    let mut tx = platform.db.write().await?;
    let zone = practices::find_zone(&mut tx, actor.practice).await?;
    let kit = Kit {
        at: zone.in_words(platform.clock.now()),
        facilities: facilities::for_paper(&mut tx, actor.practice).await?,
        administrators: users::administrators_for_paper(&mut tx, actor.practice).await?,
        too_many: rows.len() > PRINTED,
        patients: rows.into_iter().take(PRINTED).collect(),
    };
    let entry = Entry {
        detail: json!({ "patients": kit.patients.len() }),
        ..Entry::by(actor, Kind::DowntimeKitMade, platform.clock.now())
    };
    audit::append(platform, &mut tx, entry).await?;
    tx.commit().await?;
    Ok(KitPage { made: Some(kit), ..page })
}
