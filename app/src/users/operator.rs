//! What the operator does to a person when nobody in the practice can: the only deeds without an administrator behind them.

use serde_json::json;
use uuid::Uuid;

use super::service::{Resettable, full_name};
use super::store;
use super::waits::{Whose, forgive};
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::platform::{Outcome, Platform, Tx};
use crate::practice::service::{self as practices, Practice};

/// Lifts the limit and the waits of a person, by the operator. Says whether there is such a person.
///
/// # Errors
/// A database fault.
pub async fn unlock_by_operator(platform: &Platform, practice: &Practice, username: &str) -> Outcome<bool> {
    let mut tx = platform.db.write().await?;
    let Some(user) = store::find_id_by_name(&mut tx, practice.practice_id.as_str(), username).await? else { return Ok(false) };
    forgive(platform, &mut tx, Whose { user, practice_id: practice.practice_id.as_str(), username }).await?;
    let entry =
        Entry { subject: Some(user), practice: Some(practice.id), ..Entry::of(Kind::Unlocked, platform.clock.now(), "operator") };
    audit::append(platform, &mut tx, entry).await?;
    tx.commit().await?;
    Ok(true)
}

/// Who was found to be let back in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// An active administrator, or somebody who shall be one.
    Administrator(Resettable),
    /// No such person in this practice.
    NoSuchUser,
    /// May not log in.
    Deactivated,
    /// May log in, and not look after accounts.
    NoAdministrator,
}

/// The person: an active administrator, or with `make` anybody, since the link will make them one. Takes the practice's lock.
///
/// # Errors
/// A database fault.
pub async fn for_recovery(tx: &mut Tx, practice: &Practice, username: &str, make: bool) -> Outcome<Found> {
    practices::lock(tx, practice.id).await?;
    let Some(id) = store::find_id_by_name(tx, practice.practice_id.as_str(), username).await? else {
        return Ok(Found::NoSuchUser);
    };
    let Some(row) = store::find(tx, practice.id, id).await? else { return Ok(Found::NoSuchUser) };
    if !make && row.deactivated_at.is_some() {
        return Ok(Found::Deactivated);
    }
    if !make && !row.administrator {
        return Ok(Found::NoAdministrator);
    }
    Ok(Found::Administrator(Resettable {
        username: row.username.clone(),
        id: row.id,
        name: full_name(&row.first_name, &row.last_name),
        first_name: row.first_name,
        email: row.email,
        administrator: true,
        email_set_at: row.email_set_at,
    }))
}

/// Makes a person an active administrator, in the caller's transaction.
///
/// # Errors
/// A database fault.
pub async fn raise(platform: &Platform, tx: &mut Tx, practice: Uuid, user: Uuid) -> Outcome<()> {
    practices::lock(tx, practice).await?;
    let Some(row) = store::find(tx, practice, user).await? else { return Ok(()) };
    let now = platform.clock.now();
    let entry =
        |kind, detail| Entry { subject: Some(row.id), practice: Some(practice), detail, ..Entry::of(kind, now, "operator") };
    if row.deactivated_at.is_some() {
        store::set_deactivated(tx, practice, row.id, None, now).await?;
        audit::append(platform, tx, entry(Kind::Reactivated, json!({ "sessions_ended": 0 }))).await?;
    }
    if !row.administrator {
        store::set_administrator(tx, practice, row.id, true, now).await?;
        audit::append(platform, tx, entry(Kind::MadeAdministrator, json!({ "before": false, "after": true }))).await?;
    }
    Ok(())
}
