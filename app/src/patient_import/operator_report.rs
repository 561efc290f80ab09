//! What `vestibule import` says of a file. The names are public (`docs/IMPORT.md`).

use std::collections::{BTreeMap, HashSet};

use intake::convert::{Code, Told};
use intake::questions::questions;
use serde::{Deserialize, Serialize};

use super::check::TAKEN;
use super::choose::{column_input, missing, question_input};
use super::match_store;
use super::model::Decision;
use super::prepare::prepare;
use super::run::{self, Choice, Shape, Tally, of, part};
use super::service::decided;
use super::store::RunRow;
use super::{text, words};
use crate::i18n::{Locale, Text};
use crate::patients::model::CHART_NUMBER;
use crate::platform::{Outcome, Platform};

/// Rows that are named in the report; all of them are counted.
const NAMED: usize = 1000;

/// How likely rows are somebody who is there, and what is asked of them.
pub const DOUBLES: [(&str, Text); 2] = [("probable", text::Q_PROBABLE), ("possible", text::Q_POSSIBLE)];

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

/// A file of an archive that could not be read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unread {
    /// Its path in the archive.
    pub file: String,
    /// A stable name of the reason.
    pub code: String,
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
    /// `written`, `checked`, `needs-answers`, `refused`, or `given-up` by somebody on the page.
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
    /// Files of an archive that could not be read.
    pub unread: Vec<Unread>,
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

/// What came of a run.
///
/// # Errors
/// A database fault.
pub async fn report(platform: &Platform, run: &RunRow, state: &str) -> Outcome<Report> {
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
        let (code, message) = (refusal.code().to_owned(), words::refusal(refusal, Locale::En));
        report.errors.push(RowError { row: 0, field: String::new(), code, message });
    }
    if let Some(opened) = &shape.opened {
        opened.format.as_str().clone_into(&mut report.format);
        report.encoding.clone_from(&opened.encoding);
        report.dialect.clone_from(&opened.dialect);
        report.sheet.clone_from(&opened.sheet);
        report.other_sheets.clone_from(&opened.other_sheets);
        let unread = |file: &intake::read::Unread| Unread { file: file.name.clone(), code: file.why.code().to_owned() };
        report.unread = opened.unread.iter().map(unread).collect();
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
    report.questions.extend(about_doubles(platform, run).await?);
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
        let first = number * i64::try_from(run::TOGETHER).unwrap_or_default();
        let matches =
            match_store::list_matches(&mut tx, run.id, first, first + i64::try_from(run::TOGETHER).unwrap_or_default()).await?;
        let taken: HashSet<i64> = matches.into_iter().filter(|one| one.likeness == TAKEN).map(|one| one.row_no).collect();
        for (row_no, row) in (first..).zip(part(&mut tx, run, number).await?) {
            let Some(mut prepared) = prepare(&plan, &row, &platform.settings.messages.regions) else { continue };
            if taken.contains(&row_no) && !prepared.fails() {
                let (field, from) = (CHART_NUMBER.to_owned(), prepared.patient.chart_number.clone());
                prepared.told.push(Told { field, code: Code::ChartTaken, from, to: String::new() });
            }
            report.errors.extend(prepared.told.iter().filter(|told| told.code.fails()).map(|told| error(prepared.number, told)));
        }
        if report.errors.len() >= NAMED {
            report.errors.truncate(NAMED);
            break;
        }
    }
    Ok(())
}

/// What is asked of rows that are likely somebody who is there, and what was said of all of them.
async fn about_doubles(platform: &Platform, run: &RunRow) -> Outcome<Vec<Asked>> {
    let mut tx = platform.db.read().await?;
    let counted = match_store::count_doubles(&mut tx, run.id).await?;
    let asked = |(likeness, question): (&str, Text)| {
        let of: Vec<_> = counted.iter().filter(|(of, ..)| of == likeness).collect();
        let n: i64 = of.iter().map(|(.., n)| n).sum();
        (n > 0).then(|| Asked {
            id: likeness.to_owned(),
            question: question.with(Locale::En, &[("n", &n.to_string())]),
            answers: Decision::ALL.map(|decision| decision.as_str().to_owned()).to_vec(),
            answer: if let [(_, decision, _)] = of[..] { decision.clone() } else { String::new() },
        })
    };
    Ok(DOUBLES.into_iter().filter_map(asked).collect())
}
