//! `[mail]`: what the operator says of the mail server.

use secrecy::SecretString;
use serde::Deserialize;

/// `[mail]`: how messages leave.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MailSettings {
    /// `smtp`, or `none`: messages then wait in the database.
    pub transport: MailTransport,
    /// The mail server.
    pub host: String,
    /// Its port; without one, what is usual for `tls`: 587, 465 or 25.
    pub port: Option<u16>,
    /// `required` (STARTTLS), `implicit` (TLS from the first byte), or `none`, towards this computer only.
    pub tls: MailTls,
    /// Our name at the mail server; empty: we do not log in there.
    pub username: String,
    /// Our password there. Better as `VESTIBULE__MAIL__PASSWORD` than in a file.
    #[serde(deserialize_with = "super::quoted::secret")]
    pub password: Option<SecretString>,
    /// Who messages are from: `no-reply@elm.example` or `Elm Street <no-reply@elm.example>`.
    pub from: String,
}

/// Whether messages leave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MailTransport {
    /// To a mail server.
    Smtp,
    /// Not at all.
    #[default]
    None,
}

/// How the way to the mail server is protected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MailTls {
    /// STARTTLS, and nothing without it.
    #[default]
    Required,
    /// TLS from the first byte.
    Implicit,
    /// Not at all: only towards this computer.
    None,
}

impl MailSettings {
    /// The port, given or usual.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port.unwrap_or(match self.tls {
            MailTls::Required => 587,
            MailTls::Implicit => 465,
            MailTls::None => 25,
        })
    }

    /// How the settings fit together.
    ///
    /// # Errors
    /// A sentence with the remedy.
    pub fn check(&self) -> Result<(), String> {
        if self.transport == MailTransport::None {
            return Ok(());
        }
        if self.host.trim().is_empty() {
            return Err("[mail] transport = \"smtp\" needs host, the mail server's name".into());
        }
        if !super::mailer::is_address(&self.from) {
            return Err("[mail] transport = \"smtp\" needs from, such as \"Elm Street <no-reply@elm.example>\"".into());
        }
        if self.tls == MailTls::None && !matches!(self.host.as_str(), "localhost" | "127.0.0.1" | "::1") {
            return Err(format!(
                "[mail] tls = \"none\" would send reset links to {} in the clear. Use \"required\" or \"implicit\"",
                self.host
            ));
        }
        if self.username.is_empty() != self.password.is_none() {
            return Err(
                "[mail] username and password belong together: give both or neither (password also as VESTIBULE__MAIL__PASSWORD)"
                    .into(),
            );
        }
        Ok(())
    }
}
