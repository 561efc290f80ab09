//! How many people of a practice have a second step, for its administrators.

use uuid::Uuid;

use super::adoption_store as store;
pub use super::adoption_store::FactorsRow;
use crate::passkeys::service as passkeys;
use crate::platform::{Outcome, Platform, Tx};

/// People without a second step that are named.
const NAMED: i64 = 20;

/// How many active people have what, and the first of those who have nothing: id, given name, family name.
///
/// # Errors
/// A database fault.
pub async fn adoption(platform: &Platform, tx: &mut Tx, practice: Uuid) -> Outcome<(FactorsRow, Vec<(Uuid, String, String)>)> {
    let works = [passkeys::available(&platform.settings), !platform.settings.no_phone];
    Ok((store::count(tx, practice, works).await?, store::list_without(tx, practice, works, NAMED).await?))
}
