//! From what a form holds to what is kept: each value read by a rule of its domain, every mistake told beside its box, all at once.

use std::collections::BTreeMap;

use super::state::FormState;
use crate::i18n::{Locale, Text};
use crate::ui::text;

/// Longer texts do not come back into their boxes.
const ECHO_LIMIT: usize = 10_000;

/// What a form holds, or what is kept of it, by input.
pub type Values = BTreeMap<String, String>;

/// What is wrong, by input.
pub type Mistakes = BTreeMap<String, String>;

/// What is wrong with a value: a sentence and what stands in its places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake(Text, Vec<(&'static str, String)>);

impl Mistake {
    /// A sentence with places.
    #[must_use]
    pub const fn with(text: Text, places: Vec<(&'static str, String)>) -> Self {
        Self(text, places)
    }
}

impl From<Text> for Mistake {
    fn from(text: Text) -> Self {
        Self(text, Vec::new())
    }
}

/// A form that is being read.
#[derive(Debug)]
pub struct Reading<'a> {
    typed: &'a Values,
    locale: Locale,
    values: Values,
    mistakes: Mistakes,
}

impl<'a> Reading<'a> {
    /// Begins to read.
    #[must_use]
    pub const fn of(typed: &'a Values, locale: Locale) -> Self {
        Self { typed, locale, values: Values::new(), mistakes: Mistakes::new() }
    }

    /// What was typed, with single spaces and none around; empty for nothing.
    #[must_use]
    pub fn typed(&self, input: &str) -> String {
        self.typed.get(input).map(|typed| typed.split_whitespace().collect::<Vec<_>>().join(" ")).unwrap_or_default()
    }

    /// Reads a value.
    pub fn read(&mut self, input: &str, how: impl FnOnce(&str) -> Result<String, Mistake>) {
        match how(&self.typed(input)) {
            Ok(value) => drop(self.values.insert(input.to_owned(), value)),
            Err(mistake) => self.mistake(input, &mistake),
        }
    }

    /// The same for a box that may stay empty.
    pub fn read_optional(&mut self, input: &str, how: impl FnOnce(&str) -> Result<String, Mistake>) {
        self.read(input, |typed| if typed.is_empty() { Ok(String::new()) } else { how(typed) });
    }

    /// Reads a line of text: what is said when it is missing, where it must not be, and its longest length with what is said beyond.
    pub fn line(&mut self, input: &str, missing: Option<Text>, (longest, long): (usize, Text)) {
        self.read(input, |typed| match (missing, typed.chars().count()) {
            (Some(missing), 0) => Err(missing.into()),
            (_, n) if n > longest => Err(long.into()),
            _ => Ok(typed.chars().filter(|c| !c.is_control()).collect()),
        });
    }

    /// Reads several lines of text, which keep their breaks.
    pub fn read_lines(&mut self, input: &str, longest: usize, long: impl FnOnce(usize) -> Mistake) {
        let typed = self.typed.get(input).map(|typed| typed.replace('\r', "")).unwrap_or_default();
        let text: String = typed.trim().chars().filter(|c| *c == '\n' || !c.is_control()).collect();
        if text.chars().count() > longest {
            self.mistake(input, &long(longest));
        } else {
            self.values.insert(input.to_owned(), text);
        }
    }

    /// Tells a mistake.
    pub fn mistake(&mut self, input: &str, Mistake(text, places): &Mistake) {
        let places: Vec<(&str, &str)> = places.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.mistakes.insert(input.to_owned(), text.with(self.locale, &places));
    }

    /// What was read, or everything that is wrong.
    ///
    /// # Errors
    /// [`Mistakes`]
    pub fn done(self) -> Result<Values, Mistakes> {
        if self.mistakes.is_empty() { Ok(self.values) } else { Err(self.mistakes) }
    }
}

/// A form that comes back: what was typed, cut short, with what to say.
#[must_use]
pub fn came_back(form: &str, inputs: &[&str], typed: &Values, summary: &str, errors: Mistakes) -> FormState {
    let value = |input: &&str| Some(((*input).to_owned(), typed.get(*input)?.chars().take(ECHO_LIMIT).collect()));
    let values = inputs.iter().filter_map(value).collect();
    FormState { form: form.to_owned(), values, summary: summary.to_owned(), errors, ..FormState::default() }
}

/// What somebody else saved meanwhile, beside each box that differs from it.
#[must_use]
pub fn differing(inputs: &[&str], typed: &Values, saved: &Values, locale: Locale) -> Mistakes {
    let of = |values: &Values, input: &str| values.get(input).map(|v| v.trim().to_owned()).unwrap_or_default();
    inputs
        .iter()
        .filter(|input| of(typed, input) != of(saved, input))
        .map(|input| {
            let saved = of(saved, input);
            let saved = if saved.is_empty() { text::SAVED_NOTHING.of(locale).to_owned() } else { saved };
            ((*input).to_owned(), text::SAVED_NOW.with(locale, &[("saved", &saved)]))
        })
        .collect()
}
