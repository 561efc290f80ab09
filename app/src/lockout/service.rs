//! The rules of waiting.

use std::net::IpAddr;

use super::Wait;
use super::store::{self, TriesRow};
use crate::platform::clock::{HOUR, SECOND};
use crate::platform::{Millis, Outcome, Platform, Tx};

/// The counters of one log-in attempt.
#[derive(Clone, Debug)]
pub struct Counters {
    identifier: [u8; 32],
    here: [u8; 32],
    network: [u8; 32],
}

impl Counters {
    /// The counters for a normalised identifier tried from an address.
    #[must_use]
    pub fn new(platform: &Platform, identifier: &[&str], from: IpAddr) -> Self {
        Self::of_network(platform, identifier, &network_of(from))
    }

    /// The same for a network as [`network_of`] names it.
    #[must_use]
    pub fn of_network(platform: &Platform, identifier: &[&str], network: &str) -> Self {
        let key = platform.secrets.counters();
        let mut parts: Vec<&[u8]> = vec![b"identifier"];
        parts.extend(identifier.iter().map(|p| p.as_bytes()));
        let identifier = key.mac(&parts);
        Self {
            identifier,
            here: key.mac(&[b"here", &identifier, network.as_bytes()]),
            network: key.mac(&[b"network", network.as_bytes()]),
        }
    }

    /// Identifies the identifier, for taking turns.
    #[must_use]
    pub fn turn(&self) -> &[u8] {
        &self.identifier
    }
}

/// The network of an address: IPv4 as it is, IPv6 by its /64, since one subscriber has a whole /64.
#[must_use]
pub fn network_of(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(v4) => v4.to_string(),
        IpAddr::V6(v6) => {
            let s = v6.segments();
            format!("{:x}:{:x}:{:x}:{:x}::/64", s[0], s[1], s[2], s[3])
        }
    }
}

/// How long this attempt must wait; none when it may go on. Asks the same three questions whatever the answer is.
///
/// # Errors
/// A database fault.
pub async fn check(platform: &Platform, tx: &mut Tx, counters: &Counters) -> Outcome<Option<Wait>> {
    let (now, rules) = (platform.clock.now(), &platform.settings.lockout);
    let ended = now - rules.forget_after.0;
    let anywhere = store::find(tx, &counters.identifier, ended).await?;
    let here = store::find(tx, &counters.here, ended).await?;
    let limit = i64::from(rules.network_identifiers);
    let others = store::count_identifiers(tx, &counters.network, now - HOUR, limit).await?;
    if anywhere.is_some_and(|row| row.tries >= i64::from(rules.identifier_limit)) {
        return Ok(Some(Wait::UntilReset));
    }
    if let Some(wait) = here.and_then(|row| remaining(row, now)) {
        return Ok(Some(wait));
    }
    // A network from which many identifiers failed: those that already failed here keep their own waits, new ones wait.
    if others >= limit && here.is_none() {
        let longest = rules.waits.last().map_or(0, |w| w.0);
        return Ok(Some(seconds(longest)));
    }
    Ok(None)
}

/// Whether a person tried from this network must wait or needs a reset: what an administrator is shown. Leaves the network's own
/// limit out, which is about strangers.
///
/// # Errors
/// A database fault.
pub async fn is_locked(platform: &Platform, tx: &mut Tx, counters: &Counters) -> Outcome<bool> {
    let (now, rules) = (platform.clock.now(), &platform.settings.lockout);
    let ended = now - rules.forget_after.0;
    let anywhere = store::find(tx, &counters.identifier, ended).await?;
    let here = store::find(tx, &counters.here, ended).await?;
    let limit = i64::from(rules.identifier_limit);
    Ok(anywhere.is_some_and(|row| row.tries >= limit) || here.is_some_and(|row| row.wait_until > now))
}

/// Counts a failure. Returns the wait that starts now, when one does.
///
/// # Errors
/// A database fault.
pub async fn fail(platform: &Platform, tx: &mut Tx, counters: &Counters) -> Outcome<Option<Wait>> {
    let (now, rules) = (platform.clock.now(), &platform.settings.lockout);
    let ended = now - rules.forget_after.0;
    let anywhere = store::add_try(tx, &counters.identifier, None, now, ended).await?;
    let here = store::add_try(tx, &counters.here, Some(&counters.network), now, ended).await?;
    let wait = wait_after(here, rules.free_tries, &rules.waits.iter().map(|w| w.0).collect::<Vec<_>>());
    store::set_wait(tx, &counters.here, now + wait).await?;
    if anywhere >= i64::from(rules.identifier_limit) {
        return Ok(Some(Wait::UntilReset));
    }
    Ok((wait > 0).then(|| seconds(wait)))
}

/// Ends the counters after a right password, or by an administrator or a reset.
///
/// # Errors
/// A database fault.
pub async fn forgive(tx: &mut Tx, counters: &Counters) -> Outcome<()> {
    store::delete(tx, &counters.identifier).await?;
    store::delete(tx, &counters.here).await?;
    Ok(())
}

/// Deletes counters that have ended. Run now and then.
///
/// # Errors
/// A database fault.
pub async fn sweep(platform: &Platform) -> Outcome<u64> {
    let mut tx = platform.db.write().await?;
    let gone = store::delete_old(&mut tx, platform.clock.now() - platform.settings.lockout.forget_after.0).await?;
    tx.commit().await?;
    Ok(gone)
}

/// The wait after failure number `tries` (the first is 1): none for the free ones, then one step further each time, the last repeats.
fn wait_after(tries: i64, free: u32, waits: &[Millis]) -> Millis {
    let Ok(beyond) = usize::try_from(tries - i64::from(free)) else { return 0 };
    waits.get(beyond).or(waits.last()).copied().unwrap_or(0)
}

fn remaining(row: TriesRow, now: Millis) -> Option<Wait> {
    (row.wait_until > now).then(|| seconds(row.wait_until - now))
}

fn seconds(wait: Millis) -> Wait {
    Wait::Seconds(u32::try_from((wait + SECOND - 1) / SECOND).unwrap_or(u32::MAX).max(1))
}

#[cfg(test)]
mod tests {
    use super::{network_of, wait_after};

    #[test]
    fn five_tries_are_free_and_then_the_waits_grow() {
        let waits = [30, 60, 120, 300, 900];
        let all: Vec<i64> = (1..=12).map(|n| wait_after(n, 5, &waits)).collect();
        assert_eq!(all, [0, 0, 0, 0, 30, 60, 120, 300, 900, 900, 900, 900]);
        assert_eq!(wait_after(7, 5, &[]), 0);
    }

    #[test]
    fn an_ipv6_neighbour_is_the_same_network_and_an_embedded_ipv4_is_itself() {
        let of = |a: &str| network_of(a.parse().unwrap());
        assert_eq!(of("2001:db8:1:2:3:4:5:6"), of("2001:db8:1:2:ffff::1"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_eq!(of("::ffff:192.0.2.7"), "192.0.2.7");
    }
}
