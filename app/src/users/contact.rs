//! The address on file: where people are written to. It opens nothing.

use serde_json::json;
use uuid::Uuid;

use super::contact_store as store;
pub use super::contact_store::{AccountRow, find_reached};
use crate::addresses::service as addresses;
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::platform::{Outcome, Platform, Tx};
use crate::sessions::service::Actor;

/// Who has no contact address gets the one that they log in with: messages about the account must reach somebody.
///
/// # Errors
/// A database fault.
pub async fn adopt_email(platform: &Platform, tx: &mut Tx, user: Uuid, email: &str) -> Outcome<()> {
    store::adopt_email(tx, user, email, platform.clock.now()).await?;
    Ok(())
}

/// An administrator corrects the address, which is not `before` any more. The caller has made sure that they may, and that it is one.
///
/// # Errors
/// A database fault.
pub async fn correct_email(
    platform: &Platform,
    tx: &mut Tx,
    actor: &Actor,
    (user, before): (Uuid, Option<&str>),
    email: &str,
) -> Outcome<()> {
    let now = platform.clock.now();
    store::set_email(tx, user, email, now).await?;
    let entry = Entry {
        subject: Some(user),
        detail: json!({ "before": { "email": before }, "after": { "email": email } }),
        ..Entry::by(actor, Kind::UserChanged, now)
    };
    audit::append(platform, tx, entry).await
}

/// Where the address that somebody logged in with (`from`, folded) was their contact address, too, another one (`to`) is it from now on.
///
/// # Errors
/// A database fault.
pub async fn follow(platform: &Platform, tx: &mut Tx, user: Uuid, (from, to): (&str, &str)) -> Outcome<()> {
    let on_file = store::find_email(tx, user).await?;
    if on_file.is_some_and(|email| addresses::fold(&email) == from) {
        store::set_email(tx, user, to, platform.clock.now()).await?;
    }
    Ok(())
}

/// The people, a few, whose address on file this is, folded.
///
/// # Errors
/// A database fault.
pub async fn list_by_email(tx: &mut Tx, folded: &str) -> Outcome<Vec<Uuid>> {
    store::list_by_email(tx, folded).await
}

/// What a person logs in with, and whom to write to.
///
/// # Errors
/// A database fault.
pub async fn find_account(tx: &mut Tx, user: Uuid) -> Outcome<Option<AccountRow>> {
    store::find_account(tx, user).await
}
