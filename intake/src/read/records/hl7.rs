//! HL7 version 2: the PID, NK1, GT1 and IN1 segments of admission messages (HL7 v2.5.1, chapters 3 and 6), and of PV1 the doctor. What they say and no column
//! has is kept by its place (`PID-18`).

use std::io::BufReader;
use std::path::Path;

use super::person::{self, Person, joined};
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
            ("GT1", Some(person)) => guarantor(person, &fields, marks),
            ("IN1", Some(person)) => insurance(person, &fields, marks),
            ("PV1", Some(person)) => {
                let doctor = first(&fields, 7, marks);
                let name = [component(doctor, 2, marks), component(doctor, 1, marks)].join(" ");
                if person.said("Primary Provider").is_empty() {
                    person.say("Primary Provider", &name);
                }
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

/// All of a field, as people read it.
fn whole(field: &str, marks: Marks) -> String {
    joined((0..field.split(marks.component).count()).map(|at| component(field, at, marks)), " ")
}

/// What of a segment nothing else reads, by its place.
fn rest(is: &mut Person, fields: &[&str], read: &[usize], marks: Marks) {
    for (at, _) in fields.iter().enumerate().skip(1).filter(|(at, _)| !read.contains(at)) {
        let all = joined(repeats(fields, at, marks).map(|one| whole(one, marks)), ", ");
        is.keep(&format!("{}-{at}", fields[0]), &all);
    }
}

/// Street, second line, city, state, ZIP code, country.
fn address(field: &str, marks: Marks) -> [String; 6] {
    std::array::from_fn(|at| component(field, at, marks))
}

/// A code in words, where it has some.
fn coded(field: &str, marks: Marks) -> String {
    let word = component(field, 1, marks);
    if word.is_empty() { component(field, 0, marks) } else { word }
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
    for id in repeats(fields, 2, marks).chain(repeats(fields, 4, marks)) {
        is.say("Patient ID", &component(id, 0, marks));
    }
    let names: Vec<&str> = repeats(fields, 5, marks).collect();
    let legal = names.iter().position(|name| matches!(component(name, 6, marks).as_str(), "L" | "")).unwrap_or_default();
    for (at, name) in names.iter().enumerate() {
        if at != legal {
            is.keep("Name", &whole(name, marks));
            continue;
        }
        for (part, column) in [(0, "Last Name"), (1, "First Name"), (2, "Middle Name"), (3, "Suffix"), (4, "Prefix")] {
            is.say(column, &component(name, part, marks));
        }
    }
    is.say("Date of Birth", &component(first(fields, 7, marks), 0, marks));
    is.say("Sex", &component(first(fields, 8, marks), 0, marks));
    for (at, column) in [(10, "Race"), (15, "Language"), (16, "Marital Status"), (22, "Ethnicity")] {
        for one in repeats(fields, at, marks) {
            is.say(column, &coded(one, marks));
        }
    }
    for one in repeats(fields, 11, marks) {
        let parts = address(one, marks);
        is.address("", parts.each_ref().map(String::as_str));
    }
    for (at, for_what) in [(13, "home"), (14, "work")] {
        for number in repeats(fields, at, marks) {
            reach(&mut is, number, for_what, marks);
        }
    }
    is.say("SSN", &component(first(fields, 19, marks), 0, marks));
    let day = component(first(fields, 29, marks), 0, marks);
    is.say("Date of Death", &day);
    let says = component(first(fields, 30, marks), 0, marks);
    if !day.is_empty() || says == "Y" {
        is.died(if day.is_empty() { &says } else { &day });
    }
    rest(&mut is, fields, &[1, 2, 3, 4, 5, 7, 8, 10, 11, 13, 14, 15, 16, 19, 22, 29, 30], marks);
    is
}

/// A phone number in the old shape (all in the first component) or the new one (parts 4 to 8).
fn reach(is: &mut Person, number: &str, for_what: &str, marks: Marks) {
    let kind = component(number, 2, marks);
    let mail = component(number, 3, marks);
    if mail.contains('@') || kind == "Internet" {
        is.say("Email", &mail);
    }
    let told = self::number(number, marks);
    match kind.as_str() {
        _ if told.is_empty() || told == mail => {}
        "FX" => is.keep("Fax", &told),
        "BP" => is.keep("Pager", &told),
        "CP" => is.reach("phone", "mobile", &told),
        _ => is.reach("phone", for_what, &told),
    }
}

/// The number itself.
fn number(phone: &str, marks: Marks) -> String {
    let old = component(phone, 0, marks);
    let new = [5, 6].map(|at| component(phone, at, marks)).concat();
    let extension = component(phone, 7, marks);
    let told = if old.is_empty() { new } else { old };
    if extension.is_empty() || told.is_empty() { told } else { format!("{told} x{extension}") }
}

fn next_of_kin(is: &mut Person, fields: &[&str], marks: Marks) {
    let name = full_name(first(fields, 2, marks), marks);
    let phones: Vec<String> =
        repeats(fields, 5, marks).chain(repeats(fields, 6, marks)).map(|phone| number(phone, marks)).collect();
    let phones: Vec<&str> = phones.iter().map(String::as_str).filter(|phone| !phone.is_empty()).collect();
    is.contact(&name, &coded(first(fields, 3, marks), marks), &phones);
    rest(is, fields, &[1, 2, 3, 5, 6], marks);
}

fn guarantor(is: &mut Person, fields: &[&str], marks: Marks) {
    is.say("Guarantor Name", &full_name(first(fields, 3, marks), marks));
    for phone in repeats(fields, 6, marks).chain(repeats(fields, 7, marks)) {
        is.say("Guarantor Phone", &number(phone, marks));
    }
    is.say("Guarantor Address", &joined(address(first(fields, 5, marks), marks), ", "));
    is.say("Guarantor Relation", &coded(first(fields, 11, marks), marks));
    rest(is, fields, &[1, 3, 5, 6, 7, 11], marks);
}

fn insurance(is: &mut Person, fields: &[&str], marks: Marks) {
    let of = |at: usize| component(first(fields, at, marks), 0, marks);
    let plan = coded(first(fields, 2, marks), marks);
    let payer = if of(4).is_empty() { of(3) } else { of(4) };
    let subscriber = full_name(first(fields, 16, marks), marks);
    // The number of the policy, else that by which the insurer knows who it is on.
    let (member, read) = if of(36).is_empty() { (of(49), 49) } else { (of(36), 36) };
    is.policy([&payer, &plan, &member, &of(8), &coded(first(fields, 17, marks), marks), &subscriber, &of(18)]);
    let payers: &[usize] = if of(4).is_empty() { &[3] } else { &[4] };
    rest(is, fields, &[[1, 2, 8, 16, 17, 18, read].as_slice(), payers].concat(), marks);
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

    /// A message that says more of somebody than there are columns.
    fn talkative() -> String {
        let segment = |kind: &str, fields: &[(usize, &str)]| {
            let mut all = vec![""; 60];
            all[0] = kind;
            for (at, text) in fields {
                all[*at] = text;
            }
            all.join("|") + "\r"
        };
        let pid = [
            (1, "1"),
            (3, "M17^^^A^MR~M18^^^B^MR"),
            (5, "Ruiz^Ana~Gomez^Ana^^^^^M"),
            (6, "Lopez"),
            (7, "19800211"),
            (8, "F"),
            (11, "1 Elm St^^Portland^ME^04101~2 Oak Ave^^Bath^ME"),
            (13, "2075550142~2075550143"),
            (14, "2075550144~2075550145"),
            (18, "ACC9"),
            (29, "20200301"),
            (30, "Y"),
        ];
        let guarantor = [(3, "Ruiz^Max"), (5, "1 Elm^^Reno^NV"), (6, "2075550103"), (11, "FTH^Father")];
        let first = [
            (2, "P1^Gold"),
            (3, "C1"),
            (4, "Aetna"),
            (8, "G7"),
            (12, "20240101"),
            (16, "Ruiz^Max"),
            (17, "FTH^Father"),
            (18, "19500101"),
            (36, "W123"),
        ];
        [
            "MSH|^~\\&|LAB\r".to_owned(),
            segment("PID", &pid),
            segment("NK1", &[(2, "Ruiz^Leo"), (3, "BRO^Brother"), (5, "2075550100~2075550101")]),
            segment("NK1", &[(2, "Ruiz^Eva"), (3, "DAU^Daughter"), (5, "2075550102")]),
            segment("GT1", &guarantor),
            segment("IN1", &first),
            segment("IN1", &[(2, "P2"), (3, "C2"), (4, "Cigna"), (49, "W2")]),
            segment("IN1", &[(2, "P3"), (3, "C3"), (4, "Third"), (36, "W3")]),
        ]
        .concat()
    }

    #[test]
    fn insurance_and_whatever_else_is_said_are_kept() {
        let (_, rows, _) = all(talkative().as_bytes()).unwrap();
        for (column, value) in [
            ("MRN", "M17"),
            ("Last Name", "Ruiz"),
            ("Home Phone", "2075550142"),
            ("Mobile Phone", ""),
            ("City", "Portland"),
            ("Active", "false"),
            ("Date of Death", "20200301"),
            ("Emergency Contact Name", "Leo Ruiz"),
            ("Guarantor Relation", "Father"),
            ("Guarantor Address", "1 Elm, Reno, NV"),
            ("Primary Payer", "Aetna"),
            ("Primary Plan", "Gold"),
            ("Primary Member ID", "W123"),
            ("Primary Group", "G7"),
            ("Primary Relation", "Father"),
            ("Primary Subscriber", "Max Ruiz"),
            ("Primary Subscriber Birth Date", "19500101"),
            ("Secondary Payer", "Cigna"),
            ("Secondary Member ID", "W2"),
        ] {
            assert_eq!(of(&rows[0], column), value, "{column}");
        }
        let other = of(&rows[0], "Other");
        for kept in [
            "MRN: M18",
            "Name: Gomez Ana M",
            "PID-6: Lopez",
            "Address: 2 Oak Ave, Bath, ME",
            "Home Phone: 2075550143",
            "Work Phone: 2075550145",
            "PID-18: ACC9",
            "Deceased: 20200301",
            "Emergency Contact Phone: 2075550101",
            "Contact: Eva Ruiz, Daughter, 2075550102",
            "IN1-12: 20240101",
            "IN1-3: C1",
            "Insurance: Third, P3, W3",
        ] {
            assert!(other.split("; ").any(|one| one == kept), "{kept} in {other}");
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
