//! The rules of sign-up.

use serde_json::json;
use uuid::Uuid;

use super::model::Over;
use super::store::{self, NewSignUpRow, SignUpRow};
use crate::addresses::service::fold;
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::auth::admit::{Admitted, Proof, admit};
use crate::auth::service::Arrival;
use crate::known_browsers::service::{Owner, Sender};
use crate::lockout::Wait;
use crate::lockout::service::{self as lockout, Counters, Purpose, network_of};
use crate::outbox::model::{Channel, MessageKind, Params, SIGN_UP_PURPOSE, State};
use crate::outbox::service::{self as outbox, NewMessage, check_link, enqueue, link_for};
use crate::passwords::model::{Problem, Words};
use crate::passwords::service::{check_new, is_short};
use crate::platform::clock::{DAY, KEPT, MINUTE};
use crate::platform::{Fault, Millis, Outcome, Platform, Tx};
use crate::practice::service::{self as practices, Practice};
use crate::practice::time::Zone;
use crate::users::model::{Level, Username};
use crate::users::service::{self as users, Created, NewHash, NewUser};

/// How long a link works: somebody may ask at the end of a day.
pub const VALID: Millis = DAY;
/// The purpose of what the asking browser keeps: no link has it.
const TICKET: &str = "sign-up-ticket";
/// The migration that made the table.
pub const SINCE: i64 = 202_611_261_000;

/// What became of a wish to sign up.
#[derive(Debug, PartialEq, Eq)]
pub enum Asked {
    /// The link is on its way: to whatever address. What the browser that asked may look it up by; it opens nothing.
    Sent(String),
    /// Asked too often.
    Wait(Wait),
    /// As many practices as a day may bring have come today.
    Full,
    /// Practices don't sign up here.
    NotAllowed,
}

/// Sends a link to an address, which has the form of one; the one before of this address ends. The same work for every address: none is looked up.
///
/// # Errors
/// A database fault.
pub async fn ask(platform: &Platform, address: &str, from: &Arrival<'_>) -> Outcome<Asked> {
    if !platform.settings.practices.sign_up {
        return Ok(Asked::NotAllowed);
    }
    let folded = fold(address);
    let counters = Counters::new(platform, Purpose::SignUp, &[&folded], from.address);
    let _turn = platform.attempts.turn(counters.turn()).await;
    let now = platform.clock.now();
    let mut tx = platform.db.write().await?;
    if let Some(wait) = lockout::check(platform, &mut tx, &counters).await? {
        return Ok(Asked::Wait(wait));
    }
    if is_full(platform, &mut tx).await? {
        return Ok(Asked::Full);
    }
    // Every wish counts as a try: mail to somebody else is a nuisance. The counter's row also makes two nodes take turns.
    lockout::fail(platform, &mut tx, &counters).await?;
    store::end(&mut tx, &folded, now).await?;
    let id = platform.random.id(now);
    store::create(&mut tx, NewSignUpRow { id, address, folded: &folded, now, expires_at: now + VALID }).await?;
    let minutes = u32::try_from(VALID / MINUTE).ok();
    let message = NewMessage {
        practice: None,
        user: None,
        channel: Channel::Email,
        kind: MessageKind::SignUpLink,
        recipient: address.to_owned(),
        locale: from.locale,
        params: Params { minutes, ..Params::default() },
        reference: Some(id),
    };
    enqueue(platform, &mut tx, &message).await?;
    tx.commit().await?;
    let ticket = link_for(platform, TICKET, id);
    Ok(Asked::Sent(ticket.rsplit('/').next().unwrap_or_default().to_owned()))
}

/// A link that is on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnItsWay {
    /// The address, as typed.
    pub address: String,
    /// When it was asked for.
    pub asked_at: Millis,
    /// The mail server refused it.
    pub failed: bool,
}

/// The link that a browser asked for, by what [`ask`] gave it; none once it is over.
///
/// # Errors
/// A database fault.
pub async fn on_its_way(platform: &Platform, ticket: &str) -> Outcome<Option<OnItsWay>> {
    let Some(id) = check_link(platform, TICKET, ticket) else { return Ok(None) };
    let mut tx = platform.db.read().await?;
    let Some(row) = store::find(&mut tx, id).await?.filter(|row| row.ended_at.is_none()) else { return Ok(None) };
    let failed = outbox::find_state(&mut tx, id).await?.is_some_and(|delivery| delivery.state == State::Failed);
    Ok(Some(OnItsWay { address: row.address, asked_at: row.expires_at - VALID, failed }))
}

/// Whether as many practices have signed up within a day as may.
async fn is_full(platform: &Platform, tx: &mut Tx) -> Outcome<bool> {
    let made = store::count_since(tx, platform.clock.now() - DAY).await?;
    Ok(made >= i64::from(platform.settings.practices.sign_ups_a_day))
}

/// What a link leads to.
#[derive(Clone, Debug)]
pub enum Standing {
    /// It works.
    Open(SignUpRow),
    /// It does not, and why.
    Over(Over),
}

/// How the sign-up of a link's last part stands.
///
/// # Errors
/// A database fault.
pub async fn standing(platform: &Platform, link: &str) -> Outcome<Standing> {
    let mut tx = platform.db.read().await?;
    standing_in(platform, &mut tx, link).await
}

async fn standing_in(platform: &Platform, tx: &mut Tx, link: &str) -> Outcome<Standing> {
    let Some(id) = check_link(platform, SIGN_UP_PURPOSE, link) else { return Ok(Standing::Over(Over::Unknown)) };
    Ok(match store::find(tx, id).await? {
        None => Standing::Over(Over::Unknown),
        Some(SignUpRow { practice: Some(_), .. }) => Standing::Over(Over::Used),
        Some(SignUpRow { ended_at: Some(_), .. }) => Standing::Over(Over::Replaced),
        Some(row) if row.expires_at <= platform.clock.now() => Standing::Over(Over::Expired),
        Some(row) => Standing::Open(row),
    })
}

/// A practice and its first administrator, to be made; checked but for the password.
#[derive(Clone, Debug)]
pub struct NewPractice {
    /// Its name.
    pub name: String,
    /// Its time zone.
    pub zone: Zone,
    /// The administrator's given name.
    pub first_name: String,
    /// Their family name.
    pub last_name: String,
    /// What they log in with.
    pub username: Username,
}

/// What became of it.
#[derive(Debug)]
pub enum SetUp {
    /// Made, and its administrator is let in.
    Done(Admitted),
    /// The link is over.
    Over,
    /// As many practices as a day may bring have come today; the link goes on working.
    Full,
    /// What is wrong with the password.
    Problems(Vec<Problem>),
}

/// Makes the practice and its first administrator, and lets them in: their mailbox is proven.
///
/// # Errors
/// [`Fault::Busy`] when too many passwords wait, or a database fault.
pub async fn set_up(platform: &Platform, link: &str, new: &NewPractice, password: &str, from: &Arrival<'_>) -> Outcome<SetUp> {
    let Standing::Open(row) = standing(platform, link).await? else { return Ok(SetUp::Over) };
    let local = row.address.split('@').next().unwrap_or_default();
    let words = Words::new([new.username.as_str(), &new.first_name, &new.last_name, &new.name, local]);
    let problems = check_new(platform, password, platform.settings.policy.password_rules(), &words).await;
    if !problems.is_empty() {
        return Ok(SetUp::Problems(problems));
    }
    let phc = users::hash(platform, password).await?;
    let mut tx = platform.db.write().await?;
    if !platform.settings.practices.sign_up || store::take(&mut tx, row.id, platform.clock.now()).await? == 0 {
        return Ok(SetUp::Over);
    }
    if is_full(platform, &mut tx).await? {
        return Ok(SetUp::Full);
    }
    let network = network_of(from.address);
    let practice = practices::create_in(platform, &mut tx, &new.name, &new.zone, &network).await?;
    store::note_practice(&mut tx, row.id, practice.id).await?;
    let user = administrator(platform, &mut tx, &practice, new, &row.address, &network).await?;
    users::reset_password(platform, &mut tx, user, NewHash { phc: &phc, short: is_short(password) }, None).await?;
    let entry = Entry {
        actor: Some(user),
        subject: Some(user),
        practice: Some(practice.id),
        detail: json!({ "way": "sign-up" }),
        ..Entry::of(Kind::PasswordSet, platform.clock.now(), &network)
    };
    audit::append(platform, &mut tx, entry).await?;
    welcome(platform, &mut tx, &practice, (user, new, &row.address), from).await?;
    let owner = Owner {
        user,
        practice: practice.id,
        practice_name: &practice.name,
        first_name: &new.first_name,
        email: Some(&row.address),
    };
    let sender = Sender { token: from.known_by, browser: from.browser, network: &network, locale: from.locale };
    let proof = Proof { factors: &["sign-up"], session: from.session, trust_days: None, full: true, noticed: None, address: None };
    let admitted = admit(platform, &mut tx, &owner, &sender, &proof).await?;
    tx.commit().await?;
    Ok(SetUp::Done(admitted))
}

async fn administrator(
    platform: &Platform,
    tx: &mut Tx,
    practice: &Practice,
    new: &NewPractice,
    address: &str,
    network: &str,
) -> Outcome<Uuid> {
    let person = NewUser {
        username: new.username.clone(),
        first_name: new.first_name.clone(),
        last_name: new.last_name.clone(),
        email: Some(address.to_owned()),
        phone: None,
        // Whoever sets a practice up is often its office manager; an administrator may choose another level.
        level: Level::Staff,
        administrator: true,
    };
    match users::create_first(platform, tx, practice.id, &person, network).await? {
        Created::Done(user) => Ok(user),
        Created::UsernameTaken | Created::NotAllowed => Err(Fault::internal("a new practice has somebody in it already")),
    }
}

/// What to keep: Practice ID and username.
async fn welcome(
    platform: &Platform,
    tx: &mut Tx,
    practice: &Practice,
    (user, new, address): (Uuid, &NewPractice, &str),
    from: &Arrival<'_>,
) -> Outcome<()> {
    let message = NewMessage {
        practice: Some(practice.id),
        user: Some(user),
        channel: Channel::Email,
        kind: MessageKind::PracticeSetUp,
        recipient: address.to_owned(),
        locale: from.locale,
        params: Params {
            first_name: new.first_name.clone(),
            practice: practice.name.clone(),
            practice_id: Some(practice.practice_id.to_string()),
            username: Some(new.username.as_str().to_owned()),
            ..Params::default()
        },
        reference: None,
    };
    enqueue(platform, tx, &message).await.map(drop)
}

/// Ends every open sign-up of a restored database, in the caller's transaction: it may have made its practice since.
///
/// # Errors
/// A database fault.
pub async fn end_restored(platform: &Platform, tx: &mut Tx) -> Outcome<u64> {
    store::end_every_open(tx, platform.clock.now()).await
}

/// Deletes sign-ups that were over [`KEPT`] ago. Run now and then. Returns how many.
///
/// # Errors
/// A database fault.
pub async fn sweep(platform: &Platform) -> Outcome<u64> {
    let mut tx = platform.db.write().await?;
    let gone = store::delete_old(&mut tx, platform.clock.now() - KEPT).await?;
    tx.commit().await?;
    Ok(gone)
}
