//! From what was typed to what a practice says of itself.

use super::model::{
    ADDRESS_1, ADDRESS_2, BILLING_1, BILLING_2, BILLING_CITY, BILLING_STATE, BILLING_ZIP, CITY, EMAIL, FAX, LEGAL_NAME, NAME, NPI,
    PHONE, SPECIALTY, STATE, TAX_ID, WEBSITE, ZIP, ZONE,
};
use super::text;
use crate::addresses::model::is_address;
use crate::i18n::{Locale, Text};
use crate::practice::time::Zone;

use crate::practice::{contact, text as practice};
use crate::web::reading::{Mistake, Mistakes, Reading, Values};

const LONGEST: usize = 100;
const LONGEST_LEGAL: usize = 60;

/// Checks a form. `tax_id` is the one on file: its masked form, typed or left, stands for it.
///
/// # Errors
/// [`Mistakes`]: everything at once.
pub fn check(typed: &Values, tax_id: &str, regions: &[String], locale: Locale) -> Result<Values, Mistakes> {
    let mut reading = Reading::of(typed, locale);
    reading.line(NAME, Some(text::NAME_MISSING), (LONGEST, text::NAME_LONG));
    reading.line(LEGAL_NAME, None, (LONGEST_LEGAL, text::LEGAL_NAME_LONG));
    for input in [SPECIALTY, ADDRESS_1, ADDRESS_2, CITY, BILLING_1, BILLING_2, BILLING_CITY] {
        reading.line(input, None, (LONGEST, practice::TOO_LONG));
    }
    for (state, zip) in [(STATE, ZIP), (BILLING_STATE, BILLING_ZIP)] {
        reading.read_optional(state, contact::state);
        reading.read_optional(zip, contact::zip);
    }
    reading.read_optional(EMAIL, |typed| if is_address(typed) { Ok(typed.to_owned()) } else { Err(text::EMAIL_WRONG.into()) });
    for input in [PHONE, FAX] {
        reading.read_optional(input, |typed| contact::phone(typed, regions));
    }
    reading.read_optional(WEBSITE, website);
    reading.read_optional(NPI, contact::npi);
    reading.read_optional(TAX_ID, |typed| if typed == masked(tax_id) { Ok(tax_id.to_owned()) } else { ein(typed) });
    reading.read(ZONE, |typed| match Zone::parse(typed) {
        Ok(zone) if !typed.is_empty() => Ok(zone.name().to_owned()),
        _ => Err(practice::ZONE_MISSING.into()),
    });
    reading.done()
}

/// A tax id by its last four digits; empty for none.
#[must_use]
pub fn masked(tax_id: &str) -> String {
    match tax_id.len().checked_sub(4).and_then(|at| tax_id.get(at..)) {
        Some(last) => format!("••-•••{last}"),
        None => String::new(),
    }
}

/// What claims may be refused for: no mistakes.
#[must_use]
pub fn notes(values: &Values) -> Vec<Text> {
    let of = |input: &str| values.get(input).map(String::as_str).unwrap_or_default();
    [(contact::is_po_box(of(ADDRESS_1)), practice::NOTE_PO_BOX), (of(ZIP).len() == 5, practice::NOTE_ZIP)]
        .into_iter()
        .filter(|(holds, _)| *holds)
        .map(|(_, note)| note)
        .collect()
}

/// Nine digits.
fn ein(typed: &str) -> Result<String, Mistake> {
    let bare: String = typed.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    if bare.len() == 9 && bare.bytes().all(|b| b.is_ascii_digit()) { Ok(bare) } else { Err(text::TAX_ID_WRONG.into()) }
}

/// A host name with what follows it, with `https://` where nothing else was typed. Nothing but the web: this becomes a link.
fn website(typed: &str) -> Result<String, Mistake> {
    let lower = typed.to_ascii_lowercase();
    let rest = lower.strip_prefix("https://").or(lower.strip_prefix("http://")).unwrap_or(&lower);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let named = host.split('.').count() >= 2 && host.split('.').all(|label| !label.is_empty());
    let plain = host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'));
    if !named || !plain || typed.chars().count() > LONGEST || typed.contains(char::is_whitespace) {
        return Err(text::WEBSITE_WRONG.into());
    }
    Ok(if lower.starts_with("http") && lower.contains("://") { typed.to_owned() } else { format!("https://{typed}") })
}

#[cfg(test)]
mod tests {
    use super::{ein, masked, website};

    #[test]
    fn a_tax_id_is_read_and_shown_by_its_end() {
        assert_eq!(ein("12-3456789").as_deref(), Ok("123456789"));
        assert!(ein("12-345678").is_err() && ein("12-345678O").is_err());
        assert_eq!((masked("123456789").as_str(), masked("").as_str()), ("••-•••6789", ""));
    }

    #[test]
    fn a_web_site_is_one_and_nothing_else() {
        assert_eq!(website("www.elm.example").as_deref(), Ok("https://www.elm.example"));
        assert_eq!(website("HTTP://elm.example/a?b").as_deref(), Ok("HTTP://elm.example/a?b"));
        for wrong in
            ["elm", "javascript:alert(1)", "https://", "elm..example", "elm .example", "https://elm.example:x@evil.example"]
        {
            assert!(website(wrong).is_err(), "{wrong}");
        }
    }
}
