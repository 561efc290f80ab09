//! The rules of recovery codes.

use uuid::Uuid;

use super::model::{COUNT, RecoveryCodes};
use super::store;
use crate::platform::hashing::{Password, Verdict};
use crate::platform::{Outcome, Platform, Random, Tx};
use crate::practice::id::ALPHABET;
use crate::practice::service as practices;
use crate::sessions::service::Actor;

/// Characters of a code, the first of which is its place.
const LENGTH: usize = 16;

/// New codes and their hashes.
pub struct New {
    /// As people write them down: `3K7M-QRST-…`.
    pub codes: Vec<String>,
    hashes: Vec<String>,
}

/// A code that was compared outside of any transaction and found right.
#[derive(Clone, Debug)]
pub struct Right {
    place: i64,
    phc: String,
}

/// Makes ten codes and hashes them, outside of any transaction.
///
/// # Errors
/// [`crate::platform::Fault::Busy`] when too many passwords wait.
pub async fn make(platform: &Platform) -> Outcome<New> {
    let mut new = New { codes: Vec::new(), hashes: Vec::new() };
    for place in 0..COUNT {
        let code = random_code(&platform.random, place);
        new.hashes.push(platform.hasher.hash(Password::new(&code)).await?);
        new.codes.push(shown(&code));
    }
    Ok(new)
}

/// Gives a person new codes instead of all others, in the caller's transaction.
///
/// # Errors
/// A database fault.
pub async fn set(platform: &Platform, tx: &mut Tx, user: Uuid, new: &New) -> Outcome<()> {
    let now = platform.clock.now();
    store::delete_all(tx, user).await?;
    for (place, phc) in (0_i64..).zip(&new.hashes) {
        store::create(tx, user, place, phc, now).await?;
    }
    Ok(())
}

/// The person keeps their codes: they said so.
///
/// # Errors
/// A database fault.
pub async fn keep(platform: &Platform, actor: &Actor) -> Outcome<()> {
    let mut tx = platform.db.write().await?;
    if left(&mut tx, actor.user).await?.is_some() {
        store::keep(&mut tx, actor.user, platform.clock.now()).await?;
    }
    tx.commit().await
}

/// How many codes a person can still use; none when none were ever made.
///
/// # Errors
/// A database fault.
pub async fn left(tx: &mut Tx, user: Uuid) -> Outcome<Option<u32>> {
    let (all, left, _) = store::count(tx, user).await?;
    Ok((all > 0).then(|| u32::try_from(left).unwrap_or_default()))
}

/// What the person's page shows.
///
/// # Errors
/// A database fault.
pub async fn find_own(platform: &Platform, actor: &Actor) -> Outcome<RecoveryCodes> {
    let mut tx = platform.db.read().await?;
    let (all, left, at) = store::count(&mut tx, actor.user).await?;
    if all == 0 {
        return Ok(RecoveryCodes::default());
    }
    let zone = practices::find_zone(&mut tx, actor.practice).await?;
    Ok(RecoveryCodes {
        left: Some(u32::try_from(left).unwrap_or_default()),
        since: Some(zone.in_words(at)),
        kept: store::find_kept(&mut tx, actor.user).await?.is_some(),
        new: Vec::new(),
    })
}

/// Compares a code with the person's, outside of any transaction. Costs one hash whatever was typed. None when it is wrong, or used.
///
/// # Errors
/// [`crate::platform::Fault::Busy`] when too many passwords wait, or a database fault.
pub async fn compare(platform: &Platform, user: Uuid, typed: &str) -> Outcome<Option<Right>> {
    let code = folded(typed);
    let place = code.chars().next().and_then(|c| c.to_digit(10)).map(i64::from);
    let mut tx = platform.db.read().await?;
    let phc = store::find(&mut tx, user, place.unwrap_or(-1)).await?;
    drop(tx);
    let verdict = platform.hasher.verify(Password::new(&code), phc.clone()).await?;
    Ok(match (verdict, place, phc) {
        (Verdict::Right { .. }, Some(place), Some(phc)) => Some(Right { place, phc }),
        _ => None,
    })
}

/// Uses a code up in the caller's transaction; false when somebody was faster, or new ones were made.
///
/// # Errors
/// A database fault.
pub async fn use_up(platform: &Platform, tx: &mut Tx, user: Uuid, right: &Right) -> Outcome<bool> {
    Ok(store::use_up(tx, user, right.place, &right.phc, platform.clock.now()).await? == 1)
}

/// Takes all codes of a person away in the caller's transaction.
///
/// # Errors
/// A database fault.
pub async fn remove(tx: &mut Tx, user: Uuid) -> Outcome<()> {
    store::delete_all(tx, user).await?;
    Ok(())
}

fn random_code(random: &Random, place: usize) -> String {
    let bytes = random.bytes::<LENGTH>();
    // 256 is a multiple of 32: every character is as likely as any other.
    let character = |b: u8| char::from(ALPHABET[usize::from(b) % ALPHABET.len()]);
    std::iter::once(char::from_digit(u32::try_from(place).unwrap_or_default(), 10).unwrap_or('0'))
        .chain(bytes[1..].iter().map(|b| character(*b)))
        .collect()
}

fn shown(code: &str) -> String {
    let groups: Vec<&str> = (0..code.len()).step_by(4).filter_map(|at| code.get(at..at + 4)).collect();
    groups.join("-")
}

/// A code as it was made, however it was typed: no dashes, capitals, and the letters that no code has read as what they look like.
fn folded(typed: &str) -> String {
    let of = |c: char| match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        c => c,
    };
    typed.chars().map(of).filter(|c| u8::try_from(*c).is_ok_and(|b| ALPHABET.contains(&b))).take(2 * LENGTH).collect()
}

#[cfg(test)]
mod tests {
    use super::{folded, random_code, shown};
    use crate::platform::Random;

    #[test]
    fn a_code_survives_how_people_type_it() {
        let code = random_code(&Random::seeded(1), 3);
        assert_eq!((code.len(), code.chars().next()), (16, Some('3')));
        let shown = shown(&code);
        assert_eq!(shown.len(), 19);
        for typed in [shown.clone(), shown.to_lowercase(), shown.replace('-', " "), shown.replace('0', "O").replace('1', "l")] {
            assert_eq!(folded(&typed), code, "{typed}");
        }
        assert_eq!(folded(&"9".repeat(1000)).len(), 32);
    }
}
