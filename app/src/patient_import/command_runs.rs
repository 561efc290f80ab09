//! The runs of `vestibule import`: how the command moves one on, and what becomes of those of a command that was cut off.

use std::time::Duration;

use uuid::Uuid;

use super::model::State;
use super::run;
use super::store::{self, RunRow};
use super::worker::step;
use crate::platform::lease::LEASE;
use crate::platform::{Fault, Outcome, Platform};

/// How often a run is looked at that is in another's hands.
const LOOK: Duration = Duration::from_millis(200);
/// Runs of one practice that are looked at.
const MOST: i64 = 100;

/// Moves a run on and does the step, or waits until a server that was quicker has done it.
///
/// # Errors
/// A database fault.
pub async fn advance(platform: &Platform, run: RunRow, to: State) -> Outcome<RunRow> {
    let mut tx = platform.db.write().await?;
    store::move_on(&mut tx, &run, to.as_str(), platform.clock.now()).await?;
    tx.commit().await?;
    finished(platform, run.practice, run.id).await
}

/// Does the step that a run waits for, or waits until somebody else has done it.
async fn finished(platform: &Platform, practice: Uuid, id: Uuid) -> Outcome<RunRow> {
    loop {
        if let Some(mut own) = run::claim_one(platform, id).await? {
            step(platform, &mut own).await?;
        }
        let mut tx = platform.db.read().await?;
        let now = store::find(&mut tx, practice, id).await?.ok_or_else(|| Fault::internal("the run is gone"))?;
        drop(tx);
        if !now.state().is_at_work() {
            return Ok(now);
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// Nothing of the file is kept.
///
/// # Errors
/// A database fault.
pub async fn give_up(platform: &Platform, run: &RunRow) -> Outcome<()> {
    let mut tx = platform.db.write().await?;
    let gone = RunRow { parts: 0, shape: "{}".to_owned(), plan: "{}".to_owned(), counts: "{}".to_owned(), ..run.clone() };
    // First: whoever reads a part of it right now finds that it is not theirs any more.
    store::move_on(&mut tx, &gone, State::Undone.as_str(), platform.clock.now()).await?;
    store::forget_file(&mut tx, run.id).await?;
    tx.commit().await
}

async fn at_work(platform: &Platform, practice: Uuid) -> Outcome<Vec<RunRow>> {
    let mut tx = platform.db.read().await?;
    store::list_of_operator(&mut tx, practice, MOST).await
}

/// How many imports of a command before are half written: it was cut off, or runs.
///
/// # Errors
/// A database fault.
pub async fn half_written(platform: &Platform, practice: Uuid) -> Outcome<usize> {
    Ok(at_work(platform, practice).await?.iter().filter(|run| run.state() == State::Approved).count())
}

/// Puts in order what commands before left that were cut off: what is half written is written to its end, what is not is given up. Who brings the same
/// file in again would else make everybody of its second half twice, since the run before goes on as soon as a server finds it.
///
/// # Errors
/// A database fault.
pub async fn settle(platform: &Platform, practice: Uuid) -> Outcome<()> {
    for run in at_work(platform, practice).await? {
        let now = platform.clock.now();
        if run.state() == State::Approved {
            finished(platform, practice, run.id).await?;
        } else if run.leased_until < now && run.changed_at < now - LEASE {
            // Not one that is between two steps of a command that runs.
            give_up(platform, &run).await?;
        }
    }
    Ok(())
}
