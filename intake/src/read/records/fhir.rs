//! FHIR R4: a Patient, a Bundle, or a resource on each line (US Core 3.1 to 8).

use std::collections::HashMap;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;

use serde_json::Value;

use super::person::{self, Person};
use crate::read::encoding::{Encoding, Utf8};
use crate::read::{Event, Format, LONGEST_CELL, Refusal, Sink, disk};

/// Largest bundle, in bytes: one is read whole. Lines have no such limit.
const LARGEST_BUNDLE: u64 = 64 * 1024 * 1024;

/// Reads it.
pub fn read(path: &Path, encoding: Encoding, sink: Sink<'_>) -> Result<(), Refusal> {
    let mut first = String::new();
    BufReader::new(Utf8::open(path, encoding)?.take(LONGEST_CELL as u64)).read_line(&mut first).map_err(disk)?;
    if serde_json::from_str::<Value>(first.trim()).is_ok_and(|line| line["resourceType"] == "Patient") {
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
    for related in resources.iter().filter(|resource| resource["resourceType"] == "RelatedPerson") {
        let whom = related["patient"]["reference"].as_str().unwrap_or_default();
        about.entry(whom.rsplit('/').next().unwrap_or(whom)).or_default().push(related);
    }
    let mut number = 0;
    for patient in resources.iter().filter(|resource| resource["resourceType"] == "Patient") {
        if number == 0 && sink(Event::Opened(&person::opened(Format::Fhir, encoding.name()))).is_break() {
            return Ok(());
        }
        number += 1;
        let mut is = of(patient);
        for related in about.get(patient["id"].as_str().unwrap_or_default()).into_iter().flatten() {
            contact(&mut is, related);
        }
        if sink(Event::Row(is.row(number))).is_break() {
            return Ok(());
        }
    }
    if number == 0 { Err(Refusal::NoRows) } else { Ok(()) }
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
            Err(_) => Person::default(),
        };
        if sink(Event::Row(is.row(number))).is_break() {
            return Ok(());
        }
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn each(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn of(patient: &Value) -> Person {
    let mut is = Person::default();
    let code_of =
        |id: &Value| each(&id["type"]["coding"]).map(|coding| text(&coding["code"])).next().unwrap_or_default().to_owned();
    for id in each(&patient["identifier"]) {
        let code = code_of(id);
        if code == "SS" || text(&id["system"]).ends_with("us-ssn") {
            is.say("SSN", text(&id["value"]));
        } else if code == "MR" {
            is.say("MRN", text(&id["value"]));
        }
    }
    is.say("Patient ID", text(&patient["id"]));
    let names: Vec<&Value> = each(&patient["name"]).collect();
    let of_use = |wanted: &str| names.iter().find(|name| text(&name["use"]) == wanted).copied();
    if let Some(name) = of_use("official").or_else(|| of_use("usual")).or_else(|| names.first().copied()) {
        let mut given = each(&name["given"]).map(text);
        is.say("First Name", given.next().unwrap_or_default());
        is.say("Middle Name", &given.collect::<Vec<_>>().join(" "));
        is.say("Last Name", text(&name["family"]));
        is.say("Prefix", text(&name["prefix"][0]));
        is.say("Suffix", text(&name["suffix"][0]));
    }
    is.say("Preferred Name", of_use("nickname").map_or("", |name| text(&name["given"][0])));
    is.say("Date of Birth", text(&patient["birthDate"]));
    is.say("Sex", text(&patient["gender"]));
    is.say("Active", patient["active"].as_bool().map_or("", |is| if is { "true" } else { "false" }));
    is.say("Date of Death", text(&patient["deceasedDateTime"]));
    for telecom in each(&patient["telecom"]).filter(|telecom| text(&telecom["use"]) != "old") {
        is.reach(text(&telecom["system"]), text(&telecom["use"]), text(&telecom["value"]));
    }
    let addresses: Vec<&Value> = each(&patient["address"]).filter(|address| text(&address["use"]) != "old").collect();
    let home = addresses.iter().find(|address| text(&address["use"]) == "home").or_else(|| addresses.first());
    if let Some(address) = home {
        is.say("Address 1", text(&address["line"][0]));
        is.say("Address 2", text(&address["line"][1]));
        for (name, column) in [("city", "City"), ("state", "State"), ("postalCode", "Zip"), ("country", "Country")] {
            is.say(column, text(&address[name]));
        }
    }
    background(&mut is, patient);
    is.say("Primary Provider", text(&patient["generalPractitioner"][0]["display"]));
    for one in each(&patient["contact"]) {
        contact(&mut is, one);
    }
    is
}

/// Marital status, language, race and ethnicity (US Core).
fn background(is: &mut Person, patient: &Value) {
    let word = |concept: &Value| {
        let coding = &concept["coding"][0];
        [text(&concept["text"]), text(&coding["display"]), text(&coding["code"])]
            .into_iter()
            .find(|word| !word.is_empty())
            .unwrap_or_default()
            .to_owned()
    };
    is.say("Marital Status", &word(&patient["maritalStatus"]));
    let language = each(&patient["communication"]).find(|one| one["preferred"] == true).unwrap_or(&patient["communication"][0]);
    is.say("Language", &word(&language["language"]));
    for extension in each(&patient["extension"]) {
        let column = match text(&extension["url"]).rsplit('/').next().unwrap_or_default() {
            "us-core-race" => "Race",
            "us-core-ethnicity" => "Ethnicity",
            _ => continue,
        };
        let said = each(&extension["extension"])
            .find(|part| text(&part["url"]) == "text")
            .map(|part| text(&part["valueString"]).to_owned());
        let coded = each(&extension["extension"]).find_map(|part| part["valueCoding"]["display"].as_str()).map(str::to_owned);
        is.say(column, &said.or(coded).unwrap_or_default());
    }
}

fn contact(is: &mut Person, one: &Value) {
    let name = if one["name"].is_array() { &one["name"][0] } else { &one["name"] };
    let given = each(&name["given"]).map(text).collect::<Vec<_>>().join(" ");
    let full = [given.as_str(), text(&name["family"])].join(" ");
    let full = if full.trim().is_empty() { text(&name["text"]) } else { full.trim() };
    let relation = &one["relationship"][0];
    let relation = [text(&relation["text"]), text(&relation["coding"][0]["display"]), text(&relation["coding"][0]["code"])];
    is.say("Emergency Contact Name", full);
    if is.said("Emergency Contact Name") == full {
        is.say("Emergency Contact Relation", relation.into_iter().find(|word| !word.is_empty()).unwrap_or_default());
        is.say("Emergency Contact Phone", text(&one["telecom"][0]["value"]));
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
    fn what_is_no_fhir_is_told() {
        assert_eq!(all(b"{\"a\": 1").unwrap_err(), Refusal::Broken(1));
        assert_eq!(all(b"{\"a\": 1}").unwrap_err(), Refusal::NoRows);
    }
}
