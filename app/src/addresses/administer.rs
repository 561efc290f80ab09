//! An administrator asks for another log-in address of a person. They prove nothing with it: the link goes to the new address, is pressed by the
//! person, logged in, and the person finishes; the address before is told and can stop it.

use uuid::Uuid;

use super::change;
use super::links::{self, Resent};
use super::model::{EmailPage, PersonShown};
use super::own::{self, Begun};
use super::service::{self, Claimant};
use super::shown;
use crate::account::service::From;
use crate::i18n::Locale;
use crate::platform::{Outcome, Platform};
use crate::practice::service as practices;
use crate::sessions::service::Actor;
use crate::users::service::{self as users, NamedRow, Resettable};

fn claimant<'a>(actor: &'a Actor, person: &'a Resettable, locale: Locale) -> Claimant<'a> {
    Claimant {
        user: person.id,
        practice: actor.practice,
        by: Some(actor.user),
        first_name: &person.first_name,
        practice_name: &actor.person.practice,
        network: &actor.network,
        locale,
    }
}

/// Whom an administrator asks for; none: nobody whom they may change, themselves included.
async fn find_person(platform: &Platform, actor: &Actor, user: Uuid) -> Outcome<Option<Resettable>> {
    // Takes the practice's lock, as every deed of an administrator does.
    let mut tx = platform.db.write().await?;
    users::for_reset(&mut tx, actor, user).await
}

/// What the page shows, for who is an administrator now; none for nobody whom they may change.
///
/// # Errors
/// A database fault.
pub async fn find(platform: &Platform, actor: &Actor, user: Uuid, locale: Locale) -> Outcome<Option<EmailPage>> {
    let mut tx = platform.db.read().await?;
    let found = users::find_named_by_id(&mut tx, user).await?;
    let mine = |row: &NamedRow| row.practice == actor.practice && row.id != actor.user && row.deactivated_at.is_none();
    let Some(person) = found.filter(mine) else { return Ok(None) };
    let zone = practices::find_zone(&mut tx, actor.practice).await?;
    let page = shown::shown(platform, &mut tx, &zone, (person.id, &actor.person.practice), locale).await?;
    let name = users::full_name(&person.first_name, &person.last_name);
    let shown = PersonShown { id: user.simple().to_string(), name, first_name: person.first_name };
    Ok(Some(EmailPage { person: Some(shown), ..page }))
}

/// Claims an address for the person; none for nobody whom they may change. Addresses of others are counted as tries of the administrator.
///
/// # Errors
/// A database fault.
pub async fn begin(
    platform: &Platform,
    actor: &Actor,
    user: Uuid,
    typed: &str,
    anyway: bool,
    from: From<'_>,
) -> Outcome<Option<Begun>> {
    let Some(person) = find_person(platform, actor, user).await? else { return Ok(None) };
    own::claim(platform, actor.user, &claimant(actor, &person, from.locale), typed, anyway, from).await.map(Some)
}

/// Sends the link once more; none for nobody whom they may change.
///
/// # Errors
/// A database fault.
pub async fn resend(platform: &Platform, actor: &Actor, user: Uuid, locale: Locale) -> Outcome<Option<Resent>> {
    let mut tx = platform.db.write().await?;
    let Some(person) = users::for_reset(&mut tx, actor, user).await? else { return Ok(None) };
    let resent = links::resend(platform, &mut tx, &claimant(actor, &person, locale)).await?;
    if resent == Resent::Done {
        tx.commit().await?;
    }
    Ok(Some(resent))
}

/// Ends the person's claim, and what was to take the place of their address; whether there is such a person.
///
/// # Errors
/// A database fault.
pub async fn cancel(platform: &Platform, actor: &Actor, user: Uuid, locale: Locale) -> Outcome<bool> {
    let mut tx = platform.db.write().await?;
    let Some(person) = users::for_reset(&mut tx, actor, user).await? else { return Ok(false) };
    service::cancel(platform, &mut tx, &claimant(actor, &person, locale)).await?;
    change::keep(platform, &mut tx, &claimant(actor, &person, locale)).await?;
    tx.commit().await?;
    Ok(true)
}
