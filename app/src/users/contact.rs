//! The address on file: where people are written to. It opens nothing.

use uuid::Uuid;

use super::store;
use crate::platform::{Outcome, Platform, Tx};

/// Who has no contact address gets the one that they log in with: messages about the account must reach somebody.
///
/// # Errors
/// A database fault.
pub async fn adopt_email(platform: &Platform, tx: &mut Tx, user: Uuid, email: &str) -> Outcome<()> {
    store::adopt_email(tx, user, email, platform.clock.now()).await?;
    Ok(())
}
