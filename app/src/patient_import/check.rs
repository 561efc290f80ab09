//! The second step: every row is read and compared with the practice and with the rows before it. Nothing is written.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use intake::alike::{Likeness, Reason, compare_views};
use intake::cabinet::{Cabinet, Pair};
use intake::convert::{Code, Plan, Told};
use intake::owners::Owners;
use intake::record::Record;
use uuid::Uuid;

use super::match_store::{self, MatchRow};
use super::model::State;
use super::prepare::{Prepared, prepare, record};
use super::run::{Cells, SHOWN, TOGETHER, Tally, finish, hold, json, part};
use super::store::RunRow;
use crate::patients::bulk::{self, chart_key, list_patients};
use crate::platform::{Outcome, Platform, background};

/// Patients that are read together.
const PATIENTS: i64 = 1000;

/// How often a run is held while nothing else is told of it: several times in a lease.
const AGAIN: Duration = Duration::from_secs(15);

/// What a row is whose chart number is somebody else's: nobody's, and never written.
pub const TAKEN: &str = "taken";

/// Everybody who is there, and every row that was read, in little room: there may be a million of either.
#[derive(Default)]
struct Known {
    cabinet: Cabinet,
    patients: Vec<Uuid>,
    /// The row of each record after the patients'.
    rows: Vec<u32>,
    /// Whose chart numbers are: places in the cabinet.
    charts: Owners,
    sources: Owners,
    /// The file is an export of this product: its rows are as many people as they say.
    exact: bool,
}

/// What a row is to somebody who is there.
#[derive(Clone, Copy, Debug)]
struct Match {
    owner: u32,
    likeness: Likeness,
    reason: Reason,
}

impl Known {
    async fn load(platform: &Platform, run: &RunRow) -> Outcome<Self> {
        let mut known = Self { exact: run.is_transfer(), ..Self::default() };
        let mut after = Uuid::nil();
        loop {
            let mut tx = platform.db.read().await?;
            let rows = list_patients(&mut tx, run.practice, after, PATIENTS).await?;
            drop(tx);
            let Some(last) = rows.last() else { return Ok(known) };
            after = last.id;
            for row in rows {
                let (details, _) = bulk::values_of(&row);
                let at = known.cabinet.put(&record(&details, ""));
                known.charts.put(&chart_key(&row.chart_number), at);
                if known.exact {
                    known.sources.put(&row.record.simple().to_string(), at);
                } else if row.source_system == run.source && !row.source_id.is_empty() {
                    known.sources.put(&row.source_id, at);
                }
                known.patients.push(row.id);
            }
        }
    }

    fn is_patient(&self, owner: u32) -> bool {
        (owner as usize) < self.patients.len()
    }

    /// Puts a row in. What its numbers say of it, or why it is not taken.
    fn put(&mut self, row: u32, prepared: &Prepared) -> Result<Option<Match>, Code> {
        let record = prepared.record();
        let source = &prepared.known_by;
        let owner = (!source.is_empty()).then(|| self.sources.get(source)).flatten();
        let by_number = owner.map(|owner| {
            let alike = self.cabinet.get(owner).and_then(|other| compare_views(other, record.view()));
            let likeness = match alike {
                // A number that is somebody else's by name and birth date: somebody should look.
                None => Likeness::Possible,
                Some(_) if self.is_patient(owner) => Likeness::Same,
                Some(_) => Likeness::Probable,
            };
            Match { owner, likeness, reason: Reason::SourceId }
        });
        let chart = &prepared.patient.chart_number;
        if by_number.is_none() && !self.exact && self.is_anothers(chart, &record) {
            return Err(Code::ChartTaken);
        }
        let at = self.cabinet.put(&record);
        self.rows.push(row);
        if !chart.is_empty() {
            self.charts.put(&chart_key(chart), at);
        }
        if !source.is_empty() {
            self.sources.put(source, at);
        }
        Ok(by_number)
    }

    /// Whether a chart number is that of somebody who is nothing like this record.
    fn is_anothers(&self, chart: &str, record: &Record) -> bool {
        let owner = if chart.is_empty() { None } else { self.charts.get(&chart_key(chart)) };
        owner.is_some_and(|owner| self.cabinet.get(owner).and_then(|other| compare_views(other, record.view())).is_none())
    }

    fn row_of(&self, at: u32) -> Option<u32> {
        self.rows.get((at as usize).checked_sub(self.patients.len())?).copied()
    }
}

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
    match_store::delete_matches(&mut tx, run.id).await?;
    if !hold(platform, &mut tx, run, 0).await? {
        return Ok(false);
    }
    tx.commit().await?;
    let plan = Arc::new(run.plan());
    let regions = Arc::new(platform.settings.messages.regions.clone());
    let begun = run.clone();
    let Some(mut known) = holding(platform, run, Known::load(platform, &begun)).await? else { return Ok(false) };
    let mut tally = Tally::default();
    let mut matches: HashMap<u32, Match> = HashMap::new();
    let mut taken: Vec<u32> = Vec::new();
    for number in 0..run.parts {
        let mut tx = platform.db.read().await?;
        let rows = part(&mut tx, run, number).await?;
        drop(tx);
        let first = u32::try_from(number).unwrap_or_default() * u32::try_from(TOGETHER).unwrap_or_default();
        for (row, prepared) in (first..).zip(prepare_all(&plan, rows, &regions).await?) {
            let Some(mut prepared) = prepared else { continue };
            if !prepared.fails() {
                let chart = &prepared.patient.chart_number;
                if known.exact && known.is_anothers(chart, &prepared.record()) {
                    let (field, from) = ("chart_number".to_owned(), chart.clone());
                    prepared.told.push(Told { field, code: Code::ChartRenumbered, from, to: String::new() });
                }
                match known.put(row, &prepared) {
                    Ok(found) => drop(found.map(|found| matches.insert(row, found))),
                    Err(code) => {
                        let (field, from) = ("chart_number".to_owned(), prepared.patient.chart_number.clone());
                        prepared.told.push(Told { field, code, from, to: String::new() });
                        taken.push(row);
                    }
                }
            }
            count(&mut tally, &prepared);
        }
        let mut tx = platform.db.write().await?;
        let [likeness, reason, decision] = [TAKEN, "", "skip"].map(str::to_owned);
        let none = MatchRow { row_no: 0, patient: None, other: None, likeness, reason, decision };
        let all: Vec<MatchRow> = taken.drain(..).map(|row| MatchRow { row_no: i64::from(row), ..none.clone() }).collect();
        match_store::create_matches(&mut tx, run.id, &all).await?;
        run.counts = json(&tally)?;
        if !hold(platform, &mut tx, run, number + 1).await? {
            return Ok(false);
        }
        tx.commit().await?;
    }
    let Some((known, matches)) = holding(platform, run, paired(known, matches)).await? else { return Ok(false) };
    if !judge(platform, run, &mut tally, (&plan, &regions), &known, &matches).await? {
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

/// Does what may take minutes without a word to the database, and keeps the run all the while. None: it was taken out of our hands.
async fn holding<T>(platform: &Platform, run: &mut RunRow, work: impl Future<Output = Outcome<T>>) -> Outcome<Option<T>> {
    let mut work = std::pin::pin!(work);
    loop {
        tokio::select! {
            done = &mut work => return done.map(Some),
            () = tokio::time::sleep(AGAIN) => {
                let (mut tx, done) = (platform.db.write().await?, run.done);
                if !hold(platform, &mut tx, run, done).await? {
                    return Ok(None);
                }
                tx.commit().await?;
            }
        }
    }
}

/// Finds who is likely whom, beside the threads that answer requests; the cabinet is given back.
async fn paired(mut known: Known, mut matches: HashMap<u32, Match>) -> Outcome<(Known, Vec<(u32, Match)>)> {
    let work = move || {
        let from = u32::try_from(known.patients.len()).unwrap_or(u32::MAX);
        // Numbers are not asked for any more, and their room is needed.
        (known.charts, known.sources) = (Owners::default(), Owners::default());
        for Pair { later, earlier: owner, likeness, reason } in known.cabinet.pairs(from) {
            // The likeliest comes first.
            if let Some(row) = known.row_of(later).filter(|_| !known.exact || known.is_patient(owner)) {
                matches.entry(row).or_insert(Match { owner, likeness, reason });
            }
        }
        known.cabinet = Cabinet::default();
        let mut matches: Vec<(u32, Match)> = matches.into_iter().collect();
        matches.sort_by_key(|(row, _)| *row);
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
    known: &Known,
    matches: &[(u32, Match)],
) -> Outcome<bool> {
    let together = u32::try_from(TOGETHER).unwrap_or(u32::MAX);
    for chunk in matches.chunk_by(|(a, _), (b, _)| a / together == b / together) {
        let number = i64::from(chunk[0].0 / together);
        let mut tx = platform.db.read().await?;
        let rows = part(&mut tx, run, number).await?;
        let ids: Vec<Uuid> = chunk.iter().filter_map(|(_, one)| known.patients.get(one.owner as usize).copied()).collect();
        let patients = bulk::find(&mut tx, run.practice, &ids).await?;
        drop(tx);
        // All before the one writer is asked for: others wait for it.
        let prepared = prepare_all(plan, rows, regions).await?;
        let mut found = Vec::with_capacity(chunk.len());
        for (row, one) in chunk {
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
            found.push(MatchRow {
                row_no: i64::from(*row),
                patient,
                other: known.row_of(one.owner).map(i64::from),
                likeness: name_of(&likeness),
                reason: name_of(&one.reason),
                decision: if surely { "merge".to_owned() } else { String::new() },
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
