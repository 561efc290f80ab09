//! What another practice took out of this product: its patients are taken as they are, and its attachments after them (topic 55).

use std::collections::HashMap;
use std::io::Read as _;
use std::ops::ControlFlow;
use std::path::Path;

use intake::convert::{Code, Plan, Told};
use intake::read::transfer::{self, Document};
use intake::read::{Format, Refusal, Wanted};
use serde_json::json;
use takeout::patient::{EXTRAS, ID};
use tokio::sync::mpsc;
use uuid::Uuid;

use super::match_store;
use super::model::Decision;
use super::prepare::Prepared;
use super::reading::gathered;
use super::run::{self, Cells, Shape, TOGETHER, Tally, holding, of, part};
use super::store::{self, RunRow};
use super::whom::whom;
use crate::audit::model::Kind;
use crate::audit::service as audit;
use crate::i18n::Locale;
use crate::patient_documents::service::{self as documents, DocumentRow};
use crate::patients::bulk::{self, Patient};
use crate::patients::model::{BIRTH_DATE, CHART_NUMBER, DETAILS, FIRST_NAME, INSURANCE, LAST_NAME, Values};
use crate::platform::{Fault, Outcome, Platform, Tx, background, seal};

/// The key of the system that this product is to itself.
pub const SOURCE: &str = "vestibule";
/// Longest chart number, in characters: as the form has it.
const LONGEST_CHART: usize = 200;
/// How much of a file is kept at once, in bytes.
const PIECE: u64 = 1024 * 1024;
/// Attachments that wait to be written: each is whole in memory.
const WAITING: usize = 1;
/// Where a chart number is kept that somebody else has here.
pub const CHART_BEFORE: &str = "Chart number before";

impl RunRow {
    /// Whether its file is an export of this product.
    #[must_use]
    pub fn is_transfer(&self) -> bool {
        of::<Shape>(&self.shape).opened.is_some_and(|opened| opened.format == Format::Vestibule)
    }

    /// What a passphrase is sealed for.
    #[must_use]
    pub fn sealed_for(id: Uuid) -> Vec<u8> {
        [b"import ".as_slice(), id.as_bytes()].concat()
    }

    /// What to read of its file, and with what.
    ///
    /// # Errors
    /// When the passphrase was sealed under another secret.
    pub fn wanted(&self, platform: &Platform) -> Outcome<Wanted> {
        let passphrase = seal::open(&platform.secrets, &Self::sealed_for(self.id), &self.sealed)?;
        Ok(Wanted { passphrase, sheet: of::<Shape>(&self.shape).sheet })
    }
}

/// Keeps the passphrase of a run's file until it is read.
///
/// # Errors
/// A database fault.
pub async fn sealed(platform: &Platform, tx: &mut Tx, run: Uuid, passphrase: &str) -> Outcome<()> {
    let sealed = seal::seal(&platform.secrets, &platform.random, &RunRow::sealed_for(run), passphrase)?;
    store::seal(tx, run, &sealed).await?;
    Ok(())
}

/// Reads a row. What the forms of this version would refuse is kept beside the fields, unless the product must have it.
#[must_use]
pub fn prepared(plan: &Plan, (number, cells): &Cells, regions: &[String]) -> Prepared {
    let mut row = Prepared { number: *number, says_active: true, ..Prepared::default() };
    let mut values = Values::new();
    for (name, cell) in plan.header.iter().zip(cells).filter(|(_, cell)| !cell.is_empty()) {
        let patient = &mut row.patient;
        match name.as_str() {
            ID => patient.record = Uuid::try_parse(cell).ok(),
            CHART_NUMBER => patient.chart_number.clone_from(cell),
            "active" => patient.active = cell == "true",
            "source_system" => patient.source_system.clone_from(cell),
            "source_id" => patient.source_id.clone_from(cell),
            EXTRAS => patient.extras.extend(serde_json::from_str::<Values>(cell).unwrap_or_default()),
            field if DETAILS.iter().chain(INSURANCE).any(|known| known.name == field) => {
                values.insert(name.clone(), cell.clone());
            }
            // A column of a newer version.
            _ => drop(patient.extras.insert(name.clone(), cell.clone())),
        }
    }
    let mut tell = |field: &str, code: Code, from: &str| {
        row.told.push(Told { field: field.to_owned(), code, from: from.to_owned(), to: String::new() });
    };
    if row.patient.record.is_none() {
        tell(ID, Code::Refused, cells.first().map(String::as_str).unwrap_or_default());
    }
    let chart = &row.patient.chart_number;
    if chart.chars().count() > LONGEST_CHART || chart.contains(char::is_control) {
        tell(CHART_NUMBER, Code::Refused, chart);
    }
    for (field, code) in [(FIRST_NAME, Code::NoFirstName), (LAST_NAME, Code::NoLastName), (BIRTH_DATE, Code::NoBirthDate)] {
        if !values.contains_key(field) {
            tell(field, code, "");
        }
    }
    // The form must have a chart number only where it is typed; here an empty one gets the next.
    let kept = match bulk::check(&values, plan.today, regions, Locale::En) {
        Ok(kept) => kept,
        Err(mistakes) => {
            for field in mistakes.into_keys() {
                let Some(value) = values.remove(&field) else { continue };
                if [FIRST_NAME, LAST_NAME, BIRTH_DATE].contains(&field.as_str()) {
                    tell(&field, Code::Refused, &value);
                } else {
                    tell(&field, Code::LeftOut, &value);
                    row.patient.extras.insert(field, value);
                }
            }
            bulk::check(&values, plan.today, regions, Locale::En).unwrap_or_else(|_| (values, Values::new()))
        }
    };
    (row.patient.details, row.patient.insurance) = kept;
    row.known_by = row.patient.record.map(|record| record.simple().to_string()).unwrap_or_default();
    row
}

/// A patient whose chart number is somebody else's here gets another one, and keeps the one before beside the fields.
pub fn renumber(patient: &mut Patient) {
    let before = std::mem::take(&mut patient.chart_number);
    patient.extras.insert(CHART_BEFORE.to_owned(), before);
}

/// Keeps the file until its attachments are read: it may be a server that does that.
///
/// # Errors
/// A database fault, or one of the disk.
pub async fn keep_file(platform: &Platform, run: &RunRow, path: &Path) -> Outcome<()> {
    let mut file = std::fs::File::open(path).map_err(Fault::io(format!("reading {}", path.display())))?;
    for number in 0.. {
        let mut piece = Vec::new();
        std::io::Read::take(&mut file, PIECE).read_to_end(&mut piece).map_err(Fault::io(format!("reading {}", path.display())))?;
        if piece.is_empty() {
            break;
        }
        super::service::add_piece(platform, run.id, number, &piece).await?;
    }
    Ok(())
}

/// An attachment with its bytes.
type Attached = (Document, Vec<u8>);

/// Brings the attachments of a transfer to their patients: those that are not there yet, so that it may be done again. False: the run was taken out of our hands.
///
/// # Errors
/// A database fault, or one of the disk.
pub async fn attach(platform: &Platform, run: &mut RunRow) -> Outcome<bool> {
    let begun = run.clone();
    let ready = async { Ok((gathered(platform, &begun).await?, elsewhere(platform, &begun).await?)) };
    let Some((file, elsewhere)) = holding(platform, run, Box::pin(ready)).await? else { return Ok(false) };
    let wanted = run.wanted(platform)?;
    let (send, mut attached) = mpsc::channel::<Attached>(WAITING);
    let reading = background::begin("import-files", move || {
        transfer::documents(file.path(), &wanted, &mut |document, content| {
            let mut bytes = Vec::new();
            // What can't be read is as good as empty, and an empty file is not kept.
            let _ = content.map(|content| content.read_to_end(&mut bytes));
            if send.blocking_send((document, bytes)).is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        })
    });
    let mut left = 0;
    loop {
        let Some(next) = holding(platform, run, async { Ok(attached.recv().await) }).await? else { return Ok(false) };
        let Some(next) = next else { break };
        match keep(platform, run, next, &elsewhere).await? {
            Kept::Yes => {}
            Kept::No => left += 1,
            Kept::Lost => return Ok(false),
        }
    }
    match reading.await? {
        Ok(()) => {}
        Err(Refusal::Disk(why)) => return Err(Fault::internal(format!("reading a file: {why}"))),
        // The patients are there; of the attachments those up to this one.
        Err(refusal) => {
            left += 1;
            tracing::warn!(run = %run.id.simple(), "an attachment of a transfer is not readable: {refusal:?}");
        }
    }
    let mut tally: Tally = of(&run.counts);
    tally.counts.documents_left = left;
    run.counts = run::json(&tally)?;
    if tally.counts.documents > 0 {
        let mut entry = run.entry(Kind::PatientsImported, platform.clock.now());
        entry.detail = json!({ "run": run.id.simple().to_string(), "documents": tally.counts.documents });
        let mut tx = platform.db.write().await?;
        audit::append(platform, &mut tx, entry).await?;
        tx.commit().await?;
    }
    Ok(true)
}

/// What became of an attachment.
enum Kept {
    /// It is there.
    Yes,
    /// It is nothing that is taken, or its patient is not here.
    No,
    /// The run was taken out of our hands.
    Lost,
}

/// The patients of rows that went to somebody who has another record: whom their attachments look for.
async fn elsewhere(platform: &Platform, run: &RunRow) -> Outcome<HashMap<Uuid, Uuid>> {
    let (plan, regions) = (run.plan(), &platform.settings.messages.regions);
    let together = i64::try_from(TOGETHER).unwrap_or(i64::MAX);
    let mut all = HashMap::new();
    for number in 0..run.parts {
        let mut tx = platform.db.read().await?;
        let first = number * together;
        let merge = Decision::Merge.as_str();
        let mut merged = match_store::list_matches(&mut tx, run.id, first, first + together).await?;
        merged.retain(|one| one.decision == merge);
        if merged.is_empty() {
            continue;
        }
        let whom = whom(&mut tx, run, &merged.iter().map(|one| one.row_no).collect::<Vec<_>>()).await?;
        let known = bulk::find(&mut tx, run.practice, &whom.values().copied().collect::<Vec<_>>()).await?;
        for (row, cells) in (first..).zip(part(&mut tx, run, number).await?) {
            let Some(patient) = whom.get(&row).and_then(|id| known.get(id)) else { continue };
            let record = prepared(&plan, &cells, regions).patient.record;
            all.extend(record.filter(|record| *record != patient.record).map(|record| (record, patient.id)));
        }
    }
    Ok(all)
}

async fn keep(
    platform: &Platform,
    run: &mut RunRow,
    (document, bytes): Attached,
    elsewhere: &HashMap<Uuid, Uuid>,
) -> Outcome<Kept> {
    let (Ok(record), Ok(patient)) = (Uuid::try_parse(&document.id), Uuid::try_parse(&document.patient)) else {
        return Ok(Kept::No);
    };
    // What the form would not take does not come in by a transfer either.
    let Ok(judged) = documents::judge(document.name, bytes).await? else { return Ok(Kept::No) };
    if judged.sha256 != document.sha256 {
        // Not the whole of it.
        return Ok(Kept::No);
    }
    let mut tx = platform.db.write().await?;
    let there = documents::taken_records(&mut tx, run.practice, &run::json(&[record])?).await?;
    if !there.is_empty() {
        return Ok(Kept::Yes);
    }
    let owner = bulk::of_records(&mut tx, run.practice, &[patient]).await?.get(&patient).copied();
    let Some(patient) = elsewhere.get(&patient).copied().or(owner) else { return Ok(Kept::No) };
    let now = platform.clock.now();
    let row = DocumentRow {
        id: platform.random.id(now),
        practice: run.practice,
        patient,
        record,
        name: judged.name,
        media_type: judged.kind.media_type().to_owned(),
        size: i64::try_from(judged.bytes.len()).unwrap_or(i64::MAX),
        sha256: judged.sha256,
        origin: document.origin,
        author: document.author,
        added_on: document.added_on,
        import_run: Some(run.id),
        created_at: now,
    };
    documents::keep(&mut tx, &row, &judged.bytes).await?;
    let mut tally: Tally = of(&run.counts);
    tally.counts.documents += 1;
    run.counts = run::json(&tally)?;
    let done = run.done;
    if !run::hold(platform, &mut tx, run, done).await? {
        return Ok(Kept::Lost);
    }
    tx.commit().await?;
    Ok(Kept::Yes)
}
