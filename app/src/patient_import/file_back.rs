//! The file back, with a column that says what came of each row. It can be corrected and brought in again: the column is not read then.

use std::collections::HashMap;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use futures::stream;
use intake::read::without_reason;
use serde_json::json;
use tokio::sync::mpsc;
use uuid::Uuid;

use super::check::{TAKEN, prepare_all};
use super::match_store::{self, MatchRow};
use super::model::{Decision, State};
use super::prepare::Prepared;
use super::run::{Shape, TOGETHER, of, part};
use super::store::{self, RunRow};
use super::{text, words};
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::i18n::Locale;
use crate::patients::bulk::{self, WholeRow};
use crate::platform::{Fault, Outcome, Platform};
use crate::sessions::service::Actor;
use crate::web::table::safe;

/// Which rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// All of them.
    All,
    /// Those that are not taken.
    Failed,
    /// Those that are likely somebody who is there, and nobody decided, or somebody left out.
    Doubles,
    /// Those of which something is told.
    Told,
}

impl Which {
    /// By the name in the address.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "all" => Some(Self::All),
            "failed" => Some(Self::Failed),
            "doubles" => Some(Self::Doubles),
            "told" => Some(Self::Told),
            _ => None,
        }
    }
}

/// A run of the actor's practice whose rows are still kept. That somebody takes them along is in the trail.
///
/// # Errors
/// A database fault.
pub async fn find(platform: &Platform, actor: &Actor, id: &str) -> Outcome<Option<RunRow>> {
    let Ok(id) = Uuid::try_parse(id) else { return Ok(None) };
    let mut tx = platform.db.write().await?;
    let run = store::find(&mut tx, actor.practice, id).await?;
    let run = run.filter(|run| run.parts > 0 && matches!(run.state(), State::Checked | State::Approved | State::Done));
    if run.is_some() {
        let detail = json!({ "run": id.simple().to_string() });
        let entry = Entry { detail, ..Entry::by(actor, Kind::ImportRowsTaken, platform.clock.now()) };
        audit::append(platform, &mut tx, entry).await?;
        tx.commit().await?;
    }
    Ok(run)
}

/// The answer that a browser saves: made piece by piece, so that a file of a million rows is never in memory.
///
/// # Errors
/// A fault of ours.
pub fn answer(platform: &Platform, run: RunRow, which: Which, locale: Locale) -> Outcome<Response> {
    let (send, receive) = mpsc::channel::<Outcome<Bytes>>(4);
    let platform = platform.clone();
    tokio::spawn(async move {
        if let Err(e) = fill(&platform, &run, which, locale, &send).await {
            tracing::warn!("giving a file back: {e}");
            // A file that breaks off must not look like a whole one: the connection breaks.
            drop(send.send(Err(e)).await);
        }
    });
    let pieces = stream::unfold(receive, |mut receive| async move { receive.recv().await.map(|piece| (piece, receive)) });
    let kind = HeaderValue::from_static("text/csv; charset=utf-8");
    let name = HeaderValue::from_static("attachment; filename=\"import-rows.csv\"");
    Ok(([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, name)], Body::from_stream(pieces)).into_response())
}

async fn fill(platform: &Platform, run: &RunRow, which: Which, locale: Locale, send: &mpsc::Sender<Outcome<Bytes>>) -> Outcome<()> {
    let shape: Shape = of(&run.shape);
    let header = shape.opened.map(|opened| opened.header).unwrap_or_default();
    let heads = header.iter().cloned().chain([text::OUTCOME, text::MESSAGE].map(|text| text.of(locale).to_owned()));
    let mut first = "\u{feff}".as_bytes().to_vec();
    first.extend(lines(std::iter::once(heads.collect()))?);
    if send.send(Ok(first.into())).await.is_err() {
        return Ok(());
    }
    let (plan, regions) = (Arc::new(run.plan()), Arc::new(platform.settings.messages.regions.clone()));
    let together = i64::try_from(TOGETHER).unwrap_or(i64::MAX);
    for number in 0..run.parts {
        let mut tx = platform.db.read().await?;
        let rows = part(&mut tx, run, number).await?;
        let from = number * together;
        let matches: HashMap<i64, MatchRow> = match_store::list_matches(&mut tx, run.id, from, from + together)
            .await?
            .into_iter()
            .map(|row| (row.row_no, row))
            .collect();
        // Before it is written: what would change of whom.
        let ids: Vec<Uuid> =
            if run.state() == State::Checked { matches.values().filter_map(|one| one.patient).collect() } else { Vec::new() };
        let patients = bulk::find(&mut tx, run.practice, &ids).await?;
        drop(tx);
        let prepared = prepare_all(&plan, rows.clone(), &regions).await?;
        let mut out = Vec::new();
        for ((row, (_, mut cells)), prepared) in (from..).zip(rows).zip(prepared) {
            let Some(prepared) = prepared else { continue };
            without_reason(&mut cells);
            let (outcome, wanted) = outcome(prepared.fails(), matches.get(&row), prepared.told.is_empty());
            if which != Which::All && !wanted.contains(&which) {
                continue;
            }
            let mut message: Vec<String> = prepared.told.iter().map(|told| words::told_of(told, locale)).collect();
            let patient = matches.get(&row).and_then(|one| patients.get(&one.patient?));
            message.extend(patient.map(|is| changes(is, &prepared, locale)).transpose()?.filter(|changes| !changes.is_empty()));
            message.extend(matches.get(&row).map(|one| words::reason(&one.reason, locale)).filter(|why| !why.is_empty()));
            out.push(cells.into_iter().chain([outcome.of(locale).to_owned(), message.join("; ")]).collect());
        }
        if send.send(Ok(lines(out.into_iter())?.into())).await.is_err() {
            return Ok(());
        }
    }
    Ok(())
}

/// What a row would change of a patient; empty for nothing.
fn changes(is: &WholeRow, prepared: &Prepared, locale: Locale) -> Outcome<String> {
    let Some(after) = bulk::merged(is, &prepared.patient, prepared.says_active)? else { return Ok(String::new()) };
    let field = |name: String| Some(words::field(&name, locale)).filter(|label| !label.is_empty()).unwrap_or(name);
    let fields: Vec<String> = bulk::changed(is, &after).into_iter().map(field).collect();
    Ok(text::CHANGES.with(locale, &[("fields", &fields.join(", "))]))
}

/// What came of a row, or would, and which files it stands in.
fn outcome(fails: bool, found: Option<&MatchRow>, silent: bool) -> (crate::i18n::Text, Vec<Which>) {
    let told = if silent { Vec::new() } else { vec![Which::Told] };
    let (outcome, of) = match found.map(|one| (one.likeness.as_str(), Decision::parse(&one.decision))) {
        _ if fails => (text::O_FAILED, Some(Which::Failed)),
        Some((TAKEN, _)) => (text::O_FAILED, Some(Which::Failed)),
        None | Some((_, Some(Decision::KeepBoth))) => (text::O_CREATED, None),
        Some((_, Some(Decision::Merge))) => (text::O_MERGED, None),
        Some((_, Some(Decision::Skip))) => (text::O_SKIPPED, Some(Which::Doubles)),
        Some((_, None)) => (text::O_DOUBLE, Some(Which::Doubles)),
    };
    (outcome, told.into_iter().chain(of).collect())
}

fn lines(rows: impl Iterator<Item = Vec<String>>) -> Outcome<Vec<u8>> {
    let wrong = |e: csv::Error| Fault::internal(e.to_string());
    let mut out = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for row in rows {
        out.write_record(row.iter().map(|cell| safe(cell))).map_err(wrong)?;
    }
    out.into_inner().map_err(|e| Fault::internal(e.to_string()))
}
