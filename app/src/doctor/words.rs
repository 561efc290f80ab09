//! From a finding to its sentence. One place, so that server and browser say the same.

use super::chars::Script;
use super::device::{Layout, WasmCause};
use super::ids::FindingId as Id;
use super::model::{Evidence, FieldName, Finding, Remedy, Severity};
use super::text as t;
use crate::i18n::{Locale, Text};
use crate::practice::id::SuggestionKind;

/// What is wrong and what to do next, in plain words.
#[must_use]
pub fn sentence(finding: &Finding, locale: Locale) -> String {
    let field = finding.field.unwrap_or(FieldName::PracticeId);
    let name = box_name(field).of(locale);
    let say = |text: Text| text.with(locale, &[("box", name)]);
    let secret = field == FieldName::Password;
    match finding.id {
        Id::IdCheck | Id::IdLength | Id::IdLookalike => practice_id(finding, locale),
        Id::Trimmed if finding.evidence == Evidence::None => say(t::TRIMMED_LABEL),
        Id::Trimmed => counted(finding, t::TRIMMED_ONE, t::TRIMMED_MANY, name, locale),
        Id::InnerSpace if field == FieldName::Username => say(t::INNER_SPACE_NAME),
        Id::InnerSpace if field == FieldName::Email => say(t::INNER_SPACE_EMAIL),
        Id::InnerSpace => say(t::INNER_SPACE_ID),
        Id::IdInUsername if field == FieldName::Email => say(t::NO_EMAIL),
        Id::HiddenChars => say(if secret { t::HIDDEN_PASSWORD } else { t::HIDDEN }),
        Id::Fullwidth => say(if secret { t::FULLWIDTH_PASSWORD } else { t::FULLWIDTH }),
        Id::LookalikeLetter => lookalike(finding, name, locale),
        Id::EmailInId if field == FieldName::Username => say(t::EMAIL_IN_NAME),
        Id::EmailInId => say(t::EMAIL_IN_ID),
        Id::SameText => same_text(finding, locale),
        Id::PwEdgeSpace if finding.remedy.is_none() => {
            let both = matches!(finding.evidence, Evidence::Edges { start: true, end: true, .. });
            let again = if both { t::PW_SPACES_AGAIN } else { t::PW_SPACE_AGAIN };
            format!("{} {}", edge_space(finding).of(locale), again.of(locale))
        }
        Id::PwEdgeSpace => edge_space(finding).of(locale).to_owned(),
        Id::KeyboardLayout => layout(finding, locale),
        Id::ClockSkew => clock(finding, locale),
        Id::CapsLock if finding.severity == Severity::Info => say(t::CAPS_LOCK_MAYBE),
        Id::Zoomed => percent(finding, t::ZOOMED, locale),
        Id::EnlargedText => percent(finding, t::ENLARGED_TEXT, locale),
        Id::WasmOff if finding.evidence == Evidence::Wasm(WasmCause::Network) => say(t::WASM_NETWORK),
        other => say(fixed(other)),
    }
}

/// The label of the button or link that carries a remedy out; none where the page has nothing to offer.
#[must_use]
pub fn remedy_label(remedy: &Remedy, locale: Locale) -> Option<String> {
    let text = match remedy {
        Remedy::UseSuggestion { practice_id: text } | Remedy::ReplaceLetters { text, .. } => {
            return Some(t::DO_USE.with(locale, &[("text", text)]));
        }
        // Nothing would remain in the box.
        Remedy::RemoveCharacters { text, .. } if text.is_empty() => return None,
        Remedy::SwapFields => t::DO_SWAP,
        Remedy::SplitCombined { .. } => t::DO_SPLIT,
        Remedy::RemoveCharacters { .. } => t::DO_REMOVE,
        Remedy::ByEmail { .. } => t::DO_BY_EMAIL,
        Remedy::ByPracticeId { .. } => t::DO_BY_PRACTICE_ID,
        Remedy::ShowCharacters => t::DO_SHOW,
        Remedy::OpenFullSize => t::DO_FULL_SIZE,
        Remedy::RemovePasswordEdgeSpace => t::DO_WITHOUT_SPACE,
        Remedy::ClearBoxes => t::DO_CLEAR,
        Remedy::RetypePassword => t::DO_RETYPE,
        Remedy::Reload => t::DO_RELOAD,
        Remedy::ResetBrowser => t::DO_RESET_BROWSER,
    };
    Some(text.of(locale).to_owned())
}

const fn box_name(field: FieldName) -> Text {
    match field {
        FieldName::PracticeId => t::BOX_PRACTICE_ID,
        FieldName::Username => t::BOX_USERNAME,
        FieldName::Password => t::BOX_PASSWORD,
        FieldName::Email => t::BOX_EMAIL,
    }
}

/// The findings whose sentence needs no value.
const fn fixed(id: Id) -> Text {
    match id {
        Id::IdInUsername => t::ID_IN_USERNAME,
        Id::SwappedFields => t::SWAPPED_FIELDS,
        Id::Combined => t::COMBINED,
        Id::CapsLock => t::CAPS_LOCK,
        Id::NumLock => t::NUM_LOCK,
        Id::PwTypographic => t::PW_TYPOGRAPHIC,
        Id::Autofilled => t::AUTOFILLED,
        Id::HalfAutofilled => t::HALF_AUTOFILLED,
        Id::AutofillOtherPractice => t::AUTOFILL_OTHER,
        Id::CookiesBlocked => t::COOKIES,
        Id::StorageBlocked => t::STORAGE,
        Id::Offline => t::OFFLINE,
        Id::CaptivePortal => t::CAPTIVE,
        Id::NotHttps => t::NOT_HTTPS,
        Id::StalePage => t::STALE,
        Id::OtherUserLoggedIn => t::OTHER_USER,
        Id::WasmOff => t::WASM,
        Id::OldBrowser => t::OLD_BROWSER,
        Id::SmallWindow => t::SMALL_WINDOW,
        Id::SmallScreen => t::SMALL_SCREEN,
        Id::DisplayScaled => t::DISPLAY_SCALED,
        Id::Popup => t::POPUP,
        Id::Standalone => t::STANDALONE,
        Id::Framed => t::FRAMED,
        // Those with values have their own functions; these are what is left of them without a value.
        Id::Trimmed => t::TRIMMED_ONE,
        Id::InnerSpace => t::INNER_SPACE_ID,
        Id::HiddenChars => t::HIDDEN,
        Id::Fullwidth => t::FULLWIDTH,
        Id::EmailInId => t::EMAIL_IN_ID,
        _ => t::ID_CHECK,
    }
}

fn counted(finding: &Finding, one: Text, many: Text, name: &str, locale: Locale) -> String {
    match finding.evidence {
        Evidence::Count(n) if n > 1 => many.with(locale, &[("n", &n.to_string()), ("box", name)]),
        _ => one.with(locale, &[("box", name)]),
    }
}

fn practice_id(finding: &Finding, locale: Locale) -> String {
    match (&finding.evidence, finding.id) {
        (Evidence::Length { typed: 1 }, _) => t::ID_LENGTH_ONE.of(locale).to_owned(),
        (Evidence::Length { typed }, _) => t::ID_LENGTH_MANY.with(locale, &[("n", &typed.to_string())]),
        (Evidence::Alien(c), _) => t::ID_CHECK_ALIEN.with(locale, &[("typed", &c.to_string())]),
        (Evidence::Suggested(suggestion), id) => match suggestion.kind {
            SuggestionKind::OneCharacter { position, typed, suggested } if id == Id::IdLookalike => {
                let values = [typed.to_string(), suggested.to_string(), (position + 1).to_string()];
                t::ID_LOOKALIKE.with(locale, &[("typed", &values[0]), ("like", &values[1]), ("n", &values[2])])
            }
            SuggestionKind::OneCharacter { .. } => t::ID_CHECK_ONE.with(locale, &[("id", &suggestion.text)]),
            SuggestionKind::Swapped { .. } => t::ID_CHECK_SWAPPED.with(locale, &[("id", &suggestion.text)]),
        },
        _ if finding.severity == Severity::Repaired => t::ID_LOOKALIKE_READ.of(locale).to_owned(),
        _ => t::ID_CHECK.of(locale).to_owned(),
    }
}

fn lookalike(finding: &Finding, name: &str, locale: Locale) -> String {
    let Evidence::Letter { typed, like, script } = &finding.evidence else { return t::ID_CHECK.of(locale).to_owned() };
    let text = match script {
        Script::Cyrillic => t::LETTER_CYRILLIC,
        Script::Greek => t::LETTER_GREEK,
        Script::Accented => t::LETTER_ACCENTED,
    };
    text.with(locale, &[("typed", typed), ("like", &like.to_string()), ("box", name)])
}

fn same_text(finding: &Finding, locale: Locale) -> String {
    match (finding.field, &finding.evidence) {
        (Some(FieldName::Password), Evidence::SameAs(other)) => {
            t::SAME_PASSWORD.with(locale, &[("box", box_name(*other).of(locale))])
        }
        _ => t::SAME_ID_AND_NAME.of(locale).to_owned(),
    }
}

const fn edge_space(finding: &Finding) -> Text {
    match finding.evidence {
        Evidence::Edges { start: true, end: false, pasted: true } => t::PW_PASTED_START,
        Evidence::Edges { start: false, end: true, pasted: true } => t::PW_PASTED_END,
        Evidence::Edges { pasted: true, .. } => t::PW_PASTED_EDGE,
        Evidence::Edges { start: true, end: true, .. } => t::PW_SPACE_BOTH,
        Evidence::Edges { start: true, .. } => t::PW_SPACE_START,
        _ => t::PW_SPACE_END,
    }
}

fn layout(finding: &Finding, locale: Locale) -> String {
    let name = match finding.evidence {
        Evidence::Layout(Layout::Qwerty) => t::LAYOUT_QWERTY,
        Evidence::Layout(Layout::Azerty) => t::LAYOUT_AZERTY,
        Evidence::Layout(Layout::Qwertz) => t::LAYOUT_QWERTZ,
        Evidence::Layout(Layout::Cyrillic) => t::LAYOUT_CYRILLIC,
        Evidence::Layout(Layout::Greek) => t::LAYOUT_GREEK,
        Evidence::Layout(Layout::Hebrew) => t::LAYOUT_HEBREW,
        Evidence::Layout(Layout::Arabic) => t::LAYOUT_ARABIC,
        _ => return t::LAYOUT_UNNAMED.of(locale).to_owned(),
    };
    t::LAYOUT.with(locale, &[("layout", name.of(locale))])
}

/// Rounded to a unit in which at least two are left, as people say it.
fn clock(finding: &Finding, locale: Locale) -> String {
    let Evidence::Seconds(seconds) = finding.evidence else { return String::new() };
    let minutes = (i64::from(seconds).abs() + 30) / 60;
    let (text, n) = match minutes {
        0..120 => (t::MINUTES, minutes.max(2)),
        120..2880 => (t::HOURS, (minutes + 30) / 60),
        _ => (t::DAYS, (minutes + 720) / 1440),
    };
    let span = text.with(locale, &[("n", &n.to_string())]);
    let text = if seconds > 0 { t::CLOCK_FAST } else { t::CLOCK_SLOW };
    text.with(locale, &[("n", &span)])
}

/// A finding without a measure keeps the place of the number: the warning about a small window is rendered before anything is
/// measured, and `boot.js` fills it in.
fn percent(finding: &Finding, text: Text, locale: Locale) -> String {
    match finding.evidence {
        Evidence::Percent(percent) => text.with(locale, &[("n", &percent.to_string())]),
        _ => text.of(locale).to_owned(),
    }
}
