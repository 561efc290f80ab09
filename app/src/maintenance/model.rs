//! A maintenance window as pages show it, and the downtime kit.

use serde::{Deserialize, Serialize};

/// The path of the kit.
pub const PATH: &str = "/downtime";
/// Patients on paper: more would be a book.
pub const PRINTED: usize = 2_000;
/// The deed that makes it.
pub const MAKE: &str = "make";

/// What pages say of the next window, or of the one that is now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    /// When it begins, in words.
    pub from: String,
    /// When it ends, in words.
    pub until: String,
    /// What else the operator says; empty for nothing.
    pub says: String,
    /// So many seconds until it begins; 0 while it lasts.
    pub starts_in: i64,
    /// So many seconds until it ends.
    pub ends_in: i64,
    /// A form that came while it lasts: its page holds it.
    pub again: Option<Again>,
}

/// A form that was not carried out, to be posted once more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Again {
    /// Where to: a path of ours.
    pub to: String,
    /// Names and values in their order, secrets excepted.
    pub fields: Vec<(String, String)>,
}

/// What a message names of a window: in the practice's zone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WindowParams {
    /// When it begins, in words.
    pub from: String,
    /// When it ends, in words.
    pub until: String,
    /// What else the operator says, in English.
    pub en: String,
    /// The same in Spanish.
    pub es: String,
}

/// The page of the kit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KitPage {
    /// Whether it was asked for; else the page says what is in it.
    pub made: Option<Kit>,
    /// How many patients it would have.
    pub patients: i64,
    /// Patients are in it: the edit level opens them.
    pub with_patients: bool,
}

/// What is printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kit {
    /// When, in words.
    pub at: String,
    /// Name, address, phone of each facility in use.
    pub facilities: Vec<[String; 3]>,
    /// Name and number of each administrator who is to be asked.
    pub administrators: Vec<[String; 2]>,
    /// Name, birth date, phone, chart number, insurance.
    pub patients: Vec<[String; 5]>,
    /// There are more patients than are printed.
    pub too_many: bool,
}
