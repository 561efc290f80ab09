//! Where somebody works and how to reach them: state, ZIP code, numbers and NPI, as practice and facilities give them (topics 40 and 58).

use super::states::is_state;
use super::text;
use crate::identifiers::npi::{self, NpiProblem};
use crate::phones::number;
use crate::web::reading::Mistake;

/// A state or territory by its two letters.
///
/// # Errors
/// What is wrong with it.
pub fn state(typed: &str) -> Result<String, Mistake> {
    if is_state(typed) { Ok(typed.to_owned()) } else { Err(text::STATE_MISSING.into()) }
}

/// A ZIP code as `12345` or `12345-6789`.
///
/// # Errors
/// What is wrong with it.
pub fn zip(typed: &str) -> Result<String, Mistake> {
    let bare: String = typed.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    if !bare.bytes().all(|b| b.is_ascii_digit()) {
        return Err(text::ZIP_WRONG.into());
    }
    match bare.len() {
        5 => Ok(bare),
        9 => Ok(format!("{}-{}", &bare[..5], &bare[5..])),
        _ => Err(text::ZIP_WRONG.into()),
    }
}

/// A number to call, as E.164.
///
/// # Errors
/// What is wrong with it.
pub fn phone(typed: &str, regions: &[String]) -> Result<String, Mistake> {
    match typed {
        "" => Err(text::PHONE_MISSING.into()),
        typed => number::contact(typed, regions).ok_or_else(|| text::PHONE_WRONG.into()),
    }
}

/// An NPI as ten digits.
///
/// # Errors
/// What is wrong with it.
pub fn npi(typed: &str) -> Result<String, Mistake> {
    npi::parse(typed).map_err(|problem| match problem {
        NpiProblem::Alien(c, at) => Mistake::with(text::NPI_ALIEN, vec![("n", at.to_string()), ("c", c.to_string())]),
        NpiProblem::Length(n) => Mistake::with(text::NPI_LENGTH, vec![("n", n.to_string())]),
        NpiProblem::First => text::NPI_FIRST.into(),
        NpiProblem::Check => text::NPI_CHECK.into(),
    })
}

/// Whether a line of an address is a post office box.
#[must_use]
pub fn is_po_box(line: &str) -> bool {
    let bare: String = line.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
    bare.starts_with("pobox") || bare.starts_with("postofficebox")
}
