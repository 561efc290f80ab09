//! The rules of sending.

use futures::StreamExt as _;
use subtle::ConstantTimeEq as _;
use uuid::Uuid;

use super::cause::Cause;
use super::message::{Message, render};
use super::model::{Channel, MessageKind, Params, Shown, State};
use super::store::{self, DeliveryRow, MessageRow, NewRow};
use super::{limits, phone};
use crate::i18n::Locale;
use crate::platform::clock::{HOUR, KEPT, MINUTE, SECOND};
use crate::platform::gateway::Body;
use crate::platform::mailer::{Mail, Mailer, Unsent, host_of};
use crate::platform::tokens::{hex, unhex};
use crate::platform::{Fault, Millis, Outcome, Platform, Tx};

/// Waits between tries; after the last, a message is given up.
const WAITS: [Millis; 5] = [30 * SECOND, 2 * MINUTE, 8 * MINUTE, 30 * MINUTE, 2 * HOUR];
/// No try is later than this, but for a clock that was set back.
const LONGEST_WAIT: Millis = 2 * HOUR;
/// Messages that a worker takes at once.
const BATCH: i64 = 20;
/// Messages on their way at the same time: mail servers refuse too many connections.
const AT_ONCE: usize = 4;
/// A worker that has not told the end of a try by now is taken for dead. More than `BATCH / AT_ONCE` times the mailer's time limit.
const LEASE: Millis = 3 * MINUTE;
/// Longest error that is kept, in characters.
const LONGEST_ERROR: usize = 200;

/// A message to be queued.
#[derive(Clone, Debug)]
pub struct NewMessage {
    /// Whose message; none: its reader has no practice yet.
    pub practice: Option<Uuid>,
    /// To whom, when it is somebody's.
    pub user: Option<Uuid>,
    /// How.
    pub channel: Channel,
    /// What.
    pub kind: MessageKind,
    /// The address.
    pub recipient: String,
    /// The reader's language.
    pub locale: Locale,
    /// What it names.
    pub params: Params,
    /// The row that its link belongs to; needed by kinds with a link.
    pub reference: Option<Uuid>,
}

/// What has become of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// What it told.
    pub kind: MessageKind,
    /// The address. Before proof no page may name it.
    pub recipient: String,
    /// What has become of it.
    pub state: State,
    /// Tries so far.
    pub attempts: i64,
    /// When it was queued.
    pub created_at: Millis,
    /// When the mail server took it.
    pub sent_at: Option<Millis>,
    /// Why the last try failed, for an operator.
    pub error: Option<String>,
    /// The same in a word.
    pub cause: Option<Cause>,
}

/// Queues a message in the caller's transaction: it is sent when that is committed, and never otherwise.
///
/// # Errors
/// A database fault; [`Fault::Internal`] for a kind with a link but without a reference.
pub async fn enqueue(platform: &Platform, tx: &mut Tx, new: &NewMessage) -> Outcome<Uuid> {
    if new.kind.link_purpose().is_some() && new.reference.is_none() {
        return Err(Fault::internal(format!("a message of kind {} needs the row of its link", new.kind.as_str())));
    }
    let now = platform.clock.now();
    let id = platform.random.id(now);
    let params = serde_json::to_string(&new.params).map_err(|e| Fault::internal(e.to_string()))?;
    let row = NewRow {
        id,
        practice: new.practice,
        user: new.user,
        channel: new.channel.as_str(),
        kind: new.kind.as_str(),
        recipient: &new.recipient,
        locale: new.locale.tag(),
        params: &params,
        reference: new.reference,
    };
    store::create(tx, &row, now).await?;
    Ok(id)
}

/// The link to a row: its id and a MAC over purpose and id. The same each time; nothing of it is stored, and nobody without the
/// instance's secret can make one. Whether it still works is said by the row. Its path begins with the purpose.
#[must_use]
pub fn link_for(platform: &Platform, purpose: &str, reference: Uuid) -> String {
    let mac = mac(platform, purpose, reference);
    format!("{}/{purpose}/link/{}{}", platform.settings.base_url, hex(reference.as_bytes()), hex(&mac))
}

/// The row that a link's last part belongs to; none when it is not one of ours for this purpose. Only the exact text that
/// [`link_for`] wrote is accepted, and the MACs are compared in constant time (ASVS 11.2.4).
#[must_use]
pub fn check_link(platform: &Platform, purpose: &str, text: &str) -> Option<Uuid> {
    let exact = text.len() == 96 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    let bytes = exact.then(|| unhex(text)).flatten()?;
    let (id, given) = bytes.split_at_checked(16)?;
    let id = Uuid::from_slice(id).ok()?;
    bool::from(mac(platform, purpose, id).as_slice().ct_eq(given)).then_some(id)
}

fn mac(platform: &Platform, purpose: &str, reference: Uuid) -> [u8; 32] {
    platform.secrets.links().mac(&[purpose.as_bytes(), reference.as_bytes()])
}

/// One round of the worker: takes what is due, sends it outside of any transaction, and writes down what became of it. Returns how many
/// messages left.
///
/// # Errors
/// A database fault. Messages that left meanwhile are sent again when their lease is over, with the same Message-ID.
pub async fn deliver_due(platform: &Platform, mailer: &Mailer) -> Outcome<usize> {
    let now = platform.clock.now();
    let mut tx = platform.db.write().await?;
    let rows = store::claim_due(&mut tx, now, now + LEASE, BATCH, now + LONGEST_WAIT).await?;
    tx.commit().await?;
    let ends: Vec<Outcome<bool>> =
        futures::stream::iter(rows).map(|row| Box::pin(deliver(platform, mailer, row))).buffer_unordered(AT_ONCE).collect().await;
    let mut sent = 0;
    for end in ends {
        sent += usize::from(end?);
    }
    Ok(sent)
}

async fn deliver(platform: &Platform, mailer: &Mailer, row: MessageRow) -> Outcome<bool> {
    let result = match mail(platform, &row) {
        Some(_) if usize::try_from(row.attempts).is_ok_and(|n| n > WAITS.len() + 1) => {
            Err(Unsent::never("the program stopped during each try"))
        }
        Some(mail) => mailer.send(&mail).await,
        None => Err(Unsent::never("written by a newer version of the program")),
    };
    let now = platform.clock.now();
    let mut tx = platform.db.write().await?;
    match &result {
        Ok(()) => {
            store::set_sent(&mut tx, row.id, now).await?;
        }
        Err(unsent) => {
            let wait = usize::try_from(row.attempts - 1).ok().and_then(|n| WAITS.get(n)).filter(|_| unsent.again);
            let state = if wait.is_some() { State::Queued } else { State::Failed };
            let why = kept(&unsent.why);
            tracing::warn!(outbox.id = %row.id, outbox.kind = row.kind, outbox.state = state.as_str(), "a message was not sent: {why}");
            let cause = if unsent.again { Cause::Unavailable } else { Cause::BadAddress }.as_str();
            let next_at = now + wait.copied().unwrap_or(0);
            store::set_unsent(&mut tx, row.id, row.attempts, store::Unsent { state: state.as_str(), next_at, error: &why, cause })
                .await?;
        }
    }
    tx.commit().await?;
    Ok(result.is_ok())
}

/// Whether the link of a message has ended: then the message says so instead, since a link that "can't be used any more" helps nobody.
fn is_late(kind: MessageKind, params: &Params, created_at: Millis, now: Millis) -> bool {
    let Some(minutes) = params.minutes.filter(|_| kind.link_purpose().is_some()) else { return false };
    // A link that works from tomorrow works for as long again.
    let times = if params.later == Some(true) { 2 } else { 1 };
    created_at + times * i64::from(minutes) * MINUTE <= now
}

/// What may be kept of a mail server's answer: one short line, without anything that could be a link or a token of the message that it
/// refused, and without addresses.
pub(super) fn kept(why: &str) -> String {
    let word = |w: &str| {
        let secret = w.contains("://") || w.contains("/link/") || w.bytes().filter(u8::is_ascii_hexdigit).count() >= 32;
        if secret || w.contains('@') { "…".to_owned() } else { w.to_owned() }
    };
    let line = why.split_whitespace().map(word).collect::<Vec<_>>().join(" ");
    line.chars().take(LONGEST_ERROR).collect()
}

fn mail(platform: &Platform, row: &MessageRow) -> Option<Mail> {
    let message = rendered(platform, row)?;
    Some(Mail {
        id: format!("<{}@{}>", row.id, host_of(&platform.settings.base_url)),
        to: row.recipient.clone(),
        at: row.created_at,
        subject: message.subject,
        text: message.text,
        html: message.html,
    })
}

fn rendered(platform: &Platform, row: &MessageRow) -> Option<Message> {
    let kind = MessageKind::parse(&row.kind)?;
    let params: Params = serde_json::from_str(&row.params).ok()?;
    let late = is_late(kind, &params, row.created_at, platform.clock.now());
    let link = kind.link_purpose().zip(row.reference).filter(|_| !late);
    let link = link.map(|(purpose, reference)| link_for(platform, purpose, reference));
    let locale = Locale::from_tag(&row.locale).unwrap_or_default();
    Some(render(kind, &params, &platform.settings.base_url, link, locale))
}

/// What has become of the newest message with this reference; none when there is none.
///
/// # Errors
/// A database fault.
pub async fn find_state(tx: &mut Tx, reference: Uuid) -> Outcome<Option<Delivery>> {
    Ok(store::find_newest_of_reference(tx, reference).await?.and_then(delivery))
}

/// A person's newest messages and what has become of them.
///
/// # Errors
/// A database fault.
pub async fn list_for_user(tx: &mut Tx, user: Uuid, limit: i64) -> Outcome<Vec<Delivery>> {
    Ok(store::list_of_user(tx, user, limit).await?.into_iter().filter_map(delivery).collect())
}

/// Whether a message of this kind to a person was queued for a channel since a time.
///
/// # Errors
/// A database fault.
pub async fn was_sent(tx: &mut Tx, user: Uuid, kind: MessageKind, channel: Channel, since: Millis) -> Outcome<bool> {
    store::has_since(tx, user, kind.as_str(), channel.as_str(), since).await
}

/// The language that a person was last written to in: for messages that no page of theirs gives rise to.
///
/// # Errors
/// A database fault.
pub async fn language_of(tx: &mut Tx, user: Uuid) -> Outcome<Locale> {
    Ok(store::find_language(tx, user).await?.and_then(|tag| Locale::from_tag(&tag)).unwrap_or_default())
}

fn delivery(row: DeliveryRow) -> Option<Delivery> {
    Some(Delivery {
        kind: MessageKind::parse(&row.kind)?,
        recipient: row.recipient,
        state: State::parse(&row.state)?,
        attempts: row.attempts,
        created_at: row.created_at,
        sent_at: row.sent_at,
        error: row.error,
        cause: row.cause.as_deref().and_then(Cause::parse),
    })
}

/// The newest messages as they are sent, links included: for the demo alone.
///
/// # Errors
/// A database fault.
pub async fn list_shown(platform: &Platform, limit: i64) -> Outcome<Vec<Shown>> {
    let mut tx = platform.db.read().await?;
    let rows = store::list_newest(&mut tx, limit).await?;
    Ok(rows
        .iter()
        .filter_map(|row| {
            let (subject, text) = shown_text(platform, row)?;
            Some(Shown {
                id: row.id.to_string(),
                channel: row.channel.clone(),
                to: row.recipient.clone(),
                subject,
                text,
                at: jiff::Timestamp::from_millisecond(row.created_at).map(|t| t.to_string()).unwrap_or_default(),
            })
        })
        .collect())
}

/// Subject and text as they are read, or heard.
fn shown_text(platform: &Platform, row: &MessageRow) -> Option<(String, String)> {
    if row.channel == Channel::Email.as_str() {
        return rendered(platform, row).map(|message| (message.subject, message.text));
    }
    Some((
        String::new(),
        match phone::outgoing(platform, row)?.body {
            Body::Text(text) => text,
            Body::Call(script) => format!("{}\n\n{}", script.greeting, script.words),
        },
    ))
}

/// Messages with this reference that have not left never do, for this reason.
///
/// # Errors
/// A database fault.
pub async fn cancel(tx: &mut Tx, reference: Uuid, why: &str) -> Outcome<()> {
    store::cancel(tx, reference, why).await.map(drop)
}

/// Deletes messages that left or were given up [`KEPT`] ago; the audit trail keeps the story. Run now and then. Returns how many.
///
/// # Errors
/// A database fault.
pub async fn sweep(platform: &Platform) -> Outcome<u64> {
    let mut tx = platform.db.write().await?;
    let now = platform.clock.now();
    let gone = store::delete_old(&mut tx, now - KEPT).await?;
    limits::forget(&mut tx, now).await?;
    tx.commit().await?;
    Ok(gone)
}

#[cfg(test)]
mod tests {
    use super::kept;

    #[test]
    fn a_mail_server_s_answer_is_kept_without_links_tokens_and_addresses() {
        let token = "ab".repeat(48);
        let answer = format!(
            "permanent error (550): 5.7.1 <jin@elm.example>:\r\n spam, see https://ehr.example/reset/link/{token} and {token}"
        );
        let kept = kept(&answer);
        assert_eq!(kept, "permanent error (550): 5.7.1 … spam, see … and …");
    }
}
