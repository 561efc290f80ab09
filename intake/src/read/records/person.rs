//! What the standards say of a person, as the columns of a table, so that everything after reading is the same for all files.

use crate::read::{Format, LONGEST_CELL, Opened, Row};

/// What is said and has no column, or a column that something was said of before: each with its name.
pub const OTHER: &str = "Other";

/// The columns, each by the plain name that the guess knows it by.
pub const COLUMNS: [&str; 50] = [
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
    "Guarantor Relation",
    "Guarantor Address",
    "Primary Payer",
    "Primary Plan",
    "Primary Member ID",
    "Primary Group",
    "Primary Relation",
    "Primary Subscriber",
    "Primary Subscriber Birth Date",
    "Secondary Payer",
    "Secondary Plan",
    "Secondary Member ID",
    "Secondary Group",
    "Secondary Relation",
    "Secondary Subscriber",
    "Secondary Subscriber Birth Date",
    OTHER,
];
/// Of [`COLUMNS`], where the two policies begin, and how many each has.
const POLICIES: usize = 35;
const POLICY: usize = 7;

/// A person that is being put together.
#[derive(Clone, Debug)]
pub struct Person([String; COLUMNS.len()]);

impl Default for Person {
    fn default() -> Self {
        Self(std::array::from_fn(|_| String::new()))
    }
}

/// What stands for nothing in such files.
fn is_nothing(value: &str) -> bool {
    value.is_empty() || value.eq_ignore_ascii_case("null")
}

/// Parts with something between, those that are empty left out.
pub fn joined<T: AsRef<str>>(parts: impl IntoIterator<Item = T>, between: &str) -> String {
    let mut all = String::new();
    for part in parts {
        let part = part.as_ref().trim();
        if !is_nothing(part) {
            if !all.is_empty() {
                all.push_str(between);
            }
            all.push_str(part);
        }
    }
    all
}

impl Person {
    /// Says something of them. What comes first counts; what something was said of before, or what has no column, goes to [`OTHER`].
    pub fn say(&mut self, column: &str, value: &str) {
        let value = value.trim();
        if is_nothing(value) {
            return;
        }
        match COLUMNS.iter().position(|name| *name == column).filter(|_| column != OTHER) {
            Some(at) if self.0[at].is_empty() => value.clone_into(&mut self.0[at]),
            Some(at) if self.0[at].eq_ignore_ascii_case(value) => {}
            _ => self.keep(column, value),
        }
    }

    /// Keeps something that has no column.
    pub fn keep(&mut self, name: &str, value: &str) {
        let value = value.trim();
        if is_nothing(value) {
            return;
        }
        let other = &mut self.0[COLUMNS.len() - 1];
        let between = if other.is_empty() { "" } else { "; " };
        let more = format!("{between}{name}: {value}");
        // What is beyond a cell is beyond all that a file says of somebody.
        if other.len() + more.len() <= LONGEST_CELL {
            other.push_str(&more);
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

    /// They have died, whatever else says that they are patients.
    pub fn died(&mut self, how: &str) {
        self.keep("Deceased", how);
        if let Some(at) = COLUMNS.iter().position(|name| *name == "Active") {
            "false".clone_into(&mut self.0[at]);
        }
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
            return self.keep("Fax", plain);
        }
        if matches!(system, "pager" | "url" | "sms" | "other") || for_what == "PG" {
            return self.keep(if system.is_empty() { "pager" } else { system }, plain);
        }
        match for_what {
            "old" | "BAD" => self.keep("Phone (old)", plain),
            "mobile" | "MC" | "CP" => self.say("Mobile Phone", plain),
            "work" | "WP" | "WPN" | "DIR" => self.say("Work Phone", plain),
            _ => self.say("Home Phone", plain),
        }
    }

    /// Where they live: two lines, city, state, ZIP code, country. One more address is kept whole.
    pub fn address(&mut self, use_of: &str, parts: [&str; 6]) {
        if parts.iter().all(|part| is_nothing(part.trim())) {
            return;
        }
        let columns = ["Address 1", "Address 2", "City", "State", "Zip", "Country"];
        if use_of.is_empty() && columns.iter().all(|column| self.said(column).is_empty()) {
            for (column, part) in columns.iter().zip(parts) {
                self.say(column, part);
            }
        } else {
            let name = if use_of.is_empty() { "Address".to_owned() } else { format!("Address ({use_of})") };
            self.keep(&name, &joined(parts, ", "));
        }
    }

    /// Whom to call. One more is kept whole.
    pub fn contact(&mut self, name: &str, relation: &str, phones: &[&str]) {
        if ["Name", "Phone", "Relation"].iter().all(|of| self.said(&format!("Emergency Contact {of}")).is_empty()) {
            self.say("Emergency Contact Name", name);
            self.say("Emergency Contact Relation", relation);
            for phone in phones {
                self.say("Emergency Contact Phone", phone);
            }
        } else {
            self.keep("Contact", &joined([name, relation].into_iter().chain(phones.iter().copied()), ", "));
        }
    }

    /// Who insures them: payer, plan, number, group, relation to whom the policy is on, that person, and their birth date. A third policy is kept whole.
    pub fn policy(&mut self, parts: [&str; POLICY]) {
        if parts.iter().all(|part| is_nothing(part.trim())) {
            return;
        }
        let free = [POLICIES, POLICIES + POLICY].into_iter().find(|at| self.0[*at..at + POLICY].iter().all(String::is_empty));
        match free {
            Some(at) => {
                for (cell, part) in self.0[at..].iter_mut().zip(parts).filter(|(_, part)| !is_nothing(part.trim())) {
                    part.trim().clone_into(cell);
                }
            }
            None => self.keep("Insurance", &joined(parts, ", ")),
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
        unread: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{COLUMNS, POLICIES, Person};
    use crate::fields::known_as;

    #[test]
    fn every_column_is_known_by_its_name() {
        for name in &COLUMNS[..COLUMNS.len() - 1] {
            assert!(known_as(name).is_some(), "{name}");
        }
        assert_eq!((COLUMNS[POLICIES], known_as("Other")), ("Primary Payer", None));
    }

    #[test]
    fn nothing_that_is_said_is_lost() {
        let mut is = Person::default();
        for number in ["2075550142", "2075550143", "2075550142"] {
            is.reach("phone", "home", number);
            is.reach("phone", "work", number);
        }
        is.reach("fax", "", "2075550199");
        is.address("", ["1 Elm St", "", "Portland", "ME", "04101", "US"]);
        is.address("", ["2 Oak Ave", "", "Reno", "NV", "", ""]);
        is.say("Shoe size", "38");
        is.say("City", "null");
        assert_eq!((is.said("Home Phone"), is.said("Mobile Phone")), ("2075550142", ""), "a second home number is no mobile");
        let other = is.said("Other");
        let all = [
            "Home Phone: 2075550143",
            "Work Phone: 2075550143",
            "Fax: 2075550199",
            "Address: 2 Oak Ave, Reno, NV",
            "Shoe size: 38",
        ];
        assert_eq!(other, all.join("; "));
    }

    #[test]
    fn who_has_died_is_no_patient_whatever_else_is_said() {
        let mut is = Person::default();
        is.say("Active", "true");
        is.died("true");
        is.say("Active", "true");
        assert_eq!((is.said("Active"), is.said("Other")), ("false", "Deceased: true; Active: true"));
    }
}
