//! Taking a run back: its patients go, and whom it changed is as before. Refused once somebody has worked on one of them.

use serde_json::json;

use super::match_store;
use super::model::State;
use super::page::Counts;
use super::run::{self, Tally, hold};
use super::store::{self, RunRow};
use crate::audit::model::Kind;
use crate::audit::service as audit;
use crate::patients::bulk;
use crate::platform::{Outcome, Platform, Tx};

/// Patients that are taken back together.
const TOGETHER: i64 = 500;

/// How many patients of a run were changed since: it can be taken back when that is nobody.
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
    let (mut restored, mut deleted) = (0_u64, 0_u64);
    loop {
        let now = platform.clock.now();
        let mut tx = platform.db.write().await?;
        let before = match_store::list_before(&mut tx, run.id, TOGETHER).await?;
        for row in &before {
            if let Some(was) = bulk::unpacked(&row.before) {
                bulk::rewrite(&mut tx, run.practice, &was, now, true).await?;
                restored += 1;
            }
            match_store::delete_before(&mut tx, run.id, row.patient).await?;
        }
        let gone = if before.is_empty() { bulk::delete_of_run(&mut tx, run.id, TOGETHER).await? } else { 0 };
        deleted += gone;
        let done = run.done;
        if !hold(platform, &mut tx, run, done).await? {
            return Ok(false);
        }
        if before.is_empty() && gone == 0 {
            forget(&mut tx, run).await?;
            if !run::finish(platform, &mut tx, run, State::Undone).await? {
                return Ok(false);
            }
            let mut entry = run.entry(Kind::ImportUndone, now);
            entry.detail = json!({ "run": run.id.simple().to_string(), "created": deleted, "updated": restored });
            audit::append(platform, &mut tx, entry).await?;
            tx.commit().await?;
            return Ok(true);
        }
        tx.commit().await?;
    }
}

/// What was in the file goes as its patients do; two numbers stay.
async fn forget(tx: &mut Tx, run: &mut RunRow) -> Outcome<()> {
    store::delete_pieces(tx, run.id).await?;
    store::delete_parts(tx, run.id).await?;
    match_store::delete_matches(tx, run.id).await?;
    let Counts { rows, failed, .. } = run::of::<Tally>(&run.counts).counts;
    run.counts = run::json(&Tally { counts: Counts { rows, failed, ..Counts::default() }, ..Tally::default() })?;
    (run.shape, run.plan, run.parts) = ("{}".to_owned(), "{}".to_owned(), 0);
    Ok(())
}
