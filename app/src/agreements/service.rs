//! The rules of agreements.

use serde_json::json;
use uuid::Uuid;

use super::model::{AgreementPage, ReadVersion, blocks};
use super::store::{self, AgreementRow, NewConsent};
use crate::account::service::From;
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::i18n::Locale;
use crate::platform::settings::Agreement;
use crate::platform::{Fault, Outcome, Platform, Tx};
use crate::practice::service as practices;
use crate::second_factor::policy;
use crate::sessions::service::Actor;

/// Keeps the operator's agreement, at each start.
///
/// # Errors
/// A database fault, or one that says that the text of a version has changed.
pub async fn keep(platform: &Platform) -> Outcome<()> {
    let Some(agreement) = &platform.settings.agreement else { return Ok(()) };
    let mut tx = platform.db.write().await?;
    store::create(&mut tx, &row(agreement), platform.clock.now()).await?;
    let kept = store::find(&mut tx, &agreement.version).await?;
    tx.commit().await?;
    if kept.is_some_and(|kept| kept.hash == agreement.hash()) {
        return Ok(());
    }
    Err(Fault::internal(format!(
        "the text of [agreement] version = \"{}\" is another one than people have agreed to. Give the new text a new version, or put the old text back",
        agreement.version
    )))
}

fn row(agreement: &Agreement) -> AgreementRow {
    AgreementRow {
        version: agreement.version.clone(),
        hash: agreement.hash(),
        text_en: agreement.en.clone(),
        text_es: agreement.es.clone(),
    }
}

/// Whether a person has yet to agree to the version that holds now.
///
/// # Errors
/// A database fault.
pub async fn is_due(platform: &Platform, tx: &mut Tx, user: Uuid) -> Outcome<bool> {
    let Some(agreement) = &platform.settings.agreement else { return Ok(false) };
    Ok(store::find_consent(tx, user, &agreement.version).await?.is_none())
}

/// What the actor reads: the version asked for, or else the one that holds now.
///
/// # Errors
/// A database fault.
pub async fn read(platform: &Platform, actor: &Actor, version: Option<&str>, locale: Locale) -> Outcome<AgreementPage> {
    let current = platform.settings.agreement.as_ref().map(|agreement| agreement.version.as_str());
    let mut tx = platform.db.read().await?;
    let asked = match version {
        Some(version) => store::find(&mut tx, version).await?,
        None => None,
    };
    let found = match (asked, &platform.settings.agreement) {
        (Some(asked), _) => Some(asked),
        (None, agreement) => agreement.as_ref().map(row),
    };
    let others = store::list(&mut tx).await?;
    let Some(found) = found else { return Ok(AgreementPage { read: None, others }) };
    let zone = practices::find_zone(&mut tx, actor.practice).await?;
    let agreed = store::find_consent(&mut tx, actor.user, &found.version).await?;
    let text = found.text_es.as_deref().filter(|_| locale == Locale::Es).unwrap_or(&found.text_en);
    let read = ReadVersion {
        blocks: blocks(text),
        agreed: agreed.map(|at| zone.in_words(at)),
        current: current == Some(found.version.as_str()),
        hash: found.hash,
        version: found.version,
    };
    let others = others.into_iter().filter(|other| *other != read.version).collect();
    Ok(AgreementPage { read: Some(read), others })
}

/// What became of a consent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreed {
    /// Noted, or noted before.
    Done,
    /// Another version holds now than the one that was on the page.
    Changed,
}

/// The actor agrees to the version that they have read. Only the one that holds now counts.
///
/// # Errors
/// A database fault.
pub async fn agree(platform: &Platform, actor: &Actor, version: &str, from: From<'_>) -> Outcome<Agreed> {
    let Some(agreement) = platform.settings.agreement.as_ref().filter(|agreement| agreement.version == version) else {
        return Ok(Agreed::Changed);
    };
    let mut tx = platform.db.write().await?;
    let (now, for_practice) = (platform.clock.now(), actor.person.holder.administrator);
    // The row that the consent refers to: in a test, and after a restore of an older backup, it may not be there.
    store::create(&mut tx, &row(agreement), now).await?;
    let consent = NewConsent {
        user: actor.user,
        version,
        at: now,
        for_practice,
        language: from.locale.tag(),
        network: &actor.network,
        browser: from.browser,
    };
    if store::agree(&mut tx, &consent).await? > 0 {
        let entry = Entry {
            subject: Some(actor.user),
            detail: json!({ "version": version, "hash": agreement.hash(), "for_practice": for_practice, "browser": from.browser }),
            ..Entry::by(actor, Kind::AgreementAccepted, now)
        };
        audit::append(platform, &mut tx, entry).await?;
    }
    policy::release(platform, &mut tx, actor.practice, actor.user).await?;
    tx.commit().await?;
    Ok(Agreed::Done)
}
