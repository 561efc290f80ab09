//! The rules of exports: who may ask for one, fetch it, delete it; what is told.

use std::time::Duration;

use serde_json::json;
use uuid::Uuid;

use super::model::{AGAIN, DOWNLOADS, HOURS, LONGEST_REASON, PASSPHRASE, PATIENT, REASON, State};
pub use super::schedule::begin_due;
use super::store::{self, Asked, ExportRow};
use super::work::entry;
use super::{passphrase, schedule, text};
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::i18n::Locale;
use crate::levels::model::Permission;
use crate::levels::service as levels;
use crate::outbox::model::{Channel, MessageKind, Params};
use crate::outbox::service::{NewMessage, enqueue, language_of};
use crate::platform::clock::HOUR;
use crate::platform::lease::LEASE;
use crate::platform::{Millis, Outcome, Platform, Tx, seal};
use crate::practice::service as practices;
use crate::sessions::service::Actor;
use crate::users::contact;
use crate::web::reading::{Mistakes, Reading, Values};

/// The migration that brought the tables of exports.
pub const SINCE: i64 = 202_611_290_200;
/// Archives that a practice may have here at the same time: each takes its size in the database.
const READY: i64 = 5;
/// Pieces that are deleted together.
const TOGETHER: i64 = 32;
/// How long somebody waits until what they have deleted is gone.
const PATIENCE: Duration = Duration::from_secs(10);

/// What became of a wish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wished {
    /// It is being made.
    Done(Uuid),
    /// Another one of this practice is being made.
    Busy(Uuid),
    /// The practice has as many archives here as it may.
    Full,
    /// Who asked may not, or not any more.
    NotAllowed,
    /// None of this practice's patients has this id.
    Unknown,
    /// What is wrong, by input.
    Mistakes(Mistakes),
}

/// What becomes of an archive that somebody asks for.
#[derive(Clone, Debug)]
pub enum Fetched {
    /// Its pieces may leave.
    File(Box<ExportRow>),
    /// It can't be fetched any more.
    Over,
    /// Who asked may not, or not any more.
    NotAllowed,
    /// None of this practice has this id.
    Unknown,
}

/// What a passphrase is sealed for.
#[must_use]
pub fn sealed_for(export: Uuid) -> Vec<u8> {
    [b"export ".as_slice(), export.as_bytes()].concat()
}

/// Reads a passphrase that was typed twice. What is known of the practice and the patient is none, and neither is what is easily guessed.
pub async fn read_passphrase(
    platform: &Platform,
    form: &Values,
    known: &[String],
    locale: Locale,
) -> Result<String, (&'static str, String)> {
    let typed = form.get(PASSPHRASE).cloned().unwrap_or_default();
    if let Some(wrong) = passphrase::mistake(platform, &typed, known).await {
        return Err((PASSPHRASE, wrong.of(locale).to_owned()));
    }
    if form.get(AGAIN) != Some(&typed) {
        return Err((AGAIN, text::PASSPHRASE_DIFFERS.of(locale).to_owned()));
    }
    Ok(typed)
}

/// Asks for an export.
///
/// # Errors
/// A database fault.
pub async fn ask(platform: &Platform, actor: &Actor, form: &Values, locale: Locale) -> Outcome<Wished> {
    let now = platform.clock.now();
    let wanted = form.get(PATIENT).filter(|wanted| !wanted.is_empty());
    let Ok(patient) = wanted.map(|id| Uuid::try_parse(id)).transpose() else { return Ok(Wished::Unknown) };
    let mut tx = platform.db.read().await?;
    let Some(known) = passphrase::known(&mut tx, actor.practice, patient).await? else { return Ok(Wished::Unknown) };
    drop(tx);
    let mut reading = Reading::of(form, locale);
    reading.line(REASON, Some(text::REASON_MISSING), (LONGEST_REASON, text::REASON_LONG));
    let typed = read_passphrase(platform, form, &known, locale).await;
    let mut tx = platform.db.write().await?;
    if !levels::lock(&mut tx, actor, Permission::Export).await? {
        return Ok(Wished::NotAllowed);
    }
    let (values, typed) = match (reading.done(), typed) {
        (Ok(values), Ok(typed)) => (values, typed),
        (values, typed) => {
            let mut all = values.err().unwrap_or_default();
            all.extend(typed.err().map(|(input, said)| (input.to_owned(), said)));
            return Ok(Wished::Mistakes(all));
        }
    };
    if let Some(other) = store::find_waiting(&mut tx, actor.practice).await? {
        return Ok(Wished::Busy(other));
    }
    if store::count_ready(&mut tx, actor.practice).await? >= READY {
        return Ok(Wished::Full);
    }
    let id = platform.random.id(now);
    let sealed = seal::seal(&platform.secrets, &platform.random, &sealed_for(id), &typed)?;
    let reason = values.get(REASON).cloned().unwrap_or_default();
    let asked = Asked {
        id,
        practice: actor.practice,
        patient,
        actor: Some(actor.user),
        facility: actor.facility,
        network: &actor.network,
        reason: &reason,
        scheduled: false,
        sealed: &sealed,
    };
    store::create(&mut tx, asked, now).await?;
    let mut entry = Entry { subject: patient, ..Entry::by(actor, Kind::ExportAsked, now) };
    entry.detail = json!({ "export": id.simple().to_string(), "reason_given": reason });
    audit::append(platform, &mut tx, entry).await?;
    tx.commit().await?;
    platform.exports.notify_one();
    Ok(Wished::Done(id))
}

/// Counts a download, and says what may leave.
///
/// # Errors
/// A database fault.
pub async fn fetch(platform: &Platform, actor: &Actor, id: Uuid) -> Outcome<Fetched> {
    let now = platform.clock.now();
    let mut tx = platform.db.write().await?;
    if !levels::is_allowed(&mut tx, actor, Permission::Export).await? {
        return Ok(Fetched::NotAllowed);
    }
    let Some(row) = store::find(&mut tx, actor.practice, id).await? else { return Ok(Fetched::Unknown) };
    if store::count_download(&mut tx, actor.practice, id, DOWNLOADS, now).await? == 0 {
        return Ok(Fetched::Over);
    }
    let mut entry = Entry { subject: row.patient, ..Entry::by(actor, Kind::ExportFetched, now) };
    entry.detail = json!({ "export": id.simple().to_string(), "size": row.size, "digest": row.digest, "times": row.downloads + 1 });
    audit::append(platform, &mut tx, entry).await?;
    tx.commit().await?;
    Ok(Fetched::File(Box::new(row)))
}

/// Deletes an archive, or ends the work on it. False: who asked may not, or there is none.
///
/// # Errors
/// A database fault.
pub async fn delete(platform: &Platform, actor: &Actor, id: Uuid) -> Outcome<bool> {
    let now = platform.clock.now();
    let mut tx = platform.db.write().await?;
    if !levels::is_allowed(&mut tx, actor, Permission::Export).await? {
        return Ok(false);
    }
    let Some(row) = store::find(&mut tx, actor.practice, id).await? else { return Ok(false) };
    if store::end(&mut tx, actor.practice, id, now).await? == 1 {
        let mut entry = Entry { subject: row.patient, ..Entry::by(actor, Kind::ExportDeleted, now) };
        entry.detail = json!({ "export": id.simple().to_string() });
        audit::append(platform, &mut tx, entry).await?;
    }
    tx.commit().await?;
    // Nobody can fetch it from here on. A large one goes on being deleted when nobody waits any more, and the sweeper ends what a stop cuts off.
    let aside = platform.clone();
    let deleting = tokio::spawn(async move {
        if let Err(e) = delete_pieces(&aside, id).await {
            tracing::warn!("deleting an export: {e}");
        }
    });
    let _ = tokio::time::timeout(PATIENCE, deleting).await;
    Ok(true)
}

/// Deletes the bytes of an archive, some at a time: each is a short wait for who else writes.
///
/// # Errors
/// A database fault.
pub async fn delete_pieces(platform: &Platform, id: Uuid) -> Outcome<()> {
    loop {
        let mut tx = platform.db.write().await?;
        let gone = store::delete_pieces(&mut tx, id, TOGETHER).await?;
        tx.commit().await?;
        if gone == 0 {
            return Ok(());
        }
    }
}

/// Ends what a restored database could make or give out: an archive may have been deleted since the backup. Returns how many.
///
/// # Errors
/// A database fault.
pub async fn end_restored(platform: &Platform, tx: &mut Tx) -> Outcome<u64> {
    store::end_restored(tx, platform.clock.now()).await
}

/// Deletes archives whose time is over, and puts right what a clock broke. Run with the sweeper; returns how many.
///
/// # Errors
/// A database fault.
pub async fn sweep(platform: &Platform) -> Outcome<usize> {
    let now = platform.clock.now();
    let mut tx = platform.db.write().await?;
    store::cap(&mut tx, now, now + 2 * LEASE, now + HOURS * HOUR).await?;
    // A download may still be on its way.
    let over = store::list_over(&mut tx, now, DOWNLOADS, now - HOUR).await?;
    for (practice, id) in &over {
        let Some(row) = store::find(&mut tx, *practice, *id).await? else { continue };
        store::end(&mut tx, *practice, *id, now).await?;
        let mut entry = Entry { actor: None, ..entry(&row, Kind::ExportDeleted, now) };
        entry.detail = json!({ "export": id.simple().to_string() });
        audit::append(platform, &mut tx, entry).await?;
    }
    tx.commit().await?;
    schedule::put_right(platform).await?;
    let mut tx = platform.db.read().await?;
    let left = store::list_left(&mut tx).await?;
    drop(tx);
    for id in left {
        delete_pieces(platform, id).await?;
    }
    Ok(over.len())
}

/// Tells who asked that it is there, or that it could not be made. No patient is named.
///
/// # Errors
/// A database fault.
pub async fn tell(platform: &Platform, tx: &mut Tx, row: &ExportRow, to: State) -> Outcome<()> {
    let kind = match to {
        State::Ready => MessageKind::ExportReady,
        State::Failed => MessageKind::ExportFailed,
        _ => return Ok(()),
    };
    if let Some(user) = row.actor {
        tell_one(platform, tx, row, kind, user).await?;
    }
    Ok(())
}

/// Writes to a person of an export. False: nobody can write to them.
///
/// # Errors
/// A database fault.
pub async fn tell_one(platform: &Platform, tx: &mut Tx, row: &ExportRow, kind: MessageKind, user: Uuid) -> Outcome<bool> {
    let Some((recipient, first_name)) = contact::find_reached(tx, user).await? else { return Ok(false) };
    let message = NewMessage {
        practice: Some(row.practice),
        user: Some(user),
        channel: Channel::Email,
        kind,
        recipient,
        locale: language_of(tx, user).await?,
        params: Params {
            first_name,
            practice: practices::find_name(tx, row.practice).await?,
            export: Some(row.id.simple().to_string()),
            ..Params::default()
        },
        reference: None,
    };
    enqueue(platform, tx, &message).await?;
    Ok(true)
}

/// When everything of a practice was taken out last.
///
/// # Errors
/// A database fault.
pub async fn last_whole(tx: &mut Tx, practice: Uuid) -> Outcome<Option<Millis>> {
    store::find_last_whole(tx, practice).await
}
