//! The rules of the audit report.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

use super::details::{marked, told};
use super::groups::names;
use super::model::{Asked, AuditPage, CHART, Checked, Column, FACILITY, FROM, Line, PERSON};
use super::store::{self, Place, ReportRow, Which};
use super::text;
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry, Integrity};
use crate::doctor::normalise_username;
use crate::facilities::service as facilities;
use crate::i18n::{Locale, Text};
use crate::patients::find as patients;
use crate::platform::clock::DAY;
use crate::platform::{Millis, Outcome, Platform, Tx};
use crate::practice::service as practices;
use crate::practice::time::Zone;
use crate::sessions::service::Actor;
use crate::users::history::cause_of;
use crate::users::service::full_name;
use crate::users::telling::{self, Happened};
use crate::users::walk;
use crate::web::reading::Mistakes;

/// Entries on a page.
pub const PAGE: usize = 50;
/// So many are ordered by another column than the time.
pub const ORDERED: usize = 2_000;
/// Entries of a table: a spreadsheet takes about a million lines.
pub const TABLE: usize = 1_000_000;
/// Entries that a check reads.
pub const CHECKED: i64 = 100_000;
/// Days that are shown at first.
const DAYS: Millis = 30;

/// A period of a practice, and whose entries of which kinds.
struct Report {
    practice: Uuid,
    from: Millis,
    until: Millis,
    person: Option<Uuid>,
    patient: Option<Uuid>,
    facility: String,
    kinds: String,
    zone: Zone,
    locale: Locale,
}

/// The page of the actor's practice.
///
/// # Errors
/// A database fault.
pub async fn page(platform: &Platform, actor: &Actor, asked: Asked, locale: Locale) -> Outcome<AuditPage> {
    let mut tx = platform.db.read().await?;
    let (report, mut page) = begin(platform, &mut tx, actor, asked, locale).await?;
    let Some(report) = report else { return Ok(page) };
    let asked = &page.asked;
    let by_time = asked.sort == Column::Time;
    let rows = if by_time {
        let beyond = parse(&asked.after).unwrap_or_else(|| end(asked.turned));
        report.rows(&mut tx, &beyond, asked.turned, PAGE + 1).await?
    } else {
        report.rows(&mut tx, &end(false), false, ORDERED + 1).await?
    };
    page.too_many = !by_time && rows.len() > ORDERED;
    let lines = report.lines(&mut tx, &rows).await?;
    if by_time || page.too_many {
        page.next = rows.get(PAGE - 1).filter(|_| rows.len() > PAGE).map(cursor).unwrap_or_default();
        page.lines = lines.into_iter().take(PAGE).collect();
        return Ok(page);
    }
    let at: usize = asked.after.parse().unwrap_or_default();
    let lines = ordered(lines, asked.sort, asked.turned);
    page.next = if lines.len() > at + PAGE { (at + PAGE).to_string() } else { String::new() };
    page.lines = lines.into_iter().skip(at).take(PAGE).collect();
    Ok(page)
}

/// What was asked for in a form, as it stands in an address; none where something is wrong with it.
///
/// # Errors
/// A database fault.
pub async fn asked(platform: &Platform, actor: &Actor, mut asked: Asked, locale: Locale) -> Outcome<Option<Asked>> {
    // What is typed counts, also over a patient that the page before was of.
    asked.patient = String::new();
    let given = (asked.from.clone(), asked.to.clone());
    let mut tx = platform.db.read().await?;
    let (report, page) = begin(platform, &mut tx, actor, asked, locale).await?;
    let (from, to) = given;
    Ok(report.map(|_| Asked { from, to, ..page.asked }))
}

/// Every entry that fits, by time, a page at a time; the last page is empty. That it was taken along is noted by the first call.
///
/// # Errors
/// A database fault.
pub async fn table(platform: &Platform, actor: &Actor, asked: Asked, locale: Locale) -> Outcome<Option<Vec<Line>>> {
    let mut tx = platform.db.read().await?;
    let (Some(report), page) = begin(platform, &mut tx, actor, asked, locale).await? else { return Ok(None) };
    let (mut all, mut beyond) = (Vec::new(), end(page.asked.turned));
    while all.len() < TABLE {
        let rows = report.rows(&mut tx, &beyond, page.asked.turned, 1_000).await?;
        let Some(last) = rows.last() else { break };
        beyond = Place { at: last.at, seq: last.seq, chain: last.chain.clone() };
        all.extend(report.lines(&mut tx, &rows).await?);
    }
    drop(tx);
    let entry = Entry {
        detail: json!({ "from": page.asked.from, "until": page.asked.to, "person": page.asked.person, "patient": page.asked.patient, "entries": all.len() }),
        ..Entry::by(actor, Kind::AuditExported, platform.clock.now())
    };
    let mut tx = platform.db.write().await?;
    audit::append(platform, &mut tx, entry).await?;
    tx.commit().await?;
    Ok(Some(all))
}

/// Checks the newest entries of the actor's practice.
///
/// # Errors
/// A database fault.
pub async fn check(platform: &Platform, actor: &Actor) -> Outcome<Checked> {
    Ok(match audit::verify_newest(platform, actor.practice, CHECKED).await? {
        (Integrity::Whole { entries, .. }, all) => Checked::Whole(entries, all),
        (Integrity::Broken { seq, .. }, _) => Checked::Broken(seq),
    })
}

/// What was asked for, made into days, people and places; none where that fails, and the page says why.
async fn begin(
    platform: &Platform,
    tx: &mut Tx,
    actor: &Actor,
    mut asked: Asked,
    locale: Locale,
) -> Outcome<(Option<Report>, AuditPage)> {
    let zone = practices::find_zone(tx, actor.practice).await?;
    let now = platform.clock.now();
    for (day, at) in [(&mut asked.from, now - (DAYS - 1) * DAY), (&mut asked.to, now)] {
        if day.is_empty() {
            *day = zone.day_of(at);
        }
    }
    let mut wrong = Mistakes::new();
    let mut mistake = |input: &str, text: Text| drop(wrong.insert(input.to_owned(), text.of(locale).to_owned()));
    let (first, last) = (zone.moments(&asked.from), zone.moments(&asked.to));
    let days = first.zip(last).map(|((from, _), (_, until))| (from, until)).filter(|(from, until)| from < until);
    if days.is_none() {
        mistake(FROM, text::DAYS_WRONG);
    }
    let mut person = None;
    let username = normalise_username(&asked.person);
    if !username.is_empty() {
        person = store::find_person(tx, actor.practice, &username).await?;
        if person.is_none() {
            mistake(PERSON, text::WHO_UNKNOWN);
        }
    }
    let mut patient = None;
    if !asked.chart.is_empty() || !asked.patient.is_empty() {
        let found = patients::find_for_audit(tx, actor.practice, &asked.chart, &asked.patient).await?;
        (patient, asked.patient, asked.chart) = match found {
            Some((id, chart)) => (Some(id), id.simple().to_string(), chart),
            None => (None, String::new(), asked.chart),
        };
        if patient.is_none() {
            mistake(CHART, text::CHART_UNKNOWN);
        }
    }
    let facilities = facilities::names(tx, actor.practice).await?;
    let facility = Uuid::try_parse(&asked.facility).ok().filter(|id| facilities.iter().any(|(one, _)| one == id));
    if facility.is_none() && !asked.facility.is_empty() {
        mistake(FACILITY, text::FACILITY_UNKNOWN);
    }
    let kinds = asked.group.map_or_else(String::new, |wanted| json!(names(wanted)).to_string());
    let report = days.filter(|_| wrong.is_empty()).map(|(from, until)| Report {
        practice: actor.practice,
        from,
        until,
        person,
        patient,
        facility: facility.map(|id| id.to_string()).unwrap_or_default(),
        kinds,
        zone,
        locale,
    });
    let facilities = facilities.into_iter().map(|(id, name)| (id.simple().to_string(), name)).collect();
    Ok((report, AuditPage { asked, wrong, facilities, ..AuditPage::default() }))
}

impl Report {
    async fn rows(&self, tx: &mut Tx, beyond: &Place, up: bool, limit: usize) -> Outcome<Vec<ReportRow>> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let which = Which {
            practice: self.practice,
            from: self.from,
            until: self.until,
            // Of both, the entries of the patient that the person made.
            of: self.patient.or(self.person),
            by: self.person.filter(|_| self.patient.is_some()),
            kinds: &self.kinds,
            facility: &self.facility,
        };
        store::list(tx, which, beyond, up, limit).await
    }

    async fn lines(&self, tx: &mut Tx, rows: &[ReportRow]) -> Outcome<Vec<Line>> {
        let details: Vec<Value> = rows.iter().map(|row| serde_json::from_str(&row.detail).unwrap_or_default()).collect();
        let helpers = details.iter().filter_map(|detail| Uuid::try_parse(detail["started_by"].as_str()?).ok());
        let mut ids: Vec<Uuid> = rows.iter().flat_map(|row| [row.actor, row.subject]).flatten().chain(helpers).collect();
        ids.sort_unstable();
        ids.dedup();
        let mut people = BTreeMap::new();
        for ids in ids.chunks(500) {
            let found = walk::list_by_ids(tx, self.practice, ids).await?;
            people.extend(found.into_iter().map(|row| (row.id, row)));
        }
        let name = |id: Option<Uuid>| {
            let row = id.and_then(|id| people.get(&id));
            row.map_or_else(String::new, |row| format!("{} ({})", full_name(&row.first_name, &row.last_name), row.username))
        };
        let line = |(row, detail): (&ReportRow, Value)| {
            let text = |key: &str| detail[key].as_str().unwrap_or_default();
            let helper = Uuid::try_parse(text("started_by")).ok();
            let first_name = row.subject.and_then(|id| people.get(&id)).map(|row| row.first_name.as_str());
            let clock = |key: &str| self.zone.time_of_day(detail[key].as_i64().unwrap_or(row.at));
            let what = Happened {
                kind: &row.kind,
                cause: &cause_of(&row.kind, &detail, &row.network),
                summary: detail["summary"].as_i64().map(|n| (n, clock("from"), clock("until"))),
                by: "",
                helper: &name(helper),
                name: first_name.unwrap_or_default(),
            };
            Line {
                at: Timestamp::from_millisecond(row.at).map(|t| t.to_string()).unwrap_or_default(),
                when: self.zone.in_words(row.at),
                what: telling::sentence(&what, self.locale),
                person: name(row.subject),
                by: name(row.actor),
                browser: telling::browser(text("browser"), self.locale),
                network: telling::network(row.network.clone(), self.locale),
                details: told(&row.kind, &detail, self.locale).into_iter().chain(marked(&detail, self.locale)).collect(),
                kind: Kind::parse(&row.kind).map_or("other", Kind::as_str),
            }
        };
        Ok(rows.iter().zip(details).map(line).collect())
    }
}

/// By a column other than the time; entries that it does not tell apart stay by time.
fn ordered(mut lines: Vec<Line>, by: Column, turned: bool) -> Vec<Line> {
    let key = |line: &Line| match by {
        Column::Time => String::new(),
        Column::What => line.what.to_lowercase(),
        Column::Person => line.person.to_lowercase(),
        Column::By => line.by.to_lowercase(),
        Column::Network => line.network.clone(),
    };
    lines.sort_by_cached_key(key);
    if turned {
        lines.reverse();
    }
    lines
}

/// Beyond every entry, in the direction that is read.
fn end(up: bool) -> Place {
    let (at, seq, chain) = if up { (i64::MIN, i64::MIN, "") } else { (i64::MAX, i64::MAX, "") };
    Place { at, seq, chain: chain.to_owned() }
}

fn cursor(row: &ReportRow) -> String {
    format!("{}~{}~{}", row.at, row.seq, row.chain)
}

fn parse(cursor: &str) -> Option<Place> {
    let mut parts = cursor.splitn(3, '~');
    let (at, seq, chain) = (parts.next()?, parts.next()?, parts.next()?);
    Some(Place { at: at.parse().ok()?, seq: seq.parse().ok()?, chain: chain.to_owned() })
}
