//! What `vestibule import` does: the same run as on the pages, from a file on this machine, without anybody to ask.

use std::collections::BTreeMap;
use std::path::Path;

use intake::convert::Told;
use intake::fields::bare;
use intake::questions::questions;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::choose::{column_input, missing, question_input};
use super::command_runs::{advance, give_up, settle};
use super::model::State;
use super::prepare::prepare;
use super::reading::from_file;
use super::run::{self, Choice, Shape, Tally, json, of, part};
use super::service::{begin_for_operator, decided};
use super::store::{self, RunRow};
use super::transfer::keep_file;
use super::{text, words};
use crate::i18n::Locale;
use crate::platform::{Outcome, Platform};

/// Rows that are named in the report; all of them are counted.
const NAMED: usize = 1000;

/// What the operator says.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// The system that the file is from; empty: find out.
    pub source: String,
    /// The sheet or table that is to be read; empty: the one that looks most like patients.
    pub sheet: String,
    /// Columns by field: `{"last_name": "Surname"}`; an empty header for none.
    pub mapping: BTreeMap<String, String>,
    /// Answers by question and column: `{"day-order:DOB": "month-first"}`.
    pub answers: BTreeMap<String, String>,
    /// Opens an export of this product.
    pub passphrase: String,
    /// Check, and write nothing.
    pub dry_run: bool,
}

/// A question of the report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// Its name in the file of answers.
    pub id: String,
    /// In words.
    pub question: String,
    /// What can be answered.
    pub answers: Vec<String>,
    /// What was answered; empty for nothing.
    pub answer: String,
}

/// Something told of a row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowError {
    /// Its number in the file.
    pub row: u64,
    /// The field.
    pub field: String,
    /// A stable name of what is wrong.
    pub code: String,
    /// In words.
    pub message: String,
}

/// What came of a file. The names are public.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Report {
    /// The file.
    pub file: String,
    /// `written`, `checked`, `needs-answers` or `refused`.
    pub state: String,
    /// What kind of file it is.
    pub format: String,
    /// How its characters are written.
    pub encoding: String,
    /// What parts its cells.
    pub dialect: String,
    /// The sheet or table that was read; empty where there are none.
    pub sheet: String,
    /// The other ones.
    pub other_sheets: Vec<String>,
    /// The system that it is from.
    pub preset: String,
    /// Rows of the file.
    pub rows: u64,
    /// New patients.
    pub created: u64,
    /// Patients who changed.
    pub updated: u64,
    /// Rows with nothing new.
    pub unchanged: u64,
    /// Rows that were left out: headers, totals.
    pub skipped: u64,
    /// Rows that can't be taken.
    pub failed: u64,
    /// Rows that are likely somebody who is there: not written.
    pub duplicates: u64,
    /// What was repaired, and how often.
    pub repairs: BTreeMap<String, u64>,
    /// Columns by field.
    pub mapping: BTreeMap<String, String>,
    /// What nothing in the file says.
    pub questions: Vec<Asked>,
    /// Rows that can't be taken, the first thousand.
    pub errors: Vec<RowError>,
}

/// Brings a file in, or with `dry_run` says what would come of it.
///
/// # Errors
/// A database fault, or one of the disk.
pub async fn import(platform: &Platform, practice: Uuid, path: &Path, said: &Said) -> Outcome<Report> {
    if !said.dry_run {
        settle(platform, practice).await?;
    }
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut run = begin_for_operator(platform, practice, (&name, &said.source), &said.passphrase).await?;
    if intake::read::transfer::is_export(path) {
        keep_file(platform, &run, path).await?;
    }
    run.shape = json(&Shape { sheet: said.sheet.clone(), ..Shape::default() })?;
    from_file(platform, &mut run, path).await?;
    if run.state() == State::Refused {
        return report(platform, &run, "refused").await;
    }
    if let Some(message) = no_sheet(&run, &said.sheet) {
        let mut report = report(platform, &run, "refused").await?;
        report.errors = vec![RowError { row: 0, field: String::new(), code: "no-sheet".to_owned(), message }];
        give_up(platform, &run).await?;
        return Ok(report);
    }
    let ready = run.is_transfer() || choose(platform, &mut run, said).await?;
    if !ready {
        let report = report(platform, &run, "needs-answers").await?;
        give_up(platform, &run).await?;
        return Ok(report);
    }
    let run = advance(platform, run, State::Mapped).await?;
    if said.dry_run {
        let report = report(platform, &run, "checked").await?;
        give_up(platform, &run).await?;
        return Ok(report);
    }
    let run = advance(platform, run, State::Approved).await?;
    report(platform, &run, "written").await
}

/// What is wrong with the name of a sheet: a file is read without asking, so the sheet that is asked for has to be there.
fn no_sheet(run: &RunRow, wanted: &str) -> Option<String> {
    let opened = of::<Shape>(&run.shape).opened.filter(|opened| !wanted.is_empty() && opened.sheet != wanted)?;
    let sheets: Vec<&str> = std::iter::once(&opened.sheet).chain(&opened.other_sheets).map(String::as_str).collect();
    Some(match opened.sheet.as_str() {
        "" => text::NO_SHEETS.of(Locale::En).to_owned(),
        _ => text::NO_SHEET.with(Locale::En, &[("sheets", &sheets.join(", "))]),
    })
}

/// Says what the columns are. False: something is not said.
async fn choose(platform: &Platform, run: &mut RunRow, said: &Said) -> Outcome<bool> {
    let shape: Shape = of(&run.shape);
    let mut choice: Choice = of(&run.plan);
    let place = |header: &str| {
        let exact = shape.columns.iter().position(|column| column.header == header);
        exact.or_else(|| shape.columns.iter().position(|column| bare(&column.header) == bare(header)))
    };
    for (field, header) in &said.mapping {
        for other in choice.fields.iter_mut().filter(|other| *other == field) {
            other.clear();
        }
        if let Some(at) = place(header) {
            choice.fields[at].clone_from(field);
        }
    }
    for (id, answer) in &said.answers {
        let Some((asks, header)) = id.split_once(':') else { continue };
        if let Some(at) = place(header) {
            choice.answers.insert(format!("{asks}:{at}"), answer.clone());
        }
    }
    let mut tx = platform.db.write().await?;
    choice.today = run::today(platform, &mut tx, run.practice).await?;
    run.plan = json(&choice)?;
    store::save_plan(&mut tx, run.id, &run.plan).await?;
    tx.commit().await?;
    Ok(missing(&shape, &choice, Locale::En).is_empty())
}

async fn report(platform: &Platform, run: &RunRow, state: &str) -> Outcome<Report> {
    let (shape, choice, tally): (Shape, Choice, Tally) = (of(&run.shape), of(&run.plan), of(&run.counts));
    let mut report = Report {
        file: run.file_name.clone(),
        state: state.to_owned(),
        preset: run.source.clone(),
        rows: tally.counts.rows,
        created: tally.counts.created,
        updated: tally.counts.updated,
        unchanged: tally.counts.unchanged,
        skipped: shape.left + tally.counts.skipped,
        failed: tally.counts.failed,
        duplicates: tally.counts.doubles,
        ..Report::default()
    };
    if let Some(refusal) = &shape.refusal {
        let (code, message) = (super::check::name_of(refusal), words::refusal(refusal, Locale::En));
        report.errors.push(RowError { row: 0, field: String::new(), code, message });
    }
    if let Some(opened) = &shape.opened {
        opened.format.as_str().clone_into(&mut report.format);
        report.encoding.clone_from(&opened.encoding);
        report.dialect.clone_from(&opened.dialect);
        report.sheet.clone_from(&opened.sheet);
        report.other_sheets.clone_from(&opened.other_sheets);
    }
    for (column, field) in shape.columns.iter().zip(&choice.fields).filter(|(_, field)| !field.is_empty()) {
        report.mapping.insert(field.clone(), column.header.clone());
    }
    for question in questions(&shape.columns, &choice.fields) {
        let header = shape.columns.get(question.column).map(|column| column.header.as_str()).unwrap_or_default();
        report.questions.push(Asked {
            id: format!("{}:{header}", question.asks.as_str()),
            question: words::question(question.asks, &question.example, Locale::En),
            answers: question.asks.answers().iter().map(|answer| (*answer).to_owned()).collect(),
            answer: choice.answers.get(&question_input(&question)).cloned().unwrap_or_default(),
        });
    }
    if state == "needs-answers" {
        for (input, message) in
            missing(&shape, &choice, Locale::En).into_iter().filter(|(input, _)| input.starts_with(&column_input(0)[..7]))
        {
            report.errors.push(RowError { row: 0, field: input, code: "mapping".to_owned(), message });
        }
        return Ok(report);
    }
    report.repairs = tally.told.iter().filter(|(code, _)| !code.fails()).map(|(code, n)| (code.as_str(), *n)).collect();
    if state == "checked" {
        let mut tx = platform.db.read().await?;
        report.duplicates = decided(&mut tx, run.id).await?.get("").copied().unwrap_or_default();
    }
    errors(platform, run, &tally, &mut report).await?;
    Ok(report)
}

/// Names the rows that can't be taken: read again, so that there is room for more than a page shows.
async fn errors(platform: &Platform, run: &RunRow, tally: &Tally, report: &mut Report) -> Outcome<()> {
    let error = |row: u64, told: &Told| RowError {
        row,
        field: told.field.clone(),
        code: told.code.as_str(),
        message: words::told(told, Locale::En),
    };
    if tally.problems.len() < run::SHOWN {
        report.errors.extend(tally.problems.iter().map(|(row, told)| error(*row, told)));
        return Ok(());
    }
    let plan = run.plan();
    for number in 0..run.parts {
        let mut tx = platform.db.read().await?;
        for row in part(&mut tx, run, number).await? {
            let Some(prepared) = prepare(&plan, &row, &platform.settings.messages.regions) else { continue };
            report.errors.extend(prepared.told.iter().filter(|told| told.code.fails()).map(|told| error(prepared.number, told)));
        }
        if report.errors.len() >= NAMED {
            report.errors.truncate(NAMED);
            break;
        }
    }
    Ok(())
}
