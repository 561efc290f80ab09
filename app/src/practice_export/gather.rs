//! What goes into an export, read page by page and handed to the thread that writes it (`archive.rs`).
//!
//! Patients and attachments are read in the order of the ids that they keep: that is what makes the same patients the same file, wherever they are.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicI64, Ordering};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use takeout::table::Row;
use tokio::sync::mpsc;
use uuid::Uuid;

use super::archive::Part;
use super::rows::{emergency, entry, file_of, id, moment, patient, user};
use super::source_store as source;
use super::tables::{self, Table};
use crate::facilities::service as facilities;
use crate::patient_documents::service as documents;
use crate::patients::bulk;
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
    done: &'a AtomicI64,
}

impl<'a> Gatherer<'a> {
    /// Reads everything that was wished for; `done` says how many patients. None: nobody writes any more.
    ///
    /// # Errors
    /// A database fault.
    pub async fn gather(
        platform: &'a Platform,
        wish: Wish,
        send: mpsc::Sender<Part>,
        done: &'a AtomicI64,
    ) -> Outcome<Option<Counts>> {
        let mut own = Self { platform, wish, send, counts: Counts::default(), done };
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
            self.done.store(i64::try_from(self.counts.patients).unwrap_or(i64::MAX), Ordering::Relaxed);
            if !self.part(Part::Patients(rows.iter().map(patient).collect())).await {
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
            if !self.part(Part::Rows(rows.into_iter().map(user).collect())).await {
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
            let listed = source::list_documents(&mut tx, practice, self.wish.patient, after, TOGETHER).await?;
            drop(tx);
            let Some((_, last, _)) = listed.last() else { return Ok(true) };
            after = *last;
            for (id, _, patient) in listed {
                // None: it was removed since it was listed.
                let Some((row, bytes)) = documents::whole(self.platform, practice, id).await? else { continue };
                if !self.document(&row, &bytes, patient, &own).await {
                    return Ok(false);
                }
            }
        }
    }

    async fn document(&mut self, row: &documents::DocumentRow, bytes: &[u8], patient: Uuid, own: &str) -> bool {
        let file = file_of(row.record, &row.media_type);
        let origin = if row.origin.is_empty() { own } else { &row.origin };
        let told = vec![
            id(Some(row.record)),
            id(Some(patient)),
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
            return false;
        }
        for piece in bytes.chunks(documents::PIECE) {
            if !self.part(Part::Bytes(piece.to_vec())).await {
                return false;
            }
        }
        self.counts.documents += 1;
        true
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
            if !self.part(Part::Rows(rows.into_iter().map(entry).collect())).await {
                return Ok(false);
            }
        }
    }
}

/// A part of the work failed on the other side: what the writer says, not that nobody listens.
///
/// # Errors
/// A fault of the disk.
pub fn disk(e: std::io::Error) -> Fault {
    Fault::io("writing an export")(e)
}
