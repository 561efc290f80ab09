//! What is refused, what is not, and what holds for every text.

#![allow(clippy::unwrap_used, reason = "a test that fails here should say so")]

use std::collections::HashSet;

use proptest::prelude::*;

use super::model::{Hint, Note, Problem, Rules, Words, check_here, notes};
use super::words::{help, note, sentence};
use super::{text, words};
use crate::i18n::Locale;

#[cfg(feature = "ssr")]
mod server;

const ALONE: Rules = Rules::alone();
const SECOND: Rules = Rules::with_second_factor();

fn own() -> Words {
    Words::new(["María García-Lopez", "dr.lopez", "Sunrise Family Clinic", "mlopez77"])
}

fn ids(problems: &[Problem]) -> Vec<&'static str> {
    problems.iter().map(Problem::id).collect()
}

fn here(password: &str) -> Vec<&'static str> {
    ids(&check_here(password, SECOND, &own()))
}

fn every_problem() -> Vec<Problem> {
    let mut all = vec![
        Problem::TooShort { has: 0, needs: 15 },
        Problem::TooShort { has: 1, needs: 15 },
        Problem::TooShort { has: 7, needs: 8 },
        Problem::TooLong { has: 300, at_most: 256 },
        Problem::OwnWords(vec!["lopez".into(), "vestibule".into()]),
        Problem::OneCharacter,
        Problem::Repeated,
        Problem::Sequence,
        Problem::Common,
        Problem::SameAsBefore,
    ];
    all.extend(Hint::ALL.map(Problem::Guessable));
    all
}

#[test]
fn length_is_counted_in_characters_of_any_script() {
    assert_eq!(check_here("", ALONE, &own()), [Problem::TooShort { has: 0, needs: 15 }]);
    assert_eq!(check_here("ñandú 🦙", ALONE, &own()), [Problem::TooShort { has: 7, needs: 15 }]);
    assert!(check_here("ñandú 🦙 alpaca y", ALONE, &own()).is_empty());
    assert!(check_here("ñandú 🦙 ay", SECOND, &own()).is_empty());
    let long: String = "maple river lantern ".chars().cycle().take(257).collect();
    assert_eq!(check_here(&long, ALONE, &own()), [Problem::TooLong { has: 257, at_most: 256 }]);
    assert!(check_here(&long[..256], ALONE, &own()).is_empty());
}

#[test]
fn a_password_of_own_words_is_refused_and_one_name_in_a_sentence_is_not() {
    for (password, found) in [
        ("lopez-2024-!!", &["lopez"] as &[_]),
        ("MARIAgarcia1985", &["garcía", "maría"]),
        ("Marı\u{301}a Garci\u{301}a 1", &["garcía"]),
        ("sunrise clinic 24", &["sunrise", "clinic"]),
        ("vestibule2026", &["vestibule"]),
        ("Ehr-2026-2026", &["ehr"]),
        ("mlopez77 hello", &["mlopez77"]),
        ("lopez paints nine doors", &[]),
        ("Lee lee, Dr. Lopez!", &["lopez", "dr"]),
        ("drehorgel im hof", &[]),
        ("lehrerin", &[]),
        ("k7#Qz9!p42$xW4", &[]),
        ("vestibule of quiet rain", &[]),
    ] {
        let problems = check_here(password, SECOND, &own());
        let words: Vec<&str> = problems
            .iter()
            .flat_map(|p| if let Problem::OwnWords(w) = p { w.as_slice() } else { &[] })
            .map(String::as_str)
            .collect();
        assert_eq!(words, found, "{password}");
    }
}

#[test]
fn own_words_are_split_folded_and_long_enough() {
    let words = Words::new(["Dr. Ana LEE", "o'Connor_3rd", "jose\u{301}", "connor"]);
    assert_eq!(words.iter().collect::<Vec<_>>(), ["vestibule", "connor", "jose\u{301}", "3rd", "ana", "ehr", "lee", "dr"]);
    assert_eq!(Words::new([]).iter().count(), 2);
}

#[test]
fn one_run_or_one_repetition_is_seen_without_a_dictionary() {
    for (password, id) in [
        ("aaaaaaaaaaaaaaa", "one-character"),
        ("AaAaAaAaAa", "one-character"),
        ("     ", "one-character"),
        ("- - - - - - - -", "repeated"),
        ("🙂🙂🙂🙂🙂🙂🙂🙂", "one-character"),
        ("abcabcabcabcab", "repeated"),
        ("lucaslucaslucas", "repeated"),
        ("12-12-12-12-12", "repeated"),
        ("password password", "repeated"),
        ("jin kim jin kim", "repeated"),
        ("walrus-at-noon walrus-at-noon", "repeated"),
        ("123456789012345", "sequence"),
        ("987654321098", "sequence"),
        ("qwertyuiopasdfgh", "sequence"),
        ("1234 qwer asdf zxcv", "sequence"),
        ("1qaz2wsx3edc4rfv", "sequence"),
        ("abcdefgh12345678", "sequence"),
        ("Q1w2e3r4t5y6u7", "sequence"),
        ("mnbvcxzlkjhgf", "sequence"),
        ("!@#$%^&*()", "sequence"),
        ("111222333444555", "sequence"),
        ("a1b2c3d4e5f6g7h8", "sequence"),
        ("1020304050607080", "sequence"),
    ] {
        assert!(here(password).contains(&id), "{password}: {:?}", here(password));
    }
    for password in ["walnut walrus wall", "maple qwerty rain", "abab river stone", "(){}[]<>?/;:,'", "kk mm nn pp qq"] {
        assert!(here(password).is_empty(), "{password}: {:?}", here(password));
    }
}

#[test]
fn a_space_at_the_edge_is_mentioned_and_allowed() {
    assert!(notes("maple river stone").is_empty());
    assert_eq!(notes(" maple river"), [Note::SpaceAtStart]);
    assert_eq!(notes("maple river "), [Note::SpaceAtEnd]);
    assert_eq!(notes("\u{a0}maple river\t"), [Note::SpaceAtBothEnds]);
    assert!(here(" maple river rain ").is_empty());
}

#[test]
fn every_problem_has_its_own_sentence_with_every_place_filled() {
    for locale in Locale::ALL {
        let said: Vec<String> = every_problem().iter().map(|p| sentence(p, locale)).collect();
        assert_eq!(said.iter().collect::<HashSet<_>>().len(), said.len());
        let beside = [Note::SpaceAtStart, Note::SpaceAtEnd, Note::SpaceAtBothEnds].map(|n| note(n, locale).to_owned());
        for line in said.into_iter().chain(beside).chain([help(ALONE, locale)]) {
            assert!(!line.contains(['{', '}']), "{line}");
        }
    }
    assert!(words::sentence(&Problem::TooShort { has: 7, needs: 8 }, Locale::Es).starts_with("Esta contraseña tiene 7 caracteres"));
    assert!(text::ALL.iter().all(|(_, t)| t.en != t.es));
}

#[test]
fn debug_shows_no_part_of_a_password_and_no_name() {
    let shown = format!("{:?} {:?}", check_here("lopez-2024-!!", SECOND, &own()), own());
    assert!(shown.contains("own-word") && !shown.contains("opez"), "{shown}");
}

proptest! {
    #[test]
    fn any_text_is_checked_without_panic(text in "\\PC{0,300}", word in "\\PC{0,40}", shortest in 0_usize..40) {
        let rules = Rules { shortest, longest: 256 };
        let words = Words::new([word.as_str()]);
        for problem in check_here(&text, rules, &words) {
            prop_assert!(!sentence(&problem, Locale::Es).is_empty());
        }
        let _ = notes(&text);
    }

    #[test]
    fn one_block_over_and_over_is_found(block in "[a-z]{1,5}", times in 4_usize..20) {
        let found = here(&block.repeat(times));
        prop_assert!(found.contains(&"repeated") || found.contains(&"one-character"), "{:?}", found);
    }
}
