//! Texts and calls: how a code is worded, and the worker's round for them.
//!
//! Unlike mail, a text or a call of unknown outcome is not sent again: a phone that rings twice alarms people, and the page offers
//! to send again. A code that is over is never sent.

use futures::StreamExt as _;
use uuid::Uuid;

use super::cause::Cause;
use super::message::short;
use super::model::{Channel, CodeParams, MessageKind, Params, State};
use super::service::kept;
use super::store::{self, MessageRow};
use super::text;
use crate::i18n::Locale;
use crate::phones::model::LineKind;
use crate::phones::service as phones;
use crate::platform::clock::{MINUTE, SECOND};
use crate::platform::gateway::{Body, Gateway, NotTaken, Outgoing, Script, Taken, Trouble};
use crate::platform::mailer::host_of;
use crate::platform::{Millis, Outcome, Platform};
use crate::security_codes::model::Purpose;

/// Waits between tries, the last of which repeats for as long as the code is valid.
const WAITS: [Millis; 4] = [2 * SECOND, 8 * SECOND, 30 * SECOND, MINUTE];
/// No try is later than this, whatever a gateway asks for.
const LONGEST_WAIT: Millis = 5 * MINUTE;
/// Tries for what carries no code.
const TRIES_WITHOUT_CODE: usize = 4;
/// Messages that a worker takes at once.
const BATCH: i64 = 20;
/// Messages on their way at the same time.
const AT_ONCE: usize = 8;
/// A worker that has not told the end of a try by now is taken for dead. More than `BATCH / AT_ONCE` times the gateway's time limit.
const LEASE: Millis = 2 * MINUTE;
/// Longest text that one message carries in the GSM alphabet (3GPP TS 23.038).
const SEGMENT: usize = 160;

/// The six digits of a code: a MAC over its purpose, row and flow, the same each time. Nothing of it is stored, and nobody without the
/// instance's secret can tell it. 2^64 is no multiple of a million; the difference favours a code by less than 1 in 10^13.
#[must_use]
pub fn code_for(platform: &Platform, purpose: Purpose, row: Uuid, flow: &str) -> String {
    let mac = platform.secrets.codes().mac(&[purpose.as_str().as_bytes(), row.as_bytes(), flow.as_bytes()]);
    let number = mac.iter().take(8).fold(0_u64, |n, byte| (n << 8) | u64::from(*byte));
    format!("{:06}", number % 1_000_000)
}

/// A text: one message of the GSM alphabet. Its last line binds the code to our site, so that a browser fills it in nowhere else
/// (WICG origin-bound one-time codes).
fn text_message(code: &str, purpose: Purpose, minutes: i64, host: &str, locale: Locale) -> String {
    let (first, last) = code.split_at(code.len() / 2);
    let what = match purpose {
        Purpose::LogIn | Purpose::StepUp => text::CODE_LOG_IN,
        Purpose::NewPhone | Purpose::OldPhone => text::CODE_PHONE,
    };
    let ends = if minutes == 1 { text::CODE_ENDS_MINUTE } else { text::CODE_ENDS };
    let lead = what.with(locale, &[("code", &format!("{first} {last}"))]);
    let ends = ends.with(locale, &[("n", &minutes.to_string())]);
    let never = text::CODE_NEVER_TELL.of(locale);
    let whole = format!("{lead} {ends} {never}\n\n@{host} #{code}");
    // A long host leaves no room for advice.
    if whole.chars().count() <= SEGMENT { whole } else { format!("{lead} {ends}\n\n@{host} #{code}") }
}

/// A call: the digits apart, each a word of its own.
fn script(code: &str, locale: Locale) -> Script {
    let digits = code.chars().map(|d| format!("{d}.")).collect::<Vec<_>>().join(" ");
    Script {
        greeting: text::CALL_GREETING.of(locale).to_owned(),
        words: text::CALL_WORDS.with(locale, &[("digits", &digits)]),
        goodbye: text::CALL_GOODBYE.of(locale).to_owned(),
    }
}

/// What an administrator sends to their own phone, to see whether it arrives.
fn test(calls: bool, locale: Locale) -> Body {
    if !calls {
        return Body::Text(text::TEST_TEXT.of(locale).to_owned());
    }
    let [greeting, words, goodbye] = [text::TEST_GREETING, text::TEST_WORDS, text::TEST_GOODBYE].map(|t| t.of(locale).to_owned());
    Body::Call(Script { greeting, words, goodbye })
}

/// What a row becomes; none when a newer version of the program wrote it.
pub(super) fn outgoing(platform: &Platform, row: &MessageRow) -> Option<Outgoing> {
    let kind = MessageKind::parse(&row.kind)?;
    let params: Params = serde_json::from_str(&row.params).ok()?;
    let locale = Locale::from_tag(&row.locale).unwrap_or_default();
    let calls = match row.channel.as_str() {
        "sms" => false,
        "voice" => true,
        _ => return None,
    };
    let at = platform.clock.now();
    let valid = params.code.as_ref().map(|code| code.until - at);
    let body = match (kind, params.code.clone().zip(row.reference)) {
        (MessageKind::Test, _) => test(calls, locale),
        (MessageKind::SecurityCode, Some((CodeParams { purpose, flow, until }, reference))) => {
            let code = code_for(platform, purpose, reference, &flow);
            let minutes = ((until - row.created_at) / MINUTE).max(1);
            if calls {
                Body::Call(script(&code, locale))
            } else {
                Body::Text(text_message(&code, purpose, minutes, host_of(&platform.settings.base_url), locale))
            }
        }
        (kind, _) if !calls => Body::Text(short(kind, &params, &platform.settings.base_url, locale)?),
        _ => return None,
    };
    Some(Outgoing { id: row.id, to: row.recipient.clone(), language: locale.tag(), at, valid, body })
}

/// The code that a message carries; none for one without.
fn code_of(row: &MessageRow) -> Option<CodeParams> {
    serde_json::from_str::<Params>(&row.params).ok()?.code
}

/// Whether the code of a message is over.
pub(super) fn is_over(platform: &Platform, row: &MessageRow) -> bool {
    code_of(row).is_some_and(|code| code.until <= platform.clock.now())
}

/// One round of the worker for texts and calls. Returns how many left.
///
/// # Errors
/// A database fault. What was on its way meanwhile becomes [`State::Unknown`] when its lease is over.
pub async fn deliver_to_phones(platform: &Platform, gateway: &Gateway) -> Outcome<usize> {
    let now = platform.clock.now();
    let mut tx = platform.db.write().await?;
    // A gateway that takes the same id twice for one message gets it again.
    let state = if gateway.knows_doubles() { State::Queued } else { State::Unknown };
    let lost = ("the program stopped while it was on its way", Cause::NoAnswer.as_str());
    store::end_lost(&mut tx, now, lost, state.as_str()).await?;
    let rows = store::claim_phone(&mut tx, now, now + LEASE, BATCH, now + LONGEST_WAIT).await?;
    tx.commit().await?;
    let ends: Vec<Outcome<bool>> =
        futures::stream::iter(rows).map(|row| Box::pin(deliver(platform, gateway, row))).buffer_unordered(AT_ONCE).collect().await;
    let mut sent = 0;
    for end in ends {
        sent += usize::from(end?);
    }
    Ok(sent)
}

async fn deliver(platform: &Platform, gateway: &Gateway, row: MessageRow) -> Outcome<bool> {
    let result = hand_over(platform, gateway, &row).await;
    let now = platform.clock.now();
    let mut tx = platform.db.write().await?;
    match &result {
        Ok(vendor_id) => {
            store::set_taken(&mut tx, row.id, now, vendor_id.as_deref()).await?;
        }
        Err(not) => {
            let trouble = not.trouble();
            let step = usize::try_from(row.attempts - 1).unwrap_or_default();
            let next_at = now + WAITS[step.min(WAITS.len() - 1)].max(trouble.wait.unwrap_or_default().min(LONGEST_WAIT));
            let again = match not {
                NotTaken::Later(_) => true,
                NotTaken::Unknown(_) => gateway.knows_doubles(),
                NotTaken::Never(_) => false,
            };
            // A code is sent for as long as it is valid, anything else a few times.
            let worth = code_of(&row).map_or(step < TRIES_WITHOUT_CODE, |code| next_at < code.until);
            let state = match not {
                _ if again && worth => State::Queued,
                NotTaken::Unknown(_) => State::Unknown,
                NotTaken::Later(_) | NotTaken::Never(_) => State::Failed,
            };
            let (why, cause) = (kept(&trouble.why), trouble.cause.as_str());
            tracing::warn!(outbox.id = %row.id, outbox.kind = row.kind, outbox.state = state.as_str(), outbox.cause = cause, "a message was not sent: {why}");
            store::set_unsent(&mut tx, row.id, row.attempts, store::Unsent { state: state.as_str(), next_at, error: &why, cause })
                .await?;
        }
    }
    tx.commit().await?;
    Ok(result.is_ok())
}

async fn hand_over(platform: &Platform, gateway: &Gateway, row: &MessageRow) -> Taken {
    let never = |cause, why: &str| Err(NotTaken::Never(Trouble::of(cause, why)));
    if is_over(platform, row) {
        return never(Cause::TooLate, "the code was over before it could be sent");
    }
    if outgoing(platform, row).is_none() {
        return never(Cause::Other, "written by a newer version of the program");
    }
    // Before the first code to a number that is new: a text to a landline is lost.
    let is_new = row.attempts == 1 && code_of(row).is_some_and(|code| code.purpose == Purpose::NewPhone);
    if is_new && let Some(kind) = gateway.line_kind(&row.recipient).await {
        if let Err(e) = phones::note_kind(platform, &row.recipient, kind).await {
            tracing::warn!("noting the kind of a line: {e}");
        }
        if kind == LineKind::Landline && row.channel == Channel::Sms.as_str() {
            return never(Cause::Landline, "the number is a landline's");
        }
    }
    // Made now: the look-up took its time.
    match outgoing(platform, row) {
        Some(outgoing) => gateway.send(&outgoing).await,
        None => never(Cause::Other, "written by a newer version of the program"),
    }
}

#[cfg(test)]
mod tests {
    use super::{SEGMENT, text_message};
    use crate::i18n::Locale;
    use crate::security_codes::model::{Purpose, digits_in};

    /// The letters that a text carries in seven bits (3GPP TS 23.038 6.2.1), as far as ours could have them.
    fn is_gsm(c: char) -> bool {
        c.is_ascii_alphanumeric() || " \n@#.,:;!?'\"()+-/&%$*<>=_¿¡éèàùìòñÑÉüÜöÖäÄ".contains(c)
    }

    #[test]
    fn a_text_is_one_message_of_the_gsm_alphabet_and_bound_to_our_site() {
        for purpose in Purpose::ALL {
            for locale in Locale::ALL {
                for host in ["ehr.example", "a-very-long-name-of-a-practice.hosting.region.example"] {
                    for minutes in [1, 10, 15] {
                        let text = text_message("042915", purpose, minutes, host, locale);
                        assert!(text.chars().count() <= SEGMENT && text.chars().all(is_gsm), "{} {text}", text.len());
                        assert!(text.starts_with("042 915 ") && !text.contains('{'), "{text}");
                        assert!(text.ends_with(&format!("\n@{host} #042915")), "{text}");
                        assert_eq!(digits_in(&text).as_deref(), Some("042915"));
                    }
                }
            }
        }
    }
}
