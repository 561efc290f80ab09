//! What is refused, what is not, and what holds for every text.

#![allow(clippy::unwrap_used, reason = "a test that fails here should say so")]

use std::collections::HashSet;

use proptest::prelude::*;

use super::model::{Hint, Note, Problem, Rules, Words, check_here, notes};
use super::words::{help, note, sentence};
use super::{text, words};
use crate::i18n::Locale;

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
        Problem::OwnWord("lopez".into()),
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
        ("lehrerin", &[]),
        ("k7#Qz9!p42$xW4", &[]),
        ("vestibule of quiet rain", &[]),
    ] {
        let problems = check_here(password, SECOND, &own());
        let words: Vec<&str> =
            problems.iter().filter_map(|p| if let Problem::OwnWord(w) = p { Some(w.as_str()) } else { None }).collect();
        assert_eq!(words, found, "{password}");
    }
}

#[test]
fn own_words_are_split_folded_and_long_enough() {
    let words = Words::new(["Dr. Ana LEE", "o'Connor_3rd", "jose\u{301}", "connor"]);
    assert_eq!(words.iter().collect::<Vec<_>>(), ["vestibule", "connor", "jose\u{301}", "ehr"]);
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
    for password in ["passwordpassword", "maple qwerty rain", "abab river stone", "(){}[]<>?/;:,'", "kk mm nn pp qq"] {
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

#[cfg(feature = "ssr")]
mod server {
    use std::time::{Duration, Instant};

    use super::super::service::{check, judged};
    use super::*;

    fn there(password: &str, rules: Rules) -> Vec<&'static str> {
        ids(&check(password, rules, &own()))
    }

    /// Passwords high on published lists of leaks, which fit the policy by their length.
    const WELL_KNOWN: [&str; 40] = [
        "passwordpassword",
        "qwertyuiopasdfgh",
        "123456789012345",
        "iloveyouiloveyou",
        "correcthorsebatterystaple",
        "1qaz2wsx3edc4rfv",
        "q1w2e3r4t5y6u7i8",
        "qwertyuiop123456",
        "1234567890123456",
        "111111111111111",
        "123456789123456789",
        "qwertyqwertyqwerty",
        "abcdefghijklmnop",
        "passwordpassword1",
        "1234567890qwertyuiop",
        "zaq12wsxcde34rfv",
        "11112222333344445555",
        "00000000000000000",
        "asdfghjkl123456",
        "administrator123",
        "passw0rdpassw0rd",
        "P@ssw0rdP@ssw0rd",
        "letmeinletmeinletmein",
        "monkeymonkeymonkey",
        "abc123abc123abc123",
        "qazwsxedcrfvtgb",
        "123qweasdzxc123qwe",
        "asdfasdfasdfasdf",
        "1a2b3c4d5e6f7g8h",
        "aaaaaaaaaaaaaaaa",
        "thequickbrownfox",
        "maytheforcebewithyou",
        "Correct Horse Battery Staple 1",
        "tequieromucho2024",
        "iloveyousomuch123",
        "qwertyuiop[]asdfghjkl",
        "0987654321098765",
        "1234qwerasdfzxcv",
        "passwordstandard",
        "147258369147258369",
    ];

    #[test]
    fn well_known_long_passwords_are_refused_where_the_password_stands_alone() {
        for password in WELL_KNOWN {
            assert!(!there(password, ALONE).is_empty(), "{password}");
        }
    }

    #[test]
    fn well_known_passwords_of_eight_characters_are_common() {
        for password in
            ["password", "sunshine", "princess", "football", "baseball1", "trustno1", "PASSWORD", "starwars", "iloveyou"]
        {
            assert_eq!(there(password, SECOND), ["common"], "{password}");
        }
        assert_eq!(there("letmein", SECOND), ["too-short", "common"]);
    }

    #[test]
    fn what_is_easy_to_guess_is_refused_with_the_reason() {
        for (password, hint) in [
            ("p@55w0rd", Hint::Substitutions),
            ("refrigerator", Hint::Word),
            ("12/25/1990", Hint::Date),
            ("hgfdsaasdfgh", Hint::Keyboard),
            ("hamburgerhamburger", Hint::Repeats),
        ] {
            let found = check(password, SECOND, &own());
            assert_eq!(found, [Problem::Guessable(hint)], "{password}: {:?}", found.first().map(|p| sentence(p, Locale::En)));
        }
    }

    #[test]
    fn long_sentences_in_both_languages_and_random_texts_pass() {
        for password in [
            "maple river lantern cobalt",
            "siete gatos pintan la cocina",
            "lopez paints nine doors",
            "  edge spaces are kept here ",
            "vK3#tq9!Lw2$hZ7x",
            "雨が降る日は本を読みながら眠ります",
            "I had 2 poached eggs at Blue Lake",
        ] {
            assert_eq!(there(password, ALONE), [""; 0], "{password}");
        }
    }

    #[test]
    fn a_specific_reason_stands_alone() {
        assert_eq!(there("aaaaaaaaaaaaaaa", ALONE), ["one-character"]);
        assert_eq!(there("garcialopez1985", ALONE), ["own-word", "own-word"]);
        assert_eq!(there("x", ALONE), ["too-short"]);
    }

    #[test]
    fn length_is_counted_after_nfc() {
        let typed = "e\u{301}".repeat(14);
        assert_eq!(check(&typed, ALONE, &own()).first(), Some(&Problem::TooShort { has: 14, needs: 15 }));
        let huge = "ab".repeat(1_000_000);
        assert_eq!(there(&huge, ALONE), ["too-long"]);
    }

    #[test]
    fn the_estimate_never_sees_more_than_it_can_judge_in_time() {
        let plain = "maple river lantern ".repeat(12);
        assert_eq!(judged(&plain).chars().count(), 100);
        assert!((10..40).contains(&judged(&"4@8([{<369!1|70$5+%2".repeat(12)).chars().count()));
        assert_eq!(judged("ñandú"), "ñandú");
    }

    #[test]
    fn the_worst_text_is_judged_in_time() {
        // Compared with another run rather than a clock's figure alone: the machine may be busy.
        let cost = |text: &str| {
            let once = || {
                let start = Instant::now();
                let _ = check(text, ALONE, &own());
                start.elapsed()
            };
            (0..5).map(|_| once()).min().unwrap_or_default()
        };
        let ordinary = cost(&"kdjfhgqpwoeirutyzmxncbvals".repeat(9));
        for text in ["4@8([{<369!1|70$5+%2ahx", "1!|7+", "a", "1357924680", "🙂é", "aA4@", "2+%z"] {
            let text: String = text.chars().cycle().take(256).collect();
            let took = cost(&text);
            assert!(took < Duration::from_millis(50).max(ordinary * 25), "{text}: {took:?}, an ordinary one {ordinary:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

        #[test]
        fn any_text_is_judged_without_panic_and_the_browser_agrees(text in "\\PC{0,60}|.{0,300}|[4@8(\\[{<369!1|70$5+%2]{0,256}") {
            use unicode_normalization::UnicodeNormalization as _;
            let found = check(&text, SECOND, &own());
            let composed: String = text.nfc().collect();
            for problem in check_here(&composed, SECOND, &own()) {
                prop_assert!(found.contains(&problem), "{:?}", problem);
            }
        }

        #[test]
        fn five_unrelated_words_pass(words in proptest::sample::subsequence(LIST.to_vec(), 5).prop_shuffle()) {
            let password = words.join(" ");
            prop_assert_eq!(there(&password, ALONE), Vec::<&str>::new(), "{}", password);
        }
    }

    const LIST: [&str; 16] = [
        "maple", "cobalt", "window", "thirty", "sparrow", "ladder", "walnut", "copper", "meadow", "violin", "harbor", "pepper",
        "candle", "turtle", "gravel", "saddle",
    ];
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
