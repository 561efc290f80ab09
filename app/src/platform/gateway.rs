//! Texts and calls. Knows no message: a domain words them, the outbox decides when, this hands them to a gateway.

use std::sync::{Arc, Mutex, PoisonError};

use uuid::Uuid;

/// A text or a call as it goes to a gateway. Holds a code: no `Debug`, never logged.
#[derive(Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// The row of the outbox: the same each time it is sent, so that a gateway can tell.
    pub id: Uuid,
    /// The number, E.164.
    pub to: String,
    /// The language's tag: `en`, `es`.
    pub language: &'static str,
    /// What.
    pub body: Body,
}

/// What is sent or said.
#[derive(Clone, PartialEq, Eq)]
pub enum Body {
    /// A text message.
    Text(String),
    /// A call.
    Call {
        /// Said first: asks for a key press, so that no voicemail hears the rest.
        greeting: String,
        /// Said after a key was pressed, several times.
        words: String,
        /// Said when no key was pressed.
        goodbye: String,
    },
}

/// Why the gateway has not, or may not have, taken it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotTaken {
    /// Not taken; another try may help.
    Later(String),
    /// Not taken, and never will be.
    Never(String),
    /// Nobody knows: the request had left. Not tried again, since a call that rings twice alarms people.
    Unknown(String),
}

impl NotTaken {
    /// In words, for an operator; may hold what a gateway answered.
    #[must_use]
    pub fn why(&self) -> &str {
        match self {
            Self::Later(why) | Self::Never(why) | Self::Unknown(why) => why,
        }
    }
}

/// Where texts and calls go.
#[derive(Clone)]
pub enum Gateway {
    /// Nowhere: the demo shows its messages on a page.
    Outbox,
    /// Into memory, for tests.
    Memory(Arc<Mutex<Vec<Outgoing>>>),
    /// One that fails in this way, for tests.
    Failing(NotTaken),
}

impl Gateway {
    /// A gateway that keeps everything, and where it keeps it.
    #[must_use]
    pub fn memory() -> (Self, Arc<Mutex<Vec<Outgoing>>>) {
        let sent = Arc::new(Mutex::new(Vec::new()));
        (Self::Memory(sent.clone()), sent)
    }

    /// Hands it over. The gateway's own name for it, when it gives one.
    ///
    /// # Errors
    /// [`NotTaken`]
    pub async fn send(&self, outgoing: &Outgoing) -> Result<Option<String>, NotTaken> {
        match self {
            Self::Outbox => Ok(None),
            Self::Memory(sent) => {
                // As a network would: others may run meanwhile.
                tokio::task::yield_now().await;
                sent.lock().unwrap_or_else(PoisonError::into_inner).push(outgoing.clone());
                Ok(None)
            }
            Self::Failing(why) => Err(why.clone()),
        }
    }
}
