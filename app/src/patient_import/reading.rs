//! The first step: a file becomes rows in the database, and what is in its columns is counted on the way.

use std::io::Write as _;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use intake::columns::{Column, Counter};
use intake::guess::{Guess, Why, guess, is_ours};
use intake::read::{Event, Format, Left, Opened, Refusal, Wanted, read};
use intake::systems;
use jiff::civil::Date;
use tokio::sync::mpsc;

use super::model::State;
use super::run::{self, Cells, Choice, SHOWN, Shape, TOGETHER, Tally, hold, holding, json, of};
use super::store::{self, RunRow};
use super::transfer::SOURCE;
use crate::platform::{Fault, Outcome, Platform, Tx, background};
use crate::practice::states;

/// Parts that wait to be written.
const WAITING: usize = 4;

/// What a file turned out to be.
struct Seen {
    opened: Opened,
    columns: Vec<Column>,
    rows: u64,
    left: u64,
    left_rows: Vec<(u64, Left)>,
}

/// Reads the file of a run. False: the run was taken out of our hands.
///
/// # Errors
/// A database fault, or one of the disk.
pub async fn from_pieces(platform: &Platform, run: &mut RunRow) -> Outcome<bool> {
    let file = gathered(platform, run).await?;
    from_file(platform, run, file.path()).await
}

/// The file of a run, out of its pieces.
///
/// # Errors
/// A database fault, or one of the disk.
pub async fn gathered(platform: &Platform, run: &RunRow) -> Outcome<tempfile::NamedTempFile> {
    let mut file = tempfile::NamedTempFile::new().map_err(Fault::io("making a temporary file"))?;
    for number in 0.. {
        let mut tx = platform.db.read().await?;
        let Some(bytes) = store::find_piece(&mut tx, run.id, number).await? else { break };
        drop(tx);
        file.write_all(&bytes).map_err(Fault::io("writing a temporary file"))?;
    }
    file.flush().map_err(Fault::io("writing a temporary file"))?;
    Ok(file)
}

/// The same of a file on this machine.
///
/// # Errors
/// A database fault, or one of the disk.
pub async fn from_file(platform: &Platform, run: &mut RunRow, path: &Path) -> Outcome<bool> {
    let mut tx = platform.db.write().await?;
    // What a node had read that did not get to the end.
    store::delete_parts(&mut tx, run.id).await?;
    let today = run::today(platform, &mut tx, run.practice).await?;
    if !hold(platform, &mut tx, run, 0).await? {
        return Ok(false);
    }
    tx.commit().await?;
    let before: Shape = of(&run.shape);
    let (send, mut parts) = mpsc::channel::<Vec<Cells>>(WAITING);
    let path = path.to_owned();
    let wanted = run.wanted(platform)?;
    let reading = background::begin("import-read", move || read_file(path, &wanted, today, &send));
    let (mut number, mut rows) = (0, 0_u64);
    loop {
        // A large archive is looked through for minutes before its first row comes.
        let Some(part) = holding(platform, run, async { Ok(parts.recv().await) }).await? else { return Ok(false) };
        let Some(part) = part else { break };
        rows += part.len() as u64;
        let mut tally = Tally::default();
        tally.counts.rows = rows;
        run.counts = json(&tally)?;
        let mut tx = platform.db.write().await?;
        store::create_part(&mut tx, run.id, number, &json(&part)?).await?;
        if !hold(platform, &mut tx, run, number + 1).await? {
            return Ok(false);
        }
        tx.commit().await?;
        number += 1;
    }
    run.parts = number;
    match reading.await? {
        Err(Refusal::Disk(why)) => Err(Fault::internal(format!("reading a file: {why}"))),
        Err(refusal) => {
            // Another sheet may be the one.
            let shape = Shape { refusal: Some(refusal), sheet: before.sheet, sheets: before.sheets, ..Shape::default() };
            finish(platform, run, shape, State::Refused).await
        }
        Ok(seen) if seen.opened.format == Format::Vestibule => transferred(platform, run, seen, today).await,
        Ok(seen) => recognised(platform, run, seen, before.sheet).await,
    }
}

fn read_file(path: PathBuf, wanted: &Wanted, today: Date, send: &mpsc::Sender<Vec<Cells>>) -> Result<Seen, Refusal> {
    let (mut opened, mut counter, mut left, mut left_rows) = (None, None, 0, Vec::new());
    let mut part: Vec<Cells> = Vec::with_capacity(TOGETHER);
    read(&path, wanted, &mut |event| match event {
        Event::Opened(is) => {
            counter = Some(Counter::new(&is.header, today, &states::is_state));
            opened = Some(is.clone());
            ControlFlow::Continue(())
        }
        Event::Left(number, why) => {
            left += 1;
            if left_rows.len() < SHOWN {
                left_rows.push((number, why));
            }
            ControlFlow::Continue(())
        }
        Event::File(_) => ControlFlow::Continue(()),
        Event::Row(row) => {
            if let Some(counter) = &mut counter {
                counter.see(&row.cells);
            }
            part.push((row.number, row.cells));
            if part.len() < TOGETHER {
                return ControlFlow::Continue(());
            }
            // Nobody takes them any more: the run was cancelled.
            match send.blocking_send(std::mem::replace(&mut part, Vec::with_capacity(TOGETHER))) {
                Ok(()) => ControlFlow::Continue(()),
                Err(_) => ControlFlow::Break(()),
            }
        }
    })?;
    if !part.is_empty() {
        let _ = send.blocking_send(part);
    }
    let (Some(opened), Some(counter)) = (opened, counter) else { return Err(Refusal::NoRows) };
    let (columns, rows) = counter.done();
    Ok(Seen { opened, columns, rows, left, left_rows })
}

/// An export of this product: its columns say themselves what they are, and there is nothing to ask. On to the check.
async fn transferred(platform: &Platform, run: &mut RunRow, seen: Seen, today: Date) -> Outcome<bool> {
    SOURCE.clone_into(&mut run.source);
    let known = |name: &String| if intake::fields::find(name).is_some() { name.clone() } else { String::new() };
    run.plan = json(&Choice { fields: seen.opened.header.iter().map(known).collect(), today, ..Choice::default() })?;
    let mut tally = Tally::default();
    tally.counts.rows = seen.rows;
    run.counts = json(&tally)?;
    finish(platform, run, Shape { opened: Some(seen.opened), columns: seen.columns, ..Shape::default() }, State::Mapped).await
}

/// Says what the columns are, as far as it shows, or as somebody said the last time.
async fn recognised(platform: &Platform, run: &mut RunRow, seen: Seen, sheet: String) -> Outcome<bool> {
    // What one sheet is from may show in another.
    if run.source.is_empty() || !sheet.is_empty() && run.source == systems::OTHER {
        systems::recognise(&seen.opened.header).map_or(systems::OTHER, |system| system.key).clone_into(&mut run.source);
    }
    let mut tx = platform.db.read().await?;
    let digest = run::header_digest(&seen.opened.header);
    let remembered: Option<Choice> = store::find_memory(&mut tx, run.practice, &run.source, &digest).await?.map(|json| of(&json));
    drop(tx);
    let mut guesses = guess(&seen.columns, systems::find(&run.source));
    let mut choice = Choice::default();
    // A file that came back has two columns of ours behind its own.
    let own = seen.opened.header.iter().take_while(|name| !is_ours(name)).count();
    let fits = |before: &Choice| before.fields.len().min(guesses.len()) >= own;
    if let Some(mut before) = remembered.filter(fits) {
        before.fields.resize(guesses.len(), String::new());
        for (guess, field) in guesses.iter_mut().zip(&before.fields) {
            if guess.field != *field {
                *guess = Guess { field: field.clone(), why: Why::Chosen };
            }
        }
        choice = before;
    } else {
        choice.fields = guesses.iter().map(|guess| guess.field.clone()).collect();
        // The system's own codes answer what would be asked.
        if systems::find(&run.source).is_some_and(|system| system.zero_is_active)
            && let Some(at) = choice.fields.iter().position(|field| field == intake::fields::ACTIVE)
        {
            choice.answers.insert(format!("active-codes:{at}"), "0-active".to_owned());
        }
    }
    let mut tally = Tally::default();
    tally.counts.rows = seen.rows;
    run.counts = json(&tally)?;
    run.plan = json(&choice)?;
    let sheets = choices(run, &seen.opened);
    let shape = Shape {
        opened: Some(seen.opened),
        columns: seen.columns,
        guesses,
        left: seen.left,
        left_rows: seen.left_rows,
        refusal: None,
        sheet,
        sheets,
    };
    finish(platform, run, shape, State::Read).await
}

/// The sheets to choose from. A file of the operator's is not kept: it can't be read again.
fn choices(run: &RunRow, opened: &Opened) -> Vec<String> {
    if run.size == 0 || opened.other_sheets.is_empty() {
        return Vec::new();
    }
    std::iter::once(&opened.sheet).chain(&opened.other_sheets).cloned().collect()
}

/// Puts a run back to where its file is read, for another sheet of it. False: there is none of this name, or the file is gone.
///
/// # Errors
/// A database fault.
pub async fn again(tx: &mut Tx, run: &mut RunRow, sheet: &str) -> Outcome<bool> {
    let shape: Shape = of(&run.shape);
    if !shape.sheets.iter().any(|name| name == sheet) {
        return Ok(false);
    }
    store::delete_parts(tx, run.id).await?;
    run.parts = 0;
    run.shape = json(&Shape { sheet: sheet.to_owned(), sheets: shape.sheets, ..Shape::default() })?;
    (run.plan, run.counts) = ("{}".to_owned(), "{}".to_owned());
    Ok(true)
}

async fn finish(platform: &Platform, run: &mut RunRow, shape: Shape, to: State) -> Outcome<bool> {
    run.shape = json(&shape)?;
    let mut tx = platform.db.write().await?;
    // Somebody may choose another sheet: the file stays until the columns are said. And the attachments of a transfer are read when its patients are there.
    if shape.sheets.is_empty() && to != State::Mapped {
        store::delete_pieces(&mut tx, run.id).await?;
    }
    if !run::finish(platform, &mut tx, run, to).await? {
        return Ok(false);
    }
    tx.commit().await?;
    Ok(true)
}
