//! The rules of codes for one log-in.

use serde_json::{Value, json};
use subtle::ConstantTimeEq as _;
use uuid::Uuid;

use super::model::OpenCode;
use super::store;
use super::text;
use crate::admin_requests::service as requests;
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::i18n::Locale;
use crate::outbox::model::{MessageKind, Params};
use crate::password_reset::model::{fold_code, letters};
use crate::platform::clock::{DAY, KEPT, MINUTE};
use crate::platform::{Millis, Outcome, Platform, Tx};
use crate::practice::time::Zone;
use crate::second_factor::policy;
use crate::sessions::service::Actor;
use crate::users::notices::{News, tell_all};
use crate::users::service::{self as users, Resettable, full_name};

/// How long a code works.
pub const VALID: Millis = 30 * MINUTE;

/// The migration that made their table.
pub const SINCE: i64 = 202_611_251_203;

/// What became of a wish for a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Made {
    /// Somebody, or the same form once more, made another one since the page was opened.
    Overtaken,
    /// The code, shown once.
    Code {
        /// Twelve letters, no dashes.
        code: String,
        /// Another administrator's: it waits for a second one, or a day.
        later: bool,
    },
    /// No such active person here, or not by this administrator, or one's own, or nothing is asked of them.
    Refused,
}

/// Makes a code. The one before it ends, when it is the one that the page knew (`after`, where it says so): a form that is sent twice must not
/// take back the code that was told meanwhile.
///
/// # Errors
/// A database fault.
pub async fn make(platform: &Platform, actor: &Actor, user: Uuid, after: Option<&str>, locale: Locale) -> Outcome<Made> {
    let mut tx = platform.db.write().await?;
    let Some(target) = users::for_reset(&mut tx, actor, user).await? else { return Ok(Made::Refused) };
    if !policy::is_asked(platform, &mut tx, actor.practice, user).await? {
        return Ok(Made::Refused);
    }
    let now = platform.clock.now();
    users::lock(&mut tx, user).await?;
    let open = store::find_open(&mut tx, user, now).await?.map(|row| row.id.simple().to_string());
    if after.is_some_and(|after| after != open.unwrap_or_default()) {
        return Ok(Made::Overtaken);
    }
    let (wait, valid) = if target.administrator { (DAY, DAY) } else { (0, VALID) };
    store::cancel(&mut tx, user, now).await?;
    let id = platform.random.id(now);
    store::create(&mut tx, id, user, actor.user, (now, now + wait, now + wait + valid)).await?;
    requests::close(platform, &mut tx, actor.practice, user, Some(actor.user), "helped").await?;
    let later = target.administrator;
    notify(platform, &mut tx, actor, &target, (MessageKind::LogInCodeMade, later), locale).await?;
    tell(platform, &mut tx, actor, user, Kind::LogInCodeMade, json!({ "later": later })).await?;
    tx.commit().await?;
    Ok(Made::Code { code: code_of(platform, id), later })
}

/// A second administrator confirms the code that another one made for a third; says whether there was one to confirm.
///
/// # Errors
/// A database fault.
pub async fn confirm(platform: &Platform, actor: &Actor, user: Uuid, locale: Locale) -> Outcome<bool> {
    let mut tx = platform.db.write().await?;
    let Some(target) = users::for_reset(&mut tx, actor, user).await? else { return Ok(false) };
    let now = platform.clock.now();
    let Some(row) = store::find_open(&mut tx, user, now).await? else { return Ok(false) };
    if store::confirm(&mut tx, row.id, actor.user, now, now + VALID).await? == 0 {
        return Ok(false);
    }
    notify(platform, &mut tx, actor, &target, (MessageKind::LogInCodeConfirmed, false), locale).await?;
    tell(platform, &mut tx, actor, user, Kind::LogInCodeConfirmed, Value::Null).await?;
    tx.commit().await?;
    Ok(true)
}

/// Takes a person's code back.
///
/// # Errors
/// A database fault.
pub async fn cancel(platform: &Platform, actor: &Actor, user: Uuid) -> Outcome<()> {
    let mut tx = platform.db.write().await?;
    if users::for_reset(&mut tx, actor, user).await?.is_none() {
        return Ok(());
    }
    if store::cancel(&mut tx, user, platform.clock.now()).await? > 0 {
        tell(platform, &mut tx, actor, user, Kind::LogInCodeCancelled, Value::Null).await?;
    }
    tx.commit().await
}

/// Ends a person's open codes, in the caller's transaction, which tells why: there is nothing any more that they stand for.
///
/// # Errors
/// A database fault.
pub async fn end_open(platform: &Platform, tx: &mut Tx, user: Uuid) -> Outcome<()> {
    store::cancel(tx, user, platform.clock.now()).await.map(drop)
}

/// Whether a code works for this person now.
///
/// # Errors
/// A database fault.
pub async fn works(platform: &Platform, tx: &mut Tx, user: Uuid) -> Outcome<bool> {
    let now = platform.clock.now();
    Ok(store::find_open(tx, user, now).await?.is_some_and(|row| has_begun(&row, now)))
}

/// One that need not wait does not wait for a clock that was set back either.
fn has_begun(row: &store::OpenRow, now: Millis) -> bool {
    row.valid_from <= now || row.valid_from == row.created_at
}

/// Whether this is the person's code; a right one is used up, in the caller's transaction.
///
/// # Errors
/// A database fault.
pub async fn check(platform: &Platform, tx: &mut Tx, user: Uuid, typed: &str) -> Outcome<bool> {
    let now = platform.clock.now();
    let found = store::find_open(tx, user, now).await?.filter(|row| has_begun(row, now));
    let id = found.as_ref().map_or(Uuid::nil(), |row| row.id);
    let right = bool::from(code_of(platform, id).as_bytes().ct_eq(fold_code(typed).as_bytes()));
    Ok(right && found.is_some() && store::use_up(tx, id, now).await? == 1)
}

/// A person's open code, as the actor sees it, in the words of a language; none when there is none.
///
/// # Errors
/// A database fault.
pub async fn find_open(
    platform: &Platform,
    tx: &mut Tx,
    actor: &Actor,
    user: Uuid,
    (zone, locale): (&Zone, Locale),
) -> Outcome<Option<OpenCode>> {
    let now = platform.clock.now();
    Ok(store::find_open(tx, user, now).await?.map(|row| {
        let waits = !has_begun(&row, now);
        let second = row.second_first_name.as_deref();
        let confirmed = second.map(|first| full_name(first, row.second_last_name.as_deref().unwrap_or_default()));
        let sentence = match (waits, &confirmed) {
            (true, _) => text::OPEN_LATER,
            (false, Some(_)) => text::OPEN_CONFIRMED,
            (false, None) => text::OPEN,
        };
        let places = [
            ("by", full_name(&row.first_name, &row.last_name)),
            ("made", zone.in_words(row.created_at)),
            ("until", zone.in_words(row.expires_at)),
            ("from", zone.in_words(row.valid_from)),
            ("confirmed", confirmed.unwrap_or_default()),
        ];
        OpenCode {
            id: row.id.simple().to_string(),
            says: sentence.with(locale, &places.each_ref().map(|(name, value)| (*name, value.as_str()))),
            confirmable: waits && row.created_by != actor.user && user != actor.user,
        }
    }))
}

/// Who made the code that a log-in of this person has used, until the person says that they know.
///
/// # Errors
/// A database fault.
pub async fn used_of(platform: &Platform, user: Uuid) -> Outcome<Option<String>> {
    let mut tx = platform.db.read().await?;
    Ok(store::find_used(&mut tx, user).await?.map(|(first, last)| full_name(&first, &last)))
}

/// The person knows.
///
/// # Errors
/// A database fault.
pub async fn know(platform: &Platform, actor: &Actor) -> Outcome<()> {
    let mut tx = platform.db.write().await?;
    if store::know(&mut tx, actor.user, platform.clock.now()).await? > 0 {
        tell(platform, &mut tx, actor, actor.user, Kind::ToldByKnown, Value::Null).await?;
    }
    tx.commit().await
}

/// Deletes codes that were over [`KEPT`] ago; the audit trail keeps the story. Run now and then; returns how many.
///
/// # Errors
/// A database fault.
pub async fn sweep(platform: &Platform) -> Outcome<u64> {
    let mut tx = platform.db.write().await?;
    let gone = store::delete_old(&mut tx, platform.clock.now() - KEPT).await?;
    tx.commit().await?;
    Ok(gone)
}

/// Ends every open code of every practice, in the caller's transaction: a restored database may hold some that were used since.
///
/// # Errors
/// A database fault.
pub async fn end_restored(platform: &Platform, tx: &mut Tx) -> Outcome<()> {
    store::cancel_every_open(tx, platform.clock.now()).await.map(drop)
}

fn code_of(platform: &Platform, id: Uuid) -> String {
    letters(&platform.secrets.resets().mac(&[b"log-in code", id.as_bytes()]))
}

/// Told to the person and to every other administrator: whoever tells a code could use it.
async fn notify(
    platform: &Platform,
    tx: &mut Tx,
    actor: &Actor,
    target: &Resettable,
    (kind, later): (MessageKind, bool),
    locale: Locale,
) -> Outcome<()> {
    let news = News {
        practice: actor.practice,
        practice_name: &actor.person.practice,
        person: &target.name,
        by: Some(&actor.person.name),
        kind,
        more: Params { later: later.then_some(true), ..Params::default() },
    };
    tell_all(platform, tx, &news, (actor.user, target), locale).await
}

async fn tell(platform: &Platform, tx: &mut Tx, actor: &Actor, user: Uuid, kind: Kind, detail: Value) -> Outcome<()> {
    let entry = Entry { subject: Some(user), detail, ..Entry::by(actor, kind, platform.clock.now()) };
    audit::append(platform, tx, entry).await
}
