//! How a practice's messages stand, for its administrators: facts of the last hour and day, what waits, the newest.

use uuid::Uuid;

use super::cause::Cause;
use super::count_store as store;
use super::model::{Channel, MessageKind, State};
use crate::platform::clock::HOUR;
use crate::platform::{Millis, Outcome, Platform, Tx};

/// How many messages stand alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// How they travel.
    pub channel: Channel,
    /// What has become of them.
    pub state: State,
    /// Why, when they failed or may have.
    pub cause: Option<Cause>,
    /// How many.
    pub number: i64,
}

/// Messages that have not left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// How they travel.
    pub channel: Channel,
    /// How many.
    pub number: i64,
    /// When the oldest was queued.
    pub oldest: Millis,
}

/// A message in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recent {
    /// How it travels.
    pub channel: Channel,
    /// What it tells.
    pub kind: MessageKind,
    /// To whom: the last two digits, or the first letter and the domain.
    pub masked: String,
    /// What has become of it.
    pub state: State,
    /// Why, when it failed or may have.
    pub cause: Option<Cause>,
    /// When it was queued.
    pub created_at: Millis,
}

/// How a practice's messages of the last `hours` stand.
///
/// # Errors
/// A database fault.
pub async fn counts(platform: &Platform, tx: &mut Tx, practice: Uuid, hours: i64) -> Outcome<Vec<Count>> {
    let rows = store::count_of_practice(tx, practice, platform.clock.now() - hours * HOUR).await?;
    let count = |row: store::CountRow| {
        let (channel, state) = (Channel::parse(&row.channel)?, State::parse(&row.state)?);
        Some(Count { channel, state, cause: Cause::parse(&row.cause), number: row.number })
    };
    Ok(rows.into_iter().filter_map(count).collect())
}

/// What of a practice has not left.
///
/// # Errors
/// A database fault.
pub async fn waiting(tx: &mut Tx, practice: Uuid) -> Outcome<Vec<Waiting>> {
    let rows = store::count_waiting(tx, practice).await?;
    let waiting =
        |row: store::WaitingRow| Some(Waiting { channel: Channel::parse(&row.channel)?, number: row.number, oldest: row.oldest });
    Ok(rows.into_iter().filter_map(waiting).collect())
}

/// A practice's newest messages.
///
/// # Errors
/// A database fault.
pub async fn recent(tx: &mut Tx, practice: Uuid, limit: i64) -> Outcome<Vec<Recent>> {
    let rows = store::list_of_practice(tx, practice, limit).await?;
    let recent = |row: store::RecentRow| {
        Some(Recent {
            channel: Channel::parse(&row.channel)?,
            kind: MessageKind::parse(&row.kind)?,
            masked: masked(&row.recipient),
            state: State::parse(&row.state)?,
            cause: Cause::parse(&row.cause),
            created_at: row.created_at,
        })
    };
    Ok(rows.into_iter().filter_map(recent).collect())
}

/// When a person's test messages since `since` were queued, newest first. Those of the future are from before the clock was set back.
///
/// # Errors
/// A database fault.
pub async fn tests(platform: &Platform, tx: &mut Tx, user: Uuid, since: Millis) -> Outcome<Vec<Millis>> {
    let rows = store::list_tests(tx, user, since, platform.clock.now()).await?;
    Ok(rows.into_iter().map(|(at,)| at).collect())
}

/// An address or a number, as far as a list of messages may name it.
#[must_use]
pub fn masked(recipient: &str) -> String {
    match recipient.split_once('@') {
        Some((name, domain)) => format!("{}…@{domain}", name.chars().next().unwrap_or('…')),
        None => format!("…{}", recipient.get(recipient.len().saturating_sub(2)..).unwrap_or_default()),
    }
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn a_list_names_nobody_in_full() {
        assert_eq!(masked("susan.lee@elm.example"), "s…@elm.example");
        assert_eq!(masked("+12135550142"), "…42");
        assert_eq!((masked("@"), masked(""), masked("é")), ("……@".into(), "…".into(), "…é".into()));
    }
}
