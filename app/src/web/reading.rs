//! From what a form holds to what is kept: each value read by a rule of its domain, every mistake told beside its box, all at once.

use std::collections::BTreeMap;

use super::state::FormState;
use crate::i18n::{Locale, Text};
use crate::ui::opened::{VERSION, WAS, was};
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

/// A form that comes back: what was typed, cut short, with what to say. It keeps what it was opened at: what somebody else has saved since is found
/// when it is sent again.
#[must_use]
pub fn came_back(form: &str, inputs: &[&str], typed: &Values, summary: &str, errors: Mistakes) -> FormState {
    let value = |input: &&str| Some(((*input).to_owned(), typed.get(*input)?.chars().take(ECHO_LIMIT).collect()));
    // Whole: a part of it could not be read. A form is no larger than the limit of its request.
    let opened = [VERSION, WAS].into_iter().filter_map(|input| typed.get_key_value(input));
    let opened = opened.map(|(input, value)| (input.clone(), value.clone()));
    let values = inputs.iter().filter_map(value).chain(opened).collect();
    FormState { form: form.to_owned(), values, summary: summary.to_owned(), errors, ..FormState::default() }
}

/// A form that was opened before somebody else saved the same.
#[derive(Clone, Copy, Debug)]
pub struct Conflict<'a> {
    /// The form's id.
    pub form: &'a str,
    /// What was typed, and what stood in the boxes before.
    pub typed: &'a Values,
    /// What is saved now, as the form shows it.
    pub saved: &'a Values,
    /// The version of that.
    pub version: i64,
    /// In which language it is told.
    pub locale: Locale,
}

impl Conflict<'_> {
    /// The form with both: a box that was left alone takes what is saved now; where both changed the same box, what was typed stays and the other
    /// is told beside it. Without what stood in the boxes before, that is so wherever they differ. `boxes` are the inputs with their labels, `words` a
    /// value in words where its name is none.
    #[must_use]
    pub fn merged(self, summary: Text, boxes: &[(String, String)], words: impl Fn(&str, &str) -> Option<String>) -> FormState {
        let Self { form, typed, saved, version, locale } = self;
        let inputs: Vec<&str> = boxes.iter().map(|(input, _)| input.as_str()).collect();
        let held: Option<Values> = typed.get(WAS).and_then(|was| serde_json::from_str(was).ok());
        let of = |values: &Values, input: &str| values.get(input).map(|value| value.trim().to_owned()).unwrap_or_default();
        let mut back = came_back(form, &inputs, typed, summary.of(locale), Mistakes::new());
        back.values.extend([(VERSION.to_owned(), version.to_string()), (WAS.to_owned(), was(saved, &inputs))]);
        for (input, label) in boxes {
            let (mine, theirs) = (of(typed, input), of(saved, input));
            let before = held.as_ref().map(|held| of(held, input));
            let stayed = |value: &str| before.as_deref().is_some_and(|before| is_same(before, value));
            if is_same(&mine, &theirs) || stayed(&theirs) {
                continue;
            }
            if stayed(&mine) {
                back.values.insert(input.clone(), theirs);
                continue;
            }
            let said = words(input, &theirs);
            let said = said.unwrap_or_else(|| if theirs.is_empty() { text::SAVED_NOTHING.of(locale).to_owned() } else { theirs });
            back.errors.insert(input.clone(), text::SAVED_NOW.with(locale, &[("saved", &said)]));
            back.labels.insert(input.clone(), label.clone());
        }
        back
    }
}

/// Browsers send other line ends than pages have.
fn is_same(one: &str, other: &str) -> bool {
    one.split_whitespace().eq(other.split_whitespace())
}

#[cfg(test)]
mod tests {
    use super::{Conflict, Mistakes, Values, came_back};
    use crate::i18n::Locale;
    use crate::ui::text;

    fn values(all: &[(&str, &str)]) -> Values {
        all.iter().map(|(input, value)| ((*input).to_owned(), (*value).to_owned())).collect()
    }

    fn merged(typed: &Values, saved: &[(&str, &str)]) -> crate::web::state::FormState {
        let boxes: Vec<(String, String)> = ["a", "b", "c"].map(|input| (input.to_owned(), input.to_uppercase())).into();
        let conflict = Conflict { form: "f", typed, saved: &values(saved), version: 2, locale: Locale::En };
        conflict.merged(text::SAVED_NOTHING, &boxes, |input, value| (input == "c" && value == "1").then(|| "one".to_owned()))
    }

    #[test]
    fn a_box_left_alone_takes_what_is_saved_and_both_are_told_where_both_changed() {
        let typed = values(&[("a", "1"), ("b", "mine"), ("c", "0"), ("version", "1"), ("was", r#"{"a":"1","b":"1","c":"2"}"#)]);
        let back = merged(&typed, &[("a", "theirs"), ("b", "1"), ("c", "1")]);
        assert_eq!((back.value("a").as_str(), back.value("b").as_str(), back.value("c").as_str()), ("theirs", "mine", "0"));
        assert_eq!(back.errors, values(&[("c", "Saved meanwhile: one")]));
        assert_eq!(back.labels, values(&[("c", "C")]));
        assert_eq!((back.value("version").as_str(), back.value("was").as_str()), ("2", r#"{"a":"theirs","b":"1","c":"1"}"#));
        // An empty box that was filled, and one that was emptied.
        let back = merged(&values(&[("a", ""), ("b", "mine"), ("was", r#"{"b":"1"}"#)]), &[("a", "theirs"), ("b", "")]);
        assert_eq!((back.value("a").as_str(), back.value("b").as_str()), ("theirs", "mine"));
        assert_eq!(back.errors, values(&[("b", "Saved meanwhile: nothing")]));
    }

    #[test]
    fn without_what_was_there_every_box_that_differs_is_told() {
        for was in [None, Some("{"), Some("[1]")] {
            let mut typed = values(&[("a", "1"), ("b", "one\r\ntwo")]);
            typed.extend(was.map(|was| ("was".to_owned(), was.to_owned())));
            let back = merged(&typed, &[("a", "2"), ("b", "one\ntwo")]);
            assert_eq!((back.value("a").as_str(), back.errors), ("1", values(&[("a", "Saved meanwhile: 2")])));
        }
    }

    #[test]
    fn what_is_refused_keeps_what_it_was_opened_at() {
        let typed = values(&[("a", "1"), ("secret", "x"), ("version", "1"), ("was", "{}")]);
        let back = came_back("f", &["a"], &typed, "", Mistakes::new());
        assert_eq!(back.values, values(&[("a", "1"), ("version", "1"), ("was", "{}")]));
    }
}
