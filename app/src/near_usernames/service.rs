//! Keeping keys of usernames, and finding the one that was meant.

use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::model::{Slip, letters, one_apart, without_one};
use super::store;
use crate::platform::{Outcome, Platform, Tx};

/// Keys in common with names of the practice that are looked at: with more, nobody is meant in particular.
const CANDIDATES: i64 = 100;
/// Users whose keys are made in one transaction.
const BATCH: i64 = 500;

/// Makes a new user's keys, in the transaction that adds them.
///
/// # Errors
/// A database fault.
pub async fn add(tx: &mut Tx, practice: Uuid, user: Uuid, username: &str) -> Outcome<()> {
    let mut keys = keys_of(practice, Slip::OneLetter, without_one(username));
    keys.extend(keys_of(practice, Slip::SameLetters, letters(username)));
    store::create(tx, &json(&keys), user).await?;
    Ok(())
}

/// The one person of a practice whose username is a slip away from a folded one; none when nobody or several are. Asks the same two
/// questions for any name, and for no practice.
///
/// # Errors
/// A database fault.
pub async fn find(tx: &mut Tx, practice: Option<Uuid>, typed: &str) -> Outcome<Option<(Uuid, Slip)>> {
    let practice = practice.unwrap_or_default();
    let near = json(&keys_of(practice, Slip::OneLetter, without_one(typed)));
    let mut near = store::find(tx, &near, practice, CANDIDATES).await?;
    let alike = json(&keys_of(practice, Slip::SameLetters, letters(typed)));
    let alike = store::find(tx, &alike, practice, 2).await?;
    let all_seen = i64::try_from(near.len()).is_ok_and(|n| n < CANDIDATES);
    near.sort_unstable();
    near.dedup();
    let mut near = near.into_iter().filter(|(_, username)| one_apart(typed, username));
    Ok(match (near.next(), near.next(), alike.as_slice()) {
        (Some((user, _)), None, _) if all_seen => Some((user, Slip::OneLetter)),
        (None, _, [(user, _)]) if all_seen => Some((*user, Slip::SameLetters)),
        _ => None,
    })
}

/// Makes the keys of users from before there were any; returns how many it made them for. Run at the start.
///
/// # Errors
/// A database fault.
pub async fn fill(platform: &Platform) -> Outcome<u64> {
    let (mut after, mut filled) = (Uuid::nil(), 0);
    loop {
        let mut tx = platform.db.write().await?;
        let rows = store::list_without(&mut tx, after, BATCH).await?;
        for row in &rows {
            add(&mut tx, row.practice, row.id, &row.username).await?;
            filled += 1;
        }
        tx.commit().await?;
        let Some(last) = rows.last() else { return Ok(filled) };
        after = last.id;
    }
}

/// The first 64 bits of a hash over practice, kind and text. Two texts with one key only make a candidate more, which is looked at.
fn keys_of(practice: Uuid, slip: Slip, texts: impl IntoIterator<Item = String>) -> Vec<i64> {
    let key = |text: String| {
        let digest = Sha256::new().chain_update(practice.as_bytes()).chain_update(slip.as_str()).chain_update(text).finalize();
        digest.iter().take(8).fold(0_i64, |key, byte| (key << 8) | i64::from(*byte))
    };
    texts.into_iter().map(key).collect()
}

fn json(keys: &[i64]) -> String {
    serde_json::Value::from(keys).to_string()
}
