//! Reminders of identifiers that end: 60, 30 and 7 days before, each once.

use jiff::Timestamp;
use jiff::ToSpan as _;
use jiff::civil::Date;

use super::model::{Ending, Kind, REMINDED, last_four};
use super::rules::days_until;
use super::store::{self, EndingRow};
use crate::outbox::model::{Channel, MessageKind, Params};
use crate::outbox::service::{self as outbox, NewMessage, enqueue};
use crate::patients::rules::day_in_words;
use crate::platform::{Outcome, Platform};
use crate::practice::time::Zone;

/// Queues what is due; returns how many reminders. Run with the sweeper. Who comes late (the server was off, the day was entered late) is reminded once,
/// and not of each time that has passed.
///
/// # Errors
/// A database fault.
pub async fn remind(platform: &Platform) -> Outcome<u64> {
    let now = platform.clock.now();
    let Ok(time) = Timestamp::from_millisecond(now) else { return Ok(0) };
    let utc = time.to_zoned_datetime(jiff::tz::TimeZone::UTC).date();
    let mut sent = 0;
    for (n, days) in REMINDED.into_iter().enumerate() {
        // A day more on either side: practices have days of their own.
        let next = REMINDED.get(n + 1).copied().unwrap_or(-1);
        let (until, from) = (utc.checked_add((days + 1).days()), utc.checked_add(next.days()));
        let (Ok(until), Ok(from)) = (until, from) else { continue };
        let mut tx = platform.db.read().await?;
        let rows = store::list_ending(&mut tx, &until.to_string(), &from.to_string(), days).await?;
        drop(tx);
        for row in rows {
            let left = days_until(&row.expires_on, today(&row, now));
            if left.is_some_and(|left| left <= days && left > next) {
                sent += u64::from(remind_of(platform, &row, days).await?);
            }
        }
    }
    Ok(sent)
}

fn today(row: &EndingRow, now: i64) -> Date {
    Zone::parse(&row.time_zone).unwrap_or_default().day_of(now).parse().unwrap_or_default()
}

async fn remind_of(platform: &Platform, row: &EndingRow, days: i64) -> Outcome<bool> {
    let mut tx = platform.db.write().await?;
    if store::set_reminded(&mut tx, row.id, days).await? == 0 {
        return Ok(false);
    }
    if let (Some(recipient), Some(kind)) = (row.email.clone(), Kind::parse(&row.kind)) {
        let ending = Ending { kind, ends: last_four(&row.number), state: row.state.clone(), on: day_in_words(&row.expires_on) };
        let message = NewMessage {
            practice: Some(row.practice),
            user: Some(row.user_id),
            channel: Channel::Email,
            kind: MessageKind::IdentifierEnds,
            recipient,
            locale: outbox::language_of(&mut tx, row.user_id).await?,
            params: Params {
                first_name: row.first_name.clone(),
                practice: row.practice_name.clone(),
                ending: Some(ending),
                ..Params::default()
            },
            reference: None,
        };
        enqueue(platform, &mut tx, &message).await?;
    }
    tx.commit().await?;
    Ok(true)
}
