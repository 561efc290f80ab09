//! `[messages]`: texts and calls. Which gateway, how much a day, to which countries.

use std::time::Duration;

use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;
use url::{Host, Url};

use super::mail_settings::{MailSettings, MailTransport};
use super::settings::Span;

/// Shortest secret of a webhook, in characters.
const SHORTEST_SECRET: usize = 24;

/// `[messages]`
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MessageSettings {
    /// Countries whose numbers get codes, as ISO 3166-1 codes. Texts to others cost more, and fraud with them is common.
    pub regions: Vec<String>,
    /// Where texts and calls go: `none`, `twilio`, `webhook` or `mail`.
    pub gateway: GatewayKind,
    /// Texts and calls that one practice may send in a day.
    pub per_practice_per_day: u32,
    /// Texts and calls that all practices together may send in a day: the most that a bad day can cost.
    pub per_day: u32,
    /// What one text costs, in dollars: for the estimate on the page alone.
    pub text_cost: f64,
    /// The same of one call.
    pub call_cost: f64,
    /// How long one request to the gateway may take.
    pub time_limit: Span,
    /// `[messages.twilio]`
    pub twilio: TwilioSettings,
    /// `[messages.webhook]`
    pub webhook: WebhookSettings,
    /// `[messages.mail]`
    pub mail: MailToTextSettings,
}

/// Which gateway.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum GatewayKind {
    /// None: no phone is offered and none is asked for.
    #[default]
    None,
    /// Twilio's Messages and Calls.
    Twilio,
    /// A server of the operator's choice that takes a signed request.
    Webhook,
    /// A mail server that makes texts of mails.
    Mail,
}

impl GatewayKind {
    /// The name in the configuration.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Twilio => "twilio",
            Self::Webhook => "webhook",
            Self::Mail => "mail",
        }
    }
}

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

    fn check(&self) -> Result<(), String> {
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
    fn check(&self) -> Result<(), String> {
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

    fn check(&self, mail: &MailSettings) -> Result<(), String> {
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

impl Default for MessageSettings {
    fn default() -> Self {
        Self {
            regions: ["US", "PR", "GU", "VI", "AS", "MP"].map(str::to_owned).to_vec(),
            gateway: GatewayKind::None,
            per_practice_per_day: 300,
            per_day: 2_000,
            text_cost: 0.012,
            call_cost: 0.014,
            time_limit: Span(10_000),
            twilio: TwilioSettings::default(),
            webhook: WebhookSettings::default(),
            mail: MailToTextSettings::default(),
        }
    }
}

impl MessageSettings {
    /// How long one request to the gateway may take.
    #[must_use]
    pub fn time_limit(&self) -> Duration {
        Duration::from_millis(u64::try_from(self.time_limit.0).unwrap_or_default())
    }

    /// No text and no call leaves.
    #[must_use]
    pub fn no_phone(&self) -> bool {
        self.gateway == GatewayKind::None
    }

    /// No call leaves.
    #[must_use]
    pub fn no_calls(&self) -> bool {
        match self.gateway {
            GatewayKind::None | GatewayKind::Mail => true,
            GatewayKind::Twilio => !self.twilio.calls,
            GatewayKind::Webhook => !self.webhook.calls,
        }
    }

    /// How the settings fit together, and to the mail server and our own address.
    ///
    /// # Errors
    /// A sentence with the remedy.
    pub fn check(&self, mail: &MailSettings, base_url: &str) -> Result<(), String> {
        let wrong = |region: &&String| region.len() != 2 || !region.bytes().all(|b| b.is_ascii_uppercase());
        if let Some(wrong) = self.regions.iter().find(wrong) {
            return Err(format!(
                "[messages] regions: `{wrong}` is no country code; write two capital letters, such as \"US\" or \"PR\""
            ));
        }
        if self.regions.is_empty() {
            return Err("[messages] regions is empty, so no phone could get a code; leave it out for the United States and their territories".into());
        }
        if !(1_000..=25_000).contains(&self.time_limit.0) {
            return Err("[messages] time_limit must be from \"1s\" to \"25s\"".into());
        }
        if self.per_day == 0 || self.per_practice_per_day == 0 {
            return Err(
                "[messages] per_day and per_practice_per_day must be at least 1; for no texts and calls say gateway = \"none\""
                    .into(),
            );
        }
        if [self.text_cost, self.call_cost].into_iter().any(|cost| !cost.is_finite() || cost < 0.0) {
            return Err("[messages] text_cost and call_cost are dollars, such as 0.012".into());
        }
        if self.gateway == GatewayKind::Twilio && !base_url.starts_with("https://") {
            return Err(format!(
                "[messages] gateway = \"twilio\" needs a [server] base_url that begins with https:// and that Twilio reaches: it reports there \
                 what was delivered, and asks there what a call says. It is \"{base_url}\""
            ));
        }
        match self.gateway {
            GatewayKind::None => Ok(()),
            GatewayKind::Twilio => self.twilio.check(),
            GatewayKind::Webhook => self.webhook.check(),
            GatewayKind::Mail => self.mail.check(mail),
        }
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
