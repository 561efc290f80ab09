//! The rules of patients.

use jiff::civil::Date;
use serde_json::json;
use uuid::Uuid;

use super::find::{owner_of, twins};
use super::keys;
use super::model::{CHART_NUMBER, DETAILS, FIRST_NAME, Field, INSURANCE, LAST_NAME, One, PatientsPage};
use super::model::{Twin, Values};
use super::rules::{check, shown};
use super::store::{self, PatientRow, Which};
use super::text;
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::i18n::Locale;
use crate::levels::model::Permission;
use crate::levels::service as levels;
use crate::patient_documents::service as documents;
use crate::platform::{Fault, Outcome, Platform, Tx};
use crate::practice::service as practices;
use crate::sessions::service::Actor;
use crate::web::reading::Mistakes;

/// What became of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// Done, to this patient.
    Done(Uuid),
    /// Who asked may not, or not any more.
    NotAllowed(Permission),
    /// None of this practice has this id.
    Unknown,
    /// What is wrong, by input.
    Mistakes(Mistakes),
    /// Somebody else saved it meanwhile: how it stands now.
    Conflict(Box<One>),
    /// Of the same name and birth date; nothing was added.
    Twins(Vec<Twin>),
}

/// What is done to a patient besides saving.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// They have left.
    Deactivate,
    /// They are back.
    Reactivate,
}

/// What is kept, by field.
pub(super) fn values(json: &str) -> Values {
    serde_json::from_str(json).unwrap_or_default()
}

/// A value; empty for none.
pub(super) fn of<'a>(values: &'a Values, name: &str) -> &'a str {
    values.get(name).map(String::as_str).unwrap_or_default()
}

/// One patient of the actor's practice; an empty one for no id. That somebody looked is in the trail.
///
/// # Errors
/// A database fault.
pub async fn page(platform: &Platform, actor: &Actor, id: Option<&str>) -> Outcome<PatientsPage> {
    let Some(id) = id else {
        let insurance = actor.person.may(Permission::EditInsurance).then(Values::new);
        return Ok(PatientsPage::One(Box::new(One { active: true, insurance, ..One::default() })));
    };
    let Ok(id) = Uuid::try_parse(id) else { return Ok(PatientsPage::Unknown) };
    let mut tx = platform.db.write().await?;
    let Some(row) = store::find(&mut tx, Which { practice: actor.practice, id }).await? else { return Ok(PatientsPage::Unknown) };
    let seen = if actor.person.may(Permission::ViewInsurance) { "details, insurance" } else { "details" };
    tell(platform, &mut tx, actor, (id, &row.chart_number), Kind::PatientSeen, json!({ "seen": seen })).await?;
    let documents = documents::list(&mut tx, actor.practice, id).await?;
    tx.commit().await?;
    Ok(PatientsPage::One(Box::new(One { documents, ..one(actor, &row) })))
}

fn one(actor: &Actor, row: &PatientRow) -> One {
    let mut details = values(&row.details);
    details.insert(CHART_NUMBER.to_owned(), row.chart_number.clone());
    One {
        id: row.id.simple().to_string(),
        name: format!("{} {}", of(&details, FIRST_NAME), of(&details, LAST_NAME)),
        insurance: actor.person.may(Permission::ViewInsurance).then(|| shown(INSURANCE, &values(&row.insurance))),
        details: shown(DETAILS, &details),
        extras: if actor.person.may(Permission::ViewInsurance) { values(&row.extras) } else { Values::new() },
        version: row.version,
        insurance_version: row.insurance_version,
        active: row.active,
        twins: Vec::new(),
        documents: Vec::new(),
    }
}

async fn today(platform: &Platform, tx: &mut Tx, actor: &Actor) -> Outcome<Date> {
    let zone = practices::find_zone(tx, actor.practice).await?;
    zone.day_of(platform.clock.now()).parse().map_err(|e| Fault::internal(format!("no day: {e}")))
}

/// Adds a patient. Somebody of the same name and birth date is said first, unless `anyway`.
///
/// # Errors
/// A database fault.
pub async fn add(platform: &Platform, actor: &Actor, typed: &Values, anyway: bool, locale: Locale) -> Outcome<Saved> {
    let mut tx = platform.db.write().await?;
    if !levels::is_allowed(&mut tx, actor, Permission::EditPatients).await? {
        return Ok(Saved::NotAllowed(Permission::EditPatients));
    }
    let today = today(platform, &mut tx, actor).await?;
    let mut details = match check(DETAILS, typed, today, &platform.settings.messages.regions, locale) {
        Ok(details) => details,
        Err(mistakes) => return Ok(Saved::Mistakes(mistakes)),
    };
    if !anyway {
        let twins = twins(&mut tx, actor.practice, &details).await?;
        if !twins.is_empty() {
            return Ok(Saved::Twins(twins));
        }
    }
    let now = platform.clock.now();
    let which = Which { practice: actor.practice, id: platform.random.id(now) };
    if let Some(taken) = number_for(&mut tx, which, &mut details, locale).await? {
        return Ok(Saved::Mistakes(taken));
    }
    let number = of(&details, CHART_NUMBER).to_owned();
    store::create(&mut tx, which, &number, &kept(&details)?, now).await?;
    store::set_keys(&mut tx, which, &keys::of(&details), true).await?;
    tell(platform, &mut tx, actor, (which.id, &number), Kind::PatientAdded, json!({})).await?;
    tx.commit().await?;
    Ok(Saved::Done(which.id))
}

/// Gives a patient their chart number: the one that was typed, if nobody else of the practice has it, or the next one.
async fn number_for(tx: &mut Tx, which: Which, details: &mut Values, locale: Locale) -> Outcome<Option<Mistakes>> {
    let typed = of(details, CHART_NUMBER).to_owned();
    if !typed.is_empty() {
        return Ok(owner_of(tx, which, &typed)
            .await?
            .map(|name| Mistakes::from([(CHART_NUMBER.to_owned(), text::CHART_TAKEN.with(locale, &[("name", &name)]))])));
    }
    loop {
        let next = store::next_chart_number(tx, which.practice).await?.to_string();
        if owner_of(tx, which, &next).await?.is_none() {
            details.insert(CHART_NUMBER.to_owned(), next);
            return Ok(None);
        }
    }
}

fn kept(values: &Values) -> Outcome<String> {
    let full: Values = values
        .iter()
        .filter(|(name, value)| !value.is_empty() && *name != CHART_NUMBER)
        .map(|(a, b)| (a.clone(), b.clone()))
        .collect();
    serde_json::to_string(&full).map_err(|e| Fault::internal(e.to_string()))
}

/// Saves details that were opened at a version.
///
/// # Errors
/// A database fault.
pub async fn save(platform: &Platform, actor: &Actor, id: Uuid, typed: &Values, version: i64, locale: Locale) -> Outcome<Saved> {
    let mut tx = platform.db.write().await?;
    let (which, row) = match begin(&mut tx, actor, id, Permission::EditPatients, version).await? {
        Ok(begun) => begun,
        Err(answer) => return Ok(answer),
    };
    let today = today(platform, &mut tx, actor).await?;
    let mut after = match check(DETAILS, typed, today, &platform.settings.messages.regions, locale) {
        Ok(details) => details,
        Err(mistakes) => return Ok(Saved::Mistakes(mistakes)),
    };
    // Only somebody new gets the next number.
    if of(&after, CHART_NUMBER).is_empty() {
        let said = text::CHART_MISSING.of(locale).to_owned();
        return Ok(Saved::Mistakes(Mistakes::from([(CHART_NUMBER.to_owned(), said)])));
    }
    if let Some(taken) = number_for(&mut tx, which, &mut after, locale).await? {
        return Ok(Saved::Mistakes(taken));
    }
    let mut before = values(&row.details);
    before.insert(CHART_NUMBER.to_owned(), row.chart_number.clone());
    let changed = differing(DETAILS, &before, &after);
    if !changed.is_empty() {
        let number = of(&after, CHART_NUMBER).to_owned();
        store::save_details(&mut tx, which, &number, &kept(&after)?, platform.clock.now()).await?;
        store::set_keys(&mut tx, which, &keys::of(&after), row.active).await?;
        tell(platform, &mut tx, actor, (id, &number), Kind::PatientChanged, json!({ "fields": changed })).await?;
        tx.commit().await?;
    }
    Ok(Saved::Done(id))
}

/// Saves the insurance that was opened at a version.
///
/// # Errors
/// A database fault.
pub async fn save_insurance(
    platform: &Platform,
    actor: &Actor,
    id: Uuid,
    typed: &Values,
    version: i64,
    locale: Locale,
) -> Outcome<Saved> {
    let mut tx = platform.db.write().await?;
    let (which, row) = match begin(&mut tx, actor, id, Permission::EditInsurance, version).await? {
        Ok(begun) => begun,
        Err(answer) => return Ok(answer),
    };
    let today = today(platform, &mut tx, actor).await?;
    let after = match check(INSURANCE, typed, today, &platform.settings.messages.regions, locale) {
        Ok(values) => values,
        Err(mistakes) => return Ok(Saved::Mistakes(mistakes)),
    };
    let changed = differing(INSURANCE, &values(&row.insurance), &after);
    if !changed.is_empty() {
        store::save_insurance(&mut tx, which, &kept(&after)?, platform.clock.now()).await?;
        tell(platform, &mut tx, actor, (id, &row.chart_number), Kind::PatientChanged, json!({ "fields": changed })).await?;
        tx.commit().await?;
    }
    Ok(Saved::Done(id))
}

/// Carries a deed out.
///
/// # Errors
/// A database fault.
pub async fn perform(platform: &Platform, actor: &Actor, id: Uuid, deed: Deed) -> Outcome<Saved> {
    let mut tx = platform.db.write().await?;
    if !levels::is_allowed(&mut tx, actor, Permission::EditPatients).await? {
        return Ok(Saved::NotAllowed(Permission::EditPatients));
    }
    let which = Which { practice: actor.practice, id };
    let Some(row) = store::find(&mut tx, which).await? else { return Ok(Saved::Unknown) };
    let to = deed == Deed::Reactivate;
    if row.active != to {
        store::set_active(&mut tx, which, to, platform.clock.now()).await?;
        let mut details = values(&row.details);
        details.insert(CHART_NUMBER.to_owned(), row.chart_number.clone());
        store::set_keys(&mut tx, which, &keys::of(&details), to).await?;
        let kind = if to { Kind::PatientBack } else { Kind::PatientLeft };
        tell(platform, &mut tx, actor, (id, &row.chart_number), kind, json!({})).await?;
        tx.commit().await?;
    }
    Ok(Saved::Done(id))
}

/// What every change of a patient begins with: the permission as it is now, the patient within the practice, the version.
async fn begin(
    tx: &mut Tx,
    actor: &Actor,
    id: Uuid,
    permission: Permission,
    version: i64,
) -> Outcome<Result<(Which, PatientRow), Saved>> {
    if !levels::is_allowed(tx, actor, permission).await? {
        return Ok(Err(Saved::NotAllowed(permission)));
    }
    let which = Which { practice: actor.practice, id };
    let Some(row) = store::find(tx, which).await? else { return Ok(Err(Saved::Unknown)) };
    let now = if permission == Permission::EditInsurance { row.insurance_version } else { row.version };
    if now != version {
        return Ok(Err(Saved::Conflict(Box::new(one(actor, &row)))));
    }
    Ok(Ok((which, row)))
}

/// The names of the fields that differ.
fn differing(fields: &[Field], before: &Values, after: &Values) -> Vec<&'static str> {
    fields.iter().map(|field| field.name).filter(|name| of(before, name) != of(after, name)).collect()
}

/// The name and the chart number of a patient of a practice.
///
/// # Errors
/// A database fault.
pub async fn named(tx: &mut Tx, practice: Uuid, id: Uuid) -> Outcome<Option<(String, String)>> {
    let row = store::find(tx, Which { practice, id }).await?;
    Ok(row.map(|row| {
        let details = values(&row.details);
        (format!("{} {}", of(&details, FIRST_NAME), of(&details, LAST_NAME)), row.chart_number)
    }))
}

/// Notes a deed to a patient, or a look at them, in the trail: whom and which fields, never what is in them.
///
/// # Errors
/// A database fault.
pub async fn tell(
    platform: &Platform,
    tx: &mut Tx,
    actor: &Actor,
    (patient, chart): (Uuid, &str),
    kind: Kind,
    mut detail: serde_json::Value,
) -> Outcome<()> {
    detail["chart"] = json!(chart);
    let entry = Entry { subject: Some(patient), detail, ..Entry::by(actor, kind, platform.clock.now()) };
    audit::append(platform, tx, entry).await
}
