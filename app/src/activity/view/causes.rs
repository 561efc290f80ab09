//! Why log-ins were refused, and what the doctor noticed.

use leptos::prelude::*;

use super::super::model::Noticed;
use super::super::text;
use super::nothing;
use crate::doctor::FindingId;
use crate::i18n::Text;
use crate::ui::chart::{Bar, Bars, Chart, Table};
use crate::web::state::{locale, t};

/// Bars of one list.
const SHOWN: usize = 10;

/// The true causes, as the audit trail has them.
#[component]
pub fn Causes(causes: Vec<(String, i64)>) -> impl IntoView {
    let name = |cause: &str| t(cause_name(cause)).to_owned();
    let title = match causes.first() {
        Some((cause, _)) => text::CAUSES.with(locale(), &[("cause", &name(cause))]),
        None => t(text::CAUSES_NONE).to_owned(),
    };
    let says = causes.first().map(|(cause, n)| text::CAUSES_SAYS.with(locale(), &[("cause", &name(cause)), ("n", &n.to_string())]));
    let bars = causes.iter().take(SHOWN).map(|(cause, n)| Bar { name: name(cause), n: *n, value: n.to_string() }).collect();
    let table = Table {
        head: [text::CAUSE, text::TIMES].map(|head| t(head).to_owned()).to_vec(),
        rows: causes.iter().map(|(cause, n)| vec![name(cause), n.to_string()]).collect(),
    };
    view! {
        <Chart id="causes" title table>
            {match says {
                Some(says) => view! { <Bars says bars/> }.into_any(),
                None => nothing(),
            }}
        </Chart>
    }
}

/// What the doctor noticed, by the names of its findings.
#[component]
pub fn WhatWasNoticed(noticed: Vec<Noticed>) -> impl IntoView {
    let name = |one: &Noticed| t(finding_name(one.id)).to_owned();
    let all = |one: &Noticed| one.refused + one.let_in;
    let title = match noticed.first() {
        Some(one) => text::NOTICED.with(locale(), &[("what", &name(one))]),
        None => t(text::NOTICED_NONE).to_owned(),
    };
    let says = noticed.first().map(|one| text::NOTICED_SAYS.with(locale(), &[("what", &name(one)), ("n", &all(one).to_string())]));
    let bars = noticed.iter().take(SHOWN).map(|one| Bar { name: name(one), n: all(one), value: all(one).to_string() }).collect();
    let table = Table {
        head: [text::FINDING, text::AT_REFUSED, text::AT_LOG_INS].map(|head| t(head).to_owned()).to_vec(),
        rows: noticed.iter().map(|one| vec![name(one), one.refused.to_string(), one.let_in.to_string()]).collect(),
    };
    view! {
        <Chart id="noticed" title table>
            <p>{t(text::NOTICED_LEAD)}</p>
            {match says {
                Some(says) => view! { <Bars says bars/> }.into_any(),
                None => nothing(),
            }}
        </Chart>
    }
}

fn cause_name(cause: &str) -> Text {
    match cause {
        "wrong-password" => text::CAUSE_WRONG_PASSWORD,
        "unknown-user" => text::CAUSE_UNKNOWN_USER,
        "no-password" => text::CAUSE_NO_PASSWORD,
        "deactivated" => text::CAUSE_DEACTIVATED,
        "moved" => text::CAUSE_MOVED,
        "too-many-tries" => text::CAUSE_TOO_MANY_TRIES,
        "wrong-passkey" => text::CAUSE_WRONG_PASSKEY,
        "wrong-code" => text::CAUSE_WRONG_CODE,
        "used-code" => text::CAUSE_USED_CODE,
        "phone-clock" => text::CAUSE_PHONE_CLOCK,
        "together" => text::CAUSE_TOGETHER,
        _ => text::CAUSE_OTHER,
    }
}

/// A finding in a few words. Those about comfort cannot be why a log-in was refused, and are not noted.
fn finding_name(id: FindingId) -> Text {
    use FindingId as F;
    match id {
        F::Offline => text::OFFLINE,
        F::CaptivePortal => text::CAPTIVE_PORTAL,
        F::NotHttps => text::NOT_HTTPS,
        F::Framed => text::FRAMED,
        F::CookiesBlocked => text::COOKIES_BLOCKED,
        F::SwappedFields => text::SWAPPED_FIELDS,
        F::EmailInId => text::EMAIL_IN_ID,
        F::Combined => text::COMBINED,
        F::IdInUsername => text::ID_IN_USERNAME,
        F::LookalikeLetter => text::LOOKALIKE_LETTER,
        F::IdCheck => text::ID_CHECK,
        F::IdLength => text::ID_LENGTH,
        F::InnerSpace => text::INNER_SPACE,
        F::SameText => text::SAME_TEXT,
        F::CapsLock => text::CAPS_LOCK,
        F::PwEdgeSpace => text::PW_EDGE_SPACE,
        F::PwTypographic => text::PW_TYPOGRAPHIC,
        F::NumLock => text::NUM_LOCK,
        F::KeyboardLayout => text::KEYBOARD_LAYOUT,
        F::AutofillOtherPractice => text::AUTOFILL_OTHER_PRACTICE,
        F::HalfAutofilled => text::HALF_AUTOFILLED,
        F::Autofilled => text::AUTOFILLED,
        F::HiddenChars => text::HIDDEN_CHARS,
        F::Fullwidth => text::FULLWIDTH,
        F::Trimmed => text::TRIMMED,
        F::IdLookalike => text::ID_LOOKALIKE,
        F::StalePage => text::STALE_PAGE,
        F::OtherUserLoggedIn => text::OTHER_USER,
        F::ClockSkew => text::CLOCK_SKEW,
        F::Popup
        | F::Standalone
        | F::Zoomed
        | F::SmallWindow
        | F::SmallScreen
        | F::DisplayScaled
        | F::EnlargedText
        | F::StorageBlocked
        | F::WasmOff
        | F::OldBrowser => text::FINDING_OTHER,
    }
}
