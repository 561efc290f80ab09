//! The second step: every row is read and compared with the practice and with the rows before it. Nothing is written.

use std::collections::HashMap;
use std::sync::Arc;

use intake::alike::Likeness;
use intake::cabinet::{Cabinet, Pair};
use intake::convert::{Code, Plan, Told};
use intake::owners::Owners;
use uuid::Uuid;

use super::known::{Known, Match};
use super::match_store::{self, MatchRow};
use super::model::{Decision, State};
use super::prepare::{Prepared, prepare};
use super::run::{self, Cells, SHOWN, TOGETHER, Tally, finish, hold, holding, json, of, part};
use super::store::RunRow;
use crate::patients::bulk;
use crate::platform::{Outcome, Platform, Tx, background};

/// What a row is whose chart number is somebody else's: nobody's, and never written.
pub const TAKEN: &str = "taken";
/// Why it is that.
pub const CHART_TAKEN: &str = "chart-taken";
/// Why a patient has another chart number than the row says.
pub const RENUMBERED: &str = "renumbered";
/// What rows are to whom; none for nobody.
type Matches = Vec<Option<Match>>;
/// What was decided of a row: whom it is about, what.
type Decided = HashMap<u32, (Option<Uuid>, Option<i64>, String)>;

/// Reads rows beside the threads that answer requests.
///
/// # Errors
/// A fault when that thread is lost.
pub async fn prepare_all(plan: &Arc<Plan>, rows: Vec<Cells>, regions: &Arc<Vec<String>>) -> Outcome<Vec<Option<Prepared>>> {
    let (plan, regions) = (Arc::clone(plan), Arc::clone(regions));
    background::begin("import-rows", move || rows.iter().map(|row| prepare(&plan, row, &regions)).collect()).await
}

/// Checks a run's rows. False: the run was taken out of our hands.
///
/// # Errors
/// A database fault.
pub async fn check(platform: &Platform, run: &mut RunRow) -> Outcome<bool> {
    let mut tx = platform.db.write().await?;
    let again = of::<Tally>(&run.counts).again;
    // What was decided stands, where the rows are checked once more.
    let before: Decided = if again { decided(&mut tx, run.id).await? } else { Decided::new() };
    match_store::delete_matches(&mut tx, run.id).await?;
    // Before the patients are read: what is written meanwhile is one more.
    let runs = run::written_runs(&mut tx, run.practice).await?;
    if !hold(platform, &mut tx, run, 0).await? {
        return Ok(false);
    }
    tx.commit().await?;
    let plan = Arc::new(run.plan());
    let regions = Arc::new(platform.settings.messages.regions.clone());
    let begun = run.clone();
    let Some(mut known) = holding(platform, run, Box::pin(Known::load(platform, &begun))).await? else { return Ok(false) };
    let last = known.patients.last().copied().unwrap_or_default();
    let mut tally = Tally { again, known: run::Known { last, runs }, ..Tally::default() };
    let mut matches: Matches = Vec::new();
    let mut taken: Vec<MatchRow> = Vec::new();
    for number in 0..run.parts {
        let mut tx = platform.db.read().await?;
        let rows = part(&mut tx, run, number).await?;
        drop(tx);
        let first = u32::try_from(number).unwrap_or_default() * u32::try_from(TOGETHER).unwrap_or_default();
        for (row, prepared) in (first..).zip(prepare_all(&plan, rows, &regions).await?) {
            let Some(mut prepared) = prepared else { continue };
            if !prepared.fails() && !compared(&mut known, &mut matches, row, &mut prepared) {
                taken.push(taken_row(i64::from(row)));
            }
            count(&mut tally, &prepared);
        }
        let mut tx = platform.db.write().await?;
        match_store::create_matches(&mut tx, run.id, &std::mem::take(&mut taken)).await?;
        run.counts = json(&tally)?;
        if !hold(platform, &mut tx, run, number + 1).await? {
            return Ok(false);
        }
        tx.commit().await?;
    }
    let Some((known, matches)) = holding(platform, run, paired(known, matches)).await? else { return Ok(false) };
    if !judge(platform, run, &mut tally, (&plan, &regions), (&known, &before), &matches).await? {
        return Ok(false);
    }
    run.counts = json(&tally)?;
    let mut tx = platform.db.write().await?;
    if !finish(platform, &mut tx, run, State::Checked).await? {
        return Ok(false);
    }
    tx.commit().await?;
    Ok(true)
}

/// Puts a row beside everybody who is known. False: it is not taken, and why is told of it.
fn compared(known: &mut Known, matches: &mut Matches, row: u32, prepared: &mut Prepared) -> bool {
    let chart = &prepared.patient.chart_number;
    if known.exact && known.is_anothers(chart, &prepared.record()) {
        prepared.told.push(about_chart(Code::ChartRenumbered, chart));
    }
    match known.put(row, prepared) {
        Ok(found) => {
            put(matches, row, found);
            true
        }
        Err(code) => {
            prepared.told.push(about_chart(code, &prepared.patient.chart_number));
            false
        }
    }
}

fn about_chart(code: Code, chart: &str) -> Told {
    Told { field: "chart_number".to_owned(), code, from: chart.to_owned(), to: String::new() }
}

/// Keeps what a row is.
fn put(matches: &mut Matches, row: u32, found: Option<Match>) {
    let row = row as usize;
    if found.is_some() && matches.len() <= row {
        matches.resize(row + 1, None);
    }
    if let Some(place) = matches.get_mut(row) {
        *place = found;
    }
}

/// What somebody decided of rows, until they are checked once more.
async fn decided(tx: &mut Tx, run: Uuid) -> Outcome<Decided> {
    let rows = match_store::list_decided(tx, run).await?;
    Ok(rows.into_iter().filter_map(|row| Some((u32::try_from(row.row_no).ok()?, (row.patient, row.other, row.decision)))).collect())
}

/// A row that is not taken, since its chart number is somebody else's.
#[must_use]
pub fn taken_row(row_no: i64) -> MatchRow {
    let [likeness, reason, decision] = [TAKEN, CHART_TAKEN, "skip"].map(str::to_owned);
    MatchRow { row_no, patient: None, other: None, likeness, reason, decision }
}

/// Finds who is likely whom, beside the threads that answer requests; the cabinet is given back.
async fn paired(mut known: Known, mut matches: Matches) -> Outcome<(Known, Matches)> {
    let work = move || {
        let from = u32::try_from(known.patients.len()).unwrap_or(u32::MAX);
        // Numbers are not asked for any more, and their room is needed.
        (known.charts, known.sources) = (Owners::default(), Owners::default());
        let may = |_, owner| !known.exact || known.is_patient(owner);
        for Pair { later, earlier: owner, likeness, reason } in known.cabinet.likeliest(from, may).into_iter().flatten() {
            let Some(row) = known.row_of(later) else { continue };
            // Whom only the number says it is goes behind whom the names say.
            if matches.get(row as usize).copied().flatten().is_none_or(|one| one.is_by_number_alone()) {
                put(&mut matches, row, Some(Match { owner, likeness, reason }));
            }
        }
        known.cabinet = Cabinet::default();
        (known, matches)
    };
    background::begin("import-names", work).await
}

fn count(tally: &mut Tally, prepared: &Prepared) {
    tally.counts.rows += 1;
    if let Ok(chart) = prepared.patient.chart_number.parse::<i64>() {
        tally.highest_chart = tally.highest_chart.max(chart);
    }
    for told in &prepared.told {
        *tally.told.entry(told.code).or_default() += 1;
        if told.code.fails() && tally.problems.len() < SHOWN {
            tally.problems.push((prepared.number, told.clone()));
        }
    }
    if prepared.told.iter().any(|told| told.code.fails()) {
        tally.counts.failed += 1;
    } else {
        tally.counts.created += 1;
    }
}

/// Keeps what rows are to whom. A row that says nothing new of somebody it surely is needs nobody to look at it.
async fn judge(
    platform: &Platform,
    run: &mut RunRow,
    tally: &mut Tally,
    (plan, regions): (&Arc<Plan>, &Arc<Vec<String>>),
    (known, before): (&Known, &Decided),
    matches: &[Option<Match>],
) -> Outcome<bool> {
    let together = u32::try_from(TOGETHER).unwrap_or(u32::MAX);
    for (number, first) in (0..run.parts).zip((0..).step_by(TOGETHER)) {
        let rows = matches.iter().enumerate().skip(first).take(TOGETHER);
        let chunk: Vec<(u32, Match)> = rows.filter_map(|(row, one)| Some((u32::try_from(row).ok()?, (*one)?))).collect();
        if chunk.is_empty() {
            continue;
        }
        let mut tx = platform.db.read().await?;
        let rows = part(&mut tx, run, number).await?;
        let ids: Vec<Uuid> = chunk.iter().filter_map(|(_, one)| known.patients.get(one.owner as usize).copied()).collect();
        let patients = bulk::find(&mut tx, run.practice, &ids).await?;
        drop(tx);
        // All before the one writer is asked for: others wait for it.
        let prepared = prepare_all(plan, rows, regions).await?;
        let mut found = Vec::with_capacity(chunk.len());
        for (row, one) in &chunk {
            let patient = known.patients.get(one.owner as usize).copied();
            let said = prepared.get((row % together) as usize).and_then(Option::as_ref);
            let is_news = match (patient.and_then(|id| patients.get(&id)), said) {
                (Some(is), Some(said)) => bulk::merged(is, &said.patient, said.says_active)?.is_some(),
                _ => true,
            };
            tally.counts.created = tally.counts.created.saturating_sub(1);
            let surely = one.likeness == Likeness::Same || one.likeness == Likeness::Probable && patient.is_some() && !is_news;
            match (surely, is_news) {
                (true, true) => tally.counts.updated += 1,
                (true, false) => tally.counts.unchanged += 1,
                (false, _) => tally.counts.doubles += 1,
            }
            let likeness = if surely { Likeness::Same } else { one.likeness };
            let other = known.row_of(one.owner).map(i64::from);
            let was = before.get(row).filter(|(is, row, _)| (*is, *row) == (patient, other)).map(|(.., decision)| decision);
            let decision = if surely { Decision::Merge.as_str() } else { was.map_or("", String::as_str) }.to_owned();
            found.push(MatchRow {
                row_no: i64::from(*row),
                patient,
                other,
                likeness: name_of(&likeness),
                reason: name_of(&one.reason),
                decision,
            });
        }
        let mut tx = platform.db.write().await?;
        match_store::create_matches(&mut tx, run.id, &found).await?;
        let parts = run.parts;
        if !hold(platform, &mut tx, run, parts).await? {
            return Ok(false);
        }
        tx.commit().await?;
    }
    Ok(true)
}

/// The name of an enum's variant, as it is stored.
pub fn name_of(of: &impl serde::Serialize) -> String {
    serde_json::to_value(of).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
