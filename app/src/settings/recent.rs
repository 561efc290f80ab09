//! Recent changes of the practice's settings, and taking one back where that is safe: where what it changed is still as it left it (topic 7).

use serde_json::Value;
use uuid::Uuid;

use super::model::Change;
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, ChangeRow};
use crate::audit_report::words::{label, value};
use crate::facilities::model::FacilitiesPage;
use crate::facilities::service::{self as facilities, Done};
use crate::i18n::Locale;
use crate::levels::model::{Area, Grant, Level, Matrix, Permission};
use crate::levels::service::{self as levels, Saved as LevelsSaved};
use crate::platform::{Outcome, Platform};
use crate::practice::service as practices;
use crate::practice_info::model::{LOGO, TAX_ID};
use crate::practice_info::service::{self as practice_info, Saved as PracticeSaved};
use crate::security_policy::rules::{form_of, read as read_policy, told as policy_told};
use crate::security_policy::service::{self as security_policy, Section, Updated};
use crate::sessions::service::Actor;
use crate::users::service::full_name;
use crate::users::telling::kind_name;
use crate::web::reading::Values;

/// Changes on the page.
const SHOWN: usize = 10;
/// What is listed.
const LISTED: [Kind; 9] = [
    Kind::PracticeChanged,
    Kind::FacilityAdded,
    Kind::FacilityChanged,
    Kind::FacilityMadePrimary,
    Kind::FacilityDeactivated,
    Kind::FacilityReactivated,
    Kind::FacilityDeleted,
    Kind::SecurityPolicyChanged,
    Kind::LevelsChanged,
];

/// What became of taking a change back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undone {
    /// It is as before.
    Done,
    /// Something has changed since, or it can't be taken back by itself.
    NotSafe,
    /// Who asked may not.
    NotAllowed,
}

/// How a change is taken back: through the same rules as it was made.
enum Undo {
    Practice(Values, i64),
    Facility(Uuid, Values, i64),
    Levels(Box<Matrix>, i64),
    Security(Section, i64),
}

/// The newest changes of the actor's practice, in words.
///
/// # Errors
/// A database fault.
pub async fn list(platform: &Platform, actor: &Actor, locale: Locale) -> Outcome<Vec<Change>> {
    let mut tx = platform.db.read().await?;
    let zone = practices::find_zone(&mut tx, actor.practice).await?;
    let mut rows = Vec::new();
    for kind in LISTED {
        rows.extend(audit::newest_of(&mut tx, actor.practice, kind, SHOWN).await?);
    }
    drop(tx);
    rows.sort_by_key(|row| std::cmp::Reverse((row.at, row.seq)));
    let mut all = Vec::new();
    for row in rows.into_iter().take(SHOWN) {
        all.push(Change {
            id: row.seq,
            when: zone.in_words(row.at),
            by: full_name(&row.first_name, &row.last_name),
            what: kind_name(&row.kind).of(locale).to_owned(),
            told: told(&row, locale),
            undo: find_undo(platform, actor, &row).await?.is_some(),
        });
    }
    Ok(all)
}

fn detail(row: &ChangeRow) -> Value {
    serde_json::from_str(&row.detail).unwrap_or_default()
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| if value.is_null() { String::new() } else { value.to_string() }, str::to_owned)
}

/// Each value before and after; for what has none, its name.
fn told(row: &ChangeRow, locale: Locale) -> Vec<(String, String, String)> {
    let detail = detail(row);
    let (before, after) = (detail["before"].as_object().cloned().unwrap_or_default(), detail["after"].as_object());
    match after.filter(|_| !before.is_empty()) {
        Some(after) => after
            .iter()
            .map(|(key, now)| (key, before.get(key).map(plain).unwrap_or_default(), plain(now)))
            .filter(|(_, was, now)| was != now)
            .map(|(key, was, now)| (label(&row.kind, key, locale), value(key, &was, locale), value(key, &now, locale)))
            .collect(),
        None => detail["name"].as_str().map(|name| (String::new(), String::new(), name.to_owned())).into_iter().collect(),
    }
}

/// Whether and how it can be taken back: only while everything that it changed is as it left it.
async fn find_undo(platform: &Platform, actor: &Actor, row: &ChangeRow) -> Outcome<Option<Undo>> {
    let detail = detail(row);
    let text = |side: &str| -> Option<Values> {
        Some(detail[side].as_object()?.iter().map(|(key, value)| (key.clone(), plain(value))).collect())
    };
    let Some((before, after)) = text("before").zip(text("after")) else { return Ok(None) };
    let is_as_left = |now: &Values| after.iter().all(|(key, left)| now.get(key).map_or("", String::as_str) == left);
    let with_before = |mut now: Values| {
        now.extend(before.clone());
        now
    };
    Ok(match Kind::parse(&row.kind) {
        Some(Kind::PracticeChanged) if !after.contains_key(TAX_ID) && !after.contains_key(LOGO) => {
            let (now, version) = practice_info::kept(platform, actor).await?;
            is_as_left(&now).then(|| Undo::Practice(with_before(now), version))
        }
        Some(Kind::FacilityChanged) => {
            let id = detail["facility"].as_str().unwrap_or_default();
            match (facilities::page(platform, actor, Some(id)).await?, Uuid::try_parse(id)) {
                (FacilitiesPage::One(one), Ok(id)) if is_as_left(&one.values) => {
                    Some(Undo::Facility(id, with_before(one.values), one.version))
                }
                _ => None,
            }
        }
        Some(Kind::LevelsChanged) => {
            let now = levels::page(platform, actor).await?;
            let mut matrix = now.matrix;
            let as_left = set(&mut matrix, &after).is_some() && matrix == now.matrix;
            set(&mut matrix, &before).filter(|()| as_left).map(|()| Undo::Levels(Box::new(matrix), now.version))
        }
        Some(Kind::SecurityPolicyChanged) => {
            let now = security_policy::page(platform, actor).await?;
            let Some(form) = form_of(&before) else { return Ok(None) };
            let held: Values = policy_told(&now.rules, form).iter().map(|(key, value)| (key.clone(), plain(value))).collect();
            let section = read_policy(form, &before, &now.limits, Locale::En).and_then(Result::ok);
            section.filter(|_| is_as_left(&held)).map(|section| Undo::Security(section, now.version))
        }
        _ => None,
    })
}

/// Sets the cells that a change names; none where one is unknown.
fn set(matrix: &mut Matrix, cells: &Values) -> Option<()> {
    for (cell, grant) in cells {
        let (level, area) = cell.split_once(' ')?;
        let area = Area::ALL.into_iter().find(|one| one.as_str() == area)?;
        matrix.set(Level::parse(level)?, area, Grant::parse(grant)?);
    }
    Some(())
}

/// Takes one back, through the rules that made it: they judge, note and tell as for any change.
///
/// # Errors
/// A database fault.
pub async fn undo(platform: &Platform, actor: &Actor, seq: i64, locale: Locale) -> Outcome<Undone> {
    if !actor.person.may(Permission::Settings) {
        return Ok(Undone::NotAllowed);
    }
    let mut tx = platform.db.read().await?;
    let row = audit::find_change(&mut tx, actor.practice, seq).await?;
    drop(tx);
    let row = row.filter(|row| LISTED.iter().any(|kind| kind.as_str() == row.kind));
    let Some(row) = row else { return Ok(Undone::NotSafe) };
    let Some(how) = find_undo(platform, actor, &row).await? else { return Ok(Undone::NotSafe) };
    Ok(match how {
        Undo::Practice(values, version) => match practice_info::save(platform, actor, &values, version, locale).await? {
            PracticeSaved::Done => Undone::Done,
            PracticeSaved::NotAllowed => Undone::NotAllowed,
            _ => Undone::NotSafe,
        },
        Undo::Facility(id, values, version) => match facilities::save(platform, actor, id, &values, version, locale).await? {
            Done::Done(_) => Undone::Done,
            Done::NotAllowed => Undone::NotAllowed,
            _ => Undone::NotSafe,
        },
        Undo::Levels(matrix, version) => match levels::save(platform, actor, &matrix, version).await? {
            LevelsSaved::Done => Undone::Done,
            LevelsSaved::NotAllowed => Undone::NotAllowed,
            _ => Undone::NotSafe,
        },
        Undo::Security(section, version) => match security_policy::update(platform, actor, version, &section, locale).await? {
            Updated::Done => Undone::Done,
            Updated::NotAllowed => Undone::NotAllowed,
            _ => Undone::NotSafe,
        },
    })
}
