//! The parts of messages that say more than two sentences.

use super::message::{Part, Words, clean};
use super::model::{MessageKind, Params};
use super::text;
use crate::emergency::model::End;
use crate::i18n::{Locale, Text};
use crate::practice_export::model::PATH as EXPORTS;
use crate::users::telling::kind_name;

/// A code for one log-in: what was done, from when it works, what to do.
pub(super) fn log_in_code(kind: MessageKind, params: &Params, say: &impl Fn(Text) -> Part) -> Vec<Part> {
    let other = params.person.is_some();
    let what = match (kind, other) {
        (MessageKind::LogInCodeConfirmed, true) => text::LOG_IN_CODE_CONFIRMED_OTHER,
        (MessageKind::LogInCodeConfirmed, false) => text::LOG_IN_CODE_CONFIRMED,
        (_, true) => text::LOG_IN_CODE_OTHER,
        (_, false) => text::LOG_IN_CODE_YOURS,
    };
    let later = params.later.is_some().then(|| say(text::LOG_IN_CODE_LATER));
    let then = say(if other { text::BY_CODE_OTHER_FINE } else { text::NOT_YOU_ASKED });
    [say(what)].into_iter().chain(later).chain([then]).collect()
}

/// When the system is worked on, or that it is not.
pub(super) fn maintenance(kind: MessageKind, params: &Params, words: &Words, say: &impl Fn(Text) -> Part) -> Vec<Part> {
    let planned = kind == MessageKind::MaintenancePlanned;
    let sentence = if planned { text::MAINTENANCE } else { text::MAINTENANCE_CANCELLED };
    let told = params.window.iter().flat_map(|window| {
        let (from, until) = (clean(&window.from), clean(&window.until));
        let says = clean(if words.locale == Locale::Es { &window.es } else { &window.en });
        let when = sentence.with(words.locale, &[("from", &*from), ("until", &*until)]);
        [Some(when), Some(says).filter(|says| !says.is_empty() && planned)].into_iter().flatten().map(Part::Sentence)
    });
    told.chain(planned.then(|| say(text::MAINTENANCE_THEN))).collect()
}

/// A medical identifier that ends: which one, by its last characters.
pub(super) fn identifier_ends(params: &Params, words: &Words, say: &impl Fn(Text) -> Part) -> Vec<Part> {
    let told = params.ending.iter().map(|ending| {
        let state = clean(&ending.state);
        let sentence = if state.is_empty() { text::IDENTIFIER_ENDS } else { text::IDENTIFIER_ENDS_STATE };
        let (ends, on) = (clean(&ending.ends), clean(&ending.on));
        let places = [("kind", ending.kind.label().of(words.locale)), ("ends", &*ends), ("state", &*state), ("on", &*on)];
        Part::Sentence(sentence.with(words.locale, &places))
    });
    told.chain([say(text::IDENTIFIER_THEN)]).collect()
}

/// The end of emergency access, with what was done.
pub(super) fn emergency_ended(params: &Params, words: &Words, say: &impl Fn(Text) -> Part) -> Vec<Part> {
    let deeds = params.deeds.clone().unwrap_or_default();
    let none = deeds.is_empty().then(|| say(text::EMERGENCY_NOTHING));
    let told = deeds.iter().map(|(kind, n)| {
        let what = kind_name(kind).of(words.locale);
        Part::Sentence(if *n == 1 { format!("– {what}") } else { format!("– {what} ({n} ×)") })
    });
    let lead = match (params.end, params.actor.is_some()) {
        (Some(End::Undesignated), true) => text::EMERGENCY_ENDED_UNDESIGNATED,
        (Some(End::Deactivated), true) => text::EMERGENCY_ENDED_DEACTIVATED,
        (_, true) => text::EMERGENCY_ENDED_BY,
        (Some(_), false) => text::EMERGENCY_ENDED_HOW,
        (None, false) => text::EMERGENCY_ENDED,
    };
    [Some(say(lead)), none].into_iter().flatten().chain(told).chain([say(text::EMERGENCY_REVIEW)]).collect()
}

/// An export that can be fetched: where, by whom it can be opened, and until when.
pub(super) fn export_ready(params: &Params, words: &Words, say: &impl Fn(Text) -> Part) -> Vec<Part> {
    let id = clean(params.export.as_deref().unwrap_or_default());
    let page = Part::Link(format!("{}{EXPORTS}/{id}", words.value("site")));
    vec![say(text::EXPORT_READY), page, say(text::EXPORT_READY_UNTIL), say(text::EXPORT_NOT_YOU)]
}
