//! Passwords that are nothing but one repetition or one run: seen while typing, without a dictionary.

use super::model::{Problem, folded};

/// A repeated block shorter than this must come three times: "mimi" is short, not a repetition. A longer one, twice.
const LONG_BLOCK: usize = 6;

/// A block that is longer would be long enough by itself.
const LONGEST_BLOCK: usize = 14;

/// Fewer characters in a row are no run: "abc" may begin a word.
const SHORTEST_RUN: usize = 4;

/// What lies in a row on a keyboard or in the alphabet. Each is read in both directions, and round the end.
const TRACKS: [&str; 17] = [
    "1234567890",
    "!@#$%^&*()",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
    "qwertzuiopasdfghjklyxcvbnm",
    "azertyuiopqsdfghjklmwxcvbn",
    "qazwsxedcrfvtgbyhnujmikolp",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "1q2w3e4r5t6y7u8i9o0p",
    "q1w2e3r4t5y6u7i8o9p0",
    "a1s2d3f4g5h6j7k8l9",
    "a1b2c3d4e5f6g7h8i9j0",
    "1a2b3c4d5e6f7g8h9i0j",
    "qawsedrftgyhujikolp",
    "102030405060708090",
    "11121314151617181920",
    "13243546576879801",
];

/// What the whole password is, if nothing but one character, one short block or runs.
#[must_use]
pub fn find(password: &str) -> Option<Problem> {
    let plain: Vec<char> = folded(password).chars().filter(|c| !matches!(c, ' ' | '-' | '_' | '.')).collect();
    let all: Vec<char> = password.chars().collect();
    if all.len() < SHORTEST_RUN {
        return None;
    }
    if repeats(&all, 1) || repeats(&plain, 1) {
        return Some(Problem::OneCharacter);
    }
    let times = |n: usize| if n < LONG_BLOCK { 3 } else { 2 };
    if (2..=LONGEST_BLOCK).any(|n| [&all, &plain].iter().any(|t| t.len() >= times(n) * n && repeats(t, n))) {
        return Some(Problem::Repeated);
    }
    // "112233445566" is a run in steps of two.
    let mut steps = plain.clone();
    steps.dedup();
    (only_runs(&plain) || only_runs(&steps)).then_some(Problem::Sequence)
}

/// Whether a text is its first `block` characters over and over, the last time perhaps in part.
fn repeats(text: &[char], block: usize) -> bool {
    text.len() >= SHORTEST_RUN && text.iter().zip(text.iter().skip(block)).all(|(a, b)| a == b)
}

/// Whether a text is made of runs of [`SHORTEST_RUN`] or more characters along [`TRACKS`].
fn only_runs(text: &[char]) -> bool {
    let mut rest = text;
    while !rest.is_empty() {
        let longest = TRACKS.iter().map(|t| run(rest, t.chars()).max(run(rest, t.chars().rev()))).max().unwrap_or(0);
        if longest < SHORTEST_RUN {
            return false;
        }
        rest = &rest[longest..];
    }
    !text.is_empty()
}

/// How many characters from the start lie on this track in a row, read round its end.
fn run(text: &[char], track: impl Iterator<Item = char> + Clone) -> usize {
    let Some(first) = text.first() else { return 0 };
    let Some(start) = track.clone().position(|c| c == *first) else { return 0 };
    track.cycle().skip(start).zip(text).take_while(|(a, b)| a == *b).count()
}
