//! What goes into an export, read page by page and handed to the thread that writes it (`archive.rs`).
//!
//! Patients and attachments are read in the order of the ids that they keep: that is what makes the same patients the same file, wherever they are.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use takeout::Patient;
use takeout::table::Row;
use tokio::sync::mpsc;
use uuid::Uuid;

use super::archive::Part;
use super::source_store as source;
use super::tables::{self, Table};
use super::work::Watch;
use crate::facilities::service as facilities;
use crate::patient_documents::service as documents;
use crate::patients::bulk::{self, WholeRow};
use crate::patients::model::CHART_NUMBER;
use crate::platform::{Fault, Millis, Outcome, Platform};
use crate::practice_info::model::INPUTS;
use crate::practice_info::service as practice_info;

/// Rows that are read together.
const TOGETHER: i64 = 500;

/// What is in an export.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Counts {
    /// Patients, those who left too.
    pub patients: u64,
    /// Attachments.
    pub documents: u64,
    /// Entries of the trail.
    pub entries: u64,
}

/// What is taken out.
#[derive(Clone, Copy, Debug)]
pub struct Wish {
    /// Of this practice.
    pub practice: Uuid,
    /// Of this patient; none: of everything.
    pub patient: Option<Uuid>,
    /// Entries of the trail up to then.
    pub until: Millis,
}

/// Hands parts over, and says how far it is.
pub struct Gatherer<'a> {
    platform: &'a Platform,
    wish: Wish,
    send: mpsc::Sender<Part>,
    counts: Counts,
    watch: Watch<'a>,
}

/// The moment as RFC 3339 writes it, in UTC; empty for none.
#[must_use]
pub fn moment(at: Option<Millis>) -> String {
    at.and_then(|at| Timestamp::from_millisecond(at).ok()).map(|at| at.to_string()).unwrap_or_default()
}

fn id(id: Option<Uuid>) -> Value {
    json!(id.map(|id| id.to_string()).unwrap_or_default())
}

/// A patient as they go out.
#[must_use]
pub fn patient(row: &WholeRow) -> Patient {
    let (mut details, mut insurance) = bulk::values_of(row);
    details.remove(CHART_NUMBER);
    // What a form kept as empty is as good as not there.
    details.retain(|_, value| !value.is_empty());
    insurance.retain(|_, value| !value.is_empty());
    Patient {
        id: row.record.to_string(),
        chart_number: row.chart_number.clone(),
        active: row.active,
        source_system: row.source_system.clone(),
        source_id: row.source_id.clone(),
        details,
        insurance,
        extras: serde_json::from_str(&row.extras).unwrap_or_default(),
    }
}

/// Where an attachment is in the archive.
fn file_of(record: Uuid, media_type: &str) -> String {
    let ending = match media_type {
        "application/pdf" => "pdf",
        "image/png" => "png",
        "image/jpeg" => "jpg",
        "image/tiff" => "tif",
        "text/plain" => "txt",
        "text/rtf" | "application/rtf" => "rtf",
        "text/xml" | "application/xml" => "xml",
        "application/dicom" => "dcm",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => "docx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => "xlsx",
        _ => "bin",
    };
    format!("documents/{record}.{ending}")
}

impl<'a> Gatherer<'a> {
    /// Reads everything that was wished for. None: somebody ended the work, or nobody writes any more.
    ///
    /// # Errors
    /// A database fault.
    pub async fn gather(platform: &'a Platform, wish: Wish, send: mpsc::Sender<Part>, watch: Watch<'a>) -> Outcome<Option<Counts>> {
        let mut own = Self { platform, wish, send, counts: Counts::default(), watch };
        let mut going = own.practice().await? && own.patients().await?;
        if wish.patient.is_none() {
            going = going && own.people().await? && own.settings().await?;
        }
        going = going && own.documents().await? && own.audit().await?;
        Ok((going && own.part(Part::End).await).then_some(own.counts))
    }

    /// False: nobody writes any more, and why is theirs to say.
    async fn part(&self, part: Part) -> bool {
        self.send.send(part).await.is_ok()
    }

    async fn table(&self, table: Table, rows: Vec<Row>) -> bool {
        self.part(Part::Table(table.name, table.columns.to_vec())).await && self.part(Part::Rows(rows)).await
    }

    async fn practice(&self) -> Outcome<bool> {
        let mut tx = self.platform.db.read().await?;
        let (practice_id, values) = practice_info::values(&mut tx, self.wish.practice).await?;
        let columns = std::iter::once("practice_id").chain(INPUTS.iter().map(|(name, _)| *name)).collect();
        let of = |name: &str| json!(values.get(name).cloned().unwrap_or_default());
        let row = std::iter::once(json!(practice_id)).chain(INPUTS.iter().map(|(name, _)| of(name))).collect();
        let all = facilities::rows(&mut tx, self.wish.practice).await?;
        drop(tx);
        let facility = |f: facilities::FacilityRow| -> Row {
            let before = [
                f.name,
                f.address_1,
                f.address_2,
                f.city,
                f.state,
                f.zip,
                f.phone,
                f.fax,
                f.npi,
                f.clia,
                f.place_of_service,
                f.time_zone,
            ];
            let hours: Value = serde_json::from_str(&f.hours).unwrap_or_default();
            let after = [hours, json!(f.main), json!(moment(f.deactivated_at))];
            std::iter::once(json!(f.id.to_string())).chain(before.map(|text| json!(text))).chain(after).collect()
        };
        Ok(self.part(Part::Table(tables::PRACTICE, columns)).await
            && self.part(Part::Rows(vec![row])).await
            && self.table(tables::FACILITIES, all.into_iter().map(facility).collect()).await)
    }

    async fn patients(&mut self) -> Outcome<bool> {
        let (practice, mut after) = (self.wish.practice, Uuid::nil());
        loop {
            let mut tx = self.platform.db.read().await?;
            let rows = match self.wish.patient {
                Some(one) if after.is_nil() => bulk::find(&mut tx, practice, &[one]).await?.into_values().collect(),
                Some(_) => Vec::new(),
                None => bulk::list_by_record(&mut tx, practice, after, TOGETHER).await?,
            };
            drop(tx);
            let Some(last) = rows.last() else { return Ok(true) };
            after = last.record;
            self.counts.patients += rows.len() as u64;
            if !self.part(Part::Patients(rows.iter().map(patient).collect())).await
                || !self.watch.tell(self.platform, self.counts.patients).await?
            {
                return Ok(false);
            }
        }
    }

    async fn people(&mut self) -> Outcome<bool> {
        let practice = self.wish.practice;
        if !self.table(tables::USERS, Vec::new()).await {
            return Ok(false);
        }
        let mut after = Uuid::nil();
        loop {
            let mut tx = self.platform.db.read().await?;
            let rows = source::list_users(&mut tx, practice, after, TOGETHER).await?;
            drop(tx);
            let Some(last) = rows.last() else { break };
            after = last.id;
            if !self.part(Part::Rows(rows.into_iter().map(user).collect())).await
                || !self.watch.tell(self.platform, self.counts.patients).await?
            {
                return Ok(false);
            }
        }
        let mut tx = self.platform.db.read().await?;
        let numbers = source::list_identifiers(&mut tx, practice).await?;
        let agreed = source::list_agreements(&mut tx, practice).await?;
        let emergencies = source::list_emergencies(&mut tx, practice).await?;
        drop(tx);
        let number = |n: source::IdentifierOut| {
            vec![id(Some(n.user_id)), json!(n.kind), json!(n.number), json!(n.state), json!(n.expires_on)]
        };
        let agreement = |a: source::AgreementOut| {
            vec![id(Some(a.user_id)), json!(a.version), json!(moment(Some(a.agreed_at))), json!(a.for_practice), json!(a.language)]
        };
        Ok(self.table(tables::IDENTIFIERS, numbers.into_iter().map(number).collect()).await
            && self.table(tables::AGREEMENTS, agreed.into_iter().map(agreement).collect()).await
            && self.table(tables::EMERGENCIES, emergencies.into_iter().map(emergency).collect()).await)
    }

    async fn settings(&mut self) -> Outcome<bool> {
        let mut tx = self.platform.db.read().await?;
        let p = source::find_policy(&mut tx, self.wish.practice).await?;
        let grants = source::find_grants(&mut tx, self.wish.practice).await?;
        drop(tx);
        let n = |n: Option<i64>| n.map(|n| n.to_string()).unwrap_or_default();
        let security = [
            ("idle_minutes", n(p.idle_minutes)),
            ("second_step", p.second_step.unwrap_or_default()),
            ("grace_days", n(p.grace_days)),
            ("trust_days", n(p.trust_days)),
            ("password_length", n(p.password_length)),
            ("password_days", n(p.password_days)),
            ("security_question", p.security_question.unwrap_or_default()),
            ("networks", p.networks),
            ("administrators_too", p.administrators_too.to_string()),
        ];
        let mut rows: Vec<Row> =
            security.into_iter().map(|(name, value)| vec![json!("security"), json!(name), json!(value)]).collect();
        let grants: BTreeMap<String, BTreeMap<String, String>> =
            grants.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default();
        for (level, areas) in grants {
            rows.extend(
                areas.into_iter().map(|(area, grant)| vec![json!("levels"), json!(format!("{level} {area}")), json!(grant)]),
            );
        }
        Ok(self.table(tables::SETTINGS, rows).await)
    }

    async fn documents(&mut self) -> Outcome<bool> {
        let practice = self.wish.practice;
        if !self.table(tables::DOCUMENTS, Vec::new()).await {
            return Ok(false);
        }
        let mut tx = self.platform.db.read().await?;
        let (zone_name, values) = practice_info::values(&mut tx, practice).await?;
        drop(tx);
        let own = values.get(crate::practice_info::model::NAME).cloned().unwrap_or(zone_name);
        let mut after = Uuid::nil();
        loop {
            let mut tx = self.platform.db.read().await?;
            let mut rows = match self.wish.patient {
                Some(one) if after.is_nil() => documents::list_of_patient(&mut tx, practice, one).await?,
                Some(_) => Vec::new(),
                None => documents::list_of_practice(&mut tx, practice, after, TOGETHER).await?,
            };
            rows.sort_by_key(|row| row.record);
            let Some(last) = rows.last() else { return Ok(true) };
            after = last.record;
            for row in rows {
                let patient = source::find_record(&mut tx, practice, row.patient).await?;
                if !self.document(&row, patient, &own).await? {
                    return Ok(false);
                }
            }
        }
    }

    async fn document(&mut self, row: &documents::DocumentRow, patient: Option<Uuid>, own: &str) -> Outcome<bool> {
        let file = file_of(row.record, &row.media_type);
        let origin = if row.origin.is_empty() { own } else { &row.origin };
        let told = vec![
            id(Some(row.record)),
            id(patient),
            json!(row.name),
            json!(row.media_type),
            json!(row.size),
            json!(row.sha256),
            json!(origin),
            json!(row.author),
            json!(row.added_on),
            json!(file),
        ];
        if !self.part(Part::Rows(vec![told])).await || !self.part(Part::File(file)).await {
            return Ok(false);
        }
        for number in 0.. {
            let mut tx = self.platform.db.read().await?;
            let Some(bytes) = documents::find_piece(&mut tx, row.id, number).await? else { break };
            drop(tx);
            if !self.part(Part::Bytes(bytes)).await {
                return Ok(false);
            }
        }
        self.counts.documents += 1;
        self.watch.tell(self.platform, self.counts.patients).await
    }

    async fn audit(&mut self) -> Outcome<bool> {
        if !self.table(tables::AUDIT, Vec::new()).await {
            return Ok(false);
        }
        let (mut at, mut seq, mut chain) = (i64::MIN, i64::MIN, String::new());
        loop {
            let mut tx = self.platform.db.read().await?;
            let Wish { practice, patient, until } = self.wish;
            let rows = source::list_audit(&mut tx, practice, patient, (at, seq, &chain), until, TOGETHER).await?;
            drop(tx);
            let Some(last) = rows.last() else { return Ok(true) };
            (at, seq, chain) = (last.at, last.seq, last.chain.clone());
            self.counts.entries += rows.len() as u64;
            if !self.part(Part::Rows(rows.into_iter().map(entry).collect())).await
                || !self.watch.tell(self.platform, self.counts.patients).await?
            {
                return Ok(false);
            }
        }
    }
}

fn user(u: source::UserOut) -> Row {
    vec![
        id(Some(u.id)),
        json!(u.username),
        json!(u.address.unwrap_or_default()),
        json!(u.first_name),
        json!(u.last_name),
        json!(u.email.unwrap_or_default()),
        json!(u.phone.unwrap_or_default()),
        json!(u.level),
        json!(u.administrator),
        json!(u.emergency_designated),
        json!(moment(Some(u.created_at))),
        json!(moment(u.last_log_in_at)),
        json!(moment(u.deactivated_at)),
    ]
}

fn emergency(e: source::EmergencyOut) -> Row {
    vec![
        id(Some(e.id)),
        id(Some(e.user_id)),
        json!(e.reason),
        json!(moment(Some(e.started_at))),
        json!(moment(e.ended_at)),
        json!(e.end_kind),
        id(e.ended_by),
        json!(e.actions),
        json!(moment(e.reviewed_at)),
        id(e.reviewed_by),
        json!(e.outcome),
        json!(e.note),
    ]
}

fn entry(e: source::AuditOut) -> Row {
    let detail: Value = serde_json::from_str(&e.detail).unwrap_or_default();
    let detail = if detail.is_null() { json!("") } else { detail };
    vec![
        json!(moment(Some(e.at))),
        json!(e.chain),
        json!(e.seq),
        json!(e.kind),
        id(e.actor),
        id(e.subject),
        json!(e.network),
        detail,
    ]
}

/// A part of the work failed on the other side: what the writer says, not that nobody listens.
///
/// # Errors
/// A fault of the disk.
pub fn disk(e: std::io::Error) -> Fault {
    Fault::io("writing an export")(e)
}
