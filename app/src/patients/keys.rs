//! What a patient is found by, and what was looked for: both folded alike.

use super::model::{BIRTH_DATE, CHART_NUMBER, FIRST_NAME, LAST_NAME, PHONES, PREFERRED_NAME, Values};
use super::rules::parse_day;
use crate::users::fold::fold;

/// Longest key, in characters.
const LONGEST: usize = 120;

/// The keys of a patient.
#[must_use]
pub fn of(details: &Values) -> Vec<String> {
    let value = |name: &str| details.get(name).map(String::as_str).unwrap_or_default();
    let (first, last) = (value(FIRST_NAME), value(LAST_NAME));
    let mut keys = vec![by_name("l:", &[last, first]), by_name("f:", &[first, last]), format!("b:{}", value(BIRTH_DATE))];
    if !value(PREFERRED_NAME).is_empty() {
        keys.push(by_name("f:", &[value(PREFERRED_NAME), last]));
    }
    keys.extend(
        PHONES.iter().map(|name| digits(value(name))).filter(|number| number.len() >= 7).map(|number| format!("p:{number}")),
    );
    keys.push(chart(value(CHART_NUMBER)));
    keys.sort();
    keys.dedup();
    keys
}

/// The key of a chart number.
#[must_use]
pub fn chart(number: &str) -> String {
    format!("c:{}", fold(number).chars().take(LONGEST).collect::<String>())
}

/// The key of somebody with this name and birth date, by which twins are found: the beginning of the list's.
#[must_use]
pub fn name(details: &Values) -> String {
    let value = |name: &str| details.get(name).map(String::as_str).unwrap_or_default();
    by_name("l:", &[value(LAST_NAME), value(FIRST_NAME)])
}

fn by_name(kind: &str, parts: &[&str]) -> String {
    format!("{kind}{}", fold(&parts.join(" "))).chars().take(LONGEST).collect()
}

/// The last ten digits: without the country.
fn digits(number: &str) -> String {
    let all: String = number.chars().filter(char::is_ascii_digit).collect();
    all[all.len().saturating_sub(10)..].to_owned()
}

/// What to look for: beginnings of keys, each with words that must stand in the name as well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Where a key begins.
    pub beginnings: Vec<String>,
    /// Beginnings of further words of the name.
    pub words: Vec<String>,
}

/// Reads what was typed; none for nothing.
#[must_use]
pub fn wanted(typed: &str) -> Option<Wanted> {
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    if let Some(day) = parse_day(typed) {
        return Some(Wanted { beginnings: vec![format!("b:{day}")], words: Vec::new() });
    }
    let number = digits(typed);
    let mut words: Vec<String> = fold(&typed.replace(',', " ")).split_whitespace().map(str::to_owned).collect();
    let like_number = typed.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '(' | ')' | '.' | '+'));
    let mut beginnings = vec![chart(typed)];
    if like_number {
        if number.len() >= 7 {
            beginnings.push(format!("p:{number}"));
        }
        return Some(Wanted { beginnings, words: Vec::new() });
    }
    if words.is_empty() {
        return None;
    }
    let first = words.remove(0);
    beginnings.extend(["l:", "f:"].map(|kind| format!("{kind}{first}")));
    Some(Wanted { beginnings, words })
}

#[cfg(test)]
mod tests {
    use super::{of, wanted};
    use crate::patients::model::Values;

    #[test]
    fn a_patient_has_a_key_for_each_way_to_be_looked_for() {
        let details: Values = [
            ("first_name", "María José"),
            ("last_name", "O’Brien"),
            ("preferred_name", "Mari"),
            ("birth_date", "1980-02-11"),
            ("mobile_phone", "+12135550142"),
            ("chart_number", "A-17"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into();
        let keys = of(&details);
        for key in ["l:obrien maria jose", "f:maria jose obrien", "f:mari obrien", "b:1980-02-11", "p:2135550142", "c:a-17"] {
            assert!(keys.iter().any(|one| one == key), "{key}: {keys:?}");
        }
    }

    #[test]
    fn what_was_typed_says_what_it_is() {
        let beginnings = |typed: &str| wanted(typed).unwrap().beginnings;
        assert_eq!(beginnings("2/11/1980"), ["b:1980-02-11"]);
        assert_eq!(beginnings("(213) 555-0142"), ["c:(213) 555-0142", "p:2135550142"]);
        assert_eq!(beginnings("17"), ["c:17"]);
        let found = wanted("Gómez, Mar").unwrap();
        assert_eq!((found.beginnings[1].as_str(), found.words.as_slice()), ("l:gomez", ["mar".to_owned()].as_slice()));
        assert_eq!(wanted("  "), None);
    }
}
