//! Practice IDs, which explain their own typing mistakes (house rule: design, "Practice IDs explain their own typos").
//!
//! Seven characters of a 32-letter alphabet without I, L, O and U: five random ones and two check characters. The alphabet is read as
//! the field GF(32) with x^5 + x^2 + 1 and its generator a = 2. With the characters c0..c6 two sums are zero: `a^i c_i` and `a^2i c_i`.
//! One wrong character, or two neighbours swapped, changes the sums in a way that belongs to no other such mistake, so that the
//! mistake is found and the right ID proposed in the browser, without asking anyone which practices exist.

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};

use super::label::without_label;
use crate::doctor::chars;

/// How many characters a Practice ID has, dashes not counted.
pub const LENGTH: usize = 7;

/// The characters that Practice IDs and recovery codes are made of: no I, L, O or U.
pub const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A Practice ID that passes its own check. Kept in its canonical form: seven letters of the alphabet, no dashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PracticeId([u8; LENGTH]);

/// What is wrong with a typed Practice ID. Positions count from 0, dashes and spaces left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum IdProblem {
    /// Nothing was typed.
    Empty,
    /// Too few or too many characters.
    Length {
        /// How many were typed.
        typed: usize,
    },
    /// A character that no Practice ID has.
    Alien {
        /// The first such character.
        character: char,
        /// Where it stands.
        position: usize,
        /// The ID it was meant to be, where it is the only wrong character.
        suggestion: Option<Suggestion>,
    },
    /// The right length and alphabet, but the check characters do not fit.
    Check {
        /// The one ID that is a single character or a swap of neighbours away, if there is one.
        suggestion: Option<Suggestion>,
    },
}

/// The ID that was probably meant. It is offered, never applied unasked: two mistakes can look like another single one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// The proposed ID as it is shown, such as `ABC-120-B`.
    pub text: String,
    /// What would have to change.
    pub kind: SuggestionKind,
}

/// The difference between what was typed and what is proposed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SuggestionKind {
    /// One character is wrong.
    OneCharacter {
        /// Where, counted from 0.
        position: usize,
        /// The character as typed, after folding.
        typed: char,
        /// The character that fits.
        suggested: char,
    },
    /// Two neighbours are in the wrong order.
    Swapped {
        /// The first of the two, counted from 0.
        position: usize,
    },
}

impl PracticeId {
    /// The ID for five data values of 0..32 (larger ones are taken modulo 32); the two check characters are worked out.
    #[must_use]
    pub fn from_data(data: [u8; 5]) -> Self {
        let mut values = [0; LENGTH];
        for (value, given) in values.iter_mut().zip(data) {
            *value = given & 31;
        }
        // Two equations for c5 and c6; c5 falls out when a^5 times the first is added to the second.
        let (s1, s2) = syndromes(&values);
        values[6] = divide(s2 ^ times(power(5), s1), power(11) ^ power(12));
        values[5] = divide(s1 ^ times(power(6), values[6]), power(5));
        Self::from_values(&values)
    }

    /// Reads an ID as people type it: any case, with or without dashes and spaces, O for 0, I and L for 1.
    ///
    /// # Errors
    /// Says what is wrong, with the probable ID where that is certain enough to offer.
    pub fn parse(text: &str) -> Result<Self, IdProblem> {
        let folded: Vec<char> = fold(text).chars().collect();
        let alien = folded.iter().position(|c| value_of(*c).is_none());
        let known = folded.iter().filter(|c| value_of(**c).is_some()).count();
        match (folded.len(), alien) {
            (0, _) => Err(IdProblem::Empty),
            (LENGTH, Some(position)) => Err(alien_problem(&folded, position)),
            (_, Some(position)) if known == LENGTH => {
                Err(IdProblem::Alien { character: folded[position], position, suggestion: None })
            }
            (LENGTH, None) => {
                let mut values = [0; LENGTH];
                for (value, c) in values.iter_mut().zip(&folded) {
                    *value = value_of(*c).unwrap_or_default();
                }
                if syndromes(&values) == (0, 0) {
                    Ok(Self::from_values(&values))
                } else {
                    Err(IdProblem::Check { suggestion: locate(&values) })
                }
            }
            (typed, _) => Err(IdProblem::Length { typed }),
        }
    }

    /// The ID that remains when one character too many is left out; none unless exactly one ID does.
    ///
    /// A missing character is not guessed: a fifth of all six-letter words would then be "nearly" an ID.
    #[must_use]
    pub fn without_one_extra(text: &str) -> Option<Self> {
        let folded: Vec<char> = fold(text).chars().collect();
        if folded.len() != LENGTH + 1 {
            return None;
        }
        let mut found: Option<Self> = None;
        for skip in 0..folded.len() {
            let rest: String = folded.iter().enumerate().filter(|(i, _)| *i != skip).map(|(_, c)| *c).collect();
            let Ok(id) = Self::parse(&rest) else { continue };
            if found.is_some_and(|other| other != id) {
                return None;
            }
            found = Some(id);
        }
        found
    }

    /// The seven canonical letters, without dashes: what is stored and compared.
    #[must_use]
    pub fn as_str(&self) -> &str {
        core::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The form people read: `ABC-120-B`.
    #[must_use]
    pub fn display(&self) -> String {
        self.to_string()
    }

    fn from_values(values: &[u8; LENGTH]) -> Self {
        Self(values.map(letter))
    }
}

impl fmt::Display for PracticeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.as_str();
        write!(f, "{}-{}-{}", &text[..3], &text[3..6], &text[6..])
    }
}

impl FromStr for PracticeId {
    type Err = IdProblem;

    fn from_str(text: &str) -> Result<Self, IdProblem> {
        Self::parse(text)
    }
}

impl TryFrom<String> for PracticeId {
    type Error = IdProblem;

    fn try_from(text: String) -> Result<Self, IdProblem> {
        Self::parse(&text)
    }
}

impl From<PracticeId> for String {
    fn from(id: PracticeId) -> Self {
        id.display()
    }
}

/// For logs and the command line; pages take their sentences from the doctor.
impl fmt::Display for IdProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("no Practice ID"),
            Self::Length { typed } => write!(f, "a Practice ID has {LENGTH} characters, not {typed}"),
            Self::Alien { character, .. } => write!(f, "no Practice ID has the character {character:?}"),
            Self::Check { suggestion: Some(s) } => write!(f, "a mistyped Practice ID, perhaps {}", s.text),
            Self::Check { suggestion: None } => f.write_str("a mistyped Practice ID"),
        }
    }
}

impl core::error::Error for IdProblem {}

/// The normaliser of Practice IDs: a label and quotes around it, invisible characters, spaces and every kind of dash removed, wide letters narrowed, upper case,
/// O read as 0, I and L as 1. It changes nothing else, so whatever is wrong stays visible to [`PracticeId::parse`].
#[must_use]
pub fn fold(text: &str) -> String {
    without_label(text)
        .chars()
        .filter(|c| !chars::is_invisible(*c) && !c.is_whitespace())
        .map(chars::narrow)
        .filter(|c| !chars::is_dash(*c))
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect()
}

fn letter(value: u8) -> u8 {
    ALPHABET[usize::from(value & 31)]
}

fn value_of(c: char) -> Option<u8> {
    let index = ALPHABET.iter().position(|letter| char::from(*letter) == c)?;
    u8::try_from(index).ok()
}

/// Product in GF(32) modulo x^5 + x^2 + 1.
fn times(a: u8, b: u8) -> u8 {
    let (mut a, mut b, mut product) = (a, b, 0);
    while b != 0 {
        if b & 1 == 1 {
            product ^= a;
        }
        a <<= 1;
        if a & 32 != 0 {
            a ^= 0b10_0101;
        }
        b >>= 1;
    }
    product
}

/// The generator to the power of `n`.
fn power(n: usize) -> u8 {
    (0..n % 31).fold(1, |product, _| times(product, 2))
}

/// `a / b`; b^30 is the inverse of b, since b^31 = 1.
fn divide(a: u8, b: u8) -> u8 {
    (0..30).fold(a, |product, _| times(product, b))
}

fn syndromes(values: &[u8; LENGTH]) -> (u8, u8) {
    values.iter().enumerate().fold((0, 0), |(s1, s2), (i, value)| (s1 ^ times(power(i), *value), s2 ^ times(power(2 * i), *value)))
}

/// The single mistake that explains the sums. A replacement by `e` at `i` gives (a^i e, a^2i e), so s2 / s1 = a^i, with i in 0..=6.
/// A swap at `i` of characters that differ by `d` gives s2 / s1 = a^i (1 + a) = a^(i + 18), with i in 0..=5: never the same.
fn locate(values: &[u8; LENGTH]) -> Option<Suggestion> {
    let (s1, s2) = syndromes(values);
    if s1 == 0 || s2 == 0 {
        return None;
    }
    let ratio = divide(s2, s1);
    let exponent = (0..31).find(|n| power(*n) == ratio)?;
    let mut right = *values;
    let kind = if exponent < LENGTH {
        right[exponent] ^= divide(s1, power(exponent));
        SuggestionKind::OneCharacter {
            position: exponent,
            typed: char::from(letter(values[exponent])),
            suggested: char::from(letter(right[exponent])),
        }
    } else {
        let position = exponent.checked_sub(18).filter(|i| i + 1 < LENGTH)?;
        right.swap(position, position + 1);
        SuggestionKind::Swapped { position }
    };
    // A swap explains the sums only if the two characters differ by the right amount.
    (syndromes(&right) == (0, 0)).then(|| Suggestion { text: PracticeId::from_values(&right).display(), kind })
}

/// One character outside the alphabet is an erasure: the other six say what belongs there.
fn alien_problem(folded: &[char], position: usize) -> IdProblem {
    let character = folded[position];
    let aliens = folded.iter().filter(|c| value_of(**c).is_none()).count();
    let suggestion =
        (aliens == 1).then(|| (0..32).find_map(|value| with_letter(folded, position, char::from(letter(value))))).flatten();
    IdProblem::Alien { character, position, suggestion }
}

fn with_letter(folded: &[char], position: usize, suggested: char) -> Option<Suggestion> {
    let mut right = [0; LENGTH];
    for (i, (value, c)) in right.iter_mut().zip(folded).enumerate() {
        *value = value_of(if i == position { suggested } else { *c })?;
    }
    let kind = SuggestionKind::OneCharacter { position, typed: folded[position], suggested };
    (syndromes(&right) == (0, 0)).then(|| Suggestion { text: PracticeId::from_values(&right).display(), kind })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    fn values(id: PracticeId) -> [u8; LENGTH] {
        id.0.map(|b| value_of(char::from(b)).unwrap())
    }

    fn text(values: &[u8; LENGTH]) -> String {
        PracticeId::from_values(values).display()
    }

    fn suggestion(values: &[u8; LENGTH]) -> Option<Suggestion> {
        match PracticeId::parse(&text(values)) {
            Err(IdProblem::Check { suggestion }) => suggestion,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_example_of_the_design_is_valid_in_every_way_people_type_it() {
        let id = PracticeId::parse("ABC-120-B").unwrap();
        assert_eq!((id.as_str(), id.display().as_str()), ("ABC120B", "ABC-120-B"));
        assert_eq!(PracticeId::from_data([10, 11, 12, 1, 2]), id);
        for typed in [
            "abc120b",
            " ABC 120 B ",
            "ABC–120—B",
            "abc-12o-b",
            "ABC-I2O-B",
            "abcl20b",
            "ABC\u{200B}-120-B\u{FEFF}",
            "\u{A0}ABC120B",
            "ＡＢＣ－１２０－Ｂ",
            "A-B-C-1-2-0-B",
            "ABC\u{2011}120\u{2212}B",
            "\u{202A}ABC-120-B\u{202C}",
        ] {
            assert_eq!(PracticeId::parse(typed), Ok(id), "{typed:?}");
        }
    }

    #[test]
    fn the_403_single_mistakes_have_403_syndromes_and_are_located() {
        let mut seen = HashSet::new();
        for position in 0..LENGTH {
            for by in 1..32 {
                let mut wrong = [0; LENGTH];
                wrong[position] = by;
                assert!(seen.insert(syndromes(&wrong)));
            }
        }
        for position in 0..LENGTH - 1 {
            for by in 1..32 {
                let mut wrong = [0; LENGTH];
                (wrong[position], wrong[position + 1]) = (by, by);
                assert!(seen.insert(syndromes(&wrong)));
            }
        }
        assert_eq!(seen.len(), 403);
        assert!(!seen.contains(&(0, 0)));
    }

    #[test]
    fn every_replacement_and_swap_in_many_ids_is_undone_exactly() {
        for seed in 0..200_u32 {
            let id = PracticeId::from_data([seed * 7, seed / 3, seed * 11 + 5, seed ^ 0b1_0101, seed * 3].map(|v| (v % 32) as u8));
            let right = values(id);
            for position in 0..LENGTH {
                for typed in (0..32).filter(|v| *v != right[position]) {
                    let mut wrong = right;
                    wrong[position] = typed;
                    let (typed, suggested) = (char::from(letter(typed)), char::from(letter(right[position])));
                    let kind = SuggestionKind::OneCharacter { position, typed, suggested };
                    assert_eq!(suggestion(&wrong), Some(Suggestion { text: id.display(), kind }));
                }
            }
            for position in (0..LENGTH - 1).filter(|i| right[*i] != right[i + 1]) {
                let mut wrong = right;
                wrong.swap(position, position + 1);
                let kind = SuggestionKind::Swapped { position };
                assert_eq!(suggestion(&wrong), Some(Suggestion { text: id.display(), kind }));
            }
        }
    }

    /// For each of the 32^5 beginnings exactly one of 32^2 endings passes, since two endings that differ have different sums. So 1 in
    /// 1,024 of all strings passes.
    #[test]
    fn one_random_string_in_1024_passes() {
        let mut sums = HashSet::new();
        for c5 in 0..32 {
            for c6 in 0..32 {
                sums.insert(syndromes(&[0, 0, 0, 0, 0, c5, c6]));
            }
        }
        assert_eq!(sums.len(), 1024);
        let data = [31, 0, 17, 9, 22];
        let passing = (0..1024_u16).filter(|end| {
            let mut all = [31, 0, 17, 9, 22, 0, 0];
            (all[5], all[6]) = (u8::try_from(end / 32).unwrap(), u8::try_from(end % 32).unwrap());
            PracticeId::parse(&text(&all)).is_ok()
        });
        assert_eq!(passing.count(), 1);
        assert!(PracticeId::parse(PracticeId::from_data(data).as_str()).is_ok());
    }

    #[test]
    fn real_slips_are_recognised_wherever_they_happen() {
        for (a, b) in [('0', 'D'), ('8', 'B'), ('5', 'S'), ('2', 'Z'), ('6', 'G'), ('1', '7'), ('V', 'Y'), ('M', 'N')] {
            for (right, typed) in [(a, b), (b, a)] {
                for at in 0..5 {
                    let mut data = [3, 30, 14, 8, 25];
                    data[at] = value_of(right).unwrap();
                    let id = PracticeId::from_data(data);
                    let mut letters: Vec<char> = id.as_str().chars().collect();
                    letters[at] = typed;
                    let wrong: String = letters.iter().collect();
                    let Err(IdProblem::Check { suggestion: Some(found) }) = PracticeId::parse(&wrong) else { panic!("{wrong}") };
                    assert_eq!(found.text, id.display());
                }
            }
        }
    }

    #[test]
    fn what_is_wrong_is_said_exactly() {
        assert_eq!(PracticeId::parse(" - \u{200B}"), Err(IdProblem::Empty));
        assert_eq!(PracticeId::parse("ABC-120"), Err(IdProblem::Length { typed: 6 }));
        assert_eq!(PracticeId::parse("A#C-120"), Err(IdProblem::Length { typed: 6 }));
        let Err(IdProblem::Alien { character: '#', position: 1, suggestion: Some(found) }) = PracticeId::parse("A#C-120-B") else {
            panic!("an erasure is filled in")
        };
        assert_eq!(found.text, "ABC-120-B");
        let dotted = IdProblem::Alien { character: '.', position: 3, suggestion: None };
        assert_eq!(PracticeId::parse("ABC.120.B"), Err(dotted));
        assert_eq!(PracticeId::without_one_extra("ABC-1220-B"), PracticeId::parse("ABC-120-B").ok());
        assert_eq!(PracticeId::without_one_extra("ABC-120-B"), None);
    }

    #[test]
    fn serialised_as_shown_and_read_as_typed() {
        let id: PracticeId = serde_json::from_str("\"abc120b\"").unwrap();
        assert_eq!(serde_json::to_string(&id).unwrap(), "\"ABC-120-B\"");
        assert!(serde_json::from_str::<PracticeId>("\"ABC-120-C\"").is_err());
    }

    proptest! {
        #[test]
        fn every_id_reads_back(data in prop::array::uniform5(0_u8..32)) {
            let id = PracticeId::from_data(data);
            prop_assert_eq!(PracticeId::parse(&id.display()), Ok(id));
            prop_assert_eq!(PracticeId::parse(&id.as_str().to_lowercase()), Ok(id));
            prop_assert_eq!(&values(id)[..5], &data[..]);
        }

        #[test]
        fn any_text_parses_or_says_why_and_folding_twice_changes_nothing(text in any::<String>()) {
            let _ = PracticeId::parse(&text).map_err(|problem| problem.to_string());
            let _ = PracticeId::without_one_extra(&text);
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
        }

        #[test]
        fn a_doubled_key_is_noticed(data in prop::array::uniform5(0_u8..32), at in 0_usize..7) {
            let id = PracticeId::from_data(data);
            let mut typed = id.as_str().to_owned();
            typed.insert_str(at, &id.as_str()[at..=at]);
            let found = PracticeId::without_one_extra(&typed);
            prop_assert!(found.is_none() || found == Some(id));
        }
    }
}
