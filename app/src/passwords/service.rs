//! The server's judgement: what the browser knows, and what needs a dictionary (NIST SP 800-63B-4 3.1.1.2, ASVS 6.2.4 and 6.2.11).

use unicode_normalization::UnicodeNormalization as _;
use zxcvbn::feedback::{Feedback, Suggestion, Warning};
use zxcvbn::{Score, zxcvbn};

use super::known;
use super::model::{Hint, Problem, Rules, Words, check_here, folded};
use crate::platform::Platform;

/// The estimate never sees more characters than this.
const JUDGED_AT_MOST: usize = 100;

/// Pieces of text the estimate may look up, well under a microsecond each.
const LOOK_UPS: usize = 25_000;

/// Letters and the digits and symbols the estimate reads as that letter. It tries every combination of those present.
const STAND_INS: [&str; 12] = ["4@", "8", "({[<", "3", "69", "1!|", "1|7", "0", "$5", "+7", "%", "2"];

/// Everything that is wrong with a password; empty when it may be used.
///
/// Counted and compared in NFC, the form in which it is hashed. Takes some 5 ms, and under 50 ms whatever is typed, within the web
/// layer's limit of a form. A general "easy to guess" is left out when a more specific reason is given.
#[must_use]
pub fn check(password: &str, rules: Rules, words: &Words) -> Vec<Problem> {
    let password: String = password.nfc().collect();
    let mut problems = check_here(&password, rules, words);
    if password.is_empty() || problems.iter().any(|p| matches!(p, Problem::TooLong { .. })) {
        return problems;
    }
    let special = problems.iter().any(|p| matches!(p, Problem::OneCharacter | Problem::Repeated | Problem::Sequence));
    if special {
        return problems;
    }
    match judge(&password, words) {
        Some(Problem::Guessable(_)) if !problems.is_empty() => {}
        Some(problem) => problems.push(problem),
        None => {}
    }
    problems
}

/// Everything that is wrong with a password that is to be set: [`check`], and then whether it is known from a theft elsewhere, where the
/// operator has that looked up (`[passwords] breach_ranges`). A service that does not answer keeps nobody from a new password.
pub async fn check_new(platform: &Platform, password: &str, rules: Rules, words: &Words) -> Vec<Problem> {
    let problems = check(password, rules, words);
    let Some(breached) = platform.breached.as_ref().filter(|_| problems.is_empty()) else { return problems };
    match breached.knows(password).await {
        Ok(true) => vec![Problem::Breached],
        Ok(false) => problems,
        Err(why) => {
            tracing::warn!("a new password was not looked up among those known from thefts: {why}");
            problems
        }
    }
}

/// Whether a password is too short to stand alone, without a second step. Counted in NFC.
#[must_use]
pub fn is_short(password: &str) -> bool {
    password.nfc().count() < Rules::alone().shortest
}

fn judge(password: &str, words: &Words) -> Option<Problem> {
    if known::is_known(password) {
        return Some(Problem::Common);
    }
    let own: Vec<String> = words.iter().flat_map(|w| [w.to_owned(), folded(w)]).collect();
    let own: Vec<&str> = own.iter().map(String::as_str).collect();
    let text = judged(password);
    let estimate = zxcvbn(text, &own);
    let feedback = estimate.feedback();
    let listed = feedback.and_then(Feedback::warning).is_some_and(is_listed);
    if listed && text.len() == password.len() {
        return Some(Problem::Common);
    }
    if known::is_one_usual_word(password) {
        return Some(Problem::Guessable(Hint::Word));
    }
    if estimate.score() < Score::Three {
        return Some(Problem::Guessable(feedback.map_or(Hint::MoreWords, hint)));
    }
    // Asked last: the estimate says better why.
    known::is_most_used(password).then_some(Problem::Common)
}

/// The beginning that is judged: as much as [`LOOK_UPS`] allows.
///
/// Nearly always the first [`JUDGED_AT_MOST`] characters. A text with many different stand-ins for letters, such as `4@8([{<`, would
/// cost the estimate most of a second; of that the first dozen or two are judged, and they make it strong by themselves.
pub(super) fn judged(password: &str) -> &str {
    let mut end = 0;
    for (n, (at, c)) in password.char_indices().enumerate().take(JUDGED_AT_MOST) {
        let next = at + c.len_utf8();
        let Some(text) = password.get(..next) else { break };
        let combinations: usize = STAND_INS.iter().map(|s| s.chars().filter(|c| text.contains(*c)).count().max(1)).product();
        if (combinations + 1) * (n + 1) * (n + 2) / 2 > LOOK_UPS {
            break;
        }
        end = next;
    }
    password.get(..end).unwrap_or(password)
}

fn is_listed(warning: Warning) -> bool {
    matches!(warning, Warning::ThisIsATop10Password | Warning::ThisIsATop100Password | Warning::ThisIsACommonPassword)
}

fn hint(feedback: &Feedback) -> Hint {
    match feedback.warning() {
        _ if feedback.suggestions().contains(&Suggestion::PredictableSubstitutionsDontHelpVeryMuch) => Hint::Substitutions,
        Some(Warning::StraightRowsOfKeysAreEasyToGuess | Warning::ShortKeyboardPatternsAreEasyToGuess) => Hint::Keyboard,
        Some(Warning::RepeatsLikeAaaAreEasyToGuess | Warning::RepeatsLikeAbcAbcAreOnlySlightlyHarderToGuess) => Hint::Repeats,
        Some(Warning::SequencesLikeAbcAreEasyToGuess) => Hint::Sequence,
        Some(Warning::RecentYearsAreEasyToGuess | Warning::DatesAreOftenEasyToGuess) => Hint::Date,
        Some(Warning::AWordByItselfIsEasyToGuess) => Hint::Word,
        Some(Warning::NamesAndSurnamesByThemselvesAreEasyToGuess | Warning::CommonNamesAndSurnamesAreEasyToGuess) => Hint::Names,
        Some(
            Warning::ThisIsATop10Password
            | Warning::ThisIsATop100Password
            | Warning::ThisIsACommonPassword
            | Warning::ThisIsSimilarToACommonlyUsedPassword,
        ) => Hint::LikeCommon,
        None => Hint::MoreWords,
    }
}
