//! The rules of known browsers.

use uuid::Uuid;

use super::store::{self, NewBrowserRow};
use crate::i18n::Locale;
use crate::outbox::model::{Channel, MessageKind, Params};
use crate::outbox::service::{NewMessage, enqueue};
use crate::platform::clock::HOUR;
use crate::platform::tokens::{PlainToken, TokenHash};
use crate::platform::{Millis, Outcome, Platform, Tx};

/// A browser is forgotten this long after the last log-in from it.
const UNSEEN: Millis = 180 * 24 * HOUR;
/// Browsers kept for each person; the one unseen longest goes.
const PER_USER: i64 = 50;

/// Who has just logged in, and whom to tell.
#[derive(Clone, Copy, Debug)]
pub struct Owner<'a> {
    /// The user.
    pub user: Uuid,
    /// Their practice.
    pub practice: Uuid,
    /// The practice's name.
    pub practice_name: &'a str,
    /// Given name.
    pub first_name: &'a str,
    /// Where to tell it; none: nowhere.
    pub email: Option<&'a str>,
}

/// The browser that sent a log-in.
#[derive(Clone, Copy, Debug)]
pub struct Sender<'a> {
    /// What its cookie holds, if it has one.
    pub token: Option<&'a str>,
    /// In words.
    pub browser: &'a str,
    /// The network.
    pub network: &'a str,
    /// Its language.
    pub locale: Locale,
}

/// What a log-in's browser turned out to be.
#[derive(Debug)]
pub struct Noted {
    /// For the cookie.
    pub token: String,
    /// The person was never seen with it, and other browsers were noted before.
    pub new: bool,
}

/// The browser of this person that a cookie belongs to, if they have logged in from it. The same statement for nobody and for any cookie.
/// Its id stays when its token changes.
///
/// # Errors
/// A database fault.
pub async fn find(tx: &mut Tx, user: Option<Uuid>, token: Option<&str>) -> Outcome<Option<Uuid>> {
    store::find(tx, user.unwrap_or_default(), hash_of(token).as_bytes()).await
}

/// A browser without a cookie has a hash too: nobody is known by it.
fn hash_of(token: Option<&str>) -> TokenHash {
    TokenHash::of(token.unwrap_or_default())
}

/// Notes a log-in in the caller's transaction, and queues a message when the browser is new to the person. The first browser that is
/// noted of somebody is not told of: it would be news to nobody.
///
/// # Errors
/// A database fault.
pub async fn note(platform: &Platform, tx: &mut Tx, owner: &Owner<'_>, sender: &Sender<'_>) -> Outcome<Noted> {
    let now = platform.clock.now();
    let old = hash_of(sender.token);
    let row = NewBrowserRow {
        id: platform.random.id(now),
        user: owner.user,
        token_hash: old.as_bytes(),
        browser: sender.browser,
        network: sender.network,
    };
    if let Some(token) = sender.token
        && store::touch(tx, &row, now).await? == 1
    {
        return Ok(Noted { token: token.to_owned(), new: false });
    }
    // Whoever put this token here, or copied it, does not hold the new one. Others who use this browser keep being known.
    let token = PlainToken::new(&platform.random);
    let hash = token.hash();
    store::change_token(tx, old.as_bytes(), hash.as_bytes()).await?;
    store::create(tx, &NewBrowserRow { token_hash: hash.as_bytes(), ..row }, now).await?;
    store::delete_surplus(tx, owner.user, PER_USER).await?;
    let first = store::begin(tx, owner.user, now).await? == 1;
    if !first {
        tell(platform, tx, owner, sender).await?;
    }
    Ok(Noted { token: token.expose().to_owned(), new: !first })
}

/// Forgets all browsers of a person: after a reset each is new again. Returns how many there were.
///
/// # Errors
/// A database fault.
pub async fn forget_all(tx: &mut Tx, user: Uuid) -> Outcome<u64> {
    store::delete_all(tx, user).await
}

/// Forgets browsers that were not seen for 180 days. Run now and then; returns how many.
///
/// # Errors
/// A database fault.
pub async fn prune(platform: &Platform) -> Outcome<u64> {
    let mut tx = platform.db.write().await?;
    let gone = store::delete_unseen(&mut tx, platform.clock.now() - UNSEEN).await?;
    tx.commit().await?;
    Ok(gone)
}

async fn tell(platform: &Platform, tx: &mut Tx, owner: &Owner<'_>, sender: &Sender<'_>) -> Outcome<()> {
    let Some(email) = owner.email else { return Ok(()) };
    let params = Params {
        first_name: owner.first_name.to_owned(),
        practice: owner.practice_name.to_owned(),
        browser: Some(sender.browser.to_owned()),
        ..Params::default()
    };
    let message = NewMessage {
        practice: owner.practice,
        user: Some(owner.user),
        channel: Channel::Email,
        kind: MessageKind::NewBrowser,
        recipient: email.to_owned(),
        locale: sender.locale,
        params,
        reference: None,
    };
    enqueue(platform, tx, &message).await.map(drop)
}
