//! What somebody says of a file's columns: what each is, and what was asked about it.

use intake::fields;
use intake::questions::{Question, questions};

use super::model::TIDY;
use super::run::{self, Choice, Shape, json, of};
use super::store::{self, RunRow};
use super::text;
use crate::i18n::Locale;
use crate::platform::{Outcome, Platform, Tx};
use crate::web::reading::{Mistakes, Values};

/// The input of a column's field.
#[must_use]
pub fn column_input(at: usize) -> String {
    format!("column-{at}")
}

/// The input of a question.
#[must_use]
pub fn question_input(question: &Question) -> String {
    format!("{}:{}", question.asks.as_str(), question.column)
}

/// Reads what was said of the columns into the run. What is wrong with it; nothing where all is said.
///
/// # Errors
/// A database fault.
pub async fn choose(platform: &Platform, tx: &mut Tx, run: &mut RunRow, form: &Values, locale: Locale) -> Outcome<Mistakes> {
    let mut shape: Shape = of(&run.shape);
    let before: Choice = of(&run.plan);
    let fields = (0..shape.columns.len())
        .map(|at| match form.get(&column_input(at)) {
            Some(field) if field.is_empty() || fields::find(field).is_some() => field.clone(),
            // A column that is not in the form stays what it was.
            _ => before.fields.get(at).cloned().unwrap_or_default(),
        })
        .collect();
    let answers = form.iter().filter(|(name, value)| name.contains(':') && !value.is_empty()).map(|(a, b)| (a.clone(), b.clone()));
    let choice = Choice {
        fields,
        answers: before.answers.into_iter().chain(answers).collect(),
        tidy: form.contains_key(TIDY),
        today: run::today(platform, tx, run.practice).await?,
    };
    let mistakes = missing(&shape, &choice, locale);
    run.plan = json(&choice)?;
    if let Some(opened) = shape.opened.as_ref().filter(|_| mistakes.is_empty()) {
        let header = run::header_digest(&opened.header);
        store::save_memory(tx, run.practice, &run.source, &header, &run.plan, platform.clock.now()).await?;
    }
    if mistakes.is_empty() && !shape.sheets.is_empty() {
        // The rows are all that is needed from here on.
        store::delete_pieces(tx, run.id).await?;
        shape.sheets.clear();
        run.shape = json(&shape)?;
    }
    Ok(mistakes)
}

/// What has still to be said of the columns.
#[must_use]
pub fn missing(shape: &Shape, choice: &Choice, locale: Locale) -> Mistakes {
    let mut mistakes = Mistakes::new();
    for (at, field) in choice.fields.iter().enumerate().filter(|(_, field)| !field.is_empty()) {
        if let Some(other) = choice.fields[..at].iter().position(|other| other == field) {
            let name = shape.columns[other].header.as_str();
            mistakes.insert(column_input(at), text::TWICE.with(locale, &[("name", name)]));
        }
    }
    let has = |name: &str| choice.fields.iter().any(|field| field == name);
    let mut need = |is: bool, text: crate::i18n::Text| {
        if !is {
            let first = column_input(0);
            mistakes
                .entry(first)
                .and_modify(|said| *said = format!("{said} {}", text.of(locale)))
                .or_insert_with(|| text.of(locale).to_owned());
        }
    };
    need(has("first_name") && has("last_name") || has(fields::FULL_NAME), text::NEED_NAME);
    need(has(fields::BIRTH_DATE), text::NEED_BIRTH);
    for question in questions(&shape.columns, &choice.fields) {
        let answered = choice.answers.get(&question_input(&question));
        if !answered.is_some_and(|answer| question.asks.answers().contains(&answer.as_str())) {
            mistakes.insert(question_input(&question), text::ANSWER.of(locale).to_owned());
        }
    }
    mistakes
}
