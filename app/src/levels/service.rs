//! The rules of levels on the server: who may, asked inside of a transaction; the practice's matrix, shown and changed.

use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::model::{Area, Emergency, Guard, Holder, Level, LevelsPage, Matrix, Permission};
use super::store::{self, StandingRow};
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::platform::{Fault, Outcome, Platform, Tx};
use crate::practice::service as practices;
use crate::sessions::service::Actor;
use crate::users::service::full_name;

/// What became of a matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// It holds from the next request on.
    Done,
    /// Who asked may not any more.
    NotAllowed,
    /// What stands against it.
    Guarded(Vec<Guard>),
    /// Somebody else saved one meanwhile: how it stands now.
    Conflict(Box<LevelsPage>),
}

/// Somebody's axes, from what is stored of them.
#[must_use]
pub fn holder(level: &str, grants: &str, administrator: bool, emergency: Emergency) -> Holder {
    let level = Level::parse(level).unwrap_or(Level::Staff);
    Holder { row: Matrix::parse(grants).row(level), administrator, emergency }
}

/// Whether the actor may now: as their level, their rights and the practice's matrix are in this transaction.
///
/// # Errors
/// A database fault.
pub async fn is_allowed(tx: &mut Tx, actor: &Actor, permission: Permission) -> Outcome<bool> {
    let emergency = actor.emergency.as_ref().map(|one| one.id).unwrap_or_default();
    let row = store::find_standing(tx, actor.practice, actor.user, emergency).await?;
    Ok(row.is_some_and(|row: StandingRow| {
        let emergency = if row.emergency { actor.person.holder.emergency } else { Emergency::Off };
        holder(&row.level, &row.grants, row.administrator, emergency).may(permission)
    }))
}

/// The same with the practice's lock, as every change of a practice begins: two of them take turns.
///
/// # Errors
/// A database fault.
pub async fn lock(tx: &mut Tx, actor: &Actor, permission: Permission) -> Outcome<bool> {
    practices::lock(tx, actor.practice).await?;
    is_allowed(tx, actor, permission).await
}

/// The matrix of the actor's practice, and how many people have each level.
///
/// # Errors
/// A database fault.
pub async fn page(platform: &Platform, actor: &Actor) -> Outcome<LevelsPage> {
    let mut tx = platform.db.read().await?;
    page_in(&mut tx, actor).await
}

async fn page_in(tx: &mut Tx, actor: &Actor) -> Outcome<LevelsPage> {
    let row = store::find(tx, actor.practice).await?;
    let zone = practices::find_zone(tx, actor.practice).await?;
    let counts = store::count(tx, actor.practice).await?;
    let of = |level: Level| counts.iter().filter(|(name, ..)| name == level.as_str()).map(|(_, n, _)| n).sum();
    Ok(LevelsPage {
        matrix: row.as_ref().map_or(Matrix::RECOMMENDED, |row| Matrix::parse(&row.grants)),
        people: Level::ALL.map(of).to_vec(),
        administrators: counts.iter().map(|(_, _, n)| n).sum(),
        version: row.as_ref().map_or(0, |row| row.version),
        changed: row.map(|row| {
            let name = full_name(&row.first_name.unwrap_or_default(), &row.last_name.unwrap_or_default());
            (name, zone.in_words(row.changed_at))
        }),
    })
}

/// Whether a practice's matrix is another one than we recommend.
///
/// # Errors
/// A database fault.
pub async fn is_changed(tx: &mut Tx, practice: Uuid) -> Outcome<bool> {
    Ok(store::find(tx, practice).await?.is_some_and(|row| Matrix::parse(&row.grants) != Matrix::RECOMMENDED))
}

/// Saves a matrix that was opened at a version. What somebody else has saved since comes before what stands against it. It holds from everybody's next request on.
///
/// # Errors
/// A database fault.
pub async fn save(platform: &Platform, actor: &Actor, matrix: &Matrix, version: i64) -> Outcome<Saved> {
    let mut tx = platform.db.write().await?;
    if !lock(&mut tx, actor, Permission::Levels).await? {
        return Ok(Saved::NotAllowed);
    }
    let before = page_in(&mut tx, actor).await?;
    if before.version != version {
        return Ok(Saved::Conflict(Box::new(before)));
    }
    let guards = matrix.guards();
    if !guards.is_empty() {
        return Ok(Saved::Guarded(guards));
    }
    if before.matrix == *matrix {
        return Ok(Saved::Done);
    }
    let grants = serde_json::to_string(&matrix.names()).map_err(|e| Fault::internal(e.to_string()))?;
    let now = platform.clock.now();
    store::save(&mut tx, actor.practice, &grants, now, actor.user).await?;
    let entry = Entry {
        detail: json!({ "before": differing(&before.matrix, matrix), "after": differing(matrix, &before.matrix) }),
        ..Entry::by(actor, Kind::LevelsChanged, now)
    };
    audit::append(platform, &mut tx, entry).await?;
    tx.commit().await?;
    Ok(Saved::Done)
}

/// The cells that are not alike, as they are in the first.
fn differing(of: &Matrix, other: &Matrix) -> Value {
    let cells = Level::ALL.into_iter().flat_map(|level| Area::ALL.map(|area| (level, area)));
    let cells = cells.filter(|(level, area)| of.row(*level).of(*area) != other.row(*level).of(*area));
    let told = |(level, area): (Level, Area)| {
        (format!("{} {}", level.as_str(), area.as_str()), Value::from(of.row(level).of(area).as_str()))
    };
    Value::Object(cells.map(told).collect::<Map<_, _>>())
}
