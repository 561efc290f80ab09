//! What the page shows of a file: what it is, and what its columns are.

use intake::questions::questions;
use intake::systems;

use super::choose::question_input;
use super::page::{Asked, ColumnShown};
use super::run::{Choice, Shape, Tally};
use super::store::RunRow;
use super::{text, words};
use crate::i18n::Locale;

/// What a file is, in sentences.
#[must_use]
pub fn facts(run: &RunRow, shape: &Shape, tally: &Tally, locale: Locale) -> Vec<String> {
    let Some(opened) = &shape.opened else { return Vec::new() };
    let with = |text: crate::i18n::Text, places: &[(&str, &str)]| text.with(locale, places);
    let mut facts = Vec::new();
    if let Some(system) = systems::find(&run.source).filter(|system| !system.name.is_empty()) {
        facts.push(with(text::FACT_SOURCE, &[("source", system.name)]));
    }
    facts.push(with(text::FACT_FORMAT, &[("format", opened.format.as_str())]));
    if !opened.encoding.is_empty() {
        facts.push(with(text::FACT_ENCODING, &[("encoding", &opened.encoding)]));
    }
    if !opened.dialect.is_empty() {
        facts.push(with(text::FACT_DIALECT, &[("dialect", &opened.dialect)]));
    }
    match (opened.sheet.is_empty(), opened.other_sheets.is_empty()) {
        (true, _) => {}
        (false, true) => facts.push(with(text::FACT_ONE_SHEET, &[("sheet", &opened.sheet)])),
        (false, false) => {
            facts.push(with(text::FACT_SHEET, &[("sheet", &opened.sheet), ("others", &opened.other_sheets.join(", "))]));
        }
    }
    if opened.packed {
        facts.push(text::FACT_PACKED.of(locale).to_owned());
    }
    if !opened.joined.is_empty() {
        facts.push(with(text::FACT_JOINED, &[("files", &opened.joined.join(", "))]));
    }
    let is_table = (!opened.dialect.is_empty() || !opened.sheet.is_empty()) && !opened.format.names_its_columns();
    match opened.header_row {
        0 if is_table => facts.push(text::FACT_NO_HEADER.of(locale).to_owned()),
        0 => {}
        row => facts.push(with(text::FACT_HEADER, &[("row", &row.to_string())])),
    }
    facts.push(with(text::FACT_ROWS, &[("rows", &tally.counts.rows.to_string())]));
    if shape.left > 0 {
        facts.push(with(text::FACT_LEFT, &[("n", &shape.left.to_string())]));
        let rows: Vec<String> = shape.left_rows.iter().map(|(number, _)| number.to_string()).collect();
        let more = if shape.left > rows.len() as u64 { ", …" } else { "" };
        facts.push(with(text::FACT_LEFT_ROWS, &[("rows", &(rows.join(", ") + more))]));
    }
    for file in &opened.unread {
        facts.push(with(text::FACT_UNREAD, &[("file", &file.name), ("why", &words::refusal(&file.why, locale))]));
    }
    facts
}

/// The columns of a file, as they are to be mapped.
#[must_use]
pub fn columns(shape: &Shape, choice: &Choice, locale: Locale) -> Vec<ColumnShown> {
    let asked = questions(&shape.columns, &choice.fields);
    let shown = |(at, column): (usize, &intake::columns::Column)| ColumnShown {
        at,
        header: column.header.clone(),
        samples: column.samples.clone(),
        field: choice.fields.get(at).cloned().unwrap_or_default(),
        why: shape.guesses.get(at).map(|guess| words::why(&guess.why, locale)).unwrap_or_default(),
        questions: asked
            .iter()
            .filter(|question| question.column == at)
            .map(|question| {
                let name = question_input(question);
                Asked {
                    answer: choice.answers.get(&name).cloned().unwrap_or_default(),
                    question: words::question(question.asks, &question.example, locale),
                    answers: question
                        .asks
                        .answers()
                        .iter()
                        .map(|answer| ((*answer).to_owned(), words::answer(answer, locale)))
                        .collect(),
                    name,
                }
            })
            .collect(),
    };
    shape.columns.iter().enumerate().filter(|(_, column)| column.filled > 0).map(shown).collect()
}
