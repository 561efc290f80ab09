//! The rules of the second step.

use serde_json::json;
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;
use uuid::Uuid;

pub use super::answer::{Answer, Attempt, Cause};
use super::model::Method;
use super::policy::{is_asked, trust_days};
use super::proofs::{Claim, compare, factors, send_code};
use super::store::{self, NewStepRow, StepRow};
use crate::addresses::change;
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::auth::admit::{Proof, admit};
use crate::i18n::Locale;
use crate::known_browsers::service::{Owner, Sender};
use crate::lockout::service::{self as lockout, Counters, Purpose};
use crate::log_in_codes::service as log_in_codes;
use crate::outbox::model::{Channel, MessageKind, Params};
use crate::outbox::service::{NewMessage, enqueue};
use crate::passkeys::service as passkeys;
use crate::platform::clock::MINUTE;
use crate::platform::tokens::{PlainToken, TokenHash};
use crate::platform::{Millis, Outcome, Platform, Tx};
use crate::recovery_codes::service as recovery_codes;
use crate::security_codes::model as codes;
use crate::security_policy::service::find_second_step;
use crate::users::service as users;

/// How long the second step may take: as long as a code lives (NIST SP 800-63B-4 3.1.3).
const LIFE: Millis = 10 * MINUTE;
/// Wrong codes for one log-in.
const TRIES: i64 = 5;

/// Opens the second step of a person whose password was right, in the caller's transaction, which holds the person's hash. `address` is the
/// log-in address that was typed. Returns what names it, for a cookie.
///
/// # Errors
/// A database fault.
pub async fn begin(
    platform: &Platform,
    tx: &mut Tx,
    owner: &Owner<'_>,
    sender: &Sender<'_>,
    address: Option<Uuid>,
) -> Outcome<PlainToken> {
    let now = platform.clock.now();
    let token = PlainToken::new(&platform.random);
    let (hash, password) = (token.hash(), hash_of(users::find_hash(tx, owner.user).await?.as_deref()));
    let row = NewStepRow {
        id: platform.random.id(now),
        token_hash: hash.as_bytes(),
        user: owner.user,
        password_hash: &password,
        address,
        browser: sender.browser,
        network: sender.network,
        created_at: now,
        expires_at: now + LIFE,
    };
    store::create(tx, &row).await?;
    let entry = Entry {
        subject: Some(owner.user),
        practice: Some(owner.practice),
        detail: json!({ "browser": sender.browser }),
        ..Entry::of(Kind::SecondStepAsked, now, sender.network)
    };
    audit::append(platform, tx, entry).await?;
    // Whoever has nothing but a phone waits for nothing else: the code is on its way before the page asks for it.
    if factors(platform, tx, owner.user).await?.first() == Some(&Method::Phone) {
        send_code(platform, tx, (row.id, owner.user, owner.practice), None, sender.locale).await?;
    }
    Ok(token)
}

/// An open second step.
#[derive(Clone, Debug)]
pub struct Step {
    pub(super) row: StepRow,
    /// What this person can use, best first. Never empty.
    pub methods: Vec<Method>,
    /// For how many days the browser can be trusted afterwards; none: not at all.
    pub trust_days: Option<u32>,
}

impl Step {
    /// Given name.
    #[must_use]
    pub fn first_name(&self) -> &str {
        &self.row.first_name
    }

    /// The practice's name.
    #[must_use]
    pub fn practice_name(&self) -> &str {
        &self.row.practice_name
    }

    fn owner(&self) -> Owner<'_> {
        Owner {
            user: self.row.user_id,
            practice: self.row.practice,
            practice_name: &self.row.practice_name,
            first_name: &self.row.first_name,
            email: self.row.email.as_deref(),
        }
    }
}

/// The open step of a cookie; none when it is over, or its person may not log in any more.
///
/// # Errors
/// A database fault.
pub async fn find(platform: &Platform, token: &str) -> Outcome<Option<Step>> {
    let mut tx = platform.db.read().await?;
    let row = store::find(&mut tx, TokenHash::of(token).as_bytes(), platform.clock.now()).await?;
    let Some(row) = row.filter(|row| row.tries < TRIES) else { return Ok(None) };
    // Switched off meanwhile: nothing is asked any more, and the next log-in says so by not asking.
    if !is_asked(platform, &mut tx, row.practice, row.user_id).await? {
        return Ok(None);
    }
    let rules = find_second_step(platform, &mut tx, row.practice).await?;
    let mut methods = factors(platform, &mut tx, row.user_id).await?;
    if recovery_codes::left(&mut tx, row.user_id).await?.is_some_and(|left| left > 0) {
        methods.push(Method::RecoveryCode);
    }
    if log_in_codes::works(platform, &mut tx, row.user_id).await? {
        methods.push(Method::AdministratorCode);
    }
    Ok(Some(Step { row, methods, trust_days: trust_days(&rules) }))
}

/// Tries a code.
///
/// # Errors
/// [`crate::platform::Fault::Busy`] when too many passwords wait, or a database fault.
pub async fn attempt(platform: &Platform, step: &Step, attempt: &Attempt<'_>) -> Outcome<Answer> {
    let counters = counters(platform, step, attempt.sender.network);
    let mut tx = platform.db.read().await?;
    if let Some(wait) = lockout::check(platform, &mut tx, &counters).await? {
        return Ok(Answer::Wait(wait));
    }
    // No transaction is open while a code is hashed.
    drop(tx);
    let paper = match attempt.method {
        Method::RecoveryCode => recovery_codes::compare(platform, step.row.user_id, attempt.code).await?,
        Method::Passkey | Method::Authenticator | Method::Phone | Method::AdministratorCode => None,
    };
    let now = platform.clock.now();
    let mut tx = platform.db.write().await?;
    // Taken before anything is compared: however many come at once, five are compared.
    let Some(tries) = store::add_try(&mut tx, step.row.id, now, TRIES).await? else { return Ok(Answer::Over) };
    // Waits for a reset that is on its way, and sees it.
    let password = hash_of(users::lock_hash(&mut tx, step.row.user_id).await?.as_deref());
    if !bool::from(password.ct_eq(&step.row.password_hash)) {
        store::end(&mut tx, step.row.id, now).await?;
        tx.commit().await?;
        return Ok(Answer::Over);
    }
    // The person's row is held: however many log-ins of theirs try at once, each sees the count of the one before.
    if let Some(wait) = lockout::check(platform, &mut tx, &counters).await? {
        return Ok(Answer::Wait(wait));
    }
    let claim = Claim {
        user: step.row.user_id,
        flow: step.row.id,
        code: codes::Purpose::LogIn,
        passkey: passkeys::Purpose::SecondStep,
        method: attempt.method,
        typed: attempt.code,
        posted: attempt.passkey,
    };
    let cause = match compare(platform, &mut tx, &claim, paper.as_ref()).await? {
        Ok(()) => return pass(platform, tx, step, attempt, &counters).await,
        // Dropped, and the try with it: nothing was compared.
        Err(cause @ (Cause::NotDigits | Cause::Code(_) | Cause::TooLate)) => {
            return Ok(Answer::Refused(cause, left(step.row.tries)));
        }
        Err(cause) => cause,
    };
    refuse(platform, tx, step, attempt, &counters, (cause, tries)).await
}

async fn pass(platform: &Platform, mut tx: Tx, step: &Step, attempt: &Attempt<'_>, counters: &Counters) -> Outcome<Answer> {
    if store::end(&mut tx, step.row.id, platform.clock.now()).await? == 0 {
        return Ok(Answer::Over);
    }
    // The address that was typed first may have been released or stopped since.
    if let Some(address) = step.row.log_in_address
        && !change::holds(&mut tx, step.row.user_id, address).await?
    {
        tx.commit().await?;
        return Ok(Answer::Over);
    }
    lockout::forgive(&mut tx, counters).await?;
    // As the practice allows it now, not as it did when the page was shown.
    let rules = find_second_step(platform, &mut tx, step.row.practice).await?;
    let proof = Proof {
        factors: &["password", attempt.method.as_str()],
        session: attempt.session,
        // Who is let in by somebody else's word gives none.
        trust_days: trust_days(&rules).filter(|_| attempt.trust && attempt.method != Method::AdministratorCode),
        full: true,
        noticed: None,
        address: step.row.log_in_address,
    };
    let admitted = admit(platform, &mut tx, &step.owner(), &attempt.sender, &proof).await?;
    tx.commit().await?;
    Ok(Answer::In(admitted))
}

async fn refuse(
    platform: &Platform,
    mut tx: Tx,
    step: &Step,
    attempt: &Attempt<'_>,
    counters: &Counters,
    (cause, tries): (Cause, i64),
) -> Outcome<Answer> {
    let now = platform.clock.now();
    let wait = lockout::fail(platform, &mut tx, counters).await?;
    let mut detail = json!({ "method": attempt.method.as_str(), "cause": cause.as_str(), "browser": attempt.sender.browser });
    if let Cause::ClockOff(seconds) = cause {
        detail["seconds"] = seconds.into();
    }
    let entry = Entry {
        subject: Some(step.row.user_id),
        practice: Some(step.row.practice),
        detail,
        ..Entry::of(Kind::SecondStepRefused, now, attempt.sender.network)
    };
    audit::append(platform, &mut tx, entry).await?;
    if tries >= TRIES {
        store::end(&mut tx, step.row.id, now).await?;
        tell_of_failure(platform, &mut tx, step, &attempt.sender).await?;
    }
    tx.commit().await?;
    Ok(match wait {
        _ if tries >= TRIES => Answer::Over,
        Some(wait) => Answer::Wait(wait),
        None => Answer::Refused(cause, left(tries)),
    })
}

/// Somebody knows the password and not the code: the person should know (ASVS 6.3.5).
async fn tell_of_failure(platform: &Platform, tx: &mut Tx, step: &Step, sender: &Sender<'_>) -> Outcome<()> {
    let params = Params { browser: Some(sender.browser.to_owned()), ..params(&step.row.first_name, &step.row.practice_name) };
    let to = (step.row.practice, step.row.user_id, step.row.email.clone());
    tell(platform, tx, to, MessageKind::SecondStepFailed, params, sender.locale).await
}

/// Deletes steps that are over. Run now and then; returns how many.
///
/// # Errors
/// A database fault.
pub async fn sweep(platform: &Platform) -> Outcome<u64> {
    let mut tx = platform.db.write().await?;
    let gone = store::delete_old(&mut tx, platform.clock.now()).await?;
    tx.commit().await?;
    Ok(gone)
}

fn counters(platform: &Platform, step: &Step, network: &str) -> Counters {
    Counters::of_network(platform, Purpose::SecondStep, &[&step.row.practice_id, &step.row.username], network)
}

fn left(tries: i64) -> u32 {
    u32::try_from(TRIES - tries).unwrap_or_default()
}

fn hash_of(phc: Option<&str>) -> [u8; 32] {
    Sha256::digest(phc.unwrap_or_default().as_bytes()).into()
}

pub(super) fn params(first_name: &str, practice: &str) -> Params {
    Params { first_name: first_name.to_owned(), practice: practice.to_owned(), ..Params::default() }
}

pub(super) async fn tell(
    platform: &Platform,
    tx: &mut Tx,
    (practice, user, email): (Uuid, Uuid, Option<String>),
    kind: MessageKind,
    params: Params,
    locale: Locale,
) -> Outcome<()> {
    let Some(recipient) = email else { return Ok(()) };
    let message = NewMessage {
        practice: Some(practice),
        user: Some(user),
        channel: Channel::Email,
        kind,
        recipient,
        locale,
        params,
        reference: None,
    };
    enqueue(platform, tx, &message).await.map(drop)
}
