//! A patient as the pages show them, and the fields there are.

use std::collections::BTreeMap;

use super::text;
use crate::i18n::Text;
use crate::patient_documents::model::Shown;
use crate::practice::text as practice;

/// The path of the list.
pub const PATH: &str = "/patients";
/// The form with the details.
pub const FORM: &str = "patient";
/// The form with the insurance.
pub const INSURANCE_FORM: &str = "insurance";
/// The form of the search.
pub const SEARCH_FORM: &str = "search";
/// What is looked for.
pub const Q: &str = "q";
/// Patients who left as well.
pub const ALL_TOO: &str = "all";
/// Where the next page begins.
pub const AFTER: &str = "after";
/// Saves the details.
pub const SAVE: &str = "save";
/// Saves the insurance.
pub const SAVE_INSURANCE: &str = "save-insurance";
/// The patient has left the practice.
pub const DEACTIVATE: &str = "deactivate";
/// They are back.
pub const REACTIVATE: &str = "reactivate";
/// Says that somebody of the same name and birth date is somebody else.
pub const ANYWAY: &str = "anyway";

/// How what is typed into a field is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reads {
    /// A line of text.
    Line,
    /// A line that must be there.
    Needed(Text),
    /// A day; whether it must be there.
    Day(bool),
    /// A state or territory.
    State,
    /// A ZIP code.
    Zip,
    /// A phone number.
    Phone,
    /// An e-mail address.
    Email,
    /// An amount of dollars.
    Dollars,
    /// One of these names; each with its label. Whether one must be chosen.
    One(&'static [(&'static str, Text)], bool),
    /// Several lines.
    Lines,
}

/// A field: its name in the database, in forms and in files; its label; how it is read; the group that it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// Its label.
    pub label: Text,
    /// How it is read.
    pub reads: Reads,
    /// The heading that stands before it.
    pub part: Option<Text>,
}

const fn field(name: &'static str, label: Text, reads: Reads) -> Field {
    Field { name, label, reads, part: None }
}

const fn first(part: Text, field: Field) -> Field {
    Field { part: Some(part), ..field }
}

/// Given name.
pub const FIRST_NAME: &str = "first_name";
/// Family name.
pub const LAST_NAME: &str = "last_name";
/// Between the two.
pub const MIDDLE_NAME: &str = "middle_name";
/// What they like to be called.
pub const PREFERRED_NAME: &str = "preferred_name";
/// `YYYY-MM-DD`.
pub const BIRTH_DATE: &str = "birth_date";
/// The practice's number for them.
pub const CHART_NUMBER: &str = "chart_number";
/// Their phones, the one to try first before the others.
pub const PHONES: [&str; 3] = ["mobile_phone", "home_phone", "work_phone"];

/// Sex, as claims and registries ask for it.
const SEXES: &[(&str, Text)] = &[("F", text::FEMALE), ("M", text::MALE), ("X", text::OTHER), ("U", text::UNKNOWN)];
/// Who the policy is on.
const RELATIONS: &[(&str, Text)] =
    &[("self", text::SELF), ("spouse", text::SPOUSE), ("child", text::CHILD), ("other", text::OTHER_RELATION)];
const MARITAL: &[(&str, Text)] = &[
    ("single", text::SINGLE),
    ("married", text::MARRIED),
    ("partner", text::PARTNER),
    ("separated", text::SEPARATED),
    ("divorced", text::DIVORCED),
    ("widowed", text::WIDOWED),
];

/// What is kept of a patient, in the order of the form.
pub const DETAILS: &[Field] = &[
    first(text::PART_NAME, field("title", text::TITLE_OF, Reads::Line)),
    field(FIRST_NAME, text::FIRST_NAME, Reads::Needed(text::FIRST_NAME_MISSING)),
    field(MIDDLE_NAME, text::MIDDLE_NAME, Reads::Line),
    field(LAST_NAME, text::LAST_NAME, Reads::Needed(text::LAST_NAME_MISSING)),
    field("suffix", text::SUFFIX, Reads::Line),
    field(PREFERRED_NAME, text::PREFERRED_NAME, Reads::Line),
    field(BIRTH_DATE, text::BIRTH_DATE, Reads::Day(true)),
    field("sex", text::SEX, Reads::One(SEXES, true)),
    field("gender_identity", text::GENDER_IDENTITY, Reads::Line),
    field(CHART_NUMBER, text::CHART_NUMBER, Reads::Line),
    first(text::PART_REACH, field("mobile_phone", text::MOBILE_PHONE, Reads::Phone)),
    field("home_phone", text::HOME_PHONE, Reads::Phone),
    field("work_phone", text::WORK_PHONE, Reads::Phone),
    field("work_extension", text::WORK_EXTENSION, Reads::Line),
    field("email", text::EMAIL, Reads::Email),
    field("language", text::LANGUAGE, Reads::Line),
    first(text::PART_ADDRESS, field("address_1", text::ADDRESS, Reads::Line)),
    field("address_2", practice::ADDRESS_2, Reads::Line),
    field("city", practice::CITY, Reads::Line),
    field("state", practice::STATE, Reads::State),
    field("zip", practice::ZIP, Reads::Zip),
    field("country", text::COUNTRY, Reads::Line),
    first(text::PART_MORE, field("marital_status", text::MARITAL_STATUS, Reads::One(MARITAL, false))),
    field("race", text::RACE, Reads::Line),
    field("ethnicity", text::ETHNICITY, Reads::Line),
    field("employer", text::EMPLOYER, Reads::Line),
    field("primary_provider", text::PRIMARY_PROVIDER, Reads::Line),
    field("pharmacy", text::PHARMACY, Reads::Line),
    field("deceased_date", text::DECEASED_DATE, Reads::Day(false)),
    field("emergency_name", text::EMERGENCY_NAME, Reads::Line),
    field("emergency_phone", text::EMERGENCY_PHONE, Reads::Phone),
    field("emergency_relation", text::EMERGENCY_RELATION, Reads::Line),
    field("notes", text::NOTES, Reads::Lines),
];

/// Who pays, in the order of the form.
pub const INSURANCE: &[Field] = &[
    first(text::PART_PRIMARY, field("primary_payer", text::PAYER, Reads::Line)),
    field("primary_plan", text::PLAN, Reads::Line),
    field("primary_member_id", text::MEMBER_ID, Reads::Line),
    field("primary_group", text::GROUP, Reads::Line),
    field("primary_relation", text::RELATION, Reads::One(RELATIONS, false)),
    field("primary_subscriber", text::SUBSCRIBER, Reads::Line),
    field("primary_subscriber_birth_date", text::SUBSCRIBER_BIRTH_DATE, Reads::Day(false)),
    field("primary_copay", text::COPAY, Reads::Dollars),
    first(text::PART_SECONDARY, field("secondary_payer", text::PAYER, Reads::Line)),
    field("secondary_plan", text::PLAN, Reads::Line),
    field("secondary_member_id", text::MEMBER_ID, Reads::Line),
    field("secondary_group", text::GROUP, Reads::Line),
    field("secondary_relation", text::RELATION, Reads::One(RELATIONS, false)),
    field("secondary_subscriber", text::SUBSCRIBER, Reads::Line),
    field("secondary_subscriber_birth_date", text::SUBSCRIBER_BIRTH_DATE, Reads::Day(false)),
    field("secondary_copay", text::COPAY, Reads::Dollars),
    first(text::PART_GUARANTOR, field("guarantor_name", text::GUARANTOR, Reads::Line)),
    field("guarantor_relation", text::GUARANTOR_RELATION, Reads::Line),
    field("guarantor_phone", text::GUARANTOR_PHONE, Reads::Phone),
    field("guarantor_address", text::GUARANTOR_ADDRESS, Reads::Line),
];

/// The inputs of a form, in their order.
#[must_use]
pub fn names(fields: &[Field]) -> Vec<&'static str> {
    fields.iter().map(|field| field.name).collect()
}

/// Values by field.
pub type Values = BTreeMap<String, String>;

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// For the link.
    pub id: String,
    /// Family name first.
    pub name: String,
    /// In words.
    pub birth_date: String,
    /// The practice's number for them.
    pub chart_number: String,
    /// The phone to try first; empty for none.
    pub phone: String,
    /// Still a patient.
    pub active: bool,
}

/// A page of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// What was looked for.
    pub q: String,
    /// Patients who left are among them.
    pub all: bool,
    /// At most 25.
    pub patients: Vec<Listed>,
    /// Where the next page begins; empty on the last, and for a search.
    pub next: String,
    /// More fit than are shown.
    pub too_many: bool,
    /// The practice has none at all.
    pub none: bool,
}

/// Who was found to be there already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Twin {
    /// For the link.
    pub id: String,
    /// Name, birth date, chart number.
    pub told: String,
}

/// One patient, or one to be added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct One {
    /// Empty for a new one.
    pub id: String,
    /// Given and family name.
    pub name: String,
    /// As people read them.
    pub details: Values,
    /// As people read them; none where the level does not open it.
    pub insurance: Option<Values>,
    /// Rises with each change of the details.
    pub version: i64,
    /// Rises with each change of the insurance.
    pub insurance_version: i64,
    /// Still a patient.
    pub active: bool,
    /// Of the same name and birth date as what was typed.
    pub twins: Vec<Twin>,
    /// What came along from another system and has no field here, by its name there; empty where the level does not open the insurance, which may be in it.
    pub extras: Values,
    /// The files that are kept with them.
    pub documents: Vec<Shown>,
}

/// What the pages show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PatientsPage {
    /// The list.
    List(List),
    /// One.
    One(Box<One>),
    /// None of this practice has this id.
    Unknown,
}
