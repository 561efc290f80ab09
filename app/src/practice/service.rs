//! The rules of practices.

use serde_json::json;
use uuid::Uuid;

use super::id::PracticeId;
use super::store::{self, PracticeRow};
use super::time::Zone;
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::platform::{Fault, Outcome, Platform, Tx};

/// A practice, as others see it.
#[derive(Clone, Debug)]
pub struct Practice {
    /// Its id inside.
    pub id: Uuid,
    /// What its people type.
    pub practice_id: PracticeId,
    /// Its name.
    pub name: String,
    /// The IANA name of its time zone.
    pub time_zone: String,
}

/// Makes a practice with a Practice ID that nobody has. Part of the caller's transaction.
///
/// # Errors
/// A database fault, or that no free Practice ID was found in ten draws from 32^5.
pub async fn create(platform: &Platform, tx: &mut Tx, name: &str) -> Outcome<Practice> {
    create_in(platform, tx, name, &Zone::default(), "operator").await
}

/// The same in a time zone, by whom `network` names: the operator, or whoever signed it up.
///
/// # Errors
/// As [`create`].
pub async fn create_in(platform: &Platform, tx: &mut Tx, name: &str, zone: &Zone, network: &str) -> Outcome<Practice> {
    let now = platform.clock.now();
    for _ in 0..10 {
        let practice_id = PracticeId::from_data(platform.random.bytes::<5>().map(|b| b % 32));
        // Looked up before it is written: a unique violation would end the transaction on PostgreSQL.
        if store::find(tx, practice_id.as_str()).await?.is_some() {
            continue;
        }
        let row = PracticeRow {
            id: platform.random.id(now),
            practice_id: practice_id.as_str().to_owned(),
            name: name.trim().to_owned(),
            created_at: now,
            time_zone: zone.name().to_owned(),
        };
        store::create(tx, &row).await?;
        let entry = Entry {
            practice: Some(row.id),
            detail: json!({ "name": row.name, "time_zone": row.time_zone }),
            ..Entry::of(Kind::PracticeCreated, now, network)
        };
        audit::append(platform, tx, entry).await?;
        return Ok(Practice { id: row.id, practice_id, name: row.name, time_zone: row.time_zone });
    }
    Err(Fault::internal("no free Practice ID found in ten draws"))
}

/// The practice with this Practice ID.
///
/// # Errors
/// A database fault.
pub async fn find(platform: &Platform, practice_id: &PracticeId) -> Outcome<Option<Practice>> {
    let mut tx = platform.db.read().await?;
    let row = store::find(&mut tx, practice_id.as_str()).await?;
    Ok(row.and_then(of_row))
}

/// All practices by name.
///
/// # Errors
/// A database fault.
pub async fn list(platform: &Platform) -> Outcome<Vec<Practice>> {
    let mut tx = platform.db.read().await?;
    Ok(store::list(&mut tx).await?.into_iter().filter_map(of_row).collect())
}

/// The zone that a practice's pages tell times in. A name that no table of zones knows any more is New York's, which the abbreviation
/// beside every time then says.
///
/// # Errors
/// A database fault.
pub async fn find_zone(tx: &mut Tx, practice: Uuid) -> Outcome<Zone> {
    let name = store::find_zone(tx, practice).await?;
    Ok(name.and_then(|name| Zone::parse(&name).ok()).unwrap_or_default())
}

/// A practice's name; empty for an unknown one.
///
/// # Errors
/// A database fault.
pub async fn find_name(tx: &mut Tx, practice: Uuid) -> Outcome<String> {
    Ok(store::find_name(tx, practice).await?.unwrap_or_default())
}

/// Takes the practice's lock until the transaction ends: changes of one practice take turns. Returns its Practice ID, bare.
///
/// # Errors
/// A database fault.
pub async fn lock(tx: &mut Tx, practice: Uuid) -> Outcome<String> {
    store::lock(tx, practice).await
}

fn of_row(row: PracticeRow) -> Option<Practice> {
    let practice_id = PracticeId::parse(&row.practice_id).ok()?;
    Some(Practice { id: row.id, practice_id, name: row.name, time_zone: row.time_zone })
}
