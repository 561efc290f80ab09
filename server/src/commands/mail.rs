//! `send-test-mail`: does the mail server take our messages?

use app::i18n::Locale;
use app::outbox::message::test_message;
use app::platform::mailer::{Mail, Mailer, host_of};
use app::platform::{Clock, Random};

use super::{CommandError, CommandResult, ConfigArgs};

/// `send-test-mail`
#[derive(Debug, clap::Args)]
pub struct SendTestMailArgs {
    #[command(flatten)]
    config: ConfigArgs,
    /// The address to send to.
    #[arg(long)]
    to: String,
    /// The message's language: `en` or `es`.
    #[arg(long, default_value = "en")]
    language: String,
}

/// Sends past the outbox and the database: only the way to the mail server is tried.
pub async fn send_test_mail(args: SendTestMailArgs) -> CommandResult {
    let config = args.config.load()?;
    let base_url = config.settings().base_url;
    let Some(mailer) = Mailer::from_settings(&config.mail, &base_url)? else {
        return Err(CommandError::Refused(
            "[mail] transport is \"none\", so nothing can be sent. Set it to \"smtp\", with host and from.".into(),
        ));
    };
    let (now, message) = (Clock::System.now(), test_message(Locale::from_tag(&args.language).unwrap_or_default()));
    let mail = Mail {
        id: format!("<{}@{}>", Random::System.id(now), host_of(&base_url)),
        to: args.to,
        at: now,
        subject: message.subject,
        text: message.text,
        html: message.html,
    };
    match mailer.send(&mail).await {
        Ok(()) => {
            println!("{} took the message for {}. Look whether it arrives, also among the spam.", config.mail.host, mail.to);
            Ok(())
        }
        Err(unsent) => Err(CommandError::Refused(format!(
            "{} port {} did not take the message: {}",
            config.mail.host,
            config.mail.port(),
            unsent.why
        ))),
    }
}
