//! Texts and calls: how a code is worded, and the worker's round for them.
//!
//! Unlike mail, a text or a call of unknown outcome is not sent again: a phone that rings twice alarms people, and the page offers
//! to send again. A code that is over is never sent.

use futures::StreamExt as _;
use uuid::Uuid;

use super::model::{CodeParams, MessageKind, Params, State};
use super::service::kept;
use super::store::{self, MessageRow};
use super::text;
use crate::i18n::Locale;
use crate::platform::clock::{MINUTE, SECOND};
use crate::platform::gateway::{Body, Gateway, NotTaken, Outgoing};
use crate::platform::mailer::host_of;
use crate::platform::{Millis, Outcome, Platform};
use crate::security_codes::model::Purpose;

/// Waits between tries, the last of which repeats for as long as the code is valid.
const WAITS: [Millis; 4] = [2 * SECOND, 8 * SECOND, 30 * SECOND, MINUTE];
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

fn call(code: &str, locale: Locale) -> Body {
    let digits = code.chars().map(|d| format!("{d}.")).collect::<Vec<_>>().join(" ");
    Body::Call {
        greeting: text::CALL_GREETING.of(locale).to_owned(),
        words: text::CALL_WORDS.with(locale, &[("digits", &digits)]),
        goodbye: text::CALL_GOODBYE.of(locale).to_owned(),
    }
}

/// What a row becomes; none when a newer version of the program wrote it.
pub(super) fn outgoing(platform: &Platform, row: &MessageRow) -> Option<Outgoing> {
    let kind = MessageKind::parse(&row.kind)?;
    let params: Params = serde_json::from_str(&row.params).ok()?;
    let (CodeParams { purpose, flow, until }, reference) = params.code.zip(row.reference)?;
    let locale = Locale::from_tag(&row.locale).unwrap_or_default();
    let code = code_for(platform, purpose, reference, &flow);
    let minutes = ((until - row.created_at) / MINUTE).max(1);
    let body = match (kind, row.channel.as_str()) {
        (MessageKind::SecurityCode, "sms") => {
            Body::Text(text_message(&code, purpose, minutes, host_of(&platform.settings.base_url), locale))
        }
        (MessageKind::SecurityCode, "voice") => call(&code, locale),
        _ => return None,
    };
    Some(Outgoing { id: row.id, to: row.recipient.clone(), language: locale.tag(), body })
}

/// Until when a message may leave; none for one that always may.
fn ends_at(row: &MessageRow) -> Option<Millis> {
    serde_json::from_str::<Params>(&row.params).ok()?.code.map(|code| code.until)
}

/// One round of the worker for texts and calls. Returns how many left.
///
/// # Errors
/// A database fault. What was on its way meanwhile becomes [`State::Unknown`] when its lease is over.
pub async fn deliver_to_phones(platform: &Platform, gateway: &Gateway) -> Outcome<usize> {
    let now = platform.clock.now();
    let mut tx = platform.db.write().await?;
    store::give_up_lost(&mut tx, now, "the program stopped while it was on its way").await?;
    let rows = store::claim_phone(&mut tx, now, now + LEASE, BATCH, now + MINUTE).await?;
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
    let ends = ends_at(&row);
    let is_over = |at: Millis| ends.is_some_and(|ends| ends <= at);
    let result = match outgoing(platform, &row) {
        Some(_) if is_over(platform.clock.now()) => Err(NotTaken::Never("the code was over before it could be sent".into())),
        Some(outgoing) => gateway.send(&outgoing).await,
        None => Err(NotTaken::Never("written by a newer version of the program".into())),
    };
    let now = platform.clock.now();
    let mut tx = platform.db.write().await?;
    match &result {
        Ok(vendor_id) => {
            store::set_taken(&mut tx, row.id, now, vendor_id.as_deref()).await?;
        }
        Err(not) => {
            let step = usize::try_from(row.attempts - 1).unwrap_or_default().min(WAITS.len() - 1);
            let next = now + WAITS[step];
            let state = match not {
                NotTaken::Later(_) if !is_over(next) => State::Queued,
                NotTaken::Unknown(_) => State::Unknown,
                NotTaken::Later(_) | NotTaken::Never(_) => State::Failed,
            };
            let why = kept(not.why());
            tracing::warn!(outbox.id = %row.id, outbox.kind = row.kind, outbox.state = state.as_str(), "a message was not sent: {why}");
            store::set_unsent(&mut tx, row.id, row.attempts, state.as_str(), next, &why).await?;
        }
    }
    tx.commit().await?;
    Ok(result.is_ok())
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
