//! Rights: who looks after accounts, who may use emergency access.

use serde_json::{Value, json};

use super::manage::{Deed, Result, tell};
use super::store::{self, UserRow};
use crate::audit::model::Kind;
use crate::emergency::service as emergency;
use crate::levels::model::Permission;
use crate::platform::{Outcome, Platform, Tx};
use crate::second_factor::policy;
use crate::sessions::service::Actor;

/// What a deed would have been in the trail.
pub(super) const fn kind_of(deed: &Deed) -> Kind {
    match deed {
        Deed::Save(..) => Kind::UserChanged,
        Deed::Deactivate => Kind::Deactivated,
        Deed::Reactivate => Kind::Reactivated,
        Deed::MakeAdministrator => Kind::MadeAdministrator,
        Deed::RemoveAdministrator => Kind::RemovedAdministrator,
        Deed::Unlock => Kind::Unlocked,
        Deed::EndSessions(..) => Kind::SessionEnded,
        Deed::EndTrust(..) => Kind::TrustEnded,
        Deed::RemoveSecondStep(_) => Kind::SecondStepRemoved,
        Deed::ResetPhone(_) => Kind::PhoneReset,
        Deed::AllowEmergency(true) => Kind::EmergencyAllowed,
        Deed::AllowEmergency(false) => Kind::EmergencyDisallowed,
        Deed::ReleaseAddress(_) => Kind::LogInAddressReleased,
    }
}

/// What a deed needs beside the care for people; none: nothing. An administrator's account is an administrator's to change: lifting a wait takes nothing away.
pub(super) fn further(deed: &Deed, before: &UserRow, actor: &Actor) -> Option<Permission> {
    match deed {
        Deed::AllowEmergency(_) => Some(Permission::Emergency),
        Deed::MakeAdministrator | Deed::RemoveAdministrator => Some(Permission::Administrators),
        Deed::Unlock => None,
        _ if before.administrator && before.id != actor.user => Some(Permission::Administrators),
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
    if !emergency::designate(platform, tx, actor, before.id, to).await? {
        return Ok(Result::Done);
    }
    let kind = if to { Kind::EmergencyAllowed } else { Kind::EmergencyDisallowed };
    tell(platform, tx, actor, before.id, kind, Value::Null).await
}

/// Whoever is deactivated, or comes back from that, is not named for emergencies any more.
pub(super) async fn forget_emergency(platform: &Platform, tx: &mut Tx, actor: &Actor, before: &UserRow) -> Outcome<()> {
    if emergency::forget(platform, tx, actor, before.id).await? {
        tell(platform, tx, actor, before.id, Kind::EmergencyDisallowed, Value::Null).await?;
    }
    Ok(())
}
