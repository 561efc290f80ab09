//! What the browser and the server both know: lengths, own words, and passwords that are one run or one repetition.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::patterns;

/// Names of this product.
const PRODUCT: [&str; 2] = ["vestibule", "ehr"];

/// Own words are found anywhere from this many characters on: "Lee" in "sleeping" is no name. Shorter ones only as a word by themselves.
const SHORTEST_WORD: usize = 4;

/// Initials are no words.
const SHORTEST_TOKEN: usize = 2;

/// What must remain beside own words, digits and punctuation: the least NIST asks of any password.
const REMAINS: usize = 8;

/// How long a password may be, in Unicode code points (NIST SP 800-63B-4 3.1.1.2, ASVS 6.2.1 and 6.2.9).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// The fewest characters.
    pub shortest: usize,
    /// The most characters.
    pub longest: usize,
}

impl Default for Rules {
    fn default() -> Self {
        Self::alone()
    }
}

impl Rules {
    /// The password is all there is: 15 to 256 characters.
    #[must_use]
    pub const fn alone() -> Self {
        Self { shortest: 15, longest: 256 }
    }

    /// A second factor is asked for at every log-in: 8 to 256 characters.
    #[must_use]
    pub const fn with_second_factor() -> Self {
        Self { shortest: 8, longest: 256 }
    }

    /// The same, and at least so many characters.
    #[must_use]
    pub fn at_least(self, characters: i64) -> Self {
        let characters = usize::try_from(characters).unwrap_or_default().min(self.longest);
        Self { shortest: self.shortest.max(characters), ..self }
    }
}

/// What makes a password of sufficient length easy to guess, in our own terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hint {
    /// A single word, or hardly more.
    Word,
    /// First or last names that many people have.
    Names,
    /// A date or a recent year.
    Date,
    /// Keys that lie together.
    Keyboard,
    /// The same piece again.
    Repeats,
    /// A sequence such as "abcd" or "6543".
    Sequence,
    /// Nearly a well-known password.
    LikeCommon,
    /// Letters swapped for digits and symbols in the usual way.
    Substitutions,
    /// Too little in it that is not expected.
    MoreWords,
}

impl Hint {
    /// Every hint.
    pub const ALL: [Self; 9] = [
        Self::Word,
        Self::Names,
        Self::Date,
        Self::Keyboard,
        Self::Repeats,
        Self::Sequence,
        Self::LikeCommon,
        Self::Substitutions,
        Self::MoreWords,
    ];
}

/// Why a password is refused. `Debug` shows only the id, since a log never holds a part of a password.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Problem {
    /// Fewer characters than the rules ask for.
    TooShort {
        /// Its characters.
        has: usize,
        /// The fewest allowed.
        needs: usize,
    },
    /// More characters than the rules allow.
    TooLong {
        /// Its characters.
        has: usize,
        /// The most allowed.
        at_most: usize,
    },
    /// Hardly more than these own words: names, the username, the practice, the e-mail address or the product.
    OwnWords(Vec<String>),
    /// One character, over and over.
    OneCharacter,
    /// A short block, over and over.
    Repeated,
    /// Only runs along the keyboard, the alphabet or the digits.
    Sequence,
    /// On the list of well-known passwords.
    Common,
    /// Known from a theft elsewhere. Only the server can know, and only where it asks.
    Breached,
    /// Few guesses would find it.
    Guessable(Hint),
    /// Equal to the password it should replace. Only the caller can know, from the hash.
    SameAsBefore,
}

impl Problem {
    /// The public name of the rule, for `data-` attributes and tests.
    #[must_use]
    pub fn id(&self) -> &'static str {
        match self {
            Self::TooShort { .. } => "too-short",
            Self::TooLong { .. } => "too-long",
            Self::OwnWords(_) => "own-word",
            Self::OneCharacter => "one-character",
            Self::Repeated => "repeated",
            Self::Sequence => "sequence",
            Self::Common => "common",
            Self::Breached => "breached",
            Self::Guessable(_) => "guessable",
            Self::SameAsBefore => "same-as-before",
        }
    }
}

impl fmt::Debug for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// Something worth knowing about a password that is allowed all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Note {
    /// Begins with a space.
    SpaceAtStart,
    /// Ends with a space.
    SpaceAtEnd,
    /// Begins and ends with a space.
    SpaceAtBothEnds,
}

/// Words a guesser would try first for this person: names, username, e-mail address, practice. The product's own are always in.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words(Vec<String>);

impl Words {
    /// The words of these texts: split at everything that is no letter or digit, in lower case, of 2 characters or more, longest
    /// first. Of an e-mail address pass the part before the @ only.
    #[must_use]
    pub fn new<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut words: Vec<String> = PRODUCT.map(str::to_owned).to_vec();
        for text in texts {
            let parts = text.split(|c: char| !c.is_alphanumeric() && !is_mark(c));
            words.extend(parts.map(str::to_lowercase).filter(|w| folded(w).chars().count() >= SHORTEST_TOKEN));
        }
        words.sort_by(|a, b| b.chars().count().cmp(&a.chars().count()).then_with(|| a.cmp(b)));
        words.dedup();
        Self(words)
    }

    /// The words, longest first, in lower case.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// The own words this password is made of; none when enough remains beside them, so that one name in a long sentence is fine.
    fn found_in(&self, password: &str) -> Vec<String> {
        let mut rest = folded(password);
        let mut found = Vec::new();
        for word in self.iter() {
            let plain = folded(word);
            let cut = if plain.chars().count() < SHORTEST_WORD { without_token(&rest, &plain) } else { rest.replace(&plain, " ") };
            if cut != rest {
                found.push(word.to_owned());
                rest = cut;
            }
        }
        if rest.chars().filter(|c| c.is_alphabetic()).count() >= REMAINS {
            found.clear();
        }
        found
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Words({})", self.0.len())
    }
}

/// Everything that can be known without asking the server. Empty when nothing is wrong so far.
///
/// Length is counted in code points of the text as given; the server gives it in NFC, which may be a few fewer.
#[must_use]
pub fn check_here(password: &str, rules: Rules, words: &Words) -> Vec<Problem> {
    let has = password.chars().count();
    if has > rules.longest {
        // Nothing else is worth the time it would take.
        return vec![Problem::TooLong { has, at_most: rules.longest }];
    }
    let mut problems = Vec::new();
    if has < rules.shortest {
        problems.push(Problem::TooShort { has, needs: rules.shortest });
    }
    problems.extend(Some(words.found_in(password)).filter(|found| !found.is_empty()).map(Problem::OwnWords));
    problems.extend(patterns::find(password));
    problems
}

/// What to mention beside an allowed password: a space at its edge is kept (ASVS 6.2.8: as typed), but easy to miss.
#[must_use]
pub fn notes(password: &str) -> Vec<Note> {
    match (password.starts_with(char::is_whitespace), password.ends_with(char::is_whitespace)) {
        (true, true) => vec![Note::SpaceAtBothEnds],
        (true, false) => vec![Note::SpaceAtStart],
        (false, true) => vec![Note::SpaceAtEnd],
        (false, false) => Vec::new(),
    }
}

/// Lower case, without the accents of Latin letters: a guesser tries "garcia" for "García", composed or not.
pub(super) fn folded(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).filter(|c| !is_mark(*c)).map(without_accent).collect()
}

fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

fn without_accent(c: char) -> char {
    match c {
        'à'..='å' => 'a',
        'ç' => 'c',
        'è'..='ë' => 'e',
        'ì'..='ï' => 'i',
        'ñ' => 'n',
        'ò'..='ö' | 'ø' => 'o',
        'ù'..='ü' => 'u',
        'ý' | 'ÿ' => 'y',
        other => other,
    }
}

/// A text without a short word where that stands between characters that are no letters.
fn without_token(text: &str, word: &str) -> String {
    let mut out = String::new();
    for piece in text.split_inclusive(|c: char| !c.is_alphabetic()) {
        match piece.strip_prefix(word) {
            Some(end) if !end.chars().any(char::is_alphabetic) => out.push_str(end),
            _ => out.push_str(piece),
        }
    }
    out
}
