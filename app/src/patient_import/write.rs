//! The third step: rows become patients, some hundred in one transaction with how far it is and an entry of the audit trail.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use intake::convert::Plan;
use serde_json::json;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::check::{RENUMBERED, TAKEN, prepare_all, taken_row};
use super::match_store::{self, BeforeRow, MatchRow};
use super::model::{Decision, State};
use super::prepare::Prepared;
use super::run::{self, Known, TOGETHER, Tally, finish, hold, of, part};
use super::store::{self, RunRow};
use super::transfer::{attach, renumber};
use super::whom::whom;
use crate::audit::model::Kind;
use crate::audit::service as audit;
use crate::patients::bulk::{self, Patient, Run, WholeRow};
use crate::platform::tokens::hex;
use crate::platform::{Millis, Outcome, Platform, Tx};

/// Writes a run's rows. False: the run was taken out of our hands, and what was in hand is not written.
///
/// # Errors
/// A database fault.
pub async fn write(platform: &Platform, run: &mut RunRow) -> Outcome<bool> {
    if run.done == 0 && !begin(platform, run).await? {
        return Ok(false);
    }
    let plan = Arc::new(run.plan());
    let begun = run.clone();
    let mut ready = prepared_part(platform, &begun, &plan, begun.done).await?;
    for number in begun.done..begun.parts {
        // While the database writes, the next part is read.
        let next = prepared_part(platform, &begun, &plan, number + 1);
        let (written, next) = tokio::join!(write_prepared(platform, run, number, ready), next);
        if !written? {
            return Ok(false);
        }
        ready = next?;
    }
    if run.is_transfer() && !attach(platform, run).await? {
        return Ok(false);
    }
    let mut tx = platform.db.write().await?;
    store::delete_pieces(&mut tx, run.id).await?;
    if !finish(platform, &mut tx, run, State::Done).await? {
        return Ok(false);
    }
    tx.commit().await?;
    Ok(true)
}

/// What the first part needs: numbers that begin at nothing, and chart numbers past those of the file. False: the run was taken out of our hands, or patients
/// came since its rows were checked, and they have to be checked once more.
///
/// # Errors
/// A database fault.
pub async fn begin(platform: &Platform, run: &mut RunRow) -> Outcome<bool> {
    let mut tally: Tally = of(&run.counts);
    let mut tx = platform.db.write().await?;
    if is_behind(&mut tx, run, &tally.known).await? {
        tally.again = true;
        run.counts = run::json(&tally)?;
        if finish(platform, &mut tx, run, State::Mapped).await? {
            tx.commit().await?;
            platform.imports.notify_one();
        }
        return Ok(false);
    }
    // The check counted what would be done; from here on it is what was.
    let counts = &mut tally.counts;
    (counts.created, counts.updated, counts.unchanged, counts.skipped, counts.doubles) = (0, 0, 0, 0, 0);
    tally.again = false;
    run.counts = run::json(&tally)?;
    bulk::raise_numbering(&mut tx, run.practice, tally.highest_chart).await?;
    if !hold(platform, &mut tx, run, 0).await? {
        return Ok(false);
    }
    tx.commit().await?;
    Ok(true)
}

/// Whether patients came whom the rows were not compared with: by hand, or by another import.
async fn is_behind(tx: &mut Tx, run: &RunRow, known: &Known) -> Outcome<bool> {
    Ok(bulk::has_since(tx, run.practice, known.last).await?
        || store::goes_first(tx, run).await?
        || run::written_runs(tx, run.practice).await? != known.runs)
}

/// The rows of a part, read; none after the last.
async fn prepared_part(platform: &Platform, run: &RunRow, plan: &Arc<Plan>, number: i64) -> Outcome<Vec<Option<Prepared>>> {
    let regions = Arc::new(platform.settings.messages.regions.clone());
    let mut tx = platform.db.read().await?;
    let rows = part(&mut tx, run, number).await?;
    drop(tx);
    prepare_all(plan, rows, &regions).await
}

/// Writes one part of a run, whole or not at all. False: the run was taken out of our hands.
///
/// # Errors
/// A database fault.
pub async fn write_part(platform: &Platform, run: &mut RunRow, plan: &Arc<Plan>, number: i64) -> Outcome<bool> {
    let prepared = prepared_part(platform, run, plan, number).await?;
    write_prepared(platform, run, number, prepared).await
}

async fn write_prepared(platform: &Platform, run: &mut RunRow, number: i64, prepared: Vec<Option<Prepared>>) -> Outcome<bool> {
    let mut tally: Tally = of(&run.counts);
    let mut tx = platform.db.write().await?;
    // Who has lost the run waits here for who has it, instead of writing the same patients.
    if !hold(platform, &mut tx, run, number).await? {
        return Ok(false);
    }
    let first = number * i64::try_from(TOGETHER).unwrap_or_default();
    Batch { platform, run, tally: &mut tally, first, told: Sha256::new(), written: (0, 0) }.write(&mut tx, prepared).await?;
    run.counts = run::json(&tally)?;
    if !hold(platform, &mut tx, run, number + 1).await? {
        return Ok(false);
    }
    tx.commit().await?;
    Ok(true)
}

/// A patient to be made.
struct New {
    row: i64,
    patient: Patient,
    /// Somebody said that it is another one than who is there.
    kept: bool,
}

struct Batch<'a> {
    platform: &'a Platform,
    run: &'a RunRow,
    tally: &'a mut Tally,
    first: i64,
    told: Sha256,
    written: (u64, u64),
}

impl Batch<'_> {
    async fn write(mut self, tx: &mut Tx, prepared: Vec<Option<Prepared>>) -> Outcome<()> {
        let last = self.first + i64::try_from(prepared.len()).unwrap_or_default();
        let matches: HashMap<i64, MatchRow> =
            match_store::list_matches(tx, self.run.id, self.first, last).await?.into_iter().map(|row| (row.row_no, row)).collect();
        let (mut new, mut merged): (Vec<New>, Vec<(i64, Prepared)>) = (Vec::new(), Vec::new());
        for (row, prepared) in (self.first..).zip(prepared) {
            let Some(prepared) = prepared.filter(|prepared| !prepared.fails()) else { continue };
            match matches.get(&row).map(|one| (one, Decision::parse(&one.decision))) {
                Some((one, _)) if one.likeness == TAKEN => {}
                None => new.push(New { row, patient: prepared.patient, kept: false }),
                Some((_, Some(Decision::KeepBoth))) => new.push(New { row, patient: prepared.patient, kept: true }),
                Some((_, Some(Decision::Skip))) => self.tally.counts.skipped += 1,
                Some((_, None)) => self.tally.counts.doubles += 1,
                Some((_, Some(Decision::Merge))) => merged.push((row, prepared)),
            }
        }
        self.create(tx, new, &matches).await?;
        let whom = whom(tx, self.run, &merged.iter().map(|(row, _)| *row).collect::<Vec<_>>()).await?;
        let known = bulk::find_locked(tx, self.run.practice, &whom.values().copied().collect::<Vec<_>>()).await?;
        let into = |row: i64| whom.get(&row).filter(|id| known.contains_key(id)).copied();
        // Who was to be merged into a row that was left out is new.
        let (found, nobody): (Vec<_>, Vec<_>) = merged.into_iter().partition(|(row, _)| into(*row).is_some());
        let nobody = nobody.into_iter().map(|(row, prepared)| New { row, patient: prepared.patient, kept: false }).collect();
        self.create(tx, nobody, &matches).await?;
        let found = found.into_iter().filter_map(|(row, prepared)| Some((into(row)?, prepared))).collect();
        self.merge(tx, found, known).await?;
        if self.written != (0, 0) {
            let now = self.platform.clock.now();
            let mut digest = hex(&self.told.finalize());
            digest.truncate(32);
            let mut entry = self.run.entry(Kind::PatientsImported, now);
            let (created, updated) = self.written;
            entry.detail = json!({
                "run": self.run.id.simple().to_string(), "from": self.first + 1, "until": last, "created": created, "updated": updated, "digest": digest,
            });
            audit::append(self.platform, tx, entry).await?;
        }
        Ok(())
    }

    async fn create(&mut self, tx: &mut Tx, mut new: Vec<New>, matches: &HashMap<i64, MatchRow>) -> Outcome<()> {
        let run = Run { practice: self.run.practice, id: self.run.id, now: self.platform.clock.now() };
        self.number(tx, &mut new, matches).await?;
        let records: Vec<Uuid> = new.iter().filter_map(|one| one.patient.record).collect();
        // A patient who is here under another id keeps theirs.
        let mut taken: HashSet<Uuid> = if records.is_empty() {
            HashSet::new()
        } else {
            bulk::of_records(tx, run.practice, &records).await?.into_keys().collect()
        };
        for one in &mut new {
            one.patient.record = one.patient.record.filter(|record| taken.insert(*record));
        }
        for one in &new {
            self.told.update(self.run.patient_of(one.row).as_bytes());
            self.told.update(run::json(&one.patient.details)?);
            self.told.update(run::json(&one.patient.insurance)?);
        }
        self.tally.counts.created += new.len() as u64;
        self.written.0 += new.len() as u64;
        bulk::create(tx, run, new.into_iter().map(|one| (self.run.patient_of(one.row), one.patient)).collect()).await
    }

    /// Sees to it that no chart number is two people's: who is said to be another one, and who comes from another practice, gets a number of their own; of the
    /// others somebody else has got it since the check.
    async fn number(&mut self, tx: &mut Tx, new: &mut Vec<New>, matches: &HashMap<i64, MatchRow>) -> Outcome<()> {
        let charts: Vec<&str> = new.iter().map(|one| one.patient.chart_number.as_str()).filter(|chart| !chart.is_empty()).collect();
        let mut taken = bulk::taken_charts(tx, self.run.practice, &charts).await?;
        let mut late: Vec<MatchRow> = Vec::new();
        new.retain_mut(|one| {
            let chart = &one.patient.chart_number;
            if chart.is_empty() || taken.insert(bulk::chart_key(chart)) {
                return true;
            }
            if self.run.is_transfer() || one.kept {
                renumber(&mut one.patient);
                late.extend(matches.get(&one.row).map(|row| MatchRow { reason: RENUMBERED.to_owned(), ..row.clone() }));
                return true;
            }
            late.push(taken_row(one.row));
            self.tally.counts.failed += 1;
            false
        });
        for row in &late {
            match_store::save_reason(tx, self.run.id, row).await?;
        }
        Ok(())
    }

    async fn merge(&mut self, tx: &mut Tx, merged: Vec<(Uuid, Prepared)>, mut known: HashMap<Uuid, WholeRow>) -> Outcome<()> {
        let (practice, now) = (self.run.practice, self.platform.clock.now());
        let records: Vec<Uuid> = merged.iter().filter_map(|(_, prepared)| prepared.patient.record).collect();
        let owners = if records.is_empty() { HashMap::new() } else { bulk::of_records(tx, practice, &records).await? };
        for (id, mut prepared) in merged {
            let Some(row) = known.get(&id).cloned() else { continue };
            let record = &mut prepared.patient.record;
            *record = record.filter(|record| owners.get(record).is_none_or(|owner| *owner == id));
            let Some(after) = bulk::merged(&row, &prepared.patient, prepared.says_active)? else {
                self.tally.counts.unchanged += 1;
                continue;
            };
            self.told.update(id.as_bytes());
            self.told.update(&after.details);
            self.told.update(&after.insurance);
            self.tally.counts.updated += 1;
            self.written.1 += 1;
            let after = self.rewrite(tx, row, after, now).await?;
            known.insert(id, after);
        }
        Ok(())
    }

    /// Writes a patient anew, and keeps what they were, unless this run made them.
    async fn rewrite(&self, tx: &mut Tx, row: WholeRow, after: WholeRow, now: Millis) -> Outcome<WholeRow> {
        if row.import_run == Some(self.run.id) {
            bulk::rewrite(tx, self.run.practice, &after, row.created_at, false).await?;
            return Ok(after);
        }
        bulk::rewrite(tx, self.run.practice, &after, now, true).await?;
        let after = WholeRow { version: row.version + 1, insurance_version: row.insurance_version + 1, ..after };
        let before = BeforeRow {
            patient: row.id,
            before: bulk::packed(&row)?,
            version: after.version,
            insurance_version: after.insurance_version,
            changed_at: now,
        };
        match_store::create_before(tx, self.run.id, &before).await?;
        Ok(after)
    }
}
