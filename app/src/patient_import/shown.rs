//! What the pages show of a run.

use intake::convert::Told;
use intake::systems;
use uuid::Uuid;

use super::match_store;
use super::model::State;
use super::page::{Found, Line, PatientImportPage, Progress, RowTold, Shown, Start, Undo};
use super::prepare::{Prepared, prepare};
use super::run::{Choice, Shape, TOGETHER, Tally, of, part};
use super::service::decided;
use super::shown_doubles::{doubles, tell_seen};
use super::shown_file::{columns, facts};
use super::store::{self, RunRow};
use super::undo::touched;
use super::{text, words};
use crate::i18n::Locale;
use crate::patients::model::{BIRTH_DATE, CHART_NUMBER, FIRST_NAME, LAST_NAME, Values};
use crate::patients::rules::day_in_words;
use crate::platform::clock::SECOND;
use crate::platform::{Outcome, Platform, Tx};
use crate::practice::service as practices;
use crate::sessions::service::Actor;
use crate::users::service as users;

/// Runs in the list.
const LISTED: i64 = 30;
/// Rows that are shown as they would be kept.
const SAMPLES: usize = 10;
/// What is shown of them.
const SAMPLED: [&str; 9] =
    [CHART_NUMBER, LAST_NAME, FIRST_NAME, BIRTH_DATE, "sex", "mobile_phone", "home_phone", "address_1", "zip"];
/// The page where a file is chosen.
///
/// # Errors
/// A database fault.
pub async fn start(platform: &Platform, actor: &Actor) -> Outcome<PatientImportPage> {
    let mut tx = platform.db.read().await?;
    let zone = practices::find_zone(&mut tx, actor.practice).await?;
    let runs = store::list(&mut tx, actor.practice, LISTED).await?;
    let line = |run: &RunRow| Line {
        id: run.id.simple().to_string(),
        file: run.file_name.clone(),
        when: zone.in_words(run.created_at),
        state: run.state(),
        counts: of::<Tally>(&run.counts).counts,
    };
    let systems = systems::SYSTEMS.iter().filter(|system| !system.name.is_empty());
    let systems = systems.map(|system| (system.key.to_owned(), system.name.to_owned())).collect();
    Ok(PatientImportPage::Start(Start { runs: runs.iter().map(line).collect(), systems }))
}

/// A run of the actor's practice. `from`: the row that the page of doubles begins at.
///
/// # Errors
/// A database fault.
pub async fn page(platform: &Platform, actor: &Actor, id: &str, from: i64, locale: Locale) -> Outcome<PatientImportPage> {
    let Ok(id) = Uuid::try_parse(id) else { return Ok(PatientImportPage::Unknown) };
    let mut tx = platform.db.read().await?;
    let Some(run) = store::find(&mut tx, actor.practice, id).await? else { return Ok(PatientImportPage::Unknown) };
    let zone = practices::find_zone(&mut tx, actor.practice).await?;
    let (shape, choice, tally): (Shape, Choice, Tally) = (of(&run.shape), of(&run.plan), of(&run.counts));
    let by = match run.actor {
        Some(who) => users::find_named_by_id(&mut tx, who)
            .await?
            .map(|row| users::full_name(&row.first_name, &row.last_name))
            .unwrap_or_default(),
        None => text::OPERATOR.of(locale).to_owned(),
    };
    let state = run.state();
    let undo = match state {
        State::Done if run.parts == 0 => Undo::TooLate,
        State::Done => match touched(&mut tx, &run).await? {
            0 => Undo::Offered,
            n => Undo::Touched(n),
        },
        _ => Undo::Offered,
    };
    let found = found(platform, &mut tx, &run, &tally, (from, locale)).await?;
    drop(tx);
    tell_seen(platform, actor, &found.doubles).await?;
    Ok(PatientImportPage::Run(Box::new(Shown {
        id: run.id.simple().to_string(),
        file: run.file_name.clone(),
        state,
        facts: facts(&run, &shape, &tally, locale),
        refusal: shape.refusal.as_ref().map(|refusal| words::refusal(refusal, locale)).unwrap_or_default(),
        sheet: shape.opened.as_ref().map_or(&shape.sheet, |opened| &opened.sheet).clone(),
        sheets: if matches!(state, State::Read | State::Refused) { shape.sheets.clone() } else { Vec::new() },
        columns: if state == State::Read { columns(&shape, &choice, locale) } else { Vec::new() },
        choices: if state == State::Read { words::fields(locale) } else { Vec::new() },
        empty_columns: shape.columns.iter().filter(|column| column.filled == 0).count(),
        source: systems::find(&run.source).map(|system| system.name.to_owned()).unwrap_or_default(),
        tidy: choice.tidy,
        found,
        progress: progress(platform, &run, &tally),
        undo,
        when: zone.in_words(run.created_at),
        by,
    })))
}

fn progress(platform: &Platform, run: &RunRow, tally: &Tally) -> Progress {
    if !run.state().is_at_work() {
        return Progress::default();
    }
    let number = |n: i64| u64::try_from(n).unwrap_or_default();
    let (done, parts) = (number(run.done), number(run.parts));
    let seconds = number((platform.clock.now() - run.step_at) / SECOND).max(1);
    let rows = match run.state() {
        State::Uploaded => tally.counts.rows,
        _ => done * TOGETHER as u64,
    };
    let left = (seconds * parts.saturating_sub(done)).checked_div(done).unwrap_or_default();
    Progress {
        percent: (parts > 0 && run.state() != State::Uploaded).then(|| (done * 100 / parts).min(100)),
        speed: rows / seconds,
        left,
    }
}

async fn found(platform: &Platform, tx: &mut Tx, run: &RunRow, tally: &Tally, (from, locale): (i64, Locale)) -> Outcome<Found> {
    if !matches!(run.state(), State::Checked | State::Done) {
        return Ok(Found { counts: tally.counts, ..Found::default() });
    }
    let shape: Shape = of(&run.shape);
    let told = |(number, told): &(u64, Told)| RowTold {
        number: *number,
        field: words::field(&told.field, locale),
        told: words::told(told, locale),
        row: String::new(),
    };
    let repairs = tally.told.iter().filter(|(code, _)| !code.fails());
    let repairs = repairs.map(|(code, n)| (words::code(*code).with(locale, &[("from", "…")]), *n)).collect();
    let mut found = Found {
        counts: tally.counts,
        left: shape.left,
        again: tally.again,
        problems: tally.problems.iter().map(told).collect(),
        repairs,
        ..Found::default()
    };
    if run.state() == State::Checked {
        let decided = decided(tx, run.id).await?;
        let of = |names: &[&str]| names.iter().filter_map(|name| decided.get(*name)).sum::<u64>();
        found.undecided = of(&[""]);
        found.writes = tally.counts.created + tally.counts.updated + of(&["merge", "keep-both"]);
        found.counts.doubles = found.undecided;
        let regions = &platform.settings.messages.regions;
        let first = part(tx, run, 0).await?;
        let plan = run.plan();
        let kept = first.iter().filter_map(|row| prepare(&plan, row, regions)).filter(|row| !row.fails()).take(SAMPLES);
        found.samples = kept.map(|row| (row.number, SAMPLED.map(|name| said(&row, name)).to_vec())).collect();
        found.sample_names = SAMPLED.map(|name| words::field(name, locale)).to_vec();
        (found.doubles, found.next) = doubles(platform, tx, run, from, locale).await?;
        found.later = from > 0;
        let here = found.doubles.iter().filter(|double| double.decision.is_none()).count();
        if found.undecided > here as u64 {
            let after = match found.next {
                Some(next) => match_store::first_undecided(tx, run.id, next).await?,
                None => None,
            };
            found.undecided_from = if after.is_some() { after } else { match_store::first_undecided(tx, run.id, 0).await? };
        }
    }
    Ok(found)
}

/// What a row says of a field, as people read it.
pub fn said(row: &Prepared, name: &str) -> String {
    if name == CHART_NUMBER { row.patient.chart_number.clone() } else { in_words(&row.patient.details, name) }
}

/// A value as people read it.
pub fn in_words(values: &Values, name: &str) -> String {
    let value = values.get(name).map(String::as_str).unwrap_or_default();
    match name {
        BIRTH_DATE => day_in_words(value),
        _ if name.ends_with("_phone") && !value.is_empty() => crate::phones::number::shown(value),
        _ => value.to_owned(),
    }
}
