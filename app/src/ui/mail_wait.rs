//! A page that waits for a mail: what to look for and where, and the mail once more. The same on every such page (topic 38).

use leptos::prelude::*;

use super::countdown::Countdown;
use super::text;
use crate::i18n::Text;
use crate::lockout::Wait;
use crate::outbox::waiting::WaitingMail;
use crate::web::state::{locale, t};

/// The deed of the button.
pub const RESEND: &str = "resend";

/// Where large mail services put what they doubt, by the end of the address.
const FOLDERS: [(&[&str], Text); 3] = [
    (&["gmail.com", "googlemail.com", "yahoo.com", "ymail.com", "aol.com"], text::FOLDER_SPAM),
    (&["outlook.com", "hotmail.com", "live.com", "msn.com"], text::FOLDER_JUNK_EMAIL),
    (&["icloud.com", "me.com", "mac.com"], text::FOLDER_JUNK),
];

/// The mail, where to look for it, and the button that sends it again to the page's own path.
#[component]
pub fn MailWait(
    /// What is told of it.
    mail: WaitingMail,
    /// Where the button posts.
    #[prop(into)]
    action: String,
) -> impl IntoView {
    let wait = (mail.wait > 0).then_some(Wait::Seconds(mail.wait));
    view! {
        <MailFacts mail=mail.clone()/>
        {mail.failed.then(|| view! { <div class="notice" data-kind="warn"><p>{t(text::MAIL_FAILED)}</p></div> })}
        <p>{t(text::MAIL_USUALLY)}</p>
        <MailNothing mail=mail.clone()/>
        <form class="stack" method="post" action=action>
            // A script counts the wait down; without one it is said once.
            {(mail.wait > 0).then(|| view! { <noscript><p class="hint">{again_in(mail.wait)}</p></noscript> })}
            <Countdown wait/>
            <button class="button button-secondary" type="submit" name="deed" value=RESEND>{t(text::MAIL_AGAIN)}</button>
        </form>
    }
}

/// What to look for, as far as it may be said.
#[component]
pub fn MailFacts(
    /// What is told of it.
    mail: WaitingMail,
) -> impl IntoView {
    let address = |text: String| view! { <bdi dir="ltr" translate="no">{text}</bdi> }.into_any();
    let facts = [
        (text::MAIL_TO, mail.to.clone(), address(mail.to)),
        (text::MAIL_FROM, mail.from.clone(), address(mail.from)),
        (text::MAIL_SUBJECT, mail.subject.clone(), mail.subject.into_any()),
        (text::MAIL_SENT, mail.sent.clone(), mail.sent.into_any()),
    ];
    let known = facts.into_iter().filter(|(_, value, _)| !value.is_empty());
    view! {
        <dl class="facts" data-mail-wait="">
            {known.map(|(name, _, shown)| view! { <div><dt>{t(name)}</dt><dd>{shown}</dd></div> }).collect_view()}
        </dl>
    }
}

/// What to do when nothing came.
#[component]
pub fn MailNothing(
    /// What was told of it.
    mail: WaitingMail,
    /// More that may be the cause.
    #[prop(optional)]
    causes: Vec<Text>,
) -> impl IntoView {
    let typed = mail.to.contains('@').then_some(text::MAIL_TYPED);
    let causes = [folder(&mail.to)].into_iter().chain(typed).chain(causes).chain([text::MAIL_ALLOW]);
    view! {
        <details>
            <summary>{t(text::MAIL_NOTHING)}</summary>
            <ul>{causes.map(|cause| view! { <li>{t(cause)}</li> }).collect_view()}</ul>
        </details>
    }
}

/// When it can be sent again.
fn again_in(seconds: u32) -> String {
    let (text, n) = if seconds <= 60 { (text::MAIL_IN_SECONDS, seconds) } else { (text::MAIL_IN_MINUTES, seconds.div_ceil(60)) };
    text.with(locale(), &[("n", &n.to_string())])
}

/// Where to look, for an address.
fn folder(address: &str) -> Text {
    let host = address.rsplit('@').next().unwrap_or_default().to_ascii_lowercase();
    FOLDERS.iter().find(|(hosts, _)| hosts.contains(&host.as_str())).map_or(text::FOLDER_OTHER, |(_, folder)| *folder)
}

#[cfg(test)]
mod tests {
    use super::{folder, text};

    #[test]
    fn the_folder_is_that_of_the_mail_service() {
        for (address, where_to) in [
            ("maria@Gmail.com", text::FOLDER_SPAM),
            ("maria@hotmail.com", text::FOLDER_JUNK_EMAIL),
            ("maria@me.com", text::FOLDER_JUNK),
            ("maria@elm.example", text::FOLDER_OTHER),
            ("maria@notgmail.com", text::FOLDER_OTHER),
        ] {
            assert_eq!(folder(address), where_to, "{address}");
        }
    }
}
