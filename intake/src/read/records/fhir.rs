//! FHIR R4: a Patient, a Bundle, or a resource on each line (US Core 3.1 to 8).

use std::collections::HashMap;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;

use serde_json::Value;

use super::around::{background, contact, coverage, each, last_part, rest, text, word};
use super::person::{self, COLUMNS, Person, joined};
use crate::read::encoding::{Encoding, Utf8};
use crate::read::{Event, Failed, Format, LONGEST_CELL, Refusal, Row, Sink, disk};

/// Largest bundle, in bytes: one is read whole. Lines have no such limit.
const LARGEST_BUNDLE: u64 = 64 * 1024 * 1024;

/// Lines that are looked at for a patient: the first of a bulk export may be broken, or of something else.
const LOOKED_AT: usize = 20;

/// Reads it.
pub fn read(path: &Path, encoding: Encoding, sink: Sink<'_>) -> Result<(), Refusal> {
    if is_lines(path, encoding)? {
        return lines(path, encoding, sink);
    }
    let mut whole = String::new();
    Utf8::open(path, encoding)?.take(LARGEST_BUNDLE + 1).read_to_string(&mut whole).map_err(disk)?;
    if whole.len() as u64 > LARGEST_BUNDLE {
        return Err(Refusal::Bomb);
    }
    let value: Value = serde_json::from_str(&whole).map_err(|e| Refusal::Broken(e.line() as u64))?;
    let resources: Vec<&Value> = match &value {
        Value::Array(all) => all.iter().collect(),
        Value::Object(_) if value["resourceType"] == "Bundle" => {
            value["entry"].as_array().map(|all| all.iter().map(|entry| &entry["resource"]).collect()).unwrap_or_default()
        }
        other => vec![other],
    };
    // What others say of the patient: who pays, whom to call.
    let mut about: HashMap<&str, Vec<&Value>> = HashMap::new();
    for one in &resources {
        let whom = match text(&one["resourceType"]) {
            "RelatedPerson" => text(&one["patient"]["reference"]),
            "Coverage" => text(&one["beneficiary"]["reference"]),
            _ => continue,
        };
        about.entry(whom.rsplit(['/', ':']).next().unwrap_or(whom)).or_default().push(one);
    }
    let mut number = 0;
    for patient in resources.iter().filter(|resource| resource["resourceType"] == "Patient") {
        if number == 0 && sink(Event::Opened(&person::opened(Format::Fhir, encoding.name()))).is_break() {
            return Ok(());
        }
        number += 1;
        let mut is = of(patient);
        let mut of_them = about.get(text(&patient["id"])).cloned().unwrap_or_default();
        of_them.sort_by_key(|one| one["order"].as_u64().unwrap_or(u64::MAX));
        for one in of_them {
            if text(&one["resourceType"]) == "Coverage" { coverage(&mut is, one, &resources) } else { contact(&mut is, one) }
        }
        if sink(Event::Row(is.row(number))).is_break() {
            return Ok(());
        }
    }
    if number == 0 { Err(Refusal::NoRows) } else { Ok(()) }
}

/// Whether each line is a resource of its own: one of the first is a patient.
fn is_lines(path: &Path, encoding: Encoding) -> Result<bool, Refusal> {
    let mut reader = BufReader::new(Utf8::open(path, encoding)?);
    let mut line = String::new();
    for at in 0..LOOKED_AT {
        line.clear();
        if reader.by_ref().take(LONGEST_CELL as u64).read_line(&mut line).map_err(disk)? == 0 {
            break;
        }
        // A bundle over several lines may have one that is a resource.
        if at == 0 && (!line.starts_with('{') || line.trim() == "{" || line.contains("\"Bundle\"")) {
            return Ok(false);
        }
        if serde_json::from_str::<Value>(line.trim()).is_ok_and(|line| line["resourceType"] == "Patient") {
            return Ok(true);
        }
    }
    Ok(false)
}

fn lines(path: &Path, encoding: Encoding, sink: Sink<'_>) -> Result<(), Refusal> {
    if sink(Event::Opened(&person::opened(Format::Fhir, encoding.name()))).is_break() {
        return Ok(());
    }
    let mut reader = BufReader::new(Utf8::open(path, encoding)?);
    let (mut line, mut number) = (String::new(), 0);
    loop {
        line.clear();
        number += 1;
        if reader.by_ref().take(LONGEST_CELL as u64 + 1).read_line(&mut line).map_err(disk)? == 0 {
            return Ok(());
        }
        if line.len() > LONGEST_CELL {
            return Err(Refusal::CellTooLong(number));
        }
        if line.trim().is_empty() {
            continue;
        }
        // A broken line is one bad row, told by its number, and not the end of the file.
        let is = match serde_json::from_str::<Value>(&line) {
            Ok(value) if value["resourceType"] == "Patient" => of(&value),
            Ok(_) => continue,
            Err(_) => {
                let row = Row::failed(number, Vec::new(), COLUMNS.len(), &Failed::File(line.chars().take(80).collect()));
                if sink(Event::Row(row)).is_break() {
                    return Ok(());
                }
                continue;
            }
        };
        if sink(Event::Row(is.row(number))).is_break() {
            return Ok(());
        }
    }
}

fn of(patient: &Value) -> Person {
    let mut is = Person::default();
    is.say("Patient ID", text(&patient["id"]));
    for id in each(&patient["identifier"]) {
        let code = each(&id["type"]["coding"]).map(|coding| text(&coding["code"])).next().unwrap_or_default();
        let (system, value) = (text(&id["system"]), text(&id["value"]));
        match code {
            _ if code == "SS" || system.ends_with("us-ssn") || system.ends_with("2.16.840.1.113883.4.1") => is.say("SSN", value),
            "MR" => is.say("MRN", value),
            _ => {
                let kind = word(&id["type"]);
                let kind = if kind.is_empty() { last_part(system) } else { &kind };
                is.keep(&format!("Identifier ({kind})"), value);
            }
        }
    }
    names(&mut is, patient);
    is.say("Date of Birth", text(&patient["birthDate"]));
    is.say("Sex", text(&patient["gender"]));
    is.say("Active", patient["active"].as_bool().map_or("", |is| if is { "true" } else { "false" }));
    is.say("Date of Death", text(&patient["deceasedDateTime"]));
    let died = if patient["deceasedBoolean"] == true { "true" } else { text(&patient["deceasedDateTime"]) };
    if !died.is_empty() {
        is.died(died);
    }
    for telecom in each(&patient["telecom"]) {
        is.reach(text(&telecom["system"]), text(&telecom["use"]), text(&telecom["value"]));
    }
    let mut addresses: Vec<&Value> = each(&patient["address"]).collect();
    // The home first, and last where nobody lives any more.
    addresses.sort_by_key(|address| {
        ["home", "", "temp", "work", "billing", "old"].iter().position(|is| *is == text(&address["use"])).unwrap_or(1)
    });
    for address in addresses {
        let lines: Vec<&str> = each(&address["line"]).map(text).collect();
        let (first, rest) = lines.split_first().map_or(("", String::new()), |(first, rest)| (*first, joined(rest, ", ")));
        let first = if lines.is_empty() && address["city"].is_null() { text(&address["text"]) } else { first };
        let [city, state, zip, country] = ["city", "state", "postalCode", "country"].map(|name| text(&address[name]));
        let old = if text(&address["use"]) == "old" { "old" } else { "" };
        is.address(old, [first, &rest, city, state, zip, country]);
    }
    background(&mut is, patient);
    for doctor in each(&patient["generalPractitioner"]) {
        is.say("Primary Provider", text(&doctor["display"]));
    }
    for one in each(&patient["contact"]) {
        contact(&mut is, one);
    }
    rest(&mut is, patient);
    is
}

/// The official name, and every other one beside it.
fn names(is: &mut Person, patient: &Value) {
    let names: Vec<&Value> = each(&patient["name"]).collect();
    let of_use = |wanted: &str| names.iter().position(|name| text(&name["use"]) == wanted);
    let not_old = || names.iter().position(|name| !matches!(text(&name["use"]), "old" | "maiden" | "nickname"));
    let is_it = of_use("official").or_else(|| of_use("usual")).or_else(not_old).or_else(|| (!names.is_empty()).then_some(0));
    let parts = |name: &Value, part: &str| each(&name[part]).map(text).map(str::to_owned).collect::<Vec<_>>();
    if let Some(name) = is_it.map(|at| names[at]) {
        let given = parts(name, "given");
        is.say("First Name", given.first().map_or("", String::as_str));
        is.say("Middle Name", &joined(given.iter().skip(1), " "));
        is.say("Last Name", text(&name["family"]));
        is.say("Prefix", &joined(parts(name, "prefix"), " "));
        is.say("Suffix", &joined(parts(name, "suffix"), " "));
    }
    let nickname = of_use("nickname").filter(|at| Some(*at) != is_it);
    is.say("Preferred Name", nickname.map_or("", |at| text(&names[at]["given"][0])));
    for (at, name) in names.iter().copied().enumerate() {
        let family = text(&name["family"]);
        let is_known = Some(at) == is_it || Some(at) == nickname && family.is_empty();
        if !is_known {
            let whole = joined(
                [
                    parts(name, "prefix").join(" "),
                    parts(name, "given").join(" "),
                    family.to_owned(),
                    parts(name, "suffix").join(" "),
                ],
                " ",
            );
            let whole = if whole.is_empty() { text(&name["text"]) } else { &whole };
            let kind = text(&name["use"]);
            is.keep(&if kind.is_empty() { "Name".to_owned() } else { format!("Name ({kind})") }, whole);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::read::records::person::COLUMNS;
    use crate::read::tests::all;
    use crate::read::{Format, Refusal, Row};

    const PATIENT: &str = r#"{"resourceType":"Patient","id":"p1","active":true,"identifier":[{"system":"http://hl7.org/fhir/sid/us-ssn","value":"999-11-2222"},{"type":{"coding":[{"code":"MR"}]},"value":"M17"}],"name":[{"use":"old","family":"Gomez"},{"use":"official","family":"Ruiz","given":["Ana","Maria"]}],"telecom":[{"system":"phone","use":"mobile","value":"+1(207)555-0142"},{"system":"email","value":"ana@example.com"}],"gender":"female","birthDate":"1980-02-11","address":[{"use":"old","city":"Reno"},{"use":"home","line":["1 Elm St"],"city":"Portland","state":"ME","postalCode":"04101"}],"maritalStatus":{"coding":[{"code":"M","display":"Married"}]},"contact":[{"name":{"family":"Ruiz","given":["Leo"]},"telecom":[{"value":"207-555-0199"}],"relationship":[{"text":"brother"}]}]}"#;

    fn of<'a>(row: &'a Row, column: &str) -> &'a str {
        &row.cells[COLUMNS.iter().position(|name| *name == column).unwrap()]
    }

    #[test]
    fn a_resource_a_bundle_and_lines_say_the_same() {
        let bundle = format!(
            r#"{{"resourceType":"Bundle","entry":[{{"resource":{{"resourceType":"Practitioner"}}}},{{"resource":{PATIENT}}}]}}"#
        );
        let lines = format!("{PATIENT}\n\n{{broken\n{PATIENT}\n");
        for (file, rows) in [(PATIENT.to_owned(), 1), (bundle, 1), (lines, 3)] {
            let (opened, all, _) = all(file.as_bytes()).unwrap();
            assert_eq!((opened.format, all.len()), (Format::Fhir, rows));
            for (column, value) in [
                ("Patient ID", "p1"),
                ("MRN", "M17"),
                ("SSN", "999-11-2222"),
                ("First Name", "Ana"),
                ("Middle Name", "Maria"),
                ("Last Name", "Ruiz"),
                ("Mobile Phone", "+1(207)555-0142"),
                ("City", "Portland"),
                ("Marital Status", "Married"),
                ("Emergency Contact Name", "Leo Ruiz"),
                ("Emergency Contact Relation", "brother"),
            ] {
                assert_eq!(of(&all[0], column), value, "{column}");
            }
        }
        let (_, rows, _) = all(format!("{PATIENT}\n{{broken\n").as_bytes()).unwrap();
        assert_eq!((rows[1].number, of(&rows[1], "Last Name")), (2, ""));
    }

    #[test]
    fn all_that_is_said_of_a_person_is_kept() {
        let patient = r#"{"resourceType":"Patient","id":"p1","active":true,"deceasedBoolean":true,"identifier":[{"type":{"coding":[{"code":"MR"}]},"value":"M17"},{"type":{"coding":[{"code":"MR"}]},"value":"M18"},{"system":"http://x/medicaid","value":"D9"}],
            "name":[{"use":"maiden","family":"Gomez"},{"use":"official","family":"Ruiz","given":["Ana"]},{"use":"nickname","given":["Annie"]}],
            "telecom":[{"system":"phone","use":"home","value":"1"},{"system":"phone","use":"home","value":"2"},{"system":"phone","use":"work","value":"3"},{"system":"phone","use":"work","value":"4"},{"system":"phone","use":"old","value":"5"},{"system":"fax","value":"6"}],
            "address":[{"use":"old","city":"Reno"},{"use":"home","line":["1 Elm St","Apt 2","Rear"],"city":"Portland"},{"use":"work","line":["2 Oak Ave"],"city":"Bath"}],
            "extension":[{"url":"http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex","valueCode":"F"}],"multipleBirthInteger":2,
            "contact":[{"name":{"family":"Ruiz","given":["Leo"]},"telecom":[{"value":"7"},{"value":"8"}]},{"name":{"text":"Max"},"relationship":[{"text":"son"}]}],
            "photo":[{"data":"AAAA"}]}"#;
        let coverage = r#"{"resourceType":"Coverage","order":ORDER,"beneficiary":{"reference":"Patient/p1"},"payor":[{"display":"PAYER"}],"subscriberId":"W1","relationship":{"coding":[{"code":"self"}]},"class":[{"type":{"coding":[{"code":"group"}]},"value":"G7"}]}"#;
        let of_payer = |order: &str, payer: &str| coverage.replace("ORDER", order).replace("PAYER", payer);
        let all_of = [of_payer("2", "Second"), patient.to_owned(), of_payer("1", "First"), of_payer("3", "Third")]
            .map(|one| format!("{{\"resource\":{one}}}"));
        let (_, rows, _) = all(format!("{{\"resourceType\":\"Bundle\",\"entry\":[{}]}}", all_of.join(",")).as_bytes()).unwrap();
        for (column, value) in [
            ("MRN", "M17"),
            ("Active", "false"),
            ("Home Phone", "1"),
            ("Mobile Phone", ""),
            ("Address 2", "Apt 2, Rear"),
            ("City", "Portland"),
            ("Preferred Name", "Annie"),
            ("Emergency Contact Phone", "7"),
            ("Primary Payer", "First"),
            ("Primary Member ID", "W1"),
            ("Primary Group", "G7"),
            ("Primary Relation", "self"),
            ("Secondary Payer", "Second"),
        ] {
            assert_eq!(of(&rows[0], column), value, "{column}");
        }
        let other = of(&rows[0], "Other");
        for kept in [
            "MRN: M18",
            "Identifier (medicaid): D9",
            "Name (maiden): Gomez",
            "Deceased: true",
            "Home Phone: 2",
            "Work Phone: 4",
            "Phone (old): 5",
            "Fax: 6",
            "Address: 2 Oak Ave, Bath",
            "Address (old): Reno",
            "us-core-birthsex: F",
            "multipleBirthInteger: 2",
            "Emergency Contact Phone: 8",
            "Contact: Max, son",
            "Insurance: Third, W1, G7, self",
        ] {
            assert!(other.split("; ").any(|one| one == kept), "{kept} in {other}");
        }
        assert!(!other.contains("AAAA"));
        let dead = PATIENT.replace("\"active\":true", "\"active\":true,\"deceasedDateTime\":\"2020\"");
        let (_, rows, _) = all(dead.as_bytes()).unwrap();
        assert_eq!(
            (of(&rows[0], "Active"), of(&rows[0], "Date of Death")),
            ("false", "2020"),
            "a year alone is no day, and says enough"
        );
    }

    #[test]
    fn a_broken_line_fails_and_is_not_passed_over() {
        use crate::read::Failed;
        for file in [format!("{PATIENT}\n{{broken\n{PATIENT}\n"), format!("{{broken\n{PATIENT}\n")] {
            let (_, rows, _) = all(file.as_bytes()).unwrap();
            let failed: Vec<&Row> =
                rows.iter().filter(|row| row.cells.get(COLUMNS.len()).is_some_and(|cell| Failed::of(cell).is_some())).collect();
            assert_eq!(failed.len(), 1);
        }
    }

    #[test]
    fn what_is_no_fhir_is_told() {
        assert_eq!(all(b"{\"a\": 1").unwrap_err(), Refusal::Broken(1));
        assert_eq!(all(b"{\"a\": 1}").unwrap_err(), Refusal::NoRows);
    }
}
