//! Exports that come by themselves, to the operator's store: when, and who may say so.

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};
use serde_json::json;
use uuid::Uuid;

use super::model::{EVERY, Every, PASSPHRASE, State};
use super::page::Schedule;
use super::service::{read_passphrase, sealed_for, tell_one};
use super::store::{self, Asked, ExportRow, ScheduleRow};
use super::work::ATTEMPTS;
use super::{passphrase, text};
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::i18n::Locale;
use crate::levels::model::Permission;
use crate::levels::service as levels;
use crate::outbox::model::MessageKind;
use crate::platform::clock::{DAY, HOUR};
use crate::platform::{Fault, Millis, Outcome, Platform, Tx, seal};
use crate::practice::service as practices;
use crate::practice::time::Zone;
use crate::sessions::service::Actor;
use crate::ui::opened::VERSION;
use crate::users::service as users;
use crate::web::reading::{Mistakes, Values};

/// The hour of the night at which they begin, in the practice's zone.
const AT: Millis = 2 * HOUR;

/// What became of a schedule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// It holds.
    Done,
    /// Who asked may not, or not any more.
    NotAllowed,
    /// Somebody else saved one meanwhile.
    Conflict,
    /// What is wrong, by input.
    Mistakes(Mistakes),
}

/// The next moment: the night to Monday, or to the first of the month.
#[must_use]
pub fn next(every: Every, zone: &Zone, now: Millis) -> Option<Millis> {
    let today: Date = zone.day_of(now).parse().ok()?;
    let day = match every {
        Every::Never => return None,
        Every::Week => today.nth_weekday(1, Weekday::Monday).ok()?,
        Every::Month => today.first_of_month().checked_add(1.month()).ok()?,
    };
    zone.moments(&day.to_string()).map(|(from, _)| from + AT)
}

/// The practice's schedule as the page shows it; none where the operator has no store.
///
/// # Errors
/// A database fault.
pub async fn shown(platform: &Platform, tx: &mut Tx, actor: &Actor, zone: &Zone, locale: Locale) -> Outcome<Option<Schedule>> {
    let to = match (&platform.settings.exports.s3, &platform.settings.exports.folder) {
        (Some(_), _) => text::TO_S3,
        (None, Some(_)) => text::TO_FOLDER,
        (None, None) => return Ok(None),
    };
    let row = store::find_schedule(tx, actor.practice).await?;
    let every = row.as_ref().map(|row| Every::parse(&row.every)).unwrap_or_default();
    Ok(Some(Schedule {
        every,
        next: row.as_ref().filter(|_| every != Every::Never).map(|row| zone.in_words(row.next_at)).unwrap_or_default(),
        to: to.of(locale).to_owned(),
        version: row.as_ref().map_or(0, |row| row.version),
        has_passphrase: row.is_some_and(|row| !row.sealed.is_empty()),
    }))
}

/// What a schedule's passphrase is sealed for.
fn sealed_for_schedule(practice: Uuid) -> Vec<u8> {
    [b"schedule ".as_slice(), practice.as_bytes()].concat()
}

/// Says how often. Without a new passphrase the one on file stays.
///
/// # Errors
/// A database fault.
pub async fn save(platform: &Platform, actor: &Actor, form: &Values, locale: Locale) -> Outcome<Saved> {
    let now = platform.clock.now();
    let every = Every::parse(form.get(EVERY).map(String::as_str).unwrap_or_default());
    let typed = form.get(PASSPHRASE).is_some_and(|typed| !typed.is_empty());
    let mut tx = platform.db.read().await?;
    let known = passphrase::known(&mut tx, actor.practice, None).await?.unwrap_or_default();
    drop(tx);
    let read = read_passphrase(platform, form, &known, locale).await;
    let mut tx = platform.db.write().await?;
    if !levels::lock(&mut tx, actor, Permission::Export).await? {
        return Ok(Saved::NotAllowed);
    }
    let before = store::find_schedule(&mut tx, actor.practice).await?;
    let opened: i64 = form.get(VERSION).and_then(|version| version.parse().ok()).unwrap_or_default();
    if before.as_ref().map_or(0, |row| row.version) != opened {
        return Ok(Saved::Conflict);
    }
    let kept = before.map(|row| row.sealed).unwrap_or_default();
    let sealed = match every {
        Every::Never => String::new(),
        _ if !typed && !kept.is_empty() => kept,
        _ => match read {
            Err((input, said)) => return Ok(Saved::Mistakes(Mistakes::from([(input.to_owned(), said)]))),
            Ok(typed) => seal::seal(&platform.secrets, &platform.random, &sealed_for_schedule(actor.practice), &typed)?,
        },
    };
    let zone = practices::find_zone(&mut tx, actor.practice).await?;
    let row = ScheduleRow {
        practice: actor.practice,
        every: every.as_str().to_owned(),
        sealed,
        next_at: next(every, &zone, now).unwrap_or_default(),
        changed_by: actor.user,
        changed_at: now,
        version: 0,
    };
    store::save_schedule(&mut tx, &row).await?;
    let mut entry = Entry::by(actor, Kind::ExportScheduled, now);
    entry.detail = json!({ "every": every.as_str() });
    audit::append(platform, &mut tx, entry).await?;
    tx.commit().await?;
    Ok(Saved::Done)
}

/// Begins the exports whose moment has come. On several nodes each is begun once.
///
/// # Errors
/// A database fault.
pub async fn begin_due(platform: &Platform) -> Outcome<()> {
    let exports = &platform.settings.exports;
    if exports.folder.is_none() && exports.s3.is_none() {
        return Ok(());
    }
    let now = platform.clock.now();
    let mut tx = platform.db.read().await?;
    let due = store::list_due(&mut tx, now).await?;
    drop(tx);
    for schedule in due {
        // One that can't be begun holds up none of the others.
        if let Err(e) = begin(platform, &schedule, now).await {
            tracing::error!("beginning an export by schedule: {e}");
        }
    }
    Ok(())
}

async fn begin(platform: &Platform, schedule: &ScheduleRow, now: Millis) -> Outcome<()> {
    let mut tx = platform.db.write().await?;
    let zone = practices::find_zone(&mut tx, schedule.practice).await?;
    let Some(to) = next(Every::parse(&schedule.every), &zone, now) else { return Ok(()) };
    if store::move_schedule(&mut tx, schedule.practice, schedule.next_at, to).await? == 0 {
        return Ok(());
    }
    let id = platform.random.id(now);
    let opened = seal::open(&platform.secrets, &sealed_for_schedule(schedule.practice), &schedule.sealed);
    let opened = opened.and_then(|text| text.ok_or_else(|| Fault::internal("a schedule has no passphrase")));
    let sealed = match &opened {
        Ok(passphrase) => seal::seal(&platform.secrets, &platform.random, &sealed_for(id), passphrase)?,
        Err(e) => {
            tracing::error!("the passphrase of an export by schedule: {e}");
            String::new()
        }
    };
    let asked = Asked {
        id,
        practice: schedule.practice,
        patient: None,
        actor: None,
        facility: None,
        network: "schedule",
        reason: "",
        scheduled: true,
        sealed: &sealed,
    };
    store::create(&mut tx, asked, now).await?;
    if opened.is_err() {
        // Never without a passphrase: it is told as one that could not be made.
        store::give_up(&mut tx, id, ATTEMPTS).await?;
    }
    tx.commit().await
}

/// An export by schedule could not be made. It is tried again in an hour, and then each day; once it is told to who has set the schedule, or to the practice's
/// administrators.
///
/// # Errors
/// A database fault.
pub async fn failed(platform: &Platform, tx: &mut Tx, row: &ExportRow) -> Outcome<()> {
    let before = store::state_before(tx, row.practice, row.id).await?;
    let again = before.as_deref() == Some(State::Failed.as_str());
    let pause = if again { DAY } else { HOUR };
    store::hurry_schedule(tx, row.practice, platform.clock.now() + pause).await?;
    if again {
        return Ok(());
    }
    let set_by = store::find_schedule(tx, row.practice).await?.map(|schedule| schedule.changed_by);
    if let Some(user) = set_by
        && tell_one(platform, tx, row, MessageKind::ExportFailed, user).await?
    {
        return Ok(());
    }
    for administrator in users::other_administrators(tx, row.practice, [Uuid::nil(); 2]).await? {
        tell_one(platform, tx, row, MessageKind::ExportFailed, administrator.id).await?;
    }
    Ok(())
}

/// Puts schedules right that a clock which was ahead has put off. Run with the sweeper.
///
/// # Errors
/// A database fault.
pub async fn put_right(platform: &Platform) -> Outcome<()> {
    let now = platform.clock.now();
    let mut tx = platform.db.read().await?;
    // No month is longer.
    let late = store::list_late(&mut tx, now + 32 * DAY).await?;
    drop(tx);
    for schedule in late {
        let mut tx = platform.db.write().await?;
        let zone = practices::find_zone(&mut tx, schedule.practice).await?;
        let Some(to) = next(Every::parse(&schedule.every), &zone, now) else { continue };
        store::move_schedule(&mut tx, schedule.practice, schedule.next_at, to).await?;
        tx.commit().await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::next;
    use crate::practice::time::Zone;
    use crate::practice_export::model::Every;

    #[test]
    fn the_next_one_is_in_the_night_to_monday_or_to_the_first() {
        let zone = Zone::parse("America/New_York").unwrap();
        let at = |text: &str| text.parse::<Timestamp>().unwrap().as_millisecond();
        let word = |every, now: &str| next(every, &zone, at(now)).map(|at| zone.in_words(at)).unwrap_or_default();
        assert!(
            word(Every::Week, "2026-11-27T20:00:00Z").contains("11/30/2026")
                && word(Every::Week, "2026-11-27T20:00:00Z").contains("2:00"),
            "{}",
            word(Every::Week, "2026-11-27T20:00:00Z")
        );
        assert!(word(Every::Week, "2026-11-30T20:00:00Z").contains("12/07/2026"), "a Monday's next is a week later");
        assert!(word(Every::Month, "2026-12-31T20:00:00Z").contains("01/01/2027"));
        assert_eq!(next(Every::Never, &zone, 0), None);
    }
}
