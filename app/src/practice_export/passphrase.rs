//! What may lock an export. A passphrase that one can guess from what is known of the patient or the practice locks nothing (topic 13), and neither does one
//! that many people use: the file leaves the house, and whoever has it may try as often as they like.

use uuid::Uuid;

use super::model::{LONGEST, SHORTEST};
use super::text;
use crate::i18n::Text;
use crate::passwords::model::{Problem, Rules, Words};
use crate::passwords::service::check_new;
use crate::patients::bulk;
use crate::patients::model::Values;
use crate::platform::{Outcome, Platform, Tx};
use crate::users::fold::fold;

/// Shorter pieces are in many a word by chance.
const PIECE: usize = 4;

/// What is wrong with a passphrase; none: it may be used. `known`: what is known of the practice and the patient. It may ask a service for those that were
/// stolen elsewhere, so no transaction is open meanwhile.
pub async fn mistake(platform: &Platform, passphrase: &str, known: &[String]) -> Option<Text> {
    let first = seen_at_once(passphrase, known);
    if first.is_some() {
        return first;
    }
    // What guesses a password guesses a passphrase.
    let words = Words::new(known.iter().map(String::as_str));
    let problems = check_new(platform, passphrase, Rules { shortest: SHORTEST, longest: LONGEST }, &words).await;
    problems.first().map(|problem| match problem {
        Problem::OwnWords(_) => text::PASSPHRASE_KNOWN,
        Problem::OneCharacter | Problem::Repeated => text::PASSPHRASE_SAME,
        Problem::Common | Problem::Breached => text::PASSPHRASE_COMMON,
        _ => text::PASSPHRASE_EASY,
    })
}

/// What is wrong with a passphrase for an export of a practice, or of one of its patients, as the command asks.
///
/// # Errors
/// A database fault.
pub async fn mistake_of(platform: &Platform, practice: Uuid, patient: Option<Uuid>, passphrase: &str) -> Outcome<Option<Text>> {
    let mut tx = platform.db.read().await?;
    let known = known(&mut tx, practice, patient).await?.unwrap_or_default();
    drop(tx);
    Ok(mistake(platform, passphrase, &known).await)
}

/// What is known of a practice and of one of its patients; none: it has no such patient.
///
/// # Errors
/// A database fault.
pub async fn known(tx: &mut Tx, practice: Uuid, patient: Option<Uuid>) -> Outcome<Option<Vec<String>>> {
    let (practice_id, values) = crate::practice_info::service::values(tx, practice).await?;
    let names = ["name", "legal_name", "phone", "npi", "tax_id"];
    let mut known: Vec<String> = names.iter().filter_map(|name| values.get(*name).cloned()).chain([practice_id]).collect();
    if let Some(id) = patient {
        let Some(row) = bulk::find(tx, practice, &[id]).await?.remove(&id) else { return Ok(None) };
        known.extend(of_patient(&bulk::values_of(&row).0));
    }
    Ok(Some(known))
}

fn seen_at_once(passphrase: &str, known: &[String]) -> Option<Text> {
    let length = passphrase.chars().count();
    if length < SHORTEST {
        return Some(text::PASSPHRASE_SHORT);
    }
    if length > LONGEST {
        return Some(text::PASSPHRASE_LONG);
    }
    // Programs do not agree on the bytes of other letters: 7-Zip on Windows would say that the passphrase is wrong.
    if passphrase.contains(|c: char| !matches!(c, ' '..='~')) {
        return Some(text::PASSPHRASE_LETTERS);
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
    use super::{of_patient, seen_at_once as mistake};
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
        assert_eq!(mistake("cinco sillas pequeñas", &known), Some(text::PASSPHRASE_LETTERS));
    }
}
