//! A practice as its page shows it, and the names of its form's inputs.

use std::collections::BTreeMap;

use super::text;
use crate::i18n::Text;
use crate::practice::text as practice;

/// The page's path.
pub const PATH: &str = "/settings/practice";
/// Its form.
pub const FORM: &str = "practice";

/// What people call it.
pub const NAME: &str = "name";
/// As on claims and contracts.
pub const LEGAL_NAME: &str = "legal_name";
/// What it does.
pub const SPECIALTY: &str = "specialty";
/// Street and number.
pub const ADDRESS_1: &str = "address_1";
/// Suite, floor.
pub const ADDRESS_2: &str = "address_2";
/// City.
pub const CITY: &str = "city";
/// State or territory.
pub const STATE: &str = "state";
/// ZIP code.
pub const ZIP: &str = "zip";
/// Its number.
pub const PHONE: &str = "phone";
/// Its fax.
pub const FAX: &str = "fax";
/// Its web site.
pub const WEBSITE: &str = "website";
/// Its NPI (type 2).
pub const NPI: &str = "npi";
/// Its employer identification number.
pub const TAX_ID: &str = "tax_id";
/// IANA name.
pub const ZONE: &str = "time_zone";

/// Every input with its label: the order of the form, of its mistakes and of the trail.
pub const INPUTS: [(&str, Text); 14] = [
    (NAME, text::NAME),
    (LEGAL_NAME, text::LEGAL_NAME),
    (SPECIALTY, text::SPECIALTY),
    (ADDRESS_1, practice::ADDRESS_1),
    (ADDRESS_2, practice::ADDRESS_2),
    (CITY, practice::CITY),
    (STATE, practice::STATE),
    (ZIP, practice::ZIP),
    (PHONE, practice::PHONE),
    (FAX, practice::FAX),
    (WEBSITE, text::WEBSITE),
    (NPI, text::NPI),
    (TAX_ID, text::TAX_ID),
    (ZONE, practice::ZONE),
];

/// What the page shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PracticePage {
    /// In its display form: never changes.
    pub practice_id: String,
    /// What stands in the form.
    pub values: BTreeMap<String, String>,
    /// Rises with each change.
    pub version: i64,
    /// What claims may be refused for: no mistakes.
    pub notes: Vec<Text>,
}
