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
/// Where notices to the practice go.
pub const EMAIL: &str = "email";
/// Where its bills go: street and number.
pub const BILLING_1: &str = "billing_1";
/// Suite, floor.
pub const BILLING_2: &str = "billing_2";
/// City.
pub const BILLING_CITY: &str = "billing_city";
/// State or territory.
pub const BILLING_STATE: &str = "billing_state";
/// ZIP code.
pub const BILLING_ZIP: &str = "billing_zip";
/// Its web site.
pub const WEBSITE: &str = "website";
/// Its NPI (type 2).
pub const NPI: &str = "npi";
/// Its employer identification number.
pub const TAX_ID: &str = "tax_id";
/// IANA name.
pub const ZONE: &str = "time_zone";

/// Every input with its label: the order of the form, of its mistakes and of the trail.
pub const INPUTS: [(&str, Text); 20] = [
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
    (EMAIL, text::EMAIL),
    (WEBSITE, text::WEBSITE),
    (NPI, text::NPI),
    (TAX_ID, text::TAX_ID),
    (ZONE, practice::ZONE),
    (BILLING_1, text::BILLING_1),
    (BILLING_2, text::BILLING_2),
    (BILLING_CITY, text::BILLING_CITY),
    (BILLING_STATE, text::BILLING_STATE),
    (BILLING_ZIP, text::BILLING_ZIP),
];

/// The page of its logo.
pub const LOGO_PATH: &str = "/settings/practice/logo";
/// The form of the page, and its input.
pub const LOGO: &str = "logo";
/// Takes the logo away.
pub const REMOVE: &str = "remove";
/// The picture itself.
pub const PICTURE: &str = "/practice/logo";
/// The largest file, in bytes.
pub const LARGEST: usize = 1024 * 1024;
/// The widest and highest picture, in pixels: no logo is larger, and what unpacks to more would fill the memory.
pub const WIDEST: u32 = 4_096;
/// Kept no larger than this.
pub const KEPT: (u32, u32) = (600, 200);

/// The address of the picture: a new one gets another, so that no page shows the one before.
#[must_use]
pub fn picture(digest: &str) -> String {
    format!("{PICTURE}?v={digest}")
}

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
    /// Where its logo is; none without one.
    pub logo: Option<String>,
}
