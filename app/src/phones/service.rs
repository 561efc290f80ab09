//! The rules of phones.

use serde_json::{Value, json};
use uuid::Uuid;

use super::model::{LineKind, NumberProblem, Phone};
use super::number::parse;
use super::store::{self, ChangeRow, PhoneRow};
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::i18n::Locale;
use crate::known_browsers::service as known_browsers;
use crate::lockout::service::Counters;
use crate::outbox::model::{Channel, MessageKind, Params};
use crate::outbox::service::{NewMessage, enqueue};
use crate::platform::clock::MINUTE;
use crate::platform::{Millis, Outcome, Platform, Tx};
use crate::security_codes::model::{Checked, Purpose, Sent};
use crate::security_codes::service::{self as codes, Flow, Tried};

/// How long a change may take, from the password to the last code.
const VALID: Millis = 30 * MINUTE;

/// Whose phone it is, and who goes on with a change of it.
#[derive(Clone, Copy, Debug)]
pub struct Owner<'a> {
    /// The person.
    pub user: Uuid,
    /// Their practice.
    pub practice: Uuid,
    /// The session, or the log-in under way: nobody else can go on with what it began.
    pub owner: Uuid,
    /// The network the request came from.
    pub network: &'a str,
    /// Given name.
    pub first_name: &'a str,
    /// The practice's name.
    pub practice_name: &'a str,
    /// Where changes are told.
    pub email: Option<&'a str>,
    /// The reader's language.
    pub locale: Locale,
}

/// The phone that a person's codes go to; none when none is proven.
///
/// # Errors
/// A database fault.
pub async fn find_verified(tx: &mut Tx, user: Uuid) -> Outcome<Option<Phone>> {
    Ok(store::find(tx, user).await?.map(|row| Phone {
        number: row.number,
        kind: LineKind::parse(&row.kind),
        prefers: Channel::parse(&row.prefers).unwrap_or(Channel::Sms),
        verified_at: row.verified_at,
    }))
}

/// What kind of line a person's number is, of the phone that holds or of a change under way.
///
/// # Errors
/// A database fault.
pub async fn line_kind(tx: &mut Tx, user: Uuid, number: &str) -> Outcome<LineKind> {
    let kinds = store::list_kinds(tx, user, number).await?;
    Ok(kinds.iter().map(|(kind,)| LineKind::parse(kind)).find(|kind| *kind != LineKind::Unknown).unwrap_or_default())
}

/// Notes what a gateway says of a number that somebody is about to set. A landline gets calls from now on.
///
/// # Errors
/// A database fault.
pub async fn note_kind(platform: &Platform, number: &str, kind: LineKind) -> Outcome<()> {
    let mut tx = platform.db.write().await?;
    store::note_kind(&mut tx, number, kind.as_str()).await?;
    tx.commit().await
}

/// How many others of the practice have the same number as a person: administrators are told.
///
/// # Errors
/// A database fault.
pub async fn count_same(tx: &mut Tx, user: Uuid, practice: Uuid) -> Outcome<i64> {
    store::count_same(tx, user, practice).await
}

/// What stands next in a change that is under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The code that is asked for: to the number before, or to the new one.
    pub purpose: Purpose,
    /// Its codes belong to it.
    pub flow: Uuid,
    /// The number that the code goes to.
    pub to: String,
    /// The change takes the number away.
    pub removes: bool,
}

/// What stands next; none when no change of this session is under way.
///
/// # Errors
/// A database fault.
pub async fn find_step(platform: &Platform, tx: &mut Tx, owner: &Owner<'_>) -> Outcome<Option<Step>> {
    let Some(change) = find_change(platform, tx, owner).await? else { return Ok(None) };
    let before = store::find(tx, owner.user).await?;
    Ok(step(&change, before))
}

fn step(change: &ChangeRow, before: Option<PhoneRow>) -> Option<Step> {
    let removes = change.number.is_none();
    let (purpose, to) = match (before, &change.number) {
        (Some(before), _) if change.old_proven_at.is_none() => (Purpose::OldPhone, before.number),
        (_, Some(number)) => (Purpose::NewPhone, number.clone()),
        (_, None) => return None,
    };
    Some(Step { purpose, flow: change.flow, to, removes })
}

async fn find_change(platform: &Platform, tx: &mut Tx, owner: &Owner<'_>) -> Outcome<Option<ChangeRow>> {
    let now = platform.clock.now();
    store::find_change(tx, owner.user, owner.owner, now - VALID, now + MINUTE).await
}

/// What became of a wish for another number, or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begun {
    /// The first code: to the number before, where there is one.
    Code(Sent),
    /// What is wrong with the number.
    Problem(NumberProblem),
    /// There is no number to take away.
    NothingThere,
}

/// The people, a few, whose verified number this is, where it takes texts.
///
/// # Errors
/// A database fault.
pub async fn list_of_number(tx: &mut Tx, number: &str) -> Outcome<Vec<Uuid>> {
    store::list_of_number(tx, number).await
}

/// Begins to set or change a number; `typed` none takes it away. The caller has asked for the password. Commit only after
/// [`Begun::Code`] with [`Sent::Done`].
///
/// # Errors
/// A database fault.
pub async fn begin(platform: &Platform, tx: &mut Tx, owner: &Owner<'_>, typed: Option<&str>, prefers: Channel) -> Outcome<Begun> {
    let new = match typed.map(|typed| parse(typed, &platform.settings.messages.regions)).transpose() {
        Err(problem) => return Ok(Begun::Problem(problem)),
        // It gets no texts.
        Ok(Some((_, LineKind::Landline))) if platform.settings.no_calls => return Ok(Begun::Problem(NumberProblem::NeedsCalls)),
        Ok(new) => new,
    };
    let before = store::find(tx, owner.user).await?;
    if new.is_none() && before.is_none() {
        return Ok(Begun::NothingThere);
    }
    let now = platform.clock.now();
    let (number, kind) = new.map_or((None, LineKind::Unknown), |(number, kind)| (Some(number), kind));
    // A landline gets no texts.
    let prefers = if kind == LineKind::Landline { Channel::Voice } else { prefers };
    let change = ChangeRow {
        flow: platform.random.id(now),
        number,
        kind: kind.as_str().to_owned(),
        prefers: prefers.as_str().to_owned(),
        old_proven_at: None,
    };
    store::set_change(tx, owner.user, owner.owner, &change, now).await?;
    let channel = before.as_ref().and_then(|b| Channel::parse(&b.prefers)).unwrap_or(prefers);
    let Some(step) = step(&change, before) else { return Ok(Begun::NothingThere) };
    send_step(platform, tx, owner, &step, channel).await.map(Begun::Code)
}

/// Sends the code of the step that is open; none when none is. Commit only after [`Sent::Done`].
///
/// # Errors
/// A database fault.
pub async fn send(platform: &Platform, tx: &mut Tx, owner: &Owner<'_>, channel: Channel) -> Outcome<Option<Sent>> {
    match find_step(platform, tx, owner).await? {
        Some(step) => send_step(platform, tx, owner, &step, channel).await.map(Some),
        None => Ok(None),
    }
}

async fn send_step(platform: &Platform, tx: &mut Tx, owner: &Owner<'_>, step: &Step, channel: Channel) -> Outcome<Sent> {
    let (user, practice, locale) = (owner.user, owner.practice, owner.locale);
    let flow = Flow { purpose: step.purpose, flow: step.flow, user, practice, to: &step.to, locale };
    codes::send(platform, tx, &flow, channel).await
}

/// What became of a code that was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verified {
    /// The number is set.
    Set,
    /// The number is gone.
    Removed,
    /// The number before is proven; this became of the code to the new one.
    Next(Sent),
    /// It was not right, or nothing was compared.
    Not(Tried),
    /// No change of this session is under way.
    NothingOpen,
}

/// Goes on with a change. Commit whatever the answer is: a wrong try is counted.
///
/// # Errors
/// A database fault.
pub async fn verify(platform: &Platform, tx: &mut Tx, owner: &Owner<'_>, counters: &Counters, typed: &str) -> Outcome<Verified> {
    let Some(change) = find_change(platform, tx, owner).await? else { return Ok(Verified::NothingOpen) };
    let before = store::find(tx, owner.user).await?;
    let Some(now_asked) = step(&change, before) else { return Ok(Verified::NothingOpen) };
    let tried = codes::try_code(platform, tx, counters, (now_asked.purpose, now_asked.flow), typed).await?;
    if tried != Tried::Checked(Checked::Right) {
        return Ok(Verified::Not(tried));
    }
    let now = platform.clock.now();
    match (now_asked.purpose, change.number) {
        (Purpose::OldPhone, Some(number)) => {
            store::prove_old(tx, owner.user, change.flow, now).await?;
            let next = Step { purpose: Purpose::NewPhone, to: number, ..now_asked };
            let channel = Channel::parse(&change.prefers).unwrap_or(Channel::Sms);
            send_step(platform, tx, owner, &next, channel).await.map(Verified::Next)
        }
        (_, Some(number)) => {
            let row = PhoneRow { number, kind: change.kind, prefers: change.prefers, verified_at: now };
            store::set(tx, owner.user, owner.practice, &row).await?;
            finish(platform, tx, owner, Kind::PhoneSet, MessageKind::PhoneSet).await?;
            Ok(Verified::Set)
        }
        (_, None) => {
            store::delete(tx, owner.user).await?;
            finish(platform, tx, owner, Kind::PhoneRemoved, MessageKind::PhoneRemoved).await?;
            Ok(Verified::Removed)
        }
    }
}

async fn finish(platform: &Platform, tx: &mut Tx, owner: &Owner<'_>, kind: Kind, message: MessageKind) -> Outcome<()> {
    store::delete_change(tx, owner.user).await?;
    codes::end_all(platform, tx, owner.user).await?;
    // Trust was given while codes went elsewhere.
    let untrusted = known_browsers::untrust(platform, tx, owner.user, None).await?;
    let same = store::count_same(tx, owner.user, owner.practice).await?;
    let params = Params { first_name: owner.first_name.to_owned(), practice: owner.practice_name.to_owned(), ..Params::default() };
    tell_by_mail(platform, tx, owner, message, params).await?;
    // Never the number: it is no secret, and no matter of the trail either.
    tell(platform, tx, (owner.user, owner), kind, json!({ "same_number": same, "browsers_untrusted": untrusted })).await
}

/// Ends a change that this session began; the number stays as it is.
///
/// # Errors
/// A database fault.
pub async fn cancel(platform: &Platform, tx: &mut Tx, owner: &Owner<'_>) -> Outcome<()> {
    if find_change(platform, tx, owner).await?.is_some() {
        store::delete_change(tx, owner.user).await?;
    }
    Ok(())
}

/// Takes a person's number away without a word, in the caller's transaction: part of something that is told as a whole.
///
/// # Errors
/// A database fault.
pub async fn remove(platform: &Platform, tx: &mut Tx, user: Uuid) -> Outcome<bool> {
    store::delete_change(tx, user).await?;
    codes::end_all(platform, tx, user).await?;
    codes::forgive(platform, tx, user).await?;
    Ok(store::delete(tx, user).await? > 0)
}

/// An administrator takes a person's number away (topic 8); they never set one. The person is told and proves a new one. `owner` is the
/// person; the name and id are the administrator's. Whether there was a number. The caller holds the administrator's rights.
///
/// # Errors
/// A database fault.
pub async fn reset(platform: &Platform, tx: &mut Tx, owner: &Owner<'_>, (actor, name): (Uuid, &str)) -> Outcome<bool> {
    if !remove(platform, tx, owner.user).await? {
        return Ok(false);
    }
    let params = Params {
        first_name: owner.first_name.to_owned(),
        practice: owner.practice_name.to_owned(),
        actor: Some(name.to_owned()),
        ..Params::default()
    };
    tell_by_mail(platform, tx, owner, MessageKind::PhoneReset, params).await?;
    let untrusted = known_browsers::untrust(platform, tx, owner.user, None).await?;
    tell(platform, tx, (actor, owner), Kind::PhoneReset, json!({ "browsers_untrusted": untrusted })).await?;
    Ok(true)
}

async fn tell_by_mail(platform: &Platform, tx: &mut Tx, owner: &Owner<'_>, kind: MessageKind, params: Params) -> Outcome<()> {
    let Some(recipient) = owner.email else { return Ok(()) };
    let message = NewMessage {
        practice: Some(owner.practice),
        user: Some(owner.user),
        channel: Channel::Email,
        kind,
        recipient: recipient.to_owned(),
        locale: owner.locale,
        params,
        reference: None,
    };
    enqueue(platform, tx, &message).await.map(drop)
}

async fn tell(platform: &Platform, tx: &mut Tx, (actor, owner): (Uuid, &Owner<'_>), kind: Kind, detail: Value) -> Outcome<()> {
    let entry = Entry {
        actor: Some(actor),
        subject: Some(owner.user),
        practice: Some(owner.practice),
        detail,
        ..Entry::of(kind, platform.clock.now(), owner.network)
    };
    audit::append(platform, tx, entry).await
}
