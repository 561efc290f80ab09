//! The rules of requests.

use serde_json::json;
use uuid::Uuid;

use super::model::{BrowserKnown, DISMISS, Reason, RequestCard};
pub use super::store::OperatorRow;
use super::store::{self, NewRequestRow, RequestRow};
use super::text;
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::i18n::{Locale, Text};
use crate::known_browsers::model::in_words;
use crate::known_browsers::service::Known;
use crate::levels::model::Permission;
use crate::levels::service as levels;
use crate::log_in_codes::model as log_in_codes;
use crate::log_in_codes::text as log_in_codes_text;
use crate::outbox::model::{Channel, MessageKind, Params};
use crate::outbox::service::{NewMessage, enqueue};
use crate::password_reset::text as reset;
use crate::phones::service as phones;
use crate::platform::clock::KEPT;
use crate::platform::{Outcome, Platform, Tx};
use crate::practice::time::Zone;
use crate::second_factor::policy;
use crate::sessions::service::Actor;
use crate::users::notices::{News, tell_administrators};
use crate::users::service as users;
use crate::users::text as user_text;

/// Cards on a page.
const CARDS: i64 = 50;

/// Who asks, and from where.
#[derive(Clone, Debug)]
pub struct Asker<'a> {
    /// The person.
    pub user: Uuid,
    /// Given and family name.
    pub name: String,
    /// Their practice.
    pub practice: Uuid,
    /// Its name.
    pub practice_name: &'a str,
    /// Came through a link in the person's own mail.
    pub proven: bool,
    /// The network.
    pub network: &'a str,
    /// The browser in words.
    pub browser: &'a str,
    /// How well it is known with the person.
    pub known: BrowserKnown,
    /// Why.
    pub reason: Reason,
}

/// How well a browser is known, for [`Asker::known`].
#[must_use]
pub fn known(found: Option<Known>) -> BrowserKnown {
    match found {
        None => BrowserKnown::Unknown,
        Some(browser) if browser.trusted_since.is_some() => BrowserKnown::Trusted,
        Some(_) => BrowserKnown::Known,
    }
}

/// Opens a request and tells the practice's other administrators by mail, once while it is open. Part of the caller's transaction.
///
/// # Errors
/// A database fault.
pub async fn open(platform: &Platform, tx: &mut Tx, asker: &Asker<'_>, locale: Locale) -> Outcome<()> {
    let now = platform.clock.now();
    let known = store::is_open(tx, asker.user).await?;
    let row = NewRequestRow {
        id: platform.random.id(now),
        practice: asker.practice,
        user: asker.user,
        proven: asker.proven,
        network: asker.network,
        browser: asker.browser,
        now,
        reason: asker.reason.as_str(),
        browser_known: asker.known.as_str(),
    };
    store::open(tx, &row).await?;
    if !known {
        let news = News {
            practice: asker.practice,
            practice_name: asker.practice_name,
            person: &asker.name,
            by: None,
            kind: MessageKind::AdministratorAsked,
            more: Params { reason: Some(asker.reason), known: Some(asker.known), ..Params::default() },
        };
        tell_administrators(platform, tx, &news, [asker.user; 2], locale).await?;
    }
    let entry = Entry {
        subject: Some(asker.user),
        practice: Some(asker.practice),
        detail: json!({
            "proven": asker.proven,
            "browser": asker.browser,
            "wanted": asker.reason.as_str(),
            "browser_known": asker.known.as_str(),
        }),
        ..Entry::of(Kind::AdministratorAsked, now, asker.network)
    };
    audit::append(platform, tx, entry).await
}

/// The open requests of an administrator's practice, newest first, in the words of a language.
///
/// # Errors
/// A database fault.
pub async fn list(platform: &Platform, tx: &mut Tx, actor: &Actor, zone: &Zone, locale: Locale) -> Outcome<Vec<RequestCard>> {
    let mut cards = Vec::new();
    for row in store::list_open(tx, actor.practice, CARDS).await? {
        let own = row.user_id == actor.user;
        let name = users::full_name(&row.first_name, &row.last_name);
        let named = |text: Text| text.with(locale, &[("name", &name)]);
        let (reason, known) = (Reason::parse(&row.reason), BrowserKnown::parse(&row.browser_known));
        let from = [in_words(&row.browser, locale), row.network.clone()];
        let from = from.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        let proof = match (row.proven, reason) {
            (false, _) => text::NOT_PROVEN,
            (true, Reason::SecondStep) => text::PROVEN_PASSWORD,
            (true, _) => text::PROVEN,
        };
        let standing = row.deactivated_at.is_some().then(|| named(text::DEACTIVATED));
        let when = text::WHEN.with(locale, &[("when", &zone.in_words(row.created_at)), ("from", &from)]);
        let facts = [reason.told().of(locale).to_owned(), when, named(known.told()), named(proof)];
        let facts = standing.into_iter().chain(facts).chain(own.then(|| text::OWN.of(locale).to_owned())).collect();
        let deeds = if own { Vec::new() } else { deeds(platform, tx, actor.practice, &row, reason, locale).await? };
        cards.push(RequestCard {
            user: row.user_id.simple().to_string(),
            username: row.username,
            title: named(text::ASKS),
            facts,
            deeds,
            see: named(text::SEE),
        });
    }
    Ok(cards)
}

/// What helps somebody, the best first, and that nothing is to be done.
async fn deeds(
    platform: &Platform,
    tx: &mut Tx,
    practice: Uuid,
    row: &RequestRow,
    reason: Reason,
    locale: Locale,
) -> Outcome<Vec<(String, String)>> {
    let deed = |name: &str, text: Text| (name.to_owned(), text.of(locale).to_owned());
    let mut deeds = Vec::new();
    if row.deactivated_at.is_some() {
        deeds.push(deed("reactivate", user_text::REACTIVATE));
    } else {
        let lost = matches!(reason, Reason::Phone | Reason::SecondStep);
        if lost && policy::is_asked(platform, tx, practice, row.user_id).await? {
            deeds.push(deed(log_in_codes::MAKE, log_in_codes_text::MAKE));
        }
        if lost && phones::find_verified(tx, row.user_id).await?.is_some() {
            deeds.push(deed("reset-phone", user_text::RESET_PHONE));
        }
        if reason == Reason::Locked {
            deeds.push(deed("unlock", user_text::UNLOCK));
        }
        if reason != Reason::SecondStep {
            if let Some(email) = row.email.as_deref().filter(|_| reason != Reason::Mailbox) {
                deeds.push(("reset-link".to_owned(), reset::SEND_LINK.with(locale, &[("email", email)])));
            }
            deeds.push(deed("reset-code", reset::MAKE_CODE));
        }
    }
    deeds.push(deed(DISMISS, text::DISMISS));
    Ok(deeds)
}

/// The oldest requests that nobody in their practice can answer, since who asks is its only administrator: for the operator.
///
/// # Errors
/// A database fault.
pub async fn list_for_operator(platform: &Platform) -> Outcome<Vec<OperatorRow>> {
    let mut tx = platform.db.read().await?;
    store::list_for_operator(&mut tx, CARDS).await
}

/// How many people beside the administrator ask for help, as far as one page shows them.
///
/// # Errors
/// A database fault.
pub async fn count_of_others(platform: &Platform, actor: &Actor) -> Outcome<usize> {
    let mut tx = platform.db.read().await?;
    let rows = store::list_open(&mut tx, actor.practice, CARDS).await?;
    Ok(rows.into_iter().filter(|row| row.user_id != actor.user).count())
}

/// Closes a person's request, if one is open, because of what was done for them. Part of the caller's transaction.
///
/// # Errors
/// A database fault.
pub async fn close(platform: &Platform, tx: &mut Tx, practice: Uuid, user: Uuid, by: Option<Uuid>, outcome: &str) -> Outcome<bool> {
    Ok(store::close(tx, practice, user, platform.clock.now(), by, outcome).await? > 0)
}

/// An administrator has helped by another deed than a reset: the request is closed, and the person told that they can try again. Part of
/// the caller's transaction.
///
/// # Errors
/// A database fault.
pub async fn helped(platform: &Platform, tx: &mut Tx, actor: &Actor, user: Uuid, locale: Locale) -> Outcome<()> {
    if close(platform, tx, actor.practice, user, Some(actor.user), "helped").await? {
        tell(platform, tx, actor, user, MessageKind::RequestHelped, locale).await?;
    }
    Ok(())
}

/// An administrator says that nothing is to be done; the person is told.
///
/// # Errors
/// A database fault.
pub async fn dismiss(platform: &Platform, actor: &Actor, user: Uuid, locale: Locale) -> Outcome<()> {
    let mut tx = platform.db.write().await?;
    // Whoever may look after the person may also leave it. Somebody who is deactivated, too.
    if user == actor.user || !levels::lock(&mut tx, actor, Permission::Users).await? {
        return Ok(());
    }
    if close(platform, &mut tx, actor.practice, user, Some(actor.user), "dismissed").await? {
        let entry = Entry { subject: Some(user), ..Entry::by(actor, Kind::RequestDismissed, platform.clock.now()) };
        audit::append(platform, &mut tx, entry).await?;
        tell(platform, &mut tx, actor, user, MessageKind::RequestLeft, locale).await?;
    }
    tx.commit().await
}

/// Tells the person what became of their request; nobody who has no address.
async fn tell(platform: &Platform, tx: &mut Tx, actor: &Actor, user: Uuid, kind: MessageKind, locale: Locale) -> Outcome<()> {
    let Some(person) = users::find_named_by_id(tx, user).await? else { return Ok(()) };
    let Some(recipient) = person.email else { return Ok(()) };
    let params = Params {
        first_name: person.first_name,
        practice: person.practice_name,
        actor: Some(actor.person.name.clone()),
        ..Params::default()
    };
    let (practice, user) = (actor.practice, Some(user));
    let message =
        NewMessage { practice: Some(practice), user, channel: Channel::Email, kind, recipient, locale, params, reference: None };
    enqueue(platform, tx, &message).await.map(drop)
}

/// Deletes requests that were closed [`KEPT`] ago; the audit trail keeps the story. Run now and then. Returns how many.
///
/// # Errors
/// A database fault.
pub async fn sweep(platform: &Platform) -> Outcome<u64> {
    let mut tx = platform.db.write().await?;
    let gone = store::delete_old(&mut tx, platform.clock.now() - KEPT).await?;
    tx.commit().await?;
    Ok(gone)
}
