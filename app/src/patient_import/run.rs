//! A run in the hands of the server: what its columns of JSON hold, and how it moves on.

use std::collections::BTreeMap;
use std::time::Duration;

use intake::columns::Column;
use intake::convert::{Code, Plan, Told};
use intake::guess::Guess;
use intake::read::{Format, Left, Opened, Refusal};
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::model::State;
use super::page::Counts;
use super::store::{self, RunRow};
use crate::audit::model::Kind;
use crate::audit::service::Entry;
use crate::platform::clock::Millis;
use crate::platform::lease::{self, Held, LEASE};
use crate::platform::tokens::hex;
use crate::platform::{Fault, Outcome, Platform, Tx};
use crate::practice::service as practices;

/// Rows that are kept, checked and written together.
pub const TOGETHER: usize = 500;
/// How often a run is held while nothing else is told of it: several times in a lease.
const AGAIN: Duration = Duration::from_secs(15);
/// Problems that are kept to be shown. The whole list is made anew when it is asked for.
pub const SHOWN: usize = 100;

/// What a file is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Shape {
    /// What it is; none while it is not read.
    pub opened: Option<Opened>,
    /// What is in its columns.
    pub columns: Vec<Column>,
    /// What they were taken for at first.
    pub guesses: Vec<Guess>,
    /// Rows that name nobody.
    pub left: u64,
    /// The first of them, by their numbers.
    pub left_rows: Vec<(u64, Left)>,
    /// Why it is not read.
    pub refusal: Option<Refusal>,
    /// The sheet or table that was asked for; empty for none.
    pub sheet: String,
    /// What there is to choose from, as long as the file is here to be read again; empty where there is nothing to choose.
    pub sheets: Vec<String>,
}

/// What somebody said of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Choice {
    /// The field of each column; empty for none.
    pub fields: Vec<String>,
    /// What was answered, by question and column.
    pub answers: BTreeMap<String, String>,
    /// Names in capitals are written with one.
    pub tidy: bool,
    /// The day of the check: nobody is born after it.
    pub today: Date,
}

/// What was found, and what came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Tally {
    /// In numbers.
    pub counts: Counts,
    /// What was told, and how often.
    pub told: BTreeMap<Code, u64>,
    /// Rows that are not taken, the first of them: number in the file, what.
    pub problems: Vec<(u64, Told)>,
    /// The highest chart number of the file, where it is a number.
    pub highest_chart: i64,
    /// Whom the rows were compared with.
    pub known: Known,
    /// Patients came between the check and the writing: it was checked once more.
    pub again: bool,
}

/// Whom the rows of a file were compared with. By ids and no times: a clock may jump.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Known {
    /// The last patient.
    pub last: Uuid,
    /// A digest of the imports that were written.
    pub runs: String,
}

/// The imports of a practice that are written, as a digest.
///
/// # Errors
/// A database fault.
pub async fn written_runs(tx: &mut Tx, practice: Uuid) -> Outcome<String> {
    let mut digest = Sha256::new();
    for (id,) in store::list_written(tx, practice).await? {
        digest.update(id.as_bytes());
    }
    Ok(hex(&digest.finalize()))
}

/// A row: its number in the file, its cells.
pub type Cells = (u64, Vec<String>);

/// Reads a column of JSON; what it can't be is nothing.
pub fn of<T: DeserializeOwned + Default>(json: &str) -> T {
    serde_json::from_str(json).unwrap_or_default()
}

/// Writes a column of JSON.
///
/// # Errors
/// A fault of ours.
pub fn json(of: &impl Serialize) -> Outcome<String> {
    serde_json::to_string(of).map_err(|e| Fault::internal(e.to_string()))
}

impl RunRow {
    /// Where it is.
    #[must_use]
    pub fn state(&self) -> State {
        State::parse(&self.state).unwrap_or(State::Refused)
    }

    /// How its rows are read.
    #[must_use]
    pub fn plan(&self) -> Plan {
        let (shape, choice): (Shape, Choice) = (of(&self.shape), of(&self.plan));
        let exact = shape.opened.as_ref().is_some_and(|opened| opened.format == Format::Vestibule);
        Plan {
            exact,
            source: self.source.clone(),
            ..Plan::new(&shape.columns, choice.fields, &choice.answers, choice.tidy, choice.today)
        }
    }

    /// The id of the patient that a row becomes: the same however often it is tried, and rising with the rows (RFC 9562, 6.2, a counter in the bits after the
    /// time), since what is written in the order of its index is written fast.
    #[must_use]
    pub fn patient_of(&self, row: i64) -> Uuid {
        let digest = Sha256::new().chain_update(self.id.as_bytes()).chain_update(row.to_be_bytes()).finalize();
        // Of bytes 0 and 2 the version and the variant take the highest bits: 12 bits and 22.
        let [.., high, low] = (row >> 22).to_be_bytes();
        let [.., first, second, third] = (row & 0x3f_ffff).to_be_bytes();
        let mut after = [0; 10];
        after[..5].copy_from_slice(&[high, low, first, second, third]);
        after[5..].copy_from_slice(&digest[..5]);
        uuid::Builder::from_unix_timestamp_millis(u64::try_from(self.created_at).unwrap_or_default(), &after).into_uuid()
    }

    /// An entry of what is done for who began it.
    #[must_use]
    pub fn entry(&self, kind: Kind, now: Millis) -> Entry {
        Entry {
            actor: self.actor,
            practice: Some(self.practice),
            facility: self.facility,
            subject: None,
            ..Entry::of(kind, now, &self.network)
        }
    }
}

/// Keeps a run for a while longer, with how far it is. False: somebody has taken it out of our hands, and nothing of this transaction must stay.
///
/// # Errors
/// A database fault.
pub async fn hold(platform: &Platform, tx: &mut Tx, run: &mut RunRow, done: i64) -> Outcome<bool> {
    run.done = done;
    let until = lease::next(platform.clock.now(), run.leased_until);
    let held = store::hold(tx, run, until).await? == 1;
    run.leased_until = until;
    Ok(held)
}

/// A run in the hands of this node.
struct Hands<'a> {
    platform: &'a Platform,
    run: &'a mut RunRow,
}

impl Held for Hands<'_> {
    async fn hold(&mut self) -> Outcome<bool> {
        let (mut tx, done) = (self.platform.db.write().await?, self.run.done);
        let held = hold(self.platform, &mut tx, self.run, done).await?;
        tx.commit().await?;
        Ok(held)
    }
}

/// Does what may take minutes without a word to the database, and keeps the run all the while. None: it was taken out of our hands.
///
/// # Errors
/// A database fault, or the work's.
pub async fn holding<T>(platform: &Platform, run: &mut RunRow, work: impl Future<Output = Outcome<T>>) -> Outcome<Option<T>> {
    lease::kept(AGAIN, &mut Hands { platform, run }, work).await
}

/// Ends the step that a run is in. False: it is not in our hands any more.
///
/// # Errors
/// A database fault.
pub async fn finish(platform: &Platform, tx: &mut Tx, run: &mut RunRow, to: State) -> Outcome<bool> {
    let ended = store::finish(tx, run, to.as_str(), platform.clock.now()).await? == 1;
    to.as_str().clone_into(&mut run.state);
    Ok(ended)
}

/// Takes this run, if it waits for work.
///
/// # Errors
/// A database fault.
pub async fn claim_one(platform: &Platform, run: Uuid) -> Outcome<Option<RunRow>> {
    let now = platform.clock.now();
    let mut tx = platform.db.write().await?;
    let run = store::claim_one(&mut tx, run, now, now + LEASE).await?;
    tx.commit().await?;
    Ok(run)
}

/// Takes the next run that waits for work.
///
/// # Errors
/// A database fault.
pub async fn claim(platform: &Platform) -> Outcome<Option<RunRow>> {
    let now = platform.clock.now();
    let mut tx = platform.db.write().await?;
    let run = store::claim(&mut tx, now, now + LEASE).await?;
    tx.commit().await?;
    Ok(run)
}

/// The rows of a part.
///
/// # Errors
/// A database fault.
pub async fn part(tx: &mut Tx, run: &RunRow, number: i64) -> Outcome<Vec<Cells>> {
    Ok(store::find_part(tx, run.id, number).await?.map(|json| of(&json)).unwrap_or_default())
}

/// Whether the columns of two files have the same names.
#[must_use]
pub fn header_digest(header: &[String]) -> String {
    // A file that was corrected has what was said of its rows in it.
    let own = header.iter().filter(|name| !intake::guess::is_ours(name));
    let names: Vec<String> = own.map(|name| intake::fields::bare(name)).collect();
    hex(&Sha256::digest(names.join("\n")))
}

/// The day in the practice's zone.
///
/// # Errors
/// A database fault.
pub async fn today(platform: &Platform, tx: &mut Tx, practice: Uuid) -> Outcome<Date> {
    let zone = practices::find_zone(tx, practice).await?;
    zone.day_of(platform.clock.now()).parse().map_err(|e| Fault::internal(format!("no day: {e}")))
}
