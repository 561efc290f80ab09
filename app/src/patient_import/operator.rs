//! What `vestibule import` does: the same run as on the pages, from a file on this machine, without anybody to ask.

use std::collections::BTreeMap;
use std::path::Path;

use intake::fields::bare;
use uuid::Uuid;

use super::choose::missing;
use super::command_runs::{advance, give_up, settle};
use super::match_store;
use super::model::{Decision, State};
pub use super::operator_report::{Asked, Report, RowError};
use super::operator_report::{DOUBLES, report};
use super::reading::from_file;
use super::run::{self, Choice, Shape, json, of};
use super::service::begin_for_operator;
use super::store::{self, RunRow};
use super::text;
use super::transfer::keep_file;
use crate::i18n::{Locale, Text};
use crate::platform::{Fault, Outcome, Platform};

/// What the operator says.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// The system that the file is from; empty: find out.
    pub source: String,
    /// The sheet or table that is to be read; empty: the one that looks most like patients.
    pub sheet: String,
    /// Columns by field: `{"last_name": "Surname"}`; an empty header for none.
    pub mapping: BTreeMap<String, String>,
    /// Answers by question and column, and by likeness: `{"day-order:DOB": "month-first", "probable": "merge"}`.
    pub answers: BTreeMap<String, String>,
    /// Opens an export of this product.
    pub passphrase: String,
    /// Check, and write nothing.
    pub dry_run: bool,
}

/// Brings a file in, or with `dry_run` says what would come of it.
///
/// # Errors
/// A database fault, or one of the disk.
pub async fn import(platform: &Platform, practice: Uuid, path: &Path, said: &Said) -> Outcome<Report> {
    if !said.dry_run {
        settle(platform, practice).await?;
    }
    if let Some(report) = no_decision(said) {
        return Ok(report);
    }
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut run = begin_for_operator(platform, practice, (&name, &said.source), &said.passphrase).await?;
    if intake::read::transfer::is_export(path) {
        keep_file(platform, &run, path).await?;
    }
    run.shape = json(&Shape { sheet: said.sheet.clone(), ..Shape::default() })?;
    if !from_file(platform, &mut run, path).await? {
        return Err(Fault::internal("the import was taken out of the hands of this command; begin it again"));
    }
    if run.state() == State::Refused {
        return report(platform, &run, "refused").await;
    }
    if let Some(message) = no_sheet(&run, &said.sheet) {
        let mut report = report(platform, &run, "refused").await?;
        report.errors = vec![RowError { row: 0, field: String::new(), code: "no-sheet".to_owned(), message }];
        give_up(platform, &run).await?;
        return Ok(report);
    }
    let wrong = wrong_mapping(&run, said);
    let ready = run.is_transfer() || wrong.is_empty() && choose(platform, &mut run, said).await?;
    if !ready {
        let mut report = report(platform, &run, "needs-answers").await?;
        report.errors.extend(wrong);
        give_up(platform, &run).await?;
        return Ok(report);
    }
    let run = advance(platform, run, State::Mapped).await?;
    decide(platform, &run, said).await?;
    if said.dry_run {
        let report = report(platform, &run, "checked").await?;
        give_up(platform, &run).await?;
        return Ok(report);
    }
    let mut run = advance(platform, run, State::Approved).await?;
    // Patients came in the meantime, and the rows were checked once more.
    while run.state() == State::Checked {
        decide(platform, &run, said).await?;
        run = advance(platform, run, State::Approved).await?;
    }
    report(platform, &run, if run.state() == State::Done { "written" } else { "given-up" }).await
}

/// What is wrong with what is said of rows that are likely somebody who is there.
fn no_decision(said: &Said) -> Option<Report> {
    let wrong = |likeness: &&str| said.answers.get(*likeness).is_some_and(|answer| Decision::parse(answer).is_none());
    let likeness = DOUBLES.map(|(likeness, _)| likeness).into_iter().find(wrong)?;
    let message = text::NO_DECISION.of(Locale::En).to_owned();
    let error = RowError { row: 0, field: likeness.to_owned(), code: "answer".to_owned(), message };
    Some(Report { state: "needs-answers".to_owned(), errors: vec![error], ..Report::default() })
}

/// Decides about all rows of a likeness as it is said.
async fn decide(platform: &Platform, run: &RunRow, said: &Said) -> Outcome<()> {
    let mut tx = platform.db.write().await?;
    for (likeness, _) in DOUBLES {
        if let Some(decision) = said.answers.get(likeness).and_then(|answer| Decision::parse(answer)) {
            match_store::decide_all(&mut tx, run.id, likeness, decision.as_str()).await?;
        }
    }
    tx.commit().await
}

/// What is wrong with what is said of columns: a field that there is not, a header that is not in the file.
fn wrong_mapping(run: &RunRow, said: &Said) -> Vec<RowError> {
    let shape: Shape = of(&run.shape);
    let fields = intake::fields::FIELDS.iter().map(|field| field.name).collect::<Vec<_>>().join(", ");
    let error = |field: &String, text: Text, header: &str| RowError {
        row: 0,
        field: field.clone(),
        code: "mapping".to_owned(),
        message: text.with(Locale::En, &[("field", field), ("header", header), ("fields", &fields)]),
    };
    let wrong = |(field, header): (&String, &String)| {
        if intake::fields::FIELDS.iter().all(|known| known.name != field.as_str()) {
            return Some(error(field, text::NO_FIELD, header));
        }
        let is_there = header.is_empty() || place(&shape, header).is_some();
        (!is_there).then(|| error(field, text::NO_HEADER, header))
    };
    said.mapping.iter().filter_map(wrong).collect()
}

/// The column of a header.
fn place(shape: &Shape, header: &str) -> Option<usize> {
    let exact = shape.columns.iter().position(|column| column.header == header);
    exact.or_else(|| shape.columns.iter().position(|column| bare(&column.header) == bare(header)))
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
    for (field, header) in &said.mapping {
        for other in choice.fields.iter_mut().filter(|other| *other == field) {
            other.clear();
        }
        if let Some(at) = place(&shape, header) {
            choice.fields[at].clone_from(field);
        }
    }
    for (id, answer) in &said.answers {
        let Some((asks, header)) = id.split_once(':') else { continue };
        if let Some(at) = place(&shape, header) {
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
