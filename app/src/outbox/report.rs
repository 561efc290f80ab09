//! What gateways report of texts and calls after they took them, and what a call says once a key was pressed.
//!
//! Reports come late, twice and in any order: one that arrived stays arrived, and what is no news changes nothing. A text or call of unknown
//! outcome is known by its report, since reports name our own row.

use uuid::Uuid;

use super::cause::Cause;
use super::phone;
use super::store;
use super::text;
use crate::i18n::Locale;
use crate::platform::gateway::{Body, Reported};
use crate::platform::{Outcome, Platform};

/// Notes what became of a text or call. Whether it was news; an unknown id is none.
///
/// # Errors
/// A database fault.
pub async fn report(platform: &Platform, id: Uuid, vendor_id: Option<&str>, reported: Reported) -> Outcome<bool> {
    let now = platform.clock.now();
    let mut tx = platform.db.write().await?;
    let changed = match reported {
        Reported::Sent => store::report_sent(&mut tx, id, now, vendor_id).await?,
        Reported::Delivered => store::report_delivered(&mut tx, id, now, vendor_id).await?,
        Reported::Failed(cause) => store::report_failed(&mut tx, id, vendor_id, cause.as_str()).await?,
    };
    tx.commit().await?;
    if changed > 0
        && let Reported::Failed(cause) = reported
    {
        tracing::warn!(outbox.id = %id, outbox.cause = cause.as_str(), "a text or call did not arrive");
    }
    Ok(changed > 0)
}

/// What a call says now that a key was pressed, and its language; that it is too late once its code is over. None for an id that is no
/// call's. Somebody is at the phone, so it has arrived.
///
/// # Errors
/// A database fault.
pub async fn key_pressed(platform: &Platform, id: Uuid) -> Outcome<Option<(String, &'static str)>> {
    let mut tx = platform.db.read().await?;
    let row = store::find(&mut tx, id).await?;
    drop(tx);
    let Some(row) = row.filter(|row| row.channel == "voice") else { return Ok(None) };
    let locale = Locale::from_tag(&row.locale).unwrap_or_default();
    if phone::is_over(platform, &row) {
        report(platform, id, None, Reported::Failed(Cause::TooLate)).await?;
        return Ok(Some((text::CALL_TOO_LATE.of(locale).to_owned(), locale.tag())));
    }
    let Some(Body::Call(script)) = phone::outgoing(platform, &row).map(|outgoing| outgoing.body) else { return Ok(None) };
    report(platform, id, None, Reported::Delivered).await?;
    Ok(Some((script.words, locale.tag())))
}
