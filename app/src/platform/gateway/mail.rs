//! Texts by mail: many carriers and text services take a mail to `NUMBER@their.host` and send it on as a text. No calls.

use super::{Body, Going, NotTaken, Outgoing, Taken, Transport, Trouble};
use crate::outbox::cause::Cause;
use crate::platform::mailer::{Left, Mail, Mailer, host_of};
use crate::platform::message_settings::MailToTextSettings;

/// The gateway.
pub struct MailToText {
    settings: MailToTextSettings,
    mailer: Mailer,
    host: String,
}

impl MailToText {
    /// The gateway of these settings, over this mail server.
    #[must_use]
    pub fn new(settings: &MailToTextSettings, mailer: Mailer, base_url: &str) -> Self {
        Self { settings: settings.clone(), mailer, host: host_of(base_url).to_owned() }
    }

    async fn mail(&self, outgoing: &Outgoing) -> Taken {
        let Body::Text(text) = &outgoing.body else {
            return Err(NotTaken::Never(Trouble::of(Cause::Other, "a mail can't call")));
        };
        let mail = Mail {
            id: format!("<{}@{}>", outgoing.id, self.host),
            to: self.settings.address(&outgoing.to),
            at: outgoing.at,
            // Some gateways put it before the text, and a text has 160 letters.
            subject: String::new(),
            text: text.clone(),
            html: String::new(),
        };
        match self.mailer.send(&mail).await {
            Ok(()) => Ok(None),
            Err(unsent) => Err(match (unsent.left, unsent.again) {
                (Left::Maybe, _) => NotTaken::Unknown(Trouble::of(Cause::NoAnswer, unsent.why)),
                (Left::No, true) => NotTaken::Later(Trouble::of(Cause::Unavailable, unsent.why)),
                (Left::No, false) => NotTaken::Never(Trouble::of(Cause::Other, unsent.why)),
            }),
        }
    }
}

impl Transport for MailToText {
    fn send<'a>(&'a self, outgoing: &'a Outgoing) -> Going<'a, Taken> {
        Box::pin(self.mail(outgoing))
    }
}
