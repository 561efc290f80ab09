//! Rights: who looks after accounts, who may use emergency access.

use serde_json::{Value, json};
use uuid::Uuid;

use super::manage::{Deed, Result, tell};
use super::store::{self, UserRow};
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::emergency::service as emergency;
use crate::levels::model::Permission;
use crate::platform::{Outcome, Platform, Tx};
use crate::second_factor::policy;
use crate::sessions::service::Actor;

/// Takes from a person of a practice the right that they were given in an emergency, in the caller's transaction; false when they are no administrator any
/// more, or the last one who can log in.
///
/// # Errors
/// A database fault.
pub async fn take_back(platform: &Platform, tx: &mut Tx, practice: Uuid, user: Uuid, detail: Value) -> Outcome<bool> {
    let Some(row) = store::find(tx, practice, user).await?.filter(|row| row.administrator) else { return Ok(false) };
    if store::count_other_administrators(tx, practice, row.id).await? == 0 {
        return Ok(false);
    }
    let now = platform.clock.now();
    store::set_administrator(tx, practice, row.id, false, now).await?;
    let entry = Entry { subject: Some(user), practice: Some(practice), detail, ..Entry::of(Kind::RemovedAdministrator, now, "") };
    audit::append(platform, tx, entry).await?;
    Ok(true)
}

/// What a deed needs beside the care for people; none: nothing.
pub(super) const fn further(deed: &Deed, before: &UserRow) -> Option<Permission> {
    match deed {
        Deed::RemoveAdministrator => Some(Permission::RemoveAdministrators),
        Deed::Deactivate if before.administrator => Some(Permission::RemoveAdministrators),
        Deed::AllowEmergency(_) => Some(Permission::Emergency),
        _ => None,
    }
}

pub(super) async fn set_administrator(
    platform: &Platform,
    tx: &mut Tx,
    actor: &Actor,
    before: &UserRow,
    to: bool,
) -> Outcome<Result> {
    if to == before.administrator {
        return Ok(Result::Done);
    }
    // A deactivated administrator does not count: nobody can turn to them.
    if !to && store::count_other_administrators(tx, actor.practice, before.id).await? == 0 {
        return Ok(Result::LastAdministrator);
    }
    store::set_administrator(tx, actor.practice, before.id, to, platform.clock.now()).await?;
    // Whoever was never here has their grace from their first log-in on.
    if !to || before.last_log_in_at.is_some() {
        policy::note_required(platform, tx, actor.practice, before.id).await?;
    }
    if to {
        emergency::note_grant(tx, actor, before.id).await?;
    }
    let kind = if to { Kind::MadeAdministrator } else { Kind::RemovedAdministrator };
    tell(platform, tx, actor, before.id, kind, json!({ "before": before.administrator, "after": to })).await
}

pub(super) async fn allow_emergency(
    platform: &Platform,
    tx: &mut Tx,
    actor: &Actor,
    before: &UserRow,
    to: bool,
) -> Outcome<Result> {
    if !emergency::designate(platform, tx, actor.practice, before.id, to).await? {
        return Ok(Result::Done);
    }
    let kind = if to { Kind::EmergencyAllowed } else { Kind::EmergencyDisallowed };
    tell(platform, tx, actor, before.id, kind, Value::Null).await
}
