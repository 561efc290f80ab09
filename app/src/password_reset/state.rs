//! How the newest reset of a person stands, in the words of the administrator who looks.

use uuid::Uuid;

use super::model::ResetState;
use super::service::TRIES;
use super::store::{self, StateRow};
use super::text;
use crate::i18n::{Locale, Text};
use crate::outbox::model::State;
use crate::outbox::service as outbox;
use crate::platform::{Millis, Outcome, Platform, Tx};
use crate::practice::time::Zone;
use crate::sessions::service::Actor;
use crate::users::service::full_name;

/// Where a reset stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Made, not used.
    Waiting,
    /// The code was typed; the new password is not set yet.
    Opened,
    /// Done.
    Used,
    /// Taken back, or replaced by a newer one.
    Cancelled,
    /// Ended by wrong codes.
    Guessed,
    /// Its time is over.
    Expired,
}

/// The newest reset of a person; none if there never was one. In the caller's transaction.
///
/// # Errors
/// A database fault.
pub async fn find(
    platform: &Platform,
    tx: &mut Tx,
    actor: &Actor,
    user: Uuid,
    (zone, locale): (&Zone, Locale),
) -> Outcome<Option<ResetState>> {
    let Some(row) = store::find_state(tx, actor.practice, user).await? else { return Ok(None) };
    let now = platform.clock.now();
    let stage = stage(&row, now);
    let mut says = standing(&row, stage, (now, zone, locale));
    if let (Stage::Waiting, Some(sent)) = (stage, outbox::find_state(tx, row.id).await?)
        && let Some(state) = of_mail(sent.state)
    {
        says.push(' ');
        says.push_str(state.of(locale));
    }
    let open = matches!(stage, Stage::Waiting | Stage::Opened);
    Ok(Some(ResetState { id: row.id.simple().to_string(), open, says }))
}

/// What has become of the mail with a link; none where that is not known.
#[must_use]
pub const fn of_mail(state: State) -> Option<Text> {
    match state {
        State::Queued => Some(text::MAIL_QUEUED),
        State::Sending => Some(text::MAIL_SENDING),
        State::Sent => Some(text::MAIL_SENT),
        State::Failed => Some(text::MAIL_FAILED),
        State::Delivered | State::Unknown => None,
    }
}

fn stage(row: &StateRow, now: Millis) -> Stage {
    match (row.used_at, row.cancelled_at, row.opened_at) {
        (Some(_), _, _) => Stage::Used,
        (_, Some(_), _) if row.tries >= TRIES => Stage::Guessed,
        (_, Some(_), _) => Stage::Cancelled,
        _ if row.expires_at <= now => Stage::Expired,
        (_, _, Some(_)) => Stage::Opened,
        _ => Stage::Waiting,
    }
}

fn standing(row: &StateRow, stage: Stage, (now, zone, locale): (Millis, &Zone, Locale)) -> String {
    let by = full_name(row.first_name.as_deref().unwrap_or_default(), row.last_name.as_deref().unwrap_or_default());
    let way = match row.way.as_str() {
        "self" => text::WAY_SELF,
        _ if by.is_empty() => text::WAY_OPERATOR,
        "code" => text::WAY_CODE,
        _ => text::WAY_LINK,
    };
    let what = way.with(locale, &[("made", &zone.in_words(row.created_at)), ("by", &by)]);
    let later = row.valid_from > now;
    let sentence = match stage {
        Stage::Waiting if later => text::STATE_LATER,
        Stage::Waiting => text::STATE_WAITING,
        Stage::Opened => text::STATE_OPENED,
        Stage::Used => text::STATE_USED,
        Stage::Cancelled => text::STATE_CANCELLED,
        Stage::Guessed => text::STATE_GUESSED,
        Stage::Expired => text::STATE_EXPIRED,
    };
    let from = if later { zone.in_words(row.valid_from) } else { String::new() };
    sentence.with(locale, &[("what", &what), ("until", &zone.in_words(row.expires_at)), ("from", &from)])
}
