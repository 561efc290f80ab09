//! The rules of a reset by oneself: what anybody may ask for at the public page. What stands behind the link is in [`super::gate`].

use std::net::IpAddr;

use serde_json::json;

use super::notices;
use super::start::{New, VALID, create, wait_of_address};
use super::store::{self, RequestRow};
use crate::addresses::service as addresses;
use crate::admin_requests::model::Reason;
use crate::admin_requests::service::{self as requests, Asker};
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::auth::model::Name;
use crate::auth::service::{folded, identifier};
use crate::i18n::Locale;
use crate::invitations::again as invitations;
use crate::known_browsers::service as known_browsers;
use crate::lockout::Wait;
use crate::lockout::service::{self as lockout, Counters, Purpose, network_of};
use crate::platform::clock::{MINUTE, SECOND};
use crate::platform::{Millis, Outcome, Platform, Tx};
use crate::reminders::service as reminders;
use crate::users::service::{self as users, NamedRow};

/// A second link within this time is not sent: somebody pressed twice.
const SAME: Millis = 10 * SECOND;
/// Requests that may wait; the surplus is asked to come back.
const WAITING: i64 = 10_000;
/// A request that could not be answered for so long is left.
const PATIENCE: Millis = 30 * MINUTE;
/// Requests answered in one round.
pub const AT_ONCE: usize = 100;

/// What somebody asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// A link by mail.
    Link,
    /// An administrator's help.
    Administrator,
    /// What one logs in with; the name is an address or a number ([`crate::reminders`]).
    Reminder,
}

impl Wish {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Administrator => "administrator",
            Self::Reminder => "reminder",
        }
    }
}

/// What somebody asks for, and why.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// What.
    pub wish: Wish,
    /// For whom.
    pub name: &'a Name,
    /// Why an administrator shall help.
    pub reason: Reason,
}

/// From where somebody asks.
#[derive(Clone, Copy, Debug)]
pub struct From<'a> {
    /// The client's address.
    pub address: IpAddr,
    /// The browser in words.
    pub browser: &'a str,
    /// What the browser's long-lived cookie holds, if it has one.
    pub known_by: Option<&'a str>,
    /// The reader's language.
    pub locale: Locale,
}

/// The answer: the same for every name.
#[derive(Debug, PartialEq, Eq)]
pub enum Asked {
    /// Noted.
    Noted,
    /// Asked too often.
    Wait(Wait),
    /// No mail leaves from here: a link can't be promised to anybody.
    NoMail,
}

/// Notes what somebody asks for. Nothing is looked up here: [`answer_requests`] does, after the answer (ASVS 6.3.8).
///
/// # Errors
/// A database fault.
pub async fn ask(platform: &Platform, request: &Request<'_>, from: From<'_>) -> Outcome<Asked> {
    let wish = request.wish;
    if wish == Wish::Link && platform.settings.no_mail {
        return Ok(Asked::NoMail);
    }
    let name = folded(request.name);
    // Apart from each other: who has sent the link in vain can still ask for help.
    let purpose = if wish == Wish::Administrator { Purpose::HelpRequest } else { Purpose::ResetRequest };
    let counters = Counters::new(platform, purpose, &identifier(&name), from.address);
    let _turn = platform.attempts.turn(counters.turn()).await;
    let now = platform.clock.now();
    let mut tx = platform.db.write().await?;
    if let Some(wait) = lockout::check(platform, &mut tx, &counters).await? {
        return Ok(Asked::Wait(wait));
    }
    if store::count_requests(&mut tx, WAITING).await? >= WAITING {
        return Ok(Asked::Wait(Wait::Seconds(60)));
    }
    // Every request counts as a try: mail to somebody else is a nuisance.
    lockout::fail(platform, &mut tx, &counters).await?;
    let (practice_id, username, address) = match name {
        Name::Practice { practice_id, username } => (practice_id, username, None),
        Name::Address(address) => (String::new(), String::new(), Some(address)),
    };
    let row = RequestRow {
        practice_id,
        username,
        address,
        wish: wish.as_str().to_owned(),
        locale: from.locale.tag().to_owned(),
        network: network_of(from.address),
        browser: from.browser.to_owned(),
        created_at: now,
        reason: Some(request.reason.as_str().to_owned()),
        browser_hash: Some(known_browsers::fingerprint(from.known_by)),
    };
    store::create_request(&mut tx, platform.random.id(now), &row).await?;
    tx.commit().await?;
    Ok(Asked::Noted)
}

/// One round of the worker: looks the requests up, each in the transaction of what it leads to. Returns how many there were.
///
/// # Errors
/// A database fault; what was not answered stays.
pub async fn answer_requests(platform: &Platform) -> Outcome<usize> {
    let mut tx = platform.db.read().await?;
    if !store::has_requests(&mut tx).await? {
        return Ok(0);
    }
    drop(tx);
    for n in 0..AT_ONCE {
        let mut tx = platform.db.write().await?;
        let Some(request) = store::take_request(&mut tx).await? else { return Ok(n) };
        // One that fails again and again must not hold up the others for ever; whoever asked has long asked again.
        if platform.clock.now() - request.created_at < PATIENCE {
            answer_one(platform, &mut tx, &request).await?;
        }
        tx.commit().await?;
    }
    Ok(AT_ONCE)
}

async fn answer_one(platform: &Platform, tx: &mut Tx, request: &RequestRow) -> Outcome<()> {
    let locale = Locale::from_tag(&request.locale).unwrap_or_default();
    if request.wish == Wish::Reminder.as_str() {
        return reminders::answer(platform, tx, request.address.as_deref().unwrap_or_default(), &request.network, locale).await;
    }
    // A log-in address is proven: the link goes there. Else it goes to the address on file.
    let holder = match &request.address {
        Some(address) => addresses::find_holder(tx, address).await?,
        None => None,
    };
    let found = match &holder {
        Some(holder) => users::find_named_by_id(tx, holder.user_id).await?,
        None => users::find_named(tx, &request.practice_id, &request.username).await?,
    };
    let Some(person) = found else { return refuse(platform, tx, request, None, "unknown-user").await };
    // Two workers, two requests of one person: one after the other.
    users::lock(tx, person.id).await?;
    // Also who is deactivated may ask for help: an administrator decides.
    if request.wish == Wish::Administrator.as_str() {
        return ask_administrator(platform, tx, request, &person, locale).await;
    }
    if person.deactivated_at.is_some() {
        return refuse(platform, tx, request, Some(&person), "deactivated").await;
    }
    let (proven, since) = holder.map(|row| (row.address, row.verified_at.unwrap_or_default())).unzip();
    let Some(email) = proven.or_else(|| person.email.clone()) else {
        return refuse(platform, tx, request, Some(&person), "no-address").await;
    };
    if !users::is_set_up(tx, person.id).await? {
        return never_here(platform, tx, request, &person, locale).await;
    }
    let last = store::find_last_own(tx, person.id).await?;
    // A link from the future was made before the clock was set back: it says nothing about the last minute.
    if last.is_some_and(|at| (0..SAME).contains(&(platform.clock.now() - at))) {
        return Ok(());
    }
    let wait = wait_of_address(platform, person.administrator, since.unwrap_or(person.email_set_at));
    let new = New {
        practice: person.practice,
        user: person.id,
        by: None,
        way: "self",
        wait,
        valid: VALID.max(wait),
        network: &request.network,
    };
    let reset = create(platform, tx, &new).await?;
    let link = notices::Link {
        practice: (person.practice, &person.practice_name),
        to: (person.id, &person.first_name, email),
        by: None,
        reset,
        valid: VALID,
        wait,
    };
    notices::link(platform, tx, link, locale).await
}

async fn ask_administrator(
    platform: &Platform,
    tx: &mut Tx,
    request: &RequestRow,
    person: &NamedRow,
    locale: Locale,
) -> Outcome<()> {
    let known = match &request.browser_hash {
        Some(hash) => known_browsers::find_by_hash(platform, tx, Some(person.id), hash).await?,
        None => None,
    };
    let asker = Asker {
        known: requests::known(known),
        reason: Reason::parse(request.reason.as_deref().unwrap_or_default()),
        user: person.id,
        name: users::full_name(&person.first_name, &person.last_name),
        practice: person.practice,
        practice_name: &person.practice_name,
        proven: false,
        network: &request.network,
        browser: &request.browser,
    };
    requests::open(platform, tx, &asker, locale).await
}

/// Somebody who has no password yet asks for a link. One that leads to a new password would lead past the Practice Access Code: the invitation
/// that works is sent again; where none does, the administrators see that they wait.
async fn never_here(platform: &Platform, tx: &mut Tx, request: &RequestRow, person: &NamedRow, locale: Locale) -> Outcome<()> {
    if !invitations::send_again(platform, tx, person.practice, person.id, locale).await? {
        let request = RequestRow { reason: Some(Reason::Invitation.as_str().to_owned()), ..request.clone() };
        ask_administrator(platform, tx, &request, person, locale).await?;
    }
    refuse(platform, tx, request, Some(person), "never-here").await
}

/// Nothing is made; the person's administrators can read why. Unknown names are told of at the door.
async fn refuse(platform: &Platform, tx: &mut Tx, request: &RequestRow, person: Option<&NamedRow>, cause: &str) -> Outcome<()> {
    let entry = Entry {
        subject: person.map(|p| p.id),
        practice: person.map(|p| p.practice),
        detail: json!({ "cause": cause, "wish": request.wish, "browser": request.browser }),
        ..Entry::of(Kind::ResetRefused, platform.clock.now(), &request.network)
    };
    audit::append(platform, tx, entry).await
}
