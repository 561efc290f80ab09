//! What the pages show, from what is kept.

use uuid::Uuid;

use super::gather::Counts;
use super::model::{DOWNLOADS, State};
use super::page::{ExportPage, Line, Shown, Start};
use super::store::{self, ExportRow};
use super::{schedule, service, source_store, text};
use crate::i18n::Locale;
use crate::patient_documents::model::size_in_words;
use crate::patients::service as patients;
use crate::platform::{Outcome, Platform, Tx};
use crate::practice::service as practices;
use crate::practice::time::Zone;
use crate::sessions::service::Actor;
use crate::users::service as users;

/// Exports on the page.
const LISTED: i64 = 20;

/// Where one is asked for: of the practice, or of a patient.
///
/// # Errors
/// A database fault.
pub async fn start(platform: &Platform, actor: &Actor, patient: &str, locale: Locale) -> Outcome<ExportPage> {
    let mut tx = platform.db.read().await?;
    let zone = practices::find_zone(&mut tx, actor.practice).await?;
    let mut of = None;
    if !patient.is_empty() {
        let Ok(id) = Uuid::try_parse(patient) else { return Ok(ExportPage::Unknown) };
        of = named(&mut tx, actor.practice, Some(id)).await?;
        if of.is_none() {
            return Ok(ExportPage::Unknown);
        }
    }
    let mut exports = Vec::new();
    for row in store::list(&mut tx, actor.practice, LISTED).await? {
        exports.push(line(&mut tx, &row, &zone, locale).await?);
    }
    let last = service::last_whole(&mut tx, actor.practice).await?;
    Ok(ExportPage::Start(Start {
        patient: of,
        exports,
        last: last.map(|at| zone.in_words(at)).unwrap_or_default(),
        patients: source_store::count_patients(&mut tx, actor.practice).await?,
        schedule: schedule::shown(platform, &mut tx, actor, &zone, locale).await?,
    }))
}

async fn named(tx: &mut Tx, practice: Uuid, patient: Option<Uuid>) -> Outcome<Option<(String, String)>> {
    let Some(id) = patient else { return Ok(None) };
    let found = patients::named(tx, practice, id).await?;
    Ok(found.map(|(name, chart)| (id.simple().to_string(), format!("{name} ({chart})"))))
}

async fn line(tx: &mut Tx, row: &ExportRow, zone: &Zone, locale: Locale) -> Outcome<Line> {
    let who = match row.actor {
        Some(who) => users::find_named_by_id(tx, who).await?,
        None => None,
    };
    let by = who.map_or_else(|| text::OPERATOR.of(locale).to_owned(), |who| users::full_name(&who.first_name, &who.last_name));
    Ok(Line {
        id: row.id.simple().to_string(),
        when: zone.in_words(row.created_at),
        by: if row.scheduled { text::SCHEDULED.of(locale).to_owned() } else { by },
        of_patient: row.patient.is_some(),
        scheduled: row.scheduled,
        state: State::parse(&row.state).unwrap_or(State::Over),
        size: if row.size == 0 { String::new() } else { size_in_words(row.size) },
    })
}

/// One export.
///
/// # Errors
/// A database fault.
pub async fn page(platform: &Platform, actor: &Actor, id: &str, locale: Locale) -> Outcome<ExportPage> {
    let Ok(id) = Uuid::try_parse(id) else { return Ok(ExportPage::Unknown) };
    let mut tx = platform.db.read().await?;
    let Some(row) = store::find(&mut tx, actor.practice, id).await? else { return Ok(ExportPage::Unknown) };
    let zone = practices::find_zone(&mut tx, actor.practice).await?;
    let counts: Counts = serde_json::from_str(&row.counts).unwrap_or_default();
    let mut line = line(&mut tx, &row, &zone, locale).await?;
    // Its time may be over before the sweeper comes.
    if line.state == State::Ready && row.ready_until <= platform.clock.now() {
        line.state = State::Over;
    }
    Ok(ExportPage::One(Box::new(Shown {
        line,
        patient: named(&mut tx, actor.practice, row.patient).await?,
        reason: row.reason,
        done: (row.done, row.total),
        counts: (counts.patients, counts.documents, counts.entries),
        until: zone.in_words(row.ready_until),
        left: (DOWNLOADS - row.downloads).max(0),
        digest: row.digest,
    })))
}
