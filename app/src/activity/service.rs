//! Counting what goes on in a practice.

use std::collections::BTreeMap;

use super::model::{Activity, Adoption, DayCounts, Messages, Noticed, TIMES, WaysBack, Week};
use crate::audit::counts::{self as audit, RefusalsOfDayRow};
use crate::audit::model::Kind;
use crate::doctor::FindingId;
use crate::outbox::counts as outbox;
use crate::platform::{Millis, Outcome, Platform, Tx};
use crate::practice::service as practices;
use crate::practice::time::Day;
use crate::second_factor::adoption::adoption;
use crate::sessions::service::Actor;
use crate::users::service::full_name;

/// The cause of refusals that were told in one entry.
pub const TOGETHER: &str = "together";

/// The actor's practice within the last days, today included.
///
/// # Errors
/// A database fault.
pub async fn page(platform: &Platform, actor: &Actor, range: u16) -> Outcome<Activity> {
    let mut tx = platform.db.read().await?;
    let days = practices::find_zone(&mut tx, actor.practice).await?.days(platform.clock.now(), range);
    let refusals = audit::refusals(&mut tx, actor.practice, Kind::LogInRefused, &days).await?;
    let codes = audit::refusals(&mut tx, actor.practice, Kind::SecondStepRefused, &days).await?;
    let found = audit::found_at_log_ins(&mut tx, actor.practice, &days).await?;
    let ways_back = audit::ways_back(&mut tx, actor.practice, &days).await?;
    let messages = outbox::messages(&mut tx, actor.practice, &days).await?;
    Ok(Activity {
        range,
        causes: causes(&refusals, &codes),
        noticed: noticed(&refusals, &found),
        days: by_day(&mut tx, actor, &days, &refusals).await?,
        ways_back: sorted(ways_back),
        adoption: factors(platform, &mut tx, actor).await?,
        messages: messages
            .into_iter()
            .map(|sent| Messages { channel: sent.channel, states: sent.states, median: quantile(&sent.times, 5) })
            .collect(),
    })
}

/// The last seven days of the actor's practice in two numbers.
///
/// # Errors
/// A database fault.
pub async fn week(platform: &Platform, actor: &Actor) -> Outcome<Week> {
    let mut tx = platform.db.read().await?;
    let days = practices::find_zone(&mut tx, actor.practice).await?.days(platform.clock.now(), 7);
    let log_ins = audit::by_day(&mut tx, actor.practice, Kind::LoggedIn, &days).await?;
    let refusals = audit::refusals(&mut tx, actor.practice, Kind::LogInRefused, &days).await?;
    Ok(Week { log_ins: log_ins.iter().sum(), refused: refusals.iter().map(|row| row.refused).sum() })
}

async fn by_day(tx: &mut Tx, actor: &Actor, days: &[Day], refusals: &[RefusalsOfDayRow]) -> Outcome<Vec<DayCounts>> {
    let log_ins = audit::by_day(tx, actor.practice, Kind::LoggedIn, days).await?;
    let unlocked = audit::by_day(tx, actor.practice, Kind::Unlocked, days).await?;
    let counts = (0_i64..).zip(days).zip(log_ins.into_iter().zip(unlocked));
    Ok(counts
        .map(|((place, day), (log_ins, unlocked))| {
            let of_day = || refusals.iter().filter(|row| row.day == place);
            DayCounts {
                label: day.label.clone(),
                log_ins,
                refused: of_day().map(|row| row.refused).sum(),
                waits: of_day().filter(|row| row.waits).map(|row| row.refused).sum(),
                unlocked,
            }
        })
        .collect())
}

/// By cause, the most frequent first.
fn causes(refusals: &[RefusalsOfDayRow], codes: &[RefusalsOfDayRow]) -> Vec<(String, i64)> {
    let mut sums = BTreeMap::new();
    for row in refusals.iter().chain(codes) {
        *sums.entry(row.cause.clone().unwrap_or_else(|| TOGETHER.to_owned())).or_insert(0) += row.refused;
    }
    let mut causes: Vec<(String, i64)> = sums.into_iter().collect();
    causes.sort_by_key(|(_, n)| -n);
    causes
}

/// By finding, the most frequent first. A name that no finding has any more is left out.
fn noticed(refusals: &[RefusalsOfDayRow], let_in: &[(String, i64)]) -> Vec<Noticed> {
    let refused = refusals.iter().filter_map(|row| Some((row.found.as_deref()?, row.refused, 0)));
    let let_in = let_in.iter().map(|(found, n)| (found.as_str(), 0, *n));
    let mut sums: BTreeMap<FindingId, Noticed> = BTreeMap::new();
    for (found, refused, let_in) in refused.chain(let_in) {
        let names: Vec<String> = serde_json::from_str(found).unwrap_or_default();
        for id in names.iter().filter_map(|name| FindingId::ALL.iter().copied().find(|id| id.as_str() == name)) {
            let sum = sums.entry(id).or_insert(Noticed { id, refused: 0, let_in: 0 });
            sum.refused += refused;
            sum.let_in += let_in;
        }
    }
    let mut noticed: Vec<Noticed> = sums.into_values().collect();
    noticed.sort_by_key(|n| -(n.refused + n.let_in));
    noticed
}

fn sorted(ways: Vec<Option<Millis>>) -> WaysBack {
    let waiting = ways.iter().filter(|way| way.is_none()).count();
    let mut done: Vec<Millis> = ways.into_iter().flatten().collect();
    done.sort_unstable();
    let mut times = [0; TIMES.len() + 1];
    for way in &done {
        let place = TIMES.iter().position(|end| way <= end).unwrap_or(TIMES.len());
        if let Some(n) = times.get_mut(place) {
            *n += 1;
        }
    }
    WaysBack { times, median: quantile(&done, 5), slow: quantile(&done, 9), waiting: i64::try_from(waiting).unwrap_or(i64::MAX) }
}

/// The value that so many tenths do not exceed (nearest rank); none of nothing.
fn quantile(sorted: &[Millis], tenths: usize) -> Option<Millis> {
    let rank = (sorted.len() * tenths).div_ceil(10);
    sorted.get(rank.checked_sub(1)?).copied()
}

async fn factors(platform: &Platform, tx: &mut Tx, actor: &Actor) -> Outcome<Adoption> {
    let (row, without) = adoption(platform, tx, actor.practice).await?;
    let without = without.into_iter().map(|(id, first, last)| (id.simple().to_string(), full_name(&first, &last)));
    Ok(Adoption {
        people: row.people,
        passkey: row.passkey,
        authenticator: row.authenticator,
        phone: row.phone,
        recovery_codes: row.recovery_codes,
        nothing: row.none_at_all,
        without: without.collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::{quantile, sorted};

    #[test]
    fn the_middle_is_a_time_that_was_measured() {
        assert_eq!((quantile(&[], 5), quantile(&[7], 5), quantile(&[7], 9)), (None, Some(7), Some(7)));
        assert_eq!((quantile(&[1, 2, 3, 4], 5), quantile(&[1, 2, 3], 5)), (Some(2), Some(2)));
        let ten: Vec<i64> = (1..=10).collect();
        assert_eq!((quantile(&ten, 5), quantile(&ten, 9)), (Some(5), Some(9)));
    }

    #[test]
    fn ways_back_are_sorted_by_how_long_they_took() {
        let minute = 60_000;
        let ways = sorted(vec![Some(5 * minute), Some(6 * minute), None, Some(0), Some(100_000 * minute), Some(60 * minute)]);
        assert_eq!(ways.times, [2, 1, 1, 0, 0, 1]);
        assert_eq!((ways.median, ways.slow, ways.waiting, ways.done()), (Some(6 * minute), Some(100_000 * minute), 1, 5));
    }
}
