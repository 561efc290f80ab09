//! Texts and calls: one trait, and an adapter for each kind of gateway. Knows no message: a domain words them, the outbox decides when,
//! this hands them over and says in one of three words what became of it.
//!
//! The three words are what design.md's "at least once and harmless" needs: *later* is said only of what certainly has not left, *never* of
//! what the gateway refused, *unknown* of everything whose request had left without an answer that we understand.

pub mod mail;
pub mod signed;
pub mod twilio;
pub mod webhook;

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

use uuid::Uuid;

use super::clock::Millis;
use super::fault::Outcome;
use super::http::{Answer, Failed, Http};
use super::mailer::Mailer;
use super::message_settings::{GatewayKind, MessageSettings};
use crate::outbox::cause::Cause;
use crate::phones::model::LineKind;

/// A text or a call as it goes to a gateway. Holds a code: no `Debug`, never logged.
#[derive(Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// The row of the outbox: the same each time it is sent, so that a gateway can tell.
    pub id: Uuid,
    /// The number, E.164.
    pub to: String,
    /// The language's tag: `en`, `es`.
    pub language: &'static str,
    /// When it is handed over.
    pub at: Millis,
    /// For how long it is worth anything, in milliseconds; none: always.
    pub valid: Option<Millis>,
    /// What.
    pub body: Body,
}

/// What is sent or said.
#[derive(Clone, PartialEq, Eq)]
pub enum Body {
    /// A text message.
    Text(String),
    /// A call.
    Call(Script),
}

/// What a call says.
#[derive(Clone, PartialEq, Eq)]
pub struct Script {
    /// Said first: asks for a key press, so that no voicemail hears the rest.
    pub greeting: String,
    /// Said after a key was pressed, several times.
    pub words: String,
    /// Said when no key was pressed.
    pub goodbye: String,
}

/// What went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// In a word, for people.
    pub cause: Cause,
    /// For an operator; may hold what a gateway answered.
    pub why: String,
    /// How long the gateway asks to wait.
    pub wait: Option<Millis>,
}

impl Trouble {
    /// With this cause.
    pub fn of(cause: Cause, why: impl Into<String>) -> Self {
        Self { cause, why: why.into(), wait: None }
    }
}

impl From<&str> for Trouble {
    fn from(why: &str) -> Self {
        Self::of(Cause::Other, why)
    }
}

/// Why the gateway has not, or may not have, taken it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotTaken {
    /// Not taken; another try may help.
    Later(Trouble),
    /// Not taken, and never will be.
    Never(Trouble),
    /// Nobody knows: the request had left. Not tried again, since a call that rings twice alarms people.
    Unknown(Trouble),
}

impl NotTaken {
    /// What went wrong.
    #[must_use]
    pub fn trouble(&self) -> &Trouble {
        match self {
            Self::Later(trouble) | Self::Never(trouble) | Self::Unknown(trouble) => trouble,
        }
    }
}

/// What a gateway reports of a text or call that it took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reported {
    /// The carrier has it.
    Sent,
    /// It arrived.
    Delivered,
    /// It did not.
    Failed(Cause),
}

/// The gateway's own name for what it took, when it gives one.
pub type Taken = Result<Option<String>, NotTaken>;
/// Something on its way.
pub type Going<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// What every gateway is.
pub trait Transport: Send + Sync {
    /// Hands it over.
    fn send<'a>(&'a self, outgoing: &'a Outgoing) -> Going<'a, Taken>;

    /// Whether the same id twice is one message to it: then what may have left is sent again.
    fn knows_doubles(&self) -> bool {
        false
    }

    /// What kind of line a number is; none when the gateway can't tell, or not in time.
    fn line_kind<'a>(&'a self, _number: &'a str) -> Going<'a, Option<LineKind>> {
        Box::pin(std::future::ready(None))
    }
}

/// Where texts and calls go.
#[derive(Clone)]
pub struct Gateway(Arc<dyn Transport>);

impl Gateway {
    /// One of a kind of its own.
    pub fn new(transport: impl Transport + 'static) -> Self {
        Self(Arc::new(transport))
    }

    /// What `[messages]` says; none for `gateway = "none"`.
    ///
    /// # Errors
    /// [`super::Fault::Internal`] when it can't be: the configuration's check says so before.
    pub fn from_settings(settings: &MessageSettings, mailer: Option<&Mailer>, base_url: &str) -> Outcome<Option<Self>> {
        let http = || Http::new(settings.time_limit());
        Ok(match settings.gateway {
            GatewayKind::None => None,
            GatewayKind::Twilio => Some(Self::new(twilio::Twilio::new(&settings.twilio, base_url, http()?)?)),
            GatewayKind::Webhook => Some(Self::new(webhook::Webhook::new(&settings.webhook, base_url, http()?)?)),
            GatewayKind::Mail => mailer.map(|mailer| Self::new(mail::MailToText::new(&settings.mail, mailer.clone(), base_url))),
        })
    }

    /// Nowhere: the demo shows its messages on a page.
    #[must_use]
    pub fn outbox() -> Self {
        Self::new(Outbox)
    }

    /// A gateway that keeps everything, and where it keeps it: for tests.
    #[must_use]
    pub fn memory() -> (Self, Arc<Mutex<Vec<Outgoing>>>) {
        let sent = Arc::new(Mutex::new(Vec::new()));
        (Self::new(Memory(sent.clone())), sent)
    }

    /// One that fails in this way, for tests.
    #[must_use]
    pub fn failing(why: NotTaken) -> Self {
        Self::new(Failing(why))
    }

    /// Hands it over. The gateway's own name for it, when it gives one.
    ///
    /// # Errors
    /// [`NotTaken`]
    pub async fn send(&self, outgoing: &Outgoing) -> Taken {
        self.0.send(outgoing).await
    }

    /// [`Transport::knows_doubles`]
    #[must_use]
    pub fn knows_doubles(&self) -> bool {
        self.0.knows_doubles()
    }

    /// [`Transport::line_kind`]
    pub async fn line_kind(&self, number: &str) -> Option<LineKind> {
        self.0.line_kind(number).await
    }
}

struct Outbox;

impl Transport for Outbox {
    fn send<'a>(&'a self, _: &'a Outgoing) -> Going<'a, Taken> {
        Box::pin(std::future::ready(Ok(None)))
    }
}

struct Memory(Arc<Mutex<Vec<Outgoing>>>);

impl Transport for Memory {
    fn send<'a>(&'a self, outgoing: &'a Outgoing) -> Going<'a, Taken> {
        Box::pin(async move {
            // As a network would: others may run meanwhile.
            tokio::task::yield_now().await;
            self.0.lock().unwrap_or_else(PoisonError::into_inner).push(outgoing.clone());
            Ok(None)
        })
    }
}

struct Failing(NotTaken);

impl Transport for Failing {
    fn send<'a>(&'a self, _: &'a Outgoing) -> Going<'a, Taken> {
        Box::pin(std::future::ready(Err(self.0.clone())))
    }
}

/// What a request that got no answer means: before it had left, another try is safe.
fn unanswered(failed: Failed) -> NotTaken {
    match failed {
        Failed::NotSent(why) => NotTaken::Later(Trouble::of(Cause::Unavailable, why)),
        Failed::Lost(why) => NotTaken::Unknown(Trouble::of(Cause::NoAnswer, why)),
    }
}

/// An answer that asks to come back, and so has done nothing: 429 always, 503 when it says when.
fn come_back(answer: &Answer) -> Option<NotTaken> {
    let asks = answer.status == 429 || (answer.status == 503 && answer.retry_after.is_some());
    asks.then(|| {
        let cause = if answer.status == 429 { Cause::TooMany } else { Cause::Unavailable };
        NotTaken::Later(Trouble { wait: answer.retry_after, ..Trouble::of(cause, format!("answered {}", answer.status)) })
    })
}
