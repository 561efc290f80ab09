//! From what was typed to a number that a code can reach.

use phonenumber::country::Id;
use phonenumber::metadata::DATABASE;
use phonenumber::{Mode, Type};

use super::model::{LineKind, NumberProblem};

/// Longest text that is looked at.
const LONGEST: usize = 40;

/// Reads a number in any usual way of writing: without a country code it is one of the United States. The number as E.164 and the kind of
/// its line. `regions` are ISO 3166-1 codes: `US`, `PR`.
///
/// # Errors
/// What is wrong with it.
pub fn parse(typed: &str, regions: &[String]) -> Result<(String, LineKind), NumberProblem> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(NumberProblem::Missing);
    }
    if typed.chars().count() > LONGEST {
        return Err(NumberProblem::NotANumber);
    }
    let number = phonenumber::parse(Some(Id::US), typed).map_err(|_| NumberProblem::NotANumber)?;
    if number.extension().is_some() {
        return Err(NumberProblem::Extension);
    }
    let kind = number.number_type(&DATABASE);
    match kind {
        Type::TollFree => return Err(NumberProblem::TollFree),
        Type::PremiumRate | Type::SharedCost => return Err(NumberProblem::Premium),
        Type::PersonalNumber | Type::Pager | Type::Uan | Type::Voicemail => return Err(NumberProblem::NoPhone),
        _ => {}
    }
    if !number.is_valid() {
        return Err(NumberProblem::NotANumber);
    }
    // `Debug` of an id is its ISO code.
    let region = number.country().id().map(|id| format!("{id:?}"));
    if !region.is_some_and(|region| regions.contains(&region)) {
        return Err(NumberProblem::Region);
    }
    let kind = match kind {
        Type::Mobile => LineKind::Mobile,
        Type::FixedLine => LineKind::Landline,
        Type::Voip => LineKind::Voip,
        _ => LineKind::Unknown,
    };
    Ok((number.format().mode(Mode::E164).to_string(), kind))
}

/// A number to call a place at, as E.164: also a toll-free one. None for what is no number of these regions, or has an extension.
#[must_use]
pub fn contact(typed: &str, regions: &[String]) -> Option<String> {
    match parse(typed, regions) {
        Ok((number, _)) => Some(number),
        // North American toll-free numbers belong to no one country.
        Err(NumberProblem::TollFree) => {
            let number = phonenumber::parse(Some(Id::US), typed.trim()).ok().filter(phonenumber::PhoneNumber::is_valid)?;
            Some(number.format().mode(Mode::E164).to_string())
        }
        Err(_) => None,
    }
}

/// A number in E.164 as people of its country write it; as it is where it can't be read.
#[must_use]
pub fn shown(number: &str) -> String {
    let parsed = phonenumber::parse(None, number);
    parsed.map_or_else(|_| number.to_owned(), |number| number.format().mode(Mode::National).to_string())
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::phones::model::NumberProblem;
    use crate::platform::message_settings::MessageSettings;

    fn of(typed: &str) -> Result<String, NumberProblem> {
        parse(typed, &MessageSettings::default().regions).map(|(number, _)| number)
    }

    #[test]
    fn a_number_is_read_however_it_is_written() {
        for typed in ["2135550142", "(213) 555-0142", "213.555.0142", "+1 213 555 0142", "1-213-555-0142", " 213 555 0142 "] {
            assert_eq!(of(typed).as_deref(), Ok("+12135550142"), "{typed}");
        }
    }

    #[test]
    fn the_territories_are_in_and_other_countries_are_not() {
        for typed in ["787 234 5678", "939 234 5678", "671 647 1234", "340 774 1234", "684 633 1234", "670 234 5678"] {
            assert!(of(typed).is_ok(), "{typed}");
        }
        for typed in ["416 555 0142", "+44 20 7946 0958", "+52 55 1234 5678", "876 922 1234"] {
            assert_eq!(of(typed), Err(NumberProblem::Region), "{typed}");
        }
        let canada = ["CA".to_owned()];
        assert!(parse("416 555 0142", &canada).is_ok());
        assert_eq!(parse("213 555 0142", &canada), Err(NumberProblem::Region));
    }

    #[test]
    fn what_no_code_can_reach_is_refused_by_name() {
        for (typed, problem) in [
            ("", NumberProblem::Missing),
            ("hello", NumberProblem::NotANumber),
            ("555 0142", NumberProblem::NotANumber),
            ("911", NumberProblem::NotANumber),
            ("213 555 0142 ext. 12", NumberProblem::Extension),
            ("213 555 0142 x7", NumberProblem::Extension),
            ("800 234 5678", NumberProblem::TollFree),
            ("888 234 5678", NumberProblem::TollFree),
            ("900 234 5678", NumberProblem::Premium),
        ] {
            assert_eq!(of(typed), Err(problem), "{typed}");
        }
        assert_eq!(of(&"2".repeat(10_000)), Err(NumberProblem::NotANumber));
    }
}
