//! The rules of security codes.

use std::net::IpAddr;

use subtle::ConstantTimeEq as _;
use uuid::Uuid;

use super::budget::{Budget, DAY};
use super::model::{Checked, CodeState, Purpose, Sent, TRIES, Ways, digits_in};
use super::store::{self, CodeRow, NewCode};
use crate::i18n::Locale;
use crate::lockout::Wait;
use crate::lockout::service::{self as lockout, Counters};
use crate::outbox::limits;
use crate::outbox::model::{Channel, CodeParams, MessageKind, Params, State};
use crate::outbox::phone::code_for;
use crate::outbox::service::{self as outbox, NewMessage};
use crate::phones::model::LineKind;
use crate::phones::service as phones;
use crate::platform::clock::{MINUTE, SECOND};
use crate::platform::{Fault, Millis, Outcome, Platform, Tx};

/// Waits between two sends of a flow: after the first, and after each other one.
const WAITS: [Millis; 2] = [30 * SECOND, MINUTE];
/// For what, to whom and where a code goes.
#[derive(Clone, Copy, Debug)]
pub struct Flow<'a> {
    /// For what.
    pub purpose: Purpose,
    /// The row that asks for it: the code fits nothing else.
    pub flow: Uuid,
    /// To whom.
    pub user: Uuid,
    /// Of which practice.
    pub practice: Uuid,
    /// The number, E.164: `+12135550142`.
    pub to: &'a str,
    /// The reader's language.
    pub locale: Locale,
}

/// Sends a code, or the same one again while it is valid, in the caller's transaction. A first send ends every older code of the person
/// for this purpose. When the answer is not [`Sent::Done`], nothing has changed; committing or not is the same.
///
/// # Errors
/// A database fault, or [`Fault::Internal`] for a channel that is no phone's.
pub async fn send(platform: &Platform, tx: &mut Tx, flow: &Flow<'_>, channel: Channel) -> Outcome<Sent> {
    if channel == Channel::Email {
        return Err(Fault::internal("a security code goes to a phone"));
    }
    if platform.settings.no_phone {
        return Ok(Sent::NoGateway);
    }
    let channel = passable(ways(platform, tx, flow.user, flow.to).await?, channel);
    let now = platform.clock.now();
    // The person first, then the number: taken in this order by everybody, so that nobody waits in a circle. From here on this person's
    // other requests wait for this one.
    let person = Budget::take(platform, tx, b"person", flow.user.as_bytes(), now).await?;
    let newest = store::find(tx, flow.flow, flow.purpose.as_str()).await?;
    if let Some(wait) = newest.as_ref().map(|row| wait_of(row, now)).filter(|wait| *wait > 0) {
        return Ok(Sent::Wait(in_seconds(wait)));
    }
    let number = Budget::take(platform, tx, b"number", flow.to.as_bytes(), now).await?;
    let wait = person.wait(now).max(number.wait(now));
    if wait > 0 {
        return Ok(Sent::TooMany(in_seconds(wait)));
    }
    let wait = limits::wait(platform, tx, flow.practice).await?;
    if wait > 0 {
        return Ok(Sent::DayOver(in_seconds(wait)));
    }
    limits::spend(platform, tx, flow.practice).await?;
    person.spend(tx, now).await?;
    number.spend(tx, now).await?;
    let living = newest.filter(|row| standing(row, now).is_none() && row.recipient == flow.to);
    let again = living.is_some();
    let (id, until) = match living {
        Some(row) => {
            store::set_sent_again(tx, row.id, channel.as_str(), now).await?;
            // One that has not left yet would only be the same message twice.
            outbox::cancel(tx, row.id, "asked for again").await?;
            (row.id, row.expires_at)
        }
        None => begin(platform, tx, flow, channel, now).await?,
    };
    let code = CodeParams { purpose: flow.purpose, flow: flow.flow.to_string(), until };
    let message = NewMessage {
        practice: Some(flow.practice),
        user: Some(flow.user),
        channel,
        kind: MessageKind::SecurityCode,
        recipient: flow.to.to_owned(),
        locale: flow.locale,
        params: Params { code: Some(code), ..Params::default() },
        reference: Some(id),
    };
    outbox::enqueue(platform, tx, &message).await?;
    Ok(Sent::Done { again })
}

/// By which ways a code can go to a person's number. Where nothing calls, a landline is tried with a text: nothing else is left.
///
/// # Errors
/// A database fault.
pub async fn ways(platform: &Platform, tx: &mut Tx, user: Uuid, number: &str) -> Outcome<Ways> {
    let call = !platform.settings.no_calls;
    let landline = phones::line_kind(tx, user, number).await? == LineKind::Landline;
    Ok(Ways { text: !(landline && call), call })
}

/// The way that was wished for, or the other one where it leads nowhere.
fn passable(ways: Ways, channel: Channel) -> Channel {
    match channel {
        Channel::Voice if !ways.call => Channel::Sms,
        Channel::Sms if !ways.text => Channel::Voice,
        channel => channel,
    }
}

async fn begin(platform: &Platform, tx: &mut Tx, flow: &Flow<'_>, channel: Channel, now: Millis) -> Outcome<(Uuid, Millis)> {
    end_open(tx, flow.user, Some(flow.purpose), now).await?;
    let id = platform.random.id(now);
    let expires_at = now + platform.settings.codes.valid();
    let new = NewCode {
        id,
        purpose: flow.purpose.as_str(),
        flow: flow.flow,
        user: flow.user,
        practice: flow.practice,
        recipient: flow.to,
        channel: channel.as_str(),
        expires_at,
    };
    store::create(tx, &new, now).await?;
    Ok((id, expires_at))
}

/// Ends a person's open codes, all or those for a purpose; those that have not left yet never do.
async fn end_open(tx: &mut Tx, user: Uuid, purpose: Option<Purpose>, now: Millis) -> Outcome<()> {
    let ended = match purpose {
        Some(purpose) => store::end_of_purpose(tx, user, purpose.as_str(), now).await?,
        None => store::end_of_user(tx, user, now).await?,
    };
    for (id,) in ended {
        outbox::cancel(tx, id, "the code has ended").await?;
    }
    Ok(())
}

/// Ends every open code of a person: their number changed, or their account did.
///
/// # Errors
/// A database fault.
pub async fn end_all(platform: &Platform, tx: &mut Tx, user: Uuid) -> Outcome<()> {
    end_open(tx, user, None, platform.clock.now()).await
}

/// Compares what was typed with the code of a flow, in the caller's transaction, which must be committed whatever the answer is: a try
/// that is rolled back was not counted. Counts for this code alone; [`try_code`] counts for the person too.
///
/// # Errors
/// A database fault.
pub async fn check(platform: &Platform, tx: &mut Tx, purpose: Purpose, flow: Uuid, typed: &str) -> Outcome<Checked> {
    let Some(typed) = digits_in(typed) else { return Ok(Checked::NotDigits) };
    let now = platform.clock.now();
    let Some(row) = store::find(tx, flow, purpose.as_str()).await? else { return Ok(Checked::NothingSent) };
    if let Some(standing) = standing(&row, now) {
        return Ok(standing);
    }
    // First, as in `send`, so that nobody waits in a circle.
    let person = Budget::take(platform, tx, b"person", row.user_id.as_bytes(), now).await?;
    // Counted before anything is compared, and only while a try is left: so many requests at once get no more than five answers.
    let Some(tries) = store::count_try(tx, row.id, i64::from(TRIES), now).await? else {
        let row = store::find(tx, flow, purpose.as_str()).await?;
        return Ok(row.and_then(|row| standing(&row, now)).unwrap_or(Checked::Expired));
    };
    let code = code_for(platform, purpose, row.id, &flow.to_string());
    if !bool::from(code.as_bytes().ct_eq(typed.as_bytes())) {
        let left = TRIES.saturating_sub(u32::try_from(tries).unwrap_or(TRIES));
        let older = is_older(platform, tx, purpose, (&row, typed), now).await?;
        return Ok(Checked::Wrong { left, older });
    }
    if store::set_used(tx, row.id, now).await? == 0 {
        return Ok(Checked::Used);
    }
    person.give_back(tx, row.created_at, row.sends).await?;
    Budget::take(platform, tx, b"number", row.recipient.as_bytes(), now).await?.give_back(tx, row.created_at, row.sends).await?;
    Ok(Checked::Right)
}

/// Whether what was typed is the code of an earlier flow, which a newer one has ended: the message before, that came late.
async fn is_older(
    platform: &Platform,
    tx: &mut Tx,
    purpose: Purpose,
    (row, typed): (&CodeRow, String),
    now: Millis,
) -> Outcome<bool> {
    let since = now - platform.settings.codes.valid();
    let ended = store::list_ended(tx, row.user_id, purpose.as_str(), since).await?;
    Ok(ended.into_iter().any(|(id, flow)| {
        let code = code_for(platform, purpose, id, &flow.to_string());
        bool::from(code.as_bytes().ct_eq(typed.as_bytes()))
    }))
}

/// What became of a try that is also counted for its person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tried {
    /// It was compared, or there was nothing to compare it with.
    Checked(Checked),
    /// Too many wrong ones, over all of this person's codes: nothing was compared.
    Wait(Wait),
}

/// The counters of a person's wrong codes ([`lockout::Purpose::SecurityCode`]), over all flows.
#[must_use]
pub fn counters(platform: &Platform, user: Uuid, from: IpAddr) -> Counters {
    Counters::new(platform, lockout::Purpose::SecurityCode, &[&user.to_string()], from)
}

/// Ends the count of a person's wrong codes: by an administrator or a reset.
///
/// # Errors
/// A database fault.
pub async fn forgive(platform: &Platform, tx: &mut Tx, user: Uuid) -> Outcome<()> {
    lockout::forgive_everywhere(platform, tx, lockout::Purpose::SecurityCode, &[&user.to_string()]).await
}

/// [`check`], with the person's own count around it: a new code does not end it, a right one does (NIST SP 800-63B-4 3.1.3.2, 3.2.2). The
/// transaction must be committed whatever the answer is.
///
/// # Errors
/// A database fault.
pub async fn try_code(
    platform: &Platform,
    tx: &mut Tx,
    counters: &Counters,
    (purpose, flow): (Purpose, Uuid),
    typed: &str,
) -> Outcome<Tried> {
    if let Some(wait) = lockout::check(platform, tx, counters).await? {
        return Ok(Tried::Wait(wait));
    }
    let checked = check(platform, tx, purpose, flow, typed).await?;
    match checked {
        Checked::Right => lockout::forgive(tx, counters).await?,
        Checked::Wrong { .. } => {
            lockout::fail(platform, tx, counters).await?;
        }
        Checked::Expired | Checked::Used | Checked::EndedByNewer | Checked::TooMany | Checked::NothingSent | Checked::NotDigits => {
        }
    }
    Ok(Tried::Checked(checked))
}

/// What the page of a flow says of its code; none when none was sent.
///
/// # Errors
/// A database fault.
pub async fn state(platform: &Platform, tx: &mut Tx, purpose: Purpose, flow: Uuid) -> Outcome<Option<CodeState>> {
    let Some(row) = store::find(tx, flow, purpose.as_str()).await? else { return Ok(None) };
    let now = platform.clock.now();
    let (delivery, cause) = outbox::find_state(tx, row.id).await?.map_or((State::Failed, None), |d| (d.state, d.cause));
    Ok(Some(CodeState {
        channel: Channel::parse(&row.channel).unwrap_or(Channel::Sms),
        ends: row.recipient.chars().skip(row.recipient.chars().count().saturating_sub(2)).collect(),
        sent_at: row.last_sent_at,
        delivery,
        cause,
        ways: ways(platform, tx, row.user_id, &row.recipient).await?,
        again_in: in_seconds(wait_of(&row, now)),
        open: standing(&row, now).is_none(),
    }))
}

/// Deletes codes and budgets of more than a day ago. Run now and then.
///
/// # Errors
/// A database fault.
pub async fn sweep(platform: &Platform) -> Outcome<()> {
    let mut tx = platform.db.write().await?;
    store::delete_old(&mut tx, platform.clock.now() - DAY).await?;
    tx.commit().await
}

/// Why a code does not work any more; none while it does.
fn standing(row: &CodeRow, now: Millis) -> Option<Checked> {
    if row.used_at.is_some() {
        return Some(Checked::Used);
    }
    if let Some(ended_at) = row.ended_at {
        return Some(if ended_at < row.expires_at { Checked::EndedByNewer } else { Checked::Expired });
    }
    // Made in the future: the clock was set back, and nobody knows for how long it would work.
    if row.expires_at <= now || row.created_at > now + MINUTE {
        return Some(Checked::Expired);
    }
    (row.tries >= i64::from(TRIES)).then_some(Checked::TooMany)
}

/// Milliseconds until the flow's code may be sent again.
fn wait_of(row: &CodeRow, now: Millis) -> Millis {
    let wait = if row.sends <= 1 { WAITS[0] } else { WAITS[1] };
    // Never more than the whole wait, also when the clock was set back after it began.
    (row.last_sent_at + wait - now).clamp(0, wait)
}

fn in_seconds(wait: Millis) -> u32 {
    u32::try_from((wait + SECOND - 1) / SECOND).unwrap_or(u32::MAX)
}
