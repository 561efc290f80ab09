//! From what was typed to an identifier.

use jiff::civil::Date;

use super::model::{EXPIRES, KIND, Kind, NUMBER, STATE};
use super::text;
use crate::i18n::Locale;
use crate::identifiers::dea::{self, DeaProblem};
use crate::patients::rules::parse_day;
use crate::practice::{contact, states};
use crate::web::reading::{Mistake, Mistakes, Reading, Values};

/// Longest number of a state's licence, in characters.
const LONGEST: usize = 30;

/// An identifier, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// What it is.
    pub kind: Kind,
    /// As it is kept.
    pub number: String,
    /// Two letters; empty for an NPI.
    pub state: String,
    /// `YYYY-MM-DD`; empty for no end.
    pub expires_on: String,
}

/// Checks a form.
///
/// # Errors
/// [`Mistakes`]: everything at once.
pub fn check(typed: &Values, locale: Locale) -> Result<Checked, Mistakes> {
    let kind = typed.get(KIND).and_then(|name| Kind::parse(name));
    let mut reading = Reading::of(typed, locale);
    reading.read(KIND, |typed| if kind.is_some() { Ok(typed.to_owned()) } else { Err(text::KIND_MISSING.into()) });
    reading.read(NUMBER, |typed| if typed.is_empty() { Err(text::NUMBER_MISSING.into()) } else { number(kind, typed) });
    reading.read(STATE, |typed| match (kind, typed.is_empty()) {
        (Some(Kind::Npi), false) => Err(text::STATE_NEEDLESS.into()),
        (Some(Kind::Npi) | None, _) => Ok(typed.to_owned()),
        (Some(_), false) if states::is_state(typed) => Ok(typed.to_owned()),
        (Some(_), _) => Err(text::STATE_MISSING.into()),
    });
    reading.read(EXPIRES, |typed| match (kind, parse_day(typed)) {
        _ if typed.is_empty() => Ok(String::new()),
        (Some(Kind::Npi), _) => Err(text::EXPIRES_NEEDLESS.into()),
        (_, Some(day)) => Ok(day.to_string()),
        (_, None) => Err(text::DAY_WRONG.into()),
    });
    let mut values = reading.done()?;
    let mut take = |name: &str| values.remove(name).unwrap_or_default();
    Ok(Checked { kind: kind.unwrap_or(Kind::Licence), number: take(NUMBER), state: take(STATE), expires_on: take(EXPIRES) })
}

fn number(kind: Option<Kind>, typed: &str) -> Result<String, Mistake> {
    match kind {
        Some(Kind::Npi) => contact::npi(typed),
        Some(Kind::Dea) => dea::parse(typed).map_err(|problem| match problem {
            DeaProblem::Length(n) => Mistake::with(text::DEA_LENGTH, vec![("n", n.to_string())]),
            DeaProblem::First(c) => Mistake::with(text::DEA_FIRST, vec![("c", c.to_string())]),
            DeaProblem::Second(c) => Mistake::with(text::DEA_SECOND, vec![("c", c.to_string())]),
            DeaProblem::Alien(c, at) => Mistake::with(text::DEA_ALIEN, vec![("n", at.to_string()), ("c", c.to_string())]),
            DeaProblem::Empty => text::DEA_EMPTY.into(),
            DeaProblem::Check => text::DEA_CHECK.into(),
        }),
        _ if typed.len() <= LONGEST && typed.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, ' ' | '.' | '/' | '-')) => {
            Ok(typed.to_owned())
        }
        _ => Err(Mistake::with(text::NUMBER_WRONG, vec![("n", LONGEST.to_string())])),
    }
}

/// Days from one to the other; none for a text that is no day.
#[must_use]
pub fn days_until(expires_on: &str, today: Date) -> Option<i64> {
    let day: Date = expires_on.parse().ok()?;
    today.until(day).ok().map(|span| i64::from(span.get_days()))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{check, days_until};
    use crate::i18n::Locale;
    use crate::web::reading::Values;

    fn form(kind: &str, number: &str, state: &str, expires: &str) -> Values {
        [("kind", kind), ("number", number), ("state", state), ("expires_on", expires)]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into()
    }

    #[test]
    fn each_kind_has_its_rule_and_each_mistake_its_box() {
        for (kind, number, state, expires, kept) in [
            ("npi", "123-456-7893", "", "", "1234567893"),
            ("dea", "ab1234563", "OH", "3/31/2027", "AB1234563"),
            ("licence", "APRN.CNP.0026867", "OH", "", "APRN.CNP.0026867"),
            ("prescribing", "CTPRX.12345", "OH", "2027-03-31", "CTPRX.12345"),
        ] {
            let checked = check(&form(kind, number, state, expires), Locale::En).unwrap();
            assert_eq!(checked.number, kept);
            assert!(checked.expires_on.is_empty() || checked.expires_on == "2027-03-31");
        }
        for (kind, number, state, expires, at, said) in [
            ("", "1", "OH", "", "kind", "Choose what it is"),
            ("npi", "1234567894", "", "", "number", "check digit"),
            ("npi", "1234567893", "OH", "", "state", "every state"),
            ("npi", "1234567893", "", "3/31/2027", "expires_on", "no end"),
            ("dea", "AB12E4563", "OH", "", "number", "Character 5 is “E”"),
            ("dea", "AB1234563", "", "", "state", "Choose the state"),
            ("licence", "", "OH", "", "number", "Enter the number"),
            ("licence", "12<b>", "OH", "", "number", "at most 30"),
            ("licence", "12", "OH", "13/31/2027", "expires_on", "no day"),
        ] {
            let wrong = check(&form(kind, number, state, expires), Locale::En).unwrap_err();
            assert!(wrong.len() == 1 && wrong[at].contains(said), "{kind} {number}: {wrong:?}");
        }
    }

    #[test]
    fn days_are_counted_over_months_and_years() {
        assert_eq!(days_until("2027-01-01", date(2026, 12, 31)), Some(1));
        assert_eq!(days_until("2026-12-31", date(2026, 12, 31)), Some(0));
        assert_eq!(days_until("2026-11-01", date(2026, 12, 31)), Some(-60));
        assert_eq!(days_until("", date(2026, 12, 31)), None);
    }
}
