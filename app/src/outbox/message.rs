//! From a row to a message: plain text and simple HTML with the same words.
//!
//! Names and browsers come from outside. They are cut short and lose control characters and whatever a mail program would turn into a
//! link, so that nobody can put a link of their own into a message of ours.

use std::fmt::Write as _;

use super::model::{MessageKind, Params};
use super::parts::{emergency_ended, export_ready, identifier_ends, log_in_code, maintenance};
use super::subjects::plain;
use super::text;
use crate::admin_requests::model::{BrowserKnown, Reason};
use crate::i18n::{Locale, Text};
use crate::known_browsers::model::in_words;

/// Longest name or browser in a message, in characters.
const LONGEST: usize = 100;

/// A rendered message. Lives only while it is sent or shown: never stored, never logged.
#[derive(Clone, PartialEq, Eq)]
pub struct Message {
    /// One line.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
}

pub(super) enum Part {
    Sentence(String),
    Link(String),
}

/// Renders a message. `link` is left out by kinds that have none; without it, one that should have a link says that it ended on its way.
#[must_use]
pub fn render(kind: MessageKind, params: &Params, base_url: &str, link: Option<String>, locale: Locale) -> Message {
    let words = Words::new(params, base_url, locale);
    let greeting = if params.first_name.trim().is_empty() { text::GREETING_NAMELESS } else { text::GREETING };
    let mut parts = vec![Part::Sentence(words.fill(greeting))];
    let (subject, body) = body(kind, params, link, &words);
    parts.extend(body);
    let footer = if params.practice.is_empty() { text::FOOTER_NO_PRACTICE } else { text::FOOTER };
    parts.push(Part::Sentence(words.fill(footer)));
    written(words.fill(subject), &parts, locale)
}

/// The subject of a message from a practice, to be looked for.
#[must_use]
pub fn subject_of(kind: MessageKind, practice: &str, locale: Locale) -> String {
    render(kind, &Params { practice: practice.to_owned(), ..Params::default() }, "", None, locale).subject
}

/// The same in few words, for a text to a phone; none for a kind that goes by mail alone.
#[must_use]
pub fn short(kind: MessageKind, params: &Params, base_url: &str, locale: Locale) -> Option<String> {
    let words = Words::new(params, base_url, locale);
    Some(words.fill(match kind {
        MessageKind::LogInReminder if params.address.is_some() => text::REMINDER_TEXT_ADDRESS,
        MessageKind::LogInReminder => text::REMINDER_TEXT,
        MessageKind::RecoveryNotice => text::RECOVERY_TEXT,
        _ => return None,
    }))
}

/// What `vestibule send-test-mail` sends.
#[must_use]
pub fn test_message(locale: Locale) -> Message {
    written(text::TEST_SUBJECT.of(locale).to_owned(), &[Part::Sentence(text::TEST.of(locale).to_owned())], locale)
}

fn body(kind: MessageKind, params: &Params, link: Option<String>, words: &Words) -> (Text, Vec<Part>) {
    let say = |t: Text| Part::Sentence(words.fill(t));
    let by = |known: Text, unknown: Text| say(if params.actor.is_some() { known } else { unknown });
    let ends = say(match (params.later, params.minutes) {
        (Some(true), _) => text::LINK_LATER,
        (_, Some(_)) => text::LINK_ENDS,
        _ => text::LINK_ONCE,
    });
    let late = match kind {
        MessageKind::LogInAddressLink => text::ADDRESS_LINK_LATE,
        MessageKind::Invitation => text::INVITATION_LATE,
        MessageKind::SignUpLink => text::SIGN_UP_LATE,
        _ => text::LINK_TOO_LATE,
    };
    let with_link = |lead: Part, last: Text| match link.clone() {
        Some(link) => vec![lead, Part::Link(link), ends, say(last)],
        None => vec![say(late), say(last)],
    };
    let (subject, plain) = plain(kind, params.person.is_some());
    let parts = match kind {
        MessageKind::ResetLink => with_link(by(text::RESET_LINK_BY, text::RESET_LINK), text::RESET_LINK_NOT_YOU),
        MessageKind::SignUpLink => with_link(say(text::SIGN_UP), text::SIGN_UP_NOT_YOU),
        MessageKind::LogInAddressLink => with_link(by(text::ADDRESS_LINK_BY, text::ADDRESS_LINK), text::ADDRESS_LINK_NOT_YOU),
        MessageKind::LogInAddressChangeAsked => {
            let asked = by(text::ADDRESS_CHANGE_BY, text::ADDRESS_CHANGE);
            match link.clone() {
                Some(link) => vec![asked, say(text::ADDRESS_CHANGE_STOP), Part::Link(link), say(text::ADDRESS_CHANGE_UNTIL)],
                None => vec![asked, say(text::ADDRESS_CHANGE_STOP_LATE)],
            }
        }
        MessageKind::Welcome | MessageKind::Invitation => {
            let invited = kind == MessageKind::Invitation;
            let lead = if invited { say(text::INVITATION) } else { by(text::WELCOME_BY, text::WELCOME) };
            let mut parts = with_link(lead, text::WELCOME_NOT_YOU);
            let last = parts.len() - 1;
            parts.splice(last..last, kept(invited, params).iter().map(|t| say(*t)));
            parts
        }
        MessageKind::AdministratorAsked => {
            let facts = [params.reason.map(Reason::told), params.known.map(BrowserKnown::told)];
            let facts =
                facts.into_iter().flatten().map(|fact| Part::Sentence(fact.with(words.locale, &[("name", words.value("person"))])));
            [say(text::ASKED)].into_iter().chain(facts).chain([say(text::ASKED_FINE)]).collect()
        }
        MessageKind::RecoveryNotice => recovery(params).map(say).into(),
        MessageKind::LogInReminder => {
            let with = if params.address.is_some() { text::REMINDER_ADDRESS } else { text::REMINDER };
            vec![say(with), say(text::REMINDER_NOT_YOU)]
        }
        MessageKind::LogInAddressDisowned => DISOWNED.map(|(by_actor, by_nobody)| by(by_actor, by_nobody)).into(),
        MessageKind::LogInCodeMade | MessageKind::LogInCodeConfirmed => log_in_code(kind, params, &say),
        MessageKind::MaintenancePlanned | MessageKind::MaintenanceCancelled => maintenance(kind, params, words, &say),
        MessageKind::IdentifierEnds => identifier_ends(params, words, &say),
        MessageKind::EmergencyEnded => emergency_ended(params, words, &say),
        MessageKind::ExportReady => export_ready(params, words, &say),
        _ => plain.iter().map(|t| say(*t)).collect(),
    };
    (subject, parts)
}

/// A link that the operator made: for the reader, or for another administrator.
const fn recovery(params: &Params) -> [Text; 3] {
    let when = if params.later.is_some() { text::RECOVERY_LATER } else { text::RECOVERY_NOW };
    match params.person {
        Some(_) => [text::RECOVERY_OTHER, when, text::RECOVERY_OTHER_FINE],
        None => [text::RECOVERY_YOURS, when, text::RECOVERY_YOURS_FINE],
    }
}

/// What administrators are told of a change that its person stopped: one of them had asked for it, or nobody knows who.
const DISOWNED: [(Text, Text); 2] =
    [(text::ADDRESS_DISOWNED_BY, text::ADDRESS_DISOWNED), (text::ADDRESS_DISOWNED_BY_FINE, text::ADDRESS_DISOWNED_FINE)];

/// What the reader of a first message keeps.
const fn kept(invited: bool, params: &Params) -> &'static [Text] {
    match (invited, &params.username) {
        (true, _) => &[text::INVITATION_CODE, text::INVITATION_LOG_IN_WITH],
        (false, Some(_)) => &[text::WELCOME_LOG_IN_WITH],
        (false, None) => &[],
    }
}

/// The values of a message's places, cleaned.
pub(super) struct Words {
    pub(super) locale: Locale,
    values: [(&'static str, String); 12],
}

impl Words {
    fn new(params: &Params, base_url: &str, locale: Locale) -> Self {
        let or = |value: Option<&String>, unknown: Text| {
            value.map(|v| clean(v)).filter(|v| !v.is_empty()).unwrap_or_else(|| unknown.of(locale).to_owned())
        };
        Self {
            locale,
            values: [
                ("name", clean(&params.first_name)),
                ("practice", clean(&params.practice)),
                ("time", duration(params.minutes.unwrap_or_default(), locale)),
                ("browser", in_words(&or(params.browser.as_ref(), text::A_BROWSER), locale)),
                ("actor", or(params.actor.as_ref(), text::AN_ADMINISTRATOR)),
                ("person", or(params.person.as_ref(), text::A_PERSON)),
                ("how", params.end.map(|end| end.label().of(locale).to_owned()).unwrap_or_default()),
                ("rule", params.rule.clone().unwrap_or_default()),
                ("site", base_url.to_owned()),
                // As they are typed: a username may have a dot.
                ("id", params.practice_id.clone().unwrap_or_default()),
                ("address", params.address.clone().unwrap_or_default()),
                ("username", params.username.clone().unwrap_or_default()),
            ],
        }
    }

    pub(super) fn value(&self, name: &str) -> &str {
        self.values.iter().find(|(place, _)| *place == name).map_or("", |(_, value)| value)
    }

    fn fill(&self, text: Text) -> String {
        let values: Vec<(&str, &str)> = self.values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        text.with(self.locale, &values)
    }
}

/// Days when it is whole days, else hours when it is whole hours, else minutes.
fn duration(minutes: u32, locale: Locale) -> String {
    const DAY: u32 = 24 * 60;
    let (n, one, many) = match minutes {
        m if m > 0 && m.is_multiple_of(DAY) => (m / DAY, text::DAY_ONE, text::DAY_MANY),
        m if m > 0 && m.is_multiple_of(60) => (m / 60, text::HOUR_ONE, text::HOUR_MANY),
        m => (m, text::MINUTE_ONE, text::MINUTE_MANY),
    };
    if n == 1 { one.of(locale).to_owned() } else { many.with(locale, &[("n", &n.to_string())]) }
}

/// One short line in which no mail program finds an address: `www.evil.example` becomes `www. evil. example`.
pub(super) fn clean(value: &str) -> String {
    let mut out = String::new();
    let mut before = ' ';
    for c in value.chars().take(LONGEST) {
        let c = if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}') {
            ' '
        } else {
            c
        };
        let starts_a_link = (before == '.' && c.is_alphabetic()) || (before == '/' && c == '/') || (before == '@' && c != ' ');
        if starts_a_link {
            out.push(' ');
        }
        if !(c == ' ' && before == ' ') {
            out.push(c);
        }
        before = c;
    }
    out.trim().to_owned()
}

fn written(subject: String, parts: &[Part], locale: Locale) -> Message {
    let (mut plain, mut html) = (Vec::new(), String::new());
    for part in parts {
        match part {
            Part::Sentence(s) => {
                plain.push(s.as_str());
                let _ = writeln!(html, "<p>{}</p>", escape(s));
            }
            Part::Link(url) => {
                plain.push(url);
                let _ = writeln!(html, "<p><a href=\"{0}\">{0}</a></p>", escape(url));
            }
        }
    }
    let html = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head><meta charset=\"utf-8\"><title>{}</title></head>\n<body>\n{html}</body>\n</html>\n",
        locale.tag(),
        escape(&subject)
    );
    Message { subject, text: plain.join("\n\n") + "\n", html }
}

fn escape(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut out, c| {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::{clean, duration, render};
    use crate::i18n::Locale;
    use crate::outbox::model::{MessageKind, Params};

    #[test]
    fn every_kind_fills_all_its_places_in_both_languages() {
        let link = "https://ehr.example/reset/link/00ff";
        let full = Params {
            address: Some("jin.kim@elm.example".into()),
            first_name: "Jin".into(),
            practice: "Elm Street".into(),
            minutes: Some(30),
            later: None,
            browser: Some("Firefox 128.0 on Windows".into()),
            actor: Some("Susan Lee".into()),
            person: Some("Maria Gomez".into()),
            practice_id: Some("ABC-120-B".into()),
            username: Some("nurse.kim".into()),
            reason: Some(crate::admin_requests::model::Reason::Phone),
            known: Some(crate::admin_requests::model::BrowserKnown::Trusted),
            window: Some(crate::maintenance::model::WindowParams {
                from: "12/05/2026 22:00 EST".into(),
                until: "12/06/2026 02:00 EST".into(),
                en: "A new release.".into(),
                es: "Una versión nueva.".into(),
            }),
            ending: Some(crate::medical_identifiers::model::Ending {
                kind: crate::medical_identifiers::model::Kind::Dea,
                ends: "4563".into(),
                state: "OH".into(),
                on: "03/31/2027".into(),
            }),
            rule: Some("Passwords".into()),
            deeds: Some(vec![("user-changed".into(), 2), ("reset-started".into(), 1)]),
            end: Some(crate::emergency::model::End::Expired),
            export: Some("0189".into()),
            code: None,
        };
        for kind in MessageKind::ALL {
            for locale in Locale::ALL {
                for params in [&full, &Params::default()] {
                    let m = render(kind, params, "https://ehr.example", Some(link.into()), locale);
                    for out in [&m.subject, &m.text, &m.html] {
                        assert!(!out.contains('{') && !out.contains('}'), "{kind:?}: {out}");
                    }
                    assert!(!m.subject.contains('\n'));
                    assert_eq!(m.text.contains(link), kind.link_purpose().is_some(), "{kind:?}");
                    assert_eq!(m.html.contains(&format!("<a href=\"{link}\">")), kind.link_purpose().is_some(), "{kind:?}");
                }
            }
            assert_eq!(MessageKind::parse(kind.as_str()), Some(kind));
        }
    }

    #[test]
    fn nobody_puts_a_link_or_markup_or_a_header_into_a_message_of_ours() {
        let params = Params {
            first_name: "<b>Eve</b>\r\nBcc: all@evil.example".into(),
            practice: "https://evil.example/pay & \"co\"".into(),
            browser: Some("see www.evil.example\u{202e}".into()),
            ..Params::default()
        };
        let m = render(MessageKind::NewBrowser, &params, "https://ehr.example", None, Locale::En);
        for out in [&m.subject, &m.text, &m.html] {
            assert!(!out.contains("evil.example") && !out.contains("https://evil") && !out.contains('\r'), "{out}");
        }
        assert!(!m.html.contains("<b>") && m.html.contains("&lt;b&gt;Eve"), "{}", m.html);
        assert_eq!(clean("Firefox 128.0 on Windows"), "Firefox 128.0 on Windows");
        assert_eq!(clean("Dr. Lee / Partners"), "Dr. Lee / Partners");
        assert_eq!(clean(&"x".repeat(500)).len(), 100);
    }

    #[test]
    fn lengths_of_time_are_said_as_people_say_them() {
        for (minutes, expected) in
            [(1, "1 minute"), (30, "30 minutes"), (60, "1 hour"), (90, "90 minutes"), (1_440, "1 day"), (4_320, "3 days")]
        {
            assert_eq!(duration(minutes, Locale::En), expected);
        }
    }
}
