//! The rules of adding people.

use serde_json::json;
use uuid::Uuid;

use super::model::{Level, Username};
use super::store::{self, NewUserRow};
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::levels::model::Permission;
use crate::levels::service as levels;
use crate::near_usernames::service as near_usernames;
use crate::platform::{Outcome, Platform, Tx};
use crate::practice::service as practices;
use crate::sessions::service::Actor;

/// A person to be added.
#[derive(Clone, Debug)]
pub struct NewUser {
    /// Unique within the practice.
    pub username: Username,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Contact address.
    pub email: Option<String>,
    /// Contact number.
    pub phone: Option<String>,
    /// Edit level.
    pub level: Level,
    /// May look after accounts.
    pub administrator: bool,
}

/// What became of an addition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Created {
    /// The new user's id.
    Done(Uuid),
    /// The practice has this username already.
    UsernameTaken,
    /// Who asked is no administrator any more.
    NotAllowed,
}

/// Adds a user; `by` is the administrator, none for the operator. Part of the caller's transaction.
///
/// # Errors
/// A database fault.
pub async fn create(platform: &Platform, tx: &mut Tx, practice: Uuid, new: &NewUser, by: Option<&Actor>) -> Outcome<Created> {
    // The lock makes what is looked up hold until the end: the same name cannot be added twice at once.
    practices::lock(tx, practice).await?;
    if let Some(actor) = by
        && !levels::is_allowed(tx, actor, if new.administrator { Permission::Administrators } else { Permission::Users }).await?
    {
        return Ok(Created::NotAllowed);
    }
    add(platform, tx, practice, new, (by.map(|a| a.user), by.map_or("operator", |a| a.network.as_str()))).await
}

/// Adds the first person of a practice that was made in this transaction, by themselves.
///
/// # Errors
/// A database fault.
pub async fn create_first(platform: &Platform, tx: &mut Tx, practice: Uuid, new: &NewUser, network: &str) -> Outcome<Created> {
    add(platform, tx, practice, new, (None, network)).await
}

async fn add(
    platform: &Platform,
    tx: &mut Tx,
    practice: Uuid,
    new: &NewUser,
    (by, network): (Option<Uuid>, &str),
) -> Outcome<Created> {
    let now = platform.clock.now();
    if store::username_exists(tx, practice, new.username.as_str()).await? {
        return Ok(Created::UsernameTaken);
    }
    let id = platform.random.id(now);
    let row = NewUserRow {
        id,
        practice,
        username: new.username.as_str(),
        first_name: &new.first_name,
        last_name: &new.last_name,
        email: new.email.as_deref(),
        phone: new.phone.as_deref(),
        level: new.level.as_str(),
        administrator: new.administrator,
    };
    store::create(tx, &row, now).await?;
    near_usernames::add(tx, practice, id, new.username.as_str()).await?;
    let entry = Entry {
        actor: by,
        subject: Some(id),
        practice: Some(practice),
        detail: json!({ "username": new.username.as_str(), "level": new.level, "administrator": new.administrator }),
        ..Entry::of(Kind::UserCreated, now, network)
    };
    audit::append(platform, tx, entry).await?;
    Ok(Created::Done(id))
}
