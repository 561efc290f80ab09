//! `[messages.twilio]`, `[messages.webhook]` and `[messages.mail]`: what each gateway needs.

use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;
use url::{Host, Url};

use super::mail_settings::{MailSettings, MailTransport};

/// Shortest secret of a webhook, in characters.
const SHORTEST_SECRET: usize = 24;

/// `[messages.twilio]`
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TwilioSettings {
    /// The account: `AC…`.
    pub account_sid: String,
    /// Its token: for our requests, and for the signature of Twilio's. Better as `VESTIBULE__MESSAGES__TWILIO__AUTH_TOKEN` than in a file.
    #[serde(deserialize_with = "super::quoted::secret")]
    pub auth_token: Option<SecretString>,
    /// Our number, E.164: `+12135550100`.
    pub from: String,
    /// A messaging service instead, for texts: `MG…`.
    pub messaging_service_sid: String,
    /// Our number for calls; empty: `from`.
    pub call_from: String,
    /// Whether calls are offered.
    pub calls: bool,
    /// Whether a new number's kind of line is asked for (paid by the look-up).
    pub lookup: bool,
    /// Where Twilio is; another one for a region or edge of theirs.
    pub api: String,
    /// Where its look-up is.
    pub lookup_api: String,
}

impl Default for TwilioSettings {
    fn default() -> Self {
        Self {
            account_sid: String::new(),
            auth_token: None,
            from: String::new(),
            messaging_service_sid: String::new(),
            call_from: String::new(),
            calls: true,
            lookup: false,
            api: "https://api.twilio.com".into(),
            lookup_api: "https://lookups.twilio.com".into(),
        }
    }
}

impl TwilioSettings {
    /// Our number for calls.
    #[must_use]
    pub fn call_from(&self) -> &str {
        if self.call_from.is_empty() { &self.from } else { &self.call_from }
    }

    pub(super) fn check(&self) -> Result<(), String> {
        let wrong = |what: &str| Err(format!("[messages.twilio] {what}"));
        let sid = |text: &str, prefix: &str| {
            text.len() == 34 && text.starts_with(prefix) && text.bytes().all(|b| b.is_ascii_alphanumeric())
        };
        let number = |text: &str| {
            text.strip_prefix('+').is_some_and(|d| (8..=15).contains(&d.len()) && d.bytes().all(|b| b.is_ascii_digit()))
        };
        if !sid(&self.account_sid, "AC") {
            return wrong("account_sid must be the 34 characters that begin with AC on the first page of Twilio's console");
        }
        if self.auth_token.as_ref().is_none_or(|token| token.expose_secret().is_empty()) {
            return wrong("auth_token is needed; best as VESTIBULE__MESSAGES__TWILIO__AUTH_TOKEN");
        }
        if self.from.is_empty() && self.messaging_service_sid.is_empty() {
            return wrong("needs from, a number of yours such as \"+12135550100\", or messaging_service_sid");
        }
        if !(self.messaging_service_sid.is_empty() || sid(&self.messaging_service_sid, "MG")) {
            return wrong("messaging_service_sid must be the 34 characters that begin with MG");
        }
        for (key, text) in [("from", &self.from), ("call_from", &self.call_from)] {
            if !(text.is_empty() || number(text)) {
                return wrong(&format!("{key} = \"{text}\" must be a number with + and country code, such as \"+12135550100\""));
            }
        }
        if self.calls && self.call_from().is_empty() {
            return wrong("calls need a number: give call_from, or say calls = false");
        }
        for (key, text) in [("api", &self.api), ("lookup_api", &self.lookup_api)] {
            https_or_here(&format!("[messages.twilio] {key}"), text)?;
        }
        Ok(())
    }
}

/// `[messages.webhook]`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WebhookSettings {
    /// Where each text or call is posted to.
    pub url: String,
    /// Signs what we post and what is reported back. Better as `VESTIBULE__MESSAGES__WEBHOOK__SECRET` than in a file.
    #[serde(deserialize_with = "super::quoted::secret")]
    pub secret: Option<SecretString>,
    /// Whether it can call.
    pub calls: bool,
    /// It may be in a private network or on this computer.
    pub allow_private: bool,
    /// It takes the same `Idempotency-Key` twice for the same message: then what may have been lost is sent again.
    pub idempotent: bool,
}

impl WebhookSettings {
    pub(super) fn check(&self) -> Result<(), String> {
        let url = https_or_here("[messages.webhook] url", &self.url)?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err("[messages.webhook] url must hold no name and no password: requests are signed with secret".into());
        }
        let secret = self.secret.as_ref().map_or(0, |secret| secret.expose_secret().chars().count());
        if secret < SHORTEST_SECRET {
            return Err(format!(
                "[messages.webhook] secret needs at least {SHORTEST_SECRET} characters; make one with `openssl rand -base64 32`, and give it \
                 as VESTIBULE__MESSAGES__WEBHOOK__SECRET"
            ));
        }
        let private = match url.host() {
            Some(Host::Domain(name)) => name == "localhost",
            Some(Host::Ipv4(ip)) => !super::http::is_public(ip.into()),
            Some(Host::Ipv6(ip)) => !super::http::is_public(ip.into()),
            None => false,
        };
        if private && !self.allow_private {
            return Err(format!(
                "[messages.webhook] url = \"{}\" is in a private network or on this computer; say allow_private = true if it is meant",
                self.url
            ));
        }
        Ok(())
    }
}

/// `[messages.mail]`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MailToTextSettings {
    /// The address of a number: `{number}` is it with its country code, `{national}` without.
    pub to: String,
}

impl MailToTextSettings {
    /// The address for a number, E.164.
    #[must_use]
    pub fn address(&self, number: &str) -> String {
        let digits = number.trim_start_matches('+');
        let national = digits.strip_prefix('1').filter(|rest| rest.len() == 10).unwrap_or(digits);
        self.to.replace("{number}", digits).replace("{national}", national)
    }

    pub(super) fn check(&self, mail: &MailSettings) -> Result<(), String> {
        if mail.transport == MailTransport::None {
            return Err("[messages] gateway = \"mail\" needs a mail server: set [mail]".into());
        }
        let places = self.to.matches("{number}").count() + self.to.matches("{national}").count();
        if places != 1 || !super::mailer::is_address(&self.address("+12135550100")) {
            return Err(
                "[messages.mail] to must be an address with {number} (12135550100) or {national} (2135550100) in it, such as \
                 \"{number}@sms.example\""
                    .into(),
            );
        }
        Ok(())
    }
}

/// A URL that is encrypted, or leads to this computer.
fn https_or_here(key: &str, text: &str) -> Result<Url, String> {
    let url = Url::parse(text).map_err(|_| format!("{key} = \"{text}\" must be a URL such as \"https://sms.elm.example/send\""))?;
    let here = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    };
    match url.scheme() {
        "https" if url.has_host() => Ok(url),
        "http" if here => Ok(url),
        _ => Err(format!("{key} = \"{text}\" must begin with https://: codes are in what is sent (http:// only to this computer)")),
    }
}
