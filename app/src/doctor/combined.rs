//! Practice ID and username in one box, or in the middle of what was pasted.

use super::chars;
use super::typed::{has_id_shape, is_username, normalise_username};
use crate::practice::id::PracticeId;

/// Longest text that is searched for two values in one: the sentence of a mail that names both has room in it.
const COMBINED_AT_MOST: usize = 300;
/// Words before a username in what people paste.
const USERNAME_LABELS: [&str; 3] = ["username", "user", "usuario"];
/// Words around the two that are neither.
const OTHER_LABELS: [&str; 18] = [
    "practice",
    "id",
    "name",
    "and",
    "the",
    "with",
    "your",
    "my",
    "password",
    "consultorio",
    "del",
    "el",
    "y",
    "con",
    "su",
    "mi",
    "de",
    "contraseña",
];

/// Splits `ABC-120-B/msmith`, as typed or pasted into one box, into a Practice ID and a normalised username. The separator is
/// `/`, `\`, `,` or white space; either may come first. None unless both halves have their form. In a longer text (a line of a list, the
/// sentence of a mail, with a password behind) an ID whose check fits is looked for, and what is named or stands next to it; see [`without_rest`].
///
/// The first half is the shown form where its check fits. Where it does not, it is kept as typed, so that the ID can be looked at
/// in its own box.
#[must_use]
pub fn split_combined(text: &str) -> Option<(String, String)> {
    let text = chars::clean(text);
    if text.chars().count() > COMBINED_AT_MOST {
        return None;
    }
    let cuts = text.char_indices().filter(|(_, c)| c.is_whitespace() || matches!(c, '/' | '\\' | ','));
    let halves: Vec<(&str, &str, char)> = cuts.map(|(at, c)| (text[..at].trim(), text[at + c.len_utf8()..].trim(), c)).collect();
    let both = |id: &str, name: &str| {
        let name = normalise_username(name);
        is_username(&name).then(|| PracticeId::parse(id).ok().map(|id| (id.display(), name))).flatten()
    };
    let certain = halves.iter().find_map(|(left, right, _)| both(left, right).or_else(|| both(right, left)));
    let typed = certain.or_else(|| {
        halves.iter().find_map(|(left, right, c)| {
            let name = normalise_username(right);
            (!c.is_whitespace() && has_id_shape(left) && is_username(&name)).then(|| ((*left).to_owned(), name))
        })
    });
    typed.or_else(|| in_a_block(&text))
}

/// The two in a longer text. A name next to an ID is a username when it looks like nothing else: "Elm" beside one is a practice's name.
fn in_a_block(text: &str) -> Option<(String, String)> {
    let between = |c: char| c.is_whitespace() || matches!(c, '/' | '\\' | ',' | ';' | '|' | '·' | ':');
    let words: Vec<&str> =
        text.split(between).map(|w| w.trim_matches(['(', ')', '"', '.', '“', '”'])).filter(|w| !w.is_empty()).collect();
    let at = words.iter().position(|word| PracticeId::parse(word).is_ok())?;
    let id = PracticeId::parse(words.get(at)?).ok()?;
    let label = |word: &str, labels: &[&str]| labels.contains(&word.to_lowercase().as_str());
    let name = |word: &&str| is_username(word) && !label(word, &USERNAME_LABELS) && !label(word, &OTHER_LABELS);
    let labelled = words.windows(2).find(|pair| pair.first().is_some_and(|word| label(word, &USERNAME_LABELS)));
    let labelled = labelled.and_then(|pair| pair.get(1).copied()).filter(|word| is_username(&normalise_username(word)));
    let behind = words.get(at + 1..).and_then(|rest| rest.iter().copied().find(|word| !label(word, &OTHER_LABELS))).filter(name);
    let before = at.checked_sub(1).and_then(|n| words.get(n).copied()).filter(name);
    // Of two plain words the one behind; of a plain word and one such as dr.lee the latter.
    let marked = |word: &&str| word.bytes().any(|b| matches!(b, b'.' | b'_' | b'-' | b'0'..=b'9'));
    let beside = [behind, before].into_iter().flatten();
    let word = labelled.or_else(|| beside.clone().find(marked)).or_else(|| beside.clone().next());
    word.map(|word| (id.display(), normalise_username(word)))
}

/// What may come back into a box with the page: of a longer text with an ID and a username only these two, since the rest may be a password.
#[must_use]
pub fn without_rest(text: &str) -> String {
    match split_combined(text) {
        Some((id, name)) if chars::clean(text).chars().count() > id.chars().count() + name.chars().count() + 3 => {
            format!("{id} {name}")
        }
        _ => text.to_owned(),
    }
}
