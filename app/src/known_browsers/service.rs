//! The rules of known browsers.

use uuid::Uuid;

pub use super::store::BrowserRow;
use super::store::{self, NewBrowserRow};
use crate::i18n::Locale;
use crate::outbox::model::{Channel, MessageKind, Params};
use crate::outbox::service::{NewMessage, enqueue};
use crate::platform::clock::{DAY, HOUR, MINUTE};
use crate::platform::tokens::{PlainToken, TokenHash};
use crate::platform::{Millis, Outcome, Platform, Tx};

/// A browser is forgotten this long after the last log-in from it.
const UNSEEN: Millis = 180 * 24 * HOUR;
/// How long the token before the last change still holds.
const OVERLAP: Millis = MINUTE;
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
    /// Its id.
    pub id: Uuid,
    /// For the cookie; none: it stays as it is.
    pub token: Option<String>,
    /// The person was never seen with it, and other browsers were noted before.
    pub new: bool,
}

/// A browser that a person is known with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// Stays when the token changes.
    pub id: Uuid,
    /// Since when it is trusted; none when it is not, or not any more.
    pub trusted_since: Option<Millis>,
    /// It came with its newest token, not with the one before.
    newest: bool,
}

/// The browser of this person that a cookie belongs to, if they have logged in from it. The same statement for nobody and for any cookie.
///
/// # Errors
/// A database fault.
pub async fn find(platform: &Platform, tx: &mut Tx, user: Option<Uuid>, token: Option<&str>) -> Outcome<Option<Known>> {
    find_by_hash(platform, tx, user, hash_of(token).as_bytes()).await
}

/// What a browser's cookie hashes to, to be kept where the cookie itself must not be: see [`find_by_hash`].
#[must_use]
pub fn fingerprint(token: Option<&str>) -> Vec<u8> {
    hash_of(token).as_bytes().to_vec()
}

/// [`find`], by a [`fingerprint`].
///
/// # Errors
/// A database fault.
pub async fn find_by_hash(platform: &Platform, tx: &mut Tx, user: Option<Uuid>, hash: &[u8]) -> Outcome<Option<Known>> {
    let now = platform.clock.now();
    let row = store::find(tx, user.unwrap_or_default(), hash, now - OVERLAP).await?;
    Ok(row.map(|(id, since, until, newest)| Known {
        id,
        trusted_since: since.filter(|_| until.is_some_and(|until| until > now)),
        newest: newest == 1,
    }))
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
        && let Some(known) = find(platform, tx, Some(owner.user), Some(token)).await?
    {
        store::touch(tx, known.id, &row, now).await?;
        // Whoever copied a trusted browser's token has it for one log-in at most.
        if known.trusted_since.is_some() && known.newest {
            let token = PlainToken::new(&platform.random);
            store::rotate(tx, old.as_bytes(), token.hash().as_bytes(), now).await?;
            return Ok(Noted { id: known.id, token: Some(token.expose().to_owned()), new: false });
        }
        // The log-in that changed the token has told the browser, or is about to.
        return Ok(Noted { id: known.id, token: known.newest.then(|| token.to_owned()), new: false });
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
    Ok(Noted { id: row.id, token: Some(token.expose().to_owned()), new: !first })
}

/// Trusts a browser for so many days, in the caller's transaction.
///
/// # Errors
/// A database fault.
pub async fn trust(platform: &Platform, tx: &mut Tx, id: Uuid, days: u32) -> Outcome<()> {
    let now = platform.clock.now();
    store::trust(tx, id, now, now + i64::from(days) * 24 * HOUR).await?;
    Ok(())
}

/// Ends the trust in one browser of a person, or with none in all of them, in the caller's transaction. Returns how many there were. The
/// caller's audit entry says why.
///
/// # Errors
/// A database fault.
pub async fn untrust(platform: &Platform, tx: &mut Tx, user: Uuid, browser: Option<Uuid>) -> Outcome<u64> {
    let now = platform.clock.now();
    match browser {
        Some(id) => store::untrust(tx, user, id, now).await,
        None => store::untrust_all(tx, user, now).await,
    }
}

/// No trust in a browser of the practice's people lasts longer than so many days from its beginning, in the caller's transaction. Returns how
/// many were shortened, or ended.
///
/// # Errors
/// A database fault.
pub async fn shorten_trust(tx: &mut Tx, practice: Uuid, days: i64) -> Outcome<u64> {
    store::shorten_trust(tx, practice, days * DAY).await
}

/// Ends the trust in every browser of every practice, in the caller's transaction. Returns how many there were.
///
/// # Errors
/// A database fault.
pub async fn untrust_every(platform: &Platform, tx: &mut Tx) -> Outcome<u64> {
    store::untrust_every(tx, platform.clock.now()).await
}

/// A person's browsers, the last used first; `token` says which of them asks. A trust that is over is left out.
///
/// # Errors
/// A database fault.
pub async fn list(platform: &Platform, tx: &mut Tx, user: Uuid, token: Option<&str>) -> Outcome<Vec<(BrowserRow, bool)>> {
    let (this, now) = (hash_of(token), platform.clock.now());
    let rows = store::list(tx, user).await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let asks = row.token_hash == this.as_bytes();
            (BrowserRow { trusted_until: row.trusted_until.filter(|until| *until > now), ..row }, asks)
        })
        .collect())
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
        practice: Some(owner.practice),
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
