//! The rules of imports: who may, what a run waits for, and what moves it on.

use std::collections::BTreeMap;

use serde_json::json;
use uuid::Uuid;

use super::choose::choose;
use super::match_store;
use super::model::{ALL_OR_NOTHING, Decision, Deed, SHEET, State};
use super::reading::again;
use super::run::{Tally, of};
use super::store::{self, Begun, RunRow};
use super::text;
use super::transfer::sealed;
use super::undo::touched;
use crate::audit::model::Kind;
use crate::audit::service as audit;
use crate::i18n::Locale;
use crate::levels::model::Permission;
use crate::levels::service as levels;
use crate::platform::{Millis, Outcome, Platform, Tx};
use crate::sessions::service::Actor;
use crate::web::reading::{Mistakes, Values};

/// A file that is still coming is nobody's to work on.
const NEVER: Millis = Millis::MAX;

/// What became of a deed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Performed {
    /// Done.
    Done,
    /// Who asked may not any more.
    NotAllowed,
    /// None of this practice has this id.
    Unknown,
    /// It stands elsewhere by now.
    Moved,
    /// What is wrong, by input.
    Mistakes(Mistakes),
}

/// Begins a run whose file is coming. None: who asked may not.
///
/// # Errors
/// A database fault.
pub async fn begin(platform: &Platform, actor: &Actor, (file, source): (&str, &str), passphrase: &str) -> Outcome<Option<Uuid>> {
    let now = platform.clock.now();
    let mut tx = platform.db.write().await?;
    if !levels::is_allowed(&mut tx, actor, Permission::Import).await? {
        return Ok(None);
    }
    let id = platform.random.id(now);
    let begun = Begun {
        id,
        practice: actor.practice,
        actor: Some(actor.user),
        facility: actor.facility,
        network: &actor.network,
        file,
        source,
    };
    store::create(&mut tx, begun, now, NEVER).await?;
    sealed(platform, &mut tx, id, passphrase).await?;
    tx.commit().await?;
    Ok(Some(id))
}

/// The same for the operator, for a file on this machine: the caller reads it.
///
/// # Errors
/// A database fault.
pub async fn begin_for_operator(
    platform: &Platform,
    practice: Uuid,
    (file, source): (&str, &str),
    passphrase: &str,
) -> Outcome<RunRow> {
    let now = platform.clock.now();
    let mut tx = platform.db.write().await?;
    let id = platform.random.id(now);
    let begun = Begun { id, practice, actor: None, facility: None, network: "operator", file, source };
    store::create(&mut tx, begun, now, NEVER).await?;
    sealed(platform, &mut tx, id, passphrase).await?;
    let run = store::find(&mut tx, practice, id).await?.ok_or_else(|| crate::platform::Fault::internal("no run"))?;
    started(platform, &mut tx, &run, 0).await?;
    tx.commit().await?;
    Ok(run)
}

async fn started(platform: &Platform, tx: &mut Tx, run: &RunRow, size: i64) -> Outcome<()> {
    let mut entry = run.entry(Kind::ImportStarted, platform.clock.now());
    // The name of a file may be a patient's.
    entry.detail = json!({ "run": run.id.simple().to_string(), "size": size });
    audit::append(platform, tx, entry).await
}

/// Keeps a piece of a run's file.
///
/// # Errors
/// A database fault.
pub async fn add_piece(platform: &Platform, run: Uuid, number: i64, bytes: &[u8]) -> Outcome<()> {
    let mut tx = platform.db.write().await?;
    store::create_piece(&mut tx, run, number, bytes).await?;
    tx.commit().await
}

/// The file is whole: the worker may begin.
///
/// # Errors
/// A database fault.
pub async fn arrived(platform: &Platform, actor: &Actor, id: Uuid, size: i64) -> Outcome<()> {
    let mut tx = platform.db.write().await?;
    store::release(&mut tx, id, size).await?;
    if let Some(run) = store::find(&mut tx, actor.practice, id).await? {
        started(platform, &mut tx, &run, size).await?;
    }
    tx.commit().await?;
    platform.imports.notify_one();
    Ok(())
}

/// The file did not come whole: nothing of it is kept.
///
/// # Errors
/// A database fault.
pub async fn abandon(platform: &Platform, id: Uuid) -> Outcome<()> {
    let mut tx = platform.db.write().await?;
    store::delete_pieces(&mut tx, id).await?;
    store::delete_run(&mut tx, id).await?;
    tx.commit().await
}

/// Carries a deed out.
///
/// # Errors
/// A database fault.
pub async fn perform(
    platform: &Platform,
    actor: &Actor,
    id: Uuid,
    deed: Deed,
    form: &Values,
    locale: Locale,
) -> Outcome<Performed> {
    let mut tx = platform.db.write().await?;
    if !levels::is_allowed(&mut tx, actor, Permission::Import).await? {
        return Ok(Performed::NotAllowed);
    }
    let Some(mut run) = store::find(&mut tx, actor.practice, id).await? else { return Ok(Performed::Unknown) };
    let state = run.state();
    let to = match deed {
        Deed::Sheet if matches!(state, State::Read | State::Refused) => {
            let sheet = form.get(SHEET).map(String::as_str).unwrap_or_default();
            if !again(&mut tx, &mut run, sheet).await? {
                return Ok(Performed::Moved);
            }
            State::Uploaded
        }
        Deed::Check if matches!(state, State::Read | State::Checked) => {
            let mistakes = choose(platform, &mut tx, &mut run, form, locale).await?;
            if !mistakes.is_empty() {
                // What was said so far stays, with the questions that it brings.
                store::save_plan(&mut tx, run.id, &run.plan).await?;
                return tx.commit().await.map(|()| Performed::Mistakes(mistakes));
            }
            State::Mapped
        }
        Deed::Columns if state == State::Checked => State::Read,
        Deed::Decide if state == State::Checked => {
            decide(&mut tx, &run, form).await?;
            return tx.commit().await.map(|()| Performed::Done);
        }
        Deed::Write if state == State::Checked => {
            let mistakes = stands_against(&mut tx, &run, form, locale).await?;
            if !mistakes.is_empty() {
                return Ok(Performed::Mistakes(mistakes));
            }
            State::Approved
        }
        Deed::Cancel if matches!(state, State::Uploaded | State::Read | State::Mapped | State::Checked | State::Refused) => {
            run.parts = 0;
            (run.shape, run.plan, run.counts) = ("{}".to_owned(), "{}".to_owned(), "{}".to_owned());
            State::Undone
        }
        Deed::Cancel if state == State::Approved => State::Undoing,
        // What patients were before is forgotten with the rows of the file.
        Deed::Undo if state == State::Done && run.parts > 0 => State::Undoing,
        _ => return Ok(Performed::Moved),
    };
    let mistakes = if to == State::Undoing { stands_against_undo(&mut tx, &run, locale).await? } else { Mistakes::new() };
    if !mistakes.is_empty() {
        return Ok(Performed::Mistakes(mistakes));
    }
    if store::move_on(&mut tx, &run, to.as_str(), platform.clock.now()).await? == 0 {
        return Ok(Performed::Moved);
    }
    if to == State::Undone {
        // After it has moved: whoever reads a part of it right now finds that it is not theirs any more.
        store::forget_file(&mut tx, run.id).await?;
    }
    tx.commit().await?;
    platform.imports.notify_one();
    Ok(Performed::Done)
}

/// The inputs of decisions about everything that is alike.
pub const ALL_OF: [(&str, &str); 2] = [("all-probable", "probable"), ("all-possible", "possible")];

async fn decide(tx: &mut Tx, run: &RunRow, form: &Values) -> Outcome<()> {
    for (name, value) in form {
        let Some(row) = name.strip_prefix("row-").and_then(|row| row.parse::<i64>().ok()) else { continue };
        let decision = Decision::parse(value).map_or("", Decision::as_str);
        match_store::decide(tx, run.id, row, decision).await?;
    }
    for (input, likeness) in ALL_OF {
        if let Some(decision) = form.get(input).and_then(|value| Decision::parse(value)) {
            match_store::decide_all(tx, run.id, likeness, decision.as_str()).await?;
        }
    }
    Ok(())
}

/// How many rows nobody decided about, and how many were decided each way.
///
/// # Errors
/// A database fault.
pub async fn decided(tx: &mut Tx, run: Uuid) -> Outcome<BTreeMap<String, u64>> {
    let mut all = BTreeMap::new();
    for (_, decision, n) in match_store::count_doubles(tx, run).await? {
        *all.entry(decision).or_default() += u64::try_from(n).unwrap_or_default();
    }
    Ok(all)
}

/// What stands against taking a run back.
async fn stands_against_undo(tx: &mut Tx, run: &RunRow, locale: Locale) -> Outcome<Mistakes> {
    let n = touched(tx, run).await?;
    let said = || text::UNDO_NOT.with(locale, &[("n", &n.to_string())]);
    Ok(if n > 0 { Mistakes::from([(Deed::Undo.as_str().to_owned(), said())]) } else { Mistakes::new() })
}

/// What stands against writing.
async fn stands_against(tx: &mut Tx, run: &RunRow, form: &Values, locale: Locale) -> Outcome<Mistakes> {
    let tally: Tally = of(&run.counts);
    let decided = decided(tx, run.id).await?;
    let undecided = decided.get("").copied().unwrap_or_default();
    let said = |text: crate::i18n::Text, n: u64| {
        Mistakes::from([(ALL_OR_NOTHING.to_owned(), text.with(locale, &[("n", &n.to_string())]))])
    };
    let wrong = tally.counts.failed + undecided;
    if form.contains_key(ALL_OR_NOTHING) && wrong > 0 {
        return Ok(said(text::ALL_WRONG, wrong));
    }
    let wanted: u64 = ["merge", "keep-both"].iter().filter_map(|name| decided.get(*name)).sum();
    if tally.counts.created + tally.counts.updated + wanted == 0 {
        return Ok(said(text::NOTHING_TO_WRITE, 0));
    }
    Ok(Mistakes::new())
}
