//! From a problem to its sentence. One place, so that server and browser say the same.

use super::model::{Hint, Note, Problem, Rules};
use super::text as t;
use crate::i18n::{Locale, Text};

/// Which rule the password fails and how to choose better, in plain words.
#[must_use]
pub fn sentence(problem: &Problem, locale: Locale) -> String {
    match problem {
        Problem::TooShort { has, needs } => {
            let text = match has {
                0 => t::EMPTY,
                1 => t::TOO_SHORT_ONE,
                _ => t::TOO_SHORT,
            };
            text.with(locale, &[("has", &has.to_string()), ("needs", &needs.to_string())])
        }
        Problem::TooLong { has, at_most } => {
            t::TOO_LONG.with(locale, &[("has", &has.to_string()), ("limit", &at_most.to_string())])
        }
        Problem::OwnWords(words) => t::OWN_WORD.with(locale, &[("word", &words.join("”, “"))]),
        Problem::OneCharacter => t::ONE_CHARACTER.of(locale).to_owned(),
        Problem::Repeated => t::REPEATED.of(locale).to_owned(),
        Problem::Sequence => t::SEQUENCE.of(locale).to_owned(),
        Problem::Common => t::COMMON.of(locale).to_owned(),
        Problem::Breached => t::BREACHED.of(locale).to_owned(),
        Problem::Guessable(hint) => guessable(*hint).of(locale).to_owned(),
        Problem::SameAsBefore => t::SAME_AS_BEFORE.of(locale).to_owned(),
    }
}

/// What to mention beside an allowed password.
#[must_use]
pub fn note(note: Note, locale: Locale) -> &'static str {
    match note {
        Note::SpaceAtStart => t::NOTE_SPACE_START,
        Note::SpaceAtEnd => t::NOTE_SPACE_END,
        Note::SpaceAtBothEnds => t::NOTE_SPACE_BOTH,
    }
    .of(locale)
}

/// What stands under the box before anything is typed: the one requirement, and how to meet it.
#[must_use]
pub fn help(rules: Rules, locale: Locale) -> String {
    t::HELP.with(locale, &[("n", &rules.shortest.to_string())])
}

const fn guessable(hint: Hint) -> Text {
    match hint {
        Hint::Word => t::GUESS_WORD,
        Hint::Names => t::GUESS_NAMES,
        Hint::Date => t::GUESS_DATE,
        Hint::Keyboard => t::GUESS_KEYBOARD,
        Hint::Repeats => t::GUESS_REPEATS,
        Hint::Sequence => t::GUESS_SEQUENCE,
        Hint::LikeCommon => t::GUESS_LIKE_COMMON,
        Hint::Substitutions => t::GUESS_SUBSTITUTIONS,
        Hint::MoreWords => t::GUESS_MORE_WORDS,
    }
}
