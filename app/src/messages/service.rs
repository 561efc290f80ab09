//! The rules of the page of messages, and its tests.

use serde_json::json;

use super::model::{Counts, Health, Limits, Line, MessagesPage, Recent, Through, WayOut};
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::i18n::Locale;
use crate::levels::model::Permission;
use crate::levels::service as levels;
use crate::outbox::cause::Cause;
use crate::outbox::health::{self, Count, Waiting, masked};
use crate::outbox::limits;
use crate::outbox::model::{Channel, MessageKind, Params, State};
use crate::outbox::service::{NewMessage, enqueue};
use crate::phones::model::LineKind;
use crate::phones::service as phones;
use crate::platform::clock::{HOUR, MINUTE};
use crate::platform::message_settings::{GatewayKind, MessageSettings};
use crate::platform::{Millis, Outcome, Platform, Tx};
use crate::practice::service as practices;
use crate::security_codes::budget::BUDGETS;
use crate::sessions::service::Actor;
use crate::users::service as users;

/// Newest messages in the list.
const RECENT: i64 = 25;
/// What waits longer is slow.
const SLOW: Millis = 3 * MINUTE;
/// At most so many tests of one person within a time.
const TESTS: [(usize, Millis); 2] = [(3, 15 * MINUTE), (10, 24 * HOUR)];

/// What the page shows to an administrator.
///
/// # Errors
/// A database fault.
pub async fn page(platform: &Platform, actor: &Actor, demo: bool) -> Outcome<MessagesPage> {
    let mut tx = platform.db.read().await?;
    let zone = practices::find_zone(&mut tx, actor.practice).await?;
    let own = users::find_own(&mut tx, actor).await?;
    let phone = phones::find_verified(&mut tx, actor.user).await?;
    let (mail, by_phone) = ways(platform, &mut tx, actor).await?;
    let limits = limits_of(platform, &mut tx, actor).await?;
    let recent = health::recent(&mut tx, actor.practice, RECENT).await?;
    let settings = &platform.settings;
    Ok(MessagesPage {
        mail,
        phone: by_phone,
        through: through(&settings.messages, settings.no_phone, demo),
        calls: !settings.no_calls,
        own_address: own.email.as_deref().map(masked),
        own_phone: phone.as_ref().map(|phone| phone.ends().to_owned()),
        own_landline: phone.is_some_and(|phone| phone.kind == LineKind::Landline),
        limits,
        regions: settings.messages.regions.clone(),
        recent: recent
            .into_iter()
            .map(|m| Recent {
                channel: m.channel,
                kind: m.kind,
                to: m.masked,
                state: m.state,
                cause: m.cause,
                at: zone.in_words(m.created_at),
            })
            .collect(),
    })
}

/// How both ways stand.
///
/// # Errors
/// A database fault.
pub async fn line(platform: &Platform, actor: &Actor) -> Outcome<Line> {
    let mut tx = platform.db.read().await?;
    let (mail, phone) = ways(platform, &mut tx, actor).await?;
    Ok(Line { mail: mail.health, phone: phone.health })
}

fn through(settings: &MessageSettings, no_phone: bool, demo: bool) -> Through {
    match settings.gateway {
        _ if demo => Through::Demo,
        _ if no_phone => Through::Nothing,
        GatewayKind::None => Through::Nothing,
        GatewayKind::Twilio => Through::Twilio,
        GatewayKind::Webhook => Through::Webhook,
        GatewayKind::Mail => Through::Mail,
    }
}

async fn ways(platform: &Platform, tx: &mut Tx, actor: &Actor) -> Outcome<(WayOut, WayOut)> {
    let hour = health::counts(platform, tx, actor.practice, 1).await?;
    let day = health::counts(platform, tx, actor.practice, 24).await?;
    let waiting = health::waiting(tx, actor.practice).await?;
    let recent = health::recent(tx, actor.practice, RECENT).await?;
    let now = platform.clock.now();
    let of = |is_mail: bool, is_set: bool| {
        let is = |channel: Channel| (channel == Channel::Email) == is_mail;
        let waits: Vec<&Waiting> = waiting.iter().filter(|w| is(w.channel)).collect();
        let oldest = waits.iter().map(|w| now - w.oldest).max().unwrap_or_default().max(0);
        let in_hour: Vec<Count> = hour.iter().copied().filter(|c| is(c.channel)).collect();
        let newest: Vec<Told> =
            recent.iter().filter(|m| is(m.channel) && now - m.created_at < HOUR).filter_map(|m| told(m.state, m.cause)).collect();
        let in_day: Vec<Count> = day.iter().copied().filter(|c| is(c.channel)).collect();
        WayOut {
            health: if is_set { judged(&in_hour, &newest, oldest) } else { Health::NotSet },
            hour: summed(&in_hour),
            day: summed(&in_day),
            waiting: waits.iter().map(|w| w.number).sum(),
            oldest_minutes: oldest / MINUTE,
        }
    };
    let settings = &platform.settings;
    Ok((of(true, !settings.no_mail), of(false, !settings.no_phone)))
}

/// What one message tells of the way out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    /// It left.
    Left,
    /// It may have left.
    Perhaps,
    /// It did not.
    Broken,
}

/// What a message tells; none: nothing. A wrong number or a phone that nobody answers is no fault of the gateway.
fn told(state: State, cause: Option<Cause>) -> Option<Told> {
    match state {
        State::Sent | State::Delivered => Some(Told::Left),
        State::Unknown => cause.is_none_or(Cause::is_ours).then_some(Told::Perhaps),
        State::Failed => cause.is_none_or(Cause::is_ours).then_some(Told::Broken),
        // One that waits for its next try has failed already.
        State::Queued | State::Sending => cause.is_some_and(Cause::is_ours).then_some(Told::Broken),
    }
}

/// What an hour says, and the newest messages of it, the newest first: an outage shows at the first message that is held up, however many went
/// well before it; without an answer at all it takes two. It is over at the first that leaves.
fn judged(hour: &[Count], newest: &[Told], oldest: Millis) -> Health {
    let number = |of: &dyn Fn(Told) -> bool| -> i64 {
        hour.iter().filter(|c| told(c.state, c.cause).is_some_and(of)).map(|c| c.number).sum()
    };
    let (broken, left) = (number(&|told| told != Told::Left), number(&|told| told == Told::Left));
    let outage = matches!(newest, [Told::Broken, ..] | [Told::Perhaps, Told::Perhaps | Told::Broken, ..]);
    match () {
        () if outage || (newest.first() != Some(&Told::Left) && broken > 0 && broken >= left) => Health::Failing,
        () if oldest > SLOW => Health::Slow,
        () if hour.is_empty() => Health::Quiet,
        () => Health::Well,
    }
}

fn summed(counts: &[Count]) -> Counts {
    let of = |state: State| counts.iter().filter(|c| c.state == state).map(|c| c.number).sum();
    let mut causes = Vec::new();
    for count in counts.iter().filter(|c| matches!(c.state, State::Failed | State::Unknown)) {
        let Some(cause) = count.cause else { continue };
        match causes.iter_mut().find(|(known, _)| *known == cause) {
            Some((_, number)) => *number += count.number,
            None => causes.push((cause, count.number)),
        }
    }
    causes.sort_by_key(|(_, number)| std::cmp::Reverse(*number));
    Counts {
        sent: of(State::Sent),
        delivered: of(State::Delivered),
        failed: of(State::Failed),
        unknown: of(State::Unknown),
        causes,
    }
}

async fn limits_of(platform: &Platform, tx: &mut Tx, actor: &Actor) -> Outcome<Limits> {
    let settings = &platform.settings.messages;
    let (practice_used, all_reached) = limits::used(platform, tx, actor.practice).await?;
    let day = health::counts(platform, tx, actor.practice, 24).await?;
    let left = |channel: Channel| -> i64 {
        let is = |c: &&Count| c.channel == channel && matches!(c.state, State::Sent | State::Delivered | State::Unknown);
        day.iter().filter(is).map(|c| c.number).sum()
    };
    let dearest = settings.text_cost.max(settings.call_cost);
    let [(quarter, _), (person_day, _)] = BUDGETS;
    Ok(Limits {
        person_quarter: i64::try_from(quarter).unwrap_or_default(),
        person_day: i64::try_from(person_day).unwrap_or_default(),
        practice_day: settings.per_practice_per_day.into(),
        practice_used,
        all_day: settings.per_day.into(),
        all_reached,
        cents: cents(left(Channel::Sms), settings.text_cost) + cents(left(Channel::Voice), settings.call_cost),
        most_cents: cents(settings.per_day.into(), dearest),
    })
}

/// What so many cost, in cents: an estimate.
fn cents(number: i64, dollars: f64) -> i64 {
    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "an estimate of a few dollars")]
    let cents = (number as f64 * dollars * 100.0).ceil() as i64;
    cents
}

/// What became of a wish for a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tested {
    /// It is on its way.
    Queued,
    /// Who asked is no active administrator any more.
    NotAllowed,
    /// This way is not set up here.
    NotSetUp,
    /// The actor has no address, or no proven phone.
    Nowhere,
    /// Too many: minutes until the next.
    TooMany(i64),
    /// The day's limit of texts and calls is reached.
    DayOver,
}

/// Sends a test to the actor's own address or own proven phone.
///
/// # Errors
/// A database fault.
pub async fn send_test(platform: &Platform, actor: &Actor, channel: Channel, locale: Locale) -> Outcome<Tested> {
    let settings = &platform.settings;
    let missing = match channel {
        Channel::Email => settings.no_mail,
        Channel::Sms => settings.no_phone,
        Channel::Voice => settings.no_phone || settings.no_calls,
    };
    if missing {
        return Ok(Tested::NotSetUp);
    }
    let now = platform.clock.now();
    let mut tx = platform.db.write().await?;
    // From here on the practice's other deeds wait: two tests at once are counted one after the other.
    if !levels::lock(&mut tx, actor, Permission::Messages).await? {
        return Ok(Tested::NotAllowed);
    }
    let recipient = match channel {
        Channel::Email => users::find_own(&mut tx, actor).await?.email,
        Channel::Sms | Channel::Voice => phones::find_verified(&mut tx, actor.user).await?.map(|phone| phone.number),
    };
    let Some(recipient) = recipient else { return Ok(Tested::Nowhere) };
    let sent = health::tests(platform, &mut tx, actor.user, now - TESTS[1].1).await?;
    let waits = TESTS.iter().filter_map(|(most, within)| sent.get(most - 1).map(|at| at + within - now));
    if let Some(wait) = waits.max().filter(|wait| *wait > 0) {
        return Ok(Tested::TooMany((wait + MINUTE - 1) / MINUTE));
    }
    if channel != Channel::Email {
        if limits::wait(platform, &mut tx, actor.practice).await? > 0 {
            return Ok(Tested::DayOver);
        }
        limits::spend(platform, &mut tx, actor.practice).await?;
    }
    let params = Params { practice: actor.person.practice.clone(), ..Params::default() };
    let message = NewMessage {
        practice: Some(actor.practice),
        user: Some(actor.user),
        channel,
        kind: MessageKind::Test,
        recipient,
        locale,
        params,
        reference: None,
    };
    enqueue(platform, &mut tx, &message).await?;
    let entry = Entry { detail: json!({ "channel": channel.as_str() }), ..Entry::by(actor, Kind::TestMessageSent, now) };
    audit::append(platform, &mut tx, entry).await?;
    tx.commit().await?;
    Ok(Tested::Queued)
}
