//! From what was typed to a facility: what is right is written one way, what is not is told beside its box.

use super::model::{ADDRESS_1, ADDRESS_2, CITY, CLIA, DAYS, FAX, NAME, NPI, PHONE, PLACE, STATE, ZIP, ZONE};
use super::text;
use crate::i18n::{Locale, Text};
use crate::practice::contact;
use crate::practice::time::Zone;
use crate::practice::{text as practice, zones};
use crate::web::reading::{Mistakes, Reading, Values};

/// Longest name: claims cut longer ones off.
const LONGEST_NAME: usize = 60;
/// Longest line of an address.
const LONGEST: usize = 100;

/// A day's hours: when it opens and closes; none: closed.
pub type Day = Option<(String, String)>;

/// A facility, checked. Each value as it is kept: numbers as E.164, identifiers bare, the ZIP with its dash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facility {
    /// By input, hours excepted.
    pub values: Values,
    /// Seven days from Monday.
    pub hours: Vec<Day>,
}

impl Facility {
    /// A value by its input.
    #[must_use]
    pub fn value(&self, input: &str) -> &str {
        self.values.get(input).map_or("", String::as_str)
    }
}

/// Checks a form.
///
/// # Errors
/// [`Mistakes`]: everything at once.
pub fn check(typed: &Values, regions: &[String], locale: Locale) -> Result<Facility, Mistakes> {
    let mut reading = Reading::of(typed, locale);
    reading.line(NAME, Some(text::NAME_MISSING), (LONGEST_NAME, text::NAME_LONG));
    reading.line(ADDRESS_1, Some(practice::ADDRESS_MISSING), (LONGEST, practice::TOO_LONG));
    reading.line(ADDRESS_2, None, (LONGEST, practice::TOO_LONG));
    reading.line(CITY, Some(practice::CITY_MISSING), (LONGEST, practice::TOO_LONG));
    reading.read(STATE, contact::state);
    reading.read(ZIP, contact::zip);
    reading.read(PHONE, |typed| contact::phone(typed, regions));
    reading.read_optional(FAX, |typed| contact::phone(typed, regions));
    reading.read_optional(NPI, contact::npi);
    reading.read_optional(CLIA, |typed| clia(typed).ok_or_else(|| text::CLIA_WRONG.into()));
    reading.read(PLACE, |typed| if is_digits(typed, 2) { Ok(typed.to_owned()) } else { Err(text::PLACE_WRONG.into()) });
    reading.read(ZONE, |typed| match Zone::parse(typed) {
        Ok(zone) if !typed.is_empty() => Ok(zone.name().to_owned()),
        _ => Err(practice::ZONE_MISSING.into()),
    });
    let hours = hours(&mut reading);
    Ok(Facility { values: reading.done()?, hours })
}

/// What claims or prescriptions may be refused for, and what hardly goes together: no mistakes.
#[must_use]
pub fn notes(values: &Values) -> Vec<Text> {
    let of = |input: &str| values.get(input).map(String::as_str).unwrap_or_default();
    let notes = [
        (contact::is_po_box(of(ADDRESS_1)), practice::NOTE_PO_BOX),
        (of(ZIP).len() == 5, practice::NOTE_ZIP),
        (!zones::fits(of(ZONE), of(STATE)), text::NOTE_ZONE),
    ];
    notes.into_iter().filter(|(holds, _)| *holds).map(|(_, note)| note).collect()
}

fn hours(reading: &mut Reading<'_>) -> Vec<Day> {
    let mut days = Vec::with_capacity(DAYS.len());
    for (_, opens, closes) in DAYS {
        let (from, until) = (reading.typed(opens), reading.typed(closes));
        let (first, second) = (time(&from), time(&until));
        let day = match (from.is_empty(), until.is_empty()) {
            (true, true) => Ok(None),
            (true, false) => Err((opens, text::HOURS_HALF)),
            (false, true) => Err((closes, text::HOURS_HALF)),
            (false, false) => match (first, second) {
                (None, _) => Err((opens, text::HOURS_WRONG)),
                (_, None) => Err((closes, text::HOURS_WRONG)),
                (Some(first), Some(second)) if first >= second => Err((closes, text::HOURS_ORDER)),
                (Some(first), Some(second)) => Ok(Some((first, second))),
            },
        };
        match day {
            Ok(day) => days.push(day),
            Err((input, text)) => reading.mistake(input, &text.into()),
        }
    }
    days
}

fn is_digits(text: &str, n: usize) -> bool {
    text.len() == n && text.bytes().all(|b| b.is_ascii_digit())
}

fn clia(typed: &str) -> Option<String> {
    let bare: String = typed.chars().filter(|c| !matches!(c, ' ' | '-')).collect::<String>().to_ascii_uppercase();
    let (state, rest) = bare.split_once('D')?;
    (is_digits(state, 2) && is_digits(rest, 7)).then_some(bare)
}

/// `8:00`, `08:00`, `8:00 am`, `5 pm` as `08:00`, `17:00`; none for what is no time.
fn time(typed: &str) -> Option<String> {
    let lower = typed.to_ascii_lowercase().replace(['.', ' '], "");
    let (clock, half) = match (lower.strip_suffix("am"), lower.strip_suffix("pm")) {
        (Some(clock), _) => (clock, Some(0)),
        (_, Some(clock)) => (clock, Some(12)),
        _ => (lower.as_str(), None),
    };
    let (hour, minute) = clock.split_once(':').or(half.map(|_| (clock, "00")))?;
    if !matches!(hour.len(), 1 | 2) || minute.len() != 2 {
        return None;
    }
    let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
    let hour = match half {
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(later) => hour % 12 + later,
        None => hour,
    };
    (hour < 24 && minute < 60).then(|| format!("{hour:02}:{minute:02}"))
}

#[cfg(test)]
mod tests {
    use super::{check, clia, notes, text, time};
    use crate::i18n::Locale;
    use crate::practice::contact::zip;
    use crate::web::reading::Values;

    fn full(change: &[(&str, &str)]) -> Values {
        let all = [
            ("name", "Main  office "),
            ("address_1", "12 Elm Street"),
            ("city", "Portland"),
            ("state", "ME"),
            ("zip", "041012345"),
            ("phone", "(213) 555-0142"),
            ("npi", "1234567893"),
            ("clia", "20d1234567"),
            ("place_of_service", "11"),
            ("time_zone", "America/New_York"),
            ("opens_1", "8:00 am"),
            ("closes_1", "5 pm"),
        ];
        all.iter().chain(change).map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    fn regions() -> Vec<String> {
        crate::platform::message_settings::MessageSettings::default().regions
    }

    #[test]
    fn what_is_right_is_written_one_way() {
        let facility = check(&full(&[]), &regions(), Locale::En).unwrap();
        for (input, value) in
            [("name", "Main office"), ("zip", "04101-2345"), ("phone", "+12135550142"), ("clia", "20D1234567"), ("fax", "")]
        {
            assert_eq!(facility.value(input), value);
        }
        assert_eq!(facility.hours[0], Some(("08:00".into(), "17:00".into())));
        assert_eq!(facility.hours[6], None);
        // A toll-free number is a practice's, though no code goes to it.
        assert!(check(&full(&[("phone", "800 555 0199")]), &regions(), Locale::En).is_ok());
    }

    #[test]
    fn each_mistake_stands_at_its_box_and_all_at_once() {
        for (input, wrong, said) in [
            ("name", "", "Enter a name"),
            ("name", &*"x".repeat(61), "at most 60"),
            ("address_1", " ", "street"),
            ("city", "", "city"),
            ("state", "XX", "state"),
            ("zip", "4101", "5 or 9"),
            ("phone", "", "phone"),
            ("phone", "555", "no phone number"),
            ("fax", "12", "no phone number"),
            ("npi", "1234567894", "check digit"),
            ("npi", "12345678", "ten digits. You typed 8"),
            ("npi", "12345O7893", "Character 6 is “O”"),
            ("clia", "05X1234567", "letter D"),
            ("place_of_service", "1", "two digits"),
            ("time_zone", "", "time zone"),
            ("closes_1", "", "both times"),
            ("closes_1", "07:00", "after it opens"),
            ("opens_1", "25:00", "such as 08:00"),
            ("opens_2", "08:00", "both times"),
        ] {
            let mistakes = check(&full(&[(input, wrong)]), &regions(), Locale::En).unwrap_err();
            let at = if input == "opens_2" { "closes_2" } else { input };
            assert!(mistakes.len() == 1 && mistakes[at].contains(said), "{input}={wrong}: {mistakes:?}");
        }
        assert_eq!(check(&Values::new(), &regions(), Locale::Es).unwrap_err().len(), 8);
    }

    #[test]
    fn small_things_are_read_kindly() {
        for (typed, time_of_day) in [
            ("8:00", "08:00"),
            ("08:00", "08:00"),
            ("12 am", "00:00"),
            ("12:30 p.m.", "12:30"),
            ("5PM", "17:00"),
            ("23:59", "23:59"),
        ] {
            assert_eq!(time(typed).as_deref(), Some(time_of_day), "{typed}");
        }
        for wrong in ["8", "24:00", "8:60", "13 pm", "0 am", "noon", "8:0", "-1:00"] {
            assert_eq!(time(wrong), None, "{wrong}");
        }
        assert_eq!((zip("04101 2345").as_deref(), zip("0410a").is_err()), (Ok("04101-2345"), true));
        assert_eq!((clia("05-D-1234567").as_deref(), clia("5D1234567")), (Some("05D1234567"), None));
        assert_eq!(notes(&full(&[("address_1", "P.O. Box 12"), ("zip", "04101")])).len(), 2);
        assert!(notes(&full(&[("zip", "04101-2345")])).is_empty());
        assert_eq!(notes(&full(&[("zip", "04101-2345"), ("state", "HI")])), [text::NOTE_ZONE]);
    }
}
