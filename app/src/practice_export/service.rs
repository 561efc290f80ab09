//! The rules of exports: who may ask for one, fetch it, delete it; what is told.

use serde_json::json;
use uuid::Uuid;

use super::model::{AGAIN, DOWNLOADS, LONGEST_REASON, PASSPHRASE, PATIENT, REASON, State};
pub use super::schedule::begin_due;
use super::store::{self, Asked, ExportRow};
use super::work::entry;
use super::{passphrase, text};
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::i18n::Locale;
use crate::levels::model::Permission;
use crate::levels::service as levels;
use crate::outbox::model::{Channel, MessageKind, Params};
use crate::outbox::service::{NewMessage, enqueue, language_of};
use crate::patients::bulk;
use crate::platform::{Millis, Outcome, Platform, Tx, seal};
use crate::practice::service as practices;
use crate::sessions::service::Actor;
use crate::users::contact;
use crate::web::reading::{Mistakes, Reading, Values};

/// What became of a wish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wished {
    /// It is being made.
    Done(Uuid),
    /// Another one of this practice is being made.
    Busy(Uuid),
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

/// Reads a passphrase that was typed twice. What is known of the practice and the patient is none.
pub fn read_passphrase(form: &Values, known: &[String], locale: Locale) -> Result<String, (&'static str, String)> {
    let typed = form.get(PASSPHRASE).cloned().unwrap_or_default();
    if let Some(wrong) = passphrase::mistake(&typed, known) {
        return Err((PASSPHRASE, wrong.of(locale).to_owned()));
    }
    if form.get(AGAIN) != Some(&typed) {
        return Err((AGAIN, text::PASSPHRASE_DIFFERS.of(locale).to_owned()));
    }
    Ok(typed)
}

/// What is known of a practice, and so is no passphrase.
///
/// # Errors
/// A database fault.
pub async fn known_of_practice(tx: &mut Tx, practice: Uuid) -> Outcome<Vec<String>> {
    let (practice_id, values) = crate::practice_info::service::values(tx, practice).await?;
    Ok(["name", "legal_name", "phone", "npi", "tax_id"]
        .iter()
        .filter_map(|name| values.get(*name).cloned())
        .chain([practice_id])
        .collect())
}

/// Asks for an export.
///
/// # Errors
/// A database fault.
pub async fn ask(platform: &Platform, actor: &Actor, form: &Values, locale: Locale) -> Outcome<Wished> {
    let now = platform.clock.now();
    let mut tx = platform.db.write().await?;
    if !levels::lock(&mut tx, actor, Permission::Export).await? {
        return Ok(Wished::NotAllowed);
    }
    let mut known = known_of_practice(&mut tx, actor.practice).await?;
    let wanted = form.get(PATIENT).map(String::as_str).unwrap_or_default();
    let mut patient = None;
    if !wanted.is_empty() {
        let Ok(id) = Uuid::try_parse(wanted) else { return Ok(Wished::Unknown) };
        let Some(row) = bulk::find(&mut tx, actor.practice, &[id]).await?.remove(&id) else { return Ok(Wished::Unknown) };
        known.extend(passphrase::of_patient(&bulk::values_of(&row).0));
        patient = Some(id);
    }
    let mut reading = Reading::of(form, locale);
    reading.line(REASON, Some(text::REASON_MISSING), (LONGEST_REASON, text::REASON_LONG));
    let typed = read_passphrase(form, &known, locale);
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

/// A piece of an archive that is being fetched; none after the last.
///
/// # Errors
/// A database fault.
pub async fn piece(platform: &Platform, export: Uuid, number: i64) -> Outcome<Option<Vec<u8>>> {
    let mut tx = platform.db.read().await?;
    store::find_piece(&mut tx, export, number).await
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
        store::delete_pieces(&mut tx, id).await?;
        let mut entry = Entry { subject: row.patient, ..Entry::by(actor, Kind::ExportDeleted, now) };
        entry.detail = json!({ "export": id.simple().to_string() });
        audit::append(platform, &mut tx, entry).await?;
    }
    tx.commit().await?;
    Ok(true)
}

/// Deletes archives whose time is over. Run with the sweeper; returns how many.
///
/// # Errors
/// A database fault.
pub async fn sweep(platform: &Platform) -> Outcome<usize> {
    let now = platform.clock.now();
    let mut tx = platform.db.write().await?;
    // The last download may still be on its way.
    let lately = now - crate::platform::clock::HOUR;
    let over = store::list_over(&mut tx, now, DOWNLOADS, lately).await?;
    for (practice, id) in &over {
        let Some(row) = store::find(&mut tx, *practice, *id).await? else { continue };
        store::end(&mut tx, *practice, *id, now).await?;
        store::delete_pieces(&mut tx, *id).await?;
        let mut entry = Entry { actor: None, ..entry(&row, Kind::ExportDeleted, now) };
        entry.detail = json!({ "export": id.simple().to_string() });
        audit::append(platform, &mut tx, entry).await?;
    }
    tx.commit().await?;
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
    let Some(user) = row.actor else { return Ok(()) };
    let Some((recipient, first_name)) = contact::find_reached(tx, user).await? else { return Ok(()) };
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
    Ok(())
}

/// When everything of a practice was taken out last.
///
/// # Errors
/// A database fault.
pub async fn last_whole(tx: &mut Tx, practice: Uuid) -> Outcome<Option<Millis>> {
    store::find_last_whole(tx, practice).await
}
