//! The third step: rows become patients, some hundred in one transaction with how far it is and an entry of the audit trail.

use std::collections::HashMap;
use std::sync::Arc;

use intake::convert::Plan;
use serde_json::json;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::check::{TAKEN, prepare_all};
use super::match_store::{self, BeforeRow, MatchRow};
use super::model::{Decision, State};
use super::prepare::Prepared;
use super::run::{self, TOGETHER, Tally, finish, hold, of, part};
use super::store::{self, RunRow};
use super::transfer::{attach, renumber};
use crate::audit::model::Kind;
use crate::audit::service as audit;
use crate::patients::bulk::{self, Patient, Run, WholeRow};
use crate::platform::tokens::hex;
use crate::platform::{Outcome, Platform, Tx};

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

/// What the first part needs: numbers that begin at nothing, and chart numbers past those of the file. False: the run was taken out of our hands.
///
/// # Errors
/// A database fault.
pub async fn begin(platform: &Platform, run: &mut RunRow) -> Outcome<bool> {
    let mut tally: Tally = of(&run.counts);
    // The check counted what would be done; from here on it is what was.
    let counts = &mut tally.counts;
    (counts.created, counts.updated, counts.unchanged, counts.skipped, counts.doubles) = (0, 0, 0, 0, 0);
    run.counts = run::json(&tally)?;
    let mut tx = platform.db.write().await?;
    bulk::raise_numbering(&mut tx, run.practice, tally.highest_chart).await?;
    if !hold(platform, &mut tx, run, 0).await? {
        return Ok(false);
    }
    tx.commit().await?;
    Ok(true)
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
type New = (Uuid, Patient);
/// Whom a row is merged into, the row, what it says.
type Merged = (Uuid, i64, Prepared);

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
        let (mut new, mut merged): (Vec<New>, Vec<Merged>) = (Vec::new(), Vec::new());
        for (row, prepared) in (self.first..).zip(prepared) {
            let Some(prepared) = prepared.filter(|prepared| !prepared.fails()) else { continue };
            let id = self.run.patient_of(row);
            match matches.get(&row).map(|one| (one, Decision::parse(&one.decision))) {
                Some((one, _)) if one.likeness == TAKEN => {}
                None | Some((_, Some(Decision::KeepBoth))) => new.push((id, prepared.patient)),
                Some((_, Some(Decision::Skip))) => self.tally.counts.skipped += 1,
                Some((_, None)) => self.tally.counts.doubles += 1,
                Some((one, Some(Decision::Merge))) => {
                    merged.push((one.patient.unwrap_or(id), row, prepared));
                }
            }
        }
        self.follow(tx, &matches, &mut merged).await?;
        // Who was to be merged into a row that was left out is new.
        let ids: Vec<Uuid> = merged.iter().map(|(id, ..)| *id).collect();
        let known = bulk::find(tx, self.run.practice, &ids).await?;
        let (found, nobody): (Vec<Merged>, Vec<Merged>) =
            merged.into_iter().partition(|(id, ..)| known.contains_key(id) || new.iter().any(|(other, _)| other == id));
        for (_, row, prepared) in nobody {
            new.push((self.run.patient_of(row), prepared.patient));
        }
        self.create(tx, new).await?;
        self.merge(tx, found).await?;
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

    /// Says who somebody is whose row is to go into another row: whom that one went to, or whom it became.
    async fn follow(&self, tx: &mut Tx, matches: &HashMap<i64, MatchRow>, merged: &mut [Merged]) -> Outcome<()> {
        let other_of = |row: i64| matches.get(&row).filter(|one| one.patient.is_none()).and_then(|one| one.other);
        let mut ends: Vec<(usize, i64)> =
            merged.iter().enumerate().filter_map(|(at, (_, row, _))| Some((at, other_of(*row)?))).collect();
        // Each step is to an earlier row: there is an end.
        while !ends.is_empty() {
            let rows: Vec<i64> = ends.iter().map(|(_, row)| *row).collect();
            let found: HashMap<i64, MatchRow> = match_store::find_matches(tx, self.run.id, &rows)
                .await?
                .into_iter()
                .filter(|one| Decision::parse(&one.decision) == Some(Decision::Merge))
                .map(|one| (one.row_no, one))
                .collect();
            let mut further = Vec::new();
            for (at, row) in ends {
                match found.get(&row).map(|one| (one.patient, one.other)) {
                    Some((None, Some(other))) => further.push((at, other)),
                    Some((Some(patient), _)) => merged[at].0 = patient,
                    _ => merged[at].0 = self.run.patient_of(row),
                }
            }
            ends = further;
        }
        Ok(())
    }

    async fn create(&mut self, tx: &mut Tx, mut new: Vec<New>) -> Outcome<()> {
        let run = Run { practice: self.run.practice, id: self.run.id, now: self.platform.clock.now() };
        let charts: Vec<&str> =
            new.iter().map(|(_, patient)| patient.chart_number.as_str()).filter(|chart| !chart.is_empty()).collect();
        let taken = bulk::taken_charts(tx, run.practice, &charts).await?;
        let is_taken =
            |patient: &Patient| !patient.chart_number.is_empty() && taken.contains(&bulk::chart_key(&patient.chart_number));
        if self.run.is_transfer() {
            new.iter_mut().map(|(_, patient)| patient).filter(|patient| is_taken(patient)).for_each(renumber);
        }
        // Somebody else has got this number since the check.
        let before = new.len();
        new.retain(|(_, patient)| !is_taken(patient));
        self.tally.counts.failed += (before - new.len()) as u64;
        for (id, patient) in &new {
            self.told.update(id.as_bytes());
            self.told.update(run::json(&patient.details)?);
            self.told.update(run::json(&patient.insurance)?);
        }
        self.tally.counts.created += new.len() as u64;
        self.written.0 += new.len() as u64;
        bulk::create(tx, run, new).await
    }

    async fn merge(&mut self, tx: &mut Tx, merged: Vec<Merged>) -> Outcome<()> {
        let (practice, now) = (self.run.practice, self.platform.clock.now());
        let ids: Vec<Uuid> = merged.iter().map(|(id, ..)| *id).collect();
        let mut known = bulk::find(tx, practice, &ids).await?;
        for (id, _, prepared) in merged {
            let Some(row) = known.get(&id).cloned() else { continue };
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
    async fn rewrite(&self, tx: &mut Tx, row: WholeRow, after: WholeRow, now: crate::platform::Millis) -> Outcome<WholeRow> {
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
        };
        match_store::create_before(tx, self.run.id, &before).await?;
        Ok(after)
    }
}
