//! What is counted of a practice's messages, for its administrators.

use uuid::Uuid;

use super::count_store as store;
use super::model::{Channel, State};
use crate::platform::{Millis, Outcome, Tx};
use crate::practice::time::Day;

/// Times to send that are measured: the newest.
const TIMES: i64 = 2_000;

/// What has become of the messages of a channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// How they travel.
    pub channel: Channel,
    /// How many are in each state, as far as there are any.
    pub states: Vec<(State, i64)>,
    /// How long they took until they left, shortest first.
    pub times: Vec<Millis>,
}

/// The messages queued within these days, by channel; channels without any are left out.
///
/// # Errors
/// A database fault.
pub async fn messages(tx: &mut Tx, practice: Uuid, days: &[Day]) -> Outcome<Vec<Sent>> {
    let (from, until) = (days.first().map_or(0, |day| day.start), days.last().map_or(0, |day| day.end));
    let counted = store::count(tx, practice, from, until).await?;
    let times = store::list_times(tx, practice, from, until, TIMES).await?;
    let sent = |channel: Channel| {
        let is = |name: &String| Channel::parse(name) == Some(channel);
        let states = counted.iter().filter(|(name, ..)| is(name)).filter_map(|(_, state, n)| Some((State::parse(state)?, *n)));
        let mut times: Vec<Millis> = times.iter().filter(|(name, _)| is(name)).map(|(_, time)| (*time).max(0)).collect();
        times.sort_unstable();
        Sent { channel, states: states.collect(), times }
    };
    let all = [Channel::Sms, Channel::Voice, Channel::Email].map(sent);
    Ok(all.into_iter().filter(|sent| !sent.states.is_empty()).collect())
}
