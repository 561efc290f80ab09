//! A facility as its pages show it, and the names of its form's inputs.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::text;
use crate::i18n::Text;
use crate::practice::text as practice;

/// The path of the list.
pub const PATH: &str = "/settings/facilities";
/// The form that adds or changes one.
pub const FORM: &str = "facility";
/// The deed of its button.
pub const SAVE: &str = "save";
/// Makes it the primary one.
pub const MAKE_PRIMARY: &str = "make-primary";
/// Takes it out of use.
pub const DEACTIVATE: &str = "deactivate";
/// Brings it back.
pub const REACTIVATE: &str = "reactivate";
/// Deletes one that nothing refers to.
pub const DELETE: &str = "delete";

/// Inputs of text with their labels, in the order of the form; hours come after them.
pub const NAME: &str = "name";
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
/// The facility's number.
pub const PHONE: &str = "phone";
/// Its fax.
pub const FAX: &str = "fax";
/// Its NPI (type 2).
pub const NPI: &str = "npi";
/// Its laboratory's CLIA number.
pub const CLIA: &str = "clia";
/// Place of service on claims.
pub const PLACE: &str = "place_of_service";
/// IANA name.
pub const ZONE: &str = "time_zone";

/// Every input but the hours, with its label: the order of the form, of its mistakes and of the trail.
pub const INPUTS: [(&str, Text); 12] = [
    (NAME, text::NAME),
    (ADDRESS_1, practice::ADDRESS_1),
    (ADDRESS_2, practice::ADDRESS_2),
    (CITY, practice::CITY),
    (STATE, practice::STATE),
    (ZIP, practice::ZIP),
    (PHONE, practice::PHONE),
    (FAX, practice::FAX),
    (NPI, text::NPI),
    (CLIA, text::CLIA),
    (PLACE, text::PLACE),
    (ZONE, practice::ZONE),
];

/// The days of a week with the inputs of their hours.
pub const DAYS: [(Text, &str, &str); 7] = [
    (text::MONDAY, "opens_1", "closes_1"),
    (text::TUESDAY, "opens_2", "closes_2"),
    (text::WEDNESDAY, "opens_3", "closes_3"),
    (text::THURSDAY, "opens_4", "closes_4"),
    (text::FRIDAY, "opens_5", "closes_5"),
    (text::SATURDAY, "opens_6", "closes_6"),
    (text::SUNDAY, "opens_7", "closes_7"),
];

/// Every input, hours included, in the order of the form.
#[must_use]
pub fn inputs() -> Vec<&'static str> {
    INPUTS.iter().map(|(input, _)| *input).chain(DAYS.iter().flat_map(|(_, opens, closes)| [*opens, *closes])).collect()
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// For the link.
    pub id: String,
    /// Its name.
    pub name: String,
    /// City and state.
    pub place: String,
    /// As people write it.
    pub phone: String,
    /// The practice's primary one.
    pub primary: bool,
    /// In use.
    pub active: bool,
}

/// One facility on its page; an empty one to be added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// Empty for a new one.
    pub id: String,
    /// What stands in the form.
    pub values: BTreeMap<String, String>,
    /// Rises with each change.
    pub version: i64,
    /// The practice's primary one.
    pub primary: bool,
    /// In use.
    pub active: bool,
    /// What claims or prescriptions may be refused for, and what hardly goes together: no mistakes.
    pub notes: Vec<Text>,
    /// The time of the day there, by the zone that is saved; empty for a new one.
    pub now: String,
}

/// What the pages show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FacilitiesPage {
    /// The list.
    List(Vec<Listed>),
    /// One, or a new one.
    One(Box<Shown>),
    /// None of this practice has this id.
    Unknown,
}

/// The tile's line: how many are in use, and the primary one's name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// In use.
    pub active: i64,
    /// Its name; empty for none.
    pub primary: String,
}
