//! The rules of waiting.

use std::net::IpAddr;

use uuid::Uuid;

use super::Wait;
pub use super::purpose::Purpose;
use super::store::{self, Times, TriesRow};
use crate::platform::clock::{HOUR, MINUTE, SECOND};
use crate::platform::{Millis, Outcome, Platform, Tx};

/// The counters of one attempt.
#[derive(Clone, Debug)]
pub struct Counters {
    identifier: [u8; 32],
    here: [u8; 32],
    /// None where a network is not counted.
    network: Option<[u8; 32]>,
    /// Of everybody new in a network, when there are too many counters.
    shared: [u8; 32],
    /// Instead of all of the others, for a browser that the person has logged in from.
    known_browser: Option<[u8; 32]>,
}

impl Counters {
    /// The counters for a normalised identifier (Practice ID and username) tried from an address.
    #[must_use]
    pub fn new(platform: &Platform, purpose: Purpose, identifier: &[&str], from: IpAddr) -> Self {
        Self::of_network(platform, purpose, identifier, &network_of(from))
    }

    /// The same for a network as [`network_of`] names it.
    #[must_use]
    pub fn of_network(platform: &Platform, purpose: Purpose, identifier: &[&str], network: &str) -> Self {
        let key = platform.secrets.counters();
        let identifier = identifier_of(platform, purpose, identifier);
        let tried = purpose.as_str().as_bytes();
        Self {
            identifier,
            here: key.mac(&[b"here", &identifier, network.as_bytes()]),
            network: purpose.counts_networks().then(|| key.mac(&[b"network", tried, network.as_bytes()])),
            shared: key.mac(&[b"shared", tried, network.as_bytes()]),
            known_browser: None,
        }
    }

    /// The counter of a browser that this identifier's owner has logged in from: a budget of its own, which nobody else can exhaust.
    /// Named by its id, not by its token: a new token is no new budget.
    #[must_use]
    pub fn with_known_browser(self, platform: &Platform, browser: Uuid) -> Self {
        let known = platform.secrets.counters().mac(&[b"known browser", &self.identifier, browser.as_bytes()]);
        Self { known_browser: Some(known), ..self }
    }

    /// Identifies the identifier, for taking turns.
    #[must_use]
    pub fn turn(&self) -> &[u8] {
        &self.identifier
    }

    /// Under what this attempt's refusals are summed up, and whether that is this identifier alone: when there are too many counters,
    /// it is everybody in the network.
    #[must_use]
    pub fn summed_under(&self, platform: &Platform) -> (&[u8], bool) {
        if self.known_browser.is_none() && is_full(platform) { (&self.shared, false) } else { (&self.identifier, true) }
    }
}

fn identifier_of(platform: &Platform, purpose: Purpose, identifier: &[&str]) -> [u8; 32] {
    let mut parts: Vec<&[u8]> = vec![b"identifier", purpose.as_str().as_bytes()];
    parts.extend(identifier.iter().map(|p| p.as_bytes()));
    platform.secrets.counters().mac(&parts)
}

/// Whether no more counters are made: about, which is enough.
fn is_full(platform: &Platform) -> bool {
    platform.failed_tries.about() >= i64::from(platform.settings.lockout.counters_limit)
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

/// How long this attempt must wait; none when it may go on. Asks the same questions whether there is such an account or not.
///
/// # Errors
/// A database fault.
pub async fn check(platform: &Platform, tx: &mut Tx, counters: &Counters) -> Outcome<Option<Wait>> {
    let (at, rules) = (times(platform), &platform.settings.lockout);
    if let Some(known) = &counters.known_browser {
        let row = store::find(tx, known, at.ended).await?;
        if row.is_some_and(|row| row.tries >= i64::from(rules.known_browser_limit)) {
            return Ok(Some(Wait::UntilReset));
        }
        return Ok(row.and_then(|row| remaining(row, at.now)));
    }
    let anywhere = store::find(tx, &counters.identifier, at.ended).await?;
    let mut here = store::find(tx, &counters.here, at.ended).await?;
    let limit = i64::from(rules.network_identifiers);
    let others = match &counters.network {
        Some(network) => store::count_identifiers(tx, network, at.now - HOUR, limit).await?,
        None => 0,
    };
    if here.is_none() && is_full(platform) {
        here = store::find(tx, &counters.shared, at.ended).await?;
    }
    if anywhere.is_some_and(|row| row.tries >= i64::from(rules.identifier_limit)) {
        return Ok(Some(Wait::UntilReset));
    }
    if let Some(wait) = here.and_then(|row| remaining(row, at.now)) {
        return Ok(Some(wait));
    }
    // A network from which many identifiers failed: those that already failed here keep their own waits, new ones wait.
    if others >= limit && here.is_none() {
        let longest = rules.waits.last().map_or(0, |w| w.0);
        return Ok(Some(seconds(longest)));
    }
    Ok(None)
}

/// Whether somebody who tries this identifier must wait anywhere, or needs a reset: what an administrator is shown. Leaves the
/// networks' own limits out, which are about strangers.
///
/// # Errors
/// A database fault.
pub async fn is_locked(platform: &Platform, tx: &mut Tx, counters: &Counters) -> Outcome<bool> {
    let rules = &platform.settings.lockout;
    let (limit, known_limit) = (i64::from(rules.identifier_limit), i64::from(rules.known_browser_limit));
    store::is_locked(tx, &counters.identifier, times(platform), limit, known_limit).await
}

/// Whether failures that still count have made somebody wait for this identifier, be the wait over or not.
///
/// # Errors
/// A database fault.
pub async fn was_made_to_wait(platform: &Platform, tx: &mut Tx, counters: &Counters) -> Outcome<bool> {
    let limit = i64::from(platform.settings.lockout.identifier_limit);
    store::has_waited(tx, &counters.identifier, times(platform).ended, limit).await
}

/// Counts a failure. Returns the wait that starts now, when one does.
///
/// # Errors
/// A database fault.
pub async fn fail(platform: &Platform, tx: &mut Tx, counters: &Counters) -> Outcome<Option<Wait>> {
    let (at, rules) = (times(platform), &platform.settings.lockout);
    let identifier = Some(counters.identifier.as_slice());
    if let Some(known) = &counters.known_browser {
        let tries = store::add_try(tx, known, None, identifier, at).await?;
        let wait = begin_wait(platform, tx, known, tries, at.now).await?;
        return Ok(if tries >= i64::from(rules.known_browser_limit) { Some(Wait::UntilReset) } else { wait });
    }
    let (anywhere, wait) = if is_full(platform) {
        fail_among_too_many(platform, tx, counters, at).await?
    } else {
        let anywhere = store::add_try(tx, &counters.identifier, None, identifier, at).await?;
        let here = store::add_try(tx, &counters.here, counters.network.as_ref().map(<[u8; 32]>::as_slice), identifier, at).await?;
        // A first try makes a row, as a rule; the sweeper counts exactly.
        for _ in [anywhere, here].into_iter().filter(|tries| *tries == 1) {
            platform.failed_tries.add_one();
        }
        (anywhere, begin_wait(platform, tx, &counters.here, here, at.now).await?)
    };
    if anywhere >= i64::from(rules.identifier_limit) {
        return Ok(Some(Wait::UntilReset));
    }
    Ok(wait)
}

/// Nobody's counter is evicted, or flooding the table would be a way to try on; and none is made, but for one in each network.
async fn fail_among_too_many(platform: &Platform, tx: &mut Tx, counters: &Counters, at: Times) -> Outcome<(i64, Option<Wait>)> {
    let anywhere = store::add_try_if_counted(tx, &counters.identifier, at).await?.unwrap_or_default();
    let (counter, tries) = match store::add_try_if_counted(tx, &counters.here, at).await? {
        Some(tries) => (&counters.here, tries),
        None => (&counters.shared, store::add_try(tx, &counters.shared, None, None, at).await?),
    };
    Ok((anywhere, begin_wait(platform, tx, counter, tries, at.now).await?))
}

async fn begin_wait(platform: &Platform, tx: &mut Tx, counter: &[u8], tries: i64, now: Millis) -> Outcome<Option<Wait>> {
    let rules = &platform.settings.lockout;
    let wait = wait_after(tries, rules.free_tries, &rules.waits.iter().map(|w| w.0).collect::<Vec<_>>());
    // No wait is no time at all: 'until now' would be a wait for a clock that is set back.
    store::set_wait(tx, counter, if wait > 0 { now + wait } else { 0 }).await?;
    Ok((wait > 0).then(|| seconds(wait)))
}

/// Ends the counters after a right password. From a known browser only its own: what strangers did elsewhere stays counted.
///
/// # Errors
/// A database fault.
pub async fn forgive(tx: &mut Tx, counters: &Counters) -> Outcome<()> {
    if let Some(known) = &counters.known_browser {
        store::delete(tx, known).await?;
        return Ok(());
    }
    store::delete(tx, &counters.identifier).await?;
    store::delete(tx, &counters.here).await?;
    Ok(())
}

/// Ends every counter of a normalised identifier for a purpose, at all networks and known browsers: by an administrator, the operator
/// or a reset.
///
/// # Errors
/// A database fault.
pub async fn forgive_everywhere(platform: &Platform, tx: &mut Tx, purpose: Purpose, identifier: &[&str]) -> Outcome<()> {
    let identifier = identifier_of(platform, purpose, identifier);
    store::delete(tx, &identifier).await?;
    store::delete_of_identifier(tx, &identifier).await?;
    Ok(())
}

/// Deletes counters that have ended, puts those of the future right (the clock was set back: nobody waits longer for it), and counts the
/// rest for the ceiling. Run at the start, and now and then; returns how many have ended.
///
/// # Errors
/// A database fault.
pub async fn sweep(platform: &Platform) -> Outcome<u64> {
    let mut tx = platform.db.write().await?;
    let at = times(platform);
    let gone = store::delete_old(&mut tx, at.ended).await?;
    // The clocks of two nodes may differ a little.
    store::put_right(&mut tx, at.now, at.now + MINUTE).await?;
    tx.commit().await?;
    let mut tx = platform.db.read().await?;
    platform.failed_tries.set(store::count(&mut tx).await?);
    Ok(gone)
}

fn times(platform: &Platform) -> Times {
    let now = platform.clock.now();
    Times { now, ended: now - platform.settings.lockout.forget_after.0 }
}

/// The wait after failure number `tries` (the first is 1): none for the free ones, then one step further each time, the last repeats.
fn wait_after(tries: i64, free: u32, waits: &[Millis]) -> Millis {
    let Ok(beyond) = usize::try_from(tries - i64::from(free)) else { return 0 };
    waits.get(beyond).or(waits.last()).copied().unwrap_or(0)
}

fn remaining(row: TriesRow, now: Millis) -> Option<Wait> {
    // Never more than the whole wait, also when the clock was set back after it began.
    (row.wait_until > now).then(|| seconds((row.wait_until - now).min(row.wait_until - row.last_at)))
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
