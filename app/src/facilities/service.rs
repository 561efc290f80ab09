//! The rules of facilities.

use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::model::{ADDRESS_1, ADDRESS_2, CLIA, FAX, NPI, PLACE, ZIP};
use super::model::{CITY, DAYS, FacilitiesPage, Line, Listed, NAME, PHONE, STATE, Shown, ZONE, inputs};
use super::rules::{Day, Facility, check, notes};
use super::store::{self, Which};
pub use super::store::{FacilityRow, list as rows};
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::i18n::Locale;
use crate::levels::model::Permission;
use crate::levels::service as levels;
use crate::phones::number;
use crate::platform::{Fault, Outcome, Platform, Tx};
use crate::practice::service as practices;
use crate::practice::time::Zone;
use crate::sessions::service::Actor;
use crate::web::reading::{Mistakes, Values};

/// What became of a deed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done {
    /// Done, to this facility.
    Done(Uuid),
    /// None of this practice has this id.
    Unknown,
    /// Who asked is no administrator any more.
    NotAllowed,
    /// What is wrong, by input.
    Mistakes(Mistakes),
    /// The practice has one of this name.
    NameTaken,
    /// Somebody else saved it meanwhile: how it stands now.
    Conflict(Box<Shown>),
    /// It is the primary one.
    Primary,
    /// It is out of use.
    Inactive,
}

/// What an administrator does to a facility.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// It becomes the primary one.
    MakePrimary,
    /// It goes out of use.
    Deactivate,
    /// It comes back.
    Reactivate,
    /// It is deleted: only one that is out of use, and that nothing refers to.
    Delete,
}

/// The list of the actor's practice.
///
/// # Errors
/// A database fault.
pub async fn list(platform: &Platform, actor: &Actor) -> Outcome<FacilitiesPage> {
    let mut tx = platform.db.read().await?;
    let rows = store::list(&mut tx, actor.practice).await?;
    let listed = |row: FacilityRow| Listed {
        id: row.id.simple().to_string(),
        place: format!("{}, {}", row.city, row.state),
        phone: number::shown(&row.phone),
        name: row.name,
        primary: row.main,
        active: row.deactivated_at.is_none(),
    };
    Ok(FacilitiesPage::List(rows.into_iter().map(listed).collect()))
}

/// One of the actor's practice; an empty one for no id, in the practice's time zone.
///
/// # Errors
/// A database fault.
pub async fn page(platform: &Platform, actor: &Actor, id: Option<&str>) -> Outcome<FacilitiesPage> {
    let mut tx = platform.db.read().await?;
    let Some(id) = id else {
        let zone = practices::find_zone(&mut tx, actor.practice).await?;
        let values = [(PLACE, "11"), (ZONE, zone.name())].map(|(input, value)| (input.to_owned(), value.to_owned()));
        return Ok(FacilitiesPage::One(Box::new(Shown { values: values.into(), active: true, ..Shown::default() })));
    };
    let Ok(id) = Uuid::try_parse(id) else { return Ok(FacilitiesPage::Unknown) };
    let row = store::find(&mut tx, Which { practice: actor.practice, id }).await?;
    let with_time = |row: FacilityRow| {
        let now = Zone::parse(&row.time_zone).map(|zone| zone.clock(platform.clock.now())).unwrap_or_default();
        FacilitiesPage::One(Box::new(Shown { now, ..shown(row) }))
    };
    Ok(row.map_or(FacilitiesPage::Unknown, with_time))
}

/// The tile's line.
///
/// # Errors
/// A database fault.
pub async fn line(platform: &Platform, actor: &Actor) -> Outcome<Line> {
    let mut tx = platform.db.read().await?;
    let (active, primary) = store::count(&mut tx, actor.practice).await?;
    Ok(Line { active, primary })
}

/// Whether a practice has any in use.
///
/// # Errors
/// A database fault.
pub async fn has_any(tx: &mut Tx, practice: Uuid) -> Outcome<bool> {
    Ok(store::count(tx, practice).await?.0 > 0)
}

/// Id and name of each facility, in use or not.
///
/// # Errors
/// A database fault.
pub async fn names(tx: &mut Tx, practice: Uuid) -> Outcome<Vec<(Uuid, String)>> {
    Ok(store::list(tx, practice).await?.into_iter().map(|row| (row.id, row.name)).collect())
}

/// For paper: name, address and phone of each facility in use.
///
/// # Errors
/// A database fault.
pub async fn for_paper(tx: &mut Tx, practice: Uuid) -> Outcome<Vec<[String; 3]>> {
    let rows = store::list(tx, practice).await?.into_iter().filter(|row| row.deactivated_at.is_none());
    let told = |row: FacilityRow| {
        let address = [row.address_1, row.address_2, row.city, format!("{} {}", row.state, row.zip)];
        let address = address.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        [row.name, address, number::shown(&row.phone)]
    };
    Ok(rows.map(told).collect())
}

/// Whether an NPI is one of a practice's facilities.
///
/// # Errors
/// A database fault.
pub async fn has_npi(tx: &mut Tx, practice: Uuid, npi: &str) -> Outcome<bool> {
    Ok(store::list(tx, practice).await?.iter().any(|row| row.npi == npi))
}

/// Adds a facility. The practice's first one in use is its primary one.
///
/// # Errors
/// A database fault.
pub async fn add(platform: &Platform, actor: &Actor, typed: &Values, locale: Locale) -> Outcome<Done> {
    let mut tx = platform.db.write().await?;
    if !levels::lock(&mut tx, actor, Permission::Facilities).await? {
        return Ok(Done::NotAllowed);
    }
    let facility = match check(typed, &platform.settings.messages.regions, locale) {
        Ok(facility) => facility,
        Err(mistakes) => return Ok(Done::Mistakes(mistakes)),
    };
    let (practice, key) = (actor.practice, name_key(facility.value(NAME)));
    if store::find_by_name(&mut tx, practice, &key).await?.is_some() {
        return Ok(Done::NameTaken);
    }
    let now = platform.clock.now();
    let main = !has_any(&mut tx, practice).await?;
    let row = row_of(platform.random.id(now), &facility, main)?;
    store::create(&mut tx, practice, &row, &key, now).await?;
    let after = trail(&shown(row.clone()).values);
    tell(platform, &mut tx, actor, Kind::FacilityAdded, json!({ "facility": row.id, "primary": main, "after": after })).await?;
    tx.commit().await?;
    Ok(Done::Done(row.id))
}

/// Saves a facility that was opened at a version. What somebody else has saved since comes before what is wrong.
///
/// # Errors
/// A database fault.
pub async fn save(platform: &Platform, actor: &Actor, id: Uuid, typed: &Values, version: i64, locale: Locale) -> Outcome<Done> {
    let mut tx = platform.db.write().await?;
    if !levels::lock(&mut tx, actor, Permission::Facilities).await? {
        return Ok(Done::NotAllowed);
    }
    let which = Which { practice: actor.practice, id };
    let Some(before) = store::find(&mut tx, which).await? else { return Ok(Done::Unknown) };
    if before.version != version {
        return Ok(Done::Conflict(Box::new(shown(before))));
    }
    let facility = match check(typed, &platform.settings.messages.regions, locale) {
        Ok(facility) => facility,
        Err(mistakes) => return Ok(Done::Mistakes(mistakes)),
    };
    let key = name_key(facility.value(NAME));
    if store::find_by_name(&mut tx, actor.practice, &key).await?.is_some_and(|other| other != id) {
        return Ok(Done::NameTaken);
    }
    let row = row_of(id, &facility, before.main)?;
    let (before, after) = (trail(&shown(before).values), trail(&shown(row.clone()).values));
    let changed: Vec<&String> = after.keys().filter(|input| before.get(*input) != after.get(*input)).collect();
    if !changed.is_empty() {
        store::save(&mut tx, actor.practice, &row, &key).await?;
        let only = |all: &Map<String, Value>| -> Map<String, Value> {
            changed.iter().filter_map(|input| Some(((*input).clone(), all.get(*input)?.clone()))).collect()
        };
        let detail = json!({ "facility": id, "before": only(&before), "after": only(&after) });
        tell(platform, &mut tx, actor, Kind::FacilityChanged, detail).await?;
        tx.commit().await?;
    }
    Ok(Done::Done(id))
}

/// Carries a deed out.
///
/// # Errors
/// A database fault.
pub async fn perform(platform: &Platform, actor: &Actor, id: Uuid, deed: Deed) -> Outcome<Done> {
    let mut tx = platform.db.write().await?;
    if !levels::lock(&mut tx, actor, Permission::Facilities).await? {
        return Ok(Done::NotAllowed);
    }
    let which = Which { practice: actor.practice, id };
    let Some(row) = store::find(&mut tx, which).await? else { return Ok(Done::Unknown) };
    let active = row.deactivated_at.is_none();
    let kind = match deed {
        Deed::MakePrimary if !active => return Ok(Done::Inactive),
        // The practice would have none, and everything that belongs to no other one would belong nowhere.
        Deed::Deactivate | Deed::Delete if row.main => return Ok(Done::Primary),
        Deed::MakePrimary if row.main => return Ok(Done::Done(id)),
        Deed::Deactivate | Deed::Reactivate if active == (deed == Deed::Reactivate) => return Ok(Done::Done(id)),
        Deed::Delete if active => return Ok(Done::Inactive),
        Deed::MakePrimary => {
            store::set_primary(&mut tx, which).await?;
            Kind::FacilityMadePrimary
        }
        Deed::Deactivate => {
            store::set_deactivated(&mut tx, which, Some(platform.clock.now())).await?;
            Kind::FacilityDeactivated
        }
        Deed::Reactivate => {
            store::set_deactivated(&mut tx, which, None).await?;
            Kind::FacilityReactivated
        }
        Deed::Delete => {
            store::delete(&mut tx, which).await?;
            Kind::FacilityDeleted
        }
    };
    let detail = json!({ "facility": id, "name": row.name });
    tell(platform, &mut tx, actor, kind, detail).await?;
    tx.commit().await?;
    Ok(Done::Done(id))
}

/// Two names that look the same are the same.
fn name_key(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn row_of(id: Uuid, facility: &Facility, main: bool) -> Outcome<FacilityRow> {
    let of = |input| facility.value(input).to_owned();
    Ok(FacilityRow {
        id,
        name: of(NAME),
        address_1: of(ADDRESS_1),
        address_2: of(ADDRESS_2),
        city: of(CITY),
        state: of(STATE),
        zip: of(ZIP),
        phone: of(PHONE),
        fax: of(FAX),
        npi: of(NPI),
        clia: of(CLIA),
        place_of_service: of(PLACE),
        time_zone: of(ZONE),
        hours: serde_json::to_string(&facility.hours).map_err(|e| Fault::internal(e.to_string()))?,
        main,
        deactivated_at: None,
        version: 0,
    })
}

fn shown(row: FacilityRow) -> Shown {
    let hours: Vec<Day> = serde_json::from_str(&row.hours).unwrap_or_default();
    let times = DAYS.iter().zip(hours).filter_map(|((_, opens, closes), day)| {
        let (from, until) = day?;
        Some([((*opens).to_owned(), from), ((*closes).to_owned(), until)])
    });
    let values = [
        (NAME, row.name),
        (ADDRESS_1, row.address_1),
        (ADDRESS_2, row.address_2),
        (CITY, row.city),
        (STATE, row.state),
        (ZIP, row.zip),
        (PHONE, number::shown(&row.phone)),
        (FAX, if row.fax.is_empty() { row.fax } else { number::shown(&row.fax) }),
        (NPI, row.npi),
        (CLIA, row.clia),
        (PLACE, row.place_of_service),
        (ZONE, row.time_zone),
    ];
    let values: Values = values.into_iter().map(|(input, value)| (input.to_owned(), value)).chain(times.flatten()).collect();
    Shown {
        id: row.id.simple().to_string(),
        notes: notes(&values),
        values,
        version: row.version,
        primary: row.main,
        active: row.deactivated_at.is_none(),
        now: String::new(),
    }
}

/// Every value of the form, empty ones too: an hour that was taken away is a change.
fn trail(values: &Values) -> Map<String, Value> {
    inputs().into_iter().map(|input| (input.to_owned(), values.get(input).map(String::as_str).unwrap_or_default().into())).collect()
}

async fn tell(platform: &Platform, tx: &mut Tx, actor: &Actor, kind: Kind, detail: Value) -> Outcome<()> {
    let entry = Entry { detail, ..Entry::by(actor, kind, platform.clock.now()) };
    audit::append(platform, tx, entry).await
}
