//! From the cells of a row to values as the product's forms take them. Whatever had to be repaired is told, and what can't be read is kept beside the fields,
//! as it came.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::cells::read;
use crate::columns::Column;
use crate::dates::{self, Reading};
use crate::fields::{self, ACTIVE, BIRTH_DATE, bare};
use crate::guess::is_ours;
use crate::questions::Asks;
use crate::read::Failed;

/// What is told of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// No given name: the row is not taken.
    NoFirstName,
    /// No family name: the row is not taken.
    NoLastName,
    /// No birth date: the row is not taken.
    NoBirthDate,
    /// The birth date is no day: the row is not taken.
    BirthDateUnreadable,
    /// The birth date has not come yet: the row is not taken.
    BirthDateFuture,
    /// More cells than columns: the row is not taken.
    TooManyCells,
    /// Who pays, and no patient: the row is not taken.
    GuarantorOnly,
    /// What should have been a patient can't be read, or is damaged; `from` is the file in its archive, or nothing: the row is not taken.
    Unreadable,
    /// A quotation mark opens a cell and is not closed before the row ends: the row is not taken.
    QuoteOpen,
    /// The number that tells who it is has lost digits to a spreadsheet (`1.23457E+11`): the row is not taken.
    DigitsLost,
    /// What the product says of a value that it must have: the row is not taken.
    Refused,
    /// The chart number is somebody else's: the row is not taken.
    ChartTaken,
    /// The chart number is somebody else's: the patient gets another, and keeps this one beside the fields.
    ChartRenumbered,
    /// Unreadable, and kept as it came beside the fields.
    LeftOut,
    /// A ZIP code had lost its zeros.
    ZipPadded,
    /// A ZIP code of 0 is none.
    ZipZero,
    /// A day was a number of Excel's.
    SerialDay,
    /// Thousands were parted by commas.
    Thousands,
    /// A number had been written as 1.2E+9 or with `.0`.
    Scientific,
    /// A whole name was divided.
    NameDivided,
    /// A whole address was divided.
    AddressDivided,
    /// Nothing said the sex: unknown.
    SexUnknown,
    /// A Social Security number had lost its zeros, or is none.
    SsnOdd,
    /// What stood for nothing was taken as nothing.
    Nothing,
    /// A character of the cell could not be read: `\u{fffd}` stands in its place.
    Spoilt,
    /// A day of death stands beside: not a patient any more.
    Died,
}

impl Code {
    /// Its name in reports.
    #[must_use]
    pub fn as_str(self) -> String {
        serde_json::to_value(self).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// Whether the row is not taken because of it.
    #[must_use]
    pub const fn fails(self) -> bool {
        matches!(
            self,
            Self::NoFirstName
                | Self::NoLastName
                | Self::NoBirthDate
                | Self::BirthDateUnreadable
                | Self::BirthDateFuture
                | Self::TooManyCells
                | Self::GuarantorOnly
                | Self::Unreadable
                | Self::QuoteOpen
                | Self::DigitsLost
                | Self::Refused
                | Self::ChartTaken
        )
    }
}

/// Something that is told of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The field.
    pub field: String,
    /// What.
    pub code: Code,
    /// The cell.
    pub from: String,
    /// What became of it.
    pub to: String,
}

/// What a code in a file means, as somebody answered: the cell, the product's value.
pub type Codes = BTreeMap<String, String>;

/// How the rows of a file are read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// The field of each column; empty for none.
    pub fields: Vec<String>,
    /// The names of the columns.
    pub header: Vec<String>,
    /// How the days of each column are read.
    pub days: Vec<Reading>,
    /// What codes in each column mean.
    pub codes: Vec<Codes>,
    /// Names in capitals are written with one.
    pub tidy_names: bool,
    /// The day of the import: nobody is born after it.
    pub today: Date,
    /// The cells are this product's own: nothing is converted.
    pub exact: bool,
    /// The system that the file is from.
    pub source: String,
}

impl Plan {
    /// A plan for columns that are these fields; `answers` by column and question.
    #[must_use]
    pub fn new(columns: &[Column], fields: Vec<String>, answers: &BTreeMap<String, String>, tidy_names: bool, today: Date) -> Self {
        let answer = |at: usize, asks: Asks| answers.get(&format!("{}:{at}", asks.as_str())).map(String::as_str);
        let days = columns.iter().enumerate().map(|(at, column)| {
            let mut reading = column.days.reading();
            // What the column itself shows counts more than what was answered for another file with its names.
            let asked = if column.days.is_mixed() { Asks::MixedOrder } else { Asks::DayOrder };
            reading.order = reading.order.or_else(|| match answer(at, asked)? {
                "day-first" => Some(dates::Order::DayFirst),
                "month-first" => Some(dates::Order::MonthFirst),
                _ => None,
            });
            match answer(at, Asks::Century) {
                Some("past") => reading.century = Some(dates::Century::Past),
                Some("present") => reading.century = Some(dates::Century::Present),
                _ => {}
            }
            reading
        });
        let codes = (0..columns.len()).map(|at| {
            let pairs: &[(&str, &str)] = match (answer(at, Asks::SexCodes), answer(at, Asks::ActiveCodes)) {
                (Some("1-male-2-female"), _) => &[("1", "M"), ("2", "F")],
                (Some("1-female-2-male"), _) => &[("1", "F"), ("2", "M")],
                (Some("0-female-1-male"), _) => &[("0", "F"), ("1", "M")],
                (Some("0-male-1-female"), _) => &[("0", "M"), ("1", "F")],
                (_, Some("1-active")) => &[("1", "true"), ("0", "false")],
                (_, Some("0-active")) => &[("0", "true"), ("1", "false")],
                _ => &[],
            };
            pairs.iter().map(|(from, to)| ((*from).to_owned(), (*to).to_owned())).collect()
        });
        Self {
            days: days.collect(),
            codes: codes.collect(),
            header: columns.iter().map(|column| column.header.clone()).collect(),
            fields,
            tidy_names,
            today,
            exact: false,
            source: String::new(),
        }
    }
}

/// A row in the product's words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Converted {
    /// Values by field. Empty ones are not in it, and the sex only where the file says it: a known one is not unlearnt from a file without.
    pub values: BTreeMap<&'static str, String>,
    /// What has no field, by the name of its column.
    pub extras: BTreeMap<String, String>,
    /// The number by which the other system knows them; empty for none.
    pub source_id: String,
    /// For finding the same person, never kept.
    pub ssn: String,
    /// Whether they are still a patient, where the file says.
    pub active: Option<bool>,
    /// What is told.
    pub told: Vec<Told>,
    /// Nothing is in the row.
    pub empty: bool,
}

impl Converted {
    /// Whether the row is not taken.
    #[must_use]
    pub fn fails(&self) -> bool {
        self.told.iter().any(|told| told.code.fails())
    }

    /// Tells something.
    pub fn tell(&mut self, field: &str, code: Code, from: &str, to: &str) {
        let short = |text: &str| text.chars().take(80).collect();
        self.told.push(Told { field: field.to_owned(), code, from: short(from), to: short(to) });
    }

    /// Keeps a cell beside the fields, and tells so.
    pub fn leave_out(&mut self, field: &'static str, header: &str, cell: &str) {
        self.values.remove(field);
        self.keep_beside(header, cell);
        self.tell(field, Code::LeftOut, cell, "");
    }

    /// Keeps a cell beside the fields, under a name that nothing else has.
    pub fn keep_beside(&mut self, header: &str, cell: &str) {
        let name = unused(&self.extras, header);
        self.extras.insert(name, cell.to_owned());
    }
}

/// What the product knows that a file can't: its states.
pub type States<'a> = &'a [(&'a str, &'a str)];

/// Reads a row.
#[must_use]
pub fn convert(plan: &Plan, cells: &[String], states: States<'_>) -> Converted {
    let mut row = Converted { empty: cells.iter().all(|cell| cell.trim().is_empty()), ..Converted::default() };
    if row.empty {
        return row;
    }
    if let Some(failed) = cells.get(plan.fields.len()).and_then(|cell| Failed::of(cell)) {
        let code = match failed {
            Failed::File(_) => Code::Unreadable,
            Failed::Quote(_) => Code::QuoteOpen,
        };
        row.tell("", code, failed.text(), "");
        return row;
    }
    if cells.iter().skip(plan.fields.len()).any(|cell| !cell.trim().is_empty()) {
        row.tell("", Code::TooManyCells, &cells[plan.fields.len()..].join(", "), "");
    }
    for (at, raw) in cells.iter().take(plan.fields.len()).enumerate() {
        let cell = clean(raw);
        if cell.is_empty() {
            continue;
        }
        if cell.contains('\u{fffd}') {
            row.tell(fields::find(&plan.fields[at]).map_or("", |field| field.name), Code::Spoilt, &cell, "");
        }
        if let Some(field) = fields::find(&plan.fields[at]) {
            read(plan, at, *field, &cell, states, &mut row);
        } else {
            let header = &plan.header[at];
            if is_ours(header) {
                continue;
            }
            if bare(header) == "patienttype" && cell.to_lowercase().starts_with("guarantor") {
                row.tell("", Code::GuarantorOnly, &cell, "");
            }
            row.keep_beside(header, &cell);
        }
    }
    finish(&mut row);
    row
}

/// A name that no other column of the row has: `GENDER` and `gender` are two.
fn unused(taken: &BTreeMap<String, String>, header: &str) -> String {
    let named = |n: usize| if n == 1 { header.to_owned() } else { format!("{header} ({n})") };
    (1..=taken.len() + 1).map(named).find(|name| !taken.contains_key(name)).unwrap_or_default()
}

/// One line without what can't be seen; nothing for what stands for nothing.
fn clean(raw: &str) -> String {
    let visible = raw.chars().map(|c| if c.is_whitespace() || c == '\u{feff}' { ' ' } else { c });
    let visible = visible
        .filter(|c| !c.is_control() && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}'));
    let text = visible.collect::<String>().split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    // `="00501"`: how a report keeps Excel from eating zeros.
    // A cell that was kept from being a formula, on its way back.
    let text =
        text.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@'])).map_or_else(|| text.clone(), str::to_owned);
    let text = text.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')).unwrap_or(&text).to_owned();
    if ["null", "\\n", "n/a", "#n/a"].contains(&text.to_lowercase().as_str()) { String::new() } else { text }
}

fn finish(row: &mut Converted) {
    if row.source_id.is_empty() {
        row.source_id = row.values.get("chart_number").cloned().unwrap_or_default();
    }
    for (field, code) in [("first_name", Code::NoFirstName), ("last_name", Code::NoLastName), (BIRTH_DATE, Code::NoBirthDate)] {
        let told = |row: &Converted| row.told.iter().any(|told| told.field == field && told.code.fails());
        if !row.values.contains_key(field) && !told(row) {
            row.tell(field, code, "", "");
        }
    }
    if !row.values.contains_key("sex") && !row.told.iter().any(|told| told.code == Code::SexUnknown) {
        row.tell("sex", Code::SexUnknown, "", "U");
    }
    if row.values.contains_key("deceased_date") && row.active != Some(false) {
        row.active = Some(false);
        row.tell(ACTIVE, Code::Died, "", "");
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use jiff::civil::date;
    use proptest::prelude::*;

    use super::{Code, Converted, Plan, convert};
    use crate::columns::Counter;
    use crate::guess::guess;
    use crate::questions::{Asks, questions};

    const STATES: &[(&str, &str)] = &[("ME", "Maine"), ("NV", "Nevada"), ("NY", "New York")];

    fn rows(header: &[&str], rows: &[&[&str]], answers: &[(&str, &str)]) -> (Plan, Vec<Converted>, Vec<Asks>) {
        let header: Vec<String> = header.iter().map(|name| (*name).to_owned()).collect();
        let is_state = |code: &str| STATES.iter().any(|(is, _)| *is == code);
        let mut counter = Counter::new(&header, date(2026, 11, 27), &is_state);
        let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect();
        for row in &rows {
            counter.see(row);
        }
        let (columns, _) = counter.done();
        let guesses = guess(&columns, None);
        let fields: Vec<String> = guesses.iter().map(|guess| guess.field.clone()).collect();
        let asked = questions(&columns, &fields).into_iter().map(|question| question.asks).collect();
        let answers: BTreeMap<String, String> =
            answers.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        let plan = Plan::new(&columns, fields, &answers, false, date(2026, 11, 27));
        let converted = rows.iter().map(|row| convert(&plan, row, STATES)).collect();
        (plan, converted, asked)
    }

    fn one(header: &[&str], row: &[&str]) -> Converted {
        let header: Vec<&str> = ["Last Name", "First Name", "DOB"].iter().chain(header).copied().collect();
        let row: Vec<&str> = ["Ruiz", "Ana", "2/14/1980"].iter().chain(row).copied().collect();
        rows(&header, &[&row], &[]).1.remove(0)
    }

    #[test]
    fn a_sex_that_the_file_does_not_say_is_not_said() {
        for (header, cell) in [("City", "Reno"), ("Sex", ""), ("Sex", "x9")] {
            let row = one(&[header], &[cell]);
            assert!(!row.values.contains_key("sex") && !row.fails(), "{header} {cell}");
            assert!(row.told.iter().any(|told| told.code == Code::SexUnknown), "{header} {cell}");
        }
        assert_eq!(one(&["Sex"], &["x9"]).extras["Sex"], "x9");
        assert_eq!(one(&["Sex"], &["Unknown"]).values["sex"], "U", "said is said");
    }

    #[test]
    fn a_number_that_lost_digits_names_nobody() {
        for (header, cell) in [("Chart Number", "1.23457E+11"), ("Patient ID", "1,2E+6"), ("Chart Number", "1E+05")] {
            let row = one(&[header], &[cell]);
            assert!(row.fails() && codes(&row) == [Code::DigitsLost] && row.source_id.is_empty(), "{header} {cell}");
        }
        for (header, cell) in [("Home Phone", "2.07555E+9"), ("Member ID", "1.23457E+11")] {
            let row = one(&[header], &[cell]);
            assert_eq!((codes(&row), row.extras[header].as_str(), row.fails()), (vec![Code::LeftOut], cell, false));
            assert!(!row.values.contains_key("home_phone") && !row.values.contains_key("primary_member_id"));
        }
        let row = one(&["SSN"], &["2.1909E+8"]);
        assert_eq!((codes(&row), row.ssn.as_str()), (vec![Code::SsnOdd], ""));
        assert_eq!(one(&["SSN"], &["2.19099999E+8"]).ssn, "219099999");
        for (cell, is) in
            [("12E5", "12E5"), ("1E5", "1E5"), ("1.2345000E+4", "12345"), ("123456789012345678.0", "123456789012345678")]
        {
            assert_eq!(one(&["Chart Number"], &[cell]).values["chart_number"], is, "{cell}");
        }
    }

    #[test]
    fn a_second_number_in_a_cell_is_no_extension() {
        for (cell, first) in [
            ("207-555-0142 / 207-555-0143", "2075550142"),
            ("1 (207) 555-0142 or 207 555 0143", "2075550142"),
            ("207-555-0142 x2075550143", "2075550142"),
            ("2075550142 2075550143", ""),
            ("555-0142 / 207-555-0143", ""),
        ] {
            let row = one(&["Work Phone"], &[cell]);
            assert_eq!(row.values.get("work_phone").map_or("", String::as_str), first, "{cell}");
            assert!(!row.values.contains_key("work_extension"), "{cell}");
            assert_eq!((codes(&row), row.extras["Work Phone"].as_str()), (vec![Code::LeftOut], cell));
        }
        assert_eq!(one(&["Work Phone"], &["207-555-0142, ext. 123456"]).values["work_extension"], "123456");
    }

    #[test]
    fn words_of_a_status_mean_what_they_say_whatever_the_column_is_called() {
        for (header, cell, active) in [
            ("Inactive", "Inactive", false),
            ("Inactive", "Active", true),
            ("Archived", "archived", false),
            ("Inactive", "Yes", false),
            ("Inactive", "0", true),
            ("Archived", "x", false),
            ("Active", "Yes", true),
            ("Status", "Deceased", false),
        ] {
            assert_eq!(one(&[header], &[cell]).active, Some(active), "{header}: {cell}");
        }
        let dead = one(&["Date of Death", "Active"], &["3/14/2020", "Yes"]);
        assert_eq!((dead.active, codes(&dead)), (Some(false), vec![Code::Died]));
        assert_eq!(one(&["Date of Death"], &["1/1/1900"]).active, None);
    }

    #[test]
    fn what_could_not_be_read_fails_by_its_reason_and_a_spoilt_character_is_told() {
        use crate::read::{Failed, Row, without_reason};
        let (plan, _, _) = rows(&["Last Name", "First Name", "DOB"], &[&["Ruiz", "Ana", "2/14/1980"]], &[]);
        for (why, code) in
            [(Failed::File("a:b/2.ccda".to_owned()), Code::Unreadable), (Failed::Quote("Ruiz".to_owned()), Code::QuoteOpen)]
        {
            let row = Row::failed(7, vec!["Ruiz".to_owned()], 3, &why);
            assert_eq!((row.number, row.cells.len()), (7, 4));
            let mut back = row.cells.clone();
            without_reason(&mut back);
            without_reason(&mut back);
            assert_eq!(back, ["Ruiz", "", ""]);
            let row = convert(&plan, &row.cells, STATES);
            assert_eq!((codes(&row), row.told[0].from.as_str(), row.empty), (vec![code], why.text(), false));
            assert!(row.fails());
        }
        let row = one(&["City"], &["Pe\u{fffd}asco"]);
        assert_eq!((codes(&row), row.values["city"].as_str()), (vec![Code::Spoilt], "Pe\u{fffd}asco"));
        assert!(!row.fails());
    }

    #[test]
    fn both_ways_to_write_a_day_in_one_column_are_asked_about_and_evidence_beats_memory() {
        let header = ["Last Name", "First Name", "DOB"];
        let all: &[&[&str]] = &[&["Ruiz", "Ana", "13/4/1980"], &["Lee", "Bo", "4/13/1980"], &["Kim", "Jo", "4/5/1980"]];
        let (_, _, asked) = rows(&header, all, &[]);
        assert_eq!(asked, [Asks::MixedOrder]);
        // What was answered for a file that had only one kind says nothing of this one.
        let (_, converted, _) = rows(&header, all, &[("day-order:2", "month-first"), ("mixed-order:2", "day-first")]);
        assert_eq!(converted[0].values["birth_date"], "1980-04-13");
        assert!(converted[1].told.iter().any(|told| told.code == Code::BirthDateUnreadable), "a cell that contradicts is told");
        assert_eq!(converted[2].values["birth_date"], "1980-05-04");
        let clear: &[&[&str]] = &[&["Ruiz", "Ana", "3/14/1980"], &["Kim", "Jo", "4/5/1980"]];
        let (_, converted, asked) = rows(&header, clear, &[("day-order:2", "day-first"), ("mixed-order:2", "day-first")]);
        assert_eq!((asked.len(), converted[1].values["birth_date"].as_str()), (0, "1980-04-05"));
    }

    fn codes(row: &Converted) -> Vec<Code> {
        row.told.iter().map(|told| told.code).filter(|code| *code != Code::SexUnknown).collect()
    }

    #[test]
    fn a_plain_row_is_put_into_our_words_and_nothing_is_told() {
        let row = one(
            &["Sex", "Marital Status", "State", "Zip", "Home Phone", "Work Phone", "Ext", "Inactive", "SSN", "Shoe size"],
            &["Female", "Never Married", "Maine", "04101", "1 (207) 555-0142", "207.555.0143", "12", "No", "219-09-9999", "38"],
        );
        for (field, value) in [
            ("birth_date", "1980-02-14"),
            ("sex", "F"),
            ("marital_status", "single"),
            ("state", "ME"),
            ("zip", "04101"),
            ("home_phone", "2075550142"),
            ("work_phone", "2075550143"),
            ("work_extension", "12"),
        ] {
            assert_eq!(row.values[field], value, "{field}");
        }
        assert_eq!((row.active, row.ssn.as_str(), row.extras["Shoe size"].as_str()), (Some(true), "219099999", "38"));
        assert!(!row.fails() && row.told.is_empty(), "{:?}", row.told);
        assert!(!format!("{:?} {:?}", row.values, row.extras).contains("219"), "a Social Security number is kept nowhere");
    }

    #[test]
    fn what_excel_did_is_repaired_and_said() {
        for (header, cell, field, value, code) in [
            ("Zip", "4101", "zip", "04101", Code::ZipPadded),
            ("Zip", "41012345", "zip", "04101-2345", Code::ZipPadded),
            ("Zip", "501", "zip", "00501", Code::ZipPadded),
            ("Zip", "0", "zip", "", Code::ZipZero),
            ("Home Phone", "2.075550142E+9", "home_phone", "2075550142", Code::Scientific),
            ("Home Phone", "2075550142.0", "home_phone", "2075550142", Code::Scientific),
            ("Chart Number", "1,234", "chart_number", "1234", Code::Thousands),
            ("Copay", "1,250.00", "primary_copay", "1250.00", Code::Thousands),
            ("SSN", "12345678", "", "", Code::SsnOdd),
            ("Home Phone", "000-000-0000", "home_phone", "", Code::Nothing),
        ] {
            let row = one(&[header], &[cell]);
            assert_eq!(codes(&row), [code], "{header} {cell}");
            assert_eq!(row.values.get(field).map(String::as_str).unwrap_or_default(), value, "{header} {cell}");
        }
        let serial =
            rows(&["Last Name", "First Name", "DOB"], &[&["Ruiz", "Ana", "29262"], &["Lee", "Bo", "29263"]], &[]).1.remove(0);
        assert_eq!((serial.values["birth_date"].as_str(), codes(&serial)), ("1980-02-11", vec![Code::SerialDay]));
        assert_eq!(one(&["Zip"], &["=\"04101\""]).values["zip"], "04101");
    }

    #[test]
    fn what_cannot_be_read_is_kept_beside_and_said() {
        for (header, cell) in [
            ("Home Phone", "555-0142"),
            ("State", "Bavaria"),
            ("Zip", "SW1A 1AA"),
            ("Marital Status", "Polygamous"),
            ("Date of Death", "soon"),
        ] {
            let row = one(&[header], &[cell]);
            assert_eq!((codes(&row), row.extras[header].as_str()), (vec![Code::LeftOut], cell), "{header}");
            assert!(!row.fails());
        }
    }

    #[test]
    fn a_row_without_who_it_is_is_not_taken() {
        let header = ["Last Name", "First Name", "DOB"];
        for (cells, code) in [
            (["", "Ana", "2/14/1980"], Code::NoLastName),
            (["Ruiz", "null", "2/14/1980"], Code::NoFirstName),
            (["Ruiz", "Ana", ""], Code::NoBirthDate),
            (["Ruiz", "Ana", "1/1/1900"], Code::NoBirthDate),
            (["Ruiz", "Ana", "2/31/1980"], Code::BirthDateUnreadable),
            (["Ruiz", "Ana", "11/28/2026"], Code::BirthDateFuture),
        ] {
            let row = rows(&header, &[&["Lee", "Bo", "3/14/1975"], &cells], &[]).1.remove(1);
            assert!(row.fails() && row.told.iter().any(|told| told.code == code), "{cells:?}: {:?}", row.told);
        }
        assert!(one(&["City"], &["Reno", "NV"]).told.iter().any(|told| told.code == Code::TooManyCells));
        assert!(one(&["Patient Type"], &["Guarantor"]).fails());
        assert!(rows(&header, &[&["Lee", "Bo", "3/14/1975"], &["", " ", ""]], &[]).1[1].empty);
    }

    #[test]
    fn questions_are_asked_once_and_answered_for_the_column() {
        let header = ["Last Name", "First Name", "DOB", "Sex", "Status"];
        let all: &[&[&str]] = &[&["Ruiz", "Ana", "3/4/12", "1", "0"], &["Lee", "Bo", "5/6/11", "2", "1"]];
        let (_, _, asked) = rows(&header, all, &[]);
        assert_eq!(asked, [Asks::DayOrder, Asks::Century, Asks::SexCodes, Asks::ActiveCodes]);
        let answers = [
            ("day-order:2", "day-first"),
            ("century:2", "present"),
            ("sex-codes:3", "1-female-2-male"),
            ("active-codes:4", "0-active"),
        ];
        let (_, converted, _) = rows(&header, all, &answers);
        assert_eq!(converted[0].values["birth_date"], "2012-04-03");
        assert_eq!((converted[0].values["sex"].as_str(), converted[0].active), ("F", Some(true)));
        assert_eq!((converted[1].values["sex"].as_str(), converted[1].active), ("M", Some(false)));
    }

    #[test]
    fn whole_names_and_addresses_are_divided() {
        let name = |cell: &str| {
            let row = rows(&["Patient Name", "DOB"], &[&[cell, "2/14/1980"]], &[]).1.remove(0);
            ["first_name", "middle_name", "last_name", "suffix"]
                .map(|field| row.values.get(field).cloned().unwrap_or_default())
                .join("/")
        };
        for (cell, told) in [
            ("Ruiz, Ana M", "Ana/M/Ruiz/"),
            ("RUIZ GOMEZ, ANA", "ANA//RUIZ GOMEZ/"),
            ("Hill Jr, James", "James//Hill/Jr"),
            ("Hill, James Jr.", "James//Hill/Jr."),
            ("James Earl Hill III", "James/Earl/Hill/III"),
            ("Ana Ruiz", "Ana//Ruiz/"),
        ] {
            assert_eq!(name(cell), told, "{cell}");
        }
        let row = one(&["Address"], &["1 Elm St, Apt 2, Portland, ME 04101"]);
        assert_eq!(
            ["address_1", "address_2", "city", "state", "zip"].map(|field| row.values[field].as_str()),
            ["1 Elm St", "Apt 2", "Portland", "ME", "04101"]
        );
        assert_eq!(one(&["Address"], &["somewhere else"]).values["address_1"], "somewhere else");
    }

    #[test]
    fn names_in_capitals_are_tidied_when_asked_and_columns_of_one_name_are_both_kept() {
        let (mut plan, _, _) =
            rows(&["Last Name", "First Name", "DOB", "gender", "GENDER"], &[&["O'NEIL-RUIZ", "ANA", "2/14/1980", "F", "x9"]], &[]);
        plan.tidy_names = true;
        let cells = ["O'NEIL-RUIZ", "ANA", "2/14/1980", "F", "x9"].map(str::to_owned);
        let row = convert(&plan, &cells, STATES);
        assert_eq!((row.values["last_name"].as_str(), row.values["first_name"].as_str()), ("O'Neil-Ruiz", "Ana"));
        assert_eq!(row.extras["GENDER"], "x9");
    }

    proptest! {
        #[test]
        fn no_cell_is_too_odd(cells in prop::collection::vec("\\PC{0,40}", 1..12)) {
            let header = ["Patient", "DOB", "Sex", "Zip", "Home Phone", "SSN", "State", "Copay", "Inactive", "Address", "Chart"];
            let row: Vec<&str> = cells.iter().map(String::as_str).collect();
            let (_, all, _) = rows(&header, &[&row], &[]);
            prop_assert!(all[0].empty || all[0].fails() || all[0].values.contains_key("birth_date"));
        }
    }
}
