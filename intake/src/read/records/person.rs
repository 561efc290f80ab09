//! What the standards say of a person, as the columns of a table, so that everything after reading is the same for all files.

use crate::read::{Format, Opened, Row};

/// The columns, each by the plain name that the guess knows it by.
pub const COLUMNS: [&str; 33] = [
    "Patient ID",
    "MRN",
    "SSN",
    "Prefix",
    "First Name",
    "Middle Name",
    "Last Name",
    "Suffix",
    "Preferred Name",
    "Date of Birth",
    "Sex",
    "Active",
    "Date of Death",
    "Home Phone",
    "Mobile Phone",
    "Work Phone",
    "Email",
    "Address 1",
    "Address 2",
    "City",
    "State",
    "Zip",
    "Country",
    "Language",
    "Marital Status",
    "Race",
    "Ethnicity",
    "Emergency Contact Name",
    "Emergency Contact Phone",
    "Emergency Contact Relation",
    "Primary Provider",
    "Guarantor Name",
    "Guarantor Phone",
];

/// A person that is being put together.
#[derive(Clone, Debug)]
pub struct Person([String; 33]);

impl Default for Person {
    fn default() -> Self {
        Self(std::array::from_fn(|_| String::new()))
    }
}

impl Person {
    /// Says something of them, unless something was said of that already: what comes first counts.
    pub fn say(&mut self, column: &str, value: &str) {
        let value = value.trim();
        if let Some(at) = COLUMNS.iter().position(|name| *name == column)
            && self.0[at].is_empty()
            && !value.eq_ignore_ascii_case("null")
        {
            value.clone_into(&mut self.0[at]);
        }
    }

    /// What was said.
    pub fn said(&self, column: &str) -> &str {
        COLUMNS.iter().position(|name| *name == column).map_or("", |at| self.0[at].as_str())
    }

    /// Nothing was said that tells who it is.
    pub fn is_nobody(&self) -> bool {
        self.said("First Name").is_empty() && self.said("Last Name").is_empty()
    }

    /// A phone number or an address, by what it is for.
    pub fn reach(&mut self, system: &str, for_what: &str, value: &str) {
        let value = value.trim();
        let (plain, is_mail) = match value.split_once(':') {
            Some(("mailto", rest)) => (rest, true),
            Some(("tel" | "fax", rest)) => (rest, false),
            _ => (value, value.contains('@')),
        };
        if is_mail || system == "email" {
            return self.say("Email", plain);
        }
        if system == "fax" || value.starts_with("fax:") {
            return;
        }
        match for_what {
            "mobile" | "MC" | "CP" => self.say("Mobile Phone", plain),
            "work" | "WP" | "WPN" | "DIR" => self.say("Work Phone", plain),
            _ if self.said("Home Phone").is_empty() => self.say("Home Phone", plain),
            _ => self.say("Mobile Phone", plain),
        }
    }

    /// As a row.
    pub fn row(self, number: u64) -> Row {
        Row { number, cells: self.0.to_vec() }
    }
}

/// A file of persons.
pub fn opened(format: Format, encoding: &str) -> Opened {
    Opened {
        format,
        encoding: encoding.to_owned(),
        dialect: String::new(),
        sheet: String::new(),
        other_sheets: Vec::new(),
        header: COLUMNS.map(str::to_owned).to_vec(),
        header_row: 0,
        packed: false,
        joined: Vec::new(),
    }
}
