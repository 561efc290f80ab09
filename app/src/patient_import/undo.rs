//! Taking a run back: its documents and its patients go, and whom it changed is as before. Refused once somebody has worked on one of them. Whom somebody works
//! on while it is being taken back stays as they are, and is counted.

use serde_json::json;

use super::match_store;
use super::model::State;
use super::page::Counts;
use super::run::{self, Tally, hold};
use super::store::{self, RunRow};
use crate::audit::model::Kind;
use crate::audit::service as audit;
use crate::patient_documents::service as documents;
use crate::patients::bulk::{self, Written};
use crate::platform::{Outcome, Platform, Tx};

/// Patients that are taken back together.
const TOGETHER: i64 = 500;
/// The same of documents, which are large.
const DOCUMENTS_TOGETHER: i64 = 20;

/// How many patients of a run were changed or given documents since: it can be taken back when that is nobody.
///
/// # Errors
/// A database fault.
pub async fn touched(tx: &mut Tx, run: &RunRow) -> Outcome<i64> {
    Ok(bulk::count_touched(tx, run.id).await? + match_store::count_before_touched(tx, run.id).await?)
}

/// Takes a run back. False: it was taken out of our hands.
///
/// # Errors
/// A database fault.
pub async fn undo(platform: &Platform, run: &mut RunRow) -> Outcome<bool> {
    let (mut restored, mut deleted, mut removed, mut stay) = (0_u64, 0_u64, 0_u64, 0_u64);
    loop {
        let now = platform.clock.now();
        let mut tx = platform.db.write().await?;
        let documents = documents::delete_of_run(&mut tx, run.id, DOCUMENTS_TOGETHER).await?;
        removed += documents;
        // Patients after the last document.
        let before = if documents == 0 { match_store::list_before(&mut tx, run.id, TOGETHER).await? } else { Vec::new() };
        let last = documents == 0 && before.is_empty();
        for row in &before {
            if let Some(was) = bulk::unpacked(&row.before) {
                let written = Written { version: row.version, insurance_version: row.insurance_version, at: row.changed_at };
                let is_back = bulk::restore(&mut tx, run.practice, &was, now, written).await?;
                restored += u64::from(is_back);
                stay += u64::from(!is_back);
            }
            match_store::delete_before(&mut tx, run.id, row.patient).await?;
        }
        let gone = if last { bulk::delete_of_run(&mut tx, run.id, TOGETHER).await? } else { 0 };
        deleted += gone;
        let done = run.done;
        if !hold(platform, &mut tx, run, done).await? {
            return Ok(false);
        }
        if last && gone == 0 {
            stay += u64::try_from(bulk::count_touched(&mut tx, run.id).await?).unwrap_or_default();
            forget(&mut tx, run).await?;
            if !run::finish(platform, &mut tx, run, State::Undone).await? {
                return Ok(false);
            }
            let mut entry = run.entry(Kind::ImportUndone, now);
            entry.detail = json!({ "run": run.id.simple().to_string(), "created": deleted, "updated": restored });
            if removed > 0 {
                entry.detail["documents"] = json!(removed);
            }
            if stay > 0 {
                entry.detail["stay"] = json!(stay);
            }
            audit::append(platform, &mut tx, entry).await?;
            tx.commit().await?;
            return Ok(true);
        }
        tx.commit().await?;
    }
}

/// What was in the file goes as its patients do; two numbers stay.
async fn forget(tx: &mut Tx, run: &mut RunRow) -> Outcome<()> {
    store::forget_file(tx, run.id).await?;
    let Counts { rows, failed, .. } = run::of::<Tally>(&run.counts).counts;
    run.counts = run::json(&Tally { counts: Counts { rows, failed, ..Counts::default() }, ..Tally::default() })?;
    (run.shape, run.plan, run.parts) = ("{}".to_owned(), "{}".to_owned(), 0);
    Ok(())
}
