//! How many texts and calls a day: for a practice, and for all together, which is the most that a bad day can cost. Days are those of UTC.

use uuid::Uuid;

use super::store;
use crate::platform::clock::HOUR;
use crate::platform::{Millis, Outcome, Platform, Tx};

const DAY: Millis = 24 * HOUR;

/// Milliseconds until one more may be sent; 0: it may, and nothing was counted yet. From here on others wait until the transaction ends.
///
/// # Errors
/// A database fault.
pub async fn wait(platform: &Platform, tx: &mut Tx, practice: Uuid) -> Outcome<Millis> {
    let now = platform.clock.now();
    // In this order by everybody, so that nobody waits in a circle.
    for (counter, most) in counters(platform, practice) {
        if store::take_day(tx, &counter, now.div_euclid(DAY)).await? >= most {
            return Ok(DAY - now.rem_euclid(DAY));
        }
    }
    Ok(0)
}

/// Counts one more; after [`wait`] has said that it may.
///
/// # Errors
/// A database fault.
pub async fn spend(platform: &Platform, tx: &mut Tx, practice: Uuid) -> Outcome<()> {
    for (counter, _) in counters(platform, practice) {
        store::count_one_more(tx, &counter).await?;
    }
    Ok(())
}

/// What a practice has used today, and whether all together have used up theirs.
///
/// # Errors
/// A database fault.
pub async fn used(platform: &Platform, tx: &mut Tx, practice: Uuid) -> Outcome<(i64, bool)> {
    let day = platform.clock.now().div_euclid(DAY);
    let [(own, _), (all, most)] = counters(platform, practice);
    Ok((store::find_day(tx, &own, day).await?, store::find_day(tx, &all, day).await? >= most))
}

/// Deletes counters of days long over.
pub(super) async fn forget(tx: &mut Tx, now: Millis) -> Outcome<()> {
    store::delete_old_days(tx, now.div_euclid(DAY) - 2).await.map(drop)
}

/// The practice's counter and that of all, each with how many are allowed.
fn counters(platform: &Platform, practice: Uuid) -> [([u8; 32], i64); 2] {
    let settings = &platform.settings.messages;
    let counter = |of: &[u8]| platform.secrets.counters().mac(&[b"texts and calls of a day", of]);
    [(counter(practice.as_bytes()), i64::from(settings.per_practice_per_day)), (counter(b"all"), i64::from(settings.per_day))]
}
