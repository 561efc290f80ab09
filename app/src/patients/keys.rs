//! What a patient is found by, and what was looked for: both folded alike.

use super::model::{BIRTH_DATE, CHART_NUMBER, FIRST_NAME, LAST_NAME, MIDDLE_NAME, PHONES, PREFERRED_NAME, Values};
use super::rules::parse_day;
use crate::users::fold::fold;

/// Longest key, in characters.
const LONGEST: usize = 120;

/// The words of a patient's names, folded: "de la Cruz-Gómez" is four of them.
#[must_use]
pub fn words_of(details: &Values) -> Vec<String> {
    let names = [FIRST_NAME, MIDDLE_NAME, LAST_NAME, PREFERRED_NAME];
    names.iter().filter_map(|name| details.get(*name)).flat_map(|name| words(name)).collect()
}

fn words(text: &str) -> Vec<String> {
    fold(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| word.chars().take(LONGEST).collect())
        .collect()
}

/// The keys of a patient: the place in the list, each word of the names, birth date, phones whole and by their ends, chart number.
#[must_use]
pub fn of(details: &Values) -> Vec<String> {
    let value = |name: &str| details.get(name).map(String::as_str).unwrap_or_default();
    let mut keys = vec![place(details), format!("b:{}", value(BIRTH_DATE)), chart(value(CHART_NUMBER))];
    keys.extend(words_of(details).into_iter().map(|word| format!("n:{word}")));
    for number in PHONES.iter().map(|name| digits(value(name))).filter(|number| number.len() >= 7) {
        keys.extend([10, 7, 4].map(|n| format!("p:{}", &number[number.len().saturating_sub(n)..])));
    }
    keys.sort();
    keys.dedup();
    keys
}

/// The key of a chart number: dashes and spaces are nobody's memory.
#[must_use]
pub fn chart(number: &str) -> String {
    format!("c:{}", words(number).concat().chars().take(LONGEST).collect::<String>())
}

/// The key of the place in the list: family name, given name.
fn place(details: &Values) -> String {
    let value = |name: &str| details.get(name).map(String::as_str).unwrap_or_default();
    format!("l:{}", fold(&format!("{} {}", value(LAST_NAME), value(FIRST_NAME)))).chars().take(LONGEST).collect()
}

/// Whether two are probably the same person, born on the same day: the same words in their names, however they are spread over the boxes, or the same
/// first and last ones.
#[must_use]
pub fn are_alike(one: &Values, other: &Values) -> bool {
    let all = |details: &Values| {
        let mut all: Vec<String> = [FIRST_NAME, MIDDLE_NAME, LAST_NAME]
            .iter()
            .filter_map(|name| details.get(*name))
            .flat_map(|name| words(name))
            .collect();
        all.sort();
        all
    };
    let outer =
        |details: &Values| [FIRST_NAME, LAST_NAME].map(|name| details.get(name).map(|name| words(name)).unwrap_or_default());
    all(one) == all(other) || outer(one) == outer(other)
}

/// The last ten digits: without the country.
fn digits(number: &str) -> String {
    let all: String = number.chars().filter(char::is_ascii_digit).collect();
    all[all.len().saturating_sub(10)..].to_owned()
}

/// What to look for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Keys as they are.
    pub keys: Vec<String>,
    /// Words that a name must have or begin with, the longest first: it is looked for, the others are compared.
    pub words: Vec<String>,
}

/// Reads what was typed; none for nothing. A year of two digits is in either century.
#[must_use]
pub fn wanted(typed: &str) -> Option<Wanted> {
    let typed = typed.trim();
    let mut words = words(typed);
    if words.is_empty() {
        return None;
    }
    let parts: Vec<&str> = typed.split(['/', '-', '.']).collect();
    let days: Vec<String> = match (parse_day(typed), parts.as_slice()) {
        (Some(day), _) => vec![format!("b:{day}")],
        (None, [month, day, year]) if year.len() == 2 => ["19", "20"]
            .iter()
            .filter_map(|century| parse_day(&format!("{month}/{day}/{century}{year}")))
            .map(|day| format!("b:{day}"))
            .collect(),
        _ => Vec::new(),
    };
    if !days.is_empty() {
        return Some(Wanted { keys: days, words: Vec::new() });
    }
    let mut keys = vec![chart(typed)];
    if typed.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '(' | ')' | '.' | '+')) {
        keys.push(format!("p:{}", digits(typed)));
        return Some(Wanted { keys, words: Vec::new() });
    }
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    Some(Wanted { keys, words })
}

#[cfg(test)]
mod tests {
    use super::{are_alike, chart, of, wanted};
    use crate::patients::model::Values;

    fn details(all: &[(&str, &str)]) -> Values {
        all.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn a_patient_has_a_key_for_each_way_to_be_looked_for() {
        let keys = of(&details(&[
            ("first_name", "María José"),
            ("last_name", "de la Cruz-O’Brien"),
            ("preferred_name", "Mari"),
            ("birth_date", "1980-02-11"),
            ("mobile_phone", "+12135550142"),
            ("chart_number", "A-17"),
        ]));
        for key in [
            "l:de la cruz-obrien maria jose",
            "n:cruz",
            "n:obrien",
            "n:jose",
            "n:mari",
            "b:1980-02-11",
            "p:2135550142",
            "p:5550142",
            "p:0142",
            "c:a17",
        ] {
            assert!(keys.iter().any(|one| one == key), "{key}: {keys:?}");
        }
    }

    #[test]
    fn what_was_typed_says_what_it_is() {
        let keys = |typed: &str| wanted(typed).unwrap().keys;
        assert_eq!(keys("2/11/1980"), ["b:1980-02-11"]);
        assert_eq!(keys("2/11/80"), ["b:1980-02-11", "b:2080-02-11"]);
        assert_eq!(keys("(213) 555-0142"), ["c:2135550142", "p:2135550142"]);
        assert_eq!(keys("a 77"), [chart("A-77")]);
        assert_eq!(wanted("Ruiz, Mar").unwrap().words, ["ruiz", "mar"]);
        assert_eq!(wanted("Smith-Jones, Ann").unwrap().words, ["smith", "jones", "ann"]);
        assert_eq!((wanted("  "), wanted(" - ")), (None, None));
    }

    #[test]
    fn the_same_names_in_other_boxes_are_alike() {
        let one = details(&[("first_name", "Mary Ann"), ("last_name", "Van Dyke")]);
        for other in [
            [("first_name", "Mary"), ("middle_name", "Ann"), ("last_name", "van dyke")],
            [("first_name", "MARY-ANN"), ("middle_name", ""), ("last_name", "Van Dyke")],
            [("first_name", "Mary Ann"), ("middle_name", "Lou"), ("last_name", "Van-Dyke")],
        ] {
            assert!(are_alike(&one, &details(&other)), "{other:?}");
        }
        assert!(!are_alike(&one, &details(&[("first_name", "Mary"), ("last_name", "Van Dyke")])));
    }
}
