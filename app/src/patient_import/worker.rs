//! Who does the steps: on each node one, for one run after the other.

use intake::read::Refusal;

use super::check::check;
use super::model::State;
use super::reading::from_pieces;
use super::run::{self, Shape, claim, json};
use super::store::{self, RunRow};
use super::undo::undo;
use super::write::write;
use crate::platform::clock::{DAY, Millis};
use crate::platform::{Outcome, Platform};

/// How long the rows of a file are kept after its run (topic 10).
const KEPT: Millis = 30 * DAY;

/// How often a step is begun that comes to no end.
const ATTEMPTS: i64 = 3;

/// Does a step of a run that waits for one. False: none waits.
///
/// # Errors
/// A database fault; the run waits until its lease is over, and is tried again.
pub async fn work(platform: &Platform) -> Outcome<bool> {
    let Some(mut run) = claim(platform).await? else { return Ok(false) };
    if run.attempts > ATTEMPTS && matches!(run.state(), State::Uploaded | State::Mapped) {
        given_up(platform, &mut run).await?;
        return Ok(true);
    }
    step(platform, &mut run).await?;
    Ok(true)
}

/// A file that stops us each time is refused, and says so: nobody waits for ever. Nothing of it is written in these steps.
async fn given_up(platform: &Platform, run: &mut RunRow) -> Outcome<()> {
    tracing::error!(run = %run.id.simple(), "an import was begun {} times and came to no end: it is refused", run.attempts - 1);
    run.shape = json(&Shape { refusal: Some(Refusal::Ours), ..Shape::default() })?;
    let mut tx = platform.db.write().await?;
    store::forget_file(&mut tx, run.id).await?;
    run.parts = 0;
    if run::finish(platform, &mut tx, run, State::Refused).await? {
        tx.commit().await?;
    }
    Ok(())
}

/// The step that a run waits for.
///
/// # Errors
/// A database fault.
pub async fn step(platform: &Platform, run: &mut RunRow) -> Outcome<bool> {
    match run.state() {
        State::Uploaded => Box::pin(from_pieces(platform, run)).await,
        State::Mapped => Box::pin(check(platform, run)).await,
        State::Approved => Box::pin(write(platform, run)).await,
        State::Undoing => undo(platform, run).await,
        _ => Ok(false),
    }
}

/// Forgets what was in files of long ago. Run with the sweeper; returns how many.
///
/// # Errors
/// A database fault.
pub async fn sweep(platform: &Platform) -> Outcome<usize> {
    let mut tx = platform.db.write().await?;
    let old = store::list_old(&mut tx, platform.clock.now() - KEPT).await?;
    for (id, counts) in &old {
        let tally: run::Tally = run::of(counts);
        let numbers = run::Tally { counts: tally.counts, ..run::Tally::default() };
        store::forget_file(&mut tx, *id).await?;
        store::forget(&mut tx, *id, &json(&numbers)?).await?;
    }
    tx.commit().await?;
    Ok(old.len())
}
