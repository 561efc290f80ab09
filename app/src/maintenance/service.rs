//! The rules of maintenance windows: planned, kept at hand by every node, announced.

use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError, RwLock};

use uuid::Uuid;

use super::model::{Planned, WindowParams};
use super::store::{self, ReaderRow, WindowRow};
use crate::i18n::Locale;
use crate::outbox::model::{Channel, MessageKind, Params};
use crate::outbox::service::{self as outbox, NewMessage, enqueue};
use crate::platform::clock::{DAY, SECOND};
use crate::platform::{Millis, Outcome, Platform, Tx};
use crate::practice::time::Zone;
use crate::practice_info::service::notices_address;

/// Every page says so from so long before.
const SHOWN: Millis = DAY;
/// Administrators are told so long before.
const ANNOUNCED: Millis = 7 * DAY;
/// No window is longer: it would be an outage.
pub const LONGEST: Millis = 2 * DAY;

/// The windows that are not over, as this node knows them: read every few seconds, so that no page asks the database.
#[derive(Clone, Debug, Default)]
pub struct Windows(Arc<RwLock<Vec<WindowRow>>>);

impl Windows {
    /// The next window, or the one that is now.
    fn next(&self, now: Millis) -> Option<WindowRow> {
        let all = self.0.read().unwrap_or_else(PoisonError::into_inner);
        all.iter().find(|window| window.ends_at > now).cloned()
    }

    /// Whether one is now: then its end.
    #[must_use]
    pub fn until(&self, now: Millis) -> Option<Millis> {
        self.next(now).filter(|window| window.starts_at <= now).map(|window| window.ends_at)
    }

    /// In how many seconds the next one begins; 0 while it lasts, none while it is far.
    #[must_use]
    pub fn starts_in(&self, now: Millis) -> Option<i64> {
        let window = self.next(now).filter(|window| window.starts_at - now <= SHOWN)?;
        Some((window.starts_at - now).max(0) / SECOND)
    }

    /// What pages say, in a zone; none while the next one is far.
    #[must_use]
    pub fn planned(&self, now: Millis, zone: &Zone, locale: Locale) -> Option<Planned> {
        let window = self.next(now).filter(|window| window.starts_at - now <= SHOWN)?;
        Some(Planned {
            from: zone.in_words(window.starts_at),
            until: zone.in_words(window.ends_at),
            says: says(&window, locale).to_owned(),
            starts_in: (window.starts_at - now).max(0) / SECOND,
            ends_in: (window.ends_at - now) / SECOND,
            again: None,
        })
    }
}

fn says(window: &WindowRow, locale: Locale) -> &str {
    match locale {
        Locale::Es if !window.text_es.is_empty() => &window.text_es,
        _ => &window.text_en,
    }
}

/// Reads the windows anew. Run at the start and every few seconds.
///
/// # Errors
/// A database fault; then those known before hold.
pub async fn refresh(platform: &Platform) -> Outcome<()> {
    let mut tx = platform.db.read().await?;
    let all = store::list(&mut tx, platform.clock.now()).await?;
    *platform.maintenance.0.write().unwrap_or_else(PoisonError::into_inner) = all;
    Ok(())
}

/// What became of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plan {
    /// It stands.
    Done(Uuid),
    /// It ends before it begins, or is longer than [`LONGEST`].
    Length,
    /// It is over already.
    Past,
    /// Another one is planned for a part of that time.
    Overlaps,
}

/// Plans a window, by the operator.
///
/// # Errors
/// A database fault.
pub async fn plan(platform: &Platform, (from, until): (Millis, Millis), en: &str, es: &str) -> Outcome<Plan> {
    let now = platform.clock.now();
    if until <= from || until - from > LONGEST {
        return Ok(Plan::Length);
    }
    if until <= now {
        return Ok(Plan::Past);
    }
    let mut tx = platform.db.write().await?;
    if store::list(&mut tx, now).await?.iter().any(|other| other.starts_at < until && from < other.ends_at) {
        return Ok(Plan::Overlaps);
    }
    let id = platform.random.id(now);
    let row = WindowRow {
        id,
        starts_at: from,
        ends_at: until,
        text_en: en.trim().to_owned(),
        text_es: es.trim().to_owned(),
        announced_at: None,
    };
    store::create(&mut tx, &row).await?;
    tx.commit().await?;
    Ok(Plan::Done(id))
}

/// The windows that are not over: id, beginning, end, text.
///
/// # Errors
/// A database fault.
pub async fn list(platform: &Platform) -> Outcome<Vec<WindowRow>> {
    let mut tx = platform.db.read().await?;
    store::list(&mut tx, platform.clock.now()).await
}

/// The id that the operator typed; none for what is none.
#[must_use]
pub fn id_of(typed: &str) -> Option<Uuid> {
    Uuid::try_parse(typed.trim()).ok()
}

/// Takes a window back, or ends it now; who was told of it is told of that. False when there is none that is not over.
///
/// # Errors
/// A database fault.
pub async fn cancel(platform: &Platform, id: Uuid) -> Outcome<bool> {
    let now = platform.clock.now();
    let mut tx = platform.db.write().await?;
    let window = store::list(&mut tx, now).await?.into_iter().find(|window| window.id == id);
    if store::cancel(&mut tx, id, now).await? == 0 {
        return Ok(false);
    }
    if let Some(window) = window.filter(|window| window.announced_at.is_some() && window.starts_at > now) {
        tell(platform, &mut tx, &window, MessageKind::MaintenanceCancelled).await?;
    }
    tx.commit().await?;
    Ok(true)
}

/// Tells administrators of windows that begin within a week, each once. Run with the sweeper; returns how many windows.
///
/// # Errors
/// A database fault.
pub async fn announce(platform: &Platform) -> Outcome<u64> {
    let now = platform.clock.now();
    let due = list(platform)
        .await?
        .into_iter()
        .filter(|w| w.announced_at.is_none() && w.starts_at > now && w.starts_at - now <= ANNOUNCED);
    let mut told = 0;
    for window in due {
        let mut tx = platform.db.write().await?;
        if store::set_announced(&mut tx, window.id, now).await? == 1 {
            tell(platform, &mut tx, &window, MessageKind::MaintenancePlanned).await?;
            told += 1;
        }
        tx.commit().await?;
    }
    Ok(told)
}

async fn tell(platform: &Platform, tx: &mut Tx, window: &WindowRow, kind: MessageKind) -> Outcome<()> {
    let (mut after, mut told) = (Uuid::nil(), BTreeSet::new());
    loop {
        let readers = store::list_readers(tx, after).await?;
        let Some(last) = readers.last() else { return Ok(()) };
        after = last.id;
        for ReaderRow { id, practice, first_name, email, name, time_zone } in readers {
            let zone = Zone::parse(&time_zone).unwrap_or_default();
            let (en, es) = (window.text_en.clone(), says(window, Locale::Es).to_owned());
            let window = WindowParams { from: zone.in_words(window.starts_at), until: zone.in_words(window.ends_at), en, es };
            let message = NewMessage {
                practice: Some(practice),
                user: Some(id),
                channel: Channel::Email,
                kind,
                recipient: email,
                locale: outbox::language_of(tx, id).await?,
                params: Params { first_name, practice: name.clone(), window: Some(window), ..Params::default() },
                reference: None,
            };
            enqueue(platform, tx, &message).await?;
            if told.insert(practice)
                && let Some(recipient) = notices_address(tx, practice).await?
            {
                let params = Params { first_name: name, ..message.params.clone() };
                enqueue(platform, tx, &NewMessage { user: None, recipient, params, ..message }).await?;
            }
        }
    }
}
