//! `[messages]`: texts and calls. Which gateway, how much a day, to which countries.

use std::time::Duration;

use serde::Deserialize;

pub use super::gateway_settings::{MailToTextSettings, TwilioSettings, WebhookSettings};
use super::mail_settings::MailSettings;
use super::settings::Span;

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
