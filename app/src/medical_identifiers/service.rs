//! The rules of medical identifiers.

use jiff::civil::Date;
use serde_json::{Value, json};
use uuid::Uuid;

use super::model::{EXPIRES, Holds, IdentifiersPage, KIND, Kind, Listed, NUMBER, REMINDED, STATE, last_four};
use super::rules::{Checked, check, days_until};
use super::store::{self, IdentifierRow, Whose};
use super::text;
use crate::audit::model::Kind as Told;
use crate::audit::service::{self as audit, Entry};
use crate::facilities::service as facilities;
use crate::i18n::{Locale, Text};
use crate::identifiers::dea;
use crate::levels::model::Permission;
use crate::levels::service as levels;
use crate::patients::rules::day_in_words;
use crate::platform::{Outcome, Platform, Tx};
use crate::practice::service as practices;
use crate::practice_info::service as practice_info;
use crate::sessions::service::Actor;
use crate::users::manage;
use crate::users::service::full_name;
use crate::web::reading::{Mistakes, Values};

/// What became of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// Done.
    Done,
    /// Who asked may not, or no such person is at the practice.
    NotAllowed,
    /// No such identifier of this person, any more.
    Gone,
    /// What is wrong, by input.
    Mistakes(Mistakes),
    /// Somebody else saved it meanwhile: its version and values now.
    Conflict(i64, Values),
}

/// The page of a person: the actor's own for none. None for nobody of the practice. `id` names the one that is to be changed.
///
/// # Errors
/// A database fault.
pub async fn page(platform: &Platform, actor: &Actor, user: Option<Uuid>, id: &str) -> Outcome<Option<IdentifiersPage>> {
    let mut tx = platform.db.read().await?;
    let whose = Whose { practice: actor.practice, user: user.unwrap_or(actor.user) };
    let Some((first_name, last_name)) = store::find_person(&mut tx, whose).await? else { return Ok(None) };
    let today = today(platform, &mut tx, actor.practice).await?;
    let rows = store::list(&mut tx, whose).await?;
    let notes = rows
        .iter()
        .filter(|row| row.kind == Kind::Dea.as_str() && dea::is_another_name_s(&row.number, &last_name))
        .map(|row| (text::NOTE_NAME, vec![("ends", last_four(&row.number)), ("name", last_name.clone())]))
        .collect();
    let changed = rows.iter().find(|row| row.id.simple().to_string() == id).cloned();
    Ok(Some(IdentifiersPage {
        whose: user.map(|user| (user.simple().to_string(), full_name(&first_name, &last_name))),
        all: rows.iter().filter_map(|row| listed(row, today)).collect(),
        values: changed.as_ref().map(values_of).unwrap_or_default(),
        id: changed.as_ref().map(|row| row.id.simple().to_string()).unwrap_or_default(),
        version: changed.map(|row| row.version).unwrap_or_default(),
        notes,
    }))
}

/// The actor's own that end soon or have ended, for the page after the log-in.
///
/// # Errors
/// A database fault.
pub async fn ending(platform: &Platform, actor: &Actor) -> Outcome<Vec<Listed>> {
    let mut tx = platform.db.read().await?;
    let rows = store::list(&mut tx, Whose { practice: actor.practice, user: actor.user }).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let today = today(platform, &mut tx, actor.practice).await?;
    Ok(rows.iter().filter_map(|row| listed(row, today)).filter(|one| one.holds != Holds::Long).collect())
}

async fn today(platform: &Platform, tx: &mut Tx, practice: Uuid) -> Outcome<Date> {
    let zone = practices::find_zone(tx, practice).await?;
    Ok(zone.day_of(platform.clock.now()).parse().unwrap_or_default())
}

fn values_of(row: &IdentifierRow) -> Values {
    let expires = if row.expires_on.is_empty() { String::new() } else { day_in_words(&row.expires_on) };
    [(KIND, row.kind.clone()), (NUMBER, row.number.clone()), (STATE, row.state.clone()), (EXPIRES, expires)]
        .map(|(name, value)| (name.to_owned(), value))
        .into()
}

fn listed(row: &IdentifierRow, today: Date) -> Option<Listed> {
    let holds = match days_until(&row.expires_on, today) {
        Some(days) if days < 0 => Holds::Over,
        Some(days) if days <= REMINDED[0] => Holds::Days(days),
        _ => Holds::Long,
    };
    Some(Listed {
        id: row.id.simple().to_string(),
        kind: Kind::parse(&row.kind)?,
        number: row.number.clone(),
        state: row.state.clone(),
        expires: if row.expires_on.is_empty() { String::new() } else { day_in_words(&row.expires_on) },
        holds,
    })
}

/// Saves one, or a new one for no id, as it was at a version. What somebody else has saved since comes before what is wrong.
///
/// # Errors
/// A database fault.
pub async fn save(
    platform: &Platform,
    actor: &Actor,
    user: Option<Uuid>,
    id: Option<Uuid>,
    (typed, version): (&Values, i64),
    locale: Locale,
) -> Outcome<Saved> {
    let mut tx = platform.db.write().await?;
    let Some(whose) = begin(&mut tx, actor, user).await? else { return Ok(Saved::NotAllowed) };
    let rows = store::list(&mut tx, whose).await?;
    let before = match id {
        None => None,
        Some(id) => match rows.iter().find(|row| row.id == id) {
            None => return Ok(Saved::Gone),
            Some(row) if row.version != version => return Ok(Saved::Conflict(row.version, values_of(row))),
            Some(row) => Some(row.clone()),
        },
    };
    let checked = match check(typed, locale) {
        Ok(checked) => checked,
        Err(mistakes) => return Ok(Saved::Mistakes(mistakes)),
    };
    if let Some((input, sentence)) = stands_against(&mut tx, whose, &checked, id, &rows, locale).await? {
        return Ok(Saved::Mistakes(Mistakes::from([(input.to_owned(), sentence)])));
    }
    let now = platform.clock.now();
    let row = IdentifierRow {
        id: id.unwrap_or_else(|| platform.random.id(now)),
        kind: checked.kind.as_str().to_owned(),
        number: checked.number,
        state: checked.state,
        expires_on: checked.expires_on,
        version: 0,
    };
    match &before {
        None => store::create(&mut tx, whose, &row, now).await?,
        Some(_) => store::save(&mut tx, whose, &row, now).await?,
    };
    let kind = if before.is_some() { Told::IdentifierChanged } else { Told::IdentifierAdded };
    let detail = json!({ "before": before.as_ref().map(masked), "after": masked(&row) });
    tell(platform, &mut tx, actor, whose, kind, detail).await?;
    tx.commit().await?;
    Ok(Saved::Done)
}

/// Removes one.
///
/// # Errors
/// A database fault.
pub async fn remove(platform: &Platform, actor: &Actor, user: Option<Uuid>, id: Uuid) -> Outcome<Saved> {
    let mut tx = platform.db.write().await?;
    let Some(whose) = begin(&mut tx, actor, user).await? else { return Ok(Saved::NotAllowed) };
    let Some(row) = store::find(&mut tx, whose, id).await? else { return Ok(Saved::Gone) };
    store::delete(&mut tx, whose, id).await?;
    tell(platform, &mut tx, actor, whose, Told::IdentifierRemoved, json!({ "before": masked(&row) })).await?;
    tx.commit().await?;
    Ok(Saved::Done)
}

/// Whose identifiers the actor changes: their own, or, as somebody who looks after people, those of a person of the practice.
async fn begin(tx: &mut Tx, actor: &Actor, user: Option<Uuid>) -> Outcome<Option<Whose>> {
    practices::lock(tx, actor.practice).await?;
    let whose = Whose { practice: actor.practice, user: user.unwrap_or(actor.user) };
    if whose.user != actor.user {
        let theirs = manage::is_administrator(tx, actor.practice, whose.user).await?;
        let needs = if theirs { Permission::Administrators } else { Permission::Users };
        if !levels::is_allowed(tx, actor, needs).await? {
            return Ok(None);
        }
    }
    Ok(store::find_person(tx, whose).await?.map(|_| whose))
}

/// What else is on file that does not go together with it: the box, and the sentence.
async fn stands_against(
    tx: &mut Tx,
    whose: Whose,
    checked: &Checked,
    id: Option<Uuid>,
    rows: &[IdentifierRow],
    locale: Locale,
) -> Outcome<Option<(&'static str, String)>> {
    let said = |text: Text| Some((NUMBER, text.of(locale).to_owned()));
    let mut others = rows.iter().filter(|row| Some(row.id) != id && row.kind == checked.kind.as_str());
    if others.clone().any(|row| row.number == checked.number && row.state == checked.state) {
        return Ok(said(text::TWICE));
    }
    if checked.kind != Kind::Npi {
        return Ok(None);
    }
    if others.next().is_some() {
        return Ok(said(text::ONE_NPI));
    }
    if practice_info::has_npi(tx, whose.practice, &checked.number).await?
        || facilities::has_npi(tx, whose.practice, &checked.number).await?
    {
        return Ok(said(text::NPI_ORGANIZATION));
    }
    let owner = store::find_npi_owner(tx, whose, &checked.number).await?;
    Ok(owner.map(|(first, last)| (NUMBER, text::NPI_TAKEN.with(locale, &[("name", &full_name(&first, &last))]))))
}

/// As the trail has it.
fn masked(row: &IdentifierRow) -> Value {
    json!({ "kind": row.kind, "ends": last_four(&row.number), "state": row.state, "expires_on": row.expires_on })
}

async fn tell(platform: &Platform, tx: &mut Tx, actor: &Actor, whose: Whose, kind: Told, detail: Value) -> Outcome<()> {
    let entry = Entry { subject: Some(whose.user), detail, ..Entry::by(actor, kind, platform.clock.now()) };
    audit::append(platform, tx, entry).await
}
