//! HL7 version 2: the PID, NK1, GT1 and IN1 segments of admission messages (HL7 v2.5.1, chapter 3).

use std::io::BufReader;
use std::path::Path;

use super::person::{self, Person};
use crate::read::encoding::{Encoding, Utf8};
use crate::read::{Event, Format, LONGEST_CELL, Refusal, Sink, disk};

/// What parts a message, as its MSH segment says.
#[derive(Clone, Copy)]
struct Marks {
    field: char,
    component: char,
    repeat: char,
    escape: char,
    sub: char,
}

/// Reads it: a row for each PID segment.
pub fn read(path: &Path, encoding: Encoding, sink: Sink<'_>) -> Result<(), Refusal> {
    let mut text = BufReader::new(Utf8::open(path, encoding)?);
    let mut marks = Marks { field: '|', component: '^', repeat: '~', escape: '\\', sub: '&' };
    let (mut open, mut number, mut opened): (Option<Person>, u64, bool) = (None, 0, false);
    let mut hand_on = |person: Option<Person>, opened: &mut bool, number: &mut u64| -> bool {
        let Some(person) = person else { return true };
        if !*opened && sink(Event::Opened(&person::opened(Format::Hl7, encoding.name()))).is_break() {
            return false;
        }
        *opened = true;
        *number += 1;
        sink(Event::Row(person.row(*number))).is_continue()
    };
    let mut line = Vec::new();
    while segment(&mut text, &mut line)? {
        let segment = String::from_utf8_lossy(&line);
        let segment = segment.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{b}' | '\u{1c}'));
        let kind = segment.get(..3).unwrap_or_default();
        if kind == "MSH" {
            let mut given = segment.chars().skip(3).take(5);
            let mut next = |or: char| given.next().unwrap_or(or);
            marks = Marks { field: next('|'), component: next('^'), repeat: next('~'), escape: next('\\'), sub: next('&') };
        }
        if matches!(kind, "MSH" | "PID") && !hand_on(open.take(), &mut opened, &mut number) {
            return Ok(());
        }
        let fields: Vec<&str> = segment.split(marks.field).collect();
        match (kind, &mut open) {
            ("PID", _) => open = Some(pid(&fields, marks)),
            ("NK1", Some(person)) => next_of_kin(person, &fields, marks),
            ("GT1", Some(person)) => {
                person.say("Guarantor Name", &full_name(first(&fields, 3, marks), marks));
                person.say("Guarantor Phone", &component(first(&fields, 6, marks), 0, marks));
            }
            ("PV1", Some(person)) => {
                let doctor = first(&fields, 7, marks);
                let name = [component(doctor, 2, marks), component(doctor, 1, marks)].join(" ");
                person.say("Primary Provider", &name);
            }
            _ => {}
        }
    }
    if !hand_on(open.take(), &mut opened, &mut number) {
        return Ok(());
    }
    if opened { Ok(()) } else { Err(Refusal::NoRows) }
}

/// The next segment: segments end in CR by the standard, and in LF or both where an editor was at work. False at the end.
fn segment(text: &mut impl std::io::BufRead, line: &mut Vec<u8>) -> Result<bool, Refusal> {
    line.clear();
    let mut byte = [0];
    loop {
        if text.read(&mut byte).map_err(disk)? == 0 {
            return Ok(!line.is_empty());
        }
        match byte[0] {
            b'\r' | b'\n' if line.is_empty() => {}
            b'\r' | b'\n' => return Ok(true),
            other => line.push(other),
        }
        if line.len() > LONGEST_CELL {
            return Err(Refusal::CellTooLong(0));
        }
    }
}

fn first<'a>(fields: &[&'a str], at: usize, marks: Marks) -> &'a str {
    fields.get(at).copied().unwrap_or_default().split(marks.repeat).next().unwrap_or_default()
}

fn repeats<'a>(fields: &[&'a str], at: usize, marks: Marks) -> impl Iterator<Item = &'a str> {
    fields.get(at).copied().unwrap_or_default().split(marks.repeat).filter(|one| !one.is_empty())
}

/// A component, its first sub-component, unescaped.
fn component(field: &str, at: usize, marks: Marks) -> String {
    let raw = field.split(marks.component).nth(at).unwrap_or_default().split(marks.sub).next().unwrap_or_default();
    let mut parts = raw.split(marks.escape);
    let mut out = parts.next().unwrap_or_default().to_owned();
    while let Some(code) = parts.next() {
        match code {
            "F" => out.push(marks.field),
            "S" => out.push(marks.component),
            "T" => out.push(marks.sub),
            "R" => out.push(marks.repeat),
            "E" => out.push(marks.escape),
            ".br" => out.push(' '),
            _ => {}
        }
        out.push_str(parts.next().unwrap_or_default());
    }
    // Two quotation marks say that a value is to be deleted.
    if out == "\"\"" { String::new() } else { out }
}

fn full_name(name: &str, marks: Marks) -> String {
    [component(name, 1, marks), component(name, 0, marks)].join(" ").trim().to_owned()
}

fn pid(fields: &[&str], marks: Marks) -> Person {
    let mut is = Person::default();
    for id in repeats(fields, 3, marks) {
        let value = component(id, 0, marks);
        match component(id, 4, marks).as_str() {
            "SS" => is.say("SSN", &value),
            "MR" => is.say("MRN", &value),
            _ => is.say("Patient ID", &value),
        }
    }
    is.say("Patient ID", &component(first(fields, 2, marks), 0, marks));
    let names: Vec<&str> = repeats(fields, 5, marks).collect();
    let legal = names.iter().find(|name| matches!(component(name, 6, marks).as_str(), "L" | "")).or_else(|| names.first());
    if let Some(name) = legal {
        for (at, column) in [(0, "Last Name"), (1, "First Name"), (2, "Middle Name"), (3, "Suffix"), (4, "Prefix")] {
            is.say(column, &component(name, at, marks));
        }
    }
    is.say("Date of Birth", &component(first(fields, 7, marks), 0, marks));
    is.say("Sex", &component(first(fields, 8, marks), 0, marks));
    let coded = |at: usize| {
        let field = first(fields, at, marks);
        let word = component(field, 1, marks);
        if word.is_empty() { component(field, 0, marks) } else { word }
    };
    is.say("Race", &coded(10));
    let address = first(fields, 11, marks);
    for (at, column) in [(0, "Address 1"), (1, "Address 2"), (2, "City"), (3, "State"), (4, "Zip"), (5, "Country")] {
        is.say(column, &component(address, at, marks));
    }
    for (at, for_what) in [(13, "home"), (14, "work")] {
        for number in repeats(fields, at, marks) {
            reach(&mut is, number, for_what, marks);
        }
    }
    is.say("Language", &coded(15));
    is.say("Marital Status", &coded(16));
    is.say("SSN", &component(first(fields, 19, marks), 0, marks));
    is.say("Ethnicity", &coded(22));
    is.say("Date of Death", &component(first(fields, 29, marks), 0, marks));
    is
}

/// A phone number in the old shape (all in the first component) or the new one (parts 4 to 8).
fn reach(is: &mut Person, number: &str, for_what: &str, marks: Marks) {
    let kind = component(number, 2, marks);
    let mail = component(number, 3, marks);
    if mail.contains('@') || kind == "Internet" {
        is.say("Email", &mail);
    }
    let old = component(number, 0, marks);
    let new = [5, 6].map(|at| component(number, at, marks)).concat();
    let extension = component(number, 7, marks);
    let mut told = if old.is_empty() { new } else { old };
    if told.is_empty() || kind == "FX" {
        return;
    }
    if !extension.is_empty() {
        told = format!("{told} x{extension}");
    }
    is.reach("phone", if kind == "CP" { "mobile" } else { for_what }, &told);
}

fn next_of_kin(is: &mut Person, fields: &[&str], marks: Marks) {
    let name = full_name(first(fields, 2, marks), marks);
    if is.said("Emergency Contact Name").is_empty() && !name.is_empty() {
        is.say("Emergency Contact Name", &name);
        let relation = first(fields, 3, marks);
        let word = component(relation, 1, marks);
        is.say(
            "Emergency Contact Relation",
            if word.is_empty() { relation.split(marks.component).next().unwrap_or_default() } else { &word },
        );
        is.say("Emergency Contact Phone", &component(first(fields, 5, marks), 0, marks));
    }
}

#[cfg(test)]
mod tests {
    use crate::read::records::person::COLUMNS;
    use crate::read::tests::all;
    use crate::read::{Format, Refusal, Row};

    fn of<'a>(row: &'a Row, column: &str) -> &'a str {
        &row.cells[COLUMNS.iter().position(|name| *name == column).unwrap()]
    }

    #[test]
    fn messages_are_read_whatever_ends_their_lines() {
        let message = "MSH|^~\\&|LAB|X|Y|Z|20240101||ADT^A04|1|P|2.5\rEVN|A04\r\
             PID|1|77|M17^^^CLINIC^MR~123456780^^^USA^SS||O\\T\\Neil&&&&x^Ana^M^Jr^^^L~Oni^Annie^^^^^N||198808181126+0215|F||2106-3^White|1 Elm St^Apt 2^Portland^ME^04101||(207)555-0142^PRN^CP~^NET^Internet^ana@example.com|^WPN^PH^^1^207^5550199^12||M||||||N^Not Hispanic\r\
             NK1|1|Ruiz^Leo|BRO^Brother||2075550100\rGT1|1||Ruiz^Max||1 Elm|2075550101\r";
        for file in
            [message.to_owned(), message.replace('\r', "\n"), message.replace('\r', "\r\n"), format!("\u{b}{message}\u{1c}\r")]
        {
            let twice = format!("{file}{file}");
            let (opened, rows, _) = all(twice.as_bytes()).unwrap();
            assert_eq!((opened.format, rows.len()), (Format::Hl7, 2));
            for (column, value) in [
                ("MRN", "M17"),
                ("Patient ID", "77"),
                ("SSN", "123456780"),
                ("Last Name", "O&Neil"),
                ("First Name", "Ana"),
                ("Suffix", "Jr"),
                ("Date of Birth", "198808181126+0215"),
                ("Race", "White"),
                ("Zip", "04101"),
                ("Mobile Phone", "(207)555-0142"),
                ("Email", "ana@example.com"),
                ("Work Phone", "2075550199 x12"),
                ("Ethnicity", "Not Hispanic"),
                ("Emergency Contact Name", "Leo Ruiz"),
                ("Emergency Contact Relation", "Brother"),
                ("Guarantor Name", "Max Ruiz"),
            ] {
                assert_eq!(of(&rows[1], column), value, "{column}");
            }
        }
    }

    #[test]
    fn other_marks_are_taken_as_the_message_says() {
        let message = "MSH^|~\\&^LAB\nPID^1^^7|||C|PI^^Ruiz|Ana^^19800211^F\n";
        let (_, rows, _) = all(message.as_bytes()).unwrap();
        assert_eq!((of(&rows[0], "Last Name"), of(&rows[0], "First Name"), of(&rows[0], "Patient ID")), ("Ruiz", "Ana", "7"));
        assert_eq!(all(b"MSH|^~\\&|x\nEVN|A01\n").unwrap_err(), Refusal::NoRows);
    }
}
