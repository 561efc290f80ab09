//! What makes two usernames near.

/// How a typed name misses one that exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// One letter wrong, missing, too many, or two neighbours swapped.
    OneLetter,
    /// The same letters, other dots, dashes or digits.
    SameLetters,
}

impl Slip {
    /// The name in an audit entry.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OneLetter => "one-letter",
            Self::SameLetters => "same-letters",
        }
    }
}

/// Shorter names are near to too many.
const SHORTEST: usize = 3;
/// No username is longer than 64, and one that is near to one no longer than 65.
const LONGEST: usize = 65;

/// The name itself and the name without each one of its characters. Two names at distance 1 have one of these in common. None for a
/// name too short or too long to be near anybody's.
#[must_use]
pub fn without_one(name: &str) -> Vec<String> {
    let characters: Vec<char> = name.chars().collect();
    if !(SHORTEST..=LONGEST).contains(&characters.len()) {
        return Vec::new();
    }
    let without = |i: usize| characters.iter().enumerate().filter(|(n, _)| *n != i).map(|(_, c)| *c).collect();
    let mut all: Vec<String> = (0..characters.len()).map(without).collect();
    all.push(name.to_owned());
    all.sort_unstable();
    all.dedup();
    all
}

/// The letters alone; none when they are too few to say anything.
#[must_use]
pub fn letters(name: &str) -> Option<String> {
    let letters: String = name.chars().filter(|c| c.is_alphabetic()).take(LONGEST).collect();
    (letters.chars().count() >= SHORTEST).then_some(letters)
}

/// Whether two names are one slip apart: one character replaced, missing or too many, or two neighbours swapped.
#[must_use]
pub fn one_apart(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let same_start = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[same_start..], &b[same_start..]);
    match (a, b) {
        ([], []) => false,
        ([x, rest_a @ ..], [y, rest_b @ ..]) if a.len() == b.len() => {
            rest_a == rest_b || (a.len() >= 2 && *x == b[1] && *y == a[1] && a[2..] == b[2..])
        }
        _ => (a.len() == b.len() + 1 && a[1..] == *b) || (b.len() == a.len() + 1 && b[1..] == *a),
    }
}

#[cfg(test)]
mod tests {
    use super::{letters, one_apart, without_one};

    #[test]
    fn one_slip_is_one_letter_wrong_missing_too_many_or_swapped() {
        for near in ["maris", "mari", "maria1", "amria", "mraia", "xmaria", "mariaa", "aria", "maira"] {
            assert!(one_apart(near, "maria") && one_apart("maria", near), "{near}");
        }
        for far in ["maria", "mar", "maria12", "airam", "mxriy", "ramia", ""] {
            assert!(!one_apart(far, "maria") && !one_apart("maria", far), "{far}");
        }
        assert!(one_apart("ñandú", "nandú") && !one_apart("ñandú", "nandu"));
    }

    #[test]
    fn names_one_slip_apart_always_share_a_key() {
        // Every slip of a name over a small alphabet, and pairs that are none.
        let name = "abca.b";
        let characters: Vec<char> = name.chars().collect();
        let mut slips = Vec::new();
        for i in 0..characters.len() {
            for c in "abcx.1".chars() {
                let mut replaced = characters.clone();
                replaced[i] = c;
                let mut inserted = characters.clone();
                inserted.insert(i, c);
                slips.extend([replaced, inserted]);
            }
            let mut removed = characters.clone();
            removed.remove(i);
            slips.push(removed);
            if i + 1 < characters.len() {
                let mut swapped = characters.clone();
                swapped.swap(i, i + 1);
                slips.push(swapped);
            }
        }
        let keys = without_one(name);
        for slip in slips.into_iter().map(String::from_iter).filter(|s: &String| s != name) {
            assert!(one_apart(&slip, name), "{slip}");
            assert!(without_one(&slip).iter().any(|k| keys.contains(k)), "{slip}");
        }
    }

    #[test]
    fn names_too_short_or_too_long_are_near_nobody() {
        assert!(without_one("ab").is_empty() && without_one(&"x".repeat(66)).is_empty());
        assert_eq!(without_one("abc"), ["ab", "abc", "ac", "bc"]);
        assert_eq!(letters("nurse.kim2").as_deref(), Some("nursekim"));
        assert_eq!(letters("a.1-2_b"), None);
    }
}
