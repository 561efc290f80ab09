//! The waits of a person: whatever they type at the door, and for whatever else they have tried.

use uuid::Uuid;

use crate::addresses::service as addresses;
use crate::lockout::service::{self as lockout, Counters, Purpose};
use crate::phones::service as phones;
use crate::platform::{Outcome, Platform, Tx};
use crate::security_codes::budget::forgive_sends;
use crate::security_codes::service as codes;

/// Whose waits: the id, and what is typed for it, both folded.
#[derive(Clone, Copy, Debug)]
pub struct Whose<'a> {
    /// The person.
    pub user: Uuid,
    /// The 7 characters of the Practice ID.
    pub practice_id: &'a str,
    /// Within the practice.
    pub username: &'a str,
}

/// Ends every counter of a person, whatever was tried: from anywhere, at each network, at each known browser; and their waits for another code.
///
/// # Errors
/// A database fault.
pub async fn forgive(platform: &Platform, tx: &mut Tx, whose: Whose<'_>) -> Outcome<()> {
    for name in addresses::identifiers(tx, whose.user, whose.practice_id, whose.username).await? {
        let name: Vec<&str> = name.iter().map(String::as_str).collect();
        for purpose in Purpose::ALL {
            lockout::forgive_everywhere(platform, tx, purpose, &name).await?;
        }
    }
    // Codes by text and by call are counted for the person, not for what they type.
    codes::forgive(platform, tx, whose.user).await?;
    let phone = phones::find_verified(tx, whose.user).await?;
    forgive_sends(platform, tx, whose.user, phone.as_ref().map(|phone| phone.number.as_str())).await
}

/// Whether somebody who types what this person logs in with must wait anywhere, or needs a reset: at the door, or at the code after it.
///
/// # Errors
/// A database fault.
pub async fn is_locked(platform: &Platform, tx: &mut Tx, whose: Whose<'_>) -> Outcome<bool> {
    let step = Counters::of_network(platform, Purpose::SecondStep, &[whose.practice_id, whose.username], "");
    let codes = Counters::of_network(platform, Purpose::SecurityCode, &[&whose.user.to_string()], "");
    for counters in [door(platform, tx, whose, "").await?, step, codes] {
        if lockout::is_locked(platform, tx, &counters).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The counters at the door of what this person logs in with now, tried from a network.
///
/// # Errors
/// A database fault.
pub async fn door(platform: &Platform, tx: &mut Tx, whose: Whose<'_>, network: &str) -> Outcome<Counters> {
    let names = addresses::identifiers(tx, whose.user, whose.practice_id, whose.username).await?;
    let name: Vec<&str> = names.last().into_iter().flatten().map(String::as_str).collect();
    Ok(Counters::of_network(platform, Purpose::LogIn, &name, network))
}
