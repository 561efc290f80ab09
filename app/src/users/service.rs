//! The rules of people.

use uuid::Uuid;

pub use super::create::{Created, NewUser, create, create_first};
use super::password_store as passwords;
pub use super::password_store::NewHash;
use super::store;
pub use super::store::NamedRow;
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::levels::model::Permission;
use crate::levels::service as levels;
use crate::phones::number;
use crate::platform::hashing::Password;
use crate::platform::{Fault, Millis, Outcome, Platform, Tx};
use crate::sessions::service::Actor;

/// Given and family name, as people say them.
#[must_use]
pub fn full_name(first: &str, last: &str) -> String {
    format!("{first} {last}").trim().to_owned()
}

/// Sets a user's password from the outside: the operator's first administrator and the demo. Hash it before the transaction begins:
/// see [`hash`].
///
/// # Errors
/// A database fault.
pub async fn set_password(platform: &Platform, tx: &mut Tx, practice: Uuid, user: Uuid, phc: &str) -> Outcome<()> {
    let now = platform.clock.now();
    passwords::set_password(tx, user, phc, now).await?;
    let entry = Entry { subject: Some(user), practice: Some(practice), ..Entry::of(Kind::PasswordSet, now, "operator") };
    audit::append(platform, tx, entry).await
}

/// Remembers a log-in.
///
/// # Errors
/// A database fault.
pub async fn logged_in(platform: &Platform, tx: &mut Tx, user: Uuid) -> Outcome<()> {
    store::set_last_log_in(tx, user, platform.clock.now()).await?;
    Ok(())
}

/// Replaces a stored hash by one of the same password with today's parameters, which have risen.
///
/// # Errors
/// A database fault.
pub async fn rehash(tx: &mut Tx, user: Uuid, old: &str, new: &str) -> Outcome<()> {
    passwords::rehash_password(tx, user, old, new).await?;
    Ok(())
}

/// Hashes a password outside of any transaction, so that no lock is held meanwhile.
///
/// # Errors
/// [`crate::platform::Fault::Busy`] when the queue is full.
pub async fn hash(platform: &Platform, password: &str) -> Outcome<String> {
    platform.hasher.hash(Password::new(password)).await
}

/// Whom an administrator may reset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resettable {
    /// The person.
    pub id: Uuid,
    /// Folded.
    pub username: String,
    /// Given name.
    pub first_name: String,
    /// Given and family name.
    pub name: String,
    /// Contact address.
    pub email: Option<String>,
    /// Another administrator: a day passes before a code works.
    pub administrator: bool,
    /// When the address was last changed.
    pub email_set_at: Millis,
}

/// For paper: name and contact number of each active administrator.
///
/// # Errors
/// A database fault.
pub async fn administrators_for_paper(tx: &mut Tx, practice: Uuid) -> Outcome<Vec<[String; 2]>> {
    let all = store::list_administrators(tx, practice).await?;
    Ok(all.into_iter().map(|(first, last, phone)| [full_name(&first, &last), number::shown(&phone)]).collect())
}

/// Whether this administrator may reset this person now: an active one of the same practice, not themselves. Takes the practice's lock.
///
/// # Errors
/// A database fault.
pub async fn for_reset(tx: &mut Tx, actor: &Actor, user: Uuid) -> Outcome<Option<Resettable>> {
    if user == actor.user || !levels::lock(tx, actor, Permission::Users).await? {
        return Ok(None);
    }
    let found = store::find(tx, actor.practice, user).await?.filter(|row| row.deactivated_at.is_none());
    // An administrator's account is an administrator's to help with: emergency access does not go so far.
    if found.as_ref().is_some_and(|row| row.administrator) && !levels::is_allowed(tx, actor, Permission::Administrators).await? {
        return Ok(None);
    }
    Ok(found.map(|row| Resettable {
        id: row.id,
        username: row.username.clone(),
        name: full_name(&row.first_name, &row.last_name),
        first_name: row.first_name,
        email: row.email,
        administrator: row.administrator,
        email_set_at: row.email_set_at,
    }))
}

/// A person by what is typed at the public page, both folded.
///
/// # Errors
/// A database fault.
pub async fn find_named(tx: &mut Tx, practice_id: &str, username: &str) -> Outcome<Option<NamedRow>> {
    store::find_named(tx, practice_id, username).await
}

/// The same by their id.
///
/// # Errors
/// A database fault.
pub async fn find_named_by_id(tx: &mut Tx, user: Uuid) -> Outcome<Option<NamedRow>> {
    store::find_named_by_id(tx, user).await
}

/// Sets a password after a reset; `told_by` told the code. The caller writes the audit entry.
///
/// # Errors
/// A database fault.
pub async fn reset_password(platform: &Platform, tx: &mut Tx, user: Uuid, new: NewHash<'_>, told_by: Option<Uuid>) -> Outcome<()> {
    passwords::reset_password(tx, user, new, told_by, platform.clock.now()).await?;
    Ok(())
}

/// When a person's password was set, and whether it is too short to stand alone; none for who has none.
///
/// # Errors
/// A database fault.
pub async fn find_password_age(tx: &mut Tx, user: Uuid) -> Outcome<Option<(Millis, bool)>> {
    passwords::find_password_age(tx, user).await
}

/// Who told the code that this person's password was set with, until the person says they know.
///
/// # Errors
/// A database fault.
pub async fn told_by(platform: &Platform, user: Uuid) -> Outcome<Option<String>> {
    let mut tx = platform.db.read().await?;
    Ok(passwords::find_told_by(&mut tx, user).await?.map(|(first, last)| full_name(&first, &last)))
}

/// The person knows.
///
/// # Errors
/// A database fault.
pub async fn know_told_by(platform: &Platform, actor: &Actor) -> Outcome<()> {
    let mut tx = platform.db.write().await?;
    // The code's teller could be the one who presses this: the story keeps it.
    if passwords::clear_told_by(&mut tx, actor.user).await? > 0 {
        let entry = Entry { subject: Some(actor.user), ..Entry::by(actor, Kind::ToldByKnown, platform.clock.now()) };
        audit::append(platform, &mut tx, entry).await?;
    }
    tx.commit().await
}

/// An administrator who can be written to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reachable {
    /// The person.
    pub id: Uuid,
    /// Given name.
    pub first_name: String,
    /// Contact address.
    pub email: String,
}

/// The active administrators of a practice who can be written to, beside these two.
///
/// # Errors
/// A database fault.
pub async fn other_administrators(tx: &mut Tx, practice: Uuid, beside: [Uuid; 2]) -> Outcome<Vec<Reachable>> {
    let rows = store::list_other_administrators(tx, practice, beside[0], beside[1]).await?;
    Ok(rows.into_iter().map(|(id, first_name, email)| Reachable { id, first_name, email }).collect())
}

/// Whether a practice has another active administrator than this person.
///
/// # Errors
/// A database fault.
pub async fn has_other_administrator(tx: &mut Tx, practice: Uuid, user: Uuid) -> Outcome<bool> {
    Ok(store::count_other_administrators(tx, practice, user).await? > 0)
}

/// What a person may know of themselves to choose a password, and where to tell them of it.
#[derive(Clone, Debug)]
pub struct Own {
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Contact address.
    pub email: Option<String>,
}

/// The actor's own record.
///
/// # Errors
/// A database fault; [`crate::platform::Fault::Internal`] when the person is gone, which cannot be: people are never deleted.
pub async fn find_own(tx: &mut Tx, actor: &Actor) -> Outcome<Own> {
    let row = store::find(tx, actor.practice, actor.user).await?;
    let row = row.ok_or_else(|| Fault::internal("the actor has no record"))?;
    Ok(Own { first_name: row.first_name, last_name: row.last_name, email: row.email })
}

/// The hash of a person's password; none if none was ever set.
///
/// # Errors
/// A database fault.
pub async fn find_hash(tx: &mut Tx, user: Uuid) -> Outcome<Option<String>> {
    passwords::find_password(tx, user).await
}

/// Whether a person can come in by themselves: they have a password, or a passkey. Who cannot was never here, or has lost everything, and is
/// invited.
///
/// # Errors
/// A database fault.
pub async fn is_set_up(tx: &mut Tx, user: Uuid) -> Outcome<bool> {
    store::is_set_up(tx, user).await
}

/// The hash of a person's password, held until the transaction ends: what was compared with it outside still holds, or does not.
///
/// # Errors
/// A database fault.
pub async fn lock_hash(tx: &mut Tx, user: Uuid) -> Outcome<Option<String>> {
    passwords::lock_password(tx, user).await
}

/// Holds a person's record until the transaction ends, so that two things done for them do not pass each other.
///
/// # Errors
/// A database fault.
pub async fn lock(tx: &mut Tx, user: Uuid) -> Outcome<()> {
    store::lock(tx, user).await
}

/// Replaces a person's password by one of their own choice, unless it has changed since `before` was read (none: they had none): then false.
/// Ends the question about who told the code. The caller writes the audit entry.
///
/// # Errors
/// A database fault.
pub async fn change_password(
    platform: &Platform,
    tx: &mut Tx,
    user: Uuid,
    before: Option<&str>,
    new: NewHash<'_>,
) -> Outcome<bool> {
    let now = platform.clock.now();
    Ok(match before {
        Some(before) => passwords::change_password(tx, user, before, new, now).await?,
        None => passwords::create_password(tx, user, new, now).await?,
    } == 1)
}
