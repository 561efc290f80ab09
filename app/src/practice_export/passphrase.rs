//! What may lock an export. A passphrase that one can guess from what is known of the patient or the practice locks nothing (topic 13).

use super::model::{LONGEST, SHORTEST};
use super::text;
use crate::i18n::Text;
use crate::patients::model::Values;
use crate::users::fold::fold;

/// Shorter pieces are in many a word by chance.
const PIECE: usize = 4;

/// What is wrong with a passphrase; none: it may be used. `known`: what is known of the practice and the patient.
#[must_use]
pub fn mistake(passphrase: &str, known: &[String]) -> Option<Text> {
    let length = passphrase.chars().count();
    if length < SHORTEST {
        return Some(text::PASSPHRASE_SHORT);
    }
    if length > LONGEST {
        return Some(text::PASSPHRASE_LONG);
    }
    let folded = bare(passphrase);
    let mut letters: Vec<char> = passphrase.chars().collect();
    letters.sort_unstable();
    letters.dedup();
    if letters.len() < 5 {
        return Some(text::PASSPHRASE_SAME);
    }
    known
        .iter()
        .map(|text| bare(text))
        .any(|piece| piece.chars().count() >= PIECE && folded.contains(&piece))
        .then_some(text::PASSPHRASE_KNOWN)
}

fn bare(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// What is known of a patient, in every way that one would type it.
#[must_use]
pub fn of_patient(details: &Values) -> Vec<String> {
    let get = |name: &str| details.get(name).cloned().unwrap_or_default();
    let mut known: Vec<String> =
        ["first_name", "last_name", "preferred_name", "chart_number", "address_1", "email", "zip"].map(get).into();
    for phone in ["mobile_phone", "home_phone", "work_phone"].map(get) {
        let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
        known.push(digits.get(digits.len().saturating_sub(7)..).unwrap_or_default().to_owned());
        known.push(digits);
    }
    if let [year, month, day] = get("birth_date").split('-').collect::<Vec<_>>()[..] {
        let short = year.get(2..).unwrap_or_default();
        let bare = |number: &str| number.trim_start_matches('0').to_owned();
        let (m, d) = (bare(month), bare(day));
        for (month, day) in [(month, day), (&m, &d)] {
            for year in [year, short] {
                known.extend([format!("{month}{day}{year}"), format!("{day}{month}{year}"), format!("{year}{month}{day}")]);
            }
        }
    }
    known
}

#[cfg(test)]
mod tests {
    use super::{mistake, of_patient};
    use crate::practice_export::text;

    #[test]
    fn what_is_known_of_a_patient_is_no_passphrase() {
        let details =
            [("last_name", "Nuñez"), ("birth_date", "1980-02-11"), ("mobile_phone", "+12065550123"), ("chart_number", "1001")];
        let known = of_patient(&details.map(|(a, b)| (a.to_owned(), b.to_owned())).into());
        for bad in [
            "nunez is my name",
            "02/11/1980 birthday",
            "the 2-11-80 thing",
            "19800211 and more",
            "call 555-0123 now",
            "chart no 1001 ok",
            "11.02.1980 datum",
        ] {
            assert_eq!(mistake(bad, &known), Some(text::PASSPHRASE_KNOWN), "{bad}");
        }
        assert_eq!(mistake("five green chairs", &known), None);
        assert_eq!(mistake("short", &known), Some(text::PASSPHRASE_SHORT));
        assert_eq!(mistake("aaaaaaaaaaaaaaaa", &known), Some(text::PASSPHRASE_SAME));
        assert_eq!(mistake(&"ab cd ".repeat(40), &known), Some(text::PASSPHRASE_LONG));
    }
}
