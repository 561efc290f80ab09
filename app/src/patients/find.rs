//! Looking for patients: the list, a search, and who is there already.

use uuid::Uuid;

use super::keys;
use super::model::{BIRTH_DATE, FIRST_NAME, LAST_NAME, List, Listed, PHONES, Twin, Values};
use super::rules::day_in_words;
use super::service::{of, values};
use super::store::{self, FoundRow, Walk, Which};
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::levels::model::Permission;
use crate::phones::number;
use crate::platform::{Outcome, Platform, Tx};
use crate::sessions::service::Actor;
use crate::users::fold::fold;

/// Patients on a page.
pub const PAGE: usize = 25;
/// Patients that a search looks at.
const LOOKED_AT: i64 = 250;

/// A page of the list, or what a search finds. `after` is the cursor that the page before gave.
///
/// # Errors
/// A database fault.
pub async fn list(platform: &Platform, actor: &Actor, q: &str, all: bool, after: &str) -> Outcome<List> {
    let mut tx = platform.db.read().await?;
    let practice = actor.practice;
    let Some(wanted) = keys::wanted(q) else {
        let (key, id) = after.rsplit_once('~').unwrap_or_default();
        let after = (key, Uuid::try_parse(id).unwrap_or_default());
        let limit = i64::try_from(PAGE).unwrap_or_default() + 1;
        let rows = store::walk(&mut tx, Walk { practice, all, from: "l:", until: "l;", after, limit }).await?;
        let next = rows.get(PAGE - 1).filter(|_| rows.len() > PAGE).map(|row| format!("{}~{}", row.key, row.id.simple()));
        let none = rows.is_empty() && after.0.is_empty() && !store::has_any(&mut tx, practice).await?;
        let patients = rows.iter().take(PAGE).map(listed).collect();
        return Ok(List { all, patients, next: next.unwrap_or_default(), none, ..List::default() });
    };
    let (mut rows, mut more): (Vec<FoundRow>, bool) = (Vec::new(), false);
    let whole = wanted.keys.iter().map(|key| (key.clone(), format!("{key}\u{1}")));
    let begun = wanted.words.first().map(|word| (format!("n:{word}"), format!("n:{word}\u{10ffff}")));
    for (from, until) in whole.chain(begun) {
        let w = Walk { practice, all, from: &from, until: &until, after: ("", Uuid::nil()), limit: LOOKED_AT };
        let found = store::walk(&mut tx, w).await?;
        more |= found.len() >= usize::try_from(LOOKED_AT).unwrap_or_default();
        let fits = |row: &FoundRow| {
            let names = keys::words_of(&values(&row.details));
            !row.key.starts_with("n:")
                || wanted.words.iter().all(|wanted| names.iter().any(|name| name.starts_with(wanted.as_str())))
        };
        for row in found.into_iter().filter(fits) {
            if !rows.iter().any(|other| other.id == row.id) {
                rows.push(row);
            }
        }
    }
    rows.sort_by_cached_key(|row| fold(&listed(row).name));
    let too_many = more || rows.len() > PAGE;
    let patients = rows.iter().take(PAGE).map(listed).collect();
    Ok(List { q: q.to_owned(), all, patients, too_many, ..List::default() })
}

fn listed(row: &FoundRow) -> Listed {
    let details = values(&row.details);
    let phone = PHONES.iter().map(|name| of(&details, name)).find(|phone| !phone.is_empty()).unwrap_or_default();
    Listed {
        id: row.id.simple().to_string(),
        name: format!("{}, {}", of(&details, LAST_NAME), of(&details, FIRST_NAME)),
        birth_date: day_in_words(of(&details, BIRTH_DATE)),
        chart_number: row.chart_number.clone(),
        phone: if phone.is_empty() { String::new() } else { number::shown(phone) },
        active: row.active,
    }
}

/// Everybody of the same name and birth date.
///
/// # Errors
/// A database fault.
pub(super) async fn twins(tx: &mut Tx, practice: Uuid, details: &Values) -> Outcome<Vec<Twin>> {
    let from = format!("b:{}", of(details, BIRTH_DATE));
    let until = format!("{from}\u{1}");
    let w = Walk { practice, all: true, from: &from, until: &until, after: ("", Uuid::nil()), limit: LOOKED_AT };
    let rows = store::walk(tx, w).await?;
    let same = rows.into_iter().filter(|row| keys::are_alike(&values(&row.details), details));
    Ok(same
        .map(|row| listed(&row))
        .map(|one| Twin { told: format!("{}, {}, {}", one.name, one.birth_date, one.chart_number), id: one.id })
        .collect())
}

/// Who else has a chart number.
///
/// # Errors
/// A database fault.
pub(super) async fn owner_of(tx: &mut Tx, which: Which, number: &str) -> Outcome<Option<String>> {
    let key = keys::chart(number);
    let until = format!("{key}\u{1}");
    let walk = Walk { practice: which.practice, all: true, from: &key, until: &until, after: ("", Uuid::nil()), limit: 2 };
    let rows = store::walk(tx, walk).await?;
    Ok(rows.iter().find(|row| row.id != which.id).map(|row| listed(row).name))
}

/// The patient of a chart number as typed, or of an id, for the audit report: their id and chart number, and nothing else.
///
/// # Errors
/// A database fault.
pub async fn find_for_audit(tx: &mut Tx, practice: Uuid, chart: &str, id: &str) -> Outcome<Option<(Uuid, String)>> {
    if !chart.is_empty() {
        return store::find_by_chart(tx, practice, &keys::chart(chart)).await;
    }
    let Ok(id) = Uuid::try_parse(id) else { return Ok(None) };
    Ok(store::find(tx, Which { practice, id }).await?.map(|row| (row.id, row.chart_number)))
}

/// How many patients the actor's practice has, those who left not counted.
///
/// # Errors
/// A database fault.
pub async fn count(platform: &Platform, actor: &Actor) -> Outcome<i64> {
    let mut tx = platform.db.read().await?;
    store::count(&mut tx, actor.practice).await
}

/// The first patients by name for paper: name, birth date, phone, chart number and, where the level opens it, insurance.
///
/// # Errors
/// A database fault.
pub async fn for_paper(platform: &Platform, actor: &Actor, limit: usize) -> Outcome<Vec<[String; 5]>> {
    let mut tx = platform.db.read().await?;
    let with_insurance = actor.person.may(Permission::ViewInsurance);
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let rows = store::walk(
        &mut tx,
        Walk { practice: actor.practice, all: false, from: "l:", until: "l;", after: ("", Uuid::nil()), limit },
    )
    .await?;
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        let insurance = if with_insurance {
            let which = Which { practice: actor.practice, id: row.id };
            store::find(&mut tx, which).await?.map(|row| values(&row.insurance)).unwrap_or_default()
        } else {
            Values::new()
        };
        let payer = [of(&insurance, "primary_payer"), of(&insurance, "primary_member_id")].join(" ").trim().to_owned();
        let one = listed(&row);
        all.push([one.name, one.birth_date, one.phone, one.chart_number, payer]);
    }
    Ok(all)
}

/// What a session looked for last, and where it turned to: kept with the session, so that the way back from a patient leads to it and no address has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Looked {
    /// What was typed.
    pub q: String,
    /// Patients who left as well.
    pub all: bool,
    /// Where the page begins.
    pub after: String,
}

/// What the actor's session looked for last.
///
/// # Errors
/// A database fault.
pub async fn last(platform: &Platform, actor: &Actor) -> Outcome<Looked> {
    let mut tx = platform.db.read().await?;
    let row = store::find_search(&mut tx, actor.session).await?;
    Ok(row.map(|(q, all, after)| Looked { q, all, after }).unwrap_or_default())
}

/// Keeps what the actor looks for. A search is in the trail, without what was typed.
///
/// # Errors
/// A database fault.
pub async fn remember(platform: &Platform, actor: &Actor, looked: &Looked) -> Outcome<()> {
    let mut tx = platform.db.write().await?;
    store::save_search(&mut tx, actor.session, &looked.q, looked.all, &looked.after).await?;
    if !looked.q.is_empty() {
        let entry = Entry::by(actor, Kind::PatientsSearched, platform.clock.now());
        audit::append(platform, &mut tx, entry).await?;
    }
    tx.commit().await
}

/// Forgets what sessions looked for that are over. Run with the sweeper; returns how many.
///
/// # Errors
/// A database fault.
pub async fn sweep(platform: &Platform) -> Outcome<u64> {
    let mut tx = platform.db.write().await?;
    let gone = store::delete_searches(&mut tx).await?;
    tx.commit().await?;
    Ok(gone)
}
