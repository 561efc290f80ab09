//! Sending mail. Knows no message: a domain renders, the outbox decides when, this hands it to a mail server.

use std::str::FromStr as _;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use lettre::address::Address;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::extension::ClientId;
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};
use secrecy::ExposeSecret as _;

use super::clock::Millis;
use super::fault::{Fault, Outcome};
use super::settings::{MailSettings, MailTls, MailTransport};

/// How long one message may take, connection included.
const LIMIT: Duration = Duration::from_secs(25);

/// A message as it goes to a mail server. Holds links: no `Debug`, never logged.
#[derive(Clone, PartialEq, Eq)]
pub struct Mail {
    /// The Message-ID, angle brackets included (RFC 5322 3.6.4). The same each time the message is sent.
    pub id: String,
    /// The reader's address.
    pub to: String,
    /// When it was written.
    pub at: Millis,
    /// One line.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// The same as HTML; empty: as plain text alone.
    pub html: String,
}

/// Why a message was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsent {
    /// Whether another try may help.
    pub again: bool,
    /// In words; may hold whatever the mail server answered.
    pub why: String,
    /// Whether it may have left all the same.
    pub left: Left,
}

/// Whether a message that was not acknowledged has left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// It has not: the mail server refused it, or never had it.
    No,
    /// It may have.
    Maybe,
}

impl Unsent {
    /// Another try may help.
    pub fn later(why: impl Into<String>) -> Self {
        Self { again: true, why: why.into(), left: Left::No }
    }

    /// Another try will not help.
    pub fn never(why: impl Into<String>) -> Self {
        Self { again: false, why: why.into(), left: Left::No }
    }
}

/// Where mail goes.
#[derive(Clone)]
pub enum Mailer {
    /// To a mail server.
    Smtp {
        /// How it is reached.
        transport: Box<AsyncSmtpTransport<Tokio1Executor>>,
        /// Who it is from.
        from: Box<Mailbox>,
    },
    /// Nowhere: the demo shows its messages on a page.
    Outbox,
    /// Into memory, for tests.
    Memory(Arc<Mutex<Vec<Mail>>>),
    /// A mail server that is down, for tests.
    Down,
}

impl Mailer {
    /// What `[mail]` says; none for `transport = "none"`.
    ///
    /// # Errors
    /// [`Fault::Internal`] when it can't be: the configuration's check says so before.
    pub fn from_settings(settings: &MailSettings, base_url: &str) -> Outcome<Option<Self>> {
        if settings.transport == MailTransport::None {
            return Ok(None);
        }
        let wrong = |e: &dyn std::fmt::Display| Fault::internal(format!("[mail] {e}"));
        let builder = match settings.tls {
            // Required: a server that does not offer STARTTLS, or whose certificate does not fit its name, gets nothing.
            MailTls::Required => AsyncSmtpTransport::<Tokio1Executor>::starttls_relay(&settings.host).map_err(|e| wrong(&e))?,
            MailTls::Implicit => AsyncSmtpTransport::<Tokio1Executor>::relay(&settings.host).map_err(|e| wrong(&e))?,
            // Only towards this computer: `MailSettings::check`.
            MailTls::None => AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&settings.host),
        };
        let mut builder =
            builder.port(settings.port()).timeout(Some(LIMIT / 2)).hello_name(ClientId::Domain(host_of(base_url).to_owned()));
        if let (false, Some(password)) = (settings.username.is_empty(), &settings.password) {
            builder = builder.credentials(Credentials::new(settings.username.clone(), password.expose_secret().to_owned()));
        }
        let from = Mailbox::from_str(&settings.from).map_err(|e| wrong(&e))?;
        Ok(Some(Self::Smtp { transport: Box::new(builder.build()), from: Box::new(from) }))
    }

    /// A mailer that keeps everything, and where it keeps it.
    #[must_use]
    pub fn memory() -> (Self, Arc<Mutex<Vec<Mail>>>) {
        let sent = Arc::new(Mutex::new(Vec::new()));
        (Self::Memory(sent.clone()), sent)
    }

    /// Hands a message over.
    ///
    /// # Errors
    /// [`Unsent`], with whether another try may help.
    pub async fn send(&self, mail: &Mail) -> Result<(), Unsent> {
        match self {
            Self::Smtp { transport, from } => {
                let message = message(mail, from)?;
                let sending = Box::pin(transport.send(message));
                match tokio::time::timeout(LIMIT, sending).await {
                    Ok(Ok(_)) => Ok(()),
                    Ok(Err(e)) => Err(Unsent { again: may_help(&e), why: in_words(&e), left: left(&e) }),
                    Err(_) => Err(Unsent { left: Left::Maybe, ..Unsent::later("the mail server took too long") }),
                }
            }
            Self::Outbox => Ok(()),
            Self::Memory(sent) => {
                // As a network would: others may run meanwhile.
                tokio::task::yield_now().await;
                sent.lock().unwrap_or_else(PoisonError::into_inner).push(mail.clone());
                Ok(())
            }
            Self::Down => Err(Unsent::later("the mail server is down")),
        }
    }
}

/// Whether another try may help: not after a 5xx answer (RFC 5321 4.2.1), unless it is about our own log-in at the mail server, which an
/// operator puts right (RFC 4954 6): messages must not be lost to an expired password.
fn may_help(e: &lettre::transport::smtp::Error) -> bool {
    !e.is_permanent() || e.status().is_some_and(|code| matches!(u16::from(code), 530 | 534 | 535 | 538))
}

/// Whether it may have left: not when the mail server refused it, nor when there was no connection.
fn left(e: &lettre::transport::smtp::Error) -> Left {
    let refused = e.status().is_some() || e.is_client() || e.is_tls();
    // The library tells failed connections from broken ones in their text alone.
    if refused || e.to_string().starts_with("Connection error") { Left::No } else { Left::Maybe }
}

/// Why, for an operator: what is usual in words of ours, anything else as the mail server or the library says it.
fn in_words(e: &lettre::transport::smtp::Error) -> String {
    let theirs = e.to_string();
    // An answer of the mail server is theirs to word.
    if e.status().is_some() {
        return theirs;
    }
    if e.is_timeout() {
        return "the mail server took too long".into();
    }
    let says = |words: &[&str]| words.iter().any(|w| theirs.contains(w));
    if says(&["peer certificate"]) {
        let why = match () {
            () if says(&["UnknownIssuer", "CaUsedAsEndEntity"]) => "it was not issued by a public authority",
            () if says(&["not valid for name", "NotValidForName"]) => "it is for another name than [mail] host",
            () if says(&["expired", "Expired"]) => "it has expired",
            () => theirs.rsplit("peer certificate: ").next().unwrap_or_default(),
        };
        return format!("the mail server's certificate is not trusted: {why}");
    }
    if says(&["Connection refused"]) {
        return "the mail server does not answer: connection refused".into();
    }
    if says(&["failed to lookup address", "Name or service not known"]) {
        return "there is no mail server of the name in [mail] host".into();
    }
    theirs
}

fn message(mail: &Mail, from: &Mailbox) -> Result<Message, Unsent> {
    let to = Address::from_str(&mail.to).map_err(|e| Unsent::never(format!("the address can't be right: {e}")))?;
    // Other programs' automatic answers would otherwise come back to us (RFC 3834 5).
    let automatic = HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned());
    let at = SystemTime::UNIX_EPOCH + Duration::from_millis(u64::try_from(mail.at).unwrap_or_default());
    let builder = Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, to))
        .subject(mail.subject.as_str())
        .message_id(Some(mail.id.clone()))
        .date(at)
        .raw_header(automatic);
    let message = if mail.html.is_empty() {
        builder.singlepart(SinglePart::plain(mail.text.clone()))
    } else {
        builder.multipart(MultiPart::alternative_plain_html(mail.text.clone(), mail.html.clone()))
    };
    message.map_err(|e| Unsent::never(e.to_string()))
}

/// Whether a text is an address, with or without a name before it (`Elm Street <no-reply@elm.example>`).
#[must_use]
pub fn is_address(text: &str) -> bool {
    Mailbox::from_str(text).is_ok()
}

/// The host of a URL, without port.
#[must_use]
pub fn host_of(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.split('/').next().unwrap_or_default();
    match rest.find(']') {
        Some(end) => &rest[..=end],
        None => rest.split(':').next().unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Mailer, host_of};
    use crate::platform::settings::{MailSettings, MailTls, MailTransport};

    #[test]
    fn a_message_id_s_host_has_no_port() {
        for (url, host) in
            [("https://ehr.example", "ehr.example"), ("http://localhost:3000", "localhost"), ("http://[::1]:3000/x", "[::1]")]
        {
            assert_eq!(host_of(url), host);
        }
    }

    #[tokio::test]
    async fn every_kind_of_tls_builds() {
        assert!(Mailer::from_settings(&MailSettings::default(), "https://ehr.example").unwrap().is_none());
        for tls in [MailTls::Required, MailTls::Implicit, MailTls::None] {
            let settings = MailSettings {
                transport: MailTransport::Smtp,
                host: "localhost".into(),
                tls,
                from: "Elm Street <no-reply@elm.example>".into(),
                ..MailSettings::default()
            };
            assert!(matches!(Mailer::from_settings(&settings, "https://ehr.example"), Ok(Some(Mailer::Smtp { .. }))), "{tls:?}");
        }
    }
}
