//! The rules of requests.

use serde_json::json;
use uuid::Uuid;

use super::model::RequestCard;
use super::store::{self, NewRequestRow};
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::i18n::Locale;
use crate::outbox::model::MessageKind;
use crate::platform::clock::KEPT;
use crate::platform::{Outcome, Platform, Tx};
use crate::practice::time::Zone;
use crate::sessions::service::Actor;
use crate::users::notices::{News, tell_administrators};
use crate::users::service as users;

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
    };
    store::open(tx, &row).await?;
    if !known {
        let news = News {
            practice: asker.practice,
            practice_name: asker.practice_name,
            person: &asker.name,
            by: None,
            kind: MessageKind::AdministratorAsked,
            later: false,
        };
        tell_administrators(platform, tx, &news, [asker.user; 2], locale).await?;
    }
    let entry = Entry {
        subject: Some(asker.user),
        practice: Some(asker.practice),
        detail: json!({ "proven": asker.proven, "browser": asker.browser }),
        ..Entry::of(Kind::AdministratorAsked, now, asker.network)
    };
    audit::append(platform, tx, entry).await
}

/// The open requests of an administrator's practice, newest first.
///
/// # Errors
/// A database fault.
pub async fn list(tx: &mut Tx, actor: &Actor, zone: &Zone) -> Outcome<Vec<RequestCard>> {
    let rows = store::list_open(tx, actor.practice, CARDS).await?;
    Ok(rows
        .into_iter()
        .map(|row| RequestCard {
            user: row.user_id.simple().to_string(),
            name: users::full_name(&row.first_name, &row.last_name),
            username: row.username,
            email: row.email,
            when: zone.in_words(row.created_at),
            from: [row.browser, row.network].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" · "),
            proven: row.proven,
            own: row.user_id == actor.user,
        })
        .collect())
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

/// An administrator says that nothing is to be done.
///
/// # Errors
/// A database fault.
pub async fn dismiss(platform: &Platform, actor: &Actor, user: Uuid) -> Outcome<()> {
    let mut tx = platform.db.write().await?;
    // Whoever may reset the person may also leave it.
    if users::for_reset(&mut tx, actor, user).await?.is_none() {
        return Ok(());
    }
    if close(platform, &mut tx, actor.practice, user, Some(actor.user), "dismissed").await? {
        let entry = Entry {
            actor: Some(actor.user),
            subject: Some(user),
            practice: Some(actor.practice),
            ..Entry::of(Kind::RequestDismissed, platform.clock.now(), &actor.network)
        };
        audit::append(platform, &mut tx, entry).await?;
    }
    tx.commit().await
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
