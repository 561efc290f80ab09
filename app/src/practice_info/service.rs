//! The rules of what a practice says of itself.

use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::model::{EMAIL, FAX, INPUTS, NAME, NPI, PHONE, PracticePage, TAX_ID, ZONE, picture};
use super::rules::{check, masked, notes};
use super::store::{self, InfoRow};
use super::text;
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::i18n::Locale;
use crate::levels::model::{Emergency, Permission};
use crate::levels::service as levels;
use crate::phones::number;
use crate::platform::{Fault, Outcome, Platform, Tx};
use crate::practice::id::PracticeId;
use crate::second_factor::policy;
use crate::sessions::service::Actor;
use crate::web::reading::{Mistakes, Values};

/// What became of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// Saved.
    Done,
    /// Who asked is no administrator any more.
    NotAllowed,
    /// What is wrong, by input.
    Mistakes(Mistakes),
    /// Somebody else saved it meanwhile: how it stands now.
    Conflict(Box<PracticePage>),
}

/// What the actor's practice says of itself.
///
/// # Errors
/// A database fault.
pub async fn page(platform: &Platform, actor: &Actor) -> Outcome<PracticePage> {
    let mut tx = platform.db.read().await?;
    let logo = actor.person.logo.as_deref().map(picture);
    Ok(PracticePage { logo, ..shown(&store::find(&mut tx, actor.practice).await?) })
}

/// Every value as it is kept, and the version.
///
/// # Errors
/// A database fault.
pub async fn kept(platform: &Platform, actor: &Actor) -> Outcome<(Values, i64)> {
    let mut tx = platform.db.read().await?;
    let row = store::find(&mut tx, actor.practice).await?;
    Ok((values_of(&row), row.version))
}

/// Whether an NPI is the practice's own.
///
/// # Errors
/// A database fault.
pub async fn has_npi(tx: &mut Tx, practice: Uuid, npi: &str) -> Outcome<bool> {
    Ok(values_of(&store::find(tx, practice).await?).get(NPI).is_some_and(|own| own == npi))
}

/// Where notices to a practice go, beside its administrators; none where it has named no address.
///
/// # Errors
/// A database fault.
pub async fn notices_address(tx: &mut Tx, practice: Uuid) -> Outcome<Option<String>> {
    Ok(values_of(&store::find(tx, practice).await?).remove(EMAIL).filter(|address| !address.is_empty()))
}

/// Saves a form that was opened at a version.
///
/// # Errors
/// A database fault.
pub async fn save(platform: &Platform, actor: &Actor, typed: &Values, version: i64, locale: Locale) -> Outcome<Saved> {
    let mut tx = platform.db.write().await?;
    if !levels::lock(&mut tx, actor, Permission::Practice).await? {
        return Ok(Saved::NotAllowed);
    }
    let row = store::find(&mut tx, actor.practice).await?;
    if row.version != version {
        return Ok(Saved::Conflict(Box::new(shown(&row))));
    }
    let before = values_of(&row);
    let tax_id = before.get(TAX_ID).map(String::as_str).unwrap_or_default();
    let after = match check(typed, tax_id, &platform.settings.messages.regions, locale) {
        Ok(values) => values,
        Err(mistakes) => return Ok(Saved::Mistakes(mistakes)),
    };
    let of = |values: &Values, input: &str| values.get(input).cloned().unwrap_or_default();
    let changed: Vec<&str> =
        INPUTS.iter().map(|(input, _)| *input).filter(|input| of(&before, input) != of(&after, input)).collect();
    if changed.is_empty() {
        return Ok(Saved::Done);
    }
    if changed.contains(&EMAIL) {
        // From there on it reads what administrators are told, also of this emergency.
        if actor.person.holder.emergency == Emergency::Limited {
            let said = text::EMAIL_EMERGENCY.of(locale).to_owned();
            return Ok(Saved::Mistakes(Mistakes::from([(EMAIL.to_owned(), said)])));
        }
        // Before it is saved: whoever read them until now learns of it as well.
        policy::tell_weaker(platform, &mut tx, actor, text::EMAIL, locale).await?;
    }
    let told = |values: &Values| -> Map<String, Value> {
        let value = |input: &str| if input == TAX_ID { masked(&of(values, input)) } else { of(values, input) };
        changed.iter().map(|input| ((*input).to_owned(), value(input).into())).collect()
    };
    let entry = Entry {
        detail: json!({ "before": told(&before), "after": told(&after) }),
        ..Entry::by(actor, Kind::PracticeChanged, platform.clock.now())
    };
    let rest: Values = after.iter().filter(|(input, _)| ![NAME, ZONE].contains(&input.as_str())).map(owned).collect();
    let details = serde_json::to_string(&rest).map_err(|e| Fault::internal(e.to_string()))?;
    store::save(&mut tx, actor.practice, (&of(&after, NAME), &of(&after, ZONE), &details)).await?;
    audit::append(platform, &mut tx, entry).await?;
    tx.commit().await?;
    Ok(Saved::Done)
}

fn owned((input, value): (&String, &String)) -> (String, String) {
    (input.clone(), value.clone())
}

/// Every value as it is kept.
/// The 7 characters of a practice's Practice ID, and every input of its page as it is kept.
///
/// # Errors
/// A database fault.
pub async fn values(tx: &mut Tx, practice: Uuid) -> Outcome<(String, Values)> {
    let row = store::find(tx, practice).await?;
    let values = values_of(&row);
    Ok((row.practice_id, values))
}

fn values_of(row: &InfoRow) -> Values {
    let mut values: Values = serde_json::from_str(&row.details).unwrap_or_default();
    values.insert(NAME.to_owned(), row.name.clone());
    values.insert(ZONE.to_owned(), row.time_zone.clone());
    values
}

/// Every value as people read it.
fn shown(row: &InfoRow) -> PracticePage {
    let mut values = values_of(row);
    let notes = notes(&values);
    for input in [PHONE, FAX] {
        if let Some(value) = values.get_mut(input).filter(|value| !value.is_empty()) {
            *value = number::shown(value);
        }
    }
    if let Some(value) = values.get_mut(TAX_ID) {
        *value = masked(value);
    }
    let practice_id = PracticeId::parse(&row.practice_id).map_or_else(|_| row.practice_id.clone(), |id| id.to_string());
    PracticePage { practice_id, values, version: row.version, notes, logo: None }
}
