//! From what was typed to what is kept, field by field; and back to what people read.

use jiff::civil::Date;

use super::model::{Field, Reads, Values};
use super::text;
use crate::addresses::model::is_address;
use crate::i18n::Locale;
use crate::phones::number;
use crate::practice::contact;
use crate::practice::text as practice;
use crate::web::reading::{Mistake, Mistakes, Reading};

/// Longest line.
const LONGEST: usize = 200;
/// Longest note.
const LONGEST_NOTE: usize = 2_000;
/// Nobody is older.
const OLDEST: i16 = 130;

/// Checks a form by its fields. `today` is the day in the practice's zone.
///
/// # Errors
/// [`Mistakes`]: everything at once.
pub fn check(fields: &[Field], typed: &Values, today: Date, regions: &[String], locale: Locale) -> Result<Values, Mistakes> {
    let mut reading = Reading::of(typed, locale);
    for field in fields {
        match field.reads {
            Reads::Needed(missing) => {
                reading.read(field.name, |typed| if typed.is_empty() { Err(missing.into()) } else { line(typed) });
            }
            Reads::Line => reading.read(field.name, line),
            Reads::Lines => reading.read_lines(field.name, LONGEST_NOTE, too_long),
            Reads::Day(true) => {
                reading.read(field.name, |typed| if typed.is_empty() { Err(text::DAY_MISSING.into()) } else { day(typed, today) });
            }
            Reads::Day(false) => reading.read_optional(field.name, |typed| day(typed, today)),
            Reads::State => reading.read_optional(field.name, contact::state),
            Reads::Zip => reading.read_optional(field.name, contact::zip),
            Reads::Phone => reading
                .read_optional(field.name, |typed| number::contact(typed, regions).ok_or_else(|| practice::PHONE_WRONG.into())),
            Reads::Email => reading.read_optional(field.name, |typed| {
                if is_address(typed) { Ok(typed.to_owned()) } else { Err(text::EMAIL_WRONG.into()) }
            }),
            Reads::Dollars => reading.read_optional(field.name, dollars),
            Reads::One(all, needed) => reading.read(field.name, |typed| match all.iter().find(|(name, _)| *name == typed) {
                Some(_) => Ok(typed.to_owned()),
                None if typed.is_empty() && !needed => Ok(String::new()),
                None => Err(text::CHOICE_MISSING.into()),
            }),
        }
    }
    reading.done()
}

fn too_long(n: usize) -> Mistake {
    Mistake::with(text::TOO_LONG, vec![("n", n.to_string())])
}

fn line(typed: &str) -> Result<String, Mistake> {
    if typed.chars().count() > LONGEST {
        return Err(too_long(LONGEST));
    }
    Ok(typed.chars().filter(|c| !c.is_control()).collect())
}

/// A day as `YYYY-MM-DD`. Month first, as everywhere in the product; two digits of a year are refused: 30 may be 1930 or 2030.
fn day(typed: &str, today: Date) -> Result<String, Mistake> {
    let date = parse_day(typed).ok_or(text::DAY_WRONG)?;
    if date > today {
        return Err(text::DAY_FUTURE.into());
    }
    if date.year() < today.year() - OLDEST {
        return Err(text::DAY_OLD.into());
    }
    Ok(date.to_string())
}

/// `2/11/1980`, `02-11-1980`, `1980-02-11` as a day; none for what is none.
#[must_use]
pub fn parse_day(typed: &str) -> Option<Date> {
    let parts: Vec<&str> = typed.split(['/', '-', '.', ' ']).filter(|part| !part.is_empty()).collect();
    let [a, b, c] = parts.as_slice() else { return None };
    let (year, month, day) = if a.len() == 4 { (a, b, c) } else { (c, a, b) };
    if year.len() != 4 || month.len() > 2 || day.len() > 2 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// A day as people read it: `02/11/1980`. What is no day stays as it is.
#[must_use]
pub fn day_in_words(kept: &str) -> String {
    kept.parse::<Date>().map_or_else(|_| kept.to_owned(), |date| date.strftime("%m/%d/%Y").to_string())
}

fn dollars(typed: &str) -> Result<String, Mistake> {
    let bare: String = typed.chars().filter(|c| !matches!(c, '$' | ' ')).collect();
    let (whole, cents) = bare.split_once('.').unwrap_or((bare.as_str(), "00"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(cents) || cents.len() > 2 || whole.len() > 6 {
        return Err(text::DOLLARS_WRONG.into());
    }
    Ok(format!("{whole}.{cents:0<2}"))
}

/// Every value as people read it.
#[must_use]
pub fn shown(fields: &[Field], kept: &Values) -> Values {
    let one = |field: &Field| {
        let value = kept.get(field.name).map(String::as_str).unwrap_or_default();
        let value = match field.reads {
            Reads::Day(_) if !value.is_empty() => day_in_words(value),
            Reads::Phone if !value.is_empty() => number::shown(value),
            _ => value.to_owned(),
        };
        (field.name.to_owned(), value)
    };
    fields.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{check, dollars, parse_day, shown};
    use crate::i18n::Locale;
    use crate::patients::model::{DETAILS, INSURANCE, Values};

    fn form(change: &[(&str, &str)]) -> Values {
        let all = [("first_name", " Maria  José"), ("last_name", "Gomez"), ("birth_date", "2/11/1980"), ("sex", "F")];
        all.iter().chain(change).map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    fn regions() -> Vec<String> {
        crate::platform::message_settings::MessageSettings::default().regions
    }

    #[test]
    fn what_is_right_is_kept_one_way_and_read_as_it_was_meant() {
        let typed = form(&[("mobile_phone", "213.555.0142"), ("zip", "041012345"), ("notes", "Rings twice.\nDog.")]);
        let kept = check(DETAILS, &typed, date(2026, 11, 26), &regions(), Locale::En).unwrap();
        for (name, value) in [
            ("first_name", "Maria José"),
            ("birth_date", "1980-02-11"),
            ("mobile_phone", "+12135550142"),
            ("zip", "04101-2345"),
            ("notes", "Rings twice.\nDog."),
            ("email", ""),
        ] {
            assert_eq!(kept[name], value, "{name}");
        }
        let read = shown(DETAILS, &kept);
        assert_eq!((read["birth_date"].as_str(), read["mobile_phone"].as_str()), ("02/11/1980", "(213) 555-0142"));
        assert_eq!(
            check(DETAILS, &read, date(2026, 11, 26), &regions(), Locale::En).unwrap(),
            kept,
            "what is shown can be saved again"
        );
        assert!(check(INSURANCE, &Values::new(), date(2026, 11, 26), &regions(), Locale::En).is_ok());
    }

    #[test]
    fn each_mistake_stands_at_its_box_and_all_at_once() {
        for (name, wrong, said) in [
            ("first_name", " ", "first name"),
            ("birth_date", "", "Enter the birth date"),
            ("birth_date", "11/31/1980", "no day"),
            ("birth_date", "2/11/80", "no day"),
            ("birth_date", "11/27/2026", "future"),
            ("birth_date", "1/1/1890", "130 years"),
            ("sex", "", "Choose one"),
            ("sex", "female", "Choose one"),
            ("zip", "123", "5 or 9"),
            ("home_phone", "12", "no phone number"),
            ("email", "ana", "no e-mail"),
            ("city", &*"x".repeat(201), "at most 200"),
        ] {
            let wrong = check(DETAILS, &form(&[(name, wrong)]), date(2026, 11, 26), &regions(), Locale::En).unwrap_err();
            assert!(wrong.len() == 1 && wrong[name].contains(said), "{name}: {wrong:?}");
        }
        assert_eq!(check(DETAILS, &Values::new(), date(2026, 11, 26), &regions(), Locale::Es).unwrap_err().len(), 4);
    }

    #[test]
    fn days_and_dollars() {
        for typed in ["2/11/1980", "02-11-1980", "1980-02-11", "2.11.1980", "2 11 1980"] {
            assert_eq!(parse_day(typed), Some(date(1980, 2, 11)), "{typed}");
        }
        assert_eq!(parse_day("2/29/2023"), None);
        assert_eq!(dollars("$25").unwrap(), "25.00");
        assert_eq!(dollars("25.5").unwrap(), "25.50");
        assert!(dollars("-1").is_err() && dollars("1.234").is_err() && dollars("").is_err());
    }
}
