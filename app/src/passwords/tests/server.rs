//! What the server adds: well-known passwords, the estimate, and its cost.

use std::time::{Duration, Instant};

use super::super::service::{check, judged};
use super::*;

fn there(password: &str, rules: Rules) -> Vec<&'static str> {
    ids(&check(password, rules, &own()))
}

/// Passwords of published lists of leaks and their kind, which fit the policy by their length (ASVS 6.2.4).
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
fn the_most_used_passwords_are_refused_under_either_rule() {
    let used: Vec<&str> = include_str!("../most_used.txt").lines().collect();
    assert!(used.len() > 8_000);
    for rules in [ALONE, Rules::with_second_factor()] {
        let through: Vec<&&str> = used.iter().filter(|password| there(password, rules).is_empty()).collect();
        assert!(through.is_empty(), "{} pass: {through:?}", through.len());
    }
    // The estimate alone takes this one for strong.
    assert_eq!(there("Lightpower12345", ALONE), ["common"]);
}

#[test]
fn well_known_long_passwords_are_refused_where_the_password_stands_alone() {
    for password in WELL_KNOWN {
        assert!(!there(password, ALONE).is_empty(), "{password}");
    }
}

#[test]
fn well_known_passwords_of_eight_characters_are_common() {
    for password in ["password", "sunshine", "princess", "football", "baseball1", "trustno1", "PASSWORD", "starwars", "iloveyou"] {
        assert_eq!(there(password, SECOND), ["common"], "{password}");
    }
    assert_eq!(there("letmein", SECOND), ["too-short", "common"]);
}

#[test]
fn what_is_easy_to_guess_is_refused_with_the_reason() {
    for (password, hint) in [
        ("p@55w0rd", Hint::Substitutions),
        ("encyclopedia", Hint::Word),
        ("Winter2026!", Hint::Word),
        ("contraseña#2026", Hint::Word),
        ("montgomery", Hint::Names),
        ("12/25/1990", Hint::Date),
        ("nbvfghytr", Hint::Keyboard),
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
        "winter#83640281957",
        "雨が降る日は本を読みながら眠ります",
        "I had 2 poached eggs at Blue Lake",
    ] {
        assert_eq!(there(password, ALONE), [""; 0], "{password}");
    }
}

#[test]
fn a_specific_reason_stands_alone() {
    assert_eq!(there("aaaaaaaaaaaaaaa", ALONE), ["one-character"]);
    assert_eq!(there("garcialopez1985", ALONE), ["own-word"]);
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
